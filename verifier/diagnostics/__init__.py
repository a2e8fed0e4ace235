"""Diagnostics: what is wrong with user data, where, and what to do; values, never exceptions."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from verifier.diagnostics.check import Check
    from verifier.diagnostics.finding import Diagnostic, Edit, Note, Severity, Span
    from verifier.diagnostics.text import render

__all__ = ["Check", "Diagnostic", "Edit", "Note", "Severity", "Span", "render"]

_ELSEWHERE = {"Check": "check", "render": "text"}


def __getattr__(name: str) -> Any:
    """Import findings when they are asked for: to start, and to find nothing new, takes none."""
    if name in __all__:
        home = import_module(f"{__name__}.{_ELSEWHERE.get(name, 'finding')}")
        return getattr(home, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
