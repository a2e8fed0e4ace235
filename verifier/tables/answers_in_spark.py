"""Scores by forecaster and question that stay in Spark, and every sum over them.

As `answers` has it of scores in memory, with the same formulas in whole numbers. To the driver come
sums by forecaster, and by two of a group.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from functools import cached_property
from typing import Any, ClassVar

import numpy as np
from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as sf
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from verifier.dataclass import dataclass
from verifier.tables.answers import Moments
from verifier.tables.folding import Array
from verifier.tables.groups import BILLION, Formula, Group, square_bits
from verifier.tables.probabilities import (
    CALLS,
    DEVIATIONS,
    Probabilities,
    Trials,
    trial_unit,
    trials_of,
)


def nearest(value: Any) -> Any:
    """The nearest whole number, halves up."""
    return sf.floor(value + sf.lit(0.5)).cast("bigint")


@dataclass(frozen=True)
class SparkAnswers:
    """Scores by forecaster and question that stay in Spark."""

    names: Sequence[str]
    cells: DataFrame
    weighted: bool

    @cached_property
    def _questions(self) -> DataFrame:
        """Each question's weight, in billionths."""
        return self.cells.groupBy("question").agg(sf.max("greatest").alias("w")).cache()

    def _column(self, frame: DataFrame, name: str) -> Array:
        """A column of whole numbers by place."""
        found = np.zeros(len(self.names), np.float64)
        for row in frame.collect():
            found[row["who"]] = float(row[name])
        return found

    def add_to(self, records: Sequence[Probabilities]) -> None:
        """The sums over questions that records have."""
        sums = [sf.count("*").alias("questions")]
        most = self.cells.agg(
            sf.count("*"), *(sf.max(sf.abs(sf.col(name))) for name in DEVIATIONS)
        ).collect()[0]
        one, parts = 1.0, {name: sf.col(name) for name in CALLS}
        if self.weighted:
            one, billion = trial_unit(int(most[0] or 0)), sf.lit(float(BILLION))
            parts = {
                name: nearest(part.cast("double") / billion * sf.lit(one))
                for name, part in parts.items()
            }
        kinds = trials_of(parts)
        for n, (won, of) in enumerate(kinds):
            each = (sf.when(of > 0, 1).otherwise(0), won, of, won * won, won * of, of * of)
            sums += [sf.sum(part).alias(f"k{n}_{k}") for k, part in enumerate(each)]
        bits = [square_bits(int(most[0] or 0), float(most[k] or 0) / BILLION) for k in (1, 2)]
        for name, bit in zip(DEVIATIONS, bits, strict=True):
            off = sf.col(name).cast("double") / sf.lit(float(BILLION))
            sums.append(sf.sum(nearest(off * off * sf.lit(2.0**bit))).alias(name))
        for row in self.cells.groupBy("who").agg(*sums).collect():
            record = records[row["who"]]
            record.questions = int(row["questions"])
            record.trials = tuple(
                Trials.of([int(row[f"k{n}_{k}"]) for k in range(6)], one)
                for n, _ in enumerate(kinds)
            )
            if record.questions < record.rows:
                record.spread = tuple(
                    int(row[name]) / 2.0**bit for name, bit in zip(DEVIATIONS, bits, strict=True)
                )

    @cached_property
    def moments(self) -> Moments:
        """Sums by forecaster."""
        s, t = sf.col("score").cast("decimal(20,0)"), sf.col("turned").cast("decimal(20,0)")
        cells = self.cells
        if self.weighted:
            cells = cells.join(self._questions, "question")
            w = sf.col("w").cast("decimal(20,0)")
            part = {
                name: nearest((sf.col("w") * sf.col(name)).cast("double") / sf.lit(1e9))
                for name in ("score", "turned")
            }
            parts = {
                "w": (w, 1e9),
                "ww": (w * w, 1e18),
                "ws": (w * s, 1e18),
                "wss": (part["score"].cast("decimal(20,0)") * s, 1e18),
                "wt": (w * t, 1e18),
                "wtt": (part["turned"].cast("decimal(20,0)") * t, 1e18),
            }
        else:
            one = sf.lit(1)
            parts = {
                "w": (one, 1.0),
                "ww": (one, 1.0),
                "ws": (s, 1e9),
                "wss": (s * s, 1e18),
                "wt": (t, 1e9),
                "wtt": (t * t, 1e18),
            }
        summed = cells.groupBy("who").agg(
            sf.count("*").alias("questions"),
            *(sf.sum(value).alias(name) for name, (value, _) in parts.items()),
        )
        rows = summed.collect()
        columns = {name: np.zeros(len(self.names)) for name in ("questions", *parts)}
        for row in rows:
            for name, column in columns.items():
                column[row["who"]] = float(row[name])
        units = {name: unit for name, (_, unit) in parts.items()}
        return Moments(
            columns["questions"].astype(np.int64), *(columns[name] / units[name] for name in parts)
        )

    def _among(self, among: Array) -> DataFrame:
        """The answers of those on questions that two or more of them have answered."""
        if among.all():
            kept = self.cells
        else:
            kept = self.cells.where(sf.col("who").isin(np.flatnonzero(among).tolist()))
        asked = kept.groupBy("question").agg(sf.count("*").alias("answers"))
        return kept.join(asked.where(sf.col("answers") > 1), "question")

    def sharing(self, among: Array) -> Array:
        """On how many questions each stands beside others of those."""
        counted = self._among(among).groupBy("who").agg(sf.count("*").alias("n"))
        return self._column(counted, "n").astype(np.int64)

    def twos(self, among: Array) -> Array:
        """The two who alone answered a question, one of those at least, for each such question."""
        who, those = sf.col("who"), np.flatnonzero(among).tolist()
        ends = sf.min(who).alias("one"), sf.max(who).alias("other")
        asked = self.cells.groupBy("question").agg(
            sf.count("*").alias("n"), sf.max(who.isin(those)).alias("near"), *ends
        )
        kept = asked.where((sf.col("n") == 2) & sf.col("near")).select("one", "other")
        return np.array([tuple(row) for row in kept.collect()], int).reshape(-1, 2)

    def joined(self, among: Array) -> Array:
        """For each forecaster the number of the group that shared questions join; -1 for none."""
        held = self._among(among)
        first = held.groupBy("question").agg(sf.min("who").alias("first"))
        edges = held.join(first, "question").select("first", "who").distinct().collect()
        size = len(self.names)
        found = np.full(size, -1)
        if edges:
            ends = tuple(np.array([tuple(edge) for edge in edges]).T)
            graph = sparse.coo_matrix((np.ones(len(edges)), ends), shape=(size, size))
            _, labels = connected_components(graph, directed=False)
            met = np.unique(np.concatenate(ends))
            found[met] = labels[met]
        return found

    def group(self, among: Array) -> Group:
        """Those forecasters on what they share."""
        place = np.cumsum(among) - 1
        places = self.cells.sparkSession.createDataFrame(
            [(int(n), int(place[n])) for n in np.flatnonzero(among)], "who int, place int"
        )
        held = self._among(among).join(sf.broadcast(places), "who").drop("who")
        held = held.withColumnRenamed("place", "who").select("question", "who", "score", "answers")
        if self.weighted:
            held = held.join(self._questions, "question")
            held = held.withColumn("weight", sf.col("w").cast("double") / sf.lit(1e9))
        else:
            held = held.withColumn("weight", sf.lit(1.0))
        return SparkGroup(int(among.sum()), self.weighted, held.cache())


