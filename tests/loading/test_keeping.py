"""What is shown again without a look into any file is what a look would show."""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.depth import share
from tests.folders import contents
from tests.ledgers import FORECASTERS, OUTCOMES, SOURCE, write
from verifier import keeping
from verifier.cli import check, main
from verifier.keeping import Shown
from verifier.loading.checks import characters
from verifier.loading.checks.look import Alone
from verifier.loading.checks.looks import LOOKS
from verifier.writing import SUMS, Writer

Edit = Callable[[Path], object]
pytestmark = pytest.mark.usefixtures("small")


def _over(name: str, old: str, new: str) -> Edit:
    """Write another text into a file, of the same length, and with the former time."""

    def edit(root: Path) -> None:
        path = root / name
        if path.is_file():
            status = path.stat()
            path.write_text(path.read_text().replace(old, new), encoding="utf-8")
            os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))

    return edit


def _text(name: str, text: str) -> Edit:
    def edit(root: Path) -> None:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")

    return edit


def _more(name: str, *, before: str = "", after: str = "") -> Edit:
    """Write more into a file, at its top or its end."""

    def edit(root: Path) -> None:
        path = root / name
        if path.is_file():
            path.write_text(before + path.read_text(encoding="utf-8") + after, encoding="utf-8")

    return edit


def _copy(id: str) -> str:
    return re.sub(r"\bid: (\S+)", rf"id: \1-{id}", SOURCE)


def _other(id: str) -> str:
    """A source like the first that quotes other words."""
    return _copy(id).replace("they will attack", f"there will be war for {id} of us")


RULING = """\
rulings:
  - id: ann-attack-ruling
    forecast: ann-attack
    outcome: came_true
    signed: the curators
    date: 2023-04-01
    reasons: It began.
    events: [the-attack]
"""
EDITS: dict[str, Edit] = {
    "a mistake": _over("seeds/paper.yaml", "voice: quotation", "voice: quotatoin"),
    "a comment": _more("seeds/paper.yaml", after="# seen\n"),
    "lines move": _more("seeds/paper.yaml", before="# Of The Paper.\n\n"),
    "another layout": _over("seeds/paper.yaml", '{phrase: "will"}', "{phrase:  will }"),
    "cut": _over("outcomes/attack.yaml", "in the east", "in #the east"),
    "not to be seen": _over("outcomes/attack.yaml", "It began", "It\u200b began"),
    "merged": _more("outcomes/attack.yaml", before="<<<<<<< ours\n"),
    "another word": _over("seeds/paper.yaml", "begins a ground", "began a ground"),
    "comments elsewhere": _more("outcomes/attack.yaml", after="# \u0430 comment\n"),
    "of another word": _over("seeds/paper.yaml", '{phrase: "will"}', '{phrase: "shall"}'),
    "ruled": _text("outcomes/rulings.yaml", RULING),
    "elsewhere": _over("outcomes/attack.yaml", "donetsk-oblast", "belarus"),
    "none": _over("seeds/paper.yaml", "voice: quotatoin", "voice: quotation"),
    "a wrong day": _over("seeds/paper.yaml", "said: 2023-01-09", "said: 2023-01-19"),
    "what it says elsewhere too": _text("seeds/second.yaml", _copy("two")),
    "the same id": _text("seeds/third.yaml", SOURCE),
    "gone": lambda root: (root / "seeds/third.yaml").unlink(missing_ok=True),
    "renamed": lambda root: (
        (root / "seeds/paper.yaml").rename(root / "seeds/other.yaml")
        if (root / "seeds/paper.yaml").is_file()
        else None
    ),
    "back": _text("seeds/paper.yaml", SOURCE),
    "below": _text("seeds/a/b/c.yaml", _copy("three")),
    "below gone": lambda root: shutil.rmtree(root / "seeds/a", ignore_errors=True),
    "not read": _text("outcomes/note.txt", "A note.\n"),
    "astray": _text("outcome/more.yaml", OUTCOMES),
    "in the root": _text("more.yaml", OUTCOMES),
    "no outcomes": _over("outcomes/attack.yaml", "kinds:", "kindz:"),
    "rules": _text("rules/places.yaml", "overlay: add\nterms:\n  - {id: here, name: here}\n"),
    "settings": _text("ledger.yaml", "checks: {VF306: off}\n"),
    "a link": lambda root: (
        (root / "seeds/link.yaml").symlink_to("paper.yaml")
        if not (root / "seeds/link.yaml").is_symlink()
        else None
    ),
    "beside": _text("README.md", "# Ours\n"),
}


