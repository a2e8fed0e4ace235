"""Scores of forecasts that are several rows, or that are no probability of one thing.

Categories, distributions known at thresholds, ensembles, single quantities, and probabilities by
the time for which they stood. What is not whole is left out and counted: a part that is left away
where it would cost most must not pay.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from math import fsum
from operator import attrgetter
from statistics import median
from typing import Any, NamedTuple

import narwhals as nw

from verifier.dataclass import dataclass
from verifier.rank.standings import Reason, Refusal
from verifier.score.accuracy import brier
from verifier.score.platforms import (
    brier_over_time,
    categories_brier,
    categories_brier_otherwise,
    categories_log,
    ranked_probability_score,
    scaled_error,
    symmetric_error,
)
from verifier.score.quantities import crps_ensemble, crps_grid, crps_grid_otherwise, squared_error
from verifier.tables.columns import Columns, Kind
from verifier.tables.engines import ROW, SEVERAL, TableError, in_row
from verifier.tables.figures import MOST, TURNED, Figures, Scored, Scores
from verifier.tables.rows import BAD, Bad, Fault, Rows
from verifier.tables.scoring import refuse_two_weights, torn
from verifier.tables.when_spoken import too_early
from verifier.tables.yes_no_void import NO, YES

# Probabilities of categories are rounded to per cents by many: so far off 1 they are divided by
# their sum, beyond it something is missing.
ROUNDED, _EXACT = 0.011, 1e-6
_BRIER = "categories_brier"


class Part(NamedTuple):
    """A row of a forecast, numbers as floats; None where the table has no such column."""

    forecaster: str
    question: str
    forecast: str | None
    fault: int | None
    category: str | None
    member: str | None
    came: str | None
    probability: float | None
    threshold: float | None
    value: float | None
    observed: float | None
    naive_error: float | None
    place: float | None
    weight: float | None
    stood_from: float | None
    stood_until: float | None
    opens: float | None
    closes: float | None
    settled: float | None
    row: int | None


@dataclass(frozen=True, slots=True)
class Context:
    """What a forecast is scored with that is not its own rows."""

    columns: Columns
    clamp: float
    options: Mapping[str, Sequence[str]]
    answers: Mapping[str, str | None]
    thresholds: Mapping[tuple[str, str], frozenset[float]]
    reached: bool


Scorer = Callable[[Sequence[Part], Context], "Scores | Fault"]


def score(rows: Rows, columns: Columns, clamp: float, bad: Counter[Fault]) -> Scored:
    """Score every forecast of a table; what is left out is counted by row.

    Raises `TableError` where a question has two truths.
    """
    parts = _parts(rows, bad)
    if columns.levels:
        kept = [part for part in parts if part.threshold in {None, *columns.levels}]
        bad[Fault(Bad.LEVEL_EXTRA, "threshold")] += len(parts) - len(kept)
        parts = kept
    context = _context(parts, columns, clamp)
    scorer, figures = SCORERS[columns.kind], dict[str, dict[str, Figures]]()
    lacking: Counter[str] = Counter()
    said: dict[str, dict[str, set[float]]] = {}
    for (name, question, _), group in groupby(parts, key=lambda part: part[:3]):
        whole = list(group)
        good = [part for part in whole if part.fault is None]
        if len(good) < len(whole):
            bad[Fault(Bad.INCOMPLETE)] += len(good)
            continue
        weights = {1.0 if part.weight is None else part.weight for part in good}
        scores = scorer(good, context) if len(weights) == 1 else Fault(Bad.WEIGHTS, "weight")
        if isinstance(scores, Fault):
            bad[scores] += len(good)
            lacking[name] += scores.bad == Bad.LEVEL_MISSING
            continue
        if columns.kind == Kind.CDF:
            held = said.setdefault(question, {}).setdefault(name, set())
            held.update(part.probability or 0.0 for part in good)
        own = figures.setdefault(name, {})
        times = len({part.stood_from for part in good})
        own.setdefault(question, Figures()).add(len(good), scores, weights.pop(), forecasts=times)
    _hold_apart(figures, said, context.thresholds, bad)
    weights_of: dict[str, dict[str, float]] = {}
    for name, answers in figures.items():
        for question, one in answers.items():
            weights_of.setdefault(question, {})[name] = one.weight
    refuse_two_weights(weights_of)
    refused = _refused(parts, columns) if columns.kind == Kind.OVER_TIME else None
    return Scored(figures, tuple(_notes(parts, context)), +lacking, refused)


def _refused(parts: Sequence[Part], columns: Columns) -> Refusal | None:
    """Why the time for which numbers stood ranks nobody.

    What comes early costs a denier only the days until it came (`verifier.tables.when_spoken`);
    where nothing tells when that was, who tells it afterwards is scored for it. What one alone
    answered compares with nothing, so that nobody ends the ranks of others by it.
    """
    if not columns.settled:
        return Refusal(Reason.NO_END_KNOWN, 0, 0)
    early: dict[str, set[str]] = {}
    for part in parts:
        if part.fault is None and _is_early(part):
            early.setdefault(part.question, set()).add(part.forecaster)
    return too_early(sum(len(names) > 1 for names in early.values()))


def _is_early(part: Part) -> bool:
    return None not in (part.settled, part.closes) and (part.settled or 0.0) < (part.closes or 0.0)


def _parts(rows: Rows, bad: Counter[Fault]) -> list[Part]:
    """The rows of forecasts in the order of names; faulty ones that belong to none are counted."""
    there = set(rows.frame.collect_schema().names())
    called = {"fault": BAD, "row": ROW}
    selected = [
        nw.col(column).alias(name)
        if (column := called.get(name, name)) in there
        else nw.lit(None, dtype=nw.Float64).alias(name)
        for name in Part._fields
    ]
    found = [Part(*row) for row in rows.engine.rows(rows.frame.select(selected))]
    for part in found:
        if part.fault is not None:
            bad[rows.faults[part.fault]] += 1
    named = [part for part in found if part.forecaster and part.question]
    return sorted(named, key=_order)


def _order(part: Part) -> tuple[Any, ...]:
    """By forecaster, question and forecast, then by everything that could matter for sums."""
    numbers = (part.stood_from, part.place, part.threshold, part.value, part.probability)
    words = (part.forecaster, part.question, part.forecast, part.category, part.member)
    return (*(w or "" for w in words[:3]), *(n or 0.0 for n in numbers), *(w or "" for w in words))


def _context(parts: Sequence[Part], columns: Columns, clamp: float) -> Context:
    good = [part for part in parts if part.fault is None]
    options: dict[str, set[str]] = {}
    for part in good:
        if part.category is not None:
            options.setdefault(part.question, set()).add(part.category)
    ordered = {question: sorted(found) for question, found in options.items()}
    if columns.order:
        # Whatever anybody gives.
        options = {question: set(columns.order) for question in options}
        ordered = {question: [*columns.order] for question in options}
    elif columns.place:
        by_question = {(p.question, p.category): p.place or 0.0 for p in good}
        ordered = {q: sorted(o, key=lambda c: by_question[q, c]) for q, o in ordered.items()}
    answers = _answers(good, options) if columns.of_categories else {}
    reached = columns.kind == Kind.CDF and _says_reached(good)
    if columns.kind == Kind.OVER_TIME:
        _refuse_two_periods(good)
        _refuse_own_categories(good, options)
    _refuse_two_scales(good)
    if not columns.of_categories:
        _refuse_two_truths(good, lambda p: (p.question, p.threshold) if reached else p.question)
    return Context(columns, clamp, ordered, answers, _thresholds(parts, columns), reached)


def _truths(
    parts: Sequence[Part], key: Callable[[Part], Any], truth: Callable[[Part], Any]
) -> Mapping[Any, Mapping[Any, int | None]]:
    """What parts say is true of each key, and the first row that says so."""
    found: dict[Any, dict[Any, int | None]] = {}
    for part in sorted(parts, key=lambda part: part.row or 0):
        found.setdefault(key(part), {}).setdefault(truth(part), part.row)
    return found


def _refuse_two_truths(parts: Sequence[Part], key: Callable[[Part], Any]) -> None:
    for named, truths in _truths(parts, key, attrgetter("observed")).items():
        if len(truths) > 1:
            raise torn(named[0] if isinstance(named, tuple) else named, truths)


def _refuse_two_periods(parts: Sequence[Part]) -> None:
    """A question's days are common to all who answer: else the easy days could be chosen."""
    periods: dict[str, tuple[float | None, ...]] = {}
    for part in parts:
        period = (part.opens, part.closes, part.settled)
        if periods.setdefault(part.question, period) != period:
            raise TableError(
                f"the question `{part.question}` opens, closes or is settled at two times; these "
                "are the question's, the same in all of its rows"
            )


