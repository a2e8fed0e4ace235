"""How a forecast's words became days and a number, step by step, in plain sentences."""

from __future__ import annotations

from collections.abc import Iterator

from verifier.report.run import Run


def window_steps(run: Run, id: str) -> Iterator[str]:
    """How its words of time were read: what the rules say, or that none named a deadline."""
    window, claim = run.verdicts[id].trail.window, run.ledger.forecasts[id].window
    if window.phrase is None and not window.by_curator:
        yield run.words("trail.no_deadline")
    yield from window.how
    if claim is not None and claim.horizon is not None:
        yield run.words("trail.horizon", day=claim.horizon.text)


def likelihood_steps(run: Run, id: str) -> Iterator[str]:
    """How its likelihood was read: what the rules say, or that nothing had to be read."""
    claim = run.ledger.forecasts[id].claimed
    if claim.probability is not None:
        yield run.words("trail.stated")
    elif claim.class_ is not None:
        yield run.words("trail.classed")
    yield from run.scores[id].likelihood.how
