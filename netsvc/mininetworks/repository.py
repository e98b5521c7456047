"""Cypher of mini-networks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any, LiteralString

from netsvc.directory.model import LocalText
from netsvc.errors import BadInputError
from netsvc.graph.driver import Graph, Row
from netsvc.mininetworks.model import Agreement, NetworkDetails, Rota, Swap, SwapState
from netsvc.mininetworks.standard import AgreementStandard

DETAILS: LiteralString = """
MATCH (n:MiniNetwork) WHERE n.id IN $ids
RETURN n { .id, .activeFrom, .activeTo, .rota, draft: coalesce(n.draft, false),
  members: COLLECT {
    MATCH (e:Expert)-[i:IN_NETWORK]->(n)
    RETURN { id: e.id, onDuty: coalesce(i.onDuty, false), away: COLLECT {
      MATCH (e)-[:HAS_ABSENCE]->(a:Absence) WHERE a.endsAt > $at
      RETURN [a.startsAt, a.endsAt] ORDER BY a.startsAt
    } } ORDER BY e.name, e.id
  },
  agreements: COLLECT {
    MATCH (n)-[:HAS_AGREEMENT]->(g:Agreement)
    RETURN g { .*, authorId: head(COLLECT { MATCH (g)-[:WRITTEN_BY]->(e:Expert) RETURN e.id }) }
    ORDER BY g.version DESC
  },
  swaps: COLLECT {
    MATCH (s:DutySwap)-[:SWAP_IN]->(n)
    WHERE s.state = 'PROPOSED' AND s.endsAt > $at
    MATCH (s)-[:PROPOSED_BY]->(b:Expert), (s)-[:PROPOSED_TO]->(o:Expert)
    RETURN s { .*, byId: b.id, toId: o.id } ORDER BY s.day, s.starts, s.id
  },
  standard: head(COLLECT {
    MATCH (n)-[:HAS_STANDARD]->(s:AgreementStandard)
    RETURN s { .version, .reviewOn, .at,
      ownerId: head(COLLECT { MATCH (s)-[:OWNED_BY]->(e:Expert) RETURN e.id }),
      byId: head(COLLECT { MATCH (s)-[:MADE_BY]->(e:Expert) RETURN e.id }) }
    ORDER BY s.at DESC, s.id DESC LIMIT 1
  })
} AS network
"""
TO_REVIEW: LiteralString = """
MATCH (:Expert {id: $owner})<-[:OWNED_BY]-(:AgreementStandard)<-[:HAS_STANDARD]-(n:MiniNetwork)
WITH DISTINCT n, head(COLLECT {
    MATCH (n)-[:HAS_STANDARD]->(s:AgreementStandard) RETURN s ORDER BY s.at DESC, s.id DESC LIMIT 1
  }) AS latest
WHERE latest.reviewOn <= $today AND EXISTS { (latest)-[:OWNED_BY]->(:Expert {id: $owner}) }
RETURN n.id AS id ORDER BY latest.reviewOn, n.id
"""
LOCK: LiteralString = """
MATCH (n:MiniNetwork {id: $id}) SET n._lock = true REMOVE n._lock
WITH n
RETURN n { .id, .rota, draft: coalesce(n.draft, false),
  members: COLLECT { MATCH (e:Expert)-[:IN_NETWORK]->(n) RETURN e.id ORDER BY e.id },
  version: COALESCE(head(COLLECT {
    MATCH (n)-[:HAS_AGREEMENT]->(g:Agreement) RETURN g.version ORDER BY g.version DESC LIMIT 1
  }), 0)
} AS network
"""
# The one node that every change of the directory writes makes creations wait for each other.
FIT: LiteralString = """
MERGE (d:DirectoryVersion {id: 'directory'})
SET d._lock = true REMOVE d._lock
WITH d
RETURN
  COLLECT {
    MATCH (e:Expert) WHERE e.id IN $members
    RETURN { id: e.id, active: e.active, roles: e.roles, unit: head(COLLECT {
      MATCH (e)-[m:MEMBER_OF]->(u:Unit) RETURN u.id ORDER BY m.since, u.id
    }) }
  } AS people,
  COLLECT {
    MATCH (t:IssueType) WHERE t.id IN $covers AND NOT coalesce(t.retired, false) RETURN t.id
  } AS types,
  EXISTS {
    MATCH (o:MiniNetwork) WHERE o.id <> $id AND (toLower(o.nameFi) = toLower($fi)
      OR toLower(o.nameSv) = toLower($sv) OR toLower(o.nameEn) = toLower($en))
  } AS named
"""
SAVE: LiteralString = """
MERGE (n:MiniNetwork {id: $id})
ON CREATE SET n.since = $at, n.source = 'service'
SET n.nameFi = $fi, n.nameSv = $sv, n.nameEn = $en, n.activeFrom = $activeFrom,
  n.activeTo = $activeTo, n.draft = CASE WHEN $draft THEN true END
