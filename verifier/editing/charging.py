"""Whom a statement is charged to: somebody the ledger has, or somebody who is registered for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from verifier.article.cues import cues
from verifier.diagnostics.suggest import likest, suggest
from verifier.editing.kinds import KINDS, known_like
from verifier.editing.questions import Desk, Draft, Unanswered
from verifier.editing.scaffold import UNKNOWN, forecaster_id
from verifier.editing.taking import Offer
from verifier.loading.checks.duplicates import bare, fold
from verifier.model.forecasts import ForecasterKind
from verifier.vocabulary import Vocabulary

Ask = Callable[[str, str, Sequence[str]], bool | str]
"""Whether to register a name of a kind, beside those near it: yes, no, or who it is instead."""
_JOINING = frozenset({"of", "the", "and", "for", "bank", "ministry", "institute", "party"})
_LIKE = 70
"""Per cent of letters in common: Mary Major is like Maria Mayor, Ann Example not Dan Dreamer."""


def unfit(name: str, kind: str, places: Vocabulary) -> str | None:
    """Why a name is nobody's: a place, a word that only points, or a role without a name."""
    known = cues()
    words = [word.casefold().strip(".,") for word in name.split()]
    if fold(name) in {
        fold(each) for term in places.terms.values() for each in (term.id, term.name, *term.also)
    }:
        return "is a place"
    if all(word in known.not_names | known.little | known.determiners for word in words):
        return "names nobody"
    roles = known.titles | known.people | known.bodies | known.things | known.prepositions
    named = kind in (ForecasterKind.PERSON, ForecasterKind.OFFICE)
    lower = name == name.lower()
    if named and (lower or all(word in roles | known.determiners for word in words)):
        return "is a role, and not a name"
    return None


def _kind(name: str, offer: Offer) -> str:
    """What somebody new is: as proposed under that name, a body under another, else a person."""
    proposed = offer.stranger[1] if offer.stranger is not None else None
    if proposed is not None and offer.stranger and fold(name) == fold(offer.stranger[0]):
        return proposed
    office = ForecasterKind.OFFICE.value
    body = cues().bodies.intersection(name.casefold().split())
    return office if body or proposed == office else ForecasterKind.PERSON.value


class Registry:
    """The forecasters of a ledger, and in `drafts` those who are new."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        known = desk.ledger.forecasters
        self._kinds = {id: each.kind for id, each in known.items()}
        self._called = {id: each.name for id, each in known.items()}
        self._names = {
            bare(name): each.id for each in known.values() for name in (each.name, *each.spellings)
        }
        self.drafts: list[Draft] = []

    def charged(
        self, offer: Offer, *, ask: Ask, by: str | None = None, kind: str | None = None
    ) -> Offer:
        """The proposal with a forecaster whom the ledger has or will have.

        Nobody is registered but by their name in `by`, or where `ask` says so of the one proposed.
        Raises `Unanswered` where nobody knows who they are.
        """
        if by is not None:
            who = self.known(by) or self._register(by, kind or _kind(by, offer))
        elif offer.stranger is not None:
            name, proposed = offer.stranger
            own = None if offer.forecaster == UNKNOWN else offer.forecaster
            known = self.known(name) or (own and self.known(own))
            who = known or self._asked(name, kind or proposed, own, ask)
        else:
            who = self._desk.known("forecasters", offer.forecaster)
        return offer if who == offer.forecaster else offer.by(who, self._kinds[who])

    def known(self, name: str) -> str | None:
        """The id of who is known by this id, name or spelling."""
        return name if name in self._kinds else self._names.get(bare(name))

    def near(self, name: str) -> tuple[str, ...]:
        """The ids of those in the ledger whose names have a word of this one, or are like it."""
        words, sound = set(bare(name).split()), fold(name)
        ids = {
            id
            for known, id in self._names.items()
            if words & {*known.split()} - _JOINING or fold(known) == sound
        }
        like = likest(bare(name), self._names, limit=1, least=_LIKE)
        return tuple(sorted(ids | {self._names[each] for each in like}))

    def _asked(self, name: str, kind: str, id: str | None, ask: Ask) -> str:
        """Who is charged with what a stranger is proposed to have said."""
        near = [f"{one} ({self._called[one]})" for one in self.near(name)]
        answer = ask(name, kind, near)
        if answer is True:
            # With an id of its own it is somebody else than those with names like it.
            return self._register(name, kind, id=id or (near and forecaster_id(name, kind)) or None)
        if answer is False:
            hint = f" Near names: {', '.join(near)}." if near else ""
            more = "" if near else ", or register them with --yes"
            raise Unanswered(
                f"`{name}` is not registered.{hint} Say with --by who it is, by an id or a name"
                f"{more}"
            )
        return self.known(answer) or self._register(answer, kind)

    def _register(self, name: str, kind: str, id: str | None = None) -> str:
        if kind not in set(ForecasterKind):
            hint = suggest(kind, [each.value for each in ForecasterKind], after="; ")
            raise Unanswered(f"`{name}` cannot be of the kind `{kind}`{hint}")
        why = unfit(name, kind, self._desk.rules.places)
        if why is not None:
            raise Unanswered(
                f"`{name}` {why}; say with --by who it is, or register them first: "
                f'verifier new forecaster --name "{name}" --kind {kind}'
            )
        other = None if id else known_like(name, self._desk)
        if other is not None:
            raise Unanswered(
                f"`{name}` is not registered, but `{other.name}` is: give --by {other.id}; "
                "somebody else is registered first: verifier new forecaster "
                f'--name "{name}" --kind {kind} --id ...'
            )
        if not id and not forecaster_id(name, kind):
            raise Unanswered(
                f"no id can be made of `{name}`; register them with one first: verifier new "
                f'forecaster --name "{name}" --kind {kind} --id ...'
            )
        draft = KINDS["forecaster"].draft(self._desk, {"name": name, "kind": kind, "id": id})
        self.drafts.append(draft)
        made = str(draft.record["id"])
        self._kinds[made], self._called[made] = ForecasterKind(kind), name
        self._names[bare(name)] = made
        return made
