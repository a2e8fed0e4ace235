"""Attacks on the standings, each a small ledger: none of them stands above the honest forecaster.

docs/gaming.md tells what each of them does, and what the standings say of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain
from pathlib import Path

import pytest

from tests.depth import some
from tests.gaming import EVENT, FEBRUARY, PLACES, Said, came, honest, ledger
from tests.ledgers import Pages
from verifier.rank.standings import Reason
from verifier.report import Run

EVE = date(2024, 12, 30)
RIVAL = 10
"""The rival of the honest one is right on so many of the twelve questions."""


def wrong(who: str) -> Iterator[Said]:
    """Sure and wrong on every question."""
    for question in range(PLACES):
        yield Said(who, question, FEBRUARY, likelihood=0.05 if came(question) else 0.95)


def denials(who: str, question: int, count: int) -> Iterator[Said]:
    """As many days of the second half of the year, each denied by itself on 1 July."""
    for day in range(count):
        window = (date(2024, 7, 2) + timedelta(days=day)).isoformat()
        yield Said(who, question, date(2024, 7, 1), window, 0.99, denies=True)


def splitter(who: str) -> Iterator[Said]:
    """Wrong on all, with 150 denials of single days on one question."""
    return chain(wrong(who), denials(who, PLACES - 1, 150))


def splitter_of_all(who: str) -> Iterator[Said]:
    """Wrong on all, with twenty denials of single days on each."""
    return chain(wrong(who), *(denials(who, question, 20) for question in range(PLACES)))


def eve_man(who: str) -> Iterator[Said]:
    """The last day denied on its eve, and the day of each event called on its eve."""
    for question in range(PLACES):
        if came(question):
            said = EVENT - timedelta(days=1)
            yield Said(who, question, said, EVENT.isoformat(), 1.0)
        else:
            yield Said(who, question, EVE, "2024-12-31", 1.0, denies=True)


def late_man(who: str) -> Iterator[Said]:
    """The whole year, spoken of when little of it is left to know."""
    for question in range(PLACES):
        likelihood = 1.0 if came(question) else 0.0
        said = EVENT - timedelta(days=1) if came(question) else EVE
        yield Said(who, question, said, likelihood=likelihood)


def after_man(who: str) -> Iterator[Said]:
    """The second half of the year is denied wherever the event has just come."""
    for question in range(PLACES):
        if came(question):
            window = "2024-06-25/2024-12-31"
            yield Said(who, question, date(2024, 6, 24), window, 1.0, denies=True)
        else:
            yield Said(who, question, FEBRUARY, likelihood=0.5)


def could_man(who: str) -> Iterator[Said]:
    """Whatever it is, it could happen."""
    for question in range(PLACES):
        yield Said(who, question, FEBRUARY, likelihood={"phrase": "could"})


def prepares_man(who: str) -> Iterator[Said]:
    """Whatever it is, somebody is preparing it."""
    for question in range(PLACES):
        yield Said(who, question, FEBRUARY, likelihood={"class": "intention"})


def denier(who: str) -> Iterator[Said]:
    """January is denied of every question, whose events come later if at all."""
    for question in range(PLACES):
        said = date(2023, 12, 30)
        yield Said(who, question, said, "2024-01-01/2024-01-31", 1.0, denies=True)


def hedger(who: str) -> Iterator[Said]:
    """That it will, and that it will not, on the same day."""
    for question in range(PLACES):
        for denies in (False, True):
            yield Said(who, question, FEBRUARY, likelihood=0.95, denies=denies)


def undated_man(who: str) -> Iterator[Said]:
    """Whatever it is, it will come, some day."""
    for question in range(PLACES):
        yield Said(who, question, date(2024, 1, 1), None, 0.95)


def close_man(who: str) -> Iterator[Said]:
    """One half for as long as nothing is known, and the truth on the last day."""
    for question in range(PLACES):
        last = EVENT - timedelta(days=1) if came(question) else EVE
        yield Said(who, question, FEBRUARY, likelihood=0.5)
        yield Said(who, question, last, likelihood=1.0 if came(question) else 0.0)


def opposite(who: str, other: str) -> Iterator[Said]:
    """Everything comes under one name, nothing under the other."""
    for question in range(PLACES):
        yield Said(who, question, FEBRUARY, likelihood=0.95)
        yield Said(other, question, FEBRUARY, likelihood=0.05)


def follower(who: str) -> Iterator[Said]:
    """A week later, and only where the honest one and the rival agree: the same as they."""
    for said in honest(who, sure=0.8):
        if said.question < RIVAL:
            yield replace(said, said=FEBRUARY + timedelta(days=7))


def copier(who: str, nearer: float = 0.0) -> Iterator[Said]:
    """A day later what the honest one said, by turns 0.05 nearer to the middle and farther off."""
    for said in honest(who):
        off = 0.05 if said.question % 2 else -0.05
        likelihood = said.likelihood + (off if came(said.question) else -off)
        likelihood += nearer if came(said.question) else -nearer
        yield replace(said, said=FEBRUARY + timedelta(days=1), likelihood=likelihood)


ATTACKS = {
    attack.__name__.replace("_", "-"): attack
    for attack in (
        splitter,
        splitter_of_all,
        eve_man,
        late_man,
        after_man,
        could_man,
        prepares_man,
        denier,
        hedger,
        undated_man,
        close_man,
    )
}


def rank(found: Run, name: str) -> int | None:
    row = found.standing_of.get(name)
    return row.rank if row is not None else None


@some([*ATTACKS])
def test_no_attack_stands_above_an_honest_forecaster(
    tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    """Neither above the one who is right on all nor above the one who is wrong on two of twelve."""
    statements = [*honest(), *honest("rival", RIVAL), *ATTACKS[name](name)]
    found = ledger(tmp_path_factory.mktemp("attack"), statements)
    places = {who: rank(found, who) for who in ("honest", "rival", name)}
    assert places["honest"] == 1
    assert places["rival"] == 2
    assert places[name] in (None, 3)


@some(["eve-man", "late-man", "denier"])
def test_who_speaks_of_something_else_is_not_compared(
    tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    """The reason is given: on none of the questions does anybody say something about the same."""
    statements = [*honest(), *honest("rival", RIVAL), *ATTACKS[name](name)]
    found = ledger(tmp_path_factory.mktemp("other"), statements)
    refused = found.standing_of[name].rank_refused
    assert refused is not None
    assert (refused.reason, refused.have) == (Reason.NO_SHARED_SET, 0)
    assert "Without a place" in Pages(found)["standings.md"]


def test_who_names_no_number_is_named_as_not_placed(tmp_path: Path) -> None:
    """Always "is preparing" is not a way out of the page."""
    found = ledger(tmp_path, [*honest(), *honest("rival", RIVAL), *prepares_man("prepares")])
    page = Pages(found)["standings.md"]
    assert "[Prepares](forecasters/prepares.md): no forecast with a number" in page
    # Three plans were carried out in time, of which nobody said that they would be.
    assert found.tallies["prepares"].days_off is None
    assert "was on time" not in Pages(found)["forecasters/prepares.md"]


def test_the_truth_of_the_last_day_counts_for_a_day(tmp_path: Path) -> None:
    """By hand, of an event that does not come: 0.25 for 333 days of 335, then 0 for two."""
    found = ledger(tmp_path, [s for s in close_man("close-man") if not came(s.question)])
    brier = found.tallies["close-man"].brier
    assert brier is not None
    assert brier.central == pytest.approx(0.25 * 333 / 335)


def test_of_two_names_neither_stands_above(tmp_path: Path) -> None:
    """One is wrong on nine, the other on three: 0.2275, after the rival's 0.14."""
    table = [*honest(), *honest("rival", RIVAL), *opposite("all", "none")]
    rows = ledger(tmp_path, table).sureness.standings.rows
    assert [row.forecaster for row in rows] == ["honest", "rival", "none", "all"]


def test_who_follows_where_others_agree_stands_between_them(tmp_path: Path) -> None:
    """On what all three share they do alike: nothing puts the follower before the honest one."""
    table = [*honest(), *honest("rival", RIVAL), *follower("follower")]
    found = ledger(tmp_path, table)
    assert [rank(found, who) for who in ("honest", "follower", "rival")] == [1, 2, 3]
    row = found.standing_of["follower"]
    assert (row.ranks, row.compared) == ((1, 3), RIVAL)
    assert row.peer == pytest.approx(0)


def test_a_noisy_copy_is_behind_and_a_bolder_one_is_not_told_apart(tmp_path: Path) -> None:
    """By hand: 0.15 squared and 0.25 squared by turns, 0.0425 after 0.04; 0.1 bolder it is 0.0125.

    Who copies and sharpens is ahead where the copied one was too careful, and the pair says so.
    """
    table = [*honest(), *honest("rival", RIVAL)]
    found = ledger(tmp_path / "noisy", [*table, *copier("copier")])
    assert [rank(found, who) for who in ("honest", "copier", "rival")] == [1, 2, 3]
    assert found.standing_of["copier"].mean == pytest.approx(0.0425)
    assert not found.sureness.standings.pairs["copier", "honest"].shown
    found = ledger(tmp_path / "bolder", [*table, *copier("copier", 0.1)])
    assert found.standing_of["copier"].mean == pytest.approx(0.0125)
    assert rank(found, "copier") == 1


