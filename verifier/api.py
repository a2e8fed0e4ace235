"""The engine from Python: load a ledger, resolve it as of a day, score it.

    scored = load("path/to/ledger").resolve(as_of=date(2023, 6, 1)).score()
    print(scored)
    print(scored.forecasts["danilov-active-operations"])

What comes out are the records of the outer contract: the same numbers as on the pages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from verifier.diagnostics import Diagnostic, Severity, render
from verifier.diagnostics.wording import count
from verifier.engine import run
from verifier.loading import Loaded
from verifier.loading import load as load_files
from verifier.model.ledger import Ledger
from verifier.model.verdict import Outcome, Verdict
from verifier.report import Run, format
from verifier.report.contract import ForecasterItem, ForecastItem
from verifier.report.data import forecasters_file, forecasts_file
from verifier.score.envelope import Envelope


class UnsoundLedger(ValueError):
    """A ledger with errors was to be resolved; its text shows every one of them."""


@dataclass(frozen=True)
class LoadedLedger:
    """A ledger as read. `findings` holds every mistake; with errors among them `ok` is false."""

    path: Path
    _loaded: Loaded = field(repr=False)

    @property
    def ok(self) -> bool:
        """Whether it can be resolved."""
        return self._loaded.ok

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """Everything that the checks found, in the order of files and lines."""
        return self._loaded.diagnostics

    def resolve(self, as_of: date | None = None) -> Resolved:
        """Every forecast's verdict, as of a day (default: the last that the ledger knows of)."""
        ledger, rules = self._loaded.ledger, self._loaded.rules
        if ledger is None or rules is None:
            raise UnsoundLedger(str(self))
        return Resolved(run(ledger, rules, as_of))

    def __str__(self) -> str:
        lines = [_rendered(self._loaded, finding) for finding in self.findings]
        errors = sum(finding.severity == Severity.ERROR for finding in self.findings)
        if self._loaded.ledger is None:
            return "\n\n".join([*lines, f"{self.path}: {count(errors, 'error')}"])
        size = len(self._loaded.ledger.forecasts)
        return "\n\n".join([*lines, f"{self.path}: {count(size, 'forecast')}"])


def _rendered(loaded: Loaded, finding: Diagnostic) -> str:
    document = loaded.documents.get(finding.span.file)
    return render(finding, document.lines if document else ())


@dataclass(frozen=True)
class Resolved:
    """A ledger with its verdicts, as of one day."""

    _run: Run = field(repr=False)

    @property
    def as_of(self) -> date:
        """Only what was public by this day was used."""
        return self._run.as_of

    @property
    def ledger(self) -> Ledger:
        """What was resolved."""
        return self._run.ledger

    @property
    def verdicts(self) -> Mapping[str, Verdict]:
        """Every verdict, with its trail, by the forecast's id."""
        return self._run.verdicts

    def score(self) -> Scored:
        """The figures under the ledger's first scheme, as the pages print them."""
        return Scored(self._run)

    def __str__(self) -> str:
        counts = Counter(verdict.outcome for verdict in self.verdicts.values())
        found = [outcome for outcome in Outcome if counts[outcome]]
        told = ", ".join(f"{counts[outcome]} {outcome.replace('_', ' ')}" for outcome in found)
        return f"{count(len(self.verdicts), 'forecast')} as of {self.as_of}: {told}"


@dataclass(frozen=True)
class Scored:
    """A scored ledger: forecasts and forecasters as the data files have them, by id."""

    _run: Run = field(repr=False)

    @property
    def as_of(self) -> date:
        """Only what was public by this day was used."""
        return self._run.as_of

    @cached_property
    def forecasts(self) -> Mapping[str, ForecastItem]:
        """Every forecast with its verdict and scores."""
        return {item.id: item for item in forecasts_file(self._run).forecasts}

    @cached_property
    def forecasters(self) -> Mapping[str, ForecasterItem]:
        """Every forecaster's record."""
        return {item.forecaster: item for item in forecasters_file(self._run).forecasters}

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        rows = [
            (item.name, str(item.forecasts), _right(item), self._accuracy(item))
            for item in self.forecasters.values()
        ]
        words = self._run.words
        keys = ("forecaster", "forecasts", "right", "brier")
        head = tuple(words(f"index.col.{key}") for key in keys)
        widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
        for row in (head, *rows):
            name, *figures = row
            cells = [name.ljust(widths[0])]
            cells += [f"{c:>{w}}" for c, w in zip(figures[:2], widths[1:], strict=False)]
            yield "  ".join([*cells, figures[-1]])

    def _accuracy(self, item: ForecasterItem) -> str:
        if item.brier is None:
            return "—"
        found = Envelope(item.brier.best, item.brier.central, item.brier.worst)
        return f"{format.envelope(found, self._run.words)}, n = {item.n}"


def _right(item: ForecasterItem) -> str:
    most, decided = item.right + item.contested, item.right + item.another_day + item.wrong
    right = f"{item.right} to {most}" if item.contested else str(item.right)
    return f"{right} of {decided + item.contested}"


def load(path: str | Path) -> LoadedLedger:
    """Read the ledger at `path`: the folder that holds `seeds/` and `outcomes/`."""
    root = Path(path)
    if not root.is_dir():
        raise NotADirectoryError(f"there is no folder {root}")
    return LoadedLedger(root, load_files(root))
