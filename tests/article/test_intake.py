"""Intake: sentences, who says them, and which of them look ahead."""

from __future__ import annotations

import json
import sys
from functools import cache, partial
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.depth import some
from tests.growth import growth
from tests.ledgers import write
from verifier.article.intake import Proposal, propose
from verifier.article.sentences import headline, sentences
from verifier.article.wording import Wording
from verifier.cli import main
from verifier.loading import load
from verifier.model.edtf import Dated
from verifier.rules import Rules
from verifier.text.language import abbreviations

ROOT = Path(__file__).resolve().parents[2]

# Written for this test, about matters of which our ledger has none.
ARTICLE = """\
Dam to be finished by spring, minister says

The dam on the River Ost will probably be finished by the end of April, Minister Ann Example said
on Monday. "We expect the first turbine to turn in June. It may take until autumn before all six
do," she added. The dam was begun in 1998.

Engineers should check the sluices first, according to Bo Builder, who has worked on three dams.
“There are cracks in the eastern wall,” he said. He denied reports that the wall had moved.

The river is 412 kilometres long. It was named by monks. Last year's flood destroyed two bridges.
"""


def _proposals(text: str = ARTICLE) -> tuple[Proposal, ...]:
    loaded = load(ROOT)
    assert loaded.rules is not None
    assert loaded.ledger is not None
    return propose(
        text,
        anchor=Dated.read("2023-02-07").days,
        rules=loaded.rules,
        forecasters=loaded.ledger.forecasters,
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


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("He met Gen. A. Roe. They spoke.", ["He met Gen. A. Roe.", "They spoke."]),
        ("In the U.S. Senate it fell. Why?", ["In the U.S. Senate it fell.", "Why?"]),
        ("“It will. Soon.” He left.", ["“It will.", "Soon.”", "He left."]),
        ("broken\nin the middle. Yes.", ["broken\nin the middle.", "Yes."]),
        ("A headline\nThe text.", ["A headline", "The text."]),
        ("It rose 3.5 percent.", ["It rose 3.5 percent."]),
        ("...\n\n", []),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    """Sentences end where one would read them to end, and keep their words and places."""
    found = sentences(text, abbreviations=abbreviations("en"))
    assert [s.text for s in found] == parts
    assert all(text[s.start : s.end] == s.text for s in found)


def _benchmark() -> Any:
    spec = spec_from_file_location("intake_ledger", ROOT / "benchmarks/intake_ledger.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_recall_and_precision_against_our_own_ledger(shared: Path) -> None:
    """Nine of ten sentences that were entered are proposed; six of ten proposals were wanted."""
    benchmark = _benchmark()
    rows = list(benchmark.judged(load(ROOT), shared / "seeds"))
    recall, precision = benchmark.rates([(r.wanted, r.proposal is not None) for r in rows])
    assert recall >= 0.9
    assert precision >= 0.6
    ahead = [(r.forecast, r.proposal is not None and r.proposal.why is None) for r in rows]
    recall, precision = benchmark.rates(ahead)
    assert recall >= 0.9
    assert precision >= 0.6


def test_new_source_from_an_article(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The proposals stand in comments; freed from them they are sound records."""
    root, article = write(tmp_path / "ledger"), tmp_path / "dam.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    asked = [
        "new",
        "source",
        "--ledger",
        str(root),
        "--publisher",
        "Dam News",
        "--published",
        "2023-02-07",
        "--from",
        str(article),
    ]
    assert main(asked) == 0
    path = root / "seeds/dam-news-2023-02-07.yaml"
    text = path.read_text(encoding="utf-8")
    assert load(root).diagnostics == ()
    assert "file: dam.txt" in text
    assert (
        main(["new", "forecaster", "--ledger", str(root), "--name", "Dam News", "--kind", "outlet"])
        == 0
    )
    freed = [line.removeprefix("# ") for line in text.split("\n")]
    head = next(n for n, line in enumerate(freed) if line.startswith("Proposed from"))
    body = next(n for n, line in enumerate(freed) if line == "forecasts:")
    path.write_text(
        "\n".join([*freed[:head], *freed[body:]]).replace("\n#\n", "\n\n"), encoding="utf-8"
    )
    loaded = load(root)
    assert loaded.diagnostics == ()
    assert loaded.ledger is not None
    file = next(f for f in loaded.ledger.files if f.source.publisher == "Dam News")
    assert len(file.forecasts) == 3
    assert [aside.why for aside in file.set_aside] == [
        "recommendation",
        "estimate-of-present",
        "denial",
    ]
    capsys.readouterr()
    assert main([*asked, "--format", "json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert len(printed["proposals"]) == 6


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
    assert recover.quote == recover.claim == "It will not recover before June"
    assert (recover.voice, recover.speaker) == ("quotation", "Ann Example")
    assert recover.likelihoods == ("will",)
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


def test_a_surname_is_told_in_full() -> None:
    """The full name may stand where nobody speaks."""
    text = (
        "Governor Ann Example opened the meeting in the town hall on Monday.\n\n"
        '"Prices will fall by the end of the year," Example said.\n'
    )
    rules = load(ROOT).rules
    assert rules is not None
    anchor = Dated.read("2023-02-06").days
    (found,) = propose(text, anchor=anchor, rules=rules, forecasters={})
    assert found.speaker == "Ann Example"


@cache
def _rules() -> Rules:
    rules = load(ROOT).rules
    assert rules is not None
    return rules


def _of(text: str) -> tuple[Proposal, ...]:
    """What is proposed of a text of 11 January 2024, a Thursday, under the shipped rules alone."""
    return propose(text, anchor=Dated.read("2024-01-11").days, rules=_rules(), forecasters={})


@pytest.mark.parametrize(
    "quote",
    [
        "There is a 70% chance the regulator refers this to a judge before Easter",
        "I am 70% sure the rocket flies by 1 June",
    ],
)
def test_odds_of_a_time_to_come_foretell_in_any_tense(quote: str) -> None:
    """The present tense after a number is no estimate of how things are."""
    (found,) = _of(f'"{quote}," said Ann Example.')
    assert (found.why, found.quote) == (None, quote)
    assert found.likelihoods
    assert found.times


def test_a_share_of_the_present_foretells_nothing() -> None:
    """Without a time ahead a number is no forecast."""
    found = _of('"I am 70% sure he is in the city," said Ann Example.')
    assert [each.why for each in found if each.why is None] == []


@pytest.mark.parametrize(
    ("text", "phrase", "claim"),
    [
        ("The bank puts the odds of a drought at 60%.", "60%", "There will be a drought."),
        ("The odds of a drought are put at 60% now.", "60%", "There will be a drought now."),
        (
            "There is a 60 percent chance of a drought.",
            "60 percent chance",
            "There will be a drought.",
        ),
        (
            "Experts see a two in three chance of rain.",
            "two in three chance",
            "There will be rain.",
        ),
        ("There is a one-in-four chance that it rains.", "one-in-four chance", "It rains."),
        ("The odds are three to one that it rains.", "three to one that", "It rains."),
        (
            "They have a one in four chance of winning.",
            "one in four chance",
            "",
        ),
        (
            "There is less than a one in three chance of rain.",
            "less than a one in three chance",
            "There will be rain.",
        ),
        ("They put the odds at 60%.", "60%", ""),
    ],
)
def test_stated_odds_are_the_likelihood(text: str, phrase: str, claim: str) -> None:
    """A number in running text is proposed as it stands; the claim is what it is a number of."""
    (found,) = _of(text)
    assert (found.why, found.likelihoods, found.claim) == (None, (phrase,), claim)


@pytest.mark.parametrize(
    ("text", "speaker", "kind"),
    [
        ("NOAA said the winter will be warm.", "NOAA", "office"),
        ("The ECB puts the odds of a recession at 60%.", "ECB", "office"),
        ("The Bank of Examples said rates will fall.", "Bank of Examples", "office"),
        (
            "The National Oceanic and River Administration said the river will rise.",
            "National Oceanic and River Administration",
            "office",
        ),
        (
            "Rates will fall, the Centre for Banks and Coins said on Monday.",
            "Centre for Banks and Coins",
            "office",
        ),
        ("The Finance Ministry said prices will fall.", "Finance Ministry", "office"),
        ("Prices will probably fall in spring, said the Exemplum.", "Exemplum", "office"),
        ("Exemplum, which makes chips, said sales will fall.", "Exemplum", "office"),
        ("Exemplum reported that sales will fall.", "Exemplum", "outlet"),
        ("Example News said that sales will fall.", "Example News", "outlet"),
        ("The Example administration said prices will fall.", "Example administration", "office"),
        (
            "President Example left.\n\nExample reported that sales will fall.",
            "Example",
            "person",
        ),
        (
            "Ann Example, an analyst at the Institute for Rivers, said they will rise.",
            "Ann Example",
            "person",
        ),
        ("Ann Example reported that sales will fall.", "Ann Example", "person"),
        (
            "Ann Example opened the meeting.\n\nExample reported that sales will fall.\n",
            "Ann Example",
            "person",
        ),
        ("Example said that sales will fall.", "Example", "person"),
        ("The bank and Ann Example of the Bank said rates will fall.", "Ann Example", "person"),
        ("The ECB and Example Bank said rates will fall.", "Example Bank", "office"),
    ],
)
def test_bodies_and_the_press_are_no_persons(text: str, speaker: str, kind: str) -> None:
    """A name's own words, capitals, an article or the verb beside it tell what it names."""
    found = _of(text)[-1]
    assert (found.speaker, found.kind) == (speaker, kind)


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Prices, which fell in May, will recover by autumn.", ("by autumn",)),
        ("The model, released in May, will be retired by December.", ("by December",)),
        ("Rivers flooded in May and are likely to flood in autumn.", ("in autumn",)),
        ("In May, the bank raised its forecast.", ()),
        ("In May the bank raised its forecast.", ()),
        ("In May, as prices rose, the bank raised its forecast.", ()),
        ("Rain was below normal in May, and a wet June is likely.", ("June",)),
        ("It has grown since May and could shrink in June.", ("in June",)),
        ("Prices will rise after the bank cut rates in May.", ("in May",)),
        ("Prices will rise in May.", ("in May",)),
        ("In May, the bank will raise its forecast.", ("In May",)),
        ("The model is expected to be released in May.", ("in May",)),
        ("The model is to be released in May.", ("in May",)),
        ("They plan that the model is retired in May.", ("in May",)),
        ("The bank expected a fall in May.", ("in May",)),
        ("Elections planned in May could be put off.", ("in May",)),
        ("They promised that he left by May 2025.", ("by May 2025",)),
        ("They need rain in May, and expect it.", ("in May",)),
    ],
)
def test_days_of_what_happened_are_no_window(text: str, times: tuple[str, ...]) -> None:
    """A verb in the past beside a date that may lie behind makes it one that does."""
    assert tuple(time for found in _of(text) for time in found.times) == times


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "The firm will open a plant by June and start production by the end of 2025.",
            [
                ("by June", "will", "The firm will open a plant by June"),
                (
                    "by the end of 2025",
                    "will",
                    "The firm will open a plant by June and start production by the end of 2025.",
                ),
            ],
        ),
        (
            "There is a 70% chance of rain by March, and a 30% chance that it snows in April.",
            [
                ("by March", "70% chance", "There will be rain by March"),
                ("in April", "30% chance", "It snows in April."),
            ],
        ),
        (
            "By 2026 it will have cars and trucks, and by 2030 ships may come.",
            [
                ("By 2026", "will", "By 2026 it will have cars and trucks"),
                ("by 2030", "may", "By 2030 ships will come."),
            ],
        ),
        (
            "Prices will rise in May; wages could fall in June, and rents may rise by autumn.",
            [
                ("in May", "will", "Prices will rise in May"),
                ("in June", "could", "Wages will fall in June"),
                ("by autumn", "may", "Rents will rise by autumn."),
            ],
        ),
        (
            "In June, France and Spain will vote, and decide in autumn.",
            [
                ("In June", "will", "In June, France and Spain will vote"),
                ("in autumn", "will", "In June, France and Spain will vote, and decide in autumn."),
            ],
        ),
        (
            "The towns will vote on 9 June and again on 23 June.",
            [
                ("on 9 June", "will", "The towns will vote on 9 June"),
                ("on 23 June", "will", "The towns will vote on 9 June and again on 23 June."),
            ],
        ),
    ],
)
def test_two_deadlines_are_two_proposals(text: str, parts: list[tuple[str, str, str]]) -> None:
    """Each has its own words of time, and of likelihood where it has them."""
    found = _of(text)
    assert [(p.times[0], p.likelihoods[0], p.claim) for p in found] == parts
    assert [len(p.times) for p in found] == [1] * len(parts)
    for proposal in found:
        assert proposal.quote in text
        same = [p for p in found if p.quote == proposal.quote]
        assert proposal.beside == tuple(p.times[0] for p in same if p is not proposal)


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("It will open between May and June.", ("between May and June",)),
        ("It will open by March or April.", ("by March or April",)),
        ("It will open in one to two months.", ("in one to two months",)),
        ("It will open in May or close in June.", ("in May", "in June")),
        ("It will rain in May and in June.", ("in May and in June",)),
        ("It will rain in May and June.", ("in May and June",)),
        ("The vote in June will be repeated in autumn.", ("in June", "in autumn")),
        ("It will open by June, when it rains and snows in autumn.", ("by June", "in autumn")),
        ("In June, France and Spain will vote on a law of May 2025.", ("In June",)),
    ],
)
def test_ranges_and_unclear_sentences_are_one_proposal(text: str, times: tuple[str, ...]) -> None:
    """A range is one time; two times that one statement may have both are named together."""
    (found,) = _of(text)
    assert (found.times, found.beside) == (times, ())


