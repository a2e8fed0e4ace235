"""Likelihood: that its words are read, and that no denial is counted twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from verifier.diagnostics import Diagnostic
from verifier.diagnostics.check import firm, warning
from verifier.loading.checks.look import Alone, Context
from verifier.loading.remedies import phrases_like
from verifier.loading.validation import Found
from verifier.model.forecasts import Forecast
from verifier.model.proposition import DoesNotOccur, Judged, parts
from verifier.text.language import denial

NOT_READ = firm(
    "VF203",
    "likelihood phrase not read",
    "The rules do not know these words, and guessing a number would invent one.",
    "Use the words of likelihood alone, or give a `class`.",
)
DENIED_TWICE = warning(
    "VF312",
    "denied twice",
    "The number of `will not` is that of what is denied: with a claim that denies it too, a "
    "forecast that comes true would be scored as wrong.",
    "Write `no_event` with the phrase `will`, or claim what would happen.",
)

HALF_READ = warning(
    "VF332",
    "likelihood cut from its words",
    "Half of the words may say the contrary: “would” of “it is unlikely that it would” is certain.",
    "Write all words that say how likely it is, or in `reason` why these alone count.",
)


def _known(forecast: Forecast, found: Found[Any], context: Context) -> Iterator[Diagnostic]:
    claim, reader = forecast.claimed, context.reader
    if claim.phrase is None or claim.probability is not None or claim.class_ is not None:
        return
    if not reader.known_likelihood(claim.phrase):
        from verifier.words.likelihood import nearest_phrases  # noqa: PLC0415  # see `Reader`

        unread = reader.unread_likelihood(claim.phrase)
        near = unread.nearest or nearest_phrases(claim.phrase, reader.rules.likelihood)
        yield NOT_READ.found(
            f"likelihood phrase not read: `{claim.phrase}`",
            found.part(unread.words, "likelihood", "phrase"),
            label="this is not read" if unread.words else unread.objection,
            help=phrases_like(near, "give a `class`, or a stated number as `probability`"),
        )


def _denied(forecast: Forecast, found: Found[Any], context: Context) -> Iterator[Diagnostic]:
    """Words that deny, beside a claim that denies too."""
    phrase = forecast.claimed.phrase
    if phrase is None or not context.reader.denies(phrase):
        return
    if not _absent(forecast) and (denies := _denial(forecast, context)):
        message = f"`{forecast.id}` says “{phrase}” of a claim that says “{denies}”"
        yield DENIED_TWICE.found(message, found.span("likelihood"))


def _absent(forecast: Forecast) -> bool:
    """Whether it expects that something does not occur."""
    return any(isinstance(part, DoesNotOccur) for part in parts(forecast.expects))


def _denial(forecast: Forecast, context: Context) -> str | None:
    """The word by which a claim denies, None without one."""
    expects = [part.judged for part in parts(forecast.expects) if isinstance(part, Judged)]
    found = (denial(context.reader.language, text) for text in expects or [forecast.claim])
    return next(filter(None, found), None)


def _half_read(forecast: Forecast, found: Found[Any], context: Context) -> Iterator[Diagnostic]:
    """Words of likelihood that the quotation reads otherwise, by more of its words."""
    claim = forecast.claimed
    given = claim.probability is not None or claim.class_ is not None or claim.reason
    if forecast.quote is None or claim.phrase is None or given:
        return
    other = context.reader.read_otherwise(
        forecast.quote,
        claim.phrase,
        lambda: _absent(forecast) or _denial(forecast, context) is not None,
    )
    if other is not None and context.reader.known_likelihood(claim.phrase):
        said = f"“{other.phrase}”"
        why = f": {other.objection}" if other.objection else f", not “{claim.phrase}” alone"
        message = f"`{forecast.id}` says {said} in its quotation{why}"
        yield HALF_READ.found(message, found.span("likelihood", "phrase"))


LOOKS = (
    Alone((NOT_READ,), {"forecasts": _known}),
    Alone((DENIED_TWICE,), {"forecasts": _denied}),
    Alone((HALF_READ,), {"forecasts": _half_read}),
)
