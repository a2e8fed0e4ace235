"""Score a table: engines count and add up, everything else is computed from those sums.

Sums are of whole numbers, scores in billionths, so that they are the same on every run, engine and
machine: sums of floats differ in their last bits with the order in which rows arrive.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import ceil, log10
from typing import Any, cast

import narwhals as nw

from verifier.rank import Score
from verifier.score.accuracy import brier, log_score
from verifier.score.calibration import Given, calibration_lean
from verifier.score.formula import Column
from verifier.score.quantities import (
    WeightedInterval,
    bias_between,
    covered,
    overprediction,
    quantile_score,
    underprediction,
)
from verifier.tables.columns import Columns
from verifier.tables.engines import COUNT, ROW, Engine, Opened, TableError
from verifier.tables.kinds import Figures
from verifier.tables.rows import BAD, Bad, BadRow, Fault, Rows, read_rows

BILLION = 1_000_000_000
# Probabilities are told apart to a billionth in tables of at most so many rows, and to a
# thousandth in longer ones, so that memory does not grow with the rows.
EXACT_ROWS = 1_000_000
COARSE = 1_000
# Central intervals, in per cent: those for which forecast hubs report coverage.
COVERAGE = (50, 80, 90, 95)
# Levels of quantiles are whole millionths.
_MILLION = 1_000_000
# Decimal digits that a double holds for sure.
_DIGITS = 15
# Rows looked at for how many pairs of probability and outcome there are, and up to how many of them
# are few: then it is faster to count them first and to score each pair once.
_SAMPLE = 100_000
_FEW = 5_000
_FORECAST = ("forecaster", "question")


@dataclass(frozen=True, slots=True)
class Days:
    """Days over the rows that have them: how many rows, and the sum."""

    rows: int = 0
    total: int = 0

    def __add__(self, other: Days) -> Days:
        return Days(self.rows + other.rows, self.total + other.total)

    @property
    def mean(self) -> float | None:
        """Their mean, None without rows."""
        return self.total / self.rows if self.rows else None


@dataclass(frozen=True, slots=True)
class Share:
    """A forecaster's mean score on a question, the greatest weight of its rows, and the calls.

    These are hits, misses and false alarms; `off` are the two sums for the test of calibration.
    """

    score: Score
    weight: float
    calls: tuple[int, int, int] = (0, 0, 0)
    off: tuple[float, float] = (0.0, 0.0)


@dataclass(slots=True)
class Probabilities:
    """One forecaster's probabilities in a table: sums in billionths, and what was given how often.

    `questions` is empty where the table does not name them.
    """

    rows: int = 0
    weight: int = 0
    brier: int = 0
    log_score: int = 0
    reference: int = 0
    given: list[Given] = field(default_factory=list)
    questions: dict[str, Share] = field(default_factory=dict)
    days: dict[str, Days] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Quantiles:
    """One forecaster's quantiles of one question, scored.

    The score has no parts where levels do not pair about the median; bias and error are None where
    there is no median; `covered` says whether each interval of `COVERAGE` held that was given.
    """

    levels: int
    score: float
    parts: WeightedInterval | None
    bias: float | None
    absolute_error: float | None
    covered: Mapping[int, bool]


@dataclass(frozen=True, slots=True)
class Table:
    """What a table holds, as sufficient statistics of its kind; those of others are empty.

    `notes` say what was assumed to read it.
    """

    columns: Columns
    rows: int
    bad: Mapping[Fault, int]
    examples: Sequence[BadRow]
    probabilities: Mapping[str, Probabilities]
    quantiles: Mapping[str, Mapping[str, Quantiles]]
    notes: tuple[str, ...] = ()
    groups: Mapping[str, Table] = field(default_factory=dict)
    figures: Mapping[str, Mapping[str, Figures]] = field(default_factory=dict)

    @property
    def scored(self) -> int:
        """How many rows are scored."""
        return self.rows - sum(self.bad.values())


def add_up(rows: Rows, opened: Opened, columns: Columns, clamp: float, name: str) -> Table:
    """The sums of a table of probabilities or quantiles, read from what was opened."""
    chosen = rows.engine
    if columns.question:
        _refuse_two_truths(rows)
    bad: Counter[Fault] = Counter()
    probabilities: Mapping[str, Probabilities] = {}
    quantiles: Mapping[str, Mapping[str, Quantiles]] = {}
    if columns.kind == "quantile":
        quantiles = _quantiles(rows, bad)
        count = sum(q.levels for own in quantiles.values() for q in own.values())
    else:
        unit = _unit(rows, columns)
        if _repeats(opened, columns, chosen):
            distinct = read_rows(_distinct(opened), columns, chosen, name)
            probabilities = _probabilities(distinct, columns, unit, clamp, bad, grain=BILLION)
        else:
            [(length,)] = chosen.rows(opened.frame.select(nw.len().alias("n")))
            grain = BILLION if length <= EXACT_ROWS else COARSE
            probabilities = _probabilities(rows, columns, unit, clamp, bad, grain=grain)
        if columns.question:
            _add_questions(rows, unit, probabilities)
        count = sum(record.rows for record in probabilities.values())
    groups = {}
    if columns.by:
        groups = {name: _group(part, columns, clamp) for name, part in rows.groups().items()}
    return Table(
        columns,
        count + sum(bad.values()),
        {fault: count for fault, count in sorted(bad.items()) if count},
        rows.examples() if bad else (),
        probabilities,
        quantiles,
        (*opened.notes, *of_bounds(rows, opened)),
        groups,
    )


def _group(rows: Rows, columns: Columns, clamp: float) -> Table:
    """The part of a table that one group is; what is bad in it is told of the whole."""
    bad: Counter[Fault] = Counter()
    probabilities: Mapping[str, Probabilities] = {}
    quantiles: Mapping[str, Mapping[str, Quantiles]] = {}
    if columns.kind == "quantile":
        quantiles = _quantiles(rows, bad)
        count = sum(q.levels for own in quantiles.values() for q in own.values())
    else:
        unit = _unit(rows, columns)
        good = replace(rows, frame=rows.good())
        probabilities = _probabilities(good, columns, unit, clamp, bad, grain=BILLION)
        if columns.question:
            _add_questions(good, unit, probabilities)
        count = sum(record.rows for record in probabilities.values())
    return Table(columns, count, {}, (), probabilities, quantiles)


def of_bounds(rows: Rows, opened: Opened) -> Iterator[str]:
    """What is made of probabilities that are written as bounds."""
    if "probability" in opened.types and opened.is_text("probability") and (n := rows.bounds()):
        yield f"{n:,} probabilities such as <1% or >99% are read as the middle of what they leave"


def _repeats(opened: Opened, columns: Columns, engine: Engine) -> bool:
    """Whether probabilities and truths repeat, by the first rows.

    Then it is faster, and takes little memory, to count equal rows before they are scored.
    """
    if not {"probability", "observed"}.issuperset(
        role for role in columns.roles() if not role.startswith("forecaster")
    ):
        return False
    head = opened.frame.head(_SAMPLE).select("probability", "observed").unique()
    [(distinct,)] = engine.rows(head.select(nw.len().alias("n")))
    return int(distinct) <= _FEW


def _distinct(opened: Opened) -> Opened:
    """Each row once, with how often it is there."""
    keys = [name for name in opened.frame.collect_schema().names() if name not in (ROW, COUNT)]
    counted = opened.frame.group_by(*keys).agg(nw.len().alias(COUNT))
    return Opened(counted.with_columns(nw.lit(0).alias(ROW)), opened.types)


def _probabilities(
    rows: Rows,
    columns: Columns,
    unit: Callable[[nw.Expr], nw.Expr],
    clamp: float,
    bad: Counter[Fault],
    *,
    grain: int,
) -> Mapping[str, Probabilities]:
    """Sums for each forecaster and probability; bad rows are counted on the way."""
    n, p, o, fine = nw.col(COUNT), nw.col("probability"), nw.col("observed"), nw.col(BAD).is_null()
    sums = {
        "brier": unit(_column(brier(probability=p, observed=o))),
        "log_score": unit(_column(log_score(probability=p, observed=o, clamp=clamp))),
        "observed": unit(o),
        "squares": unit(o * o),
        "weight": unit(nw.lit(1.0)),
    }
    if columns.reference:
        sums["reference"] = unit(_column(brier(probability=nw.col("reference"), observed=o)))
    days = _days(columns)
    keyed = rows.frame.select(
        BAD,
        COUNT,
        nw.when(fine).then(nw.col("forecaster")).alias("name"),
        nw.when(fine).then(_whole(p * grain)).alias("given"),
        *((n * value).alias(f"sum_{name}") for name, value in (sums | days).items()),
    )
    groups = keyed.group_by(BAD, "name", "given").agg(
        n.sum(),
        *(nw.col(f"sum_{name}").sum() for name in sums | days),
        *(nw.col(f"sum_{name}").count().alias(f"n_{name}") for name in days),
    )
    records: dict[str, Probabilities] = {}
    for fault, name, given, count, *values in sorted(rows.engine.rows(groups), key=_by_key):
        if fault is not None:
            bad[rows.faults[fault]] += int(count)
            continue
        total = dict(zip(sums, map(int, values), strict=False))
        record = records.setdefault(name, Probabilities())
        record.rows += int(count)
        record.weight += total["weight"]
        record.brier += total["brier"]
        record.log_score += total["log_score"]
        record.reference += total.get("reference", 0)
        weight, observed, squares = (
            total[part] / BILLION for part in ("weight", "observed", "squares")
        )
        record.given.append(Given(given / grain, weight, observed, squares))
        spans = values[len(sums) :]
        for label, whole, seen in zip(days, spans, spans[len(days) :], strict=False):
            record.days[label] = record.days.get(label, Days()) + Days(seen, int(whole or 0))
    return records


def _by_key(row: Sequence[Any]) -> tuple[int, str, int]:
    fault, name, given = row[:3]
    return (-1 if fault is None else fault, name or "", given or 0)


def _count_bad(rows: Rows, bad: Counter[Fault]) -> None:
    faulty = rows.frame.filter(~nw.col(BAD).is_null()).group_by(BAD).agg(nw.len().alias("n"))
    for fault, count in rows.engine.rows(faulty):
        bad[rows.faults[fault]] += int(count)


def _add_questions(
    rows: Rows, unit: Callable[[nw.Expr], nw.Expr], records: Mapping[str, Probabilities]
) -> None:
    """Each forecaster's mean Brier score on each question, and had it gone the other way."""
    p, o = nw.col("probability"), nw.col("observed")
    keyed = rows.good().select(
        "forecaster",
        "question",
        unit(_column(brier(probability=p, observed=o))).alias("score"),
        unit(_column(brier(probability=p, observed=1 - o))).alias("flipped"),
        unit(nw.lit(1.0)).alias("weight"),
        *(_whole(calls).alias(call) for call, calls in _called(p, o).items()),
        _whole((o - p) * BILLION).alias("bias"),
        _whole(_column(calibration_lean(probability=p, observed=o)) * BILLION).alias("lean"),
    )
    groups = keyed.group_by("forecaster", "question").agg(
        nw.col("score").sum(),
        nw.col("flipped").sum(),
        nw.col("weight").sum(),
        nw.col("weight").max().alias("most"),
        *(nw.col(call).sum() for call in ("hits", "misses", "alarms", "bias", "lean")),
    )
    for name, question, *sums in sorted(rows.engine.rows(groups)):
        total, flipped, weight, most, hits, misses, alarms, *off = map(int, sums)
        if weight:
            score = Score(total / weight, flipped / weight)
            records[name].questions[question] = Share(
                score, most / BILLION, (hits, misses, alarms), (off[0] / BILLION, off[1] / BILLION)
            )


