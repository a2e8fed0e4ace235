"""The index says what is there: no heading, legend or promise without something under it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from tests.ledgers import OUTCOMES, SOURCE, Pages, pages_of, run_of, write
from tests.ours import pages
from verifier.upkeep.due import due

ROOT = Path(__file__).resolve().parents[2]
_ALONE = SOURCE.replace("    question: attack-2023\n", "")
_WITHOUT_QUESTIONS = OUTCOMES.split("questions:\n")[0]
_LATE = _WITHOUT_QUESTIONS.replace("began: 2023-02-20", "began: 2023-03-10").replace(
    "known: 2023-02-21", "known: 2023-03-11"
)


def _index(root: Path) -> str:
    return pages_of(root)["README.md"]


def test_a_ledger_without_questions_has_no_heading_of_them(tmp_path: Path) -> None:
    """With a question there is one."""
    assert "## Questions" in pages_of(write(tmp_path / "with"))["contents.md"]
    alone = write(tmp_path / "without", source=_ALONE, outcomes=_WITHOUT_QUESTIONS)
    assert "## Questions" not in pages_of(alone)["contents.md"]


def test_a_ledger_with_nothing_in_it_lists_nothing(tmp_path: Path) -> None:
    """Neither sources nor events, nor what is telling."""
    (tmp_path / "seeds").mkdir()
    pages = pages_of(tmp_path)
    page = "".join(pages[name] for name in ("README.md", "contents.md", "figures.md"))
    for heading in ("Sources", "What happened", "Questions", "The most telling forecasts"):
        assert f"## {heading}" not in page
    assert "The dot is" not in page


def test_only_what_is_there_is_in_the_table(tmp_path: Path) -> None:
    """One call, and right; before its window is over nobody is in the table, and one is open."""
    page = _index(write(tmp_path / "decided"))
    assert "| [Ann Example](forecasters/ann-example.md) | 1 of 1 |" in page
    assert "[1 open]" not in page
    ahead = _index(write(tmp_path / "ahead", source=_ALONE, outcomes="events: []\n"))
    assert "1 forecaster, of whom no call is decided" in ahead
    assert "[1 open](left-out.md#open)" in ahead
    assert "- [Russia begins" in pages_of(tmp_path / "ahead")["left-out.md"]


_TWICE = SOURCE + SOURCE.split("forecasts:\n")[1].replace(
    "id: ann-attack", "id: ann-again"
).replace("in February", "in January").replace("February", "January")


def test_days_off_stand_beside_how_many_came(tmp_path: Path) -> None:
    """By hand: 0 days for February, 20 for January, none for an offensive that never came."""
    never = SOURCE.split("forecasts:\n")[1].replace("id: ann-attack", "id: ann-never")
    never = never.replace("    question: attack-2023\n", "").replace(
        "actor: russia", "actor: belarus"
    )
    page = _index(write(tmp_path / "three", source=_TWICE + never))
    assert "days off: 10 (2 of 3 came)" in page
    assert "days off: 10 (2 of 2 came)" in _index(write(tmp_path / "two", source=_TWICE))


def test_the_farthest_are_promised_where_there_are_some(tmp_path: Path) -> None:
    """An attack on 20 February: who said January was wrong, who said February right."""
    root = write(tmp_path / "both", source=_TWICE)
    assert "The most telling" not in pages_of(root)["figures.md"], "two calls tell no story"
    (root / "rules").mkdir()
    (root / "rules/schemes.yaml").write_text("thresholds: {interval: 2}\n", encoding="utf-8")
    both = pages_of(root)["figures.md"]
    assert "of the others the 3 farthest from it" in both
    assert "(“will”): it happened. Right, Brier 0.00." in both
    assert "(“will”): it did not happen within the window. Wrong, Brier 1.00." in both


def test_only_what_is_undecided_falls_due(tmp_path: Path) -> None:
    """On 10 February the attack in February is ahead; what names no threshold never is.

    `verifier due` asks the same verdicts, so both list the one and leave out the other.
    """
    expects = "{event: ground-offensive, actor: russia, place: ukraine}"
    for wanted, listed in ((expects, True), ("{unscorable: no-threshold}", False)):
        root = write(tmp_path, source=SOURCE.replace(expects, wanted))
        found = run_of(root, date(2023, 2, 10))
        page = Pages(found)["README.md"]
        assert ("- 28 February 2023: [Russia begins" in page) == listed
        assert [row.forecast for row in due(found.known, found.verdicts, 30)] == (
            ["ann-attack"] if listed else []
        )


def test_only_the_default_day_is_called_the_last_of_the_ledger(tmp_path: Path) -> None:
    """A day that was asked for is just that day, before the last one or after it."""
    root = write(tmp_path, source=_ALONE, outcomes="events: []\n")
    assert "These pages tell of 10 January 2023, the last day of which the ledger" in _index(root)
    run = run_of(root, as_of=date(2023, 2, 1))
    assert "These pages tell of 1 February 2023. 1 window ends after" in Pages(run)["README.md"]


def test_who_is_charged_with_what_was_misreported_is_as_the_method_says() -> None:
    """Imprecise reports score for nobody, too."""
    page = pages()["figures.md"]
    assert (
        "A statement that was misreported, imprecisely or unfaithfully, scores for nobody" in page
    )
    assert "changed in substance" not in page


def test_one_is_not_many(tmp_path: Path) -> None:
    """One forecast was read in one source."""
    index = _index(write(tmp_path))
    assert "\n**All that is due is scored: 1 forecast.**\n" in index
    assert "| read in 1 source | 1 | — |" in index


_RULED = """\
rulings:
  - id: no-more
    forecast: ann-attack
    date: 2023-01-20
    signed: curators
    outcome: void
    reasons: What she spoke of was called off.
