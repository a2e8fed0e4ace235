"""Signed rulings on a forecast, as its page tells them."""

from __future__ import annotations

from verifier.model.outcomes import Argument
from verifier.model.verdict import RulingStanding, Verdict
from verifier.report import format
from verifier.report.escape import Markdown, md
from verifier.report.happened import cite
from verifier.report.markdown import Lines, compose, items, joined, para, struck
from verifier.report.run import Run


def void_because(run: Run, verdict: Verdict) -> Markdown:
    """The reasons of the rulings that decide against the rules, or where these say nothing."""
    decide = (RulingStanding.DECIDES, RulingStanding.CONTRADICTS)
    used = [used.ruling for used in verdict.trail.rulings if used.standing in decide]
    return joined((md(run.ledger.rulings[id].reasons) for id in used), " ")


def disagree(run: Run, verdict: Verdict) -> bool:
    """Whether rulings stand that decide otherwise than each other."""
    used = verdict.trail.rulings
    standing = [each.ruling for each in used if each.standing != RulingStanding.SUPERSEDED]
    signed = [run.ledger.rulings[id] for id in standing]
    return len({(each.outcome, each.truth, each.option) for each in signed}) > 1


def rulings(run: Run, verdict: Verdict) -> Lines:
    """Who signed what, when and why, with the arguments; a replaced ruling is struck out.

    Where they disagree, each has its outcome.
    """
    apart = disagree(run, verdict)
    for used in verdict.trail.rulings:
        ruling = run.ledger.rulings[used.ruling]
        text = run.words.md(
            "ruling.by",
            signed=md(ruling.signed),
            date=format.days(ruling.date.days, run.words),
            reasons=md(ruling.reasons),
        )
        if apart:
            outcome = run.words.md(f"trail.outcome.{ruling.outcome}")
            text = run.words.md("ruling.rules", outcome=outcome, text=text)
        yield from para(struck(text) if used.standing == RulingStanding.SUPERSEDED else text)
        told = [
            *(_argument(run, "for", each) for each in ruling.arguments_for),
            *(_argument(run, "against", each) for each in ruling.arguments_against),
            *(_argument(run, "dissent", each) for each in ruling.dissent),
        ]
        if used.standing == RulingStanding.REPEATS:
            told.append(run.words.md("ruling.repeats"))
        if ruling.contradicts_rules:
            told.append(run.words.md("ruling.contradicts", why=md(ruling.contradicts_rules)))
        yield from items(told) if told else ()


def _argument(run: Run, stance: str, argument: Argument) -> Markdown:
    """What it says, and where; by whom, where that is not who published it."""
    says, cited = md(argument.says), argument.evidence
    if cited is None or not run.known.eligible([cited]):
        cited = None
    if cited is None or cited.publisher != argument.by:
        says = run.words.md("ruling.argument", by=md(argument.by), says=says)
    says = run.words.md(f"ruling.argument.{stance}", says=says)
    if cited is None:
        return says
    more = cited.says != argument.says
    told = compose("{}: {}", cite(run, cited), md(cited.says)) if more else cite(run, cited)
    return joined([says, told], " ")