def test_a_second_deadline_is_named(tmp_path: Path) -> None:
    """The file says which other deadline the sentence has, and parted proposals have ids apart."""
    root, article = write(tmp_path / "ledger"), tmp_path / "plant.txt"
    article.write_text(
        "The firm will open by June and sell by autumn.\nIt will hire in May or close in July.\n",
        encoding="utf-8",
    )
    asked = ("--publisher", "Plant News", "--published", "2024-01-11", "--from", str(article))
    assert main(["new", "source", "--ledger", str(root), *asked]) == 0
    text = (root / "seeds/plant-news-2024-01-11.yaml").read_text(encoding="utf-8")
    assert "sentences that may be forecasts: 2;" in text
    assert '{phrase: "by June"}  # “by autumn” is proposed on its own: claim each alone' in text
    assert '{phrase: "by autumn"}  # “by June” is proposed on its own: claim each alone' in text
    assert '{phrase: "in May"}  # the sentence also says “in July”' in text
    ids = [line for line in text.splitlines() if line.lstrip("# ").startswith("- id:")]
    assert len(ids) == len(set(ids)) == 3


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
def test_any_text_is_proposed_from_or_left(text: str) -> None:
    """No text crashes; quotations stand in it, and no two proposals of a sentence share a time."""
    found = _of(text)
    for proposal in found:
        assert proposal.quote in " ".join(text.split())
        assert not proposal.beside or proposal.times
    for proposal in found:
        parted = [p for p in found if (p.sentence, p.quote) == (proposal.sentence, proposal.quote)]
        assert len(proposal.beside) <= len(parted) - 1


