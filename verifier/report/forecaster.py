"""A forecaster's page: who they are, the record in words, every forecast, the reply."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date

from verifier.model.forecasts import Forecast, Forecaster, Voice
from verifier.model.verdict import Outcome
from verifier.report import format
from verifier.report.escape import link, md, quoted, table, url
from verifier.report.forecast import block, forecast_link, mark, outcome_text
from verifier.report.happened import glimpse
from verifier.report.head import top
from verifier.report.history import histories
from verifier.report.measured import measured
from verifier.report.pictures import Pictures, show
from verifier.report.run import Run
from verifier.report.sureness import crps, rates, schemes_of, sure
from verifier.score.forecasts import LeftOut
from verifier.score.tally import Place, Tally


def forecaster_page(run: Run, forecaster: Forecaster, drawn: Pictures) -> Iterator[str]:
    """The page's lines."""
    words = run.words
    yield from top(run, md(forecaster.name), "../")
    yield f"**{_summary(run, run.tallies[forecaster.id])}**"
    yield ""
    yield from _glance(run, forecaster)
    yield f"## {words('forecaster.record')}"
    yield ""
    yield from _identity(run, forecaster)
    yield from _record(run, run.tallies[forecaster.id])
    yield from _extremes(run, forecaster.id)
    if f"charts/calibration-{forecaster.id}.svg" in drawn:
        yield words("picture.see.calibration")
        yield ""
        yield from show(run, drawn, f"calibration-{forecaster.id}", "../")
    if f"charts/forecaster-{forecaster.id}.svg" in drawn:
        yield words("picture.see.windows")
        yield ""
        yield from show(run, drawn, f"forecaster-{forecaster.id}", "../")
    yield f"## {words('forecaster.forecasts')}"
    yield ""
    for forecast in run.by_forecaster[forecaster.id]:
        yield from block(run, forecast.id, "../")
    yield from schemes_of(run, forecaster.id)
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


def _summary(run: Run, tally: Tally) -> str:
    """The record in one line of words: closed forecasts, then those without a deadline."""
    words, own = run.words, run.by_forecaster[tally.forecaster]
    closed = [f for f in own if run.scores[f.id].left_out in (None, LeftOut.NO_NUMBER)]
    unending = [f for f in own if run.scores[f.id].left_out == LeftOut.NO_DEADLINE]
    told = [words("summary.none")]
    if closed:
        parts = _outcomes(run, closed)
        told = [words("summary.text", parts=parts)]
    if unending:
        parts = _outcomes(run, unending)
        told.append(words("summary.no_deadline", parts=parts))
    return " ".join(told)


def _outcomes(run: Run, forecasts: Sequence[Forecast]) -> str:
    words, told = run.words, []
    for outcome in Outcome:
        found = [f for f in forecasts if run.verdicts[f.id].outcome == outcome]
        if found:
            came = outcome == Outcome.CAME_TRUE and not run.verdicts[found[0].id].has_deadline
            told.append(words("summary.since" if came else f"summary.{outcome}", n=len(found)))
    return "; ".join(told)


def _extremes(run: Run, forecaster: str) -> Iterator[str]:
    """The strongest and the weakest call, by Brier score."""
    scored = sorted(
        (brier.central, forecast.id)
        for forecast in run.by_forecaster[forecaster]
        if run.scores[forecast.id].left_out is None
        and (brier := run.scores[forecast.id].brier) is not None
        and brier.central is not None
    )
    if len(scored) < 2 or scored[0][0] == scored[-1][0]:
        return
    for key, (value, id) in (("strongest", scored[0]), ("weakest", scored[-1])):
        claim = forecast_link(run, id, "../")
        yield run.words(f"extremes.{key}", claim=claim, value=format.number(value))
        yield ""


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
    known = {file.source.id: file.source for file in run.files}
    named: dict[str, list[str]] = {}
    for role in forecaster.roles:
        if role.source in known:
            where = link(known[role.source].publisher, f"../sources/{role.source}.md")
            named.setdefault(md(role.role), []).append(where)
    if named:
        roles = "; ".join(f"{role} ({', '.join(where)})" for role, where in named.items())
        said.append(words("forecaster.roles", roles=roles))
    if forecaster.spellings:
        spellings = ", ".join(md(s) for s in forecaster.spellings)
        said.append(words("forecaster.spellings", spellings=spellings))
    others = [o for o in forecaster.not_to_be_confused_with if o in run.tallies]
    if others:
        names = ", ".join(link(run.ledger.forecasters[o].name, f"{o}.md") for o in others)
        said.append(words("forecaster.not", names=names))
    yield " ".join(said)
    yield ""


