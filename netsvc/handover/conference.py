"""Case conferences: where a case goes round in circles, those responsible name its owner."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from netsvc.cases.model import CaseStep
from netsvc.directory.model import Presence
from netsvc.events.answers import (
    Answer,
    Audit,
    Done,
    Event,
    EventKind,
    Outcome,
    Refusal,
    RefusalKind,
    invalid,
    not_found,
)
from netsvc.events.commands import CommandRunner
from netsvc.graph.driver import Tx
from netsvc.handover import after_writes, contacts, loops, questions
from netsvc.handover import conference_writes as cypher
from netsvc.handover.afterwards import named
from netsvc.handover.locked import LockedCase, close_offer, lock_case
from netsvc.handover.looping import Way, way_of
from netsvc.handover.loops import LoopKind, StopKind
from netsvc.handover.model import HandoverState, HandoverStep, after, may_change
from netsvc.ids import new_id

MAX_NOTE = 2000


class ConferenceService:
    """``limit`` is the hop limit in force."""

    def __init__(
        self, runner: CommandRunner, *, scrub: Callable[[str], str], limit: int = loops.HOP_LIMIT
    ) -> None:
        self._runner = runner
        self._scrub = scrub
        self.limit = limit

    async def open(self, actor: str, key: str, case_id: str, toward_id: str | None) -> Answer:
        """Done with the conference's id; the owner keeps the case until somebody is named.

        ``toward_id`` is whom the case would have been offered to; without it the owner asks whose
        the case is, which needs that somebody has let it go before.
        """

        async def work(tx: Tx, at: datetime) -> Outcome:
            locked = await lock_case(tx, case_id, at, also=(actor, toward_id or actor))
            if locked is None:
                return Outcome(not_found(case_id))
            refusal = may_change(locked.case, actor, CaseStep.RESOLVE)
            way = await way_of(tx, case_id)
            if refusal is not None or way is None:
                return _refused(locked, refusal or not_found(case_id))
            if way.conference_id is not None:
                return Outcome(Done(way.conference_id), locked.audits, locked.events)
            kind = self._kind(locked, way, toward_id)
            if isinstance(kind, Refusal):
                return _refused(locked, kind)
            going = locked.case.open_offer
            if going is not None:
                locked = await close_offer(
                    tx, locked, going, HandoverStep.WITHDRAW, at, actor=actor
                )
            return await self._open(tx, at, locked, way, (actor, kind, toward_id))

        body = {"case": case_id, "toward": toward_id}
        return await self._runner.run("openConference", actor, key, body, work)

    async def name_owner(
        self, actor: str, key: str, conference_id: str, expert_id: str, note: str | None
    ) -> Answer:
        """Done with the conference's id; whoever is named has the case, and both sides hear."""
        if note is not None and len(note) > MAX_NOTE:
            return invalid("note", len(note), "long_note")

        async def work(tx: Tx, at: datetime) -> Outcome:
            found = await tx.one(cypher.FIND, id=conference_id, actor=actor)
            if found is None:
                return Outcome(not_found(conference_id))
            locked = await lock_case(tx, found["caseId"], at, also=(actor, expert_id))
            if locked is None:
                return Outcome(not_found(conference_id))
            way = await way_of(tx, locked.case.id)
            refusal = self._may_name(locked, way, conference_id, expert_id)
            if not found["mayName"]:
                refusal = Refusal(
                    RefusalKind.NOT_YOURS, "conference_not_yours", owner_id=locked.case.owner_id
                )
            if refusal is not None or way is None:
                return _refused(locked, refusal or not_found(conference_id))
            await tx.guarded(
                cypher.DECIDE,
                id=conference_id,
                named=expert_id,
                unit=locked.people[expert_id].unit_id,
                actor=actor,
                at=at,
                note=self._scrub(note.strip()) if note and note.strip() else None,
            )
            before = locked.case
            locked = await self._hand_to(tx, at, locked, expert_id)
            audit = Audit(
                actor,
                "nameOwner",
                before.id,
                way.latest_id,
                before.state,
                locked.case.state,
                f"owner {before.owner_id} -> {expert_id}",
            )
            heard = {before.owner_id, locked.opener_id, expert_id, *_on(way)}
            events = _told(heard, actor, EventKind.OWNER_NAMED, way.latest_id)
            return Outcome(Done(conference_id), (*locked.audits, audit), (*locked.events, *events))

        body = {"conference": conference_id, "expert": expert_id, "note": note}
        return await self._runner.run("nameOwner", actor, key, body, work)

    def _kind(self, locked: LockedCase, way: Way, toward_id: str | None) -> LoopKind | Refusal:
        if toward_id is not None:
            toward = locked.people.get(toward_id)
            if toward is None:
                return not_found(toward_id)
            kind = way.looped(locked, toward_id, toward.unit_id, self.limit)
            if kind is not None:
                return kind
        if not any(stop.kind is not StopKind.OPENED for stop in way.path):
            return Refusal(
                RefusalKind.WRONG_STATE,
                "no_loop",
                state=locked.case.state,
                case_id=locked.case.id,
                owner_id=locked.case.owner_id,
            )
        return way.stopped or LoopKind.DISPUTE

    async def _open(
        self,
        tx: Tx,
        at: datetime,
        locked: LockedCase,
        way: Way,
        asked: tuple[str, LoopKind, str | None],
    ) -> Outcome:
        actor, kind, toward_id = asked
        deciders = await tx.one(cypher.DECIDERS, case=locked.case.id, at=at) or {}
        networks, units = deciders.get("networkIds", []), deciders.get("unitIds", [])
        conference_id = new_id()
        stops = [
            {
                "id": new_id(),
                "step": step,
                "kind": stop.kind.value,
                "at": stop.at,
                "unit": stop.unit_id or "",
                "expert": stop.expert_id or "",
            }
            for step, stop in enumerate(way.path)
        ]
        await tx.guarded(
            cypher.OPEN,
            case=locked.case.id,
            actor=actor,
            id=conference_id,
            kind=kind.value,
            at=at,
            networks=networks,
            units=units or ([] if networks else deciders.get("silos", [])),
            toward=toward_id or "",
            stops=stops,
        )
        deciding = {row["id"] for row in await tx.run(cypher.TOLD, id=conference_id)}
        audit = Audit(
            actor,
            "openConference",
            locked.case.id,
            way.latest_id,
            locked.case.state,
            locked.case.state,
            kind.value,
        )
        events = _told(deciding | _on(way), actor, EventKind.CONFERENCE_OPENED, way.latest_id)
        return Outcome(Done(conference_id), (*locked.audits, audit), (*locked.events, *events))

    @staticmethod
    def _may_name(
        locked: LockedCase, way: Way | None, conference_id: str, expert_id: str
    ) -> Refusal | None:
        if way is None or way.conference_id != conference_id:
            return Refusal(
                RefusalKind.WRONG_STATE,
                "conference_decided",
                state=locked.case.state,
                case_id=locked.case.id,
                owner_id=locked.case.owner_id,
            )
        person = locked.people.get(expert_id)
        if person is None:
            return not_found(expert_id)
        if not person.rules.active or not person.rules.answers:
            return Refusal(
                RefusalKind.EXPERT_UNAVAILABLE,
                "takes_no_cases" if person.rules.active else "left",
                expert_id=expert_id,
                presence=person.rules.presence or Presence.AWAY,
                free_places=person.rules.free_places,
                case_id=locked.case.id,
                owner_id=locked.case.owner_id,
            )
        return None

    async def _hand_to(
        self, tx: Tx, at: datetime, locked: LockedCase, expert_id: str
    ) -> LockedCase:
        """The case with its named owner, who contacts the customer unless they had it already."""
        case, owner = locked.case, locked.case.owner_id
        if owner is None or owner == expert_id:
            return locked
        held = locked.held_by(owner)
        state = after(HandoverState.ACCEPTED, HandoverStep.FORWARD)
        if held is not None and state is not None:
            await tx.guarded(cypher.PASSED_ON, id=held.offer.id, state=state.value)
        then = named(case, expert_id)
        await tx.guarded(
            after_writes.MOVE,
            case=case.id,
            caseState=case.state.value,
            newCaseState=then.state.value,
            counts=True,
            at=at,
            to=expert_id,
            **{"from": owner},
        )
        locked = await questions.passed_on(tx, locked, at, owner)
        left = await contacts.left(tx, at, case.id, owner)
        return replace(locked, case=then, audits=(*locked.audits, *left))


def _on(way: Way) -> set[str]:
    """Everybody on the case's path."""
    return {stop.expert_id for stop in way.path if stop.expert_id}


def _told(
    people: Iterable[str | None], actor: str, kind: EventKind, handover_id: str | None
) -> tuple[Event, ...]:
    heard = sorted({id_ for id_ in people if id_ and id_ != actor})
    return tuple(Event(id_, kind, handover_id) for id_ in heard)


def _refused(locked: LockedCase, refusal: Refusal) -> Outcome:
    return Outcome(refusal, locked.audits, locked.events)
