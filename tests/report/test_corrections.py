"""Corrections are seen: from the records alone, without a history."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.depth import thin
from tests.ledgers import OUTCOMES, SOURCE, pages_of, run_of, write
from verifier.cli import main
from verifier.report.turned_verdicts import turned

_RULED = """\
rulings:
  - id: first
    forecast: ann-attack
    date: 2024-02-01
    signed: project curators
    outcome: undecided
    contradicts_rules: The day is not sure.
    reasons: One paper has another day.
  - id: second
    forecast: ann-attack
    date: 2024-03-01
    signed: project curators
    outcome: came_true
    supersedes: first
    events: [the-attack]
    reasons: That paper corrected itself.
"""
_RULE = (
    *("new", "ruling", "--forecast", "ann-attack", "--signed", "project curators"),
    *("--date", "2024-04-01", "--reasons", "None was seen."),
)


def test_a_ruling_that_replaces_another_is_a_correction(tmp_path: Path) -> None:
    """What it was, what it is, when and why; the index shows it too."""
    pages = pages_of(write(tmp_path, outcomes=OUTCOMES + _RULED))
    line = (
        "- 1 March 2024: [Russia begins a ground offensive in Ukraine in February 2023]"
        "(forecasts/ann-attack.md) (“will”): a ruling replaced another: undecided, now came true. "
        "That paper corrected itself."
    )
    assert line in pages["corrections.md"]
    assert line in pages["README.md"]


def test_a_record_that_is_withdrawn_stays_and_turns_the_verdict(tmp_path: Path) -> None:
    """The event no longer counts, its page says so, and the forecast that turned is named."""
    withdrawn = OUTCOMES.replace(
        "    summary: It began",
        "    withdrawn: {date: 2024-05-02, what: It was an exercise.}\n    summary: It began",
    )
    pages = pages_of(write(tmp_path, outcomes=withdrawn))
    told = pages["corrections.md"]
    assert "- 2 May 2024: [Russian attack in the east](events/the-attack.md): withdrawn. " in told
    assert "It was an exercise. With it turned: [Russia begins" in told
    assert (
        "**Withdrawn on 2 May 2024: it no longer counts.** It was" in pages["events/the-attack.md"]
    )
    assert "**It did not happen**" in pages["forecasts/ann-attack.md"]


def test_coverage_can_be_withdrawn(tmp_path: Path) -> None:
    """Without it nothing says that none came."""
    none = OUTCOMES.replace("began: 2023-02-20", "began: 2024-02-20").replace(
        "known: 2023-02-21", "known: 2024-02-21"
    )
    assert (
        "**It did not happen"
        in pages_of(write(tmp_path / "a", outcomes=none))["forecasts/ann-attack.md"]
    )
    withdrawn = none.replace(
        "    during: 2023-01-01",
        "    withdrawn: {date: 2024-05-02, what: The list lacks a week.}\n    during: 2023-01-01",
    )
    pages = pages_of(write(tmp_path / "b", outcomes=withdrawn))
    assert "**Undecided: the record does not cover it**" in pages["forecasts/ann-attack.md"]
    assert (
        "`offensives-2023`: withdrawn. The list lacks a week. With it turned"
        in pages["corrections.md"]
    )


def test_a_former_id_keeps_its_page(tmp_path: Path) -> None:
    """It leads to the record under its present id, and is listed."""
    renamed = SOURCE.replace("id: ann-attack", "id: ann-february\n    formerly: [ann-attack]")
    pages = pages_of(write(tmp_path, source=renamed))
    assert "goes by another id now: [Russia begins" in pages["forecasts/ann-attack.md"]
    assert "](../forecasts/ann-february.md)" in pages["forecasts/ann-attack.md"]
    assert "- `ann-attack` is now [Russia begins" in pages["corrections.md"]


@pytest.mark.parametrize(
    ("more", "code"),
    [(("--outcome", "did_not"), "VF501"), (("--outcome", "undecided"), "VF501")],
)
def test_a_ruling_against_the_rules_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], more: tuple[str, ...], code: str
) -> None:
    """Nothing is written, as for a forecast with a mistake."""
    root = write(tmp_path)
    assert main([*_RULE, *more, "--ledger", str(root)]) == 1
    said = capsys.readouterr().err
    assert f"error[{code}]" in said
    assert "nothing was written" in said
    assert not (root / "outcomes/rulings.yaml").exists()


def test_a_second_ruling_of_one_hand_has_to_replace_the_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without `--supersedes` it would read as if sources disagreed."""
    source = SOURCE.replace(
        "{event: ground-offensive, actor: russia, place: ukraine}", '{judged: "it attacks"}'
    )
    root = write(tmp_path, source=source)
    assert main([*_RULE, "--outcome", "did_not", "--ledger", str(root)]) == 0
    capsys.readouterr()
    assert main([*_RULE, "--outcome", "came_true", "--ledger", str(root)]) == 2
    assert "give --supersedes ruling-ann-attack" in capsys.readouterr().err
    again = ("--outcome", "came_true", "--supersedes", "ruling-ann-attack")
    assert main([*_RULE, *again, "--ledger", str(root)]) == 0


