"""What words mean, beside how they are written: the sentence vectors of every encoder there is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from netsvc.finding.encoders import Encoder, open_encoder, open_english
from netsvc.finding.vectors import VectorStore, cache_folder
from netsvc.matching import Matcher, compose
from netsvc.matching.lexical import LexicalMatcher


class Meaning:
    """``english`` is called once, and only for types that are known by many examples: for a few
    names in three languages a second model knows nothing more (docs/evaluation.md). It gives None
    where the model can't be had."""

    def __init__(
        self,
        encoder: Encoder,
        folder: Path,
        *,
        english: Callable[[], Encoder | None] = lambda: None,
    ) -> None:
        self._folder = folder
        self._first = VectorStore(encoder, folder)
        self._open_second = english
        self._second: VectorStore | None = None

    def missing(self, matcher: Matcher) -> int:
        """How many vectors have to be made before the matcher can be composed."""
        if not isinstance(matcher, LexicalMatcher):
            return 0
        return sum(len(store.missing(matcher.texts)) for store in self._stores(matcher))

    def fill(self, matcher: Matcher, stopped: Callable[[], bool] = lambda: False) -> bool:
        """Make and keep the missing vectors; False if ``stopped`` said so before the end."""
        if not isinstance(matcher, LexicalMatcher):
            return True
        return all(store.fill(matcher.texts, stopped) for store in self._stores(matcher))

    def compose(self, matcher: Matcher) -> Matcher:
        """The same matcher with meaning beside the letters, from the vectors there are."""
        if not isinstance(matcher, LexicalMatcher):
            return matcher
        return compose(matcher, [store.sense(matcher.texts) for store in self._stores(matcher)])

    def _stores(self, matcher: LexicalMatcher) -> Sequence[VectorStore]:
        if not matcher.rich:
            return (self._first,)
        if self._second is None and (encoder := self._open_second()) is not None:
            self._second = VectorStore(encoder, self._folder)
        return (self._first,) if self._second is None else (self._first, self._second)


def open_meaning() -> Meaning | None:
    """The meaning with its models, or None where none can be had (told in the log)."""
    encoder = open_encoder()
    return None if encoder is None else Meaning(encoder, cache_folder(), english=open_english)
