"""`verifier score`: any table in, scorecards out; bad rows are counted, never guessed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.depth import thin
from tests.folders import contents
from tests.tables.tables import (
    Rows,
    as_csv,
    as_json_lines,
    as_parquet,
    by_forecaster,
    each_engine,
    result,
    score,
)
from verifier.report.escape import md
from verifier.score.contingency import wilson
from verifier.tables.engines import ENGINES
from verifier.writing import SUMS

MAPPED = ("--forecaster", "who", "--probability", "p", "--observed", "o")
WRITERS: dict[str, Callable[[Path, Rows], Path]] = {
    "csv": as_csv,
    "jsonl": as_json_lines,
    "parquet": as_parquet,
}
QUANTILES = ("--forecaster", "who", "--question", "q", "--quantile", "t", "--value", "v")


def forecasts(count: int = 40, *, rng_seed: int = 1) -> list[dict[str, Any]]:
    """Two forecasters on the same questions, one of whom is better."""
    rng = Random(rng_seed)
    rows = []
    for n in range(count):
        came = int(rng.random() < 0.5)
        near = round(rng.uniform(0.6, 0.95), 3)
        for who, p in (("01", near if came else 1 - near), ("b|c", 0.5 + (near - 0.5) / 2)):
            rows.append({"who": who, "q": f"q{n:02}", "p": round(p, 4), "o": came, "w": n % 3 + 1})
    return rows


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The table as CSV, with its pages in `reference` beside it."""
    table = as_csv(tmp_path_factory.mktemp("of") / "table.csv", forecasts())
    score(table, table.with_name("reference"), *MAPPED, "--question", "q")
    return table


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("suffix", WRITERS)
def test_every_format_and_engine_gives_the_same_bytes(
    suffix: str, engine: str, tmp_path: Path, reference: Path
) -> None:
    """Pages too, names of files aside; and what is printed is what can be worked out by hand."""
    rows = forecasts()
    folder = tmp_path / "other"
    folder.mkdir()
    table = WRITERS[suffix](folder / f"table.{suffix}", rows)
    assert score(table, tmp_path / "out", *MAPPED, "--question", "q", "--engine", engine) == 0
    ours, theirs = contents(tmp_path / "out"), contents(reference.with_name("reference"))
    # The fingerprints are of what names the table.
    assert ours.pop(SUMS).count(b"\n") == theirs.pop(SUMS).count(b"\n") == len(ours)
    renamed = {
        page: data.replace(md(table.name).encode(), md(reference.name).encode()).replace(
            table.name.encode(), reference.name.encode()
        )
        for page, data in ours.items()
    }
    assert renamed == theirs
    own = [(row["p"], row["o"]) for row in rows if row["who"] == "01"]
    by_hand = sum((p - o) ** 2 for p, o in own) / len(own)
    assert by_forecaster(tmp_path / "out")["01"]["brier"] == pytest.approx(by_hand, abs=1e-9)


def test_the_order_of_rows_is_immaterial(tmp_path: Path) -> None:
    """To the byte."""
    rows = forecasts()
    score(as_csv(tmp_path / "table.csv", rows), tmp_path / "a", *MAPPED, "--question", "q")
    Random(3).shuffle(rows)
    score(as_csv(tmp_path / "table.csv", rows), tmp_path / "b", *MAPPED, "--question", "q")
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_a_ranking_has_intervals_ranks_and_chances(tmp_path: Path) -> None:
    """Where there is enough for it."""
    table = as_csv(tmp_path / "table.csv", forecasts())
    score(table, tmp_path / "out", *MAPPED, "--question", "q")
    first, second = result(tmp_path / "out")["forecasters"]
    assert (first["forecaster"], first["rank"], second["rank"]) == ("01", 1, 2)
    assert first["brier_interval"][0] < first["brier"] < first["brier_interval"][1]
    parts = first["miscalibration"] - first["discrimination"] + first["uncertainty"]
    assert parts == pytest.approx(first["brier"], abs=1e-8)
    page = (tmp_path / "out" / "README.md").read_text("utf-8")
    assert "## Ranking" in page
    assert "b\\|c" in page


