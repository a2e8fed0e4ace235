"""A scored table as a page of Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from verifier.rank import Refusal
from verifier.rank.bootstrap import LEVEL, RESAMPLES
from verifier.report.charts import Picture, RangeRow, accuracy, embed
from verifier.report.escape import Markdown, Target, code, md
from verifier.report.markdown import (
    EMPTY,
    Lines,
    compose,
    heading,
    page,
    para,
    table,
    whole,
)
from verifier.report.words import Words
from verifier.score.envelope import Envelope
from verifier.score.metrics import METRICS
from verifier.tables.data import Scored, as_json, main_metric
from verifier.tables.scoring import COVERAGE

# A square of more than so many columns cannot be read.
_SQUARE = 20
_DRAWN = Target("charts/accuracy.svg")
_PROBABILITY = ("brier", "log_score", "miscalibration", "discrimination", "pod", "far")
_QUANTILE = (
    "wis",
    "dispersion",
    "overprediction",
    "underprediction",
    "bias",
    "absolute_error",
    *(f"coverage_{percent}" for percent in COVERAGE),
)
_DAYS = ("lead_time", "timing_error", "window_width")
_EXPLAINED = {
    "brier": ("brier", "log_score", "miscalibration", "discrimination", "pod", "far"),
    "wis": ("weighted_interval_score", "coverage", "quantile_bias", "absolute_error"),
}


def scorecards(result: Scored, words: Words) -> Mapping[str, str]:
    """Every file of a scored table, path to text."""
    drawn = _picture(result, words)
    readme = page(_lines(result, words, drawn))
    files = {"README.md": readme, "data/forecasters.json": as_json(result)}
    return files if drawn is None else {**files, _DRAWN: drawn.svg}


def _picture(result: Scored, words: Words) -> Picture | None:
    """Each forecaster's mean Brier score with its interval, as far as they fit a picture."""
    rows = result.standings.rows
    if main_metric(result.table) != "brier" or len(rows) > _SQUARE:
        return None
    ranges = [
        RangeRow(row.forecaster, Envelope(row.mean, row.mean, row.mean), row.interval)
        for row in rows
    ]
    return accuracy(ranges, words, name="accuracy", title=words("picture.accuracy"))


def _lines(result: Scored, words: Words, drawn: Picture | None) -> Lines:
    held = result.table
    yield from heading(words.md("table.title", name=md(result.name)), 1)
    yield from para(
        words.md("table.intro", rows=_figure(held.rows, words), scored=_figure(held.scored, words))
    )
    yield from _left_out(result, words)
    yield from _standings(result, words)
    if drawn is not None:
        yield from embed(drawn, _DRAWN, words)
    yield from _square(result, words)
    yield from _metrics(result, words)


def _left_out(result: Scored, words: Words) -> Lines:
    held = result.table
    if not held.bad:
        return
    yield from heading(words.md("table.left_out"))
    head = [words.md(f"table.col.{key}") for key in ("reason", "column", "rows")]
    yield from table(
        head,
        [
            [words.md(f"table.bad.{fault.bad}"), _column(fault.role, words), _figure(count, words)]
            for fault, count in held.bad.items()
        ],
    )
    if held.examples:
        yield from para(words.md("table.first"))
        roles = [role for role, _ in held.examples[0].cells]
        columns = held.columns.roles()
        yield from table(
            [
                words.md("table.col.row"),
                words.md("table.col.reason"),
                *(md(columns[r]) for r in roles),
            ],
            [
                [
                    whole(bad.row),
                    words.md(f"table.bad.{bad.fault.bad}"),
                    *(EMPTY if cell is None else code(cell) for _, cell in bad.cells),
                ]
                for bad in held.examples
            ],
        )


def _column(role: str | None, words: Words) -> Markdown:
    return words.md(f"table.role.{role}") if role else EMPTY


