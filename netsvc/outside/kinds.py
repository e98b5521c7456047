"""What webhooks tell: the kinds of events and their payloads, pure.

A payload says which case, which issue type, which units and which state; never who, never words,
notes or the context packet. ``schema/events`` holds the JSON Schema of each kind.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any

import orjson

from netsvc.cases.model import RedirectReason


class OutsideKind(StrEnum):
    CASE_OPENED = "case.opened"
    CASE_RESOLVED = "case.resolved"
    CASE_REDIRECTED = "case.redirected"
    CASE_REOPENED = "case.reopened"
    CASE_UNDONE = "case.undone"
    HANDOVER_OFFERED = "handover.offered"
    HANDOVER_ACCEPTED = "handover.accepted"
    HANDOVER_DECLINED = "handover.declined"
    HANDOVER_EXPIRED = "handover.expired"
    HANDOVER_WITHDRAWN = "handover.withdrawn"
    HANDOVER_RETURNED = "handover.returned"


KIND_OF_ACTION: Mapping[str, OutsideKind] = MappingProxyType(
    {
        "openCase": OutsideKind.CASE_OPENED,
        "resolveCase": OutsideKind.CASE_RESOLVED,
        "recordRedirect": OutsideKind.CASE_REDIRECTED,
        "reopenCase": OutsideKind.CASE_REOPENED,
        "offerHandover": OutsideKind.HANDOVER_OFFERED,
        "acceptHandover": OutsideKind.HANDOVER_ACCEPTED,
        "declineHandover": OutsideKind.HANDOVER_DECLINED,
        "expireHandover": OutsideKind.HANDOVER_EXPIRED,
        "withdrawHandover": OutsideKind.HANDOVER_WITHDRAWN,
        "returnHandover": OutsideKind.HANDOVER_RETURNED,
    }
)
"""Action of an audit record -> what is told outside; other actions stay in the house."""
ASK_TOLD = "ask.asked"
"""Kind of a delivery to a person who was asked something; no webhook is told of it."""

PublicId = Callable[[str, str], str]
"""(type in the API, plain id) -> the id by which the API knows it."""


@dataclass(frozen=True)
class Leg:
    """A handover as payloads tell it; ``notified_id`` is a receiver who wants to be told."""

    id: str
    kind: str
    from_unit_id: str | None
    to_unit_id: str | None
    expires_at: datetime | None
    decline_reason: str | None
    notified_id: str | None
    return_reason: str | None = None


@dataclass(frozen=True)
class AskedPeople:
    """A question as it is told; ``notified_ids`` have not answered and want to be told."""

    id: str
    notified_ids: tuple[str, ...]


@dataclass(frozen=True)
class Happening:
    """An audit record that was not dispatched yet, with the case and the handover it is about."""

    id: str
    at: datetime
    action: str
    detail: str
    to_state: str
    case_id: str
    case_number: str
    channel: str | None
    issue_type_id: str | None
    leg: Leg | None
    ask: AskedPeople | None = None

    @property
    def kind(self) -> OutsideKind | None:
        if self.undone is not None:
            return OutsideKind.CASE_UNDONE
        return KIND_OF_ACTION.get(self.action)

    @property
    def undone(self) -> OutsideKind | None:
        """What no longer holds, where a slip was taken back that had been told outside."""
        command = self.action.removeprefix("undo")
        if command == self.action:
            return None
        return KIND_OF_ACTION.get(command[:1].lower() + command[1:])


def payload(happening: Happening, kind: OutsideKind, public: PublicId) -> str:
    """The JSON text that is signed and sent, the same at every attempt."""
    leg = happening.leg
    data: dict[str, Any] = {
        "case": {
            "id": public("Case", happening.case_id),
            "number": happening.case_number,
            "channel": happening.channel,
            "issueTypeId": _maybe(public, "IssueType", happening.issue_type_id),
        },
        "state": happening.to_state,
    }
    if leg is not None:
        data["handover"] = {
            "id": public("Handover", leg.id),
            "kind": leg.kind,
            "fromUnitId": _maybe(public, "Unit", leg.from_unit_id),
            "toUnitId": _maybe(public, "Unit", leg.to_unit_id),
        }
        if kind is OutsideKind.HANDOVER_OFFERED:
            data["handover"]["expiresAt"] = leg.expires_at and _written(leg.expires_at)
        if kind is OutsideKind.HANDOVER_DECLINED:
            data["handover"]["declineReason"] = leg.decline_reason
        if kind is OutsideKind.HANDOVER_RETURNED:
            data["handover"]["returnReason"] = leg.return_reason
    if kind is OutsideKind.CASE_REDIRECTED:
        # a closed set; whatever else stands there stays in the house
        known = happening.detail in RedirectReason.__members__
        data["reason"] = happening.detail if known else None
    if happening.undone is not None:
        data["undone"] = happening.undone.value
    body = {"type": kind.value, "timestamp": _written(happening.at), "data": data}
    return orjson.dumps(body).decode()


def _maybe(public: PublicId, type_: str, plain: str | None) -> str | None:
    return None if plain is None else public(type_, plain)


def _written(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
