"""What "it", "they" and "its" take up: the subject of the clause before, where nothing else can."""

from __future__ import annotations

from tests.articles import of as _of
from tests.depth import each


def _claim(text: str) -> str:
    return [one for one in _of(text) if one.why is None][-1].claim.rstrip(".")


@each(
    "before pronoun name",
    [
        ("The old ferry was sold in May", "It", "The old ferry"),
        ("In May, traffic in Ourtown fell by 3%", "It", "Traffic in Ourtown"),
        ("The upper lock is being mended", "It", "The upper lock"),
        ("The ferry lost two crews", "It", "The ferry"),
        ("Rents in Ourtown are high", "They", "Rents in Ourtown"),
        ("The farms sold their last mill in June", "They", "The farms"),
        ("The ferry is old", "Its crew", "The ferry's crew"),
        ("The farms are small", "Their output", "The farms' output"),
    ],
)
def test_a_pronoun_takes_up_the_only_subject_before_it(
    before: str, pronoun: str, name: str
) -> None:
    """In what the article says, in what somebody does, and from clause to clause."""
    for text in (
        "{before}. {pronoun} will grow by June.",
        "“{before},” Ann Roe said. “{pronoun} will grow by June.”",
        "Ann Roe said that {small}, and {low} will grow by June.",
    ):
        small = before[0].lower() + before[1:]
        said = text.format(
            before=before, pronoun=pronoun, small=small, low=pronoun[0].lower() + pronoun[1:]
        )
        assert _claim(said).casefold() == f"{name} will grow by June".casefold(), said


@each(
    "text",
    [
        "Lakeland's lender bought the ferry. {} will grow by June.",
        "The ferry is old and the port is full. {} will grow by June.",
        "The minister is tired. {} will grow by June.",
        "There is a ferry. {} will grow by June.",
        "“The ferry is old,” Ann Roe said. Bo Poe said: “{} will grow by June.”",
        "The ferry is old. {} will be hard to sell by June.",
        "The ferry is old. {} will be cold by June.",
        "The ferry is old. {} will also take weeks to sell it by June.",
        "The ferry is old. {} is not certain that prices will fall by June.",
    ],
)
def test_what_may_mean_something_else_is_left_open(text: str) -> None:
    """Two nouns, a person, nothing, what somebody else spoke of, the weather."""
    claim = _claim(text.format("It"))
    assert not claim or claim.startswith(("It ", "Prices ")), claim


def test_it_is_what_the_clause_before_is_about_and_not_who_says_so() -> None:
    """Who only reports a thing is not what happens to it."""
    text = "The Lake Bank said traffic will rise by 3% in May, but it will still be 9% below 2019."
    assert _claim(text) == "Traffic will still be 9% below 2019"
