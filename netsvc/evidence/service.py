"""Contesting a line of one's evidence, deciding on it, declaring a skill."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

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
from netsvc.evidence import repository as cypher
from netsvc.evidence.model import (
    MAX_LEVEL,
    MAX_REASON,
    ContestKind,
    ContestState,
    may_contest,
)
from netsvc.graph.driver import Tx
from netsvc.ids import new_id


class EvidenceService:
    """One's own evidence is one's own business; who decides about it says why."""

    def __init__(self, runner: CommandRunner, *, scrub: Callable[[str], str]) -> None:
        self._runner = runner
        self._scrub = scrub

    async def contest(
        self, actor: str, key: str, issue_type_id: str, kind: ContestKind, reason: str
    ) -> Answer:
        """Done with the contest's id; one open contest a line."""
        said = reason.strip()
        if not said or len(said) > MAX_REASON:
            return invalid("reason", len(said), "evidence_reason")

        async def work(tx: Tx, at: datetime) -> Outcome:
            row = await tx.one(cypher.LOCK_LINE, actor=actor, type=issue_type_id)
            if row is None or row["type"] is None:
                return Outcome(not_found(issue_type_id))
            words = "evidence_open" if row["open"] else None
            words = words or may_contest(row["received"], row["resolved"], kind)
            if words is not None:
                return Outcome(invalid("issueTypeId", issue_type_id, words))
            contest_id = new_id()
            await tx.guarded(
                cypher.CONTEST,
                actor=actor,
                type=issue_type_id,
                id=contest_id,
                kind=kind.value,
                reason=self._scrub(said),
                at=at,
                resolved=row["resolved"],
                received=row["received"],
            )
            audit = Audit(
                actor,
                "contestEvidence",
                to_state=ContestState.OPEN.value,
                detail=f"{contest_id} {issue_type_id} {kind.value}",
            )
            return Outcome(Done(contest_id), (audit,))

        body = {"type": issue_type_id, "kind": kind.value, "reason": said}
        return await self._runner.run("contestEvidence", actor, key, body, work)

    async def decide(
        self,
        actor: str,
        key: str,
        contest_id: str,
        *,
        uphold: bool,
        reason: str,
        administrator: bool,
    ) -> Answer:
        """Done with the contest's id; upheld, the counts are corrected in the same transaction."""
        said = reason.strip()
        if not said or len(said) > MAX_REASON:
            return invalid("reason", len(said), "evidence_reason")
        state = ContestState.UPHELD if uphold else ContestState.REJECTED

        async def work(tx: Tx, at: datetime) -> Outcome:
            row = await tx.one(cypher.LOCK_CONTEST, id=contest_id, actor=actor, all=administrator)
            if row is None:
                return Outcome(not_found(contest_id))
            if not row["allowed"]:
                return Outcome(Refusal(RefusalKind.NOT_YOURS, "evidence_not_yours"))
            if row["state"] != ContestState.OPEN.value:
                return Outcome(
                    Refusal(RefusalKind.WRONG_STATE, "evidence_decided", state=row["state"])
                )
            await tx.guarded(
                cypher.DECIDE,
                id=contest_id,
                actor=actor,
                state=state.value,
                at=at,
                reason=self._scrub(said),
            )
            if uphold:
                await tx.run(
                    cypher.CORRECT,
                    expert=row["expert"],
                    type=row["type"],
                    all=row["kind"] == ContestKind.NOT_MY_WORK.value,
                )
            audit = Audit(
                actor,
                "decideEvidenceContest",
                from_state=ContestState.OPEN.value,
                to_state=state.value,
                detail=f"{contest_id} {row['type']}",
            )
            return Outcome(Done(contest_id), (audit,))

        body = {"contest": contest_id, "uphold": uphold, "reason": said}
        return await self._runner.run("decideEvidenceContest", actor, key, body, work)

    async def declare(self, actor: str, key: str, issue_type_id: str, level: int) -> Answer:
        """Done with the person's id; level 0 takes the declaration back."""
        if not 0 <= level <= MAX_LEVEL:
            return invalid("level", level, "skill_level")

        async def work(tx: Tx, at: datetime) -> Outcome:
            row = await tx.one(cypher.LOCK_LINE, actor=actor, type=issue_type_id)
            if row is None or row["type"] is None or (row["retired"] and level > 0):
                return Outcome(not_found(issue_type_id))
            if level > 0:
                await tx.guarded(
                    cypher.DECLARE, actor=actor, type=issue_type_id, level=level, at=at
                )
            else:
                await tx.run(cypher.UNDECLARE, actor=actor, type=issue_type_id)
            audit = Audit(
                actor,
                "declareSkill",
                from_state=str(row["declared"]),
                to_state=str(level),
                detail=issue_type_id,
            )
            return Outcome(Done(actor), (audit,))

        body = {"type": issue_type_id, "level": level}
        return await self._runner.run("declareSkill", actor, key, body, work)

    async def leave_map(self, actor: str, key: str, *, left: bool) -> Answer:
        """Done with the person's id: their position is worked out no more, or is again."""

        async def work(tx: Tx, _at: datetime) -> Outcome:
            row = await tx.one(cypher.LEAVE_MAP, actor=actor, left=left)
            if row is None:
                return Outcome(not_found(actor))
            before, after = ("LEFT_OUT" if out else "IN" for out in (row["before"], left))
            return Outcome(
                Done(actor), (Audit(actor, "leaveMap", from_state=before, to_state=after),)
            )

        return await self._runner.run("leaveMap", actor, key, {"left": left}, work)
