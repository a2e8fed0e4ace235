"""Appeals: dated records that decide nothing, shown on the forecast's page and counted in front."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.ledgers import OUTCOMES, run_of, sound, write
from verifier.cli import main
from verifier.report import report

APPEAL = """\
disputes:
  - id: appeal-attack
    forecast: ann-attack
    raised: 2024-03-01
    by: Bob <b>Reader</b>
    disputed: outcome
    argument: It was the old offensive.
    evidence:
      - publisher: The Other Paper
        published: 2023-03-01
        says: Nothing new has begun.
        stance: against
    decided:
      date: 2024-04-02
      signed: project curators
      decision: rejected
      reasons: All sources of the day call it new.
"""


def ledger(root: Path, appeal: str = APPEAL) -> Path:
    write(root, outcomes=OUTCOMES)
    (root / "disputes").mkdir(exist_ok=True)
    (root / "disputes/appeal-attack.yaml").write_text(appeal, encoding="utf-8")
    return root


def pages(root: Path, as_of: date | None = None) -> dict[str, str]:
    return dict(report(run_of(root, as_of)))


def test_an_appeal_is_on_the_page_and_counted(tmp_path: Path) -> None:
    """Who disputed what, the argument, its evidence, the decision; nobody's text is code."""
    found = pages(ledger(tmp_path))
    page = found["forecasts/ann-attack.md"].split("## Appeals\n")[1]
    assert "1 March 2024: Bob \\<b\\>Reader\\</b\\> disputes whether it came true." in page
    assert "It was the old offensive." in page
    assert "**against** The Other Paper (1 March 2023): Nothing new has begun." in page
    assert "Decided 2 April 2024 by project curators: rejected." in page
    assert "All sources of the day call it new." in page
    assert "1 appeal was raised: 1 rejected." in found["README.md"]


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2024, 2, 1), None),
        (date(2024, 3, 5), "1 appeal was raised: 1 not decided yet."),
        (date(2024, 4, 2), "1 appeal was raised: 1 rejected."),
    ],
)
def test_an_appeal_is_told_from_its_day_on(day: date, told: str | None, tmp_path: Path) -> None:
    """Raised on 1 March, decided on 2 April: before each of them nothing is known of it."""
    found = pages(ledger(tmp_path), day)
    assert ("Appeals" in found["README.md"]) == (told is not None)
    assert ("## Appeals" in found["forecasts/ann-attack.md"]) == (told is not None)
    assert told is None or told in found["README.md"]


def test_an_appeal_decides_nothing(tmp_path: Path) -> None:
    """Verdicts and scores are those of the ledger without it, as of the same day."""
    day = date(2024, 5, 1)
    with_it = pages(ledger(tmp_path / "a"), day)["data/forecasts.json"]
    write(tmp_path / "b", outcomes=OUTCOMES)
    assert pages(tmp_path / "b", day)["data/forecasts.json"] == with_it


def test_pages_are_of_the_day_of_the_last_appeal(tmp_path: Path) -> None:
    """What was raised last is told without `--as-of`."""
    held, _ = sound(ledger(tmp_path))
    assert held.default_as_of == date(2024, 4, 2)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("forecast: ann-attack", "forecast: ann-atack", "VF106"),
        ("date: 2024-04-02", "date: 2024-02-02", "VF208"),
        ("disputed: outcome", "disputed: everything", "VF103"),
        ("decision: rejected", "decision: perhaps", "VF103"),
        ("    argument: It was the old offensive.\n", "", "VF102"),
        ("    disputed:", "    disputted:", "VF101"),
        ("disputes:", "dispute:", "VF101"),
    ],
)
def test_mistakes_are_found(
    old: str, new: str, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With file and line, by the checks that every record has."""
    root = ledger(tmp_path, APPEAL.replace(old, new))
    assert main(["check", "--ledger", str(root)]) == 1
    told = "".join(capsys.readouterr())
    assert f"[{code}]" in told
    assert "disputes/appeal-attack.yaml:" in told


def test_the_layout_and_the_schema_know_appeals(tmp_path: Path) -> None:
    """`fmt` orders the keys as the model has them, and names the schema for the editor."""
    root = ledger(
        tmp_path, APPEAL.replace("    raised: 2024-03-01\n", "") + "    raised: 2024-03-01\n"
    )
    assert main(["schema", "--ledger", str(root)]) == 0
    assert main(["fmt", "--ledger", str(root)]) == 0
    text = (root / "disputes/appeal-attack.yaml").read_text(encoding="utf-8")
    assert "$schema=../schemas/disputes.json" in text
    assert text.index("forecast:") < text.index("raised:") < text.index("by:")


def test_a_new_appeal_is_written_like_other_records(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a file of its own, sound, laid out, on the page; what comes next is said."""
    root = write(tmp_path, outcomes=OUTCOMES)
    options = ["--forecast", "ann-attack", "--disputed", "outcome"]
    options += ["--against", "The Other Paper, 2023-03-01: Nothing new. https://example.org/old"]
    options += ["--for", "The Paper: It is new.", "--raised", "2024-03-01"]
    for id, argument in (("appeal-ann-attack", "It was old."), ("appeal-ann-attack-2", "So.")):
        asked = [*options, "--argument", argument, "--ledger", str(root)]
        assert main(["new", "dispute", *asked]) == 0
        assert "once it is decided, add `decided: {" in capsys.readouterr().out
        assert (root / f"disputes/{id}.yaml").is_file()
    held, _ = sound(root)
    first = held.disputes["appeal-ann-attack"]
    assert [(e.publisher, e.stance, e.address) for e in first.evidence] == [
        ("The Other Paper", "against", "https://example.org/old"),
        ("The Paper", "for", None),
    ]
    written = str(root / "disputes/appeal-ann-attack.yaml")
    assert main(["fmt", "--check", "--ledger", str(root), written]) == 0
    assert "A reader disputes whether it came true." in pages(root)["forecasts/ann-attack.md"]


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--forecast", "ann-atack", "did you mean `ann-attack`"),
        ("--disputed", "outcme", "did you mean `outcome`"),
        ("--against", "Nothing new.", "write who says what"),
        ("--against", "{publisher: The Paper}", "VF102"),
        ("--raised", "2999-01-01", "still to come"),
    ],
)
def test_answers_that_make_no_appeal_are_refused(
    option: str, value: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With what is wanted; nothing is written."""
    root = write(tmp_path, outcomes=OUTCOMES)
    given = {"--forecast": "ann-attack", "--disputed": "outcome", "--argument": "So."}
    given |= {"--against": "The Other Paper: Nothing new.", option: value}
    flat = [part for pair in given.items() for part in pair]
    assert main(["new", "dispute", *flat, "--ledger", str(root)]) in (1, 2)
    assert said in capsys.readouterr().err
    assert not (root / "disputes").exists()


def test_an_appeal_is_due_until_it_is_decided(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Raised on 1 March 2024 and decided on 2 April: due in between, with what it wants."""
    root = ledger(tmp_path)
    for day, waits in (("2024-02-29", False), ("2024-03-01", True), ("2024-04-02", False)):
        assert main(["due", "--ledger", str(root), "--as-of", day]) == 0
        told = capsys.readouterr().out
        line = "2024-03-01  appeal-attack  outcome of ann-attack; wants `decided`"
        assert (line in told) == waits
        assert main(["due", "--ledger", str(root), "--as-of", day, "--format", "json"]) == 0
        assert len(json.loads(capsys.readouterr().out)["appeals"]) == waits
