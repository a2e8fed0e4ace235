"""What is tried, with which inputs, and what has to hold of every answer.

A target makes inputs out of a random source and holds each: whatever it raises is a mistake of
ours. Inputs can be kept in files, so that one that was found once is tried for ever.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from tests.fuzz.case import as_bytes, as_text
from tests.fuzz.commands import Done, command_line, write
from tests.fuzz.corpus import (
    DATES,
    NUMBERS,
    ODD,
    ledger_files,
    rules,
    rules_files,
    small_ledger,
)
from tests.fuzz.findings import hold_findings
from tests.fuzz.imports import hold_import, make_import
from tests.fuzz.ledgers import hold_mutant, make_mutant
from tests.fuzz.mutate import changed, phrase, scrap
from tests.fuzz.pages import hold_pages, make_pages
from tests.fuzz.texts import hold_article, hold_words, make_article, make_words
from verifier.cli import COMMANDS
from verifier.diagnostics import Diagnostic
from verifier.editing.fmt import fmt
from verifier.loading.checks.catalogue import CHECKS
from verifier.loading.checks.looks import LOOKS
from verifier.loading.files import Folder, parse
from verifier.loading.fix import changes, fixed
from verifier.loading.records import Records
from verifier.loading.rules import load_rules
from verifier.loading.series import read_series
from verifier.loading.settings import read_settings
from verifier.loading.survey import Surveyor
from verifier.loading.yaml import Document, read
from verifier.reading import Reader


class Target(NamedTuple):
    """`make` gives an input, `hold` raises where something is wrong with what comes of it."""

    make: Callable[[Random], Any]
    hold: Callable[[Any, Path], None]
    share: int
    """How many of a thousand inputs are of this target: cheap ones get more."""


@cache
def _documents() -> Mapping[str, Document]:
    documents: dict[str, Document] = {}
    load_rules(Path("/nowhere"), [], documents)
    return documents


@cache
def _surveyor() -> Surveyor:
    return Surveyor(Reader(rules()), LOOKS, _documents())


# Files of seeds/ and outcomes/, one by itself.


def _make_file(rng: Random) -> Any:
    name = rng.choice(tuple(ledger_files()))
    data = changed(rng, ledger_files()[name], tuple(ledger_files().values()))
    folder = name.partition(":")[0] if rng.random() < 0.95 else rng.choice(("seeds", "outcomes"))
    return {"name": f"{folder}/a.yaml", "text": as_text(data)}


def _hold_file(case: Any, scratch: Path) -> None:
    name, data = case["name"], as_bytes(case["text"])
    found = _surveyed(name, data)
    document = parse(data, name)
    hold_findings(found, {**_documents(), name: document})
    assert found == _surveyed(name, data), "not the same twice"
    if document.diagnostics:
        return
    edits = [each.fix for each in found if each.fix is not None]
    if edits:
        text = fixed(document, edits)
        again = read(name, text)
        assert text == document.text or not again.diagnostics
        assert changes(document.value, again.value) <= len(edits)
    _hold_layout(name, document, found)


def _hold_layout(name: str, document: Document, found: Sequence[Diagnostic]) -> None:
    done = fmt(name, document.text)
    if done.left_because is not None:
        return
    after = read(name, done.text)
    assert after.value == document.value, "fmt changed a value"
    assert not after.diagnostics, "fmt wrote what is not sound"
    assert fmt(name, done.text).text == done.text, "not idempotent"
    anew = _surveyed(name, done.text.encode())
    assert _told(found) == _told(anew), "other findings once it is laid out"


def _told(found: Sequence[Diagnostic]) -> list[tuple[str, str]]:
    # What does not show is laid out as an escape, and shows from then on.
    return sorted((each.code, each.message) for each in found if each.code != "VF320")


def _surveyed(name: str, data: bytes) -> list[Diagnostic]:
    (survey,) = _surveyor().surveys([parse(data, name)])
    return sorted({*survey.malformed, *survey.unsound}, key=lambda each: each.sort_key)


# Whole ledgers, through the commands.


def _make_ledger(rng: Random) -> Any:
    files = dict(small_ledger())
    for name in rng.sample(sorted(files), rng.choice((1, 1, 2))):
        files[name] = as_text(changed(rng, files[name].encode(), most=2))
    if rng.random() < 0.2:
        moved = rng.choice(sorted(files))
        folder = moved.partition("/")[0]
        files[f"{folder}/{rng.choice(('aaa', 'zzz', 'é', 'x y', '#', 'a&b'))}.yaml"] = files.pop(
            moved
        )
    return files


def _hold_ledger(case: Any, scratch: Path) -> None:
    write(scratch, case)
    text = command_line("check")
    for form in ("json", "github", "sarif"):
        assert command_line("check", "--format", form).status == text.status
    machine = command_line("check", "--format", "json").out
    found = json.loads(machine)["findings"]
    assert (text.status == 0) == all(each["severity"] != "error" for each in found)
    before = _values(scratch)
    command_line("fmt")
    assert _values(scratch) == before, "fmt changed a value"
    assert command_line("fmt", "--check").out.endswith("0 would change\n") or _left(
        command_line("fmt")
    )
    if text.status == 0:
        assert command_line("check").status == 0
        for command in (("report",), ("due",), ("export", "--format", "csv", "--out", "exported")):
            assert command_line(*command).status == 0, f"check says ok, {command[0]} does not"
    else:
        command_line("check", "--fix")
        command_line("report")


def _left(done: Done) -> bool:
    return "left as it is" in done.err


def _values(root: Path) -> Mapping[str, Any]:
    return {
        path.relative_to(root).as_posix(): parse(path.read_bytes(), path.name).value
        for folder in ("seeds", "outcomes")
        for path in sorted((root / folder).rglob("*.yaml"))
    }


# Rules and settings.


def _make_rules(rng: Random) -> Any:
    name = rng.choice(tuple(rules_files()))
    data = changed(rng, rules_files()[name], tuple(rules_files().values()), most=3)
    text = as_text(data)
    if rng.random() < 0.1:
        text = f"overlay: {rng.choice(('replace', 'merge', 'x'))}\n{text}"
    return {"name": Path(name).name, "text": text, "phrases": [phrase(rng, 4), "likely in July"]}


def _hold_rules(case: Any, scratch: Path) -> None:
    write(scratch, {f"rules/{case['name']}": case["text"]})
    found: list[Diagnostic] = []
    documents: dict[str, Document] = {}
    rules = load_rules(scratch, found, documents)
    hold_findings(found, documents)
    assert found or rules is not None, "no rules, and no word of why"
    if rules is not None and not found:
        for text in case["phrases"]:
            hold_words({"text": text, "said": "2023-01-10"}, rules)


def _make_settings(rng: Random) -> Any:
    known = ("VF101", "VF302", "VF314", "VF999", "VF001", scrap(rng))
    rows = "".join(
        f"  {rng.choice(known)}: {rng.choice(('off', 'error', 'advice', scrap(rng)))}\n"
        for _ in range(rng.randint(0, 3))
    )
    text = (
        f"checks:\n{rows}suppress:\n  - code: {rng.choice(known)}\n    at: heat-wave\n"
        f"    reason: {scrap(rng)}\n"
    )
    return as_text(changed(rng, text.encode(), most=2)) if rng.random() < 0.7 else text


def _hold_settings(case: Any, scratch: Path) -> None:
    write(scratch, {"ledger.yaml": case})
    found: list[Diagnostic] = []
    documents: dict[str, Document] = {}
    configured = read_settings(Folder(scratch), CHECKS, found, documents)
    hold_findings(found, documents)
    applied = configured.apply(found, Records(), ran={"VF302", "VF314"})
    hold_findings(list(applied), documents)


# Series and tables.


def _make_series(rng: Random) -> Any:
    rows = [
        [rng.choice((*DATES, "2023-01-10", scrap(rng))), rng.choice((*NUMBERS, scrap(rng)))]
        for _ in range(rng.randint(0, 5))
    ]
    if rng.random() < 0.5:
        text = "day,value\n" + "".join(f"{','.join(row)}\n" for row in rows)
        ending = "csv"
    else:
        entries = [dict(zip(("day", "value"), row, strict=True)) for row in rows]
        text, ending = json.dumps(entries, ensure_ascii=False), "json"
    if rng.random() < 0.6:
        text = as_text(changed(rng, as_bytes(text), most=2))
    return {"name": f"s.{ending}", "text": text}


def _hold_series(case: Any, scratch: Path) -> None:
    (scratch / case["name"]).write_bytes(as_bytes(case["text"]))
    points, problems = read_series(Folder(scratch), case["name"])
    assert (points, problems) == read_series(Folder(scratch), case["name"])
    assert list(points) == sorted(points)
    assert all("\n" not in problem or len(problem) < 2_000 for problem in problems)


def _make_table(rng: Random) -> Any:
    names = ["f", "p", "o", "q"]
    cells = (*NUMBERS, "0.2", "0.7", "1", "0", "", "a", "b", "true", "null", *ODD)
    rows = [[rng.choice(cells) for _ in names] for _ in range(rng.randint(0, 6))]
    form = rng.choice(("csv", "jsonl", "parquet"))
    data = {"form": form, "names": names, "rows": rows, "engine": rng.choice(("polars", "duckdb"))}
    if form != "parquet":
        text = _lines_of(form, names, rows)
        data["text"] = as_text(changed(rng, text.encode(), most=2)) if rng.random() < 0.6 else text
    return data


def _lines_of(form: str, names: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    if form == "csv":
        return "".join(f"{','.join(row)}\n" for row in (names, *rows))
    return "".join(f"{json.dumps(dict(zip(names, row, strict=True)))}\n" for row in rows)


def _hold_table(case: Any, scratch: Path) -> None:
    from verifier.tables.columns import Columns  # noqa: PLC0415  # loads data frames
    from verifier.tables.engines import TableError  # noqa: PLC0415
    from verifier.tables.reading import read_table  # noqa: PLC0415

    path = scratch / f"t.{case['form']}"
    if "text" in case:
        path.write_bytes(as_bytes(case["text"]))
    else:
        import polars  # noqa: ICN001, PLC0415

        columns = list(zip(*case["rows"], strict=True)) or [()] * len(case["names"])
        polars.DataFrame(
            {n: list(c) for n, c in zip(case["names"], columns, strict=True)},
            schema=dict.fromkeys(case["names"], polars.String),
        ).write_parquet(path)
    roles = Columns(forecaster=("f",), probability="p", observed="o", question=("q",))
    try:
        table = read_table(path, roles, clamp=1e-5, engine=case["engine"])
    except TableError:
        return
    assert 0 <= table.scored <= table.rows
    assert sum(each.rows for each in table.probabilities.values()) == table.scored
    assert all(each.brier >= 0 for each in table.probabilities.values())


# Command lines.


def _make_command(rng: Random) -> Any:
    command = rng.choice(tuple(COMMANDS))
    options = (  # noqa: SIM905  # a list would be as long as the file is wide
        "--ledger --as-of --out --check --format --fix --archive --said --table --probability "
        "--observed --forecaster --engine --mapping --since --by --kind --why-not --name --id "
        "--title --publisher --published --from --address --claim --quote --voice --event "
        "--outcome --reasons --empty --within --scale --rng-seed --log-clamp --question -h --x"
    ).split()
    values = (
        *("ann", "heat-wave", "example-office", "summer-2024", "example-2024-06-01", "HEAD", "."),
        *("seeds/forecasters.yaml", "outcomes/summer-2024.yaml", "nowhere", "seeds", "t.csv"),
        *("text", "json", "yaml", "sarif", "csv", "sqlite", "claimreview", "likely in July"),
        *("forecaster", "forecast", "event", "ruling", "source", "series", "question", "coverage"),
        *("person", "office", "quotation", "came_true", "0", "5", "-1", "2024-06-01", "2024-07-31"),
        *("", " ", "\udcff", "a\udc80b", "é", "a/b", "--", "-", "x" * 300, "[1]", "*", "$(x)"),
    )
    arguments = [command]
    for _ in range(rng.randint(0, 6)):
        kind = rng.random()
        arguments.append(
            rng.choice(options) if kind < 0.4 else rng.choice(values) if kind < 0.9 else scrap(rng)
        )
    if rng.random() < 0.05:
        rng.shuffle(arguments)
    return [each for each in arguments if "\0" not in each and not each.startswith("/")]


def _hold_command(case: Any, scratch: Path) -> None:
    write(scratch, {**small_ledger(), "t.csv": "f,p,o\na,0.2,1\nb,0.7,0\n", "a.txt": "It will."})
    kept = sys.stdin
    with Path(os.devnull).open(encoding="utf-8") as nothing:
        sys.stdin = nothing
        try:
            done = command_line(*case)
        finally:
            sys.stdin = kept
    assert done.status == 0 or done.err or "--check" in case, "no word of what is wrong"
    if case[:1] not in (["schema"], ["fmt"]):
        assert command_line("check").status == 0, "the ledger is broken"


TARGETS: Mapping[str, Target] = {
    "files": Target(_make_file, _hold_file, 280),
    "words": Target(make_words, lambda case, _: hold_words(case, rules()), 300),
    "series": Target(_make_series, _hold_series, 150),
    "settings": Target(_make_settings, _hold_settings, 100),
    "rules": Target(_make_rules, _hold_rules, 40),
    "articles": Target(make_article, hold_article, 40),
    "ledgers": Target(_make_ledger, _hold_ledger, 20),
    "mutants": Target(make_mutant, hold_mutant, 20),
    "commands": Target(_make_command, _hold_command, 20),
    "tables": Target(_make_table, _hold_table, 20),
    "imports": Target(make_import, hold_import, 10),
    "pages": Target(make_pages, hold_pages, 10),
}
