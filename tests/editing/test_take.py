"""`verifier take`: a proposal out of an article becomes a record, in place and verbatim."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from verifier.cli import main
from verifier.loading import load

FORECASTERS = """\
forecasters:
  - {id: ann-example, name: Ann Example, kind: person}
"""
HEAD = """\
source:
  id: the-paper-2023-03-01
  publisher: The Paper
  published: 2023-03-01
"""
PROPOSED = """
# Proposed from article.txt: sentences that may be forecasts: 2; that only look so: 1.
#
# forecasts:
#   # line 1: will
#   - id: example-rain-march
#     forecaster: ann-example
#     said: 2023-03-01
#     voice: quotation
#     quote: "it will rain in March"
#     claim: It rains in March 2023.
#     expects:
#       judged: It rains in March 2023.
#     window: {phrase: "in March"}
#     likelihood: {phrase: "will"}
#
#   # line 2: could
#   - id: roe-snow-april
#     forecaster: john-roe  # new: verifier new forecaster --name "John Roe" --kind person
#     said: 2023-03-01
#     voice: quotation
#     quote: "it could snow in April"
#     claim: It snows in April 2023.
#     expects:
#       judged: It snows in April 2023.
#     window: {phrase: "in April"}
#     likelihood: {phrase: "could"}
#
# set_aside:
#   - {quote: "it rained in February", why: report-of-past}
"""
RAIN = """
# Proposed from article.txt: sentences that may be forecasts: 2; that only look so: 1.
#
forecasts:
  # line 1: will
  - id: example-rain-march
    forecaster: ann-example
    said: 2023-03-01
    voice: quotation
    quote: "it will rain in March"
    claim: It rains in March 2023.
    expects:
      judged: It rains in March 2023.
    window: {phrase: "in March"}
    likelihood: {phrase: "will"}

"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A ledger with one forecaster, and an article with two proposals."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/forecasters.yaml").write_text(FORECASTERS, encoding="utf-8")
    (tmp_path / "seeds/paper.yaml").write_text(HEAD + PROPOSED, encoding="utf-8")
    return tmp_path


def _take(root: Path, *ids: str) -> int:
    return main(["take", *ids, "--ledger", str(root)])


def _paper(root: Path) -> str:
    return (root / "seeds/paper.yaml").read_text(encoding="utf-8")


def _ids(root: Path) -> set[str]:
    loaded = load(root)
    assert loaded.ledger is not None
    return set(loaded.ledger.forecasts)


