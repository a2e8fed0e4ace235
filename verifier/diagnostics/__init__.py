"""Diagnostics: what is wrong with user data, where, and what to do; values, never exceptions."""

from verifier.diagnostics.check import Check
from verifier.diagnostics.finding import Diagnostic, Edit, Note, Severity, Span
from verifier.diagnostics.text import render

__all__ = ["Check", "Diagnostic", "Edit", "Note", "Severity", "Span", "render"]
