"""The pages: index, forecasters, sources, events, questions, corrections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict

from verifier.model.forecasts import Forecast, Forecaster, Source, SourceFile
from verifier.model.outcomes import Event, Question
from verifier.report import format
from verifier.report.escape import link, md, table, url
from verifier.report.forecast import (
    block,
    cite,
    event_link,
    forecast_link,
    mark,
    outcome_text,
    schedule_text,
)
from verifier.report.history import histories
from verifier.report.run import Run
from verifier.score.tally import Place, Tally


def pages(run: Run) -> Iterator[tuple[str, str]]:
    """Every Markdown page but the method's, by its path below the reports' root."""
    yield "README.md", _page(_index(run))
    for id in run.tallies:
        yield f"forecasters/{id}.md", _page(_forecaster(run, run.ledger.forecasters[id]))
    for file in _files(run):
        yield f"sources/{file.source.id}.md", _page(_source(run, file))
    for event in run.known.events.values():
        yield f"events/{event.id}.md", _page(_event(run, event))
    for question in _questions(run):
        yield f"questions/{question.id}.md", _page(_question(run, question))
    yield "corrections.md", _page(_corrections(run))


def _page(lines: Iterable[str]) -> str:
    return "\n".join(lines).rstrip("\n") + "\n"


def top(run: Run, title: str, up: str) -> Iterator[str]:
    """The head of every page: its title, the day, the way back."""
    yield f"# {title}"
    yield ""
    as_of = run.words("index.as_of", day=format.day(run.as_of, run.words))
    yield f"[{run.words('nav.index')}]({up}README.md) · [{run.words('nav.method')}]({up}method.md)"
    yield ""
    yield as_of
    yield ""


def _files(run: Run) -> list[SourceFile]:
    return [f for f in run.ledger.files if run.known.had(f.source.published.days)]


def _questions(run: Run) -> list[Question]:
    asked = {run.ledger.forecasts[id].question for id in run.verdicts}
    return [q for q in run.ledger.questions.values() if q.id in asked]


def _forecasts(run: Run) -> list[Forecast]:
    """The forecasts of the run by the day they were said."""
    found = [run.ledger.forecasts[id] for id in run.verdicts]
    return sorted(found, key=lambda f: (f.said.days.iso()[0] or "", f.id))


def _index(run: Run) -> Iterator[str]:
    words = run.words
    yield f"# {words('title')}"
    yield ""
    yield words("index.intro")
    yield ""
    yield words("index.as_of", day=format.day(run.as_of, words))
    yield ""
    yield f"[{words('nav.method')}](method.md) · [{words('nav.corrections')}](corrections.md)"
    yield ""
    yield f"## {words('index.forecasters')}"
    yield ""
    yield words("index.no_ranking", least=run.rules.schemes.thresholds.rank)
    yield ""
    names = {id: run.ledger.forecasters[id].name for id in run.tallies}
    places = [p.value for p in _COLUMNS]
    yield from table(
        [
            words(f"index.col.{key}")
            for key in ("forecaster", "forecasts", *places, "apart", "brier")
        ],
        [
            _index_row(run, run.tallies[id], name)
            for id, name in sorted(names.items(), key=lambda item: (item[1].casefold(), item[0]))
        ],
    )
    yield words("index.columns")
    yield ""
    yield words("index.brier_note", least=run.rules.schemes.thresholds.interval)
    yield ""
    yield from _index_lists(run)


_COLUMNS = (
    Place.SETTLED,
    Place.NO_DEADLINE,
    Place.OPEN,
    Place.UNDECIDED,
    Place.VOID,
    Place.UNSCORABLE,
)


def _index_row(run: Run, tally: Tally, name: str) -> list[str]:
    counts = tally.counts
    cells = [str(counts.places[place]) for place in _COLUMNS]
    if counts.disputed:
        cells[0] += f" ({counts.disputed})"
    accuracy = "—"
    if tally.brier is not None:
        accuracy = f"{format.envelope(tally.brier, run.words)}, n = {counts.scored}"
    where = link(name, f"forecasters/{tally.forecaster}.md")
    return [where, str(counts.all), *cells, str(counts.apart), accuracy]


def _index_lists(run: Run) -> Iterator[str]:
    words = run.words
    yield f"## {words('index.counts')}"
    yield ""
    aside = sum(len(file.set_aside) for file in _files(run))
    counts = {"forecasts": len(run.verdicts), "sources": len(_files(run)), "aside": aside}
    yield words("index.counts_text", **counts)
    yield ""
    yield from _fidelity(run)
    yield f"## {words('index.sources')}"
    yield ""
    for file in _files(run):
        source = file.source
        title = f"{source.publisher}: {source.title}" if source.title else source.publisher
        when = format.days(source.published.days, words)
        yield f"- {link(title, f'sources/{source.id}.md')} ({when})"
    yield ""
    yield f"## {words('index.questions')}"
    yield ""
    for question in _questions(run):
        yield f"- {link(question.title, f'questions/{question.id}.md')}"
    yield ""
    yield f"## {words('index.events')}"
    yield ""
    for event in run.known.events.values():
        yield f"- {event_link(run, event.id, '')}"


def _fidelity(run: Run) -> Iterator[str]:
    words = run.words
    rows = []
    for file in _files(run):
        outlet = file.source.outlet
        printed = [f for f in file.forecasts if f.id in run.verdicts]
        if outlet is None or file.source.archive is None or not printed:
            continue
        found = [
            run.rules.misreporting.row(f.misreported.kind).fidelity
            for f in printed
            if f.misreported is not None
        ]
        name = run.ledger.forecasters[outlet].name
        counts = (len(printed), found.count("imprecise"), found.count("unfaithful"))
        rows.append([link(name, f"sources/{file.source.id}.md"), *map(str, counts)])
    if rows:
        yield f"## {words('fidelity.title')}"
        yield ""
        yield words("fidelity.text")
        yield ""
        columns = ("outlet", "printed", "imprecise", "unfaithful")
        yield from table([words(f"fidelity.col.{key}") for key in columns], rows)


def _forecaster(run: Run, forecaster: Forecaster) -> Iterator[str]:
    words = run.words
    yield from top(run, md(forecaster.name), "../")
    yield from _identity(run, forecaster)
    yield f"## {words('forecaster.record')}"
    yield ""
    yield from _record(run, run.tallies[forecaster.id])
    yield f"## {words('forecaster.forecasts')}"
    yield ""
    for forecast in _forecasts(run):
        if forecast.forecaster == forecaster.id:
            yield from block(run, forecast.id, "../")
    yield from _histories(run, forecaster)
    yield f"## {words('forecaster.response')}"
    yield ""
    reply = forecaster.response
    if reply is not None and run.known.had(reply.date.days):
        yield f"> {md(reply.text)}"
        yield ">"
        when = format.days(reply.date.days, words)
        yield f"> — {link(when, url(reply.address or ''))}"
    else:
        yield words("forecaster.no_response")
    yield ""
    yield words("forecaster.dispute")


def _histories(run: Run, forecaster: Forecaster) -> Iterator[str]:
    words = run.words
    told = histories(run, forecaster.id)
    if told:
        yield f"## {words('history.title')}"
        yield ""
    for statements in told:
        for statement in statements:
            changes = ", ".join(words(f"history.{change}") for change in statement.changes)
            yield "- " + words(
                "history.statement",
                said=format.days(statement.forecast.said.days, words),
                claim=md(statement.forecast.claim),
                link=f"#{statement.forecast.id}",
                changes=f" ({changes})" if changes else "",
            )
        yield ""


def _identity(run: Run, forecaster: Forecaster) -> Iterator[str]:
    words = run.words
    said = [words(f"forecaster.kind.{forecaster.kind}").capitalize() + "."]
    known = {file.source.id: file.source for file in _files(run)}
    roles = [
        f"{md(role.role)} ({link(known[role.source].publisher, f'../sources/{role.source}.md')})"
        for role in forecaster.roles
        if role.source in known
    ]
    if roles:
        said.append(words("forecaster.roles", roles="; ".join(roles)))
    if forecaster.spellings:
        spellings = ", ".join(md(s) for s in forecaster.spellings)
        said.append(words("forecaster.spellings", spellings=spellings))
    others = [o for o in forecaster.not_to_be_confused_with if o in run.tallies]
    if others:
        names = ", ".join(link(run.ledger.forecasters[o].name, f"{o}.md") for o in others)
        said.append(words("forecaster.not", names=names))
    yield " ".join(said)
    yield ""


def _record(run: Run, tally: Tally) -> Iterator[str]:
    words, counts = run.words, tally.counts
    places = []
    for place in reversed(Place):
        if n := counts.places[place]:
            text = words(f"forecaster.place.{place}", n=n)
            if place == Place.SETTLED and counts.disputed:
                text += ", " + words("forecaster.disputed", n=counts.disputed)
            places.append(text)
    yield words("forecaster.counts", all=counts.all, places="; ".join(places))
    yield ""
    own = counts.all - counts.apart
    if own:
        yield words(
            "forecaster.numbers",
            own=own,
            with_number=counts.with_number,
            without_number=counts.without_number,
            scored=counts.scored,
        )
        yield ""
    yield f"**{words('forecaster.accuracy')}.** {_accuracy(run, tally)} {_calls(run, tally)}"
    yield ""
    yield f"**{words('forecaster.timeliness')}.** {_timeliness(run, tally)}"
    yield ""


def _calls(run: Run, tally: Tally) -> str:
    words, found = run.words, asdict(tally.contingency)
    cells = [words(f"forecaster.call.{cell}", n=n) for cell, n in found.items() if n]
    if not cells:
        return words("forecaster.no_calls")
    return words("forecaster.calls", cells=", ".join(cells))


def _accuracy(run: Run, tally: Tally) -> str:
    words = run.words
    if tally.brier is None:
        return words("forecaster.no_accuracy")
    value = format.envelope(tally.brier, words)
    text = words("forecaster.brier", value=value, n=tally.counts.scored)
    least = run.rules.schemes.thresholds.interval
    if tally.counts.questions < least:
        text += " " + words("forecaster.too_few", least=least)
    return text


def _timeliness(run: Run, tally: Tally) -> str:
    words, lead = run.words, tally.lead_times
    parts = [words("forecaster.no_lead")]
    if lead.warned is not None and lead.all is not None:
        parts = [
            words(
                "forecaster.lead",
                warned=format.span_of_days(*lead.warned, words),
                n=lead.warned_events,
                all=format.span_of_days(*lead.all, words),
                total=lead.all_events,
            )
        ]
    if tally.days_off is not None:
        value = format.span_of_days(*tally.days_off, words)
        parts.append(words("forecaster.timing", value=value))
    return " ".join(parts)


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
                f"“{md(f.quote)}”" if f.quote else md(f.summary or ""),
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
            [[f"“{md(a.quote)}”", words(f"aside.{a.why}")] for a in file.set_aside],
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
    for item in evidence:
        yield f"- **{words(f'evidence.{item.stance}')}** {cite(run, item)}: {md(item.says)}"
    if not evidence:
        yield words("evidence.none")
    yield ""
    speaking = [f for f in _forecasts(run) if event.id in run.verdicts[f.id].events]
    if speaking:
        yield f"## {words('event.forecasts')}"
        yield ""
        yield from _forecast_table(run, speaking)


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


def _question(run: Run, question: Question) -> Iterator[str]:
    words = run.words
    yield from top(run, md(question.title), "../")
    if question.notes and run.latest:
        yield md(question.notes)
        yield ""
    facts = []
    if question.subject:
        facts.append(words("question.subject", subject=md(question.subject)))
    if question.horizon is not None:
        horizon = format.days(question.horizon.days, words)
        facts.append(words("question.horizon", horizon=horizon))
    rate = question.base_rate
    if rate is None:
        facts.append(words("question.no_base_rate"))
    else:
        facts.append(
            words(
                "question.base_rate",
                probability=format.number(rate.probability),
                population=md(rate.population),
                citation=md(rate.citation),
            )
        )
    yield " ".join(facts)
    yield ""
    yield from _forecast_table(run, [f for f in _forecasts(run) if f.question == question.id])


def _forecast_table(run: Run, forecasts: Iterable[Forecast]) -> list[str]:
    words = run.words
    columns = ("forecaster", "said", "claim", "outcome", "schedule")
    return table(
        [words(f"question.col.{key}") for key in columns],
        [
            [
                md(run.ledger.forecasters[f.forecaster].name),
                format.days(f.said.days, words),
                f"{forecast_link(run, f.id, '../')}{mark(run, f)}",
                outcome_text(run, run.verdicts[f.id]),
                schedule_text(run, run.verdicts[f.id]),
            ]
            for f in forecasts
        ],
    )


def _corrections(run: Run) -> Iterator[str]:
    words = run.words
    yield from top(run, words("corrections.title"), "")
    found = [
        (c.date, forecast_link(run, f.id, ""), c.what)
        for f in _forecasts(run)
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
