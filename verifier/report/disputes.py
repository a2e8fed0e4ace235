"""Appeals on pages: those of a forecast in full, and on the front page how many there were."""

from __future__ import annotations

from collections import Counter

from verifier.model.disputes import Decision, Dispute
from verifier.report import format
from verifier.report.escape import Markdown, md
from verifier.report.happened import evidence_lines
from verifier.report.markdown import EMPTY, Lines, bold, compose, heading, joined, para
from verifier.report.run import Run


def disputes_of(run: Run, id: str) -> Lines:
    """The section of a forecast's page; nothing where nobody had disputed anything."""
    found = [dispute for dispute in run.known.appeals if dispute.forecast == id]
    if found:
        yield from heading(run.words.md("dispute.title"))
    for dispute in found:
        yield from _told(run, dispute)


def _told(run: Run, dispute: Dispute) -> Lines:
    words = run.words
    by = md(dispute.by) if dispute.by else words.md("dispute.somebody")
    raised = words.md(
        "dispute.raised",
        day=format.days(dispute.raised.days, words),
        by=by,
        what=words.md(f"dispute.of.{dispute.disputed}"),
    )
    yield from para(bold(raised), md(dispute.argument))
    yield from evidence_lines(run, run.known.eligible(dispute.evidence))
    yield EMPTY
    yield from para(_decision(run, dispute))


def _decision(run: Run, dispute: Dispute) -> Markdown:
    words, found = run.words, dispute.decided
    if found is None:
        return words.md("dispute.open")
    told = words.md(
        "dispute.decided",
        day=format.days(found.date.days, words),
        decision=words.md(f"dispute.decision.{found.decision}"),
        signed=md(found.signed),
    )
    return joined([bold(told), md(found.reasons)], " ")


def disputes_counted(run: Run) -> Lines:
    """How many appeals there were and what became of them; nothing without any."""
    found = [d for d in run.known.appeals if d.forecast in run.verdicts]
    if not found:
        return
    words = run.words
    counts = Counter(d.decided.decision if d.decided else None for d in found)
    parts = [
        compose("{} {}", counts[decision], words.md(f"dispute.decision.{decision}"))
        for decision in Decision
        if counts[decision]
    ]
    if counts[None]:
        parts.append(words.md("dispute.undecided", n=counts[None]))
    yield from heading(words.md("dispute.title"))
    yield from para(words.md("dispute.count", n=len(found), parts=words.listed(parts)))
