"""What clients were told, and what is in the graph at the end of the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from netsvc.audit.chain import Break
from netsvc.audit.repository import AuditRepository
from netsvc.audit.verify import verify
from netsvc.graph.driver import Graph

Row = dict[str, Any]

PROMISED = (
    "openCase",
    "offerHandover",
    "acceptHandover",
    "declineHandover",
    "withdrawHandover",
    "resolveCase",
    "recordRedirect",
)
"""The writes that ``checks`` look for in the graph; every day has some of each acknowledged."""

CASES = """
MATCH (c:Case) RETURN c.id AS id, c.words AS words, c.state AS state,
  COUNT { (c)-[:OWNED_BY]->() } AS owners
"""
HANDOVERS = """
MATCH (h:Handover)-[:OF_CASE]->(c:Case)
RETURN h.id AS id, c.id AS caseId, h.state AS state, h.expiresAt AS expiresAt,
  head(COLLECT { MATCH (h)-[:FROM]->(e) RETURN e.id }) AS sender,
  head(COLLECT { MATCH (h)-[:TO]->(e) RETURN e.id }) AS receiver,
  head(COLLECT { MATCH (h)-[:IN_OFFERING]->(o) RETURN o.state }) AS offering
"""
REDIRECTS = "MATCH (r:Redirect)-[:OF_CASE]->(c:Case) RETURN r.id AS id, c.id AS caseId"
AUDITS = """
MATCH (a:Audit) RETURN a.id AS id, a.action AS action, a.actor AS actor, a.caseId AS caseId,
  a.handoverId AS handoverId, a.toState AS toState, a.detail AS detail
"""
EVENTS = """
MATCH (v:Event) RETURN v.id AS id, v.recipient AS recipient, v.seq AS seq, v.kind AS kind,
  v.handoverId AS handoverId ORDER BY v.recipient, v.seq
"""
PEOPLE = """
MATCH (e:Expert) RETURN e.id AS id, coalesce(e.openCases, 0) AS openCases,
  coalesce(e.capacity, 0) AS capacity, coalesce(e.inboxSeq, 0) AS inboxSeq,
  COUNT { (e)<-[o:OWNED_BY]-() WHERE coalesce(o.counted, true) } AS counted
"""
DELIVERIES = "MATCH (d:Delivery) RETURN d.eventId AS eventId, d.target AS target, d.state AS state"


@dataclass(frozen=True)
class Told:
    """A definite answer to one intent: ``is_`` is its type, ``id`` what it was about.

    ``subject`` is the plain id of the case or handover that was asked about, or a case's words.
    """

    command: str
    actor: str
    key: str
    subject: str
    is_: str
    id: str | None

    @property
    def done(self) -> bool:
        return self.is_ in ("Case", "Handover", "Redirect", "Expert")


@dataclass
class Ledger:
    """Kept by the clients, outside everything that is killed."""

    told: list[Told] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)
    changed_answers: list[str] = field(default_factory=list)
    asked_again: int = 0
    heard: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    """By window: whose it is, a slash and its number -> ids and numbers of events, as received."""
    received: list[str] = field(default_factory=list)
    """Ids of events as the webhook's receiver got them, with repeats."""

    def done(self, command: str) -> list[Told]:
        return [one for one in self.told if one.command == command and one.done]

    @property
    def acknowledged(self) -> int:
        """Of the promised writes, how many were carried out; a refusal wrote nothing."""
        return sum(one.done for one in self.told if one.command in PROMISED)


@dataclass(frozen=True)
class Facts:
    """Rows as read; ``outside`` are the kinds that the webhook wants, as (action, state) pairs."""

    at: datetime
    cases: list[Row]
    handovers: list[Row]
    redirects: list[Row]
    audits: list[Row]
    events: list[Row]
    people: list[Row]
    deliveries: list[Row]
    chain: Break | None = None
    chained: int = 0

    def handover(self, id_: str | None) -> Row | None:
        return next((row for row in self.handovers if row["id"] == id_), None)


async def read_facts(graph: Graph) -> Facts:
    """Everything at once, after the last write."""
    rows: Mapping[str, list[Row]] = {
        "cases": await graph.read(CASES, deadline=60),
        "handovers": await graph.read(HANDOVERS, deadline=60),
        "redirects": await graph.read(REDIRECTS, deadline=60),
        "audits": await graph.read(AUDITS, deadline=60),
        "events": await graph.read(EVENTS, deadline=60),
        "people": await graph.read(PEOPLE, deadline=60),
        "deliveries": await graph.read(DELIVERIES, deadline=60),
    }
    for row in rows["handovers"]:
        expires = row["expiresAt"]
        row["expiresAt"] = expires and expires.to_native().astimezone(UTC)
    verified = await verify(AuditRepository(graph))
    return Facts(datetime.now(UTC), **rows, chain=verified.first_broken, chained=verified.records)
