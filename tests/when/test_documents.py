"""Every time phrase of the five archived documents, as a careful fact-checker reads it.

A row is (days of saying, words, operator, narrow, wide, why). Ends are half-open: the second day is
the first one outside. None for the operator means that the words are not read.
"""

from __future__ import annotations

from datetime import date

from tests.depth import each
from verifier.model.days import Days
from verifier.when import TimeConventions, find_times, read_time

Ends = tuple[str, str | None]
Row = tuple[str, str, str | None, Ends | None, Ends | None, str]

UNIAN = "2023-01-30"
DANILOV = "2023-01-23/2023-01-29"
REZNIKOV = "2023-02-02"
TASS = "2023-11-27"
BLITZ = "2022-01-27"
WEDNESDAY = "2022-01-26"
BUDANOV = "2022-12-24"
DECEMBER = "2022-12-01/2022-12-31"
KOVALCHUK = "2022-12-27/2023-01-02"

ROWS: list[Row] = [
    # UNIAN, 30 January 2023
    (UNIAN, "at some stage", "open_ended", ("2023-01-30", None), ("2023-01-30", None),
     "says that the war ends at the table, not when"),
    (UNIAN, "Last week", "unspecified", ("2023-01-23", "2023-01-30"), ("2023-01-23", "2023-01-30"),
     "30 January is a Monday: the calendar week before it"),
    (DANILOV, "in 1-2 months", "in", ("2023-02-23", "2023-03-30"), ("2023-01-23", "2023-04-14"),
     "one to two months after any day of last week; wide: up to then, rounded up by half a month"),
    (DANILOV, "in a month, a half or two", "in", ("2023-02-23", "2023-03-30"),
     ("2023-01-23", "2023-04-14"),
     "a month, one and a half, or two: the ends are one and two, as in 1-2 months"),
    (DANILOV, "by the first anniversary of the war", "by", ("2023-01-23", "2023-02-25"),
     ("2023-01-23", "2023-02-25"), "the anniversary is 24 February 2023, and by a day includes it"),
    (UNIAN, "by this date", None, None, None, "refers back; which date, the words do not say"),
    (UNIAN, "in February", "in", ("2023-02-01", "2023-03-01"), ("2023-02-01", "2023-03-01"),
     "said in January, the coming February, all of it"),
    (UNIAN, "this week", "unspecified", ("2023-01-30", "2023-02-06"), ("2023-01-30", "2023-02-06"),
     "the calendar week of the report, from Monday"),
    (DECEMBER, "the next six months", "unspecified", ("2022-12-02", "2023-07-01"),
     ("2022-12-02", "2023-07-01"),
     "six months from the day after; said on an unknown day of December, hence the hull"),
    (DECEMBER, "in December", "in", ("2022-12-01", "2023-01-01"), ("2022-12-01", "2023-01-01"),
     "December said in December is that December"),
    (UNIAN, "today", "unspecified", ("2023-01-30", "2023-01-31"), ("2023-01-30", "2023-01-31"),
     "the day itself"),
    # TASS, 27 November 2023
    (TASS, "during this year", "during", ("2023-01-01", "2024-01-01"), ("2023-01-01", "2024-01-01"),
     "the calendar year"),
    (TASS, "November 27", "unspecified", ("2023-11-27", "2023-11-28"), ("2023-11-27", "2023-11-28"),
     "the dateline: a day not yet over counts as ahead"),
    (TASS, "ahead of the November 28-29 meeting", "before", ("2023-11-27", "2023-11-28"),
     ("2023-11-27", "2023-11-28"), "before the first of the two days"),
    (TASS, "at the Washington Summit", "in", ("2024-07-09", "2024-07-12"),
     ("2024-07-09", "2024-07-12"), "an occasion declared with its dates"),
    (TASS, "before the Washington Summit", "before", ("2023-11-27", "2024-07-09"),
     ("2023-11-27", "2024-07-09"), "until its first day"),
    (TASS, "soon", "in", ("2023-11-27", "2023-12-27"), ("2023-11-27", "2024-02-27"),
     "no constant can be defended: the horizons declared, a month to a quarter"),
    (TASS, "since the Ukrainian offensive began", None, None, None, "no such day is declared"),
    # The defence minister's forecasts, 2 February 2023
    (REZNIKOV, "on Thursday, February 2", "in", ("2023-02-02", "2023-02-03"),
     ("2023-02-02", "2023-02-03"), "the day of publication"),
    (REZNIKOV, "on February 24", "in", ("2023-02-24", "2023-02-25"), ("2023-02-24", "2023-02-25"),
     "a day; how much too early or late is forgiven is the scheme's grace"),
    (REZNIKOV, "around February 24", "around", ("2023-02-21", "2023-02-28"),
     ("2023-02-17", "2023-03-04"), "the same number of days on both sides: three, or a week"),
    (REZNIKOV, "on February 23", "in", ("2023-02-23", "2023-02-24"), ("2023-02-23", "2023-02-24"),
     "a day"),
    (REZNIKOV, "by March", "by", ("2023-02-02", "2023-03-01"), ("2023-02-02", "2023-04-01"),
     "before March begins, to some; before it is over, to others"),
    (REZNIKOV, "latest within a month", "within", ("2023-02-02", "2023-03-02"),
     ("2023-02-02", "2023-03-03"), "a month, the day of saying counted or not"),
    (REZNIKOV, "in the coming weeks", "in", ("2023-02-02", "2023-03-02"),
     ("2023-02-02", "2023-04-02"), "about four weeks; more than two months would be months"),
    (KOVALCHUK, "in January", "in", ("2023-01-01", "2023-02-01"), ("2023-01-01", "2023-02-01"),
     "said around the turn of the year, of the January ahead or just begun"),
    (REZNIKOV, "one-year anniversary of the war", "unspecified", ("2023-02-24", "2023-02-25"),
     ("2023-02-24", "2023-02-25"), "counted from 24 February 2022"),
    (REZNIKOV, "they may try something", None, None, None, "may is no month here"),
    # Blitz, about 27 January 2022
    (BLITZ, "by February", "by", ("2022-01-27", "2022-02-01"), ("2022-01-27", "2022-03-01"),
     "the headline; the text says mid-February, which lies between the two readings"),
    (WEDNESDAY, "by mid-February", "by", ("2022-01-26", "2022-02-16"), ("2022-01-26", "2022-02-21"),
     "the 15th at its sharpest, the 20th at its broadest, both included"),
    (WEDNESDAY, "by mid-February at the latest", "by", ("2022-01-26", "2022-02-16"),
     ("2022-01-26", "2022-02-21"), "at the latest repeats the by"),
    (WEDNESDAY, "between now and mid-February", "in", ("2022-01-26", "2022-02-16"),
     ("2022-01-26", "2022-02-21"), "the deadline in other words"),
    (BLITZ, "several weeks", "unspecified", ("2022-01-27", "2022-02-17"),
     ("2022-01-27", "2022-03-24"), "three weeks are the least that is several, eight the most"),
    (BLITZ, "in the very near future", "in", ("2022-01-27", "2022-02-03"),
     ("2022-01-27", "2022-02-27"), "a horizon, nearer than soon"),
    (BLITZ, "for another two weeks", "persists_until", ("2022-01-27", "2022-02-10"),
     ("2022-01-27", "2022-02-10"), "it goes on, from now, for two weeks"),
    (BLITZ, "yesterday", "unspecified", ("2022-01-26", "2022-01-27"), ("2022-01-26", "2022-01-27"),
     "the day before"),
    (BLITZ, "at a moment's notice", None, None, None, "readiness, no time"),
    (BLITZ, "have been in place for weeks", None, None, None, "how many, and it is the past"),
    (BLITZ, "since World War II", None, None, None, "no such day is declared"),
    # Ukrainian intelligence, 24 December 2022
    (BUDANOV, "imminent threat", "in", ("2022-12-24", "2022-12-31"), ("2022-12-24", "2023-01-24"),
     "ready to take place: a week, a month at most"),
    (BUDANOV, "the long-term risks", "in", ("2023-12-24", "2032-12-24"), ("2022-12-24", None),
     "years away, without an end that anyone could name"),
    (BUDANOV, "in February 2023", "in", ("2023-02-01", "2023-03-01"), ("2023-02-01", "2023-03-01"),
     "a month with its year"),
    (BUDANOV, "a second time", None, None, None, "an ordinal, no time"),
]  # fmt: skip