@pytest.mark.parametrize("rng_seed", range(share(4)))
def test_what_was_kept_is_what_is_found(
    tmp_path: Path,
    told: Callable[..., tuple[Any, ...]],
    monkeypatch: pytest.MonkeyPatch,
    rng_seed: int,
) -> None:
    """After any edits, in any order, with what is kept and without: status and bytes are equal."""
    root = tmp_path / "ledger"
    write(root)
    names = random.Random(rng_seed).sample([*EDITS], len(EDITS))
    for name in names[: share(3 * len(EDITS))]:
        EDITS[name](root)
        first, again = told(root), told(root)
        with monkeypatch.context() as patch:
            patch.setenv("XDG_CACHE_HOME", "nowhere")
            patch.delenv("HOME", raising=False)
            assert first == again == told(root), name


def test_reports_are_those_of_a_whole_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After any edits, of the ledger or of a page: the bytes that a run without memory writes."""
    root, out, fresh = tmp_path / "ledger", tmp_path / "out", tmp_path / "fresh"
    write(root)
    spoilt = out / "README.md"
    edits = EDITS | {
        "a page": lambda _: spoilt.is_file() and spoilt.write_text("", encoding="utf-8"),
        "no page": lambda _: spoilt.unlink(missing_ok=True),
        "no pages": lambda _: shutil.rmtree(out, ignore_errors=True),
    }
    names = random.Random(len(edits)).sample([*edits], share(len(edits)))
    for name in names:
        main(["report", "--ledger", str(root), "--out", str(out)])
        edits[name](root)
        command = ["report", "--ledger", str(root)]
        main([*command, "--out", str(out)])
        capsys.readouterr()
        kept = main([*command, "--out", str(out)]), capsys.readouterr().err
        with monkeypatch.context() as patch:
            patch.setenv("XDG_CACHE_HOME", "nowhere")
            patch.delenv("HOME", raising=False)
            whole = main([*command, "--out", str(fresh)]), capsys.readouterr().err
        assert kept == whole, name
        if kept[0] == 0:
            assert contents(out) == contents(fresh), name


def test_pages_are_not_made_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing changed no page is made; `--check` makes them all and compares."""
    write(tmp_path)
    command = ["report", "--ledger", str(tmp_path)]
    assert [main(command), main(command)] == [0, 0]
    capsys.readouterr()
    monkeypatch.setattr("verifier.cli.report.load_ledger", None)
    assert main(command) == 0
    assert "all up to date" in capsys.readouterr().out
    with pytest.raises(TypeError):
        main([*command, "--check"])
    page = tmp_path / "reports/README.md"
    was = page.read_bytes()
    page.write_text("Something else.\n", encoding="utf-8")
    assert main(command) == 0
    assert page.read_bytes() == was


def test_pages_left_alone_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One of the same size and time, but of another text, is read, and is made again."""
    write(tmp_path)
    page = tmp_path / "reports/README.md"
    command = ["report", "--ledger", str(tmp_path)]
    assert [main(command), main(command)] == [0, 0]
    was, read = page.read_text(encoding="utf-8"), []
    content = Writer._content

    def seen(self: Writer, name: str, folder: int, last: str) -> bytes:
        read.append(name)
        return content(self, name, folder, last)

    monkeypatch.setattr(Writer, "_content", seen)
    assert main(command) == 0
    assert SUMS in read
    assert "README.md" not in read
    _over("reports/README.md", "ledger", "LEDGER")(tmp_path)
    _over("reports/README.md", "forecast", "FORECAST")(tmp_path)
    assert page.read_text(encoding="utf-8") != was
    assert main(command) == 0
    assert "README.md" in read
    assert page.read_text(encoding="utf-8") == was


def test_nothing_is_loaded_where_nothing_changed(
    tmp_path: Path, told: Callable[..., tuple[Any, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second check reads no file, in any format; with other options it does."""
    write(tmp_path, source=SOURCE.replace("voice: quotation", "voice: quotatoin"))
    formats = ("text", "json", "github", "sarif")
    first = {}
    for form in formats:
        first[form] = told(tmp_path, "--format", form)
        with monkeypatch.context() as patch:
            patch.setattr(check, "_load", None)
            assert told(tmp_path, "--format", form) == first[form]
    assert len({*first.values()}) == len(formats)
    monkeypatch.setattr(check, "_load", None)
    with pytest.raises(TypeError):
        told(tmp_path, "--archive", str(tmp_path))


