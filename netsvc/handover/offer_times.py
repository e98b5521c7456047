"""How long the offers of an issue type wait, as administrators set it."""

from __future__ import annotations

from typing import LiteralString

from netsvc.events.answers import Answer, Audit, Done, Outcome, invalid, not_found
from netsvc.events.commands import CommandRunner
from netsvc.graph.driver import Graph, Tx
from netsvc.handover.times import (
    LONGEST_HOURS,
    LONGEST_WARM,
    SHORTEST_HOURS,
    SHORTEST_WARM,
    OfferTimes,
    times_from,
)

TIMES: LiteralString = """
MATCH (t:IssueType {id: $id}) RETURN t { .warmSeconds, .coldHours, .promiseHours } AS times
"""
SET_TIMES: LiteralString = """
MATCH (t:IssueType {id: $id})
SET t.warmSeconds = $warmSeconds, t.coldHours = $coldHours, t.promiseHours = $promiseHours
RETURN t.id AS id
"""


class OfferTimesService:
    """``warm_seconds`` is what counts where an issue type says nothing."""

    def __init__(self, graph: Graph, runner: CommandRunner, warm_seconds: float) -> None:
        self._graph = graph
        self._runner = runner
        self._warm_seconds = warm_seconds

    async def times(self, issue_type_id: str | None) -> OfferTimes | None:
        """None for an issue type that is not there; without one, the defaults."""
        if issue_type_id is None:
            return times_from({}, self._warm_seconds)
        rows = await self._graph.read(TIMES, id=issue_type_id)
        return times_from(rows[0]["times"], self._warm_seconds) if rows else None

    async def set_times(
        self,
        actor: str,
        key: str,
        issue_type_id: str,
        *,
        warm_seconds: float | None,
        cold_hours: float | None,
        promise_hours: float | None,
    ) -> Answer:
        """Done with the issue type's id; None takes the default again."""
        if warm_seconds is not None and not SHORTEST_WARM <= warm_seconds <= LONGEST_WARM:
            return invalid("warmSeconds", warm_seconds, "warm_range")
        for field, hours in (("coldHours", cold_hours), ("promiseHours", promise_hours)):
            if hours is not None and not SHORTEST_HOURS <= hours <= LONGEST_HOURS:
                return invalid(field, hours, "promise_hours")

        async def work(tx: Tx, _at: object) -> Outcome:
            said = {
                "warmSeconds": warm_seconds,
                "coldHours": cold_hours,
                "promiseHours": promise_hours,
            }
            if await tx.one(SET_TIMES, id=issue_type_id, **said) is None:
                return Outcome(not_found(issue_type_id))
            detail = f"{issue_type_id} {warm_seconds} s, {cold_hours} h, {promise_hours} h"
            return Outcome(Done(issue_type_id), (Audit(actor, "setOfferTimes", detail=detail),))

        body = {
            "type": issue_type_id,
            "warm": warm_seconds,
            "cold": cold_hours,
            "promise": promise_hours,
        }
        return await self._runner.run("setOfferTimes", actor, key, body, work)
