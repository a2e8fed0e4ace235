"""JSON Schemas that every validator takes: pydantic's, without what only some of them know."""

from __future__ import annotations

from typing import Any

_BOUNDS = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum", "lt": "exclusiveMaximum"}
"""Pydantic leaves its own names of bounds where a value is changed before it is bounded."""
_FORMATS = {"date": r"^\d{4}-\d{2}-\d{2}$", "fraction": r"^-?\d+(\.\d+|/\d+)?$"}
"""A format is an error to ajv without a plug-in, and a remark to others; a pattern is neither."""


def portable(schema: Any) -> Any:
    """The schema in words of JSON Schema alone, with patterns for formats.

    >>> portable({"type": "number", "ge": 0})
    {'type': 'number', 'minimum': 0}
    """
    if isinstance(schema, list):
        return [portable(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    return dict(_member(key, value) for key, value in schema.items())


def _member(key: str, value: Any) -> tuple[str, Any]:
    if key == "format" and isinstance(value, str) and value in _FORMATS:
        return "pattern", _FORMATS[value]
    if key in _BOUNDS and isinstance(value, int | float):
        return _BOUNDS[key], value
    return key, portable(value)
