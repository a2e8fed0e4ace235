"""Evidence: who published what, when and where, and what it says for or against."""

from typing import Literal

from verifier.model.edtf import Day
from verifier.model.record import Address, Flag, Id, Record, Text


class Evidence(Record):
    """One published item. `says` is the curator's short summary, not a quotation."""

    publisher: Text
    title: Text | None = None
    published: Day | None = None
    published_basis: Text | None = None
    address: Address | None = None
    locator: Text | None = None
    says: Text
    stance: Literal["for", "against", "context"] = "for"
    forecaster: Id | None = None
    from_memory: Flag = False
    note: Text | None = None
