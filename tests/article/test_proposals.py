"""Which sentences of an article are proposed, and with what."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.articles import ARTICLE
from tests.articles import of as _of
from tests.depth import deep, each, some
from tests.growth import growth
from tests.ours import ledger
from tests.programs import program
from verifier.article.intake import propose
from verifier.article.proposal import Proposal
from verifier.article.sentences import headline
from verifier.loading import load
from verifier.model.edtf import Dated

ROOT = Path(__file__).resolve().parents[2]


def _proposals(text: str = ARTICLE) -> tuple[Proposal, ...]:
    own, rules = ledger()
    return propose(
        text,
        anchor=Dated.read("2023-02-07").days,
        rules=rules,
        forecasters=own.forecasters,
    )


def test_forecasts_are_proposed_with_speaker_words_and_readings() -> None:
    """Each sentence about the future comes with who says it, verbatim words, time, likelihood."""
    found = {p.sentence.text[:12]: p for p in _proposals() if p.why is None}
    assert set(found) == {"The dam on t", '"We expect t', "It may take "}
    minister, turbine, autumn = (found[k] for k in ("The dam on t", '"We expect t', "It may take "))
    assert minister.speaker == turbine.speaker == autumn.speaker == "Ann Example"
    assert minister.times[0] == "by the end of April"
    assert minister.likelihoods[0] == "will probably"
    assert turbine.quote == "We expect the first turbine to turn in June."
    assert (turbine.voice, turbine.times) == ("quotation", ("in June",))
    assert autumn.times == ("until autumn",)
    assert all(p.quote in " ".join(ARTICLE.split()) for p in found.values())


def test_look_alikes_are_marked_with_a_reason() -> None:
    """Advice, denials and claims about the present are proposed to be set aside."""
    asides = {p.sentence.text[:9]: p for p in _proposals() if p.why is not None}
    assert {key: p.why for key, p in asides.items()} == {
        "Engineers": "recommendation",
        "“There ar": "estimate-of-present",
        "He denied": "denial",
    }
    assert asides["“There ar"].speaker == "Bo Builder"


def test_plain_narrative_is_left_alone() -> None:
    """What nobody says, and what is over, is not proposed."""
    text = " ".join(p.sentence.text for p in _proposals())
    for word in ("1998", "412", "monks", "flood"):
        assert word not in text


def test_known_forecasters_are_recognised_by_any_spelling() -> None:
    """A name as the source spells it leads to the id of the registry."""
    [found] = _proposals("Alexander Danilyuk said that Russia will attack in March.")
    assert (found.speaker, found.forecaster) == ("Alexander Danilyuk", "oleksandr-danylyuk")


def test_a_month_is_no_modal() -> None:
    """The month of May is not the word of possibility."""
    assert _proposals("The bridge was opened in May.") == ()


@deep
def test_recall_and_precision_against_our_own_ledger(shared: Path) -> None:
    """Nine of ten sentences that were entered are proposed; six of ten proposals were wanted."""
    benchmark = program(ROOT / "benchmarks/intake_ledger.py")
    rows = list(benchmark.judged(load(ROOT), shared / "seeds"))
    recall, precision = benchmark.rates([(r.wanted, r.proposal is not None) for r in rows])
    assert recall >= 0.9
    assert precision >= 0.6
    ahead = [(r.forecast, r.proposal is not None and r.proposal.why is None) for r in rows]
    recall, precision = benchmark.rates(ahead)
    assert recall >= 0.9
    assert precision >= 0.6


HARVEST = """\
Harvest to shrink, institute says

Ann Example of the Grain Institute said on Thursday that the harvest will probably shrink by May.
"It will not recover before June," she told reporters. \u2018We will export less by the summer,’
Example added.

A NATO official, speaking on condition of anonymity, said the dam will break in spring. The Rivers
Institute predicted that the dam could break if the rain goes on until June.

