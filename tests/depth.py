"""How deep a law is tried, where it is not as deep as most."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from inspect import Signature, signature
from itertools import product
from random import Random
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

Case = TypeVar("Case")
FULL = 100
"""Examples of most laws at full depth, as `.ci/run` tries them; the profile says how many now."""

# Timings say nothing about laws: there is no deadline, nor a check of how fast examples are made.
# Quick runs try a 25th of what CI tries, on other examples each time; what CI finds it must find
# again. `make test` leaves out cases of grids, too; pytest that is asked for a room tries them all.
_TIMELESS: dict[str, Any] = {
    "deadline": None,
    "suppress_health_check": [HealthCheck.too_slow],
}
settings.register_profile("dev", max_examples=FULL // 25, **_TIMELESS)
settings.register_profile("make", max_examples=FULL // 25, **_TIMELESS)
settings.register_profile("ci", max_examples=FULL, derandomize=True, database=None, **_TIMELESS)
settings.register_profile("thorough", max_examples=50 * FULL, **_TIMELESS)
_FEW, _LEAST = 3, 2
"""Three cases are not many, and mostly no two are alike; of more at least two are tried."""
_PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "dev")
settings.load_profile(_PROFILE)
QUICK = _PROFILE == "make"
"""Whether this is `make test`, which leaves to `.ci/run` what takes long."""
SLOW = "slow: `.ci/run` tries it"


def share(full: int) -> int:
    """So many at full depth, and in proportion at another; at least one.

    >>> share(FULL) == settings().max_examples
    True
    """
    return max(1, full * settings().max_examples // FULL)


def examples(full: int) -> settings:
    """So many examples at full depth, and in proportion at another."""
    return settings(max_examples=share(full))


def known(**case: Any) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """An example that is always tried at full depth, and at no other: each takes a second."""

    def decorate(test: Callable[..., None]) -> Callable[..., None]:
        return example(**case)(test) if share(FULL) >= FULL else test

    return decorate


def some(cases: Sequence[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Try a test on each of some costly cases at full depth, on others each time at another."""

    def decorate(test: Callable[..., None]) -> Callable[..., None]:
        # A case is not drawn twice, so as many draws as there are cases are all of them.
        return examples(len(cases))(given(st.sampled_from(cases))(test))

    return decorate


def part(cases: Iterable[Case], every: int = 29) -> list[Case]:
    """One of so many cases that are much alike, and all at full depth.

    Of a grid each 29th: a prime number, so that it is not cut along one of its sides.
    """
    return [*cases][:: 1 if share(FULL) >= FULL else every]


def tenth(name: str, cases: list[Case]) -> list[Case]:
    """A tenth of a grid, or two cases, where `make test` tries it, by a test's name; else all.

    They are drawn, so that no grid is cut along one of its sides.
    """
    if not QUICK or len(cases) <= _FEW:
        return cases
    drawn = Random(name).sample(range(len(cases)), max(_LEAST, len(cases) // 10))
    return [cases[n] for n in sorted(drawn)]


def grid(*sides: Iterable[Any]) -> list[Any]:
    """`itertools.product`, for a loop in a test, and a tenth of it as above.

    >>> len(grid("abc")), len(grid(range(30), range(10))) in {30, 300}
    (3, True)
    """
    cases = [*product(*sides)]
    return tenth(repr(cases), cases)


def each(names: str, cases: Iterable[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Try a test on all cases, and tell all that fail.

    What `parametrize` does, as one test: for grids of which a case takes less time than a test.

    >>> @each("n", [1, 2, 3])
    ... def is_odd(n: int) -> None:
    ...     assert n % 2
    >>> is_odd()
    Traceback (most recent call last):
        ...
    ExceptionGroup: 1 of 3 cases (1 sub-exception)
    """
    keys, all_cases = names.split(), list(cases)
    assert all_cases, "a test of no cases cannot fail"

    def decorate(test: Callable[..., None]) -> Callable[..., None]:
        chosen = tenth(f"{test.__module__}.{test.__name__}", all_cases)

        @wraps(test)
        def tried(**fixtures: Any) -> None:
            failed = []
            for case in chosen:
                values = case if len(keys) > 1 else (case,)
                try:
                    test(**fixtures, **dict(zip(keys, values, strict=True)))
                except BaseException as error:
                    error.add_note(f"case: {case}")
                    if not isinstance(error, AssertionError):
                        raise
                    failed.append(error)
            if failed:
                raise ExceptionGroup(f"{len(failed)} of {len(chosen)} cases", failed)

        known = signature(test).parameters
        assert set(keys) <= set(known)
        asked = [one for name, one in known.items() if name not in keys]
        tried.__signature__ = Signature(asked)  # type: ignore[attr-defined]
        return tried

    return decorate


slow = pytest.mark.skipif(QUICK, reason=SLOW)
"""Leave a test that takes half a second to `.ci/run`, and to who asks `pytest` for its room."""
deep = pytest.mark.skipif(share(FULL) < FULL, reason=SLOW)
"""Leave a test, or a case of one, whose work is long and cannot be parted to `.ci/run`."""


def thin(cases: Iterable[Any], every: int) -> list[Any]:
    """One of so many of `parametrize`'s cases, the first among them; `.ci/run` tries all.

    For cases that take long and go the same way through the program.
    """

    def left(case: Any) -> Any:
        return pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=deep)

    return [left(case) if n % every else case for n, case in enumerate(cases)]
