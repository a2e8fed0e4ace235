"""`verifier check`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verifier import __version__
from verifier.cli.common import add_ledger, addressed, from_here, from_top, here, require_ledger
from verifier.cli.process import Stop, hold
from verifier.cli.progress import progress
from verifier.cli.terminal import unguarded
from verifier.diagnostics.wording import count, first
from verifier.keeping import Shown
from verifier.writing import Refused, Writer

if TYPE_CHECKING:
    from verifier.diagnostics import Diagnostic
    from verifier.loading import Loaded
    from verifier.rules import Rules

_LARGE = 500
"""Files from which on a check takes about a second: then what an earlier run found is looked up,
and processes share the rest. Below, both would take longer than they save."""

_PROCESSES = 8
"""To put together what processes find takes a tenth of the time of finding it: more would wait."""

_MOST_SHOWN = 200
"""Findings on a terminal; 20,000 fill 20 MB, and most come of the first few."""

_IN_FULL, _PLACES = 3, 8
"""So many pieces of advice of a kind are shown in full, and so many places of the others named."""

_ROUNDS = 8
"""Rounds of fixing, at most: each can bring to light what was hidden, but none goes on for ever."""

_EXAMPLE = """\
examples:
  verifier check
  verifier check --fix
  verifier check --archive texts
  verifier check --ledger examples/other --format github
