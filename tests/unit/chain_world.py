"""A desk without a graph: cases, offerings and offers, moved as the services move them.

It asks one person after the other and obeys the rules of ``netsvc.handover``, nothing else. What it
remembers of a case are the same things as the graph keeps, so that undoing can be compared.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from netsvc.cases.model import CaseState
from netsvc.directory.model import Presence
from netsvc.handover import loops, undo
from netsvc.handover.loops import Naming, Passage
from netsvc.handover.model import (
    CaseSituation,
    DeclineReason,
    HandoverKind,
    HandoverState,
    HandoverStep,
    Offer,
    Person,
    after,
    available,
)
from netsvc.handover.offering import (
    OFFERING_TRANSITIONS,
    AskedAs,
    Candidate,
    Offering,
    OfferingStep,
    waiting,
)

UNITS = {"a": "front", "b": "front", "c": "housing", "d": "housing", "e": "appeals", "f": "it"}
DUTY, BACKUPS, UNIT_BACKUPS = ("e",), ("f",), ("d", "b")
WARM, COLD = HandoverKind.WARM, HandoverKind.COLD
MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Leg:
    """An offer with what it is a part of and what became of it."""

    offer: Offer
    case: str
    offering: str
    asked_as: AskedAs
    passage: Passage


@dataclass(frozen=True)
class Matter:
    """A case; ``places``: it holds one of its owner's; ``conference``: one is open."""

    situation: CaseSituation
    offering: Offering | None = None
    places: bool = False
    naming: Naming | None = None
    conference: bool = False


@dataclass(frozen=True)
class Slip:
    """The latest command on a case that may be taken back, and how all was before."""

    actor: str
    matter: Matter
    legs: dict[str, Leg]


