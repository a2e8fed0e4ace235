"""How often readers of English time phrases agree with the ranges that Recognizers-Text expects.

    python benchmarks/time_phrases.py PATH/TO/time_phrases.json

Each row of the vectors is a phrase, a day of reference, and the expected first day and end. Both
ends are brought to half-open days before they are compared:

- a named day as an end is included, unless the phrase says "before";
- after a named day begins on the next;
- of an open range only the end that is there counts.

Right is exactly right. A row may list alternatives, each as good. Of our two windows the wide one
is compared, in every row, because the vectors give the broad halves for "early" and "late"; what
the narrow one, or either, would give is printed beside it. Where our declared convention differs
for a reason, the row is in `CLASHES` with it, and the second rate leaves those out. Rows that the
vectors leave unresolved are not compared.

Peers are measured where they are installed: dateparser, python-dateutil's fuzzy parser,
parsedatetime. They give moments, not ranges, so beside exact agreement the decisive end within a
day is printed: the beginning for "after" and "since", else the end.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
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
    "after mid may": "the vectors wait for the whole of the middle; after its sharp reading is "
    "after mid-May too",
    "from the end of march to the middle of september": "the vectors take both ends at their "
    "sharpest, which is our narrow window",
    "between the middle of march and the end of september": "the vectors take the beginning at "
    "its sharpest, which is our narrow window",
    "next fortnight": "the vectors begin a week and a half later, unlike next 2 weeks there",
    "end of 2000": "the vectors begin in September, unlike end of year, which begins in July",
    "2 weeks starting may 20th": "the vectors look back although the request looks ahead; ours is "
    "the next 20 May",
    "later this week": "the vectors begin with Thursday, but Tuesday too is later than Monday",
    "around the 21st this month": "the vectors drop the word around; ours leaves room",
}

Range = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader made of a phrase: its operator where it knows one, and half-open days."""

    operator: Operator | None
    start: date | None
    until: date | None


Reader = Callable[[str, date], Answer | None]


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
        wanted, given = (start, answer.start) if until is None else (until, answer.until)
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
    rows: list[dict[str, Any]], reader: Reader, clashes: Mapping[str, str] | None = None
) -> Counter[str]:
    """How many rows are right, near, wrong, abstained from, or among the declared `clashes`."""
    counts: Counter[str] = Counter()
    for row in compared(rows):
        answer = reader(row["phrase"], date.fromisoformat(row["reference"]))
        counts["rows"] += 1
        if answer is None:
            counts["abstained"] += 1
            continue
        counts["near"] += is_near(row, answer)
        if is_right(row, answer):
            counts["right"] += 1
        elif row["phrase"] in (clashes or {}):
            counts["clash"] += 1
        else:
            counts["wrong"] += 1
    return counts


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
    counts = tally(rows, wide, CLASHES)
    print(f"{counts['rows']} phrases compared, {len(rows) - counts['rows']} left unresolved")
    apart = counts["right"] / (counts["rows"] - counts["clash"])
    print(f"{_line('ours, wide', counts)}; {apart:.1%} with {counts['clash']} clashes apart")
    for name, reader in (("ours, narrow", narrow), *peers()):
        print(_line(name, tally(rows, reader)))
    either = sum(_either(row, (wide, narrow)) for row in compared(rows))
    print(f"one of our two windows exactly right: {either / counts['rows']:.1%}")
    if options.misses:
        _print_misses(rows, wide)


def _line(name: str, counts: Counter[str]) -> str:
    shares = {key: counts[key] / counts["rows"] for key in ("right", "near", "wrong", "abstained")}
    return (
        f"{name:24} exactly right {shares['right']:.1%}, decisive end {shares['near']:.1%},"
        f" wrong {shares['wrong']:.1%}, abstained {shares['abstained']:.1%}"
    )


def _either(row: dict[str, Any], readers: tuple[Reader, ...]) -> bool:
    answers = [reader(row["phrase"], date.fromisoformat(row["reference"])) for reader in readers]
    return any(answer is not None and is_right(row, answer) for answer in answers)


def _print_misses(rows: list[dict[str, Any]], reader: Reader) -> None:
    for row in compared(rows):
        answer = reader(row["phrase"], date.fromisoformat(row["reference"]))
        if answer is None or not is_right(row, answer):
            operator = None if answer is None else answer.operator
            wanted = [tuple(map(str, ends)) for ends in expected(row, operator)]
            given = "abstained" if answer is None else (str(answer.start), str(answer.until))
            print(f"  {row['phrase']!r} said {row['reference']}: {given}, expected {wanted}")
            print(f"      {CLASHES.get(row['phrase'], 'wrong')}")


if __name__ == "__main__":
    main()