def _called(p: nw.Expr, o: nw.Expr) -> Mapping[str, nw.Expr]:
    """What was called above and below one half, against what came."""
    none = nw.lit(0.0)
    return {
        "hits": nw.when(p > 0.5).then(o).otherwise(none),
        "misses": nw.when(p < 0.5).then(o).otherwise(none),
        "alarms": nw.when(p > 0.5).then(1 - o).otherwise(none),
    }


def _refuse_two_truths(rows: Rows) -> None:
    """Refuse a table in which what was observed differs between rows of one question."""
    observed = nw.col("observed")
    truths = (
        rows.good()
        .group_by("question")
        .agg(observed.min().alias("least"), observed.max().alias("most"))
    )
    torn = sorted(rows.engine.rows(truths.filter(nw.col("least") < nw.col("most"))))
    if not torn:
        return
    question, *ends = torn[0]
    own = rows.good().filter(nw.col("question") == question, observed.is_in(ends))
    first = rows.engine.rows(own.group_by("observed").agg(nw.col(ROW).min()))
    told = " and ".join(f"{truth:g} in row {row + 1:,}" for truth, row in sorted(first))
    more = f" (and so have {len(torn) - 1:,} more questions)" if len(torn) > 1 else ""
    raise TableError(
        f"the question `{question}` has two truths, {told}{more}; if these are several "
        "questions, name with --question every column that tells them apart"
    )


