"""What is kept from one run to the next changes how long a check takes, and nothing else."""

from __future__ import annotations

from pathlib import Path

from tests.ledgers import SOURCE, write
from verifier.loading import Loaded, load
from verifier.loading.kept import FOLDER, stored


def check(root: Path) -> Loaded:
    """Load with a store."""
    with stored(root) as kept:
        return load(root, advice=True, kept=kept)


def test_the_second_run_finds_what_the_first_found(tmp_path: Path) -> None:
    """Findings and ledger are the same, with and without a store."""
    source = SOURCE.replace("voice: quotation", "voice: quotatoin")
    for text in (SOURCE, source, SOURCE.replace('"in February"', '"when pigs fly"')):
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
