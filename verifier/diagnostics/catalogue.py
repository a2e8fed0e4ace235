"""The catalogue of checks: every code, what it is about, why it matters and what to do."""

from __future__ import annotations

from dataclasses import dataclass

from verifier.diagnostics.finding import Severity


@dataclass(frozen=True, slots=True)
class Check:
    """One entry of the catalogue."""

    code: str
    severity: Severity
    headline: str
    rationale: str
    remedy: str


def _error(code: str, headline: str, rationale: str, remedy: str) -> Check:
    return Check(code, Severity.ERROR, headline, rationale, remedy)


CHECKS: dict[str, Check] = {
    check.code: check
    for check in (
        _error(
            "VF001",
            "not valid YAML",
            "A file that cannot be read cannot be scored.",
            "Mend the place shown: indentation by spaces, a space after each colon, quotes closed.",
        ),
        _error(
            "VF002",
            "duplicate key",
            "YAML readers keep the last of two equal keys and drop the first without a word.",
            "Keep one of the two.",
        ),
        _error(
            "VF003",
            "YAML the ledger does not use",
            "Tags, several documents, deep nesting and many aliases hide what a file says.",
            "Write plain mappings, lists and text.",
        ),
        _error(
            "VF004",
            "file cannot be read",
            "A ledger file must be UTF-8 text with one mapping in it.",
            "Save the file as UTF-8, or remove it.",
        ),
        _error(
            "VF101",
            "unknown key",
            "A misspelt key would be ignored, and what it says lost.",
            "Use one of the keys that this record has.",
        ),
        _error(
            "VF102",
            "missing key",
            "The record cannot be understood without it.",
            "Add the key.",
        ),
        _error(
            "VF103",
            "wrong value",
            "The value is not one that this key takes.",
            "Write a value of the form shown.",
        ),
        _error(
            "VF104",
            "unknown term",
            "Facets are matched over declared vocabularies; an unknown word would match nothing.",
            "Use a term of the vocabulary, or add it in `rules/`; a one-off can be `judged`.",
        ),
        _error(
            "VF105",
            "unknown forecaster",
            "A forecast must be charged to somebody in the registry.",
            "Mend the spelling, or add the forecaster to `seeds/forecasters.yaml`.",
        ),
        _error(
            "VF106",
            "unknown reference",
            "The record that is named does not exist.",
            "Mend the id, or add the record.",
        ),
        _error(
            "VF107",
            "duplicate id",
            "Ids are how reports, rulings and readers refer to records, for good.",
            "Give one of the two another id.",
        ),
        _error(
            "VF108",
            "not a date",
            "Dates are written as EDTF (ISO 8601-2), and must exist in the calendar.",
            "Write a day (2023-02-24), a month (2023-02) or an interval (2023-01-23/2023-01-29).",
        ),
        _error(
            "VF201",
            "window over before it was said",
            "A forecast speaks of days still to come when it was made.",
            "Check the day it was said, the anchor and the window.",
        ),
        _error(
            "VF202",
            "time phrase not read",
            "The rules do not know these words, and guessing a date would invent one.",
            "Shorten the phrase to its time words, or give `narrow` and `wide` with a `reason`.",
        ),
        _error(
            "VF203",
            "likelihood phrase not read",
            "The rules do not know these words, and guessing a number would invent one.",
            "Use the words of likelihood alone, or give a `class`.",
        ),
        _error(
            "VF204",
            "said after it was published",
            "A statement cannot be newer than the document that carries it.",
            "Check `said` against the source's `published`.",
        ),
        _error(
            "VF205",
            "restates itself or another's forecast",
            "A restatement is the same forecaster saying the same again, later.",
            "Point `restates` at the same forecaster's first statement.",
        ),
        _error(
            "VF206",
            "evidence from memory stands alone",
            "What nobody can look up cannot decide a verdict.",
            "Add evidence with an address, or leave the record out.",
        ),
    )
}


def page() -> str:
    """The catalogue as a page of Markdown, for `docs/checks.md`."""
    lines = [
        "# Checks",
        "",
        "Every finding of `verifier check` has a code. Generated from the catalogue; do not edit.",
    ]
    for check in CHECKS.values():
        lines += [
            "",
            f"## {check.code}",
            "",
            f"**{check.headline}** ({check.severity})",
            "",
            f"Why: {check.rationale}",
            "",
            f"Remedy: {check.remedy}",
        ]
    return "\n".join(lines) + "\n"
