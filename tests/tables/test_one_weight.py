"""However many rows a forecaster has on a question, they have one weight in each figure."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.depth import slow, thin
from tests.tables.tables import as_csv, by_forecaster, each_engine, score
from tests.tables.test_weights import KINDS
from verifier.tables import probabilities

_COLUMNS = ("--forecaster", "who", "--question", "q", "--observed", "o")
_PROBABILITY = (*_COLUMNS, "--probability", "p")


def _scored(folder: Path, rows: Sequence[Any], *options: str) -> dict[str, dict[str, Any]]:
    folder.mkdir()
    assert score(as_csv(folder / "t.csv", rows), folder / "out", *options) == 0
    return by_forecaster(folder / "out")


@each_engine
def test_every_figure_is_a_mean_over_questions(engine: str, tmp_path: Path) -> None:
    """By hand: 0.9 once on what came; 0.2 three times and 0.8 once on what did not.

    Of the second question 0.19 = (3 x 0.04 + 0.64) / 4, 0.35 was said of it and a quarter of its
    rows called it. The reference says 0.5 of the first, 0.1 of the second.
    """
    said = [("came", 0.9, 1, 0.5)] + [("not", 0.2, 0, 0.1)] * 3 + [("not", 0.8, 0, 0.1)]
    rows = [{"who": "x", "q": q, "p": p, "o": o, "r": r} for q, p, o, r in said]
    options = (*_PROBABILITY, "--reference", "r", "--engine", engine)
    found = _scored(tmp_path / "one", rows, *options)["x"]
    brier, reference = (0.01 + 0.19) / 2, (0.25 + 0.01) / 2
    hand = {
        "brier": brier,
        "log_score": (0.105360516 + (3 * 0.223143551 + 1.609437912) / 4) / 2,
        "reference_brier": reference,
        "advantage": reference - brier,
        "skill": 1 - brier / reference,
        "mean_probability": 0.625,
        "base_rate": 0.5,
        "pod": 1,
        "far": 0.25 / 1.25,
        "csi": 1 / 1.25,
        "peirce": 1 - 0.25,
    }
    assert {key: found[key] for key in hand} == pytest.approx(hand, abs=1e-8)
    counts = ("n", "hits", "misses", "false_alarms", "correct_negatives")
    assert [found[key] for key in counts] == [5, 1, 0, 1, 3]


@pytest.mark.parametrize("kind", thin(KINDS, 3))
def test_writing_an_answer_many_times_changes_no_figure(kind: str, tmp_path: Path) -> None:
    """Of any kind; each mean score lies in its interval."""
    options, forecast, main = KINDS[kind]
    columns = ("--forecaster", "who", "--question", "q", "--observed", "y", *options)
    rng = random.Random(kind)
    said = [(who, q, rng.randrange(5, 95)) for q in range(40) for who in ("a", "b")]
    apart: tuple[str, ...] = ("--forecast", "f") if kind != "probability" else ()
    if kind in ("quantile", "interval", "sample", "point", "mean"):
        # Without it of these nothing has an interval.
        apart = (*apart, "--most", "10000")

    def rows(times: int) -> list[dict[str, Any]]:
        return [
            {"who": who, "q": q, "f": f, **part}
            for who, q, p in said
            for f in range(times if who == "a" and p > 60 else 1)
            for part in forecast(p)
        ]

    once, often = (
        _scored(tmp_path / str(times), rows(times), *columns, *apart) for times in (1, 7)
    )
    unlike = {"n", "hits", "misses", "false_alarms", "correct_negatives", "calibration_bins"}
    unlike |= {"calibration_curve", "miscalibration_corrected"}
    for name, row in once.items():
        low, high = often[name][f"{main}_interval"]
        assert low <= often[name][main] <= high
        for key in row.keys() - unlike:
            assert often[name][key] == pytest.approx(row[key], abs=1e-8), key


@slow
@each_engine
@pytest.mark.parametrize("exact", [10**6, 200])
def test_who_repeats_is_read_again_and_nobody_else_is_changed(
    exact: int, engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether probabilities are counted one by one or in bins.

    Everybody's own figures are the same beside whomever: where nobody repeats nothing is read
    again, and where all do everything.
    """
    monkeypatch.setattr(probabilities, "EXACT", exact)
    rng = random.Random(exact)
    came = [rng.random() < 0.5 for _ in range(30)]

    def rows(*names: str, times: int = 1) -> list[dict[str, Any]]:
        own = random.Random(str(names))
        said = [(who, q, own.randrange(10**6) / 10**6) for q in range(30) for who in names]
        return [
            {"who": who, "q": q, "p": (p + n / 7) % 1, "o": int(came[q])}
            for who, q, p in said
            for n in range(times)
        ]

    once, thrice = rows(*"bdefghi"), rows("a", "c", times=3)
    found = {
        name: _scored(tmp_path / name, table, *_PROBABILITY, "--engine", engine)
        for name, table in {
            "some": [*once, *thrice],
            "nobody": once,
            "all": [*thrice, *rows("j", "k", times=2)],
        }.items()
    }
    for apart, names in (("nobody", "bdefghi"), ("all", "ac")):
        for name in names:
            mine, theirs = (list(found[table][name].items()) for table in ("some", apart))
            own = [key for key, _ in mine].index("questions")
            assert own > 20
            assert mine[:own] == theirs[:own]


