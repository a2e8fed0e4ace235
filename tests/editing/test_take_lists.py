"""`verifier take`: what is proposed is listed, and by which words and places each is taken."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.ledgers import sound
from tests.proposed import FORECASTERS, HEAD, PROPOSED, ids_in, paper, take
from verifier.cli import main
from verifier.loading.checks.duplicates import told_apart


@pytest.mark.parametrize(
    ("id", "said"),
    [
        (
            "example-rain-marsh",
            "no proposal `example-rain-marsh`; did you mean `example-rain-march`?",
        ),
        ("zzz", "no proposal `zzz`"),
    ],
)
def test_an_unknown_id_says_what_it_is_like(
    root: Path, capsys: pytest.CaptureFixture[str], id: str, said: str
) -> None:
    """Exit code 2, and nothing is written."""
    assert take(root, id) == 2
    assert said in capsys.readouterr().err
    assert paper(root) == HEAD + PROPOSED


def test_two_articles_that_propose_one_id(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Which is meant nobody can know; both places are named."""
    other = (HEAD + PROPOSED).replace("the-paper", "the-post")
    (root / "seeds/post.yaml").write_text(other, encoding="utf-8")
    assert take(root, "example-rain-march") == 2
    told = capsys.readouterr().err
    assert "seeds/paper.yaml:10" in told
    assert "seeds/post.yaml:10" in told


