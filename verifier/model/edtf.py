"""Dates as the ledger writes them: EDTF (ISO 8601-2), levels 0 and 1, and intervals of them.

    date     = "2023" | "2023-02" | "2023-02-24" | "2023-02-24T05:00:00Z"
    season   = "2023-21" (spring) | "-22" (summer) | "-23" (autumn) | "-24" (winter)
    masked   = "202X" | "20XX" | "2023-XX" | "2023-02-XX" | "2023-XX-XX"
    marked   = (date | season | masked) ["?" | "~" | "%"]
    interval = (marked | ".." | "") "/" (marked | ".." | "")

Seasons are the meteorological ones of the northern hemisphere, winter beginning in December of the
year named. `~` and `%` (approximate) widen by a stated tolerance, since the standard gives none.
Years outside 0001 to 9999 are refused: the calendar behind the engine cannot hold them.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Annotated, Any

from dateutil.relativedelta import relativedelta
from pydantic import AfterValidator, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from verifier.dataclass import dataclass
from verifier.model.days import Days, next_day

_ABOUT_A_DAY, _ABOUT_A_MONTH = relativedelta(days=3), relativedelta(days=15)
_ABOUT_A_YEAR = relativedelta(months=6)
"""By how much "approximately" widens a date on both sides, by the precision written.

A day by half of a week, a month by half of a month, a year by half of a year: house convention.
"""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date or interval as written, and the days that it may mean.

    >>> Dated.read("2023-01-23/2023-01-29").days.iso()
    ['2023-01-23', '2023-01-30']
    >>> Dated.read("2023-02").days.iso()
    ['2023-02-01', '2023-03-01']
    >>> Dated.read("2023-02-30")
    Traceback (most recent call last):
    ...
    ValueError: there is no day 2023-02-30
    """

    text: str
    days: Days

    @classmethod
    def read(cls, text: str) -> Dated:
        """Read EDTF `text`; raise ValueError with a plain reason where it is none."""
        first, slash, second = text.strip().partition("/")
        if not slash:
            return cls(text, _read_marked(first))
        opened = None if first in ("", "..") else _read_marked(first, whole=text)
        closed = None if second in ("", "..") else _read_marked(second, whole=text)
        start = opened.start if opened else None
        until = closed.until if closed else None
        if start is not None and until is not None and until <= start:
            raise ValueError(f"the interval {text} ends before it begins")
        return cls(text, Days(start, until))

    @classmethod
    def on(cls, day: date) -> Dated:
        """The single day `day`."""
        return cls(day.isoformat(), Days.one(day))

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            _validate,
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda dated: dated.text
            ),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {
            "type": "string",
            "title": "EDTF date or interval",
            "examples": ["2023-02-24", "2023-02", "2023-01-23/2023-01-29"],
        }


def _validate(value: Any) -> Dated:
    if isinstance(value, Dated):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("edtf", "a date is written as text, such as 2023-02-24")
    try:
        return _read(value)
    except ValueError as error:
        raise PydanticCustomError("edtf", "{why}", {"why": str(error)}) from None


def _both_ends(dated: Dated) -> Dated:
    if dated.days.first is None or dated.days.last is None:
        why = "`{text}` is open: write a day, or an interval with both ends"
        raise PydanticCustomError("edtf", why, {"text": dated.text})
    return dated


def _an_end(dated: Dated) -> Dated:
    if dated.days.last is None:
        why = "`{text}` has no end: write a day, or an interval that ends"
        raise PydanticCustomError("edtf", why, {"text": dated.text})
    return dated


Day = Annotated[Dated, AfterValidator(_both_ends)]
"""A day on which something was done or said, or an interval in which that day lies."""
Past = Annotated[Dated, AfterValidator(_an_end)]
"""The same, but it may be open at its beginning: by 2014 at the latest."""


# As many days as ten years have: a ledger says the same ones again.
@lru_cache(maxsize=4096)
def _read(text: str) -> Dated:
    return Dated.read(text)


_MARKED = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?"
    r"(?P<time>T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?(?P<mark>[?~%]?)",
    re.ASCII,
)
_CLOCK = re.compile(r"T([01]\d|2[0-4]):[0-5]\d(:[0-5]\d|:60)?(?!:)", re.ASCII)
_LAST_WINTER = date(9999, 12, 1)
"""Begins the one season that ends past the calendar."""
_SEASON_MONTH = {"21": 3, "22": 6, "23": 9, "24": 12}


def _read_marked(text: str, *, whole: str | None = None) -> Days:
    match = _MARKED.fullmatch(text)
    if match is None:
        raise ValueError(
            f"`{whole or text}` is not a date; write 2023-02-24, 2023-02, 2023 or an interval"
        )
    year, month, day = match["year"], match["month"], match["day"]
    if match["time"] and (day is None or day == "XX"):
        raise ValueError(f"`{text}` has a time but no day")
    if match["time"] and not _CLOCK.match(match["time"]):
        raise ValueError(f"there is no time {match['time'][1:]} in {text}")
    if (year.endswith("X") and month not in (None, "XX")) or (
        month == "XX" and day not in (None, "XX")
    ):
        raise ValueError(f"`{text}` leaves an earlier part open than a later one")
    days, margin = _span(text, year, month, day)
    return _widen(days, margin) if match["mark"] in ("~", "%") else days


def _span(text: str, year: str, month: str | None, day: str | None) -> tuple[Days, relativedelta]:
    """The days, and by how much they are widened where they are approximate."""
    first_year, last_year = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if first_year == 0:
        raise ValueError(f"`{text}`: years begin at 0001")
    if month is None or month == "XX":
        return Days.between(date(first_year, 1, 1), date(last_year, 12, 31)), _ABOUT_A_YEAR
    if month in _SEASON_MONTH and day is None:
        start = date(first_year, _SEASON_MONTH[month], 1)
        until = start + relativedelta(months=3) if start < _LAST_WINTER else None
        return Days(start, until), _ABOUT_A_MONTH
    if not 1 <= int(month) <= 12:
        raise ValueError(f"there is no month {month} in {text}")
    start = date(first_year, int(month), 1)
    if day is None or day == "XX":
        last = start + relativedelta(day=31)
        return Days.between(start, last), _ABOUT_A_MONTH
    try:
        return Days.one(date(first_year, int(month), int(day))), _ABOUT_A_DAY
    except ValueError:
        raise ValueError(f"there is no day {text[:10]}") from None


def _widen(days: Days, margin: relativedelta) -> Days:
    assert days.start is not None
    start = days.start - margin if days.start.year > 1 else days.start
    last = days.last
    # A year before its end the calendar has room for every margin.
    until = None if last is None or last.year >= 9998 else next_day(last + margin)
    return Days(start, until)
