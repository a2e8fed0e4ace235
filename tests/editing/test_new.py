"""`verifier new`: from nothing to a scorecard, by options alone or at a terminal."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tests.ledgers import SOURCE, write
from verifier.cli import main
from verifier.editing.kinds import KINDS
from verifier.editing.scaffold import appended, slug, unique
from verifier.engine import run
from verifier.loading import load
from verifier.model.forecasts import Forecast


class Terminal(io.StringIO):
    """What somebody types."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard input is no terminal unless a test says so."""
    monkeypatch.setattr("sys.stdin", io.StringIO())


def _new(root: Path, kind: str, *options: str) -> int:
    return main(["new", kind, "--ledger", str(root), *options])


def test_from_an_empty_folder_to_a_scorecard(tmp_path: Path) -> None:
    """Five commands make a ledger that has no mistakes and a page that shows the claim."""
    assert _new(tmp_path, "forecaster", "--name", "Ann Example", "--kind", "person") == 0
    assert _new(tmp_path, "source", "--publisher", "The Paper", "--published", "2023-03-01") == 0
    forecast = (
        "--source",
        "the-paper-2023-03-01",
        "--forecaster",
        "ann-example",
        "--quote",
        "they will probably attack in March",
        "--claim",
        "Russia attacks in March 2023.",
        "--expects",
        "{event: ground-offensive, actor: russia}",
    )
    assert _new(tmp_path, "forecast", *forecast) == 0
    event = (
        "--title",
        "Attack in the east",
        "--kind",
        "ground-offensive",
        "--actor",
        "russia",
        "--place",
        "donetsk-oblast",
        "--began",
        "2023-03-10",
        "--publisher",
        "The Paper",
        "--says",
        "It has begun.",
        "--address",
        "https://example.org/attack",
    )
    assert _new(tmp_path, "event", *event) == 0
    assert (
        _new(
            tmp_path,
            "ruling",
            "--forecast",
            "example-russia-attacks-march-2023",
            "--outcome",
            "came_true",
            "--reasons",
            "It did.",
            "--signed",
            "Ann Curator",
        )
        == 0
    )
    loaded = load(tmp_path)
    assert loaded.diagnostics == ()
    assert loaded.ledger is not None
    [found] = loaded.ledger.forecasts.values()
    assert found.said.text == "2023-03-01"
    assert found.window is not None
    assert (found.window.phrase, found.claimed.phrase) == ("in March", "will probably")
    assert main(["report", "--ledger", str(tmp_path)]) == 0
    page = (tmp_path / "reports/forecasters/ann-example.md").read_text(encoding="utf-8")
    assert "they will probably attack in March" in page
    assert main(["fmt", "--check", "--ledger", str(tmp_path)]) == 0


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        ("source", "--publisher, --published"),
        ("forecaster", "--name, --kind"),
        ("forecast", "--source, --forecaster, --quote, --claim"),
        ("event", "--title, --kind, --began, --publisher, --says"),
        ("coverage", "--kind, --during, --publisher, --published, --says"),
        ("ruling", "--forecast, --outcome, --reasons"),
        ("series", "--title, --unit, --publisher, --says"),
    ],
)
def test_what_is_missing_in_a_pipe_is_named_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, missing: str
) -> None:
    """All missing options in one message, exit code 2, nothing written."""
    assert _new(tmp_path, kind) == 2
    assert capsys.readouterr().err == f"error: missing: {missing}\n"
    assert list(tmp_path.iterdir()) == []


def test_words_that_are_not_in_the_quotation_are_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where no likelihood is read from the quotation, its option is missing."""
    root = write(tmp_path)
    options = (
        "--source",
        "paper-2023-01-10",
        "--forecaster",
        "ann-example",
        "--quote",
        "War.",
        "--claim",
        "There is war.",
    )
    assert _new(root, "forecast", *options) == 2
    assert capsys.readouterr().err == "error: missing: --likelihood\n"
    assert _new(root, "forecast", *options, "--likelihood", "unassessable") == 0
    assert load(root).diagnostics == ()


def test_at_a_terminal_it_asks_until_it_can_take_the_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong answer is explained and asked again; what is given as an option is not asked."""
    typed = Terminal("\nnobody\nperson\n")
    monkeypatch.setattr("sys.stdin", typed)
    assert _new(tmp_path, "forecaster", "--name", "Ann Example") == 0
    said = capsys.readouterr().err
    assert said.count("what they are (person, office, outlet, anonymous, reader): ") == 3
    assert "`nobody` is not possible" in said
    assert "the name" not in said
    assert load(tmp_path).diagnostics == ()
    monkeypatch.setattr("sys.stdin", Terminal(""))
    assert _new(tmp_path, "source") == 2
    assert "the input ended" in capsys.readouterr().err


