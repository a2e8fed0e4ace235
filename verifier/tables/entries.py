"""What `forecasters.json` says of one forecaster of a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import fsum, isnan, log
from statistics import fmean
from typing import Any

import numpy as np

from verifier.dataclass import dataclass
from verifier.rank.standings import Reason, Refusal, Standing, Standings
from verifier.rules import Rules
from verifier.score.accuracy import advantage, skill
from verifier.score.calibration import chance_of_sums
from verifier.score.contingency import wilson
from verifier.tables.engines import TableError
from verifier.tables.figures import MAIN, PARTLY, SHOWN, Figures
from verifier.tables.folding import Array
from verifier.tables.probabilities import CALLS, Probabilities, trials_of
from verifier.tables.reliability import Listed, Reliability, reliability
from verifier.tables.scoring import Table

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


def main_metric(table: Table) -> str:
    """The metric by which a table's forecasters are ranked."""
    return MAIN[table.columns.kind]


def unit_of(placed: Standings, baseline: str | None) -> Mapping[int | None, float]:
    """The relative skill of the baseline, in its group."""
    if baseline is None:
        return {}
    found = [row for row in placed.rows if row.forecaster == baseline]
    if not found:
        raise TableError(f"no forecaster `{baseline}` to be the baseline")
    return {row.group: row.relative for row in found if row.relative is not None}


def standing_of(row: Standing, metric: str, unit: Mapping[int | None, float]) -> Row:
    """What is told of where somebody stands; scores in parts of the unit of their group."""
    scaled = {}
    if row.group in unit:
        scaled["relative_skill_scaled"] = (
            None if row.relative is None else rounded(row.relative / unit[row.group])
        )
    return {
        "questions": row.questions or None,
        f"{metric}_by_question": rounded(row.mean) if row.questions else None,
        f"{metric}_interval": rounded(row.interval),
        "interval_refused": refusal_of(row.interval_refused),
        "group": row.group,
        "compared_questions": row.compared,
        f"{metric}_adjusted": rounded(row.adjusted),
        "peer": rounded(row.peer),
        "peer_interval": rounded(row.peer_interval),
        "relative_skill": rounded(row.relative),
        **scaled,
        "rank": row.rank,
        "rank_interval": list(row.ranks) if row.ranks else None,
        "rank_refused": refusal_of(row.rank_refused),
    }


def refusal_of(refusal: Refusal | None) -> Row | None:
    """Why there is no rank, None where there is one."""
    if refusal is None:
        return None
    return {"reason": refusal.reason.value, "have": refusal.have, "need": refusal.need}


def of_probabilities(table: Table, choices: Choices) -> Callable[[str], Row]:
    """What is told of each one's probabilities, by name."""
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
            **found.of(record, places[name]),
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
    size: int

    def __len__(self) -> int:
        return self.size

    def __getitem__(self, place: Any) -> Any:
        return self.made()[place]


class _Calibration:
    """The figures of calibration, rounded."""

    def __init__(self, found: Reliability, table: Table, choices: Choices) -> None:
        self._found, self._columns = found, table.columns
        self._by_days = table.columns.days == "each"
        self._need = choices.rules.schemes.thresholds.calibration
        self._steps, self._bins = _nine(found.steps), _nine(found.bins)
        self._murphy = nine(found.murphy)

    def of(self, record: Probabilities, place: int) -> Row:
        """Those of the forecaster at that place."""
        count = record.questions if self._columns.question else record.rows
        if count < self._need:
            return {
                **dict.fromkeys(("miscalibration", "miscalibration_corrected")),
                **dict.fromkeys(("calibration_chance", "discrimination", "uncertainty")),
                "calibration_refused": refusal_of(
                    Refusal(Reason.TOO_FEW_QUESTIONS, count, self._need)
                ),
                **{name: [] for name in ("calibration_curve", "murphy", "calibration_bins")},
            }
        # Where counts are sums of weights, or of days, which hang on what came, nothing is
        # corrected or tested. The rows of a question share their luck: the test is by question,
        # and no more is known of what chance does.
        counted, found = not (self._columns.weight or self._by_days), self._found
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
            "calibration_curve": Later(lambda: self._steps.of(place), self._steps.count(place)),
            "murphy": Later(self._murphy[place].tolist, self._murphy.shape[1]),
            "calibration_bins": Later(
                lambda: [_banded(b, alone) for b in self._bins.of(place)], self._bins.count(place)
            ),
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
        intervals = [one.interval for one in record.trials]
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


def of_parts(table: Table) -> Callable[[str], Row]:
    """What is told of each one's figures of another kind, by name."""
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
