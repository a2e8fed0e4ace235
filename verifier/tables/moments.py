"""Moments as tables write them."""

from __future__ import annotations

import polars as pl

_SECONDS = 86_400


def moment(text: pl.Expr) -> pl.Expr:
    """A moment as ISO 8601 has it, with or without time and zone, in UTC; null where it is none."""
    plain = text.str.strip_chars().str.replace(" UTC$", "Z").str.replace(r"^(\S+) (\S)", "${1}T$2")
    plain = plain.str.replace(r"(\d) ([+-]\d\d:?\d\d)$", "$1$2").str.replace("Z$", "+00:00")
    zoned = (
        pl.when(plain.str.contains(r"T.*[+-]\d\d:?\d\d$"))
        .then(plain)
        .otherwise(
            pl.when(plain.str.contains("T"))
            .then(plain + "+00:00")
            .otherwise(plain + "T00:00+00:00")
        )
    )
    return pl.coalesce(
        zoned.str.to_datetime(form, time_unit="us", time_zone="UTC", strict=False)
        for form in ("%Y-%m-%dT%H:%M:%S%.f%:z", "%Y-%m-%dT%H:%M:%S%:z", "%Y-%m-%dT%H:%M%:z")
    )


def days_since_1970(column: pl.Expr, type: pl.DataType) -> pl.Expr:
    """A column of days or moments as days since 1970, null where it holds none."""
    if isinstance(type, pl.Datetime) and type.time_zone is not None:
        column = column.dt.convert_time_zone("UTC").dt.replace_time_zone(None)
    return moment(column.cast(pl.String)).dt.epoch("us") / (1_000_000 * _SECONDS)
