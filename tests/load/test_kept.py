"""What is kept from one run to the next changes how long a check takes, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.ledgers import SOURCE, write
from verifier.loading import Loaded, load
from verifier.loading.kept import FOLDER, stored


def check(root: Path, processes: int = 1) -> Loaded:
    """Load with a store."""
    with stored(root) as kept:
        return load(root, advice=True, kept=kept, processes=processes)


def test_the_second_run_finds_what_the_first_found(tmp_path: Path) -> None:
    """Findings and ledger are the same, with and without a store."""
    source = SOURCE.replace("voice: quotation", "voice: quotatoin")
    judged = re.sub(r"expects: .*", "expects: {judged: It is decisive.}", SOURCE)
    for text in (SOURCE, source, judged, SOURCE.replace('"in February"', '"when pigs fly"')):
        write(tmp_path, source=text)
        plain, first, second = load(tmp_path, advice=True), check(tmp_path), check(tmp_path)
        assert plain.diagnostics == first.diagnostics == second.diagnostics
        assert plain.ledger == first.ledger == second.ledger


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    """The key is what is in the file, not when it was written."""
    write(tmp_path)
    assert check(tmp_path).diagnostics == ()
    write(tmp_path, source=SOURCE.replace("said: 2023-01-09", "said: 2023-01-11"))
    assert [d.code for d in check(tmp_path).diagnostics] == ["VF204"]


def test_a_store_that_is_broken_is_done_without(tmp_path: Path) -> None:
    """Nobody has to mend it, and it hides nothing."""
    write(tmp_path, source=SOURCE.replace("said: 2023-01-09", "said: 2023-01-11"))
    check(tmp_path)
    (tmp_path / FOLDER / "kept.sqlite").write_bytes(b"no database at all" * 100)
    assert [d.code for d in check(tmp_path).diagnostics] == ["VF204"]
    assert [d.code for d in check(tmp_path).diagnostics] == ["VF204"]


def test_the_store_keeps_itself_out_of_git(tmp_path: Path) -> None:
    """Its folder ignores all that is in it."""
    write(tmp_path)
    check(tmp_path)
    assert (tmp_path / FOLDER / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_what_is_not_used_is_not_kept(tmp_path: Path) -> None:
    """A store does not grow with every edit."""
    write(tmp_path)
    check(tmp_path)
    with stored(tmp_path) as kept:
        before = len(kept.known)
    write(tmp_path, source=SOURCE + "# more\n")
    check(tmp_path)
    with stored(tmp_path) as kept:
        assert len(kept.known) == before
        load(tmp_path, kept=kept)


def test_a_store_of_other_code_is_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another version found, this one might not find."""
    write(tmp_path)
    check(tmp_path)
    with stored(tmp_path) as kept:
        assert kept.known
    package = tmp_path / "package"
    package.mkdir()
    (package / "code.py").write_text("changed = True\n", encoding="utf-8")
    monkeypatch.setattr("verifier.loading.kept._PACKAGE", package)
    with stored(tmp_path) as kept:
        assert kept.known == {}


MISTAKES = (
    ("voice: quotation", "voice: quotatoin"),
    ('"in February"', '"when pigs fly"'),
    ("said: 2023-01-09", "said: 2023-01-11"),
    ("published: 2023-01-10", "published: 2023-02-30"),
    ("source:\n", "source:\n\tid: x\n"),
    ("id: ", "nonsense: "),
    ("", ""),
)


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A ledger of more files than one process reads, each with one of the mistakes above."""
    write(tmp_path)
    for number in range(450):
        wrong, right = MISTAKES[number % len(MISTAKES)]
        text = SOURCE.replace(wrong, right, 1)
        text = re.sub(r"\bid: (\S+)", rf"id: \1-{number}", text)
        if number % 50 == 0:
            text = text.replace("forecaster: ", "forecaster: nobody-", 1)
        (tmp_path / "seeds" / f"more-{number}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_several_processes_find_what_one_finds(many: Path) -> None:
    """Mistakes of form, of days, of references and repeated quotations, each at its place."""
    alone = load(many, advice=True)
    assert {"VF001", "VF105", "VF108", "VF202", "VF204"} <= {d.code for d in alone.diagnostics}
    assert load(many, advice=True, processes=3).diagnostics == alone.diagnostics
    first, second = check(many, processes=2), check(many, processes=2)
    assert first.diagnostics == second.diagnostics == alone.diagnostics
    tolerant = load(many, tolerant=True, processes=2).ledger
    assert tolerant == load(many, tolerant=True).ledger


def test_what_a_process_that_died_left_undone_is_done(
    many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A killed process costs time and no findings."""
    alone = load(many, advice=True)

    def dies(*_: object) -> None:
        raise SystemExit(1)

    monkeypatch.setattr("verifier.loading.gather._work", dies)
    assert load(many, advice=True, processes=2).diagnostics == alone.diagnostics
