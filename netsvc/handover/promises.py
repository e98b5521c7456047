"""Promises in the graph: made with a cold handover, owed by who has the case, kept or broken."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import LiteralString

from netsvc.cases.repository import maybe_moment, moment
from netsvc.events.answers import (
    Answer,
    Audit,
    Done,
    Event,
    EventKind,
    Outcome,
    Refusal,
    RefusalKind,
    not_found,
)
from netsvc.events.commands import CommandRunner
from netsvc.graph.driver import Graph, Row, Tx
from netsvc.handover.locked import SYSTEM
from netsvc.handover.promise import Promise, PromiseChoice, PromiseState, choices
from netsvc.handover.times import opening_from, times_from
from netsvc.ids import new_id

MAKE: LiteralString = """
MATCH (c:Case {id: $case}), (e:Expert {id: $by}), (h:Handover {id: $handover})
CREATE (p:Promise {id: $id, what: $what, dueAt: $dueAt, state: 'OPEN', madeAt: $at})
CREATE (p)-[:PROMISED_IN]->(c), (p)-[:MADE_BY]->(e), (p)-[:MADE_WITH]->(h)
RETURN p.id AS id
"""
_SHOW: LiteralString = """
RETURN p { .id, .what, .dueAt, .state, .madeAt, .fulfilledAt, caseId: c.id,
  madeById: head(COLLECT { MATCH (p)-[:MADE_BY]->(e:Expert) RETURN e.id }),
  ownerId: head(COLLECT { MATCH (c)-[:OWNED_BY]->(e:Expert) RETURN e.id })
} AS promise ORDER BY promise.dueAt, promise.id
"""
PROMISES: LiteralString = "MATCH (p:Promise)-[:PROMISED_IN]->(c:Case) WHERE p.id IN $ids" + _SHOW
OF_CASES: LiteralString = (
    "MATCH (c:Case) WHERE c.id IN $ids MATCH (p:Promise)-[:PROMISED_IN]->(c)" + _SHOW
)
MINE: LiteralString = (
    "MATCH (:Expert {id: $actor})<-[:OWNED_BY]-(c:Case)<-[:PROMISED_IN]-(p:Promise) "
    "WHERE p.fulfilledAt IS NULL AND p.state IN ['OPEN', 'BROKEN']" + _SHOW + " LIMIT 200"
)
LOCK: LiteralString = """
MATCH (p:Promise {id: $id})-[:PROMISED_IN]->(c:Case)
SET c._lock = true REMOVE c._lock
WITH p, c
RETURN p.state AS state, p.dueAt AS dueAt, p.fulfilledAt AS fulfilledAt, c.id AS caseId,
  head(COLLECT { MATCH (p)-[:MADE_WITH]->(h:Handover) RETURN h.id }) AS handoverId,
  head(COLLECT { MATCH (p)-[:MADE_BY]->(e:Expert) RETURN e.id }) AS madeById,
  head(COLLECT { MATCH (c)-[:OWNED_BY]->(e:Expert) RETURN e.id }) AS ownerId
"""
SET_STATE: LiteralString = """
MATCH (p:Promise {id: $id}) WHERE p.state = $expected
SET p.state = $state, p.fulfilledAt = $fulfilledAt
RETURN p.id AS id
"""
# Runs within the command that resolves or closes the case, which has the case locked.
SETTLE: LiteralString = """
MATCH (p:Promise)-[:PROMISED_IN]->(:Case {id: $case}) WHERE p.fulfilledAt IS NULL
SET p.state = CASE WHEN p.state <> 'OPEN' THEN p.state
    WHEN p.dueAt < $at THEN 'BROKEN'
    WHEN $resolved THEN 'KEPT' ELSE 'RELEASED' END,
  p.fulfilledAt = CASE WHEN $resolved THEN $at ELSE null END
