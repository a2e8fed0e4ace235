"""Days of the Islamic and the Hebrew calendar in Gregorian years, by arithmetic.

Formulas of Reingold & Dershowitz, Calendrical Calculations (Cambridge University Press). Months of
the Islamic calendar are those of the tables, of 30 and 29 days in turn: where the moon is sighted a
month begins up to a day earlier or later.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

ISLAMIC_EPOCH: Final = 227015
"""16 July 622 of the Julian calendar, counted from 1 January of the year 1."""
HEBREW_EPOCH: Final = -1373427
"""7 October 3761 BCE of the Julian calendar, counted likewise."""
TISHRI: Final = 7


def days_in(calendar: str, year: int, month: int, day: int) -> tuple[date, ...]:
    """The days of the Gregorian `year` that are this day of a month: none, one or two.

    >>> days_in("islamic", 2023, 9, 1)
    (datetime.date(2023, 3, 23),)
    >>> days_in("hebrew", 2023, 7, 10)
    (datetime.date(2023, 9, 25),)
    """
    near, ordinal = CALENDARS[calendar]
    about = near(year)
    found = (ordinal(there, month, day) for there in range(about - 1, about + 3))
    days = (date.fromordinal(number) for number in found if number > 0)
    return tuple(each for each in days if each.year == year)


def _islamic(year: int, month: int, day: int) -> int:
    before = 354 * (year - 1) + (3 + 11 * year) // 30
    return ISLAMIC_EPOCH - 1 + before + 29 * (month - 1) + month // 2 + day


def _hebrew(year: int, month: int, day: int) -> int:
    """Months are counted from Nisan, years from Tishri, the seventh; 13 is the last month."""
    last = 12 + _is_leap(year)
    months = [*range(TISHRI, last + 1), *range(1, TISHRI)]
    before = months[: months.index(min(month, last))]
    return _new_year(year) + sum(_length(year, each) for each in before) + day - 1


def _length(year: int, month: int) -> int:
    days = _new_year(year + 1) - _new_year(year)
    if month in {2, 4, 6, 10, 13} or (month == 12 and not _is_leap(year)):
        return 29
    short = (month == 8 and days % 10 != 5) or (month == 9 and days % 10 == 3)
    return 29 if short else 30


def _is_leap(year: int) -> bool:
    return (7 * year + 1) % 19 < 7


def _new_year(year: int) -> int:
    before, this, after = (_elapsed(each) for each in (year - 1, year, year + 1))
    delay = 2 if after - this == 356 else int(this - before == 382)
    return HEBREW_EPOCH + this + delay


def _elapsed(year: int) -> int:
    """The days up to the mean new moon of Tishri, moved off three days of the week."""
    months = (235 * year - 234) // 19
    days = 29 * months + (12084 + 13753 * months) // 25920
    return days + (3 * (days + 1) % 7 < 3)


CALENDARS: Mapping[str, tuple[Callable[[int], int], Callable[[int, int, int], int]]] = {
    # 33 Islamic years are as long as 32 others, within a week.
    "islamic": (lambda year: (year - 622) * 33 // 32, _islamic),
    "hebrew": (lambda year: year + 3760, _hebrew),
}
"""By calendar: a year about as late as a Gregorian one, and the number of a day."""
