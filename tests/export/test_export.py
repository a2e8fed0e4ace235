"""Exports: the same numbers in other forms, and no text that can leave its place in any of them."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

import verifier
from tests.depth import deep, each
from tests.laws.strategies import hostile
from tests.ledgers import OUTCOMES, SOURCE, write
from tests.ours import RATES, ROOT, TRIED, computed
from verifier.cli import export as command
from verifier.cli import main
from verifier.export.claimreview import Publication, script_safe
from verifier.export.delimited import as_csv, neutral
from verifier.export.files import FORMATS, export, schema
from verifier.export.flat import COLUMNS, FlatColumn, FlatTable, Type
from verifier.loading.yaml import read
from verifier.model.proposition import KINDS, Kind
from verifier.report.contract import FILES
from verifier.report.data import data_files

HERE = Publication("Project curators", "https://example.org/reports/")
TEXT = (FlatColumn("a", Type.TEXT, "", ("a",)), FlatColumn("b", Type.TEXT, "", ("b",)))


@cache
def tables() -> Mapping[str, str | bytes]:
    return export(computed(TRIED), "csv", HERE)


def rows(name: str) -> list[dict[str, str]]:
    text = tables()[f"{name}.csv"]
    assert isinstance(text, bytes)
    return list(csv.DictReader(io.StringIO(text.decode())))


def graph() -> list[dict[str, Any]]:
    text = export(computed(TRIED), "claimreview", HERE)["claimreview.jsonld"]
    found = json.loads(text)
    assert found["@context"] == "https://schema.org"
    nodes = found["@graph"]
    assert isinstance(nodes, list)
    return nodes


# What the data files say


@pytest.mark.parametrize("name", FILES)
def test_the_data_files_keep_the_contract(name: str) -> None:
    """No field more, none fewer, each of its type."""
    text = dict(data_files(computed(TRIED)))[f"data/{name}.json"]
    FILES[name].model_validate_json(text)
    broken = {**json.loads(text), "extra": 1}
    with pytest.raises(ValidationError):
        FILES[name].model_validate_json(json.dumps(broken))


@pytest.mark.parametrize("name", FILES)
def test_published_schemas_are_fresh(name: str) -> None:
    """`schemas/` holds what the contract says today."""
    assert (ROOT / f"schemas/export-{name}.json").read_text(encoding="utf-8") == schema(name)


@pytest.mark.parametrize("root", [RATES, pytest.param(ROOT, marks=deep)], ids=lambda r: r.name)
@pytest.mark.parametrize("name", FILES)
def test_the_data_files_keep_the_published_schema(name: str, root: Path) -> None:
    """By the word of an independent validator."""
    data = json.loads(dict(data_files(computed(root)))[f"data/{name}.json"])
    checker = Draft202012Validator(json.loads(schema(name)))
    assert [error.message for error in checker.iter_errors(data)] == []


def test_every_kind_of_proposition_is_in_the_contract() -> None:
    """The contract spells them out; the model has the same, and answers, which are taken apart."""
    assert {*get_args(Kind), "answers"} == {name for name, _ in KINDS.values()}


def test_every_field_has_its_meaning() -> None:
    """A column that nobody explained helps nobody."""
    for columns in COLUMNS.values():
        assert all(column.meaning for column in columns)
        assert len({column.name for column in columns}) == len(columns)


# Tables


def test_tables_have_the_numbers_of_the_pages() -> None:
    """Row for row what `forecasts.json` has."""
    data = json.loads(dict(data_files(computed(TRIED)))["data/forecasts.json"])
    table = rows("forecasts")
    assert len(table) == len(data["forecasts"])
    for row, item in zip(table, data["forecasts"], strict=True):
        assert row["id"] == item["id"]
        assert row["verdict_outcome"] == item["verdict"]["outcome"]
        assert row["window_wide_until"] == (item["window"]["wide"][1] or "")
        assert row["events"].split() == item["events"]
        brier = item["scores"]["brier"]
        assert row["scores_brier_best"] == ("" if brier is None else str(brier["best"]))
    assert len(rows("evidence")) == sum(len(item["evidence"]) for item in data["forecasts"])
    assert len(rows("schemes")) == len(rows("forecasters")) * len(
        computed(TRIED).rules.schemes.schemes
    )
    assert len(rows("set_aside")) == len(data["set_aside"])


@given(hostile)
def test_no_cell_is_a_formula(text: str) -> None:
    """No spreadsheet computes it, and taking the apostrophe away gives the text back."""
    shown = neutral(text)
    assert not re.match(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]", shown)
    back = shown.removeprefix("'")
    kept = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", "", text)
    assert back == kept.replace("\r\n", "\n").replace("\r", "\n")


@given(st.lists(st.tuples(hostile, hostile), max_size=4))
def test_no_text_leaves_its_cell(pairs: list[tuple[str, str]]) -> None:
    """As many rows and columns as went in, each with its own text."""
    found = list(csv.reader(io.StringIO(as_csv(FlatTable("t", TEXT, pairs)), newline="")))
    assert found == [["a", "b"], *([neutral(a), neutral(b)] for a, b in pairs)]


@each("text", ["=1+1", "+1", "-1", "@x", " =1", "\t=1", "\uff1d1", "\u200b=1"])
def test_formulas_are_named(text: str) -> None:
    """Each form that spreadsheets take for a formula."""
    assert neutral(text).startswith("'")


def test_parquet_keeps_the_types() -> None:
    """Days are days, numbers are numbers, and the rows those of the CSV."""
    polars = pytest.importorskip("polars")
    found = export(computed(TRIED), "parquet", HERE)["forecasts.parquet"]
    assert isinstance(found, bytes)
    frame = polars.read_parquet(io.BytesIO(found))
    assert frame.columns == [column.name for column in COLUMNS["forecasts"]]
    assert frame.schema["said_from"] == polars.Date
    assert frame.schema["scores_brier_central"] == polars.Float64
    assert frame.schema["conditional"] == polars.Boolean
    assert frame["id"].to_list() == [row["id"] for row in rows("forecasts")]
    table = dict(zip(frame["id"], frame["quote"], strict=True))
    assert table == {id: item.quote for id, item in computed(TRIED).ledger.forecasts.items()}


# ClaimReview

THING = {"name", "url", "sameAs", "description", "@id", "@type", "@context", "image", "identifier"}
CREATIVE_WORK = THING | {
    *("about", "abstract", "author", "dateCreated", "dateModified", "datePublished", "headline"),
    *("inLanguage", "isBasedOn", "license", "publisher", "text", "version", "keywords", "citation"),
}
REVIEW = CREATIVE_WORK | {
    *("associatedReview", "itemReviewed", "negativeNotes", "positiveNotes", "reviewAspect"),
    *("reviewBody", "reviewRating"),
}
ALLOWED = {
    "ClaimReview": REVIEW | {"claimReviewed"},
    "Claim": CREATIVE_WORK | {"appearance", "claimInterpreter", "firstAppearance"},
    "CreativeWork": CREATIVE_WORK,
    "Rating": THING
    | {
        *("alternateName", "author", "bestRating", "ratingExplanation", "ratingValue"),
        *("reviewAspect", "worstRating"),
    },
    "Person": THING | {"affiliation", "alternateName", "jobTitle", "worksFor"},
    "Organization": THING | {"alternateName", "legalName", "logo", "parentOrganization"},
}
WANTED_BY_SEARCH_ENGINES = {"author", "claimReviewed", "itemReviewed", "reviewRating", "url"}


def nodes(value: Any) -> list[dict[str, Any]]:
    """Every object within, at any depth."""
    if isinstance(value, list):
        return [node for item in value for node in nodes(item)]
    if isinstance(value, dict):
        return [value, *(node for item in value.values() for node in nodes(item))]
    return []


def test_properties_are_those_of_schema_org() -> None:
    """Each object has a type that we know, and only properties of that type."""
    for node in nodes(graph()):
        assert set(node) <= ALLOWED[node["@type"]]
        for key, value in node.items():
            if key.startswith("date"):
                assert date.fromisoformat(value).isoformat() == value
            if key == "url":
                assert value.startswith(("https://", "http://"))


def test_a_decided_call_is_a_review_and_another_forecast_a_claim_alone() -> None:
    """One node for each forecast; what was hedged or open, or a promise, is not reviewed."""
    decided = ("right", "partly", "another_day", "wrong", "contested")
    settled = {
        id
        for id, score in computed(TRIED).scores.items()
        if score.right in decided and not computed(TRIED).ledger.forecasts[id].commitment
    }
    kinds = {node["url"].rpartition("/")[2].removesuffix(".md"): node["@type"] for node in graph()}
    assert kinds.keys() == computed(TRIED).verdicts.keys()
    assert {id for id, kind in kinds.items() if kind == "ClaimReview"} == settled
    assert {kind for id, kind in kinds.items() if id not in settled} == {"Claim"}


def test_reviews_have_what_search_engines_want() -> None:
    """Google's required fields, among them a verdict in words."""
    reviews = [node for node in graph() if node["@type"] == "ClaimReview"]
    assert reviews
    for review in reviews:
        assert review.keys() >= WANTED_BY_SEARCH_ENGINES
        assert review["reviewRating"]["alternateName"]
        assert review["reviewRating"]["ratingExplanation"]
        assert review["itemReviewed"]["author"]["name"]


