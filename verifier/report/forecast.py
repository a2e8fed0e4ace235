"""One forecast on a page: quotation, window, likelihood, what happened, the axes, why, scores."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from statistics import median

from verifier.model.forecasts import Forecast
from verifier.model.proposition import Judged, OfSeries, Proposition, parts
from verifier.model.verdict import Outcome, Schedule, Verdict
from verifier.report import format
from verifier.report.clarifications import question_text
from verifier.report.escape import Markdown, Target, link, md, to
from verifier.report.happened import Cited, evidence_groups, group_lines, happened
from verifier.report.head import quoted
from verifier.report.markdown import (
    EMPTY,
    SPACE,
    Lines,
    anchor,
    bold,
    breaks,
    compose,
    folded,
    heading,
    joined,
    linked,
    para,
    quotation,
    table,
)
from verifier.report.measured import measured
from verifier.report.outcome import outcome_text
from verifier.report.rulings import disagree, rulings
from verifier.report.run import Run
from verifier.report.schedule import facet_credits, schedule_text
from verifier.report.steps import window_steps
from verifier.report.terms import definitions
from verifier.report.why import left_to_ruling, why_text
from verifier.report.words import Words
from verifier.score.calls import DECIDED, NO_CALLS, Right, Says, class_named, promise
from verifier.score.forecasts import NOT_OWN, LeftOut, Likelihood
from verifier.score.own import OwnScore, own_means
from verifier.words.numbers import expected_brier


def block(run: Run, id: str, up: str, *, alone: bool = False) -> Lines:
    """The forecast's block; `up` leads from the page to the reports' root.

    `alone` on a page of its own it has no heading, and its evidence stands there in full.
    """
    forecast, verdict = run.ledger.forecasts[id], run.verdicts[id]
    if not alone:
        yield from anchor(id)
        yield from heading(forecast_link(run, id, up), 3)
    told = run.words.md("forecast.summary", summary=md(forecast.summary or ""))
    yield from quotation(
        quoted(run, run.ledger.source_of[id], forecast.quote) if forecast.quote else told,
        compose("— {}", _said(run, forecast, up)),
    )
    rows = [(key, text) for key, text in _rows(run, forecast, verdict, up) if text]
    yield from table(
        [SPACE, SPACE], [(run.words.md(f"forecast.row.{key}"), text) for key, text in rows]
    )
    yield from rulings(run, verdict)
    if not alone:
        yield from _evidence(run, verdict, up)


def forecaster_link(run: Run, id: str, up: str) -> Markdown:
    """A link to the forecaster's page."""
    return link(run.ledger.forecasters[id].name, to("forecasters", id, up))


def forecast_link(run: Run, id: str, up: str) -> Markdown:
    """A link to the forecast's page: the claim, and how likely it was called."""
    return claimed(run, id, to("forecasts", id, up))


def claimed(run: Run, id: str, where: Target | None = None) -> Markdown:
    """The claim and how likely it was called, which never stand apart; linked to `where`."""
    claim = link(run.ledger.forecasts[id].claim.rstrip("."), where or Target(""))
    return run.words.md(_order(run, id), claim=claim, said=said_text(run, id))


def claimed_plainly(run: Run, id: str) -> str:
    """The same as plain text, for pictures and exports."""
    claim = run.ledger.forecasts[id].claim.rstrip(".")
    return run.words(_order(run, id), claim=claim, said=said_plainly(run, id))


def _order(run: Run, id: str) -> str:
    """Words that deny the claim come first: who reads no further shall not read the contrary."""
    denied = run.scores[id].likelihood.says == Says.AGAINST and not _figure(run, id)
    return "claimed.denied" if denied else "claimed.said"


def said_text(run: Run, id: str) -> Markdown:
    """How likely it was called, in the forecaster's words or figure."""
    return md(said_plainly(run, id))


def said_plainly(run: Run, id: str) -> str:
    """The same as plain text: the figure, the words, or what stands for words that are missing."""
    words, read = run.words, run.scores[id].likelihood
    if figure := _figure(run, id):
        return figure
    return worded(words, read) or words(f"said.{_named(run, id)}")