def _standings(result: Scored, words: Words) -> Lines:
    main = main_metric(result.table)
    ranked = any(row["rank"] for row in result.rows)
    yield from heading(words.md("table.ranking" if ranked else "table.scores"))
    if ranked:
        yield words.md("table.shared", shared=len(result.standings.shared))
    elif result.refused is not None:
        yield compose("{} {}", words.md("table.no_ranking"), why(result.refused, words))
    yield EMPTY
    shown = [
        key
        for key in (*(_QUANTILE if main == "wis" else _PROBABILITY), *_DAYS)
        if any(row.get(key) is not None for row in result.rows)
    ]
    sure = [key for key in ("rank", "ranks") if ranked]
    with_interval = any(row[f"{main}_interval"] for row in result.rows)
    head = [*sure, "forecaster", "n", main, *(["interval"] if with_interval else []), *shown[1:]]
    yield from table(
        [words.md(f"table.col.{key}", level=words.percent(LEVEL)) for key in head],
        [[_cell(key, row, main, words) for key in head] for row in result.rows],
    )
    yield from _refusals(result, words)


def _cell(key: str, row: Mapping[str, Any], main: str, words: Words) -> Markdown:
    match key:
        case "forecaster":
            return md(row["forecaster"])
        case "interval":
            return _between(row[f"{main}_interval"], words)
        case "ranks":
            ends = row["rank_interval"]
            return EMPTY if ends is None else compose("{}–{}", ends[0], ends[1])
        case _:
            return _figure(row.get(key), words)


def _figure(value: float | None, words: Words) -> Markdown:
    if value is None:
        return EMPTY
    if isinstance(value, int):
        return words.figure(f"{value:,}")
    shown = f"{value:.3f}" if abs(value) < 10 else f"{value:,.1f}"
    return words.figure(shown.removeprefix("-") if float(shown.replace(",", "")) == 0 else shown)


def _between(ends: list[float] | None, words: Words) -> Markdown:
    return (
        EMPTY
        if ends is None
        else compose("{} – {}", _figure(ends[0], words), _figure(ends[1], words))
    )


def _refusals(result: Scored, words: Words) -> Lines:
    """Why some forecasters lack what others have."""
    few = [row for row in result.rows if not row["rank"] and row["rank_refused"]]
    if few and len(few) < len(result.rows):
        need = few[0]["rank_refused"]["need"]
        names = words.listed(md(row["forecaster"]) for row in few)
        yield from para(words.md("table.unranked", names=names, need=need))
    uncalibrated = [row for row in result.rows if row.get("calibration_refused")]
    if uncalibrated:
        need = uncalibrated[0]["calibration_refused"]["need"]
        yield from para(words.md("table.uncalibrated", need=need))


def why(refusal: Refusal, words: Words) -> Markdown:
    """Why a figure is not given, as a sentence."""
    return words.md(f"refused.{refusal.reason}", have=refusal.have, need=refusal.need)


def _square(result: Scored, words: Words) -> Lines:
    names = [row["forecaster"] for row in result.rows if row["rank"]]
    if not 2 <= len(names) <= _SQUARE:
        return
    yield from heading(words.md("table.beats"))
    yield from para(words.md("table.beats_text"))
    beats = result.standings.beats
    yield from table(
        [EMPTY, *(whole(place) for place in range(1, len(names) + 1))],
        [
            [
                compose("{}. {}", place, md(one)),
                *(EMPTY if one == other else words.percent(beats[one, other]) for other in names),
            ]
            for place, one in enumerate(names, start=1)
        ],
    )


def _metrics(result: Scored, words: Words) -> Lines:
    yield from heading(words.md("table.how"))
    yield from para(
        words.md(
            "table.how_text",
            clamp=words.figure(f"{result.choices.log_clamp:.9f}".rstrip("0")),
            resamples=_figure(RESAMPLES, words),
            seed=result.choices.rng_seed,
        )
    )
    explained = _EXPLAINED[main_metric(result.table)]
    yield from table(
        [
            words.md(f"method.col.{key}")
            for key in ("metric", "formula", "range", "best", "citation")
        ],
        [
            [code(m.id), md(m.formula), md(m.range), md(m.best), md(m.citation)]
            for m in METRICS
            if m.id in explained
        ],
    )
