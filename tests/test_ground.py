"""The ground that everything stands on: locks, paths, versions, decision records."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from collections import Counter
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import verifier
from tests.depth import each

ROOT = Path(__file__).resolve().parents[1]
LOCKS = [ROOT / "requirements" / name for name in ("run.txt", "dev.txt")]
DECISIONS = ROOT / "docs" / "decisions"
PIN = re.compile(
    r"(?P<name>[a-z0-9-]+)(?:\[[a-z0-9,-]+\])?==(?P<version>[^\s;]+)(?: ; [^\\]+?)?"
    r"(?: --hash=sha256:[0-9a-f]{64})+"
)
# An absolute path begins a word; within an address or a relative path these names are harmless.
MACHINE_FOLDERS = ("home", "root", "work", "Users")
MACHINE_PATH = re.compile(rf"(?<![\w.~-])/(?:{'|'.join(MACHINE_FOLDERS)})/")


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def requirements(lock: Path) -> list[str]:
    """The lock's requirements, one logical line each, without comments."""
    text = "\n".join(
        line
        for line in lock.read_text(encoding="utf-8").splitlines()
        if not line.lstrip().startswith("#")
    )
    lines = re.sub(r"\s*\\\s*", " ", text).splitlines()
    return [line.strip() for line in lines if line.strip()]


def pins(lock: Path) -> dict[str, str]:
    matches = [PIN.fullmatch(line) for line in requirements(lock)]
    return {match["name"]: match["version"] for match in matches if match}


def tracked_files() -> list[Path]:
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listing.returncode:
        assert not os.environ.get("CI"), "CI has to know which files are tracked"
        pytest.skip("an unpacked archive has no record of which files are tracked: CI runs this")
    paths = [ROOT / name for name in listing.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_requirement_is_pinned_and_hashed(lock: Path) -> None:
    """An index that serves something else than was reviewed is refused."""
    loose = [line for line in requirements(lock) if not PIN.fullmatch(line)]
    assert not loose
    assert pins(lock)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_locks_name_no_registry(lock: Path) -> None:
    """Which index serves the packages is the machine's business."""
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    assert not [line for line in text.splitlines() if line.startswith("-")]


def test_locks_agree() -> None:
    """The tests run on the very versions that write the reports."""
    run, dev = (pins(lock) for lock in LOCKS)
    assert run.items() <= dev.items()


def test_locks_hold_what_the_project_declares() -> None:
    """`make lock` was run after the last change to the dependencies."""
    table = project()
    groups = table["dependency-groups"]
    build = [*table["build-system"]["requires"], *groups["build"]]
    runtime = [*table["project"]["dependencies"], *build]
    development = [line for line in groups["dev"] if isinstance(line, str)]
    for lock, declared in zip(LOCKS, (runtime, [*runtime, *development]), strict=True):
        pinned = pins(lock)
        for requirement in map(Requirement, declared):
            version = pinned.get(canonicalize_name(requirement.name))
            assert version is not None, f"{requirement} is not in {lock.name}"
            assert requirement.specifier.contains(version), f"{requirement} in {lock.name}"


def extras(lock: Path) -> dict[str, set[str]]:
    found = [Requirement(line.split(" --hash=")[0]) for line in requirements(lock)]
    return {canonicalize_name(requirement.name): requirement.extras for requirement in found}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_locks_keep_the_extras_that_packages_ask_for(lock: Path) -> None:
    """Old versions of pip look anew for `coverage[toml]` where the lock has only `coverage`."""
    locked = extras(lock)
    missing = []
    for name in locked:
        try:
            needs = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue  # for another system or version of Python
        for need in map(Requirement, needs):
            asked = need.marker is None or any(
                need.marker.evaluate({"extra": extra}) for extra in ("", *locked[name])
            )
            if asked and not need.extras <= locked[canonicalize_name(need.name)]:
                missing.append(f"{need} of {name}")
    assert not missing


def test_no_file_names_a_place_on_one_machine() -> None:
    """What is tracked reads alike wherever it was checked out."""
    found = []
    for path in tracked_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        # Most files name no such folder at all, which is found out faster.
        if not any(f"/{folder}/" in text for folder in MACHINE_FOLDERS):
            continue
        found += [
            f"{path.relative_to(ROOT)}:{number}"
            for number, line in enumerate(text.splitlines(), start=1)
            if MACHINE_PATH.search(line)
        ]
    assert not found


@each("line", ["cd /home" + "/me", "'/root" + "/x'", "PATH=/work" + "/bin"])
def test_a_place_on_one_machine_is_seen(line: str) -> None:
    """Also quoted, and after an equals sign."""
    assert MACHINE_PATH.search(line)


def test_an_address_is_no_place_on_a_machine() -> None:
    """Sites have folders of these names too."""
    assert not MACHINE_PATH.search("https://example.org/home" + "/news and ../work" + "/notes")


def test_the_version_is_one() -> None:
    """The package and its metadata say the same."""
    assert verifier.__version__ == project()["project"]["version"]


def test_decision_records_are_numbered_once_and_named_alike() -> None:
    """A number names one record for ever."""
    names = [path.name for path in DECISIONS.glob("*.md") if path.name != "template.md"]
    assert names
    assert all(re.fullmatch(r"\d{4}(-[a-z0-9]+)+\.md", name) for name in names)
    numbers = Counter(name[:4] for name in names)
    assert [number for number, count in numbers.items() if count > 1] == []


def test_decision_records_have_the_parts_of_the_template() -> None:
    """Context, choice, consequence, under a title that bears the record's number."""
    for path in DECISIONS.glob("[0-9]*.md"):
        text = path.read_text(encoding="utf-8")
        assert text.startswith(f"# {path.name[:4]}: "), path.name
        headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
        assert headings == ["Context", "Choice", "Consequence"], path.name