def worded(words: Words, read: Likelihood) -> str:
    """The words of likelihood: as a quotation only where they stand in it; empty without any."""
    if not read.phrase:
        return ""
    return words("said.read_as" if read.unspoken else "window.phrase", phrase=read.phrase)


def _figure(run: Run, id: str) -> str:
    """The probability that was stated as a figure; empty where words were said."""
    words, read = run.words, run.scores[id].likelihood
    number = read.probability
    if read.klass is not None or number is None or not number.stated:
        return ""
    return words("number.percent", n=words.plain(100 * number.central))


def says_plainly(run: Run, id: str) -> str:
    """Which way the call leans and how likely it was called, or why it is no call, plainly."""
    words, read, said = run.words, run.scores[id].likelihood, said_plainly(run, id)
    if read.says not in NO_CALLS or read.klass is None:
        number = read.probability
        if number is not None and number.stated and number.central in (0, 1):
            return words(f"says.certain.{read.says}", said=said)
        return words(f"says.{read.says}", said=said)
    how = words(f"said.{_named(run, id)}")
    return how if said == how else words("says.of_class", how=how, said=said)


def _named(run: Run, id: str) -> str:
    """The class of the words; of a plan whether the claim tells of it or rules it out."""
    klass = run.scores[id].likelihood.klass
    return (
        class_named(klass, run.ledger.forecasts[id], run.rules.likelihood.language) if klass else ""
    )


def _said(run: Run, forecast: Forecast, up: str) -> Markdown:
    source = run.ledger.source_of[forecast.id]
    return run.words.md(
        "forecast.said",
        who=md(run.ledger.forecasters[forecast.forecaster].name),
        voice=run.words.md(f"forecast.voice.{forecast.voice}"),
        publisher=md(source.publisher),
        link=to("sources", source.id, up),
        said=format.days(forecast.said.days, run.words),
    )


def _rows(
    run: Run, forecast: Forecast, verdict: Verdict, up: str
) -> Iterator[tuple[str, Markdown]]:
    score = run.scores[forecast.id]
    if forecast.question is not None:
        yield "question", question_text(run, forecast, up)
    yield "judged", breaks(md(text) for text in _judged(forecast.expects) if text != forecast.claim)
    yield "terms", breaks(definitions(run, forecast))
    if forecast.given is not None:
        ruled = left_to_ruling(verdict)
        state = run.words.md("condition.ruled" if ruled else f"condition.{verdict.condition}")
        told = run.words.md("condition.row", words=md(forecast.given.words), state=state)
        when = forecast.given.window
        told = _with_reason(run, told, when.reason if when else None)
        yield "condition", breaks((told, *map(md, _judged(forecast.given.expects))))
    window = forecast.window.reason if forecast.window and not forecast.window.narrow else None
    yield "window", _with_reason(run, window_text(run, verdict), window)
    likelihood = likelihood_text(run, score.likelihood, verdict)
    yield "likelihood", _with_reason(run, likelihood, forecast.claimed.reason)
    yield "panel", _panel(run, forecast)
    yield "happened", breaks(happened(run, verdict, up))
    if run.latest:
        doubts = (run.ledger.events[event].uncertainty for event in verdict.settling)
        yield "uncertain", breaks(md(doubt) for doubt in doubts if doubt)
    yield "measured", measured(run, verdict)
    yield "outcome", bold(outcome_text(run, verdict))
    yield "call", bold(call_text(run, verdict))
    applies = verdict.schedule != (Schedule.NOT_APPLICABLE,)
    yield "schedule", schedule_text(run, verdict) if applies else EMPTY
    yield "credits", facet_credits(run, forecast, verdict)
    basis = "rulings" if disagree(run, verdict) else verdict.basis
    yield "basis", run.words.md(f"basis.{basis}")
    yield "why", why_text(run, verdict, up)
    yield "scores", _scores(run, verdict)
    if forecast.ambiguous and run.latest:
        yield "ambiguous", md(forecast.ambiguous)
    yield "misreported", _misreported(run, forecast, up)
    yield "restates", _history(run, forecast, up)
    if verdict.hindsight is not None:
        yield "hindsight", run.words.md(f"forecast.hindsight.{verdict.hindsight}")
    if forecast.response is not None and run.known.had(forecast.response.date.days):
        yield "reply", md(forecast.response.text)
    if forecast.notes and run.latest:
        yield "notes", md(forecast.notes)


