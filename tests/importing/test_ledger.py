"""Forecasts of a platform as a ledger, and a ledger as a table again: nothing is lost."""

from __future__ import annotations

from collections.abc import Mapping
from math import fsum
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import verifier
from tests.depth import examples, part, slow
from tests.importing.samples import csv_of, write
from tests.tables.tables import by_forecaster
from verifier.cli import main
from verifier.importing import NAMES
from verifier.loading import load
from verifier.report.contract import OwnScored

HEADER = "forecaster,question,forecast,kind,option,value,observed,resolution,state,said_from,closes"
LEVELS = (0.1, 0.25, 0.5, 0.75, 0.9)
OPTIONS = ("red", "blue", "none of the two")
MAIN = {
    "probability": "brier",
    "category": "categories_brier",
    "quantile": "wis",
    "point": "absolute_error",
}


@pytest.mark.parametrize("name", part(name for name in NAMES if name != "fivethirtyeight"))
def test_a_platform_becomes_a_ledger(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is sound, in our layout, and gives pages; importing again writes nothing."""
    files, root = write(tmp_path, name), tmp_path / "ledger"
    assert main(["import", name, str(files), "--ledger", str(root)]) == 0
    assert sum(1 for _ in root.glob("seeds/*/*.yaml")) > 1
    assert main(["check", "--ledger", str(root)]) == 0
    assert main(["fmt", "--check", "--ledger", str(root)]) == 0
    assert main(["report", "--ledger", str(root)]) == 0
    capsys.readouterr()
    assert main(["import", name, str(files), "--ledger", str(root)]) == 0
    assert capsys.readouterr().out.startswith("wrote 0 of ")


def test_forecasts_without_a_day_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Games by FiveThirtyEight say when they were played, not when they were forecast."""
    files, root = write(tmp_path, "fivethirtyeight"), tmp_path / "ledger"
    assert main(["import", "auto", str(files), "--ledger", str(root)]) == 0
    told = capsys.readouterr().err
    assert "not in the ledger: 6 (no day on which it was said or settled)" in told


_SAID = "forecaster,question,kind,option,value,observed,state,said_from,closes"
_ROW = "{who},{question},{kind},{option},0.{n:02},1,resolved,2024-01-01T10:{n:02}:00,2024-02-01"


def test_long_names_are_forecasts_of_their_own(tmp_path: Path) -> None:
    """Twelve by one person, two by another whose name begins alike: fourteen records."""
    names = [f"somebody with a name far longer than any id may be {n}" for n in (1, 2)]
    question = "whether a question as long as this one comes out the way it was put"
    rows = [
        _ROW.format(who=names[n > 11], question=question, kind="probability", option="", n=n + 1)
        for n in range(14)
    ]
    table, root = tmp_path / "said.csv", tmp_path / "ledger"
    table.write_text("\n".join([_SAID, *rows]), encoding="utf-8")
    assert main(["import", "said", str(table), "--ledger", str(root)]) == 0
    loaded = verifier.load(root).resolve().ledger
    assert len(loaded.forecasts) == len(loaded.rulings) == 14
    assert len(loaded.forecasters) == 2


def test_the_word_of_a_platform_stands_on_its_side(tmp_path: Path) -> None:
    """That it came is for the claim, that it did not is against it."""
    plain = {"who": "Ann", "kind": "probability", "option": ""}
    rows = [_ROW.format(**plain, question=each, n=7) for each in ("rain", "snow")]
    rows[1] = rows[1].replace(",1,resolved", ",0,resolved")
    table, root = tmp_path / "said.csv", tmp_path / "ledger"
    table.write_text("\n".join([_SAID, *rows]), encoding="utf-8")
    assert main(["import", "said", str(table), "--ledger", str(root)]) == 0
    for ruling in verifier.load(root).resolve().ledger.rulings.values():
        came = ruling.outcome.value == "came_true"
        assert [len(ruling.arguments_for), len(ruling.arguments_against)] == [came, not came]


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"who": ""}, "no question or no forecaster"),
        ({"question": ""}, "no question or no forecaster"),
        ({"kind": "quantile", "option": "p50"}, "levels that are no numbers such as 0.9"),
        ({"kind": "quantile"}, "levels that are no numbers such as 0.9"),
    ],
)
def test_what_is_not_whole_is_counted(
    changed: dict[str, str], why: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Beside a row that is, and no traceback."""
    plain = {"who": "Ann", "question": "rain", "kind": "probability", "option": ""}
    rows = [_ROW.format(**one, n=n) for n, one in enumerate((plain, {**plain, **changed}), 1)]
    table, root = tmp_path / "said.csv", tmp_path / "ledger"
    table.write_text("\n".join([_SAID, *rows]), encoding="utf-8")
    assert main(["import", "said", str(table), "--ledger", str(root)]) == 0
    assert f"not in the ledger: 1 ({why})" in capsys.readouterr().err
    assert len(verifier.load(root).resolve().ledger.forecasts) == 1


def test_a_ledger_scores_what_the_table_scores(tmp_path: Path) -> None:
    """PredictionBook's two of Ann and Bob's one, by hand: 0.04 and 0.36, and 0.25."""
    files, root = write(tmp_path, "predictionbook"), tmp_path / "ledger"
    assert main(["import", "auto", str(files), "--ledger", str(root)]) == 0
    scored = verifier.load(root).resolve().score()
    briers = {id: f.scores.brier.best for id, f in scored.forecasts.items() if f.scores.brier}
    assert [round(brier, 9) for _, brier in sorted(briers.items())] == [0.04, 0.36, 0.25]
    outcomes = {id: item.verdict.outcome for id, item in scored.forecasts.items()}
    assert outcomes["predictionbook-3-no-name-1"] == "void"
    assert outcomes["predictionbook-4-bob-1"] == "undecided"


def _owned(root: Path) -> Mapping[str, OwnScored]:
    scored = verifier.load(root).resolve().score()
    return {id: item.scores.own for id, item in scored.forecasts.items() if item.scores.own}


def test_numbers_and_categories_become_records(tmp_path: Path) -> None:
    """Bob's, by hand: half of 0.2^2 + 0.2^2; 2/5 of the five pinball losses at 12.5 and at 40."""
    files, root = write(tmp_path, "metaculus"), tmp_path / "ledger"
    assert main(["import", "auto", str(files), "--ledger", str(root)]) == 0
    found = {id: (own.metric, round(own.value, 9)) for id, own in _owned(root).items()}
    inner = 0.05 * 12.5 + 0.25 * 2.5 + 0.5 * 7.5 + 0.25 * 17.5 + 0.05 * 27.5
    outer = 0.05 * 40 + 0.25 * 35 + 0.5 * 20 + 0.75 * 10
    assert found == {
        "metaculus-4-bob-1": ("categories_brier", 0.04),
        "metaculus-5-bob-1": ("weighted_interval_score", round(2 / 5 * inner, 9)),
        "metaculus-6-bob-1": ("weighted_interval_score", round(2 / 5 * outer, 9)),
    }


def test_the_order_of_categories_is_held(tmp_path: Path) -> None:
    """By hand 0.2^2 + 0.7^2 where the last came, by the ledger and by the table."""
    header = HEADER.replace("option,", "option,place,")
    shares = (("few", 0, 0.2), ("some", 1, 0.5), ("many", 2, 0.3))
    rows = [
        ["ann", "n", "", "category", option, place, value, float(option == "many"), "many",
         "resolved", *_DAYS]
        for option, place, value in shares
    ]  # fmt: skip
    table, root = tmp_path / "given.csv", tmp_path / "ledger"
    table.write_text(csv_of(header, *rows), encoding="utf-8")
    assert main(["import", "said", str(table), "--ledger", str(root)]) == 0
    assert main(["check", "--ledger", str(root)]) == 0
    [own] = _owned(root).values()
    assert (own.metric, round(own.value, 9)) == ("ranked_probability_score", 0.53)
    assert main(["export", "--ledger", str(root), "--format", "said", "--out", str(tmp_path)]) == 0
    for path in (table, tmp_path / "said.csv"):
        assert _scored(path, "category")["ann"]["ranked_probability_score"] == 0.53


def test_an_answer_that_comes_later_changes_its_question_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One file with the ruling, or two of a quantity: its record and its value."""
    root = tmp_path / "ledger"
    for observed, files in (("", "wrote 6 of 6 "), ("7", "wrote 2 of 6 ")):
        state = "resolved" if observed else "open"
        rows = [
            ["ann", "a", "", "point", "", 5, observed, observed, state, *_DAYS],
            ["ann", "b", "", "probability", "", 0.5, "", "", "open", *_DAYS],
        ]
        table = tmp_path / "said.csv"
        table.write_text(csv_of(HEADER, *rows), encoding="utf-8")
        capsys.readouterr()
        assert main(["import", "said", str(table), "--ledger", str(root)]) == 0
        written = capsys.readouterr().out
        assert written.startswith(files), written
    assert [own.value for own in _owned(root).values()] == [2.0]


def test_a_page_has_the_means_of_own_scores(tmp_path: Path) -> None:
    """By hand ((0.25 + 0.01) / 2 + (0.36 + 0.01) / 2) / 2 = 0.1575 of categories.

    Each question has one weight, and each quantity a mean of its own; of few scores each is told,
    in the number's unit 8 - 7 and 7 - 5, and 70 - 7 beside the one row.
    """
    shares = (("a", 0.5, "01"), ("a", 0.9, "02"), ("b", 0.4, "02"), ("b", 0.9, "03"))
    rows = [
        ["ann", question, "", "category", option, value, float(option == "x"), "x", "resolved",
         f"2024-01-{day}", _DAYS[1]]
        for question, share, day in shares
        for option, value in (("x", share), ("y", 1 - share))
    ]  # fmt: skip
    rows += [
        ["ann", question, "", "point", "", value, 7, "7", "resolved", f"2024-01-{day}", _DAYS[1]]
        for question, value, day in (("n", 5, "01"), ("n", 8, "02"), ("m", 70, "02"))
    ]
    table, root = tmp_path / "given.csv", tmp_path / "ledger"
    table.write_text(csv_of(HEADER, *rows), encoding="utf-8")
    assert main(["import", "said", str(table), "--ledger", str(root)]) == 0
    assert main(["report", "--ledger", str(root)]) == 0
    page = (root / "reports/forecasters/ann.md").read_text("utf-8")
    assert "come 0.16 on average, over 4 forecasts on 2 questions" in page
    assert "n: 2 and 1 as the question asks off." in page
    assert page.count("on average") == 2


_DAYS = ("2024-01-02", "2024-01-09")
_SHARES = st.lists(st.integers(1, 20), min_size=3, max_size=3)
_AMOUNTS = st.lists(st.integers(-50, 50), min_size=len(LEVELS), max_size=len(LEVELS)).map(sorted)


@st.composite
def tables(draw: st.DrawFn, kind: str) -> list[list[Any]]:
    """Rows of two people on some questions, some of them void or open, with updates."""
    rows: list[list[Any]] = []
    for n in range(draw(st.integers(1, 3))):
        state = draw(st.sampled_from(["resolved", "resolved", "void", "open"]))
        came = draw(st.integers(-60, 60))
        for who in ("ann", "bob"):
            for update in range(draw(st.integers(1, 1 if kind == "quantile" else 2))):
                if kind == "category":
                    parts = draw(_SHARES)
                    said = [(o, p / sum(parts)) for o, p in zip(OPTIONS, parts, strict=True)]
                    saw: list[Any] = [float(o == OPTIONS[came % 3]) for o in OPTIONS]
                elif kind == "quantile":
                    said = list(zip(map(str, LEVELS), map(float, draw(_AMOUNTS)), strict=True))
                    saw = [came] * len(said)
                else:
                    whole = draw(st.integers(0, 100))
                    said = [("", whole / 100 if kind == "probability" else float(whole))]
                    saw = [came % 2 if kind == "probability" else came]
                rows += [
                    [who, f"q{n}", "", kind, option, value, observed if state == "resolved" else "",
                     state, state, f"2024-01-0{2 + update}", _DAYS[1]]
                    for (option, value), observed in zip(said, saw, strict=True)
                ]  # fmt: skip
    return rows


@slow
@pytest.mark.parametrize("kind", MAIN)
@examples(24)
@given(data=st.data())
def test_a_table_is_scored_alike_by_way_of_a_ledger(
    kind: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The law: `import --ledger`, `export --format said` and `score` give what `score` gives.

    The mean of the ledger's own scores is the table's figure, too.
    """
    rows, folder = data.draw(tables(kind)), tmp_path_factory.mktemp("law")
    table, root = folder / "given.csv", folder / "ledger"
    table.write_text(csv_of(HEADER, *rows), encoding="utf-8")
    assert main(["import", "said", str(table), "--ledger", str(root)]) == 0
    assert main(["check", "--ledger", str(root)]) == 0
    assert main(["export", "--ledger", str(root), "--format", "said", "--out", str(folder)]) == 0
    before, after = (_scored(path, kind) for path in (table, folder / "said.csv"))
    assert before == after
    if kind != "probability":
        owned = {id: o.value for id, o in _owned(root).items()}
        means = {who: _by_question(owned, root, who) for who in before}
        assert means == pytest.approx({who: row[MAIN[kind]] for who, row in before.items()})


def _by_question(owned: Mapping[str, float], root: Path, who: str) -> float:
    """The mean over questions of the means on each."""
    ledger = load(root).ledger
    assert ledger is not None
    asked: dict[str | None, list[float]] = {}
    for id, value in owned.items():
        if f"-{who}-" in id:
            asked.setdefault(ledger.forecasts[id].question, []).append(value)
    means = [fsum(values) / len(values) for values in asked.values()]
    return fsum(means) / len(means)


def _scored(table: Path, kind: str) -> Mapping[str, Any]:
    """The figures by forecaster; none where no row can be scored."""
    out = table.with_suffix("")
    done = main(["score", str(table), "--kind", kind, "--out", str(out)]) == 0
    return by_forecaster(out) if done else {}
