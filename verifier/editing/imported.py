"""Forecasts of a platform as a ledger: a source and a question each, forecasts, and rulings.

What is written depends on what was imported alone, so that importing again changes what changed.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from verifier.editing.fmt import fmt
from verifier.editing.scaffold import slug, unique
from verifier.importing.frame import Imported, State
from verifier.model.record import LONGEST_ID
from verifier.tables.columns import Kind

_Row = Mapping[str, Any]
# The longest part of an id that names a question: half of it, for a name comes after.
_QUESTION = 40


@dataclass(frozen=True, slots=True)
class Written:
    """The files of a ledger by name, and how many rows are not in them, by reason."""

    files: Mapping[str, str]
    left_out: Mapping[str, int]


def as_ledger(name: str, title: str, found: Imported) -> Written:
    """What was imported in the format `name`, published by the platform `title`, as files.

    Each forecast is a record with its number; each question has a file with its ruling by the
    platform's word. Rows of other kinds than a probability, and rows without a day, are left out.
    """
    left = Counter[str](found.left_out)
    questions: dict[str, list[_Row]] = {}
    for row in found.frame.iter_rows(named=True):
        if row["kind"] != Kind.PROBABILITY:
            left[f"kind {row['kind']}"] += 1
        elif row["said_from"] is None or _end(row) is None:
            left["no day on which it was said or settled"] += 1
        elif row["said_from"].date() > _end(row):
            left["said after the question was settled"] += 1
        else:
            questions.setdefault(row["question"], []).append(row)
    people = _ids(sorted({row["forecaster"] for rows in questions.values() for row in rows}), "")
    named = _ids(list(questions), f"{name}-")
    files = {
        f"seeds/{name}/forecasters.yaml": {
            "forecasters": [
                {"id": id, "name": who, "kind": "person" if len(people) > 1 else "office"}
                for who, id in people.items()
            ]
        }
    }
    for question, rows in questions.items():
        id = named[question]
        ordered = sorted(rows, key=lambda row: (row["said_from"], row["forecaster"]))
        files[f"seeds/{name}/{id}.yaml"] = _source(id, title, ordered, people)
        files[f"outcomes/{name}/{id}.yaml"] = _outcome(id, title, ordered, people)
    laid = {
        path: fmt(path, json.dumps(file, ensure_ascii=False)).text for path, file in files.items()
    }
    return Written(laid, {reason: n for reason, n in left.items() if n})


def _end(row: _Row) -> date | None:
    """The last day of the question's window: it closes, or is settled before."""
    ends = [moment.date() for moment in (row["closes"], row["resolved_at"]) if moment is not None]
    return min(ends, default=None)


def _ids(names: Iterable[str], before: str) -> dict[str, str]:
    """An id for each name, the same whatever others there are where names are not alike."""
    made: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        plain = slug(name)[:_QUESTION].strip("-")
        whole = plain or hashlib.sha256(name.encode()).hexdigest()[:8]
        made[name] = unique(f"{before}{whole}", taken)
        taken.add(made[name])
    return made


def _forecasts(id: str, rows: Sequence[_Row], people: Mapping[str, str]) -> list[str]:
    """The ids of a question's forecasts, numbered for each forecaster."""
    seen = Counter[str]()
    found = []
    for row in rows:
        seen[row["forecaster"]] += 1
        found.append(
            f"{id}-{people[row['forecaster']]}-{seen[row['forecaster']]}"[:LONGEST_ID].strip("-")
        )
    return found


def _source(id: str, title: str, rows: Sequence[_Row], people: Mapping[str, str]) -> dict[str, Any]:
    asked, end = rows[0]["title"] or rows[0]["question"], _end(rows[0])
    said = [row["said_from"].date().isoformat() for row in rows]
    source = {"id": id, "publisher": title, "title": asked, "published": max(said)}
    if rows[0]["address"]:
        source["address"] = rows[0]["address"]
    forecasts = [
        {
            "id": forecast,
            "forecaster": people[row["forecaster"]],
            "said": day,
            "voice": "paraphrase",
            "summary": f"Gave {row['value']:.4g} as the probability.",
            "claim": asked,
            "question": id,
            "expects": {"judged": asked},
            "window": {
                "narrow": f"{day}/{end}",
                "wide": f"{day}/{end}",
                "reason": f"The question closed, or was settled, on that day on {title}.",
            },
            "likelihood": {"probability": float(f"{row['value']:.10g}")},
        }
        for forecast, day, row in zip(_forecasts(id, rows, people), said, rows, strict=True)
    ]
    return {"source": source, "forecasts": forecasts}


def _outcome(
    id: str, title: str, rows: Sequence[_Row], people: Mapping[str, str]
) -> dict[str, Any]:
    first, end = rows[0], _end(rows[0])
    question = {"id": id, "title": first["title"] or first["question"]}
    if first["state"] == State.OPEN:
        return {"questions": [question]}
    known = max(filter(None, (first["resolved_at"] and first["resolved_at"].date(), end)))
    ruled = {"void": "void", "1.0": "came_true", "0.0": "did_not"}.get(
        first["state"] if first["state"] == State.VOID else str(first["observed"]), "partly"
    )
    truth = {"truth": [first["observed"]] * 2} if ruled == "partly" else {}
    word = f"{title} settled the question as “{first['resolution']}”."
    evidence = {"publisher": title, "published": known.isoformat(), "says": word}
    if first["address"]:
        evidence["address"] = first["address"]
    rulings = [
        {
            "id": f"ruling-{forecast}"[:LONGEST_ID].strip("-"),
            "forecast": forecast,
            "date": known.isoformat(),
            "signed": title,
            "outcome": ruled,
            **truth,
            "reasons": word,
            "arguments_for": [{"by": title, "says": word, "evidence": evidence}],
        }
        for forecast in _forecasts(id, rows, people)
    ]
    return {"questions": [question], "rulings": rulings}
