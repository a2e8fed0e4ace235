"""How long statements stood, which of them are about the same, and what each weighs.

A question has one weight, however many statements stand on it. Within it a forecaster's statements
weigh by the days that they speak of, so that nothing is gained by cutting a window into days; those
about the same weigh by the time for which each stood until the next one took its place. Beside what
is said of the time that the question asks of nothing else weighs, nor does what lies in a wider
window of which the forecaster says the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from functools import lru_cache

from verifier.dataclass import dataclass
from verifier.model.days import ONE_DAY, Days
from verifier.model.ledger import Ledger
from verifier.model.proposition import Answers, DoesNotOccur, Occurs, judged, of_the_whole
from verifier.model.verdict import Basis, Placed, Verdict
from verifier.rules import Comparison
from verifier.score.envelope import Cause
from verifier.score.forecasts import ForecastScore, LeftOut

_KEPT = 8192
"""Questions, by what one forecaster says on each, of which weights are kept: most schemes ask for
the same ones."""


@dataclass(frozen=True, slots=True)
class Stood:
    """A statement that counts: what it is about, its window, and the days on which it stood.

    Its window is what was ahead when it was said; `period` is the whole one that a count or figure
    is of, `asked` that of which the question asks, if it is known.
    It stands from the day on which its source was published to the last day of its window, or to
    that on which the same forecaster says something else about the same; what was not published in
    time ends nothing.
    `decided` is the day on which what settles it, whichever way, was public, not `dated` if nothing
    tells that day, and `in_time` whether the source was published before it, and before the window
    was over. What is `judged` only a ruling settles, which may tell of the day. Two are equal that
    weigh the same beside others on a question.
    """

    topic: str
    window: Days
    period: Days | None
    asked: Days | None
    stood: Days
    decided: date | None
    in_time: bool
    row: ForecastScore = field(compare=False)
    dated: bool = field(compare=False)
    judged: bool = field(compare=False)
    weight: float = field(default=0.0, compare=False)

    @property
    def lasted(self) -> Days:
        """The days on which it stood and was not yet decided."""
        return _lasted(self.stood, self.decided)


def _lasted(stood: Days, decided: date | None) -> Days:
    """The days until it was decided: what stands when all is known tells nothing any more."""
    if decided is None or decided not in stood:
        return stood
    return Days(stood.order, max(decided, stood.order + ONE_DAY))


def comparable(one: Stood, other: Stood, comparison: Comparison) -> bool:
    """Whether two statements are about the same, over like windows, the earlier not yet decided.

    If an event that settles the earlier is public when the later one is made, that one speaks of
    what comes next.
    """
    first, second = (other, one) if other.stood.order < one.stood.order else (one, other)
    open_still = first.decided is None or first.decided > second.stood.order
    return open_still and of_one_thing(first, second, comparison)


def of_one_thing(one: Stood, other: Stood, comparison: Comparison) -> bool:
    """Whether two statements are about the same, over like windows, whatever came between them.

    Of the earlier window counts what is left of it when the later statement is made.
    """
    # Most pairs of a long list share no day: that is seen at once.
    if one.topic != other.topic or not one.window.overlaps(other.window):
        return False
    if one.period and other.period and not alike(one.period, other.period, comparison.windows):
        return False
    first, second = (other, one) if other.stood.order < one.stood.order else (one, other)
    left = first.window.intersection(Days(second.stood.order, None))
    return left is not None and alike(left, second.window, comparison.windows)


def alike(one: Days, other: Days, least: float) -> bool:
    """Whether at least so large a share of the days in either window is in both.

    By hand: 28 of 59 days are less than half.

    >>> february, quarter = (Days(date(2023, n, 1), date(2023, m, 1)) for n, m in ((2, 3), (2, 4)))
    >>> alike(february, quarter, 0.5), alike(february, quarter, 0.4)
    (False, True)
    """
    both = one.intersection(other)
    either = one.hull(other).length
    return both is not None and either is not None and (both.length or 0) >= least * either


def stood(
    rows: Iterable[ForecastScore],
    ledger: Ledger,
    verdicts: Mapping[str, Verdict],
    comparison: Comparison,
) -> Mapping[str, Sequence[Stood]]:
    """One forecaster's statements by question, with weights that add up to 1 in each.

    Statements without a question stand for one of their own, by what they are about. All must have
    closed windows.
    """
    questions: dict[str, list[ForecastScore]] = {}
    for row in sorted(rows, key=lambda row: ledger.said(row.forecast)):
        # Nobody else's statement is compared with one that has no question.
        own = f"{ledger.forecasts[row.forecast].forecaster}: {_topic(row, ledger)}"
        questions.setdefault(row.question or own, []).append(row)
    return {
        question: _weighed(
            sorted((_placed(row, ledger, verdicts) for row in own), key=lambda s: s.stood.order),
            comparison,
        )
        for question, own in sorted(questions.items())
    }


def late_words(
    rows: Iterable[ForecastScore], ledger: Ledger, verdicts: Mapping[str, Verdict]
) -> Iterator[Stood]:
    """What was said when all was known: it is not scored, and tells on what one spoke too late."""
    for row in rows:
        if (
            row.left_out == LeftOut.HINDSIGHT
            and row.question
            and verdicts[row.forecast].has_deadline
        ):
            yield replace(_placed(row, ledger, verdicts), in_time=False)


def _placed(row: ForecastScore, ledger: Ledger, verdicts: Mapping[str, Verdict]) -> Stood:
    said, window = ledger.said(row.forecast)[0], verdicts[row.forecast].wide.window
    published = ledger.source_of[row.forecast].published.days.order
    # That it was said before its source was published is shown by nothing.
    shown = max(said, published)
    until = window.until
    assert until is not None
    window = Days(window.start or min(said, until - ONE_DAY), until)
    period = window if of_the_whole(ledger.forecasts[row.forecast].expects) else None
    if period is not None and said in period:
        window = Days(said, until)
    # What is said of days gone by, which nobody knew of yet, stands for a day.
    stands = Days(shown, until) if until > shown else Days.one(shown)
    decided, dated = verdicts[row.forecast].decided, verdicts[row.forecast].dated
    in_time = published < min(decided or until, until)
    about, by_ruling = _topic(row, ledger), judged(ledger.forecasts[row.forecast].expects)
    asks = ledger.asked.get(row.forecast)
    asked = None if asks is None else asks.period
    return Stood(about, window, period, asked, stands, decided, in_time, row, dated, by_ruling)


def _topic(row: ForecastScore, ledger: Ledger) -> str:
    """What makes two statements of one question about the same, but for their windows."""
    forecast = ledger.forecasts[row.forecast]
    expects, given = forecast.expects, forecast.given
    about = expects.model_dump_json()
    if isinstance(expects, (Occurs, DoesNotOccur)):
        facets = expects.model_dump(exclude={"event", "no_event"}, mode="json")
        about = f"{expects.kind} {facets}"
    if isinstance(expects, Answers):
        about = "answers"
    return about if given is None else f"{about} given {given.expects.model_dump_json()}"


def asked_of(row: ForecastScore, ledger: Ledger) -> str:
    """What a forecast shares its luck with: its question or those of one fate, or what it is of."""
    if row.question is None:
        return _topic(row, ledger)
    return ledger.fates.get(row.question, row.question)


def by_fate(held: Mapping[str, Sequence[Stood]], ledger: Ledger) -> Mapping[str, Sequence[Stood]]:
    """Statements by question as those of all questions of one fate, which have one weight."""
    fates: dict[str, list[Sequence[Stood]]] = {}
    for question, own in held.items():
        fates.setdefault(ledger.fates.get(question, question), []).append(own)
    return {
        fate: [replace(one, weight=one.weight / len(parts)) for own in parts for one in own]
        for fate, parts in fates.items()
    }


def later_words(
    held: Mapping[str, Sequence[Stood]], comparison: Comparison
) -> Iterator[ForecastScore]:
    """What took the place of something that the same forecaster had said before."""
    for own in held.values():
        for n, one in enumerate(own):
            before = (b for b in own[:n] if b.in_time and b.stood.order < one.stood.order)
            if any(comparable(b, one, comparison) for b in before):
                yield one.row


def reading_of(verdict: Verdict) -> str:
    """The cause that decides between the last (true) and the first reading of a window's words."""
    return f"the reading of {verdict.trail.window.phrase or verdict.forecast}"


