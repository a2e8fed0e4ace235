"""Prices of a market as forecasts: what it said at declared moments of a question's life."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from verifier.importing.frame import SCHEMA, Imported, of_rows
from verifier.tables.columns import Kind

# A market is asked at the middle of its life, and a month, a week and a day before it closes.
MOMENTS: tuple[tuple[str, timedelta | None], ...] = (
    ("at half time", None),
    ("30 days before", timedelta(days=30)),
    ("7 days before", timedelta(days=7)),
    ("1 day before", timedelta(days=1)),
)
_ASKED = (
    "a market is asked at half of the time it was open, and 30, 7 and 1 days before it closed; "
    "each is a forecaster of its own"
)


def _moment(value: Any) -> Any:
    """Seconds or milliseconds since 1970, or ISO 8601, as a moment; UTC where no zone is named."""
    try:
        if isinstance(value, str) and not value.replace(".", "", 1).isdigit():
            found = datetime.fromisoformat(value)
            return found if found.tzinfo else found.replace(tzinfo=UTC)
        seconds = float(value)
        # Nobody forecast on a platform in 1973: what is greater are milliseconds.
        return datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, UTC)
    except (TypeError, OverflowError, OSError) as error:
        raise ValueError(f"{value!r} is no moment") from error


Moment = Annotated[datetime, BeforeValidator(_moment)]
Price = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Prices = list[tuple[datetime, float]]


def at(value: Any) -> datetime | None:
    """The moment that a text or number names, None where it names none."""
    try:
        found: datetime = _moment(value)
    except ValueError:
        return None
    return found


@dataclass(frozen=True, slots=True)
class Market:
    """A question with its prices in time: moments and probabilities, in the order of moments."""

    platform: str
    question: str
    title: str
    state: str
    resolution: str | None
    observed: float | None
    opens: datetime | None
    closes: datetime | None
    resolved_at: datetime | None
    address: str | None
    prices: Prices


def asked(markets: Iterable[Market], left: Counter[str]) -> Imported:
    """A row for each moment at which a market had a price; markets that had none are counted."""
    rows: list[dict[str, Any]] = []
    for market in markets:
        before = len(rows)
        end = min(filter(None, (market.closes, market.resolved_at)), default=None)
        if market.opens is not None and end is not None and market.opens < end:
            times = [at for at, _ in market.prices]
            for name, ahead in MOMENTS:
                at = market.opens + (end - market.opens) / 2 if ahead is None else end - ahead
                last = bisect_right(times, at) - 1
                if at >= market.opens and last >= 0:
                    rows.append(_row(market, name, at, market.prices[last][1]))
        if len(rows) == before:
            left["market without a price at any of the moments"] += 1
    return of_rows(rows, left, (_ASKED,))


def _row(market: Market, name: str, at: datetime, price: float) -> dict[str, Any]:
    return {
        "forecaster": f"{market.platform}, {name}",
        "kind": Kind.PROBABILITY.value,
        "value": price,
        "said_from": at,
        **{key: getattr(market, key) for key in SCHEMA if hasattr(market, key)},
    }
