"""A scored table as a page of Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any

from verifier.report.charts.calibration import Given, Step, calibration
from verifier.report.charts.murphy import MurphyRow, murphy_diagram
from verifier.report.charts.picture import Picture, embed
from verifier.report.charts.ranges import RangeRow, accuracy
from verifier.report.escape import Markdown, code, md
from verifier.report.markdown import (
    EMPTY,
    Lines,
    compose,
    heading,
    item,
    joined,
    page,
    para,
    table,
    whole,
)
from verifier.report.method import metrics
from verifier.report.standings import SQUARE, Shown, standing_lines, why
from verifier.report.words import Words, rounded
from verifier.score.accuracy import divides
from verifier.score.envelope import Envelope
from verifier.score.formula import LEVEL
from verifier.score.metrics import METRICS, STANDINGS
from verifier.tables.columns import Kind
from verifier.tables.data import Scored, as_json, bounded, sure, weighed
from verifier.tables.entries import main_metric
from verifier.tables.figures import MAIN, SHOWN
from verifier.tables.placing import FITTED

_PROBABILITY = (
    *("brier", "log_score", "baseline_score", "peer_score", "advantage", "skill"),
    *("miscalibration", "miscalibration_corrected", "calibration_chance", "discrimination"),
    *("pod", "far"),
)
# More pictures of curves are drawn, and not shown on the page.
_SHOWN = 4
_DAYS = ("lead_time", "timing_error", "window_width")
_OF: Mapping[str, Sequence[str]] = {
    **dict.fromkeys(("skill", "symmetric_error", "scaled_error"), ("questions", "n")),
    **dict.fromkeys(
        ("relative_skill", "relative_skill_scaled"), ("compared_questions", "questions")
    ),
    "pod": ("pod_n",),
    "far": ("far_n",),
}
"""The ratios among the columns, and what says how many they are of: the first that does."""
_EXPLAINED = {
    "brier": (
        *("brier", "log_score", "miscalibration", "corrected_miscalibration"),
        *("calibration_chance", "discrimination", "pod", "far", "wilson_of_clusters"),
    ),
    **{
        MAIN[kind]: tuple("time_covered" if key == "covered" else key for key in shown)
        for kind, shown in SHOWN.items()
    },
    "wis": ("weighted_interval_score", "coverage", "quantile_bias", "absolute_error"),
}


def scorecards(result: Scored, words: Words) -> Mapping[str, str | bytes]:
    """Every file of a scored table, path to text."""
    drawn, curves = _picture(result, words), _curves(result, words)
    murphy = _murphy(result, words)
    readme = page(_lines(result, words, drawn, curves, murphy))
    files: dict[str, str | bytes] = {"README.md": readme, "data/forecasters.json": as_json(result)}
    return files | {p.path: p.svg for p in (drawn, murphy, *curves) if p is not None}


def _curves(result: Scored, words: Words) -> Sequence[Picture]:
    """The reliability curve of each forecaster, as far as a page can show them."""
    rows = _calibrated(result)
    places = {row["forecaster"]: place for place, row in enumerate(result.rows, start=1)}
    drawn = (
        calibration(
            [
                Given(
                    one["probability"],
                    round(one["n"]),
                    one["observed"],
                    tuple(one["band"]) if one["band"] else None,
                )
                for one in row["calibration_bins"]
            ],
            [Step(one["low"], one["high"], one["fitted"]) for one in row["calibration_curve"]],
            words,
            name=f"calibration-{places[row['forecaster']]}",
            title=words("picture.calibration", name=row["forecaster"]),
        )
        for row in (rows if len(rows) <= SQUARE else ())
    )
    return [picture for picture in drawn if picture is not None]


def _calibrated(result: Scored) -> Sequence[Mapping[str, Any]]:
    """Those with a reliability curve."""
    return [row for row in result.rows if row.get("calibration_curve")]


def _murphy(result: Scored, words: Words) -> Picture | None:
    """The diagram of those who answered all questions of the first group, as they are ranked."""
    found, rows = result.standings, {row["forecaster"]: row for row in result.rows}
    if not found.questions:
        return None
    curves = [
        MurphyRow(row.forecaster, rows[row.forecaster]["murphy"])
        for row in found.rows
        if row.group == 1
        and row.compared == row.questions == found.questions[0]
        and rows[row.forecaster].get("murphy")
    ]
    return murphy_diagram(curves, words)


def _picture(result: Scored, words: Words) -> Picture | None:
    """Each forecaster's mean Brier score with its interval, as far as they fit a picture."""
    rows = result.standings.rows
    if main_metric(result.table) != "brier" or len(rows) > SQUARE:
        return None
    counts = {row["forecaster"]: row["n"] for row in result.rows}
    ranges = [
        RangeRow(
            row.forecaster,
            Envelope(row.mean, row.mean, row.mean),
            row.interval,
            counts[row.forecaster],
        )
        for row in rows
    ]
    return accuracy(ranges, words)


