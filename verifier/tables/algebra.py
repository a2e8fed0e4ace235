"""Matrices by numpy, for tables of many forecasters."""

from __future__ import annotations

import numpy as np

from verifier.rank.effects import Algebra, Matrix


def _inverse(matrix: Matrix) -> Matrix:
    found: Matrix = np.linalg.inv(np.array(matrix)).tolist()
    return found


def _between(outer: Matrix, inner: Matrix) -> Matrix:
    sides = np.array(outer)
    found: Matrix = (sides @ np.array(inner) @ sides).tolist()
    return found


NUMPY = Algebra(_inverse, _between)
