"""What a sentence is about."""

from __future__ import annotations

from verifier.article.phrasing import Phrasing
from verifier.dataclass import dataclass

_P = Phrasing("shared")


@dataclass(frozen=True, slots=True)
class About:
    """What a sentence is about, so what a pronoun at the head of the next one takes up.

    It is `alone` where the sentence has no object that may be meant as well.
    """

    name: str
    many: bool
    person: bool
    alone: bool = False

    def meant_by(self, pronoun: str) -> bool:
        """Whether a pronoun can stand for it; "it" stands for a name, or for what is alone."""
        if pronoun in ("he", "she"):
            return self.person
        if pronoun == "they":
            return self.many
        return (
            pronoun == "it"
            and not (self.many or self.person)
            and (self.alone or _P.named.search(self.name) is not None)
        )
