"""Compare two states of a ledger and its rules: what changed in verdicts and scores, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import fields, replace
from datetime import date
from typing import Any

from verifier.dataclass import dataclass
from verifier.engine import run
from verifier.model.ledger import Ledger
from verifier.model.outcomes import Clarification, Question, as_asked
from verifier.model.verdict import Verdict
from verifier.report import Run
from verifier.report.words import rounded
from verifier.rules import Rules
from verifier.score.forecasts import ForecastScore

_NO_RECORDS = {
    *("files", "lines", "title", "about", "curation", "second_reading", "questions", "answers")
}
_RECORDS = tuple(f.name for f in fields(Ledger) if f.name not in _NO_RECORDS)
"""What of a ledger is records by id: files are compared by forecast and source, questions apart
from their clarifications."""
_RULES = tuple(f.name for f in fields(Rules) if f.name not in ("versions", "fingerprint"))
"""What of the rules decides: the rest only names it."""


@dataclass(frozen=True, slots=True)
class State:
    """A ledger with the rules in force."""

    ledger: Ledger
    rules: Rules


@dataclass(frozen=True, slots=True)
class Cause:
    """One record or file of rules that differs: `kind` and `id`, and how it differs."""

    kind: str
    id: str
    how: str

    def __str__(self) -> str:
        return f"{self.how} {self.kind} {self.id}"


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed for one forecast, and the edits each of which would have done it alone.

    Of one that came these are its own, and those that decide it once it is there.
    Without such an edit, `causes` is empty: several edits did it together.
    """

    forecast: str
    changes: tuple[tuple[str, str, str], ...]
    causes: tuple[Cause, ...]


def compare(a: State, b: State, as_of: date | None = None) -> list[Difference]:
    """Every forecast whose verdict or score differs from `a` to `b`, by id.

    Both are resolved as of the same day: `as_of`, or the default day of `b`.
    """
    day = as_of or b.ledger.default_as_of
    before, after = run(a.ledger, a.rules, day), run(b.ledger, b.rules, day)
    changed = {
        id: changes
        for id in sorted({*before.verdicts, *after.verdicts})
        if (changes := tuple(_changes(id, before, after)))
    }
    causes = _causes(a, b, set(changed), (before, after), day)
    return [Difference(id, changed[id], tuple(causes[id])) for id in changed]


def _causes(
    a: State, b: State, changed: Set[str], runs: tuple[Run, Run], day: date
) -> dict[str, list[Cause]]:
    """The edits behind what changed of each forecast.

    A forecast that came is there for every other edit: its ruling or event decides nothing before.
    """
    before, after = runs
    found: dict[str, list[Cause]] = {id: [] for id in sorted(changed)}
    made = edits(a, b) if changed else []
    own = [edit for edit in made if edit.how == "added" and edit.kind in ("forecast", "source")]
    start = a
    for edit in own:
        start = State(*_applied(start, b, edit))
    first = run(start.ledger, start.rules, day) if own else before
    # Of one that was there before, the verdict seldom rests on what came.
    moved = any(_alike(id, before, first, after) for id in changed if id in before.verdicts)
    for edit in made:
        came = edit.how == "added" and edit.kind in ("forecast", "source")
        if came and not moved:
            if edit.kind == "forecast" and edit.id in found:
                found[edit.id].append(edit)
            continue
        alone = run(*_applied(a if came else start, b, edit), day)
        for id, told in found.items():
            new = id not in before.verdicts and id in first.verdicts
            if came or not new:
                brought = _alike(id, before if came else first, alone, after)
            else:
                brought = _decides(id, first, alone, after)
            if brought:
                told.append(edit)
    return found


def _decides(id: str, before: Run, alone: Run, after: Run) -> bool:
    """Whether a forecast that came has its outcome by an edit; or what else it changed, if none.

    A part of how an outcome is told (that a rule gave it) is that of other outcomes too.
    """
    changed = set(_changes(id, before, after))
    outcome = {change for change in changed if change[0] == "outcome"}
    return not (outcome or changed).isdisjoint(_changes(id, before, alone))


def _alike(id: str, before: Run, alone: Run, after: Run) -> bool:
    """Whether something of a forecast changed, and is now as it came to be."""
    return not set(_changes(id, before, alone)).isdisjoint(_changes(id, before, after))


def edits(a: State, b: State) -> list[Cause]:
    """Every record and file of rules that differs, in order of kind and id."""
    written = [{**state.ledger.forecasts, **state.ledger.answers} for state in (a, b)]
    found = list(_edits("forecast", *written))
    found += _edits("source", a.ledger.sources, b.ledger.sources)
    for kind in _RECORDS:
        found += _edits(kind, getattr(a.ledger, kind), getattr(b.ledger, kind))
    found += _asked(a.ledger.questions, b.ledger.questions)
    for name in _RULES:
        if getattr(a.rules, name) != getattr(b.rules, name):
            found.append(Cause("rules", name, "changed"))
    return found


def _edits(kind: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Cause]:
    for id in sorted({*old, *new}):
        if id not in old:
            yield Cause(kind, id, "added")
        elif id not in new:
            yield Cause(kind, id, "removed")
        elif old[id] != new[id]:
            yield Cause(kind, id, "changed")


