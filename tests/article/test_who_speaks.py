"""Who speaks: two as one, words that only look like a name, reckonings, lists. All is made up."""

from __future__ import annotations

import pytest

from tests.articles import needs_grammar
from tests.articles import of as _of
from tests.depth import each, grid
from verifier.article.cues import cues
from verifier.article.grammar import by_parser
from verifier.model.forecasts import ForecasterKind

NAMES = ("Ann Roe", "Bo Poe", "Ursel van der Moor")
PAIRED = (
    "{} and {} said rents will rise.",
    "“Rents will rise,” {} and {} wrote.",
    "Two brokers, {} and {}, said rents will rise.",
    "Mill economist {} and Ostmark University professor {} both said rents will rise.",
)
LATER = (
    "The pair said fares will fall.",
    "The widely read duo, both from Ourtown, said fares will fall.",
    "They said fares will fall.",
    "Both expect fares to fall.",
)


@pytest.mark.parametrize("paired", PAIRED)
def test_two_who_speak_as_one_are_charged_together(paired: str) -> None:
    """By their full names, and by what points to both; it is no person who is charged."""
    for one, other in (NAMES[:2], NAMES[1:]):
        both = f"{one} and {other}"
        for later in LATER:
            found = _of(f"{paired.format(one, other)}\n\n{later}")
            assert [(each.speaker, each.kind) for each in found] == 2 * [(both, "office")], later


def test_the_pair_are_the_only_two_of_whom_was_told() -> None:
    """By surname too, and where each spoke alone; of three, nobody knows."""
    told = "“Rents will rise,” Ann Roe said. “They will,” said Bo Poe.\n\nThe pair expect a flood."
    assert _of(told)[-1].speaker == "Ann Roe and Bo Poe"
    more = f"Cy Sample said rents will fall. {told}"
    assert _of(more)[-1].speaker not in ("Ann Roe and Bo Poe", "Cy Sample and Ann Roe")
    surnames = (
        "Ann Roe met Bo Poe.\n\nWriting for the Ourtown Herald, Roe and Poe say it will rain."
    )
    assert _of(surnames)[-1].speaker == "Ann Roe and Bo Poe"
    bodies = "The Department of Mills and Rivers said rents will rise."
    assert _of(bodies)[-1].speaker == "Department of Mills and Rivers"


@each(
    "text speakers",
    [
        # No name: what only begins a sentence, stands behind a hyphen, or is a title's or a place.
        ("Current polling indicates that the Reds may win.", ["polling"]),
        ("Doctors said so. Open water absorbs the sun, so that ice will melt, they said.",
         ["Doctors"]),
        ("Rains fell from the mid-Omega states on. The storm is expected to move east.", [None]),
        ("Why Brokers Are Fretting About Lakeco\n\nLakeco spoke.\n\nSome are worried it may go.",
         ["Some"]),
        ("UK: Brokers predict a flood\n\nLake Bank said so:\n\nRents will rise in May.", [None]),
        ("Minister for Foreign Affairs Bo Poe came. Mr Poe said rents will rise.", ["Bo Poe"]),
        # A lord by full name.
        ("Broker Bo Poe laughed. Lord Poe said rents will rise.", ["Bo Poe"]),
        ("Lord Poe laughed. Lord Poe said rents will rise.", ["Lord Poe"]),
        # Who made a poll, and where it was printed.
        ("The Lakepoll poll for the Herald of the World suggests the Reds may win.", ["Lakepoll"]),
        ("Rents may rise, according to a report in the Lake Letters magazine.",
         ["report in the Lake Letters magazine"]),
        ("Rents will rise, a Reuters poll showed.", ["Reuters poll"]),
        ("Polls suggest that the Reds will win.", ["Polls"]),
        ("Analysis shows the Reds will win.", ["Analysis"]),
        ("The Reds are expected to win 50 seats, forecasts say.", ["forecasts"]),
        # A number of those who were asked.
        ("Nine of ten brokers said rates will hold. Two predicted a cut and one expects a rise.",
         ["Nine of ten brokers", "Two", "one"]),
        ("Only five brokers polled forecast a rise in rents.", ["brokers polled"]),
        ("A team of scientists from the Lake Union (LU) and Ostmark House say that ice will melt.",
         ["A team of scientists from the Lake Union (LU) and Ostmark House"]),
        # Who is named last.
        ("Reds will win the cup, says leading pollster\n\nIt is May.", ["leading pollster"]),
        ("“Ice will melt,” said Omega scientist and lead author of the study Ann Roe.",
         ["Ann Roe"]),
        # Of whom the article tells itself.
        ("Farmers said rents will rise. In May, farmers will begin to harvest.",
         ["Farmers", None]),
        # A list of opinions, and turns whose labels stand alone.
        ("Bo Poe\n\nPoe says the Reds are weak. Thinks they will lose the cup.", ["Bo Poe"]),
        ("ANN ROE:\n\n“Will rents rise?”\n\nBO POE:\n\n“I think so. Rents will rise by May.”",
         ["Bo Poe"]),
        ("Ann Roe spoke. The former mayor and CEO of payment firm Stonegate said it will rain.",
         ["former mayor and CEO of payment firm Stonegate"]),
        ("The Red House has been firm that it will rain.", ["Red House"]),
        ("Lake Bank expressed concerns at the time that rents may rise.", ["Lake Bank"]),
        ("Lakefit fell. Lakefit says it is late. Rents will rise, the rating agency said.",
         ["Lakefit"]),
        ("Poe: Rents to rise\n\nThe mill will close, Ann Roe said.\n\nBo Poe laughed.",
         ["Ann Roe"]),
        ("The office of Mayor Roe indicated that rents will rise.", ["office of Mayor Roe"]),
    ],
)  # fmt: skip
def test_who_is_charged(text: str, speakers: list[str | None]) -> None:
    """By what names somebody, whatever else has a capital."""
    found = [one.speaker for one in _of(text) if one.why is None]
    assert found[-len(speakers) :] == speakers