def test_guesses_are_offered_at_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An empty line takes what was read from the words."""
    root = write(tmp_path)
    answers = "they will attack by 1 March\nRussia attacks.\n\n\n\n\n\n"
    monkeypatch.setattr("sys.stdin", Terminal(answers))
    assert (
        _new(root, "forecast", "--source", "paper-2023-01-10", "--forecaster", "ann-example") == 0
    )
    assert "[by 1 March]" in capsys.readouterr().err
    assert 'window: {phrase: "by 1 March"}' in (root / "seeds/paper.yaml").read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize(
    ("kind", "options", "said"),
    [
        ("source", ["--publisher", "P", "--published", "2023-02-30"], "no day 2023-02-30"),
        ("source", ["--publisher", "報", "--published", "2023"], "wrote source `bao-2023`"),
        ("forecaster", ["--name", "報道", "--kind", "person"], "wrote forecaster `baodao`"),
        ("forecaster", ["--name", "!!!", "--kind", "person"], "give one with --id"),
        ("forecaster", ["--name", "A", "--kind", "person", "--id", "ann-example"], "is taken"),
        ("forecaster", ["--name", "A", "--kind", "persn"], "did you mean `person`"),
        ("forecast", ["--source", "paper-2023-01-11"], "did you mean `paper-2023-01-10`"),
        ("event", ["--title", "A", "--kind", "ground-ofensive"], "did you mean `ground-offensive`"),
        (
            "ruling",
            ["--forecast=ann-attack", "--outcome=partly", "--reasons=r", "--signed=A"],
            "--truth",
        ),
        ("source", ["--publisher", "P", "--published", "2023", "--archive", "nowhere"], "be read"),
        ("event", ["--title", "A", "--id", "../../a"], "lower-case letters and digits"),
        ("event", ["--title", "A", "--id", "a" * 300], "80 at most"),
        ("event", ["--title", "A", "--file", "outcomes/../../a.yaml"], "a file of outcomes/"),
    ],
)
def test_answers_that_cannot_be_taken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, options: list[str], said: str
) -> None:
    """Each says which option, and what could be meant."""
    root = write(tmp_path)
    _new(root, kind, *options)
    told = capsys.readouterr()
    assert said in told.err + told.out


def test_mistakes_are_shown_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A record that would break the ledger is refused as `check` would refuse it."""
    root = write(tmp_path)
    before = (root / "seeds/paper.yaml").read_text(encoding="utf-8")
    options = (
        "--source",
        "paper-2023-01-10",
        "--forecaster",
        "ann-example",
        "--quote",
        "they will",
        "--claim",
        "They do.",
        "--said",
        "2023-02-01",
    )
    assert _new(root, "forecast", *options) == 1
    said = capsys.readouterr().err
    assert "error[VF204]" in said
    assert "nothing was written" in said
    assert (root / "seeds/paper.yaml").read_text(encoding="utf-8") == before


def test_adding_keeps_comments_and_layout() -> None:
    """Whatever stands in a file stays; the new record follows the last one, indented alike."""
    text = "# head\nquestions:\n- id: a   # one\n  title:   A\n# about rulings\nrulings: []\n"
    out = appended("outcomes/x.yaml", text, "questions", {"id": "b", "title": "B"})
    assert out == (
        "# head\nquestions:\n- id: a   # one\n  title:   A\n\n- id: b\n  title: B\n"
        "# about rulings\nrulings: []\n"
    )
    out = appended("outcomes/x.yaml", out, "rulings", {"id": "r"})
    assert out.endswith("# about rulings\n\nrulings:\n  - id: r\n")
    first = appended("seeds/x.yaml", "source: {id: s}\nset_aside: []\n", "forecasts", {"id": "f"})
    assert first == "source: {id: s}\nforecasts:\n  - id: f\n\nset_aside: []\n"
    assert appended("seeds/x.yaml", "", "forecasters", {"id": "f"}) == "forecasters:\n  - id: f\n"


