"""A scored table as data: the rows of `forecasters.json`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import combinations
from math import fsum, isnan, log
from operator import attrgetter
from statistics import fmean
from typing import Any

import numpy as np

from verifier.rank import (
    LEVEL,
    Reason,
    Refusal,
    Round,
    Standing,
    Standings,
    standings,
)
from verifier.rank.effects import of_families
from verifier.rules import Rules
from verifier.score.accuracy import advantage, skill
from verifier.score.calibration import chance_of_sums
from verifier.score.contingency import wilson, wilson_of_sums
from verifier.tables.algebra import NUMPY
from verifier.tables.engines import TableError
from verifier.tables.figures import MAIN, PARTLY, SHOWN, TURNED, Figures
from verifier.tables.folding import Array
from verifier.tables.placing import place
from verifier.tables.probabilities import CALLS, Probabilities, trials_of
from verifier.tables.reliability import Listed, Reliability, reliability
from verifier.tables.scoring import Table

FORMAT = 1
# Scores of which nobody's can be above 1.
UP_TO_ONE = ("brier", "brier_over_time", "categories_brier")
# A product of a number up to 1 with 10^9 is off by less.
_UNSURE = 1e-6
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Choices:
    """What figures of a table depend on beside its rows; printed with them.

    `most` is how large the score of a question may be, `heaviest` how much one may weigh.
    """

    rules: Rules
    log_clamp: float
    baseline: str | None = None
    most: float | None = None
    heaviest: float | None = None


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
    _refuse_drowned(table)
    rules = choices.rules.schemes
    thresholds = rules.thresholds
    if table.columns.question:
        placed = _placed(table, choices, tables)
        refused = placed.refused
    else:
        refused = Refusal(Reason.NO_QUESTIONS, 0, thresholds.rank)
        placed = _unplaced(table, refused)
    kinds = table.columns.kind in SHOWN
    figures = _of_parts(table) if kinds else _of_probabilities(table, choices)
    main = main_metric(table)
    unit = _unit(placed, choices.baseline)
    rows = [
        {
            "forecaster": row.forecaster,
            **figures(row.forecaster),
            # To the last digit what its interval is of.
            **({main: rounded(row.mean)} if row.questions else {}),
            **_standing(row, main, unit),
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


_DIGITS_LEFT = 1e7
"""Of what is so many times as small as another score no digit of its square is left in a sum."""


def _refuse_drowned(table: Table) -> None:
    """Refuse a score so great that beside it nothing is left of somebody's.

    Whoever writes one such number would have nobody told apart, or set others in another order.
    """
    main = main_metric(table)
    if main in UP_TO_ONE:
        return
    scores = {
        name: {question: one.mean(main) for question, one in own.items() if one.weight}
        for name, own in table.figures.items()
    }
    means = {name: fmean(own.values()) for name, own in scores.items() if any(own.values())}
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

    By records, too, where forecasters spoke on different days and not all compare.
    """
    rules, spoken = choices.rules.schemes, table.spoken
    # Where nothing weighs more by its column a question weighs 1, or the part of its time that was.
    heaviest = choices.heaviest if table.columns.weight else 1.0
    rounds = of_families(_rounds(table), table.families) if spoken is None else spoken.rounds()
    if (
        table.scores is not None
        and table.scores.answers is not None
        and (not spoken or not spoken.answers)
    ):
        found = place(
            table.scores.answers,
            thresholds=rules.thresholds,
            comparison=rules.comparison,
            tables=tables,
            heaviest=heaviest,
        )
        return _apart(found, spoken.apart) if spoken else found
    return standings(
        rounds,
        thresholds=rules.thresholds,
        comparison=rules.comparison,
        algebra=NUMPY,
        most=1.0 if main_metric(table) in UP_TO_ONE else choices.most,
        permute=True,
        tables=tables,
        heaviest=heaviest,
    )


