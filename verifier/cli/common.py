"""What the commands share: finding the ledger, loading it, printing findings, reading a day."""

from __future__ import annotations

import argparse
import os
import re
import shlex
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verifier.cli.process import Stop
from verifier.diagnostics.wording import count
from verifier.keeping import FOLDERS, RECORDS

if TYPE_CHECKING:
    from verifier.diagnostics import Diagnostic
    from verifier.export.claimreview import Publication
    from verifier.loading import Loaded
    from verifier.loading.cache import Store
    from verifier.loading.files import Files
    from verifier.loading.yaml import Document
    from verifier.model.ledger import Ledger
    from verifier.report import Run
    from verifier.rules import Rules


def add_ledger(command: argparse.ArgumentParser) -> None:
    """The option that names the ledger."""
    command.add_argument(
        "--ledger",
        type=Path,
        default=Path(),
        metavar="DIR",
        help="folder with seeds/ and outcomes/ (default: here)",
    )


def from_here(root: Path) -> Callable[[str], str]:
    """Where from here a file of the ledger at `root` is; what is no file of it keeps its name."""
    return _in(root, "" if root == Path() else f"{root.as_posix()}/")


def from_top(root: Path) -> Callable[[str], str]:
    """Where from the root of the repository a file of the ledger at `root` is.

    That is the nearest folder above that git keeps. Without one names are those of the ledger.
    """
    whole = root.resolve()
    for top in (whole, *whole.parents):
        if (top / ".git").exists():
            inside = whole.relative_to(top).as_posix()
            return _in(root, "" if inside == "." else f"{inside}/")
    return _in(root, "")


def _in(root: Path, prefix: str) -> Callable[[str], str]:
    def place(name: str) -> str:
        return prefix + name if prefix and os.path.lexists(root / name) else name

    return place


def here(root: Path) -> str:
    """What a command has to say besides to be about the ledger at `root`."""
    return "" if root == Path() else f" --ledger {shlex.quote(str(root))}"


def addressed(found: Diagnostic, root: Path) -> Diagnostic:
    """The finding, with the ledger named in the commands that its remedy offers."""
    from dataclasses import replace

    told = said_of(found.help, root)
    return found if told == found.help else replace(found, help=told)


def said_of(text: str, root: Path) -> str:
    """The text, with the ledger at `root` named in the commands that it offers."""
    return _COMMAND.sub(lambda command: f"`{command[1]}{here(root)}`", text)


_COMMAND = re.compile("`(verifier [^`]+)`")


def add_as_of(
    command: argparse.ArgumentParser, default: str = "the last day the ledger knows of"
) -> None:
    """The option that names the day."""
    command.add_argument(
        "--as-of",
        type=_day,
        metavar="DATE",
        help=f"use only what was public by then (default: {default})",
    )


def add_language(command: argparse.ArgumentParser) -> None:
    """The option that names the language of the pages."""
    command.add_argument(
        "--language",
        type=_language,
        metavar="CODE",
        help="language of what is told, such as uk (default: the ledger's, else English)",
    )


def add_publication(command: argparse.ArgumentParser, site: str, publishes: str) -> None:
    """The options that say who publishes what, and where: see `publication`."""
    command.add_argument("--site", default="", metavar="ADDRESS", help=site)
    command.add_argument(
        "--publisher",
        default="Project curators",
        metavar="NAME",
        help=f"who publishes the {publishes} (default: %(default)s)",
    )


def publication(options: argparse.Namespace) -> Publication:
    """Who publishes, and the address with a slash at its end; the command ends where it is none."""
    from verifier.export.claimreview import Publication

    require_address("site", options.site)
    return Publication(options.publisher, options.site and options.site.rstrip("/") + "/")


def add_run(command: argparse.ArgumentParser) -> None:
    """The options that name a run: see `computed`."""
    add_ledger(command)
    add_as_of(command)
    add_language(command)


def _language(text: str) -> str:
    from verifier.report.words import languages

    return one_of(text, languages(), "words")


def one_of(text: str, known: Collection[str], what: str) -> str:
    """A language in which there is something; others are refused."""
    if text not in known:
        message = f"there are no {what} in `{text}`, only in: {', '.join(known)}"
        raise argparse.ArgumentTypeError(message)
    return text


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        from verifier.loading.remedies import day_meant

        hint = day_meant(text)
        message = f"`{text}` is not a day such as 2023-02-10{f'; {hint}' if hint else ''}"
        raise argparse.ArgumentTypeError(message) from None


