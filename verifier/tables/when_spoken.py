"""When forecasters spoke: only those compare who first spoke of a question on the same day.

Who comes later knows more, and is spared what comes in between. A day is the forecaster's own, so
that nobody's rows decide how others compare, and later rows take no first one back.

Whether first numbers count or each day's is said of the table, as no weights are fair to both. By
default rows of the first day alone are scored (`Columns.first_alone`), and each question weighs
alike: it is best to say what one believes, and nothing said later changes anything. With `days:
each` every day of a question's time weighs alike, and each row counts for the days that it stood,
to the next one's, or until the question was decided: on each day it is best to say what one
believes on that day. An average until it is decided would weigh the days before an early event the
most, and pay for saying too much at first and too little later. Without a deadline what was said on
the first day compares.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date, timedelta
from itertools import chain, pairwise
from math import fsum
from typing import Any

import narwhals as nw

from verifier.dataclass import dataclass
from verifier.rank.effects import Round, of_families
from verifier.rank.sample import Score
from verifier.rank.standings import Reason, Refusal
from verifier.score.accuracy import brier
from verifier.tables.columns import Columns
from verifier.tables.engines import ROW, SEVERAL, TableError, in_row
from verifier.tables.groups import BILLION
from verifier.tables.probabilities import Unit, as_column
from verifier.tables.rows import Rows

PAIRS = 500_000
"""So many pairs of answers to one question are looked at: of more they take gigabytes."""
NAMES = 1_000
"""And so many forecasters."""
_ENDS = ("deadline", "event_day")
_MANY = (
    f"with --family up to {PAIRS:,} pairs of answers of {NAMES:,} forecasters are compared, and "
    "here are more; leave rows out, or make a question of each family with --question"
)
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Answer:
    """A forecaster's rows on a question: the mean score of all, and that of each day in order.

    What was said on no day that is known is in the mean alone.
    """

    score: Score
    weight: float
    days: Mapping[int, Score]

    @property
    def first(self) -> int | None:
        """The first day that is known."""
        return min(self.days, default=None)

    def until(self, decided: int) -> Score:
        """The mean score up to a day, each row's for the days that it stood.

        By hand: 0.3 on the first of ten days, 0.1 on the last: 0.9 * 0.3 + 0.1 * 0.1.

        >>> answer = Answer(Score(0.2), 1.0, {1: Score(0.3), 10: Score(0.1)})
        >>> round(answer.until(10).value, 9)
        0.28
        """
        held = [day for day in self.days if day <= decided]
        spans = [until - day for day, until in pairwise((*held, decided + 1))]
        return _mean([self.days[day] for day in held], spans)


def _mean(scores: list[Score], weights: list[int]) -> Score:
    def mean(values: list[float]) -> float:
        return fsum(v * w for v, w in zip(values, weights, strict=True)) / sum(weights)

    turned = [s.flipped for s in scores if s.flipped is not None]
    return Score(mean([s.value for s in scores]), mean(turned) if turned else None)


@dataclass(frozen=True)
class Spoken:
    """On how many questions forecasters spoke on different days, and who said what when.

    `answers` are by question and forecaster; of too many pairs there are none. Where every day
    counts `ends` are, as far as they are known, the last day that a question is about and the day
    on which it was decided; of so many that came that is `untold`. `families` are those of
    questions that share their luck.
    """

    apart: int
    answers: Mapping[str, Mapping[str, Answer]] | None
    ends: Mapping[str, tuple[int, int]]
    families: Mapping[str, str] = field(default_factory=dict)
    untold: int = 0

    @property
    def refused(self) -> Refusal | None:
        """Why nobody is ranked, where days weigh by what came of questions that two answered."""
        if self.untold:
            return Refusal(Reason.NO_END_KNOWN, self.untold, 0)
        early = (asked for asked, (until, decided) in self.ends.items() if decided < until)
        answers = self.answers
        return too_early(sum(answers is None or len(answers.get(asked, ())) > 1 for asked in early))

    def part(self, question: str, since: int) -> float:
        """The part of a question's time from a day on that came to pass before it was decided.

        One where first numbers count, or where no time is known.

        By hand: decided on the 30th of a hundred days, of which the first ten do not count.

        >>> Spoken(1, {}, {"q": (100, 30)}).part("q", 11)
        0.2222222222222222
        """
        if question not in self.ends:
            return 1.0
        until, decided = self.ends[question]
        return (decided + 1 - since) / (until + 1 - since)

    def rounds(self) -> Iterator[Round]:
        """The questions with those who compare, those of one family as one."""
        return of_families(self._rounds(), self.families)

    def _rounds(self) -> Iterator[Round]:
        """The questions with those who compare: who first spoke on one day.

        >>> said = [Answer(Score(0.0), 1.0, {day: Score(0.0)}) for day in (1, 1, 2)]
        >>> found = Spoken(1, {"q": dict(zip("abc", said))}, {"q": (100, 100)})
        >>> [sorted(round.scores) for round in found.rounds()]
        [['a', 'b'], ['c']]
        """
        for question, own in sorted((self.answers or {}).items()):
            alike: dict[tuple[int | None, str], dict[str, Answer]] = {}
            for name, answer in sorted(own.items()):
                # What was said on no known day compares with nobody.
                alone = name if answer.first is None else ""
                alike.setdefault((answer.first, alone), {})[name] = answer
            for (first, _), answers in alike.items():
                weight = max(answer.weight for answer in answers.values())
                if first is None:
                    scores = {name: a.score for name, a in answers.items()}
                else:
                    _, decided = self.ends.get(question, (first, first))
                    scores = {name: a.until(decided) for name, a in answers.items()}
                    weight *= self.part(question, first)
                yield Round(question, scores, weight=weight)


def too_early(questions: int) -> Refusal | None:
    """Why nobody is ranked by each day's numbers, where so many were decided before their end."""
    return Refusal(Reason.EARLY_END, questions, 0) if questions else None


