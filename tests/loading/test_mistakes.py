"""Each mistake in a ledger is one clear error at its place; reports stay as they were."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.depth import each
from tests.ledgers import FORECASTERS, OUTCOMES, SOURCE, write
from verifier.cli import main
from verifier.loading import load
from verifier.loading.yaml import read

CASES = [
    ("claim: Russia", "clam: Russia", "VF101", 11, 5, "did you mean `claim`?"),
    ("voice: quotation", "voice: quotatoin", "VF103", 9, 12, "did you mean `quotation`?"),
    ("forecaster: ann-example", "forecaster: ann-exampel", "VF105", 7, 17, "`ann-example`"),
    ("event: ground-offensive", "event: ground-ofensive", "VF104", 13, 22, "`ground-offensive`"),
    ("actor: russia", "actor: rusia", "VF104", 13, 47, "did you mean `russia`?"),
    ("question: attack-2023", "question: attack-2032", "VF106", 12, 15, "`attack-2023`"),
    ("said: 2023-01-09", "said: 2023-02-30", "VF108", 8, 11, ""),
    ("said: 2023-01-09", "said: no", "VF108", 8, 11, ""),
    ("said: 2023-01-09", "said: 2023-01-11", "VF204", 8, 11, ""),
    ('"in February"', '"in December 2022"', "VF201", 14, 22, ""),
    ('"in February"', '"when pigs fly"', "VF202", 14, 22, ""),
    ('"will"', '"blorp"', "VF203", 15, 26, ""),
    ('    quote: "they will attack in February"\n', "", "VF102", 6, 5, ""),
    ("claim: Russia begins", "claim: x\n    claim: y", "VF002", 12, 5, ""),
    ("{event: ground-offensive,", "{evnt: ground-offensive,", "VF102", 13, 15, "`event`"),
    ('{phrase: "will"}', "{probability: 1.5}", "VF103", 15, 31, ""),
    ('{phrase: "will"}', "{probability: 0x5}", "VF103", 15, 31, ""),
    ('{phrase: "will"}', "{}", "VF103", 15, 17, ""),
    ("    claim", "\tclaim", "VF001", 11, 1, ""),
]


@pytest.mark.parametrize(("old", "new", "code", "line", "column", "help"), CASES)
def test_a_wrong_forecast_is_one_error_at_its_place(
    tmp_path: Path, old: str, new: str, code: str, line: int, column: int, help: str
) -> None:
    """One mistake gives one finding: its code, its line and column, its remedy."""
    write(tmp_path, source=SOURCE.replace(old, new, 1))
    loaded = load(tmp_path)
    found = [(d.code, d.span.line, d.span.column) for d in loaded.diagnostics]
    assert found == [(code, line, column)]
    assert help in loaded.diagnostics[0].help
    assert loaded.diagnostics[0].help
    assert loaded.ledger is None


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (
            "    evidence:\n      - publisher: The Paper\n",
            "    x:\n      - publisher: P\n",
            "VF101",
        ),
        ("address: https://example.org/attack", "from_memory: true", "VF206"),
        ("address: https://example.org/attack", "address: example.org", "VF103"),
        ("kinds: [ground-offensive]", "kinds: []", "VF103"),
        ("id: attack-2023", "id: Attack 2023", "VF103"),
        ("began: 2023-02-20", "began:", "VF103"),
    ],
)
def test_a_wrong_outcome_is_an_error(tmp_path: Path, old: str, new: str, code: str) -> None:
    """Outcomes are held to the same."""
    write(tmp_path, outcomes=OUTCOMES.replace(old, new, 1))
    assert code in {d.code for d in load(tmp_path).diagnostics}


def test_missing_evidence_is_an_error(tmp_path: Path) -> None:
    """An event without evidence is refused at the event."""
    start, end = OUTCOMES.index("    evidence:"), OUTCOMES.index("coverage:")
    write(tmp_path, outcomes=OUTCOMES[:start] + OUTCOMES[end:])
    [found] = load(tmp_path).diagnostics
    assert (found.code, found.message, found.span.line) == (
        "VF102",
        "missing key `evidence`",
        2,
    )


def test_all_mistakes_are_shown_in_one_run(tmp_path: Path) -> None:
    """Two mistakes in two files are two findings."""
    write(
        tmp_path,
        source=SOURCE.replace("said: 2023-01-09", "said: soon"),
        outcomes=OUTCOMES.replace("places: [donetsk-oblast]", "places: [donetsk]"),
    )
    assert [d.code for d in load(tmp_path).diagnostics] == ["VF104", "VF108"]


def test_a_duplicate_id_points_to_the_first(tmp_path: Path) -> None:
    """The note names the line of the first declaration."""
    again = SOURCE[SOURCE.index("  - id: ann-attack") :]
    write(tmp_path, source=SOURCE + again)
    [found] = load(tmp_path).diagnostics
    assert (found.code, found.span.line) == ("VF107", 16)
    assert found.notes[0].span is not None
    assert found.notes[0].span.line == 6


def test_a_broken_record_makes_no_errors_elsewhere(tmp_path: Path) -> None:
    """What refers to a record that is there but wrong is silent: no cascades."""
    write(tmp_path, outcomes=OUTCOMES.replace("title: Does Russia", "titel: Does Russia"))
    [found] = load(tmp_path).diagnostics
    assert found.code == "VF101"


SPOILT: dict[str, Callable[[str], bytes]] = {
    "a stray byte": lambda text: text.encode().replace(b"a", b"\xe9", 1),
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16 without a mark": lambda text: text.encode("utf-16-le"),
    "nothing": lambda _: b"",
    "blanks": lambda _: b" \n\n",
    "a comment": lambda _: b"# Nothing yet.\n",
    "null": lambda _: b"~\n",
    "a list": lambda _: b"- none\n",
    "cut short": lambda text: text.encode()[:14] + b" [",
    "a stray byte at the end": lambda text: text.encode() + b"\0",
}


@each("spoilt", SPOILT)
def test_a_file_that_cannot_be_read_is_one_error(
    tmp_path_factory: pytest.TempPathFactory, spoilt: str
) -> None:
    """Unreadable is not unknown: what refers to its records is silent."""
    for file in ("seeds/forecasters.yaml", "seeds/paper.yaml", "outcomes/attack.yaml"):
        root = write(tmp_path_factory.mktemp("ledger"))
        text = (root / file).read_text(encoding="utf-8")
        (root / file).write_bytes(SPOILT[spoilt](text))
        assert [found.span.file for found in load(root).diagnostics] == [file]


def test_an_error_leaves_reports_as_they_were(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 1, a frame with file and line on standard error, and not a byte changed."""
    write(tmp_path)
    assert main(["report", "--ledger", str(tmp_path)]) == 0
    before = {p: p.read_bytes() for p in (tmp_path / "reports").rglob("*") if p.is_file()}
    write(tmp_path, source=SOURCE.replace("forecaster: ann", "forecaster: anne"))
    capsys.readouterr()
    assert main(["report", "--ledger", str(tmp_path)]) == 1
    assert "seeds/paper.yaml:7:17" in capsys.readouterr().err
    assert before == {p: p.read_bytes() for p in (tmp_path / "reports").rglob("*") if p.is_file()}


