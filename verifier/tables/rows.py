"""Rows of a table as they are read: numbers out of text, and what is wrong with a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import reduce
from itertools import zip_longest
from typing import Any

import narwhals as nw

from verifier.dataclass import dataclass
from verifier.tables.columns import DAYS, NAMES, NUMBERS, ODDS, Columns, Kind
from verifier.tables.engines import ROW, SPACE, Engine, Opened
from verifier.tables.yes_no_void import NO, VOID, YES

_NUMBER = r"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$"
_MISSING = ("", "na", "n/a", "nan", "null", "none")
# How a percentage ends, and what stands before a probability that is a bound or only roughly said.
_PER_CENT = r"(?i) *(%|per ?cent|pct|prozent)\.?$"
_BELOW, _ABOVE, _ABOUT = "^[<≤]=?", "^[>≥]=?", "^(~|≈|about |ca\\.? )"
# A share, as 1/3 or 7 in 10: its parts are what is left without the other and what is between.
_OF = r"( */ *|[ -]in[ -]| out of | of )"
_TOP, _BOTTOM = f"(?i){_OF}0*[1-9][0-9]*$", f"(?i)^[0-9]+{_OF}"
_SHARE = f"(?i)^[0-9]+{_OF}0*[1-9][0-9]*$"
# Floats end at 1.8e308: the sum of as many rows as a table can have is still one.
_HUGE = 1e300
# By this number PredictionBook says that a question had no answer.
_VOID = -1
# Floats from `_LEAST` to these are written out alike, without an exponent, by every engine.
_LEAST, _MOST, _MOST_SINGLE = 1e-4, 1e15, 1e7
# Bad rows that are shown: they are mostly bad in the same way, and each way is counted.
_SHOWN = 5
# From here to 100 a number among fractions is a percentage; just above 1 it is only wrong.
_LEAST_PERCENT = 2
# What was observed of these is whether something came.
_OF_EVENTS = (Kind.PROBABILITY, Kind.OVER_TIME)
BAD = "bad"
Frame = nw.LazyFrame[Any]


class Bad(StrEnum):
    """Why a row is left out."""

    VOID = "void"
    MISSING = "missing"
    UNREADABLE = "unreadable"
    PERCENT_AMONG_FRACTIONS = "percent_among_fractions"
    OUT_OF_RANGE = "out_of_range"
    HINDSIGHT = "hindsight"
    LATE = "late"
    LATER = "later"
    LEVEL_TWICE = "level_twice"
    LEVEL_EXTRA = "level_extra"
    LEVEL_MISSING = "level_missing"
    CROSSED = "crossed"
    INCOMPLETE = "incomplete"
    TWICE = "twice"
    NOT_ONE = "not_one"
    NO_CATEGORY = "no_category"
    NO_ORDER = "no_order"
    NO_TIME = "no_time"
    NO_TEST = "no_test"
    WEIGHTS = "weights"
    WEIGHTLESS = "weightless"


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong with a row, and in which role's column where it is about one."""

    bad: Bad
    role: str | None = None


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that is left out: its number, counted from 1, and its cells by role as written."""

    row: int
    fault: Fault
    cells: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """A table's rows with canonical columns, and in the column `bad` the number of their fault.

    `forecaster` and `question` are text; numbers are floats, probabilities on the 0-1 scale; days
    count from 1970. The fault is null in good rows.
    """

    engine: Engine
    frame: Frame
    faults: tuple[Fault, ...]
    roles: tuple[str, ...]

    def good(self) -> Frame:
        """The rows that can be scored."""
        return self.frame.filter(nw.col(BAD).is_null())

    def first_alone(self) -> Rows:
        """Of what a forecaster says of a question only the first day's rows are scored."""
        said = nw.when(nw.col(BAD).is_null()).then(nw.col("said"))
        frame = self.frame.with_columns(said.alias("then"))
        first = nw.col("then").min().over("forecaster", "question").alias("first")
        frame = frame.with_columns(first)
        then, first = nw.col("then"), nw.col("first")
        later = ~first.is_null() & (then.is_null() | (then > first)) & nw.col(BAD).is_null()
        bad = nw.when(later).then(nw.lit(len(self.faults))).otherwise(nw.col(BAD)).alias(BAD)
        faults = (*self.faults, Fault(Bad.LATER, "said"))
        return replace(self, frame=frame.with_columns(bad).drop("then", "first"), faults=faults)

    def groups(self) -> Mapping[str, Rows]:
        """The rows that can be scored, by the group that they say they belong to."""
        names = self.engine.rows(self.good().select("by").unique())
        return {
            name: replace(self, frame=self.frame.filter(nw.col("by") == name))
            for (name,) in sorted(row for row in names if row[0] is not None)
        }

    def written(self) -> Mapping[str, int]:
        """How many cells are written in a way that takes a reading, by its name.

        Shares are the only ones that may be in rows that are left out: as `odds`, above 1.
        """
        there = self.frame.collect_schema().names()
        p, o = nw.col("probability_said"), nw.col("observed_said").str.to_lowercase()
        plain = ["true", "false", "yes", "no", "0", "1", "0.0", "1.0"]
        ways = {}
        if "probability_said" in there:
            ways["bound"] = p.str.contains(f"{_BELOW}|{_ABOVE}")
            ways["comma"] = p.str.contains(",", literal=True)
            ways["about"] = p.str.contains(_ABOUT)
            ways["share"] = p.str.contains(_SHARE)
            ways["odds"] = ways["share"] & nw.col("probability").is_null()
        if "observed_said" in there:
            ways["word"] = o.is_in(sorted((YES | NO) - {*plain}))
        if not ways:
            return {}
        # By groups, as an engine would else work the fault of a row out anew for each of the sums.
        counted = [way.cast(nw.Int64).alias(f"n_{name}") for name, way in ways.items()]
        told = self.frame.select(nw.col(BAD).is_null().alias("good"), *counted).group_by("good")
        found = Counter[str]()
        for good, *counts in self.engine.rows(told.agg(nw.col(f"n_{n}").sum() for n in ways)):
            found += Counter(
                {n: int(c or 0) for n, c in zip(ways, counts, strict=True) if good or n == "odds"}
            )
        return found

    def examples(self) -> Sequence[BadRow]:
        """The first few rows that cannot, in their order; none where rows have no number."""
        cells = [nw.col(f"{role}_written") for role in self.roles]
        bad = self.frame.filter(~nw.col(BAD).is_null(), ~nw.col(ROW).is_null())
        return [
            BadRow(row + 1, self.faults[fault], self._cells(written))
            for row, fault, *written in self.engine.rows(
                bad.select(ROW, BAD, *cells).sort(ROW).head(_SHOWN)
            )
        ]

    def _cells(self, written: Sequence[object]) -> tuple[tuple[str, str | None], ...]:
        return tuple(zip(self.roles, map(_shown, written), strict=True))


