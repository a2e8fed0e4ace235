"""`verifier new ruling` and `new coverage`: what a curator decides, and who signs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ledgers import SOURCE, run_of, sound, write
from tests.terminals import forecast_of, new
from verifier.cli import main
from verifier.loading import load


def test_a_denial_ruled_to_have_come_true_was_right(tmp_path: Path) -> None:
    """They said it would not, it did not: no error."""
    root = write(tmp_path)
    forecast_of(root, "They will not attack before May", "Russia does not attack before May 2023.")
    ruling = ("--forecast", "it", "--outcome", "came_true", "--reasons", "It did not.")
    assert new(root, "ruling", *ruling, "--signed", "Ann Curator") == 0
    brier = run_of(root).scores["it"].brier
    assert brier is not None
    assert brier.worst < 0.01


def test_new_coverage(tmp_path: Path) -> None:
    """What is on record whole, so that what is not on it did not happen."""
    root = write(tmp_path)
    where = (
        "--kind",
        "ground-offensive",
        "--place",
        "ukraine",
        "--during",
        "2024-01-01/2024-03-31",
    )
    told = ("--publisher", "The Paper", "--published", "2024-04-02", "--says", "All of them.")
    address = ("--address", "https://example.org/all")
    assert new(root, "coverage", *where, *told, *address) == 0
    ledger, _ = sound(root, advice=True)
    found = ledger.coverage["coverage-ground-offensive-ukraine-2024"]
    assert found.during.text == "2024-01-01/2024-03-31"


def test_a_ruling_names_what_it_rests_on(tmp_path: Path) -> None:
    """With its event it is no opinion: the check has nothing to say."""
    root = write(tmp_path)
    asked = ["new", "ruling", "--ledger", str(root), "--forecast", "ann-attack"]
    asked += ["--outcome", "came_true", "--reasons", "It came.", "--event", "the-attack"]
    asked += ["--signed", "Ann Curator"]
    assert main(asked) == 0
    held, _ = sound(root, advice=True)
    assert [ruling.events for ruling in held.rulings.values()] == [("the-attack",)]


_RULED = (
    *("--forecast", "ann-attack", "--outcome", "disputed", "--reasons", "Nobody knows."),
    *("--contradicts", "Sources disagree."),
)
_PAPER = "The Paper, 2023-02-21: It has begun: today. https://example.org/attack"


def test_a_ruling_is_given_its_arguments(tmp_path: Path) -> None:
    """With evidence on both sides the check has nothing to say; without, it is an argument."""
    root = write(tmp_path)
    against = "The Post, 2023-02-22: It went on. http://example.org/old"
    sides = ("--for", _PAPER, "--for", "{by: The Mail, says: It was.}", "--against", against)
    assert new(root, "ruling", *_RULED, *sides, "--signed", "Ann Curator") == 0
    ledger, _ = sound(root, advice=True)
    [ruling] = ledger.rulings.values()
    [pro, also], [contra] = ruling.arguments_for, ruling.arguments_against
    assert (pro.by, pro.says) == ("The Paper", "It has begun: today.")
    assert pro.evidence is not None
    assert pro.evidence.published is not None
    assert pro.evidence.published.text == "2023-02-21"
    assert pro.evidence.address == "https://example.org/attack"
    assert (also.by, also.says, also.evidence) == ("The Mail", "It was.", None)
    assert contra.says == "It went on."
    assert contra.evidence is not None
    assert (pro.evidence.stance, contra.evidence.stance) == ("for", "against")


@pytest.mark.parametrize(
    ("window", "outcome", "words"),
    [
        ("", "did_not", ""),
        ("", "came_true", ""),
        (
            '    window: {phrase: "some day"}\n',
            "did_not",
            'phrase: "some day", ',
        ),
    ],
)
def test_a_ruling_on_what_names_no_deadline_says_that_it_is_not_scored(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], window: str, outcome: str, words: str
) -> None:
    """The ruling is written all the same, with the line that would let it count."""
    root = write(tmp_path, source=SOURCE.replace('    window: {phrase: "in February"}\n', window))
    ruled = ("--forecast", "ann-attack", "--outcome", outcome, "--reasons", "As the Paper says.")
    signed = ("--contradicts", "It was none.", "--signed", "Ann Curator")
    assert new(root, "ruling", *ruled, *signed) == 0
    days = "2023-01-09/YYYY-MM-DD"
    assert (
        "`ann-attack` names no deadline: without a window it is shown, and not scored. Where its "
        f"words give one, write in {root / 'seeds/paper.yaml'}:6\n"
        f'  window: {{{words}narrow: {days}, wide: {days}, reason: "..."}}\n'
    ) in capsys.readouterr().out


@pytest.mark.parametrize(("window", "outcome"), [("in February", "did_not"), ("", "void")])
def test_other_rulings_say_nothing_of_scores(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], window: str, outcome: str
) -> None:
    """A window that ends, or a ruling that no score would count anyway."""
    source = SOURCE if window else SOURCE.replace('    window: {phrase: "in February"}\n', "")
    root = write(tmp_path, source=source)
    ruled = ("--forecast", "ann-attack", "--outcome", outcome, "--reasons", "As the Paper says.")
    signed = ("--contradicts", "It was none.", "--signed", "Ann Curator")
    assert new(root, "ruling", *ruled, *signed) == 0
    assert "not scored" not in capsys.readouterr().out


def test_arguments_that_name_no_evidence_are_still_advised_on(tmp_path: Path) -> None:
    """Who said it is not yet where."""
    root = write(tmp_path)
    sides = ("--for", "Ann Analyst, of Acme: It was.", "--signed", "Ann Curator")
    assert new(root, "ruling", *_RULED, *sides) == 0
    loaded = load(root, advice=True)
    # Nor is there what the other side says.
    assert [finding.code for finding in loaded.diagnostics] == ["VF305", "VF313"]
    assert loaded.ledger is not None
    [ruling] = loaded.ledger.rulings.values()
    assert ruling.arguments_for[0].by == "Ann Analyst, of Acme"


@pytest.mark.parametrize(
    "text",
    [
        *("It was.", "The Paper: ", ": It was.", "The Paper: https://a.org"),
        *("The Paper: It was. ftp://a.org/b", "The Paper: It was (https://a.org/b)."),
    ],
)
def test_an_argument_says_who_and_what(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    """Half of it is refused, with the form."""
    root = write(tmp_path)
    assert new(root, "ruling", *_RULED, "--for", text, "--signed", "Ann Curator") == 2
    assert "--for: write who says what" in capsys.readouterr().err


@pytest.mark.parametrize("day", ["21 Feb 2023", "Feb 2023", "21.2.2023", "2023/02/21", "in 2023"])
def test_a_day_in_other_words_is_no_part_of_a_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], day: str
) -> None:
    """The evidence would have no day, and a publisher that nobody knows."""
    root = write(tmp_path)
    asked = ("--for", f"The Paper, {day}: It was. https://a.org/b", "--signed", "Ann Curator")
    assert new(root, "ruling", *_RULED, *asked) == 2
    assert (
        "write 2023-02-24" in (said := capsys.readouterr().err) or "The Paper, 2023-06-02" in said
    )


def test_who_signs_is_asked_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The first ruling of a ledger names its curators, and the next ones take them over."""
    root = write(tmp_path)
    assert new(root, "ruling", *_RULED) == 2
    assert "missing: --signed" in capsys.readouterr().err
    assert new(root, "ruling", *_RULED, "--signed", "Ann Curator", "--date", "2024-01-03") == 0
    assert new(root, "ruling", *_RULED, "--supersedes", "ruling-ann-attack") == 0
    ledger = load(root).ledger
    assert ledger is not None
    assert {ruling.signed for ruling in ledger.rulings.values()} == {"Ann Curator"}


