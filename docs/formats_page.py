"""The page of formats, from what each format says of itself."""

from __future__ import annotations

from verifier.importing.formats import NAMES, format_of
from verifier.importing.frame import SCHEMA, VOID


def page(text: str) -> str:
    """The narrative with its tables filled in."""
    formats = [format_of(name) for name in NAMES]
    rows = [
        f"| {one.title} | `{name}` | {one.files} | {one.reads} | {one.leaves} | {one.source} |"
        for name, one in zip(NAMES, formats, strict=True)
    ]
    head = "| source | format | give | read | left out, and why | columns as in |"
    columns = [f"| `{name}` | {type} | {meaning} |" for name, (type, meaning) in SCHEMA.items()]
    filled = {
        "formats": "\n".join([head, "| --- | --- | --- | --- | --- | --- |", *rows]),
        "columns": "\n".join(["| column | type | holds |", "| --- | --- | --- |", *columns]),
        "void": ", ".join(f"`{word}`" for word in sorted(VOID)),
    }
    for key, value in filled.items():
        text = text.replace(f"{{{{{key}}}}}", value)
    return text
