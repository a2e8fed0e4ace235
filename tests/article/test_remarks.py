"""What `new source --from` writes beside its proposals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.articles import ARTICLE
from tests.ledgers import sound, write
from verifier.cli import main
from verifier.loading import load


def test_new_source_from_an_article(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The proposals stand in comments; freed from them they are sound records."""
    root, article = write(tmp_path / "ledger"), tmp_path / "dam.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    asked = [
        "new",
        "source",
        "--ledger",
        str(root),
        "--publisher",
        "Dam News",
        "--published",
        "2023-02-07",
        "--from",
        str(article),
    ]
    assert main(asked) == 0
    path = root / "seeds/dam-news-2023-02-07.yaml"
    text = path.read_text(encoding="utf-8")
    assert load(root).diagnostics == ()
    assert "file: dam.txt" in text
    assert (
        main(["new", "forecaster", "--ledger", str(root), "--name", "Dam News", "--kind", "outlet"])
        == 0
    )
    freed = [line.removeprefix("# ") for line in text.split("\n")]
    head = next(n for n, line in enumerate(freed) if line.startswith("Proposed from"))
    body = next(n for n, line in enumerate(freed) if line == "forecasts:")
    path.write_text(
        "\n".join([*freed[:head], *freed[body:]]).replace("\n#\n", "\n\n"), encoding="utf-8"
    )
    held, _ = sound(root)
    file = next(f for f in held.files if f.source.publisher == "Dam News")
    assert len(file.forecasts) == 3
    assert [aside.why for aside in file.set_aside] == [
        "recommendation",
        "estimate-of-present",
        "denial",
    ]
    capsys.readouterr()
    assert main([*asked, "--format", "json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert len(printed["proposals"]) == 6


def test_a_second_deadline_is_named(tmp_path: Path) -> None:
    """The file says which other deadline the sentence has, and parted proposals have ids apart."""
    root, article = write(tmp_path / "ledger"), tmp_path / "plant.txt"
    article.write_text(
        "The firm will open by June and sell by autumn.\nIt will hire in May or close in July.\n",
        encoding="utf-8",
    )
    asked = ("--publisher", "Plant News", "--published", "2024-01-11", "--from", str(article))
    assert main(["new", "source", "--ledger", str(root), *asked]) == 0
    text = (root / "seeds/plant-news-2024-01-11.yaml").read_text(encoding="utf-8")
    assert "sentences that may be forecasts: 2;" in text
    assert '{phrase: "by June"}  # “by autumn” is proposed on its own: claim each alone' in text
    assert '{phrase: "by autumn"}  # “by June” is proposed on its own: claim each alone' in text
    assert '{phrase: "in May"}  # the sentence also says “in July”' in text
    ids = [line for line in text.splitlines() if line.lstrip("# ").startswith("- id:")]
    assert len(ids) == len(set(ids)) == 3


def test_remarks_say_what_is_left_to_do(tmp_path: Path) -> None:
    """Which day was taken, what "these" leaves open, what a number asks for, and the title."""
    root, article = write(tmp_path / "ledger"), tmp_path / "rents.txt"
    article.write_text(
        "Rents to rise\n\nAnn Example said on Monday that rents will pass 900 euros. "
        '"These homes will be bad," she said. Bo Builder said that rents will fall.\n',
        encoding="utf-8",
    )
    asked = ("--publisher", "Rent News", "--published", "2024-01-11", "--from", str(article))
    assert main(["new", "source", "--ledger", str(root), *asked]) == 0
    text = (root / "seeds/rent-news-2024-01-11.yaml").read_text(encoding="utf-8")
    assert "  title: Rents to rise\n" in text
    assert "said: 2024-01-08  # of the sentence before" in text
    assert "said: 2024-01-11  # of publication: no day is named" in text
    assert "claim: These homes will be bad  # say whom or what “these” means" in text
    assert "expects:  # or, with a series: reaches: <series>, above: 900 (CONTRIBUTING.md)" in text


def test_remarks_say_from_where_a_day_is_and_what_is_repeated(tmp_path: Path) -> None:
    """The words that name the day, those that leave it open, and the quotation of a lead."""
    root, article = write(tmp_path / "ledger"), tmp_path / "pier.txt"
    article.write_text(
        "The old pier will close for visitors by June, Ann Example said on Monday.\n\n"
        '"The pier will close for all visitors by June," Ann Example said on Tuesday. Two years '
        "ago the town council predicted that the pier would sink by 2030.\n",
        encoding="utf-8",
    )
    asked = ("--publisher", "Pier News", "--published", "2024-01-11", "--from", str(article))
    assert main(["new", "source", "--ledger", str(root), *asked]) == 0
    text = (root / "seeds/pier-news-2024-01-11.yaml").read_text(encoding="utf-8")
    assert "said: 2024-01-09  # “on Tuesday”, as the sentence tells" in text
    assert "said: 2021-07-13/2022-07-12  # “Two years ago”, as the sentence tells" in text
    assert (
        "why: repeated  # says the same as “The pier will close for all visitors by June”, above"
        in text
    )
