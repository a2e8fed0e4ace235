"""Tables of every format, written by hand with their real headers, for tests to read and bend."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from tests.importing.samples_infer import INFER
from verifier.importing.formats import read
from verifier.importing.frame import Imported
from verifier.tables.columns import Kind


def csv_of(header: str, *rows: Sequence[object]) -> str:
    """CSV with these columns."""
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
    "question_data.csv": csv_of(
        _METACULUS_QUESTION,
        _question(1, "binary", "", "", "yes"),
        _question(2, "binary", "", "", "annulled"),
        _question(3, "binary", "", "", ""),
        _question(4, "multiple_choice", "['red', 'blue']", "", "blue"),
        _question(5, "numeric", "", _RANGE, "12.5"),
        _question(6, "numeric", "", _RANGE, "above_upper_bound"),
        _question(7, "binary", "", "", "perhaps"),
    ),
    "forecast_data.csv": csv_of(
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
    "export.csv": csv_of(
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
    "public.csv": csv_of(
        "question_id,user_id,team_id,probability,answer_option,timestamp,outcome,open_time,"
        "close_time,resolve_time,time_open,n_opts,options,q_status,q_type",
        [1, "ann", 0.0, 0.8, 1, _BOOK[0], "1.0", *_BOOK, "0 days", 2.0, "", "resolved", 0.0],
        [1, "ann", 0.0, 0.4, 1, _BOOK[1], "1.0", *_BOOK, "0 days", 2.0, "", "resolved", 0.0],
        [2, "bob", 0.0, 0.5, 1, _BOOK[0], "0.0", *_BOOK, "0 days", 2.0, "", "resolved", 0.0],
        [3, "", 0.0, 0.5, 1, _BOOK[0], "-1.0", *_BOOK, "0 days", 2.0, "", "ambiguous", 0.0],
        [4, "bob", 0.0, 0.5, 1, _BOOK[0], "", *_BOOK, "0 days", 2.0, "", "open", 0.0],
    ),
    "questions.csv": csv_of("question_id,q_title,q_status", [1, "Will it rain?", "resolved"]),
}
GJP = {
    "ifps.csv": csv_of(
        "ifp_id,q_type,q_text,q_desc,q_status,date_start,date_suspend,date_to_close,date_closed,"
        "outcome,short_title,days_open,n_opts,options",
        ["1-0", 0, "Talks?", "", "closed", "9/1/11", "", "", "1/2/12", "b", "", 1, 2, ""],
        ["2-0", 0, "Vote?", "", "voided", "9/1/11", "", "", "1/2/12", "", "", 1, 2, ""],
        ["3-0", 0, "Who?", "", "closed", "9/1/11", "", "", "1/2/12", "c", "", 1, 3, ""],
    ),
    "survey_fcasts.yr1.csv": csv_of(
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
HFC = {
    "rct-a-prediction-sets.csv": csv_of(
        "prediction set id,membership guid,site name,discover question id,question name,"
        "prediction set created at,answer id,answer sort order,forecasted probability,"
        "final probability,made after correctness known,answer resolved probability",
        *(
            [n, who, "one", question, f"Q{question}", f"2018-05-0{day} 10:00:00 UTC", 1, order,
             p, p, late, observed]
            for n, who, question, day, late, said in (
                (1, "u1", 11, 2, "false", ((0, 0.7, 1),)),
                (2, "u1", 11, 3, "false", ((0, 0.9, 1),)),
                (3, "u2", 11, 4, "true", ((0, 1, 1),)),
                (4, "u1", 12, 2, "false", ((0, 0.2, 0), (1, 0.5, 1), (2, 0.3, 0))),
                (5, "u1", 13, 2, "false", ((0, 0.2, 0), (1, 0.8, 0))),
                (6, "u2", 14, 2, "false", ((0, 0.2, ""),)),
                (7, "", 11, 2, "false", ((0, 0.2, 1),)),
            )
            for order, p, observed in said
        ),
    ),
    "rct-a-questions-answers.csv": csv_of(
        "discover question id,question name,question status,use ordinal scoring,"
        "question correctness known at,question resolved at,answer sort order,"
        "answer resolved probability",
        *(
            [question, f"Q{question}", status, ordinal, "", "2018-05-09 00:00:00 UTC", order,
             observed]
            for question, status, ordinal, observed_by_order in (
                (11, "resolved", "false", (1,)),
                (12, "resolved", "true", (0, 1, 0)),
                (13, "voided", "false", (0, 0)),
                (14, "active", "false", ("",)),
            )
            for order, observed in enumerate(observed_by_order)
        ),
    ),
}  # fmt: skip
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
TASK = "location,reference_date,horizon,target_end_date,target,output_type,output_type_id,value"


def _model(*values: float) -> str:
    ids = (
        ("quantile", "0.25"), ("quantile", "0.5"), ("quantile", "0.75"), ("mean", "NA"),
        ("sample", "1"), ("sample", "2"), ("cdf", "20"), ("pmf", "high"), ("odd", "x"),
    )  # fmt: skip
    task = ["01", "2022-11-19", 0, "2022-11-19", "wk inc flu hosp"]
    return csv_of(TASK, *([*task, *id, value] for id, value in zip(ids, values, strict=True)))


HUBVERSE = {
    "model-output/Team-A/2022-11-19-Team-A.csv": _model(10, 20, 30, 20, 18, 22, 0.5, 0.3, 1),
    "model-output/Team-B/2022-11-19-Team-B.csv": _model(0, 40, 80, 40, 38, 42, 0.2, 0.6, 1),
    "target-data/time-series.csv": csv_of(
        "target_end_date,target,location,observation", ["2022-11-19", "wk inc flu hosp", "01", 12]
    ),
    "hub-config/tasks.json": "{}",
}


FIVETHIRTYEIGHT = {
    "matches.csv": csv_of(
        "season,date,team1,team2,prob1,prob1_outcome,probtie,probtie_outcome,prob2,prob2_outcome",
        [2018, "2018-06-14", "East", "West", 0.5, 1, 0.3, 0, 0.2, 0],
        [2018, "2018-06-15", "East", "North", 0.5, "", 0.3, "", 0.2, ""],
    )
}
_TWO = ["2024-01-02", "2024-01-09"]
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


SAID = {
    "said.csv": csv_of(
        "forecaster,question,forecast,title,kind,option,place,value,observed,resolution,state,"
        "said_from,closes",
        ["ann", "q1", "f1", "Rain?", "probability", "", "", 0.8, 1, "came_true", "resolved", *_TWO],
        ["bob", "q1", "f2", "Rain?", "probability", "", "", 0.5, 1, "came_true", "resolved", *_TWO],
        ["bob", "q2", "f3", "Snow?", "probability", "", "", 0.5, "", "void", "void", *_TWO],
        ["bob", "q3", "f4", "Hail?", "probability", "", "", 0.5, "", "undecided", "open", *_TWO],
        ["bob", "q4", "f5", "How much?", "point", "median", "", 3, 5, "did_not", "resolved", *_TWO],
        ["bob", "q4", "f6", "How much?", "point", "median", "", "", 5, "", "resolved", *_TWO],
    )
}
FILES: Mapping[str, Mapping[str, str | pl.DataFrame]] = {
    "metaculus": METACULUS,
    "fatebook": FATEBOOK,
    "predictionbook": PREDICTIONBOOK,
    "gjp": GJP,
    "good_judgment_open": GOOD_JUDGMENT_OPEN,
    "hfc": HFC,
    "metplus": METPLUS,
    "manifold": MANIFOLD,
    "kalshi": KALSHI,
    "polymarket": POLYMARKET,
    "forecastbench": FORECASTBENCH,
    "hubverse": HUBVERSE,
    "infer": INFER,
    "fivethirtyeight": FIVETHIRTYEIGHT,
    "bank_of_england": _frames(),
    "said": SAID,
}


def write(folder: Path, name: str) -> Path:
    """The files of a format in a folder of its name."""
    for file, content in FILES[name].items():
        path = folder / name / file
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, pl.DataFrame):
            content.write_parquet(path)
        else:
            path.write_text(content, encoding="utf-8")
    return folder / name


def sample(folder: Path, name: str) -> Imported:
    """What those files are read to."""
    return read([write(folder, name)], "auto")[1]


def values(found: Imported, kind: Kind) -> list[tuple[Any, ...]]:
    """Who said what of which question, and what came."""
    rows = found.frame.filter(pl.col("kind") == kind)
    return rows.select("forecaster", "question", "option", "value", "observed").rows()