def test_a_comment_has_nothing_loaded(
    tmp_path: Path, told: Callable[..., tuple[Any, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of which others see what they saw is read alone, unless there is a finding in it."""
    second = _copy("two").replace("voice: quotation", "voice: quotatoin")
    write(tmp_path)
    (tmp_path / "seeds/second.yaml").write_text(second, encoding="utf-8")
    first = told(tmp_path)
    load = check._load
    monkeypatch.setattr(check, "_load", None)
    unseen = ("a comment", "lines move", "another layout", "comments elsewhere", "another word")
    for name in (*unseen, "a comment"):
        EDITS[name](tmp_path)
        assert told(tmp_path) == first
    for edit in (
        _over("seeds/paper.yaml", "said: 2023-01-09", "said: 2023-01-19"),
        _more("seeds/second.yaml", after="# seen\n"),
        _text("seeds/third.yaml", SOURCE),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(check, "_load", load)
            told(tmp_path)
        edit(tmp_path)
        with pytest.raises(TypeError):
            told(tmp_path)


@pytest.mark.parametrize(
    ("edit", "forecasts"),
    [
        (_over("seeds/paper.yaml", "said: 2023-01-09", "said: 2023-01-08"), 2),
        (_over("seeds/paper.yaml", "they will attack", "all of them will attack"), 2),
        (_over("seeds/paper.yaml", "id: ann-attack", "id: ann-attacks"), 2),
        (_over("seeds/paper.yaml", "forecaster: ann-example", "forecaster: bob-example"), 2),
        (_text("seeds/third.yaml", _other("three")), 3),
        (lambda root: (root / "seeds/second.yaml").unlink(), 1),
    ],
    ids=["a day", "a quotation", "an id", "a reference", "more", "less"],
)
def test_an_edit_that_others_see_has_them_alone_looked_at(
    tmp_path: Path,
    told: Callable[..., tuple[Any, ...]],
    monkeypatch: pytest.MonkeyPatch,
    edit: Edit,
    forecasts: int,
) -> None:
    """A day, a quotation, an id, a reference, a file that comes or goes: nothing is loaded."""
    people = FORECASTERS + "  - {id: bob-example, name: Bob Sample, kind: person}\n"
    write(tmp_path, forecasters=people)
    _text("seeds/second.yaml", _other("two"))(tmp_path)
    assert told(tmp_path)[0] == 0
    monkeypatch.setattr(check, "_load", None)
    edit(tmp_path)
    status, out, error = told(tmp_path)
    assert (status, error) == (0, "")
    assert out.startswith(f"ok: {forecasts} forecast")


def test_what_a_verdict_follows_from_is_seen_by_others(
    tmp_path: Path, told: Callable[..., tuple[Any, ...]]
) -> None:
    """Of the place of an event no check keeps anything, but the ruling on a forecast reads it."""
    write(tmp_path)
    EDITS["ruled"](tmp_path)
    assert told(tmp_path)[0] == 0
    EDITS["elsewhere"](tmp_path)
    status, _, shown = told(tmp_path)
    assert status == 1
    assert "VF501" in shown


def test_a_suppressed_finding_is_one(
    tmp_path: Path, told: Callable[..., tuple[Any, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a check is turned off, a file with its finding is looked at whole all the same."""
    write(tmp_path, source=SOURCE.replace("in February 2023.", "in more of February 2023."))
    (tmp_path / "ledger.yaml").write_text("checks: {VF303: off}\n", encoding="utf-8")
    assert told(tmp_path)[0] == 0
    EDITS["a comment"](tmp_path)
    monkeypatch.setattr(check, "_load", None)
    with pytest.raises(TypeError):
        told(tmp_path)


def test_what_was_changed_just_now_is_asked_again(
    tmp_path: Path, told: Callable[..., tuple[Any, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What had no rest may have changed unseen: it is asked what it says, and nothing is loaded."""
    write(tmp_path)
    # Who works on the program has changed it just now, too.
    monkeypatch.setattr(keeping, "_in_program", lambda: iter(()))
    newest = max(path.stat().st_ctime for path in tmp_path.rglob("*"))
    monkeypatch.setattr("time.time", lambda: newest + 60.0)
    monkeypatch.setattr(keeping, "_REST", 30.0)
    first = told(tmp_path)
    monkeypatch.setattr("time.time", lambda: newest + 1.0)
    EDITS["another word"](tmp_path)
    assert told(tmp_path) == first
    monkeypatch.setattr(check, "_load", None)
    assert told(tmp_path) == first


def test_text_is_looked_at_in_one_place() -> None:
    """What is found in a text, and not in what it says, `says` has to look for."""
    looks = [look for look in LOOKS if isinstance(look, Alone) and "files" in look.kinds]
    assert looks == [*characters.LOOKS]


def test_what_was_changed_just_now_may_change_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two edits within the grain of the clock look alike: nothing is kept until files rest."""
    write(tmp_path)
    monkeypatch.setattr(keeping, "_REST", 60.0)
    Shown(tmp_path, "check").keep(0)
    assert Shown(tmp_path, "check").again() is None
    monkeypatch.setattr(keeping, "_REST", -1.0)
    Shown(tmp_path, "check").keep(0)
    assert Shown(tmp_path, "check").again() == [0]


@pytest.mark.parametrize("name", ["seeds/paper.yaml", "seeds/new.yaml", "rules/places.yaml"])
@pytest.mark.parametrize("read", ["before", "after"])
def test_what_changes_during_the_run_is_not_shown_again(
    tmp_path: Path, name: str, read: str
) -> None:
    """The run may have seen either; of a file it is known what it said then."""
    write(tmp_path)
    changed = SOURCE.replace("they will", "they shall")
    shown = Shown(tmp_path, "check")
    _text(name, changed)(tmp_path)
    said = {"seeds/paper.yaml": SOURCE}
    if read == "after" and name.startswith("seeds/"):
        said[name] = changed
    shown.keep(0, state=said)

    def edited(names: set[str], was: Any, told: list[Any]) -> tuple[Any, list[Any]] | None:
        same = all(name in was and was[name] == (tmp_path / name).read_text() for name in names)
        return (was, told) if same else None

    again = Shown(tmp_path, "check").again(edited)
    assert again == ([0] if name in said and read == "after" else None)
    shown.keep(0)
    assert Shown(tmp_path, "check").again() is None


def test_another_program_does_not_believe_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What other code or another option showed is not shown again."""
    write(tmp_path / "ledger")
    Shown(tmp_path / "ledger", "check", "text").keep(0)
    assert Shown(tmp_path / "ledger", "check", "text").again() == [0]
    assert Shown(tmp_path / "ledger", "check", "json").again() is None
    package = tmp_path / "site" / "verifier"
    package.mkdir(parents=True)
    (package / "code.py").write_text("changed = True\n", encoding="utf-8")
    monkeypatch.setattr(keeping, "_PACKAGE", package)
    assert Shown(tmp_path / "ledger", "check", "text").again() is None


def test_other_code_is_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Code that changes, comes or goes makes another fingerprint; compiled files do not."""
    monkeypatch.setattr(keeping, "_PACKAGE", tmp_path)
    told = []
    for name, text in (("code.py", "1"), ("code.py", "2"), ("words/en.yaml", ""), ("x.pyc", "")):
        _text(name, text)(tmp_path)
        told.append(keeping.program.__wrapped__())
    assert len({*told}) == 3
    assert told[2] == told[3]
