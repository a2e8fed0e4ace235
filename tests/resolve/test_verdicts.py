"""From a forecast to its verdict: readings, conditions, rulings, hindsight, evidence and trail."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations
from typing import Any

import pytest

from tests.depth import each
from tests.worlds import (
    FEBRUARY,
    LATER,
    coverage,
    days,
    event,
    evidence,
    forecast,
    known,
    ledger,
    points,
    rules,
    ruling,
    verdict,
)
from verifier.model.proposition import Range, Reaches
from verifier.model.verdict import Basis, Outcome, Pending, RulingStanding, Schedule, Truth
from verifier.resolve import resolve
from verifier.resolve.knowledge import Knowledge

HAPPENED = (event(),)
COVERED = (coverage(),)
FLOODED = event("flooded", kinds=("flood",), began="2023-02-05", known="2023-02-06")
FLOODS = coverage("floods", of=[{"kind": "flood"}])


def test_it_came_true_on_time() -> None:
    """An offensive on 20 February, foretold for February."""
    found = verdict(ledger(forecast(), events=HAPPENED, covered=COVERED))
    assert (found.outcome, found.truth) == (Outcome.CAME_TRUE, Truth.true())
    assert (found.schedule, found.timing_error) == ((Schedule.ON_TIME,), (0, 0))
    assert (found.basis, found.reason, found.condition) == (Basis.RULE, None, None)
    assert found.events == ("offensive-2023",)
    assert found.settled
    assert found.closed


def test_true_but_nine_days_late() -> None:
    """Foretold up to 11 February: did not, and nine days late; both are said."""
    world = ledger(forecast(window="2023-02-01/2023-02-11"), events=HAPPENED, covered=COVERED)
    found = verdict(world)
    assert (found.outcome, found.schedule, found.timing_error) == (
        Outcome.DID_NOT,
        (Schedule.LATE,),
        (9, 9),
    )
    assert found.events == ("offensive-2023",)


def test_days_of_grace_lengthen_the_window() -> None:
    """With nine days' grace it is on time; an open window has no end to lengthen."""
    world = ledger(forecast(window="2023-02-01/2023-02-11"), events=HAPPENED, covered=COVERED)
    assert verdict(world, grace=8).outcome == Outcome.DID_NOT
    assert verdict(world, grace=9).schedule == (Schedule.ON_TIME,)
    endless = ledger(forecast(window=None), events=HAPPENED)
    assert verdict(endless, grace=9).wide.window == days("2023-01-09/..")


def test_grace_lengthens_no_absence() -> None:
    """Grace is for what comes late: an absence, or a state, is asked for its own days alone."""
    for expects in ({"no_event": "offensive"}, {"state": "flood"}):
        assert verdict(ledger(forecast(expects=expects)), grace=9).wide.window == FEBRUARY


def test_never_and_not_yet() -> None:
    """No event: not yet while the window is open, never once it closed under coverage."""
    world = ledger(forecast(), covered=COVERED)
    assert verdict(world).schedule == (Schedule.NEVER,)
    assert verdict(world, date(2023, 2, 10)).schedule == (Schedule.NOT_YET,)
    assert verdict(ledger(forecast())).schedule == (Schedule.NOT_YET,)
    assert verdict(ledger(forecast())).reason == Pending.NOT_COVERED


def test_readings_that_disagree_are_both_admitted() -> None:
    """Up to 11 February by the narrow reading, to the end of it by the wide: disputed."""
    window = {"narrow": "2023-02-01/2023-02-11", "wide": "2023-02", "reason": "two readings"}
    found = verdict(ledger(forecast(window=window), events=HAPPENED, covered=COVERED))
    assert (found.outcome, found.truth) == (Outcome.DISPUTED, Truth.disputed())
    assert found.schedule == (Schedule.ON_TIME, Schedule.LATE)
    assert found.timing_error == (0, 9)
    assert (found.narrow.truth, found.wide.truth) == (Truth.false(), Truth.true())


