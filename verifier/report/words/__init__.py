"""The catalogue of words that readers see: one file for each language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

from verifier.loading.yaml import read
from verifier.report.escape import Markdown, Target

_FIELD = re.compile(r"\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}")


@dataclass(frozen=True, slots=True)
class Words:
    """Sentences by key. `{name}` takes a value, `{n|one|many}` a form that agrees with it.

    >>> Words({"count": "{n} {n|day|days}"})("count", n=2)
    '2 days'
    """

    texts: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """The sentence of `key` as plain text, with `values` put in as they are."""

        def fill(field: re.Match[str]) -> str:
            name, one, many = field.groups()
            if one is None:
                return str(values[name])
            return str(one) if values[name] in (1, "1") else str(many)

        return _FIELD.sub(fill, self.texts[key])

    def md(self, key: str, **values: Markdown | Target | int) -> Markdown:
        """The sentence of `key` for a page: what is put in has to be Markdown already."""
        return Markdown(self(key, **values))


def words(language: str = "en") -> Words:
    """The catalogue of `language`."""
    text = resources.files(__name__).joinpath(f"{language}.yaml").read_text(encoding="utf-8")
    return Words(read(f"{language}.yaml", text).value)
