"""Whether words foretell, only seem to, for which reason, or say nothing of what is to come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from verifier.article.cues import Cues, Group, cues
from verifier.article.deadlines import was_ahead
from verifier.article.foretold import revises
from verifier.article.patterns import compiled
from verifier.article.phrasing import Phrasing
from verifier.article.proposal import has_figure
from verifier.article.sentences import straight
from verifier.article.statement import Statement
from verifier.article.tokens import looks_ahead
from verifier.article.wording import conditions_in
from verifier.model.forecasts import WhySetAside
from verifier.rules import Rules

_P = Phrasing("weighing")

_OPEN = (WhySetAside.ESTIMATE_OF_PRESENT, "nothing")
"""What a degree of likelihood and a time ahead overrule."""


def was_expected(words: str, *, ahead: bool, due: bool, told: bool) -> bool:
    """Whether words only tell what was expected: at first, `due` by now, or had been.

    What some time `ahead` goes with was only expected where that is said.
    """
    back = _P.told_then.search(words) and _P.back_then.search(words)
    had = _P.originally.search(words) or (None if ahead else _P.had_expected.search(words))
    if (back and not ahead) or (had and not any(looks_ahead(words, cues(), had.end()))):
        return True
    # "The mill was due to close in 2020."
    return due and not (ahead or told) and was_ahead(words, cues())


def names_one(found: Sequence[str], words: str) -> bool:
    """Whether words only name a forecast of which nothing is told: "he rejected the forecast".

    >>> names_one(["forecast"], "Bo Roe rejected the forecast.")
    True
    >>> (
    ...     names_one(["forecast"], "Its forecast is 3%."),
    ...     names_one(["forecast"], "It forecast rain."),
    ... )
    (False, False)
    """
    if not {one.casefold() for one in found} <= _P.words("forecasts") or has_figure(words):
        return False
    named = len(_P.the_forecast.findall(words))
    return named >= len(found) and not any(looks_ahead(words, cues()))


Why = WhySetAside | Literal["nothing"] | None


def reread(why: Why, said: str, rules: Rules, *, ahead: bool, likely: bool) -> Why:
    """Why a statement is set aside, where more than its cues has to be weighed."""
    known = cues()
    seen = compiled(known.perceiving).match(said)
    if why is None and seen and not ahead and not any(looks_ahead(said, known, seen.end())):
        why = WhySetAside.ESTIMATE_OF_PRESENT
    if why == WhySetAside.ESTIMATE_OF_PRESENT and conditions_in(straight(said), rules):
        # "If turnout is high, she wins" foretells in the present.
        return None
    # "A 70% chance the court refers it before Easter" foretells, though its verb is present.
    return None if why in _OPEN and (likely or revises(straight(said), known)) else why


def weighed(
    hits: Iterable[Group], known: Cues, statement: Statement, *, ahead: bool
) -> WhySetAside | Literal["nothing"] | None:
    """Whether the cues make a forecast (None), a look-alike with its reason, or nothing."""
    settled = next((group.why for group in hits if group.settles), None)
    if settled is not None:
        return settled
    looks_ahead = sum(group.weight for group in hits if group.why is None) + ahead
    if looks_ahead >= known.enough:
        return None
    reasons = [group for group in hits if group.why is not None]
    seems = sum(group.weight for group in reasons) + looks_ahead
    if statement.attributed:
        seems += known.attributed
    if not hits or seems < known.enough:
        return "nothing"
    strongest = max(reasons, key=lambda group: group.weight, default=None)
    return WhySetAside.ESTIMATE_OF_PRESENT if strongest is None else strongest.why
