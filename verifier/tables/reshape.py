"""Tables with several forecasts, or parts of one, in a row: made into a row for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import polars as pl
from polars.exceptions import PolarsError

from verifier.dataclass import dataclass
from verifier.tables.columns import Columns
from verifier.tables.engines import TableError, complaining
from verifier.tables.joining import joined
from verifier.tables.moments import days_since_1970
from verifier.tables.opening import as_parquet, header

# Columns that a message lists.
_LISTED = 12
# Beyond every day that a table can mean: what stands to the end.
_END = 1e9
_MOMENTS = ("stood_from", "stood_until", "opens", "closes", "settled")
_VALUES = ("value", "observed", "low", "high")


@dataclass(frozen=True, slots=True)
class Long:
    """A table with a row for each forecast, its columns, and what was made of the wide ones.

    `own` are the names in the file of those that it has as well, by role.
    """

    path: Path
    columns: Columns
    notes: tuple[str, ...]
    own: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Making:
    """A table on its way: its rows by role, what its columns will be, and what to say of it."""

    frame: pl.LazyFrame
    columns: dict[str, Any]
    notes: list[str] = field(default_factory=list)


def is_long(columns: Columns) -> bool:
    """Whether each row of the table is one forecast, or one part of it, in plain numbers."""
    spread = columns.wide or columns.categories or columns.members or columns.low
    return not (spread or columns.stood_from or columns.unit == "day")


def lengthen(path: Path, columns: Columns, scratch: Path, beside: Sequence[Path] = ()) -> Long:
    """The table at `path` with a row for each forecast, or for each part of one.

    Columns that it lacks are those of the tables `beside`.

    Raises `TableError` where no column fits a pattern, or one that fits has another role.
    """
    roles = dict(columns.roles())
    spread = {
        role: _spread(path, role, getattr(columns, role), roles, scratch)
        for role in _SPREADS
        if getattr(columns, role)
    }
    constant = _constant(path, roles, scratch)
    extra = {
        f"{role}_{n}": column for role, found in spread.items() for n, column in enumerate(found)
    }
    every = roles | extra
    source = joined(path, beside, every, scratch) if beside else as_parquet(path, every, scratch)
    making = _Making(pl.scan_parquet(source, glob=False), _named_by_role(columns, roles))
    for role, found in spread.items():
        making = _unpivot(making, role, list(found.values()))
    if columns.unit == "day":
        making = _days(making, [role for role in _VALUES if role in roles])
    if columns.low:
        making = _interval(making, constant)
    if columns.stood_from:
        making = _moments(making, [role for role in _MOMENTS if role in roles])
    target = scratch / "long.parquet"
    with complaining(PolarsError, OSError):
        making.frame.sink_parquet(target, compression="lz4")
    made = Columns.model_validate(making.columns)
    return Long(target, made, tuple(making.notes), roles)


def _named_by_role(columns: Columns, roles: Mapping[str, str]) -> dict[str, Any]:
    """The columns of a table whose columns are named by their roles."""
    made: dict[str, Any] = {
        name: value
        for name, value in columns.model_dump(by_alias=True, exclude_defaults=True).items()
        if name in ("order", "levels", "functional", "scale")
    }
    for role in roles:
        name, _, part = role.rpartition("_")
        if not part.isdigit():
            made[role.replace("_", "-") if role in _HYPHENED else role] = role
        elif name == "came":
            made["observed"] = role
        elif name in ("category", "member"):
            made[name] = role
        else:
            made.setdefault(name, []).append(role)
    return made


_HYPHENED = ("event_day", "naive_error", "stood_from", "stood_until")


def _spread(
    path: Path, role: str, wanted: Sequence[str], roles: Mapping[str, str], scratch: Path
) -> dict[str, str]:
    """The columns that a pattern or a list of names means, and what each stands for."""
    names = header(path, scratch)
    found: dict[str, str] = {}
    for one in wanted:
        start, star, end = one.partition("*")
        fits = [n for n in names if fnmatchcase(n, one)] if star else [n for n in names if n == one]
        both = sorted(set(fits) & set(roles.values()))
        if not fits or both:
            why = f"fits `{both[0]}`, too" if both else "fits no column"
            raise TableError(f"`{one}` {why}; there are {', '.join(names[:_LISTED])}")
        found |= {name: _inner(name, start, end) if star else name for name in fits}
    if len(set(found.values())) < len(found):
        # Two families of columns are two forecasters each, also where the star stands for one.
        found = {name: name for name in found}
    if len(found) < 2 and role != "wide":
        raise TableError(f"`{' '.join(wanted)}` is one column; {role} are several")
    return found


def _inner(name: str, start: str, end: str) -> str:
    """What the star stands for.

    >>> _inner("p_ann_raw", "p_", "_raw")
    'ann'
    """
    return name.removeprefix(start).removesuffix(end) or name


_SPREADS = {
    "wide": ("forecaster", "probability", "forecasters"),
    "categories": ("category", "probability", "categories"),
    "members": ("member", "value", "members of an ensemble"),
}
"""The roles of what columns in a row stand for and of what is in them, and what they are called."""


def _unpivot(making: _Making, role: str, names: Sequence[str]) -> _Making:
    """With a row for each of the columns."""
    name, value, told = _SPREADS[role]
    placed = {f"{role}_{n}": one for n, one in enumerate(names)}
    kept = [n for n in making.frame.collect_schema().names() if n not in placed]
    long = making.frame.unpivot(
        on=list(placed), index=kept, variable_name=name, value_name=value
    ).with_columns(pl.col(name).replace_strict(placed, return_dtype=pl.String))
    note = f"{len(names):,} columns are {told}: {', '.join(names[:_LISTED])}"
    return _Making(long, making.columns | {name: name, value: value}, [*making.notes, note])


def _constant(path: Path, roles: dict[str, str], scratch: Path) -> float | None:
    """The level of all intervals, where `level` is a number and no column: then it is no role."""
    level = roles.get("level")
    if level is None or level in header(path, scratch):
        return None
    bare = level.removesuffix("%").strip()
    try:
        found = float(bare) / (100 if level.endswith("%") else 1)
    except ValueError:
        found = 0.0
    if not 0 < found < 1:
        raise TableError(f"`{level}` is no column, and no level such as 0.8 or 80%")
    del roles["level"]
    return found


def _interval(making: _Making, constant: float | None) -> _Making:
    """Each interval as the two quantiles that bound its level."""
    level = pl.lit(constant) if constant is not None else _level(pl.col("level"))
    rest = making.frame.drop("low", "high", "level", strict=False)
    ends = [
        making.frame.select(
            *rest.collect_schema().names(),
            ((1 + side * level) / 2).alias("quantile"),
            pl.col(end).alias("value"),
        )
        for side, end in ((-1, "low"), (1, "high"))
    ]
    columns = {n: c for n, c in making.columns.items() if n not in ("low", "high", "level")}
    note = "an interval is the two quantiles that bound its level"
    return _Making(
        pl.concat(ends), columns | {"quantile": "quantile", "value": "value"}, [*making.notes, note]
    )


def _level(column: pl.Expr) -> pl.Expr:
    """A level as a share: 0.8, "80 %" or 80; null where it is none."""
    text = column.cast(pl.String).str.strip_chars()
    bare = text.str.strip_suffix("%").str.strip_chars().cast(pl.Float64, strict=False)
    share = pl.when(text.str.ends_with("%") | (bare > 1)).then(bare / 100).otherwise(bare)
    return pl.when((share > 0) & (share < 1)).then(share)


def _days(making: _Making, roles: Sequence[str]) -> _Making:
    """Days as numbers, counted from 1970."""
    types = making.frame.collect_schema()
    made = [days_since_1970(pl.col(role), types[role]).alias(role) for role in roles]
    note = "days count from 1970, so that scores are in days"
    return _Making(making.frame.with_columns(made), making.columns, [*making.notes, note])


def _moments(making: _Making, roles: Sequence[str]) -> _Making:
    """Moments as numbers; what says no end stands to the end, or was not settled before it."""
    types = making.frame.collect_schema()
    made = {role: days_since_1970(pl.col(role), types[role]) for role in roles}
    for role in {"stood_until", "settled"} & made.keys():
        said = pl.col(role).cast(pl.String).str.strip_chars()
        blank = said.is_null() | (said == "")
        made[role] = pl.when(blank).then(_END).otherwise(made[role])
    frame = making.frame.with_columns(one.alias(role) for role, one in made.items())
    return _Making(frame, making.columns, making.notes)
