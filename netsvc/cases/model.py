"""Cases, contacts and redirects as frozen values, and the states a case goes through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from netsvc.directory.model import Language


class CaseState(StrEnum):
    OPEN = "OPEN"
    IN_CONTACT = "IN_CONTACT"
    WAITING = "WAITING"
    RESOLVED = "RESOLVED"
    CLOSED_UNRESOLVED = "CLOSED_UNRESOLVED"
    REOPENED = "REOPENED"


class CaseStep(StrEnum):
    """What can happen to a case."""

    CONTACT = "CONTACT"
    CONTACT_ENDS = "CONTACT_ENDS"
    TAKEN_OVER_LATER = "TAKEN_OVER_LATER"
    RESOLVE = "RESOLVE"
    REDIRECT = "REDIRECT"
    REOPEN = "REOPEN"


class Channel(StrEnum):
    PHONE = "PHONE"
    VISIT = "VISIT"
    CHAT = "CHAT"
    MESSAGE = "MESSAGE"
    FORM = "FORM"
    OTHER = "OTHER"


class RedirectReason(StrEnum):
    NO_EXPERT_FOUND = "NO_EXPERT_FOUND"
    NOBODY_FREE = "NOBODY_FREE"
    OWN_WORK_FIRST = "OWN_WORK_FIRST"
    NOT_OUR_MATTER = "NOT_OUR_MATTER"
    CUSTOMERS_WISH = "CUSTOMERS_WISH"
    OUTSIDE_ORGANISATION = "OUTSIDE_ORGANISATION"


class CaseFilter(StrEnum):
    MINE = "MINE"
    MY_UNIT = "MY_UNIT"
    WAITING = "WAITING"
    OVERDUE = "OVERDUE"
    """In hand, with a promise to the customer that ran out and is not done yet."""
    ALL = "ALL"


IN_HAND = frozenset({CaseState.OPEN, CaseState.IN_CONTACT, CaseState.WAITING, CaseState.REOPENED})
"""The states in which a case has exactly one owner."""

ENDED = frozenset(CaseState) - IN_HAND


def _transitions() -> dict[tuple[CaseState, CaseStep], CaseState]:
    table = {
        (CaseState.OPEN, CaseStep.CONTACT): CaseState.IN_CONTACT,
        (CaseState.WAITING, CaseStep.CONTACT): CaseState.IN_CONTACT,
        (CaseState.REOPENED, CaseStep.CONTACT): CaseState.IN_CONTACT,
        (CaseState.IN_CONTACT, CaseStep.CONTACT_ENDS): CaseState.WAITING,
        (CaseState.RESOLVED, CaseStep.REOPEN): CaseState.REOPENED,
        (CaseState.CLOSED_UNRESOLVED, CaseStep.REOPEN): CaseState.REOPENED,
    }
    for state in IN_HAND:
        table[state, CaseStep.RESOLVE] = CaseState.RESOLVED
        table[state, CaseStep.REDIRECT] = CaseState.CLOSED_UNRESOLVED
        table[state, CaseStep.TAKEN_OVER_LATER] = CaseState.WAITING
    return table


TRANSITIONS: Mapping[tuple[CaseState, CaseStep], CaseState] = MappingProxyType(_transitions())


def next_state(state: CaseState, step: CaseStep) -> CaseState | None:
    """The state after ``step``, or None where the step does not fit the state."""
    return TRANSITIONS.get((state, step))


@dataclass(frozen=True)
class Exclusion:
    """Why a case could not have been solved at first contact."""

    reason: str
    at: datetime


@dataclass(frozen=True)
class Case:
    """One matter of one customer; the ids are in order of time."""

    id: str
    number: str
    state: CaseState
    words: str
    language: Language
    channel: Channel
    issue_type_id: str | None
    customer_id: str | None
    owner_id: str | None
    opened_at: datetime
    opened_by_id: str | None
    resolved_at: datetime | None
    resolved_by_id: str | None
    contact_ids: tuple[str, ...]
    handover_ids: tuple[str, ...]
    redirect_ids: tuple[str, ...]
    exclusion: Exclusion | None


@dataclass(frozen=True)
class Contact:
    """One encounter; ``queue_seconds`` is how long the customer queued before it."""

    id: str
    started_at: datetime
    ended_at: datetime | None
    channel: Channel
    queue_seconds: int | None
    handled_by_id: str | None
    case_ids: tuple[str, ...]


@dataclass(frozen=True)
class Redirect:
    """The customer was told to go elsewhere."""

    id: str
    at: datetime
    reason: RedirectReason
    note: str | None
    by_id: str | None
    toward_unit_id: str | None
    case_id: str


@dataclass(frozen=True)
class CasePosition:
    """Where a page of cases ended."""

    opened_at: datetime
    id: str


@dataclass(frozen=True)
class CasePage:
    """Cases, latest first."""

    cases: tuple[Case, ...]
    has_next: bool
