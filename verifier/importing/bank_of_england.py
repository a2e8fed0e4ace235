"""The Bank of England's forecast evaluation: forecasts and outturns by vintage, as points."""

from __future__ import annotations

import polars as pl

from verifier.importing.formats import Format, has
from verifier.importing.frame import Imported, imported, settled
from verifier.importing.given import Given, need
from verifier.tables.columns import Kind

_FORECASTS = (
    *("date", "vintage_date", "variable", "source", "frequency", "forecast_horizon", "value"),
)
_OUTTURNS = ("date", "vintage_date", "variable", "value")
_KEYS = ("date", "variable", "metric", "frequency")


def _read(given: Given) -> Imported:
    forecasts = _alike(need(given.one("*forecasts*.parquet"), *_FORECASTS))
    outturns = _alike(need(given.one("*outturns*.parquet"), *_OUTTURNS))
    keys = [key for key in _KEYS if key in forecasts.columns and key in outturns.columns]
    if given.as_of is not None:
        outturns = outturns.filter(pl.col("vintage_date") <= given.as_of)
    # What came is what the latest vintage says: figures are revised for years.
    latest = outturns.sort("vintage_date").group_by(keys, maintain_order=True).last()
    joined = forecasts.join(
        latest.select(*keys, pl.col("value").alias("outturn")), on=keys, how="left"
    )
    ahead = joined.filter(pl.col("forecast_horizon") >= 0)
    rows = ahead.select(
        pl.col("source").cast(pl.String).alias("forecaster"),
        pl.concat_str(
            pl.col("date").dt.strftime("%Y-%m-%d"),
            *keys[1:],
            pl.concat_str(pl.lit("horizon "), pl.col("forecast_horizon").cast(pl.String)),
            separator=" · ",
        ).alias("question"),
        pl.lit(Kind.POINT.value).alias("kind"),
        pl.col("value").cast(pl.Float64),
        pl.col("outturn").cast(pl.Float64).alias("observed"),
        settled(pl.col("outturn")).alias("state"),
        pl.col("vintage_date")
        .cast(pl.Datetime("us"))
        .dt.replace_time_zone("UTC")
        .alias("said_from"),
        pl.col("date").cast(pl.Datetime("us")).dt.replace_time_zone("UTC").alias("closes"),
    )
    left = {"about a time before its vintage": len(joined) - len(ahead)}
    return imported(rows, left, ("what came is the latest vintage of the outturns",))


def _alike(table: pl.DataFrame) -> pl.DataFrame:
    """Days of one type in both files, whose programs differ in what they count."""
    return table.with_columns(pl.col("date", "vintage_date").cast(pl.Datetime("us")))


FORMAT = Format(
    title="Bank of England",
    recognises=lambda given: has(given, "*forecasts*.parquet", *_FORECASTS),
    read=_read,
    example="fer_*.parquet",
    files="`fer_forecasts.parquet` and `fer_outturns.parquet`",
    reads="each forecast of a variable by source, vintage and horizon",
    leaves="horizons below 0, which are no forecasts; outturns but for the latest vintage,"
    " or that of `--as-of`",
    source="bank-of-england/forecast_evaluation",
    has_versions=True,
)