def spoken(rows: Rows, columns: Columns, unit: Unit) -> Spoken | None:
    """Who said what when; None where neither families are told nor that somebody spoke later.

    Raises `TableError` where a question has two deadlines, came on two days or is of two families,
    and where families are of more answers than can be looked at.
    """
    if not columns.question or not (columns.said or columns.family):
        return None
    ends, families = _ends(rows, columns), families_of(rows, columns)
    early = columns.days == "each"
    ends = ends if early else {}
    untold = _untold(rows) if early else 0
    p, o, said = (nw.col(name) for name in ("probability", "observed", "said"))
    good = rows.good()
    if not columns.said:
        good = good.with_columns(nw.lit(0).alias("said"))
    cells = (
        good.with_columns(
            unit(as_column(brier(probability=p, observed=o))).alias("score"),
            unit(as_column(brier(probability=p, observed=1 - o))).alias("turned"),
            unit(nw.lit(1.0)).alias("share"),
        )
        .group_by("question", "forecaster", "said")
        .agg(
            *(nw.col(name).sum() for name in ("score", "turned", "share")),
            nw.col("share").max().alias("weight"),
        )
    )
    each = cells.group_by("question", "forecaster").agg(
        nw.len().alias("days"),
        said.is_null().cast(nw.Int64).max().alias("unknown"),
        said.min().alias("first"),
        said.max().alias("last"),
    )
    asked = each.group_by("question").agg(
        nw.len().alias("answers"),
        nw.col("days").sum(),
        nw.col("unknown").max(),
        nw.col("first").min(),
        nw.col("last").max(),
    )
    questions = rows.engine.rows(asked.select("answers", "days", "unknown", "first", "last"))
    differ = [answers for answers, _, unknown, first, last in questions if unknown or first != last]
    if not differ and not families and not early:
        return None
    apart = sum(answers > 1 for answers in differ)
    pairs = sum(int(answers) ** 2 for answers, *_ in questions)
    if max(pairs, sum(int(days) for _, days, *_ in questions)) > 2 * PAIRS:
        if families:
            raise TableError(_MANY)
        return Spoken(apart, None, ends, untold=untold)
    found: dict[str, dict[str, list[Sequence[Any]]]] = {}
    told = ("question", "forecaster", "said", "score", "turned", "share", "weight")
    for question, name, *cell in rows.engine.rows(cells.select(*told)):
        if cell[3]:
            found.setdefault(question, {}).setdefault(name, []).append(cell)
    names = set(chain.from_iterable(found.values()))
    if len(names) > NAMES:
        if families:
            raise TableError(_MANY)
        return Spoken(apart, None, ends, untold=untold)
    answers = {
        question: {name: _answer(own) for name, own in by_name.items()}
        for question, by_name in found.items()
    }
    return Spoken(apart, answers, ends, families, untold)


