"""Every change goes through here: one transaction, run once per key, with its audit and events."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, LiteralString

import orjson

from netsvc.audit.chain import GENESIS, Head, Record, append
from netsvc.errors import ConflictError
from netsvc.events.answers import (
    Answer,
    InboxEvent,
    Kept,
    Outcome,
    Refusal,
    RefusalKind,
    from_json,
    invalid,
    to_json,
)
from netsvc.graph.driver import Graph, Row, Tx
from netsvc.ids import new_id

MAX_KEY = 200

# A second MERGE of the same new key waits here until the first transaction ends.
CLAIM: LiteralString = """
MERGE (k:Command {key: $key})
ON CREATE SET k.name = $name, k.bodyHash = $bodyHash, k.at = $at
RETURN k.bodyHash AS bodyHash, k.name AS name, k.result AS result
"""
ANSWERED: LiteralString = """
MATCH (k:Command {key: $key}) WHERE k.bodyHash = $bodyHash AND k.result IS NOT NULL
RETURN k.result AS result
"""
# The case is locked before the end of its chain is read, so that two records never follow one.
HEADS: LiteralString = """
UNWIND $ids AS id
MATCH (c:Case {id: id}) SET c._lock = true REMOVE c._lock
WITH c
RETURN c.id AS id, coalesce(c.auditSeq, 0) AS seq, coalesce(c.auditHash, $genesis) AS hash
"""
# An audit record is the outbox too: what leaves the house is made from those not yet dispatched.
_WRITE: LiteralString = """
OPTIONAL MATCH (k:Command {key: $key})
FOREACH (_ IN CASE WHEN k IS NULL THEN [] ELSE [1] END |
  SET k.result = $result, k.keptCase = $keptCase, k.keptSeq = $keptSeq, k.before = $before)
FOREACH (audit IN $audits | CREATE (:Audit:Undispatched {id: audit.id, at: $at,
  actor: audit.actor, action: audit.action, caseId: audit.caseId, handoverId: audit.handoverId,
  fromState: audit.fromState, toState: audit.toState, detail: audit.detail,
  seen: audit.seen, seq: audit.seq, previous: audit.previous, hash: audit.hash}))
