"""Records that look like one another: statements told again, names under another spelling."""

from __future__ import annotations

import re
import string
import unicodedata
import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import Any

from verifier.diagnostics import Diagnostic, Note
from verifier.diagnostics.check import warning
from verifier.loading.checks.characters import LATIN_OF
from verifier.loading.checks.look import Alone, Context, Fact, Known, Route, Together, under
from verifier.loading.records import Whole
from verifier.loading.validation import Found
from verifier.model.forecasts import Forecast, Forecaster, ForecasterKind, Source
from verifier.model.proposition import Judged
from verifier.text.tokens import ALIKE

SAME_STATEMENT = warning(
    "VF306",
    "the same statement twice",
    "A statement entered under two ids counts twice for its forecaster.",
    "Leave one out, or tie them together with `restates` or `refines`.",
)
ENTERED_TWICE = warning(
    "VF322",
    "the same words twice in one source",
    "One statement entered under two ids counts twice for its forecaster.",
    "Leave one out; where the source prints it twice, say so with `restates`, and where one is "
    "narrower than the other, with `refines`.",
)
OTHER_SPELLING = warning(
    "VF307",
    "forecaster under another spelling",
    "A record split over two spellings is two records, and both are wrong.",
    "Use one of the two ids and add the other spelling there, or list one of the two under "
    "`not_to_be_confused_with` of the other.",
)
OTHER_PUBLISHER = warning(
    "VF324",
    "publisher under another spelling",
    "What an outlet printed is counted by its name: under two spellings it is two outlets.",
    "Write the publisher as the other source has it.",
)

_RUN = 5
"""Words in a run. Four are usual where near duplicates of pages are sought (Manning, Raghavan and
Schütze 2008, 19.6); of five fewer are set phrases."""
_FROM = [slice(n, None) for n in range(_RUN)]
"""Where the words begin that stand in a run first, second and so on."""
_ALIKE = 0.8
"""The share of the runs of the shorter quotation that both have. One word changed in the midst of
thirty changes five of 26 runs, and leaves as many as this."""
_COMMON = 20
"""Quotations that share a run, at most: what more have is a set phrase, and to compare each with
each would take time that grows with their square. Of one source's so many are looked at."""
_LONG = 8
"""Letters and spaces of a name from which on one letter more or less is a slip of the pen: shorter
ones, such as Al Mole and Al Mode, are two people's."""
_BLANKS = "".join(filter(str.isspace, map(chr, range(0x3001))))
_MARKS = str.maketrans(
    dict.fromkeys(f"{string.punctuation}\u2026{''.join(ALIKE.values())}{_BLANKS}", " ")
)


_ASCII = bytes(ord(chr(n).translate(_MARKS)) if n < 128 else n for n in range(256))
"""The same for text that is ASCII, which is cut a few times faster as bytes."""


def runs_of_words(quote: str) -> list[str]:
    """The runs of five words of a quotation, without case and punctuation.

    >>> runs_of_words("They will, of course, attack in May.")[1:]
    ['will of course attack in', 'of course attack in may']
    """
    return [run.decode() for run in _runs(quote)]


def _runs(quote: str) -> Iterator[bytes]:
    if quote.isascii():
        words = quote.encode().lower().translate(_ASCII).split()
    else:
        words = quote.casefold().translate(_MARKS).encode().split()
    return map(b" ".join, zip(*map(words.__getitem__, _FROM), strict=False))


def _quoted(forecast: Forecast) -> Iterator[Fact]:
    """Four bytes for each run of words of a quotation, each once."""
    if forecast.quote:
        yield array("I", [*{*map(zlib.crc32, _runs(forecast.quote))}]).tobytes()


def _repeated(known: Known, _: Whole) -> Iterator[Diagnostic]:
    """A finding for each quotation most of whose runs of words were quoted in another source.

    Nearly all runs of words are said once: only those that come again are looked at more closely,
    and among them those that many have say nothing.
    """
    quoted = [array("I", runs) for _, runs in known]
    counted = Counter(chain.from_iterable(quoted))
    again: dict[int, list[int]] = {run: [] for run, count in counted.items() if count > 1}
    said_again = frozenset(again)
    likely: list[tuple[int, frozenset[int]]] = []
    for number, runs in enumerate(quoted):
        those = said_again.intersection(runs)
        for run in those:
            # One more than says something tells that it says nothing.
            if len(again[run]) <= _COMMON:
                again[run].append(number)
        # Of two that are alike the shorter one is nearly all said again.
        if those and len(those) >= _ALIKE * len(runs):
            likely.append((number, those))
    pairs: set[tuple[int, int]] = set()
    for number, those in likely:
        by = (again[run] for run in those if number in again[run])
        for other, count in Counter(chain.from_iterable(by)).items():
            if other != number and count >= _ALIKE * min(len(quoted[number]), len(quoted[other])):
                pairs.add((min(number, other), max(number, other)))
    for one, two in sorted(pairs):
        found, earlier = known[two][0], known[one][0]
        if found.document is not earlier.document:
            yield from _same(found, earlier)


