"""Small worlds: ledgers made of model objects, with vocabularies of three or four words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from verifier.diagnostics import Diagnostic
from verifier.loading.rules import load_rules
from verifier.loading.yaml import Document
from verifier.model.days import Days
from verifier.model.edtf import Dated
from verifier.model.evidence import Evidence
from verifier.model.forecasts import Forecast, Source, SourceFile
from verifier.model.ledger import Ledger, Point
from verifier.model.outcomes import Coverage, Event, Ruling, Series
from verifier.model.proposition import Occurs, Proposition
from verifier.model.verdict import Verdict
from verifier.resolve import resolve
from verifier.resolve.knowledge import Knowledge
from verifier.resolve.propositions import Answer, answer
from verifier.rules import Rules
from verifier.vocabulary import Term, Vocabulary

EVENTS = {"attack": (), "offensive": ("attack",), "invasion": ("offensive",), "flood": ()}
PLACES = {"land": (), "north": ("land",), "town": ("north",), "south": ("land",)}
ACTORS = {"reds": (), "red-guard": ("reds",), "blues": ()}
OFFENSIVE = Occurs(event="offensive")
FEBRUARY = Dated.read("2023-02").days
LATER = date(2024, 6, 1)
COVERED = {"step": "irregular", "covers": "2000/2099"}
"""Every change is on record, as far as the evidence reaches."""
MONTHLY = {"step": "month"}


def vocabulary(name: str, terms: Mapping[str, tuple[str, ...]]) -> Vocabulary:
    return Vocabulary.of(name, (Term(id=id, name=id, broader=up) for id, up in terms.items()))


@cache
def rules() -> Rules:
    """The default rules over the small vocabularies."""
    found: list[Diagnostic] = []
    documents: dict[str, Document] = {}
    default = load_rules(Path(__file__).resolve().parents[1], found, documents)
    assert default is not None, found
    return replace(
        default,
        events=vocabulary("events", EVENTS),
        places=vocabulary("places", PLACES),
        actors=vocabulary("actors", ACTORS),
    )


def days(text: str) -> Days:
    return Dated.read(text).days


def evidence(published: str | None = "2023-03-01", **more: Any) -> Evidence:
    dated = None if published is None else Dated.read(published)
    return Evidence(**{"publisher": "The Paper", "published": dated, "says": "So it is.", **more})


def event(id: str = "offensive-2023", **more: Any) -> Event:
    """An offensive of the reds in the town on 20 February 2023, known the day after."""
    return Event.model_validate(
        {
            "id": id,
            "title": "It happened",
            "kinds": ("offensive",),
            "actors": ("reds",),
            "places": ("town",),
            "began": "2023-02-20",
            "known": "2023-02-21",
            "summary": "It happened.",
            "evidence": (evidence(),),
            **more,
        }
    )


def coverage(id: str = "all-2023", **more: Any) -> Coverage:
    """All attacks of 2023, on evidence of early 2024."""
    return Coverage.model_validate(
        {
            "id": id,
            "of": ({"kind": "attack"},),
            "during": "2023",
            "evidence": (evidence("2024-01-02"),),
            **more,
        }
    )


def forecast(id: str = "foretold", **more: Any) -> Forecast:
    """Said on 9 January 2023: an offensive in February."""
    window = more.pop("window", "2023-02")
    if isinstance(window, str):
        window = {"narrow": window, "wide": window, "reason": "as written"}
    return Forecast.model_validate(
        {
            "id": id,
            "forecaster": "ann",
            "said": "2023-01-09",
            "voice": "quotation",
            "quote": "It will happen",
            "claim": "It happens.",
            "expects": OFFENSIVE,
            "window": window,
            "likelihood": {"phrase": "will"},
            **more,
        }
    )


def ruling(id: str = "ruled", **more: Any) -> Ruling:
    """Signed in April 2024: it came true."""
    return Ruling.model_validate(
        {
            "id": id,
            "forecast": "foretold",
            "date": "2024-04-01",
            "signed": "curators",
            "outcome": "came_true",
            "reasons": "As seen.",
            **more,
        }
    )


def points(*rows: tuple[str, float] | tuple[str, float, str]) -> tuple[Point, ...]:
    """Values by day, known on the day or on the one given."""
    found = []
    for day, value, *seen in rows:
        on = date.fromisoformat(day)
        found.append(Point(on, date.fromisoformat(seen[0]) if seen else on, value))
    return tuple(found)


def ledger(
    *forecasts: Forecast,
    events: Iterable[Event] = (),
    covered: Iterable[Coverage] = (),
    rulings: Iterable[Ruling] = (),
    series: Mapping[str, tuple[Point, ...]] | None = None,
    published: str = "2023-01-10",
    declared: Mapping[str, Any] = COVERED,
) -> Ledger:
    """A ledger of one source; each series has evidence of 3 March 2023, and what is declared."""
    source = Source(id="paper", publisher="The Paper", published=Dated.read(published))
    return Ledger(
        files=(SourceFile(source=source, forecasts=forecasts),),
        events={e.id: e for e in events},
        coverage={c.id: c for c in covered},
        rulings={r.id: r for r in rulings},
        series={
            id: Series.model_validate(
                {
                    "id": id,
                    "title": id,
                    "unit": "EUR",
                    "file": f"{id}.csv",
                    "evidence": (evidence("2023-03-03"),),
                    **declared,
                }
            )
            for id in series or {}
        },
        points=series or {},
    )


def known(world: Ledger, as_of: date = LATER) -> Knowledge:
    return Knowledge(world, rules(), as_of)


def answered(
    proposition: Proposition,
    world: Ledger,
    *,
    window: Days = FEBRUARY,
    as_of: date = LATER,
    since: str = "2023-01-09",
) -> Answer:
    return answer(proposition, window, days(since), known(world, as_of))


def verdict(world: Ledger, as_of: date = LATER, *, id: str = "foretold", grace: int = 0) -> Verdict:
    return resolve(known(world, as_of), grace_days=grace)[id]
