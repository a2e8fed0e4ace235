"""Score a table: rows are counted and added up, everything else is computed from those sums.

Sums are of whole numbers, scores in billionths, so that they are the same on every run, engine and
machine: sums of floats differ in their last bits with the order in which rows arrive.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from typing import Any, Protocol

import narwhals as nw

from verifier.dataclass import dataclass
from verifier.rank.standings import Refusal
from verifier.score.accuracy import log_score
from verifier.tables.columns import Columns
from verifier.tables.engines import COUNT, ROW, SEVERAL, Engine, Opened, TableError, in_row
from verifier.tables.figures import Figures
from verifier.tables.groups import BILLION
from verifier.tables.probabilities import (
    Probabilities,
    Scores,
    Tell,
    Unit,
    as_column,
    read_scores,
    whole,
)
from verifier.tables.rows import BAD, Bad, BadRow, Fault, Rows, read_rows
from verifier.tables.when_spoken import Spoken, spoken

# Rows looked at for how many pairs of probability and outcome there are, and up to how many of them
# are few: then it is faster to count them first and to score each pair once.
_SAMPLE = 100_000
_FEW = 5_000


@dataclass(frozen=True, slots=True)
class Table:
    """What a table holds, as sufficient statistics of its kind; those of others are empty.

    `notes` say what was assumed to read it, `own` how the file names columns that were made anew.
    `families` are those of questions that share their luck. `spoken` says who spoke when, where
    that differs, `lacking` how many forecasts of whom lack levels (see `figures.Scored`).
    `heaviest` is the greatest weight of a row, `refused` says why days leave nobody ranked.
    """

    columns: Columns
    rows: int
    bad: Mapping[Fault, int]
    examples: Sequence[BadRow]
    scores: Scores | None
    notes: tuple[str, ...] = ()
    groups: Mapping[str, Table] = field(default_factory=dict)
    figures: Mapping[str, Mapping[str, Figures]] = field(default_factory=dict)
    peers: Mapping[str, float] = field(default_factory=dict)
    own: Mapping[str, str] = field(default_factory=dict)
    spoken: Spoken | None = None
    families: Mapping[str, str] = field(default_factory=dict)
    lacking: Mapping[str, int] = field(default_factory=dict)
    heaviest: float = 1.0
    refused: Refusal | None = None

    @property
    def names(self) -> Mapping[str, str]:
        """What the columns are called, by role, in the words of the file."""
        return {**self.columns.roles(), **self.own}

    @property
    def scored(self) -> int:
        """How many rows are scored."""
        return self.rows - sum(self.bad.values())

    @property
    def probabilities(self) -> Mapping[str, Probabilities]:
        """Each forecaster's sums, in the order of names; none of a table of quantiles."""
        return {} if self.scores is None else self.scores.records


class Read(Protocol):
    """Adds rows up, whose scores are in that unit, and counts the bad ones.

    What they say is checked, unless they were read `first`, if only in part.
    """

    def __call__(
        self, rows: Rows, columns: Columns, unit: Unit, /, *, first: Scores | None = None
    ) -> tuple[Scores, Mapping[Fault, int]]:
        """The sums and the bad rows. Raises `TableError` where a question has two truths."""