def test_a_forecast_cannot_speak_of_days_before_it_was_made() -> None:
    """Said on 9 January of "2023": the window begins on the 9th."""
    found = verdict(ledger(forecast(window="2023")))
    assert found.wide.window == days("2023-01-09/2023-12-31")


def test_a_narrow_reading_that_was_over_stays_as_it_is() -> None:
    """Said on 9 January of days that by the narrow reading ended on the 8th."""
    window = {"narrow": "2023-01-08", "wide": "2023-01-08/2023-01-31", "reason": "two readings"}
    found = verdict(ledger(forecast(window=window)))
    assert found.narrow.window == days("2023-01-08")
    assert found.wide.window == days("2023-01-09/2023-01-31")


def test_forecasts_said_or_published_later_are_left_out() -> None:
    """Published on 10 January: unknown on the 9th."""
    world = ledger(forecast())
    assert resolve(known(world, date(2023, 1, 9))) == {}
    assert list(resolve(known(world, date(2023, 1, 10)))) == ["foretold"]
    unsure = ledger(forecast(said="2023-01-09/2023-01-12"))
    assert resolve(known(unsure, date(2023, 1, 11))) == {}


# --- conditions


def _given(kind: str = "if", **more: Any) -> Any:
    given = {"words": "if it floods", "kind": kind, "expects": {"event": "flood"}, **more}
    return forecast(given=given)


@each(
    "kind flooded outcome",
    [
        ("if", True, Outcome.CAME_TRUE),
        ("as_long_as", True, Outcome.CAME_TRUE),
        ("unless", True, Outcome.VOID),
        ("barring", True, Outcome.VOID),
        ("if", False, Outcome.VOID),
        ("unless", False, Outcome.CAME_TRUE),
    ],
)
def test_a_condition_that_is_not_met_makes_it_void(
    kind: str, flooded: bool, outcome: Outcome
) -> None:
    """Unless and barring turn the condition round."""
    events = (*HAPPENED, FLOODED) if flooded else HAPPENED
    found = verdict(ledger(_given(kind), events=events, covered=(*COVERED, FLOODS)))
    assert found.outcome == outcome
    assert found.met == (Truth.false() if outcome == Outcome.VOID else Truth.true())
    assert found.settled == (outcome != Outcome.VOID)
    if outcome == Outcome.VOID:
        assert (found.truth, found.schedule) == (Truth(), (Schedule.NOT_APPLICABLE,))


def test_a_condition_still_possible_leaves_it_undecided() -> None:
    """The event has come, but whether the condition was met is not known yet."""
    found = verdict(ledger(_given(), events=HAPPENED), date(2023, 2, 22))
    assert (found.outcome, found.reason) == (Outcome.UNDECIDED, Pending.WINDOW_OPEN)
    assert found.met == Truth.undecided(Pending.WINDOW_OPEN)


def test_a_contested_condition_is_shown_as_disputed() -> None:
    """The truth under the condition stays; while that is open, so is the verdict."""
    perhaps = event("perhaps", kinds=("attack",), disputed_kinds=("flood",))
    found = verdict(ledger(_given(), events=(*HAPPENED, perhaps), covered=COVERED))
    assert (found.outcome, found.truth) == (Outcome.DISPUTED, Truth.true())
    found = verdict(ledger(_given(), events=[perhaps]))
    assert (found.outcome, found.reason) == (Outcome.UNDECIDED, Pending.NOT_COVERED)


def test_a_condition_can_have_a_window_of_its_own() -> None:
    """Flooded in February, asked for in January: not met."""
    own = {"narrow": "2023-01", "wide": "2023-01", "reason": "as written"}
    world = ledger(_given(window=own), events=(*HAPPENED, FLOODED), covered=(*COVERED, FLOODS))
    assert verdict(world).outcome == Outcome.VOID


