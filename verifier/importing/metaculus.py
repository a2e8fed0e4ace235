"""Metaculus' download: `question_data.csv` and `forecast_data.csv`, joined by the question."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from verifier.importing.formats import Format, has
from verifier.importing.frame import SCHEMA, Imported, State, imported, number, state
from verifier.importing.given import Given, column, need
from verifier.importing.markets import at
from verifier.tables.columns import Kind
from verifier.tables.moments import moment

_QUESTIONS = ("Question ID", "Question URL", "Question Title", "Question Type", "Resolution")
_FORECASTS = ("Question ID", "Forecaster Username", "Start Time", "End Time", "Probability Yes")
_LEVELS = {
    "0.05": "5th Percentile",
    "0.25": "25th Percentile",
    "0.5": "Median",
    "0.75": "75th Percentile",
    "0.95": "95th Percentile",
}
_BELOW, _ABOVE = "below_lower_bound", "above_upper_bound"
# Seconds.
_DAY = 86_400
_NUMERIC = ("numeric", "date", "discrete")
_LAYOUT = pl.Schema(
    {"at": pl.UInt32} | {name: SCHEMA[name][0] for name in ("kind", "option", "value", "observed")}
)
_NOTES = (
    "numbers and dates are read by five percentiles, turned from shares of the range into values",
    "they are read by the cumulative distribution at the points of the range as well (kind cdf)",
    "an outcome beyond a bound is taken to be at the bound; dates count in days since 1970",
)


def _read(given: Given) -> Imported:
    asked, said = given.one("question_data.csv"), given.one("forecast_data.csv")
    questions = need(asked, *_QUESTIONS).unique("Question ID", keep="first")
    forecasts = need(said, *_FORECASTS).with_row_index("at")
    joined = forecasts.join(questions, on="Question ID", how="left", suffix="_question")
    left: dict[str, int] = {}
    values = pl.DataFrame(list(_values(joined, left)), schema=_LAYOUT, orient="row")
    word = pl.col("Resolution")
    beyond = word.is_in([_BELOW, _ABOVE])
    unnamed = pl.concat_str(pl.lit("forecaster "), column(joined, "Forecaster ID"))
    about = joined.select(
        "at",
        pl.coalesce(pl.col("Forecaster Username"), unnamed).alias("forecaster"),
        pl.col("Question ID").alias("question"),
        pl.col("Question Title").alias("title"),
        word.alias("resolution"),
        pl.when(beyond).then(pl.lit(State.RESOLVED.value)).otherwise(state(word)).alias("state"),
        moment(pl.col("Start Time")).alias("said_from"),
        pl.min_horizontal(
            moment(pl.col("End Time")), moment(column(joined, "Actual Close Time"))
        ).alias("said_until"),
        moment(column(joined, "Open Time")).alias("opens"),
        pl.coalesce(
            moment(column(joined, name)) for name in ("Scheduled Close Time", "Actual Close Time")
        ).alias("closes"),
        moment(column(joined, "Resolution Known Time")).alias("resolved_at"),
        number(column(joined, "Question Weight")).alias("weight"),
        pl.col("Question URL").alias("address"),
    )
    return imported(about.join(values, on="at", how="inner"), left, _NOTES)


def _values(joined: pl.DataFrame, left: dict[str, int]) -> Iterator[tuple[Any, ...]]:
    """What each forecast says, and what came of it, as rows of `_LAYOUT`."""
    for row in joined.iter_rows(named=True):
        made = list(_said(row))
        if not made:
            reason = f"no forecast that can be read ({row['Question Type'] or 'unknown question'})"
            left[reason] = left.get(reason, 0) + 1
        yield from ((row["at"], *one) for one in made)


def _said(row: Mapping[str, Any]) -> Iterator[tuple[str, str | None, float, float | None]]:
    kind, word = row["Question Type"], (row["Resolution"] or "").strip()
    if kind == "binary" and (p := _number(row["Probability Yes"])) is not None:
        yield Kind.PROBABILITY, None, p, {"yes": 1.0, "no": 0.0}.get(word.lower())
    elif kind == "multiple_choice":
        options = _listed(row.get("MC Options (All)") or row.get("MC Options (Current)"))
        given = _listed(row["Probability Yes Per Category"])
        if options and len(options) == len(given):
            for option, p in zip(options, given, strict=True):
                if p is not None:
                    yield (
                        Kind.CATEGORY,
                        str(option),
                        float(p),
                        float(option == word) if word in options else None,
                    )
    elif kind in _NUMERIC:
        yield from _distribution(row, word)


def _distribution(
    row: Mapping[str, Any], word: str
) -> Iterator[tuple[str, str | None, float, float | None]]:
    """What a number or date was said to be: its cumulative distribution, and five percentiles."""
    grid = [q for x in _listed(row.get("Continuous Range")) if (q := _quantity(x)) is not None]
    cdf = [p for x in _listed(row.get("Continuous CDF")) if (p := _number(str(x))) is not None]
    observed = {_BELOW: grid[0], _ABOVE: grid[-1]}.get(word, _quantity(word)) if grid else None
    if len(grid) > 1 and len(cdf) == len(grid):
        for threshold, p in zip(grid, cdf, strict=True):
            yield Kind.CDF, repr(threshold), p, observed
    shares = {level: _number(row.get(column)) for level, column in _LEVELS.items()}
    if len(grid) > 1 and None not in shares.values():
        for level, share in shares.items():
            assert share is not None
            yield Kind.QUANTILE, level, _at(share, grid), observed


def _at(share: float, grid: Sequence[float]) -> float:
    """The value at a share of the range, whose points are evenly spaced in it.

    >>> _at(0.25, [0.0, 10.0, 100.0])
    5.0
    """
    place = min(max(share, 0.0), 1.0) * (len(grid) - 1)
    below = min(int(place), len(grid) - 2)
    return grid[below] + (place - below) * (grid[below + 1] - grid[below])


def _number(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None


def _quantity(point: Any) -> float | None:
    """A number, or a moment as days since 1970.

    >>> _quantity("1970-01-02T12:00:00+00:00"), _quantity(3)
    (1.5, 3.0)
    """
    text = str(point).strip()
    found = _number(text)
    if found is None and (when := at(text)) is not None:
        return when.timestamp() / _DAY
    return found


def _listed(text: str | None) -> list[Any]:
    """A list as Python or JSON writes it; empty where the text is none."""
    for read in (json.loads, ast.literal_eval):
        try:
            found = read(text or "")
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            continue
        return list(found) if isinstance(found, list | tuple) else []
    return []


FORMAT = Format(
    title="Metaculus",
    recognises=lambda given: has(given, "forecast_data.csv", *_FORECASTS),
    read=_read,
    example="metaculus.zip",
    files="the download, zipped or not: `question_data.csv` and `forecast_data.csv`",
    reads="binary, multiple choice, numeric, discrete and date questions, the last "
    "three by percentiles and by the CDF; the time that each forecast stood; question weights; "
    "aggregates under their own names",
    leaves="annulled and ambiguous questions are void; comments and platform scores",
    source="Metaculus/metaculus@100c408, utils/csv_utils.py",
)