def add_up(rows: Rows, opened: Opened, columns: Columns, clamp: float, read: Read) -> Table:
    """The sums of a table of probabilities, and of each of its groups."""

    def summed(part: Rows) -> Table:
        part = part.first_alone() if columns.first_alone else part
        unit, heaviest = unit_of(part, columns)
        scores, bad = read(part, columns, unit)
        times = spoken(part, columns, unit)
        # With numbers of each day it may not hang on anybody's rows whether days are weighed.
        apart = scores.repeats or columns.days == "each"
        if columns.question and (columns.weight or columns.family or apart):
            by_days = columns.days == "each" and times is not None and times.answers is not None
            calls = {name: record.calls for name, record in scores.records.items()}
            again = part
            if scores.again and not (columns.weight or columns.family or by_days):
                # Of others each row is a whole answer, and weighs one, as it did.
                several = nw.col("forecaster").is_in(scores.again)
                again = replace(part, frame=part.frame.filter(several))
            else:
                # Levels may be as many as rows: those of both readings are not held at a time.
                scores = scores.all_again()
            found, _ = read(*by_question(again, columns, unit, by_days=by_days), first=scores)
            # Answers, of which standings are made, are by question as they are.
            scores = scores.joined(found)
            for name in found.records:
                scores.records[name].calls = calls[name]
        _refuse_hidden_truths(part, bad)
        if columns.weight and columns.question:
            _refuse_own_weights(part)
        if columns.reference and columns.question:
            _refuse_own_references(part, said=bool(columns.said))
        count = sum(record.rows for record in scores.records.values())
        return Table(
            columns,
            count + sum(bad.values()),
            {fault: count for fault, count in sorted(bad.items()) if count},
            part.examples() if bad else (),
            scores,
            peers=_peers(part, clamp) if columns.metaculus else {},
            spoken=times,
            families=times.families if times else {},
            heaviest=heaviest,
            refused=times.refused if times else None,
        )

    parts = rows.groups() if columns.by else {}
    groups = {name: summed(replace(part, frame=part.good())) for name, part in parts.items()}
    notes = (*opened.notes, *of_readings(rows, opened))
    return replace(summed(rows), notes=notes, groups=groups)


def reader(
    rows: Rows, opened: Opened, columns: Columns, clamp: float, name: str, tell: Tell
) -> Read:
    """What reads a table here; where few rows are different, each of them once with its count."""
    whole = rows
    if _repeats(opened, columns, rows.engine):
        whole = read_rows(_distinct(opened), columns, rows.engine, name)

    def read(
        part: Rows, columns: Columns, unit: Unit, /, *, first: Scores | None = None
    ) -> tuple[Scores, Mapping[Fault, int]]:
        counted = whole if part is rows else part
        scores, bad, torn = read_scores(counted, columns, unit, clamp, tell, first)
        if torn and first is None:
            refuse_two_truths(part)
        return scores, bad

    return read


def _peers(rows: Rows, clamp: float) -> Mapping[str, float]:
    """Each forecaster's mean peer score over the questions that others answered, too.

    In whole billionths, so that every engine adds up the same. Several forecasts of a forecaster on
    one question count there with their mean.
    """
    p, o = nw.col("probability"), nw.col("observed")
    told = whole(as_column(log_score(probability=p, observed=o, clamp=clamp)) * BILLION)
    own = (
        rows.good()
        .with_columns(told.alias("log"))
        .group_by("forecaster", "question")
        .agg(nw.col("log").sum().alias("sum"), nw.len().alias("count"))
        .with_columns(whole(nw.col("sum") / nw.col("count")).alias("own"))
    )
    asked = own.group_by("question").agg(nw.col("own").sum().alias("all"), nw.len().alias("n"))
    theirs = (nw.col("all") - nw.col("own")) / (nw.col("n") - 1)
    each = (
        own.join(asked, on="question", how="inner")
        .filter(nw.col("n") > 1)
        .with_columns(whole(theirs - nw.col("own")).alias("peer"))
        .group_by("forecaster")
        .agg(nw.col("peer").sum().alias("sum"), nw.len().alias("count"))
    )
    found = rows.engine.rows(each.select("forecaster", "sum", "count"))
    return {name: 100 * int(total) / int(count) / BILLION for name, total, count in found}


_READINGS = {
    "bound": "probabilities such as <1% or >99% are read as the middle of what they leave",
    "comma": "probabilities are read with a decimal comma",
    "about": "probabilities such as ~70% are read as they stand",
    "share": "probabilities such as 1/3 or 7 in 10 are read as shares",
    "word": "outcomes such as won, Y or nein are read as yes or no",
}


def of_readings(rows: Rows, opened: Opened) -> Iterator[str]:
    """What is made of probabilities and outcomes that are not written as plain numbers.

    Raises `TableError` where fractions above 1 say that all of them may be odds.
    """
    texts = [role for role in ("probability", "observed") if role in opened.types]
    if any(opened.is_text(role) for role in texts):
        written = {**rows.written()}
        if written.pop("odds", 0) and "share" in written:
            raise TableError(
                "some fractions are above 1, as odds such as 5/2 are, and so 1/3 may be odds, too; "
                "write all as probabilities: against 5/2 is 2/7"
            )
        for reading, count in written.items():
            yield f"{count:,} {_READINGS[reading]}"


