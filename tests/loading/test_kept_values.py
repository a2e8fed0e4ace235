"""What is kept of values comes back as it was, whatever dataclass it is of."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, dataclass, field
from functools import cached_property
from typing import Any, Generic, TypeVar

import pytest

from verifier.pickles import pickled

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Narrow:
    """With slots alone; a constructor that ran again would show."""

    given: Any
    rest: tuple[Any, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "given", 2 * self.given)


@dataclass(frozen=True)
class Wide:
    """With whatever attributes, of which one is remembered."""

    given: int
    rest: tuple[Any, ...] = ()
    named: int = field(kw_only=True, default=3)

    def __post_init__(self) -> None:
        object.__setattr__(self, "given", 2 * self.given)

    @cached_property
    def more(self) -> int:
        """What is worked out once."""
        return self.given + 1


@dataclass(frozen=True, slots=True)
class Alone:
    """With one field."""

    given: int


@dataclass(frozen=True)
class Beneath(Alone):
    """Of another."""

    more: int = 5


@dataclass(frozen=True)
class Either(Generic[T]):
    """Of any kind."""

    given: T


@dataclass
class Open:
    """One that may change."""

    given: int


ONE = Narrow(1)
EACH = (Narrow((ONE,)), Wide(1, (ONE,), named=4), Alone(1), Beneath(1), Either("one"), Open(1))


@pytest.mark.parametrize("each", EACH, ids=lambda each: type(each).__name__)
def test_a_dataclass_comes_back_as_it_was(each: Any) -> None:
    """Of its own class and equal, though some of them are no more what they were given."""
    back = pickle.loads(pickled(each))
    assert type(back) is type(each)
    assert back == each


@pytest.mark.parametrize("each", EACH[:5], ids=lambda each: type(each).__name__)
def test_what_cannot_change_cannot_when_it_comes_back(each: Any) -> None:
    """Frozen is frozen."""
    with pytest.raises(FrozenInstanceError):
        pickle.loads(pickled(each)).given = 3


def test_what_was_remembered_is_worked_out_again() -> None:
    """What is kept are the fields."""
    wide = Wide(1)
    assert (wide.more, pickle.loads(pickled(wide)).more) == (3, 3)
    assert "more" not in vars(pickle.loads(pickled(wide)))


def test_what_was_one_is_one_again() -> None:
    """Twice the same comes back as twice the same, among others of its class."""
    one, same, other = pickle.loads(pickled((ONE, ONE, Narrow(2))))
    assert one is same
    assert (one, other) == (ONE, Narrow(2))
