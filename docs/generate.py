"""Write the generated pages of this folder: `python docs/generate.py`; a test compares them."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

import checks_page as checks
import data_page
import formats_page
import numbers_page as numbers
import order
import reading

from verifier.engine import run
from verifier.export.files import schema
from verifier.loading import load
from verifier.report import Run
from verifier.report.contract import FILES
from verifier.report.trail import explain

DOCS = Path(__file__).resolve().parent


def pages(found: Run) -> Mapping[str, str]:
    """Every generated page of what our own ledger comes to, file name to text."""
    comparison = _text("../benchmarks/results/time_phrases.txt")
    return {
        "checks.md": checks.page(_examples()) + order.page(),
        "reading-words.md": reading.page(_text("reading-words.in.md"), found.rules, comparison),
        "formats.md": formats_page.page(_text("formats.in.md")),
        "data.md": data_page.page(_text("data.md")),
        **{f"../schemas/export-{name}.json": schema(name) for name in FILES},
        "numbers.md": numbers.page(_text("numbers.yaml")),
        "worked-examples.md": _worked_examples(found),
    }


def _examples() -> Mapping[str, str]:
    """The first failing case of each check, as `verifier check` shows it."""
    sys.path.append(str(DOCS.parent))
    cases = import_module("tests.checks.cases")
    shown: dict[str, str] = {}
    for case in cases.cases("fail"):
        if case.code not in shown:
            with TemporaryDirectory() as folder:
                shown[case.code] = cases.example(case, Path(folder))
    return shown


def _worked_examples(result: Run) -> str:
    """The narrative, with the trail of each forecast that it names put in."""

    def trail(name: re.Match[str]) -> str:
        text = explain(result, name[1], evidence=False)
        return f"```text\n{text.rstrip()}\n```"

    return re.sub(r"\{\{([a-z0-9-]+)\}\}", trail, _text("worked-examples.in.md"))


def _text(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


if __name__ == "__main__":
    _loaded = load(DOCS.parent)
    assert _loaded.ledger is not None
    assert _loaded.rules is not None
    for name, text in pages(run(_loaded.ledger, _loaded.rules)).items():
        (DOCS / name).write_text(text, encoding="utf-8")
