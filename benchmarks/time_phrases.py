"""How often readers of English time phrases agree with the ranges that Recognizers-Text expects.

    python benchmarks/time_phrases.py PATH/TO/time_phrases.json

Each row of the vectors is a phrase, a day of reference, and the expected first day and end. Both
ends are brought to half-open days before they are compared:

- a named day as an end is included, unless the phrase says "before";
- after a named day begins on the next;
- of an open range only the end that is there counts.

Right is exactly right, by one of our two windows: what has two defensible readings is narrow by one
of them and wide by the other. A row may list alternatives, each as good. What each window alone
would give is printed beside it. Where our declared convention differs for a reason, the row is in
`CLASHES` with it, and the second rate leaves those out. Rows that the vectors leave unresolved are
not compared.

The same command runs on phrases that it has never seen: any JSON list of rows with

    phrase      the words
    reference   the day of saying, YYYY-MM-DD
    start, end  first day and end as published, null where open; `alternatives` are further pairs
    type        "date" where `start` alone is the day, else "daterange"
    end_convention   "named_day" where `end` is the last day, "exclusive" where it is the day after
    mod, timex  "after" and the day it is after, else "" (see `expected`)

Wrong readings are worse than none: the last lines count, by the decisive end within a day, what
is right, wrong and unread, and of the wrong ones those that differ as a convention of ours differs
from that of others (`KINDS`). `--misses` lists the others for a look at each.

Peers are measured where they are installed: dateparser, python-dateutil's fuzzy parser,
parsedatetime. They give moments, not ranges, so beside exact agreement the decisive end within a
day is printed: the beginning for "after" and "since", else the end.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import yaml

from verifier.model.days import Days
from verifier.when import Operator, TimeConventions, read_time

RULES = Path(__file__).resolve().parents[1] / "rules" / "time.yaml"
ONE_DAY = timedelta(days=1)
OPENINGS = {Operator.AFTER, Operator.SINCE}
DEADLINES = {Operator.BY, Operator.BEFORE, Operator.UNTIL}

CLASHES = {
    "next fortnight": "the vectors begin a week and a half later, unlike next 2 weeks there",
    "end of 2000": "the vectors begin in September, unlike end of year, which begins in July",
    "2 weeks starting may 20th": "the vectors look back although the request looks ahead; ours is "
    "the next 20 May",
    "around the 21st this month": "the vectors drop the word around; ours leaves room",
}

Range = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Kind:
    """A convention of ours that others do not share: of which phrases, and how it then differs."""

    name: str
    phrases: re.Pattern[str]
    differs: Callable[[Range, Range, date], bool]
    """Whether our days differ from those expected, said on a day, as the convention makes them."""


def _closes_later(ours: Range, theirs: Range, _: date) -> bool:
    """Ours holds the last of the periods named, theirs ends where it begins."""
    (start, until), (other, end) = ours, theirs
    if until is None or end is None or start != other or end >= until:
        return False
    return end.day == 1 or (until - end).days == 7


def _looks_ahead(ours: Range, theirs: Range, said: date) -> bool:
    """Theirs is over and ours is not."""
    until, end = ours[1], theirs[1]
    return until is not None and end is not None and end <= said < until


def _holds_the_day(ours: Range, theirs: Range, _: date) -> bool:
    """Theirs is one day, and ours the week, month, quarter or year that it is in."""
    (start, until), (other, end) = ours, theirs
    if start is None or until is None or other is None or end is None:
        return False
    if not (end - other <= ONE_DAY < until - start and start <= other < until):
        return False
    week = start.weekday() == 0 and until - start == 7 * ONE_DAY
    month = start.day == until.day == 1 and (until - start).days <= 92
    return start == other or week or month or (start.year + 1, 1, 1) == until.timetuple()[:3]


def _a_day_before(ours: Range, theirs: Range, said: date) -> bool:
    """Their Sunday goes before our Monday; said on one, it is of the next week to them."""
    if ours[0] is None or theirs[0] is None:
        return False
    sunday = said.isoweekday() == 7 and theirs[0] - ours[0] == 6 * ONE_DAY
    return sunday or ours[0] - theirs[0] == ONE_DAY


def _is_in_theirs(ours: Range, theirs: Range, _: date) -> bool:
    """Ours is one day, and theirs the calendar month or year that it is in."""
    (start, until), (other, end) = ours, theirs
    if start is None or until is None or other is None or end is None:
        return False
    return until - start == ONE_DAY and other <= start < end and other.day == end.day == 1


def _rolls_on(_: Range, theirs: Range, said: date) -> bool:
    """Theirs begins or ends with the day of saying."""
    return theirs[0] == said or theirs[1] == said + ONE_DAY


def _runs_over(ours: Range, theirs: Range, said: date) -> bool:
    """Said late in a month, ours is a month's last day, and theirs within three days of it."""
    (start, until), (other, _) = ours, theirs
    if start is None or until is None or other is None or said.day < 29:
        return False
    return until.day == 1 and ONE_DAY < other - start <= 3 * ONE_DAY


