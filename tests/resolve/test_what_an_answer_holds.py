"""An answer whole: not its truth alone, but what decided it, what was near, and its parts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.worlds import (
    FEBRUARY,
    LATER,
    OFFENSIVE,
    answered,
    coverage,
    days,
    event,
    evidence,
    forecast,
    known,
    ledger,
    points,
    ruling,
    verdict,
)
from verifier.model.proposition import (
    AllOf,
    AnyOf,
    Category,
    Count,
    Holds,
    Judged,
    Occurs,
    Range,
    Reaches,
)
from verifier.model.verdict import Hindsight, Outcome, Pending, Rule, Schedule, Truth
from verifier.resolve.knowledge import gaps_in
from verifier.resolve.series import told


def _count(**bounds: int) -> Count:
    return Count.model_validate({"count": "offensive", "place": "north", **bounds})


@pytest.mark.parametrize(
    ("others", "bounds", "truth"),
    [
        # One for sure and one that may count: one or two.
        ([event("b", places=())], {"at_least": 2}, Truth.disputed()),
        ([event("b", places=())], {"at_most": 1}, Truth.disputed()),
        ([event("b", places=())], {"at_least": 1, "at_most": 2}, Truth.true()),
        # What came after the window, what is no such event, and what was elsewhere counts in none.
        ([event("b", places=(), began="2023-03-20")], {"at_least": 2}, Truth.false()),
        ([event("b", places=("south",))], {"at_least": 2}, Truth.false()),
        ([event("b", kinds=("flood",))], {"at_least": 2}, Truth.false()),
        ([event("b", places=("south",))], {"at_most": 1}, Truth.true()),
        ([], {"at_most": 1}, Truth.true()),
        ([event("b")], {"at_most": 1}, Truth.false()),
        ([event("b")], {"at_least": 1, "at_most": 2}, Truth.true()),
    ],
)
def test_a_count_is_of_what_counts_or_may(
    others: list[Any], bounds: dict[str, int], truth: Truth
) -> None:
    """Offensives in the north in a February of which all is on record; the first is one."""
    world = ledger(events=[event("a"), *others], covered=[coverage()])
    found = answered(_count(**bounds), world)
    assert found.truth == truth
    assert (found.applies, found.began) == (False, None)
    assert [used.coverage for used in found.coverage] == ["all-2023"]


def test_none_at_all_is_a_number() -> None:
    """With nothing on record and all covered, at most none came, and one at least did not."""
    world = ledger(covered=[coverage()])
    assert answered(_count(at_most=1), world).truth == Truth.true()
    assert answered(_count(at_least=1), world).truth == Truth.false()


@pytest.mark.parametrize(
    ("bounds", "deciding"),
    [
        # Two of January were known when it was said: they decide alone where no more is needed.
        ({"at_least": 2}, ("a", "b", "c")),
        ({"at_least": 3}, ("c",)),
        ({"at_most": 1}, ("a", "b", "c")),
        ({"at_most": 2}, ("c",)),
    ],
)
def test_what_had_begun_decides_a_count_where_no_more_was_needed(
    bounds: dict[str, int], deciding: tuple[str, ...]
) -> None:
    """Said on 9 February of January to March: at most two are exceeded by the third alone."""
    world = ledger(
        events=[
            event("a", began="2023-01-10", known="2023-01-11"),
            event("b", began="2023-01-20", known="2023-01-21"),
            event("c"),
        ],
        covered=[coverage()],
    )
    found = answered(_count(**bounds), world, window=days("2023-01/2023-03"), since="2023-02-09")
    assert found.deciding == deciding


def test_a_window_without_a_beginning_counts_from_the_day_said() -> None:
    """By the end of March means from now on: what was over in January is none of the two."""
    world = ledger(events=[event("a", began="2022-01-10", known="2022-01-11"), event("b")])
    for said, truth in (("2023-01-09", Pending.NOT_COVERED), ("2022-01-01", None)):
        found = answered(_count(at_least=2), world, window=days("../2023-03-31"), since=said)
        assert found.truth.pending == truth


def _who(*shares: float) -> Category:
    return Category.model_validate(
        {
            "category": [
                {"expects": {"event": "offensive", **who}, "probability": share}
                for who, share in zip(
                    ({"place": "south"}, {"actor": "reds"}, {"actor": "blues"}), shares, strict=True
                )
            ]
        }
    )


def test_of_options_one_that_came_rules_the_others_out() -> None:
    """The reds', who were not the likeliest: the favourite did not come, because another did."""
    found = answered(_who(0.5, 0.3, 0.2), ledger(events=[event()]))
    assert found.options == (Truth.false(), Truth.true(), Truth.false())
    assert (found.truth, found.rules) == (Truth.false(), (Rule.ANOTHER_CAME,))
    assert (found.applies, found.began) == (True, None)


