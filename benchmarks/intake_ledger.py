"""How well `verifier new source --from` finds what curators entered, by sentence.

    python benchmarks/intake_ledger.py PATH/TO/ARCHIVE [--misses]

Labels are our own ledger's: a sentence of an archived text counts as wanted where it holds a
quotation of a forecast or of a look-alike under `set_aside`. Recall is the share of wanted
sentences that were proposed, precision the share of proposed sentences that were wanted. The second
pair of figures is about forecasts alone, among the proposals that are not marked as look-alikes.
Quotations are found by their words: blanks and marks may differ.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from verifier.article.intake import propose
from verifier.article.proposal import Proposal
from verifier.article.sentences import Sentence, sentences
from verifier.loading import Loaded, load
from verifier.model.forecasts import SourceFile
from verifier.text.language import abbreviations

# A modifier letter that stands for an apostrophe is no part of a word here.
_WORD = re.compile(r"[^\W\u02bc]+")
ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence: whether it holds a forecast or a look-alike, and what was proposed of it."""

    source: str
    sentence: Sentence
    forecast: bool
    aside: bool
    proposal: Proposal | None

    @property
    def wanted(self) -> bool:
        """Whether curators entered anything of it."""
        return self.forecast or self.aside


def judged(loaded: Loaded, archive: Path) -> Iterator[Judged]:
    """Every sentence of every text of the ledger that is in `archive`."""
    assert loaded.ledger is not None
    for file in loaded.ledger.files:
        if file.source.archive is not None and (archive / file.source.archive.file).is_file():
            text = (archive / file.source.archive.file).read_text(encoding="utf-8")
            yield from _judged(loaded, file, text)


def _judged(loaded: Loaded, file: SourceFile, text: str) -> Iterator[Judged]:
    assert loaded.ledger is not None
    assert loaded.rules is not None
    found = propose(
        text,
        anchor=file.source.published.days,
        rules=loaded.rules,
        forecasters=loaded.ledger.forecasters,
    )
    by_start = {proposal.sentence.start: proposal for proposal in found}
    forecasts = list(_spans(text, (f.quote for f in file.forecasts if f.quote)))
    asides = list(_spans(text, (aside.quote for aside in file.set_aside)))
    for sentence in sentences(text, abbreviations=abbreviations("en")):
        yield Judged(
            file.source.id,
            sentence,
            _touches(sentence, forecasts),
            _touches(sentence, asides),
            by_start.get(sentence.start),
        )


def _spans(text: str, quotes: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Every place where the words of a quotation stand."""
    tokens = [(match[0], match.start(), match.end()) for match in _WORD.finditer(text)]
    words = [word for word, _, _ in tokens]
    for quote in quotes:
        wanted = _WORD.findall(quote)
        for at in range(len(words) - len(wanted) + 1):
            if words[at : at + len(wanted)] == wanted:
                yield tokens[at][1], tokens[at + len(wanted) - 1][2]


def _touches(sentence: Sentence, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < sentence.end and end > sentence.start for start, end in spans)


def rates(pairs: Sequence[tuple[bool, bool]]) -> tuple[float, float]:
    """Recall and precision of (wanted, proposed)."""
    right = sum(wanted and proposed for wanted, proposed in pairs)
    return right / sum(w for w, _ in pairs), right / sum(p for _, p in pairs)


def main() -> None:
    """Print the rates, and with --misses the sentences behind them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--misses", action="store_true", help="show what went wrong")
    options = parser.parse_args()
    rows = list(judged(load(ROOT), options.archive))
    every = [(row.wanted, row.proposal is not None) for row in rows]
    ahead = [(row.forecast, row.proposal is not None and row.proposal.why is None) for row in rows]
    print(f"{len(rows)} sentences, {sum(row.wanted for row in rows)} with something entered")
    for name, pairs in (("forecasts and look-alikes", every), ("forecasts alone", ahead)):
        recall, precision = rates(pairs)
        print(f"{name:<26} recall {recall:.3f}  precision {precision:.3f}")
    for row in rows if options.misses else ():
        if row.wanted != (row.proposal is not None):
            print(f"{'missed' if row.wanted else 'not wanted'}: {row.source}: {row.sentence.text}")


if __name__ == "__main__":
    main()