def test_ids() -> None:
    """Ids are plain, bounded and free."""
    assert slug("Óscar O’Brien’s") == "oscar-o-brien"
    assert len(unique("a" * 80, {"a" * 80})) == 80
    assert unique("a", set()) == "a"


def test_help_has_an_example_of_each(capsys: pytest.CaptureFixture[str]) -> None:
    """Each kind's help ends with a command that could be typed."""
    for kind in KINDS:
        with pytest.raises(SystemExit):
            main(["new", kind, "--help"])
        assert f"example:\n  verifier new {kind} --" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("kind", "option", "words"),
    [
        ("ruling", "outcome", "came_true did_not partly disputed undecided void"),
        ("forecaster", "kind", "person office outlet anonymous reader"),
        ("forecast", "voice", "quotation paraphrase anonymous outlet reader"),
    ],
)
def test_help_lists_the_words_of_which_an_option_takes_one(
    capsys: pytest.CaptureFixture[str], kind: str, option: str, words: str
) -> None:
    """Beside the option, and below with a line on each, that fits a terminal."""
    with pytest.raises(SystemExit):
        main(["new", kind, "--help"])
    told = capsys.readouterr().out
    assert f": {', '.join(words.split())}" in " ".join(told.split())
    below = told.split(f"\n--{option}:\n")[1].split("\n\n")[0].splitlines()
    assert [line.split()[0] for line in below] == words.split()
    assert all(len(line.split()) > 2 and len(line) <= 80 for line in below)


def _forecast(root: Path, quote: str, claim: str, *options: str) -> Forecast:
    """The forecast that the command writes of a quotation."""
    asked = ("--source", "paper-2023-01-10", "--quote", quote, "--claim", claim, "--id", "it")
    if "--forecaster" not in options:
        options = (*options, "--forecaster", "ann-example")
    assert _new(root, "forecast", *asked, *options) == 0
    loaded = load(root)
    assert loaded.ledger is not None
    return loaded.ledger.forecasts["it"]


@pytest.mark.parametrize(
    ("quote", "claim", "phrase"),
    [
        ("They will not attack before May", "Russia does not attack before May 2023.", "will"),
        ("They will not attack before May", "Russia attacks before May 2023.", "will not"),
        ("They won't attack in May", "Russia doesn't attack in May 2023.", "will"),
        ("They are unlikely to attack", "Russia does not attack.", "likely"),
        ("They are unlikely to attack", "Russia attacks.", "unlikely"),
        ("They will probably not attack", "They do not attack.", "will probably"),
        ("It will grow, with a 70% probability", "It grows.", "70% probability"),
    ],
)
def test_the_likelihood_is_that_of_the_claim(
    tmp_path: Path, quote: str, claim: str, phrase: str
) -> None:
    """A claim that denies takes the plain phrase; a stated number is what is written."""
    found = _forecast(write(tmp_path), quote, claim)
    assert found.claimed.phrase == phrase


def test_a_denial_ruled_to_have_come_true_was_right(tmp_path: Path) -> None:
    """They said it would not, it did not: no error."""
    root = write(tmp_path)
    _forecast(root, "They will not attack before May", "Russia does not attack before May 2023.")
    ruling = ("--forecast", "it", "--outcome", "came_true", "--reasons", "It did not.")
    assert _new(root, "ruling", *ruling, "--signed", "Ann Curator") == 0
    loaded = load(root)
    assert loaded.ledger is not None
    assert loaded.rules is not None
    brier = run(loaded.ledger, loaded.rules).scores["it"].brier
    assert brier is not None
    assert brier.worst < 0.01


