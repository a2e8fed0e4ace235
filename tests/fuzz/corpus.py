"""What inputs are made of: our own files, the words of our own rules, and what tends to break."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from verifier.editing.starter import files as starter_files
from verifier.loading.rules import load_rules
from verifier.rules import Rules

ROOT = Path(__file__).resolve().parents[2]

DATES = (
    *("2023-01-10", "2023-02-24", "2024-02-29", "2024-12-31", "2023-02-29", "2023-13-45"),
    *("0001-01-01", "9999-12-31", "2023", "2023-02", "2022-12/2023-01", "../2024-06-01"),
    *("2023-01-10/..", "2023-02-01/2023-01-01", "2023-1X", "~2023-05", "2023-W05", "0000-00-00"),
)
NUMBERS = (
    *("0", "1", "-1", "3", "0.5", ".5", "5.", "1e308", "1e309", "1e-320", "nan", "inf", "-0"),
    *("1,000", "1.000,5", "70%", "100%", "101%", "99999999999999999999", "0x10", "1_000", "³", "٣"),
    *("1/0", "3/4", "1:3", "2-3", "2–3", "¾", "½", "IV", "1st", "31st", "32nd", "24th"),
)
ODD = (
    *("#", "@", "#Kyiv", "@nato", "&", "*", "!", "|", ">", "%", "`", "?", ":", "-", "[", "]"),
    *("{", "}", ",", "'", '"', "“", "”", "’", "…", "—", "\\", "/", "$", "~", "=", "<<", "+", "_"),
    *("\t", "\r", "\n", "\r\n", "\x00", "\x07", "\x1b[31m", "\x7f", "\x85", "\xa0", "\xad"),
    *("\u2028", "\u2029", "\u200b", "\u200f", "\u202e", "\u2066", "\u061c", "\ufeff", "\ufffe"),
    *(
        "🇺🇦",
        "👩\u200d👧",
        "字",
        "明天",
        "مُستقبل",
        "عام ٢٠٢٣",
        "ǅ",
        "ß",
        "İ",
        "\u0131",
        "ﬁ",
        "e\u0301",
    ),
    *("<b>", "</script>", "[a](javascript:x)", "![x](y)", "| a |", "=1+1", "::error::x", "##[x]"),
    *("https://example.org/a_b?c=d#e", "www.example.org", "a@b.example", "../../etc/passwd"),
    *("no", "yes", "null", "~", "true", "012", "12:30:45", "{}", "[]", "&a x", "*a", "!!int 3"),
)


@cache
def ledger_files() -> Mapping[str, bytes]:
    """Files of seeds/ and outcomes/: ours, of the examples, of the starter and of small ledgers."""
    found = {
        f"{name}: {path.name}": path.read_bytes()
        for folder in (ROOT, *(ROOT / "examples").iterdir())
        for name in ("seeds", "outcomes")
        for path in sorted((folder / name).rglob("*.yaml"))
    }
    for name, text in starter_files(empty=False).items():
        if name.startswith(("seeds/", "outcomes/")):
            found[f"{name.partition('/')[0]}: starter {name}"] = text.encode()
    return found


@cache
def rules_files() -> Mapping[str, bytes]:
    """The files of rules/, of ours and of the examples."""
    return {
        str(path.relative_to(ROOT)): path.read_bytes()
        for folder in (ROOT, *(ROOT / "examples").iterdir())
        for path in sorted((folder / "rules").glob("*.yaml"))
    }


@cache
def small_ledger() -> Mapping[str, str]:
    """The starter's files: a whole ledger of a few records."""
    return {name: text for name, text in starter_files(empty=False).items() if "README" not in name}


@cache
def words() -> tuple[str, ...]:
    """The words and phrases of the rules that read time and likelihood, in their order."""
    found: dict[str, None] = {}
    for name in ("time", "likelihood"):
        value = yaml.load((ROOT / "rules" / f"{name}.yaml").read_bytes(), yaml.CBaseLoader)
        for text in _texts(value):
            if len(text) <= 60:
                found.update(dict.fromkeys([text, *text.split()]))
    return tuple(found)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    else:
        yield value


@cache
def quotations() -> tuple[str, ...]:
    """Quotations and claims of our ledger."""
    found: dict[str, None] = {}
    for path in sorted((ROOT / "seeds").rglob("*.yaml")):
        value = yaml.load(path.read_bytes(), yaml.CBaseLoader)
        for forecast in value.get("forecasts", ()):
            found.update(dict.fromkeys(filter(None, map(forecast.get, ("quote", "claim")))))
    return tuple(found)


@cache
def keys() -> tuple[str, ...]:
    """The keys that ledger files use."""
    found: dict[str, None] = {}
    for data in ledger_files().values():
        found.update(dict.fromkeys(re.findall(r"([a-z_]+):", data.decode())))
    return tuple(found)


@cache
def rules() -> Rules:
    """The rules of the package, read once."""
    found = load_rules(Path("/nowhere"), [], {})
    assert found is not None
    return found
