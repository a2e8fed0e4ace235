"""Tables read with Spark, on a cluster or here: every sum is made there, and only sums come back.

These are sums by forecaster, by forecaster and probability (or bin), and by two forecasters:
bounded by the forecasters, not by rows or questions. They are whole numbers by the formulas of
`answers`, so that figures are those of the other engines to the last digit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import narwhals as nw
import numpy as np
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as sf
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from verifier.tables.answers import (
    BILLION,
    Group,
    Moments,
    Shared,
    fine_bits,
    rough_bits,
    square_bits,
)
from verifier.tables.columns import DAYS, Columns
from verifier.tables.engines import (
    COUNT,
    ISO_DAY,
    ROW,
    SPACE,
    Opened,
    TableError,
    check_names,
    check_type,
    first_line,
)
from verifier.tables.folding import Array
from verifier.tables.probabilities import (
    CALLS,
    LEVEL,
    OFF,
    Days,
    Probabilities,
    Scores,
    Trials,
    Unit,
    whole_rows,
)
from verifier.tables.reliability import EDGE, EXACT, FINE, THOUSANDTH, Levels
from verifier.tables.rows import BAD, Fault, Rows

_PAIR = ("one", "other")
_LOCAL = "4"


def session(master: str | None) -> SparkSession:
    """The session there is, or one at that address; in UTC, and strict where numbers overflow."""
    found = SparkSession.getActiveSession() if master is None else None
    if found is None:
        address = master or "local[*]"
        builder = SparkSession.builder.master(address).appName("verifier")
        builder = builder.config("spark.ui.showConsoleProgress", "false")
        if address.startswith("local"):
            # One machine gains nothing from the 200 parts that clusters shuffle by default.
            builder = builder.config("spark.sql.shuffle.partitions", _LOCAL)
            builder = builder.config("spark.ui.enabled", "false")
        found = builder.getOrCreate()
    found.conf.set("spark.sql.session.timeZone", "UTC")
    found.conf.set("spark.sql.ansi.enabled", "false")
    return found


class Reader:
    """Reads Parquet with Spark: a file, a partitioned folder, a glob or any address Spark takes."""

    def __init__(self, master: str | None = None) -> None:
        self._session = session(master)

    def open(self, address: str, columns: Columns) -> Opened:
        """The mapped columns of a table."""
        roles = columns.roles()
        try:
            frame = self._session.read.parquet(address)
            types = dict(nw.from_native(frame).collect_schema())
        except PySparkException as error:
            raise TableError(first_line(error)) from None
        check_names(roles, list(types))
        for role, column in roles.items():
            check_type(role, column, types[column])
        selected = []
        for role, name in roles.items():
            cell = sf.col(f"`{name}`")
            if role in DAYS:
                selected.append(cell.cast("string").alias(f"{role}_text"))
                cell = _day(cell, types[name])
            selected.append(cell.alias(role))
        marked = frame.select(*selected).withColumn(ROW, sf.lit(0).cast("bigint"))
        marked = marked.withColumn(COUNT, sf.lit(1).cast("bigint"))
        kept = {role: types[name] for role, name in roles.items()}
        return Opened(nw.from_native(marked), kept)

    def rows(self, frame: nw.LazyFrame[Any]) -> Sequence[tuple[Any, ...]]:
        """The rows of a query's result."""
        try:
            return [tuple(row) for row in frame.to_native().collect()]
        except PySparkException as error:
            raise TableError(first_line(error)) from None

    scan: Any = None
    batches: Any = None


def _day(column: Any, type: nw.dtypes.DType) -> Any:
    """The number of a day; columns of whole numbers hold such numbers already."""
    if type.is_integer():
        return column.cast("bigint")
    if not type.is_temporal():
        text = sf.trim(column.cast("string"), sf.lit(SPACE))
        column = sf.when(text.rlike(ISO_DAY), sf.try_to_date(sf.substring(text, 1, 10)))
    return sf.unix_date(column.cast("date")).cast("bigint")


def read_scores(
    rows: Rows, columns: Columns, unit: Unit, clamp: float
) -> tuple[Scores, Counter[Fault]]:
    """All rows added up, the bad ones counted. Raises `TableError` for two truths, or as Spark."""
    frame, _ = whole_rows(rows, columns, unit, clamp)
    try:
        native: DataFrame = frame.to_native().cache()
        if columns.question:
            _refuse_two_truths(native)
        return _Summed(native, columns).scores(), _bad(native, rows)
    except PySparkException as error:
        raise TableError(first_line(error)) from None


def _bad(native: DataFrame, rows: Rows) -> Counter[Fault]:
    counted = native.where(sf.col(BAD) >= 0).groupBy(BAD).agg(sf.sum(COUNT).alias("n")).collect()
    return Counter({rows.faults[row[BAD]]: int(row["n"]) for row in counted})


