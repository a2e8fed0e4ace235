"""Several times said in one: read whole or refused, in a phrase and in running text alike."""

from __future__ import annotations

from datetime import date
from itertools import product

from tests.depth import each, part
from verifier.model.days import Days
from verifier.when import TimeConventions, find_times, read_time

SAID = Days.one(date(2023, 1, 30))
PAIRS = [("March", "April"), ("2024", "2025"), ("5 May", "6 June"), ("early July", "late August")]
ASIDES = ["at the latest", "perhaps", "failing that", "more likely", "with luck", "at worst"]
STRANGE = ["should the talks fail", "as Kyiv hopes", "said the minister", "at the earliest"]
DRESSES = [
    *("{} or {}", "{} or {aside} {}", "{}, or {aside} {}", "{} or, {aside}, {}"),
    *("{} ({aside} {})", "{} (or {})", "{} (or {aside} {})", "{} \u2013 or {aside} {}"),
    *("{} or \u2013 {aside} \u2013 {}", "{} or ({aside}) {}"),
]
SENTENCES = ["The troops will leave {}, officials say.", "{}, they will go.", "It ends {}."]
LEADS = ["in", "by", "before", "after", "until"]
GRID = [
    (dress, aside, first, last, lead, again)
    for dress, aside in product(DRESSES, ASIDES)
    for first, last in PAIRS
    for lead, again in [*((lead, lead) for lead in LEADS), ("in", ""), ("by", "")]
    if "{aside}" in dress or aside == ASIDES[0]
]


def said(dress: str, aside: str, first: str, last: str) -> str:
    return dress.format(first, last, aside=aside)


@each("row", part(GRID))
def test_alternatives_are_read_whole_or_not_at_all(
    conventions: TimeConventions, row: tuple[str, ...]
) -> None:
    """Whatever goes between them, a phrase and running text agree; what "in" goes before is read.

    The window holds both times, from the first that is meant to the end of the last.
    """
    dress, aside, first, last, lead, again = row
    phrase = said(dress, aside, f"{lead} {first}", f"{again} {last}".strip())
    reading = read_time(phrase, anchor=SAID, conventions=conventions)
    for sentence in SENTENCES:
        found = find_times(sentence.format(phrase), anchor=SAID, conventions=conventions)
        assert [each.wide for each in found] == ([] if reading is None else [reading.wide]), phrase
    if lead == "in" and " or " in f" {dress}".replace("(", " "):
        assert reading is not None, phrase
        for part in (first, last):
            alone = read_time(f"{lead} {part}", anchor=SAID, conventions=conventions)
            assert alone is not None
            assert reading.wide.contains(alone.wide)


@each("row", list(product([d for d in DRESSES if "{aside}" in d], STRANGE, PAIRS, LEADS)))
def test_what_an_aside_says_must_be_known(
    conventions: TimeConventions, row: tuple[str, str, tuple[str, str], str]
) -> None:
    """A condition, a speaker or a contradiction between two times leaves neither read."""
    dress, strange, (first, last), lead = row
    phrase = said(dress, strange, f"{lead} {first}", f"{lead} {last}")
    assert read_time(phrase, anchor=SAID, conventions=conventions) is None
    marked = any(mark in dress for mark in ("or, {aside}", "or \u2013 {aside}", "or ({aside})"))
    if marked:
        for sentence in SENTENCES:
            text = sentence.format(phrase)
            assert find_times(text, anchor=SAID, conventions=conventions) == (), text


@each(
    "text phrases",
    [
        ("It starts in March and by June it will be over?", ["in March", "by June"]),
        ("In March they come, and in April they go?", ["In March", "in April"]),
        ("It comes in March or, as Kyiv hopes, sooner.", []),
        ("It comes in March or, at worst, later.", ["in March or, at worst, later"]),
        ("It comes in March (or later).", ["in March (or later)"]),
        ("It comes in March or soon after.", []),
        (
            "It comes in the first half of 2026 or the second.",
            ["in the first half of 2026 or the second"],
        ),
        (
            "It comes between March and, at the latest, June?",
            ["between March and, at the latest, June"],
        ),
        ("It comes from March or April to June?", []),
        ("It comes within two weeks or, at most, a month.", []),
        ("It comes in spring or early summer.", ["in spring or early summer"]),
        ("It comes on Monday and then on Friday.", ["on Monday and then on Friday"]),
    ],
)
def test_what_is_tied_to_a_time(
    conventions: TimeConventions, text: str, phrases: list[str]
) -> None:
    """What bounds a time may follow an aside ("or, at worst, later"); two clauses have two."""
    found = find_times(text, anchor=SAID, conventions=conventions)
    assert [reading.phrase for reading in found] == phrases
