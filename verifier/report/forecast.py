"""One forecast on a page: quotation, window, likelihood, what happened, the axes, why, scores."""

from __future__ import annotations

from collections.abc import Iterator

from verifier.model.forecasts import Forecast
from verifier.model.proposition import Unscorable
from verifier.model.verdict import (
    Basis,
    Condition,
    Outcome,
    Placed,
    Rule,
    Schedule,
    Standing,
    Verdict,
)
from verifier.report import format
from verifier.report.escape import link, md, quoted
from verifier.report.happened import (
    cite,
    evidence_groups,
    evidence_lines,
    happened,
)
from verifier.report.measured import measured
from verifier.report.run import Run
from verifier.score.forecasts import Likelihood
from verifier.words import expected_brier


def block(run: Run, id: str, up: str, *, alone: bool = False) -> Iterator[str]:
    """The forecast's block; `up` leads from the page to the reports' root.

    `alone` on a page of its own it has no heading, and its evidence stands there in full.
    """
    forecast, verdict = run.ledger.forecasts[id], run.verdicts[id]
    if not alone:
        yield f'<a id="{id}"></a>'
        yield ""
        yield f"### {link(forecast.claim, f'{up}forecasts/{id}.md')}"
        yield ""
    if forecast.quote is not None:
        yield f"> {quoted(forecast.quote)}"
    else:
        yield f"> {run.words('forecast.summary', summary=md(forecast.summary or ''))}"
    yield ">"
    yield f"> — {_said(run, forecast, up)}"
    yield ""
    yield "|   |   |"
    yield "| --- | --- |"
    for key, text in _rows(run, forecast, verdict, up):
        if text:
            yield f"| {run.words(f'forecast.row.{key}')} | {text} |"
    yield ""
    yield from _rulings(run, verdict)
    if not alone:
        yield from _evidence(run, verdict, up)


def forecaster_link(run: Run, id: str, up: str) -> str:
    """A link to the forecaster's page."""
    return link(run.ledger.forecasters[id].name, f"{up}forecasters/{id}.md")


def forecast_link(run: Run, id: str, up: str, text: str | None = None) -> str:
    """A link to the forecast's page."""
    return link(text or run.ledger.forecasts[id].claim, f"{up}forecasts/{id}.md")


def _said(run: Run, forecast: Forecast, up: str) -> str:
    source = run.ledger.source_of[forecast.id]
    return run.words(
        "forecast.said",
        who=md(run.ledger.forecasters[forecast.forecaster].name),
        voice=run.words(f"forecast.voice.{forecast.voice}"),
        publisher=md(source.publisher),
        link=f"{up}sources/{source.id}.md",
        said=format.days(forecast.said.days, run.words),
    )


def _rows(run: Run, forecast: Forecast, verdict: Verdict, up: str) -> Iterator[tuple[str, str]]:
    score = run.scores[forecast.id]
    if forecast.question is not None:
        question = run.ledger.questions[forecast.question]
        yield "question", link(question.title, f"{up}questions/{question.id}.md")
    if forecast.given is not None:
        state = run.words(f"condition.{verdict.condition}")
        yield "condition", run.words("condition.row", words=md(forecast.given.words), state=state)
    window = forecast.window.reason if forecast.window and not forecast.window.narrow else None
    yield "window", _with_reason(run, window_text(run, verdict), window)
    likelihood = likelihood_text(run, score.likelihood, verdict)
    yield "likelihood", _with_reason(run, likelihood, forecast.likelihood.reason)
    yield "happened", "<br>".join(happened(run, verdict, up))
    if run.latest:
        doubts = (run.ledger.events[event].uncertainty for event in verdict.settling)
        yield "uncertain", "<br>".join(md(doubt) for doubt in doubts if doubt)
    yield "measured", measured(run, verdict)
    yield "outcome", f"**{outcome_text(run, verdict)}**"
    yield "schedule", schedule_text(run, verdict)
    yield "basis", run.words(f"basis.{verdict.basis}")
    yield "why", why_text(run, verdict, up)
    yield "scores", _scores(run, verdict)
    if forecast.ambiguous and run.latest:
        yield "ambiguous", md(forecast.ambiguous)
    yield "misreported", _misreported(run, forecast, up)
    yield "restates", _history(run, forecast, up)
    if verdict.hindsight is not None:
        yield "hindsight", run.words(f"forecast.hindsight.{verdict.hindsight}")
    if forecast.response is not None and run.known.had(forecast.response.date.days):
        yield "reply", md(forecast.response.text)


def _with_reason(run: Run, text: str, reason: str | None) -> str:
    """The text with the curator's reason for reading the words so."""
    if reason is None or not run.latest:
        return text
    return run.words("forecast.reason", text=text, reason=md(reason))


def mark(run: Run, forecast: Forecast) -> str:
    """What sets a forecast apart in a table: misreported, said before, or about own acts."""
    if run.scores[forecast.id].charged_to is None:
        return f" ({run.words('mark.misreported')})"
    if forecast.restates:
        first = run.ledger.forecasts.get(forecast.restates)
        if first is None or first.id not in run.verdicts:
            return f" ({run.words('mark.restates')})"
        said = format.days(first.said.days, run.words)
        return f" ({run.words('mark.first_said', said=said)})"
    return f" ({run.words('mark.commitment')})" if forecast.commitment else ""