def _repeats(opened: Opened, columns: Columns, engine: Engine) -> bool:
    """Whether probabilities and truths repeat, by the first rows.

    Then it is faster, and takes little memory, to count equal rows before they are scored.
    """
    if not {"probability", "observed"}.issuperset(
        role for role in columns.roles() if not role.startswith("forecaster")
    ):
        return False
    head = opened.frame.head(_SAMPLE).select("probability", "observed").unique()
    [(distinct,)] = engine.rows(head.select(nw.len().alias("n")))
    return int(distinct) <= _FEW


def _distinct(opened: Opened) -> Opened:
    """Each row once, with how often it is there."""
    keys = [name for name in opened.frame.collect_schema().names() if name not in (ROW, COUNT)]
    counted = opened.frame.group_by(*keys).agg(nw.len().alias(COUNT))
    return Opened(counted.with_columns(nw.lit(0).alias(ROW)), opened.types)


def refuse_two_truths(rows: Rows) -> None:
    """Refuse a table in which what was observed differs between rows of one question."""
    found = sorted(rows.engine.rows(_at_odds(rows.good(), "observed", "question")))
    if not found:
        return
    question, *ends = found[0]
    own = rows.good().filter(nw.col("question") == question, nw.col("observed").is_in(ends))
    first = rows.engine.rows(own.group_by("observed").agg(nw.col(ROW).min()))
    raise torn(question, dict(first), more=len(found) - 1)


def _at_odds(frame: nw.LazyFrame[Any], column: str, *by: str) -> nw.LazyFrame[Any]:
    """The groups in which a column has several values, each with the least and the greatest."""
    value = nw.col(column)
    ends = frame.group_by(*by).agg(value.min().alias("least"), value.max().alias("most"))
    return ends.filter(nw.col("least") < nw.col("most"))


def _refuse_hidden_truths(rows: Rows, bad: Iterable[Fault]) -> None:
    """Refuse a table in which a question has a truth in some rows, and in others none or void.

    Whoever may leave it out of a row decides which of the own answers count.
    """
    none = [n for n, fault in enumerate(rows.faults) if fault in bad and fault in _HIDDEN]
    if not none or "question" not in rows.frame.collect_schema().names():
        return
    row, question = nw.col(ROW), nw.col("question")
    hidden = (
        rows.frame.filter(nw.col(BAD).is_in(none), ~question.is_null())
        .group_by("question")
        .agg(row.min().alias("without"))
    )
    told = rows.good().group_by("question").agg(row.min().alias("with"))
    both = hidden.join(told, on="question", how="inner").select("question", "with", "without")
    found = sorted(rows.engine.rows(both), key=lambda each: str(each[0]))
    if found:
        name, *places = found[0]
        has, lacks = map(in_row, places)
        others = f" (and so it is with {len(found) - 1:,} more questions)" if found[1:] else ""
        raise TableError(
            f"the question `{name}` has a truth{has} and none{lacks}{others}; what came is the "
            "same for all who answered: write it in every row of a question, or in none"
        )


def _refuse_own_weights(rows: Rows) -> None:
    """Refuse a table in which a question has other weights for some who answered than for others.

    Whoever may write one row would choose what decides among the others.
    """
    mine = rows.good().group_by("question", "forecaster").agg(nw.col("weight").max())
    found = rows.engine.rows(_at_odds(mine, "weight", "question"))
    if found:
        question = min(str(name) for name, *_ in found)
        told = rows.engine.rows(mine.filter(nw.col("question") == question))
        refuse_two_weights({question: {name: weight for _, name, weight in told}})


def refuse_two_weights(weights: Mapping[str, Mapping[str, float]]) -> None:
    """Refuse, of questions with the weight for each who answered, one that weighs more for some."""
    for question, by_name in sorted(weights.items()):
        told = sorted((weight, name) for name, weight in by_name.items())
        (least, low), (most, high) = told[0], told[-1]
        if least < most:
            raise TableError(
                f"the question `{question}` has two weights, {least:g} for `{low}` and {most:g} "
                f"for `{high}`; a question weighs the same for all who answered: write it so in "
                "the rows of each, or leave out --weight"
            )