def test_a_condition_is_kept_and_its_time_is_its_own(tmp_path: Path) -> None:
    """What stands in the condition is no window of the forecast."""
    found = _forecast(
        write(tmp_path), "If talks fail by June, they will attack in July", "Russia attacks."
    )
    assert found.given is not None
    assert (found.given.words, found.given.kind) == ("If talks fail by June", "if")
    assert found.given.expects.judged == "Talks fail by June"  # type: ignore[union-attr]
    assert found.window is not None
    assert found.window.phrase == "in July"


def test_a_condition_can_be_given(tmp_path: Path) -> None:
    """In words, or as a record."""
    quote, claim = "They will attack in July", "Russia attacks."
    found = _forecast(write(tmp_path / "a"), quote, claim, "--given", "unless it rains")
    assert found.given is not None
    assert found.given.kind == "unless"
    record = '{words: "if so", expects: {event: ground-offensive}}'
    found = _forecast(write(tmp_path / "b"), quote, claim, "--given", record)
    assert found.given is not None
    assert found.given.words == "if so"


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
    assert _new(root, "coverage", *where, *told, *address) == 0
    loaded = load(root, advice=True)
    assert loaded.ledger is not None
    found = loaded.ledger.coverage["coverage-ground-offensive-ukraine-2024"]
    assert found.during.text == "2024-01-01/2024-03-31"


def test_the_voice_follows_the_forecaster(tmp_path: Path) -> None:
    """Who is not named has no quotation of their own."""
    root = write(tmp_path)
    assert _new(root, "forecaster", "--name", "An official", "--kind", "anonymous") == 0
    found = _forecast(root, "They will attack", "Russia attacks.", "--forecaster", "an-official")
    assert found.voice == "anonymous"


