"""Forecasts that share a verb or a subject in a sentence, each as a sentence of its own.

"Rents will fall in March before rising in May" is "Rents will fall in March" and "Rents will rise
in May". What follows has the subject of the first, its verb that looks ahead, or both:

tail  = "before rising", ", then rising", ", with wages likely", "and close", "and 3%", "and Spain"
own   = it has words of time where what stands before has others, or says itself how likely it is
aside = ", which is due to open in May, " between a subject and its verb

What cannot be made a sentence stays with what stands before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from verifier.article.bare import bare_verb, is_bare
from verifier.article.clauses import Grammar
from verifier.article.cues import Cues
from verifier.article.patterns import any_of
from verifier.article.phrasing import Phrasing
from verifier.article.sentences import straight
from verifier.article.tokens import Span, looks_ahead
from verifier.dataclass import dataclass

_P = Phrasing("tails")

_EDGES = " ,;:–—."
_SHORT = ("'", "’")  # with which a verb begins that is written together: "she'll"


@dataclass(frozen=True, slots=True)
class _Head:
    """The first forecast of a sentence: `subject` and `verb` before the bare verb, at `does`.

    `lead` stands before the subject; of "expects rents to" it holds "expects". Of "expects growth"
    there is neither, and what follows can only be another amount.
    """

    lead: str
    subject: str
    verb: str
    does: int

    def of(self, subject: str, says: str) -> str:
        """A sentence of what somebody else will do."""
        verb = self.verb if self.verb[:1] in _SHORT else f" {self.verb}"
        return " ".join(f"{self.lead}{subject}{verb} {says}".split())


@dataclass(frozen=True, slots=True)
class _Tail:
    """Where what stands behind the head begins, and what it says in full with all behind it."""

    start: int
    text: str


def told_apart(
    text: str,
    times: Sequence[Span],
    conditions: Sequence[Span],
    known: Cues,
    grammar: Grammar,
) -> tuple[str, ...]:
    """The forecasts of `text`, with its `times`, as sentences; `text` alone where it has one.

    >>> from verifier.article.clauses import by_rules
    >>> from verifier.article.cues import cues
    >>> text = "Rents will fall in March before rising in May."
    >>> times = [(text.index("in M"), text.index(" before")), (text.index("in May"), len(text) - 1)]
    >>> told_apart(text, times, (), cues(), by_rules(cues()))
    ('Rents will fall in March', 'Rents will rise in May.')
    """
    beside = _beside(text, times, conditions, known, grammar)
    if beside:
        main, aside = beside
        return (aside, main)
    head = _head(text, times, known, grammar)
    described = _described(text, known)
    if head is None or described:
        return (described or text,)
    likely = _P.likely_then.search(text, head.does)
    if (
        likely
        and head.verb.strip() in known.modals
        and _timed_last(times, head.does, likely.start("hedge"))
    ):
        # "Will reopen, likely by midnight" is "will likely reopen by midnight".
        said = f"{likely['hedge']} {text[head.does : likely.start()]} {text[likely.end() :]}"
        return (head.of(head.subject, said),)
    tails = list(_tails(text, head, times, conditions))
    if not tails:
        return (text,)
    return (text[: tails[0].start], *(tail.text for tail in tails))


def _timed_last(times: Sequence[Span], does: int, last: int) -> bool:
    """Whether what will be done has no time before a place, and one behind it."""
    return not any(does <= a < last for a, _ in times) and any(a >= last for a, _ in times)


def _described(text: str, known: Cues) -> str | None:
    """What is foretold of a noun that only describes what is so: "a vote that could end it"."""
    verbs = list(looks_ahead(straight(text), known))
    that = _P.filled("that", ahead=_ahead(known)).search(text)
    if len(verbs) != 1 or that is None or that.end() != verbs[0].start():
        return None
    below = known.weighed & {*that["noun"].casefold().split()}
    return f"{that['noun']}{text[that.end() :]}" if that.start() and not below else None


def _beside(
    text: str, times: Sequence[Span], conditions: Sequence[Span], known: Cues, grammar: Grammar
) -> tuple[str, str] | None:
    """The main clause, and what is said beside it of its subject."""
    which = _P.filled("which", ahead=_ahead(known)).search(text)
    whom = None if which else _P.filled("which_who", ahead=_ahead(known)).search(text)
    aside = which or whom
    if aside is None or any(a < aside.end() and aside.start() < b for a, b in conditions):
        return None
    verb = next((one for one in looks_ahead(straight(text), known, aside.end())), None)
    subject = grammar(straight(text), [verb.span()])[0].subject if verb else None
    if subject is None or subject[0] >= aside.start() or _P.below.search(text[: aside.start()]):
        return None
    noun = text[slice(subject[0], aside.start())]
    main = f"{text[: aside.start()]} {text[aside.end() :]}"
    if whom:
        small = f"{noun[:1].lower()}{noun[1:]}" if _P.determined.match(noun) else noun
        return main, f"{whom['who']} {whom['verb']} {small}{whom['rest']}."
    is_ = "" if aside["which"] else f"{_is(noun)} "
    timed = any(aside.start() < a < aside.end() for a, _ in times)
    foretells = timed if is_ else any(looks_ahead(straight(aside["clause"]), known))
    if not foretells:
        return None
    return main, f"{noun} {is_}{aside['clause'].strip()}."


def _ahead(known: Cues) -> str:
    return any_of(known.modals | known.finite).pattern


def _is(noun: str) -> str:
    first = _P.of.split(noun)[0]
    return "are" if _P.many.search(first) else "is"


def _head(text: str, times: Sequence[Span], known: Cues, grammar: Grammar) -> _Head | None:
    """The first verb that looks ahead, with its subject, where a bare verb follows on it."""
    verb = next(looks_ahead(straight(text), known), None)
    if verb is None:
        return None
    at = verb.end()
    # "The mill's profit is expected to": the verb is "is expected".
    owned = _P.owned.match(straight(text), verb.start())
    begins = owned.end() if owned and owned.end() < at else verb.start()
    subject = grammar(straight(text), [(begins, at)])[0].subject
    start, end = subject or (begins, begins)
    lead, who = text[:start], text[start:end]
    to = _P.to.match(text, at) if _P.takes_object.search(verb[0]) else None
    if to:
        lead, who = text[: to.start("who")], to["who"]
        verb_words, at = "to", to.end()
    elif _P.takes_object.search(verb[0]):
        return _Head(text[: verb.end()], "", "", verb.end())
    else:
        verb_words = text[begins:at]
    beside = _P.beside_verb.match(text, at)
    if beside is None:
        return None
    verb_words += _P.first.sub("", text[at : beside.end()])
    # The time with which a sentence begins is that of its first verb alone.
    fronted = any(one[1] <= len(lead) for one in times)
    return _Head("" if fronted and not to else lead, who.strip(" ,"), verb_words, beside.end())


def _tails(
    text: str, head: _Head, times: Sequence[Span], conditions: Sequence[Span]
) -> Iterator[_Tail]:
    """What follows on the head, as far as it can be said in full."""
    found: list[_Tail] = []
    joints = [one for one in _P.joint.finditer(text, head.does) if _parts(text, one, head, times)]
    for number, joint in enumerate(joints):
        if any(a < joint.end() and joint.start() < b for a, b in conditions):
            continue
        end = joints[number + 1].start() if number + 1 < len(joints) else len(text)
        own = [one for one in times if joint.end() <= one[0] < len(text)]
        near = [one for one in own if one[0] < end]
        does = _untimed(text, head.does, found[0].start if found else joint.start(), times)
        said = _in_full(text, joint, head, does, near)
        if said is None:
            continue
        last = found[-1].start if found else 0
        timed = bool(near) and any(last <= a < joint.start() for a, _ in times)
        if timed or said[1]:
            found.append(_Tail(joint.start(), said[0]))
    ends = [*(one.start for one in found[1:]), len(text)]
    for tail, end in zip(found, ends, strict=False):
        yield replace(tail, text=tail.text[: len(tail.text) - (len(text) - end)])


def _parts(text: str, joint: re.Match[str], head: _Head, times: Sequence[Span]) -> bool:
    """Whether a forecast may begin at a joint: not in a time, in a clause below, or "between"."""
    before = text[head.does : joint.start()]
    return not (
        any(a < joint.end() and joint.start() < b for a, b in times)
        or (_P.below.search(before) and not joint["with"])
        or before.count("(") > before.count(")")
    )


def _in_full(
    text: str,
    joint: re.Match[str],
    head: _Head,
    does: str,
    near: Sequence[Span],
) -> tuple[str, bool] | None:
    """What follows on a joint as a sentence, and whether it says itself how likely it is."""
    at = joint.end()
    rest = text[at:]
    if joint["with"]:
        return _with(rest, head)
    again = _P.again.match(rest)
    if again and near and at + again.end() >= near[0][0]:
        return head.of(head.subject, f"{does} {rest}"), False
    adverbs = _P.adverbs.match(rest)
    hedge = (adverbs["hedge"] or "") if adverbs else ""
    rest = rest[adverbs.end() :] if adverbs else rest
    at += adverbs.end() if adverbs else 0
    doing = _P.doing.match(rest)
    if doing and head.verb and doing[0] not in _P.words("no_doing"):
        if not (joint["before"] or joint[0].startswith(",")):
            return None
        says = f"{hedge} {bare_verb(doing[0])}{rest[doing.end() :]}"
        return head.of(head.subject, says), bool(hedge)
    if doing or joint["before"] or not near:
        return None
    if not (joint["and"] or joint["joins"]) and not _P.amount.match(rest):
        listed = _P.joint.search(text, near[-1][1])
        if listed is None or not (listed["and"] or listed["joins"]):
            return None
    said = _joined(head, does, hedge, rest, near[0][0] - at)
    return None if said is None else (said, bool(hedge))


def _with(rest: str, head: _Head) -> tuple[str, bool] | None:
    """What goes with the head: "with profits slipping", "rain likely", "the rest to follow"."""
    then = _P.noun_then.match(rest)
    if then is None or _P.below.search(then["who"]):
        return None
    who, behind = then["who"], rest[then.end() :]
    if then["is"]:
        return f"{who} {_is(who)} {then['is']}{behind}", True
    if not head.verb:
        return None
    if then["doing"]:
        if then["doing"].casefold() in _P.words("no_doing"):
            return None
        return head.of(who, f"{bare_verb(then['doing'])}{behind}"), False
    return head.of(who, behind), False


def _untimed(text: str, start: int, end: int, times: Sequence[Span]) -> str:
    """What a stretch says will be done, without when."""
    said = ""
    for a, b in times:
        if start <= a < end:
            said, start = f"{said}{text[start:a]}", b
    return f"{said}{text[start:end]}".strip(_EDGES)


def _joined(head: _Head, does: str, hedge: str, rest: str, timed: int) -> str | None:
    """What is joined by "and", by what it stands for: an amount, a place, a verb, a noun."""
    own = rest[: max(timed, 0)].strip(_EDGES)
    first = own.split(maxsplit=1)[0] if own else ""
    if not first or _P.between.search(does):
        return None
    amount = _P.amount.match(rest)
    if amount and _digit(amount[0]):
        like = next(iter(reversed(list(_amounts(does)))), None)
        if like is None:
            return None
        lead = "" if amount["lead"] else like["lead"] or ""
        # "To hire 300 people this year and 200 next year".
        unit = "" if own[amount.end() :].strip() else does[like.end() :]
        number = _P.just.sub("", amount[0])
        what = f"{lead} {number}{unit}{rest[amount.end() :]}"
        return head.of(head.subject, f"{hedge} {does[: like.start()]}{what}")
    if not head.verb:
        return None
    if _P.preposition.match(own):
        place = next(
            (
                one
                for one in re.finditer(rf"\s{re.escape(first)}\s", does)
                if does[one.end() :].strip()
            ),
            None,
        )
        return place and head.of(head.subject, f"{hedge} {does[: place.start()]} {rest}")
    if does.casefold().startswith("be ") and _P.done.match(first):
        return head.of(head.subject, f"{hedge} be {rest}") if _P.done.match(does[3:]) else None
    if first.islower() and is_bare(first):
        return head.of(head.subject, f"{hedge} {rest}")
    return _gapped(head, hedge, does, own, rest)


def _digit(text: str) -> bool:
    return any(one.isdigit() for one in text)


def _amounts(text: str) -> Iterator[re.Match[str]]:
    return (one for one in _P.amount.finditer(text) if _digit(one[0]))


def _gapped(head: _Head, hedge: str, does: str, own: str, rest: str) -> str | None:
    """What another noun does, or what is done to it: "Spain in June", "a depot in June"."""
    verb, _, thing = does.partition(" ")
    like = _P.determined.match
    if thing and like(thing) and like(own):
        return head.of(head.subject, f"{hedge} {verb} {rest}")
    named = _P.named.match(own) and _P.named.match(head.subject)
    if not thing and (named or (like(own) and like(head.subject))):
        return head.of(own, f"{hedge} {verb} {rest[len(own) :]}")
    return None
