"""A hub of the hubverse: `model-output`, one folder a model, and `target-data`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from operator import itemgetter
from typing import Any

import polars as pl

from verifier.importing.formats import Format
from verifier.importing.frame import SCHEMA, Imported, imported, settled
from verifier.importing.given import File, Given, need
from verifier.tables.columns import Kind
from verifier.tables.engines import TableError
from verifier.tables.moments import moment

_OUTPUT = ("output_type", "output_type_id", "value")
# Columns of a hub's files that are about the forecast, not about what it is of.
_NOT_TASK = frozenset({*_OUTPUT, "model_id", "oracle_value", "observation", "as_of"})
# The day that a round is named by, and that of which the value is.
_MADE = ("reference_date", "origin_date", "forecast_date")
_ENDS = ("target_end_date", "target_date")
# Where hubs keep what came, and the column that says it; the first that is there counts.
_TRUTHS = (
    (("target-data/oracle-output.*", "target-data/oracle-output/*"), "oracle_value"),
    (("target-data/time-series.*", "target-data/time-series/*"), "observation"),
    (("target-data/*.csv",), "value"),
)
_AS_OF = re.compile(r"(?:^|/)as_of=(\d{4}-\d\d-\d\d)/")
_SNAPSHOT = re.compile(r"/(?:snapshots/)?(\d{4}-\d\d-\d\d)-")
_KINDS = {
    "quantile": Kind.QUANTILE,
    "pmf": Kind.CATEGORY,
    "cdf": Kind.CDF,
    "sample": Kind.SAMPLE,
    "mean": Kind.MEAN,
    "median": Kind.POINT,
}


def _models(given: Given) -> Iterator[tuple[str, File]]:
    for file in given.files:
        parts = file.name.split("/")
        if "model-output" in parts[:-2]:
            yield parts[parts.index("model-output") + 1], file


def _recognises(given: Given) -> bool:
    first = next(_models(given), None)
    return first is not None and set(_OUTPUT) <= set(given.header(first[1]))


def _read(given: Given) -> Imported:
    truth, oracle = _truth(given)
    parts, left = [], Counter[str]()
    for model, file in _models(given):
        table = need(file, *_OUTPUT)
        table = table.select(pl.all().cast(pl.String)).with_columns(pl.lit(model).alias("model_id"))
        unknown = ~pl.col("output_type").is_in(list(_KINDS))
        for (kind,), rows in table.filter(unknown).group_by("output_type"):
            left[f"output type {kind}"] += len(rows)
        parts.append(_rows(table.filter(~unknown), truth, oracle))
    rows = _ordered(pl.concat(parts, how="diagonal"), given)
    fine = rows.filter(pl.col("value").is_not_null())
    left["no value"] += len(rows) - len(fine)
    own = [name for name in fine.columns if name not in SCHEMA]
    return imported(fine, left, own=own)


def _ordered(rows: pl.DataFrame, given: Given) -> pl.DataFrame:
    """With the place of each category of an ordinal target, by the hub's `tasks.json`."""
    places: dict[tuple[str, str], float] = {}
    for file in given.like("hub-config/tasks.json"):
        for target, options in _ordinal(file.json()):
            places |= {(target, option): float(n) for n, option in enumerate(options)}
    if "target" not in rows.columns or not places:
        return rows
    known = pl.DataFrame(
        [(*key, place) for key, place in places.items()],
        schema={"target": pl.String, "option": pl.String, "place": pl.Float64},
        orient="row",
    )
    return rows.join(known, on=["target", "option"], how="left")


def _ordinal(tasks: Any) -> Iterator[tuple[str, list[str]]]:
    """Each ordinal target of `tasks.json` with its categories in their order."""
    for round in _all(tasks, "rounds"):
        for task in _all(round, "model_tasks"):
            ids = _inner(_inner(_inner(task, "output_type"), "pmf"), "output_type_id")
            options = [
                str(option) for need in ("required", "optional") for option in _all(ids, need)
            ]
            for about in _all(task, "target_metadata"):
                if _inner(about, "target_type") == "ordinal":
                    keys = _inner(about, "target_keys")
                    name = _inner(keys, "target") or _inner(about, "target_id")
                    yield str(name), options


def _inner(value: Any, key: str) -> Any:
    return value.get(key) if isinstance(value, dict) else None


def _all(value: Any, key: str) -> list[Any]:
    found = _inner(value, key)
    return found if isinstance(found, list) else []


def _truth(given: Given) -> tuple[pl.DataFrame, bool]:
    """What came, by the latest version: the oracle output, or else the time series.

    European hubs have their own files of target data, with a column `value`.
    """
    for patterns, column in _TRUTHS:
        files = given.like(*patterns)
        tables = [need(file, column).select(pl.all().cast(pl.String)) for file in files]
        if column == "value":
            tables = _newest(files, tables, given.as_of)
        elif tables:
            tables = [_versioned(f, table) for f, table in zip(files, tables, strict=True)]
        if not tables:
            continue
        table = pl.concat(tables, how="diagonal").rename({column: "observed"})
        if "as_of" in table.columns:
            if given.as_of is not None:
                table = table.filter(pl.col("as_of") <= given.as_of.isoformat())
            table = table.sort("as_of", maintain_order=True)
        keys = [name for name in table.columns if name not in ("observed", "as_of")]
        # Later versions come after earlier ones, and replace them.
        return table.unique(keys, keep="last", maintain_order=True), column == "oracle_value"
    known = "" if given.as_of is None else f"nothing that was known by {given.as_of}; "
    raise TableError(f"there is no target-data/: {known}oracle-output, time-series or CSV files")