def _begins_theirs(ours: Range, theirs: Range, said: date) -> bool:
    """Ours is one day, and theirs the week, month or year that begins with it, or is around it."""
    (start, until), (other, end) = ours, theirs
    if start is None or until is None or other is None or end is None:
        return False
    return (other in {start, until - ONE_DAY} and end - other > ONE_DAY) or _is_in_theirs(
        ours, theirs, said
    )


def _is_wider(ours: Range, theirs: Range, _: date) -> bool:
    """Theirs lies within ours, the broad reading of a vague part."""
    (start, until), (other, end) = ours, theirs
    if start is None or until is None or other is None or end is None:
        return False
    return start <= other and end <= until


def _a_week_later(ours: Range, theirs: Range, _: date) -> bool:
    """Their week of a month is the one after ours."""
    return ours[0] is not None and theirs[0] is not None and theirs[0] - ours[0] == 7 * ONE_DAY


def _ends_on_friday(ours: Range, theirs: Range, _: date) -> bool:
    """Ours ends with Sunday, theirs with the Friday before."""
    until, end = ours[1], theirs[1]
    return until is not None and end is not None and until - end == timedelta(days=2)


def _other_days(ours: Range, theirs: Range, _: date) -> bool:
    return ours != theirs


def _kind(name: str, phrases: str, differs: Callable[[Range, Range, date], bool]) -> Kind:
    return Kind(name, re.compile(phrases, re.IGNORECASE), differs)


NUMBER = r"(\d+|a|one|two|three|four|five|six|few|couple( of)?)"
KINDS = (
    _kind(
        "a range holds its last month, quarter, week or year",
        r"[-~\u2013]| (to|and|till|until|through) ",
        _closes_later,
    ),
    _kind(
        "a day or month without a year is ahead, to others the one just gone",
        r"^(?!.*\b\d{4}\b)",
        _looks_ahead,
    ),
    _kind("a period is all its days, to others a day in it", r"", _holds_the_day),
    _kind("a week begins on Monday, to others on Sunday", r"\bweek$", _a_day_before),
    _kind("a century begins with 01, decades roll on as years do", r"centur|decade", _other_days),
    _kind(
        "the next N units roll on from tomorrow, to others they are calendar units or the Nth",
        rf"\b(next|last|past|upcoming|coming)\b.* {NUMBER}( business)? \w+$"
        rf"|^{NUMBER} (next|upcoming|coming) \w+$",
        _other_days,
    ),
    _kind(
        "around leaves room on both sides",
        r"\b(around|about|approx(imately)?|roughly|circa|near)\b|\bca?\.? ?\d|[~\u2248]",
        _other_days,
    ),
    _kind(
        "next week is one of the calendar, to others the seven days from now, or to it",
        r"^(next|last|past|previous) (week|month|quarter|year)$",
        _rolls_on,
    ),
    _kind(
        "a month's missing day is its last, to others a day of the next month",
        r"\bmonths?\b",
        _runs_over,
    ),
    _kind(
        "N units ago or ahead is that day, to others all of a unit",
        r"\bago$|^in |from (now|today)$",
        _begins_theirs,
    ),
    _kind(
        "how long what is early, late or the end of a period lasts",
        r"\b(early|mid|middle|late|begin(ning)?|start|end)\b",
        _is_wider,
    ),
    _kind(
        "a week is of the month in which most of it lies, to others of that of its Monday",
        r"\bweek of\b",
        _a_week_later,
    ),
    _kind("a week ends on Sunday, to others on Friday", r"\bweek$|\beow$", _ends_on_friday),
)
"""By what it says. A phrase that differs in any other way is wrong."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader made of a phrase: its operator where it knows one, and half-open days."""

    operator: Operator | None
    start: date | None
    until: date | None


