"""A newcomer's ledgers on the economy, storms and an election: what a newsroom would print of them.

The figures are public: prices and unemployment in the United States by month, no recession from
2022 to 2024, a Republican majority in the Senate of 2014, a hurricane season above normal in 2019.
Expected sentences were written by hand before the pages were made.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest

from tests.depth import each
from tests.ledgers import OUTCOMES, SOURCE, Pages, pages_of, run_of, write
from tests.report.test_calls import printed, reviews
from verifier.cli import main
from verifier.model.proposition import Category, OfSeries, Quantity, Range, Stays
from verifier.report import Run
from verifier.report.measured import _asked
from verifier.report.words import words as catalogue
from verifier.score.calls import Says
from verifier.score.envelope import Probability
from verifier.score.forecasts import Likelihood, picked

LEDGERS = ("economy", "low-chance", "outlooks", "senate", "storms")


def opening(pages: Mapping[str, str], forecaster: str) -> str:
    """The sentences at the top of a forecaster's page."""
    page = pages[f"forecasters/{forecaster}.md"]
    return next(line for line in page.splitlines() if line.startswith("**")).strip("*")


OPENINGS = {
    ("economy", "ann-example"): (
        "The 2 forecasts by Ann Example whose day had passed by 20 December 2024 were right."
    ),
    ("economy", "bob-sample"): (
        "Of the 2 forecasts by Bob Sample whose day had passed by 20 December 2024, 1 was right "
        "and 1 was wrong. Beside them: 1 that is void; 1 without a deadline."
    ),
    ("economy", "survey"): (
        "The one forecast by the economists' survey whose day had passed by 20 December 2024 was "
        "wrong."
    ),
    ("storms", "weather-office"): (
        "Of the 3 forecasts by the Weather Office whose day had passed by 2 January 2020, 2 were "
        "right and 1 was wrong."
    ),
    ("senate", "model-a"): (
        "No call by Model A had been decided by 5 November 2014. There is 1 whose window is open, "
        "though what it speaks of has happened."
    ),
}


@each("ledger forecaster", OPENINGS)
def test_the_first_two_sentences_can_be_printed(ledger: str, forecaster: str) -> None:
    """As they stand: who, how many, by when, and what became of them."""
    assert opening(printed(ledger)[1], forecaster) == OPENINGS[ledger, forecaster]


def test_what_is_void_is_called_so_everywhere() -> None:
    """The call is void, not beyond checking, and the totals say that one is not in them."""
    pages = printed("economy")[1]
    [call] = [
        line for line in pages["forecasts/bob-cut-if-five.md"].splitlines() if "| The call" in line
    ]
    assert call == "| The call | **Void, neither right nor wrong (“will”)** |"
    assert "[1 void](left-out.md#void)" in pages["README.md"]
    assert "void" not in printed("storms")[1]["README.md"]


def test_another_scheme_says_of_the_claim_what_the_page_says() -> None:
    """A claim of thirteen storms "was not so"; an event "did not happen within the window"."""
    [row] = [
        line
        for line in printed("outlooks")[1]["forecasters/university.md"].splitlines()
        if "here it " in line
    ]
    assert row.endswith("(its words carry no number), here it was not so |")
    low = printed("low-chance")[1]["forecasters/bob-sample.md"]
    assert "(“will”): it did not happen within the window, here it happened |" in low


def test_a_page_of_what_is_left_out_says_so_when_nothing_is() -> None:
    """An empty page could be an error; that of the storms, where all is scored, says it is none."""
    storms, economy = (printed(name)[1]["left-out.md"] for name in ("storms", "economy"))
    assert storms.rstrip().endswith("Nothing was left out.")
    assert "Nothing was left out." not in economy


def test_each_kind_of_forecast_reads_right() -> None:
    """Reached at 9.1, not below 9, within 3.4 to 3.6, none began, and a condition that failed."""
    found, pages = printed("economy")
    outcomes = {
        id: (verdict.outcome.value, found.scores[id].right.value)
        for id, verdict in found.verdicts.items()
    }
    assert outcomes == {
        "ann-nine-percent": ("came_true", "right"),
        "bob-below-five": ("did_not", "wrong"),
        "survey-recession": ("did_not", "wrong"),
        "ann-recession-unlikely": ("did_not", "right"),
        "bob-unemployment-june": ("came_true", "right"),
        "bob-cut-if-five": ("void", "unchecked"),
        "bob-recession-coming": ("undecided", "no_deadline"),
    }
    page = pages["forecasters/bob-sample.md"]
    assert "9.1 on 30 June 2022 (per cent); what counts as met: below 9" in page
    assert "3.6 on 30 June 2023 (per cent); what counts as met: 3.4 to 3.6" in page