@pytest.mark.parametrize(
    ("count", "options", "reason"),
    [
        (9, ("--question", "q"), {"reason": "no_rival", "have": 0, "need": 2}),
        (40, (), {"reason": "no_questions", "have": 0, "need": 10}),
    ],
)
def test_without_enough_there_is_no_ranking_and_the_page_says_why(
    count: int, options: tuple[str, ...], reason: object, tmp_path: Path
) -> None:
    """The order is then alphabetical."""
    table = as_csv(tmp_path / "table.csv", forecasts(count))
    score(table, tmp_path / "out", *MAPPED, *options)
    assert result(tmp_path / "out")["rank_refused"] == reason
    assert [row["rank"] for row in result(tmp_path / "out")["forecasters"]] == [None, None]
    page = (tmp_path / "out" / "README.md").read_text("utf-8")
    assert "The order is alphabetical" in page


BAD = [
    {"who": "01", "q": "a", "p": "0.3", "o": "1"},
    {"who": "01", "q": "b", "p": "63%", "o": "0"},
    {"who": "01", "q": "c", "p": "63", "o": "0"},
    {"who": "01", "q": "d", "p": "1.2", "o": "0"},
    {"who": "01", "q": "e", "p": "", "o": "1"},
    {"who": "01", "q": "f", "p": "x", "o": "1"},
    {"who": "", "q": "g", "p": ".5", "o": "1"},
    {"who": "NA", "q": "h", "p": " .5 ", "o": "true"},
    {"who": "01", "q": "i", "p": ".5", "o": "NA"},
    {"who": "01", "q": "j", "p": ".5", "o": "perhaps"},
    {"who": "01", "q": "k", "p": ".5", "o": "7"},
    {"who": "01", "q": "", "p": ".5", "o": "1"},
]


