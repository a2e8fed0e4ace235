"""The contract as tables: nested objects become columns, lists of objects tables of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from types import UnionType
from typing import Any, Literal, Union, cast, get_args, get_origin

from pydantic import BaseModel

from verifier.dataclass import dataclass
from verifier.report.contract import (
    Aside,
    Days,
    EvidenceItem,
    ForecasterItem,
    ForecastersFile,
    ForecastItem,
    ForecastsFile,
    Pair,
    Part,
    Ranks,
    SchemeItem,
)

Cell = str | float | int | bool | date | None


class Type(StrEnum):
    """What a column holds."""

    TEXT = "text"
    NUMBER = "number"
    WHOLE = "whole"
    FLAG = "flag"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class FlatColumn:
    """A column: its name, type and meaning, and where in the JSON its value is.

    `route` leads through keys and, at its end, to a place in an interval. Lists of texts are
    joined by spaces, since their items are ids or words of a closed list.
    """

    name: str
    type: Type
    meaning: str
    route: tuple[str | int, ...]
    joined: bool = False

    def cell(self, row: Mapping[str, Any]) -> Cell:
        """The value in `row`, None where there is none."""
        value: Any = row
        for step in self.route:
            if value is None or (isinstance(step, int) and not value):
                return None
            value = value[step]
        if self.joined:
            return " ".join(value)
        if self.type == Type.DAY and value is not None:
            return date.fromisoformat(value)
        return cast("Cell", value)


@dataclass(frozen=True, slots=True)
class FlatTable:
    """A table: its name, its columns and its rows."""

    name: str
    columns: tuple[FlatColumn, ...]
    rows: Sequence[Sequence[Cell]]


_BOUNDS: Mapping[Any, tuple[tuple[tuple[str, str], ...], Type]] = {
    Days: ((("from", "first day"), ("until", "first day after")), Type.DAY),
    Ranks: ((("low", "least"), ("high", "greatest")), Type.WHOLE),
    Pair: ((("low", "least"), ("high", "greatest")), Type.NUMBER),
}
_TYPES: Mapping[Any, Type] = {
    str: Type.TEXT,
    float: Type.NUMBER,
    int | float: Type.NUMBER,
    int: Type.WHOLE,
    bool: Type.FLAG,
    date: Type.DAY,
}


def columns(
    model: type[BaseModel],
    prefix: str = "",
    whole: str | None = None,
    route: tuple[str | int, ...] = (),
) -> Iterator[FlatColumn]:
    """The columns that an object of the contract becomes.

    >>> [column.name for column in columns(EvidenceItem)][:4]
    ['publisher', 'title', 'published_from', 'published_until']
    """
    for key, field in model.model_fields.items():
        name = field.alias or key
        meaning = ": ".join(filter(None, (whole, field.description)))
        yield from _columns(_sure(field.annotation), prefix + name, meaning, (*route, name))


def _columns(
    annotation: Any, name: str, meaning: str, route: tuple[str | int, ...]
) -> Iterator[FlatColumn]:
    if annotation in _BOUNDS:
        bounds, held = _BOUNDS[annotation]
        for index, (bound, side) in enumerate(bounds):
            yield FlatColumn(f"{name}_{bound}", held, f"{meaning}: {side}", (*route, index))
    elif get_origin(annotation) is tuple:
        yield from _listed(get_args(annotation)[0], name, meaning, route)
    elif get_origin(annotation) is dict:
        return
    elif get_origin(annotation) is Literal or annotation not in _TYPES:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            yield from columns(annotation, f"{name}_", meaning, route)
        else:
            yield FlatColumn(name, Type.TEXT, meaning, route)
    else:
        yield FlatColumn(name, _TYPES[annotation], meaning, route)


def _listed(
    item: Any, name: str, meaning: str, route: tuple[str | int, ...]
) -> Iterator[FlatColumn]:
    item = _plain(item)
    if item is float:
        yield FlatColumn(f"{name}_low", Type.NUMBER, f"{meaning}: least", (*route, 0))
        yield FlatColumn(f"{name}_high", Type.NUMBER, f"{meaning}: greatest", (*route, -1))
    elif not issubclass(item, BaseModel):
        yield FlatColumn(name, Type.TEXT, f"{meaning}; joined by spaces", route, joined=True)


def _sure(annotation: Any) -> Any:
    """The annotation without `| None`."""
    if get_origin(annotation) in (Union, UnionType) and type(None) in get_args(annotation):
        [one] = [arg for arg in get_args(annotation) if arg is not type(None)]
        return _plain(one)
    return _plain(annotation)


def _plain(annotation: Any) -> Any:
    """The type without what `Annotated` adds."""
    return get_args(annotation)[0] if hasattr(annotation, "__metadata__") else annotation


_ID = FlatColumn("forecast", Type.TEXT, "the id of the forecast", ("forecast",))
COLUMNS: Mapping[str, tuple[FlatColumn, ...]] = {
    "forecasts": tuple(columns(ForecastItem)),
    "evidence": (_ID, *columns(EvidenceItem)),
    "set_aside": tuple(columns(Aside)),
    "forecasters": tuple(columns(ForecasterItem)),
    "schemes": tuple(columns(SchemeItem)),
}
MEANING: Mapping[str, str] = {
    "forecasts": "a row for each forecast",
    "evidence": "a row for each item of evidence of each forecast",
    "set_aside": "a row for each passage that looks like a forecast and is none",
    "forecasters": "a row for each forecaster",
    "schemes": "a row for each forecaster and scheme",
}


def tables(forecasts: ForecastsFile, forecasters: ForecastersFile) -> Iterator[FlatTable]:
    """The tables of the two files' contents."""
    listed: dict[str, Iterable[Mapping[str, Any]]] = {
        "forecasts": map(_row, forecasts.forecasts),
        "evidence": (
            {"forecast": forecast.id, **_row(item)}
            for forecast in forecasts.forecasts
            for item in forecast.evidence
        ),
        "set_aside": map(_row, forecasts.set_aside),
        "forecasters": map(_row, forecasters.forecasters),
        "schemes": (
            _row(SchemeItem(forecaster=item.forecaster, scheme=scheme, brier=brier))
            for item in forecasters.forecasters
            for scheme, brier in item.schemes.items()
        ),
    }
    for name, rows in listed.items():
        cells = [[column.cell(row) for column in COLUMNS[name]] for row in rows]
        yield FlatTable(name, COLUMNS[name], cells)


def _row(item: Part) -> Mapping[str, Any]:
    return item.model_dump(mode="json", by_alias=True)