def test_a_forecaster_that_the_ledger_lacks_can_be_added(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was wrong before is no obstacle to what is right, and is named afterwards."""
    source = SOURCE.replace("forecaster: ann-example", "forecaster: bo-builder")
    root = write(tmp_path, source=source)
    assert _new(root, "forecaster", "--name", "Cy Other", "--kind", "person") == 0
    assert "1 mistake is left" in capsys.readouterr().err
    assert _new(root, "forecaster", "--name", "Bo Builder", "--kind", "person") == 0
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
    assert _new(root, "forecaster", "--name", name, "--kind", kind) == 0
    loaded = load(root)
    assert loaded.ledger is not None
    assert loaded.ledger.forecasters[id].name == name


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


def test_a_text_is_not_read_into_two_sources(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same article under another day is the same article."""
    root, article = write(tmp_path / "ledger"), tmp_path / "dam.txt"
    article.write_text("The dam will break in March, they say.", encoding="utf-8")
    asked = ["new", "source", "--ledger", str(root), "--publisher", "Dam News"]
    asked += ["--from", str(article), "--published"]
    assert main([*asked, "2023-02-07"]) == 0
    assert main([*asked, "2023-02-08"]) == 2
    assert "already, as the source `dam-news-2023-02-07`" in capsys.readouterr().err


def test_a_ruling_names_what_it_rests_on(tmp_path: Path) -> None:
    """With its event it is no opinion: the check has nothing to say."""
    root = write(tmp_path)
    asked = ["new", "ruling", "--ledger", str(root), "--forecast", "ann-attack"]
    asked += ["--outcome", "came_true", "--reasons", "It came.", "--event", "the-attack"]
    asked += ["--signed", "Ann Curator"]
    assert main(asked) == 0
    loaded = load(root, advice=True)
    assert loaded.diagnostics == ()
    assert loaded.ledger is not None
    assert [ruling.events for ruling in loaded.ledger.rulings.values()] == [("the-attack",)]


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
    assert _new(root, "ruling", *_RULED, *sides, "--signed", "Ann Curator") == 0
    loaded = load(root, advice=True)
    assert loaded.diagnostics == ()
    assert loaded.ledger is not None
    [ruling] = loaded.ledger.rulings.values()
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
    assert _new(root, "ruling", *ruled, *signed) == 0
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
    assert _new(root, "ruling", *ruled, *signed) == 0
    assert "not scored" not in capsys.readouterr().out


def test_arguments_that_name_no_evidence_are_still_advised_on(tmp_path: Path) -> None:
    """Who said it is not yet where."""
    root = write(tmp_path)
    sides = ("--for", "Ann Analyst, of Acme: It was.", "--signed", "Ann Curator")
    assert _new(root, "ruling", *_RULED, *sides) == 0
    loaded = load(root, advice=True)
    assert [finding.code for finding in loaded.diagnostics] == ["VF313"]
    assert loaded.ledger is not None
    [ruling] = loaded.ledger.rulings.values()
    assert ruling.arguments_for[0].by == "Ann Analyst, of Acme"


@pytest.mark.parametrize(
    "text", ["It was.", "The Paper: ", ": It was.", "The Paper: https://a.org"]
)
def test_an_argument_says_who_and_what(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    """Half of it is refused, with the form."""
    root = write(tmp_path)
    assert _new(root, "ruling", *_RULED, "--for", text, "--signed", "Ann Curator") == 2
    assert "--for: write who says what" in capsys.readouterr().err


def test_who_signs_is_asked_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The first ruling of a ledger names its curators, and the next ones take them over."""
    root = write(tmp_path)
    assert _new(root, "ruling", *_RULED) == 2
    assert "missing: --signed" in capsys.readouterr().err
    assert _new(root, "ruling", *_RULED, "--signed", "Ann Curator", "--date", "2024-01-03") == 0
    assert _new(root, "ruling", *_RULED, "--supersedes", "ruling-ann-attack") == 0
    ledger = load(root).ledger
    assert ledger is not None
    assert {ruling.signed for ruling in ledger.rulings.values()} == {"Ann Curator"}


def test_a_text_that_is_no_utf_8_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the words of somebody who saves files."""
    article = tmp_path / "latin.txt"
    article.write_bytes("Es wird k\xf6mmen.".encode("latin-1"))
    asked = ["new", "source", "--ledger", str(write(tmp_path / "ledger")), "--publisher", "A"]
    assert main([*asked, "--published", "2023-02-07", "--from", str(article)]) == 2
    assert "save it as UTF-8" in capsys.readouterr().err


def test_what_is_new_is_laid_out_and_names_its_schema(tmp_path: Path) -> None:
    """`fmt --check` has nothing to say of a file that `new` began."""
    root = write(tmp_path)
    (root / "schemas").mkdir()
    for kind in ("outcomes", "seeds", "forecasters"):
        (root / f"schemas/{kind}.json").write_text("{}", encoding="utf-8")
    asked = ["new", "event", "--ledger", str(root), "--title", "The flood of 2023"]
    asked += ["--kind", "ground-offensive", "--began", "2023-03-01", "--ended", "2023-04"]
    asked += ["--publisher", "The Paper", "--says", "It came.", "--file", "outcomes/flood.yaml"]
    assert main([*asked, "--address", "https://example.org/flood"]) == 0
    text = (root / "outcomes/flood.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../schemas/outcomes.json\n")
    assert "  - id: flood-2023\n" in text
    assert "    ended: 2023-04\n" in text
    asked = ["fmt", "--check", "--ledger", str(root), str(root / "outcomes/flood.yaml")]
    assert main(asked) == 0


def test_a_window_and_a_number_as_in_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What stands in braces is read as in a file, never as words."""
    root = write(tmp_path)
    asked = ["new", "forecast", "--ledger", str(root), "--source", "paper-2023-01-10"]
    asked += ["--forecaster", "ann-example", "--quote", "it comes in the cold, at 60%"]
    asked += ["--claim", "It comes.", "--likelihood", "{probability: 0.6}", "--id", "cold"]
    window = "{narrow: 2023-02, wide: 2023-02, reason: The cold month.}"
    assert main([*asked, "--window", window]) == 0
    ledger = load(root).ledger
    assert ledger is not None
    kept = ledger.forecasts["cold"]
    assert kept.claimed.probability == 0.6
    assert kept.window is not None
    assert kept.window.phrase is None
    assert kept.window.reason == "The cold month."
    assert main([*asked, "--window", "{narrow"]) == 2
    assert "as in a file" in capsys.readouterr().err


SERIES = (
    *("--title", "Policy rate of the central bank", "--unit", "per cent"),
    *("--publisher", "Central Bank", "--says", "The rate after each meeting."),
    *("--address", "https://example.org/rates"),
)


def test_from_an_empty_folder_to_a_number_that_was_reached(tmp_path: Path) -> None:
    """Four commands: 3.75 in May falls short of 4, and 4.0 on 15 June is in June."""
    assert _new(tmp_path, "source", "--publisher", "The Paper", "--published", "2023-05-02") == 0
    assert _new(tmp_path, "forecaster", "--name", "Ann Example", "--kind", "person") == 0
    points = ("--point", "2023-06-15=4.0@2023-06-20", "--point", "2023-05-15=3.75")
    assert _new(tmp_path, "series", *SERIES, *points, "--id", "policy-rate") == 0
    forecast = (
        *("--source", "the-paper-2023-05-02", "--forecaster", "ann-example"),
        *("--quote", "the rate will probably reach four per cent in June"),
        *("--claim", "The policy rate is at least 4 per cent in June 2023.", "--id", "rate"),
        *("--expects", "{reaches: policy-rate, at_least: 4}"),
    )
    assert _new(tmp_path, "forecast", *forecast) == 0
    loaded = load(tmp_path, advice=True)
    assert loaded.diagnostics == ()
    assert loaded.ledger is not None
    assert loaded.rules is not None
    assert (tmp_path / "outcomes/policy-rate.csv").read_text(encoding="utf-8") == (
        "day,value,known\n2023-05-15,3.75,2023-05-15\n2023-06-15,4.0,2023-06-20\n"
    )
    [evidence] = loaded.ledger.series["policy-rate"].evidence
    assert evidence.published is not None
    assert evidence.published.text == "2023-06-20"
    verdict = run(loaded.ledger, loaded.rules).verdicts["rate"]
    assert verdict.outcome == "came_true"
    assert verdict.wide.schedule == ("on_time",)
    assert main(["fmt", "--check", "--ledger", str(tmp_path)]) == 0


@pytest.mark.parametrize(
    ("point", "said"),
    [
        ("2023-06-15", "--point: write the day and the value"),
        ("2023-02-30=4", "--point: there is no day 2023-02-30"),
        ("15 June 2023=4", "--point: `15 June 2023` is not a day such as 2023-02-24"),
        ("2023-06-15=4,0", "--point: `4,0` is not a number"),
        ("2023-06-15=", "--point: `` is not a number"),
        ("2023-06-15=4@", "--point: `` is not a day such as 2023-02-24"),
        ("2023-06-15=4@June", "--point: `June` is not a day such as 2023-02-24"),
        ("2023-05-15=4.1@2023-05-15", "a second value for 2023-05-15 known on 2023-05-15"),
    ],
)
def test_a_value_that_is_none_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], point: str, said: str
) -> None:
    """In words, and neither file is written."""
    assert _new(tmp_path, "series", *SERIES, "--point", "2023-05-15=4", "--point", point) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_series_without_values_says_how_to_add_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file has its columns, the ledger is sound, and nothing is on record yet."""
    assert _new(tmp_path, "series", *SERIES, "--published", "2023-06-20") == 0
    path = tmp_path / "outcomes/policy-rate-central-bank.csv"
    assert path.read_text(encoding="utf-8") == "day,value,known\n"
    assert f"{path} has no values yet" in capsys.readouterr().out
    loaded = load(tmp_path, advice=True)
    assert loaded.diagnostics == ()
    assert loaded.ledger is not None
    assert loaded.ledger.points == {"policy-rate-central-bank": ()}


def test_a_series_that_is_known_is_not_entered_twice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither under its id nor under its title; its file says where a value goes."""
    point = ("--point", "2023-05-15=3.75")
    assert _new(tmp_path, "series", *SERIES, *point) == 0
    for options in ((), ("--id", "policy-rate-central-bank")):
        assert _new(tmp_path, "series", *SERIES, *point, *options) == 2
        said = capsys.readouterr().err
        assert "`policy-rate-central-bank` is in the ledger already" in said
        assert "outcomes/policy-rate-central-bank.csv" in said
    assert _new(tmp_path, "series", *SERIES, *point, "--id", "another-rate") == 0


def test_values_that_are_in_a_file_already_are_taken_from_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is named, not overwritten, and must be sound."""
    root = write(tmp_path)
    path = root / "outcomes/rate.csv"
    text = "day,value\n2023-05-15,3.75\n"
    path.write_text(text, encoding="utf-8")
    options = (*SERIES, "--id", "rate", "--published", "2023-06-20")
    assert _new(root, "series", *options, "--point", "2023-06-15=4") == 2
    assert "is there already; take it with --data rate.csv" in capsys.readouterr().err
    assert _new(root, "series", *options, "--data", "other.csv") == 2
    assert "--data: outcomes/other.csv cannot be read" in capsys.readouterr().err
    for elsewhere in ("../outcomes/rate.csv", str(path)):
        assert _new(root, "series", *options, "--data", elsewhere) == 2
        assert "--data: a file of outcomes/, named from there" in capsys.readouterr().err
    assert _new(root, "series", *options, "--data", "rate.csv", "--point", "2023-06-15=4") == 2
    assert "--data or --point, not both" in capsys.readouterr().err
    path.write_text("day,value\nsoon,1\n", encoding="utf-8")
    assert _new(root, "series", *options, "--data", "rate.csv") == 2
    assert "line 2: `soon` is not a day" in capsys.readouterr().err
    path.write_text(text, encoding="utf-8")
    assert _new(root, "series", *options, "--data", "rate.csv") == 0
    assert path.read_text(encoding="utf-8") == text
    ledger = load(root).ledger
    assert ledger is not None
    assert [point.value for point in ledger.points["rate"]] == [3.75]


def test_values_that_became_known_after_the_evidence_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On the default day they would not count, and nobody would know why."""
    point = ("--point", "2023-06-15=4.0@2023-06-20")
    assert _new(tmp_path, "series", *SERIES, *point, "--published", "2023-05-20") == 2
    assert "--published: a value became known later, on 2023-06-20" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
    assert _new(tmp_path, "series", *SERIES, *point, "--published", "2023-06") == 0


def test_at_a_terminal_values_are_asked_for_until_there_are_no_more(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong one is explained and asked again; an empty line ends them."""
    typed = "Rate\nper cent\n2023-05-15=3.75\n2023-06-15=dear\n2023-06-15=4\n\nBank\nIt.\n\n"
    monkeypatch.setattr("sys.stdin", Terminal(typed))
    assert _new(tmp_path, "series") == 0
    said = capsys.readouterr().err
    assert "`dear` is not a number" in said
    assert said.count("[an empty line ends them]") == 4
    assert "[2023-06-15]" in said
    assert (tmp_path / "outcomes/rate.csv").read_text(encoding="utf-8") == (
        "day,value,known\n2023-05-15,3.75,2023-05-15\n2023-06-15,4,2023-06-15\n"
    )


def test_at_a_terminal_an_event_can_be_of_several_kinds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One is needed, an empty line ends them."""
    typed = "The attack\n\nground-offensive\ninvasion\n\n2023-03-10\nThe Paper\nIt began.\n\n\n"
    monkeypatch.setattr("sys.stdin", Terminal(typed))
    assert _new(tmp_path, "event") == 0
    ledger = load(tmp_path).ledger
    assert ledger is not None
    assert ledger.events["attack-2023"].kinds == ("ground-offensive", "invasion")


def test_a_ruling_from_before_the_forecast_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A year mistyped is shown before it is written."""
    root = write(tmp_path)
    asked = ("--forecast", "ann-attack", "--outcome", "came_true", "--reasons", "It came.")
    early = ("--date", "2022-02-21", "--signed", "Ann Curator")
    assert _new(root, "ruling", *asked, *early) == 1
    assert "error[VF207]: ruled 2022-02-21, but said 2023-01-09" in capsys.readouterr().err
    assert not (root / "outcomes/rulings.yaml").exists()


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
    assert _new(root, "forecaster", "--name", name, "--kind", "person") == 0
    written = root / f"seeds/forecasters/{id}.yaml"
    assert f"  - id: {id}\n" in written.read_text(encoding="utf-8")
