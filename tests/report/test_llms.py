"""`llms.txt` beside the pages: its form, and that what it names is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.depth import slow
from tests.laws.test_pages import ATTACKS, marked_run
from tests.ledgers import sound
from verifier.engine import run as engine
from verifier.report import report

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("language", ["en", "uk"])
def test_what_it_names_is_there(language: str) -> None:
    """By the form of llmstxt.org: a title, a quotation, lists of links; each leads to a file."""
    ledger, rules = sound(ROOT / "examples/interest-rates")
    files = report(engine(ledger, rules, language=language))
    lines = files["llms.txt"].splitlines()
    assert lines[0].startswith("# ")
    assert lines[2].startswith("> ")
    links = re.findall(r"^- \[.*?\]\((.*?)\)", files["llms.txt"], re.MULTILINE)
    assert set(links) <= files.keys()
    assert {f"forecasters/{id}.md" for id in ledger.forecasters} & set(links)
    assert {"README.md", "data/forecasts.json"} <= set(links)


@slow
def test_text_of_users_adds_no_line() -> None:
    """Whatever a name holds, it is one item with one link of ours."""
    ledger = ROOT / "examples/interest-rates"
    plain = report(marked_run(ledger, lambda text: " zz"))["llms.txt"]
    hostile = report(marked_run(ledger, lambda text: "".join(ATTACKS)))["llms.txt"]
    assert hostile.count("\n") == plain.count("\n")
    targets = re.compile(r"(?<!\\)\]\((.*?)\)")
    assert targets.findall(hostile) == targets.findall(plain)
