"""What the records of outcomes/ ask and are made of: events, coverage, series, rulings."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from verifier.editing.questions import (
    ID,
    Answers,
    Desk,
    Draft,
    Question,
    RecordKind,
    Unanswered,
    dated,
    kept,
    mapping,
    new_id,
    only_once,
    optional,
    past,
    refers,
    term,
)
from verifier.editing.scaffold import slug, topic
from verifier.editing.split import file_of
from verifier.keeping import LEDGER_PATH
from verifier.loading.files import Folder
from verifier.loading.remedies import window_line
from verifier.loading.series import point_of, read_series
from verifier.model.edtf import Dated
from verifier.model.outcomes import Covered, RuledOutcome, Step
from verifier.model.proposition import Category
from verifier.reading import Reader
from verifier.text.passages import plain


def _event(desk: Desk, answers: Answers) -> Draft:
    year = Dated.read(answers["began"]).text[:4]
    # Taking "Launch 2025-01" again for its year would name it twice.
    about = re.sub(rf"-{year}(?:-\d\d?)*$", "", topic(answers["title"]))
    id = new_id(answers, f"{about}-{year}" if about else "", desk.ledger.events)
    key = plain(answers["title"]).casefold(), Dated.read(answers["began"]).text
    known = [event for event in desk.ledger.events.values() if event.withdrawn is None]
    only_once(answers, (e.id for e in known if (plain(e.title).casefold(), e.began.text) == key))
    record = {
        "id": id,
        "title": answers["title"],
        "kinds": answers["kind"],
        "actors": answers.get("actor"),
        "places": answers.get("place"),
        **kept(answers, "began", "ended", "known", "new", "summary"),
        "evidence": [_evidence({**answers, "published": answers["known"]})],
    }
    return Draft(_file(answers, id), "events", kept(record, *record))


def _evidence(answers: Answers) -> Answers:
    return kept(answers, "publisher", "published", "address", "says")


def _file(answers: Answers, id: str) -> str:
    return str(answers.get("file") or f"outcomes/{id}.yaml")


def _known(_: Desk, answers: Answers) -> str | None:
    """The day it began, where that is one day: a report of it does not appear over an interval."""
    began = Dated.read(answers["began"])
    return began.text if began.days.length == 1 else None


def _outcome_file(text: str, _: Desk, __: Answers) -> str:
    parts = text.split("/")
    if parts[0] != "outcomes" or ".." in parts or not text.endswith(".yaml"):
        raise Unanswered("a file of outcomes/, such as outcomes/spring.yaml")
    return text


_NEW = {
    "yes": "it was a new one, and no part of what was under way",
    "no": "it carried on what was under way",
    "disputed": "cited sources disagree",
}

EVENT = RecordKind(
    (
        Question("title", "what happened, in neutral words"),
        Question("kind", "its kind, from rules/events.yaml", many=True, take=term("events")),
        optional("actor", "who did it, from rules/actors.yaml", many=True, take=term("actors")),
        optional("place", "where, from rules/places.yaml", many=True, take=term("places")),
        Question("began", "the day it began, or an interval", take=past),
        optional("ended", "the day it ended, where it lasted", take=dated),
        optional(
            "new", "whether it was new: where a forecast says `new`, that decides", choices=_NEW
        ),
        Question("publisher", "who reported it"),
        Question("says", "what the report says, in your words"),
        Question("known", "when that was published", guess=_known, take=past),
        optional("address", "the report's address (https://...)"),
        Question("summary", "what the record says", guess=lambda _, answers: str(answers["says"])),
        optional("file", "the file (default: one of its own)", take=_outcome_file),
        ID,
    ),
    _event,
    'verifier new event --title "Attack in the east" --kind ground-offensive --actor russia \\\n'
    '    --place donetsk-oblast --began 2023-03-10 --publisher "The Paper" \\\n'
    '    --says "The attack has begun." --address https://example.org/attack',
)


def _coverage(desk: Desk, answers: Answers) -> Draft:
    named = [answers["kind"], answers.get("actor"), answers.get("place")]
    made = f"coverage-{slug(' '.join(filter(None, named)))}-{answers['during'][:4]}"
    id = new_id(answers, made, desk.ledger.coverage)
    of, during = Covered(**kept(answers, "kind", "actor", "place")), Dated.read(answers["during"])
    known = [one for one in desk.ledger.coverage.values() if one.withdrawn is None]
    only_once(answers, (c.id for c in known if (c.of, c.during.text) == ((of,), during.text)))
    record = {
        "id": id,
        "of": [kept(answers, "kind", "actor", "place")],
        "during": answers["during"],
        "evidence": [_evidence(answers)],
    }
    return Draft(_file(answers, id), "coverage", record)


COVERAGE = RecordKind(
    (
        Question("kind", "the kind of event that is all on record", take=term("events")),
        optional("actor", "by whom", take=term("actors")),
        optional("place", "where", take=term("places")),
        Question("during", "from when to when (2023-03-01/2023-05-31)", take=dated),
        Question("publisher", "who keeps the record"),
        Question("published", "when it was published", take=past),
        Question("says", "what makes it complete, in your words"),
        optional("address", "its address (https://...)"),
        optional("file", "the file (default: one of its own)", take=_outcome_file),
        ID,
    ),
    _coverage,
    "verifier new coverage --kind ground-offensive --place ukraine \\\n"
    '    --during 2023-03-01/2023-05-31 --publisher "The Paper" --published 2023-06-02 \\\n'
    '    --says "All offensives of the spring." --address https://example.org/spring',
)


def _point(text: str, _: Desk, __: Answers) -> dict[str, str]:
    """A row of a series, with its values as they were written."""
    day, equals, rest = text.partition("=")
    if not equals:
        raise Unanswered(f"write the day and the value, {_POINT}")
    value, at, known = rest.partition("@")
    row = {"day": day, "value": value, "known": known if at else day}
    try:
        point_of(row)
    except ValueError as error:
        raise Unanswered(str(error)) from None
    return row


_POINT = "2023-06-15=4.0, or 2023-06-15=4.0@2023-06-20 where it became known later"


def _none(_: Desk, __: Answers) -> tuple[()]:
    return ()


_STEPS = {
    Step.DAY.value: "one for each day",
    Step.WEEK.value: "one for each week",
    Step.MONTH.value: "one for each month",
    Step.QUARTER.value: "one for each quarter",
    Step.YEAR.value: "one for each year",
    Step.IRREGULAR.value: "whenever it changes; --covers says for which days every change is there",
}
_SERIES_KINDS = {
    "level": "the level on its day",
    "change": "the change over the period of its step",
    "sum": "the sum over that period",
    "average": "the average over that period",
}


def _last_known(_: Desk, answers: Answers) -> str | None:
    return max((row["known"] for row in answers.get("point", ())), default=None)


def _published(text: str, desk: Desk, answers: Answers) -> str:
    """What was published last cannot be older than the last value that became known."""
    published, known = Dated.read(dated(text, desk, answers)), _last_known(desk, answers)
    last = published.days.last
    if known is not None and last is not None and last.isoformat() < known:
        raise Unanswered(f"a value became known later, on {known}")
    return text


def _data(text: str, desk: Desk, _: Answers) -> str:
    inside = text.removeprefix("outcomes/")
    if inside != text and not (desk.root / "outcomes" / text).exists():
        # As it is named from the ledger, which a shell completes.
        text = inside
    if not re.fullmatch(LEDGER_PATH, text):
        raise Unanswered("a file of outcomes/, named from there, such as area-held.csv")
    problems = read_series(Folder(desk.root), f"outcomes/{text}")[1]
    if problems:
        raise Unanswered(f"outcomes/{text} cannot be read: {problems[0]}")
    return text


def _series(desk: Desk, answers: Answers) -> Draft:
    id = answers.get("id") or topic(answers["title"])
    known = desk.ledger.series.get(id)
    if known is not None:
        raise Unanswered(
            f"the series `{id}` is in the ledger already; add values as lines to "
            f"outcomes/{known.file}, or give another --id"
        )
    id = new_id(answers, id, desk.ledger.series)
    name, rows = answers.get("data") or f"{id}.csv", answers.get("point", ())
    record = {
        "id": id,
        **kept(answers, "title", "unit"),
        "file": name,
        **({"step": Step.IRREGULAR.value} if answers.get("covers") else {}),
        **kept(answers, "step", "kind", "covers"),
        "evidence": [_evidence(answers)],
    }
    file = _file(answers, id)
    if answers.get("data") and rows:
        raise Unanswered("--data or --point, not both")
    if answers.get("data"):
        return Draft(file, "series", record)
    data, table = f"outcomes/{name}", _table(rows)
    # A run that was killed before it wrote the record left the same table.
    path = desk.root / data
    if path.exists() and not (path.is_file() and path.read_bytes() == table.encode()):
        raise Unanswered(f"{data} is there already; take it with --data {name}")
    left = "" if rows else f"{desk.root / data} has no values yet: add lines such as {_LINE}"
    return Draft(file, "series", record, {data: table}, left or _stepless(record, id))


def _stepless(record: Mapping[str, Any], id: str) -> str:
    if "step" in record:
        return ""
    return (
        f"`{id}` has no `step` (day, week, month, quarter, year, irregular): until it has, a gap "
        "cannot be seen, so nothing that did not happen is decided by it"
    )


_LINE = "2023-06-15,4.0,2023-06-20 (the day, its value, when that became known)"


def _table(rows: Sequence[Mapping[str, str]]) -> str:
    """The rows as CSV, by the day, and of one day by when they became known."""
    lines = sorted(tuple(row[name] for name in ("day", "known", "value")) for row in rows)
    for (day, known, _), after in pairwise(lines):
        if (day, known) == after[:2]:
            raise Unanswered(f"--point: a second value for {day} known on {known}")
    return "\n".join(["day,value,known", *(f"{d},{v},{k}" for d, k, v in lines)]) + "\n"


SERIES = RecordKind(
    (
        Question("title", "what is counted or measured, in neutral words"),
        Question("unit", "in what unit (per cent, square kilometres, ...)"),
        optional("step", "how often there is a value", choices=_STEPS),
        optional("kind", "what a value is (default: level)", choices=_SERIES_KINDS),
        optional(
            "covers",
            "for an irregular one, the days of which it has every change (2022-01-01/2023-12-31)",
            take=dated,
        ),
        optional("point", f"the value of a day ({_POINT})", many=True, guess=_none, take=_point),
        optional("data", "the CSV or JSON file of outcomes/ that has the values", take=_data),
        Question("publisher", "who publishes the values"),
        Question("says", "what is published, in your words"),
        Question("published", "when it was last published", guess=_last_known, take=_published),
        optional("address", "its address (https://...)"),
        optional("file", "the file of the record (default: one of its own)", take=_outcome_file),
        ID,
    ),
    _series,
    'verifier new series --title "Policy rate" --unit "per cent" --step month \\\n'
    '    --point 2023-05-15=3.75 --point 2023-06-15=4.0@2023-06-20 --publisher "Central Bank" \\\n'
    '    --says "The rate after each meeting." --address https://example.org/rates',
)


def today(desk: Desk, _: Answers) -> str:
    """The day on which the command is run."""
    return desk.today.isoformat()


def _truth(text: str, _: Desk, __: Answers) -> list[str]:
    low, comma, high = (part.strip() for part in text.partition(","))
    return [low, high if comma else low]


def _ruling(desk: Desk, answers: Answers) -> Draft:
    id = new_id(answers, f"ruling-{answers['forecast']}", desk.ledger.rulings)
    if (answers["outcome"] == "partly") != bool(answers.get("truth")):
        raise Unanswered("`partly` goes with --truth LOW,HIGH, and only that")
    if answers["outcome"] in ("came_true", "did_not") and answers.get("option") is None:
        expects = desk.ledger.forecasts[answers["forecast"]].expects
        if isinstance(expects, Category):
            raise Unanswered(
                f"`{answers['forecast']}` has {len(expects.category)} options: say with --option "
                "which came, counted from 1, or 0 for none"
            )
    replaced = {ruling.supersedes for ruling in desk.ledger.rulings.values()}
    replaced.add(answers.get("supersedes"))
    for known in desk.ledger.rulings.values():
        own = (known.forecast, known.signed) == (answers["forecast"], answers["signed"])
        if own and known.id not in replaced:
            raise Unanswered(
                f"`{known.id}` by {known.signed} rules `{known.outcome.value}` already; to replace "
                f"it, or its reasons or arguments, give --supersedes {known.id}"
            )
    keys = ("forecast", "date", "signed", "outcome", "truth", "option", "reasons", "supersedes")
    record = {
        "id": id,
        **kept(answers, *keys),
        "arguments_for": answers.get("for"),
        "arguments_against": answers.get("against"),
        "events": answers.get("event"),
        "contradicts_rules": answers.get("contradicts"),
    }
    left = _unscored(desk, answers)
    return Draft(file_of("rulings", id), "rulings", kept(record, *record), left=left)


def _unscored(desk: Desk, answers: Answers) -> str:
    """That a ruling is on a forecast without a deadline, which no score counts."""
    id = answers["forecast"]
    forecast = desk.ledger.forecasts[id]
    source = desk.ledger.source_of[id]
    window = Reader(desk.rules).window(forecast, forecast.window, source)
    open_ended = window is not None and window.wide.until is None
    if not open_ended or answers["outcome"] in (RuledOutcome.UNDECIDED, RuledOutcome.VOID):
        return ""
    file, line = desk.ledger.lines[("forecasts", id)]
    return (
        f"`{id}` names no deadline: without a window it is shown, and not scored. Where its words "
        f"give one, write in {desk.root / file}:{line}\n"
        f"  {window_line(forecast, forecast.window)}"
    )


def _signer(desk: Desk, _: Answers) -> str | None:
    """Who signed the latest ruling: another ledger has other curators."""
    rulings = desk.ledger.rulings.values()
    return max(rulings, key=lambda ruling: ruling.date.text).signed if rulings else None


def _report(text: str, desk: Desk, answers: Answers, side: str) -> dict[str, Any]:
    """Who says what, perhaps when and where, as evidence."""
    by, _, rest = (part.strip() for part in text.partition(": "))
    who, _, day = (part.strip() for part in by.rpartition(","))
    published = dated(day, desk, answers) if who and day[:1].isdigit() else None
    by = who if published else by
    says, _, address = rest.rpartition(" ")
    if not address.startswith(("https://", "http://")):
        says, address = rest, ""
    if not by or not says or "://" in says:
        raise Unanswered(f"write who says what, and last its address, such as {CITED}")
    if who and not published and re.search(r"\b\d{4}\b", day):
        raise Unanswered(f"the day in `{by}` is not read; write {CITED}")
    found = {"publisher": by, "published": published, "address": address, "says": says}
    return kept({**found, "stance": side if side == "against" else None}, *found, "stance")


def cited(side: str) -> Callable[[str, Desk, Answers], dict[str, Any]]:
    """A reader of evidence for or against."""

    def take(text: str, desk: Desk, answers: Answers) -> dict[str, Any]:
        if text.startswith("{"):
            return dict(mapping(text, "{publisher: ..., published: ..., says: ...}"))
        return _report(text, desk, answers, side)

    return take


def _argument(side: str) -> Callable[[str, Desk, Answers], dict[str, Any]]:
    """A reader of who says what, with the evidence that a day and an address make of it."""

    def take(text: str, desk: Desk, answers: Answers) -> dict[str, Any]:
        if text.startswith("{"):
            return dict(mapping(text, "{by: ..., says: ..., evidence: {...}}"))
        found = _report(text, desk, answers, side)
        evidence = {"evidence": found} if {"published", "address"} & found.keys() else {}
        return {"by": found["publisher"], "says": found["says"], **evidence}

    return take


CITED = '"The Paper, 2023-06-02: It was new. https://example.org/new"'


_OUTCOMES = {
    RuledOutcome.CAME_TRUE.value: "what was claimed happened, in its window",
    RuledOutcome.DID_NOT.value: "it did not happen in its window, which is over",
    RuledOutcome.PARTLY.value: "it came true in part: --truth says how far",
    RuledOutcome.DISPUTED.value: "sources answer differently: --for and --against say how",
    RuledOutcome.UNDECIDED.value: "nobody can say yet",
    RuledOutcome.VOID.value: "its condition was not met",
}

RULING = RecordKind(
    (
        Question("forecast", "the forecast's id", take=refers("forecasts")),
        Question("outcome", "what is ruled", choices=_OUTCOMES),
        Question("reasons", "why"),
        optional("truth", "for `partly`: from how true to how true (0.3,0.6)", take=_truth),
        optional("option", "which of a category came, by its place counted from 1; 0 for none"),
        Question("signed", "who signs (default: as the last ruling)", guess=_signer),
        Question("date", "the day of the ruling", guess=today, take=past),
        optional("event", "an event that it rests on", many=True, take=refers("events")),
        *(
            optional(
                side,
                f"who says {what}, whatever the ruling is, and where: {CITED}, or as in a file",
                many=True,
                guess=_none,
                take=_argument(side),
            )
            for side, what in (("for", "that the claim came true"), ("against", "that it did not"))
        ),
        optional("supersedes", "the ruling it replaces", take=refers("rulings")),
        optional("contradicts", "where the rules say otherwise, why they are not followed"),
        ID,
    ),
    _ruling,
    "verifier new ruling --forecast example-attack --outcome disputed --signed 'Ann Curator' \\\n"
    '    --reasons "Whether it was new, sources answer differently." \\\n'
    '    --for "The Paper, 2023-06-02: It was new. https://example.org/new" \\\n'
    '    --against "The Other Paper, 2023-06-03: It went on. https://example.org/old"',
)