def days(text: str) -> Days:
    first, _, last = text.partition("/")
    return Days.between(date.fromisoformat(first), date.fromisoformat(last or first))


@each("row", ROWS)
def test_each_phrase_is_read_as_argued(conventions: TimeConventions, row: Row) -> None:
    """Operator and both windows are those of the row, or the words are not read."""
    said, words, operator, narrow, wide, why = row
    found = find_times(words, anchor=days(said), conventions=conventions)
    reading = found[0] if len(found) == 1 else None
    if operator is None:
        assert reading is None, why
        return
    assert reading is not None, why
    assert reading.operator.value == operator, why
    assert narrow is not None
    assert wide is not None
    assert reading.narrow.iso() == list(narrow), why
    assert reading.wide.iso() == list(wide), why


@each(
    "words vague",
    [("soon", True), ("imminent", True), ("in the very near future", True), ("by March", False)],
)
def test_what_has_no_constant_is_marked(
    conventions: TimeConventions, words: str, vague: bool
) -> None:
    """A horizon out of the rules says that it is one."""
    reading = read_time(words, anchor=days(BLITZ), conventions=conventions)
    assert reading is not None
    assert reading.vague is vague


REPORTED = [
    (TASS, "On October 26", "2023-10-26", "the spokesman's remark, a month before"),
    (BLITZ, "on Jan. 14", "2022-01-14", "the official's first remark"),
    (BLITZ, "on Wednesday", "2022-01-26", "the day before publication, a Thursday"),
    (BUDANOV, "On December 20", "2022-12-20", "equipment began to move"),
]


