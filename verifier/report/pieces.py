"""Pieces of pages of the whole ledger, each of one record: after an edit most are as they were."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from verifier.report.escape import Markdown
from verifier.report.run import Run

Piece = Callable[[Run, str], Markdown]
"""Makes of a run the piece of this id."""
Pieces = Callable[[str, Sequence[str], Piece], Mapping[str, Markdown]]
"""Gives the pieces of a kind by these ids."""


def made_anew(run: Run) -> Pieces:
    """All of them are made."""
    return lambda _, ids, make: {id: make(run, id) for id in ids}