def test_the_evidence_for_the_condition_is_shown() -> None:
    """Of what met it, of the coverage that shows it unmet, and of the series it speaks of."""
    wet = event("flooded", kinds=("flood",), began="2023-02-05", evidence=[evidence("2023-02-08")])
    met = verdict(ledger(_given(), events=(*HAPPENED, wet), covered=COVERED))
    assert evidence("2023-02-08") in met.evidence
    assert met.events == ("offensive-2023",)
    unmet = verdict(ledger(_given(), covered=[FLOODS]))
    assert unmet.evidence == FLOODS.evidence
    level = _given(expects={"reaches": "level", "at_least": 2})
    found = verdict(ledger(level, series={"level": points(("2023-02-03", 3.0))}))
    assert found.evidence == (evidence("2023-03-03"),)


# --- what cannot be scored


def test_the_unscorable_stays_unscorable() -> None:
    """Whatever becomes of its condition."""
    found = verdict(ledger(forecast(expects={"unscorable": "no-threshold"})))
    assert (found.outcome, found.truth) == (Outcome.UNSCORABLE, Truth())
    assert found.schedule == (Schedule.NOT_APPLICABLE,)
    assert not found.settled


# --- rulings


@each(
    "outcome truth expected",
    [
        ("came_true", None, Truth.true()),
        ("did_not", None, Truth.false()),
        ("disputed", None, Truth.disputed()),
        ("partly", (0.2, 0.6), Truth.partly(0.2, 0.6)),
        ("void", None, Truth()),
        ("undecided", None, Truth.undecided(Pending.CLOSED_WITHOUT_EVIDENCE)),
    ],
)
def test_a_ruling_decides(outcome: str, truth: tuple[float, float] | None, expected: Truth) -> None:
    """From the day it was signed."""
    world = ledger(forecast(), rulings=[ruling(outcome=outcome, truth=truth)])
    found = verdict(world)
    assert (found.outcome.value, found.truth) == (outcome, expected)
    assert found.basis == Basis.RULING
    assert verdict(world, date(2024, 3, 31)).basis == Basis.RULE


@each(
    "first second expected",
    [
        ({"outcome": "came_true"}, {"outcome": "came_true"}, Truth.true()),
        ({"outcome": "came_true"}, {"outcome": "did_not"}, Truth.disputed()),
        ({"outcome": "came_true"}, {"outcome": "void"}, Truth.disputed()),
        (
            {"outcome": "partly", "truth": (0.2, 0.6)},
            {"outcome": "came_true"},
            Truth.partly(0.2, 1.0),
        ),
    ],
)
def test_rulings_that_disagree_admit_what_each_admits(
    first: dict[str, Any], second: dict[str, Any], expected: Truth
) -> None:
    """In either order; what is graded stays admissible in between."""
    a, b = ruling("a", **first), ruling("b", **second)
    for rulings in ([a, b], [b, a]):
        assert verdict(ledger(forecast(), rulings=rulings)).truth == expected


def test_how_a_ruling_stands_to_the_rules() -> None:
    """It repeats or contradicts what they settle, decides what they do not, or is superseded."""

    def standings(*rulings: Any, **world: Any) -> list[RulingStanding]:
        trail = verdict(ledger(forecast(), rulings=rulings, **world)).trail
        return [used.standing for used in trail.rulings]

    assert standings(ruling(), events=HAPPENED) == [RulingStanding.REPEATS]
    assert standings(ruling(outcome="did_not"), events=HAPPENED) == [RulingStanding.CONTRADICTS]
    assert standings(ruling()) == [RulingStanding.DECIDES]
    perhaps = event(began="2023-02-27/2023-03-02")
    assert standings(ruling(), events=[perhaps]) == [RulingStanding.DECIDES]
    later = ruling("later", supersedes="ruled")
    assert standings(ruling(), later) == [RulingStanding.SUPERSEDED, RulingStanding.DECIDES]


