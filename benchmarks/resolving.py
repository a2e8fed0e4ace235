"""How resolving grows: `python benchmarks/resolving.py [--forecasts 100000] [--events 10000]`.

Four tables, on made-up ledgers. Each prints processor time per forecast and its ratio to the
first line of the same run, which is what to look at: the times are those of the machine.

- More forecasts against all the events: growth is linear where the ratio does not rise. It falls
  at first, since the events are indexed once for all forecasts.
- More events of kinds that no forecast asks for: an index keeps the ratio near 1.
- More events of the kinds asked for, but elsewhere: what lies outside the window is passed over by
  its day; of what lies inside, a near miss, a few are named and the others counted.
- More events of just what is asked for, but years before: the nearest are named.
"""

from __future__ import annotations

import argparse
import gc
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from time import process_time

from verifier.api import shipped_rules
from verifier.model.edtf import Dated
from verifier.model.evidence import Evidence
from verifier.model.forecasts import Forecast, Source, SourceFile
from verifier.model.ledger import Ledger
from verifier.model.outcomes import Coverage, Event
from verifier.model.proposition import Occurs
from verifier.resolve import resolve
from verifier.resolve.knowledge import Knowledge
from verifier.rules import Rules
from verifier.vocabulary import Term, Vocabulary

FIRST = date(2023, 1, 1)
AS_OF = date(2025, 1, 1)
KINDS = 500
PHRASES = ("in March", "by mid-June", "within two weeks", "by the end of the year", "soon")


def rules() -> Rules:
    """The default rules over a vocabulary of 500 kinds, ten of them under each broader one."""
    kinds = [
        Term(id=f"kind-{n}", name=f"kind {n}", broader=(f"family-{n // 10}",)) for n in range(KINDS)
    ]
    families = [Term(id=f"family-{n}", name=f"family {n}") for n in range(KINDS // 10)]
    places = [Term(id=id, name=id) for id in ("here", "elsewhere")]
    return replace(
        shipped_rules(),
        events=Vocabulary.of("events", kinds + families),
        places=Vocabulary.of("places", places),
    )


def forecasts(count: int, kinds: int) -> Iterator[Forecast]:
    """Forecasts of events of the first `kinds` kinds, said through 2023 in various words."""
    first = Forecast.model_validate(
        {
            "id": "forecast",
            "forecaster": "somebody",
            "said": "2023-01-01",
            "voice": "quotation",
            "quote": "It will happen",
            "claim": "It happens.",
            "expects": {"event": "kind-0"},
            "window": {"phrase": PHRASES[0]},
            "likelihood": {"phrase": "will"},
        }
    )
    assert first.window is not None
    windows = [first.window.model_copy(update={"phrase": phrase}) for phrase in PHRASES]
    days = [Dated.on(FIRST + timedelta(days=n)) for n in range(365)]
    asked = [Occurs(event=f"kind-{n}", place="here") for n in range(kinds)]
    for n in range(count):
        update = {
            "id": f"forecast-{n}",
            "said": days[n * 7 % 365],
            "expects": asked[n % kinds],
            "window": windows[n % len(windows)],
        }
        yield first.model_copy(update=update)


def events(count: int, kinds: range, place: str, first: date = FIRST) -> Iterator[Event]:
    """Events of these kinds, spread over the two years from a day on."""
    evidence = Evidence(publisher="A paper", published=Dated.read("2023-02"), says="It happened.")
    model = Event.model_validate(
        {
            "id": "event",
            "title": "Event",
            "kinds": ["kind-0"],
            "places": [place],
            "began": "2023-01-01",
            "known": "2023-01-01",
            "summary": "It happened.",
            "evidence": [evidence],
        }
    )
    days = [Dated.on(first + timedelta(days=n)) for n in range(700)]
    for n in range(count):
        day = days[n * 11 % 700]
        update = {
            "id": f"event-{first.year}-{kinds.start}-{n:05}",
            "kinds": (f"kind-{kinds[n % len(kinds)]}",),
            "began": day,
            "known": day,
        }
        yield model.model_copy(update=update)


def ledger(forecasts: Iterator[Forecast], events: Iterator[Event]) -> Ledger:
    """One source of all forecasts; the record of each family of events is complete."""
    source = Source(id="paper", publisher="A paper", published=Dated.read("2023-12-31"))
    evidence = Evidence(publisher="A paper", published=Dated.read("2024"), says="All of them.")
    covered = [
        Coverage.model_validate(
            {
                "id": f"family-{n}",
                "of": [{"kind": f"family-{n}"}],
                "during": "2023-01-01/2024-12-31",
                "evidence": [evidence],
            }
        )
        for n in range(KINDS // 10)
    ]
    return Ledger(
        files=(SourceFile.model_construct(source=source, forecasts=tuple(forecasts)),),
        events={event.id: event for event in events},
        coverage={record.id: record for record in covered},
    )


def measure(world: Ledger, by: Rules) -> float:
    """Microseconds of processor time per forecast."""
    _ = world.forecasts, world.source_of, world.default_as_of
    gc.collect()
    start = process_time()
    verdicts = resolve(Knowledge(world, by, AS_OF))
    return (process_time() - start) / len(verdicts) * 1e6


def table(title: str, lines: Iterator[tuple[int, float]]) -> None:
    """Print sizes, times, and ratios to the first line, each as soon as it is measured."""
    print(f"\n{title}\n{'size':>8} {'us/forecast':>12} {'ratio':>6}")
    base = 0.0
    for size, time in lines:
        base = base or time
        print(f"{size:>8} {time:>12.1f} {time / base:>6.2f}", flush=True)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--forecasts", type=int, default=100_000)
    parser.add_argument("--events", type=int, default=10_000)
    options = parser.parse_args()
    by = rules()
    tenths = [options.events // 100, options.events // 10, options.events // 2, options.events]

    def more_forecasts() -> Iterator[tuple[int, float]]:
        for count in (options.forecasts // n for n in (100, 10, 2, 1)):
            known = events(options.events, range(KINDS), "here")
            yield count, measure(ledger(forecasts(count, KINDS), known), by)

    def more_events(kinds: range, place: str, first: date = FIRST) -> Iterator[tuple[int, float]]:
        few = list(events(100, range(10), "here"))
        for count in tenths:
            known = iter([*few, *events(count, kinds, place, first)])
            yield count, measure(ledger(forecasts(options.forecasts // 20, 10), known), by)

    table(f"forecasts against {options.events} events", more_forecasts())
    table("events of kinds that nobody asks for", more_events(range(10, KINDS), "here"))
    table("events of the kinds asked for, but elsewhere", more_events(range(10), "elsewhere"))
    years_before = more_events(range(10), "here", date(2018, 1, 1))
    table("events of what is asked for, but years before", years_before)


if __name__ == "__main__":
    main()
