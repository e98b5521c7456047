"""What finding an expert answers: everything that a suggestion shows, in one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from netsvc.directory.model import Language, LocalText, Presence, WorkingHours
from netsvc.matching.model import Matches
from netsvc.ranking.explaining import explain
from netsvc.ranking.model import Candidate, Contribution, ReasonKind, Source


@dataclass(frozen=True)
class FoundReason:
    """``of total such matters count were resolved``; ``text`` is the sentence."""

    kind: ReasonKind
    count: int | None
    total: int | None
    hours: float | None
    subject: LocalText | None
    text: LocalText


@dataclass(frozen=True)
class FoundContribution:
    """A part of the score, in natural logarithms, with what was counted for it in words."""

    source: Source
    value: float
    text: LocalText


@dataclass(frozen=True)
class FoundUnit:
    id: str
    name: LocalText
    time_zone: str
    working_hours: WorkingHours
    open_now: bool


@dataclass(frozen=True)
class FoundIssueType:
    id: str
    name: LocalText


@dataclass(frozen=True)
class FoundNetwork:
    id: str
    name: LocalText
    on_duty: bool


@dataclass(frozen=True)
class FoundExpert:
    """What a suggestion shows of a person and how free they are."""

    id: str
    name: str
    languages: tuple[Language, ...]
    presence: Presence
    capacity: int
    open_cases: int
    away: bool = False
    """By a planned absence."""
    ringing: int = 0
    """Warm offers that wait for their answer; each holds a place."""

    @property
    def free_places(self) -> int:
        return max(0, self.capacity - self.open_cases - self.ringing)


@dataclass(frozen=True)
class FoundDuty:
    """Somebody who is on duty."""

    expert: FoundExpert
    unit: FoundUnit
    free_now: bool


@dataclass(frozen=True)
class NextDuty:
    """Whose turn begins next, and when; ``time_zone`` is the rota's."""

    expert: FoundExpert
    starts_at: datetime
    time_zone: str


@dataclass(frozen=True)
class FoundRoster:
    """Who is on duty in a mini-network, those first who are free.

    ``answering`` is what its agreement says of how fast; ``next_duty`` is told where nobody is
    free now.
    """

    network: FoundNetwork
    on_duty: tuple[FoundDuty, ...]
    answering: LocalText | None
    next_duty: NextDuty | None

    @property
    def free(self) -> bool:
        return any(one.free_now for one in self.on_duty)


@dataclass(frozen=True)
class FoundLine:
    """A mini-network that covers the matter."""

    roster: FoundRoster
    issue_type: FoundIssueType


@dataclass(frozen=True)
class Explained:
    """What the parts of a score are told from."""

    parts: tuple[Contribution, ...]
    candidate: Candidate
    likelihood: float

    def contributions(self) -> tuple[FoundContribution, ...]:
        return tuple(
            FoundContribution(part.source, part.value, LocalText(said.fi, said.sv, said.en))
            for part in self.parts
            for said in (explain(part, self.candidate, self.likelihood),)
        )


@dataclass(frozen=True)
class FoundSuggestion:
    """``contributions`` sum to ``score`` (rounded to six decimals); said only when asked for."""

    cursor: str
    expert: FoundExpert
    unit: FoundUnit
    issue_type: FoundIssueType
    free_now: bool
    speaks_language: bool
    mini_network: FoundNetwork | None
    reasons: tuple[FoundReason, ...]
    score: float
    explained: Explained

    @property
    def contributions(self) -> tuple[FoundContribution, ...]:
        return self.explained.contributions()

    @property
    def away(self) -> bool:
        return self.expert.away


@dataclass(frozen=True)
class FoundExperts:
    """A page of suggestions, best first, beside what the words were taken to mean."""

    matches: Matches
    suggestions: tuple[FoundSuggestion, ...]
    has_next: bool
    has_previous: bool
    lines: tuple[FoundLine, ...] = ()
    """The mini-networks that cover the matter, on the first page; before the people."""
    types: Mapping[str, FoundIssueType] = field(default_factory=dict)
    """The matched issue types by id, those that are in use."""
