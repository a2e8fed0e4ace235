"""On which day something was said, and by whom an article is that is signed; all made up."""

from __future__ import annotations

from itertools import product

from tests.articles import of as _of
from tests.articles import rules
from tests.depth import each, part
from verifier.article.intake import propose
from verifier.article.proposal import Proposal
from verifier.model.edtf import Dated

WILL = "It will be signed within eighteen months."


@each(
    "met day",
    [
        ("She spoke to The Courier in her office on Tuesday.", "2024-01-09"),
        ("Bo Poe sat down with us yesterday.", "2024-01-10"),
        ("We met on 2 January.", "2024-01-02"),
        ("She spoke to The Courier in her office.", None),
        ("She took office on Tuesday.", None),
    ],
)
def test_an_interview_was_given_on_the_day_that_its_lead_names(met: str, day: str | None) -> None:
    """All answers were given then; what others expect was said on no day that is named."""
    text = f"Ann Roe runs the port. {met}\n\nQ: Is it so?\n\nRoe: {WILL}\n\nQ: Why?\n\n"
    found = [one for one in _of(f"{text}Roe: Analysts say rents will fall.\n") if not one.why]
    assert [one.said for one in found] == [day, None]


@each(
    "text",
    [
        "Two years ago I predicted that Ashby would win the cup.",
        "Last year Bo Roe had forecast 50 cases; there were 112.",
        "In 2021 Lake Bank said that rents would double.",
        "“Your predecessor promised that the deal would be done by 2023,” Bo Roe said.",
        "Bo Roe promised the road would reopen by 2022.",
        "A year ago it had predicted that 900 would go.",
    ],
)
def test_what_was_foretold_long_ago_and_is_over_is_told_of(text: str) -> None:
    """It is no forecast of the day on which the article came out."""
    assert [one.why for one in _of(f"It was late. {text}\n") if one.why is None] == []


@each(
    "text said",
    [
        (
            "A year ago Bo Roe predicted that 900 would go by the end of 2024.",
            "2022-07-13/2023-07-12",
        ),
        ("Bo Roe said in 2022 that the port would be full by 2025.", "2022-01-01/2022-12-31"),
        ("Bo Roe had said in December that rents would rise.", "2023-12-01/2023-12-31"),
        ("Bo Roe said that he had known it would rain in May.", None),
        ("Bo Roe said the dam, which opened in 2021, would break.", None),
    ],
)
def test_what_is_still_to_come_was_said_when_the_sentence_tells(
    text: str, said: str | None
) -> None:
    """However long ago."""
    (found,) = [one for one in _of(f"{text}\n") if one.why is None]
    assert found.said == said


@each(
    "text",
    [
        *(
            f"{who} will {does} {when}, Ann Roe said."
            for who, does, when in part(
                product(
                    ("The council", "Omega Lake", "The port's owners"),
                    ("publish its plan", "present the plan", "consider the bill", "report",
                     "drop the claim", "miss its aim", "answer the claims", "issue forecasts",
                     "be formally announced", "soon present a new plan"),
                    ("in May", "on Monday"),
                ),
                5,
            )
        ),
        "The council is set to publish its report on Monday, Ann Roe said.",
        "The council will on Monday consider the bill, Ann Roe said.",
        "Lake Bank will make a claim on Monday, and Ann Roe expects it to win.",
    ],
)  # fmt: skip
def test_what_will_be_announced_on_a_day_was_not_said_then(text: str) -> None:
    """A verb behind one that looks ahead is no one's saying, and a plan is a thing."""
    found, *_ = _of(f"{text}\n")
    assert (found.said, len(found.times)) == (None, 1 + (" soon " in text))


@each("verb", ["said", "reported", "announced", "estimated"])
def test_what_was_announced_on_a_day_was_said_then(verb: str) -> None:
    """Of one, and of many in words that may be nouns."""
    for text in (
        f"Ann Roe {verb} on Tuesday that rents will fall.",
        f"Lake Bank, which will close, {verb} on Tuesday that rents will fall.",
        "Rents will fall, analysts forecast on Tuesday.",
        "Rents will fall, the owners claim on Tuesday.",
        "In its report on Tuesday Lake Bank said that rents will fall.",
        "Ann Roe told the council on Tuesday that rents will fall.",
    ):
        assert [one.said for one in _of(f"{text}\n")] == ["2024-01-09"], text


def test_what_an_answer_tells_of_others_was_said_on_no_day_that_is_named() -> None:
    """The day of the interview is that of who gave it."""
    text = f"We met Ann Roe on 2 January.\n\nIs it so?\nI see. {WILL}\n\nWhy?\nI ask you. "
    first, *_, last = _of(f"{text}Campaigners think that rents will fall.\n")
    assert (first.said, last.said) == ("2024-01-02", None)


def test_who_now_says_it_does_not_say_it_then() -> None:
    """The day of one sentence is that of the next where the same person goes on."""
    text = "Ann Roe met us.\n\nQ: So?\n\nA: Bo Roe said in 2022 that it would be full by 2025. "
    for then in ("He now says it will take until 2027.", "Now he says it will take until 2027."):
        *_, found = _of(f"{text}{then}\n\nQ: And?\n\nA: I see.\n")
        assert found.said is None