"""
OVERDUE: LiteralString = """
MATCH (p:Promise {state: 'OPEN'}) WHERE p.dueAt <= $at
RETURN p.id AS id ORDER BY p.dueAt LIMIT 200
"""
CHOICES_FOR: LiteralString = """
MATCH (e:Expert {id: $expert})
OPTIONAL MATCH (t:IssueType {id: $issueType})
RETURN t { .warmSeconds, .coldHours, .promiseHours } AS times, head(COLLECT {
  MATCH (e)-[m:MEMBER_OF]->(u:Unit)
  RETURN u { .workingHours, .timeZone, .publicHolidays } ORDER BY m.since, u.id
}) AS unit
"""


async def make(
    tx: Tx, at: datetime, *, case_id: str, by: str, handover_id: str, what: str, due: datetime
) -> Audit:
    """Keep what was promised, within the command that hands the case over."""
    await tx.guarded(
        MAKE,
        case=case_id,
        by=by,
        handover=handover_id,
        id=new_id(),
        what=what,
        dueAt=due.astimezone(UTC),
        at=at,
    )
    return Audit(
        by, "promise", case_id, handover_id, "", PromiseState.OPEN, due.astimezone(UTC).isoformat()
    )


async def settle(tx: Tx, at: datetime, case_id: str, *, resolved: bool) -> None:
    """The case has ended: resolved in time, a promise is kept; closed otherwise, it is released."""
    await tx.run(SETTLE, case=case_id, at=at, resolved=resolved)


class PromiseRepository:
    """Reads, soonest due first; each is one statement."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def promises(self, ids: Sequence[str]) -> dict[str, Promise]:
        rows = await self._graph.read(PROMISES, ids=list(ids))
        return {row["promise"]["id"]: _promise(row["promise"]) for row in rows}

    async def of_cases(self, ids: Sequence[str]) -> dict[str, tuple[Promise, ...]]:
        rows = await self._graph.read(OF_CASES, ids=list(ids))
        found = [_promise(row["promise"]) for row in rows]
        return {id_: tuple(one for one in found if one.case_id == id_) for id_ in ids}

    async def owed_by(self, actor: str) -> tuple[Promise, ...]:
        """What the person still has to do, of the cases that are theirs now."""
        rows = await self._graph.read(MINE, actor=actor)
        return tuple(_promise(row["promise"]) for row in rows)

    async def overdue(self, at: datetime) -> tuple[str, ...]:
        """Those that ran out and were not seen to yet, at most 200."""
        rows = await self._graph.read_once(OVERDUE, at=at)
        return tuple(row["id"] for row in rows)

    async def choices(
        self, expert_id: str, issue_type_id: str | None, at: datetime
    ) -> tuple[PromiseChoice, ...]:
        """By when something can be promised on that person's unit's clock; none for nobody."""
        rows = await self._graph.read(CHOICES_FOR, expert=expert_id, issueType=issue_type_id or "")
        if not rows:
            return ()
        row = rows[0]
        return choices(at, times_from(row["times"] or {}, 0), opening_from(row["unit"]))


class PromiseService:
    def __init__(self, runner: CommandRunner) -> None:
        self._runner = runner

    async def keep(self, actor: str, key: str, promise_id: str) -> Answer:
        """Done with the promise's id; late, it stays broken and is off the list all the same."""

        async def work(tx: Tx, at: datetime) -> Outcome:
            row = await tx.one(LOCK, id=promise_id)
            if row is None:
                return Outcome(not_found(promise_id))
            if row["ownerId"] != actor:
                return Outcome(_refused(RefusalKind.NOT_YOURS, "promise_not_yours", row))
            if row["fulfilledAt"] is not None or row["state"] == PromiseState.RELEASED:
                return Outcome(_refused(RefusalKind.WRONG_STATE, "promise_settled", row))
            in_time = row["state"] == PromiseState.OPEN and at <= moment(row["dueAt"])
            state = PromiseState.KEPT if in_time else PromiseState.BROKEN
            await tx.guarded(
                SET_STATE,
                id=promise_id,
                expected=row["state"],
                state=state.value,
                fulfilledAt=at,
            )
            audit = Audit(
                actor, "keepPromise", row["caseId"], row["handoverId"], row["state"], state
            )
            return Outcome(Done(promise_id), (audit,))

        return await self._runner.run("keepPromise", actor, key, {"promise": promise_id}, work)

    async def break_overdue(self, promise_id: str) -> Answer:
        """Its time ran out: who owes it and who made it hear of it, once."""

        async def work(tx: Tx, at: datetime) -> Outcome:
            row = await tx.one(LOCK, id=promise_id)
            if row is None:
                return Outcome(not_found(promise_id))
            if row["state"] != PromiseState.OPEN or moment(row["dueAt"]) > at:
                return Outcome(Done(promise_id))
            await tx.guarded(
                SET_STATE,
                id=promise_id,
                expected=PromiseState.OPEN.value,
                state=PromiseState.BROKEN.value,
                fulfilledAt=None,
            )
            audit = Audit(
                SYSTEM,
                "breakPromise",
                row["caseId"],
                row["handoverId"],
                PromiseState.OPEN,
                PromiseState.BROKEN,
            )
            heard = dict.fromkeys(id_ for id_ in (row["ownerId"], row["madeById"]) if id_)
            events = tuple(
                Event(id_, EventKind.PROMISE_OVERDUE, row["handoverId"]) for id_ in heard
            )
            return Outcome(Done(promise_id), (audit,), events)

        return await self._runner.run_unasked(work)


def _refused(kind: RefusalKind, words: str, row: Row) -> Refusal:
    return Refusal(kind, words, state=row["state"], case_id=row["caseId"], owner_id=row["ownerId"])


def _promise(row: Row) -> Promise:
    return Promise(
        row["id"],
        row["what"],
        moment(row["dueAt"]),
        PromiseState(row["state"]),
        moment(row["madeAt"]),
        maybe_moment(row["fulfilledAt"]),
        row["madeById"],
        row["caseId"],
        row["ownerId"],
    )