def read_rows(opened: Opened, columns: Columns, engine: Engine, name: str) -> Rows:
    """Read the mapped columns; all rows are of one forecaster called `name` if none is mapped."""
    roles = tuple(columns.roles())
    frame = _named(opened.frame.with_columns(*_written(roles)), columns, name, opened)
    faults = [
        (Fault(Bad.MISSING, role), nw.col(role).is_null())
        for role in ("forecaster", "question", "category", "member", "came")
        if columns.named(role)
    ]
    numbers = [role for role in NUMBERS if role in roles]
    # An engine may work an expression out as often as it is written: hence step by step.
    for step in zip_longest(*(_number(r, columns, text=opened.is_text(r)) for r in numbers)):
        frame = frame.with_columns(*(each for each in step if each is not None))
    for role in numbers:
        faults.extend(_number_faults(role, columns))
    for role in DAYS:
        if role in roles:
            frame = frame.with_columns(_present(nw.col(f"{role}_text")).alias(f"{role}_said"))
            faults.append((Fault(Bad.UNREADABLE, role), _unread(role)))
    # Where the event came what is said after it is left out, and so it is where it did not come.
    for role, why in (("event_day", Bad.HINDSIGHT), ("deadline", Bad.LATE)):
        if columns.said and role in roles:
            faults.append((Fault(why, "said"), nw.col(role) < nw.col("said")))
    bad = _first_fault([condition for _, condition in faults]).alias(BAD)
    frame = frame.with_columns(bad)
    # No engine can make whole numbers of what is out of all bounds, also where nobody needs them.
    frame = frame.with_columns(*(_inside(role, columns) for role in numbers))
    return Rows(engine, frame, tuple(fault for fault, _ in faults), roles)