def test_a_favourite_that_came_names_its_own_rule_and_day() -> None:
    """That of an event in its window."""
    found = answered(_who(0.3, 0.5, 0.2), ledger(events=[event()]))
    assert (found.truth, found.rules) == (Truth.true(), (Rule.EVENT_IN_WINDOW,))
    assert (found.applies, found.began) == (True, days("2023-02-20"))


def test_two_options_on_record_contradict_each_other() -> None:
    """One of the two records is wrong; of the third nothing is told by that."""
    world = ledger(events=[event("a"), event("b", actors=("blues",))])
    found = answered(_who(0.5, 0.3, 0.2), world)
    missing = Truth.undecided(Pending.NOT_COVERED)
    assert found.options == (missing, Truth.disputed(), Truth.disputed())
    assert found.rules == (Rule.NOT_COVERED,)


def test_what_all_parts_rest_on_is_there_once() -> None:
    """Values of both series, the record of coverage, and near misses beside those shown."""
    far = [event(f"e-{n}", places=("south",)) for n in range(9)]
    world = ledger(
        events=far,
        covered=[coverage()],
        series={"rate": points(("2023-02-10", 5.0)), "debt": points(("2023-02-11", 6.0))},
    )
    there = Occurs(event="offensive", place="north")
    asked = AllOf(
        all_of=(
            there,
            there,
            Reaches(reaches="rate", at_least=5),
            Reaches(reaches="debt", at_least=5),
        )
    )
    found = answered(asked, world)
    assert [m.asked.series for m in found.measured] == ["rate", "debt"]
    assert [used.coverage for used in found.coverage] == ["all-2023"]
    assert found.more == 2 * answered(there, world).more > 0


def test_a_state_is_shown_with_what_decided_it() -> None:
    """A flood through February, its record of coverage, and the rule."""
    flood = event("flood", kinds=("flood",), began="2023-01-20", ended="2023-03-10")
    found = answered(Holds(state="flood"), ledger(events=[flood]))
    assert [c.event for c in found.candidates] == ["flood"]
    assert (found.deciding, found.rules) == (("flood",), (Rule.STATE_RECORDED,))
    covered = coverage(of=({"kind": "flood"},))
    found = answered(Holds(state="flood"), ledger(covered=[covered]))
    assert [used.coverage for used in found.coverage] == ["all-2023"]
    early = answered(Holds(state="flood"), ledger(events=[flood]), as_of=date(2023, 1, 30))
    assert early.rules == (Rule.WINDOW_OPEN,)


def test_a_state_that_may_have_ended_as_it_began_surely_held_on_no_day() -> None:
    """Begun by 5 February and ended from the third on: perhaps. From the fifth on: that day."""
    for ended, truth in (
        ("2023-02-03/2023-02-09", Truth.disputed()),
        ("2023-02-05/2023-02-09", Truth.true()),
    ):
        flood = event(kinds=("flood",), began="2023-02-01/2023-02-05", ended=ended)
        asked = Holds(state="flood", during="sometime")
        assert answered(asked, ledger(events=[flood])).truth == truth


def test_the_first_day_beyond_a_threshold_is_when_it_was_crossed() -> None:
    """Of two in the window; nothing measured, nothing is shown."""
    asked = Reaches(reaches="rate", at_least=5)
    rows = points(("2023-01-10", 1.0), ("2023-02-10", 5.0), ("2023-02-12", 6.0))
    world = ledger(series={"rate": rows})
    assert answered(asked, world).began == days("2023-02-10")
    assert answered(asked, ledger(series={"rate": ()})).measured == ()
    rounded = Range(range="rate", at_least=0, at_most=9, measure="average")
    # Nine days of 1, two of 5 and seventeen of 6.
    [shown] = answered(rounded, world).measured
    assert (shown.values, shown.figure) == ((), (9 + 10 + 102) / 28)


