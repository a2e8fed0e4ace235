"""METplus: the matched pairs (MPR lines) of MET's point_stat, as single quantities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import polars as pl

from verifier.importing.formats import Format
from verifier.importing.frame import Imported, imported, number
from verifier.importing.given import File, Given
from verifier.tables.columns import Kind
from verifier.tables.engines import TableError
from verifier.tables.moments import moment

# All lines of MET begin with these; what follows LINE_TYPE depends on the type of the line.
_HEAD = ("VERSION", "MODEL", "DESC", "FCST_LEAD", "FCST_VALID_BEG")
# What a matched pair has after LINE_TYPE, in every version, as far as it is needed.
_PAIR = ("TOTAL", "INDEX", "OBS_SID", "OBS_LAT", "OBS_LON", "OBS_LVL", "OBS_ELV", "FCST", "OBS")
# A station may observe several times for one forecast.
_OWN = (
    *("FCST_LEAD", "FCST_VALID_BEG", "FCST_VAR", "FCST_LEV", "VX_MASK", "INTERP_MTHD"),
    *("OBS_SID", "OBS_VALID_BEG"),
)


def _files(given: Given) -> list[File]:
    return given.like("*.stat", "*_mpr.txt")


def _recognises(given: Given) -> bool:
    first = next(iter(_files(given)), None)
    return (
        first is not None and tuple(first.text().partition("\n")[0].split()[: len(_HEAD)]) == _HEAD
    )


def _read(given: Given) -> Imported:
    left = Counter[str]()
    found = [row for file in _files(given) for row in _pairs(file, left)]
    if not found:
        raise TableError("there is no matched pair (a line of the type MPR)")
    frame = pl.DataFrame(
        found, schema=dict.fromkeys(("MODEL", *_OWN, *_PAIR[-2:]), pl.String), orient="row"
    )
    valid = pl.col("FCST_VALID_BEG").str.replace(
        r"^(\d{4})(\d\d)(\d\d)_(\d\d)(\d\d)(\d\d)$", "${1}-${2}-${3}T${4}:${5}:${6}"
    )
    rows = frame.with_columns(
        pl.col("MODEL").alias("forecaster"),
        pl.concat_str([pl.col(name) for name in _OWN], separator=" · ").alias("question"),
        pl.lit(Kind.POINT.value).alias("kind"),
        number(pl.col("FCST")).alias("value"),
        number(pl.col("OBS")).alias("observed"),
        pl.lit("resolved").alias("state"),
        moment(valid).alias("closes"),
        (moment(valid) - _lead(pl.col("FCST_LEAD"))).alias("said_from"),
    )
    fine = rows.filter(pl.col("value").is_finite() & pl.col("observed").is_finite())
    left["no number (NA)"] += len(rows) - len(fine)
    return imported(fine, left, own=_OWN)


def _lead(text: pl.Expr) -> pl.Expr:
    """How long before it is valid a forecast was made: hours, and two digits each below them."""
    parts = [text.str.extract(r"^(\d+)(\d\d)(\d\d)$", n).cast(pl.Int64) for n in (1, 2, 3)]
    return pl.duration(hours=parts[0], minutes=parts[1], seconds=parts[2])


def _pairs(file: File, left: Counter[str]) -> Iterator[list[str]]:
    """Each matched pair of a file; lines of other types are counted."""
    lines = file.text().splitlines()
    head = lines[0].split() if lines else []
    if "LINE_TYPE" not in head:
        raise TableError(f"{file.name}: the first line has no LINE_TYPE")
    at, places = head.index("LINE_TYPE"), {name: n for n, name in enumerate(head)}
    for line in lines[1:]:
        cells = line.split()
        if len(cells) <= at:
            left["line that is cut short"] += bool(cells)
        elif cells[at] != "MPR":
            left[f"line of type {cells[at]}"] += 1
        elif len(cells) <= at + len(_PAIR):
            left["line that is cut short"] += 1
        else:
            pair = dict(zip(_PAIR, cells[at + 1 :], strict=False))
            yield [
                pair[name] if name in pair else cells[places[name]]
                for name in ("MODEL", *_OWN, *_PAIR[-2:])
            ]


FORMAT = Format(
    title="METplus",
    recognises=_recognises,
    read=_read,
    example="point_stat/",
    files="`.stat` or `_mpr.txt` files of point_stat",
    reads="matched pairs (MPR lines): each forecast value with its observation, by station",
    leaves="lines of other types, which are scores already; climatology; pairs with NA",
    source="dtcenter/MET, docs/Users_Guide/point-stat.rst",
)
