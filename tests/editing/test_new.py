"""`verifier new`: from nothing to a scorecard, by options alone or at a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ledgers import sound, write
from tests.terminals import Terminal, forecast_of, new
from verifier.cli import main
from verifier.editing.kinds import KINDS
from verifier.editing.scaffold import appended, slug, unique
from verifier.loading import load


def test_from_an_empty_folder_to_a_scorecard(tmp_path: Path) -> None:
    """Five commands make a ledger that has no mistakes and a page that shows the claim."""
    assert new(tmp_path, "forecaster", "--name", "Ann Example", "--kind", "person") == 0
    assert new(tmp_path, "source", "--publisher", "The Paper", "--published", "2023-03-01") == 0
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
    assert new(tmp_path, "forecast", *forecast) == 0
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
    assert new(tmp_path, "event", *event) == 0
    assert (
        new(
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
    held, _ = sound(tmp_path)
    [found] = held.forecasts.values()
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
        ("dispute", "--forecast, --disputed, --argument, --against"),
    ],
)
def test_what_is_missing_in_a_pipe_is_named_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, missing: str
) -> None:
    """All missing options in one message, exit code 2, nothing written."""
    assert new(tmp_path, kind) == 2
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
    assert new(root, "forecast", *options) == 2
    said = capsys.readouterr().err
    assert said.startswith("error: missing: --likelihood\nhelp: the quotation has no words of ")
    assert "{probability: 0.7}" in said
    assert "unassessable (no likelihood is named, as in a flat statement)" in said
    assert new(root, "forecast", *options, "--likelihood", "unassessable") == 0
    assert load(root).diagnostics == ()


def test_what_is_doubtful_of_it_is_said_when_it_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not only when somebody checks; that no rule decides words is as it is meant to be."""
    root = write(tmp_path)
    forecast_of(root, "It will probably hail", "It hails.", "--likelihood", "maybe")
    said = capsys.readouterr().err
    assert "advice[VF301]: `it` is not checkable: it names no day" in said
    assert "advice[VF314]: “maybe” is not in the quotation of `it`" in said
    assert "VF302" not in said
    assert new(root, "forecaster", "--name", "Bob Sample", "--kind", "person") == 0
    assert capsys.readouterr().err == "", "what others wrote is not told again"


def test_a_term_that_is_not_there_is_written_as_its_remedy_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of an empty ledger, too, whose lists of terms say how one is written."""
    root = tmp_path / "weather"
    assert main(["new", "ledger", "--empty", str(root)]) == 0
    event = ("--title", "Hail", "--kind", "hail-storm", "--began", "2024-08-02")
    told = ("--publisher", "P", "--says", "It hailed.", "--address", "https://example.org/h")
    assert new(root, "event", *event, *told) == 2
    line = capsys.readouterr().err.partition("rules/events.yaml begins: ")[2].strip()
    rules = root / "rules/events.yaml"
    text = rules.read_text(encoding="utf-8")
    assert "instead of []" in text
    rules.write_text(f"{text.partition('terms:')[0]}terms:\n  {line}\n", encoding="utf-8")
    assert new(root, "event", *event, *told) == 0
    event = ("--title", "Snow", "--kind", "snow-storm", "--began", "2024-12-02")
    assert new(root, "event", *event, *told) == 2
    line = capsys.readouterr().err.partition("rules/events.yaml begins: ")[2].strip()
    rules.write_text(f"{rules.read_text(encoding='utf-8')}  {line}\n", encoding="utf-8")
    assert new(root, "event", *event, *told) == 0


def test_a_term_of_a_ledger_without_rules_begins_the_file_as_its_remedy_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The defaults stay beside it."""
    root = write(tmp_path)
    event = ("--title", "Hail", "--kind", "hail-storm", "--began", "2024-08-02", "--publisher", "P")
    told = ("--says", "It hailed.", "--address", "https://example.org/h")
    assert new(root, "event", *event, *told) == 2
    said = capsys.readouterr().err
    line = said.partition("rules/events.yaml begins: ")[2].strip()
    (root / "rules").mkdir()
    (root / "rules/events.yaml").write_text(f"terms:\n  {line}\n", encoding="utf-8")
    assert new(root, "event", *event, *told) == 0
    assert load(root).ok