The mayor denied that the bridge will close. According to the ministry, 3,000 people have left.

Wheat is unlikely to get cheaper in May, Bo Builder said.
"""


def _about(words: str) -> Proposal:
    [found] = [p for p in _proposals(HARVEST) if words in p.sentence.text]
    return found


def test_the_reporting_clause_is_no_part_of_the_forecast() -> None:
    """Its day is when it was said, its person is who is charged, its words are left out."""
    shrink, recover, export = map(_about, ("will probably", "recover", "export"))
    assert shrink.quote == "the harvest will probably shrink by May."
    assert (shrink.speaker, shrink.said, shrink.times) == ("Ann Example", "2023-02-02", ("by May",))
    assert (recover.quote, recover.claim) == ("It will not recover before June", "")
    assert (recover.voice, recover.speaker) == ("quotation", "Ann Example")
    assert recover.likelihoods == ("will not",)
    assert export.quote == "We will export less by the summer"
    assert (export.voice, export.speaker) == ("quotation", "Ann Example")
    assert _about("cheaper").quote == "Wheat is unlikely to get cheaper in May"


def test_who_is_not_named_is_somebody_of_their_own() -> None:
    """An official of a known body is not that body; a body is an office."""
    official, institute = _about("anonymity"), _about("rain goes on")
    assert (official.speaker, official.kind) == ("NATO official", "anonymous")
    assert (official.voice, official.forecaster) == ("anonymous", None)
    assert (institute.speaker, institute.kind) == ("Rivers Institute", "office")


def test_a_claim_has_neither_hedge_nor_condition() -> None:
    """What is left is what has to happen; the hedge is its likelihood, the condition is given."""
    dam, wheat = _about("rain goes on"), _about("cheaper")
    assert dam.claim == "The dam will break."
    assert dam.given is not None
    assert dam.given["words"] == "if the rain goes on until June"
    assert dam.times == ()
    assert wheat.claim == "Wheat will get cheaper in May"
    assert wheat.likelihoods == ("unlikely",)


def test_a_denial_and_a_report_are_set_aside() -> None:
    """That somebody denies a forecast is none; nor is what has happened."""
    assert _about("mayor").why == "denial"
    left = _about("ministry")
    assert (left.why, left.quote) == ("report-of-past", "3,000 people have left.")


PIECES = (
    *("The ECB", "the National Lake", "and River Agency", "Ann Example", "Reuters", "for", "of"),
    *("said", "reported", "puts the odds", "fell", "rose", "will", "may", "expects", "is", "to"),
    *("by June", "in May", "In May,", "by the end of 2025", "since March", "on Monday", "soon"),
    *(
        "and",
        "or",
        ";",
        ",",
        "when",
        "that",
        "if it rains",
        "a 60% chance",
        "one in four",
        "at 60%",
    ),
    *(
        "three to one that",
        "\u201c",
        "\u201d",
        '"',
        "\u2019s",
        ".",
        ". ",
        "\n",
        "\n\n",
        "(",
        "1,000",
    ),
)


@given(st.text() | st.lists(st.sampled_from(PIECES)).map(" ".join))
@example(",SAID")
def test_any_text_is_proposed_from_or_left(text: str) -> None:
    """No text crashes; quotations stand in it, and no two proposals of a sentence share a time.

    A part of a headline that the text below says again has no proposal of its own.
    """
    found, title = _of(text), headline(text) or ""
    for proposal in found:
        assert proposal.quote in " ".join(text.split())
        assert not proposal.beside or proposal.times
    for proposal in found:
        parted = [p for p in found if (p.sentence, p.quote) == (proposal.sentence, proposal.quote)]
        assert len(proposal.beside) <= len(parted) - 1 or proposal.sentence.text in title


@deep
@some(["fell in May and ", "Example and ", "at 60% ", "will fall in May and "])
def test_long_texts_are_read_in_time(piece: str) -> None:
    """A sentence of thousands of words ends as other texts do."""
    assert len(_of(piece * 500)) <= 500


@each(
    "text proposed",
    [
        ("Tenants have heard such promises before.", False),
        ("They broke the promise.", False),
        ("It is in the prospectus.", False),
        ("The owner promises lower rents.", True),
        ("They made a promise to lower rents.", True),
        ("The prospects are dim.", True),
    ],
)
def test_a_noun_is_no_verb_of_the_future(text: str, proposed: bool) -> None:
    """The word before tells them apart; what a promise is to bring makes it a forecast again."""
    assert any(p.why is None for p in _of(text)) == proposed


@pytest.mark.parametrize(
    "text",
    [
        "The ferry was first promised for 2019.",
        "The ferry had been planned since 2015.",
        "A second pier was planned.",
    ],
)
def test_the_papers_own_account_of_promises_is_no_forecast(text: str) -> None:
    """What was promised, or planned, is told of the past where nothing looks ahead."""
    found = _of(f"Bo Builder said it will rain.\n\n{text}")[1:]
    assert [(p.why, p.speaker) for p in found] in ([], [("report-of-past", None)])


@pytest.mark.parametrize(
    ("title", "proposed"),
    [
        ("Pier to close by June", True),
        ("Fares to rise in May", False),
        ("Pier will close by June – mayor of Ourtown", True),
    ],
)
def test_a_headline_is_no_proposal_beside_the_text_below(title: str, proposed: bool) -> None:
    """Where the text below says the same, unless it gives somebody's words with their name."""
    found = _of(f"{title}\n\nIt rains. Fares will rise in May.\n")
    assert len(found) == 1 + proposed


