"""Proposals that stand in comments below a source, and the text in which they count."""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any

from verifier.dataclass import dataclass
from verifier.editing.fmt import fmt, laid_out
from verifier.editing.questions import WINDOW_IN_FILE, Unanswered, mapping
from verifier.editing.scaffold import UNTIL_TAKEN, about, added, unique
from verifier.loading.checks.duplicates import told_apart, words_of
from verifier.loading.remedies import CLASSES, CLASSES_TOLD, phrases_like
from verifier.loading.yaml import read
from verifier.model.forecasts import ForecasterKind, Voice
from verifier.model.ledger import Ledger
from verifier.model.shape import SEEDS
from verifier.rules import Rules
from verifier.when import TimeConventions, parse_time
from verifier.words.likelihood import nearest_phrases, read_likelihood
from verifier.words.rules import LikelihoodRules


@dataclass(frozen=True, slots=True)
class Offer:
    """A proposal: where it stands (lines count from 0) and its lines as they are in the record.

    `record` is None where somebody broke it while it was a comment, and `stranger` the name and
    kind of a forecaster whom the ledger did not have, as the command beside their id gives them. A
    proposal without a claim has no `id` yet: it goes by its words, and so does what is to be set
    aside, whose `key` in the file is another.
    """

    id: str | None
    file: str
    first: int
    lines: tuple[str, ...]
    record: Mapping[str, Any] | None
    forecaster: str
    stranger: tuple[str, str] | None
    key: str = "forecasts"

    @property
    def place(self) -> str:
        """The file and the line with which it begins, above which its cues stand."""
        row = next(n for n, line in enumerate(self.lines) if _BEGINS.match(line))
        return f"{self.file}:{self.first + row + 1}"

    @property
    def handle(self) -> str:
        """The words by which it is asked for, which stay while other proposals are taken."""
        return self.id or about(self.forecaster, str((self.record or {}).get("quote") or ""))

    def begins_with(self, row: str) -> bool:
        """Whether it begins with this row of its file, in which the layout may have changed."""
        if self.id is not None:
            return re.match(rf"- id: {re.escape(self.id)}(?:\s|$)", row.strip()) is not None
        if not row.strip().startswith("- "):
            return False
        first = _record(self.file, [row.strip()])
        return first is not None and first.get("quote") == (self.record or {}).get("quote")

    def written(self, values: Mapping[str, Any]) -> Offer:
        """The proposal with values of its own for some keys; a new one stands behind the claim.

        An id of the old claim or forecaster goes with them, where `values` have another.
        """
        lines: list[str] = []
        left = dict(values)
        replaced = False
        for line in self.lines:
            if replaced and line.startswith("      "):
                # What stands below its key goes with the old value.
                continue
            lead, key = ("  - ", "id") if _ID.match(line) else ("    ", _key(line))
            replaced = key is not None and key in left
            if key is not None and replaced:
                lines.append(f"{lead}{_laid_out(key, left.pop(key))}")
            else:
                lines.append(line)
            if key == "claim":
                there = set(map(_key, self.lines))
                new = [
                    key for key in ("expects", "window", "likelihood") if key in left.keys() - there
                ]
                lines += [f"    {_laid_out(key, left.pop(key))}" for key in new]
        record = self.record and {**self.record, **values}
        return replace(self, id=str(values.get("id", self.id)), lines=tuple(lines), record=record)

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
_ID = re.compile(r"  - id:(?: (\S+))?(?:  #.*)?$")
_BEGINS = re.compile(r"  - \{?(?:id|quote):")
_HEADING = re.compile(r"(forecasts|set_aside):")
_KEY = re.compile(r"    ([a-z_]+):")
_FORECASTER = re.compile(r"    forecaster: (\S+)")
_STRANGER = re.compile(r'\s+# new: verifier new forecaster --name "(.+)" --kind (\S+)$')


