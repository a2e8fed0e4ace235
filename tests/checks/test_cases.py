"""Every check is in the catalogue, on disk and in the documentation, and finds what it is for."""

from __future__ import annotations

import re
from pathlib import Path

from tests.checks.cases import FOLDER, Case, cases, path_of
from tests.depth import each
from verifier.loading.checks.catalogue import CHECKS

ROOT = Path(__file__).resolve().parents[2]
FAIL, PASS = cases("fail"), cases("pass")


@each("code", CHECKS)
def test_every_check_is_complete(code: str) -> None:
    """Code, headline, rationale, remedy, a failing and a passing case, and its part of the page."""
    check = CHECKS[code]
    assert re.fullmatch(r"VF\d{3}", code)
    assert len(check.headline) < 50
    assert check.headline[0].islower() or check.headline.startswith("YAML")
    assert check.rationale.endswith(".")
    assert check.remedy.endswith(".")
    assert [case for case in FAIL if case.code == code]
    assert [case for case in PASS if case.code == code]
    page = (ROOT / "docs/checks.md").read_text(encoding="utf-8")
    part = page.partition(f"## {code}: {check.headline}\n")[2].partition("\n## ")[0]
    assert check.rationale in part
    assert check.remedy in part
    assert f"{check.severity}[{code}]: " in part


def test_no_cases_are_left_over() -> None:
    """Each file of cases belongs to a check, and each case has a name of its own."""
    assert {path.name for path in FOLDER.glob("*.yaml")} == {path_of(code).name for code in CHECKS}
    names = [str(case) for case in FAIL]
    assert len(set(names)) == len(names) >= 150


@each("number case", enumerate(FAIL))
def test_a_mistake_is_one_finding_at_its_place(number: int, case: Case, tmp_path: Path) -> None:
    """One mistake, one finding: the right code under the right characters, with a remedy.

    There is a ledger to go on with where the finding is no error.
    """
    loaded = case.load(tmp_path / str(number))
    found = loaded.diagnostics
    shown = [
        f"{d.code} {d.span.file}:{d.span.line}:{d.span.column}-{d.span.end_column}" for d in found
    ]
    assert case.at is not None
    at = case.at if case.at.count(":") == 2 else f"{case.edits[-1]['in']}:{case.at}"
    assert shown == [f"{case.code} {at}"]
    assert found[0].help
    assert loaded.ok == (found[0].severity != "error")


@each("number case", enumerate(PASS))
def test_what_is_like_a_mistake_and_is_none_passes(number: int, case: Case, tmp_path: Path) -> None:
    """A case that passes has no finding at all."""
    assert case.load(tmp_path / str(number)).diagnostics == ()
