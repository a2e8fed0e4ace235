"""The CI kit: what it names is there, and its steps do what they say."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.ledgers import write
from verifier.cli import COMMANDS, main

ROOT = Path(__file__).resolve().parents[2]


def _yaml(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def _steps() -> dict[str, Any]:
    return {step["name"]: step for step in _yaml("action.yml")["runs"]["steps"] if "name" in step}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A sound ledger with reports, and a `verifier` that is this code."""
    root = write(tmp_path / "ledger")
    assert main(["report", "--ledger", str(root)]) == 0
    tool = tmp_path / "bin/verifier"
    tool.parent.mkdir()
    tool.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m verifier "$@"\n', encoding="utf-8")
    tool.chmod(0o755)
    return tmp_path


def _run(name: str, workspace: Path, since: str = "") -> subprocess.CompletedProcess[str]:
    bash = shutil.which("bash")
    if bash is None:
        assert not os.environ.get("CI"), "CI has to run the action's steps, which are bash"
        pytest.skip("this machine has no bash, which the action's host has: CI runs this")
    values = {"LEDGER": str(workspace / "ledger"), "SINCE": since}
    step = _steps()[name]
    assert set(step["env"]) <= set(values)
    environment = {
        **os.environ,
        **{key: values[key] for key in step["env"]},
        "PATH": f"{workspace / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "GITHUB_STEP_SUMMARY": str(workspace / "summary.md"),
        "GIT_CEILING_DIRECTORIES": str(workspace),
    }
    return subprocess.run(
        [bash, "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_action_passes_a_sound_ledger(workspace: Path) -> None:
    """Each step succeeds, and the summary is written."""
    for name in ("The ledger has no mistakes", "The scorecards are up to date", "What changed"):
        done = _run(name, workspace)
        assert done.returncode == 0, done.stderr
    summary = (workspace / "summary.md").read_text(encoding="utf-8")
    assert summary.startswith("## What the history changed")


def test_the_action_annotates_mistakes(workspace: Path) -> None:
    """A mistake fails the step and is shown at its line; stale reports fail theirs."""
    path = workspace / "ledger/seeds/paper.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("will", "may"), encoding="utf-8")
    assert _run("The scorecards are up to date", workspace).returncode == 1
    text = path.read_text(encoding="utf-8").replace("forecaster: ann", "forecaster: an")
    path.write_text(text, encoding="utf-8")
    done = _run("The ledger has no mistakes", workspace)
    assert done.returncode == 1
    assert "::error" in done.stdout
    assert "line=7" in done.stdout


def test_the_action_survives_an_unknown_revision(workspace: Path) -> None:
    """A new branch has no revision before it: the summary says so."""
    assert _run("What changed", workspace, since="0" * 40).returncode == 0


def test_the_action_is_well_formed() -> None:
    """Composite, every step with a shell, user input only by way of the environment."""
    action = _yaml("action.yml")
    assert action["runs"]["using"] == "composite"
    assert {"name", "description", "inputs"} <= set(action)
    for step in action["runs"]["steps"]:
        assert "uses" in step or step["shell"] == "bash"
        assert "${{" not in step.get("run", "")
    assert (ROOT / "requirements/run.txt").is_file()


def test_hooks_run_commands_that_are_there(workspace: Path) -> None:
    """Each hook's entry is a command of ours, and passes on a sound ledger."""
    hooks = _yaml(".pre-commit-hooks.yaml")
    for hook in hooks:
        tool, command, *options = hook["entry"].split()
        assert tool == "verifier"
        assert command in COMMANDS
        assert hook["language"] == "python"
        assert main([command, *options, "--ledger", str(workspace / "ledger")]) == 0


def test_the_form_for_disputes_is_well_formed() -> None:
    """Every field has a kind, an id and a label."""
    form = _yaml(".github/ISSUE_TEMPLATE/dispute.yml")
    fields = [field for field in form["body"] if field["type"] != "markdown"]
    assert len({field["id"] for field in fields}) == len(fields)
    assert all(field["attributes"]["label"] for field in fields)
    kinds = {"markdown", "input", "dropdown", "textarea", "checkboxes"}
    assert {field["type"] for field in form["body"]} <= kinds


def test_every_command_has_help_with_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    """`verifier COMMAND --help` ends with something that can be typed."""
    for command in COMMANDS:
        with pytest.raises(SystemExit):
            main([command, "--help"])
        assert re.search(rf"examples?:\n  verifier {command}", capsys.readouterr().out)
