"""A panel of readers: blind sheets, and what they make of a page."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path

import pytest

from tests.depth import each
from tests.ledgers import SOURCE, pages_of, sound, write
from verifier.cli import main
from verifier.editing.panel import Sheet, with_reading
from verifier.engine import run
from verifier.loading.yaml import read
from verifier.report.contract import Panel
from verifier.report.data import forecast_item

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
    out, told = capsys.readouterr()
    assert (out, "every forecast has a number" in told) == ("", True)
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
        page = pages_of(write(tmp_path / str(number), source=text))["forecasts/ann-attack.md"]
        told = "3 readers who did not know what happened took it as 0.70, from 0.50 to 0.90: "
        assert (f"| Panel | {told}" in page) == (number == 0)


def _filled(root: Path, capsys: pytest.CaptureFixture[str], who: str, number: object) -> str:
    capsys.readouterr()
    assert main(["panel", "ann-attack", "--ledger", str(root), "--format", "json"]) == 0
    sheet = json.loads(capsys.readouterr().out)
    sheet |= {"signed": who, "date": "2023-12-01"}
    sheet["readings"][0]["probability"] = number
    path = root / "sheet.json"
    path.write_text(json.dumps(sheet), encoding="utf-8")
    return str(path)


def test_sheets_that_readers_filled_in_are_entered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two readers, 0.6 and 0.7: the median of two is their middle. Nothing else is changed."""
    root = write(tmp_path)
    before = (root / "seeds/paper.yaml").read_text(encoding="utf-8")
    for who, number in (("Bo: B", 0.6), ("Cy", 0.7)):
        sheet = _filled(root, capsys, who, number)
        assert main(["panel", "--enter", sheet, "--ledger", str(root)]) == 0
        assert f"entered 1 reading signed {who}" in capsys.readouterr().out
    assert (root / "seeds/paper.yaml").read_text(encoding="utf-8").startswith(before)
    held, rules = sound(root)
    found = forecast_item(run(held, rules), "ann-attack")
    assert found.panel == Panel(readers=2, low=0.6, median=0.65, high=0.7)


@pytest.mark.parametrize(
    ("who", "number", "said"),
    [
        ("", 0.5, "`signed` is empty: write your name"),
        ("Bo", "70%", "`70%` is no number from 0 to 1"),
        ("Bo", 1.5, "`1.5` is no number from 0 to 1"),
        ("Bo", None, "every `probability` is empty"),
        ("Ann", 0.5, "Ann has read `ann-attack` already"),
    ],
)
def test_a_sheet_that_cannot_be_entered_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], who: str, number: object, said: str
) -> None:
    """The reason is told, and the file is as it was."""
    root = write(tmp_path)
    first = _filled(root, capsys, "Ann", 0.5)
    assert main(["panel", "--enter", first, "--ledger", str(root)]) == 0
    before = (root / "seeds/paper.yaml").read_bytes()
    sheet = _filled(root, capsys, who, number)
    assert main(["panel", "--enter", sheet, "--ledger", str(root)]) == 2
    assert said in capsys.readouterr().err
    assert (root / "seeds/paper.yaml").read_bytes() == before


@each(
    "list_margin after",
    product(["    ", "      "], ["", "    notes: More.\n", "\n  # a remark\n\n"]),
)
def test_a_reading_goes_to_its_own_record(list_margin: str, after: str) -> None:
    """Wherever a list begins in YAML, and whatever stands behind the record."""
    second = SOURCE.split("forecasts:\n")[1].replace("ann-attack", "bo-attack")
    panel = f"    panel:\n{list_margin}- {{signed: A, date: 2023-12-01, probability: 0.5}}\n"
    for text in (SOURCE + after + second, SOURCE + panel + after + second):
        out = with_reading(
            "p.yaml", text, "ann-attack", Sheet("B", "2023-12-02", {"ann-attack": "1"})
        )
        first, other = read("p.yaml", out).value["forecasts"]
        assert [reading["signed"] for reading in first["panel"]][-1] == "B"
        assert "panel" not in other
