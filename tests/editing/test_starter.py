"""`verifier new ledger` starts a ledger that is sound and gives scorecards at once."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.ledgers import sound
from verifier.cli import main
from verifier.loading import load


def test_a_new_ledger_is_sound_and_reports_at_once(tmp_path: Path) -> None:
    """No findings, laid out as `fmt` does, and the example's heat wave came as forecast."""
    root = tmp_path / "weather"
    assert main(["new", "ledger", str(root)]) == 0
    loaded = load(root)
    assert loaded.diagnostics == ()
    assert main(["fmt", "--check", "--ledger", str(root)]) == 0
    assert loaded.rules is not None
    assert set(loaded.rules.events.terms) == {"hot-spell", "heat-wave"}
    assert main(["report", "--ledger", str(root)]) == 0
    page = (root / "reports/forecasters/example-office.md").read_text(encoding="utf-8")
    assert "**It happened**" in page


def test_the_example_can_be_deleted_as_advised(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is printed is all of it: the ledger is sound and empty, and takes its first record."""
    root = tmp_path / "weather"
    assert main(["new", "ledger", str(root)]) == 0
    told = capsys.readouterr().out
    for name in ("seeds/example-2024-06-01.yaml", "outcomes/summer-2024.yaml"):
        assert name in told
        (root / name).unlink()
    assert "`example-office` in seeds/forecasters.yaml" in told
    assert "verifier new ledger --empty" in told
    registry = root / "seeds/forecasters.yaml"
    text = registry.read_text(encoding="utf-8")
    registry.write_text(text[: text.index("  - id: example-office")], encoding="utf-8")
    held, _ = sound(root, advice=True)
    assert not held.forecasters
    assert main(["new", "forecaster", "--ledger", str(root), "--name=Ann", "--kind=person"]) == 0


def test_an_empty_ledger_has_no_example(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing to delete and no word of it: it is sound, and takes its first records."""
    root = tmp_path / "weather"
    assert main(["new", "ledger", "--empty", str(root)]) == 0
    assert "example" not in capsys.readouterr().out
    files = [path for path in root.rglob("*") if path.is_file()]
    assert {path.relative_to(root).as_posix() for path in files} == {
        *(".gitattributes", ".gitignore", "README.md", "seeds/forecasters.yaml"),
        *("rules/actors.yaml", "rules/events.yaml", "rules/places.yaml"),
    }
    for path in files:
        assert "example" not in path.read_text(encoding="utf-8").casefold()
    _, in_force = sound(root, advice=True)
    assert not in_force.events.terms
    assert main(["new", "forecaster", "--ledger", str(root), "--name=Ann", "--kind=person"]) == 0
    assert main(["report", "--ledger", str(root)]) == 0


def test_a_folder_with_something_in_it_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2, and not a file written."""
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    assert main(["new", "ledger", str(tmp_path)]) == 2
    assert "not empty" in capsys.readouterr().err
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("folder", ["ours & theirs", "a;b", "it's $HOME", "вибори 2024"])
def test_what_it_says_can_be_typed_as_it_stands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], folder: str
) -> None:
    """A shell takes the printed commands apart into the words that were meant, of any name."""
    root, out = tmp_path / folder, tmp_path / f"{folder} out"
    assert main(["new", "ledger", "--empty", str(root)]) == 0
    begin = ["verifier", "report", "--ledger", str(root)]
    assert [shlex.split(told) for told in commands(capsys.readouterr().out)] == [begin]
    assert main([*begin[1:], "--check", "--out", str(out)]) == 1
    [told] = commands(capsys.readouterr().out)
    assert shlex.split(told) == ["verifier", "report", "--out", str(out), *begin[2:]]


def commands(said: str) -> list[str]:
    """The commands between backticks."""
    return re.findall("`(verifier [^`]+)`", said)
