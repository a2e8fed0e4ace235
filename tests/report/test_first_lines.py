"""The first lines of the index: what words meant, who is ahead, how sides compare."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests import gaming
from tests.depth import each
from tests.gaming import FEBRUARY, PLACES, Said, honest, ledger
from tests.ledgers import Pages
from tests.ours import computed, pages
from verifier.reading import Reader


def line(page: str, begins: str) -> str:
    """The line of the index that begins so."""
    return next(
        line for line in page.splitlines() if line.removeprefix("- ").startswith(f"**{begins}")
    )


def test_who_is_ahead_beyond_chance(tmp_path: Path) -> None:
    """On twelve questions 0.04 against 0.64 on all of them."""
    found = ledger(tmp_path, [*honest(), *honest("rival", 0)])
    told = line(Pages(found)["README.md"], "Ahead beyond chance")
    assert "[Honest](forecasters/honest.md) of [Rival](forecasters/rival.md)" in told
    assert "by a Brier score lower by 0.60 on 12 questions (24 forecasts)." in told


def test_few_questions_say_nothing(tmp_path: Path) -> None:
    """Of five shared questions nothing is told: it takes as many as a rank.

    Where that is all there is to say, nothing is said.
    """

    def words(who: str, questions: Iterable[int]) -> list[Said]:
        likely = {"phrase": "likely"}
        return [Said(who, n, FEBRUARY, likelihood=likely) for n in questions]

    few = Pages(ledger(tmp_path / "few", [*words("ann", range(12)), *words("bob", range(5))]))
    told = line(few["README.md"], "Nobody can be called")
    assert "of 1 pair none shares more than 5 of the 10 questions" in told
    alike = [*honest(), *honest("rival")]
    told = line(Pages(ledger(tmp_path / "alike", alike))["README.md"], "Nobody is ahead")
    assert "1 pair says something comparable" in told
    apart = Pages(ledger(tmp_path / "apart", [*words("a", range(5)), *words("b", range(6, 12))]))
    assert "no two have calls decided on the same event over windows" in apart["README.md"]
    assert (
        "What words turned"
        not in Pages(ledger(tmp_path / "less", words("a", range(5))))["README.md"]
    )


@pytest.mark.parametrize(
    ("ann", "bob", "told"),
    [
        (range(10), range(9), ""),
        (
            range(10),
            range(6, 16),
            "7 questions on which somebody else says something comparable, and",
        ),
        (
            range(10),
            range(5, 15),
            "10 questions on which somebody else says something comparable, which",
        ),
        (range(10), range(4, 14), None),
    ],
)
def test_the_index_says_what_lacks_for_standings(
    ann: Iterable[int],
    bob: Iterable[int],
    told: str | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Ten that compare, or six that are shared: as the rule has it; of too few the table tells.

    Two more stand beside each of the two on five questions that the other has not answered, or on
    three: so 4 + 3 of Bob's ten compare where he shares four.
    """
    monkeypatch.setattr(gaming, "PLACES", 16)
    likely = {"phrase": "likely"}
    beside = {"cem": range(5), "dee": range(10, 15 if told is None or "10" in told[:2] else 13)}
    said = [
        Said(who, n, FEBRUARY, likelihood=likely)
        for who, own in {"ann": ann, "bob": bob, **beside}.items()
        for n in own
    ]
    page = Pages(ledger(tmp_path, said))["README.md"]
    if told == "":
        assert "No standings" not in page
        assert "[Standings]" not in page
    elif told is None:
        assert "[Standings](standings.md): 2 forecasters, 6 questions." in page
        assert "No standings" not in page
    else:
        assert f"No standings: {told}" in page


def test_sides_that_share_too_little_are_named(tmp_path: Path) -> None:
    """Every side of somebody with a score is compared, or named with what it shares at most."""
    said = [
        replace(said, side=side)
        for side, many in (("russia", 12), ("ukraine", 12), ("united-states", 5))
        for said in honest(side)
        if said.question < many
    ]
    told = line(Pages(ledger(tmp_path, said))["README.md"], "No side is shown to be better")
    assert "Russia against Ukraine: 0.00 lower on 12 questions" in told
    assert told.endswith("Not compared, sharing fewer than 10 questions: United States (5).")


def test_the_index_says_on_how_many_questions_sides_compare() -> None:
    """Of our own ledger: on what it takes, or on how many at most."""
    run, page = computed(), pages()["README.md"]
    least = run.rules.schemes.thresholds.rank
    most = max(m.questions for m in run.sureness.sides)
    if most < least:
        told = line(page, "The sides")
        assert f"on more than {most} questions, and it takes {least}." in told
    else:
        assert f"lower on {most} questions" in line(page, "No side is shown to be better")


