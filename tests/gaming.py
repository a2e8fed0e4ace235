"""Ledgers in which somebody tries to stand better than their forecasts are.

Twelve questions ask whether an offensive comes in one of twelve places in 2024; in three it comes,
on 20 June. The honest forecaster speaks on 1 February of the whole year and is on the right side
each time. Others say what they like, on what days they like.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from verifier.engine import run
from verifier.loading import load
from verifier.report import Run

PLACES = 12
CAME = 3
EVENT = date(2024, 6, 20)
YEAR = "2024-01-01/2024-12-31"
COVERED = YEAR
"""For which days the record is complete."""
FEBRUARY = date(2024, 2, 1)


@dataclass(frozen=True)
class Said:
    """One statement: whose, on what question, when, over what window, how likely, denied or not.

    `side` is of who said it; `published` is the day of its source, that of the saying if none.
    `part` says which of several questions about the same place it answers: those of `ledger`'s
    `split`.
    """

    who: str
    question: int
    said: date
    window: str | None = YEAR
    likelihood: Any = 0.9
    quote: str = ""
    denies: bool = False
    side: str | None = None
    published: date | None = None
    given: Mapping[str, Any] | None = None
    part: int = 0

    @property
    def source(self) -> str:
        return f"paper-{self.published or self.said}"


def came(question: int) -> bool:
    return question < CAME


def began(question: int) -> date:
    """The day on which it comes; tests may have others."""
    del question
    return EVENT


def honest(who: str = "honest", right: int = PLACES, sure: float = 0.8) -> Iterator[Said]:
    """On the right side of so many of the questions, on 1 February."""
    for question in range(PLACES):
        says = came(question) if question < right else not came(question)
        yield Said(who, question, FEBRUARY, likelihood=sure if says else 1 - sure)


def ledger(
    root: Path,
    statements: Iterable[Said],
    split: int = 1,
    apart: str = "",
    rate: float | None = None,
    kind: str = "event",
) -> Run:
    """The ledger of these statements, resolved and scored; `rate` is the base rate of a year.

    `kind` is that of the propositions: of `KINDS`, which all say the same of a place.
    What comes of the last place is asked `split` times, until days that follow each other: by the
    place itself or, where `apart` names a family, by a criterion that only a ruling could read.
    """
    held = list(statements)
    files = {
        "seeds/forecasters.yaml": {"forecasters": _forecasters(held)},
        **_sources(held, kind),
        "outcomes/outcomes.yaml": {
            **_outcomes(split, apart, rate, kind),
            **(_RECORDS[kind](held) if kind in _RECORDS else {}),
        },
        **{f"outcomes/{_level(n)}.json": _values(n) for n in range(PLACES) if kind == "series"},
        "rules/places.yaml": {
            "version": 1,
            "terms": [
                {"id": f"place-{n}", "name": f"Place {n}", "broader": ["ukraine"]}
                for n in range(PLACES)
            ],
        },
    }
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        # JSON is YAML.
        path.write_text(json.dumps(content, indent=1, ensure_ascii=False), encoding="utf-8")
    loaded = load(root)
    assert loaded.ledger is not None, loaded.diagnostics[0]
    assert loaded.rules is not None
    return run(loaded.ledger, loaded.rules)


def _sources(held: Sequence[Said], kind: str) -> dict[str, Any]:
    """A source for each day on which something was published."""
    files: dict[str, Any] = {}
    for n, said in enumerate(held):
        day = (said.published or said.said).isoformat()
        source = {"id": said.source, "publisher": "The Paper", "published": day}
        file = files.setdefault(f"seeds/{said.source}.yaml", {"source": source, "forecasts": []})
        file["forecasts"].append(_forecast(n, said, kind))
    return files


def _forecasters(held: Sequence[Said]) -> list[dict[str, str]]:
    sides = {said.who: said.side for said in held}
    return [
        {"id": name, "name": name.capitalize(), "kind": "person"} | ({"side": side} if side else {})
        for name, side in sorted(sides.items())
    ]


def _forecast(n: int, said: Said, of: str = "event") -> dict[str, Any]:
    likelihood = said.likelihood
    if of != "event" and said.denies:
        # Other kinds have no denial of their own: the rest of the probability says the same.
        said, likelihood = replace(said, denies=False), 1 - said.likelihood
    if isinstance(likelihood, float):
        likelihood = {"probability": round(likelihood, 6)}
    kind = "no_event" if said.denies else "event"
    given = said.given
    if of == "if":
        given = {"words": "if Belarus stays out", "expects": barred(said.question)}
    window = {"narrow": said.window, "wide": said.window, "reason": "as said"}
    return {
        "id": f"said-{n}",
        "forecaster": said.who,
        "said": said.said.isoformat(),
        "voice": "quotation",
        "quote": said.quote or f"Statement {n} {likelihood.get('phrase', '')}".strip(),
        "claim": f"Statement {n}.",
        "question": f"question-{said.question}" + (f"-{said.part}" if said.part else ""),
        "expects": KINDS[of]({kind: "ground-offensive", **_facets(said.question)}, said.question),
        **({} if said.window is None else {"window": window}),
        **({} if given is None else {"given": given}),
        "likelihood": likelihood,
    }


def barred(place: int) -> dict[str, str]:
    """What never comes does not come."""
    return {"no_event": "ground-offensive", **_facets(place, "belarus")}


def _facets(place: int, actor: str = "russia") -> dict[str, str]:
    return {"actor": actor, "place": f"place-{place}"}


KINDS: Mapping[str, Callable[[dict[str, Any], int], dict[str, Any]]] = {
    "event": lambda event, _: event,
    "if": lambda event, _: event,
    "count": lambda _, n: {"count": "ground-offensive", **_facets(n), "at_least": 1},
    "any_of": lambda event, n: {
        "any_of": [event, {"event": "ground-offensive", **_facets(n, "belarus")}]
    },
    "series": lambda _, n: {"reaches": _level(n), "at_least": 5},
    "judged": lambda _, n: {"judged": f"An offensive comes in place {n}."},
    "judged with events": lambda _, n: {"judged": f"An offensive comes in place {n}."},
    "judged with days": lambda _, n: {"judged": f"An offensive comes in place {n}."},
    "ruled": lambda event, n: {**event, "actor": "belarus"},
}
"""What the proposition that an offensive comes in a place is in other words."""


def _level(place: int) -> str:
    return f"level-{place}"


def _values(place: int) -> list[dict[str, Any]]:
    """A series that goes from 2 to 6 on the day on which it comes, each value known a day later."""
    days = (date(2024, 1, 1) + timedelta(days=n) for n in range(366))
    return [
        {
            "day": day.isoformat(),
            "value": 6 if came(place) and day >= began(place) else 2,
            "known": (day + timedelta(days=1)).isoformat(),
        }
        for day in days
    ]


def _rulings(held: Sequence[Said], *, named: bool = False, dated: bool = False) -> dict[str, Any]:
    """A ruling on each statement; what came may be `named`, the day on which all was known told."""

    def known(place: int) -> str:
        day = began(place) if came(place) else date(2024, 12, 31)
        return (day + timedelta(days=1)).isoformat()

    return {
        "rulings": [
            {
                "id": f"ruling-{n}",
                "forecast": f"said-{n}",
                "date": "2025-01-10",
                "signed": "curators",
                "outcome": "came_true" if came(said.question) else "did_not",
                "reasons": "As the record shows.",
                **({"events": [f"event-{said.question}"]} if named and came(said.question) else {}),
                **({"known": known(said.question)} if dated else {}),
            }
            for n, said in enumerate(held)
        ]
    }


def _series(held: Sequence[Said]) -> dict[str, Any]:
    del held
    return {
        "series": [
            {
                "id": _level(n),
                "title": f"Level {n}",
                "unit": "points",
                "step": "day",
                "file": f"{_level(n)}.json",
                "evidence": [_EVIDENCE],
            }
            for n in range(PLACES)
        ]
    }


_RECORDS: Mapping[str, Callable[[Sequence[Said]], dict[str, Any]]] = {
    "series": _series,
    "judged": _rulings,
    "judged with events": partial(_rulings, named=True),
    "judged with days": partial(_rulings, dated=True),
    "ruled": _rulings,
}
"""What else is on record."""
_EVIDENCE = {
    "publisher": "The Paper",
    "published": "2025-01-09",
    "address": "https://example.org/year",
    "says": "What happened in the year.",
}


def _asked(
    place: int, rate: float | None, part: int = 0, family: str = "", kind: str = "event"
) -> dict[str, Any]:
    """A question about a place, the `part`th of several."""
    base = {"probability": rate, "population": "years", "citation": "a test"}
    event = {"event": "ground-offensive", "actor": "russia", "place": f"place-{place}"}
    return {
        "id": f"question-{place}" + (f"-{part}" if part else ""),
        "title": f"Does an offensive begin in place {place} in 2024?",
        **({"family": family} if family else {"event": event} if kind == "event" else {}),
        "opens": "2024-01-01",
        "horizon": f"2024-12-{31 - part}",
        **({} if rate is None else {"base_rate": base}),
    }


def _outcomes(split: int, family: str, rate: float | None, kind: str = "event") -> dict[str, Any]:
    evidence = [_EVIDENCE]
    return {
        "events": [
            {
                "id": f"event-{n}",
                "title": f"Offensive {n}",
                "kinds": ["ground-offensive"],
                "actors": ["russia"],
                "places": [f"place-{n}"],
                "began": began(n).isoformat(),
                "known": (began(n) + timedelta(days=1)).isoformat(),
                "summary": "It began.",
                "evidence": evidence,
            }
            for n in range(CAME)
        ],
        "coverage": [
            {
                "id": "all",
                "of": [{"kind": "ground-offensive", "place": "ukraine"}],
                "during": COVERED,
                "evidence": evidence,
            }
        ],
        "questions": [
            *(_asked(n, rate, kind=kind) for n in range(PLACES - 1)),
            *(_asked(PLACES - 1, rate, part, family, kind) for part in range(split)),
        ],
    }
