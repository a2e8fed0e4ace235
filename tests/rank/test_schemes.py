"""Every declared scheme is run; what it changes is told, and which matters most."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.ledgers import FORECASTERS, OUTCOMES, SOURCE, run_of, write
from verifier.rank.schemes import SchemeResult, matters_most
from verifier.report import Run

LATE = OUTCOMES.replace("began: 2023-02-20", "began: 2023-03-05").replace(
    "known: 2023-02-21", "known: 2023-03-06"
)
CONTESTED = OUTCOMES.replace("    actors: [russia]", "    new: disputed\n    actors: [russia]", 1)


def _run(root: Path, **files: str) -> Run:
    return run_of(write(root, **files))


def _scheme(result: Run, name: str) -> SchemeResult:
    return next(found for found in result.schemes if found.scheme.id == name)


def test_grace_forgives_five_days(tmp_path: Path) -> None:
    """Begun on 5 March, five days after February: ten days' grace makes it come true."""
    result = _run(tmp_path, outcomes=LATE)
    assert result.verdicts["ann-attack"].outcome == "did_not"
    assert _scheme(result, "grace").changed == {"ann-attack": ("did_not", "came_true")}
    assert _scheme(result, "narrow").changed == {}


@pytest.mark.parametrize("percent", range(0, 101, 10))
@pytest.mark.parametrize("began", ["2023-02-20", "2023-03-05", "2023-04-05"])
def test_grace_never_makes_a_score_worse(tmp_path: Path, percent: int, began: str) -> None:
    """Inside the window, five days after it or long after: by hand, (p - o)² with o the better.

    Who called it likely is excused for five days; who called it unlikely is not charged for them.
    """
    source = SOURCE.replace('{phrase: "will"}', f"{{probability: {percent / 100}}}")
    late = OUTCOMES.replace("began: 2023-02-20", f"began: {began}").replace(
        "known: 2023-02-21", f"known: {began}"
    )
    result = _run(tmp_path, source=source, outcomes=late)
    strict, eased = (_scheme(result, name).scores["ann-attack"] for name in ("central", "grace"))
    assert strict.brier is not None
    assert eased.brier is not None
    p, came = percent / 100, began == "2023-02-20"
    assert strict.brier.central == pytest.approx((1 - p) ** 2 if came else p**2)
    excused = came or (began == "2023-03-05" and p > 0.5)
    assert eased.brier.central == pytest.approx((1 - p) ** 2 if excused else p**2)
    assert eased.brier.worst <= strict.brier.worst


def test_grace_does_not_lengthen_an_absence(tmp_path: Path) -> None:
    """An absence in February stays right although one came on 5 March."""
    source = SOURCE.replace("{event: ground-offensive", "{no_event: ground-offensive")
    result = _run(tmp_path, source=source, outcomes=LATE)
    assert result.verdicts["ann-attack"].outcome == "came_true"
    assert _scheme(result, "grace").changed == {}


@pytest.mark.parametrize(
    ("scheme", "told"),
    [
        ("disputes-for", ("disputed", "came_true")),
        ("disputes-against", ("disputed", "did_not")),
        ("disputes-out", ("disputed", "left_out.dispute")),
    ],
)
def test_disputes_are_decided_or_left_out(
    tmp_path: Path, scheme: str, told: tuple[str, str]
) -> None:
    """A contested verdict goes each way, and out, by scheme."""
    source = SOURCE.replace("place: ukraine}", "place: ukraine, new: true}")
    result = _run(tmp_path, source=source, outcomes=CONTESTED)
    assert _scheme(result, scheme).changed == {"ann-attack": told}


def test_classes_are_scored_at_even_odds_where_a_scheme_says_so(tmp_path: Path) -> None:
    """Signs that are seen have no number; at one half it scores 0.25 whatever happens."""
    source = SOURCE.replace('{phrase: "will"}', "{class: evidential}")
    result = _run(tmp_path, source=source)
    assert result.tallies["ann-example"].brier is None
    brier = _scheme(result, "unnumbered-even").tallies["ann-example"].brier
    assert brier is not None
    assert brier.central == 0.25


def test_the_choice_that_moves_most_is_named(tmp_path: Path) -> None:
    """A sure call failed by five days: forgiving them moves the score from 1 to 0."""
    most = matters_most(_run(tmp_path, outcomes=LATE).schemes)
    assert most is not None
    assert most.scheme.id == "grace"


def test_a_shift_is_the_mean_over_forecasters(tmp_path: Path) -> None:
    """By hand: grace moves Ann from 1 to 0 and Bob, at one half, not at all; Eve is never scored.

    At even odds Eve is scored, which counts as a quarter, one of three forecasters.
    """
    said = SOURCE.partition("forecasts:\n")[2]
    others = said.replace("ann-", "bob-").replace('{phrase: "will"}', "{probability: 0.5}")
    others += said.replace("ann-", "eve-").replace('{phrase: "will"}', "{class: evidential}")
    people = "".join(
        f"  - {{id: {name.lower()}-example, name: {name} Example, kind: person}}\n"
        for name in ("Bob", "Eve")
    )
    sure = SOURCE.replace('{phrase: "will"}', "{probability: 1}")
    result = _run(tmp_path, source=sure + others, outcomes=LATE, forecasters=FORECASTERS + people)
    first = result.schemes[0]
    assert _scheme(result, "grace").shift(first) == pytest.approx(1 / 2)
    assert _scheme(result, "unnumbered-even").shift(first) == pytest.approx(0.25 / 3)


def test_to_count_or_not_moves_as_much_as_one_half_would_score(tmp_path: Path) -> None:
    """What is contested has a range, and where disputes are left out no score at all."""
    source = SOURCE.replace("place: ukraine}", "place: ukraine, new: true}")
    result = _run(tmp_path, source=source, outcomes=CONTESTED)
    assert _scheme(result, "disputes-out").shift(result.schemes[0]) == 0.25


def test_what_is_said_later_silences_nobody(tmp_path: Path) -> None:
    """On a day between two sources a forecaster has the forecast of the first."""
    root = write(tmp_path)
    later = SOURCE.replace("ann-attack", "ann-again").replace("2023-01", "2023-05")
    (root / "seeds/later.yaml").write_text(later.replace("in February", "in June"))
    first = run_of(root, date(2023, 3, 10)).schemes[0]
    assert (first.heard, list(first.scores)) == (["ann-example"], ["ann-attack"])


@pytest.mark.parametrize(
    ("as_of", "changed"),
    [
        (date(2023, 1, 20), {}),
        (date(2024, 1, 20), {"ann-attack": ("left_out.no_deadline", "came_true")}),
    ],
)
def test_why_a_forecast_is_left_out_is_no_change(
    as_of: date, changed: dict[str, tuple[str, str]], tmp_path: Path
) -> None:
    """Undated it has no deadline; with a horizon it is open, and in the end right."""
    source = SOURCE.replace('    window: {phrase: "in February"}\n', "")
    found = run_of(write(tmp_path, source=source), as_of)
    assert _scheme(found, "horizons").changed == changed


def test_where_nothing_moves_none_is_named(tmp_path: Path) -> None:
    """A forecast that nobody can score under any scheme moves nothing."""
    source = SOURCE.replace('    window: {phrase: "in February"}\n', "")
    assert matters_most(_run(tmp_path, source=source).schemes) is None
