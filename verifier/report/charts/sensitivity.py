"""What changes by scheme: for each forecaster the printed score and the others that are as good."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verifier.dataclass import dataclass
from verifier.report import format
from verifier.report.charts.axis import LEFT, RIGHT, Axis
from verifier.report.charts.lettering import wrap
from verifier.report.charts.marks import bar
from verifier.report.charts.picture import Picture, finished, heading, stacked
from verifier.report.charts.ranges import draw_scores, labelled
from verifier.report.charts.svg import Frame, circle, group, line, text
from verifier.report.words import Words
from verifier.score.envelope import Envelope

_LINE, _LANE, _GAP = 27, 28, 14


@dataclass(frozen=True, slots=True)
class SchemeRow:
    """A forecaster's score as printed, and under every other scheme by the scheme's name.

    None where a scheme leaves nothing to score.
    """

    label: str
    printed: Envelope | None
    others: tuple[tuple[str, Envelope | None], ...]


def schemes(rows: Sequence[SchemeRow], words: Words) -> Picture | None:
    """From the lowest score that any scheme gives to the highest, and which they are.

    None where every other scheme says what is printed.
    """
    shown = [row for row in rows if _ends(row)]
    told = list(_told(shown, words))
    if len(told) == len(shown):
        return None
    title = words("picture.schemes")
    frame = Frame("schemes", title, words("chart.schemes.alt", title=title, n=len(shown)))
    parts, top = heading(frame)
    axis = Axis(0.0, 1.0)
    lanes, y = stacked(shown, lambda row, y: _row(frame, row, axis, y, words), top)
    parts += draw_scores(axis, top, y, words)
    head, keys = words.heads("chart", "forecaster", "scheme", "brier"), _keys(frame, shown, words)
    return finished(frame, [*parts, *lanes], keys, y + 74, head, told)


def _value(value: Envelope) -> tuple[float, float]:
    """The central value, or both ends where no single one is admissible."""
    if value.central is None:
        return value.best, value.worst
    return value.central, value.central


def _ends(row: SchemeRow) -> list[tuple[float, str]]:
    """Every score of the row with its scheme's name, lowest first; the printed one has no name."""
    named = [("", row.printed), *row.others]
    return sorted((end, name) for name, value in named if value for end in _value(value))


def _row(frame: Frame, row: SchemeRow, axis: Axis, y: float, words: Words) -> tuple[str, float]:
    printed = format.envelope(row.printed, words)
    parts, y = labelled(row.label, printed, y)
    lane = y + 4 + _LANE / 2
    ends = _ends(row)
    low, high = ends[0][0], ends[-1][0]
    parts.append(line(axis.at(low), lane, axis.at(high), lane, "line-muted"))
    for value in dict.fromkeys(value for value, _ in ends):
        parts.append(circle(axis.at(value), lane, 7, "hollow-range"))
    if row.printed is not None:
        parts += _printed(frame, row.printed, axis, lane)
    y = lane + _LANE / 2
    for told in _extremes(row, words):
        for words_line in wrap(told, RIGHT - LEFT, 2):
            y += _LINE
            parts.append(text(LEFT, y - 6, words_line, "muted"))
    return group(row.label, parts), y + _GAP


def _printed(frame: Frame, value: Envelope, axis: Axis, y: float) -> Iterator[str]:
    if value.central is not None:
        yield circle(axis.at(value.central), y, 9, "dot")
        return
    left, right = axis.at(value.best), axis.at(value.worst)
    yield bar(left, right, y, 14, "hatched-range", frame.pattern("range-hatch"))


def _extremes(row: SchemeRow, words: Words) -> Iterator[str]:
    """The schemes that give the least and the most, where they differ from what is printed."""
    ends = _ends(row)
    least, most = ends[0][0], ends[-1][0]
    if row.printed is None and least == most:
        yield _named("only", least, ends, words)
        return
    low, high = _value(row.printed) if row.printed else (None, None)
    differing = [
        _named(key, end, ends, words)
        for key, end, own in (("lowest", least, low), ("highest", most, high))
        if own is None or abs(end - own) >= 0.005  # else the two hundredths printed are the same
    ]
    if differing:
        yield from differing
    elif all(value in (low, high) for value, _ in ends):
        yield words("chart.schemes.same")
    else:
        yield words("chart.schemes.within")


def _named(key: str, end: float, ends: Sequence[tuple[float, str]], words: Words) -> str:
    names = dict.fromkeys(name for value, name in ends if value == end and name)
    return words(
        f"chart.schemes.{key}", value=words.number(end), scheme=words("list.comma").join(names)
    )


def _keys(frame: Frame, rows: Sequence[SchemeRow], words: Words) -> Iterator[tuple[str, str]]:
    if any(row.printed and row.printed.central is not None for row in rows):
        yield circle(0, 0, 9, "dot"), words("chart.schemes.printed")
    if any(row.printed and row.printed.central is None for row in rows):
        hatched = bar(-16, 16, 0, 14, "hatched-range", frame.pattern("range-hatch"))
        yield hatched, words("chart.schemes.printed_range")
    yield circle(0, 0, 7, "hollow-range"), words("chart.schemes.other")


def _told(rows: Sequence[SchemeRow], words: Words) -> Iterator[tuple[str, str, str]]:
    """Each row as printed, and under the schemes that give something else."""
    for row in rows:
        printed = format.envelope(row.printed, words)
        yield row.label, words("chart.schemes.printed"), printed
        for name, value in row.others:
            if (shown := format.envelope(value, words)) != printed:
                yield row.label, name, shown
