"""Which quotations are told of as the same, held against the words of the rule."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.depth import examples
from tests.ledgers import FORECASTERS, OUTCOMES, SOURCE
from verifier.loading import load
from verifier.loading.checks.duplicates import runs_of_words
from verifier.loading.files import Folder, Laid

_QUOTES = st.lists(st.lists(st.sampled_from("abc"), min_size=4, max_size=8).map(" ".join))


@examples(40)
@given(_QUOTES.map(lambda quotes: quotes[:5]))
def test_of_each_two_quotations_most_runs_are_compared(quotes: list[str]) -> None:
    """Four fifths of the runs of five words of the shorter are in the other, in another source."""
    files = {"seeds/forecasters.yaml": FORECASTERS, "outcomes/attack.yaml": OUTCOMES}
    for number, quote in enumerate(quotes):
        text = SOURCE.replace("they will attack in February", quote)
        files[f"seeds/{number}.yaml"] = re.sub(r"\bid: (\S+)", rf"id: \1-{number}", text)
    laid = Laid(Folder(Path("nowhere")), {name: text.encode() for name, text in files.items()})
    found = {
        (each.notes[0].span.file, each.span.file)
        for each in load(laid, advice=True).diagnostics
        if each.code == "VF306" and each.notes[0].span is not None
    }
    runs = [{*runs_of_words(quote)} for quote in quotes]
    assert found == {
        (f"seeds/{one}.yaml", f"seeds/{two}.yaml")
        for one, two in combinations(range(len(quotes)), 2)
        if len(runs[one] & runs[two]) >= max(0.8 * min(len(runs[one]), len(runs[two])), 1)
    }
