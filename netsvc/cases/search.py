"""Finding cases by number, by customer or by words, latest first.

A customer's number is looked for by its keyed hash and is never kept. Words are looked for as parts
of words, because that is how compounds of Finnish and Swedish are remembered.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import LiteralString

from netsvc.cases.model import CaseFilter, CasePage, CasePosition
from netsvc.cases.repository import CaseRepository
from netsvc.graph.driver import Graph

MOST_WORDS = 8
SHORTEST_PSEUDONYM = 8
_WORD = re.compile(r"\w+")
_PSEUDONYM = re.compile(rf"[0-9a-f]{{{SHORTEST_PSEUDONYM},32}}")
_END_OF_TIME = datetime(9999, 1, 1, tzinfo=UTC)
_NOTHING = "-"


@dataclass(frozen=True)
class Sought:
    """``number`` begins a case's number, ``pseudonym`` a customer's; ``words`` is for Lucene."""

    number: str
    customer: str
    pseudonym: str
    words: str


def sought(text: str, pseudonym: Callable[[str], str]) -> Sought | None:
    """What is meant by the text; None where nothing in it could be found."""
    typed = text.strip()
    words = _WORD.findall(typed.lower())[:MOST_WORDS]
    if not words:
        return None
    folded = typed.lower()
    return Sought(
        number=typed.upper(),
        customer=pseudonym(typed),
        # shown in part, so a part is enough; none begins with the other sign
        pseudonym=folded if _PSEUDONYM.fullmatch(folded) else _NOTHING,
        words=" AND ".join(f"*{word}*" if len(word) > 1 else f"{word}*" for word in words),
    )


_FOUND: LiteralString = """
CALL () {
  MATCH (c:Case) WHERE c.number STARTS WITH $number RETURN c
  UNION
  MATCH (:Customer {id: $customer})<-[:OF]-(c:Case) RETURN c
  UNION
  MATCH (k:Customer) WHERE k.id STARTS WITH $pseudonym
  MATCH (k)<-[:OF]-(c:Case) RETURN c
  UNION
  CALL db.index.fulltext.queryNodes('case_words', $words) YIELD node AS c RETURN c
}
WITH c
WHERE c.openedAt <= $before AND (c.openedAt < $before OR c.id < $beforeId)
"""
_LAST: LiteralString = """
RETURN c.id AS id ORDER BY c.openedAt DESC, c.id DESC LIMIT $limit
"""
SEARCH: dict[CaseFilter, LiteralString] = {
    CaseFilter.ALL: _FOUND + _LAST,
    CaseFilter.WAITING: _FOUND + "AND c.state = 'WAITING'" + _LAST,
    CaseFilter.OVERDUE: (
        _FOUND
        + """AND EXISTS { (c)-[:OWNED_BY]->(:Expert) } AND EXISTS {
  MATCH (p:Promise {state: 'BROKEN'})-[:PROMISED_IN]->(c) WHERE p.fulfilledAt IS NULL
}"""
        + _LAST
    ),
    CaseFilter.MINE: (
        _FOUND
        + "AND EXISTS { (c)-[:OWNED_BY|OPENED_BY|RESOLVED_BY]->(:Expert {id: $actor}) }"
        + _LAST
    ),
    CaseFilter.MY_UNIT: (
        _FOUND
        + """AND EXISTS {
  MATCH (:Expert {id: $actor})-[:MEMBER_OF]->(u:Unit)
  WHERE EXISTS { (c)-[:OPENED_IN|RESOLVED_IN]->(u) }
    OR EXISTS { (c)-[:OWNED_BY]->(:Expert)-[:MEMBER_OF]->(u) }
}"""
        + _LAST
    ),
}


class CaseSearch:
    """Pages of cases; two statements a page, one where nothing is looked for."""

    def __init__(
        self, graph: Graph, cases: CaseRepository, *, pseudonym: Callable[[str], str]
    ) -> None:
        self._graph = graph
        self._cases = cases
        self._pseudonym = pseudonym

    async def page(
        self,
        wanted: CaseFilter,
        actor: str,
        *,
        search: str = "",
        first: int,
        after: CasePosition | None = None,
    ) -> CasePage:
        """Latest first; ``search`` is the beginning of a case's number, a customer's number, the
        beginning of a pseudonym, or parts of words that all stand in the customer's words."""
        if not search.strip():
            return await self._cases.page(wanted, actor, first=first, after=after)
        asked = sought(search, self._pseudonym)
        if asked is None:
            return CasePage((), has_next=False)
        rows = await self._graph.read(
            SEARCH[wanted],
            actor=actor,
            number=asked.number,
            customer=asked.customer,
            pseudonym=asked.pseudonym,
            words=asked.words,
            limit=first + 1,
            before=after.opened_at if after else _END_OF_TIME,
            beforeId=after.id if after else "~",
        )
        ids = [row["id"] for row in rows[:first]]
        found = await self._cases.cases(ids)
        return CasePage(tuple(found[id_] for id_ in ids if id_ in found), len(rows) > first)