def test_long_texts_are_read_in_time() -> None:
    """A sentence of thousands of words ends as other texts do."""
    for piece in ("fell in May and ", "Example and ", "at 60% ", "will fall in May and "):
        assert len(_of(piece * 500)) <= 500


def test_a_part_has_no_number_of_another() -> None:
    """What stands in a part unread is not passed over for the number of the first."""
    first, second = _of("The chance of rain is 40% on Monday and 70% on Tuesday.")
    assert (first.likelihoods, second.likelihoods) == (("40%",), ())
    first, second = _of("There is a 40% chance of rain on Monday and of snow on Tuesday.")
    assert first.likelihoods == second.likelihoods == ("40% chance",)


def test_a_part_without_a_subject_has_that_of_the_part_before() -> None:
    """A verb alone claims nothing; it is said of the same subject."""
    first, second = _of("The law will start in July and may last until 2030.")
    assert (first.likelihoods, first.claim) == (("will",), "The law will start in July")
    assert second.likelihoods == ("may",)
    assert second.claim == "The law will last until 2030."


VOTE = """\
"The tunnel will be ready by June 2024," said Bo Builder, the contractor.

Party leader Ann Example of the Reds was not convinced. She said it was unlikely that the tunnel
would be ready this year, and called for a vote.

Her deputy Cy Sample, 51, smiled. "It may never be ready," he said.

Former treasurer Dee Sample was glad. She doubted it, and said trains will never run.

The Long Tunnel was begun in 2019. He said it would never be filled.
"""


