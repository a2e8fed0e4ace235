"""Feeds: what is new as Atom (RFC 4287), and deadlines as a calendar (iCalendar, RFC 5545).

Both are functions of the run: the day of an entry is that of the ledger's own records, never that
on which the file was made, so that an entry changes when what it tells of does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from verifier.dataclass import dataclass
from verifier.export.claimreview import Publication
from verifier.model.verdict import Outcome, Verdict
from verifier.report.corrections import latest
from verifier.report.escape import plain, shown
from verifier.report.forecast import call_text, claimed_plainly
from verifier.report.format import day as told_day
from verifier.report.outcome import outcome_text
from verifier.report.run import Run

ATOM = "feed.xml"
CALENDAR = "deadlines.ics"
ENTRIES = 100
"""Entries of the feed at most: the newest, as feeds are asked for again and again."""
AHEAD = timedelta(days=30)
"""How long before its last day a forecast is told to fall due: a month is time to look it up."""
_FOLD = 75
"""Octets of a line of a calendar, at most, by RFC 5545, 3.1."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its kind, what makes it this one, its day, where it leads and what it says."""

    kind: str
    key: str
    day: date
    path: str
    title: str
    text: str


def feeds(run: Run, publication: Publication, ending: str) -> dict[str, str]:
    """Both files; pages have this `ending`, and addresses are absolute where one was published."""
    deadlines = calendar(run, publication, ending)
    files = {ATOM: atom(run, publication, ending)}
    return {**files, CALENDAR: deadlines} if deadlines else files


def entries(run: Run) -> list[Entry]:
    """What is new, the newest first: verdicts, corrections, and forecasts that soon fall due."""
    found = {(e.kind, e.key): e for e in (*_verdicts(run), *_corrections(run), *_due(run))}
    return sorted(found.values(), key=lambda e: (-e.day.toordinal(), e.kind, e.key))[:ENTRIES]


def _verdicts(run: Run) -> Iterator[Entry]:
    for id, verdict in run.verdicts.items():
        if verdict.outcome not in (Outcome.UNDECIDED, Outcome.UNSCORABLE):
            outcome = shown(outcome_text(run, verdict))
            yield Entry(
                "verdict",
                f"{id}/{verdict.outcome}",
                decided_on(run, verdict),
                f"forecasts/{id}",
                run.words("feed.verdict", claim=_claim(run, id), outcome=outcome),
                shown(call_text(run, verdict)),
            )


def decided_on(run: Run, verdict: Verdict) -> date:
    """The day on which the last of what the verdict rests on was public: evidence and rulings."""
    days = [item.published.days.last for item in verdict.evidence if item.published]
    days += [run.ledger.rulings[r.ruling].date.days.last for r in verdict.trail.rulings]
    days.append(run.ledger.source_of[verdict.forecast].published.days.last)
    return max((day for day in days if day is not None and day <= run.as_of), default=run.as_of)


def _corrections(run: Run) -> Iterator[Entry]:
    for when, where, what, *_ in latest(run):
        title = run.words("feed.correction", where=shown(where))
        day = when.days.last or run.as_of
        key = f"{when.text}/{shown(where)}/{shown(what)}"
        yield Entry("correction", key, min(day, run.as_of), "corrections", title, shown(what))


def _due(run: Run) -> Iterator[Entry]:
    for id, closes in deadlines(run):
        if run.verdicts[id].due and run.as_of <= closes <= run.as_of + AHEAD:
            day = told_day(closes, run.words)
            title = run.words("feed.due", day=day, claim=_claim(run, id))
            known = run.ledger.source_of[id].published.days.last
            # From a month ahead, or from when it was published if that was later.
            told = max(closes - AHEAD, known or date.min)
            yield Entry(
                "due", f"{id}/{closes}", min(told, run.as_of), f"forecasts/{id}", title, title
            )


def deadlines(run: Run) -> list[tuple[str, date]]:
    """The forecasts whose window ends, open ones and others, with its last day, by that."""
    ends = ((v.wide.window.last, id) for id, v in run.verdicts.items())
    return [(id, day) for day, id in sorted((d, id) for d, id in ends if d is not None)]


