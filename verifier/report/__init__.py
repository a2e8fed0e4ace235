"""Reporting: a run as Markdown pages and data files, by path. Nothing here writes a file."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from verifier.report.all_files import report
    from verifier.report.run import Run
    from verifier.report.unchanged import Again

__all__ = ["Again", "Run", "report"]
_MODULES = ("unchanged", "run", "all_files")


def __getattr__(name: str) -> Any:
    """Import a module when it is asked for: pages of tables take few of them."""
    if name in __all__:
        return getattr(import_module(f"{__name__}.{_MODULES[__all__.index(name)]}"), name)
    raise AttributeError(name)
