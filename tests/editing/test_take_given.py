"""`verifier take`: what was not read is given with it, or taken for another."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ledgers import sound
from tests.proposed import HEAD, PROPOSED, paper, take
from verifier.cli import main
from verifier.loading import load

_CLAIMED = "#     claim: It rains in March 2023.\n"


_JUDGED = "#     expects:\n#       judged: It rains in March 2023.\n"


OPEN = (
    (HEAD + PROPOSED)
    .replace("- id: example-rain-march", "- id:  # made of the claim once that is written")
    .replace(_CLAIMED + _JUDGED, "#     claim:  # write what must happen\n")
)


@pytest.mark.parametrize("by_hand", [True, False])
def test_a_proposal_without_a_claim_is_taken_once_it_has_one(
    root: Path, capsys: pytest.CaptureFixture[str], by_hand: bool
) -> None:
    """Its id is made only then, of the forecaster and the claim."""
    place = "example-rain-march"
    (root / "seeds/paper.yaml").write_text(OPEN, encoding="utf-8")
    assert take(root) == 0
    listed = capsys.readouterr().out
    assert f"  {place}  (seeds/paper.yaml:10)\n    no claim yet" in listed
    assert take(root, place) == 2
    assert "no claim yet" in capsys.readouterr().err
    assert paper(root) == OPEN
    claim = "It rains in Ourtown in March 2023."
    if by_hand:
        written = OPEN.replace("claim:  # write what must happen", f"claim: {claim}")
        (root / "seeds/paper.yaml").write_text(written, encoding="utf-8")
        assert take(root, place) == 0
    else:
        assert take(root, place, "--claim", claim) == 0
    ledger, _ = sound(root)
    [found] = ledger.forecasts.values()
    assert (found.id, found.claim) == ("example-rains-ourtown-march-2023", claim)


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("will", '{phrase: "will"}'),
        ("70%", "{probability: 0.7}"),
        ("intention", "{class: intention}"),
    ],
)
def test_a_likelihood_that_was_not_read_has_to_be_said(
    root: Path, capsys: pytest.CaptureFixture[str], given: str, written: str
) -> None:
    """Nobody is put down for `unassessable` by default."""
    text = (HEAD + PROPOSED).replace('likelihood: {phrase: "will"}', "likelihood:  # write it")
    (root / "seeds/paper.yaml").write_text(text, encoding="utf-8")
    assert take(root, "example-rain-march") == 2
    said = capsys.readouterr().err
    assert "no likelihood yet" in said
    assert "unassessable (no likelihood is named, as in a flat statement)" in said
    assert take(root, "example-rain-march", "--likelihood", given) in (0, 1)
    assert f"    likelihood: {written}\n" in paper(root)
    assert load(root).ok


@pytest.mark.parametrize("given", ["frabjously", "70% and some", "1.7", "it rains"])
def test_words_in_which_no_likelihood_is_read_are_refused_before_anything_is_written(
    root: Path, capsys: pytest.CaptureFixture[str], given: str
) -> None:
    """The ledger stays as it was, also the registry."""
    text = (HEAD + PROPOSED).replace('likelihood: {phrase: "will"}', "likelihood:  # write it")
    (root / "seeds/paper.yaml").write_text(text, encoding="utf-8")
    before = {path: path.read_bytes() for path in root.rglob("*.yaml")}
    assert take(root, "example-rain-march", "--yes", "--likelihood", given) == 2
    assert "likelihood" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in root.rglob("*.yaml")} == before


def test_a_claim_of_ones_own_takes_the_place_of_the_one_proposed(root: Path) -> None:
    """What was to be judged is the new claim, too, and the id is made of it."""
    assert take(root, "example-rain-march", "--claim", "It rains in Larkham in March 2023.") == 0
    ledger = load(root).ledger
    assert ledger is not None
    (forecast,) = ledger.forecasts.values()
    assert forecast.claim == "It rains in Larkham in March 2023."
    assert forecast.expects.model_dump()["judged"] == forecast.claim


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("by the end of May 2023", '{phrase: "by the end of May 2023"}'),
        (
            "{narrow: 2023-03-02/2023-05-31, wide: 2023-03/2023-06-10, reason: so planned}",
            "{narrow: 2023-03-02/2023-05-31, wide: 2023-03/2023-06-10, reason: so planned}",
        ),
    ],
)
@pytest.mark.parametrize("proposed", ["", '    window: {phrase: "in March"}\n'])
def test_a_window_that_was_not_read_or_read_otherwise_can_be_said(
    root: Path, given: str, written: str, proposed: str
) -> None:
    """A day that the claim alone names would not be the record's."""
    text = HEAD + PROPOSED.replace(
        '#     window: {phrase: "in March"}\n', proposed and f"# {proposed}"
    )
    (root / "seeds/paper.yaml").write_text(text, encoding="utf-8")
    assert take(root, "example-rain-march", "--window", given) in (0, 1)
    assert f"    window: {written}\n" in paper(root)
    assert paper(root).count("\n    window:") == 1
    assert load(root).ok


@pytest.mark.parametrize(
    "given", ["whenever", "in March and some", "{narrow", "May or thereabouts x"]
)
def test_words_in_which_no_time_is_read_are_refused_before_anything_is_written(
    root: Path, capsys: pytest.CaptureFixture[str], given: str
) -> None:
    """The ledger stays as it was, also the registry."""
    before = {path: path.read_bytes() for path in root.rglob("*.yaml")}
    assert take(root, "example-rain-march", "--yes", "--window", given) == 2
    assert "{narrow: ..., wide: ..., reason: ...}" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in root.rglob("*.yaml")} == before


def test_whose_name_only_sounds_alike_is_somebody_else_until_said(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """John Roe is proposed where Jon Roe is registered: who of them it is, somebody has to say."""
    given = ("--ledger", str(root), "--name", "Jonn Roe", "--kind", "person")
    assert main(["new", "forecaster", *given]) == 0
    text = (HEAD + PROPOSED).replace("John Roe", "Jon Roe").replace("john-roe", "jon-roe")
    (root / "seeds/paper.yaml").write_text(text, encoding="utf-8")
    assert take(root, "roe-snow-april", "--yes") == 2
    assert "did you mean `jonn-roe` (Jonn Roe)?" in capsys.readouterr().err
    assert take(root, "roe-snow-april", "--by", "jonn-roe") in (0, 1)
