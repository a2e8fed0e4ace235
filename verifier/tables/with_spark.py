"""Tables read with Spark, on a cluster or here: every sum is made there, and only sums come back.

These are sums by forecaster, by forecaster and probability (or bin), and by two forecasters:
bounded by the forecasters, not by rows or questions. They are whole numbers by the formulas of
`answers`, so that figures are those of the other engines to the last digit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import narwhals as nw
import numpy as np
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as sf

from verifier.tables.answers_in_spark import SparkAnswers, nearest
from verifier.tables.columns import DAYS, Columns
from verifier.tables.engines import (
    COUNT,
    ISO_DAY,
    ROW,
    SPACE,
    Opened,
    check_names,
    check_type,
    complaining,
)
from verifier.tables.groups import BILLION
from verifier.tables.probabilities import CALLS, DEVIATIONS, LEVEL, Scores, Unit, summed, whole_rows
from verifier.tables.reliability import EDGE, EXACT, FINE, THOUSANDTH, Levels
from verifier.tables.rows import BAD, Fault, Rows
from verifier.tables.scoring import torn

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
        with complaining(PySparkException):
            frame = self._session.read.parquet(address)
            types = dict(nw.from_native(frame).collect_schema())
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
        # Rows of a cluster have no number.
        marked = frame.select(*selected).withColumn(ROW, sf.lit(None).cast("bigint"))
        marked = marked.withColumn(COUNT, sf.lit(1).cast("bigint"))
        kept = {role: types[name] for role, name in roles.items()}
        return Opened(nw.from_native(marked), kept)

    def rows(self, frame: nw.LazyFrame[Any]) -> Sequence[tuple[Any, ...]]:
        """The rows of a query's result."""
        with complaining(PySparkException):
            return [tuple(row) for row in frame.to_native().collect()]

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
    rows: Rows, columns: Columns, unit: Unit, *, first: Scores | None = None, clamp: float
) -> tuple[Scores, Counter[Fault]]:
    """All rows added up, the bad ones counted. Raises `TableError` for two truths, or as Spark."""
    frame, _ = whole_rows(rows, columns, unit, clamp)
    with complaining(PySparkException):
        native: DataFrame = frame.to_native().cache()
        if columns.question and first is None:
            _refuse_two_truths(native)
        return _Summed(native, columns).scores(), _bad(native, rows)


def _bad(native: DataFrame, rows: Rows) -> Counter[Fault]:
    counted = native.where(sf.col(BAD) >= 0).groupBy(BAD).agg(sf.sum(COUNT).alias("n")).collect()
    return Counter({rows.faults[row[BAD]]: int(row["n"]) for row in counted})


def _refuse_two_truths(native: DataFrame) -> None:
    truths = native.where(sf.col(BAD) < 0).groupBy("question")
    told = "truth" if "truth" in native.columns else "observed"
    ends = truths.agg(sf.min(told).alias("least"), sf.max(told).alias("most"))
    found = ends.where(sf.col("least") < sf.col("most")).orderBy("question").limit(1).collect()
    for row in found:
        # Rows of a cluster have no number.
        raise torn(row["question"], {row[name] / BILLION: None for name in ("least", "most")})


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
        own = [{name: int(row[name]) for name in ("rows", *sums)} for row in held]
        records = [summed(each, weighted=self._weighted) for each in own]
        answers = None
        if self._asked:
            answers = SparkAnswers(names, self._answers(names).cache(), self._weighted)
            answers.add_to(records)
        return Scores(dict(zip(names, records, strict=True)), self._levels(names), answers)

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
        kept = ["brier", "flipped", "weight", *CALLS, *DEVIATIONS]
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
            cells = cells.withColumn(name, nearest(mean))
        places = self._rows.sparkSession.createDataFrame(
            [(name, n) for n, name in enumerate(names)], "forecaster string, who int"
        )
        return cells.join(sf.broadcast(places), "forecaster").drop("forecaster")
