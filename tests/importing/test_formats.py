"""Formats of others: tables written by hand with their real headers, read to what they say."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import polars as pl
import pytest

from tests.importing.samples import METACULUS, METPLUS, sample, values, write
from tests.tables.tables import by_forecaster
from verifier.cli import main
from verifier.importing import NAMES
from verifier.importing.formats import format_of, read, recognise
from verifier.importing.frame import SCHEMA, State
from verifier.importing.given import given
from verifier.tables.columns import Kind
from verifier.tables.engines import TableError


@pytest.mark.parametrize("name", NAMES)
def test_each_format_is_found_by_its_columns_as_a_folder_and_as_an_archive(
    name: str, tmp_path: Path
) -> None:
    """Alone among all, and with the same rows from both."""
    folder = write(tmp_path, name)
    assert recognise(given([folder])) == name
    archive = tmp_path / "all.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for path in folder.rglob("*.*"):
            packed.write(path, path.relative_to(folder).as_posix())
    found, again = read([folder], name)[1], read([archive], "auto")[1]
    assert found.frame.equals(again.frame)
    assert found.left_out == again.left_out
    assert list(found.frame.columns)[: len(SCHEMA)] == list(SCHEMA)
    assert all(format_of(name).__getattribute__(part) for part in ("reads", "leaves", "source"))


@pytest.mark.parametrize("name", NAMES)
def test_only_what_is_resolved_has_an_outcome(name: str, tmp_path: Path) -> None:
    """Void and open questions have none; probabilities and their outcomes lie between 0 and 1."""
    frame = sample(tmp_path, name).frame
    assert len(frame) > 0
    observed = pl.col("observed")
    assert frame.filter((pl.col("state") == State.RESOLVED) != observed.is_not_null()).is_empty()
    unit = frame.filter(pl.col("kind").is_in([Kind.PROBABILITY, Kind.CATEGORY]))
    assert unit.filter(~pl.col("value").is_between(0, 1) | ~observed.is_between(0, 1)).is_empty()
    assert frame.get_column("forecaster").null_count() == 0
    assert frame.get_column("question").null_count() == 0


def test_metaculus(tmp_path: Path) -> None:
    """Updates with the time they stood, options, percentiles as values, what is void or beyond."""
    found = sample(tmp_path, "metaculus")
    assert values(found, Kind.PROBABILITY)[:3] == [
        ("ann", "1", None, 0.25, 1.0),
        ("ann", "1", None, 0.75, 1.0),
        ("forecaster 7", "1", None, 0.5, 1.0),
    ]
    assert values(found, Kind.CATEGORY) == [
        ("bob", "4", "red", 0.2, 0.0),
        ("bob", "4", "blue", 0.8, 1.0),
    ]
    quantiles = values(found, Kind.QUANTILE)
    assert [row[3] for row in quantiles] == [0, 10, 20, 30, 40, 0, 5, 20, 30, 40]
    assert {row[4] for row in quantiles} == {12.5, 40.0}
    assert found.unsettled() == {"open": 1, "void: annulled": 1}
    assert found.left_out == {
        "no forecast that can be read (binary)": 1,
        "outcome not understood: perhaps": 1,
    }
    first = found.frame.row(0, named=True)
    assert str(first["said_until"]) == "2024-01-05 00:00:00+00:00"
    assert first["weight"] == 0.5


def test_fatebook(tmp_path: Path) -> None:
    """Options by their own answer or by the name of the right one; ambiguous is void."""
    found = sample(tmp_path, "fatebook")
    assert [row[-1] for row in values(found, Kind.PROBABILITY)] == [1, 1, 0, None, None, 1, 0]
    assert found.unsettled() == {"open": 1, "void: AMBIGUOUS": 1}
    assert found.left_out == {"no probability": 1}


def test_predictionbook(tmp_path: Path) -> None:
    """-1 is void; whoever has no name is somebody still."""
    found = sample(tmp_path, "predictionbook")
    assert values(found, Kind.PROBABILITY)[3:] == [
        ("(no name)", "3", None, 0.5, None),
        ("bob", "4", None, 0.5, None),
    ]
    assert found.unsettled() == {"open": 1, "void: -1.0": 1}
    assert found.frame.row(0, named=True)["title"] == "Will it rain?"


def test_the_good_judgment_project(tmp_path: Path) -> None:
    """A row for each option; withdrawn forecasts are none; a voided question has no outcome."""
    found = sample(tmp_path, "gjp")
    assert [row[2:] for row in values(found, Kind.CATEGORY)[-3:]] == [
        ("a", 0.2, 0.0),
        ("b", 0.3, 0.0),
        ("c", 0.5, 1.0),
    ]
    assert found.unsettled() == {"void: voided": 2}
    assert found.left_out == {"withdrawn": 2}
    assert str(found.frame.row(0, named=True)["opens"]) == "2011-09-01 00:00:00+00:00"


def test_good_judgment_open(tmp_path: Path) -> None:
    """Each prediction by option, updates too; an answer that is no option is not understood."""
    found = sample(tmp_path, "good_judgment_open")
    assert values(found, Kind.CATEGORY)[:3] == [
        ("ann", "1", "Red", 0.2, 0.0),
        ("ann", "1", "Blue", 0.7, 1.0),
        ("ann", "1", "Someone else", 0.1, 0.0),
    ]
    assert found.unsettled() == {"open": 3, "void: void": 3}
    assert found.left_out == {
        "prediction on a question that is not there": 1,
        "prediction with another number of options than its question": 1,
        "outcome not understood: Green": 3,
    }


def test_the_hybrid_forecasting_competition(tmp_path: Path) -> None:
    """One answer is yes or no; what is scored in order has places; late forecasts do not count."""
    found = sample(tmp_path, "hfc")
    assert values(found, Kind.PROBABILITY) == [
        ("u1", "11", None, 0.7, 1.0),
        ("u1", "11", None, 0.9, 1.0),
        ("u2", "14", None, 0.2, None),
    ]
    ordered = found.frame.filter(pl.col("question") == "12")
    assert ordered.select("option", "place", "value", "observed").rows() == [
        ("0", 0.0, 0.2, 0.0),
        ("1", 1.0, 0.5, 1.0),
        ("2", 2.0, 0.3, 0.0),
    ]
    assert found.unsettled() == {"open": 1, "void: voided": 2}
    assert found.left_out == {
        "made after the answer was known": 1,
        "no probability or no forecaster": 1,
    }


def test_metplus(tmp_path: Path) -> None:
    """Matched pairs with their station; scores that are there already are left out."""
    found = sample(tmp_path, "metplus")
    assert [row[3:] for row in values(found, Kind.POINT)] == [(280.5, 281.5), (283.5, 281.5)]
    assert found.left_out == {
        "line of type CNT": 1,
        "line that is cut short": 1,
        "no number (NA)": 1,
    }
    assert found.frame.get_column("OBS_SID").to_list() == ["KDEN", "KDEN"]


def test_the_cumulative_distribution_of_metaculus_is_read(tmp_path: Path) -> None:
    """At the points of the range; by hand 10 x 0.25^2 + 10 x 0.5^2 + 10 x 0.25^2 for 12.5."""
    folder = write(tmp_path, "metaculus")
    text = METACULUS["forecast_data.csv"].splitlines()
    cdf = '"[0.0, 0.25, 0.5, 0.75, 1.0]"'
    assert text[0].split(",")[9] == "Continuous CDF"
    rows = [r.replace(",,,,0,0.25,0.5,", f",,,{cdf},0,0.25,0.5,") for r in text]
    (folder / "forecast_data.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    found = read([folder], "auto")[1]
    assert [row[2:] for row in values(found, Kind.CDF)] == [
        (f"{x:.1f}", x / 40, 12.5) for x in (0.0, 10.0, 20.0, 30.0, 40.0)
    ]
    assert main(["score", str(folder), "--kind", "cdf", "--out", str(tmp_path / "out")]) == 0
    score = by_forecaster(tmp_path / "out")["bob"]["crps_grid"]
    # Half of the first and last cell of 10 and the whole of the others, (F - 1{12.5 <= x})^2.
    assert score == pytest.approx(5 * 0 + 10 * 0.25**2 + 10 * 0.5**2 + 10 * 0.25**2 + 5 * 0)


def test_markets_are_asked_at_declared_moments(tmp_path: Path) -> None:
    """Ten days open: at half time, 7 days and 1 day before; a month before it was not there."""
    found = sample(tmp_path, "manifold")
    rain = [row for row in values(found, Kind.PROBABILITY) if row[1] == "rain"]
    assert [(row[0], row[3]) for row in rain] == [
        ("Manifold, at half time", 0.6),
        ("Manifold, 7 days before", 0.5),
        ("Manifold, 1 day before", 0.9),
    ]
    assert found.unsettled() == {"open": 3, "void: CANCEL": 3, "void: MKT": 3}
    assert found.left_out == {
        "market of another kind than yes or no": 1,
        "market without a price at any of the moments": 1,
    }
    for name in ("kalshi", "polymarket"):
        found = sample(tmp_path, name)
        settled = {row[1]: row[3:] for row in found.of(Kind.PROBABILITY).select(
            "forecaster", "question", "option", "value", "observed").rows()}  # fmt: skip
        assert settled == {"A": (0.8, 1.0), "B": (0.3, 0.0)}
        assert {word.split(":")[0] for word in found.unsettled()} == {"open", "void"}


def test_infer(tmp_path: Path) -> None:
    """One answer is yes or no, several are categories, in their order where it is scored."""
    found = sample(tmp_path, "infer")
    assert values(found, Kind.PROBABILITY) == [
        ("ann", "1", None, 0.8, 1.0),
        ("ann", "3", None, 0.5, None),
        ("ann", "4", None, 0.5, None),
    ]
    assert values(found, Kind.CATEGORY) == [
        ("ann", "2", "few", 0.2, 0.0),
        ("ann", "2", "some", 0.5, 1.0),
        ("ann", "2", "many", 0.3, 0.0),
    ]
    assert found.of(Kind.CATEGORY).get_column("place").to_list() == [0, 1, 2]
    assert found.frame.row(0, named=True)["closes"].isoformat() == "2024-02-01T05:00:00+00:00"
    assert found.unsettled() == {"open": 1, "void: voided": 1}
    assert found.left_out == {
        "said after the answer was known": 1,
        "prediction set that leaves answers out": 1,
        "prediction set on a question that is not there": 1,
    }


def test_forecastbench(tmp_path: Path) -> None:
    """Joined by question, direction and day; an outcome may lie between 0 and 1."""
    found = sample(tmp_path, "forecastbench")
    assert [row[3:] for row in values(found, Kind.PROBABILITY)] == [
        (0.2, 1.0),
        (0.4, None),
        (0.7, 0.25),
        (0.1, 0.0),
    ]
    assert found.left_out == {"no probability": 1}
    assert found.frame.row(0, named=True)["title"] == "Unrest?"


def test_forecastbench_rounds_are_questions_of_their_own(tmp_path: Path) -> None:
    """A rate that rose since one round fell since the next; a market is settled on its own day."""
    asked = (("q1", "fred", "2024-09-01", "2024-09-01"), ("m1", "manifold", None, "2024-8-30"))
    for due, rose in (("2024-07-21", 1.0), ("2024-08-04", 0.0)):
        said = [
            {"id": id, "source": source, "resolution_date": day, "forecast": 0.5}
            for id, source, day, _ in asked
        ]
        settled = {"resolved": True}
        came = [
            {"id": id, "source": source, "resolution_date": day, "resolved_to": to} | settled
            for (id, source, _, day), to in zip(asked, (rose, 1.0), strict=True)
        ]
        for file in ({"model": "m", "forecasts": said}, {"resolutions": came}):
            path = tmp_path / f"{due}.{len(file)}.json"
            path.write_text(json.dumps({"forecast_due_date": due, **file}), encoding="utf-8")
    frame = read([tmp_path], "auto")[1].frame
    rows = frame.select("question", "source", "observed").rows()
    assert rows == [
        ("q1 · fred · 2024-09-01 · round 2024-07-21", "fred", 1.0),
        ("m1 · manifold · round 2024-07-21", "manifold", 1.0),
        ("q1 · fred · 2024-09-01 · round 2024-08-04", "fred", 0.0),
        ("m1 · manifold · round 2024-08-04", "manifold", 1.0),
    ]


def test_fivethirtyeight(tmp_path: Path) -> None:
    """A match has three categories, a game that is to come no outcome."""
    found = sample(tmp_path, "fivethirtyeight")
    assert {row[2]: row[3:] for row in values(found, Kind.CATEGORY) if row[4] is not None} == {
        "East": (0.5, 1.0),
        "West": (0.2, 0.0),
        "tie": (0.3, 0.0),
    }
    assert found.unsettled() == {"open": 3}


def test_fivethirtyeight_while_games_are_played_and_how_far_teams_get(tmp_path: Path) -> None:
    """Each line of a game is a forecast of its own; each round of a team a question of its own."""
    (tmp_path / "in_game.csv").write_text(
        "season,team1,team2,period,secs,prob1,prob1_outcome,prob2,prob2_outcome\n"
        "2016,East,West,1,1200,0.6,1,0.4,0\n2016,East,West,1,1200,0.7,1,0.3,0\n",
        encoding="utf-8",
    )
    (tmp_path / "playoffs.csv").write_text(
        "season,forecast_date,team,make_finals,make_finals_outcome,third_outcome,win_finals,"
        "win_finals_outcome\n2022,2022-09-18,East,0.5,1,0,0.25,0\n",
        encoding="utf-8",
    )
    found = read([tmp_path], "auto")[1]
    game = found.of(Kind.CATEGORY).sort("forecast", "option")
    assert game.select("question", "forecast", "option", "value").rows() == [
        ("2016 · East · West", "line 2", "East", 0.6),
        ("2016 · East · West", "line 2", "West", 0.4),
        ("2016 · East · West", "line 3", "East", 0.7),
        ("2016 · East · West", "line 3", "West", 0.3),
    ]
    assert found.of(Kind.PROBABILITY).select("question", "title", "value", "observed").rows() == [
        ("2022 · East · make_finals", "East make finals: 2022", 0.5, 1.0),
        ("2022 · East · win_finals", "East win finals: 2022", 0.25, 0.0),
    ]
    out = tmp_path / "out"
    assert main(["score", str(tmp_path), "--kind", "category", "--out", str(out)]) == 0


def test_a_station_that_observes_twice_is_scored_twice(tmp_path: Path) -> None:
    """By the time of each observation, the second a degree nearer: by hand (1 + 0) / 2."""
    text = METPLUS["point_stat_010000L_20190615_010000V.stat"]
    head, line = text.splitlines()[0], text.splitlines()[2]
    lead, _, rest = line.partition(" 000000 20190615_010000 ")
    again = f"{lead} 000000 20190615_005500 {rest}".replace(" 281.5 ", " 280.5 ")
    (tmp_path / "a.stat").write_text(f"{head}\n{line}\n{again}\n", encoding="utf-8")
    assert main(["score", str(tmp_path), "--out", str(tmp_path / "out")]) == 0
    assert by_forecaster(tmp_path / "out")["GFS"]["absolute_error"] == 0.5


def test_bank_of_england(tmp_path: Path) -> None:
    """Against the latest vintage; what is said of the past is no forecast."""
    found = sample(tmp_path, "bank_of_england")
    assert [row[3:] for row in values(found, Kind.POINT)] == [(1.0, 1.25), (2.0, None)]
    assert found.left_out == {"about a time before its vintage": 1}


def test_days_of_different_grain_are_joined(tmp_path: Path) -> None:
    """The Bank's own files count nanoseconds in one and microseconds in the other."""
    folder = write(tmp_path, "bank_of_england")
    path = folder / "fer_forecasts.parquet"
    day = pl.col("date", "vintage_date").cast(pl.Datetime("ns"))
    pl.read_parquet(path).with_columns(day).write_parquet(path)
    first = values(read([folder], "auto")[1], Kind.POINT)[0]
    assert first[3:] == (1.0, 1.25)