@each("said words day why", REPORTED)
def test_what_is_reported_is_read_backwards_when_asked(
    conventions: TimeConventions, said: str, words: str, day: str, why: str
) -> None:
    """A reader who knows that the sentence tells the past gets the time just gone."""
    reading = read_time(words, anchor=days(said), conventions=conventions, past=True)
    assert reading is not None
    assert reading.wide == Days.one(date.fromisoformat(day)), why


SENTENCES = [
    ("They may try something around February 24", ["around February 24"]),
    ("an offensive in February. Perhaps it will happen this week.", ["in February", "this week"]),
    ("President Zelensky said in December that the next six months would be decisive",
     ["in December", "the next six months"]),
    ("launch a Spring offensive against Ukraine from this direction in the coming weeks",
     ["in the coming weeks"]),
    ("would take several weeks, meaning that it would likely begin by mid-February at the latest",
     ["take several weeks", "by mid-February at the latest"]),
    ("The Commander of the Operational Command South said 64,000 troops could redeploy", []),
]  # fmt: skip


@each("text phrases", SENTENCES)
def test_phrases_are_found_in_sentences(
    conventions: TimeConventions, text: str, phrases: list[str]
) -> None:
    """Only what is time is found, with its place in the text."""
    found = find_times(text, anchor=days(REZNIKOV), conventions=conventions)
    assert [reading.phrase for reading in found] == phrases
    assert [text[reading.span[0] : reading.span[1]] for reading in found] == phrases


def test_a_second_time_may_single_out_a_part(conventions: TimeConventions) -> None:
    """In February, perhaps this week: the month is the window, the week what is preferred."""
    words = "in February, perhaps this week"
    reading = read_time(words, anchor=days(UNIAN), conventions=conventions)
    assert reading is not None
    assert reading.wide.iso() == ["2023-02-01", "2023-03-01"]
    assert reading.preferred is not None
    assert reading.preferred.iso() == ["2023-02-01", "2023-02-06"]


def test_a_part_that_comes_round_is_that_of_the_window(conventions: TimeConventions) -> None:
    """Next week, perhaps on Friday: that of next week; in June there are several Fridays."""
    parts = {
        "next week, perhaps on Friday": ["2023-02-10", "2023-02-11"],
        "in May, possibly the 5th": ["2023-05-05", "2023-05-06"],
        "in 2027, most likely in May": ["2027-05-01", "2027-06-01"],
        "next year, perhaps in August": ["2024-08-01", "2024-09-01"],
        "in June, perhaps on Friday": None,
        "in 2027, perhaps on the 5th": None,
        "next month, perhaps next week": None,
    }
    for words, part in parts.items():
        reading = read_time(words, anchor=days(UNIAN), conventions=conventions)
        assert (reading and reading.preferred and reading.preferred.iso()) == part, words


def test_a_part_of_a_period_is_one_reading(conventions: TimeConventions) -> None:
    """Early next week: one forecast, whose sharp part is preferred."""
    reading = read_time("early next week", anchor=days(UNIAN), conventions=conventions)
    assert reading is not None
    assert reading.wide.iso() == ["2023-02-06", "2023-02-09"]
    assert reading.preferred is not None
    assert reading.preferred.iso() == ["2023-02-06", "2023-02-08"]


def test_the_archive_holds_what_was_pinned(shared: object, conventions: TimeConventions) -> None:
    """Nothing is found in the five documents that is not pinned above."""
    pinned = {row[1].casefold() for row in ROWS} | {row[1].casefold() for row in REPORTED}
    pinned |= {phrase.casefold() for _, phrases in SENTENCES for phrase in phrases}
    pinned |= {"tomorrow", "army day", "on february 2", "imminent", "long-term"}
    pinned |= {"by the first anniversary of the war against ukraine"}
    pinned |= {"ahead of the november 28-29"}
    texts = sorted((shared / "seeds").glob("*.txt"))  # type: ignore[operator]
    assert len(texts) == 5
    for path in texts:
        text = path.read_text(encoding="utf-8")
        for reading in find_times(text, anchor=days(UNIAN), conventions=conventions):
            assert " ".join(reading.phrase.casefold().split()) in pinned
