"""Sheets that a panel of readers filled in, and their numbers in the records of forecasts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from verifier.dataclass import dataclass
from verifier.editing.fmt import laid_out
from verifier.editing.questions import Unanswered
from verifier.loading.yaml import read
from verifier.model.forecasts import PanelReading
from verifier.model.shape import SEEDS


@dataclass(frozen=True, slots=True)
class Sheet:
    """One reader's numbers by forecast; what was left empty is not among them."""

    signed: str
    date: str
    readings: Mapping[str, str]


def sheet(name: str, text: str) -> Sheet:
    """A sheet of `verifier panel` as it was filled in, YAML or JSON.

    Raises `Unanswered` with everything that is wrong with it.
    """
    document = read(name, text)
    value = document.value
    if document.diagnostics or not isinstance(value, dict):
        why = document.diagnostics[0].message if document.diagnostics else "it is no mapping"
        raise Unanswered(f"{name} is no sheet: {why}")
    rows = value.get("readings")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Unanswered(f"{name} has no list of `readings`: `verifier panel` prints one")
    wrong = [
        f"{name}: `{key}` is empty: write {example}"
        for key, example in (("signed", "your name"), ("date", "a day such as 2024-03-02"))
        if not value.get(key)
    ]
    found: dict[str, str] = {}
    for number, row in enumerate(rows):
        id, given = str(row.get("forecast")), row.get("probability")
        if given is None:
            continue
        line = document.span(("readings", number, "probability")).line
        if not _is_probability(given):
            wrong.append(f"{name}:{line}: `{given}` is no number from 0 to 1")
        if id in found:
            wrong.append(f"{name}:{line}: `{id}` is on the sheet twice")
        found[id] = str(given)
    if not found:
        wrong.append(f"{name}: every `probability` is empty")
    if wrong:
        raise Unanswered("\nerror: ".join(wrong))
    return Sheet(str(value["signed"]), str(value["date"]), found)


def _is_probability(given: object) -> bool:
    try:
        PanelReading.model_validate({"signed": "a", "date": "2024-03-02", "probability": given})
    except ValidationError:
        return False
    return True


def with_reading(name: str, text: str, forecast: str, sheet: Sheet) -> str:
    """The file's text with the number that a sheet gives to one of its forecasts.

    Nothing else changes. Raises `Unanswered` where the reader has read it already, or where the
    record is not written on lines of its own.
    """
    value = read(name, text).value
    forecasts = value.get("forecasts") if isinstance(value, dict) else None
    index = next((n for n, each in enumerate(forecasts or []) if each.get("id") == forecast), None)
    assert forecasts is not None, "the loader found the forecast here"
    assert index is not None, "the loader found the forecast here"
    before = forecasts[index].get("panel") or []
    if any(str(reading.get("signed")) == sheet.signed for reading in before):
        raise Unanswered(f"{sheet.signed} has read `{forecast}` already")
    own = {"signed": sheet.signed, "date": sheet.date, "probability": sheet.readings[forecast]}
    out = _inserted(name, text, index, own, new=not before)
    wanted = [dict(each) for each in forecasts]
    wanted[index]["panel"] = [*before, own]
    if read(name, out).value != {**value, "forecasts": wanted}:
        raise Unanswered(f"{name} is laid out too unusually: write the reading by hand")
    return out


def _inserted(name: str, text: str, index: int, own: Mapping[str, Any], *, new: bool) -> str:
    """The text with the reading after the last line of the record, or of its panel."""
    rows, document = text.rstrip("\n").split("\n"), read(name, text)
    route = ("forecasts", index)
    margin = document.key_span((*route, "id")).column - 1
    first = document.span(route) if new else document.key_span((*route, "panel"))
    end = first.line
    while end < len(rows) and (not rows[end].strip() or _within(rows[end], margin, new=new)):
        end += 1
    while not rows[end - 1].strip():
        end -= 1
    head, *lines = laid_out({"panel": [own]}, SEEDS.inside("forecasts"))
    told = [f"{' ' * margin}{line}" for line in (head, *lines)]
    if not new:
        # As far in as the list that is there.
        row = rows[document.span((*route, "panel", 0)).line - 1]
        dash = " " * (len(row) - len(row.lstrip(" ")))
        told = [f"{dash}{line[2:]}" for line in lines]
    return "\n".join([*rows[:end], *told, *rows[end:]]) + "\n"


def _within(row: str, margin: int, *, new: bool) -> bool:
    """Whether a line belongs to the record, or to the panel in it."""
    indent = len(row) - len(row.lstrip(" "))
    return indent > margin or (indent == margin and (new or row.lstrip().startswith("- ")))
