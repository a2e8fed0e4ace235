"""Tables of any size: columns give what records give, bins lose what they say, bytes are equal."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from math import ceil
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.depth import deep, slow
from tests.folders import contents
from tests.growth import growth
from tests.tables.tables import as_parquet, by_forecaster, score
from verifier.rank.effects import Round
from verifier.rank.sample import Sample, Score
from verifier.rank.standings import Standings, standings
from verifier.rules import Thresholds
from verifier.score.calibration import (
    Given,
    binned,
    calibration_chance,
    chance_of_sums,
    consistency,
    corp,
)
from verifier.score.calibration import corrected_miscalibration as corrected
from verifier.score.murphy import murphy
from verifier.tables import groups, placing, probabilities
from verifier.tables.answers import Held
from verifier.tables.columns import Columns
from verifier.tables.entries import nine, rounded
from verifier.tables.folding import Array
from verifier.tables.groups import BILLION
from verifier.tables.placing import place
from verifier.tables.reading import read_table
from verifier.tables.reliability import BINS_FROM, Levels, consistent, reliability
from verifier.tables.reliability import binned as bins_of
from verifier.tables.scoring import Table

THRESHOLDS = Thresholds(
    interval=3, rank=3, calibration=1, ratio=1, another_day=10, because="Small tables."
)
ROLES = ("--forecaster", "who", "--question", "q", "--probability", "p", "--observed", "o")
COLUMNS = Columns(forecaster=("who",), question=("q",), probability="p", observed="o")


@st.composite
def answered(draw: st.DrawFn, most: int = 6) -> Held:
    """Some forecasters on some questions, each of which has one truth; perhaps with weights."""
    forecasters = draw(st.integers(1, most))
    questions = draw(st.integers(1, 12))
    truth = draw(st.lists(st.booleans(), min_size=questions, max_size=questions))
    pairs = [(f, q) for f in range(forecasters) for q in range(questions)]
    drawn = draw(st.lists(st.sampled_from(pairs), unique=True, min_size=1))
    kept = sorted(drawn, key=lambda pair: pair[1])
    given_ = [draw(st.integers(0, 10)) / 10 for _ in kept]
    who, what = (np.array(side) for side in zip(*kept, strict=True))
    told = np.array([truth[q] for _, q in kept], float)
    said = np.array(given_)
    # Those who answered nothing are in no table.
    present, place = np.unique(who, return_inverse=True)
    weights = draw(st.none() | st.lists(st.integers(1, 4), min_size=questions, max_size=questions))
    return Held(
        [f"f{n}" for n in present],
        questions,
        place,
        what,
        np.round((said - told) ** 2 * BILLION).astype(np.int64),
        np.round((said - 1 + told) ** 2 * BILLION).astype(np.int64),
        None if weights is None else np.array(weights) * (BILLION // 4),
    )


def by_records(held: Held) -> Standings:
    """The standings as ledgers have them."""
    rounds = []
    for question in range(held.questions):
        own = np.flatnonzero(held.what == question)
        if len(own):
            scores = {
                held.names[held.who[n]]: Score(held.score[n] / BILLION, held.flipped[n] / BILLION)
                for n in own
            }
            weight = 1.0 if held.weight is None else held.weight[question] / BILLION
            rounds.append(Round(f"{question:02}", scores, weight=weight))
    return standings(rounds, thresholds=THRESHOLDS, most=1.0, permute=True)


def by_columns(held: Held) -> Standings:
    return place(held, thresholds=THRESHOLDS)


def witnessed(seed: int) -> Held:
    """Five who answer half of the questions, and up to three who agree with one and harm another.

    The five differ by little and steadily, so that these turn the fit beyond what that says.
    """
    rng, scores = Random(seed), dict[tuple[int, int], float]()
    for who in range(5):
        for q in rng.sample(range(40), 22):
            scores[q, who] = 0.2 + 0.02 * who + rng.random() / 10
    for who in range(5, 5 + rng.randint(1, 3)):
        friend, victim = rng.sample(range(5), 2)
        for q in range(40):
            if (q, friend) in scores:
                scores[q, who] = scores[q, friend]
            elif (q, victim) in scores:
                scores[q, who] = rng.choice((0.9, 1.0))
    each = sorted(scores)
    told = np.round(np.array([scores[key] for key in each]) * BILLION).astype(np.int64)
    asked, names = np.array([q for q, _ in each]), np.array([who for _, who in each])
    weight = None if seed % 2 else np.array([rng.randint(1, 4) for _ in range(40)]) * (BILLION // 4)
    called = [f"f{n}" for n in range(names.max() + 1)]
    return Held(called, 40, names, asked, told, BILLION - told, weight)


@slow
def test_false_witnesses_give_columns_and_records_the_same_ranks() -> None:
    """By chains of what two answered themselves (`verifier.rank.chains`), where that is asked."""
    turned = 0
    for seed in range(8):
        held = witnessed(seed)
        ours, theirs = by_columns(held), by_records(held)
        assert [(r.forecaster, r.rank) for r in ours.rows] == [
            (r.forecaster, r.rank) for r in theirs.rows
        ]
        for pair, one in ours.pairs.items():
            assert one.against == theirs.pairs[pair].against
        fitted = sorted(row.adjusted or 0.0 for row in ours.rows)
        turned += any(row.rank != 1 + fitted.index(row.adjusted or 0.0) for row in ours.rows)
    assert turned > 2


@given(answered())
def test_columns_give_the_standings_of_records(held: Held) -> None:
    """Groups, ranks and refusals are the same, figures to a billionth, chances to a millionth."""
    ours, theirs = by_columns(held), by_records(held)
    assert ours.groups == theirs.groups
    assert ours.questions == theirs.questions
    assert ours.refused == theirs.refused
    by_name = {row.forecaster: row for row in theirs.rows}
    for row in ours.rows:
        other = by_name.pop(row.forecaster)
        for name in ("questions", "group", "compared", "beside", "rank", "ranks", "rank_refused"):
            assert getattr(row, name) == getattr(other, name), name
        assert row.interval_refused == other.interval_refused
        figures = ("mean", "adjusted", "peer", "peer_interval", "relative", "interval")
        for name in figures:
            assert getattr(row, name) == pytest.approx(getattr(other, name), abs=2e-9), name
    assert not by_name
    assert ours.leaning == theirs.leaning
    assert ours.pairs.keys() == theirs.pairs.keys()
    for pair, one in ours.pairs.items():
        assert one.difference == pytest.approx(theirs.pairs[pair].difference, abs=2e-9)
        assert one.chance == pytest.approx(theirs.pairs[pair].chance, abs=1e-6)
        for name in ("permuted", "permuted_shown", "shared", "against"):
            assert getattr(one, name) == getattr(theirs.pairs[pair], name), name


@given(answered(), st.randoms(use_true_random=False))
def test_sparse_and_dense_products_are_the_same(held: Held, rng: Random) -> None:
    """To the last bit, in blocks of any size, for they are of whole numbers."""
    group = held.group(np.ones(len(held.names), bool))
    effect = np.array([rng.uniform(-0.5, 0.5) for _ in held.names])
    found = []
    for dense, block in ((1e9, 1), (0.0, 1), (0.0, 4096)):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(groups, "_DENSE", dense)
            patch.setattr(groups, "_BLOCK", block)
            apart = group.apart()
            found.append((group.together(), group.left(effect), group.beside(), *apart.sides))
    for other in found[1:]:
        for one, two in zip(found[0], other, strict=True):
            assert (one == two).all()


@given(answered(most=5))
def test_many_forecasters_have_the_effects_of_few(held: Held) -> None:
    """Found by steps instead of a matrix: adjusted scores to a billionth, the same ranks."""
    with pytest.MonkeyPatch.context() as patch:
        # Of too many nobody asks by how many questions each two are joined.
        patch.setattr(placing, "LINKED", 0.01)
        few = by_columns(held)
        patch.setattr(placing, "FITTED", 0)
        many = by_columns(held)
    for one, other in zip(
        sorted(few.rows, key=lambda r: r.forecaster),
        sorted(many.rows, key=lambda r: r.forecaster),
        strict=True,
    ):
        assert one.adjusted == pytest.approx(other.adjusted, abs=1e-9)
        assert other.ranks is None


def levels(rows: list[tuple[int, int, int]]) -> Levels:
    """Of one forecaster: probabilities in thousandths, how often, and how often they came."""
    held = sorted(rows)
    p, n, o = (np.array(column) for column in zip(*held, strict=True))
    given_ = p * (BILLION // 1000)
    return Levels(
        np.zeros(len(p), int),
        given_,
        given_,
        n * BILLION,
        o * BILLION,
        o * BILLION,
        n * given_,
    )


counted = st.lists(
    st.tuples(st.integers(0, 1000), st.integers(1, 9), st.integers(0, 9)),
    min_size=1,
    max_size=60,
    unique_by=lambda row: row[0],
).map(lambda rows: [(p, n, min(n, o)) for p, n, o in rows])


@given(counted, st.booleans())
def test_reliability_in_columns_is_that_of_records(
    rows: list[tuple[int, int, int]], by_stack: bool
) -> None:
    """The terms, the curve, the bins with their bands, however many passes it took."""
    table = [Given(p / 1000, n, o) for p, n, o in rows]
    theirs = corp(table)
    assert theirs is not None
    with pytest.MonkeyPatch.context() as patch:
        if by_stack:
            patch.setattr("verifier.tables.reliability._PASSES", 0)
        ours = reliability(levels(rows), np.zeros(1))
    assert ours.miscalibration == pytest.approx(theirs.miscalibration, abs=1e-12)
    assert ours.discrimination == pytest.approx(theirs.discrimination, abs=1e-12)
    assert ours.uncertainty == pytest.approx(theirs.uncertainty, abs=1e-12)
    assert ours.coarse == 0
    steps = [(step["low"], step["high"], step["n"]) for step in ours.steps.of(0)]
    assert steps == [(step.low, step.high, step.count) for step in theirs.curve]
    unbiased = corrected(table)
    expected = np.nan if unbiased is None else unbiased
    assert ours.corrected == pytest.approx(expected, abs=1e-12, nan_ok=True)
    for mine, other in zip(ours.bins.of(0), binned(table), strict=True):
        assert mine["probability"] == pytest.approx(other.probability, abs=1e-12)
        assert mine["n"] == other.count
        band = consistency(other.probability, round(other.count))
        assert (mine["low"], mine["high"]) == pytest.approx(band, abs=1e-12)
    assert ours.murphy[0] == pytest.approx(murphy(table), abs=1e-12)


@given(
    st.lists(
        st.one_of(
            st.floats(0, 2),
            st.floats(0, 1e12),
            # Halves of the last digit that is kept.
            st.integers(0, 2 * BILLION).map(lambda n: (n + 0.5) / BILLION),
        )
    )
)
def test_many_numbers_are_rounded_as_one_is(values: list[float]) -> None:
    """To the last bit, also where a number lies half-way between two."""
    assert nine(np.array(values, float)).tolist() == [rounded(value) for value in values]


weighed = st.lists(st.tuples(st.integers(0, 100), st.integers(1, 4)), min_size=2, max_size=40)


@given(st.lists(weighed, min_size=1, max_size=3), st.integers(4, 9))
def test_evidence_and_intervals_of_columns_are_those_of_records(
    rows: list[list[tuple[int, int]]], heaviest: int
) -> None:
    """The test of `Sample.chance` and what it leaves open, to the twelfth digit."""
    samples = [Sample.of((Score(v / 100) for v, _ in own), [w for _, w in own]) for own in rows]
    size, mean, square, count, stake = (
        np.array(side, float)
        for side in zip(
            *((s.size, s.mean, s.square, s.count, heaviest / s.weight) for s in samples),
            strict=True,
        )
    )
    found = placing._evidence(size, mean, square, 2, 1.0)
    assert found.tolist() == pytest.approx([s.chance(1.0) for s in samples], rel=1e-9, abs=1e-12)
    ends = [placing._end(count, mean, square, stake, end).tolist() for end in (0.0, 1.0)]
    theirs = [s.interval(most=1.0, heaviest=heaviest) for s in samples]
    assert [*zip(*ends, strict=True)] == [pytest.approx(own, abs=1e-12) for own in theirs]


def test_bands_are_those_of_counting_up() -> None:
    """Over a grid of counts and probabilities."""
    grid = [(p / 50, n) for p in range(51) for n in (1, 2, 3, 7, 20, 101, 500)]
    low, high = consistent(np.array([p for p, _ in grid]), np.array([n for _, n in grid], float))
    expected = [consistency(p, n) for p, n in grid]
    assert [*zip(low.tolist(), high.tolist(), strict=True)] == expected


@given(
    st.lists(
        st.tuples(st.integers(0, BILLION), st.booleans()), min_size=1, max_size=80, unique=True
    )
)
def test_bins_lose_no_more_than_they_say(rows: list[tuple[int, bool]]) -> None:
    """Miscalibration and discrimination fall by the same, by `coarse` at most, and never rise."""
    table = [Given(k / BILLION, 1, float(o)) for k, o in rows]
    exact = corp(table)
    assert exact is not None
    given_, truth = (np.array(side) for side in zip(*rows, strict=True))
    # Bins wide enough that a few rows share them.
    code = given_ // (BILLION // 4)
    order = np.argsort(code, kind="stable")
    first = np.flatnonzero(np.concatenate(([True], np.diff(code[order]) > 0)))
    came = truth[order].astype(int) * BILLION
    observed = np.add.reduceat(came, first)
    found = reliability(
        Levels(
            np.zeros(len(first), int),
            np.minimum.reduceat(given_[order], first),
            np.maximum.reduceat(given_[order], first),
            np.diff(np.append(first, len(rows))) * BILLION,
            observed,
            observed,
            np.add.reduceat(given_[order], first),
        ),
        np.array([exact.score]),
    )
    lost = exact.miscalibration - found.miscalibration
    assert lost == pytest.approx(exact.discrimination - found.discrimination, abs=1e-9)
    assert -1e-9 <= lost <= found.coarse + 1e-9


def test_bins_lie_within_tenths() -> None:
    """So that tenths are what they are by single probabilities."""
    given_ = np.array([Random(1).randrange(BILLION + 1) for _ in range(10_000)])
    bins = BINS_FROM[bins_of(given_)]
    assert (bins <= given_).all()
    assert (bins * 10 // BILLION == given_ * 10 // BILLION).all()
    assert (np.diff(np.unique(bins)) <= BILLION // 1000).all()


def made(rows: int = 400, *, rng_seed: int = 3) -> list[dict[str, object]]:
    """Seven forecasters of ever new probabilities."""
    rng = Random(rng_seed)
    truth = [rng.random() < 0.4 for _ in range(60)]
    return [
        {
            "who": f"f{rng.randrange(7)}",
            "q": f"q{(q := rng.randrange(60))}",
            "p": rng.random(),
            "o": int(truth[q]),
        }
        for _ in range(rows)
    ]


def read(path: Path, engine: str = "polars") -> Table:
    return read_table(path, COLUMNS, clamp=1e-5, engine=engine)


def alike(one: Table, other: Table) -> None:
    """All sums are the same."""
    assert one.probabilities == other.probabilities
    assert one.scores is not None
    assert other.scores is not None
    assert isinstance(one.scores.answers, Held)
    assert isinstance(other.scores.answers, Held)
    assert one.scores.answers.names == other.scores.answers.names
    assert one.scores == other.scores
    assert by_columns(one.scores.answers) == by_columns(other.scores.answers)


@slow
@pytest.mark.parametrize("exact", [pytest.param(50, marks=deep), 10**6])
def test_rows_in_any_order_and_parts_give_the_same_sums(
    exact: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From single probabilities or bins, whichever engine reads, and if all are settled often."""
    monkeypatch.setattr(probabilities, "EXACT", exact)
    rows = made()
    first = read(as_parquet(tmp_path / "a.parquet", rows))
    assert first.scores is not None
    assert (first.scores.levels.low < first.scores.levels.high).any() == (exact == 50)
    Random(5).shuffle(rows)
    path = as_parquet(tmp_path / "b.parquet", rows)
    monkeypatch.setattr("verifier.tables.with_polars._ROWS", 37)
    monkeypatch.setattr("verifier.tables.folding._WAIT", 11)
    alike(first, read(path))
    alike(first, read(path, "duckdb"))


