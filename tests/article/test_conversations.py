"""Interviews in the forms that papers print: whose turn it is, and that they are quoted."""

from __future__ import annotations

from itertools import product

import pytest

from tests.articles import of as _of
from tests.depth import each

LEADS = {
    "Harbour boss Bo Poe on tides and tolls\n\nBy Ann Roe": "Bo Poe",
    "Tides and tolls\n\nAnn Roe spoke to Bo Poe, head of the harbour, on Monday.": "Bo Poe",
    "Tides and tolls\n\nWe sat down with Bo Poe. Ann Roe wrote down what he said.": "Bo Poe",
    "Tides and tolls\n\nWe met a senior official at the harbour, who asked not to be named.":
        "senior official at the harbour",
}  # fmt: skip
FORMS = {
    "one letter": ("Q: {}", "A: {}"),
    "words": ("Interviewer: {}", "Answer: {}"),
    "bold labels": ("**Q:** {}", "**A:** {}"),
    "bold questions": ("**{}**", "{}"),
    "bare questions": ("{}", "{}"),
}


@pytest.mark.parametrize(("lead", "form"), list(product(LEADS, FORMS)))
def test_who_answers_speaks_in_their_own_words(lead: str, form: str) -> None:
    """By labels or by questions that are paragraphs; what one thinks oneself is quoted."""
    asks, answers = FORMS[form]
    turns = (
        asks.format("Will the toll rise next year?"),
        answers.format("I think the toll will rise by 5% in May."),
        asks.format("And what about the bridge?"),
        answers.format("We will open the bridge in June, I'd say."),
    )
    toll, bridge = _of("\n\n".join((lead, *turns)))
    assert [toll.speaker, bridge.speaker] == [LEADS[lead]] * 2
    assert toll.claim == "The toll will rise by 5% in May."
    voice = "quotation" if LEADS[lead] == "Bo Poe" else "anonymous"
    assert [toll.voice, bridge.voice] == [voice] * 2


def test_questions_of_readers_are_no_interview() -> None:
    """Answers in which nobody says "I" are the article's, whoever its heading names."""
    text = (
        "Bo Poe and the toll\n\nWill the toll rise?\n\nIt is likely to rise in May.\n\n"
        "Who pays?\n\nDrivers will pay from June."
    )
    assert [one.speaker for one in _of(text)] == [None, None]


def test_quotations_below_a_line_for_whose_they_are() -> None:
    """A round-up has the name, the role and the firm above each; a lone heading names nobody."""
    text = (
        "ROUNDUP: what analysts say\n\nCopper rose on Thursday after the mills cut output.\n\n"
        "ANN ROE, HEAD OF METALS, LAKE BANK\n\n“Prices will rise. A deficit may come by June.”\n\n"
        "BO VAN POE, ANALYST, MILL RESEARCH\n\n“It could last. Prices will fall by June.”\n\n"
        "BACKGROUND\n\nThe mills will publish figures in June."
    )
    found = [one for one in _of(text) if one.why is None]
    assert [one.speaker for one in found][-5:-1] == ["Ann Roe"] * 2 + ["Bo Van Poe"] * 2
    assert found[-1].speaker is None


def test_a_speech_is_whose_line_at_the_head_gives_it() -> None:
    """Where it speaks as "I"; a report of it does not."""
    heads = (
        "The Prime Minister, Ann Roe-Poe, made the following statement in the House today.",
        "Remarks by Prime Minister Ann Roe-Poe",
    )
    for head in heads:
        text = f"Statement on the budget\n\n{head}\n\nI thank you. Taxes will fall by June."
        assert [one.speaker for one in _of(text) if one.why is None] == ["Ann Roe-Poe"]
        assert [one.speaker for one in _of(text.replace("I thank you. ", ""))] == [None]


@each("role", ["MINISTER", "Minister", "A", "HEALTH SECRETARY"])
def test_a_name_in_brackets_is_who_a_label_stands_for(role: str) -> None:
    """There, and below where the label stands alone."""
    for name in ("Oduya Fairweather", "Ann Roe"):
        text = (
            f"HOST: Will it open?\n\n{role} ({name}): The mill will open in May.\n\n"
            f"HOST: And rents?\n\n{role}: I expect rents to fall by June.\n"
        )
        found = [(one.speaker, one.quote) for one in _of(text) if one.why is None]
        assert found == [
            (name, "The mill will open in May."),
            (name, "I expect rents to fall by June."),
        ]