def _unit(rows: Rows, columns: Columns) -> Callable[[nw.Expr], nw.Expr]:
    """What turns a score into billionths: times its weight in parts of the greatest, if any."""
    if not columns.weight:
        return lambda score: _whole(score * BILLION)
    [(greatest,)] = rows.engine.rows(rows.good().select(nw.col("weight").max()))
    if not greatest:
        raise TableError("no row that can be scored has a weight above 0")
    return lambda score: _whole(score * (nw.col("weight") / greatest) * BILLION)


def _whole(value: nw.Expr) -> nw.Expr:
    """The nearest whole number, halves up: engines round halves differently."""
    return (value + 0.5).floor().cast(nw.Int64)


def _column(value: Column) -> nw.Expr:
    """What a formula makes of column expressions is one."""
    return cast("nw.Expr", value)


def _days(columns: Columns) -> dict[str, nw.Expr]:
    """Lead time, timing error and width of the window, as far as there are days for them."""
    said, deadline, event = nw.col("said"), nw.col("deadline"), nw.col("event_day")
    found = {}
    if columns.said and columns.event_day:
        found["lead_time"] = event - said
    if columns.deadline and columns.event_day:
        found["timing_error"] = (event - deadline).clip(0, None)
    if columns.said and columns.deadline:
        found["window_width"] = deadline - said
    return found


