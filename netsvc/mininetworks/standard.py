"""A working agreement that has become the standard: whose it is, and when it is looked at again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import LiteralString

from netsvc.events.answers import Answer, Audit, Done, Outcome, Refusal, invalid, not_found
from netsvc.events.commands import CommandRunner
from netsvc.graph.driver import Tx
from netsvc.ids import new_id

LATEST_REVIEW = timedelta(days=731)

# The network stays held until the transaction ends: no version is published in between.
LOOK: LiteralString = """
MATCH (n:MiniNetwork {id: $id}) SET n._lock = true REMOVE n._lock
WITH n
RETURN coalesce(head(COLLECT {
    MATCH (n)-[:HAS_AGREEMENT]->(g:Agreement) RETURN g.version ORDER BY g.version DESC LIMIT 1
  }), 0) AS version,
  EXISTS { MATCH (:Expert {id: $owner, active: true}) } AS owner
"""
MAKE: LiteralString = """
MATCH (n:MiniNetwork {id: $id}), (o:Expert {id: $owner}), (e:Expert {id: $actor})
CREATE (n)-[:HAS_STANDARD]->(s:AgreementStandard {id: $standard, version: $version,
  reviewOn: $reviewOn, at: $at})
CREATE (s)-[:OWNED_BY]->(o), (s)-[:MADE_BY]->(e)
RETURN s.version AS version
"""


@dataclass(frozen=True)
class AgreementStandard:
    """``version`` of the agreement; from ``review_on`` on it is to be looked at again."""

    version: int
    owner_id: str | None
    review_on: date
    at: datetime
    by_id: str | None

    def due(self, today: date) -> bool:
        return self.review_on <= today


class StandardService:
    """The answers are Done with the network's id. Earlier standards are kept."""

    def __init__(self, runner: CommandRunner) -> None:
        self._runner = runner

    async def make(
        self, actor: str, key: str, network_id: str, owner_id: str, review_on: date
    ) -> Answer:
        """The agreement in force becomes the standard; again, once it was reviewed."""

        async def work(tx: Tx, at: datetime) -> Outcome:
            row = await tx.one(LOOK, id=network_id, owner=owner_id)
            if row is None:
                return Outcome(not_found(network_id))
            refusal = _refusal(row["version"], row["owner"], owner_id, review_on, at.date())
            if refusal is not None:
                return Outcome(refusal)
            made = await tx.one(
                MAKE,
                id=network_id,
                owner=owner_id,
                actor=actor,
                standard=new_id(),
                version=row["version"],
                reviewOn=review_on,
                at=at,
            )
            if made is None:
                return Outcome(not_found(actor))
            detail = f"{network_id} version {row['version']} {owner_id} {review_on}"
            return Outcome(Done(network_id), (Audit(actor, "makeStandard", detail=detail),))

        body = {"network": network_id, "owner": owner_id, "review": review_on}
        return await self._runner.run("makeStandard", actor, key, body, work)


def _refusal(
    version: int, known: bool, owner_id: str, review_on: date, today: date
) -> Refusal | None:
    if not version:
        return invalid("miniNetworkId", "", "standard_no_agreement")
    if not known:
        return not_found(owner_id)
    if not today < review_on <= today + LATEST_REVIEW:
        return invalid("reviewOn", review_on, "standard_review")
    return None
