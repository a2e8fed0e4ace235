"""How true each kind of proposition is inside a window."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pydantic import ValidationError

from tests.depth import each
from tests.worlds import (
    COVERED,
    FEBRUARY,
    MONTHLY,
    OFFENSIVE,
    answered,
    coverage,
    days,
    event,
    known,
    ledger,
    points,
    rules,
)
from verifier.model.days import Days
from verifier.model.ledger import Ledger
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
    Unscorable,
    WhyUnscorable,
)
from verifier.model.verdict import Pending, Truth
from verifier.resolve.propositions import answer, combine
from verifier.rules import FacetRule, FacetRules

OPEN = Truth.undecided(Pending.WINDOW_OPEN)
UNCOVERED = Truth.undecided(Pending.NOT_COVERED)
UNSHOWN = Truth.undecided(Pending.CLOSED_WITHOUT_EVIDENCE)
DURING = date(2023, 2, 22)
FLOOD = Occurs(event="flood")


def _graded(*truths: tuple[str, tuple[float, float]]) -> FacetRules:
    """The default rules of facets behind rules that grade what happened in a place."""
    first = [
        FacetRule.model_validate(
            {"id": f"graded-{n}", "when": {"where": [w]}, "counts": "partly", "truth": t}
            | {"because": "A part of it."}
        )
        for n, (w, t) in enumerate(truths)
    ]
    return FacetRules(version=1, rules=(*first, *rules().facets.rules))


# --- an event occurs, or does not


def test_an_event_inside_the_window_settles_at_once() -> None:
    """True on the day it is known, though the window is open and nothing is covered."""
    found = answered(OFFENSIVE, ledger(events=[event()]), as_of=DURING)
    assert found.truth == Truth.true()
    assert (found.applies, found.began) == (True, days("2023-02-20"))
    assert (found.rules, found.deciding) == (("event-in-window",), ("offensive-2023",))
    assert [c.placed for c in found.candidates] == ["inside"]


def test_absence_waits_for_the_window_then_needs_coverage() -> None:
    """Open while the window is, then not covered, false only under coverage."""
    assert answered(OFFENSIVE, ledger(covered=[coverage()]), as_of=DURING).truth == OPEN
    assert answered(OFFENSIVE, ledger()).truth == UNCOVERED
    found = answered(OFFENSIVE, ledger(covered=[coverage()]))
    assert (found.truth, found.rules) == (Truth.false(), ("absent-under-coverage",))
    assert [used.coverage for used in found.coverage] == ["all-2023"]


def test_an_event_after_the_window_is_late_and_not_inside() -> None:
    """False under coverage, and yet the day is told."""
    world = ledger(events=[event(began="2023-03-09", known="2023-03-10")], covered=[coverage()])
    found = answered(OFFENSIVE, world)
    assert (found.truth, found.began) == (Truth.false(), days("2023-03-09"))
    assert [c.placed for c in found.candidates] == ["outside"]


def test_an_event_before_the_words_were_said_is_past() -> None:
    """What had surely begun before is no candidate; what perhaps had not, is."""
    world = ledger(events=[event(began="2023-01-05/2023-01-08")], covered=[coverage()])
    assert answered(OFFENSIVE, world).candidates == ()
    world = ledger(events=[event(began="2023-01-05/2023-01-09")], covered=[coverage()])
    assert len(answered(OFFENSIVE, world).candidates) == 1
    endless = answer(OFFENSIVE, FEBRUARY, Days(None, date(2023, 1, 10)), known(world))
    assert len(endless.candidates) == 1


def test_an_event_perhaps_in_the_window_is_disputed() -> None:
    """Days on both sides of the edge, or a contested kind inside it: either, once it is over."""
    astride = event(began="2023-02-27/2023-03-02")
    found = answered(OFFENSIVE, ledger(events=[astride], covered=[coverage()]))
    assert (found.truth, found.rules) == (Truth.disputed(), ("event-perhaps-in-window",))
    assert found.candidates[0].placed == "partly"
    contested = event(kinds=("attack",), disputed_kinds=("offensive",))
    assert answered(OFFENSIVE, ledger(events=[contested])).truth == Truth.disputed()


def test_a_facet_unknown_leaves_it_undecided() -> None:
    """An offensive of which no place is recorded neither shows nor denies one in the north."""
    world = ledger(events=[event(places=())], covered=[coverage()])
    found = answered(Occurs(event="offensive", place="north"), world)
    assert (found.truth, found.rules) == (UNSHOWN, ("facet-unknown",))
    assert found.deciding == ("offensive-2023",)


def test_not_occurring_is_the_complement_without_a_day() -> None:
    """What is false of the event is true of its absence; no schedule applies."""
    absent = DoesNotOccur(no_event="offensive")
    assert answered(absent, ledger(covered=[coverage()])).truth == Truth.true()
    found = answered(absent, ledger(events=[event()]))
    assert (found.truth, found.applies, found.began) == (Truth.false(), False, None)
    assert found.deciding == ("offensive-2023",)


def test_a_graded_match_is_partly_true() -> None:
    """Of several grades the better bounds count; a sure match beside them is better still."""
    graded = replace(rules(), facets=_graded(("different", (0.2, 0.4)), ("unknown", (0.3, 0.3))))
    north = Occurs(event="offensive", place="north")
    south, nowhere = event("south", places=("south",)), event("nowhere", places=())

    def truth(*events: object) -> Truth:
        world = replace(known(ledger(events=events)), rules=graded)  # type: ignore[arg-type]
        return answer(north, FEBRUARY, FEBRUARY, world).truth

    assert truth(south) == Truth.partly(0.2, 0.4)
    assert truth(south, nowhere) == Truth.partly(0.3, 0.4)
    assert truth(south, nowhere, event()) == Truth.true()
    astride = event("astride", places=("south",), began="2023-02-27/2023-03-02")
    assert truth(astride) == Truth.partly(0.0, 0.4)
    perhaps = event("perhaps", began="2023-02-27/2023-03-02")
    assert truth(south, perhaps) == Truth.partly(0.2, 1.0)


# --- a state holds


def _state(began: str, ended: str | None = None, **more: object) -> Ledger:
    return ledger(
        events=[event("state", kinds=("flood",), began=began, ended=ended, **more)],
        covered=[coverage(of=[{"kind": "flood"}])],
    )


@each(
    "began ended throughout sometime at_end",
    [
        ("2023-01-01", "2023-03-01", 1, 1, 1),
        ("2023-01-01", None, 1, 1, 1),
        ("2023-02-10", "2023-02-15", 0, 1, 0),
        ("2023-02-10", None, 0, 1, 1),
        ("2023-01-20/2023-02-03", None, None, 1, 1),
        ("2023-01-01", "2023-02-20/2023-03-05", None, 1, None),
        ("2023-02-20/2023-03-05", None, 0, None, None),
        ("2023-02-01/2023-02-20", "2023-02-10/2023-02-25", 0, None, 0),
        ("2023-01-01", "2023-01-20", 0, 0, 0),
        ("2023-03-02", None, 0, 0, 0),
    ],
)
def test_a_state_holds_as_asked(
    began: str, ended: str | None, throughout: int, sometime: int, at_end: int
) -> None:
    """1 where it surely held on the days asked for, None where perhaps, 0 where not."""
    expected = {1: Truth.true(), 0: Truth.false(), None: Truth.disputed()}
    for during, wanted in (
        ("throughout", throughout),
        ("sometime", sometime),
        ("at_end", at_end),
    ):
        state = Holds.model_validate({"state": "flood", "during": during})
        assert answered(state, _state(began, ended)).truth == expected[wanted], during


def test_a_state_recorded_elsewhere_shows_no_absence() -> None:
    """A flood that ended before the window says nothing of the window; coverage does."""
    before = event("state", kinds=("flood",), began="2022-01", ended="2022-03")
    for during in ("throughout", "sometime", "at_end"):
        state = Holds.model_validate({"state": "flood", "during": during})
        assert answered(state, ledger(events=[before])).truth == UNCOVERED
        assert answered(state, ledger()).truth == UNCOVERED


def test_a_state_that_ended_inside_the_window_did_not_hold_throughout() -> None:
    """The record of its end is evidence by itself."""
    ended = event("state", kinds=("flood",), began="2022-01", ended="2023-02-10")
    assert answered(Holds(state="flood"), ledger(events=[ended])).truth == Truth.false()


def test_a_state_of_a_facet_unknown_is_undecided() -> None:
    """A flood of which no place is recorded may have been here."""
    found = answered(Holds(state="flood", place="town"), _state("2023-01-01", places=()))
    assert (found.truth, found.rules) == (UNSHOWN, ("facet-unknown",))


def test_a_contested_state_is_disputed() -> None:
    """Held through the window by a kind that sources dispute."""
    world = ledger(events=[event(kinds=("attack",), disputed_kinds=("flood",), began="2023-01-01")])
    assert answered(Holds(state="flood"), world).truth == Truth.disputed()


def test_a_graded_state_is_partly_true() -> None:
    """The grade of the rule that fits is the truth."""
    graded = replace(rules(), facets=_graded(("different", (0.2, 0.4))))
    world = replace(known(_state("2023-01-01", places=("south",))), rules=graded)
    found = answer(Holds(state="flood", place="town"), FEBRUARY, FEBRUARY, world)
    assert found.truth == Truth.partly(0.2, 0.4)


def test_a_state_settles_early_only_where_once_is_enough() -> None:
    """In the midst of the window a flood has held at some time of it, and not yet all through."""
    world = _state("2023-02-10", known="2023-02-11")
    sometime = Holds(state="flood", during="sometime")
    assert answered(sometime, world, as_of=DURING).truth == Truth.true()
    assert answered(Holds(state="flood"), world, as_of=DURING).truth == OPEN
    assert answered(sometime, ledger(), as_of=DURING).truth == OPEN


def test_no_state_has_held_in_days_to_come() -> None:
    """A state without an end says nothing of a window that has not begun."""
    sometime = Holds(state="flood", during="sometime")
    world = _state("2023-01-01", known="2023-01-02")
    assert answered(sometime, world, as_of=date(2023, 1, 20)).truth == OPEN
    at_end = Holds(state="flood", during="at_end")
    assert answered(at_end, world, window=Days(date(2023, 2, 1), None)).truth == OPEN


# --- a quantity


RISING = points(("2023-01-15", 1.0), ("2023-02-10", 2.0), ("2023-03-10", 3.0))
TWO = Reaches(reaches="price", at_least=2)


def test_the_first_day_beyond_the_threshold_settles() -> None:
    """Two or more is first reached on 10 February, and known that day."""
    world = ledger(series={"price": RISING})
    found = answered(TWO, world, as_of=date(2023, 2, 10))
    assert (found.truth, found.began, found.applies) == (Truth.true(), days("2023-02-10"), True)
    assert answered(TWO, world, as_of=date(2023, 2, 9)).truth == OPEN


def test_a_fall_is_reached_from_above() -> None:
    """`at_most` is reached by the first value as low."""
    found = answered(Reaches(reaches="price", at_most=2), ledger(series={"price": RISING}))
    assert (found.truth, found.began) == (Truth.true(), days("2023-02-10"))


@each(
    "bounds truth",
    [
        ({"above": 2}, Truth.false()),
        ({"above": 1.9}, Truth.true()),
        ({"below": 2}, Truth.false()),
        ({"below": 2.1}, Truth.true()),
    ],
)
def test_above_and_below_exclude_the_number_itself(bounds: dict[str, float], truth: Truth) -> None:
    """2.0 is the one value of February: on some day of it, and on its last."""
    world = ledger(series={"price": RISING}, declared=MONTHLY)
    reaches = Reaches.model_validate({"reaches": "price", **bounds})
    level = Range.model_validate({"range": "price", **bounds})
    assert answered(reaches, world).truth == answered(level, world).truth == truth


def test_what_is_reached_has_one_bound() -> None:
    """Two are a range, in which something stays."""
    with pytest.raises(ValidationError, match="one of at_least, above, at_most and below"):
        Reaches(reaches="price", at_least=1, below=2)


def test_a_threshold_not_reached_is_false_only_where_no_value_is_missing() -> None:
    """A value of every month, or every change on record: false, and late when it is reached."""
    three = Reaches(reaches="price", at_least=3)
    for declared in (COVERED, MONTHLY):
        found = answered(three, ledger(series={"price": RISING}, declared=declared))
        assert (found.truth, found.began) == (Truth.false(), days("2023-03-10"))
        assert found.rules == ("series-did-not-cross",)
    nine = Reaches(reaches="price", at_least=9)
    for declared, rows in (
        ({}, RISING),
        ({"step": "day"}, RISING),
        (MONTHLY, RISING[::2]),
        (COVERED, RISING[1:]),
        (COVERED, ()),
        ({"step": "irregular", "covers": "2023-01-01/2023-02-27"}, RISING),
    ):
        world = ledger(series={"price": rows}, declared=declared)
        found = answered(nine, world)
        assert (found.truth, found.rules) == (UNCOVERED, ("series-lacks",))


def test_what_was_reached_before_the_words_were_said_is_past() -> None:
    """A value of 2007 is not an early fulfilment of what was said in 2023."""
    series = points(("2007-01-01", 9.0), ("2023-01-15", 1.0), ("2023-03-10", 1.0))
    found = answered(TWO, ledger(series={"price": series}))
    assert (found.truth, found.began) == (Truth.false(), None)


def test_a_series_never_spans_a_window_without_an_end() -> None:
    """It stays open."""
    world = ledger(series={"price": RISING})
    nine = Reaches(reaches="price", at_least=9)
    assert answered(nine, world, window=Days(date(2023, 2, 1), None)).truth == OPEN
    assert answered(nine, world, window=Days(None, date(2023, 3, 1))).truth == UNCOVERED


def test_before_a_correction_was_known_the_earlier_value_decides() -> None:
    """2.1 was published for 10 February and corrected to 1.9 in May: true before, false since."""
    series = points(
        ("2023-01-15", 1.0),
        ("2023-02-10", 1.9, "2023-05-02"),
        ("2023-02-10", 2.1, "2023-02-12"),
        ("2023-03-10", 1.5),
    )
    for order in (series, series[::-1]):
        world = ledger(series={"price": order})
        assert answered(TWO, world, as_of=date(2023, 5, 1)).truth == Truth.true()
        assert answered(TWO, world, as_of=date(2023, 5, 2)).truth == Truth.false()


def test_a_value_announced_for_a_day_to_come_is_none_yet() -> None:
    """A rate decided on 8 February for 10 February is reached on the 10th."""
    world = ledger(series={"price": points(("2023-02-10", 2.0, "2023-02-08"))})
    assert answered(TWO, world, as_of=date(2023, 2, 9)).truth == OPEN
    assert answered(TWO, world, as_of=date(2023, 2, 10)).truth == Truth.true()


@each(
    "bounds measure truth",
    [
        ({"at_least": 2.0, "at_most": 2.0}, "level", Truth.true()),
        ({"at_least": 2.1}, "level", Truth.false()),
        ({"at_most": 1.9}, "level", Truth.false()),
        ({"at_least": 1.0, "at_most": 1.0}, "change", Truth.true()),
        ({"at_least": 1.1}, "change", Truth.false()),
    ],
)
def test_a_range_is_of_the_level_at_the_end_or_of_the_change(
    bounds: dict[str, float], measure: str, truth: Truth
) -> None:
    """On 28 February the price is 2, on 1 February it was 1."""
    asked = Range.model_validate({"range": "price", "measure": measure, **bounds})
    found = answered(asked, ledger(series={"price": RISING}))
    assert (found.truth, found.applies) == (truth, False)


def test_a_change_is_computed_on_the_numbers_as_written() -> None:
    """0.3 - 0.1 is 0.2, though not in binary fractions."""
    assert 0.3 - 0.1 != 0.2
    world = ledger(series={"price": points(("2023-02-01", 0.1), ("2023-02-28", 0.3))})
    asked = Range(range="price", measure="change", at_least=0.2, at_most=0.2)
    assert answered(asked, world).truth == Truth.true()


def test_a_range_waits_for_the_end_and_for_the_series() -> None:
    """Open in the window; undecided where its end, or for a change its beginning, lacks a value."""
    asked = Range(range="price", at_least=2)
    assert answered(asked, ledger(series={"price": RISING}), as_of=DURING).truth == OPEN
    change = Range(range="price", measure="change", at_least=1)
    for declared, rows, wanted in (
        ({}, RISING, asked),
        (MONTHLY, RISING[::2], asked),
        (MONTHLY, RISING[1:], change),
        (COVERED, RISING[2:], asked),
        (COVERED, RISING[1:], change),
    ):
        world = ledger(series={"price": rows}, declared=declared)
        assert answered(wanted, world).truth == UNCOVERED


# --- judged, unscorable, and parts


def test_only_a_ruling_settles_what_is_judged() -> None:
    """Open while the window is, afterwards closed without evidence."""
    for asked in (
        Judged(judged="It is fierce."),
        Unscorable(unscorable=WhyUnscorable.NO_THRESHOLD),
    ):
        assert answered(asked, ledger(), as_of=DURING).truth == OPEN
        assert answered(asked, ledger()).truth == UNSHOWN


BOTH = ledger(
    events=[
        event(),
        event("flooded", kinds=("flood",), began="2023-02-05/2023-02-06", known="2023-02-07"),
    ],
    covered=[coverage(), coverage("floods", of=[{"kind": "flood"}])],
)


def test_all_of_is_settled_by_the_last_to_succeed() -> None:
    """Flood on the 5th or 6th, offensive on the 20th: all of it on the 20th."""
    both = AllOf(all_of=(OFFENSIVE, FLOOD))
    assert answered(both, BOTH, as_of=date(2023, 2, 10)).truth == OPEN
    found = answered(both, BOTH)
    assert (found.truth, found.began) == (Truth.true(), days("2023-02-20"))
    assert found.deciding == ("offensive-2023", "flooded")


def test_all_of_is_settled_by_the_first_to_fail() -> None:
    """A flood on the 5th ends "an offensive and no flood" while the window is open."""
    both = AllOf(all_of=(OFFENSIVE, DoesNotOccur(no_event="flood")))
    assert answered(both, BOTH, as_of=date(2023, 2, 10)).truth == Truth.false()


def test_any_of_is_settled_by_the_first_to_succeed() -> None:
    """The flood is enough; the day is that of the one nearest to the window's beginning."""
    either = AnyOf(any_of=(OFFENSIVE, FLOOD))
    found = answered(either, BOTH, as_of=date(2023, 2, 10))
    assert (found.truth, found.began) == (Truth.true(), days("2023-02-05/2023-02-06"))


