"""Days and numbers as readers see them: plain text and Markdown alike."""

from __future__ import annotations

from datetime import date

from verifier.model.days import Days
from verifier.report.escape import Markdown
from verifier.report.words import Words
from verifier.score.envelope import Envelope


def day(value: date, words: Words) -> Markdown:
    """A day in words: 24 February 2023."""
    return Markdown(f"{value.day} {month(value, words)}")


def month(value: date, words: Words) -> Markdown:
    """The month of a day, such as February 2023."""
    return Markdown(f"{words('months').split(', ')[value.month - 1]} {value.year}")


def days(value: Days, words: Words) -> Markdown:
    """A run of days in words, its last day included."""
    first, last = value.first, value.last
    if first is None and last is None:
        return words.md("days.always")
    if last is None:
        return words.md("days.from", start=day(_sure(first), words))
    if first is None:
        return words.md("days.until", last=day(last, words))
    if first == last:
        return day(first, words)
    return words.md("days.span", first=_short(first, last, words), last=day(last, words))


def _sure(value: date | None) -> date:
    assert value is not None
    return value


def _short(first: date, last: date, words: Words) -> Markdown:
    """The first day without what it shares with the last."""
    whole = day(first, words).split(" ")
    if first.year != last.year:
        return Markdown(" ".join(whole))
    return Markdown(whole[0] if first.month == last.month else " ".join(whole[:2]))


def number(value: float) -> Markdown:
    """A figure with two decimals, the sign of a minus that prints as zero dropped."""
    text = f"{value:.2f}"
    return Markdown("0.00" if text == "-0.00" else text)


def amount(value: float) -> Markdown:
    """A magnitude as it was written: thousands apart, no needless decimals."""
    return Markdown(f"{value:,.0f}" if value == int(value) else f"{value:,}")


def envelope(value: Envelope, words: Words) -> Markdown:
    """An envelope: its central value with its range, or the range alone, or the value alone."""
    best, worst = number(value.best), number(value.worst)
    if value.central is None:
        return words.md("score.range", best=best, worst=worst)
    central = number(value.central)
    if best == central == worst:
        return central
    return words.md("score.envelope", central=central, best=best, worst=worst)


def span_of_days(low: float, high: float, words: Words) -> Markdown:
    """A number of days that is an interval."""
    shown = tuple(Markdown(f"{v:g}" if v == int(v) else f"{v:.1f}") for v in (low, high))
    if shown[0] == shown[1]:
        return words.md("schedule.day", low=shown[0])
    return words.md("schedule.days", low=shown[0], high=shown[1])
