"""Schemas: fresh, told in words, and true of our own files."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from check_jsonschema import main as check_jsonschema
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from tests.depth import deep
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


@deep
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
        _fits("--schemafile", str(schema), *sorted(paths))


def _fits(*arguments: str) -> None:
    done = CliRunner().invoke(check_jsonschema, arguments)
    assert done.exit_code == 0, done.output


def _matches(glob: str, path: str) -> bool:
    """As editors read it: `**/` is any folders or none, `*` what is in one name."""
    parts = re.split(r"(\*\*/|\*|\[[^\]]*\])", glob)
    told = {"**/": "(.*/)?", "*": "[^/]*"}
    pattern = "".join(told.get(p, p if p.startswith("[") else re.escape(p)) for p in parts)
    return re.fullmatch(pattern, path) is not None


OTHERS = (
    *("seeds/users.yaml", "database/seeds/posts.yaml", "db/seeds/01_users.yaml", "seeds/2023.yaml"),
    *("seeds/2023-01-02-users.yaml", "seeds/20230102_users.yaml", "forecasters.yaml", "seeds.yaml"),
    *("outcomes/course.yaml", "outcomes/2023.yaml", "disputes/index.yaml", "rules/events.yaml"),
    *("prometheus/rules/likelihood.yaml", "ledger.yaml", "rulings/ruling-1.yaml", "coverage.yaml"),
    *("corn-2023-01-02.yaml", "seeds/users-v1-2.yaml", "seeds/users-10000.yaml"),
)
"""Files of other projects: seeds of databases, course outcomes, alerting rules, accounts."""


def test_the_catalog_names_our_files_and_no_others(tmp_path: Path) -> None:
    """Each file whose name it knows is told by the right schema alone; those of others are not."""
    out = ["--catalog", "https://example.org/schemas", "--out", str(tmp_path)]
    assert main(["schema", *out]) == 0
    catalog = json.loads((tmp_path / "catalog.json").read_text(encoding="utf-8"))
    matched: dict[str, list[str]] = {}
    for entry in catalog["schemas"]:
        assert entry.keys() == {"name", "description", "fileMatch", "url"}
        name = entry["url"].removeprefix("https://example.org/schemas/")
        assert json.loads((tmp_path / name).read_text(encoding="utf-8"))["$id"] == entry["url"]
        matched[name.removeprefix("forecast-ledger-")] = entry["fileMatch"]
    _fits("--check-metaschema", *map(str, tmp_path.glob("forecast-ledger-*.json")))
    counts: Counter[str] = Counter()
    for path in (p for folder in ("seeds", "outcomes") for p in (ROOT / folder).rglob("*.yaml")):
        name = path.relative_to(ROOT).as_posix()
        found = [s for s, globs in matched.items() if any(_matches(g, name) for g in globs)]
        wanted = path.read_text(encoding="utf-8").split("\n")[0].rpartition("/")[2]
        assert found in ([], [wanted]), name
        counts[f"{wanted} {bool(found)}"] += 1
    assert counts["seeds.json False"] == counts["forecasters.json False"] == 0
    assert min(counts["seeds.json True"], counts["outcomes.json True"]) > 20
    globs = [glob for entry in matched.values() for glob in entry]
    assert [name for name in OTHERS if any(_matches(glob, name) for glob in globs)] == []
    known = ("seeds/2023/paper-2023-01-10.yaml", "seeds/paper-2023-01-10-2.yaml")
    for name in (*known, "a/disputes/appeal-attack.yaml"):
        assert any(_matches(glob, name) for glob in globs)


@pytest.mark.parametrize("options", [[], ["--out", "x", "seeds"], ["--out", "x"]])
def test_a_catalog_wants_a_folder_and_an_address(
    options: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 2, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    address = "schemas" if options == ["--out", "x"] else "https://example.org"
    assert main(["schema", "--catalog", address, *options]) == 2
    assert list(tmp_path.iterdir()) == []


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
    if key == "days":
        return int(value)
    numeric = key in ("at_least", "at_most", "probability", "truth")
    return float(value) if numeric else value


def test_schema_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--check exits with 1 until the schemas are written."""
    out = tmp_path / "schemas"
    assert main(["schema", "--out", str(out), "--check"]) == 1
    assert "seeds.json: stale" in capsys.readouterr().out
    assert main(["schema", "--out", str(out)]) == 0
    assert main(["schema", "--out", str(out), "--check"]) == 0
