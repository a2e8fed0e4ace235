"""`verifier score`."""

from __future__ import annotations

import argparse
import re
import shlex
import sys
from collections.abc import Mapping, Sequence
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verifier.cli.common import add_as_of, add_language, add_ledger, needing, rules_in_force, show
from verifier.cli.process import Stop
from verifier.cli.write import SCORES, refuse_others, replace
from verifier.diagnostics.suggest import suggest
from verifier.diagnostics.wording import count
from verifier.importing import NAMES
from verifier.rules import LEAST_CLAMP

if TYPE_CHECKING:
    from verifier.report.words import Words
    from verifier.rules import Rules
    from verifier.tables.columns import Columns
    from verifier.tables.probabilities import Tell
    from verifier.tables.rows import Fault
    from verifier.tables.scoring import Table

_COLUMNS = {
    "forecaster": "who said it; default: all rows are one forecaster's",
    "question": "what it was about; several columns together may name it",
    "family": "what questions share their luck by, such as a night or an event: they count as one",
    "by": "groups, such as the horizon: every figure for each of them as well",
    "forecast": "what tells several forecasts of one forecaster on one question apart",
    "probability": "the probability of what was observed, 0 to 1",
    "wide": "columns of probabilities, one for each forecaster: a pattern such as 'p_*', or names",
    "category": "the category that the probability is of",
    "categories": "columns of probabilities, one for each category: a pattern or names",
    "threshold": "the probability is of this value or less",
    "observed": "what came true, 0 to 1, or the category or quantity that came",
    "quantile": "the level of a quantile, between 0 and 1",
    "low": "the lower end of an interval",
    "high": "its upper end",
    "level": "its level: a column, or a number such as 80%%",
    "member": "the member of an ensemble that the value is of",
    "members": "columns of values, one for each member of an ensemble: a pattern or names",
    "value": "the value of a quantile or member, or else the quantity that was said",
    "naive-error": "mean absolute error of a naive forecast of the same series, for the MASE",
    "reference": "a probability to beat, such as a base rate or a market's",
    "weight": "how much the row counts",
    "said": "the day it was said; those compare who first spoke of a question on one day, by that",
    "deadline": "the last day of its window, the same for all rows of a question",
    "event-day": "the day the event came: with --said no row stands longer",
    "stood-from": "when it was said: scores then count for the time that each forecast stood",
    "stood-until": "when it was withdrawn; default: replaced by the next, or held to the close",
    "opens": "when the question opened, the same for everybody",
    "closes": "when it was to close, the same for everybody",
    "settled": "when it was settled before its close; nobody is ranked without it",
}
_KINDS = (*("probability", "over_time", "category", "cdf", "quantile", "sample", "point", "mean"),)
_SEVERAL = ("forecaster", "question", "family", "by", "forecast", "wide", "categories", "members")
_CHOICES = {
    "order": "the categories in their order, for the ranked probability score",
    "levels": "the quantile levels or thresholds that count; default: those that each gives",
    "days": "which numbers count: those first said, or each day's (ranks if nothing came early)",
    "functional": "what a single value is of: the median (absolute error) or mean (squared error)",
    "unit": "what values are: numbers, or days such as 2026-03-01",
}
_BOUNDS = {
    "most": "how large the score of a quantity can be for one question; without it none has bounds",
    "heaviest": "how much a question can weigh; without it none has bounds where weights differ",
}
_EXAMPLE = """\
examples:
  verifier score --table games.csv --forecaster model --question game \\
      --probability p --observed won --out scores
  verifier score --table hub.parquet --forecaster model --question location target_end_date \\
      --quantile level --value predicted --observed observed --out scores
  verifier score --table claims.jsonl --mapping columns.yaml --out scores
  verifier score --table forecasts/ --join results.csv --forecaster model --question state \\
      --probability p --observed won --out scores
  verifier score metaculus.zip --out scores
  verifier score path/to/hub --kind quantile --out scores

columns.yaml has a line for each option, such as `forecaster: model` or `question: [a, b]`.
"""


