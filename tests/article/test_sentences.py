"""Sentences, datelines and headlines."""

from __future__ import annotations

from tests.depth import each
from verifier.article.sentences import headline, sentences
from verifier.text.language import abbreviations


@each(
    "text parts",
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


@each(
    "text title",
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


@each(
    "text parts",
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
