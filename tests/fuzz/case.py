"""One input of the fuzzer, which a file can hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple


class Case(NamedTuple):
    """The name of a target and the input that it is tried with."""

    target: str
    input: Any
    """Texts, numbers, lists and mappings; a byte that is no UTF-8 is a lone surrogate."""

    def text(self) -> str:
        """The case as a file holds it."""
        return json.dumps({"target": self.target, "input": self.input}, indent=1) + "\n"

    @classmethod
    def of(cls, path: Path) -> Case:
        """The case in a file."""
        value = json.loads(path.read_text(encoding="utf-8"))
        return cls(value["target"], value["input"])


def as_text(data: bytes) -> str:
    """Bytes as a text that JSON can carry."""
    return data.decode("utf-8", "surrogateescape")


def as_bytes(text: str) -> bytes:
    """The bytes that `as_text` was given; a text of other origin as UTF-8."""
    return text.encode("utf-8", "surrogateescape")
