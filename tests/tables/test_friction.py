"""What people ran into when they dropped the files of others: each is gone, and stays so."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.depth import thin
from tests.tables.tables import by_forecaster, each_engine, result, score
from verifier.cli import main

MAPPED = ("--forecaster", "who", "--question", "q", "--probability", "p", "--observed", "o")
TABLE = """\
who,q,p,o
ann,1,"0,3",1
ann,2,70 %,0
ann,3,<1 %,0
ann,4,0.5,AMBIGUOUS
ann,5,0.5,-1
ann,6,0.5,
ann,7,0.5,N/A
"""


@each_engine
def test_probabilities_and_outcomes_as_people_write_them(
    engine: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A decimal comma, per cent and a bound are read and told; void is a result of its own.

    By hand (0.7^2 + 0.7^2 + 0.005^2) / 3.
    """
    (tmp_path / "t.csv").write_text(TABLE, encoding="utf-8")
    assert score(tmp_path / "t.csv", tmp_path / "out", *MAPPED, "--engine", engine) == 0
    assert by_forecaster(tmp_path / "out")["ann"]["brier"] == pytest.approx(
        (0.49 + 0.49 + 0.005**2) / 3
    )
    left = {(one["reason"], one["rows"]) for one in result(tmp_path / "out")["table"]["left_out"]}
    assert left == {("void", 2), ("missing", 2)}
    told = capsys.readouterr().err
    assert "1 probabilities are read with a decimal comma" in told
    assert "settled without an answer" in told
    assert "cannot be read" not in told
    assert "out of range" not in told
    assert "__" not in told


SHARES = {"1/3": 1 / 3, "7 in 10": 0.7, "3 out of 4": 0.75, "1-in-8": 0.125, "07 / 10": 0.7}


