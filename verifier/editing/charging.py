"""Whom a statement is charged to: somebody the ledger has, or somebody who is registered for it."""

from __future__ import annotations

from verifier.diagnostics.wording import did_you_mean
from verifier.editing.kinds import KINDS
from verifier.editing.questions import Desk, Draft, Unanswered
from verifier.editing.scaffold import UNKNOWN, forecaster_id
from verifier.editing.taking import Offer
from verifier.loading.checks.duplicates import fold
from verifier.loading.validation import nearest
from verifier.model.forecasts import ForecasterKind


class Registry:
    """The forecasters of a ledger, and in `drafts` those who are new."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        known = desk.ledger.forecasters
        self._kinds = {id: each.kind for id, each in known.items()}
        self._names = {
            fold(name): each.id for each in known.values() for name in (each.name, *each.spellings)
        }
        self.drafts: list[Draft] = []

    def charged(self, offer: Offer, *, by: str | None = None, kind: str | None = None) -> Offer:
        """The proposal with a forecaster whom the ledger has or will have.

        Raises `Unanswered` where nobody knows who they are.
        """
        if by is not None:
            who = self.known(by) or self._register(by, kind or ForecasterKind.PERSON.value)
        elif offer.stranger is not None:
            name, proposed = offer.stranger
            own = None if offer.forecaster == UNKNOWN else offer.forecaster
            known = self.known(name) or (own and self.known(own))
            who = known or self._register(name, kind or proposed, id=own)
        else:
            who = self._desk.known("forecasters", offer.forecaster)
        return offer if who == offer.forecaster else offer.by(who, self._kinds[who])

    def known(self, name: str) -> str | None:
        """The id of who is known by this id, name or spelling."""
        return name if name in self._kinds else self._names.get(fold(name))

    def _register(self, name: str, kind: str, id: str | None = None) -> str:
        if kind not in set(ForecasterKind):
            like = nearest(kind, [each.value for each in ForecasterKind])
            hint = did_you_mean(like, after="; ")
            raise Unanswered(f"`{name}` cannot be of the kind `{kind}`{hint}")
        if not id and not forecaster_id(name, kind):
            raise Unanswered(
                f"no id can be made of `{name}`; register them with one first: verifier new "
                f'forecaster --name "{name}" --kind {kind} --id ...'
            )
        draft = KINDS["forecaster"].draft(self._desk, {"name": name, "kind": kind, "id": id})
        self.drafts.append(draft)
        made = str(draft.record["id"])
        self._kinds[made] = ForecasterKind(kind)
        self._names[fold(name)] = made
        return made
