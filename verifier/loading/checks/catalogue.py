"""The catalogue of all checks, by code."""

from __future__ import annotations

from collections.abc import Mapping

from verifier.diagnostics import Check
from verifier.loading import files, listing, settings, validation, yaml
from verifier.loading.checks import archive, references, rulings
from verifier.loading.checks.looks import LOOKS

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