def test_a_transcript_only_passes_on_what_somebody_said() -> None:
    """So "the company" is who foretold before, and not who wrote it down."""
    text = (
        "Lakeco Mills fell. Lakeco Mills expects floods.\n\n“Yes,” its head, Bo Poe, said, "
        "according to an Omegaset transcript.\n\nThe company expects rents to rise."
    )
    assert _of(text)[-1].speaker == "Lakeco Mills"


@needs_grammar
def test_with_the_parser_a_word_that_is_no_noun_names_nobody() -> None:
    """An adjective or a verb that begins a sentence, before what may make a forecast."""
    grammar = by_parser(cues())
    firsts, things = ("Annual", "Careful", "Early"), ("analysis", "research", "modelling")
    for first, thing in grid(firsts, things):
        text = f"{first} {thing} by nobody in particular said that rents will rise."
        assert first not in [one.speaker for one in _of(text, grammar=grammar)]
    for text in ("Hometrack believed rents will rise.", "Lakeco expects floods."):
        assert [one.speaker for one in _of(text, grammar=grammar)] == [text.split()[0]]


WHO = {
    "The council": "council",
    "The finance minister": "finance minister",
    "The head of the union, Bo Roe,": "Bo Roe",
    "Ourtown's finance minister, Ann Sand,": "Ann Sand",
}
DID = ("met", "raised fares", "met in Oslo", "cut its forecast by 3%", "called off the strike")


@pytest.mark.parametrize(("who", "speaker"), WHO.items())
def test_who_did_something_and_said_something_says_it(who: str, speaker: str) -> None:
    """The subject of the first verb is that of the second, however far; of two it is both."""
    for did in DID:
        found = _of(f"{who} {did} and said rents would rise.")
        assert [one.speaker for one in found] == [speaker], did
    assert [
        one.speaker for one in _of("The ministers and the unions met and said it may rain.")
    ] == [None]


