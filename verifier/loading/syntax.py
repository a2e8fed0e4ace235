"""What somebody did whose YAML cannot be parsed, told from libyaml's complaint and the text.

The parser says where it could not go on, which is often a line or more after the mistake, and in
its own terms. Each function below knows one family of its complaints.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any

import yaml
from yaml._yaml import CParser
from yaml.tokens import (
    AliasToken,
    AnchorToken,
    FlowMappingEndToken,
    FlowMappingStartToken,
    FlowSequenceEndToken,
    FlowSequenceStartToken,
    ScalarToken,
)

from verifier.dataclass import dataclass
from verifier.loading.yaml import BREAKS, starts

QUOTE_IT = "put the whole text in quotes"
_CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NO_SPACE = re.compile(r"\s*(?:- +)*(?P<key>[\w-]+):(?=[^\s:/])")
_NO_DASH_SPACE = re.compile(r"\s*-(?=[^\s-])")
_NO_COMMENT = re.compile(r"^\s*[^\s#]", re.MULTILINE)
_KEY_INSIDE = re.compile(r"\n\s*(?:- +)?[\w-]+:(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Said:
    """The mistake, in words; its line and columns, counted from 0; and the remedy."""

    message: str
    line: int
    start: int
    end: int
    help: str


@dataclass(frozen=True, slots=True)
class _Scene:
    """The complaint and where it was raised: at `line` and `column`, about `context_*`."""

    text: str
    lines: list[str]
    problem: str
    context: str
    line: int
    column: int
    context_line: int
    context_column: int

    @property
    def character(self) -> str:
        """The character at which the parser stopped."""
        return self.lines[self.line][self.column : self.column + 1]

    @property
    def opener(self) -> str:
        """The character at which what it was reading began."""
        return self.lines[self.context_line][self.context_column : self.context_column + 1]

    def here(self, message: str, help: str, width: int = 1) -> Said:
        """The mistake is where the parser stopped."""
        return Said(message, self.line, self.column, self.column + width, help)

    def there(self, message: str, help: str) -> Said:
        """The mistake is where that began which could not be read."""
        start = self.context_column
        return Said(message, self.context_line, start, start + 1, help)

    def rest(self, message: str, help: str) -> Said:
        """The mistake is the rest of the line at which the parser stopped."""
        end = max(len(self.lines[self.line].rstrip()), self.column + 1)
        return Said(message, self.line, self.column, end, help)


def explain(text: str, lines: list[str], error: yaml.YAMLError) -> Said:
    """The mistake behind `error`, raised while reading `text`."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return _control(text)
    context = getattr(error, "context_mark", None) or mark
    last = len(lines) - 1
    scene = _Scene(
        text,
        lines,
        str(getattr(error, "problem", "")),
        str(getattr(error, "context", "")),
        min(mark.line, last),
        # A text that ends with a line break ends on a line that it does not have.
        mark.column if mark.line <= last else len(lines[last]),
        min(context.line, last),
        context.column,
    )
    kinds = (_tab, _quotation, _directive, _first_character, _escape, _bracket, _colon, _layout)
    for known in kinds:
        said = known(scene)
        if said is not None:
            return said
    return scene.here(scene.problem, "check the indentation, the quotes and the colons")


def _control(text: str) -> Said:
    found = _CONTROL.search(text)
    before = BREAKS.split(text[: found.start()] if found else "")
    line, column = len(before) - 1, len(before[-1])
    return Said("a control character", line, column, column + 1, "remove it")


def _tab(scene: _Scene) -> Said | None:
    line = scene.lines[scene.line]
    blank = line[: len(line) - len(line.lstrip())]
    if "\t" not in blank or scene.column > len(blank):
        if "cannot start any token" in scene.problem and scene.character == "\t":
            return scene.here("a tab where a blank is wanted", "write a space in its place")
        return None
    start = blank.index("\t")
    end = start + len(blank[start:]) - len(blank[start:].lstrip("\t"))
    return Said("a tab in the indentation", scene.line, start, end, "indent with spaces")


def _quotation(scene: _Scene) -> Said | None:
    if "unexpected end of stream" in scene.problem:
        return scene.there("a quotation mark that is never closed", "close the quotation")
    if scene.problem == "found unexpected document indicator":
        shown = scene.lines[scene.line][:3]
        help = "close the quotation above, or indent the line if it belongs to it"
        return scene.rest(f"`{shown}` inside a text in quotation marks ends the document", help)
    if not scene.problem.startswith("did not find expected"):
        return None
    token = _token_before(scene)
    if not isinstance(token, ScalarToken) or token.style not in ("'", '"'):
        return None
    start, end = token.start_mark, token.end_mark
    if scene.text[end.index : _offset(scene)].strip(" "):
        return None
    if _KEY_INSIDE.search(scene.text[start.index : end.index]):
        message = "a quotation mark that is never closed"
        return Said(message, start.line, start.column, start.column + 1, "close the quotation")
    if scene.character in "\"'":
        return None
    inside = '`\\"`' if token.style == '"' else "`''`"
    return scene.rest(
        "text after the closing quotation mark",
        f"write {inside} for a quotation mark inside the text, or use the other kind around it",
    )


