"""The CI kit: what it names is there, and its steps do what they say."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.depth import deep
from tests.ledgers import write
from verifier.cli import COMMANDS, main
from verifier.keeping import RECORDS

ROOT = Path(__file__).resolve().parents[2]


def _yaml(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def _steps() -> dict[str, Any]:
    return {step["name"]: step for step in _yaml("action.yml")["runs"]["steps"] if "name" in step}


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound ledger with reports, in a repository."""
    root = write(tmp_path_factory.mktemp("kit") / "ledger")
    assert main(["report", "--ledger", str(root)]) == 0
    who = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org")
    for command in (("init", "-q"), ("add", "."), (*who, "commit", "-q", "-m", "first")):
        subprocess.run(["git", "-C", str(root), *command], check=True)
    return root


@pytest.fixture
def workspace(committed: Path, tmp_path: Path) -> Path:
    """The ledger, and a `verifier` that is this code."""
    shutil.copytree(committed, tmp_path / "ledger")
    # As pip makes it: the file is run, and what stands in the current folder is not looked at.
    script = tmp_path / "bin/program.py"
    script.parent.mkdir()
    script.write_text("from verifier.cli import program\n\nprogram()\n", encoding="utf-8")
    tool = tmp_path / "bin/verifier"
    tool.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{script}" "$@"\n', encoding="utf-8")
    tool.chmod(0o755)
    return tmp_path


