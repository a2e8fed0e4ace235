"""FiveThirtyEight's forecasts: each column of probabilities stands beside one of what came."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from verifier.importing.formats import Format
from verifier.importing.frame import Imported, number, probable, settled
from verifier.importing.given import Given, column
from verifier.tables.columns import Kind
from verifier.tables.engines import TableError
from verifier.tables.moments import moment

_CAME = "_outcome"
_SIDES = {"prob1": "team1", "prob2": "team2", "probtie": "tie"}
# What tells races and tournaments apart, and who runs in them: whichever of these a table has.
_RACE = ("year", "season", "league", "office", "state", "district")
_WHO = ("candidate", "party", "team", "player")


def _pairs(columns: Sequence[str]) -> list[str]:
    """The columns of probabilities, in their order."""
    return [name for name in columns if f"{name}{_CAME}" in columns]


def _is_ours(columns: Sequence[str]) -> bool:
    there = set(columns)
    dated = "forecast_date" in there or {"team1", "team2"} <= there
    return dated and bool({"season", "year"} & there) and bool(_pairs(columns))


def _read(given: Given) -> Imported:
    parts = []
    for file in given.some("*.csv"):
        table = file.table()
        if not _is_ours(table.columns):
            raise TableError(
                f"{file.name}: no season or year, and probabilities beside what came of them, such "
                f"as `prob1` and `prob1{_CAME}`"
            )
        read = _games if {"team1", "team2"} <= set(table.columns) else _chances
        parts += read(table)
    return probable(pl.concat(parts, how="diagonal"))


def _said(name: str) -> list[pl.Expr]:
    """A probability, and what came of it."""
    observed = number(pl.col(f"{name}{_CAME}"))
    return [
        number(pl.col(name)).alias("value"),
        observed.alias("observed"),
        pl.col(f"{name}{_CAME}").alias("resolution"),
        settled(observed).alias("state"),
    ]


def _games(table: pl.DataFrame) -> list[pl.DataFrame]:
    """Each side of a game is a row: one question of two or three categories.

    While a game is played each line is a forecast of its own; before it there is one.
    """
    # Two games of a day between the same two are told apart by `dh`, 0 where there is one.
    double = column(table, "dh").cast(pl.String)
    when = pl.col("date" if "date" in table.columns else "season")
    parts = [when, pl.col("team1"), pl.col("team2"), pl.when(double != "0").then(double)]
    during = pl.concat_str(pl.lit("line "), pl.int_range(2, pl.len() + 2))
    return [
        table.select(
            *_said(name),
            pl.lit("FiveThirtyEight").alias("forecaster"),
            pl.concat_str(parts, separator=" · ", ignore_nulls=True).alias("question"),
            pl.concat_str(pl.col("team1"), pl.lit(" against "), pl.col("team2")).alias("title"),
            pl.lit(Kind.CATEGORY.value).alias("kind"),
            (pl.lit(side) if side == "tie" else pl.col(side)).alias("option"),
            (during if "period" in table.columns else pl.lit(None, pl.String)).alias("forecast"),
            moment(column(table, "date")).alias("closes"),
        )
        for name, side in _SIDES.items()
        if name in _pairs(table.columns)
    ]


def _chances(table: pl.DataFrame) -> list[pl.DataFrame]:
    """Whether each candidate, team or player wins or gets so far is a question of its own."""
    special = pl.when(column(table, "special").cast(pl.String).str.to_lowercase() == "true")
    parts = [column(table, name) for name in _RACE] + [special.then(pl.lit("special"))]
    race = pl.concat_str(parts, separator=" ", ignore_nulls=True)
    # Some have no name, only a party; and some names run for two.
    who = pl.concat_str([column(table, name) for name in _WHO], separator=" · ", ignore_nulls=True)
    model = [pl.lit("FiveThirtyEight"), column(table, "forecast_type")]
    made = []
    for name in _pairs(table.columns):
        wins = name == "probwin"
        asked = [race, who, *([] if wins else [pl.lit(name)])]
        told = pl.lit(" wins: " if wins else f" {name.replace('_', ' ')}: ")
        made.append(
            table.select(
                *_said(name),
                pl.concat_str(model, separator=" ", ignore_nulls=True).alias("forecaster"),
                pl.concat_str(asked, separator=" · ").alias("question"),
                pl.concat_str(who, told, race).alias("title"),
                pl.lit(Kind.PROBABILITY.value).alias("kind"),
                moment(pl.col("forecast_date").str.slice(0, 10)).alias("said_from"),
            )
        )
    return made


FORMAT = Format(
    title="FiveThirtyEight",
    recognises=lambda given: any(_is_ours(given.header(file)) for file in given.like("*.csv")),
    read=_read,
    example="nfl_games.csv",
    files="the CSV files of games, before or while they are played, of tournaments and elections",
    reads="a game as categories, a tie among them where it has a probability; how far each team or "
    "player gets, and whether each candidate wins, as questions of their own",
    leaves="rows without a probability; an outcome that is missing is open",
    source="fivethirtyeight/checking-our-work-data",
)