class ChainWorld:
    """Six people of four units, two cases."""

    def __init__(self) -> None:
        self.people = {p: Person(p, True, Presence.AVAILABLE, 2, 0) for p in UNITS}
        self.matters = {
            id_: Matter(CaseSituation(id_, CaseState.IN_CONTACT, owner, connected=True))
            for id_, owner in (("1", "a"), ("2", "b"))
        }
        self.legs: dict[str, Leg] = {}
        self.slips: dict[str, Slip] = {}
        self.at = MONDAY
        self.made = 0

    def person(self, who: str) -> Person:
        """With the places that open warm offers hold."""
        ringing = sum(
            leg.offer.state is HandoverState.OFFERED
            and leg.offer.kind is WARM
            and leg.offer.receiver_id == who
            for leg in self.legs.values()
        )
        return replace(self.people[who], ringing=ringing)

    def pick(self, number: int) -> Leg | None:
        return list(self.legs.values())[number % len(self.legs)] if self.legs else None

    def acts(self, case: str) -> None:
        """Somebody did something on the case: what was done before can't be taken back."""
        self.at += timedelta(seconds=1)
        self.slips.pop(case, None)

    def keep(self, actor: str, case: str) -> None:
        self.acts(case)
        mine = {id_: leg for id_, leg in self.legs.items() if leg.case == case}
        self.slips[case] = Slip(actor, self.matters[case], mine)

    def set(self, case: str, **changes: Any) -> None:
        self.matters[case] = replace(self.matters[case], **changes)

    def close(self, leg: Leg, step: HandoverStep, reason: DeclineReason | None = None) -> None:
        state = after(leg.offer.state, step)
        assert state is not None
        offer = replace(leg.offer, state=state)
        passage = replace(leg.passage, state=state, decided_at=self.at, decline_reason=reason)
        self.legs[offer.id] = replace(leg, offer=offer, passage=passage)
        matter = self.matters[leg.case]
        self.set(leg.case, situation=matter.situation.without(offer))

    def end_offering(self, case: str, step: OfferingStep) -> None:
        offering = self.matters[case].offering
        state = OFFERING_TRANSITIONS.get((offering.state, step)) if offering else None
        if offering is not None and state is not None:
            self.set(case, offering=replace(offering, state=state))

    def take_back(self, case: str) -> None:
        for offer in self.matters[case].situation.open_offers:
            self.close(self.legs[offer.id], HandoverStep.WITHDRAW)
        self.end_offering(case, OfferingStep.TAKE_BACK)

    def loops(self, case: str, to: str) -> bool:
        matter = self.matters[case]
        passages = [leg.passage for leg in self.legs.values() if leg.case == case]
        return matter.conference or bool(
            loops.loop(
                loops.since(passages, matter.naming),
                owner_unit_id=UNITS[matter.situation.owner_id or "a"],
                receiver_id=to,
                receiver_unit_id=UNITS[to],
            )
        )

    def ask(self, case: str, candidate: Candidate) -> None:
        matter, to = self.matters[case], candidate.expert_id
        offering = matter.offering
        assert offering is not None
        self.made += 1
        sender = offering.sender_id
        offer = Offer(f"h{self.made}", offering.kind, HandoverState.OFFERED, sender, to)
        passage = Passage(
            HandoverState.OFFERED, self.at + timedelta(milliseconds=self.made),
            sender, UNITS[sender], to, UNITS[to],
        )  # fmt: skip
        self.legs[offer.id] = Leg(offer, case, offering.id, candidate.asked_as, passage)
        self.set(
            case,
            situation=replace(matter.situation, open_offers=(*matter.situation.open_offers, offer)),
            offering=replace(offering, asked=(*offering.asked, to)),
        )

    def go_on(self, case: str) -> None:
        offering = self.matters[case].offering
        if offering is None or not offering.open:
            return
        situation = self.matters[case].situation
        if situation.owner_id != offering.sender_id or not (
            situation.connected or offering.kind is COLD
        ):
            self.take_back(case)
            return
        for candidate in waiting(offering, DUTY, BACKUPS, UNIT_BACKUPS):
            if len(self.matters[case].situation.open_offers) >= offering.at_once:
                break
            to = candidate.expert_id
            if available(self.person(to), offering.kind) is None and not self.loops(case, to):
                self.ask(case, candidate)
        if not self.matters[case].situation.open_offers:
            self.end_offering(case, OfferingStep.RUN_OUT)

    def give(self, case: str, to: str | None) -> None:
        """The place of the case goes along where the new owner has one."""
        matter = self.matters[case]
        if matter.places:
            self._place(matter.situation.owner_id, -1)
        person = self.people[to] if to else None
        places = person is not None and person.open_cases < person.capacity
        if places:
            self._place(to, +1)
        self.set(case, places=places)

    def _place(self, who: str | None, change: int) -> None:
        person = self.people[who or ""]
        self.people[person.id] = replace(person, open_cases=person.open_cases + change)

    def forward(self, case: str, owner: str | None) -> None:
        held = [
            leg
            for leg in self.legs.values()
            if leg.case == case
            and leg.offer.receiver_id == owner
            and leg.offer.state is HandoverState.ACCEPTED
        ]
        for leg in held[-1:]:
            state = after(leg.offer.state, HandoverStep.FORWARD)
            assert state is HandoverState.FORWARDED
            self.legs[leg.offer.id] = replace(
                leg,
                offer=replace(leg.offer, state=state),
                passage=replace(leg.passage, state=state),
            )

    def things(self, case: str) -> dict[str, undo.Thing]:
        mine = {id_: leg for id_, leg in self.legs.items() if leg.case == case}
        return things_of(case, self.matters[case], mine)


def things_of(case: str, matter: Matter, legs: dict[str, Leg]) -> dict[str, undo.Thing]:
    """The case and what belongs to it, as the graph keeps it."""
    situation, offering = matter.situation, matter.offering
    owned = (undo.Link(undo.OWNED_BY, situation.owner_id, {}),) if situation.owner_id else ()
    state = {"state": situation.state.value, "connected": situation.connected}
    found = {case: undo.Thing("Case", state, owned)}
    for id_, leg in legs.items():
        links = (undo.Link("FROM", leg.offer.sender_id or "", {}),)
        found[id_] = undo.Thing("Handover", {"state": leg.offer.state.value}, links)
    if offering is not None:
        found[offering.id] = undo.Thing(
            "Offering", {"state": offering.state.value, "pointed": list(offering.pointed)}, ()
        )
    return found


def applied(todo: undo.Back, now: dict[str, undo.Thing]) -> dict[str, undo.Thing]:
    """The things once what is to be done is done; what is new is left out."""
    new = {id_ for id_, _label in todo.new}
    found = {}
    for id_, thing in now.items():
        if id_ not in new:
            gone = [link for start, link in todo.gone if start == id_]
            missing = [link for start, link in todo.missing if start == id_]
            links = (*(link for link in thing.links if link not in gone), *missing)
            properties = {**thing.properties, **todo.properties.get(id_, {})}
            found[id_] = undo.Thing(thing.label, properties, links)
    return found
