"""How sure a ledger's scores are: standings and calibration from what counts in accuracy."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, combinations
from math import fsum, inf
from operator import attrgetter, itemgetter
from typing import NamedTuple

from verifier.dataclass import dataclass
from verifier.model.days import Days
from verifier.model.verdict import Verdict
from verifier.rank.effects import Round, of_families
from verifier.rank.pairs import Asked, Met, by_side, meetings
from verifier.rank.sample import Score
from verifier.rank.standings import Refusal, Standings, calibrated, standings
from verifier.resolve.knowledge import Knowledge
from verifier.rules import Comparison
from verifier.score.accuracy import brier
from verifier.score.calibration import Calibration, Given
from verifier.score.forecasts import ForecastScore
from verifier.score.murphy import murphy
from verifier.score.stood import Stood, by_fate, comparable, late_words, of_one_thing, stood


@dataclass(frozen=True, slots=True)
class Sureness:
    """The standings of all forecasters, and each one's calibration or why there is none.

    `murphy` has the mean elementary scores of those who are ranked. `weights` are those of the
    forecasts that count, within their question. `met` are every two who say
    something comparable on a question, `sides` the same of whole sides.
    """

    standings: Standings
    murphy: Mapping[str, tuple[float, ...]]
    calibration: Mapping[str, tuple[Calibration | None, Refusal | None]]
    weights: Mapping[str, float]
    met: tuple[Met, ...]
    sides: tuple[Met, ...]


def sureness(
    known: Knowledge, verdicts: Mapping[str, Verdict], scores: Mapping[str, ForecastScore]
) -> Sureness:
    """Intervals, ranks and calibration over questions with a closed window, with their refusals.

    They go by the central reading of words, and of what is graded. What is disputed has none, and
    stays out: how it may be decided is shown by the schemes. Forecasts without a question stand for
    one of their own.
    """
    rules, held = known.rules.schemes, _held(known, verdicts, scores)
    rounds = list(_by_fate(held, _late(known, verdicts, scores), known))
    found = _standings(known, rounds, permute=True)
    asked = Asked(rules.thresholds.rank, 0, 1.0)
    side = {id: forecaster.side for id, forecaster in known.ledger.forecasters.items()}
    return Sureness(
        found,
        {
            row.forecaster: curve
            for row in found.rows
            if row.rank is not None
            and (curve := murphy(chain.from_iterable(_given(held[row.forecaster])))) is not None
        },
        {
            name: calibrated([*_given(by_fate(own, known.ledger))], thresholds=rules.thresholds)
            for name, own in held.items()
        },
        {
            one.row.forecast: one.weight
            for own in held.values()
            for statements in own.values()
            for one in statements
        },
        _counted(meetings(rounds, asked, found.pairs), held, known, lambda who: who),
        _counted(meetings(by_side(rounds, side), asked), held, known, side.get),
    )


def _counted(
    met: Iterable[Met], held: _Held, known: Knowledge, whose: Callable[[str], str | None]
) -> tuple[Met, ...]:
    """With how many forecasts both have on the questions on which they meet."""
    fates = known.ledger.fates
    many: Counter[tuple[str | None, str]] = Counter()
    for name, own in held.items():
        for question, statements in own.items():
            # One alone keeps its name.
            for asked in {question, fates.get(question, question)}:
                many[whose(name), asked] += len(statements)
    return tuple(
        replace(m, forecasts=sum(many[who, asked] for who in (m.one, m.other) for asked in m.on))
        for m in met
    )


def standings_of(
    known: Knowledge, verdicts: Mapping[str, Verdict], scores: Mapping[str, ForecastScore]
) -> Standings:
    """The standings under another scheme."""
    held, late = _held(known, verdicts, scores), _late(known, verdicts, scores)
    return _standings(known, _by_fate(held, late, known))


_Held = Mapping[str, Mapping[str, Sequence[Stood]]]


def _held(
    known: Knowledge, verdicts: Mapping[str, Verdict], scores: Mapping[str, ForecastScore]
) -> _Held:
    """What counts, by forecaster and question."""
    counted: dict[str, list[ForecastScore]] = {}
    for row in scores.values():
        if row.left_out is None and row.brier is not None and row.brier.central is not None:
            forecaster = known.ledger.forecasts[row.forecast].forecaster
            counted.setdefault(forecaster, []).append(row)
    comparison = known.rules.schemes.comparison
    return {
        name: stood(rows, known.ledger, verdicts, comparison)
        for name, rows in sorted(counted.items())
    }


def _late(
    known: Knowledge, verdicts: Mapping[str, Verdict], scores: Mapping[str, ForecastScore]
) -> _Held:
    """What was said when all was known, by forecaster and question."""
    found: dict[str, dict[str, list[Stood]]] = {}
    for one in late_words(scores.values(), known.ledger, verdicts):
        forecaster = known.ledger.forecasts[one.row.forecast].forecaster
        found.setdefault(forecaster, {}).setdefault(one.row.question or "", []).append(one)
    return found


def _standings(known: Knowledge, rounds: Iterable[Round], *, permute: bool = False) -> Standings:
    rules = known.rules.schemes
    return standings(rounds, thresholds=rules.thresholds, most=1.0, permute=permute)


def _by_fate(held: _Held, late: _Held, known: Knowledge) -> Iterator[Round]:
    """The questions as comparisons, those of one fate as one; one alone keeps its name."""
    rounds = list(_rounds(held, late, known.rules.schemes.comparison))
    fates = {r.question: fate for r in rounds if (fate := known.ledger.fates.get(r.question))}
    many = Counter(fates.values())
    return of_families(rounds, {name: fate for name, fate in fates.items() if many[fate] > 1})


def _rounds(held: _Held, late: _Held, comparison: Comparison) -> Iterable[Round]:
    """Every question with its forecasters' scores, and those of every two who compare."""
    questions = _by_question(held)
    beside: dict[tuple[str, str], dict[str, _Beside]] = {}
    for question, by_name in _by_question(held, late).items():
        for one, other in combinations(sorted(by_name), 2):
            found = _beside(by_name[one], by_name[other], comparison)
            if found is not None:
                beside.setdefault((one, other), {})[question] = found
    fair = {pair: _fair_of_a_kind(found, comparison) for pair, found in beside.items()}
    decided = {name: _decided(own) for name, own in held.items()}
    for question, by_name in sorted(questions.items()):
        pairs = {
            pair: of[question]
            for pair in combinations(sorted(by_name), 2)
            if question in (of := fair.get(pair, {}))
            and not _is_silent(
                beside[pair][question], pair, decided, beside[pair], comparison.windows
            )
        }
        scores = {
            name: _mean((one.weight, one.row) for one in own) for name, own in by_name.items()
        }
        yield Round(question, scores, pairs)


