"""More attacks on the standings, by people who know the first ones; `docs/gaming.md` has each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain
from pathlib import Path

import pytest

from tests import gaming
from tests.depth import deep, some
from tests.gaming import FEBRUARY, PLACES, YEAR, Said, came, honest, ledger
from tests.ledgers import Pages
from tests.rank.test_gaming import eve_man
from verifier.cli import main
from verifier.rank.standings import Reason
from verifier.report import Run

AFTER = date(2025, 1, 10)
RIVAL = 10
"""The rival of the honest one is right on so many of the twelve questions."""


def honest_on(count: int, who: str = "honest", right: int = PLACES) -> Iterator[Said]:
    """The honest one, on the first questions only."""
    return (said for said in honest(who, right) if said.question < count)


def base_man(who: str) -> Iterator[Said]:
    """Always the base rate, which three of twelve questions have."""
    return (Said(who, n, FEBRUARY, likelihood=0.25) for n in range(PLACES))


def decade_man(who: str) -> Iterator[Said]:
    """Everything will come within eleven years: what comes is a hit, the rest is still open."""
    return (Said(who, n, FEBRUARY, "2024-01-01/2034-12-31", 0.99) for n in range(PLACES))


def if_man(who: str) -> Iterator[Said]:
    """If it comes at all, it comes in 2024: void wherever it does not."""
    for n in range(PLACES):
        event = {"event": "ground-offensive", "actor": "russia", "place": f"place-{n}"}
        given = {"words": "if it comes", "expects": event}
        yield Said(who, n, FEBRUARY, likelihood=1.0, given=given)


def back_dater(who: str) -> Iterator[Said]:
    """All is known; "I said so in February" is published now."""
    for n in range(PLACES):
        yield Said(who, n, FEBRUARY, likelihood=1.0 if came(n) else 0.0, published=AFTER)


def flip_man(who: str) -> Iterator[Said]:
    """Certain of the one, and on the same day of the other, which is the later entry."""
    for n in range(PLACES):
        for likelihood in (0.0, 1.0) if came(n) else (1.0, 0.0):
            yield Said(who, n, FEBRUARY, likelihood=likelihood)


def shaver(who: str) -> Iterator[Said]:
    """Wrong of the year, and right of the year less a day, and less two."""
    for n in range(PLACES):
        yield Said(who, n, FEBRUARY, YEAR, 0.3 if came(n) else 0.7)
        for day in (30, 29):
            yield Said(who, n, FEBRUARY, f"2024-01-01/2024-12-{day}", float(came(n)))


def socks(who: str) -> Iterator[Said]:
    """Ten accounts are wrong on all, so that a little less wrong looks good beside them."""
    for n in range(PLACES):
        yield Said(who, n, FEBRUARY, likelihood=0.1 if came(n) else 0.9)
        for k in range(10):
            yield Said(f"sock-{k}", n, FEBRUARY, likelihood=0.05 if came(n) else 0.95)


def half_denier(who: str) -> Iterator[Said]:
    """Of the year the second half is denied, for which less can come: right twelve times."""
    window = "2024-07-01/2024-12-31"
    return (Said(who, n, FEBRUARY, window, 0.99, denies=True) for n in range(PLACES))


def front_cutter(who: str) -> Iterator[Said]:
    """The same of the year less some three weeks."""
    window = "2024-02-20/2024-12-31"
    return (Said(who, n, FEBRUARY, window, 0.99, denies=True) for n in range(PLACES))


def stretcher(who: str) -> Iterator[Said]:
    """Everything comes by the end of next January, for which more can come."""
    return (Said(who, n, FEBRUARY, "2024-01-01/2025-01-31", 0.99) for n in range(PLACES))


_ATTACKS = {
    attack.__name__.replace("_", "-"): attack
    for attack in (
        *(base_man, decade_man, if_man, back_dater, flip_man, shaver, socks),
        *(half_denier, front_cutter, stretcher),
    )
}


def _rank(found: Run, who: str) -> int | None:
    row = found.standing_of.get(who)
    return row.rank if row is not None else None


@some([*_ATTACKS])
def test_no_attack_stands_above_an_honest_forecaster(
    tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    """Neither above who is right on all nor above who is wrong on two of twelve."""
    statements = [*honest(), *honest("rival", RIVAL), *_ATTACKS[name](name)]
    found = ledger(tmp_path_factory.mktemp("attack"), statements)
    assert (_rank(found, "honest"), _rank(found, "rival")) == (1, 2)
    assert _rank(found, name) in (None, 3)


@pytest.mark.parametrize(("start", "met"), [("02-17", 1), ("02-18", 0)])
def test_one_in_twenty_days_may_be_missing(start: str, met: int, tmp_path: Path) -> None:
    """Of the 335 days from 1 February 319 are enough, and 318 are not."""
    last = PLACES - 1
    cut = Said("cut", last, FEBRUARY, f"2024-{start}/2024-12-31", likelihood=0.2)
    table = [Said("whole", last, FEBRUARY, likelihood=0.2), cut]
    assert len(ledger(tmp_path, table).sureness.met) == met


@pytest.mark.parametrize("attack", [half_denier, front_cutter, stretcher])
def test_a_part_of_what_is_asked_is_not_the_whole(
    attack: Callable[[str], Iterator[Said]], tmp_path: Path
) -> None:
    """Compared with nobody: 184 and 316 of 335 days, and 335 of 366."""
    found = ledger(tmp_path, [*honest(), *honest("rival", RIVAL), *attack("cutter")])
    row = found.standing_of.get("cutter")
    assert row is None or (row.rank_refused is not None and row.rank_refused.have == 0)


def test_what_is_published_once_it_is_known_compares_with_nobody(tmp_path: Path) -> None:
    """The same words published on the day that they were said are first."""
    table = [*honest(), *honest("rival", RIVAL)]
    found = ledger(tmp_path / "late", [*table, *back_dater("back-dater")])
    refused = found.standing_of["back-dater"].rank_refused
    assert refused is not None
    assert (refused.reason, refused.have) == (Reason.NO_SHARED_SET, 0)
    timely = (Said(s.who, s.question, s.said, s.window, s.likelihood) for s in back_dater("seer"))
    assert _rank(ledger(tmp_path / "timely", [*table, *timely]), "seer") == 1


def test_a_condition_does_not_compare_with_what_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where all twelve come, "if it comes" is right twelve times, of something else."""
    monkeypatch.setattr(gaming, "CAME", PLACES)
    found = ledger(tmp_path, [*honest(), *honest("rival", RIVAL), *if_man("if-man")])
    refused = found.standing_of["if-man"].rank_refused
    assert refused is not None
    assert (refused.reason, refused.have) == (Reason.NO_SHARED_SET, 0)
    assert _rank(found, "honest") == 1