def configure(command: argparse.ArgumentParser) -> None:
    """Add the options."""
    command.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="files, a folder or a zip archive in a format that `verifier import` knows",
    )
    command.add_argument(
        "--format",
        metavar="FORMAT",
        help=f"that format, one of {', '.join(NAMES)}; default: by its columns",
    )
    command.add_argument(
        "--kind",
        choices=_KINDS,
        help="which of its kinds; default: that with most questions; over_time: each probability "
        "counts for the time that it stood",
    )
    command.add_argument(
        "--where",
        action="append",
        default=[],
        type=_cells,
        metavar="COL=A,B",
        help="only its rows with these cells; may be given several times",
    )
    add_as_of(command, "the latest; with PATHs whose outcomes are kept in versions")
    command.add_argument(
        "--table",
        type=Path,
        metavar="FILE",
        help="any other table: CSV, JSON, Parquet, Arrow, XLSX or ODS; zipped, or a folder",
    )
    command.add_argument(
        "--join",
        action="extend",
        nargs="+",
        type=Path,
        default=[],
        metavar="FILE",
        help="tables with more columns on the same questions, such as outcomes or weights",
    )
    command.add_argument("--out", type=Path, metavar="DIR", help="where the scorecards go")
    command.add_argument("--mapping", type=Path, metavar="FILE", help="the columns, as YAML")
    for name, help in _COLUMNS.items():
        if name in _SEVERAL:
            command.add_argument(f"--{name}", action="extend", nargs="+", metavar="COL", help=help)
        else:
            command.add_argument(f"--{name}", metavar="COL", help=help)
    command.add_argument(
        "--order", action="extend", nargs="+", metavar="NAME", help=_CHOICES["order"]
    )
    command.add_argument(
        "--levels", action="extend", nargs="+", type=float, metavar="X", help=_CHOICES["levels"]
    )
    command.add_argument("--days", choices=("first", "each"), help=_CHOICES["days"])
    command.add_argument("--functional", choices=("median", "mean"), help=_CHOICES["functional"])
    command.add_argument("--unit", choices=("number", "day"), help=_CHOICES["unit"])
    command.add_argument(
        "--scale", choices=("fraction", "percent"), help="how probabilities are written"
    )
    command.add_argument(
        "--log-clamp",
        type=_clamp,
        default=1e-5,  # one sure miss then costs 11.5, as much as 17 calls of one half
        metavar="X",
        help="hold probabilities so far off 0 and 1 in the log score (default: 0.00001)",
    )
    for name, help in _BOUNDS.items():
        command.add_argument(f"--{name}", type=_above_nothing, metavar="X", help=help)
    command.add_argument(
        "--baseline",
        metavar="NAME",
        help="the forecaster whose relative skill is 1: that of the others is divided by it",
    )
    command.add_argument(
        "--metaculus",
        action="store_true",
        default=None,
        help="Metaculus's baseline and peer scores of probabilities as well",
    )
    command.add_argument("--engine", choices=("polars", "duckdb", "spark"), default="polars")
    command.add_argument(
        "--spark",
        metavar="ADDRESS",
        help="the cluster of --engine spark, such as spark://host:7077; default: this machine",
    )
    command.add_argument(
        "--print-sql", action="store_true", help="print the queries, as SQL of DuckDB, and stop"
    )
    add_language(command)
    add_ledger(command)
    command.epilog = _EXAMPLE


def _cells(text: str) -> tuple[str, list[str]]:
    name, sign, cells = text.partition("=")
    if not sign or not name or not cells:
        raise argparse.ArgumentTypeError(f"`{text}` is not COL=A,B")
    return name, cells.split(",")


def _clamp(text: str) -> float:
    value = _number(text)
    if not LEAST_CLAMP <= value < 0.5:
        raise argparse.ArgumentTypeError(f"`{text}` is not between 0.000000001 and 1/2")
    return value


def _above_nothing(text: str) -> float:
    value = _number(text)
    if not 0 < value < inf:
        raise argparse.ArgumentTypeError(f"`{text}` is not a number above 0")
    return value


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0


def _misused(options: argparse.Namespace) -> str | None:
    """What is wrong with the options together."""
    if bool(options.paths) == (options.table is not None):
        return "name PATHs in a known format, or any table by --table"
    of_formats = (options.format, options.kind, options.where, options.as_of)
    if options.table is not None and any(of_formats):
        return "--format, --kind, --where and --as-of go with PATHs, not --table"
    if options.out is None and not options.print_sql:
        return "where do the scorecards go? Name a folder with --out"
    if options.join and options.table is None:
        return "--join goes with --table"
    if options.paths and (options.print_sql or options.engine == "spark"):
        return "--print-sql and Spark go with --table"
    if options.join and (options.print_sql or options.engine == "spark"):
        return "--join goes with the engines of one machine; elsewhere join before"
    return None


