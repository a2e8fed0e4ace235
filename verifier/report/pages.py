"""All pages by path, and those of sources, events, questions and corrections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from verifier.model.forecasts import Forecast, SetAside, Source
from verifier.model.outcomes import Event, Magnitude, Question
from verifier.model.verdict import Schedule, Verdict
from verifier.report import format
from verifier.report.answers import what_became
from verifier.report.clarifications import clarifications
from verifier.report.contents import contents
from verifier.report.corrections import corrections, former_pages
from verifier.report.escape import Markdown, code, link, md, to, url
from verifier.report.figures import figures
from verifier.report.forecast import call_text, forecast_link, mark
from verifier.report.forecast_page import forecast_page
from verifier.report.forecaster import forecaster_page
from verifier.report.happened import days_ahead, event_link, evidence_lines
from verifier.report.head import name_of, quoted, top
from verifier.report.index import index
from verifier.report.markdown import (
    EMPTY,
    NONE,
    Lines,
    bold,
    breaks,
    compose,
    heading,
    items,
    joined,
    labelled,
    page,
    para,
    table,
)
from verifier.report.outcome import outcome_text
from verifier.report.pictures import Pictures, drawn, of_all, of_forecaster, of_question, show
from verifier.report.pieces import Pieces, made_anew
from verifier.report.run import Run
from verifier.report.schedule import schedule_text
from verifier.report.standings import standings_page
from verifier.report.terms import definitions
from verifier.report.totals import left_out
from verifier.score.envelope import Envelope
from verifier.score.timeliness import scored_of

Part = tuple[str, str]
"""A kind of page, and the id of whose page it is; no kind for what is of the whole ledger."""
Files = Iterator[tuple[str, str]]
"""Files with their paths below the reports' root."""

WHOLE = ("", "")


def pages(run: Run) -> Files:
    """Every picture and every page but the method's."""
    for part in parts(run):
        yield from made(run, part)


def parts(run: Run) -> Iterator[Part]:
    """Of what there are pages."""
    yield from (("forecasters", id) for id in run.tallies)
    yield from (("forecasts", id) for id in run.verdicts)
    yield from (("sources", file.source.id) for file in run.files)
    yield from (("events", event.id) for event in run.events)
    yield from (("questions", question.id) for question in run.questions)
    yield WHOLE


def made(run: Run, part: Part, pieces: Pieces | None = None) -> Files:
    """The files of a part: its page, and the pictures on it.

    `pieces` gives the pieces of pages of the whole ledger, which are made unless it is given.
    """
    kind, id = part
    match kind:
        case "forecasters":
            own = drawn(of_forecaster(run, id))
            yield from _with_page(own, part, forecaster_page(run, run.ledger.forecasters[id], own))
        case "forecasts":
            yield from _with_page({}, part, forecast_page(run, id))
        case "sources":
            yield from _with_page({}, part, _source(run, id))
        case "events":
            yield from _with_page({}, part, _event(run, run.ledger.events[id]))
        case "questions":
            question = run.ledger.questions[id].on(run.as_of)
            own = drawn(of_question(run, question))
            yield from _with_page(own, part, _question(run, question, own))
        case _:
            yield from _of_all(run, pieces or made_anew(run))


def _with_page(pictures: Pictures, part: Part, lines: Lines) -> Files:
    yield from ((picture.path, picture.svg) for picture in pictures.values())
    yield f"{'/'.join(part)}.md", page(lines)


def _of_all(run: Run, pieces: Pieces) -> Files:
    pictures = drawn(of_all(run))
    yield from ((picture.path, picture.svg) for picture in pictures.values())
    yield "README.md", page(index(run))
    yield "figures.md", page(figures(run, pictures))
    yield "contents.md", page(contents(run, pieces))
    if run.sureness.standings.groups:
        yield "standings.md", page(standings_page(run, pictures))
    yield "corrections.md", page(corrections(run))
    yield from ((path, page(lines)) for path, lines in former_pages(run))
    yield "left-out.md", page(left_out(run, pieces))


def _source(run: Run, id: str) -> Lines:
    words, file = run.words, run.ledger.file_of[id]
    source = file.source
    yield from top(run, md(name_of(source)), "../")
    yield from _provenance(run, source)
    printed = [f for f in file.forecasts if f.id in run.verdicts]
    bad = [f for f in printed if f.misreported is not None]
    if printed and source.archive is not None:
        yield from para(words.md("source.fidelity", n=len(printed), bad=len(bad)))
    yield from heading(words.md("source.forecasts"))
    yield from table(
        words.heads("source", "quote", "who", "claim", "outcome", "call"),
        [
            [
                quoted(run, source, f.quote) if f.quote else md(f.summary or ""),
                md(run.ledger.forecasters[f.forecaster].name),
                compose("{}{}", forecast_link(run, f.id, "../"), mark(run, f)),
                outcome_text(run, run.verdicts[f.id]),
                call_text(run, run.verdicts[f.id]),
            ]
            for f in printed
        ],
    )
    if file.set_aside:
        yield from heading(words.md("source.aside"))
        yield from para(words.md("source.aside_text"))
        yield from table(
            words.heads("source", "quote", "why"),
            [
                [
                    breaks([quoted(run, source, aside.quote), *_speaker(run, id, aside)]),
                    _with_note(run, words.md(f"aside.{aside.why}"), aside.notes),
                ]
                for aside in file.set_aside
            ],
        )


