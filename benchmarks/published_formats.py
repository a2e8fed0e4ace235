"""Score what others publish, as they publish it, beside the figures that were published of it.

    python -m benchmarks.published_formats FOLDER [FOLDER...]

Each figure is one run of `verifier score`, printed as it would be typed, on a file or folder that
is found below one of the FOLDERs: clones of public repositories, by `owner+name` or `name`, and the
sets of `docs/checked-against-others.md`. What is not there is said and left out. Nothing of them is
kept in this project.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from importlib.util import find_spec
from math import fsum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.published_sets import (
    ALWAYS,
    DATASETS,
    MARKETS,
    PRINTED,
    m3,
    rounds,
    spot_scores,
    spots,
)
from verifier.cli import main as verifier

Row = Mapping[str, Any]
Rows = Mapping[tuple[str, str], Row]
"""Rows of `forecasters.json` by group and forecaster; the group of all is empty."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What was published of a set, and the command that gives it.

    `published` takes the place of the set and gives each figure; they agree to so many significant
    digits, or else to as many decimals as were published. `made` makes a table in a folder of what
    is no table yet, for which it may take a `module`.
    """

    name: str
    what: str
    places: Sequence[str]
    options: Sequence[str]
    key: str
    published: Callable[[Path], Mapping[tuple[str, str], str]]
    table: bool = False
    digits: int | None = None
    made: Callable[[Path, Path], Path] | None = None
    module: str | None = None


def _one(value: str, name: str = "") -> Callable[[Path], Mapping[tuple[str, str], str]]:
    return lambda _: {("", name): value}


def _of_csv(
    file: str, forecaster: str, figure: str, group: str = ""
) -> Callable[[Path], Mapping[tuple[str, str], str]]:
    """The figures of a CSV file that is found beside or above the set."""

    def read(place: Path) -> Mapping[tuple[str, str], str]:
        near = [place, *place.parents][:4]
        found = [path for folder in near for path in _globbed(folder, file)]
        if not found:
            return {}
        with found[0].open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        return {(row[group] if group else "", row[forecaster]): row[figure] for row in rows}

    return read


def _always(figure: str) -> Callable[[Path], Mapping[tuple[str, str], str]]:
    """The figures that the leaderboard has of the two models that are made here."""
    read = _of_csv("leaderboards/csv/leaderboard_baseline.csv", "Model", figure)
    return lambda place: {key: shown for key, shown in read(place).items() if key[1] in ALWAYS}


def _means(
    file: str, value: str, metric: str, by: Sequence[str]
) -> Callable[[Path], Mapping[tuple[str, str], str]]:
    """The mean of each model's published scores, by group, of a hub's file of scores."""

    def read(place: Path) -> Mapping[tuple[str, str], str]:
        found: dict[tuple[str, str], list[float]] = {}
        with (place / file).open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                if row["metric"] == metric:
                    group = " / ".join(row[name] for name in by)
                    key = (group, f"{row['team_id']}-{row['model_id']}")
                    found.setdefault(key, []).append(float(row[value]))
        return {key: repr(fsum(scores) / len(scores)) for key, scores in found.items()}

    return read


def _fixed(
    figures: Mapping[str, str], group: str = "", share: int = 0
) -> Callable[[Path], Mapping[tuple[str, str], str]]:
    """Figures by forecaster; of per cents so many decimals more."""
    shown = {
        name: str(Decimal(figure).scaleb(-share)) if share else figure
        for name, figure in figures.items()
    }
    return lambda _: {(group, name): figure for name, figure in shown.items()}


def _globbed(folder: Path, pattern: str) -> list[Path]:
    return sorted(folder.glob(pattern)) if folder.is_dir() else []


_HUB = ("hubverse-org+example-complex-forecast-hub", "example-complex-forecast-hub")
_SUBSET = (
    *("--where", "location=25,48", "--where", "reference_date=2022-11-19,2022-12-17"),
    *("--by", "location", "--baseline", "Flusight-baseline"),
)
_SEVEN = ("--where", "option=0.05,0.1,0.25,0.5,0.75,0.9,0.95")
_EVALS = "*hubEvals/tests/testthat/testdata/"
_UTILS = (
    *("--forecaster", "model", "--by", "target_type", "--quantile", "quantile_level"),
    *("--question", "target_type", "location", "target_end_date", "forecast_date", "horizon"),
    *("--value", "predicted", "--observed", "observed"),
)
FIGURES = (
    *(
        Figure(
            "hubverse", what, _HUB, ("--kind", kind, *options, *_SUBSET), key, published, digits=9
        )
        for what, kind, options, key, published in (
            (
                "WIS of hubEvals' test hub",
                "quantile",
                _SEVEN,
                "wis",
                _of_csv(f"{_EVALS}exp_pairwise_scores.csv", "model_id", "wis", "location"),
            ),
            (
                "relative skill of the same",
                "quantile",
                _SEVEN,
                "relative_skill",
                _of_csv(
                    f"{_EVALS}exp_pairwise_scores.csv", "model_id", "wis_relative_skill", "location"
                ),
            ),
            (
                "relative skill scaled by the baseline",
                "quantile",
                _SEVEN,
                "relative_skill_scaled",
                _of_csv(
                    f"{_EVALS}exp_pairwise_scores.csv",
                    "model_id",
                    "wis_scaled_relative_skill",
                    "location",
                ),
            ),
            (
                "ranked probability score of its categories",
                "category",
                (),
                "ranked_probability_score",
                _of_csv(f"{_EVALS}exp_pmf_scores.csv", "model_id", "rps", "location"),
            ),
        )
    ),
    *(
        Figure(
            "hubverse",
            f"{key} of its {kind}s",
            _HUB,
            ("--kind", kind, *(_SEVEN if kind == "quantile" else ()), *_SUBSET[:4]),
            key,
            _fixed(figures),
        )
        for kind, keys in PRINTED["hubverse"].items()
        for key, figures in keys.items()
    ),
    *(
        Figure(
            name,
            f"WIS of {scores} forecasts by {', '.join(by)} and model",
            (f"european-modelling-hubs+{name}/repo", name),
            (
                *("--kind", "quantile", "--as-of", as_of, "--where", "horizon=1,2,3,4"),
                *("--by", *by),
            ),
            "wis",
            _means(
                f"model-evaluation/snapshots/{snapshot}-forecast_scores.csv",
                "value_absolute",
                "WIS",
                by,
            ),
            digits=6,
        )
        for name, as_of, snapshot, by, scores in (
            (
                "RespiCast-SyndromicIndicators",
                "2024-11-15",
                "2024-11-13",
                ("target", "location"),
                "3,300",
            ),
            ("RespiCast-Covid19", "2024-12-20", "2024-12-18", ("location",), "2,040"),
        )
    ),
    *(
        Figure(
            "M3 competition",
            what,
            ("robjhyndman+Mcomp", "Mcomp"),
            (
                *("--forecaster", "method", "--question", "series", "step", "--value", "said"),
                *("--observed", "came", "--naive-error", "naive_error", "--weight", "weight"),
            ),
            key,
            _fixed({name: by[key] for name, by in PRINTED["M3 competition"].items()}, share=share),
            table=True,
            made=m3,
            module="rdata",
        )
        for what, key, share in (
            ("symmetric error of seven methods", "symmetric_error", 2),
            ("scaled error of the same", "scaled_error", 0),
        )
    ),
    Figure(
        "PredictionBook",
        "mean Brier score of 51,135 forecasts",
        ("niplav+iqisa/data/predictionbook", "iqisa/data/predictionbook"),
        (),
        "brier",
        _one("0.161449", "*"),
    ),
    Figure(
        "Good Judgment Open",
        "squared error of 15 people on what came true",
        ("listar2000+pm_ranking/data", "pm_ranking/data"),
        ("--kind", "probability", "--where", "observed=1"),
        "brier",
        _fixed(PRINTED["Good Judgment Open"]),
    ),
    *(
        Figure(
            "Metaculus",
            f"{kind} score of ten professionals on 49 questions",
            ("Metaculus+aib-analysis", "aib-analysis"),
            ("--metaculus",),
            f"{kind}_score",
            partial(spot_scores, kind=f"spot_{kind}"),
            table=True,
            made=spots,
        )
        for kind in ("baseline", "peer")
    ),
    Figure(
        "Bank of England",
        "errors of four forecasts",
        tuple(
            f"{name}/src/forecast_evaluation/data/files/fer_forecasts_minimal.parquet"
            for name in ("bank-of-england+forecast_evaluation", "forecast_evaluation")
        ),
        ("{above}/fer_outturns_minimal.parquet", "--by", "question"),
        "absolute_error",
        lambda _: {
            (question, who): error
            for who, errors in PRINTED["Bank of England"].items()
            for question, error in errors.items()
        },
        digits=9,
    ),
    *(
        Figure(
            "ForecastBench",
            what,
            ("forecastingresearch+forecastbench-datasets", "forecastbench-datasets"),
            ("--where", f"source={','.join(sources)}"),
            key,
            _always(column),
            made=rounds,
        )
        for what, sources, key, column in (
            ("Brier score of two models on data", DATASETS, "brier", "Brier Dataset"),
            ("Brier score of the same on markets", MARKETS, "brier", "Brier Market"),
            ("questions of data that count", DATASETS, "n", "N dataset"),
            ("questions of markets that count", MARKETS, "n", "N market"),
        )
    ),
    *(
        Figure(
            "scoringutils",
            f"{what} of its example",
            ("scoringutils/example_quantile.csv",),
            _UTILS,
            key,
            _of_csv("published_scores.csv", "model", figure, "target_type"),
            table=True,
            digits=3,
        )
        for what, key, figure in (
            ("WIS", "wis", "wis"),
            ("overprediction", "overprediction", "overprediction"),
            ("underprediction", "underprediction", "underprediction"),
            ("dispersion", "dispersion", "dispersion"),
            ("bias", "bias", "bias"),
            ("coverage of 50 %", "coverage_50", "interval_coverage_50"),
            ("coverage of 90 %", "coverage_90", "interval_coverage_90"),
            ("absolute error of the median", "absolute_error", "ae_median"),
        )
    ),
    *(
        Figure(
            "election2020",
            what,
            ("election2020/forecasts",),
            (
                *("--join", "{above}/results.csv", "{above}/electoral-votes.csv"),
                *("--forecaster", "model", "--question", "state_abbr"),
                *("--probability", "biden", "--observed", "biden_win", *weighted),
            ),
            key,
            _of_csv("published_scores.csv", "model", figure),
            table=True,
        )
        for what, key, figure, weighted in (
            ("Brier score of 16 models", "brier", "brier", ()),
            ("log score of the same", "log_score", "log_loss", ()),
            ("Brier by electors", "brier", "weighted_brier", ("--weight", "ec_votes")),
        )
    ),
    *(
        Figure(
            "FiveThirtyEight",
            what,
            ("fivethirtyeight/ncaa_2011_2014.csv",),
            ("--probability", "favorite_probability", "--observed", "favorite_win_flag"),
            key,
            _one(share, "ncaa_2011_2014"),
            table=True,
        )
        for what, key, share in (
            ("NCAA 2011-14: favourites won", "base_rate", "0.700"),
            ("NCAA 2011-14: they were expected to", "mean_probability", "0.721"),
        )
    ),
    *(
        Figure(
            "FluSight",
            f"{what} of 17,222,152 statements",
            ("scale/flusight_binary.parquet",),
            ("--probability", "tau", "--observed", "o"),
            key,
            _one(figure, "flusight_binary"),
            table=True,
        )
        for what, key, figure in (
            ("mean Brier score", "brier", "0.18217708"),
            ("mean log score", "log_score", "0.562260"),
            ("the number", "n", "17222152"),
        )
    ),
)


def main(roots: Sequence[Path]) -> int:
    """Print each figure that can be worked out; 1 where one differs."""
    differs = False
    with Published() as published:
        for figure in FIGURES:
            place = place_of(figure, roots)
            if place is None:
                print(f"{figure.name}: {figure.what}: {figure.places[0]} is not there")
                continue
            pairs = published.pairs(figure, place)
            if not pairs:
                print(f"{figure.name}: {figure.what}: not all that it takes is there")
                continue
            agree = sum(same(shown, ours, figure.digits) for shown, ours in pairs)
            differs |= agree < len(pairs)
            shown, ours = pairs[0]
            print(
                f"  {figure.name}: {figure.what}: published {shown}, ours {ours}; "
                f"{agree} of {len(pairs)} agree",
                flush=True,
            )
    return int(differs)


def place_of(figure: Figure, roots: Iterable[Path]) -> Path | None:
    """Where its set is, None where it is below none of the folders."""
    return next((r / p for p in figure.places for r in roots if (r / p).exists()), None)


class Published(contextlib.ExitStack):
    """Figures that were published beside ours; what several are of is scored once."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = Path(self.enter_context(TemporaryDirectory()))
        self._made: dict[tuple[Path, Any], Path] = {}
        self._done: dict[tuple[str, ...], Rows] = {}

    def pairs(self, figure: Figure, place: Path) -> Sequence[tuple[str, float | None]]:
        """What was published and what is ours; none where not all that it takes is there."""
        table = place
        if figure.made is not None:
            if figure.module and find_spec(figure.module) is None:
                print(f"{figure.name} takes `pip install {figure.module}`")
                return ()
            key = (place, figure.made)
            if key not in self._made:
                self._made[key] = figure.made(place, self._folder)
            table = self._made[key]
        command = ("--table", str(table)) if figure.table else (str(table),)
        options = (*command, *(o.replace("{above}", str(place.parent)) for o in figure.options))
        if options not in self._done:
            print(f"verifier score {' '.join(options)}", flush=True)
            self._done[options] = _scored(options)
        rows, published = self._done[options], figure.published(place)
        if not rows:
            return ()
        return [(shown, _figure(rows, key, figure.key)) for key, shown in published.items()]