def test_the_small_ledger_is_sound(tmp_path: Path) -> None:
    """The ledger that these tests bend has no findings itself."""
    assert load(write(tmp_path)).diagnostics == ()


def test_files_that_no_report_wrote_are_not_replaced(tmp_path: Path) -> None:
    """`--out` at a folder of something else is refused."""
    write(tmp_path)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work", encoding="utf-8")
    assert main(["report", "--ledger", str(tmp_path), "--out", str(tmp_path / "mine")]) == 2
    assert (tmp_path / "mine" / "thesis.txt").read_text(encoding="utf-8") == "years of work"


def test_a_text_that_ends_inside_brackets_is_told_the_innermost(tmp_path: Path) -> None:
    """Wherever it is cut off, with a line break behind it or without."""
    whole = "x: {a: [1, 2], b: [c, {d: e}]}"
    for end in range(4, len(whole)):
        open_ones: list[int] = []
        for place, mark in enumerate(whole[:end]):
            if mark in "[{":
                open_ones.append(place)
            elif mark in "]}":
                open_ones.pop()
        for tail in ("", "\n", " # so\n", "\n\n"):
            write(tmp_path, source=whole[:end] + tail)
            [found] = [d for d in load(tmp_path).diagnostics if d.code == "VF001"]
            assert "is never closed" in found.message, whole[:end] + tail
            assert (found.span.line, found.span.column) == (1, open_ones[-1] + 1), whole[:end]


