"""Who is charged: names by what stands around them, who is taken up, whose words pass. Made up."""

from __future__ import annotations

from itertools import product

from tests.articles import needs_grammar
from tests.articles import of as _of
from tests.depth import each, part
from verifier.article.clauses import Grammar
from verifier.article.cues import cues
from verifier.article.grammar import by_parser

UNITS = ("Omega Lake", "Ostmark Vale")


@each(
    "text speakers",
    [
        # One name that a role or a title makes a person's, whom a pronoun takes up.
        ("Bo Poe left. Adeyo, the guild's president, was glad. He says it will grow in May.",
         ["Adeyo"]),
        ("Bo Poe said it will rain. Ms Adeyo, who chairs mills, was calm. She said it may snow.",
         ["Bo Poe", "Adeyo"]),
        ("Bo Poe of the broker {unit} Securities expects rents to fall. The bank shut.",
         ["Bo Poe"]),
        ("Bo Poe said it will rain. Adeyo himself was calm. “Rents will fall,” he said.",
         ["Bo Poe", "Adeyo"]),
        ("Bo Poe is calm. His neighbour thinks rents will fall.", ["neighbour"]),
        ("Bo Poe spoke to Ann Roe. Roe and Poe met again. The two expect rents to fall.",
         ["Bo Poe and Ann Roe"]),
        # Of whom somebody is chief executive is a body, for which its people speak.
        ("Bo Poe, chief executive of {unit}, spoke. {unit} is expecting rents to fall, he said.",
         ["Bo Poe"]),
        ("{unit}'s chief, Ann Roe, spoke. Roe said {unit} expects rents to fall.", ["Ann Roe"]),
        ("Ann Roe, the chief of Mill Bank, said the {unit} Bank expects rents to fall.",
         ["{unit} Bank"]),
        # Where the name of a body begins and ends.
        ("The Organisation of Mill Workers forecasts that rents will fall.",
         ["Organisation of Mill Workers"]),
        ("Rents will fall along the Omega Coast, the National Rent Board (NRB) said.",
         ["National Rent Board"]),
        ("Rents will fall, analysts at Carr & {unit} predict.", ["analysts at Carr & {unit}"]),
        ("{unit} Mills, Inc. today said that rents will fall.", ["{unit} Mills"]),
        ("OMEGA, Vale., May 4 /Example/ -- {unit} Mills said rents will fall.", ["{unit} Mills"]),
        ("Coach Ursel ten Moor was glad. Ten Moor expects rents to fall.", ["Ursel ten Moor"]),
        # A description that takes up a body; a body that an authority is not.
        ("The {unit} Bank cut rates. The Omega-based giant expects rents to fall.",
         ["{unit} Bank"]),
        ("{unit} & Sons sold a mill. The regulator expects rents to fall.", ["regulator"]),
        # What stands behind a noun for it, or a passive verb.
        ("Despite Ann Roe's recent comments that rents will fall, mills were sold.", ["Ann Roe"]),
        ("After a warning from Ann Roe that rents will fall, mills were sold.", ["Ann Roe"]),
        ("“Rents will fall,” Ann Roe was quoted by {unit} News as saying.", ["Ann Roe"]),
        # Nobody who is counted is somebody, and what nobody expects is said by who writes it.
        ("Nine among 11 brokers expect rents to fall.", ["Nine among 11 brokers"]),
        ("Ten brokers were asked. Eight think rents will fall.", ["Eight"]),
        ("Charities fear that rents will rise.", ["Charities"]),
        ("Ann Roe said it will rain. Nobody thinks rents will fall.", ["Ann Roe", None]),
        ("Ann Roe said it will rain. No one expects rents to fall.", ["Ann Roe", None]),
    ],
)  # fmt: skip
def test_who_is_charged_is_named_as_in_the_text(text: str, speakers: list[str | None]) -> None:
    """By rules alone, whatever the names."""
    for unit in UNITS:
        wanted = [name and name.format(unit=unit) for name in speakers]
        assert [one.speaker for one in _of(text.format(unit=unit))] == wanted, unit


@each(
    "first pronoun",
    product(("Rio", "River", "Storm", "West", "Sierra", "Santo", "Sri", "Abu"), ("he", "she")),
)
def test_who_is_called_like_a_place_or_a_storm_is_somebody(first: str, pronoun: str) -> None:
    """Whose words are theirs."""
    name = f"{first} Thorgersen"
    for text in (
        f"{name} said {pronoun} will leave in May.",
        f"Ann Roe left. “I will leave in May,” said {name}.",
    ):
        *_, found = _of(f"{text}\n")
        claim = found.claim.rstrip(".")
        assert (found.speaker, found.kind, claim) == (name, "person", f"{name} will leave in May")


@each(
    "place",
    [
        *("New Zealand", "Port Vale", "Saudi Arabia", "North Korea", "Sri Lanka", "West Ham"),
        *("Abu Dhabi", "Hong Kong", "Costa Rica", "Sierra Leone", "Rio Tinto", "Santa Fe"),
    ],
)
def test_a_place_speaks_as_a_body(place: str) -> None:
    """With "it" for it."""
    (found,) = _of(f"{place} said it will cut output in May.\n")
    assert (found.kind, found.claim) == ("office", f"{place} will cut output in May.")


