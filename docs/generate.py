"""Write the generated pages of this folder: `python docs/generate.py`; a test compares them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from verifier.diagnostics.catalogue import page
from verifier.engine import run
from verifier.load import load
from verifier.report.trail import explain

DOCS = Path(__file__).resolve().parent


def pages() -> Mapping[str, str]:
    """Every generated page, file name to text."""
    return {"checks.md": page(), "worked-examples.md": _worked_examples()}


def _worked_examples() -> str:
    """The narrative, with the trail of each forecast that it names put in."""
    loaded = load(DOCS.parent)
    assert loaded.ledger is not None
    assert loaded.rules is not None
    result = run(loaded.ledger, loaded.rules)

    def trail(name: re.Match[str]) -> str:
        text = explain(result, name[1], evidence=False)
        return f"```text\n{text.rstrip()}\n```"

    return re.sub(
        r"\{\{([a-z0-9-]+)\}\}", trail, (DOCS / "worked-examples.in.md").read_text("utf-8")
    )


if __name__ == "__main__":
    for name, text in pages().items():
        (DOCS / name).write_text(text, encoding="utf-8")
