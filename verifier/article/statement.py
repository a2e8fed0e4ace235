"""Words of an article and who says them."""

from __future__ import annotations

from verifier.article.about import About
from verifier.article.quotations import QUOTES
from verifier.article.sentences import Sentence
from verifier.dataclass import dataclass
from verifier.model.forecasts import ForecasterKind, Voice


@dataclass(frozen=True, slots=True)
class Statement:
    """Words of a sentence, from `start` to `end` of its text, and who says them.

    With `carried` nobody is named in the sentence: it goes on with what was reported before it.
    `reported` says that a clause in the sentence names the speaker, `follows` that it stands before
    the words. `body` is for whom a person speaks as "we". `holders` are the statement as one of
    those whose verbs in it hold an opinion ("Ann expects …, and Bo …"), with the verbs' places.
    `about` is what the sentence before is about, `people` are named near by, `lead` is when or on
    what condition, told before who says so: "By May, Lake Bank said, …".
    """

    sentence: Sentence
    start: int
    end: int
    voice: Voice
    speaker: str | None = None
    forecaster: str | None = None
    kind: ForecasterKind | None = None
    carried: bool = False
    reported: bool = False
    follows: bool = False
    holders: tuple[tuple[int, Statement], ...] = ()
    body: str | None = None
    about: About | None = None
    people: frozenset[str] = frozenset()
    lead: str = ""

    @property
    def words(self) -> str:
        """The words as printed."""
        return self.sentence.text[self.start : self.end]

    @property
    def in_own_words(self) -> bool:
        """Whether they are quoted of who speaks, for a body where nobody is named."""
        unnamed = self.kind is ForecasterKind.ANONYMOUS and self.body is not None
        return unnamed or self.voice is Voice.QUOTATION

    @property
    def in_turn(self) -> bool:
        """Whether they are somebody's turn in a conversation, without quotation marks."""
        own = self.voice is Voice.QUOTATION and self.speaker is not None
        return own and not self.reported and not {*QUOTES} & {*self.sentence.text}

    @property
    def attributed(self) -> bool:
        """Whether somebody other than the article is speaking."""
        return self.voice != Voice.OUTLET and not self.carried