def test_what_has_happened_in_an_open_window_is_on_the_front_page() -> None:
    """Nobody has to open a question's page to learn who won."""
    page = printed("senate")[1]["README.md"]
    assert "What 2 forecasts with an open window speak of has happened already" in page


@each("ledger", LEDGERS)
def test_small_ledgers_get_small_pages(ledger: str) -> None:
    """The index is read in two minutes; nothing is counted that is not there.

    450 words at some 240 a minute (Brysbaert 2019).
    """
    _, pages = printed(ledger)
    assert len(re.findall(r"\w\S*", pages["README.md"])) < 450
    assert "\n\n\n" not in pages["README.md"]
    told = "\n".join(page for name, page in pages.items() if name.endswith(".md"))
    told = "\n".join(line for line in told.splitlines() if not line.startswith("|"))
    for unprintable in (
        "foretold",
        "better by -",
        "critical success",
        "skill of -",
        "0 have happened",
        "0 passages",
        "and 0 are not",
        "came true as forecast",
    ):
        assert unprintable not in told, unprintable
    assert not re.search(r"\b1 (were|have|are|forecasts|questions|calls)\b", told)


def picking(root: Path) -> Run:
    """The outlooks where the likeliest of several is a call for it whatever its probability."""
    copytree(Path(__file__).parent / "ledgers/outlooks", root)
    rules = Path(__file__).parents[2] / "rules" / "schemes.yaml"
    declared = rules.read_text(encoding="utf-8").replace("above: 0.5", "above: 0")
    (root / "rules/schemes.yaml").write_text(declared, encoding="utf-8")
    return run_of(root)


def test_forty_per_cent_among_three_is_no_call() -> None:
    """Near normal at 40 %, above and below at 30 % each: likelier than not that another comes."""
    found, pages = printed("outlooks")
    assert found.scores["office-season"].right == "no_call"
    page = pages["forecasts/office-season.md"]
    assert "**No call: too hedged to be right or wrong (40%)**" in page
    assert "Nothing is called likelier than not" in page
    assert "is a call for it above 50%. Who gives" in pages["method.md"]
    assert "likeliest of several" not in printed("storms")[1]["method.md"]


def test_a_ledger_declares_that_the_likeliest_of_several_is_a_call(tmp_path: Path) -> None:
    """Near normal was picked at 40 %, and above normal came: wrong by the ledger's own rule."""
    found = picking(tmp_path / "outlooks")
    assert found.scores["office-season"].right == "wrong"
    page = Pages(found)["forecasts/office-season.md"]
    assert "**Wrong: called the likeliest of several (40%)**" in page
    [review] = [node for node in reviews(found) if "office-season" in str(node["url"])]
    told = str(review["reviewRating"])
    assert "The hurricane season of 2023 came instead." in told
    assert "One of the things named comes at most, and another one came.<br>" in page
    assert "[The hurricane season of 2023](../events/season-2023.md) came instead." in page
    assert "is what the forecast speaks of" not in page.split("How it was decided")[0]


@each(
    "said above leans",
    [
        ((0.4, 0.3, 0.3), 0, Says.PICK),
        ((0.4, 0.3, 0.3), 0.39, Says.PICK),
        ((0.4, 0.3, 0.3), 0.4, Says.HEDGED),
        ((0.6, 0.3), 0.5, Says.FOR),
        ((0.4, 0.4, 0.2), 0, Says.HEDGED),
        ((0.2, 0.1), 0, Says.AGAINST),
        ((0.5, 0.3), 0, Says.PICK),
        ((0.5, 0.3), 0.5, Says.HEDGED),
        ((0.45, 0.1), 0, Says.HEDGED),
        ((0.1, 0.2, 0.7), 0.5, Says.FOR),
    ],
)
def test_what_is_picked(said: tuple[float, ...], above: float, leans: Says) -> None:
    """The likeliest above what is declared, unless another is as likely, or that none comes is."""
    kinds = ("near-normal-season", "above-normal-season", "below-normal-season")
    options = [
        {"expects": {"event": kind}, "probability": p} for kind, p in zip(kinds, said, strict=False)
    ]
    asked = Category.model_validate({"category": options})
    favourite = max(said)
    read = Likelihood(
        None, None, Probability("", favourite, favourite, favourite, stated=True), False, None, ()
    )
    assert replace(read, leans=picked(asked, above)).says == leans


