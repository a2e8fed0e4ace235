"""Reporting: a run as Markdown pages and data files, by path. Nothing here writes a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from verifier.report.data import data_files
from verifier.report.llms import llms
from verifier.report.markdown import page
from verifier.report.method import method
from verifier.report.pages import pages
from verifier.report.run import Run
from verifier.writing import SUMS, sums


def report(run: Run, tell: Callable[[str, int], None] | None = None) -> Mapping[str, str]:
    """Every file of `reports/`, path to text, in the order of paths.

    `tell` is called with what was made and how many of it there are, for progress.
    """
    files: dict[str, str] = {}
    for path, text in pages(run):
        files[path] = text
        if tell is not None:
            tell("page", len(files))
    files["method.md"] = method(run)
    files.update(data_files(run))
    files["llms.txt"] = page(llms(run, set(files)))
    files[SUMS] = sums({path: text.encode() for path, text in files.items()})
    return dict(sorted(files.items()))


__all__ = ["Run", "report"]
