"""Taking back what one has just done, as long as nobody has built on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import LiteralString

from netsvc.asks.closing import open_again
from netsvc.cases.repository import moment
from netsvc.events.answers import (
    Answer,
    Audit,
    Done,
    Event,
    EventKind,
    Kept,
    Outcome,
    Refusal,
    RefusalKind,
    not_found,
)
from netsvc.events.commands import CommandRunner, full_key
from netsvc.graph.driver import Row, Tx
from netsvc.handover import evidence, undo
from netsvc.handover.evidence import Counted
from netsvc.handover.locked import LockedCase, close_offer, lock_case
from netsvc.handover.model import HandoverState, HandoverStep
from netsvc.voice.model import VerdictVia

NETSVC = "netsvc"

SNAPSHOT: LiteralString = """
MATCH (c:Case {id: $id})
CALL (c) { RETURN c AS n UNION MATCH (c)<--(n) RETURN n }
RETURN n.id AS id, labels(n)[0] AS label, properties(n) AS properties,
  COLLECT { MATCH (n)-[r]->(m) RETURN [type(r), m.id, properties(r)] } AS links
"""
FIND: LiteralString = """
MATCH (k:Command {key: $key}) SET k._lock = true REMOVE k._lock
WITH k
RETURN k.name AS name, k.at AS at, k.keptCase AS caseId, k.keptSeq AS seq, k.before AS before,
  k.undoneAt IS NOT NULL AS undone
"""
# Asking the customer how it went keeps no slip from being taken back.
ACTED: LiteralString = """
MATCH (a:Audit) WHERE a.caseId = $case AND a.seq > $seq AND a.actor <> $house
  AND a.action <> 'verdict'
RETURN count(a) AS others
"""
PUT_BACK: LiteralString = """
UNWIND $things AS thing
MATCH (c:Case {id: $case})
CALL (c, thing) {
  WITH c, thing WHERE thing.id = c.id RETURN c AS n
  UNION
  MATCH (c)<--(n) WHERE n.id = thing.id RETURN n
}
SET n += thing.properties
RETURN count(n) AS things
"""
DROP: LiteralString = """
UNWIND $new AS id
MATCH (:Case {id: $case})<--(n) WHERE n.id = id
DETACH DELETE n
"""
UNLINK: LiteralString = """
UNWIND $links AS link
MATCH (:Case {id: $case})-[r]->(m) WHERE type(r) = link.type AND m.id = link.id
FOREACH (_ IN CASE WHEN link.counted THEN [1] ELSE [] END |
  SET m.openCases = CASE WHEN m.openCases > 0 THEN m.openCases - 1 ELSE 0 END)
DELETE r
"""
UNLINK_CONTACT: LiteralString = """
UNWIND $links AS link
MATCH (:Contact {id: link.start})-[r:CONTINUED_BY]->(:Expert {id: link.id})
DELETE r
"""
UNPOINT: LiteralString = """
UNWIND $links AS link
MATCH (:Handover {id: link.start})-[r:POINTED_TO]->(:Expert {id: link.id})
DELETE r
"""
OWN_AGAIN: LiteralString = """
MATCH (c:Case {id: $case}), (e:Expert {id: $owner})
WITH c, e, $counted AND coalesce(e.openCases, 0) < coalesce(e.capacity, 0) AS counts
CREATE (c)-[o:OWNED_BY {since: $since}]->(e) SET o.counted = counts
FOREACH (_ IN CASE WHEN counts THEN [1] ELSE [] END |
  SET e.openCases = coalesce(e.openCases, 0) + 1)
