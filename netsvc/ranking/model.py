"""What ranking knows of a candidate, and what it answers; plain values, no I/O."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ReasonKind(StrEnum):
    """Why somebody is suggested; a closed set, each with its sentence in ``words``."""

    EXPERT_RESOLVED = "EXPERT_RESOLVED"
    EXPERT_RESOLVED_BROADER = "EXPERT_RESOLVED_BROADER"
    LOCATION = "LOCATION"
    OPENER = "OPENER"
    HELPED = "HELPED"
    UNIT_RESOLVED = "UNIT_RESOLVED"
    DECLARED_SKILL = "DECLARED_SKILL"
    MINI_NETWORK = "MINI_NETWORK"
    KNOWS_CUSTOMER = "KNOWS_CUSTOMER"
    SPEAKS_LANGUAGE = "SPEAKS_LANGUAGE"
    TYPICAL_TIME = "TYPICAL_TIME"
    NEWCOMER = "NEWCOMER"
    SECOND_PLACE = "SECOND_PLACE"


class Source(StrEnum):
    """Where a part of the score comes from."""

    WORDS = "WORDS"
    EXPERT = "EXPERT"
    HELPED = "HELPED"
    DECLARED = "DECLARED"
    BROADER = "BROADER"
    UNIT = "UNIT"
    LOCATION = "LOCATION"
    OPENER = "OPENER"
    CHANNEL = "CHANNEL"
    SUCCESS = "SUCCESS"
    CUSTOMER = "CUSTOMER"


@dataclass(frozen=True)
class Counts:
    """Of ``received`` cases ``resolved`` were resolved here; hours are the median, if known.

    ``faded`` is what the resolved ones count for now (netsvc/ranking/fading.py), at most
    ``resolved``; without it all count fully.
    """

    resolved: int = 0
    received: int = 0
    median_hours: float | None = None
    faded: float | None = None

    @property
    def amount(self) -> float:
        """Of resolved matters, as they count for the score."""
        return float(self.resolved) if self.faded is None else self.faded


NO_COUNTS = Counts()


@dataclass(frozen=True)
class Circumstance:
    """Matters of the type that the person, and their unit, resolved in the same circumstance."""

    person: Counts = NO_COUNTS
    unit: Counts = NO_COUNTS


NO_CIRCUMSTANCE = Circumstance()


@dataclass(frozen=True)
class Candidate:
    """One person for one issue type, with the evidence of each context.

    ``broader`` counts the sibling types under the same broader type, without this one.
    ``declared_level`` is 0 (nothing declared) to 3; ``helped`` counts the colleagues' questions to
    which the person's answer helped. ``location``, ``channel`` and ``opener`` are those of the
    matter that is asked about: where it comes from, by what channel, and who asks.
    """

    expert_id: str
    unit_id: str
    issue_type_id: str
    own: Counts = NO_COUNTS
    broader: Counts = NO_COUNTS
    unit: Counts = NO_COUNTS
    broader_type_id: str | None = None
    declared_level: int = 0
    helped: int = 0
    responsible: bool = False
    customer_cases: int = 0
    location: Circumstance = NO_CIRCUMSTANCE
    channel: Circumstance = NO_CIRCUMSTANCE
    opener: Circumstance = NO_CIRCUMSTANCE
    mini_network_id: str | None = None
    on_duty: bool = False
    free_now: bool = False
    speaks_language: bool = True


@dataclass(frozen=True)
class Context:
    """What is asked: how likely each issue type is (0 to 1), and the language if it matters."""

    likelihoods: dict[str, float]
    language: str | None = None


@dataclass(frozen=True)
class Contribution:
    source: Source
    value: float


@dataclass(frozen=True)
class Reason:
    """Numbers behind a sentence: of ``total`` such matters ``count`` were resolved.

    ``subject_id`` is the issue type, broader type, unit or mini-network it is about; what a
    place is called is known to whoever asked.
    """

    kind: ReasonKind
    count: int | None = None
    total: int | None = None
    hours: float | None = None
    subject_id: str | None = None


@dataclass(frozen=True)
class Suggestion:
    """One person, once; ``score`` is the sum of ``contributions`` and says who knows the matter.

    ``place`` is the sort key (ascending, total, stable): see ``additive.rank``.
    """

    expert_id: str
    unit_id: str
    issue_type_id: str
    score: float
    contributions: tuple[Contribution, ...]
    reasons: tuple[Reason, ...]
    free_now: bool
    speaks_language: bool
    mini_network_id: str | None
    place: tuple[int, int, int, int, float, str]