def _refuse_own_categories(parts: Sequence[Part], options: Mapping[str, set[str]]) -> None:
    """While nothing stands all are alike: nobody chooses for others how many there are."""
    own: dict[tuple[str, str], set[str]] = {}
    for part in parts:
        if part.category is not None:
            own.setdefault((part.question, part.forecaster), set()).add(part.category)
    for (question, name), found in own.items():
        if lacking := sorted(options[question] - found):
            raise TableError(
                f"`{name}` gives no `{lacking[0]}` on the question `{question}`, and others do; "
                "while nothing stands all categories are alike, so that their number is common to "
                "all: write each, with 0 for what is ruled out"
            )


def _refuse_two_scales(parts: Sequence[Part]) -> None:
    """What the naive error of a question is nobody may choose for themselves."""
    scales = _truths(parts, attrgetter("question"), attrgetter("naive_error"))
    for question, found in scales.items():
        if len(found) > 1:
            one, other = (
                ("none" if value is None else f"{value:g}") + in_row(row)
                for value, row in list(found.items())[:2]
            )
            raise TableError(
                f"the question `{question}` has two naive errors, {one} and {other}; it is the "
                f"same for all who answer: {SEVERAL}"
            )


def _answers(parts: Sequence[Part], options: Mapping[str, set[str]]) -> Mapping[str, str | None]:
    """The category that came of each question, None where it was none of them.

    It is named in each row, or each row says of its own category whether it came.
    """
    said = _truths(parts, attrgetter("question"), lambda part: str(part.came))
    words = {word for found in said.values() for word in found}
    marked = None not in map(_mark, words) and any(len(found) > 1 for found in said.values())
    if not marked:
        for question, found in said.items():
            if len(found) > 1:
                raise torn(question, found)
        return {q: next(iter(f)) if f.keys() <= options[q] else None for q, f in said.items()}
    answers: dict[str, set[str]] = {question: set() for question in said}
    marks = _truths(parts, attrgetter("question", "category"), lambda part: _mark(str(part.came)))
    for (question, category), found in marks.items():
        if {0.0, 1.0} <= found.keys():
            raise torn(question, {mark: found[mark] for mark in (0.0, 1.0)})
        if 1.0 in found:
            answers[question].add(str(category))
    return {q: next(iter(found)) if len(found) == 1 else None for q, found in answers.items()}