_TELLING = 5
"""Letters from which on a word without a capital is taken to name something: shorter ones join."""


def words_of(quote: str) -> list[str]:
    """The words of a quotation, without case and punctuation."""
    return quote.casefold().translate(_MARKS).split()


def told_apart(quote: str, claim: str, other: str) -> bool:
    """Whether two claims each name something of the quotation that the other does not.

    >>> told_apart("Ore and Tern will join.", "Ore joins.", "Tern joins.")
    True
    >>> told_apart("It will rain in May.", "It rains in May 2024.", "Rain falls in May.")
    False
    """
    words = quote.translate(_MARKS).split()
    naming = {
        word.casefold()
        for place, word in enumerate(words)
        if len(word) >= _TELLING or word[0].isdigit() or (place and word[0].isupper())
    } | {*words_of(" ".join(words[:1]))}
    ours, theirs = (naming.intersection(words_of(text)) for text in (claim, other))
    return bool(ours - theirs) and bool(theirs - ours)


def _says(one: Forecast, other: Forecast) -> str | None:
    """What two forecasts in the same words have in common, None where they are two."""
    if one.expects == other.expects:
        return "has the words, the window and the claim of `{}`"
    by_rule = not any(isinstance(each.expects, Judged) for each in (one, other))
    if by_rule or told_apart(one.quote or one.summary or "", one.claim, other.claim):
        return None
    return "has the words and the window of `{}`, and no rule tells their claims apart"


def _entered_twice(_: Source, __: Found[Any], context: Context) -> Iterator[Diagnostic]:
    """The same words of one source with the same window, entered twice and not tied together."""
    by: dict[str, list[Found[Forecast]]] = {}
    for found in context.forecasts:
        if found.record is not None:
            by.setdefault(found.record.forecaster, []).append(found)
    said: dict[tuple[str, ...], list[tuple[Found[Forecast], Forecast]]] = {}
    for one, theirs in by.items():
        for found in theirs if len(theirs) > 1 else ():
            record = found.record
            assert record is not None
            if not record.restates and not record.refines:
                window = record.window.model_dump_json() if record.window else ""
                words = words_of(record.quote or record.summary or "")
                said.setdefault((one, window, *words), []).append((found, record))
    for same in said.values():
        first: dict[str, tuple[Found[Forecast], Forecast]] = {}
        for number, (found, record) in enumerate(same if len(same) > 1 else ()):
            alike = first.setdefault(record.expects.model_dump_json(), (found, record))
            before = [alike] if alike[0] is not found else same[: min(number, _COMMON)]
            for other, earlier in before:
                told = _says(record, earlier)
                if told is not None:
                    note = Note(f"`{other.id}` says the same", other.span("quote"))
                    message = f"`{found.id}` {told.format(other.id)}"
                    yield ENTERED_TWICE.found(message, found.span("quote"), notes=(note,))
                    break


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
    yield SAME_STATEMENT.found(message, found.span("quote"), notes=(note,))


def _alike(one: str, two: str) -> bool:
    """Whether the runs are the same in truth, and not only their fingerprints."""
    runs, others = set(runs_of_words(one)), set(runs_of_words(two))
    return len(runs & others) >= _ALIKE * min(len(runs), len(others))


def _named(forecaster: Forecaster) -> Iterator[Fact]:
    """A forecaster's names, and from whom the ledger tells them apart."""
    if forecaster.kind not in (ForecasterKind.ANONYMOUS, ForecasterKind.READER):
        yield [*_written(forecaster)], forecaster.not_to_be_confused_with


def _likenesses(_: Found[Any], fact: Fact) -> bytes:
    return b"".join(under(near) for _, name in fact[0] for near in _neighbours(fold(name)))


