"""What pages said of forecasts when they were last written, and no record says why it changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from verifier.model.verdict import Basis, Outcome
from verifier.report.corrections import latest, line
from verifier.report.run import Run
from verifier.score.calls import DECIDED, Right
from verifier.score.forecasts import NOT_OWN, LeftOut

_OUTCOMES = {Outcome.CAME_TRUE, Outcome.PARTLY, Outcome.DID_NOT, Outcome.DISPUTED}


class Turned(NamedTuple):
    """A forecast of which something else is said now: what was, and what is.

    `after` is None where the record is gone, `before` where the forecast counted as one's own.
    """

    forecast: str
    before: Outcome | Right | None
    after: Outcome | Right | LeftOut | None


class _Before(NamedTuple):
    """What the pages said of a forecast."""

    outcome: Outcome
    right: Right | None
    left_out: LeftOut | None
    basis: Any
    events: set[str]


def turned(run: Run, published: str, corrected: str) -> list[Turned]:
    """What `data/forecasts.json`, as it was written last, says otherwise than the run.

    Looked at are outcomes and calls that were decided, what no longer counts as a forecast of its
    own, and what is gone. Left out is what readers find on the pages: a forecast or an event that
    bore or bears on it with a line under Corrections that is not yet in `corrected`, the page as it
    was written last, and a forecast that a ruling decides now. What is no such file says nothing.
    """
    try:
        before = {one["id"]: _before(one) for one in json.loads(published)["forecasts"]}
    except (ValueError, TypeError, KeyError):
        return []
    ids = {id for each in run.ledger.forecasts.values() for id in (each.id, *each.formerly)}
    found = [(Turned(id, before[id].outcome, None), {id}) for id in sorted(before.keys() - ids)]
    for id in sorted(before.keys() & run.verdicts.keys()):
        found += _turned(run, id, before[id])
    new = (entry for entry in latest(run) if line(run, entry) not in corrected) if found else ()
    told = {id for entry in new for id in entry.about}
    return [one for one, about in found if not about & told]


def _before(one: Any) -> _Before:
    verdict, left_out, right = one["verdict"], one["scores"]["left_out"], one["call"]["right"]
    return _Before(
        Outcome(verdict["outcome"]),
        None if right is None else Right(right),
        None if left_out is None else LeftOut(left_out),
        verdict["basis"],
        {*one["events"]},
    )


def _turned(run: Run, id: str, was: _Before) -> Iterator[tuple[Turned, set[str]]]:
    """The first that is another one now, with the forecast and the events that bear on it."""
    verdict, score = run.verdicts[id], run.scores[id]
    about = {id, *was.events, *verdict.events}
    if verdict.basis == Basis.RULING and was.basis != Basis.RULING:
        return
    if was.outcome in _OUTCOMES and was.outcome != verdict.outcome:
        yield Turned(id, was.outcome, verdict.outcome), about
    elif was.right in DECIDED and was.right != score.right:
        yield Turned(id, was.right, score.right), about
    elif was.left_out is None and score.left_out in NOT_OWN:
        yield Turned(id, None, score.left_out), about


def told(run: Run, one: Turned) -> str:
    """What turned, as a sentence for readers in the ledger's language."""
    words = run.words
    before, after = (words(key) if (key := _key(each)) else "" for each in one[1:])
    kind = "counted" if one.before is None else "removed" if one.after is None else "turned"
    return words(f"corrections.unnoted.{kind}", before=before, after=after)


def _key(each: Outcome | Right | LeftOut | None) -> str:
    if isinstance(each, Outcome):
        return f"trail.outcome.{each}"
    if isinstance(each, Right):
        return f"right.{each}"
    return "" if each is None else f"funnel.head.{each}"