"""
ABOUT_AGAIN: LiteralString = """
MATCH (c:Case {id: $case}), (t:IssueType {id: $type}) CREATE (c)-[:ABOUT]->(t)
"""
UNDONE: LiteralString = "MATCH (k:Command {key: $key}) SET k.undoneAt = $at RETURN k.key AS key"

_OF_CASE = frozenset({undo.OWNED_BY, "ABOUT", "RESOLVED_BY", "RESOLVED_IN"})
_STAYS = frozenset({"Handover", "Contact", "Conference"})


async def before(tx: Tx, case_id: str) -> undo.Snapshot:
    """How the case and all that belongs to it is now."""
    return undo.snapshot(await tx.run(SNAPSHOT, id=case_id))


def kept(case_id: str, was: undo.Snapshot, counted: Iterable[Counted] = ()) -> Kept:
    """What a command leaves so that it can be taken back."""
    return Kept(case_id, undo.to_json(was, counted))


class UndoService:
    """For whoever gave the command, within ``undo.WINDOW``, unless somebody acted since."""

    def __init__(self, runner: CommandRunner) -> None:
        self._runner = runner

    async def undo(self, actor: str, key: str, command: str) -> Answer:
        """Done with the case's id; ``command`` is the key that the command was given."""

        async def work(tx: Tx, at: datetime) -> Outcome:
            found = await tx.one(FIND, key=full_key(actor, command)) if command else None
            if found is None:
                return Outcome(not_found(command, "undo_unknown"))
            if found["before"] is None or found["seq"] is None:
                return Outcome(Refusal(RefusalKind.WRONG_STATE, "undo_never"))
            was, counted = undo.from_json(found["before"])
            people = [link.id for link in was[found["caseId"]].links if link.type == undo.OWNED_BY]
            locked = await lock_case(tx, found["caseId"], at, also=(actor, *people))
            if locked is None:
                return Outcome(not_found(found["caseId"]))
            now = await before(tx, locked.case.id)
            todo = undo.back(was, now)
            words = await self._too_late(tx, at, found)
            if words or any(_over(now[id_], new, at) for id_, new in todo.properties.items()):
                return _refused(locked, words or "undo_late")
            if any(label == "Handover" for _id, label in todo.new):
                locked = await _withdraw(tx, locked, dict(todo.new), at, actor)
                now = await before(tx, locked.case.id)
                todo = undo.back(was, now)
            await _write(tx, locked.case.id, todo, now, moment(found["at"]))
            for one in counted:
                await evidence.take_back(tx, one)
            await tx.run(UNDONE, key=full_key(actor, command), at=at)
            locked = await _open_again(tx, locked, actor, (was, now, todo))
            return _told(locked, actor, found["name"], (was, now, todo))

        return await self._runner.run("undo", actor, key, {"command": command}, work)

    @staticmethod
    async def _too_late(tx: Tx, at: datetime, found: Row) -> str:
        if found["undone"]:
            return "undo_done"
        if at - moment(found["at"]) > undo.WINDOW:
            return "undo_late"
        acted = await tx.one(ACTED, case=found["caseId"], seq=found["seq"], house=NETSVC)
        return "undo_acted" if acted and acted["others"] else ""


def _over(thing: undo.Thing, values: Mapping[str, object], at: datetime) -> bool:
    """Whether an offer that would be open again has run out of time."""
    if values.get("state") != HandoverState.OFFERED.value:
        return False
    expires = undo.stored({"at": thing.properties.get("expiresAt")})["at"]
    return expires is not None and expires <= at


async def _withdraw(
    tx: Tx, locked: LockedCase, new: Mapping[str, str], at: datetime, actor: str
) -> LockedCase:
    """Offers that went out because of the slip end with it."""
    for offer in locked.case.open_offers:
        if offer.id in new:
            return await close_offer(tx, locked, offer, HandoverStep.WITHDRAW, at, actor=actor)
    return locked


