"""Wide tables: a column of probabilities for each forecaster, made into a row for each."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import polars as pl
from polars.exceptions import PolarsError

from verifier.tables.columns import Columns
from verifier.tables.engines import TableError, first_line
from verifier.tables.opening import as_parquet, header

_FORECASTER, _PROBABILITY = "forecaster", "probability"


@dataclass(frozen=True, slots=True)
class Long:
    """A table with a row for each forecast, its columns, and what was made of the wide ones."""

    path: Path
    columns: Columns
    notes: tuple[str, ...]


def lengthen(path: Path, columns: Columns, scratch: Path) -> Long:
    """The table at `path` with the columns that fit `columns.wide` below one another.

    What the star of the pattern stands for is the forecaster's name. Raises `TableError` where no
    column fits, or one that fits has another role.
    """
    assert columns.wide is not None
    names = header(path, scratch)
    wide = [name for name in names if fnmatchcase(name, columns.wide)]
    others = dict(columns.roles())
    both = sorted(set(wide) & set(others.values()))
    if not wide or both:
        found = f"fits `{both[0]}`, too" if both else "fits no column"
        raise TableError(f"`{columns.wide}` {found}; there are {', '.join(names[:12])}")
    start, _, end = columns.wide.partition("*")
    who = {f"wide_{at}": _inner(name, start, end) for at, name in enumerate(wide)}
    source = as_parquet(path, others | dict(zip(who, wide, strict=True)), scratch)
    target = scratch / "long.parquet"
    try:
        long = pl.scan_parquet(source, glob=False).unpivot(
            on=list(who), index=list(others), variable_name=_FORECASTER, value_name=_PROBABILITY
        )
        named = pl.col(_FORECASTER).replace_strict(who, return_dtype=pl.String)
        long.with_columns(named).sink_parquet(target, compression="lz4")
    except (PolarsError, OSError) as error:
        raise TableError(first_line(error)) from None
    mapped = {role: role for role in others if not role.startswith("question_")}
    question = [role for role in others if role.startswith("question_")]
    made = Columns.model_validate(
        {**mapped, "forecaster": _FORECASTER, "probability": _PROBABILITY, "question": question}
    )
    told = f"{len(wide):,} columns are forecasters: {', '.join(list(who.values())[:12])}"
    return Long(target, made, (told,))


def _inner(name: str, start: str, end: str) -> str:
    """What the star stands for.

    >>> _inner("p_ann_raw", "p_", "_raw")
    'ann'
    """
    return name.removeprefix(start).removesuffix(end) or name
