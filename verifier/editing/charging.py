"""Whom a statement is charged to: somebody the ledger has, or somebody who is registered for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from verifier.article.counted import how_many
from verifier.article.cues import cues
from verifier.diagnostics.suggest import suggest
from verifier.editing import namesakes
from verifier.editing.kinds import KINDS, known_like
from verifier.editing.questions import Desk, Draft, Unanswered
from verifier.editing.scaffold import UNKNOWN, forecaster_id
from verifier.editing.taking import Offer
from verifier.loading.checks.duplicates import bare, fold
from verifier.model.forecasts import Forecaster, ForecasterKind
from verifier.vocabulary import Vocabulary

Ask = Callable[[str, str, Sequence[str]], bool | str]
"""Whether to register a name of a kind, beside those near it: yes, no, or who it is instead."""


def unfit(name: str, kind: str, places: Vocabulary) -> str | None:
    """Why a name is nobody's: how many, a place, a word that only points, a role without a name."""
    known = cues()
    if how_many(name):
        return (
            "is a share or a number, and nobody: name with --by the poll, or the institute that "
            "held it"
        )
    words = [word.casefold().strip(".,") for word in name.split()]
    if fold(name) in {
        fold(each) for term in places.terms.values() for each in (term.id, term.name, *term.also)
    }:
        return "is a place"
    if all(word in known.not_names | known.little | known.determiners for word in words):
        return "names nobody"
    roles = known.titles | known.people | known.bodies | known.things | known.prepositions
    named = kind in (ForecasterKind.PERSON, ForecasterKind.OFFICE)
    # "town council": the last word says what the others are of.
    if named and (
        all(word in roles | known.determiners for word in words)
        or (name == name.lower() and words[-1] in roles)
    ):
        return "is a role, and not a name"
    if named and name == name.lower():
        return "has no capital letter, as a name has"
    return None


def _kind(name: str, offer: Offer) -> str:
    """What somebody new is: as proposed under that name, a body under another, else a person."""
    proposed = offer.stranger[1] if offer.stranger is not None else None
    if proposed is not None and offer.stranger and fold(name) == fold(offer.stranger[0]):
        return proposed
    office = ForecasterKind.OFFICE.value
    body = cues().bodies.intersection(name.casefold().split())
    return office if body or proposed == office else ForecasterKind.PERSON.value


def _nobody(name: str, kind: str, why: str) -> Unanswered:
    way = "; say with --by who it is, or register them first: verifier new forecaster"
    more = "" if how_many(name) else f'{way} --name "{name}" --kind {kind}'
    return Unanswered(f"`{name}` {why}{more}")


class Registry:
    """The forecasters of a ledger, and in `drafts` those who are new."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        known = desk.ledger.forecasters
        self._known: dict[str, Forecaster] = dict(known)
        self._names = {
            bare(name): each.id for each in known.values() for name in (each.name, *each.spellings)
        }
        self.drafts: list[Draft] = []

    def charged(
        self, offer: Offer, *, ask: Ask, by: str | None = None, kind: str | None = None
    ) -> Offer:
        """The proposal with a forecaster whom the ledger has or will have.

        Nobody is registered but where `ask` says so, or by a name in `by` that is like none.
        Raises `Unanswered` where nobody knows who they are.
        """
        if by is not None:
            who = self.known(by) or self._given(by, kind or _kind(by, offer), ask)
        elif offer.stranger is not None:
            name, proposed = offer.stranger
            own = None if offer.forecaster == UNKNOWN else offer.forecaster
            known = self.known(name) or (own and self.known(own))
            who = known or self._asked(name, kind or proposed, own, ask)
        else:
            who = self._desk.known("forecasters", offer.forecaster)
        return offer if who == offer.forecaster else offer.by(who, self._known[who].kind)

    def give_role(self, role: str, file: str) -> None:
        """Give the one who is new the role that the source in this file has for them."""
        if len(self.drafts) != 1:
            told = (
                f"{len(self.drafts)} are: take those of each alone"
                if self.drafts
                else "nobody is; write it under `roles` where they are registered"
            )
            raise Unanswered(f"--role is of one person who is registered now: {told}")
        lines, [draft] = self._desk.ledger.lines, self.drafts
        [source] = (id for (kind, id), at in lines.items() if kind == "sources" and at[0] == file)
        record = {**draft.record, "roles": [{"role": role, "source": source}]}
        self.drafts = [replace(draft, record=record)]

    def known(self, name: str) -> str | None:
        """The id of who is known by this id, name or spelling."""
        return name if name in self._known else self._names.get(bare(name))

    def _given(self, name: str, kind: str, ask: Ask) -> str:
        """Who goes by a name that was given: nobody new without a yes, where a name is like it."""
        if namesakes.near(name, self._known):
            return self._asked(name, kind, None, ask)
        return self._register(name, kind)

    def _asked(self, name: str, kind: str, id: str | None, ask: Ask) -> str:
        """Who is charged with what a stranger is proposed to have said."""
        near = namesakes.near(name, self._known)
        answer = ask(name, kind, [f"{one} ({self._known[one].name})" for one in near])
        if answer is True:
            # With an id of its own it is somebody else than those with names like it.
            return self._register(name, kind, id=id or (near and forecaster_id(name, kind)) or None)
        if answer is False:
            why = unfit(name, kind, self._desk.rules.places)
            if why is not None and (not near or how_many(name)):
                raise _nobody(name, kind, why)
            told = [namesakes.did_you_mean(near, self._known)] if near else []
            way = "Say with --by who it is, by an id or a name"
            if why is None:
                way += f", or register them with {'--by and ' if near else ''}--yes"
            said = " ".join([*told, way])
            raise Unanswered(f"`{name}` is not registered{'; ' if near else '. '}{said}")
        return self.known(answer) or self._given(answer, kind, ask)

    def _register(self, name: str, kind: str, id: str | None = None) -> str:
        if kind not in set(ForecasterKind):
            hint = suggest(kind, [each.value for each in ForecasterKind], after="; ")
            raise Unanswered(f"`{name}` cannot be of the kind `{kind}`{hint}")
        why = unfit(name, kind, self._desk.rules.places)
        if why is not None:
            raise _nobody(name, kind, why)
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
        self._known[made] = Forecaster(id=made, name=name, kind=ForecasterKind(kind))
        self._names[bare(name)] = made
        return made
