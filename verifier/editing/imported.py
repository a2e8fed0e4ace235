"""Forecasts of a platform as a ledger: a source and a question each, forecasts, and what came.

What is written depends on what was imported alone, so that importing again changes what changed.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby, pairwise
from math import fsum
from typing import Any

from verifier.dataclass import dataclass
from verifier.editing.fmt import fmt
from verifier.editing.scaffold import slug, unique
from verifier.importing.frame import Imported, State
from verifier.model.record import LONGEST_ID
from verifier.tables.columns import Kind
from verifier.tables.kinds import ROUNDED

_Row = Mapping[str, Any]
# The longest part of an id that names a question: half of it, for a name comes after.
_QUESTION = 40
_RULING = "ruling-"
_LEVEL = re.compile(r"[0-9]*\.?[0-9]+", re.ASCII)
_NOT_HELD = {
    Kind.CDF: "a ledger has quantiles, and no distributions at thresholds",
    Kind.SAMPLE: "a ledger has no ensembles",
    Kind.MEAN: "a ledger scores a number by its absolute error, which is not what a mean aims at",
}


@dataclass(frozen=True, slots=True)
class Written:
    """The files of a ledger by name, and how many rows are not in them, by reason."""

    files: Mapping[str, str]
    left_out: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Said:
    """A forecast: its first row, what it expects and how likely, in words and as keys.

    `ruled` is what a ruling says of it once the question has an answer, None of a quantity.
    """

    row: _Row
    expects: Mapping[str, Any]
    summary: str
    likelihood: Mapping[str, Any] | None = None
    ruled: Mapping[str, Any] | None = None

    @property
    def of_a_number(self) -> bool:
        """Whether it is settled by a value, and not by a ruling."""
        return "number" in self.expects

    @property
    def ruling(self) -> Mapping[str, Any] | None:
        """What a ruling says of it by the platform's answer."""
        if self.row["state"] == State.VOID:
            return {"outcome": "void"}
        return self.ruled if self.row["state"] == State.RESOLVED else None


def as_ledger(name: str, title: str, found: Imported) -> Written:
    """What was imported in the format `name`, published by the platform `title`, as files.

    Each forecast is a record; each question has a file with the platform's own word for what came:
    a ruling on each forecast or, of a quantity, a series with one value. Left out and counted are
    kinds that a ledger does not hold, forecasts that are not whole, and those without a day.
    """
    name = slug(name)
    left = Counter[str](found.left_out)
    questions: dict[str, list[_Said]] = {}
    rows = list(found.frame.iter_rows(named=True))
    named = [row for row in rows if row["question"] and row["forecaster"]]
    left["no question or no forecaster"] += len(rows) - len(named)
    for _, group in groupby(sorted(named, key=_order), key=_one):
        whole = list(group)
        # A probability of yes is a forecast, however many were given at one moment.
        apart = whole[0]["kind"] == Kind.PROBABILITY
        for rows in [[row] for row in whole] if apart else [whole]:
            why = _unheld(rows[0])
            said = None if why else _said(rows)
            if isinstance(said, _Said):
                questions.setdefault(rows[0]["question"], []).append(said)
            else:
                left[why or str(said)] += len(rows)
    people = _ids(sorted({one.row["forecaster"] for q in questions.values() for one in q}), "")
    in_order = dict.fromkeys(found.frame.get_column("question"))
    files_of = _ids([question for question in in_order if question in questions], f"{name}-")
    files: dict[str, Any] = {
        f"seeds/{name}/forecasters.yaml": {
            "forecasters": [
                {"id": id, "name": who, "kind": "person" if len(people) > 1 else "office"}
                for who, id in people.items()
            ]
        }
    }
    values: dict[str, str] = {}
    for question, id in files_of.items():
        forecasts = _identified(id, questions[question], people)
        files[f"seeds/{name}/{id}.yaml"] = _source(id, title, forecasts, people)
        files[f"outcomes/{name}/{id}.yaml"] = _outcome(id, title, forecasts, f"{name}/{id}.csv")
        numbers = [said.row for said in forecasts.values() if said.of_a_number]
        if numbers:
            values[f"outcomes/{name}/{id}.csv"] = _values(numbers)
    laid = {
        path: fmt(path, json.dumps(file, ensure_ascii=False)).text for path, file in files.items()
    }
    return Written(laid | values, {reason: n for reason, n in left.items() if n})


