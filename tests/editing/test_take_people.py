"""`verifier take` and people: who is registered, who is known already, and who is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.proposed import FORECASTERS, HEAD, PROPOSED, ids_in, paper, take
from tests.terminals import Terminal
from verifier.cli import main
from verifier.loading import load


def _registered(root: Path) -> dict[str, str]:
    """The files of those who were registered since, by id."""
    files = (root / "seeds/forecasters").glob("*.yaml")
    return {path.stem: path.read_text(encoding="utf-8") for path in files}


def test_who_is_not_registered_is_registered(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the name and kind that stand beside the proposal, in a file of their own."""
    assert take(root, "example-rain-march", "roe-snow-april", "--yes") == 0
    assert "registered `john-roe`, John Roe, a person\n" in capsys.readouterr().out
    assert _registered(root) == {
        "john-roe": "forecasters:\n  - id: john-roe\n    name: John Roe\n"
        "    kind: person  # person, office, outlet, anonymous or reader\n"
    }
    assert "new forecaster" not in paper(root)
    assert ids_in(root) == {"example-rain-march", "roe-snow-april"}


def test_who_is_known_under_another_id_is_not_registered_again(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """They were registered after the article was read, by a spelling of the name."""
    more = "  - {id: j-roe, name: Johnny Roe, kind: person, spellings: [John Roe]}\n"
    (root / "seeds/forecasters.yaml").write_text(FORECASTERS + more, encoding="utf-8")
    assert take(root, "roe-snow-april") == 0
    assert "registered" not in capsys.readouterr().out
    assert not _registered(root)
    assert "    forecaster: j-roe\n" in paper(root)


@pytest.mark.parametrize("name", ["ann-example", "Ann Example", "ann example"])
def test_a_proposal_is_given_to_somebody_known(root: Path, name: str) -> None:
    """By id or by name, however it is written; nobody is registered."""
    assert take(root, "roe-snow-april", "--by", name) == 0
    assert not _registered(root)
    assert "    forecaster: ann-example\n" in paper(root)


def test_a_proposal_is_given_to_somebody_new(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two by one name are one; an outlet speaks in its own voice."""
    named = ("--by", "The Paper", "--kind", "outlet")
    assert take(root, "example-rain-march", "roe-snow-april", *named) == 0
    told = capsys.readouterr().out
    assert told.count("registered `the-paper`, The Paper, an outlet\n") == 1
    assert paper(root).count("\n    forecaster: the-paper\n") == 2
    assert paper(root).count("\n    voice: outlet\n") == 2
    assert load(root).ok


@pytest.mark.parametrize(
    ("proposed", "by", "kind"),
    [
        ('"Lake Services" --kind office', "Lake Services", "office"),
        ('"Aerospace" --kind office', "Tern Aerospace", "office"),
        ('"The Paper" --kind outlet', "Lake Ministry", "office"),
        ('"The Paper" --kind outlet', "Ann Roe", "person"),
    ],
)
def test_somebody_new_is_what_was_proposed_or_what_the_name_says(
    root: Path, proposed: str, by: str, kind: str
) -> None:
    """A body is no person for want of --kind."""
    text = (HEAD + PROPOSED).replace('"John Roe" --kind person', proposed)
    (root / "seeds/paper.yaml").write_text(text, encoding="utf-8")
    assert take(root, "roe-snow-april", "--by", by) == 0
    [registered] = _registered(root).values()
    assert f"kind: {kind}  #" in registered


def test_an_id_that_another_speaker_shares_is_kept(root: Path) -> None:
    """It is made of the last name: of Jane Roe's words it is that of John Roe's."""
    assert take(root, "roe-snow-april", "--by", "Jane Roe") == 0
    assert ids_in(root) == {"roe-snow-april"}


def test_what_an_outlet_was_read_to_say_is_a_persons_paraphrase(root: Path) -> None:
    """Charged to a person it is not in the outlet's own voice."""
    text = (HEAD + PROPOSED).replace("voice: quotation", "voice: outlet")
    (root / "seeds/paper.yaml").write_text(text, encoding="utf-8")
    assert take(root, "roe-snow-april", "--by", "Mary Major") == 0
    assert "\n    forecaster: mary-major\n" in paper(root)
    assert "\n    voice: paraphrase\n" in paper(root)


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
    assert take(root, "example-rain-march", "roe-snow-april", "--yes") == 2
    assert said in capsys.readouterr().err
    assert paper(root) == text
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
    assert take(root, "roe-snow-april", "--yes") == 2
    hint = 'verifier new forecaster --name "Dr. 𒀀𒀀" --kind person --id ...'
    assert hint in capsys.readouterr().err
    named = ["--name", "Dr. 𒀀𒀀", "--kind", "person", "--id", "unknown"]
    assert main(["new", "forecaster", "--ledger", str(root), *named]) == 0
    assert take(root, "roe-snow-april") == 0
    assert take(root, "li-snow-april", "--yes") == 2
    assert take(root, "li-snow-april", "--by", "unknown") == 0


def test_a_registry_that_cannot_be_read_leaves_all_as_it_was(root: Path) -> None:
    """Neither file is written where one of them cannot be."""
    (root / "seeds/forecasters.yaml").write_text("forecasters: [\n", encoding="utf-8")
    assert take(root, "roe-snow-april") == 2
    assert paper(root) == HEAD + PROPOSED


def test_nobody_is_registered_without_a_word(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a pipe nothing is written, and both ways on are named."""
    assert take(root, "roe-snow-april") == 2
    told = capsys.readouterr().err
    assert "`John Roe` is not registered" in told
    assert "--by" in told
    assert "--yes" in told
    assert not _registered(root)
    assert paper(root) == HEAD + PROPOSED


def test_names_that_only_share_some_letters_are_not_near(root: Path) -> None:
    """Two of three letters alike is chance: beside Ann Example, Dan Dreamer is somebody else."""
    text = (HEAD + PROPOSED).replace("John Roe", "Dan Dreamer")
    (root / "seeds/paper.yaml").write_text(text, encoding="utf-8")
    assert take(root, "roe-snow-april", "--yes") == 0
    assert len(_registered(root)) == 1


@pytest.mark.parametrize("name", ["21%", "58% of Ukrainians", "nine", "Forty of the 45"])
@pytest.mark.parametrize("by", [True, False])
def test_how_many_there_are_is_nobody(
    root: Path, capsys: pytest.CaptureFixture[str], name: str, by: bool
) -> None:
    """Whatever is said with a yes: who asked them is whose figure it is."""
    text = (HEAD + PROPOSED).replace('"John Roe" --kind person', f'"{name}" --kind anonymous')
    (root / "seeds/paper.yaml").write_text(text, encoding="utf-8")
    options = ("--by", name) if by else ()
    for more in ((), ("--yes",)):
        assert take(root, "roe-snow-april", *options, *more) == 2
        said = capsys.readouterr().err
        assert f"`{name}` is a share or a number, and nobody: name with --by the poll" in said
    assert not _registered(root)
    assert paper(root) == text


@pytest.mark.parametrize("name", ["Lysenkoo", "P. Lysenko", "lysenko", "P. Lysenk", "Ivan Lysenko"])
def test_whom_by_may_mean_is_asked_before_somebody_is_registered(
    root: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """A surname, initials and a slip are offered; with a yes it is somebody else."""
    more = "  - {id: petro-lysenko, name: Petro Lysenko, kind: person}\n"
    (root / "seeds/forecasters.yaml").write_text(FORECASTERS + more, encoding="utf-8")
    assert take(root, "roe-snow-april", "--by", name) == 2
    said = capsys.readouterr().err
    assert f"`{name}` is not registered; did you mean `petro-lysenko` (Petro Lysenko)?" in said
    assert not _registered(root)
    assert ("--yes" in said) == (name != "lysenko")
    assert take(root, "roe-snow-april", "--by", name, "--yes") == (2 if name == "lysenko" else 0)
    assert len(_registered(root)) == (name != "lysenko")


def test_a_terminal_asks_whom_by_means(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A number takes the one who is there."""
    monkeypatch.setattr("sys.stdin", Terminal("1\n"))
    assert take(root, "roe-snow-april", "--by", "A. Example") == 0
    assert not _registered(root)
    assert "    forecaster: ann-example\n" in paper(root).partition("roe-snow-april")[2]


def test_a_surname_nobody_has_is_written_as_a_name(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is no role for want of a capital."""
    assert take(root, "roe-snow-april", "--by", "quimby") == 2
    assert "`quimby` has no capital letter, as a name has" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["Roe", "Jon Roe", "Johnny Roe"])
def test_near_names_are_offered_and_not_doubled(
    root: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """Even with --yes: whoever has a like name in the ledger may be meant."""
    more = "  - {id: j-roe, name: John Roe, kind: person}\n"
    (root / "seeds/forecasters.yaml").write_text(FORECASTERS + more, encoding="utf-8")
    text = (HEAD + PROPOSED).replace("John Roe", name)
    (root / "seeds/paper.yaml").write_text(text, encoding="utf-8")
    assert take(root, "roe-snow-april", "--yes") == 2
    assert "did you mean `j-roe` (John Roe)?" in capsys.readouterr().err
    assert take(root, "roe-snow-april", "--by", "j-roe") == 0
    assert not _registered(root)


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
    assert take(root, "roe-snow-april") == 0
    assert f"    forecaster: {charged}\n" in paper(root)
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
    assert take(root, "roe-snow-april", *options) == 2
    told = capsys.readouterr().err
    assert why in told
    assert f'verifier new forecaster --name "{name}" --kind {kind}' in told
    assert not _registered(root)


def test_an_id_made_of_who_is_not_charged_goes(root: Path) -> None:
    """An id never changes once it counts: it is made anew for whom the proposal is given to."""
    text = (HEAD + PROPOSED).replace("roe-snow-april", "roe-snows-april-2023")
    (root / "seeds/paper.yaml").write_text(text, encoding="utf-8")
    assert take(root, "roe-snows-april-2023", "--by", "Mary Major") == 0
    assert ids_in(root) == {"major-snows-april-2023"}


def test_of_two_who_are_new_one_may_be_the_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Taken together, the second is held against the first, who is not in the ledger yet."""
    root = tmp_path / "ledger"
    assert main(["new", "ledger", "--empty", str(root)]) == 0
    article = tmp_path / "article.txt"
    said = ("It will rain in May,” said Ann Example.", "It will snow in May,” said Bob Example.")
    article.write_text("\n".join(f"“{each}" for each in said), encoding="utf-8")
    source = ("--publisher", "P", "--published", "2024-04-02", "--from", str(article))
    assert main(["new", "source", "--ledger", str(root), *source]) == 0
    ids = ("example-rain", "example-snow")
    capsys.readouterr()
    assert take(root, *ids, "--yes") == 2
    assert "did you mean `ann-example` (Ann Example)?" in capsys.readouterr().err


def test_a_name_that_is_nearly_a_registered_one_is_refused(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A slip of the pen makes no second person: the near one is named; an id of its own does."""
    assert take(root, "roe-snow-april", "--by", "Ann Exampl") == 2
    said = capsys.readouterr().err
    assert "`Ann Exampl` is not registered; did you mean `ann-example` (Ann Example)?" in said
    new = ("new", "forecaster", "--name", "Ann Exampl", "--kind", "person", "--ledger", str(root))
    assert main([*new]) == 2
    said = capsys.readouterr().err
    assert "`Ann Exampl` looks like `Ann Example`, in the ledger already, as `ann-example`" in said
    assert not _registered(root)
    assert main([*new, "--id", "ann-exampl"]) == 0
    assert set(_registered(root)) == {"ann-exampl"}


def test_somebody_new_is_registered_with_their_role(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As the article calls them, which is named as its source; the page shows it."""
    assert take(root, "roe-snow-april", "--yes", "--role", "head of the weather office") == 0
    assert _registered(root)["john-roe"].endswith(
        "    roles:\n      - role: head of the weather office\n"
        "        source: the-paper-2023-03-01\n"
    )
    told = "registered `john-roe`, John Roe, a person, head of the weather office\n"
    assert told in capsys.readouterr().out
    assert load(root).ok


def test_a_role_is_of_one_new_person(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of who is in the ledger it is written in their file; nothing is taken without."""
    assert take(root, "example-rain-march", "--role", "head of the office") == 2
    assert capsys.readouterr().err == (
        "error: --role is of one person who is registered now: nobody is; write it under `roles` "
        "where they are registered\n"
    )
    text = (HEAD + PROPOSED).replace(
        "forecaster: ann-example",
        'forecaster: bo-sample  # new: verifier new forecaster --name "Bo Sample" --kind person',
    )
    (root / "seeds/paper.yaml").write_text(text, encoding="utf-8")
    both = ("example-rain-march", "roe-snow-april", "--yes", "--role", "head of the office")
    assert take(root, *both) == 2
    assert "2 are: take those of each alone\n" in capsys.readouterr().err
    assert not _registered(root)