def test_a_pronoun_takes_up_whom_the_paragraph_is_about() -> None:
    """Not whoever spoke last, unless nobody is named since."""
    builder, leader, deputy, treasurer, again = _of(VOTE)
    assert builder.speaker == "Bo Builder"
    assert leader.speaker == "Ann Example"
    assert deputy.speaker == "Cy Sample"
    assert treasurer.speaker == again.speaker == "Dee Sample"


@pytest.mark.parametrize(
    "before",
    [
        "The council thanked Ann Example.",
        "In the words of Ann Example lay a threat.",
        "Ann Example and Cy Sample were pleased.",
        "The Long Tunnel was late.",
        "Ann Example was thanked, Bo Builder said.",
    ],
)
def test_a_name_that_is_no_subject_is_not_taken_up(before: str) -> None:
    """Then it stays with who spoke last."""
    text = f"Bo Builder said it will rain.\n\n{before} He said it will snow."
    assert {p.speaker for p in _of(text) if "snow" in p.quote} == {"Bo Builder"}


@pytest.mark.parametrize(
    ("text", "quote", "likelihood", "claim"),
    [
        (
            "Ann Example said it was unlikely that the tunnel would open this year, and asked why.",
            "it was unlikely that the tunnel would open this year",
            "unlikely",
            "The tunnel will open this year",
        ),
        (
            "Ann Example said there was a 70 percent chance that the tunnel would open in May.",
            "there was a 70 percent chance that the tunnel would open in May.",
            "70 percent chance",
            "The tunnel will open in May.",
        ),
        (
            "Ann Example told the council on Monday that the tunnel would open in May.",
            "the tunnel would open in May.",
            "would",
            "The tunnel would open in May.",
        ),
        (
            "The tunnel will open in May, Ann Example said, and demanded an audit of its cost.",
            "The tunnel will open in May",
            "will",
            "The tunnel will open in May",
        ),
    ],
)
def test_reported_words_have_their_likelihood_and_no_more(
    text: str, quote: str, likelihood: str, claim: str
) -> None:
    """Words of likelihood before "that" are said too; what the speaker did besides is not."""
    (found,) = _of(text)
    assert (found.quote, found.likelihoods[0], found.claim) == (quote, likelihood, claim)


