"""Saying what travels with a handover of an issue type."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import LiteralString

from netsvc.directory.packets import (
    PacketField,
    fault_in,
    packet_fields_from_json,
    packet_fields_to_json,
)
from netsvc.directory.repository import BUMP_VERSION
from netsvc.events.answers import Answer, Audit, Done, Outcome, invalid, not_found
from netsvc.events.commands import CommandRunner
from netsvc.graph.driver import Tx

LOCK: LiteralString = """
MATCH (t:IssueType {id: $id}) SET t._lock = true REMOVE t._lock
RETURN t.packetFields AS fields
"""
SET_FIELDS: LiteralString = """
MATCH (t:IssueType {id: $id}) SET t.packetFields = $fields
RETURN t.id AS id
"""


class PacketFieldsService:
    """Offers under way keep the fields that were asked for when they were made."""

    def __init__(self, runner: CommandRunner) -> None:
        self._runner = runner

    async def set_fields(
        self, actor: str, key: str, issue_type_id: str, fields: tuple[PacketField, ...]
    ) -> Answer:
        """All fields of the issue type anew, in their order; Done with the issue type's id."""
        fault = fault_in(fields)
        if fault is not None:
            field = f"fields.{fault.field}" if fault.field else "fields"
            return invalid(field, fault.seen, fault.words)

        async def work(tx: Tx, _at: datetime) -> Outcome:
            row = await tx.one(LOCK, id=issue_type_id)
            if row is None:
                return Outcome(not_found(issue_type_id))
            await tx.guarded(SET_FIELDS, id=issue_type_id, fields=packet_fields_to_json(fields))
            await tx.run(BUMP_VERSION)
            before = {field.name for field in packet_fields_from_json(row["fields"])}
            after = {field.name for field in fields}
            gone = [f"-{name}" for name in sorted(before - after)]
            come = [f"+{name}" for name in sorted(after - before)]
            detail = " ".join((issue_type_id, *come, *gone))
            return Outcome(Done(issue_type_id), (Audit(actor, "setPacketFields", detail=detail),))

        body = {"type": issue_type_id, "fields": [asdict(field) for field in fields]}
        return await self._runner.run("setPacketFields", actor, key, body, work)