def test_the_test_of_calibration_is_that_of_single_forecasts(tmp_path: Path) -> None:
    """Where no question is named the sums give the p-value that all probabilities give."""
    rows = made()
    path = as_parquet(tmp_path / "t.parquet", rows)
    table = read_table(
        path, Columns(forecaster=("who",), probability="p", observed="o"), clamp=1e-5
    )
    for name, record in table.probabilities.items():
        own = [Given(float(r["p"]), 1, float(r["o"])) for r in rows if r["who"] == name]  # type: ignore[arg-type]
        [off, lean] = record.off
        assert off == pytest.approx(sum(g.observed - g.probability for g in own), abs=1e-6)
        found = chance_of_sums(record.off, record.spread)
        assert found == pytest.approx(calibration_chance(own), abs=1e-7)
        assert lean != off


@deep
def test_the_bytes_do_not_depend_on_processors(tmp_path: Path) -> None:
    """Pages and data are the same with one thread and with four."""
    table = as_parquet(tmp_path / "t.parquet", made(3_000))
    written = []
    for threads in ("1", "4"):
        out = tmp_path / threads
        names = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "POLARS_MAX_THREADS")
        subprocess.run(
            [sys.executable, "-m", "verifier", "score", "--table", table, "--out", out, *ROLES],
            check=True,
            env={**os.environ, **dict.fromkeys(names, threads)},
            capture_output=True,
        )
        written.append(contents(out))
    assert written[0] == written[1]
    assert written[0]


