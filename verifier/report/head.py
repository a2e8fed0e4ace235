"""The head of every page."""

from __future__ import annotations

from collections.abc import Iterator

from verifier.report import format
from verifier.report.run import Run


def top(run: Run, title: str, up: str) -> Iterator[str]:
    """Title, the way back, and the day; `up` leads to the reports' root."""
    yield f"# {title}"
    yield ""
    index, method = (run.words(f"nav.{key}") for key in ("index", "method"))
    day = run.words("nav.as_of", day=format.day(run.as_of, run.words))
    yield f"[{index}]({up}README.md) · [{method}]({up}method.md) · {day}"
    yield ""


def as_of(run: Run) -> str:
    """The day of the run, and that of the latest evidence it had."""
    seen = [item.published.days.last for item in run.ledger.evidence if item.published]
    known = [day for day in seen if day is not None and day <= run.as_of]
    latest = format.day(max(known, default=run.as_of), run.words)
    return run.words("index.as_of", day=format.day(run.as_of, run.words), latest=latest)
