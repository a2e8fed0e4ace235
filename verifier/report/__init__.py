"""Reporting: a run as Markdown pages and data files, by path. Nothing here writes a file."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from verifier.report.again import Again
    from verifier.report.run import Run
    from verifier.report.whole import report

__all__ = ["Again", "Run", "report"]
_MODULES = ("again", "run", "whole")


def __getattr__(name: str) -> Any:
    """Import a module when it is asked for: pages of tables take few of them."""
    if name in __all__:
        return getattr(import_module(f"{__name__}.{_MODULES[__all__.index(name)]}"), name)
    raise AttributeError(name)
