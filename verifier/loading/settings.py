"""A ledger's own word on the checks: `ledger.yaml` at its root.

How severe each check is, and which findings are as they should be, with the reason.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pydantic import Field

from verifier.diagnostics import CHECKS, Diagnostic, Severity, Span
from verifier.loading.files import Entry, Files, Missing, Unreadable, parse, unread
from verifier.loading.records import Records
from verifier.loading.validation import Found, finding, validate
from verifier.loading.yaml import Document, Route
from verifier.model.record import Record, Text

FILE = "ledger.yaml"


class Suppression(Record):
    """Findings of one check in one file, or in the record of one id, that are as they should be."""

    code: Text
    at: Text
    reason: Text


class Settings(Record):
    """`ledger.yaml`."""

    checks: Mapping[str, Literal["off", "advice", "warning", "error"]] = Field(default_factory=dict)
    suppress: tuple[Suppression, ...] = ()


@dataclass(frozen=True, slots=True)
class Configured:
    """The settings of a ledger and where they stand."""

    found: Found[Settings] | None = None

    def apply(
        self, findings: Sequence[Diagnostic], records: Records, *, ran: Collection[str]
    ) -> Iterator[Diagnostic]:
        """The findings as the ledger wants them. Suppressions of checks that `ran` must be used."""
        settings = self.found.record if self.found else None
        if settings is None or self.found is None:
            yield from findings
            return
        used: set[int] = set()
        for each in findings:
            index = _suppressed(each, settings, records)
            if index is not None:
                used.add(index)
                continue
            wanted = settings.checks.get(each.code)
            if wanted is None or CHECKS[each.code].firm:
                yield each
            elif wanted != "off":
                yield replace(each, severity=Severity(wanted))
        for index, entry in enumerate(settings.suppress):
            firm = entry.code in CHECKS and CHECKS[entry.code].firm
            if index not in used and entry.code in ran and not firm and not records.unread:
                message = f"no {entry.code} is found at `{entry.at}`"
                yield finding("VF401", message, self.found.span("suppress", index, "at"))


def _suppressed(each: Diagnostic, settings: Settings, records: Records) -> int | None:
    if CHECKS[each.code].firm:
        return None
    for index, entry in enumerate(settings.suppress):
        if entry.code == each.code and entry.at in (each.span.file, records.id_at(each.span)):
            return index
    return None


def read_settings(
    files: Files, out: list[Diagnostic], documents: dict[str, Document]
) -> Configured:
    """The settings of the ledger; what is wrong with them goes to `out`."""
    try:
        document = parse(files.read(FILE), FILE)
    except Missing:
        return Configured()
    except Unreadable as error:
        document = unread(Entry(FILE, str(error)))
    documents[FILE] = document
    out.extend(document.diagnostics)
    if document.value is None:
        return Configured()
    found = validate(document, (), document.value, Settings, out)
    if found.record is not None:
        out.extend(_check(found, found.record))
    return Configured(found)


def _check(found: Found[Settings], settings: Settings) -> Iterator[Diagnostic]:
    for code, severity in settings.checks.items():
        where: Route = ("checks", code)
        yield from _known(code, found.document.key_span(where))
        if code in CHECKS and CHECKS[code].firm and severity != "error":
            message = f"`{code}` cannot be turned down: {CHECKS[code].headline}"
            yield finding("VF402", message, found.document.key_span(where))
    for index, entry in enumerate(settings.suppress):
        span = found.span("suppress", index, "code")
        yield from _known(entry.code, span)
        if entry.code in CHECKS and CHECKS[entry.code].firm:
            message = f"`{entry.code}` cannot be suppressed: {CHECKS[entry.code].headline}"
            yield finding("VF402", message, span)


def _known(code: str, span: Span) -> Iterator[Diagnostic]:
    if code not in CHECKS:
        yield finding("VF103", f"no check `{code}`", span, help="docs/checks.md lists them")
