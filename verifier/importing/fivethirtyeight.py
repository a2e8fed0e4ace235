"""FiveThirtyEight's games and elections: a probability for each side, or for each candidate."""

from __future__ import annotations

import polars as pl

from verifier.importing.formats import Format, has
from verifier.importing.frame import Imported, State, number, probable
from verifier.importing.given import Given, column, need
from verifier.tables.columns import Kind
from verifier.tables.moments import moment

_GAME = ("season", "date", "team1", "team2", "prob1", "prob1_outcome", "prob2", "prob2_outcome")
_RACE = ("year", "office", "state", "candidate", "forecast_date", "probwin", "probwin_outcome")


def _read(given: Given) -> Imported:
    parts = []
    for file in given.like("*.csv"):
        table = file.table()
        games = set(_GAME) <= set(table.columns)
        read, columns = (_games, _GAME) if games else (_races, _RACE)
        parts.append(read(need(table, file.name, *columns)))
    return probable(pl.concat(parts, how="diagonal"))


def _outcome(column: str) -> list[pl.Expr]:
    observed = number(pl.col(column))
    return [
        observed.alias("observed"),
        pl.col(column).alias("resolution"),
        pl.when(observed.is_null())
        .then(pl.lit(State.OPEN.value))
        .otherwise(pl.lit(State.RESOLVED.value))
        .alias("state"),
    ]


def _games(table: pl.DataFrame) -> pl.DataFrame:
    """Each side of a game is a row: one question of two or three categories."""
    sides = {"1": pl.col("team1"), "2": pl.col("team2"), "tie": pl.lit("tie")}
    # Two games of a day between the same two are told apart by `dh`, 0 where there is one.
    double = column(table, "dh").cast(pl.String)
    parts = [pl.col("date"), pl.col("team1"), pl.col("team2"), pl.when(double != "0").then(double)]
    game = pl.concat_str(parts, separator=" · ", ignore_nulls=True)
    return pl.concat(
        table.select(
            pl.lit("FiveThirtyEight").alias("forecaster"),
            game.alias("question"),
            pl.concat_str(pl.col("team1"), pl.lit(" against "), pl.col("team2")).alias("title"),
            pl.lit(Kind.CATEGORY.value).alias("kind"),
            name.alias("option"),
            number(pl.col(f"prob{side}")).alias("value"),
            *_outcome(f"prob{side}_outcome"),
            moment(pl.col("date")).alias("closes"),
        )
        for side, name in sides.items()
        if f"prob{side}" in table.columns
    )


def _races(table: pl.DataFrame) -> pl.DataFrame:
    """Each candidate of a race is a question: whether they win."""
    special = column(table, "special").cast(pl.String).str.to_lowercase()
    parts = [pl.col("year"), pl.col("office"), pl.col("state"), column(table, "district")]
    parts.append(pl.when(special == "true").then(pl.lit("special")))
    race = pl.concat_str(parts, separator=" ", ignore_nulls=True)
    # Some have no name, only a party; and some names run for two.
    who = pl.concat_str(
        [pl.col("candidate"), column(table, "party")], separator=" · ", ignore_nulls=True
    )
    name = [pl.lit("FiveThirtyEight"), column(table, "forecast_type")]
    return table.select(
        pl.concat_str(name, separator=" ", ignore_nulls=True).alias("forecaster"),
        pl.concat_str(race, who, separator=" · ").alias("question"),
        pl.concat_str(who, pl.lit(" wins: "), race).alias("title"),
        pl.lit(Kind.PROBABILITY.value).alias("kind"),
        number(pl.col("probwin")).alias("value"),
        *_outcome("probwin_outcome"),
        moment(pl.col("forecast_date").str.slice(0, 10)).alias("said_from"),
    )


FORMAT = Format(
    title="FiveThirtyEight",
    recognises=lambda given: has(given, "*.csv", *_GAME) or has(given, "*.csv", *_RACE),
    read=_read,
    example="nfl_games.csv",
    files="the CSV files of games and of elections",
    reads="a game as categories, a tie among them where it has a probability; each candidate of a "
    "race as a question of its own",
    leaves="rows without a probability; an outcome that is missing is open",
    source="fivethirtyeight/checking-our-work-data",
)
