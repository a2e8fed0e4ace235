"""What `verifier check` prints of findings: which, in what order, and how many others there are."""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verifier import __version__
from verifier.cli.common import addressed, from_here, from_top, has_records, here
from verifier.cli.process import Stop
from verifier.diagnostics.wording import count, first
from verifier.keeping import FOLDERS

if TYPE_CHECKING:
    from verifier.diagnostics import Diagnostic
    from verifier.loading import Loaded

MOST_SHOWN = 200
"""Findings on a terminal; 20,000 fill 20 MB, and most come of the first few."""

_MOST_ADVICE = 2000
"""Pieces of advice that are held ready, of which those are shown that are of changed files."""

_IN_FULL, _PLACES = 3, 8
"""So many pieces of advice of a kind are shown in full, and so many places of the others named."""

ADVICE = "advice"
"""The mark of a part of what is told that is advice, which is shown of some files only."""


def told_of(
    loaded: Loaded, named: Named, form: str, root: Path, *, colour: bool, strict: bool
) -> list[Any]:
    """The status, then each text to print and its stream, with what is safe as it is marked.

    Advice is marked instead, and has its code, its file and its line besides.
    """
    from verifier.diagnostics import Severity

    found = [d for d in loaded.diagnostics if not named or any(map(within(named), d.files))]
    fatal = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    failed = any(d.severity in fatal for d in found)
    if form == "text":
        told = _texts(loaded, found, named, root, colour=colour, failed=failed)
    else:
        told = _for_programs(found, form, root)
    return [int(failed), *told]


Named = Mapping[Path, str]
"""The files and folders that were asked for, each with its name in the ledger."""


def name_of(path: Path, root: Path) -> str:
    """The name in the ledger of a file or folder, empty for the ledger; ends where it has none."""
    from verifier.loading.settings import FILE as SETTINGS

    if not os.path.lexists(path):
        raise Stop(f"{path}: no such file or folder")
    whole = path.parent.resolve() / path.name if path.name else path.resolve()
    top = root.resolve()
    own = next((above for above in (whole, *whole.parents) if has_records(above)), None)
    if own is not None and own != top:
        of = "is another ledger" if own == whole else "is of another ledger"
        raise Stop(f"{path} {of}: --ledger {shlex.quote(os.path.relpath(own))}")
    name = whole.relative_to(top).as_posix() if whole.is_relative_to(top) else ""
    if whole != top and name != SETTINGS and name.partition("/")[0] not in FOLDERS:
        *folders, last = (f"{folder}/" for folder in FOLDERS)
        where = "here" if root == Path() else f"at {root}"
        raise Stop(
            f"{path} is no file of the ledger {where}: those are in {', '.join(folders)} and {last}"
        )
    return "" if whole == top else name


def within(named: Named) -> Callable[[str], bool]:
    """Whether a file is one of those named, or in a folder that is."""
    names = [name for name in named.values() if name]
    if len(names) < len(named):
        return lambda _: True
    return lambda file: any(file == name or file.startswith(f"{name}/") for name in names)


def _texts(
    loaded: Loaded,
    found: Sequence[Diagnostic],
    named: Named,
    root: Path,
    *,
    colour: bool,
    failed: bool,
) -> Iterator[tuple[str, ...]]:
    """Findings, the gravest last, where a terminal stops; how many; and whether all is well."""
    from verifier.diagnostics import Severity

    place, shown = from_here(root), _shown(found)

    def rendered(diagnostic: Diagnostic) -> str:
        # A finding is painted after it was made safe.
        return loaded.render(addressed(diagnostic, root), colour=colour, place=place) + "\n"

    for d in shown:
        if d.severity == Severity.ADVICE:
            where = f"{place(d.span.file)}:{d.span.line}"
            yield ADVICE, rendered(d), d.code, d.span.file, where
    for severity in (Severity.WARNING, Severity.ERROR):
        yield from (("safe stderr", rendered(d)) for d in shown if d.severity == severity)
    files = "".join(f" {shlex.quote(str(path))}" for path in named)
    told = [_summary(found, files + here(root))] if found else []
    if left := len(found) - len(shown):
        rest = "fix these first, or see all with `--format json`"
        told.append(f"{left} more are not shown: {rest}")
    if elsewhere := set(loaded.diagnostics).difference(found):
        told.append(f"elsewhere: {_numbers(elsewhere)}; see `verifier check{here(root)}`")
    yield from (("stderr", line) for line in told)
    if named and not failed:
        one, *others = map(str, named)
        yield "stdout", f"ok: {f'{len(named)} files' if others else one}"
    elif loaded.ok and not failed:
        yield "stdout", sound({kind: loaded.count(kind) for kind in COUNTED})


