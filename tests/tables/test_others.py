"""Whoever else is in a table, and whatever they say: the others stand to each other as they did."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from tests.depth import share, thin
from tests.tables.tables import as_csv
from tests.tables.test_weights import KINDS, RULED
from verifier.tables.columns import Columns
from verifier.tables.data import Scored, scored
from verifier.tables.engines import TableError
from verifier.tables.reading import read_table

_QUESTIONS = 24
_PART = range(12)
_ALL, _REST = range(_QUESTIONS), range(len(_PART), _QUESTIONS)
_DAY = date(2024, 1, 1)
_Rows = list[dict[str, Any]]
# What hangs on who the others are, as it says itself; whoever is added may give somebody a place.
_OF_OTHERS = {"rank", "rank_interval", "rank_refused", "group", "peer", "peer_interval"}
_OF_OTHERS |= {"relative_skill", "compared_questions"}


class _Table:
    """Random rows of a kind, with columns of its questions that are the same for all."""

    def __init__(self, kind: str, options: Sequence[str], seed: int) -> None:
        self.among: Sequence[int] = _ALL
        self.kind, self.rng = kind, random.Random(f"{kind} {options} {seed}")
        self.more = dict(zip(options[::2], options[1::2], strict=True))
        self.asked: dict[str, dict[str, Any]] = {}

    def _question(self, name: str) -> dict[str, Any]:
        """What is so for everybody who answers it."""
        rng = self.rng
        if name not in self.asked:
            length = rng.randrange(20, 60)
            # Who answers the first half answers all of a family or nothing.
            early = rng.randrange(5, length)
            half = name in {f"q{q}" for q in _PART} or (name[0] != "q" and rng.random() < 0.5)
            self.asked[name] = {
                "family": rng.choice(["", "", "", f"night {half}", f"day {half}", f"week {half}"]),
                "w": rng.randrange(1, 4),
                "deadline": _DAY + timedelta(length),
                # Nobody is ranked by each day's numbers where something came early.
                "event": rng.choice(
                    ["", _DAY + timedelta(length if "days" in self.more else early)]
                ),
                "y": rng.choice([40, 60, 80]),
            }
        return self.asked[name]

    def rows(self, who: str, name: str, days: Sequence[int | None] = (0,)) -> _Rows:
        """Some forecasts of a question."""
        asked, rng, found = self._question(name), self.rng, []
        for n, day in enumerate(days):
            for row in KINDS[self.kind][1](rng.randrange(5, 95)):
                if self.kind == "probability":
                    row["y"] = int(asked["event"] != "")
                elif "said" not in self.more and "y" in row and self.kind in _NUMBERS:
                    row["y"] = asked["y"]
                said = "" if day is None else _DAY + timedelta(day)
                found.append({"who": who, "q": name, "f": n, **asked, **row, "said": said})
        return found

    def last(self, name: str) -> int:
        """The last day on which something may be said of it."""
        asked = self._question(name)
        end: date = asked["event"] or asked["deadline"]
        return (end - _DAY).days

    def read(self, rows: _Rows, folder: Path) -> Scored:
        """All figures of a table."""
        pairs = [option.removeprefix("--") for option in KINDS[self.kind][0]]
        options = {"forecaster": "who", "question": "q", "observed": "y", **self.more}
        options |= dict(zip(pairs[::2], pairs[1::2], strict=True))
        if self.kind != "probability":
            options["forecast"] = "f"
        columns = Columns.model_validate(options)
        keys = dict.fromkeys(key for row in rows for key in row)
        table = as_csv(folder / "t.csv", [{key: row.get(key, "") for key in keys} for row in rows])
        return scored(read_table(table, columns, clamp=1e-5), "t", RULED)


_NUMBERS = {"cdf", "quantile", "interval", "sample", "point", "mean"}
_TIMES = ("said", "said", "deadline", "deadline")
SHAPES: Mapping[str, tuple[str, Sequence[str]]] = {
    **{kind: (kind, ()) for kind in KINDS},
    **{f"{kind}, families": (kind, ("family", "family")) for kind in ("probability", "quantile")},
    **{f"{kind}, weights": (kind, ("weight", "w")) for kind in ("probability", "point")},
    "days": ("probability", ("said", "said")),
    "deadlines": ("probability", _TIMES),
    "events": ("probability", (*_TIMES, "event-day", "event")),
    "events, each day": ("probability", (*_TIMES, "event-day", "event", "days", "each")),
    "events, families, weights": (
        "probability",
        (*_TIMES, "event-day", "event", "family", "family", "weight", "w"),
    ),
}


def _days(table: _Table, name: str, often: int, first: Sequence[int | None]) -> list[int | None]:
    """A first day, and more of them up to the last."""
    rng, last = table.rng, table.last(name)
    more: list[int | None] = [rng.randrange(last + 1) for _ in range(rng.randrange(often + 1))]
    return [rng.choice(first), *more] if "said" in table.more else [0]


def _honest(table: _Table) -> _Rows:
    """Three who answer all questions from the same day on, of whom one says nothing anew.

    Two more answer the first half.
    """
    return [
        row
        for q in _ALL
        for who, often in (("ann", 2), ("bob", 2), ("cem", 0), ("dan", 0), ("eve", 0))
        if q in _PART or who < "d"
        for row in table.rows(who, f"q{q}", _days(table, f"q{q}", often, [0]))
    ]


def _accomplice(table: _Table) -> _Rows:
    """Answers chosen questions."""
    return [
        row
        for who in ("x", "y")
        for q in sorted(table.rng.sample(table.among, len(table.among) * 2 // 3))
        for row in table.rows(who, f"q{q}", _days(table, f"q{q}", 0, [0]))
    ]


def _renewer(table: _Table) -> _Rows:
    """Says one number anew, or all of them, and on strange days."""
    often = table.rng.choice([1, 3])
    return [
        row
        for who in ("x", "y")
        for q in table.among
        for row in table.rows(who, f"q{q}", _days(table, f"q{q}", often, [0, 0, 1, 2, None]))
    ]


def _stranger(table: _Table) -> _Rows:
    """Has questions of their own besides, which may be of the others' families."""
    own = [row for q in range(12) for who in "xy" for row in table.rows(who, f"own {q}")]
    return [*(row | {"w": 99} for row in own), *_accomplice(table)]