def _glance(run: Run, forecaster: Forecaster) -> Iterator[str]:
    """Every statement: when, what, what came of it, and where that is shown."""
    words = run.words
    days: dict[tuple[object, ...], list[Forecast]] = {}
    for forecast in sorted(run.by_forecaster[forecaster.id], key=lambda f: _by_day(run, f)):
        # What is said twice on a day, in a title and below it, is told once.
        first, charged = forecast.restates or forecast.id, run.scores[forecast.id].charged_to
        outcome = run.verdicts[forecast.id].outcome
        days.setdefault((forecast.said.days, first, charged, outcome), []).append(forecast)
    settled: list[Forecast] = []
    others: dict[Outcome, list[Forecast]] = {}
    for forecast, *_ in days.values():
        verdict = run.verdicts[forecast.id]
        if verdict.settled or verdict.outcome == Outcome.DISPUTED:
            settled.append(forecast)
        else:
            others.setdefault(verdict.outcome, []).append(forecast)
    yield f"## {words('glance.title')}"
    yield ""
    if settled:
        columns = ("said", "claim", "outcome")
        yield from table(
            [words(f"glance.col.{key}") for key in columns],
            [_glance_row(run, forecast) for forecast in settled],
        )
    if others:
        yield from _unsettled(run, {o: others[o] for o in Outcome if o in others})


def _unsettled(run: Run, others: Mapping[Outcome, Sequence[Forecast]]) -> Iterator[str]:
    """What nothing has settled, by outcome, folded."""
    words = run.words
    counts = ", ".join(words(f"glance.count.{o}", n=len(found)) for o, found in others.items())
    yield f"<details><summary>{words('glance.more', counts=counts)}</summary>"
    yield ""
    for outcome, found in others.items():
        statements = "; ".join(
            words(
                "glance.statement",
                said=format.days(forecast.said.days, words),
                claim=link(forecast.claim.rstrip("."), f"#{forecast.id}"),
            )
            for forecast in found
        )
        name = words(f"outcome.{outcome}")
        yield f"- {words('glance.unsettled', outcome=name, statements=statements)}"
    yield ""
    yield "</details>"
    yield ""


def _by_day(run: Run, forecast: Forecast) -> tuple[date, bool, bool, bool, str]:
    """By day; on one day what is settled comes first, then first statements, then quotations."""
    return (
        forecast.said.days.order,
        not run.verdicts[forecast.id].settled,
        forecast.restates is not None,
        forecast.voice != Voice.QUOTATION,
        forecast.id,
    )


def _glance_row(run: Run, forecast: Forecast) -> list[str]:
    words = run.words
    verdict = run.verdicts[forecast.id]
    claim = f"{link(forecast.claim, f'#{forecast.id}')}{mark(run, forecast)}"
    if forecast.quote is not None:
        claim += f"<br>{_quote(run, forecast, forecast.quote)}"
    window = verdict.wide.window
    if window.until is not None:
        claim += "<br>" + words("glance.window", days=format.days(window, words))
    known = [*glimpse(run, verdict, "../"), measured(run, verdict)]
    why = forecast_link(run, forecast.id, "../", words("glance.why"))
    return [
        format.days(forecast.said.days, words),
        claim,
        "<br>".join([f"**{outcome_text(run, verdict)}**", *filter(None, known), why]),
    ]


def _quote(run: Run, forecast: Forecast, quote: str) -> str:
    """The words, and whose they are where somebody else put it so."""
    if forecast.voice != Voice.PARAPHRASE:
        return quoted(quote)
    publisher = md(run.ledger.source_of[forecast.id].publisher)
    return run.words("glance.paraphrase", publisher=publisher, quote=quoted(quote))


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
    text = words("forecaster.calls", cells=", ".join(cells))
    return " ".join([text, *rates(run, tally.contingency)])


def _accuracy(run: Run, tally: Tally) -> str:
    words = run.words
    if tally.brier is None:
        return words("forecaster.no_accuracy")
    value = format.envelope(tally.brier, words)
    parts = [words("forecaster.brier", value=value, n=tally.counts.scored)]
    if tally.skill is None:
        parts.append(words("skill.none"))
    else:
        skill = "—" if tally.skill.skill is None else format.number(tally.skill.skill)
        difference = format.number(tally.skill.difference)
        n = tally.skill.forecasts
        parts.append(words("skill.base", n=n, skill=skill, difference=difference))
    return " ".join([*parts, *sure(run, tally.forecaster)])


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
    if tally.timeliness is not None:
        parts.append(crps(run, tally.timeliness))
    return " ".join(parts)
