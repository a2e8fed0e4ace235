"""Proposals of short articles, under the shipped rules alone."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from verifier.article.clauses import Grammar
from verifier.article.grammar import available
from verifier.article.intake import propose
from verifier.article.proposal import Proposal
from verifier.loading.rules import load_rules
from verifier.model.edtf import Dated
from verifier.rules import Rules

ARTICLE = """\
Dam to be finished by spring, minister says

The dam on the River Ost will probably be finished by the end of April, Minister Ann Example said
on Monday. "We expect the first turbine to turn in June. It may take until autumn before all six
do," she added. The dam was begun in 1998.

Engineers should check the sluices first, according to Bo Builder, who has worked on three dams.
“There are cracks in the eastern wall,” he said. He denied reports that the wall had moved.

The river is 412 kilometres long. It was named by monks. Last year's flood destroyed two bridges.
"""
"""Written for tests, about matters of which our ledger has none."""


needs_grammar = pytest.mark.skipif(
    not available(), reason="needs the extra `grammar`, which `.ci/run` installs"
)
"""Leave a test of the parser to who has it: `.ci/run` fails where it is left out."""
by_either = pytest.mark.parametrize("parser", [False, pytest.param(True, marks=needs_grammar)])
"""Try a test by the rules, and with the parser."""


@cache
def rules() -> Rules:
    """The rules that ship."""
    found = load_rules(Path("nowhere"), [], {})
    assert found is not None
    return found


def of(text: str, grammar: Grammar | None = None) -> tuple[Proposal, ...]:
    """What is proposed of a text of 11 January 2024, a Thursday."""
    anchor = Dated.read("2024-01-11").days
    return propose(text, anchor=anchor, rules=rules(), forecasters={}, grammar=grammar)
