"""How long forecasts without a deadline wait: the share that has come by a day, with censoring."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log

from verifier.dataclass import dataclass
from verifier.score.formula import LEVEL, Z


@dataclass(frozen=True, slots=True)
class Wait:
    """Days from what was said to its event, or to today where none has come yet."""

    days: int
    came: bool


@dataclass(frozen=True, slots=True)
class Come:
    """The share that has come `days` after it was said, with its 95 % interval."""

    days: int
    share: float
    interval: tuple[float, float]
    waiting: int


def kaplan_meier(waits: Sequence[Wait], days: int) -> Come | None:
    """The share that has come by `days`, where those that still wait count as long as they have.

    One minus the product over the days of events of 1 - events / still waiting (Kaplan & Meier
    1958), its interval by Greenwood's variance on the log-minus-log scale (Kalbfleisch & Prentice
    1980). None where nobody has waited so long, for then nothing is known of that day.

    By hand: waits of 1 and 3 days that ended, 2 that goes on. After 1 day 1/3 has come; on day 3
    one waits and comes, so all have.

    >>> waits = [Wait(1, True), Wait(2, False), Wait(3, True)]
    >>> [round(found.share, 4) for day in (1, 2, 3) if (found := kaplan_meier(waits, day))]
    [0.3333, 0.3333, 1.0]
    >>> kaplan_meier(waits, 4) is None
    True
    """
    waiting = sum(wait.days >= days for wait in waits)
    if not waiting:
        return None
    still, variance = 1.0, 0.0
    for day in sorted({wait.days for wait in waits if wait.came and wait.days <= days}):
        at_risk = sum(wait.days >= day for wait in waits)
        events = sum(wait.came and wait.days == day for wait in waits)
        still *= 1 - events / at_risk
        if events < at_risk:
            variance += events / (at_risk * (at_risk - events))
    if still in (0.0, 1.0):
        # The scale has no end there: what may be is told by the number alone (rule of three).
        edge = 1 - (1 - LEVEL) ** (1 / len(waits))
        return Come(days, 1 - still, (0.0, edge) if still else (1 - edge, 1.0), waiting)
    spread = Z * variance**0.5 / log(still)
    ends = sorted(1 - still ** exp(sign * spread) for sign in (-1, 1))
    return Come(days, 1 - still, (ends[0], ends[1]), waiting)