def _scored(options: Iterable[str]) -> Rows:
    """What one run of the command writes."""
    with TemporaryDirectory() as folder, contextlib.redirect_stderr(io.StringIO()):
        with contextlib.redirect_stdout(io.StringIO()):
            if verifier(["score", *options, "--out", folder]) != 0:
                return {}
        data = json.loads((Path(folder) / "data" / "forecasters.json").read_text("utf-8"))
    parts = [("", data["forecasters"])] + [(p["group"], p["forecasters"]) for p in data["by"]]
    return {(group, row["forecaster"]): row for group, rows in parts for row in rows}


def _figure(rows: Rows, key: tuple[str, str], name: str) -> float | None:
    """The figure of one forecaster, or of all forecasts together, each counting alike."""
    if key[1] == "*":
        whole = [row for (group, _), row in rows.items() if group == key[0]]
        return sum(row[name] * row["n"] for row in whole) / sum(row["n"] for row in whole)
    value = rows.get(key, {}).get(name)
    return None if value is None else float(value)


def same(published: str, ours: float | None, digits: int | None) -> bool:
    """Whether ours rounds to what was published."""
    if ours is None:
        return False
    if digits is not None:
        return f"{ours:.{digits}g}" == f"{float(published):.{digits}g}"
    return f"{ours:.{len(published.partition('.')[2])}f}" == published


if __name__ == "__main__":
    sys.exit(main([Path(argument) for argument in sys.argv[1:]]))
