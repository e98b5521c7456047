"""The desk with what happens after an acceptance, and a digest of what undoing puts back."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from netsvc.graph.driver import Graph
from netsvc.handover.conference import ConferenceService
from netsvc.handover.conferences import ConferenceRepository
from netsvc.handover.returning import ReturningService
from netsvc.handover.retyping import RetypingService
from netsvc.handover.undoing import UndoService

from .handover_desk import Clock, Desk, build, done

# What was said and asked stays, as do the ends of chains and inboxes; who answered was there.
NODES = """
MATCH (n) WHERE NOT n:Migration AND NOT n:MigrationLock AND NOT n:Audit AND NOT n:Event
  AND NOT n:Command
RETURN labels(n) AS labels, properties(n) AS properties
"""
LINKS = """
MATCH (n)-[r]->(m)
RETURN n.id AS source, type(r) AS type, m.id AS target, properties(r) AS properties
"""
_GROWS = {"auditSeq", "auditHash", "inboxSeq", "missedOffers"}


async def facts_digest(graph: Graph) -> str:
    """Equal where everything but audit, events and commands is the same."""
    lines = []
    for statement in (NODES, LINKS):
        for row in await graph.read(statement):
            row["properties"] = sorted(
                (name, str(value))
                for name, value in row["properties"].items()
                if name not in _GROWS
            )
            lines.append(repr(sorted(row.items(), key=str)))
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


@dataclass
class After:
    desk: Desk
    returning: ReturningService
    retyping: RetypingService
    undoing: UndoService
    conference: ConferenceService
    conferences: ConferenceRepository

    async def accepted(self, to: str = "eeva", case: str | None = None, who: str = "aino") -> str:
        """The id of a handover that the person has accepted."""
        case_id = case or await self.desk.opened()
        handover = await self.desk.offered(case_id, to, who)
        return done(await self.desk.handovers.accept(to, self.desk.key(), handover))

    async def case_of(self, handover: str) -> str:
        return (await self.desk.read_handovers.handovers([handover]))[handover].case_id

    async def told(self) -> list[tuple[str, str]]:
        rows = await self.desk.graph.read(
            "MATCH (v:Event) RETURN v.recipient AS r, v.kind AS k ORDER BY v.at, v.id"
        )
        return [(row["r"], row["k"]) for row in rows]


def build_after(graph: Graph) -> After:
    desk = build(graph, Clock())
    scrub = _scrub
    return After(
        desk,
        ReturningService(desk.runner, scrub=scrub),
        RetypingService(desk.runner),
        UndoService(desk.runner),
        ConferenceService(desk.runner, scrub=scrub),
        ConferenceRepository(graph),
    )


def _scrub(text: str) -> str:
    return text.replace("131052-308T", "[…]")
