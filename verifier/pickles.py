"""How values are kept: as pickles that are read in half the time of those that Python writes."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping
from functools import _lru_cache_wrapper, cache, lru_cache
from io import BytesIO
from operator import attrgetter
from types import MappingProxyType
from typing import Any, cast


class Pickler(pickle.Pickler):
    """Writes a frozen dataclass as the values of its fields, which it has again without its `init`.

    What is so written was sound, and to set each field of a frozen one past its own `__setattr__`
    takes twice as long. Of what remembers results it writes what works them out.
    """

    def reducer_override(self, it: Any) -> Any:
        """How something is made anew that is none of Python's own types."""
        if isinstance(it, type):
            return (_twin, (_TWINS[it],)) if it in _TWINS else NotImplemented
        if isinstance(it, MappingProxyType):
            return _unchanging, (dict(it),)
        # One that stands in a module is found there.
        if isinstance(it, _lru_cache_wrapper) and "." in getattr(it, "__qualname__", "."):
            return _remembering, (it.cache_parameters()["maxsize"], it.__wrapped__)
        values = _values(it.__class__)
        return NotImplemented if values is None else (_twin(it.__class__), values(it))


def _unchanging(held: dict[Any, Any]) -> Mapping[Any, Any]:
    return MappingProxyType(held)


def _remembering(most: int | None, work: Callable[..., Any]) -> Callable[..., Any]:
    return lru_cache(most)(work)


_TWINS: dict[type, type] = {}
"""The dataclasses of which these are twins."""


@cache
def _twin(kind: Any) -> type:
    """A class that makes instances of a frozen dataclass by plain assignment, else it itself."""
    from dataclasses import fields, make_dataclass  # noqa: PLC0415

    # The class of a thing can be set to one that lays it out alike.
    if not kind.__dataclass_params__.frozen or kind.__bases__ != (object,):
        return cast("type", kind)
    become = {"__post_init__": lambda it: setattr(it, "__class__", kind)}
    names, slots = [field.name for field in fields(kind)], "__slots__" in vars(kind)
    twin = make_dataclass(kind.__name__, names, repr=False, eq=False, slots=slots, namespace=become)
    _TWINS[twin] = kind
    return twin


@cache
def _values(kind: Any) -> Callable[[Any], tuple[Any, ...]] | None:
    from dataclasses import fields, is_dataclass  # noqa: PLC0415  # a tenth of a start, for pickles

    if is_dataclass(kind) and "__reduce__" not in vars(kind):
        names = [field.name for field in fields(kind)]
        if len(names) > 1:
            return attrgetter(*names)
        return lambda it: tuple(getattr(it, name) for name in names)
    return None


def pickled(value: Any) -> bytes:
    """What is kept of a value."""
    stream = BytesIO()
    Pickler(stream, pickle.HIGHEST_PROTOCOL).dump(value)
    return stream.getvalue()