@each("value", ["[]", "{}", "[]  # none yet"])
def test_a_list_below_a_key_that_has_a_value_names_the_value(value: str) -> None:
    """Followed, the remedy is enough: an empty list in brackets is what a new file has."""
    text = f"# Ours.\nversion: 1\nterms: {value}\n\n  # more\n- {{id: hail, name: hail}}\n"
    [finding] = read("rules/events.yaml", text).diagnostics
    shown = value.partition("  #")[0]
    assert finding.message == "not valid YAML: an item of a list among keys"
    assert finding.help == f"remove `{shown}` after `terms:` on line 3: the list below is its value"


SHOWN: dict[str, tuple[str, bytes, str, str]] = {
    "a stray byte": (
        "claim: Russia",
        b"claim: Ru\xdfia",
        "not UTF-8 text",
        "claim: Ru\ufffdia beg",
    ),
    "UTF-16": ("", b"", "UTF-16, and not UTF-8 text", "source:"),
}


@each("spoilt", SHOWN)
def test_bytes_that_are_no_text_are_shown_in_their_line(
    tmp_path_factory: pytest.TempPathFactory, spoilt: str
) -> None:
    """As far as it can be read, with the caret at the first that cannot."""
    old, new, message, shown = SHOWN[spoilt]
    root = write(tmp_path_factory.mktemp("ledger"))
    data = SOURCE.encode().replace(old.encode(), new, 1) if old else SOURCE.encode("utf-16")
    (root / "seeds/paper.yaml").write_bytes(data)
    loaded = load(root)
    [found] = loaded.diagnostics
    assert (found.code, found.message) == ("VF004", message)
    frame = loaded.render(found).splitlines()
    line = next(n for n, row in enumerate(frame) if shown in row)
    caret = frame[line + 1]
    assert caret.rstrip().endswith("^")
    assert frame[line][caret.index("^")] == ("\ufffd" if old else "s")


@pytest.mark.parametrize("folder", ["seeds/paper.yaml", "outcomes/deep/more.yml"])
def test_a_folder_that_is_named_like_a_file_is_an_error(tmp_path: Path, folder: str) -> None:
    """What should be in the file is missing, and nobody would notice."""
    root = write(tmp_path)
    (root / folder).unlink(missing_ok=True)
    (root / folder).mkdir(parents=True)
    [found] = [d for d in load(root).diagnostics if d.span.file == folder]
    assert found.message == f"`{folder}` cannot be read: it is a folder"


DAYS = {
    "30.1.2023": "2023-01-30",
    "30. 1. 2023": "2023-01-30",
    "2023-1-9": "2023-01-09",
    "2023/01/30": "2023-01-30",
    "9 January 2023": "2023-01-09",
    "Jan 9, 2023": "2023-01-09",
    "30/01/2023": "2023-01-30",
    "01/30/2023": "2023-01-30",
    "5/5/2023": "2023-05-05",
    # It may be of January or of September; a day, a month or a year is missing; none is meant.
    "01/09/2023": "",
    "9.1.2023": "",
    "January 2023": "",
    "30 January": "",
    "yesterday": "",
    "12345678901234567890": "",
    "2023-02-30": "",
}


