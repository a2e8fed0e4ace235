"""From YAML values to records: one mistake, one finding, at the place where it was made."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from verifier.diagnostics import Diagnostic, Edit, Span
from verifier.diagnostics.check import firm
from verifier.diagnostics.suggest import did_you_mean, likeness, nearest, suggest
from verifier.loading.remedies import HOW_LIKELY, day_meant
from verifier.loading.yaml import Document, Route
from verifier.model.proposition import KINDS
from verifier.model.shape import Shape

UNKNOWN_KEY = firm(
    "VF101",
    "unknown key",
    "A misspelt key would be ignored, and its value lost.",
    "Use one of the keys that this record has.",
)
MISSING_KEY = firm(
    "VF102", "missing key", "The record cannot be understood without it.", "Add the key."
)
WRONG_VALUE = firm(
    "VF103",
    "wrong value",
    "The value is not one that this key takes.",
    "Write what the message asks for; with `verifier schema` an editor tells what each key takes.",
)
NO_DATE = firm(
    "VF108",
    "not a date",
    "Dates are written as EDTF (ISO 8601-2), and must exist in the calendar.",
    "Write a day (2023-02-24), a month (2023-02) or an interval (2023-01-23/2023-01-29).",
)
CHECKS = (UNKNOWN_KEY, MISSING_KEY, WRONG_VALUE, NO_DATE)

R = TypeVar("R", bound=BaseModel)


class Found(Generic[R]):
    """A record of a file: its id, where it stands, and itself, or None where it is broken.

    One that is known to be sound is validated when somebody asks for it.
    """

    __slots__ = ("_model", "_record", "asked", "document", "id", "route")

    def __init__(
        self,
        document: Document,
        route: Route,
        record: R | None = None,
        *,
        id: str | None = None,
        model: type[R] | None = None,
    ) -> None:
        self.document = document
        self.route = route
        self.id = id
        self.asked = False
        self._record = record
        self._model = model

    @property
    def sound(self) -> bool:
        """Whether there is a record."""
        return self._record is not None or self._model is not None

    @property
    def record(self) -> R | None:
        """The record, None where it is broken. It is noted in `asked` that somebody read it."""
        self.asked = True
        if self._record is None and self._model is not None:
            value = self.document.value
            for part in self.route:
                value = value[part]
            self._record = self._model.model_validate(value)
        return self._record

    @property
    def kind(self) -> str:
        """The kind of record, which is the key of the list that it is in; `sources` of a source."""
        kind = str(self.route[0])
        return "sources" if kind == "source" else kind

    def span(self, *inside: str | int) -> Span:
        """The span of a value inside the record."""
        return self.document.span((*self.route, *inside))

    def part(self, words: str, *inside: str | int) -> Span:
        """The span of some words of a value that stands on one line, else that of the value."""
        span = self.span(*inside)
        if span.line == span.end_line:
            line = self.document.lines[span.line - 1]
            at = line.find(words, span.column - 1, span.end_column - 1) if words else -1
            if at >= 0:
                return replace(span, column=at + 1, end_column=at + 1 + len(words))
        return span


def closest(document: Document, span: Span, word: str, known: Iterable[str]) -> Edit | None:
    """The edit that puts a misspelt `word` at `span` right, where it is clearly like one known."""
    return correction(document, span, word, likeness(word, known).sure)


def correction(document: Document, span: Span, word: str, meant: str | None) -> Edit | None:
    """The edit that puts `meant` in the place of `word` at `span`, where nothing else is there."""
    if meant is None or span.line != span.end_line or span.line > len(document.lines):
        return None
    written = document.lines[span.line - 1][span.column - 1 : span.end_column - 1]
    for quote in ("", '"', "'"):
        if written == f"{quote}{word}{quote}":
            return Edit(span, f"{quote}{meant}{quote}")
    return None


def validate(
    document: Document, route: Route, value: Any, model: type[R], out: list[Diagnostic]
) -> Found[R]:
    """Validate `value` as `model`; what is wrong goes to `out`, and the record is then None."""
    id = value.get("id") if isinstance(value, dict) else None
    name = id if isinstance(id, str) else None
    try:
        return Found(document, route, model.model_validate(value), id=name)
    except ValidationError as error:
        out.extend(_explain(document, route, model, error))
        return Found(document, route, id=name)


def _explain(
    document: Document, base: Route, model: type[BaseModel], error: ValidationError
) -> Iterator[Diagnostic]:
    errors = _told_once(error.errors(include_url=False))
    missing = {
        (*base, *_in_file(e["loc"][:-1])): str(e["loc"][-1])
        for e in errors
        if e["type"] == "missing"
    }
    explained: set[tuple[Route, str]] = set()
    for item in errors:
        if item["type"] != "extra_forbidden":
            continue
        inside = tuple(item["loc"])
        route = (*base, *_in_file(inside))
        key = str(route[-1])
        known = _keys_at(model, inside[:-1])
        wanted = nearest(key, known)
        if wanted is not None and missing.get(route[:-1]) == wanted:
            explained.add((route[:-1], wanted))
        span = document.key_span(route)
        yield UNKNOWN_KEY.found(
            f"unknown key `{key}`",
            span,
            help=_spaced(key) or did_you_mean(wanted, _listed(known), word=key),
            fix=closest(document, span, key, known),
        )
    for item in errors:
        if item["type"] == "extra_forbidden":
            continue
        route = (*base, *_in_file(tuple(item["loc"])))
        if item["type"] == "missing":
            if (route[:-1], str(route[-1])) not in explained:
                yield _missing(document, route, _shape_at(model, item["loc"][:-1]))
        else:
            yield _wrong(document, route, item)


def _told_once(errors: list[Any]) -> list[Any]:
    """Without the lists that are too short for the sole reason that what is in them is wrong."""
    places = [item["loc"] for item in errors]
    return [
        item
        for item in errors
        if item["type"] != "too_short"
        or not any(
            place[: len(item["loc"])] == item["loc"] and place != item["loc"] for place in places
        )
    ]


def _missing(document: Document, route: Route, shape: Shape) -> Diagnostic:
    key, *above = reversed(route)
    inside = f" in `{above[0]}`" if above and isinstance(above[0], str) else ""
    choices = ", ".join(f"`{word}`" for word in shape.choices(str(key)))
    help = f"add it: one of {choices}" if choices else ""
    stem = document.path.rpartition("/")[2].partition(".")[0]
    if route == ("source", "id") and re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", stem):
        help = f"add `id: {stem}`"
    return MISSING_KEY.found(
        f"missing key `{key}`{inside}", headline(document, route[:-1]), help=help
    )


def headline(document: Document, route: Route) -> Span:
    """The first key of the mapping at `route`: the place where something is missing."""
    place = document.find(route)
    if place is not None and place.keys:
        return next(iter(place.keys.values())).span()
    return document.span(route)


def _wrong(document: Document, route: Route, item: Any) -> Diagnostic:
    key = next((part for part in reversed(route) if isinstance(part, str)), "file")
    kind, value = item["type"], item["input"]
    span = document.span(route)
    if value is None:
        help = "write a value; only a key that is not required can be left out"
        return WRONG_VALUE.found(f"`{key}` is empty", document.key_span(route), help=help)
    if kind == "edtf":
        return NO_DATE.found(f"`{key}`: {item['msg']}", span, help=day_meant(str(value)))
    if kind == "proposition":
        given = next(iter(value), "") if isinstance(value, dict) else ""
        return MISSING_KEY.found(
            f"`{key}` says no proposition",
            headline(document, route) if isinstance(value, dict) else span,
            help=suggest(given, KINDS, str(item["msg"])),
        )
    if kind in ("enum", "literal_error"):
        expected = _quoted(item["ctx"]["expected"])
        choice = ", ".join(f"`{word}`" for word in expected)
        return WRONG_VALUE.found(
            f"`{key}` cannot be `{_short(value)}`",
            span,
            help=suggest(str(value), expected, f"one of {choice}"),
            fix=closest(document, span, str(value), expected),
        )
    if kind == "missing_key":
        message = str(item["msg"])
        help = f"write {HOW_LIKELY}" if message.endswith("`likelihood`") else ""
        return MISSING_KEY.found(message, headline(document, route), help=help)
    if kind == "value_error":
        message = str(item["ctx"]["error"])
        return WRONG_VALUE.found(f"`{key}`: {message}", _named(document, route, message))
    help = next((words for end, words in _REMEDIES.items() if kind.endswith(end)), "")
    if isinstance(value, str):
        help = _meant(key, value, id=_said(kind, item) == _AN_ID) or help
    return WRONG_VALUE.found(f"`{key}`: {_said(kind, item)}", span, help=help)


def _named(document: Document, route: Route, message: str) -> Span:
    """The first key of the mapping at `route` that the message names, else its first key."""
    place = document.find(route)
    keys = (place and place.keys) or {}
    named = next((keys[word] for word in re.findall(r"\w+", message) if word in keys), None)
    return named.span() if named is not None else headline(document, route)


def _meant(key: str, value: str, *, id: bool) -> str:
    """The remedy that has what was written: the words or the number, or the id that they make."""
    if key == "likelihood" and _FRACTION.fullmatch(value):
        return f"write `likelihood: {{probability: {value}}}`"
    if key in WORDS:
        return f'write `{key}: {{phrase: "{value}"}}`'
    if key == "probability" and (percent := _PERCENT.fullmatch(value)):
        return f"write {float(percent[1]) / 100:g}"
    if id and value.isascii():
        made = "-".join(re.findall("[a-z0-9]+", value.casefold()))
        return f"write `{made}`" if made else ""
    return ""


_FRACTION = re.compile(r"0|1|0?\.[0-9]+|1\.0+")
_PERCENT = re.compile(r"([2-9]|[1-9][0-9]|100|[0-9]{1,2}(?:\.[0-9]+)?(?= ?%)) ?%?")
"""A whole number above 1 is one of a hundred; 1.5 may be a slip of 0.15, or of anything."""
WORDS = ("window", "likelihood")
"""Keys of which some write the words alone."""
_WORDS = {
    "string_type": "a text is wanted here",
    "string_too_short": "the text is empty",
    "tuple_type": "a list is wanted here",
    "list_type": "a list is wanted here",
    "dict_type": "a mapping is wanted here",
    "mapping_type": "a mapping is wanted here",
    "model_type": "a mapping is wanted here",
    "model_attributes_type": "a mapping is wanted here",
    "too_short": "too few items",
    "too_long": "too many items",
    "float_type": "a number is wanted here",
    "int_type": "a whole number is wanted here",
    "int_parsing": "a whole number is wanted here",
    "int_from_float": "a whole number is wanted here",
    "float_parsing": "a number is wanted here",
}
ITEMS = "write [one, two], or each item on a line of its own after `- `"
_REMEDIES = {
    "number": "write digits and a point, such as 0.7",
    "flag": "write `true` or `false`",
    "string_type": "write text, in quotes where it begins with a bracket or a brace",
    "string_too_short": "write a text between the quotation marks",
    "string_too_long": "write less; of a phrase, the words alone that say when or how likely",
    "tuple_type": ITEMS,
    "model_type": "write keys and values below, or in braces",
    "than_equal": "write a number within the bounds",
}
_AN_ID = "an id is lower-case letters and digits, joined by hyphens"
_PATTERNS = {
    "^[^./": "a file is named from its folder: no `..`, no `/` or `.` first, no `\\\\`, no `:`",
    "^https?": "an address begins with https:// or http:// and has no spaces",
    "^[a-z0-9]+(-": _AN_ID,
    "^[0-9a-f]{64}$": "a SHA-256 is 64 hexadecimal digits",
}


def _said(kind: str, item: Any) -> str:
    if kind == "string_pattern_mismatch":
        pattern = str(item["ctx"]["pattern"])
        return next((words for start, words in _PATTERNS.items() if pattern.startswith(start)), "")
    if kind == "string_too_long":
        return f"longer than {item['ctx']['max_length']} characters"
    if kind.endswith("than_equal"):
        return str(item["msg"]).replace("Input should be", "must be")
    return _WORDS.get(kind, str(item["msg"]))


def _quoted(expected: str) -> list[str]:
    return [word.strip(" '") for word in expected.replace(" or ", ", ").split(",")]


_MOST = 40  # characters of what was written: as many as show which value is meant


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else type(value).__name__
    return text if len(text) <= _MOST else text[: _MOST - 1] + "…"


_TAG = re.compile("<[a-z_]+>")


def _in_file(loc: tuple[str | int, ...]) -> Route:
    """The parts of a pydantic location that stand in the file: without tags of unions."""
    return tuple(part for part in loc if not (isinstance(part, str) and _TAG.fullmatch(part)))


def _keys_at(model: type[BaseModel], loc: tuple[str | int, ...]) -> list[str]:
    return sorted(_shape_at(model, loc).known)


def _shape_at(model: type[BaseModel], loc: tuple[str | int, ...]) -> Shape:
    shape = Shape((model,))
    for part in loc:
        if isinstance(part, str):
            shape = shape.tagged(part) if _TAG.fullmatch(part) else shape.inside(part)
    return shape


def _listed(keys: list[str]) -> str:
    return "the keys here are " + ", ".join(f"`{key}`" for key in keys)


def _spaced(key: str) -> str:
    """The help for a key that has swallowed its value, as in `{event:invasion}`."""
    name, colon, value = key.partition(":")
    return f"put a space after the colon: `{name}: {value}`" if colon and value else ""
