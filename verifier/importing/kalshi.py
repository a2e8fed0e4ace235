"""Kalshi: markets, and the trades that set their prices, in cents."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Annotated

from pydantic import BaseModel, Field

from verifier.importing.formats import Format, has
from verifier.importing.frame import Imported, State
from verifier.importing.given import Given, records
from verifier.importing.markets import Market, Moment, Prices, asked
from verifier.tables.yes_no_void import VOID


class _Trade(BaseModel):
    trade_id: str
    ticker: str
    created_time: Moment
    yes_price: Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]


class _Market(BaseModel):
    ticker: str
    event_ticker: str
    title: str
    result: str | None
    open_time: Moment
    close_time: Moment


def _read(given: Given) -> Imported:
    left = Counter[str]()
    prices: dict[str, Prices] = defaultdict(list)
    markets: list[_Market] = []
    for record in records(given, left, _Trade, _Market):
        if isinstance(record, _Trade):
            prices[record.ticker].append((record.created_time, record.yes_price / 100))
        else:
            markets.append(record)
    return asked("Kalshi", (_market(one, prices[one.ticker]) for one in markets), left)


def _market(one: _Market, prices: Prices) -> Market:
    word = (one.result or "").strip().lower()
    observed = {"yes": 1.0, "no": 0.0}.get(word)
    unanswered = State.VOID if word in VOID else State.OPEN
    about = {
        "question": one.ticker,
        "title": one.title,
        "state": unanswered if observed is None else State.RESOLVED,
        "resolution": word or None,
        "observed": observed,
        "opens": one.open_time,
        "closes": one.close_time,
        "address": f"https://kalshi.com/markets/{one.event_ticker}",
    }
    return about, sorted(prices)


FORMAT = Format(
    title="Kalshi",
    recognises=lambda given: has(given, "*.json*", "ticker", "event_ticker", "result", "open_time"),
    read=_read,
    example="kalshi/",
    files="JSON of the markets and of their trades",
    reads="each market by the price of yes in the last trade before each moment",
    leaves="a result that is neither yes nor no is void where it says so, else open",
    source="wasabipesto/themis@c5ac1e3",
)