@each_engine
@pytest.mark.parametrize("suffix", ["csv", "jsonl"])
def test_bad_rows_are_counted_by_reason_and_shown(
    suffix: str, engine: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is good beside them is scored; `01` and `NA` stay the names they are."""
    table = WRITERS[suffix](tmp_path / f"table.{suffix}", BAD)
    out = tmp_path / "out"
    assert score(table, out, *MAPPED, "--question", "q", "--engine", engine) == 0
    left_out = {(r["reason"], r["column"]): r["rows"] for r in result(out)["table"]["left_out"]}
    assert left_out == {
        ("missing", "forecaster"): 1,
        ("missing", "question"): 1,
        ("missing", "probability"): 1,
        ("missing", "observed"): 1,
        ("unreadable", "probability"): 1,
        ("unreadable", "observed"): 1,
        ("percent_among_fractions", "probability"): 1,
        ("out_of_range", "probability"): 1,
        ("out_of_range", "observed"): 1,
    }
    rows = by_forecaster(out)
    assert {name: row["n"] for name, row in rows.items()} == {"01": 2, "NA": 1}
    assert rows["01"]["brier"] == pytest.approx((0.49 + 0.63**2) / 2)
    said = capsys.readouterr().err
    assert "1 row: the probability: a percentage among fractions" in said
    assert "row 3: a percentage among fractions (who=01, q=c, p=63, o=0)" in said
    assert "| 3 | a percentage among fractions |" in (out / "README.md").read_text("utf-8")


def test_percentages_are_read_where_they_are_declared(tmp_path: Path) -> None:
    """And numbers above 100 are out of range."""
    rows = [{"p": "63", "o": 1}, {"p": "5%", "o": 0}, {"p": "101", "o": 0}]
    table = as_csv(tmp_path / "table.csv", rows)
    out = tmp_path / "out"
    score(table, out, "--probability", "p", "--observed", "o", "--scale", "percent")
    row = by_forecaster(out)["table"]
    assert row["n"] == 2
    assert row["mean_probability"] == pytest.approx(0.34)


@each_engine
def test_weights_weigh_and_days_are_counted(engine: str, tmp_path: Path) -> None:
    """Weighted means, also of lead time, days late and width over the rows that have the days."""
    rows = [
        {"p": 1, "o": 0, "w": 3, "said": "2023-01-01", "by": "2023-01-11", "day": "2023-01-15"},
        {"p": 1, "o": 1, "w": 1, "said": "2023-01-01", "by": "2023-01-21", "day": "2023-01-03"},
        {"p": 1, "o": 1, "w": 0, "said": "2023-01-01", "by": "", "day": ""},
        {"p": 1, "o": 1, "w": 9, "said": "2023-01-09", "by": "", "day": "2023-01-08"},
        {"p": 0, "o": 0, "w": 9, "said": "2023-01-12", "by": "2023-01-11", "day": ""},
        {"p": 1, "o": 1, "w": 9, "said": "2023-02-30", "by": "", "day": ""},
    ]
    table = as_csv(tmp_path / "table.csv", rows)
    columns = ("--probability", "p", "--observed", "o", "--weight", "w", "--engine", engine)
    days = ("--said", "said", "--deadline", "by", "--event-day", "day")
    assert score(table, tmp_path / "out", *columns, *days) == 0
    row = by_forecaster(tmp_path / "out")["table"]
    assert (row["n"], row["brier"]) == (2, 0.75)
    # (3 x 14 + 2) / 4, (3 x 4 + 0) / 4 and (3 x 10 + 20) / 4 days.
    assert (row["lead_time"], row["timing_error"], row["window_width"]) == (11, 3, 12.5)
    left_out = result(tmp_path / "out")["table"]["left_out"]
    reasons = ("hindsight", "late", "unreadable", "weightless")
    assert [(r["reason"], r["rows"]) for r in left_out] == [(reason, 1) for reason in reasons]


@each_engine
@pytest.mark.parametrize("kind", ["probability", "quantile"])
def test_two_truths_of_one_question_are_refused(
    kind: str, engine: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The rows are named: whoever of the two is right, the other would rank first."""
    rows: list[dict[str, Any]] = [
        {"who": "x", "q": "b", "t": 0.5, "v": 1, "y": 0},
        {"who": "x", "q": "a", "t": 0.5, "v": 0, "y": 1},
        {"who": "y", "q": "a", "t": 0.5, "v": 0, "y": "NA"},
        {"who": "y", "q": "a", "t": 0.5, "v": 0, "y": 0},
    ]
    table = as_csv(tmp_path / "table.csv", rows)
    probability = ("--forecaster", "who", "--question", "q", "--probability", "v")
    columns = QUANTILES if kind == "quantile" else probability
    out = tmp_path / "out"
    assert score(table, out, *columns, "--observed", "y", "--engine", engine) == 1
    said = capsys.readouterr().err
    assert "the question `a` has two truths, 0 in row 4 and 1 in row 2; " in said
    assert not out.exists()


def test_a_mapping_says_what_options_say(tmp_path: Path) -> None:
    """Options win over it."""
    table = as_csv(tmp_path / "table.csv", forecasts())
    mapping = tmp_path / "columns.yaml"
    mapping.write_text(
        "forecaster: who\nquestion: [q]\nprobability: w\nobserved: o\n", encoding="utf-8"
    )
    score(table, tmp_path / "a", "--mapping", str(mapping), "--probability", "p")
    score(table, tmp_path / "b", *MAPPED, "--question", "q")
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--probability", "prob", "--observed", "o"), "no column `prob`"),
        (("--probability", "p", "--observed", "oo"), "no column `oo`; did you mean `o`?"),
        (("--observed", "o", "--quantile", "p", "--value", "q"), "quantiles need `question`"),
    ],
)
def test_a_wrong_mapping_is_one_line(
    options: tuple[str, ...], says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With a remedy, and nothing is written."""
    table = as_csv(tmp_path / "table.csv", forecasts())
    assert score(table, tmp_path / "out", *options) != 0
    said = capsys.readouterr().err
    assert says in said
    assert said.count("\n") == 1
    assert not (tmp_path / "out").exists()


@each_engine
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("missing.csv", None),
        ("table.xlsx", "x"),
        ("table.parquet", "no parquet"),
        ("table.jsonl", "[1]\n"),
        ("table.jsonl", "{\n"),
        ("lists.jsonl", None),
    ],
)
def test_a_table_that_cannot_be_read_is_one_line(
    name: str,
    text: str | None,
    engine: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Exit code 1, no traceback, nothing written."""
    table = tmp_path / name
    if text is not None:
        table.write_text(text, encoding="utf-8")
    assert score(table, tmp_path / "out", *MAPPED, "--engine", engine) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"error: {table}: ")
    assert said.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_what_is_all_bad_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """There is nothing to write."""
    table = as_csv(tmp_path / "table.csv", [{"who": "a", "p": "x", "o": 1}])
    assert score(table, tmp_path / "out", *MAPPED) == 1
    assert "no row can be scored" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("holds", ["notes.txt", "data/forecasts.json"])