@pytest.mark.parametrize(
    ("who", "speaker"),
    [
        *((f"The {body}", body) for body in ("Kremlin", "Pentagon", "EU", "US", "White House")),
        *((body, body) for body in ("NATO", "Moody's", "Ourtown", "Downing Street")),
        *((f"The Lakish {part}", f"Lakish {part}") for part in ("military", "navy", "air force")),
        ("The UK Ministry of Defence", "UK Ministry of Defence"),
        ("The US-based Institute for the Study of Mills", "Institute for the Study of Mills"),
        ("Lake Bank's Ann Roe", "Ann Roe"),
        ("The opposition's Ann Roe", "Ann Roe"),
        ("Kremlin spokesman Bo Roe", "Bo Roe"),
        ("Rating agency Moody's", "Moody's"),
    ],
)
def test_a_body_is_charged_by_its_whole_name(who: str, speaker: str) -> None:
    """Also one that elsewhere stands before a role, or ends as if something were its own."""
    for text in (
        f"{who} said talks could resume in May.",
        f"Talks could resume in May, {who} said.",
    ):
        assert [one.speaker for one in _of(text.replace(", The", ", the"))] == [speaker]


def test_a_role_at_the_head_keeps_its_name() -> None:
    """The name behind a role is no part of what was said."""
    (found,) = _of("According to the army's spokesman, Colonel Bo Roe, the pass will be shut.")
    assert (found.speaker, found.claim) == ("Bo Roe", "The pass will be shut.")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Citing Bo Roe, Lakefax reported that talks would resume in May.", "Bo Roe"),
        ("Talks will resume in May, Lakefax reported, citing Bo Roe.", "Bo Roe"),
        ("Lakefax reported that talks would resume in May, citing two officials.", "officials"),
        ("Bo Roe said talks would resume in May, citing a report by Lake Bank.", "Bo Roe"),
        ("Lake Bank said talks would resume in May, citing weak demand.", "Lake Bank"),
        ("In Bo Roe's opinion, talks will resume in May.", "Bo Roe"),
        ("Bo Roe considers it likely that talks will resume in May.", "Bo Roe"),
        ("Bo Roe made it clear that talks would resume in May.", "Bo Roe"),
        # Other bodies have reasons, too; only a paper passes on.
        *[
            (f"{who} said talks would resume in May, citing {why}.", speaker)
            for who, speaker in (("Lakeco", "Lakeco"), ("The union", "union"))
            for why in ("the Bank of Ourtown", "two officials", "Bo Roe", "the US and EU tariffs")
        ],
        ("Lakeco expects talks to resume in May, citing Bo Roe.", "Lakeco"),
        ("Citing Bo Roe, the paper said talks would resume in May.", "Bo Roe"),
        ("Citing the Bank of Ourtown, Lakeco said talks would resume in May.", "Lakeco"),
        ("The website reported that talks would resume in May, citing Bo Roe.", "Bo Roe"),
        ("Ourtown intelligence believes talks will resume in May.", "Ourtown intelligence"),
    ],
)
def test_who_is_cited_says_it_unless_it_is_somebodys_reason(text: str, speaker: str) -> None:
    """A paper only passes on what others say; who speaks for themselves cites others for it."""
    (found,) = _of(text)
    assert (found.speaker, found.claim.rstrip(".")) == (speaker, "Talks will resume in May")


@pytest.mark.parametrize("who", ["Lake Bank", "Ourtown", "Ann Roe", "Moody"])
@pytest.mark.parametrize("view", ["In {}’s estimate", "By {}'s own account", "On {}'s estimates"])
def test_in_whose_view_it_is_so(who: str, view: str) -> None:
    """By the name alone, set off or at the head."""
    for text in (f"{view}, talks will resume in May.", f"Talks will resume in May, {view}."):
        (found,) = _of(text.format(who).replace(", In", ", in").replace(", By", ", by"))
        assert (found.speaker, found.claim.rstrip(".")) == (who, "Talks will resume in May")


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("The money in the firm's account will be spent by May.", ""),
        ("Hackers in Ann Roe's account will post by June.", ""),
        (
            "Ann Roe put money in Bo Poe's account and will leave by June.",
            "Ann Roe will leave by June.",
        ),
        ("In God's eyes, all will be well by May.", ""),
        ("Ann Roe is rich. The money in her account will be spent by May.", None),
    ],
)
def test_what_is_no_view_names_nobody(text: str, claim: str | None) -> None:
    """An account at a bank is none, and nobody has asked God."""
    (found,) = _of(text)
    assert found.speaker is None
    if claim is not None:
        assert found.claim == (claim or text)


