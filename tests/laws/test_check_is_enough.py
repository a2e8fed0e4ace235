"""Whatever `check` passes everything else gets through, and what it finds is about the records."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import BaseModel

from tests.depth import examples, slow, thin
from tests.fuzz.ledgers import AS_OF, Files, get_through, mutant, mutants, original, rich, write
from verifier.diagnostics import Severity
from verifier.engine import run
from verifier.loading import load
from verifier.loading.checks.cycles import cycles
from verifier.loading.yaml import Route
from verifier.model.days import Days, next_day
from verifier.model.disputes import Dispute
from verifier.model.edtf import Dated
from verifier.model.forecasts import Forecaster, SourceFile
from verifier.model.outcomes import Coverage, Event, Question, Ruling, Series
from verifier.reading import Reader
from verifier.report import report
from verifier.rules import Rules


def test_the_rich_ledger_has_every_key() -> None:
    """Every key of every kind of record is in `tests/rich`, so that each is bent; it is sound."""
    ledger = original().ledger
    records = [*ledger.files, *ledger.forecasters.values(), *ledger.events.values()]
    records += [*ledger.coverage.values(), *ledger.questions.values(), *ledger.rulings.values()]
    records += [*ledger.series.values(), *ledger.disputes.values()]
    used = {key for record in records for key in _used(record)}
    top = (SourceFile, Forecaster, Event, Coverage, Question, Ruling, Series, Dispute)
    known = {
        (model.__name__, name)
        for model in dict.fromkeys(inner for one in top for inner in _models(one))
        for name in model.model_fields
    }
    # Loading puts what the question asks in the place of an answer.
    assert sorted(known - used) == [("Answers", "answers")]


def _used(value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, BaseModel):
        for name in value.model_fields_set:
            yield type(value).__name__, name
            yield from _used(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _used(item)


def _models(annotation: Any, above: tuple[Any, ...] = ()) -> Iterator[type[BaseModel]]:
    known = isinstance(annotation, type) and issubclass(annotation, BaseModel)
    if known and annotation not in above:
        yield annotation
        for field in annotation.model_fields.values():
            yield from _models(field.annotation, (*above, annotation))
    for inner in get_args(annotation):
        yield from _models(inner, above)


@examples(60)
@given(mutants(), st.booleans(), st.sampled_from(AS_OF))
def test_what_check_passes_everything_gets_through(
    files: Files, advice: bool, as_of: date | None
) -> None:
    """However a ledger is bent: `check` finds an error, or no command fails on it."""
    with tempfile.TemporaryDirectory() as folder:
        loaded = load(write(files, Path(folder)), advice=advice)
        if loaded.ok:
            get_through(loaded, original(), as_of)


# Mutants that once were passed and not got through, or that stand for a kind of them, by the codes
# of the errors that refuse them. What is odd but possible passes.
REGRESSIONS: tuple[tuple[str | None, tuple[tuple[str, Route, str], ...]], ...] = (
    (
        None,
        (
            ("seeds/one.yaml", ("forecasts", 0, "said"), "0001-01-01"),
            ("outcomes/record.yaml", ("events", 0, "began"), "../0001-01-01"),
            ("outcomes/record.yaml", ("events", 1, "ended"), "../9999-12-30"),
            ("outcomes/record.yaml", ("questions", 0, "opens"), "0001"),
        ),
    ),
    # There is no next February, and no end of next year, in the last days of the calendar.
    ("VF202", (("seeds/one.yaml", ("source", "published"), "9999-12-30"),)),
    ("VF208", (("outcomes/record.yaml", ("questions", 0, "horizon"), "2022-12-31"),)),
    ("VF103", (("rules/schemes.yaml", ("log_clamp",), "1e-300"),)),
    ("VF103", (("rules/schemes.yaml", ("schemes", 1, "grace_days"), "99999999999"),)),
    ("VF104", (("rules/schemes.yaml", ("schemes", 1, "lexicons", 0), "mauboussin"),)),
)


@slow
@pytest.mark.parametrize(("code", "bent"), thin(REGRESSIONS, 3))
def test_days_and_numbers_at_the_ends(
    code: str | None, bent: tuple[tuple[str, Route, str], ...], tmp_path: Path
) -> None:
    """The ends of the calendar, and numbers too small or large: refused, or got through."""
    files = {key: _copied(value) for key, value in rich().items()}
    for name, route, value in bent:
        inside: Any = files[name]
        for part in route[:-1]:
            inside = inside[part]
        inside[route[-1]] = value
    loaded = load(write(files, tmp_path))
    codes = {d.code for d in loaded.diagnostics if d.severity == Severity.ERROR}
    assert codes == ({code} if code else set())
    assert loaded.ok == (code is None)
    for as_of in AS_OF if loaded.ok else ():
        get_through(loaded, original(), as_of)


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(item) for key, item in value.items()}
    return [_copied(item) for item in value] if isinstance(value, list) else value


def test_evidence_given_twice_does_not_stop_a_report(tmp_path: Path) -> None:
    """Twice under one event, and again under another event of the same forecast: each once."""
    files = {key: _copied(value) for key, value in rich().items()}
    first, second = files["outcomes/record.yaml"]["events"][:2]
    first["evidence"].insert(1, first["evidence"][0])
    second["evidence"] = first["evidence"]
    again = {**_copied(first), "id": "the-attack-again", "formerly": []}
    files["outcomes/record.yaml"]["events"].append(again)
    loaded = load(write(files, tmp_path))
    assert loaded.ok
    get_through(loaded, original())


# --- names and order of files


_SYMMETRIC = {"VF210", "VF306", "VF307"}
"""Of two records that are alike, the one that comes first is the one that they are like."""


def _found(root: Path, names: dict[str, str], processes: int) -> list[Any]:
    loaded = load(root, advice=True, processes=processes)
    old = {new: name for name, new in names.items()}
    told = []
    for d in loaded.diagnostics:
        span = replace(d.span, file=old.get(d.span.file, d.span.file))
        told.append((d.code,) if d.code in _SYMMETRIC else (d.code, d.message, span, d.help))
    return sorted(told)


@examples(25)
@given(st.integers(0, 10**9))
def test_names_of_files_change_no_finding_and_no_report(rng_seed: int) -> None:
    """Files under other names, so read in another order, have the same findings and reports.

    Only the path that a finding gives is another one.
    """
    generator = random.Random(rng_seed)
    files = mutant(generator.randrange)
    kept = [name for name in files if name.startswith(("seeds", "outcomes")) and "yaml" in name]
    numbers = generator.sample(range(10, 100), len(kept))
    names = {
        name: f"{name.partition('/')[0]}/{number}.yaml"
        for name, number in zip(kept, numbers, strict=True)
    }
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        root, again = Path(one), Path(other)
        write(files, root)
        write({names.get(name, name): value for name, value in files.items()}, again)
        found = _found(root, {}, 1)
        # Of two records with one id the first counts.
        assume(all(code != "VF107" for code, *_ in found))
        assert found == _found(again, names, 1)
        before, after = load(root), load(again)
        if before.ledger and before.rules and after.ledger and after.rules:
            told = report(run(before.ledger, before.rules))
            assert _named(report(run(after.ledger, after.rules)), names) == _named(told, {})


def _named(pages: Any, names: dict[str, str]) -> dict[str, str]:
    """Pages without the lines of the ledger's files that they point to."""
    told = {}
    for path, text in pages.items():
        for name, new in names.items():
            text = text.replace(new, name)  # noqa: PLW2901
        told[path] = text
    return told