def cause_of(row: ForecastScore, verdict: Verdict, ledger: Ledger) -> Cause | None:
    """What decides a truth that is either: the reading of a phrase, or events that are disputed.

    None where it is not disputed between true and false. Where an event lies perhaps in the window
    the same windows are decided together, for others it may lie inside.
    """
    if row.truth.values != (0.0, 1.0) or row.truth.graded:
        return None
    denies = isinstance(ledger.forecasts[row.forecast].expects, DoesNotOccur)
    readings = [reading.truth.values for reading in verdict.readings]
    if verdict.basis == Basis.RULE and sorted(readings) == [(0.0,), (1.0,)]:
        return Cause(reading_of(verdict), turned=readings[1] == (0.0,))
    bearing = [c for c in verdict.bearing if c.bears and not c.settles]
    if verdict.basis == Basis.RULE and bearing and all(c.placed == Placed.INSIDE for c in bearing):
        disputed = [
            (c.event, sorted(f for f, relation in c.facets.items() if not relation.fits))
            for c in bearing
        ]
        return Cause(f"{sorted(disputed)}", turned=denies)
    ends = tuple(reading.window.until for reading in verdict.readings)
    return Cause(f"{_topic(row, ledger)} until {ends}", turned=denies)


def _weighed(placed: Sequence[Stood], comparison: Comparison) -> Sequence[Stood]:
    """The statements of one question, cut short where a later one took their place."""
    weights = _weights(tuple(placed), comparison)
    return [
        replace(one, stood=end, weight=weight)
        for one, (end, weight) in zip(placed, weights, strict=True)
    ]


