"""Asking the customer after a contact, and keeping what they say."""

from __future__ import annotations

from datetime import datetime

from netsvc.events.answers import Answer, Audit, Done, Outcome, Refusal, RefusalKind, not_found
from netsvc.events.commands import CommandRunner
from netsvc.graph.driver import Row, Tx
from netsvc.ids import new_id
from netsvc.voice import repository as cypher
from netsvc.voice.model import LINK_LIVES, Said, Verdict, VerdictState, VerdictVia
from netsvc.voice.repository import verdict_from

CUSTOMER = "customer"
"""Who acts by a link: nobody of the house."""


class VerdictService:
    """Done with the case's id; for who owns, opened or resolved the case, or who has its link."""

    def __init__(self, runner: CommandRunner) -> None:
        self._runner = runner

    async def record(self, actor: str, key: str, case_id: str, said: Said) -> Answer:
        """What the customer told the agent, once."""

        async def work(tx: Tx, at: datetime) -> Outcome:
            row = await tx.one(cypher.LOOK, case=case_id)
            refusal = _may_ask(row, actor, case_id)
            if refusal is not None or row is None:
                return Outcome(refusal or not_found(case_id))
            before = verdict_from(row["verdict"]) if row["verdict"] else None
            if before is not None and before.state is not VerdictState.ASKED:
                return Outcome(_given(row, case_id))
            await _save(tx, at, case_id, before, (VerdictVia.AGENT, said))
            return Outcome(Done(case_id), (_audit(actor, case_id, before, said.state),))

        body = {"case": case_id, "solved": said.solved, "repeated": said.repeated}
        return await self._runner.run("recordVerdict", actor, key, body, work)

    async def ask(self, actor: str, key: str, case_id: str) -> Answer:
        """A link for the customer; asked again, the same one, with its time begun anew."""

        async def work(tx: Tx, at: datetime) -> Outcome:
            row = await tx.one(cypher.LOOK, case=case_id)
            refusal = _may_ask(row, actor, case_id)
            if refusal is not None or row is None:
                return Outcome(refusal or not_found(case_id))
            before = verdict_from(row["verdict"]) if row["verdict"] else None
            if before is not None and before.state is not VerdictState.ASKED:
                return Outcome(_given(row, case_id))
            await _save(tx, at, case_id, before, None)
            return Outcome(Done(case_id), (_audit(actor, case_id, before, VerdictState.ASKED),))

        return await self._runner.run("askVerdict", actor, key, {"case": case_id}, work)

    async def answer(self, key: str, verdict: Verdict, said: Said) -> Answer:
        """What the customer says by the link, once and before it has run out."""

        async def work(tx: Tx, at: datetime) -> Outcome:
            row = await tx.one(cypher.LOOK, case=verdict.case_id)
            now = verdict_from(row["verdict"]) if row and row["verdict"] else None
            if row is None or now is None or now.id != verdict.id:
                return Outcome(not_found(verdict.id))
            if not now.waits(at):
                return Outcome(_given(row, verdict.case_id))
            await _save(tx, at, verdict.case_id, now, (VerdictVia.LINK, said))
            return Outcome(
                Done(verdict.case_id), (_audit(CUSTOMER, verdict.case_id, now, said.state),)
            )

        body = {"verdict": verdict.id, "solved": said.solved, "repeated": said.repeated}
        return await self._runner.run("answerVerdict", CUSTOMER, key, body, work)


async def _save(
    tx: Tx,
    at: datetime,
    case_id: str,
    before: Verdict | None,
    given: tuple[VerdictVia, Said] | None,
) -> None:
    via, said = given or (VerdictVia.LINK, Said())
    kept = before.expires_at if before else None
    await tx.guarded(
        cypher.SAVE,
        case=case_id,
        id=new_id(),
        at=at,
        via=via.value,
        state=(said.state if given else VerdictState.ASKED).value,
        solved=said.solved,
        repeated=said.repeated,
        answeredAt=at if given else None,
        expiresAt=kept if given else at + LINK_LIVES,
    )


def _may_ask(row: Row | None, actor: str, case_id: str) -> Refusal | None:
    if row is None:
        return not_found(case_id)
    if actor != row["ownerId"] and actor not in row["handIds"]:
        return Refusal(
            RefusalKind.NOT_YOURS, "case_not_yours", case_id=case_id, owner_id=row["ownerId"]
        )
    return None


def _given(row: Row, case_id: str) -> Refusal:
    return Refusal(
        RefusalKind.WRONG_STATE,
        "verdict_given",
        state=row["verdict"]["state"],
        case_id=case_id,
        owner_id=row["ownerId"],
    )


def _audit(actor: str, case_id: str, before: Verdict | None, state: VerdictState) -> Audit:
    from_state = before.state.value if before else ""
    return Audit(actor, "verdict", case_id, None, from_state, state.value)
