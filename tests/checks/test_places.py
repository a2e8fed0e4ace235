"""Where findings are said to be: from here for readers, from the root of the repository for hosts.

And what names of files do to whoever reads them.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from tests.ledgers import SOURCE, write
from verifier.cli import main


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a ledger below its root that has one mistake; the root is here."""
    (tmp_path / ".git").mkdir()
    write(tmp_path / "data/ours", source=SOURCE.replace("ann-example", "ann-exampel"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_host_finds_the_line_from_the_root_of_the_repository(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Annotations and SARIF, wherever the command runs and with no base that hosts overlook."""
    for here, ledger in ((repository, "data/ours"), (repository / "data", "ours")):
        os.chdir(here)
        assert main(["check", "--ledger", ledger, "--format", "github"]) == 1
        assert "file=data/ours/seeds/paper.yaml,line=7," in capsys.readouterr().out
        assert main(["check", "--ledger", ledger, "--format", "sarif"]) == 1
        [result] = json.loads(capsys.readouterr().out)["runs"][0]["results"]
        place = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert place == {"uri": "data/ours/seeds/paper.yaml"}


def test_a_reader_finds_the_line_from_here(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also the place that a note speaks of; a file of the default rules keeps its name."""
    main(["check", "--ledger", "data/ours"])
    shown = capsys.readouterr().err
    assert " --> data/ours/seeds/paper.yaml:7:17" in shown
    assert "(data/ours/seeds/forecasters.yaml:2)" in shown
    unknown = SOURCE.replace("event: ground-offensive", "event: ground-offensiv")
    write(repository / "data/ours", source=unknown)
    main(["check", "--ledger", "data/ours", "--format", "github"])
    assert "(rules/events.yaml:" in capsys.readouterr().out


def test_without_a_repository_names_are_those_of_the_ledger(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing above is known."""
    (repository / ".git").rmdir()
    main(["check", "--ledger", "data/ours", "--format", "github"])
    assert "file=seeds/paper.yaml," in capsys.readouterr().out


_NAMES = [
    "a\n::error title=pwn::x.yaml",
    "##[error]x.yaml",
    "b\x1b[31mx\x07.yaml",
    "c\u202elmay.yaml",
    os.fsdecode(b"d\xe9.yaml"),
    "e,line=9::x.yaml",
]


@pytest.mark.parametrize("name", _NAMES)
@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_no_name_of_a_file_steers_who_reads_it(
    tmp_path: Path, name: str, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Line breaks, commands, terminal sequences, direction marks, no UTF-8: one finding."""
    root = write(tmp_path)
    (root / "seeds" / name).write_text("no: [", encoding="utf-8")
    assert main(["check", "--ledger", str(root), "--format", form]) == 1
    shown = "".join(capsys.readouterr())
    commands = [line for line in shown.splitlines() if re.match(r"\s*::", line)]
    assert len(commands) == (1 if form == "github" else 0)
    assert not re.search("##\\w*\\[|\x1b|\x07|\u202e|[\ud800-\udfff]", shown)
    assert "line=9" not in shown.partition("::error file=")[2].partition(",line=1,")[0] or (
        "%3A%3A" in shown
    )


def test_a_stale_page_is_named_safely(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A record of what was written can come with a ledger, and names what it likes."""
    monkeypatch.chdir(write(tmp_path))
    assert main(["report"]) == 0
    name = "::warning ##[group]y\x1b[2J"
    (tmp_path / "reports" / name).write_text("", encoding="utf-8")
    with (tmp_path / "reports/SHA256SUMS").open("a", encoding="utf-8") as record:
        record.write(f"{'0' * 64}  {name}\n")
    capsys.readouterr()
    assert main(["report", "--check"]) == 1
    shown = "".join(capsys.readouterr())
    assert "warning" in shown
    assert "\x1b" not in shown
    assert not re.search(r"^\s*::|##\w*\[", shown, re.MULTILINE)


def test_what_others_keep_beside_the_pages_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is no stale page, whatever its name."""
    monkeypatch.chdir(write(tmp_path))
    assert main(["report"]) == 0
    other = tmp_path / "reports/x\n::warning ##[group]y"
    other.write_text("theirs", encoding="utf-8")
    assert main(["report", "--check"]) == main(["report"]) == 0
    assert other.read_text(encoding="utf-8") == "theirs"
    assert "warning" not in "".join(capsys.readouterr())


def test_a_wrong_argument_is_named_safely(capsys: pytest.CaptureFixture[str]) -> None:
    """Also what the parser of arguments prints."""
    with pytest.raises(SystemExit):
        main(["check", "--format", "x\n::error::y"])
    assert not re.search(r"^\s*::", capsys.readouterr().err, re.MULTILINE)