@dataclass(frozen=True)
class _Columns:
    """The answers of a group as columns; what a question has stands in each of its rows."""

    answers: Any = field(default_factory=lambda: sf.col("answers"))
    weight: Any = field(default_factory=lambda: sf.col("weight"))
    score: Any = field(default_factory=lambda: sf.col("score"))
    value: Any = field(default_factory=lambda: sf.col("value"))
    unit: Any = field(default_factory=lambda: sf.lit(1).cast("bigint"))
    nearest: ClassVar = staticmethod(nearest)
    root: ClassVar = staticmethod(sf.sqrt)

    def each(self, values: Any) -> Any:
        """Each answer's of what questions have."""
        return values

    def total(self, values: Any) -> Any:
        """The sums by question of whole numbers of answers."""
        return sf.sum(values).over(Window.partitionBy("question")).cast("double")


@dataclass(frozen=True)
class SparkGroup(Group):
    """A group whose answers are in Spark."""

    size: int
    weighted: bool
    held: DataFrame

    @cached_property
    def asked(self) -> tuple[int, int]:
        """The number of questions, and that of answers squared."""
        counted = self.held.select("question", "answers").distinct()
        row = counted.agg(sf.count("*"), sf.sum(sf.col("answers") * sf.col("answers"))).collect()[0]
        return int(row[0]), int(row[1])

    def met(self) -> tuple[Array, Array]:
        """On how many questions each met others, and the greatest weight of one."""
        met, heaviest = np.zeros(self.size, np.int64), np.zeros(self.size)
        most = sf.max("weight").alias("most")
        for row in self.held.groupBy("who").agg(sf.count("*").alias("n"), most).collect():
            met[row["who"]], heaviest[row["who"]] = row["n"], row["most"]
        return met, heaviest

    def each(self) -> Iterator[tuple[int, int, int, float]]:
        """Every answer, in no order: question, forecaster, score in billionths, weight."""
        return map(tuple, self.held.select("question", "who", "score", "weight").collect())

    def _rows(self, values: Array | None) -> DataFrame:
        """The answers with each forecaster's value."""
        if values is None:
            return self.held
        table = self.held.sparkSession.createDataFrame(
            list(enumerate(values.tolist())), "who int, value bigint"
        )
        return self.held.join(sf.broadcast(table), "who")

    def _sums(self, formula: Formula, values: Array | None = None) -> Array:
        numbers = [each.alias(f"n{n}") for n, each in enumerate(formula(_Columns()))]
        frame = self._rows(values).select("who", *numbers)
        found = np.zeros((len(numbers), self.size), np.int64)
        sums = [sf.sum(f"n{n}") for n, _ in enumerate(numbers)]
        for who, *each in frame.groupBy("who").agg(*sums).collect():
            found[:, who] = each
        return found

    def _totals(self, formula: Formula, values: Array) -> Sequence[int]:
        numbers = [each.alias(f"n{n}") for n, each in enumerate(formula(_Columns()))]
        asked = self._rows(values).select("question", *numbers).dropDuplicates(["question"])
        return [int(each) for each in asked.agg(*(sf.sum(n) for n in asked.columns[1:])).first()]

    def _products(self, formula: Formula, values: Array | None = None) -> Array:
        found = np.zeros((self.size, self.size), np.int64)
        for row in self._pairs(formula, values).toLocalIterator():
            found[row["one"], row["other"]] = row["sum"]
        return found

    def _alike(self, formula: Formula, values: Array | None = None) -> Array:
        found = np.zeros((self.size, self.size), np.int64)
        # Half of the pairs say the whole.
        half = sf.col("one") <= sf.col("other")
        for row in self._pairs(formula, values, half).toLocalIterator():
            found[row["one"], row["other"]] = found[row["other"], row["one"]] = row["sum"]
        return found

    def _pairs(self, formula: Formula, values: Array | None, among: Any = None) -> DataFrame:
        """The sums of products by each two, or by those `among` them."""
        left, right = formula(_Columns())
        frame = self._rows(values).select("question", "who", left.alias("x"), right.alias("y"))
        one = frame.select("question", sf.col("who").alias("one"), "x")
        other = frame.select("question", sf.col("who").alias("other"), "y")
        joined = one.join(other, "question")
        joined = joined if among is None else joined.where(among)
        return joined.groupBy("one", "other").agg(sf.sum(sf.col("x") * sf.col("y")).alias("sum"))
