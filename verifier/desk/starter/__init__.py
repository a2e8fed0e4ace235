"""The ledger that `verifier new ledger` starts with."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources
from importlib.resources.abc import Traversable

EXAMPLE = (
    "seeds/example-2024-06-01.yaml, outcomes/summer-2024.yaml, "
    "and `example-office` in seeds/forecasters.yaml"
)
"""What of the starter is only there to be looked at."""


def files() -> Mapping[str, str]:
    """Every file of the starter, by its path in the new ledger."""
    return dict(_below(resources.files(__name__), ""))


def _below(folder: Traversable, prefix: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir() and not entry.name.startswith("_"):
            found += _below(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith((".yaml", ".md")):
            found.append((prefix + entry.name, entry.read_text(encoding="utf-8")))
    return found
