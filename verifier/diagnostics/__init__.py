"""Diagnostics: what is wrong with user data, where, and what to do; values, never exceptions."""

from verifier.diagnostics.catalogue import CHECKS, Check
from verifier.diagnostics.finding import Diagnostic, Edit, Note, Severity, Span
from verifier.diagnostics.text import render

__all__ = ["CHECKS", "Check", "Diagnostic", "Edit", "Note", "Severity", "Span", "render"]