WITH 1 AS saved
"""
_SET_HEADS: LiteralString = """
CALL (saved) {
  UNWIND $heads AS head
  MATCH (c:Case {id: head.id}) SET c.auditSeq = head.seq, c.auditHash = head.hash
  RETURN count(*) AS heads
}
WITH saved, heads
"""
_EVENTS: LiteralString = """
UNWIND $events AS event
CALL (event) {
  MATCH (e:Expert {id: event.recipient})
  SET e.inboxSeq = coalesce(e.inboxSeq, 0) + 1
  CREATE (:Event {id: event.id, recipient: event.recipient, seq: e.inboxSeq, kind: event.kind,
    at: $at, handoverId: event.handoverId, askId: event.askId,
    networkId: event.networkId, payload: event.payload})
  RETURN e.inboxSeq AS seq
}
RETURN collect({id: event.id, seq: seq}) AS numbered
"""
SAVE: LiteralString = _WRITE + _EVENTS
SAVE_CHAINED: LiteralString = _WRITE + _SET_HEADS + _EVENTS

Clock = Callable[[], datetime]
Work = Callable[[Tx, datetime], Awaitable[Outcome]]
Tell = Callable[[Sequence[InboxEvent]], None]


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


def _nobody_listens(_events: Sequence[InboxEvent]) -> None:
    """Used until a live hub is attached."""


class CommandRunner:
    """Runs commands; ``tell`` is given after the commit what is new in people's inboxes."""

    def __init__(self, graph: Graph, *, clock: Clock = now, tell: Tell = _nobody_listens) -> None:
        self._graph = graph
        self._tell = tell
        self.clock = clock

    async def run(
        self, name: str, actor: str, key: str, body: Mapping[str, Any], work: Work
    ) -> Answer:
        """The answer of ``work``, or the first answer where the key came before with this body.

        Answers that were refused are kept like the others; what could not be read as a command
        (a refusal made before the transaction) is not. Raises ``DeadlineExceededError`` and
        ``DatabaseUnavailableError``: the outcome is unknown, and the same key is safe to use again;
        and ``ConflictError`` where a guarded write found another state twice: nothing was changed.
        """
        if not key.strip() or len(key) > MAX_KEY:
            return invalid("key", key, "bad_key")
        command = full_key(actor, key)
        body_hash = _body_hash(name, body)

        async def once(tx: Tx) -> tuple[Answer, list[InboxEvent]]:
            at = self.clock()
            claimed = await tx.one(CLAIM, key=command, name=name, bodyHash=body_hash, at=at)
            if claimed is None or claimed["bodyHash"] != body_hash:
                return Refusal(RefusalKind.KEY_REUSED, "key_reused", seen=key), []
            if claimed["result"] is not None:
                return from_json(claimed["result"]), []
            outcome = await work(tx, at)
            return outcome.answer, await self._save(tx, command, at, outcome)

        return await self._and_tell(once)

    async def answered(
        self, name: str, actor: str, key: str, body: Mapping[str, Any]
    ) -> Answer | None:
        """The answer that this key and body have got already, for who would prepare in vain."""
        rows = await self._graph.read_once(
            ANSWERED, key=full_key(actor, key), bodyHash=_body_hash(name, body)
        )
        return from_json(rows[0]["result"]) if rows else None

    async def run_unasked(self, work: Work) -> Answer:
        """A change that nobody asked for (a time that ran out); its guard makes it happen once."""

        async def once(tx: Tx) -> tuple[Answer, list[InboxEvent]]:
            at = self.clock()
            outcome = await work(tx, at)
            if not outcome.audits and not outcome.events:
                return outcome.answer, []
            return outcome.answer, await self._save(tx, "", at, outcome)

        return await self._and_tell(once)

    async def _and_tell(
        self, once: Callable[[Tx], Awaitable[tuple[Answer, list[InboxEvent]]]]
    ) -> Answer:
        try:
            answer, events = await self._graph.write(once)
        except ConflictError:
            # rolled back; what is true now decides
            answer, events = await self._graph.write(once)
        if events:
            self._tell(events)
        return answer

    async def _save(self, tx: Tx, key: str, at: datetime, outcome: Outcome) -> list[InboxEvent]:
        """The events as they are saved: those of people who are known."""
        audits, heads = await self._chained(tx, at, outcome)
        events: list[Row] = [
            {
                "id": new_id(),
                "recipient": event.recipient,
                "kind": event.kind.value,
                "handoverId": event.handover_id,
                "askId": event.ask_id,
                "networkId": event.network_id,
                "payload": "{}",
            }
            for event in outcome.events
        ]
        saved = await tx.run(
            SAVE_CHAINED if heads else SAVE,
            key=key,
            result=to_json(outcome.answer),
            at=at,
            **_kept(outcome.kept, heads),
            audits=audits,
            heads=heads,
            events=events,
        )
        seqs = {row["id"]: row["seq"] for row in saved[0]["numbered"]}
        return [
            InboxEvent(
                row["id"],
                event.recipient,
                seqs[row["id"]],
                event.kind,
                at,
                event.handover_id,
                event.ask_id,
                event.network_id,
            )
            for row, event in zip(events, outcome.events, strict=True)
            if row["id"] in seqs
        ]

    @staticmethod
    async def _chained(tx: Tx, at: datetime, outcome: Outcome) -> tuple[list[Row], list[Row]]:
        """The records with their places in the chains of their cases, and the new ends."""
        concerned = {audit.case_id for audit in outcome.audits if audit.case_id}
        heads = {id_: head for id_, head in outcome.heads.items() if id_ in concerned}
        ids = sorted(concerned - heads.keys())
        found = await tx.run(HEADS, ids=ids, genesis=GENESIS) if ids else []
        heads |= {row["id"]: Head(row["seq"], row["hash"]) for row in found}
        rows: list[Row] = []
        for audit in outcome.audits:
            row: Row = {
                "id": new_id(),
                "actor": audit.actor,
                "action": audit.action,
                "caseId": audit.case_id,
                "handoverId": audit.handover_id,
                "fromState": audit.from_state,
                "toState": audit.to_state,
                "detail": audit.detail,
                "seen": audit.seen or None,
            }
            case_id = audit.case_id
            if case_id is not None and case_id in heads:
                record = Record(
                    row["id"],
                    at,
                    audit.actor,
                    audit.action,
                    case_id,
                    audit.handover_id,
                    audit.from_state,
                    audit.to_state,
                    audit.detail,
                    audit.seen,
                )
                link = append(heads[case_id], record)
                heads[case_id] = Head(link.seq, link.hash)
                row |= {"seq": link.seq, "previous": link.previous, "hash": link.hash}
            rows.append(row)
        return rows, [{"id": id_, "seq": end.seq, "hash": end.hash} for id_, end in heads.items()]


def _kept(kept: Kept | None, heads: Sequence[Row]) -> Row:
    """What a command leaves to be taken back by; the number tells whether anybody acted since."""
    if kept is None:
        return {"keptCase": None, "keptSeq": None, "before": None}
    seq = next((head["seq"] for head in heads if head["id"] == kept.case_id), None)
    return {"keptCase": kept.case_id, "keptSeq": seq, "before": kept.before}


def full_key(actor: str, key: str) -> str:
    """What a command is kept under: a key of one person says nothing about another's."""
    return f"{actor}:{key}"


def _body_hash(name: str, body: Mapping[str, Any]) -> str:
    return hashlib.sha256(orjson.dumps([name, body], option=orjson.OPT_SORT_KEYS)).hexdigest()
