"""Whatever ends a run, files are whole, the next run ends what was begun, errors are sentences."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

from tests.depth import FULL, share, slow, some, thin
from tests.faults.faults import AT_ONCE, LIMITS, SCENES, Scene, arguments, state
from tests.ledgers import write
from verifier.cli import main

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = [sys.executable, "-c", "from verifier.cli import program; program()"]


@slow
def test_nothing_is_lost_whatever_ends_a_run() -> None:
    """One process starts them all, as its start takes longer than most of them.

    Runs are broken off before and after each of their changes to the file system, and killed at
    any moment (`make kills` is the long form). Where there is no space, there is one sentence,
    status 2, and not one byte of any file is another. Three at once, the same or three new records,
    come to what they come to one after another. Of this, `make test` tries every hundredth change
    of one command, another each time.
    """
    every, kills = 1 if share(FULL) >= FULL else 100, share(56)
    words = ["crashes", str(every)]
    words += ["at-once", "kills", str(kills), "space"] if every == 1 else []
    command = [sys.executable, "-m", "tests.faults.faults", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    sums = [row.split()[1:] for row in done.stdout.splitlines() if row.startswith("together")]
    crashes, *rest = ([int(count) for count in row] for row in sums)
    assert crashes[0] >= (100 if every == 1 else 1)
    if rest:
        at_once, killed, space = rest
        assert at_once[0] == 3 * len(AT_ONCE)
        assert killed[0] == kills
        assert space[0] == len(SCENES) * len(LIMITS)
        assert space[1] >= len(SCENES)


def ledger(folder: Path, name: str) -> tuple[Scene, Path]:
    """The ledger of a scene."""
    SCENES[name].prepare(folder / "ledger")
    return SCENES[name], folder / "ledger"


@pytest.mark.parametrize("number", thin([28, 30, 13], 3))
@pytest.mark.parametrize("name", SCENES)
def test_what_cannot_be_written_is_said(
    name: str,
    number: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """No space, a read-only disk, no permission: a sentence that names the file, and status 2."""
    scene, root = ledger(tmp_path, name)
    before = state(root)
    capsys.readouterr()
    whole = os.open

    def refusing(path: str, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        if flags & os.O_CREAT and str(path).endswith(".tmp"):
            raise OSError(number, os.strerror(number))
        return whole(path, flags, mode, dir_fd=dir_fd)

    monkeypatch.setattr("verifier.writing.os.open", refusing)
    assert main(arguments(scene.run, root)) == 2
    said = capsys.readouterr().err.splitlines()[-1]
    assert said.startswith(f"error: {root}")
    assert said.endswith(os.strerror(number)[1:])
    assert ".tmp" not in said
    monkeypatch.undo()
    assert state(root) == before


NOWHERE = (">/dev/full", ">&-", "2>&-", ">&- 2>&-", "2>/dev/full", "<&-")
SAYING = ("check", "read 'in March' --said 2023-01-10", "--help")


@some([*product(NOWHERE, SAYING)])
def test_output_that_goes_nowhere(
    tmp_path_factory: pytest.TempPathFactory, case: tuple[str, str]
) -> None:
    """A message or the right status, and never a traceback."""
    redirection, command = case
    tmp_path = write(tmp_path_factory.mktemp("nowhere"))
    shell = f'exec "$0" -c "$1" {command} {redirection}'
    words = ["sh", "-c", shell, PROGRAM[0], PROGRAM[2]]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    # The parser of options takes no notice of what becomes of its help.
    lost = redirection == ">/dev/full" and command != "--help"
    assert done.returncode == (2 if lost else 0), done.stderr
    assert done.stderr.endswith("error: the output: no space left on device\n") == lost


@slow
def test_a_reader_that_goes_away(tmp_path: Path) -> None:
    """A pipe that is closed early is no error of ours, and never counts as a pass."""
    write(tmp_path, source="source: {}\n" * 1)
    shell = 'set -o pipefail; "$0" -c "$1" check --format json | true'
    words = ["bash", "-c", shell, PROGRAM[0], PROGRAM[2]]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr


def test_what_others_keep_beside_reports_stays(tmp_path: Path) -> None:
    """Pages of theirs, and pages of ours that they have changed."""
    root = write(tmp_path / "ledger")
    command = ["report", "--ledger", str(root)]
    assert main(command) == 0
    theirs = {"CNAME": "example.org\n", "_config.yml": "a: b\n", "forecasts/mine.md": "# Mine\n"}
    for name, text in theirs.items():
        (root / "reports" / name).write_text(text, encoding="utf-8")
    gone = root / "reports/events/the-attack.md"
    gone.write_text("# Changed by hand\n", encoding="utf-8")
    alone = (root / "seeds/paper.yaml").read_text(encoding="utf-8")
    write(root, outcomes="coverage: []\n", source=alone.replace("    question: attack-2023\n", ""))
    assert main(command) == 0
    for name, text in theirs.items():
        assert (root / "reports" / name).read_text(encoding="utf-8") == text
    assert gone.read_text(encoding="utf-8") == "# Changed by hand\n"
    assert not list((root / "reports/questions").glob("attack*"))
    assert main([*command, "--check"]) == 0


def test_reports_that_are_a_link_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """To the checkout, as a stranger would have it, or to anywhere else: nothing is touched."""
    root = write(tmp_path / "ledger")
    (root / "data").mkdir()
    (root / "data/forecasts.json").write_text('{"format": 1, "forecasts": []}', encoding="utf-8")
    (root / "reports").symlink_to(".")
    before = state(root / "seeds") | state(root / "outcomes")
    for more in ([], ["--out", str(root / "reports")]):
        assert main(["report", "--ledger", str(root), *more]) == 2
        assert "link" in capsys.readouterr().err
    assert state(root / "seeds") | state(root / "outcomes") == before
    assert sorted(path.name for path in root.iterdir()) == ["data", "outcomes", "reports", "seeds"]


@pytest.mark.parametrize(
    "line",
    thin(["../seeds/paper.yaml", "/etc/hosts", ".git/config", "linked/paper.yaml", "a/../../x"], 3),
)
def test_a_record_that_names_other_files_removes_none(line: str, tmp_path: Path) -> None:
    """It comes with the checkout: names that lead out of the folder end the run."""
    from hashlib import sha256  # noqa: PLC0415

    root = write(tmp_path / "ledger")
    command = ["report", "--ledger", str(root)]
    assert main(command) == 0
    (root / "reports/linked").symlink_to("../seeds")
    before = state(root / "seeds")
    digest = sha256(before["paper.yaml"]).hexdigest()
    record = root / "reports/SHA256SUMS"
    record.write_text(f"{record.read_text()}{digest}  {line}\n", encoding="utf-8")
    assert main(command) == 2
    assert state(root / "seeds") == before


def test_folders_of_others_are_not_reports(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What no report wrote is not written over; what came before there was a record is."""
    root = write(tmp_path / "ledger")
    out = tmp_path / "site"
    out.mkdir()
    (out / "README.md").write_text("# Ours\n", encoding="utf-8")
    command = ["report", "--ledger", str(root), "--out", str(out)]
    assert main(command) == 2
    assert "holds files that no report wrote" in capsys.readouterr().err
    assert state(out) == {"README.md": b"# Ours\n"}
    (out / "README.md").unlink()
    assert main(command) == 0
    whole = state(out)
    (out / "SHA256SUMS").unlink()
    (out / "README.md").write_text("# Of an older version\n", encoding="utf-8")
    (out / "forecasts/old.md").write_text("# Gone\n", encoding="utf-8")
    assert main(command) == 0
    assert state(out) == whole | {"forecasts/old.md": b"# Gone\n"}
