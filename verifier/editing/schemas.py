"""JSON Schemas of the ledger's files, for editors: from the model, with a word about each key.

They describe form only. What records say of each other is for `verifier check`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema
from pydantic_core import core_schema

from verifier.article.proposers import ProposalFile
from verifier.loading.rules import FILES
from verifier.loading.settings import Settings
from verifier.loading.yaml import read
from verifier.model.disputes import DisputeFile
from verifier.model.forecasts import ForecasterFile, SourceFile
from verifier.model.json_schema import portable
from verifier.model.outcomes import OutcomeFile
from verifier.model.record import Record

FIELDS = Path(__file__).with_name("fields.en.yaml")
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ROOTS: Mapping[str, tuple[str, type[BaseModel]]] = {
    "seeds.json": ("A source with its forecasts", SourceFile),
    "forecasters.json": ("The registry of forecasters", ForecasterFile),
    "outcomes.json": ("What happened, and what is asked and ruled", OutcomeFile),
    "disputes.json": ("Appeals and what was decided", DisputeFile),
    "proposals.json": ("What somebody proposes of an article", ProposalFile),
    "ledger.json": ("A ledger's own word on the checks", Settings),
    **{f"rules/{name}.json": (f"Rules: {name}", model) for name, model in FILES.items()},
}


_YEAR, _MONTH, _DAY = "[12][0-9][0-9][0-9]", "-[01][0-9]", "-[0-3][0-9]"
_MATCHED: Mapping[str, Sequence[str]] = {
    "seeds.json": tuple(
        f"**/seeds/**/*-{_YEAR}{rest}.yaml"
        for rest in ("", _MONTH, f"{_MONTH}{_DAY}", f"{_MONTH}{_DAY}-[2-9]")
    ),
    "forecasters.json": ("**/seeds/forecasters.yaml", "**/seeds/forecasters/*.yaml"),
    "outcomes.json": ("**/outcomes/rulings/ruling-*.yaml", "**/outcomes/coverage-*.yaml"),
    "disputes.json": ("**/disputes/appeal-*.yaml",),
}
"""The files that a name alone tells from those of other projects, as `verifier new` names them.

All others are known by their first line, which `verifier fmt` writes. Seeds of databases are named
by what they hold, with a date in front if at all; ours by publisher and day.
"""


class Fields(Record):
    """`fields.en.yaml`: descriptions and examples, by `Record.key` or by `key`."""

    descriptions: Mapping[str, str]
    examples: Mapping[str, Any]


@cache
def fields() -> Fields:
    """The words about keys that ship with the package."""
    document = read(FIELDS.name, FIELDS.read_text(encoding="utf-8"))
    return Fields.model_validate(document.value)


@cache
def schemas() -> Mapping[str, str]:
    """Every schema, file name to text.

    >>> sorted(schemas())[:3]
    ['disputes.json', 'forecasters.json', 'ledger.json']
    """
    return {name: _text(title, model, name) for name, (title, model) in _ROOTS.items()}


def catalog(address: str) -> Mapping[str, str]:
    """What a catalog of schemas such as SchemaStore's wants: the schemas, and its entries.

    `address` is the folder on the web where they are to be, ending in a slash. The names have to
    be told from those of everybody's schemas.
    """
    texts, entries = schemas(), []
    files: dict[str, str] = {}
    for name, matched in _MATCHED.items():
        title, url = _ROOTS[name][0], f"{address}{_PUBLIC}{name}"
        value = {"$schema": _DIALECT, "$id": url, **json.loads(texts[name])}
        files[f"{_PUBLIC}{name}"] = json.dumps(value, indent=2, ensure_ascii=False) + "\n"
        entry = {"name": f"Forecast ledger: {name.removesuffix('.json')}", "description": title}
        entries.append({**entry, "fileMatch": matched, "url": url})
    told = {"$schema": _CATALOG, "version": 1.0, "schemas": entries}
    return {**files, "catalog.json": json.dumps(told, indent=2, ensure_ascii=False) + "\n"}


_PUBLIC = "forecast-ledger-"
_CATALOG = "https://www.schemastore.org/schema-catalog.json"


class _Generator(GenerateJsonSchema):
    """What is made of a value before it is validated may be written as text ("3 days")."""

    def function_before_schema(
        self, schema: core_schema.BeforeValidatorFunctionSchema
    ) -> JsonSchemaValue:
        inner = super().function_before_schema(schema)
        if inner.get("type") in ("number", "integer", "boolean"):
            return inner
        return {"anyOf": [{"type": "string"}, inner]}


def _text(title: str, model: type[BaseModel], name: str) -> str:
    _, made = models_json_schema([(model, "validation")], schema_generator=_Generator)
    definitions = {key: _definition(key, made["$defs"]) for key in made["$defs"]}
    root = definitions.pop(model.__name__)
    if name == "seeds.json":
        # A file of seeds may hold forecasters of its own.
        registry = models_json_schema([(ForecasterFile, "validation")])[1]["$defs"]
        own = {key: _definition(key, registry) for key in registry}
        root["properties"] |= own.pop("ForecasterFile")["properties"]
        definitions |= own
    if name.startswith("rules/"):
        root = _overlay(root)
    root |= {"title": title}
    schema = {"$schema": _DIALECT, **root, "$defs": dict(sorted(definitions.items()))}
    return json.dumps(portable(schema), indent=1, ensure_ascii=False) + "\n"


def _overlay(root: dict[str, Any]) -> dict[str, Any]:
    """A ledger's own rules are laid over the defaults: they may leave anything out."""
    root.pop("required", None)
    root["properties"]["overlay"] = {
        "title": "Overlay",
        "description": "`replace` leaves the default rules out; else these are laid over them, "
        "with `add` key by key and at the end of lists of words.",
        "enum": ["merge", "add", "replace"],
    }
    return root