def test_a_phrase_read_on_one_day_is_looked_at_on_another(tmp_path: Path) -> None:
    """What cannot be read on its own day is found, whichever file says the phrase first."""
    far = {
        "source": {"id": "far", "publisher": "P", "published": "9999-12-30"},
        "forecasts": [
            {
                "id": "far-one",
                "forecaster": "ann-example",
                "said": "9999-12-30",
                "voice": "quotation",
                "quote": "in February it will come",
                "claim": "It comes.",
                "expects": {"event": "invasion"},
                "window": {"phrase": "in February"},
                "likelihood": {"phrase": "will"},
            }
        ],
    }
    for name in ("seeds/aaa.yaml", "seeds/zzz.yaml"):
        loaded = load(write({**rich(), name: far}, tmp_path / name[6:9]))
        assert [(d.code, d.span.file) for d in loaded.diagnostics] == [("VF202", name)]


@given(
    st.sampled_from(["in February", "next month", "in the next ten days", "within six months"]),
    st.dates(date(1700, 1, 1), date(2300, 1, 1)),
)
def test_what_is_ahead_is_read_on_every_day(phrase: str, day: date) -> None:
    """Whether a day needs no look is right on that day, and needs none of another."""
    rules = original().rules
    assert isinstance(rules, Rules)
    reader, anchor = Reader(rules), Days.one(day)
    if reader.ahead(phrase, anchor):
        reading = reader.time(phrase, anchor)
        assert reading is not None
        assert reading.wide.last is None or reading.wide.last >= day


# --- days and circles


@given(st.dates(), st.integers(0, 10**7))
def test_days_later_end_with_the_calendar(day: date, by: int) -> None:
    """So many days after, or None where the calendar has ended; never an error."""
    later = next_day(day, by)
    assert later is None or (later - day).days == by
    assert (later is None) == ((date.max - day).days < by)


@given(st.sampled_from([Dated.read(text).days for text in ("0001", "9999", "../0001-01-02")]))
def test_days_are_never_empty(days: Days) -> None:
    """Days with an end have a last day, also on the first day of the calendar."""
    assert days.until is None or days.last is not None
    with pytest.raises(ValueError, match="no days"):
        Days(None, date.min)


nodes = st.sampled_from("abcdef")


@given(st.dictionaries(nodes, st.lists(nodes, max_size=3)))
def test_circles_are_found_where_there_are_some(graph: dict[str, list[str]]) -> None:
    """Each one leads round, and without one there is an order in which all lead forward."""
    found = list(cycles(graph))
    for circle in found:
        assert all(b in graph[a] for a, b in zip(circle, [*circle[1:], circle[0]], strict=True))
        assert circle[0] == min(circle)
    left = dict(graph)
    while free := [n for n, targets in left.items() if not any(t in left for t in targets)]:
        for node in free:
            del left[node]
    assert bool(found) == bool(left)
    assert found == list(cycles(dict(reversed(list(graph.items())))))
