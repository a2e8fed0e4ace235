"""Whether two forecasters differ, by a permutation test: no distribution is assumed.

Were two forecasters equally good, each shared question might as well have gone to either of them:
the sign of every difference could be the other one. How often signs at random put the sum as far
from 0 is the p-value (Fisher 1935). It is exact for few questions. For many, signs are drawn from
a fixed seed until enough draws were as far (Besag & Clifford 1991): both ways a p-value of at most
5 % comes in at most 5 % of cases where there is no difference.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import repeat
from math import fsum
from operator import getitem
from random import Random

EXACT = 24
"""So many differences have two halves of 4,096 sums each, whose pairs are counted at once."""
DRAWS = 9_999
"""The least p-value by drawing is 1 in 10,000: that of few pairs among some hundred (Holm)."""
ENOUGH = 20
"""With so many draws as far, the p-value is known to about a fifth of itself."""
_SEED = 1935
"""The year of Fisher's test; any other would do."""
_LOST = 1e-9
"""Sums that differ by so small a part are equal but for what computing loses."""


def permutation_chance(*, differences: Sequence[float]) -> float:
    """How likely a sum of differences as far from 0 is where signs are random: a p-value, above 0.

    By hand: of the eight signs of 1, 2 and 3 the sums 6 and -6 are as far as theirs.

    >>> permutation_chance(differences=[1, 2, 3])
    0.25
    >>> permutation_chance(differences=[])
    1.0
    """
    held = sorted(abs(d) for d in differences if d)
    reach = abs(fsum(differences)) - _LOST * fsum(held)
    return 1.0 if reach <= 0 else _chance(tuple(held), reach)


# Two who differ differ alike by most of the schemes of a ledger.
@lru_cache(maxsize=1024)
def _chance(held: tuple[float, ...], reach: float) -> float:
    return _exact(held, reach) if len(held) <= EXACT else _drawn(held, reach)


def _exact(held: Sequence[float], reach: float) -> float:
    half = len(held) // 2
    one, other = sorted(_sums(held[:half])), _sums(held[half:])
    pairs = len(one) * len(other)
    # With each sum there is the one of all signs turned: as many are as far on the other side.
    far = 2 * (pairs - sum(map(bisect_left, repeat(one), [reach - s for s in other])))
    return far / pairs


def _sums(values: Iterable[float]) -> list[float]:
    """The sums of these with all signs."""
    sums = [0.0]
    for value in values:
        sums = [s + sign for s in sums for sign in (value, -value)]
    return sums


def _drawn(held: Sequence[float], reach: float) -> float:
    """Signs are drawn by the byte: each eight differences have their 256 sums ready."""
    tables = [_sums(held[n : n + 8]) for n in range(0, len(held), 8)]
    # What fewer than eight come to is there as often as a byte has signs to spare.
    tables = [table * (256 // len(table)) for table in tables]
    far, random = 0, Random(_SEED)  # noqa: S311  # nothing secret depends on it
    for draw in range(1, DRAWS + 1):
        total = sum(map(getitem, tables, random.randbytes(len(tables))))
        far += abs(total) >= reach
        if far == ENOUGH:
            return far / draw
    return (far + 1) / (DRAWS + 1)