def _written(roles: Sequence[str]) -> Iterator[nw.Expr]:
    """The cells as they were, for those who are shown what is wrong with them."""
    for role in roles:
        yield nw.col(f"{role}_text" if role in DAYS else role).alias(f"{role}_written")


def _shown(cell: object) -> str | None:
    """A cell as text, whatever its type."""
    return None if cell is None else str(cell).lower() if isinstance(cell, bool) else str(cell)


def _named(frame: Frame, columns: Columns, name: str, opened: Opened) -> Frame:
    """The frame with the names of forecaster and question, null where they are blank."""
    if not columns.forecaster:
        frame = frame.with_columns(nw.lit(name).alias("forecaster"))
    for role in NAMES:
        parts = [f"{role}_{part}" for part, _ in enumerate(columns.named(role))]
        for part in parts:
            frame = _as_name(frame, part, opened.types[part])
        if parts:
            joined = nw.concat_str([nw.col(part).fill_null("") for part in parts], separator=" / ")
            blank = " / ".join("" for _ in parts)
            frame = frame.with_columns(joined.alias(role)).with_columns(
                nw.when(nw.col(role) != blank).then(nw.col(role)).alias(role)
            )
    return frame


def _as_name(frame: Frame, column: str, type: nw.dtypes.DType) -> Frame:
    """The column as names, the same in every engine, null where it cannot be a name.

    Whole numbers and days are named alike whatever their type: 1.0 as 1, midnight as its day.
    """
    value, name = nw.col(column), nw.col(column).cast(nw.String)
    if isinstance(type, nw.Float32 | nw.Float64):
        size = value.cast(nw.Float64).abs()
        most = _MOST_SINGLE if isinstance(type, nw.Float32) else _MOST
        plain = (size == 0) | ((size >= _LEAST) & (size < most))
        frame = frame.with_columns(nw.when(plain).then(name).alias(column))
        return frame.with_columns(
            value.str.replace_all(r"\.0$", "").str.replace_all("^-0$", "0").alias(column)
        )
    if isinstance(type, nw.Datetime | nw.Decimal):
        frame = frame.with_columns(name.alias(column))
        bare = value.str.replace_all(r"\.?0+$", "")
        frame = frame.with_columns(
            nw.when(value.str.contains(r"\.")).then(bare).otherwise(value).alias(column)
        )
        return frame.with_columns(value.str.replace_all(" 00:00:00$", "").alias(column))
    return frame.with_columns(name.str.strip_chars(SPACE).alias(column))


def _present(text: nw.Expr) -> nw.Expr:
    """Text without the space around it, null where it says that there is nothing."""
    stripped = text.str.strip_chars(SPACE)
    return nw.when(~stripped.str.to_lowercase().is_in(_MISSING)).then(stripped)


