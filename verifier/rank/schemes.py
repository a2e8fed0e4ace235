"""Would another scheme say otherwise? Every declared scheme is run and compared with the first."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import cast, overload

from verifier.dataclass import dataclass
from verifier.model.verdict import Verdict
from verifier.resolve import resolve
from verifier.resolve.knowledge import Knowledge
from verifier.resolve.questions import Answered, Key
from verifier.rules import Scheme
from verifier.score.calls import Says
from verifier.score.envelope import Envelope
from verifier.score.forecasts import ForecastScore, LeftOut, score
from verifier.score.stood import later_words, stood
from verifier.score.tally import Tally, accuracy, tally
from verifier.score.timeliness import Timed, timed_questions


@dataclass(frozen=True)
class SchemeResult:
    """A scheme's results, and the forecasts whose truth or place in the score differs by it.

    `changed` gives, by forecast, what the first scheme and this one make of it, `brier` each
    forecaster's score, `later` what does not count as the same forecaster had said it before. All
    else of a forecast follows from its own file and the world: see `Prints`.
    """

    known: Knowledge
    answers: Mapping[Key, Answered]
    scheme: Scheme
    verdicts: Mapping[str, Verdict]
    scores: Mapping[str, ForecastScore]
    changed: Mapping[str, tuple[str, str]]
    later: frozenset[str] = frozenset()

    @cached_property
    def heard(self) -> Sequence[str]:
        """The forecasters who have a forecast."""
        said = self.known.ledger.forecasts_of.items()
        return [who for who, ids in said if any(id in self.scores for id in ids)]

    @cached_property
    def brier(self) -> Mapping[str, Envelope | None]:
        """The accuracy of each of them, by id."""
        return {who: self.brier_of(who) for who in self.heard}

    def brier_of(self, who: str) -> Envelope | None:
        """The accuracy of one of them."""
        return accuracy(who, self.known, self.verdicts, self.scores)

    @cached_property
    def tallies(self) -> Mapping[str, Tally]:
        """All that is counted of them; of schemes but the first little is asked."""
        return {who: self.tally_of(who) for who in self.heard}

    def tally_of(self, who: str) -> Tally:
        """All that is counted of one of them."""
        return tally(who, self.known, self.verdicts, self.scores, self.timed, self.answers)

    @cached_property
    def scored(self) -> Mapping[str, int]:
        """How many forecasts of each of them are scored."""
        return {who: self.scored_of(who) for who in self.heard}

    def scored_of(self, who: str) -> int:
        """How many forecasts of one of them are scored."""
        own = (self.scores[id] for id in self.known.ledger.forecasts_of[who] if id in self.scores)
        return sum(row.left_out is None for row in own)

    @cached_property
    def timed(self) -> Mapping[Key, Timed]:
        """The questions by the days on which forecasts of them are scored."""
        return timed_questions(self.known, self.answers, self.scheme.period)

    def shift(self, first: SchemeResult) -> float:
        """The mean over forecasters of how far the middle of their Brier envelope moved.

        A forecaster whom only one of the two schemes can score counts with a move of one quarter,
        the score of saying one half: enough to matter, no more than ignorance costs.
        """
        moves = [
            _move(first.brier[id], found)
            for id, found in self.brier.items()
            if first.brier[id] or found
        ]
        return sum(moves) / len(moves) if moves else 0.0


Later = Callable[[SchemeResult], frozenset[str]]
"""What of a scheme does not count, as the same forecaster had said it before."""


class _Schemes(Sequence[SchemeResult]):
    """Every declared scheme in order; each is worked out once somebody asks for it.

    `later` tells what of one of them does not count for what its forecaster had said before.
    """

    def __init__(
        self, known: Knowledge, answers: Mapping[Key, Answered], later: Later | None
    ) -> None:
        self._known, self._answers, self._strict = known, answers, resolve(known)
        self._later = later
        self._found: dict[int, SchemeResult] = {}

    def __len__(self) -> int:
        return len(self._known.rules.schemes.schemes)

    @overload
    def __getitem__(self, at: int) -> SchemeResult: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[SchemeResult]: ...
    def __getitem__(self, at: int | slice) -> SchemeResult | Sequence[SchemeResult]:
        if isinstance(at, slice):
            return [self[n] for n in range(len(self))[at]]
        n = range(len(self))[at]
        if n not in self._found:
            self._found[n] = self._run(n)
        return self._found[n]

    def _run(self, n: int) -> SchemeResult:
        known, scheme = self._known, self._known.rules.schemes.schemes[n]
        verdicts, scores = self._strict, score(known, self._strict, scheme)
        if scheme.grace_days:
            verdicts, scores = _graced(known, verdicts, scores, scheme)
        if scheme.undated == "horizon":
            verdicts = resolve(known, grace_days=scheme.grace_days, horizons=True)
            scores = score(known, verdicts, scheme)
        found = SchemeResult(known, self._answers, scheme, verdicts, scores, {})
        later = self._later(found) if self._later else frozenset[str]()
        found = without(found, later)
        return compared(found, self[0] if n else found, found.scores)


def run_schemes(known: Knowledge, answers: Mapping[Key, Answered]) -> Sequence[SchemeResult]:
    """Every declared scheme in order, the one that pages print first."""
    return _Schemes(known, answers, said_anew)


def schemes_by_file(known: Knowledge, answers: Mapping[Key, Answered]) -> Sequence[SchemeResult]:
    """The same, of which all counts that was said anew: of a part of a ledger it cannot be told."""
    return _Schemes(known, answers, None)


def said_anew(found: SchemeResult) -> frozenset[str]:
    """What does not count under a scheme of first words alone."""
    if found.scheme.later == "in":
        return frozenset()
    return frozenset(id for who in found.heard for id in said_anew_by(who, found))


def said_anew_by(who: str, found: SchemeResult) -> Sequence[str]:
    """What somebody had said of the same before."""
    known, scores = found.known, found.scores
    ids = (id for id in known.ledger.forecasts_of[who] if id in scores)
    rows = [row for id in ids if (row := scores[id]).left_out is None]
    comparison = known.rules.schemes.comparison
    held = stood(rows, known.ledger, found.verdicts, comparison)
    return [row.forecast for row in later_words(held, comparison)]


def without(found: SchemeResult, later: frozenset[str]) -> SchemeResult:
    """A scheme's result, in which these forecasts do not count: they say something anew."""
    left = {
        id: replace(found.scores[id], left_out=LeftOut.LATER, brier=None, log_score=None)
        for id in later
    }
    if not later:
        return found
    # Nothing is ever put into it, and what stands there is not asked for in vain.
    scores = ChainMap(left, cast("dict[str, ForecastScore]", found.scores))
    return replace(found, scores=scores, later=later)