def _mark(word: str) -> float | None:
    """What a word says of the category in its row, None where it is none: a tie is one half.

    >>> _mark("yes"), _mark("0"), _mark("0.5"), _mark("2"), _mark("home")
    (1.0, 0.0, 0.5, None, None)
    """
    small = word.lower()
    if small in YES | NO:
        return float(small in YES)
    try:
        number = float(small)
    except ValueError:
        return None
    return number if 0 <= number <= 1 else None


def _says_reached(parts: Sequence[Part]) -> bool:
    """Whether each row says of its own threshold if it was reached, rather than the quantity."""
    truths: dict[str, set[float | None]] = {}
    for part in parts:
        truths.setdefault(part.question, set()).add(part.observed)
    values = set().union(*truths.values()) if truths else set()
    return values <= {0.0, 1.0} and any(len(found) > 1 for found in truths.values())


def _thresholds(
    parts: Sequence[Part], columns: Columns
) -> Mapping[tuple[str, str], frozenset[float]]:
    """The thresholds that a forecaster's forecasts of a question must give.

    These are the ones asked for, or all that the forecaster gives of it: others have no say in
    them.
    """
    given: dict[tuple[str, str], set[float]] = {}
    for part in parts:
        if part.threshold is not None:
            given.setdefault(part[:2], set(columns.levels)).add(part.threshold)
    return {one: frozenset(found) for one, found in given.items()}


