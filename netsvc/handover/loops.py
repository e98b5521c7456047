"""When a case goes round in circles, pure: its path, and whether one more offer would be a loop.

A case loops when it has been handed over often enough (the hop limit), when it would go back to a
unit that passed it on as not its own, or when people go on saying that it is not their matter. Then
no further offer helps: a case conference names its owner, and the count begins anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from netsvc.handover.afterwards import ReturnReason
from netsvc.handover.model import EVIDENCE_REASONS, DeclineReason, HandoverState

HOP_LIMIT = 3
"""How many times a case may change hands before its owner is named, unless set."""


class LoopKind(StrEnum):
    """DISPUTE: nobody's rule was broken, but its owner asks whose it is."""

    HOP_LIMIT = "HOP_LIMIT"
    BACK_TO_UNIT = "BACK_TO_UNIT"
    DECLINE_CYCLE = "DECLINE_CYCLE"
    DISPUTE = "DISPUTE"


class StopKind(StrEnum):
    """How a case came to a stop on its path, or went past it."""

    OPENED = "OPENED"
    HANDED_OVER = "HANDED_OVER"
    RETURNED = "RETURNED"
    DECLINED = "DECLINED"
    NAMED = "NAMED"


@dataclass(frozen=True)
class Passage:
    """A handover of the case, with what became of it."""

    state: HandoverState
    offered_at: datetime
    sender_id: str | None
    sender_unit_id: str | None
    receiver_id: str | None
    receiver_unit_id: str | None
    decided_at: datetime | None = None
    returned_at: datetime | None = None
    decline_reason: DeclineReason | None = None
    return_reason: ReturnReason | None = None


@dataclass(frozen=True)
class Naming:
    """The owner whom the latest conference named; what was before no longer counts."""

    at: datetime
    expert_id: str
    unit_id: str | None


@dataclass(frozen=True)
class Stop:
    kind: StopKind
    at: datetime
    expert_id: str | None
    unit_id: str | None


MOVED = frozenset({HandoverState.ACCEPTED, HandoverState.FORWARDED, HandoverState.RETURNED})


def since(passages: Sequence[Passage], naming: Naming | None) -> tuple[Passage, ...]:
    """Those that still count, oldest first."""
    counted = [one for one in passages if naming is None or one.offered_at > naming.at]
    return tuple(sorted(counted, key=lambda one: one.offered_at))


def path(
    opened: Stop, passages: Sequence[Passage], naming: Naming | None = None
) -> tuple[Stop, ...]:
    """Where the case has been, oldest first; those who said that it is not theirs are on it."""
    start = Stop(StopKind.NAMED, naming.at, naming.expert_id, naming.unit_id) if naming else opened
    stops: list[Stop] = []
    for one in since(passages, naming):
        at = one.decided_at or one.offered_at
        if one.state in MOVED:
            stops.append(Stop(StopKind.HANDED_OVER, at, one.receiver_id, one.receiver_unit_id))
        elif one.decline_reason in EVIDENCE_REASONS:
            stops.append(Stop(StopKind.DECLINED, at, one.receiver_id, one.receiver_unit_id))
        if one.state is HandoverState.RETURNED:
            back = one.returned_at or at
            stops.append(Stop(StopKind.RETURNED, back, one.sender_id, one.sender_unit_id))
    return (start, *sorted(stops, key=lambda stop: stop.at))


def hops(passages: Sequence[Passage]) -> int:
    """How many times the case changed hands by a handover."""
    return sum(one.state in MOVED for one in passages)


def passed_it_on(passages: Sequence[Passage]) -> frozenset[str]:
    """Units that had the case and let it go because it was not theirs to resolve.

    Giving it back because something was missing, or nobody had time, says nothing about the matter.
    """
    units = {one.sender_unit_id for one in passages if one.state in MOVED}
    units |= {
        one.receiver_unit_id
        for one in passages
        if one.state is HandoverState.FORWARDED
        or (one.state is HandoverState.RETURNED and one.return_reason is ReturnReason.NOT_MY_MATTER)
    }
    return frozenset(unit for unit in units if unit)


def loop(
    passages: Sequence[Passage],
    *,
    owner_unit_id: str | None,
    receiver_id: str,
    receiver_unit_id: str | None,
    limit: int = HOP_LIMIT,
) -> LoopKind | None:
    """Whether offering the case to the receiver would be a loop; within a unit nothing is.

    ``passages`` are those since the latest conference.
    """
    refused = [one for one in passages if one.decline_reason in EVIDENCE_REASONS]
    if any(one.receiver_id == receiver_id for one in refused):
        return LoopKind.DECLINE_CYCLE
    if len({one.receiver_unit_id or one.receiver_id for one in refused}) >= limit:
        return LoopKind.DECLINE_CYCLE
    if receiver_unit_id is not None and receiver_unit_id == owner_unit_id:
        return None
    if receiver_unit_id in passed_it_on(passages):
        return LoopKind.BACK_TO_UNIT
    if hops(passages) >= limit:
        return LoopKind.HOP_LIMIT
    return None
