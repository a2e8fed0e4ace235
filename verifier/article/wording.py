"""What a new forecast takes from its quotation: likelihood, condition, window, and a plain claim.

A likelihood's number is that of what the forecast expects. Where the claim itself denies ("they do
not attack"), words that deny it too ("will not") are turned: "will" is what is said of the claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from verifier.article.bare import may_be_verb
from verifier.article.cues import ConditionCue, cues
from verifier.article.deadlines import against
from verifier.article.hedges import unhedged
from verifier.article.patterns import any_of, compiled, led
from verifier.article.phrasing import Phrasing
from verifier.article.sentences import begun, straight
from verifier.article.tokens import Span, looks_ahead
from verifier.dataclass import dataclass
from verifier.model.days import Days
from verifier.rules import Rules
from verifier.when import TimeReading, find_times
from verifier.words.likelihood import (
    ConditionRead,
    LikelihoodReading,
    find_conditions,
    find_likelihoods,
    read_likelihood,
)

_P = Phrasing("wording")


@dataclass(frozen=True, slots=True)
class Wording:
    """What was read of a quotation; `likelihoods` are the readable ones in their order.

    `beside` is a likelihood that stands by itself: where it does, and its words.
    """

    quote: str
    likelihoods: tuple[LikelihoodReading, ...]
    conditions: tuple[ConditionRead, ...]
    times: tuple[TimeReading, ...]
    unread: tuple[LikelihoodReading, ...] = ()
    beside: tuple[int, int, str] | None = None

    @classmethod
    def of(
        cls,
        quote: str,
        rules: Rules,
        *,
        said: Days,
        times: Sequence[TimeReading] | None = None,
    ) -> Wording:
        """Read `quote`; words of time inside a condition are not the forecast's.

        `times` are those in it, where they have been read already.
        """
        if times is None:
            times = find_times(quote, anchor=said, conventions=rules.time)
        conditions = conditions_in(quote, rules, times)
        surprised = _surprised(cues().no_claim).search(straight(quote))
        set_aside = set_beside(quote)
        conditions = tuple(
            one
            for one in conditions
            if not surprised and not any(a <= one.start < b for a, b in set_aside)
        )
        beside = _beside(quote, rules)
        told = quote
        if beside:
            told = f"{quote[: beside[0]]}{'_' * (beside[1] - beside[0])}{quote[beside[1] :]}"
        if any(looks_ahead(_BRACKETS.sub(_blot, told), cues())):
            # "Ann Roe (certain of it) will win": what is put in says no likelihood of the rest.
            told = _BRACKETS.sub(_blot, told)
        told = compiled(cues().idle).sub(_blot, _P.opines.sub(_blot, told))
        told = _P.though_not.sub(_blot, told)
        for start, end in _quoted_on(told):
            told = f"{told[:start]} {told[end:]}"
        told = _P.than_held.sub(_blot, _P.when_clause.sub(_blot, told))
        # "Bo Roe, who has not played since May, has a 40% chance of winning".
        told = _P.who_aside.sub(lambda match: _blot(match) if _is_so(match[0]) else match[0], told)
        for one in conditions:
            # Of one that runs on into the main clause, its word would open it again.
            runs_on = quote.startswith(" ", one.end) and _opens(quote[: one.start])
            inside = one.start + (0 if runs_on else len(one.marker))
            told = f"{told[:inside]}{'_' * (one.end - inside)}{told[one.end :]}"
        idle = [(condition.start, condition.end) for condition in conditions]
        idle += [surprised.span()] if surprised else []
        idle += against(quote)
        idle += [(match.start(), len(quote)) for match in _P.hopes.finditer(quote)]
        found = [
            reading
            for reading in find_likelihoods(told, rules=rules.likelihood)
            if not any(a <= reading.start < b for a, b in idle)
        ]
        return cls(
            quote,
            _main_first(quote, [reading for reading in found if reading.readable]),
            conditions,
            tuple(
                time
                for time in times
                if not any(c.start <= time.span[0] < c.end for c in conditions)
            ),
            tuple(reading for reading in found if not reading.readable),
            beside,
        )

    @property
    def given(self) -> dict[str, Any] | None:
        """The first condition as a record has it."""
        return given(self.conditions[0]) if self.conditions else None

    def plain(self) -> str:
        """The quotation in plain words: without its condition, hedges turned into "will".

        A hedge that cannot be taken out without breaking the sentence stays.
        """
        changes = [(*_set_in(self.quote, c.start, c.end), "") for c in self.conditions]
        changes += [(*self.beside[:2], "")] if self.beside else []
        # "A majority, down from the 50 percent of May".
        changes += [
            (a, b, "")
            for a, b in against(self.quote)
            if self.quote[:a].endswith(", ") and not self.quote[b:].strip(" .")
        ]
        changes += [(*span, "") for span in (*set_beside(self.quote), *_quoted_on(self.quote))]
        for reading in self.likelihoods[:1]:
            changes += unhedged(self, reading)
        text, end = "", 0
        for start, stop, instead in sorted(changes, key=lambda change: (change[0], -change[1])):
            if start >= end:
                text, end = f"{text}{self.quote[end:start]}{instead}", stop
        plain = re.sub(r"\s+([,.])", r"\1", " ".join(f"{text}{self.quote[end:]}".split()))
        plain = re.sub(r",(?=,)|[\s,;–—-]+(?=\.?$)|\.(?=\.$)", "", plain.lstrip(" ,;"))
        return begun(plain)


def _set_in(quote: str, start: int, end: int) -> tuple[int, int]:
    """A condition with the commas between which it parts a verb: "it will, if it rains, break"."""
    lead, rest = quote[:start].rstrip(), quote[end:].lstrip()
    verb = _P.verb_after.match(rest) or _P.verb_before.search(lead)
    if not lead.endswith(",") or not rest.startswith(",") or not verb or "," in lead[:-1]:
        return start, end
    return len(lead) - 1, len(quote) - len(rest) + 1


def _beside(quote: str, rules: Rules) -> tuple[int, int, str] | None:
    """Where a likelihood stands by itself, and its words: "(probable)", "Likelihood: 20%."."""
    for match in _labelled(cues().labels).finditer(quote):
        words = (match["within"] or match["after"]).strip()
        label = match["label"] or match["last"]
        number = words[:1].isdigit()
        read = read_likelihood(words, rules=rules.likelihood)
        # "(Certain of it)" is about somebody.
        alone = bool(read.words) and read.words[0].start == 0 and read.words[-1].end == len(words)
        if read.readable and read.chosen and alone and (label or not number):
            return *match.span(), words
    return None


def is_label(sentence: str) -> bool:
    """Whether a sentence only says how likely it is what the one before it foretells.

    >>> is_label("Likelihood: 20%."), is_label("It will rain. Likelihood: 20%.")
    (True, False)
    """
    return _labelled(cues().labels).fullmatch(sentence.rstrip(" .")) is not None


@cache
def _labelled(labels: frozenset[str]) -> re.Pattern[str]:
    label = any_of(labels).pattern
    return _P.filled("labelled", label=label)


def _main_first(quote: str, found: Sequence[LikelihoodReading]) -> tuple[LikelihoodReading, ...]:
    """The readings in order; those of a phrase that only opens it, or describes, come last.

    "With prices set to rise, wages may follow": what is foretold is behind the comma.
    """
    if quote.partition(" ")[0].casefold() in cues().opening:
        comma = quote.find(", ")
        main = [reading for reading in found if 0 <= comma < reading.start]
    else:
        # "The mill, which will be sold, may close": what only describes comes last, too.
        beside = [match.span() for match in _P.described.finditer(quote)]
        main = [one for one in found if not any(a < one.start < b for a, b in beside)]
    return (*main, *(reading for reading in found if reading not in main))


_BRACKETS = re.compile(r"\([^()\d]*\)")


@cache
def _surprised(words: frozenset[str]) -> re.Pattern[str]:
    """What supposes nothing: "If by May there is no deal, *I would be surprised*"."""
    return _P.filled("surprised", words=any_of(words))


def _is_so(aside: str) -> bool:
    """Whether an aside foretells nothing."""
    return not any(looks_ahead(straight(aside), cues()))


def _blot(match: re.Match[str]) -> str:
    return "_" * len(match[0])


@cache
def _ends_so(words: frozenset[str]) -> re.Pattern[str]:
    """What stands right before a condition that supposes nothing, with its "if"."""
    return _P.filled("ends_so", words=any_of({word.removesuffix(" if") for word in words}))


def _quoted_on(words: str) -> list[Span]:
    """Where the marks of a quotation stand that goes on with a sentence: it "is likely to fall"."""
    found = list(_P.quoted_on.finditer(words))
    return [one.span(mark) for one in found for mark in ("opens", "closes")]


def set_beside(words: str) -> list[Span]:
    """Where a sentence says beside a likelihood that it is none: ", though not certain,"."""
    return [match.span() for match in _P.though_not.finditer(words)]


def conditions_in(
    quote: str, rules: Rules, times: Sequence[TimeReading] = ()
) -> tuple[ConditionRead, ...]:
    """The conditions that the rules read in `quote`, else those by the cues of the language."""
    found = tuple(
        replace(one, clause=quote[one.start : one.end])
        for one in find_conditions(_without_asides(quote), rules=rules.likelihood)
        # "I would be surprised if it rose" says how likely it is, and supposes nothing.
        if not _ends_so(cues().no_claim).search(f"{quote[: one.start]}if")
        # "For as long as is needed" says for how long.
        and not quote[: one.start].endswith("for ")
        # "Most, if not all, of it", "one in five, if that".
        and not (_P.if_not_all.match(one.clause) or _P.whose_word.match(one.clause))
        and not (_P.short_of.match(one.clause) and _P.short_by.search(quote[: one.start]))
    )
    if found:
        ended = (_before_main(_in_brackets(one, quote), quote) for one in found)
        return tuple(_to_its_end(one, quote) for one in ended)
    return tuple(_by_cues(quote, [time.span for time in times]))[:1]


def _without_asides(quote: str) -> str:
    """The quotation with blanks for what is set off in a condition, character for character."""
    known, text = cues(), quote
    for match in _P.set_off_inside.finditer(quote):
        start, end = match.span("aside")
        ahead = any(looks_ahead(match["aside"], known))
        if match["noun"] is None or (may_be_verb(match["next"], known) and not ahead):
            text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def _by_cues(quote: str, times: Sequence[Span]) -> Iterator[ConditionRead]:
    """The conditions by the cues of the language."""
    idle = [match.span() for match in compiled(cues().idle).finditer(quote)]
    for cue in cues().conditions:
        for match in compiled(cue.patterns).finditer(quote):
            if any(start <= match.start() < end for start, end in (*times, *idle)):
                continue
            end = _end_of(cue, match, quote)
            if end is None or (cue.to and not _P.to_do.match(quote, match.end(), end)):
                continue
            if cue.untimed and any(match.start() < a < end for a, _ in times):
                # "Once the law takes effect in September" says when.
                continue
            clause = quote[match.start() : end]
            yield ConditionRead(match[0].casefold(), cue.kind, match.start(), end, clause)


def _end_of(cue: ConditionCue, match: re.Match[str], quote: str) -> int | None:
    """Where a condition ends that begins with a cue; None where it opens none."""
    heads = _opens(quote[: match.start()])
    comma = re.search(r",\s", quote[match.end() :])
    if heads and cue.whole:
        return match.end()
    if heads and comma and _WORD.search(quote[match.end() + comma.start() :]):
        return match.end() + comma.start()
    if not heads and (_P.inverted if not cue.untimed else _P.then_when).match(quote, match.start()):
        # "A fall on Monday, should the bill fail".
        return match.end() + comma.start() if comma else len(quote.rstrip(" .!"))
    ends = cue.ends and denies(quote[: match.start()]) and not comma
    return len(quote.rstrip(" .!")) if ends else None


def _in_brackets(condition: ConditionRead, quote: str) -> ConditionRead:
    """The condition up to the bracket in which it stands: "it will open (if it is built) and …"."""
    end = quote.find(")", condition.start, condition.end)
    if end < 0 or not quote[: condition.start].endswith("("):
        return condition
    return replace(condition, end=end, clause=quote[condition.start : end])


def _before_main(condition: ConditionRead, quote: str) -> ConditionRead:
    """The condition up to the clause that no comma parts from it: "if it stays dry *we will*"."""
    runs_on = not quote.startswith(",", condition.end) and _opens(quote[: condition.start])
    clauses = (_P.runs_on_will, _P.runs_on_who, _P.runs_on_the, _P.runs_on_what) if runs_on else ()
    found = (clause.match(condition.clause) for clause in clauses)
    goes_on = next((one for one in found if one), None)
    if goes_on is None or any(looks_ahead(goes_on["if"], cues())):
        return condition
    return replace(condition, end=condition.start + goes_on.end("if"), clause=goes_on["if"])


def _to_its_end(condition: ConditionRead, quote: str) -> ConditionRead:
    """The condition with what goes on: "if it fails, or stalls", "if it, which fell, rises"."""
    aside = _P.which_aside.match(quote, condition.end)
    if aside:
        goes_on = _P.verb_of_it.match(quote, aside.end())
        own = goes_on and not any(looks_ahead(goes_on[0], cues()))
        end = goes_on.end() if goes_on and own else aside.end()
        return replace(condition, end=end, clause=quote[condition.start : end])
    opens = _opens(quote[: condition.start])
    more = _P.joined.match(quote, condition.end) if opens else None
    if more is None or any(looks_ahead(more[0], cues())):
        return condition
    if more["as"]:
        # "If it falls below 40, as it did in May, farms will close".
        return replace(condition, end=more.end())
    return replace(condition, end=more.end(), clause=quote[condition.start : more.end()])


_WORD = re.compile(r"\w")


def _opens(lead: str) -> bool:
    """Whether what stands before a condition only leads on: "And I think that *until* …"."""
    known = cues()
    rest = led(known.links | {"or"}, known.set_off).sub("", lead.lstrip(" ,"))
    held = compiled(known.opinions).match(rest)
    return not _WORD.search(rest[held.end() :].removeprefix(" that") if held else rest)


def given(condition: ConditionRead) -> dict[str, Any]:
    """The record of a condition, to be settled by a ruling until somebody names an observable."""
    clause = _P.tied.sub("", condition.clause[len(condition.marker) :].strip(" ,"))
    cue = next(
        (one for one in cues().conditions if compiled(one.patterns).fullmatch(condition.marker)),
        None,
    )
    says = cue.says if cue else "{}"
    if cue and cue.to:
        clause = _P.to_do.sub(r"\g<who> will ", clause)
    judged = says.format(clause) if clause or "{" not in says else condition.clause
    return {
        "words": condition.clause,
        "kind": condition.kind.value,
        "expects": {"judged": begun(judged)},
    }


def denies(text: str) -> bool:
    """Whether a claim says that something does not happen.

    >>> denies("Russia doesn't attack."), denies("Nottingham attacks.")
    (True, False)
    >>> denies("Rates will fall because the crown isn't strong.")
    False
    >>> denies("It will ease, but not soon."), denies("It will be a mill that does not pay.")
    (False, False)
    """
    known = cues()
    bare = compiled(known.no_denials).sub("", _P.beside_not.sub(",", main_clause(text)))
    return "n't" in straight(bare) or compiled(known.denials).search(bare) is not None


def main_clause(text: str) -> str:
    """What a sentence says itself, without the clauses that give a reason or grant something."""
    known = cues()
    beside, goes_on = _side_clauses(known.granting, known.reasons, known.finite | known.modals)
    alone = beside.sub(" ", text)
    more = goes_on.fullmatch(alone) or _P.held_in.fullmatch(alone)
    return more["main"] if more else alone


@cache
def _side_clauses(
    granting: frozenset[str], reasons: frozenset[str], verbs: frozenset[str]
) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands beside a main clause, "While …, " or ", which …, "; and what goes on there."""
    finite, goes_on = any_of(verbs).pattern, any_of(reasons | granting - {"while"}).pattern
    return (
        _P.filled("side_clause", granting=any_of(granting)),
        _P.filled("main_clause", finite=finite, goes_on=goes_on),
    )
