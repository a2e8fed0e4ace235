"""`verifier due` and `verifier quotes`: the curator's lists."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from tests.ledgers import DOCUMENTS, OUTCOMES, SOURCE, write
from verifier.cli import main

WITHOUT = "questions:\n" + OUTCOMES.split("questions:\n")[1]

COVER = (
    "verifier new coverage --kind ground-offensive --actor russia --place ukraine "
    "--during 2023-02-01/2023-02-28"
)


@pytest.mark.parametrize(
    ("day", "within", "said"),
    [
        ("2023-02-10", "30", "0 closed undecided, 1 close within 30 days"),
        ("2023-02-10", "18", "0 closed undecided, 1 close within 18 days"),
        ("2023-02-10", "17", "0 closed undecided, 0 close within 17 days"),
        ("2023-02-28", "0", "1 closed undecided, 0 close"),
        ("2023-03-01", "0", "1 closed undecided, 0 close"),
    ],
)
def test_windows_that_close_and_closed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], day: str, within: str, said: str
) -> None:
    """February ends on the 28th: in 18 days from the 10th; afterwards it waits for evidence."""
    root = write(tmp_path, outcomes=WITHOUT)
    assert main(["due", "--ledger", str(root), "--as-of", day, "--within", within]) == 0
    assert f"as of {day}: {said}" in capsys.readouterr().out


def test_what_is_decided_is_not_due(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The default day is the ledger's; its event decided the forecast."""
    assert main(["due", "--ledger", str(write(tmp_path))]) == 0
    assert "0 closed undecided, 0 close" in capsys.readouterr().out


