"""Write the generated pages of this folder: `python docs/generate.py`; a test compares them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from verifier.diagnostics.catalogue import page

DOCS = Path(__file__).resolve().parent


def pages() -> Mapping[str, str]:
    """Every generated page, file name to text."""
    return {"checks.md": page()}


if __name__ == "__main__":
    for name, text in pages().items():
        (DOCS / name).write_text(text, encoding="utf-8")