def _lines(
    result: Scored,
    words: Words,
    drawn: Picture | None,
    curves: Sequence[Picture],
    murphy: Picture | None,
) -> Lines:
    held = result.table
    yield from heading(words.md("table.title", name=md(result.name)), 1)
    yield from para(
        words.md("table.intro", rows=_figure(held.rows, words), scored=_figure(held.scored, words))
    )
    yield from _left_out(result, words)
    yield from _standings(result, words)
    if drawn is not None:
        yield from embed(drawn, words)
    if len(curves) > _SHOWN:
        yield from para(words.md("table.curves"))
    elif curves:
        yield from para(words.md("picture.see.calibration"))
        for picture in curves:
            yield from embed(picture, words)
    if murphy is not None:
        yield from para(words.md("picture.see.murphy"))
        yield from embed(murphy, words)
    if len(result.groups) > 1:
        n, level = len(result.groups), words.percent(LEVEL)
        yield from para(words.md("table.groups_together", n=n, level=level))
    for name, part in result.groups.items():
        by = words.listed(md(column) for column in result.table.columns.by)
        yield from heading(words.md("table.group", by=by, name=md(name)))
        yield from _standings(part, words, level=3)
    yield from _metrics(
        result, words, drawn={"consistency": bool(curves), "elementary_score": murphy}
    )


def _left_out(result: Scored, words: Words) -> Lines:
    held = result.table
    if not held.bad:
        return
    yield from heading(words.md("table.left_out"))
    yield from table(
        words.heads("table", "reason", "column", "rows"),
        [
            [words.md(f"table.bad.{fault.bad}"), _column(fault.role, words), _figure(count, words)]
            for fault, count in held.bad.items()
        ],
    )
    if held.lacking:
        yield from para(words.md("table.lacking", names=_named(held.lacking, words)))
    if held.examples:
        yield from para(words.md("table.first"))
        roles = [role for role, _ in held.examples[0].cells]
        yield from table(
            [*words.heads("table", "row", "reason"), *(md(held.names[role]) for role in roles)],
            [
                [
                    whole(bad.row),
                    words.md(f"table.bad.{bad.fault.bad}"),
                    *(EMPTY if cell is None else code(cell) for _, cell in bad.cells),
                ]
                for bad in held.examples
            ],
        )


def _named(counts: Mapping[str, int], words: Words) -> Markdown:
    """Who, with how many, the most first; of many the first."""
    first = sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:SQUARE]
    names = [compose("{} ({})", md(name), _figure(n, words)) for name, n in first]
    return words.listed([*names, md("…")] if len(counts) > len(first) else names)


def _levels(result: Scored, words: Words) -> Lines:
    """Where not all gave the same levels, and who is alone with theirs."""
    held: dict[str, dict[frozenset[float] | None, list[str]]] = {}
    for name, own in result.table.figures.items():
        for question, figure in own.items():
            held.setdefault(question, {}).setdefault(figure.levels, []).append(name)
    apart = [by_levels.values() for by_levels in held.values() if len(by_levels) > 1]
    if apart:
        alone = Counter(names[0] for each in apart for names in each if len(names) == 1)
        told = words.md("table.alone", names=_named(alone, words)) if alone else EMPTY
        yield from para(joined([words.md("table.levels", n=len(apart)), told], " "))