@each("written", DAYS)
def test_a_day_that_is_written_otherwise_is_told_as_it_is_written_here(
    tmp_path_factory: pytest.TempPathFactory, written: str
) -> None:
    """Where only one can be meant."""
    source = SOURCE.replace("said: 2023-01-09", f'said: "{written}"')
    [found] = load(write(tmp_path_factory.mktemp("ledger"), source=source)).diagnostics
    assert found.code == "VF108"
    meant = DAYS[written]
    assert found.help.startswith(f"write `{meant}`" if meant else "Write a day")


@pytest.mark.parametrize(
    ("old", "new", "help"),
    [
        ("  - id: ann-attack", "    id: ann-attack", "each item on a line of its own after `- `"),
        ("", "---\nx: 1\n", "a file of its own"),
    ],
)
def test_the_form_of_a_file_is_told_as_it_is_written(
    tmp_path: Path, old: str, new: str, help: str
) -> None:
    """One record without a dash, and a second document."""
    source = SOURCE.replace(old, new, 1) if old else SOURCE + new
    [found] = load(write(tmp_path, source=source)).diagnostics
    assert help in found.help


MISSING = {
    "    voice: quotation\n": "add it: one of `quotation`, `paraphrase`, `anonymous`, `outlet`, ",
    "    claim: Russia begins a ground offensive in Ukraine in February 2023.\n": "Add the key.",
    "  id: paper-2023-01-10\n": "add `id: paper`",
    "    kind: person\n": "add it: one of `person`, `office`, `outlet`, ",
    "    title: Russian attack in the east\n": "Add the key.",
}


@each("line", MISSING)
def test_what_a_missing_key_takes_is_told(
    tmp_path_factory: pytest.TempPathFactory, line: str
) -> None:
    """The words of which it takes one; the id of a source is mostly the name of its file."""
    root = tmp_path_factory.mktemp("ledger")
    parts = {"source": SOURCE, "forecasters": FORECASTERS, "outcomes": OUTCOMES}
    write(root, **{name: text.replace(line, "", 1) for name, text in parts.items()})
    [found] = [d for d in load(root).diagnostics if d.code == "VF102"]
    assert found.help.startswith(MISSING[line])


TERMS = {
    # Like one that is there, or like none; in a ledger that has its own terms, or has none yet.
    ("ground-attacks", None): "did you mean `ground-attack`?",
    ("mask-mandate", None): "add below `terms:`, with which a new rules/events.yaml begins: LINE",
    ("mask-mandate", "terms:\n  - {id: hail, name: hail}\n"): "add below `terms:`",
    ("ground-war", None): "did you mean `ground-attack`? Else add below `terms:`",
}


@each("term rules", TERMS)
def test_a_term_that_is_not_there_is_told_as_it_is_written(
    tmp_path_factory: pytest.TempPathFactory, term: str, rules: str | None
) -> None:
    """Also beside one that it is like, unless that is surely meant; followed, the remedy is all."""
    root = tmp_path_factory.mktemp("ledger")
    write(root, source=SOURCE.replace("event: ground-offensive", f"event: {term}"))
    file = root / "rules/events.yaml"
    if rules is not None:
        file.parent.mkdir()
        file.write_text(rules, encoding="utf-8")
    [found] = [d for d in load(root).diagnostics if d.code == "VF104"]
    line = f"- {{id: {term}, name: {term.replace('-', ' ')}}}"
    assert TERMS[term, rules].replace("LINE", line) in found.help
    if line in found.help:
        file.parent.mkdir(exist_ok=True)
        text = rules or "terms:\n"
        file.write_text(f"{text}  {line}\n", encoding="utf-8")
        assert load(root).ok