@pytest.mark.parametrize(
    ("word", "speaker"),
    [
        ("If {} is to be believed", "Ann Roe"),
        ("If {} is anything to go by", "Ann Roe"),
        ("If you ask {}", "Ann Roe"),
        ("If you ask me", None),
    ],
)
def test_who_is_believed_is_no_condition(word: str, speaker: str | None) -> None:
    """It says who says so, and takes that from whoever spoke before."""
    said = word.format("Ann Roe")
    texts = (
        f"{said}, talks will resume in May.",
        f"Bo Poe said it rained. {said}, talks will resume in May.",
        f"Talks will resume in May, {said[0].lower()}{said[1:]}.",
    )
    for text in texts:
        found = _of(text)[-1]
        assert (found.speaker, found.given) == (speaker, None)
        assert found.claim.rstrip(".") == "Talks will resume in May"
    (both,) = _of(f"{said}, talks will resume in May if it rains.")
    assert (both.speaker, both.given and both.given["words"]) == (speaker, "if it rains")
    (quoted,) = _of(f"“{said}, talks will resume in May,” said Bo Poe.")
    assert (quoted.speaker, quoted.given) == ("Bo Poe", None)


def test_who_asks_for_something_sets_a_condition() -> None:
    """Nobody says it by that."""
    (found,) = _of("If you ask for a refund, the mill will pay by June.")
    assert (found.speaker, found.given and found.given["words"]) == (
        None,
        "If you ask for a refund",
    )


@pytest.mark.parametrize(
    "text",
    [
        "A Christmas message: peace will come by June.",
        "The World Cup prediction: Spain will win in June.",
        "The Brexit view is that rents will fall by June.",
        "The Covid message is that masks will go by May.",
        "The English hope is for a win in May.",
        "The Epstein case is for the court.",
        "The Lake Bank case is for sale.",
        "The New Year forecast is for rain.",
        "Today’s forecast is for rain.",
        "The week's forecast is for rain.",
    ],
)
def test_a_capital_before_a_noun_of_saying_is_not_who_says_it(text: str) -> None:
    """But for a body that its name tells to be one."""
    assert not [one for one in _of(text) if one.speaker is not None]


@pytest.mark.parametrize(
    "noun", ["base case", "central case", "forecast", "prediction", "hope", "warning"]
)
@pytest.mark.parametrize(
    ("owner", "speaker"),
    [
        ("Ann Roe's {}", "Ann Roe"),
        ("Lake Bank's {}", "Lake Bank"),
        ("The Lake Bank {}", "Lake Bank"),
        ("The bank's {}", "bank"),
        ("A {} by Ann Roe", "Ann Roe"),
    ],
)
def test_whose_noun_it_is_says_so_and_stands_in_no_claim(
    owner: str, speaker: str, noun: str
) -> None:
    """Both where it is said what will be, and for what it is."""
    (found,) = _of(f"{owner.format(noun)} is that rents will fall by June.")
    assert (found.speaker, found.claim) == (speaker, "Rents will fall by June.")
    if noun != "hope":
        (found,) = _of(f"{owner.format(noun)} is for rain by Friday.")
        assert (found.speaker, found.claim) == (speaker, "There will be rain by Friday.")


BACK = "Rents will fall by June. {} The mill will close."
REJECTED = (
    "Bo Poe denied this on Monday.",
    "Bo Poe does not think so.",
    "Bo Poe doubts this.",
    "Bo Poe hardly thinks so.",
    "Bo Poe has never said so.",
    "Bo Poe said nothing about this.",
    "Bo Poe rejected this on Monday.",
    "This was denied by Bo Poe on Monday.",
    "That is what Bo Poe denied.",
    "That is not what Bo Poe expects.",
    "That is not the view of Bo Poe.",
    "That's not according to Bo Poe.",
    "It is doubted by Bo Poe.",
)


@pytest.mark.parametrize("told", REJECTED)
def test_who_rejects_the_sentence_before_does_not_foretell_it(told: str) -> None:
    """It stays with whose it was; one who does not reject it is charged with it."""
    assert _of(BACK.format(told))[0].speaker is None
    kept = ("Bo Poe said this on Monday.", "Bo Poe thinks so.", "That is what Bo Poe expects.")
    for one in kept:
        assert _of(BACK.format(one))[0].speaker == "Bo Poe"


