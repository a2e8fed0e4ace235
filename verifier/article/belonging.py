"""For whom somebody speaks: the body to which an article says that a person belongs.

body = whose a role is before the name ("Lake Bank's head, Ann Roe"; "NOAA director Bo Roe"), or
       to what a role or "of" leads behind it ("Ann Roe, chief economist at Lake Bank")
"""

from __future__ import annotations

import re

from verifier.article.identify import Identity
from verifier.article.mentions import Mentions
from verifier.article.names import Names
from verifier.article.phrasing import Phrasing
from verifier.model.forecasts import ForecasterKind

_P = Phrasing("belonging")

_OWNS = re.compile(r"(?:['\u2019]s|s['\u2019])$")
_ROLE = 7
"""Words between a name and a body, at most."""
_NEAR = 90
"""Characters around a name in which its role is looked for."""


class Belonging:
    """Says of the people in one article to which body they belong."""

    def __init__(self, names: Names, mentions: Mentions, identity: Identity) -> None:
        self._names, self._mentions, self._identity = names, mentions, identity
        self._known: dict[str, str | None] = {}

    def body_of(self, name: str, last: str | None) -> str | None:
        """The body to which the article says that somebody belongs; None where it says none.

        A role that names no body ("chief executive Ann Roe") is one at the `last` body told of.
        """
        if name not in self._known:
            places = self._mentions.of(name)
            found = (self._body(start, end) for start, end in places)
            own = next((body for body in found if body), None)
            role = any(self._speaks_for(start, end) for start, end in places)
            self._known[name] = own or (last if role else None)
        return self._known[name]

    def body_in(self, role: str, last: str | None) -> str | None:
        """The body for which somebody speaks who is not named: "a spokesman for Lake Bank".

        Without one in the words it is the `last` body told of.
        """
        roles, (head, *behind) = self._names.cues.speaks_for, _P.for_body.split(role, maxsplit=1)
        before, _, said = head.rpartition(" ")
        if said.casefold() not in roles:
            return None
        body = behind[0] if behind else _OWNS.sub("", _P.rank.sub("", before))
        return body.removeprefix("the ") or last

    def _speaks_for(self, start: int, end: int) -> bool:
        """Whether beside a name stands the role of who speaks for a body."""
        text, roles = self._mentions.text, self._names.cues.speaks_for
        lead = _sentence(text[max(0, start - _NEAR) : start], last=True).casefold().split()[-1:]
        aside = _P.aside.match(text[end : end + _NEAR])
        behind = aside[1].casefold().split()[:_ROLE] if aside else []
        return bool(roles & {*lead, *behind})

    def _body(self, start: int, end: int) -> str | None:
        text = self._mentions.text
        lead = _sentence(text[max(0, start - _NEAR) : start], last=True)
        rest = _sentence(text[end : end + _NEAR], last=False)
        return self._before(lead) or self._behind(rest)

    def _before(self, lead: str) -> str | None:
        """The body in the words before a name, which end with a role: "Lake Bank's chief, …"."""
        runs = self._names.runs(lead)
        if not runs:
            return None
        run, role = lead[slice(*runs[-1])], lead[runs[-1][1] :]
        if len(role.split()) > _ROLE or _P.apart.search(role):
            return None
        if _OWNS.search(run):
            return self._is_body(run, sure=self._says_role(role))
        speaks = bool(self._names.cues.speaks_for & {*f"{run} {role}".casefold().split()})
        return self._is_body(self._without_role(run, role), sure=speaks)

    def _behind(self, rest: str) -> str | None:
        """The body in the words behind a name: ", Lake Bank's chief", ", a farmer at Lake Farm"."""
        plain = _P.of_body.match(rest)
        if plain and self._says_role(plain["role"]) and self._names.is_body(plain["noun"]):
            return plain["body"]
        first = next(iter(self._names.runs(rest)), None)
        if first is None:
            return None
        role, run = rest[: first[0]], rest[slice(*first)]
        if _OWNS.search(run) and role.strip() == ",":
            return self._is_body(run, sure=self._says_role(rest[first[1] :]))
        words = role.casefold().split()
        words = words[:-1] if words[-1:] == ["the"] else words
        if (
            words[-1:]
            and words[-1] in _P.words("leads")
            and len(words) <= _ROLE
            and not _P.apart.search(role)
        ):
            return self._is_body(run, sure=self._says_role(role))
        return None

    def _says_role(self, words: str) -> bool:
        roles = self._names.cues.titles | self._names.cues.people
        return bool({*re.findall(r"[\w-]+", words.casefold())} & roles)

    def _without_role(self, run: str, role: str) -> str:
        """Of capitals with a role in them or behind them ("NOAA Director"), the others."""
        known = self._names.cues.titles | self._names.cues.people
        words = run.split()
        roles = [n for n, word in enumerate(words) if word.casefold().strip(".") in known]
        lead = next((n for n, at in enumerate([*roles, len(words)]) if n != at), len(words))
        kept = words[lead : next((at for at in roles if at > lead), len(words))]
        return " ".join(kept) if roles or self._says_role(role) else ""

    def _is_body(self, run: str, *, sure: bool = False) -> str | None:
        name = self._names.bare(run.rstrip("."))
        if not name or name.casefold() in self._names.cues.not_names:
            return None
        last = name.split()[-1]
        body = (
            sure or self._names.is_body(last) or (last.isupper() and len(last) > 1) or "&" in name
        )
        body = body or any(map(self._names.is_body, name.split()))
        office = sure or self._mentions.kind(name) is not ForecasterKind.PERSON
        return name if body and office else None


def _sentence(text: str, *, last: bool) -> str:
    """Of a stretch of text, what belongs to the sentence at its end, or at its beginning."""
    parts = re.split(r"(?<=[a-z”\"])[.!?]\s|\n", text)
    return parts[-1 if last else 0]
