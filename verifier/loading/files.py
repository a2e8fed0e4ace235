"""Read files: text that is UTF-8, under the name by which readers know them."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any, Protocol

from verifier.diagnostics import Span
from verifier.loading.validation import finding
from verifier.loading.yaml import Document, read


class Kept(Protocol):
    """What earlier runs worked out, by the fingerprint of all that it depends on."""

    def get(self, digest: bytes) -> Any:
        """The value kept under this fingerprint, None where there is none."""

    def put(self, digest: bytes, value: Any) -> None:
        """Keep a value."""


def yaml_files(root: Path, folder: str) -> list[str]:
    """Every YAML file below `folder`, named from `root`, in the order of their paths."""
    found = []
    for where, folders, names in os.walk(root / folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        inside = Path(where).relative_to(root).as_posix()
        found += [f"{inside}/{name}" for name in names if name.endswith((".yaml", ".yml"))]
    return sorted(found, key=lambda path: path.split("/"))


def read_file(path: Path, name: str, kept: Kept | None = None) -> Document:
    """Read and parse one file, which findings call `name`."""
    data = b""
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        return _unread(name, f"cannot be read: {error.strerror}", Span(name))
    except UnicodeDecodeError as error:
        return _unread(name, "not UTF-8 text", _place(name, data, error.start))
    digest = hashlib.sha256(data).digest() if kept is not None else b""
    value = kept.get(digest) if kept is not None else None
    if value is not None:
        return Document(name, text, value)
    document = read(name, text)
    if document.value is None and not document.diagnostics:
        document.diagnostics.append(finding("VF004", "the file is empty", Span(name)))
    if kept is not None and not document.diagnostics:
        kept.put(digest, document.value)
    return document


def _unread(name: str, why: str, span: Span) -> Document:
    return Document(name, "", diagnostics=[finding("VF004", why, span)])


def _place(name: str, data: bytes, offset: int) -> Span:
    """Where the byte at `offset` stands."""
    before = data[:offset].decode("utf-8-sig", errors="replace")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return Span(name, line, column, line, column + 1)
