"""Checkable: a forecast names a day, something that can be observed, and a number to compare with.

None of it is asked of one whose record says why not, or that is not scored for itself anyway.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from verifier.diagnostics import Diagnostic
from verifier.diagnostics.check import advice
from verifier.loading.checks.look import Alone, Context, Fact, Known, Together, under
from verifier.loading.records import Whole
from verifier.loading.remedies import ruling_command, window_line
from verifier.loading.validation import Found
from verifier.model.forecasts import Forecast, Operator
from verifier.model.outcomes import Ruling
from verifier.model.proposition import (
    Answers,
    DoesNotOccur,
    Holds,
    Judged,
    Occurs,
    Unscorable,
    parts,
)

NO_DAY = advice(
    "VF301",
    "names no day",
    "Without a deadline a forecast can only win, so it is shown and not scored.",
    "Give the words of time as `window`, a `horizon` that was declared beforehand, or say in "
    "`ambiguous` that the source leaves the day open.",
)
NO_OBSERVABLE = advice(
    "VF302",
    "names no observable",
    "What only a ruling can settle stays undecided until one is made.",
    "Name an event, a state or a series under `expects`, say in `ambiguous` what stands in the "
    "way, or rule with `verifier new ruling`.",
)
NO_THRESHOLD = advice(
    "VF303",
    "names no threshold",
    "Nobody can be held to more, fewer or large-scale without a number to compare with.",
    "Give the event a `size`, use `reaches` or `range`, or say in `ambiguous` that the source "
    "names no number.",
)


_OPEN = (Operator.OPEN_ENDED, Operator.UNSPECIFIED)


def _day(forecast: Forecast, found: Found[Any], _: Context) -> Iterator[Diagnostic]:
    claim = forecast.window
    open_end = claim is None or (claim.operator in _OPEN and claim.horizon is None)
    if open_end and not _told(forecast) and not isinstance(forecast.expects, Answers):
        span = found.span("window") if claim else found.document.key_span((*found.route, "id"))
        message = f"`{forecast.id}` is not checkable: it names no day"
        help = (
            f"give the words of time, or days: `{window_line(forecast, claim)}`; a `horizon` that "
            "was declared beforehand; or say in `ambiguous` that the source leaves the day open"
        )
        yield NO_DAY.found(message, span, help=help)


# What is compared with how things were needs a number; a rules file of another language may name
# its own, until then these are English.
_STEMS = ("increas", "decreas", "intensif", "escalat", "worsen", "expand", "shrink")
_ENDINGS = ("", "e", "es", "ed", "y", "ies", "s")
_COMPARED = {
    *("more", "fewer", "less", "larger", "smaller", "bigger", "greater", "higher", "lower"),
    *("stronger", "weaker", "worse", "better"),
    *(stem + ending for stem in _STEMS for ending in _ENDINGS),
}
_WORD = re.compile(r"\w+")


def _threshold(forecast: Forecast, found: Found[Any], _: Context) -> Iterator[Diagnostic]:
    words = _WORD.findall(forecast.claim.casefold())
    if _COMPARED.isdisjoint(words) or _told(forecast):
        return
    if all(map(_unsized, parts(forecast.expects))):
        compared = next(word for word in words if word in _COMPARED)
        message = f"`{forecast.id}` is not checkable: “{compared}” names no threshold"
        yield NO_THRESHOLD.found(message, found.span("claim"))


def _unsized(proposition: Any) -> bool:
    return isinstance(proposition, (Occurs, DoesNotOccur, Holds)) and proposition.size is None


def _judged(forecast: Forecast) -> Iterator[Fact]:
    """Whether part of a forecast is for a ruling to settle."""
    if Judged in map(type, parts(forecast.expects)) and not _told(forecast):
        yield forecast.id


def _ruled(ruling: Ruling) -> Iterator[Fact]:
    yield ruling.forecast


def _unruled(known: Known, whole: Whole) -> Iterator[Diagnostic]:
    """Forecasts that only a ruling settles, and that none is on, as far as files can be read."""
    ruled = {id for found, id in known if found.kind == "rulings"}
    for found, id in known:
        if found.kind == "forecasts" and id not in ruled and not _unread(id, whole):
            message = f"`{id}` is not checkable by rules: it names no observable"
            help = (
                "name an event, a state or a series under `expects`, say in `ambiguous` what "
                f"stands in the way, or rule: `{ruling_command(id)}`"
            )
            yield NO_OBSERVABLE.found(message, found.span("expects"), help=help)


def _unread(id: str, whole: Whole) -> bool:
    """Whether a file of outcomes that cannot be read may have a ruling on the forecast."""
    return any(id in d.text for d in whole.broken if d.path.startswith("outcomes/"))


def _about(_: Found[Any], id: str) -> bytes:
    return under(id)


def _told(forecast: Forecast) -> bool:
    """Whether the record says what is missing, or the forecast is not scored for itself anyway."""
    if forecast.ambiguous or forecast.restates or forecast.misreported:
        return True
    return Unscorable in map(type, parts(forecast.expects))


LOOKS = (
    Alone((NO_DAY,), {"forecasts": _day}),
    Alone((NO_THRESHOLD,), {"forecasts": _threshold}),
    Together((NO_OBSERVABLE,), {"forecasts": _judged, "rulings": _ruled}, _unruled, _about),
)