def _widest(
    groups: Sequence[Sequence[int]], placed: Sequence[Stood], comparison: Comparison
) -> Sequence[Sequence[int]]:
    """Without those that lie in a wider window of which the same forecaster speaks as well.

    What is said of a part weighs nothing beside what is said of the whole, whichever came first:
    else a mean were mended by as many small denials as one likes.
    """
    return [
        own
        for own in groups
        if not all(
            any(
                inside(placed[n], placed[m], comparison)
                for each in groups
                if each is not own
                for m in each
            )
            for n in own
        )
    ]


def inside(one: Stood, other: Stood, comparison: Comparison) -> bool:
    """Whether a statement is of a part of the days of which another one says the same.

    What is said anew of the days that are left is of the whole.
    """
    if one.topic != other.topic or of_one_thing(one, other, comparison):
        return False
    both = one.window.intersection(other.window)
    own, wide = one.window.length or 0, other.window.length or 0
    part = both is not None and (both.length or 0) >= comparison.windows * own
    return part and own < comparison.windows * wide


def answers(one: Stood, comparison: Comparison) -> bool:
    """Whether a statement is of the time that its question asks of, or of most that is left of it.

    Who waits for less speaks of a part: a word of the last days would else stand for all.
    """
    if one.asked is None:
        return False
    left = one.asked.intersection(Days(one.window.start, None))
    if left is None or (left.length or 0) < comparison.times * (one.asked.length or 0):
        return False
    return alike(left, one.window, comparison.windows)


def of_the_whole_of_it(
    rows: Iterable[ForecastScore],
    ledger: Ledger,
    verdicts: Mapping[str, Verdict],
    comparison: Comparison,
) -> Sequence[ForecastScore]:
    """Those that are of no part of what the same forecaster says on the question as a whole.

    Nor of another time than that which the question asks of, where something is said of this.
    """
    placed: dict[tuple[str, str], list[Stood]] = {}
    for row in rows:
        who = ledger.forecasts[row.forecast].forecaster
        placed.setdefault((who, asked_of(row, ledger)), []).append(_placed(row, ledger, verdicts))
    answering: dict[tuple[str, str | None], list[Stood]] = {}
    for (who, _), own in placed.items():
        for one in own:
            if answers(one, comparison):
                answering.setdefault((who, one.row.question), []).append(one)

    def is_of_it(who: str, one: Stood) -> bool:
        """Whether it is of what is asked, or that said anew, if anything is."""
        held = answering.get((who, one.row.question), [one])
        return any(other is one or of_one_thing(one, other, comparison) for other in held)

    return [
        one.row
        for (who, _), own in placed.items()
        for one in own
        if is_of_it(who, one) and not any(inside(one, other, comparison) for other in own)
    ]


@lru_cache(maxsize=_KEPT)
def _weights(placed: tuple[Stood, ...], comparison: Comparison) -> Sequence[tuple[Days, float]]:
    """How long each statement of one question stood, and what it weighs."""
    groups: list[list[int]] = []
    ends = [one.stood for one in placed]
    for n, one in enumerate(placed):
        same = [m for m in range(n) if comparable(placed[m], one, comparison)]
        for m in same:
            # What is known only once it is decided has taken nobody's word back in time.
            later = ends[m].order < one.stood.order
            if one.in_time and later and one.stood.order in ends[m]:
                ends[m] = Days(ends[m].start, one.stood.start)
        joined = [group for group in groups if set(group) & set(same)]
        groups = [group for group in groups if group not in joined]
        groups.append([m for group in joined for m in group] + [n])
    weights = [0.0] * len(placed)
    # Nor does it weigh beside what was: else a mean were mended once all is known.
    shown = {n for n, one in enumerate(placed) if one.in_time} or set(range(len(placed)))
    groups = [kept for group in groups if (kept := [n for n in group if n in shown])]
    groups = [g for g in groups if any(answers(placed[n], comparison) for n in g)] or groups
    for group in _widest(groups, placed, comparison):
        spoken = sum(placed[n].window.length or 0 for n in group) / len(group)
        days = {n: _lasted(ends[n], placed[n].decided).length or 0 for n in group}
        for n in group:
            weights[n] = spoken * days[n] / sum(days.values())
    whole = sum(weights)
    return tuple((end, weight / whole) for end, weight in zip(ends, weights, strict=True))
