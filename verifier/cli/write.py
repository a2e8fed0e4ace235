"""Writing a folder that is all made: reports and scores. What others keep beside them is left."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from operator import itemgetter
from pathlib import Path

from verifier.dataclass import dataclass
from verifier.writing import SUMS, Content, Known, Refused, Writer, fingerprint, sums, writing

_LINE = re.compile(r"([0-9a-f]{64})  (.+)")


@dataclass(frozen=True, slots=True)
class MadeFolder:
    """A kind of made folder: what it is called, a file that each has, and one that none has."""

    called: str
    has: str
    never: str | None = None


REPORT = MadeFolder("report", "data/forecasts.json")
SCORES = MadeFolder("table's scores", "data/forecasters.json", never="data/forecasts.json")

SITE = MadeFolder("site", "search/search_index.json")

_Record = set[tuple[str, str]]
"""Digests and names: two digests of one name where a run was killed between old and new."""


def replace(
    out: Path,
    files: Mapping[str, str | bytes | Content],
    kind: MadeFolder,
    *,
    below: Path | None = None,
    seen: Known | None = None,
) -> tuple[list[str], list[str]]:
    """Make `out` hold these files; the names that were written, and those that were removed.

    Only what an earlier run recorded is replaced or removed, and removed only as that run left it.
    At any moment the record names all that is ours, so that the next run ends what one that was
    killed began. What was `seen` of a file spares reading it. Raises `Refused` where somebody
    else's file is in the way.
    """
    new = {
        name: held if isinstance(held, Content) else Content.of(held)
        for name, held in files.items()
        if name != SUMS
    }
    with writing_into(out, below) as writer:
        recorded = _owned(writer, out, kind, new)
        text = sums(new)
        lines = set(text.splitlines())
        old = _read(recorded - lines)
        ours = {name for _, name in old} | {_name(line) for line in recorded & lines}
        present = writer.digests(new, seen)
        changed = {
            name: held.read() for name, held in new.items() if present.get(name) != held.digest
        }
        foreign = [n for n in changed if n not in ours and n in present]
        if foreign:
            raise Refused(f"{out / foreign[0]} was not written by a {kind.called}: move it away")
        writer.sweep({name.partition("/")[0] for name in ours | new.keys() if "/" in name})
        before = "".join(f"{digest}  {name}\n" for digest, name in sorted(old))
        kept = _keep_record(writer, text + before)
        writer.write(changed, lasting=False)
        gone = [*_remove(writer, old, new)]
        kept |= _keep_record(writer, text)
    return [*changed] or [SUMS] * kept, gone


def refuse_others(out: Path, kind: MadeFolder) -> None:
    """Raise `Refused` where `replace` would, before it is worked out what to write."""
    if out.exists():
        with writing_into(out) as writer:
            _owned(writer, out, kind, ())


def writing_into(folder: Path, below: Path | None = None) -> AbstractContextManager[Writer]:
    """A writer into the folder; where another run has to end first, that is said."""

    def waiting() -> None:
        print(f"waiting for another run that writes into {folder}", file=sys.stderr)

    return writing(folder, below=below, waiting=waiting)


def gone(out: Path, files: Collection[str]) -> list[str]:
    """What an earlier run recorded and this one would remove; for a look, without a lock."""
    try:
        old = _read(_lines((out / SUMS).read_bytes()))
    except OSError:
        return []
    return sorted({name for _, name in old if name not in files and (out / name).is_file()})


def is_whole(
    out: Path, digest: str, *, below: Path | None = None, seen: Known | None = None
) -> bool:
    """Whether the folder holds just what it was made to hold, by the digest of the record of it."""
    try:
        with writing_into(out, below) as writer:
            record = writer.read(SUMS) or b""
            made = {name: digest for digest, name in _read(_lines(record))}
            return fingerprint(record) == digest and writer.digests(made, seen) == made
    except OSError:
        return False


def _owned(writer: Writer, out: Path, kind: MadeFolder, new: Collection[str]) -> set[str]:
    """What earlier runs wrote into the folder; raises `Refused` where it is somebody else's."""
    text = writer.read(SUMS)
    if text is not None:
        old = _lines(text)
        telling = (line for line in old if _name(line) in (kind.has, kind.never))
        names = {name for _, name in _read(telling)}
        if kind.has in names and kind.never not in names:
            return old
    elif not writer.names():
        return set()
    elif _looks_ours(writer, kind):
        # Written before there was a record: what goes by the name of a page is taken to be that
        # page, and everything else is left.
        return {f"{digest}  {name}" for name, digest in writer.digests(new).items()}
    raise Refused(f"{out} holds files that no {kind.called} wrote; name another --out")


def _looks_ours(writer: Writer, kind: MadeFolder) -> bool:
    if kind.never is not None and writer.read(kind.never) is not None:
        return False
    try:
        data = json.loads(writer.read(kind.has) or b"")
    except (ValueError, RecursionError):
        return False
    return isinstance(data, dict) and {"format", Path(kind.has).stem} <= data.keys()


def _remove(writer: Writer, old: _Record, new: Mapping[str, Content]) -> Iterator[str]:
    for name in sorted({name for _, name in old} - new.keys()):
        data = writer.read(name)
        if data is None:
            continue
        if (fingerprint(data), name) in old:
            writer.remove(name)
            yield name
        else:
            print(f"left: {name}, which somebody changed since it was written", file=sys.stderr)


def _keep_record(writer: Writer, text: str) -> bool:
    """Write the record down; whether it was another one."""
    if writer.read(SUMS) == text.encode():
        return False
    writer.write({SUMS: text.encode()}, lasting=False)
    return True


def _lines(record: bytes) -> set[str]:
    return set(record.decode(errors="replace").splitlines())


_name = itemgetter(slice(66, None))
"""What stands on a line of the record behind the digest and two blanks."""


def _read(lines: Iterable[str]) -> _Record:
    found = map(_LINE.fullmatch, lines)
    return {(line[1], line[2]) for line in found if line is not None}
