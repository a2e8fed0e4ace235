"""Schemas: fresh, told in words, and true of our own files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from verifier.cli import main
from verifier.editing.schemas import schemas
from verifier.loading.yaml import read

ROOT = Path(__file__).resolve().parents[2]
LEDGER = ("seeds.json", "forecasters.json", "outcomes.json", "ledger.json")


def test_the_committed_schemas_are_fresh() -> None:
    """`schemas/` holds what `verifier schema` writes."""
    stale = [
        name
        for name, text in schemas().items()
        if (ROOT / "schemas" / name).read_text(encoding="utf-8") != text
    ]
    assert stale == []


def test_every_record_and_key_is_explained() -> None:
    """Titles and descriptions everywhere in a ledger's files, and a whole example of each."""
    for name in LEDGER:
        schema = json.loads(schemas()[name])
        assert schema["examples"]
        for record in (schema, *schema["$defs"].values()):
            assert record["title"]
            assert record["description"] or record.get("enum")
            for key, value in record.get("properties", {}).items():
                assert value["description"], f"{record['title']}.{key}"


def test_every_file_of_ours_names_its_schema_and_fits_it() -> None:
    """The modeline leads to the schema, by which the file is sound."""
    for path in [*(ROOT / "seeds").glob("*.yaml"), *(ROOT / "outcomes").glob("*.yaml")]:
        text = path.read_text(encoding="utf-8")
        target = text.split("\n")[0].removeprefix("# yaml-language-server: $schema=")
        schema = json.loads((path.parent / target).read_text(encoding="utf-8"))
        value = _as_editors_see_it(read(path.name, text).value)
        found = [error.message for error in Draft202012Validator(schema).iter_errors(value)]
        assert found == [], path


def _as_editors_see_it(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        return {k: _as_editors_see_it(inner, k) for k, inner in value.items()}
    if isinstance(value, list):
        return [_as_editors_see_it(inner, key) for inner in value]
    if value in ("true", "false"):
        return value == "true"
    numeric = key in ("at_least", "at_most", "probability", "truth")
    return float(value) if numeric else value


def test_schema_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--check exits with 1 until the schemas are written."""
    out = tmp_path / "schemas"
    assert main(["schema", "--out", str(out), "--check"]) == 1
    assert "seeds.json: stale" in capsys.readouterr().out
    assert main(["schema", "--out", str(out)]) == 0
    assert main(["schema", "--out", str(out), "--check"]) == 0
