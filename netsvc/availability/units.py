"""When a unit is open, and who answers for it where nobody else is left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import LiteralString

from netsvc.availability.hours import PublicHolidays, WorkingHours, is_clock, is_zone
from netsvc.errors import BadInputError
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
from netsvc.graph.driver import Graph, Row, Tx
from netsvc.identity.roles import DESK, Caller, Role

MAX_SPANS = 5
"""Opening spans a day."""

LOCK: LiteralString = """
MATCH (u:Unit {id: $id}) SET u._lock = true REMOVE u._lock
WITH u
RETURN u.workingHours AS hours, u.timeZone AS zone, u.publicHolidays AS holidays,
  head(COLLECT { MATCH (u)-[:BACKED_UP_BY]->(b:Expert) RETURN b.id }) AS standing,
  head(COLLECT {
    MATCH (b:Expert {id: $backup}) RETURN { id: b.id, active: b.active, roles: b.roles }
  }) AS backup,
  EXISTS { MATCH (:Expert {id: $actor})-[:MEMBER_OF]->(:Unit)<-[:PART_OF*0..12]-(u) } AS own
"""
SET_HOURS: LiteralString = """
MATCH (u:Unit {id: $id})
SET u.workingHours = $hours, u.timeZone = $zone, u.publicHolidays = $holidays
RETURN u.id AS id
"""
SET_BACKUP: LiteralString = """
MATCH (u:Unit {id: $id})
OPTIONAL MATCH (u)-[old:BACKED_UP_BY]->()
DELETE old
WITH DISTINCT u
OPTIONAL MATCH (b:Expert {id: $backup})
FOREACH (_ IN CASE WHEN b IS NULL THEN [] ELSE [1] END | CREATE (u)-[:BACKED_UP_BY]->(b))
RETURN u.id AS id
"""
BACKUPS: LiteralString = """
MATCH (u:Unit)-[:BACKED_UP_BY]->(b:Expert) WHERE u.id IN $ids RETURN u.id AS id, b.id AS backup
"""
OWN: LiteralString = """
MATCH (u:Unit) WHERE u.id IN $ids
  AND EXISTS { MATCH (:Expert {id: $actor})-[:MEMBER_OF]->(:Unit)<-[:PART_OF*0..12]-(u) }
