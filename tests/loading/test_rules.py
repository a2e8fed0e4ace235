"""The rules of a ledger: read once, and read anew when a file of them says something else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.depth import thin
from tests.ledgers import write
from verifier.diagnostics import Diagnostic
from verifier.loading import load
from verifier.loading.rules import FILES, default_rules, load_rules
from verifier.loading.yaml import Document
from verifier.rules import Rules
from verifier.words.likelihood import read_likelihood

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


@pytest.mark.parametrize("name", thin(FILES, 3))
def test_a_version_is_a_whole_number(tmp_path: Path, name: str) -> None:
    """What is none is found in the file, whichever of them it is."""
    path = tmp_path / f"rules/{name}.yaml"
    path.parent.mkdir()
    path.write_text("version: first\n", encoding="utf-8")
    rules, out, _ = loaded(tmp_path)
    assert rules is None
    assert [(each.span.file, each.span.line) for each in out] == [(f"rules/{name}.yaml", 1)]


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


@pytest.fixture
def spoken(tmp_path: Path) -> Path:
    """A ledger whose settings name Ukrainian."""
    (tmp_path / "ledger.yaml").write_text("language: uk\n", encoding="utf-8")
    return tmp_path


def _reads(rules: Rules | None, phrase: str) -> bool:
    assert rules is not None
    return read_likelihood(phrase, rules=rules.likelihood).chosen is not None


def test_the_language_of_a_ledger_adds_its_words(spoken: Path) -> None:
    """Those of English stay; the fingerprint says that other rules are in force."""
    rules, out, _ = loaded(spoken)
    english, _, _ = loaded(spoken / "none")
    assert out == []
    assert rules is not None
    assert english is not None
    assert _reads(rules, "навряд чи")
    assert _reads(rules, "not likely")
    assert rules.likelihood.language == "uk"
    assert rules.fingerprint != english.fingerprint


def test_a_ledgers_own_words_lie_over_those_of_its_language(spoken: Path) -> None:
    """The order is default, language, ledger: a row of the ledger has the last word."""
    own = spoken / "rules/likelihood.yaml"
    own.parent.mkdir()
    row = "{low: 0.2, central: 0.3, high: 0.4}"
    own.write_text(
        "version: 3\nlexicons:\n- id: house-uk\n  name: ours\n  citation: ours\n  means: ours\n"
        f"  phrases: {{напевно: {row}}}\n",
        encoding="utf-8",
    )
    rules, out, _ = loaded(spoken)
    assert out == []
    assert rules is not None
    chosen = read_likelihood("напевно", rules=rules.likelihood).chosen
    assert chosen is not None
    assert (chosen.low, chosen.central, chosen.high) == (0.2, 0.3, 0.4)


def test_an_overlay_can_add_to_lists_of_words(tmp_path: Path) -> None:
    """`add` keeps the default's words and keys; without it list and record are the ledger's."""
    own = tmp_path / "rules/likelihood.yaml"
    own.parent.mkdir()
    for mode, kept in (("add", True), ("merge", False)):
        kind = "{id: future, because: Ours.}"
        whole = "{id: future, slot: modal, number: true, because: Ours.}"
        text = f"overlay: {mode}\nbreaks: [sed]\nkinds: [{kind if kept else whole}]\n"
        own.write_text(text, encoding="utf-8")
        rules, out, _ = loaded(tmp_path)
        assert out == []
        assert rules is not None
        assert "sed" in rules.likelihood.breaks
        assert ("but" in rules.likelihood.breaks) == kept
        [future] = (kind for kind in rules.likelihood.kinds if kind.id == "future")
        assert (future.because, future.imputed) == ("Ours.", kept)


def test_what_is_wrong_in_a_list_that_was_added_to_is_found_in_its_file(tmp_path: Path) -> None:
    """The place is that of the ledger's own entry, behind those of the default."""
    own = tmp_path / "rules/likelihood.yaml"
    own.parent.mkdir()
    own.write_text("overlay: add\nbreaks:\n- sed\n- {no: word}\n", encoding="utf-8")
    _, out, _ = loaded(tmp_path)
    assert [(each.span.file, each.span.line) for each in out] == [("rules/likelihood.yaml", 4)]


def test_a_language_without_rules_is_a_mistake(tmp_path: Path) -> None:
    """`ledger.yaml` names a language that ships with the package, or the finding lists them."""
    write(tmp_path)
    (tmp_path / "ledger.yaml").write_text("language: tlh\n", encoding="utf-8")
    out = load(tmp_path).diagnostics
    assert [(each.code, each.span.file, each.span.line) for each in out] == [
        ("VF103", "ledger.yaml", 1)
    ]
    assert "en, uk" in out[0].message


@pytest.mark.parametrize(
    ("decider", "messages"), [("nato", []), ("natto", ["unknown actor `natto`"])]
)
def test_who_decides_in_the_place_of_another_is_known(
    own: Path, decider: str, messages: list[str]
) -> None:
    """A slip would mark nothing as decided by the own side, and nobody would see it."""
    term = f"{{id: parade, name: parade, decision: true, decided_by: {decider}}}"
    own.write_text(f"version: 7\nterms:\n- {term}\n", encoding="utf-8")
    _, found, _ = loaded(own.parents[1])
    assert [finding.message for finding in found] == messages


def test_shipped_kinds_bind_no_ledger_with_actors_of_its_own(tmp_path: Path) -> None:
    """It need not know the alliance that decides on an accession to it."""
    path = tmp_path / "rules/actors.yaml"
    path.parent.mkdir()
    path.write_text("version: 1\noverlay: replace\nterms:\n- {id: a, name: A}\n", "utf-8")
    assert loaded(tmp_path)[1] == []


def test_shipped_schemes_name_no_lexicon_that_a_ledger_has_replaced(tmp_path: Path) -> None:
    """Without it they would read words by nothing, and the ledger has to say by what instead."""
    path = tmp_path / "rules/likelihood.yaml"
    path.parent.mkdir()
    text = (default_rules() / path.name).read_text("utf-8")
    path.write_text(f"overlay: replace\n{text.replace('kent-1964', 'kent')}", "utf-8")
    out = loaded(tmp_path)[1]
    assert {each.message for each in out} == {"unknown lexicon `kent-1964`"}
    assert {each.span.file for each in out} == {"rules/schemes.yaml"}
