"""Questions that `verifier new` asks: how an answer is read, and what stands ready to answer it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from verifier.dataclass import dataclass
from verifier.diagnostics.suggest import suggest, there_are
from verifier.editing import namesakes
from verifier.editing.scaffold import unique
from verifier.loading.remedies import day_meant, new_term
from verifier.loading.yaml import read
from verifier.model.edtf import Dated
from verifier.model.ledger import Ledger
from verifier.model.record import LONGEST_ID
from verifier.rules import Rules

Answers = dict[str, Any]


class Unanswered(Exception):
    """An answer that cannot be taken, and why."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What answers are read against: the ledger, where it is, its rules, and the day it is."""

    root: Path
    ledger: Ledger
    rules: Rules
    today: date

    def known(self, kind: str, id: str) -> str:
        """The id, where the ledger has it."""
        known = getattr(self.ledger, kind)
        if id in known:
            return id
        if kind == "forecasters":
            like = namesakes.did_you_mean(namesakes.near(id, known), known)
            told = f"; {like}" if like else "."
            hint = f'{told} New: verifier new forecaster --name "{id}" --kind person'
        else:
            hint = suggest(id, known, after="; ") or there_are(each for each in known if id in each)
        raise Unanswered(f"no {kind[:-1]} `{id}` in the ledger{hint}")


def _as_is(text: str, _: Desk, __: Answers) -> Any:
    return text


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to know: the option's name, what is asked, and how an answer is read.

    `guess` gives what an empty answer means; without one, and `required`, there must be an answer.
    `choices` are the words of which it must be one, with what each means. `told` says whether other
    answers tell it already, so that nothing is asked. `unread` is what to write where a guess found
    nothing.
    """

    name: str
    text: str
    required: bool = True
    many: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)
    guess: Callable[[Desk, Answers], Any] | None = None
    take: Callable[[str, Desk, Answers], Any] = _as_is
    told: Callable[[Answers], bool] | None = None
    unread: str = ""

    def read(self, text: str, desk: Desk, answers: Answers) -> Any:
        """The answer as a value; raises `Unanswered` with the reason where it cannot be one."""
        if self.choices and text not in self.choices:
            hint = suggest(text, self.choices, f"one of {', '.join(self.choices)}")
            raise Unanswered(f"`{text}` is not possible; {hint}")
        return self.take(text, desk, answers)


optional = partial(Question, required=False)
"""A question that may be left without an answer."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A record ready to be written, and under which key of which file.

    `attached` are the texts of the files that go with it, and `left` says what is still to be done.
    """

    file: str
    key: str
    record: Mapping[str, Any]
    attached: Mapping[str, str] = field(default_factory=dict)
    left: str = ""


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A kind of record that can be new."""

    questions: tuple[Question, ...]
    draft: Callable[[Desk, Answers], Draft]
    example: str


def dated(text: str, _: Desk, __: Answers) -> str:
    """A day or an interval, as it was written."""
    try:
        Dated.read(text)
    except ValueError as error:
        meant = day_meant(text)
        raise Unanswered(f"{error}{f'; {meant}' if meant else ''}") from None
    return text


def past(text: str, desk: Desk, answers: Answers) -> str:
    """A day or an interval that cannot lie ahead: what was said, published or known."""
    first = Dated.read(dated(text, desk, answers)).days.first
    if first is not None and first > desk.today:
        raise Unanswered(f"{text} is still to come; today is {desk.today}")
    return text


def refers(kind: str) -> Callable[[str, Desk, Answers], str]:
    """A reader of ids of one kind, which the ledger must have."""
    return lambda text, desk, _: desk.known(kind, text)


def expects(text: str, _: Desk, __: Answers) -> Any:
    """A proposition, as in a file."""
    return mapping(text, "{event: ground-offensive, place: ukraine}")


def words_or_mapping(text: str, _: Desk, __: Answers) -> Any:
    """Words as they are, or what stands in braces as in a file."""
    return mapping(text, "{probability: 0.6}") if text.startswith("{") else text


WINDOW_IN_FILE = "{narrow: ..., wide: ..., reason: ...}"
"""A window whose days somebody gives instead of words that are read."""


def mapping(text: str, example: str) -> dict[str, Any]:
    """What stands in braces, as in a file."""
    value = read("answer", text).value
    if not isinstance(value, dict):
        raise Unanswered(f"write it as in a file: {example}")
    return value


def fingerprint(text: str, _: Desk, __: Answers) -> dict[str, str]:
    """The name and the SHA-256 of a file."""
    try:
        data = Path(text).read_bytes()
    except OSError as error:
        raise Unanswered(f"{text} cannot be read: {error.strerror}") from None
    return {"file": Path(text).name, "sha256": hashlib.sha256(data).hexdigest()}


def kept(answers: Answers, *names: str) -> Answers:
    """The answers of those names that were given, in that order."""
    return {name: answers[name] for name in names if answers.get(name) not in (None, "", [])}


def new_id(answers: Answers, made: str, taken: Mapping[str, Any]) -> str:
    """The id that was given, which must be free, or the one made, numbered where it is taken."""
    id = answers.get("id") or made
    if not id:
        raise Unanswered("no id can be made of these letters; give one with --id")
    if answers.get("id") in taken:
        raise Unanswered(f"the id `{id}` is taken")
    return unique(id, taken)


def only_once(answers: Answers, same: Iterable[str]) -> None:
    """Refuse what records of these ids say already, unless an id of its own tells it apart."""
    known = next(iter(same), None)
    if known is not None and not answers.get("id"):
        raise Unanswered(
            f"`{known}` says the same and is in the ledger already: add to it in its file, or give "
            "an --id where this is another"
        )


def _id(text: str, _: Desk, __: Answers) -> str:
    if not re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", text) or len(text) > LONGEST_ID:
        raise Unanswered(
            f"an id is lower-case letters and digits, joined by hyphens, {LONGEST_ID} at most"
        )
    return text


ID = optional("id", "id (default: made of the answers)", take=_id)


def term(name: str) -> Callable[[str, Desk, Answers], str]:
    """Take a term of the vocabulary of that name."""

    def take(text: str, desk: Desk, _: Answers) -> str:
        vocabulary = getattr(desk.rules, name)
        if text in vocabulary:
            return text
        way, file = new_term(name, text), f"rules/{name}.yaml"
        like = suggest(text, vocabulary.terms, after="; ")
        raise Unanswered(f"`{text}` is not in {file}{f'{like} Else ' if like else '; '}{way}")

    return take
