"""What happened and whether the call was right are told apart, in pages and in exports."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.depth import each, examples
from tests.ledgers import OUTCOMES, run_of, sound, write
from tests.worlds import forecast as foretold
from tests.worlds import ledger, rules, ruling
from verifier.engine import run
from verifier.export.claimreview import Publication
from verifier.export.files import export
from verifier.model.forecasts import Forecaster, ForecasterKind
from verifier.model.ledger import Ledger
from verifier.report import Run, report
from verifier.score.shares import Count, Share

LEDGERS = Path(__file__).parent / "ledgers"
HERE = Publication("Project curators", "https://example.org/")


@cache
def printed(name: str, as_of: date | None = None) -> tuple[Run, Mapping[str, str]]:
    """A ledger of this folder, which has no findings, and its pages."""
    held, rules = sound(LEDGERS / name)
    found = run(held, rules, as_of)
    return found, report(found)


FORETOLD = re.compile(r"foretold|foretell|foresaw|came true|as forecast\b")


def told(page: str) -> str:
    """A page without its title and the trail, which is the engine's and set in."""
    lines = page.removeprefix("# Who foresaw what").splitlines()
    return "\n".join(line for line in lines if not line.startswith("    "))


def rows(page: str, holding: str) -> list[str]:
    """The rows of tables that hold a text."""
    return [line for line in page.splitlines() if line.startswith("|") and holding in line]


def reviews(found: Run) -> list[dict[str, object]]:
    """The nodes of the export for search engines."""
    text = export(found, "claimreview", HERE)["claimreview.jsonld"]
    graph = json.loads(text)["@graph"]
    assert isinstance(graph, list)
    return graph


# Low chances: "a 5 percent chance of a bank run", and none came


def test_a_right_warning_of_a_low_chance_is_right() -> None:
    """It did not happen, and the call was right; the chance stands beside the claim."""
    _, pages = printed("low-chance")
    [row] = rows(pages["forecasters/ann-example.md"], "(#ann-bank-run)")
    assert "[A bank run begins in 2023](#ann-bank-run) (5%)" in row
    assert "**It did not happen**" in row
    assert "**Right: called less likely than not (5%)**" in row
    assert (
        "Ann Example](forecasters/ann-example.md) | 2 of 2 on 2 questions (67%, 28–95%)"
        in pages["README.md"]
    )


def test_hedged_words_are_no_call() -> None:
    """They are neither right nor wrong, nor listed as the closest call."""
    _, pages = printed("low-chance")
    [row] = rows(pages["forecasters/ann-example.md"], "(#ann-strike-perhaps)")
    assert "**No call: too hedged to be right or wrong (“could”)**" in row
    assert "the closest to what happened" not in pages["forecasters/ann-example.md"].replace(
        "the closest to what happened: [A bank run", ""
    )


def test_a_warning_of_others_plans_is_no_false_alarm() -> None:
    """What was planned came four months later; the one who told of the plan made no call."""
    found, pages = printed("low-chance")
    row = rows(pages["forecasters/bob-sample.md"], "(#bob-advance)")[0]
    assert "**It did not happen within the window**" in row
    assert "No call: a plan reported (“are preparing”)**" in row
    assert found.tallies["bob-sample"].contingency.false_alarms == 0
    assert "Wrong" not in row


def test_a_call_that_was_days_off_is_right_but_on_another_day() -> None:
    """Said for September, come on 4 October: four days late, within ten."""
    _, pages = printed("low-chance")
    row = rows(pages["forecasters/bob-sample.md"], "(#bob-advance-late)")[0]
    assert "**It came, but on another day: called likelier than not (“will”)**" in row


