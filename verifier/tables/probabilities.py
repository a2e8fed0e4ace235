"""A table of probabilities as sums: one pass over its rows, added up as they come.

The engine reads the rows and works the formulas out to whole numbers, scores in billionths; these
are added up by forecaster, by forecaster and probability, and by forecaster and question, so that
what is held does not grow with the rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, fields, replace
from typing import Any, cast

import narwhals as nw
import numpy as np

from verifier.dataclass import dataclass
from verifier.score.accuracy import brier, log_score
from verifier.score.calibration import calibration_lean
from verifier.score.contingency import wilson_of_sums
from verifier.score.formula import Column
from verifier.tables.answers import Answers, Held
from verifier.tables.columns import Columns
from verifier.tables.engines import COUNT, Batch
from verifier.tables.folding import (
    HALF,
    LOW,
    Array,
    ByCode,
    Fold,
    blocks,
    joined,
    nearest,
    whole_sums,
)
from verifier.tables.groups import BILLION, square_bits
from verifier.tables.reliability import EXACT, Levels, binned
from verifier.tables.rows import BAD, Fault, Rows

Tell = Callable[[str, int], None]
Unit = Callable[[nw.Expr], nw.Expr]
CALLS = ("hits", "misses", "alarms", "negatives")
OFF = ("bias", "lean")
DEVIATIONS = ("bias_deviation", "lean_deviation")
LEVEL = ("observed", "squares", "said")
_WORD = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class Days:
    """Days of the rows that have them: the sum of their weights, and that of both together."""

    weight: int = 0
    total: int = 0

    @property
    def mean(self) -> float | None:
        """Their mean, None without rows."""
        return self.total / self.weight if self.weight else None


@dataclass(frozen=True, slots=True)
class Trials:
    """Successes and trials by question: their sums over questions, and those of their products."""

    clusters: int = 0
    successes: float = 0.0
    trials: float = 0.0
    squares: float = 0.0
    products: float = 0.0
    trial_squares: float = 0.0

    @classmethod
    def of(cls, sums: Sequence[int], unit: float) -> Trials:
        """Of sums of whole numbers, so many of which are one."""
        clusters, *shares = sums[:3]
        squares = (n / unit / unit for n in sums[3:])
        return cls(clusters, *(n / unit for n in shares), *squares)

    @property
    def share(self) -> float | None:
        """The share of successes, None without trials."""
        return self.successes / self.trials if self.trials else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's interval of it, as far as questions tell."""
        return wilson_of_sums(
            clusters=self.clusters,
            successes=self.successes,
            trials=self.trials,
            squares=self.squares,
            products=self.products,
            trial_squares=self.trial_squares,
        )


@dataclass(slots=True)
class Probabilities:
    """One forecaster's probabilities in a table: sums in billionths.

    `observed`, `squares` (of it) and `said` are sums of weights times what was observed and said.
    `calls` are hits, misses, false alarms and correct negatives; `trials` the same by question:
    the events that were called, the calls that failed, the hits among both, and the alarms among
    what did not come. `off` are the two sums for the test of calibration and `spread` their
    variances where all is right: of independent forecasts or, where some share a question, the
    greatest that they can have.
    """

    rows: int = 0
    weight: int = 0
    brier: int = 0
    log_score: int = 0
    reference: int = 0
    observed: int = 0
    squares: int = 0
    said: int = 0
    questions: int = 0
    calls: tuple[int, ...] = ()
    trials: tuple[Trials, ...] = ()
    off: tuple[float, ...] = ()
    spread: tuple[float, ...] = ()
    days: dict[str, Days] = field(default_factory=dict)


