"""Reports beside the clause that says something: "as Bo Roe predicts", "despite what he said"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verifier.article.attributions import Report
from verifier.article.names import Points, Who
from verifier.article.phrasing import Phrasing

_P = Phrasing("beside")


def by_the_main_clause(text: str, found: Sequence[Report]) -> list[Report]:
    """The reports, those beside the main clause with who says that one.

    "As Bo Roe said, rents will fall, Ann Poe said" is said by Ann Poe; by Bo Roe where nobody else
    says so. What goes against what he said is never his: "contrary to what Bo Roe said".
    """
    beside = {one: lead for one in found if (lead := _beside(text, one)) is not None}
    main = next((one for one in found if one not in beside and one.names and not one.back), None)
    author = Who(points=Points.SPEAKER)
    kept: list[Report] = []
    for one in found:
        lead = beside.get(one)
        if lead is None:
            kept.append(one)
            continue
        against = _P.against.match(text, lead) is not None
        who = main.who if main else author if against else one.who
        kept.append(replace(one, start=lead, who=who, holds=False))
    return kept


def _beside(text: str, report: Report) -> int | None:
    """Where a clause begins that only compares with what a report tells; None for any other."""
    if whatever := _P.whatever.search(text, 0, report.verb[0]):
        return whatever.start()
    lead = _P.leads.search(text[: report.start])
    if lead is None:
        return None
    return lead.start("leads") if _P.ends.match(text, report.end) else None
