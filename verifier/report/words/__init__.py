"""The catalogue of words that readers see: one file for each language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

from verifier.loading.yaml import read

_FIELD = re.compile(r"\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}")


@dataclass(frozen=True, slots=True)
class Words:
    """Sentences by key. `{name}` takes a value, `{n|one|many}` a form that agrees with it.

    >>> Words({"count": "{n} {n|day|days}"})("count", n=2)
    '2 days'
    """

    texts: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """The sentence of `key` with `values` put in as they are: escape them beforehand."""

        def fill(field: re.Match[str]) -> str:
            name, one, many = field.groups()
            if one is None:
                return str(values[name])
            return str(one) if values[name] in (1, "1") else str(many)

        return _FIELD.sub(fill, self.texts[key])


def words(language: str = "en") -> Words:
    """The catalogue of `language`."""
    text = resources.files(__name__).joinpath(f"{language}.yaml").read_text(encoding="utf-8")
    return Words(read(f"{language}.yaml", text).value)
