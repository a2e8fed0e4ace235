"""Read files: text that is UTF-8, under the name by which readers know them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

from verifier.diagnostics import Span
from verifier.loading.validation import finding
from verifier.loading.yaml import Document, read


def yaml_files(root: Path, folder: str) -> list[str]:
    """Every YAML file below `folder`, named from `root`, in the order of their paths."""
    return sorted(_found(root, folder), key=lambda path: path.split("/"))


def has_many(root: Path, folders: Iterable[str], many: int) -> bool:
    """Whether there are at least so many YAML files below `folders`."""
    found = chain.from_iterable(_found(root, folder) for folder in folders)
    return sum(1 for _ in islice(found, many)) == many


def _found(root: Path, folder: str) -> Iterator[str]:
    for where, folders, names in os.walk(root / folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        inside = Path(where).relative_to(root).as_posix()
        yield from (f"{inside}/{name}" for name in names if name.endswith((".yaml", ".yml")))


def read_file(path: Path, name: str) -> Document:
    """Read and parse one file, which findings call `name`."""
    data, unread = read_bytes(path, name)
    return unread or parse(data, name)


def read_bytes(path: str | Path, name: str) -> tuple[bytes, Document | None]:
    """The bytes of a file; where they cannot be had, a document that says why, too."""
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123  # a Path costs as much again
            return file.read(), None
    except OSError as error:
        return b"", _unread(name, f"cannot be read: {error.strerror}", Span(name))


def parse(data: bytes, name: str) -> Document:
    """Parse the bytes of one file."""
    try:
        text = decoded(data)
    except UnicodeDecodeError as error:
        return _unread(name, "not UTF-8 text", _place(name, data, error.start))
    document = read(name, text)
    if document.value is None and not document.diagnostics:
        document.diagnostics.append(finding("VF004", "the file is empty", Span(name)))
    return document


def decoded(data: bytes) -> str:
    """The text of a file; raises `UnicodeDecodeError` where it is no UTF-8."""
    return data.decode().removeprefix("\ufeff")


def _unread(name: str, why: str, span: Span) -> Document:
    return Document(name, "", diagnostics=[finding("VF004", why, span)])


def _place(name: str, data: bytes, offset: int) -> Span:
    """Where the byte at `offset` stands."""
    before = data[:offset].decode("utf-8-sig", errors="replace")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return Span(name, line, column, line, column + 1)
