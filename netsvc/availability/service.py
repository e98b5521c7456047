"""Planning to be away, and naming who stands in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from netsvc.availability import repository as cypher
from netsvc.availability.model import (
    MAX_ABSENCES,
    Absence,
    AbsenceKind,
    unusable_times,
)
from netsvc.availability.repository import absence_from
from netsvc.availability.units import unfit_backup
from netsvc.events.answers import (
    Answer,
    Audit,
    Done,
    Event,
    EventKind,
    Outcome,
    Refusal,
    invalid,
    not_found,
)
from netsvc.events.commands import CommandRunner
from netsvc.graph.driver import Row, Tx
from netsvc.ids import new_id


@dataclass(frozen=True)
class NewAbsence:
    """From (included) to (not included), aware moments; the backup stands in meanwhile."""

    starts_at: datetime
    ends_at: datetime
    kind: AbsenceKind = AbsenceKind.AWAY
    backup_id: str | None = None


class AvailabilityService:
    """Everybody plans their own; the answer is Done with the person's id."""

    def __init__(self, runner: CommandRunner) -> None:
        self._runner = runner

    async def plan_absence(self, actor: str, key: str, new: NewAbsence) -> Answer:
        """Refused where it meets an absence already planned, or the backup can't stand in."""

        async def work(tx: Tx, at: datetime) -> Outcome:
            words = unusable_times(new.starts_at, new.ends_at, at)
            if words is not None:
                return Outcome(invalid("to", new.ends_at.isoformat(), words))
            row = await tx.one(cypher.LOCK, actor=actor, at=at, backup=new.backup_id or "")
            if row is None:
                return Outcome(not_found(actor))
            planned = [absence_from(actor, raw) for raw in row["absences"]]
            refusal = _unfit(new, planned) or _unfit_backup(actor, new.backup_id, row["backup"])
            if refusal is not None:
                return Outcome(refusal)
            absence_id = new_id()
            await tx.guarded(
                cypher.PLAN,
                actor=actor,
                id=absence_id,
                startsAt=new.starts_at.astimezone(UTC),
                endsAt=new.ends_at.astimezone(UTC),
                kind=new.kind.value,
                at=at,
                backup=new.backup_id or "",
            )
            detail = _detail(new.starts_at, new.ends_at, new.backup_id)
            audit = Audit(actor, "planAbsence", to_state=new.kind.value, detail=detail)
            return Outcome(Done(actor), (audit,), (_heard(actor),))

        body = {
            "from": new.starts_at,
            "to": new.ends_at,
            "kind": new.kind.value,
            "backup": new.backup_id,
        }
        return await self._runner.run("planAbsence", actor, key, body, work)

    async def cancel_absence(self, actor: str, key: str, absence_id: str) -> Answer:
        """One that has not begun goes; one that holds ends now."""

        async def work(tx: Tx, at: datetime) -> Outcome:
            row = await tx.one(cypher.FIND, id=absence_id)
            if row is None or row["expertId"] != actor:
                # whose absence it is is nobody else's business
                return Outcome(not_found(absence_id))
            absence = absence_from(actor, row["absence"])
            if absence.ends_at <= at:
                return Outcome(invalid("absenceId", absence_id, "absence_over"))
            if absence.starts_at >= at:
                await tx.run(cypher.REMOVE, id=absence_id)
            else:
                await tx.run(cypher.END, id=absence_id, at=at)
            detail = _detail(absence.starts_at, absence.ends_at, absence.backup_id)
            audit = Audit(actor, "cancelAbsence", from_state=absence.kind.value, detail=detail)
            return Outcome(Done(actor), (audit,), (_heard(actor),))

        return await self._runner.run("cancelAbsence", actor, key, {"absence": absence_id}, work)

    async def set_backup(self, actor: str, key: str, backup_id: str | None) -> Answer:
        """Name who stands in whenever no absence names somebody else; None takes the name away."""

        async def work(tx: Tx, at: datetime) -> Outcome:
            row = await tx.one(cypher.LOCK, actor=actor, at=at, backup=backup_id or "")
            if row is None:
                return Outcome(not_found(actor))
            refusal = _unfit_backup(actor, backup_id, row["backup"])
            if refusal is not None:
                return Outcome(refusal)
            await tx.guarded(cypher.SET_BACKUP, actor=actor, backup=backup_id or "")
            audit = Audit(
                actor, "setBackup", from_state=row["standing"] or "", to_state=backup_id or ""
            )
            return Outcome(Done(actor), (audit,), (_heard(actor),))

        return await self._runner.run("setBackup", actor, key, {"backup": backup_id}, work)


def _heard(actor: str) -> Event:
    return Event(actor, EventKind.PRESENCE_CHANGED)


def _detail(starts_at: datetime, ends_at: datetime, backup_id: str | None) -> str:
    return f"{starts_at.astimezone(UTC):%FT%RZ}/{ends_at.astimezone(UTC):%FT%RZ} {backup_id or ''}"


def _unfit(new: NewAbsence, planned: list[Absence]) -> Refusal | None:
    if any(absence.meets(new.starts_at, new.ends_at) for absence in planned):
        return invalid("from", new.starts_at.isoformat(), "absence_meets")
    if len(planned) >= MAX_ABSENCES:
        return invalid("from", len(planned), "absence_many")
    return None


def _unfit_backup(actor: str, backup_id: str | None, found: Row | None) -> Refusal | None:
    if backup_id is None:
        return None
    if backup_id == actor:
        return invalid("backupExpertId", backup_id, "backup_oneself")
    return unfit_backup(backup_id, found)