def run(options: argparse.Namespace) -> int:
    """Score a table; what cannot be scored is counted, shown and left out."""
    wrong = _misused(options)
    if wrong is not None:
        raise Stop(wrong)
    with needing("reading tables", "tables"):
        from verifier.tables.engines import TableError

        try:
            return _print_sql(options) if options.print_sql else _score(options)
        except TableError as error:
            raise Stop(f"{options.table}: {error}{_known(options)}", status=1) from None


def _score(options: argparse.Namespace) -> int:
    rules = rules_in_force(options.ledger)
    refuse_others(options.out, SCORES)
    if options.paths:
        options.table = options.paths[0]
        return _imported(rules, options)
    return _scored(options.table, _columns(options), rules, options)


def _known(options: argparse.Namespace) -> str:
    """That what could not be read as any table is in a known format, where it is."""
    from verifier.importing.formats import recognise
    from verifier.importing.given import given
    from verifier.tables.engines import TableError

    if options.paths or options.print_sql:
        return ""
    try:
        name = recognise(given([options.table]))
    except TableError:
        return ""
    path = shlex.quote(str(options.table))
    return f"; this is in the format {name}: `verifier score {path}` reads it"


def _imported(rules: Rules, options: argparse.Namespace) -> int:
    """Score files of a known format."""
    from tempfile import TemporaryDirectory

    from verifier.cli.import_ import say
    from verifier.importing.formats import read
    from verifier.importing.scoring import Choice, scorable
    from verifier.tables.columns import Kind
    from verifier.tables.engines import TableError

    name, found = read(options.paths, options.format or "auto", options.as_of)
    say(name, found)
    wanted = Kind(options.kind) if options.kind else None
    kind, frame, columns = scorable(found, Choice(wanted, options.where, options.by or ()))
    print(f"{name}: scoring kind {kind}", file=sys.stderr)
    if options.metaculus:
        if kind != Kind.PROBABILITY:
            raise TableError("--metaculus goes with --kind probability")
        columns = columns.model_copy(update={"metaculus": True})
    with TemporaryDirectory() as scratch:
        table = Path(scratch) / "table.parquet"
        frame.write_parquet(table)
        return _scored(table, columns, rules, options)


def _scored(path: Path, columns: Columns, rules: Rules, options: argparse.Namespace) -> int:
    from verifier.cli.progress import progress
    from verifier.tables.reading import read_spark, read_table

    clamp, engine = options.log_clamp, options.engine
    with progress() as tell:
        tell("reading")
        # In one expression, so that only `_write` holds the table and can let go of it.
        return _write(
            read_spark(_address(path), columns, clamp=clamp, master=options.spark)
            if engine == "spark"
            else read_table(
                path, columns, clamp=clamp, engine=engine, tell=tell, beside=options.join
            ),
            rules,
            options,
            tell,
        )


def _address(path: Path) -> str:
    """The address that was given: a path loses one of two slashes, as of `s3a://bucket/table`.

    >>> _address(Path("s3a://bucket/table")), _address(Path("a/b.parquet"))
    ('s3a://bucket/table', 'a/b.parquet')
    """
    return re.sub(r"^([a-z][a-z0-9+.-]+):/(?!/)", r"\1://", str(path))


def _print_sql(options: argparse.Namespace) -> int:
    """Print the queries of a table."""
    from verifier.tables.reading import print_sql

    print(print_sql(options.table, _columns(options), clamp=options.log_clamp), end="")
    return 0


def _write(table: Table, rules: Rules, options: argparse.Namespace, tell: Tell) -> int:
    from verifier.report.words import words
    from verifier.tables.data import scored
    from verifier.tables.entries import Choices
    from verifier.tables.page import scorecards

    catalogue = words(options.language or "en")
    tell("scoring rows:", table.scored)
    _say_bad(table, options.table, catalogue)
    if table.scored == 0:
        percent = any(fault.bad == "percent_among_fractions" for fault in table.bad)
        remedy = "; --scale percent reads all as percentages" if percent else ""
        raise Stop(f"{options.table}: no row can be scored{remedy}", status=1)
    beyond = options.most, options.heaviest
    choices = Choices(rules, options.log_clamp, options.baseline, *beyond)
    result = scored(table, options.table.name, choices)
    # Of 100,000 forecasters the sums are as large as what is written.
    del table
    held = result.table
    files = scorecards(result, catalogue)
    replace(options.out, files, SCORES)
    print(
        f"scored {held.scored} of {count(held.rows, 'row')} "
        f"of {count(len(result.rows), 'forecaster')}; "
        f"wrote {options.out / 'README.md'}"
    )
    return 0