def _report(root: Path, *more: str) -> str:
    """The page of corrections, once the reports have been written."""
    assert main(["report", "--ledger", str(root), *more]) == 0
    return (root / "reports/corrections.md").read_text(encoding="utf-8")


def _moved(text: str) -> str:
    return text.replace("2023-02-20", "2023-03-20").replace("2023-02-21", "2023-03-21")


_NOTE = '    corrections: [{date: 2024-03-02, what: "It began in March."}]\n    known: '
_LINE = "[Russia begins a ground offensive in Ukraine in February 2023]"
_SILENT = {
    "an event moved": ("outcomes/attack.yaml", _moved, _LINE, "“did not come true”"),
    "an event deleted": (
        "outcomes/attack.yaml",
        lambda text: text[text.index("coverage:") :],
        _LINE,
        "“did not come true”",
    ),
    "words made weaker": (
        "seeds/paper.yaml",
        lambda text: text.replace('{phrase: "will"}', "{phrase: could, reason: So.}"),
        _LINE,
        "On these pages it was “Right”, now it is “No call”",
    ),
    "made a promise": (
        "seeds/paper.yaml",
        lambda text: text + "    commitment: true\n",
        _LINE,
        "It was counted, and no longer is: Announcements of own acts",
    ),
    "a forecast deleted": (
        "seeds/paper.yaml",
        lambda text: text[: text.index("forecasts:")],
        "`ann-attack`",
        "The forecast is no longer in the record. On these pages it was “came true”",
    ),
    "a forecast renamed": (
        "seeds/paper.yaml",
        lambda text: text.replace("id: ann-attack", "id: ann-other"),
        "`ann-attack`",
        "The forecast is no longer in the record",
    ),
}


@pytest.mark.parametrize("change", thin(_SILENT, 2))
def test_what_turned_without_a_note_is_a_correction(
    change: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever was changed in silence, readers find it, once, and the curator hears of it."""
    file, edit, where, what = _SILENT[change]
    root = write(tmp_path)
    assert "No record has been corrected" in _report(root)
    path = root / file
    path.write_text(edit(path.read_text(encoding="utf-8")), encoding="utf-8")
    capsys.readouterr()
    page = _report(root)
    told = capsys.readouterr().err
    assert "1 forecast turned since these pages were written, and no record says why" in told
    [line] = [line for line in page.splitlines() if line.startswith("- ")]
    assert where in line
    assert what in line
    assert "No reason was given." in line
    assert line.endswith(".*") == (where == _LINE), "whose it is, and what became of it"
    assert main(["check", "--ledger", str(root)]) == 0
    [noted] = (root / "outcomes/turned").iterdir()
    assert main(["fmt", "--check", "--ledger", str(root), str(noted)]) == 0
    capsys.readouterr()
    assert _report(root) == page
    assert "turned" not in capsys.readouterr().err


def test_what_has_a_note_is_no_silent_change(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The note on the event says why; that of before does not speak for the next change."""
    root = write(tmp_path)
    _report(root)
    path = root / "outcomes" / "attack.yaml"
    noted = _moved(path.read_text(encoding="utf-8")).replace("    known: ", _NOTE, 1)
    path.write_text(noted, encoding="utf-8")
    assert "It began in March." in _report(root)
    assert not (root / "outcomes/turned").exists()
    path.write_text(noted.replace("2023-03-20", "2023-02-20"), encoding="utf-8")
    assert "now it is “came true”" in _report(root)


def test_other_folders_and_a_look_note_nothing(tmp_path: Path) -> None:
    """Only the pages of the ledger itself are what readers have read."""
    root = write(tmp_path)
    _report(root)
    path = root / "outcomes" / "attack.yaml"
    path.write_text(_moved(path.read_text(encoding="utf-8")), encoding="utf-8")
    assert main(["report", "--ledger", str(root), "--check"]) == 1
    _report(root, "--out", str(tmp_path / "other"))
    assert not (root / "outcomes/turned").exists()


@pytest.mark.parametrize(
    "published",
    ["", "{", "[]", '{"as_of": 1}', '{"as_of": "2024-01-01", "forecasts": [{"id": "ann-attack"}]}'],
)
def test_what_is_no_report_says_nothing(published: str, tmp_path: Path) -> None:
    """Another program's file, or half of one, is no earlier verdict."""
    assert turned(run_of(write(tmp_path)), published, "") == []


@pytest.mark.parametrize(
    ("line", "page", "told"),
    [
        ("    corrections: [{date: 2024-05-02, what: A comma.}]", "corrections", "A comma."),
        (
            "    response: {text: Not so., date: 2024-05-02, address: 'https://example.org/r'}",
            "forecasts/ann-attack",
            "Not so.",
        ),
    ],
)
def test_what_was_noted_last_is_seen(line: str, page: str, told: str, tmp_path: Path) -> None:
    """Dated after all evidence, it is on the pages all the same: their day is the last one."""
    source = SOURCE.replace("    claim:", f"{line}\n    claim:", 1)
    pages = pages_of(write(tmp_path, source=source))
    assert told in pages[f"{page}.md"]
    assert "as of 2 May 2024" in pages["README.md"]