def _decided(own: Mapping[str, Sequence[Stood]]) -> Sequence[tuple[date, date, str]]:
    """When questions were decided of which somebody had spoken, since when, and which they are."""
    return sorted(
        (one.decided, one.stood.order, question)
        for question, statements in own.items()
        for one in statements
        if one.decided is not None and one.dated and one.in_time
    )


def _is_silent(
    on: _Beside,
    pair: tuple[str, str],
    decided: Mapping[str, Sequence[tuple[date, date, str]]],
    answered: Collection[str],
    least: float,
) -> bool:
    """Whether the later of two never spoke of what was decided while they waited.

    The other had, for at `least` so large a share of the days until it was decided. Who waits and
    passes over what has come would compare on what may not come alone, so that denying would cost
    nothing.
    """
    days = dict(zip(pair, on.since, strict=True))
    first, then = sorted(pair, key=days.__getitem__)
    told, spoke = decided[first], days[first]
    waited = slice(*(bisect_right(told, days[name], key=itemgetter(0)) for name in (first, then)))
    return any(
        question not in answered and (day - since) >= least * (day - spoke)
        for day, since, question in told[waited]
    )


def _by_question(*each: _Held) -> Mapping[str, Mapping[str, Sequence[Stood]]]:
    """What is said on each question, by forecaster."""
    found: dict[str, dict[str, list[Stood]]] = {}
    for held in each:
        for name, own in held.items():
            for question, statements in own.items():
                found.setdefault(question, {}).setdefault(name, []).extend(statements)
    return found


class _Beside(NamedTuple):
    """Two on a question: for how many days only one of them stood, or would have, had nothing come.

    `scores` is None where what came left too little of the `time` in which both stood, or one was
    later than that. What is `judged` only a ruling settles. `since` is when each first spoke of it.
    """

    judged: bool
    alone: int
    time: int
    since: tuple[date, date]
    scores: tuple[Score, Score] | None