def test_at_a_terminal_it_asks_until_it_can_take_the_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong answer is explained and asked again; what is given as an option is not asked."""
    typed = Terminal("\nnobody\nperson\n")
    monkeypatch.setattr("sys.stdin", typed)
    assert new(tmp_path, "forecaster", "--name", "Ann Example") == 0
    said = capsys.readouterr().err
    assert said.count("what they are (person, office, outlet, anonymous, reader): ") == 3
    assert "`nobody` is not possible" in said
    assert "the name" not in said
    assert load(tmp_path).diagnostics == ()
    monkeypatch.setattr("sys.stdin", Terminal(""))
    assert new(tmp_path, "source") == 2
    assert "the input ended" in capsys.readouterr().err


def test_guesses_are_offered_at_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An empty line takes what was read from the words."""
    root = write(tmp_path)
    answers = "they will attack by 1 March\nRussia attacks.\n\n\n\n\n\n"
    monkeypatch.setattr("sys.stdin", Terminal(answers))
    assert new(root, "forecast", "--source", "paper-2023-01-10", "--forecaster", "ann-example") == 0
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
    new(root, kind, *options)
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
    assert new(root, "forecast", *options) == 1
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
    found = forecast_of(write(tmp_path), quote, claim)
    assert found.claimed.phrase == phrase


def test_a_condition_is_kept_and_its_time_is_its_own(tmp_path: Path) -> None:
    """What stands in the condition is no window of the forecast."""
    found = forecast_of(
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
    found = forecast_of(write(tmp_path / "a"), quote, claim, "--given", "unless it rains")
    assert found.given is not None
    assert found.given.kind == "unless"
    record = '{words: "if so", expects: {event: ground-offensive}}'
    found = forecast_of(write(tmp_path / "b"), quote, claim, "--given", record)
    assert found.given is not None
    assert found.given.words == "if so"


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


def test_when_a_report_of_an_interval_was_published_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of one day it is that day; nobody publishes over an interval."""
    root = write(tmp_path)
    asked = ["--title", "An attack", "--kind", "ground-offensive"]
    asked += ["--publisher", "The Paper", "--says", "It began in those days."]
    assert new(root, "event", *asked, "--began", "2023-02-01/2023-02-03") == 2
    assert capsys.readouterr().err == "error: missing: --known\n"
    assert new(root, "event", *asked, "--began", "2023-02-01") == 0


@pytest.mark.parametrize("title", ["Marlin launch", "Marlin launch 2023", "Marlin launch 2023-02"])
def test_the_id_of_an_event_names_its_year_once(tmp_path: Path, title: str) -> None:
    """Whatever of its date the title says."""
    root = write(tmp_path)
    asked = ["--title", title, "--kind", "ground-offensive", "--began", "2023-02-01"]
    assert new(root, "event", *asked, "--publisher", "The Paper", "--says", "It flew.") == 0
    assert "id: marlin-launch-2023\n" in "".join(
        file.read_text() for file in (root / "outcomes").iterdir()
    )


def test_a_forecast_can_narrow_down_an_earlier_one(tmp_path: Path) -> None:
    """The id is kept, and must be one of the ledger."""
    root = write(tmp_path)
    asked = ["--source", "paper-2023-01-10", "--forecaster", "ann-example", "--id", "narrower"]
    asked += ["--quote", "it will come in mid-February", "--claim", "It comes in mid-February."]
    assert new(root, "forecast", *asked, "--refines", "nothing") == 2
    assert new(root, "forecast", *asked, "--refines", "ann-attack") == 0
    ledger = load(root).ledger
    assert ledger is not None
    assert ledger.forecasts["narrower"].refines == "ann-attack"


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


def test_at_a_terminal_an_event_can_be_of_several_kinds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One is needed, an empty line ends them."""
    typed = "The attack\n\nground-offensive\ninvasion\n\n2023-03-10\nThe Paper\nIt began.\n\n\n"
    monkeypatch.setattr("sys.stdin", Terminal(typed))
    assert new(tmp_path, "event") == 0
    ledger = load(tmp_path).ledger
    assert ledger is not None
    assert ledger.events["attack-2023"].kinds == ("ground-offensive", "invasion")


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("3 June 2024", "; write `2024-06-03`\n"),
        ("30.6.2024", "; write `2024-06-30`\n"),
        ("3.6.2024", "2023 or an interval\n"),
        ("2024-02-30", "there is no day 2024-02-30\n"),
    ],
)
def test_a_day_written_otherwise_is_told_as_it_is_written_here(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], day: str, told: str
) -> None:
    """Where only one can be meant."""
    assert new(write(tmp_path), "source", "--publisher", "P", "--published", day) == 2
    assert capsys.readouterr().err.endswith(told)


@pytest.mark.parametrize("text", ["", "\ufeff\n \n"])
def test_an_article_without_text_is_no_source(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    """Nothing is written: a fingerprint of nothing holds no quotation to it."""
    root, article = write(tmp_path / "ledger"), tmp_path / "article.txt"
    article.write_text(text, encoding="utf-8")
    asked = ("--publisher", "P", "--published", "2024-06-03", "--from", str(article))
    assert new(root, "source", *asked) == 2
    assert "article.txt has no text" in capsys.readouterr().err
    assert not (root / "seeds/p-2024-06-03.yaml").exists()
