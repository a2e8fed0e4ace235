"""Ranks where third ones turn two who answered the same: what these answered themselves decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import permutations, product
from math import sqrt
from pathlib import Path
from random import Random
from statistics import fmean, pstdev

import pytest

from tests import gaming
from tests.depth import deep, share, slow, thin
from tests.gaming import Said, ledger
from tests.ledgers import Pages
from verifier.rank import chains
from verifier.rank.effects import Round
from verifier.rank.sample import Score
from verifier.rank.standings import Standings, standings
from verifier.rules import Thresholds

ASKED = Thresholds(interval=10, rank=10, ratio=10, calibration=30, another_day=14, because="a test")
Sheet = Mapping[str, Mapping[int, float]]
"""Scores by name and question."""


def placed(sheet: Sheet) -> Standings:
    """The standings of a table, in which all who answered a question compare."""
    asked = sorted({question for own in sheet.values() for question in own})
    rounds = [
        Round(f"q{q:03}", {who: Score(own[q]) for who, own in sheet.items() if q in own})
        for q in asked
    ]
    return standings(rounds, thresholds=ASKED, most=1.0, permute=True)


def ranks(found: Standings) -> dict[str, int | None]:
    return {row.forecaster: row.rank for row in found.rows}


def all_of(questions: Iterable[int], score: float) -> dict[int, float]:
    return dict.fromkeys(questions, score)


ANN, BOB = all_of(range(20), 0.04), all_of(range(200), 0.0625)
"""Ann gives 0.8 of twenty questions, and Bob 0.75 of these and many others: both right on all."""


@pytest.mark.parametrize("many", thin([1, 2, 5], 3))
@pytest.mark.parametrize("beside", [0.04, 0.0625, 0.16])
def test_a_false_witness_puts_nobody_behind_whom_they_beat(beside: float, many: int) -> None:
    """Wrong on ten of Bob's others; on Ann's as Ann, as Bob or worse: only the fit is turned."""
    sock = {**all_of(range(20), beside), **all_of(range(20, 30), 1.0)}
    socks = {f"sock-{n}": sock for n in range(many)}
    found = placed({"ann": ANN, "bob": BOB, **socks})
    pair = found.pairs["ann", "bob"]
    assert pair.difference > 0
    assert pair.against
    assert {name: ranks(found)[name] for name in ("ann", "bob")} == {"ann": 1, "bob": 2}


def test_who_loses_to_one_and_beats_the_other_on_as_many_lets_nobody_know() -> None:
    """The witness is right on all of Ann's: who is better of her and Bob chains say both ways."""
    witness = {**all_of(range(20), 0.0), **all_of(range(20, 50), 1.0)}
    assert ranks(placed({"ann": ANN, "bob": BOB, "witness": witness})) == {
        "ann": 1,
        "bob": 1,
        "witness": 2,
    }


@pytest.mark.parametrize("many", thin([1, 2], 2))
@pytest.mark.parametrize("shared", [10, 20, 30])
def test_a_witness_who_answers_more_than_two_share_does_not_turn_them(
    shared: int, many: int
) -> None:
    """Better than Ann on all of hers, wrong on all else of Bob's: at most the two tie.

    Ann is better by 0.15 on each that both answered, and the fit has her far behind.
    """
    ann, bob = all_of(range(40), 0.01), all_of(range(40 - shared, 200), 0.16)
    sock = {**all_of(range(40), 0.0), **all_of(range(40, 200), 1.0)}
    found = placed({"ann": ann, "bob": bob, **{f"sock-{n}": sock for n in range(many)}})
    assert found.pairs["ann", "bob"].difference > 0.3
    held = ranks(found)
    assert (held["ann"], held["bob"], held["sock-0"]) == (1, 1, 2)


