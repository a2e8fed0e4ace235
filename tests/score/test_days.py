"""What can be gained in the score in days: worlds are places, in each of which it comes otherwise.

The mean over places is then what is expected, exactly, where each world is as likely. Where what
comes decides what is said as well, each world is a ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests import gaming
from tests.depth import thin
from tests.gaming import FEBRUARY, Said, ledger
from verifier.model.days import ONE_DAY
from verifier.report import Run
from verifier.score.timeliness import Timeliness

FIRST = date(2024, 3, 1)
TENTHS = [n / 10 for n in range(11)]


@pytest.fixture
def worlds(monkeypatch: pytest.MonkeyPatch) -> int:
    """In ten of twenty places it comes, on one of the first ten days of March in each."""
    monkeypatch.setattr(gaming, "PLACES", 20)
    monkeypatch.setattr(gaming, "CAME", 10)
    monkeypatch.setattr(gaming, "began", lambda place: FIRST + timedelta(place))
    return 20


def _timely(found: Run) -> dict[str, Timeliness]:
    return {who: of for who, one in found.tallies.items() if (of := one.timeliness) is not None}


def _central(found: Run) -> dict[str, float]:
    """What is expected of a world."""
    return {
        who: of.crps.central / gaming.PLACES
        for who, of in _timely(found).items()
        if of.crps.central is not None
    }


def _of(days: int) -> str:
    """The first days of March."""
    return f"{FIRST}/{FIRST + timedelta(days - 1)}"


def _everywhere(
    who: str, window: str, p: float, said: date = FEBRUARY, denies: bool = False
) -> Iterator[Said]:
    return (Said(who, place, said, window, p, denies=denies) for place in range(gaming.PLACES))


@pytest.mark.parametrize("denies", [False, True])
@pytest.mark.parametrize("length", thin([1, 2, 10], 3))
def test_what_is_believed_is_best_of_short_windows_too(
    length: int, denies: bool, worlds: int, tmp_path: Path
) -> None:
    """Of the first days of March, each of which is as likely: one in twenty.

    Who says more or less expects more by the square of it, times the sum of the squared parts of
    the window that are over at the ends of its days.
    """
    q = length / worlds
    said = (
        one
        for n, p in enumerate((*TENTHS, q))
        for one in _everywhere(f"f-{n}", _of(length), 1 - p if denies else p, denies=denies)
    )
    found = _central(ledger(tmp_path, said))
    squares = sum((day / length) ** 2 for day in range(1, length + 1))
    for n, p in enumerate(TENTHS):
        assert found[f"f-{n}"] - found["f-11"] == pytest.approx((p - q) ** 2 * squares, abs=1e-9)


def test_who_gives_more_days_is_scored_by_these(worlds: int, tmp_path: Path) -> None:
    """Half by 10 March, of which 0.15 by the third is even, and 0.4 is too soon.

    By hand, of ten days each of which has one of twenty: what is said too much by the end of each.
    """
    del worlds

    def told(who: str, by: float | None) -> Iterator[Said]:
        earlier = [] if by is None else [{"by": "2024-03-03", "probability": by}]
        for place in range(gaming.PLACES):
            yield Said(who, place, FEBRUARY, _of(10), {"probability": 0.5, "earlier": earlier})

    found = _central(
        ledger(tmp_path, [*told("none", None), *told("even", 0.15), *told("soon", 0.4)])
    )
    assert found["even"] == pytest.approx(found["none"])
    said = [0.4 * day / 3 for day in (1, 2, 3)] + [0.4 + 0.1 * day / 7 for day in range(1, 8)]
    excess = sum((p - 0.05 * (n + 1)) ** 2 for n, p in enumerate(said))
    assert found["soon"] - found["none"] == pytest.approx(excess)


def test_each_day_is_scored_by_what_was_said_first_of_it(worlds: int, tmp_path: Path) -> None:
    """Neither another word later, nor one on a single day before, takes the place of what was said.

    By hand: the second word counts on the nine days that are left, of the ten that it is about; of
    the first of them the first word said one half.
    """
    del worlds
    found = _central(
        ledger(
            tmp_path,
            [
                *_everywhere("once", _of(10), 0.5),
                *_everywhere("anew", _of(10), 0.5),
                *_everywhere("anew", _of(10), 0.9, FEBRUARY + ONE_DAY),
                *_everywhere("first", _of(1), 0.5),
                *_everywhere("first", _of(10), 0.5, FEBRUARY + ONE_DAY),
                *_everywhere("one", _of(1), 0.5),
                *_everywhere("both", _of(10), 0.5),
                *_everywhere("both", _of(10), 0.5, denies=True),
            ],
        )
    )
    assert found["anew"] == found["once"]
    # On that day it had come in one of twenty places: 0.05 was said by one, 0.5 by the other.
    day = (0.05 * 0.95**2 + 0.95 * 0.05**2) - (0.05 + 0.95) * 0.5**2
    assert found["first"] == pytest.approx(found["once"] - day)
    assert found["one"] == pytest.approx(0.25)
    assert found["both"] == pytest.approx(found["once"])


def test_nothing_is_gained_by_denying_single_days_as_well(worlds: int, tmp_path: Path) -> None:
    """Who denies ten days, wrongly in half of the places, and each of the ten by itself.

    A denial of ten days has ten parts of eleven of each. It loses a day for each from that on which
    it came, 55 in the ten places; that of the one day loses one in each.
    """
    pieces = (
        said
        for n in range(10)
        for said in _everywhere(
            "split", f"{FIRST + timedelta(n)}/{FIRST + timedelta(n)}", 1.0, denies=True
        )
    )
    whole = _everywhere("whole", _of(10), 1.0, denies=True)
    both = _everywhere("split", _of(10), 1.0, denies=True)
    found = _central(ledger(tmp_path, [*whole, *both, *pieces]))
    assert found["whole"] == pytest.approx(55 / worlds)
    assert found["split"] == pytest.approx((55 * 10 + 10 * 1) / 11 / worlds)


def _after(who: str, published: date | None) -> Iterable[Said]:
    """The rest of the year is denied where it has come, or is told to have been called before."""
    for place in range(gaming.CAME):
        day = gaming.began(place) + 2 * ONE_DAY
        if published is None:
            yield Said(who, place, day, f"{day}/2024-12-31", 1.0, denies=True)
        else:
            yield Said(who, place, FEBRUARY, _of(10), 1.0, published=published)


@pytest.mark.parametrize("published", [None, FIRST + timedelta(30)])
def test_what_is_said_once_it_is_known_is_not_scored_in_days(
    published: date | None, worlds: int, tmp_path: Path
) -> None:
    """One half and any day, the reference, is of those who do not know."""
    del worlds
    said = [*_everywhere("once", _of(10), 0.5), *_after("late", published)]
    assert _timely(ledger(tmp_path, said)).keys() == {"once"}


def test_days_before_it_was_said_are_not_scored(worlds: int, tmp_path: Path) -> None:
    """Of a window that has begun what is left counts, as if it had been all of it.

    On 5 March six days are left of the first ten. In four places it has come, and is known.
    """
    del worlds
    day = FIRST + timedelta(4)
    left = f"{day}/{FIRST + timedelta(9)}"
    found = _timely(
        ledger(
            tmp_path,
            [*_everywhere("begun", _of(10), 0.4, day), *_everywhere("left", left, 0.4, day)],
        )
    )
    assert found["begun"].questions == found["left"].questions == 16
    assert found["begun"] == found["left"]


def test_questions_of_one_fate_are_one_in_days_too(tmp_path: Path) -> None:
    """Wrong of eleven places, right of the twelfth, of which is asked ten times or once."""
    held = [Said("lucky", place, FEBRUARY, likelihood=0.05) for place in range(gaming.PLACES)]
    more = [
        Said("lucky", gaming.PLACES - 1, FEBRUARY, likelihood=0.05, part=n) for n in range(1, 10)
    ]
    once = _timely(ledger(tmp_path / "once", held))["lucky"]
    split = _timely(ledger(tmp_path / "split", [*held, *more], split=10))["lucky"]
    assert once.questions == split.questions == gaming.PLACES
    assert once.crps.central is not None
    # All were said on one day and share its days; nine of the ten end a few days sooner.
    assert split.crps.central == pytest.approx(once.crps.central, rel=1e-3)


@pytest.mark.parametrize("quiet", [False, True])
def test_what_one_can_speak_of_later_turns_no_score(
    quiet: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the first two days of March, on each of which it comes in one of four worlds.

    Where it will come, another question is decided before anybody speaks of it, and is right for
    nothing; who is quiet says nothing of it then. Where it will not, its denial is right. A mean,
    of one question there and of two here, charges what was said too much here by half only: 7 in 10
    was better than one half. By hand: who says p and believes one half expects (p - 1/2)² more by
    the end of the second day, and a quarter of that by the end of the first.
    """
    monkeypatch.setattr(gaming, "PLACES", 2)
    expected = dict.fromkeys((f"f-{n}" for n in range(11)), 0.0)
    for world in range(4):
        comes = world < 2
        days = FIRST + timedelta(world), FEBRUARY + timedelta(9)
        monkeypatch.setattr(gaming, "CAME", 2 if comes else 0)
        monkeypatch.setattr(gaming, "began", days.__getitem__)
        said = []
        for n, p in enumerate(TENTHS):
            said.append(Said(f"f-{n}", 0, FEBRUARY, _of(2), p))
            if not (comes and quiet):
                late = FEBRUARY + timedelta(19)
                said.append(Said(f"f-{n}", 1, late, f"{late}/2024-12-31", 1.0, denies=True))
        found = _timely(ledger(tmp_path / f"{world}", said))
        assert {of.questions for of in found.values()} == {1 if comes else 2}
        for who, of in found.items():
            assert of.crps.central is not None
            expected[who] += of.crps.central / 4
    for n, p in enumerate(TENTHS):
        assert expected[f"f-{n}"] - expected["f-5"] == pytest.approx(1.25 * (p - 0.5) ** 2)


def test_a_ratio_takes_a_reference_that_loses_what_one_question_can(
    worlds: int, tmp_path: Path
) -> None:
    """On single days it is off, in all twenty together, by less than the one on which it came."""
    found = _timely(
        ledger(
            tmp_path,
            [*_everywhere("day", _of(1), 0.05), *_everywhere("half", "2024-01-01/2024-12-31", 0.5)],
        )
    )
    assert found["day"].reference.central is not None
    assert 0.9 < found["day"].reference.central < 1
    assert found["day"].skill is None
    assert found["half"].skill is not None
