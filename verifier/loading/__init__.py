"""Loading: from files to a ledger, its rules and every finding about them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from verifier.loading.loader import Loaded, load

__all__ = ["Loaded", "load"]


def __getattr__(name: str) -> Any:
    """Import the loader when it is asked for: to read a file takes none of it."""
    if name in __all__:
        return getattr(import_module("verifier.loading.loader"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
