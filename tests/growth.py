"""How the work grows with the input, in calls of functions: no busy machine changes that count."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType


def calls(work: Callable[[], object]) -> int:
    """How many functions `work` calls, written in Python or in C."""
    count = 0

    def counted(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def growth(work: Callable[[int], Callable[[], object]], size: int, times: int = 4) -> float:
    """By how much more the calls grow than the input, which is made `times` as large; 1 is linear.

    `work` prepares a piece of work of a size. What is made once is made before counting begins.
    """
    work(size)()
    return calls(work(times * size)) / calls(work(size)) / times
