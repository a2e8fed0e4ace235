"""A scored table as data: the rows of `forecasters.json`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import combinations
from operator import attrgetter
from statistics import fmean
from typing import Any

from verifier.dataclass import dataclass
from verifier.rank.effects import Round, of_families
from verifier.rank.standings import Reason, Refusal, Standing, Standings, standings
from verifier.score.formula import LEVEL
from verifier.tables.algebra import NUMPY
from verifier.tables.engines import TableError
from verifier.tables.entries import (
    Choices,
    Later,
    Row,
    main_metric,
    of_parts,
    of_probabilities,
    refusal_of,
    rounded,
    standing_of,
    unit_of,
)
from verifier.tables.figures import SHOWN, TURNED, Figures
from verifier.tables.placing import place
from verifier.tables.scoring import Table

FORMAT = 1
# Scores of which nobody's can be above 1.
UP_TO_ONE = ("brier", "brier_over_time", "categories_brier")


@dataclass(frozen=True, slots=True)
class Scored:
    """A scored table: a row for each forecaster, in the order of ranks or names; and its groups.

    The table is there without its sums.
    """

    name: str
    table: Table
    choices: Choices
    rows: Sequence[Row]
    standings: Standings
    refused: Refusal | None
    groups: Mapping[str, Scored]


def scored(table: Table, name: str, choices: Choices, tables: int = 1) -> Scored:
    """Compute every figure of a table, which is tested beside so many others as groups.

    Raises `TableError` where a score is above the most that was said, or drowns all others.
    """
    _refuse_more(table, choices.most)
    _refuse_heavier(table, choices.heaviest)
    rules = choices.rules.schemes
    thresholds = rules.thresholds
    _refuse_drowned(table, thresholds.rank)
    if table.columns.question:
        placed = _placed(table, choices, tables)
        refused = placed.refused
    else:
        refused = Refusal(Reason.NO_QUESTIONS, 0, thresholds.rank)
        placed = _unplaced(table, refused)
    kinds = table.columns.kind in SHOWN
    figures = of_parts(table) if kinds else of_probabilities(table, choices)
    main = main_metric(table)
    unit = unit_of(placed, choices.baseline)
    rows = [
        {
            "forecaster": row.forecaster,
            **figures(row.forecaster),
            # To the last digit what its interval is of.
            **({main: rounded(row.mean)} if row.questions else {}),
            **standing_of(row, main, unit),
        }
        for row in placed.rows
    ]
    groups = {
        group: scored(part, group, choices, len(table.groups))
        for group, part in table.groups.items()
    }
    return Scored(
        name, replace(table, scores=None, groups={}), choices, rows, placed, refused, groups
    )


def _refuse_more(table: Table, most: float | None) -> None:
    """Refuse a most that scores do not keep to."""
    if most is None:
        return
    main = main_metric(table)
    if main in UP_TO_ONE:
        raise TableError("--most is for quantities; scores of probabilities are 1 at most")
    for name, own in table.figures.items():
        for question, figure in own.items():
            if figure.mean(main) > most:
                raise TableError(
                    f"`{name}` has a score of {figure.mean(main):g} on the question `{question}`, "
                    f"and --most says {most:g}"
                )


def _refuse_heavier(table: Table, heaviest: float | None) -> None:
    """Refuse a greatest weight that weights do not keep to."""
    if heaviest is None:
        return
    if not table.columns.weight:
        raise TableError("--heaviest is for a table with --weight")
    if table.heaviest > heaviest:
        raise TableError(f"a question weighs {table.heaviest:g}, and --heaviest says {heaviest:g}")


_DIGITS_LEFT = 1e7
"""Of what is so many times as small as another score no digit of its square is left in a sum."""


def _refuse_drowned(table: Table, least: int) -> None:
    """Refuse a score so great that beside it nothing is left of somebody's.

    Whoever writes one such number would have nobody told apart, or set others in another order.
    Who has fewer than `least` scores that are not 0 has no place, and is no measure of others.
    """
    main = main_metric(table)
    if main in UP_TO_ONE:
        return
    scores = {
        name: {question: one.mean(main) for question, one in own.items() if one.weight}
        for name, own in table.figures.items()
    }
    means = {
        name: fmean(own.values())
        for name, own in scores.items()
        if sum(map(bool, own.values())) >= least
    }
    if not means:
        return
    best = min(means, key=means.__getitem__)
    for name, own in scores.items():
        for question, score in own.items():
            if score > _DIGITS_LEFT * means[best]:
                raise TableError(
                    f"`{name}` has a score of {score:g} on the question `{question}`, beside which "
                    f"nothing is left of the {means[best]:g} that `{best}` has on average; put the "
                    "number right, or leave it out"
                )


def _placed(table: Table, choices: Choices, tables: int) -> Standings:
    """The standings: of probabilities by columns, of other kinds by records.

    By records, too, where forecasters spoke on different days and not all compare. Nobody has a
    place where days leave nobody ranked.
    """
    found = _by_question(table, choices, tables)
    return found if table.refused is None else _alone(found, table.refused)


def _by_question(table: Table, choices: Choices, tables: int) -> Standings:
    rules, spoken = choices.rules.schemes, table.spoken
    # Where nothing weighs more by its column a question weighs 1, or the part of its time that was.
    heaviest = choices.heaviest if table.columns.weight else 1.0
    if heaviest is not None and table.scores is not None and table.columns.weight:
        # Probabilities are weighed in parts of the greatest weight.
        heaviest /= table.heaviest
    rounds = of_families(_rounds(table), table.families) if spoken is None else spoken.rounds()
    if (
        table.scores is not None
        and table.scores.answers is not None
        and (not spoken or not spoken.answers)
    ):
        found = place(
            table.scores.answers, thresholds=rules.thresholds, tables=tables, heaviest=heaviest
        )
        refused = Refusal(Reason.DIFFERENT_DAYS, spoken.apart, 0) if spoken else None
        return found if refused is None else _alone(found, refused)
    return standings(
        rounds,
        thresholds=rules.thresholds,
        algebra=NUMPY,
        most=1.0 if main_metric(table) in UP_TO_ONE else choices.most,
        permute=True,
        tables=tables,
        heaviest=heaviest,
    )


def _alone(found: Standings, refused: Refusal) -> Standings:
    """Each one's own figures, and nothing beside others."""
    rows = (
        Standing(
            *(row.forecaster, row.questions, row.mean, row.interval, row.interval_refused),
            rank_refused=refused,
        )
        for row in found.rows
    )
    return Standings(tuple(sorted(rows, key=attrgetter("forecaster"))), (), (), refused, {})


