"""Reads what the health of a mini-network is worked out from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, LiteralString

from netsvc.graph.driver import Graph
from netsvc.measures import health
from netsvc.measures.health import HOME, Health, Membership, Offer
from netsvc.measures.tree import without_cycles
from netsvc.mininetworks.repository import NetworkRepository

CHANGES_SHOWN = timedelta(days=366)

SPELLS: LiteralString = """
MATCH (n:MiniNetwork {id: $id})
MATCH (e:Expert)-[i:IN_NETWORK|WAS_IN_NETWORK]->(n)
RETURN e.id AS expert, i.since AS since, i.until AS until ORDER BY expert, until
"""
# Who made no note of when they joined was a member all along.
OFFERS: LiteralString = """
MATCH (n:MiniNetwork {id: $id})
MATCH (n)-[:COVERS]->(:IssueType)<-[:BROADER*0..3]-(t:IssueType)
WITH n, collect(DISTINCT t) AS types
MATCH (e:Expert)-[i:IN_NETWORK|WAS_IN_NETWORK]->(n)
WITH types, e, collect([i.since, i.until]) AS spells
MATCH (h:Handover)-[:TO]->(e)
WHERE $start <= h.offeredAt < $end AND NOT h.state IN ['OFFERED', 'WITHDRAWN']
  AND any(s IN spells WHERE coalesce(s[0] <= h.offeredAt, true)
    AND coalesce(h.offeredAt < s[1], true))
MATCH (h)-[:OF_CASE]->(:Case)-[:ABOUT]->(t:IssueType) WHERE t IN types
MATCH (h)-[:FROM_UNIT]->(a:Unit), (h)-[:TO_UNIT]->(b:Unit) WHERE a.id <> b.id
RETURN e.id AS receiver, collect([b.id, h.kind, h.state, h.offeredAt.epochMillis,
  h.decidedAt.epochMillis]) AS found
"""
PARENTS: LiteralString = """
MATCH (u:Unit) RETURN u.id AS id, head([(u)-[:PART_OF]->(p:Unit) | p.id]) AS parent
"""


class HealthRepository:
    """Four statements, whatever the size of the mini-network."""

    def __init__(
        self, graph: Graph, networks: NetworkRepository, *, clock: Callable[[], datetime]
    ) -> None:
        self._graph = graph
        self._networks = networks
        self._clock = clock

    async def health(self, network_id: str, viewer: str) -> Health | None:
        """None for an unknown mini-network; ``own`` is the viewer's and nobody else's."""
        at = self._clock()
        details = (await self._networks.details([network_id], at)).get(network_id)
        if details is None:
            return None
        period = health.latest_period(at.astimezone(HOME).date())
        start, end = period.moments
        spells = await self._graph.read(SPELLS, id=network_id)
        rows = await self._graph.read(
            OFFERS, id=network_id, start=start.astimezone(UTC), end=end.astimezone(UTC)
        )
        parents = await self._graph.read(PARENTS)
        offers = [Offer(row["receiver"], *one) for row in rows for one in row["found"]]
        joined, left = health.memberships(
            (
                Membership(row["expert"], _maybe(row["since"]), _maybe(row["until"]))
                for row in spells
            ),
            at - CHANGES_SHOWN,
        )
        return Health(
            period,
            health.responses(offers, period),
            health.load(
                offers,
                len(details.member_ids),
                period,
                without_cycles({row["id"]: row["parent"] for row in parents}),
            ),
            health.own(offers, viewer),
            health.hours(details, at),
            joined,
            left,
        )


def _maybe(value: Any) -> datetime | None:
    if value is None:
        return None
    native: datetime = value.to_native()
    return native.astimezone(UTC)
