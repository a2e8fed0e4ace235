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
from verifier.text.language import denials

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
    inner = parts(forecast.expects)
    if any(isinstance(p, DoesNotOccur) for p in inner):
        return
    word = denials(context.reader.rules.likelihood.language)
    expects = [p.judged for p in inner if isinstance(p, Judged)]
    denies = next((m for text in expects or [forecast.claim] if (m := word.search(text))), None)
    if denies:
        message = f"`{forecast.id}` says “{phrase}” of a claim that says “{denies[0]}”"
        yield DENIED_TWICE.found(message, found.span("likelihood"))


LOOKS = (Alone((NOT_READ,), {"forecasts": _known}), Alone((DENIED_TWICE,), {"forecasts": _denied}))
