"""Ledgers bent in their structure: days, numbers, words, ids, propositions, rules and series.

They are mutants of the sound ledger in `tests/rich`, which has every key. `mutant` takes its
choices from any function that picks a number below another: hypothesis's, or a generator's.
`python -m tests.fuzz --target mutants --count 20000` runs so many of them.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml
from hypothesis import strategies as st

from tests.ledgers import sound
from verifier.compare import State, compare, edits
from verifier.engine import run
from verifier.export.claimreview import Publication
from verifier.export.files import export
from verifier.loading import Loaded, load
from verifier.loading.rules import FILES, default_rules
from verifier.model.verdict import Outcome
from verifier.report import Run, report
from verifier.report.data import trail
from verifier.report.forecast import block
from verifier.report.trail import explain
from verifier.report.why_not import why_not
from verifier.upkeep.due import due

RICH = Path(__file__).resolve().parents[1] / "rich"
Files = dict[str, Any]
"""What each file holds: a value for YAML, a text for all else."""
Pick = Callable[[int], int]
"""A whole number from 0 up to, not including, the one given."""

DATES = (
    *("2023-02-24", "2023-02", "2023", "2022", "2024-01-05", "2024-12-31", "202X", "20XX"),
    *("0001-01-01", "0001", "0001-12-31", "9999-12-31", "9999-12-30", "9999", "9999-24", "9998~"),
    *("2023-21", "2023-24", "2023-02-24?", "2023-02~", "2023%", "0001-01-01~", "9999-12-31%"),
    *("../2023-02-24", "2023-02-24/..", "../..", "/2023", "2023/", "2023-01-23/2023-01-29"),
    *("0001/9998", "0001-01-01/9999-12-31", "2023-06/2023-01", "../0001-01-01", "9999-12-31/.."),
    *("2023-02-30", "2023-02-24T05:00Z", "2023-02-24T25:00Z", "1850", "2203", "2032-01-01"),
)
NUMBERS = (
    *("0", "1", "2", "3", "-1", "0.5", "0.7", "1.0", "100", "5000", "1e308", "-1e308", "5e-324"),
    *("1e400", "nan", "inf", "99999999999999999999", "3653", "3654", "0.3333333333333333", "1e-9"),
)
TIMES = (
    *("in July", "in February", "next month", "next quarter or half", "within six months", "soon"),
    *("by the end of the year", "before 1 March", "in 5000 years", "within 9999 years", "today"),
    *("in the next ten days", "a few weeks ago", "since May", "by 31 December 9999", "yesterday"),
    *("between May and July", "around 1 January 0001", "over a century", "on 29 February"),
    *("before day", "next weekend", "this year, perhaps in May", "until Easter", "in winter"),
)
LIKELIHOODS = (
    *("will", "may", "most likely", "unlikely", "we see signs that", "cannot be ruled out"),
    *("70 percent", "will not", "is preparing to", "almost certainly", "3 in 10", "never", "might"),
)
TEXTS = (
    *("", " ", "x", "A longer text, with | and * and _ and `ticks` and <b>tags</b>.", "no", "~"),
    *("\u202eabc", "e\u0301" * 9, "=SUM(A1)", "[a](b)", "\n\n# head", "y " * 300, "https://x.y/z"),
)
WORDS = (
    *("true", "false", "yes", "nonsense", "replace", "merge", "con", "aux", "change"),
    *("month", "irregular", "first", "sum"),
)


@cache
def rich() -> Mapping[str, Any]:
    """The sound ledger, every scalar of it as text."""
    return {
        path.relative_to(RICH).as_posix(): _content(path)
        for path in sorted(RICH.rglob("*"))
        if path.is_file() and path.suffix in (".yaml", ".csv")
    }


def _content(path: Path) -> Any:
    text = path.read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.CBaseLoader) if path.suffix == ".yaml" else text


@cache
def _default(name: str) -> Any:
    return _content(default_rules() / f"{name}.yaml")


def write(files: Mapping[str, Any], root: Path) -> Path:
    """Write a ledger to the folder `root`, without what was there."""
    for old in root.rglob("*"):
        if old.is_file() and old.relative_to(root).as_posix() not in files:
            old.unlink()
    for name, value in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        # JSON is YAML, and written in a fiftieth of the time.
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        path.write_text(text, encoding="utf-8")
    return root


def _routes(value: Any, route: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in inside:
        yield (*route, key)
        if isinstance(item, dict | list):
            yield from _routes(item, (*route, key))


def _parent(value: Any, route: tuple[Any, ...]) -> Any:
    for part in route[:-1]:
        value = value[part]
    return value


_DATED = {
    "said",
    "anchor",
    "published",
    "began",
    "ended",
    "known",
    "during",
    "opens",
    "horizon",
} | {*("date", "as_of", "narrow", "wide")}
_NUMBERED = {"at_least", "at_most", "probability", "truth", "grace_days", "log_clamp", "version"}


def _key(route: tuple[Any, ...]) -> str:
    return next((part for part in reversed(route) if isinstance(part, str)), "")


def _leaves(files: Files, key: str) -> list[str]:
    found = {
        _at(value, route)
        for value in files.values()
        if not isinstance(value, str)
        for route in _routes(value)
        if _key(route) == key and isinstance(_at(value, route), str)
    }
    return sorted(found)


def _at(value: Any, route: tuple[Any, ...]) -> Any:
    return _parent(value, route)[route[-1]]


def _word(files: Files, route: tuple[Any, ...], pick: Pick) -> str:
    """Another text for this place: mostly one that such a place may hold."""
    key = _key(route)
    pools: list[tuple[str, ...] | list[str]] = [WORDS, TEXTS, DATES, NUMBERS, TIMES, LIKELIHOODS]
    if pick(6):
        if key in _DATED:
            pools = [DATES, DATES, _leaves(files, key) or DATES]
        elif key in _NUMBERED:
            pools = [NUMBERS]
        elif key == "phrase":
            pools = [TIMES, LIKELIHOODS]
        else:
            same = _leaves(files, key)
            ids = _leaves(files, "id")
            pools = [same or WORDS, same or WORDS, ids or WORDS]
    pool = pools[pick(len(pools))]
    return pool[pick(len(pool))]


def _set(files: Files, pick: Pick) -> None:
    value, route = _place(files, pick, leaf=True)
    _parent(value, route)[route[-1]] = _word(files, route, pick)


def _drop(files: Files, pick: Pick) -> None:
    value, route = _place(files, pick)
    del _parent(value, route)[route[-1]]


def _copy(files: Files, pick: Pick) -> None:
    """One value put in the place of another under the same key: an `expects`, a `window`, a day."""
    value, route = _place(files, pick)
    key = _key(route)
    others = [
        (other, where)
        for other in files.values()
        if not isinstance(other, str)
        for where in _routes(other)
        if _key(where) == key
    ]
    other, where = others[pick(len(others))]
    _parent(value, route)[route[-1]] = copy.deepcopy(_at(other, where))


def _double(files: Files, pick: Pick) -> None:
    """An item of a list twice, perhaps with another id, or in the list of another record."""
    value, route = _place(files, pick)
    parent = _parent(value, route)
    if isinstance(parent, list):
        item = copy.deepcopy(parent[route[-1]])
        if isinstance(item, dict) and "id" in item and pick(4):
            item["id"] = f"{item['id']}-{pick(3)}"
        parent.insert(pick(len(parent) + 1), item)


def _give(files: Files, pick: Pick) -> None:
    """A key that a record of the kind has elsewhere, with its value."""
    value, route = _place(files, pick)
    mapping = _at(value, route)
    if not isinstance(mapping, dict):
        mapping = _parent(value, route)
    if not isinstance(mapping, dict):
        return
    kind = [part for part in route if isinstance(part, str)][:1]
    others = [
        (other, where)
        for other in files.values()
        if not isinstance(other, str)
        for where in _routes(other)
        if isinstance(where[-1], str)
        and [part for part in where if isinstance(part, str)][:1] == kind
    ]
    if others:
        other, where = others[pick(len(others))]
        mapping[where[-1]] = copy.deepcopy(_at(other, where))


def _nest(files: Files, pick: Pick) -> None:
    """A proposition inside another one."""
    value, route = _place(files, pick)
    for key in ("expects", "event"):
        if route[-1] == key and isinstance(_at(value, route), dict):
            inner = copy.deepcopy(_at(value, route))
            outer = (
                {"all_of": [inner, inner]},
                {"any_of": [inner]},
                {"at_least": "1", "of": [inner]},
            )
            _parent(value, route)[key] = outer[pick(3)]


def _rules(files: Files, pick: Pick) -> None:
    """A file of rules with a part of the default's keys, laid over the default or instead of it."""
    names = list(FILES)
    name = names[pick(len(names))]
    value = copy.deepcopy(_default(name))
    for key in list(value):
        if not pick(3):
            del value[key]
    mode = pick(4)
    if mode:
        value["overlay"] = ("merge", "replace", "replac")[mode - 1]
    files[f"rules/{name}.yaml"] = value
    if value and pick(2):
        routes = list(_routes(value))
        route = routes[pick(len(routes))]
        match pick(3):
            case 0:
                del _parent(value, route)[route[-1]]
            case 1 if isinstance(_at(value, route), str):
                _parent(value, route)[route[-1]] = _word(files, route, pick)
            case _ if isinstance(_at(value, route), list):
                _at(value, route).clear()


