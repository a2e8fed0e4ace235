"""Reporting: a run as Markdown pages and data files, by path. Nothing here writes a file."""

from __future__ import annotations

from collections.abc import Mapping

from verifier.report.data import data_files
from verifier.report.method import method
from verifier.report.pages import pages
from verifier.report.run import Run


def report(run: Run) -> Mapping[str, str]:
    """Every file of `reports/`, path to text, in the order of paths."""
    files = dict(pages(run))
    files["method.md"] = method(run)
    files.update(data_files(run))
    return dict(sorted(files.items()))


__all__ = ["Run", "report"]