def test_a_number_reads_as_it_was_said() -> None:
    """13, and not from 12.5 to 13.5; of the year, not of its last day; and no likelihood at all."""
    _, pages = printed("outlooks")
    page = pages["forecasters/university.md"]
    measured = "Named storms: 20 for the year to 31 December 2023 (storms); the forecast was "
    assert f"{measured}13<br>" in page
    assert f"{measured}12 to 17" in pages["forecasters/weather-office.md"]
    assert opening(pages, "university") == (
        "The one forecast by the University whose day had passed by 2 January 2024 named no "
        "likelihood. Figures named: Named storms: 7 storms off."
    )
    assert "**No call: no likelihood named**" in page
    assert "too hedged" not in page


@each(
    "asked told",
    [
        (Range(range="x", at_least=0.1), "what counts as met: at least 0.1"),
        (Range(range="x", at_least=0.75, at_most=0.75), "what counts as met: 0.75"),
        (Stays(stays="x", below=2), "what counts as met: below 2"),
        (
            Quantity(number="x", says=0.75),
            "the forecast was 0.75",
        ),
        (
            Quantity(number="x", says=5, within=1),
            "the forecast was 5, give or take 1; what counts as met: 4 to 6",
        ),
        (Quantity(number="x", at_least=12, at_most=17), "the forecast was 12 to 17"),
    ],
)
def test_a_threshold_is_not_told_as_the_figure_that_was_said(asked: OfSeries, told: str) -> None:
    """2.5 was said where at least 0.1 counts: a threshold is no figure that was said."""
    assert _asked(asked, catalogue()) == told


def test_values_are_for_no_event() -> None:
    """What a series or the completeness of the record rests on is not for or against an event."""
    _, pages = printed("outlooks")
    page = pages["forecasts/office-storms.md"]
    assert "On the values of the series:\n\n- [The Paper]" in page
    assert "for or against" not in page
    assert "no event of the kind" not in page
    page = pages["forecasts/office-season.md"]
    kinds = ", ".join(f"hurricane season {kind} normal" for kind in ("above", "near", "below"))
    told = f"On whether the record of {kinds} is complete, 1 January to 31 December 2023:\n\n- ["
    assert told in page
    assert "**Limits of the record.** Storms that got a name.\n" in page
    assert "\n- [The Paper](https://example.org/season)" in page


def test_a_value_is_told_with_what_it_was_picked_for() -> None:
    """Of a threshold the highest or lowest value of the window, so that nobody takes it for all."""
    page = printed("economy")[1]["forecasts/ann-nine-percent.md"]
    assert (
        "9.1 on 30 June 2022, the highest in the window (per cent); what counts as met: at least 9"
        in page
    )


def test_a_condition_that_was_not_met_is_the_whole_reason() -> None:
    """What would have become of the claim is of no account, and confused a reader."""
    page = printed("economy")[1]["forecasts/bob-cut-if-five.md"]
    [why] = [line for line in page.splitlines() if line.startswith("| Why")]
    assert why == "| Why | Its condition was not met. |"


def test_no_curve_is_drawn_of_one_forecast_that_waits() -> None:
    """Shares of one, three times with a range from 0 to 95 %, say nothing."""
    page = printed("economy")[1]["figures.md"]
    assert "1 forecast names no deadline and waits for something to come." in page
    assert "Known for so long" not in page


def test_what_is_void_by_a_ruling_says_why(tmp_path: Path) -> None:
    """The reasons, not that there are some; and what a ruling cites is evidence of its day."""
    ruling = """\
rulings:
  - id: first
    forecast: ann-attack
    date: 2024-02-01
    signed: project curators
    outcome: void
    contradicts_rules: He took it back.
    reasons: The paper withdrew the quotation.
    arguments_for:
      - by: The Paper
        says: We withdraw it.
        evidence: {publisher: The Paper, published: 2024-01-30, says: Withdrawn.}
"""
    pages = pages_of(write(tmp_path, outcomes=OUTCOMES + ruling))
    page = pages["forecasts/ann-attack.md"]
    assert "| Did it happen | **Void: The paper withdrew the quotation.** |" in page
    assert "- For: We withdraw it. The Paper (30 January 2024)" in page
    assert "evidence up to 30 January 2024" in pages["README.md"]


