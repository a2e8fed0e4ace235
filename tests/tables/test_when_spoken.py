"""Tables that say when forecasts were made: only who spoke at comparable times compare."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.depth import examples, known, part, slow, thin
from tests.folders import contents
from tests.tables.tables import as_csv, by_forecaster, each_engine, score
from verifier.tables import when_spoken

COLUMNS = ("--forecaster", "who", "--question", "q", "--probability", "p", "--observed", "o")
_DEADLINE = ("--said", "said", "--deadline", "deadline")
_EVENT = (*_DEADLINE, "--event-day", "event")
_EACH = (*_EVENT, "--days", "each")


def _rows(who: str, said: str, right: int = 12, sure: float = 0.8) -> list[dict[str, Any]]:
    """Twelve questions of 2024, three of which came true, and so many right answers."""
    return [
        {"who": who, "q": q, "p": sure if (q < 3) == (q < right) else 1 - sure, "o": int(q < 3)}
        | {"said": said, "deadline": "2024-12-31"}
        for q in range(12)
    ]


_OTHERS = [*_rows("honest", "2024-02-01"), *_rows("rival", "2024-02-01", 10)]


def ranks(
    folder: Path, rows: Iterable[Any], *options: str, pages: bool = False
) -> dict[str, dict[str, Any]]:
    folder.mkdir()
    table = as_csv(folder / "table.csv", [*rows])
    assert score(table, folder / "out", *COLUMNS, *options, pages=pages) == 0
    return by_forecaster(folder / "out")


def paged(
    folder: Path, rows: Iterable[Any], *options: str
) -> tuple[dict[str, dict[str, Any]], str]:
    found = ranks(folder, rows, *options, pages=True)
    return found, (folder / "out" / "README.md").read_text("utf-8")


@each_engine
def test_who_is_certain_on_the_eve_is_not_placed(engine: str, tmp_path: Path) -> None:
    """And nobody else's place or difference is moved by it; without the days it is first."""
    late = _rows("late", "2024-12-30", sure=1.0)
    alone, page = paged(tmp_path / "alone", _OTHERS, *_DEADLINE, "--engine", engine)
    assert "different days" not in page
    found, page = paged(tmp_path / "late", [*_OTHERS, *late], *_DEADLINE, "--engine", engine)
    assert "On 12 questions forecasters spoke on different days" in page
    for name in ("honest", "rival"):
        for figure in ("rank", "rank_interval", "brier_adjusted", "peer", "relative_skill"):
            assert found[name][figure] == alone[name][figure]
    assert found["late"]["rank"] is None
    assert found["late"]["rank_refused"] == {"reason": "no_shared_set", "have": 0, "need": 10}
    found, page = paged(tmp_path / "undated", [*_OTHERS, *late], "--engine", engine)
    assert found["late"]["rank"] == 1
    assert "No column says when forecasts were made" in page


@pytest.mark.parametrize(("said", "met"), [("2024-02-01", 12), ("2024-02-02", 0), ("", 0)])
def test_those_compare_who_first_spoke_on_the_same_day(said: str, met: int, tmp_path: Path) -> None:
    """Nobody else, nor who spoke on a day that is not known."""
    found = ranks(tmp_path / "a", [*_OTHERS, *_rows("late", said)], *_DEADLINE)
    assert found["late"]["compared_questions"] == met


@pytest.mark.parametrize("ends", thin(["deadline event", "deadline", "event", ""], 4))
def test_what_is_said_anew_changes_no_figure(ends: str, tmp_path: Path) -> None:
    """Be it one number, the same or another, on a later day or on none: first numbers count."""
    rows = [r | {"event": "2024-09-01" if r["o"] else ""} for r in _OTHERS]
    rows += [r | {"event": "2024-09-01" if r["o"] else ""} for r in _rows("d", "2024-02-01", 6)]
    names = {"deadline": _DEADLINE[2:], "event": _EVENT[4:]}
    options = [*_DEADLINE[:2], *(part for end in ends.split() for part in names[end])]
    alone = ranks(tmp_path / "alone", rows, *options)
    news = product((rows[-1]["p"], 0.5), ("2024-02-02", "2024-12-30", ""))
    for p, said in part(news, 4):
        again = rows[-1] | {"said": said, "p": p}
        found, page = paged(tmp_path / f"anew {p} {said}", [*rows, again], *options)
        assert found == alone, again
        assert "said after the first day" in page