def test_a_proposal_is_freed_in_place(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its lines and its heading lose the `# `; the others keep it."""
    assert _take(root, "example-rain-march") == 0
    rest = PROPOSED.split("#\n", 2)[2]
    assert _paper(root) == HEAD + RAIN + rest
    assert _ids(root) == {"example-rain-march"}
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
    assert _take(root, "roe-snow-april") == 0
    assert _ids(root) == {"roe-snow-april"}
    assert "new forecaster" not in _paper(root)
    assert main(["fmt", "--ledger", str(root)]) == 0
    assert _take(root, "example-rain-march") == 0
    assert _ids(root) == {"roe-snow-april", "example-rain-march"}


def test_a_proposal_joins_forecasts_that_stand_below_it(root: Path) -> None:
    """`new forecast` wrote its list at the end of the file: the proposal moves there, verbatim."""
    options = ("--source", "the-paper-2023-03-01", "--forecaster", "ann-example")
    words = ("--quote", "it may hail in May", "--claim", "It hails in May 2023.", "--id", "hail")
    assert main(["new", "forecast", "--ledger", str(root), *options, *words]) == 0
    assert _take(root, "example-rain-march") == 0
    assert _ids(root) == {"hail", "example-rain-march"}
    assert _paper(root).endswith(RAIN.split("# line 1: will\n")[1].rstrip() + "\n")
    assert "#   - id: example-rain-march" not in _paper(root)


def _registered(root: Path) -> dict[str, str]:
    """The files of those who were registered since, by id."""
    files = (root / "seeds/forecasters").glob("*.yaml")
    return {path.stem: path.read_text(encoding="utf-8") for path in files}


def test_who_is_not_registered_is_registered(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the name and kind that stand beside the proposal, in a file of their own."""
    assert _take(root, "example-rain-march", "roe-snow-april", "--yes") == 0
    assert "registered `john-roe`, John Roe, a person\n" in capsys.readouterr().out
    assert _registered(root) == {
        "john-roe": "forecasters:\n  - id: john-roe\n    name: John Roe\n"
        "    kind: person  # person, office, outlet, anonymous or reader\n"
    }
    assert "new forecaster" not in _paper(root)
    assert _ids(root) == {"example-rain-march", "roe-snow-april"}


def test_who_is_known_under_another_id_is_not_registered_again(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """They were registered after the article was read, by a spelling of the name."""
    more = "  - {id: j-roe, name: Johnny Roe, kind: person, spellings: [John Roe]}\n"
    (root / "seeds/forecasters.yaml").write_text(FORECASTERS + more, encoding="utf-8")
    assert _take(root, "roe-snow-april") == 0
    assert "registered" not in capsys.readouterr().out
    assert not _registered(root)
    assert "    forecaster: j-roe\n" in _paper(root)


@pytest.mark.parametrize("name", ["ann-example", "Ann Example", "ann example"])
def test_a_proposal_is_given_to_somebody_known(root: Path, name: str) -> None:
    """By id or by name, however it is written; nobody is registered."""
    assert _take(root, "roe-snow-april", "--by", name) == 0
    assert not _registered(root)
    assert "    forecaster: ann-example\n" in _paper(root)


def test_a_proposal_is_given_to_somebody_new(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two by one name are one; an outlet speaks in its own voice."""
    named = ("--by", "The Paper", "--kind", "outlet")
    assert _take(root, "example-rain-march", "roe-snow-april", *named) == 0
    told = capsys.readouterr().out
    assert told.count("registered `the-paper`, The Paper, an outlet\n") == 1
    assert _paper(root).count("\n    forecaster: the-paper\n") == 2
    assert _paper(root).count("\n    voice: outlet\n") == 2
    assert load(root).ok


def test_what_an_outlet_was_read_to_say_is_a_persons_paraphrase(root: Path) -> None:
    """Charged to a person it is not in the outlet's own voice."""
    text = (HEAD + PROPOSED).replace("voice: quotation", "voice: outlet")
    (root / "seeds/paper.yaml").write_text(text, encoding="utf-8")
    assert _take(root, "roe-snow-april", "--by", "Mary Major") == 0
    assert "\n    forecaster: mary-major\n" in _paper(root)
    assert "\n    voice: paraphrase\n" in _paper(root)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "--kind person",
            "--kind persn",
            "`John Roe` cannot be of the kind `persn`; did you mean `person`?",
        ),
        (
            '  # new: verifier new forecaster --name "John Roe" --kind person',
            "",
            "no forecaster `john-roe` in the ledger",
        ),
    ],
)
def test_who_cannot_be_registered_leaves_all_as_it_was(
    root: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, said: str
) -> None:
    """Nothing is written, not even the proposal that could be taken."""
    text = (HEAD + PROPOSED).replace(old, new)
    (root / "seeds/paper.yaml").write_text(text, encoding="utf-8")
    assert _take(root, "example-rain-march", "roe-snow-april", "--yes") == 2
    assert said in capsys.readouterr().err
    assert _paper(root) == text
    assert not _registered(root)