def _repeater(table: _Table) -> _Rows:
    """Writes the same rows again and again."""
    return [row | {"f": f"{row['f']}.{n}"} for row in _accomplice(table) for n in range(3)]


def _odd(table: _Table) -> _Rows:
    """Leaves parts out, or says what cannot be."""
    rows = []
    for row in _accomplice(table):
        change = table.rng.choice(["none", "drop", "high", "low", "text", "other"])
        value = {"high": 1e4, "low": -1e3, "text": "often", "other": 0.123}.get(change)
        if change == "drop":
            continue
        for key in ("p", "v", "x", "t", "c", "l", "h", "m"):
            if value is not None and key in row and table.rng.random() < 0.4:
                row[key] = value
        rows.append(row)
    return rows


_INTRUDERS: Sequence[Callable[[_Table], _Rows]] = (
    *(_accomplice, _renewer, _stranger, _repeater, _odd),
)
_AMONG = (_ALL, _PART, _REST) * 2


@pytest.mark.parametrize(("n", "shape"), thin(enumerate(SHAPES), 3))
def test_nobody_moves_what_others_are_to_each_other(n: int, shape: str, tmp_path: Path) -> None:
    """Scores, differences and their chances stay to six digits, and so the order does.

    Of who answered the same questions whatever a third one does; of all, if a third one answers
    only what the same ones answered each time. Or the table is refused, which not all are.
    At full depth each shape meets every intruder, else each the next one.
    """
    kind, options = SHAPES[shape]
    moved, refused = [], Counter[str]()
    all_ = share(6) == 6
    for seed in range(share(6)):
        table = _Table(kind, options, seed)
        honest = _honest(table)
        alone = table.read(honest, tmp_path)
        assert alone.standings.pairs
        each = list(zip(_INTRUDERS, cycle(_AMONG[seed % len(_AMONG) :]), strict=False))
        for intruder, among in each if all_ else each[n % len(each) :][:1]:
            table.among = among
            rows = [*honest, *intruder(table)]
            table.rng.shuffle(rows)
            try:
                joined = table.read(rows, tmp_path)
            except TableError:
                refused[intruder.__name__] += 1
                continue
            moved += [(intruder.__name__, seed, *what) for what in _moved(alone, joined, among)]
    assert moved == []
    # Of few tables all may be refused, of several none of the intruders is turned away each time.
    assert not all_ or max(refused.values(), default=0) < 6, refused


