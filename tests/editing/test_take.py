"""`verifier take`: a proposal out of an article becomes a record, in place and verbatim."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.depth import thin
from tests.ledgers import sound
from tests.proposed import HEAD, PROPOSED, RAIN, ids_in, paper, take
from verifier.cli import main
from verifier.editing.fmt import fmt
from verifier.editing.taking import offers


def test_a_proposal_is_freed_in_place(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its lines and its heading lose the `# `; the others keep it."""
    assert take(root, "example-rain-march") == 0
    rest = PROPOSED.split("#\n", 2)[2]
    assert paper(root) == HEAD + RAIN + rest
    assert ids_in(root) == {"example-rain-march"}
    told = capsys.readouterr()
    assert "took `example-rain-march`" in told.out
    assert "paper.yaml:10" in told.out
    assert "VF302" not in told.err
    assert "once it is decided: verifier new ruling --forecast " in told.out
    assert "error" not in told.err


def test_the_later_one_can_be_taken_alone_and_the_other_after_it(root: Path) -> None:
    """A proposal that stays in comments above does no harm, nor does `fmt` between the two."""
    assert (
        main(["new", "forecaster", "--ledger", str(root), "--name", "John Roe", "--kind", "person"])
        == 0
    )
    assert take(root, "roe-snow-april") == 0
    assert ids_in(root) == {"roe-snow-april"}
    assert "new forecaster" not in paper(root)
    assert main(["fmt", "--ledger", str(root)]) == 0
    assert take(root, "example-rain-march") == 0
    assert ids_in(root) == {"roe-snow-april", "example-rain-march"}


