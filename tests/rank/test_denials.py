"""What is said of the event and what is said against it stand alike, whenever anything came."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests import gaming
from tests.depth import thin
from tests.gaming import FEBRUARY, PLACES, Said, ledger
from verifier.model.days import ONE_DAY
from verifier.report import Run

YEAR = 335
"""So many days of 2024 are left on 1 February."""


def turned(said: Said) -> Said:
    """The same the other way: that it will not come, and one less the probability."""
    return replace(said, denies=not said.denies, likelihood=1 - said.likelihood)


def figures(found: Run) -> object:
    """All that stands on the page: rows, pairs and who met whom, and what each is by itself."""
    held = found.sureness
    own = {who: tally.brier and round(tally.brier.best, 12) for who, tally in found.tallies.items()}
    return held.standings.rows, held.standings.pairs, held.met, own


def random_words(random: random.Random) -> Iterator[Said]:
    """Four who say one or two things of each place: days, windows and numbers as they fall."""
    for who in ("a", "b", "c", "d"):
        for place in range(PLACES):
            for _ in range(random.choice((1, 1, 1, 2))):
                # Most speak early and of the whole year: else few would compare.
                said = FEBRUARY + random.choice((0, 0, 0, 1, 20, 100)) * ONE_DAY
                last = date(2024, 12, 31) - random.choice((0, 0, 0, 0, 10, 60)) * ONE_DAY
                p = random.randrange(101) / 100
                yield Said(who, place, said, f"{said}/{last}", p)


@pytest.mark.parametrize("seed", thin(range(4), 4))
def test_a_denial_stands_as_the_rest_of_the_probability(
    seed: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Each statement of a random ledger, by chance, said the other way: no figure moves."""
    chance = random.Random(seed)
    days = [FEBRUARY + chance.randrange(YEAR) * ONE_DAY for _ in range(PLACES)]
    monkeypatch.setattr(gaming, "began", days.__getitem__)
    monkeypatch.setattr(gaming, "CAME", 6)
    plain = list(random_words(chance))
    mixed = [turned(said) if chance.random() < 0.5 else said for said in plain]
    found = ledger(tmp_path / "plain", plain)
    assert found.sureness.met
    assert figures(found) == figures(ledger(tmp_path / "mixed", mixed))


def test_who_denies_all_is_last_where_half_of_it_comes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """By hand: 0.35, 0.35 but for two of 24, 0.99 on twelve of 24, all on 24 questions."""
    places, half = 24, 12
    monkeypatch.setattr(gaming, "PLACES", places)
    monkeypatch.setattr(gaming, "CAME", half)
    monkeypatch.setattr(gaming, "began", lambda place: date(2024, 4, 1) + 5 * place * ONE_DAY)

    def sides(who: str, wrong: int) -> Iterator[Said]:
        for n in range(places):
            right = n % half >= wrong
            yield Said(who, n, FEBRUARY, likelihood=0.65 if (n < half) == right else 0.35)

    denier = [Said("denier", n, FEBRUARY, likelihood=0.99, denies=True) for n in range(places)]
    said = [*sides("honest", 0), *sides("rival", 1), *denier]
    rows = {row.forecaster: row for row in ledger(tmp_path, said).sureness.standings.rows}
    assert {who: (row.rank, row.compared) for who, row in rows.items()} == {
        "honest": (1, places),
        "rival": (2, places),
        "denier": (3, places),
    }
    lost = (0.99**2 + 0.01**2) / 2
    better = ((lost - 0.35**2) + (lost - (22 * 0.35**2 + 2 * 0.65**2) / 24)) / 2
    assert rows["denier"].peer == pytest.approx(-better)
