"""Keeping how people, units and mini-networks are connected, and showing it when it is due."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import LiteralString

from netsvc.availability.connection import Connection, ConnectionKind, read_connection
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
from netsvc.graph.driver import Graph, Tx
from netsvc.identity.roles import Caller, Role

KEEPERS = frozenset({Role.MANAGER, Role.ADMINISTRATOR, Role.PILOT_LEAD})


class ConnectionOf(StrEnum):
    """Whose connection it is: a label of the graph."""

    EXPERT = "Expert"
    UNIT = "Unit"
    MINI_NETWORK = "MiniNetwork"


SET: LiteralString = """
MATCH (n:Expert|Unit|MiniNetwork {id: $id}) WHERE $label IN labels(n)
SET n.connectionKind = $kind, n.connectionUri = $uri
RETURN n.id AS id
"""
KEPT: LiteralString = """
MATCH (n:Expert|Unit|MiniNetwork) WHERE n.id IN $ids AND n.connectionUri IS NOT NULL
RETURN n.id AS id, n.connectionKind AS kind, n.connectionUri AS uri
"""
# Who asks and the state are part of the statement: nothing is read for anybody else, or before.
OF_HANDOVERS: LiteralString = """
MATCH (h:Handover) WHERE h.id IN $ids AND h.state = 'ACCEPTED'
  AND EXISTS { MATCH (h)-[:FROM|TO]->(:Expert {id: $viewer}) }
RETURN h.id AS id, head(
  COLLECT {
    MATCH (h)-[:TO]->(e:Expert) WHERE e.connectionUri IS NOT NULL
    RETURN [e.connectionKind, e.connectionUri]
  } + COLLECT {
    MATCH path = (h)-[:TO_UNIT]->(:Unit)-[:PART_OF*0..12]->(u:Unit)
    WHERE u.connectionUri IS NOT NULL
    RETURN [u.connectionKind, u.connectionUri] ORDER BY length(path)
  } + COLLECT {
    MATCH (h)-[:TO]->(:Expert)-[:IN_NETWORK]->(n:MiniNetwork)-[:COVERS]->(:IssueType)
      <-[:BROADER*0..3]-(:IssueType)<-[:ABOUT]-(:Case)<-[:OF_CASE]-(h)
    WHERE n.connectionUri IS NOT NULL
    RETURN [n.connectionKind, n.connectionUri] ORDER BY n.id
  }
) AS found
"""


class ConnectionRepository:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def kept(self, ids: Sequence[str]) -> dict[str, Connection]:
        """What people, units and mini-networks have said; for those who may change it."""
        rows = await self._graph.read(KEPT, ids=list(ids))
        return {row["id"]: Connection(ConnectionKind(row["kind"]), row["uri"]) for row in rows}

    async def of_handovers(self, ids: Sequence[str], viewer: str) -> dict[str, Connection]:
        """How the receiver of each accepted handover is connected, for its sender and receiver.

        The receiver's own way first, then the unit's and those above it, then the mini-network's.
        """
        rows = await self._graph.read(OF_HANDOVERS, ids=list(ids), viewer=viewer)
        return {
            row["id"]: Connection(ConnectionKind(row["found"][0]), row["found"][1])
            for row in rows
            if row["found"]
        }


class ConnectionService:
    """People say their own; units' and mini-networks' are said by those who keep them."""

    def __init__(self, runner: CommandRunner) -> None:
        self._runner = runner

    async def set_connection(
        self,
        caller: Caller,
        key: str,
        of: ConnectionOf,
        id_: str,
        said: tuple[ConnectionKind, str] | None,
    ) -> Answer:
        """Done with the id; None takes the connection away."""
        mine = of is ConnectionOf.EXPERT and id_ == caller.expert_id
        if not mine and not caller.roles & KEEPERS:
            return Refusal(RefusalKind.INVALID_INPUT, "connection_not_yours", field="id")
        connection = read_connection(*said) if said is not None else None
        if said is not None and connection is None:
            return invalid("address", said[1], "connection_address")

        async def work(tx: Tx, _at: object) -> Outcome:
            row = await tx.one(
                SET,
                id=id_,
                label=of.value,
                kind=connection.kind.value if connection else None,
                uri=connection.uri if connection else None,
            )
            if row is None:
                return Outcome(not_found(id_))
            # the address itself is not for the record, which others may read
            state = connection.kind.value if connection else ""
            audit = Audit(caller.expert_id, "setConnection", to_state=state, detail=f"{of} {id_}")
            return Outcome(Done(id_), (audit,))

        body = {"of": of.value, "id": id_, "said": said}
        return await self._runner.run("setConnection", caller.expert_id, key, body, work)
