"""Whatever a curator wrote in words stands on a page: nothing is dropped on the way out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.depth import part, slow
from tests.ours import RICH, ROOT, computed, pages
from verifier.loading.yaml import read


@pytest.mark.parametrize("root", [RICH, ROOT], ids=lambda root: root.name)
def test_what_is_written_in_words_is_printed(root: Path) -> None:
    """Sentences, notes, names of authors, places in a text: all but of records nothing rests on."""
    printed = pages(root)
    bare = {name: _bare(text) for name, text in printed.items() if name.endswith(".md")}
    shown, page = " ".join(bare.values()), {Path(name).stem: bare[name] for name in bare}
    data = " ".join(text for name, text in printed.items() if name.endswith(".json"))
    lost = [
        f"{path}: {text}"
        for folder in ("seeds", "outcomes", "disputes")
        for file in sorted((root / folder).rglob("*.yaml"))
        for held in [read(file.name, file.read_text(encoding="utf-8")).value]
        for key, records in held.items()
        for record in (records if isinstance(records, list) else [records])
        if key not in _MAY_REST or f'"{record["id"]}"' in data
        # Most stand on the record's own page: to look for a text on all of them takes a while.
        for id in [record.get("forecast", record.get("id", held.get("source", {}).get("id")))]
        for own in [page.get(id, "")]
        for path, text in _words(record, key)
        if _bare(text) not in own and _bare(text) not in shown
    ]
    assert lost == []


_MAY_REST = ("coverage", "questions")
"""Records that stand ready: a record of what did not happen on which no verdict rests (yet), and a
question that nobody has answered."""


def _words(value: object, path: str) -> Iterator[tuple[str, str]]:
    """The texts in a record that are words, with their keys: no id, day, address or phrase."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _words(part, f"{path}.{key}")
    elif isinstance(value, list):
        for part in value:
            yield from _words(part, path)
    elif isinstance(value, str) and re.search(r"[^\W\d_]{2,} |[^\W\d]\.$", value):
        yield path, value


def _bare(text: str) -> str:
    """The text without what Markdown adds to it, and with single blanks."""
    return re.sub(r"\s+", " ", re.sub(r"[\\*_`]", "", text)).strip()


@slow
def test_what_a_term_means_stands_where_it_decides() -> None:
    """On the page of a forecast and of a question, conditions too; once where it is named twice."""
    printed, known = pages(ROOT), computed(ROOT)
    told = "ground offensive: A planned operation of several formations on one or more axes"
    for id, forecast in part(known.ledger.forecasts.items()):
        if id in known.verdicts:
            asked = getattr(forecast.expects, "event", None) == "ground-offensive"
            page = printed[f"forecasts/{id}.md"]
            assert page.count(told) == 1 if asked else page.count(told) <= 1, id
    assert told in printed["questions/russian-offensive-early-2023.md"]