def _token_before(scene: _Scene) -> Any:
    """The last token with characters of its own before the place where the parser stopped."""
    following = CParser(scene.text).get_token
    offset, last = _offset(scene), None
    try:
        while (token := following()) is not None and token.start_mark.index < offset:
            if token.end_mark.index > token.start_mark.index:
                last = token
    except yaml.YAMLError:
        pass
    return last


def _offset(scene: _Scene) -> int:
    """The index in the text of the place where the parser stopped."""
    return starts(scene.text, scene.lines)[scene.line] + scene.column


def _directive(scene: _Scene) -> Said | None:
    """A line that begins with `%`, and after it no document."""
    if "expected <document start>" not in scene.problem:
        return None
    before = [number for number in range(scene.line + 1) if scene.lines[number].strip()]
    if not before or not scene.lines[before[0]].startswith("%"):
        return None
    line = next((n for n in reversed(before) if scene.lines[n].startswith("%")), before[0])
    width = len(scene.lines[line].rstrip())
    return Said("a directive before no document", line, 0, width, "remove it: no file needs one")


_MEANS = {
    "*": "an alias",
    "&": "an anchor",
    "|": "a text on the lines below",
    ">": "a text on the lines below",
    "%": "a directive",
    "?": "a key",
    "!": "a tag",
}


def _first_character(scene: _Scene) -> Said | None:
    """A plain text that begins with a character that YAML keeps for itself."""
    if "cannot start any token" in scene.problem:
        return _reserved(scene.here, scene.character)
    scanned = ("while scanning an a", "while scanning a directive", "while scanning a tag")
    if scene.context.startswith(scanned):
        return _reserved(scene.there, scene.opener)
    if scene.context == "while scanning a block scalar":
        return _reserved(scene.there, scene.opener)
    if scene.problem.startswith("mapping keys are not allowed"):
        return _reserved(scene.here, "?")
    if scene.problem.startswith("block sequence entries are not allowed"):
        return scene.here(
            "a list that begins on the line of its key",
            "begin the list on the next line; put a text that begins with `-` in quotes",
        )
    token = _token_before(scene) if scene.problem == "did not find expected key" else None
    if token is None or (token.end_mark.line != scene.line and not isinstance(token, AnchorToken)):
        return None
    if isinstance(token, (AliasToken, AnchorToken)):
        start, sign = token.start_mark, scene.text[token.start_mark.index]
        message = f"`{sign}` begins {_MEANS[sign]}"
        return Said(message, start.line, start.column, start.column + 1, QUOTE_IT)
    if isinstance(token, (FlowMappingEndToken, FlowSequenceEndToken)):
        if scene.character in "]}":
            return scene.here("a bracket too many", "remove it")
        return scene.rest("text after a closing bracket", QUOTE_IT)
    return None


def _reserved(place: Any, character: str) -> Said:
    means = _MEANS.get(character)
    shown = "a backtick" if character == "`" else f"`{character}`"
    message = f"{shown} begins {means}" if means else f"{shown} cannot begin a text"
    said: Said = place(message, QUOTE_IT)
    return said


def _escape(scene: _Scene) -> Said | None:
    if scene.context != "while parsing a quoted scalar":
        return None
    line = scene.lines[scene.line]
    start = line.rfind("\\", 0, scene.column + 1)
    message = f"`{line[start : start + 2]}` is not a character"
    help = "write `\\\\` for a backslash, or use single quotes"
    return Said(message, scene.line, start, start + 2, help)


def _bracket(scene: _Scene) -> Said | None:
    if scene.problem == "did not find expected node content":
        if _offset(scene) >= len(scene.text.rstrip()) and (left := _left_open(scene)) is not None:
            begun = scene.text[left.index]
            return Said(
                f"`{begun}` is never closed", left.line, left.column, left.column + 1, "close it"
            )
        if not scene.character.strip():
            return scene.here("nothing where a value is wanted", "write the value")
        return scene.here(f"`{scene.character}` where a value is wanted", QUOTE_IT)
    if not scene.context.startswith("while parsing a flow"):
        return None
    if _apart_from_its_key(scene):
        help = "write the key and its colon on one line, or put the whole text in quotes"
        return scene.here("a colon whose key does not stand before it on its line", help)
    opener, closer = scene.opener, _CLOSERS.get(scene.opener, "")
    if scene.character and scene.character in "]}":
        return scene.here(f"`{opener}` is closed by `{scene.character}`", "use the bracket's twin")
    inside = scene.line == scene.context_line or (
        _indent(scene.lines[scene.line]) > _indent(scene.lines[scene.context_line])
    )
    closed = any(closer in line for line in scene.lines[scene.context_line : scene.line + 1])
    if inside and closed and _offset(scene) < len(scene.text.rstrip()):
        return scene.here("no comma between two entries", "separate the entries by commas")
    return scene.there(f"`{opener}` is never closed", "close it")