def summed(sums: Mapping[str, int], *, weighted: bool) -> Probabilities:
    """A forecaster's record of the sums over the rows, whichever engine added them up.

    `sums` of days, go with the number of rows that have them, as `n_` and their name.
    """
    record = Probabilities(
        sums["rows"],
        sums["weight"] if weighted else sums["rows"] * BILLION,
        sums["brier"],
        sums["log_score"],
        sums.get("reference", 0),
        sums["observed"],
        sums["squares"],
        sums["said"],
        days={name: Days(sums[f"n_{name}"], sums[name]) for name in sums if f"n_{name}" in sums},
    )
    record.calls = tuple(sums[name] for name in CALLS)
    record.off = tuple(sums[name] / BILLION for name in OFF)
    record.spread = tuple(sums[f"{name}_spread"] / BILLION for name in OFF)
    return record


@dataclass(frozen=True, slots=True)
class Scores:
    """All forecasters in the order of their names, with their levels and answers.

    `again` are those who are to be read again for their several rows on a question, and have no
    levels before; `coarse` says whether levels are of bins.
    """

    records: Mapping[str, Probabilities]
    levels: Levels
    answers: Answers | None = field(compare=False)
    again: Sequence[str] = ()
    coarse: bool = False

    @property
    def repeats(self) -> bool:
        """Whether anybody has several rows on one question."""
        return any(record.questions < record.rows for record in self.records.values())

    def all_again(self) -> Scores:
        """The same, where all are to be read again."""
        none = self.levels.where(np.zeros(len(self.levels.who), bool))
        return replace(self, levels=none, again=list(self.records))

    def joined(self, read: Scores) -> Scores:
        """With those who were read again."""
        records = {**self.records, **read.records}
        place = {name: n for n, name in enumerate(records)}
        who = np.array([place[name] for name in read.records], np.int64)
        levels = self.levels.joined(replace(read.levels, who=who[read.levels.who]))
        return replace(self, records=records, levels=levels, again=())


def whole(value: nw.Expr) -> nw.Expr:
    """The nearest whole number, halves up: engines round halves differently."""
    return (value + 0.5).floor().cast(nw.Int64)


def as_column(value: Column) -> nw.Expr:
    """What a formula makes of column expressions is one."""
    return cast("nw.Expr", value)


def row_sums(columns: Columns, unit: Unit, clamp: float) -> Mapping[str, nw.Expr]:
    """What is added up of each good row, by forecaster or by forecaster and question."""
    p, o = nw.col("probability"), nw.col("observed")
    sums = {
        "brier": unit(as_column(brier(probability=p, observed=o))),
        "log_score": unit(as_column(log_score(probability=p, observed=o, clamp=clamp))),
        "observed": unit(o),
        "squares": unit(o * o),
        "said": unit(p),
    }
    if columns.reference:
        sums["reference"] = unit(as_column(brier(probability=nw.col("reference"), observed=o)))
    if columns.question:
        sums["flipped"] = unit(as_column(brier(probability=p, observed=1 - o)))
    if columns.weight:
        sums["weight"] = unit(nw.lit(1.0))
        if columns.question:
            sums["truth"] = whole(o * BILLION)
    part = unit if columns.weight else whole
    sums |= {call: part(calls) for call, calls in _called(p, o).items()}
    spread, lean = p * (1 - p), 1 - 2 * p
    sums["bias"] = unit(o - p)
    sums["lean"] = unit(as_column(calibration_lean(probability=p, observed=o)))
    sums["bias_spread"] = unit(spread)
    sums["lean_spread"] = unit(spread * lean * lean)
    if columns.question:
        each = (spread.sqrt(), spread.sqrt() * lean.abs())
        sums |= {name: unit(part) for name, part in zip(DEVIATIONS, each, strict=True)}
    for label, days in _days(columns).items():
        sums[label] = unit(days.fill_null(0))
        sums[f"n_{label}"] = unit((~days.is_null()).cast(nw.Float64))
    return sums


