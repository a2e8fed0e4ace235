"""What a check tells after a few edits is what one tells that knows nothing of the ledger."""

from __future__ import annotations

import copy
import random
import tempfile
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.depth import share
from tests.folders import contents
from tests.fuzz.ledgers import Files, Pick, write
from tests.ledgers import OUTCOMES
from verifier import keeping
from verifier.cli import check, main

_WORDS = ("reserves", "bridge", "winter", "border", "depot", "convoy", "ridge", "village", "flank")
_QUOTES = tuple(f"they will {' '.join(_WORDS[n:] + _WORDS[:n])} in February" for n in range(4))
_PEOPLE = ("Ann Example", "Bob Exemplar", "Bob Exemplaar", "Cy Sample", "Di Specimen")
_IDS = tuple(f"forecast-{n}" for n in range(9))
_SOURCE = {"publisher": "The Paper", "published": "2023-01-10"}
_FORECAST = {
    "forecaster": "person-0",
    "said": "2023-01-09",
    "voice": "quotation",
    "claim": "Russia begins a ground offensive in Ukraine in February 2023.",
    "expects": {"event": "ground-offensive", "actor": "russia", "place": "ukraine"},
    "window": {"phrase": "in February"},
    "likelihood": {"phrase": "will"},
}
_RULING = {
    "outcome": "came_true",
    "signed": "the curators",
    "date": "2023-04-01",
    "reasons": "It began.",
    "events": ["the-attack"],
}


def _first() -> Files:
    """A sound ledger: sources of a forecast each, people, events and a ruling."""
    files: Files = {f"seeds/{n}.yaml": _source(n) for n in range(4)}
    files["seeds/people.yaml"] = {"forecasters": [_person(n) for n in (0, 1)]}
    files["outcomes/all.yaml"] = yaml.load(OUTCOMES, Loader=yaml.CBaseLoader)
    files["outcomes/rulings.yaml"] = {
        "rulings": [{"id": "ruling-0", "forecast": _IDS[0], **_RULING}]
    }
    return files


def _source(n: int) -> dict[str, Any]:
    return {
        "source": {"id": f"source-{n}", **_SOURCE},
        "forecasts": [{"id": _IDS[n], **_FORECAST, "quote": _unlike(n)}],
    }


def _unlike(n: int) -> str:
    """A quotation that is like no other."""
    return f"they will {' '.join(f'{word}{n}' for word in _WORDS)} in February"


def _person(n: int) -> dict[str, Any]:
    return {"id": f"person-{n}", "name": _PEOPLE[n], "kind": "person"}


def _values(pick: Pick) -> dict[str, Any]:
    """What a forecast may have under some keys: much of it is like what another one has."""
    other = _IDS[pick(len(_IDS))]
    return {
        "id": other,
        "quote": (*_QUOTES, *map(_unlike, range(9)))[pick(13)],
        "said": ("2023-01-09", "2023-01-08", "2023-01-10", "2022", "1990-02-01")[pick(5)],
        "forecaster": f"person-{pick(4)}",
        "question": ("attack-2023", "attack-2023", "attack-2024")[pick(3)],
        "restates": other,
        "refines": other,
        "formerly": [f"former-{pick(3)}"],
        "expects": ({"judged": "It is decisive."}, _FORECAST["expects"])[pick(2)],
        "claim": f"Something else happens, or {pick(99)} of it.",
        "window": {"phrase": ("in February", "when pigs fly", "in March")[pick(3)]},
    }


def _turned(files: Files, pick: Pick) -> None:
    """Change something in one file, or leave it out, or put another one in."""
    names = [name for name, held in files.items() if "source" in held]
    kind = pick(12)
    if kind == 0 and names:
        del files[names[pick(len(names))]]
    elif kind == 1:
        n = pick(9)
        files[f"seeds/{('', 'a/')[pick(2)]}{n}.yaml"] = _source(n)
    elif kind == 2:
        chosen = sorted({0, 1, *(3 + pick(2) for _ in "12"), *(2,) * (not pick(4))})
        files["seeds/people.yaml"] = {"forecasters": [_person(n) for n in chosen]}
    elif kind == 3:
        later = {"supersedes": f"ruling-{pick(3)}"} if pick(2) else {}
        more = {"forecast": _IDS[pick(3)], "date": ("2023-04-01", "2022-12-01")[pick(2) * pick(2)]}
        outcome = ("came_true", "disputed", "void")[pick(3)]
        ruling = _RULING | {"outcome": outcome} | more | later
        files[f"outcomes/ruling-{pick(2)}.yaml"] = {
            "rulings": [{"id": f"ruling-{pick(3)}", **ruling}]
        }
    elif kind == 4:
        event = files["outcomes/all.yaml"]["events"][0]
        event["began"] = ("2023-02-20", "2023-02-19", "2031-02-20")[pick(3)]
        event["places"] = [("donetsk-oblast", "belarus")[pick(2)]]
    elif kind < 7 and names:
        source = files[names[pick(len(names))]]["source"]
        source["published"] = ("2023-01-10", "2023-01-11", "2023-02", "2023-03-01", "2032-01-01")[
            pick(5)
        ]
        source["publisher"] = ("The Paper", "Another Paper", "A Paper", "The paper")[pick(4)]
    elif names:
        forecast = files[names[pick(len(names))]]["forecasts"][0]
        key, value = [*_values(pick).items()][pick(11)]
        if key not in _FORECAST | {"id": 0, "quote": 0} and pick(2):
            forecast.pop(key, None)
        else:
            forecast[key] = value


