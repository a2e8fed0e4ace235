"""Calibration: how often what was called so likely came true, ties pooled, with bands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verifier.dataclass import dataclass
from verifier.report import format
from verifier.report.charts.axis import Axis, Tick, draw_axis, draw_upward, steps, value_ticks
from verifier.report.charts.marks import bar
from verifier.report.charts.picture import Picture, finished, heading
from verifier.report.charts.svg import WIDTH, Frame, circle, group, line, path, rect, text
from verifier.report.words import Words

_LEFT, _RIGHT, _SIDE = 88.0, float(WIDTH - 40), float(WIDTH - 40) - 88.0
_BARS = 84  # a sixth of what the square is high: only their lengths are compared


@dataclass(frozen=True, slots=True)
class Given:
    """One probability that was given: how often, and the share that came true.

    `band` is where that share lies, so often, if the probability is right.
    """

    probability: float
    count: float
    observed: float
    band: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the reliability curve, from `low` to `high`."""

    low: float
    high: float
    fitted: float


def calibration(
    given: Sequence[Given], curve: Sequence[Step], words: Words, *, name: str, title: str
) -> Picture | None:
    """The reliability diagram: equal probabilities pooled, the rising curve, the diagonal."""
    if not given or not curve:
        return None
    count = sum(tie.count for tie in given)
    frame = Frame(name, title, words("chart.calibration.alt", title=title, n=words.plain(count)))
    parts, top = heading(frame)
    top += 40
    across = Axis(0, 1, _LEFT, _RIGHT)
    up = Axis(0, 1, top + _SIDE, top)
    parts.append(text(20, top - 18, words("chart.calibration.up"), "muted"))
    parts += _ground(across, up, top, words)
    parts += _bands(frame, given, across, up)
    parts += _curve(curve, across, up)
    # Of weights that are small beside others not one may be counted.
    most = max(1, *(tie.count for tie in given))
    for tie in given:
        told = words(
            "chart.calibration.tie", p=words.number(tie.probability), n=words.plain(tie.count)
        )
        r = 6 + 12 * (tie.count / most) ** 0.5
        mark = circle(across.at(tie.probability), up.at(tie.observed), r, "ring")
        parts.append(group(told, [mark]))
    base = top + _SIDE + 40 + _BARS
    parts += _counts(given, across, base, most, words)
    parts.append(text(_RIGHT, base + 58, words("chart.calibration.across"), "muted", "end"))
    head = words.heads("chart", "probability", "n", "observed", "curve", "band")
    keys, rows = _keys(frame, given, words), _told(given, curve, words)
    return finished(frame, parts, keys, base + 76, head, rows)


def _ground(across: Axis, up: Axis, top: float, words: Words) -> Iterator[str]:
    ticks = [Tick(across.at(value), "") for value in steps(0, 1)]
    yield from draw_axis(across, ticks, top, up.left)
    yield from draw_upward(across, up, words)
    yield line(across.at(0), up.at(0), across.at(1), up.at(1), "line-reference")


def _bands(frame: Frame, given: Sequence[Given], across: Axis, up: Axis) -> Iterator[str]:
    for tie in given:
        if tie.band is not None:
            low, high = (up.at(bound) for bound in tie.band)
            fill = frame.pattern("range-hatch")
            x = across.at(tie.probability)
            yield rect(x - 9, high - 2, 18, low - high + 4, "hatched-range", fill)


def _curve(curve: Sequence[Step], across: Axis, up: Axis) -> Iterator[str]:
    points = [(across.at(p), up.at(step.fitted)) for step in curve for p in (step.low, step.high)]
    yield path(points, "line-curve", closed=False)


def _counts(
    given: Sequence[Given], across: Axis, base: float, most: float, words: Words
) -> Iterator[str]:
    """How often each probability was given, as bars under the diagram."""
    yield from draw_axis(across, value_ticks(across, words), base - _BARS, base)
    for tie in given:
        height = max(_BARS * 0.66 * tie.count / most, 2)
        yield rect(across.at(tie.probability) - 7, base - height, 14, height, "solid-range")
    yield text(
        20, base - _BARS + 16, words("chart.calibration.counts", n=words.plain(most)), "muted"
    )


def _keys(frame: Frame, given: Sequence[Given], words: Words) -> Iterator[tuple[str, str]]:
    yield circle(0, 0, 10, "ring"), words("chart.calibration.given")
    yield (
        path([(-16, 8), (0, 8), (0, -8), (16, -8)], "line-curve", closed=False),
        words("chart.calibration.curve"),
    )
    if any(tie.band is not None for tie in given):
        hatched = bar(-16, 16, 0, 22, "hatched-range", frame.pattern("range-hatch"))
        yield hatched, words("chart.calibration.band")
    yield line(-16, 12, 16, -12, "line-reference"), words("chart.calibration.perfect")


def _told(given: Sequence[Given], curve: Sequence[Step], words: Words) -> Iterator[tuple[str, ...]]:
    for tie in given:
        step = next((s for s in curve if s.low <= tie.probability <= s.high), None)
        yield (
            words.number(tie.probability),
            words.plain(tie.count),
            words.number(tie.observed),
            "—" if step is None else words.number(step.fitted),
            format.interval(tie.band, words),
        )