def _apart_from_its_key(scene: _Scene) -> bool:
    """Whether the parser stopped at a colon inside brackets whose key begins further up."""
    if scene.character != ":" or scene.line == scene.context_line:
        return False
    line, closer = scene.lines[scene.line], _CLOSERS.get(scene.opener, "")
    rest = line[scene.column :]
    # A key that stands alone on its line below an open bracket tells that this was never closed.
    closed = rest.count(closer) > rest.count(scene.opener)
    return closed or not line[: scene.column].strip()


def _left_open(scene: _Scene) -> Any:
    """Where the innermost bracket begins that is still open where the parser stopped."""
    following, open_ones = CParser(scene.text).get_token, []
    with suppress(yaml.YAMLError):
        while (token := following()) is not None:
            if isinstance(token, (FlowMappingStartToken, FlowSequenceStartToken)):
                open_ones.append(token.start_mark)
            elif isinstance(token, (FlowMappingEndToken, FlowSequenceEndToken)) and open_ones:
                open_ones.pop()
    return open_ones[-1] if open_ones else None


_CLOSERS = {"[": "]", "{": "}"}


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _colon(scene: _Scene) -> Said | None:
    """A colon too many, too few, or without its space."""
    if scene.problem.startswith("could not find expected ':'"):
        return _keyless(scene, scene.context_line)
    if not scene.problem.startswith("mapping values are not allowed"):
        return None
    token = _token_before(scene)
    first = token.start_mark.line if isinstance(token, ScalarToken) else scene.line
    if first == scene.line:
        return scene.here("a colon inside a text without quotes", QUOTE_IT)
    begun = scene.lines[first]
    if _NO_DASH_SPACE.match(begun) or not begun[: token.start_mark.column].strip(" -"):
        return _keyless(scene, first)
    line = scene.lines[scene.line]
    start = _indent(line)
    return Said(
        "a line that is indented deeper than its neighbours",
        scene.line,
        start,
        max(len(line.rstrip()), start + 1),
        "begin all keys of a mapping in one column",
    )


def _keyless(scene: _Scene, number: int) -> Said:
    """A line that should have been a key and a value."""
    line = scene.lines[number]
    if found := _NO_SPACE.match(line):
        colon = found.end() - 1
        return Said("no space after the colon", number, colon, colon + 1, "put a space there")
    if found := _NO_DASH_SPACE.match(line):
        dash = found.end() - 1
        return Said("no space after the dash", number, dash, dash + 1, "put a space there")
    start = len(line) - len(line.lstrip())
    return Said(
        "a line without a key",
        number,
        start,
        max(len(line.rstrip()), start + 1),
        "write `key: value`; indent what continues the text above",
    )


def _layout(scene: _Scene) -> Said | None:
    if scene.problem == "did not find expected key" or "expected <document start>" in scene.problem:
        token = _token_before(scene)
        if isinstance(token, ScalarToken) and token.plain:
            between = scene.text[token.end_mark.index : _offset(scene)]
            if "#" in between and not _NO_COMMENT.search(between):
                message = "a text that goes on after a comment"
                return scene.rest(message, "put the comment elsewhere, or a key before the text")
    if "expected '-' indicator" in scene.problem:
        return scene.rest(
            "a line that is no item of the list above",
            "begin the item with `- `, or indent the line to where the item's text begins",
        )
    if scene.problem == "did not find expected key":
        if scene.lines[scene.line][scene.column :].startswith("- "):
            return scene.rest("an item of a list among keys", _valued(scene))
        message = "a line whose indentation fits no line above"
        return scene.rest(message, "begin all keys of a mapping in one column")
    if "expected <document start>" in scene.problem:
        return scene.rest("text after the end of the document", "remove it, or fix what precedes")
    return None


def _valued(scene: _Scene) -> str:
    """What to do with the value of a key that has a list below it, too."""
    line = scene.lines[scene.line]
    above = [n for n in range(scene.line) if not _NOTHING.match(scene.lines[n])]
    found = _KEY_AND_VALUE.match(scene.lines[above[-1]]) if above else None
    if found is None or len(found["margin"]) > len(line) - len(line.lstrip()):
        return "put the list below a key that has no value of its own"
    value, key = found["value"], found["key"]
    return f"remove `{value}` after `{key}:` on line {above[-1] + 1}: the list below is its value"


_NOTHING = re.compile(r"\s*(?:#|$)")
_KEY_AND_VALUE = re.compile(r"(?P<margin>\s*)(?P<key>[\w-]+):\s+(?P<value>[^\s#].*?)\s*(?:\s#.*)?$")