@pytest.mark.parametrize(
    ("quote", "claim"),
    [
        ("She was confident that it would pass.", "It will pass."),
        ("Experts believe the drought will end in May.", "The drought will end in May."),
        ("He was certain that rents would fall.", "Rents will fall."),
        ("Rents would be expected to rise in May.", "Rents will rise in May."),
        ("It would be unlikely that rents would rise.", "Rents would rise."),
        ("It remains unlikely that rents will rise.", "Rents will rise."),
        ("We do not expect that rents will rise.", "Rents will rise."),
        ("Rain in May is possible.", "Rain in May happens."),
        ("They would probably rise in May.", "They will rise in May."),
        ("We are sure they will rise.", "They will rise."),
        ("I would expect 400 guests by June", "I would expect 400 guests by June"),
        ("I would not expect it before May.", "I would not expect it before May."),
        ("In May I was sure they would rise.", "In May I was sure they would rise."),
        (
            "The bank expects that rents will fall, and that wages will rise.",
            "The bank expects that rents will fall, and that wages will rise.",
        ),
    ],
)
def test_a_claim_stays_a_sentence(quote: str, claim: str) -> None:
    """Who holds it goes with the hedge; where no sentence would be left, the words stay."""
    said = Dated.read("2024-01-11").days
    assert Wording.of(quote, _rules(), said=said).plain() == claim


