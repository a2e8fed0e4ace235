"""Whether a word for a body ("the union") may be one that was named by other words."""

from __future__ import annotations

from verifier.article.mentions import Mentions
from verifier.article.names import NameCues, Who, folded, is_acronym
from verifier.article.phrasing import Phrasing
from verifier.model.forecasts import ForecasterKind

_P = Phrasing("fitting")


def may_be(noun: str, body: Who, known: NameCues, mentions: Mentions) -> bool:
    """Whether "the union" may be a body that was named by other words.

    No ministry is a union, and none that has no name but "the ministry" a regulator. What sort
    of a public body it is says which one: "the weather office" is no other office.
    """
    words = folded(body.name)
    if body.name in _P.words("countries"):
        # No report, and no bank, is a country's.
        return False
    *sort, head = noun.split()
    sort = [] if {*sort} <= _P.words("private") else sort
    agency = body.kind is ForecasterKind.OUTLET or " ".join(words) in known.agencies
    if agency and noun in _P.words("no_agency"):
        return False
    firm = "&" in words or words[-1] in known.firms
    if firm and head in known.public | _P.words("overseeing"):
        return False
    if (
        head in known.official
        and not {head, "office"} & {*words}
        and not is_acronym(body.name or "")
    ):
        return False
    if head in words:
        any_such = not sort or (head not in known.public and "central" not in sort)
        return any_such or bool({*sort} & {*words})
    if not any(letter.isupper() for letter in body.name or ""):
        # A report is not of whatever service came before: only one with a name makes it.
        any_kind = head in known.any_kind - known.things
        return any_kind and not sort and not {*words} & known.public
    if sort and head in known.public:
        return False
    if "central" in sort and not _may_be_central(head, body.name or "", mentions):
        return False
    kinds = [kind for kind in map(str.split, known.kinds) if head in kind]
    other = [kind for kind in map(str.split, known.kinds) if {*kind} & {*words}]
    return not kinds or not other or any(kind in other for kind in kinds)


def _may_be_central(bank: str, name: str, mentions: Mentions) -> bool:
    """Whether a name is no place's: "the Riksbank", "the Fed", and not "Lakeland's prices"."""
    return (
        bank in name.casefold()
        or is_acronym(name)
        or any(mentions.after_the(start) for start, _ in mentions.of(name))
    )