def test_no_score_is_a_rating() -> None:
    """A Brier score is about a probability, not about the claim."""
    for node in nodes(graph()):
        assert not node.keys() & {"ratingValue", "bestRating", "worstRating"}


def test_misreported_words_are_charged_to_the_outlet() -> None:
    """Nobody is made the author of what they did not say."""
    found = {node["url"].rpartition("/")[2].removesuffix(".md"): node for node in graph()}
    for id, verdict in computed(TRIED).verdicts.items():
        if verdict.charged_to is None and computed(TRIED).ledger.forecasts[id].misreported:
            claim = found[id].get("itemReviewed", found[id])
            assert claim["author"]["@type"] == "Organization"


@given(st.dictionaries(hostile, hostile, max_size=3))
def test_json_cannot_end_its_script(value: dict[str, str]) -> None:
    """Nothing in it closes an element, opens a comment or hides; it reads back as it was."""
    text = script_safe(value)
    assert not re.search("[<>&\u2028\u2029\u202e\x7f-\x9f]", text)
    assert json.loads(text) == value


def test_surrogates_do_not_fail() -> None:
    """Half a character is written as an escape."""
    assert json.loads(script_safe({"a": "\ud800"})) == {"a": "\ud800"}


# The citation


def cff(publisher: str, address: str = "") -> Any:
    text = export(computed(TRIED), "cff", Publication(publisher, address))["CITATION.cff"]
    assert isinstance(text, str)
    document = read("CITATION.cff", text)
    assert not document.diagnostics
    return document.value