def _apart(found: Standings, questions: int) -> Standings:
    """Nobody is placed where too many forecasters spoke on different days."""
    refused = Refusal(Reason.DIFFERENT_DAYS, questions, 0)
    rows = (
        Standing(
            *(row.forecaster, row.questions, row.mean, row.interval, row.interval_refused),
            rank_refused=refused,
        )
        for row in found.rows
    )
    return Standings(tuple(sorted(rows, key=attrgetter("forecaster"))), (), (), refused, {})


def main_metric(table: Table) -> str:
    """The metric by which a table's forecasters are ranked."""
    return MAIN[table.columns.kind]


def bounded(result: Scored) -> bool:
    """Whether it is known how much one question can cost: else Student's t is all that tests."""
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
        "rank_refused": _refusal(result.refused),
        "forecasters": list(result.rows),
        "by": [
            {
                "group": name,
                "rank_refused": _refusal(part.refused),
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


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, default=_listed)


def _listed(value: Later) -> list[Any]:
    return value.made()


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


def _unit(placed: Standings, baseline: str | None) -> Mapping[int | None, float]:
    """The relative skill of the baseline, in its group."""
    if baseline is None:
        return {}
    found = [row for row in placed.rows if row.forecaster == baseline]
    if not found:
        raise TableError(f"no forecaster `{baseline}` to be the baseline")
    return {row.group: row.relative for row in found if row.relative is not None}


def _standing(row: Standing, metric: str, unit: Mapping[int | None, float]) -> Row:
    scaled = {}
    if row.group in unit:
        scaled["relative_skill_scaled"] = (
            None if row.relative is None else rounded(row.relative / unit[row.group])
        )
    return {
        "questions": row.questions or None,
        f"{metric}_by_question": rounded(row.mean) if row.questions else None,
        f"{metric}_interval": rounded(row.interval),
        "interval_refused": _refusal(row.interval_refused),
        "group": row.group,
        "compared_questions": row.compared,
        f"{metric}_adjusted": rounded(row.adjusted),
        "peer": rounded(row.peer),
        "peer_interval": rounded(row.peer_interval),
        "relative_skill": rounded(row.relative),
        **scaled,
        "rank": row.rank,
        "rank_interval": list(row.ranks) if row.ranks else None,
        "rank_refused": _refusal(row.rank_refused),
    }


def _refusal(refusal: Refusal | None) -> Row | None:
    if refusal is None:
        return None
    return {"reason": refusal.reason.value, "have": refusal.have, "need": refusal.need}


def _of_probabilities(table: Table, choices: Choices) -> Callable[[str], Row]:
    scores = table.scores
    assert scores is not None
    means = np.array([r.brier / r.weight if r.weight else 0.0 for r in scores.records.values()])
    found = _Calibration(reliability(scores.levels, means), table, choices)
    places = {name: place for place, name in enumerate(scores.records)}

    def figures(name: str) -> Row:
        record = scores.records[name]
        return {
            "n": record.rows,
            "brier": rounded(record.brier / record.weight),
            "log_score": rounded(record.log_score / record.weight),
            **_of_metaculus(name, record, table),
            **_against(record, table),
            "mean_probability": rounded(record.said / record.weight),
            "base_rate": rounded(record.observed / record.weight),
            **found.of(record, places[name], name),
            **_calls(record, table),
            **{label: _days(span.mean) for label, span in record.days.items()},
        }

    return figures


def _days(mean: float | None) -> float | None:
    """Mean days as finely as weights, which are parts of questions, leave them sure."""
    return None if mean is None else round(mean, 6)


def _of_metaculus(name: str, record: Probabilities, table: Table) -> Row:
    """Metaculus's scores, where they were asked for: the baseline is a turn of the log score."""
    if not table.columns.metaculus:
        return {}
    peer = table.peers.get(name)
    # Sums are in billionths, and these are hundreds of them.
    return {
        "baseline_score": round(100 * (1 - record.log_score / record.weight / log(2)), 6),
        "peer_score": None if peer is None else round(peer, 6),
    }


def _against(record: Probabilities, table: Table) -> Row:
    """The mean score against that of the reference column on the same rows."""
    if not table.columns.reference:
        return {}
    mine, theirs = record.brier / record.weight, record.reference / record.weight
    return {
        "reference_brier": rounded(theirs),
        "advantage": rounded(advantage(score=mine, reference=theirs)),
        "skill": rounded(skill(score=mine, reference=theirs)),
    }


@dataclass(frozen=True)
class Later(Sequence[Any]):
    """A list that is made when it is looked at: of 100,000 forecasters they take gigabytes."""

    made: Callable[[], list[Any]]

    def __len__(self) -> int:
        return len(self.made())

    def __getitem__(self, place: Any) -> Any:
        return self.made()[place]


class _Calibration:
    """The figures of calibration, rounded."""

    def __init__(self, found: Reliability, table: Table, choices: Choices) -> None:
        self._found, self._columns = found, table.columns
        self._by_days = table.spoken.anew if table.spoken else frozenset()
        self._need = choices.rules.schemes.thresholds.calibration
        self._steps, self._bins = _nine(found.steps), _nine(found.bins)
        self._murphy = nine(found.murphy)

    def of(self, record: Probabilities, place: int, name: str) -> Row:
        """Those of the forecaster at that place."""
        count = record.questions if self._columns.question else record.rows
        if count < self._need:
            return {
                **dict.fromkeys(("miscalibration", "miscalibration_corrected")),
                **dict.fromkeys(("calibration_chance", "discrimination", "uncertainty")),
                "calibration_refused": _refusal(
                    Refusal(Reason.TOO_FEW_QUESTIONS, count, self._need)
                ),
                **{name: [] for name in ("calibration_curve", "murphy", "calibration_bins")},
            }
        # Where counts are sums of weights, or of days, which hang on what came, nothing is
        # corrected or tested. The rows of a question share their luck: the test is by question,
        # and no more is known of what chance does.
        counted, found = not self._columns.weight and name not in self._by_days, self._found
        alone = counted and count == record.rows
        corrected, coarse = float(found.corrected[place]), float(found.coarse[place])
        return {
            "miscalibration": rounded(float(found.miscalibration[place])),
            "miscalibration_corrected": (
                rounded(corrected) if alone and not isnan(corrected) else None
            ),
            "calibration_chance": (
                rounded(chance_of_sums(record.off, record.spread)) if counted else None
            ),
            "discrimination": rounded(float(found.discrimination[place])),
            "uncertainty": rounded(float(found.uncertainty[place])),
            **({"coarse": rounded(coarse)} if coarse else {}),
            "calibration_refused": None,
            "calibration_curve": Later(lambda: self._steps.of(place)),
            "murphy": Later(self._murphy[place].tolist),
            "calibration_bins": Later(lambda: [_banded(b, alone) for b in self._bins.of(place)]),
        }


def _nine(rows: Listed) -> Listed:
    return Listed(rows.starts, {name: nine(column) for name, column in rows.columns.items()})


def _banded(one: Row, alone: bool) -> Row:
    """A bin with its band as a pair, which independent rows have."""
    band = [one.pop("low"), one.pop("high")]
    return {**one, "band": band if alone else None}


def _calls(record: Probabilities, table: Table) -> Row:
    """The two-by-two table of calls above and below one half; none where truths are graded.

    It counts rows; its shares with their counts are of questions where the table names them.
    """
    if table.columns.weight or record.observed != record.squares:
        return {}
    hits, misses, alarms, negatives = record.calls
    if table.columns.question:
        intervals = [
            wilson_of_sums(**{name: getattr(one, name) for name in one.__slots__})
            for one in record.trials
        ]
        counts = [one.clusters for one in record.trials]
        shares = [one.share for one in record.trials]
    else:
        of = [(won, whole) for won, whole in trials_of(dict(zip(CALLS, record.calls, strict=True)))]
        intervals = [wilson(successes=won, trials=whole) for won, whole in of]
        counts = [whole for _, whole in of]
        shares = [won / whole if whole else None for won, whole in of]
    of_events, of_calls, of_all, _ = map(rounded, intervals)
    called, failed, both, alarmed = shares
    return {
        "hits": hits,
        "misses": misses,
        "false_alarms": alarms,
        "correct_negatives": negatives,
        "pod": rounded(called),
        "pod_interval": of_events,
        "pod_n": counts[0],
        "far": rounded(failed),
        "far_interval": of_calls,
        "far_n": counts[1],
        "csi": rounded(both),
        "csi_interval": of_all,
        "csi_n": counts[2],
        "peirce": None if called is None or alarmed is None else rounded(called - alarmed),
    }


def _of_parts(table: Table) -> Callable[[str], Row]:
    weights: dict[str, float] = {}
    for parts in table.figures.values():
        for question, one in parts.items():
            weights[question] = max(weights.get(question, 0.0), one.weight)
    families: dict[str, list[float]] = {}
    for question, weight in weights.items():
        if weight and question in table.families:
            families.setdefault(table.families[question], []).append(weight)

    def figures(name: str) -> Row:
        kept = {q: one for q, one in table.figures[name].items() if one.weight}
        told: dict[str, float] = {}
        for question in kept:
            if (family := table.families.get(question)) is not None:
                told[family] = told.get(family, 0.0) + weights[question]

        def weight(question: str) -> float:
            """That of the question, or its share in that of its family, which is the mean one."""
            family = table.families.get(question)
            if family is None:
                return weights[question]
            return weights[question] / told[family] * fmean(families[family])

        own = [(weight(question), one) for question, one in kept.items()]
        count = sum(one.forecasts for _, one in own)
        shown = SHOWN[table.columns.kind]
        return {"n": count} | {key: rounded(_mean(own, key, main_metric(table))) for key in shown}

    return figures


def _mean(own: Sequence[tuple[float, Figures]], key: str, main: str) -> float | None:
    """The mean of a score by question; None where it takes all forecasts and some have none."""
    have = [(weight, one) for weight, one in own if key in one.sums]
    whole = len(have) == len(own) and all(one.weights[key] == one.weights[main] for _, one in own)
    if not have or not (whole or key in PARTLY):
        return None
    total = fsum(weight for weight, _ in have)
    return fsum(weight * one.mean(key) for weight, one in have) / total


def rounded(value: float | tuple[float, float] | None) -> Any:
    """Nine decimals, or ten digits of what is large: as many as the sums are sure of.

    >>> rounded((1 / 3, 12345.678901234))
    [0.333333333, 12345.6789]
    """
    if value is None:
        return None
    if isinstance(value, tuple):
        return [rounded(end) for end in value]
    # What is beyond ten digits differs by the order in which engines add.
    return float(f"{value:.10g}") if abs(value) >= 1 else round(value, 9) + 0.0


def nine(values: Array) -> Array:
    """`rounded`, of many numbers.

    >>> nine(np.array([1 / 3, 12345.678901234, 7.0])).tolist()
    [0.333333333, 12345.6789, 7.0]
    """
    scaled, whole = values * 1e9, values == np.rint(values)
    found = np.where(whole, values, np.rint(scaled) / 1e9) + 0.0
    # What has more digits, or lies so near to a half that the product may have crossed it.
    near = np.abs(scaled - np.floor(scaled) - 0.5) < _UNSURE
    size = np.abs(values)
    for at in zip(*np.nonzero((size >= 1e10) | (~whole & (near | (size >= 1)))), strict=True):
        found[at] = rounded(float(values[at]))
    return found