Reader = Callable[[str, date], Answer | None]
"""What a reader makes of a phrase said on a day."""


def load_conventions(path: Path = RULES) -> TimeConventions:
    """The rules, every scalar as text."""
    text = path.read_text(encoding="utf-8")
    return TimeConventions.model_validate(yaml.load(text, Loader=yaml.BaseLoader))


def our_reader(conventions: TimeConventions, *, window: str) -> Reader:
    """Our reader, giving the `narrow` or the `wide` window."""

    def read(phrase: str, reference: date) -> Answer | None:
        reading = read_time(phrase, anchor=Days.one(reference), conventions=conventions)
        if reading is None:
            return None
        days: Days = getattr(reading, window)
        return Answer(reading.operator, days.start, days.until)

    return read


def is_right(row: dict[str, Any], answer: Answer) -> bool:
    """Whether the ends that count are exactly those expected."""
    return any(_agrees(answer, *wanted) for wanted in expected(row, answer.operator))


def is_near(row: dict[str, Any], answer: Answer) -> bool:
    """Whether the decisive end is within a day of the one expected."""
    for start, until in expected(row, answer.operator):
        opens = until is None or answer.operator in OPENINGS
        wanted, given = (start, answer.start) if opens else (until, answer.until)
        if wanted is not None and given is not None and abs(wanted - given) <= ONE_DAY:
            return True
    return False


def expected(row: dict[str, Any], operator: Operator | None) -> Iterator[Range]:
    """The ranges expected, as half-open days."""
    for first, end in [(row["start"], row["end"]), *row.get("alternatives", [])]:
        start = None if first is None else date.fromisoformat(first)
        until = None if end is None else date.fromisoformat(end)
        if row["type"] == "date" and start is not None and until is None:
            until = start + ONE_DAY
        if until and row["end_convention"] == "named_day" and operator is not Operator.BEFORE:
            until += ONE_DAY
        if start and row.get("mod") == "after" and len(row["timex"]) == len("2018-06-12"):
            start += ONE_DAY
        yield start, until


def _agrees(answer: Answer, start: date | None, until: date | None) -> bool:
    if answer.operator in OPENINGS or until is None:
        return answer.start == start
    if answer.operator in DEADLINES or start is None:
        return answer.until == until
    return (answer.start, answer.until) == (start, until)