def test_a_value_corrected_later_is_the_one_known_first_where_that_is_asked() -> None:
    """Of a day with two values the vintage says which; the days stay in order."""
    rows = points(
        ("2023-02-12", 2.0),
        ("2023-02-10", 3.0),
        ("2023-02-10", 5.0, "2023-02-20"),
        ("2023-01-15", 1.0),
    )
    world = known(ledger(series={"rate": rows}))
    for vintage, values in (("first", [1, 3, 2]), ("latest", [1, 5, 2])):
        asked = Reaches.model_validate({"reaches": "rate", "at_least": 4, "vintage": vintage})
        assert [p.value for p in world.values(asked)] == values
        reached = told(asked, FEBRUARY, FEBRUARY, world).truth
        assert reached == (Truth.true() if vintage == "latest" else Truth.false())


def test_what_was_withdrawn_counts_until_then() -> None:
    """An event and a record of coverage, withdrawn on 1 March: known before, gone after."""
    withdrawn = {"date": "2023-03-01", "what": "It was a mistake."}
    world = ledger(
        events=[event(withdrawn=withdrawn)],
        covered=[coverage(withdrawn=withdrawn, evidence=(evidence("2023-02-28"),))],
    )
    for day, there in ((date(2023, 2, 28), True), (date(2023, 3, 1), False)):
        had = known(world, day)
        assert ("offensive-2023" in had.events) == there
        assert bool(had.bearing(OFFENSIVE, FEBRUARY)) == there


def test_a_record_that_does_not_meet_the_window_leaves_its_gap() -> None:
    """Two records, one of them of another month, leave what neither has."""
    first = coverage("a", during="2023-01")
    second = coverage("b", during="2023-02-10/2023-02-28")
    had = known(ledger(covered=[first, second]))
    assert [used.coverage for used in had.bearing(OFFENSIVE, FEBRUARY)] == ["b"]
    used = (*had.bearing(OFFENSIVE, days("2023-01")), *had.bearing(OFFENSIVE, FEBRUARY))
    assert [*gaps_in(FEBRUARY, (each.during for each in used))] == [days("2023-02-01/2023-02-09")]


def test_a_ruling_that_names_no_event_leaves_the_nearest() -> None:
    """By rule the surest that came later may have been meant as well; a ruling has decided that."""
    perhaps = event("a", kinds=("attack",), disputed_kinds=("offensive",), began="2023-03-02")
    sure = event("b", began="2023-03-20", known="2023-03-21")
    world = ledger(forecast(), events=[perhaps, sure], covered=[coverage()])
    assert verdict(world).timing_error == (2, 20)
    ruled = replace(world, rulings={"ruled": ruling(outcome="did_not")})
    assert verdict(ruled).timing_error == (2, 2)


def test_never_is_said_once_the_window_is_over() -> None:
    """Without an event: not yet while it is open, never when it is over and covered."""
    world = ledger(forecast(), covered=[coverage()])
    assert verdict(world).schedule == (Schedule.NEVER,)
    assert verdict(world, date(2023, 2, 20)).schedule == (Schedule.NOT_YET,)
    absent = forecast(expects={"no_event": "offensive"})
    assert verdict(ledger(absent, covered=[coverage()])).schedule == (Schedule.NOT_APPLICABLE,)


@pytest.mark.parametrize(
    ("published", "hindsight"),
    [
        ("2023-01-08", Hindsight.CERTAIN),
        ("2023-01-09", Hindsight.POSSIBLE),
        ("2023-01-05/2023-01-20", Hindsight.POSSIBLE),
        ("2023-01-10", None),
    ],
)
def test_hindsight_is_what_was_public_before_it_was_said(
    published: str, hindsight: Hindsight | None
) -> None:
    """Said on 9 January of January; on the very day it may have been known."""
    happened = event(began="2023-01-05/2023-01-12", known=published)
    said = forecast(window="2023-01", said="2023-01-09")
    assert verdict(ledger(said, events=[happened])).hindsight == hindsight


