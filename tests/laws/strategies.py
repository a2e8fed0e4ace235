"""Shared strategies of the laws."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.worlds import (
    ACTORS,
    EVENTS,
    PLACES,
    coverage,
    event,
    evidence,
    forecast,
    ledger,
    ruling,
)
from verifier.model.days import Days
from verifier.model.forecasts import ConditionKind, Forecast
from verifier.model.ledger import Ledger, Point
from verifier.model.outcomes import Coverage, Event, RuledOutcome, Ruling
from verifier.model.proposition import (
    AllOf,
    AnyOf,
    AtLeast,
    DoesNotOccur,
    Holds,
    Judged,
    Occurs,
    Proposition,
    Range,
    Reaches,
)
from verifier.model.verdict import Pending, Truth

some_days = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1))


@st.composite
def bounded(draw: st.DrawFn) -> Days:
    """Days with two ends."""
    first, last = sorted((draw(some_days), draw(some_days)))
    return Days.between(first, last)


@st.composite
def runs(draw: st.DrawFn) -> Days:
    """Days, either end of which may be missing."""
    whole = draw(bounded())
    start = whole.start if draw(st.booleans()) else None
    until = whole.until if draw(st.booleans()) else None
    return Days(start, until)


probabilities = st.floats(0, 1, allow_nan=False)
degrees = st.integers(0, 16).map(lambda k: k / 16)
truths = st.one_of(
    st.sampled_from([Truth.true(), Truth.false(), Truth.disputed()]),
    st.tuples(degrees, degrees).map(lambda p: Truth.partly(min(p), max(p))),
)
any_truths = st.one_of(truths, st.sampled_from([Truth.undecided(p) for p in Pending]))
_pieces = [
    *"|`*_[]()<>\\\n\r\t#!&~$^{}\"'-+=.:;@/%\u202e\u2028\u0000\u001b\u061c\u00ad\u200d\ufe0f",
    *(
        "https://",
        "www.",
        "a@b.org",
        "mailto:",
        "example.org",
        "::error::",
        "##[",
        "##vso[",
        "&#58;",
    ),
    *("<!--", "-->", "<script>", "](", "![", "]:", "[^1]", "---", "```", "~~~", "1. ", "- [ ] "),
]
hostile = st.lists(
    st.one_of(st.sampled_from(_pieces), st.characters(exclude_categories=["Cs"])), max_size=25
).map("".join)
"""Texts made of what means something to Markdown, hosts, terminals and runners of jobs."""


FIRST = date(2023, 1, 1)
dates_of_2023 = st.integers(0, 180).map(lambda n: FIRST + timedelta(days=n))
some_terms = {
    name: st.sampled_from(sorted(terms))
    for name, terms in (("event", EVENTS), ("place", PLACES), ("actor", ACTORS))
}


@st.composite
def spans(draw: st.DrawFn, longest: int = 60) -> str:
    """A few days of 2023, as the ledger writes them."""
    first = draw(dates_of_2023)
    return f"{first}/{first + timedelta(days=draw(st.integers(0, longest)))}"


@st.composite
def some_events(draw: st.DrawFn, id: str) -> Event:
    """An event or state of any kind, place and actor, known some time after it had begun."""
    began = draw(spans(longest=12))
    last = date.fromisoformat(began.rpartition("/")[2])
    ended = last + timedelta(days=draw(st.integers(0, 60)))
    return event(
        id,
        kinds=draw(st.lists(some_terms["event"], min_size=1, max_size=2, unique=True)),
        disputed_kinds=draw(st.lists(some_terms["event"], max_size=1)),
        actors=draw(st.lists(some_terms["actor"], max_size=2, unique=True)),
        places=draw(st.lists(some_terms["place"], max_size=2, unique=True)),
        began=began,
        ended=draw(st.sampled_from([None, f"{last}/{ended}"])),
        known=str(last + timedelta(days=draw(st.integers(0, 40)))),
        new=draw(st.sampled_from([None, "yes", "no", "disputed"])),
        evidence=[evidence(str(draw(dates_of_2023)))],
    )


@st.composite
def some_coverage(draw: st.DrawFn, id: str) -> Coverage:
    """A record of some kind, mostly of everywhere and all the time."""
    return coverage(
        id,
        of=[
            {
                "kind": draw(some_terms["event"]),
                "place": draw(st.one_of(st.none(), some_terms["place"])),
            }
        ],
        during=draw(st.one_of(st.just("2023"), spans(longest=120))),
        evidence=[evidence(str(draw(dates_of_2023)))],
    )


faceted = st.fixed_dictionaries(
    {},
    optional={
        "place": some_terms["place"],
        "actor": some_terms["actor"],
        "new": st.booleans(),
    },
)
occurrences = st.builds(
    lambda kind, asked: Occurs(event=kind, **asked), some_terms["event"], faceted
)
absences = occurrences.map(lambda o: DoesNotOccur(no_event=o.event, **_facets(o)))
states = st.builds(
    lambda o, during: Holds(state=o.event, during=during, **_facets(o)),
    occurrences,
    st.sampled_from(["throughout", "sometime", "at_end"]),
)
levels = st.integers(0, 4).map(float)
quantities = st.one_of(
    levels.map(lambda bound: Reaches(reaches="price", at_least=bound)),
    levels.map(lambda bound: Range(range="price", at_most=bound)),
    levels.map(lambda bound: Range(range="price", measure="change", at_least=bound)),
)
simple = st.one_of(
    occurrences, absences, states, quantities, st.just(Judged(judged="It is fierce."))
)


def _facets(proposition: Occurs) -> dict[str, Any]:
    return {name: getattr(proposition, name) for name in ("place", "actor", "new")}


def _wholes(parts: st.SearchStrategy[Proposition]) -> st.SearchStrategy[Proposition]:
    some = st.lists(parts, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        some.map(lambda inner: AllOf(all_of=inner)),
        some.map(lambda inner: AnyOf(any_of=inner)),
        some.map(lambda inner: AtLeast(at_least=(len(inner) + 1) // 2, of=inner)),
    )


propositions: st.SearchStrategy[Proposition] = st.recursive(simple, _wholes, max_leaves=4)


@st.composite
def windows(draw: st.DrawFn) -> dict[str, str]:
    """A narrow reading inside a wide one."""
    wide = draw(spans())
    first, last = (date.fromisoformat(day) for day in wide.split("/"))
    start = first + timedelta(days=draw(st.integers(0, (last - first).days)))
    return {"narrow": f"{start}/{last}", "wide": wide, "reason": "as drawn"}


@st.composite
def some_forecasts(
    draw: st.DrawFn, id: str = "foretold", expects: st.SearchStrategy[Proposition] = propositions
) -> Forecast:
    """A forecast of anything, now and then under a condition."""
    given = st.fixed_dictionaries(
        {
            "words": st.just("if so"),
            "kind": st.sampled_from(ConditionKind),
            "expects": simple,
        }
    )
    return forecast(
        id,
        said=draw(st.sampled_from(["2023-01-01", "2023-01-09", "2023-01-01/2023-01-09"])),
        window=draw(windows()),
        expects=draw(expects),
        given=draw(st.one_of(st.none(), st.none(), given)),
    )


@st.composite
def rulings(draw: st.DrawFn, id: str) -> Ruling:
    """Any decision on the forecast, signed on some day of 2023."""
    outcome = draw(st.sampled_from(RuledOutcome))
    truth = sorted(draw(st.tuples(degrees, degrees)))
    return ruling(
        id,
        date=str(draw(dates_of_2023)),
        outcome=outcome,
        truth=tuple(truth) if outcome == RuledOutcome.PARTLY else None,
    )


@st.composite
def prices(draw: st.DrawFn) -> tuple[Point, ...]:
    """A series with a correction here and there."""
    rows = draw(st.lists(st.tuples(dates_of_2023, st.integers(0, 30), levels), max_size=8))
    found = {(day, day + timedelta(days=lag)): value for day, lag, value in rows}
    return tuple(Point(day, known, value) for (day, known), value in found.items())


@st.composite
def worlds(
    draw: st.DrawFn, expects: st.SearchStrategy[Proposition] = propositions, ruled: bool = False
) -> Ledger:
    """A small ledger with one forecast, `foretold`."""
    numbers = st.integers(0, 4).map(range)
    return ledger(
        draw(some_forecasts(expects=expects)),
        events=[draw(some_events(f"event-{n}")) for n in draw(numbers)],
        covered=[draw(some_coverage(f"coverage-{n}")) for n in draw(numbers)],
        rulings=[draw(rulings(f"ruling-{n}")) for n in draw(numbers)] if ruled else [],
        series={"price": draw(prices())},
    )


as_ofs = st.integers(10, 400).map(lambda n: FIRST + timedelta(days=n))
