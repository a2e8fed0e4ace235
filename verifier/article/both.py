"""Which of two an article means by "the former" and "the latter"."""

from __future__ import annotations

from verifier.article.identify import Identity
from verifier.article.names import Names, Who
from verifier.article.phrasing import Phrasing

_P = Phrasing("both")
_TWO = 2


class Both:
    """The two of whom an article has told last, where they are two and no more."""

    def __init__(self, names: Names, identity: Identity) -> None:
        self._names, self._identity = names, identity
        self._two: tuple[Who, ...] = ()

    def one(self, noun: str, lead: str) -> Who | None:
        """Whom "the former" means behind `lead`, nobody where they are not two; None for others."""
        if noun not in _P.words("former") | _P.words("latter"):
            return None
        two = self._named(lead) or self._two
        return Who() if len(two) != _TWO else two[noun in _P.words("latter")]

    def note(self, text: str) -> None:
        """A sentence was read: the two whom it names, if it names any."""
        if _P.either.search(text) is None:
            self._two = self._named(text) or self._two

    def _named(self, text: str) -> tuple[Who, ...]:
        """All whom a sentence names: its subjects, or else people, or else bodies."""
        subjects = _P.subjects.match(text)
        if subjects:
            parts = subjects["one"], subjects["other"]
            both = tuple(self._identity.of(one, begins=not n) for n, one in enumerate(parts))
            if all(one.name or one.noun for one in both):
                return both
        people = self._identity.people(text, alone=True)
        found = people or self._identity.bodies(text)
        return tuple({one.name: one for one in found}.values())