def advised(
    advice: Sequence[Any], root: Path, *, whole: bool, named: Named
) -> Iterator[tuple[str, str]]:
    """What is shown of advice: all of it, or what is of files `named` or that git has changed.

    Of these a few of a kind are shown in full, and the places of the others.
    """
    if whole or not advice:
        yield from (("safe stderr", text) for _, text, *_ in advice)
        return
    from verifier.upkeep.running_git import changed

    mine = None if named else changed(root, {file for _, _, _, file, _ in advice})
    kept = [part for part in advice if mine is None or part[3] in mine]
    repeated: dict[str, list[str]] = {}
    for _, text, code, _, where in kept:
        repeated.setdefault(code, []).append(where)
        if len(repeated[code]) <= _IN_FULL:
            yield "safe stderr", text
    for code, places in repeated.items():
        if more := places[_IN_FULL:]:
            told = f"advice[{code}]: {len(more)} more of the same: {first(more, _PLACES)}\n"
            yield "stderr", told
    if old := len(advice) - len(kept):
        told = f"advice: {count(old, 'piece')} about files unchanged since the last commit; "
        yield "stderr", f"{told}`verifier check --advice{here(root)}` shows them"


COUNTED = {
    "forecasts": "forecast",
    "sources": "source",
    "events": "event",
    "coverage": "coverage record",
    "rulings": "ruling",
}


def sound(numbers: Mapping[str, int]) -> str:
    """What is said of a ledger without errors."""
    first, *others = (count(numbers[kind], name) for kind, name in COUNTED.items())
    return f"ok: {first} in {', '.join(others)}"


def _shown(found: Sequence[Diagnostic]) -> Sequence[Diagnostic]:
    """The findings that a reader may be shown: those first that stop a run, and advice apart."""
    from verifier.diagnostics import Severity

    by_weight = {s: [d for d in found if d.severity == s] for s in Severity}
    advice = by_weight.pop(Severity.ADVICE)[:_MOST_ADVICE]
    weightiest = list(chain.from_iterable(by_weight.values()))[:MOST_SHOWN]
    return sorted((*weightiest, *advice), key=lambda each: each.sort_key)


def _summary(found: Sequence[Diagnostic], also: str) -> str:
    """How many findings there are of each severity, and how many of them `--fix` puts right."""
    fixes = sum(d.fix is not None for d in found)
    more = f"; `verifier check --fix{also}` fixes {fixes}" if fixes else ""
    return _numbers(found) + more


def _numbers(found: Collection[Diagnostic]) -> str:
    from verifier.diagnostics import Severity

    numbers = {s: sum(d.severity == s for d in found) for s in Severity}
    parts = [count(numbers[Severity.ERROR], "error"), count(numbers[Severity.WARNING], "warning")]
    if numbers[Severity.ADVICE]:
        parts.append(count(numbers[Severity.ADVICE], "piece") + " of advice")
    return ", ".join(parts)


def _for_programs(found: Sequence[Diagnostic], form: str, root: Path) -> Iterator[tuple[str, str]]:
    from verifier.diagnostics import formats
    from verifier.loading.checks.catalogue import CHECKS

    place = from_top(root)
    if form == "json":
        yield "stdout", formats.as_json(found)
    elif form == "sarif":
        yield "stdout", formats.as_sarif(found, CHECKS, version=__version__, place=place)
    elif found:
        yield "safe stdout", formats.as_github(found, CHECKS, place)