def test_people_of_whose_names_no_id_can_be_made_are_not_taken_for_one_another(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One is registered by hand; the other is not them."""
    wang = (HEAD + PROPOSED).replace("john-roe", "unknown").replace("John Roe", "Dr. 𒀀𒀀")
    li = wang.replace("roe-snow-april", "li-snow-april").replace("𒀀𒀀", "𒀂𒀂")
    li = li.replace("example-rain-march", "rain-again").replace("the-paper", "the-post")
    (root / "seeds/paper.yaml").write_text(wang, encoding="utf-8")
    (root / "seeds/post.yaml").write_text(li, encoding="utf-8")
    assert _take(root, "roe-snow-april", "--yes") == 2
    hint = 'verifier new forecaster --name "Dr. 𒀀𒀀" --kind person --id ...'
    assert hint in capsys.readouterr().err
    named = ["--name", "Dr. 𒀀𒀀", "--kind", "person", "--id", "unknown"]
    assert main(["new", "forecaster", "--ledger", str(root), *named]) == 0
    assert _take(root, "roe-snow-april") == 0
    assert _take(root, "li-snow-april", "--yes") == 2
    assert _take(root, "li-snow-april", "--by", "unknown") == 0


def test_a_registry_that_cannot_be_read_leaves_all_as_it_was(root: Path) -> None:
    """Neither file is written where one of them cannot be."""
    (root / "seeds/forecasters.yaml").write_text("forecasters: [\n", encoding="utf-8")
    assert _take(root, "roe-snow-april") == 2
    assert _paper(root) == HEAD + PROPOSED


def test_a_proposal_that_check_has_nothing_to_say_of(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It expects something that rules can settle."""
    text = (HEAD + PROPOSED).replace("judged: It rains in March 2023.", "event: ground-offensive")
    (root / "seeds/paper.yaml").write_text(text, encoding="utf-8")
    assert _take(root, "example-rain-march") == 0
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
    assert _take(root, id) == 2
    assert said in capsys.readouterr().err
    assert _paper(root) == HEAD + PROPOSED


def test_what_is_taken_cannot_be_taken_again(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says that the forecast counts already."""
    assert _take(root, "example-rain-march") == 0
    assert _take(root, "example-rain-march") == 2
    assert "in the ledger already" in capsys.readouterr().err


def test_two_articles_that_propose_one_id(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Which is meant nobody can know; both places are named."""
    other = (HEAD + PROPOSED).replace("the-paper", "the-post")
    (root / "seeds/post.yaml").write_text(other, encoding="utf-8")
    assert _take(root, "example-rain-march") == 2
    told = capsys.readouterr().err
    assert "seeds/paper.yaml:10" in told
    assert "seeds/post.yaml:10" in told


def test_without_ids_it_lists_what_is_proposed(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each with its claim, who, and the words of time and likelihood; taken ones are gone."""
    assert _take(root) == 0
    told = capsys.readouterr().out
    assert told == (
        "2 proposed:\n"
        "  example-rain-march  (seeds/paper.yaml:10)\n"
        "    It rains in March 2023.\n"
        "    Ann Example, “in March”, “will”\n"
        "  roe-snow-april  (seeds/paper.yaml:22)\n"
        "    It snows in April 2023.\n"
        "    John Roe (not registered), “in April”, “could”\n"
    )
    assert _take(root, "example-rain-march") == 0
    capsys.readouterr()
    assert _take(root) == 0
    assert "example-rain-march" not in capsys.readouterr().out


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
    assert _take(root) == 0
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
    assert _take(root, "example-rain-march") == 1
    told = capsys.readouterr().err
    assert "VF202" in told
    assert "seeds/paper.yaml:18" in told


def test_a_comment_that_is_no_record_any_more(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Somebody broke it while it was a comment: nothing is written, and the place is named."""
    broken = (HEAD + PROPOSED).replace('quote: "it will rain in March"', 'quote: "it will')
    (root / "seeds/paper.yaml").write_text(broken, encoding="utf-8")
    assert _take(root, "example-rain-march") == 2
    assert "seeds/paper.yaml:10" in capsys.readouterr().err
    assert _paper(root) == broken


def test_comments_about_other_records_are_no_proposals(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A forecaster that somebody commented out cannot be taken."""
    text = FORECASTERS + "#   - id: bob\n#     name: Bob\n#     kind: person\n"
    (root / "seeds/forecasters.yaml").write_text(text, encoding="utf-8")
    assert _take(root) == 0
    assert "bob" not in capsys.readouterr().out


def test_a_folder_without_a_ledger(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Wrong usage."""
    assert _take(tmp_path / "none", "a") == 2
    assert "none" in capsys.readouterr().err


def test_nobody_is_registered_without_a_word(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a pipe nothing is written, and both ways on are named."""
    assert _take(root, "roe-snow-april") == 2
    told = capsys.readouterr().err
    assert "`John Roe` is not registered" in told
    assert "--by" in told
    assert "--yes" in told
    assert not _registered(root)
    assert _paper(root) == HEAD + PROPOSED


@pytest.mark.parametrize("name", ["Roe", "Jon Roe", "Johnny Roe"])
def test_near_names_are_offered_and_not_doubled(
    root: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """Even with --yes: whoever has a like name in the ledger may be meant."""
    more = "  - {id: j-roe, name: John Roe, kind: person}\n"
    (root / "seeds/forecasters.yaml").write_text(FORECASTERS + more, encoding="utf-8")
    text = (HEAD + PROPOSED).replace("John Roe", name)
    (root / "seeds/paper.yaml").write_text(text, encoding="utf-8")
    assert _take(root, "roe-snow-april", "--yes") == 2
    assert "j-roe (John Roe)" in capsys.readouterr().err
    assert _take(root, "roe-snow-april", "--by", "j-roe") == 0
    assert not _registered(root)


class Terminal(io.StringIO):
    """What somebody types."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("typed", "charged", "new"),
    [("y\n", "john-roe", True), ("1\n", "roy-roe", False), ("Mary Major\n", "mary-major", True)],
)
def test_at_a_terminal_it_asks(
    root: Path, monkeypatch: pytest.MonkeyPatch, typed: str, charged: str, new: bool
) -> None:
    """A yes registers, a number takes one of the near names, a name is who it is."""
    more = "  - {id: roy-roe, name: Roy Roe, kind: person}\n"
    (root / "seeds/forecasters.yaml").write_text(FORECASTERS + more, encoding="utf-8")
    monkeypatch.setattr("sys.stdin", Terminal(typed))
    assert _take(root, "roe-snow-april") == 0
    assert f"    forecaster: {charged}\n" in _paper(root)
    assert bool(_registered(root)) == new


@pytest.mark.parametrize(
    ("name", "kind", "why"),
    [
        ("bank", "office", "a role"),
        ("town council", "office", "a role"),
        ("Prime Minister", "person", "a role"),
        ("Several", "person", "names nobody"),
        ("Dr", "person", "a role"),
        ("Bakhmut", "person", "a place"),
        ("Donetsk oblast", "office", "a place"),
    ],
)
@pytest.mark.parametrize("by", [True, False])
def test_what_is_nobody_is_never_registered(
    root: Path, capsys: pytest.CaptureFixture[str], name: str, kind: str, why: str, by: bool
) -> None:
    """Neither by --yes nor by --by: `verifier new forecaster` is the way for whoever insists."""
    text = (HEAD + PROPOSED).replace('"John Roe" --kind person', f'"{name}" --kind {kind}')
    (root / "seeds/paper.yaml").write_text(text, encoding="utf-8")
    options = ("--by", name, "--kind", kind) if by else ("--yes",)
    assert _take(root, "roe-snow-april", *options) == 2
    told = capsys.readouterr().err
    assert why in told
    assert f'verifier new forecaster --name "{name}" --kind {kind}' in told
    assert not _registered(root)


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
    place = "seeds/paper.yaml:10"
    (root / "seeds/paper.yaml").write_text(OPEN, encoding="utf-8")
    assert _take(root) == 0
    listed = capsys.readouterr().out
    assert f"  {place}\n    no claim yet" in listed
    assert _take(root, place) == 2
    assert "no claim yet" in capsys.readouterr().err
    assert _paper(root) == OPEN
    claim = "It rains in Ourtown in March 2023."
    if by_hand:
        written = OPEN.replace("claim:  # write what must happen", f"claim: {claim}")
        (root / "seeds/paper.yaml").write_text(written, encoding="utf-8")
        assert _take(root, place) == 0
    else:
        assert _take(root, place, "--claim", claim) == 0
    loaded = load(root)
    assert loaded.ledger is not None
    [found] = loaded.ledger.forecasts.values()
    assert (found.id, found.claim) == ("example-rains-ourtown-march-2023", claim)


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("will", '{phrase: "will"}'),
        ("70%", "{probability: 0.7}"),
        ("intention", '{class: "intention"}'),
    ],
)
def test_a_likelihood_that_was_not_read_has_to_be_said(
    root: Path, capsys: pytest.CaptureFixture[str], given: str, written: str
) -> None:
    """Nobody is put down for `unassessable` by default."""
    text = (HEAD + PROPOSED).replace('likelihood: {phrase: "will"}', "likelihood:  # write it")
    (root / "seeds/paper.yaml").write_text(text, encoding="utf-8")
    assert _take(root, "example-rain-march") == 2
    assert "no likelihood yet" in capsys.readouterr().err
    assert _take(root, "example-rain-march", "--likelihood", given) in (0, 1)
    assert f"    likelihood: {written}\n" in _paper(root)
    assert load(root).ok


def test_an_id_made_of_who_is_not_charged_goes(root: Path) -> None:
    """An id never changes once it counts: it is made anew for whom the proposal is given to."""
    text = (HEAD + PROPOSED).replace("roe-snow-april", "roe-snows-april-2023")
    (root / "seeds/paper.yaml").write_text(text, encoding="utf-8")
    assert _take(root, "roe-snows-april-2023", "--by", "Mary Major") == 0
    assert _ids(root) == {"major-snows-april-2023"}


@pytest.mark.parametrize("given", ["frabjously", "70% and some", "1.7", "it rains"])
def test_words_in_which_no_likelihood_is_read_are_refused_before_anything_is_written(
    root: Path, capsys: pytest.CaptureFixture[str], given: str
) -> None:
    """The ledger stays as it was, also the registry."""
    text = (HEAD + PROPOSED).replace('likelihood: {phrase: "will"}', "likelihood:  # write it")
    (root / "seeds/paper.yaml").write_text(text, encoding="utf-8")
    before = {path: path.read_bytes() for path in root.rglob("*.yaml")}
    assert _take(root, "example-rain-march", "--yes", "--likelihood", given) == 2
    assert "likelihood" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in root.rglob("*.yaml")} == before