def test_a_third_one_ties_nobody_who_answered_the_same() -> None:
    """On the ten questions on which the rival was better, somebody stands between the two.

    So all three beat one another in a ring, but the honest one and the rival share forty.
    """
    honest = {**all_of(range(10), 0.1), **all_of(range(10, 40), 0.02)}
    rival = {**all_of(range(10), 0.05), **all_of(range(10, 40), 0.08)}
    between = all_of(range(10), 0.06)
    found = ranks(placed({"honest": honest, "rival": rival, "between": between}))
    assert (found["honest"], found["rival"]) == (1, 2)


def test_whoever_joins_those_who_answered_the_same_stay_in_order() -> None:
    """At random: accounts that answer any part as they like, with questions of their own."""
    random = Random(16)
    for _ in range(share(60)):
        same = {f"h{n}": {q: random.random() ** 2 for q in range(20)} for n in range(3)}
        more = {
            f"s{n}": {
                q: random.choice((0.0, 1.0, same["h0"].get(q, 0.5)))
                for q in random.sample(range(40), random.randint(10, 40))
            }
            for n in range(random.randint(1, 4))
        }
        alone, joined = ranks(placed(same)), ranks(placed({**same, **more}))
        held = {name: joined[name] or 0 for name in same}
        order = sorted(same, key=lambda name: alone[name] or 0)
        assert [held[name] for name in order] == sorted(set(held.values()))


@slow
def test_who_is_better_by_the_fit_and_by_their_own_questions_is_before_whoever_joins() -> None:
    """Two accounts do as the cheat but for a little, up and down, and else as the best.

    So the fit has one of both wrong, and pairs lead in a ring from the cheat to who beat them.
    """
    turned = 0
    for seed in range(20):
        random = Random(seed)
        honest = {
            f"h{n}": {q: 0.01 if random.random() < skill else 0.81 for q in range(60)}
            for n, skill in enumerate((0.95, 0.88, 0.8, 0.7))
        }
        cheat = {q: 0.01 if random.random() < 0.55 else 0.81 for q in range(40)}
        best = {q: honest["h0"][q] for q in range(40, 60)}
        near = {
            f"s{sign}": {**{q: cheat[q] + sign / 1000 for q in range(10)}, **best}
            for sign in (1, -1)
        }
        sheet = {**honest, "cheat": cheat, **near}
        found = placed(sheet)
        held = ranks(found)
        turned += any(row.rank != place for place, row in enumerate(found.rows, start=1))
        for one, other in permutations(sheet, 2):
            own = [sheet[one][q] - sheet[other][q] for q in sheet[one] if q in sheet[other]]
            if len(own) >= 10 and fmean(own) < -1e-9 and found.pairs[one, other].difference < 0:
                assert (held[one] or 0) < (held[other] or 0), (seed, one, other)
    assert turned


def test_without_third_ones_ranks_are_those_of_the_fit() -> None:
    """Two who share a part each stand as it says; nobody shares a place with another score."""
    random = Random(17)
    for _ in range(40):
        sheet = {name: {q: random.random() for q in random.sample(range(30), 20)} for name in "ab"}
        found = placed(sheet)
        assert all(not pair.against for pair in found.pairs.values())
        scores = [row.adjusted for row in found.rows if row.rank]
        assert scores == sorted(scores, key=lambda score: score or 0.0)


