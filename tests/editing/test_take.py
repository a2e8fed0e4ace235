"""`verifier take`: a proposal out of an article becomes a record, in place and verbatim."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from tests.depth import thin
from tests.ledgers import sound
from tests.proposed import FORECASTERS, HEAD, PROPOSED, RAIN, ids_in, paper, take
from verifier.cli import main
from verifier.editing.fmt import fmt
from verifier.editing.taking import offers
from verifier.loading import load
from verifier.loading.checks.duplicates import told_apart


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


def test_what_is_taken_cannot_be_taken_again(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says that the forecast counts already."""
    assert take(root, "example-rain-march") == 0
    assert take(root, "example-rain-march") == 2
    assert "in the ledger already" in capsys.readouterr().err


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


def test_comments_about_other_records_are_no_proposals(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A forecaster that somebody commented out cannot be taken."""
    text = FORECASTERS + "#   - id: bob\n#     name: Bob\n#     kind: person\n"
    (root / "seeds/forecasters.yaml").write_text(text, encoding="utf-8")
    assert take(root) == 0
    assert "bob" not in capsys.readouterr().out


def test_a_folder_without_a_ledger(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Wrong usage."""
    assert take(tmp_path / "none", "a") == 2
    assert "none" in capsys.readouterr().err


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