def _definition(name: str, all: Mapping[str, Any]) -> dict[str, Any]:
    """The schema of one record: words about its keys, and no nulls, which nobody writes."""
    about = fields()
    out: dict[str, Any] = _simple(all[name])
    for key, value in out.get("properties", {}).items():
        told = about.descriptions.get(f"{name}.{key}", about.descriptions.get(key))
        told = told or _first_paragraph(_record_in(value, all).get("description", ""))
        if told:
            out["properties"][key] = {**_beside_ref(value), "description": told}
        example = about.examples.get(f"{name}.{key}")
        if example is not None:
            out["properties"][key]["examples"] = [example]
    if name in about.examples:
        out["examples"] = [_typed(about.examples[name])]
    if "description" in out:
        out["description"] = _first_paragraph(out["description"])
    return out


def _first_paragraph(text: str) -> str:
    return text.partition("\n\n")[0].replace("\n", " ")


def _beside_ref(value: dict[str, Any]) -> dict[str, Any]:
    """A value to which words can be added: some readers ignore what stands beside `$ref`."""
    return {"allOf": [value]} if "$ref" in value else value


def _record_in(value: Mapping[str, Any], all: Mapping[str, Any]) -> Mapping[str, Any]:
    """The record that a value, or each item of a list, is; empty where it is none."""
    ref = value.get("$ref") or value.get("items", {}).get("$ref", "")
    found: Mapping[str, Any] = all.get(str(ref).rpartition("/")[2], {})
    return found


def _simple(schema: Any) -> Any:
    """Without nulls and defaults; a year alone, which YAML takes for a number, is a date too."""
    if isinstance(schema, list):
        return [_simple(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    out = {key: _simple(value) for key, value in schema.items() if key != "default"}
    choices = [c for c in out.get("anyOf", ()) if c != {"type": "null"}]
    if len(choices) == 1:
        out = {**out, **choices[0]}
        del out["anyOf"]
    elif choices:
        out["anyOf"] = choices
    if str(out.get("title", "")).startswith("EDTF"):
        # Not a list of types: ajv wants to be told that one is meant.
        out.pop("type", None)
        out["anyOf"] = [{"type": "string"}, {"type": "integer"}]
    return out


def _typed(value: Any) -> Any:
    """An example as other readers of YAML see it: flags and numbers are no texts."""
    if isinstance(value, dict):
        return {key: _typed(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_typed(inner) for inner in value]
    if value in ("true", "false"):
        return value == "true"
    return int(value) if isinstance(value, str) and value.isdigit() else value