def _judged(expects: Proposition) -> list[str]:
    """The criteria in words that are part of what is expected, or of a condition."""
    return [part.judged for part in parts(expects) if isinstance(part, Judged)]


def _panel(run: Run, forecast: Forecast) -> Markdown:
    """What a panel of readers took the words to mean: the median and the spread."""
    read = run.panel(forecast)
    if not read:
        return EMPTY
    words, said = run.words, [one.probability for one in read]
    return words.md(
        "panel.text",
        n=len(read),
        median=words.number(median(said)),
        low=words.number(min(said)),
        high=words.number(max(said)),
        signed=words.listed(md(one.signed) for one in read),
    )


def _with_reason(run: Run, text: Markdown, reason: str | None) -> Markdown:
    """The text with the curator's reason for reading the words so."""
    if reason is None or not run.latest:
        return text
    return run.words.md("forecast.reason", text=text, reason=md(reason))


def mark(run: Run, forecast: Forecast) -> Markdown:
    """What sets a forecast apart in a table: misreported, said before, about own acts or side."""
    if run.verdicts[forecast.id].charged_to is None:
        return compose(" ({})", run.words.md("mark.misreported"))
    if forecast.restates:
        first = run.ledger.forecasts.get(forecast.restates)
        if first is None or first.id not in run.verdicts:
            return compose(" ({})", run.words.md("mark.restates"))
        said = format.days(first.said.days, run.words)
        return compose(" ({})", run.words.md("mark.first_said", said=said))
    if forecast.commitment:
        return compose(" ({})", run.words.md("mark.commitment"))
    return compose(" ({})", run.words.md("mark.own_side")) if run.own_side(forecast) else EMPTY


def window_text(run: Run, verdict: Verdict) -> Markdown:
    """The window in words: the phrase and its readings."""
    words, window = run.words, verdict.trail.window
    parts = [words.md("window.phrase", phrase=md(window.phrase))] if window.phrase else []
    if window.phrase is None and not window.by_curator and not verdict.has_deadline:
        parts.append(words.md("window.none"))
    else:
        parts.append(days_text(run, verdict))
    if window.preferred is not None:
        parts.append(words.md("window.preferred", days=format.days(window.preferred, words)))
    if window.by_curator and run.latest:
        parts.append(
            words.md("window.curator", reason=md(" ".join(window_steps(run, verdict.forecast))))
        )
    return words.listed(parts, "semicolon")


def days_text(run: Run, verdict: Verdict) -> Markdown:
    """The days of a window by each of its readings."""
    words = run.words
    found = [
        format.days(days, words)
        for days in dict.fromkeys(reading.window for reading in verdict.readings)
    ]
    if verdict.trail.window.meant or len(found) == 1:
        return words.listed(found, "or")
    return words.md("window.two", narrow=found[0], wide=found[1])


def likelihood_text(run: Run, likelihood: Likelihood, verdict: Verdict) -> Markdown:
    """The likelihood in words: the phrase with its number, or its class."""
    words, phrase = run.words, md(worded(run.words, likelihood))
    if likelihood.klass is not None:
        named = _named(run, verdict.forecast)
        if not phrase:
            return words.md(f"likelihood.bare.{named}")
        return words.md(f"likelihood.class.{named}", phrase=phrase)
    number = likelihood.probability
    assert number is not None
    central = words.number(number.central)
    if number.sharp:
        return words.md("likelihood.exact", central=central)
    low, high = words.number(number.low), words.number(number.high)
    key = "likelihood.read_as" if likelihood.unspoken else "likelihood.number"
    parts = [words.md(key, phrase=phrase, central=central, low=low, high=high)]
    if likelihood.imputed:
        parts.append(words.md("likelihood.imputed"))
    if likelihood.spread is not None and len(verdict.truth.values) == 1 and verdict.settled:
        mean, sd = likelihood.spread
        expected = expected_brier(mean, sd, verdict.truth.values[0])
        parts.append(words.md("likelihood.spread", value=words.number(expected)))
    return joined(parts, " ")


