"""Two curators at once: no file that everybody adds to, and branches that merge."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.ledgers import FORECASTERS, pages_of, write
from verifier.cli import main

_MORE = """\
  # Known from television.
  - id: bob-sample
    name: Bob Sample
    kind: person
"""
_RULINGS = """\
rulings:
  - id: first
    forecast: ann-attack
    date: 2024-02-01
    signed: curators
    outcome: came_true
    events: [the-attack]
    reasons: It came.
  - id: second
    forecast: ann-attack
    date: 2024-02-02
    signed: other curators
    outcome: came_true
    events: [the-attack]
    reasons: It did come.
"""


def _pages(root: Path) -> dict[str, str]:
    return dict(pages_of(root))


def test_lists_are_split_into_a_file_for_each(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same ledger, the same pages; comments go with the record below them."""
    root = write(tmp_path, forecasters=FORECASTERS + _MORE)
    (root / "outcomes/rulings.yaml").write_text(_RULINGS, encoding="utf-8")
    before = _pages(root)
    assert main(["fmt", "--split", "--ledger", str(root)]) == 0
    assert "seeds/forecasters.yaml: moved into 2 files" in capsys.readouterr().out
    moved = {path.relative_to(root).as_posix() for path in root.rglob("*.yaml")}
    assert moved == {
        *("seeds/forecasters/ann-example.yaml", "seeds/forecasters/bob-sample.yaml"),
        *("outcomes/rulings/first.yaml", "outcomes/rulings/second.yaml"),
        *("seeds/paper.yaml", "outcomes/attack.yaml"),
    }
    told = (root / "seeds/forecasters/bob-sample.yaml").read_text(encoding="utf-8")
    assert "# Known from television." in told
    assert _pages(root) == before
    made = [str(path) for path in root.glob("*/*/*.yaml")]
    assert main(["fmt", "--check", "--ledger", str(root), *made]) == 0
    capsys.readouterr()
    assert main(["fmt", "--split", "--ledger", str(root)]) == 0
    assert capsys.readouterr().out == ""


def test_nothing_is_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file of that name is somebody's: the list stays."""
    root = write(tmp_path)
    there = root / "seeds/forecasters/ann-example.yaml"
    there.parent.mkdir()
    there.write_text("forecasters: []\n", encoding="utf-8")
    assert main(["fmt", "--split", "--ledger", str(root)]) == 1
    assert "seeds/forecasters/ann-example.yaml is there already" in capsys.readouterr().err
    assert (root / "seeds/forecasters.yaml").exists()


def _git(root: Path, *args: str) -> str:
    names = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(
        ["git", *names, *args], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _curator(root: Path, branch: str, name: str, says: str, day: str) -> None:
    """A branch on which one curator adds an article, its forecaster, a ruling, and the pages."""
    _git(root, "checkout", "-q", "-b", branch, "main")
    article = root.parent / f"{branch}.txt"
    article.write_text(f'"{says}," said {name}.', encoding="utf-8")
    there = ("--ledger", str(root))
    new = ("new", "source", "--publisher", f"The {branch}", "--published", day)
    assert main([*new, "--from", str(article), *there]) == 0
    [source] = (root / "seeds").glob(f"the-{branch}*.yaml")
    text = source.read_text(encoding="utf-8")
    [id] = [
        line.partition("id: ")[2] for line in text.splitlines() if line.startswith("#   - id: ")
    ]
    assert main(["take", id, "--yes", *there]) == 0
    ruling = ("new", "ruling", "--forecast", id, "--outcome", "came_true", "--reasons", "It came.")
    assert main([*ruling, "--signed", "curators", "--date", "2024-12-01", *there]) == 0
    assert main(["report", *there]) == 0
    _git(root, "add", "-A")
    _git(root, "commit", "-q", "-m", branch)


def test_two_branches_that_each_add_a_source_merge(tmp_path: Path) -> None:
    """Without a conflict; the pages, which both made, are made again and hold both."""
    root = tmp_path / "weather"
    assert main(["new", "ledger", "--empty", str(root)]) == 0
    assert main(["report", "--ledger", str(root)]) == 0
    _git(root, "init", "-q", "-b", "main")
    _git(root, "add", "-A")
    _git(root, "commit", "-q", "-m", "start")
    _curator(root, "paper", "Ann Example", "A heat wave will begin in July", "2024-06-03")
    _curator(root, "mail", "Bob Sample", "A storm will begin in August", "2024-06-04")
    _git(root, "merge", "-q", "-m", "both", "paper")
    assert main(["check", "--ledger", str(root)]) == 0
    assert main(["report", "--ledger", str(root)]) == 0
    assert main(["report", "--check", "--ledger", str(root)]) == 0
    index = (root / "reports/README.md").read_text(encoding="utf-8")
    assert "Ann Example" in index
    assert "Bob Sample" in index
    assert "<<<<<<<" not in index


def test_our_own_lists_are_split() -> None:
    """Nobody who adds a source to this repository meets another in a file."""
    root = Path(__file__).resolve().parents[2]
    for name in ("seeds/forecasters.yaml", "outcomes/rulings.yaml"):
        assert not (root / name).exists()
