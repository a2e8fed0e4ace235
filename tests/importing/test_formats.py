"""Formats of others: tables written by hand with their real headers, read to what they say."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import verifier
from tests.tables.tables import by_forecaster
from verifier.cli import main
from verifier.importing import NAMES
from verifier.importing.formats import format_of, read, recognise
from verifier.importing.frame import SCHEMA, Imported, State
from verifier.importing.given import given
from verifier.tables.columns import Kind
from verifier.tables.engines import TableError


def _csv(header: str, *rows: Sequence[object]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header.split(","))
    writer.writerows(rows)
    return out.getvalue()


def _lines(*records: Mapping[str, Any]) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


_METACULUS_QUESTION = (
    "Question ID,Question URL,Question Title,Post ID,Question Type,MC Options (All),Lower Bound,"
    "Upper Bound,Continuous Range,Open Time,Actual Close Time,Resolution,Resolution Known Time,"
    "Question Weight"
)
_METACULUS_FORECAST = (
    "Question ID,Forecaster ID,Forecaster Username,Is Bot,Start Time,End Time,Forecaster Count,"
    "Probability Yes,Probability Yes Per Category,Continuous CDF,5th Percentile,25th Percentile,"
    "Median,75th Percentile,95th Percentile"
)
_T = "2024-01-0{}T00:00:00Z".format
_RANGE = "[0.0, 10.0, 20.0, 30.0, 40.0]"


def _question(id: int, kind: str, options: str, grid: str, resolution: str) -> list[object]:
    address = f"https://www.metaculus.com/questions/{id}/"
    ends: list[object] = [_T(1), _T(9), resolution, _T(9), 0.5]
    return [id, address, f"Q{id}", id, kind, options, 0, 40, grid, *ends]


def _said(id: int, who: str, p: object, *rest: object, until: str = "") -> list[object]:
    return [id, 7, who, "False", _T(2), until, "", p, *rest, *[""] * (7 - len(rest))]


METACULUS = {
    "question_data.csv": _csv(
        _METACULUS_QUESTION,
        _question(1, "binary", "", "", "yes"),
        _question(2, "binary", "", "", "annulled"),
        _question(3, "binary", "", "", ""),
        _question(4, "multiple_choice", "['red', 'blue']", "", "blue"),
        _question(5, "numeric", "", _RANGE, "12.5"),
        _question(6, "numeric", "", _RANGE, "above_upper_bound"),
        _question(7, "binary", "", "", "perhaps"),
    ),
    "forecast_data.csv": _csv(
        _METACULUS_FORECAST,
        _said(1, "ann", 0.25, until=_T(5)),
        _said(1, "ann", 0.75),
        _said(1, "", 0.5),
        _said(2, "ann", 0.5),
        _said(3, "ann", 0.5),
        _said(4, "bob", "", "[0.2, 0.8]"),
        _said(5, "bob", "", "", "", 0, 0.25, 0.5, 0.75, 1),
        _said(6, "bob", "", "", "", 0, 0.125, 0.5, 0.75, 1),
        _said(7, "bob", 0.5),
        _said(1, "bob", ""),
    ),
}
FATEBOOK = {
    "export.csv": _csv(
        "Question title,Multiple choice option,Forecast created by,Forecast (scale = 0-1),"
        "Forecast created at,Question created by,Question created at,Question resolve by,"
        "Resolution,Resolved at,Your Brier score for this question,Question notes",
        ["Rain?", "", "ann", 0.3, _T(2), "ann", _T(1), _T(9), "YES", _T(9), 0.98, ""],
        ["Rain?", "", "ann", 0.6, _T(3), "ann", _T(1), _T(9), "YES", _T(9), 0.98, ""],
        ["Snow?", "", "bob", 0.1, _T(2), "ann", _T(1), _T(9), "NO", _T(9), 0.02, "a, b"],
        ["Hail?", "", "bob", 0.1, _T(2), "ann", _T(1), _T(9), "AMBIGUOUS", _T(9), "", ""],
        ["Fog?", "", "bob", 0.1, _T(2), "ann", _T(1), _T(9), "", "", "", ""],
        ["Wind?", "east", "bob", 0.7, _T(2), "ann", _T(1), _T(9), "YES", _T(9), "", ""],
        ["Wind?", "west", "bob", 0.2, _T(2), "ann", _T(1), _T(9), "east", _T(9), "", ""],
        ["Rain?", "", "bob", "", _T(2), "ann", _T(1), _T(9), "YES", _T(9), "", ""],
    )
}
_BOOK = ["2008-06-20 03:46:16+00:00", "2008-06-21 10:00:00+00:00", "2008-08-14 02:28:40+00:00"]
PREDICTIONBOOK = {
    "public.csv": _csv(
        "question_id,user_id,team_id,probability,answer_option,timestamp,outcome,open_time,"
        "close_time,resolve_time,time_open,n_opts,options,q_status,q_type",
        [1, "ann", 0.0, 0.8, 1, _BOOK[0], "1.0", *_BOOK, "0 days", 2.0, "", "resolved", 0.0],
        [1, "ann", 0.0, 0.4, 1, _BOOK[1], "1.0", *_BOOK, "0 days", 2.0, "", "resolved", 0.0],
        [2, "bob", 0.0, 0.5, 1, _BOOK[0], "0.0", *_BOOK, "0 days", 2.0, "", "resolved", 0.0],
        [3, "", 0.0, 0.5, 1, _BOOK[0], "-1.0", *_BOOK, "0 days", 2.0, "", "ambiguous", 0.0],
        [4, "bob", 0.0, 0.5, 1, _BOOK[0], "", *_BOOK, "0 days", 2.0, "", "open", 0.0],
    ),
    "questions.csv": _csv("question_id,q_title,q_status", [1, "Will it rain?", "resolved"]),
}
GJP = {
    "ifps.csv": _csv(
        "ifp_id,q_type,q_text,q_desc,q_status,date_start,date_suspend,date_to_close,date_closed,"
        "outcome,short_title,days_open,n_opts,options",
        ["1-0", 0, "Talks?", "", "closed", "9/1/11", "", "", "1/2/12", "b", "", 1, 2, ""],
        ["2-0", 0, "Vote?", "", "voided", "9/1/11", "", "", "1/2/12", "", "", 1, 2, ""],
        ["3-0", 0, "Who?", "", "closed", "9/1/11", "", "", "1/2/12", "c", "", 1, 3, ""],
    ),
    "survey_fcasts.yr1.csv": _csv(
        "ifp_id,ctt,cond,training,team,user_id,forecast_id,fcast_type,answer_option,value,"
        "fcast_date,expertise,q_status,viewtime,year,timestamp",
        *(
            [
                q,
                "1a",
                1,
                "a",
                "NA",
                who,
                kind,
                kind,
                option,
                p,
                "",
                1,
                "closed",
                "NA",
                1,
                _BOOK[kind % 2],
            ]
            for q, who, kind, options in (
                ("1-0", "600", 0, {"a": 0.1, "b": 0.9}),
                ("1-0", "600", 1, {"a": 0.3, "b": 0.7}),
                ("1-0", "600", 4, {"a": 0.3, "b": 0.7}),
                ("2-0", "600", 0, {"a": 0.5, "b": 0.5}),
                ("3-0", "601", 0, {"a": 0.2, "b": 0.3, "c": 0.5}),
            )
            for option, p in options.items()
        ),
    ),
}
GOOD_JUDGMENT_OPEN = {
    "metadata.json": json.dumps(
        [
            {
                "problem_id": id,
                "title": f"Who wins {id}?",
                "url": f"https://www.gjopen.com/questions/{id}",
                "metadata": {"status": "Closed", "end_date": _T(9), "num_forecasters": 2},
                "options": ["Red", "Blue", "Someone else"],
                "correct_answer": answer,
            }
            for id, answer in (("1", "Blue"), ("2", None), ("3", "void"), ("4", "Green"))
        ]
    ),
    "all_predictions.json": json.dumps(
        [
            {"problem_id": id, "username": who, "timestamp": _T(day), "prediction": shares}
            for id, who, day, shares in (
                ("1", "ann", 2, [0.2, 0.7, 0.1]),
                ("1", "ann", 3, [0.1, 0.9, 0.0]),
                ("1", "bob", 2, [1.0, 0.0, 0.0]),
                ("2", "ann", 2, [0.2, 0.7, 0.1]),
                ("3", "ann", 2, [0.2, 0.7, 0.1]),
                ("4", "ann", 2, [0.2, 0.7, 0.1]),
                ("1", "bob", 3, [0.5, 0.5]),
                ("9", "bob", 3, [0.5, 0.5]),
            )
        ]
    ),
}
_MET = (
    "VERSION MODEL DESC FCST_LEAD FCST_VALID_BEG FCST_VALID_END OBS_LEAD OBS_VALID_BEG "
    "OBS_VALID_END FCST_VAR FCST_UNITS FCST_LEV OBS_VAR OBS_UNITS OBS_LEV OBTYPE VX_MASK "
    "INTERP_MTHD INTERP_PNTS FCST_THRESH OBS_THRESH COV_THRESH ALPHA LINE_TYPE"
)
_DAY = "20190615_010000 20190615_010000"


def _met(model: str, kind: str, *rest: object) -> str:
    head = f"V10.1.1 {model} NA 010000 {_DAY} 000000 {_DAY} TMP K Z2 TMP NA Z2 ADPSFC CONUS"
    return " ".join(map(str, (head, "BILIN 4 NA NA NA NA", kind, *rest)))


METPLUS = {
    "point_stat_010000L_20190615_010000V.stat": "\n".join(
        [
            _MET,
            _met("GFS", "CNT", 2, 280.5, 280, 281),
            _met("GFS", "MPR", 2, 1, "KDEN", 39.8, -104.7, 850, 1640, 280.5, 281.5, "NA"),
            _met("GFS", "MPR", 2, 2, "KBOS", 42.4, -71.0, 1000, 6, 290.0, "NA", "NA"),
            _met("NAM", "MPR", 2, 1, "KDEN", 39.8, -104.7, 850, 1640, 283.5, 281.5, "NA"),
            _met("NAM", "MPR", 2),
            "",
        ]
    )
}
_HOUR = 3_600_000
_JUNE = 1_717_200_000_000
MANIFOLD = {
    "markets.json": json.dumps(
        [
            {
                "id": id,
                "question": id,
                "createdTime": _JUNE,
                "outcomeType": kind,
                "isResolved": word is not None,
                "resolution": word,
                "url": f"https://m/{id}",
                "closeTime": _JUNE + 240 * _HOUR,
                "resolutionTime": _JUNE + 250 * _HOUR,
            }
            for id, kind, word in (
                ("rain", "BINARY", "YES"),
                ("snow", "BINARY", "MKT"),
                ("hail", "BINARY", "CANCEL"),
                ("fog", "BINARY", None),
                ("who", "MULTIPLE_CHOICE", "abc"),
                ("dull", "BINARY", "NO"),
            )
        ]
    ),
    "bets.jsonl": _lines(
        *(
            {"betId": "b", "contractId": id, "createdTime": _JUNE + hour * _HOUR, "probAfter": p}
            for id in ("rain", "snow", "hail", "fog")
            for hour, p in ((1, 0.5), (100, 0.6), (200, 0.9), (230, 0.95))
        )
    ),
}
KALSHI = {
    "markets.json": json.dumps(
        [
            {
                "ticker": t,
                "event_ticker": "E",
                "title": t,
                "status": "finalized",
                "result": word,
                "open_time": _T(1),
                "close_time": _T(9),
                "market_type": "b",
            }
            for t, word in (("A", "yes"), ("B", "no"), ("C", "void"), ("D", ""))
        ]
    ),
    "trades.jsonl": _lines(
        *(
            {"trade_id": "1", "ticker": t, "created_time": _T(2), "yes_price": cents, "count": 1}
            for t, cents in (("A", 80), ("B", 30), ("C", 50), ("D", 50))
        )
    ),
}
POLYMARKET = {
    "markets.jsonl": _lines(
        *(
            {
                "condition_id": id,
                "question": id,
                "market_slug": id,
                "closed": closed,
                "end_date_iso": _T(9),
                "tokens": tokens,
            }
            for id, closed, named in (
                ("A", True, [("Yes", True), ("No", False)]),
                ("B", True, [("Yes", False), ("No", True)]),
                ("C", True, [("Yes", False), ("No", False)]),
                ("D", False, [("Yes", False), ("No", False)]),
                ("E", True, [("Red", True), ("Blue", False)]),
            )
            for tokens in [
                [
                    {"token_id": f"{id}-{name}", "outcome": name, "price": 0.5, "winner": won}
                    for name, won in named
                ]
            ]
        )
    ),
    "prices.jsonl": _lines(
        *(
            {"token_id": f"{id}-Yes", "history": [{"t": 1_704_067_200 + 3600, "p": p}]}
            for id, p in (("A", 0.8), ("B", 0.3), ("C", 0.5), ("D", 0.5))
        )
    ),
}
_DUE = "2024-07-21"
FORECASTBENCH = {
    "2024-07-21.ann.json": json.dumps(
        {
            "organization": "Ann", "model": "guess", "forecast_due_date": _DUE,
            "question_set": "2024-07-21-llm.json",
            "forecasts": [
                {"id": "q1", "source": "acled", "forecast": 0.2, "resolution_date": "2024-07-28"},
                {"id": "q1", "source": "acled", "forecast": 0.4, "resolution_date": "2024-08-28"},
                {"id": "m1", "source": "manifold", "forecast": 0.7, "resolution_date": "2024-9-1"},
                {"id": ["q1", "q2"], "source": "acled", "forecast": 0.1, "direction": [1, -1],
                 "resolution_date": "2024-07-28"},
                {"id": "q9", "source": "acled", "forecast": None, "resolution_date": "2024-07-28"},
            ],
        }
    ),
    "resolutions.json": json.dumps(
        {
            "forecast_due_date": _DUE,
            "resolutions": [
                {"id": id, "source": source, "direction": way, "resolution_date": day,
                 "resolved_to": to, "resolved": to is not None}
                for id, source, way, day, to in (
                    ("q1", "acled", None, "2024-07-28", 1.0),
                    ("q1", "acled", None, "2024-08-28", None),
                    ("m1", "manifold", None, "2024-9-1", 0.25),
                    (["q1", "q2"], "acled", [1, -1], "2024-07-28", 0.0),
                )
            ],
        }
    ),
    "questions.json": json.dumps(
        {"forecast_due_date": _DUE, "questions": [{"id": "q1", "question": "Unrest?"}]}
    ),
}  # fmt: skip
_TASK = "location,reference_date,horizon,target_end_date,target,output_type,output_type_id,value"


def _model(*values: float) -> str:
    ids = (
        ("quantile", "0.25"), ("quantile", "0.5"), ("quantile", "0.75"), ("mean", "NA"),
        ("sample", "1"), ("sample", "2"), ("cdf", "20"), ("pmf", "high"), ("odd", "x"),
    )  # fmt: skip
    task = ["01", "2022-11-19", 0, "2022-11-19", "wk inc flu hosp"]
    return _csv(_TASK, *([*task, *id, value] for id, value in zip(ids, values, strict=True)))


HUBVERSE = {
    "model-output/Team-A/2022-11-19-Team-A.csv": _model(10, 20, 30, 20, 18, 22, 0.5, 0.3, 1),
    "model-output/Team-B/2022-11-19-Team-B.csv": _model(0, 40, 80, 40, 38, 42, 0.2, 0.6, 1),
    "target-data/time-series.csv": _csv(
        "target_end_date,target,location,observation", ["2022-11-19", "wk inc flu hosp", "01", 12]
    ),
    "hub-config/tasks.json": "{}",
}
FIVETHIRTYEIGHT = {
    "matches.csv": _csv(
        "season,date,team1,team2,prob1,prob1_outcome,probtie,probtie_outcome,prob2,prob2_outcome",
        [2018, "2018-06-14", "East", "West", 0.5, 1, 0.3, 0, 0.2, 0],
        [2018, "2018-06-15", "East", "North", 0.5, "", 0.3, "", 0.2, ""],
    )
}
BANK = ("cpi", "levels", "Q")


def _frames() -> dict[str, pl.DataFrame]:
    """Parquet as the package has it: two vintages of an outturn, one forecast after its day."""
    variable, metric, frequency = BANK
    made: dict[str, Any] = {"variable": variable, "metric": metric, "frequency": frequency}
    day = pl.Series(["2020-03-31", "2020-03-31", "2020-06-30"]).str.to_date()
    vintage = pl.Series(["2020-02-01", "2020-05-01", "2020-02-01"]).str.to_date()
    forecasts = pl.DataFrame(
        {"date": day, "vintage_date": vintage, "forecast_horizon": [0, -1, 1],
         "value": [1.0, 9.0, 2.0], "source": ["mpr"] * 3, **made}
    )  # fmt: skip
    outturns = pl.DataFrame(
        {"date": day[:2], "vintage_date": vintage[:2], "value": [1.5, 1.25], **made}
    )
    return {"fer_forecasts.parquet": forecasts, "fer_outturns.parquet": outturns}


FILES: Mapping[str, Mapping[str, str | pl.DataFrame]] = {
    "metaculus": METACULUS,
    "fatebook": FATEBOOK,
    "predictionbook": PREDICTIONBOOK,
    "gjp": GJP,
    "good_judgment_open": GOOD_JUDGMENT_OPEN,
    "metplus": METPLUS,
    "manifold": MANIFOLD,
    "kalshi": KALSHI,
    "polymarket": POLYMARKET,
    "forecastbench": FORECASTBENCH,
    "hubverse": HUBVERSE,
    "fivethirtyeight": FIVETHIRTYEIGHT,
    "bank_of_england": _frames(),
}


def _write(folder: Path, name: str) -> Path:
    for file, content in FILES[name].items():
        path = folder / name / file
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, pl.DataFrame):
            content.write_parquet(path)
        else:
            path.write_text(content, encoding="utf-8")
    return folder / name


def _read(folder: Path, name: str) -> Imported:
    return read([_write(folder, name)], "auto")[1]


def _values(found: Imported, kind: Kind) -> list[tuple[Any, ...]]:
    rows = found.frame.filter(pl.col("kind") == kind)
    return rows.select("forecaster", "question", "option", "value", "observed").rows()


@pytest.mark.parametrize("name", NAMES)
def test_each_format_is_found_by_its_columns_as_a_folder_and_as_an_archive(
    name: str, tmp_path: Path
) -> None:
    """Alone among all, and with the same rows from both."""
    folder = _write(tmp_path, name)
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
    frame = _read(tmp_path, name).frame
    assert len(frame) > 0
    observed = pl.col("observed")
    assert frame.filter((pl.col("state") == State.RESOLVED) != observed.is_not_null()).is_empty()
    unit = frame.filter(pl.col("kind").is_in([Kind.PROBABILITY, Kind.CATEGORY]))
    assert unit.filter(~pl.col("value").is_between(0, 1) | ~observed.is_between(0, 1)).is_empty()
    assert frame.get_column("forecaster").null_count() == 0
    assert frame.get_column("question").null_count() == 0


def test_metaculus(tmp_path: Path) -> None:
    """Updates with the time they stood, options, percentiles as values, what is void or beyond."""
    found = _read(tmp_path, "metaculus")
    assert _values(found, Kind.PROBABILITY)[:3] == [
        ("ann", "1", None, 0.25, 1.0),
        ("ann", "1", None, 0.75, 1.0),
        ("forecaster 7", "1", None, 0.5, 1.0),
    ]
    assert _values(found, Kind.CATEGORY) == [
        ("bob", "4", "red", 0.2, 0.0),
        ("bob", "4", "blue", 0.8, 1.0),
    ]
    quantiles = _values(found, Kind.QUANTILE)
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
    found = _read(tmp_path, "fatebook")
    assert [row[-1] for row in _values(found, Kind.PROBABILITY)] == [1, 1, 0, None, None, 1, 0]
    assert found.unsettled() == {"open": 1, "void: AMBIGUOUS": 1}
    assert found.left_out == {"no probability": 1}


def test_predictionbook(tmp_path: Path) -> None:
    """-1 is void; whoever has no name is somebody still."""
    found = _read(tmp_path, "predictionbook")
    assert _values(found, Kind.PROBABILITY)[3:] == [
        ("(no name)", "3", None, 0.5, None),
        ("bob", "4", None, 0.5, None),
    ]
    assert found.unsettled() == {"open": 1, "void: -1.0": 1}
    assert found.frame.row(0, named=True)["title"] == "Will it rain?"


def test_the_good_judgment_project(tmp_path: Path) -> None:
    """A row for each option; withdrawn forecasts are none; a voided question has no outcome."""
    found = _read(tmp_path, "gjp")
    assert [row[2:] for row in _values(found, Kind.CATEGORY)[-3:]] == [
        ("a", 0.2, 0.0),
        ("b", 0.3, 0.0),
        ("c", 0.5, 1.0),
    ]
    assert found.unsettled() == {"void: voided": 2}
    assert found.left_out == {"withdrawn": 2}
    assert str(found.frame.row(0, named=True)["opens"]) == "2011-09-01 00:00:00+00:00"


def test_good_judgment_open(tmp_path: Path) -> None:
    """Each prediction by option, updates too; an answer that is no option is not understood."""
    found = _read(tmp_path, "good_judgment_open")
    assert _values(found, Kind.CATEGORY)[:3] == [
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


def test_metplus(tmp_path: Path) -> None:
    """Matched pairs with their station; scores that are there already are left out."""
    found = _read(tmp_path, "metplus")
    assert [row[3:] for row in _values(found, Kind.POINT)] == [(280.5, 281.5), (283.5, 281.5)]
    assert found.left_out == {
        "line of type CNT": 1,
        "line that is cut short": 1,
        "no number (NA)": 1,
    }
    assert found.frame.get_column("OBS_SID").to_list() == ["KDEN", "KDEN"]


def test_the_cumulative_distribution_of_metaculus_is_read(tmp_path: Path) -> None:
    """At the points of the range; by hand 10 x 0.25^2 + 10 x 0.5^2 + 10 x 0.25^2 for 12.5."""
    folder = _write(tmp_path, "metaculus")
    text = METACULUS["forecast_data.csv"].splitlines()
    cdf = '"[0.0, 0.25, 0.5, 0.75, 1.0]"'
    assert text[0].split(",")[9] == "Continuous CDF"
    rows = [r.replace(",,,,0,0.25,0.5,", f",,,{cdf},0,0.25,0.5,") for r in text]
    (folder / "forecast_data.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    found = read([folder], "auto")[1]
    assert [row[2:] for row in _values(found, Kind.CDF)] == [
        (f"{x:.1f}", x / 40, 12.5) for x in (0.0, 10.0, 20.0, 30.0, 40.0)
    ]
    assert main(["score", str(folder), "--kind", "cdf", "--out", str(tmp_path / "out")]) == 0
    score = by_forecaster(tmp_path / "out")["bob"]["crps_grid"]
    # Half of the first and last cell of 10 and the whole of the others, (F - 1{12.5 <= x})^2.
    assert score == pytest.approx(5 * 0 + 10 * 0.25**2 + 10 * 0.5**2 + 10 * 0.25**2 + 5 * 0)


def test_markets_are_asked_at_declared_moments(tmp_path: Path) -> None:
    """Ten days open: at half time, 7 days and 1 day before; a month before it was not there."""
    found = _read(tmp_path, "manifold")
    rain = [row for row in _values(found, Kind.PROBABILITY) if row[1] == "rain"]
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
        found = _read(tmp_path, name)
        settled = {row[1]: row[3:] for row in found.of(Kind.PROBABILITY).select(
            "forecaster", "question", "option", "value", "observed").rows()}  # fmt: skip
        assert settled == {"A": (0.8, 1.0), "B": (0.3, 0.0)}
        assert {word.split(":")[0] for word in found.unsettled()} == {"open", "void"}


def test_forecastbench(tmp_path: Path) -> None:
    """Joined by question, direction and day; an outcome may lie between 0 and 1."""
    found = _read(tmp_path, "forecastbench")
    assert [row[3:] for row in _values(found, Kind.PROBABILITY)] == [
        (0.2, 1.0),
        (0.4, None),
        (0.7, 0.25),
        (0.1, 0.0),
    ]
    assert found.left_out == {"no probability": 1}
    assert found.frame.row(0, named=True)["title"] == "Unrest?"


def test_hubverse(tmp_path: Path) -> None:
    """What came by the time series: a quantity, and for a threshold whether it was reached."""
    found = _read(tmp_path, "hubverse")
    assert [row[2:] for row in _values(found, Kind.QUANTILE)[:3]] == [
        ("0.25", 10.0, 12.0),
        ("0.5", 20.0, 12.0),
        ("0.75", 30.0, 12.0),
    ]
    assert [row[2:] for row in _values(found, Kind.CDF)] == [("20", 0.5, 1.0), ("20", 0.2, 1.0)]
    assert [row[2:] for row in _values(found, Kind.MEAN)] == [("mean", 20, 12), ("mean", 40, 12)]
    assert found.unsettled() == {"open": 2}
    assert found.left_out == {"output type odd": 2}


def test_a_hub_with_oracle_output_takes_the_latest_version(tmp_path: Path) -> None:
    """A later `as_of` replaces an earlier one, and a category has its own outcome."""
    hub = _write(tmp_path, "hubverse")
    (hub / "target-data/time-series.csv").unlink()
    head = "location,target_end_date,target,output_type,output_type_id,oracle_value"
    key = ["01", "2022-11-19", "wk inc flu hosp"]
    for as_of, value in (("2023-01-01", 12), ("2023-02-01", 14)):
        path = hub / f"target-data/oracle-output/as_of={as_of}/oracle.csv"
        path.parent.mkdir(parents=True)
        rows = [[*key, "quantile", "NA", value], [*key, "pmf", "high", 1], [*key, "cdf", "20", 1]]
        path.write_text(_csv(head, *rows), encoding="utf-8")
    found = read([hub], "auto")[1]
    assert {row[4] for row in _values(found, Kind.QUANTILE)} == {14.0}
    assert [row[2:] for row in _values(found, Kind.CATEGORY)] == [
        ("high", 0.3, 1),
        ("high", 0.6, 1),
    ]


def test_a_hub_says_the_order_of_its_categories(tmp_path: Path) -> None:
    """By `tasks.json`; thresholds meet however they are written. By hand 0.04 + 0.25 for high."""
    hub = tmp_path / "hub"
    task = ["01", "2022-11-19", 0, "2022-11-19"]
    said = [
        *([*task, "level", "pmf", id, p] for id, p in (("high", 0.5), ("low", 0.2), ("mid", 0.3))),
        *([*task, "rate", "cdf", id, p] for id, p in (("1", 0.5), ("2.0", 1.0))),
    ]
    came = [
        *(["2022-11-19", "01", "level", "pmf", id, o] for id, o in
          (("low", 0), ("mid", 0), ("high", 1))),
        *(["2022-11-19", "01", "rate", "cdf", id, o] for id, o in (("1.0", 0), ("2", 1))),
    ]  # fmt: skip
    tasks = {
        "rounds": [
            {
                "model_tasks": [
                    {
                        "target_metadata": [
                            {"target_type": "ordinal", "target_keys": {"target": "level"}}
                        ],
                        "output_type": {
                            "pmf": {"output_type_id": {"required": ["low", "mid", "high"]}}
                        },
                    }
                ]
            }
        ]
    }
    head = "target_end_date,location,target,output_type,output_type_id,oracle_value"
    files = {
        "model-output/a/2022-11-19-a.csv": _csv(_TASK, *said),
        "target-data/oracle-output.csv": _csv(head, *came),
        "hub-config/tasks.json": json.dumps(tasks),
    }
    for name, text in files.items():
        (hub / name).parent.mkdir(parents=True, exist_ok=True)
        (hub / name).write_text(text, encoding="utf-8")
    out = tmp_path / "out"
    assert main(["score", str(hub), "--kind", "category", "--out", str(out)]) == 0
    row = by_forecaster(out)["a"]
    assert row["ranked_probability_score"] == pytest.approx(0.2**2 + 0.5**2)
    assert main(["score", str(hub), "--kind", "cdf", "--out", str(out)]) == 0
    assert by_forecaster(out)["a"]["crps_grid"] == pytest.approx(0.5 * 0.25)


def test_fivethirtyeight(tmp_path: Path) -> None:
    """A match has three categories, a game that is to come no outcome."""
    found = _read(tmp_path, "fivethirtyeight")
    assert {row[2]: row[3:] for row in _values(found, Kind.CATEGORY) if row[4] is not None} == {
        "East": (0.5, 1.0),
        "West": (0.2, 0.0),
        "tie": (0.3, 0.0),
    }
    assert found.unsettled() == {"open": 3}


def test_bank_of_england(tmp_path: Path) -> None:
    """Against the latest vintage; what is said of the past is no forecast."""
    found = _read(tmp_path, "bank_of_england")
    assert [row[3:] for row in _values(found, Kind.POINT)] == [(1.0, 1.25), (2.0, None)]
    assert found.left_out == {"about a time before its vintage": 1}


def test_days_of_different_grain_are_joined(tmp_path: Path) -> None:
    """The Bank's own files count nanoseconds in one and microseconds in the other."""
    folder = _write(tmp_path, "bank_of_england")
    path = folder / "fer_forecasts.parquet"
    day = pl.col("date", "vintage_date").cast(pl.Datetime("ns"))
    pl.read_parquet(path).with_columns(day).write_parquet(path)
    first = _values(read([folder], "auto")[1], Kind.POINT)[0]
    assert first[3:] == (1.0, 1.25)