@each_engine
def test_shares_are_read_and_odds_are_told_the_remedy(
    engine: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A share is what it says; 2:1 may be for or against, and 1/0 is none."""
    rows = "".join(f"ann,{n},{cell},1\n" for n, cell in enumerate((*SHARES, "2:1", "1/0")))
    (tmp_path / "t.csv").write_text(f"who,q,p,o\n{rows}", encoding="utf-8")
    assert score(tmp_path / "t.csv", tmp_path / "out", *MAPPED, "--engine", engine) == 0
    expected = sum((1 - p) ** 2 for p in SHARES.values()) / len(SHARES)
    assert by_forecaster(tmp_path / "out")["ann"]["brier"] == pytest.approx(expected)
    told = capsys.readouterr().err
    assert "5 probabilities such as 1/3 or 7 in 10 are read as shares" in told
    assert "2 rows: the probability: cannot be read\n  odds such as 2:1 may be for or" in told


@each_engine
def test_fractions_that_may_be_odds_are_refused(
    engine: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where one is above 1, none is taken for a probability."""
    (tmp_path / "t.csv").write_text("who,q,p,o\nann,1,1/3,1\nann,2,5/2,0\n", encoding="utf-8")
    assert score(tmp_path / "t.csv", tmp_path / "out", *MAPPED, "--engine", engine) == 1
    assert "so 1/3 may be odds, too" in capsys.readouterr().err


def test_whole_numbers_that_say_void(tmp_path: Path) -> None:
    """-1 in a column of numbers, too."""
    (tmp_path / "t.jsonl").write_text(
        '{"who": "a", "q": 1, "p": 0.5, "o": 1}\n{"who": "a", "q": 2, "p": 0.5, "o": -1}\n',
        encoding="utf-8",
    )
    assert score(tmp_path / "t.jsonl", tmp_path / "out", *MAPPED) == 0
    [left] = result(tmp_path / "out")["table"]["left_out"]
    assert (left["reason"], left["rows"]) == ("void", 1)


def test_a_known_format_given_as_any_table_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A hub's folder: the command that reads it stands in the message."""
    hub = tmp_path / "hub"
    model = hub / "model-output/a/2022-11-19-a.csv"
    model.parent.mkdir(parents=True)
    model.write_text("location,output_type,output_type_id,value\n01,median,NA,3\n", "utf-8")
    (hub / "target-data").mkdir()
    (hub / "target-data/time-series.csv").write_text("location,observation\n01,4\n", "utf-8")
    assert score(hub, tmp_path / "out") == 1
    assert f"this is in the format hubverse: `verifier score {hub}`" in capsys.readouterr().err
    assert main(["score", str(hub), "--out", str(tmp_path / "out")]) == 0
    assert by_forecaster(tmp_path / "out")["a"]["absolute_error"] == 1


def test_no_known_format_leads_to_any_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the names of all formats."""
    (tmp_path / "t.csv").write_text(TABLE, encoding="utf-8")
    assert main(["score", str(tmp_path / "t.csv"), "--out", str(tmp_path / "out")]) == 1
    told = capsys.readouterr().err
    assert "hubverse" in told
    assert "any other table with --table" in told


def test_wide_columns_without_a_common_name(tmp_path: Path) -> None:
    """Named one by one; by hand 0.04 and 0.25."""
    (tmp_path / "t.csv").write_text("q,ann,bob lee,o\n1,0.8,0.5,1\n", encoding="utf-8")
    options = ("--wide", "ann", "bob lee", "--question", "q", "--observed", "o")
    assert score(tmp_path / "t.csv", tmp_path / "out", *options) == 0
    rows = by_forecaster(tmp_path / "out")
    assert rows["ann"]["brier"] == pytest.approx(0.04)
    assert rows["bob lee"]["brier"] == pytest.approx(0.25)


@pytest.mark.parametrize("command", ["import", "score"])
def test_the_help_lists_the_formats(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """All of them."""
    with pytest.raises(SystemExit):
        main([command, "--help"])
    told = " ".join(capsys.readouterr().out.split())
    assert "gjp, good_judgment_open, infer, manifold" in told
    assert "bank_of_england, metplus" in told


SAID = "model,state,p\nann,A,0.8\nann,B,0.4\nbob,A,0.5\n"
WON = "state,won,votes\nA,1,3\nB,0,1\nC,1,9\n"
JOINED = ("--forecaster", "model", "--question", "state", "--probability", "p")


@each_engine
def test_outcomes_and_weights_of_other_tables(engine: str, tmp_path: Path) -> None:
    """Joined by the question, from a folder of forecasts; by hand (3 x 0.04 + 1 x 0.16) / 4."""
    (tmp_path / "said").mkdir()
    for name in ("ann", "bob"):
        lines = [line for line in SAID.splitlines() if line.startswith(("model", name))]
        (tmp_path / f"said/{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (tmp_path / "won.csv").write_text(WON, encoding="utf-8")
    options = ("--join", str(tmp_path / "won.csv"), "--engine", engine, "--observed", "won")
    assert score(tmp_path / "said", tmp_path / "out", *JOINED, *options, "--weight", "votes") == 0
    rows = by_forecaster(tmp_path / "out")
    assert rows["ann"]["brier"] == pytest.approx(0.07)
    assert rows["bob"]["brier"] == pytest.approx(0.25)


@pytest.mark.parametrize(
    ("beside", "options", "says"),
    [
        ("place,won\nA,1\n", ("--observed", "won"), "no column of the question (state) to join by"),
        (WON + "A,0,1\n", ("--observed", "won"), "two rows for the question `A`"),
        (WON, ("--observed", "came"), "no table has the column `came`"),
    ],
)
def test_what_cannot_be_joined_is_said(
    beside: str,
    options: tuple[str, ...],
    says: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """In one line, with the name of the table."""
    (tmp_path / "said.csv").write_text(SAID, encoding="utf-8")
    (tmp_path / "won.csv").write_text(beside, encoding="utf-8")
    join = ("--join", str(tmp_path / "won.csv"))
    assert score(tmp_path / "said.csv", tmp_path / "out", *JOINED, *join, *options) == 1
    assert says in capsys.readouterr().err


def test_a_question_without_an_outcome_is_counted(tmp_path: Path) -> None:
    """As every row without one."""
    (tmp_path / "said.csv").write_text(SAID + "bob,D,0.5\n", encoding="utf-8")
    (tmp_path / "won.csv").write_text(WON, encoding="utf-8")
    join = ("--join", str(tmp_path / "won.csv"), "--observed", "won")
    assert score(tmp_path / "said.csv", tmp_path / "out", *JOINED, *join) == 0
    [left] = result(tmp_path / "out")["table"]["left_out"]
    assert (left["reason"], left["rows"]) == ("missing", 1)


_PLAIN = "who,game,p,won\nann,1,0.7,1\nbob,1,0.4,1\nann,2,0.2,0\nbob,2,0.5,0\n"
_NAMED = ("--forecaster", "who", "--question", "game", "--probability", "p", "--observed", "won")
_LISTS = {"who": ["ann", "bob"] * 2, "game": [1, 1, 2, 2], "p": [0.7, 0.4, 0.2, 0.5],
          "won": [1, 1, 0, 0]}  # fmt: skip
_RECORDS = [dict(zip(_LISTS, row, strict=True)) for row in zip(*_LISTS.values(), strict=True)]
_SAME: Mapping[str, tuple[str, bytes, tuple[str, ...], str]] = {
    "a title above": (
        ".csv",
        b"Forecasts of 2024\n\n" + _PLAIN.encode(),
        _NAMED,
        "the header is line 3",
    ),
    "a title by a spreadsheet": (
        ".csv",
        b"Forecasts of 2024,,,\nby me,,,\n" + _PLAIN.encode(),
        (),
        "the header is line 3",
    ),
    "comments above": (".csv", b"# by me, on Monday\n" + _PLAIN.encode(), _NAMED, "is line 2"),
    "UTF-16 without a mark": (".csv", _PLAIN.encode("utf-16-le"), _NAMED, "utf-16-le"),
    "UTF-16, the other way": (".csv", _PLAIN.encode("utf-16-be"), _NAMED, "utf-16-be"),
    "lines as old Macs end them": (".csv", _PLAIN.replace("\n", "\r").encode(), _NAMED, ""),
    "another language": (
        ".csv",
        (
            b"Prognostiker;Frage;Wahrscheinlichkeit;Ergebnis\nann;1;70 %;ja\nbob;1;40 %;Ja\n"
            b"ann;2;20,0 Prozent;nein\nbob;2;~ 50 pct;Nein\n"
        ),
        (),
        "4 outcomes such as won, Y or nein are read as yes or no",
    ),
    "won and lost": (
        ".csv",
        _PLAIN.replace(",1\n", ",Won\n").replace(",0\n", ",Lost\n").encode(),
        _NAMED,
        "are read as yes or no",
    ),
    "win, lose and loss": (
        ".csv",
        _PLAIN.replace("1,0.7,1", "1,0.7,Win")
        .replace(",1\n", ",win\n")
        .replace("0.2,0", "0.2,Lose")
        .replace(",0\n", ",Loss\n")
        .encode(),
        _NAMED,
        "are read as yes or no",
    ),
    "a list inside of an object": (
        ".json",
        json.dumps({"page": 1, "data": _RECORDS}, indent=2).encode(),
        _NAMED,
        "the table is the list `data`",
    ),
    "an object of columns": (".json", json.dumps(_LISTS).encode(), _NAMED, "each key is a column"),
    "records in records": (
        ".jsonl",
        "".join(json.dumps({**r, "who": {"name": r["who"]}}) + "\n" for r in _RECORDS).encode(),
        ("--forecaster", "who.name", *_NAMED[2:]),
        "",
    ),
}


@pytest.mark.parametrize("name", thin(_SAME, 2))
def test_a_table_as_somebody_has_it_is_read_like_the_plain_one(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By hand (0.3^2 + 0.2^2) / 2 and (0.6^2 + 0.5^2) / 2; what was assumed is said."""
    suffix, content, options, told = _SAME[name]
    table = tmp_path / f"table{suffix}"
    table.write_bytes(content)
    assert score(table, tmp_path / "out", *options) == 0
    rows = {who: row["brier"] for who, row in by_forecaster(tmp_path / "out").items()}
    assert rows == {"ann": 0.065, "bob": 0.305}
    assert told in capsys.readouterr().err


def test_two_families_of_columns_are_forecasters_apart(tmp_path: Path) -> None:
    """Where the star stands for one name in both, the columns' whole names tell them apart."""
    table = tmp_path / "table.csv"
    table.write_text("game,p_ann,q_ann,won\n1,.7,.9,1\n2,.2,.1,0\n", encoding="utf-8")
    options = ("--question", "game", "--wide", "p_*", "q_*", "--observed", "won")
    assert score(table, tmp_path / "out", *options) == 0
    rows = {who: row["brier"] for who, row in by_forecaster(tmp_path / "out").items()}
    assert rows == {"p_ann": 0.065, "q_ann": 0.01}


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        (_PLAIN.partition("\n")[2], "the first line looks like a row: put a header above it"),
        (_PLAIN.replace(",", "  "), "if cells are parted by spaces, part them by commas"),
        (_PLAIN.replace("0.", ""), "--scale percent reads all as percentages"),
        (_PLAIN.replace("0.", ""), "looks like a percentage, not a fraction"),
    ],
)
def test_what_is_refused_has_a_remedy(
    text: str, remedy: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No header, no separator, percentages without a sign."""
    table = tmp_path / "table.csv"
    table.write_text(text, encoding="utf-8")
    assert score(table, tmp_path / "out", *_NAMED) == 1
    assert remedy in capsys.readouterr().err


@pytest.mark.parametrize("day", ["03/01/2024", "03.01.2024", "3 Jan 2024", "2024-13-01"])
def test_a_day_in_another_form_is_told_the_form(
    day: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Which of day and month comes first is not guessed; other faults have no such remedy."""
    table = tmp_path / "table.csv"
    table.write_text(f"who,said,p,o\nann,{day},.7,1\nann,2024-01-03,.6,1\n", encoding="utf-8")
    assert score(table, tmp_path / "out", "--said", "said") == 0
    told = capsys.readouterr().err
    assert "the day said: cannot be read\n  days are written year first, such as 2024-01-03" in told
    table.write_text("who,said,p,o\nann,2024-01-03,x,1\nann,2024-01-03,.6,1\n", encoding="utf-8")
    assert score(table, tmp_path / "out", "--said", "said") == 0
    told = capsys.readouterr().err
    assert "the probability: cannot be read" in told
    assert "year first" not in told


_SHARED = "".join(
    f"{who},{game},{0.5 + game % 5 / 20 + edge},{int(game % 3 > 0)}\n"
    for who, edge in (("ann", 0.1), ("bob", 0.0), ("cyd", 0.2))
    for game in range(40)
)


def test_a_page_says_on_how_many_forecasts_a_picture_rests(tmp_path: Path) -> None:
    """The picture is of forecasters, and the table beneath it has their numbers of forecasts."""
    table = tmp_path / "table.csv"
    table.write_text("who,p,o\nann,.7,1\nann,.3,1\nbob,.4,0\n", encoding="utf-8")
    assert score(table, tmp_path / "out") == 0
    page = (tmp_path / "out/README.md").read_text("utf-8")
    assert "the mean Brier score of 2 forecasters" in page
    assert "| ann | 2 | " in page.partition("<details>")[2]
    assert "| bob | 1 | " in page.partition("<details>")[2]


@pytest.mark.parametrize("named", [(), ("--baseline", "bob")])
def test_a_page_says_what_is_relative_and_which_way_is_better(
    named: tuple[str, ...], tmp_path: Path
) -> None:
    """Below each column that compares, and only there."""
    table = tmp_path / "table.csv"
    table.write_text(f"who,game,p,o\n{_SHARED}", encoding="utf-8")
    assert score(table, tmp_path / "out", *named) == 0
    page = (tmp_path / "out/README.md").read_text("utf-8")
    assert "| Relative to others |" in page
    assert "Below 1 is better than they" in page
    assert ("| Relative to the baseline |" in page) is bool(named)
    assert ("below 1 is better than the baseline" in page) is bool(named)


def test_a_ratio_takes_ten_questions(tmp_path: Path) -> None:
    """Of one game nobody is said to do a fifth better than others."""
    table = tmp_path / "table.csv"
    table.write_text("who,game,p,o\nann,a,.7,1\nbob,a,.4,1\n", encoding="utf-8")
    assert score(table, tmp_path / "out") == 0
    assert "Relative to others" not in (tmp_path / "out/README.md").read_text("utf-8")