def offers(name: str, text: str) -> Iterator[Offer]:
    """The proposals in a file's comments."""
    rows = text.split("\n")
    inside = [_inside(row) for row in rows]
    key = ""
    for number, line in enumerate(inside):
        # A heading is free of its `# ` once one below it is taken.
        heading = _HEADING.fullmatch(rows[number] if line is None else line)
        key = heading[1] if heading else key
        found = _ID.fullmatch(line or "")
        aside = key == "set_aside" and _BEGINS.match(line or "") is not None
        if found is None and not aside:
            continue
        end = number + 1
        while end < len(inside) and (inside[end] == "" or (inside[end] or "").startswith("    ")):
            end += 1
        while not inside[end - 1]:
            end -= 1
        first = number - _is_cue(inside[number - 1]) if number else number
        remarked = [line or "" for line in inside[first:end]]
        lines = tuple(_STRANGER.sub("", line) for line in remarked)
        if found is None:
            yield Offer(None, name, first, lines, _record(name, lines), "", None, key)
            continue
        who = next(filter(None, map(_FORECASTER.match, lines)), None)
        stranger = next(filter(None, map(_STRANGER.search, remarked)), None)
        if who is not None:
            new = (stranger[1], stranger[2]) if stranger else None
            yield Offer(found[1], name, first, lines, _record(name, lines), who[1], new)


def _key(line: str) -> str | None:
    found = _KEY.match(line)
    return found[1] if found else None


def _laid_out(key: str, value: Any) -> str:
    """A key with its value on one line."""
    if key == "id":
        return f"id: {value}"
    return (
        " ".join(laid_out({key: value}, SEEDS.inside("forecasts")))
        if isinstance(value, str)
        else f"{key}: {_flow(value)}"
    )


