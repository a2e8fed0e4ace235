"""How drawings look: one role for each meaning, a light and a dark colour for each role.

The colours are those of Okabe & Ito, which the colour-blind tell apart, lightened or darkened
where the ground needs it; shape and pattern say the same once more. A drawing has a ground of its
own, so that it stays legible on a page whose theme is not the reader's system's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_LIGHT, _DARK = 0, 1
_COLOURS: Mapping[str, tuple[str, str]] = {
    "paper": ("#ffffff", "#0d1117"),
    "ink": ("#1f2328", "#e6edf3"),
    "muted": ("#57606a", "#a6b0ba"),
    "grid": ("#d8dee4", "#30363d"),
    "range": ("#0072b2", "#56b4e9"),
    "event": ("#c24e00", "#f0824a"),
    "good": ("#00785a", "#2fbf97"),
    "bad": ("#b8420a", "#ef7f45"),
    "contested": ("#9c4f7c", "#d99abf"),
}
_DECLARATIONS: Mapping[str, str] = {
    "paper": "fill:{paper}",
    "ink": "fill:{ink};stroke:{paper}",
    "muted": "fill:{muted};stroke:{paper}",
    "strong": "fill:{ink};stroke:{paper};font-weight:600",
    "title": "fill:{ink};stroke:{paper};font-weight:600",
    "solid-ink": "fill:{ink}",
    "on-mark": "fill:none;stroke:{paper};stroke-width:3;stroke-linecap:round",
    "line-grid": "fill:none;stroke:{grid};stroke-width:1.5",
    "line-axis": "fill:none;stroke:{muted};stroke-width:2",
    "line-reference": "fill:none;stroke:{muted};stroke-width:2;stroke-dasharray:8 6",
    "line-said": "fill:none;stroke:{ink};stroke-width:4",
    "line-range": "fill:none;stroke:{range};stroke-width:3",
    "line-event": "fill:none;stroke:{event};stroke-width:3",
    "line-guide": "fill:none;stroke:{event};stroke-width:1.5;stroke-dasharray:2 5",
    "solid-range": "fill:{range}",
    "hollow-range": "fill:{paper};stroke:{range};stroke-width:3",
    "hatched-range": "stroke:{range};stroke-width:2",
    "solid-event": "fill:{event};stroke:{paper};stroke-width:2",
    "hollow-event": "fill:{paper};stroke:{event};stroke-width:3",
    "hatched-event": "stroke:{event};stroke-width:2",
    "dot": "fill:{ink};stroke:{paper};stroke-width:3",
    "solid-good": "fill:{good}",
    "solid-bad": "fill:{bad}",
    "solid-contested": "fill:{contested}",
    "hollow-muted": "fill:{paper};stroke:{muted};stroke-width:3",
    "line-muted": "fill:none;stroke:{muted};stroke-width:3;stroke-linecap:round",
    "ring": "fill:none;stroke:{event};stroke-width:3",
    "line-curve": "fill:none;stroke:{range};stroke-width:5;stroke-linejoin:round",
    "line-bad": "fill:none;stroke:{bad};stroke-width:5;stroke-linecap:round",
    "line-good": "fill:none;stroke:{good};stroke-width:3",
}
_CLASS = re.compile(r'class="([a-z-]+)"')
# The larger letters are for phones, where the drawing is shown at half its size. A seam in the
# ground's colour keeps letters legible where a line passes behind them.
LETTER = 22
_TEXT = (
    f"text{{font:{LETTER}px system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',Arial,sans-serif;"
    "paint-order:stroke;stroke-width:6px;stroke-linejoin:round}"
    "@media (min-width:520px){text{font-size:17px}}"
)


def style_sheet(body: str) -> str:
    """The rules for the classes that `body` uses, light, and dark where the screen is."""
    used = sorted(set(_CLASS.findall(body)))
    dark = _rules(used, _DARK)
    return f"{_TEXT}{_rules(used, _LIGHT)}@media screen and (prefers-color-scheme:dark){{{dark}}}"


def _rules(used: list[str], theme: int) -> str:
    colours = {role: pair[theme] for role, pair in _COLOURS.items()}
    return "".join(f".{name}{{{_DECLARATIONS[name].format_map(colours)}}}" for name in used)
