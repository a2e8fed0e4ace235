"""The shape of a ledger's files, as the model has it: which keys a mapping takes, in what order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any, get_args

from pydantic import BaseModel

from verifier.dataclass import dataclass
from verifier.model.disputes import DisputeFile
from verifier.model.forecasts import (
    Deadline,
    ForecasterFile,
    LikelihoodClaim,
    SourceFile,
    WindowClaim,
)
from verifier.model.outcomes import Covered, OutcomeFile
from verifier.model.proposition import KEYS, KINDS, Judged, Option, Quantile, Size

# Values rather than records: they read best on one line, where they fit; prose does not.
_INLINE = frozenset(
    {*KEYS, Covered, Deadline, LikelihoodClaim, Option, Quantile, Size, WindowClaim} - {Judged}
)


@dataclass(frozen=True, slots=True)
class Shape:
    """The models that a value may be an instance of; none where the value is plain text.

    >>> SEEDS.inside("source").keys({"title", "id"})
    ('id', 'title')
    """

    models: tuple[type[BaseModel], ...] = ()

    @property
    def inline(self) -> bool:
        """Whether a mapping of this shape is written on one line where it fits."""
        return bool(self.models) and all(model in _INLINE for model in self.models)

    def of(self, given: Iterable[str]) -> Shape:
        """The shape of a mapping with the keys `given`: of a proposition, its one kind."""
        first = next((key for key in KINDS if key in given), None)
        kind = None if first is None else KINDS[first][1]
        return Shape((kind,)) if kind in self.models else self

    def tagged(self, tag: str) -> Shape:
        """The shape of the proposition that pydantic names by `tag` in the place of a mistake."""
        return Shape(tuple(kind for name, kind in KINDS.values() if f"<{name}>" == tag))

    @property
    def known(self) -> tuple[str, ...]:
        """All keys that a mapping of this shape takes, in the model's order."""
        return tuple(dict.fromkeys(_order(self.models)))

    def keys(self, given: Iterable[str]) -> tuple[str, ...]:
        """The keys of `given` in the model's order; those it does not have come last, as given."""
        given = tuple(given)
        known = [key for key in self.of(given).known if key in given]
        return (*known, *(key for key in given if key not in known))

    def inside(self, key: str) -> Shape:
        """The shape of the value, or of the items of the list, under `key`."""
        for model in self.models:
            # What a model says of those that are defined after it is looked up only now.
            model.model_rebuild()
        found = {
            inner: None
            for model in self.models
            for name, field in model.model_fields.items()
            if key == (field.alias or name)
            for inner in _models_in(field.annotation)
        }
        return Shape(tuple(found))

    def choices(self, key: str) -> tuple[str, ...]:
        """The words of which one stands under `key`; none where it may be another value.

        >>> SEEDS.inside("set_aside").choices("why")[:2]
        ('estimate-of-present', 'report-of-past')
        """
        kinds = (
            field.annotation
            for model in self.models
            for name, field in model.model_fields.items()
            if key == (field.alias or name)
        )
        found = (kind for kind in kinds if isinstance(kind, type) and issubclass(kind, StrEnum))
        return tuple(word.value for kind in found for word in kind)


def _order(models: Iterable[type[BaseModel]]) -> Iterator[str]:
    for model in models:
        # A proposition is known by its first key; `at_least` is read before its parts.
        key = KEYS.get(model, "of")
        yield from () if key == "of" else (key,)
        yield from (field.alias or name for name, field in model.model_fields.items())


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models that a field's annotation speaks of, with repetitions."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)


SEEDS = Shape((SourceFile, ForecasterFile))
OUTCOMES = Shape((OutcomeFile,))
DISPUTES = Shape((DisputeFile,))


def shape_of(name: str) -> Shape:
    """The shape of a file of a ledger, by the folder that it is in."""
    return {"outcomes": OUTCOMES, "disputes": DISPUTES}.get(name.partition("/")[0], SEEDS)
