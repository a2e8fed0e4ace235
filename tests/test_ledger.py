"""Our own ledger: quotations are verbatim and the past does not know the future."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections import Counter
from datetime import date
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path
from posixpath import normpath
from typing import Any

import pytest
import yaml

from tests.depth import deep
from tests.folders import contents
from tests.ledgers import DOCUMENTS, pages_of
from tests.ours import ledger, pages
from verifier.engine import run
from verifier.loading.yaml import read
from verifier.model.ledger import Ledger
from verifier.rules import Rules

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def own() -> tuple[Ledger, Rules]:
    """Our own ledger and rules, which have no findings."""
    return ledger()


def _plain(text: str) -> str:
    """Text with whitespace and quotation marks made alike."""
    text = re.sub("[\u201c\u201d\u201e\u00ab\u00bb]", '"', text)
    text = re.sub("[\u2018\u2019\u02bc`\u00b4]", "'", text)
    return re.sub(r"\s+", " ", text).strip().strip('"').strip()


def test_every_quotation_is_in_its_document(own: tuple[Ledger, Rules], shared: Path) -> None:
    """Forecasts and look-alikes stand verbatim in the archived text, whose fingerprint matches."""
    for file in (file for file in own[0].files if file.source.id in DOCUMENTS):
        assert file.source.archive is not None
        raw = (shared / "seeds" / file.source.archive.file).read_bytes()
        assert hashlib.sha256(raw).hexdigest() == file.source.archive.sha256
        text = _plain(raw.decode("utf-8"))
        for quote in (*(f.quote for f in file.forecasts), *(a.quote for a in file.set_aside)):
            assert quote is not None
            assert _plain(quote) in text


def test_each_document_has_its_page() -> None:
    """The first five among them, every archived document has one."""
    data = json.loads((ROOT / "reports/data/forecasts.json").read_text(encoding="utf-8"))
    sources = {f["source"] for f in data["forecasts"] if f["document"]}
    assert sources >= DOCUMENTS
    assert all((ROOT / f"reports/sources/{source}.md").is_file() for source in sources)


def test_late_february_was_open_on_10_february_2023(own: tuple[Ledger, Rules]) -> None:
    """On 10 February 2023 a window in late February is open: undecided, or settled early."""
    verdicts = run(*own, date(2023, 2, 10)).verdicts
    on_the_day = verdicts["reznikov-around-24-february"]
    assert (on_the_day.outcome, on_the_day.reason) == ("undecided", "window_open")
    # An offensive by the 24th had begun by the 8th, and that was public on the 9th.
    by_the_day = verdicts["danilov-by-first-anniversary"]
    assert by_the_day.outcome == "came_true"
    assert not on_the_day.closed
    assert not by_the_day.closed


@deep
def test_pages_of_a_past_day_know_nothing_later(own: tuple[Ledger, Rules]) -> None:
    """No address, publisher's date or data of anything published after 2023-02-10 is printed."""
    day = date(2023, 2, 10)
    found = pages(ROOT, day)
    text = "\n".join(found.values())
    later = {
        item.address
        for item in own[0].evidence
        if item.address and (item.published is None or _last(item.published.days.last) > day)
    }
    earlier = {
        item.address
        for item in own[0].evidence
        if item.address and item.published and _last(item.published.days.last) <= day
    }
    assert later
    assert not [address for address in later - earlier if address in text]
    data = json.loads(found["data/forecasts.json"])
    assert data["as_of"] == "2023-02-10"
    for forecast in data["forecasts"]:
        for item in forecast["evidence"]:
            assert item["published"][1] <= "2023-02-11"
    assert "ruling" not in {f["verdict"]["basis"] for f in data["forecasts"]}
    assert "2024" not in _years(found)


def _last(day: date | None) -> date:
    return day or date.max


def _years(found: Any) -> str:
    """The prose of the pages of events, where a later summary would show; windows are in tables."""
    pages_of = (text for path, text in found.items() if path.startswith("events/"))
    return "\n".join(line for text in pages_of for line in text.split("\n") if line[:1] != "|")


def test_the_default_day_shows_what_came_later() -> None:
    """The same pages today do cite evidence that is newer than 2023-02-10."""
    page = pages()["events/winter-offensive-2023.md"]
    assert "https://www.pravda.com.ua/eng/news/2023/04/17/7398273/" in page


def test_the_committed_reports_are_up_to_date() -> None:
    """What is in `reports/` is what the ledger gives, byte for byte, and nothing else is there."""
    files = pages()
    assert contents(ROOT / "reports") == {name: text.encode() for name, text in files.items()}


def test_internal_links_lead_somewhere() -> None:
    """Every relative link of every page names a page, and its anchor is on it."""
    files = pages()
    for path, text in files.items():
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            if target.startswith(("http://", "https://")):
                continue
            page, _, anchor = target.partition("#")
            where = normpath(f"{path}/../{page}") if page else path
            assert where in files, f"{path} links to {target}"
            assert not anchor or f'<a id="{anchor}"></a>' in files[where]


