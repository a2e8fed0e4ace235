"""Resolving: what came true, when, and by which rule."""

from verifier.resolve.verdicts import resolve

__all__ = ["resolve"]
