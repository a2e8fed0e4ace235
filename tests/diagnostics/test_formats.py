"""Findings for other programs have the form that these programs ask for."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.checks.cases import Case, cases
from tests.depth import part
from verifier.diagnostics.formats import as_github, as_json, as_sarif
from verifier.loading.checks.catalogue import CHECKS

CASES = part(next(case for case in cases("fail") if case.code == code) for code in CHECKS)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_sarif_is_as_the_standard_says(case: Case, tmp_path: Path) -> None:
    """The clauses of SARIF 2.1.0 (OASIS, errata 01) that bear on what is written here."""
    log = json.loads(as_sarif(case.load(tmp_path).diagnostics, CHECKS, version="0.1.0"))
    assert set(log) == {"$schema", "version", "runs"}  # 3.13
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    [run] = log["runs"]
    assert set(run) <= {"tool", "columnKind", "results"}  # 3.14
    assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    driver = run["tool"]["driver"]
    assert driver["name"]  # 3.19.8
    assert re.fullmatch(r"\d+\.\d+\.\d+.*", driver["semanticVersion"])
    assert len({rule["id"] for rule in driver["rules"]}) == len(driver["rules"])
    for rule in driver["rules"]:
        _rule(rule)
    [result] = run["results"]
    _result(result, driver["rules"])


def _rule(rule: dict[str, Any]) -> None:
    """3.49: messages have text, and the level is one of four."""
    for key in ("shortDescription", "fullDescription", "help"):
        assert rule[key]["text"]
    assert rule["defaultConfiguration"]["level"] in ("none", "note", "warning", "error")
    assert re.fullmatch(r"[A-Z][A-Za-z0-9]+", rule["name"])


def _result(result: dict[str, Any], rules: list[dict[str, Any]]) -> None:
    """3.27: a result names its rule, its level, its message and its places."""
    assert set(result) <= {
        "ruleId",
        "ruleIndex",
        "level",
        "message",
        "locations",
        "relatedLocations",
        "fixes",
    }
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert result["level"] in ("none", "note", "warning", "error")
    assert result["message"]["text"]
    related = result.get("relatedLocations", [])
    assert len({location["id"] for location in related}) == len(related)
    for location in (*result["locations"], *related):
        physical = location["physicalLocation"]
        _artifact(physical["artifactLocation"])
        _region(physical["region"])
    for fix in result.get("fixes", []):
        for change in fix["artifactChanges"]:  # 3.55
            _artifact(change["artifactLocation"])
            for replacement in change["replacements"]:
                _region(replacement["deletedRegion"])
                assert isinstance(replacement["insertedContent"]["text"], str)


def _artifact(artifact: dict[str, Any]) -> None:
    """3.4: a relative reference; hosts resolve it from the root of the repository."""
    assert set(artifact) == {"uri"}
    assert re.fullmatch(r"[^\s\\/][^\s\\]*", artifact["uri"])
    assert ":" not in artifact["uri"]


def _region(region: dict[str, Any]) -> None:
    """3.30: lines and columns are counted from 1, and a region does not end before it begins."""
    assert all(isinstance(number, int) and number >= 1 for number in region.values())
    start = (region["startLine"], region["startColumn"])
    assert start <= (region["endLine"], region["endColumn"])


def test_json_says_what_the_text_says(tmp_path: Path) -> None:
    """Place, remedy, notes and the edit that puts it right."""
    case = next(case for case in cases("fail") if str(case) == "VF106 a question")
    [found] = json.loads(as_json(case.load(tmp_path).diagnostics))["findings"]
    assert found == {
        "code": "VF106",
        "severity": "error",
        "message": "unknown question `attack-2032`",
        "file": "seeds/paper.yaml",
        "line": 12,
        "column": 15,
        "end_line": 12,
        "end_column": 26,
        "label": "",
        "help": "did you mean `attack-2023`?",
        "notes": [
            {
                "text": "it is declared here",
                "file": "outcomes/attack.yaml",
                "line": 25,
                "column": 9,
                "end_line": 25,
                "end_column": 20,
            }
        ],
        "fix": {
            "file": "seeds/paper.yaml",
            "line": 12,
            "column": 15,
            "end_line": 12,
            "end_column": 26,
            "text": "attack-2023",
        },
        "docs": "docs/checks.md#vf106",
    }


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_annotation_is_one_line(case: Case, tmp_path: Path) -> None:
    """Whatever the ledger says cannot end the line or begin another command."""
    text = as_github(case.load(tmp_path).diagnostics, CHECKS)
    assert re.fullmatch(r"::(error|warning|notice) file=[^\r\n]*::[^\r\n]+", text)
