"""Scores of forecasts by quantiles: of every kind the one whose tables are largest.

So the engine adds them up: sums of whole numbers, by forecast.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import ceil, log10
from typing import Any

import narwhals as nw

from verifier.score.quantities import (
    bias_between,
    covered,
    overprediction,
    quantile_score,
    underprediction,
)
from verifier.tables.figures import COVERAGE, Figures, Scored, Scores
from verifier.tables.probabilities import as_column, whole
from verifier.tables.rows import BAD, Bad, Fault, Rows
from verifier.tables.scoring import refuse_two_truths

# Levels of quantiles are whole millionths.
_MILLION = 1_000_000
# Decimal digits that a double holds for sure.
_DIGITS = 15
_NOTHING = (0, 0, 0, 0.0, 1.0, 1.0)
_FORECAST = ("forecaster", "question", "forecast")
_Figured = dict[str, dict[str, Figures]]


def score_quantiles(rows: Rows, levels: Sequence[float], bad: Counter[Fault]) -> Scored:
    """Each forecast's score; one with a quantile missing, double or crossed is left out.

    Raises `TableError` where a question has two truths.
    """
    refuse_two_truths(rows)
    _count_bad(rows, bad)
    there = rows.frame.collect_schema().names()
    named = rows.frame.filter(~nw.col("forecaster").is_null(), ~nw.col("question").is_null())
    apart = nw.col("forecast").fill_null("") if "forecast" in there else nw.lit("")
    weight = nw.col("weight") if "weight" in there else nw.lit(1.0)
    step = whole(nw.col("quantile") * _MILLION)
    named = named.with_columns(apart.alias("forecast"), weight.alias("weight"), step.alias("step"))
    named = _with_levels(named, [round(level * _MILLION) for level in levels])
    fine, wanted = nw.col(BAD).is_null(), ~nw.col("needed").is_null()
    counts = named.group_by(*_FORECAST).agg(
        nw.len().alias("rows"),
        fine.cast(nw.Int64).sum().alias("good"),
        (fine & ~wanted).cast(nw.Int64).sum().alias("extra"),
        nw.col("needed").max(),
    )
    scale = _scale(rows)
    sums = {
        row[:3]: row[3:]
        for row in rows.engine.rows(_quantile_sums(named.filter(fine & wanted), scale))
    }
    figures: _Figured = {}
    lacking: Counter[str] = Counter()
    for *one, count, good, extra, needed in sorted(rows.engine.rows(counts), key=_names):
        n, distinct, crossed, observed, least, most, *values = sums.get(tuple(one), _NOTHING)
        if distinct != n:
            bad[Fault(Bad.LEVEL_TWICE, "quantile")] += good
        elif good < count or distinct < (needed or len(levels)):
            bad[Fault(Bad.LEVEL_MISSING, "quantile")] += good
            lacking[one[0]] += 1
        elif crossed:
            bad[Fault(Bad.CROSSED, "value")] += good
        elif least != most:
            bad[Fault(Bad.WEIGHTS, "weight")] += good
        else:
            bad[Fault(Bad.LEVEL_EXTRA, "quantile")] += extra
            if n:
                figure = figures.setdefault(one[0], {}).setdefault(one[1], Figures())
                figure.add(n, _scored(n, observed, values, scale), most)
    if not levels:
        _note_levels(rows, named.filter(fine & (nw.col("needed") < nw.col("given"))), figures)
    return Scored(figures, lacking=lacking)


def _names(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return row[: len(_FORECAST)]


def _count_bad(rows: Rows, bad: Counter[Fault]) -> None:
    faulty = rows.frame.filter(~nw.col(BAD).is_null()).group_by(BAD).agg(nw.len().alias("n"))
    for fault, count in rows.engine.rows(faulty):
        bad[rows.faults[fault]] += int(count)


def _with_levels(named: nw.LazyFrame[Any], asked: Sequence[int]) -> nw.LazyFrame[Any]:
    """With how many levels a forecast needs, null where the row's is none of them.

    Needed are those asked for or, of none, all that its forecaster gives of the question; `given`
    is how many anybody gives of it. Otherwise a quantile that is left away where it would cost
    most, or one added where it costs nothing, would pay: two compare only at the same ones.
    """
    step = nw.col("step")
    if asked:
        needed = nw.when(step.is_in(asked)).then(len(asked))
        return named.with_columns(needed.alias("needed"), nw.lit(len(asked)).alias("given"))
    for keys, count in ((_FORECAST[:2], "needed"), (_FORECAST[1:2], "given")):
        levels = named.filter(~step.is_null()).group_by(*keys).agg(step.n_unique().alias(count))
        named = named.join(levels, on=list(keys), how="left")
    return named.with_columns(nw.when(~step.is_null()).then(nw.col("needed")).alias("needed"))


def _note_levels(rows: Rows, apart: nw.LazyFrame[Any], figures: _Figured) -> None:
    """Note the levels of those who do not give all that anybody gives of a question."""
    held: dict[tuple[str, str], set[float]] = {}
    for name, question, step in rows.engine.rows(apart.select(*_FORECAST[:2], "step").unique()):
        held.setdefault((name, question), set()).add(step / _MILLION)
    for (name, question), levels in held.items():
        if question in figures.get(name, {}):
            figures[name][question].levels = frozenset(levels)


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
        "weight",
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
        nw.col("weight").min().alias("least"),
        nw.col("weight").max().alias("most"),
        *(nw.col(name).sum() for name in ("score", "over", "under", "away", "square")),
        nw.col("below").max(),
        nw.col("beyond").min(),
        *(nw.col(name).max() for name in sides),
    )


def _scored(n: int, observed: float, values: Sequence[Any], scale: float) -> Scores:
    """The score, its parts where levels pair about the median, and what a median or ends tell."""
    score, over, under, away, square = map(int, values[:5])
    below, beyond, *at = values[5:]
    bounds = dict(zip(_bounds(), at, strict=True))
    median = bounds[_MILLION // 2]
    mean = 2 / (n * scale)
    scores = {"wis": score * mean, **dict(_held(bounds, observed))}
    if not away and not square:
        scores["dispersion"] = (score - over - under) * mean
        scores |= {"overprediction": over * mean, "underprediction": under * mean}
    if median is not None:
        levels = ((below or 0) / _MILLION, (_MILLION if beyond is None else beyond) / _MILLION)
        scores["absolute_error"] = abs(observed - median)
        scores["bias"] = bias_between(
            below=levels[0], beyond=levels[1], median=median, observed=observed
        )
    return scores


def _held(bounds: Mapping[int, float | None], observed: float) -> Iterator[tuple[str, float]]:
    for percent in COVERAGE:
        low, high = (bounds[end] for end in _ends(percent))
        if low is not None and high is not None:
            yield f"coverage_{percent}", covered(lower=low, upper=high, observed=observed)


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
