"""What platforms and hubs publish, damaged: a table and a sound ledger, or a sentence."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from tests.fuzz.case import as_text
from tests.fuzz.commands import command_line, write
from tests.fuzz.mutate import changed


@cache
def _published() -> dict[str, dict[str, str]]:
    """Small files of every format, those that are text, as the tests of the formats have them."""
    from tests.importing.samples import FILES  # noqa: PLC0415  # loads data frames

    texts = {
        name: {file: text for file, text in files.items() if isinstance(text, str)}
        for name, files in FILES.items()
    }
    return {name: files for name, files in texts.items() if files}


def make_import(rng: Random) -> Any:
    """The files of a format, of which one is changed; sometimes it is said to be another format."""
    name = rng.choice(tuple(_published()))
    files = dict(_published()[name])
    bent = rng.choice(tuple(files))
    others = tuple(text.encode() for text in _published()[name].values())
    files[bent] = as_text(changed(rng, files[bent].encode(), others, most=3))
    said = rng.choice((name, name, name, "auto", rng.choice(tuple(_published()))))
    return {"format": said, "files": files}


def hold_import(case: Any, scratch: Path) -> None:
    """A table that can be scored and a ledger that is sound, or a sentence that says why not."""
    write(scratch, {f"given/{name}": text for name, text in case["files"].items()})
    for command in (
        ("import", case["format"], "given", "--out", "table.csv"),
        ("score", "given", "--out", "cards"),
        ("import", case["format"], "given", "--ledger", "ledger"),
    ):
        done = command_line(*command)
        assert done.status == 0 or done.err.strip(), "no word of what is wrong"
        if done.status == 0 and "--ledger" in command:
            told = command_line("check", "--ledger", "ledger")
            assert told.status == 0, f"what was imported is not sound: {told.out}"
