"""`verifier explain` shows the whole trail, in each of its forms, and what another would need."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.ledgers import OUTCOMES, SOURCE, write
from tests.terminals import new
from verifier.cli import main

Capture = pytest.CaptureFixture[str]


def _explain(root: Path, capsys: Capture, *options: str) -> str:
    assert main(["explain", "ann-attack", "--ledger", str(root), *options]) == 0
    return capsys.readouterr().out


def test_the_trail_names_words_window_candidate_rule_and_evidence(
    tmp_path: Path, capsys: Capture
) -> None:
    """What a fact-checker would look for is there."""
    text = _explain(write(tmp_path), capsys)
    for part in (
        "seeds/paper.yaml:6",
        "“they will attack in February”",
        "2023-02-01 to 2023-02-28",
        "1, between 0.95 and 1",
        "the-attack: 2023-02-20 to 2023-02-20, began inside the window",
        "where narrower",
        "counts: yes (it-is)",
        "outcome     came true",
        "https://example.org/attack",
    ):
        assert part in text


def test_what_was_known_on_the_day_it_was_said_is_called_possible_hindsight(
    tmp_path: Path, capsys: Capture
) -> None:
    """What became known on the day of saying may have been known already; the trail says so."""
    same = OUTCOMES.replace("known: 2023-02-21", "known: 2023-02-20")
    source = SOURCE.replace("said: 2023-01-09", "said: 2023-02-20").replace("-01-10", "-02-21")
    text = " ".join(_explain(write(tmp_path, source=source, outcomes=same), capsys).split())
    assert "hindsight What it speaks of may have been public when it was said" in text
    assert "hindsight" not in _explain(write(tmp_path / "sound"), capsys)


def test_an_event_outside_the_window_does_not_count(tmp_path: Path, capsys: Capture) -> None:
    """The attack of 10 March is what was forecast in kind, and not in its days."""
    late = OUTCOMES.replace("began: 2023-02-20", "began: 2023-03-10").replace(
        "known: 2023-02-21", "known: 2023-03-11"
    )
    text = " ".join(_explain(write(tmp_path, outcomes=late), capsys).split())
    assert "began outside the window" in text
    assert "counts: no, its days are outside the window; apart from them: yes (it-is)." in text


def test_who_asks_by_a_part_of_an_id_or_by_the_forecaster_is_told_the_ids(
    tmp_path: Path, capsys: Capture
) -> None:
    """`ann` is no forecast: the one of Ann is named, and that of a source, a file, a question."""
    root = write(tmp_path)
    for id in ("ann", "ann-example", "paper-2023-01-10", "attack-2023", "seeds/paper.yaml"):
        assert main(["explain", id, "--ledger", str(root)]) == 2
        assert f"no forecast `{id}`; there are: `ann-attack`" in capsys.readouterr().err
    assert main(["explain", "ANN-ATTACK", "--ledger", str(root)]) == 2
    assert "did you mean `ann-attack`?" in capsys.readouterr().err


def test_a_window_that_closed_since_the_last_day_of_the_ledger_is_said(
    tmp_path: Path, capsys: Capture
) -> None:
    """Nothing is on record after the article of 10 January: the window is open then, not today."""
    source = SOURCE.replace("    question: attack-2023\n", "")
    root = write(tmp_path, source=source, outcomes="events: []\n")
    assert main(["explain", "ann-attack", "--ledger", str(root)]) == 0
    told = capsys.readouterr()
    assert "call        Open" in told.out
    says = "its window closed on 2023-02-28, after the ledger's last day, 2023-01-10, which this "
    assert says in told.err
    assert f" --ledger {root}`" in told.err
    assert main(["explain", "ann-attack", "--as-of", "2024-01-01", "--ledger", str(root)]) == 0
    told = capsys.readouterr()
    assert "call        Undecided: " in told.out
    assert not told.err


def test_the_trail_as_json_is_the_contract_and_more(tmp_path: Path, capsys: Capture) -> None:
    """The forecast of `forecasts.json`, with its trail."""
    told = json.loads(_explain(write(tmp_path), capsys, "--format", "json"))
    assert told["verdict"]["outcome"] == "came_true"
    assert told["trail"]["candidates"][0]["facets"]["where"] == "narrower"
    assert told["trail"]["by_rule"] == "came_true"


def test_the_trail_as_markdown_is_the_pages_block(tmp_path: Path, capsys: Capture) -> None:
    """The block that stands on the forecaster's page."""
    text = _explain(write(tmp_path), capsys, "--format", "markdown")
    assert '<a id="ann-attack"></a>' in text
    assert "| Did it happen | **It happened** |" in text