def _versioned(file: File, table: pl.DataFrame) -> pl.DataFrame:
    """With the day of the version, which a folder such as `as_of=2025-01-11` may say as well."""
    named = _AS_OF.search(file.name)
    if named is None or "as_of" in table.columns:
        return table
    return table.with_columns(pl.lit(named[1]).alias("as_of"))


def _newest(
    files: Sequence[File], tables: Sequence[pl.DataFrame], as_of: date | None
) -> list[pl.DataFrame]:
    """Of each file that is kept in versions the one that is newest, with a hub's name of its day.

    `latest-ILI.csv` is that without a day, `snapshots/2024-11-15-ILI.csv` one with a day.
    """
    found: dict[str, tuple[str, pl.DataFrame]] = {}
    for file, table in zip(files, tables, strict=True):
        day = _SNAPSHOT.search(file.name)
        version = day[1] if day else "latest"
        if as_of is None or version <= as_of.isoformat():
            series = _SNAPSHOT.sub("/", file.name).replace("latest-", "")
            found[series] = max(found.get(series, ("", table)), (version, table), key=itemgetter(0))
    day_of = {"truth_date": "target_end_date"}
    return [table.rename(day_of, strict=False) for _, table in found.values()]


def _rows(table: pl.DataFrame, truth: pl.DataFrame, oracle: bool) -> pl.DataFrame:
    task = [name for name in table.columns if name not in _NOT_TASK]
    keys = [name for name in truth.columns if name in task]
    if oracle:
        joined = _with_oracle(table, truth, keys)
    else:
        joined = table.join(truth.select(*keys, "observed"), on=keys, how="left")
    kind = pl.col("output_type").replace_strict(_KINDS, return_dtype=pl.String)
    observed = pl.col("observed").cast(pl.Float64, strict=False)
    level, shown = pl.col("output_type_id"), [pl.col(name).fill_null("") for name in task]
    # A time series holds the quantity: what a category or a threshold came to is not in it.
    unsettled = kind.is_in([Kind.CATEGORY.value]) & pl.lit(not oracle)
    cumulative = (kind == Kind.CDF.value) & pl.lit(not oracle)
    reached = (observed <= level.cast(pl.Float64, strict=False)).cast(pl.Float64)
    came = pl.when(unsettled).then(None).when(cumulative).then(reached).otherwise(observed)
    return joined.select(
        pl.col("model_id").alias("forecaster"),
        pl.concat_str(shown, separator=" · ").alias("question"),
        kind.alias("kind"),
        pl.when(kind.is_in([Kind.POINT.value, Kind.MEAN.value]))
        .then(pl.col("output_type"))
        .otherwise(level)
        .alias("option"),
        pl.col("value").cast(pl.Float64, strict=False),
        came.alias("observed"),
        settled(came).alias("state"),
        _day(_MADE, task).alias("said_from"),
        _day(_ENDS, task).alias("closes"),
        *(name for name in task if name not in SCHEMA),
    )


def _day(names: Sequence[str], task: Sequence[str]) -> pl.Expr:
    """The day in the first of these columns that the hub has, null where it has none."""
    found = next((name for name in names if name in task), None)
    return pl.lit(None, pl.Datetime("us", "UTC")) if found is None else moment(pl.col(found))


def _alike(id: pl.Expr) -> pl.Expr:
    """A threshold by its value, however a file writes it: 20, 20.0; a category by its name."""
    number = id.cast(pl.Float64, strict=False)
    return pl.when(number.is_not_null()).then(number.cast(pl.String)).otherwise(id)


def _with_oracle(table: pl.DataFrame, truth: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """Rows with the oracle's value: for a category or threshold that of its own id."""
    own = [key for key in keys if key not in ("output_type", "output_type_id")]
    by_id = pl.col("output_type").is_in(["pmf", "cdf"])
    if "output_type" not in truth.columns:
        return table.join(truth.select(*own, "observed"), on=own, how="left")
    id = _alike(pl.col("output_type_id")).alias("id")
    exact = table.filter(by_id).with_columns(id)
    marks = truth.select(*own, "output_type", "observed", id)
    exact = exact.join(marks, on=[*own, "output_type", "id"], how="left").drop("id")
    plain = truth.filter(~by_id).unique([*own, "output_type"], keep="last", maintain_order=True)
    rest = table.filter(~by_id).join(
        plain.select(*own, "output_type", "observed"), on=[*own, "output_type"], how="left"
    )
    return pl.concat([exact, rest])


FORMAT = Format(
    title="hubverse",
    recognises=_recognises,
    read=_read,
    example="path/to/hub --kind quantile --by horizon",
    files="a hub's folder, with `model-output/` and `target-data/`",
    reads="quantile, sample, mean, median, pmf and cdf; what came by the oracle output of the "
    "latest `as_of`, else by the time series or, of European hubs, by the newest files of target "
    "data; with `--as-of DAY` by those of that day",
    leaves="a pmf has no outcome in a time series and stays open; of `tasks.json` all but the "
    "order of categories; the models' metadata",
    source="hubverse-org/example-complex-forecast-hub@68c7bb8 and "
    "european-modelling-hubs/RespiCast-SyndromicIndicators@5828f3d",
    has_versions=True,
)
