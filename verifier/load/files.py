"""Read files: text that is UTF-8, under the name by which readers know them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from verifier.diagnostics import Span
from verifier.load.validation import finding
from verifier.load.yaml import Document, read


def yaml_files(folder: Path) -> Iterator[Path]:
    """Every YAML file below `folder`, in the order of their paths."""
    yield from sorted(path for path in folder.rglob("*.y*ml") if path.suffix in (".yaml", ".yml"))


def read_file(path: Path, name: str) -> Document:
    """Read and parse one file, which findings call `name`."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        document = Document(name, "")
        why = "not UTF-8 text" if isinstance(error, UnicodeDecodeError) else str(error.strerror)
        document.diagnostics.append(finding("VF004", f"cannot be read: {why}", Span(name)))
        return document
    document = read(name, text)
    if document.place is None and not document.diagnostics:
        document.diagnostics.append(finding("VF004", "the file is empty", Span(name)))
    return document
