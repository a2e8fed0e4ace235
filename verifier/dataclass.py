"""Dataclasses whose methods are made when one of them is first asked for.

To make them takes half a millisecond for a class, and of the hundreds that a command imports most
are never used.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import FrozenInstanceError, fields
from dataclasses import dataclass as made
from typing import TYPE_CHECKING, Any, NoReturn

__all__ = ["dataclass"]

_TOLD = ("__dataclass_fields__", "__dataclass_params__", "__match_args__", "__init__", "__repr__")
_EQUAL = ("__eq__", "__hash__")
_ORDER = ("__lt__", "__le__", "__gt__", "__ge__")


class _Later:
    """Stands for what Python's own decorator makes of a class, until somebody asks for it."""

    def __init__(self, name: str, make: Callable[[], None]) -> None:
        self._name, self._make = name, make

    def __get__(self, it: object, kind: type) -> Any:
        self._make()
        return getattr(kind if it is None else it, self._name)


def _class(
    given: type, *, frozen: bool = False, slots: bool = False, eq: bool = True, order: bool = False
) -> type:
    """A class like the one that is given, which Python's own decorator gets to see later."""
    annotated = vars(given).get("__annotations__", {})
    names = [name for name, it in annotated.items() if "ClassVar" not in str(it)]
    left = {"__dict__", "__weakref__", *names}
    space = {name: it for name, it in vars(given).items() if name not in left}

    def make() -> None:
        made(given, frozen=frozen, eq=eq, order=order)
        for name in [name for name, it in vars(kind).items() if isinstance(it, _Later)]:
            setattr(kind, name, vars(given)[name])

    later = [*_TOLD, *(_EQUAL if eq else ()), *(_ORDER if order else ())]
    space |= {name: _Later(name, make) for name in later if name not in space}
    if frozen:
        space |= {"__setattr__": _refuse, "__delattr__": _refuse}
    if slots:
        above = {name for base in given.__mro__ for name in vars(base).get("__slots__", ())}
        space["__slots__"] = tuple(name for name in names if name not in above)
        if frozen and "__getstate__" not in space:
            space |= {"__getstate__": _values, "__setstate__": _restore}
    kind = type(given)(given.__name__, given.__bases__, space)
    kind.__qualname__ = given.__qualname__
    return kind


def _refuse(_: object, name: str, *__: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _values(it: Any) -> Sequence[Any]:
    return [getattr(it, field.name) for field in fields(it)]


def _restore(it: Any, values: Sequence[Any]) -> None:
    for field, value in zip(fields(it), values, strict=True):
        object.__setattr__(it, field.name, value)


if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(given: type | None = None, **how: bool) -> Any:
        """Python's own `dataclass`, with those of its options that there are here."""
        return _class(given, **how) if given is not None else lambda it: _class(it, **how)
