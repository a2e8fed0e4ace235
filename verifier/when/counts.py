"""The grammar of numbers: "three", "24", "twenty-one", "1.5", "a few", "a month, a half or two".

count   = single [("-" | "to" | "or") single]
single  = vague | digits ["." digits] | word-number ["and a half"] | article ["half"]
        | "half" [article]
counted = count ["more"] unit ["and a half"] {("," | "or") ["a half" | single]}
"""

from __future__ import annotations

from fractions import Fraction

from verifier.when.conventions import CountRule
from verifier.when.phrases import Count, Number
from verifier.when.roles import Unit
from verifier.when.tokens import Cursor, ahead, reader

HALF = Fraction(1, 2)
SIZES = {unit: size for size, unit in enumerate(Unit)}
"""Units by size: the smaller ones are declared first."""
WRITTEN = frozenset({"digits", "number", "tens"})
"""The roles that the first word of a number can play, but for a hundred."""
ORDINAL = frozenset({"ordinal", "digits", "tens"})
NUMERAL = WRITTEN | {"article"}
COUNTING = NUMERAL | {"count", "half", "anywhere", "more"}
"""The roles that the first word of a number of units can play."""
LONGEST_LIST = 5  # numbers after a unit: "a month, a half or two" are two
FIRST_YEAR, LAST_YEAR = 1400, 2999
"""What four digits, or words, are years and no time of day: "at 1030"."""
OF_THE_HOUR = {Unit.QUARTER, Unit.MINUTE}
"""Units in which an hour is told: a quarter to seven."""
HALF_DAY = range(1, 13)
"""The hours that a clock with hands shows."""
QUARTERS = 4
LONG = {Unit.YEAR, Unit.DECADE, Unit.CENTURY}
"""Units of which people say parts: three quarters of a year."""
LAST_SPOKEN_YEAR = 2099
"""Twenty-five nineteen is the 25th of a month of a year that begins with nineteen."""


@reader(*COUNTING)
def read_counted(cursor: Cursor) -> tuple[Count, Unit] | None:
    """A number of units; None (and no move) where there is none."""
    if tells_the_hour(cursor):
        return None
    at = cursor.at > 0 and "clock_at" in cursor.roles[cursor.at - 1]
    after = cursor.roles[cursor.at + 1]
    cut = "piece" in (cursor.roles[cursor.at + 2] if "-" in after else after)
    count = read_pieces(cursor) if cut else _fraction(cursor)
    count = count or read_count(cursor)
    if count is None:
        # Another week is one; the full year is a year of the calendar.
        if cursor.peek("unit") or cursor.take("more", "more") is None:
            return None
        count = read_count(cursor) or Count.exactly(1)
    cursor.take("more")
    hyphen = cursor.token()
    if cursor.take_symbol("-") and not hyphen.glued:
        # 28-day; but 1/28 - day after tomorrow is a range of days.
        return None
    one = cursor.peek("unit")
    unit = read_unit(cursor)
    if unit is None or (one == Unit.CENTURY and count.low > 1):
        # The 21 century is one.
        return None
    if at and unit is Unit.HOUR and cursor.peek("relation") is None:
        # At 15h, at 15 hours: what the clock shows.
        return None
    count = _continued(cursor, count, unit)
    return _compounded(cursor, count, unit)


@ahead
def tells_the_hour(cursor: Cursor) -> bool:
    """Whether a quarter is one of an hour: a quarter past six on Friday, quarter to 5."""
    cursor.take("article")
    if cursor.take("unit", Unit.QUARTER) is None or cursor.take("clock_past") is None:
        return False
    return read_number(cursor) in HALF_DAY and not _counts(cursor) and not cursor.peek("month")


@reader("digits")
def _fraction(cursor: Cursor) -> Count | None:
    """The half of "1/2 year" and "1/2 of a year"; "1/2 weeks" are one or two."""
    part = _figures(cursor)
    cursor.take("of")
    cursor.take("article")
    here = cursor.at
    if cursor.peek("units") or read_unit(cursor) is None:
        return None
    cursor.at = here
    return Count.exactly(part)


@reader(*NUMERAL, "piece")
def read_pieces(cursor: Cursor) -> Count | None:
    """The quarter of "a quarter of a century", the two-thirds of "two-thirds of a year"."""
    number = 1
    if not cursor.peek("piece"):
        number = 1 if cursor.take("article") else read_number(cursor) or 0
        cursor.take_symbol("-")
    piece = int(cursor.take("piece") or 0)
    if not 0 < number < piece:
        return None
    cursor.take_symbol("-")
    # A quarter century is 25 years, but a third year is the one after the second.
    if not (cursor.take("article") is not None if cursor.take("of") else piece == QUARTERS):
        return None
    here = cursor.at
    unit = read_unit(cursor)
    cursor.at = here
    return Count.exactly(Fraction(number, int(piece))) if unit in LONG else None


