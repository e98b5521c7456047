"""One wish to hand a case over, from the key press until somebody accepts or nobody is left. Pure.

An offering makes one offer after the other (or several at once): to whom the agent chose, then to
those the agent saw after them, to whom somebody pointed, to who is on duty for such matters, and
to whom those who were away have named to stand in, and last to the backup of their unit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from netsvc.events.answers import Refusal, invalid
from netsvc.handover.model import CaseSituation, DeclineReason, HandoverKind

MAX_ORDER = 30
MAX_AT_ONCE = 3


class OfferingState(StrEnum):
    OPEN = "OPEN"
    ACCEPTED = "ACCEPTED"
    TAKEN_BACK = "TAKEN_BACK"
    NEEDS_INFORMATION = "NEEDS_INFORMATION"
    NOBODY_LEFT = "NOBODY_LEFT"


class OfferingStep(StrEnum):
    """What can end an offering."""

    ACCEPT = "ACCEPT"
    TAKE_BACK = "TAKE_BACK"
    ASK_FOR_MORE = "ASK_FOR_MORE"
    RUN_OUT = "RUN_OUT"


class AskedAs(StrEnum):
    """Why this person was asked."""

    CHOSEN = "CHOSEN"
    NEXT = "NEXT"
    POINTED_TO = "POINTED_TO"
    ON_DUTY = "ON_DUTY"
    BACKUP = "BACKUP"
    UNIT_BACKUP = "UNIT_BACKUP"


OFFERING_TRANSITIONS: Mapping[tuple[OfferingState, OfferingStep], OfferingState] = MappingProxyType(
    {
        (OfferingState.OPEN, OfferingStep.ACCEPT): OfferingState.ACCEPTED,
        (OfferingState.OPEN, OfferingStep.TAKE_BACK): OfferingState.TAKEN_BACK,
        (OfferingState.OPEN, OfferingStep.ASK_FOR_MORE): OfferingState.NEEDS_INFORMATION,
        (OfferingState.OPEN, OfferingStep.RUN_OUT): OfferingState.NOBODY_LEFT,
    }
)


@dataclass(frozen=True)
class Offering:
    """``order`` is who else the agent saw, ``asked`` who was asked so far, each in order.

    ``goes_on``: others are asked when somebody does not take it; without it, only whom somebody
    pointed to. ``declined`` are those of ``asked`` who said no.
    """

    id: str
    kind: HandoverKind
    state: OfferingState
    sender_id: str
    order: tuple[str, ...] = ()
    at_once: int = 1
    goes_on: bool = False
    asked: tuple[str, ...] = ()
    declined: tuple[str, ...] = ()
    pointed: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        return self.state is OfferingState.OPEN


@dataclass(frozen=True)
class Candidate:
    """Somebody who may be asked, and why."""

    expert_id: str
    asked_as: AskedAs


def waiting(
    offering: Offering,
    on_duty: Sequence[str] = (),
    backups: Sequence[str] = (),
    unit_backups: Sequence[str] = (),
) -> Iterator[Candidate]:
    """Who may still be asked, in order, each once; never the sender, never anybody twice."""
    seen = {offering.sender_id, *offering.asked}
    groups: list[tuple[AskedAs, Sequence[str]]] = [(AskedAs.POINTED_TO, offering.pointed)]
    if offering.goes_on:
        groups += [
            (AskedAs.NEXT, offering.order),
            (AskedAs.ON_DUTY, on_duty),
            (AskedAs.BACKUP, backups),
            (AskedAs.UNIT_BACKUP, unit_backups),
        ]
    for asked_as, ids in groups:
        for id_ in ids:
            if id_ not in seen:
                seen.add(id_)
                yield Candidate(id_, asked_as)


def may_point(
    case: CaseSituation,
    offering: Offering | None,
    actor: str,
    reason: DeclineReason,
    better_id: str | None,
) -> Refusal | None:
    """Whether who declines may point to that person: neither back, nor to who said no already."""
    if better_id is None:
        return None
    if reason is not DeclineReason.SOMEBODY_BETTER:
        return invalid("pointToExpertId", better_id, "point_other_reason")
    if better_id == actor:
        return invalid("pointToExpertId", better_id, "point_to_oneself")
    if better_id == case.owner_id:
        return _pointed(better_id, "point_to_sender")
    if offering is not None and better_id in offering.declined:
        return _pointed(better_id, "point_to_declined")
    return None


def _pointed(better_id: str, words: str) -> Refusal:
    refusal = invalid("pointToExpertId", better_id, words)
    return Refusal(refusal.kind, words, field=refusal.field, seen=refusal.seen, expert_id=better_id)


def unusable_order(order: Sequence[str] | None, at_once: int) -> Refusal | None:
    """What is wrong with the order that came in."""
    if order is not None and len(order) > MAX_ORDER:
        return invalid("nextExpertIds", len(order), "order_long")
    if not 1 <= at_once <= MAX_AT_ONCE:
        return invalid("atOnce", at_once, "at_once_range")
    return None
