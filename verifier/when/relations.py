"""How a phrase relates to its time: the words before it and behind it, and whether they agree.

"By", "in less than" and "just over" go before, "at the latest", "or more" and "onwards" behind.
Words that contradict one another ("by March or later") relate to nothing.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from verifier.when.counts import read_count
from verifier.when.phrases import (
    Between,
    CalendarUnit,
    Coming,
    Counted,
    DayFromNow,
    Horizon,
    Lasting,
    Listed,
    Offset,
    PartOf,
    Rolling,
    Target,
    UnitAhead,
)
from verifier.when.roles import APPROXIMATE, Lead, Part, Shift, Unit
from verifier.when.tokens import Cursor, Roles, ahead, reader

MOST_LEADS = 5  # words that say how one time is meant: no phrase has more
MEASURED = Counted | Offset | Lasting | Horizon
"""What there can be nearly, or just over, so much of."""
AHEAD_OF_NOW = Rolling | UnitAhead | Coming
"""Stretches that begin with the day of saying."""
MEASURES = frozenset({"more", "less", "least", "most"})
"""What bounds a number and no name: less than two weeks, not less than March."""
FROM_THEN = frozenset({Lead.AFTER, Lead.SINCE, Lead.FROM, Lead.BETWEEN})
CLOSING = frozenset({Lead.BY, Lead.BEFORE, Lead.UNTIL})
CLOSED_BY: dict[Lead | None, Lead] = {
    **dict.fromkeys((None, Lead.IN, Lead.DURING, Lead.BY, Lead.WITHIN), Lead.BY),
    Lead.BEFORE: Lead.BEFORE,
    Lead.UNTIL: Lead.UNTIL,
}
"""What "at the latest" makes of a relation; with the others it is a contradiction."""
CLOSED_FROM: dict[Lead | None, Lead] = {
    **dict.fromkeys((None, Lead.IN, Lead.DURING, Lead.FROM), Lead.FROM),
    Lead.AFTER: Lead.AFTER,
    Lead.SINCE: Lead.SINCE,
    Lead.UNTIL: Lead.UNTIL,
}
"""What "at the earliest" and "onwards" make of a relation."""
NO_LEADS = frozenset({"horizon", "in_new_year"})
"""What begins with a word that is a relation elsewhere: in time, in the new year."""
BESIDE = ("after", "before")
ALONE = frozenset({None, Lead.IN})
"""Relations that say nothing beside one that is close: "just before Easter"."""


class Said(NamedTuple):
    """The words before a target: the strongest relation among them, and what goes with it.

    That is a relation of approximation, what bounds a number ("at least"), "towards", and whether
    a deadline falls with the end of its time ("through").
    """

    lead: Lead | None = None
    approximate: Lead | None = None
    limit: str | None = None
    towards: bool = False
    inclusive: bool = False

    def includes(self, closing: str | None) -> bool:
        """Whether a deadline falls with the end of its time: through March, in it at the latest."""
        return self.inclusive or (closing == "by" and self.lead in {*ALONE, Lead.DURING})

    def relation(self, target: Target, closing: str | None) -> Lead | Literal[False] | None:
        """How the phrase relates to `target`, by the words before it and by `closing` after it.

        False where the words cannot be said of it, or contradict one another.
        """
        if not self._may_be_said_of(target):
            return False
        if isinstance(target, Offset) and target.sign:
            return _bounded_offset(self, closing, target.sign)
        if closing is None:
            by = self.lead is Lead.BY and isinstance(target, AHEAD_OF_NOW)
            return Lead.WITHIN if by else self.lead
        if isinstance(target, Horizon) or self.approximate in {Lead.NEARLY, Lead.JUST_OVER}:
            return False
        if isinstance(target, Counted | Lasting):
            return _bounded_count(self.lead, closing)
        if isinstance(target, AHEAD_OF_NOW):
            # In the next six months at the latest: before they are over.
            return Lead.WITHIN if closing == "by" and self.lead not in FROM_THEN else False
        if closing == "more" and self.lead is Lead.UNTIL:
            return self.lead
        if closing == "by":
            return CLOSED_BY.get(self.lead, False)
        if closing == "from" and not isinstance(target, Between | Listed):
            return CLOSED_FROM.get(self.lead, False)
        return False

    def _may_be_said_of(self, target: Target) -> bool:
        if self.towards:
            # Towards March is before it to some, in it to others.
            return isinstance(target, PartOf) and target.part in {Part.LATE, Part.END}
        if self.limit in MEASURES or self.approximate in {Lead.NEARLY, Lead.JUST_OVER}:
            return isinstance(target, MEASURED) or (
                self.limit in {"less", "most"} and isinstance(target, AHEAD_OF_NOW)
            )
        match target:
            case Offset(sign=0):
                # Three weeks of May are no time within three weeks of it.
                return self.lead is Lead.WITHIN
            case Horizon():
                return self.lead in {None, Lead.IN, Lead.DURING, Lead.WITHIN, Lead.FOR}
            case DayFromNow():
                # "For now" is a horizon; with something between its words it is nothing.
                return self.lead is not Lead.FOR
            case Rolling() | UnitAhead() | Coming():
                return self.lead not in {Lead.BEFORE, Lead.UNTIL}
            case CalendarUnit(bare=True) if target.unit is not Unit.WEEKEND:
                # By the day says how fast, by this day until when.
                return self.lead is not Lead.BY
            case Between() | Listed() if self.approximate is not None:
                return self.lead not in CLOSING
            case _:
                return True


def _bounded_offset(said: Said, closing: str | None, sign: int) -> Lead | Literal[False] | None:
    """Over, at least and up to two weeks before a day: farther from it, or nearer."""
    limit = {"more": "least", "less": "most"}.get(closing or "", said.limit)
    if closing is not None and said.limit is not None:
        return False
    match limit:
        case "over" | "more":
            return Lead.AFTER
        case "least":
            return Lead.FROM if sign > 0 else Lead.BY
        case "most" | "up_to" | "less":
            return Lead.WITHIN
        case _ if closing is None:
            return said.lead
        case _:
            table = CLOSED_BY if closing == "by" else CLOSED_FROM
            return table.get(said.lead, False)


def _bounded_count(lead: Lead | None, closing: str) -> Lead | Literal[False] | None:
    """In two weeks or more, for two weeks at least, in two weeks at the latest."""
    if lead is Lead.FOR:
        # How long it lasts at most is no time by which it is over.
        return Lead.FOR if closing == "more" else False
    if closing in {"more", "from"}:
        return Lead.FROM if lead in {None, Lead.IN, Lead.FROM} else False
    return Lead.WITHIN if lead in {None, Lead.IN, Lead.BY, Lead.WITHIN} else False


def read_leads(cursor: Cursor) -> Said | None:
    """The words before the target; None where another phrase begins among them.

    What will last past Christmas has no time for which it lasts, but one past which; what is not
    over by Easter has one by which.
    """
    lead: Lead | None = None
    approximate: Lead | None = None
    compared = _take_comparison(cursor) if cursor.lenient else None
    if compared is not None:
        around = Lead.AROUND if compared == Lead.AROUND else None
        return Said(None if around else Lead(compared), around, inclusive=compared == Lead.BY)
    limit, towards, inclusive = _limit(cursor), False, False
    for _ in range(MOST_LEADS):
        roles = cursor.roles[cursor.at]
        if _is_the_target(cursor, roles, lead):
            break
        inclusive = inclusive or "inclusive" in roles
        start = cursor.at
        towards = towards or "towards" in roles
        named = "shift" in roles and _names_the_next(cursor)
        value = None if named else cursor.take("lead")
        if value is None:
            if cursor.take("filler"):
                continue
            break
        found = Lead(value)
        if found in APPROXIMATE:
            approximate = found
        elif lead is Lead.DURING or (lead not in ALONE and "shift" in roles):
            return None
        elif lead in ALONE or found in {Lead.IN, lead}:
            lead = found if lead in ALONE else lead
        else:
            cursor.at = start
            break
        limit = limit or _limit(cursor)
    return Said(lead, approximate, limit, towards, inclusive)


def _is_the_target(cursor: Cursor, roles: Roles, lead: Lead | None) -> bool:
    """Whether no relation comes next, or one that is a part of what follows: in the new year."""
    if "lead" not in roles and "filler" not in roles:
        return True
    if lead in ALONE and _is_longest(roles, "closely", "lead") and _is_close(cursor):
        return True
    # Beginning in March; the beginning of March.
    part = "lead" in roles and _is_longest(roles, "part", "lead")
    return part or any(_is_longest(roles, role, "lead") for role in NO_LEADS)


def _is_longest(roles: Roles, one: str, other: str) -> bool:
    """Whether words play one role, and no more of them the other: any day, any day after."""
    return one in roles and (other not in roles or roles[one][0].length > roles[other][0].length)


def _limit(cursor: Cursor) -> str | None:
    """What bounds a number there: "at least two weeks", but not "at least until March"."""
    roles = cursor.roles[cursor.at]
    return None if _is_longest(roles, "lead", "limit") else cursor.peek("limit")


@reader("compare")
def _take_comparison(cursor: Cursor) -> str | None:
    """Past a sign that a number follows: <= 2019; or the year, or month, that ca. goes before."""
    relation = cursor.take("compare")
    names = relation == Lead.AROUND and cursor.peek("month") is not None
    return relation if names or cursor.digits() is not None else None


@ahead
def _is_close(cursor: Cursor) -> bool:
    """Whether "just", or its like, goes before a relation that it makes a close one."""
    return cursor.take("closely") is not None and cursor.peek("relation") in BESIDE


@ahead
def _names_the_next(cursor: Cursor) -> bool:
    """Whether "following" says which: "the following week", as against "following the vote".

    "Past" says which only of units, and of several: past two weeks, but to last past Friday.
    """
    past = cursor.take("shift") == Shift.PAST
    if not past and cursor.take("month"):
        # Following May 10, or January 2030, is after it.
        return cursor.digits() is None
    several = read_count(cursor) is not None
    days = ("weekdays", "weekday") if several or not past else ("weekdays",)
    return any(cursor.peek(role) for role in ("unit", "units", *days))