def families_of(rows: Rows, columns: Columns) -> Mapping[str, str]:
    """The family of each question that has one. Raises `TableError` where one has two."""
    if not columns.family:
        return {}
    family = nw.col("family")
    told = rows.good().filter(~family.is_null()).group_by("question")
    ends = told.agg(family.min().alias("least"), family.max().alias("most"))
    found = sorted(rows.engine.rows(ends.select("question", "least", "most")))
    for question, least, most in found:
        if least != most:
            raise TableError(
                f"the question `{question}` is of two families, `{least}` and `{most}`; a family "
                "is of whole questions: name with --family what all rows of a question share"
            )
    return {question: least for question, least, _ in found}


def _answer(cells: Sequence[Sequence[Any]]) -> Answer:
    """The rows of a forecaster on a question: of each day its scores, shares and greatest share."""
    share = sum(cell[3] for cell in cells)
    score = Score(sum(cell[1] for cell in cells) / share, sum(cell[2] for cell in cells) / share)
    days = {
        day: Score(value / part, turned / part)
        for day, value, turned, part, _ in sorted(
            tuple(cell) for cell in cells if cell[0] is not None
        )
    }
    return Answer(score, max(cell[4] for cell in cells) / BILLION, days)


def _ends(rows: Rows, columns: Columns) -> Mapping[str, tuple[int, int]]:
    """The last day that each question is about, and the one on which it was decided."""
    there = [role for role in _ENDS if getattr(columns, role)]
    if not there or not columns.said:
        return {}
    asked = rows.good().group_by("question")
    found = rows.engine.rows(
        asked.agg(
            *(nw.col(role).min().alias(f"{role}_least") for role in there),
            *(nw.col(role).max().alias(f"{role}_most") for role in there),
        ).select("question", *(f"{role}_{end}" for role in there for end in ("least", "most")))
    )
    ends = {}
    for question, *days in sorted(found, key=lambda row: str(row[0])):
        for role, (least, most) in zip(there, zip(days[::2], days[1::2], strict=True), strict=True):
            if least != most:
                raise _two(rows, question, role, least, most)
        if columns.deadline and days[0] is not None:
            came = days[2] if len(days) > 2 else None
            ends[question] = days[0], days[0] if came is None else min(days[0], came)
    return ends


def _untold(rows: Rows) -> int:
    """Of how many that came, and two answered, nothing says when: telling it later is scored."""
    event, came, who = (nw.col(name) for name in ("event_day", "observed", "forecaster"))
    asked = rows.good().filter(came > 0, event.is_null()).group_by("question")
    ends = asked.agg(who.min().alias("first"), who.max().alias("last"))
    return len(rows.engine.rows(ends.filter(nw.col("first") != nw.col("last")).select("question")))


def _two(rows: Rows, question: str, role: str, *ends: int) -> TableError:
    """The complaint about a question with two ends, and the first row that says each."""
    own = rows.good().filter(nw.col("question") == question, nw.col(role).is_in(ends))
    first = rows.engine.rows(own.group_by(role).agg(nw.col(ROW).min().alias("row")))
    said = [f"{_EPOCH + timedelta(days=day)}{in_row(row)}" for day, row in sorted(first)]
    name, option = role.replace("_", " "), role.replace("_", "-")
    return TableError(
        f"the question `{question}` has two {name}s, {said[0]} and {said[-1]}; {SEVERAL}; or leave "
        f"out --{option}"
    )