def _other_spellings(known: Known, _: Whole) -> Iterator[Diagnostic]:
    """Names that differ in a letter, or in how foreign letters are written."""
    index: dict[str, int] = {}
    told: set[tuple[int, int]] = set()
    for number, (found, (names, apart)) in enumerate(known):
        for route, name in names:
            for near in _neighbours(fold(name)):
                before = index.setdefault(near, number)
                if before == number or (before, number) in told:
                    continue
                told.add((before, number))
                other, (others, others_apart) = known[before]
                if found.id not in others_apart and other.id not in apart:
                    note = Note(f"`{other.id}` is {others[0][1]}", other.span("name"))
                    message = f"`{name}` looks like `{other.id}` under another spelling"
                    help = (
                        f"use the id `{other.id}` in all forecasts and add `{name}` to its "
                        f"`spellings`, or do so with `{found.id}` if that is the right spelling; "
                        f"of two people give `{found.id}` a `not_to_be_confused_with: [{other.id}]`"
                    )
                    span = found.span(*route)
                    yield OTHER_SPELLING.found(message, span, help=help, notes=(note,))


def _published(source: Source) -> Iterator[Fact]:
    yield source.publisher


# As many as a large ledger has publishers.
@lru_cache(4096)
def _bare(name: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", name).casefold()))


def _plainly(_: Found[Any], name: str) -> bytes:
    return under(_bare(name))


def _other_publishers(known: Known, _: Whole) -> Iterator[Diagnostic]:
    """Publishers whose names differ in capitals, blanks, accents or marks alone.

    It is found where fewer sources have it, or later ones of as many: one slip is one finding.
    """
    alike: dict[str, dict[str, list[Found[Source]]]] = {}
    for found, name in known:
        alike.setdefault(_bare(name), {}).setdefault(name, []).append(found)
    for spellings in (each for each in alike.values() if len(each) > 1):
        usual = max(spellings, key=lambda name: len(spellings[name]))
        where = spellings[usual][0]
        note = Note(f"`{where.id}` has `{usual}`", where.span("publisher"))
        for name, each in spellings.items():
            message = f"`{name}` is written `{usual}` elsewhere"
            for found in each if name != usual else ():
                yield OTHER_PUBLISHER.found(message, found.span("publisher"), notes=(note,))


def _written(forecaster: Forecaster) -> Iterator[tuple[Route, str]]:
    yield ("name",), forecaster.name
    for index, spelling in enumerate(forecaster.spellings):
        yield ("spellings", index), spelling


_SOUNDS = (("kh", "h"), ("ph", "f"), ("ck", "k"), ("w", "v"), ("y", "i"), ("j", "i"))


def fold(name: str) -> str:
    """A name without accents, doubled letters and the ways of writing foreign sounds.

    >>> fold("Zelenskyy") == fold("Zelenskyi") == fold("Zelensky")
    True
    """
    plain = bare(name)
    for written, sound in _SOUNDS:
        plain = plain.replace(written, sound)
    return re.sub(r"(.)\1+", r"\1", plain)


def bare(name: str) -> str:
    """A name without accents, capitals and marks: who is so called is who is meant.

    >>> bare("Éva O'Hara") == bare("eva ohara"), bare("Anna Berg") == bare("Ana Berg")
    (True, False)
    """
    plain = unicodedata.normalize("NFKD", name.translate(LATIN_OF).casefold())
    return " ".join("".join(c for c in plain if c.isalnum() or c.isspace()).split())


def alike(one: str, other: str) -> bool:
    """Whether two names are the same but for a slip of the pen or how foreign letters are written.

    >>> alike("Odile Varnhagn", "Odile Varnhagen"), alike("Al Mole", "Al Mode")
    (True, False)
    """
    return not {*_neighbours(fold(one))}.isdisjoint(_neighbours(fold(other)))


def _neighbours(folded: str) -> Iterator[str]:
    """The name and, where it is long and has no number, it with each letter left out in turn."""
    yield folded
    if len(folded) >= _LONG and not any(c.isdigit() for c in folded):
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


LOOKS = (
    Together((SAME_STATEMENT,), {"forecasts": _quoted}, _repeated, lambda _, runs: runs),
    Alone((ENTERED_TWICE,), {"sources": _entered_twice}),
    Together((OTHER_SPELLING,), {"forecasters": _named}, _other_spellings, _likenesses),
    Together((OTHER_PUBLISHER,), {"sources": _published}, _other_publishers, _plainly),
)