def _compounded(cursor: Cursor, count: Count, unit: Unit) -> tuple[Count, Unit]:
    """With what is counted in smaller units besides: 5 years 1 month 12 days, 14 months -3 days."""
    smallest, more = unit, list(count.also)
    for _ in SIZES:
        start = cursor.at
        less = _take_minus(cursor)
        cursor.take_symbol(",")
        cursor.take("and")
        further = _single(cursor)
        smaller = read_unit(cursor)
        if (
            further is None
            or smaller is None
            or (less and not further.exact)
            or SIZES[smaller] >= SIZES[smallest]
        ):
            cursor.at = start
            break
        smallest = smaller
        more.append((Count.exactly(-further.low) if less else further, smaller))
    return count._replace(also=tuple(more)), unit


@reader("-")
def _take_minus(cursor: Cursor) -> bool:
    """Past the sign of a number, which touches it and not what goes before."""
    signed = cursor.token(1).glued and not cursor.token().glued
    return signed and cursor.take_symbol("-")


@reader("unit", "units", "unit_letter")
def read_unit(cursor: Cursor) -> Unit | None:
    """A unit in the singular or plural, or by a letter that touches its number: 3w."""
    value = cursor.take("units") or cursor.take("unit")
    token = cursor.token()
    if value is None and token.glued and cursor.token(-1).is_number:
        # 2h are two hours, 2H is half a year.
        half = token.capital and cursor.peek("unit_letter") == Unit.HOUR
        following = cursor.token(1)
        minutes = following.glued and following.is_number
        value = None if half or minutes else cursor.take("unit_letter")
    return None if value is None else Unit(value)


@reader(*NUMERAL, "count", "half", "anywhere")
def read_count(cursor: Cursor) -> Count | None:
    """A number or a range of numbers; None (and no move) where there is none."""
    ranged = cursor.take("anywhere") is not None
    first = _single(cursor)
    if first is None:
        return None
    here = cursor.at
    joined = cursor.take_symbol("-/") or cursor.take("number_to") or cursor.take("or")
    if joined or (ranged and cursor.take("and")):
        cursor.take("filler")
        second = _single(cursor)
        if second is not None:
            return first.hull(second)
        cursor.at = here
    return first


@reader(*NUMERAL)
def read_number(cursor: Cursor) -> int | None:
    """A whole number in digits or words; None (and no move) where there is none."""
    digits = cursor.digits()
    if digits is not None:
        cursor.at += 1
        more = cursor.digits(1, sizes={3})
        if more is not None and cursor.symbol(",") and cursor.token(1).glued and 0 < digits < 1000:
            # 1,000 days; but Jan 1,2010, and 1, 100.
            cursor.at += 2
            return 1000 * digits + more
        return digits
    group, total = _below_hundred(cursor), 0
    if group is None:
        group = 1 if cursor.take("article") and cursor.peek("scale") else None
    if group is None:
        return None
    while scale := int(cursor.take("scale") or 0):
        if scale == 1000:
            total, group = scale * (total + group), _rest(cursor, scale) or 0
        else:
            group = scale * group + (_rest(cursor, scale) or 0)
    return total + group


@reader("and", "number", "tens")
def _rest(cursor: Cursor, scale: int) -> int | None:
    """The five of "two hundred and five"; of "one hundred and two hundred" both are numbers."""
    cursor.take("and")
    rest = _below_hundred(cursor)
    return None if cursor.peek("scale") == str(scale) else rest


@reader("number", "tens")
def read_year_words(cursor: Cursor) -> int | None:
    """A year in words; None (and no move) where there is none.

    "nineteen eighty-six", "twenty twenty", "nineteen hundred and ninety three", "two thousand and
    five", "nineteen oh one".
    """
    start, year = cursor.at, _below_hundred(cursor)
    if cursor.peek("scale"):
        cursor.at = start
        year = read_number(cursor)
    elif year is not None and 10 <= year < 30:
        cursor.take_symbol("-")
        zero = cursor.take("zero") is not None
        second = _below_hundred(cursor) or 0
        year = 100 * year + second if zero is (second < 10) and second else None
    if year is None or not FIRST_YEAR <= year <= LAST_SPOKEN_YEAR or _counts(cursor):
        return None
    return year


def _counts(cursor: Cursor) -> bool:
    return cursor.peek("units") is not None or cursor.peek("unit") is not None