def _series(files: Files, pick: Pick) -> None:
    rows = files["outcomes/price.csv"].splitlines()
    row = rows[pick(len(rows))].split(",")
    row[pick(len(row))] = (*DATES, *NUMBERS, "", "day")[pick(len(DATES) + len(NUMBERS) + 2)]
    rows.insert(pick(len(rows) + 1), ",".join(row))
    if not pick(3):
        del rows[pick(len(rows))]
    files["outcomes/price.csv"] = "\n".join(rows) + "\n"


_WAYS = (_set, _set, _set, _set, _drop, _copy, _copy, _double, _give, _nest, _rules, _series)


def _place(files: Files, pick: Pick, *, leaf: bool = False) -> tuple[Any, tuple[Any, ...]]:
    """Some place of some file of YAML."""
    names = [name for name, value in files.items() if isinstance(value, dict) and value]
    value = files[names[pick(len(names))]]
    routes = [r for r in _routes(value) if not leaf or isinstance(_at(value, r), str)]
    return value, routes[pick(len(routes))] if routes else (next(iter(value)),)


def mutant(pick: Pick) -> Files:
    """The rich ledger, bent in one to four places."""
    return bent(rich(), pick)


def bent(files: Mapping[str, Any], pick: Pick) -> Files:
    """These files, bent in one to four places."""
    found: Files = copy.deepcopy(dict(files))
    for _ in range(1 + pick(4)):
        _WAYS[pick(len(_WAYS))](found, pick)
    return found


