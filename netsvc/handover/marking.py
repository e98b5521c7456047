"""What the receiver of a handover says of the packet that came with it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from netsvc.events.answers import Answer, Audit, Done, Outcome, Refusal, invalid, not_found
from netsvc.events.commands import CommandRunner
from netsvc.graph.driver import Tx
from netsvc.handover import packet, writes
from netsvc.handover.locked import lock_case_of
from netsvc.handover.packet import MAX_ENTRIES, PacketMark


class MarkingService:
    """Marks count for the field and the issue type, never for a person."""

    def __init__(self, runner: CommandRunner) -> None:
        self._runner = runner

    async def mark(
        self, actor: str, key: str, handover_id: str, marks: Iterable[tuple[str, PacketMark]]
    ) -> Answer:
        """Done with the handover's id. All marks are given each time; none says that all was
        there, was used and did not have to be asked again."""
        given = tuple(marks)
        if len(given) > MAX_ENTRIES:
            return invalid("marks", len(given), "packet_too_many")

        async def work(tx: Tx, at: datetime) -> Outcome:
            locked = await lock_case_of(tx, handover_id, at, also=(actor,))
            if locked is None:
                return Outcome(not_found(handover_id))
            offer = locked.offer(handover_id)
            refusal = packet.may_mark(locked.case, offer, actor)
            if refusal is not None:
                return Outcome(refusal, locked.audits, locked.events)
            row = await tx.guarded(writes.ASKED, id=handover_id)
            travelled = {entry.name for entry in packet.from_json(row["packet"])}
            asked = row["asked"]
            if asked is None:
                asked = travelled | {field.name for field in locked.packet_fields}
            filled = row["filled"] if row["filled"] is not None else travelled
            found = packet.marked(given, asked, filled)
            if isinstance(found, Refusal):
                return Outcome(found, locked.audits, locked.events)
            told = packet.pairs(found)
            await tx.guarded(writes.MARK, id=handover_id, marks=told, at=at)
            audit = Audit(
                actor,
                "markPacket",
                locked.case.id,
                handover_id,
                offer.state,
                offer.state,
                " ".join(told),
            )
            return Outcome(Done(handover_id), (*locked.audits, audit), locked.events)

        body = {"handover": handover_id, "marks": sorted(given)}
        return await self._runner.run("markPacket", actor, key, body, work)
