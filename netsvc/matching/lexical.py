"""Words and character n-grams over names, synonyms, descriptions and examples.

Two scorers over one TF-IDF space are blended: the nearest text of a type (works from a single
name) and a kernel ridge classifier over all texts (learns which words tell neighbours apart;
closed form, so that building is deterministic and takes a fraction of a second).
docs/evaluation.md tells how it was tuned and what was left out.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from scipy.linalg import cho_factor, cho_solve
from sklearn.feature_extraction.text import TfidfVectorizer

from netsvc.matching.model import (
    NOTHING,
    Certainty,
    IssueTypeText,
    Matcher,
    Matches,
    Places,
    TypeMatch,
)
from netsvc.matching.text import content, content_words, plain, what_it_is, words_and_pairs

Floats = npt.NDArray[np.float64]

WORD_WEIGHT = 0.1
RICH_WORD_WEIGHT = 0.5
EXAMPLES_A_TYPE = 5
"""From so many on, on average, types count as known by their examples."""
RIDGE = 3.0
MAX_RIDGE_TEXTS = 6_000
MAX_RIDGE_CELLS = 2_000_000


@dataclass(frozen=True)
class Calibration:
    """Maps raw scores to probabilities; fitted by cross-validation (docs/evaluation.md)."""

    temperature: float = 18.0
    tail: float = math.inf
    nearest_share: float = 0.25
    known_bias: float = -6.5
    known_nearest: float = 8.8
    known_spread: float = 91.0
    quite_sure: float = 0.6
    could_be: float = 0.5


class LexicalMatcher:
    """Built by ``build_matcher``; holds no reference to the rows it was built from."""

    def __init__(
        self,
        ids: Sequence[str],
        labels: npt.NDArray[np.int64],
        texts: Sequence[str],
        calibration: Calibration,
        *,
        rich: bool = False,
    ) -> None:
        self.ids = tuple(ids)
        self.rich = rich
        self._word_weight = RICH_WORD_WEIGHT if rich else WORD_WEIGHT
        self._calibration = calibration
        self._words = TfidfVectorizer(
            analyzer=words_and_pairs if rich else content_words,
            sublinear_tf=True,
            dtype=np.float64,
        )
        self._grams = TfidfVectorizer(
            analyzer="char_wb",
            ngram_range=(3, 5),
            preprocessor=plain if rich else content,
            sublinear_tf=True,
            dtype=np.float64,
        )
        rows = self._stack(self._words.fit_transform(texts), self._grams.fit_transform(texts))
        order = np.argsort(labels, kind="stable")
        self.texts = tuple(texts[index] for index in order)
        # one row a feature and one column a text: what a query is multiplied with
        self._columns: sp.csr_array = sp.csr_array(rows[order].T)
        self.labels = labels[order]
        # texts of one type lie side by side, so the nearest one is a segmented maximum
        self.starts = np.flatnonzero(np.r_[True, self.labels[1:] != self.labels[:-1]])
        self._ridge = self._solve()

    def _stack(self, words: sp.csr_matrix, grams: sp.csr_matrix) -> sp.csr_array:
        share = self._word_weight
        return sp.csr_array(
            sp.hstack([words * share**0.5, grams * (1 - share) ** 0.5], format="csr")
        )

    def _solve(self) -> Floats | None:
        if not small_enough(len(self.labels), len(self.ids)):
            return None
        return solve_ridge(self.kernel(), self.labels, len(self.ids), RIDGE)

    def likeness(self, places: Places) -> Floats:
        """The cosine of the texts at some places to every text, shape (places, texts)."""
        rows = self._columns[:, places].T.tocsr()
        return np.asarray((rows @ self._columns).toarray())

    def kernel(self) -> Floats:
        """The cosine of every two texts, a new array of shape (texts, texts)."""
        return self.likeness(np.arange(len(self.labels)))

    def row(self, text: str) -> sp.csr_array:
        """The TF-IDF row of a text, shape (1, features)."""
        return self._stack(self._words.transform([text]), self._grams.transform([text]))

    def similar(self, text: str) -> Floats | None:
        """The cosine to each of ``texts``, or None where no feature is known."""
        query = self.row(text)
        if query.nnz == 0:
            return None
        return np.asarray((query @ self._columns).toarray()[0])

    def scores(self, text: str) -> tuple[Floats, Floats] | None:
        """Nearest-text cosine and ridge score a type, or None where no feature is known."""
        similar = self.similar(text)
        if similar is None:
            return None
        nearest = np.maximum.reduceat(similar, self.starts)
        ridge = nearest if self._ridge is None else similar @ self._ridge
        return nearest, ridge

    def match(self, text: str, language: str | None = None, limit: int = 5) -> Matches:  # noqa: ARG002 - words may be mixed, so the hint decides nothing here
        scored = self.scores(text)
        if scored is None or limit < 1:
            return NOTHING
        nearest, ridge = scored
        rule = self._calibration
        # rounded, so that equal texts tie exactly and the order of the types decides
        raw = np.round(ridge + rule.nearest_share * nearest, 9)
        known = logistic(
            rule.known_bias
            + rule.known_nearest * float(nearest.max())
            + rule.known_spread * float(nearest.mean())
        )
        return answer(self.ids, raw, known, rule, limit)


def answer(ids: Sequence[str], raw: Floats, known: float, rule: Calibration, limit: int) -> Matches:
    """Raw scores of all types as at most ``limit`` calibrated matches, best first."""
    powers = likelihoods(rule.temperature * (raw.max() - raw), rule.tail)
    chances = powers / powers.sum()
    best = np.argsort(-raw, kind="stable")[:limit]
    matches = tuple(
        TypeMatch(ids[index], round(float(chances[index]) * known, 6)) for index in best
    )
    return Matches(_certainty(matches[0].confidence, known, rule), matches, round(known, 6))


def likelihoods(behind: Floats, tail: float) -> Floats:
    """How likely a type is beside the best, by how far it is behind.

    That is ``(1 + behind / tail)**-tail``. With an infinite tail it is ``exp(-behind)``, as in
    softmax; with a short one what is far behind stays possible (the q-exponential of Tsallis 1988).
    """
    if math.isinf(tail):
        return np.exp(-behind)
    return np.asarray((1.0 + behind / tail) ** -tail)


def small_enough(texts: int, types: int) -> bool:
    """Whether a ridge over all pairs of texts is affordable (and there is a choice at all)."""
    return types > 1 and texts <= MAX_RIDGE_TEXTS and texts * types <= MAX_RIDGE_CELLS


def solve_ridge(kernel: Floats, labels: npt.NDArray[np.int64], types: int, ridge: float) -> Floats:
    """Dual weights, shape (texts, types), of the kernel ridge classifier; overwrites ``kernel``.

    Targets are 1 for the own type and -1/(types-1) for each other (Lee, Lin and Wahba 2004).
    """
    count = len(labels)
    kernel[np.diag_indices(count)] += ridge
    target = np.full((count, types), -1.0 / (types - 1))
    target[np.arange(count), labels] = 1.0
    return np.asarray(cho_solve(cho_factor(kernel, overwrite_a=True), target))


def logistic(value: float) -> float:
    """1 / (1 + e**-value)."""
    return float(1.0 / (1.0 + np.exp(-value)))


def _certainty(confidence: float, known: float, rule: Calibration) -> Certainty:
    if known < rule.could_be:
        return Certainty.DONT_KNOW
    return Certainty.QUITE_SURE if confidence >= rule.quite_sure else Certainty.COULD_BE


class _EmptyMatcher:
    """For an organisation without issue types, or whose issue types have no words."""

    def match(self, text: str, language: str | None = None, limit: int = 5) -> Matches:  # noqa: ARG002 - the protocol's signature
        return NOTHING


def texts_of(row: IssueTypeText) -> list[str]:
    """Every text of a type, and per language all its short texts together."""
    texts: list[str] = []
    for language, name in row.names.items():
        short = [name, *row.synonyms.get(language, ())]
        texts += short
        texts.append(" ".join(short))
    texts += [word for key, words in row.synonyms.items() if key not in row.names for word in words]
    texts += [what_it_is(text) for text in row.descriptions.values()]
    texts += [text for examples in row.examples.values() for text in examples]
    return list(dict.fromkeys(text for text in texts if content(text)))


def build_matcher(
    rows: Iterable[IssueTypeText], *, calibration: Calibration | None = None
) -> Matcher:
    """A matcher over the given issue types; equal ids are merged, the order decides ties."""
    ids: dict[str, int] = {}
    labels: list[int] = []
    texts: list[str] = []
    examples = 0
    for row in rows:
        own = texts_of(row)
        examples += sum(map(len, row.examples.values()))
        if not own:
            continue
        label = ids.setdefault(row.id, len(ids))
        labels += [label] * len(own)
        texts += own
    if not any(len(word) > 0 for text in texts for word in content_words(text)):
        return _EmptyMatcher()
    return LexicalMatcher(
        list(ids),
        np.array(labels, dtype=np.int64),
        texts,
        calibration or Calibration(),
        rich=len(ids) > 1 and examples >= max(EXAMPLES_A_TYPE * len(ids), len(texts) / 2),
    )
