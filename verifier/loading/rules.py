"""Read the rules: the defaults of the package, overlaid by those of the ledger."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from verifier import text
from verifier.dataclass import dataclass
from verifier.diagnostics import Diagnostic
from verifier.diagnostics.suggest import suggest
from verifier.loading.checks.cycles import CIRCLE, cycles, told
from verifier.loading.checks.terms import UNKNOWN_TERM
from verifier.loading.files import (
    Files,
    Missing,
    Unreadable,
    closed,
    decoded,
    files_of,
    given_bytes,
    parse,
    read_bytes,
)
from verifier.loading.validation import WRONG_VALUE, validate
from verifier.loading.yaml import Document, Place, Route
from verifier.rules import FacetRules, MisreportingRules, Rules, SchemeRules, TimingRules
from verifier.vocabulary import Vocabulary, VocabularyFile
from verifier.when import TimeConventions
from verifier.words.rules import LikelihoodRules

FILES: dict[str, type[BaseModel]] = {
    "events": VocabularyFile,
    "places": VocabularyFile,
    "actors": VocabularyFile,
    "time": TimeConventions,
    "likelihood": LikelihoodRules,
    "facets": FacetRules,
    "misreporting": MisreportingRules,
    "timing": TimingRules,
    "schemes": SchemeRules,
}


SHIPPED = "default "
"""What is put before the names of the package's files of rules."""

_LANGUAGES = Path(text.__file__).parent
"""Where the words of other languages are, in files named after those that they are laid over."""


def default_rules() -> Path:
    """The folder of rules that ships with the package."""
    package = Path(__file__).resolve().parent.parent
    shipped = package / "default_rules"
    return shipped if shipped.is_dir() else package.parent / "rules"


def rules_languages() -> tuple[str, ...]:
    """The languages whose words of likelihood ship with the package: en, and those laid over it."""
    files = _LANGUAGES.glob("likelihood.*.yaml")
    return ("en", *sorted(file.name.split(".")[1] for file in files))


@dataclass(frozen=True)
class _Layer:
    """A file of rules: its name, and what it holds or what is wrong with it."""

    file: str
    content: bytes | Document

    def parsed(self) -> Document:
        """The file as read, anew each time: overlays change what they are laid over."""
        return (
            self.content if isinstance(self.content, Document) else parse(self.content, self.file)
        )


@dataclass(frozen=True)
class _Source:
    """What the rules of one name are read from: each file is laid over the one before it."""

    name: str
    layers: tuple[_Layer, ...]


@dataclass(frozen=True)
class _ReadFile:
    """What the files of one name say, each laid over the one before it: the last is in force.

    It is handed out again and again, and nothing in it may change.
    """

    record: Any
    diagnostics: tuple[Diagnostic, ...]
    documents: tuple[Document, ...]


@dataclass(frozen=True)
class _Read:
    """What all files of rules say; nothing in it may change, either."""

    rules: Rules | None
    diagnostics: tuple[Diagnostic, ...]
    documents: Mapping[str, Document]


def load_rules(
    root: Path | Files,
    out: list[Diagnostic],
    documents: dict[str, Document],
    language: str | None = None,
    recall: Callable[[str], Rules | None] | None = None,
) -> Rules | None:
    """The rules in force for the ledger at `root`, None where a file of them is broken.

    A ledger's own file of rules is laid over the default of the same name: mappings are merged,
    lists of records with an `id` are merged by it, all else is replaced. `overlay: replace` in it
    leaves the default out, `overlay: add` adds to records and to lists of words as well. A folder
    with every file stands for itself, without the defaults. The words of `language`, which is that
    of `ledger.yaml` unless given, come between the two. `recall` gives rules that were read of such
    texts (`texts_of`) without a finding, None where it has none.
    """
    files = files_of(root)
    found = list(files.walk("rules"))
    out.extend(closed(entry) for entry in found if entry.why)
    own = {entry.name for entry in found if not entry.why}
    sources = tuple(_sources(files, own, language or language_of(files)))
    if recall is not None and len(own) == len(found) and (known := _alone(sources)):
        rules = recall(texts_of(known))
        if rules is not None:
            documents.update(known)
            return rules
    read = _read(sources)
    out.extend(read.diagnostics)
    documents.update(read.documents)
    return None if any(entry.why for entry in found) else read.rules


def texts_of(documents: Mapping[str, Document]) -> str:
    """From what rules are read, as one text."""
    return "\0".join(f"{name}\0{document.text}" for name, document in sorted(documents.items()))


