"""Which units are responsible for an issue type: they decide disputes about its cases."""

from __future__ import annotations

from datetime import datetime
from typing import LiteralString

from netsvc.events.answers import Answer, Audit, Done, Outcome, invalid, not_found
from netsvc.events.commands import CommandRunner
from netsvc.graph.driver import Tx

MAX_UNITS = 20

LOOK: LiteralString = """
MERGE (d:DirectoryVersion {id: 'directory'})
SET d._lock = true REMOVE d._lock
WITH d
MATCH (t:IssueType {id: $type})
RETURN COLLECT { MATCH (u:Unit) WHERE u.id IN $units RETURN u.id } AS known,
  COLLECT { MATCH (u:Unit)-[:RESPONSIBLE_FOR]->(t) RETURN u.id ORDER BY u.id } AS before
"""
SET: LiteralString = """
MATCH (t:IssueType {id: $type})
CALL (t) { MATCH (u:Unit)-[r:RESPONSIBLE_FOR]->(t) WHERE NOT u.id IN $units DELETE r }
CALL (t) { MATCH (u:Unit) WHERE u.id IN $units MERGE (u)-[:RESPONSIBLE_FOR]->(t) }
MATCH (d:DirectoryVersion {id: 'directory'}) SET d.value = coalesce(d.value, 0) + 1
RETURN t.id AS id
"""


class ResponsibilityService:
    """For administrators; the role is checked before."""

    def __init__(self, runner: CommandRunner) -> None:
        self._runner = runner

    async def set(self, actor: str, key: str, issue_type_id: str, units: tuple[str, ...]) -> Answer:
        """Done with the issue type's id; exactly these units are responsible from now on."""
        if len(units) > MAX_UNITS:
            return invalid("unitIds", len(units), "units_many")

        async def work(tx: Tx, _at: datetime) -> Outcome:
            row = await tx.one(LOOK, type=issue_type_id, units=list(units))
            if row is None:
                return Outcome(not_found(issue_type_id))
            missing = next((unit for unit in units if unit not in row["known"]), None)
            if missing is not None:
                return Outcome(not_found(missing))
            await tx.run(SET, type=issue_type_id, units=list(units))
            audit = Audit(
                actor,
                "setResponsibleUnits",
                from_state=" ".join(row["before"]),
                to_state=" ".join(sorted(units)),
                detail=issue_type_id,
            )
            return Outcome(Done(issue_type_id), (audit,))

        body = {"type": issue_type_id, "units": sorted(units)}
        return await self._runner.run("setResponsibleUnits", actor, key, body, work)