def _columns(options: argparse.Namespace) -> Columns:
    """The mapping of the file, with what the options say instead."""
    from pydantic import ValidationError

    from verifier.loading.files import read_given
    from verifier.tables.columns import Columns

    mapped: dict[str, Any] = {}
    if options.mapping is not None:
        document = read_given(options.mapping, str(options.mapping))
        show(document.diagnostics, {document.path: document})
        if document.diagnostics:
            raise Stop
        if not isinstance(document.value, dict):
            raise Stop(f"{options.mapping}: a mapping has keys")
        mapped.update(document.value)
    for name in (*_COLUMNS, *_CHOICES, "scale", "metaculus"):
        if (given := getattr(options, name.replace("-", "_"))) is not None:
            mapped[name] = given
    try:
        if options.engine != "spark":
            mapped = _completed(mapped, options.table, options.join)
        return Columns.model_validate(mapped)
    except ValidationError as error:
        raise Stop("\nerror: ".join(map(_complaint, error.errors(include_url=False)))) from None


def _completed(mapped: dict[str, Any], table: Path, beside: Sequence[Path]) -> dict[str, Any]:
    """The mapping with the columns that their names tell, where something is missing."""
    from tempfile import TemporaryDirectory

    from verifier.tables.guess import guess, is_whole
    from verifier.tables.opening import bare_name, header

    if is_whole(mapped):
        return mapped
    with TemporaryDirectory() as scratch:
        names = header(table, Path(scratch))
    for file in beside:
        with TemporaryDirectory() as scratch:
            names += [name for name in header(file, Path(scratch)) if name not in names]
    filled, notes = guess(names, mapped, bare_name(table.as_posix()))
    for note in notes:
        print(f"note: {table}: {note}", file=sys.stderr)
    return filled


def _complaint(item: Mapping[str, Any]) -> str:
    key = ".".join(map(str, item["loc"]))
    if item["type"] == "missing":
        return f"which column is `{key}`? Name it with --{key}"
    if item["type"] == "extra_forbidden":
        return f"unknown key `{key}`" + suggest(key, [*_COLUMNS, *_CHOICES, "scale"], after="; ")
    message = str(item["msg"]).removeprefix("Value error, ")
    return f"`{key}`: {message}" if key else message


_NAMED = 10  # forecasters in one line

_REMEDIES = {
    **dict.fromkeys(
        ("said", "deadline", "event_day"), "days are written year first, such as 2024-01-03"
    ),
    "probability": "odds such as 2:1 may be for or against; write 0.4, 40 %, 2/5 or 2 in 5",
}
"""What can be done about cells that cannot be read, by the role of their column."""


def _say_bad(table: Table, path: Path, words: Words) -> None:
    """What was assumed, every reason with its count, and the first few rows."""
    for note in table.notes:
        print(f"note: {path}: {note}", file=sys.stderr)
    # Where no row is scored there are no fractions that a percentage could be among.
    percent = "percent" if table.scored == 0 else "percent_among_fractions"

    def reason(fault: Fault) -> str:
        bad: str = fault.bad
        return words(f"table.bad.{percent if bad == 'percent_among_fractions' else bad}")

    for fault, times in table.bad.items():
        where = f"{words(f'table.role.{fault.role}')}: " if fault.role else ""
        told = f"{count(times, 'row')}: {where}{reason(fault)}"
        print(f"left out: {path}: {told}", file=sys.stderr)
        if fault.bad == "level_missing" and table.lacking:
            names = ", ".join(sorted(table.lacking)[:_NAMED])
            more = ", ..." if len(table.lacking) > _NAMED else ""
            print(f"  of {names}{more}; --levels says which levels count", file=sys.stderr)
        if fault.bad == "unreadable" and (remedy := _REMEDIES.get(fault.role or "")):
            print(f"  {remedy}", file=sys.stderr)
    for bad in table.examples:
        cells = ", ".join(
            f"{table.names[role]}={'' if cell is None else cell}" for role, cell in bad.cells
        )
        print(f"  row {bad.row}: {reason(bad.fault)} ({cells})", file=sys.stderr)
