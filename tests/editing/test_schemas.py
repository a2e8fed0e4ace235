"""Schemas: fresh, told in words, and true of our own files."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from check_jsonschema import main as check_jsonschema
from click.testing import CliRunner
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


def _ours() -> Iterator[tuple[Path, Path]]:
    """Each of our own files that has a schema, after its schema."""
    for path in [*(ROOT / "seeds").glob("*.yaml"), *(ROOT / "outcomes").glob("*.yaml")]:
        first = path.read_text(encoding="utf-8").split("\n")[0]
        yield path.parent / first.removeprefix("# yaml-language-server: $schema="), path
    for path in (ROOT / "reports/data").glob("forecast*.json"):
        yield ROOT / f"schemas/export-{path.name}", path


def test_check_jsonschema_takes_the_schemas() -> None:
    """The usual command of CI jobs, whose regexes are those of Unicode, and our files by it."""
    schemas = sorted(map(str, (ROOT / "schemas").rglob("*.json")))
    assert len(schemas) >= 15
    _fits("--check-metaschema", *schemas)
    # Not a day as YAML 1.1 has it: the types of `2023-01-23` and `2023` are text and a number.
    by_schema: dict[Path, list[str]] = {}
    for schema, path in _ours():
        by_schema.setdefault(schema.resolve(), []).append(str(path))
    for schema, paths in by_schema.items():
        _fits("--schemafile", str(schema), *paths)


def _fits(*arguments: str) -> None:
    done = CliRunner().invoke(check_jsonschema, arguments)
    assert done.exit_code == 0, done.output


AJV = """
const Ajv = require("ajv/dist/2020");
const asked = JSON.parse(require("fs").readFileSync(0, "utf-8"));
const told = [];
for (const { name, schema, values } of asked) {
  try {
    const fits = new Ajv({ strict: true, allErrors: true }).compile(schema);
    for (const value of values) if (!fits(value)) told.push([name, fits.errors]);
  } catch (error) {
    told.push([name, error.message]);
  }
}
console.log(JSON.stringify(told));
"""
"""Compiles each schema as strictly as ajv can, its regexes Unicode's, and tries values by it."""


def test_ajv_takes_the_schemas() -> None:
    """The usual library of editors and web pages; `.ci/run` puts it where NODE_PATH says."""
    node = shutil.which("node")
    modules = [Path(folder) for folder in os.environ.get("NODE_PATH", "").split(os.pathsep)]
    if node is None or not any((folder / "ajv").is_dir() for folder in modules):
        pytest.skip("needs node, and ajv 8 under NODE_PATH")
    values: dict[Path, list[Any]] = {path: [] for path in (ROOT / "schemas").rglob("*.json")}
    for schema, path in _ours():
        text = path.read_text(encoding="utf-8")
        value = json.loads(text) if path.suffix == ".json" else read(path.name, text).value
        seen = value if path.suffix == ".json" else _as_editors_see_it(value)
        values[schema.resolve()].append(seen)
    asked = [
        {"name": str(path), "schema": json.loads(path.read_text("utf-8")), "values": found}
        for path, found in values.items()
    ]
    done = subprocess.run(
        [node, "-e", AJV], input=json.dumps(asked), capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == []


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
