"""Which values of a series decide, what they come to, and what is lacking: each case by hand."""

from __future__ import annotations

from datetime import date

from tests.depth import each
from tests.worlds import days, evidence, known, ledger, points
from verifier.model.days import Days
from verifier.model.proposition import Range, Reaches, Stays
from verifier.model.verdict import Pending, Truth
from verifier.resolve.series import Told, told

MONTHLY = "step: month, kind: "
CHANGES = "step: irregular, covers: 2022-12-01/2023-12-31"
LEVEL, CHANGE, SUM, AVERAGE = (
    Range(range="rate", at_most=4, measure=measure)
    for measure in ("level", "change", "sum", "average")
)
BELOW = Stays(stays="rate", below=5)


def _told(
    asked: Range | Reaches | Stays,
    window: str,
    declared: str,
    rows: str,
    *,
    said: str = "2023-01-10",
    stance: str = "for",
) -> Told:
    """What a series says that is so declared and has these rows, each a day and a value."""
    reports = [
        evidence("2023-02-20"),
        evidence("2024-07-01", address="https://example.org/rate", stance=stance),
    ]
    values = points(*((day, float(value)) for day, value in (r.split(",") for r in rows.split())))
    keys = dict(part.split(": ") for part in declared.split(", ")) if declared else {}
    world = ledger(series={"rate": values}, declared={**keys, "evidence": reports})
    return told(asked, days(window), days(said), known(world, date(2024, 7, 1)))


def _lacks(found: Told) -> str:
    """What is lacking, in a line: of each the kind and the periods, first and last day."""
    assert bool(found.lacks) == (found.truth == Truth.undecided(Pending.NOT_COVERED))
    return "; ".join(
        " ".join([one.what, *(f"{gap.first}/{gap.last}" for gap in one.gaps)])
        for one in found.lacks
    )


@each(
    "asked window declared rows figure",
    [
        # The value in force on the first day is the last before it, and counts from that day on:
        # 14 days of 2 and 14 of 4. One of that very day is in force itself.
        (AVERAGE, "2023-02", CHANGES, "2022-12-15,9 2023-01-15,2 2023-02-15,4", 3),
        (AVERAGE, "2023-02", CHANGES, "2023-01-15,9 2023-02-01,2 2023-02-15,4", 3),
        # Of a regular step the values weigh the same, however many days apart.
        (AVERAGE, "2023-02/2023-03", "step: month", "2023-02-27,2 2023-03-31,3", 2.5),
        # What holds on the last day: also where nothing changed inside the window.
        (LEVEL, "2023-02", CHANGES, "2022-12-15,9 2023-01-15,2", 2),
        (LEVEL, "2023-02", CHANGES, "2023-01-15,9 2023-02-15,4", 4),
        (LEVEL, "2023-02/2023-03", "step: month", "2023-02-10,9 2023-03-10,4 2023-04-10,8", 4),
        (LEVEL, "2023-02-01/2023-02-28", "", "2023-02-10,9 2023-02-28,3", 3),
        # From what held as the window began.
        (CHANGE, "2023-02", CHANGES, "2022-12-15,9 2023-01-15,2 2023-02-15,4", 2),
        (CHANGE, "2023-02", CHANGES, "2023-01-15,9 2023-02-01,2 2023-02-15,4", 2),
        (CHANGE, "2023-02", "step: month", "2022-12-10,9 2023-01-10,2 2023-02-10,5", 3),
        (CHANGE, "2023-02", "step: month", "2023-01-10,9 2023-02-01,2 2023-02-10,5", 3),
        (CHANGE, "2023-02-01/2023-02-28", "", "2023-01-10,9 2023-02-01,2 2023-02-28,5", 3),
        # A change since the month before is no level on its first day.
        (
            CHANGE,
            "2023-02",
            "step: month, kind: average",
            "2023-01-01,9 2023-02-01,2 2023-03-01,5",
            -7,
        ),
        # Sums of the periods that belong to the window: with their end and at least half of them.
        (SUM, "2023-02/2023-03", f"{MONTHLY}sum", "2023-02-01,2 2023-03-01,3", 5),
        (SUM, "2023-02/2023-03-30", f"{MONTHLY}sum", "2023-02-01,2 2023-03-01,3", 2),
        (SUM, "2023-01-16/2023-02-28", f"{MONTHLY}sum", "2023-01-01,2 2023-02-01,3", 5),
        (SUM, "2023-01-17/2023-02-28", f"{MONTHLY}sum", "2023-01-01,2 2023-02-01,3", 3),
        (SUM, "2023-02-15/2023-03-31", f"{MONTHLY}sum", "2023-02-01,2 2023-03-01,3", 5),
        (SUM, "2023-02-16/2023-03-31", f"{MONTHLY}sum", "2023-02-01,2 2023-03-01,3", 3),
        (SUM, "2022-10/2022-12", "step: quarter, kind: sum", "2022-12-31,7 2023-01-01,9", 7),
        (SUM, "2022", "step: year, kind: sum", "2021-12-31,9 2022-12-31,7", 7),
        (SUM, "2023-01-30/2023-02-05", "step: week, kind: sum", "2023-01-29,9 2023-02-05,7", 7),
    ],
)
def test_a_figure_is_of_the_values_that_decide(
    asked: Range, window: str, declared: str, rows: str, figure: float
) -> None:
    """By hand, with the reason above each group; nothing is lacking."""
    found = _told(asked, window, declared, rows)
    assert (found.figure, _lacks(found)) == (figure, "")
    assert found.truth == (Truth.true() if figure <= 4 else Truth.false())
    assert bool(found.values) == (asked.measure in ("level", "change"))