@st.composite
def mutants(draw: st.DrawFn) -> Files:
    """Bent ledgers."""
    return mutant(lambda below: draw(st.integers(0, below - 1)))


AS_OF = (None, date(1, 1, 1), date(2023, 2, 10), date(9999, 12, 31))


def get_through(loaded: Loaded, original: State, as_of: date | None = None) -> int:
    """Do with a sound ledger all that can be done with it; how many pages its report has."""
    assert loaded.ledger is not None
    assert loaded.rules is not None
    found = run(loaded.ledger, loaded.rules, as_of)
    pages = report(found)
    for id in found.verdicts:
        _explained(found, id)
    for form in ("csv", "json", "claimreview", "cff", "parquet", "sqlite"):
        export(found, form, Publication("The Curators", "https://example.org/"))
    due(found.known, found.verdicts, 99_999)
    own = State(loaded.ledger, loaded.rules)
    compare(original, own, as_of)
    edits(own, original)
    return len(pages)


def _explained(found: Run, id: str) -> None:
    explain(found, id)
    trail(found, id)
    block(found, id, "reports/")
    for outcome in Outcome:
        why_not(found, id, outcome)


@cache
def original() -> State:
    """The rich ledger as a state to compare with."""
    return State(*sound(RICH))


def make_mutant(rng: Random) -> Any:
    """A bent ledger, and how and as of which day to try it."""
    day = AS_OF[rng.randrange(len(AS_OF))]
    files = mutant(rng.randrange)
    return {"files": files, "advice": rng.random() < 0.5, "as_of": day and day.isoformat()}


def hold_mutant(case: Any, scratch: Path) -> None:
    """Either `check` finds an error in it, or everything gets through."""
    loaded = load(write(case["files"], scratch), advice=case["advice"])
    if loaded.ok:
        day = case["as_of"]
        get_through(loaded, original(), None if day is None else date.fromisoformat(day))