@pytest.mark.parametrize(("questions", "happened"), [(6, 0), (12, 0), (12, 1)])
def test_the_index_says_no_more_than_the_standings(
    questions: int, happened: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """0 against 20 % are equally good where the truth is 10 %: all signs alike tell nothing.

    Had one question gone the other way, 0 would have lost 0.36 on it, and wins 0.04 on each other.
    """
    monkeypatch.setattr(gaming, "PLACES", questions)
    monkeypatch.setattr(gaming, "CAME", happened)
    sides = (("zero", 0.0, "russia"), ("fifth", 0.2, "ukraine"))
    said = [
        Said(who, n, FEBRUARY, likelihood=p, side=side)
        for n in range(questions)
        for who, p, side in sides
    ]
    found = ledger(tmp_path, said)
    assert not any(m.shown for m in (*found.sureness.met, *found.sureness.sides))
    assert all(row.ranks in (None, (1, 2)) for row in found.sureness.standings.rows)
    assert "**Nobody" in Pages(found)["README.md"]


def test_the_index_does_not_deny_what_bounds_say(tmp_path: Path) -> None:
    """No pair holds among all, and "will" of everything is third of three whichever is better."""
    will = [Said("will", n, FEBRUARY, likelihood={"phrase": "will"}) for n in range(PLACES)]
    found = ledger(tmp_path, [*honest(), *honest("rival", 10), *will])
    assert not any(m.shown for m in found.sureness.met)
    assert found.standing_of["will"].ranks == (3, 3)
    page = Pages(found)["README.md"]
    assert "Nobody is ahead" not in page
    told = line(page, "No two are told apart")
    names = "[Honest](forecasters/honest.md) and [Will](forecasters/will.md)"
    assert f"But {names} do surely better or worse than some of the others" in told


def test_the_headline_counts_a_question_once(tmp_path: Path) -> None:
    """Ten of twelve were right: 83 %, also where one of the ten is said thirty times more."""
    said = [*honest("ann", right=10)]
    again = [replace(said[5], said=said[5].said + timedelta(n)) for n in range(1, 31)]
    once, often = (
        Pages(ledger(tmp_path / str(len(more)), [*said, *more]))["README.md"]
        for more in ([], again)
    )
    for page, calls in ((once, "10 of 12"), (often, "40 of 42")):
        [line] = [line for line in page.splitlines() if "proved right" in line]
        told = "**83% of calls proved right**, each of 12 questions counted once"
        assert line.startswith(told)
        assert f": {calls} calls." in line
    assert _range(once) == _range(often)


def _range(page: str) -> str:
    return page.partition("(95 % range: ")[2].partition(")")[0]


def test_what_words_turned_out_to_mean(tmp_path: Path) -> None:
    """Twelve events were called likely, and three came: 3 of 12, by Wilson 9 to 54 %.

    Twelve questions vary as eleven trials do: (0.25 + 0.175 -+ 1.96 x 0.158) / 1.349.
    """
    phrase = {"phrase": "likely"}
    said = [Said("ann", q, s.said, likelihood=phrase) for q, s in enumerate(honest())]
    page = Pages(ledger(tmp_path, said))
    assert "| “likely” | 3 of 12 on 12 questions | 25% (9–54%) |" in page["README.md"]
    assert "| “likely” | 0.75 | 3 | 12 | 12 | 25% (9–54%) |" in page["figures.md"]


def test_our_index_says_it_in_three_lines() -> None:
    """What words meant, how the sides compare or that they cannot be compared, and who is ahead."""
    page = pages()["README.md"]
    words = page[page.index("## What words turned") :]
    # Of words of one meaning the most frequent stand first: "likely", or "will likely".
    assert all(f"| “{word}”" in words for word in ("will", "could", "is preparing"))
    assert "likely” |" in words
    assert "a plan denied |" in words
    people = page[page.index("## Who was") : page.index("| Forecaster |")]
    assert line(people, "Nobody")
    assert re.search(r"^\*\*(No side is shown to be better|The sides)\*\*", people, re.MULTILINE)


@pytest.mark.parametrize("spoken", [True, False])
def test_words_that_the_quotation_does_not_have_are_no_quotation(
    tmp_path: Path, spoken: bool
) -> None:
    """A curator's "almost no chance" for "close to zero" is told as a reading, and not counted."""
    read = {"phrase": "almost no chance", "reason": "He says that it is close to zero."}
    quote = "There is almost no chance" if spoken else "That is close to zero"
    said = [Said("ann", q, s.said, likelihood=read, quote=quote) for q, s in enumerate(honest())]
    found = Pages(ledger(tmp_path, said))
    page = found["forecasts/said-0.md"]
    assert ("“almost no chance” means" in page, "“almost no chance” —" in page) == (spoken, spoken)
    assert ("read as: almost no chance, which means" in page) != spoken
    assert ("| “almost no chance” |" in found["README.md"]) == spoken


def test_our_index_tells_of_plans_beside_calls_and_what_denying_all_would_have_been() -> None:
    """Who denied plans that were carried out all the same does not stand as right alone."""
    index = pages()["README.md"]
    row = next(row for row in index.splitlines() if row.startswith("| [Dmitry Peskov]"))
    assert re.search(r"beside them \d+ plans denied, \d+ to \d+ carried out all the same", row)
    assert re.search(r"Of the \d+ about an event .* denying each would have got .* right", index)


def test_days_that_no_record_covers_do_not_hide_the_others() -> None:
    """The record of nuclear weapons begins on 3 January 2022; the question on the first."""
    told = "it did not come within 3 January to 31 December 2022; the record does not cover 1 to 2"
    assert told in pages()["questions/nuclear-2022.md"]


@each(
    "quote phrase quoted",
    [
        ("I don't think so", "I think", False),
        ("I don’t think it's likely", "not likely", False),
        ("I don't think so", "I do not think", True),
        ("The risk of it is, we say, low", "risk ... low", True),
        ("The risk of it is low", "low ... risk", False),
        ("They WILL come", "will", True),
    ],
)
def test_only_words_that_follow_each_other_are_quoted(
    quote: str, phrase: str, quoted: bool
) -> None:
    """What stands between two words may deny the second; three dots say that something does."""
    assert Reader(computed().rules).quotes(quote, phrase) == quoted