def test_a_coarse_curve_is_said_on_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """How wide bins are, and by how much figures may be too low; nothing where it is exact."""
    monkeypatch.setattr(probabilities, "EXACT", 50)
    table = as_parquet(tmp_path / "t.parquet", made())
    assert score(table, tmp_path / "out", *ROLES) == 0
    rows = by_forecaster(tmp_path / "out")
    greatest = max(row["coarse"] for row in rows.values() if "coarse" in row)
    page = (tmp_path / "out" / "README.md").read_text("utf-8")
    assert "counted in bins" in page
    assert f"{ceil(greatest * 10_000) / 10_000:.4f}" in page
    monkeypatch.setattr(probabilities, "EXACT", 10**6)
    assert score(table, tmp_path / "out", *ROLES) == 0
    assert "counted in bins" not in (tmp_path / "out" / "README.md").read_text("utf-8")
    assert all("coarse" not in row for row in by_forecaster(tmp_path / "out").values())


def test_who_stands_without_whom_is_looked_up_once_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside a small group there may be 100,000 others: none costs a pass over the table."""
    passes: list[int] = []
    for others in (3, 30):
        asked = [(q, who) for q in range(12) for who in range(3)]
        asked += [(12 + n, 3 + n) for n in range(others)] + [(12 + n, 0) for n in range(others)]
        what, who = (np.array(side) for side in zip(*sorted(asked), strict=True))
        score = np.array([Random(n).randrange(BILLION) for n in range(len(asked))])
        names = [f"f{n:02}" for n in range(3 + others)]
        held = Held(names, 12 + others, who, what, score, BILLION - score)
        calls: list[int] = []
        sharing = Held.sharing

        def counted(
            self: Held, among: Array, calls: list[int] = calls, sharing: Any = sharing
        ) -> Array:
            calls.append(1)
            found: Array = sharing(self, among)
            return found

        with monkeypatch.context() as patch:
            patch.setattr(Held, "sharing", counted)
            found = by_columns(held)
        assert found.leaning == by_records(held).leaning
        passes.append(len(calls))
    assert passes[0] == passes[1]


@deep
def test_scorecards_grow_with_forecasters_and_not_with_their_square(tmp_path: Path) -> None:
    """Page and data, of so many that no two of them are told apart one by one."""

    def work(size: int) -> Callable[[], object]:
        rng = Random(size)
        rows = [
            {"who": f"f{who:04}", "q": f"q{q}", "p": rng.random(), "o": q % 2}
            for who in range(size)
            for q in rng.sample(range(40), 12)
        ]
        table = as_parquet(tmp_path / f"{size}.parquet", rows)
        return partial(score, table, tmp_path / f"out-{size}", *ROLES)

    with pytest.MonkeyPatch.context() as patch:
        # As where there are more than `FITTED`: of fewer each two are looked at.
        patch.setattr(placing, "FITTED", 0)
        assert growth(work, 300) < 1.2