def test_news_gain_nothing_without_the_days_of_events(tmp_path: Path) -> None:
    """One half, and the day after what came was public the truth: 0.25, after who was right."""
    news = [r | {"p": 0.5} for r in _rows("news", "2024-02-01")]
    news += [r | {"p": 1.0, "said": "2024-02-20"} for r in news if r["o"]]
    found = ranks(tmp_path / "a", [*_OTHERS, *news], *_DEADLINE)
    assert (found["news"]["rank"], found["news"]["brier_by_question"]) == (3, 0.25)


def test_a_denier_gains_nothing_by_a_row_anew(tmp_path: Path) -> None:
    """Half came in the first week of a year; nearly all was denied, and one number is repeated."""
    rows = [
        {"who": who, "q": q, "p": p, "o": q % 2, "said": "2024-01-01"}
        | {"deadline": "2024-12-31", "event": "2024-01-07" if q % 2 else ""}
        for who, p in (("half", 0.5), ("denier", 0.05))
        for q in range(20)
    ]
    found = ranks(tmp_path / "a", [*rows, rows[-2] | {"said": "2024-05-01"}], *_EVENT)
    assert (found["half"]["rank"], found["denier"]["rank"]) == (1, 2)
    assert found["denier"]["brier"] == pytest.approx((0.05**2 + 0.95**2) / 2, abs=1e-6)


def _soon(came: int, **columns: Any) -> list[dict[str, Any]]:
    """Twenty questions, half of which came on that day of a hundred: a coin, and who denies all."""
    ends = {"deadline": _YEAR + timedelta(99), "closes": _YEAR + timedelta(100)}
    return [
        {"who": who, "q": q, "p": p, "o": q % 2, "said": _YEAR, **ends}
        | {"event": _YEAR + timedelta(came - 1) if q % 2 else ""}
        | {"settled": _YEAR + timedelta(came) if q % 2 else "", **columns}
        for who, p in (("half", 0.5), ("denier", 0.05))
        for q in range(20)
    ]


def test_with_every_day_figures_hang_on_nobody_saying_a_row_anew(tmp_path: Path) -> None:
    """The same number on a later day: all but counts and widths of windows stay as they are."""
    rows, counted = _soon(7), {"n", "correct_negatives", "window_width"}
    alone, page = paged(tmp_path / "alone", rows, *_EACH)
    assert "Rows weigh by the days that they stood" in page
    anew = rows[-2] | {"said": "2024-02-01"}
    found = ranks(tmp_path / "anew", [*rows, anew], *_EACH)
    for who, row in alone.items():
        for figure in row.keys() - counted:
            told = found[who][figure]
            assert told == (
                pytest.approx(row[figure], abs=1e-8) if isinstance(told, float) else row[figure]
            )


_OVER_TIME = ("--stood-from", "said", "--opens", "said", "--closes", "closes")
_TIMED = {
    "each day": _EACH,
    "over time": (*_OVER_TIME, "--settled", "settled"),
    "not told": _OVER_TIME,
}


@pytest.mark.parametrize(("came", "ranked"), thin([(10, False), (99, False), (100, True)], 2))
@pytest.mark.parametrize("way", _TIMED)
def test_who_lets_stand_is_ranked_by_days_only_where_nothing_came_early(
    way: str, came: int, ranked: bool, tmp_path: Path
) -> None:
    """A coin is before who denies half of what came; the mean by days is lower for who denies.

    By hand where it came after ten of a hundred days: over time 0.1 x 0.9025 + 0.9 x 0.25 and
    0.0025, of each day 0.9025 and 0.0025 as ten to a hundred.
    """
    found, page = paged(tmp_path / "a", _soon(came), *_TIMED[way])
    reason = "no_end_known" if way == "not told" else "early_end"
    if ranked and way != "not told":
        assert (found["half"]["rank"], found["denier"]["rank"]) == (1, 2)
        return
    for row in found.values():
        assert (row["rank"], row["peer"], row["relative_skill"]) == (None, None, None)
        assert row["rank_refused"]["reason"] == reason
        assert row["rank_refused"]["have"] == (10 if reason == "early_end" else 0)
    assert "## Ranking" not in page
    assert "those are ranked who first spoke on one day" in page
    if came == 10:
        means = {"each day": (10 * 0.9025 + 100 * 0.0025) / 110}
        means |= {"over time": (0.09025 + 0.225 + 0.0025) / 2, "not told": (0.9025 + 0.0025) / 2}
        [mean] = [value for key, value in found["denier"].items() if key.endswith("_by_question")]
        assert mean == pytest.approx(means[way], abs=1e-6)
        assert (mean < 0.25) is (way != "not told")