@deep
def test_witnesses_hardly_put_anybody_behind_whom_they_beat_beyond_chance() -> None:
    """At random: four who are honest, and accounts that help one of them and harm another.

    Unless somebody beat them whom the other beat, by the fit as well.
    """
    found_against = behind = 0
    for seed in range(30):
        random = Random(seed)
        base = [0.4 * random.random() for _ in range(60)]
        honest = {
            f"h{n}": {
                q: min(1.0, max(0.0, base[q] + skill + random.gauss(0, 0.05)))
                for q in random.sample(range(60), random.randint(15, 45))
            }
            for n, skill in enumerate(random.random() / 10 for _ in range(4))
        }
        sheet = dict(honest)
        for n in range(random.randint(1, 4)):
            friend, victim = random.sample(sorted(honest), 2)
            helped = {q: max(0.0, s - 0.1 * random.random()) for q, s in honest[friend].items()}
            harmed = {q: min(1.0, s + 0.8 * random.random()) for q, s in honest[victim].items()}
            sheet[f"s{n}"] = {**harmed, **helped}
        found = placed(sheet)
        held = ranks(found)
        leads = agreeing(sheet, found)
        for one, other in permutations(honest, 2):
            own = [honest[one][q] - honest[other][q] for q in honest[one] if q in honest[other]]
            mine, theirs = held[one], held[other]
            if len(own) < 10 or mine is None or theirs is None or (other, one) in leads:
                continue
            fitted = found.pairs[one, other].difference
            error = pstdev(own) / sqrt(len(own))
            if fmean(own) < 0 and (fitted < 0 or fitted - fmean(own) >= 2.5 * error):
                found_against += fitted > 0
                behind += mine > theirs
    # Where chains lead both ways the two have no order: their ranks count who else is before them.
    assert 10 * behind < found_against


def agreeing(sheet: Sheet, found: Standings) -> set[tuple[str, str]]:
    """Who leads whom by pairs that are better by the fit and on ten questions of both."""
    placed = [row.forecaster for row in found.rows if row.rank]
    leads = set()
    for one, other in permutations(placed, 2):
        own = [sheet[one][q] - sheet[other][q] for q in sheet[one] if q in sheet[other]]
        if len(own) >= 10 and fmean(own) < 0 and found.pairs[one, other].difference < 0:
            leads.add((one, other))
    for middle, one, other in product(placed, repeat=3):
        if (one, middle) in leads and (middle, other) in leads:
            leads.add((one, other))
    return leads


@slow
@pytest.mark.parametrize("many", thin([2, 1], 2))
def test_a_false_witness_in_a_ledger_turns_nobody(
    many: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ann is better than Bob, two months apart, by 0.0163. Others are right on twelve beside both.

    On the other twelve they speak so late that they compare with Bob alone, and are wrong. The page
    marks the two, says why, and does not call the fit's sign an order.
    """
    monkeypatch.setattr(gaming, "PLACES", 24)
    monkeypatch.setattr(gaming, "CAME", 0)

    def said(who: str, place: int, days: int, likelihood: float) -> Said:
        day = date(2024, 1, 2) + timedelta(days)
        return Said(who, place, day, f"{day}/2024-12-31", likelihood)

    random = Random(2)
    asked = range(24)
    first, second = ([random.choice((0.1, 0.2, 0.3, 0.4)) for _ in asked] for _ in range(2))
    table = [said("ann", n, 0, first[n]) for n in asked] + [
        said("bob", n, 60, second[n]) for n in asked
    ]
    socks = [
        said(f"sock-{k}", n, *((30, 0.0) if n < 12 else (120, 0.9)))
        for k in range(many)
        for n in asked
    ]
    run = ledger(tmp_path, [*table, *socks])
    found = run.sureness.standings
    own = sum(a * a - b * b for a, b in zip(first, second, strict=True)) / 24
    assert own == pytest.approx(-0.0163, abs=1e-4)
    pair = found.pairs["ann", "bob"]
    assert pair.difference > 0.05
    assert (pair.shared, pair.against, pair.shown) == (24, True, False)
    assert (ranks(found)["ann"], ranks(found)["bob"]) == (1, 1)
    page = Pages(run)["standings.md"]
    assert "‡ marks two" in page
    assert "say otherwise than the fit" in page


def test_among_too_many_to_follow_the_fit_tells_the_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody ties who would not: of a run too long for chains every place is that of the fit."""
    asked = [0.5, 0.1, 0.4, 0.2]
    monkeypatch.setattr(chains, "CHAINED", 3)
    assert chains.ranks_of(asked, [(0, 1)], lambda *_: chains.CONTRARY) == [4, 1, 3, 2]