def _refuse_own_references(rows: Rows, *, said: bool) -> None:
    """Refuse a table in which forecasters of one question have references of their own.

    Whoever may write the reference is better than it by as much as they like.
    """
    key = ["question", *(["said"] if said else [])]
    found = rows.engine.rows(_at_odds(rows.good(), "reference", *key).select("question"))
    if not found:
        return
    question = min(str(name) for (name,) in found)
    own = rows.good().filter(nw.col("question") == question)
    first: dict[tuple[Any, ...], str] = {}
    for *at, value, row in sorted(rows.engine.rows(own.select(*key, "reference", ROW)), key=_place):
        told = f"{value:g}{in_row(row)}"
        if (other := first.setdefault(tuple(at), told)).split()[0] != told.split(maxsplit=1)[0]:
            day = " on one day" if said else ""
            raise TableError(
                f"the question `{question}` has two references{day}, {other} and {told}; it is the "
                f"same for all who answer: {SEVERAL}; if it changes over time, the day with --said"
            )


def _place(line: Sequence[Any]) -> tuple[bool, int, str]:
    """In the order of rows; where rows have no number, by what is in them."""
    return line[-1] is None, line[-1] or 0, str(line)


_HIDDEN = (Fault(Bad.VOID, "observed"), Fault(Bad.MISSING, "observed"))


def torn(question: str, truths: Mapping[Any, int | None], more: int = 0) -> TableError:
    """The complaint about a question with several truths, and the first row that says each."""
    told = [
        (f"{truth:g}" if isinstance(truth, float) else f"`{truth}`") + in_row(row)
        for truth, row in sorted(truths.items())
    ]
    others = f" (and so have {more:,} more questions)" if more else ""
    return TableError(
        f"the question `{question}` has two truths, {told[0]} and {told[-1]}{others}; {SEVERAL}"
    )


_MOST = 1_000_000
"""How much more one row may weigh than another: scores are kept to a billionth of the greatest."""


def unit_of(rows: Rows, columns: Columns) -> tuple[Unit, float]:
    """What turns a score into billionths, weighed in parts of the greatest weight; and that."""
    if not columns.weight:
        return (lambda score: whole(score * BILLION)), 1.0
    weight = nw.col("weight")
    ends = rows.good().select(weight.min().alias("least"), weight.max().alias("greatest"))
    [(least, greatest)] = rows.engine.rows(ends)
    if greatest and greatest > _MOST * least:
        raise TableError(
            f"weights go from {least:g} to {greatest:g}: beside one that is more than {_MOST:,} "
            "times as great nothing is left of a question; leave out the greatest or the least"
        )
    # Where no row can be scored there is none, and nothing to weigh.
    most = float(greatest or 1)
    return (lambda score: whole(score * (nw.col("weight") * (1 / most)) * BILLION)), most


def by_question(
    rows: Rows, columns: Columns, unit: Unit, *, by_days: bool = False
) -> tuple[Rows, Columns, Unit]:
    """The same rows such that those of a forecaster on a question have its one weight together.

    `by_days`: each by the days for which it stood.
    """
    weighted = columns.model_copy(update={"weight": "weight"})
    return (
        _with_parts(rows, columns, unit, by_days=by_days),
        weighted,
        lambda score: whole(score * nw.col("weight") * BILLION),
    )


_ANSWER = ("forecaster", "question")
_ENDS = ("deadline", "event_day")
_UNKNOWN = -1_000_000_000
"""The day of what was said on none that is known: before all others."""


