"""Which keys a record has, and what is inside them."""

from __future__ import annotations

import subprocess
import sys

_ASKED = """
from verifier.model.proposition import AnyOf
from verifier.model.shape import Shape
print(*(model.__name__ for model in Shape((AnyOf,)).inside("any_of").models))
"""


def test_parts_of_a_proposition_are_known_before_one_was_read() -> None:
    """Models that speak of later ones are complete only once asked: layout must not hang on it."""
    asked = [sys.executable, "-c", _ASKED]
    told = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    assert {"Occurs", "DoesNotOccur", "AllOf"} <= set(told.split())
