"""Feeds: read back by libraries of others, and stable."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given

from tests.laws.strategies import hostile
from tests.ledgers import OUTCOMES, SOURCE, run_of, write
from tests.ours import TRIED, computed
from verifier.export.claimreview import Publication
from verifier.export.feeds import AHEAD, ATOM, CALENDAR, _escaped, _folded, entries, feeds
from verifier.report import Run
from verifier.report.escape import md, plain, shown

HERE = Publication("Project curators", "https://example.org/reports/")
SPACE = "{http://www.w3.org/2005/Atom}"


def small(root: Path, as_of: date | None = None, **files: str) -> Run:
    return run_of(write(root, **files), as_of)


def test_the_feed_is_atom_by_the_word_of_a_reader() -> None:
    """A library for feeds finds nothing odd, and every entry has what RFC 4287 wants."""
    feedparser = pytest.importorskip("feedparser", reason="needs the group `web`")
    found = feedparser.parse(feeds(computed(TRIED), HERE, ".html")[ATOM])
    assert found.version == "atom10"
    assert not found.bozo
    assert found.feed.id
    assert found.feed.author == "Project curators"
    assert {link.rel for link in found.feed.links} == {"self", "alternate"}
    for entry in found.entries:
        assert entry.id.startswith("urn:uuid:")
        assert entry.title
        assert entry.content[0].value
        assert re.fullmatch(r"https://example\.org/reports/[a-z0-9/-]+\.html", entry.link)
        assert entry.updated_parsed


def test_elements_of_the_feed_stand_once_as_the_format_wants() -> None:
    """RFC 4287, 4.1: one id, title and updated each, an author, ids that differ."""
    root = ET.fromstring(feeds(computed(TRIED), HERE, ".md")[ATOM])
    for node in (root, *root.iter(f"{SPACE}entry")):
        for name in ("id", "title", "updated"):
            assert len(node.findall(f"{SPACE}{name}")) == 1
    assert len(root.findall(f"{SPACE}author")) == 1
    ids = [node.text for node in root.iter(f"{SPACE}id")]
    assert len(set(ids)) == len(ids)
    days = [node.findtext(f"{SPACE}updated") or "" for node in root.iter(f"{SPACE}entry")]
    assert days == sorted(days, reverse=True)
    assert root.findtext(f"{SPACE}updated") == days[0]


def test_a_later_day_without_news_changes_nothing(tmp_path: Path) -> None:
    """The feed of a day on which nothing new was known is, byte for byte, that of the day before.

    What was decided in April 2024 at the latest is the same a year and two years later.
    """
    told = [
        feeds(small(tmp_path, day, outcomes=OUTCOMES), HERE, ".md")
        for day in (date(2025, 4, 1), date(2026, 4, 1))
    ]
    assert told[0] == told[1]


def test_a_verdict_a_correction_and_a_deadline_are_told(tmp_path: Path) -> None:
    """Each once, on its own day: evidence of 2023-02-21, a note of 2023-01-12, a month ahead."""
    corrected = SOURCE + "    corrections: [{date: 2023-01-12, what: The day was wrong.}]\n"
    early = {e.kind: e for e in entries(small(tmp_path, date(2023, 2, 10), source=corrected))}
    assert early.keys() == {"correction", "due"}
    assert early["due"].day == max(date(2023, 2, 28) - AHEAD, date(2023, 1, 10))
    assert early["correction"].day == date(2023, 1, 12)
    assert early["correction"].text == "The day was wrong."
    late = {e.kind: e for e in entries(small(tmp_path, date(2023, 3, 10), source=corrected))}
    assert late.keys() == {"correction", "verdict"}
    assert late["verdict"].day == date(2023, 2, 21)
    assert late["verdict"].path == "forecasts/ann-attack"
    before = small(tmp_path, date(2023, 2, 28) - AHEAD - timedelta(1), source=corrected)
    assert {e.kind for e in entries(before)} == {"correction"}


def test_the_calendar_is_one_by_the_word_of_a_reader() -> None:
    """A library for calendars reads each deadline, on its day, with what identifies it."""
    icalendar = pytest.importorskip("icalendar", reason="needs the group `web`")
    for day in (None, date(2023, 2, 10)):
        text = feeds(computed(as_of=day), HERE, ".html")[CALENDAR]
        read = icalendar.Calendar.from_ical(text)
        assert not read.errors
        assert read["VERSION"] == "2.0"
        assert read["PRODID"]
        events = read.walk("VEVENT")
        wanted = {
            v.forecast: v.wide.window.last
            for v in computed(as_of=day).verdicts.values()
            if v.wide.window.last is not None
        }
        assert len({e["UID"] for e in events}) == len(events) == len(wanted)
        found: dict[str, Any] = {str(e["URL"]).rpartition("/")[2]: e for e in events}
        for id, last in wanted.items():
            assert found[f"{id}.html"]["DTSTART"].dt == last
            claim = computed(TRIED).ledger.forecasts[id].claim.rstrip(".")
            assert claim[:20] in found[f"{id}.html"]["SUMMARY"]
            assert not found[f"{id}.html"].errors


def test_no_deadline_is_no_file(tmp_path: Path) -> None:
    """An empty calendar is none by RFC 5545, 3.4."""
    source = SOURCE.replace('    window: {phrase: "in February"}\n', "")
    assert feeds(small(tmp_path, source=source), HERE, ".md").keys() == {ATOM}


@given(hostile)
def test_lines_of_the_calendar_are_short_and_whole(text: str) -> None:
    """At most 75 octets each, none breaks out, and unfolded and read back it is the text."""
    lines = list(_folded([f"SUMMARY:{_escaped(text)}"]))
    assert all(len(line.encode()) <= 75 and "\n" not in line and "\r" not in line for line in lines)
    whole = lines[0] + "".join(line[1:] for line in lines[1:])
    assert re.sub(r"\\(.)", r"\1", whole.removeprefix("SUMMARY:")) == plain(text)


@given(hostile)
def test_what_is_shown_of_escaped_text_is_the_text(text: str) -> None:
    """The way back from the Markdown of the pages."""
    assert shown(md(text)) == plain(text)


def test_text_of_a_ledger_stays_text_in_the_feed(tmp_path: Path) -> None:
    """Marks of XML are shown as they are."""
    evil = "]]></content><script>alert(1)</script>&amp; \\u202e"
    source = SOURCE.replace("claim: Russia begins", f"claim: 'Russia {evil} begins'  # ")
    text = feeds(small(tmp_path, source=source), HERE, ".md")[ATOM]
    [entry] = ET.fromstring(text).iter(f"{SPACE}entry")
    assert "<script>alert(1)</script>&amp;" in (entry.findtext(f"{SPACE}title") or "")
