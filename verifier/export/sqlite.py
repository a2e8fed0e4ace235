"""The tables as one SQLite database, with keys, indexes and full-text search.

The same run gives the same bytes with the same version of SQLite: nothing in the file is random,
dated or left over. Wide tables of the contract are parted, so that each says one thing.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import field, replace
from datetime import date
from operator import attrgetter

from verifier.dataclass import dataclass
from verifier.export.flat import COLUMNS, Cell, FlatColumn, FlatTable, Type
from verifier.model.record import Record
from verifier.report.run import Run

_TYPES = {
    Type.TEXT: "TEXT",
    Type.NUMBER: "REAL",
    Type.WHOLE: "INTEGER",
    Type.FLAG: "INTEGER",
    Type.DAY: "TEXT",
}
_PAGE = 4096
"""Bytes of a page: SQLite's usual number, said so that a build with another gives the same file."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A table of the database: what it means, its key, and what of it can be searched.

    `refers` says of columns of which table they name a row, by its one key. `part_of` is the table
    of the contract that it is a part of, where that goes by another name.
    """

    name: str
    meaning: str
    columns: tuple[FlatColumn, ...]
    key: tuple[str, ...] = ()
    refers: Mapping[str, str] = field(default_factory=dict)
    search: tuple[str, ...] = ()
    part_of: str = ""


def _text(name: str, meaning: str) -> FlatColumn:
    return FlatColumn(name, Type.TEXT, meaning, ())


def _day(name: str, meaning: str) -> tuple[FlatColumn, FlatColumn]:
    return (
        FlatColumn(f"{name}_from", Type.DAY, f"{meaning}: first day", ()),
        FlatColumn(f"{name}_until", Type.DAY, f"{meaning}: first day after", ()),
    )


_VERDICT, _SCORE = ("verdict_", "call_"), ("scores_",)
_FORECAST_ID = FlatColumn("forecast", Type.TEXT, "the id of the forecast", ("id",))


def _of_forecast(beginnings: tuple[str, ...]) -> tuple[FlatColumn, ...]:
    """The id of a forecast and its columns of these beginnings, named without the first."""
    columns = (c for c in COLUMNS["forecasts"] if c.name.startswith(beginnings))
    bare = (replace(c, name=c.name.removeprefix(beginnings[0])) for c in columns)
    return (_FORECAST_ID, *bare)


RELATIONS: tuple[Relation, ...] = (
    Relation(
        "forecasters",
        "everybody in the registry",
        (
            _text("id", "the forecaster's id"),
            _text("name", "the name as printed"),
            _text("kind", "what sort of forecaster"),
            _text("side", "the side that is spoken for"),
        ),
        ("id",),
        search=("name",),
    ),
    Relation(
        "sources",
        "the documents in which forecasts were read",
        (
            _text("id", "the source's id"),
            _text("publisher", "who published it"),
            _text("title", "its title"),
            *_day("published", "when"),
            _text("address", "its http(s) address"),
            _text("archived_address", "where a copy is archived"),
        ),
        ("id",),
        search=("publisher", "title"),
    ),
    Relation(
        "questions",
        "what several forecasts are about",
        (_text("id", "the question's id"), _text("title", "the question")),
        ("id",),
        search=("title",),
    ),
    Relation(
        "events",
        "what happened",
        (
            _text("id", "the event's id"),
            _text("title", "what happened, in a few words"),
            _text("summary", "what the record says"),
            *_day("began", "when it began"),
            *_day("known", "when it was public"),
        ),
        ("id",),
        search=("title", "summary"),
    ),
    Relation(
        "forecasts",
        "who said what",
        tuple(
            c
            for c in COLUMNS["forecasts"]
            if not c.name.startswith((*_VERDICT, *_SCORE)) and c.name != "events"
        ),
        ("id",),
        {
            "source": "sources",
            "forecaster": "forecasters",
            "charged_to": "forecasters",
            "question": "questions",
            "restates": "forecasts",
        },
        ("claim", "quote"),
    ),
    Relation(
        "verdicts",
        "what became of each forecast, and whether the call was right",
        _of_forecast(_VERDICT),
        ("forecast",),
        {"forecast": "forecasts"},
        part_of="forecasts",
    ),
    Relation(
        "scores",
        "the figures of each forecast",
        _of_forecast(_SCORE),
        ("forecast",),
        {"forecast": "forecasts"},
        part_of="forecasts",
    ),
    Relation(
        "settled_by",
        "the events that a verdict names",
        (_FORECAST_ID, _text("event", "the id of the event")),
        ("forecast", "event"),
        {"forecast": "forecasts", "event": "events"},
    ),
    Relation(
        "evidence",
        "what the verdicts rest on",
        COLUMNS["evidence"],
        refers={"forecast": "forecasts"},
        search=("publisher", "title", "says"),
    ),
    Relation(
        "set_aside",
        "passages that look like forecasts and are none",
        COLUMNS["set_aside"],
        refers={"source": "sources", "speaker": "forecasters"},
        search=("quote",),
    ),
    Relation(
        "tallies",
        "each forecaster's record",
        tuple(c for c in COLUMNS["forecasters"] if c.name not in ("name", "kind", "side")),
        ("forecaster",),
        {"forecaster": "forecasters"},
        part_of="forecasters",
    ),
    Relation(
        "schemes",
        "each forecaster's score under every scheme",
        COLUMNS["schemes"],
        ("forecaster", "scheme"),
        {"forecaster": "forecasters"},
    ),
)

_VIEW = """\
CREATE VIEW record AS
SELECT f.id, p.name AS forecaster, f.said_from AS said, f.claim, f.quote,
       f.likelihood_phrase AS words, f.likelihood_central AS probability,
       v.outcome, v.call_right AS call, s.brier_best, s.brier_worst, f.source