def _called(p: nw.Expr, o: nw.Expr) -> Mapping[str, nw.Expr]:
    """What was called above and below one half, against what came."""
    none = nw.lit(0.0)
    return {
        "hits": nw.when(p > 0.5).then(o).otherwise(none),
        "misses": nw.when(p < 0.5).then(o).otherwise(none),
        "alarms": nw.when(p > 0.5).then(1 - o).otherwise(none),
        "negatives": nw.when(p < 0.5).then(1 - o).otherwise(none),
    }


def _days(columns: Columns) -> Mapping[str, nw.Expr]:
    """Lead time, timing error and width of the window, as far as there are days for them."""
    said, deadline, event = nw.col("said"), nw.col("deadline"), nw.col("event_day")
    found = {}
    if columns.said and columns.event_day:
        found["lead_time"] = event - said
    if columns.deadline and columns.event_day:
        found["timing_error"] = (event - deadline).clip(0, None)
    if columns.said and columns.deadline:
        found["window_width"] = deadline - said
    return found


def read_scores(
    rows: Rows, columns: Columns, unit: Unit, clamp: float, tell: Tell, first: Scores | None = None
) -> tuple[Scores, Counter[Fault], bool]:
    """All rows added up, the bad ones counted, and whether a question has two truths.

    Of those who are read again sums are as fine as they are of all who were read `first`.
    """
    adding = _Adding(columns, first)
    for batch in rows.engine.batches(*whole_rows(rows, columns, unit, clamp), "forecaster"):
        adding.add(batch)
        tell("rows read:", adding.rows)
    found = adding.done()
    bad = Counter({rows.faults[n]: count for n, count in adding.bad.items()})
    return found, bad, adding.torn


def whole_rows(
    rows: Rows, columns: Columns, unit: Unit, clamp: float
) -> tuple[nw.LazyFrame[Any], Sequence[str]]:
    """Each row as names and whole numbers, and which of them are names; bad rows hold nothing."""
    fine = nw.col(BAD).is_null()
    names = ["forecaster", *(["question"] if columns.question else [])]
    numbers = dict(row_sums(columns, unit, clamp))
    numbers["given"] = whole(nw.col("probability") * BILLION)
    frame = rows.frame.select(
        COUNT,
        nw.col(BAD).fill_null(-1),
        *(nw.when(fine).then(nw.col(name)).fill_null("").alias(name) for name in names),
        *(nw.when(fine).then(value).fill_null(0).alias(name) for name, value in numbers.items()),
    )
    return frame, names


class _Totals:
    """Sums by code of whole numbers, of any size."""

    def __init__(self) -> None:
        self._words: dict[str, tuple[ByCode, ByCode]] = {}

    def add(self, name: str, code: Array, values: Array, size: int) -> None:
        low, high = self._words.setdefault(name, (ByCode(np.add), ByCode(np.add)))
        if int(np.abs(values).max(initial=0)) * len(values) <= _WORD:
            code, values = np.arange(size), whole_sums(code, values, size)
        low.add(code, values & LOW)
        high.add(code, values >> HALF)

    def done(self) -> Mapping[str, list[int]]:
        """Each column's sums."""
        return {name: joined(low.held, high.held) for name, (low, high) in self._words.items()}


