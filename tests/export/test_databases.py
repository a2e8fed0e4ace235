"""The database, the description of tables, and digests: read back by the libraries of others."""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.depth import part
from tests.ledgers import OUTCOMES, SOURCE, run_of, write
from tests.ours import RICH, ROOT, TRIED, computed
from verifier.cli import main
from verifier.export.claimreview import Publication
from verifier.export.digest import Digest, differences
from verifier.export.files import export
from verifier.export.sqlite import RELATIONS

DOCS = (ROOT / "docs/data.md").read_text(encoding="utf-8")
DAYS = part([None, date(2022, 2, 1), date(2023, 2, 10), date(2023, 6, 1)])
HERE = Publication("Project curators", "https://example.org/reports/")


@cache
def data(as_of: date | None = None) -> bytes:
    found = export(computed(TRIED, as_of), "sqlite", HERE)["forecasts.db"]
    assert isinstance(found, bytes)
    return found


@pytest.fixture
def base() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(data())
        yield connection


# The database


def test_the_same_run_gives_the_same_bytes() -> None:
    """Nothing in the file is random, dated or left over."""
    first, again = (export(computed(RICH), "sqlite", HERE)["forecasts.db"] for _ in range(2))
    assert first == again


@pytest.mark.parametrize("as_of", DAYS)
def test_every_key_names_a_row(as_of: date | None) -> None:
    """On whatever day: what was not public by then is null, not a key without its row."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(data(as_of))
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_what_was_published_later_is_null_and_no_key_without_a_row() -> None:
    """A forecast that restates one whose source came out later than the day of the run."""
    loaded = computed(RICH).known
    again = list(loaded.ledger.forecasts)[1]
    item = loaded.ledger.forecasts[again].model_copy(update={"restates": "not-there"})
    files = tuple(
        file.model_copy(
            update={"forecasts": tuple(item if f.id == again else f for f in file.forecasts)}
        )
        for file in loaded.ledger.files
    )
    known = replace(loaded, ledger=replace(loaded.ledger, files=files))
    found = export(replace(computed(RICH), known=known), "sqlite", HERE)["forecasts.db"]
    assert isinstance(found, bytes)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(found)
        [[told]] = connection.execute("SELECT restates FROM forecasts WHERE id = ?", (again,))
        assert told is None
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_the_rows_are_those_of_the_tables(base: sqlite3.Connection) -> None:
    """As many as the ledger has, with the figures of the JSON."""
    count = base.execute("SELECT count(*) FROM forecasts").fetchone()[0]
    assert count == len(computed(TRIED).verdicts)
    for id, outcome in base.execute("SELECT forecast, outcome FROM verdicts"):
        assert computed(TRIED).verdicts[id].outcome == outcome
    for id, best in base.execute("SELECT forecast, brier_best FROM scores"):
        score = computed(TRIED).scores[id]
        counted = score.left_out is None and score.brier is not None
        assert best == (round(score.brier.best, 10) if counted and score.brier else None)
    events = {(id, e) for id, v in computed(TRIED).verdicts.items() for e in v.events}
    assert set(base.execute("SELECT * FROM settled_by")) == events
    names = {id: f.name for id, f in computed(TRIED).ledger.forecasters.items()}
    assert dict(base.execute("SELECT id, name FROM forecasters")) == names


def test_every_reference_has_an_index(base: sqlite3.Connection) -> None:
    """With it as its first column, by SQLite's own word."""
    query = "SELECT c.name FROM pragma_index_list(?) i, pragma_index_info(i.name) c WHERE seqno = 0"
    for relation in RELATIONS:
        first = {name for (name,) in base.execute(query, (relation.name,))}
        assert first >= {*relation.refers}, relation.name


def test_text_is_searched_with_and_without_accents(tmp_path: Path) -> None:
    """A word finds the row, whatever its marks; a word that is not there finds none."""
    source = SOURCE.replace("they will attack", "they will attack the caf\u00e9")
    own = run_of(write(tmp_path, source=source, outcomes=OUTCOMES))
    found = export(own, "sqlite", HERE)["forecasts.db"]
    assert isinstance(found, bytes)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(found)
        query = (
            "SELECT id FROM forecasts WHERE rowid IN "
            "(SELECT rowid FROM forecasts_fts WHERE forecasts_fts MATCH ?)"
        )
        assert connection.execute(query, ("cafe",)).fetchall() == [("ann-attack",)]
        assert connection.execute(query, ("tea",)).fetchall() == []