def test_confidence_governs_what_it_reports() -> None:
    """Not the bare future behind it."""
    (found,) = _of("Ann Example said she was confident that it would pass.")
    assert found.likelihoods == ("was confident",)
    assert found.quote == "she was confident that it would pass."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('Ann Example spoke to members on Monday. "Rents will fall," she said.', None),
        (
            'Ann Example said on Monday that it will rain. "Rents will fall," she said.',
            "2024-01-08",
        ),
        (
            'Ann Example said on Monday it will rain. "So it will. Rents will fall," she said.',
            "2024-01-08",
        ),
        (
            'Ann Example said on Monday it will rain. Clouds came. "Rents will fall," she said.',
            None,
        ),
        ('Ann Example said on Monday that it will rain. "Rents will fall," said Bo Builder.', None),
        (
            'Ann Example told all the council on Monday it will rain. "Rents will fall," she said.',
            "2024-01-08",
        ),
        (
            'Ann Example told them that on Monday it will rain. "Rents will fall," she said.',
            None,
        ),
        (
            'Ann Example said on Monday it will rain. "Rents will fall," she said on Tuesday.',
            "2024-01-09",
        ),
        ("Ann Example said on Monday it will rain. She said that rents will fall.", None),
    ],
)
def test_a_quotation_has_the_day_of_the_sentence_before(text: str, said: str | None) -> None:
    """Only where the same speaker goes on, with nothing in between."""
    found = _of(text)[-1]
    assert "Rents will fall" in found.sentence.text or "rents will fall" in found.sentence.text
    assert found.said == said
    assert found.said_before == (said == "2024-01-08")


@pytest.mark.parametrize(
    ("text", "proposed"),
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
    ("text", "criterion"),
    [
        (
            "The bill will have passed 1.9 billion euros by 2026.",
            "reaches: <series>, at_least: 1900000000",
        ),
        ("Rents would stay below €1,750.50.", "range: <series>, at_most: 1750.5"),
        ("Rents will not exceed 900 euros.", "range: <series>, at_most: 900"),
        ("They will not rise above 900 euros.", "range: <series>, at_most: 900"),
        ("Rents will fall below 900 euros.", "reaches: <series>, at_most: 900"),
        ("Rents will not fall below 900 euros.", "range: <series>, at_least: 900"),
        ("Growth will be above 2 percent.", "range: <series>, at_least: 2"),
        ("At least 3 million tenants will move.", "reaches: <series>, at_least: 3000000"),
        ("It will last over 5 years.", None),
        ("It will be ready by 2030.", None),
    ],
)
def test_a_threshold_has_its_criterion(text: str, criterion: str | None) -> None:
    """What is to stay on one side is asked of the last day, what is to get there of any day."""
    (found,) = _of(text)
    assert found.threshold == criterion


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Rents to rise in spring\n\nBy Ann Example, The Paper\n\nIt is so.\n",
            "Rents to rise in spring",
        ),
        ("\ufeffWill rents rise?\nThey will.\n", "Will rents rise?"),
        ("By Ann Example, The Paper\n\nRents will rise.\n", None),
        ("Rents will rise.\n\nSo it is.\n", None),
        ("“Rents will rise.”\n\nSo it is.\n", None),
        ("Rents to rise", None),
        ("", None),
    ],
)
def test_the_first_line_is_the_title(text: str, title: str | None) -> None:
    """Unless it is a sentence, names who wrote it, or is all there is."""
    assert headline(text.removeprefix("\ufeff")) == title


def test_remarks_say_what_is_left_to_do(tmp_path: Path) -> None:
    """Which day was taken, what "it" leaves open, what a number asks for, and the title."""
    root, article = write(tmp_path / "ledger"), tmp_path / "rents.txt"
    article.write_text(
        "Rents to rise\n\nAnn Example said on Monday that rents will pass 900 euros. "
        '"It will be bad," she said. Bo Builder said that rents will fall.\n',
        encoding="utf-8",
    )
    asked = ("--publisher", "Rent News", "--published", "2024-01-11", "--from", str(article))
    assert main(["new", "source", "--ledger", str(root), *asked]) == 0
    text = (root / "seeds/rent-news-2024-01-11.yaml").read_text(encoding="utf-8")
    assert "  title: Rents to rise\n" in text
    assert "said: 2024-01-08  # of the sentence before" in text
    assert "said: 2024-01-11  # of publication: no day is named" in text
    assert "claim: It will be bad  # say whom or what “it” means" in text
    assert (
        "expects:  # or, with a series: reaches: <series>, at_least: 900 (CONTRIBUTING.md)" in text
    )