def _column(role: str | None, words: Words) -> Markdown:
    return words.md(f"table.role.{role}") if role else EMPTY


def _standings(result: Scored, words: Words, level: int = 2) -> Lines:
    main = main_metric(result.table)
    if result.refused is None:
        yield from heading(words.md("table.ranking"), level)
        rows = {row["forecaster"]: row["n"] for row in result.rows}
        few = result.choices.rules.schemes.thresholds
        figure = words.md(f"table.col.{main}")
        told = Shown(words, md, figure, rows, few.ratio, few.rank, sure(result))
        yield from standing_lines(result.standings, told)
        yield from _days(result, words)
        yield from _beyond(result, words)
        yield from _unranked(result, words)
        if any(len(names) > FITTED for names in result.standings.groups):
            yield from para(words.md("table.unbounded", most=_figure(FITTED, words)))
    yield from _families(result, words)
    yield from _levels(result, words)
    yield from heading(words.md("table.scores"), level)
    if result.refused is not None:
        yield compose("{} {}", words.md("table.no_ranking"), why(result.refused, words))
        yield EMPTY
    least = result.choices.rules.schemes.thresholds.ratio
    # Relative skill stands here where no ranking shows it.
    relative = (*(("relative_skill",) if result.refused else ()), "relative_skill_scaled")
    held = [_telling(row, least) for row in result.rows]
    shown = [
        key
        for key in (*SHOWN.get(result.table.columns.kind, _PROBABILITY), *relative, *_DAYS)
        if any(row.get(key) is not None for row in held)
    ]
    with_interval = any(row[f"{main}_interval"] for row in result.rows)
    # Where nobody is ranked no other table says of how many questions these figures are.
    asked = ["questions"] if result.refused and any(row["questions"] for row in held) else []
    head = ["forecaster", *asked, "n", main, *(["interval"] if with_interval else []), *shown[1:]]
    yield from table(
        [words.md(f"table.col.{key}", level=words.percent(LEVEL)) for key in head],
        [[_cell(key, row, main, words) for key in head] for row in held],
    )
    for key in relative:
        if key in shown:
            yield from para(words.md(f"table.{key}"))
    ratios = ((key, row) for row in result.rows for key in _OF.keys() & row.keys())
    left = {_too_little(key, row, least) for key, row in ratios if row[key] is not None}
    for why_out in ("ratios", "no_skill"):
        if why_out in left:
            yield from para(words.md(f"table.{why_out}", least=least))
    yield from _read_with_care(result, words)


def _beyond(result: Scored, words: Words) -> Lines:
    """Up to which score, and which weight, of a question that may come bounds hold."""
    most, heaviest = result.choices.most, result.choices.heaviest
    if most is not None:
        yield from para(words.md("table.most", most=_figure(most, words)))
    elif not bounded(result):
        yield from para(words.md("table.no_bound"))
    if result.table.columns.weight and heaviest is not None:
        yield from para(words.md("table.heaviest", heaviest=words.plain(heaviest)))
    elif not weighed(result):
        yield from para(words.md("table.heavier"))


def _read_with_care(result: Scored, words: Words) -> Lines:
    """What else is to be known of the columns of scores."""
    coarse = [row["coarse"] for row in result.rows if "coarse" in row]
    if coarse:
        most = ceil(max(coarse) * 10_000) / 10_000
        yield from para(words.md("table.coarse", most=words.figure(rounded(most, 4))))
    if any(row["questions"] and row["n"] > row["questions"] for row in result.rows):
        yield from para(words.md("table.once"))
    if result.table.columns.days == "each":
        yield from para(words.md("table.standing"))
    elif any(row["questions"] and row["n"] > row["questions"] for row in _calibrated(result)):
        yield from para(words.md("table.sharing"))
    uncalibrated = [row for row in result.rows if row.get("calibration_refused")]
    if uncalibrated:
        need = uncalibrated[0]["calibration_refused"]["need"]
        yield from para(words.md("table.uncalibrated", need=need))


