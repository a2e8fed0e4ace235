"""Advice about files that git has unchanged is counted, so that one's own is seen."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ledgers import SOURCE, write
from verifier import keeping
from verifier.cli import check, main

OPEN = SOURCE.replace('    window: {phrase: "in February"}\n', "")
"""A forecast that names no day, of which there is advice."""


def _open(n: int) -> str:
    return (
        OPEN.replace("paper-2023-01-10", f"paper-{n}")
        .replace("ann-attack", f"ann-attack-{n}")
        .replace("they will attack", f"they will attack side {n}")
    )


def _git(root: Path, *arguments: str) -> None:
    names = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    subprocess.run(["git", *names, *arguments], cwd=root, check=True, capture_output=True)


@pytest.fixture(params=["small", "large"])
def told(
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Callable[..., str]:
    """Standard error of a check that finds no mistakes; also where what was shown is kept."""
    if request.param == "large":
        monkeypatch.setattr(check, "_LARGE", 0)
        monkeypatch.setattr(keeping, "_REST", -1.0)

    def run(root: Path, *options: str) -> str:
        assert main(["check", "--ledger", str(root), *options]) == 0
        return capsys.readouterr().err

    return run


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A ledger in a folder of a repository, with advice about six files, all committed."""
    root = write(tmp_path / "the ledger")
    for n in range(6):
        (root / f"seeds/paper-{n}.yaml").write_text(_open(n), encoding="utf-8")
    _git(tmp_path, "init", "-q")
    _git(tmp_path, "add", ".")
    _git(tmp_path, "commit", "-qm", "all")
    return root


def test_nothing_changed_is_one_line_and_the_count(root: Path, told: Callable[..., str]) -> None:
    """With the option that shows them, in full and all."""
    for _ in range(2):
        assert told(root) == (
            "advice: 6 pieces about files unchanged since the last commit; "
            f"`verifier check --advice --ledger '{root}'` shows them\n"
            "0 errors, 0 warnings, 6 pieces of advice\n"
        )
        assert told(root, "--advice").count("advice[VF301]: `ann-attack-") == 6


@pytest.mark.parametrize("how", ["edited", "staged", "new", "renamed", "ignored"])
def test_what_was_changed_is_shown(root: Path, told: Callable[..., str], how: str) -> None:
    """Also once it is staged, and where git has never had it; not what was put back."""
    told(root)
    path, n, others = root / "seeds/paper-3.yaml", 3, 5
    before = path.read_text(encoding="utf-8")
    if how in ("new", "ignored"):
        path, n, others = root / "seeds/paper-9.yaml", 9, 6
    if how == "ignored":
        (root / ".gitignore").write_text("paper-9*\n", encoding="utf-8")
    if how == "renamed":
        _git(root, "mv", "seeds/paper-3.yaml", "seeds/other.yaml")
        path = root / "seeds/other.yaml"
    path.write_text(f"# Mine.\n{_open(n)}", encoding="utf-8")
    if how == "staged":
        _git(root, "add", "seeds")
    said = told(root)
    assert said.count("advice[VF301]: ") == 1
    assert f"advice[VF301]: `ann-attack-{n}` is not checkable" in said
    assert f"{path}:" in said
    assert f"advice: {others} pieces about files unchanged" in said
    if how == "edited":
        path.write_text(before, encoding="utf-8")
        assert "advice: 6 pieces about files unchanged" in told(root)


def test_without_git_all_is_shown(tmp_path: Path, told: Callable[..., str]) -> None:
    """Nobody knows what is new there: three of a kind in full, and where the others are."""
    root = write(tmp_path)
    for n in range(5):
        (root / f"seeds/paper-{n}.yaml").write_text(_open(n), encoding="utf-8")
    said = told(root)
    assert said.count("advice[VF301]: `ann-attack-") == 3
    assert "advice[VF301]: 2 more of the same: " in said
    assert "unchanged" not in said


def test_warnings_and_errors_are_shown_whoever_made_them(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only advice can wait."""
    path = root / "seeds/paper.yaml"
    path.write_text(SOURCE.replace("voice: quotation", "voice: quotatoin"), encoding="utf-8")
    _git(root, "commit", "-qam", "wrong")
    assert main(["check", "--ledger", str(root)]) == 1
    assert "error[VF103]" in capsys.readouterr().err
