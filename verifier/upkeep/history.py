"""The ledger's history as git has it: each commit that touched it, with the ledger as it then was.

The first parents of the head are followed, so that every change is met once, in the commit that
brought it here; and before the folder of the ledger was moved, the folder that it was then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

from verifier.dataclass import dataclass
from verifier.diagnostics import Severity
from verifier.loading import Loaded, load
from verifier.loading.files import Files, Laid, Unreadable
from verifier.loading.rules import default_rules
from verifier.model.ledger import Ledger
from verifier.rules import Rules
from verifier.upkeep.git import Commit, Git, Snapshot
from verifier.upkeep.running_git import NoHistory

__all__ = ["History", "NoHistory", "Revision", "history"]

_PARTS = ("seeds", "outcomes", "disputes", "rules", "ledger.yaml")
_SAME = 0.5
"""The share of a ledger's files that were, byte for byte, in a folder that it is taken to have been
moved from."""


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

    Raises `NoHistory` where there is none, or git does not know `since`.
    """
    with closing(Git(root)) as git:
        try:
            return _history(git, root, since)
        except Unreadable as error:
            raise NoHistory(f"git gives no history of {root}: {error}") from None


def _history(git: Git, root: Path, since: str | None) -> History:
    unseen: list[str] = []
    if since is not None and set(since) == {"0"}:
        # What hosts call the state before the first push of a branch.
        since = None
    if git.shallow:
        unseen.append(
            "This is a shallow clone: what was changed before its first commit is not here "
            "(`git fetch --unshallow` brings it)."
        )
    base = git.find(since) if since is not None else None
    if since is not None and base is None:
        if not git.shallow:
            raise NoHistory(f"git knows no revision `{since}`")
        unseen.append(f"`{since}` is not in this clone; all that is here was looked at instead.")
    stretches = list(_stretches(git, base, unseen))
    revisions: list[Revision] = []
    if base is not None:
        prefix = stretches[-1].prefix
        revisions.append(_revision(git, root, git.commit(base), prefix, rules_touched=False))
    for stretch in reversed(stretches):
        for name in stretch.commits:
            touched = name in stretch.touched_rules
            revision = _revision(git, root, git.commit(name), stretch.prefix, rules_touched=touched)
            revisions.append(revision)
    unseen.append(
        "A commit has the date that was put on it, but none counts as older than what it builds on."
    )
    unseen += [f"{r.commit} ({r.day}): {r.remark}." for r in revisions if r.remark]
    if not _owns_rules(root):
        unseen.append(
            "Default rules come with the package: what a newer version of it moved is not here."
        )
    return History(tuple(revisions), tuple(unseen))


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The commits that touched the ledger while it was in one folder, the oldest first."""

    prefix: str
    commits: Sequence[str]
    touched_rules: frozenset[str]


def _stretches(git: Git, base: str | None, unseen: list[str]) -> Iterator[_Stretch]:
    """The latest first; the one before it ends where the ledger was moved, which is told."""
    prefix, tip, seen = git.prefix, "HEAD", set[str]()
    while True:
        seen.add(prefix)
        commits = git.log(base, tip, tuple(prefix + part for part in _PARTS))
        rules = frozenset(git.log(base, tip, (f"{prefix}rules",)))
        yield _Stretch(prefix, commits, rules)
        all = map(git.commit, commits)
        first = next((c for c in all if _ledger_at(git, c.tree, prefix)), None)
        if first is None or first.parent is None or not git.has(first.parent):
            return
        share, before = _moved_from(git, first, git.commit(first.parent), prefix)
        if share == 0 or before in seen:
            return
        moved = f"from {_called(before)} to {_called(prefix)} in {first.name[:10]}"
        copied = _ledger_at(git, first.tree, before)
        if share < _SAME:
            unseen.append(
                f"What was before the ledger went {moved} is not here: too much changed with it."
            )
            return
        how = "copied" if copied else "moved"
        unseen.append(f"The ledger was {how} {moved}; its history was followed.")
        prefix, tip = before, first.parent


def _moved_from(git: Git, first: Commit, parent: Commit, prefix: str) -> tuple[float, str]:
    """The ledger that went when `first` brought one to `prefix`, and how much of it is the same.

    One that stays is what it was copied from, where it is the same: it may have gone later.
    """
    if _ledger_at(git, parent.tree, prefix):
        return 0.0, ""
    now = dict(_ledgers(git, first.tree))
    shares = (
        (max(len(now[prefix] & then) / len(now[prefix] or {""}), _LEAST), place)
        for place, then in _ledgers(git, parent.tree)
    )
    return max((s for s in shares if s[1] not in now or s[0] >= _SAME), default=(0.0, ""))


_LEAST = 1e-9
"""Of a ledger that went although nothing of it is the same."""


def _ledgers(git: Git, tree: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Every folder that holds a ledger, and the objects of its records."""
    ahead = [("", tree)]
    while ahead:
        place, name = ahead.pop()
        entries = git.tree(name)
        records = [o for part, (mode, o) in entries.items() if _holds_records(part, mode)]
        if records:
            yield place, frozenset(b for o in records for b in _objects(git, o))
        ahead += [
            (f"{place}{part}/", object)
            for part, (mode, object) in entries.items()
            if mode == Git.FOLDER and not _holds_records(part, mode)
        ]


