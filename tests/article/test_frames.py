"""What stands around what has to happen: frames, conditions, lists, words that look alike."""

from __future__ import annotations

from tests.articles import of as _of
from tests.depth import each
from verifier.article.proposal import Proposal


def _last(text: str) -> Proposal:
    return [one for one in _of(text) if one.why is None][-1]


@each(
    "frame",
    [
        "It is important to note that",
        "It's fair to say",
        "It was worth remembering that",
        "There is a real possibility that",
        "There's a likelihood that",
        "There was some danger that",
        "There is a “growing risk” that",
        "Sure,",
    ],
)
def test_a_frame_is_no_part_of_what_has_to_happen(frame: str) -> None:
    """What is worth noting, and how likely it is, stand elsewhere."""
    for what in ("rents will rise in May", "the old mill will close by June"):
        claim = _last(f"{frame} {what}, Ann Roe said.").claim
        assert claim.rstrip(".") == what[0].upper() + what[1:]


@each("verb", ["will", "could", "is expected to", "may"])
def test_a_condition_inside_of_a_clause_leaves_no_comma(verb: str) -> None:
    """Its two commas go with it; a comma behind a time stays."""
    for given in ("if it rains", "unless the rain stops"):
        found = _last(f"The dam, {given}, {verb} break in May.")
        assert (found.claim, found.given and found.given["words"]) == (
            "The dam will break in May.",
            given,
        )
        assert _last(f"The dam will not, {given}, break.").claim == "The dam will not break."
        claim = _last(f"In May, {given}, the dam {verb} break.").claim
        assert claim == "In May, the dam will break."


@each("plural", ["expect", "predict", "forecast"])
def test_who_foretells_with_what_describes_them_is_no_part_of_it(plural: str) -> None:
    """Nor are several of them, nor a meeting with what it is."""
    for lead in ("In May, Ann Roe, an analyst,", "In May, the old bank, a lender,"):
        assert _last(f"{lead} expects rents to fall.").claim == "In May, rents will fall."
    assert _last(f"Brokers and banks {plural} a rise.").claim == "There will be a rise."
    text = f"For the vote, the last one of the year, 16 brokers {plural} a rise."
    assert _last(text).claim == "For the vote, the last one of the year, there will be a rise."


@each("who", ["North Lakeland, South Lakeland and the Hills", "Wheat, oats and the beans"])
def test_the_first_of_a_list_opens_nothing(who: str) -> None:
    """It is said of all of them, or left to be written."""
    claim = _last(f"{who} would see many losses, the office said.").claim
    assert not claim or claim.startswith(f"{who} ")


def test_words_that_only_look_alike() -> None:
    """A hyphen ties, "certain" names some, an adverb is no subject."""
    text = "The bank’s much-stressed old mill will be sold in May."
    assert _last(text).claim == text
    found = _last("Some firms will close, as profit is needed in certain trades, Bo Roe said.")
    assert found.likelihoods == ("will",)
    assert _last("“That will help and unfortunately will hurt.”, Bo Roe said.").claim == ""


@each("modal", ["could", "will", "may"])
def test_a_time_of_which_something_is_said_is_that_of_what_will_be(modal: str) -> None:
    """It is no day on which somebody said it, and none on which something was."""
    for verb in ("suggested", "showed"):
        for when in ("this winter", "next year"):
            found = _last(f"The figures {verb} {when} {modal} be the worst since 1931.")
            assert (found.times, found.said) == ((when,), None)


@each(
    "text times",
    [
        ("Rain will last through at least Monday.", ("through at least Monday",)),
        ("Rents will rise over time.", ("over time",)),
        ("“Winter will come early this year,” Ann Roe said.", ("this year",)),
        ("Sales to rise by 20,000 next year", ("next year",)),
        ("Sales will rise by 300 this month.", ("this month",)),
    ],
)
def test_words_beside_a_time(text: str, times: tuple[str, ...]) -> None:
    """They make it longer, or belong to the verb, or are a number of something else."""
    assert _last(text).times == times
