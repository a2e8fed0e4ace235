"""Dataclasses whose methods are not compiled before they are called.

`dataclasses` compiles six methods for each class, which took a twentieth of what an edit costs: of
the 200 classes of a run most never make a value. Here all classes share what can be shared, and the
rest is made when it is first needed. What a class does is the same.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # noqa: PLC0414  # for others
else:

    def dataclass(
        kind: type | None = None,
        /,
        *,
        frozen: bool = False,
        slots: bool = False,
        eq: bool = True,
        order: bool = False,
    ) -> Any:
        """As `dataclasses.dataclass` with these parameters.

        >>> @dataclass(frozen=True)
        ... class Place:
        ...     name: str
        >>> Place("Kyiv") == Place(name="Kyiv"), Place("Kyiv")
        (True, Place(name='Kyiv'))
        """

        def made(kind: type) -> type:
            if order:
                return dataclasses.dataclass(frozen=frozen, slots=slots, eq=eq, order=True)(kind)
            return _made(kind, frozen=frozen, slots=slots, eq=eq)

        return made if kind is None else made(kind)


def is_frozen(kind: type) -> bool:
    """Whether it is a dataclass of values that do not change."""
    unchanging = kind.__dict__.get("__setattr__") is _refuse_setting
    return unchanging or getattr(kind.__dict__.get("__dataclass_params__"), "frozen", False)


def _made(kind: type, *, frozen: bool, slots: bool, eq: bool) -> type:
    own = {**kind.__dict__}
    kind = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(kind)
    methods: dict[str, Any] = {"__init__": _late(kind), "__repr__": _shown}
    if eq:
        names = [f.name for f in dataclasses.fields(kind) if f.compare]
        values = _values(names)
        methods |= {"__eq__": _equality(values), "__hash__": None}
        if frozen:
            hashed = [f.name for f in dataclasses.fields(kind) if f.compare and f.hash is not False]
            methods["__hash__"] = _hash(_values(hashed))
    if frozen:
        methods |= {"__setattr__": _refuse_setting, "__delattr__": _refuse_deleting}
        if slots:
            methods |= {"__getstate__": _state, "__setstate__": _restore}
    for name, method in methods.items():
        # Python itself puts an empty hash beside an equality.
        if own.get(name) is None:
            setattr(kind, name, method)
    return kind


def _late(kind: type) -> Callable[..., None]:
    """An `__init__` that is made when it is first called."""

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:  # noqa: N807
        become = {name: getattr(kind, name) for name in ("__post_init__",) if hasattr(kind, name)}
        fields: Any = [(f.name, Any, f) for f in dataclasses.fields(kind)]
        frozen = is_frozen(kind)
        made: Any = dataclasses.make_dataclass(
            kind.__name__, fields, repr=False, eq=False, frozen=frozen, namespace=become
        )
        kind.__init__ = made.__init__  # type: ignore[misc]
        made.__init__(self, *args, **kwargs)

    return __init__


def _values(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda it: tuple(getattr(it, name) for name in names)


def _equality(values: Callable[[Any], tuple[Any, ...]]) -> Callable[[Any, Any], bool]:
    def __eq__(self: Any, other: Any) -> bool:  # noqa: N807
        if other.__class__ is not self.__class__:
            return NotImplemented
        return values(self) == values(other)

    return __eq__


def _hash(values: Callable[[Any], tuple[Any, ...]]) -> Callable[[Any], int]:
    return lambda it: hash(values(it))


@recursive_repr()
def _shown(self: Any) -> str:
    told = (f"{f.name}={getattr(self, f.name)!r}" for f in dataclasses.fields(self) if f.repr)
    return f"{self.__class__.__qualname__}({', '.join(told)})"


def _refuse_setting(_: Any, name: str, __: Any) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_deleting(_: Any, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, f.name) for f in dataclasses.fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for f, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, f.name, value)