def _with_parts(rows: Rows, columns: Columns, unit: Unit, *, by_days: bool) -> Rows:
    """With what each row has of its question's weight, the same for all who answered, as weight.

    A family, whose questions share their luck, is one (`verifier.rank.effects.of_families`).
    """
    if not (columns.weight or columns.family or by_days):
        # Each of several rows is as large a part of their one answer.
        rows_of = nw.col(BAD).is_null().cast(nw.Int64).sum().over(*_ANSWER).cast(nw.Float64)
        weight = float(BILLION) * (nw.lit(1.0) / (rows_of * BILLION))
        return replace(rows, frame=rows.frame.with_columns(weight.alias("weight")))
    day = nw.col("said").fill_null(_UNKNOWN) if by_days else nw.lit(0)
    own = unit(nw.lit(1.0)).alias("own")
    frame = rows.frame.with_columns(own, day.cast(nw.Int64).alias("day"))
    good = frame.filter(nw.col(BAD).is_null())
    each = good.group_by(*_ANSWER, "day").agg(nw.col("own").sum().alias("said_then"))
    each = each.join(_asked(good, columns, by_days=by_days), on="question", how="inner")
    each = _shares(each) if by_days else each.with_columns(nw.lit(1.0).alias("share"))
    one = each.group_by(*_ANSWER, "kind").agg(nw.col("asks").max())
    mine = one.group_by("forecaster", "kind").agg(nw.len().alias("count"))
    each = each.join(mine, on=["forecaster", "kind"], how="inner")
    asks, count, then, own = (
        nw.col(name).cast(nw.Float64) for name in ("asks", "count", "said_then", "own")
    )
    # Not divided by it: Polars would take its inverse, which may end in another digit.
    part = nw.col("share") * (asks / count * (1 / BILLION)) / then
    # No weight is nothing, but one may be next to it beside the greatest.
    part = nw.when(then > 0).then(part).otherwise(nw.lit(0.0))
    each = each.with_columns(part.alias("part")).select(*_ANSWER, "day", "kind", "part")
    frame = frame.join(each, on=[*_ANSWER, "day"], how="left")
    frame = frame.with_columns((own * nw.col("part")).alias("weight"))
    return replace(rows, frame=frame.with_columns(nw.col("kind").alias("question")))


def _asked(good: nw.LazyFrame[Any], columns: Columns, *, by_days: bool) -> nw.LazyFrame[Any]:
    """Each question with its family, if any, and its weight; its deadline and its decision."""
    roles = [*(["family"] if columns.family else []), *(_ENDS if by_days else [])]
    told = [nw.col(role).max() for role in roles]
    asked = good.group_by("question").agg(nw.col("own").max().alias("asks"), *told)
    kind = question = nw.col("question")
    if columns.family:
        family = nw.concat_str([nw.lit("family "), nw.col("family")])
        alone = nw.concat_str([nw.lit("question "), question])
        kind = nw.when(nw.col("family").is_null()).then(alone).otherwise(family)
    asked = asked.with_columns(kind.alias("kind"))
    if not by_days:
        return asked.select("question", "kind", "asks")
    until, event = (nw.col(role) for role in _ENDS)
    end = nw.when(event < until).then(event).otherwise(until)
    asked = asked.with_columns(until.alias("until"), end.alias("end"))
    return asked.select("question", "kind", "asks", "until", "end")


def _shares(each: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """With the share that what was said on a day has in a forecaster's answer to a question.

    That are the days for which it stood until the question was decided
    (`verifier.tables.when_spoken`), of which the question asks the part of its time that came to
    pass. Without a deadline that is what was said first; what was said on no known day counts where
    nothing else was.
    """
    day, end, then = nw.col("day"), nw.col("end"), nw.col("said_then")
    known = day > _UNKNOWN
    each = each.with_columns(
        nw.when(known).then(day).alias("from"),
        day.shift(-1).over(*_ANSWER, order_by="day").alias("next"),
        then.sum().over(*_ANSWER).alias("ever"),
    )
    each = each.with_columns(nw.col("from").min().over(*_ANSWER).alias("first"))
    first, until, following = nw.col("first"), nw.col("until"), nw.col("next")
    timed = ~first.is_null() & ~end.is_null()
    came_to_pass = (end + 1 - first).cast(nw.Float64) / (until + 1 - first)
    asks = nw.when(timed).then(whole(nw.col("asks") * came_to_pass)).otherwise(nw.col("asks"))
    over = nw.when(following <= end).then(following).otherwise(end + 1)
    by_time = (over - day).cast(nw.Float64) / (end + 1 - first)
    # What stood for no time that is known: the first day's, or all of it where no day is known.
    alone = nw.when(day == first).then(nw.lit(1.0)).otherwise(nw.lit(0.0))
    undated = then.cast(nw.Float64) / nw.col("ever")
    alone = nw.when(first.is_null()).then(undated).otherwise(alone)
    share = nw.when(known & timed).then(by_time).otherwise(alone)
    return each.with_columns(asks.alias("asks"), share.alias("share"))
