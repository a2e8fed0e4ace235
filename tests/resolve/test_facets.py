"""How an event stands to a proposition, facet by facet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.worlds import FEBRUARY, event, rules
from verifier.model.days import ALWAYS, Days
from verifier.model.outcomes import Event
from verifier.model.proposition import Faceted, Holds, Occurs, Size
from verifier.model.verdict import MAY_COUNT, Counts
from verifier.resolve.facets import FEW, EventIndex, Match, Matches, Matching
from verifier.resolve.schedule import nearest
from verifier.rules import Rules
from verifier.vocabulary import Term, Vocabulary


def _was_over(began: Days, since: Days) -> bool:
    """Whether the last possible day lay before the days `since`."""
    return began.until is not None and since.start is not None and began.until <= since.start


def matched(proposition: Faceted, happened: Event, by: Rules) -> Match:
    """How an event stands to a proposition."""
    return Matching(proposition, by).match(happened)


def _facet(name: str, asked: dict[str, Any], **happened: Any) -> str:
    proposition = Occurs.model_validate({"event": "offensive", **asked})
    return matched(proposition, event(**happened), rules()).facets[name].value


@pytest.mark.parametrize(
    ("kinds", "disputed", "relation"),
    [
        (("offensive",), (), "matched"),
        (("invasion",), (), "narrower"),
        (("attack",), (), "broader"),
        (("flood",), (), "different"),
        (("flood", "invasion"), (), "narrower"),
        (("attack",), ("invasion",), "contested"),
        (("attack",), ("flood",), "broader"),
        (("offensive",), ("flood",), "matched"),
    ],
)
def test_what_it_was(kinds: tuple[str, ...], disputed: tuple[str, ...], relation: str) -> None:
    """The best of its kinds counts; a disputed kind counts only where it would be enough."""
    assert _facet("what", {}, kinds=kinds, disputed_kinds=disputed) == relation


@pytest.mark.parametrize(
    ("asked", "happened", "relation"),
    [
        (None, (), "matched"),
        ("north", ("north",), "matched"),
        ("north", ("town",), "narrower"),
        ("north", ("land",), "broader"),
        ("north", ("south",), "different"),
        ("north", ("south", "town"), "narrower"),
        ("north", (), "unknown"),
    ],
)
def test_where_it_was(asked: str | None, happened: tuple[str, ...], relation: str) -> None:
    """A part of the place is in it; what no place is recorded of is unknown; unasked is matched."""
    assert _facet("where", {"place": asked}, places=happened) == relation


def test_who_did_it() -> None:
    """An act of the guard is one of the reds, and the other way round it is unclear."""
    assert _facet("who", {"actor": "reds"}, actors=("red-guard",)) == "narrower"
    assert _facet("who", {"actor": "red-guard"}, actors=("reds",)) == "broader"
    assert _facet("who", {"actor": "blues"}, actors=("reds",)) == "different"


@pytest.mark.parametrize(
    ("asked", "measured", "relation"),
    [
        ({"at_least": 100}, [(100, 100)], "matched"),
        ({"at_least": 100}, [(99, 99)], "different"),
        ({"at_least": 100}, [(90, 110)], "contested"),
        ({"at_least": 100}, [(100, None)], "matched"),
        ({"at_least": 100}, [(None, 120)], "contested"),
        ({"at_most": 100}, [(101, 200)], "different"),
        ({"at_most": 100}, [(None, 100)], "matched"),
        ({"at_least": 100}, [(90, 95), (100, 120)], "contested"),
        ({"at_least": 100}, [], "unknown"),
    ],
)
def test_how_much_it_was(
    asked: dict[str, float], measured: list[tuple[float | None, float | None]], relation: str
) -> None:
    """Figures on both sides of the bound leave it contested; no figure leaves it unknown."""
    magnitudes = [
        {"name": "men", "at_least": low, "at_most": high, "unit": "men", "kind": "estimate"}
        for low, high in measured
    ]
    magnitudes.append({"name": "tanks", "at_least": 1, "unit": "tanks", "kind": "estimate"})
    size = Size.model_validate({"magnitude": "men", **asked})
    assert _facet("how_much", {"size": size}, magnitudes=magnitudes) == relation


@pytest.mark.parametrize(
    ("asked", "recorded", "relation"),
    [
        (None, None, "matched"),
        (True, None, "unknown"),
        (True, "disputed", "contested"),
        (True, "yes", "matched"),
        (True, "no", "different"),
        (False, "no", "matched"),
    ],
)
def test_whether_it_was_new(asked: bool | None, recorded: str | None, relation: str) -> None:
    """What is not asked for is matched; what is not recorded is unknown."""
    assert _facet("new", {"new": asked}, new=recorded) == relation


def test_a_routine_attack_never_settles_an_offensive() -> None:
    """The broader kind does not count, and the trail says by which rule."""
    found = matched(Occurs(event="offensive"), event(kinds=("attack",)), rules())
    assert (found.rule.id, found.rule.counts) == ("broader-kind", Counts.NO)


def test_the_index_finds_what_could_be_meant_and_nothing_else() -> None:
    """Narrower kinds, disputed ones and those recorded too broadly; no others, and in order."""
    events = [
        event("a-flood", kinds=("flood",)),
        event("b-attack", kinds=("attack",)),
        event("c-invasion", kinds=("invasion",)),
        event("d-perhaps", kinds=("flood",), disputed_kinds=("offensive",)),
        event("e-offensive"),
        event("f-perhaps-attack", kinds=("flood",), disputed_kinds=("attack",)),
    ]
    index = EventIndex(events, rules())
    ids = [found.id for found in index.about("offensive")]
    assert ids == ["c-invasion", "d-perhaps", "e-offensive", "b-attack"]
    assert [found.id for found in index.about("flood")] == [
        "a-flood",
        "d-perhaps",
        "f-perhaps-attack",
    ]
    assert index.about("unheard-of") == []


def test_of_what_came_at_other_times_the_nearest_few_are_named() -> None:
    """Twenty offensives from 5 March, one a day: those next to February, and how many more."""
    asked = Occurs(event="offensive", place="north")
    events = [event(f"e{day:02}", began=f"2023-03-{day:02}") for day in range(5, 25)]
    near = Matches(matched(asked, each, rules()) for each in events).near(FEBRUARY)
    assert [m.event.id for m in near.counting] == [e.id for e in events[:FEW]]
    assert near.more == len(events) - FEW


def test_what_neither_counts_nor_meets_the_window_is_no_near_miss() -> None:
    """An offensive here counts on any day; one in the south only shows where it meets the window.

    In order of their days, and those that may count first.
    """
    asked = Occurs(event="offensive", place="north")
    events = [
        event("there-then", places=("south",), began="2023-02-10"),
        event("there-since-long", places=("south",), began="../2023-02-03"),
        event("there-later", places=("south",), began="2023-04-10"),
        event("there-before", places=("south",), began="2022-12-10/2022-12-20"),
        event("here-later", began="2023-04-10"),
        event("here-before", began="2022-12-10"),
        event("somewhere", places=(), began="2022-12-10"),
    ]

    def near(window: Days, *left_out: str) -> list[str]:
        found = (matched(asked, e, rules()) for e in events if e.id not in left_out)
        return [m.event.id for m in Matches(found).near(window).looked_at]

    counting = ["here-before", "somewhere", "here-later"]
    assert near(FEBRUARY) == [*counting, "there-since-long", "there-then"]
    assert near(FEBRUARY, "there-since-long") == [*counting, "there-then"]
    assert near(Days(date(2023, 3, 1), None)) == [*counting, "there-later"]
    assert near(Days(None, date(2023, 1, 1))) == [*counting, "there-since-long", "there-before"]
    assert near(Days(date.min, date(2023, 1, 1)), "there-since-long") == [*counting, "there-before"]
    assert len(near(ALWAYS)) == len(counting) + FEW


def test_a_state_spans_the_days_on_which_it_may_have_held() -> None:
    """From the first day on which it may have begun to the last on which it may have ended."""
    state = event(kinds=("flood",), began="2023-01-05/2023-01-09", ended="2023-02-01/2023-02-03")
    found = matched(Holds(state="flood"), state, rules())
    assert found.span == Days(date(2023, 1, 5), date(2023, 2, 4))
    assert matched(Holds(state="flood"), event(), rules()).span.until is None
    assert matched(Occurs(event="flood"), state, rules()).span == state.began.days


days = st.dates(date(2023, 1, 1), date(2023, 3, 1))
spans = st.tuples(days, days).map(sorted)


beginnings = spans.flatmap(
    lambda span: st.sampled_from([f"{span[0]}/{span[1]}", f"{span[0]}", f"../{span[1]}"])
)


@given(
    st.lists(
        st.tuples(beginnings, st.sampled_from(["town", "land", "south", ""]), st.booleans()),
        max_size=40,
    ),
    st.tuples(st.none() | days, st.none() | days),
    st.none() | days,
)
def test_the_nearest_are_named_and_the_others_counted(
    held: list[tuple[str, str, bool]], ends: tuple[date | None, date | None], said: date | None
) -> None:
    """As looking at each event would have it; those that miss on fewer facets are nearer.

    Of what may count nothing that meets the window is left out, nor what lies nearest to it.
    """
    asked = Occurs(event="offensive", actor="reds", place="north")
    events = [
        event(
            f"e{n:02}",
            places=(place,) if place else (),
            actors=("reds",) if alike else ("blues",),
            began=began,
        )
        for n, (began, place, alike) in enumerate(held)
    ]
    start, last = ends
    if start is not None and last is not None and last < start:
        start, last = last, start
    inside = Days(start, None if last is None else last + timedelta(days=1))
    matches = [matched(asked, one, rules()) for one in events]
    since = Days(said, None)
    near = Matches(matches).near(inside, since)
    current = [m for m in matches if not _was_over(m.span, since)]
    misses = [m for m in current if m.rule.counts == Counts.NO and m.span.overlaps(inside)]
    named = near.misses
    assert all(m in misses for m in named)
    assert len(named) == min(len(misses), FEW)
    furthest = max((m.misses for m in named), default=0)
    assert all(m.misses >= furthest for m in misses if m not in named)
    counting = [m for m in current if m.rule.counts != Counts.NO]
    left = [m for m in counting if m not in near.counting]
    assert len(near.counting) + len(left) == len(counting)
    assert near.more == len(misses) - len(named) + len(left)
    assert not any(m.span.overlaps(inside) for m in left)
    for counts in ({Counts.YES}, set(MAY_COUNT)):
        found = nearest((m.span for m in counting if m.rule.counts in counts), inside)
        told = nearest((m.span for m in near.counting if m.rule.counts in counts), inside)
        assert told == found
        assert all(m.span != found for m in left if m.rule.counts in counts)


@pytest.mark.parametrize("said", [None, date(2023, 2, 1), date(2023, 5, 1)])
@pytest.mark.parametrize(
    "window",
    [
        Days(date(2023, 3, 1), None),
        Days(None, date(2023, 3, 20)),
        Days(None, None),
        Days(date(2023, 3, 1), date(2023, 4, 1)),
    ],
)
def test_near_misses_are_counted_in_windows_without_an_end(window: Days, said: date | None) -> None:
    """Twenty of a day in March and twenty of the whole year, by looking at each of them."""
    asked = Occurs(event="offensive", actor="reds", place="north")
    began = [f"2023-03-{day:02}" for day in range(5, 25)] + ["2023-01-01/2023-12-31"] * 20
    matches = [
        matched(asked, event(f"e{n:02}", places=("south",), began=days), rules())
        for n, days in enumerate(began)
    ]
    since = Days(said, None)
    near = Matches(matches).near(window, since)
    meeting = [m for m in matches if m.span.overlaps(window) and not _was_over(m.span, since)]
    assert len(near.misses) == FEW
    assert near.more == len(meeting) - FEW


@pytest.mark.parametrize(
    ("asked", "happened", "relation"),
    [("land", "land", "matched"), ("land", "town", "different"), ("town", "land", "broader")],
)
def test_a_part_is_not_the_whole(asked: str, happened: str, relation: str) -> None:
    """Control of a town is not that of the land in which it lies, nor shown by that of the land."""
    base = rules()
    seizure = Term(id="seizure", name="seizure", whole=True)
    events = Vocabulary.of("events", [*base.events.terms.values(), seizure])
    proposition = Occurs.model_validate({"event": "seizure", "place": asked})
    found = matched(
        proposition, event(kinds=("seizure",), places=(happened,)), replace(base, events=events)
    )
    assert found.facets["where"].value == relation
