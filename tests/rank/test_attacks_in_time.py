"""Attacks on the standings by when something is said, or is said to have been said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path

import pytest

from tests import gaming
from tests.depth import thin
from tests.gaming import FEBRUARY, KINDS, Said, came, ledger
from verifier.model.days import ONE_DAY
from verifier.report import Run

PLACES, CAME = 24, 12
AFTER = date(2025, 1, 5)
EVENT = date(2024, 3, 20)
KNOWN = EVENT + ONE_DAY


@pytest.fixture(autouse=True)
def _many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twelve of 24 come, on 20 March."""
    monkeypatch.setattr(gaming, "EVENT", EVENT)
    monkeypatch.setattr(gaming, "PLACES", PLACES)
    monkeypatch.setattr(gaming, "CAME", CAME)


def sure(who: str, sureness: float) -> Iterator[Said]:
    """On the right side of every question, on 1 February."""
    for n in range(PLACES):
        yield Said(who, n, FEBRUARY, likelihood=sureness if came(n) else 1 - sureness)


def coin(who: str) -> Iterator[Said]:
    """Very sure, and wrong on every other question."""
    for n in range(PLACES):
        yield Said(who, n, FEBRUARY, likelihood=0.95 if came(n) == (n % 2 == 0) else 0.05)


def eraser(who: str) -> Iterator[Said]:
    """The same; once all is known, a source says that it was taken back on 15 February."""
    yield from coin(who)
    for n in range(1, PLACES, 2):
        window = "2024-02-15/2024-12-31"
        yield Said(who, n, date(2024, 2, 15), window, 0.5, published=AFTER)


def placed(found: Run) -> dict[str, tuple[int | None, int, float]]:
    """Of each the rank, on how many questions they compare, and by how much others do worse."""
    rows = found.sureness.standings.rows
    return {row.forecaster: (row.rank, row.compared, round(row.peer or 0.0, 6)) for row in rows}


def test_what_is_published_once_it_is_known_takes_nothing_back(tmp_path: Path) -> None:
    """The coin is last with what was said of it and without: 0.4525 on 24 questions."""
    held = [*sure("honest", 0.65), *sure("second", 0.6)]
    bare = placed(ledger(tmp_path / "bare", [*held, *coin("coin")]))
    assert bare["coin"] == (3, PLACES, round((0.1225 + 0.16) / 2 - 0.4525, 6))
    assert placed(ledger(tmp_path / "erased", [*held, *eraser("coin")])) == bare


def test_what_is_published_once_it_is_known_moves_no_mean(tmp_path: Path) -> None:
    """Neither the own one nor, through the mean of all, the adjusted scores of others."""
    held = [*sure("honest", 0.65), *coin("coin")]
    means = [
        {row.forecaster: (row.mean, row.adjusted) for row in found.sureness.standings.rows}
        for found in (
            ledger(tmp_path / "bare", held),
            ledger(tmp_path / "erased", [*held, *eraser("coin")]),
        )
    ]
    assert means[0] == means[1]