def test_search_engines_are_told_what_the_call_was() -> None:
    """Title and rating are sentences; hedged words and plans are claims without a review."""
    found, _ = printed("low-chance")
    nodes = {str(node["url"]).rpartition("/")[2]: node for node in reviews(found)}
    bank = nodes["ann-bank-run.md"]
    assert bank["claimReviewed"] == (
        "Ann Example on “A bank run begins in 2023”: called less likely than not (5%)."
    )
    rating = bank["reviewRating"]
    assert isinstance(rating, dict)
    assert rating["alternateName"] == "Right. It did not happen."
    assert nodes["ann-strike-perhaps.md"]["@type"] == "Claim"
    assert nodes["bob-advance.md"]["@type"] == "Claim"


def test_two_sentences_open_a_page() -> None:
    """They can be printed as they stand."""
    _, pages = printed("low-chance")
    assert (
        "**Of the 3 forecasts by Ann Example whose day had passed by 2 January 2024, "
        "2 were right and 1 was too hedged to be right or wrong.**"
    ) in pages["forecasters/ann-example.md"]


# The Senate of 2014: settled at once, while the windows ran to the end of the year


def test_what_has_happened_is_told_while_the_window_is_open() -> None:
    """The event of 4 November is told everywhere; it counts once the window is over, as is said."""
    _, pages = printed("senate", date(2014, 11, 5))
    question = pages["questions/senate-2014.md"]
    [row] = rows(question, "| Model A |")
    assert "| It happened |" in row
    assert "what happened counts once the window is over, after 31 December 2014" in row
    assert "| 1 open; 1 has happened |" in pages["README.md"]


def test_a_question_shows_each_probability_and_score() -> None:
    """At 96 % it was right, (1 - 0.96)² = 0.0016; at 35 % wrong, 0.65² = 0.4225."""
    _, pages = printed("senate", date(2015, 1, 1))
    question = pages["questions/senate-2014.md"]
    [first] = rows(question, "| Model A |")
    assert "(96%) | 0.96 |" in first
    assert "| Right: called likelier than not (96%) | 0.00 |" in first
    [second] = rows(question, "| Model B |")
    assert "(35%) | 0.35 |" in second
    assert "| Wrong: called less likely than not (35%) | 0.42 |" in second


# Three outcomes that exclude one another, none of them called likely


def test_thirty_per_cent_that_came_is_not_told_as_a_success() -> None:
    """It happened, and it had been called unlikely: that is no forecast that came true."""
    _, pages = printed("storms")
    page = pages["forecasters/weather-office.md"]
    [above] = rows(page, "(#office-above)")
    assert "**It happened**" in above
    assert "**Wrong: called less likely than not (30%)**" in above
    [near] = rows(page, "(#office-near)")
    assert "**Right: called less likely than not (40%)**" in near


# Laws


@st.composite
def chances(draw: st.DrawFn) -> Ledger:
    """Forecasts with stated chances of things that came or did not, by one forecaster."""
    made = draw(st.lists(st.tuples(st.integers(0, 100), st.booleans()), min_size=1, max_size=6))
    forecasts = [
        foretold(
            f"f-{n}",
            claim=f"Thing number {n} comes.",
            quote=f"thing {n}",
            likelihood={"probability": percent / 100},
            expects={"judged": f"thing {n}, as seen"},
        )
        for n, (percent, _) in enumerate(made)
    ]
    rulings = [
        ruling(f"r-{n}", forecast=f"f-{n}", outcome="came_true" if came else "did_not")
        for n, (_, came) in enumerate(made)
    ]
    world = ledger(*forecasts, rulings=rulings)
    ann = Forecaster(id="ann", name="Ann Example", kind=ForecasterKind.PERSON)
    return Ledger(
        **{
            **{key: getattr(world, key) for key in ("files", "rulings")},
            "forecasters": {"ann": ann},
            "lines": {("forecasts", f.id): ("seeds/paper.yaml", 1) for f in forecasts},
        }
    )