def _alone(sources: Iterable[_Source]) -> dict[str, Document]:
    """The files, not yet parsed; none where one is laid over another, or is no text."""
    known: dict[str, Document] = {}
    for source in sources:
        layer, *over = source.layers
        if over or isinstance(layer.content, Document):
            return {}
        try:
            known[layer.file] = Document.known_sound(layer.file, decoded(layer.content))
        except UnicodeDecodeError:
            return {}
    return known


def language_of(files: Files) -> str:
    """The language that `ledger.yaml` names; what is wrong with that file is said elsewhere."""
    try:
        settings = parse(files.read("ledger.yaml"), "ledger.yaml").value
    except (Missing, Unreadable):
        return "en"
    named = settings.get("language") if isinstance(settings, dict) else None
    return named if named in rules_languages() else "en"


def _sources(files: Files, own: set[str], language: str) -> Iterator[_Source]:
    defaults = default_rules()
    alone = own >= {f"rules/{name}.yaml" for name in FILES}
    for name in FILES:
        file = f"rules/{name}.yaml"
        over = [_Layer(file, _content(*read_bytes(files, file)))] if file in own else []
        shown = SHIPPED if over else ""
        base = [] if alone else [_shipped(defaults / f"{name}.yaml", f"{shown}{file}")]
        spoken = _LANGUAGES / f"{name}.{language}.yaml"
        words = [_shipped(spoken, f"{SHIPPED}rules/{spoken.name}")] if spoken.is_file() else []
        yield _Source(name, (*(base or over), *words, *(over if base else ())))


def _shipped(path: Path, file: str) -> _Layer:
    """A file that ships with the package, under the name that findings give it."""
    return _Layer(file, _content(*given_bytes(path, file)))


def _content(data: bytes, unread: Document | None) -> bytes | Document:
    return unread or data


# One set of rules serves a command; a few more serve a process that loads several ledgers, most
# of whose files are the default ones.
@lru_cache(maxsize=8)
def _read(sources: tuple[_Source, ...]) -> _Read:
    out: list[Diagnostic] = []
    documents: dict[str, Document] = {}
    read: dict[str, Document] = {}
    records: dict[str, Any] = {}
    for source in sources:
        file = _read_file(source)
        documents.update((document.path, document) for document in file.documents)
        read[source.name] = file.documents[-1]
        out.extend(file.diagnostics)
        if file.record is not None:
            records[source.name] = file.record
    layers = {source.name: len(source.layers) for source in sources}
    out += [*_check_names(records, read, layers), *_check_circles(records, read)]
    return _Read(_rules(records, read), tuple(out), documents)


@lru_cache(maxsize=8 * len(FILES))
def _read_file(source: _Source) -> _ReadFile:
    name, (base, *over) = source.name, source.layers
    out: list[Diagnostic] = []
    documents = [base.parsed()]
    if isinstance(documents[0].value, dict):
        # A folder with every file of rules lies over nothing, whatever a file says of that.
        documents[0].value.pop("overlay", None)
    for layer in over:
        documents.append(_overlay(layer.parsed(), documents[-1]))
    document = documents[-1]
    out.extend(document.diagnostics)
    record = None
    if document.value is not None:
        record = validate(document, (), document.value, FILES[name], out).record
    return _ReadFile(record, tuple(out), tuple(documents))


def _rules(records: dict[str, Any], read: dict[str, Document]) -> Rules | None:
    if any(records.get(name) is None for name in FILES):
        return None
    return Rules(
        events=Vocabulary.of("events", records["events"].terms),
        places=Vocabulary.of("places", records["places"].terms),
        actors=Vocabulary.of("actors", records["actors"].terms),
        time=records["time"],
        likelihood=records["likelihood"],
        facets=records["facets"],
        misreporting=records["misreporting"],
        timing=records["timing"],
        schemes=records["schemes"],
        versions={name: records[name].version for name in FILES},
        fingerprint=_fingerprint(read),
    )


def _fingerprint(read: dict[str, Document]) -> str:
    flat = sorted(
        (name, *entry) for name, document in read.items() for entry in _flat(document.value)
    )
    # 64 bits tell any two sets of rules apart, and fit a line of the method page.
    return hashlib.sha256(repr(flat).encode()).hexdigest()[:16]


def _overlay(own: Document, default: Document | None) -> Document:
    mode = own.value.pop("overlay", "merge") if isinstance(own.value, dict) else "merge"
    if mode not in ("merge", "add", "replace"):
        help = "say `merge`, `add` or `replace`"
        message = "`overlay` is none of `merge`, `add` and `replace`"
        own.diagnostics.append(WRONG_VALUE.found(message, own.span(("overlay",)), help=help))
    if default is None or default.place is None or mode == "replace" or own.place is None:
        return own
    merged = Document(own.path, own.text, diagnostics=own.diagnostics)
    merged.value, merged.place = _merge(
        default.value, default.place, own.value, own.place, add=mode == "add"
    )
    return merged