class _Adding:
    """The sums of a table so far."""

    def __init__(self, columns: Columns, first: Scores | None) -> None:
        self._weighted, self._asked = columns.weight is not None, bool(columns.question)
        self._coarse, self._others = False, 0
        if first is not None:
            once = set(first.records).difference(first.again)
            self._coarse = first.coarse
            self._others = sum(first.records[name].questions for name in once)
        self.rows = 0
        self.bad: Counter[int] = Counter()
        self._labels: Mapping[int, str] = {}
        self._totals = _Totals()
        ends: Mapping[str, np.ufunc] = {"low": np.minimum, "high": np.maximum}
        self._levels = Fold({"count": np.add, **dict.fromkeys(LEVEL, np.add), **ends}, wait=EXACT)
        ways: dict[str, np.ufunc] = dict.fromkeys(("n", "brier", "flipped"), np.add)
        ways |= dict.fromkeys((*CALLS, *DEVIATIONS, *(["weight"] * self._weighted)), np.add)
        self._answers = Fold(ways)
        # By question: the truths that it was seen to have, and its greatest weight.
        self._truths = ByCode(np.minimum), ByCode(np.maximum)
        self._weights = ByCode(np.maximum)

    def add(self, batch: Batch) -> None:
        """Add some rows."""
        held, self._labels = dict(batch.columns), batch.labels
        count, bad = held.pop(COUNT), held.pop(BAD)
        self.rows += int(count.sum())
        if (bad >= 0).any():
            faults = np.bincount(bad[bad >= 0], count[bad >= 0])
            self.bad.update({n: int(times) for n, times in enumerate(faults) if times})
            count, held = count[bad < 0], {name: v[bad < 0] for name, v in held.items()}
        if not len(count):
            return
        who, what, given = held.pop("forecaster"), held.pop("question", None), held.pop("given")
        if what is not None:
            self._add_answers(who, what, held, count)
        if int(count.max()) > 1:
            held = {name: values * count for name, values in held.items()}
        size = int(who.max()) + 1
        self._totals.add("rows", who, count, size)
        for name, values in held.items():
            self._totals.add(name, who, values, size)
        weight = held["weight"] if self._weighted else count * BILLION
        level = {"count": weight, **{name: held[name] for name in LEVEL}}
        code = binned(given) if self._coarse else given
        self._levels.add(who, code, {**level, "low": given, "high": given})
        self._coarsen()

    def _coarsen(self) -> None:
        """Count in bins, where there are too many probabilities."""
        if self._levels.size > EXACT and not self._coarse:
            self._coarse = True
            self._levels.recode(binned)

    def _add_answers(self, who: Array, what: Array, held: dict[str, Array], count: Array) -> None:
        truth = held.pop("truth") if self._weighted else held["observed"]
        for ends in self._truths:
            ends.add(what, truth)
        if self._weighted:
            self._weights.add(what, held["weight"])
        self._answers.add(what, who, {"n": count, **held})
        for name in ("flipped", *DEVIATIONS):
            del held[name]

    @property
    def torn(self) -> bool:
        """Whether a question was seen to have two truths."""
        least, most = self._truths
        return bool((least.held < most.held).any())

    def done(self) -> Scores:
        """The forecasters in the order of their names."""
        totals = self._totals.done()
        rows = totals.get("rows", [])
        labels = self._labels
        codes = sorted((n for n, times in enumerate(rows) if times), key=labels.__getitem__)
        place = np.full(len(rows), -1)
        place[codes] = np.arange(len(codes))
        names = [labels[code] for code in codes]
        own = [{name: values[code] for name, values in totals.items()} for code in codes]
        each = [summed(sums, weighted=self._weighted) for sums in own]
        records = dict(zip(names, each, strict=True))
        answers, again = None, np.zeros(len(names), bool)
        if self._asked:
            answers = self._held(names, place, each)
            if not self._weighted:
                again = np.array([record.questions < record.rows for record in each], bool)
        levels = self._sorted_levels(place, again)
        told = [names[n] for n in np.flatnonzero(again)]
        return Scores(records, levels, answers, told, self._coarse)

    def _sorted_levels(self, place: Array, again: Array) -> Levels:
        self._levels.done()
        self._coarsen()
        code, _, columns = self._levels.done()
        # They are as large as the table, and so is what is made of them.
        del self._levels
        who = place[code]
        order = np.argsort(who, kind="stable")
        order = order[~again[who[order]]]
        low, high, *sums = (
            columns.pop(name)[order].astype(np.int64) for name in ("low", "high", "count", *LEVEL)
        )
        return Levels(who[order], low, high, *sums)

    def _held(
        self, names: Sequence[str], place: Array, records: Sequence[Probabilities]
    ) -> Answers:
        what, code, columns = self._answers.done()
        who = place.astype(np.int32)[code]
        counts = np.bincount(who, minlength=len(names)).tolist()
        for record, count in zip(records, counts, strict=True):
            record.questions = count
        questions, weight = len(self._truths[0].held), None
        _add_clusters(who, columns, records, self._others)
        score, flipped = _means(columns)
        if self._weighted:
            weight, kept = np.maximum(self._weights.held, 0), columns["weight"] > 0
            if not kept.all():
                who, what, score, flipped = (c[kept] for c in (who, what, score, flipped))
        return Held(names, questions, who, what, score, flipped, weight)


