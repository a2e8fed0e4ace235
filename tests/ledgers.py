"""A small sound ledger for tests to bend and break."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path

from verifier.engine import run
from verifier.loading import load
from verifier.model.ledger import Ledger
from verifier.report import Run, report
from verifier.report.pages import WHOLE, made, parts
from verifier.rules import Rules

DOCUMENTS = {
    "babel-2022-12-24",
    "blitz-2022-01",
    "republic-world-2023-02-02",
    "tass-2023-11-27",
    "unian-2023-01-30",
}
"""The sources of the documents that our own ledger began with."""

FORECASTERS = """\
forecasters:
  - id: ann-example
    name: Ann Example
    kind: person
"""
SOURCE = """\
source:
  id: paper-2023-01-10
  publisher: The Paper
  published: 2023-01-10
forecasts:
  - id: ann-attack
    forecaster: ann-example
    said: 2023-01-09
    voice: quotation
    quote: "they will attack in February"
    claim: Russia begins a ground offensive in Ukraine in February 2023.
    question: attack-2023
    expects: {event: ground-offensive, actor: russia, place: ukraine}
    window: {phrase: "in February"}
    likelihood: {phrase: "will"}
"""
OUTCOMES = """\
events:
  - id: the-attack
    title: Russian attack in the east
    kinds: [ground-offensive]
    actors: [russia]
    places: [donetsk-oblast]
    began: 2023-02-20
    known: 2023-02-21
    summary: It began on 20 February.
    evidence:
      - publisher: The Paper
        published: 2023-02-21
        address: https://example.org/attack
        says: The attack has begun.
coverage:
  - id: offensives-2023
    of: [{kind: ground-offensive, place: ukraine}]
    during: 2023-01-01/2023-12-31
    evidence:
      - publisher: The Paper
        published: 2024-01-02
        address: https://example.org/year
        says: All offensives of the year.
questions:
  - id: attack-2023
    title: Does Russia begin a ground offensive in Ukraine in early 2023?
    event: {event: ground-offensive, actor: russia, place: ukraine}
"""


def write(
    root: Path,
    *,
    forecasters: str = FORECASTERS,
    source: str = SOURCE,
    outcomes: str = OUTCOMES,
) -> Path:
    """Write the ledger at `root`; any of its three files can be another."""
    for name, text in (
        ("seeds/forecasters.yaml", forecasters),
        ("seeds/paper.yaml", source),
        ("outcomes/attack.yaml", outcomes),
    ):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def sound(root: Path, *, advice: bool = False, warned: bool = False) -> tuple[Ledger, Rules]:
    """The ledger at `root` and its rules, of which there is nothing to say but what is `warned`."""
    loaded = load(root, advice=advice)
    assert warned or loaded.diagnostics == ()
    assert loaded.ledger is not None
    assert loaded.rules is not None
    return loaded.ledger, loaded.rules


def run_of(root: Path, as_of: date | None = None, *, language: str | None = None) -> Run:
    """The verdicts and scores of a sound ledger on a day, which is its default day unless given."""
    return run(*sound(root, warned=True), as_of, language=language)


def pages_of(root: Path) -> Mapping[str, str]:
    """The reports of the ledger at `root`, in which nothing is wrong."""
    return Pages(run_of(root))


class Pages(Mapping[str, str]):
    """The reports of a run, of which a page that is asked for is made without most others."""

    def __init__(self, run: Run) -> None:
        self._run, self._made = run, dict[str, str]()

    @cached_property
    def _all(self) -> Mapping[str, str]:
        return report(self._run)

    def __getitem__(self, path: str) -> str:
        kind, _, name = path.removesuffix(".md").rpartition("/")
        part = (kind, name) if kind else WHOLE
        if path not in self._made and part in parts(self._run):
            self._made |= made(self._run, part)
        return self._made.get(path) or self._all[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)
