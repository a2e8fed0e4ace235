"""Whether a sentence sets a threshold for a number, and what would settle that.

threshold = words that set one, directly before a number: "exceed 1.9 billion euros"
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from verifier.article.cues import Cues
from verifier.article.patterns import matches
from verifier.when import TimeReading

_NUMBER = re.compile(r"\s+[$€£]?(\d[\d,]*(?:\.\d+)?)(?:\s*([a-z]+))?", re.IGNORECASE)


def threshold(text: str, times: Iterable[TimeReading], known: Cues) -> str | None:
    """The criterion that fits, as a record has it but for the series; None without a threshold.

    >>> from verifier.article.cues import cues
    >>> threshold("The bill will exceed €1.9 billion.", (), cues())
    'reaches: <series>, above: 1900000000'
    """
    dated = {at for time in times for at in range(*time.span)}
    for kind in known.thresholds:
        for match in matches(kind.patterns, text):
            number = _NUMBER.match(text, match.end())
            if number is None or number.start(1) in dated:
                continue
            word = (number[2] or "").casefold()
            if word not in known.durations:
                power = known.scales.get(word, 0)
                value = Decimal(number[1].replace(",", "")).scaleb(power).normalize()
                return f"{kind.criterion}: <series>, {kind.bound}: {value:f}"
    return None