def test_the_citation_has_what_the_format_requires() -> None:
    """Citation File Format 1.2.0: message, title, authors, version of the format."""
    found = cff("Project curators", "https://example.org/")
    assert found.keys() >= {"cff-version", "message", "title", "authors"}
    assert found["cff-version"] == "1.2.0"
    assert found["type"] == "dataset"
    assert found["date-released"] == computed(TRIED).as_of.isoformat()


@given(hostile)
def test_no_name_leaves_the_citation(name: str) -> None:
    """Whatever the publisher is called."""
    assert cff(name)["authors"] == [{"name": name}]


def test_the_projects_own_citation_is_sound() -> None:
    """With the version that the package has."""
    text = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    document = read("CITATION.cff", text)
    assert not document.diagnostics
    found: Any = document.value
    assert found["version"] == verifier.__version__
    assert found.keys() >= {"cff-version", "message", "title", "authors", "license"}


# The command


def run_command(*arguments: str) -> int:
    return main(["export", *arguments])


def test_every_format_can_be_asked_for() -> None:
    """The command's choices are the formats there are."""
    assert set(command._FORMATS) == {*FORMATS, "digest"}


@pytest.mark.parametrize("format", ["csv", "sqlite", "json", "claimreview", "cff", "digest"])
def test_the_command_writes(
    format: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The files of the format, and says how many."""
    ledger = str(write(tmp_path / "ledger"))
    out = tmp_path / "out"
    assert run_command("--ledger", ledger, "--format", format, "--out", str(out)) == 0
    assert f"wrote {len(list(out.iterdir()))} file" in capsys.readouterr().out


def test_hostile_words_of_a_ledger_stay_words(tmp_path: Path) -> None:
    """From the YAML to every format of text."""
    evil = '=cmd()|</script><img src=x onerror=alert(1)> "; DROP, \\u202e'
    source = SOURCE.replace("quote: ", f"quote: {json.dumps(evil)}  # ")
    ledger = str(write(tmp_path / "ledger", source=source, outcomes=OUTCOMES))
    out = tmp_path / "out"
    for format in ("csv", "claimreview", "json"):
        assert run_command("--ledger", ledger, "--format", format, "--out", str(out)) == 0
    with (out / "forecasts.csv").open(encoding="utf-8", newline="") as stream:
        [row] = csv.DictReader(stream)
    assert row["quote"] == f"'{evil}"
    web = (out / "claimreview.jsonld").read_text(encoding="utf-8")
    assert "<" not in web
    assert json.loads(web)["@graph"][0]["itemReviewed"]["text"] == evil
    data = json.loads((out / "forecasts.json").read_text(encoding="utf-8"))
    assert data["forecasts"][0]["quote"] == evil


def test_parquet_without_its_library_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is missing, and how to get it."""
    monkeypatch.delitem(sys.modules, "verifier.export.parquet", raising=False)
    monkeypatch.setitem(sys.modules, "polars", None)
    ledger = str(write(tmp_path / "ledger"))
    out = tmp_path / "out"
    assert run_command("--ledger", ledger, "--format", "parquet", "--out", str(out)) == 2
    assert "[tables]" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--format", "cff", "--site", "javascript:alert(1)"], "begins with https://"),
        (["--format", "cff", "--out", __file__], "is not a folder"),
    ],
)
def test_wrong_usage_says_why(
    arguments: list[str], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line, exit code 2, nothing written."""
    assert run_command("--ledger", str(tmp_path), "--out", str(tmp_path / "o"), *arguments) == 2
    assert words in capsys.readouterr().err
    assert not (tmp_path / "o").exists()