WITH n
CALL (n) {
  MATCH (e:Expert)-[i:IN_NETWORK]->(n) WHERE NOT e.id IN $members
  CREATE (e)-[:WAS_IN_NETWORK {since: i.since, until: $at}]->(n)
  DELETE i
}
CALL (n) {
  MATCH (n)-[c:COVERS]->(t:IssueType) WHERE NOT t.id IN $covers DELETE c
}
CALL (n) {
  UNWIND $members AS id
  MATCH (e:Expert {id: id})
  MERGE (e)-[i:IN_NETWORK]->(n) ON CREATE SET i.onDuty = false, i.since = $at
}
CALL (n) {
  UNWIND $covers AS id
  MATCH (t:IssueType {id: id})
  MERGE (n)-[:COVERS]->(t)
}
WITH n
MATCH (d:DirectoryVersion {id: 'directory'}) SET d.value = coalesce(d.value, 0) + 1
RETURN n.id AS id
"""
PUBLISH: LiteralString = """
MATCH (n:MiniNetwork {id: $id}), (e:Expert {id: $actor})
CREATE (n)-[:HAS_AGREEMENT]->(g:Agreement {id: $agreement, version: $version, at: $at})
SET g += $texts
CREATE (g)-[:WRITTEN_BY]->(e)
RETURN g.version AS version
"""
SET_ROTA: LiteralString = "MATCH (n:MiniNetwork {id: $id}) SET n.rota = $rota RETURN n.id AS id"
PROPOSE: LiteralString = """
MATCH (n:MiniNetwork {id: $network}), (b:Expert {id: $by}), (o:Expert {id: $to})
CREATE (s:DutySwap {id: $id, state: 'PROPOSED', day: $day, starts: $starts, endsAt: $endsAt,
  returnDay: $returnDay, returnStarts: $returnStarts, proposedAt: $at})
CREATE (s)-[:SWAP_IN]->(n), (s)-[:PROPOSED_BY]->(b), (s)-[:PROPOSED_TO]->(o)
RETURN s.id AS id
"""
FIND_SWAP: LiteralString = """
MATCH (s:DutySwap {id: $id})-[:SWAP_IN]->(n:MiniNetwork)
SET n._lock = true REMOVE n._lock
WITH s, n
MATCH (s)-[:PROPOSED_BY]->(b:Expert), (s)-[:PROPOSED_TO]->(o:Expert)
RETURN n.id AS network, n.rota AS rota, s { .*, byId: b.id, toId: o.id } AS swap
"""
ANSWER_SWAP: LiteralString = """
MATCH (s:DutySwap {id: $id}) WHERE s.state = 'PROPOSED'
SET s.state = $state, s.answeredAt = $at
RETURN s.id AS id
"""
_LANGUAGES = ("Fi", "Sv", "En")


class NetworkRepository:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def details(self, ids: Sequence[str], at: datetime) -> dict[str, NetworkDetails]:
        """One statement whatever the number of ids; unknown ones are left out."""
        rows = await self._graph.read(DETAILS, ids=list(ids), at=at)
        return {row["network"]["id"]: _details(row["network"]) for row in rows}

    async def to_review(self, owner_id: str, today: date) -> list[str]:
        """Ids of mini-networks whose standard is this person's and waits for its review."""
        rows = await self._graph.read(TO_REVIEW, owner=owner_id, today=today)
        return [row["id"] for row in rows]


def _details(row: Row) -> NetworkDetails:
    members: list[Row] = row["members"]
    return NetworkDetails(
        id=row["id"],
        active_from=_maybe(row["activeFrom"]),
        active_to=_maybe(row["activeTo"]),
        member_ids=tuple(member["id"] for member in members),
        marked_on_duty=tuple(member["id"] for member in members if member["onDuty"]),
        rota=rota_from(row["rota"]),
        agreements=tuple(_agreement(raw) for raw in row["agreements"]),
        swaps=tuple(swap_from(raw) for raw in row["swaps"]),
        away={
            member["id"]: tuple((_moment(a), _moment(b)) for a, b in member["away"])
            for member in members
        },
        standard=_standard(row["standard"]),
        draft=row["draft"],
    )


def rota_from(text: str | None) -> Rota | None:
    try:
        return Rota.from_json(text) if text else None
    except BadInputError:
        # a damaged rota can be set again on the page that it must not take away
        return None


def swap_from(row: Row) -> Swap:
    return Swap(
        row["id"],
        SwapState(row["state"]),
        date.fromisoformat(row["day"]),
        row["starts"],
        row["byId"],
        row["toId"],
        date.fromisoformat(row["returnDay"]) if row.get("returnDay") else None,
        row.get("returnStarts"),
    )


def texts_of(**texts: LocalText) -> dict[str, str]:
    """Properties such as ``answeringFi``."""
    return {
        f"{name}{suffix}": said
        for name, text in texts.items()
        for suffix, said in zip(_LANGUAGES, (text.fi, text.sv, text.en), strict=True)
    }


def _agreement(row: Row) -> Agreement:
    def text(name: str) -> LocalText:
        return LocalText(*(row[f"{name}{suffix}"] for suffix in _LANGUAGES))

    return Agreement(
        row["version"],
        text("answering"),
        text("travels"),
        text("declining"),
        _moment(row["at"]),
        row["authorId"],
    )


def _standard(row: Row | None) -> AgreementStandard | None:
    if row is None:
        return None
    return AgreementStandard(
        row["version"],
        row["ownerId"],
        row["reviewOn"].to_native(),
        _moment(row["at"]),
        row["byId"],
    )


def _moment(value: Any) -> datetime:
    native: datetime = value.to_native()
    return native.astimezone(UTC)


def _maybe(value: Any) -> datetime | None:
    return None if value is None else _moment(value)