def test_columns_that_hold_something_else_are_a_sentence(tmp_path: Path) -> None:
    """Days that are lists: no traceback."""
    folder = _write(tmp_path, "bank_of_england")
    path = folder / "fer_outturns.parquet"
    pl.read_parquet(path).with_columns(pl.concat_list("value").alias("date")).write_parquet(path)
    with pytest.raises(TableError, match="not as the format bank_of_england has it"):
        read([folder], "auto")


def test_score_takes_a_format_by_one_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ann's Brier score by hand: (0.75² + 0.25²) / 2, in a folder whose format is found."""
    out = tmp_path / "out"
    files = str(_write(tmp_path, "metaculus"))
    assert main(["score", files, "--kind", "probability", "--out", str(out)]) == 0
    rows = by_forecaster(out)
    assert rows["ann"]["brier"] == pytest.approx((0.5625 + 0.0625) / 2)
    told = capsys.readouterr().err
    assert "metaculus: 1 row without an outcome (void: annulled)" in told
    assert "metaculus: left out: 1 (outcome not understood: perhaps)" in told


@pytest.mark.parametrize(
    ("name", "kind", "ranked_by"),
    [
        ("metaculus", "probability", "brier"),
        ("metaculus", "over_time", "brier_over_time"),
        ("metaculus", "category", "categories_brier"),
        ("metaculus", "quantile", "wis"),
        ("gjp", "category", "categories_brier"),
        ("gjp", "over_time", "brier_over_time"),
        ("hubverse", "mean", "squared_error"),
        ("bank_of_england", "point", "absolute_error"),
        ("fivethirtyeight", "category", "categories_brier"),
    ],
)
def test_every_kind_of_a_format_is_scored(
    name: str, kind: str, ranked_by: str, tmp_path: Path
) -> None:
    """By the proper score of its kind."""
    folder = _write(tmp_path, name)
    assert main(["score", str(folder), "--kind", kind, "--out", str(tmp_path / "out")]) == 0
    data = json.loads((tmp_path / "out/data/forecasters.json").read_text("utf-8"))
    assert data["ranked_by"] == ranked_by
    assert data["table"]["left_out"] == []


