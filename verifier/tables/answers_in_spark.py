"""Scores by forecaster and question that stay in Spark, and every sum over them.

As `answers` has it of scores in memory, with the same formulas in whole numbers. To the driver come
sums by forecaster, and by two of a group.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from pyspark.sql import DataFrame
from pyspark.sql import functions as sf
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from verifier.tables.answers import (
    BILLION,
    Apart,
    Group,
    Moments,
    Shared,
    fine_bits,
    rough_bits,
    square_bits,
)
from verifier.tables.folding import Array
from verifier.tables.probabilities import (
    CALLS,
    DEVIATIONS,
    Probabilities,
    Trials,
    trial_unit,
    trials_of,
)

_PAIR = ("one", "other")


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

    def _column(self, frame: DataFrame, name: str, size: int | None = None) -> Array:
        """A column of whole numbers by place."""
        found = np.zeros(len(self.names) if size is None else size, np.float64)
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
            columns["questions"].astype(np.int64),
            *(columns[name] / units[name] for name in parts),
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
        return SparkGroup(int(among.sum()), held.cache())


@dataclass(frozen=True)
class SparkGroup:
    """A group whose answers are in Spark."""

    size: int
    held: DataFrame

    @cached_property
    def _asked(self) -> tuple[int, int]:
        """The number of questions, and that of answers squared."""
        counted = self.held.select("question", "answers").distinct()
        row = counted.agg(sf.count("*"), sf.sum(sf.col("answers") * sf.col("answers"))).collect()[0]
        return int(row[0]), int(row[1])

    @property
    def _one(self) -> float:
        return float(1 << fine_bits(self._asked[0]))

    def _by_forecaster(self, frame: DataFrame, values: Mapping[str, Any]) -> dict[str, Array]:
        """Sums of numbers that are taken to be whole in the finest parts."""
        one = sf.lit(self._one)
        sums = {name: sf.sum(nearest(value * one)) for name, value in values.items()}
        rows = frame.groupBy("who").agg(*(v.alias(name) for name, v in sums.items())).collect()
        found = {name: np.zeros(self.size) for name in values}
        for row in rows:
            for name, column in found.items():
                column[row["who"]] = int(row[name]) / self._one
        return found

    def _with_mean(self, frame: DataFrame, name: str) -> DataFrame:
        """With each question's mean of whole numbers as `{name}_mean`."""
        means = frame.groupBy("question").agg(
            (sf.sum(name).cast("double") / sf.count("*").cast("double")).alias(f"{name}_mean")
        )
        return frame.join(means, "question")

    @cached_property
    def shared(self) -> Shared:
        """The sums by forecaster."""
        frame = self._with_mean(self.held, "score")
        billion, w = sf.lit(float(BILLION)), sf.col("weight")
        off = (sf.col("score") - sf.col("score_mean")) / billion
        n = sf.col("answers").cast("double")
        peer = off * (n / (n - sf.lit(1.0)))
        own = w * peer
        sums = {"w": w, "off": w * off, "peer": own, "peers": own * peer}
        found = self._by_forecaster(frame, sums)
        met, heaviest = np.zeros(self.size, np.int64), np.zeros(self.size)
        counted = self.held.groupBy("who").agg(sf.count("*").alias("n"), sf.max(w).alias("most"))
        for row in counted.collect():
            met[row["who"]], heaviest[row["who"]] = row["n"], row["most"]
        questions, pairs = self._asked
        by_name = found["w"], found["off"], found["peer"], found["peers"]
        return Shared(questions, pairs, met, *by_name, heaviest)

    def _products(self, frame: DataFrame, left: str, right: str, *, alike: bool) -> Array:
        """The sum over questions of the products of each two forecasters' whole numbers.

        `alike` says that of two it does not matter which is the first, so that half is enough.
        """
        one = frame.select("question", sf.col("who").alias("one"), sf.col(left).alias("x"))
        other = frame.select("question", sf.col("who").alias("other"), sf.col(right).alias("y"))
        joined = one.join(other, "question")
        joined = joined.where(sf.col("one") <= sf.col("other")) if alike else joined
        summed = joined.groupBy(*_PAIR).agg(sf.sum(sf.col("x") * sf.col("y")).alias("sum"))
        found = np.zeros((self.size, self.size), np.int64)
        for row in summed.toLocalIterator():
            found[row["one"], row["other"]] = row["sum"]
            if alike:
                found[row["other"], row["one"]] = row["sum"]
        return found

    def together(self) -> Array:
        """For each two the sum of weight / answers over the questions of both."""
        share = sf.col("weight") / sf.col("answers").cast("double") * sf.lit(self._one)
        frame = self.held.withColumn("share", nearest(share)).withColumn(
            "unit", sf.lit(1).cast("bigint")
        )
        return self._products(frame, "share", "unit", alike=True) / self._one

    def _valued(self, values: Array, unit: float) -> DataFrame:
        """The answers with each forecaster's value, a whole number of units."""
        whole = np.floor(values * unit + 0.5).astype(np.int64).tolist()
        table = self.held.sparkSession.createDataFrame(
            list(enumerate(whole)), "who int, value bigint"
        )
        return self.held.join(sf.broadcast(table), "who")

    def across(self, values: Array) -> Array:
        """The product of that matrix and a vector."""
        frame = self._valued(values, self._one)
        sums = frame.groupBy("question").agg(sf.sum("value").alias("all"))
        frame = self.held.join(sums, "question")
        part = sf.col("all").cast("double") / sf.lit(self._one)
        part = part * sf.col("weight") / sf.col("answers").cast("double")
        return self._by_forecaster(frame, {"value": part})["value"]

    def beside(self) -> Array:
        """For each two, the weighted score of the first on the questions of both; 0 if none."""
        weighed = nearest(sf.col("weight") * sf.col("score").cast("double"))
        frame = self.held.withColumn("weighed", weighed).withColumn(
            "unit", sf.lit(1).cast("bigint")
        )
        return self._products(frame, "weighed", "unit", alike=False) / BILLION

    def both(self) -> Array:
        """For each two the number of questions that both answered."""
        frame = self.held.withColumn("unit", sf.lit(1).cast("bigint"))
        return self._products(frame, "unit", "unit", alike=True)

    def apart(self) -> Apart:
        """For each two the differences of their scores on the questions of both."""
        bits, w = rough_bits(self._asked[0]), sf.col("weight")
        one = sf.lit(self._one)
        score = sf.col("score").cast("double") / sf.lit(float(BILLION))
        own = nearest(sf.sqrt(w) * score * sf.lit(float(1 << bits)))
        frame = self.held.withColumn("own", own).withColumn("unit", sf.lit(1).cast("bigint"))
        frame = frame.withColumn("square", sf.col("own") * sf.col("own"))
        frame = frame.withColumn("w1", nearest(w * one)).withColumn("w2", nearest(w * w * one))
        unit = float(1 << 2 * bits)
        return Apart.of(
            self.beside(),
            self._products(frame, "square", "unit", alike=False) / unit,
            self._products(frame, "own", "own", alike=True) / unit,
            self._products(frame, "w1", "unit", alike=True) / self._one,
            self._products(frame, "w2", "unit", alike=True) / self._one,
        )

    def left(self, effect: Array) -> Array:
        """For each two, the sum of the products of what the effects leave unexplained."""
        frame = self._valued(effect, float(BILLION))
        frame = self._with_mean(frame.withColumn("own", sf.col("score") - sf.col("value")), "own")
        rest = (sf.col("own") - sf.col("own_mean")) / sf.lit(float(BILLION))
        bits = rough_bits(self._asked[0])
        part = nearest(sf.col("weight") * rest * sf.lit(float(1 << bits)))
        frame = frame.withColumn("part", part)
        return self._products(frame, "part", "part", alike=True) / float(1 << 2 * bits)

    def each(self) -> Iterator[tuple[int, int, int, float]]:
        """Every answer, in no order: question, forecaster, score in billionths, weight."""
        return map(tuple, self.held.select("question", "who", "score", "weight").collect())

    def centre(self, effect: Array) -> float:
        """What who has no effect would score, by all who answered."""
        frame = self._valued(effect, float(BILLION))
        frame = self._with_mean(frame.withColumn("own", sf.col("score") - sf.col("value")), "own")
        asked = frame.groupBy("question").agg(
            sf.max("own_mean").alias("mean"), sf.max("weight").alias("weight")
        )
        one = sf.lit(self._one)
        mean = sf.col("weight") * sf.col("mean") / sf.lit(float(BILLION)) * one
        row = asked.agg(sf.sum(nearest(mean)), sf.sum(nearest(sf.col("weight") * one))).collect()[0]
        return float(int(row[0]) / self._one / (int(row[1]) / self._one))