def test_columns_that_hold_something_else_are_a_sentence(tmp_path: Path) -> None:
    """Days that are lists: no traceback."""
    folder = write(tmp_path, "bank_of_england")
    path = folder / "fer_outturns.parquet"
    pl.read_parquet(path).with_columns(pl.concat_list("value").alias("date")).write_parquet(path)
    with pytest.raises(TableError, match="not as the format bank_of_england has it"):
        read([folder], "auto")


def _refused(folder: Path, name: str) -> list[str]:
    """The one sentence by which files are refused as of this format; none where there are rows."""
    try:
        frame = read([folder], name)[1].frame
    except TableError as error:
        said = str(error)
        assert said
        assert "\n" not in said
        return [said]
    assert list(frame.columns)[: len(SCHEMA)] == list(SCHEMA)
    return []


@pytest.mark.parametrize("name", NAMES)
def test_damaged_files_are_a_sentence(name: str, tmp_path: Path) -> None:
    """Half of each file, nothing, noise before it, or all of it backwards: rows, or a sentence."""
    folder = write(tmp_path, name)
    refused: list[str] = []
    for path in sorted(folder.rglob("*.*")):
        whole = path.read_bytes()
        for damaged in (whole[: len(whole) // 2], b"", b"\xff\xfe\x00" + whole, whole[::-1]):
            path.write_bytes(damaged)
            refused += _refused(folder, name)
        path.write_bytes(whole)
    assert refused


@pytest.mark.parametrize("name", NAMES)
def test_files_of_another_format_are_rows_or_a_sentence(name: str, tmp_path: Path) -> None:
    """Each format asked for by its name, with the files of every other; of none no row.

    What is refused is one sentence, and what is read has the columns of a table.
    """
    none = tmp_path / "none"
    none.mkdir()
    assert _refused(none, name) or read([none], name)[1].frame.is_empty()
    others = [write(tmp_path / other, other) for other in NAMES if other != name]
    answers = [_refused(folder, name) for folder in others]
    assert len(answers) == len(NAMES) - 1


@pytest.mark.parametrize("separator", [";", "\t"])
def test_a_file_that_a_spreadsheet_saved_anew_is_found_and_read_alike(
    separator: str, tmp_path: Path
) -> None:
    """With what parts cells in its country."""
    folder = write(tmp_path, "fatebook")
    path = folder / "export.csv"
    before = read([folder], "auto")[1]
    cells = csv.reader(io.StringIO(path.read_text(encoding="utf-8")))
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(cells)
    path.write_text(out.getvalue(), encoding="utf-8")
    after = read([folder], "auto")[1]
    assert after.frame.equals(before.frame)
    assert after.left_out == before.left_out


def test_the_only_file_says_why_it_cannot_be_read(tmp_path: Path) -> None:
    """What is no Parquet at all has no columns that could be unknown."""
    table = tmp_path / "x.parquet"
    table.write_bytes(bytes(range(256)) * 8)
    with pytest.raises(TableError, match="PAR1"):
        read([table], "auto")