def test_the_events_of_a_ruling_give_the_schedule() -> None:
    """The one nearest to the window, in whatever order the ruling names them."""
    early, late = (
        event("early", began="2023-01-20", kinds=("flood",)),
        event("late", began="2023-03-02", kinds=("flood",)),
    )
    for named in (["early", "late"], ["late", "early"]):
        signed = ruling(outcome="did_not", events=named)
        found = verdict(ledger(forecast(), events=[early, late], rulings=[signed]))
        assert (found.schedule, found.timing_error) == ((Schedule.LATE,), (2, 2))
        assert found.events == tuple(named)


def test_the_arguments_of_a_ruling_are_evidence() -> None:
    """For, against and dissenting; one may be without, and what one against cites is against."""
    argued = {"by": "A paper", "says": "It was one."}
    shown = {**argued, "evidence": evidence("2023-04-01")}
    dissent = {**argued, "evidence": evidence("2023-05-01")}
    signed = ruling(arguments_for=[argued], arguments_against=[shown], dissent=[dissent])
    found = verdict(ledger(forecast(), rulings=[signed]))
    against = evidence("2023-04-01").model_copy(update={"stance": "against"})
    assert found.evidence == (against, evidence("2023-05-01"))


# --- hindsight


@each(
    "said known hindsight",
    [
        ("2023-01-09", "2023-02-21", None),
        ("2023-01-09", "2023-01-10", None),
        ("2023-01-09", "2023-01-09", "possible"),
        ("2023-01-09", "2023-01-08", "certain"),
        ("2023-01-09", "2023-01-08/2023-01-10", "possible"),
        ("2023-01-05/2023-01-09", "2023-01-08", "possible"),
    ],
)
def test_what_was_public_when_it_was_said_is_hindsight(
    said: str, known: str, hindsight: str | None
) -> None:
    """Surely where every day it may have been said lies after every day it was known.

    Perhaps where both are on one day: which of them came first nobody can say.
    """
    found = verdict(ledger(forecast(said=said), events=[event(known=known)]))
    assert found.hindsight == hindsight


@each("during hindsight", [("throughout", None), ("at_end", None), ("sometime", "certain")])
def test_a_state_under_way_does_not_tell_that_it_goes_on(
    during: str, hindsight: str | None
) -> None:
    """The flood of January is public on 9 January; that it lasts through February is not."""
    state = {"state": "flood", "during": during}
    flood = event("flood", kinds=("flood",), began="2023-01-02", known="2023-01-03")
    world = ledger(
        forecast(expects=state), events=[flood], covered=[coverage(of=[{"kind": "flood"}])]
    )
    found = verdict(world)
    assert found.outcome == Outcome.CAME_TRUE
    assert found.hindsight == hindsight


def test_certain_hindsight_outweighs_possible() -> None:
    """Of two events that decide, in whatever order."""
    sure = event("sure", known="2023-01-08")
    perhaps = event("perhaps", known="2023-01-08/2023-01-10")
    for order in ([sure, perhaps], [perhaps, sure]):
        assert verdict(ledger(forecast(), events=order)).hindsight == "certain"


# --- who answers, and the trail


@pytest.mark.parametrize(("charged", "distortion"), [(None, "reversed"), ("ann", None)])
def test_misreported_words_score_for_nobody(charged: str | None, distortion: str | None) -> None:
    """By the table of the rules."""
    more: dict[str, Any] = {}
    if distortion:
        more["misreported"] = {"kind": distortion, "why": "As said.", "evidence": [evidence()]}
    assert verdict(ledger(forecast(**more))).charged_to == charged