@pytest.mark.parametrize(
    ("outcome", "told"),
    [
        ("came_true", "That is its outcome"),
        ("did_not", "Were Russian attack in the east not on record"),
        ("disputed", "Cited sources would have to disagree"),
        ("undecided", "the record not cover it"),
        ("partly", "A rule would have to grade"),
        ("void", "It has no condition"),
        ("unscorable", "Only the words of a forecast"),
    ],
)
def test_why_not_another_outcome(tmp_path: Path, capsys: Capture, outcome: str, told: str) -> None:
    """For each outcome the change that would give it is named."""
    assert told in _explain(write(tmp_path), capsys, "--why-not", outcome)


def test_why_not_counts_the_days_that_were_missing(tmp_path: Path, capsys: Capture) -> None:
    """Begun on 10 March, the attack came ten days after the last of February."""
    late = OUTCOMES.replace("began: 2023-02-20", "began: 2023-03-10").replace(
        "known: 2023-02-21", "known: 2023-03-11"
    )
    text = _explain(write(tmp_path, outcomes=late), capsys, "--why-not", "came_true")
    assert "it would have had to begin 10 days earlier" in text


def test_why_not_names_all_events_that_stand_in_the_way(tmp_path: Path, capsys: Capture) -> None:
    """Of two attacks in February either is enough, so that both would have to be gone."""
    event = OUTCOMES[OUTCOMES.index("  - id: the-attack") : OUTCOMES.index("coverage:")]
    again = event.replace("the-attack", "another").replace("Russian attack in the east", "Another")
    both = OUTCOMES.replace(event, event + again)
    text = _explain(write(tmp_path, outcomes=both), capsys, "--why-not", "did_not")
    assert "Were none of these on record" in text
    assert "Russian attack in the east" in text
    assert "Another" in text
    assert "Were Russian attack" not in text


@pytest.mark.parametrize("judged", [True, False])
def test_what_is_ruled_another_ruling_changes_that_supersedes_it(
    tmp_path: Path, capsys: Capture, *, judged: bool
) -> None:
    """No event does, and no ruling beside it: what is advised is done, and gives that outcome."""
    expects = "{judged: The attack is hard.}"
    source = SOURCE.replace("{event: ground-offensive, actor: russia, place: ukraine}", expects)
    root = write(tmp_path, source=source if judged else SOURCE)

    def rule(outcome: str, *more: str) -> None:
        reasons = ("--reasons", "So.", "--contradicts", "It was none.", "--date", "2023-06-01")
        asked = ("--forecast", "ann-attack", "--outcome", outcome, "--signed", "Bob Curator")
        side = "--for" if outcome == "came_true" else "--against"
        told = (side, "The Paper, 2023-05-02: So. https://example.org/so")
        assert new(root, "ruling", *asked, *reasons, *told, *more) == 0
        capsys.readouterr()

    rule("did_not")
    assert "\noutcome     did not come true" in _explain(root, capsys)
    said = _explain(root, capsys, "--why-not", "came_true")
    assert "An event" not in said
    assert ("Without the ruling the rules would say" in said) is not judged
    [ruling] = re.findall(r"A signed ruling that supersedes `([\w-]+)` could decide: ", said)
    rule("came_true", "--supersedes", ruling)
    assert "\noutcome     came true" in _explain(root, capsys)
    said = _explain(root, capsys, "--why-not", "did_not")
    assert f"`{ruling}`" not in said
    assert f"supersedes `{ruling}-2` could decide" in said


def test_why_not_of_a_series_speaks_of_its_values(capsys: Capture) -> None:
    """No event can settle what a series measures."""
    rich = str(Path(__file__).parent / "rich")
    for outcome in ("came_true", "did_not"):
        assert main(["explain", "office-price", "--ledger", rich, "--why-not", outcome]) == 0
        text = capsys.readouterr().out
        assert "An event that matches" not in text
        assert "complete for this kind" not in text


def test_an_id_that_was_renamed_still_leads_there(tmp_path: Path, capsys: Capture) -> None:
    """`formerly` keeps old ids alive."""
    source = SOURCE.replace("id: ann-attack", "id: ann-february").replace(
        '{phrase: "will"}', '{phrase: "will"}\n    formerly: [ann-attack]'
    )
    assert "ann-february" in _explain(write(tmp_path, source=source), capsys)


def test_an_unknown_id_is_answered_with_the_nearest(tmp_path: Path, capsys: Capture) -> None:
    """Exit code 1 and a suggestion."""
    assert main(["explain", "an-attack", "--ledger", str(write(tmp_path))]) == 2
    assert "did you mean `ann-attack`?" in capsys.readouterr().err


def test_a_forecast_of_the_future_is_not_explained(tmp_path: Path, capsys: Capture) -> None:
    """Before it was published there was nothing to explain."""
    options = ["explain", "ann-attack", "--ledger", str(write(tmp_path)), "--as-of", "2023-01-01"]
    assert main(options) == 1
    assert "had not been published" in capsys.readouterr().err
