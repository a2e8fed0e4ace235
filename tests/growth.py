"""How the work grows with the input, in calls of functions: no busy machine changes that count."""

from __future__ import annotations

from collections.abc import Callable
from cProfile import Profile

from verifier.when import finding
from verifier.words import chains, likelihood

_READ = (
    chains.Passage.of,
    likelihood._likelihoods,
    likelihood._conditions,
    finding._found,
    finding._parsed,
)
"""What keeps what was read of the last texts, of which the larger holds the smaller."""


def calls(work: Callable[[], object]) -> int:
    """How many functions `work` calls, written in Python or in C, with no text read before."""
    for reading in _READ:
        reading.cache_clear()
    profile = Profile()
    profile.runcall(work)
    return sum(entry.callcount for entry in profile.getstats())


def growth(work: Callable[[int], Callable[[], object]], size: int, times: int = 4) -> float:
    """By how much more the calls grow than the input, which is made `times` as large; 1 is linear.

    `work` prepares a piece of work of a size. What is made once is made before counting begins.
    """
    work(max(1, size // 4))()
    return calls(work(times * size)) / calls(work(size)) / times
