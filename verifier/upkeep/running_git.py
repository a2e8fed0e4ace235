"""How git is run, and which files it has unchanged: what `verifier check` wants of it each time."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Collection
from pathlib import Path


class NoHistory(Exception):
    """There is no history to read, and why."""


# What a hook or a hostile environment sets would make git look at another repository.
_ELSEWHERE = frozenset(
    {
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_COMMON_DIR",
        "GIT_DIR",
        "GIT_GRAFT_FILE",
        "GIT_INDEX_FILE",
        "GIT_NAMESPACE",
        "GIT_OBJECT_DIRECTORY",
        "GIT_PREFIX",
        "GIT_REPLACE_REF_BASE",
        "GIT_SHALLOW_FILE",
        "GIT_WORK_TREE",
    }
)
# No pager, no program that a setting names, no object in the place of another, no pattern in a
# path. The commands below are plumbing, which obeys few settings beside.
_SAFELY = (
    "--no-pager",
    "--no-replace-objects",
    "--literal-pathspecs",
    "--no-optional-locks",
    "-c",
    "core.fsmonitor=false",
    "-c",
    f"core.hooksPath={os.devnull}",
)


def told(root: Path, *arguments: str) -> str:
    """What git prints of the repository in which a folder lies.

    Raises `NoHistory` with what it says where it fails.
    """
    try:
        done = subprocess.run(  # noqa: S603
            command(root, *arguments), capture_output=True, check=False, env=environment()
        )
    except OSError:
        raise NoHistory("git is not installed, so no history can be read") from None
    if done.returncode != 0:
        said = done.stderr.decode(errors="replace").strip().split("\n")[0]
        raise NoHistory(f"git gives no history of {root}: {said or arguments[0]}")
    return os.fsdecode(done.stdout)


def command(root: Path, *arguments: str) -> list[str]:
    """The words with which git is run there."""
    return ["git", "-C", str(root), *_SAFELY, *arguments]


def environment() -> dict[str, str]:
    """The environment in which it is run."""
    kept = {key: value for key, value in os.environ.items() if key not in _ELSEWHERE}
    return kept | {"GIT_TERMINAL_PROMPT": "0"}


def changed(root: Path, names: Collection[str]) -> set[str] | None:
    """Which of these files of a folder are not as they were last committed; None without git.

    Those that git leaves out are among them: it does not know when they changed.
    """
    how = ("--porcelain", "-z", "--no-renames", "--untracked-files=all", "--ignored")
    try:
        prefix = told(root, "rev-parse", "--show-prefix").rstrip("\n")
        status = told(root, "status", *how, "--", *sorted(names))
    except NoHistory:
        return None
    # Two letters and a blank stand before each path, which begins at the root of the repository.
    return {each[3:].removeprefix(prefix) for each in status.split("\0") if each}