def test_without_ids_it_lists_what_is_proposed(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each with its claim, who, and the words of time and likelihood; taken ones are gone."""
    assert take(root) == 0
    told = capsys.readouterr().out
    assert told == (
        "2 proposed:\n"
        "  example-rain-march  (seeds/paper.yaml:10)\n"
        "    It rains in March 2023.\n"
        "    Ann Example, “in March”, “will”\n"
        "  roe-snow-april  (seeds/paper.yaml:22)\n"
        "    It snows in April 2023.\n"
        "    John Roe (not registered), “in April”, “could”\n"
        "1 to be set aside, which look like forecasts and are none:\n"
        "  rained-february  (seeds/paper.yaml:34)\n"
        "    report-of-past: “it rained in February”\n"
    )
    assert take(root, "example-rain-march") == 0
    capsys.readouterr()
    assert take(root) == 0
    assert "example-rain-march" not in capsys.readouterr().out


@pytest.mark.parametrize("named", ["rained-february", "seeds/paper.yaml:34"])
@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("block", [True, False])
def test_what_is_to_be_set_aside_is_taken_by_its_words_or_place(
    root: Path, named: str, before: bool, block: bool
) -> None:
    """Alone or with a forecast, before or after it, in either style of YAML."""
    if block:
        flow = '#   - {quote: "it rained in February", why: report-of-past}'
        lines = '#   - quote: "it rained in February"\n#     why: report-of-past'
        text = (HEAD + PROPOSED).replace(flow, lines)
        (root / "seeds/paper.yaml").write_text(text, encoding="utf-8")
    first, *others = [named, "example-rain-march"][:: 1 if before else -1]
    assert take(root, first) == 0
    assert take(root, *others) == 0
    ledger, _ = sound(root)
    assert ids_in(root) == {"example-rain-march"}
    [file] = [one for one in ledger.files if one.source.id == "the-paper-2023-03-01"]
    [aside] = file.set_aside
    assert (aside.quote, aside.why.value) == ("it rained in February", "report-of-past")
    assert "#   - id: roe-snow-april" in paper(root)


def test_a_quotation_unlike_its_claim_is_listed_by_its_beginning(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ninety characters at most; and what a proposal lacks is said."""
    quote = "the farmers may as well get their boots out, " * 3
    text = (HEAD + PROPOSED).replace("it will rain in March", quote)
    text = text.replace('#     window: {phrase: "in March"}\n', "")
    (root / "seeds/paper.yaml").write_text(
        text.replace('{phrase: "will"}', "{class: unassessable}")
    )
    assert take(root) == 0
    told = capsys.readouterr().out
    assert "Ann Example, no words of time, no words of likelihood\n" in told
    beginning = (
        "the farmers may as well get their boots out, the farmers may as well get their boots"
    )
    assert f"    “{beginning} …”\n" in told
    assert told.count("    “") == 1


def test_comments_about_other_records_are_no_proposals(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A forecaster that somebody commented out cannot be taken."""
    text = FORECASTERS + "#   - id: bob\n#     name: Bob\n#     kind: person\n"
    (root / "seeds/forecasters.yaml").write_text(text, encoding="utf-8")
    assert take(root) == 0
    assert "bob" not in capsys.readouterr().out


def test_of_files_that_are_named_it_lists_what_is_proposed_in_them(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """From wherever one stands; with an id beside them nothing is listed, and nothing taken."""
    other = (HEAD + PROPOSED).replace("the-paper", "the-post").replace("-march", "-may")
    (root / "seeds/post.yaml").write_text(other, encoding="utf-8")
    monkeypatch.chdir(root / "seeds")
    assert main(["take", "post.yaml", "--ledger", ".."]) == 0
    told = capsys.readouterr().out
    assert told.startswith("2 proposed:\n  example-rain-may  (seeds/post.yaml:10)\n")
    assert "seeds/paper.yaml" not in told
    assert main(["take", "post.yaml", "example-rain-march", "--ledger", ".."]) == 2
    assert "`post.yaml` is a file: `verifier take post.yaml --ledger ..` lists" in (
        capsys.readouterr().err
    )
    assert ids_in(root) == set()


STORM = """\
Ann Example expects two storms in December. "We expect a flood in May," said Ann Example. It has
bought pumps for the old town. "It should resign," said Bob Sample. "Prices of fish will rise in
July," said Ann Example. "We may close the quay in August," said Bob Sample.
"""


def test_what_is_listed_goes_by_the_same_words_until_it_is_taken(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever else is taken first, which moves the lines: in any order all are taken."""
    article = tmp_path / "article.txt"
    article.write_text(STORM, encoding="utf-8")
    asked = ["new", "source", "--publisher", "P", "--published", "2024-03-04"]
    assert main([*asked, "--from", str(article), "--ledger", str(root)]) == 0
    (root / "seeds/paper.yaml").unlink()
    capsys.readouterr()
    assert take(root) == 0
    listed = re.findall(r"^  (\S+)  \(seeds/.*:\d+\)$", capsys.readouterr().out, re.MULTILINE)
    assert len(listed) == len(set(listed)) == 5
    for n, handle in enumerate(sorted(listed, key=lambda each: each[::-1])):
        claim = ("--claim", f"A flood comes, the {n}th.", "--likelihood", "will", "--yes")
        aside = handle == "resign"
        assert take(root, handle, *(() if aside else claim)) == 0
    ledger, _ = sound(root, warned=True)
    [taken] = [one for one in ledger.files if one.source.id == "p-2024-03-04"]
    assert (len(taken.forecasts), len(taken.set_aside)) == (4, 1)


def test_words_that_two_begin_with_are_no_name_of_either(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Then the place is listed, and what is ambiguous is refused with both places."""
    aside = '#   - {quote: "it rained in February", why: report-of-past}\n'
    text = (HEAD + PROPOSED).replace(aside, aside + aside.replace("February", "a February"))
    (root / "seeds/paper.yaml").write_text(text, encoding="utf-8")
    assert take(root) == 0
    told = capsys.readouterr().out
    assert "\n  seeds/paper.yaml:34\n" in told
    assert "\n  seeds/paper.yaml:35\n" in told
    assert take(root, "rained-february") == 2
    told = capsys.readouterr().err
    assert "`rained-february` is seeds/paper.yaml:34 and seeds/paper.yaml:35: take" in told
    assert take(root, "seeds/paper.yaml:35") == 0
    assert take(root, "rained-february") == 0


def test_what_is_recorded_already_is_neither_listed_nor_taken(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same words under another claim are the same statement."""
    options = ("--source", "the-paper-2023-03-01", "--forecaster", "ann-example", "--quote")
    words = ("It will rain in March.", "--claim", "Rain falls in March 2023.", "--id", "wet")
    assert main(["new", "forecast", "--ledger", str(root), *options, *words]) == 0
    before = paper(root)
    capsys.readouterr()
    assert take(root) == 0
    listed = capsys.readouterr().out
    assert "1 proposed:" in listed
    assert "example-rain-march" not in listed
    assert "not listed, as their words are recorded: `wet`" in listed
    assert take(root, "example-rain-march") == 2
    assert "these words are in the ledger already, as `wet`" in capsys.readouterr().err
    assert paper(root) == before


@pytest.mark.parametrize(
    ("quote", "claim", "window"),
    [
        ("it will rain in March", "It rains in March 2023.", "in April"),
        ("it will hail in March", "It hails in March 2023.", "in March"),
    ],
)
def test_other_words_and_another_time_are_listed(
    root: Path, capsys: pytest.CaptureFixture[str], quote: str, claim: str, window: str
) -> None:
    """Two forecasts may stand in one source, and two times in one sentence."""
    options = ("--source", "the-paper-2023-03-01", "--forecaster", "ann-example", "--quote", quote)
    more = ("--claim", claim, "--window", window)
    assert main(["new", "forecast", "--ledger", str(root), *options, *more]) == 0
    capsys.readouterr()
    assert take(root) == 0
    assert "2 proposed:" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("quote", "one", "other", "apart"),
    [
        ("Ore and Tern will join soon.", "Ore joins soon.", "Tern joins soon.", True),
        ("We will get tanks and jets by 2024 or 2025", "Tanks by 2024.", "Tanks by 2025.", True),
        ("a flood and a drought will come", "A flood comes.", "A drought comes.", True),
        ("it will rain in March", "It rains in March.", "Rain falls in March 2023.", False),
        ("Ann will win in March", "Ann wins in March.", "She will win in March.", False),
        ("Ann will win in March", "Ann wins in March.", "", False),
    ],
)
def test_claims_are_told_apart_by_what_they_name(
    quote: str, one: str, other: str, apart: bool
) -> None:
    """Each has something of the quotation that the other lacks, whichever comes first."""
    assert told_apart(quote, one, other) == told_apart(quote, other, one) == apart
