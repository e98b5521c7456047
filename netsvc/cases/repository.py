"""Cypher that reads cases, contacts and redirects; each look-up is one statement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, LiteralString

from netsvc.cases.model import (
    Case,
    CaseFilter,
    CasePage,
    CasePosition,
    CaseState,
    Channel,
    Contact,
    Exclusion,
    Redirect,
    RedirectReason,
)
from netsvc.directory.model import Language
from netsvc.graph.driver import Graph, Row

_CASE: LiteralString = """
RETURN c { .id, .number, .state, .words, .language, .channel, .openedAt, .resolvedAt,
  .excludedReason, .excludedAt,
  issueTypeId: head(COLLECT { MATCH (c)-[:ABOUT]->(t:IssueType) RETURN t.id }),
  customerId: head(COLLECT { MATCH (c)-[:OF]->(k:Customer) RETURN k.id }),
  ownerId: head(COLLECT { MATCH (c)-[:OWNED_BY]->(e:Expert) RETURN e.id }),
  openedById: head(COLLECT { MATCH (c)-[:OPENED_BY]->(e:Expert) RETURN e.id }),
  resolvedById: head(COLLECT { MATCH (c)-[:RESOLVED_BY]->(e:Expert) RETURN e.id }),
  contactIds: COLLECT {
    MATCH (n:Contact)-[:HOLDS]->(c) RETURN n.id ORDER BY n.startedAt, n.id },
  handoverIds: COLLECT {
    MATCH (h:Handover)-[:OF_CASE]->(c) RETURN h.id ORDER BY h.offeredAt, h.id },
  redirectIds: COLLECT { MATCH (r:Redirect)-[:OF_CASE]->(c) RETURN r.id ORDER BY r.at, r.id }
} AS case
"""
CASES: LiteralString = "MATCH (c:Case) WHERE c.id IN $ids" + _CASE

# The range over openedAt is what lets the index give the order, page after page.
_KEYSET: LiteralString = """
WHERE c.openedAt <= $before AND (c.openedAt < $before OR c.id < $beforeId)
"""
_LAST: LiteralString = """
WITH c ORDER BY c.openedAt DESC, c.id DESC LIMIT $limit
"""
_ORDER: LiteralString = "ORDER BY case.openedAt DESC, case.id DESC"
PAGE_ALL: LiteralString = "MATCH (c:Case)" + _KEYSET + _LAST + _CASE + _ORDER
PAGE_WAITING: LiteralString = "MATCH (c:Case {state: 'WAITING'})" + _KEYSET + _LAST + _CASE + _ORDER
# A promise is broken the moment it runs out (handover/promises), so no clock is needed here.
PAGE_OVERDUE: LiteralString = (
    "MATCH (p:Promise {state: 'BROKEN'})-[:PROMISED_IN]->(c:Case)"
    + _KEYSET
    + "AND p.fulfilledAt IS NULL AND EXISTS { (c)-[:OWNED_BY]->(:Expert) } WITH DISTINCT c"
    + _LAST
    + _CASE
    + _ORDER
)
PAGE_MINE: LiteralString = (
    "MATCH (:Expert {id: $actor})<-[:OWNED_BY|OPENED_BY|RESOLVED_BY]-(c:Case)"
    + _KEYSET
    + "WITH DISTINCT c"
    + _LAST
    + _CASE
    + _ORDER
)
PAGE_MY_UNIT: LiteralString = (
    """
