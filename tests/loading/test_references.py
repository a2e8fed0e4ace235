"""What is said of references to nothing: the record that was meant, or how to add one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ledgers import FORECASTERS, SOURCE, write
from verifier.loading import load

REGISTRY = """\
forecasters:
  - {id: ann-example, name: Ann Example, kind: person, spellings: [Anna Exemplar]}
  - {id: central-bank-governor, name: Christine Lagarde, kind: person}
  - {id: governor, name: Bob Smith, kind: person}
  - {id: minister, name: Rob Smith, kind: person}
"""


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("anna-exemplar", "did you mean `ann-example`?"),
        ("christine-lagarde", "did you mean `central-bank-governor`?"),
        ("lagarde", "did you mean `central-bank-governor`?"),
        ("smith", "add them: `verifier new forecaster --name Smith --kind person`"),
        ("the-oracle", "add them: `verifier new forecaster --name 'The Oracle' --kind person`"),
    ],
)
def test_a_forecaster_is_known_by_name(tmp_path: Path, written: str, meant: str) -> None:
    """By name, spelling or the one surname; two of a surname are not guessed at."""
    source = SOURCE.replace("forecaster: ann-example", f"forecaster: {written}")
    write(tmp_path, source=source)
    (tmp_path / "seeds/forecasters.yaml").write_text(REGISTRY, encoding="utf-8")
    (found,) = load(tmp_path).diagnostics
    assert (found.code, found.help) == ("VF105", meant)


def test_a_series_that_is_not_there_says_how_to_add_it(tmp_path: Path) -> None:
    """Its remedy names the command."""
    expects = "{event: ground-offensive, actor: russia, place: ukraine}"
    write(tmp_path, source=SOURCE.replace(expects, "{range: area, at_least: 1}"))
    (found,) = load(tmp_path).diagnostics
    assert (found.code, found.help) == ("VF106", "add it with `verifier new series --id area`")


@pytest.mark.parametrize(
    ("one", "other", "told"), [("Ida Mora", "Ida Mola", True), ("Ida Mor", "Ida Mol", False)]
)
def test_a_letter_matters_in_a_short_name(tmp_path: Path, one: str, other: str, told: bool) -> None:
    """From eight letters on, with the space, one other letter is a misspelling."""
    named = (("a", one), ("b", other))
    people = "".join(f"  - {{id: {id}, name: {name}, kind: person}}\n" for id, name in named)
    root = write(tmp_path, forecasters=FORECASTERS + people)
    found = load(root, advice=True).diagnostics
    assert ("VF307" in {d.code for d in found}) == told


@pytest.mark.parametrize("places", [1, 2, 40])
def test_what_is_missing_once_is_told_once(tmp_path: Path, places: int) -> None:
    """However many forecasts name it: a file may be missing, which is one mistake."""
    head, _, forecast = SOURCE.partition("  - id:")
    forecast = f"  - id:{forecast}".rstrip().replace(
        "forecaster: ann-example", "forecaster: the-oracle"
    )
    first = forecast.splitlines()[0].split("id:")[1].strip()
    others = [forecast.replace(first, f"another-{number}", 1) for number in range(places)]
    write(tmp_path, source=head + "\n".join(others) + "\n")
    unknown = [one for one in load(tmp_path).diagnostics if one.code == "VF105"]
    assert [one.message for one in unknown] == ["unknown forecaster `the-oracle`"]
    more = {1: [], 2: ["it is named in 1 more place"], 40: ["it is named in 39 more places"]}
    assert [note.text for note in unknown[0].notes] == more[places]
