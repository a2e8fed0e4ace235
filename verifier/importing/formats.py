"""The formats that can be imported, by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path

from polars.exceptions import PolarsError

from verifier.dataclass import dataclass
from verifier.diagnostics.suggest import suggest
from verifier.importing import NAMES
from verifier.importing.frame import Imported
from verifier.importing.given import Given, given
from verifier.tables.engines import TableError, first_line


@dataclass(frozen=True, slots=True)
class Format:
    """A format: how it is recognised and read, and what the documentation says of it.

    It `has_versions` where it says what was known of the outcomes by which day.
    """

    title: str
    recognises: Callable[[Given], bool]
    read: Callable[[Given], Imported]
    example: str
    files: str
    reads: str
    leaves: str
    source: str
    has_versions: bool = False


def format_of(name: str) -> Format:
    """The format of that name."""
    found: Format = import_module(f"verifier.importing.{name}").FORMAT
    return found


def recognise(there: Given) -> str:
    """The name of the one format that these files have; raises `TableError` where none fits."""
    found = [name for name in NAMES if format_of(name).recognises(there)]
    if len(found) == 1:
        return found[0]
    known = ", ".join(found or NAMES)
    if found:
        raise TableError(f"several formats fit; name one with --format: {known}")
    if len(there.files) == 1:
        there.files[0].header()  # says why, where the only file cannot be read
    raise TableError(
        f"no known format has these columns; name one with --format: {known}; or any other table "
        "with --table"
    )


def has(there: Given, pattern: str, *columns: str) -> bool:
    """Whether some file that fits has all these columns, or JSON keys."""
    return bool(there.having(columns, pattern))


def read(paths: Sequence[Path], name: str, as_of: date | None = None) -> tuple[str, Imported]:
    """What these files hold in the format of that name, or in the one that `auto` finds.

    Of outcomes only what was known by `as_of`, where that day is named. Raises `TableError` where
    they cannot be read, no such format is known, or it does not say what was known when.
    """
    there = given(paths, as_of)
    if name != "auto" and name not in NAMES:
        hint = suggest(name, NAMES, f"known are {', '.join(NAMES)}")
        raise TableError(f"no format `{name}`; {hint}")
    found = recognise(there) if name == "auto" else name
    if as_of is not None and not format_of(found).has_versions:
        able = ", ".join(name for name in NAMES if format_of(name).has_versions)
        raise TableError(f"--as-of needs outcomes by the day they were known, as {able} have them")
    try:
        return found, format_of(found).read(there)
    except PolarsError as error:
        # Columns that have their names but hold something else than the format's.
        raise TableError(f"this is not as the format {found} has it: {first_line(error)}") from None