def _hold_apart(
    figures: dict[str, dict[str, Figures]],
    said: Mapping[str, Mapping[str, set[float]]],
    thresholds: Mapping[tuple[str, str], frozenset[float]],
    bad: Counter[Fault],
) -> None:
    """Note who gives not all thresholds of a question, and leave out those that are no test.

    At the same ones every forecast is sure of the same: all of it lies below them, or above. With
    thresholds so far off nobody has shown anything.
    """
    for question, by_name in said.items():
        held: dict[frozenset[float], set[float]] = {}
        for name, found in by_name.items():
            held.setdefault(thresholds[name, question], set()).update(found)
        every = frozenset().union(*held)
        for name in by_name:
            own = thresholds[name, question]
            figures[name][question].levels = None if own == every else own
            if held[own] in ({0.0}, {1.0}):
                bad[Fault(Bad.NO_TEST, "threshold")] += figures[name].pop(question).rows
    for name in [name for name, own in figures.items() if not own]:
        del figures[name]


def _notes(parts: Sequence[Part], context: Context) -> Iterator[str]:
    if context.reached:
        yield "what was observed of a threshold is read as whether it was reached"
    if context.columns.of_categories:
        sums: dict[tuple[str, str, str | None, float | None], float] = {}
        for part in parts:
            if part.fault is None:
                key = (*part[:3], part.stood_from)
                sums[key] = sums.get(key, 0.0) + (part.probability or 0.0)
        rounded = sum(_EXACT < abs(total - 1) <= ROUNDED for total in sums.values())
        if rounded:
            yield (
                f"the probabilities of {rounded:,} forecasts add up to within 1 % of 1, and are "
                "divided by their sum"
            )


def _otherwise(ends: tuple[float, float], ways: int) -> Scores:
    """The least and the most that other outcomes would have given; of one way one of them."""
    return {TURNED: ends[0], MOST: ends[1]} if ways > 1 else {TURNED: ends[0]}


def _category(parts: Sequence[Part], context: Context) -> Scores | Fault:
    question = parts[0].question
    given = {str(part.category): part.probability or 0.0 for part in parts}
    total = fsum(given.values())
    if len(given) < len(parts):
        return Fault(Bad.TWICE, "category")
    if abs(total - 1) > ROUNDED:
        return Fault(Bad.NOT_ONE, "probability")
    came, options = context.answers[question], context.options[question]
    if given.keys() - set(options):
        return Fault(Bad.NO_ORDER, "category")
    if came is None:
        return Fault(Bad.NO_CATEGORY, "came")
    probabilities = [given.get(option, 0.0) / total for option in options]
    at = options.index(came)
    scores = {
        _BRIER: categories_brier(probabilities=probabilities, came=at),
        **_otherwise(
            categories_brier_otherwise(probabilities=probabilities, came=at), len(options) - 1
        ),
        "categories_log": categories_log(probabilities=probabilities, came=at, clamp=context.clamp),
    }
    if context.columns.order or context.columns.place:
        scores["ranked_probability_score"] = ranked_probability_score(
            probabilities=probabilities, came=at
        )
    return scores