@pytest.mark.parametrize(
    ("sentence", "likelihoods"),
    [
        (
            "Cy Sample, head of the rowers' club, put the odds of an April start at two in five.",
            ("two in five",),
        ),
        ("Cy Sample gives it a 40 per cent chance of opening in May.", ("40 per cent chance",)),
        ("Cy Sample gave the plan no more than one chance in ten.", None),
        ("Cy Sample expects the ferry to stop by June.", ("expects",)),
        ("Cy Sample reckons the ferry will stop by June.", ("will",)),
    ],
)
def test_who_states_odds_or_expects_is_the_speaker(
    sentence: str, likelihoods: tuple[str, ...] | None
) -> None:
    """The subject of such a verb is charged, and the verb stays in the quote with its words."""
    found = _of(f"Ann Example said it will rain.\n\n{sentence}")[-1]
    assert (found.speaker, found.voice, found.quote) == ("Cy Sample", "paraphrase", sentence)
    assert likelihoods is None or found.likelihoods == likelihoods


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Engineers expect that the piers will sink by June.", "Engineers"),
        ("Three years ago the town council predicted that it would open by May.", "town council"),
        ("The ferry's board is expected to meet on 2 May.", None),
        ("The ferry is widely expected to stop by June.", None),
        ("He warned that the ferry will stop by June.", "Bo Builder"),
        ("The ferry will stop by June, he said.", "Bo Builder"),
        ("The ferry was late, the official said, adding that it will stop by June.", "Bo Builder"),
        ("The ferry will stop by June, said the minister.", "Bo Builder"),
        ("A stop in June was promised by Ann Example.", "Ann Example"),
    ],
)
def test_who_spoke_last_is_charged_with_nobody_elses_words(
    sentence: str, speaker: str | None
) -> None:
    """A subject of its own, or a verb without one who speaks, is not taken up."""
    found = _of(f"Bo Builder said it will rain.\n\n{sentence}")[-1]
    assert found.sentence.text == sentence
    assert found.speaker == speaker


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
    ("text", "times", "likelihoods"),
    [
        ("The pier will sink, and last spring a storm, as feared, closed it for six weeks.", (), 1),
        ("The pier will be shut for six weeks.", ("for six weeks",), 1),
        ("The ferry will carry more than last year.", (), 1),
        ("Fares will be higher than in May.", (), 1),
        ("Fares will rise in June compared with May.", ("in June",), 1),
        ("It will open no later than in May.", ("no later than in May",), 1),
        ("It will take more than two years.", ("more than two years",), 1),
        ("We will sail by June, come what may.", ("by June",), 1),
        ("We sail on, come what may.", (), 0),
    ],
)
def test_lengths_of_the_past_comparisons_and_idioms_say_nothing_of_the_future(
    text: str, times: tuple[str, ...], likelihoods: int
) -> None:
    """They are no window, nor a likelihood."""
    found = _of(text)
    assert tuple(time for p in found for time in p.times) == times
    assert [p.likelihoods for p in found] == [("will",)] * likelihoods


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("OURTOWN — The pier will sink. So it is.", ["The pier will sink.", "So it is."]),
        ("OURTOWN, 3 May 2024 - The pier will sink.", ["The pier will sink."]),
        ("NEW OURTOWN (The Wire) – “It will sink.”", ["“It will sink.”"]),
        ("NATO — an alliance — will meet.", ["NATO — an alliance — will meet."]),
    ],
)
def test_a_dateline_is_no_part_of_a_sentence(text: str, parts: list[str]) -> None:
    """It says where the article was written, not what it tells."""
    found = sentences(text, abbreviations=abbreviations("en"))
    assert [s.text for s in found] == parts


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
    ("text", "speaker", "kind"),
    [
        (
            "The long-planned Lake General Hospital will open in May, its chief executive said.",
            "chief executive",
            "anonymous",
        ),
        ("Lake General Hospital said it will open in May.", "Lake General Hospital", "office"),
        ("Lake Station will open in May, its owners said.", "owners", "anonymous"),
    ],
)
def test_what_is_spoken_of_is_not_who_speaks(
    text: str, speaker: str | None, kind: str | None
) -> None:
    """Who has a subject of their own beside the verb is not the name before it."""
    (found,) = _of(text)
    assert (found.speaker, found.kind) == (speaker, kind)


