"""Would another scheme say otherwise? Every declared scheme is run and compared with the first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from verifier.model.verdict import Verdict
from verifier.resolve import resolve
from verifier.resolve.knowledge import Knowledge
from verifier.resolve.questions import Answered
from verifier.rules import Scheme
from verifier.score import ForecastScore, Tally, score, tally
from verifier.score.envelope import Envelope
from verifier.score.timeliness import timed_questions


@dataclass(frozen=True, slots=True)
class SchemeResult:
    """A scheme's results, and the forecasts whose truth or place in the score differs by it.

    `changed` gives, by forecast, what the first scheme and this one make of it.
    """

    scheme: Scheme
    verdicts: Mapping[str, Verdict]
    scores: Mapping[str, ForecastScore]
    tallies: Mapping[str, Tally]
    changed: Mapping[str, tuple[str, str]]

    def shift(self, first: Mapping[str, Tally]) -> float:
        """The mean over forecasters of how far the middle of their Brier envelope moved.

        A forecaster whom only one of the two schemes can score counts with a move of one quarter,
        the score of saying one half: enough to matter, no more than ignorance costs.
        """
        moves = [
            _move(first[id].brier, found.brier)
            for id, found in self.tallies.items()
            if id in first and (first[id].brier or found.brier)
        ]
        return sum(moves) / len(moves) if moves else 0.0


def run_schemes(known: Knowledge, answers: Mapping[str, Answered]) -> Sequence[SchemeResult]:
    """Every declared scheme in order, the one that pages print first."""
    timed = timed_questions(known, answers)
    graced: dict[int, Mapping[str, Verdict]] = {}
    results: list[SchemeResult] = []
    for scheme in known.rules.schemes.schemes:
        if scheme.grace_days not in graced:
            graced[scheme.grace_days] = resolve(known, grace_days=scheme.grace_days)
        verdicts = graced[scheme.grace_days]
        scores = score(known, verdicts, scheme)
        first = results[0].scores if results else scores
        changed = {
            id: (before, after)
            for id, one in scores.items()
            if (before := _said(first[id])) != (after := _said(one))
        }
        tallies = tally(known, verdicts, scores, timed)
        results.append(SchemeResult(scheme, verdicts, scores, tallies, changed))
    return results


def matters_most(results: Sequence[SchemeResult]) -> SchemeResult | None:
    """The scheme that moves scores the most; None where none moves any."""
    first = results[0].tallies
    shifts = [(found.shift(first), found) for found in results[1:]]
    best = max(shifts, key=lambda pair: pair[0], default=None)
    return best[1] if best is not None and best[0] > 0 else None


def _move(before: Envelope | None, after: Envelope | None) -> float:
    if before is None or after is None:
        return 0.25
    return abs(before.middle - after.middle)


def _said(found: ForecastScore) -> str:
    """What a scheme makes of a forecast: its truth, or why it is left out."""
    if found.left_out is not None:
        return f"left_out.{found.left_out}"
    return found.truth.outcome.value
