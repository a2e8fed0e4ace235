"""Who speaks in parliament, in market reports, on live pages, in releases; all made up."""

from __future__ import annotations

from itertools import product

import pytest

from tests.articles import of as _of
from tests.depth import each, part

OFFICES = (
    "the Minister for Energy",
    "the Secretary of State",
    "the Commissioner for Transport",
    "the junior minister",
    "the Director of Public Works",
)
NAMES = ("Mr Oduya Fairweather", "Ms Ondine Karlsson", "Béla Szabó", "Dr Nkechi Obi")
OPENS = ("Moving the bill, ", "Winding up, ", "On Monday, ", "In reply, ", "")


@each("opens office name", part(product(OPENS, OFFICES, NAMES), 5))
def test_an_office_with_capitals_may_stand_before_the_name(
    opens: str, office: str, name: str
) -> None:
    """Whatever the sentence opens with."""
    office = office if opens else f"T{office[1:]}"
    (found,) = _of(
        f"{opens}{office}, {name}, told the House that the dam would be ready by 2041.\n"
    )
    assert (found.speaker or "").split() == name.split()[-2:]
    assert found.quote == "the dam would be ready by 2041."


FIRMS = ("Pellucid", "Lumivolt", "Occhio", "Stein & Falk")
ROSE = ("jumped 11% after", "fell sharply after", "lost a tenth because", "gained 2% after")
NOUNS = ("the maker of contact lenses", "the company", "the firm")


@each("firm rose noun", part(product(FIRMS, ROSE, NOUNS), 5))
def test_the_firm_that_rose_is_the_company_that_said_so(firm: str, rose: str, noun: str) -> None:
    """Whichever firm was told of before."""
    before = "Tarrow Minerals fell 2% and said output would rise."
    for opens in ("", "Among mid-caps, ", "In London, "):
        *_, found = _of(f"{before} {opens}{firm} {rose} {noun} said profit would fall in May.\n")
        assert found.speaker == firm


EDITORS = (
    "Our industry editor, {}, writes:",
    "17.10 Our correspondent {} reports:",
    "More from our politics editor, {}, who has been in Ourtown:",
    "Here is the view of our markets editor, {}:",
)


@each("editor name gap", part(product(EDITORS, ("Sorcha Lindgaard", "Imke Roe"), (" ", "\n\n")), 5))
def test_what_a_colleague_writes_is_theirs(editor: str, name: str, gap: str) -> None:
    """All of the paragraph, beside the words that hand over or below them; and no more of it."""
    own = "It is a question of time. The union will sign in May. I think it will be on a Friday."
    text = f"The talks go on.\n\n{editor.format(name)}{gap}{own}\n\nRents will rise in May.\n"
    by = {one.quote: one.speaker for one in _of(text)}
    assert by["The union will sign in May."] == name
    assert by["Rents will rise in May."] is None


@each("label", ["Prediction", "Verdict", "Tip", "Our verdict", "Score", "Result", "Odds"])
def test_a_label_for_what_comes_is_nobody(label: str) -> None:
    """It has a capital, and a colon behind it."""
    text = (
        f"Montrefort v Dunsany\n\nBo Lund is fit. {label}: Dunsany will win by two.\n\n"
        f"{label}: Montrefort will win by three.\n\n{label}: “Lorne will win.”\n"
    )
    for one in _of(text):
        assert (one.speaker or "") not in (label, label.rpartition(" ")[2])


@each("who", ["Lake Bank", "The board", "The Board", "Bo Lund", "Analysts at Delta"])
@each("verb", ["anticipate", "expect", "believe", "say", "forecast"])
def test_who_continues_to_expect_expects(who: str, verb: str) -> None:
    """Behind "to", yet in the indicative."""
    s = "" if who.startswith("Analysts") else "s"
    for continues in (f"continue{s}", "continued"):
        *_, found = _of(f"{who} {continues} to {verb} that sales will fall in May.\n")
        assert (found.speaker or "").casefold() == who.removeprefix("The ").casefold()


@each("who", ["councillors", "inquest", "MPs", "jurors", "court"])
@each("mark", ["", "“"])
def test_who_is_told_in_a_title_does_not_say_it(who: str, mark: str) -> None:
    """Somebody told them."""
    ends = "”" if mark else ""
    text = f"Pool {mark}will not reopen before 2035{ends}, {who} told\n\nIt was closed in May.\n"
    assert all(one.speaker is None for one in _of(text))


@each("what", ["600 jobs", "Heavy rain", "Two strikes", "Long delays"])
@each("when", ["by 2036", "in May", "next week", "this winter", "on Monday"])
def test_what_is_expected_by_a_day_expects_nothing(what: str, when: str) -> None:
    """It is expected of it."""
    for text in (
        f"Lumivolt picks Ourtown; {what.lower()} expected {when}\n\nIt was sold.\n",
        f"{what} expected {when}\n\nIt was sold.\n",
    ):
        assert all(one.speaker is None for one in _of(text))


@pytest.mark.parametrize("when", ["in May", "last week", "on Monday", "earlier this year"])
@each("thing", ["paper", "study", "report", "survey"])
def test_who_published_it_says_it_and_no_place(thing: str, when: str) -> None:
    """When it was published, and where they are, is no part of them."""
    text = (
        f"By 2040 floods are likely, according to a {thing} published {when} "
        "by the Institute of Rivers in Ghento.\n"
    )
    assert [one.speaker for one in _of(text)] == ["Institute of Rivers"]


@each("odds", ["4-1", "at 4-1", "a 4-1 shot", "2/7"])
@each("who", ["Tipster", "The bookmakers", "The bookmaker Larch", "Lake & Co"])
def test_who_makes_it_so_much_foretells(who: str, odds: str) -> None:
    """A price on it is theirs."""
    make = "make" if who.endswith("makers") else "makes"
    found = _of(f"{who} {make} Dunsany {odds} to win the cup on Saturday.\n")
    assert {one.speaker for one in found} <= {
        who.removeprefix("The ").removeprefix("bookmaker "),
    }
