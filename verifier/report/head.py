"""The head of every page."""

from __future__ import annotations

from collections.abc import Iterator

from verifier.report import format
from verifier.report.run import Run


def top(run: Run, title: str, up: str) -> Iterator[str]:
    """Title, the way back, and the day; `up` leads to the reports' root."""
    yield f"# {title}"
    yield ""
    yield f"[{run.words('nav.index')}]({up}README.md) · [{run.words('nav.method')}]({up}method.md)"
    yield ""
    yield run.words("index.as_of", day=format.day(run.as_of, run.words))
    yield ""
