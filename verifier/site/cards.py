"""Pictures to share a page with: its title, one sentence, and whose it is, as PNG.

1200 by 630 points is what social networks show whole; they take no SVG.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import ziafont
from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 1200, 630  # what networks ask for (Open Graph, 1.91 to 1)
_MARGIN = 72
_INK, _MUTED, _PAPER, _MARK = "#1f2328", "#57606a", "#ffffff", "#0072b2"
_SHADES = 5
"""Steps from paper to each ink: with paper sixteen colours, enough for the edges of letters."""
_FONT = Path(ziafont.__file__).parent / "fonts" / "DejaVuSans.ttf"
"""DejaVu Sans has Latin, Cyrillic and Greek; it comes with a library for fonts."""


class Cards:
    """Draws cards of one site."""

    def __init__(self, site: str, address: str) -> None:
        self._site = site
        self._address = address.removeprefix("https://").removeprefix("http://").rstrip("/")

    @cached_property
    def _fonts(self) -> tuple[ImageFont.FreeTypeFont, ImageFont.FreeTypeFont]:
        """For the title, and for all else."""
        return ImageFont.truetype(str(_FONT), 46), ImageFont.truetype(str(_FONT), 30)

    @cached_property
    def _palette(self) -> Image.Image:
        """Paper, and each ink in shades: found once, where it would cost most of a card."""
        paper = Image.new("RGB", (1, 1), _PAPER)
        inks = (Image.new("RGB", (1, 1), ink) for ink in (_INK, _MUTED, _MARK))
        mixed = [
            Image.blend(paper, ink, n / _SHADES) for ink in inks for n in range(1, 1 + _SHADES)
        ]
        palette = Image.new("P", (1, 1))
        palette.putpalette(b"".join(one.tobytes() for one in [paper, *mixed]))
        return palette

    def draw(self, title: str, sentence: str) -> bytes:
        """One card as a PNG file; what does not fit ends in an ellipsis."""
        image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
        pen = ImageDraw.Draw(image)
        large, small = self._fonts
        pen.rectangle((0, 0, 18, HEIGHT), fill=_MARK)
        pen.text((_MARGIN, 56), self._site, font=small, fill=_MUTED)
        y = 128
        for line in _wrapped(title, large, 4):
            pen.text((_MARGIN, y), line, font=large, fill=_INK)
            y += 62
        y += 18
        for line in _wrapped(sentence, small, (HEIGHT - 110 - y) // 42):
            pen.text((_MARGIN, y), line, font=small, fill=_MUTED)
            y += 42
        pen.text((_MARGIN, HEIGHT - 72), self._address, font=small, fill=_MARK)
        out = io.BytesIO()
        image.quantize(palette=self._palette, dither=Image.Dither.NONE).save(out, "PNG")
        return out.getvalue()


def _wrapped(text: str, font: ImageFont.FreeTypeFont, most: int) -> list[str]:
    """The text in at most so many lines."""
    lines = [*_lines(text.split(), font, WIDTH - 2 * _MARGIN, most + 1)]
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and font.getlength(f"{last}…") > WIDTH - 2 * _MARGIN:
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip()}…"]


def _lines(words: list[str], font: ImageFont.FreeTypeFont, width: int, most: int) -> Iterator[str]:
    line = ""
    for word in words:
        longer = f"{line} {word}".strip()
        if line and font.getlength(longer) > width:
            yield line
            most -= 1
            if most <= 0:
                return
            line = word
        else:
            line = longer
    yield line
