"""The main job, end to end: a loaded ledger in, a run out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any
from zlib import crc32

from verifier.keeping import Memo
from verifier.loading import Loaded
from verifier.loading.loader import Prints
from verifier.loading.standing import Few
from verifier.model.forecasts import Forecast, SourceFile
from verifier.model.ledger import Ledger
from verifier.model.verdict import Verdict
from verifier.rank.forecasters import sureness
from verifier.rank.schemes import (
    SchemeResult,
    compared,
    run_schemes,
    said_anew_by,
    schemes_by_file,
    without,
)
from verifier.report import Run
from verifier.report.words import languages, words
from verifier.resolve.knowledge import Knowledge
from verifier.resolve.questions import Answered, Key, answers
from verifier.rules import Rules
from verifier.score.forecasts import ForecastScore
from verifier.writing import fingerprint


def run(
    ledger: Ledger,
    rules: Rules,
    as_of: date | None = None,
    *,
    language: str | None = None,
    schemes_of: Callable[[Knowledge, Mapping[Key, Answered]], Sequence[SchemeResult]] = run_schemes,
) -> Run:
    """Resolve and score `ledger` under every scheme, as of a day (default: its last).

    `language` is that of the pages, one of `verifier.report.words.languages()`; by default the
    rules' where there are pages in it, else English. `schemes_of` runs the schemes.
    """
    language = language or rules.likelihood.language
    known = Knowledge(ledger, rules, as_of or ledger.default_as_of)
    questions = answers(known)
    schemes = schemes_of(known, questions)
    return Run(
        known=known,
        answers=questions,
        schemes=schemes,
        sureness=sureness(known, schemes[0].verdicts, schemes[0].scores),
        words=words(language if language in languages() else "en"),
    )


_GROUPS = 256
"""Groups of sources: with fewer more is worked out again after an edit, with more each costs more
than what is in it."""


def key_of(prints: Prints) -> str:
    """Under what the memory of a run has all but the files of forecasts: see `Spared`."""
    return f"world {prints.world}"


class Spared:
    """A loaded ledger, of which files that have not changed are neither read nor resolved again.

    What a file says follows from it and the world alone, and so do the verdicts on its forecasts
    and their scores: they are worked out with no other file at hand. Only what somebody had said
    before follows from other files of theirs.
    """

    def __init__(self, loaded: Loaded | Few, memo: Memo) -> None:
        self._loaded, self._memo = loaded, memo
        self._world, files = loaded.prints
        groups: dict[int, list[str]] = {}
        for id in sorted(files):
            groups.setdefault(crc32(id.encode()) % _GROUPS, []).append(id)
        self._groups = {
            fingerprint("\0".join((self._world, *(files[id] for id in ids))).encode()): ids
            for ids in groups.values()
        }

    @cached_property
    def ledger(self) -> Ledger:
        """The ledger."""
        missing = {
            key: ids for key, ids in self._groups.items() if f"files {key}" not in self._memo
        }
        world = key_of(self._loaded.prints)
        wanted = {id for ids in missing.values() for id in ids}
        if world in self._memo:
            made = self._loaded.part(wanted, self._memo[world])
        else:
            assert isinstance(self._loaded, Loaded)
            made = self._loaded.part(wanted)
            self._memo[world] = replace(made, files=(), answers={}, lines={})
        for key, ids in missing.items():
            files = [made.file_of[id] for id in ids]
            said = [f.id for file in files for f in file.forecasts]
            own = {id: made.answers[id] for id in said if id in made.answers}
            self._memo[f"files {key}"] = files, own
        found: list[SourceFile] = []
        answers: dict[str, Forecast] = {}
        for key in self._groups:
            files, own = self._memo[f"files {key}"]
            found += files
            answers |= own
        found.sort(key=lambda file: file.source.id)
        return replace(made, files=tuple(found), answers=answers)

    def schemes(self, known: Knowledge, answers: Mapping[Key, Answered]) -> Sequence[SchemeResult]:
        """Every scheme, as `run_schemes` runs them; of others than the first little is asked."""
        ledger, memo = known.ledger, self._memo
        asked = f"{known.as_of} {ledger.default_as_of}"
        keys = {key: (f"first {asked} {key}", f"others {asked} {key}") for key in self._groups}
        missing = {
            key: ids
            for key, ids in self._groups.items()
            if not all(name in memo for name in keys[key])
        }
        files = tuple(ledger.file_of[id] for ids in missing.values() for id in ids)
        part = Knowledge(ledger.with_files(files, ledger.default_as_of), known.rules, known.as_of)
        made = schemes_by_file(part, answers)
        for key, ids in missing.items():
            said = (f.id for id in ids for f in ledger.file_of[id].forecasts)
            own = [id for id in said if id in made[0].verdicts]
            changed = [{id: each.changed[id] for id in own if id in each.changed} for each in made]
            first = {id: (made[0].verdicts[id], made[0].scores[id]) for id in own}
            memo[keys[key][0]] = first, changed
            memo[keys[key][1]] = {id: _otherwise(made, id) for id in own}
        rows: dict[str, tuple[Verdict, ForecastScore]] = {}
        place: dict[str, str] = {}
        unlike: list[dict[str, tuple[str, str]]] = [{} for _ in made]
        for first_of, others_of in keys.values():
            first, changed = memo[first_of]
            rows |= first
            place |= dict.fromkeys(first, others_of)
            for found, more in zip(unlike, changed, strict=True):
                found.update(more)
        ids = [id for id in ledger.forecasts if id in rows]
        verdicts: Mapping[str, Verdict] = {id: rows[id][0] for id in ids}
        scores: Mapping[str, ForecastScore] = {id: rows[id][1] for id in ids}
        results: list[SchemeResult] = []
        for n, scheme in enumerate(known.rules.schemes.schemes):
            made_of = SchemeResult(
                known,
                answers,
                scheme,
                _Otherwise(verdicts, place, memo, 2 * n - 2) if n else verdicts,
                _Otherwise(scores, place, memo, 2 * n - 1) if n else scores,
                {},
            )
            result = without(made_of, self._said_anew(made_of, asked))
            results.append(result)
            anew = result.later | results[0].later
            told = compared(result, results[0], anew).changed if anew else {}
            pairs = ((id, (told if id in anew else unlike[n]).get(id)) for id in ids)
            if anew or unlike[n]:
                results[n] = replace(result, changed={id: pair for id, pair in pairs if pair})
        return results

    def _said_anew(self, found: SchemeResult, asked: str) -> frozenset[str]:
        """What does not count under a scheme of first words alone.

        It follows from all files of its forecaster, and is told anew where one has changed.
        """
        if found.scheme.later == "in":
            return frozenset()
        ledger, prints = found.known.ledger, self._loaded.prints.files
        later: set[str] = set()
        for who in found.heard:
            files = dict.fromkeys(ledger.source_of[id].id for id in ledger.forecasts_of[who])
            told = "\0".join((self._world, *(prints[id] for id in files)))
            key = f"later {found.scheme.id} {asked} {who} {fingerprint(told.encode())}"
            if key not in self._memo:
                self._memo[key] = said_anew_by(who, found)
            later.update(self._memo[key])
        return frozenset(later)


class _Otherwise(Mapping[str, Any]):
    """What another scheme makes of each forecast, taken back where somebody asks for it."""

    def __init__(
        self, first: Mapping[str, Any], place: Mapping[str, str], memo: Memo, column: int
    ) -> None:
        self._first, self._place, self._memo, self._column = first, place, memo, column

    def __getitem__(self, id: str) -> Any:
        held = self._memo[self._place[id]][id][self._column]
        return self._first[id] if held is None else held

    def __contains__(self, id: object) -> bool:
        return id in self._first

    def __iter__(self) -> Iterator[str]:
        return iter(self._first)

    def __len__(self) -> int:
        return len(self._first)


def _otherwise(results: Sequence[SchemeResult], id: str) -> Sequence[Any]:
    """Verdict and score of each scheme but the first, None where they are those of the first.

    What is equal is one and the same, so that it is kept and read once.
    """
    first, *others = ((found.verdicts[id], found.scores[id]) for found in results)
    once: list[Any] = [*first]
    held = (_once(each, once) for pair in others for each in pair)
    return [None if any(each is one for one in first) else each for each in held]


def _once(value: Any, known: list[Any]) -> Any:
    """The value, or its equal that is known."""
    for other in known:
        if other is value or (type(other) is type(value) and other == value):
            return other
    known.append(value)
    return value