def test_a_table_can_charge_the_speaker() -> None:
    """A row that says `speaker` keeps the forecast with them."""
    rows = [row.model_copy(update={"charged": "speaker"}) for row in rules().misreporting.table]
    table = rules().misreporting.model_copy(update={"table": tuple(rows)})
    distorted = {"kind": "softened", "why": "As said.", "evidence": [evidence()]}
    world = ledger(forecast(misreported=distorted))
    found = resolve(Knowledge(world, replace(rules(), misreporting=table), LATER))["foretold"]
    assert found.charged_to == "ann"


def test_the_trail_holds_everything_that_was_looked_at() -> None:
    """Window, candidates facet by facet, coverage, and the rules that fired in either reading."""
    window = {"narrow": "2023-02-01/2023-02-11", "wide": "2023-02", "reason": "two readings"}
    found = verdict(ledger(forecast(window=window), events=HAPPENED, covered=COVERED))
    trail = found.trail
    assert trail.window.by_curator
    [candidate] = trail.candidates
    assert (candidate.event, candidate.rule, candidate.placed) == (
        "offensive-2023",
        "it-is",
        "inside",
    )
    assert set(candidate.facets) == {"what", "who", "where", "how_much", "new"}
    assert [used.coverage for used in trail.coverage] == ["all-2023"]
    assert found.narrow.rules == ("absent-under-coverage",)
    assert found.wide.rules == ("event-in-window",)
    assert trail.by_rule == Outcome.DISPUTED
    assert FEBRUARY.contains(candidate.began)


def test_evidence_is_of_the_day() -> None:
    """What was published after the day is left out, also of an event that was known."""
    world = ledger(forecast(), events=HAPPENED)
    assert verdict(world, date(2023, 2, 28)).evidence == ()
    assert verdict(world, date(2023, 3, 1)).evidence == (evidence(),)


@each(
    "asked values",
    [
        (Reaches(reaches="rate", at_least=9), [7.0]),
        (Reaches(reaches="rate", at_most=0), [2.0]),
        (Range(range="rate", at_least=9), [5.0]),
        (Range(range="rate", measure="change", at_least=9), [4.0, 5.0]),
    ],
)
def test_what_was_measured_is_what_decides(asked: Any, values: list[float]) -> None:
    """Of 7, 2 and 5 in February: the greatest, the least, the last; a change has both its ends."""
    rows = (("2023-02-01", 4.0), ("2023-02-03", 7.0), ("2023-02-10", 2.0), ("2023-02-28", 5.0))
    [found] = verdict(ledger(forecast(expects=asked), series={"rate": points(*rows)})).measured
    assert [point.value for point in found.values] == values
    assert found.asked == asked


def test_what_settles_comes_before_what_only_bears() -> None:
    """A routine attack that may have been one bears on it; the offensive settles it."""
    perhaps = event("an-attack", kinds=("attack",), disputed_kinds=("offensive",))
    found = verdict(ledger(forecast(), events=(perhaps, *HAPPENED)))
    assert set(found.events) == {"an-attack", "offensive-2023"}
    assert (found.settling, found.others) == (("offensive-2023",), ("an-attack",))
    assert [(c.event, c.settles, c.bears) for c in found.bearing] == [
        ("offensive-2023", True, True),
        ("an-attack", False, True),
    ]


@pytest.mark.parametrize(
    ("as_of", "due"), [("2023-02-10", days("2023-02-28").first), ("2023-03-10", None)]
)
def test_an_undecided_forecast_is_due_on_its_last_day(as_of: str, due: date | None) -> None:
    """Open on 10 February; decided by coverage published by 10 March."""
    covered = (coverage(evidence=(evidence("2023-03-05"),)),)
    found = verdict(ledger(forecast(), covered=covered), date.fromisoformat(as_of))
    assert found.due == due


def test_while_one_reading_is_open_the_window_is() -> None:
    """In whichever order the readings come, the most hopeful reason is given."""
    for one, other in permutations(Pending, 2):
        said = Truth.undecided(one).union(Truth.undecided(other)).pending
        assert said == min(one, other, key=list(Pending).index)