def compared(found: SchemeResult, first: SchemeResult, ids: Iterable[str]) -> SchemeResult:
    """The result of a scheme with what of these forecasts the first one makes otherwise."""
    pairs = ((id, first.scores[id], found.scores[id]) for id in ids)
    changed = {
        id: (before, after)
        for id, one, other in pairs
        if (before := _said(one)) != (after := _said(other))
        and (one.left_out is None or other.left_out is None)
    }
    return replace(found, changed=changed)


def _graced(
    known: Knowledge,
    verdicts: Mapping[str, Verdict],
    scores: Mapping[str, ForecastScore],
    scheme: Scheme,
) -> tuple[Mapping[str, Verdict], Mapping[str, ForecastScore]]:
    """Verdicts and scores with days of grace, which only ever excuse a call that was a little off.

    They are granted to calls that lean towards what came, where they raise its truth. Anyone who
    called it unlikely, or hedged, is not made to answer for what came after the window.
    """
    late = resolve(known, grace_days=scheme.grace_days)
    excused = score(known, late, scheme)
    better = [id for id, one in scores.items() if _excused(one, excused[id], late[id])]
    return (
        {**verdicts, **{id: late[id] for id in better}},
        {**scores, **{id: excused[id] for id in better}},
    )


def _excused(strict: ForecastScore, graced: ForecastScore, verdict: Verdict) -> bool:
    return (
        strict.likelihood.says == Says.FOR
        and bool(strict.truth.values)
        and verdict.settled
        and strict.left_out == graced.left_out
        and graced.truth.low >= strict.truth.low
        and graced.truth.high >= strict.truth.high
    )


def matters_most(results: Sequence[SchemeResult]) -> SchemeResult | None:
    """The scheme that moves scores the most; None where none moves any."""
    shifts = [(found.shift(results[0]), found) for found in results[1:]]
    best = max(shifts, key=lambda pair: pair[0], default=None)
    return best[1] if best is not None and best[0] > 0 else None


def _move(before: Envelope | None, after: Envelope | None) -> float:
    if before is None or after is None:
        return 0.25  # what a forecast of one half scores: to count or not moves by as much
    return abs(_told(before) - _told(after))


def _told(found: Envelope) -> float:
    """The central value, which ranks and pages have; half-way between the ends where none is."""
    return (found.best + found.worst) / 2 if found.central is None else found.central


def _said(found: ForecastScore) -> str:
    """What a scheme makes of a forecast: its truth, or why it is left out."""
    if found.left_out is not None:
        return f"left_out.{found.left_out}"
    return found.truth.outcome.value