def test_what_was_ruled_undecided_wants_no_ruling(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It stays on the list, and waits for evidence."""
    ruled = (
        "rulings:\n  - {id: ruled, forecast: ann-attack, date: 2023-03-04, signed: the curators, "
        "outcome: undecided, reasons: Nothing at hand says what happened.}\n"
    )
    root = write(tmp_path, outcomes=WITHOUT + ruled)
    assert main(["due", "--ledger", str(root), "--as-of", "2023-03-05", "--format", "json"]) == 0
    [row] = json.loads(capsys.readouterr().out)["due"]
    assert row["remedy"] == "evidence: a ruling left it undecided"


def test_json_names_place_and_remedy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same as data, with the file and line of the forecast."""
    root = write(tmp_path, outcomes=WITHOUT)
    assert main(["due", "--ledger", str(root), "--as-of", "2023-03-05", "--format", "json"]) == 0
    [row] = json.loads(capsys.readouterr().out)["due"]
    assert (row["forecast"], row["closes"], row["days"]) == ("ann-attack", "2023-02-28", -5)
    assert (row["why"], row["remedy"]) == (
        "not_covered",
        "an event in its window, or coverage of it",
    )
    assert row["commands"] == [COVER]
    assert (row["file"], row["line"]) == ("seeds/paper.yaml", 6)


def test_an_event_after_the_window_leaves_coverage_to_be_entered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The attack of 10 March says nothing of February: the command that does is ready."""
    late = OUTCOMES.replace("began: 2023-02-20", "began: 2023-03-10").replace(
        "known: 2023-02-21", "known: 2023-03-11"
    )
    root = write(tmp_path, outcomes=late.replace("2023-01-01/2023-12-31", "2023-06-01/2023-12-31"))
    assert main(["due", "--ledger", str(root)]) == 0
    assert f"none came? {COVER} --ledger {root}" in capsys.readouterr().out
    rest = ["--publisher", "The Paper", "--published", "2023-03-01", "--says", "All of February."]
    assert main([*COVER.split()[1:], *rest, "--ledger", str(root)]) == 0
    capsys.readouterr()
    assert main(["explain", "ann-attack", "--ledger", str(root)]) == 0
    assert "outcome     did not come true" in capsys.readouterr().out


def test_days_that_coverage_leaves_out_are_the_ones_to_enter(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Covered from the 2nd to the 26th, February lacks its first day and its last two."""
    coverage = OUTCOMES.split("coverage:\n")[1].replace(
        "2023-01-01/2023-12-31", "2023-02-02/2023-02-26"
    )
    root = write(tmp_path, outcomes="coverage:\n" + coverage)
    assert main(["due", "--ledger", str(root)]) == 0
    assert COVER in capsys.readouterr().out
    assert main(["explain", "ann-attack", "--ledger", str(root)]) == 0
    told = capsys.readouterr().out
    assert "offensives-2023, 2023-02-02 to 2023-02-26" in told
    assert "not covered: 2023-02-01, 2023-02-27 to 2023-02-28" in told
    assert COVER in told


SERIES = (
    "series:\n  - id: held\n    title: Area held\n    unit: hectares\n    file: held.csv\n"
    "    step: month\n"
    "    evidence:\n      - {publisher: A, published: 2023-02-10, says: B,"
    ' address: "https://example.org"}\n'
)
FEBRUARY = "values of `held` for 2023-02-01 to 2023-02-28"
JANUARY = "values of `held` for 2023-01-01 to 2023-01-31"
REACHES = "{reaches: held, at_least: 50}"


@pytest.mark.parametrize(
    ("expects", "days", "wants"),
    [
        (REACHES, ("2023-01-31",), [FEBRUARY]),
        ("{stays: held, below: 50}", ("2023-03-01",), [FEBRUARY]),
        ("{range: held, at_least: 50}", ("2023-01-10",), [FEBRUARY]),
        ("{range: held, measure: average, at_least: 50}", (), [FEBRUARY]),
        ("{range: held, measure: change, at_least: 5}", ("2023-02-28",), [JANUARY]),
        ("{range: held, measure: change, at_least: 5}", (), [JANUARY, FEBRUARY]),
    ],
)
def test_a_number_wants_values(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    expects: str,
    days: tuple[str, ...],
    wants: list[str],
) -> None:
    """Nothing about events would decide a number: the months without a value are named."""
    source = SOURCE.replace("{event: ground-offensive, actor: russia, place: ukraine}", expects)
    root = write(tmp_path, source=source, outcomes=WITHOUT + SERIES)
    rows = "".join(f"{day},40\n" for day in days)
    (root / "outcomes/held.csv").write_text(f"day,value\n{rows}", encoding="utf-8")
    assert main(["due", "--ledger", str(root), "--as-of", "2023-03-05"]) == 0
    told = capsys.readouterr().out
    assert f"wants {' and '.join(wants)}  seeds/paper.yaml:6\n" in told
    assert "new coverage" not in told
    assert main(["explain", "ann-attack", "--ledger", str(root), "--as-of", "2023-03-05"]) == 0
    told = capsys.readouterr().out
    assert [line for line in told.splitlines() if "wants" in line] == [
        f"series      wants {value}" for value in wants
    ]


def _archived(root: Path, text: str) -> Path:
    archive = root / "archive"
    archive.mkdir()
    (archive / "a.txt").write_text(text, encoding="utf-8")
    digest = hashlib.sha256("He said “they  will attack\nin February”.".encode()).hexdigest()
    fingerprint = f"  archive: {{file: a.txt, sha256: {digest}}}\nforecasts:"
    write(root, source=SOURCE.replace("forecasts:", fingerprint))
    return archive


def test_quotations_are_found_whatever_the_blanks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Line breaks and marks may differ."""
    archive = _archived(tmp_path, "He said “they  will attack\nin February”.")
    assert main(["quotes", "--ledger", str(tmp_path), "--archive", str(archive)]) == 0
    assert "ok: 1 quotations in 1 archived texts; 0 sources have none" in capsys.readouterr().out


def test_a_miss_is_shown_with_the_nearest_passage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another text has another fingerprint, and the words that come nearest."""
    archive = _archived(tmp_path, "He said they could attack in February or later.")
    assert main(["quotes", "--ledger", str(tmp_path), "--archive", str(archive)]) == 1
    said = capsys.readouterr().err
    assert "fingerprint differs" in said
    assert "attack in February" in said
    assert "2 not as archived" in said
    assert main(["quotes", "--ledger", str(tmp_path), "--archive", str(tmp_path / "none")]) == 2


def test_one_source_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is wrong in another source is not shown."""
    archive = _archived(tmp_path, "He said they could attack in February or later.")
    other = SOURCE.replace("paper-2023-01-10", "other").replace("ann-attack", "ann-again")
    (tmp_path / "seeds/other.yaml").write_text(other, encoding="utf-8")
    asked = ["quotes", "--ledger", str(tmp_path), "--archive", str(archive), "--source"]
    assert main([*asked, "other"]) == 0
    assert "ok: 0 quotations in 0 archived texts; 1 sources" in capsys.readouterr().out
    assert main([*asked, "paper-2023-01-10"]) == 1
    assert main([*asked, "nowhere"]) == 2


def test_our_own_quotations(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every quotation from the documents that the ledger began with stands in them."""
    root = Path(__file__).resolve().parents[2]
    assert main(["quotes", "--ledger", str(root), "--archive", str(shared / "seeds")]) == 0
    assert f" quotations in {len(DOCUMENTS)} archived texts" in capsys.readouterr().out


def test_a_ledger_of_days_to_come_is_doubted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where all records agree on a wrong year only the clock can tell."""
    source, outcomes = (text.replace("2023-", "2203-") for text in (SOURCE, OUTCOMES))
    root = write(tmp_path, source=source, outcomes=outcomes)
    assert main(["report", "--ledger", str(root), "--out", str(tmp_path / "out")]) == 0
    assert "is yet to come: is a year mistyped?" in capsys.readouterr().err


_ASKED = SOURCE.replace("place: ukraine}", "place: ukraine, new: true}")


def test_what_an_event_does_not_say_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whether it was new: the key and the record are named, in the list and in the trail."""
    assert _ASKED != SOURCE
    root = str(write(tmp_path, source=_ASKED))
    assert main(["due", "--ledger", root, "--as-of", "2023-03-05"]) == 0
    assert "wants `new` of `the-attack`" in capsys.readouterr().out
    assert main(["explain", "ann-attack", "--ledger", root]) == 0
    told = capsys.readouterr().out
    assert "what `new` says in the record of the-attack would tell" in " ".join(told.split())


@pytest.mark.parametrize(("said", "outcome"), [("yes", "came true"), ("no", "did not")])
def test_an_event_is_entered_with_whether_it_was_new(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], said: str, outcome: str
) -> None:
    """By an option, and nothing is wanting then."""
    root = str(write(tmp_path, source=_ASKED, outcomes=_COVERED))
    event = ("--title", "Attack in the east", "--kind", "ground-offensive", "--actor", "russia")
    told = ("--place", "donetsk-oblast", "--began", "2023-02-20", "--publisher", "The Paper")
    more = ("--says", "It has begun.", "--address", "https://example.org/attack", "--new", said)
    assert main(["new", "event", "--ledger", root, *event, *told, *more]) == 0
    capsys.readouterr()
    assert main(["explain", "ann-attack", "--ledger", root, "--as-of", "2024-02-01"]) == 0
    told_of = capsys.readouterr().out
    assert f"outcome     {outcome}" in told_of
    assert "would tell" not in told_of


_COVERED = "coverage:\n" + OUTCOMES.split("coverage:\n")[1]