def test_a_ruling_from_before_the_forecast_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A year mistyped is shown before it is written."""
    root = write(tmp_path)
    asked = ("--forecast", "ann-attack", "--outcome", "came_true", "--reasons", "It came.")
    early = ("--date", "2022-02-21", "--signed", "Ann Curator")
    assert new(root, "ruling", *asked, *early) == 1
    assert "error[VF207]: ruled 2022-02-21, but said 2023-01-09" in capsys.readouterr().err
    assert not (root / "outcomes/rulings.yaml").exists()


def test_the_sides_of_a_ruling_are_those_of_the_claim(capsys: pytest.CaptureFixture[str]) -> None:
    """Not those of what is ruled: `--for` says that the claim came true, under `did_not` too."""
    with pytest.raises(SystemExit):
        main(["new", "ruling", "--help"])
    told = " ".join(capsys.readouterr().out.split())
    assert "who says that the claim came true, whatever the ruling is, and where" in told
    assert "who says that it did not, whatever the ruling is, and where" in told


def test_the_same_hand_does_not_rule_the_same_twice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another hand may, and the same one to replace its ruling."""
    root = write(tmp_path)
    came = ("--forecast", "ann-attack", "--outcome", "came_true", "--reasons", "It came.")
    by_ann = (*came, "--signed", "Ann Curator")
    assert new(root, "ruling", *by_ann) == 0
    capsys.readouterr()
    assert new(root, "ruling", *by_ann) == 2
    said = capsys.readouterr().err
    assert "`ruling-ann-attack` by Ann Curator rules `came_true` already" in said
    assert "give --supersedes ruling-ann-attack" in said
    assert new(root, "ruling", *came, "--signed", "Bob Curator") == 0
    assert new(root, "ruling", *by_ann, "--supersedes", "ruling-ann-attack") == 0
    assert load(root).diagnostics == ()


def test_the_same_hand_that_rules_otherwise_is_told_how(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """To overrule oneself takes the same option as to give other reasons."""
    root = write(tmp_path)
    ruled = ("--forecast", "ann-attack", "--reasons", "So.", "--signed", "Ann Curator")
    assert new(root, "ruling", *ruled, "--outcome", "came_true") == 0
    other = (*ruled, "--outcome", "disputed", "--contradicts", "Sources disagree.")
    assert new(root, "ruling", *other) == 2
    assert "rules `came_true` already; to replace it" in capsys.readouterr().err
    assert new(root, "ruling", *other, "--supersedes", "ruling-ann-attack") == 0
