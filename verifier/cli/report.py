"""`verifier report`."""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from verifier.cli.common import add_run, load_ledger, require_apart, require_folder, said_of
from verifier.cli.process import Stop, hold
from verifier.cli.progress import progress
from verifier.cli.write import REPORT, gone, is_whole, replace
from verifier.diagnostics.wording import count, first
from verifier.keeping import Memo, Read, Shown, place
from verifier.writing import SUMS, Content, fingerprint

if TYPE_CHECKING:
    from verifier.keeping import Changed
    from verifier.loading import Loaded
    from verifier.loading.standing import Few
    from verifier.report import Again, Run
    from verifier.report.turned_verdicts import Turned

_EXAMPLE = """\
examples:
  verifier report --as-of 2023-02-10 --out cards
  verifier report --language uk --out ukrainian
"""

_NAMED = 5
"""Files that a line names: all pages can be stale at once, and one line is to be read."""


def configure(command: argparse.ArgumentParser) -> None:
    """Add the options."""
    add_run(command)
    command.add_argument("--out", type=Path, metavar="DIR", help="default: reports/ of the ledger")
    command.add_argument(
        "--check", action="store_true", help="write nothing; say what is stale and exit with 1"
    )
    command.description = (
        "Write the scorecards. What turned, or is gone, since they were last written, and of which "
        "no record says why, is noted in outcomes/turned/, which readers find under Corrections."
    )
    command.epilog = _EXAMPLE


def run(options: argparse.Namespace) -> int:
    """Write the scorecards, or say which are stale."""
    if options.out is None and (options.as_of is not None or options.language is not None):
        option = "--language" if options.as_of is None else "--as-of"
        raise Stop(f"{option} needs --out: reports/ is in the ledger's language, of its last day")
    out: Path = options.out or options.ledger / "reports"
    require_apart(out, options.ledger)
    today = date.today()  # noqa: DTZ011, TID251
    below = None if options.out else options.ledger
    asked = map(str, (out.resolve(), options.as_of, options.language, today))
    shown = Shown(options.ledger, "report", *asked)
    kept = None if options.check else place(options.ledger)
    pages = Read(kept and kept.with_suffix(".read-pages"), out)
    before = None if options.check else shown.again()
    if before is not None and is_whole(out, before[0], below=below, seen=pages.digest):
        pages.keep()
        _tell(options.ledger, out, *before[1:])
        return 0
    made = _run(options, kept, shown.changed() if kept else None)
    require_folder(out)
    from verifier.report.all_files import contents

    noted = not (options.out or options.check) and _note_turned(
        made.found, made.again, options.ledger, out, pages
    )
    if noted:
        made = _run(options, kept)
    found, again = made.found, made.again
    with progress() as tell:
        files = contents(found, tell, again)
    hold((made, files))
    # The record of them all is written with any of them, and told with none.
    number = len(set(files) - {SUMS})
    if options.check:
        stale = _stale(out, files)
        print(
            said_of(_stale_line(stale, _again(options)), options.ledger)
            if stale
            else f"fresh: {number} files in {out}"
        )
        return 1 if stale else 0
    written, removed = replace(out, files, REPORT, below=below, seen=pages.digest)
    pages.keep()
    if again:
        again.keep(files)
    closed = _closed(found.closed_by(today), found.as_of, today) if options.as_of is None else ""
    _tell(options.ledger, out, number, closed, _wrote(written, removed, number, out))
    # What was noted is not what was there when the run began.
    if made.state is not None and not noted:
        shown.keep(files[SUMS].digest, number, closed, state=made.state)
    return 0


class _Made(NamedTuple):
    """A run, and what is kept of the ledger that it was made of."""

    found: Run
    again: Again | None
    state: Any


def _run(options: argparse.Namespace, kept: Path | None, changed: Changed | None = None) -> _Made:
    """The ledger resolved and scored; `kept` is where runs leave things.

    What is kept spares a run most of its work, and says nothing that a run without it would not.
    Where few files have `changed` it is not even loaded.
    """
    memo = None if kept is None else Memo(kept.with_suffix(".run"))
    loaded, state = _loaded(options.ledger, memo, changed)
    if loaded.rules is None:
        raise Stop(status=1)
    from verifier.engine import Spared
    from verifier.engine import run as run_engine
    from verifier.loading.standing import Few
    from verifier.report import Again

    with progress() as tell:
        tell("resolving")
        asked = {"as_of": options.as_of, "language": options.language}
        if kept is None or memo is None:
            assert not isinstance(loaded, Few)
            assert loaded.ledger is not None
            found = run_engine(loaded.ledger, loaded.rules, **asked)
            return _Made(found, None, state)
        spared = Spared(loaded, memo)
        found = run_engine(spared.ledger, loaded.rules, **asked, schemes_of=spared.schemes)
        memo.keep()
        hold((spared, memo))
        return _Made(found, Again(found, loaded.prints, kept.with_suffix(".pages")), state)