def _quantiles(rows: Rows, bad: Counter[Fault]) -> Mapping[str, Mapping[str, Quantiles]]:
    """Each forecast's score; one with a quantile missing, double or crossed is left out."""
    _count_bad(rows, bad)
    named = rows.frame.filter(~nw.col("forecaster").is_null(), ~nw.col("question").is_null())
    named = _with_levels(named.with_columns(_whole(nw.col("quantile") * _MILLION).alias("step")))
    fine, wanted = nw.col(BAD).is_null(), ~nw.col("needed").is_null()
    counts = named.group_by(*_FORECAST).agg(
        nw.len().alias("rows"),
        fine.cast(nw.Int64).sum().alias("good"),
        (fine & ~wanted).cast(nw.Int64).sum().alias("extra"),
        nw.col("needed").max(),
    )
    scale = _scale(rows)
    sums = {
        (row[0], row[1]): row[2:]
        for row in rows.engine.rows(_quantile_sums(named.filter(fine & wanted), scale))
    }
    found: dict[str, dict[str, Quantiles]] = {}
    for name, question, count, good, extra, needed in sorted(rows.engine.rows(counts), key=_names):
        n, distinct, crossed, observed, *values = sums.get((name, question), (0, 0, 0, 0.0))
        if distinct != n:
            bad[Fault(Bad.LEVEL_TWICE, "quantile")] += good
        elif good < count or distinct < (needed or 0):
            bad[Fault(Bad.LEVEL_MISSING, "quantile")] += good
        elif crossed:
            bad[Fault(Bad.CROSSED, "value")] += good
        else:
            bad[Fault(Bad.LEVEL_EXTRA, "quantile")] += extra
            if n:
                found.setdefault(name, {})[question] = _scored(n, observed, values, scale)
    return found


def _names(row: Sequence[Any]) -> tuple[str, str]:
    return row[0], row[1]