def _cdf(parts: Sequence[Part], context: Context) -> Scores | Fault:
    wanted = context.thresholds[parts[0][:2]]
    grid = [part.threshold or 0.0 for part in parts]
    if len(set(grid)) < len(grid):
        return Fault(Bad.TWICE, "threshold")
    if len(grid) < max(2, len(wanted)):
        return Fault(Bad.LEVEL_MISSING, "threshold")
    below = [part.probability or 0.0 for part in parts]
    if any(a > b for a, b in pairwise(below)):
        return Fault(Bad.CROSSED, "probability")
    reached = [
        (part.observed or 0.0) if context.reached else float((part.observed or 0.0) <= threshold)
        for part, threshold in zip(parts, grid, strict=True)
    ]
    return {
        "crps_grid": crps_grid(thresholds=grid, below=below, reached=reached),
        **_otherwise(crps_grid_otherwise(thresholds=grid, below=below, reached=reached), len(grid)),
    }


def _sample(parts: Sequence[Part], _: Context) -> Scores | Fault:
    names = [part.member for part in parts]
    if len(set(names)) < len(names):
        return Fault(Bad.TWICE, "member")
    members = [part.value or 0.0 for part in parts]
    observed = parts[0].observed or 0.0
    scores = {"absolute_error": abs(median(members) - observed)}
    for name, fair in (("crps_ensemble", False), ("crps_ensemble_fair", True)):
        found = crps_ensemble(members=members, observed=observed, fair=fair)
        if found is not None:
            scores[name] = found
    return scores


_FAR = 1e150
"""The square of a greater number is none that a computer holds."""


def _point(parts: Sequence[Part], _: Context) -> Scores | Fault:
    if len(parts) > 1:
        return Fault(Bad.TWICE, "value")
    value, observed = parts[0].value or 0.0, parts[0].observed or 0.0
    if abs(value - observed) > _FAR:
        return Fault(Bad.OUT_OF_RANGE, "value")
    scores = {
        "absolute_error": abs(value - observed),
        "squared_error": squared_error(value=value, observed=observed),
        "symmetric_error": symmetric_error(value=value, observed=observed),
    }
    if (scale := parts[0].naive_error) is not None:
        if scale <= 0:
            return Fault(Bad.OUT_OF_RANGE, "naive_error")
        scores["scaled_error"] = scaled_error(value=value, observed=observed, scale=scale)
    return scores


def _over_time(parts: Sequence[Part], context: Context) -> Scores | Fault:
    [(opens, closes)] = {(part.opens or 0.0, part.closes or 0.0) for part in parts}
    if closes <= opens:
        return Fault(Bad.NO_TIME, "closes")
    said: list[tuple[Part, Scores]] = []
    for _, group in groupby(parts, key=lambda part: part.stood_from):
        one = list(group)
        found = _brier(one, context)
        if isinstance(found, Fault):
            return found
        said.append((one[0], found))
    last = min(closes, parts[0].settled if parts[0].settled is not None else closes)
    starts = [part.stood_from or 0.0 for part, _ in said]
    ends = [
        min(last, following, last if p.stood_until is None else p.stood_until)
        for (p, _), following in zip(said, [*starts[1:], last], strict=True)
    ]
    options = len(context.options[parts[0].question]) if context.columns.of_categories else 2

    def average(key: str) -> tuple[float, float]:
        spans = zip(starts, ends, (scores[key] for _, scores in said), strict=True)
        return brier_over_time(spans=spans, opens=opens, closes=closes, options=options)

    score, covered = average(_BRIER)
    otherwise = {key: average(key)[0] for key in (TURNED, MOST) if key in said[0][1]}
    return {"brier_over_time": score, "covered": covered, **otherwise}


def _brier(parts: Sequence[Part], context: Context) -> Scores | Fault:
    """The Brier score of what was said at one moment, either way."""
    if context.columns.of_categories:
        return _category(parts, context)
    if len(parts) > 1:
        return Fault(Bad.TWICE, "stood_from")
    said, came = parts[0].probability or 0.0, parts[0].observed or 0.0
    return {
        _BRIER: brier(probability=said, observed=came),
        TURNED: brier(probability=said, observed=1 - came),
    }


SCORERS: Mapping[Kind, Scorer] = {
    Kind.CATEGORY: _category,
    Kind.CDF: _cdf,
    Kind.SAMPLE: _sample,
    Kind.POINT: _point,
    Kind.MEAN: _point,
    Kind.OVER_TIME: _over_time,
}