@pytest.mark.parametrize("told", thin([True, False], 2))
@pytest.mark.parametrize("way", ["each day", "over time"])
def test_an_early_question_of_ones_own_ends_no_ranks(way: str, told: bool, tmp_path: Path) -> None:
    """What one alone answered compares with nobody, so that the last one cannot call it all off."""
    rows = _soon(100)
    own = {**rows[-1], "q": 99, "o": 1, "settled": _YEAR + timedelta(3)}
    own |= {"event": _YEAR + timedelta(3) if told else ""}
    found = ranks(tmp_path / "a", [*rows, own], *_TIMED[way])
    assert (found["half"]["rank"], found["denier"]["rank"]) == (1, 2)
    # A second one who answered it makes it count.
    found = ranks(tmp_path / "b", [*rows, own, own | {"who": "half"}], *_TIMED[way])
    assert {row["rank"] for row in found.values()} == {None}


def test_what_came_on_no_known_day_ranks_nobody_by_days(tmp_path: Path) -> None:
    """One event without its day: who tells it once it is known would be scored until the end."""
    rows = _soon(100)
    rows = [row | {"event": ""} if row["q"] == 1 else row for row in rows]
    found, page = paged(tmp_path / "a", rows, *_EACH)
    for row in found.values():
        assert row["rank_refused"] == {"reason": "no_end_known", "have": 1, "need": 0}
    assert "it is not told when what came did" in page


def test_news_are_not_ranked_over_time_where_nothing_says_when_it_was_settled(
    tmp_path: Path,
) -> None:
    """One half, and the truth on the day after: its mean is lower than that of who was right."""
    rows = [row | {"p": 0.5} for row in _soon(10)]
    news = [r | {"who": "news"} for r in rows if r["who"] == "half"]
    news += [r | {"p": 1.0, "said": _YEAR + timedelta(11)} for r in news if r["o"]]
    rows = [r | {"opens": _YEAR} for r in (*rows, *news)]
    options = ("--stood-from", "said", "--opens", "opens", "--closes", "closes")
    found = ranks(tmp_path / "a", rows, *options)
    assert found["news"]["brier_over_time"] < found["half"]["brier_over_time"] == 0.25
    assert {row["rank"] for row in found.values()} == {None}


def test_rows_count_for_the_days_that_they_stood(tmp_path: Path) -> None:
    """All speak on two days, one of them a dozen times on the last: that is two days of 335."""
    many = [r | {"p": 0.5} for r in _rows("many", "2024-02-01")]
    rows = [*_OTHERS, *many, *_rows("many", "2024-12-30", sure=1.0) * 12]
    rows += [r for who in ("honest", "rival") for r in _rows(who, "2024-12-30", 10)]
    rows = [row | {"event": "2024-12-31" if row["o"] else ""} for row in rows]
    found = ranks(tmp_path / "a", rows, *_EACH)
    assert found["many"]["rank"] == 3
    assert found["many"]["brier_by_question"] == pytest.approx(0.25 * 333 / 335, abs=1e-6)


@pytest.mark.parametrize(
    ("said", "event"), [("2024-03-30", "2024-03-31"), ("2024-04-01", "2024-03-31")]
)
def test_eve_and_morrow_of_early_events_are_not_placed(
    said: str, event: str, tmp_path: Path
) -> None:
    """Whether two compare hangs on no outcome: neither on the eve nor once it is known."""
    rows = [*_OTHERS, *_rows("late", said, sure=1.0)]
    rows = [row | {"event": event if row["o"] else ""} for row in rows]
    found = ranks(tmp_path / "a", rows, *_DEADLINE, "--event-day", "event")
    assert found["late"]["rank"] is None
    assert found["late"]["compared_questions"] == 0


