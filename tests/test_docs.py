"""The documentation says what is: generated pages are fresh, commands named, examples true."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.depth import deep, slow
from tests.ledgers import SOURCE, sound, write
from tests.ours import computed, ledger
from tests.programs import program
from verifier.cli import COMMANDS, main
from verifier.loading import load
from verifier.loading.rules import load_rules
from verifier.loading.yaml import read
from verifier.model.proposition import KINDS
from verifier.report.words import words as catalogue
from verifier.score.metrics import METRICS
from verifier.words.likelihood import read_likelihood

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def _generator(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    return program(ROOT / "docs/generate.py")


def test_generated_pages_are_fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """`docs/` holds what `docs/generate.py` writes."""
    for name, text in _generator(monkeypatch).pages(computed()).items():
        assert (ROOT / "docs" / name).read_text(encoding="utf-8") == text


_FIGURES = ("chart", "meant", "scheme", "short", "sides", "standings", "table", "total", "waits")
_NO_FIGURE = {
    *("best", "central", "changed", "column", "curve", "event", "forecast", "forecaster", "narrow"),
    *("outcome", "reason", "row", "said", "scheme", "sides", "wide", "words", "worst"),
    # How many, counted.
    *("came", "compared", "days", "decided", "forecasts", "happened", "n", "questions", "right"),
    *("rows", "waiting"),
    # What was said or came, and what is explained under another head.
    *("observed", "probability", "read"),
}


def test_every_figure_under_a_head_of_pages_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    """`docs/numbers.md` has each under the name that readers see; counts and names are plain."""
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    printed = program(ROOT / "docs/numbers_page.py").PRINTED
    assert {*METRICS} >= printed.keys()
    told = {key for keys in printed.values() for key in keys}
    known = catalogue()
    heads = [k for k in known.texts if k.split(".")[0] in _FIGURES and k.split(".")[1:2] == ["col"]]
    assert told <= set(known.texts)
    told = {known.texts[key] for key in told}
    lacking = [
        key
        for key in heads
        if known.texts[key] not in told and key.rpartition(".")[2] not in _NO_FIGURE
    ]
    assert lacking == ["chart.col.interval", "standings.col.score"], "an interval and a mean score"


def test_every_command_is_in_the_readme() -> None:
    """An undocumented command fails."""
    for command in COMMANDS:
        assert f"verifier {command}" in README


def test_the_readme_is_short_on_what_is_published() -> None:
    """At most 25 lines, with links to the documents that say the rest."""
    section = README.split("## Published\n")[1].split("\n## ")[0]
    assert len(section.strip().splitlines()) <= 25
    assert {"docs/publishing.md", "docs/data.md"} <= set(re.findall(r"\((docs/[^)]*)\)", section))


def test_every_proposition_is_in_contributing() -> None:
    """Each kind of proposition has its line in the table."""
    for key in KINDS:
        assert f"{key}: " in CONTRIBUTING


def test_links_between_documents_lead_somewhere() -> None:
    """Relative links name files that are there, and so do the paths in guides for engineers."""
    docs = ROOT / "docs"
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(docs.rglob("*.md"))):
        text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
            if not re.match(r"\w+:", target):
                assert (page.parent / target).exists(), (page, target)
    for page in (docs / "architecture.md", *sorted((docs / "how-to").iterdir())):
        for path in re.findall(r"`(\w+/[a-z_/.-]+)`", page.read_text(encoding="utf-8")):
            assert (ROOT / path).exists() or (ROOT / "verifier" / path).exists(), (page, path)


def test_the_architecture_names_every_room_once_and_in_order() -> None:
    """Its table has the packages and modules of `verifier/`, from top to bottom as the layers."""
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`[^|]*`) \|", text, re.MULTILINE)
    named = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
    rooms = {path.stem for path in (ROOT / "verifier").iterdir() if path.stem.isidentifier()}
    assert sorted(named) == sorted(rooms - {"__init__", "__main__", "__pycache__", "py"})
    layers = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
        "importlinter"
    ]["contracts"][0]["layers"]
    floor = {room: at for at, row in enumerate(layers) for room in re.findall(r"\w+", row)}
    assert [floor[name] for name in named] == sorted(floor[name] for name in named)


def test_the_readmes_forecast_is_the_ledgers() -> None:
    """The forecast that the README shows is in `seeds/`, with the same words."""
    block = re.search(r"```yaml\n(  - id: .*?)```", README, re.DOTALL)
    assert block is not None
    [shown] = read("README.md", block[1]).value
    kept = ledger()[0].forecasts[shown["id"]]
    assert shown["quote"] == kept.quote
    assert shown["claim"] == kept.claim
    assert shown["window"]["phrase"] == (kept.window.phrase if kept.window else None)


def test_the_claim_of_the_readme_gets_its_scorecard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its commands, run as they stand there, end in a page on which the call was right."""
    section = README.split("## A claim in five minutes\n")[1].split("\n## ")[0]
    [block] = re.findall(r"```sh\n(.*?)```", section, re.DOTALL)
    (tmp_path / "checkout").mkdir()
    monkeypatch.chdir(tmp_path / "checkout")
    for command in re.split(r"\n|&&", re.sub(r" +#.*", "", block.replace("\\\n", ""))):
        match shlex.split(command):
            case ["verifier", *arguments]:
                assert main(arguments) == 0, command
            case ["cd", folder]:
                monkeypatch.chdir(folder)
            case _:
                subprocess.run(command, shell=True, check=True)
    page = (tmp_path / "weather/reports/forecasters/ann-example.md").read_text(encoding="utf-8")
    assert "“A heat wave will probably begin in July”" in page
    assert "**It was so**" in page
    assert "**Right: called likelier than not (“will probably”)**" in page


