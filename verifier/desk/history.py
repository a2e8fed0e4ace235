"""The ledger's history as git has it: each commit that touched it, with the ledger as it then was.

The first parents of the head are followed, so that every change is met once, in the commit that
brought it here.
"""

from __future__ import annotations

import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

from verifier.diagnostics import Severity
from verifier.loading import Loaded, load
from verifier.loading.rules import default_rules
from verifier.model.ledger import Ledger
from verifier.rules import Rules

_PARTS = ("seeds", "outcomes", "rules", "ledger.yaml")


class NoHistory(Exception):
    """There is no history to read, and why."""


@dataclass(frozen=True, slots=True)
class Revision:
    """The ledger after one commit; without ledger and rules where they cannot be read today.

    `remark` says what could not be read, and what was done about it.
    """

    commit: str
    day: date
    subject: str
    rules_touched: bool
    ledger: Ledger | None = None
    rules: Rules | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """Revisions, the oldest first, of which the first is only compared with; and what is hidden."""

    revisions: tuple[Revision, ...]
    unseen: tuple[str, ...]


def history(root: Path, since: str | None = None) -> History:
    """The commits after `since` that touched the ledger at `root`, after the state they began from.

    Raises `NoHistory` where git has none.
    """
    git = _Git(root)
    shallow = git("rev-parse", "--is-shallow-repository").strip() == "true"
    unseen: list[str] = []
    if shallow:
        unseen.append(
            "This is a shallow clone: what was changed before its first commit is not here "
            "(`git fetch --unshallow` brings it)."
        )
    base = git.commit(since) if since is not None else None
    if since is not None and base is None:
        if not shallow:
            raise NoHistory(f"git knows no revision `{since}`")
        unseen.append(f"`{since}` is not in this clone; all that is here was looked at instead.")
    logged = list(git.log(base))
    revisions = []
    if base is not None:
        revisions.append(_revision(git, root, base, rules_touched=False))
    revisions += [_revision(git, root, commit, rules_touched=rules) for commit, rules in logged]
    unseen += [
        f"{revision.commit} ({revision.day}): {revision.remark}."
        for revision in revisions
        if revision.remark
    ]
    if default_rules().resolve() != (root / "rules").resolve():
        unseen.append(
            "Default rules come with the package: what a newer version of it moved is not here."
        )
    return History(tuple(revisions), tuple(unseen))


class _Git:
    """Runs git in the ledger's folder."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def bytes(self, *arguments: str) -> bytes:
        command = ["git", "-C", str(self._root), *arguments]
        try:
            done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603
        except OSError:
            raise NoHistory("git is not installed, so no history can be read") from None
        if done.returncode != 0:
            said = done.stderr.decode(errors="replace").strip().split("\n")[0]
            raise NoHistory(f"git gives no history of {self._root}: {said or arguments[0]}")
        return done.stdout

    def __call__(self, *arguments: str) -> str:
        return self.bytes(*arguments).decode(errors="replace")

    def commit(self, revision: str) -> str | None:
        """The full name of a commit, None where there is none."""
        name = f"{revision}^{{commit}}"
        try:
            return self("rev-parse", "--verify", "--quiet", "--end-of-options", name).strip()
        except NoHistory:
            return None

    def log(self, base: str | None) -> Iterator[tuple[str, bool]]:
        """Commits that touched the ledger, the oldest first, and whether they touched its rules."""
        wanted = [f"{base}..HEAD"] if base else ["HEAD"]
        order = ["log", "--first-parent", "--reverse", "--format=%H", *wanted, "--"]
        touched = set(self(*order, "rules").split())
        for commit in self(*order, *_PARTS).split():
            yield commit, commit in touched


def _revision(git: _Git, root: Path, commit: str, *, rules_touched: bool) -> Revision:
    when, subject = git("show", "--no-patch", "--format=%cI%n%s", commit).split("\n")[:2]
    day = datetime.fromisoformat(when).astimezone(UTC).date()
    read, remark = _read(git, root, commit)
    mistakes = _mistakes(read)
    if mistakes:
        remark = f"it cannot be read by this version ({mistakes})"
    kept = rules_touched and not remark
    return Revision(commit[:10], day, subject, kept, read.ledger, read.rules, remark)


def _read(git: _Git, root: Path, commit: str) -> tuple[Loaded, str]:
    """The ledger as of a commit; by today's rules where its own are of another version's form."""
    with tempfile.TemporaryDirectory() as scratch:
        _check_out(git, commit, Path(scratch), own_rules=_owns_rules(root))
        loaded = load(Path(scratch))
        files = {d.span.file for d in loaded.diagnostics if d.severity == Severity.ERROR}
        if not files or not all(name.startswith("rules/") for name in files):
            return loaded, ""
        shutil.rmtree(Path(scratch, "rules"))
        why = f"its rules cannot be read by this version ({_mistakes(loaded)})"
        return load(Path(scratch)), f"{why}; the default ones were used"


def _mistakes(loaded: Loaded) -> str:
    errors = [d for d in loaded.diagnostics if d.severity == Severity.ERROR]
    if not errors:
        return ""
    count = "1 mistake" if len(errors) == 1 else f"{len(errors)} mistakes, the first"
    return f"{count} {errors[0].code} in {errors[0].span.file}"


def _owns_rules(root: Path) -> bool:
    """Whether the ledger's rules are the package's defaults themselves."""
    return (root / "rules").resolve() == default_rules().resolve()


def _check_out(git: _Git, commit: str, into: Path, *, own_rules: bool) -> None:
    present = git("ls-tree", "--name-only", commit, "--", *_PARTS).split()
    if not present:
        return
    data = git.bytes("archive", "--format=tar", commit, "--", *present)
    with tarfile.open(fileobj=BytesIO(data)) as archive:
        archive.extractall(into, filter="data")
    if own_rules:
        # They were all the rules there were, not additions to those of today.
        for path in (into / "rules").glob("*.yaml"):
            path.write_bytes(b"overlay: replace\n" + path.read_bytes())