def require_address(name: str, given: str | None) -> None:
    """End the command where the option of this name is given and no address."""
    if given and not given.startswith(("https://", "http://")):
        raise Stop(f"--{name} is an address that begins with https://")


def require_folder(path: Path, *, there: bool = False) -> None:
    """End the command where the path is no folder, or none that is `there` or can be made."""
    if not path.is_dir() and (there or path.exists()):
        raise Stop(f"{path} is not a folder")


def require_apart(path: Path, root: Path) -> None:
    """End the command where what it makes would stand among the ledger's own files."""
    whole, top = path.resolve(), root.resolve()
    if any(whole.is_relative_to(top / folder) for folder in FOLDERS):
        raise Stop(f"{path} is for what people write into the ledger; name another folder")


def require_ledger(root: Path | Files, called: str = "") -> None:
    """End the command where there is no ledger."""
    if isinstance(root, Path):
        if not root.exists():
            raise Stop(f"{root}: no such folder")
        there = has_records(root)
        above = next(filter(has_records, root.resolve().parents), None)
    else:
        there = any(True for folder in RECORDS for _ in root.walk(folder))
        above = None
    if not there:
        hint = "name one with --ledger, or begin one: verifier new ledger DIR"
        if above is not None:
            hint = f"there is one above it: --ledger {shlex.quote(os.path.relpath(above))}"
        hint = "" if called else f"; {hint}"
        raise Stop(f"{called or root} is no ledger: it has no seeds/ and no outcomes/{hint}")


def has_records(folder: Path) -> bool:
    """Whether a folder is a ledger."""
    try:
        return any((folder / name).is_dir() for name in RECORDS)
    except PermissionError:
        return False


def load_ledger(root: Path | Files, called: str = "", kept: Store | None = None) -> Loaded:
    """Load the ledger, or what is `called` so, and print what is wrong with it to standard error.

    Where there is no ledger at all the command ends.
    """
    require_ledger(root, called)
    from verifier.diagnostics import Severity
    from verifier.upkeep.checking import check

    loaded = check(root, kept=kept)
    place = from_here(root) if isinstance(root, Path) else str
    for found in loaded.diagnostics:
        diagnostic = addressed(found, root) if isinstance(root, Path) else found
        print(loaded.render(diagnostic, place=place), end="\n\n", file=sys.stderr)
    if loaded.diagnostics:
        errors = sum(d.severity == Severity.ERROR for d in loaded.diagnostics)
        others = len(loaded.diagnostics) - errors
        print(f"{count(errors, 'error')}, {count(others, 'warning')}", file=sys.stderr)
    return loaded


def sound(root: Path | Files, called: str = "", status: int = 1) -> tuple[Ledger, Rules]:
    """A ledger and its rules; the command ends with `status` where they have errors."""
    loaded = load_ledger(root, called)
    if loaded.ledger is None or loaded.rules is None:
        raise Stop(status=status)
    return loaded.ledger, loaded.rules


def rules_in_force(root: Path, language: str | None = None, status: int = 2) -> Rules:
    """The rules of a ledger; where they have mistakes, these are printed, and the command ends."""
    from verifier.loading.rules import load_rules

    diagnostics: list[Diagnostic] = []
    documents: dict[str, Document] = {}
    rules = load_rules(root, diagnostics, documents, language)
    show(diagnostics, documents)
    if rules is None:
        raise Stop(status=status)
    return rules


def show(diagnostics: Iterable[Diagnostic], documents: Mapping[str, Document]) -> None:
    """Print findings to standard error."""
    from verifier.diagnostics import render

    for diagnostic in diagnostics:
        document = documents.get(diagnostic.span.file)
        print(render(diagnostic, document.lines if document else ()), end="\n\n", file=sys.stderr)


def print_json(data: Any) -> None:
    """Print what is for programs."""
    from verifier.diagnostics.formats import dumps

    print(dumps(data))


def computed(options: argparse.Namespace) -> Run:
    """The run that `--ledger`, `--as-of` and `--language` ask for."""
    ledger, rules = sound(options.ledger)
    from verifier.engine import run

    return run(ledger, rules, options.as_of, language=options.language)


@contextmanager
def needing(what: str, extra: str) -> Iterator[None]:
    """End the command where a library of this extra is missing that `what` needs."""
    try:
        yield
    except ImportError as error:
        extra = "spark" if (error.name or "").startswith(("pyspark", "py4j")) else extra
        raise Stop(
            f"{what} needs {error.name}: python -m pip install 'prediction-verifier[{extra}]', "
            f"or -e '.[{extra}]' in a checkout"
        ) from None