def _number(role: str, columns: Columns, *, text: bool) -> Iterator[nw.Expr]:
    """The steps to a number instead of the column, and what was said as `{role}_said`."""
    said, value = nw.col(f"{role}_said"), nw.col(role)
    scale = 100 if role in ODDS and columns.scale == "percent" else 1
    if not text:
        yield nw.lit(None, dtype=nw.String).alias(f"{role}_said")
        yield (value.cast(nw.Float64) / scale).alias(role)
        return
    yield _present(value.cast(nw.String)).alias(f"{role}_said")
    # "<1%" is read as the middle of what it leaves open, and so is ">99%".
    below, above = said.str.contains(_BELOW), said.str.contains(_ABOVE)
    bare, divisor = said, nw.lit(float(scale))
    if role in ODDS:
        ends = f"{_BELOW}|{_ABOVE}|{_ABOUT}|{_PER_CENT}"
        bare = said.str.replace_all(ends, "").str.strip_chars(SPACE)
        # No probability has thousands: a comma in it is a decimal comma.
        pointed = bare.str.replace_all(",", ".", literal=True)
        bare = nw.when(bare.str.contains("^[0-9]*,[0-9]+$")).then(pointed).otherwise(bare)
        share = said.str.contains(_SHARE)
        whole = nw.when(share).then(bare.str.replace_all(_BOTTOM, "")).cast(nw.Float64)
        bare = nw.when(share).then(bare.str.replace_all(_TOP, "")).otherwise(bare)
        divisor = nw.when(said.str.contains(_PER_CENT)).then(nw.lit(100.0)).otherwise(divisor)
        divisor = nw.when(share).then(nw.col(f"{role}_whole")).otherwise(divisor)
        yield whole.alias(f"{role}_whole")
    yield bare.alias(role)
    yield nw.when(value.str.contains(_NUMBER)).then(value).alias(role)
    yield (value.cast(nw.Float64) / divisor).alias(role)
    if role in ODDS:
        # What is above 1 are odds, which may be for it or against it.
        odds = said.str.contains(_SHARE) & (value > 1)
        yield nw.when(~odds).then(value).alias(role)
    if role in ODDS:
        middle = nw.when((value > 0) & (value < 1)).then((value + above.cast(nw.Float64)) / 2)
        yield nw.when(below | above).then(middle).otherwise(value).alias(role)
    if role == "observed" and columns.kind in _OF_EVENTS:
        word = said.str.to_lowercase()
        no = nw.when(word.is_in(sorted(NO))).then(nw.lit(0.0)).otherwise(value)
        yield nw.when(word.is_in(sorted(YES))).then(nw.lit(1.0)).otherwise(no).alias(role)


def _unread(role: str) -> nw.Expr:
    return ~nw.col(f"{role}_said").is_null() & nw.col(role).is_null()


def _number_faults(role: str, columns: Columns) -> Iterator[tuple[Fault, nw.Expr]]:
    number = nw.col(role)
    if role == "observed" and columns.kind in _OF_EVENTS:
        word = nw.col("observed_said").str.to_lowercase().is_in(sorted(VOID))
        yield Fault(Bad.VOID, role), word.fill_null(False) | (number == _VOID).fill_null(False)
    yield Fault(Bad.UNREADABLE, role), _unread(role)
    yield Fault(Bad.MISSING, role), number.is_null() | number.is_nan()
    if role in ODDS and columns.scale == "fraction":
        yield (
            Fault(Bad.PERCENT_AMONG_FRACTIONS, role),
            (number >= _LEAST_PERCENT) & (number <= 100),
        )
    yield Fault(Bad.OUT_OF_RANGE, role), _outside(role, number, columns)
    if role == "weight":
        yield Fault(Bad.WEIGHTLESS, role), number == 0


def _inside(role: str, columns: Columns) -> nw.Expr:
    number = nw.col(role)
    fine = ~number.is_nan() & ~_outside(role, number, columns)
    return nw.when(fine).then(number).alias(role)


def _outside(role: str, number: nw.Expr, columns: Columns) -> nw.Expr:
    if role in ODDS or (role == "observed" and columns.kind in _OF_EVENTS):
        return (number < 0) | (number > 1)
    if role == "quantile":
        return (number <= 0) | (number >= 1)
    if role == "weight":
        return (number < 0) | (number > _HUGE)
    return number.abs() > _HUGE


def _first_fault(conditions: Sequence[nw.Expr]) -> nw.Expr:
    """The number of the first condition that holds, null where none does."""
    fine = nw.lit(None, dtype=nw.Int64)

    def nested(rest: nw.Expr, numbered: tuple[int, nw.Expr]) -> nw.Expr:
        number, condition = numbered
        return nw.when(condition).then(nw.lit(number, dtype=nw.Int64)).otherwise(rest)

    return reduce(nested, reversed(list(enumerate(conditions))), fine)