def _moved(alone: Scored, joined: Scored, among: Sequence[int]) -> list[tuple[Any, ...]]:
    """What is not as it was, though it should be."""
    rows = {row["forecaster"]: row for row in joined.rows}
    was_and_is = [
        (row["forecaster"], key, value, rows[row["forecaster"]][key])
        for row in alone.rows
        for key, value in row.items()
        if key not in _OF_OTHERS and not key.endswith("_adjusted")
    ]
    was_and_is += [
        (pair, key, getattr(was, key), getattr(joined.standings.pairs.get(pair), key, "no pair"))
        for pair, was in alone.standings.pairs.items()
        if among != _ALL or (pair[0] < "d") == (pair[1] < "d")
        for key in ("difference", "chance")
    ]
    return [each for each in was_and_is if not _same(*each[2:])]


def _same(was: Any, now: Any) -> bool:
    """To as many digits as are sure."""
    if isinstance(was, float) and isinstance(now, (float, int)):
        return bool(now == pytest.approx(was, abs=1e-6, rel=1e-6))
    if isinstance(was, Sequence) and not isinstance(was, str) and isinstance(now, Sequence):
        return len(was) == len(now) and all(map(_same, was, now))
    return bool(was == now)


@pytest.mark.parametrize(("value", "told"), [(1e12, "nothing is left of"), (1e300, "")])
def test_a_number_that_drowns_all_others_is_refused(
    value: float, told: str, tmp_path: Path
) -> None:
    """With who has it; what has no square is left out as a row out of range."""
    table = _Table("mean", (), 0)
    honest = _honest(table)
    rows = [*honest, *table.rows("x", "q0"), *table.rows("x", "q1")]
    rows[-1]["v"] = value
    if told:
        with pytest.raises(TableError, match=f"`x` has a score of 1e.24 on .*{told}"):
            table.read(rows, tmp_path)
    else:
        assert [row["n"] for row in table.read(rows, tmp_path).rows][-1] == 1


def test_what_one_gained_on_others_is_weighed_by_what_both_answered(tmp_path: Path) -> None:
    """Two more who answer another question of a family change nothing between those who did not."""
    same = {"y": 0, "w": 1}
    rows: list[dict[str, Any]] = [
        {"who": who, "f": f"{who}{n}", "q": f"q{n}", "v": first if n == 0 else value, **same}
        | {"family": "F" if n == 0 else f"q{n}"}
        for who, first, value in (("a", 9, 2), ("b", 1, 4))
        for n in range(11)
    ]
    more: list[dict[str, Any]] = [
        {"who": who, "f": who, "q": "next", "v": 5, "y": 0, "w": 9, "family": "F"}
        for who in ("c", "d")
    ]
    table = _Table("point", ("family", "family", "weight", "w"), 0)
    alone, joined = (
        {row["forecaster"]: row for row in table.read(each, tmp_path).rows}
        for each in (rows, [*rows, *more])
    )
    for name, gained in (("a", 12 / 11), ("b", -12 / 11)):
        assert alone[name]["peer"] == joined[name]["peer"] == pytest.approx(gained, abs=1e-6)
