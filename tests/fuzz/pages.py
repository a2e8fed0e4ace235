"""Pages of a small ledger in which every text is odd: none changes the shape of a page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from xml.etree import ElementTree as ET

import yaml

from tests.fuzz.commands import write
from tests.fuzz.corpus import (
    ODD,
    small_ledger,
)
from tests.fuzz.findings import hold_findings
from tests.fuzz.mutate import phrase, scrap
from verifier.editing.fmt import laid_out
from verifier.engine import run
from verifier.loading import load
from verifier.loading.rules import load_rules
from verifier.loading.yaml import read
from verifier.model.shape import OUTCOMES, SEEDS
from verifier.report import report
from verifier.rules import Rules


@cache
def rules() -> Rules:
    rules = load_rules(Path("/nowhere"), [], {})
    assert rules is not None
    return rules


# Texts of strangers in every place of a ledger, on all pages.

_TEXTS = frozenset(
    {"quote", "claim", "title", "summary", "says", "publisher", "name", "note", "reasons", "author"}
)


def make_pages(rng: Random) -> Any:
    places = sum(text.count(":") for text in small_ledger().values())
    texts = [rng.choice((phrase, scrap, _mixed))(rng) for _ in range(places)]
    # What no file can carry cannot come to a page.
    return [_carried(text) for text in texts]


def _mixed(rng: Random) -> str:
    return "".join(rng.choice(ODD) for _ in range(rng.randint(1, 5)))


def _carried(text: str) -> str:
    return re.sub(r"[\ud800-\udfff]", "", text).strip() or "x"


def hold_pages(case: Any, scratch: Path) -> None:
    texts = iter(case)
    files = {}
    for name, text in small_ledger().items():
        if name.startswith(("seeds/", "outcomes/")):
            value = _with_texts(yaml.load(text, yaml.CBaseLoader), texts)
            shape = SEEDS if name.startswith("seeds/") else OUTCOMES
            written = "\n".join(laid_out(value, shape)) + "\n"
            assert read(name, written).value == value, "written otherwise than meant"
            files[name] = written
        else:
            files[name] = text
    write(scratch, files)
    loaded = load(scratch)
    if loaded.ledger is None or loaded.rules is None:
        hold_findings(loaded.diagnostics, loaded.documents)
        return
    made = report(run(loaded.ledger, loaded.rules))
    for name, page in made.items():
        _hold_page(name, page)
    assert made == report(run(loaded.ledger, loaded.rules)), "not the same twice"


def _with_texts(value: Any, texts: Iterator[str], key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _with_texts(inner, texts, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [_with_texts(inner, texts) for inner in value]
    return next(texts) if key in _TEXTS else value


def _hold_page(name: str, page: str) -> None:
    # Data hold texts as they are; what people look at can be steered by nothing in it.
    steering = re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page)
    assert not (steering and name.endswith((".md", ".svg"))), f"{name} holds {steering!r}"
    if name.endswith(".json"):
        json.loads(page)
    elif name.endswith(".svg"):
        for element in ET.fromstring(page).iter():
            kind = str(element.tag).rpartition("}")[2]
            assert kind not in ("script", "foreignObject", "a", "image"), kind
            assert not any(attribute.startswith("on") for attribute in element.attrib)
    elif name.endswith(".md"):
        _hold_tables(page)


def _hold_tables(page: str) -> None:
    wanted: int | None = None
    for line in page.split("\n"):
        if not line.startswith("|"):
            wanted = None
            continue
        cells = len(re.findall(r"(?<!\\)(?:\\\\)*\|", line))
        assert wanted in (None, cells), f"a cell too many or too few: {line}"
        wanted = cells
