"""Changing what a case is about, and opening it again when its customer comes back."""

from __future__ import annotations

from datetime import datetime

from netsvc.cases.model import CaseStep, Channel, next_state
from netsvc.events.answers import (
    Answer,
    Audit,
    Done,
    Event,
    EventKind,
    Outcome,
    Refusal,
    RefusalKind,
    invalid,
    not_found,
)
from netsvc.events.commands import CommandRunner
from netsvc.graph.driver import Tx
from netsvc.handover import after_writes, evidence, undoing
from netsvc.handover.afterwards import may_reopen
from netsvc.handover.locked import LockedCase, lock_case
from netsvc.handover.model import may_change
from netsvc.ids import new_id


class RetypingService:
    """Every command answers Done with the case's id, or a Refusal."""

    def __init__(self, runner: CommandRunner) -> None:
        self._runner = runner

    async def change_type(self, actor: str, key: str, case_id: str, issue_type_id: str) -> Answer:
        """The owner knows better what it is about; kept as evidence about the customer's words.

        An offer that is open goes on: its receiver sees the new type.
        """

        async def work(tx: Tx, at: datetime) -> Outcome:
            locked = await lock_case(tx, case_id, at, also=(actor,))
            if locked is None:
                return Outcome(not_found(case_id))
            refusal = may_change(locked.case, actor, CaseStep.RESOLVE)
            if refusal is not None:
                return _refused(locked, refusal)
            type_ = await tx.one(after_writes.ISSUE_TYPE, id=issue_type_id)
            if type_ is None:
                return _refused(locked, not_found(issue_type_id))
            if type_["retired"]:
                return _refused(locked, invalid("issueTypeId", issue_type_id, "type_retired"))
            if issue_type_id == locked.issue_type_id:
                return _refused(locked, invalid("issueTypeId", issue_type_id, "type_same"))
            was = await undoing.before(tx, case_id)
            await tx.guarded(
                after_writes.CHANGE_TYPE,
                case=case_id,
                type=issue_type_id,
                actor=actor,
                id=new_id(),
                at=at,
            )
            audit = Audit(
                actor,
                "changeIssueType",
                case_id,
                None,
                locked.case.state,
                locked.case.state,
                f"{locked.issue_type_id or 'none'} -> {issue_type_id}",
            )
            return Outcome(
                Done(case_id),
                (*locked.audits, audit),
                locked.events,
                undoing.kept(case_id, was),
            )

        body = {"case": case_id, "type": issue_type_id}
        return await self._runner.run("changeIssueType", actor, key, body, work)

    async def reopen(self, actor: str, key: str, case_id: str, channel: Channel | None) -> Answer:
        """The customer came back on the same matter; whoever meets them has the case.

        With a ``channel`` the customer is there now, and a new contact begins.
        """

        async def work(tx: Tx, at: datetime) -> Outcome:
            locked = await lock_case(tx, case_id, at, also=(actor,))
            if locked is None:
                return Outcome(not_found(case_id))
            if actor not in locked.people:
                return _refused(locked, not_found(actor))
            refusal = may_reopen(locked.case)
            state = next_state(locked.case.state, CaseStep.REOPEN)
            if refusal is not None or state is None:
                return _refused(
                    locked, refusal or Refusal(RefusalKind.WRONG_STATE, "case_not_ended")
                )
            await evidence.reopened(tx, case_id)
            row = await tx.guarded(
                after_writes.REOPEN,
                case=case_id,
                actor=actor,
                caseState=locked.case.state.value,
                newCaseState=state.value,
                id=new_id(),
                at=at,
            )
            audits = [Audit(actor, "reopenCase", case_id, None, locked.case.state, state.value)]
            there = next_state(state, CaseStep.CONTACT) if channel is not None else None
            if channel is not None and there is not None:
                await tx.guarded(
                    after_writes.CONTACT_AGAIN,
                    case=case_id,
                    actor=actor,
                    id=new_id(),
                    unit=locked.people[actor].unit_id or "",
                    channel=channel.value,
                    state=there.value,
                    at=at,
                )
                audits.append(Audit(actor, "beginContact", case_id, None, state.value, there.value))
            heard = {locked.opener_id, row["endedById"]} - {None, actor}
            events = tuple(
                Event(id_, EventKind.REOPENED, _latest(locked)) for id_ in sorted(map(str, heard))
            )
            return Outcome(Done(case_id), (*locked.audits, *audits), (*locked.events, *events))

        body = {"case": case_id, "channel": channel.value if channel else None}
        return await self._runner.run("reopenCase", actor, key, body, work)


def _latest(locked: LockedCase) -> str | None:
    return locked.legs[-1].offer.id if locked.legs else None


def _refused(locked: LockedCase, refusal: Refusal) -> Outcome:
    return Outcome(refusal, locked.audits, locked.events)