def _with_levels(named: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """With how many levels a forecast of the question needs, null where the row's is none of them.

    Needed are the levels that half of the question's forecasts give or more. Otherwise a quantile
    that is left away where it would cost most, or one added where it costs nothing, would pay.
    """
    levels = named.filter(~nw.col("step").is_null())
    given = levels.group_by("question", "step").agg(nw.col("forecaster").n_unique().alias("given"))
    asked = levels.group_by("question").agg(nw.col("forecaster").n_unique().alias("asked"))
    common = given.join(asked, on="question", how="inner").filter(
        nw.col("given") * 2 >= nw.col("asked")
    )
    needed = common.group_by("question").agg(nw.len().alias("needed"))
    common = common.join(needed, on="question", how="inner").select("question", "step", "needed")
    return named.join(common, on=["question", "step"], how="left")


def _quantile_sums(good: nw.LazyFrame[Any], scale: float) -> nw.LazyFrame[Any]:
    v, t, y, step = nw.col("value"), nw.col("quantile"), nw.col("observed"), nw.col("step")
    away = step - _MILLION // 2
    sides = {f"bound_{side}": nw.when(step == side).then(v) for side in _bounds()}
    before = v.shift(1).over(*_FORECAST, order_by="step")
    keyed = good.select(
        *_FORECAST,
        "step",
        (before > v).cast(nw.Int64).fill_null(0).alias("crossed"),
        y.alias("observed"),
        _whole(_column(quantile_score(value=v, level=t, observed=y)) * scale).alias("score"),
        _whole(_column(overprediction(value=v, level=t, observed=y)) * scale).alias("over"),
        _whole(_column(underprediction(value=v, level=t, observed=y)) * scale).alias("under"),
        away.alias("away"),
        (away * away.abs()).alias("square"),
        nw.when(v <= y).then(step).alias("below"),
        nw.when(v >= y).then(step).alias("beyond"),
        *(value.alias(name) for name, value in sides.items()),
    )
    return keyed.group_by(*_FORECAST).agg(
        nw.len().alias("n"),
        nw.col("step").n_unique().alias("distinct"),
        nw.col("crossed").max(),
        nw.col("observed").min(),
        *(nw.col(name).sum() for name in ("score", "over", "under", "away", "square")),
        nw.col("below").max(),
        nw.col("beyond").min(),
        *(nw.col(name).max() for name in sides),
    )


def _scored(n: int, observed: float, values: Sequence[Any], scale: float) -> Quantiles:
    score, over, under, away, square = map(int, values[:5])
    below, beyond, *at = values[5:]
    bounds = dict(zip(_bounds(), at, strict=True))
    median = bounds[_MILLION // 2]
    mean = 2 / (n * scale)
    bias = error = None
    if median is not None:
        levels = ((below or 0) / _MILLION, _MILLION if beyond is None else beyond)
        bias = bias_between(
            below=levels[0], beyond=levels[1] / _MILLION, median=median, observed=observed
        )
        error = abs(observed - median)
    return Quantiles(
        n,
        score * mean,
        None
        if away or square
        else WeightedInterval(
            score * mean, (score - over - under) * mean, over * mean, under * mean
        ),
        bias,
        error,
        dict(_held(bounds, observed)),
    )


def _held(bounds: Mapping[int, float | None], observed: float) -> Iterator[tuple[int, bool]]:
    for percent in COVERAGE:
        low, high = (bounds[end] for end in _ends(percent))
        if low is not None and high is not None:
            yield percent, covered(lower=low, upper=high, observed=observed)


def _ends(percent: int) -> tuple[int, int]:
    """The levels, in millionths, that bound a central interval.

    >>> _ends(90)
    (50000, 950000)
    """
    tail = (100 - percent) * _MILLION // 200
    return tail, _MILLION - tail


def _bounds() -> list[int]:
    return sorted({_MILLION // 2, *(end for percent in COVERAGE for end in _ends(percent))})


def _scale(rows: Rows) -> float:
    """What makes scores whole numbers of 15 digits or fewer, whatever the unit of the quantity."""
    sizes = rows.good().select(
        nw.col("value").abs().max().alias("value"), nw.col("observed").abs().max().alias("observed")
    )
    greatest = max((size for size in rows.engine.rows(sizes)[0] if size), default=1.0)
    return float(10.0 ** min(9, _DIGITS - ceil(log10(greatest))))
