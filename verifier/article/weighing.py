"""Whether words foretell, only seem to, for which reason, or say nothing of what is to come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from verifier.article.bare import may_be_verb
from verifier.article.cues import Cues, Group, cues
from verifier.article.deadlines import is_deadline, was_ahead
from verifier.article.foretold import revises
from verifier.article.patterns import compiled, matches
from verifier.article.phrasing import Phrasing
from verifier.article.proposal import has_figure
from verifier.article.sentences import straight
from verifier.article.statement import Statement
from verifier.article.tokens import looks_ahead
from verifier.article.wording import conditions_in
from verifier.model.days import Days
from verifier.model.forecasts import WhySetAside
from verifier.rules import Rules
from verifier.when import TimeReading
from verifier.words.likelihood import find_likelihoods

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


def reread(
    why: Why,
    said: str,
    rules: Rules,
    anchor: Days,
    *,
    told: bool,
    times: Sequence[TimeReading],
    likely: bool,
) -> Why:
    """Why a statement is set aside, where more than its cues has to be weighed.

    `told` says that somebody else than the article says it, of now; `times` are those ahead.
    """
    known = cues()
    seen = compiled(known.perceiving).match(said)
    if why is None and seen and not times and not any(looks_ahead(said, known, seen.end())):
        why = WhySetAside.ESTIMATE_OF_PRESENT
    if (
        why is None
        and _P.guess.search(said)
        and not (times or _guesses(straight(said)) or any(looks_ahead(said, known)))
    ):
        # "My guess is that he is ill."
        why = WhySetAside.ESTIMATE_OF_PRESENT
    if why == WhySetAside.ESTIMATE_OF_PRESENT and conditions_in(straight(said), rules):
        # "If turnout is high, she wins" foretells in the present.
        return None
    if why == WhySetAside.REPORT_OF_PAST:
        # Reported speech: there was "maybe a 30% chance" of rain.
        return None if told and says_chance(said, rules) else why
    # "A 70% chance the court refers it before Easter" foretells, though its verb is present.
    foretells = (
        likely
        or revises(straight(said), known)
        or says_chance(said, rules)
        or (told and _is_to_come(straight(said), times, anchor))
    )
    return None if why in _OPEN and (foretells or _guesses(straight(said))) else why


def _guesses(said: str) -> bool:
    """Whether somebody guesses what is done, in the present: "my bet is that rents fall".

    >>> _guesses("My guess is that the mill closes."), _guesses("My guess is that he is ill.")
    (True, False)
    """
    known, guess = cues(), _P.guess.search(said)
    words = guess["what"].split() if guess else []
    verbs = (word for word in words[1:] if may_be_verb(word, known))
    return next(verbs, "is") not in known.finite


def only_supposes(why: WhySetAside | None, found: Sequence[str], words: str) -> bool:
    """Whether words seem to recommend something by the "should" of a condition alone.

    >>> only_supposes(WhySetAside.RECOMMENDATION, ["Should"], "Should it fail, the mill closes.")
    True
    """
    urges = why is WhySetAside.RECOMMENDATION and _P.should_first.match(words) is not None
    return urges and {one.casefold() for one in found} <= _P.words("should")


def is_heading(words: str) -> bool:
    """Whether a line without a full verb says what will be, as a headline does.

    >>> is_heading("Gas to stay cheap in spring"), is_heading("Bank refuses to pay")
    (True, False)
    >>> is_heading("Rents seen creeping up"), is_heading("How to cook an egg")
    (True, False)
    """
    return _P.heading.match(words) is not None


def without_reason(words: str) -> str:
    """A heading without the clause that says why.

    >>> without_reason("Bank seen holding rates as output slumps")
    'Bank seen holding rates'
    >>> without_reason("Bo Roe to serve as head of mills")
    'Bo Roe to serve as head of mills'
    """
    reason = _P.because.search(words) if is_heading(words) else None
    return words[: reason.start()] if reason and may_be_verb(reason["verb"], cues()) else words


def only_beside(words: str, times: Sequence[TimeReading]) -> bool:
    """Whether what is to come only says who did something: "the board, which meets in May,"."""
    told = _P.beside_past.match(words)
    if told is None or any(looks_ahead(words, cues())):
        return False
    return all(told.start("aside") <= one.span[0] < told.end("aside") for one in times)


def says_chance(said: str, rules: Rules) -> bool:
    """Whether words say how likely by a chance, whatever their verb: "a strike has no chance"."""
    plain = _P.picked_out.sub(" ", straight(said))
    numbers = _P.chance.search(plain) is not None
    found = find_likelihoods(plain, rules=rules.likelihood)
    return _P.chance_at.search(plain) is not None or any(
        (numbers and any(word.stated for word in one.words))
        or _P.chance.search(one.phrase)
        or (one.chosen is not None and _P.ruled_out.search(one.phrase))
        for one in found
        if one.readable
    )


def _is_to_come(said: str, times: Sequence[TimeReading], anchor: Days) -> bool:
    """Whether what is said in the present is of a time to come: "prices drift up by June"."""
    known = cues()
    past = any(match[0].casefold() not in known.not_past for match in matches(known.past, said))
    first, *others = said.split()
    opens = first.casefold() in known.prepositions and all(one.span[0] for one in times)
    own = 1 + len(others) - sum(len(one.phrase.split()) for one in times)
    if past or opens or own < _LEAST_WORDS:
        # "At a briefing on Monday", "so in May" tell nothing.
        return False
    due = (one for one in times if one.phrase.split()[0].casefold() not in known.lasting)
    return any(is_deadline(one) or _is_later(one, anchor) or _P.denied.search(said) for one in due)


_LEAST_WORDS = 2  # "Four percent by June", "prices fall by June"


def _is_later(time: TimeReading, anchor: Days) -> bool:
    """Whether all of a time is still to come."""
    first, last = time.wide.first, anchor.last
    return first is not None and last is not None and first > last


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