def window_text(run: Run, verdict: Verdict) -> str:
    """The window in words: the phrase and both readings."""
    words, window = run.words, verdict.trail.window
    parts = [words("window.phrase", phrase=md(window.phrase))] if window.phrase else []
    narrow, wide = verdict.narrow.window, verdict.wide.window
    if window.phrase is None and not window.by_curator and wide.until is None:
        parts.append(words("window.none"))
    elif narrow == wide:
        parts.append(words("window.sharp", narrow=format.days(narrow, words)))
    else:
        pair = {"narrow": format.days(narrow, words), "wide": format.days(wide, words)}
        parts.append(words("window.two", **pair))
    if window.preferred is not None:
        parts.append(words("window.preferred", days=format.days(window.preferred, words)))
    if window.by_curator and run.latest:
        parts.append(words("window.curator", reason=md(" ".join(window.how))))
    return "; ".join(parts)


def likelihood_text(run: Run, likelihood: Likelihood, verdict: Verdict) -> str:
    """The likelihood in words: the phrase with its number, or its class."""
    words, phrase = run.words, md(likelihood.phrase or "")
    if likelihood.klass is not None:
        if not phrase:
            return words(f"likelihood.bare.{likelihood.klass}")
        return words(f"likelihood.class.{likelihood.klass}", phrase=phrase)
    number = likelihood.probability
    assert number is not None
    central = format.number(number.central)
    if number.sharp:
        return words("likelihood.exact", central=central)
    low, high = format.number(number.low), format.number(number.high)
    parts = [words("likelihood.number", phrase=phrase, central=central, low=low, high=high)]
    if likelihood.imputed:
        parts.append(words("likelihood.imputed"))
    if likelihood.spread is not None and len(verdict.truth.values) == 1 and verdict.settled:
        mean, sd = likelihood.spread
        expected = expected_brier(mean, sd, verdict.truth.values[0])
        parts.append(words("likelihood.spread", value=format.number(expected)))
    return " ".join(parts)


def outcome_text(run: Run, verdict: Verdict) -> str:
    """The outcome in words, with the reason where there is one."""
    words = run.words
    text = words(f"outcome.{verdict.outcome}")
    if verdict.outcome == Outcome.CAME_TRUE and not verdict.has_deadline:
        began = [run.ledger.events[event].began.days.last for event in verdict.settling]
        by = min((day for day in began if day is not None), default=None)
        return (
            words("outcome.since_day", day=format.day(by, words)) if by else words("outcome.since")
        )
    if verdict.settled and not verdict.has_deadline:
        text = words("outcome.no_deadline", text=text)
    forecast = run.ledger.forecasts[verdict.forecast]
    match verdict.outcome:
        case Outcome.UNDECIDED if verdict.reason is not None:
            return f"{text}: {words(f'reason.{verdict.reason}')}"
        case Outcome.PARTLY:
            low, high = format.number(verdict.truth.low), format.number(verdict.truth.high)
            return f"{text}: {words('outcome.truth.partly', low=low, high=high)}"
        case Outcome.DISPUTED if len(verdict.truth.values) > 1:
            return f"{text}: {words('outcome.truth.disputed')}"
        case Outcome.DISPUTED:
            return f"{text}: {words('disputed.condition')}"
        case Outcome.VOID if verdict.basis == Basis.RULING:
            return f"{text}: {words('void.ruled')}"
        case Outcome.VOID:
            return f"{text}: {words('void.why')}"
        case Outcome.UNSCORABLE if isinstance(forecast.expects, Unscorable):
            return f"{text}: {words(f'unscorable.{forecast.expects.unscorable}')}"
        case _:
            return text


def schedule_text(run: Run, verdict: Verdict) -> str:
    """The schedule in words, with the timing error where there is one."""
    words = run.words
    if not verdict.has_deadline and verdict.timing_error is not None:
        return words("schedule.no_deadline")
    text = " / ".join(words(f"schedule.{schedule}") for schedule in verdict.schedule)
    if verdict.timing_error is None or verdict.schedule == (Schedule.ON_TIME,):
        return text
    low, high = verdict.timing_error
    error = words("schedule.error", days=format.span_of_days(low, high, words))
    return f"{text} ({error})"


def why_text(run: Run, verdict: Verdict, up: str) -> str:
    """The rules that fired on each reading and the candidates that mattered."""
    words = run.words
    parts = []
    if verdict.basis == Basis.RULING:
        parts.append(words("why.ruling"))
    parts += _why_condition(run, verdict)
    narrow, wide = (verdict.deciding(reading) for reading in (verdict.narrow, verdict.wide))
    since = verdict.since_said
    if narrow == wide:
        told = ["event-since" if since and r == Rule.EVENT_IN_WINDOW else r for r in narrow]
        parts += [words(f"why.{r}") for r in told if parts == [] or r != Rule.NEEDS_A_RULING]
    else:
        for key, rules in (("narrow", narrow), ("wide", wide)):
            text = " ".join(words(f"why.{rule}") for rule in rules)
            parts.append(words(f"why.{key}", text=text[0].lower() + text[1:]))
    for candidate in verdict.bearing:
        key = "since" if since and candidate.placed in _BEGAN else "placed"
        parts.append(
            words(
                "why.candidate",
                title=md(run.ledger.events[candidate.event].title),
                link=f"{up}events/{candidate.event}.md",
                placed=words(f"why.{key}.{candidate.placed}"),
                because=md(candidate.because),
            )
        )
    return "<br>".join(dict.fromkeys(parts))


