"""Score a table: rows are counted and added up, everything else is computed from those sums.

Sums are of whole numbers, scores in billionths, so that they are the same on every run, engine and
machine: sums of floats differ in their last bits with the order in which rows arrive.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import ceil, log10
from typing import Any

import narwhals as nw

from verifier.score.quantities import (
    WeightedInterval,
    bias_between,
    covered,
    overprediction,
    quantile_score,
    underprediction,
)
from verifier.tables.answers import BILLION
from verifier.tables.columns import Columns
from verifier.tables.engines import COUNT, ROW, Engine, Opened, TableError
from verifier.tables.kinds import Figures
from verifier.tables.probabilities import (
    Probabilities,
    Scores,
    Tell,
    Unit,
    as_column,
    read_scores,
    whole,
)
from verifier.tables.rows import BAD, Bad, BadRow, Fault, Rows, read_rows

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
    scores: Scores | None
    quantiles: Mapping[str, Mapping[str, Quantiles]]
    notes: tuple[str, ...] = ()
    groups: Mapping[str, Table] = field(default_factory=dict)
    figures: Mapping[str, Mapping[str, Figures]] = field(default_factory=dict)

    @property
    def scored(self) -> int:
        """How many rows are scored."""
        return self.rows - sum(self.bad.values())

    @property
    def probabilities(self) -> Mapping[str, Probabilities]:
        """Each forecaster's sums, in the order of names; none of a table of quantiles."""
        return {} if self.scores is None else self.scores.records


def add_up(
    rows: Rows, opened: Opened, columns: Columns, clamp: float, name: str, tell: Tell
) -> Table:
    """The sums of a table of probabilities or quantiles, read from what was opened."""
    counted = rows
    if _repeats(opened, columns, rows.engine):
        counted = read_rows(_distinct(opened), columns, rows.engine, name)
    table = _summed(rows, counted, columns, clamp, tell)
    groups = {}
    if columns.by:
        for group, part in rows.groups().items():
            good = replace(part, frame=part.good())
            groups[group] = _summed(good, good, columns, clamp, tell)
    return replace(table, notes=(*opened.notes, *of_bounds(rows, opened)), groups=groups)


def _summed(rows: Rows, counted: Rows, columns: Columns, clamp: float, tell: Tell) -> Table:
    """The sums of rows; `counted` are the same, or each different one once with its count."""
    bad: Counter[Fault] = Counter()
    scores: Scores | None = None
    quantiles: Mapping[str, Mapping[str, Quantiles]] = {}
    if columns.kind == "quantile":
        _refuse_two_truths(rows)
        quantiles = _quantiles(rows, bad)
        count = sum(q.levels for own in quantiles.values() for q in own.values())
    else:
        scores, bad, torn = read_scores(counted, columns, unit_of(rows, columns), clamp, tell)
        if torn:
            _refuse_two_truths(rows)
        count = sum(record.rows for record in scores.records.values())
    return Table(
        columns,
        count + sum(bad.values()),
        {fault: count for fault, count in sorted(bad.items()) if count},
        rows.examples() if bad else (),
        scores,
        quantiles,
    )


def of_bounds(rows: Rows, opened: Opened) -> Iterator[str]:
    """What is made of probabilities that are written as bounds, or with a comma."""
    if "probability" not in opened.types or not opened.is_text("probability"):
        return
    bounds, commas = rows.written()
    if bounds:
        yield (
            f"{bounds:,} probabilities such as <1% or >99% are read as the middle of what they "
            "leave"
        )
    if commas:
        yield f"{commas:,} probabilities are read with a decimal comma"


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


def _count_bad(rows: Rows, bad: Counter[Fault]) -> None:
    faulty = rows.frame.filter(~nw.col(BAD).is_null()).group_by(BAD).agg(nw.len().alias("n"))
    for fault, count in rows.engine.rows(faulty):
        bad[rows.faults[fault]] += int(count)


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


def unit_of(rows: Rows, columns: Columns) -> Unit:
    """What turns a score into billionths: times its weight in parts of the greatest, if any."""
    if not columns.weight:
        return lambda score: whole(score * BILLION)
    [(greatest,)] = rows.engine.rows(rows.good().select(nw.col("weight").max()))
    if not greatest:
        raise TableError("no row that can be scored has a weight above 0")
    return lambda score: whole(score * (nw.col("weight") / greatest) * BILLION)


def _quantiles(rows: Rows, bad: Counter[Fault]) -> Mapping[str, Mapping[str, Quantiles]]:
    """Each forecast's score; one with a quantile missing, double or crossed is left out."""
    _count_bad(rows, bad)
    named = rows.frame.filter(~nw.col("forecaster").is_null(), ~nw.col("question").is_null())
    named = _with_levels(named.with_columns(whole(nw.col("quantile") * _MILLION).alias("step")))
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
        whole(as_column(quantile_score(value=v, level=t, observed=y)) * scale).alias("score"),
        whole(as_column(overprediction(value=v, level=t, observed=y)) * scale).alias("over"),
        whole(as_column(underprediction(value=v, level=t, observed=y)) * scale).alias("under"),
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
