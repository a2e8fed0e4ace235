"""Remedies that give the line or the command to write, filled in as far as it can be."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.depth import thin
from tests.ledgers import FORECASTERS, OUTCOMES, SOURCE, write
from verifier.loading import load

DAYS = "2023-01-09/YYYY-MM-DD"
WINDOW = '    window: {phrase: "in February"}\n'


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        (WINDOW, "", "VF301", f'`window: {{narrow: {DAYS}, wide: {DAYS}, reason: "..."}}`'),
        (
            WINDOW,
            '    window: {phrase: "one day", operator: open_ended}\n',
            "VF301",
            f'`window: {{phrase: "one day", narrow: {DAYS}, wide: {DAYS}, reason: "..."}}`',
        ),
        (
            "in February",
            "bis „bald“",
            "VF202",
            f'`window: {{phrase: "bis „bald“", narrow: {DAYS}, wide: {DAYS}, reason: "..."}}`',
        ),
        (
            "in February",
            "before the election",
            "VF202",
            "add the event with its days to `occasions` in rules/time.yaml, or give the days: ",
        ),
        (
            "{event: ground-offensive, actor: russia, place: ukraine}",
            "{judged: It is decisive.}",
            "VF302",
            '--forecast ann-attack --outcome ... --reasons "..." --signed "..."`',
        ),
    ],
)
def test_the_remedy_is_ready_to_be_written(
    tmp_path: Path, old: str, new: str, code: str, said: str
) -> None:
    """With the day said as the first day; the last is the curator's to put in."""
    write(tmp_path, source=SOURCE.replace(old, new), outcomes=OUTCOMES)
    found = [d for d in load(tmp_path, advice=True).diagnostics if d.code == code]
    assert [said in d.help for d in found] == [True]


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("outcomes/more.yaml", {"events", "coverage", "questions", "rulings", "series"}),
        ("seeds/more.yaml", {"source", "forecasts", "forecasters", "set_aside"}),
        ("disputes/more.yaml", {"disputes"}),
    ],
)
@pytest.mark.parametrize("text", ["  - id: x\n", "a word\n", "[1, 2]\n"])
def test_a_file_without_a_key_is_told_which_there_are(
    tmp_path: Path, name: str, keys: set[str], text: str
) -> None:
    """A list is the likeliest: somebody wrote a record and forgot what it is one of."""
    path = write(tmp_path) / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    [found] = load(tmp_path).diagnostics
    assert found.code == "VF103"
    assert found.help.startswith("begin the file with a key, and put what is there below it: ")
    assert keys <= set(re.findall("`([a-z_]+)`", found.help))


def test_the_line_is_sound_once_its_last_days_are_put_in(tmp_path: Path) -> None:
    """As it stands it is no date, so that it cannot be left by mistake."""
    write(tmp_path, source=SOURCE.replace("in February", "when pigs fly"))
    [found] = load(tmp_path).diagnostics
    line = found.help.split("`")[-2]
    source = SOURCE.replace(WINDOW, f"    {line}\n")
    write(tmp_path, source=source)
    assert {d.code for d in load(tmp_path).diagnostics} == {"VF108"}
    write(tmp_path, source=source.replace("YYYY-MM-DD", "2023-02-28"))
    assert load(tmp_path, advice=True).diagnostics == ()


DENIALS = ["not", "nobody", "hardly", "few", "instead of", "by no means", "never", "no longer"]


@pytest.mark.parametrize(
    ("old", "denied", "meant"),
    thin(
        [
            *(
                (f'"{time}"', f"{denial} {time}", time)
                for time in ("in March", "by June")
                for denial in DENIALS
            ),
            ('"in March"', "in March, if not April", "in March"),
            *(
                ('"in March"', f"in March {word}", "in March")
                for word in ("Thursdays", "sooner", "hours", "forty", "almost", "twice")
            ),
            ('"by March"', "by March or later", "by March"),
            *(
                ('"will"', f"{denial} likely", "likely")
                for denial in ("denied", "refused", "few say", "against", "whether", "anything but")
            ),
            *(('"will"', f"{how} likely", "likely") for how in ("remotely", "only", "deceptively")),
            ('"will"', "60% against", "60%"),
            ('"will"', "60% chance not", "60% chance"),
        ],
        3,
    ),
)
def test_a_remedy_leaves_out_nothing_that_turns_the_rest(
    tmp_path: Path, old: str, denied: str, meant: str
) -> None:
    """Of "not in March" no `in March` is proposed, of "xyzzy in March" it is."""
    place = old if old in SOURCE else '"in February"'
    for phrase, offered in ((denied, False), (f"xyzzy {meant}", True)):
        write(tmp_path, source=SOURCE.replace(place, f'"{phrase}"'))
        [found] = [d for d in load(tmp_path).diagnostics if d.code in {"VF202", "VF203"}]
        assert (f"`{meant}`" in found.help) == offered, found.help


@pytest.mark.parametrize("odds", ["3 to 1", "a 3 to 1 chance", "odds of 7:2", "ten-to-one odds"])
def test_odds_are_offered_either_way(tmp_path: Path, odds: str) -> None:
    """Which way they go, the curator says."""
    write(tmp_path, source=SOURCE.replace('"will"', f'"{odds}"'))
    [found] = [d for d in load(tmp_path).diagnostics if d.code == "VF203"]
    assert " on`" in found.help
    assert " against`" in found.help


def test_a_flat_statement_is_told_how_no_likelihood_is_entered(tmp_path: Path) -> None:
    """What the key takes is in the remedy, also for words that name no likelihood."""
    write(tmp_path, source=SOURCE.replace('    likelihood: {phrase: "will"}\n', ""))
    [found] = load(tmp_path).diagnostics
    assert found.code == "VF102"
    assert "{probability: 0.7}" in found.help
    assert "unassessable (no likelihood is named, as in a flat statement)" in found.help


def test_of_two_spellings_the_remedy_names_both_ids(tmp_path: Path) -> None:
    """Which id to use, which name to add to it, and how to tell two people apart."""
    misspelt = "  - id: anne-example\n    name: Anne Example\n    kind: person\n"
    write(tmp_path, forecasters=FORECASTERS + misspelt)
    [found] = [d for d in load(tmp_path, advice=True).diagnostics if d.code == "VF307"]
    assert "use the id `ann-example` in all forecasts and add `Anne Example`" in found.help
    assert "give `anne-example` a `not_to_be_confused_with: [ann-example]`" in found.help


@pytest.mark.parametrize("first", ["The Paper", "The paper"])
def test_the_rarer_spelling_of_a_publisher_is_the_slip(tmp_path: Path, first: str) -> None:
    """Once, wherever it stands among three that have the other one."""
    others = ["The Paper"] * 3 if first == "The paper" else ["The Paper", "The paper", "The Paper"]
    write(tmp_path, source=SOURCE.replace("The Paper", first))
    for number, publisher in enumerate(others):
        text = f"source: {{id: s{number}, publisher: {publisher}, published: 2023-01-11}}\n"
        (tmp_path / f"seeds/s{number}.yaml").write_text(text, encoding="utf-8")
    [found] = [d for d in load(tmp_path, advice=True).diagnostics if d.code == "VF324"]
    assert found.message == "`The paper` is written `The Paper` elsewhere"
    usual = "s0" if first == "The paper" else "paper-2023-01-10"
    assert found.notes[0].text == f"`{usual}` has `The Paper`"
