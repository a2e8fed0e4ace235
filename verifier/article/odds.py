"""Odds that end what they are of: "the port could close, but I'd put it at one in ten".

A number beside weaker words is how likely it is said to be; the words only lead up to it.
"""

from __future__ import annotations

import re

from verifier.article.phrasing import Phrasing
from verifier.article.wording import denies
from verifier.rules import Rules
from verifier.words.likelihood import find_likelihoods, read_likelihood

_P = Phrasing("odds")


def odds_alone(text: str, rules: Rules) -> re.Match[str] | None:
    """Where a clause that only gives the odds of what stands before it ends `text`, `odds` in it.

    >>> from pathlib import Path
    >>> from verifier.loading.rules import load_rules
    >>> rules = load_rules(Path("nowhere"), [], {})
    >>> for text in ("Possible, but I'd put it at one in ten.", "It could fall, say traders."):
    ...     found = odds_alone(text, rules)
    ...     print(found and (text[: found.start()], found["odds"]))
    ('Possible', 'one in ten')
    None
    """
    found = _P.alone.search(text)
    read = found and read_likelihood(found["odds"], rules=rules.likelihood)
    return found if read and read.readable else None


def leads_up(weaker: str, odds: re.Match[str], rules: Rules) -> bool:
    """Whether the odds are surely of what the words before them say happens.

    A risk that is not said to be "of that" may be of the contrary: "It could hold, but the risk is
    10%". So may any odds beside words that deny.

    >>> from pathlib import Path
    >>> from verifier.loading.rules import load_rules
    >>> rules = load_rules(Path("nowhere"), [], {})
    >>> odds = odds_alone("but the chance is 10%", rules)
    >>> for weaker in ("It could fall", "It won't fall", "It will hardly fall"):
    ...     print(leads_up(weaker, odds, rules))
    True
    False
    False
    """
    said = find_likelihoods(weaker, rules=rules.likelihood)
    denied = denies(weaker) or any(one.negated or not one.readable for one in said)
    return not denied and (odds["risk"] is None or odds["of"] is not None)
