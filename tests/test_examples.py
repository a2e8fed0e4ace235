"""The example of another field: its own vocabularies, no code, and each verdict with its reason."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.ours import computed, ledger
from verifier.cli import main
from verifier.engine import run
from verifier.model.ledger import Ledger
from verifier.model.proposition import kind_of, parts
from verifier.rules import Rules

RATES = Path(__file__).resolve().parents[1] / "examples" / "interest-rates"

# Each verdict, its schedule, and why, worked out by hand from the files of `outcomes/`.
VERDICTS = [
    (
        "fomc-three-rises-in-2022",
        "did_not",
        "not_applicable",
        "From 0.125 to 4.375 the rate rose by 4.25 points in 2022, not by 0.75.",
    ),
    (
        "fomc-rate-at-the-end-of-2023",
        "did_not",
        "not_applicable",
        "The midpoint was 5.375 at the end of 2023, above 5.15.",
    ),
    (
        "fomc-rate-at-the-end-of-2024",
        "came_true",
        "not_applicable",
        "The midpoint was 4.375 at the end of 2024, which is 4.4 to the tenth.",
    ),
    (
        "powell-no-cut-in-march",
        "came_true",
        "not_applicable",
        "The first cut came in September 2024, and the record of cuts has no gap before it.",
    ),
    (
        "rba-no-rise-before-2024",
        "did_not",
        "not_applicable",
        "The bank raised its rate on 3 May 2022, which settles it at once.",
    ),
    (
        "boc-holds",
        "undecided",
        "not_applicable",
        "Whether the economy evolved as foreseen needs a ruling, and no end was named.",
    ),
    (
        "lagarde-no-rise-in-2022",
        "came_true",
        "on_time",
        "What was called very unlikely, a rise in 2022, came on 21 July 2022.",
    ),
    (
        "lagarde-exit-from-negative-rates",
        "came_true",
        "on_time",
        "The deposit rate was 0 from 27 July 2022, before the end of September.",
    ),
    (
        "ecb-quarter-point-in-july",
        "did_not",
        "late",
        "The rise of July was 50 basis points; the next of 25 came on 4 May 2023.",
    ),
    (
        "ecb-more-in-september",
        "came_true",
        "on_time",
        "The outlook for 2024 went from 2.1 to 2.3, so the condition was met; the rise was 75.",
    ),
    (
        "ecb-half-point-in-march",
        "came_true",
        "on_time",
        "50 basis points on 16 March 2023.",
    ),
    (
        "lagarde-cut-in-the-summer",
        "disputed",
        "on_time late",
        "The cut of 6 June lies in the summer that begins on the 1st, not in that of the 21st.",
    ),
    (
        "bloomberg-certain-recession",
        "did_not",
        "never",
        "The arbiter dates no recession after that of 2020.",
    ),
    (
        "wsj-survey-recession",
        "did_not",
        "never",
        "The arbiter dates no recession after that of 2020.",
    ),
    ("dimon-recession", "did_not", "never", "The arbiter dates no recession after that of 2020."),
    (
        "gdpnow-second-quarter",
        "came_true",
        "not_applicable",
        "As revised on 26 September 2024 the quarter grew by 0.3 per cent.",
    ),
    (
        "boe-thirteen-per-cent",
        "did_not",
        "never",
        "Inflation was highest in October 2022, at 11.1 per cent.",
    ),
    (
        "sunak-halve-inflation",
        "came_true",
        "not_applicable",
        "4.0 per cent in December 2023 is less than half of 10.7.",
    ),
    (
        "yellen-out-of-money",
        "void",
        "not_applicable",
        "The limit was suspended on 3 June, so what would have been without that is open.",
    ),
]


@pytest.fixture
def rates() -> tuple[Ledger, Rules]:
    """The ledger, which has no findings."""
    return ledger(RATES)


@pytest.mark.parametrize(
    ("forecast", "outcome", "schedule", "why"), VERDICTS, ids=[v[0] for v in VERDICTS]
)
def test_the_verdict_is_the_one_argued_for(
    forecast: str, outcome: str, schedule: str, why: str
) -> None:
    """Outcome and schedule on the ledger's last day, decided by rule."""
    verdict = computed(RATES).verdicts[forecast]
    assert why
    assert (verdict.outcome.value, " ".join(verdict.schedule)) == (outcome, schedule)
    assert verdict.basis == "rule"
    assert verdict.evidence or outcome == "undecided"


def test_every_forecast_is_argued_for(rates: tuple[Ledger, Rules]) -> None:
    """No forecast without its line above, and at least twelve of them."""
    assert sorted(v[0] for v in VERDICTS) == sorted(rates[0].forecasts)
    assert len(VERDICTS) >= 12


def test_a_revised_figure_decides_only_once_it_is_known(rates: tuple[Ledger, Rules]) -> None:
    """The quarter shrank by the figures of 2022 to 2024 and grew by that of 26 September 2024."""

    def outcome(day: date) -> str:
        return run(*rates, day).verdicts["gdpnow-second-quarter"].outcome.value

    assert outcome(date(2022, 7, 27)) == "undecided"
    assert outcome(date(2022, 7, 28)) == "did_not"
    assert outcome(date(2024, 9, 25)) == "did_not"
    assert outcome(date(2024, 9, 26)) == "came_true"


def test_it_shows_what_a_forecast_can_say(rates: tuple[Ledger, Rules]) -> None:
    """Events and their absence, thresholds, ranges, a rise of a size, probabilities, conditions."""
    ledger, _ = rates
    forecasts = list(ledger.forecasts.values())
    asked = [f.expects for f in forecasts] + [f.given.expects for f in forecasts if f.given]
    kinds = {kind_of(part) for proposition in asked for part in parts(proposition)}
    assert kinds >= {"occurs", "does_not_occur", "reaches", "range", "any_of", "judged"}
    assert {f.claimed.probability for f in forecasts} >= {0.63, 1.0}
    assert sum(f.given is not None for f in forecasts) == 3


def test_nothing_of_another_field_is_in_it(rates: tuple[Ledger, Rules]) -> None:
    """Its vocabularies replace the defaults, of which no term is left."""
    _, rules = rates
    _, default = ledger()
    for name in ("events", "places", "actors"):
        own = getattr(rules, name).terms.keys()
        assert not own & getattr(default, name).terms.keys() - {"united-states"}


def test_its_scorecards_are_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`verifier report` works on it, and the data hold all of its forecasts."""
    cards = tmp_path / "cards"
    assert main(["report", "--ledger", str(RATES), "--out", str(cards)]) == 0
    data = json.loads((cards / "data" / "forecasts.json").read_text(encoding="utf-8"))
    assert len(data["forecasts"]) == len(VERDICTS)
    assert main(["report", "--ledger", str(RATES), "--out", str(cards), "--check"]) == 0
    assert capsys.readouterr().err == ""
