"""Polymarket: markets with two tokens, and the price points of the one that pays for yes."""

from __future__ import annotations

from collections import Counter

from pydantic import BaseModel

from verifier.importing.formats import Format, has
from verifier.importing.frame import Imported, State
from verifier.importing.given import Given, records
from verifier.importing.markets import Market, Moment, Price, Prices, asked


class _Point(BaseModel):
    t: Moment
    p: Price


class _History(BaseModel):
    token_id: str
    history: list[_Point]


class _Token(BaseModel):
    token_id: str
    outcome: str
    winner: bool | None = None


class _Market(BaseModel):
    condition_id: str
    question: str
    market_slug: str = ""
    end_date_iso: Moment | None
    closed: bool
    tokens: list[_Token]

    @property
    def yes(self) -> _Token | None:
        """The token that pays where the answer is yes; None where there are other answers."""
        named = {token.outcome.lower(): token for token in self.tokens}
        return named["yes"] if named.keys() == {"yes", "no"} else None


def _read(given: Given) -> Imported:
    left = Counter[str]()
    prices: dict[str, Prices] = {}
    markets: list[tuple[_Market, _Token]] = []
    for record in records(given, left, _History, _Market):
        if isinstance(record, _History):
            prices[record.token_id] = sorted((point.t, point.p) for point in record.history)
        elif record.yes is not None:
            markets.append((record, record.yes))
        else:
            left["market without the answers yes and no"] += 1
    return asked(
        "Polymarket",
        (_market(one, yes, prices.get(yes.token_id, [])) for one, yes in markets),
        left,
    )


def _market(one: _Market, yes: _Token, prices: Prices) -> Market:
    won = [token.outcome for token in one.tokens if token.winner]
    settled = one.closed and len(won) == 1
    about = {
        "question": one.condition_id,
        "title": one.question,
        "state": State.RESOLVED if settled else State.VOID if one.closed else State.OPEN,
        "resolution": won[0] if settled else "50-50" if one.closed else None,
        "observed": float(bool(yes.winner)) if settled else None,
        "opens": prices[0][0] if prices else None,
        "closes": one.end_date_iso,
        "address": f"https://polymarket.com/market/{one.market_slug}",
    }
    return about, prices


FORMAT = Format(
    title="Polymarket",
    recognises=lambda given: has(
        given, "*.json*", "condition_id", "question", "end_date_iso", "closed", "tokens"
    ),
    read=_read,
    example="polymarket/",
    files="JSON of the markets, and records `{token_id, history: [{t, p}]}` with the price points",
    reads="markets on yes and no, by the last price of yes before each moment; a market opens with "
    "its first price",
    leaves="closed without one winner is void (50-50); markets with other answers",
    source="wasabipesto/themis@c5ac1e3",
)
