"""A ledger's own word on the checks: `ledger.yaml` at its root.

What the ledger is called, how severe each check is, and which findings are as they should be, with
the reason.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from pydantic import Field, field_validator

from verifier.dataclass import dataclass
from verifier.diagnostics import Check, Diagnostic, Severity, Span
from verifier.diagnostics.check import firm, warning
from verifier.loading.files import Entry, Files, Missing, Unreadable, parse, unread
from verifier.loading.records import Records
from verifier.loading.rules import rules_languages
from verifier.loading.validation import WRONG_VALUE, Found, validate
from verifier.loading.yaml import Document
from verifier.model.readings import CurationRule, SecondReading
from verifier.model.record import Record, Text

NOTHING_SUPPRESSED = warning(
    "VF401",
    "suppression that suppresses nothing",
    "A suppression without a finding hides the next one that comes.",
    "Remove it from `ledger.yaml`, or fix what it names.",
)
NOT_TURNED_DOWN = firm(
    "VF402",
    "check that cannot be turned down",
    "What a run cannot do without stays an error in every ledger.",
    "Remove the line, and fix what the check finds.",
)
CHECKS = (NOTHING_SUPPRESSED, NOT_TURNED_DOWN)

FILE = "ledger.yaml"


class Suppression(Record):
    """Findings of one check in one file, or in the record of one id, that are as they should be."""

    code: Text
    at: Text
    reason: Text


class Settings(Record):
    """`ledger.yaml`: what the ledger is called and what it is about, and its word on the checks."""

    title: Text | None = None
    about: Text | None = None
    language: Text = "en"
    checks: Mapping[str, Literal["off", "advice", "warning", "error"]] = Field(default_factory=dict)
    suppress: tuple[Suppression, ...] = ()
    curation: tuple[CurationRule, ...] = ()
    second_reading: SecondReading | None = None

    @field_validator("language")
    @classmethod
    def _with_rules(cls, code: str) -> str:
        known = rules_languages()
        if code not in known:
            raise ValueError(f"there are no rules in `{code}`, only in: {', '.join(known)}")
        return code


@dataclass(frozen=True, slots=True)
class Configured:
    """The settings of a ledger, where they stand, and the checks that they can speak of."""

    checks: Mapping[str, Check]
    found: Found[Settings]

    @property
    def settings(self) -> Settings:
        """What the ledger says; what every ledger does where it says nothing, or has mistakes."""
        return self.found.record or Settings()

    def apply(
        self, findings: Sequence[Diagnostic], records: Records, *, ran: Collection[str]
    ) -> Iterator[Diagnostic]:
        """The findings as the ledger wants them. Suppressions of checks that `ran` must be used."""
        settings = self.settings
        used: set[int] = set()
        for each in findings:
            firm = self._firm(each.code)
            index = None if firm else _suppressed(each, settings, records)
            if index is not None:
                used.add(index)
                continue
            wanted = settings.checks.get(each.code)
            if wanted is None or firm:
                yield each
            elif wanted != "off":
                yield replace(each, severity=Severity(wanted))
        for index, entry in enumerate(settings.suppress):
            unused = index not in used and entry.code in ran and not self._firm(entry.code)
            if unused and not records.unread:
                message = f"no {entry.code} is found at `{entry.at}`"
                yield NOTHING_SUPPRESSED.found(message, self.found.span("suppress", index, "at"))

    def mistakes(self) -> Iterator[Diagnostic]:
        """What is wrong with the settings: no such check, or one that cannot be turned down."""
        for code, severity in self.settings.checks.items():
            span = self.found.document.key_span(("checks", code))
            yield from self._known(code, span)
            if self._firm(code) and severity != "error":
                message = f"`{code}` cannot be turned down: {self.checks[code].headline}"
                yield NOT_TURNED_DOWN.found(message, span)
        for index, entry in enumerate(self.settings.suppress):
            span = self.found.span("suppress", index, "code")
            yield from self._known(entry.code, span)
            if self._firm(entry.code):
                message = f"`{entry.code}` cannot be suppressed: {self.checks[entry.code].headline}"
                yield NOT_TURNED_DOWN.found(message, span)

    def _firm(self, code: str) -> bool:
        return code in self.checks and self.checks[code].firm

    def _known(self, code: str, span: Span) -> Iterator[Diagnostic]:
        if code not in self.checks:
            yield WRONG_VALUE.found(f"no check `{code}`", span, help="docs/checks.md lists them")


def _suppressed(each: Diagnostic, settings: Settings, records: Records) -> int | None:
    for index, entry in enumerate(settings.suppress):
        if entry.code == each.code and entry.at in (each.span.file, records.id_at(each.span)):
            return index
    return None


def read_settings(
    files: Files, checks: Mapping[str, Check], out: list[Diagnostic], documents: dict[str, Document]
) -> Configured:
    """The settings of the ledger, about these `checks`; what is wrong with them goes to `out`."""
    try:
        document = parse(files.read(FILE), FILE)
    except Missing:
        return Configured(checks, Found(Document(FILE, ""), ()))
    except Unreadable as error:
        document = unread(Entry(FILE, str(error)))
    documents[FILE] = document
    out.extend(document.diagnostics)
    found: Found[Settings] = Found(document, ())
    if document.value is not None:
        found = validate(document, (), document.value, Settings, out)
    configured = Configured(checks, found)
    out.extend(configured.mistakes())
    return configured