_BEGAN = (Placed.INSIDE, Placed.PARTLY)


def _why_condition(run: Run, verdict: Verdict) -> list[str]:
    if verdict.condition in (None, Condition.MET):
        return []
    return [run.words(f"why.condition.{verdict.condition}")]


def _scores(run: Run, verdict: Verdict) -> str:
    words, score = run.words, run.scores[verdict.forecast]
    parts = []
    if score.left_out is None and score.brier is not None:
        parts.append(words("score.brier", value=format.envelope(score.brier, words)))
        if score.log_score is not None:
            parts.append(words("score.log", value=format.number(score.log_score)))
    else:
        parts.append(words("score.none"))
        if score.left_out is not None:
            parts.append(words(f"score.left_out.{score.left_out}"))
    if score.lead_time is not None and score.left_out is None:
        parts.append(words("score.lead", days=format.span_of_days(*score.lead_time, words)))
    return ", ".join(parts)


def _misreported(run: Run, forecast: Forecast, up: str) -> str:
    found = forecast.misreported
    if found is None:
        return ""
    kind = run.words(f"distortion.{found.kind}")
    parts = [run.words("forecast.misreported", kind=kind, why=md(found.why) if run.latest else "")]
    if found.original is not None and found.original in run.verdicts:
        where = f"{up}forecasts/{found.original}.md"
        parts.append(run.words("forecast.original", link=where))
    if run.scores[forecast.id].charged_to is None:
        parts.append(run.words("forecast.not_charged"))
    return " ".join(part.strip() for part in parts)


def _history(run: Run, forecast: Forecast, up: str) -> str:
    parts = []
    for key, first in (("restates", forecast.restates), ("refines", forecast.refines)):
        if first is not None and first in run.verdicts:
            parts.append(run.words(f"forecast.{key}", link=f"{up}forecasts/{first}.md"))
    later = [f for f in run.ledger.restatements.get(forecast.id, ()) if f.id in run.verdicts]
    if later:
        links = ", ".join(
            forecast_link(run, f.id, up, format.days(f.said.days, run.words)) for f in later
        )
        parts.append(run.words("forecast.restated", links=links))
    if forecast.commitment:
        parts.append(run.words("forecast.commitment"))
    return " ".join(parts)


def _rulings(run: Run, verdict: Verdict) -> Iterator[str]:
    for used in verdict.trail.rulings:
        ruling = run.ledger.rulings[used.ruling]
        text = run.words(
            "ruling.by",
            signed=md(ruling.signed),
            date=format.days(ruling.date.days, run.words),
            reasons=md(ruling.reasons),
        )
        yield f"~~{text}~~" if used.standing == Standing.SUPERSEDED else text
        yield ""
        for stance, arguments in (
            ("for", ruling.arguments_for),
            ("against", ruling.arguments_against),
            ("dissent", ruling.dissent),
        ):
            for argument in arguments:
                says = run.words(
                    f"ruling.argument.{stance}", by=md(argument.by), says=md(argument.says)
                )
                cited = argument.evidence
                shown = cited is not None and run.known.eligible([cited])
                yield f"- {says}{' ' + cite(run, cited) if cited and shown else ''}"
        if used.standing == Standing.REPEATS:
            yield f"- {run.words('ruling.repeats')}"
        if ruling.contradicts_rules:
            yield f"- {run.words('ruling.contradicts', why=md(ruling.contradicts_rules))}"
        yield ""


_SHOWN = 3


def _evidence(run: Run, verdict: Verdict, up: str) -> Iterator[str]:
    """Of each event some evidence for and some against, folded; the forecast's page has all."""
    groups = evidence_groups(run, verdict, up)
    if not groups:
        return
    all_of_it = sum(len(items) for _, items in groups)
    yield f"<details><summary>{run.words('evidence.title')} ({all_of_it})</summary>"
    yield ""
    for about, items in groups:
        against = [item for item in items if item.stance == "against"]
        rest = sorted(
            (item for item in items if item.stance != "against"),
            key=lambda item: item.stance == "context",
        )
        shown = [*rest[:_SHOWN], *against[:_SHOWN]]
        all_of_it -= len(shown)
        yield f"{about}:"
        yield ""
        yield from evidence_lines(run, shown)
        yield ""
    if all_of_it:
        where = f"{up}forecasts/{verdict.forecast}.md"
        yield run.words("forecast.evidence_more", n=all_of_it, link=where)
        yield ""
    yield "</details>"
    yield ""
