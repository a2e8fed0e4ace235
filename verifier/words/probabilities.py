"""What the numbers in the slots of a pattern say as probabilities, and under hedges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from verifier.text.phrases import Pattern, Slot
from verifier.text.tokens import Token
from verifier.words.entries import Form
from verifier.words.index import Hedge, Index
from verifier.words.numbers import Numbers
from verifier.words.stated import WHOLE, Said


def stated_in(core: Pattern, tokens: Sequence[Token], at: int, index: Index) -> Numbers | None:
    """What the numbers in the slots of a pattern say; None where it is no probability."""
    said = list(_slots(core, tokens, at, index))
    form = index.stated[core].form
    if form == "percent-last":
        # It fell from 60% to 40%; what fell from 60% is at no number that is said.
        if any(number.low == number.high for number in said):
            return None
        said = [Said(number.high, number.high, number.end) for number in said]
    elif form == "percent-first":
        # It rose to 60% from 40%.
        said = said[:1]
    lows = list(_probabilities(form, [number.low for number in said]))
    highs = list(_probabilities(form, [number.high for number in said]))
    if not lows or not highs or not 0 <= lows[0] <= highs[-1] <= 1:
        return None
    middle = said[0].central if len(said) == 1 else None
    numbers = Numbers.between(lows[0], highs[-1])
    if middle is None:
        return numbers
    return Numbers(numbers.low, next(iter(_probabilities(form, [middle]))), numbers.high)


def hedged(numbers: Numbers, hedges: Set[Hedge], spread: float) -> Numbers:
    """What is meant by a number under hedges: the centre of a bound, an end of just over it."""
    if hedges & {"least", "more"}:
        return Numbers(numbers.low, numbers.low, 1.0)
    if hedges & {"most", "less"}:
        return Numbers(0.0, numbers.high, numbers.high)
    if "over" in hedges and numbers.low == numbers.high:
        return Numbers.between(numbers.low, min(1.0, numbers.low + spread))
    if "under" in hedges and numbers.low == numbers.high:
        return Numbers.between(max(0.0, numbers.high - spread), numbers.high)
    if "about" not in hedges or numbers.low != numbers.high:
        return numbers
    around = Numbers.between(max(0.0, numbers.low - spread), min(1.0, numbers.high + spread))
    return Numbers(around.low, numbers.central, around.high)


def _slots(core: Pattern, tokens: Sequence[Token], at: int, index: Index) -> Iterator[Said]:
    """What fills the slots of a pattern that was found from token `at`."""
    for place, word in enumerate(core):
        if word is Slot.GAP:
            # A few words, up to the next of the pattern.
            while at < len(tokens) and tokens[at].text != core[place + 1]:
                at += 1
            continue
        if isinstance(word, str):
            at += 1
            continue
        said = index.said(word, tokens, at)
        if said is None:
            return
        yield said
        at = said.end


def _probabilities(form: Form, numbers: Sequence[float]) -> Iterator[float]:
    """What the numbers say as probabilities; nothing where they divide by zero."""
    if form.startswith("percent") or form in {"fraction", "part"}:
        yield from (number / (100 if form.startswith("percent") else 1) for number in numbers)
        return
    # "Ten to one" has its one in the pattern; of a range each end is a pair.
    pairs = numbers if len(numbers) > 1 else (*numbers, 1)
    for first, second in zip(pairs[::2], pairs[1::2], strict=True):
        part, whole = {
            "one-in": (first, second),
            "odds-for": (first, first + second),
            # "Sixty-forty": parts of a hundred. Nothing else is split so.
            "split": (first, WHOLE if first + second == WHOLE else 0),
            "odds-against": (second, first + second),
            # A 60/40 shot is no price of 60/40, but which way the split goes is not said.
            "price": (second, 0 if _is_split(first, second) else first + second),
        }[form]
        if whole:
            yield part / whole


def _is_split(first: float, second: float) -> bool:
    return first + second == WHOLE and 1 < first != second > 1