@pytest.mark.parametrize("chosen", [False, True], ids=["all", "chosen"])
@pytest.mark.parametrize("socks", thin([1, 10], 2))
def test_who_compares_with_one_only_moves_nobody(
    socks: int, chosen: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ann in February, Bob in April, and in June others who compare with Bob alone, and are wrong.

    On all questions, or on those on which Ann was better. By hand: 0.04 for 0.09 on two of three,
    and 0.16 for 0.09 on the third.
    """
    monkeypatch.setattr(gaming, "CAME", 0)
    table = [
        said
        for q in range(PLACES)
        for said in (
            Said("ann", q, FEBRUARY, likelihood=0.2 if q % 3 else 0.4),
            Said("bob", q, date(2024, 4, 1), likelihood=0.3),
        )
    ]
    more = [
        Said(f"sock-{n}", q, date(2024, 6, 1), likelihood=0.9)
        for n in range(socks)
        for q in range(PLACES)
        if not chosen or q % 3
    ]
    alone, joined = (
        ledger(tmp_path / str(len(held)), held).sureness.standings
        for held in (table, [*table, *more])
    )
    rows = {row.forecaster: row for row in joined.rows}
    assert [rows[who].group for who in ("ann", "bob", "sock-0")] == [1, 1, 1]
    by = (0.07 - 2 * 0.05) / 3
    assert (rows["ann"].adjusted or 0) - (rows["bob"].adjusted or 0) == pytest.approx(by, abs=1e-9)
    for found in (alone, joined):
        pair = found.pairs["ann", "bob"]
        assert (pair.difference, pair.chance) == pytest.approx(
            (by, alone.pairs["bob", "ann"].chance), abs=1e-9
        )


def after_denier(who: str) -> Iterator[Said]:
    """The rest of the year is denied of all, the day after what came was public."""
    window = f"{KNOWN.isoformat()}/2024-12-31"
    return (Said(who, n, KNOWN, window, 1.0, denies=True) for n in range(PLACES))


def on(day: date) -> Callable[[str], Iterator[Said]]:
    """Who speaks on this day only, of all, and knows what comes."""

    def man(who: str) -> Iterator[Said]:
        window = f"{day.isoformat()}/2024-12-31"
        return (Said(who, n, day, window, 1.0 if came(n) else 0.3) for n in range(PLACES))

    return man


def updater(who: str) -> Iterator[Said]:
    """One half on 1 February, and on the eve what comes."""
    yield from (Said(who, n, FEBRUARY, likelihood=0.5) for n in range(PLACES))
    yield from on(EVENT - ONE_DAY)(who)


@pytest.mark.parametrize(
    "attack", [after_denier, on(EVENT - ONE_DAY), on(EVENT)], ids=["after", "eve", "day"]
)
def test_who_waits_for_early_events_compares_neither_where_they_came_nor_where_not(
    attack: Callable[[str], Iterator[Said]], tmp_path: Path
) -> None:
    """Of 335 days all stood for 286, but until it was known on 21 March for two or none of 49."""
    found = placed(ledger(tmp_path, [*sure("honest", 0.65), *sure("second", 0.6), *attack("man")]))
    assert found["man"][:2] == (None, 0)
    assert found["honest"][0] == 1


def skipper(who: str) -> Iterator[Said]:
    """The rest of the year is denied of what has not come by then; of what has not a word."""
    window = f"{KNOWN.isoformat()}/2024-12-31"
    for n in range(PLACES):
        if not came(n):
            yield Said(who, n, KNOWN, window, 0.02)


def a_word_on_a_day(who: str) -> Iterator[Said]:
    """The same, and in February of each place a word on one day, which nobody else speaks of."""
    yield from skipper(who)
    for n in range(PLACES):
        yield Said(who, n, FEBRUARY, "2024-12-30/2024-12-30", 0.5)


def skips_one(who: str) -> Iterator[Said]:
    """The same, and once it is known, that it came of all but one."""
    yield from skipper(who)
    for n in range(1, CAME):
        yield Said(who, n, KNOWN, f"{KNOWN.isoformat()}/2024-12-31", 1.0)


def of_something_else(who: str) -> Iterator[Said]:
    """The same, and of what has come, that nothing comes in December."""
    yield from skipper(who)
    for n in range(CAME):
        yield Said(who, n, KNOWN, "2024-12-01/2024-12-31", 0.02)


def two_steps(who: str) -> Iterator[Said]:
    """The same, and a week later anew."""
    yield from skipper(who)
    for said in skipper(who):
        day = KNOWN + 7 * ONE_DAY
        yield replace(said, said=day, window=f"{day}/2024-12-31", likelihood=0.01)


SKIPPERS = (skipper, a_word_on_a_day, skips_one, of_something_else, two_steps)


@pytest.mark.parametrize(
    ("kind", "later"),
    thin([("event", 0), ("event", 1), ("any_of", 0), ("series", 0), ("judged with days", 0)], 3),
)
def test_who_waits_and_passes_over_what_came_stands_beside_nobody_who_did_not(
    kind: str, later: int, tmp_path: Path
) -> None:
    """Nor does who denies all, beside ones who do; who spoke at first stand as they did.

    Also where what came was spoken of a day after what did not.
    """
    held = [
        replace(said, said=said.said + later * came(said.question) * ONE_DAY)
        for said in (*sure("honest", 0.65), *sure("half", 0.5))
    ]
    more = [said for skips in SKIPPERS for said in skips(skips.__name__.replace("_", "-"))]
    run = ledger(tmp_path, [*held, *more, *after_denier("denier")], kind=kind)
    groups = {row.forecaster: row.group for row in run.sureness.standings.rows if row.rank}
    # Those who waited alike may stand beside one another, and beside nobody else.
    assert groups.pop("honest") == groups.pop("half") == 2
    assert set(groups.values()) <= {1}
    alone = placed(ledger(tmp_path / "alone", held, kind=kind))
    found = placed(run)
    assert {who: found[who] for who in alone} == alone


def told_later(day: date) -> Callable[[str], Iterator[Said]]:
    """On this day a source says what was denied of all in February."""

    def man(who: str) -> Iterator[Said]:
        return (
            Said(who, n, FEBRUARY, likelihood=1.0, denies=True, published=day)
            for n in range(PLACES)
        )

    return man


def year_denier(day: date) -> Callable[[str], Iterator[Said]]:
    """Of a count the whole year is meant, also what is over on this day: what came was known."""

    def man(who: str) -> Iterator[Said]:
        return (Said(who, n, day, likelihood=0.01) for n in range(PLACES))

    return man


@pytest.mark.parametrize("kind", thin(KINDS, 3))
def test_who_speaks_late_of_anything_compares_with_nobody_who_did_not(
    kind: str, tmp_path: Path
) -> None:
    """Whatever settles it: an event, their number, a series, or a ruling, which may name events.

    Who waits for a month after it came still stands for 255 of 335 days, three quarters; before it
    came thirteen days are a quarter of the time.
    """
    april = EVENT + 31 * ONE_DAY
    late = {
        "after": after_denier,
        "eve": on(EVENT - ONE_DAY),
        "day": on(EVENT),
        "month": on(april),
        "told": told_later(april),
        "waits": on(FEBRUARY + 13 * ONE_DAY),
        "year": year_denier(april),
    }
    said = [*sure("honest", 0.65), *sure("second", 0.6)]
    found = ledger(
        tmp_path, [*said, *chain.from_iterable(m(who) for who, m in late.items())], kind=kind
    )
    met = {frozenset((m.one, m.other)): m.questions for m in found.sureness.met}
    assert met[frozenset(("honest", "second"))] == PLACES
    early = {"honest", "second"}
    assert [pair for pair in met if len(pair & early) == 1] == []
    assert placed(found)["honest"] == (1, PLACES, round(0.16 - 0.1225, 6))


@pytest.mark.parametrize("kind", thin(["event", "count", "series", "judged with days"], 2))
def test_a_year_that_has_begun_compares_by_what_is_left_of_it(kind: str, tmp_path: Path) -> None:
    """What is said of 2024 on 1 and on 9 February; who says it anew has taken the old word back."""
    week = FEBRUARY + 8 * ONE_DAY
    said = [Said("one", n, FEBRUARY, likelihood=0.5) for n in range(PLACES)]
    other = [Said("other", n, week, likelihood=0.5) for n in range(PLACES)]
    anew = [Said("one", n, week, likelihood=0.3) for n in range(PLACES)]
    found = ledger(tmp_path, [*said, *other, *anew], kind=kind)
    assert [m.questions for m in found.sureness.met] == [PLACES]
    # Until it is known on 21 March the first word stands for 8 of 49 days, else of 335.
    came, whole = 8 / 49, 8 / 335
    lost = (came * 0.25 + (1 - came) * 0.49 + whole * 0.25 + (1 - whole) * 0.09) / 2
    means = {row.forecaster: row.mean for row in found.sureness.standings.rows}
    assert means["one"] == pytest.approx(lost)


@pytest.mark.parametrize(
    ("waits", "compared", "kind"),
    [
        (12, PLACES, "event"),
        (13, 0, "event"),
        (12, PLACES, "judged with days"),
        # That nothing came is told of no day: to compare where it came only were to choose.
        (12, 0, "judged with events"),
        (0, PLACES, "judged with events"),
        (12, 0, "judged"),
        (12, 0, "ruled"),
    ],
)
def test_who_waits_a_quarter_of_the_time_compares_on_all_or_on_none(
    waits: int, compared: int, kind: str, tmp_path: Path
) -> None:
    """Of 49 days a quarter is twelve. Where a ruling tells of no day, only one day compares."""
    late = on(FEBRUARY + waits * ONE_DAY)("late")
    found = placed(ledger(tmp_path, [*sure("honest", 0.65), *late], kind=kind))
    assert found["late"][1] == compared


CHANGED = FEBRUARY + 100 * ONE_DAY


def changes(who: str, first: float, then: float) -> Iterator[Said]:
    """A number on 1 February, and another on 11 May where it has not come."""
    for place in range(PLACES):
        yield Said(who, place, FEBRUARY, likelihood=first)
        if not came(place) or gaming.began(place) >= CHANGED:
            yield Said(who, place, CHANGED, f"{CHANGED}/2024-12-31", then)


def test_saying_more_at_first_pays_a_little_but_for_the_first_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It comes in twelve of 24 places, every 27 days: in four before 11 May, and then in 8 of 20.

    Who means to speak anew does better by saying 0.6 at first than 0.5, as what is decided early
    weighs on the first word alone. By first words who says one half loses 0.25, and 0.6 the square
    of a tenth more. Who speaks once has nothing to gain by either.
    """
    monkeypatch.setattr(gaming, "began", lambda place: FEBRUARY + (27 * place + 1) * ONE_DAY)
    said = [
        *changes("honest", 0.5, 0.4),
        *changes("front", 0.6, 0.4),
        *(
            Said(f"once-{p}", n, FEBRUARY, likelihood=p / 10)
            for p in (4, 5, 6)
            for n in range(PLACES)
        ),
    ]
    found = ledger(tmp_path, said)
    means = {
        result.scheme.id: {who: of.central or 0.0 for who, of in result.brier.items() if of}
        for result in found.schemes
    }
    central, first = means["central"], means["first-words"]
    # Of the days until it was known, or of 335, the first word stood for 100.
    parts = [min(1, 100 / (27 * n + 2)) for n in range(CAME)] + [100 / 335] * (PLACES - CAME)
    for who, p in (("honest", 0.5), ("front", 0.6)):
        lost = [
            part * (p - came(n)) ** 2 + (1 - part) * (0.4 - came(n)) ** 2
            for n, part in enumerate(parts)
        ]
        assert central[who] == pytest.approx(sum(lost) / PLACES)
    assert central["honest"] - central["front"] == pytest.approx(0.0149, abs=1e-4)
    assert (first["honest"], first["front"]) == pytest.approx((0.25, 0.26))
    for figures in (central, first):
        assert [figures[f"once-{n}"] for n in (4, 5, 6)] == pytest.approx([0.26, 0.25, 0.26])


def test_days_after_the_event_weigh_nothing(tmp_path: Path) -> None:
    """Where it came 47 of 49 days at one half; else 47 of 335, and 288 at 0.3."""
    found = ledger(tmp_path, [*sure("honest", 0.65), *updater("updater")])
    rows = {row.forecaster: row for row in found.sureness.standings.rows}
    mean = (0.25 * 47 / 49 + (0.25 * 47 + 0.09 * 288) / 335) / 2
    assert rows["honest"].rank == 1
    assert rows["updater"].peer == pytest.approx(0.1225 - mean)


def test_early_words_told_late_count_from_the_day_they_are_published(tmp_path: Path) -> None:
    """On the eve of the event a source says what was said in February: no place beside who did."""
    eve = EVENT - ONE_DAY
    late = [
        Said("late", q, FEBRUARY, likelihood=0.99 if came(q) else 0.01, published=eve)
        for q in range(PLACES)
    ]
    found = ledger(
        tmp_path, [*gaming.honest(right=24), *gaming.honest("rival", right=20), *late]
    ).sureness
    ranks = {row.forecaster: row.rank for row in found.standings.rows}
    assert ranks == {"honest": 1, "rival": 2, "late": None}
    # Curves are of those who are ranked, and their pairs are permuted as well.
    assert found.murphy.keys() == {"honest", "rival"}
    assert found.standings.pairs["honest", "rival"].permuted is not None
