"""When forecasters spoke: only those who did at comparable times compare, as in a ledger.

An answer's time is that from when it was said to the question's deadline, or to what came where
none is given. Two compare where the shorter time is most of the longer one, by the first row of
each on the question and by the last.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

import narwhals as nw

from verifier.rank.effects import Round
from verifier.rank.sample import Score
from verifier.score.accuracy import brier
from verifier.tables.answers import BILLION
from verifier.tables.columns import Columns
from verifier.tables.probabilities import Unit, as_column
from verifier.tables.rows import Rows

PAIRS = 500_000
"""So many pairs of answers to one question are looked at: of more they take gigabytes."""
NAMES = 1_000
"""And so many forecasters."""
_DAYS = ("first", "last")


class Answer(NamedTuple):
    """A forecaster's rows on a question: their score, and the days on which they were said.

    None stands for a first or last day where that of any row is unknown.
    """

    score: Score
    weight: float
    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Spoken:
    """On how many questions forecasters spoke on different days, and who said what when.

    `answers` are by question and forecaster, `until` is the last day that a question is about, as
    far as it is known. Of too many pairs there are no answers.
    """

    apart: int
    answers: Mapping[str, Mapping[str, Answer]] | None
    until: Mapping[str, int]

    def rounds(self, times: float) -> Iterator[Round]:
        """The questions with those who compare: who stood for so large a part of the longer time.

        By hand: of 100 and 75 days before the end three quarters are shared, of 100 and 74 less.

        >>> said = [Answer(Score(0.0), 1.0, day, day) for day in (1, 26, 27)]
        >>> found = Spoken(1, {"q": dict(zip("abc", said))}, {"q": 100})
        >>> [sorted(round.beside) for round in found.rounds(0.75)]
        [[('a', 'b'), ('b', 'c')]]
        """
        for question, own in sorted((self.answers or {}).items()):
            until = self.until.get(question)
            pairs = {
                (one, other): (own[one].score, own[other].score)
                for one, other in combinations(sorted(own), 2)
                if all(
                    _near(getattr(own[one], day), getattr(own[other], day), until, times)
                    for day in _DAYS
                )
            }
            scores = {name: answer.score for name, answer in own.items()}
            yield Round(question, scores, pairs, max(answer.weight for answer in own.values()))


def _near(one: int | None, other: int | None, until: int | None, times: float) -> bool:
    if one is None or other is None:
        return False
    if one == other or until is None:
        return one == other
    first, second = sorted((one, other))
    return until + 1 - second >= times * (until + 1 - first)


def spoken(rows: Rows, columns: Columns, unit: Unit) -> Spoken | None:
    """Who said what when; None where no column says when, or all spoke on the same days."""
    if not (columns.said and columns.question):
        return None
    p, o, said = (nw.col(name) for name in ("probability", "observed", "said"))
    ends = [nw.col(role) for role in ("deadline", "event_day") if getattr(columns, role)]
    good = rows.good().with_columns(
        unit(as_column(brier(probability=p, observed=o))).alias("score"),
        unit(as_column(brier(probability=p, observed=1 - o))).alias("turned"),
        unit(nw.lit(1.0)).alias("share"),
        said.is_null().cast(nw.Int64).alias("unknown"),
        (nw.coalesce(*ends) if ends else nw.lit(None, dtype=nw.Int64)).alias("until"),
    )
    each = good.group_by("question", "forecaster").agg(
        *(nw.col(name).sum() for name in ("score", "turned", "share")),
        nw.col("share").max().alias("weight"),
        nw.col("unknown").max(),
        said.min().alias("first"),
        said.max().alias("last"),
        nw.col("until").max(),
    )
    asked = each.group_by("question").agg(
        nw.len().alias("answers"),
        nw.col("unknown").max(),
        nw.col("until").max(),
        *(nw.col(day).min().alias(f"{day}_least") for day in _DAYS),
        *(nw.col(day).max().alias(f"{day}_most") for day in _DAYS),
    )
    questions = rows.engine.rows(asked)
    apart = sum(
        answers > 1 and bool(unknown or ends[:2] != ends[2:])
        for _, answers, unknown, _, *ends in questions
    )
    if not apart:
        return None
    until = {question: end for question, _, _, end, *_ in questions if end is not None}
    if sum(answers * answers for _, answers, *_ in questions) > 2 * PAIRS:
        return Spoken(apart, None, until)
    found: dict[str, dict[str, Answer]] = {}
    for question, name, score, turned, share, weight, unknown, *days, _ in rows.engine.rows(each):
        if share:
            own = Score(score / share, turned / share)
            said_on = [None, None] if unknown else days
            found.setdefault(question, {})[name] = Answer(own, weight / BILLION, *said_on)
    names = {name for own in found.values() for name in own}
    return Spoken(apart, found if len(names) <= NAMES else None, until)
