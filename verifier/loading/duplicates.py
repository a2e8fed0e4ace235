"""Records that look like one another: statements told again, names under another spelling."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from verifier.diagnostics import Diagnostic, Note
from verifier.loading.confusables import LATIN_OF
from verifier.loading.outline import prints, runs_of_words
from verifier.loading.records import Records
from verifier.loading.survey import Survey
from verifier.loading.validation import Found, finding
from verifier.model.forecasts import Forecast, Forecaster, ForecasterKind, Source

_COMMON = 20
_ALIKE = 0.8


class Quotations:
    """Quotations most of whose runs of words were quoted before, in another source.

    Nearly all runs of words are said once: only those that come again are looked at more closely,
    and among them those that many have say nothing. Each file is held against those before while
    others are still being read.
    """

    def __init__(self) -> None:
        self._quoted: list[tuple[Found[Source], Found[Forecast], int]] = []
        self._first: dict[int, int] = {}
        self._again: dict[int, list[int]] = {}
        self._shared: dict[tuple[int, int], int] = {}

    def add(self, survey: Survey) -> None:
        """Hold the quotations of one more file against those before."""
        for place, printed in survey.outline.quoted:
            runs = set(prints(printed))
            number = len(self._quoted)
            self._quoted.append((survey.source, survey.found["forecasts"][place], len(runs)))
            again = self._first.keys() & runs
            for run in again:
                self._share(self._again.setdefault(run, [self._first[run]]), number)
            self._first.update(dict.fromkeys(runs - again, number))

    def _share(self, earlier: list[int], number: int) -> None:
        if len(earlier) <= _COMMON:
            for one in earlier:
                self._shared[one, number] = self._shared.get((one, number), 0) + 1
            earlier.append(number)

    def repeated(self) -> Iterator[Diagnostic]:
        """A finding for each quotation that is in the ledger already."""
        for (one, two), count in self._shared.items():
            first_source, first, size = self._quoted[one]
            source, found, own_size = self._quoted[two]
            if first_source is not source and count >= _ALIKE * min(size, own_size):
                yield from _same(found, first)


def _same(found: Found[Forecast], other: Found[Forecast]) -> Iterator[Diagnostic]:
    one, two = found.record, other.record
    if one is None or two is None or not _alike(one.quote or "", two.quote or ""):
        return
    ties = (one.restates, one.refines, one.misreported.original if one.misreported else None)
    back = (two.restates, two.refines, two.misreported.original if two.misreported else None)
    first = {tie for tie in (one.restates, two.restates) if tie is not None}
    if two.id in ties or one.id in back or (one.restates and first == {one.restates, two.restates}):
        return
    note = Note(f"`{two.id}` quotes it too", other.span("quote"))
    message = f"the statement of `{one.id}` is in the ledger already, as `{two.id}`"
    yield finding("VF306", message, found.span("quote"), notes=(note,))


def _alike(one: str, two: str) -> bool:
    """Whether the runs are the same in truth, and not only their fingerprints."""
    runs, others = set(runs_of_words(one)), set(runs_of_words(two))
    return len(runs & others) >= _ALIKE * min(len(runs), len(others))


def other_spellings(records: Records) -> Iterator[Diagnostic]:
    """Names that differ in a letter, or in how foreign letters are written."""
    index: dict[str, Found[Forecaster]] = {}
    told: set[tuple[str, str]] = set()
    for found in records.of("forecasters"):
        one: Forecaster | None = found.record
        if one is None or one.kind in (ForecasterKind.ANONYMOUS, ForecasterKind.READER):
            continue
        for route, name in _written(one):
            for key in _neighbours(fold(name)):
                other = index.setdefault(key, found)
                two = other.record
                if two is None or other is found or (one.id, two.id) in told:
                    continue
                told.add((one.id, two.id))
                apart = {*one.not_to_be_confused_with, *two.not_to_be_confused_with}
                if not apart & {one.id, two.id}:
                    note = Note(f"`{two.id}` is {two.name}", other.span("name"))
                    message = f"`{name}` looks like `{two.id}` under another spelling"
                    yield finding("VF307", message, found.span(*route), notes=(note,))


def _written(forecaster: Forecaster) -> Iterator[tuple[tuple[str | int, ...], str]]:
    yield ("name",), forecaster.name
    for index, spelling in enumerate(forecaster.spellings):
        yield ("spellings", index), spelling


_SOUNDS = (("kh", "h"), ("ph", "f"), ("ck", "k"), ("w", "v"), ("y", "i"), ("j", "i"))


def fold(name: str) -> str:
    """A name without accents, doubled letters and the ways of writing foreign sounds.

    >>> fold("Zelenskyy") == fold("Zelenskyi") == fold("Zelensky")
    True
    """
    plain = unicodedata.normalize("NFKD", name.translate(LATIN_OF).casefold())
    plain = "".join(c for c in plain if c.isalnum() or c.isspace())
    for written, sound in _SOUNDS:
        plain = plain.replace(written, sound)
    return re.sub(r"(.)\1+", r"\1", " ".join(plain.split()))


def _neighbours(folded: str) -> Iterator[str]:
    """The name and, where it is long and has no number, it with each letter left out in turn."""
    yield folded
    if len(folded) >= 8 and not any(c.isdigit() for c in folded):
        for index in range(len(folded)):
            yield folded[:index] + folded[index + 1 :]


class Names:
    """Forecasters by their names and spellings, and by their surnames."""

    def __init__(self, forecasters: Iterable[Found[Forecaster]]) -> None:
        self._whole: dict[str, set[str]] = {}
        self._surnames: dict[str, set[str]] = {}
        for found in forecasters:
            forecaster = found.record
            if forecaster is not None:
                for name in {fold(name) for _, name in _written(forecaster)}:
                    self._whole.setdefault(name, set()).add(forecaster.id)
                    for surname in name.split()[-1:]:
                        self._surnames.setdefault(surname, set()).add(forecaster.id)

    def meant_by(self, id: str) -> str | None:
        """Whose name or spelling an unknown id is made of, or the one whose surname it is."""
        wanted = fold(id.replace("-", " "))
        if wanted in self._whole:
            return min(self._whole[wanted])
        surnames = self._surnames.get(wanted, set())
        return min(surnames) if len(surnames) == 1 else None
