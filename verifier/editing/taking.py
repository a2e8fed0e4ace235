"""Proposals that stand in comments below a source, and the text in which they count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from verifier.editing.scaffold import added
from verifier.loading.yaml import read
from verifier.model.forecasts import ForecasterKind, Voice


@dataclass(frozen=True, slots=True)
class Offer:
    """A proposal: where it stands (lines count from 0) and its lines as they are in the record.

    `record` is None where somebody broke it while it was a comment, and `stranger` the name and
    kind of a forecaster whom the ledger did not have, as the command beside their id gives them.
    """

    id: str
    file: str
    first: int
    lines: tuple[str, ...]
    record: Mapping[str, Any] | None
    forecaster: str
    stranger: tuple[str, str] | None

    @property
    def place(self) -> str:
        """The file and the line of its id."""
        return f"{self.file}:{self.first + self.lines.index(f'  - id: {self.id}') + 1}"

    def by(self, forecaster: str, kind: ForecasterKind) -> Offer:
        """The proposal charged to somebody else, in the voice that goes with their kind."""
        voice = voice_of(str((self.record or {}).get("voice")), kind)
        lines = tuple(
            f"    forecaster: {forecaster}"
            if _FORECASTER.match(line)
            else f"    voice: {voice}"
            if line.startswith("    voice: ")
            else line
            for line in self.lines
        )
        record = self.record and {**self.record, "forecaster": forecaster, "voice": voice}
        return replace(self, lines=lines, record=record, forecaster=forecaster)


def voice_of(voice: str, kind: ForecasterKind) -> str:
    """The voice of a statement by somebody of that kind.

    >>> voice_of("outlet", ForecasterKind.PERSON), voice_of("quotation", ForecasterKind.READER)
    ('paraphrase', 'reader')
    """
    if kind.value in OWN_VOICES:
        return kind.value
    return Voice.PARAPHRASE.value if voice in OWN_VOICES else voice


OWN_VOICES = frozenset(kind.value for kind in ForecasterKind) & {voice.value for voice in Voice}
"""Those who are heard in one voice only: anonymous sources, outlets and readers."""


_COMMENT = re.compile(r"\s*#(?: (.*))?")
_ID = re.compile(r"  - id: (\S+)")
_FORECASTER = re.compile(r"    forecaster: (\S+)")
_STRANGER = re.compile(r'\s+# new: verifier new forecaster --name "(.+)" --kind (\S+)$')


def offers(name: str, text: str) -> Iterator[Offer]:
    """The proposals in a file's comments."""
    inside = [_inside(row) for row in text.split("\n")]
    for number, line in enumerate(inside):
        found = _ID.fullmatch(line or "")
        if found is None:
            continue
        end = number + 1
        while end < len(inside) and (inside[end] == "" or _deeper(inside[end])):
            end += 1
        while not inside[end - 1]:
            end -= 1
        first = number - _is_cue(inside[number - 1]) if number else number
        remarked = [line or "" for line in inside[first:end]]
        lines = tuple(_STRANGER.sub("", line) for line in remarked)
        who = next(filter(None, map(_FORECASTER.match, lines)), None)
        stranger = next(filter(None, map(_STRANGER.search, remarked)), None)
        if who is not None:
            new = (stranger[1], stranger[2]) if stranger else None
            yield Offer(found[1], name, first, lines, _record(name, lines), who[1], new)


def _inside(row: str) -> str | None:
    """What a comment says, None where the row is none."""
    found = _COMMENT.fullmatch(row)
    return None if found is None else (found[1] or "").rstrip()


def _deeper(line: str | None) -> bool:
    return line is not None and line.startswith("    ")


def _is_cue(line: str | None) -> bool:
    return line is not None and line.startswith("  # ")


def _record(name: str, lines: Sequence[str]) -> Mapping[str, Any] | None:
    listed = read(name, "\n".join(lines)).value
    return listed[0] if isinstance(listed, list) and isinstance(listed[0], dict) else None


def taken(text: str, chosen: Sequence[Offer]) -> str:
    """The file's text in which the chosen proposals count, everything else as it stood.

    They stay in their place, and only where the list of forecasts is elsewhere they move to its
    end. Raises `ValueError` where neither leaves a sound file.
    """
    name = chosen[0].file
    before = read(name, text).value
    if not isinstance(before, dict):
        raise ValueError(f"{name} cannot be read; `verifier check` shows why")
    out = _in_place(text, chosen, heading="forecasts" not in before)
    return out if _holds(read(name, out).value, before, chosen) else _moved(text, chosen)


def _in_place(text: str, chosen: Sequence[Offer], *, heading: bool) -> str:
    rows = text.split("\n")
    for offer in chosen:
        end = offer.first + len(offer.lines)
        rows[offer.first : end] = offer.lines
        if end < len(rows) and _inside(rows[end]) == "":
            rows[end] = ""
    above = [n for n in range(chosen[0].first) if _inside(rows[n]) == "forecasts:"]
    if heading and above:
        rows[above[-1]] = "forecasts:"
    return "\n".join(rows)


def _holds(value: Any, before: Mapping[str, Any], chosen: Sequence[Offer]) -> bool:
    """Whether the file says what it said before, and has the chosen forecasts besides."""
    if not isinstance(value, dict) or not isinstance(value.get("forecasts"), list):
        return False
    wanted = [*(before.get("forecasts") or []), *(offer.record for offer in chosen)]
    found = value["forecasts"]
    same = {**value, "forecasts": None} == {**before, "forecasts": None}
    return same and len(found) == len(wanted) and all(record in found for record in wanted)


def _moved(text: str, chosen: Sequence[Offer]) -> str:
    rows = text.split("\n")
    for offer in reversed(chosen):
        del rows[offer.first : offer.first + len(offer.lines)]
    out = "\n".join(rows)
    for offer in chosen:
        lines = [line[4:] for line in offer.lines if not _is_cue(line)]
        out = added(offer.file, out, "forecasts", lines)
    return out