@pytest.mark.parametrize(
    ("sentence", "said", "told"),
    [
        ("Ann Example said on Tuesday that it will sink.", "2024-01-09", "on Tuesday"),
        (
            "Ann Example told a meeting of the board on Friday that the pier will soon sink.",
            "2024-01-05",
            "on Friday",
        ),
        (
            '"It will sink by June," said Ann Example, chair of the club, after a tea on Friday.',
            "2024-01-05",
            "on Friday",
        ),
        ('Speaking on Tuesday, Ann Example said: "It will sink by June."', None, None),
        ('"It will sink by June," said Ann Example, who will speak on Friday.', None, None),
        ('"It will sink by June," said Ann Example, and "open on Friday".', None, None),
        (
            '"It will sink by June," said Ann Example at the summer meeting on Friday.',
            "2024-01-05",
            "on Friday",
        ),
        (
            "In 2021 the town council predicted that the pier would soon sink.",
            "2021-01-01/2021-12-31",
            "In 2021",
        ),
        (
            "Two years ago the town council predicted that the pier would soon sink.",
            None,
            "Two years ago",
        ),
    ],
)
def test_the_day_is_that_of_the_reporting_clause(
    sentence: str, said: str | None, told: str | None
) -> None:
    """Of its verb, of what stands beside what was said, or a span where no day is named."""
    found = _of(sentence)[-1]
    assert (found.said, found.told) == (said, told)


@pytest.mark.parametrize(
    ("text", "likelihood", "claim"),
    [
        (
            "It is unlikely that all ten piers will be mended.",
            "unlikely",
            "All ten piers will be mended.",
        ),
        ("Piers will probably be mended.", "will probably", "Piers will be mended."),
        (
            "Ann Example expects the old pier to close by June.",
            "expects",
            "The old pier will close by June.",
        ),
        (
            "Ann Example expects to close it by June.",
            "expects",
            "Ann Example will close it by June.",
        ),
        (
            "Ann Example expects the bid to win, and the pier to close by June.",
            "expects",
            "Ann Example expects the bid to win, and the pier to close by June.",
        ),
    ],
)
def test_the_likelihood_is_the_hedge_alone(text: str, likelihood: str, claim: str) -> None:
    """Without the clause between it and its verb, where that reads the same."""
    (found,) = _of(text)
    assert (found.likelihoods[0], found.claim) == (likelihood, claim)


def test_remarks_say_from_where_a_day_is_and_what_is_repeated(tmp_path: Path) -> None:
    """The words that name the day, those that leave it open, and the quotation of a lead."""
    root, article = write(tmp_path / "ledger"), tmp_path / "pier.txt"
    article.write_text(
        "The old pier will close for visitors by June, Ann Example said on Monday.\n\n"
        '"The pier will close for all visitors by June," Ann Example said on Tuesday. Two years '
        "ago the town council predicted that the pier would soon sink.\n",
        encoding="utf-8",
    )
    asked = ("--publisher", "Pier News", "--published", "2024-01-11", "--from", str(article))
    assert main(["new", "source", "--ledger", str(root), *asked]) == 0
    text = (root / "seeds/pier-news-2024-01-11.yaml").read_text(encoding="utf-8")
    assert "said: 2024-01-09  # “on Tuesday”, as the sentence tells" in text
    assert "said: 2024-01-11  # of publication: the day of “Two years ago” is open" in text
    assert (
        "why: repeated  # says the same as “The pier will close for all visitors by June”, above"
        in text
    )


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


@some([" ", "\n\n"])
def test_the_work_grows_with_the_length_of_the_article(between: str) -> None:
    """Four times the article, with other speakers and numbers throughout, is four times the work.

    In one paragraph as in many: what is looked up for a sentence needs no look at all others.
    """

    def article(size: int) -> str:
        return between.join(
            f"Ann Example{n} said they will attack {n} towns in May. “It will be over by June, and "
            f"{n} of them hold,” she said. The mayor expects rain in May. “We go on in June.”"
            for n in range(size)
        )

    assert growth(lambda size: partial(_of, article(size)), 10) < 1.1
