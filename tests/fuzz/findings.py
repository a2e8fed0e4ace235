"""What holds of every mistake that is found: it lies in its file, and every format is whole."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from verifier import __version__
from verifier.diagnostics import Diagnostic, render
from verifier.diagnostics.formats import as_github, as_json, as_sarif
from verifier.loading.checks.catalogue import CHECKS
from verifier.loading.yaml import Document

# What findings look like, whatever they are about.


def hold_findings(found: Sequence[Diagnostic], documents: Mapping[str, Document]) -> None:
    for each in found:
        document = documents.get(each.span.file)
        lines = document.lines if document is not None else []
        spans = [each.span, *(note.span for note in each.notes if note.span)]
        spans += [each.fix.span] if each.fix else []
        for span in spans:
            own = documents.get(span.file)
            assert own is not None or (span.line, span.column) == (1, 1), f"no file of {each}"
            if own is not None and own.text:
                _hold_span(own, span.line, span.column, span.end_line, span.end_column)
        shown = render(each, lines)
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]", shown)
    _hold_formats(found)


def _hold_span(own: Document, line: int, column: int, end_line: int, end_column: int) -> None:
    assert 1 <= line <= end_line <= len(own.lines), "outside the file"
    assert 1 <= column <= len(own.lines[line - 1]) + 1, "beside the line"
    # The caret has a width also where it stands behind the last character.
    assert 1 <= end_column <= len(own.lines[end_line - 1]) + 2, "the end is beside the line"
    whole = (line, column, end_line, end_column) == (1, 1, 1, 1)
    assert whole or (line, column) < (end_line, end_column), "no width"


def _hold_formats(found: Sequence[Diagnostic]) -> None:
    listed = json.loads(as_json(found))
    assert [row["code"] for row in listed["findings"]] == [d.code for d in found]
    commands = as_github(found, CHECKS).split("\n") if found else []
    assert len(commands) == len(found), "an annotation of two lines"
    assert all(re.match(r"::(error|warning|notice) file=[^,]*,", row) for row in commands)
    log = json.loads(as_sarif(found, CHECKS, version=__version__))
    [sarif] = log["runs"]
    known = [rule["id"] for rule in sarif["tool"]["driver"]["rules"]]
    assert len(sarif["results"]) == len(found)
    for result in sarif["results"]:
        assert known[result["ruleIndex"]] == result["ruleId"]
        for place in (*result["locations"], *result.get("relatedLocations", ())):
            region = place["physicalLocation"]["region"]
            start = (region["startLine"], region["startColumn"])
            assert (1, 1) <= start <= (region["endLine"], region["endColumn"])
