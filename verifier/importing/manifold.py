"""Manifold: markets, and the bets that moved them."""

# ruff: noqa: N815 - the keys are as Manifold writes them

from __future__ import annotations

from collections import Counter, defaultdict

from pydantic import BaseModel

from verifier.importing.formats import Format, has
from verifier.importing.frame import Imported, State
from verifier.importing.given import Given, records
from verifier.importing.markets import Market, Moment, Price, Prices, asked


class _Bet(BaseModel):
    contractId: str
    createdTime: Moment
    probAfter: Price


class _Market(BaseModel):
    id: str
    question: str
    createdTime: Moment
    outcomeType: str
    isResolved: bool
    resolution: str | None = None
    closeTime: Moment | None = None
    resolutionTime: Moment | None = None
    url: str | None = None


def _read(given: Given) -> Imported:
    left = Counter[str]()
    prices: dict[str, Prices] = defaultdict(list)
    markets: list[_Market] = []
    for record in records(given, left, _Bet, _Market):
        if isinstance(record, _Bet):
            prices[record.contractId].append((record.createdTime, record.probAfter))
        elif record.outcomeType == "BINARY":
            markets.append(record)
        else:
            left["market of another kind than yes or no"] += 1
    return asked("Manifold", (_market(one, prices[one.id]) for one in markets), left)


def _market(one: _Market, prices: Prices) -> Market:
    word = one.resolution if one.isResolved else None
    observed = {"YES": 1.0, "NO": 0.0}.get(str(word))
    about = {
        "question": one.id,
        "title": one.question,
        "state": State.OPEN if word is None else State.VOID if observed is None else State.RESOLVED,
        "resolution": word,
        "observed": observed,
        "opens": one.createdTime,
        "closes": one.closeTime,
        "resolved_at": one.resolutionTime,
        "address": one.url,
    }
    return about, sorted(prices)


FORMAT = Format(
    title="Manifold",
    recognises=lambda given: has(
        given, "*.json*", "id", "question", "createdTime", "outcomeType", "isResolved"
    ),
    read=_read,
    example="manifold/",
    files="JSON of the markets and of their bets",
    reads="binary markets, by the probability after the last bet before each moment",
    leaves="MKT and CANCEL are void; markets with other answers than yes and no",
    source="wasabipesto/themis@c5ac1e3",
)