def _one(row: _Row) -> tuple[Any, ...]:
    """What the rows of one forecast have in common."""
    keys = ("question", "said_from", "forecaster", "forecast", "kind")
    return tuple(row[key] for key in keys)


def _order(row: _Row) -> tuple[Any, ...]:
    said = row["said_from"]
    names = (row["forecaster"], row["forecast"] or "", row["kind"])
    return (row["question"], said is not None, said, *names)


def _unheld(row: _Row) -> str | None:
    """Why a ledger cannot hold a forecast, None where it can."""
    if row["value"] is None:
        return "no value"
    if row["kind"] in _NOT_HELD:
        return f"kind {row['kind']}: {_NOT_HELD[row['kind']]}"
    end = _end(row)
    if row["said_from"] is None or end is None:
        return "no day on which it was said or settled"
    if row["said_from"].date() > end:
        return "said after the question was settled"
    return None


def _said(rows: Sequence[_Row]) -> _Said | str:
    """The forecast that these rows are, or what is wrong with it."""
    first, kind = rows[0], Kind(rows[0]["kind"])
    if kind == Kind.CATEGORY:
        return _category(rows)
    if kind == Kind.QUANTILE:
        return _quantiles(rows)
    if len(rows) > 1:
        return "said twice at one moment"
    if kind == Kind.POINT:
        said = {"number": None, "says": _figure(first["value"])}
        reason = "A number alone does not say how likely it is."
        unsaid = {"class": "unassessable", "reason": reason}
        return _Said(first, said, f"Said {said['says']:g}.", unsaid)
    likely = {"probability": _figure(first["value"])}
    told = f"Gave {first['value']:.4g} as the probability."
    return _Said(first, {"answers": "yes"}, told, likely, _graded(first["observed"]))


def _graded(observed: float | None) -> Mapping[str, Any]:
    """What a ruling says of what came, from 0 to 1."""
    if observed in (0, 1):
        return {"outcome": "came_true" if observed else "did_not"}
    return {"outcome": "partly", "truth": [observed] * 2}


def _category(rows: Sequence[_Row]) -> _Said | str:
    """Probabilities of categories, divided by their sum where they are rounded."""
    rows = sorted(rows, key=lambda row: row["place"] or 0.0)
    options = [row["option"] for row in rows]
    total = fsum(row["value"] for row in rows)
    if len(set(options)) < len(options) or len(options) < 2 or abs(total - 1) > ROUNDED:
        return "categories that are one, are there twice or do not add up to 1"
    shares = [_figure(row["value"] / total) for row in rows]
    said = [
        {"expects": {"judged": option}, "probability": share}
        for option, share in zip(options, shares, strict=True)
    ]
    observed = [row["observed"] for row in rows]
    ruled = _graded(observed[shares.index(max(shares))])
    if set(observed) <= {0, 1} and observed.count(1) <= 1:
        ruled = {**ruled, "option": observed.index(1) + 1 if 1 in observed else 0}
    told = ", ".join(f"{o} {100 * p:.4g} %" for o, p in zip(options, shares, strict=True))
    asked: dict[str, Any] = {"category": said}
    if None not in [row["place"] for row in rows]:
        asked["ordered"] = True
    return _Said(rows[0], asked, f"Gave {told}.", ruled=ruled)


def _quantiles(rows: Sequence[_Row]) -> _Said | str:
    if not all(_LEVEL.fullmatch(row["option"] or "") for row in rows):
        return "levels that are no numbers such as 0.9"
    levels = sorted((float(row["option"]), _figure(row["value"])) for row in rows)
    rises = all(a[0] < b[0] and a[1] <= b[1] for a, b in pairwise(levels))
    if len(levels) < 2 or not rises or not levels[0][0] > 0 or not levels[-1][0] < 1:
        return "quantiles that are one, are there twice or cross"
    said = [{"level": level, "value": value} for level, value in levels]
    (low, least), (high, most) = levels[0], levels[-1]
    told = f"Gave {len(levels)} quantiles, from {least:g} at {low:.4g} to {most:g} at {high:.4g}."
    return _Said(rows[0], {"number": None, "quantiles": said}, told)


def _figure(value: float) -> float:
    """A number with as many digits as a double holds for sure."""
    return float(f"{value:.15g}")


def _asked(row: _Row) -> str:
    return str(row["title"] or row["question"])


def _end(row: _Row) -> date | None:
    """The last day of the question's window: it closes, or is settled before."""
    ends = [moment.date() for moment in (row["closes"], row["resolved_at"]) if moment is not None]
    return min(ends, default=None)


