"""Sets that are no tables as they are published, made into some; and what was printed of others."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from statistics import fmean
from typing import Any

PRINTED: Mapping[str, Any] = {
    source: printed["figures"]
    for source, printed in json.loads(
        Path(__file__).with_name("published.json").read_text("utf-8")
    ).items()
}
"""What was printed and is in no file of the set, by source."""
# ForecastBench's leaderboard of 2026-04-18 and its sets are in forecastbench-datasets@50e98a6.
ALWAYS = {"Always 0": 0, "Always 1": 1}
_LAST_ROUND = "2026-02-27"
MARKETS = ("infer", "manifold", "metaculus", "polymarket")
DATASETS = ("acled", "dbnomics", "fred", "wikipedia", "yfinance")


def m3(place: Path, folder: Path) -> Path:
    """The M3 competition as a table: each value that seven methods said, and a series' weight."""
    import rdata  # noqa: PLC0415 - of this set alone

    said, series = (
        rdata.read_rda(place / f"data/{name}.rda")[name] for name in ("M3Forecast", "M3")
    )
    target = folder / "m3.csv"
    with target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["method", "series", "step", "said", "came", "naive_error", "weight"])
        for at, (name, one) in enumerate(series.items()):
            known, came = one["x"].to_numpy(), one["xx"].to_numpy()
            season = {"QUARTERLY": 4, "MONTHLY": 12}.get(str(one["period"][0]), 1)
            naive = abs(known[season:] - known[:-season]).mean()
            for method in PRINTED["M3 competition"]:
                values = zip(said[method].iloc[at].to_numpy(), came, strict=False)
                writer.writerows(
                    [method, name, step, value, outcome, naive, 1 / len(came)]
                    for step, (value, outcome) in enumerate(values)
                )
    return target


def rounds(place: Path, folder: Path) -> Path:
    """Two models of ForecastBench that say the same always, on all that its leaderboard counts.

    They are forecast sets made from the resolution sets: those of rounds whose forecasts were due
    50 days before the leaderboard, with 50 questions of markets settled, without combinations.
    """
    target = folder / "forecastbench"
    target.mkdir()
    for path in sorted((place / "datasets/resolution_sets").glob("*_resolution_set.json")):
        settled = json.loads(path.read_text("utf-8"))
        due = settled["forecast_due_date"]
        single = [item for item in settled["resolutions"] if isinstance(item["id"], str)]
        markets = sum(item["resolved"] and item["source"] in MARKETS for item in single)
        if due[:10] > _LAST_ROUND or markets < 50:
            continue
        (target / path.name).write_text(json.dumps(settled), encoding="utf-8")
        for model, forecast in ALWAYS.items():
            kept = ("id", "source", "resolution_date")
            said = [{key: item[key] for key in kept} | {"forecast": forecast} for item in single]
            made = {"model": model, "forecast_due_date": due, "forecasts": said}
            (target / f"{due[:10]}.{model}.json").write_text(json.dumps(made), encoding="utf-8")
    return target


_Said = Mapping[tuple[str, str], Mapping[str, str]]


def _standing(place: Path) -> _Said:
    """What each person said of each question of yes or no when Metaculus scored it."""
    with (place / "input_data/pro_forecasts_q1.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["type"] == "binary"]
    rows.sort(key=lambda row: row["forecast_timestamp"])
    return {
        (row["question_id"], row["forecaster"]): row
        for row in rows
        if row["forecast_timestamp"] <= row["spot_scoring_time"]
    }


def spots(place: Path, folder: Path) -> Path:
    """The forecasts of ten people as they stood at the moment of Metaculus's spot scores."""
    target = folder / "spots.csv"
    with target.open("w", encoding="utf-8", newline="") as out:
        names = ("forecaster", "question_id", "probability_yes", "resolution")
        writer = csv.DictWriter(out, names, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(_standing(place).values())
    return target


def spot_scores(place: Path, kind: str) -> Mapping[tuple[str, str], str]:
    """Metaculus's own scores of these, their mean by person to six decimals."""
    standing, found = _standing(place), defaultdict[str, list[float]](list)
    path = place / "archived/scores/pros_score_data_q4.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["score_type"] == kind and (row["question_id"], row["forecaster"]) in standing:
                found[row["forecaster"]].append(float(row["score"]))
    return {("", who): f"{fmean(scores):.6f}" for who, scores in found.items()}