def test_time_ends_when_a_question_is_decided(tmp_path: Path) -> None:
    """0.5 for 59 of 60 days until the event of 31 March, then the truth for one, but for honesty.

    Where nothing came it stood for 335 days, 276 of them with the truth. Every day weighs alike.
    """
    late = [r | {"p": 0.5} for r in _rows("late", "2024-02-01")]
    rows = [*_OTHERS, *late, *_rows("late", "2024-03-31", sure=1.0)]
    rows = [row | {"event": "2024-03-31" if row["o"] else ""} for row in rows]
    found = ranks(tmp_path / "a", rows, *_EACH)
    mean = 0.25 * (12 * 59) / (3 * 60 + 9 * 335)
    assert found["late"]["brier_by_question"] == pytest.approx(mean, abs=1e-6)


def test_a_page_says_why_groups_are_apart(tmp_path: Path) -> None:
    """Two answer other questions."""
    two = [*_rows("c", "2024-02-01"), *_rows("d", "2024-02-01", 10)]
    rows = [*_OTHERS, *(row | {"q": f"another {row['q']}"} for row in two)]
    found, page = paged(tmp_path / "a", rows, *_DEADLINE)
    assert found["c"]["group"] != found["honest"]["group"]
    assert "On too few questions do they say something" in page


def test_the_day_of_the_event_is_no_deadline(tmp_path: Path) -> None:
    """It is known only where the event came: who calls it a day later is not placed by it."""
    rows = [*_OTHERS, *(r | {"p": 0.97} for r in _rows("alarmist", "2024-02-02"))]
    rows = [row | {"event": "2024-09-01" if row["o"] else ""} for row in rows]
    found = ranks(tmp_path / "a", rows, "--said", "said", "--event-day", "event")
    assert found["alarmist"]["compared_questions"] == 0


def test_without_a_deadline_the_first_day_compares(tmp_path: Path) -> None:
    """What one says on another day besides takes nothing back, and counts for nothing."""
    coin = _rows("coin", "2024-02-01", 6, 0.95)
    late = [r | {"p": 0.5, "said": "2024-12-30"} for r in coin if r["q"] > 5]
    said = ("--said", "said")
    alone = ranks(tmp_path / "alone", [*_OTHERS, *coin], *said)
    found = ranks(tmp_path / "late", [*_OTHERS, *coin, *late], *said)
    assert found == alone


