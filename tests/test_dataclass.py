"""Dataclasses that are made later are those that Python makes at once."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from functools import cached_property
from typing import Any, ClassVar

import pytest

from verifier.dataclass import dataclass


def kinds(made: Callable[..., Any], **how: bool) -> tuple[Any, Any]:
    """A class and one that is derived from it, both made so."""

    @made(**how)
    class Above:
        """With a default, and what is worked out of what is given."""

        count: ClassVar[int] = 7
        given: int
        name: str = "none"

        def __post_init__(self) -> None:
            if self.given < 0:
                raise ValueError("below nothing")

        @property
        def more(self) -> int:
            """One more."""
            return self.given + 1

    @made(**how)
    class Below(Above):
        """With a list of its own, one field that does not count, and its own way to be told."""

        rest: list[int] = dataclasses.field(default_factory=list)
        aside: int = dataclasses.field(default=0, compare=False, hash=False)

        def __repr__(self) -> str:
            return f"<{self.given}>"

    return Above, Below


def tried(work: Callable[[], Any]) -> Any:
    """What comes of it, or what it raises."""
    try:
        return work()
    except (AttributeError, TypeError, ValueError) as error:
        return type(error).__name__


def told(above: Any, below: Any) -> list[Any]:
    """What can be seen of both classes."""
    one, other, deep = above(1), above(2, name="two"), below(1, "x", [3], aside=4)

    def assign(it: Any, name: str) -> Any:
        setattr(it, name, 9)
        return getattr(it, name)

    return [
        *map(repr, (one, other, deep, dataclasses.replace(other, given=3))),
        *(one == above(1), one == other, one == deep, deep == below(1, "x", [3], aside=5)),
        *(one != 1, below(1).rest is below(1).rest, one.more, above.count, deep.more),
        *(tried(lambda: hash(one) == hash(above(1))), tried(lambda: hash(deep) is not None)),
        *(tried(lambda: one < other), tried(lambda: min([other, one]) is one)),
        *(tried(lambda: above(-1)), tried(above), tried(lambda: below(1, 2, 3, 4, 5))),
        *(tried(lambda: assign(above(1), "given")), tried(lambda: assign(below(1), "rest"))),
        *(tried(lambda: hasattr(one, "__dict__")), tried(lambda: hasattr(deep, "__dict__"))),
        [[(f.name, f.type, f.compare) for f in dataclasses.fields(it)] for it in (above, deep)],
        [it.__match_args__ for it in (above, below)],
        [(it.__doc__, it.__qualname__, it.__module__) for it in (above, below)],
        dataclasses.asdict(deep),
        copy.deepcopy(deep) == deep,
    ]


@pytest.mark.parametrize("slots", [False, True])
@pytest.mark.parametrize("frozen", [False, True])
@pytest.mark.parametrize("more", [{}, {"order": True}, {"eq": False}])
def test_they_are_as_python_makes_them(*, slots: bool, frozen: bool, more: dict[str, bool]) -> None:
    how = {"slots": slots, "frozen": frozen, **more}
    assert told(*kinds(dataclass, **how)) == told(*kinds(dataclasses.dataclass, **how))


@pytest.mark.parametrize("asked", ["a field", "a method", "equality", "what it matches"])
def test_whoever_asks_first_finds_all_of_it(asked: str) -> None:
    above, below = kinds(dataclass, frozen=True, slots=True)
    first: dict[str, Callable[[], Any]] = {
        "a field": lambda: dataclasses.fields(below),
        "a method": lambda: below.__init__,
        "equality": lambda: below(1) == below(1),
        "what it matches": lambda: below.__match_args__,
    }
    first[asked]()
    assert repr(above(1)).endswith("Above(given=1, name='none')")
    assert below(1) == below(1)


@dataclass(frozen=True)
class Wide:
    """Of the module, with what is remembered."""

    given: int
    rest: tuple[int, ...] = dataclasses.field(default=(), repr=False)

    @cached_property
    def twice(self) -> int:
        """What is worked out once."""
        return 2 * self.given


@dataclass(frozen=True, slots=True)
class Narrow:
    """Of the module, with slots alone."""

    given: int
    wide: Wide


def test_they_come_back_from_a_pickle() -> None:
    held = Narrow(3, Wide(4, (5,)))
    assert held.wide.twice == 8
    assert pickle.loads(pickle.dumps(held)) == held
    assert repr(held) == "Narrow(given=3, wide=Wide(given=4))"
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'given'"):
        held.given = 4  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del held.given