@reader(*ORDINAL)
def read_ordinal(cursor: Cursor) -> int | None:
    """An ordinal ("third", "21st", "thirty-first", "last" as -1); None (no move) where none is."""
    start = cursor.at
    value = cursor.take("ordinal")
    if value is not None:
        return int(value)
    digits = cursor.digits()
    if digits is not None and cursor.token(1).glued:
        cursor.at += 1
        if cursor.take("ordinal_suffix"):
            return digits
    cursor.at = start
    tens = cursor.take("tens")
    if tens is not None:
        cursor.take_symbol("-")
        units = cursor.take("ordinal")
        if units is not None and 0 < int(units) < 10:
            return int(tens) + int(units)
    return None


@reader("number", "tens")
def _below_hundred(cursor: Cursor) -> int | None:
    number = cursor.take("number")
    if number is not None:
        return int(number)
    tens = cursor.taken("tens")
    here = cursor.at
    cursor.take_symbol("-")
    units = cursor.take("number")
    if units is not None and 0 < int(units) < 10:
        return int(tens) + int(units)
    cursor.at = here
    return int(tens)


@reader(*NUMERAL, "count", "half")
def _single(cursor: Cursor) -> Count | None:
    vague = _vague(cursor)
    if vague is not None:
        return vague
    if cursor.take("half"):
        cursor.take("of")
        cursor.take("article")
        return Count.exactly(HALF)
    number = read_number(cursor)
    if number is not None:
        more = (
            _decimals(cursor)
            or read_and_a_half(cursor)
            or _figures(cursor)
            or (HALF if cursor.take("half_sign") else 0)
        )
        return Count.exactly(number + more)
    if cursor.take("article"):
        vague = _vague(cursor)
        half = Count.exactly(HALF) if vague is None and cursor.take("half") else None
        return vague or half or Count.exactly(1)
    return None


@reader("count")
def _vague(cursor: Cursor) -> Count | None:
    start = cursor.at
    rule = cursor.rules.named(CountRule, cursor.taken("count"))
    (low, high), (least, most) = rule.narrow, rule.wide
    words = cursor.words_since(start)
    return Count(Fraction(low), Fraction(high), Fraction(least), Fraction(most), rule.id, words)


def _decimals(cursor: Cursor) -> Number:
    following, digits = cursor.token(1), cursor.digits(1, sizes={1, 2, 3})
    tied = cursor.token().glued and following.glued
    if digits is None or not tied or not cursor.symbol("."):
        return 0
    cursor.at += 2
    return Fraction(digits, 10 ** len(following.text))


def _figures(cursor: Cursor) -> Number:
    """The half of "2 1/2 weeks", else nothing (and no move)."""
    above, below = cursor.digits(), cursor.digits(2)
    if above is None or below is None or not cursor.symbol("/", ahead=1) or not above < below < 10:
        return 0
    cursor.at += 3
    return Fraction(above, below)


def read_and_a_half(cursor: Cursor) -> Number:
    """One half where the words say so, else nothing (and no move)."""
    start = cursor.at
    cursor.take_symbol("-")
    if cursor.take("and") and _half(cursor):
        return HALF
    cursor.at = start
    return 0


@reader("article", "half", "-")
def _half(cursor: Cursor) -> bool:
    cursor.take_symbol("-")
    cursor.take("article")
    cursor.take_symbol("-")
    return cursor.take("half") is not None


def _continued(cursor: Cursor, count: Count, unit: Unit) -> Count:
    """What follows the unit: "a month and a half", "a week or two", "a month, a half or two".

    In such a list "a half" is one half more than the number before it.
    """
    more = read_and_a_half(cursor)
    if more:
        count = count.plus(Count.exactly(more))
    for _ in range(LONGEST_LIST):
        start = cursor.at
        listed = any((cursor.take_symbol(","), cursor.take("or")))
        joined = listed or cursor.take("number_to")
        item = _listed(cursor, count) if joined else None
        if item is None:
            cursor.at = start
            break
        here = cursor.at
        again = read_unit(cursor)
        # A quarter to seven, or ten minutes to two, is a time of day.
        # And the 12 weeks to 31 March are no 12 to 31 weeks.
        dated = again is None and not {"month", "ordinal_suffix"}.isdisjoint(cursor.roles[here])
        clocked = again is not None or (unit in OF_THE_HOUR and not listed)
        if dated or (again is not unit and clocked):
            cursor.at = start
            break
        if again is None:
            cursor.at = here
        count = count.hull(item)
    return count


@reader()
def _listed(cursor: Cursor, before: Count) -> Count | None:
    """The next item of a list of numbers, if the list goes on or ends here."""
    cursor.take("or")
    start = cursor.at
    cursor.take("article")
    if cursor.take("half"):
        return Count.exactly(before.high + HALF)
    cursor.at = start
    item = _single(cursor)
    # Six weeks, a spokeswoman said.
    bare = cursor.at == start + 1 and "article" in cursor.roles[start]
    if item is None or item.most > 10 * before.most or (bare and not cursor.peek("unit")):
        return None
    return item
