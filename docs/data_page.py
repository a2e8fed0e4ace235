"""What `data.md` says of the tables and of the database, from what makes them."""

from __future__ import annotations

from verifier.export.flat import COLUMNS, MEANING
from verifier.export.sqlite import RELATIONS, VIEW


def page(text: str) -> str:
    """The page with both as they are today, each up to the next heading."""
    for opening, now in (
        ("### `forecasts`: ", columns()),
        ("| table | what it holds |", relations()),
    ):
        start = text.index(opening)
        _, heading, rest = text[start:].partition("\n## ")
        text = text[:start] + now + heading + rest
    return text


def columns() -> str:
    """The columns of every table."""
    lines: list[str] = []
    for name, own in COLUMNS.items():
        lines += [f"### `{name}`: {MEANING[name]}", ""]
        lines += ["| column | type | meaning |", "| --- | --- | --- |"]
        lines += [f"| `{c.name}` | {c.type} | {c.meaning} |" for c in own]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def relations() -> str:
    """The tables of the database."""
    lines = ["| table | what it holds | refers to | searched |", "| --- | --- | --- | --- |"]
    for r in RELATIONS:
        refers = ", ".join(f"`{c}` to `{other}`" for c, other in r.refers.items())
        searched = f"`{r.name}_fts`: {', '.join(r.search)}" if r.search else ""
        lines.append(f"| `{r.name}` | {r.meaning} | {refers} | {searched} |")
    lines.append(f"| `record` (a view) | {VIEW} | | |")
    return "\n".join(lines) + "\n"
