"""An article that `verifier new source --from` reads, and who proposes of it."""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from verifier.dataclass import dataclass
from verifier.editing.questions import Desk, Unanswered

if TYPE_CHECKING:
    from verifier.article.proposal import Proposal


@dataclass(slots=True)
class Article:
    """The text of an article; `others` is the JSON of another proposer, who is named in `by`."""

    path: Path
    text: str
    others: str | None = None
    by: str | None = None
    refused: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, path: Path, proposals: Path | None, command: str | None) -> Article:
        """Read the article, and what others propose of it; raises `Unanswered` with the reason."""
        from verifier.article.documents import Unreadable, text_of

        try:
            text = text_of(_bytes(path))
        except Unreadable as error:
            raise Unanswered(f"{path}: {error}") from None
        if proposals is not None:
            return cls(path, text, _text(proposals), by=proposals.name)
        if command is not None:
            return cls(path, text, output_of(command, text), by=command)
        return cls(path, text)

    @property
    def name(self) -> str:
        """The file, and who proposes of it."""
        return f"{self.path.name} by {self.by}" if self.by else self.path.name

    def proposals(
        self, published: str, desk: Desk, author: str | None = None
    ) -> Sequence[Proposal]:
        """The proposals; what was refused, and what to look at, is said."""
        from verifier.model.edtf import Dated

        anchor = Dated.read(published).days
        if not anchor.bounded:
            raise Unanswered("--published: a day, or an interval with two ends, is wanted")
        known = desk.ledger.forecasters
        if self.others is None:
            from verifier.article.cues import cues
            from verifier.article.grammar import available, by_parser
            from verifier.article.intake import propose

            grammar = by_parser(cues()) if available() else None
            return propose(
                self.text,
                anchor=anchor,
                rules=desk.rules,
                forecasters=known,
                grammar=grammar,
                author=author,
            )
        from verifier.article.proposers import judged, read_proposals

        try:
            file = read_proposals(self.others)
        except ValueError as error:
            raise Unanswered(f"{self.by}: {error}") from None
        found = judged(file, self.text, anchor=anchor, rules=desk.rules, forecasters=known)
        for said in found.refused:
            print(f"refused: {self.by}: {said}", file=sys.stderr)
        for said in found.warnings:
            print(f"warning: {self.by}: {said}", file=sys.stderr)
        self.refused[:] = found.refused
        return found.proposals


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Unanswered(f"{path} cannot be read: {error.strerror}") from None


def _text(path: Path) -> str:
    try:
        return _bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unanswered(f"{path} is not UTF-8 text: save it as UTF-8") from None


def output_of(command: str, text: str) -> str:
    """What a command prints that is given the article; raises `Unanswered` where it fails."""
    try:
        words = shlex.split(command)
        # The command is the user's own, as they typed it.
        ran = subprocess.run(words, input=text.encode(), capture_output=True, check=False)  # noqa: S603
        out = ran.stdout.decode("utf-8")
    except (OSError, ValueError) as error:
        raise Unanswered(f"--propose-with {command}: {error}") from None
    if ran.returncode:
        why = ran.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
        raise Unanswered(
            f"--propose-with {command}: it ended with {ran.returncode} {' '.join(why)}"
        )
    return out
