"""How wide text is, estimated without a font, and how it breaks into lines that fit."""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate
from unicodedata import category, east_asian_width

from verifier.report.charts.style import LETTER
from verifier.report.charts.svg import plain

# Shares of the letters' height, those of the wider among common fonts: too wide is harmless.
_NARROW, _COMMON, _CAPITAL, _BROAD, _FULL = 0.34, 0.58, 0.7, 0.96, 1.05
_THIN = frozenset("iljtfrI.,;:!'|()[]/ ·’“”")
_THICK = frozenset("mwMW@%—ЖШЩЮжшщюмыMф")


def width(text: str) -> float:
    """How wide `text` is at most, in units of the drawing.

    >>> width("ill") < width("mow")
    True
    """
    return LETTER * sum(_share(character) for character in text)


def fits(text: str, room: float) -> bool:
    """Whether `text` is no wider than `room`: of a long text no more is measured than that takes.

    >>> fits("ill", width("ill")), fits("mow", width("ill"))
    (True, False)
    """
    return all(LETTER * used <= room for used in accumulate(map(_share, text)))


@lru_cache(maxsize=1024)
def _share(character: str) -> float:
    if category(character) in ("Mn", "Me", "Cf"):
        return 0.0
    if east_asian_width(character) in ("W", "F"):
        return _FULL
    if character in _THIN:
        return _NARROW
    if character in _THICK:
        return _BROAD
    return _CAPITAL if character.isupper() or not character.isascii() else _COMMON


def wrap(text: str, room: float, lines: int) -> list[str]:
    """`text` in at most `lines` lines no wider than `room`, cut short with an ellipsis.

    >>> wrap("Russia begins a new offensive", 200, 2)
    ['Russia begins a', 'new offensive']
    >>> wrap("Russia begins a new offensive", 200, 1)
    ['Russia begins a…']
    """
    found: list[str] = []
    rest = plain(text)
    while rest and len(found) < lines:
        taken = _fitting(rest, room)
        if len(found) == lines - 1 and taken < len(rest):
            found.append(_cut(rest, room))
            break
        found.append(rest[:taken].rstrip())
        rest = rest[taken:].lstrip()
    return found or [""]


def _fitting(text: str, room: float) -> int:
    """How many characters fit, up to the end of a word where there is one."""
    taken, used = 0, 0.0
    for taken, character in enumerate(text):  # noqa: B007  # how far it came is the answer
        used += _share(character)
        if LETTER * used > room:
            break
    else:
        return len(text)
    space = text.rfind(" ", 0, taken + 1)
    return space if space > 0 else max(taken, 1)


def _cut(text: str, room: float) -> str:
    space = _fitting(text, room - width("…"))
    return text[:space].rstrip(" ,.;:") + "…"


def spread(wanted: list[float], room: float) -> list[int]:
    """On which of several levels to put labels at `wanted` places, lest two be nearer than `room`.

    >>> spread([10, 20, 90], 30)
    [0, 1, 0]
    """
    ends: list[float] = []
    levels = []
    for place in wanted:
        level = next((i for i, end in enumerate(ends) if end + room <= place), len(ends))
        ends[level : level + 1] = [place]
        levels.append(level)
    return levels


def numerals(count: int) -> list[str]:
    """Marks A, B, … Z, AA, AB, … to name things in a drawing.

    >>> numerals(3)
    ['A', 'B', 'C']
    """
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    names = [*letters, *(a + b for a in letters for b in letters)]
    return names[:count]
