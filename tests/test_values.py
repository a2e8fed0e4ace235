"""Dataclasses of ours do what those of `dataclasses` do."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field
from typing import Any

import pytest

from verifier import values

PARAMETERS: dict[str, dict[str, bool]] = {
    "open": {},
    "frozen": {"frozen": True},
    "slots": {"slots": True},
    "frozen slots": {"frozen": True, "slots": True},
    "alone": {"frozen": True, "eq": False},
    "in order": {"frozen": True, "order": True},
}


class _Body:
    """What every class of the grid has."""

    first: Any
    second: Any = 2
    many: list[int] = field(default_factory=list, compare=False)
    last: Any = field(default=4, kw_only=True, repr=False)
    counted: int = field(default=0, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "counted", self.counted + 1)


def _of(decorator: Callable[..., Any], parameters: dict[str, bool], **more: Any) -> Any:
    """A new class, as if it were written out below the decorator."""
    own = {name: value for name, value in vars(_Body).items() if name != "__dict__"}
    own |= {name: copy.copy(own[name]) for name in ("many", "last", "counted")} | more
    own.pop("__weakref__", None)
    return decorator(**parameters)(type("Made", (), own | {"__qualname__": "Made"}))


def _try(work: Callable[[], Any]) -> Any:
    """What comes of it: a value, or the kind of an error and what it says."""
    try:
        return work()
    except (TypeError, AttributeError) as error:
        return type(error), str(error)


def _inside_itself(kind: Any) -> str:
    held: list[Any] = []
    held.append(kind(held))
    return repr(held[0])


ASKED: dict[str, Callable[[Any], Any]] = {
    "shown": lambda kind: repr(kind([1])),
    "shown inside itself": _inside_itself,
    "by name": lambda kind: (it := kind(second=3, first=1, last=9)) and (it.first, it.last),
    "too few": lambda kind: kind(),
    "too many": lambda kind: kind(1, 2, [], 3, 4, 5),
    "unknown": lambda kind: kind(1, other=2),
    "own list": lambda kind: kind(1).many is not kind(1).many,
    "equal": lambda kind: (kind(1) == kind(1), kind(1) == kind(2), kind(1) == 1),
    "equal but for": lambda kind: (kind(1, 2, [3]) == kind(1), kind(1, last=5) == kind(1)),
    "in a set": lambda kind: len({kind(1), kind(1), kind(2)}),
    "what counts in a set": lambda kind: len({kind(1, counted=4): 1, kind(1): 2}),
    "replaced": lambda kind: repr(dataclasses.replace(kind(1), second=8)),
    "set": lambda kind: setattr(kind(1), "first", 2),
    "deleted": lambda kind: delattr(kind(1), "first"),
    "before": lambda kind: kind(1) < kind(2),
    "fields": lambda kind: [f.name for f in dataclasses.fields(kind)],
    "as a dict": lambda kind: dataclasses.asdict(kind(1)),
    "copied": lambda kind: repr(copy.copy(kind([1]))),
    "copied with what is inside": lambda kind: repr(copy.deepcopy(kind([1]))),
    "matched": lambda kind: kind.__match_args__,
    "counted once": lambda kind: kind(1).counted,
}


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("named", PARAMETERS)
def test_ours_do_what_those_of_python_do(named: str, asked: str) -> None:
    """Whatever one asks of a class, both answer alike, errors among it."""
    ours, theirs = (
        _try(lambda kind=kind: ASKED[asked](kind))  # type: ignore[misc]
        for kind in (
            _of(decorator, PARAMETERS[named])
            for decorator in (values.dataclass, dataclasses.dataclass)
        )
    )
    assert ours == theirs


@pytest.mark.parametrize("slots", [True, False])
def test_what_is_frozen_takes_no_other_attribute(*, slots: bool) -> None:
    """Of one with slots Python 3.11 says so in words about types."""
    kind = _of(values.dataclass, {"frozen": True, "slots": slots})
    with pytest.raises(FrozenInstanceError, match="other"):
        kind(1).other = 2


@pytest.mark.parametrize("named", PARAMETERS)
def test_what_a_class_says_itself_stays(named: str) -> None:
    """Methods that are written out are not replaced."""
    said = {"__repr__": lambda _: "said", "__eq__": lambda *_: True, "__hash__": lambda _: 7}
    for decorator in (values.dataclass, dataclasses.dataclass):
        kind = _of(decorator, PARAMETERS[named], **said)
        assert (repr(kind(1)), kind(1) == kind(2), hash(kind(1))) == ("said", True, 7)


@values.dataclass(frozen=True, slots=True)
class Above:
    """With a field."""

    first: int


class Between(Above):
    """Without one of its own, and no dataclass."""

    __slots__ = ()


@values.dataclass(frozen=True, slots=True)
class Below(Between):
    """With one more."""

    second: int = 2


def test_a_class_has_what_it_has_of_others() -> None:
    """Through a class between the two that is none of ours."""
    assert Below(1) == Below(1, 2) != Below(1, 3)
    assert Between(1) != Above(1)
    assert repr(Below(5)) == "Below(first=5, second=2)"
    assert pickle.loads(pickle.dumps(Below(5, 6))) == Below(5, 6)
    with pytest.raises(FrozenInstanceError):
        Below(1).first = 3  # type: ignore[misc]


def test_who_calls_a_class_for_the_first_time_waits_once() -> None:
    """The second value is made by a method that Python compiled."""
    kind = _of(values.dataclass, {"frozen": True})
    late = kind.__init__
    kind(1)
    assert kind.__init__ is not late
