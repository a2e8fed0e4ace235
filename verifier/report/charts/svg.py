"""SVG by our own hand: the one place where text becomes XML, and numbers become coordinates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from verifier.dataclass import dataclass
from verifier.report.charts.style import style_sheet
from verifier.report.escape import plain as shown

WIDTH = 640  # units of a drawing, which pages scale
MARGIN = 20

# What XML forbids of what shows.
_FORBIDDEN = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
_NAME = re.compile(r"[^a-z0-9]+")


def xml(text: str) -> str:
    """Text as one line of XML that shows exactly it, in an element or an attribute.

    >>> xml('a < "b"')
    'a &lt; &quot;b&quot;'
    """
    return escape(plain(text))


def plain(text: str) -> str:
    """Text as one line, without characters that XML forbids or that a reader cannot see."""
    return shown(_FORBIDDEN.sub("", text))


def figure(value: float) -> str:
    """A coordinate: one decimal at most, so that the last bits of a sum never show.

    >>> figure(1 / 3), figure(2.0), figure(-0.04)
    ('0.3', '2', '0')
    """
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def element(tag: str, content: str = "", **attributes: str | float) -> str:
    """An element whose content is XML already; `class_` is `class`, `_` in names is `-`."""
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for name, value in attributes.items()
        if value != ""
    )
    return f"<{tag}{written}>{content}</{tag}>" if content else f"<{tag}{written}/>"


def _value(value: str | float) -> str:
    return xml(value) if isinstance(value, str) else figure(value)


def text(x: float, y: float, content: str, class_: str = "ink", anchor: str = "start") -> str:
    """A line of text whose content is the users'."""
    aligned = "" if anchor == "start" else anchor
    return element("text", xml(content), x=x, y=y, class_=class_, text_anchor=aligned)


def line(x1: float, y1: float, x2: float, y2: float, class_: str) -> str:
    """A straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=class_)


def rect(x: float, y: float, width: float, height: float, class_: str, fill: str = "") -> str:
    """A rectangle; `fill` names a pattern."""
    return element("rect", x=x, y=y, width=width, height=height, class_=class_, fill=fill)


def circle(x: float, y: float, r: float, class_: str) -> str:
    """A circle."""
    return element("circle", cx=x, cy=y, r=r, class_=class_)


def path(points: Iterable[tuple[float, float]], class_: str, *, closed: bool = True) -> str:
    """A polygon, or an open run of lines."""
    d = "M" + "L".join(f"{figure(x)} {figure(y)}" for x, y in points)
    return element("path", d=d + ("Z" if closed else ""), class_=class_)


def group(title: str, parts: Iterable[str]) -> str:
    """Elements that belong together, with a title that a pointer or a screen reader finds."""
    return "\n".join(("<g>", element("title", xml(title)), *parts, "</g>"))


@dataclass(frozen=True, slots=True)
class Frame:
    """What a drawing is called: a name for its ids, its title and its description in words."""

    name: str
    title: str
    description: str

    @property
    def prefix(self) -> str:
        """The name as the beginning of ids, so that two drawings on a page do not mix."""
        return _NAME.sub("-", self.name.casefold()).strip("-") or "chart"

    def pattern(self, name: str) -> str:
        """How an element refers to one of the patterns."""
        return f"url(#{self.prefix}-{name})"


def document(frame: Frame, height: float, parts: Iterable[str]) -> str:
    """A whole SVG file: title, description, style and the elements, on a ground of its own."""
    body = "\n".join(parts)
    id = frame.prefix
    used = [name for name in _PATTERNS if frame.pattern(name) in body]
    patterns = "".join(_pattern(f"{id}-{name}", _PATTERNS[name]) for name in used)
    size = f'viewBox="0 0 {WIDTH} {figure(height)}" width="{WIDTH}" height="{figure(height)}"'
    told = f'role="img" aria-labelledby="{id}-title {id}-desc"'
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {told}>',
        element("title", xml(frame.title), id=f"{id}-title"),
        element("desc", xml(frame.description), id=f"{id}-desc"),
    )
    ground = rect(0, 0, WIDTH, height, "paper")
    rest = f"{patterns}\n{ground}\n{body}" if patterns else f"{ground}\n{body}"
    return "\n".join((*head, f"<style>{style_sheet(rest)}</style>", rest, "</svg>")) + "\n"


_PATTERNS = {"event-hatch": "line-event", "range-hatch": "line-range"}


def _pattern(id: str, class_: str) -> str:
    stroke = line(0, 0, 0, 8, class_)
    return element(
        "pattern",
        stroke,
        id=id,
        width=8,
        height=8,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )
