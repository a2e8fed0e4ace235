"""Who answers a part of a question beside the whole of it, or much of one, gains nothing by it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain
from pathlib import Path

import pytest

from tests import gaming
from tests.depth import slow, thin
from tests.gaming import CAME, FEBRUARY, PLACES, Said, honest, ledger
from tests.ledgers import Pages
from tests.rank.test_gaming import RIVAL, denials, splitter, wrong
from verifier.report import Run


def test_a_question_has_one_weight(tmp_path: Path) -> None:
    """By hand: wrong on twelve, 0.95 squared each; 150 denials of a day of one weigh nothing."""
    found = ledger(tmp_path, splitter("splitter"))
    tally = found.tallies["splitter"]
    assert (tally.counts.scored, tally.counts.scored_questions) == (PLACES + 150, PLACES)
    assert tally.brier is not None
    assert tally.brier.central == pytest.approx(0.95**2)


@slow
def test_denials_of_days_are_one_question_in_shares(tmp_path: Path) -> None:
    """By hand: twelve wrong, whatever else is denied of a part of it: 2 / 16 = 13 %.

    The honest one has (2 + 12) / 16 = 88 %. Who denies thirty days of one question has 3 / 5, and
    is not named above the table, where those stand who spoke of most, in no order of rightness.
    """
    table = chain(honest(), honest("rival", RIVAL), splitter("splitter"), wrong("wrong"))
    days = [replace(said, who="denier") for said in denials("", PLACES - 1, 30)]
    found = ledger(tmp_path, [*table, *days])
    prior = found.rules.schemes.prior
    shares = {who: tally.calls.pooled(prior).mean for who, tally in found.tallies.items()}
    assert shares["splitter"] == pytest.approx((2 / 16,) * 2)
    assert found.tallies["splitter"].calls.decided == PLACES
    assert shares["honest"] == pytest.approx((14 / 16,) * 2)
    assert shares["denier"] == pytest.approx((3 / 5,) * 2)
    [line] = [s for s in Pages(found)["README.md"].splitlines() if "Calls on the most" in s]
    assert re.findall(r"\[(\w+)\]\(forecasters", line.partition("Calls on the most")[2]) == [
        "Honest",
        "Rival",
        "Splitter",
    ]


def slider(who: str, said: date) -> Iterator[Said]:
    """Thirty days denied of every question, anew from each week on."""
    for question in range(PLACES):
        for week in range(44):
            first = said + timedelta(days=1 + 7 * week)
            window = f"{first}/{first + timedelta(days=29)}"
            yield Said(who, question, said, window, 0.97, denies=True)


def beside_the_rank(found: Run, who: str) -> object:
    """All that tells how good somebody is, on any page."""
    row, tally = found.standing_of[who], found.tallies[who]
    assert tally.brier is not None
    cells = tally.contingency
    return (
        (row.rank, row.ranks, row.compared, row.questions, row.mean, row.interval, row.adjusted),
        [round(n or 0.0, 9) for n in (tally.brier.central, tally.log_score)],
        (tally.calls, tally.skill, found.sureness.calibration[who]),
        (found.record.total, found.record.of_events, found.record.never),
        (cells.hits, cells.false_alarms, cells.misses, cells.correct_negatives),
    )


def early_bird(who: str, said: date) -> Iterator[Said]:
    """A denial of each from November on until some days before it comes, which juts out."""
    for question in range(PLACES):
        for end in ("2024-03-01", "2024-06-10"):
            window = f"2023-11-02/{end}"
            yield Said(who, question, said - timedelta(days=92), window, 0.97, denies=True)


def outlaster(who: str, said: date) -> Iterator[Said]:
    """Denials of each from some day of autumn until eight days beyond the year."""
    for question in range(PLACES):
        for week in range(12):
            first = date(2024, 9, 1) + timedelta(days=7 * week)
            window = f"{first}/2025-01-08"
            yield Said(who, question, said, window, 0.97, denies=True)


def of_their_own(who: str, said: date) -> Iterator[Said]:
    """Denials of another thing on the same question: that it comes if Belarus does not."""
    for question in range(PLACES):
        given = {"words": "if Belarus stays out", "expects": gaming.barred(question)}
        for month in range(3, 7):
            window = f"2024-{month:02}-01/2024-{month:02}-19"
            yield Said(who, question, said, window, 0.97, denies=True, given=given)


@slow
@pytest.mark.parametrize(
    ("parts", "before", "first"),
    thin(
        [
            *((slider, 0, True), (slider, 1, False), (early_bird, 0, False)),
            *((outlaster, 0, True), (of_their_own, 1, True)),
        ],
        5,
    ),
)
def test_denials_of_parts_change_no_figure(
    parts: Callable[[str, date], Iterator[Said]],
    before: int,
    first: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Wrong of the year, and right of 528 months of it, said on the same day or the day before.

    Or of times that begin before the year or end after it. Whoever's ids come first: all figures
    are those of who says nothing else, calls by number as well, and so are others'.
    """
    monkeypatch.setattr(gaming, "COVERED", "2023-01-01/2025-01-08")
    year, more = [*wrong("man")], [*parts("man", FEBRUARY - timedelta(days=before))]
    table = [*honest(), *honest("rival", RIVAL)]
    plain = ledger(tmp_path / "plain", [*year, *table])
    order = [*more, *year] if first else [*year, *more]
    found = ledger(tmp_path / "more", [*order, *table])
    for who in ("man", "honest", "rival"):
        assert beside_the_rank(found, who) == beside_the_rank(plain, who)


