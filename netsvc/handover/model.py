"""The handover state machine, pure: what may happen, by whom, and what it leads to.

A case has one owner at every moment, the sender until somebody accepts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from netsvc.availability.model import LASTING, Hindrance, hindrance
from netsvc.cases.model import CaseState, CaseStep, next_state
from netsvc.directory.model import Presence
from netsvc.events.answers import Refusal, RefusalKind, invalid


class HandoverKind(StrEnum):
    WARM = "WARM"
    COLD = "COLD"


class HandoverState(StrEnum):
    OFFERED = "OFFERED"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    EXPIRED = "EXPIRED"
    WITHDRAWN = "WITHDRAWN"
    FORWARDED = "FORWARDED"
    RETURNED = "RETURNED"


class HandoverStep(StrEnum):
    """What can happen to a handover."""

    ACCEPT = "ACCEPT"
    DECLINE = "DECLINE"
    EXPIRE = "EXPIRE"
    WITHDRAW = "WITHDRAW"
    FORWARD = "FORWARD"
    RETURN = "RETURN"


class DeclineReason(StrEnum):
    NOT_MY_MATTER = "NOT_MY_MATTER"
    NO_CAPACITY = "NO_CAPACITY"
    ABSENT = "ABSENT"
    INFORMATION_MISSING = "INFORMATION_MISSING"
    CONFLICT_OF_INTEREST = "CONFLICT_OF_INTEREST"
    SOMEBODY_BETTER = "SOMEBODY_BETTER"


EVIDENCE_REASONS = frozenset({DeclineReason.NOT_MY_MATTER, DeclineReason.SOMEBODY_BETTER})
"""The only reasons that say something about the match; "no capacity" never counts."""

TRANSITIONS: Mapping[tuple[HandoverState, HandoverStep], HandoverState] = MappingProxyType(
    {
        (HandoverState.OFFERED, HandoverStep.ACCEPT): HandoverState.ACCEPTED,
        (HandoverState.OFFERED, HandoverStep.DECLINE): HandoverState.DECLINED,
        (HandoverState.OFFERED, HandoverStep.EXPIRE): HandoverState.EXPIRED,
        (HandoverState.OFFERED, HandoverStep.WITHDRAW): HandoverState.WITHDRAWN,
        (HandoverState.ACCEPTED, HandoverStep.FORWARD): HandoverState.FORWARDED,
        (HandoverState.ACCEPTED, HandoverStep.RETURN): HandoverState.RETURNED,
    }
)


def after(state: HandoverState, step: HandoverStep) -> HandoverState | None:
    """The state after ``step``, or None where the step does not fit the state."""
    return TRANSITIONS.get((state, step))


@dataclass(frozen=True)
class Offer:
    """A handover as the rules see it."""

    id: str
    kind: HandoverKind
    state: HandoverState
    sender_id: str | None
    receiver_id: str | None
    expires_at: datetime | None = None

    def due(self, at: datetime) -> bool:
        """Whether its time has run out without an answer."""
        open_ = self.state is HandoverState.OFFERED
        return open_ and self.expires_at is not None and self.expires_at <= at


@dataclass(frozen=True)
class CaseSituation:
    """A case as the rules see it; ``open_offers`` wait for an answer, several where several were
    asked at once.

    ``connected``: its customer is there now, in a contact that goes on.
    """

    id: str
    state: CaseState
    owner_id: str | None
    open_offers: tuple[Offer, ...] = ()
    connected: bool = False

    @property
    def open_offer(self) -> Offer | None:
        """The one that was made first of those that wait."""
        return self.open_offers[0] if self.open_offers else None

    def without(self, offer: Offer) -> CaseSituation:
        """The case once the offer waits no more."""
        left = tuple(one for one in self.open_offers if one.id != offer.id)
        return replace(self, open_offers=left)


@dataclass(frozen=True)
class Person:
    """A possible receiver; a warm offer holds a place until it is answered.

    ``answers``: their role lets them take cases at all. ``at_work``: their unit is open
    now, or it is their turn by a rota.
    ``missed``: warm offers that ran out in a row.
    """

    id: str
    active: bool
    presence: Presence
    capacity: int
    open_cases: int
    ringing: int = 0
    answers: bool = True
    absent: bool = False
    at_work: bool = True
    missed: int = 0

    @property
    def free_places(self) -> int:
        return max(0, self.capacity - self.open_cases - self.ringing)


def _with_case(
    kind: RefusalKind, words: str, case: CaseSituation, offer: Offer | None = None
) -> Refusal:
    return Refusal(
        kind,
        words,
        state=offer.state if offer else case.state,
        case_id=case.id,
        handover_id=offer.id if offer else None,
        owner_id=case.owner_id,
    )


def may_change(case: CaseSituation, actor: str, step: CaseStep) -> Refusal | None:
    """Whether the actor, as its owner, may do ``step`` to the case."""
    if next_state(case.state, step) is None:
        return _with_case(RefusalKind.WRONG_STATE, "case_ended", case)
    if case.owner_id != actor:
        return _with_case(RefusalKind.NOT_YOURS, "case_not_yours", case)
    return None


def may_offer(
    case: CaseSituation, actor: str, receiver: Person, kind: HandoverKind
) -> Refusal | None:
    """Whether the actor may offer the case to the receiver now."""
    refusal = may_change(case, actor, CaseStep.RESOLVE)
    if refusal is not None:
        return refusal
    if receiver.id == actor:
        return invalid("toExpertId", receiver.id, "to_oneself")
    if case.open_offer is not None:
        return _with_case(RefusalKind.CASE_ALREADY_HANDED_OVER, "offer_open", case, case.open_offer)
    if kind is HandoverKind.WARM and not case.connected:
        return _with_case(RefusalKind.WRONG_STATE, "not_connected", case)
    against = available(receiver, kind)
    return replace(against, case_id=case.id, owner_id=case.owner_id) if against else None


def available(receiver: Person, kind: HandoverKind) -> Refusal | None:
    """Whether the person can be offered a case: warm, if they could take it now; cold, if they
    work here with cases and did not plan to be away, since it waits until they have time and a
    place."""
    against = hindrance(
        active=receiver.active,
        answers=receiver.answers,
        absent=receiver.absent,
        presence=receiver.presence,
        at_work=receiver.at_work,
        free_places=receiver.free_places,
    )
    if against is None or (kind is HandoverKind.COLD and against not in LASTING):
        return None
    return Refusal(
        RefusalKind.EXPERT_UNAVAILABLE,
        against.value,
        expert_id=receiver.id,
        presence=receiver.presence,
        free_places=receiver.free_places,
    )


def may_answer(
    case: CaseSituation, offer: Offer, actor: str, step: HandoverStep, receiver: Person
) -> Refusal | None:
    """Whether the receiver may accept or decline; accepting needs a place.

    Presence does not matter here: who is shown an offer may take it, unless they have left or
    take cases no more since.
    """
    if offer.receiver_id != actor:
        return _with_case(RefusalKind.NOT_YOURS, "offer_not_yours", case, offer)
    if after(offer.state, step) is None:
        return over(case, offer)
    if next_state(case.state, CaseStep.RESOLVE) is None:
        return _with_case(RefusalKind.WRONG_STATE, "case_ended", case)
    against = _against_accepting(receiver) if step is HandoverStep.ACCEPT else None
    if against is None:
        return None
    return Refusal(
        RefusalKind.EXPERT_UNAVAILABLE,
        against.value,
        expert_id=receiver.id,
        presence=receiver.presence,
        free_places=receiver.free_places,
        case_id=case.id,
        owner_id=case.owner_id,
    )


def _against_accepting(receiver: Person) -> Hindrance | None:
    if not receiver.active:
        return Hindrance.LEFT
    if not receiver.answers:
        return Hindrance.TAKES_NO_CASES
    return Hindrance.NO_FREE_PLACE if receiver.open_cases >= receiver.capacity else None


def over(case: CaseSituation, offer: Offer) -> Refusal:
    """Why an offer can't be answered or taken back any more; says who has the case now."""
    words = f"offer_{offer.state.lower()}"
    if offer.state is HandoverState.WITHDRAWN and case.owner_id not in (None, offer.sender_id):
        words = "offer_taken"
    return _with_case(RefusalKind.WRONG_STATE, words, case, offer)


def may_withdraw(
    case: CaseSituation, offer: Offer, actor: str, *, goes_on: bool = False
) -> Refusal | None:
    """Whether the sender may take the case back; ``goes_on``: others are asked after this one, so
    that it can be taken back though this one has answered."""
    if offer.sender_id != actor:
        return _with_case(RefusalKind.NOT_YOURS, "offer_not_yours", case, offer)
    if after(offer.state, HandoverStep.WITHDRAW) is None and not goes_on:
        return over(case, offer)
    return None


def accepted(case: CaseSituation, offer: Offer) -> CaseSituation:
    """The case after the receiver accepted; a cold one waits for the receiver's contact."""
    cold = offer.kind is HandoverKind.COLD
    later = next_state(case.state, CaseStep.TAKEN_OVER_LATER)
    state = later if cold and later is not None else case.state
    return replace(
        case,
        state=state,
        owner_id=offer.receiver_id,
        open_offers=(),
        connected=case.connected and not cold,
    )


def ended(case: CaseSituation, step: CaseStep) -> CaseSituation:
    """The case after it was resolved or its customer sent elsewhere: nobody owns it any more."""
    state = next_state(case.state, step)
    return case if state is None else CaseSituation(case.id, state, None)