FROM forecasts f
JOIN forecasters p ON p.id = f.forecaster
JOIN verdicts v ON v.forecast = f.id
JOIN scores s ON s.forecast = f.id
"""
VIEW = "every forecast with its forecaster, verdict and score, to begin with"


def as_sqlite(run: Run, tables: Iterable[FlatTable]) -> bytes:
    """The database as the bytes of a file."""
    flat = {table.name: table for table in tables}
    rows = {relation.name: [*_rows(run, relation, flat)] for relation in RELATIONS}
    keys = {relation.name: {row[0] for row in rows[relation.name]} for relation in RELATIONS}
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as base:
        base.execute(f"PRAGMA page_size = {_PAGE}")
        base.execute("PRAGMA foreign_keys = ON")
        base.execute("BEGIN")
        base.execute("PRAGMA defer_foreign_keys = ON")
        for relation in RELATIONS:
            _create(base, relation)
            _fill(base, relation, rows[relation.name], keys)
        for relation in RELATIONS:
            _index(base, relation)
        base.execute(_VIEW)
        base.execute("COMMIT")
        base.execute("ANALYZE")
        base.execute("VACUUM")
        return base.serialize()


def _create(base: sqlite3.Connection, relation: Relation) -> None:
    lines = [f'"{c.name}" {_TYPES[c.type]}' for c in relation.columns]
    if relation.key:
        lines.append(f"PRIMARY KEY ({_named(relation.key)})")
    for column, other in relation.refers.items():
        [key] = next(r.key for r in RELATIONS if r.name == other)
        lines.append(f'FOREIGN KEY ("{column}") REFERENCES "{other}" ("{key}")')
    base.execute(f'CREATE TABLE "{relation.name}" ({", ".join(lines)})')


def _fill(
    base: sqlite3.Connection,
    relation: Relation,
    rows: Iterable[Sequence[Cell]],
    keys: Mapping[str, set[Cell]],
) -> None:
    """Put the rows in. What a row names and was not public on the day of the run is null there."""
    holes = ", ".join("?" * len(relation.columns))
    known = [keys.get(relation.refers.get(c.name, "")) for c in relation.columns]
    base.executemany(
        f'INSERT INTO "{relation.name}" VALUES ({holes})',  # noqa: S608 - names of our own
        (
            [
                (v.isoformat() if isinstance(v, date) else v)
                if among is None or v in among
                else None
                for v, among in zip(row, known, strict=True)
            ]
            for row in rows
        ),
    )


def _index(base: sqlite3.Connection, relation: Relation) -> None:
    for column in relation.refers:
        if relation.key[:1] != (column,):
            name = f"{relation.name}_by_{column}"
            base.execute(f'CREATE INDEX "{name}" ON "{relation.name}" ("{column}")')
    if relation.search:
        name, columns = f"{relation.name}_fts", _named(relation.search)
        base.execute(
            f'CREATE VIRTUAL TABLE "{name}" USING fts5({columns}, content="{relation.name}",'
            " tokenize='unicode61 remove_diacritics 2')"
        )
        base.execute(f'INSERT INTO "{name}" ("{name}") VALUES (\'rebuild\')')  # noqa: S608


def _named(columns: Iterable[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _rows(run: Run, relation: Relation, flat: Mapping[str, FlatTable]) -> Iterable[Sequence[Cell]]:
    columns = [column.name for column in relation.columns]
    match relation.name:
        case "forecasters":
            return _fields(run.ledger.forecasters.values(), columns)
        case "sources":
            return _fields((file.source for file in run.files), columns)
        case "questions":
            return _fields(run.questions, columns)
        case "events":
            return _fields(run.events, columns)
        case "settled_by":
            return [(id, event) for id, v in run.verdicts.items() for event in v.events]
        case name:
            return _taken(flat[relation.part_of or name], relation.columns)


def _fields(records: Iterable[Record], columns: Sequence[str]) -> Iterator[Sequence[Cell]]:
    """What the columns are named after; `began_from` is the first day of `began`."""
    paths = (c.replace("_from", ".days.start").replace("_until", ".days.until") for c in columns)
    of = [attrgetter(path) for path in paths]
    return ([get(record) for get in of] for record in records)


def _taken(table: FlatTable, columns: Sequence[FlatColumn]) -> Iterator[Sequence[Cell]]:
    """These columns of the table, whatever they are called, in this order."""
    routes = [column.route for column in table.columns]
    places = [routes.index(column.route) for column in columns]
    return ([row[place] for place in places] for row in table.rows)


def datasette(run: Run) -> str:
    """What Datasette shows beside the tables: `datasette forecasts.db --metadata metadata.json`."""
    about = {
        relation.name: {
            "description": relation.meaning,
            "columns": {column.name: column.meaning for column in relation.columns},
        }
        for relation in RELATIONS
    }
    value = {
        "title": run.title,
        "license": "CC BY 4.0",
        "license_url": "https://creativecommons.org/licenses/by/4.0/",
        "description": f"As of {run.as_of}, by rules {run.rules.fingerprint}",
        "databases": {"forecasts": {"tables": {"record": {"description": VIEW}, **about}}},
    }
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"