def _known(row: _Row) -> date:
    """The day on which the platform said what came."""
    settled = row["resolved_at"] and row["resolved_at"].date()
    return max(day for day in (settled, _end(row)) if day is not None)


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


def _identified(id: str, said: Sequence[_Said], people: Mapping[str, str]) -> dict[str, _Said]:
    """A question's forecasts by their ids, numbered for each forecaster."""
    seen = Counter[str]()
    found = {}
    for one in said:
        who = people[one.row["forecaster"]]
        seen[who] += 1
        found[_short(f"{id}-{who}", f"-{seen[who]}")] = one
    return found


def _short(id: str, end: str) -> str:
    """The id with its end, cut where it is too long for that of its ruling, and unlike any other.

    >>> _short("a-question-ann", "-1")
    'a-question-ann-1'
    >>> len(_short("q" * 90, "-12")), _short("q" * 90, "-1") == _short("q" * 91, "-1")
    (73, False)
    """
    room = LONGEST_ID - len(_RULING) - len(end)
    if len(id) > room:
        mark = hashlib.sha256(id.encode()).hexdigest()[:8]
        id = f"{id[: room - len(mark) - 1].strip('-')}-{mark}"
    return f"{id}{end}"


def _source(
    id: str, title: str, forecasts: Mapping[str, _Said], people: Mapping[str, str]
) -> dict[str, Any]:
    first = next(iter(forecasts.values())).row
    asked, end = _asked(first), _end(first)
    days = {key: one.row["said_from"].date().isoformat() for key, one in forecasts.items()}
    source = {"id": id, "publisher": title, "title": asked, "published": max(days.values())}
    if first["address"]:
        source["address"] = first["address"]
    records = [
        {
            "id": forecast,
            "forecaster": people[one.row["forecaster"]],
            "said": days[forecast],
            "voice": "paraphrase",
            "summary": one.summary,
            "claim": asked,
            "question": id,
            "expects": {**one.expects, "number": id} if one.of_a_number else one.expects,
            "window": {
                "narrow": f"{days[forecast]}/{end}",
                "wide": f"{days[forecast]}/{end}",
                "reason": f"The question closed, or was settled, on that day on {title}.",
            },
            **({"likelihood": one.likelihood} if one.likelihood else {}),
        }
        for forecast, one in forecasts.items()
    ]
    return {"source": source, "forecasts": records}


def _outcome(id: str, title: str, forecasts: Mapping[str, _Said], values: str) -> dict[str, Any]:
    """What came of a question; `values` is the file with that of a quantity."""
    settled = [one.row for one in forecasts.values() if one.row["state"] != State.OPEN]
    first = settled[0] if settled else next(iter(forecasts.values())).row
    file: dict[str, Any] = {"questions": [{"id": id, "title": _asked(first)}]}
    shown = first["observed"] if first["resolution"] is None else first["resolution"]
    word = f"{title} settled the question as “{shown}”."
    known = _known(first)
    if not settled:
        word = f"{title} has not settled the question."
        known = max(one.row["said_from"].date() for one in forecasts.values())
    evidence = {"publisher": title, "published": known.isoformat(), "says": word}
    if first["address"]:
        evidence["address"] = first["address"]
    said = {"by": title, "says": word, "evidence": evidence}
    ruled = {f: ruling for f, one in forecasts.items() if (ruling := one.ruling) is not None}
    if ruled:
        file["rulings"] = [
            {
                "id": f"{_RULING}{forecast}",
                "forecast": forecast,
                "date": known.isoformat(),
                "signed": title,
                "reasons": word,
                # With those who say that it came true, or that it did not.
                f"arguments_{'against' if ruling['outcome'] == 'did_not' else 'for'}": [said],
                **ruling,
            }
            for forecast, ruling in ruled.items()
        ]
    if any(one.of_a_number for one in forecasts.values()):
        series = {"id": id, "title": _asked(first), "unit": "as the question asks"}
        file["series"] = [{**series, "file": values, "evidence": [evidence]}]
    return file


def _values(rows: Sequence[_Row]) -> str:
    """The file of a question's series: what came on the last day, or nothing yet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["day", "value", "known"])
    settled = next((row for row in rows if row["state"] == State.RESOLVED), None)
    if settled is not None:
        writer.writerow([_end(settled), _figure(settled["observed"]), _known(settled)])
    return out.getvalue()
