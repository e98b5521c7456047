"""A person's evidence, contests of it, and the rules over both; plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

MAX_REASON = 1000
MAX_LEVEL = 3
RECENT_DAYS = 90
LIKELY_SKILL = 5
"""So many resolved lately, and the person is asked whether it is a skill of theirs."""


class ContestKind(StrEnum):
    """What is wrong with the counts."""

    NOT_MY_WORK = "NOT_MY_WORK"
    """Nothing of this line is theirs: on agreement it goes."""
    NOT_MY_MISSES = "NOT_MY_MISSES"
    """What went elsewhere or came back was no fault of theirs: on agreement it no longer counts."""


class ContestState(StrEnum):
    OPEN = "OPEN"
    UPHELD = "UPHELD"
    REJECTED = "REJECTED"


@dataclass(frozen=True)
class Contest:
    """``resolved`` and ``received`` are the counts when it was contested."""

    id: str
    expert_id: str
    issue_type_id: str
    kind: ContestKind
    state: ContestState
    reason: str
    at: datetime
    resolved: int
    received: int
    decided_at: datetime | None = None
    decided_by: str | None = None
    decision: str | None = None


@dataclass(frozen=True)
class EvidenceLine:
    """What is counted for one issue type; ``recent`` are resolved in the last 90 days."""

    issue_type_id: str
    resolved: int
    received: int
    not_mine: int
    recent: int
    median_hours: float | None
    last_at: datetime | None
    declared_level: int

    @property
    def missed(self) -> int:
        """What went elsewhere or came back."""
        return max(0, self.received - self.resolved)

    @property
    def ask_skill(self) -> bool:
        """Whether to ask: "you resolved so many of these lately, is this yours?"."""
        return self.declared_level == 0 and self.recent >= LIKELY_SKILL


@dataclass(frozen=True)
class OwnEvidence:
    """Lines with the most resolved first; contests with the newest first."""

    lines: tuple[EvidenceLine, ...]
    contests: tuple[Contest, ...]


def may_contest(line_received: int, resolved: int, kind: ContestKind) -> str | None:
    """The words of a refusal, or None."""
    if line_received <= 0:
        return "evidence_none"
    if kind is ContestKind.NOT_MY_MISSES and line_received <= resolved:
        return "evidence_no_misses"
    return None
