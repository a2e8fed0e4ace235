"""The conventions are data: what the file must say, and how a phrase is added without code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from tests.depth import each
from verifier.model.days import Days
from verifier.model.edtf import Dated
from verifier.when import TimeConventions, find_times, read_time

SAID = Days.one(date(2023, 1, 30))


def test_every_convention_says_why(conventions: TimeConventions) -> None:
    """A reason, a source, or both."""
    assert all(rule.reason or rule.source for rule in conventions.conventions())


def test_every_example_is_read(conventions: TimeConventions) -> None:
    """What the file shows as an example works, by itself and through the convention it shows."""
    for rule in conventions.conventions():
        for example in rule.examples:
            reading = read_time(example, anchor=SAID, conventions=conventions)
            assert reading is not None, example
            assert rule.id in {used.convention for used in reading.applied}, (rule.id, example)


def test_every_declared_phrase_is_read(conventions: TimeConventions) -> None:
    """Each phrase of a row of docs/reading-words.md is read by the convention of that row."""
    for rule, phrase in _rows(conventions):
        reading = read_time(phrase, anchor=SAID, conventions=conventions)
        assert reading is not None, phrase
        assert rule in {used.convention for used in reading.applied}, (rule, phrase)


PAGE = Path(__file__).resolve().parents[2] / "docs/reading-words.in.md"


def test_what_the_page_shows_as_not_read_in_running_text(conventions: TimeConventions) -> None:
    """No time in a sentence; "in March or, at the latest, in April" is one."""
    text = PAGE.read_text(encoding="utf-8")
    table = text.split("| Not read beside | For example |\n| --- | --- |\n")[1].split("\n\n")[0]
    examples = re.findall(r'"([^"]+)"', table)
    assert len(examples) > 12
    for example in examples:
        for sentence in ("They will do it {}.", "It is {}, they say."):
            found = find_times(sentence.format(example), anchor=SAID, conventions=conventions)
            assert found == (), example
    [one] = find_times(
        "It ends in March or, at the latest, in April.", anchor=SAID, conventions=conventions
    )
    assert one.wide == Days(date(2023, 3, 1), date(2023, 5, 1))


SAYINGS = [
    # Its reason, and what it comes to, counted by hand; said on Monday, 30 January 2023.
    ("backward", "since January", "2023-01-01/..", "2023-01-01/.."),
    ("backward", "last January", "2022-01-01/2022-01-31", "2022-01-01/2022-01-31"),
    ("within", "within three months", "2023-01-30/2023-04-29", "2023-01-30/2023-04-30"),
    ("lasting", "for ten days", "2023-01-30/2023-02-08", "2023-01-30/2023-02-08"),
    ("offset", "a month after 31 January", "2023-02-28", "2023-02-28"),
    ("ranges", "from 3 May to June", "2023-05-03/2023-06-30", "2023-05-03/2023-06-30"),
    ("majority-week", "the last week of March", "2023-03-27/2023-04-02", "2023-03-25/2023-04-02"),
    ("business-days", "in ten working days", "2023-02-13", "2023-02-13"),
    ("weekday-of-week", "next Sunday", "2023-02-12", "2023-02-05/2023-02-12"),
    ("on-its-day", "on Monday", "2023-01-30", "2023-01-30/2023-02-06"),
    ("next-of-year", "next summer", "2023-06-21/2023-08-31", "2023-06-01/2024-09-22"),
    ("hundreds", "in the 2200s", "2200-01-01/2209-12-31", "2200-01-01/2299-12-31"),
    ("short-years", "in the 60s", "1960-01-01/1969-12-31", "1960-01-01/1969-12-31"),
    ("numeric-month-first", "3.4.2024", "2024-04-03", "2024-03-04/2024-04-03"),
    ("by", "by May", "2023-01-30/2023-04-30", "2023-01-30/2023-05-31"),
    ("until", "until 2024", "2023-01-30/2023-12-31", "2023-01-30/2024-12-31"),
    ("through", "in May at the latest", "2023-01-30/2023-05-31", "2023-01-30/2023-05-31"),
    ("after", "after May", "2023-06-01/..", "2023-06-01/.."),
    ("beginning-of-month", "by the start of May", "2023-01-30/2023-04-30", "2023-01-30/2023-05-10"),
    ("mid-month", "by mid-May", "2023-01-30/2023-05-15", "2023-01-30/2023-05-20"),
    ("beginning-of-year", "by the start of 2024", "2023-01-30/2023-12-31", "2023-01-30/2024-03-31"),
    ("mid-year", "by mid-2024", "2023-01-30/2024-06-30", "2023-01-30/2024-09-30"),
    ("end-of-month", "before the end of May", "2023-01-30/2023-05-31", "2023-01-30/2023-05-31"),
    ("turn-of-year", "the turn of the year", "2023-12-17/2024-01-15", "2023-12-01/2024-01-31"),
    ("around-day", "around 5 May", "2023-05-02/2023-05-08", "2023-04-28/2023-05-12"),
    ("in-count", "in a month", "2023-02-28", "2023-01-30/2023-03-15"),
    ("next-count", "over the next week", "2023-01-31/2023-02-06", "2023-01-31/2023-02-12"),
    ("coming-weeks", "in the coming weeks", "2023-01-30/2023-02-26", "2023-01-30/2023-03-29"),
]


@each("row", SAYINGS)
def test_a_convention_does_what_it_says(
    conventions: TimeConventions, row: tuple[str, str, str, str]
) -> None:
    """What its row of the page says, on words that the page does not name."""
    id, phrase, narrow, wide = row
    read = read_time(phrase, anchor=SAID, conventions=conventions)
    assert read is not None
    assert id in {used.convention for used in read.applied}
    assert (read.narrow, read.wide) == (Dated.read(narrow).days, Dated.read(wide).days)


PERIODS = {
    "day": "Friday",
    "weekend": "this weekend",
    "week": "next week",
    "month": "March 2030",
    "quarter": "Q3 2030",
    "season": "summer 2030",
    "half": "H1 2030",
    "year": "2030",
    "decade": "the 2030s",
    "century": "the 22nd century",
}
PARTS = {
    "middle": "the middle of",
    "end": "the end of",
    "turn": "the turn of",
    "well_into": "well into",
}


def _rows(conventions: TimeConventions) -> Iterator[tuple[str, str]]:
    """The id of each convention that has phrases, or that makes some, with each of them."""
    c = conventions
    for named in (*c.horizons, *c.seasons, *c.holidays, *c.occasions):
        yield from ((named.id, phrase) for phrase in named.phrases)
    yield from ((year.id, f"{phrase} 2030") for year in c.fiscal_years for phrase in year.phrases)
    yield from ((count.id, f"{phrase} weeks ago") for count in c.counts for phrase in count.phrases)
    yield from ((coming.id, f"in the coming {coming.unit}s") for coming in c.coming)
    for part in c.parts:
        word = PARTS.get(part.part, "early in" if part.part == "early" else part.part)
        word = "the beginning of" if part.part == "beginning" else word
        yield from ((part.id, f"{word} {PERIODS[unit]}") for unit in part.of if unit in PERIODS)
    for around in c.around:
        yield from ((around.id, f"around {PERIODS[unit]}") for unit in around.of if unit in PERIODS)


def test_words_without_meaning_change_nothing(conventions: TimeConventions) -> None:
    """Each of those that the page lists, put before a phrase, leaves its days as they are."""
    plain = read_time("in March", anchor=SAID, conventions=conventions)
    assert plain is not None
    for word in conventions.words["filler"]["filler"] + conventions.words["hedge"]["hedge"]:
        read = read_time(f"{word} in March", anchor=SAID, conventions=conventions)
        assert read is not None, word
        assert (read.operator, read.narrow, read.wide) == (plain.operator, plain.narrow, plain.wide)


def test_a_horizon_is_added_without_code(data: dict[str, Any]) -> None:
    """A line in the file teaches a new phrase, and a changed length a new reading."""
    text = "They will come before the rasputitsa, in a jiffy."
    assert read_phrases(text, data) == []
    data["horizons"].append(
        {
            "id": "in-a-jiffy",
            "operator": "in",
            "narrow": ["0 days", "1 day"],
            "wide": ["0 days", "1 week"],
            "phrases": ["in a jiffy"],
            "reason": "shorter than soon",
        }
    )
    data["seasons"].append(
        {
            "id": "rasputitsa",
            "phrases": ["rasputitsa"],
            "narrow": ["03-15", "04-15"],
            "wide": ["03-01", "04-30"],
            "reason": "the season of mud",
        }
    )
    assert read_phrases(text, data) == [
        ("before the rasputitsa", ["2023-01-30", "2023-03-15"]),
        ("in a jiffy", ["2023-01-30", "2023-02-06"]),
    ]


def test_an_occasion_is_added_without_code(data: dict[str, Any]) -> None:
    """A named day serves by itself and for its anniversaries."""
    data["occasions"].append(
        {
            "id": "orange-revolution",
            "first": "2004-11-22",
            "phrases": ["the orange revolution"],
            "reason": "the first day of the protests",
        }
    )
    text = "by the twentieth anniversary of the orange revolution"
    assert read_phrases(text, data) == [(text, ["2023-01-30", "2024-11-23"])]


def test_another_language_is_another_file(data: dict[str, Any]) -> None:
    """The code knows no English: German words in the same roles read German."""
    data["language"] = "de"
    data["horizons"] = data["counts"] = data["seasons"] = data["holidays"] = data["occasions"] = []
    data["words"] = {
        "lead": {"by": ["bis", "bis zum"], "in": ["im", "in"]},
        "month": {"2": ["februar"]},
        "number": {"2": ["zwei"]},
        "units": {"week": ["wochen"]},
        "part": {"middle": ["mitte"]},
        "shift": {"next": ["nächste"]},
        "unit": {"week": ["woche"]},
    }
    assert read_phrases("bis Mitte Februar", data) == [
        ("bis Mitte Februar", ["2023-01-30", "2023-02-21"])
    ]
    assert read_phrases("in zwei Wochen", data) == [
        ("in zwei Wochen", ["2023-02-13", "2023-02-14"])
    ]
    assert read_phrases("by mid-February", data) == []


def read_phrases(text: str, data: dict[str, Any]) -> list[tuple[str, list[str | None]]]:
    conventions = TimeConventions.model_validate(data)
    found = find_times(text, anchor=SAID, conventions=conventions)
    return [(reading.phrase, reading.wide.iso()) for reading in found]


def spoil(data: dict[str, Any], *route: Any, value: Any) -> None:
    *way, last = route
    for step in way:
        data = data[step]
    data[last] = value


@pytest.mark.parametrize(
    ("route", "value", "complaint"),
    [
        (("horizons", 1, "reason"), "", "neither reason nor source"),
        (("horizons", 0, "id"), "soon", "two conventions are called `soon`"),
        (("horizons", 0, "operator"), "presently", "Input should be"),
        (("horizons", 0, "wide"), ["0 days", "1 fortnights and more"], "fortnights and more"),
        (("words", "mouth"), {"1": ["january"]}, "there is no role `mouth`"),
        (("words", "month", "13"), ["undecimber"], "`month` has no value `13`"),
        (("words", "lead", "beside"), ["beside"], "`lead` has no value `beside`"),
        (("edges",), [], "no edge is declared for after, before, by, since, through, until"),
        (("holidays", 0, "easter"), "0", "give month and day"),
        (("week", "first_day"), "8", "less than or equal to 7"),
        (("weak",), {}, "Extra inputs are not permitted"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_mistakes_in_the_file_are_refused(
    data: dict[str, Any], route: tuple[Any, ...], value: Any, complaint: str
) -> None:
    """Each with a reason that says what is wrong."""
    spoil(data, *route, value=value)
    with pytest.raises(ValidationError, match=complaint):
        TimeConventions.model_validate(data)


def test_what_no_rule_speaks_of_is_not_read(data: dict[str, Any]) -> None:
    """Without a tolerance for days, around a day has no reading, and nothing breaks."""
    data["around"] = [rule for rule in data["around"] if "day" not in rule["of"]]
    data["coming"] = []
    assert read_phrases("around February 24", data) == []
    assert read_phrases("in the coming weeks", data) == []


@each("phrase", ["in the 2100s", "between 3 and 12 of Sept", "between 21 and 22.11.2024"])
def test_an_hour_that_was_tried_in_vain_leaves_no_trace(
    conventions: TimeConventions, phrase: str
) -> None:
    """2100 and "3 and 12" may be times of day, but no word makes them any."""
    reading = read_time(phrase, anchor=SAID, conventions=conventions)
    assert reading is not None
    assert "clock" not in {used.convention for used in reading.applied}


def test_a_night_that_is_a_name_is_no_hour(conventions: TimeConventions) -> None:
    """Before a day is before it begins, and only before an hour of it perhaps still on it."""
    night, day = (
        read_time(f"any time before {name}", anchor=SAID, conventions=conventions)
        for name in ("Night of Power", "Laylat al-Qadr")
    )
    assert night is not None
    assert day is not None
    assert (night.narrow, night.wide) == (day.narrow, day.wide)
