"""How a language puts words together: data, read from `phrasing.en.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from verifier.loading.yaml import read

PHRASING = Path(__file__).with_name("phrasing.en.yaml")
_PIECE = re.compile(r"\{([a-z]\w*)\}")
_FLAGS = re.compile(r"^\(\?([a-z]+)\)")
_WRITTEN = (range(0xC0, 0x250), range(0x370, 0x530), range(0x1E00, 0x2000))
UPPER = "A-Z" + "".join(chr(one) for block in _WRITTEN for one in block if chr(one).isupper())
"""Capitals in Latin, Greek or Cyrillic letters, for a class of a regular expression."""


class Phrasing:
    """The regular expressions of a module by their names, each compiled when first asked for.

    >>> (
    ...     bool(Phrasing("shared").verb.search("It will rain")),
    ...     "be" in Phrasing("told").words("no_verbs"),
    ... )
    (True, True)
    """

    def __init__(self, module: str) -> None:
        self._module = module

    def __getattr__(self, name: str) -> re.Pattern[str]:
        """The expression of that name."""
        found = self.filled(name)
        setattr(self, name, found)
        return found

    def filled(self, name: str, **words: str | re.Pattern[str]) -> re.Pattern[str]:
        """The expression, with `words`, expressions themselves, put in for those it leaves open."""
        put = ((key, one if isinstance(one, str) else one.pattern) for key, one in words.items())
        return _filled(self._module, name, tuple(put))

    def words(self, name: str) -> frozenset[str]:
        """The words of a list."""
        return _words(self._module, name)


# Most are filled with the same words in every article.
@lru_cache(maxsize=1024)
def _filled(module: str, name: str, words: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    known, put = _known(module), dict(words)
    if name not in known:
        raise AttributeError(f"{PHRASING.name}: {module} has no {name}")

    def piece(match: re.Match[str]) -> str:
        told = put.get(match[1])
        return _PIECE.sub(piece, _FLAGS.sub("", known[match[1]])) if told is None else told

    text, flags = known[name], 0
    if led := _FLAGS.match(text):
        flags = sum(re.RegexFlag[letter.upper()] for letter in led[1])
    return re.compile(_PIECE.sub(piece, _FLAGS.sub("", text)), flags)


@cache
def _words(module: str, name: str) -> frozenset[str]:
    return frozenset(_known(module)[name].split())


@cache
def _known(module: str) -> Mapping[str, str]:
    return {"upper": UPPER, **phrasing()["shared"], **phrasing()[module]}


@cache
def phrasing() -> Mapping[str, Mapping[str, str]]:
    """All expressions, by module and name."""
    known: dict[str, dict[str, Any]] = read(
        PHRASING.name, PHRASING.read_text(encoding="utf-8")
    ).value
    return {
        module: {
            name: text if isinstance(text, str) else "".join(text) for name, text in each.items()
        }
        for module, each in known.items()
    }
