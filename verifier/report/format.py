"""Days and numbers as readers see them: plain text and Markdown alike."""

from __future__ import annotations

from datetime import date

from verifier.model.days import Days
from verifier.report.escape import Markdown, Target
from verifier.report.markdown import NONE, compose, joined
from verifier.report.words import Words
from verifier.score.envelope import Envelope


def day(value: date, words: Words) -> Markdown:
    """A day in words: 24 February 2023."""
    return words.md("date.day", **_parts(value, words))


def _parts(value: date, words: Words, name: str = "") -> dict[str, Markdown | Target | int]:
    """What a day is told by: its number, the name of its month, its year."""
    month = Markdown(words("date.months").split(", ")[value.month - 1])
    return {f"{name}day": value.day, f"{name}month": month, f"{name}year": value.year}


def days(value: Days, words: Words) -> Markdown:
    """A run of days in words, its last day included."""
    first, last = value.first, value.last
    if first is None:
        return words.md("days.until", last=day(last, words)) if last else words.md("days.always")
    if last is None:
        return words.md("days.from", start=day(first, words))
    if first == last:
        return day(first, words)
    shared = (
        "years" if first.year != last.year else "months" if first.month != last.month else "days"
    )
    both = _parts(first, words) | _parts(last, words, "last_")
    return words.md(f"date.{shared}_apart", **both)


def envelope(value: Envelope | None, words: Words) -> Markdown:
    """An envelope: its central value with its range, or the range alone, or the value alone."""
    if value is None:
        return NONE
    best, worst = words.number(value.best), words.number(value.worst)
    if value.central is None:
        return interval((value.best, value.worst), words)
    central = words.number(value.central)
    if best == central == worst:
        return central
    return words.md("score.envelope", central=central, best=best, worst=worst)


def interval(ends: tuple[float, float] | None, words: Words) -> Markdown:
    """From where to where figures go."""
    if ends is None:
        return NONE
    return words.md("score.range", best=words.number(ends[0]), worst=words.number(ends[1]))


def bounds(low: float | None, high: float | None, words: Words) -> Markdown:
    """A range of which one end may be open."""
    if low is not None and high is not None:
        return joined(dict.fromkeys([words.amount(low), words.amount(high)]), "–")
    if low is not None:
        return compose("≥ {}", words.amount(low))
    return compose("≤ {}", words.amount(high or 0))


def days_ahead(low: float, high: float, words: Words) -> Markdown:
    """How many days ahead something was said; less than none is that it may have come before."""
    if low >= 0 or high <= 0:
        return span_of_days(max(low, 0), max(high, 0), words)
    return words.md("schedule.perhaps_before", high=words.plain(high, 1))


def span_of_days(low: float, high: float, words: Words) -> Markdown:
    """A number of days that is an interval."""
    shown = words.plain(low, 1), words.plain(high, 1)
    if shown[0] == shown[1]:
        return words.md("schedule.day", low=shown[0])
    return words.md("schedule.days", low=shown[0], high=shown[1])
