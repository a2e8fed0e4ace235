"""The catalogues of words have what the pages ask for and nothing else, each language alike."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from gettext import c2py
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from pydantic import BaseModel

from tests.depth import deep, each, slow
from verifier.loading.plain import read_plain
from verifier.loading.yaml import read
from verifier.model.evidence import Evidence
from verifier.model.forecasts import Distortion, ForecasterKind, LikelihoodClass, Operator, Voice
from verifier.model.forecasts import WhySetAside as Aside
from verifier.model.outcomes import Magnitude
from verifier.model.proposition import WhyUnscorable
from verifier.model.verdict import (
    Basis,
    ConditionState,
    Counts,
    Hindsight,
    Outcome,
    Pending,
    Placed,
    Relation,
    Rule,
    RulingStanding,
    Schedule,
    Wanted,
)
from verifier.rank.standings import Reason
from verifier.report.history import Change
from verifier.report.words import FIELD, Words, by_key, languages, words
from verifier.rules import FACETS, MisreportingRule, OperatorShape
from verifier.score.calls import Promise, Right, Says
from verifier.score.counts import Place
from verifier.score.forecasts import LeftOut
from verifier.score.metrics import METRICS
from verifier.score.record import Ahead
from verifier.tables.rows import Bad

PACKAGE = Path(__file__).resolve().parents[2] / "verifier"
CATALOGUE = words().texts


def _choices(record: type[BaseModel], field: str) -> Iterable[str]:
    """The words that a field of a record may have."""
    annotation = record.model_fields[field].annotation
    return [choice for choice in get_args(annotation) if isinstance(choice, str)]


FAMILIES: dict[str, Iterable[str]] = {
    "aside": Aside,
    "basis": Basis,
    "condition": ConditionState,
    "distortion": Distortion,
    "evidence": _choices(Evidence, "stance"),
    "facet": FACETS,
    "forecast.hindsight": Hindsight,
    "forecast.voice": Voice,
    "forecaster.kind": ForecasterKind,
    "forecaster.place": Place,
    "history": Change,
    "likelihood.bare": LikelihoodClass,
    "likelihood.class": LikelihoodClass,
    "magnitude": _choices(Magnitude, "kind"),
    "method.charged": _choices(MisreportingRule, "charged"),
    "method.counts": Counts,
    "method.fidelity": _choices(MisreportingRule, "fidelity"),
    "method.operator": Operator,
    "method.shape": _choices(OperatorShape, "shape"),
    **{f"metric.{id}": ("formula", "range", "best", "citation") for id in METRICS},
    "operator": Operator,
    "outcome": Outcome,
    "reason": Pending,
    "refused": Reason,
    "relation": Relation,
    "schedule": Schedule,
    "score.left_out": LeftOut,
    "right": Right,
    "promise": Promise,
    "promises": Promise,
    # A plan is told by its class.
    "says": set(Says) - {Says.PLAN, Says.UNSAID},
    "said": LikelihoodClass,
    "classes": LikelihoodClass,
    "funnel.left": LeftOut,
    "funnel.head": LeftOut,
    "total.ahead": Ahead,
    "sure.rank_refused": Reason,
    "table.bad": Bad,
    "trail.counts": Counts,
    "trail.facet": FACETS,
    "trail.outcome": Outcome,
    "trail.relation": Relation,
    "trail.standing": RulingStanding,
    "trail.wants": get_args(get_type_hints(Wanted)["what"]),
    "unscorable": WhyUnscorable,
    "why": Rule,
    "why.placed": Placed,
}
"""What is asked for by the member of a closed list, by the first part of its key."""


def _asked() -> tuple[set[str], set[re.Pattern[str]]]:
    """The texts that stand in the code, and the patterns of those that are put together there."""
    texts: set[str] = set()
    patterns: set[str] = set()
    for node in (node for path in PACKAGE.rglob("*.py") for node in _nodes(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            texts.add(node.value)
        elif isinstance(node, ast.JoinedStr):
            parts = (
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else "([^.]+)"
                for part in node.values
            )
            patterns.add("".join(parts))
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "heads":
            patterns.add(rf"{ast.literal_eval(node.args[0])}\.col\.([^.]+)")
    return texts, {re.compile(pattern) for pattern in patterns}


def _nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(path.read_text(encoding="utf-8")))


@deep
def test_catalogues_are_sound() -> None:
    """No key is there twice; English is read at every start, and without a parser of YAML."""
    texts = {
        path.stem: path.read_text("utf-8") for path in (PACKAGE / "report/words").glob("*.yaml")
    }
    assert texts.keys() == {*languages()}
    for name, text in texts.items():
        document = read(f"{name}.yaml", text)
        keys = [key for key, _ in by_key(document.value)]
        assert len({*keys}) == len(keys)
        assert not document.diagnostics
    assert read_plain(texts["en"]) is not None


@slow
def test_every_sentence_is_asked_for() -> None:
    """By its key, or by one put together of words in the code and members of closed lists."""
    texts, patterns = _asked()
    members = {member for family in FAMILIES.values() for member in family} | texts
    made = [p for p in patterns if re.search(r"^coverage_|\)_came$", p.pattern)]
    patterns = {p for p in patterns if r"\." in p.pattern and p.pattern[:1] != "("}

    def known(part: str) -> bool:
        return part in members or any(pattern.fullmatch(part) for pattern in made)

    for key in CATALOGUE.keys() - texts:
        found = [match for pattern in patterns if (match := pattern.fullmatch(key))]
        assert any(all(map(known, match.groups())) for match in found), key
        family, _, member = key.rpartition(".")
        if family in FAMILIES and key != "why.event-since":
            assert member in set(FAMILIES[family]) | texts, key


@each("family", FAMILIES)
def test_every_member_of_a_closed_list_has_its_sentence(family: str) -> None:
    """A key that is missing would end a report, on the day that it is first needed."""
    members = list(FAMILIES[family])
    assert members
    for member in members:
        assert f"{family}.{member}" in CATALOGUE


def _fields(text: str) -> set[str]:
    return {field[1] for field in FIELD.finditer(text)}


@pytest.mark.parametrize("language", languages())
def test_a_language_says_the_same(language: str) -> None:
    """Every key of the English catalogue, none besides, and in each sentence the same values."""
    texts = words(language).texts
    assert texts["language"] == language
    assert texts.keys() == CATALOGUE.keys()
    for key, text in texts.items():
        assert _fields(text) == _fields(CATALOGUE[key]), key


@pytest.mark.parametrize("language", languages())
def test_a_word_has_every_form_of_its_language(language: str) -> None:
    """As many forms as the plural rule tells apart, and perhaps one for numbers not whole."""
    texts = words(language).texts
    rule = c2py(texts["plural"])
    forms = 1 + max(rule(number) for number in range(1000))
    for key, text in texts.items():
        for field in FIELD.finditer(text):
            given = field[2].count("|")
            assert given in (0, forms, forms + 1), key


@pytest.mark.parametrize("language", languages())
def test_a_year_has_twelve_months(language: str) -> None:
    """Their names are lists in the file."""
    for key in ("date.months", "chart.months"):
        assert len(words(language)(key).split(", ")) == 12


PLURALS: dict[str, tuple[str, ...]] = {
    "en": ("1", "0 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 100 1000 10000 100000 1000000"),
    "uk": (
        "1 21 31 41 51 61 71 81 101 1001",
        "2 3 4 22 23 24 32 33 34 42 43 44 52 53 54 62 102 1002",
        "0 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 100 1000 10000 100000 1000000",
    ),
}
"""Whole numbers by the form that goes with them: the samples that Unicode CLDR publishes."""


@pytest.mark.parametrize("language", languages())
def test_plural_forms_are_those_of_cldr(language: str) -> None:
    """Each sample number takes the form under which Unicode lists it."""
    rule = c2py(words(language)("plural"))
    for form, samples in enumerate(PLURALS[language]):
        for number in samples.split():
            assert rule(int(number)) == form, number


FORMS = """\
plural: "n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2"
number.decimal: ","
number.group: "\u00a0"
days: "{n} {n|день|дні|днів|дня}"
rows: "{n|рядок|рядки|рядків}"
"""


@each(
    "number told",
    [
        (0, "0 днів"),
        (1, "1 день"),
        (3, "3 дні"),
        (11, "11 днів"),
        (21, "21 день"),
        (-2, "-2 дні"),
        ("1\u00a0002", "1\u00a0002 дні"),
        ("2,5", "2,5 дня"),
        ("2,0", "2,0 дні"),
    ],
)
def test_a_word_agrees_with_its_number(number: object, told: str) -> None:
    """Three forms and one for parts, whichever way the number is printed."""
    assert Words(read("uk.yaml", FORMS).value)("days", n=number) == told


def test_numbers_are_written_as_the_language_writes_them() -> None:
    """Python's signs are replaced at once, so that neither is taken for the other."""
    ukrainian = Words(read("uk.yaml", FORMS).value)
    assert ukrainian.amount(1234567.5) == "1\u00a0234\u00a0567,5"
    assert ukrainian.amount(2000) == "2\u00a0000"
    assert ukrainian.number(-0.001) == "0,00"
    assert ukrainian.plain(0.25) == "0,25"
    assert ukrainian("rows", n=ukrainian.figure("12,001")) == "рядок"
