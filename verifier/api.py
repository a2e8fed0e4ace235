"""The engine from Python: check a ledger, load, resolve and score it, explain one forecast.

    scored = load("path/to/ledger").resolve(as_of=date(2023, 6, 1)).score()
    print(scored)
    print(scored.forecasts["danilov-active-operations"])

What comes out are the records of the outer contract: the same numbers as on the pages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from verifier.dataclass import dataclass
from verifier.diagnostics import Diagnostic, Severity
from verifier.diagnostics.wording import count
from verifier.engine import run
from verifier.loading import Loaded
from verifier.loading.rules import default_rules, load_rules
from verifier.model.days import Days
from verifier.model.ledger import Ledger
from verifier.model.verdict import Outcome, Verdict
from verifier.reading import Reader
from verifier.report import Run, format, trail
from verifier.report.contract import ForecasterItem, ForecastItem
from verifier.report.data import forecasters_file, forecasts_file
from verifier.resolve import resolve
from verifier.resolve.knowledge import Knowledge
from verifier.rules import Rules
from verifier.score.envelope import Envelope
from verifier.upkeep.checking import check as check_files
from verifier.when import TimeReading


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
        known = Knowledge(ledger, rules, as_of or ledger.default_as_of)
        return Resolved(resolve(known), known)

    def __str__(self) -> str:
        lines = [self._loaded.render(finding) for finding in self.findings]
        errors = sum(finding.severity == Severity.ERROR for finding in self.findings)
        if self._loaded.ledger is None:
            return "\n\n".join([*lines, f"{self.path}: {count(errors, 'error')}"])
        size = len(self._loaded.ledger.forecasts)
        return "\n\n".join([*lines, f"{self.path}: {count(size, 'forecast')}"])


@dataclass(frozen=True)
class Resolved:
    """A ledger with its verdicts, as of one day: each with its trail, by the forecast's id.

    A scheme may then grant days of grace; `score` says what the pages print.
    """

    verdicts: Mapping[str, Verdict] = field(repr=False)
    _known: Knowledge = field(repr=False)

    @property
    def as_of(self) -> date:
        """Only what was public by this day was used."""
        return self._known.as_of

    @property
    def ledger(self) -> Ledger:
        """What was resolved."""
        return self._known.ledger

    def score(self) -> Scored:
        """The figures under every scheme; those of the first are what the pages print."""
        return Scored(run(self._known.ledger, self._known.rules, self._known.as_of))

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

    def explain(self, forecast: str) -> str:
        """Why a forecast has its verdict, as `verifier explain` tells it. Raises `KeyError`."""
        return trail.explain(self._run, forecast)

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
        keys = ("index.col.forecaster", "funnel.col.n", "index.col.right", "table.col.brier")
        head = tuple(words(key) for key in keys)
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
    root = _folder(path)
    return LoadedLedger(root, check_files(root))


def check(path: str | Path, *, archive: str | Path | None = None) -> tuple[Diagnostic, ...]:
    """All that `verifier check` finds in the ledger at `path`, advice included.

    With `archive`, the folder of archived texts, quotations are compared with them.
    """
    texts = None if archive is None else _folder(archive)
    return check_files(_folder(path), advice=True, archive=texts).diagnostics


def explain(path: str | Path, forecast: str, *, as_of: date | None = None) -> str:
    """Why a forecast of the ledger at `path` has its verdict. Raises `KeyError` without it."""
    return load(path).resolve(as_of).score().explain(forecast)


def read_time(phrase: str, *, said: date) -> TimeReading | None:
    """The days that a phrase such as "by mid-March" names by the default rules; None if unread.

    `said` is the day on which it was said, which relative words count from.
    """
    return Reader(shipped_rules()).time(phrase, Days.one(said))


@cache
def shipped_rules() -> Rules:
    """The rules that come with the package."""
    rules = load_rules(default_rules().parent, [], {})
    assert rules is not None, "the rules of the package are sound"
    return rules


def _folder(path: str | Path) -> Path:
    root = Path(path)
    if not root.is_dir():
        raise NotADirectoryError(f"there is no folder {root}")
    return root
