"""The ledger that `verifier new ledger` starts with."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources
from importlib.resources.abc import Traversable


def files(*, empty: bool = False) -> Mapping[str, str]:
    """Every file of the starter, by its path in the new ledger, `empty` ones without the example.

    >>> print(files(empty=True)["seeds/forecasters.yaml"])
    # Who forecasts: a person, office, outlet, anonymous source or reader, known under one id.
    forecasters: []
    <BLANKLINE>
    """
    whole = dict(_below(resources.files(__name__), ""))
    if not empty:
        return whole
    return {name: _without_example(text) for name, text in whole.items() if name not in _FILES}


def _without_example(text: str) -> str:
    """The text without the terms, the forecaster and the words that are about the example.

    How a term is written is said where the terms were.
    """
    kept, terms, examples = text.partition("terms:\n")
    if terms:
        first = examples.strip().splitlines()[0].strip()
        kept = f"{kept}terms: []  # instead of [], a line for each: {first}\n"
    else:
        kept = text.partition("\n  # The example's")[0]
    kept = kept if kept.endswith("\n") else f"{kept} []\n"
    told = [part for part in kept.split("\n\n") if not part.startswith("The example")]
    return "\n\n".join(told)


_FILES = ("seeds/example-2024-06-01.yaml", "outcomes/summer-2024.yaml")
EXAMPLE = f"{', '.join(_FILES)}, and `example-office` in seeds/forecasters.yaml"
"""What of the starter is only there to be looked at."""


def _below(folder: Traversable, prefix: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir() and not entry.name.startswith("_"):
            found += _below(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith((".yaml", ".md", ".gitignore", ".gitattributes")):
            found.append((prefix + entry.name, entry.read_text(encoding="utf-8")))
    return found
