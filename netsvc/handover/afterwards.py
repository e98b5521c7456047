"""What may happen to a case after somebody accepted it, pure: by whom, and why not."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from netsvc.cases.model import CaseStep, next_state
from netsvc.events.answers import Refusal, RefusalKind, invalid
from netsvc.handover.model import (
    CaseSituation,
    HandoverState,
    HandoverStep,
    Offer,
    Person,
    after,
    may_change,
)

MAX_QUESTION = 500


class ReturnReason(StrEnum):
    NOT_MY_MATTER = "NOT_MY_MATTER"
    INFORMATION_MISSING = "INFORMATION_MISSING"
    NO_CAPACITY = "NO_CAPACITY"
    ABSENT = "ABSENT"
    CONFLICT_OF_INTEREST = "CONFLICT_OF_INTEREST"


def may_return(
    case: CaseSituation, offer: Offer, actor: str, previous: Person | None
) -> Refusal | None:
    """Whether the receiver may give the case back to who had it before, who must still be here."""
    if offer.receiver_id != actor:
        return _refusal(RefusalKind.NOT_YOURS, "offer_not_yours", case, offer)
    if after(offer.state, HandoverStep.RETURN) is None:
        return _refusal(RefusalKind.WRONG_STATE, f"offer_{offer.state.lower()}", case, offer)
    refusal = may_change(case, actor, CaseStep.RESOLVE)
    if refusal is not None:
        return refusal
    if previous is None or not previous.active or not previous.answers:
        return Refusal(
            RefusalKind.EXPERT_UNAVAILABLE,
            "return_to_nobody",
            expert_id=previous.id if previous else None,
            presence=previous.presence if previous else None,
            case_id=case.id,
            owner_id=case.owner_id,
        )
    return None


def may_ask(case: CaseSituation, offer: Offer, actor: str) -> Refusal | None:
    """Whether the receiver may ask the sender for what is missing, before or after accepting."""
    if offer.receiver_id != actor:
        return _refusal(RefusalKind.NOT_YOURS, "offer_not_yours", case, offer)
    if offer.state not in (HandoverState.OFFERED, HandoverState.ACCEPTED):
        return _refusal(RefusalKind.WRONG_STATE, f"offer_{offer.state.lower()}", case, offer)
    if next_state(case.state, CaseStep.RESOLVE) is None:
        return _refusal(RefusalKind.WRONG_STATE, "case_ended", case)
    return None


def may_reopen(case: CaseSituation) -> Refusal | None:
    """Whether the case has ended, so that it can be opened again."""
    if next_state(case.state, CaseStep.REOPEN) is None:
        return _refusal(RefusalKind.WRONG_STATE, "case_not_ended", case)
    return None


def returned(case: CaseSituation, offer: Offer) -> CaseSituation:
    """The case after its receiver gave it back: its sender's again, with whoever is connected."""
    return replace(case, owner_id=offer.sender_id, open_offers=())


def named(case: CaseSituation, expert_id: str) -> CaseSituation:
    """The case after a conference named its owner, who contacts the customer unless they had it."""
    if case.owner_id == expert_id:
        return case
    later = next_state(case.state, CaseStep.TAKEN_OVER_LATER) or case.state
    return replace(case, state=later, owner_id=expert_id, open_offers=(), connected=False)


def reopened(case: CaseSituation, actor: str) -> CaseSituation:
    """The case once it is open again, with whoever met the customer."""
    state = next_state(case.state, CaseStep.REOPEN)
    return case if state is None else replace(case, state=state, owner_id=actor)


def unusable_text(field: str, text: str, words: str) -> Refusal | None:
    """Why a short text can't be used."""
    if not text.strip() or len(text) > MAX_QUESTION:
        return invalid(field, text, words)
    return None


def _refusal(
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
