"""What a ledger's files hold, before anything is said of how the records fit together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from verifier.load.validation import Found
from verifier.model.forecasts import Forecast, SetAside, Source


@dataclass(slots=True)
class Records:
    """What was read of each kind, in the order of files; broken records keep their place."""

    sources: list[Found[Source]] = field(default_factory=list)
    forecasts: list[tuple[Found[Source], Found[Forecast]]] = field(default_factory=list)
    set_aside: list[tuple[Found[Source], Found[SetAside]]] = field(default_factory=list)
    others: dict[str, list[Found[Any]]] = field(default_factory=dict)
    ids: dict[str, dict[str, Found[Any]]] = field(default_factory=dict)

    def of(self, kind: str) -> list[Found[Any]]:
        """The records of one kind: `forecasters`, `events`, `coverage`, `questions`, ..."""
        return self.others.get(kind, [])