def test_folders_of_others_are_left_alone(
    holds: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A ledger's reports among them, though they too have a `forecasters.json`."""
    table = as_csv(tmp_path / "table.csv", forecasts())
    out = tmp_path / "out"
    (out / "data").mkdir(parents=True)
    (out / holds).write_text("mine", encoding="utf-8")
    if holds.startswith("data"):
        (out / "data" / "forecasters.json").write_text("{}", encoding="utf-8")
    assert score(table, out, *MAPPED) == 2
    assert "name another --out" in capsys.readouterr().err
    assert (out / holds).read_text("utf-8") == "mine"


@each_engine
def test_intervals_of_calls_are_over_questions(engine: str, tmp_path: Path) -> None:
    """Ten games with twenty calls each, all right in eight and all wrong in two: 0.8 of ten games.

    By hand: they vary as nine independent ones, of which 7.2 are right.
    """
    rows = [
        {"who": "x", "q": f"g{game}", "p": 0.9, "o": int(game < 8)}
        for game in range(10)
        for _ in range(20)
    ]
    table = as_csv(tmp_path / "table.csv", rows)
    assert score(table, tmp_path / "out", *MAPPED, "--question", "q", "--engine", engine) == 0
    row = by_forecaster(tmp_path / "out")["x"]
    low, high = wilson(successes=1.8, trials=9) or (0.0, 0.0)
    assert row["far_interval"] == pytest.approx([low, high], abs=1e-9)
    assert score(table, tmp_path / "rows", *MAPPED, "--engine", engine) == 0
    low, high = by_forecaster(tmp_path / "rows")["x"]["far_interval"]
    assert row["far_interval"][1] - row["far_interval"][0] > 4 * (high - low)


def test_a_table_has_its_calibration_drawn(tmp_path: Path) -> None:
    """The curve and the bins are in the data, the picture on the page, with the test beside it."""
    rng = Random(2)
    rows = [
        {"who": "x", "q": f"q{n}", "p": p, "o": int(rng.random() < p * p)}
        for n in range(400)
        for p in [rng.choice([0.2, 0.5, 0.8])]
    ]
    table = as_csv(tmp_path / "table.csv", rows)
    assert score(table, tmp_path / "out", *MAPPED, "--question", "q") == 0
    row = by_forecaster(tmp_path / "out")["x"]
    assert [one["probability"] for one in row["calibration_bins"]] == [0.2, 0.5, 0.8]
    assert sum(one["n"] for one in row["calibration_bins"]) == 400
    assert row["calibration_chance"] < 0.05
    assert 0 < row["miscalibration_corrected"] < row["miscalibration"]
    assert (tmp_path / "out" / "charts" / "calibration-1.svg").exists()
    assert "charts/calibration-1.svg" in (tmp_path / "out" / "README.md").read_text("utf-8")


@each_engine
def test_groups_have_every_figure_of_their_own(engine: str, tmp_path: Path) -> None:
    """Those of a group are those of a table with its rows alone, and the whole stays as it was."""
    rows = [{**row, "h": row["w"] % 2} for row in forecasts()]
    table = as_csv(tmp_path / "table.csv", rows)
    columns = (*MAPPED, "--question", "q", "--engine", engine)
    assert score(table, tmp_path / "whole", *columns) == 0
    assert score(table, tmp_path / "by", *columns, "--by", "h") == 0
    assert by_forecaster(tmp_path / "by") == by_forecaster(tmp_path / "whole")
    groups = {part["group"]: part["forecasters"] for part in result(tmp_path / "by")["by"]}
    assert set(groups) == {"0", "1"}
    for name, found in groups.items():
        part = as_csv(tmp_path / f"{name}.csv", [row for row in rows if row["h"] == int(name)])
        assert score(part, tmp_path / name, *columns) == 0
        assert found == result(tmp_path / name)["forecasters"]
    assert "## h: 1" in (tmp_path / "by" / "README.md").read_text("utf-8")


@pytest.mark.parametrize("kind", ["probability", "category"])
@pytest.mark.parametrize(("groups", "told"), thin([(2, True), (1, True), (3, False)], 2))
def test_groups_share_what_may_go_wrong(
    kind: str, groups: int, tmp_path: Path, *, told: bool
) -> None:
    """In each the same eleven differences of 0.6.

    By hand, with m = 0.6 and s = m^2: erfc of the root of 11 (m - s ln(1 + m / s)) is 0.0198, which
    is less than a half of one in twenty, and more than a third.
    """
    rows: list[dict[str, Any]] = [
        {"who": who, "q": f"{h}-{q}", "h": h, "p": p, "o": 1, "c": "yes", "came": "yes"}
        for who, p in (("x", 0.8), ("y", 0.2))
        for h in range(groups)
        for q in range(11)
    ]
    columns: tuple[str, ...] = (*MAPPED, "--question", "q")
    if kind == "category":
        rows += [{**row, "p": 1 - row["p"], "c": "no"} for row in rows]
        columns = ("--forecaster", "who", "--question", "q", "--category", "c")
        columns += ("--probability", "p", "--observed", "came")
    table = as_csv(tmp_path / "t.csv", rows)
    assert score(table, tmp_path / "out", *columns, "--by", "h") == 0
    found = result(tmp_path / "out")
    bounds = [row["rank_interval"] for part in found["by"] for row in part["forecasters"]]
    assert bounds == [[1, 1], [2, 2]] * groups if told else [[1, 2]] * 2 * groups
    page = (tmp_path / "out" / "README.md").read_text("utf-8")
    bold = page.partition("## h: ")[2].count("**-0.")
    assert bold == (groups if told else 0)
    assert (f"hold for all {groups} at once" in page) is (groups > 1)


@each_engine
def test_a_reference_column_gives_advantage_and_skill(engine: str, tmp_path: Path) -> None:
    """By hand: 0.8 against one half, and it came, ten times: 0.25 - 0.04, and 1 - 0.04 / 0.25.

    Nine times are no ratio on a page. A percentage is read as one; what cannot be read is left out.
    """
    rows: list[dict[str, Any]] = [
        {"who": who, "q": f"q{n}", "p": 0.8, "o": 1, "r": "50%" if n else 0.5}
        for who, count in (("x", 10), ("few", 9))
        for n in range(count)
    ]
    rows.append({"who": "x", "q": "q99", "p": 0.8, "o": 1, "r": "even"})
    table = as_csv(tmp_path / "table.csv", rows)
    columns = (*MAPPED, "--question", "q", "--reference", "r", "--engine", engine)
    assert score(table, tmp_path / "out", *columns) == 0
    found = by_forecaster(tmp_path / "out")
    assert found["x"]["advantage"] == pytest.approx(0.21)
    assert found["x"]["skill"] == pytest.approx(0.84)
    assert (found["few"]["advantage"], found["few"]["skill"]) == pytest.approx((0.21, 0.84))
    page = (tmp_path / "out" / "README.md").read_text("utf-8")
    assert [row.count("0.840") for row in page.splitlines() if "0.210" in row] == [0, 1]
    assert result(tmp_path / "out")["table"]["left_out"][0]["column"] == "reference"


@pytest.mark.parametrize(
    ("rate", "questions", "came", "told"),
    [(0.02, 200, 0, False), (0.02, 20, 2, True), (0.1, 20, 1, True), (0.1, 19, 1, False)],
)
def test_no_skill_is_printed_where_the_reference_lost_next_to_nothing(
    rate: float, questions: int, came: int, tmp_path: Path, *, told: bool
) -> None:
    """Who denies all has a skill of 1.00 where none came, or next to 0 by one that did.

    By hand, of what one question can cost the reference loses 200 x 0.0004 = 0.08 at 2 %, and more
    than 2 x 0.96 where two came; at 10 % with one that came 19 x 0.01 + 0.81 = 1, and with one
    question less too little.
    """
    rows: list[dict[str, Any]] = [
        {"who": who, "q": f"q{n}", "p": 0.0, "o": int(n < came), "r": rate}
        for who in ("x", "y")
        for n in range(questions)
    ]
    table = as_csv(tmp_path / "table.csv", rows)
    assert score(table, tmp_path / "out", *MAPPED, "--question", "q", "--reference", "r") == 0
    page = (tmp_path / "out" / "README.md").read_text("utf-8")
    assert "Better than the reference by" in page
    assert ("| Skill |" in page) is told
    assert ("the reference lost less" in page) is not told
    assert by_forecaster(tmp_path / "out")["x"]["skill"] is not None