MATCH (:Expert {id: $actor})-[:MEMBER_OF]->(u:Unit)
CALL (u) {
  MATCH (c:Case)-[:OPENED_IN|RESOLVED_IN]->(u) RETURN c
  UNION
  MATCH (c:Case)-[:OWNED_BY]->(:Expert)-[:MEMBER_OF]->(u) RETURN c
}
WITH DISTINCT c
"""
    + _KEYSET
    + _LAST
    + _CASE
    + _ORDER
)
_PAGES: dict[CaseFilter, LiteralString] = {
    CaseFilter.ALL: PAGE_ALL,
    CaseFilter.WAITING: PAGE_WAITING,
    CaseFilter.OVERDUE: PAGE_OVERDUE,
    CaseFilter.MINE: PAGE_MINE,
    CaseFilter.MY_UNIT: PAGE_MY_UNIT,
}
CONTACTS: LiteralString = """
MATCH (n:Contact) WHERE n.id IN $ids
RETURN n { .id, .startedAt, .endedAt, .channel, .queueSeconds,
  handledById: head(COLLECT { MATCH (n)-[:HANDLED_BY]->(e:Expert) RETURN e.id }),
  caseIds: COLLECT { MATCH (n)-[:HOLDS]->(c:Case) RETURN c.id ORDER BY c.openedAt, c.id }
} AS contact
"""
REDIRECTS: LiteralString = """
MATCH (r:Redirect)-[:OF_CASE]->(c:Case) WHERE r.id IN $ids
RETURN r { .id, .at, .reason, .note, caseId: c.id,
  byId: head(COLLECT { MATCH (r)-[:BY]->(e:Expert) RETURN e.id }),
  towardUnitId: head(COLLECT { MATCH (r)-[:TOWARD]->(u:Unit) RETURN u.id })
} AS redirect
"""
CUSTOMERS: LiteralString = "MATCH (k:Customer) WHERE k.id IN $ids RETURN k.id AS id"

_END_OF_TIME = datetime(9999, 1, 1, tzinfo=UTC)


class CaseRepository:
    """Reads; unknown ids are left out of the answer."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def cases(self, ids: Sequence[str]) -> dict[str, Case]:
        rows = await self._graph.read(CASES, ids=list(ids))
        return {row["case"]["id"]: case_from(row["case"]) for row in rows}

    async def page(
        self,
        wanted: CaseFilter,
        actor: str,
        *,
        first: int,
        after: CasePosition | None = None,
    ) -> CasePage:
        """Latest first."""
        rows = await self._graph.read(
            _PAGES[wanted],
            actor=actor,
            limit=first + 1,
            before=after.opened_at if after else _END_OF_TIME,
            beforeId=after.id if after else "~",
        )
        return CasePage(tuple(case_from(r["case"]) for r in rows[:first]), len(rows) > first)

    async def contacts(self, ids: Sequence[str]) -> dict[str, Contact]:
        rows = await self._graph.read(CONTACTS, ids=list(ids))
        return {row["contact"]["id"]: _contact(row["contact"]) for row in rows}

    async def redirects(self, ids: Sequence[str]) -> dict[str, Redirect]:
        rows = await self._graph.read(REDIRECTS, ids=list(ids))
        return {row["redirect"]["id"]: _redirect(row["redirect"]) for row in rows}

    async def customers(self, ids: Sequence[str]) -> frozenset[str]:
        """Those of the pseudonyms that are known."""
        rows = await self._graph.read(CUSTOMERS, ids=list(ids))
        return frozenset(row["id"] for row in rows)


def moment(value: Any) -> datetime:
    """A point in time as the driver gives it, as an aware datetime in UTC."""
    native: datetime = value.to_native()
    return native.astimezone(UTC)


def maybe_moment(value: Any) -> datetime | None:
    return None if value is None else moment(value)


def case_from(row: Row) -> Case:
    """A row of ``CASES`` as a value."""
    excluded_at = maybe_moment(row["excludedAt"])
    return Case(
        id=row["id"],
        number=row["number"],
        state=CaseState(row["state"]),
        words=row["words"] or "",
        language=Language(row["language"] or "fi"),
        channel=Channel(row["channel"] or "OTHER"),
        issue_type_id=row["issueTypeId"],
        customer_id=row["customerId"],
        owner_id=row["ownerId"],
        opened_at=moment(row["openedAt"]),
        opened_by_id=row["openedById"],
        resolved_at=maybe_moment(row["resolvedAt"]),
        resolved_by_id=row["resolvedById"],
        contact_ids=tuple(row["contactIds"]),
        handover_ids=tuple(row["handoverIds"]),
        redirect_ids=tuple(row["redirectIds"]),
        exclusion=(
            Exclusion(row["excludedReason"], excluded_at)
            if row["excludedReason"] and excluded_at
            else None
        ),
    )


def _contact(row: Row) -> Contact:
    return Contact(
        id=row["id"],
        started_at=moment(row["startedAt"]),
        ended_at=maybe_moment(row["endedAt"]),
        channel=Channel(row["channel"] or "OTHER"),
        queue_seconds=row["queueSeconds"],
        handled_by_id=row["handledById"],
        case_ids=tuple(row["caseIds"]),
    )


def _redirect(row: Row) -> Redirect:
    return Redirect(
        id=row["id"],
        at=moment(row["at"]),
        reason=RedirectReason(row["reason"]),
        note=row["note"],
        by_id=row["byId"],
        toward_unit_id=row["towardUnitId"],
        case_id=row["caseId"],
    )