def test_a_line_at_which_none_begins_any_more(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The message has the lines on which they begin now: no number that only looks like it."""
    lines = paper(root).split("\n")
    begins = next(n for n, line in enumerate(lines, 1) if "roe-snow-april" in line)
    assert take(root, "seeds/paper.yaml:1") == 2
    assert f", {begins}" in capsys.readouterr().err


def test_a_proposal_joins_forecasts_that_stand_below_it(root: Path) -> None:
    """`new forecast` wrote its list at the end of the file: the proposal moves there, verbatim."""
    options = ("--source", "the-paper-2023-03-01", "--forecaster", "ann-example")
    words = ("--quote", "it may hail in May", "--claim", "It hails in May 2023.", "--id", "hail")
    assert main(["new", "forecast", "--ledger", str(root), *options, *words]) == 0
    assert take(root, "example-rain-march") == 0
    assert ids_in(root) == {"hail", "example-rain-march"}
    assert paper(root).endswith(RAIN.split("# line 1: will\n")[1].rstrip() + "\n")
    assert "#   - id: example-rain-march" not in paper(root)


def test_a_proposal_that_check_has_nothing_to_say_of(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It expects something that rules can settle."""
    text = (HEAD + PROPOSED).replace("judged: It rains in March 2023.", "event: ground-offensive")
    (root / "seeds/paper.yaml").write_text(text, encoding="utf-8")
    assert take(root, "example-rain-march") == 0
    told = capsys.readouterr()
    assert "no findings" in told.out
    assert told.err == ""


def test_what_is_taken_cannot_be_taken_again(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says that the forecast counts already."""
    assert take(root, "example-rain-march") == 0
    assert take(root, "example-rain-march") == 2
    assert "in the ledger already" in capsys.readouterr().err


def test_what_stands_above_proposals_goes_with_the_last(tmp_path: Path, root: Path) -> None:
    """It would say of what was taken that it does not count."""
    article = tmp_path / "article.txt"
    said = '"Rents will probably rise in July," said Ann Example. "Wages may fall in August."'
    article.write_text(said, encoding="utf-8")
    asked = ["new", "source", "--publisher", "P", "--published", "2024-06-03"]
    asked += ["--from", str(article)]
    assert main([*asked, "--ledger", str(root)]) == 0
    file = root / "seeds/p-2024-06-03.yaml"
    for id, left in (("example-rents-rise-july", True), ("example-wages-fall-august", False)):
        assert take(root, id) == 0
        text = file.read_text(encoding="utf-8")
        assert ("None counts until it is taken" in text) is left
        assert "# Proposed from article.txt: " in text


@pytest.mark.parametrize("seed", thin(range(3), 3))
def test_what_new_and_take_write_has_the_one_layout(tmp_path: Path, root: Path, seed: int) -> None:
    """`fmt` has nothing to do at any step, in whatever order all of them are taken."""
    article = tmp_path / "article.txt"
    article.write_text(
        '"Rents will probably rise in July," said Ann Example. "Wages may fall in August."\n\n'
        '"Prices of bread and of all that the harvest and the strikes of the spring made dear in '
        'the towns of the north will double by the end of the year," Ann Example said.\n\n'
        "She thinks that 'polls' are always wrong. \"We were early in May.\"\n\n"
        '"It will snow in December," Ann Example said.\n',
        encoding="utf-8",
    )
    asked = ["new", "source", "--publisher", "P", "--published", "2024-06-03"]
    assert main([*asked, "--from", str(article), "--ledger", str(root)]) == 0
    file, name = root / "seeds/p-2024-06-03.yaml", "seeds/p-2024-06-03.yaml"
    text = file.read_text(encoding="utf-8")
    assert fmt(name, text).text == text
    begun = len([*offers(name, text)])
    chance = random.Random(seed)
    while left := [offer.handle for offer in offers(name, file.read_text(encoding="utf-8"))]:
        assert take(root, chance.choice(left)) == 0
        text = file.read_text(encoding="utf-8")
        assert fmt(name, text).text == text
    ledger, _ = sound(root)
    [taken] = [one for one in ledger.files if one.source.id == "p-2024-06-03"]
    assert (len(taken.forecasts), len(taken.set_aside)) == (4, begun - 4)
    assert begun > 4


def test_a_file_that_cannot_be_read_is_named(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its proposals would be missing in silence."""
    (root / "seeds/other.yaml").write_bytes(b"source: \xff")
    assert main(["take", "--ledger", str(root)]) == 0
    assert f"{root}/seeds/other.yaml cannot be read: `verifier check`" in capsys.readouterr().err


def test_what_check_says_of_it_is_shown(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A forecast whose words of time cannot be read is taken, to be mended there."""
    broken = (HEAD + PROPOSED).replace('{phrase: "in March"}', '{phrase: "in Brumaire"}')
    (root / "seeds/paper.yaml").write_text(broken, encoding="utf-8")
    assert take(root, "example-rain-march") == 1
    told = capsys.readouterr().err
    assert "VF202" in told
    assert "seeds/paper.yaml:18" in told


def test_a_comment_that_is_no_record_any_more(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Somebody broke it while it was a comment: nothing is written, and the place is named."""
    broken = (HEAD + PROPOSED).replace('quote: "it will rain in March"', 'quote: "it will')
    (root / "seeds/paper.yaml").write_text(broken, encoding="utf-8")
    assert take(root, "example-rain-march") == 2
    assert "seeds/paper.yaml:10" in capsys.readouterr().err
    assert paper(root) == broken


def test_a_folder_without_a_ledger(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Wrong usage."""
    assert take(tmp_path / "none", "a") == 2
    assert "none" in capsys.readouterr().err


def test_what_is_doubtful_of_a_new_record_is_written_and_said(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same words of the same person twice in a source."""
    options = ("--source", "the-paper-2023-03-01", "--forecaster", "ann-example", "--quote")
    words = ("it may hail in May", "--claim", "It hails in May 2023.")
    new = ["new", "forecast", "--ledger", str(root), *options, *words]
    assert main(new) == 0
    assert "VF322" not in capsys.readouterr().err
    assert main(new) == 0
    assert "VF322" in capsys.readouterr().err