def _asked(old: Mapping[str, Question], new: Mapping[str, Question]) -> Iterator[Cause]:
    """Questions, and of those that were there before each clarification by its day."""
    unclarified = [
        {id: q.model_copy(update={"clarifications": ()}) for id, q in some.items()}
        for some in (old, new)
    ]
    yield from _edits("questions", *unclarified)
    for id in sorted(old.keys() & new.keys()):
        yield from _edits("clarification", _by_day(old[id]), _by_day(new[id]))


def _by_day(question: Question) -> dict[str, Clarification]:
    return {f"{question.id} {made.date.text}": made for made in question.clarifications}


def _with_question(a: Ledger, b: Ledger, edit: Cause) -> Ledger:
    id = edit.id.partition(" ")[0]
    old, new = a.questions.get(id), b.questions.get(id)
    if old is not None and new is not None:
        mine, theirs = _by_day(old), _by_day(new)
        if edit.kind == "clarification":
            mine.pop(edit.id, None)
            mine.update({edit.id: theirs[edit.id]} if edit.id in theirs else {})
            new = old
        new = new.model_copy(update={"clarifications": tuple(mine.values())})
    questions = {**a.questions, **({id: new} if new else {})}
    if new is None:
        del questions[id]
    return _copied(a, questions=dict(sorted(questions.items())))


def _applied(a: State, b: State, edit: Cause) -> tuple[Ledger, Rules]:
    """`a` with this one edit of `b`."""
    if edit.kind == "rules":
        return a.ledger, replace(a.rules, **{edit.id: getattr(b.rules, edit.id)})
    if edit.kind in ("forecast", "source"):
        found = _with_sources(a.ledger, b.ledger, edit)
        # A forecast that came brings along whom and what it names.
        named = {
            kind: {**getattr(b.ledger, kind), **getattr(a.ledger, kind)}
            for kind in ("forecasters", "questions", "series", "points")
        }
        return _copied(found, **named), a.rules
    if edit.kind in ("questions", "clarification"):
        return _with_question(a.ledger, b.ledger, edit), a.rules
    records = dict(getattr(a.ledger, edit.kind))
    records.pop(edit.id, None)
    if edit.how != "removed":
        records[edit.id] = getattr(b.ledger, edit.kind)[edit.id]
    return _copied(a.ledger, **{edit.kind: dict(sorted(records.items()))}), a.rules


def _with_sources(a: Ledger, b: Ledger, edit: Cause) -> Ledger:
    owner = edit.id
    if edit.kind == "forecast":
        owner = (b if edit.id in b.forecasts else a).source_of[edit.id].id
    answers = {**b.answers, **a.answers}
    if edit.kind == "forecast" and edit.id in b.answers:
        answers[edit.id] = b.answers[edit.id]
    elif edit.kind == "forecast":
        answers.pop(edit.id, None)
    files = {file.source.id: file for file in a.files}
    theirs = {file.source.id: file for file in b.files}
    mine, new = files.get(owner), theirs.get(owner)
    forecasts = mine.forecasts if mine is not None else ()
    if edit.kind == "forecast":
        forecasts = tuple(f for f in forecasts if f.id != edit.id)
        forecasts += tuple(f for f in (new.forecasts if new is not None else ()) if f.id == edit.id)
    kept = mine or new
    if kept is not None:
        source = new.source if new is not None and edit.kind == "source" else kept.source
        files[owner] = kept.model_copy(update={"source": source, "forecasts": forecasts})
    return _copied(a, files=tuple(files[id] for id in sorted(files)), answers=answers)


def _copied(ledger: Ledger, **changes: Any) -> Ledger:
    """The ledger with some fields changed; what was cached of the old one is not taken along.

    What answers a question is asked again.
    """
    kept = {field.name: getattr(ledger, field.name) for field in fields(ledger)} | changes
    questions, answers = kept["questions"], kept["answers"]
    kept["files"] = tuple(
        file.model_copy(
            update={
                "forecasts": tuple(
                    as_asked(answers.get(f.id, f), questions) for f in file.forecasts
                )
            }
        )
        for file in kept["files"]
    )
    return Ledger(**kept)


def _changes(id: str, before: Run, after: Run) -> Iterator[tuple[str, str, str]]:
    old, new = _told(before, id), _told(after, id)
    for key in sorted({*old, *new}):
        if old.get(key, "—") != new.get(key, "—"):
            yield key, old.get(key, "—"), new.get(key, "—")


def _told(found: Run, id: str) -> dict[str, str]:
    if id not in found.verdicts:
        return {}
    return {**_verdict(found.verdicts[id]), **_score(found.scores[id])}


def _verdict(verdict: Verdict) -> dict[str, str]:
    return {
        "outcome": verdict.outcome.value,
        "schedule": "/".join(verdict.schedule),
        "basis": verdict.basis.value,
        "timing error": "—" if verdict.timing_error is None else str(verdict.timing_error),
        "charged to": verdict.charged_to or "nobody",
    }


def _score(score: ForecastScore) -> dict[str, str]:
    brier = score.brier
    shown = "—"
    if brier is not None and score.left_out is None:
        central = "—" if brier.central is None else rounded(brier.central, 4)
        shown = f"{central} ({rounded(brier.best, 4)} to {rounded(brier.worst, 4)})"
    return {"brier": shown, "left out": score.left_out.value if score.left_out else "—"}
