"""What a file says, apart from how it is written: a comment or another layout says nothing new."""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from verifier.keeping import RECORDS, YAML
from verifier.loading.checks import characters
from verifier.loading.files import Files, Missing, Unreadable, parse
from verifier.loading.yaml import Document


def fingerprint(value: Any) -> str:
    """The same for equal values of a file with their keys in the same order, and for no others."""
    # The second version writes equal values alike, however they came to be.
    return hashlib.blake2b(marshal.dumps(value, 2), digest_size=16).hexdigest()


def edited(
    files: Files, names: Iterable[str], was: Mapping[str, Sequence[str] | None]
) -> dict[str, Document | None] | None:
    """Those of these files that say something else by now, as they are; None what is gone.

    `was` has what each file of the ledger said. Instead of them all there is None where one that
    is no file of records has changed, or one with a finding in it, whether by now or before.
    """
    documents: dict[str, Document | None] = {}
    for name in names:
        said = was.get(name, ())
        if said is None or name.partition("/")[0] not in RECORDS or not name.endswith(YAML):
            return None
        document = None
        try:
            document = parse(files.read(name), name)
            now = says(document)
        except Missing:
            now = ""
        except Unreadable:
            now = None
        if now is None:
            return None
        if not said or said[0] != now:
            documents[name] = document
    return documents


def says(document: Document) -> str | None:
    """The fingerprint of what a file says, None where its text gives rise to a finding."""
    if document.diagnostics or any(characters.in_file(document)):
        return None
    return fingerprint(document.value)
