"""A ledger with an article from which two forecasts are proposed, and what takes them."""

from __future__ import annotations

from pathlib import Path

from tests.ledgers import sound
from verifier.cli import main

FORECASTERS = """\
forecasters:
  - {id: ann-example, name: Ann Example, kind: person}
"""
HEAD = """\
source:
  id: the-paper-2023-03-01
  publisher: The Paper
  published: 2023-03-01
"""
PROPOSED = """
# Proposed from article.txt: sentences that may be forecasts: 2; that only look so: 1.
#
# forecasts:
#   # line 1: will
#   - id: example-rain-march
#     forecaster: ann-example
#     said: 2023-03-01
#     voice: quotation
#     quote: "it will rain in March"
#     claim: It rains in March 2023.
#     expects:
#       judged: It rains in March 2023.
#     window: {phrase: "in March"}
#     likelihood: {phrase: "will"}
#
#   # line 2: could
#   - id: roe-snow-april
#     forecaster: john-roe  # new: verifier new forecaster --name "John Roe" --kind person
#     said: 2023-03-01
#     voice: quotation
#     quote: "it could snow in April"
#     claim: It snows in April 2023.
#     expects:
#       judged: It snows in April 2023.
#     window: {phrase: "in April"}
#     likelihood: {phrase: "could"}
#
# set_aside:
#   - {quote: "it rained in February", why: report-of-past}
"""
RAIN = """
# Proposed from article.txt: sentences that may be forecasts: 2; that only look so: 1.
#
forecasts:
  # line 1: will
  - id: example-rain-march
    forecaster: ann-example
    said: 2023-03-01
    voice: quotation
    quote: "it will rain in March"
    claim: It rains in March 2023.
    expects:
      judged: It rains in March 2023.
    window: {phrase: "in March"}
    likelihood: {phrase: "will"}

"""


def take(root: Path, *ids: str) -> int:
    """The exit code of `verifier take`."""
    return main(["take", *ids, "--ledger", str(root)])


def paper(root: Path) -> str:
    """The article with its proposals, as it stands in the ledger."""
    return (root / "seeds/paper.yaml").read_text(encoding="utf-8")


def ids_in(root: Path) -> set[str]:
    """The ids of the forecasts of a ledger."""
    held, _ = sound(root)
    return set(held.forecasts)