def call_text(run: Run, verdict: Verdict) -> Markdown:
    """Whether the call was right, and what the call was; of a promise whether it was kept."""
    words, score = run.words, run.scores[verdict.forecast]
    said = said_text(run, verdict.forecast)
    if score.left_out == LeftOut.COMMITMENT:
        kept = promise(verdict)
        return words.md("promise.text", promise=words.md(f"promise.{kept}"), said=said)
    if verdict.charged_to is None:
        return words.md("call.misreported", said=said)
    says = md(says_plainly(run, verdict.forecast))
    last = verdict.wide.window.last
    if score.right == Right.OPEN and verdict.settled and last is not None:
        return words.md("call.open_happened", says=says, day=format.day(last, words))
    if verdict.outcome == Outcome.VOID:
        return words.md("call.void", said=said)
    undecided = verdict.outcome == Outcome.UNDECIDED and score.right == Right.UNCHECKED
    right = words.md("outcome.undecided" if undecided else f"right.{score.right}")
    return words.md("call.text", right=right, says=says)


def own_text(run: Run, own: OwnScore, each: Sequence[float] = ()) -> Markdown:
    """An own score in words, with the unit of its series; in the place of a mean `each` score."""
    words = run.words
    number = words.number if own.series is None else partial(words.plain, most=2)
    value = words.series(map(number, each or (own.value,)))
    if own.series is not None:
        unit = md(run.ledger.series[own.series].unit)
        # What lies between two shares is points.
        if unit.casefold() in run.words("score.shares").split("; "):
            unit = run.words.md("score.points")
        value = run.words.md("score.with_unit", value=value, unit=unit)
    return run.words.md(f"score.own.{own.metric}", value=value)


FEW = 4
"""Of fewer calls the glance shows at once which is which, and a mean says nothing more."""


def own_means_told(run: Run, forecaster: str, least: int = 1) -> Lines:
    """The mean of each kind of own score that at least so many forecasts have, of few each one."""
    words = run.words
    scored = [
        (forecast, score.question or score.forecast, score.own)
        for forecast in run.by_forecaster.get(forecaster, ())
        if (score := run.scores[forecast.id]).own is not None and score.left_out not in NOT_OWN
    ]
    firsts, own_side = set(), set()
    for forecast, _, _ in scored:
        if isinstance(forecast.expects, OfSeries):
            firsts |= {forecast.expects.series} if forecast.expects.vintage == "first" else set()
            own_side |= {forecast.expects.series} if run.own_side(forecast) else set()
    for mean in own_means((question, own) for _, question, own in scored):
        if len(mean.each) < least:
            continue
        told = own_text(run, mean.score, mean.each if len(mean.each) < FEW else ())
        if len(mean.each) >= FEW:
            n = {"n": len(mean.each), "questions": mean.questions}
            told = words.md("forecaster.own_mean", score=told, **n)
        series = mean.score.series
        if series in firsts:
            told = words.md("forecaster.own_first", score=told)
        if series in own_side:
            told = compose("{} ({})", told, words.md("mark.own_side"))
        title = None if series is None else md(run.ledger.series[series].title)
        yield told if title is None else compose("{}: {}", title, told)


def scored_text(run: Run, id: str) -> Markdown:
    """The Brier score, in which other way it is scored, or why it is not."""
    words, score, way = run.words, run.scores[id], run.record.ways.get(id)
    if score.left_out is None and score.brier is not None:
        return words.md("score.brier", value=format.envelope(score.brier, words))
    if way is not None:
        return words.md(f"scored.{way}")
    return words.md("score.none", why=words.md(f"score.left_out.{score.left_out}"))


def decided_scores(run: Run, ids: Iterable[str]) -> list[tuple[float, str]]:
    """The Brier scores of those that count and whose call is decided, without a range."""
    return [
        (brier.central, id)
        for id in ids
        if run.scores[id].left_out is None
        and run.scores[id].right in DECIDED
        and (brier := run.scores[id].brier) is not None
        and brier.central is not None
    ]