"""


def test_what_is_ruled_or_has_come_awaits_nothing(tmp_path: Path) -> None:
    """An open window falls due, unless a ruling has made an end of it; then it is void by that."""
    early = write(tmp_path / "early", source=_ALONE, outcomes="events: []\n")
    assert "- 28 February 2023: [Russia begins" in _index(early)
    root = write(tmp_path / "ruled", source=_ALONE, outcomes=_RULED)
    assert "- 28 February 2023: [Russia begins" not in _index(root)
    page = pages_of(root)["forecasts/ann-attack.md"]
    assert "**Void: What she spoke of was called off.**" in page
    assert "its condition was not met" not in page


def test_a_ruling_decides_a_condition_that_the_rules_leave_open(tmp_path: Path) -> None:
    """The page does not say beside it that the condition is not settled."""
    given = '    given: {words: "if talks fail", expects: {judged: The talks fail}}\n    window:'
    source = _ALONE.replace("    window:", given, 1)
    assert source != _ALONE
    root = write(tmp_path, source=source, outcomes=_RULED)
    page = pages_of(root)["forecasts/ann-attack.md"]
    assert "**Void: What she spoke of was called off.**" in page
    assert "“if talks fail”: left to the ruling" in page
    assert "not settled" not in page


def test_our_index_is_taken_in_at_once() -> None:
    """People before words, three columns in every table, and no more than one can read in a minute.

    A minute is 250 words (Brysbaert 2019: silent reading runs at about 240 words a minute); names
    and figures of the table, which are looked up and not read, are not counted.
    """
    page = pages()["README.md"]
    headings = [line for line in page.splitlines() if line.startswith("## ")]
    assert headings[:4] == [
        "## How often were they right?",
        "## How much could not be scored, and why?",
        "## Who was right?",
        "## What words turned out to mean",
    ]
    assert set(headings[4:]) <= {"## What falls due next", "## Corrections"}
    rows = [line for line in page.splitlines() if line.startswith("|")]
    assert {row.count(" | ") for row in rows} == {2}
    answered = re.split("## (?:What falls due next|Corrections)", page)[0]
    answers = re.sub("<details>.*?</details>", "", answered, flags=re.DOTALL)
    prose = [line for line in answers.splitlines() if not line.startswith("|")]
    assert len(" ".join(prose).split()) <= 250


def test_small_choices_that_change_nothing_are_listed_nowhere(tmp_path: Path) -> None:
    """One forecast and thirteen schemes: the picture's table has those that move it, by hand one.

    Where a bare "will" carries no number nothing is left to score; all else leaves 0.00.
    """
    page = pages_of(write(tmp_path))["figures.md"]
    table = page[page.index("| Forecaster | Scheme |") :]
    named = [row.split(" | ")[1] for row in table.splitlines() if row.startswith("| Ann Example")]
    assert named == ["as printed", 'a bare "will" without a number']


def test_a_question_that_is_open_has_decided_parts(tmp_path: Path) -> None:
    """Nothing is known of the end of the year, but February is over, and the attack came in it."""
    asked = "in early 2023?\n    opens: 2023-03-01\n    horizon: 2024-12-31"
    outcomes = OUTCOMES.replace("in early 2023?", asked)
    page = pages_of(write(tmp_path, outcomes=outcomes))["questions/attack-2023.md"]
    assert "not settled for its whole period" in page
    assert "Forecasts about a part of this period can be settled before all of it is." in page
    whole = pages_of(write(tmp_path / "whole"))["questions/attack-2023.md"]
    assert "about a part of this period" not in whole


_APART = """
rulings:
  - id: by-ann
    forecast: ann-attack
    date: 2024-01-02
    signed: Ann Curator
    outcome: came_true
    reasons: It came.
  - id: by-bob
    forecast: ann-attack
    date: 2024-01-03
    signed: Bob Curator
    outcome: did_not
    reasons: It was none.
    contradicts_rules: It was none.
"""


def test_rulings_that_disagree_have_their_outcomes_on_the_page(tmp_path: Path) -> None:
    """Nobody ruled that it is disputed: who ruled what is said, and that they disagree."""
    root = write(tmp_path, outcomes=OUTCOMES + _APART)
    page = pages_of(root)["forecasts/ann-attack.md"]
    assert "**Disputed: signed rulings disagree**" in page
    assert "| Decided by | signed rulings that disagree |" in page
    assert "Ruled “came true”: Ann Curator, 2 January 2024: It came." in page
    assert "Ruled “did not come true”: Bob Curator, 3 January 2024: It was none." in page


def test_a_claim_without_a_denial_is_told_as_a_state(tmp_path: Path) -> None:
    """That a war goes on is settled by no end of it; that it goes on is what was so."""
    denied = SOURCE.replace("{event: ground", "{no_event: ground")
    claim = "Russia begins a ground offensive in Ukraine in February 2023."
    says = {"It stays calm in February 2023.": "It was not so", "No attack comes.": "It happened"}
    for number, (words, told) in enumerate(says.items()):
        root = write(tmp_path / str(number), source=denied.replace(claim, words))
        assert f"**{told}" in pages_of(root)["forecasts/ann-attack.md"]
