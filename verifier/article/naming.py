"""Whose name stands in a claim for a pronoun: that of who speaks, or what the talk is about."""

from __future__ import annotations

import re

from verifier.article.cues import Cues
from verifier.article.phrasing import Phrasing
from verifier.article.sentences import begun
from verifier.article.tokens import Token, tokens
from verifier.article.told import About
from verifier.model.forecasts import ForecasterKind

_P = Phrasing("naming")


def with_speaker(
    text: str,
    known: Cues,
    speaker: str | None,
    kind: ForecasterKind | None,
    *,
    own_words: bool,
    reported: bool,
) -> tuple[str, str | None]:
    """The claim with the speaker's name for the pronoun with which it begins."""
    if speaker is None or kind is None:
        return text, None
    if own_words and kind is ForecasterKind.PERSON and _P.my.search(text):
        return _P.my.sub(f"{speaker}'s", text), "my"
    stands_for = known.pronouns_of.get(kind.value, {})
    whose = _P.whose.match(text)
    if whose and reported and whose["whose"].casefold() in stands_for:
        # "Bo Roe said his mill will close."
        return f"{_with_article(speaker, kind, known)}'s{text[whose.end() :]}", whose["whose"]
    first = _P.pronoun.match(text)
    if first is None:
        return text, None
    who = first["who"]
    if who.casefold() not in stands_for or not (
        own_words if stands_for[who.casefold()] == "own" else reported
    ):
        return text, None
    if who.casefold() == "it" and _P.done_to.match(text, first.end()):
        # "The ministry cut its estimate and said it could be revised": of which nobody knows.
        return text, None
    after = re.match(r"\s+([a-z]+)", text[first.end() :])
    agrees = first["rest"] or (after and after[1] in known.modals)
    if who.casefold() in ("i", "we") and not agrees:
        # "I am" is not "Ann am".
        return text, None
    start, end = first.start("who"), first.end("rest") if first["rest"] else first.end("who")
    name = _with_article(speaker, kind, known)
    name = name if start == 0 or not name.startswith("The ") else f"the {name[4:]}"
    return f"{text[:start]}{name}{_modal(first)}{text[end:]}", who


def _with_article(speaker: str, kind: ForecasterKind, known: Cues) -> str:
    """The name of who speaks as it stands at the head of a sentence: "The Lake Bank"."""
    name = begun(speaker)
    body = kind is ForecasterKind.OFFICE and (
        speaker.rsplit(maxsplit=1)[-1].casefold() in known.bodies - known.firms
    )
    owned = name.split()[0].endswith(("'s", "’s")) or name.startswith("The ")
    return f"The {name}" if body and not owned else name


def _modal(pronoun: re.Match[str]) -> str:
    """What is joined to a pronoun, written out: "'ll"."""
    return {"'ll": " will", "'d": " would"}.get((pronoun["rest"] or "").replace("’", "'"), "")


def with_topic(text: str, about: About, known: Cues) -> tuple[str, str | None]:
    """The claim with what the sentence before is about for the pronoun with which it begins."""
    first = _P.pronoun.match(text)
    if first is None or not about.meant_by(first["who"].casefold()):
        return text, None
    then = tokens(text, first.end())[:2]
    if not then or (first["who"] in ("It", "it") and not _takes_up_thing(first, then, known)):
        return text, None
    start, end = first.start("who"), first.end()
    name = about.name if start else begun(about.name)
    if start and name.partition(" ")[0].casefold() in known.determiners:
        name = name[:1].lower() + name[1:]
    return f"{text[:start]}{name}{_modal(first)}{text[end:]}", first["who"]


def _takes_up_thing(pronoun: re.Match[str], then: list[Token], known: Cues) -> bool:
    """Whether "it" may stand for a thing; "it will be hard", "it will take weeks" take up none."""
    modal = pronoun["rest"] or then[0].low in known.modals or then[0].low.endswith("n't")
    return bool(modal) and then[-1].low not in _P.words("of_no_thing")
