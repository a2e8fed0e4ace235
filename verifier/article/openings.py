"""With whom a sentence begins: a name, a role or a body, and no capital of the beginning alone."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

from verifier.article.cues import cues
from verifier.article.identify import Identity
from verifier.article.mentions import Mentions
from verifier.article.names import Names, Who, folded, is_acronym
from verifier.article.patterns import compiled, led
from verifier.article.phrasing import Phrasing
from verifier.article.subjects import ties_names
from verifier.article.tokens import Token, tokens
from verifier.model.forecasts import ForecasterKind

_P = Phrasing("openings")

_OPENING = 10  # tokens: titles and a name
_THIRD = 2  # the place of what may be the verb behind two words
_SHORT = 3  # words: "the finance minister"


class Openings:
    """The beginnings of the sentences of an article."""

    def __init__(self, names: Names, mentions: Mentions, identity: Identity) -> None:
        self._names, self._mentions, self._identity = names, mentions, identity

    def of(self, text: str) -> Who | None:
        """Whom the words name or point to with which a sentence begins, None where nobody."""
        known = self._names.cues
        text = led(known.links, known.set_off).sub("", text)
        named = _P.role_and_name.match(text)
        if named and named["role"].casefold() in known.titles | known.people:
            # "The head of the union, Bo Roe, resigned and said".
            return self._identity.of(named["name"])
        return self._of_words(text)

    def _of_words(self, text: str) -> Who | None:
        known = self._names.cues
        row = tokens(text)[:_OPENING]
        count = 0
        while count < len(row) and self._goes_on(row, count):
            count += 1
        words = row[:count]
        if (
            not words
            or words[0].low in known.not_names - known.determiners
            or self._only_begins(row)
        ):
            return None
        if count < len(row) and row[count].low == "and":
            # Two are named, unless the first one has its own verb: "The council met and said".
            words = self._up_to_verb(words)
        capital = next((n for n, token in enumerate(words) if n and token.text[0].isupper()), None)
        bodies = known.any_body | known.bodies
        if capital and words[capital - 1].low in known.titles | known.people | bodies:
            # "Financial research firm Stonegate".
            capital = 1
        # "The independent Office for Rivers".
        office = capital and words[0].low == "the" and self._is_of_body(words[capital:])
        if capital is None or any(
            not office
            and word.low not in known.determiners | known.prepositions
            and not self._names.is_role(word.low)
            for word in words[:capital]
            if not word.text[0].isupper()
        ):
            words = words[: min(capital or _SHORT, _SHORT)]
        elif capital == 1 and words[0].low == "the":
            body = any(self._names.is_body(one.text) or is_acronym(one.text) for one in words)
            words = words if body else []
        ends = [word for word in reversed(words) if self._may_end(word, text)]
        for last in ends:
            # "Lake Bank's policy committee": whose it is begins the sentence.
            owner = last.text.endswith(("'s", "’s")) and text[last.end :].strip()
            who = self._identity.of(text[: last.end - (2 if owner else 0)], begins=True)
            noun = last.low
            if who.name and self._is_no_name(who.name, who.kind):
                continue
            if who.name or (who.points and noun in known.bodies | known.people | known.titles):
                return who
        return None

    def _up_to_verb(self, words: list[Token]) -> list[Token]:
        """The words up to one for a body or a role that has a verb in the past behind it."""
        known = self._names.cues
        nouns = known.bodies | known.any_body | known.people | known.titles
        verbs = compiled(cues().past)
        for at, (noun, verb) in enumerate(pairwise(words)):
            same = verb.low in _P.words("same_in_the_past") or verbs.fullmatch(verb.low)
            if noun.low in nouns and same:
                return words[: at + 1]
        return []

    def _only_begins(self, row: Sequence[Token]) -> bool:
        """Whether a capital is only that of the sentence: "Open water absorbs the sun"."""
        if len(row) == 1:
            return False
        known, first, second = self._names.cues, row[0].text, row[1]
        if first.casefold() in known.people:
            # "Lawmakers want it."
            return False
        # "Strong winds will batter it": no verb stands before another.
        ahead = len(row) > _THIRD and row[_THIRD].low in known.auxiliaries
        noun = second.is_word and second.text.islower()
        describes = _P.describes.fullmatch(first) is not None
        noun = noun and (ahead or describes or not _P.finite.search(second.text))
        noun = noun and not compiled(cues().past).fullmatch(second.text)
        if second.low in _P.words("behind_orders") and self._mentions.begins_only(first):
            # "Start with the numbers."
            return True
        other = known.auxiliaries | known.adverbs | known.openers | known.prepositions
        other = other | known.people | known.titles | known.any_body | known.bodies | known.things
        alone = noun and second.low not in other and first.casefold() not in known.determiners
        owner = first.endswith(("'s", "’s")) or is_acronym(first)
        return alone and not owner and self._mentions.begins_only(first)

    def _may_end(self, word: Token, text: str) -> bool:
        """Whether a name or role may end with the word: "the head of the mill" is more than one."""
        known = self._names.cues
        role = word.low in known.titles and _P.role_of.match(text, word.end)
        return not role and word.low not in known.prepositions

    def _is_no_name(self, name: str, kind: ForecasterKind | None) -> bool:
        """Whether words with which a sentence begins only look like a name, or like people."""
        if kind is ForecasterKind.PERSON:
            return " " not in name and not self._mentions.in_full(name)
        if any(map(self._names.are_people, folded(name))):
            return False
        # "Oatly shares rose", "Strikes are likely": what there are many of need not be people.
        lone = " " not in name and name.endswith("s") and self._mentions.begins_only(name)
        lone = lone and not self._mentions.owns(name)
        # "Storage is full."
        lone = lone or (name[-1] != "s" and self._mentions.is_no_name(name))
        lone = lone or self._mentions.is_abstract(name)
        return kind is ForecasterKind.ANONYMOUS or lone

    def _goes_on(self, row: Sequence[Token], at: int) -> bool:
        """Whether the words with which a sentence begins still name whom it is about."""
        known, token = self._names.cues, row[at]
        if ties_names(row, at, len(row) - 1) and (
            self._is_of_body(row[at + 1 :]) or self._is_field(row[:at])
        ):
            return True
        if not token.is_word or token.low in known.auxiliaries | known.openers:
            return False
        if not at:
            return token.low not in known.prepositions and not token.low.endswith("ing")
        if row[at - 1].text.endswith(("'s", "’s")) or (
            row[0].text.endswith(("'s", "’s")) and row[at - 1].low in known.fields
        ):
            # "Lakeland's finance ministry".
            return True
        named = any(other.text[0].isupper() for other in row[1:at]) or (
            at == 1
            and (row[0].text[0].isupper() and row[0].low not in known.determiners)
            and token.low
            not in known.people | known.titles | known.bodies | known.any_body | known.things
        )
        after = row[at + 1].text[0].isupper() if at + 1 < len(row) else False
        return token.text[0].isupper() or not named or (token.low in known.prepositions and after)

    def _is_field(self, row: Sequence[Token]) -> bool:
        """Whether the last words say what a body is of: "the Bureau of Lakes", and Rivers."""
        whose = [one.low for one in row[:-1]]
        return len(whose) > 1 and whose[-1] == "of" and self._names.is_body(whose[-2])

    def _is_of_body(self, row: Sequence[Token]) -> bool:
        """Whether the capitals go on to a word for a body: "… and Atmospheric Administration"."""
        capitals = takewhile(lambda token: token.text[0].isupper(), row)
        return any(self._names.is_body(token.text) for token in capitals)