def _ledgers(files: Files, pick: Pick) -> Generator[Files, bool, None]:
    """The ledger after edits of one file or of several; what spoilt it is not kept."""
    while True:
        edited = copy.deepcopy(files)
        for _ in range(1 + pick(3) * pick(2)):
            _turned(edited, pick)
        good = yield edited
        if good:
            files = edited
        elif not pick(4):
            again = copy.deepcopy(edited)
            _turned(again, pick)
            yield again


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small ledgers count as large, and files need no rest."""
    monkeypatch.setattr(check, "_LARGE", 0)
    monkeypatch.setattr(keeping, "_REST", -1.0)


def _told(root: Path, capsys: pytest.CaptureFixture[str]) -> tuple[Any, ...]:
    status = main(["check", "--ledger", str(root)])
    return status, *capsys.readouterr()


@pytest.mark.parametrize("rng_seed", range(share(12)))
def test_after_edits_a_check_tells_what_a_whole_one_tells(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    rng_seed: int,
) -> None:
    """Whatever is changed, comes or goes, in one file or several: status and bytes are equal."""
    turned = _ledgers(_first(), random.Random(rng_seed).randrange)
    _told(write(_first(), tmp_path), capsys)
    files = next(turned)
    for _ in range(share(75)):
        told = _told(write(files, tmp_path), capsys)
        with monkeypatch.context() as patch:
            patch.setenv("XDG_CACHE_HOME", "nowhere")
            patch.delenv("HOME", raising=False)
            assert told == _told(tmp_path, capsys)
        files = turned.send(not told[2])


@pytest.mark.parametrize("key", ["claim", "quote", "said", "id"])
def test_an_edit_of_one_forecast_is_told_of_without_a_look_at_the_others(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, key: str
) -> None:
    """The ledger is not loaded again, and what is told is the same."""
    files = _first()
    before = _told(write(files, tmp_path), capsys)
    new = {"claim": "Another.", "quote": _unlike(7), "said": "2023-01-08", "id": _IDS[8]}
    files["seeds/2.yaml"]["forecasts"][0][key] = new[key]
    monkeypatch.delattr(check, "_load")
    assert _told(write(files, tmp_path), capsys) == before


def _put(files: Files, root: Path, more: str = "") -> None:
    """Write what differs, as whoever edits a ledger does; the file `more` gets a comment above."""
    with tempfile.TemporaryDirectory() as folder:
        aside = write(files, Path(folder))
        if more in files:
            text = (aside / more).read_text(encoding="utf-8")
            (aside / more).write_text(f"# seen\n{text}", encoding="utf-8")
        new, old = contents(aside), contents(root)
    for name in old.keys() - new.keys():
        (root / name).unlink()
    for name in new:
        if new[name] != old.get(name):
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(new[name])


def _reported(root: Path, out: Path, capsys: pytest.CaptureFixture[str], *more: str) -> Any:
    status = main(["report", "--ledger", str(root), "--out", str(out), *more])
    told = capsys.readouterr().err.splitlines()
    # Which of its windows have closed since, and that its day is to come, `--check` does not tell.
    return status, [line for line in told if "last day of the ledger" not in line]


@pytest.mark.parametrize("rng_seed", range(share(6)))
def test_after_edits_a_report_is_what_a_whole_one_is(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, rng_seed: int
) -> None:
    """Whatever is changed, comes or goes: pages, status, and what is found in the ledger.

    A run with `--check` believes nothing that was kept.
    """
    pick = random.Random(rng_seed).randrange
    turned = _ledgers(_first(), pick)
    root, out = tmp_path / "ledger", tmp_path / "pages"
    files = next(turned)
    for _ in range(share(40)):
        _put(files, root, (*files, *(4 * [""]))[pick(len(files) + 4)])
        told = _reported(root, out, capsys)
        if not told[0]:
            assert told == _reported(root, out, capsys, "--check")
        files = turned.send(not told[0])


_NEW = {
    "claim": "Another.",
    "quote": _unlike(7),
    "said": "2023-01-08",
    "id": _IDS[8],
    "forecaster": "person-1",
}


@pytest.mark.parametrize("key", [*_NEW, ""])
def test_an_edit_of_one_forecast_is_reported_without_a_look_at_the_others(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, key: str
) -> None:
    """The ledger is not loaded again, nor where a comment moves the lines of a file."""
    root, out, files = tmp_path / "ledger", tmp_path / "pages", _first()
    _put(files, root)
    assert _reported(root, out, capsys) == (0, [])
    if key:
        files["seeds/2.yaml"]["forecasts"][0][key] = _NEW[key]
    _put(files, root, "" if key else "seeds/2.yaml")
    with monkeypatch.context() as patch:
        patch.setattr("verifier.cli.report.load_ledger", None)
        assert _reported(root, out, capsys) == (0, [])
    assert _reported(root, out, capsys, "--check") == (0, [])
