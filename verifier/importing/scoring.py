"""Which rows of an imported frame are scored together, and as which columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from verifier.dataclass import dataclass
from verifier.diagnostics.suggest import suggest
from verifier.importing.frame import Imported
from verifier.tables.columns import Columns, Kind
from verifier.tables.engines import TableError

_ONE = ["said_from", "forecast"]
_MAPPED: dict[Kind, dict[str, Any]] = {
    Kind.PROBABILITY: {"probability": "value"},
    Kind.OVER_TIME: {
        "probability": "value",
        "stood-from": "said_from",
        "stood-until": "said_until",
        "opens": "opens",
        "closes": "closes",
        "settled": "resolved_at",
    },
    Kind.CATEGORY: {"probability": "value", "category": "option", "forecast": _ONE},
    Kind.CDF: {"probability": "value", "threshold": "option", "forecast": _ONE},
    Kind.QUANTILE: {"quantile": "option", "value": "value", "forecast": _ONE},
    Kind.SAMPLE: {"member": "option", "value": "value", "forecast": _ONE},
    Kind.POINT: {"value": "value", "forecast": _ONE},
    Kind.MEAN: {"value": "value", "functional": "mean", "forecast": _ONE},
}


@dataclass(frozen=True, slots=True)
class Choice:
    """Which rows are scored: of one kind, those with these cells, in groups by these columns.

    Where no kind is named it is that with most questions. Categories are scored as probabilities,
    each as a question of its own, where that kind is named and there are no others. `where` are
    columns with the cells that are wanted of each.
    """

    kind: Kind | None = None
    where: Sequence[tuple[str, Sequence[str]]] = ()
    by: Sequence[str] = ()


def scorable(found: Imported, choice: Choice) -> tuple[Kind, pl.DataFrame, Columns]:
    """The resolved rows that are chosen, and what their columns are.

    Raises `TableError` where there is none, or no such column.
    """
    kinds = list(found.kinds())
    kind = choice.kind or next(iter(kinds), Kind.PROBABILITY)
    either = kind in (Kind.OVER_TIME, Kind.PROBABILITY) and kind not in kinds
    own = _held(kinds) if either else kind
    if own not in kinds:
        there = ", ".join(kinds) or "none"
        raise TableError(f"no resolved rows of kind {own}; there are {there}")
    frame = found.of(own)
    for name, cells in choice.where:
        held, wanted = _known(frame, name).get_column(name), pl.Series(cells, dtype=pl.String)
        if held.dtype.is_numeric():
            held, wanted = held.cast(pl.Float64), wanted.cast(pl.Float64, strict=False)
        frame = frame.filter(held.cast(wanted.dtype).is_in(wanted.drop_nulls().implode()))
    for name in choice.by:
        _known(frame, name)
    if frame.is_empty():
        raise TableError(f"no resolved rows of kind {own} are left")
    names = {"forecaster": "forecaster", "question": "question", "observed": "observed"}
    mapped = names | _MAPPED[kind] | {"by": list(choice.by)}
    if own == Kind.CATEGORY and kind == Kind.OVER_TIME:
        mapped["category"] = "option"
    elif own == Kind.CATEGORY and kind == Kind.PROBABILITY:
        mapped["question"] = ["question", "option"]
    if _whole(frame, "weight"):
        mapped["weight"] = "weight"
    if kind == Kind.CATEGORY and _whole(frame, "place"):
        mapped["place"] = "place"
    return kind, frame, Columns.model_validate(mapped)


def _held(kinds: Sequence[Kind]) -> Kind:
    """The kind of what stood: probabilities of yes, or of categories, of whichever are more."""
    probable = (kind for kind in kinds if kind in (Kind.PROBABILITY, Kind.CATEGORY))
    return next(probable, Kind.PROBABILITY)


def _whole(frame: pl.DataFrame, name: str) -> bool:
    return frame.get_column(name).null_count() == 0


def _known(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    if name not in frame.columns:
        hint = suggest(name, frame.columns, f"there are {', '.join(frame.columns)}")
        raise TableError(f"no column `{name}`; {hint}")
    return frame