def test_who_says_nothing_is_charged_with_nothing() -> None:
    """Nor with what stands behind it."""
    text = "Ann Roe said nothing about this. The bank will close in May. Bo Poe rejected this."
    assert [one.speaker for one in _of(text)] == [None]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Ann Roe said rents fell. The Chinese expect a deal by June.", ["Chinese"]),
        ("Cardinal Health expects sales to rise in 2025.", ["Cardinal Health"]),
        ("McDonald's said it will open ten shops by May.", ["McDonald's"]),
        (
            "After Ann Roe said rents, wages and taxes will rise in May, Lakeco fell.",
            ["Ann Roe"],
        ),
        ("A day after Lakeco said it was late, rents will fall by June.", [None]),
    ],
)
def test_names_of_peoples_firms_and_lists(text: str, speakers: list[str | None]) -> None:
    """A people is no person, a title may begin a firm's name, a list does not end a clause."""
    assert [one.speaker for one in _of(text)] == speakers


def test_what_stands_in_brackets_does_not_change_who_speaks() -> None:
    """Neither whose quotation goes on behind it, nor whom "she" means."""
    text = "Ann Roe snorts. “They will miss it.” {}“Rents will fall.” She doubts that prices will."
    aside = "(The minister, Bo Poe, later told me that it would be met.) "
    with_it, without = (
        [one.speaker for one in _of(text.format(put)) if "met" not in one.quote]
        for put in (aside, "")
    )
    assert with_it == without == ["Ann Roe"] * len(without)


@each("poll", ["poll", "survey", "polling", "study"])
def test_who_is_expected_is_not_who_was_asked(poll: str) -> None:
    """Where "the poll" takes up a poll, or says so itself."""
    for who, showed in grid(
        ("Lake Bank", "Ann", "Russia", "The Lake Party"), ("showed", "said", "found")
    ):
        (one, other) = _of(
            f"{who} is projected to win in May, the {poll} {showed}. Bo Roe is projected to lose."
        )
        for each_of in (one, other):
            assert (each_of.speaker, each_of.kind) == (poll, ForecasterKind.ANONYMOUS)
        *_, told = _of(
            f"{who} was told of it. {who} is projected to win in May, the {poll} {showed}."
        )
        assert (told.speaker, told.kind) == (poll, ForecasterKind.ANONYMOUS)
        *_, own = _of(
            f"Lake Data published its {poll} on Monday. "
            f"{who} is projected to win in May, the {poll} {showed}."
        )
        assert own.speaker == "Lake Data"
    (one,) = _of("Lake Motors will open a plant in May, the company said.")
    assert one.speaker == "Lake Motors"


@each("nobody", ["nobody", "no one", "No-one", "none of them", "nobody at Lake Bank"])
def test_who_says_what_nobody_expects_is_no_nobody(nobody: str) -> None:
    """It is who says so, before or behind it."""
    for who, said in grid(
        ("Ann Roe", "Ann Roe, an analyst,", "Lake Bank", "Analysts"),
        ("said", "said on Monday that", "says that"),
    ):
        (one,) = _of(f"{who} {said} {nobody} expects a cut before June.")
        assert one.speaker == who.removesuffix(", an analyst,")
    (one,) = _of("Nobody expects a cut before June.")
    assert one.speaker is None


@each("dash", [" - ", " – ", " — ", ": "])
def test_who_signs_a_headline_says_it(dash: str) -> None:
    """Behind a dash as behind a colon, and the line below it is another sentence."""
    for what, who, below in grid(
        ("Russia unlikely to attack in May", "Rents will rise in 2031"),
        ("Ann Roe", "Lake Bank"),
        ("\n\nIt rained.", "\nAnn Roe is an analyst.", "\nPenby is a town by a lake."),
    ):
        first, *others = _of(f"{what}{dash}{who}{below}")
        assert (first.speaker, first.quote, others) == (who, what, [])
    (one,) = _of(f"Rents will rise in May{dash}and nobody knows it\n\nIt rained on Monday.")
    assert one.speaker is None