def test_of_equals_none_is_a_call_and_the_page_says_so(tmp_path: Path) -> None:
    """Near and above normal at 40 % each: whichever comes, the forecaster has chosen neither."""
    root = tmp_path / "outlooks"
    copytree(Path(__file__).parent / "ledgers/outlooks", root)
    path = root / "seeds/paper.yaml"
    told = path.read_text(encoding="utf-8")
    tied = told.replace(
        "above-normal-season}, probability: 0.3", "above-normal-season}, probability: 0.4"
    )
    path.write_text(
        tied.replace(
            "below-normal-season}, probability: 0.3", "below-normal-season}, probability: 0.2"
        ),
        encoding="utf-8",
    )
    page = pages_of(root)["forecasts/office-season.md"]
    assert "| The call | **No call: too hedged to be right or wrong (40%)** |" in page
    assert "| Why | None is called the likeliest: what happened is told of the first" in page


def test_a_figure_that_was_said_is_scored_as_one(tmp_path: Path) -> None:
    """Thirteen storms where twenty came: 7 off; it is no word such as "a risk remains".

    Of a share the difference is in percentage points.
    """
    pages = printed("outlooks")[1]
    assert "1 by how far off the figure said was" in pages["README.md"]
    assert (
        "| Scores | scored by how far off its figure was, 7 storms off |"
        in pages["forecasts/university-storms.md"]
    )
    assert "What words without a number were worth" not in pages["figures.md"]
    root = tmp_path / "outlooks"
    copytree(Path(__file__).parent / "ledgers/outlooks", root)
    path = root / "outcomes/season.yaml"
    told = path.read_text(encoding="utf-8")
    assert "unit: storms" in told
    path.write_text(told.replace("unit: storms", "unit: per cent"), encoding="utf-8")
    pages = pages_of(root)
    assert "7 percentage points off |" in pages["forecasts/university-storms.md"]


def test_the_first_of_many_missing_series_can_be_entered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Forecasts of three series came first: each is taken, though others are still missing."""
    root = write(tmp_path)
    path = root / "seeds/paper.yaml"
    text = path.read_text(encoding="utf-8")
    record = text[text.index("  - id: ann-attack") :]
    for n in range(3):
        more = record.replace("ann-attack", f"ann-{n}").replace(
            "Russia begins", f"Series {n} shows"
        )
        event = "{event: ground-offensive, actor: russia, place: ukraine}"
        text += more.replace(event, f"{{reaches: series-{n}, at_least: 1}}")
    path.write_text(text, encoding="utf-8")
    for n in range(3):
        point = ("--point", "2023-02-20=1", "--publisher", "P", "--says", "S.", "--unit", "u")
        made = ("--id", f"series-{n}", "--title", f"S{n}", *point, "--ledger", str(root))
        assert main(["new", "series", *made]) == 0, capsys.readouterr().err
    assert main(["check", "--ledger", str(root)]) == 0


def test_what_is_still_open_is_called_so(tmp_path: Path) -> None:
    """On the forecaster's page, and where nobody has a decided call nobody is "other"."""
    source = SOURCE.replace("in February", "by 2031").replace("in February 2023", "by 2031")
    pages = pages_of(
        write(tmp_path, source=source, outcomes="questions:\n- {id: attack-2023, title: Q?}\n")
    )
    page = pages["forecasters/ann-example.md"]
    assert "<summary>Without an outcome: 1 open</summary>" in page
    assert "- Open: 9 January 2023, [Russia begins" in page
    assert "<summary>1 forecaster, of whom no call is decided</summary>" in pages["README.md"]


def test_nobody_is_on_time_with_what_they_called_unlikely() -> None:
    """Above normal was called at 30 % and came: wrong, and its day is none of their merit."""
    found, pages = printed("storms")
    assert found.tallies["weather-office"].days_off is None
    assert "on time" not in pages["forecasters/weather-office.md"].split("## Forecasts")[0]
    assert "days off" not in pages["README.md"]