RETURN u.id AS id
"""


@dataclass(frozen=True)
class UnitHours:
    """Spans of each weekday from Monday, on the clock of ``zone``; ``holidays`` as FI or FI-01."""

    hours: WorkingHours
    zone: str
    holidays: str


class UnitService:
    """Managers for their own unit and those below it, administrators for all of them."""

    def __init__(self, graph: Graph, runner: CommandRunner) -> None:
        self._graph = graph
        self._runner = runner

    async def backups(self, ids: list[str]) -> dict[str, str]:
        """Who stands in for each unit that has named somebody."""
        rows = await self._graph.read(BACKUPS, ids=ids)
        return {row["id"]: row["backup"] for row in rows}

    async def changeable(self, ids: list[str], caller: Caller) -> frozenset[str]:
        """Those of the units that the caller may change."""
        if Role.ADMINISTRATOR in caller.roles:
            return frozenset(ids)
        if Role.MANAGER not in caller.roles:
            return frozenset()
        rows = await self._graph.read(OWN, ids=ids, actor=caller.expert_id)
        return frozenset(row["id"] for row in rows)

    async def set_hours(self, caller: Caller, key: str, unit_id: str, new: UnitHours) -> Answer:
        """Done with the unit's id. Offers under way keep the time that they were given."""
        refusal = unusable_hours(new)
        if refusal is not None:
            return refusal

        async def work(tx: Tx, _at: datetime) -> Outcome:
            row = await tx.one(LOCK, id=unit_id, actor=caller.expert_id, backup="")
            refusal = _may(caller, unit_id, row)
            if refusal is not None or row is None:
                return Outcome(refusal or not_found(unit_id))
            hours = new.hours.to_json()
            await tx.guarded(
                SET_HOURS, id=unit_id, hours=hours, zone=new.zone, holidays=new.holidays
            )
            audit = Audit(
                caller.expert_id,
                "setUnitHours",
                from_state=f"{row['hours'] or ''} {row['zone'] or ''} {row['holidays'] or ''}",
                to_state=f"{hours} {new.zone} {new.holidays}",
                detail=unit_id,
            )
            return Outcome(Done(unit_id), (audit,))

        body = {
            "unit": unit_id,
            "hours": new.hours.to_json(),
            "zone": new.zone,
            "holidays": new.holidays,
        }
        return await self._runner.run("setUnitHours", caller.expert_id, key, body, work)

    async def set_backup(
        self, caller: Caller, key: str, unit_id: str, backup_id: str | None
    ) -> Answer:
        """Who is asked last, once nobody else took a case; None takes the name away."""

        async def work(tx: Tx, _at: datetime) -> Outcome:
            row = await tx.one(LOCK, id=unit_id, actor=caller.expert_id, backup=backup_id or "")
            refusal = _may(caller, unit_id, row)
            if refusal is not None or row is None:
                return Outcome(refusal or not_found(unit_id))
            refusal = unfit_backup(backup_id, row["backup"])
            if refusal is not None:
                return Outcome(refusal)
            await tx.guarded(SET_BACKUP, id=unit_id, backup=backup_id or "")
            audit = Audit(
                caller.expert_id,
                "setUnitBackup",
                from_state=row["standing"] or "",
                to_state=backup_id or "",
                detail=unit_id,
            )
            return Outcome(Done(unit_id), (audit,))

        body = {"unit": unit_id, "backup": backup_id}
        return await self._runner.run("setUnitBackup", caller.expert_id, key, body, work)


def unusable_hours(new: UnitHours) -> Refusal | None:
    """What is wrong with the hours that came in."""
    for spans in new.hours.days:
        refusal = _unusable_day(spans)
        if refusal is not None:
            return refusal
    if not is_zone(new.zone):
        return invalid("timeZone", new.zone, "hours_zone")
    try:
        PublicHolidays.of(new.holidays)
    except BadInputError:
        return invalid("holidays", new.holidays, "hours_holidays")
    return None


def _unusable_day(spans: tuple[tuple[str, str], ...]) -> Refusal | None:
    if len(spans) > MAX_SPANS:
        return invalid("hours", len(spans), "hours_many")
    for starts, ends in spans:
        if not is_clock(starts) or not is_clock(ends) or starts == "24:00":
            return invalid("hours", f"{starts}–{ends}", "hours_clock")
        if starts == ends:
            return invalid("hours", f"{starts}–{ends}", "hours_empty")
    if _overlap(spans):
        return invalid("hours", ", ".join("–".join(span) for span in spans), "hours_overlap")
    return None


def _overlap(spans: tuple[tuple[str, str], ...]) -> bool:
    """Within one day; what runs over midnight ends the day."""
    until = ""
    for starts, ends in sorted(spans):
        if starts < until:
            return True
        until = ends if starts < ends else "24:00"
    return False


def unfit_backup(backup_id: str | None, found: Row | None) -> Refusal | None:
    """Why the person can't stand in."""
    if backup_id is None:
        return None
    if found is None:
        return not_found(backup_id)
    words = None
    if not found["active"]:
        words = "left"
    elif DESK.isdisjoint(found["roles"] or ()):
        words = "takes_no_cases"
    if words is None:
        return None
    return Refusal(RefusalKind.INVALID_INPUT, words, field="backupExpertId", expert_id=backup_id)


def _may(caller: Caller, unit_id: str, row: Row | None) -> Refusal | None:
    if row is None:
        return not_found(unit_id)
    if Role.ADMINISTRATOR in caller.roles or (Role.MANAGER in caller.roles and row["own"]):
        return None
    return Refusal(RefusalKind.INVALID_INPUT, "unit_not_yours", field="unitId", seen=unit_id[:80])
