"""A picture: a drawing, what it shows in words, and its numbers as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from verifier.dataclass import dataclass
from verifier.report.charts.lettering import width, wrap
from verifier.report.charts.svg import MARGIN, WIDTH, Frame, document, element, figure, text
from verifier.report.escape import Target, described, md
from verifier.report.markdown import Lines, compose, folded, linked, para, table
from verifier.report.words import Words


@dataclass(frozen=True, slots=True)
class Picture:
    """What a drawing is called, its SVG file's text, and the table folded beneath.

    All texts but `svg` are plain: they are escaped where they are printed.
    """

    frame: Frame
    svg: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def path(self) -> str:
        """Where the file is, below the root of what it is drawn for."""
        return f"charts/{self.frame.name}.svg"


def embed(picture: Picture, words: Words, up: str = "") -> Lines:
    """The picture in a Markdown page, with its table folded beneath."""
    told = described(picture.frame.description)
    yield from para(compose("!{}", linked(told, Target(f"{up}{picture.path}"))))
    rows = [[md(cell) for cell in row] for row in picture.rows]
    yield from folded(words.md("chart.data"), table([md(cell) for cell in picture.head], rows))


def heading(frame: Frame) -> tuple[list[str], float]:
    """The drawing's title in letters, and where the rest may begin."""
    lines = wrap(frame.title, (WIDTH - 2 * MARGIN) / 1.25, 3)
    parts = [text(MARGIN, 34 + 28 * index, row, "title") for index, row in enumerate(lines)]
    return parts, 34 + 28 * len(lines) - 8


_Row = TypeVar("_Row")


def stacked(
    rows: Iterable[_Row], draw: Callable[[_Row, float], tuple[str, float]], y: float
) -> tuple[list[str], float]:
    """Rows below one another, each drawn from where the one before ended; and where all end."""
    lanes = []
    for row in rows:
        lane, y = draw(row, y)
        lanes.append(lane)
    return lanes, y


def finished(
    frame: Frame,
    parts: Iterable[str],
    keys: Iterable[tuple[str, str]],
    top: float,
    head: Iterable[str],
    rows: Iterable[tuple[str, ...]],
) -> Picture:
    """The drawing of these parts with its legend from `top` on, and its numbers as rows."""
    drawn, bottom = legend(list(keys), top)
    svg = document(frame, bottom + 6, [*parts, *drawn])
    return Picture(frame, svg, tuple(head), tuple(rows))


def legend(entries: Sequence[tuple[str, str]], top: float) -> tuple[list[str], float]:
    """Marks drawn about (0, 0) with their words, in lines; and where the legend ends."""
    parts: list[str] = []
    x, y = float(MARGIN), top + 16
    for mark, label in entries:
        first, *more = wrap(label, WIDTH - 2 * MARGIN - 44, 3)
        need = 44 + width(first) + 22
        if x > MARGIN and x + need - 22 > WIDTH - MARGIN:
            x, y = float(MARGIN), y + 34
        place = f"translate({figure(x + 17)} {figure(y)})"
        parts.append(element("g", mark, transform=place))
        parts.append(text(x + 44, y + 7, first, "muted"))
        for row in more:
            y += 27
            parts.append(text(x + 44, y + 7, row, "muted"))
        x += WIDTH if more else need
    return parts, y + 22
