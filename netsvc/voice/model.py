"""The customer's own verdict after a contact, pure: was it solved, did they repeat themselves.

A log can't know it, so it stands beside the computed first-contact figures and is never mixed with
them. A case is asked about once: by the agent, or by a link that is answered once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LINK_LIVES = timedelta(days=14)
"""How long a link can be answered."""


class VerdictState(StrEnum):
    """DECLINED: the customer was asked and would not say."""

    ASKED = "ASKED"
    ANSWERED = "ANSWERED"
    DECLINED = "DECLINED"


class VerdictVia(StrEnum):
    AGENT = "AGENT"
    LINK = "LINK"


@dataclass(frozen=True)
class Said:
    """What the customer says; both None where they would not say."""

    solved: bool | None = None
    repeated: bool | None = None

    @property
    def state(self) -> VerdictState:
        answered = self.solved is not None or self.repeated is not None
        return VerdictState.ANSWERED if answered else VerdictState.DECLINED


@dataclass(frozen=True)
class Verdict:
    """``expires_at`` is the end of its link, where it was asked by one."""

    id: str
    case_id: str
    state: VerdictState
    via: VerdictVia
    said: Said
    asked_at: datetime
    expires_at: datetime | None

    def waits(self, at: datetime) -> bool:
        """Whether its link can still be answered."""
        open_ = self.state is VerdictState.ASKED and self.expires_at is not None
        return open_ and self.expires_at is not None and at < self.expires_at