def test_datasette_answers_the_query_of_the_documentation(tmp_path: Path) -> None:
    """The query as it stands there, a search, and the meaning of a column on the table's page."""
    datasette = pytest.importorskip("datasette.app", reason="needs the group `web`")
    files = export(computed(TRIED), "sqlite", HERE)
    path = tmp_path / "forecasts.db"
    path.write_bytes(data())
    [query] = re.findall(r"```sql\n(.*?)```", DOCS, re.DOTALL)

    async def ask() -> tuple[Any, Any, str]:
        served = datasette.Datasette([str(path)], metadata=json.loads(files["metadata.json"]))
        await served.invoke_startup()
        rows = await served.client.get("/forecasts.json", params={"sql": query, "_shape": "array"})
        searched = {"_search": "offensive", "_shape": "array"}
        found = await served.client.get("/forecasts/forecasts.json", params=searched)
        page = await served.client.get("/forecasts/forecasts")
        return rows.json(), found.json(), page.text

    rows, found, page = asyncio.run(ask())
    told = json.loads((ROOT / "reports/data/forecasts.json").read_text("utf-8"))["forecasts"]
    # A promise has no call, and counts neither way.
    right = [row["id"] for row in told if row["call"]["right"] == "right"]
    assert sum(row["right"] for row in rows) == len(right)
    assert rows == sorted(rows, key=lambda row: (-row["right"], row["forecaster"]))
    assert found
    assert all("offensive" in f"{row['claim']} {row['quote']}".lower() for row in found)
    assert "what was spoken of, as one checkable sentence" in page


# The description of tables


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_the_description_names_every_file_with_its_fingerprint(format: str) -> None:
    """And every column of it, in order."""
    pytest.importorskip("polars")
    files = export(computed(TRIED), format, HERE)
    package = json.loads(files["datapackage.json"])
    assert {r["path"] for r in package["resources"]} == files.keys() - {"datapackage.json"}
    for resource in package["resources"]:
        content = files[resource["path"]]
        assert isinstance(content, bytes)
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        if format == "csv":
            head = content.decode().split("\n", 1)[0]
            assert head == ",".join(f["name"] for f in resource["schema"]["fields"])


def test_frictionless_finds_the_tables_as_described(tmp_path: Path) -> None:
    """Types, keys, references, lengths and fingerprints hold, and a changed cell is found."""
    frictionless = pytest.importorskip("frictionless", reason="needs the group `web`")
    for name, content in export(computed(TRIED), "csv", HERE).items():
        assert isinstance(content, bytes | str)
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    described = tmp_path / "datapackage.json"
    report = frictionless.Package(str(described)).validate()
    assert report.valid, report.flatten(["type", "note"])
    table = tmp_path / "evidence.csv"
    rows = table.read_text(encoding="utf-8").split("\n", 2)
    table.write_text("\n".join([rows[0], f"no-such{rows[1]}", rows[2]]), encoding="utf-8")
    broken = frictionless.Package(str(described)).validate()
    assert {kind for [kind] in broken.flatten(["type"])} >= {"hash-count", "foreign-key"}


# Digests


def digest_of(ledger: Path, out: Path, *more: str) -> Path:
    arguments = ["export", "--format", "digest", "--ledger", str(ledger), "--out", str(out), *more]
    assert main(arguments) == 0
    return out / "digest.json"


def test_the_same_ledger_reproduces(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 0, as of the day and in the language of the digest."""
    ledger = write(tmp_path / "ledger")
    path = digest_of(ledger, tmp_path / "out", "--as-of", "2023-03-01", "--language", "uk")
    capsys.readouterr()
    assert main(["reproduce", str(path), "--ledger", str(ledger)]) == 0
    told = capsys.readouterr().out
    assert "the same: 3 files of the ledger" in told
    assert "as of 2023-03-01" in told


def test_what_differs_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file of the ledger, the rules, and the pages that changed with them; exit code 1."""
    ledger = write(tmp_path / "ledger")
    path = digest_of(ledger, tmp_path / "out")
    write(ledger, outcomes=OUTCOMES.replace("began: 2023-02-20", "began: 2023-02-19"))
    (ledger / "rules").mkdir()
    (ledger / "rules/timing.yaml").write_text("version: 9\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["reproduce", str(path), "--ledger", str(ledger)]) == 1
    told = capsys.readouterr().out
    assert "ledger: 1 file changed: outcomes/attack.yaml" in told
    assert "ledger: 1 file new: rules/timing.yaml" in told
    assert re.search("^rules: [0-9a-f]{16}, were [0-9a-f]{16}$", told, re.MULTILINE)
    assert re.search(r"^reports: \d+ files changed: .*contents\.md", told, re.MULTILINE)


def test_another_program_is_named() -> None:
    """By its version, or by its code where that is the same."""
    sha = hashlib.sha256(b"").hexdigest()
    then = Digest(
        version="1", code=sha, as_of=date(2023, 1, 1), language="en", rules="r", ledger={},
        reports={"a": sha},
    )  # fmt: skip
    assert list(differences(then, then)) == []
    newer = then.model_copy(update={"version": "2", "reports": {}})
    found = list(differences(then, newer))
    assert found == ["program: version 2, was 1", "reports: 1 file missing: a"]
    other = then.model_copy(update={"code": hashlib.sha256(b"x").hexdigest()})
    assert list(differences(then, other)) == ["program: version 1 as before, with other code"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 2}', "\x00"])
def test_no_digest_is_said_to_be_none(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line, exit code 2."""
    (tmp_path / "d.json").write_text(text, encoding="utf-8")
    assert main(["reproduce", str(tmp_path / "d.json"), "--ledger", str(tmp_path)]) == 2
    assert "is no digest" in capsys.readouterr().err
