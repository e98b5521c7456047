"""Opening a case, and saying why a case is left out of the net figure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime

from netsvc.cases import writes
from netsvc.cases.model import CaseState, Channel
from netsvc.directory.model import Language
from netsvc.events.answers import (
    Answer,
    Audit,
    Done,
    Outcome,
    Refusal,
    RefusalKind,
    invalid,
    not_found,
)
from netsvc.events.commands import CommandRunner
from netsvc.graph.driver import Row, Tx
from netsvc.ids import new_case_number, new_id

MAX_WORDS = 4000
MAX_REASON = 500
MAX_CUSTOMER_NUMBER = 64
MAX_QUEUE_SECONDS = 7 * 24 * 3600


@dataclass(frozen=True)
class NewCase:
    """What the agent says when opening a case; ``customer_number`` is never stored."""

    words: str
    language: Language
    channel: Channel = Channel.PHONE
    issue_type_id: str | None = None
    customer_number: str | None = None
    contact_id: str | None = None
    queue_seconds: int | None = None


class CaseService:
    """``pseudonym`` turns the organisation's customer number into its keyed hash, ``scrub`` takes
    identity numbers, telephone numbers and addresses out of free text."""

    def __init__(
        self,
        runner: CommandRunner,
        *,
        pseudonym: Callable[[str], str],
        scrub: Callable[[str], str],
    ) -> None:
        self._runner = runner
        self._pseudonym = pseudonym
        self._scrub = scrub

    async def open_case(self, actor: str, key: str, new: NewCase) -> Answer:
        """Done with the case's id; the opener owns it, within a new contact or the one named."""
        refusal = _unusable(new)
        if refusal is not None:
            return refusal
        number = (new.customer_number or "").strip()
        customer = self._pseudonym(number) if number else None
        words = self._scrub(new.words.strip())
        # the number itself must not be kept, not even within the hash of the body
        body = {**asdict(new), "customer_number": customer}

        async def work(tx: Tx, at: datetime) -> Outcome:
            row = await tx.one(
                writes.PREPARE, contact=new.contact_id or "", issueType=new.issue_type_id or ""
            )
            found = row or {}
            refusal = _unfit(new, actor, customer, found)
            if refusal is not None:
                return Outcome(refusal)
            case_id = new_id()
            opened = await tx.one(
                writes.OPEN,
                actor=actor,
                id=case_id,
                number=new_case_number(),
                words=words,
                language=new.language.value,
                channel=new.channel.value,
                issueType=new.issue_type_id or "",
                customer=customer or found.get("customerId") or f"unknown-{new_id()}",
                contact=new.contact_id or new_id(),
                queueSeconds=new.queue_seconds,
                at=at,
            )
            if opened is None:
                return Outcome(not_found(actor))
            audit = Audit(actor, "openCase", case_id, to_state=CaseState.IN_CONTACT)
            return Outcome(Done(case_id), (audit,))

        return await self._runner.run("openCase", actor, key, body, work)

    async def exclude_from_net(self, actor: str, key: str, case_id: str, reason: str) -> Answer:
        """Done with the case's id; for its owner, or for who opened or resolved it."""
        if not reason.strip() or len(reason) > MAX_REASON:
            return invalid("reason", reason, "bad_reason")
        scrubbed = self._scrub(reason.strip())

        async def work(tx: Tx, at: datetime) -> Outcome:
            row = await tx.one(writes.LOCK_CASE, id=case_id)
            if row is None:
                return Outcome(not_found(case_id))
            if actor != row["ownerId"] and actor not in row["handIds"]:
                return Outcome(
                    Refusal(
                        RefusalKind.NOT_YOURS,
                        "case_not_yours",
                        case_id=case_id,
                        owner_id=row["ownerId"],
                    )
                )
            await tx.run(writes.EXCLUDE, id=case_id, reason=scrubbed, at=at)
            audit = Audit(
                actor, "excludeFromNet", case_id, None, row["state"], row["state"], scrubbed
            )
            return Outcome(Done(case_id), (audit,))

        body = {"case": case_id, "reason": reason}
        return await self._runner.run("excludeFromNet", actor, key, body, work)


def _unusable(new: NewCase) -> Refusal | None:
    if not new.words.strip():
        return invalid("input.words", new.words, "empty_words")
    if len(new.words) > MAX_WORDS:
        return invalid("input.words", f"{len(new.words)}", "long_words")
    if len(new.customer_number or "") > MAX_CUSTOMER_NUMBER:
        return invalid("input.customerNumber", "…", "long_customer_number")
    if new.queue_seconds is not None and not 0 <= new.queue_seconds <= MAX_QUEUE_SECONDS:
        return invalid("input.queueSeconds", new.queue_seconds, "bad_queue_seconds")
    return None


def _unfit(new: NewCase, actor: str, customer: str | None, found: Row) -> Refusal | None:
    """Why what was found in the graph does not fit what the agent said."""
    if new.issue_type_id is not None:
        if found.get("typeId") is None:
            return not_found(new.issue_type_id)
        if found["retired"]:
            return invalid("input.issueTypeId", new.issue_type_id, "type_retired")
    if new.contact_id is not None:
        return _unfit_contact(new.contact_id, actor, customer, found)
    return None


def _unfit_contact(contact_id: str, actor: str, customer: str | None, found: Row) -> Refusal | None:
    if found.get("contactId") is None:
        return not_found(contact_id)
    handler = found["handledById"]
    if found["ended"]:
        return Refusal(RefusalKind.WRONG_STATE, "contact_ended", state="ENDED", owner_id=handler)
    if actor != handler and actor not in found["receiverIds"]:
        return Refusal(RefusalKind.NOT_YOURS, "contact_not_yours", owner_id=handler)
    if customer is not None and customer != found["customerId"]:
        return invalid("input.customerNumber", "…", "other_customer")
    return None