def test_a_period_under_way_when_it_was_said_is_ahead() -> None:
    """Six days of January are less than half of it; said before, they are all that was asked."""
    window, rows = "2023-01-26/2023-02-28", "2023-01-01,2 2023-02-01,3"
    declared = f"{MONTHLY}sum"
    assert _told(SUM, window, declared, rows, said="2023-01-26").figure == 5
    assert _told(SUM, window, declared, rows, said="2023-01-25").figure == 3


@each(
    "asked window declared rows lacks",
    [
        # Without a step only a value on the very day is known to be that of the day.
        (LEVEL, "2023-02", "", "2023-02-27,3", "step"),
        (CHANGE, "2023-02", "", "2023-01-31,3 2023-02-28,3", "step"),
        (CHANGE, "2023-02", "", "2023-02-01,3 2023-02-27,3", "step"),
        (AVERAGE, "2023-02", "", "2023-02-01,3 2023-02-28,3", "step"),
        # Of irregular ones the value in force, and that every change is on record.
        (SUM, "2023-02", CHANGES, "2023-02-01,3", "step"),
        (LEVEL, "2023-02", CHANGES, "2023-03-01,3", "covers 2023-02-28/2023-02-28"),
        (
            LEVEL,
            "2023-02",
            "step: irregular, covers: 2023-01-01/2023-02-27",
            "2023-01-02,3",
            "covers 2023-02-28/2023-02-28",
        ),
        (
            CHANGE,
            "2023-02",
            "step: irregular, covers: 2023-02-02/2023-03-31",
            "2023-01-02,3",
            "covers 2023-02-01/2023-02-01",
        ),
        (CHANGE, "2023-02", CHANGES, "2023-02-02,3", "covers 2023-02-01/2023-02-01"),
        (AVERAGE, "2023-02", CHANGES, "2023-02-02,3", "covers 2023-02-01/2023-02-28"),
        (
            AVERAGE,
            "2023-02",
            "step: irregular, covers: 2023-02-05/2023-02-20",
            "2023-01-02,3",
            "covers 2023-02-01/2023-02-04 2023-02-21/2023-02-28",
        ),
        (
            AVERAGE,
            "2023-02",
            "step: irregular, covers: 2023-03-05/2023-03-20",
            "2023-01-02,3",
            "covers 2023-02-01/2023-02-28",
        ),
        (
            AVERAGE,
            "2023-02",
            "step: irregular, covers: 2023-02-05/2023-02-20",
            "2023-02-10,3",
            "covers 2023-02-01/2023-02-04 2023-02-21/2023-02-28",
        ),
        (BELOW, "../2023-02-28", CHANGES, "2023-02-10,3", "value None/2023-02-28"),
        (
            BELOW,
            "2023-01-20/2023-03-31",
            f"{MONTHLY}sum",
            "2022-12-10,3",
            "value 2023-02-01/2023-03-31",
        ),
        (
            BELOW,
            "2023-02-10/2023-02-20",
            f"{MONTHLY}sum",
            "2023-02-15,3",
            "value 2023-02-10/2023-02-20",
        ),
        # Of regular ones each period of the window, runs of them as one.
        (
            AVERAGE,
            "2023-02/2023-06",
            "step: month",
            "2023-03-01,3 2023-05-31,3",
            "value 2023-02-01/2023-02-28 2023-04-01/2023-04-30 2023-06-01/2023-06-30",
        ),
        (AVERAGE, "2023-02/2023-04", "step: month", "2023-02-10,3", "value 2023-03-01/2023-04-30"),
        (LEVEL, "2023-02", "step: month", "2023-01-10,3", "value 2023-02-01/2023-02-28"),
        (
            CHANGE,
            "2023-02",
            "step: month",
            "2022-12-10,3 2023-02-10,3",
            "value 2023-01-01/2023-01-31",
        ),
        (CHANGE, "2023-02", "step: month", "2023-02-10,3", "value 2023-01-01/2023-01-31"),
        (
            CHANGE,
            "2023-02",
            "step: month",
            "2023-03-10,3",
            "value 2023-01-01/2023-01-31; value 2023-02-01/2023-02-28",
        ),
        # A window that is none of the periods, and one without an end, lack themselves.
        (
            SUM,
            "2023-02-10/2023-02-20",
            f"{MONTHLY}sum",
            "2023-02-15,3",
            "value 2023-02-10/2023-02-20",
        ),
        (SUM, "../2023-02-20", f"{MONTHLY}sum", "2023-02-15,3", "value None/2023-02-20"),
    ],
)
def test_what_is_lacking_is_named(
    asked: Range | Stays, window: str, declared: str, rows: str, lacks: str
) -> None:
    """A step, that a day is covered, or the values of periods; nothing is decided."""
    assert _lacks(_told(asked, window, declared, rows)) == lacks


