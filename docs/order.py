"""The last part of `checks.md`: the order of all days, from the table that the check runs over."""

from __future__ import annotations

from collections.abc import Iterator

from verifier.loading.checks.order import FACTS, ORDERS, DayAt, Order
from verifier.loading.series import ANNOUNCED
from verifier.model.plausible import GAP

_HEAD = """
<a id="the-order-of-days"></a>

## The order of days

The day on the left cannot lie after the one on the right. A day can be an interval in which the
true day lies; then the two are out of order only where they are so however the intervals are read.

| earlier or on the same day | later | check |
| --- | --- | --- |"""

_MORE = """
- A value of a series is known on its day or later, or at most {announced} days before it, as an
  announced rate is; a row that says otherwise is not read (VF004). A value counts from the later
  of its two days on.
- Coverage says what happened up to the day on which the last evidence for it was published,
  whatever its `during` says: on the days after it nothing is covered.
- What is ruled to have come, or not, is ruled no earlier than its window opens, and that nothing
  came no earlier than it closes; a claim in words can be decided earlier by an event that the
  ruling names under `events` ([VF315](#vf315)).
- `said`, `published` and the dates of rulings, corrections and answers have both ends, and `began`
  and `known` have a last day (VF108)."""


def page() -> str:
    """The table and what goes beside it, in Markdown."""
    more = _MORE.format(announced=ANNOUNCED)
    return "\n".join([_HEAD, *map(_row, ORDERS), more, *_horizon()]) + "\n"


def _row(order: Order) -> str:
    margin = f" (by more than {order.margin} days)" if order.margin else ""
    code = order.check.code
    code = f"[{code}](#{code.lower()}){margin}"
    return f"| {_place(order.earlier)} | {_place(order.later)} | {code} |"


def _place(kept: DayAt) -> str:
    return f"{kept.kind}: `{kept.keys}`"


def _horizon() -> Iterator[str]:
    days = "; ".join(f"{kind}: {', '.join(f'`{k}`' for k in keys)}" for kind, keys in FACTS.items())
    yield f"- No record, or one in twenty, has a day more than {GAP} days after those of all"
    yield f"  others ([VF319](#vf319)). Looked at are {days}."
    yield "- Where all agree on a day yet to come, `report` asks whether a year is mistyped."
