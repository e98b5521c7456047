"""Types known by many examples each: a kernel classifier over words and sentence vectors.

The kernel is exp(g * (cos(vectors) - 1 + a * (cos(TF-IDF) - 1))), a product of two Gaussians on
the unit sphere, where directions in which texts of one type differ anyway are evened out first.
How sharp the probabilities are, and how far from all examples a text may be and still be known, is
read from the examples themselves: each is scored as if it had been left out (for ridge regression
in closed form, Rifkin and Lippert 2007), so nothing is tuned by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from netsvc.matching.halved import BLOCK, Halved
from netsvc.matching.lexical import (
    Calibration,
    Floats,
    LexicalMatcher,
    answer,
    likelihoods,
    logistic,
)
from netsvc.matching.model import NOTHING, Matches, Places, Sense, Vectors
from netsvc.matching.text import plain_words
from netsvc.memory import give_back

SHARPNESS = 1.5
LEXICAL_SHARE = 0.3
RIDGE = 0.2
MOST_TEXTS = 6_500
"""Half of the kernel then takes 85 MB; of more texts every n-th is left out."""
MOST_COMPARED = 2_000
"""So many tell which encoders know them best, in a second."""
WORTH = 0.99
"""Less of a gain is chance, and a second encoder costs some ten milliseconds a sentence."""
LEFT_OUT = 1_000
TEMPERATURES = np.geomspace(2.0, 160.0, 70)
TAIL = 4.0
"""The best of some texts is far ahead and still wrong; how often, softmax puts too low."""
NEAREST_SHARE = 0.5
SHRINKAGE = 3.0
"""How far the spread within types is drawn towards an even one before it is evened out."""


class RichMatcher:
    """``sense`` says what the texts of ``lexical`` mean.

    ``loss`` is the mean logarithmic loss over examples that were left out. Of more than ``most``
    texts every n-th is left aside.
    """

    def __init__(self, lexical: LexicalMatcher, sense: Sense, *, most: int = MOST_TEXTS) -> None:
        self._lexical = lexical
        self._encode = sense.encode
        count = len(lexical.labels)
        self._kept = np.unique(np.linspace(0, count - 1, min(count, most)).astype(np.int64))
        labels = lexical.labels[self._kept]
        vectors = sense.vectors(self._kept)
        self._mean = vectors.mean(axis=0)
        vectors -= self._mean
        self._evened = _evened(vectors, labels)
        self._centred = _unit(vectors @ self._evened)
        # of thousands of texts they take as much as an encoder, and the kernel takes more
        del vectors
        give_back()
        factor = Halved(self._kernel(), len(labels), RIDGE)
        types = len(lexical.ids)
        target = np.full((len(labels), types), -1.0 / (types - 1), np.float32)
        target[np.arange(len(labels)), labels] = 1.0
        self._weights: Vectors = factor.solve(target)
        sample = np.linspace(0, len(labels) - 1, min(LEFT_OUT, len(labels))).astype(np.int64)
        inverse = factor.inverse_diagonal(sample)
        left_out = target[sample] - self._weights[sample] / inverse[:, None]
        temperature, self.loss = _calibrated(left_out, labels[sample])
        self._calibration = replace(Calibration(), temperature=temperature, tail=TAIL)
        signs = left_out.max(axis=1) + NEAREST_SHARE * self._nearest_others(sample)
        # one own text in two hundred is let go; of the others nearly all are surely known
        self._least, low = (float(q) for q in np.quantile(signs, (0.005, 0.05)))
        self._scale = max(low - self._least, 1e-3) / 3.0

    def _kernel(self) -> Callable[[slice], Vectors]:
        """The likeness of some of the texts to all."""

        def some(block: slice) -> Vectors:
            lexical = self._lexical.likeness(self._kept[block])[:, self._kept]
            return _likeness(self._centred[block] @ self._centred.T, lexical.astype(np.float32))

        return some

    def _nearest_others(self, sample: npt.NDArray[np.int64]) -> Vectors:
        nearest = np.empty(len(sample), np.float32)
        for start in range(0, len(sample), BLOCK):
            some = sample[start : start + BLOCK]
            near = self._centred[some] @ self._centred.T
            near[np.arange(len(some)), some] = -1.0
            nearest[start : start + BLOCK] = near.max(axis=1)
        return nearest

    def match(self, text: str, language: str | None = None, limit: int = 5) -> Matches:  # noqa: ARG002 - words may be mixed, so the hint decides nothing here
        if limit < 1 or not plain_words(text):
            return NOTHING
        similar = self._lexical.similar(text)
        lexical: Floats = np.zeros(len(self._kept)) if similar is None else similar[self._kept]
        near = self._centred @ _unit((self._encode(text) - self._mean) @ self._evened)
        scores = _likeness(near, lexical) @ self._weights
        raw: Floats = scores.astype(np.float64).round(7)
        sign = float(raw.max()) + NEAREST_SHARE * float(near.max())
        known = logistic((sign - self._least) / self._scale)
        return answer(self._lexical.ids, raw, known, self._calibration, limit)


def _evened(centred: Vectors, labels: npt.NDArray[np.int64]) -> Vectors:
    """Makes directions in which texts of one type differ anyway count less.

    The inverse square root of the covariance within types, shrunk towards a multiple of the
    identity (Hastie, Tibshirani and Friedman 2009, section 4.3), shape (dimension, dimension).
    """
    types = int(labels.max()) + 1
    sums = np.zeros((types, centred.shape[1]))
    np.add.at(sums, labels, centred)
    means = sums / np.bincount(labels, minlength=types).clip(1)[:, None]
    spread = np.zeros((centred.shape[1], centred.shape[1]))
    # a block at a time: all of them in 64 bits would be the most that is ever held
    for start in range(0, len(labels), BLOCK):
        block = slice(start, start + BLOCK)
        within = centred[block] - means[labels[block]]
        spread += within.T @ within / len(labels)
    spread += SHRINKAGE * max(float(np.trace(spread)), 1e-9) / len(spread) * np.eye(len(spread))
    values, directions = np.linalg.eigh(spread)
    return np.asarray((directions * values**-0.5) @ directions.T, dtype=np.float32)


def _likeness(near: Vectors, lexical: Vectors | Floats) -> Vectors:
    powers = SHARPNESS * (near - 1.0 + LEXICAL_SHARE * (lexical - 1.0))
    return np.asarray(np.exp(powers), dtype=np.float32)


def _calibrated(scores: Vectors, labels: npt.NDArray[np.int64]) -> tuple[float, float]:
    """The temperature with the least logarithmic loss (Guo et al. 2017), and that loss."""
    behind = (scores.max(axis=1, keepdims=True) - scores).astype(np.float64)
    own = np.arange(len(labels)), labels
    losses = []
    for temperature in TEMPERATURES:
        likely = likelihoods(temperature * behind, TAIL)
        losses.append(float(-np.mean(np.log(likely[own] / likely.sum(axis=1)))))
    best = int(np.argmin(losses))
    return float(TEMPERATURES[best]), losses[best]


def joined(senses: Sequence[Sense]) -> Sense:
    """Several encoders as one: the cosine of two texts is then the mean of theirs."""
    share = np.float32(len(senses) ** -0.5)

    def vectors(places: Places) -> Vectors:
        return share * np.concatenate([sense.vectors(places) for sense in senses], axis=1)

    def encode(text: str) -> Vectors:
        return share * np.concatenate([sense.encode(text) for sense in senses])

    return Sense(vectors, encode)


def known_better(lexical: LexicalMatcher, one: Sense, other: Sense) -> bool:
    """Whether left-out examples are less of a surprise by ``one``; a part of them tells it."""
    first, second = (RichMatcher(lexical, sense, most=MOST_COMPARED) for sense in (one, other))
    return first.loss < WORTH * second.loss


def _unit(vectors: Vectors) -> Vectors:
    length: npt.NDArray[np.float32] = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(length, 1e-9), dtype=np.float32)