@pytest.mark.parametrize(
    ("lead", "same"),
    [
        ("The old pier will close for visitors by June, Ann Example said on Monday.", True),
        ("The old pier will close for visitors by June, its chief engineer said on Monday.", True),
        ("The old pier will close for visitors by May, Ann Example said on Monday.", False),
        ("The old pier may close for visitors by June, Ann Example said on Monday.", False),
        ("The old pier will not close for visitors by June, Ann Example said.", False),
        ("The old pier will close for 30 visitors by June, Ann Example said.", False),
        ("The old pier will close for visitors by June, Bo Builder said.", False),
        ("The new bridge will open for lorries by June, Ann Example said.", False),
    ],
)
def test_a_lead_is_set_aside_for_the_quotation_it_repeats(lead: str, same: bool) -> None:
    """Only with the same time, likelihood, figures and speaker, and most of the words."""
    quote = "The pier will close for all visitors by June"
    first, second = _of(f'{lead}\n\n"{quote}," Ann Example said.\n')
    assert (first.why, first.restates) == (("repeated", quote) if same else (None, None))
    assert second.why is None


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "The pier will close by June, its chief engineer said on Monday, despite heavy fees.",
            "The pier will close by June",
        ),
        (
            "After a long wait, Ann Example said on Monday, the pier will close by June.",
            "the pier will close by June.",
        ),
    ],
)
def test_a_reporting_clause_put_in_ends_the_quote(text: str, quote: str) -> None:
    """What stands before it is what was said, unless that only opens the sentence."""
    (found,) = _of(text)
    assert (found.quote, found.said) == (quote, "2024-01-08")


@deep
@some([" ", "\n\n"])
def test_the_work_grows_with_the_length_of_the_article(between: str) -> None:
    """Twice the article, with other speakers and numbers throughout, is twice the work.

    In one paragraph as in many: what is looked up for a sentence needs no look at all others.
    """

    def article(size: int) -> str:
        return between.join(
            f"Ann Example{n} said they will attack {n} towns in May. “It will be over by June, and "
            f"{n} of them hold,” she said. The mayor expects rain in May. “We go on in June.”"
            for n in range(size)
        )

    assert growth(lambda size: partial(_of, article(size)), 10, times=2) < 1.1
