"""Prices of a market as forecasts: what it said at declared moments of a question's life."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from verifier.importing.frame import Imported, of_rows
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
Market = tuple[Mapping[str, Any], Prices]
"""A question by columns of the frame; and moments with probabilities, in the order of moments."""


def at(value: Any) -> datetime | None:
    """The moment that a text or number names, None where it names none."""
    try:
        found: datetime = _moment(value)
    except ValueError:
        return None
    return found


def asked(platform: str, markets: Iterable[Market], left: Counter[str]) -> Imported:
    """A row for each moment at which a market had a price; markets that had none are counted."""
    rows: list[dict[str, Any]] = []
    for about, prices in markets:
        before, opens = len(rows), about["opens"]
        end = min(filter(None, (about["closes"], about.get("resolved_at"))), default=None)
        if opens is not None and end is not None and opens < end:
            times = [at for at, _ in prices]
            for name, ahead in MOMENTS:
                at = opens + (end - opens) / 2 if ahead is None else end - ahead
                last = bisect_right(times, at) - 1
                if at >= opens and last >= 0:
                    said = {"forecaster": f"{platform}, {name}", "kind": Kind.PROBABILITY.value}
                    rows.append({**about, **said, "value": prices[last][1], "said_from": at})
        if len(rows) == before:
            left["market without a price at any of the moments"] += 1
    return of_rows(rows, left, (_ASKED,))
