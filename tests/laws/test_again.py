"""Pages that are taken as an earlier run made them are those that this run would have made."""

from __future__ import annotations

import copy
import json
import random
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.depth import deep, examples, share, slow
from tests.fuzz.ledgers import Files, Pick, bent, rich, write
from verifier.engine import Spared, run
from verifier.keeping import Memo
from verifier.loading import load
from verifier.loading.cache import stored
from verifier.report import Again, Run, report
from verifier.report.all_files import contents
from verifier.writing import fingerprint


@cache
def apart() -> Files:
    """The rich ledger with a source, and so a file, for each forecast."""
    return dict(_apart())


def _apart() -> Iterator[tuple[str, Any]]:
    for name, held in rich().items():
        if not isinstance(held, dict) or "source" not in held:
            yield name, held
            continue
        yield name, {key: value for key, value in held.items() if key != "forecasts"}
        for n, forecast in enumerate(held["forecasts"]):
            id = f"{held['source']['id']}-{n}"
            source = {key: held["source"][key] for key in held["source"] if key != "formerly"}
            one = {"source": source | {"id": id}, "forecasts": [forecast]}
            yield name.replace(".yaml", f"-{n}.yaml"), one


_KEYS = ("forecaster", "question", "said", "likelihood", "window", "expects", "restates", "claim")


def _edited(files: Files, pick: Pick) -> Files:
    """A forecast is gone or back, has something of another one, or is said again."""
    name, other = (list(_SAID)[pick(len(_SAID))] for _ in "12")
    edited = {key: value for key, value in files.items() if key != name}
    if name in files and not pick(4):
        return edited
    if not pick(3):
        return files | _said_on(_DAYS[pick(len(_DAYS))], name)
    one, key = copy.deepcopy(files.get(name, _SAID[name])), _KEYS[pick(len(_KEYS))]
    one["forecasts"][0].pop(key, None)
    taken = _SAID[other]["forecasts"][0]
    one["forecasts"][0] |= {key: taken[key]} if key in taken else {}
    return edited | {name: one}


_DAYS = "2023-01-20", "2023-02-03", "2023-02-05"


def _said_on(day: str, name: str) -> Files:
    """The same forecast, as it was said on another day."""
    one = copy.deepcopy(_SAID[name])
    forecast = one["forecasts"][0]
    one["source"] |= {"id": f"{one['source']['id']}-{day}", "published": day}
    forecast |= {"id": f"{forecast['id']}-{day}", "said": day}
    forecast.pop("formerly", None)
    return {name.replace(".yaml", f"-{day}.yaml"): one}


_SAID = {name: held for name, held in apart().items() if "forecasts" in held}


def _spared(root: Path, kept: Path, **asked: Any) -> Mapping[str, str]:
    """The digests of all files, with what is kept below `kept`."""
    with stored(root) as outlines:
        loaded = load(root, kept=outlines)
    assert loaded.rules is not None
    memo = Memo(kept / "run")
    spared = Spared(loaded, memo)
    found = run(spared.ledger, loaded.rules, **asked, schemes_of=spared.schemes)
    memo.keep()
    again = Again(found, loaded.prints, kept / "pages")
    held = contents(found, again=again)
    again.keep(held)
    return {name: one.digest for name, one in held.items()}


def _digests(whole: Run) -> Mapping[str, str]:
    return {name: fingerprint(text.encode()) for name, text in report(whole).items()}


_ASKED: tuple[dict[str, Any], ...] = (
    *({}, {}, {}, {}),
    *({"as_of": date(2023, 2, 10)}, {"as_of": date(2024, 1, 5)}, {"language": "uk"}),
)
"""What is asked of a run: mostly nothing, now and then another day, or another language."""


@deep
def test_what_was_said_before_in_another_file_is_told_anew() -> None:
    """Of first words alone: a file that has not changed has words that another one has before."""
    names = [name for name in _SAID if "office-range" in json.dumps(_SAID[name])]
    with tempfile.TemporaryDirectory() as folder:
        root, kept = Path(folder) / "ledger", Path(folder) / "kept"
        for edited in (apart(), apart() | _said_on(_DAYS[0], *names), apart()):
            loaded = load(write(edited, root))
            assert loaded.ledger is not None
            assert loaded.rules is not None
            whole = run(loaded.ledger, loaded.rules)
            later = {id for scheme in whole.schemes for id in scheme.later}
            assert later == ({"office-range"} if edited != apart() else set())
            assert _spared(root, kept) == _digests(whole)


@slow
@examples(30)
@given(st.integers(0, 10**9))
def test_what_is_taken_as_it_was_is_what_would_be_made(rng_seed: int) -> None:
    """After any edits of any files: with what each run left for the next, and without."""
    pick = random.Random(rng_seed).randrange
    with tempfile.TemporaryDirectory() as folder:
        files, root, kept = apart(), Path(folder) / "ledger", Path(folder) / "kept"
        edited = files
        for _ in range(2 + share(6)):
            loaded = load(write(edited, root))
            if loaded.ledger is not None and loaded.rules is not None:
                files, asked = edited, _ASKED[pick(len(_ASKED))]
                whole = run(loaded.ledger, loaded.rules, **asked)
                assert _spared(root, kept, **asked) == _digests(whole)
            edited = _edited(files, pick) if pick(4) else bent(files, pick)
