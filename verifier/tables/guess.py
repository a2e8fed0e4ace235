"""Which column plays which role, by its name, where nobody has said so; every guess is told."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from itertools import takewhile
from typing import Any

from verifier.diagnostics.wording import first
from verifier.tables.engines import TableError, no_header

# Names that columns go by, in small letters and without signs between words. Exports of platforms
# and packages have them; what fits two roles, such as `forecast`, stands where it mostly does.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "forecaster": (
        *("forecaster", "model", "modelid", "user", "userid", "username", "name", "who", "team"),
        *("author", "source", "forecasterid", "expert", "predictor", "method"),
        *("analyst", "pundit", "economist", "commentator", "columnist", "panelist", "panellist"),
        *("forecastername", "modelname", "analystname", "expertname", "authorname", "pollster"),
        *("respondent", "participant"),
        *("prognostiker", "modell", "modèle", "modelo", "prévisionniste", "модель", "хто"),
    ),
    "question": (
        *("question", "questionid", "questiontitle", "event", "eventid", "game", "id", "match"),
        *("market", "marketid", "claim", "statement", "forecastid", "item"),
        *("frage", "ereignis", "pregunta", "événement", "питання", "подія"),
    ),
    "probability": (
        *("probability", "prob", "p", "forecast", "prediction", "predicted", "confidence", "phat"),
        *("probyes", "probabilityyes", "credence", "predictedprobability"),
        *("wahrscheinlichkeit", "probabilité", "probabilidad", "ймовірність", "імовірність"),
    ),
    "quantile": ("quantile", "quantilelevel", "level", "tau", "outputtypeid"),
    "value": ("value", "predicted", "prediction", "predictedvalue", "estimate"),
    "observed": (
        *("observed", "outcome", "o", "y", "result", "resolution", "truth", "actual"),
        *("observation", "truevalue", "resolvedto", "label", "happened", "target"),
        *("cametrue", "won", "came"),
        *("ergebnis", "ausgang", "eingetreten", "résultat", "resultado", "результат"),
    ),
    "weight": ("weight", "weights"),
    "category": ("category", "option", "answeroption", "predictedlabel", "alternative"),
    "threshold": ("threshold", "cutpoint"),
    "member": ("member", "sampleid", "ensemblemember", "realization", "draw"),
}
# Where no column has such a name: words that stand in longer ones, as in `forecast_prob`.
_WORDS: Mapping[str, tuple[str, ...]] = {
    "probability": ("prob", "probability", "probabilities", "credence", "likelihood"),
    "observed": ("outcome", "result", "resolution", "observed", "actual", "truth"),
}
# What says the same of one thing, the first of which tells more or is told to readers.
_SAME: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "question": (
        ("questionid", "question", "questiontitle"),
        ("marketid", "market"),
        ("eventid", "event"),
    ),
    "forecaster": (
        ("username", "user", "userid"),
        ("forecastername", "forecaster", "forecasterid"),
        ("modelname", "model", "modelid"),
    ),
}
# Taken for the question only where nothing else can be: each forecast has another.
_OF_ROWS = ("id", "forecastid")
# Whom a forecaster speaks for: the forecaster, where no column has a nearer name.
_HOUSES = (
    *("firm", "institution", "institute", "organisation", "organization", "agency", "outlet"),
    *("thinktank", "affiliation", "brokerage", "publisher"),
)
# What a table needs, by the role that tells its kind; the first of which there is a sign.
_NEEDED = {
    "wide": ("wide", "observed"),
    "categories": ("categories", "observed"),
    "members": ("members", "observed"),
    "low": ("low", "high", "level", "observed"),
    "quantile": ("quantile", "value", "observed"),
    "threshold": ("threshold", "probability", "observed"),
    "category": ("category", "probability", "observed"),
    "member": ("member", "value", "observed"),
    "value": ("value", "observed"),
    "probability": ("probability", "observed"),
}
_BY_NAME = ("quantile", "threshold", "category", "member")
# Roles of which several columns may be given.
_LISTS = ("forecaster", "question")
# Columns that a message lists, and those that it asks between.
_LISTED, _SHOWN = 12, 4


def is_whole(given: Mapping[str, Any]) -> bool:
    """Whether every role that a table needs is given: then nothing is guessed."""
    return any(given.keys() >= set(roles) for roles in _NEEDED.values() if roles[0] in given)


def guess(
    header: Sequence[str], given: Mapping[str, Any], only: str
) -> tuple[dict[str, Any], list[str]]:
    """The roles `given` with those that names of columns tell, and a sentence for each guess.

    All rows are those of a forecaster called `only` where no column tells, which is a note as well,
    and so are the columns that have no role.

    The kind of table comes first: with a column for levels and one for values it holds quantiles,
    with one for categories and one for probabilities these, and so on.
    Raises `TableError` where a role that is needed fits no column, or several.

    >>> guess(["model", "p", "outcome"], {}, "table")[0]
    {'forecaster': ['model'], 'probability': 'p', 'observed': 'outcome'}
    """
    taken = {name for value in given.values() for name in _listed(value)}
    free = {name: _bare(name) for name in header if name not in taken}
    found: dict[str, list[str]] = {
        role: sorted((n for n, bare in free.items() if bare in names), key=_order(role, free))
        for role, names in _NAMES.items()
    }
    found["forecaster"] = found["forecaster"] or [n for n, bare in free.items() if bare in _HOUSES]
    kind = _kind(found, given)
    filled: dict[str, Any] = dict(given)
    notes: list[str] = []
    for role in ("forecaster", "question", *_NEEDED[kind]):
        if role in given or (role == "forecaster" and kind == "wide"):
            continue
        candidates = [name for name in found.get(role, ()) if name not in taken]
        if not candidates:
            words = set(_WORDS.get(role, ()))
            candidates = [name for name in free if name not in taken and words & _words(name)]
        candidates = _apart(role, candidates, free)
        if len(candidates) == 1:
            filled[role] = candidates if role in _LISTS else candidates[0]
            taken.add(candidates[0])
            if free[candidates[0]] != role:
                notes.append(f"`{candidates[0]}` is taken for the {role}; --{role} names another")
        elif role in _NEEDED[kind]:
            raise TableError(_unsure(role, candidates, header))
        elif candidates:
            several = " or ".join(f"`{name}`" for name in candidates)
            raise TableError(f"is the {role} in {several}? Name it with --{role}")
        elif role == "forecaster":
            one = f"all rows are taken as one forecaster's, `{only}`"
            notes.append(f"{one}; --forecaster names a column")
    patterns = {one for value in given.values() for one in _listed(value) if "*" in one}
    unused = [n for n in free if n not in taken and not any(fnmatchcase(n, p) for p in patterns)]
    if unused:
        notes.append(f"not used: {first([f'`{name}`' for name in unused], _LISTED)}")
    return filled, notes


def _kind(found: Mapping[str, list[str]], given: Mapping[str, Any]) -> str:
    """The kind that is told by what is given, else by names that leave a column for each role."""
    told = [kind for kind in _NEEDED if kind in given and kind != "probability"]
    if told:
        return told[0]
    for kind in _BY_NAME:
        roles = _NEEDED[kind]
        if "probability" in given and "probability" not in roles:
            continue
        columns = [given.get(role) or found.get(role) for role in roles]
        if all(columns) and len({str(one) for one in columns}) == len(columns):
            return kind
    return "probability"


def _listed(value: Any) -> list[str]:
    """The columns of a role; a choice that is yes or no names none."""
    if isinstance(value, bool):
        return []
    return [value] if isinstance(value, str) else list(value)


def _bare(name: str) -> str:
    """A name without what parts its words.

    >>> _bare("Question ID")
    'questionid'
    """
    return "".join(sign for sign in name.lower() if sign.isalnum())


def _words(name: str) -> set[str]:
    """The words of a name in small letters.

    >>> sorted(_words("Democrat_WinProbability 1"))
    ['1', 'democrat', 'probability', 'win']
    """
    return {word.lower() for word in re.findall(r"[A-Z]?[^\W\d_A-Z]+|[A-Z]+|\d+", name)}


def _apart(role: str, candidates: Sequence[str], bare: Mapping[str, str]) -> list[str]:
    """The candidates without those that say the same of one thing as another."""
    found = {bare[name]: name for name in candidates}
    for same in _SAME.get(role, ()):
        for other in [name for name in same if name in found][1:]:
            del found[other]
    for name in _OF_ROWS:
        if role == "question" and len(found) > 1:
            found.pop(name, None)
    return list(found.values()) if len(found) < len(candidates) else list(candidates)


def _pattern(names: Sequence[str]) -> str:
    """What the names have in common at one end; empty where that is next to nothing.

    >>> _pattern(["p_ann", "p_bob"]), _pattern(["ann.prob", "bob.prob"]), _pattern(["p", "prob"])
    ('p_*', '*.prob', '')
    """
    first, last = _start(names), _start([name[::-1] for name in names])[::-1]
    longest = f"{first}*" if len(first) > len(last) else f"*{last}"
    return longest if len(longest) > 2 and len(names) > 1 else ""


def _start(names: Sequence[str]) -> str:
    """How all of them begin: what the first and the last in order have in common."""
    pairs = zip(min(names), max(names), strict=False)
    return "".join(a for a, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _order(role: str, bare: Mapping[str, str]) -> Any:
    return lambda name: (_NAMES[role].index(bare[name]), name)


def _unsure(role: str, candidates: Sequence[str], header: Sequence[str]) -> str:
    if candidates:
        several = " or ".join(f"`{name}`" for name in candidates[:_SHOWN])
        told = f"is `{role}` the column {several}? Name it with --{role}"
        pattern = _pattern(candidates)
        if role == "probability" and pattern:
            return f"{told}, or one for each forecaster with --wide '{pattern}'"
        return told
    number = ", or a quantity with --value" if role == "probability" else ""
    told = f"which column is `{role}`? Name it with --{role}{number}; there are "
    return told + first(header, _LISTED) + no_header(header)