@pytest.mark.parametrize("column", ["deadline", "event"])
def test_a_question_ends_on_one_day(
    column: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No row may move the clock of the others: the two are named."""
    rows = [row | {"event": "2024-12-31" if row["o"] else ""} for row in _OTHERS]
    rows.append(rows[0] | {"who": "late", column: "2034-12-31"})
    table = as_csv(tmp_path / "table.csv", rows)
    options = (*COLUMNS, *_DEADLINE, "--event-day", "event")
    assert score(table, tmp_path / "out", *options) == 1
    name = "event days" if column == "event" else "deadlines"
    assert (
        f"the question `0` has two {name}, 2024-12-31 in row 1 and 2034-12-31 in row 25; if"
        in capsys.readouterr().err
    )


@pytest.mark.parametrize(("name", "most"), [("PAIRS", 50), ("NAMES", 2)])
def test_too_many_to_compare_two_by_two_are_not_ranked(
    name: str, most: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said why; the scores stay."""
    monkeypatch.setattr(when_spoken, name, most)
    rows = [*_OTHERS, *_rows("late", "2024-12-30", sure=1.0)]
    found, page = paged(tmp_path / "a", rows, *_DEADLINE)
    assert {row["rank"] for row in found.values()} == {None}
    assert found["late"]["rank_refused"]["reason"] == "different_days"
    assert "on 12 questions forecasters spoke on different days, and there are too many" in page
    assert found["honest"]["brier_by_question"] == pytest.approx(0.04)


@pytest.mark.parametrize("weights", [False, True])
def test_times_that_all_compare_change_no_figure(weights: bool, tmp_path: Path) -> None:
    """What is ranked by two and two is what is ranked by columns; with weights, too."""
    late = [
        row | {"q": 12} for who in "xy" for row in _rows(who, f"2024-02-0{2 + (who == 'x')}")[:1]
    ]
    rows = [*_OTHERS, *_rows("next", "2024-02-01", 8, 0.7), *late]
    rows = [row | {"w": 1 + row["q"] % 3} for row in rows]
    options = ("--weight", "w") if weights else ()
    plain = ranks(tmp_path / "plain", rows, *options)
    dated = ranks(tmp_path / "dated", rows, *options, *_DEADLINE)
    for name, row in plain.items():
        for figure in ("rank", "rank_interval", "compared_questions", "questions"):
            assert dated[name][figure] == row[figure]
        for figure in ("brier_by_question", "brier_adjusted", "peer", "relative_skill"):
            assert dated[name][figure] == pytest.approx(row[figure], abs=2e-9)
        assert dated[name]["brier_interval"] == pytest.approx(row["brier_interval"], abs=2e-9)


@each_engine
@pytest.mark.parametrize("truth", ["", "void"])
def test_nobody_leaves_the_truth_out_of_the_own_rows(
    engine: str, truth: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Else who leaves it out where they were wrong is first; void for all is void."""
    rows = [{"who": who, "q": q, "p": 0.8, "o": int(q > 2)} for who in "ab" for q in range(12)]
    table = as_csv(
        tmp_path / "table.csv", [*rows, *({**r, "who": "c", "o": truth} for r in rows[:12])]
    )
    options = (*COLUMNS, "--engine", engine)
    assert score(table, tmp_path / "out", *options) == 1
    told = capsys.readouterr().err
    assert "the question `0` has a truth in row 1 and none in row 25 (and so it is with 11" in told
    void = [{**row, "o": "void"} for row in rows if row["q"] == 0]
    ranks(tmp_path / "a", [*rows[1:12], *rows[13:], *void], "--engine", engine)


# Of forty questions so many came on each of ten days, most of them soon; twenty-four never came.
_CAME = (6, 3, 2, 1, 1, 1, 1, 1, 0, 0)
_NEVER = 40 - sum(_CAME)
_YEAR = date(2024, 1, 1)


def _told(who: str, said: Sequence[float], since: int = 0) -> list[dict[str, Any]]:
    """What somebody says on each of the ten days until it comes; who waits leaves out what came."""
    ends = [day for day, times in enumerate(_CAME) for _ in range(times)] + [None] * _NEVER
    return [
        {
            "who": who,
            "q": q,
            "p": said[day],
            "o": int(end is not None),
            "said": f"{_YEAR + timedelta(day)}",
            "deadline": "2024-01-10",
            "event": "" if end is None else f"{_YEAR + timedelta(end)}",
        }
        for q, end in enumerate(ends)
        for day in range(since, 10 if end is None else end + 1)
    ]


def _left(day: int, weight: Callable[[int], float] = lambda _: 1.0) -> float:
    """The chance that it still comes, if it has not come before that day; by weights of days."""
    still = sum(weight(end) * _CAME[end] for end in range(day, 10))
    return still / (still + weight(9) * _NEVER)


_HONEST = [_left(day) for day in range(10)]


@slow
@each_engine
def test_on_each_day_it_is_best_to_say_what_one_believes(engine: str, tmp_path: Path) -> None:
    """In exact expectation, as the table has each way it may go as often as it is likely.

    Nobody gains by any other number on any day, nor who says of each day what made an average until
    it was decided least: the days before an early event had weighed the most in it.
    """
    front = [_left(day, lambda end: 1 / (end + 1)) for day in range(10)]
    assert front[0] > _HONEST[0] + 0.1
    others = {"front-loader": front, "static": [_HONEST[0]] * 10}
    others |= {
        f"{day} {by:+}": [p + by * (at == day) for at, p in enumerate(_HONEST)]
        for day in range(10)
        for by in (-0.1, -0.02, 0.02, 0.1)
        if 0 <= _HONEST[day] + by <= 1
    }
    rows = [*_told("honest", _HONEST), *(r for who, p in others.items() for r in _told(who, p))]
    found = ranks(tmp_path / "a", rows, *_EACH, "--engine", engine)
    honest = found.pop("honest")
    for name, row in found.items():
        for figure in ("brier", "brier_by_question"):
            assert row[figure] > honest[figure], (name, figure)
    # Of all the days on which a question was open, each one alike.
    days = [(day, _CAME[end]) for end in range(10) for day in range(end + 1)]
    lost = sum((1 - _HONEST[day]) ** 2 * times for day, times in days)
    lost += sum(p**2 for p in _HONEST) * _NEVER
    whole = sum(times for _, times in days) + 10 * _NEVER
    assert honest["brier"] == pytest.approx(lost / whole, abs=1e-8)
    # Who says each day what is true of that day is right of all days: nothing is left to correct.
    assert honest["miscalibration"] == pytest.approx(0, abs=1e-8)


@each_engine
def test_who_lets_numbers_stand_does_best_by_saying_what_they_believe(
    engine: str, tmp_path: Path
) -> None:
    """In exact expectation, and whatever others say anew: honest 40 % stand before 25 % and 55 %.

    Sixteen of forty came. By days the denier would be first, since what comes soon weighs little.
    """
    ways = {"honest": 0.4, "denier": 0.25, "alarmist": 0.55}
    rows = [r for who, p in ways.items() for r in _told(who, [p] * 10) if r["said"] == f"{_YEAR}"]
    options = (*_EVENT, "--engine", engine)
    alone = ranks(tmp_path / "alone", rows, *options)
    assert alone["honest"]["rank"] == 1
    assert alone["honest"]["brier"] == pytest.approx(0.4 * 0.6)
    found = ranks(tmp_path / "joined", [*rows, *_told("daily", _HONEST)], *options)
    for who, row in alone.items():
        figures = ("brier", "brier_by_question", "brier_interval")
        assert [found[who][key] for key in figures] == [row[key] for key in figures]
    assert found["honest"]["rank"] < found["denier"]["rank"]


def _random(seed: int) -> list[dict[str, Any]]:
    """Twelve questions of three forecasters who speak up to three times, some on no known day."""
    rng = random.Random(seed)
    rows: list[dict[str, Any]] = []
    for q in range(12):
        ends, came = rng.randrange(5, 40), rng.randrange(2)
        event = rng.randrange(ends) if came else ends
        asked: dict[str, Any] = {
            "q": q,
            "o": came,
            "r": rng.randrange(101) / 100,
            "w": rng.randrange(1, 4),
            "family": rng.choice(["", "f"]),
        }
        asked["deadline"] = f"{_YEAR + timedelta(ends)}" if rng.random() < 0.9 else ""
        asked["event"] = f"{_YEAR + timedelta(event)}" if came else ""
        for who in "abc":
            for _ in range(rng.randrange(4)):
                day = _YEAR + timedelta(rng.choice([0, rng.randrange(event + 1)]))
                said: dict[str, Any] = {"p": rng.randrange(101) / 100}
                said["said"] = f"{day}" if rng.random() < 0.8 else ""
                rows.append({"who": who, **asked, **said})
    return rows


@each_engine
@examples(20)
@given(st.integers(0, 10**6), st.booleans(), st.booleans(), st.booleans())
def test_figures_are_of_the_days_that_standings_are_of(
    engine: str, tmp_path_factory: Any, seed: int, weights: bool, families: bool, each: bool
) -> None:
    """The mean score is that of the reference less the advantage, which come from other sums."""
    rows = _random(seed)
    options = [*(_EACH if each else _EVENT), "--reference", "r", "--engine", engine]
    options += ["--weight", "w"] if weights else []
    options += ["--family", "family"] if families else []
    found = ranks(tmp_path_factory.mktemp("a") / "b", rows, *options)
    for row in found.values():
        told = row["reference_brier"] - row["advantage"]
        assert row["brier"] == pytest.approx(told, abs=1e-7)


@examples(20)
@given(seed=st.integers(0, 10**6))
@known(seed=15)
@known(seed=22)
@known(seed=38)
def test_engines_come_to_the_same_of_days_weights_and_families(
    seed: int, tmp_path_factory: Any
) -> None:
    """To the byte."""
    found = []
    for engine in ("polars", "duckdb"):
        folder = tmp_path_factory.mktemp("a") / "b"
        options = ("--reference", "r", "--weight", "w", "--family", "family", "--engine", engine)
        paged(folder, _random(seed), *_EVENT, *options)
        found.append(contents(folder / "out"))
    assert found[0] == found[1]
