"""An article that only asks is no interview, and what is set off names nobody. Made up."""

from __future__ import annotations

from tests.articles import of
from tests.depth import each, grid

NAMES = (("Ann Roe", "Lakeco"), ("Ursel Adeyo", "Omvik"))
PLAIN = ("The mill is old.", "Its roof is red.", "The lake is deep.", "Boats are built there.")


def test_questions_in_a_long_article_make_no_interview() -> None:
    """However often somebody whom it quotes says "I", all of it is not theirs."""
    for (name, _), quotes in grid(NAMES, (("“", "”"), ('"', '"'))):
        said = f"{quotes[0]}I know it. I was there,{quotes[1]} {name} said."
        text = [f"{name} runs a mill.", "Will it close?", said, "What comes next?", said]
        found = of("\n\n".join([*text, *PLAIN, "Rents will fall in May."]))
        assert found[-1].speaker is None


def test_few_questions_make_no_interview() -> None:
    """Where a column of many paragraphs speaks as "I"."""
    for name, _ in NAMES:
        text = [f"{name} runs a mill.", "Will it close?", "I doubt it.", "What comes next?"]
        found = of("\n\n".join([*text, "I wonder.", *(PLAIN * 3), "Rents will fall in May."]))
        assert found[-1].speaker is None


def test_an_interview_without_labels_is_one() -> None:
    """A question, and what somebody answers as "I"."""
    for name, _ in NAMES:
        text = [f"We met {name} at the mill.", "Will it close?", "I doubt it. I was there."]
        found = of("\n\n".join([*text, "What comes next?", "I think rents will fall in May."]))
        assert found[-1].speaker == name


@each(
    "text last",
    [
        ("Eventually, a young broker, who had come from Norland, told us rents would fall.",
         "young broker"),
        ("Reportedly, {one}, who runs the mill, said rents would fall in May.", "{one}"),
        ("Emily, a broker, said rents would fall in May.", "Emily"),
        # Who is cut off from the verb, and no subject behind it that has one of its own.
        (("{body} sold a mill. Speaking to the Herald from a barn, {one}, said neither {body} nor"
         " Omega had met its goals for May."), "{one}"),
        ("Asked about {body}, {one}, said rents would fall in May.", "{one}"),
        ("The {body} Defence Forces said it would rain in May.", "{body} Defence Forces"),
        ("Norlandian state TV said it would rain in May.", "Norlandian state TV"),
        ("This {body} Cup has shown that mills will fall in May.", None),
        (("Some say that it fell, while witnesses were quoted by the Herald as saying rain may"
         " fall in May."), "witnesses"),
    ],
)  # fmt: skip
def test_who_is_named(text: str, last: str | None) -> None:
    """Of the last proposal of each text."""
    for one, body in NAMES:
        (*_, found) = of(text.format(one=one, body=body))
        assert found.speaker == (last and last.format(one=one, body=body))
