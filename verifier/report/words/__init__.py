"""The catalogue of words that readers see: one file for each language.

Beside its sentences a file has what the language does with numbers and days, as data: `plural` and
`number.*`, `date.*`, `list.*` and `quote`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache
from gettext import c2py
from importlib import resources

from verifier.dataclass import dataclass
from verifier.loading.yaml import read
from verifier.report.escape import Markdown, Target, md, unquoted

_EVERY_DIGIT = Context(prec=400)
"""Python's floats have 309 digits before the point at most."""

FIELD = re.compile(r"\{(\w+)((?:\|[^|{}]*)*)\}")
"""A place for a value, or the forms of a word that agree with it."""
_rule = cache(c2py)


@cache
def _parts(text: str) -> tuple[str, Sequence[tuple[str, str, str]]]:
    """What stands before the first field, and each field: its name, its forms, what follows it."""
    told, *fields = FIELD.split(text)
    return told, [*zip(fields[::3], fields[1::3], fields[2::3], strict=True)]


_LARGE, _NEAR_A_HALF = 1e9, 1e-3
"""Below the first, and farther from a half, neither the ten decimals nor how binary fractions miss
decimal ones tell which way a figure of six decimals at most is rounded, and Python rounds alike."""


def exact(value: float) -> float:
    """Ten decimals, as the data files have them: more than inputs carry, alike on every machine."""
    return round(value, 10)


def rounded(value: float, places: int) -> str:
    """A figure as it is printed everywhere: the one of the data files, halves away from zero.

    >>> rounded(0.325, 2), rounded(2.675, 2), rounded(0.1 + 0.225 - 1e-16, 2), rounded(-0.004, 2)
    ('0.33', '2.68', '0.33', '0.00')
    >>> rounded(12345.5, 0)
    '12,346'
    """
    scaled = value * 10**places
    if abs(scaled) < _LARGE and abs(scaled % 1 - 0.5) > _NEAR_A_HALF:
        # Nothing has no sign.
        return f"{value if abs(scaled) > 0.5 else 0:,.{places}f}"
    meant = Decimal(repr(exact(value)))
    if not meant.is_finite():
        return str(value)
    figure = meant.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _EVERY_DIGIT)
    return f"{figure or abs(figure):,f}"


@dataclass(frozen=True, slots=True)
class Words:
    """Sentences by key. `{name}` takes a value, `{n|one|many}` the form that agrees with it.

    Which form of a whole number is the language's `plural`, as gettext writes it; any other
    number takes the last form.

    >>> english = {"plural": "n != 1", "number.decimal": ".", "number.group": ","}
    >>> Words({**english, "count": "{n} {n|day|days}"})("count", n=2)
    '2 days'
    """

    texts: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """The sentence of `key` as plain text, with `values` put in as they are."""
        told, fields = _parts(self.texts[key])
        for name, forms, after in fields:
            value = str(values[name])
            told += (self._form(value, forms[1:].split("|")) if forms else value) + after
        return told

    def md(self, key: str, **values: Markdown | Target | int) -> Markdown:
        """The sentence of `key` for a page: what is put in has to be Markdown already."""
        return Markdown(self(key, **values))

    def figure(self, digits: str) -> Markdown:
        """A figure as Python writes it, with the signs of the language.

        >>> Words({"number.decimal": ",", "number.group": " "}).figure("1,234.5")
        '1 234,5'
        """
        point, comma = self.texts["number.decimal"], self.texts["number.group"]
        return Markdown(digits.translate({ord("."): point, ord(","): comma}))

    def number(self, value: float) -> Markdown:
        """A figure with two decimals."""
        return self.figure(rounded(value, 2))

    def score(self, value: float) -> Markdown:
        """A score of a table: three decimals, fewer where it is large."""
        return self.figure(rounded(value, 3 if abs(value) < 10 else 1))

    def plain(self, value: float, most: int = 6) -> Markdown:
        """A figure with the decimals that it needs, so many at most."""
        return self.figure(rounded(value, most).rstrip("0").removesuffix("."))

    def amount(self, value: float) -> Markdown:
        """A magnitude as it was written: thousands apart, no needless decimals."""
        return self.figure(f"{int(value) if value == int(value) else value:,}")

    def percent(self, share: float) -> Markdown:
        """A share of one as a whole percentage."""
        return self.md("number.percent", n=self.hundredths(share))

    def hundredths(self, share: float) -> Markdown:
        """A share of one in whole hundredths."""
        return self.figure(rounded(100 * share, 0))

    def quoted(self, text: str) -> Markdown:
        """A user's words in quotation marks, their own outer ones not doubled."""
        return self.md("quote", text=md(unquoted(text)))

    def heads(self, of: str, *columns: str) -> list[Markdown]:
        """What stands at the head of each column of a table."""
        return [self.md(f"{of}.col.{column}") for column in columns]

    def listed(self, parts: Iterable[Markdown], by: str = "comma") -> Markdown:
        """The parts in a row, empty ones left out, joined as `list.{by}` says."""
        return Markdown(self.texts[f"list.{by}"].join(part for part in parts if part))

    def series(self, parts: Iterable[Markdown]) -> Markdown:
        """The parts as a sentence has them, with the language's word before the last.

        >>> english = Words({"list.comma": ", ", "list.and": " and "})
        >>> english.series([Markdown("one"), Markdown("two"), Markdown("three")])
        'one, two and three'
        """
        *first, last = [part for part in parts if part] or [Markdown("")]
        if not first:
            return last
        return Markdown(f"{self.listed(first)}{self.texts['list.and']}{last}")

    def _form(self, figure: str, forms: list[str]) -> str:
        plain = figure.replace(self.texts["number.group"], "")
        number = float(plain.replace(self.texts["number.decimal"], "."))
        if not number.is_integer():
            return forms[-1]
        return forms[_rule(self.texts["plural"])(abs(int(number)))]


def languages() -> tuple[str, ...]:
    """The languages that have a catalogue, by their codes."""
    files = (file.name for file in resources.files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in files if name.endswith(".yaml")))


@cache
def words(language: str = "en") -> Words:
    """The catalogue of `language`, one of `languages()`."""
    text = resources.files(__name__).joinpath(f"{language}.yaml").read_text(encoding="utf-8")
    return Words(dict(by_key(read(f"{language}.yaml", text).value)))


def by_key(catalogue: Mapping[str, str | Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """The sentences of a file by key: in a row keys go without what all of them begin with.

    >>> dict(by_key({"title": "Who", "row": {"call": "The call", "why": "Why"}}))
    {'title': 'Who', 'row.call': 'The call', 'row.why': 'Why'}
    """
    for key, told in catalogue.items():
        rest = told if isinstance(told, Mapping) else {"": told}
        yield from ((f"{key}.{name}".rstrip("."), text) for name, text in rest.items())