@pytest.mark.parametrize("ally", ["always a half", "the chosen ones", "a stranger"])
def test_allies_move_nobody(ally: str, tmp_path: Path) -> None:
    """Whoever joins and whatever they say, the order and differences of the others stay."""
    table = [*honest(), *honest("rival", RIVAL), *wrong("liar")]
    alone = ledger(tmp_path / "alone", table).sureness.standings
    more = {
        "always a half": [Said("ally", n, FEBRUARY, likelihood=0.5) for n in range(PLACES)],
        "the chosen ones": [
            Said("ally", n, FEBRUARY, likelihood=0.0 if came(n) else 1.0) for n in range(10)
        ],
        "a stranger": [Said("ally", n, EVE, "2024-12-31", 0.5) for n in range(PLACES)],
    }
    joined = ledger(tmp_path / "joined", [*table, *more[ally]]).sureness.standings
    names = [row.forecaster for row in joined.rows if row.forecaster != "ally"]
    assert names == [row.forecaster for row in alone.rows] == ["honest", "rival", "liar"]
    for pair, found in alone.pairs.items():
        assert joined.pairs[pair].difference == pytest.approx(found.difference, abs=1e-9)


def test_two_are_compared_over_the_days_of_each_statement(tmp_path: Path) -> None:
    """By hand: against 0.25 throughout, 0.39 more for 304 days and 0.21 less for 31 of 335."""
    statements = [
        Said("steady", PLACES - 1, FEBRUARY, likelihood=0.5),
        Said("updater", PLACES - 1, FEBRUARY, likelihood=0.8),
        Said("updater", PLACES - 1, date(2024, 12, 1), likelihood=0.2),
    ]
    [met] = ledger(tmp_path, statements).sureness.met
    assert (met.one, met.other) == ("steady", "updater")
    assert met.difference == pytest.approx(-(304 * 0.39 - 31 * 0.21) / 335)


def test_to_say_the_same_again_changes_nothing(tmp_path: Path) -> None:
    """Neither score nor interval, rank or chance, of whoever does it or of the other."""
    once = [*honest(sure=0.7), *honest("rival", RIVAL)]
    again = [replace(said, said=date(2024, 3, 1 + n)) for n, said in enumerate(once)]
    whole, parted = (
        ledger(tmp_path / name, [*once, *more]).sureness
        for name, more in (("once", []), ("again", again))
    )
    for mine, same in zip(whole.standings.rows, parted.standings.rows, strict=True):
        assert mine.interval is not None
        assert same.interval is not None
        assert (mine.forecaster, mine.ranks) == (same.forecaster, same.ranks)
        assert (mine.mean, mine.adjusted, *mine.interval) == pytest.approx(
            (same.mean, same.adjusted, *same.interval)
        )
    [met], [again_met] = whole.met, parted.met
    assert (met.questions, met.chance) == (again_met.questions, again_met.chance)
    assert met.difference == pytest.approx(again_met.difference)


def test_words_and_numbers_of_the_same_meaning_stand_alike(tmp_path: Path) -> None:
    """Ranks go by the central reading: what words leave open is no penalty for words."""
    found = ledger(
        tmp_path,
        [
            *(Said("worded", n, FEBRUARY, likelihood={"phrase": "likely"}) for n in range(PLACES)),
            *(Said("number", n, FEBRUARY, likelihood=0.75) for n in range(PLACES)),
        ],
    )
    words, number = (found.standing_of[name] for name in ("worded", "number"))
    central = found.scores["said-0"].likelihood.probability
    assert central is not None
    assert central.central == 0.75
    assert (words.rank, words.ranks) == (number.rank, number.ranks) == (1, (1, 2))
    assert words.mean == number.mean


