"""Whose name stands in a claim for a pronoun: that of who speaks, or what the talk is about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field, replace

from verifier.article.about import About
from verifier.article.cues import Cues
from verifier.article.patterns import any_of
from verifier.article.phrasing import Phrasing
from verifier.article.sentences import begun
from verifier.article.tokens import Token, tokens
from verifier.dataclass import dataclass
from verifier.model.forecasts import ForecasterKind

_P = Phrasing("naming")
_OWNS = {"its": "it", "their": "they", "his": "he", "her": "she"}

Titled = Mapping[str, frozenset[str]]
"""The surnames of those whose titles in the article say that they are "he", or "she"."""


def by_title(text: str) -> Titled:
    """Who is "he" and who "she" by a title.

    >>> by_title("Mrs Fenwick met Sir Bo Poe.")
    {'she': frozenset({'Fenwick'}), 'he': frozenset({'Poe'})}
    """
    titles = {"she": _P.words("she"), "he": _P.words("he")}
    finds = {one: _P.filled("titled", titles=any_of(words)) for one, words in titles.items()}
    return {
        one: frozenset(match["name"].split()[-1] for match in find.finditer(text))
        for one, find in finds.items()
    }


def _surname(name: str) -> str:
    return name.rpartition(" ")[2]


@dataclass(frozen=True, slots=True)
class Talk:
    """What a pronoun may take up.

    What the sentence before is `about`, or the `topic` of what the speaker said there, what is
    `near` in the same sentence, the `people` who are named near by, and what was `heard` last,
    whoever said it.
    """

    near: About | None = None
    topic: About | None = None
    about: About | None = None
    people: frozenset[str] = frozenset()
    heard: About | None = None
    titled: Titled = field(default_factory=dict)

    def _known(self, pronoun: str | None) -> frozenset[str]:
        return self.titled.get(_OWNS.get(pronoun or "", pronoun or ""), frozenset())

    def may_be(self, name: str | None, pronoun: str | None) -> bool:
        """Whether somebody can be meant by it, where others are known to be."""
        known = self._known(pronoun)
        return not known or _surname(name or "") in known

    def called(self, pronoun: str | None) -> Talk:
        """Without the people who cannot be meant by it: "Mrs Roe" is "she", and so no Bo Poe."""
        if not self._known(pronoun):
            return self
        near, topic, about, heard = (
            None if one and one.person and not self.may_be(one.name, pronoun) else one
            for one in (self.near, self.topic, self.about, self.heard)
        )
        people = frozenset(one for one in self.people if self.may_be(one, pronoun))
        return replace(self, near=near, topic=topic, about=about, people=people, heard=heard)

    def without(self, speaker: str | None) -> Talk:
        """What they may mean by it: "she expects *her* to resign"."""
        near, topic, about, heard = (
            None
            if one and one.name.casefold().removeprefix("the ") == (speaker or "").casefold()
            else one
            for one in (self.near, self.topic, self.about, self.heard)
        )
        return replace(self, near=near, topic=topic, about=about, heard=heard)


NOTHING = Talk()
"""What a pronoun may take up where nothing else was said."""


def with_name(
    text: str,
    known: Cues,
    talk: Talk,
    speaker: str | None,
    kind: ForecasterKind | None,
    *,
    own_words: bool,
    reported: bool,
) -> tuple[str, str | None, str | None]:
    """A claim with a name for the pronoun with which it begins, the pronoun, and who is named.

    What the same sentence is about comes first, then the speaker, then what was said before;
    "he" or "she" may be the only one of the people near by who is not the speaker.
    """
    match = _P.whose.match(text) or _P.pronoun.match(text)
    pronoun = match[1].casefold() if match else None
    talk = talk.called(pronoun)
    # "Roe laughed. It will close": nobody means a person by it.
    named = {speaker, *talk.people}
    surnames = {one.rpartition(" ")[2] for one in talk.people}
    near, topic, heard = (
        None if o and (o.name in named or o.name.rpartition(" ")[2] in surnames) else o
        for o in (talk.near, talk.topic, talk.heard)
    )
    others = [About(one, many=False, person=True) for one in talk.people - {speaker}]
    others = others if len(others) == 1 and (own_words or not reported) else []
    # "Bo Roe's Unity" is nobody.
    others = [one for one in others if not _P.owner.search(one.name)]
    speaks = kind is not ForecasterKind.PERSON or talk.may_be(speaker, pronoun)
    if speaks and (near is None or not near.alone or not _pointing(text, near, known)):
        text, own = with_speaker(text, known, speaker, kind, own_words=own_words, reported=reported)
        if own is not None:
            return text, own, speaker
    about = None if own_words else talk.about
    if heard and about and heard.name == about.name:
        about = heard
    again = _P.one.match(text)
    of = next((o.name for o in (near, topic, heard) if o and _P.a_thing.match(o.name)), None)
    if again and of:
        # "A vote is unlikely. The chance of one this year is 15%".
        return f"There will be {of[0].lower()}{of[1:]}{text[again.end() :]}", "one", of
    for one in (near, topic, about, *others, heard):
        if one is not None:
            text, own = with_topic(text, one, known)
            if own is not None:
                return text, own, one.name
    return text, None, speaker


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
    if whose and reported and speaker not in text and whose["whose"].casefold() in stands_for:
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
    watches = not _P.words("watchers").isdisjoint(speaker.casefold().split())
    does = _P.level.match(text, first.end()) or (watches and _P.thing_does.match(text, first.end()))
    if who.casefold() in ("it", "they") and does:
        # "The bank forecasts that it will not fall below 3%": a figure does.
        return text, None
    if who.casefold() == "it" and _P.of_no_body.match(text, first.start("who")):
        # "The bank said it will rain": it rains.
        return text, None
    if who.casefold() == "it" and _P.done_to.match(text, first.end()):
        # "The ministry cut its estimate and said it could be revised": of which nobody knows.
        return text, None
    after = _P.agrees.match(text, first.end())
    agrees = first["rest"] or (after and (after["denied"] or after["verb"] in known.modals))
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


def _pointing(text: str, about: About, known: Cues) -> re.Match[str] | None:
    """The pronoun with which a claim begins, if it can stand for what the talk is about.

    "It" stands for what was spoken of alone, or for a body that does what only bodies do.
    """
    whose, first = _P.whose.match(text), _P.pronoun.match(text)
    if whose and about.meant_by(_OWNS[whose["whose"].casefold()]):
        return whose
    if first is None or first["who"].casefold() != "it" or about.alone:
        head = about.name.split()[-1].casefold()
        if first and head not in known.any_body | known.bodies and not _P.named.search(about.name):
            # "The reservoir is full. It will open the gates": no thing does so.
            first = None if _P.body_only.match(text, first.end()) else first
        return first if first and about.meant_by(first["who"].casefold()) else None
    head = _P.of.split(about.name)[0].rpartition(" ")[2].casefold()
    if about.many or about.person:
        return None
    if about.meant_by("it"):
        return None if _P.thing_does.match(text, first.end()) else first
    body = head in known.any_body | known.bodies
    return first if body and _P.body_does.match(text, first.end()) else None


def with_topic(text: str, about: About, known: Cues) -> tuple[str, str | None]:
    """The claim with what the sentence before is about for the pronoun with which it begins."""
    first = _pointing(text, about, known)
    if first is not None and first.re is _P.whose and about.name in text:
        # "His trainer, Bo Roe": somebody else's.
        return text, None
    if first is not None and first.re is _P.whose:
        return f"{begun(about.name)}'{'' if about.many else 's'}{text[first.end() :]}", first[0]
    then = tokens(text, first.end())[:1] if first else []
    if (
        first is None
        or not then
        or (first["who"] in ("It", "it") and not _takes_up_thing(first, then[0], known))
    ):
        return text, None
    start, end = first.start("who"), first.end()
    name = about.name if start else begun(about.name)
    if start and name.partition(" ")[0].casefold() in known.determiners:
        name = name[:1].lower() + name[1:]
    return f"{text[:start]}{name}{_modal(first)}{text[end:]}", first["who"]


def _takes_up_thing(pronoun: re.Match[str], then: Token, known: Cues) -> bool:
    """Whether "it" may stand for a thing; "it will be hard", "it will take weeks" take up none."""
    if _P.that_clause.match(pronoun.string, pronoun.end()):
        # "It will be said that", "it wasn't clear that".
        return False
    modal = pronoun["rest"] or then.low in known.modals or then.low.endswith("n't")
    at = (pronoun.string, pronoun.end())
    thing = _P.done_to.match(*at) or _P.measured.match(*at) or not _P.of_no_thing.match(*at)
    return bool(modal and thing)
