"""Pages: what a reader must find at a glance, told of our own ledger and of the example."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.ledgers import SOURCE, write
from tests.ours import RATES, pages

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def own() -> Mapping[str, str]:
    """The pages of our own ledger."""
    return pages()


@pytest.fixture
def rates() -> Mapping[str, str]:
    """The pages of the example on interest rates."""
    return pages(RATES)


def test_a_source_says_when_it_was_read(tmp_path: Path) -> None:
    """Where the day of access is given, beside the day of publication."""
    dated = SOURCE.replace(
        "  published: 2023-01-10", "  published: 2023-01-10\n  accessed: 2023-01-12"
    )
    page = pages(write(tmp_path, source=dated))["sources/paper-2023-01-10.md"]
    assert "Published 10 January 2023. Read on 12 January 2023." in page


def _row(page: str, start: str, *, holding: str = "") -> str:
    rows = [line for line in page.splitlines() if line.startswith(start) and holding in line]
    assert len(rows) == 1, rows
    return rows[0]


def test_a_forecaster_is_found_by_office(own: Mapping[str, str]) -> None:
    """The index names the office beside the name; of whom nothing is decided is folded."""
    page = own["README.md"]
    _row(page, "| [Dmytro Kuleba](forecasters/dmytro-kuleba.md), Ukrainian Foreign Minister | ")
    folded = page[page.index("of whom no call is decided") :]
    assert "[Andrii Kovalchuk](forecasters/andrii-kovalchuk.md)" in folded[: folded.index("</det")]


def test_sources_and_events_stand_in_the_order_of_days(own: Mapping[str, str]) -> None:
    """A reader who knows when finds what."""
    page = own["contents.md"]
    sources = page[page.index("## Sources") : page.index("## What happened")]
    assert "- 14 January 2022: [Axios](sources/axios-2022-01-14.md)" in sources
    order = ("axios-2022-01-14", "blitz-2022-01", "guardian-2022-12-15", "tass-2023-11-27")
    places = [sources.index(f"sources/{name}.md") for name in order]
    assert places == sorted(places)
    events = page[page.index("## What happened") :]
    later = ("invasion-2022", "avdiivka-oct-2023", "f16")
    days = [events.index(f"events/{name}.md") for name in later]
    assert days == sorted(days)


def test_a_statement_is_answered_in_its_row(own: Mapping[str, str]) -> None:
    """When, what, in which words, whether it came; what settles it before what is disputed."""
    page = own["forecasters/jens-stoltenberg.md"]
    row = _row(page, "| 23 December 2022 |", holding="new ground offensive")
    assert "“Russia hopes to freeze the war" in row
    assert "**It happened by 8 February 2023, with no deadline named**" in row
    disputed = (
        "Perhaps it was [Russian attacks in Luhansk and Donetsk, early 2023]"
        "(../events/winter-offensive-2023.md) already: "
        "Cited sources disagree on whether it was new."
    )
    settled = row.index("(../events/svatove-kreminna-2023.md)<br>")
    told = row.index("Source: [ISW: Russia regains initiative")
    assert settled < told < row.index(disputed) < row.index("evidence and rule")
    again = own["forecasters/oleksiy-danilov.md"]
    assert "(first said 11 February 2023)" in _row(again, "| 2 March 2023 |", holding="breaks up")
    assert page.index("## At a glance") < page.index("## The record")
    # The record grows: how many there are is no matter of this test.
    summary = _row(page, "**Of the ", holding="forecasts by Jens Stoltenberg")
    assert re.search(
        r"carried out( all the same)?\). Beside them: \d+ not decided yet; \d+ that cannot be ",
        summary,
    )
    assert re.search(r"\d+ without a deadline, of which \d+ ha(s|ve) happened since; ", summary)
    promises = _row(own["forecasters/volodymyr-zelensky.md"], "**Of the ", holding="forecasts by")
    assert re.search(r"\d+ announcements of own acts: \d+ carried out", promises)


def test_what_an_outlet_put_so_is_no_quotation_of_the_speaker(own: Mapping[str, str]) -> None:
    """TASS reported that aircraft would come "soon"; what was quoted stands by itself."""
    page = own["forecasters/jens-stoltenberg.md"]
    row = _row(page, "| 27 November 2023 |", holding="F-16")
    assert "<br>in the words of TASS: “was to receive F-16 aircraft soon”<br>" in row
    quoted = _row(page, "| 30 January 2023 |", holding="new ground offensive")
    assert "in the words of" not in quoted


def test_without_a_deadline_nothing_begins_inside_a_window(own: Mapping[str, str]) -> None:
    """It began after it was said; how sure that is stands beside it."""
    page = own["forecasts/stoltenberg-preparing-new-offensive.md"]
    assert "inside the window" not in _row(page, "| Why |")
    assert "(../events/avdiivka-oct-2023.md): began after it was said." in _row(page, "| Why |")
    assert "rests on one of them" in _row(page, "| How sure |")
    by_deadline = own["forecasts/stoltenberg-allies-stand-by-ukraine-ministerial.md"]
    assert "inside the window" in _row(by_deadline, "| Why |")
    assert "after it was said" not in _row(by_deadline, "| Why |")


def test_what_a_ruling_cites_is_listed_with_the_ruling_alone(own: Mapping[str, str]) -> None:
    """There it is for or against the forecast, below for or against the event."""
    page = own["forecasts/stoltenberg-f-16-soon.md"]
    assert page.index("- Against: Zelensky confirms ") < page.index("## Evidence on what happened")
    below = page[page.index("## Evidence on what happened") : page.index("## How it was decided")]
    for cited in ("(https://babel.ua/", "(https://www.pravda.com.ua/"):
        assert cited in page[: page.index("## Evidence on what happened")]
        assert any(line.startswith("- **for** ") for line in below.splitlines() if cited in line)
        assert not any("**against**" in line for line in below.splitlines() if cited in line)


def test_an_excerpt_says_what_each_item_is_about(own: Mapping[str, str]) -> None:
    """Items on one event are not read as items on another."""
    page = own["forecasters/jens-stoltenberg.md"]
    block = page[page.index('<a id="stoltenberg-preparing-new-offensive"></a>') :]
    excerpt = block[block.index("<details>") : block.index("</details>")]
    settles, disputed = excerpt.index("which settles it:"), excerpt.index("of which it is disputed")
    assert settles < excerpt.index("zlive-network") < disputed


def test_what_was_said_thrice_on_a_day_is_one_row(own: Mapping[str, str]) -> None:
    """A headline and a lead are the same statement; each keeps its own page."""
    page = own["forecasters/jens-stoltenberg.md"]
    glance = page[page.index("## At a glance") : page.index("## The record")]
    _row(glance, "| 30 January 2023 |", holding="new ground offensive")
    for again in ("title", "offensive-lead", "offensive"):
        name = "attack-title" if again == "title" else again
        assert f"forecasts/stoltenberg-preparing-new-{name}.md" in own


def test_what_nothing_has_settled_is_folded_below_the_table(own: Mapping[str, str]) -> None:
    """Once for each statement, with its day, under why nothing came of it."""
    page = own["forecasters/jens-stoltenberg.md"]
    glance = page[page.index("## At a glance") : page.index("## The record")]
    undecided = _row(glance, "- Undecided: ", holding="7 December 2022, [The war between ")
    assert "negotiating-table) (“most likely”)" in undecided
    unscorable = _row(glance, "- Cannot be scored: 30 January 2023, [Putin does not negotiate ")
    assert "; 27 November 2023, [Ukraine finds it hard " in unscorable
    counts = [row.count("](#") for row in (undecided, unscorable)]
    summary = "Without an outcome: {} undecided, {} that cannot be scored".format(*counts)
    assert f"<summary>{summary}</summary>" in glance


def test_evidence_begins_with_what_settles(own: Mapping[str, str]) -> None:
    """Events in order of what they decide, items in order of days, forecasters named as such."""
    page = own["forecasts/stoltenberg-preparing-new-offensive.md"]
    evidence = page[page.index("## Evidence on what happened") : page.index("## How it was")]
    assert evidence.index("which settles it") < evidence.index("of which it is disputed")
    assert "for or against the event, not for or against the forecaster" in evidence
    assert "(Told by Jens Stoltenberg, whose forecasts are recorded here too.)" in evidence
    assert evidence.index("(9 February 2023)") < evidence.index("(13 February 2023)")


def test_a_question_is_answered_where_it_is_listed(own: Mapping[str, str]) -> None:
    """The list says what became of it, where it has a period."""
    row = _row(own["contents.md"], "- [Does Russia invade Ukraine in the first quarter of 2022?]")
    assert row.endswith("1 January to 31 March 2022: it came, 24 February 2022.")
    page = own["questions/russian-offensive-early-2023.md"]
    record = _row(page, "On record: ")
    assert "events/winter-offensive-2023.md" in record
    assert "avdiivka" not in record


def test_an_alternative_that_an_event_is_not_says_nothing(own: Mapping[str, str]) -> None:
    """Of "the Donbas or the south" the Donbas is enough: it did not happen somewhere else."""
    page = own["forecasts/reznikov-donbas-or-south.md"]
    why = _row(page, "| Why |")
    assert "somewhere else" not in why
    assert "The window is not over" not in why


def test_days_ahead_are_those_before_the_event_of_the_page(rates: Mapping[str, str]) -> None:
    """From 23 May to 21 July 2022 it is 59 days."""
    called = "forecasts/lagarde-exit-from-negative-rates.md"
    rows = [
        row
        for path, page in rates.items()
        if path.startswith("events/")
        for row in page.splitlines()
        if row.startswith("|") and called in row and "59 days" in row
    ]
    assert len(rows) == 1


@pytest.mark.parametrize("which", ["own", "rates"])
def test_days_ahead_are_of_calls_for_the_event(which: str, request: pytest.FixtureRequest) -> None:
    """On no page, nor in the data, for what was denied, is void, or another event settled."""
    told: Mapping[str, str] = request.getfixturevalue(which)
    data = {f["id"]: f for f in json.loads(told["data/forecasts.json"])["forecasts"]}
    shown = 0
    for path, page in told.items():
        if not path.startswith(("events/", "questions/")):
            continue
        for row in page.splitlines():
            found = re.match(r"\|.*\]\(\.\./forecasts/([^.]+)\.md\)", row)
            if found is None or len(row.split(" | ")) != 9:
                continue
            ahead = re.search(r"\d days?(?: at most, or none)? \|$", row) is not None
            one = data[found[1]]
            called = one["scores"]["lead_time"] is not None
            assert ahead <= called, (path, row)
            assert called == ahead or path.startswith("events/"), (path, row)
            shown += ahead
    assert shown
    for one in data.values():
        if one["scores"]["lead_time"] is not None:
            assert one["scores"]["left_out"] is None
            assert one["verdict"]["outcome"] == "came_true"
    if which == "own":
        # On a condition that was met: from 6 August 2023 to 15 to 17 March 2024.
        assert data["peskov-putin-re-elected"]["scores"]["lead_time"] == [222, 224]
    else:
        for id in ("lagarde-no-rise-in-2022", "boc-holds"):
            assert data[id]["scores"]["lead_time"] is None
        _row(told["events/ecb-2022-07-21.md"], "| Christine Lagarde |", holding="no-rise-in-2022")


def test_a_row_shows_the_value_that_decides(rates: Mapping[str, str]) -> None:
    """At a glance too, where a series settles it instead of an event."""
    rows = [
        line
        for page in rates.values()
        for line in page.split("\n")
        if "[evidence and rule]" in line
    ]
    assert any("10.77 on average (per cent); the forecast was 13" in row for row in rows)


def test_a_series_shows_the_value_that_decides(rates: Mapping[str, str]) -> None:
    """The mean of 11.1, 10.7 and 10.5 % in the last quarter of 2022, of two decimals: 10.77."""
    told = [page for page in rates.values() if "| What was measured |" in page]
    assert any("10.77 on average (per cent); the forecast was 13" in page for page in told)


def test_a_scheme_that_scores_other_days_says_what_the_days_become(own: Mapping[str, str]) -> None:
    """Beside the accuracy, which it does not change: where the page has a score in days."""
    for path, page in own.items():
        if path.startswith("forecasters/") and "## What another scheme would say" in page:
            timed = re.search(r"Score in days, added up over (\d+) timed", page) is not None
            rows = [row for row in page.splitlines() if row.startswith("| days scored to the mid")]
            assert len(rows) == timed, path
            assert all("score in days: " in row for row in rows)