def _refuse_two_truths(native: DataFrame) -> None:
    truths = native.where(sf.col(BAD) < 0).groupBy("question")
    told = "truth" if "truth" in native.columns else "observed"
    ends = truths.agg(sf.min(told).alias("least"), sf.max(told).alias("most"))
    torn = ends.where(sf.col("least") < sf.col("most")).orderBy("question").limit(1).collect()
    for row in torn:
        least, most = (row[name] / BILLION for name in ("least", "most"))
        raise TableError(
            f"the question `{row['question']}` has two truths, {least:g} and {most:g}; if these "
            "are several questions, name with --question every column that tells them apart"
        )


def _great(column: Any) -> Any:
    """The sum of whole numbers of any size."""
    return sf.sum(column.cast("decimal(20,0)"))


class _Summed:
    """The good rows of a table, as whole numbers."""

    def __init__(self, native: DataFrame, columns: Columns) -> None:
        self._rows = native.where(sf.col(BAD) < 0)
        self._weighted, self._asked = columns.weight is not None, bool(columns.question)
        if not self._weighted:
            self._rows = self._rows.withColumn("weight", sf.lit(BILLION).cast("bigint"))

    def scores(self) -> Scores:
        apart = {BAD, COUNT, "forecaster", "question", "given", "truth"}
        sums = [name for name in self._rows.columns if name not in apart]
        totals = self._rows.groupBy("forecaster").agg(
            sf.sum(COUNT).alias("rows"), *(_great(sf.col(name)).alias(name) for name in sums)
        )
        held = sorted(totals.collect(), key=lambda row: row["forecaster"])
        names = [row["forecaster"] for row in held]
        records = [self._record(row.asDict(), sums) for row in held]
        answers = None
        if self._asked:
            answers = SparkAnswers(names, self._answers(names).cache(), self._weighted)
            answers.add_to(records)
        return Scores(dict(zip(names, records, strict=True)), self._levels(names), answers)

    def _record(self, row: Mapping[str, Any], sums: Sequence[str]) -> Probabilities:
        own = {name: int(row[name]) for name in ("rows", *sums)}
        spans = [name for name in sums if f"n_{name}" in own]
        record = Probabilities(
            own["rows"],
            own["weight"],
            own["brier"],
            own["log_score"],
            own.get("reference", 0),
            own["observed"],
            own["squares"],
            own["said"],
            days={name: Days(own[f"n_{name}"], own[name]) for name in spans},
        )
        if not self._weighted:
            record.calls = tuple(own[name] for name in (*CALLS, "negatives"))
            record.off = tuple(own[name] / BILLION for name in OFF)
            record.spread = tuple(own[f"{name}_spread"] / BILLION for name in OFF)
        return record

    def _levels(self, names: Sequence[str]) -> Levels:
        given = sf.col("given")
        distinct = self._rows.select("forecaster", "given").distinct()
        code = given
        # A few more than are counted one by one are enough to know that there are too many.
        if distinct.limit(EXACT + 1).count() > EXACT:
            outer = (given < EDGE) | (given >= BILLION - EDGE)
            width = sf.when(outer, sf.lit(FINE)).otherwise(sf.lit(THOUSANDTH))
            code = sf.when(given == 0, sf.lit(-1)).otherwise(given - sf.pmod(given, width))
        held = self._rows.groupBy("forecaster", code.alias("code")).agg(
            sf.min(given).alias("low"),
            sf.max(given).alias("high"),
            *(_great(sf.col(name)).alias(name) for name in ("weight", *LEVEL)),
        )
        place = {name: n for n, name in enumerate(names)}
        found = sorted(
            (place[row["forecaster"]], *(int(value) for value in row[2:])) for row in held.collect()
        )
        columns = zip(*found, strict=True) if found else [()] * 7
        return Levels(*(np.array(column, np.int64) for column in columns))

    def _answers(self, names: Sequence[str]) -> DataFrame:
        """Each forecaster's answer to each question: whole numbers, and the forecaster's place."""
        kept = ["brier", "flipped", "weight"]
        if not self._weighted:
            kept += [*CALLS, *OFF]
        cells = self._rows.groupBy("forecaster", "question").agg(
            sf.sum(COUNT).alias("n"),
            sf.max("weight").alias("greatest"),
            *(sf.sum(name).alias(name) for name in kept),
        )
        one = BILLION if self._weighted else 1
        share = sf.col("weight") if self._weighted else sf.col("n")
        cells = cells.where(share > 0)
        for name, of in (("score", "brier"), ("turned", "flipped")):
            mean = sf.col(of).cast("double") / share.cast("double") * sf.lit(float(one))
            cells = cells.withColumn(name, _nearest(mean))
        places = self._rows.sparkSession.createDataFrame(
            [(name, n) for n, name in enumerate(names)], "forecaster string, who int"
        )
        return cells.join(sf.broadcast(places), "forecaster").drop("forecaster")


