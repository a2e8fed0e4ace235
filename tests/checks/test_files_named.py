"""`verifier check FILE`: only what concerns the files named, and how much there is elsewhere."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.ledgers import FORECASTERS, OUTCOMES, SOURCE, write
from verifier.cli import main

Told = Callable[..., tuple[int, str, str]]

WRONG = SOURCE.replace("voice: quotation", "voice: quotatoin")
OTHER = (
    SOURCE.replace("paper-2023-01-10", "gazette-2023-01-11")
    .replace("ann-attack", "ann-again")
    .replace("they will attack", "there will be an attack")
    .replace('    window: {phrase: "in February"}\n', "")
)
NO_ADDRESS = OUTCOMES.replace("        address: https://example.org/attack\n", "")


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Told:
    """Status, output and standard error of a check."""

    def run(*arguments: object) -> tuple[int, str, str]:
        status = main(["check", *map(str, arguments)])
        return status, *capsys.readouterr()

    return run


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger in which the paper has an error, the gazette advice and the outcomes a warning."""
    write(tmp_path, source=WRONG, outcomes=NO_ADDRESS)
    (tmp_path / "seeds/gazette.yaml").write_text(OTHER, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_only_what_concerns_the_file_is_shown_and_fails(root: Path, told: Told) -> None:
    """The status is that of the file; what there is elsewhere is counted."""
    status, out, err = told("seeds/paper.yaml")
    assert (status, out) == (1, "")
    assert err.count("error[VF103]") == 1
    assert "VF301" not in err
    assert err.endswith(
        "1 error, 0 warnings; `verifier check --fix seeds/paper.yaml` fixes 1\n"
        "elsewhere: 0 errors, 1 warning, 1 piece of advice; see `verifier check`\n"
    )
    status, out, err = told("seeds/gazette.yaml")
    assert (status, out) == (0, "ok: seeds/gazette.yaml\n")
    assert "advice[VF301]" in err
    assert "VF103" not in err
    assert err.endswith("elsewhere: 1 error, 1 warning; see `verifier check`\n")


def test_a_file_without_findings_is_ok_beside_others_with_some(root: Path, told: Told) -> None:
    """Nothing is shown of the others but their number; none where there are none."""
    status, out, err = told("seeds/forecasters.yaml")
    assert (status, out) == (0, "ok: seeds/forecasters.yaml\n")
    assert err == "elsewhere: 1 error, 1 warning, 1 piece of advice; see `verifier check`\n"
    assert told("seeds/forecasters.yaml", "seeds/gazette.yaml")[1] == "ok: 2 files\n"
    write(root)
    (root / "seeds/gazette.yaml").unlink()
    assert told("seeds/forecasters.yaml") == (0, "ok: seeds/forecasters.yaml\n", "")


def test_a_folder_stands_for_what_is_in_it(root: Path, told: Told) -> None:
    """Of the ledger's folders, and of the ledger itself."""
    status, out, err = told("outcomes")
    assert (status, out) == (0, "ok: outcomes\n")
    assert "warning[" in err
    assert "elsewhere: 1 error, 0 warnings, 1 piece of advice" in err
    assert told(root)[0] == 1
    assert "elsewhere" not in told(root)[2]


def test_strict_counts_the_warnings_of_the_files_alone(root: Path, told: Told) -> None:
    """As for the whole ledger."""
    assert told("--strict", "outcomes/attack.yaml")[0] == 1
    assert told("--strict", "seeds/gazette.yaml")[0] == 0


def test_what_a_finding_elsewhere_points_at_in_the_file_concerns_it(root: Path, told: Told) -> None:
    """The same id in two files is told of both, whichever was asked for."""
    (root / "seeds/gazette.yaml").write_text(SOURCE, encoding="utf-8")
    for name in ("paper", "gazette"):
        status, _, err = told(f"seeds/{name}.yaml")
        assert status == 1
        assert "`ann-attack`" in err


def test_formats_for_programs_have_the_same_findings(root: Path, told: Told) -> None:
    """And nothing else is printed."""
    status, out, err = told("--format", "json", "seeds/paper.yaml")
    found: list[dict[str, Any]] = json.loads(out)["findings"]
    assert [each["file"] for each in found] == ["seeds/paper.yaml"]
    assert (status, err) == (1, "")


def test_fix_changes_the_files_named_alone(root: Path, told: Told) -> None:
    """What is misspelt elsewhere stays."""
    (root / "seeds/gazette.yaml").write_text(
        OTHER.replace("voice: quotation", "voice: quotatoin"), encoding="utf-8"
    )
    told("--fix", "seeds/gazette.yaml")
    assert "voice: quotation\n" in (root / "seeds/gazette.yaml").read_text(encoding="utf-8")
    assert (root / "seeds/paper.yaml").read_text(encoding="utf-8") == WRONG


@pytest.mark.parametrize("stand", [".", "seeds", "outcomes"])
def test_paths_are_those_of_the_shell(
    root: Path, told: Told, monkeypatch: pytest.MonkeyPatch, stand: str
) -> None:
    """From wherever one stands, and what is offered can be typed as it is told."""
    monkeypatch.chdir(root / stand)
    path = os.path.relpath(root / "seeds/paper.yaml")
    status, _, err = told(path, *(() if stand == "." else ("--ledger", "..")))
    assert status == 1
    assert "error[VF103]" in err
    more = "" if stand == "." else " --ledger .."
    assert f"`verifier check --fix {path}{more}` fixes 1" in err


def test_what_is_no_file_of_the_ledger_is_refused(root: Path, told: Told) -> None:
    """With the ledger that it is of, where it is of another."""
    other = write(root / "examples/other one", forecasters=FORECASTERS)
    (root / "notes.txt").write_text("", encoding="utf-8")
    assert told("--ledger", "nowhere") == (2, "", "error: nowhere: no such folder\n")
    for path, why in {
        "seeds/none.yaml": "error: seeds/none.yaml: no such file or folder\n",
        "notes.txt": "error: notes.txt is no file of the ledger here: those are in seeds/, "
        "outcomes/, disputes/ and rules/\n",
        "examples/other one/seeds/paper.yaml": "error: examples/other one/seeds/paper.yaml is of "
        "another ledger: --ledger 'examples/other one'\n",
        "examples/other one": "error: examples/other one is another ledger: --ledger "
        "'examples/other one'\n",
    }.items():
        assert told(path) == (2, "", why)
    assert told("--ledger", other, other / "seeds")[0] == 0


def test_advice_of_a_kind_is_folded_also_of_files_that_are_named(root: Path, told: Told) -> None:
    """Until all of it is asked for."""
    first, record = OTHER.split("forecasts:\n")
    more = [
        record.replace("ann-again", f"ann-{n}").replace("there will be", f"side {n} will begin")
        for n in range(5)
    ]
    text = f"{first}forecasts:\n{''.join(more)}"
    (root / "seeds/gazette.yaml").write_text(text, encoding="utf-8")
    err = told("seeds/gazette.yaml")[2]
    assert err.count("advice[VF301]: `ann-") == 3
    assert "advice[VF301]: 2 more of the same: seeds/gazette.yaml:" in err
    assert told("--advice", "seeds/gazette.yaml")[2].count("advice[VF301]: `ann-") == 5
