"""Laws of reading: windows within windows, and what moving or widening the anchor may change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.depth import examples, some
from tests.growth import growth
from tests.when.conftest import shipped_data
from tests.when.forms import GROUPS
from verifier.model.days import Days
from verifier.when import TimeConventions, find_times, parse_time, read_time
from verifier.when.ahead import names_ahead
from verifier.when.grammar import read_phrase
from verifier.when.tokens import Cursor

CONVENTIONS = TimeConventions.model_validate(shipped_data())
EXPRESSIONS = sorted(
    {
        phrase
        for meanings in CONVENTIONS.words.values()
        for phrases in meanings.values()
        for phrase in phrases
    }
    | set(CONVENTIONS.phrases())
    | {"24", "2023", "1", "31", "99999", "th", "-", ",", ".", "/", "'", "%", "the war"}
)

days = st.dates(date(2000, 1, 1), date(2060, 12, 31))
sentences = st.lists(st.sampled_from(EXPRESSIONS), min_size=1, max_size=8).map(" ".join)
glued = st.lists(st.sampled_from([*EXPRESSIONS, " ", "-", "/"]), max_size=10).map("".join)
texts = st.one_of(sentences, glued, st.text(max_size=60))
counted_phrases = st.builds(
    "{} {} {}".format,
    st.sampled_from(["in", "within", "for another", "the next", "the past", "for", "in about"]),
    st.sampled_from(["2", "three", "10", "2-3", "a few", "two or three", "several"]),
    st.sampled_from(["days", "weeks"]),
)
anchors = st.tuples(days, st.integers(0, 40)).map(
    lambda pair: Days.between(pair[0], pair[0] + timedelta(days=pair[1]))
)
known = st.sampled_from(CONVENTIONS.phrases())


@given(texts, anchors)
def test_narrow_and_preferred_lie_in_wide(text: str, anchor: Days) -> None:
    """The shortest reading of words is one of the days that the longest allows."""
    for reading in find_times(text, anchor=anchor, conventions=CONVENTIONS):
        assert reading.wide.contains(reading.narrow)
        assert reading.preferred is None or reading.wide.contains(reading.preferred)
        assert all(map(reading.wide.contains, reading.meant))


@given(texts)
def test_a_phrase_begins_only_where_a_name_lies_ahead(text: str) -> None:
    """What the quick look passes over, the grammar would have read nothing of."""
    cursor = Cursor(text, CONVENTIONS, lenient=False)
    named = names_ahead(cursor)
    for at in range(len(cursor.tokens)):
        cursor.at = at
        if read_phrase(cursor) is not None:
            assert named[at], cursor.words_since(at)


@given(texts, anchors)
def test_spans_are_places_in_the_text(text: str, anchor: Days) -> None:
    """Readings stand in order, do not overlap, and quote the text."""
    end = 0
    for reading in find_times(text, anchor=anchor, conventions=CONVENTIONS):
        start, stop = reading.span
        assert end <= start < stop
        assert text[start:stop] == reading.phrase
        end = stop


@given(texts, anchors)
def test_every_reading_says_which_conventions_decided(text: str, anchor: Days) -> None:
    """Each is in the rules, with its reason and the words it was applied to."""
    for reading in find_times(text, anchor=anchor, conventions=CONVENTIONS):
        assert reading.applied
        for used in reading.applied:
            convention = CONVENTIONS.convention(used.convention)
            assert used.reason in {convention.reason, convention.source}
            assert used.words in text


@given(counted_phrases, days, st.integers(-4000, 4000))
def test_shifting_the_anchor_shifts_what_is_counted_in_days_or_weeks(
    phrase: str, day: date, by: int
) -> None:
    """Nothing about the calendar enters a number of days."""
    one = read_time(phrase, anchor=Days.one(day), conventions=CONVENTIONS)
    shift = timedelta(days=by)
    other = read_time(phrase, anchor=Days.one(day + shift), conventions=CONVENTIONS)
    assert one is not None
    assert other is not None
    assert other.narrow == shifted(one.narrow, shift)
    assert other.wide == shifted(one.wide, shift)


def shifted(window: Days, shift: timedelta) -> Days:
    start, until = window.start, window.until
    return Days(None if start is None else start + shift, None if until is None else until + shift)


@given(st.one_of(known, sentences), anchors, st.integers(0, 30), st.integers(0, 30))
def test_widening_the_anchor_never_shrinks_a_wide_window(
    phrase: str, anchor: Days, before: int, after: int
) -> None:
    """Who knows less about when it was said cannot know more about when it is due."""
    assert anchor.start is not None
    assert anchor.until is not None
    wider = Days(anchor.start - timedelta(days=before), anchor.until + timedelta(days=after))
    reading = read_time(phrase, anchor=anchor, conventions=CONVENTIONS)
    widened = read_time(phrase, anchor=wider, conventions=CONVENTIONS)
    if reading is not None and widened is not None:
        assert widened.wide.contains(reading.wide)


@given(texts, st.dates())
def test_no_text_and_no_day_is_too_odd(text: str, day: date) -> None:
    """The ends of the calendar, and anything typed, give readings or none, and no exception."""
    anchor = Days.between(day, day)
    found = find_times(text, anchor=anchor, conventions=CONVENTIONS)
    whole = read_time(text, anchor=anchor, conventions=CONVENTIONS, past=True)
    for reading in (*found, *([whole] if whole else [])):
        assert reading.wide.contains(reading.narrow)
        assert 0 <= reading.span[0] <= reading.span[1] <= len(text)


@some(["june or ", "the end of ", "a month, ", "two weeks after ", "1/"])
def test_long_repetitions_are_read_in_linear_time(unit: str) -> None:
    """The work grows with the text and no faster."""
    anchor = Days.one(date(2023, 1, 30))

    def work(times: int) -> Callable[[], object]:
        return partial(find_times, unit * times, anchor=anchor, conventions=CONVENTIONS)

    assert growth(work, 100) < 1.25


@examples(20)
@given(st.sampled_from(["in {} years", "in {} days", "{} weeks ago", "{}", "week {}", "by {}"]))
def test_numbers_beyond_the_calendar_are_not_read(phrase: str) -> None:
    """Ninety-nine million years from now there is no calendar."""
    for number in ("99999999", "9" * 40, "0" * 9):
        words = phrase.format(number)
        reading = read_time(words, anchor=Days.one(date(2023, 1, 30)), conventions=CONVENTIONS)
        assert reading is None or number.startswith("0")


OPEN = (
    *("in February", "by mid-March", "in the spring", "before Christmas", "until the end of May"),
    *("on 29 February", "around the 15th", "after June", "between May and July", "this autumn"),
    *("within two weeks", "in a month or two", "in the coming weeks", "next month", "soon"),
    *("over the next year", "for three days", "by the third week of May", "from March on"),
)


@given(st.one_of(sentences, known, counted_phrases, st.sampled_from(OPEN)), anchors, anchors)
@example("chinese new year", Days.one(date(2000, 1, 1)), Days.one(date(2041, 1, 1)))
@example("by Ramadan", Days.one(date(2000, 1, 1)), Days.one(date(2400, 1, 1)))
@examples(1000)
def test_what_is_ahead_on_one_day_is_ahead_on_all(text: str, one: Days, other: Days) -> None:
    """It is read from every day, and is never over when it is said."""
    phrase = parse_time(text, CONVENTIONS)
    if phrase is None or not phrase.ahead or phrase.read(one) is None:
        return
    reading = phrase.read(other)
    assert reading is not None
    assert other.last is not None
    assert reading.wide.until is None or reading.wide.until > other.last


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *((text, True) for text in ("in February", "within two weeks", "soon", "in the spring")),
        *((text, False) for text in ("in February 2022", "last year", "since May", "this year")),
    ],
)
def test_only_what_says_no_year_is_ahead_by_itself(text: str, expected: bool) -> None:
    """A year that is named may be over; whether this one is, depends on the day."""
    phrase = parse_time(text, CONVENTIONS)
    assert phrase is not None
    assert phrase.ahead is expected


FOREIGN = ("xyzzy", "tanks", "Kyiv", "reportedly", "is", "GDP", "#tag", "caf\u00e9", "%")
"""Words that no rule declares: what is said with them is not only a time."""
FORMS = tuple(row[0] for rows in GROUPS.values() for row in rows)
CLOSE = {word for rule in CONVENTIONS.horizons for word in rule.beside}
MEANINGLESS = tuple(
    phrase
    for role in ("filler", "hedge")
    for phrase in CONVENTIONS.words[role][role]
    if phrase not in CLOSE
)


HORIZONS = tuple(phrase for rule in CONVENTIONS.horizons for phrase in rule.phrases)


def with_word(phrase: str, word: str, at: int) -> str:
    """The phrase with a word between two of its own, or at one of its ends."""
    words = phrase.split()
    at %= len(words) + 1
    return " ".join([*words[:at], word, *words[at:]])


def said_of(role: str) -> list[str]:
    """Every expression in a role, and none."""
    return ["", *(phrase for each in CONVENTIONS.words[role].values() for phrase in each)]


TARGETS = (
    *(
        "March",
        "5 May",
        "2018",
        "two weeks",
        "the end of June",
        "early 2018",
        "next week",
        "Easter",
    ),
    *("two weeks after Easter", "a month ago", "the next six months", "June or July", "Q3 2018"),
    *(
        "Friday",
        "the last weeks of 2018",
        "24.2.2018",
        "the coming days",
        "the Monday after Easter",
    ),
)
made_phrases = st.tuples(
    st.sampled_from(said_of("lead")), st.sampled_from(TARGETS), st.sampled_from(said_of("closing"))
).map(lambda words: " ".join(filter(None, words)))
"""What the grammar makes of its own words: before a time, the time, and behind it."""


@given(made_phrases, st.sampled_from((*FOREIGN, *MEANINGLESS)), st.integers(0, 12))
def test_a_word_in_a_made_phrase_is_meaningless_or_refused(phrase: str, word: str, at: int) -> None:
    """A foreign word leaves nothing read, a meaningless one the same or nothing."""
    anchor, text = Days.one(date(2016, 11, 7)), with_word(phrase, word, at)
    plain = read_time(phrase, anchor=anchor, conventions=CONVENTIONS)
    reading = read_time(text, anchor=anchor, conventions=CONVENTIONS)
    assume(plain is not None)
    assume(not any(f" {made} " in f" {text} " for made in HORIZONS))
    if word in FOREIGN:
        assert reading is None
    elif plain is not None and reading is not None and reading.preferred == plain.preferred:
        assert (reading.narrow, reading.wide) == (plain.narrow, plain.wide)


@given(st.sampled_from(FORMS), st.sampled_from(FOREIGN), st.integers(0, 9))
def test_a_foreign_word_leaves_nothing_read(phrase: str, word: str, at: int) -> None:
    """Whole or not at all: wherever a word stands that no rule declares, nothing is read.

    Left aside: a place of two names, as in New York time, which no rule declares either.
    """
    anchor = Days.one(date(2016, 11, 7))
    text = with_word(phrase, word, at)
    assume(not (word[0].isupper() and (f"{word} Kyiv time" in text or f"Kyiv {word} time" in text)))
    assert read_time(text, anchor=anchor, conventions=CONVENTIONS) is None


@given(st.sampled_from(FORMS), st.sampled_from(MEANINGLESS), st.integers(0, 9))
def test_a_meaningless_word_changes_nothing(phrase: str, word: str, at: int) -> None:
    """It leaves the reading as it is, or is refused.

    Left aside: a hedge that joins a preferred part, and a word that makes a declared expression
    with its neighbour ("any time" before "now", "just" before "before"), or parts one.
    """
    anchor, text = Days.one(date(2016, 11, 7)), with_word(phrase, word, at)
    assume(not any(f" {made} " in f" {text} " and made not in phrase for made in HORIZONS))
    assume(phrase not in HORIZONS)
    plain = read_time(phrase, anchor=anchor, conventions=CONVENTIONS)
    reading = read_time(text, anchor=anchor, conventions=CONVENTIONS)
    if plain is not None and reading is not None and reading.preferred is None:
        assert (reading.narrow, reading.wide) == (plain.narrow, plain.wide)


@pytest.mark.parametrize(
    "text",
    [
        "following even week",
        "following perhaps week",
        "from June 2014 until only May 2015",
        "following at any time week",
    ],
)
def test_a_meaningless_word_does_not_part_what_belongs_together(text: str) -> None:
    """Without the word these are other windows, so with it they are read alike or not at all."""
    anchor = Days.one(date(2016, 11, 7))
    word = max((word for word in MEANINGLESS if f" {word} " in text), key=len)
    plain = read_time(text.replace(f" {word}", ""), anchor=anchor, conventions=CONVENTIONS)
    reading = read_time(text, anchor=anchor, conventions=CONVENTIONS)
    assert plain is not None
    assert reading is None or (reading.narrow, reading.wide) == (plain.narrow, plain.wide)


@given(
    st.sampled_from(CONVENTIONS.words["barred"]["yes"]),
    st.sampled_from(("in March", "by Friday", "after Easter", "in two weeks", "next week", "2030")),
    st.sampled_from(("They come {} {}.", "In Kyiv, {} {}, they come.", "It opens, but {} {}?")),
)
def test_what_is_denied_is_no_window(bar: str, phrase: str, sentence: str) -> None:
    """Not in March, except by Friday: a time that the words turn round is not when it will be."""
    anchor = Days.one(date(2016, 11, 7))
    text = sentence.format(bar, phrase)
    # "Not after Easter" is read whole, as by Easter.
    assume(read_time(f"{bar} {phrase}", anchor=anchor, conventions=CONVENTIONS) is None)
    assert find_times(text, anchor=anchor, conventions=CONVENTIONS) == ()


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("They will come on 5 May or 6 units will.", []),
        ("Two weeks in March 2024 will do.", []),
        ("It was the heart of March.", []),
        ("They will attack in March before the vote.", []),
        ("They will come before the handover on November 5.", []),
        ("It opens in May and June?", ["in May and June"]),
        ("It opens in May, or so they say.", ["in May"]),
        ("It opens on 5/6 May?", ["on 5/6 May"]),
        ("Rates fall on Monday and 70% will cheer.", ["on Monday"]),
        ("They will act before or after March.", []),
        ("It should be done by or before March.", []),
        ("It comes days before March.", []),
        ("It will fall in March, if not April.", []),
        ("It will fall in March but not in April.", []),
        ("It will come in early or mid March.", ["in early or mid March"]),
        ("It will come in two weeks to three.", ["in two weeks to three"]),
        ("It will take place in no less than a month.", ["in no less than a month"]),
        ("It opens the Monday after Easter.", ["the Monday after Easter"]),
        ("They will not attack in March, and win.", ["in March"]),
        ("This may be all over this May?", ["over this May"]),
        ("It opens between the 21st and 23rd.", []),
        ("It opens on Wednesday the thirty first.", []),
        ("They go on Monday, the first of them in May?", ["on Monday", "in May"]),
        ("It ends within the next 2 weeks after today.", []),
        ("Sales rise in 2010 and not in 2015.", []),
        ("They meet Friday mornings.", []),
        ("They come in March or possibly", ["in March"]),
    ],
)
def test_what_stands_beside_a_time_may_be_more_of_it(text: str, phrases: list[str]) -> None:
    """A phrase is the longest whole one, or none: not the part beside an unread word of time."""
    found = find_times(text, anchor=Days.one(date(2023, 1, 30)), conventions=CONVENTIONS)
    assert [reading.phrase for reading in found] == phrases


def test_hours_reach_as_far_back_as_forth() -> None:
    """Counted from any hour of a day, they may end on each day between the first and the last."""
    said = date(2024, 3, 4)
    anchor = Days.between(said, said)
    for hours in range(1, 73):
        near, far = timedelta(days=hours // 24), timedelta(days=-(-hours // 24))
        for words, first, last in (
            (f"in {hours} hours", said + near, said + far),
            (f"{hours} hours ago", said - far, said - near),
            (f"in the next {hours} hours", said, said + far),
            (f"in the past {hours} hours", said - far, said),
        ):
            (reading,) = find_times(words, anchor=anchor, conventions=CONVENTIONS, past=True)
            assert reading.wide == Days.between(first, last), words
