"""Words and meaning together: the lexical part, and sentence vectors over the same texts.

One kernel ridge classifier works on the sum of both kinds of likeness, and a tenth of the cosine
to the nearest text of the type is added. Vectors are centred on the mean of all texts of the
taxonomy: multilingual-e5 puts any two sentences close together, and what a text has in common
with all types says nothing about which type it is. That common part tells instead whether the
words are from this world at all, so ``known`` uses it. docs/evaluation.md tells how the constants
were chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from netsvc.matching.lexical import (
    Calibration,
    Floats,
    LexicalMatcher,
    answer,
    logistic,
    small_enough,
    solve_ridge,
)
from netsvc.matching.model import NOTHING, Matcher, Matches, Sense, Vectors
from netsvc.matching.rich import RichMatcher, joined, known_better
from netsvc.matching.text import content

LEXICAL_SHARE = 0.5
RIDGE = 10.0
NEAREST_SHARE = 0.1
COMPOSED = Calibration(temperature=45.0, nearest_share=NEAREST_SHARE)


@dataclass(frozen=True)
class Signs:
    """What tells known words from others; cosines, but for the length."""

    lexical_nearest: float
    lexical_mean: float
    best_score: float
    nearest: float
    common: float
    length: float
    """Natural logarithm of the characters, between those of 10 and of 400."""


@dataclass(frozen=True)
class KnownRule:
    """Weights of ``Signs`` in a logistic regression."""

    bias: float = -74.23
    lexical_nearest: float = 4.35
    lexical_mean: float = 33.7
    best_score: float = 9.76
    nearest: float = 8.91
    common: float = 70.25
    length: float = 1.19

    def __call__(self, signs: Signs) -> float:
        """The probability that the words are about anything known."""
        return logistic(
            self.bias
            + self.lexical_nearest * signs.lexical_nearest
            + self.lexical_mean * signs.lexical_mean
            + self.best_score * signs.best_score
            + self.nearest * signs.nearest
            + self.common * signs.common
            + self.length * signs.length
        )


class ComposedMatcher:
    """``vectors`` has one row a text of ``lexical``, of unit length, or zeros where it lacks one.

    ``encode`` gives the vector of a customer's words; it is called once a ``match``.
    """

    def __init__(
        self,
        lexical: LexicalMatcher,
        vectors: Vectors,
        encode: Callable[[str], Vectors],
        *,
        calibration: Calibration = COMPOSED,
        known: KnownRule | None = None,
    ) -> None:
        self._lexical = lexical
        self._encode = encode
        self._calibration = calibration
        self._known = known or KnownRule()
        there = np.any(vectors != 0, axis=1)
        self._mean = vectors[there].mean(axis=0) if there.any() else vectors.sum(axis=0)
        length = float(np.linalg.norm(self._mean))
        self._direction = self._mean / length if length > 0 else self._mean
        self._centred = _unit(vectors - self._mean)
        self._centred[~there] = 0.0
        self._ridge = self._solve()

    def _solve(self) -> Floats | None:
        labels, types = self._lexical.labels, len(self._lexical.ids)
        if not small_enough(len(labels), types):
            return None
        kernel = self._lexical.kernel()
        kernel *= LEXICAL_SHARE
        kernel += self._centred @ self._centred.T
        return solve_ridge(kernel, labels, types, RIDGE)

    def scores(self, text: str) -> tuple[Floats, Signs] | None:
        """A raw score a type and the signs of being known; None for a text without words."""
        words = content(text)
        if not words:
            return None
        lexical = self._lexical.similar(text)
        if lexical is None:
            lexical = np.zeros(len(self._lexical.labels))
        vector = self._encode(text)
        near = np.asarray(self._centred @ _unit(vector - self._mean), dtype=np.float64)
        starts = self._lexical.starts
        nearest = np.maximum.reduceat(near, starts)
        lexical_nearest = np.maximum.reduceat(lexical, starts)
        if self._ridge is None:
            ridge = (LEXICAL_SHARE * lexical_nearest + nearest) / (1 + LEXICAL_SHARE)
        else:
            ridge = (LEXICAL_SHARE * lexical + near) @ self._ridge
        raw = ridge + NEAREST_SHARE * nearest
        return raw, Signs(
            lexical_nearest=float(lexical_nearest.max()),
            lexical_mean=float(lexical_nearest.mean()),
            best_score=float(raw.max()),
            nearest=float(nearest.max()),
            common=float(vector @ self._direction),
            length=float(np.log(np.clip(len(text.strip()), 10, 400))),
        )

    def match(self, text: str, language: str | None = None, limit: int = 5) -> Matches:  # noqa: ARG002 - words may be mixed, so the hint decides nothing here
        scored = self.scores(text) if limit > 0 else None
        if scored is None:
            return NOTHING
        raw, signs = scored
        return answer(
            self._lexical.ids, np.round(raw, 7), self._known(signs), self._calibration, limit
        )


def _unit(vectors: Vectors) -> Vectors:
    length: npt.NDArray[np.float32] = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(length, 1e-9), dtype=np.float32)


def compose(lexical: LexicalMatcher, senses: Sequence[Sense]) -> Matcher:
    """``senses``: what ``lexical.texts`` mean to one encoder, or to more.

    Where there are many examples, those say themselves whether all encoders together know them
    better than the first alone.
    """
    first = senses[0]
    if not lexical.rich:
        vectors = first.vectors(np.arange(len(lexical.texts)))
        return ComposedMatcher(lexical, vectors, first.encode)
    together = joined(senses)
    better = len(senses) > 1 and known_better(lexical, together, first)
    return RichMatcher(lexical, together if better else first)
