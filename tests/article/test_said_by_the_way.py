"""Who says it: behind a condition, in a statement, for the bank of the article, in a title."""

from __future__ import annotations

from itertools import product

from tests.articles import of as _of
from tests.depth import each, part

PEOPLE = (
    ("Transport Minister Erik Dahl", "Erik Dahl"),
    ("Nkechi Obi", "Nkechi Obi"),
    ("the line's director, Béla Szabó,", "Béla Szabó"),
    ("Ann Roe, head of the union,", "Ann Roe"),
    ("the operator, Lake Rail,", "Lake Rail"),
    ("Lake Rail", "Lake Rail"),
)
IFS = ("If the strike goes ahead,", "Unless it rains,", "Should talks fail,", "When winter comes,")
SAYS = ("warned", "said", "added", "predicted")


@each("lead says who", part(product(IFS, SAYS, PEOPLE), 5))
def test_who_says_it_may_stand_between_a_condition_and_what_follows(
    lead: str, says: str, who: tuple[str, str]
) -> None:
    """The verb first, or the name first, and what follows has a subject of its own."""
    words, name = who
    bare = words.rstrip(",")
    for text in (
        f"{lead} {says} {bare}, no trains will run on Monday.",
        f"{lead} {words} {says}, no trains will run on Monday.",
    ):
        *_, found = _of(text)
        assert (found.speaker, found.quote) == (name, "no trains will run on Monday.")


STATED = (
    ("The mayor's office said in a statement that it had no plans.", "mayor's office", "statement"),
    ("The mayor's office issued a statement on Friday.", "mayor's office", "statement"),
    ("Lake Bank published a short note on Friday.", "Lake Bank", "note"),
    ("Nkechi Obi wrote in a letter to shareholders that it was late.", "Nkechi Obi", "letter"),
    ("The Tidal Council warned in its weekly bulletin of floods.", "Tidal Council", "bulletin"),
    ("Erik Dahl said in an internal memo that it was late.", "Erik Dahl", "memo"),
)


@each("stated between", part(product(STATED, ("", "Bo Lund of Lake Motors was there. ")), 5))
def test_a_statement_is_whose_it_was_told_to_be(stated: tuple[str, str, str], between: str) -> None:
    """Whatever body was named before, or since."""
    first, who, paper = stated
    before = "Analysts at Corrigan State University see growth. "
    for then in (
        f"“It will rain by May,” the {paper} said.",
        f"The {paper} said it would rain by May.",
    ):
        *_, found = _of(f"{before}{first} {between}{then}\n")
        assert found.speaker == who


MAIN = ("Norvale Bank", "The Central Bank of Norvale", "The Bank of Norvale", "Bank Norval")
OTHERS = ("Dagny Holt of Fjord Bank", "Kenji Mori at Oster Bank", "Ann Roe of the Bank of Lakes")


@each("main other", part(product(MAIN, OTHERS), 5))
def test_the_bank_is_the_one_that_did_something(main: str, other: str) -> None:
    """And not the one for which somebody works who is asked about it."""
    first = (
        f"{main} kept its rate at 3% and said growth would slow. {other} expects a cut in March."
    )
    for then in (
        "Growth will reach 2% in 2025, according to the bank.",
        "The bank expects snow by May.",
    ):
        *_, found = _of(f"{first} {then}\n")
        assert found.speaker == main.removeprefix("The ")


@each("other", OTHERS)
def test_the_bank_of_somebody_is_meant_where_there_is_no_other(other: str) -> None:
    """Of one bank alone was told."""
    *_, found = _of(f"{other} expects a cut in March. The bank expects snow by May.\n")
    bank = "Bank of Lakes" if "Lakes" in other else " ".join(other.split()[-2:])
    assert found.speaker == bank


@each(
    "clause",
    [
        "unless the government delivered the restraint it has promised.",
        "before the union calls the strike it threatened.",
        "if the ministry builds all the mills that it pledged.",
        "until the council opens the bridge it has promised.",
        "in spite of the new ships the navy had promised.",
    ],
)
def test_a_verb_that_describes_a_noun_says_nothing_of_the_sentence(clause: str) -> None:
    """The cut that was promised is not what Bo Lund says."""
    *_, found = _of(
        f"Lake Bank kept rates. Bo Lund at Fjord Bank said a cut was unlikely {clause}\n"
    )
    assert found.speaker == "Bo Lund"


@each(
    "body below",
    [
        ("Federal Grid Agency", "The head of the Federal Grid Agency, Bo Lund, said it was late."),
        ("Rail Authority", "The Rail Authority said on Monday that work was on schedule."),
        ("Lake Bank", "Lake Bank said on Monday that rents had risen."),
        ("NOAA", "A storm is near, said NOAA on Monday."),
        ("Farmers' Union", "The Farmers' Union met on Monday."),
    ],
)
def test_a_title_that_looks_ahead_is_of_whom_it_names_first(body: str, below: str) -> None:
    """In small letters as well; one that tells of the past is nobody's."""
    first, *_ = _of(f"{body}: half will be gone by May\n\n{below}\n")
    assert (first.speaker, first.quote) == (body, "half will be gone by May")


@each("noun", ["reckoning", "estimation", "calculations", "judgement", "assessment"])
@each("who", ["Hana Sato", "Bo Lund", "Lake Bank"])
def test_the_reckoning_of_somebody_is_theirs(noun: str, who: str) -> None:
    """With what is set off behind their name, or without."""
    for aside in (",", ", an expert on lava at the port,"):
        (found,) = _of(f"By the {noun} of {who}{aside} the dome will be gone by May.\n")
        assert found.speaker == who