def test_rows_are_chosen_and_grouped_by_the_columns_of_the_source(tmp_path: Path) -> None:
    """And another is the baseline, whose relative skill is 1; an unknown column is one line."""
    hub = str(_write(tmp_path, "hubverse"))
    out = ("--out", str(tmp_path / "out"))
    options = ("--where", "horizon=0", "--by", "location", "--kind", "quantile")
    assert main(["score", hub, *options, *out]) == 0
    data = json.loads((tmp_path / "out/data/forecasters.json").read_text("utf-8"))
    assert [part["group"] for part in data["by"]] == ["01"]
    names = [row["forecaster"] for row in data["forecasters"]]
    assert main(["score", hub, *options, "--baseline", names[0], *out]) == 0
    data = json.loads((tmp_path / "out/data/forecasters.json").read_text("utf-8"))
    assert data["forecasters"][0]["relative_skill_scaled"] == 1
    assert main(["score", hub, "--where", "horizn=0", *out]) == 1
    assert main(["score", hub, "--where", "horizon=7", *out]) == 1
    assert main(["score", hub, "--baseline", "nobody", *out]) == 1


def test_import_writes_a_table_that_score_reads_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same figures from the table as from the files."""
    files, table = _write(tmp_path, "predictionbook"), tmp_path / "all.csv"
    assert main(["import", "predictionbook", str(files), "--out", str(table)]) == 0
    assert capsys.readouterr().out == f"wrote 5 rows to {table}\n"
    assert main(["score", str(files), "--out", str(tmp_path / "a")]) == 0
    columns = ["--forecaster", "forecaster", "--question", "question"]
    columns += ["--probability", "value", "--observed", "observed"]
    assert main(["score", "--table", str(table), "--out", str(tmp_path / "b"), *columns]) == 0
    assert by_forecaster(tmp_path / "a") == by_forecaster(tmp_path / "b")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["import", "metaculs", "HERE", "--out", "t.csv"], "did you mean `metaculus`?"),
        (["import", "auto", "HERE", "--out", "t.csv"], "no known format has these columns"),
        (["import", "auto", "nowhere", "--out", "t.csv"], "there is no such file"),
        (["import", "gjp", "HERE", "--out", "t.csv"], "one file `ifps.csv` is needed"),
        (["score", "--out", "out"], "name PATHs in a known format"),
    ],
)
def test_what_cannot_be_read_is_said(
    arguments: list[str],
    complaint: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """In a sentence, with what to do."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "odd.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert main([str(tmp_path) if part == "HERE" else part for part in arguments]) != 0
    assert complaint in capsys.readouterr().err


