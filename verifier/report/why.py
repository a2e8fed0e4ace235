"""Why a forecast has its verdict: the rules that fired, and the events that mattered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verifier.model.proposition import Category
from verifier.model.verdict import Basis, ConditionState, Placed, Rule, Verdict
from verifier.report import format
from verifier.report.escape import Markdown, md, to
from verifier.report.markdown import breaks, joined, lowered
from verifier.report.run import Run
from verifier.score.calls import Says, of_another_size
from verifier.score.forecasts import picked

_BEGAN = (Placed.INSIDE, Placed.PARTLY)


def why_text(run: Run, verdict: Verdict, up: str) -> Markdown:
    """The rules that fired on each reading and the candidates that mattered.

    Where a ruling decides, they are what the rules say by themselves.
    """
    words, ruled = run.words, verdict.basis == Basis.RULING
    parts = [words.md("why.ruling")] if ruled else []
    expects = run.ledger.forecasts[verdict.forecast].expects
    says = run.scores[verdict.forecast].likelihood.says
    if isinstance(expects, Category) and says == Says.HEDGED:
        tie = picked(expects, above=0) == Says.HEDGED
        parts.append(words.md("why.tie" if tie else "why.no_pick"))
    parts += _condition(run, verdict)
    if verdict.condition == ConditionState.NOT_MET and not ruled:
        # What would have followed from it is of no account any more.
        return breaks(parts)
    fired = [verdict.deciding(reading) for reading in verdict.readings]
    if all(rules == fired[0] for rules in fired):
        told = _told(run, verdict, fired[0])
        if ruled and told:
            # That no rule can decide is said by a ruling's doing so.
            told = [words.md("why.alone", text=lowered(joined(told, " ")))]
        parts += told if not ruled or Rule.NEEDS_A_RULING not in fired[0] else ()
    else:
        for key, reading, rules in zip(reading_keys(verdict), verdict.readings, fired, strict=True):
            text = lowered(joined(_told(run, verdict, rules), " "))
            parts.append(words.md(f"why.{key}", days=format.days(reading.window, words), text=text))
    return breaks(dict.fromkeys([*parts, *_events(run, verdict, up)]))


def reading_keys(verdict: Verdict) -> Sequence[str]:
    """What each reading is called: narrow and wide, or one of those that are meant."""
    if verdict.trail.window.meant:
        return ["meant"] * len(verdict.readings)
    return ["narrow", "wide"]


def _told(run: Run, verdict: Verdict, rules: Sequence[Rule]) -> list[Markdown]:
    other = {}
    if verdict.since_said:
        other[Rule.EVENT_IN_WINDOW] = "event-since"
    if not verdict.has_deadline:
        other[Rule.WINDOW_OPEN] = "no-deadline"
    return [run.words.md(f"why.{other.get(rule, rule)}") for rule in rules]


def _events(run: Run, verdict: Verdict, up: str) -> Iterator[Markdown]:
    another = any(Rule.ANOTHER_CAME in reading.rules for reading in verdict.readings)
    for candidate in (*of_another_size(verdict), *verdict.bearing):
        key = "since" if verdict.since_said and candidate.placed in _BEGAN else "placed"
        yield run.words.md(
            "why.another" if another else "why.candidate",
            title=md(run.ledger.events[candidate.event].title),
            link=to("events", candidate.event, up),
            placed=run.words.md(f"why.{key}.{candidate.placed}"),
            because=md(candidate.because),
        )


def left_to_ruling(verdict: Verdict) -> bool:
    """Whether the rules leave the condition open, and a ruling has decided all the same."""
    return verdict.basis == Basis.RULING and verdict.condition == ConditionState.OPEN


def _condition(run: Run, verdict: Verdict) -> list[Markdown]:
    if verdict.condition in (None, ConditionState.MET) or left_to_ruling(verdict):
        return []
    return [run.words.md(f"why.condition.{verdict.condition}")]