def test_who_repeats_what_was_right_leads_no_column(tmp_path: Path) -> None:
    """The repeater is right on three of thirty questions, and writes these three hundred times."""
    rows = []
    for q in range(30):
        o = q % 2
        rows.append({"who": "honest", "q": q, "p": 0.8 if o else 0.2, "o": o, "r": 0.5})
        p = (0.99 if o else 0.01) if q < 3 else (0.1 if o else 0.9)
        rows += [{"who": "repeater", "q": q, "p": p, "o": o, "r": 0.5}] * (300 if q < 3 else 1)
    found = _scored(tmp_path / "one", rows, *_PROBABILITY, "--reference", "r")
    mine, theirs = found["honest"], found["repeater"]
    for less in ("brier", "log_score", "miscalibration", "far"):
        assert mine[less] < theirs[less]
    for more in ("advantage", "skill", "discrimination", "pod", "csi", "peirce"):
        assert mine[more] > theirs[more]
    assert theirs["brier"] == pytest.approx((3 * 0.01**2 + 27 * 0.9**2) / 30)


def test_a_family_has_one_weight_and_so_has_each_question_of_it(tmp_path: Path) -> None:
    """By hand: 0.1 on a question alone, 0.4 and 0.8 on two of one night.

    The 0.4 is there nine times. Scores are 0.01 and (0.16 + 0.64) / 2.
    """
    said = [("alone", "", 0.1)] + [("east", "night", 0.4)] * 9 + [("west", "night", 0.8)]
    rows = [{"who": "x", "q": q, "f": f, "p": p, "o": 0} for q, f, p in said]
    found = _scored(tmp_path / "one", rows, *_PROBABILITY, "--family", "f")["x"]
    assert found["brier"] == pytest.approx((0.01 + 0.4) / 2)
    assert found["mean_probability"] == pytest.approx((0.1 + 0.6) / 2, abs=1e-8)


def test_of_rows_that_weigh_a_question_has_the_greatest(tmp_path: Path) -> None:
    """By hand: 0.1 on a question of weight 3, and 0.5 of weight 1 beside 0.9 of weight 2 on one.

    That one has (0.5 + 2 x 0.9) / 3 and weighs 2.
    """
    rows = [
        {"who": "x", "q": q, "p": p, "o": 0, "w": w}
        for q, p, w in (("a", 0.1, 3), ("b", 0.5, 1), ("b", 0.9, 2))
    ]
    found = _scored(tmp_path / "one", rows, *_PROBABILITY, "--weight", "w")["x"]
    second = (0.5 + 2 * 0.9) / 3
    assert found["mean_probability"] == pytest.approx((3 * 0.1 + 2 * second) / 5, abs=1e-8)
    assert found["brier"] == pytest.approx((3 * 0.01 + 2 * (0.25 + 2 * 0.81) / 3) / 5)


@pytest.mark.parametrize("kind", thin(KINDS, 3))
def test_of_every_kind_a_family_is_one_question(kind: str, tmp_path: Path) -> None:
    """Four families of three questions, and one alone: a mean of the means of families.

    Of each question by itself the score is that of somebody who answers nothing else. `b` answers
    one of each family only, which changes nothing of theirs.
    """
    options, forecast, main = KINDS[kind]
    columns = ("--forecaster", "who", "--question", "q", "--observed", "y", *options)
    rows: list[dict[str, Any]] = []
    for q in range(13):
        family = f"week {q // 3}" if q < 12 else ""
        for who, p in (("a", 10 + 5 * q), ("b", 70 - 3 * q)):
            if who == "a" or q % 3 == 0:
                rows += [{"who": who, "q": q, "week": family, **part} for part in forecast(p)]
    alone, found = (
        _scored(tmp_path / name, rows, *columns, *more)
        for name, more in (("alone", ()), ("families", ("--family", "week")))
    )
    assert [row["questions"] for row in alone.values()] == [13, 5]
    assert [row["questions"] for row in found.values()] == [5, 5]
    apart = [row | {"who": f"{row['q']}"} for row in rows if row["who"] == "a"]
    of_one = _scored(tmp_path / "each", apart, *columns)
    each = [of_one[f"{q}"][main] for q in range(13)]
    means = [sum(each[q : q + 3]) / 3 for q in range(0, 12, 3)]
    mean = (sum(means) + each[12]) / 5
    assert found["a"][main] == found["a"][f"{main}_by_question"] == pytest.approx(mean)
    assert found["b"][main] == alone["b"][main]
    page = (tmp_path / "families" / "out" / "README.md").read_text("utf-8")
    assert "12 questions are of 4 families" in page


def test_two_equals_of_five_weeks_are_not_told_apart(tmp_path: Path) -> None:
    """Each is off by a number of its own in each week, alike at twenty places.

    In three weeks of five the first is nearer. A page without families says what it is to have
    none.
    """
    off = {"a": (1.0, 1.2, 0.8, 4.0, 4.1), "b": (4.0, 3.9, 4.2, 1.1, 0.9)}
    rows = [
        {"who": who, "place": place, "week": week, "v": 100 + by, "y": 100 + place % 3 / 10}
        for who, errors in off.items()
        for week, by in enumerate(errors)
        for place in range(20)
    ]
    columns = ("--forecaster", "who", "--question", "week", "place", "--value", "v")
    _scored(tmp_path / "alone", rows, *columns, "--observed", "y")
    page = (tmp_path / "alone" / "out" / "README.md").read_text("utf-8")
    assert "Each question counts as if it told nothing of another" in page
    found = _scored(tmp_path / "families", rows, *columns, "--observed", "y", "--family", "week")
    assert {row["rank"] for row in found.values()} == {None}
    assert {row["questions"] for row in found.values()} == {5}
