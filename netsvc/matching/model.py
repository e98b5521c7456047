"""What goes into matching and what comes out; the protocol behind which parts are exchanged."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]

MAX_CHARACTERS = 2_000
"""A longer text is cut here: what a matter is about is said early, and time stays bounded."""

MAX_VECTOR_CHARACTERS = 400
"""A sentence vector sees no more than this; its cost grows faster than the text."""
MAX_VECTOR_WORDS = 64


@dataclass(frozen=True)
class Sense:
    """What texts mean to one encoder.

    ``vectors`` gives a row each for the texts at some places, of unit length, or zeros where one
    has none, as an array of the caller's own; ``encode`` gives the vector of a customer's words.
    """

    vectors: Callable[[Places], Vectors]
    encode: Callable[[str], Vectors]


class Certainty(StrEnum):
    """How sure the words are about an issue type; said in words on screen, never as a number."""

    QUITE_SURE = "QUITE_SURE"
    COULD_BE = "COULD_BE"
    DONT_KNOW = "DONT_KNOW"


@dataclass(frozen=True)
class IssueTypeText:
    """The texts of one issue type, by language code (``fi``, ``sv``, ``en``, or any other)."""

    id: str
    names: Mapping[str, str]
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    examples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    descriptions: Mapping[str, str] = field(default_factory=dict)
    broader_id: str | None = None


@dataclass(frozen=True)
class TypeMatch:
    """``confidence`` is the probability, 0 to 1, that the words are about this issue type."""

    issue_type_id: str
    confidence: float


@dataclass(frozen=True)
class Matches:
    """Best first. ``known`` (0 to 1): that the words are about anything in the taxonomy at all.

    With ``DONT_KNOW`` the matches are the likeliest guesses, to be asked about; they are empty
    where the text shares nothing with the taxonomy (digits, emoji, another alphabet).
    """

    certainty: Certainty
    matches: tuple[TypeMatch, ...]
    known: float = 0.0


NOTHING = Matches(Certainty.DONT_KNOW, ())


class Matcher(Protocol):
    """A customer's words to ranked issue types; pure, safe to call from several threads."""

    def match(self, text: str, language: str | None = None, limit: int = 5) -> Matches:
        """At most ``limit`` issue types. ``language`` is a hint; words may be mixed."""
        ...