def sure(result: Scored) -> bool:
    """Whether it is known how much one question can cost, and weigh: else nothing is sure."""
    return bounded(result) and weighed(result)


def weighed(result: Scored) -> bool:
    """Whether it is known how much one question can weigh."""
    refused = (row.interval_refused for row in result.standings.rows)
    return not any(why is not None and why.reason == Reason.WEIGHTS_DIFFER for why in refused)


def bounded(result: Scored) -> bool:
    """Whether it is known how much one question can cost."""
    if main_metric(result.table) in UP_TO_ONE or result.choices.most is not None:
        return True
    return all(TURNED in one.sums for own in result.table.figures.values() for one in own.values())


def as_json(result: Scored) -> bytes:
    """`data/forecasters.json`."""
    table, choices = result.table, result.choices
    document = {
        "format": FORMAT,
        "as_of": None,
        "rules": {
            "fingerprint": choices.rules.fingerprint,
            "versions": dict(choices.rules.versions),
        },
        "scheme": None,
        "table": {
            "name": result.name,
            "kind": table.columns.kind,
            "columns": table.columns.model_dump(by_alias=True, exclude_defaults=True, mode="json"),
            "rows": table.rows,
            "scored": table.scored,
            "left_out": [
                {"reason": fault.bad.value, "column": fault.role, "rows": count}
                for fault, count in table.bad.items()
            ],
        },
        "log_clamp": choices.log_clamp,
        "most": choices.most,
        "heaviest": choices.heaviest,
        "level": LEVEL,
        "ranked_by": main_metric(table),
        "groups": [
            {"forecasters": len(names), "questions": questions}
            for names, questions in zip(
                result.standings.groups, result.standings.questions, strict=True
            )
        ],
        "rank_refused": refusal_of(result.refused),
        "forecasters": list(result.rows),
        "by": [
            {
                "group": name,
                "rank_refused": refusal_of(part.refused),
                "forecasters": list(part.rows),
            }
            for name, part in result.groups.items()
        ],
    }
    written = BytesIO()
    written.writelines(piece.encode() for piece in _pieces(document))
    return written.getvalue()


def _pieces(document: Mapping[str, Any]) -> Iterator[str]:
    """JSON with a line for each key and, of lists, for each item."""
    for at, (key, value) in enumerate(document.items()):
        yield f"{',' if at else '{'}\n {_line(key)}: "
        if isinstance(value, list) and value:
            for number, one in enumerate(value):
                yield f"{',' if number else '['}\n  {_line(one)}"
            yield "\n ]"
        else:
            yield _line(value)
    yield "\n}\n"


def _listed(value: Later) -> list[Any]:
    return value.made()


_line = json.JSONEncoder(ensure_ascii=False, allow_nan=False, default=_listed).encode


def _rounds(table: Table) -> Iterable[Round]:
    """Each question that weighs anything, with the score of every forecaster.

    Where not all gave the same levels, those compare who did.
    """
    found: dict[str, dict[str, Figures]] = {}
    main = main_metric(table)
    for name, parts in sorted(table.figures.items()):
        for question, figure in parts.items():
            if figure.weight:
                found.setdefault(question, {})[name] = figure
    for question, by_name in sorted(found.items()):
        scores = {name: figure.score(main) for name, figure in by_name.items()}
        pairs = None
        if any(figure.levels is not None for figure in by_name.values()):
            pairs = {
                (a, b): (scores[a], scores[b])
                for a, b in combinations(sorted(by_name), 2)
                if by_name[a].levels == by_name[b].levels
            }
        weight = max(figure.weight for figure in by_name.values())
        yield Round(question, scores, pairs, weight)


def _unplaced(table: Table, refused: Refusal) -> Standings:
    rows = [
        Standing(name, 0, record.brier / record.weight, None, refused, rank_refused=refused)
        for name, record in sorted(table.probabilities.items())
        if record.weight
    ]
    return Standings(tuple(rows), (), (), refused, {})
