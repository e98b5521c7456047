"""A ranker that learns from every resolved case: evidence counters, their weights, corrections.

Every case is seen through contexts (its category, its symptom, its caller, pairs of them ...).
For outcome y in context c with decayed counts n, the evidence is

    e_c(y) = ln[(n_cy + a P(y)) / (n_c + a)] - ln P(y)

(how much likelier y is here than anywhere, backing off to "no evidence" where n_c is small), and

    score(y) = ln P(y) + sum_c w_c,b(c) e_c(y) + sum_c v_c,y

The weights w (one a kind of context and size b of its evidence, since thin evidence deserves
another trust than thick) and the corrections v (one a context and outcome; left out in the
additive mode) are those of an online softmax regression, stepped by AdaGrad (Duchi et al. 2011)
once for every case at the moment it is resolved, from the state before it is counted. Nothing of
a case is used before it is resolved; the ranker has no clock but the one it is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2, sqrt

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
DAY = 86_400.0
BINS = 6


@dataclass(frozen=True)
class Tuning:
    """Found by time on the given log (docs/evaluation.md); times are days."""

    half_life: float = 30.0
    smoothing: float = 8.0
    weight_step: float = 0.1
    correction_step: float = 0.1
    warm_up: int = 200
    prior_decay: float = 0.9999
    first_weight: float = 2.0


class _Counter:
    """Decayed counts an outcome, brought up to date when they are touched."""

    __slots__ = ("at", "counts")

    def __init__(self, at: float, size: int) -> None:
        self.at = at
        self.counts = np.zeros(size)


@dataclass(frozen=True)
class _Evidence:
    base: Floats
    kinds: tuple[int, ...]
    bins: tuple[int, ...]
    rows: Floats


class OnlineRanker:
    """Ranks outcomes (ids of units, or of persons) for cases given as contexts.

    A case is a sequence of context keys, one for each kind, in the order of ``kinds``; ``at`` is
    in seconds of any clock that moves forward.
    """

    def __init__(
        self, kinds: Sequence[str], *, tuning: Tuning | None = None, corrections: bool = True
    ) -> None:
        self._tuning = tuning or Tuning()
        self._kinds = tuple(kinds)
        self._corrected = corrections
        self._ids: list[str] = []
        self._index: dict[str, int] = {}
        self._size = 64
        self._learned = 0
        self._prior = np.zeros(self._size)
        self._counters: dict[tuple[int, str], _Counter] = {}
        self._weights = np.full(
            (len(self._kinds), BINS), self._tuning.first_weight / max(len(self._kinds), 1)
        )
        self._squares = np.zeros((len(self._kinds), BINS))
        self._corrections: dict[tuple[int, str], tuple[Floats, Floats]] = {}

    @property
    def learned(self) -> int:
        """How many cases it has learned from."""
        return self._learned

    def rank(self, case: Sequence[str], at: float, limit: int = 5) -> list[str]:
        """The likeliest outcomes, best first; equal scores in order of first appearance."""
        if not self._ids:
            return []
        scores = self._score(case, self._gather(case, at))
        best = np.argsort(-scores, kind="stable")[:limit]
        return [self._ids[index] for index in best]

    def rank_surely(
        self, case: Sequence[str], at: float, limit: int = 5
    ) -> tuple[list[str], float]:
        """As ``rank``, and the probability that the model gives the first of them."""
        if not self._ids:
            return [], 0.0
        scores = self._score(case, self._gather(case, at))
        best = np.argsort(-scores, kind="stable")[:limit]
        powers = np.exp(scores - scores[best[0]])
        return [self._ids[index] for index in best], float(1.0 / powers.sum())

    def learn(self, case: Sequence[str], outcome: str, at: float) -> None:
        """Take in a resolved case; ``at`` is when it was resolved."""
        right = self._index_of(outcome)
        if self._learned >= self._tuning.warm_up:
            self._step(case, right, at)
        self._prior *= self._tuning.prior_decay
        self._prior[right] += 1.0
        for key in enumerate(case):
            counter = self._counters.get(key)
            if counter is None:
                counter = self._counters[key] = _Counter(at, self._size)
            counter.counts *= self._fade(at - counter.at)
            counter.at = at
            counter.counts[right] += 1.0
        self._learned += 1

    def _fade(self, seconds: float) -> float:
        return float(0.5 ** (seconds / DAY / self._tuning.half_life))

    def _index_of(self, outcome: str) -> int:
        index = self._index.get(outcome)
        if index is None:
            index = self._index[outcome] = len(self._ids)
            self._ids.append(outcome)
            if len(self._ids) > self._size:
                self._grow()
        return index

    def _grow(self) -> None:
        added = self._size
        self._size += added
        self._prior = np.pad(self._prior, (0, added))
        for counter in self._counters.values():
            counter.counts = np.pad(counter.counts, (0, added))
        self._corrections = {
            key: (np.pad(values, (0, added)), np.pad(squares, (0, added), constant_values=0.01))
            for key, (values, squares) in self._corrections.items()
        }

    def _gather(self, case: Sequence[str], at: float) -> _Evidence:
        count, smoothing = len(self._ids), self._tuning.smoothing
        seen = self._prior[:count]
        prior = (seen + 0.1) / (seen.sum() + 0.1 * count)
        base = np.log(prior)
        kinds: list[int] = []
        bins: list[int] = []
        rows: list[Floats] = []
        for kind, key in enumerate(case):
            counter = self._counters.get((kind, key))
            if counter is None:
                continue
            counts = counter.counts[:count] * self._fade(at - counter.at)
            total = float(counts.sum())
            kinds.append(kind)
            bins.append(min(BINS - 1, int(log2(1.0 + total) / 1.5)))
            rows.append(np.log((counts + smoothing * prior) / (total + smoothing)) - base)
        stacked = np.array(rows) if rows else np.zeros((0, count))
        return _Evidence(base, tuple(kinds), tuple(bins), stacked)

    def _score(self, case: Sequence[str], evidence: _Evidence) -> Floats:
        weights = self._weights[list(evidence.kinds), list(evidence.bins)]
        scores: Floats = evidence.base + weights @ evidence.rows
        if self._corrected:
            for key in self._correction_keys(case):
                held = self._corrections.get(key)
                if held is not None:
                    scores = scores + held[0][: len(scores)]
        return scores

    @staticmethod
    def _correction_keys(case: Sequence[str]) -> list[tuple[int, str]]:
        return [(-1, ""), *enumerate(case)]

    def _step(self, case: Sequence[str], right: int, at: float) -> None:
        evidence = self._gather(case, at)
        scores = self._score(case, evidence)
        powers = np.exp(scores - scores.max())
        chances = powers / powers.sum()
        slopes = evidence.rows[:, right] - evidence.rows @ chances
        for kind, size, slope in zip(evidence.kinds, evidence.bins, slopes, strict=True):
            self._squares[kind, size] += slope * slope
            self._weights[kind, size] += (
                self._tuning.weight_step * slope / sqrt(1.0 + self._squares[kind, size])
            )
        if self._corrected:
            self._correct(case, right, chances)

    def _correct(self, case: Sequence[str], right: int, chances: Floats) -> None:
        slope = -chances
        slope[right] += 1.0
        count = len(slope)
        for key in self._correction_keys(case):
            held = self._corrections.get(key)
            if held is None:
                held = (np.zeros(self._size), np.full(self._size, 0.01))
                self._corrections[key] = held
            values, squares = held
            squares[:count] += slope * slope
            values[:count] += self._tuning.correction_step * slope / np.sqrt(squares[:count])
