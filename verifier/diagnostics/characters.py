"""Characters that do not show, or steer what shows them; and lines that steer who reads a log."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Spelt out, not asked of `unicodedata`: with each version of Python that has other answers, and
# pages must not. Marks of Arabic and Syriac numbers are of the same category (Cf) and do show.
_CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f"
_FORMAT = (
    "\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U00013430-\U0001343f"
)
_EMPTY = "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u3164\uffa0\U000e0000-\U000e00ff"
_EMPTY += "\U000e01f0-\U000e0fff"
_LONE = "\ud800-\udfff"
# These show in what they join: letters of Arabic and Indic scripts, parts of one picture; and which
# form of a character is meant. So they are as good as their neighbours.
_JOINING = "\u200c\u200d"
_CHOOSING = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_NEITHER = f"\x00-\x7f\\s{_CONTROL}{_FORMAT}{_EMPTY}{_LONE}{_JOINING}"
_OTHER = f"[^{_NEITHER}{_CHOOSING}]"
HIDDEN = re.compile(
    f"[{_CONTROL}{_FORMAT}{_EMPTY}{_LONE}]"
    f"|(?<!{_OTHER})[{_CHOOSING}]"
    f"|(?<![^{_NEITHER}])[{_JOINING}]|[{_JOINING}](?!{_OTHER})"
)


def hidden(text: str) -> Iterator[re.Match[str]]:
    """Every character of `text` that does not show where it stands; tabs and line ends do."""
    return HIDDEN.finditer(text)


def without_hidden(text: str) -> str:
    r"""The text as it is read: without what does not show.

    >>> without_hidden("a\u202eb\u00adc")
    'abc'
    """
    return text if _plain(text) else HIDDEN.sub("", text)


def visible(text: str) -> str:
    r"""The text with tabs as four spaces and a picture for each character that does not show.

    >>> visible("a\tb\x00")
    'a    b␀'
    """
    if _plain(text):
        return text
    return HIDDEN.sub(_picture, text.replace("\t", "    ").replace("\n", "\u240a"))


def _plain(text: str) -> bool:
    """Whether all of it shows, as most texts do: known sooner than by the pattern."""
    return text.isascii() and text.isprintable()


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    return chr(0x2400 + code) if code < 32 else "\ufffd"


_COMMAND = re.compile(r"##(?=\w*\[)|(?<![^\n])(?=[^\S\n]*::)")


def inert(text: str) -> str:
    r"""Text whose lines no runner of jobs takes for commands to itself, as it does `::` and `##[`.

    >>> inert("::error::x"), inert("see ##[error]")
    ('\\::error::x', 'see #\\#[error]')
    """
    return _COMMAND.sub(lambda found: "#\\#" if found[0] else "\\", text)


def shown(text: str) -> str:
    """Lines for a terminal or a log: nothing hides, steers the terminal or commands the runner."""
    return "\n".join(inert(visible(line)) for line in text.split("\n"))