def telling(
    run: Run, scored: Iterable[tuple[float, str]], *, farthest: bool = False
) -> Iterator[tuple[float, str]]:
    """The closest first, or the farthest; of equal ones what was said longest before its end.

    Of those alone that a few days more would not have turned, at either end of their windows. A
    warning is not near because what it warned of came four days after it ran out, nor is a denial
    that ended so; and who named the day before is not the farthest off.
    """

    def order(each: tuple[float, str]) -> tuple[float, int, str]:
        brier, id = each
        said = run.ledger.forecasts[id].said.days.last
        until = run.verdicts[id].wide.window.last
        ahead = (until - said).days if said is not None and until is not None else 0
        return (-brier if farthest else brier, -ahead, id)

    return iter(sorted((each for each in scored if not run.dated[each[1]]), key=order))


def _scores(run: Run, verdict: Verdict) -> Markdown:
    words, score = run.words, run.scores[verdict.forecast]
    parts = [scored_text(run, verdict.forecast)]
    if score.left_out is None and score.log_score is not None:
        parts.append(words.md("score.log", value=words.number(score.log_score)))
    if score.own is not None and score.left_out not in NOT_OWN:
        parts.append(own_text(run, score.own))
    if score.warning is not None:
        parts.append(words.md("score.lead", days=format.days_ahead(*score.warning, words)))
    return words.listed(parts)


def _misreported(run: Run, forecast: Forecast, up: str) -> Markdown:
    found = forecast.misreported
    if found is None:
        return EMPTY
    kind = run.words.md(f"distortion.{found.kind}")
    why = md(found.why) if run.latest else EMPTY
    parts = [run.words.md("forecast.misreported", kind=kind, why=why)]
    if found.original is not None and found.original in run.verdicts:
        where = to("forecasts", found.original, up)
        parts.append(run.words.md("forecast.original", link=where))
    if run.verdicts[forecast.id].charged_to is None:
        parts.append(run.words.md("forecast.not_charged"))
    return joined(parts, " ")


def _history(run: Run, forecast: Forecast, up: str) -> Markdown:
    parts = []
    for key, first in (("restates", forecast.restates), ("refines", forecast.refines)):
        if first is not None and first in run.verdicts:
            parts.append(run.words.md(f"forecast.{key}", link=to("forecasts", first, up)))
    later = [f for f in run.ledger.restatements.get(forecast.id, ()) if f.id in run.verdicts]
    if later:
        links = run.words.listed(
            linked(format.days(f.said.days, run.words), to("forecasts", f.id, up)) for f in later
        )
        parts.append(run.words.md("forecast.restated", links=links))
    if forecast.commitment:
        parts.append(run.words.md("forecast.commitment"))
    return joined(parts, " ")


_SHOWN = 3  # items for, and as many against: a page with many events stays readable


def _evidence(run: Run, verdict: Verdict, up: str) -> Lines:
    """Of each event some evidence for and some against, folded; the forecast's page has all."""
    groups = evidence_groups(run, verdict, up)
    if not groups:
        return
    all_of_it = sum(len(group.items) for group in groups)
    title = compose("{} ({})", run.words.md("evidence.title"), all_of_it)
    yield from folded(title, _excerpt(run, verdict, groups, up))


def _excerpt(run: Run, verdict: Verdict, groups: list[Cited], up: str) -> Lines:
    left = sum(len(group.items) for group in groups)
    excerpt = []
    for group in groups:
        against = [item for item in group.items if item.stance == "against"]
        rest = sorted(
            (item for item in group.items if item.stance != "against"),
            key=lambda item: item.stance == "context",
        )
        shown = [*rest[:_SHOWN], *against[:_SHOWN]]
        left -= len(shown)
        excerpt.append(group._replace(items=shown))
    yield from group_lines(run, excerpt)
    if left:
        where = to("forecasts", verdict.forecast, up)
        yield from para(run.words.md("forecast.evidence_more", n=left, link=where))