def test_the_index_leads_to_the_standings(tmp_path: Path) -> None:
    """Where they tell nobody apart it has no order of its own, and says what a rank may be."""
    pages = Pages(ledger(tmp_path / "a", [*honest(), *honest("rival", RIVAL)]))
    assert "[Standings](standings.md): 2 forecasters, 12 questions" in (index := pages["README.md"])
    assert index.count("Rank anywhere from 1 to 2 on 12 questions<br>Brier ") == 2
    assert "Nothing sets these apart" in pages["standings.md"]
    assert "on 12 questions (12 forecasts)" in index
    assert "| 1 | 1–2 | [Honest](forecasters/honest.md) | " in pages["standings.md"]
    # Relative to others: the geometric mean of 1 and 0.04 / 0.14.
    assert "| 0.535 |" in pages["standings.md"]
    assert "Any rank from 1 to 2 of 2, by the 12 questions" in pages["forecasters/honest.md"]
    assert "(charts/murphy.svg)" in pages["standings.md"]
    assert "charts/murphy.svg" in pages
    pages = Pages(ledger(tmp_path / "b", honest()))
    assert "Rank" not in pages["README.md"]
    assert "standings.md" not in pages


def test_calibration_counts_questions_and_not_what_is_said_of_them(tmp_path: Path) -> None:
    """Sure and wrong on twelve, with twenty true denials of single days on each.

    The score of calibration is that of the standings, to which a denial adds little; who is so
    sure and so often wrong is miscalibrated, and beyond what chance does with twelve questions.
    """
    rules = tmp_path / "rules" / "schemes.yaml"
    rules.parent.mkdir()
    rules.write_text("thresholds: {calibration: 12}\n", encoding="utf-8")
    found = ledger(tmp_path, splitter_of_all("splitter")).sureness
    [row] = found.standings.rows
    curve, _ = found.calibration["splitter"]
    assert curve is not None
    assert curve.score == pytest.approx(row.mean, abs=1e-9)
    assert curve.score > 0.7
    assert curve.miscalibration > 0.5
    assert curve.corrected is not None
    assert curve.corrected > 0.3
    assert curve.chance is not None
    assert 1e-6 < curve.chance < 0.01


def test_only_schemes_that_change_a_rank_are_shown(tmp_path: Path) -> None:
    """Plain numbers, sharp windows and no disputes: no other choice says anything else."""
    page = Pages(ledger(tmp_path / "a", [*honest(), *honest("rival", RIVAL)]))["standings.md"]
    assert "other declared choices were tried, and none changes a rank." in page
    assert "narrow windows" not in page


def test_who_names_no_day_is_held_to_a_declared_one(tmp_path: Path) -> None:
    """Said of twelve, of which three came: 0.95 scores 0.05² x 3 + 0.95² x 9 over 12, and last.

    Under the first scheme there is no score; under the declared year from 1 January there is.
    """
    found = ledger(tmp_path, [*honest(), *honest("rival", RIVAL), *undated_man("undated-man")])
    assert rank(found, "undated-man") is None
    rows = {row.forecaster: row for row in found.otherwise["horizons"].rows}
    assert rows["undated-man"].rank == 3
    assert rows["undated-man"].mean == pytest.approx((3 * 0.05**2 + 9 * 0.95**2) / 12)
    assert (rows["honest"].rank, rows["rival"].rank) == (1, 2)


@pytest.mark.parametrize(("days", "met"), [(225, 1), (224, 0)])
def test_three_quarters_of_the_longer_time_are_enough(days: int, met: int, tmp_path: Path) -> None:
    """One speaks 300 days before the end of the year, the other 225, which is three quarters."""
    end = date(2025, 1, 1)
    statements = [
        Said("early", PLACES - 1, end - timedelta(days=300), likelihood=0.2),
        Said("late", PLACES - 1, end - timedelta(days=days), likelihood=0.2),
    ]
    assert len(ledger(tmp_path, statements).sureness.met) == met
