"""How sure a ledger's scores are: standings and calibration from what counts in accuracy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from math import fsum

from verifier.model.verdict import Verdict
from verifier.rank.effects import Round
from verifier.rank.pairs import Met, by_side, meetings
from verifier.rank.sample import LEVEL, Score
from verifier.rank.standings import Refusal, Standings, calibrated, standings
from verifier.resolve.knowledge import Knowledge
from verifier.rules import Comparison
from verifier.score import ForecastScore
from verifier.score.accuracy import brier
from verifier.score.calibration import Calibration, Given
from verifier.score.murphy import murphy
from verifier.score.stood import Stood, comparable, stood


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
    found = _standings(known, held, permute=True)
    rounds = list(_rounds(held, rules.comparison))
    least = rules.thresholds.rank
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
            name: calibrated([*_given(own)], thresholds=rules.thresholds)
            for name, own in held.items()
        },
        {
            one.row.forecast: one.weight
            for own in held.values()
            for statements in own.values()
            for one in statements
        },
        meetings(rounds, LEVEL, least, found.pairs),
        meetings(by_side(rounds, side), LEVEL, least),
    )


def standings_of(
    known: Knowledge, verdicts: Mapping[str, Verdict], scores: Mapping[str, ForecastScore]
) -> Standings:
    """The standings under another scheme."""
    return _standings(known, _held(known, verdicts, scores))


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


def _standings(known: Knowledge, held: _Held, *, permute: bool = False) -> Standings:
    rules = known.rules.schemes
    return standings(
        _rounds(held, rules.comparison),
        thresholds=rules.thresholds,
        comparison=rules.comparison,
        most=1.0,
        permute=permute,
    )


def _rounds(held: _Held, comparison: Comparison) -> Iterable[Round]:
    """Every question with its forecasters' scores, and those of every two who compare."""
    questions: dict[str, dict[str, Sequence[Stood]]] = {}
    for name, own in held.items():
        for question, statements in own.items():
            questions.setdefault(question, {})[name] = statements
    for question, by_name in sorted(questions.items()):
        pairs = {
            (one, other): found
            for one, other in combinations(sorted(by_name), 2)
            if (found := _beside(by_name[one], by_name[other], comparison)) is not None
        }
        scores = {
            name: _mean((one.weight, one.row) for one in own) for name, own in by_name.items()
        }
        yield Round(question, scores, pairs)


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
) -> tuple[Score, Score] | None:
    """The scores of two over the days on which both stood on the same.

    None where their windows are not alike or both stood for too small a part of the longer time.
    What was published only once it was decided, whenever it is said to have been said, is compared
    with nothing.
    """
    mine, theirs = ([one for one in own if one.in_time] for own in (mine, theirs))
    shared: list[tuple[int, Stood, Stood]] = []
    stood_by: list[dict[str, int]] = [{}, {}]
    for one in mine:
        for other in theirs:
            both = one.stood.intersection(other.stood)
            if comparable(one, other, comparison):
                for side, statement in zip(stood_by, (one, other), strict=True):
                    side[statement.row.forecast] = statement.days
                if both is not None:
                    shared.append((both.length or 0, one, other))
    days = sum(length for length, *_ in shared)
    if not shared or days < comparison.times * max(sum(side.values()) for side in stood_by):
        return None
    return (
        _mean((length / days, one.row) for length, one, _ in shared),
        _mean((length / days, other.row) for length, _, other in shared),
    )


def _given(own: Mapping[str, Sequence[Stood]]) -> Iterator[list[Given]]:
    """What was given on each question, which has one weight."""
    for statements in own.values():
        yield [
            Given(p.central, one.weight, one.weight * came, one.weight * came**2)
            for one in statements
            if (p := one.row.likelihood.probability) is not None
            for came in [(one.row.truth.low + one.row.truth.high) / 2]
        ]
