"""The page of formats, from what each format says of itself."""

from __future__ import annotations

from verifier.importing import NAMES
from verifier.importing.formats import Format, format_of
from verifier.importing.frame import SCHEMA
from verifier.tables.yes_no_void import VOID


def page(text: str) -> str:
    """The narrative with its tables filled in."""
    formats = [format_of(name) for name in NAMES]
    sections = [_section(name, one) for name, one in zip(NAMES, formats, strict=True)]
    columns = [f"| `{name}` | {type} | {meaning} |" for name, (type, meaning) in SCHEMA.items()]
    filled = {
        "formats": "\n\n".join(sections),
        "columns": "\n".join(["| column | type | holds |", "| --- | --- | --- |", *columns]),
        "void": ", ".join(f"`{word}`" for word in sorted(VOID)),
    }
    for key, value in filled.items():
        text = text.replace(f"{{{{{key}}}}}", value)
    return text


def _section(name: str, one: Format) -> str:
    """What a format says of itself."""
    return "\n".join(
        [
            f"### {one.title}",
            "",
            "```sh",
            f"verifier score --format {name} {one.example} --out scores",
            "```",
            "",
            f"- **Give** {one.files}.",
            f"- **Read:** {one.reads}.",
            f"- **Left out, and why:** {one.leaves}.",
            f"- Columns as in {one.source}.",
        ]
    )
