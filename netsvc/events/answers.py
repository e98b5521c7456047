"""What a command answers: the thing it was about, or why nothing was changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

import orjson

from netsvc.audit.chain import Head


class EventKind(StrEnum):
    """What a person hears of in their inbox.

    CONNECTION_LOST: netsvc made them away; CONNECTION_BACK: and available again.
    """

    OFFERED = "OFFERED"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    WITHDRAWN = "WITHDRAWN"
    EXPIRED = "EXPIRED"
    OFFERED_NEXT = "OFFERED_NEXT"
    NOBODY_LEFT = "NOBODY_LEFT"
    MADE_AWAY = "MADE_AWAY"
    PROMISE_OVERDUE = "PROMISE_OVERDUE"
    RESOLVED = "RESOLVED"
    CONTACT_ENDED = "CONTACT_ENDED"
    PRESENCE_CHANGED = "PRESENCE_CHANGED"
    CONNECTION_LOST = "CONNECTION_LOST"
    CONNECTION_BACK = "CONNECTION_BACK"
    ASKED = "ASKED"
    ANSWERED = "ANSWERED"
    ASK_PASSED = "ASK_PASSED"
    ASK_CLOSED = "ASK_CLOSED"
    HELPED = "HELPED"
    RETURNED = "RETURNED"
    SENDER_ASKED = "SENDER_ASKED"
    SENDER_ANSWERED = "SENDER_ANSWERED"
    REOPENED = "REOPENED"
    UNDONE = "UNDONE"
    CONFERENCE_OPENED = "CONFERENCE_OPENED"
    OWNER_NAMED = "OWNER_NAMED"
    SWAP_PROPOSED = "SWAP_PROPOSED"
    SWAP_AGREED = "SWAP_AGREED"
    SWAP_DECLINED = "SWAP_DECLINED"


class RefusalKind(StrEnum):
    INVALID_INPUT = "INVALID_INPUT"
    NOT_FOUND = "NOT_FOUND"
    KEY_REUSED = "KEY_REUSED"
    EXPERT_UNAVAILABLE = "EXPERT_UNAVAILABLE"
    CASE_ALREADY_HANDED_OVER = "CASE_ALREADY_HANDED_OVER"
    NOT_YOURS = "NOT_YOURS"
    WRONG_STATE = "WRONG_STATE"
    NOBODY_ON_DUTY = "NOBODY_ON_DUTY"
    WOULD_LOOP = "WOULD_LOOP"
    UNDECIDABLE = "UNDECIDABLE"
    UNITS_TAKEN = "UNITS_TAKEN"


@dataclass(frozen=True)
class Refusal:
    """An expected failure; ``words`` names its sentence in the catalogue of the API.

    ``owner_id`` says who has the case now; ``seen`` what came in or what was found.
    """

    kind: RefusalKind
    words: str
    field: str = ""
    seen: str = ""
    state: str = ""
    case_id: str | None = None
    handover_id: str | None = None
    owner_id: str | None = None
    expert_id: str | None = None
    presence: str | None = None
    free_places: int = 0
    network_id: str | None = None
    starts_at: str | None = None
    """When the person's turn begins, as an ISO text."""
    experiment_id: str | None = None
    said: tuple[str, str, str] | None = None
    """What was found, in Finnish, Swedish and English, where no catalogue can hold it."""


@dataclass(frozen=True)
class Done:
    """The command was carried out; ``id`` is the thing to show."""

    id: str


Answer = Done | Refusal


def invalid(field: str, seen: object, words: str) -> Refusal:
    """What came in under ``field`` can't be used; at most 80 characters of it are repeated."""
    return Refusal(RefusalKind.INVALID_INPUT, words, field=field, seen=str(seen)[:80])


def not_found(seen: str, words: str = "not_found") -> Refusal:
    return Refusal(RefusalKind.NOT_FOUND, words, seen=seen[:80])


@dataclass(frozen=True)
class Event:
    """One line of a person's inbox; the receiver's sequence number is given when it is saved."""

    recipient: str
    kind: EventKind
    handover_id: str | None = None
    ask_id: str | None = None
    network_id: str | None = None


@dataclass(frozen=True)
class Audit:
    """Who did what, from which state to which."""

    actor: str
    action: str
    case_id: str | None = None
    handover_id: str | None = None
    from_state: str = ""
    to_state: str = ""
    detail: str = ""
    seen: str = ""
    """The fingerprint of what was shown, for an offer."""


@dataclass(frozen=True)
class Kept:
    """How a case was before a command that may be taken back; ``before`` is JSON."""

    case_id: str
    before: str


@dataclass(frozen=True)
class Outcome:
    """What a command decided, to be saved with it in one transaction."""

    answer: Answer
    audits: tuple[Audit, ...] = ()
    events: tuple[Event, ...] = ()
    kept: Kept | None = None
    heads: Mapping[str, Head] = field(default_factory=dict)
    """The ends of the chains of the cases, as read once they were locked; others are looked up."""


@dataclass(frozen=True)
class InboxEvent:
    """An event as it was saved; ``seq`` grows by one for each event of the recipient."""

    id: str
    recipient: str
    seq: int
    kind: EventKind
    at: datetime
    handover_id: str | None
    ask_id: str | None = None
    network_id: str | None = None


def to_json(answer: Answer) -> str:
    """The text kept under the idempotency key."""
    return orjson.dumps({"is": type(answer).__name__, **asdict(answer)}).decode()


def from_json(text: str) -> Answer:
    raw: dict[str, Any] = orjson.loads(text)
    if raw.pop("is") == "Done":
        return Done(**raw)
    return Refusal(**{**raw, "kind": RefusalKind(raw["kind"])})