def _claim(run: Run, id: str) -> str:
    who = run.ledger.forecasters[run.ledger.forecasts[id].forecaster].name
    return run.words("feed.claim", who=plain(who), claim=plain(claimed_plainly(run, id)))


def atom(run: Run, publication: Publication, ending: str) -> str:
    """What is new, as a feed."""
    found = entries(run)
    feed = ET.Element("feed", xmlns="http://www.w3.org/2005/Atom")
    feed.set("xml:lang", run.words("language"))
    _child(feed, "id", _id(run, publication, "feed"))
    _child(feed, "title", plain(run.title))
    _child(feed, "updated", _instant(max((e.day for e in found), default=run.as_of)))
    author = ET.SubElement(feed, "author")
    _child(author, "name", plain(publication.publisher) or "?")
    if publication.address:
        ET.SubElement(feed, "link", rel="self", href=f"{publication.address}{ATOM}")
        home = "index.html" if ending == ".html" else f"README{ending}"
        ET.SubElement(feed, "link", rel="alternate", href=f"{publication.address}{home}")
    for entry in found:
        node = ET.SubElement(feed, "entry")
        _child(node, "id", _id(run, publication, f"{entry.kind}/{entry.key}"))
        _child(node, "title", entry.title)
        _child(node, "updated", _instant(entry.day))
        ET.SubElement(node, "category", term=entry.kind)
        ET.SubElement(
            node, "link", rel="alternate", href=f"{publication.address}{entry.path}{ending}"
        )
        ET.SubElement(node, "content", type="text").text = entry.text
    ET.indent(feed, " ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(feed, encoding="unicode")}\n'


def _child(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _id(run: Run, publication: Publication, key: str) -> str:
    """The same for the same thing in the same place, and another everywhere else."""
    whose = publication.address or run.title
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{whose}#{key}')}"


def _instant(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def calendar(run: Run, publication: Publication, ending: str) -> str:
    """The deadlines, each a whole day, those gone by with what happened; empty without any.

    An empty calendar would not be one: the format wants at least one component.
    """
    ahead = deadlines(run)
    if not ahead:
        return ""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//prediction-verifier//deadlines//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_escaped(run.words('title'))}",
    ]
    for id, closes in ahead:
        verdict = run.verdicts[id]
        title = _claim(run, id)
        if verdict.outcome != Outcome.UNDECIDED:
            outcome = shown(outcome_text(run, verdict))
            title = run.words("feed.verdict", claim=title, outcome=outcome)
        known = run.ledger.source_of[id].published.days.last or run.as_of
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_id(run, publication, f'deadline/{id}').removeprefix('urn:uuid:')}",
            f"DTSTAMP:{known:%Y%m%d}T000000Z" if known.year > 999 else "DTSTAMP:10000101T000000Z",
            f"DTSTART;VALUE=DATE:{closes.isoformat().replace('-', '')}",
            f"SUMMARY:{_escaped(title)}",
        ]
        quote = run.ledger.forecasts[id].quote
        if quote:
            lines.append(f"DESCRIPTION:{_escaped(run.words('quote', text=plain(quote)))}")
        if publication.address:
            lines.append(f"URL:{publication.address}forecasts/{id}{ending}")
        lines += ["TRANSP:TRANSPARENT", "END:VEVENT"]
    lines.append("END:VCALENDAR")
    return "".join(f"{line}\r\n" for line in _folded(lines))


def _escaped(text: str) -> str:
    r"""Text as a value of RFC 5545, 3.3.11.

    >>> _escaped("a, b; c\\d")
    'a\\, b\\; c\\\\d'
    """
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return plain(text)


def _folded(lines: Iterable[str]) -> Iterator[str]:
    """Lines of at most 75 octets: what is longer goes on after a blank, between two characters."""
    for line in lines:
        part, room = "", _FOLD
        for character in line:
            size = len(character.encode())
            if size > room:
                yield part
                part, room = " ", _FOLD - 1
            part, room = part + character, room - size
        yield part