def _nearest(value: Any) -> Any:
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
        h, m, a = (sf.col(name) for name in CALLS)
        kinds = [] if self.weighted else [(h, h + m), (a, h + a), (h, h + m + a)]
        sums = [sf.count("*").alias("questions")]
        bits = (0, 0)
        for n, (won, of) in enumerate(kinds):
            parts = (sf.when(of > 0, 1).otherwise(0), won, of, won * won, won * of, of * of)
            sums += [sf.sum(part).alias(f"k{n}_{k}") for k, part in enumerate(parts)]
        if not self.weighted:
            most = self.cells.agg(
                sf.count("*"), *(sf.max(sf.abs(sf.col(name))) for name in OFF)
            ).collect()[0]
            held = [square_bits(int(most[0] or 0), float(most[k] or 0) / BILLION) for k in (1, 2)]
            bits = (held[0], held[1])
            for name, bit in zip(OFF, bits, strict=True):
                off = sf.col(name).cast("double") / sf.lit(float(BILLION))
                sums.append(sf.sum(_nearest(off * off * sf.lit(2.0**bit))).alias(name))
        for row in self.cells.groupBy("who").agg(*sums).collect():
            record = records[row["who"]]
            record.questions = int(row["questions"])
            if not self.weighted:
                record.trials = tuple(
                    Trials(*(int(row[f"k{n}_{k}"]) for k in range(6))) for n in range(3)
                )
                if record.questions < record.rows:
                    record.spread = tuple(
                        int(row[name]) / 2.0**bit for name, bit in zip(OFF, bits, strict=True)
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
                name: _nearest((sf.col("w") * sf.col(name)).cast("double") / sf.lit(1e9))
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
        held = held.withColumnRenamed("place", "who").select(
            "question", "who", "score", "turned", "answers"
        )
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
        sums = {name: sf.sum(_nearest(value * one)) for name, value in values.items()}
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
        frame = self._with_mean(self._with_mean(self.held, "score"), "turned")
        billion, w = sf.lit(float(BILLION)), sf.col("weight")
        off = (sf.col("score") - sf.col("score_mean")) / billion
        turned = (sf.col("turned") - sf.col("turned_mean")) / billion
        n = sf.col("answers").cast("double")
        found = self._by_forecaster(
            frame,
            {"w": w, "off": w * off, "turned": w * turned, "peer": off * (n / (n - sf.lit(1.0)))},
        )
        met = np.zeros(self.size, np.int64)
        for row in self.held.groupBy("who").agg(sf.count("*").alias("n")).collect():
            met[row["who"]] = row["n"]
        questions, pairs = self._asked
        return Shared(
            questions, pairs, met, found["w"], found["off"], found["turned"], found["peer"]
        )

    def _products(self, frame: DataFrame, left: str, right: str) -> Array:
        """The sum over questions of the products of each two forecasters' whole numbers."""
        one = frame.select("question", sf.col("who").alias("one"), sf.col(left).alias("x"))
        other = frame.select("question", sf.col("who").alias("other"), sf.col(right).alias("y"))
        summed = (
            one.join(other, "question")
            .groupBy(*_PAIR)
            .agg(sf.sum(sf.col("x") * sf.col("y")).alias("sum"))
        )
        found = np.zeros((self.size, self.size), np.int64)
        for row in summed.collect():
            found[row["one"], row["other"]] = row["sum"]
        return found

    def together(self) -> Array:
        """For each two the sum of weight / answers over the questions of both."""
        share = sf.col("weight") / sf.col("answers").cast("double") * sf.lit(self._one)
        frame = self.held.withColumn("share", _nearest(share)).withColumn(
            "unit", sf.lit(1).cast("bigint")
        )
        found: Array = self._products(frame, "share", "unit") / self._one
        return found

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
        weighed = _nearest(sf.col("weight") * sf.col("score").cast("double"))
        frame = self.held.withColumn("weighed", weighed).withColumn(
            "unit", sf.lit(1).cast("bigint")
        )
        found: Array = self._products(frame, "weighed", "unit") / BILLION
        return found

    def left(self, effect: Array) -> Array:
        """For each two, the sum of the products of what the effects leave unexplained."""
        frame = self._valued(effect, float(BILLION))
        frame = self._with_mean(frame.withColumn("own", sf.col("score") - sf.col("value")), "own")
        rest = (sf.col("own") - sf.col("own_mean")) / sf.lit(float(BILLION))
        bits = rough_bits(self._asked[0])
        part = _nearest(sf.col("weight") * rest * sf.lit(float(1 << bits)))
        frame = frame.withColumn("part", part)
        found: Array = self._products(frame, "part", "part") / float(1 << 2 * bits)
        return found

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
        row = asked.agg(sf.sum(_nearest(mean)), sf.sum(_nearest(sf.col("weight") * one))).collect()[
            0
        ]
        return float(int(row[0]) / self._one / (int(row[1]) / self._one))
