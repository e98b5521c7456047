"""A ranker that learns from every resolved case: evidence counters, their weights, corrections.

Every case is seen through contexts (its category, its symptom, its caller, pairs of them ...),
from broad to narrow: a context may name a broader one, such as a category for a category at a
location. With decayed counts n of outcome y in context c, its estimate backs off to that of the
broader context b (to the overall share P where there is none), as in the hierarchical smoothing of
n-gram models (MacKay and Peto 1995: a Dirichlet prior with the broader estimate as its mean):

    q_c(y) = (n_cy + a q_b(y)) / (n_c + a)
    e_c(y) = ln q_c(y) - ln q_b(y)

The evidence e says how much likelier y is here than the broader context told already; it is none
where n_c is nothing. Half-life and a are those of the kind of context: what matters are about
changes within days, who serves a place does not. Then

    score(y) = ln P(y) + sum_c (w_c,s(c) + u_c,y) e_c(y) + sum_c v_c,y

The weights w (one a kind of context and size s of its evidence, since thin evidence deserves
another trust than thick), the weights u (one a kind of context and outcome, since a location says
much of an outcome that is bound to it and little of a help desk) and the corrections v (one a
context and outcome; left out in the additive mode) are those of an online softmax regression,
stepped by AdaGrad (Duchi et al. 2011) once for every case at the moment it is resolved, from the
state before it is counted; corrections are drawn to nothing by a ridge. Nothing of a case is used
before it is resolved; the ranker has no clock but the one it is given.
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
    smoothing: float = 12.0
    weight_step: float = 0.05
    outcome_step: float = 0.07
    correction_step: float = 0.05
    correction_ridge: float = 0.01
    warm_up: int = 200
    prior_decay: float = 0.9999
    first_weight: float = 2.0


@dataclass(frozen=True)
class ContextKind:
    """What cases are seen through; ``broader`` names the kind that it backs off to (none: all).

    ``half_life`` (days) and ``smoothing`` (cases) are the tuning's where they are None.
    """

    name: str
    broader: str | None = None
    half_life: float | None = None
    smoothing: float | None = None


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
    in seconds of any clock that moves forward. A kind stands behind its broader one (else
    ``ValueError``).
    """

    def __init__(
        self,
        kinds: Sequence[ContextKind],
        *,
        tuning: Tuning | None = None,
        corrections: bool = True,
    ) -> None:
        self._tuning = tuning or Tuning()
        self._kinds = tuple(kinds)
        self._broader = _places(self._kinds)
        self._half_lives = [kind.half_life or self._tuning.half_life for kind in kinds]
        self._smoothing = [kind.smoothing or self._tuning.smoothing for kind in kinds]
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
        self._outcome_weights = np.zeros((len(self._kinds), self._size))
        self._outcome_squares = np.ones((len(self._kinds), self._size))
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
            counter.counts *= self._fade(key[0], at - counter.at)
            counter.at = at
            counter.counts[right] += 1.0
        self._learned += 1

    def _fade(self, kind: int, seconds: float) -> float:
        return float(0.5 ** (seconds / DAY / self._half_lives[kind]))

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
        wider = ((0, 0), (0, added))
        self._outcome_weights = np.pad(self._outcome_weights, wider)
        self._outcome_squares = np.pad(self._outcome_squares, wider, constant_values=1.0)
        for counter in self._counters.values():
            counter.counts = np.pad(counter.counts, (0, added))
        self._corrections = {
            key: (np.pad(values, (0, added)), np.pad(squares, (0, added), constant_values=0.01))
            for key, (values, squares) in self._corrections.items()
        }

    def _gather(self, case: Sequence[str], at: float) -> _Evidence:
        count = len(self._ids)
        seen = self._prior[:count]
        prior = (seen + 0.1) / (seen.sum() + 0.1 * count)
        base = np.log(prior)
        kinds: list[int] = []
        bins: list[int] = []
        rows: list[Floats] = []
        estimates: list[Floats] = []
        logs: list[Floats] = []
        for kind, key in enumerate(case):
            broad = self._broader[kind]
            wide, log_wide = (prior, base) if broad is None else (estimates[broad], logs[broad])
            counter = self._counters.get((kind, key))
            if counter is None:
                estimates.append(wide)
                logs.append(log_wide)
                continue
            counts = counter.counts[:count] * self._fade(kind, at - counter.at)
            total, smoothing = float(counts.sum()), self._smoothing[kind]
            estimate = (counts + smoothing * wide) / (total + smoothing)
            estimates.append(estimate)
            logs.append(np.log(estimate))
            kinds.append(kind)
            bins.append(min(BINS - 1, int(log2(1.0 + total) / 1.5)))
            rows.append(logs[-1] - log_wide)
        stacked = np.array(rows) if rows else np.zeros((0, count))
        return _Evidence(base, tuple(kinds), tuple(bins), stacked)

    def _score(self, case: Sequence[str], evidence: _Evidence) -> Floats:
        kinds, count = list(evidence.kinds), len(evidence.base)
        weights = self._weights[kinds, list(evidence.bins)]
        by_outcome = self._outcome_weights[kinds, :count]
        scores: Floats = evidence.base + ((weights[:, None] + by_outcome) * evidence.rows).sum(0)
        if self._corrected:
            for key in self._correction_keys(case):
                held = self._corrections.get(key)
                if held is not None:
                    scores = scores + held[0][:count]
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
        missed = -chances
        missed[right] += 1.0
        self._weigh_outcomes(evidence, missed)
        if self._corrected:
            self._correct(case, missed)

    def _weigh_outcomes(self, evidence: _Evidence, missed: Floats) -> None:
        kinds, count = list(evidence.kinds), len(missed)
        slopes = missed * evidence.rows
        squares = self._outcome_squares[kinds, :count] + slopes * slopes
        self._outcome_squares[kinds, :count] = squares
        self._outcome_weights[kinds, :count] += (
            self._tuning.outcome_step * slopes / np.sqrt(squares)
        )

    def _correct(self, case: Sequence[str], missed: Floats) -> None:
        count = len(missed)
        for key in self._correction_keys(case):
            held = self._corrections.get(key)
            if held is None:
                held = (np.zeros(self._size), np.full(self._size, 0.01))
                self._corrections[key] = held
            values, squares = held
            slope = missed - self._tuning.correction_ridge * values[:count]
            squares[:count] += slope * slope
            values[:count] += self._tuning.correction_step * slope / np.sqrt(squares[:count])


def _places(kinds: Sequence[ContextKind]) -> tuple[int | None, ...]:
    """Where the broader kind of each kind stands."""
    found: list[int | None] = []
    for place, kind in enumerate(kinds):
        before = [other.name for other in kinds[:place]]
        if kind.broader is not None and kind.broader not in before:
            raise ValueError(f"{kind.broader!r} must stand before {kind.name!r}, its narrower one")
        found.append(None if kind.broader is None else before.index(kind.broader))
    return tuple(found)