def _fair_of_a_kind(
    found: Mapping[str, _Beside], comparison: Comparison
) -> Mapping[str, tuple[Score, Score]]:
    """The scores of two that are fair, of what is judged and of all else.

    Whether a day is on record may hang on what came only among what is settled alike.
    """
    each = ({q: b for q, b in found.items() if b.judged == kind} for kind in (False, True))
    return {q: scores for own in each for q, scores in _fair(own, comparison).items()}


def _fair(
    found: Mapping[str, _Beside], comparison: Comparison
) -> Mapping[str, tuple[Score, Score]]:
    """The scores of two, without the questions which they compare on only as nothing came so soon.

    Who waits does not compare where it came in the meantime; if they did where it has not come,
    denying would cost nothing.
    """
    soonest = min((each.time for each in found.values() if each.scores is None), default=inf)
    return {
        question: each.scores
        for question, each in found.items()
        if each.scores is not None and each.alone <= (1 - comparison.times) * soonest
    }


def _mean(rows: Iterable[tuple[float, ForecastScore]]) -> Score:
    """The score of one question, of what is scored by its weight."""
    scores = [(weight, _score(row)) for weight, row in rows]
    return Score(
        fsum(weight * score.value for weight, score in scores),
        fsum(weight * (score.flipped or 0.0) for weight, score in scores),
    )


def _score(row: ForecastScore) -> Score:
    probability = row.likelihood.probability
    assert row.brier is not None
    assert row.brier.central is not None
    assert probability is not None
    observed = (row.truth.low + row.truth.high) / 2
    return Score(row.brier.central, brier(probability=probability.central, observed=1 - observed))


def _beside(
    mine: Sequence[Stood], theirs: Sequence[Stood], comparison: Comparison
) -> _Beside | None:
    """Two over the days on which both stood on the same, until it was decided.

    None where their windows are not alike, or both would have stood for too small a part of the
    longer time, had nothing come. What was published only once it was decided, whenever it is said
    to have been said, has no score beside others; where nothing tells when that was, only what was
    said on one day has.
    """
    met = [(a, b) for a in mine for b in theirs if of_one_thing(a, b, comparison)]
    still = [(a, b) for a, b in met if _in_time(a, b) and comparable(a, b, comparison)]
    both, longest = _days(still or met, attrgetter("stood"))
    if not both or both < comparison.times * longest:
        return None
    alone, by_ruling = longest - both, any(a.judged for a, _ in met)
    since = min(a.stood.order for a, _ in met), min(b.stood.order for _, b in met)
    if not still:
        time = min(_until_decided(a) for pair in met for a in pair)
        return _Beside(by_ruling, alone, time, since, None)
    days, time = _days(still, attrgetter("lasted"))
    if not days or days < comparison.times * time:
        return _Beside(by_ruling, alone, time, since, None)
    shared = [(_both(a.lasted, b.lasted) / days, a, b) for a, b in still]
    scores = _mean((w, a.row) for w, a, _ in shared), _mean((w, b.row) for w, _, b in shared)
    return _Beside(by_ruling, alone, time, since, scores)


def _in_time(one: Stood, other: Stood) -> bool:
    """Whether neither spoke once it was decided."""
    dated = one.dated and other.dated
    return one.in_time and other.in_time and (dated or one.stood.order == other.stood.order)


def _until_decided(one: Stood) -> int:
    """For how many days it stood at least until it was decided."""
    return one.lasted.length or 0 if one.dated else 0


def _days(pairs: Sequence[tuple[Stood, Stood]], of: Callable[[Stood], Days]) -> tuple[int, int]:
    """For how many days two stood together, and for how many the one who stood longer."""
    sides = ({s.row.forecast: of(s).length or 0 for s in side} for side in zip(*pairs, strict=True))
    both = sum(_both(of(a), of(b)) for a, b in pairs)
    return both, max((sum(side.values()) for side in sides), default=0)


def _both(one: Days, other: Days) -> int:
    shared = one.intersection(other)
    return 0 if shared is None else shared.length or 0


def _given(own: Mapping[str, Sequence[Stood]]) -> Iterator[list[Given]]:
    """What was given on each question, which has one weight."""
    for statements in own.values():
        yield [
            Given(p.central, one.weight, one.weight * came, one.weight * came**2)
            for one in statements
            if one.weight and (p := one.row.likelihood.probability) is not None
            for came in [(one.row.truth.low + one.row.truth.high) / 2]
        ]