def test_at_least_two_of_three() -> None:
    """Two that happened are enough, whatever a ruling says of the third."""
    parts = (OFFENSIVE, Judged(judged="It is fierce."), FLOOD)
    found = answered(AtLeast(at_least=2, of=parts), BOTH)
    assert (found.truth, found.began) == (Truth.true(), days("2023-02-20"))
    assert answered(AtLeast(at_least=3, of=parts), BOTH).truth == UNSHOWN


def test_an_absence_among_the_parts_has_no_day_to_wait_for() -> None:
    """An offensive and no invasion: on time on the day of the offensive."""
    world = ledger(events=[event()], covered=[coverage()])
    absent = DoesNotOccur(no_event="invasion")
    found = answered(AllOf(all_of=(OFFENSIVE, absent)), world)
    assert (found.truth, found.applies, found.began) == (Truth.true(), True, days("2023-02-20"))
    found = answered(AnyOf(any_of=(OFFENSIVE, absent)), ledger(covered=[coverage()]))
    assert (found.truth, found.applies, found.began) == (Truth.true(), False, None)
    found = answered(AllOf(all_of=(absent,)), ledger(covered=[coverage()]))
    assert (found.truth, found.applies) == (Truth.true(), False)
    found = answered(AllOf(all_of=(OFFENSIVE, absent)), world, as_of=DURING)
    assert (found.truth, found.applies, found.began) == (OPEN, True, None)


