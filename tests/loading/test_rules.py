"""The rules of a ledger: read once, and read anew when a file of them says something else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from verifier.diagnostics import Diagnostic
from verifier.loading.rules import FILES, default_rules, load_rules
from verifier.loading.yaml import Document
from verifier.rules import Rules

OWN = "version: 7\nterms:\n- {id: parade, name: parade}\n"


def loaded(root: Path) -> tuple[Rules | None, list[Diagnostic], dict[str, Document]]:
    out: list[Diagnostic] = []
    documents: dict[str, Document] = {}
    return load_rules(root, out, documents), out, documents


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The file of events of a ledger that has a term of its own."""
    path = tmp_path / "rules/events.yaml"
    path.parent.mkdir()
    path.write_text(OWN, encoding="utf-8")
    return path


def test_the_same_files_give_the_same_rules(tmp_path: Path) -> None:
    """Two ledgers without rules of their own share the default ones, whatever happens to a list."""
    first, out, documents = loaded(tmp_path / "one")
    names = list(documents)
    out.append(Diagnostic.__new__(Diagnostic))
    documents.clear()
    second, out, documents = loaded(tmp_path / "two")
    assert first is second is not None
    assert (out, list(documents)) == ([], names)


@pytest.mark.parametrize("mode", ["", "overlay: merge\n", "overlay: replace\n"])
def test_an_overlay_says_the_same_each_time(own: Path, mode: str) -> None:
    """Reading the rules takes nothing away from what is read."""
    own.write_text(OWN.replace("terms", f"{mode}terms"), encoding="utf-8")
    root = own.parents[1]
    first, again = loaded(root), loaded(root)
    assert first == again
    rules = first[0]
    assert rules is not None
    assert rules.versions["events"] == 7
    assert ("armed-attack" in rules.events) == ("replace" not in mode)
    assert "parade" in rules.events


def test_a_changed_file_of_rules_is_seen(own: Path) -> None:
    """Also where neither its size nor its time says so: what counts is what is in it."""
    before, _, _ = loaded(own.parents[1])
    stamp = own.stat()
    own.write_text(OWN.replace("parade", "banter"), encoding="utf-8")
    os.utime(own, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    after, _, _ = loaded(own.parents[1])
    assert before is not None
    assert after is not None
    assert "banter" not in before.events
    assert "banter" in after.events
    assert before.fingerprint != after.fingerprint


def test_a_mistake_in_the_rules_is_found_each_time(own: Path) -> None:
    """And is gone when it was put right."""
    root = own.parents[1]
    own.write_text(OWN.replace("version", "versoin"), encoding="utf-8")
    for _ in range(2):
        rules, out, documents = loaded(root)
        assert rules is None
        assert [(d.code, d.span.file, d.span.line) for d in out] == [
            ("VF101", "rules/events.yaml", 1)
        ]
        assert "rules/events.yaml" in documents
    own.write_text(OWN, encoding="utf-8")
    assert loaded(root)[0] is not None


def test_a_file_of_rules_that_cannot_be_read_is_found_each_time(own: Path) -> None:
    """Bytes that are no text, and then a file that is."""
    root = own.parents[1]
    own.write_bytes(b"\xff\xfe")
    for _ in range(2):
        rules, out, _ = loaded(root)
        assert rules is None
        assert [d.code for d in out] == ["VF004"]
    own.write_text(OWN, encoding="utf-8")
    assert loaded(root)[0] is not None


def test_a_folder_with_every_file_stands_for_itself(tmp_path: Path) -> None:
    """A copy of the default rules gives the default rules."""
    (tmp_path / "rules").mkdir()
    for name in FILES:
        text = (default_rules() / f"{name}.yaml").read_bytes()
        (tmp_path / f"rules/{name}.yaml").write_bytes(text)
    assert loaded(tmp_path)[0] is loaded(tmp_path / "nowhere")[0]


@pytest.mark.parametrize("mode", ["merge", "replace"])
def test_a_folder_with_every_file_lies_over_nothing(tmp_path: Path, mode: str) -> None:
    """What its files say of the defaults is without effect, and no unknown key."""
    (tmp_path / "rules").mkdir()
    for file in default_rules().glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        (tmp_path / "rules" / file.name).write_text(f"overlay: {mode}\n{text}", encoding="utf-8")
    out: list[Diagnostic] = []
    rules = load_rules(tmp_path, out, {})
    assert out == []
    assert rules is not None
    plain = load_rules(tmp_path / "none", [], {})
    assert plain is not None
    assert rules.fingerprint == plain.fingerprint