def last_days(who: str, window: str = "{}/2024-12-31") -> Iterator[Said]:
    """What is left is denied on each of the last ten days, as nothing comes any more."""
    for question in range(PLACES):
        for n in range(10):
            day = date(2024, 12, 20) + timedelta(days=n)
            yield Said(who, question, day, window.format(day), 0.01)


def test_words_of_the_last_days_mend_no_call_and_next_to_no_mean(tmp_path: Path) -> None:
    """By hand: of 335 days 0.95 stood for 323, and 0.01 for twelve, where it did not come.

    So it is also for who was wrong of March to December, of which the year's rest is no answer.
    """
    table = [*honest(), *honest("rival", RIVAL)]
    march = [replace(said, who="march", window="2024-03-01/2024-12-31") for said in wrong("")]
    found = ledger(
        tmp_path, [*table, *wrong("man"), *last_days("man"), *march, *last_days("march")]
    )
    for who in ("man", "march"):
        tally = found.tallies[who]
        assert (tally.calls.yes, tally.calls.decided) == (0, PLACES)
        assert tally.contingency.correct_negatives == 0
        assert tally.brier is not None
        assert (tally.brier.central or 0.0) > 0.8
    came_not = (323 * 0.95**2 + 12 * 0.01**2) / 335
    mean = (CAME * 0.95**2 + (PLACES - CAME) * came_not) / PLACES
    assert found.standing_of["man"].mean == pytest.approx(mean)


@pytest.mark.parametrize("denied", [0, 1])
def test_statements_of_one_event_weigh_by_the_days_that_they_stood(
    denied: int, tmp_path: Path
) -> None:
    """By hand: of the 335 days the earlier stood for 304, and the later for 31.

    A denial of one day of them weighs nothing.
    """
    statements = [
        Said("updater", PLACES - 1, FEBRUARY, likelihood=0.8),
        *denials("updater", PLACES - 1, denied),
        Said("updater", PLACES - 1, date(2024, 12, 1), likelihood=0.2),
    ]
    brier = ledger(tmp_path, statements).tallies["updater"].brier
    assert brier is not None
    assert brier.central == pytest.approx((304 * 0.64 + 31 * 0.04) / 335)
