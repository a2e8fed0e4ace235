"""What a file says, apart from how it is written: a comment or another layout says nothing new."""

from __future__ import annotations

import hashlib
import marshal
from typing import Any

from verifier.loading.checks import characters
from verifier.loading.files import Files, parse, read_bytes


def fingerprint(value: Any) -> str:
    """The same for equal values of a file with their keys in the same order, and for no others."""
    # The second version writes equal values alike, however they came to be.
    return hashlib.blake2b(marshal.dumps(value, 2), digest_size=16).hexdigest()


def says(files: Files, name: str) -> str | None:
    """The fingerprint of what a file says, None where its text gives rise to a finding."""
    data, unread = read_bytes(files, name)
    document = unread or parse(data, name)
    if document.diagnostics or any(characters.in_file(document)):
        return None
    return fingerprint(document.value)
