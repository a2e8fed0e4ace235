"""The catalogue of words has what the pages ask for, and nothing else."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from verifier.model.forecasts import Distortion, ForecasterKind, LikelihoodClass, Operator, Voice
from verifier.model.forecasts import WhySetAside as Aside
from verifier.model.proposition import WhyUnscorable
from verifier.model.verdict import (
    Basis,
    Condition,
    Counts,
    Hindsight,
    Outcome,
    Pending,
    Placed,
    Relation,
    Rule,
    Schedule,
    Standing,
)
from verifier.rank.standings import Reason
from verifier.report.history import Change
from verifier.report.words import words
from verifier.rules import FACETS
from verifier.score.forecasts import LeftOut
from verifier.score.tally import Place

PACKAGE = Path(__file__).resolve().parents[2] / "verifier"
CATALOGUE = words().texts
FAMILIES: dict[str, Iterable[str]] = {
    "aside": Aside,
    "basis": Basis,
    "condition": Condition,
    "distortion": Distortion,
    "facet": FACETS,
    "forecast.hindsight": Hindsight,
    "forecast.voice": Voice,
    "forecaster.kind": ForecasterKind,
    "forecaster.place": Place,
    "history": Change,
    "likelihood.bare": LikelihoodClass,
    "likelihood.class": LikelihoodClass,
    "operator": Operator,
    "outcome": Outcome,
    "reason": Pending,
    "refused": Reason,
    "relation": Relation,
    "schedule": Schedule,
    "score.left_out": LeftOut,
    "summary": Outcome,
    "sure.rank_refused": Reason,
    "trail.counts": Counts,
    "trail.facet": FACETS,
    "trail.outcome": Outcome,
    "trail.relation": Relation,
    "trail.standing": Standing,
    "unscorable": WhyUnscorable,
    "why": Rule,
    "why.placed": Placed,
}
"""What is asked for by the member of a closed list, by the first part of its key."""


def _asked() -> tuple[set[str], set[str]]:
    """The texts that stand in the code, and the patterns of those that are put together there."""
    texts: set[str] = set()
    patterns: set[str] = set()
    for node in (node for path in PACKAGE.rglob("*.py") for node in _nodes(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            texts.add(node.value)
        elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
            parts = (
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[^.]+"
                for part in node.values
            )
            patterns.add("".join(parts))
    return texts, patterns


def _nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def test_every_sentence_is_asked_for() -> None:
    """By its key, or by one that is put together; of a closed list by one of its members."""
    texts, patterns = _asked()
    for key in CATALOGUE.keys() - texts:
        assert any(re.fullmatch(pattern, key) for pattern in patterns), key
        family, _, member = key.rpartition(".")
        if family in FAMILIES and key != "why.event-since":
            known = member in set(FAMILIES[family]) or member in texts
            assert known, key


@pytest.mark.parametrize("family", FAMILIES)
def test_every_member_of_a_closed_list_has_its_sentence(family: str) -> None:
    """A key that is missing would end a report, on the day that it is first needed."""
    for member in FAMILIES[family]:
        assert f"{family}.{member}" in CATALOGUE
