"""Why words beside a chain keep it from being read."""

from __future__ import annotations

from verifier.dataclass import dataclass
from verifier.words.chains import Passage


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a chain is not read, and from which token to which the words stand that keep it so."""

    why: str
    start: int
    end: int


def unread(passage: Passage, start: int, end: int, what: str) -> Objection:
    """What words beside it do, as an objection."""
    shown = passage.shown(start, end)
    return Objection(f"`{shown}` beside it {what}, and is not read with it", start, end)
