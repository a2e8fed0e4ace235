"""A panel of readers: blind sheets, and what they make of a page."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ledgers import SOURCE, write
from verifier.cli import main
from verifier.engine import run
from verifier.loading import load
from verifier.loading.yaml import read
from verifier.report import report

_CLASSED = SOURCE.replace('{phrase: "will"}', '{phrase: "are preparing"}').replace(
    "they will attack in February", "they are preparing to attack in February"
)


def test_a_sheet_tells_the_words_and_never_what_happened(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who said what, when and where, with a place for a number: sound YAML without an outcome."""
    root = write(tmp_path, source=_CLASSED)
    assert main(["panel", "--ledger", str(root)]) == 0
    sheet = capsys.readouterr().out
    [asked] = read("sheet.yaml", sheet).value["readings"]
    assert asked == {
        "forecast": "ann-attack",
        "words": "they are preparing to attack in February",
        "speaker": "Ann Example",
        "said": "2023-01-09",
        "in": "The Paper",
        "of": "Russia begins a ground offensive in Ukraine in February 2023.",
        "probability": None,
    }
    for told in ("came", "happened", "Russian attack in the east", "20 February"):
        assert told not in sheet.split("readings:")[1]


def test_words_with_a_number_are_asked_by_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By default only what no lexicon reads is asked; an unknown id is wrong usage."""
    root = write(tmp_path)
    assert main(["panel", "--ledger", str(root)]) == 0
    assert "ann-attack" not in capsys.readouterr().out
    assert main(["panel", "ann-attack", "--ledger", str(root)]) == 0
    assert "- forecast: ann-attack" in capsys.readouterr().out
    assert main(["panel", "ann-atack", "--ledger", str(root)]) == 2
    assert "no forecast `ann-atack`" in capsys.readouterr().err


def test_the_median_and_the_spread_stand_beside_the_lexicon(tmp_path: Path) -> None:
    """Of 0.5, 0.7 and 0.9 the median is 0.7; without a panel there is no row."""
    readings = "".join(
        f"      - {{signed: Reader {n}, date: 2023-12-0{n}, probability: {p}}}\n"
        for n, p in ((1, 0.9), (2, 0.5), (3, 0.7))
    )
    source = f"{_CLASSED}    panel:\n{readings}"
    for number, text in enumerate((source, _CLASSED)):
        loaded = load(write(tmp_path / str(number), source=text))
        assert loaded.ledger is not None, loaded.diagnostics
        assert loaded.rules is not None
        page = report(run(loaded.ledger, loaded.rules))["forecasts/ann-attack.md"]
        told = "3 readers who did not know what happened took it as 0.70, from 0.50 to 0.90 |"
        assert (f"| Panel | {told}" in page) == (number == 0)
