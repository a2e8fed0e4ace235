"""Tables that stand beside another one: outcomes, weights and the like, joined by the question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl
from polars.exceptions import PolarsError

from verifier.dataclass import dataclass
from verifier.tables.engines import TableError, complaining
from verifier.tables.opening import as_parquet, header


@dataclass(frozen=True, slots=True)
class _Beside:
    """A table beside: its columns by role, those of the question that it shares among them."""

    path: Path
    roles: Mapping[str, str]
    keys: Sequence[str]


def joined(path: Path, beside: Sequence[Path], roles: Mapping[str, str], scratch: Path) -> Path:
    """The table at `path` as Parquet with a column for each role, some of them from `beside`.

    Rows belong together where the columns of the question that both have say the same; the first
    table that has a column gives it. Raises `TableError` where a table shares no such column, has
    two rows for one question, or where no table has a column.
    """
    own = set(header(path, _below(scratch, "header")))
    here = {role: column for role, column in roles.items() if column in own}
    wanted = {role: column for role, column in roles.items() if column not in own}
    others = []
    for n, file in enumerate(beside):
        there = set(header(file, _below(scratch, f"header-{n}")))
        keys = [role for role in here if role.startswith("question_") and here[role] in there]
        if not keys:
            asked = ", ".join(c for r, c in roles.items() if r.startswith("question_")) or "none"
            raise TableError(f"{file.name}: no column of the question ({asked}) to join by")
        found = {role: wanted.pop(role) for role in list(wanted) if wanted[role] in there}
        others.append(_Beside(file, {key: here[key] for key in keys} | found, keys))
    if wanted:
        raise TableError(f"no table has the column `{next(iter(wanted.values()))}`")
    frame = _by_role(path, here, scratch, "main")
    for n, other in enumerate(others):
        more = _by_role(other.path, other.roles, scratch, f"beside-{n}")
        twice = more.group_by(other.keys).len().filter(pl.col("len") > 1).collect()
        if len(twice):
            told = " / ".join(str(cell) for cell in twice.sort(other.keys).row(0)[:-1])
            raise TableError(f"{other.path.name}: two rows for the question `{told}`")
        frame = frame.join(more, on=other.keys, how="left", maintain_order="left")
    target = scratch / "joined.parquet"
    with complaining(PolarsError, OSError):
        frame.collect().write_parquet(target, compression="lz4")
    return target


def _by_role(path: Path, roles: Mapping[str, str], scratch: Path, name: str) -> pl.LazyFrame:
    frame = pl.scan_parquet(as_parquet(path, roles, _below(scratch, name)), glob=False)
    keys = [role for role in roles if role.startswith("question_")]
    return frame.with_columns(pl.col(key).cast(pl.String).str.strip_chars() for key in keys)


def _below(scratch: Path, name: str) -> Path:
    folder = scratch / name
    folder.mkdir()
    return folder
