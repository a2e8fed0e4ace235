"""Who in a ledger may be meant by a name that it does not have: a surname, initials, a slip."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from verifier.article.cues import cues
from verifier.diagnostics.suggest import likest
from verifier.loading.checks.duplicates import bare, fold
from verifier.model.forecasts import Forecaster, ForecasterKind

_JOINING = frozenset({"of", "the", "and", "for", "bank", "ministri", "institute", "parti"})
"""Words of many names, as `fold` leaves them."""
_LIKE = 70
"""Per cent of letters in common: Mary Major is like Maria Mayor, Ann Example not Dan Dreamer."""
_SURNAMES = 80
"""The same of two surnames: one letter in five differs, as in Boiko and Boyka."""
_ACRONYM = range(2, 7)
"""Letters of an acronym: one letter is an initial, and seven are a word in capitals."""


def near(name: str, known: Mapping[str, Forecaster]) -> tuple[str, ...]:
    """The ids of those who may be called so too, the likest first."""
    by = {" ".join(_words(each)): one.id for one in known.values() for each in _names(one)}
    words = " ".join(_words(name))
    found = {id for id, one in known.items() if any(_near(name, each, one) for each in _names(one))}
    found |= {by[each] for each in likest(words, by, limit=1, least=_LIKE)}
    ours = {called: id for called, id in by.items() if id in found}
    order = likest(words, ours, limit=len(ours), least=0)
    return tuple(dict.fromkeys(ours[called] for called in order))


def shortened(name: str, known: Iterable[Forecaster]) -> Forecaster | None:
    """Who has this name in full or in short: the surname is one, and no given name speaks against.

    A surname alone and an initial are such names, and so is an acronym.
    """
    return next(
        (one for one in known if any(_shortened(name, each) for each in _names(one))),
        None,
    )


def did_you_mean(ids: Iterable[str], known: Mapping[str, Forecaster]) -> str:
    """A question that names them; empty where there are none."""
    told = " or ".join(f"`{id}` ({known[id].name})" for id in ids)
    return f"did you mean {told}?" if told else ""


def _names(one: Forecaster) -> Iterator[str]:
    yield one.name
    yield from one.spellings


def _words(name: str) -> list[str]:
    """The words of a name as they sound, without the titles that lead it and what joins them."""
    words = bare(name.replace(".", " ").replace("-", " ")).split()
    while len(words) > 1 and words[0] in cues().titles:
        del words[0]
    return [word for word in map(fold, words) if word not in _JOINING]


def _near(name: str, other: str, whose: Forecaster) -> bool:
    """Whether they have a word in common that is more than a given name, or are short for it."""
    if _shortened(name, other):
        return True
    ours, theirs = _words(name), _words(other)
    shared = set(ours) & set(theirs)
    if whose.kind == ForecasterKind.PERSON and min(len(ours), len(theirs)) > 1:
        shared -= {ours[0]} & {theirs[0]}
    return any(len(word) > 1 for word in shared)


def _shortened(name: str, other: str) -> bool:
    if _acronym(name, other) or _acronym(other, name):
        return True
    ours, theirs = _words(name), _words(other)
    if not ours or not theirs:
        return False
    if len(ours) == 1 or len(theirs) == 1:
        short, long = sorted((ours, theirs), key=len)
        return any(_same_surname(short[0], each) for each in long)
    given = _begins(ours[0], theirs[0])
    family = _same_surname(ours[-1], theirs[-1]) or _begins(ours[-1], theirs[-1])
    return given and family


def _begins(one: str, other: str) -> bool:
    """Whether they are the same, or one is the initial of the other."""
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) == 1 and long.startswith(short))


def _same_surname(one: str, other: str) -> bool:
    return one == other or bool(likest(one, [other], limit=1, least=_SURNAMES))


def _acronym(short: str, long: str) -> bool:
    """Whether one is made of the capitals of the other: ISW, Institute for the Study of War."""
    letters = "".join(filter(str.isalpha, short))
    return (
        len(letters) in _ACRONYM
        and letters.isupper()
        and letters == "".join(word[0] for word in long.split() if word[0].isupper())
    )
