"""`verifier audit`: what a history changed afterwards."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from shutil import copytree, rmtree

import pytest

from tests.depth import deep, part
from tests.ledgers import OUTCOMES, SOURCE, run_of, write
from verifier.cli import main
from verifier.upkeep.audit import Audit, audit, publicly_known
from verifier.upkeep.history import NoHistory, history


class Repository:
    """A ledger under git, with commits on days of the test's choosing."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir()
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str, day: str = "2023-01-01") -> str:
        who = {"NAME": "Ann", "EMAIL": "ann@example.org", "DATE": f"{day}T12:00:00Z"}
        environment = {
            f"GIT_{role}_{key}": value
            for role in ("AUTHOR", "COMMITTER")
            for key, value in who.items()
        }
        done = subprocess.run(
            ["git", "-C", str(self.root), *arguments],
            env={**os.environ, **environment, "GIT_CONFIG_GLOBAL": os.devnull},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def commit(self, subject: str, day: str) -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", subject, day=day)
        return self.git("rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """The example ledger, committed before its event was known."""
    repository = Repository(tmp_path / "ledger")
    write(repository.root)
    repository.commit("Begin", "2023-01-12")
    return repository


def _audit(repository: Repository, since: str | None = None) -> Audit:
    return audit(history(repository.root, since).revisions)


def _edit(repository: Repository, old: str, new: str, name: str = "seeds/paper.yaml") -> None:
    path = repository.root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_window_widened_after_the_event_is_found(repository: Repository) -> None:
    """The event was known on 21 February; on the 25th the words became others."""
    _edit(repository, 'phrase: "in February"', 'phrase: "in March"')
    _edit(repository, "they will attack in February", "they will attack in March")
    repository.commit("Mend the window", "2023-02-25")
    [late] = _audit(repository).late
    assert late.id == "ann-attack"
    assert str(late.known) == "2023-02-21"
    assert [key for key, _, _ in late.changes] == ["quote", "window"]
    assert late.changes[1] == ("window", "phrase: in February", "phrase: in March")
    assert not late.noted
    assert late.where.subject == "Mend the window"


def test_a_change_before_anyone_could_know_is_none_of_its_business(repository: Repository) -> None:
    """The same edit on 1 February, and any edit of notes later."""
    _edit(repository, 'phrase: "will"', 'phrase: "may"')
    repository.commit("Read again", "2023-02-01")
    _edit(repository, 'phrase: "may"}', 'phrase: "may"}\n    notes: The lead-in.')
    repository.commit("Add a note", "2023-03-01")
    assert _audit(repository).late == ()


def test_a_correction_on_record_is_told(repository: Repository) -> None:
    """A dated correction with the change is said to be there; a removal has none."""
    _edit(
        repository,
        'phrase: "will"}',
        'phrase: "may"}\n    corrections: [{date: 2023-03-01, what: so}]',
    )
    repository.commit("Correct", "2023-03-01")
    (repository.root / "seeds/paper.yaml").write_text(
        SOURCE.split("forecasts:")[0], encoding="utf-8"
    )
    repository.commit("Remove", "2023-03-02")
    corrected, removed = _audit(repository).late
    assert corrected.noted
    assert removed.changes[0][2] == "removed"


def test_a_renamed_forecast_is_followed(repository: Repository) -> None:
    """Its former id leads from the old to the new."""
    _edit(repository, "id: ann-attack", "id: ann-new\n    formerly: [ann-attack]")
    _edit(repository, 'phrase: "will"', 'phrase: "may"')
    repository.commit("Rename", "2023-03-01")
    [late] = _audit(repository).late
    assert [key for key, _, _ in late.changes] == ["likelihood"]


def test_an_overturned_verdict_is_found(repository: Repository) -> None:
    """The event moves to March: what came true did not."""
    _edit(repository, "began: 2023-02-20", "began: 2023-03-20", "outcomes/attack.yaml")
    _edit(repository, "known: 2023-02-21", "known: 2023-03-21", "outcomes/attack.yaml")
    repository.commit("Move the event", "2023-06-01")
    [change] = _audit(repository).overturned
    assert (change.forecast, change.before, change.after) == ("ann-attack", "came_true", "did_not")


@deep
def test_rules_that_move_scores_are_found(repository: Repository) -> None:
    """A lexicon of the ledger's own makes "will" 0.5: the score moves from near 0 to 0.25."""
    rules = repository.root / "rules/likelihood.yaml"
    rules.parent.mkdir()
    rules.write_text("version: 99\n", encoding="utf-8")
    repository.commit("A number", "2023-03-01")
    rules.write_text(
        "version: 100\nlexicons:\n  - id: cap-2026\n    name: Ours\n    citation: c\n    means: m\n"
        "    phrases: {will happen: {low: 0.5, central: 0.5, high: 0.5}}\n",
        encoding="utf-8",
    )
    repository.commit("A lexicon", "2023-03-02")
    first, second = _audit(repository).rules
    assert (first.where.subject, first.moved) == ("A number", ())
    assert second.where.subject == "A lexicon"
    [(forecast, before, after)] = second.moved
    assert (forecast, after) == ("ann-attack", "0.2500 to 0.2500")
    assert before != after


def test_since_bounds_what_is_looked_at(repository: Repository) -> None:
    """Only what came after the revision; an unknown one is said."""
    _edit(repository, 'phrase: "will"', 'phrase: "may"')
    middle = repository.commit("One", "2023-03-01")
    _edit(repository, 'phrase: "may"', 'phrase: "will"')
    repository.commit("Two", "2023-03-02")
    assert [late.where.subject for late in _audit(repository).late] == ["One", "Two"]
    assert [late.where.subject for late in _audit(repository, middle).late] == ["Two"]
    with pytest.raises(NoHistory, match="no revision"):
        history(repository.root, "nowhere")


def test_a_shallow_clone_says_what_it_cannot_see(repository: Repository, tmp_path: Path) -> None:
    """With one commit there is nothing to compare, and that is told."""
    _edit(repository, 'phrase: "will"', 'phrase: "may"')
    first = repository.git("rev-parse", "HEAD")
    repository.commit("One", "2023-03-01")
    clone = tmp_path / "clone"
    repository.git("clone", "--quiet", "--depth=1", f"file://{repository.root}", str(clone))
    past = history(clone, first)
    assert audit(past.revisions).compared == 0
    assert "shallow clone" in past.unseen[0]
    assert "not in this clone" in past.unseen[1]


def test_a_revision_that_cannot_be_read_is_told(repository: Repository) -> None:
    """A broken commit is passed over, and what lies around it is compared."""
    _edit(repository, "forecaster: ann-example", "forecaster: nobody")
    repository.commit("Break", "2023-03-01")
    _edit(repository, "forecaster: nobody", "forecaster: ann-example")
    _edit(repository, 'phrase: "will"', 'phrase: "may"')
    repository.commit("Mend", "2023-03-02")
    past = history(repository.root)
    assert any("cannot be read" in line and "VF105" in line for line in past.unseen)
    [late] = audit(past.revisions).late
    assert late.where.subject == "Mend"


def test_the_command_prints_both_ways(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    """Text for a terminal, Markdown for a job's summary; finding something is no failure."""
    _edit(repository, 'phrase: "will"', 'phrase: "may | not"')
    _edit(repository, 'phrase: "may | not"', 'phrase: "may"')
    repository.commit("Change | it", "2023-03-01")
    assert main(["audit", "--ledger", str(repository.root)]) == 0
    assert "likelihood: phrase: will -> phrase: may" in capsys.readouterr().out
    assert main(["audit", "--ledger", str(repository.root), "--format", "markdown"]) == 0
    out = capsys.readouterr().out
    assert "| `ann-attack` | 2023-02-21 | likelihood |" in out
    assert "Change \\| it" in out


def test_without_git_it_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No repository, or no git at all: nothing is compared, and it fails with a sentence."""
    root = write(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert main(["audit", "--ledger", str(root)]) == 2
    told = capsys.readouterr()
    assert "nothing could be compared" in told.err
    assert "not a git repository" in told.err
    assert not told.out
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["audit", "--ledger", str(root), "--format", "markdown"]) == 2
    assert "git is not installed" in capsys.readouterr().err


def test_attributes_of_a_commit_hide_nothing(repository: Repository) -> None:
    """`export-ignore` and `export-subst` are for archives; the objects are what they are."""
    attributes = "seeds/paper.yaml export-ignore\noutcomes/* export-subst\n"
    (repository.root / ".gitattributes").write_text(attributes, encoding="utf-8")
    repository.commit("Hide", "2023-02-22")
    _edit(repository, 'phrase: "will"', 'phrase: "may"')
    repository.commit("Change", "2023-03-01")
    [late] = _audit(repository).late
    assert (late.where.subject, late.changes[0][0]) == ("Change", "likelihood")


def test_a_commit_is_no_older_than_what_it_builds_on(repository: Repository) -> None:
    """A date put back to before the event is told, and does not make the change an early one."""
    (repository.root / "README").write_text("Later.", encoding="utf-8")
    repository.commit("Something else", "2023-03-01")
    _edit(repository, 'phrase: "will"', 'phrase: "may"')
    repository.commit("Change", "2023-01-13")
    past = history(repository.root)
    [late] = audit(past.revisions).late
    assert late.where.day.isoformat() == "2023-03-01"
    assert any("2023-01-13, before what it builds on: 2023-03-01" in line for line in past.unseen)


def test_a_merged_branch_counts_from_the_merge(repository: Repository) -> None:
    """However old its own commits say that they are."""
    repository.git("checkout", "--quiet", "-b", "branch")
    _edit(repository, 'phrase: "will"', 'phrase: "may"')
    repository.commit("Change", "2023-01-13")
    repository.git("checkout", "--quiet", "main")
    repository.git("merge", "--quiet", "--no-ff", "-m", "Merge", "branch", day="2023-03-01")
    [late] = _audit(repository).late
    assert (late.where.subject, late.where.day.isoformat()) == ("Merge", "2023-03-01")


@pytest.mark.parametrize("target", ["../../elsewhere/a.yaml", "/etc/passwd", "paper.yaml"])
def test_a_link_in_the_history_stops_nothing(repository: Repository, target: str) -> None:
    """The commits with it cannot be read, which is told; those around it are compared."""
    (repository.root / "seeds/shared.yaml").symlink_to(target)
    repository.commit("Link", "2023-02-22")
    (repository.root / "seeds/shared.yaml").unlink()
    _edit(repository, 'phrase: "will"', 'phrase: "may"')
    repository.commit("Unlink", "2023-03-01")
    past = history(repository.root)
    assert [late.where.subject for late in audit(past.revisions).late] == ["Unlink"]
    assert any("VF004 in seeds/shared.yaml" in line for line in past.unseen)


@pytest.mark.parametrize(
    ("before", "after"), part([("", "ledgers/ours"), ("old", ""), ("old", "new"), ("a/b", "a/c/d")])
)
def test_a_ledger_that_was_moved_is_followed(tmp_path: Path, before: str, after: str) -> None:
    """What was changed where it was before is found, and the move is told."""
    repository = Repository(tmp_path / "repository")
    write(repository.root / before)
    repository.commit("Begin", "2023-01-12")
    _edit(repository, 'phrase: "will"', 'phrase: "may"', f"{before or '.'}/seeds/paper.yaml")
    repository.commit("Before the move", "2023-03-01")
    (repository.root / after).mkdir(parents=True, exist_ok=True)
    for folder in ("seeds", "outcomes"):
        (repository.root / before / folder).rename(repository.root / after / folder)
    repository.commit("Move", "2023-03-02")
    _edit(repository, 'phrase: "may"', 'phrase: "will"', f"{after or '.'}/seeds/paper.yaml")
    repository.commit("After the move", "2023-03-03")
    past = history(repository.root / after)
    late = [change.where.subject for change in audit(past.revisions).late]
    assert late == ["Before the move", "After the move"]
    assert any("was moved from" in line for line in past.unseen)
    since = history(repository.root / after, "HEAD~1")
    assert [c.where.subject for c in audit(since.revisions).late] == ["After the move"]
    since = history(repository.root / after, "HEAD~2")
    assert [c.where.subject for c in audit(since.revisions).late] == ["After the move"]
    assert any("was moved from" in line for line in since.unseen)


def test_a_ledger_that_was_copied_is_followed(tmp_path: Path) -> None:
    """Also where the one that it was copied from went only later."""
    repository = Repository(tmp_path / "repository")
    write(repository.root / "old")
    repository.commit("Begin", "2023-01-12")
    _edit(repository, 'phrase: "will"', 'phrase: "may"', "old/seeds/paper.yaml")
    repository.commit("Before the copy", "2023-03-01")
    copytree(repository.root / "old", repository.root / "new")
    repository.commit("Copy", "2023-03-02")
    for gone in (False, True):
        past = history(repository.root / "new")
        assert [late.where.subject for late in audit(past.revisions).late] == ["Before the copy"]
        assert any("was copied from `old/` to `new/`" in line for line in past.unseen)
        if not gone:
            rmtree(repository.root / "old")
            repository.commit("Remove", "2023-03-03")


def test_a_move_with_an_edit_is_compared(repository: Repository) -> None:
    """The commit that moves the ledger is held against what was there before it."""
    (repository.root / "sub").mkdir()
    for folder in ("seeds", "outcomes"):
        (repository.root / folder).rename(repository.root / "sub" / folder)
    _edit(repository, 'phrase: "will"', 'phrase: "may"', "sub/seeds/paper.yaml")
    repository.commit("Move and change", "2023-03-01")
    [late] = audit(history(repository.root / "sub").revisions).late
    assert late.where.subject == "Move and change"


def test_a_ledger_that_went_while_another_came_is_told(repository: Repository) -> None:
    """Where too little is the same to follow it, that is no silence."""
    (repository.root / "sub").mkdir()
    for folder in ("seeds", "outcomes"):
        (repository.root / folder).rename(repository.root / "sub" / folder)
    for path in (repository.root / "sub").rglob("*.yaml"):
        path.write_text(path.read_text(encoding="utf-8") + "# moved\n", encoding="utf-8")
    repository.commit("Move", "2023-03-01")
    past = history(repository.root / "sub")
    assert any("too much changed with it" in line for line in past.unseen)


def test_an_unknown_revision_is_wrong_usage(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2; what hosts call the state before a first push is everything."""
    for name in ("NOSUCH", "", "--output=x", "-h", "HEAD\0", "HEAD\n", "$(id)", "@{99}", ":seeds"):
        assert main(["audit", "--ledger", str(repository.root), f"--since={name}"]) == 2
        assert "git knows no revision" in capsys.readouterr().err
    assert not (repository.root / "x").exists()
    assert main(["audit", "--ledger", str(repository.root), "--since", "0" * 40]) == 0


def test_no_setting_of_a_repository_runs_a_program(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Monitors, hooks, filters, pagers and differs that its configuration names stay asleep."""
    mark = repository.root.parent / "ran"
    script = repository.root / "evil.sh"
    script.write_text(f"#!/bin/sh\ntouch {mark}\ncat\n", encoding="utf-8")
    script.chmod(0o755)
    (repository.root / ".gitattributes").write_text("* filter=evil diff=evil\n", encoding="utf-8")
    _edit(repository, 'phrase: "will"', 'phrase: "may"')
    repository.commit("Change", "2023-03-01")
    for key in (
        "core.fsmonitor",
        "core.pager",
        "pager.log",
        "diff.external",
        "diff.evil.textconv",
        "diff.evil.command",
        "filter.evil.smudge",
        "filter.evil.clean",
    ):
        repository.git("config", key, str(script))
    repository.git("config", "core.hooksPath", str(repository.root))
    monkeypatch.setenv("GIT_PAGER", str(script))
    assert len(_audit(repository, "HEAD~1").late) == 1
    assert not mark.exists()


def test_a_hook_does_not_lead_elsewhere(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Git sets `GIT_DIR` for its hooks, from where they run; the ledger's own repository counts."""
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", "nowhere")
    assert len(history(repository.root).revisions) == 1


def test_diff_reads_objects_too(
    repository: Repository, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Attributes hide nothing, also of a ledger below the root, and no revision is an option."""
    sub = write(repository.root / "sub")
    (repository.root / ".gitattributes").write_text("* export-ignore\n", encoding="utf-8")
    repository.commit("Hide", "2023-02-22")
    _edit(repository, 'phrase: "will"', 'phrase: "may"', "sub/seeds/paper.yaml")
    monkeypatch.chdir(sub)
    assert main(["diff", "HEAD"]) == 0
    assert capsys.readouterr().out.startswith("1 edit, 1 forecast changed")
    assert main(["diff", "HEAD", "HEAD"]) == 0
    assert main(["diff", "--", "--output=x", "HEAD"]) == 2
    assert main(["diff", "NOSUCH"]) == 2


def test_where_there_is_no_ledger_the_audit_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A misspelt folder in a job is no audit without findings."""
    assert main(["audit", "--ledger", str(tmp_path / "ledgr")]) == 2
    assert "no such folder" in capsys.readouterr().err


def test_a_changed_event_is_found_without_a_note(repository: Repository) -> None:
    """Its day was moved without a word, then its place with a correction, then it was removed."""
    events = "outcomes/attack.yaml"
    _edit(repository, "began: 2023-02-20", "began: 2023-02-10", events)
    repository.commit("Move the day", "2023-03-01")
    note = "places: [luhansk-oblast]\n    corrections: [{date: 2023-03-02, what: The place.}]"
    _edit(repository, "places: [donetsk-oblast]", note, events)
    repository.commit("Move the place", "2023-03-02")
    path = repository.root / events
    text = path.read_text(encoding="utf-8")
    path.write_text(text[text.index("coverage:") :], encoding="utf-8")
    repository.commit("Remove it", "2023-03-03")
    assert [(e.id, [c[0] for c in e.changes], e.noted) for e in _audit(repository).events] == [
        ("the-attack", ["began"], False),
        ("the-attack", ["places"], True),
        ("the-attack", ["event"], False),
    ]


_DENIED = SOURCE.replace("expects: {event:", "expects: {no_event:").replace(
    "they will attack", "they will not attack"
)


@pytest.mark.parametrize(
    ("source", "began", "known"),
    [
        (SOURCE, "2023-02-20", "2023-02-21"),
        (SOURCE, "2023-03-20", "2023-02-28"),
        (_DENIED, "2023-02-20", "2023-02-21"),
        (_DENIED, "2023-03-20", "2023-02-28"),
    ],
    ids=["came", "stayed away", "denied and came", "denied and stayed away"],
)
def test_known_since_the_day_on_which_anyone_could_tell(
    tmp_path: Path, source: str, began: str, known: str
) -> None:
    """What comes is known on its day, also if denied; what stays away when the window is over."""
    outcomes = OUTCOMES.replace("2023-02-20", began).replace("2023-02-21", began[:8] + "21")
    found = run_of(write(tmp_path, source=source, outcomes=outcomes))
    assert str(publicly_known(found, "ann-attack")) == known
