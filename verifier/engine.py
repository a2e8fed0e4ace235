"""The main job, end to end: a loaded ledger in, a run out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any
from zlib import crc32

from verifier.keeping import Memo, pickled
from verifier.loading import Loaded
from verifier.model.forecasts import Forecast, SourceFile
from verifier.model.ledger import Ledger
from verifier.rank.forecasters import standings_of, sureness
from verifier.rank.schemes import SchemeResult, run_schemes
from verifier.report import Run
from verifier.report.words import languages, words
from verifier.resolve.knowledge import Knowledge
from verifier.resolve.questions import Answered, Key, answers
from verifier.rules import Rules
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
    schemes = tuple(schemes_of(known, questions))
    sure = sureness(known, schemes[0].verdicts, schemes[0].scores)
    others = schemes[1:] if sure.standings.groups else ()
    return Run(
        known=known,
        answers=questions,
        schemes=schemes,
        sureness=sure,
        otherwise={
            other.scheme.id: standings_of(known, other.verdicts, other.scores) for other in others
        },
        words=words(language if language in languages() else "en"),
    )


_GROUPS = 256
"""Groups of sources: with fewer more is worked out again after an edit, with more each costs more
than what is in it."""


class Spared:
    """A loaded ledger, of which files that have not changed are neither read nor resolved again.

    What a file says follows from it and the world alone, and so do the verdicts on its forecasts
    and their scores: they are worked out with no other file at hand.
    """

    def __init__(self, loaded: Loaded, memo: Memo) -> None:
        self._loaded, self._memo = loaded, memo
        world, files = loaded.prints
        groups: dict[int, list[str]] = {}
        for id in sorted(files):
            groups.setdefault(crc32(id.encode()) % _GROUPS, []).append(id)
        self._groups = {
            fingerprint("\0".join((world, *(files[id] for id in ids))).encode()): ids
            for ids in groups.values()
        }

    @cached_property
    def ledger(self) -> Ledger:
        """The ledger."""
        missing = {
            key: ids for key, ids in self._groups.items() if f"files {key}" not in self._memo
        }
        made = self._loaded.part({id for ids in missing.values() for id in ids})
        for key, ids in missing.items():
            files = [made.file_of[id] for id in ids]
            said = [f.id for file in files for f in file.forecasts]
            own = {id: made.answers[id] for id in said if id in made.answers}
            _share(forecast for file in files for forecast in file.forecasts)
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
        """Every scheme, as `run_schemes` runs them."""
        ledger = known.ledger
        asked = f"{known.as_of} {ledger.default_as_of}"
        keys = {f"schemes {asked} {key}": ids for key, ids in self._groups.items()}
        missing = {key: ids for key, ids in keys.items() if key not in self._memo}
        files = tuple(ledger.file_of[id] for ids in missing.values() for id in ids)
        part = Knowledge(ledger.with_files(files, ledger.default_as_of), known.rules, known.as_of)
        made = run_schemes(part, answers)
        for key, ids in missing.items():
            own = [f.id for id in ids for f in ledger.file_of[id].forecasts]
            self._memo[key] = {id: _row(made, id) for id in own if id in made[0].verdicts}
        rows: dict[str, Sequence[Any]] = {}
        schemes = known.rules.schemes.schemes
        for key in keys:
            rows |= self._memo[key]
        ids = [id for id in ledger.forecasts if id in rows]
        # By column, in the order of `_row`; without a forecast there are none.
        columns = [*zip(*(rows[id] for id in ids), strict=True)] or [()] * 3 * len(schemes)
        return [
            SchemeResult(
                known,
                answers,
                scheme,
                dict(zip(ids, columns[3 * n], strict=True)),
                dict(zip(ids, columns[3 * n + 1], strict=True)),
                {id: told for id, told in zip(ids, columns[3 * n + 2], strict=True) if told},
            )
            for n, scheme in enumerate(schemes)
        ]


def _row(results: Sequence[SchemeResult], id: str) -> Sequence[Any]:
    """Of each scheme the verdict on a forecast, its score, and what the scheme changes.

    What is equal is one and the same, so that it is kept and read once.
    """
    once: list[Any] = []
    return [
        _once(each, once)
        for found in results
        for each in (found.verdicts[id], found.scores[id], found.changed.get(id))
    ]


def _share(forecasts: Iterable[Forecast]) -> None:
    """Make what is equal in forecasts one and the same, so that it is kept and read once."""
    once: dict[bytes, Any] = {}
    for forecast in forecasts:
        held = vars(forecast)
        for key in ("expects", "window", "likelihood"):
            held[key] = once.setdefault(pickled(held[key]), held[key])


def _once(value: Any, known: list[Any]) -> Any:
    """The value, or its equal that is known."""
    for other in known:
        if other is value or (type(other) is type(value) and other == value):
            return other
    known.append(value)
    return value