@pytest.mark.parametrize("shared", [0, 5, 12])
def test_a_ring_with_questions_of_its_own_gains_nothing(
    shared: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On twelve private questions one shines beside two who are wrong on purpose.

    On as many of the others' questions as they answer they are wrong. Answering five, which is
    fewer than join two circles, they are a group of their own, with a ranking of its own.
    """
    table = [*honest(), *honest("rival", RIVAL)]
    monkeypatch.setattr(gaming, "PLACES", 2 * PLACES)
    private = (
        Said(who, PLACES + n, FEBRUARY, likelihood=likelihood)
        for n in range(PLACES)
        for who, likelihood in (("ring", 0.01), ("foil", 0.99), ("fool", 0.99))
    )
    public = (Said("ring", n, FEBRUARY, likelihood=1.0 - came(n)) for n in range(shared))
    found = ledger(tmp_path, [*table, *private, *public])
    rows = {row.forecaster: row for row in found.sureness.standings.rows}
    assert (rows["honest"].rank, rows["rival"].rank) == (1, 2)
    together = rows["ring"].group == rows["honest"].group
    assert together == (shared > 5)
    assert rows["ring"].rank == (3 if together else 1)


@deep
def test_a_false_witness_is_named_as_the_one_on_whom_places_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Foil is as good as the honest one on public questions, and wrong beside ring on private ones.

    Ring, who shares no question with the others, stands first, between first and third: without
    foil nothing compares them, which the page says. Without ring nothing changes for the others.
    """
    monkeypatch.setattr(gaming, "PLACES", 2 * PLACES)
    table = [*honest_on(PLACES), *honest_on(PLACES, "rival", RIVAL), *honest_on(PLACES, "foil")]
    private = (
        Said(who, PLACES + n, FEBRUARY, likelihood=likelihood)
        for n in range(PLACES)
        for who, likelihood in (("ring", 0.01), ("foil", 0.99))
    )
    found = ledger(tmp_path, [*table, *private])
    assert _rank(found, "ring") == 1
    leaning = {"foil": ("honest", "ring", "rival")}
    assert found.sureness.standings.leaning == leaning
    page = Pages(found)["standings.md"]
    assert "- without [Foil](forecasters/foil.md): [Honest]" in page
    assert "| 1. [Ring](forecasters/ring.md) |  | **-0.980†** | -0.980° |" in page
    assert found.standing_of["ring"].ranks == (1, 3)
    fair = ledger(tmp_path / "fair", table)
    assert fair.sureness.standings.leaning == {}
    assert "the adjusted scores of the others have the same order" in Pages(fair)["standings.md"]


@pytest.mark.parametrize("bold", [1, 5])
def test_who_is_joined_by_a_few_questions_has_a_group_apart(bold: int, tmp_path: Path) -> None:
    """Two eve-men beside each other, and bold words of one of them on up to five questions.

    From six on, when anything could be told of the one beside the others, they are compared.
    """
    eves = [*eve_man("eve"), *eve_man("sock")]
    table = [*honest(), *honest("rival", RIVAL), *eves]
    words = (Said("eve", PLACES - 1 - n, FEBRUARY, likelihood=0.01) for n in range(bold))
    groups = ledger(tmp_path, [*table, *words]).sureness.standings.groups
    assert groups == (("eve", "sock"), ("honest", "rival"))


@deep
def test_losers_that_are_taken_back_are_named(tmp_path: Path) -> None:
    """The rival's two wrong forecasts go; the rank rises, and Corrections say what is gone."""
    root = tmp_path / "ledger"
    table = list(chain(honest(), honest("rival", RIVAL)))
    ledger(root, table)
    assert main(["report", "--ledger", str(root)]) == 0
    ledger(root, table[: PLACES + RIVAL])
    assert main(["report", "--ledger", str(root)]) == 0
    page = (root / "reports/corrections.md").read_text(encoding="utf-8")
    gone = [line for line in page.splitlines() if "is no longer in the record" in line]
    assert len(gone) == 2
    assert all("it was “did not come true”" in line for line in gone)