def _signed(text: str, author: str | None) -> list[Proposal]:
    anchor = Dated.read("2024-01-11").days
    found = propose(text, anchor=anchor, rules=rules(), forecasters={}, author=author)
    return [one for one in found if one.why is None]


@each(
    "by author own whose",
    [
        *(
            (by, author, own, "Cleo Roe" if own else None)
            for (by, author), own in product(
                [("By Cleo Roe\n\n", None), ("", "Cleo Roe")],
                ["I was there.", "My car broke.", "I've seen it.", ""],
            )
        ),
        ("By Cleo Roe and Bo Poe\n\n", None, "We saw it. I was there.", None),
        ("", "Staff", "I was there.", None),
        ("", "Cleo Roe", "“I was there,” a man said. It rained.\n\n", None),
    ],
)
def test_a_signed_column_is_its_authors(
    by: str, author: str | None, own: str, whose: str | None
) -> None:
    """Where it speaks as "I"; a report is the outlet's, and a quotation whose it was."""
    text = f"The port\n\n{by}{own} The port will close in May. “It will stay,” Bo Poe said.\n"
    first, last = _signed(text, author)
    assert (first.speaker, first.voice) == (whose, "quotation" if whose else "outlet")
    assert last.speaker == "Bo Poe"


WHERE_AND_WHEN = (
    "said in its evening update on Oct. 18 that",
    "said on Oct. 18 that",
    "told reporters in Oslo on Monday",
    "said in a statement on Tuesday",
    "said in a statement",
    "said in Oslo on Monday",
    "told the committee",
    "told News on Friday",
)


@each("said", [*WHERE_AND_WHEN])
def test_where_and_when_it_was_said_is_no_part_of_it(said: str) -> None:
    """Whatever stands between the verb and what was said, with "that" or without."""
    (found,) = _of(f"The weather bureau {said} the storm would reach the coast in May.")
    assert found.claim.rstrip(".") == "The storm will reach the coast in May"
    assert found.times == ("in May",)


def test_what_they_are_told_is_not_said_on_its_day() -> None:
    """Who told News nurses would strike in July speaks of a strike in July."""
    for heard in ("News", "parliament", "a conference"):
        (found,) = _of(f"Ola Sand told {heard} nurses would strike in July.")
        assert (found.times, found.said) == (("in July",), None)


OCCASIONS = (
    "in a note",
    "in a note to clients",
    "in its weekly bulletin",
    "in an interview with the Herald",
    "at a press conference",
    "during a hearing",
    "in Ourtown",
)


@each("occasion", [*OCCASIONS])
def test_the_day_behind_an_occasion_is_when_it_was_said(occasion: str) -> None:
    """Before what was said and behind it, and where the occasion opens the sentence."""
    opened = f"{occasion[0].upper()}{occasion[1:]}"
    for text in (
        f"Rents will fall by May, Lake Bank said {occasion} on Monday.",
        f"Lake Bank said {occasion} on Monday rents will fall by May.",
        f"Lake Bank said {occasion} on Monday that rents will fall by May.",
        f"“Rents will fall by May,” Ann Roe told reporters {occasion} on Monday.",
        f"{opened} on Monday, Ann Roe said rents will fall by May.",
    ):
        (found,) = _of(text)
        assert (found.said, found.times) == ("2024-01-08", ("by May",)), text


def test_the_day_of_an_occasion_to_come_is_of_what_is_foretold() -> None:
    for text in (
        "The mill will show its plan at a briefing on Monday, Ann Roe said.",
        "Ann Roe said a briefing on Monday will show the plan.",
    ):
        (found,) = _of(text)
        assert (found.said, found.times) == (None, ("on Monday",))


@each(
    "lead",
    [
        "Speaking on Tuesday, {} {}",
        "Speaking to the Herald in Harlow on Tuesday, {} {}",
        "Asked on Tuesday about rents, {} {}",
        "Addressing parliament on Tuesday, {} {}",
        "At a rally in Harlow on Tuesday, {} {}",
        "In a session of the council on Tuesday, {} {}",
        "{} {1} a meeting of the town council on Tuesday that",
    ],
)
def test_when_somebody_spoke_is_when_they_said_it(lead: str) -> None:
    """And no window of what they foretell."""
    for who, said in part(product(("Ann Roe", "Lake Bank"), ("said", "warned")), 2):
        told = "told" if said == "said" else said
        text = lead.replace("{1}", told).format(who, said)
        (found,) = _of(f"{text} the mill would close.\n")
        assert (found.speaker, found.said, found.times) == (who, "2024-01-09", ())
        assert found.claim == "The mill will close."


@each(
    "told",
    [
        "Councillors were told {}that",
        "Members of the panel have been warned {}that",
        "The inquiry heard {}that",
        "{}the council heard that",
        "At a meeting in Harlow {}the town council heard that",
        "It was announced {}that",
        "It emerged {}that",
    ],
)
def test_what_somebody_was_told_is_said_by_nobody_who_is_named(told: str) -> None:
    """The claim is what they were told, and not that they were."""
    for on, day in (("", None), ("on Tuesday ", "2024-01-09"), ("on Monday night ", "2024-01-08")):
        text = told.format(on)
        (found,) = _of(f"{text[:1].upper()}{text[1:]} the mill would close in May.\n")
        assert (found.speaker, found.kind, found.voice) == (None, "anonymous", "anonymous")
        assert (found.said, found.claim) == (day, "The mill will close in May.")