def _holds_records(part: str, mode: str) -> bool:
    return mode == Git.FOLDER and part in ("seeds", "outcomes")


def _objects(git: Git, tree: str) -> Iterator[str]:
    ahead = [tree]
    while ahead:
        for mode, object in git.tree(ahead.pop()).values():
            if mode == Git.FOLDER:
                ahead.append(object)
            else:
                yield object


def _ledger_at(git: Git, tree: str, prefix: str) -> bool:
    entries = git.folder(tree, prefix)
    return any(_holds_records(part, mode) for part, (mode, _) in entries.items())


def _called(prefix: str) -> str:
    return f"`{prefix}`" if prefix else "the root of the repository"


def _revision(
    git: Git, root: Path, commit: Commit, prefix: str, *, rules_touched: bool
) -> Revision:
    read, remarks = _read(Snapshot(git, commit, prefix), root)
    mistakes = _mistakes(read)
    if mistakes:
        remarks = [f"it cannot be read by this version ({mistakes})"]
    kept = rules_touched and not remarks
    if commit.dated < commit.day:
        remarks.append(
            f"it says that it was made on {commit.dated}, before what it builds on: {commit.day} "
            "counts"
        )
    remark = "; ".join(remarks)
    return Revision(
        commit.name[:10], commit.day, commit.subject, kept, read.ledger, read.rules, remark
    )


def _read(files: Snapshot, root: Path) -> tuple[Loaded, list[str]]:
    """The ledger as of a commit; by today's rules where its own are of another version's form."""
    rules = {entry.name: entry.why for entry in files.walk("rules")}
    over: Mapping[str, bytes | None] = {}
    if _owns_rules(root):
        # They were all the rules there were, not additions to those of today.
        over = {
            name: b"overlay: replace\n" + files.read(name)
            for name, why in rules.items()
            if not why and name.endswith(".yaml")
        }
    loaded = load(Laid(files, over))
    wrong = {d.span.file for d in loaded.diagnostics if d.severity == Severity.ERROR}
    if not wrong or not all(name.startswith("rules/") for name in wrong):
        return loaded, []
    why = f"its rules cannot be read by this version ({_mistakes(loaded)})"
    without: Files = Laid(files, dict.fromkeys(rules))
    return load(without), [f"{why}; the default ones were used"]


def _mistakes(loaded: Loaded) -> str:
    errors = [d for d in loaded.diagnostics if d.severity == Severity.ERROR]
    if not errors:
        return ""
    count = "1 mistake" if len(errors) == 1 else f"{len(errors)} mistakes, the first"
    return f"{count} {errors[0].code} in {errors[0].span.file}"


def _owns_rules(root: Path) -> bool:
    """Whether the ledger's rules are the package's defaults themselves."""
    return (root / "rules").resolve() == default_rules().resolve()
