"""Proposals of short articles, under the shipped rules alone."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from verifier.article.intake import Proposal, propose
from verifier.loading import load
from verifier.model.edtf import Dated
from verifier.rules import Rules


@cache
def rules() -> Rules:
    """The rules that ship."""
    found = load(Path(__file__).resolve().parents[1]).rules
    assert found is not None
    return found


def of(text: str) -> tuple[Proposal, ...]:
    """What is proposed of a text of 11 January 2024, a Thursday."""
    return propose(text, anchor=Dated.read("2024-01-11").days, rules=rules(), forecasters={})