def test_a_window_without_an_end_runs_from_the_day_said() -> None:
    """Words without a day: from when it was said on; with a day it does not."""
    open_ended = {"narrow": "2023-01-09/..", "wide": "2023-01-09/..", "reason": "No day."}
    later = {"narrow": "2023-02-01/..", "wide": "2023-02-01/..", "reason": "From then on."}
    assert verdict(ledger(forecast(window=open_ended))).since_said
    assert not verdict(ledger(forecast(window=later))).since_said
    assert not verdict(ledger(forecast(window="2023-01-09/2023-02-28"))).since_said


def test_an_open_window_lacks_no_record_yet() -> None:
    """What covers it is wanted once it is over, and only where that is what is missing."""
    world = ledger(forecast(), series={"rate": points(("2023-01-01", 1.0))})
    assert verdict(world, date(2023, 2, 20)).missing == ()
    assert verdict(world).reason == Pending.NOT_COVERED
    assert len(verdict(world).missing) == 1
    assert verdict(ledger(forecast(), events=[event()]), LATER).missing == ()


def test_what_decides_is_told_without_what_does_not() -> None:
    """No day of what may be something else, no coverage of what happened, and who has to rule."""
    there = Occurs(event="offensive", place="north")
    found = answered(there, ledger(events=[event(places=())], covered=[coverage()]))
    assert (found.began, found.deciding) == (None, ("offensive-2023",))
    assert answered(there, ledger(events=[event()], covered=[coverage()])).coverage == ()
    assert answered(Judged(judged="it goes well"), ledger()).rules == (Rule.NEEDS_A_RULING,)


def test_all_on_the_day_of_the_nearest_are_looked_at() -> None:
    """Twelve that may count began on one day before the window; none of them is left out."""
    same = [event(f"e-{n:02}", began="2023-01-20", known="2023-01-21") for n in range(12)]
    far = [event(f"f-{n:02}", began=f"2023-01-{n + 10}", known="2023-01-21") for n in range(9)]
    found = answered(OFFENSIVE, ledger(events=[*same, *far]))
    assert {c.event for c in found.candidates} == {each.id for each in same}
    assert found.more == 9


def test_one_part_that_came_leaves_nothing_missing() -> None:
    """Of either, the flood is on no record: nobody has to look for it any more."""
    asked = AnyOf(any_of=(OFFENSIVE, Occurs(event="flood")))
    world = ledger(forecast(expects=asked), events=[event()])
    assert (verdict(world).outcome, verdict(world).missing) == (Outcome.CAME_TRUE, ())
    assert len(verdict(replace(world, events={})).missing) == 2


def test_what_is_ruled_not_to_have_come_true_is_settled_by_no_event() -> None:
    """An offensive lies in the window, and curators say that it was another thing."""
    world = ledger(forecast(), events=[event()], rulings=[ruling(outcome="did_not")])
    assert verdict(world).settling == ()
    assert verdict(replace(world, rulings={})).settling == ("offensive-2023",)


def test_rulings_that_name_different_options_say_of_none_that_it_came() -> None:
    """Two curators, two options; and what is no category has none."""
    base = forecast().model_dump(by_alias=True, exclude_none=True, mode="json")
    del base["likelihood"]
    asked = type(forecast()).model_validate({**base, "expects": _who(0.5, 0.3, 0.2)})
    one, other = ruling("one", option=1), ruling("other", option=2)
    assert verdict(ledger(asked, rulings=[one, other])).options == ()
    assert verdict(ledger(asked, rulings=[one])).options[0] == Truth.true()
    assert verdict(ledger(forecast(), rulings=[one])).options == ()


def test_only_what_is_all_counts_reaches_back_before_it_was_said() -> None:
    """A count is of all January; beside an event it is of the days from the ninth on."""
    count, january = Count(count="offensive", at_least=1), "2023-01"
    for expects, first in ((count, 1), (AllOf(all_of=(count, OFFENSIVE)), 9), (OFFENSIVE, 9)):
        found = verdict(ledger(forecast(expects=expects, window=january)))
        assert found.wide.window.start == date(2023, 1, first)
