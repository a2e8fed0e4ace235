"""Keeps score of public forecasts: a ledger of plain YAML in, scorecards out.

import verifier

scored = verifier.load("path/to/ledger").resolve().score()
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from verifier.api import load

__version__ = "0.1.0"
__all__ = ["__version__", "load"]


def __getattr__(name: str) -> Any:
    """Import the engine when it is asked for, so that the command line starts without it."""
    if name == "load":
        from verifier.api import load

        return load
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
