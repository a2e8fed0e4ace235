"""Remedies that are ready to be written: the line or the command, filled in as far as it can be."""

from __future__ import annotations

import json
from collections.abc import Iterable

from verifier.model.forecasts import Forecast, WindowClaim

_DAY = "YYYY-MM-DD"


CLASSES = {
    "evidential": "how it looks",
    "intention": "a plan that is reported or denied",
    "dismissal": "a doubt that is dismissed",
    "unassessable": "no likelihood is named, as in a flat statement",
}
"""The classes of likelihood without a number, and what each is of."""
CLASSES_TOLD = ", ".join(f"{word} ({told})" for word, told in CLASSES.items())
HOW_LIKELY = (
    "the words themselves ({phrase: ...}), a number ({probability: 0.7}) or a class "
    f"({{class: ...}}): {CLASSES_TOLD}"
)


def window_line(forecast: Forecast, claim: WindowClaim | None) -> str:
    """The window with a curator's days from the day said, the last days left to be put in."""
    first = forecast.said.days.first or _DAY
    phrase = claim.phrase if claim else None
    words = f"phrase: {json.dumps(phrase, ensure_ascii=False)}, " if phrase else ""
    days = f"{first}/{_DAY}"
    return f'window: {{{words}narrow: {days}, wide: {days}, reason: "..."}}'


def ruling_command(forecast: str) -> str:
    """The command that rules on a forecast."""
    said = '--reasons "..." --signed "..."'
    return f"verifier new ruling --forecast {forecast} --outcome ... {said}"


def new_term(vocabulary: str, term: str) -> str:
    """How a term is added to the ledger's file of a vocabulary."""
    line = f"- {{id: {term}, name: {term.replace('-', ' ')}}}"
    return f"add below `terms:`, with which a new rules/{vocabulary}.yaml begins: {line}"


def phrases_like(near: Iterable[str], otherwise: str) -> str:
    """Known phrases to take instead, or else something else to do."""
    words = ", ".join(f"`{phrase}`" for phrase in near)
    return f"phrases like it that are known: {words}; or {otherwise}" if words else otherwise
