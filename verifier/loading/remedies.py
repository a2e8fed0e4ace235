"""Remedies that are ready to be written: the line or the command, filled in as far as it can be."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import datetime

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


def day_meant(text: str) -> str:
    """The remedy with the day that was written otherwise, where only one can be meant."""
    # A mistake is the exception, and all runs start.
    from dateutil.parser import parse  # noqa: PLC0415

    days = set()
    # What of a date is not written comes from the default: then there are two.
    for default in (datetime(2000, 1, 1), datetime(2001, 2, 2)):  # noqa: DTZ001
        # What begins with the year goes on with the month.
        for dayfirst in (False,) if re.match(r"\d{4}", text) else (True, False):
            try:
                days.add(parse(text, default=default, dayfirst=dayfirst).date())
            except (ValueError, OverflowError):
                return ""
    return f"write `{days.pop()}`" if len(days) == 1 else ""


def phrases_like(near: Iterable[str], otherwise: str) -> str:
    """Known phrases to take instead, or else something else to do."""
    words = ", ".join(f"`{phrase}`" for phrase in near)
    return f"phrases like it that are known: {words}; or {otherwise}" if words else otherwise