@examples(20)
@given(chances())
def test_a_claim_never_stands_without_its_chance(world: Ledger) -> None:
    """On every line of every page, and in the export, the chance follows the claim."""
    found = run(world, rules())
    for path, page in report(found).items():
        if not path.endswith(".md"):
            continue
        for line in page.splitlines():
            for seen in re.finditer(
                r"Thing number (\d+) comes\.?(?:\]\([^)]*\))?( \(\d+%\))?", line
            ):
                trail = line.startswith("    claim")
                assert seen[2] or trail, (path, line)
    for node in reviews(found):
        sentence = str(node.get("claimReviewed") or node.get("name"))
        chance = world.forecasts[str(node["url"]).rpartition("/")[2][:-3]].claimed.probability
        assert chance is not None
        assert f"({100 * chance:g}%)" in sentence


@examples(20)
@given(chances())
def test_nobody_is_said_to_have_foretold_what_they_called_unlikely(world: Ledger) -> None:
    """Right and wrong follow the side of one half; no word makes a forecast of a low chance."""
    found = run(world, rules())
    pages = report(found)
    right = wrong = 0
    for id, forecast in world.forecasts.items():
        chance, came = forecast.claimed.probability, world.rulings[f"r{id[1:]}"].outcome
        assert chance is not None
        word = (
            "No call"
            if chance == 0.5
            else "Right"
            if (chance > 0.5) == (came == "came_true")
            else "Wrong"
        )
        right += word == "Right"
        wrong += word == "Wrong"
        [row] = rows(pages["forecasters/ann.md"], f"(#{id})")
        assert f"**{word}: " in row
        assert ("called less likely than not" in row) == (0 < chance < 0.5)
        assert ("called impossible" in row) == (chance == 0)
        assert ("called likelier than not" in row) == (0.5 < chance < 1)
        assert ("called certain" in row) == (chance == 1)
    counted = found.tallies["ann"].calls
    assert (counted.yes, counted.decided) == (right, right + wrong)
    for id in world.forecasts:
        # Rules cannot read these criteria, and a ruling decides each.
        assert "nothing at hand" not in pages[f"forecasts/{id}.md"]
        assert ": left to the ruling" in pages[f"forecasts/{id}.md"]
    for path, page in pages.items():
        if path.endswith(".md"):
            assert not FORETOLD.search(told(page)), path


@each("name", ["low-chance", "senate", "storms"])
def test_no_page_says_foretold(name: str) -> None:
    """Nor that a forecast came true, which says of a claim what is heard of a call."""
    _, pages = printed(name)
    for path, page in pages.items():
        if path.endswith(".md"):
            assert not FORETOLD.search(told(page)), path


_IN_PART = """\
rulings:
  - id: half
    forecast: ann-attack
    date: 2024-02-01
    signed: curators
    outcome: partly
    truth: [0.4, 0.6]
    reasons: Half of what she spoke of came.
"""


def test_what_came_in_part_is_not_contested(tmp_path: Path) -> None:
    """Nobody contests a ruling that it came to a degree between 0.4 and 0.6.

    Of such a share nothing is known but that it may count as right or not.
    """
    found = run_of(write(tmp_path, outcomes=OUTCOMES + _IN_PART))
    page = report(found)["forecasters/ann-example.md"]
    assert "whose day had passed by 1 February 2024 was right in part.**" in page
    assert "**Right in part: called likelier than not (“will”)**" in page
    assert "ontested" not in page
    assert found.tallies["ann-example"].calls == Share((Count(contested=1),))


@pytest.mark.parametrize(
    ("ledger", "forecast", "said"),
    [
        ("economy", "bob-unemployment-june", "Unemployment rate in the United States: 3.6 on 30 "),
        ("storms", "office-above", "The hurricane season of 2019: began inside the window."),
    ],
)
def test_an_explanation_stands_alone(ledger: str, forecast: str, said: str) -> None:
    """Search engines print it without our pages: the value or the event is in it, not only that."""
    found = {str(node["url"]).rpartition("/")[2]: node for node in reviews(printed(ledger)[0])}
    rating = found[f"{forecast}.md"]["reviewRating"]
    assert isinstance(rating, dict)
    assert said in rating["ratingExplanation"]
    assert "](" not in rating["ratingExplanation"]