def _run(
    name: str, workspace: Path, since: str = "", **more: str
) -> subprocess.CompletedProcess[str]:
    """Run a step as the host does, standing in the ledger."""
    bash = shutil.which("bash")
    if bash is None:
        assert not os.environ.get("CI"), "CI has to run the action's steps, which are bash"
        pytest.skip("this machine has no bash, which the action's host has: CI runs this")
    tool = str(workspace / "bin/verifier")
    values = {"LEDGER": str(workspace / "ledger"), "SINCE": since, "VERIFIER": tool, **more}
    step = _steps()[name]
    assert set(step["env"]) <= set(values)
    environment = {
        **os.environ,
        **{key: values[key] for key in step["env"]},
        "PYTHONPATH": str(ROOT),
        "GITHUB_STEP_SUMMARY": str(workspace / "summary.md"),
        "GIT_CEILING_DIRECTORIES": str(workspace),
    }
    return subprocess.run(
        [bash, "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=workspace / "ledger",
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@deep
def test_the_action_passes_a_sound_ledger(workspace: Path) -> None:
    """Each step succeeds, and the summary is written."""
    for name in ("The ledger has no mistakes", "The scorecards are up to date", "What changed"):
        done = _run(name, workspace)
        assert done.returncode == 0, done.stderr
    summary = (workspace / "summary.md").read_text(encoding="utf-8")
    assert summary.startswith("## What the history changed")


@deep
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


@deep
def test_the_action_survives_an_unknown_revision(workspace: Path) -> None:
    """The host calls what was before a new branch by zeros: the whole history is looked at."""
    assert _run("What changed", workspace, since="0" * 40).returncode == 0
    assert _run("What changed", workspace, since="1" * 40).returncode == 2


BACKEND = """\
import zipfile

NAME = "prediction_verifier-0"


def build_wheel(folder, config_settings=None, metadata_directory=None):
    with zipfile.ZipFile(f"{folder}/{NAME}-py3-none-any.whl", "w") as wheel:
        wheel.writestr("installed.py", "")
        entry = "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n"
        wheel.writestr(f"{NAME}.dist-info/WHEEL", entry)
        metadata = "Metadata-Version: 2.1\\nName: prediction-verifier\\nVersion: 0\\n"
        wheel.writestr(f"{NAME}.dist-info/METADATA", metadata)
        wheel.writestr(f"{NAME}.dist-info/RECORD", "")
    return f"{NAME}-py3-none-any.whl"
"""
TRAPS = (
    *("venv.py", "pip/__init__.py", "pip/__main__.py", "ensurepip/__init__.py", "runpy.py"),
    *("sitecustomize.py", "usercustomize.py", "json.py", "argparse.py", "logging/__init__.py"),
    *("yaml.py", "pydantic/__init__.py", "verifier/__init__.py", "verifier/__main__.py"),
    *("backend.py", "setup.py"),
)


@deep
def test_the_action_runs_nothing_of_the_checkout(workspace: Path) -> None:
    """Files of a pull request under the names of modules that the steps use stay files.

    The kit stands for ours, so that nothing has to be downloaded: it has no dependencies and
    builds itself.
    """
    kit, place, ran = workspace / "kit", workspace / "place", workspace / "ran"
    (kit / "requirements").mkdir(parents=True)
    (kit / "requirements/run.txt").write_text("# none\n", encoding="utf-8")
    (kit / "backend.py").write_text(BACKEND, encoding="utf-8")
    system = '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'
    (kit / "pyproject.toml").write_text(system, encoding="utf-8")
    for name in TRAPS:
        trap = workspace / "ledger" / name
        trap.parent.mkdir(exist_ok=True)
        trap.write_text(f"open({str(ran)!r}, 'a').write({name!r} + ' ')\n", encoding="utf-8")
    (kit / "requirements/site.txt").write_text("# none\n", encoding="utf-8")
    given = {"KIT": str(kit), "PLACE": str(place), "PYTHON": sys.executable}
    done = _run("Install", workspace, **given, SITE="true")
    assert done.returncode == 0, done.stderr
    assert list(place.glob("lib/python*/site-packages/installed.py"))
    for name in ("The ledger has no mistakes", "The scorecards are up to date", "What changed"):
        done = _run(name, workspace)
        assert done.returncode == 0, done.stderr
    assert not ran.exists(), ran.read_text(encoding="utf-8")


@deep
def test_the_action_installs_a_wheel_without_the_network(workspace: Path) -> None:
    """Its install step, as it stands, from locks that name a wheel on this disk by its hash."""
    kit, place, wheels = workspace / "kit", workspace / "place", workspace / "wheels"
    (kit / "requirements").mkdir(parents=True)
    wheels.mkdir()
    for name in ("base", "site"):
        wheel = wheels / f"local_{name}-1-py3-none-any.whl"
        with zipfile.ZipFile(wheel, "w") as made:
            made.writestr(f"local_{name}.py", "")
            info = f"local_{name}-1.dist-info"
            tags = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
            made.writestr(f"{info}/WHEEL", tags)
            metadata = f"Metadata-Version: 2.1\nName: local-{name}\nVersion: 1\n"
            made.writestr(f"{info}/METADATA", metadata)
            made.writestr(f"{info}/RECORD", "")
        digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
        lock = "run.txt" if name == "base" else "site.txt"
        text = f"--no-index\n--find-links {wheels}\nlocal-{name}==1 --hash=sha256:{digest}\n"
        (kit / "requirements" / lock).write_text(text, encoding="utf-8")
    (kit / "backend.py").write_text(BACKEND, encoding="utf-8")
    system = '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'
    (kit / "pyproject.toml").write_text(system, encoding="utf-8")
    for site, there in (("true", {"base", "site"}), ("false", {"base"})):
        given = {"KIT": str(kit), "PLACE": str(place), "PYTHON": sys.executable, "SITE": site}
        done = _run("Install", workspace, **given)
        assert done.returncode == 0, done.stderr
        found = {path.stem[6:] for path in place.glob("lib/python*/site-packages/local_*.py")}
        assert found == there
        assert list(place.glob("lib/python*/site-packages/installed.py"))


def test_the_action_builds_a_site(workspace: Path) -> None:
    """Where it is asked for, at the address that was given, in a folder outside the checkout."""
    pytest.importorskip("mkdocs", reason="needs the extra `site`")
    out = workspace / "site"
    where = {"ADDRESS": "https://example.org/f", "REPOSITORY": "https://example.org/r"}
    done = _run("The site", workspace, OUT=str(out), **where)
    assert done.returncode == 0, done.stderr
    assert (out / "sitemap.xml").is_file()
    assert 'href="https://example.org/r"' in (out / "index.html").read_text(encoding="utf-8")
    asked = _steps()["The site"]["if"]
    assert asked == "${{ inputs.site == 'true' }}"


def test_what_is_used_is_pinned_to_a_commit() -> None:
    """A tag can be moved to other code; the comment says which version the commit is."""
    shown = ROOT / "docs/ledger-in-a-repository.md"
    for path in (ROOT / "action.yml", *(ROOT / ".github/workflows").glob("*.yml"), shown):
        for line in path.read_text(encoding="utf-8").splitlines():
            if "uses:" in line and not line.endswith("@COMMIT"):
                assert re.search(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


def test_workflows_ask_for_no_more_than_reading() -> None:
    """What a pull request brings cannot write, and finds no credentials in the checkout."""
    for path in (ROOT / ".github/workflows").glob("*.yml"):
        workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert workflow["permissions"] == {"contents": "read"}
        for job in workflow["jobs"].values():
            assert "permissions" not in job
            for step in job["steps"]:
                if step.get("uses", "").startswith("actions/checkout@"):
                    assert step["with"]["persist-credentials"] is False


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


def test_the_hooks_find_a_ledger_in_a_folder() -> None:
    """Of files of a ledger, at the root or below it, each hook takes its own, and no others."""
    hooks = {hook["id"]: re.compile(hook["files"]) for hook in _yaml(".pre-commit-hooks.yaml")}
    for folder in ("", "data/forecasts/"):
        for name in (*(f"{records}/2024/a.yaml" for records in RECORDS), "outcomes/a.yml"):
            assert all(pattern.search(folder + name) for pattern in hooks.values())
        for name in ("rules/time.yaml", "ledger.yaml", "outcomes/area.csv"):
            taken = {id for id, pattern in hooks.items() if pattern.search(folder + name)}
            assert taken == {"verifier-check", "verifier-report"}
        for name in ("README.md", "my-seeds/a.yaml", "ledger.yaml.md", "seeds.yaml"):
            assert not any(pattern.search(folder + name) for pattern in hooks.values())


def test_the_hooks_work_for_a_ledger_in_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the documentation has them, with the names of files as pre-commit gives them."""
    page = (ROOT / "docs/ledger-in-a-repository.md").read_text(encoding="utf-8")
    write(tmp_path / "data/forecasts")
    monkeypatch.chdir(tmp_path)
    assert main(["fmt", "--ledger", "data/forecasts"]) == 0
    assert main(["report", "--ledger", "data/forecasts"]) == 0
    configured = re.search(r"```yaml\n(# \.pre-commit-config.*?)```", page, re.DOTALL)
    assert configured
    entries = {hook["id"]: hook for hook in _yaml(".pre-commit-hooks.yaml")}
    for hook in yaml.safe_load(configured[1])["repos"][0]["hooks"]:
        entry = entries[hook["id"]]
        files = ["data/forecasts/seeds/paper.yaml"] if entry.get("pass_filenames", True) else []
        assert main([*entry["entry"].split()[1:], *hook["args"], *files]) == 0