"""


def configure(command: argparse.ArgumentParser) -> None:
    """Add the options."""
    add_ledger(command)
    command.add_argument(
        "--archive",
        type=Path,
        metavar="DIR",
        help="compare quotations with the archived texts in this folder",
    )
    command.add_argument(
        "--fix", action="store_true", help="fix misspellings that have one close match"
    )
    command.add_argument("--strict", action="store_true", help="fail on warnings, too")
    command.add_argument(
        "--format",
        choices=("text", "json", "github", "sarif"),
        default="text",
        help="how findings are written (default: text, to standard error)",
    )
    command.epilog = _EXAMPLE


def run(options: argparse.Namespace) -> int:
    """Check the ledger; 1 where it has errors, or warnings if --strict, 2 where there is none."""
    root: Path = options.ledger
    require_ledger(root)
    if options.archive is not None and not options.archive.is_dir():
        raise Stop(f"{options.archive} is no folder of archived texts")
    colour = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
    shown = Shown(root, "check", options.format, f"{colour} {options.strict}", from_top(root)(""))
    large = shown.files >= _LARGE
    lasts = large and not options.fix and options.archive is None
    told = shown.again(partial(_edited, root)) if lasts else None
    if told is None:
        load = _fixed if options.fix else _load
        loaded = load(root, options.archive, large=large)
        told = _told(loaded, options.format, root, colour=colour, strict=options.strict)
        if large:
            hold(loaded)
        if lasts:
            shown.keep(*told, state=_state(loaded, loaded.rules, root) if loaded.rules else None)
    status, *parts = told
    for stream, text in parts:
        under = getattr(sys, stream.removeprefix("safe "))
        print(text, file=unguarded(under) if stream.startswith("safe ") else under)
    return int(status)


def _state(loaded: Loaded, rules: Rules, root: Path) -> dict[str, Any]:
    """What `_edited` has to know of the ledger."""
    from verifier.loading.cache import keep_ground, keep_rules

    return {
        "rules": keep_rules(root, rules, loaded.rules_told),
        "files": loaded.stands,
        "counts": {kind: loaded.count(kind) for kind in _COUNTED},
        "ground": keep_ground(root, loaded.ground.written(loaded.records.noted)),
        "heard": loaded.heard,
        "noted": [],
        "over": {},
    }


def _edited(
    root: Path, names: set[str], was: Any, shown: list[Any]
) -> tuple[Any, list[Any]] | None:
    """What is kept and shown after edits of these files, where they change nothing but counts."""
    from verifier.loading.files import Folder
    from verifier.loading.meaning import edited

    files = Folder(root)
    documents = edited(files, names, was["files"])
    if not documents:
        return None if documents is None else (was, shown)
    from verifier.loading.cache import recall_ground, recall_rules
    from verifier.loading.edits import unchanged

    rules = partial(recall_rules, root, was["rules"])
    ground = partial(recall_ground, root, *was["ground"])
    state = unchanged(rules, documents, was, ground)
    if state is None:
        return None
    before, now = (_sound(each["counts"]) for each in (was, state))
    status, *parts = shown
    return state, [status, *((stream, now if t == before else t) for stream, t in parts)]


def _told(loaded: Loaded, form: str, root: Path, *, colour: bool, strict: bool) -> list[Any]:
    """The status, then each text to print and its stream, with what is safe as it is marked."""
    from verifier.diagnostics import Severity

    fatal = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    failed = any(d.severity in fatal for d in loaded.diagnostics)
    if form == "text":
        told = _texts(loaded, root, colour=colour, failed=failed)
    else:
        told = _for_programs(loaded, form, root)
    return [int(failed), *told]


def _load(root: Path, archive: Path | None, *, large: bool) -> Loaded:
    from verifier.upkeep.checking import check

    if not large:
        return check(root, advice=True, archive=archive)
    from verifier.loading.cache import stored

    processes = (
        min(len(os.sched_getaffinity(0)), _PROCESSES) if hasattr(os, "sched_getaffinity") else 1
    )
    with stored(root) as kept, progress() as told:
        return check(
            root, advice=True, archive=archive, kept=kept, processes=processes, progress=told
        )


def _fixed(root: Path, archive: Path | None, *, large: bool) -> Loaded:
    """Put right what has a safe remedy, and load what came of it."""
    from verifier.cli.edit import editing

    fixes: list[tuple[str, str]] = []
    with editing(root) as writer:
        # What was put right can bring to light what it hid.
        for _ in range(_ROUNDS):
            loaded = _load(root, archive, large=large)
            more = _fix(writer, loaded)
            if not more:
                break
            fixes += more
        else:
            loaded = _load(root, archive, large=large)
    if fixes:
        print(f"fixed {count(len(fixes), 'mistake')}:", file=sys.stderr)
        place = from_here(root)
        for name, what in fixes[:_MOST_SHOWN]:
            print(f"  {place(name)}{what}", file=sys.stderr)
        if len(fixes) > _MOST_SHOWN:
            print(f"  and {len(fixes) - _MOST_SHOWN:,} more", file=sys.stderr)
    return loaded


def _fix(writer: Writer, loaded: Loaded) -> list[tuple[str, str]]:
    """Write the files that safe remedies change; of each what was put right, and where."""
    from verifier.loading.files import decoded
    from verifier.loading.fix import fixed

    done: list[tuple[str, str]] = []
    for name, document in loaded.documents.items():
        found = [d for d in loaded.diagnostics if d.fix is not None and d.span.file == name]
        edits = [d.fix for d in found if d.fix is not None]
        text = fixed(document, edits) if edits else document.text
        if text == document.text:
            continue
        try:
            data = writer.read(name)
            if data is None or decoded(data) != document.text:
                continue
            mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
            writer.write({name: mark + text.encode()}, was={name: data})
        except Refused as refused:
            print(f"left as it is: {refused}", file=sys.stderr)
        else:
            lines = text.splitlines()
            applied = {(d.span.line, f"{d.message}; now `{d.fix.text}`") for d in found if d.fix}
            done += [
                (name, f":{line}: {what}")
                for line, what in sorted(applied)
                if lines[line - 1] != document.lines[line - 1]
            ]
    return done


def _texts(loaded: Loaded, root: Path, *, colour: bool, failed: bool) -> Iterator[tuple[str, str]]:
    """Findings, the gravest last, where a terminal stops; how many; and whether all is well."""
    from verifier.diagnostics import Severity

    place, shown = from_here(root), _shown(loaded.diagnostics)
    advice = [d for d in shown if d.severity == Severity.ADVICE]
    repeated: dict[str, list[str]] = {}

    def rendered(diagnostic: Diagnostic) -> tuple[str, str]:
        # A finding is painted after it was made safe.
        text = loaded.render(addressed(diagnostic, root), colour=colour, place=place)
        return "safe stderr", text + "\n"

    for diagnostic in advice:
        where = f"{place(diagnostic.span.file)}:{diagnostic.span.line}"
        repeated.setdefault(diagnostic.code, []).append(where)
        if len(repeated[diagnostic.code]) <= _IN_FULL:
            yield rendered(diagnostic)
    for code, places in repeated.items():
        if more := places[_IN_FULL:]:
            told = f"advice[{code}]: {len(more)} more of the same: {first(more, _PLACES)}\n"
            yield "stderr", told
    for severity in (Severity.WARNING, Severity.ERROR):
        yield from (rendered(d) for d in shown if d.severity == severity)
    if loaded.diagnostics:
        yield "stderr", _summary(loaded, root)
    left = len(loaded.diagnostics) - len(shown)
    if left:
        rest = "fix these first, or see all with `--format json`"
        yield "stderr", f"{left} more are not shown: {rest}"
    if loaded.ok and not failed:
        yield "stdout", _sound({kind: loaded.count(kind) for kind in _COUNTED})


_COUNTED = {
    "forecasts": "forecast",
    "sources": "source",
    "events": "event",
    "coverage": "coverage record",
    "rulings": "ruling",
}


def _sound(numbers: Mapping[str, int]) -> str:
    """What is said of a ledger without errors."""
    first, *others = (count(numbers[kind], name) for kind, name in _COUNTED.items())
    return f"ok: {first} in {', '.join(others)}"


def _shown(found: Sequence[Diagnostic]) -> Sequence[Diagnostic]:
    """The findings that a reader is shown: as many as one can use, those that stop a run first."""
    if len(found) <= _MOST_SHOWN:
        return found
    from verifier.diagnostics import Severity

    weightiest = sorted(found, key=lambda each: list(Severity).index(each.severity))[:_MOST_SHOWN]
    return sorted(weightiest, key=lambda each: each.sort_key)


def _summary(loaded: Loaded, root: Path) -> str:
    """How many findings there are of each severity, and how many of them `--fix` puts right."""
    from verifier.diagnostics import Severity

    numbers = {s: sum(d.severity == s for d in loaded.diagnostics) for s in Severity}
    parts = [count(numbers[Severity.ERROR], "error"), count(numbers[Severity.WARNING], "warning")]
    if numbers[Severity.ADVICE]:
        parts.append(count(numbers[Severity.ADVICE], "piece") + " of advice")
    fixes = sum(d.fix is not None for d in loaded.diagnostics)
    more = f"; `verifier check --fix{here(root)}` fixes {fixes}" if fixes else ""
    return ", ".join(parts) + more


def _for_programs(loaded: Loaded, form: str, root: Path) -> Iterator[tuple[str, str]]:
    from verifier.diagnostics import formats
    from verifier.loading.checks.catalogue import CHECKS

    found, place = loaded.diagnostics, from_top(root)
    if form == "json":
        yield "stdout", formats.as_json(found)
    elif form == "sarif":
        yield "stdout", formats.as_sarif(found, CHECKS, version=__version__, place=place)
    elif found:
        yield "safe stdout", formats.as_github(found, CHECKS, place)