def compared(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows that say what is expected."""
    return [row for row in rows if not row.get("unresolved")]


def tally(
    rows: list[dict[str, Any]], *readers: Reader, clashes: Mapping[str, str] | None = None
) -> Counter[str]:
    """How many rows are right, near, wrong, abstained from, or among the declared `clashes`.

    Of several readers, which are windows of one, the one that fits counts.
    """
    counts: Counter[str] = Counter()
    for row in compared(rows):
        answers = _answers(row, readers)
        counts["rows"] += 1
        if not answers:
            counts["abstained"] += 1
            continue
        counts["near"] += any(is_near(row, answer) for answer in answers)
        if any(is_right(row, answer) for answer in answers):
            counts["right"] += 1
        elif row["phrase"] in (clashes or {}):
            counts["clash"] += 1
        else:
            counts["wrong"] += 1
    return counts


def _answers(row: dict[str, Any], readers: Sequence[Reader]) -> list[Answer]:
    said = date.fromisoformat(row["reference"])
    found = (reader(row["phrase"], said) for reader in readers)
    return [answer for answer in found if answer is not None]


def peers() -> Iterator[tuple[str, Reader]]:
    """The peers that are installed, by name and version."""
    for name, module, adapt in (
        ("dateparser", "dateparser", _dateparser),
        ("python-dateutil", "dateutil.parser", _dateutil),
        ("parsedatetime", "parsedatetime", _parsedatetime),
    ):
        try:
            yield f"{name} {version(name)}", adapt(import_module(module))
        except (ImportError, PackageNotFoundError):
            continue


def _day(moment: datetime) -> Answer:
    return Answer(None, moment.date(), moment.date() + ONE_DAY)


def _dateparser(module: Any) -> Reader:
    """The whole phrase, else the last date that its search finds inside."""
    search = import_module("dateparser.search")

    def read(phrase: str, reference: date) -> Answer | None:
        base = datetime.combine(reference, time())
        settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "future"}
        moment = module.parse(phrase, languages=["en"], settings=settings)
        if moment is None:
            found = search.search_dates(phrase, languages=["en"], settings=settings)
            moment = found[-1][1] if found else None
        return None if moment is None else _day(moment)

    return read


def _dateutil(module: Any) -> Reader:
    def read(phrase: str, reference: date) -> Answer | None:
        try:
            moment = module.parse(phrase, fuzzy=True, default=datetime.combine(reference, time()))
        except (ValueError, OverflowError):
            return None
        return _day(moment)

    return read


def _parsedatetime(module: Any) -> Reader:
    calendar = module.Calendar()

    def read(phrase: str, reference: date) -> Answer | None:
        moment, found = calendar.parseDT(phrase, sourceTime=datetime.combine(reference, time()))
        return _day(moment) if found else None

    return read


def main() -> None:
    """Print the rates."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("vectors", type=Path)
    parser.add_argument("--misses", action="store_true", help="list the rows that are not right")
    options = parser.parse_args()
    rows = json.loads(options.vectors.read_text(encoding="utf-8"))
    conventions = load_conventions()
    wide, narrow = (our_reader(conventions, window=window) for window in ("wide", "narrow"))
    counts = tally(rows, wide, narrow, clashes=CLASHES)
    print(f"{counts['rows']} phrases compared, {len(rows) - counts['rows']} left unresolved")
    apart = counts["right"] / (counts["rows"] - counts["clash"])
    print(f"{_line('ours', counts)}; {apart:.1%} with {counts['clash']} clashes apart")
    windows = (("ours, wide alone", wide), ("ours, narrow alone", narrow))
    for name, reader in (*windows, *peers()):
        print(_line(name, tally(rows, reader)))
    unread = counts["abstained"]
    wrong = counts["rows"] - counts["near"] - unread
    kinds = clashes_by_kind(rows, wide, narrow)
    apart = kinds.total()
    print(
        f"by the decisive end: right {counts['near']}, unread {unread}, wrong {wrong}"
        f" of {counts['rows']}; with clashes of convention apart {counts['near']}, {unread},"
        f" {wrong - apart} of {counts['rows'] - apart}"
    )
    for name, number in kinds.most_common():
        print(f"{number:6} {name}")
    if options.misses:
        _print_misses(rows, wide, narrow)


def clashes_by_kind(rows: list[dict[str, Any]], *readers: Reader) -> Counter[str]:
    """Of the rows whose decisive end is wrong, how many differ by which of our conventions."""
    counts: Counter[str] = Counter()
    for row in compared(rows):
        answers = _answers(row, readers)
        if answers and not any(is_near(row, answer) for answer in answers):
            kind = next((kind for kind in KINDS if _is_of(kind, row, answers)), None)
            counts.update([kind.name] if kind else [])
    return counts


def _is_of(kind: Kind, row: dict[str, Any], answers: Sequence[Answer]) -> bool:
    said = date.fromisoformat(row["reference"])
    return kind.phrases.search(row["phrase"]) is not None and any(
        kind.differs((answer.start, answer.until), wanted, said)
        for answer in answers
        for wanted in expected(row, answer.operator)
    )


def _line(name: str, counts: Counter[str]) -> str:
    shares = {key: counts[key] / counts["rows"] for key in ("right", "near", "wrong", "abstained")}
    return (
        f"{name:24} exactly right {shares['right']:.1%}, decisive end {shares['near']:.1%},"
        f" wrong {shares['wrong']:.1%}, abstained {shares['abstained']:.1%}"
    )


def _print_misses(rows: list[dict[str, Any]], *readers: Reader) -> None:
    for row in compared(rows):
        answers = _answers(row, readers)
        if not any(is_right(row, answer) for answer in answers):
            operator = answers[0].operator if answers else None
            wanted = [tuple(map(str, ends)) for ends in expected(row, operator)]
            given = [(str(answer.start), str(answer.until)) for answer in answers] or "abstained"
            print(f"  {row['phrase']!r} said {row['reference']}: {given}, expected {wanted}")
            print(f"      {CLASHES.get(row['phrase'], 'wrong')}")


if __name__ == "__main__":
    main()