def test_the_examples_of_contributing_are_sound(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A ledger put together from the examples has no findings and gives scorecards."""
    texts = re.findall(r"```yaml\n(.*?)```", CONTRIBUTING, re.DOTALL)
    source = next(t for t in texts if "source:" in t and "publisher" in t)
    forecaster = next(t for t in texts if "kind: person" in t)
    forecast = next(t for t in texts if "forecasts:" in t)
    aside = next(t for t in texts if "set_aside:" in t)
    outcomes = [
        next(t for t in texts if t.startswith(f"{kind}:"))
        for kind in ("events", "coverage", "rulings", "questions")
    ]
    write(
        tmp_path,
        forecasters="forecasters:\n" + _dedent(forecaster),
        source="\n".join(map(_dedent, (source, forecast, aside))),
        outcomes="".join(outcomes)
        + "  - {id: russian-offensive-early-2023, title: Does it begin}\n",
    )
    assert load(tmp_path).diagnostics == ()
    assert main(["report", "--ledger", str(tmp_path)]) == 0
    page = (tmp_path / "reports/forecasters/ann-example.md").read_text(encoding="utf-8")
    assert "they will probably attack in March" in page
    assert "wrote" in capsys.readouterr().out


def test_the_series_of_contributing_can_be_entered(tmp_path: Path) -> None:
    """Its command, as it stands there, makes a sound ledger with its two values."""
    [command] = re.findall(r"^verifier (new series (?:.*\\\n)*.*)", CONTRIBUTING, re.MULTILINE)
    assert main([*shlex.split(command.replace("\\\n", "")), "--ledger", str(tmp_path)]) == 0
    held, _ = sound(tmp_path, advice=True)
    assert [point.value for point in held.points["area-held"]] == [52.5, 54.1]


def _dedent(text: str) -> str:
    """Without the three columns by which a block stands inside a numbered list."""
    lines = text.split("\n")
    inside = all(line.startswith("   ") for line in lines if line.strip())
    return "\n".join(line[3:] for line in lines) if inside else text


@slow
def test_a_phrase_is_added_by_data_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The files that the page on reading shows, laid over the defaults, teach two new phrases."""
    text = (ROOT / "docs/reading-words.md").read_text(encoding="utf-8")
    (tmp_path / "rules").mkdir()
    for block in re.findall(r"```yaml\n# (rules/\w+\.yaml).*?\n(.*?)```", text, re.DOTALL):
        (tmp_path / block[0]).write_text(block[1], encoding="utf-8")
    said = ["--said", "2025-01-02", "--format", "json", "--ledger", str(tmp_path)]
    assert main(["read", "it is dead certain at the Paris summit", *said]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["time"]["wide"] == ["2025-02-10", "2025-02-12"]
    assert told["likelihood"]["cap-2026"]["central"] == 0.95


def test_the_commands_of_the_readme_run_as_they_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each of them, in a small ledger in git that has the forecast and the files that they name."""
    write(tmp_path, source=SOURCE.replace("ann-attack", "danilov-active-operations"))
    (tmp_path / "seeds/paper.yaml").rename(tmp_path / "seeds/axios-2022-01-14.yaml")
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    for arguments in (
        ["init", "-q"],
        ["add", "-A"],
        *(["commit", "-q", "--allow-empty", "-m", message] for message in ("first", "second")),
    ):
        names = (
            "-c",
            "user.name=a",
            "-c",
            "user.email=a@example.org",
            "-c",
            "commit.gpgsign=false",
        )
        subprocess.run(["git", *names, *arguments], cwd=tmp_path, check=True, capture_output=True)
    block = README.split("## Two commands\n")[1].split("## ")[0]
    commands = re.findall(r"^verifier ([^#\n]+)", block, re.MULTILINE)
    assert len(commands) > 12
    monkeypatch.chdir(tmp_path)
    for command in commands:
        try:
            status = main(shlex.split(command))
        except SystemExit as end:
            status = int(end.code or 0)
        assert status == 0, command


def _chosen(root: Path, rules: str) -> Callable[[str], float | None]:
    """The number that words have under the rules laid over ours."""
    (root / "rules").mkdir(exist_ok=True)
    (root / "rules/likelihood.yaml").write_text(f"version: 2\n{rules}", encoding="utf-8")
    loaded = load_rules(root, [], {})
    assert loaded is not None

    def chosen(words: str) -> float | None:
        found = read_likelihood(words, rules=loaded.likelihood).chosen
        return None if found is None else found.central

    return chosen


@deep
def test_what_the_page_on_reading_says_of_overlays(tmp_path: Path) -> None:
    """A lexicon more, a list replaced or added to, alternatives and sets: as the page has it."""
    desk = "{id: desk, name: D, citation: D, means: D, phrases: {dead certain: %s}}"
    lexicon = f"lexicons: [{desk % '{low: 0.8, central: 0.9, high: 1}'}]\n"
    replaced = _chosen(tmp_path, f"{lexicon}meaningless: [verily]\n")
    assert replaced("dead certain") == 0.9
    assert replaced("likely") == replaced("verily likely") == 0.75
    assert replaced("likely, in our view") is None
    added = _chosen(tmp_path, "overlay: add\nmeaningless: [verily]\n")
    assert added("likely, in our view") == added("verily likely") == 0.75
    word = "{id: %s, phrases: [%s], means: [likely], kind: graded, because: B.}"
    sets, joined = word % ("sets", '"@bets good"'), word % ("joined", '"odds are+high|fine"')
    named = f"sets: {{bets: [stakes are, bets are]}}\nsynonyms: [{sets}, {joined}]\n"
    spelled = _chosen(tmp_path, named)
    assert spelled("bets are good") == spelled("odds are high") == spelled("odds fine") == 0.75
    assert spelled("bets good") is None
    assert spelled("verily likely") is None


def test_what_the_page_on_reading_says_of_words(capsys: pytest.CaptureFixture[str]) -> None:
    """Left over and unread as the page says, with the exit code that it gives."""
    assert main(["read", "by no means certain in March", "--said", "2023-01-01"]) == 0
    assert main(["read", "few will come", "--said", "2023-01-01"]) == 1
    assert main(["read", "a huge risk that it will fail", "--said", "2023-01-01"]) == 1
    for words in (
        "by March or later",
        "not in March",
        "March, if not April",
        "before the election",
    ):
        assert main(["read", words, "--said", "2023-01-01"]) == 1
    for words in ("before the election on 5 November", "at 3p", "at 15h30", "2023-03-01T08:15"):
        assert main(["read", words, "--said", "2023-01-01"]) == 0
    assert main(["read", "Sunday, July 4", "--said", "2023-07-01"]) == 1
    assert "left over   “Sunday, July 4”" in capsys.readouterr().out