def test_who_contradicts_a_series_vouches_for_none_of_its_days() -> None:
    """The office had published by 20 February; the later report counts where it is for it."""
    one = _told(LEVEL, "2023-02", CHANGES, "2023-01-15,2")
    other = _told(LEVEL, "2023-02", CHANGES, "2023-01-15,2", stance="against")
    assert (_lacks(one), _lacks(other)) == ("", "covers 2023-02-28/2023-02-28")


def test_what_stays_is_shown_by_its_least_and_its_greatest() -> None:
    """The value in force as the window begins is among them; one beyond the bounds is shown."""
    rows = "2023-01-15,1 2023-02-03,3 2023-02-05,4 2023-02-10,2"
    found = _told(BELOW, "2023-02", CHANGES, rows)
    assert (found.truth, [p.value for p in found.values]) == (Truth.true(), [1, 4])
    found = _told(Stays(stays="rate", at_least=2), "2023-02", CHANGES, rows)
    assert (found.truth, [p.value for p in found.values]) == (Truth.false(), [1])


def test_of_sums_a_period_that_belongs_to_the_window_crosses() -> None:
    """March ends after the window: its value says nothing of it."""
    asked, declared = Reaches(reaches="rate", at_least=5), f"{MONTHLY}sum"
    for rows, truth in (
        ("2023-02-01,5 2023-03-01,1", Truth.true()),
        ("2023-02-01,4 2023-03-01,5", Truth.false()),
    ):
        found = _told(asked, "2023-02/2023-03-15", declared, rows)
        assert found.truth == truth
        assert found.crossed == (date(2023, 2 if truth == Truth.true() else 3, 1),)


def test_the_last_year_of_the_calendar_ends_with_it() -> None:
    """Nothing follows it, and nothing is raised."""
    found = _told(SUM, "9999", "step: year, kind: sum", "2023-01-01,3")
    assert found.truth == Truth.undecided(Pending.WINDOW_OPEN)
    assert Days.one(date.max).until is None


def test_what_held_before_the_window_stays_out_of_it() -> None:
    """Nine was in force until the first day; a regular series has its values by their days."""
    for declared, rows in (
        (CHANGES, "2023-01-15,9 2023-02-01,2"),
        ("step: month", "2023-01-10,9 2023-02-10,2"),
    ):
        assert _told(BELOW, "2023-02", declared, rows).truth == Truth.true()


def test_what_crossed_outside_the_window_is_told_whatever_is_decided() -> None:
    """On 10 March, after it was said: while the window is open, lacks a value, or is over."""
    asked = Reaches(reaches="rate", at_least=5)
    for window, rows in (
        ("2024-07", "2023-01-05,6 2023-03-10,6"),
        ("2023-04", "2023-01-05,6 2023-03-10,6"),
        ("2023-04", "2023-01-05,6 2023-03-10,6 2023-04-10,1"),
    ):
        assert _told(asked, window, "step: month", rows).crossed == (date(2023, 3, 10),)
