"""Quotations against the archived texts, which are kept outside the ledger."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from verifier.diagnostics import Diagnostic, Note
from verifier.diagnostics.check import warning
from verifier.loading.files import Folder, Unreadable
from verifier.loading.records import Records
from verifier.loading.validation import Found
from verifier.model.forecasts import Archive, Source
from verifier.text.passages import Text

NOT_IN_ARCHIVE = warning(
    "VF308",
    "quotation not in the archived text",
    "A quotation is verbatim: what was not printed cannot be held against anybody.",
    "Copy the words from the text as they stand.",
)
OTHER_TEXT = warning(
    "VF309",
    "archived text is not the one fingerprinted",
    "Quotations can only be checked against the text that was read.",
    "Restore the file, or check the quotations anew and correct `sha256`.",
)
CHECKS = (NOT_IN_ARCHIVE, OTHER_TEXT)


def capture(source: str) -> str:
    """The name of the text of a source that has no `archive`.

    >>> capture("the-paper-2023-03-01")
    'the-paper-2023-03-01.txt'
    """
    return f"{source}.txt"


def captured(folder: Path, source: str) -> bool:
    """Whether the folder of texts has one of this source, under its id."""
    return (folder / capture(source)).is_file()


def check_quotations(records: Records, folder: Path) -> Iterator[Diagnostic]:
    """Every quotation that is not in its source's archived text, and every text that is not it."""
    files = Folder(folder)
    texts: dict[str, tuple[Text, bool] | None] = {}
    for found in records.sources:
        if found.record is not None and found.record.archive is not None:
            texts[found.record.id] = yield from _text(found, found.record.archive, files)
        elif found.record is not None and captured(folder, found.record.id):
            # No fingerprint was kept of a passage that somebody copied out to compare with.
            data = files.read(capture(found.record.id))
            texts[found.record.id] = Text.of(data.decode("utf-8", errors="replace")), True
    statements: list[tuple[Found[Source], Found[Any]]] = [*records.forecasts, *records.set_aside]
    for source, statement in statements:
        quote = statement.record.quote if statement.record is not None else None
        text = texts.get(source.record.id) if source.record is not None else None
        if quote is not None and text is not None:
            yield from _quoted(statement, quote, *text)


def _text(
    found: Found[Source], archive: Archive, files: Folder
) -> Generator[Diagnostic, None, tuple[Text, bool] | None]:
    """The archived text as it is compared, and whether it is the one that was read."""
    try:
        data = files.read(archive.file)
    except Unreadable as error:
        message = f"the archived text `{archive.file}` cannot be read: {error}"
        yield OTHER_TEXT.found(message, found.span("archive", "file"))
        return None
    same = hashlib.sha256(data).hexdigest() == archive.sha256
    if not same:
        message = f"`{archive.file}` is not the text that was read: its fingerprint differs"
        yield OTHER_TEXT.found(message, found.span("archive", "sha256"))
    return Text.of(data.decode("utf-8", errors="replace")), same


def _quoted(found: Found[Any], quote: str, text: Text, same: bool) -> Iterator[Diagnostic]:
    missed = text.find(quote)
    if isinstance(missed, str):
        # Of another text than the one that was read nothing is shown: it may be anybody's.
        near = Note(f"the nearest passage: “{nearest_passage(missed, text.plain)}”")
        message = "the quotation is not in the archived text"
        yield NOT_IN_ARCHIVE.found(message, found.span("quote"), notes=(near,) * same)


def nearest_passage(quote: str, text: str) -> str:
    """The passage of `text`, as long as `quote`, around the longest run of words they share.

    >>> nearest_passage("they shall attack in May", "He said they will attack in May, or later.")
    'they will attack in May,'
    """
    wanted, words = quote.split(), text.split()
    matcher = SequenceMatcher(None, words, wanted, autojunk=False)
    match = matcher.find_longest_match(0, len(words), 0, len(wanted))
    start = max(match.a - match.b, 0)
    return " ".join(words[start : start + len(wanted)])
