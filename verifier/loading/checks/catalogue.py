"""The catalogue of all checks, by code."""

from __future__ import annotations

from collections.abc import Mapping

from verifier.diagnostics import Check
from verifier.loading import files, listing, settings, validation, yaml
from verifier.loading.checks import (
    archive,
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

_ELSEWHERE = (yaml, files, listing, validation, settings, references, archive, rulings)

CHECKS: Mapping[str, Check] = {
    check.code: check
    for check in sorted(
        {check for look in LOOKS for check in look.checks}
        | {check for module in _ELSEWHERE for check in module.CHECKS},
        key=lambda check: check.code,
    )
}
"""Every check by its code."""