def _families(result: Scored, words: Words) -> Lines:
    """How many questions share their luck, and what that changes."""
    if found := result.table.families:
        n = len(set(found.values()))
        yield from para(words.md("table.families", n=n, questions=len(found)))


def _days(result: Scored, words: Words) -> Lines:
    """Whether it is known who spoke when and what shares its luck, and who is compared so."""
    held = result.table
    if not held.columns.family:
        yield from para(words.md("table.no_families"))
    if held.spoken is not None and held.spoken.apart:
        yield from para(words.md("table.apart", n=held.spoken.apart))
    elif not held.columns.said and held.columns.kind != Kind.OVER_TIME:
        dated = held.columns.kind == Kind.PROBABILITY
        remedy = words.md("table.undated.said" if dated else "table.undated.by")
        yield from para(words.md("table.undated"), remedy)


def _telling(row: Mapping[str, Any], least: int) -> Mapping[str, Any]:
    """The row without ratios of too little."""
    left = [key for key in _OF.keys() & row.keys() if _too_little(key, row, least)]
    return {**row, **dict.fromkeys(left)} if left else row


def _too_little(key: str, row: Mapping[str, Any], least: int) -> str | None:
    """Why a figure does not stand on a page, if it is a ratio of too little; the data have each."""
    counts = [row.get(of) for of in _OF.get(key, ())]
    count = next(filter(None, counts), 0)
    if counts and count < least:
        return "ratios"
    if key == "skill" and not divides(reference=row["reference_brier"], questions=count):
        return "no_skill"
    return None


def _cell(key: str, row: Mapping[str, Any], main: str, words: Words) -> Markdown:
    match key:
        case "forecaster":
            return md(row["forecaster"])
        case "interval":
            return _between(row[f"{main}_interval"], words)
        case "calibration_chance" if row.get(key) is not None and row[key] < _LEAST_CHANCE:
            # That nothing is left to chance no test says.
            return compose("\\< {}", words.figure(f"{_LEAST_CHANCE}"))
        case _:
            return _figure(row.get(key), words)


_LEAST_CHANCE = 0.001
"""What is less would be printed as zero."""


def _figure(value: float | None, words: Words) -> Markdown:
    if value is None:
        return EMPTY
    if isinstance(value, int):
        return words.figure(f"{value:,}")
    return words.score(value)


def _between(ends: list[float] | None, words: Words) -> Markdown:
    return (
        EMPTY
        if ends is None
        else compose("{} – {}", _figure(ends[0], words), _figure(ends[1], words))
    )


def _unranked(result: Scored, words: Words) -> Lines:
    """Who has no rank, and why."""
    named: dict[Markdown, list[Markdown]] = {}
    for row in result.standings.rows:
        if row.rank_refused is not None:
            named.setdefault(why(row.rank_refused, words), []).append(md(row.forecaster))
    if named:
        yield from para(words.md("standings.unplaced"))
        for reason, names in named.items():
            yield item(compose("{}: {}", words.listed(names), reason))
        yield EMPTY


def _metrics(result: Scored, words: Words, drawn: Mapping[str, object]) -> Lines:
    """How each number of the page is made, and what is `drawn`."""
    yield from heading(words.md("table.how"))
    yield from para(words.md("table.how_text", clamp=words.plain(result.choices.log_clamp, 9)))
    explained = {*_EXPLAINED[main_metric(result.table)], *(key for key in drawn if drawn[key])}
    explained |= {*STANDINGS} if result.refused is None else {"score_interval"}
    if any(row["relative_skill"] is not None for row in result.rows):
        explained.add("relative_skill")
    if any(pair.permuted is not None for pair in result.standings.pairs.values()):
        explained.add("permutation_chance")
    if not sure(result):
        explained -= {"score_interval", "difference_chance", "rank_bounds", "permutation_chance"}
    if result.table.columns.reference:
        explained |= {"advantage", "skill"}
    if result.table.columns.metaculus:
        explained |= {"baseline_score", "peer_score"}
    yield from metrics((id for id in METRICS if id in explained), words)
