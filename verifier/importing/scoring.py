"""Which rows of an imported frame are scored together, and as which columns."""

from __future__ import annotations

import polars as pl

from verifier.importing.frame import Imported, Kind
from verifier.tables.columns import Columns
from verifier.tables.engines import TableError

_MAPPED = {
    Kind.PROBABILITY: {"probability": "value"},
    Kind.QUANTILE: {"quantile": "option", "value": "value"},
}


def scorable(found: Imported, wanted: str | None) -> tuple[Kind, pl.DataFrame, Columns]:
    """The resolved rows of a kind, by default the one with most rows among those that are scored.

    Raises `TableError` where there is none.
    """
    kinds = [kind for kind in found.kinds() if kind in _MAPPED]
    if wanted is not None:
        kinds = [kind for kind in kinds if kind == wanted]
    if not kinds:
        there = ", ".join(found.kinds()) or "none"
        scored = ", ".join(_MAPPED)
        raise TableError(f"no resolved rows of a kind that is scored ({scored}); there are {there}")
    frame = found.of(kinds[0])
    names = {"forecaster": "forecaster", "question": "question", "observed": "observed"}
    weighted = kinds[0] == Kind.PROBABILITY and frame.get_column("weight").null_count() == 0
    weight = {"weight": "weight"} if weighted else {}
    return kinds[0], frame, Columns.model_validate(names | _MAPPED[kinds[0]] | weight)
