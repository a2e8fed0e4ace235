"""Clarifications: who spoke before one is judged by what the question asked before."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.depth import examples
from tests.ledgers import OUTCOMES, run_of, write
from verifier.cli import main
from verifier.model.edtf import Dated
from verifier.model.outcomes import Clarification, Question
from verifier.model.proposition import Occurs
from verifier.report import report

CLARIFIED = """\
    opens: 2023-02-01
    horizon: 2023-02
    clarifications:
      - date: 2023-01-20
        says: Only the <b>north</b> counts.
        signed: the curators
        title: Does Russia begin a ground offensive in the north in early 2023?
        event: {event: ground-offensive, actor: russia, place: kharkiv-oblast}
        evidence:
          - {publisher: The Paper, published: 2023-01-20, says: So it was agreed.}
"""
SOURCE = """\
source: {id: paper, publisher: The Paper, published: 2023-02-01}
forecasts:
"""
FORECAST = """\
  - id: %s
    forecaster: ann-example
    said: %s
    voice: paraphrase
    summary: She gave it 70 per cent.
    claim: A ground offensive begins in early 2023.
    question: attack-2023
    expects: {answers: %s}
    likelihood: {probability: 0.7}
"""
ASKED, SAID_IN = "outcomes/attack.yaml", "seeds/paper.yaml"
# Said on: the day before the clarification, its day, and days of which some are before.
SAID = {"before": "2023-01-19", "after": "2023-01-20", "perhaps": "2023-01-15/2023-01-25"}


def ledger(root: Path, answer: str = "yes", clarified: str = CLARIFIED) -> Path:
    forecasts = "".join(FORECAST % (name, day, answer) for name, day in SAID.items())
    return write(root, source=SOURCE + forecasts, outcomes=OUTCOMES + clarified)


def test_each_is_judged_by_the_wording_of_the_day(tmp_path: Path) -> None:
    """It came in the Donbas on 20 February: what was asked first, and not what was asked later.

    Nobody knows whether the third was said before the clarification: the earlier wording stands.
    """
    verdicts = run_of(ledger(tmp_path)).verdicts
    told = {name: verdict.outcome.value for name, verdict in verdicts.items()}
    assert told == {"before": "came_true", "after": "did_not", "perhaps": "came_true"}
    assert verdicts["before"].wide.window.iso() == ["2023-02-01", "2023-03-01"]


def test_an_answer_of_no_is_the_other_way_round(tmp_path: Path) -> None:
    """No to what came did not come true; no to what did not come did."""
    told = {k: v.outcome.value for k, v in run_of(ledger(tmp_path, "no")).verdicts.items()}
    assert told == {"before": "did_not", "after": "came_true", "perhaps": "did_not"}


def test_scores_and_timeliness_go_by_the_same_wording(tmp_path: Path) -> None:
    """0.7 on what came costs 0.09, on what did not 0.49; each wording is timed by itself."""
    found = run_of(ledger(tmp_path))
    central = {id: score.brier and score.brier.central for id, score in found.scores.items()}
    assert central == pytest.approx({"before": 0.09, "after": 0.49, "perhaps": 0.09})
    days = {key[1]: answered.answer.truth.high for key, answered in found.answers.items()}
    assert days == {None: 1.0, date(2023, 1, 20): 0.0}


def test_pages_show_both_wordings(tmp_path: Path) -> None:
    """On the question's page with what became of each; on a forecast's the one that judges it."""
    pages = dict(report(run_of(ledger(tmp_path))))
    page = pages["questions/attack-2023.md"]
    assert page.startswith("# Does Russia begin a ground offensive in the north in early 2023?")
    section = page.split("## Clarifications\n")[1]
    assert "| the beginning | Does Russia begin a ground offensive in Ukraine in early" in section
    assert "| 20 January 2023 | Does Russia begin a ground offensive in the north in" in section
    assert "it came, 20 February 2023 | 2 |" in section
    assert "it did not come, and the record is complete | 1 |" in section
    assert "**20 January 2023, the curators.** Only the \\<b\\>north\\</b\\> counts." in section
    assert "So it was agreed." in section
    later = "clarified 20 January 2023, after this was said"
    assert later in pages["forecasts/before.md"]
    assert later in pages["forecasts/perhaps.md"]
    assert later not in pages["forecasts/after.md"]
    assert "in the north" in pages["forecasts/after.md"]


@pytest.mark.parametrize("day", [date(2023, 1, 19), date(2023, 1, 20)])
def test_a_clarification_is_told_from_its_day_on(day: date, tmp_path: Path) -> None:
    """Before it nothing is known of it."""
    root = ledger(tmp_path)
    text = (root / "seeds/paper.yaml").read_text(encoding="utf-8")
    text = text.replace("published: 2023-02-01", "published: 2023-01-19").split("  - id: after")[0]
    (root / "seeds/paper.yaml").write_text(text, encoding="utf-8")
    page = dict(report(run_of(root, day)))["questions/attack-2023.md"]
    assert ("Clarifications" in page) == (day == date(2023, 1, 20))


def test_a_question_without_an_event_is_judged_by_its_words(tmp_path: Path) -> None:
    """Of the day on which it was answered: a ruling settles it."""
    root = ledger(tmp_path)
    text = (root / "outcomes/attack.yaml").read_text(encoding="utf-8")
    lines = [line for line in text.split("\n") if not line.strip().startswith("event: {")]
    (root / "outcomes/attack.yaml").write_text("\n".join(lines), encoding="utf-8")
    found = run_of(root)
    assert {v.outcome.value for v in found.verdicts.values()} == {"undecided"}
    judged: Any = {f.id: f.expects for f in found.forecasts}
    assert judged["before"].judged.startswith("Does Russia begin a ground offensive in Ukraine")
    assert judged["after"].judged.endswith("in the north in early 2023? (yes)")


AGAIN = "      - {date: 2023-01-20, says: The south counts.}\n"


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        (ASKED, "kharkiv-oblast}", "charkiw-oblast}", "VF104"),
        (ASKED, "date: 2023-01-20", "date: ../2023-01-20", "VF108"),
        (ASKED, "        says: Only the <b>north</b> counts.\n", "", "VF102"),
        (ASKED, "        signed:", "        horizon: 2023-01\n        signed:", "VF103"),
        (ASKED, "      - date: 2023-01-20", f"{AGAIN}      - date: 2023-01-20", "VF103"),
        (SAID_IN, "    question: attack-2023\n", "", "VF102"),
        (SAID_IN, "answers: yes", "answers: perhaps", "VF103"),
        (SAID_IN, "{answers: yes}", "{any_of: [{answers: yes}]}", "VF103"),
        (ASKED, "2023-02-01\n    horizon: 2023-02", "2022\n    horizon: 2022", "VF201"),
    ],
)  # fmt: skip
def test_mistakes_are_found(
    file: str, old: str, new: str, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With file and line, by the checks that every record has."""
    root = ledger(tmp_path)
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    assert main(["check", "--ledger", str(root)]) == 1
    assert f"[{code}]" in "".join(capsys.readouterr())


FIRST = date(2023, 1, 1)
DAYS = st.integers(0, 40).map(lambda n: FIRST + timedelta(n))


@examples(200)
@given(st.lists(DAYS, max_size=5, unique=True), DAYS)
def test_the_last_word_before_a_day_is_in_force(clarified: list[date], day: date) -> None:
    """However the clarifications are ordered: what is asked is the latest that had been made.

    So what comes later never changes what was asked before, and each day has one of the wordings.
    """
    made = tuple(
        Clarification(
            date=Dated.on(on), says="So.", title=on.isoformat(), event=Occurs(event="invasion")
        )
        for on in clarified
    )
    question = Question(id="q", title="first", clarifications=made)
    known = [on for on in clarified if on <= day]
    assert question.asked(day).title == (max(known).isoformat() if known else "first")
    assert question.asked(None).title == "first"
    earlier = Question(id="q", title="first", clarifications=tuple(
        one for one in made if one.date.days.order <= day
    ))  # fmt: skip
    assert earlier.asked(day) == question.asked(day)
    assert question.asked(day) in question.wordings(FIRST + timedelta(99))
    assert len(question.wordings(day)) == len(set(known)) + 1