def _means(columns: Mapping[str, Array]) -> tuple[Array, Array]:
    """Each answer's mean score in billionths, and had the question gone the other way."""
    share, unit = columns.get("weight"), BILLION
    if share is None:
        share, unit = columns["n"].astype(np.int64), 1
        if int(share.max(initial=1)) == 1:
            return columns["brier"].astype(np.int64), columns["flipped"].astype(np.int64)
    share = np.maximum(share, 1)
    score, flipped = (nearest(columns[n] / share * unit) for n in ("brier", "flipped"))
    return score, flipped


def _add_clusters(
    who: Array, columns: Mapping[str, Array], records: Sequence[Probabilities], others: int
) -> None:
    """What forecasters' questions vary by, in place, where there are so many answers of `others`.

    Who has several rows on a question is read again, each row as a part of the answer (see
    `verifier.tables.scoring.add_up`), and it is told then.
    """
    size = len(records)
    trials = _trials(who, columns, size, others)
    for n, record in enumerate(records):
        record.trials = tuple(kind[n] for kind in trials)
    if "weight" not in columns or all(record.questions == record.rows for record in records):
        return
    clustered = [_squared(who, columns[name], size, others) for name in DEVIATIONS]
    for n, record in enumerate(records):
        if record.questions < record.rows:
            record.spread = tuple(spread[n] for spread in clustered)


def _trials(who: Array, columns: Mapping[str, Array], size: int, others: int) -> list[list[Trials]]:
    """What `Probabilities.trials` is of, by forecaster."""
    one = trial_unit(len(who) + others) if "weight" in columns else 1.0
    kinds = [
        [ByCode(np.add, size) for _ in fields(Trials)] for _ in trials_of(dict.fromkeys(CALLS, 0))
    ]
    for part in blocks(len(who)):
        parts = {name: columns[name][part].astype(np.int64) for name in CALLS}
        if "weight" in columns:
            parts = {name: nearest(calls / BILLION * one) for name, calls in parts.items()}
        for held, (won, of) in zip(kinds, trials_of(parts), strict=True):
            for sums, values in zip(
                held, (of > 0, won, of, won * won, won * of, of * of), strict=True
            ):
                sums.add(who[part], values)
    rows = (zip(*(sums.held.tolist() for sums in held), strict=True) for held in kinds)
    return [[Trials.of(row, one) for row in kind] for kind in rows]


def trial_unit(answers: int) -> float:
    """The parts of a trial that weighs one, so that the sums of their squares have 63 bits."""
    return float(1 << square_bits(answers, 1.0) // 2)


def trials_of(parts: Mapping[str, Any]) -> Sequence[tuple[Any, Any]]:
    """Successes and trials of each kind, from `CALLS`."""
    h, m, a, n = (parts[name] for name in CALLS)
    return (h, h + m), (a, h + a), (h, h + m + a), (a, a + n)


def _squared(who: Array, off: Array, size: int, others: int) -> list[float]:
    """The sums of squares, as finely as they fit into a word."""
    greatest = max(int(off.max(initial=0)), -int(off.min(initial=0))) / BILLION
    one, sums = 2.0 ** square_bits(len(off) + others, greatest), ByCode(np.add, size)
    for part in blocks(len(off)):
        values = off[part] / BILLION
        sums.add(who[part], nearest(values * values * one))
    return (sums.held / one).tolist()
