"""Who speaks that is named by what stood in the sentence before; all sentences are made up."""

from __future__ import annotations

import re
from itertools import product

from tests.articles import of as _of
from tests.depth import each, part

GROUPS = (
    ("Western diplomats were gloomy.", "Western diplomats"),
    ("Two officials saw no way out.", "officials"),
    ("Allies of the mayor gave up hope.", "allies of the mayor"),
    ("Retired officers are less sure.", "Retired officers"),
    ("Growers in the valley despair.", "growers in the valley"),
)
SAID = (
    ("“It will be over by May,” said {}.", "it will be over by may"),
    ("“It will be over by May,” {} said.", "it will be over by may"),
    ("{} said that it would be over by May.", "it would be over by may."),
    ("{}, who asked not to be named, said it would be over by May.", "it would be over by may."),
)


@each("group said one", part(product(GROUPS, SAID, ("one", "another", "one of them")), 5))
def test_one_is_one_of_those_told_of(
    group: tuple[str, str], said: tuple[str, str], one: str
) -> None:
    """Officials were glum; one of them says so."""
    (first, many), (then, quote) = group, said
    who = one if then[0] == "“" else one.capitalize()
    *_, found = _of(f"{first} {then.format(who)}\n")
    word = one.partition(" ")[0]
    assert found.speaker in (
        f"{word} of the {many}",
        f"{word} of the {re.split(' (?:of|in) ', many)[0]}",
    )
    assert (found.kind, found.quote.casefold()) == ("anonymous", quote)


@each("one", ["One", "Another"])
def test_one_is_nobody_in_particular_behind_a_person(one: str) -> None:
    """Of whom there was one only, nobody is another."""
    *_, found = _of(f"Officials were glum. Ann Roe was not. {one} said it would be over by May.\n")
    assert (found.speaker, found.kind) == (one, "anonymous")


TRADES = (
    "Butcher",
    "Fishmonger",
    "Weaver",
    "Librarian",
    "Barrister",
    "Novelist",
    "Fly-half",
    "Midwife",
    "Goalkeeper",
    "Shepherd",
    "Plumber",
    "Actress",
)
PEOPLE = ("Alan Fell", "Etsu Arai", "Amina Diallo", "Béla Szabó", "Dele O’Marchbank", "Nkechi Obi")


@each("trade name", part(product(TRADES, PEOPLE), 5))
def test_what_somebody_does_is_none_of_their_name(trade: str, name: str) -> None:
    """A capital may be that of the sentence."""
    surname = name.rpartition(" ")[2]
    for text in (
        f"{trade} {name}, 66, fears worse. “Half will be gone,” they said. {surname} sighed.",
        f"{trade} {name} said half would be gone by May. {surname} sighed.",
        f"{trade} {name}, whose shop is there, thinks half will be gone by May.",
    ):
        (found,) = (one for one in _of(text) if "gone" in one.quote)
        assert found.speaker in (name, None if "they" in text else name)


@each("name", ["Walter Lee Jones", "Sebastian Vega Ruiz", "Oliver Tran Minh", "Jennifer Ann Poe"])
def test_a_first_name_that_ends_as_a_trade_does_stays(name: str) -> None:
    """Nobody is a "Walt" by trade."""
    assert [one.speaker for one in _of(f"{name} said it would rain by May.")] == [name]


@each("last", ["Union", "Association", "Company"])
def test_the_union_of_a_trade_keeps_its_name(last: str) -> None:
    """It is a body and no person."""
    text = f"Butcher Trade {last} said it would rain by May."
    assert [one.speaker for one in _of(text)] == [f"Butcher Trade {last}"]


SUBJECTS = (
    "Former winger {}, now of Radio Wold, is backing neither.",
    "My old colleague {}, now at Sturm Capital, is far gloomier.",
    "Our own correspondent {}, who was there, is of another mind.",
    "Retired goalkeeper {}, a pundit these days, backs the visitors.",
    "The party's pollster {}, for one, has heard enough.",
    "{}, its deputy head, sighs.",
)


@each("subject name", part(product(SUBJECTS, PEOPLE), 5))
def test_who_is_the_subject_of_a_sentence_is_who_he_is_in_the_next(subject: str, name: str) -> None:
    """Whoever spoke before, and however many words say who that is."""
    before = "Ivo Lund said it was late. "
    for then in ("He says it will be over by May.", "She thinks it will be over by May."):
        *_, found = _of(f"{before}{subject.format(name)} {then}\n")
        assert found.speaker == name


BODIES = (
    (
        "The Institute for Conflict Analysis takes a different view.",
        "Institute for Conflict Analysis",
    ),
    ("The Tidal Energy Council strikes a gloomier note.", "Tidal Energy Council"),
    ("Lake Bank is of another mind.", "Lake Bank"),
    ("The Bureau of Lakes and Rivers differs.", "Bureau of Lakes and Rivers"),
    ("NOAA is gloomier.", "NOAA"),
)
LEADS = (
    "In its daily assessment it said",
    "In a note on Monday it said",
    "At a briefing, it said",
    "In the latest of its reports it warned",
    "It said",
)


@each("body lead", part(product(BODIES, LEADS), 5))
def test_it_is_the_body_that_the_sentence_before_was_about(
    body: tuple[str, str], lead: str
) -> None:
    """Words that only tell where it was said change nothing."""
    text = f"Ivo Lund said it was late. {body[0]} {lead} that half would be gone by May.\n"
    *_, found = _of(text)
    assert (found.speaker, found.quote) == (body[1], "half would be gone by May.")
