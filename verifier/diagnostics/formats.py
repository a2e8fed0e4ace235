"""Findings for other programs: JSON, the annotations of GitHub's jobs, and SARIF 2.1.0."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any
from urllib.parse import quote

from verifier.diagnostics.characters import HIDDEN, inert, visible
from verifier.diagnostics.check import Check
from verifier.diagnostics.finding import Diagnostic, Severity, Span

SARIF_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def as_json(findings: Sequence[Diagnostic]) -> str:
    """A list of findings, each with its place, remedy and notes."""
    rows = [
        {
            "code": d.code,
            "severity": d.severity.value,
            "message": d.message,
            **asdict(d.span),
            "label": d.label,
            "help": d.help,
            "notes": [
                {"text": n.text, **(asdict(n.span) if n.span else {"file": None})} for n in d.notes
            ],
            "fix": {**asdict(d.fix.span), "text": d.fix.text} if d.fix else None,
            "docs": d.docs,
        }
        for d in findings
    ]
    return dumps({"format": 1, "findings": rows})


def dumps(value: Any) -> str:
    """JSON that can be read in a log: what does not show, or commands the runner, is escaped."""
    text = json.dumps(value, indent=1, ensure_ascii=False)
    return _NOT_SHOWN.sub(_escaped, text)


_NOT_SHOWN = re.compile(rf"##|{HIDDEN.pattern}")


def _escaped(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass")
    # What ends a line here is between the values, not in them.
    return "".join(f"\\u{units[n : n + 2].hex()}" for n in range(0, len(units), 2))


_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}


def as_github(
    findings: Sequence[Diagnostic], checks: Mapping[str, Check], place: Callable[[str], str] = str
) -> str:
    """One workflow command a line, which GitHub shows beside the changed lines.

    `checks` are those in the catalogue; `place` says where from the root of the repository a file
    of the ledger is.
    """
    return "\n".join(_annotation(d, checks[d.code].headline, place) for d in findings)


def _annotation(finding: Diagnostic, headline: str, place: Callable[[str], str]) -> str:
    span = finding.span
    properties = {
        "file": place(span.file),
        "line": span.line,
        "endLine": span.end_line,
        "col": span.column,
        "endColumn": max(span.end_column - 1, span.column),
        "title": f"{finding.code}: {headline}",
    }
    # Columns are only understood within one line.
    if span.end_line != span.line:
        del properties["col"], properties["endColumn"]
    parting = str.maketrans({":": "%3A", ",": "%2C"})
    told = {key: _data(str(value)).translate(parting) for key, value in properties.items()}
    named = ",".join(f"{key}={value}" for key, value in told.items())
    notes = [
        f"note: {n.text} ({place(n.span.file)}:{n.span.line})" if n.span else f"note: {n.text}"
        for n in finding.notes
    ]
    text = "\n".join(
        [finding.message, *([f"help: {finding.help}"] if finding.help else []), *notes]
    )
    return f"::{_LEVELS[finding.severity]} {named}::{_data(text)}"


def _data(text: str) -> str:
    lines = "\n".join(map(visible, text.split("\n")))
    return inert(lines).replace("%", "%25").replace("\n", "%0A")


def as_sarif(
    findings: Sequence[Diagnostic],
    checks: Mapping[str, Check],
    *,
    version: str,
    place: Callable[[str], str] = str,
) -> str:
    """A SARIF log of one run; `checks` are all in the catalogue, `version` is that of the tool.

    `place` says where from the root of the repository a file of the ledger is: hosts take addresses
    for such paths, whatever base a log declares.
    """
    codes = list(checks)
    log = {
        "$schema": SARIF_SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "verifier",
                        "semanticVersion": version,
                        "rules": [_rule(check) for check in checks.values()],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(d, codes.index(d.code), place) for d in findings],
            }
        ],
    }
    return dumps(log)


_SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}


def _rule(check: Check) -> dict[str, Any]:
    return {
        "id": check.code,
        "name": "".join(word.capitalize() for word in check.slug.split("-")),
        "shortDescription": {"text": check.headline},
        "fullDescription": {"text": check.rationale},
        "help": {"text": check.remedy},
        "defaultConfiguration": {"level": _SARIF_LEVELS[check.severity]},
    }


def _result(finding: Diagnostic, index: int, place: Callable[[str], str]) -> dict[str, Any]:
    text = f"{finding.message}. {finding.help}" if finding.help else finding.message
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _SARIF_LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [{"physicalLocation": _location(finding.span, place)}],
    }
    related = [
        {
            "id": number,
            "message": {"text": note.text},
            "physicalLocation": _location(note.span, place),
        }
        for number, note in enumerate(finding.notes)
        if note.span is not None
    ]
    if related:
        result["relatedLocations"] = related
    if finding.fix is not None:
        result["fixes"] = [
            {
                "description": {"text": finding.help},
                "artifactChanges": [
                    {
                        "artifactLocation": _artifact(finding.fix.span, place),
                        "replacements": [
                            {
                                "deletedRegion": _region(finding.fix.span),
                                "insertedContent": {"text": finding.fix.text},
                            }
                        ],
                    }
                ],
            }
        ]
    return result


def _location(span: Span, place: Callable[[str], str]) -> dict[str, Any]:
    return {"artifactLocation": _artifact(span, place), "region": _region(span)}


def _artifact(span: Span, place: Callable[[str], str]) -> dict[str, str]:
    return {"uri": quote(os.fsencode(place(span.file)))}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
