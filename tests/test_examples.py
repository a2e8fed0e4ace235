"""The example of another field: its own vocabularies, no code, and each verdict with its reason."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.depth import each
from tests.ours import computed, ledger
from verifier.cli import main
from verifier.engine import run
from verifier.model.ledger import Ledger
from verifier.model.proposition import kind_of, parts
from verifier.rules import Rules
from verifier.score.calls import own_decision

RATES = Path(__file__).resolve().parents[1] / "examples" / "interest-rates"

# Each verdict, its schedule, and why, worked out by hand from the files of `outcomes/`.
VERDICTS = [
    (
        "fomc-three-rises-in-2022",
        "did_not",
        "not_applicable",
        "The midpoint was 4.375 at the end of 2022, not 0.875.",
    ),
    (
        "fomc-rate-at-the-end-of-2023",
        "did_not",
        "not_applicable",
        "The midpoint was 5.375 at the end of 2023, not 5.125.",
    ),
    (
        "fomc-rate-at-the-end-of-2024",
        "came_true",
        "not_applicable",
        "The midpoint was 4.375 at the end of 2024, which is printed as 4.4.",
    ),
    (
        "powell-no-cut-in-march",
        "did_not",
        "late",
        "The first cut came in September 2024, and the record of cuts has no gap before it.",
    ),
    (
        "rba-no-rise-before-2024",
        "came_true",
        "on_time",
        "The bank raised its rate on 3 May 2022, which settles it at once.",
    ),
    (
        "boc-holds",
        "void",
        "not_applicable",
        "The bank raised its rate, and by its own word the economy was not as it had expected.",
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
        "The deposit rate rose to 0 on 21 July 2022, before the end of September.",
    ),
    (
        "ecb-quarter-point-in-july",
        "did_not",
        "never",
        "The rise of July was 50 basis points; the one of 25 of 4 May 2023 is another event.",
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
        "came_true",
        "on_time",
        "The cut of 6 June is in the summer of meteorologists, that of 12 September in the other.",
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
        "did_not",
        "not_applicable",
        "By the first estimate, of 28 July 2022, the quarter shrank by 0.9 per cent.",
    ),
    (
        "boe-thirteen-per-cent",
        "did_not",
        "not_applicable",
        "The three months of the quarter had 11.1, 10.7 and 10.5 per cent, 10.77 on average.",
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


@each("forecast outcome schedule why", VERDICTS)
def test_the_verdict_is_the_one_argued_for(
    forecast: str, outcome: str, schedule: str, why: str
) -> None:
    """Outcome and schedule on the ledger's last day, by rule except for one condition in words."""
    verdict = computed(RATES).verdicts[forecast]
    assert why
    assert (verdict.outcome.value, " ".join(verdict.schedule)) == (outcome, schedule)
    assert verdict.basis == ("ruling" if forecast == "boc-holds" else "rule")
    assert verdict.evidence


def test_every_forecast_is_argued_for(rates: tuple[Ledger, Rules]) -> None:
    """No forecast without its line above, and at least twelve of them."""
    assert sorted(v[0] for v in VERDICTS) == sorted(rates[0].forecasts)
    assert len(VERDICTS) >= 12


def test_a_figure_is_held_to_the_first_estimate(rates: tuple[Ledger, Rules]) -> None:
    """-0.9 per cent for 2.5 is 3.4 off, before and after the estimate of 25 August, -0.6."""
    for day in (date(2022, 7, 28), date(2022, 8, 25)):
        result = run(*rates, day)
        assert result.verdicts["gdpnow-second-quarter"].outcome.value == "did_not"
        assert [found.figure for found in result.verdicts["gdpnow-second-quarter"].measured] == [
            -0.9
        ]
    before = run(*rates, date(2022, 7, 27)).verdicts["gdpnow-second-quarter"]
    assert before.outcome.value == "undecided"


def test_what_a_central_bank_decides_is_its_own(rates: tuple[Ledger, Rules]) -> None:
    """Four forecasters on the rates of their own bank, and nobody on the economy."""
    ledger, rules = rates
    own = {
        id
        for id, forecast in ledger.forecasts.items()
        if own_decision(
            forecast, ledger.forecasters[forecast.forecaster].side, rules, ledger.series
        )
        and not forecast.commitment
    }
    assert own == {
        "lagarde-no-rise-in-2022",
        "lagarde-exit-from-negative-rates",
        "lagarde-cut-in-the-summer",
        "powell-no-cut-in-march",
        "rba-no-rise-before-2024",
        "fomc-three-rises-in-2022",
        "fomc-rate-at-the-end-of-2023",
        "fomc-rate-at-the-end-of-2024",
    }


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
