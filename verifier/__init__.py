"""Keeps score of public forecasts: a ledger of plain YAML in, scorecards out.

import verifier

scored = verifier.load("path/to/ledger").resolve().score()
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from verifier.api import check, explain, load, read_time

__version__ = "0.2.0"
__all__ = ["__version__", "check", "explain", "load", "read_time"]


def __getattr__(name: str) -> Any:
    """Import the engine when it is asked for, so that the command line starts without it."""
    if name in __all__:
        return getattr(import_module("verifier.api"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """What the package offers, for those who look or complete with a key."""
    return sorted(__all__)
