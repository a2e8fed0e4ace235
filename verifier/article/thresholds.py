"""Whether a sentence sets a threshold for a number, and what would settle that.

threshold = words that set one, directly before a number: "exceed 1.9 billion euros"
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from verifier.article.cues import Cues
from verifier.article.patterns import matches
from verifier.text.language import denials

# What a threshold becomes where its clause is denied; what is not to stay has none.
_DENIED = {
    ("reaches", "above"): ("stays", "at_most"),
    ("reaches", "at_least"): ("stays", "below"),
    ("reaches", "at_most"): ("stays", "above"),
    ("reaches", "below"): ("stays", "at_least"),
    ("range", "above"): ("range", "at_most"),
    ("range", "at_least"): ("range", "below"),
    ("range", "at_most"): ("range", "above"),
    ("range", "below"): ("range", "at_least"),
}
_CLAUSE = re.compile(r"[;:.]\s")
_NUMBER = re.compile(r"\s+[$€£]?(\d[\d,]*(?:\.\d+)?)(?:\s*([a-z]+))?", re.IGNORECASE)


def threshold(text: str, times: Iterable[str], known: Cues) -> str | None:
    """The criterion that fits, as a record has it but for the series; None without a threshold.

    `text` is the claim, where there is one: what is "not expected to rise above 5 percent" is
    claimed to rise above it, and its words of likelihood deny that. `times` are the words of time.

    >>> from verifier.article.cues import cues
    >>> threshold("The bill will exceed €1.9 billion.", (), cues())
    'reaches: <series>, above: 1900000000'
    >>> threshold("It will not cost more than 999 euros.", (), cues())
    'stays: <series>, at_most: 999'
    """
    begins = ((text.find(time), len(time)) for time in times)
    dated = {at for start, length in begins if start >= 0 for at in range(start, start + length)}
    for kind in known.thresholds:
        for match in matches(kind.patterns, text):
            number = _NUMBER.match(text, match.end())
            if number is None or number.start(1) in dated:
                continue
            word = (number[2] or "").casefold()
            if word not in known.durations:
                told: tuple[str, str] | None = (kind.criterion, kind.bound)
                clause = _CLAUSE.split(text[: match.start()])[-1]
                # Words that deny and belong to the threshold stand in it.
                if denials("en").search(clause) and not any(matches(known.no_denials, clause)):
                    told = _DENIED.get((kind.criterion, kind.bound))
                if told is None:
                    return None
                power = known.scales.get(word, 0)
                value = Decimal(number[1].replace(",", "")).scaleb(power).normalize()
                return f"{told[0]}: <series>, {told[1]}: {value:f}"
    return None
