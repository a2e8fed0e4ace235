"""Passages: where a quotation stands in a text, and the address that scrolls a browser to it."""

from __future__ import annotations

import re
from urllib.parse import quote as encoded

from verifier.dataclass import dataclass
from verifier.text.tokens import ALIKE

_INVISIBLE = "\u00ad\u200b\ufeff"
_PLAIN = str.maketrans(
    {mark: plain for plain, marks in ALIKE.items() for mark in marks}
    | dict.fromkeys(_INVISIBLE)
    | {"\u2026": "..."}
)
_LEFT_OUT = re.compile(r"\s*(?:[\[(]\s*(?:\.\.\.|\u2026)\s*[\])]|\.\.\.|\u2026)\s*")
_PUT_IN = re.compile(r"\[[^\]]*\]")
_MARKS = "\"'" + ALIKE['"'] + "\u2018\u2019"


def plain(text: str) -> str:
    """Text with blanks, dashes and quotation marks made alike, which printers set as they like.

    >>> plain("he said: \u201cwe\u00a0will\u201d \u2014 now\u2026")
    'he said: "we will" - now...'
    """
    return " ".join(text.translate(_PLAIN).split()).strip('"').strip()


def pieces(quote: str) -> list[str]:
    """What is quoted between the places where words are left out, without marks around it.

    >>> pieces("\u201cwe [...] will, \u2026 perhaps\u201d"), pieces("...")
    (['we', 'will,', 'perhaps'], [])
    """
    return [part for part in _LEFT_OUT.split(quote.strip().strip(_MARKS).strip()) if part]


@dataclass(frozen=True, slots=True)
class Text:
    """A text made plain, and where each of its characters stood."""

    plain: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Text:
        """Make it plain; of several blanks the first stands for all."""
        found: list[str] = []
        places: list[int] = []
        for place, char in enumerate(text):
            for each in char.translate(_PLAIN):
                blank = each.isspace()
                if not (blank and (not found or found[-1] == " ")):
                    found.append(" " if blank else each)
                    places.append(place)
        return cls("".join(found), tuple(places))

    def find(self, quote: str) -> tuple[int, int] | str | None:
        """From where to where the quotation stands, whatever was left out between its pieces.

        The first piece that is not there, made plain, where one is not; None of no words at all.
        """
        start, at = None, 0
        for piece in map(plain, pieces(quote)):
            found = self.plain.find(piece, at)
            if found < 0:
                return piece
            start, at = found if start is None else start, found + len(piece)
        return None if start is None else (self.places[start], self.places[at - 1] + 1)


_WHOLE, _END = 120, 60
"""Characters up to which a fragment has the whole quotation, and of either end of a longer one.

Browsers look for the words as they stand, and in one paragraph where they are not two ends.
"""


def scrolled(address: str, quote: str, *, prefix: str = "", suffix: str = "") -> str:
    """The address with the text fragment that shows where a quotation stands on the page.

    As in <https://wicg.github.io/scroll-to-text-fragment/>: a long one is from its beginning to its
    end. Of one with words left out or put in it is the longest piece, as the first may stand in
    many places; with the words around it it is from end to end. What an address shows already
    gives way.

    >>> scrolled("https://example.org/a", "a-b, c", prefix="so")
    'https://example.org/a#:~:text=so-,a%2Db%2C%20c'
    >>> scrolled("https://example.org/a#top", "we ... will & must")
    'https://example.org/a#top:~:text=will%20%26%20must'
    >>> scrolled("https://example.org/a#:~:text=it", "[The] army [he said] will go", prefix="The")
    'https://example.org/a#:~:text=The-,army,will%20go'
    """
    parts = pieces(_PUT_IN.sub(" ... ", quote))
    if not parts:
        return address
    if not prefix.strip() and not suffix.strip():
        parts = [max(parts, key=len)]
    if len(parts) == 1 and len(parts[0]) <= _WHOLE:
        words = parts
    else:
        words = [_first(parts[0]), _first(parts[-1][::-1])[::-1]]
    directive = ",".join(
        [
            *([f"{_coded(prefix)}-"] if prefix.strip() else []),
            *map(_coded, words),
            *([f"-{_coded(suffix)}"] if suffix.strip() else []),
        ]
    )
    page = address.partition(":~:")[0]
    return f"{page}{'' if '#' in page else '#'}:~:text={directive}"


def _first(text: str) -> str:
    """The first words of a text, up to so many characters; a longer word is whole."""
    if len(text) <= _END:
        return text
    cut = text.rfind(" ", 0, _END + 1)
    return text[:cut] if cut > 0 else text.split(maxsplit=1)[0]


def _coded(text: str) -> str:
    """Percent-encoded, with the dash that has a meaning in fragments."""
    return encoded(" ".join(text.split()), safe="").replace("-", "%2D")