def _merge(base: Any, base_at: Place, over: Any, over_at: Place, *, add: bool) -> tuple[Any, Place]:
    if isinstance(base, dict) and isinstance(over, dict):
        return _merge_mappings(base, base_at, over, over_at, add=add)
    if _identified(base) and _identified(over):
        return _merge_lists(base, base_at, over, over_at, add=add)
    if add and isinstance(base, list) and isinstance(over, list):
        return _appended(base, base_at, over, over_at)
    return over, over_at


def _appended(
    base: list[Any], base_at: Place, over: list[Any], over_at: Place
) -> tuple[Any, Place]:
    assert isinstance(base_at.items, list)
    assert isinstance(over_at.items, list)
    return [*base, *over], over_at.around([*base_at.items, *over_at.items])


def _merge_mappings(
    base: dict[str, Any], base_at: Place, over: dict[str, Any], over_at: Place, *, add: bool
) -> tuple[Any, Place]:
    assert isinstance(base_at.items, dict)
    assert isinstance(over_at.items, dict)
    value, items = {**base, **over}, {**base_at.items, **over_at.items}
    for key in base.keys() & over.keys():
        value[key], items[key] = _merge(
            base[key], base_at.items[key], over[key], over_at.items[key], add=add
        )
    return value, over_at.around(items, {**(base_at.keys or {}), **(over_at.keys or {})})


def _merge_lists(
    base: list[Any], base_at: Place, over: list[Any], over_at: Place, *, add: bool
) -> tuple[Any, Place]:
    assert isinstance(base_at.items, list)
    assert isinstance(over_at.items, list)
    entries = {
        entry["id"]: (entry, where) for entry, where in zip(base, base_at.items, strict=True)
    }
    for entry, where in zip(over, over_at.items, strict=True):
        laid = entry, where
        if add and entry["id"] in entries:
            laid = _merge(*entries[entry["id"]], entry, where, add=True)
        entries[entry["id"]] = laid
    items = [where for _, where in entries.values()]
    return [entry for entry, _ in entries.values()], over_at.around(items)


def _identified(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(entry, dict) and isinstance(entry.get("id"), str) for entry in value
    )


def _flat(value: Any, route: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat(inner, f"{route}/{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _flat(inner, f"{route}/{index}")
    else:
        yield route, str(value)


_VOCABULARIES = ("events", "places", "actors")
_NAMED = (
    *((name, "terms", "broader", name, "terms", "term") for name in _VOCABULARIES),
    ("schemes", "schemes", "lexicons", "likelihood", "lexicons", "lexicon"),
    ("events", "terms", "decided_by", "actors", "terms", "actor"),
    ("timing", "horizons", "kinds", "events", "terms", "event"),
)
"""What rows of one file name under a key, of which rows of which file it is, and what these are."""


def _check_names(
    records: Mapping[str, Any], read: Mapping[str, Document], layers: Mapping[str, int]
) -> Iterator[Diagnostic]:
    """Whether all that is named is known; what the program brings is.

    A ledger with a vocabulary of its own may lack what shipped rules name.
    """
    for name, rows, key, of, known_rows, what in _NAMED:
        lacking = of in _VOCABULARIES and layers[name] == 1 < layers[of]
        if lacking or name not in records or of not in records:
            continue
        known = {row.id for row in getattr(records[of], known_rows)}
        for place, id in _named(getattr(records[name], rows), key):
            if id in known:
                continue
            span = read[name].span((rows, *place))
            if not span.file.startswith(SHIPPED):
                yield UNKNOWN_TERM.found(f"unknown {what} `{id}`", span, help=suggest(id, known))


def _named(rows: Iterable[Any], key: str) -> Iterator[tuple[Route, str]]:
    """The ids that rows have under a key, one or several each, with their places."""
    for n, row in enumerate(rows):
        value = getattr(row, key)
        if isinstance(value, str):
            yield (n, key), value
        else:
            yield from (((n, key, position), id) for position, id in enumerate(value or ()))


def _check_circles(
    records: Mapping[str, Any], read: Mapping[str, Document]
) -> Iterator[Diagnostic]:
    for name in _VOCABULARIES:
        terms = records[name].terms if name in records else ()
        places = {term.id: index for index, term in enumerate(terms)}
        for cycle in cycles({term.id: term.broader for term in terms}):
            span = read[name].span(("terms", places[cycle[0]], "broader"))
            yield CIRCLE.found(told("broader", cycle), span)