async def _write(
    tx: Tx, case_id: str, todo: undo.Back, now: undo.Snapshot, done_at: datetime
) -> None:
    things = []
    for id_, values in todo.properties.items():
        mine = dict(values)
        if now[id_].label == "Verdict":
            # what the customer says by their link is theirs
            mine = {}
        elif now[id_].label == "Contact":
            # only what the command itself ended goes on again
            ended = undo.stored({"at": now[id_].properties.get("endedAt")})["at"]
            mine = {"endedAt": None} if ended == done_at and "endedAt" in values else {}
        if mine:
            things.append({"id": id_, "properties": undo.stored(mine)})
    await tx.run(PUT_BACK, case=case_id, things=things)
    new = [id_ for id_, label in todo.new if label not in _STAYS and not _by_link(now[id_])]
    if new:
        await tx.run(DROP, case=case_id, new=new)
    gone = [
        {"type": link.type, "id": link.id, "counted": link.type == undo.OWNED_BY and link.counted}
        for start, link in todo.gone
        if start == case_id and link.type in _OF_CASE
    ]
    if gone:
        await tx.run(UNLINK, case=case_id, links=gone)
    pointed = [
        {"start": start, "id": link.id}
        for start, link in todo.gone
        if link.type == "POINTED_TO" and start in todo.properties
    ]
    if pointed:
        await tx.run(UNPOINT, links=pointed)
    went_on = [
        {"start": start, "id": link.id}
        for start, link in todo.gone
        if link.type == "CONTINUED_BY" and undo.stored(link.properties).get("since") == done_at
    ]
    if went_on:
        await tx.run(UNLINK_CONTACT, links=went_on)
    for start, link in todo.missing:
        if start != case_id:
            continue
        if link.type == undo.OWNED_BY:
            since = undo.stored(link.properties).get("since")
            await tx.run(OWN_AGAIN, case=case_id, owner=link.id, since=since, counted=link.counted)
        elif link.type == "ABOUT":
            await tx.run(ABOUT_AGAIN, case=case_id, type=link.id)


def _by_link(thing: undo.Thing) -> bool:
    """Whether the customer holds a link to it: that stays; what an agent noted goes too."""
    return thing.label == "Verdict" and thing.properties.get("via") != VerdictVia.AGENT.value


async def _open_again(
    tx: Tx, locked: LockedCase, actor: str, found: tuple[undo.Snapshot, undo.Snapshot, undo.Back]
) -> LockedCase:
    """What the slip had settled of the case is open again: what was promised and asked."""
    was, now, todo = found
    case_id = locked.case.id
    changed = {
        id_: (str(now[id_].properties["state"]), str(was[id_].properties["state"]))
        for id_, values in todo.properties.items()
        if "state" in values
    }
    promises = [
        Audit(actor, "reopenPromise", case_id, None, *changed[id_], id_)
        for id_ in changed
        if now[id_].label == "Promise"
    ]
    asks = [id_ for id_ in changed if now[id_].label == "Ask"]
    audits, events = await open_again(tx, case_id, asks, actor) if asks else ((), ())
    return locked.told([*promises, *audits], events)


def _told(
    locked: LockedCase,
    actor: str,
    name: str,
    found: tuple[undo.Snapshot, undo.Snapshot, undo.Back],
) -> Outcome:
    """Both sides of every leg that changed, and who has or opened the case, hear of it."""
    was, now, todo = found
    case_id = locked.case.id
    legs = {
        id_: thing
        for id_, thing in now.items()
        if thing.label == "Handover"
        and (id_ in todo.properties or thing.properties.get("state") == HandoverState.ACCEPTED)
    }
    people = {locked.opener_id}
    for thing in (was[case_id], now[case_id], *legs.values()):
        people |= {link.id for link in thing.links if link.type in (undo.OWNED_BY, "FROM", "TO")}
    changed = next((id_ for id_ in legs if id_ in todo.properties), None)
    handover_id = changed or next(reversed(list(legs)), None)
    state_now = str(now[case_id].properties.get("state"))
    state_then = str(was[case_id].properties.get("state"))
    if changed is not None:
        state_now = str(now[changed].properties.get("state"))
        state_then = str(was[changed].properties.get("state"))
    audit = Audit(
        actor, f"undo{name[0].upper()}{name[1:]}", case_id, changed, state_now, state_then
    )
    events = tuple(
        Event(id_, EventKind.UNDONE, handover_id)
        for id_ in sorted(id_ for id_ in people if id_ and id_ != actor)
    )
    done = replace(locked, audits=(*locked.audits, audit), events=(*locked.events, *events))
    return Outcome(Done(case_id), done.audits, done.events)


def _refused(locked: LockedCase, words: str) -> Outcome:
    case = locked.case
    refusal = Refusal(
        RefusalKind.WRONG_STATE,
        words,
        state=case.state,
        case_id=case.id,
        owner_id=case.owner_id,
    )
    return Outcome(refusal, locked.audits, locked.events)