@deep
def test_the_order_of_files_and_lists_is_immaterial(tmp_path: Path) -> None:
    """Files renamed so that they are read in another order give the same reports."""
    for folder in ("seeds", "outcomes"):
        others = shutil.ignore_patterns("*.yaml")
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=others)
        for number, path in enumerate(sorted((ROOT / folder).rglob("*.yaml"), reverse=True)):
            copy = tmp_path / folder / f"{number:03}.yaml"
            copy.write_bytes(path.read_bytes())
    shutil.copy(ROOT / "ledger.yaml", tmp_path)
    assert pages_of(tmp_path) == pages()


def test_windows_and_likelihoods_come_from_the_rules(own: tuple[Ledger, Rules]) -> None:
    """Where a curator reads the words instead of the rules, the reason stands beside it."""
    for forecast in own[0].forecasts.values():
        if forecast.claimed.class_ is not None:
            assert forecast.claimed.reason
        if forecast.window is not None and forecast.window.narrow is not None:
            assert forecast.window.reason


def test_the_search_log_counts_what_is_there() -> None:
    """Every source and forecast that was chosen by the rule is counted under one search."""
    log = read("search-log.yaml", (ROOT / "docs/search-log.yaml").read_text("utf-8")).value
    chosen = [
        read(file.name, file.read_text("utf-8")).value for file in (ROOT / "seeds").glob("20*/*")
    ]
    assert sum(int(search["sources"]) for search in log["searches"]) == len(chosen)
    assert sum(int(search["forecasts"]) for search in log["searches"]) == sum(
        len(file.get("forecasts", [])) for file in chosen
    )
    assert all(int(search["sources"]) <= int(search["shown"]) for search in log["searches"])
    given = sum(
        len(read(file.name, file.read_text("utf-8")).value.get("forecasts", []))
        for file in (ROOT / "seeds").glob("*.yaml")
    )
    page = " ".join((ROOT / "docs/record.md").read_text("utf-8").split())
    assert f"they gave 85 forecasts, and give {given} since three more" in page


def test_the_record_says_how_many_lists_there_are() -> None:
    """In one place, as many as stand below it; no other page says a number."""
    page = (ROOT / "docs/record.md").read_text("utf-8")
    rule = page[page.index("**What was searched for.**") : page.index("**What was taken.**")]
    lists = [int(number) for number in re.findall(r"^(\d+)\. ", rule, re.MULTILINE)]
    assert lists == list(range(1, len(lists) + 1))
    assert rule.startswith(f"**What was searched for.** {len(lists)} lists, in this order.")
    for other in ("CHANGELOG.md", "README.md", "reports/README.md"):
        text = (ROOT / other).read_text("utf-8")
        assert not re.search(r"\d \[?lists of searches", text), other


def test_what_was_found_against_is_in_the_records(own: tuple[Ledger, Rules]) -> None:
    """Each record that the log names cites both sides, and the page says for how many questions."""
    ledger = own[0]
    log = yaml.safe_load((ROOT / "docs/against-log.yaml").read_text("utf-8"))
    sides = {event.id: event.evidence for event in ledger.events.values()}
    sides |= {covered.id: covered.evidence for covered in ledger.coverage.values()}
    found = [each for each in log if each.get("against", "none") != "none"]
    for each in found:
        assert each["question"] in ledger.questions
        for id in each["against"]:
            if (ruling := ledger.rulings.get(id)) is not None:
                assert ruling.arguments_for
                assert ruling.arguments_against
            else:
                assert {"for", "against"} <= {item.stance for item in sides[id]}
    page = " ".join((ROOT / "docs/record.md").read_text("utf-8").split())
    assert f"for {len(found)} of these {len(log) - 1} questions" in page


def test_the_record_says_how_many_questions_have_both_sides() -> None:
    """Of those on which several are scored: by each forecast's evidence, as it is published."""
    several: dict[str, set[str]] = {}
    both = set()
    for each in json.loads((ROOT / "reports/data/forecasts.json").read_text("utf-8"))["forecasts"]:
        if each["question"] and each["scores"]["brier"]:
            several.setdefault(each["question"], set()).add(each["charged_to"])
            if {"for", "against"} <= {item["stance"] for item in each["evidence"]}:
                both.add(each["question"])
    shared = {question for question, who in several.items() if len(who) > 1}
    page = " ".join((ROOT / "docs/record.md").read_text("utf-8").split())
    assert f"now {len(both & shared)} of the {len(shared)} questions on which several" in page


