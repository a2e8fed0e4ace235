"""Letters that are not what they look like, and characters that do not show, in any text of a file.

A name with one letter of another script is another name to every search and comparison.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from verifier.diagnostics import Diagnostic, Span
from verifier.diagnostics.characters import hidden
from verifier.diagnostics.check import warning
from verifier.loading.checks.look import Alone, Route

if TYPE_CHECKING:
    from verifier.loading.yaml import Document

HIDDEN = warning(
    "VF320",
    "character that does not show",
    "What turns the writing around, or cannot be seen, makes a text another one than is read.",
    "Remove it; joiners within Arabic or Indic words and pictures are no such characters.",
)
MIXED = warning(
    "VF321",
    "letters of two scripts in one word",
    "A letter that only looks like another makes another name, which nobody finds.",
    "Write the word anew in one script.",
)

# After the table of confusables of Unicode (UTS 39), of the scripts that people mix in one text,
# letters that printed fonts do not tell apart.
LATIN_OF = str.maketrans(
    "аеорсухіјѕһԁԛԝӏАВЕКМНОРСТУХІЈЅԚԜ" + "αορνιυχκΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcyxijshdqwlABEKMHOPCTYXIJSQW" + "aopviuxkABEZHIKMNOPTYX",
)
"""The Latin letter that each Cyrillic or Greek one is taken for."""
_ALIKE = frozenset(map(chr, LATIN_OF)) | frozenset(map(chr, set(LATIN_OF.values())))
_SCRIPTS = frozenset({"LATIN", "CYRILLIC", "GREEK"})
# Nobody writes one of their letters in a word of another script but to deceive.
_DISGUISES = frozenset({"ARMENIAN", "CHEROKEE", "COPTIC", "LISU", "MATHEMATICAL"})
# Shorter ones are symbols, such as that of a difference of temperatures.
_WORD = re.compile(r"[^\W\d_]{3,}")
PLAIN = re.compile("[\t\n\x20-\x7e\xa1-\xac\xae-\u024f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*")
"""What most texts are made of: ASCII, Latin letters, and usual signs, all of which show."""
_DECLINED = re.compile("[A-Z]{2,}[\u0430-\u045f\u0491]{1,4}")
"""An abbreviation with the ending that Russian or Ukrainian gives it."""


def in_file(document: Document) -> Iterator[Diagnostic]:
    """At most one finding of each kind for a line; comments are nobody's words."""
    text = document.text
    if not (text.isascii() or PLAIN.fullmatch(text)):
        for number, line in enumerate(document.lines, start=1):
            if not line.isascii() and not line.lstrip().startswith("#"):
                yield from _in_text(line, document.path, number)
    if "\\" in text:
        for route, value in _texts(document.value):
            # What stands in the file as it is has been found there.
            if value not in text and any(_in_text(value, document.path, 1)):
                span = document.span(route)
                yield from _in_text(value, document.path, 1, span)


def _in_text(text: str, file: str, line: int, at: Span | None = None) -> Iterator[Diagnostic]:
    for match in hidden(text):
        code = f"U+{ord(match[0]):04X} {unicodedata.name(match[0], '')}".strip()
        span = at or Span(file, line, match.start() + 1, line, match.end() + 1)
        yield HIDDEN.found(f"{code} does not show", span)
        break
    for match in _WORD.finditer(text):
        strange = _strange(match[0])
        if strange:
            span = at or Span(file, line, match.start() + 1, line, match.end() + 1)
            named = " and ".join(sorted({_script(c).capitalize() for c in match[0]}))
            yield MIXED.found(f"`{match[0]}` has letters of {named}: `{strange}`", span)
            break


def _strange(word: str) -> str:
    """The letters of a word that look like those of the script of the others; empty without any."""
    if word.isascii():
        return ""
    scripts = {_script(c) for c in word}
    if scripts & _DISGUISES and len(scripts) > 1:
        return "".join(c for c in word if _script(c) in _DISGUISES)
    if scripts == {"MATHEMATICAL"}:
        return word
    if len(scripts & _SCRIPTS) < 2 or _DECLINED.fullmatch(word):
        return ""
    runs = ["".join(run) for script, run in groupby(word, _script) if script in _SCRIPTS]
    alike = [run for run in runs if all(c in _ALIKE for c in run)]
    return min(alike, key=len, default="")


@cache
def _script(character: str) -> str:
    return unicodedata.name(character, "").partition(" ")[0]


def _texts(value: object, route: Route = ()) -> Iterator[tuple[Route, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*route, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*route, index))
    elif isinstance(value, str):
        yield route, value


LOOKS = (Alone((HIDDEN, MIXED), {"files": lambda document, _, __: in_file(document)}),)
