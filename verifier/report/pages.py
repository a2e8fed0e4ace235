"""All pages by path, and those of sources, events, questions and corrections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from verifier.model.forecasts import Forecast, Source, SourceFile
from verifier.model.outcomes import Event, Question
from verifier.report import format
from verifier.report.answers import what_became
from verifier.report.escape import md, quoted, table, url
from verifier.report.forecast import forecast_link, mark, outcome_text, schedule_text
from verifier.report.forecast_page import forecast_page
from verifier.report.forecaster import forecaster_page
from verifier.report.happened import days_ahead, event_link, evidence_lines
from verifier.report.head import top
from verifier.report.index import index
from verifier.report.pictures import Pictures, pictures, show
from verifier.report.run import Run


def pages(run: Run) -> Iterator[tuple[str, str]]:
    """Every picture and every page but the method's, by its path below the reports' root."""
    drawn = pictures(run)
    yield from ((path, picture.svg) for path, picture in drawn.items())
    yield "README.md", _page(index(run, drawn))
    for id in run.tallies:
        forecaster = run.ledger.forecasters[id]
        yield f"forecasters/{id}.md", _page(forecaster_page(run, forecaster, drawn))
    for id in run.verdicts:
        yield f"forecasts/{id}.md", _page(forecast_page(run, id))
    for file in run.files:
        yield f"sources/{file.source.id}.md", _page(_source(run, file))
    for event in run.known.events.values():
        yield f"events/{event.id}.md", _page(_event(run, event))
    for question in run.questions:
        yield f"questions/{question.id}.md", _page(_question(run, question, drawn))
    yield "corrections.md", _page(_corrections(run))


def _page(lines: Iterable[str]) -> str:
    return "\n".join(lines).rstrip("\n") + "\n"


def _source(run: Run, file: SourceFile) -> Iterator[str]:
    words, source = run.words, file.source
    title = f"{source.publisher}: {source.title}" if source.title else source.publisher
    yield from top(run, md(title), "../")
    yield from _provenance(run, source)
    printed = [f for f in file.forecasts if f.id in run.verdicts]
    bad = [f for f in printed if f.misreported is not None]
    if printed and source.archive is not None:
        yield words("source.fidelity", n=len(printed), bad=len(bad))
        yield ""
    yield f"## {words('source.forecasts')}"
    yield ""
    yield from table(
        [words(f"source.col.{key}") for key in ("quote", "who", "claim", "outcome")],
        [
            [
                quoted(f.quote) if f.quote else md(f.summary or ""),
                md(run.ledger.forecasters[f.forecaster].name),
                f"{forecast_link(run, f.id, '../')}{mark(run, f)}",
                outcome_text(run, run.verdicts[f.id]),
            ]
            for f in printed
        ],
    )
    if file.set_aside:
        yield f"## {words('source.aside')}"
        yield ""
        yield words("source.aside_text")
        yield ""
        yield from table(
            [words("source.col.quote"), words("source.col.why")],
            [[quoted(a.quote), words(f"aside.{a.why}")] for a in file.set_aside],
        )


def _provenance(run: Run, source: Source) -> Iterator[str]:
    words = run.words
    parts = [words("source.published", published=format.days(source.published.days, words))]
    if source.published_basis and run.latest:
        parts.append(f"({md(source.published_basis)})")
    if source.address is not None:
        parts.append(words("source.address", address=url(source.address)) + ".")
    if source.archive is not None:
        parts.append(
            words("source.archive", file=source.archive.file, sha256=source.archive.sha256)
        )
    yield " ".join(parts)
    yield ""
    if source.notes and run.latest:
        yield md(source.notes)
        yield ""


def _event(run: Run, event: Event) -> Iterator[str]:
    words = run.words
    evidence = run.known.eligible(event.evidence)
    whole = len(evidence) == len(event.evidence)
    yield from top(run, md(event.title), "../")
    if whole:
        yield md(event.summary)
        yield ""
    yield from _facts(run, event, whole)
    yield f"## {words('event.evidence')}"
    yield ""
    yield from evidence_lines(run, evidence)
    if not evidence:
        yield words("evidence.none")
    yield ""
    speaking = run.by_event.get(event.id, [])
    if speaking:
        yield f"## {words('event.forecasts')}"
        yield ""
        yield from _forecast_table(run, speaking, event)


def _facts(run: Run, event: Event, whole: bool) -> Iterator[str]:
    words = run.words
    began = format.days(event.began.days, words)
    key = "event.began" if event.began.days.length == 1 else "event.began_between"
    facts = [words(key, began=began)]
    if event.ended is not None and run.known.had(event.ended.days):
        facts.append(words("event.ended", ended=format.days(event.ended.days, words)))
    facts.append(words("event.known", known=format.days(event.known.days, words)))
    yield "; ".join(facts) + "."
    yield ""
    for key, terms, vocabulary in (
        ("kinds", event.kinds, run.rules.events),
        ("disputed_kinds", event.disputed_kinds, run.rules.events),
        ("actors", event.actors, run.rules.actors),
        ("places", event.places, run.rules.places),
    ):
        if terms:
            names = ", ".join(md(vocabulary.label(term)) for term in terms)
            yield words(f"event.{key}", **{key.removeprefix("disputed_"): names})
            yield ""
    if not whole:
        return
    if event.new is not None:
        yield words(f"event.new.{event.new}")
        yield ""
    for key, text in (("uncertainty", event.uncertainty), ("limits", event.limits)):
        if text:
            yield f"**{words(f'event.{key}')}.** {md(text)}"
            yield ""
    if event.magnitudes:
        yield f"## {words('event.magnitudes')}"
        yield ""
        yield from table(
            [words(f"event.col.{key}") for key in ("what", "value", "kind", "source")],
            [
                [
                    md(m.name.replace("-", " ")),
                    f"{_bounds(m.at_least, m.at_most)} {md(m.unit)}",
                    words(f"magnitude.{m.kind}"),
                    md(m.source or ""),
                ]
                for m in event.magnitudes
            ],
        )


def _bounds(low: float | None, high: float | None) -> str:
    if low is not None and high is not None:
        return format.amount(low) if low == high else f"{format.amount(low)}–{format.amount(high)}"
    return f"≥ {format.amount(low)}" if low is not None else f"≤ {format.amount(high or 0)}"


def _question(run: Run, question: Question, drawn: Pictures) -> Iterator[str]:
    words = run.words
    yield from top(run, md(question.title), "../")
    became = what_became(run, question)
    answered = words("question.answered", answer=became) if became else None
    yield answered or words("question.answer.none")
    yield ""
    if became and (events := run.answers[question.id].events):
        yield words("question.record", events=", ".join(event_link(run, e, "../") for e in events))
        yield ""
    if became and any(not run.verdicts[f.id].has_deadline for f in run.by_question[question.id]):
        yield words("question.no_deadline")
        yield ""
    yield from show(run, drawn, f"question-{question.id}", "../")
    groups: dict[str, list[Forecast]] = {}
    for forecast in run.by_question[question.id]:
        groups.setdefault(_call(run, forecast), []).append(forecast)
    for group in ("would", "would_not", "hedged", "other"):
        if group in groups:
            yield f"## {words(f'question.group.{group}')}"
            yield ""
            yield from _forecast_table(run, groups[group])
    yield f"## {words('question.about')}"
    yield ""
    if question.notes and run.latest:
        yield md(question.notes)
        yield ""
    yield " ".join(_question_facts(run, question))


def _call(run: Run, forecast: Forecast) -> str:
    score = run.scores[forecast.id]
    if score.event_truth is None:
        return "other"
    return {True: "would", False: "would_not", None: "hedged"}[score.says_event]


def _question_facts(run: Run, question: Question) -> Iterator[str]:
    words, rate = run.words, question.base_rate
    if question.subject:
        yield words("question.subject", subject=md(question.subject))
    if question.horizon is not None:
        yield words("question.horizon", horizon=format.days(question.horizon.days, words))
    if rate is None:
        yield words("question.no_base_rate")
        return
    yield words(
        "question.base_rate",
        probability=format.number(rate.probability),
        population=md(rate.population),
        citation=md(rate.citation),
    )


def _forecast_table(
    run: Run, forecasts: Iterable[Forecast], event: Event | None = None
) -> list[str]:
    """A row for each forecast; days ahead are those before `event` on the event's own page."""
    words = run.words
    columns = ("forecaster", "said", "claim", "outcome", "schedule", "lead")
    return table(
        [words(f"question.col.{key}") for key in columns],
        [
            [
                md(run.ledger.forecasters[f.forecaster].name),
                format.days(f.said.days, words),
                f"{forecast_link(run, f.id, '../')}{mark(run, f)}",
                outcome_text(run, run.verdicts[f.id]),
                schedule_text(run, run.verdicts[f.id]),
                _lead(run, f) if event is None else _ahead(run, f, event),
            ]
            for f in forecasts
        ],
    )


def _lead(run: Run, forecast: Forecast) -> str:
    lead = run.scores[forecast.id].lead_time
    return format.span_of_days(*lead, run.words) if lead else ""


def _ahead(run: Run, forecast: Forecast, event: Event) -> str:
    days = days_ahead(forecast, event)
    return format.span_of_days(*days, run.words) if days else ""


def _corrections(run: Run) -> Iterator[str]:
    words = run.words
    yield from top(run, words("corrections.title"), "")
    found = [
        (c.date, forecast_link(run, f.id, ""), c.what)
        for f in run.forecasts
        for c in f.corrections
        if run.known.had(c.date.days)
    ]
    found += [
        (c.date, event_link(run, e.id, ""), c.what)
        for e in run.known.events.values()
        for c in e.corrections
        if run.known.had(c.date.days)
    ]
    yield words("corrections.text" if found else "corrections.none")
    yield ""
    for when, where, what in sorted(found, key=lambda c: (c[0].text, c[1]), reverse=True):
        yield f"- {format.days(when.days, words)}: {where}: {md(what)}"
