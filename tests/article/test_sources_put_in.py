"""Who says so between a subject and its verb, or behind when it is; all sentences are made up."""

from __future__ import annotations

from tests.articles import of as _of
from tests.depth import each

SOURCES = (
    ("Bo Roe", "Bo Roe"),
    ("Bo Roe, chief economist at Lakeco", "Bo Roe"),
    ("the Lake Institute", "Lake Institute"),
    ("the survey", "survey"),
    ("two people familiar with its plans", "people familiar with its plans"),
    ("Lake Bank, which asked 40 firms", "Lake Bank"),
)
SAID = (
    ("The mill, {}, will close in May.", "The mill will close in May", "in May"),
    ("Lakeco, {}, is likely to open a mill this year.", "Lakeco will open a mill this year", ""),
    ("Rents, {}, could fall by 3% by June.", "Rents will fall by 3% by June", "by June"),
    ("Owners, {}, are going to raise fees next year.", "Owners will raise fees next year", ""),
    ("The old dam, {}, is expected to break.", "The old dam will break", ""),
    ("Wages, {}, may rise.", "Wages will rise", ""),
)


@each("words speaker", SOURCES)
def test_a_source_between_subject_and_verb(words: str, speaker: str) -> None:
    """Is who says so: the sentence stays whole, and the claim is without it."""
    for text, claim, when in SAID:
        (found,) = _of(text.format(f"according to {words}"))
        assert (found.speaker, found.claim.rstrip("."), found.why) == (speaker, claim, None)
        assert not when or found.times == (when,)


@each("when", ["In May", "By 2031", "Next year", "Over the next decade", "Before the election"])
def test_a_source_behind_when_it_is(when: str) -> None:
    """Takes no word of what follows for who they are."""
    for words, speaker in (("Bo Roe", "Bo Roe"), ("the Lake Institute", "Lake Institute")):
        (found,) = _of(f"{when}, according to {words}, Lakeco will open a mill.")
        assert (found.speaker, found.claim.rstrip(".")) == (speaker, "Lakeco will open a mill")
        assert found.times == (when,)


@each("by", ["according to Bo Roe", "Bo Roe says", "in the words of Bo Roe"])
def test_who_is_put_into_a_second_clause(by: str) -> None:
    """Says that one, with its own subject."""
    found = _of(f"Rents will fall, and wages, {by}, will rise.")
    assert [one.claim.rstrip(".") for one in found] == ["Rents will fall", "Wages will rise"]
    assert found[1].speaker == "Bo Roe"