def _loaded(root: Path, memo: Memo | None, changed: Changed | None) -> tuple[Loaded | Few, Any]:
    """The ledger, and what is kept of it, None where something was found in it."""
    from verifier.engine import key_of
    from verifier.loading.cache import stored
    from verifier.loading.standing import STORE, few, kept_for_few

    edited = few(root, changed.names, changed.was) if changed else None
    if edited is not None and memo is not None and key_of(edited.prints) in memo:
        return edited, edited.state
    if memo is None:
        loaded = load_ledger(root)
    else:
        with stored(root, STORE) as outlines:
            loaded = load_ledger(root, kept=outlines)
    if not loaded.usable:
        raise Stop(status=1)
    return loaded, memo and kept_for_few(loaded, root)


def _tell(root: Path, out: Path, files: int, closed: str, wrote: str = "") -> None:
    """What was written, if anything; and which windows have closed since."""
    print(wrote or f"{files} files in {out}, all up to date")
    if closed:
        print(said_of(closed, root), file=sys.stderr)


def _note_turned(found: Run, again: Again | None, root: Path, out: Path, pages: Read) -> bool:
    """Put what readers would find changed without a word into the ledger; whether there was any."""
    from verifier.report.turned_verdicts import told, turned

    published = out / REPORT.has
    before = again.unlike(_digest(published, pages)) if again else None
    if before is None:
        before = _published(published)
    changed = turned(found, before, _published(out / "corrections.md"))
    if not changed:
        return False
    from verifier.cli.edit import editing, write_checked
    from verifier.editing.fmt import fmt
    from verifier.editing.scaffold import appended, unique
    from verifier.model.record import LONGEST_ID

    today = date.today().isoformat()  # noqa: DTZ011, TID251
    ids: dict[str, Turned] = {}
    for one in changed:
        id = f"turned-{today}-{one.forecast}"[:LONGEST_ID].rstrip("-")
        ids[unique(id, {*found.ledger.turned, *ids})] = one
    name, text = f"outcomes/turned/{next(iter(ids))}.yaml", ""
    for id, one in ids.items():
        record = {"id": id, "forecast": one.forecast, "date": today, "what": told(found, one)}
        text = appended(name, text, "turned", record)
    with editing(root) as writer:
        if not write_checked(writer, root, {name: fmt(name, text).text}):
            return False
    said = [
        f"{one.forecast} ({one.before or 'counted'}, now {one.after or 'gone'})" for one in changed
    ]
    print(
        f"{count(len(said), 'forecast')} turned since these pages were written, and no record says "
        f"why: {first(said, _NAMED)}. Readers find it under Corrections, from {name}: "
        "write there why it turned, or delete the file where nobody has read the pages",
        file=sys.stderr,
    )
    return True


def _published(page: Path) -> str:
    """A page as it was written last; nothing where none was."""
    if not page.is_file() or page.is_symlink():
        return ""
    return page.read_bytes().decode(errors="replace")


def _digest(page: Path, pages: Read) -> str:
    """The fingerprint of the data as they were written last; "" where they were not."""
    if not page.is_file() or page.is_symlink():
        return ""
    return pages.digest(REPORT.has, page.lstat(), lambda: fingerprint(page.read_bytes()))


def _closed(since: int, as_of: date, today: date) -> str:
    """The day of the pages is the ledger's, so that they are the same whenever they are made."""
    if as_of > today:
        return f"the last day of the ledger, {as_of}, is yet to come: is a year mistyped?"
    windows = "1 window has" if since == 1 else f"{since} windows have"
    told = (
        f"{windows} closed since {as_of}, the day of these pages: `verifier due` lists what they "
        f"want, `verifier report --as-of {today} --out DIR` shows them"
    )
    return told if since else ""


def _stale(out: Path, files: Mapping[str, Content]) -> list[str]:
    """Files that are missing, differ, or are there still."""
    differ = [name for name, held in files.items() if not _same(out / name, held.read())]
    found = sorted({*differ, *gone(out, files)})
    # Where anything else is stale, the record of it all is.
    return [name for name in found if name != SUMS] or found


def _same(path: Path, data: bytes) -> bool:
    return path.is_file() and not path.is_symlink() and path.read_bytes() == data


def _wrote(written: list[str], removed: list[str], number: int, out: Path) -> str:
    if not written and not removed:
        return ""
    also = f", removed {', '.join(removed[:_NAMED])}" if removed else ""
    return f"wrote {len(written)} of {number} files in {out}{also}"


def _again(options: argparse.Namespace) -> str:
    """The command that writes what was checked."""
    given = {"--out": options.out, "--as-of": options.as_of, "--language": options.language}
    told = [f" {name} {shlex.quote(str(it))}" for name, it in given.items() if it is not None]
    return "verifier report" + "".join(told)


def _stale_line(stale: list[str], command: str) -> str:
    return f"stale: {first(stale, _NAMED)}; run `{command}` and commit what it writes"
