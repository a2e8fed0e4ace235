"""What pages say of a call is fair to who is named: no misprint is theirs, no day is made up."""

from __future__ import annotations

from pathlib import Path

from tests.ledgers import OUTCOMES, SOURCE, pages_of, run_of, write
from verifier.export.claimreview import Publication, claim_reviews

_MISREPORTED = SOURCE.replace("voice: quotation", "voice: paraphrase").replace(
    "    question: attack-2023\n",
    """\
    question: attack-2023
    misreported:
      kind: hardened
      why: She hoped that they would not.
      evidence:
        - {publisher: Radio, published: 2023-01-09, address: "https://example.org/so", says: So.}
""",
)


def test_a_misprint_is_nobodys_right_or_wrong_call(tmp_path: Path) -> None:
    """On no page, and no outlet's words are told as those of the person."""
    for outcomes in (OUTCOMES, OUTCOMES.replace("2023-02-2", "2023-03-2")):
        root = write(tmp_path, source=_MISREPORTED, outcomes=outcomes)
        run = run_of(root)
        pages = pages_of(root)
        assert "Charged to nobody: printed otherwise than said" in pages["forecasts/ann-attack.md"]
        for path, page in pages.items():
            if path.endswith(".md") and path != "method.md":
                assert "Right: " not in page, path
                assert "Wrong: " not in page, path
        told = claim_reviews(run, Publication("Curators"))
        assert "Ann Example" not in told
        assert "The Paper" in told


def test_what_is_not_settled_after_the_window_is_not_still_to_come(tmp_path: Path) -> None:
    """While it is open what has not come may come; then nobody knows whether it did."""
    nobody = OUTCOMES.replace("    actors: [russia]\n", "")
    run = write(tmp_path, outcomes=nobody)
    page = pages_of(run)["forecasts/ann-attack.md"]
    assert "| Schedule | not known |" in page
    assert "not yet" not in page


def test_a_day_that_is_not_known_is_no_span_of_days(tmp_path: Path) -> None:
    """The attack did not last from the first to the last day on which it may have begun."""
    vague = OUTCOMES.replace("began: 2023-02-20", "began: 2023-02-18/2023-02-20")
    pages = pages_of(write(tmp_path, outcomes=vague))
    days = "on some day from 18 to 20 February 2023"
    assert f"which came {days}" in pages["forecasts/ann-attack.md"]


def test_how_far_ahead_is_never_less_than_nothing(tmp_path: Path) -> None:
    """Said on one of five days, of what came on one of five: 7 days ahead at most, or after it."""
    vague = OUTCOMES.replace("began: 2023-02-20", "began: 2023-01-08/2023-01-12")
    window = "{narrow: 2023-01-05/2023-02-28, wide: 2023-01-05/2023-02-28, reason: So.}"
    source = SOURCE.replace('{phrase: "in February"}', window).replace(
        "said: 2023-01-09", "said: 2023-01-05/2023-01-09"
    )
    pages = pages_of(write(tmp_path, source=source, outcomes=vague))
    told = "\n".join(page for path, page in pages.items() if path.endswith(".md"))
    assert "-1 to 7 days" not in told.replace("\\", "")
    assert "7 days at most, or none" in told


_AGAIN = """\
  - id: ann-again
    forecaster: ann-example
    said: 2023-01-10
    voice: quotation
    quote: "WORDS"
    claim: Russia begins a ground offensive in Ukraine in February 2023.
    question: attack-2023
    expects: {event: ground-offensive, actor: russia, place: ukraine}
    restates: ann-attack
    LIKELIHOOD
"""


def test_what_cannot_be_compared_is_not_called_unchanged(tmp_path: Path) -> None:
    """Words without a number and without a day say nothing that could be the same or not."""
    numbered = 'window: {phrase: "in February"}\n    likelihood: {phrase: "will"}'
    bare = "likelihood: {class: unassessable}"
    for words, likelihood, told in (
        ("they will attack in February", numbered, True),
        ("a risk of attack is there", bare, False),
    ):
        said = _AGAIN.replace("WORDS", words).replace("LIKELIHOOD", likelihood)
        source = (SOURCE if told else SOURCE.replace(numbered, bare)) + said
        page = pages_of(write(tmp_path, source=source))["forecasters/ann-example.md"]
        history = page.partition("## What was said again")[2].partition("\n## ")[0]
        assert history.count("\n- ") == 2
        assert ("(unchanged)" in history) is told


def test_a_misprint_was_not_said_again(tmp_path: Path) -> None:
    """It is told with the source, not among what its speaker said twice."""
    likelihood = 'window: {phrase: "in February"}\n    likelihood: {phrase: "will"}'
    said = _AGAIN.replace("WORDS", "they will attack in February")
    misprint = _MISREPORTED.partition("    misreported:")[2].partition("    expects:")[0]
    source = SOURCE + said.replace("LIKELIHOOD", likelihood) + f"    misreported:{misprint}"
    page = pages_of(write(tmp_path, source=source))["forecasters/ann-example.md"]
    assert "## What was said again" not in page