def test_any_of_events_that_none_came_of_waits_for_one() -> None:
    """A schedule applies to it, as to each of its events alone: never, or not yet."""
    either = AnyOf(any_of=(OFFENSIVE, FLOOD))
    covered = ledger(covered=[coverage(of=[{"kind": "attack"}, {"kind": "flood"}])])
    for world, truth in ((covered, Truth.false()), (ledger(), UNCOVERED)):
        found = answered(either, world)
        assert (found.truth, found.applies, found.began) == (truth, True, None)


def test_a_candidate_of_two_parts_is_shown_once() -> None:
    """The same event under the same rule is one line of the trail."""
    found = answered(AllOf(all_of=(OFFENSIVE, OFFENSIVE)), BOTH)
    assert [c.event for c in found.candidates] == ["offensive-2023"]
    assert found.rules == ("event-in-window",)


def test_combining_says_what_is_waited_for() -> None:
    """Of several reasons to wait the most hopeful is told; graded parts give a graded whole."""
    assert combine([UNCOVERED, OPEN], 2) == OPEN
    assert combine([Truth.partly(0.2, 0.4), Truth.true()], 2) == Truth.partly(0.2, 0.4)
    assert combine([Truth.partly(0.2, 0.4), Truth.disputed()], 1) == Truth.partly(0.2, 1.0)
    assert combine([Truth.disputed(), Truth.disputed()], 2) == Truth.disputed()


def test_a_whole_nests() -> None:
    """Either a flood and an offensive, or an invasion: the first."""
    nested: Proposition = AnyOf(any_of=(AllOf(all_of=(FLOOD, OFFENSIVE)), Occurs(event="invasion")))
    assert answered(nested, BOTH).truth == Truth.true()


def test_a_state_that_ended_by_a_day_may_have_ended_at_once() -> None:
    """`ended: ../2023-03-15` names no day up to which the flood surely lasted."""
    days_of_it = {"began": "2023-01-20", "known": "2023-01-21", "ended": "../2023-03-15"}
    world = ledger(events=[event("flooded", kinds=["flood"], actors=[], **days_of_it)])
    held = answered(Holds(state="flood"), world, window=FEBRUARY, as_of=date(2024, 6, 1))
    assert held.truth == Truth.disputed()