@each(
    "many whose",
    part(
        product(
            ("Parents", "Parts", "Leaders", "Members", "Fans", "Critics", "Most", "Half"),
            ("Ann Roe", "Lake Bank", "the G7", "the Lake Party"),
        ),
        5,
    ),
)
def test_many_of_somebody_are_not_named(many: str, whose: str) -> None:
    """Neither "parents" nor whose they are speaks, and whom they speak of is not they."""
    who = f"{many} of {whose}"
    for pronoun in ("it", "she"):
        (found,) = _of(f"{who} said {pronoun} will come by May.\n")
        assert (found.speaker, found.kind, found.claim) == (who, "anonymous", "")
    (found,) = _of(f"{who} expect rents to fall by May.\n")
    assert (found.speaker, found.claim) == (who, "Rents will fall by May.")


def test_they_are_the_two_of_whom_was_told_and_no_spokesman() -> None:
    """A source in the singular is not who “they” are."""
    text = (
        "Bo Poe met Ann Roe. The two, according to a spokesman, will meet again in July. "
        "“Rents will rise,” they said."
    )
    assert _of(text)[-1].speaker == "Bo Poe and Ann Roe"


def test_whom_somebody_met_answers() -> None:
    """By a pronoun for whom the lead has named."""
    turns = "Q: And rents?\n\nA: I think rents will fall.\n\nQ: And mills?\n\nA: They will close."
    found = _of(f"Ann Roe built mills. We met her in Ourtown.\n\n{turns}")
    assert {one.speaker for one in found} == {"Ann Roe"}


def test_a_title_begins_with_who_says_it() -> None:
    """A role alone, or a surname, whose words may begin in lower case."""
    below = "\n\nThe mill is old. Ann Roe saw it."
    assert [one.speaker for one in _of(f"Expert: the mill will close{below}")] == ["Expert"]
    assert [one.speaker for one in _of(f"Roe: Closure plans won't end rents{below}")] == ["Ann Roe"]


@needs_grammar
@each(
    "text speaker",
    [
        ("Bo Poe, a broker, said data on sales in Ourtown and New Omega showed rents could fall.",
         "Bo Poe"),
        ("Femi Adewale, rent analyst at Corvin Capital, thinks so. “Rents will fall,” he wrote.",
         "Femi Adewale"),
        ("Her counterpart, Bo Poe, said rents will fall.", "Bo Poe"),
        ("The Rent Board said so. Storage is full. The agency said rents will fall.", "Rent Board"),
        ("Rents fell. Opposition whip Bo Poe said rents will rise.", "Bo Poe"),
    ],
)  # fmt: skip
def test_the_parser_says_what_a_subject_is_about(text: str, speaker: str) -> None:
    """Its noun and not a name beside it; and which capitals are no name."""
    grammar: Grammar = by_parser(cues())
    assert _of(text, grammar=grammar)[-1].speaker == speaker


@each(
    "words",
    [
        "Strong winds",
        "Further cuts",
        "Heavy rains",
        "New rules",
        "More mills",
        "More",
        "Fewer than ten mills",
        "Enough farms",
    ],
)
def test_the_agency_is_no_word_with_which_the_sentence_begins(words: str) -> None:
    """Where no name stands before it, it is the agency; a name with its verb is one."""
    for body in ("agency", "bank", "company"):
        (found,) = _of(f"{words} will close the port by May, the {body} said.\n")
        assert (found.speaker, found.kind) == (body, "office")
        (found,) = _of(f"Lakeco will close the port by May, the {body} said.\n")
        assert found.speaker == "Lakeco"


@each("much", ["70 per cent", "about a third", "60%", "one in five"])
def test_so_much_is_nobody_who_says_it(much: str) -> None:
    """A good chance, say 70 per cent."""
    for text in (
        f"There is a good chance, say {much}, that the mill closes in May.",
        f"It will probably close in May – say {much} – and reopen in June.",
    ):
        found = _of(f"{text}\n")
        assert found
        assert [one.speaker for one in found] == [None] * len(found)


@each("first", ["Isolated", "Additional", "Massive", "Northern", "Seasonal"])
def test_what_describes_a_noun_at_the_head_is_no_name(first: str) -> None:
    """It stands nowhere else, and the company is the one that was named."""
    text = f"Lakeco met in May. {first} cuts, yes. The company said it will close by June."
    assert [one.speaker for one in _of(f"{text}\n")] == ["Lakeco"]


@each("lead", ["Far from ending it", "Instead of falling", "Rather than wait", "Far from it"])
def test_what_is_said_is_not_who_says_it(lead: str) -> None:
    """The words before the comma look ahead, and the name stands behind the verb."""
    for who in ("Ann Roe", "Lake Bank"):
        (found,) = _of(f"{lead}, the deal will cut rents in May, says {who}.\n")
        assert (found.speaker, found.times) == (who, ("in May",))
