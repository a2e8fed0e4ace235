"""The frame that every format is read into, and what became of the rows that are not in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import field
from enum import StrEnum
from typing import Any

import polars as pl

from verifier.dataclass import dataclass
from verifier.tables.columns import Kind
from verifier.tables.yes_no_void import NO, VOID, YES


class State(StrEnum):
    """What became of the question."""

    RESOLVED = "resolved"
    VOID = "void"
    OPEN = "open"


KINDS = (
    Kind.PROBABILITY,
    Kind.CATEGORY,
    Kind.QUANTILE,
    Kind.CDF,
    Kind.SAMPLE,
    Kind.POINT,
    Kind.MEAN,
)
"""What a row can forecast."""
_TEXT, _NUMBER, _MOMENT = pl.String(), pl.Float64(), pl.Datetime("us", "UTC")
SCHEMA: Mapping[str, tuple[pl.DataType, str]] = {
    "forecaster": (_TEXT, "who forecast: a name, a model or a market"),
    "question": (_TEXT, "what identifies the question in the source"),
    "forecast": (_TEXT, "what tells several forecasts made at one moment apart, where any are"),
    "title": (_TEXT, "the question in words"),
    "kind": (_TEXT, f"what the row forecasts: {', '.join(KINDS)}"),
    "option": (
        _TEXT,
        "the category, level of a quantile, threshold or number of a sample that `value` is of",
    ),
    "place": (_NUMBER, "the place of the category, where categories have an order"),
    "value": (_NUMBER, "the probability on the 0-1 scale, or the quantity"),
    "observed": (
        _NUMBER,
        "what came: 0 to 1 for a probability or category, else the quantity; null without outcome",
    ),
    "resolution": (_TEXT, "the source's own word for what came of it"),
    "state": (_TEXT, f"what became of the question: {', '.join(State)}"),
    "said_from": (_MOMENT, "when the forecast was made, UTC where the source names no zone"),
    "said_until": (_MOMENT, "when it was replaced or withdrawn; null where it stood to the end"),
    "opens": (_MOMENT, "when the question opened"),
    "closes": (_MOMENT, "when it closed, or is to close"),
    "resolved_at": (_MOMENT, "when its outcome was known"),
    "weight": (_NUMBER, "how much the question counts, by the source"),
    "address": (_TEXT, "where to read it"),
}
"""The columns of a frame: their types, and what they hold."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What a source holds: rows by `SCHEMA`, how many others by reason, and how it was read."""

    frame: pl.DataFrame
    left_out: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def of(self, kind: Kind) -> pl.DataFrame:
        """The rows of one kind whose question is resolved."""
        resolved = pl.col("state") == State.RESOLVED
        return self.frame.filter(resolved & (pl.col("kind") == kind))

    def kinds(self) -> Mapping[Kind, tuple[int, int]]:
        """How many resolved questions and rows there are of each kind, most questions first."""
        resolved = self.frame.filter(pl.col("state") == State.RESOLVED)
        found = resolved.group_by("kind").agg(pl.col("question").n_unique(), pl.len())
        rows = sorted(found.rows(), key=lambda row: (-row[1], row[0]))
        return {Kind(kind): (questions, count) for kind, questions, count in rows}

    def unsettled(self) -> Mapping[str, int]:
        """Rows whose question has no answer, by state and by the source's own word."""
        rest = self.frame.filter(pl.col("state") != State.RESOLVED)
        words = zip(rest.get_column("state"), rest.get_column("resolution"), strict=True)
        found = Counter(f"{state}: {word}" if word else state for state, word in words)
        return dict(sorted(found.items()))


def imported(
    rows: pl.DataFrame,
    left: Mapping[str, int] | None = None,
    notes: tuple[str, ...] = (),
    own: Sequence[str] = (),
) -> Imported:
    """What was read, as a frame; rows whose outcome is not understood are left out and counted.

    `own` are columns of the source that are kept beside those of `SCHEMA`, to choose and group by.
    """
    made = [
        pl.col(name).cast(type) if name in rows.columns else pl.lit(None, type).alias(name)
        for name, (type, _) in SCHEMA.items()
    ]
    frame = rows.select(*made, *(name for name in own if name not in SCHEMA))
    unread = (pl.col("state") == State.RESOLVED) & pl.col("observed").is_null()
    words = Counter(frame.filter(unread).get_column("resolution").fill_null("").to_list())
    counts = {f"outcome not understood: {word}": n for word, n in sorted(words.items())}
    whole = {reason: n for reason, n in {**(left or {}), **counts}.items() if n}
    return Imported(frame.filter(~unread), whole, notes)


def of_rows(
    rows: Sequence[Mapping[str, Any]],
    left: Mapping[str, int],
    notes: tuple[str, ...] = (),
    own: Sequence[str] = (),
) -> Imported:
    """What was read row by row; what a row does not have is null, and `own` columns are text."""
    schema = {name: type for name, (type, _) in SCHEMA.items()} | dict.fromkeys(own, _TEXT)
    return imported(pl.DataFrame(rows, schema=schema, strict=False), left, notes, own)


def probable(
    rows: pl.DataFrame, left: Mapping[str, int] | None = None, notes: tuple[str, ...] = ()
) -> Imported:
    """The rows that give a probability, and how many more there are that give none."""
    value = pl.col("value")
    fine = rows.filter(value.is_not_null() & value.is_between(0, 1))
    return imported(fine, {**(left or {}), "no probability": len(rows) - len(fine)}, notes)


def yes_or_no(word: pl.Expr) -> pl.Expr:
    """What a source's word for yes or no observed: 1, 0, or null."""
    small = word.str.strip_chars().str.to_lowercase()
    return (
        pl.when(small.is_in(sorted(YES)))
        .then(1.0)
        .when(small.is_in(sorted(NO)))
        .then(0.0)
        .otherwise(pl.lit(None))
    )


def state(word: pl.Expr) -> pl.Expr:
    """What the source's word for the outcome says of the question: open without one."""
    small = word.str.strip_chars().str.to_lowercase()
    return (
        pl.when(small.is_null() | (small == ""))
        .then(pl.lit(State.OPEN.value))
        .when(small.is_in(sorted(VOID)))
        .then(pl.lit(State.VOID.value))
        .otherwise(pl.lit(State.RESOLVED.value))
    )


def settled(observed: pl.Expr) -> pl.Expr:
    """Whether the question has an answer, where that is all that the source says of it."""
    resolved = pl.when(observed.is_not_null()).then(pl.lit(State.RESOLVED.value))
    return resolved.otherwise(pl.lit(State.OPEN.value))


def number(text: pl.Expr) -> pl.Expr:
    """A number, null where the text is none."""
    return text.str.strip_chars().cast(pl.Float64, strict=False)