def _flow(value: Any) -> str:
    """A mapping as YAML on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(each)}" for key, each in value.items()) + "}"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)


def _inside(row: str) -> str | None:
    """What a comment says, None where the row is none."""
    found = _COMMENT.fullmatch(row)
    return None if found is None else (found[1] or "").rstrip()


def _is_cue(line: str | None) -> bool:
    return line is not None and line.startswith("  # ")


def _record(name: str, lines: Sequence[str]) -> Mapping[str, Any] | None:
    listed = read(name, "\n".join(lines)).value
    return listed[0] if isinstance(listed, list) and isinstance(listed[0], dict) else None


def completed(
    offer: Offer,
    proposed: Offer,
    used: Container[str],
    *,
    claim: str | None,
    window: str | None,
    likelihood: str | None,
    rules: Rules,
) -> Offer:
    """The proposal completed by what was given, and an id that is made of who claims what.

    `proposed` is how it stood before it was charged to somebody. Raises `Unanswered` where the
    claim or the likelihood is still to be written, or the `rules` cannot read the words given.
    """
    record = offer.record or {}
    values: dict[str, Any] = {}
    old = str(record.get("claim") or "")
    whole = claim or old
    if not whole:
        raise Unanswered(f"{offer.place}: no claim yet: write it there, or give it with --claim")
    if claim:
        values["claim"] = claim
    if record.get("expects") in (None, {"judged": old}):
        values |= {"expects": {"judged": whole}} if claim or not record.get("expects") else {}
    if window:
        values["window"] = _window(window, rules.time)
    if likelihood:
        values["likelihood"] = _likelihood(likelihood, rules.likelihood)
    elif not record.get("likelihood"):
        raise Unanswered(
            f"{offer.place}: no likelihood yet: write it there, or give it with --likelihood: "
            f"its words, a number, or a class: {CLASSES_TOLD}"
        )
    made = about(proposed.forecaster, old)
    own = offer.id is not None and not (offer.id == made or offer.id.startswith(f"{made}-"))
    if offer.id is None or (not own and (claim or offer.forecaster != proposed.forecaster)):
        made = about(offer.forecaster, whole)
        # The id that it has so far is given up.
        values["id"] = made if made == offer.id else unique(made, used)
    return offer.written(values) if values else offer


def _window(words: str, rules: TimeConventions) -> dict[str, Any]:
    """What was given for a window, as a record has it: in braces as in a file, or its words."""
    if words.startswith("{"):
        return mapping(words, WINDOW_IN_FILE)
    if parse_time(words, rules) is None:
        raise Unanswered(
            f"the rules read no time in `{words}`: give words that `verifier read` reads, or, as "
            f"in a file, {WINDOW_IN_FILE}"
        )
    return {"phrase": words}


def _likelihood(words: str, rules: LikelihoodRules) -> dict[str, Any]:
    """What was given for a likelihood, as a record has it: `70%`, `0.7`, a class, or its words."""
    if words in CLASSES:
        return {"class": words}
    try:
        number = Decimal(words.removesuffix("%")) / (100 if words.endswith("%") else 1)
    except InvalidOperation:
        if read_likelihood(words, rules=rules).readable:
            return {"phrase": words}
        near = nearest_phrases(words, rules)
        raise Unanswered(
            f"the rules read no likelihood in `{words}`: "
            + phrases_like(near, f"give a number, or a class: {', '.join(CLASSES)}")
        ) from None
    if not 0 <= number <= 1:
        raise Unanswered(f"`{words}` is no likelihood: from 0 to 1, or from 0% to 100%")
    return {"probability": float(number)}


def recorded(offer: Offer, ledger: Ledger) -> str | None:
    """The id of the forecast that has a proposal's words, and a claim that is not told apart.

    It stands in the same file; where both have words of time, they are the same.
    """
    record = offer.record or {}
    quote, claim = str(record.get("quote") or ""), str(record.get("claim") or "")
    words, time = words_of(quote), _phrase(record.get("window"))
    for known in ledger.forecasts.values():
        here = ledger.lines[("forecasts", known.id)][0] == offer.file
        if not here or not words or words_of(known.quote or "") != words:
            continue
        theirs = known.window.phrase if known.window else None
        other_time = time and theirs and words_of(theirs) != words_of(time)
        if not other_time and not told_apart(quote, claim, known.claim):
            return known.id
    return None


def _phrase(window: object) -> str | None:
    phrase = window.get("phrase") if isinstance(window, Mapping) else None
    return phrase if isinstance(phrase, str) else None


def taken(text: str, chosen: Sequence[Offer]) -> str:
    """The file's text in which the chosen proposals count, everything else as it stood.

    They stay in their place, and only where the list of their kind is elsewhere they move to its
    end. Once none is left, neither is what stands above them. A file that had the one layout has
    it still. Raises `ValueError` where no sound file is left.
    """
    name = chosen[0].file
    out = _taken(name, text, chosen)
    return fmt(name, out).text if fmt(name, text).text == text else out


def _taken(name: str, text: str, chosen: Sequence[Offer]) -> str:
    for key in ("forecasts", "set_aside"):
        wanted = [offer for offer in chosen if offer.key == key]
        if key == "set_aside":
            # Forecasts that moved may have moved these.
            wanted = [one for one in offers(name, text) if one.lines in {o.lines for o in wanted}]
        if not wanted:
            continue
        before = read(name, text).value
        if not isinstance(before, dict):
            raise ValueError(f"{name} cannot be read; `verifier check` shows why")
        out = _in_place(text, wanted, heading=key not in before)
        sound = _holds(read(name, out).value, before, wanted)
        text = out if sound else _moved(text, wanted)
    if any(offers(name, text)):
        return text
    over = {f"# {line}" for line in UNTIL_TAKEN}
    return "\n".join(row for row in text.split("\n") if row not in over)


def _in_place(text: str, chosen: Sequence[Offer], *, heading: bool) -> str:
    rows = text.split("\n")
    for offer in chosen:
        end = offer.first + len(offer.lines)
        rows[offer.first : end] = offer.lines
        if end < len(rows) and _inside(rows[end]) == "":
            rows[end] = ""
    key = f"{chosen[0].key}:"
    above = [n for n in range(chosen[0].first) if _inside(rows[n]) == key]
    if heading and above:
        rows[above[-1]] = key
    return "\n".join(rows)


def _holds(value: Any, before: Mapping[str, Any], chosen: Sequence[Offer]) -> bool:
    """Whether the file says what it said before, and has the chosen records besides."""
    key = chosen[0].key
    if not isinstance(value, dict) or not isinstance(value.get(key), list):
        return False
    wanted = [*(before.get(key) or []), *(offer.record for offer in chosen)]
    found = value[key]
    same = {**value, key: None} == {**before, key: None}
    return same and len(found) == len(wanted) and all(record in found for record in wanted)


def _moved(text: str, chosen: Sequence[Offer]) -> str:
    rows = text.split("\n")
    for offer in reversed(chosen):
        del rows[offer.first : offer.first + len(offer.lines)]
    out = "\n".join(rows)
    for offer in chosen:
        lines = [line[4:] for line in offer.lines if not _is_cue(line)]
        out = added(offer.file, out, offer.key, lines)
    return out
