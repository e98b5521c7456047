"""Linear equations of a symmetric matrix of which only a half is ever held.

LAPACK's rectangular full packed form (Gustavson, Wasniewski, Dongarra and Langou 2010) keeps one
triangle without holes, and solves as fast as with all of the matrix in memory.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from scipy.linalg import LinAlgError, lapack

from netsvc.matching.model import Vectors

BLOCK = 50
"""So many rows are at hand at once."""

Rows = Callable[[slice], Vectors]
"""Some rows of the matrix, shape (rows, size)."""


class Halved:
    """The Cholesky factor of a positive definite matrix, in half the memory of the matrix.

    ``rows`` gives rows of the matrix in 32 bits, a block at a time; ``size`` is how many there
    are, ``ridge`` what is added to its diagonal. Raises ``LinAlgError`` where the matrix is not
    positive definite.
    """

    def __init__(self, rows: Rows, size: int, ridge: float) -> None:
        self._size = size
        self._factor, failed = lapack.spftrf(
            size, _packed(rows, size, ridge), transr="N", uplo="L", overwrite_a=True
        )
        if failed:
            raise LinAlgError(f"not positive definite from row {failed} on")

    def solve(self, right: Vectors) -> Vectors:
        """x with matrix @ x = ``right``, shape (size, any number of columns)."""
        found, _ = lapack.spftrs(self._size, self._factor, right, transr="N", uplo="L")
        return np.asarray(found)

    def inverse_diagonal(self, places: npt.NDArray[np.int64]) -> Vectors:
        """The elements of the inverse on its diagonal at these places."""
        found = []
        for start in range(0, len(places), BLOCK):
            some = places[start : start + BLOCK]
            unit = np.zeros((self._size, len(some)), np.float32, order="F")
            unit[some, np.arange(len(some))] = 1.0
            found.append(self.solve(unit)[some, np.arange(len(some))])
        return np.concatenate(found)


def _packed(rows: Rows, size: int, ridge: float) -> Vectors:
    """The lower triangle: its first half of columns as they are, and the triangle that is left
    over turned into the corner above them."""
    half, down = (size + 1) // 2, 1 - size % 2
    packed = np.empty((size + down, half), np.float32, order="F")
    for start in range(0, size, BLOCK):
        block = slice(start, min(start + BLOCK, size))
        values = rows(block)
        number = np.arange(block.start, block.stop)
        values[np.arange(len(values)), number] += np.float32(ridge)
        for row, own in zip(values, number.tolist(), strict=True):
            packed[own + down, : min(own + 1, half)] = row[: min(own + 1, half)]
            if own >= half:
                corner = own - half
                packed[: corner + 1, corner + 1 - down] = row[half : own + 1]
    return packed.ravel(order="F")
