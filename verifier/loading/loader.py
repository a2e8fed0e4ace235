"""Load a ledger: read every file, validate every record, check what they say of each other."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from verifier.dataclass import dataclass
from verifier.diagnostics import Diagnostic, Severity, render
from verifier.loading.cache import Store
from verifier.loading.checks import archive as archived
from verifier.loading.checks.catalogue import CHECKS
from verifier.loading.checks.look import Alone, Together, is_advice
from verifier.loading.checks.looks import LOOKS
from verifier.loading.checks.references import duplicate_ids
from verifier.loading.edits import Ground
from verifier.loading.files import UNREADABLE, Files, closed, files_of
from verifier.loading.listing import listing, unread
from verifier.loading.parallel import gather
from verifier.loading.records import KINDS, Lines, Records, Whole
from verifier.loading.rules import load_rules, texts_of
from verifier.loading.series import read_series
from verifier.loading.settings import Settings, read_settings
from verifier.loading.survey import Surveyor
from verifier.loading.yaml import Document
from verifier.model.forecasts import Forecast, SetAside, SourceFile
from verifier.model.ledger import Ledger, Point
from verifier.model.outcomes import as_asked
from verifier.reading import Heard, Reader
from verifier.rules import Rules
from verifier.writing import fingerprint


class Prints(NamedTuple):
    """Fingerprints of the files of forecasts, by the ids of their sources, and of all else.

    The verdict on a forecast, and its scores, follow from its own file and from the world: from the
    outcomes, the forecasters, the rules.
    """

    world: str
    files: Mapping[str, str]


@dataclass(frozen=True)
class Loaded:
    """What was read of a ledger, its rules (None where they have errors), and every finding."""

    records: Records
    points: Mapping[str, tuple[Point, ...]]
    rules: Rules | None
    diagnostics: tuple[Diagnostic, ...]
    documents: Mapping[str, Document]
    usable: bool
    """Whether there are no errors, or none that the caller would not tolerate."""
    settings: Settings = field(default_factory=Settings)
    ground: Ground = field(default_factory=Ground)
    said: Mapping[str, tuple[str, str] | None] = field(default_factory=dict)
    """What files say of which nothing was found, nor suppressed, and what others see of them."""
    rules_told: str = ""
    """What the rules are kept under: the texts that they were read from, and if they are sound."""
    heard: Heard = field(default_factory=dict)
    """What words were read as."""

    @property
    def stands(self) -> Mapping[str, tuple[str, str] | None]:
        """Of files in which nothing was found: what they say, and what others see of them.

        That is nothing where a record was read for the sake of others.
        """
        spoken_of = set(chain.from_iterable(each.files for each in self.diagnostics))
        asked = self.records.asked
        return {
            name: None
            if told is None or name in spoken_of
            else (told[0], "" if name in asked else told[1])
            for name, told in self.said.items()
        }

    @property
    def ok(self) -> bool:
        """Whether nothing stands in the way of a run."""
        return self.usable and self.rules is not None

    @cached_property
    def ledger(self) -> Ledger | None:
        """The sound records, None where the ledger is not usable."""
        return self._assembled(lambda *_: True) if self.usable else None

    def excerpt(self, forecasts: Collection[str]) -> Ledger:
        """The ledger without all other forecasts, and without the sources of none of these."""
        self.records.noted |= {("forecasts", id) for id in forecasts}
        return self._assembled(lambda _, forecast: forecast in forecasts)

    def part(self, sources: Container[str | None], world: Ledger | None = None) -> Ledger:
        """The ledger without all other sources and what is in them; no others are read.

        Nor is the `world`, which is all else, where it is given.
        """
        return self._assembled(lambda source, _: source in sources, world)

    def _assembled(self, wanted: _Wanted, world: Ledger | None = None) -> Ledger:
        self.records.noted |= {(kind, None) for kind in _WORLD}
        return assembled(self.records, wanted, world or self._world(), Lines(self.records.ids))

    def _world(self) -> Ledger:
        by_id: Any = {
            kind: {id: it.record for id, it in sorted(self.records.ids[kind].items()) if it.record}
            for kind in _WORLD
        }
        own = self.settings
        return Ledger(
            points=self.points,
            title=own.title,
            about=own.about,
            curation=own.curation,
            second_reading=own.second_reading,
            **by_id,
        )

    @cached_property
    def prints(self) -> Prints:
        """What a run over the ledger is made from, for one that may spare what was made before."""
        sources = {f.id: f.document for f in self.records.sources if f.id is not None}
        # What else is in such a file belongs to the world, and so does the whole of it.
        world = {each.document.path for found in self.records.others.values() for each in found}
        world |= self.documents.keys() - {document.path for document in sources.values()}
        texts = [self.rules.fingerprint if self.rules else "", repr(sorted(self.points.items()))]
        texts += [f"{name}\0{self.documents[name].text}" for name in sorted(world)]
        return Prints(
            fingerprint("\0".join(texts).encode()),
            {id: told(document) for id, document in sources.items()},
        )

    def render(
        self, finding: Diagnostic, *, colour: bool = False, place: Callable[[str], str] = str
    ) -> str:
        """A finding as people read it, with the line that it is about; see `diagnostics.render`."""
        document = self.documents.get(finding.span.file)
        lines = document.lines if document else ()
        return render(finding, lines, colour=colour, place=place)

    def count(self, kind: str) -> int:
        """How many sound records of a kind there are."""
        return sum(found.sound for found in self.records.ids[kind].values())


def load(
    root: Path | Files,
    *,
    advice: bool = False,
    archive: Path | None = None,
    kept: Store | None = None,
    processes: int = 1,
    progress: Callable[[str, int], None] | None = None,
    tolerant: bool = False,
) -> Loaded:
    """Load the ledger at `root`: its `seeds/`, `outcomes/`, own `rules/` and `ledger.yaml`.

    In the place of a folder there may be the files of one. `advice` adds what is not wrong but
    should be looked at; with `archive`, the folder of archived texts, quotations are compared with
    them. `kept` spares what an earlier run worked out, and large ledgers are shared among
    `processes`. With `tolerant` there is a ledger of the sound records also where others have
    mistakes.
    """
    out: list[Diagnostic] = []
    documents: dict[str, Document] = {}
    files = files_of(root)
    listed = listing(files)
    out.extend(closed(entry) for entry in listed.others if entry.why)
    in_rules: list[Diagnostic] = []
    rules = load_rules(files, in_rules, documents, recall=kept.rules if kept else None)
    rules_told = "of which something was found\0" * bool(in_rules) + texts_of(documents)
    out.extend(in_rules)
    configured = read_settings(files, CHECKS, out, documents)
    reader = None if rules is None else Reader(rules)
    looks = LOOKS if advice else looked()
    spared = {check.code for look in LOOKS if look not in looks for check in look.checks}
    records = Records()
    unsound: list[Diagnostic] = []
    said: dict[str, tuple[str, str] | None] = {}
    ground = Ground()
    surveyor = Surveyor(reader, looks, dict(documents))
    for digest, survey in gather(
        files, listed.read, surveyor, kept=kept, processes=processes, progress=progress
    ):
        documents[survey.document.path] = survey.document
        records.add(survey)
        said[survey.document.path] = survey.outline.said, survey.outline.seen
        ground.add(survey.document.path, digest, survey.outline.keys)
        out.extend(survey.malformed)
        unsound.extend(survey.unsound)
    out.extend(duplicate_ids(records))
    broken = sorted({d.span.file for d in out})
    records.broken = [documents.get(name) or Document(name, "") for name in broken]
    out.extend(unsound)
    points = _read_points(files, records, out)
    out.extend(unread(listed, records))
    ground.latest = {id: max(p.known for p in known) for id, known in points.items() if known}
    for look in looks:
        if reader is not None and isinstance(look, Together):
            facts = records.facts.get(look.checks[0].code, ())
            out.extend(look.look(facts, Whole(records, ground.latest, reader)))
    if archive is not None:
        out.extend(archived.check_quotations(records, archive))
    else:
        spared |= {check.code for check in archived.CHECKS}
    ran = CHECKS.keys() - spared
    found = sorted(set(out), key=lambda d: d.sort_key)
    for name in chain.from_iterable(each.files for each in found):
        said[name] = None
    findings = sorted(configured.apply(found, records, ran=ran), key=lambda d: d.sort_key)
    failed = any(d.severity == Severity.ERROR for d in findings)
    usable = tolerant or not failed
    return Loaded(
        records,
        points,
        rules,
        tuple(findings),
        documents,
        usable,
        configured.settings,
        ground,
        said,
        rules_told=rules_told,
        heard={} if reader is None else reader.heard,
    )


def looked() -> Sequence[Alone | Together]:
    """What is looked for where no advice is wanted."""
    return [look for look in LOOKS if not is_advice(look)]


def told(document: Document) -> str:
    """The fingerprint of a file, its name among it."""
    return fingerprint(f"{document.path}\0{document.text}".encode())


def _read_points(
    files: Files, records: Records, out: list[Diagnostic]
) -> dict[str, tuple[Point, ...]]:
    points: dict[str, tuple[Point, ...]] = {}
    records.noted.add(("series", None))
    for found in records.of("series"):
        if found.record is None:
            continue
        points[found.record.id], problems = read_series(files, f"outcomes/{found.record.file}")
        for problem in problems:
            message = f"the series `{found.record.file}` cannot be read: {problem}"
            help = next((told for why, told in _SERIES_HELP.items() if why in problem), "")
            out.append(UNREADABLE.found(message, found.span("file"), help=help or _SERIES_FORM))
    return points


_SERIES_HELP = {
    "No such file": "put the file into outcomes/, or name the one that is there",
    "not UTF-8": "save the file as UTF-8",
    "conflict marker": "keep the lines of one side, and delete the markers",
    "a second value": "leave one of the two out, or give them different days in `known`",
    "long before its day": "check both days: a value is known on its day or later",
    "is not a day": "write days as 2023-02-24",
}
_SERIES_FORM = "give the columns `day`, `value` and, where it differs, `known`, in CSV or JSON"


_WORLD = tuple(kind for kind in KINDS if kind not in ("sources", "forecasts"))
"""The kinds of records that are not of forecasts."""
_Wanted = Callable[[str | None, str | None], bool]
"""Whether a forecast is wanted, by the ids of its source and its own: None of what has none."""


def assembled(
    records: Records, wanted: _Wanted, world: Ledger, lines: Mapping[tuple[str, str], Any]
) -> Ledger:
    """The ledger of those sources and forecasts that are wanted, and of all that is in `world`."""
    forecasts: dict[int, list[Forecast]] = {}
    answers: dict[str, Forecast] = {}
    set_aside: dict[int, list[SetAside]] = {}
    for source, forecast in records.forecasts:
        if wanted(source.id, forecast.id) and forecast.record is not None:
            told = as_asked(forecast.record, world.questions)
            if told is not forecast.record:
                answers[told.id] = forecast.record
            forecasts.setdefault(id(source), []).append(told)
    for source, aside in records.set_aside:
        if wanted(source.id, None) and aside.record is not None:
            set_aside.setdefault(id(source), []).append(aside.record)
    files = [
        SourceFile.model_construct(
            source=source.record,
            forecasts=tuple(forecasts.get(id(source), ())),
            set_aside=tuple(set_aside.get(id(source), ())),
        )
        for source in records.sources
        if (id(source) in forecasts or wanted(source.id, None)) and source.record is not None
    ]
    files.sort(key=lambda file: file.source.id)
    return replace(world, files=tuple(files), answers=answers, lines=lines)
