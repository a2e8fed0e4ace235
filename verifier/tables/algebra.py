"""Matrices by numpy, for tables of many forecasters."""

from __future__ import annotations

import numpy as np
from scipy.linalg.lapack import dpotrf, dpotri

from verifier.rank.effects import Algebra, Matrix
from verifier.tables.folding import Array


def inverse(matrix: Array) -> Array:
    """The inverse of a symmetric positive definite matrix: a third of the time of any matrix's.

    >>> inverse(np.array([[2.0, 1.0], [1.0, 1.0]])).round(12).tolist()
    [[1.0, -1.0], [-1.0, 2.0]]
    """
    # The transpose is the same, and is in the order of columns, which spares a copy.
    lower, _ = dpotrf(matrix.T, lower=True)
    half, _ = dpotri(lower, lower=True, overwrite_c=True)
    found: Array = half + half.T
    np.fill_diagonal(found, np.diag(half))
    return found


def _inverse(matrix: Matrix) -> Matrix:
    return inverse(np.array(matrix)).tolist()


def _between(outer: Matrix, inner: Matrix) -> Matrix:
    sides = np.array(outer)
    return (sides @ np.array(inner) @ sides).tolist()


NUMPY = Algebra(_inverse, _between)
