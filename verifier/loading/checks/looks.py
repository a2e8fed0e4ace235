"""All looks at records, in the order in which they are taken."""

from __future__ import annotations

from verifier.loading.checks import (
    characters,
    checkable,
    cycles,
    duplicates,
    evidence,
    likelihood,
    order,
    quotations,
    references,
    restatements,
    rulings,
    terms,
    windows,
)
from verifier.loading.checks.look import Alone, Together

LOOKS: tuple[Alone | Together, ...] = (
    *terms.LOOKS,
    *references.LOOKS,
    *restatements.LOOKS,
    *cycles.LOOKS,
    *order.LOOKS,
    *windows.LOOKS,
    *likelihood.LOOKS,
    *quotations.LOOKS,
    *checkable.LOOKS,
    *evidence.LOOKS,
    *rulings.LOOKS,
    *duplicates.LOOKS,
    *characters.LOOKS,
)
"""All that is looked for in records. What reading a file finds is found where it is read."""
