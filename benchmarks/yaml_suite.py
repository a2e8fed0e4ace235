"""How the ledger's reader of YAML does on the suite that the makers of YAML parsers share.

    python benchmarks/yaml_suite.py PATH_OR_URL [--write]

PATH_OR_URL is a folder with the suite's cases, or a git repository of which the branch `data` is
taken (https://github.com/yaml/yaml-test-suite). Each case is read as the ledger reads a file. Ends
with 1 where a case raises, where a finding stands on another line than a reader of the case would
name, or where the verdict is not the suite's and no reason is known. `--write` writes the outcome
into `docs/yaml.md`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from verifier.diagnostics import Diagnostic
from verifier.loading.yaml import Document, read

DOCS = Path(__file__).resolve().parents[1] / "docs"

REFUSED: Mapping[str, str] = {
    "a tab between the indentation and what follows": (
        "6BCT 6CA3 96NN/00 96NN/01 A2M4 DK95/00 DK95/03 DK95/04 Q5MG R4YG Y79Y/001 Y79Y/010"
    ),
    "a text in brackets that begins with a colon, or holds one before a comma": (
        "4ABK 58MP 5T43 CFD4 DBG4 FRK4 HM87/00"
    ),
    "a key in brackets whose colon stands on a later line": (
        "4MUZ/00 4MUZ/01 4MUZ/02 5MUD 9SA2 K3WX NJ66 UT92 VJP3/01"
    ),
    "a key of no characters, without quotation marks": "2JQS 6M2F NHX8 NKF9 S3PD SM9W/01 UKK6/00",
    "a directive that YAML 1.1 does not know": "2LFX 6LVF BEC7 MUS6/05 MUS6/06 W4TN",
    "an anchor of other characters than letters, digits, `-` and `_`": "2SXE 8XYN W5VH",
    "a block text as the whole document, at the margin": "DK3J FP8R",
    "a second document that no `---` begins": "7Z25 M7A3",
    "the mark of a document's end without a document": "HWV9 QT73",
}
"""Sound cases that libyaml does not take, by what is in them."""

LENIENT: Mapping[str, str] = {
    "a comment without a blank before its `#`": "9JBA CVW2 MUS6/00 SU5Z X4QW",
    "lines in brackets or quotation marks that are not indented": "9C9N QB6E",
    "a tab before a line in brackets or quotation marks": "DK95/01 Y79Y/003",
    "a lone `-` in brackets, read as a text": "G5U8 YJV2",
    "blank lines before a block text that are longer than its indentation": "S98Z",
}
"""Unsound cases that libyaml takes."""

OTHERWISE: Mapping[str, str] = {
    "a text in brackets that begins with `?`, read as a key": "652Z HM87/01",
    "blanks after a block text, at the end of the file": "JEF9/02 L24T/01",
    "a colon inside the name of an anchor, read as the beginning of the text": "Y2GN",
}
"""Sound cases that are read, and not as the suite reads them."""

LINES = """
236B 3, 2CMS 1, 2G84/00 1, 2G84/01 1, 3HFZ 3, 4EJS 3, 4H7K 2, 4HVU 4, 4JVG 3, 55WF 2, 5LLU 5,
5TRB 3, 5U3A 1, 62EZ 2, 6JTT 2, 6S55 4, 7LBH 2, 7MNF 3, 8XDJ 3, 9CWY 4, 9HCY 1, 9KBC 1, 9MAG 2,
9MMA 1, 9MQT/01 2, B63P 1, BD7L 3, BF9H 4, BS4K 2, C2SP 2, CML9 3, CQ3W 2, CTN5 2, CXX2 1, D49Q 2,
DK4H 3, DK95/06 3, DMG6 3, EB22 3, EW3V 2, G7JE 2, G9HC 3, GDY7 2, GT5M 2, H7J7 2, H7TQ 1, HRE5 2,
HU3P 2, JKF3 1, JY7Z 2, KS4U 5, LHL4 2, MUS6/01 3, N4JP 3, N782 2, P2EQ 2, Q4CL 2, QLJ7 2, RHX7 3,
RXY3 3, S4GJ 2, SF5V 2, SR86 2, SU74 2, SY6V 1, T833 4, TD5N 3, U44R 3, U99R 1, VJP3/00 3, W9L4 4,
Y79Y/000 2, Y79Y/004 1, Y79Y/005 1, Y79Y/006 1, Y79Y/007 1, Y79Y/008 1, Y79Y/009 1, ZCZ6 1, ZL4Z 2,
ZVH3 2, ZXT5 2
"""
"""The line of the mistake in each unsound case, found by reading the cases."""


@dataclass(frozen=True, slots=True)
class Case:
    """One case of the suite; `wanted` are the values of a sound one, where the suite has them."""

    id: str
    title: str
    text: str
    sound: bool
    wanted: Sequence[Any] | None

    def read(self) -> Document:
        """The case as a file of the ledger."""
        return read("case.yaml", self.text)


def cases(folder: Path) -> Iterator[Case]:
    """The cases of the suite, in the order of their ids."""
    for path in sorted(folder.rglob("in.yaml")):
        where = path.parent.relative_to(folder)
        # The suite lists its cases by name and by tag besides, as links.
        if where.parts[0] in ("name", "tags"):
            continue
        answer = path.with_name("in.json")
        yield Case(
            where.as_posix(),
            path.with_name("===").read_text(encoding="utf-8").strip(),
            path.read_bytes().decode(),
            not path.with_name("error").exists(),
            tuple(_values(answer.read_text(encoding="utf-8"))) if answer.is_file() else None,
        )


def _values(text: str) -> Iterator[Any]:
    decoder, at = json.JSONDecoder(), 0
    while at < len(text):
        value, at = decoder.raw_decode(text, at)
        yield value
        while at < len(text) and text[at].isspace():
            at += 1


def same(read: Any, wanted: Any) -> bool:
    """Whether a value is the wanted one, as far as text as it was written can be.

    >>> same({"a": ["1.0", "yes", None]}, {"a": [1, "yes", None]}), same("12", "13")
    (True, False)
    """
    if isinstance(read, dict) and isinstance(wanted, dict):
        # Keys that are no texts become texts in JSON, and a null key the empty one.
        return read.keys() == wanted.keys() and all(same(read[k], wanted[k]) for k in read)
    if isinstance(read, list) and isinstance(wanted, list):
        return len(read) == len(wanted) and all(map(same, read, wanted))
    if isinstance(wanted, bool):
        return read == str(wanted).lower()
    if isinstance(wanted, int | float) and isinstance(read, str):
        return _number(read) == wanted
    return bool(read == wanted)


def _number(text: str) -> float | None:
    try:
        return float(int(text, 0)) if text.startswith("0x") else float(text)
    except ValueError:
        return None


@dataclass(slots=True)
class Outcome:
    """What came of the whole suite: ids by reason, and what has none."""

    equal: list[str]
    refused: dict[str, list[str]]
    designed: dict[str, list[str]]
    accepted: dict[str, list[str]]
    otherwise: dict[str, list[str]]
    told: list[tuple[Case, Diagnostic]]
    wrong: list[str]


def outcome(found: Sequence[Case]) -> Outcome:
    """Read every case."""
    out = Outcome([], *(defaultdict(list) for _ in range(4)), [], [])
    known = {name: _by_id(table) for name, table in _TABLES.items()}
    lines = dict(entry.split() for entry in LINES.replace("\n", " ").split(", "))
    for case in found:
        document = case.read()
        first = document.diagnostics[0] if document.diagnostics else None
        if case.sound and first is None:
            _compare(case, document, known["otherwise"], out)
        elif case.sound and first is not None:
            designed = first.code != "VF001"
            reason = _kind(first.message) if designed else known["refused"].get(case.id)
            _file(case, reason, out.designed if designed else out.refused, out)
        elif first is None:
            _file(case, known["accepted"].get(case.id), out.accepted, out)
        else:
            out.equal.append(case.id)
            out.told.append((case, first))
            if str(first.span.line) != lines.get(case.id):
                out.wrong.append(f"{case.id}: a finding on line {first.span.line}")
    return out


_TABLES = {"refused": REFUSED, "accepted": LENIENT, "otherwise": OTHERWISE}


def _by_id(table: Mapping[str, str]) -> Mapping[str, str]:
    return {id: reason for reason, ids in table.items() for id in ids.split()}


def _kind(message: str) -> str:
    """The message without what it quotes of the case: the kind of thing that is refused."""
    return message.partition(",")[0]


def _file(case: Case, reason: str | None, where: dict[str, list[str]], out: Outcome) -> None:
    if reason is None:
        out.wrong.append(f"{case.id}: not the suite's verdict, and no reason is known")
    else:
        where[reason].append(case.id)


def _compare(case: Case, document: Document, known: Mapping[str, str], out: Outcome) -> None:
    wanted = case.wanted
    equal = wanted is None or (
        len(wanted) <= 1 and same(document.value, wanted[0] if wanted else None)
    )
    if equal:
        out.equal.append(case.id)
    else:
        _file(case, known.get(case.id), out.otherwise, out)


def page(found: Sequence[Case], out: Outcome) -> str:
    """`docs/yaml.md`."""
    text = (DOCS / "yaml.in.md").read_text(encoding="utf-8")
    sound = sum(case.sound for case in found)
    parts = {
        "cases": str(len(found)),
        "sound": str(sound),
        "unsound": str(len(found) - sound),
        "equal": str(len(out.equal)),
        "designed": "\n".join(_table("refused by the ledger", out.designed)),
        "refused": "\n".join(_table("refused by libyaml", out.refused)),
        "accepted": "\n".join(_table("taken by libyaml", out.accepted)),
        "otherwise": "\n".join(_table("read otherwise", out.otherwise)),
        "told": "\n".join(_told(out.told)),
    }
    for name, part in parts.items():
        text = text.replace(f"{{{{{name}}}}}", part)
    return text


def _table(title: str, groups: Mapping[str, Sequence[str]]) -> Iterator[str]:
    yield f"| {title} | cases | ids |"
    yield "|---|--:|---|"
    for reason, ids in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        yield f"| {reason} | {len(ids)} | {', '.join(ids)} |"


def _told(told: Sequence[tuple[Case, Diagnostic]]) -> Iterator[str]:
    yield "| case | what is wrong in it | line | what `check` says |"
    yield "|---|---|--:|---|"
    for case, first in told:
        said = first.message.removeprefix("not valid YAML: ").replace("|", "\\|")
        title = case.title.replace("|", "\\|")
        yield f"| {case.id} | {title} | {first.span.line} | {said} |"


def main() -> int:
    """Read the suite; 1 where something is not as it should be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("suite", metavar="PATH_OR_URL")
    parser.add_argument("--write", action="store_true", help="write docs/yaml.md")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        found = tuple(cases(_suite(options.suite, Path(folder))))
    out = outcome(found)
    refused, designed, accepted, otherwise = (
        sum(map(len, groups.values()))
        for groups in (out.refused, out.designed, out.accepted, out.otherwise)
    )
    print(f"{len(found)} cases, {len(out.equal)} as the suite says")
    print(f"{designed} refused by design, {refused} by libyaml; {accepted} taken by libyaml")
    print(f"{otherwise} read otherwise; {len(out.wrong)} wrong")
    for line in out.wrong:
        print(f"  {line}")
    if options.write:
        (DOCS / "yaml.md").write_text(page(found, out), encoding="utf-8")
    return 1 if out.wrong or not found else 0


def _suite(where: str, scratch: Path) -> Path:
    """The folder of the cases: the one named, or one fetched from the repository named."""
    folder = Path(where)
    if folder.is_dir() and any(folder.glob("*/in.yaml")):
        return folder
    command = ["git", "clone", "--quiet", "--depth", "1", "--branch", "data", "--", where]
    subprocess.run([*command, str(scratch / "suite")], check=True)  # noqa: S603
    return scratch / "suite"


if __name__ == "__main__":
    sys.exit(main())