def test_the_record_says_for_how_many_the_reasons_are_counted() -> None:
    """Its figures are those of the log from the twenty-eighth to the fortieth list."""
    text = (ROOT / "docs/search-log.yaml").read_text("utf-8")
    first, after = (text.index(f"# The {which} list") for which in ("twenty-eighth", "forty-first"))
    rest = yaml.safe_load(text[first:after])
    shown, sources = (sum(int(each[key]) for each in rest) for key in ("shown", "sources"))
    page = " ".join((ROOT / "docs/record.md").read_text("utf-8").split())
    assert f"of {shown:,} pages and lines in {len(rest)} entries {sources} became sources" in page
    known = [each for each in rest if "aside" in each]
    searches = [each for each in known if int(each["shown"]) == 8]
    left = sum(sum(map(int, each["aside"].values())) for each in known)
    assert f"{len(searches)} of their searches were read again" in page
    assert f"{left:,} pages and lines in {len(known)} entries" in page


def test_what_was_chosen_was_said_in_the_days_of_the_rule(own: tuple[Ledger, Rules]) -> None:
    """From 1 October 2021 to 30 June 2024; the five documents were given, whatever their days."""
    said = {
        forecast.id: forecast.said.days
        for file in own[0].files
        if file.source.id not in DOCUMENTS
        for forecast in file.forecasts
    }
    late = [
        id
        for id, days in said.items()
        if days.start is None or not date(2021, 10, 1) <= days.start < date(2024, 7, 1)
    ]
    assert len(said) > 500
    assert late == []


@pytest.mark.parametrize("name", ["second", "third", "fourth", "fifth", "sixth", "seventh"])
def test_the_readings_agree_as_far_as_is_said(name: str) -> None:
    """Agreement and Cohen's kappa of each reading, computed here from its list."""
    pairs = yaml.safe_load((ROOT / f"docs/{name}-reading.yaml").read_text("utf-8")).values()
    size = len(pairs)
    agreed = sum(pair["verdict"] == pair["second"] for pair in pairs)
    first, second = (Counter(pair[key] for pair in pairs) for key in ("verdict", "second"))
    chance = sum(first[outcome] * second[outcome] for outcome in first) / size**2
    kappa = (agreed / size - chance) / (1 - chance)
    page = " ".join((ROOT / "docs/record.md").read_text("utf-8").split())
    assert f"{agreed} of {size} ({agreed / size:.0%}), and kappa" in page
    assert re.search(rf"{agreed} of {size} \([^)]*\), and kappa [^.;]*is {kappa:.2f}[.;]", page)
    reading = ledger()[0].second_reading
    assert reading is not None
    if name == "second":
        assert (reading.drawn, reading.agreed, reading.kappa) == (size, agreed, round(kappa, 2))
        method = (ROOT / "reports/method.md").read_text("utf-8")
        assert f"alike in {agreed} ({agreed / size:.0%})" in method


def test_the_method_has_the_rules_of_the_record() -> None:
    """What the curators hold themselves to stands on the page, as record.md has it."""
    page, method = (
        " ".join((ROOT / path).read_text("utf-8").split())
        for path in ("docs/record.md", "reports/method.md")
    )
    rules = ledger()[0].curation
    said = page[page.index("## One rule for all sides") : page.index("## What was settled")]
    assert said.count("- **") == len(rules) > 0
    for each in rules:
        assert f"- **{each.rule}** {each.text}" in said
        assert f"- **{each.rule}**" in method


def test_what_the_own_side_decides_is_in_the_data() -> None:
    """Peskov's right calls on what Russia decides are marked, as many as are counted."""
    said, told = (
        json.loads((ROOT / f"reports/data/{name}.json").read_text("utf-8"))[name]
        for name in ("forecasts", "forecasters")
    )
    for right, field in (("right", "own_side"), ("wrong", "own_side_wrong")):
        marked = Counter(
            row["forecaster"]
            for row in said
            if row["call"]["own_side"] and row["call"]["right"] == right
            if row["scores"]["left_out"] not in ("commitment", "misreported", "restatement")
        )
        assert marked["dmitry-peskov" if right == "right" else "sergei-lavrov"] > 0
        assert {row["forecaster"]: row[field] for row in told if row[field]} == marked


def test_the_same_sentence_has_one_verdict() -> None:
    """Prints of one sentence are one forecast, or are judged alike; by day and by question."""
    said = json.loads((ROOT / "reports/data/forecasts.json").read_text("utf-8"))["forecasts"]
    counted = [
        row for row in said if row["scores"]["left_out"] not in ("misreported", "restatement")
    ]
    words = {row["id"]: re.findall(r"\w+", (row["quote"] or "").casefold()) for row in counted}
    for one, other in combinations(counted, 2):
        if (one["forecaster"], one["question"]) != (other["forecaster"], other["question"]):
            continue
        close = SequenceMatcher(None, words[one["id"]], words[other["id"]]).ratio()
        if close > 0.75 and min(len(words[one["id"]]), len(words[other["id"]])) > 4:
            outcomes = {row["verdict"]["outcome"] for row in (one, other)}
            assert len(outcomes) == 1, (one["id"], other["id"], outcomes)