def _speaker(run: Run, source: str, aside: SetAside) -> Iterator[Markdown]:
    """Who said what is set aside, where that is told, and as what the source has them."""
    if aside.speaker is not None:
        who = run.ledger.forecasters[aside.speaker]
        roles = [role.role for role in who.roles if role.source == source]
        yield compose("— {}", md(", ".join((who.name, *roles))))


def _with_note(run: Run, text: Markdown, note: str | None) -> Markdown:
    return breaks([text, md(note)]) if note and run.latest else text


def _provenance(run: Run, source: Source) -> Lines:
    words = run.words
    published = format.days(source.published.days, words)
    if source.published_basis and run.latest:
        published = compose("{} ({})", published, md(source.published_basis))
    parts = [words.md("source.author", author=md(source.author))] if source.author else []
    parts.append(words.md("source.published", published=published))
    if source.accessed is not None and run.latest:
        parts.append(words.md("source.accessed", day=format.days(source.accessed.days, words)))
    if source.address is not None:
        parts.append(compose("{}.", words.md("source.address", address=url(source.address))))
    if source.archived_address is not None:
        kept = url(source.archived_address)
        parts.append(compose("{}.", words.md("source.archived", address=kept)))
    if source.archive is not None:
        file, sha256 = code(source.archive.file), code(source.archive.sha256)
        parts.append(words.md("source.archive", file=file, sha256=sha256))
    yield from para(joined(parts, " "))
    if source.notes and run.latest:
        yield from para(md(source.notes))


def _event(run: Run, event: Event) -> Lines:
    words = run.words
    evidence = run.known.eligible(event.evidence)
    whole = len(evidence) == len(event.evidence)
    yield from top(run, md(event.title), "../")
    if event.withdrawn is not None and run.known.took_back(event):
        day, what = format.days(event.withdrawn.date.days, words), md(event.withdrawn.what)
        yield from para(bold(words.md("event.withdrawn", day=day)), what)
    if whole:
        yield from para(md(event.summary))
    yield from _facts(run, event, whole)
    yield from heading(words.md("event.evidence"))
    yield from evidence_lines(run, evidence)
    if not evidence:
        yield words.md("evidence.none")
    yield EMPTY
    speaking = run.by_event.get(event.id, [])
    if speaking:
        yield from heading(words.md("event.forecasts"))
        yield from _forecast_table(run, speaking, event)


def _facts(run: Run, event: Event, whole: bool) -> Lines:
    words = run.words
    began = format.days(event.began.days, words)
    key = "event.began" if event.began.days.length == 1 else "event.began_between"
    facts = [words.md(key, began=began)]
    if event.ended is not None and run.known.had(event.ended.days):
        facts.append(words.md("event.ended", ended=format.days(event.ended.days, words)))
    facts.append(words.md("event.known", known=format.days(event.known.days, words)))
    yield from para(compose("{}.", words.listed(facts, "semicolon")))
    for key, terms, vocabulary in (
        ("kinds", event.kinds, run.rules.events),
        ("disputed_kinds", event.disputed_kinds, run.rules.events),
        ("actors", event.actors, run.rules.actors),
        ("places", event.places, run.rules.places),
    ):
        if terms:
            names = words.listed(md(vocabulary.label(term)) for term in terms)
            yield from para(words.md(f"event.{key}", **{key.removeprefix("disputed_"): names}))
    if not whole:
        return
    if event.new is not None:
        yield from para(words.md(f"event.new.{event.new}"))
    for key, told in (("uncertainty", event.uncertainty), ("limits", event.limits)):
        if told:
            yield from para(labelled(words.md(f"event.{key}")), md(told))
    if event.magnitudes:
        yield from heading(words.md("event.magnitudes"))
        yield from table(
            words.heads("event", "what", "value", "kind", "source"),
            [
                [
                    md(m.name.replace("-", " ")),
                    _size(run, m),
                    words.md(f"magnitude.{m.kind}"),
                    md(m.source or ""),
                ]
                for m in event.magnitudes
            ],
        )


def _size(run: Run, magnitude: Magnitude) -> Markdown:
    words, m = run.words, magnitude
    told = compose("{} {}", format.bounds(m.at_least, m.at_most, words), md(m.unit))
    return compose("{} ({})", told, format.days(m.as_of.days, words)) if m.as_of else told


