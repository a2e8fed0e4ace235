"""`verifier new`: who is entered, under which name and id, and never twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ledgers import SOURCE, sound, write
from tests.terminals import forecast_of, new
from verifier.cli import main
from verifier.loading import load


def test_the_voice_follows_the_forecaster(tmp_path: Path) -> None:
    """Who is not named has no quotation of their own."""
    root = write(tmp_path)
    assert new(root, "forecaster", "--name", "An official", "--kind", "anonymous") == 0
    found = forecast_of(root, "They will attack", "Russia attacks.", "--forecaster", "an-official")
    assert found.voice == "anonymous"


def test_a_forecaster_that_the_ledger_lacks_can_be_added(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was wrong before is no obstacle to what is right, and is named afterwards."""
    source = SOURCE.replace("forecaster: ann-example", "forecaster: bo-builder")
    root = write(tmp_path, source=source)
    assert new(root, "forecaster", "--name", "Cy Other", "--kind", "person") == 0
    assert "1 mistake is left" in capsys.readouterr().err
    assert new(root, "forecaster", "--name", "Bo Builder", "--kind", "person") == 0
    assert "left" not in capsys.readouterr().err
    assert load(root).ok


@pytest.mark.parametrize(
    ("name", "kind", "id"),
    [
        ("Dr Priya Raman", "person", "priya-raman"),
        ("Former Deputy Prime Minister Ann Roe", "person", "ann-roe"),
        ("John Major", "person", "john-major"),
        ("Governor of the Bank", "person", "governor-of-the-bank"),
        ("The President", "person", "the-president"),
        ("US Treasury", "office", "us-treasury"),
    ],
)
def test_a_title_is_no_part_of_a_persons_id(tmp_path: Path, name: str, kind: str, id: str) -> None:
    """The name stays as given."""
    root = write(tmp_path)
    assert new(root, "forecaster", "--name", name, "--kind", kind) == 0
    ledger, _ = sound(root)
    assert ledger.forecasters[id].name == name


def test_a_known_name_is_not_registered_twice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither it nor a spelling of it, unless an id says that it is somebody else."""
    root = str(write(tmp_path))
    asked = ["new", "forecaster", "--ledger", root, "--kind", "person", "--name"]
    assert main([*asked, "ANN Éxample"]) == 2
    assert "in the ledger already, as `ann-example`" in capsys.readouterr().err
    assert main([*asked, "Bob Sample", "--spelling", "Ann Example"]) == 2
    assert main([*asked, "Ann Example", "--id", "ann-example-of-oslo"]) == 0
    assert main([*asked, "Ann Sample"]) == 0


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Олена Зразок", "olena-zrazok"),
        ("Ελένη Δείγμα", "eleni-deigma"),
        ("서울 신문", "seoul-sinmun"),
        ("Łukasz Próba", "lukasz-proba"),
        ("Soňa D’Example", "sona-d-example"),
    ],
)
def test_names_in_any_script_have_ids(tmp_path: Path, name: str, id: str) -> None:
    """By the sound of their letters, where these are no Latin ones."""
    root = write(tmp_path)
    assert new(root, "forecaster", "--name", name, "--kind", "person") == 0
    written = root / f"seeds/forecasters/{id}.yaml"
    assert f"  - id: {id}\n" in written.read_text(encoding="utf-8")


_EVIDENCE = ("--publisher", "The Paper", "--address", "https://example.org/hail", "--says", "So.")


@pytest.mark.parametrize(
    ("kind", "asked", "other"),
    [
        (
            "event",
            ("--title", "Hail in the  East", "--kind", "ground-offensive", *_EVIDENCE),
            ("--began", "2023-08-02"),
        ),
        (
            "coverage",
            ("--kind", "ground-offensive", "--published", "2024-02-01", *_EVIDENCE),
            ("--during", "2023-01-01/2023-12-31"),
        ),
        (
            "dispute",
            (
                *("--forecast", "ann-attack", "--argument", "It was the old one."),
                *("--against", "The Paper, 2023-03-20: Old. https://example.org/old"),
            ),
            ("--disputed", "outcome"),
        ),
    ],
)
def test_what_is_there_already_is_not_entered_again(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    kind: str,
    asked: tuple[str, ...],
    other: tuple[str, str],
) -> None:
    """An event entered twice counts twice; what differs in one thing is another."""
    root = write(tmp_path)
    assert new(root, kind, *asked, *other) == 0
    capsys.readouterr()
    before = sorted(root.rglob("*.yaml"))
    again = [text.casefold() if text.startswith("Hail") else text for text in asked]
    assert new(root, kind, *again, *other) == 2
    said = capsys.readouterr().err
    assert "says the same and is in the ledger already" in said
    assert "give an --id where this is another" in said
    assert sorted(root.rglob("*.yaml")) == before
    assert new(root, kind, *asked, *other, "--id", "another") == 0
    option, value = other
    differs = {"--disputed": "claim", "--began": "2023-08-05", "--during": "2023-01-01/2023-12-30"}
    assert value != differs[option]
    assert new(root, kind, *asked, option, differs[option]) == 0


@pytest.mark.parametrize("id", ["example", "a-example", "exampel", "Example", "A. Example"])
def test_whom_an_unknown_id_may_mean_is_offered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], id: str
) -> None:
    """By a surname, initials or a slip; what registers somebody else stands behind it."""
    root = write(tmp_path)
    told = ("--source", "paper-2023-01-10", "--quote", "It will rain", "--claim", "It rains.")
    assert new(root, "forecast", *told, "--forecaster", id) == 2
    said = capsys.readouterr().err
    assert "did you mean `ann-example` (Ann Example)? New: verifier new forecaster" in said


@pytest.mark.parametrize("name", ["Example", "Dr Example", "Ann E.", "Exampel", "AE"])
def test_a_short_name_of_somebody_known_registers_nobody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """An id says that it is somebody else."""
    root = write(tmp_path)
    assert new(root, "forecaster", "--name", name, "--kind", "person") == 2
    assert "did you mean `ann-example` (Ann Example)?" in capsys.readouterr().err
    other = ("--name", name, "--kind", "person", "--id", "another")
    assert new(root, "forecaster", *other) == 0


def test_a_role_is_entered_with_the_source_that_gives_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Which has to be there."""
    root = write(tmp_path)
    who = ("--name", "Cy Other", "--kind", "person", "--role", "Minister of Rain", "--source")
    assert new(root, "forecaster", *who, "nowhere") == 2
    assert "no source `nowhere` in the ledger\n" in capsys.readouterr().err
    assert new(root, "forecaster", *who, "paper") == 2
    told = "no source `paper` in the ledger; there are: `paper-2023-01-10`\n"
    assert told in capsys.readouterr().err
    assert new(root, "forecaster", *who, "paper-2023-01-10") == 0
    [role] = sound(root)[0].forecasters["cy-other"].roles
    assert (role.role, role.source) == ("Minister of Rain", "paper-2023-01-10")


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        (("--role", "Minister"), "--role: say with --source which source calls them so"),
        (("--source", "paper-2023-01-10"), "--source: say with --role what it calls them"),
    ],
)
def test_a_role_and_its_source_go_together(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], given: tuple[str, str], missing: str
) -> None:
    """Either alone is refused, not dropped."""
    who = ("--name", "Cy Other", "--kind", "person", *given)
    assert new(write(tmp_path), "forecaster", *who) == 2
    assert capsys.readouterr().err == f"error: {missing}\n"
