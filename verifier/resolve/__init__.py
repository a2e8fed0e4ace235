"""Resolving: what came true, when, and by which rule."""

from verifier.resolve.verdicts import resolve, turned_by_days

__all__ = ["resolve", "turned_by_days"]
