"""Equations of a symmetric matrix, of which a half is held, against numpy with the whole."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.linalg import LinAlgError

from netsvc.matching.halved import BLOCK, Halved


@pytest.mark.parametrize("size", [1, 2, 3, 8, 9, BLOCK, BLOCK + 1, 2 * BLOCK + 3])
def test_half_of_a_matrix_solves_like_the_whole(size: int) -> None:
    generator = np.random.default_rng(size)
    some = generator.normal(size=(size, size)).astype(np.float32)
    matrix = some @ some.T / np.float32(size)
    right = generator.normal(size=(size, 3)).astype(np.float32)
    whole = matrix.astype(np.float64) + 0.5 * np.eye(size)
    places = np.arange(size)[::2]

    halved = Halved(lambda block: matrix[block].copy(), size, 0.5)

    np.testing.assert_allclose(halved.solve(right), np.linalg.solve(whole, right), atol=1e-4)
    np.testing.assert_allclose(
        halved.inverse_diagonal(places), np.diag(np.linalg.inv(whole))[places], rtol=1e-4
    )


def test_a_matrix_that_is_not_positive_definite_is_said_to_be_so() -> None:
    with pytest.raises(LinAlgError, match="row 2"):
        Halved(lambda block: np.diag(np.array([1, -1, 1], np.float32))[block], 3, 0.0)