def _question(run: Run, question: Question, pictures: Pictures) -> Lines:
    words = run.words
    yield from top(run, md(question.title), "../")
    became = what_became(run, question)
    if became and run.ledger.questions[question.id].asked(run.as_of).key in run.answers:
        yield from para(words.md("question.answered", answer=became))
        yield from _answered(run, question)
    else:
        alike = bold(compose("{}.", became)) if became else words.md("question.answer.none")
        yield from para(alike)
    yield from show(run, pictures, f"question-{question.id}", "../")
    groups: dict[str, list[Forecast]] = {}
    for forecast in run.by_question[question.id]:
        groups.setdefault(_call(run, forecast), []).append(forecast)
    for group in ("would", "would_not", "hedged", "other"):
        if group in groups:
            alone = group == "other" and len(groups) == 1
            key = "forecaster.forecasts" if alone else f"question.group.{group}"
            yield from heading(words.md(key))
            yield from _forecast_table(run, groups[group])
    yield from clarifications(run, question)
    yield from heading(words.md("question.about"))
    if question.notes and run.latest:
        yield from para(md(question.notes))
    yield from items(definitions(run, question))
    yield joined(_question_facts(run, question), " ")


def _answered(run: Run, question: Question) -> Lines:
    """The events on record, and how forecasts can be settled otherwise than the question is."""
    words = run.words
    found = run.answers[run.ledger.questions[question.id].asked(run.as_of).key]
    if found.events:
        links = words.listed(event_link(run, event, "../") for event in found.events)
        yield from para(words.md("question.record", events=links))
    about = [run.verdicts[forecast.id] for forecast in run.by_question[question.id]]
    if any(not verdict.has_deadline for verdict in about):
        yield from para(words.md("question.no_deadline"))
    is_open = found.answer.truth.pending is not None
    if is_open and any(verdict.closed and verdict.settled for verdict in about):
        yield from para(words.md("question.part"))


def _call(run: Run, forecast: Forecast) -> str:
    score = run.scores[forecast.id]
    if score.event_truth is None:
        return "other"
    return {True: "would", False: "would_not", None: "hedged"}[score.says_event]


def _question_facts(run: Run, question: Question) -> Lines:
    words, rate = run.words, question.base_rate
    if question.subject:
        yield words.md("question.subject", subject=md(question.subject))
    fate = run.ledger.fates.get(question.id)
    if fate is not None:
        others = [q for q in run.ledger.questions.values() if run.ledger.fates.get(q.id) == fate]
        told = (link(q.title, to("questions", q.id, "../")) for q in others if q != question)
        yield words.md("question.fate", others=words.listed(told))
    period = question.asked(run.as_of).period
    if period is not None and question.event is not None:
        days = scored_of(period, run.rules.timing.cutoff.period)
        yield words.md("question.timed", days=format.days(days, words))
    elif question.horizon is not None:
        yield words.md("question.horizon", horizon=format.days(question.horizon.days, words))
    if rate is None:
        yield words.md("question.no_base_rate")
        return
    yield words.md(
        "question.base_rate",
        probability=words.number(rate.probability),
        population=md(rate.population),
        citation=md(rate.citation),
    )


def _forecast_table(run: Run, forecasts: Iterable[Forecast], event: Event | None = None) -> Lines:
    """A row for each forecast; days ahead are those before `event` on the event's own page."""
    words = run.words
    columns = ("forecaster", "said", "claim", "chance", "outcome", "schedule", "call", "brier")
    return table(
        words.heads("question", *columns, "lead"),
        [
            [
                md(run.ledger.forecasters[f.forecaster].name),
                format.days(f.said.days, words),
                compose("{}{}", forecast_link(run, f.id, "../"), mark(run, f)),
                _chance(run, f),
                outcome_text(run, run.verdicts[f.id]),
                _schedule(run, run.verdicts[f.id]),
                call_text(run, run.verdicts[f.id]),
                _brier(run, f),
                _lead(run, f) if event is None else _ahead(run, f, event),
            ]
            for f in forecasts
        ],
    )


def _schedule(run: Run, verdict: Verdict) -> Markdown:
    applies = verdict.schedule != (Schedule.NOT_APPLICABLE,)
    return schedule_text(run, verdict) if applies else NONE


def _chance(run: Run, forecast: Forecast) -> Markdown:
    number = run.scores[forecast.id].likelihood.probability
    if number is None or run.scores[forecast.id].likelihood.klass is not None:
        return NONE
    return format.envelope(Envelope(number.low, number.central, number.high), run.words)


def _brier(run: Run, forecast: Forecast) -> Markdown:
    score = run.scores[forecast.id]
    return format.envelope(score.brier if score.left_out is None else None, run.words)


def _lead(run: Run, forecast: Forecast) -> Markdown:
    lead = run.scores[forecast.id].warning
    return format.days_ahead(*lead, run.words) if lead else EMPTY


def _ahead(run: Run, forecast: Forecast, event: Event) -> Markdown:
    if event.id not in run.verdicts[forecast.id].events or not run.scores[forecast.id].warning:
        return EMPTY
    days = days_ahead(forecast, event)
    return format.span_of_days(*days, run.words) if days else EMPTY