@pytest.mark.parametrize("name", NAMES)
def test_damaged_files_are_a_sentence(name: str, tmp_path: Path) -> None:
    """Half of each file, nothing, noise before it, or all of it backwards: rows, or a sentence."""
    folder = _write(tmp_path, name)
    refused: list[str] = []
    for path in sorted(folder.rglob("*.*")):
        whole = path.read_bytes()
        for damaged in (whole[: len(whole) // 2], b"", b"\xff\xfe\x00" + whole, whole[::-1]):
            path.write_bytes(damaged)
            try:
                frame = read([folder], name)[1].frame
            except TableError as error:
                refused.append(str(error))
            else:
                assert list(frame.columns)[: len(SCHEMA)] == list(SCHEMA)
        path.write_bytes(whole)
    assert refused
    assert all(said and "\n" not in said for said in refused)


@pytest.mark.parametrize("name", ["metaculus", "fatebook", "predictionbook", "manifold"])
def test_a_platform_becomes_a_ledger(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is sound, in our layout, and gives pages; importing again writes nothing."""
    files, root = _write(tmp_path, name), tmp_path / "ledger"
    assert main(["import", name, str(files), "--ledger", str(root)]) == 0
    assert main(["check", "--ledger", str(root)]) == 0
    assert main(["fmt", "--check", "--ledger", str(root)]) == 0
    assert main(["report", "--ledger", str(root)]) == 0
    capsys.readouterr()
    assert main(["import", name, str(files), "--ledger", str(root)]) == 0
    assert capsys.readouterr().out.startswith("wrote 0 of ")


def test_a_ledger_scores_what_the_table_scores(tmp_path: Path) -> None:
    """PredictionBook's two of Ann and Bob's one, by hand: 0.04 and 0.36, and 0.25."""
    files, root = _write(tmp_path, "predictionbook"), tmp_path / "ledger"
    assert main(["import", "auto", str(files), "--ledger", str(root)]) == 0
    scored = verifier.load(root).resolve().score()
    briers = {id: f.scores.brier.best for id, f in scored.forecasts.items() if f.scores.brier}
    assert [round(brier, 9) for _, brier in sorted(briers.items())] == [0.04, 0.36, 0.25]
    outcomes = {id: item.verdict.outcome for id, item in scored.forecasts.items()}
    assert outcomes["predictionbook-3-no-name-1"] == "void"
    assert outcomes["predictionbook-4-bob-1"] == "undecided"
