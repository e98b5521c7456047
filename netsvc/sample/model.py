"""What the generator makes: rows ready for the graph, and the truths planted in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from netsvc.directory.model import IssueType, LocalText


@dataclass(frozen=True)
class SampleUnit:
    """A unit of the fictional institution; ``parent`` is None for a silo."""

    id: str
    name: LocalText
    parent: str | None
    working_hours: str
    responsible_for: tuple[str, ...]


@dataclass(frozen=True)
class SamplePerson:
    """An employee; ``skills`` are (issue type, level 1 to 3)."""

    id: str
    name: str
    unit: str
    languages: tuple[str, ...]
    roles: tuple[str, ...]
    presence: str
    capacity: int
    ui_language: str
    since: datetime
    skills: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class SampleNetwork:
    """A mini-network; ``members`` are (person, on duty)."""

    id: str
    name: LocalText
    since: datetime
    members: tuple[tuple[str, bool], ...]
    covers: tuple[str, ...]


class CaseRow(NamedTuple):
    id: str
    number: str
    state: str
    words: str
    language: str
    channel: str
    opened_at: datetime
    resolved_at: datetime | None
    closed_at: datetime | None
    excluded_reason: str | None
    excluded_at: datetime | None
    customer: str
    issue_type: str
    opened_by: str
    opened_in: str
    resolved_by: str | None
    resolved_in: str | None
    owner: str | None


class ContactRow(NamedTuple):
    id: str
    case: str
    customer: str
    started_at: datetime
    ended_at: datetime
    channel: str
    queue_seconds: int | None
    handled_by: str
    unit: str


class HandoverRow(NamedTuple):
    id: str
    case: str
    kind: str
    state: str
    offered_at: datetime
    expires_at: datetime | None
    decided_at: datetime | None
    decline_reason: str | None
    note: str | None
    packet: str
    why: str
    bounced: bool
    sender: str
    receiver: str
    from_unit: str
    to_unit: str
    contact: str | None


class RedirectRow(NamedTuple):
    id: str
    case: str
    at: datetime
    reason: str
    by: str
    from_unit: str
    toward: str | None
    contact: str


class VerdictRow(NamedTuple):
    id: str
    case: str
    state: str
    via: str
    solved: bool | None
    repeated: bool | None
    asked_at: datetime
    answered_at: datetime | None
    expires_at: datetime | None


class AskRow(NamedTuple):
    id: str
    case: str
    contact: str | None
    asker: str
    unit: str
    issue_type: str
    question: str
    state: str
    asked_at: datetime
    answered_at: datetime | None
    helped_at: datetime | None
    closed_at: datetime | None
    close_reason: str | None
    replies: list[dict[str, Any]]


class NoteRow(NamedTuple):
    id: str
    issue_type: str
    fi: str | None
    sv: str | None
    en: str | None
    author: str
    written_at: datetime
    review_on: date


@dataclass(frozen=True)
class NetworkTruth:
    """How a mini-network helps: from ``start`` on, in live channels, in the treated units.

    ``effect`` is a share of cases: that much moves from a redirect to an accepted warm handover.
    """

    id: str
    treated_units: tuple[str, ...]
    covers: tuple[str, ...]
    start: date
    start_week: int
    effect: float


@dataclass(frozen=True)
class Learning:
    """A unit that was helped with one of ``types`` once (from ``start_week`` on) learns from it.

    Of the matters that its agents could not solve alone in the hundred days after that, ``share``
    are solved alone.
    """

    types: tuple[str, ...]
    start_week: int
    share: float


@dataclass(frozen=True)
class Truth:
    """What was planted, for tests of the measures that should find it again.

    Shares are between 0 and 1. ``stay_in_silo`` is the probability that a worker who is no bridge
    hands over inside their own silo first; ``ping_pong_share`` is the probability that a case of
    ``ping_pong_types`` goes from one of ``ping_pong_units`` to the other and back; ``repeat_share``
    is the probability that the customer of a resolved case comes back within seven days.
    ``needs_network`` are the two units that lose most hours for lack of a mini-network.
    """

    silos: tuple[str, ...]
    stay_in_silo: float
    bridges: tuple[str, ...]
    bridge_stay_in_silo: float
    ping_pong_units: tuple[str, str]
    ping_pong_types: tuple[str, ...]
    ping_pong_share: float
    needs_network: tuple[str, str]
    repeat_share: float
    live_channels: tuple[str, ...]
    networks: tuple[NetworkTruth, ...]
    learning: Learning


@dataclass(frozen=True)
class SampleOrganisation:
    """Everything that one seed, one last day and one size give; the same every time."""

    seed: int
    until: date
    units: tuple[SampleUnit, ...]
    people: tuple[SamplePerson, ...]
    issue_types: tuple[IssueType, ...]
    networks: tuple[SampleNetwork, ...]
    customers: tuple[str, ...]
    cases: tuple[CaseRow, ...]
    contacts: tuple[ContactRow, ...]
    handovers: tuple[HandoverRow, ...]
    redirects: tuple[RedirectRow, ...]
    asks: tuple[AskRow, ...]
    notes: tuple[NoteRow, ...]
    verdicts: tuple[VerdictRow, ...]
    truth: Truth
