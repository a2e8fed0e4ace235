"""The command line answers a slip with the nearest it knows, and says which extra is wanted."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.depth import deep
from tests.ledgers import write
from verifier.cli import main

_SLIPS = {
    "chekc": "no `chekc`; did you mean `check`?",
    "report --as-off 2023-01-01": "verifier report: error: no option `--as-off`; did you mean ",
    "new forcast": "verifier new: error: argument KIND: no `forcast`; did you mean `forecast`?",
    "new forecast --questoin=x": "no option `--questoin`; did you mean `--question`?",
    "export --format cvs --out x": "argument --format: no `cvs`; did you mean `csv`?",
    "report --zzz": "no option `--zzz`\n",
    "export --format zzz --out x": "invalid choice: 'zzz' (choose from ",
    "due now": "verifier due: error: too much: now; --ledger names a ledger",
    "read in March --said 2023": "too much: March; what belongs together goes between quotation",
}


@pytest.mark.parametrize("slip", _SLIPS)
def test_a_slip_is_answered_with_the_nearest(slip: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Commands, kinds, options and their choices; what is like nothing is only refused."""
    with pytest.raises(SystemExit) as ended:
        main(slip.split())
    assert ended.value.code == 2
    assert _SLIPS[slip] in capsys.readouterr().err


def test_who_interrupts_sees_one_word_whenever_it_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also while modules are loaded, which is most of the time of a short command."""

    def interrupted(_: str) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr("verifier.cli.import_module", interrupted)
    assert main(["check"]) == 130
    assert capsys.readouterr().err == "\ninterrupted\n"


@pytest.mark.parametrize("folder", ["seeds", "outcomes/rulings", "disputes/x", "rules"])
def test_what_is_made_does_not_go_among_what_people_write(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], folder: str
) -> None:
    """Archived texts are not published with the ledger, and tables are no records of it."""
    root, out = write(tmp_path), str(tmp_path / folder)
    ledger = ["--ledger", str(root)]
    (tmp_path / "article.txt").write_text("They will attack in February.", encoding="utf-8")
    before = sorted(root.rglob("*"))
    kept = ["capture", str(tmp_path / "article.txt"), "--source", "paper-2023-01-10"]
    for command in (
        ["export", "--format", "csv", "--out", out],
        ["schema", "--out", out],
        ["report", "--out", out],
        [*kept, "--archive", out],
    ):
        assert main([*command, *ledger]) == 2
        assert "name another" in capsys.readouterr().err
    assert sorted(root.rglob("*")) == before


@deep
def test_without_the_extra_one_line_says_how_to_install_it(tmp_path: Path) -> None:
    """And the other commands never load a data-frame library."""
    program = (
        "import sys\n"
        "sys.modules.update(dict.fromkeys(('polars', 'narwhals', 'duckdb')))\n"
        "from verifier.cli import main\n"
        "sys.exit(main(sys.argv[1:]))"
    )

    def without(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", program, *arguments],
            env={"PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            check=False,
            text=True,
        )

    refused = without("score", "--table", "t.csv", "--out", str(tmp_path / "out"))
    assert refused.returncode == 2
    assert "pip install 'prediction-verifier[tables]'" in refused.stderr
    assert refused.stderr.count("\n") == 1
    assert without("read", "by mid-February", "--said", "2023-01-30").returncode == 0
