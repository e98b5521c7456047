"""Whole chains on the rules alone: whoever does what in whatever order, the invariants hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from netsvc.cases.model import IN_HAND, CaseState, CaseStep, next_state
from netsvc.directory.model import Presence
from netsvc.handover import loops, undo
from netsvc.handover.afterwards import (
    ReturnReason,
    may_ask,
    may_reopen,
    may_return,
    named,
    reopened,
    returned,
)
from netsvc.handover.loops import Naming, StopKind
from netsvc.handover.model import (
    EVIDENCE_REASONS,
    DeclineReason,
    HandoverKind,
    HandoverState,
    HandoverStep,
    accepted,
    after,
    available,
    ended,
    may_answer,
    may_change,
    may_offer,
    may_withdraw,
)
from netsvc.handover.offering import (
    AskedAs,
    Candidate,
    Offering,
    OfferingState,
    OfferingStep,
    may_point,
    unusable_order,
)
from tests.unit.chain_world import MONDAY, UNITS, WARM, ChainWorld, applied, things_of

people = st.sampled_from(sorted(UNITS))
cases = st.sampled_from("12")
numbers = st.integers(0, 60)
Order = tuple[str, ...] | None
hows = st.tuples(
    st.none() | st.lists(people, max_size=4, unique=True).map(tuple), st.integers(0, 4)
)
"""Who is asked next, and how many at once."""


class Chains(ChainWorld, RuleBasedStateMachine):
    def __init__(self) -> None:
        RuleBasedStateMachine.__init__(self)
        ChainWorld.__init__(self)

    @rule(case=cases, who=people, to=people, kind=st.sampled_from(HandoverKind), how=hows)
    def offer(
        self, case: str, who: str, to: str, kind: HandoverKind, how: tuple[Order, int]
    ) -> None:
        order, at_once = how
        if unusable_order(order, at_once) is not None:
            assert at_once not in (1, 2, 3)
            return
        matter = self.matters[case]
        if may_offer(matter.situation, who, self.person(to), kind) or self.loops(case, to):
            return
        assert matter.situation.owner_id == who != to
        self.acts(case)
        self.end_offering(case, OfferingStep.TAKE_BACK)
        self.made += 1
        offering = Offering(
            f"o{self.made}", kind, OfferingState.OPEN, who, order or (), at_once, order is not None
        )
        self.set(case, offering=offering)
        self.ask(case, Candidate(to, AskedAs.CHOSEN))
        self.go_on(case)

    @rule(number=numbers, who=people)
    def accept(self, number: int, who: str) -> None:
        leg = self.pick(number)
        if leg is None:
            return
        situation = self.matters[leg.case].situation
        if may_answer(situation, leg.offer, who, HandoverStep.ACCEPT, self.person(who)):
            return
        assert leg.offer.receiver_id == who != situation.owner_id == leg.offer.sender_id
        self.keep(who, leg.case)
        self.forward(leg.case, situation.owner_id)
        self.give(leg.case, who)
        self.close(leg, HandoverStep.ACCEPT)
        for other in self.matters[leg.case].situation.open_offers:
            self.close(self.legs[other.id], HandoverStep.WITHDRAW)
        self.end_offering(leg.case, OfferingStep.ACCEPT)
        then = accepted(self.matters[leg.case].situation, leg.offer)
        self.set(leg.case, situation=then)
        assert then.owner_id == who
        assert then.connected == (situation.connected and leg.offer.kind is WARM)

    @rule(number=numbers, who=people, reason=st.sampled_from(DeclineReason),
          better=st.none() | people)  # fmt: skip
    def decline(self, number: int, who: str, reason: DeclineReason, better: str | None) -> None:
        leg = self.pick(number)
        if leg is None:
            return
        matter = self.matters[leg.case]
        if may_answer(
            matter.situation, leg.offer, who, HandoverStep.DECLINE, self.person(who)
        ) or may_point(matter.situation, matter.offering, who, reason, better):
            return
        offering = matter.offering
        assert offering is not None
        assert offering.open
        assert better is None or better not in {who, offering.sender_id, *offering.declined}
        self.keep(who, leg.case)
        self.close(leg, HandoverStep.DECLINE, reason)
        pointed = (*offering.pointed, better) if better else offering.pointed
        self.set(
            leg.case,
            offering=replace(offering, declined=(*offering.declined, who), pointed=pointed),
        )
        if reason is DeclineReason.INFORMATION_MISSING and not (
            self.matters[leg.case].situation.open_offers
        ):
            self.end_offering(leg.case, OfferingStep.ASK_FOR_MORE)
        free = better and available(self.person(better), offering.kind) is None
        fits = free and better not in offering.asked and not self.loops(leg.case, better or "")
        self.go_on(leg.case)
        if fits and matter.situation.connected:
            # who was pointed to is asked next, before whoever was seen after the one that declined
            latest = list(self.legs.values())[-1]
            earlier = set(offering.pointed) - set(offering.asked)
            assert latest.offer.receiver_id == better or earlier

    @rule(number=numbers)
    def expire(self, number: int) -> None:
        leg = self.pick(number)
        if leg is not None and after(leg.offer.state, HandoverStep.EXPIRE) is not None:
            before = self.matters[leg.case].situation
            self.close(leg, HandoverStep.EXPIRE)
            self.go_on(leg.case)
            assert self.matters[leg.case].situation.owner_id == before.owner_id

    @rule(number=numbers, who=people)
    def withdraw(self, number: int, who: str) -> None:
        leg = self.pick(number)
        if leg is None:
            return
        matter = self.matters[leg.case]
        open_ = matter.offering is not None and matter.offering.open
        goes_on = open_ and matter.offering is not None and matter.offering.id == leg.offering
        if may_withdraw(matter.situation, leg.offer, who, goes_on=goes_on) is None:
            assert leg.offer.sender_id == who == matter.situation.owner_id
            self.acts(leg.case)
            self.take_back(leg.case)
            assert self.matters[leg.case].situation.open_offers == ()

    @rule(number=numbers, who=people, reason=st.sampled_from(ReturnReason))
    def give_back(self, number: int, who: str, reason: ReturnReason) -> None:
        leg = self.pick(number)
        if leg is None or self.matters[leg.case].conference:
            return
        situation = self.matters[leg.case].situation
        if may_return(situation, leg.offer, who, self.person(leg.offer.sender_id or "")):
            return
        assert situation.owner_id == who == leg.offer.receiver_id
        self.keep(who, leg.case)
        self.take_back(leg.case)
        leg = self.legs[leg.offer.id]
        state = HandoverState.RETURNED
        self.legs[leg.offer.id] = replace(
            leg,
            offer=replace(leg.offer, state=state),
            passage=replace(leg.passage, state=state, returned_at=self.at, return_reason=reason),
        )
        self.give(leg.case, leg.offer.sender_id)
        self.set(leg.case, situation=returned(self.matters[leg.case].situation, leg.offer))

    @rule(case=cases, who=people, step=st.sampled_from([CaseStep.RESOLVE, CaseStep.REDIRECT]))
    def end(self, case: str, who: str, step: CaseStep) -> None:
        if may_change(self.matters[case].situation, who, step) is None:
            self.keep(who, case)
            self.take_back(case)
            self.give(case, None)
            self.set(case, situation=ended(self.matters[case].situation, step), conference=False)

    @rule(case=cases, who=people, comes=st.booleans())
    def reopen(self, case: str, who: str, comes: bool) -> None:
        if may_reopen(self.matters[case].situation) is None:
            self.acts(case)
            then = reopened(self.matters[case].situation, who)
            if comes:
                state = next_state(then.state, CaseStep.CONTACT)
                assert state is CaseState.IN_CONTACT
                then = replace(then, state=state, connected=True)
            self.set(case, situation=then)

    @rule(case=cases)
    def customer_leaves(self, case: str) -> None:
        situation = self.matters[case].situation
        state = next_state(situation.state, CaseStep.CONTACT_ENDS)
        if state is None or not situation.connected:
            return
        self.acts(case)
        self.set(case, situation=replace(situation, state=state, connected=False))
        if any(offer.kind is WARM for offer in situation.open_offers):
            self.take_back(case)

    @rule(case=cases, who=people)
    def confer(self, case: str, who: str) -> None:
        matter = self.matters[case]
        if matter.conference or may_change(matter.situation, who, CaseStep.RESOLVE):
            return
        passages = [leg.passage for leg in self.legs.values() if leg.case == case]
        opened = loops.Stop(StopKind.OPENED, MONDAY, "a", "front")
        if len(loops.path(opened, passages, matter.naming)) > 1:
            self.acts(case)
            self.take_back(case)
            self.set(case, conference=True)

    @precondition(lambda self: any(matter.conference for matter in self.matters.values()))
    @rule(who=people)
    def name(self, who: str) -> None:
        case = next(id_ for id_, matter in self.matters.items() if matter.conference)
        situation = self.matters[case].situation
        self.acts(case)
        if who != situation.owner_id:
            self.forward(case, situation.owner_id)
            self.give(case, who)
        naming = Naming(self.at + timedelta(milliseconds=self.made), who, UNITS[who])
        then = named(self.matters[case].situation, who)
        self.set(case, situation=then, naming=naming, conference=False)
        assert then.owner_id == who

    @rule(number=numbers, who=people)
    def ask_sender(self, number: int, who: str) -> None:
        leg = self.pick(number)
        if leg is not None and may_ask(self.matters[leg.case].situation, leg.offer, who) is None:
            before = self.matters[leg.case]
            self.acts(leg.case)
            assert leg.offer.receiver_id == who
            assert self.matters[leg.case] == before

    @rule(who=people, presence=st.sampled_from(Presence), absent=st.booleans())
    def presence(self, who: str, presence: Presence, absent: bool) -> None:
        self.people[who] = replace(self.people[who], presence=presence, absent=absent)

    @rule(case=cases, who=people)
    def undo(self, case: str, who: str) -> None:
        """What ``undo.back`` says leads to where all was, but for offers that went out since."""
        slip = self.slips.get(case)
        if slip is None or slip.actor != who:
            return
        was = things_of(case, slip.matter, slip.legs)
        todo = undo.back(was, self.things(case))
        if any(label == "Handover" for _id, label in todo.new):
            self.take_back(case)
            todo = undo.back(was, self.things(case))
        assert applied(todo, self.things(case)) == was
        new = {id_ for id_, _label in todo.new}
        assert all(self.legs[id_].offer.state is not HandoverState.OFFERED for id_ in new)
        owner = slip.matter.situation.owner_id
        if self.matters[case].situation.owner_id != owner:
            self.give(case, owner)
        places = self.matters[case].places
        self.matters[case] = replace(slip.matter, places=places)
        self.legs.update(slip.legs)
        del self.slips[case]

    # What always holds

    @invariant()
    def exactly_one_owner_while_in_hand(self) -> None:
        for matter in self.matters.values():
            assert (matter.situation.owner_id is not None) == (matter.situation.state in IN_HAND)

    @invariant()
    def the_sender_owns_until_somebody_accepts(self) -> None:
        for leg in self.legs.values():
            if leg.offer.state is HandoverState.OFFERED:
                assert self.matters[leg.case].situation.owner_id == leg.offer.sender_id

    @invariant()
    def as_many_live_offers_as_are_asked_at_once(self) -> None:
        for id_, matter in self.matters.items():
            live = [
                leg
                for leg in self.legs.values()
                if leg.case == id_ and leg.offer.state is HandoverState.OFFERED
            ]
            assert {leg.offer for leg in live} == set(matter.situation.open_offers)
            assert len(live) <= (matter.offering.at_once if matter.offering else 0)
            if live:
                assert matter.offering is not None
                assert matter.offering.open
                assert {leg.offering for leg in live} == {matter.offering.id}
            elif matter.offering is not None:
                assert not matter.offering.open

    @invariant()
    def nobody_is_asked_twice_nor_the_sender(self) -> None:
        asked: dict[str, list[str | None]] = {}
        for leg in self.legs.values():
            assert leg.offer.receiver_id != leg.offer.sender_id
            asked.setdefault(leg.offering, []).append(leg.offer.receiver_id)
        for receivers in asked.values():
            assert len(receivers) == len(set(receivers))

    @invariant()
    def places_are_neither_negative_nor_too_many(self) -> None:
        for person in self.people.values():
            held = [m for m in self.matters.values() if m.places]
            mine = sum(m.situation.owner_id == person.id for m in held)
            assert person.open_cases == mine <= person.capacity

    @invariant()
    def no_is_no_reason_to_be_asked_again(self) -> None:
        """Who said that it is not theirs is not offered the case before an owner was named."""
        for case, matter in self.matters.items():
            said: set[str | None] = set()
            passages = [leg.passage for leg in self.legs.values() if leg.case == case]
            for one in loops.since(passages, matter.naming):
                assert one.receiver_id not in said
                if one.decline_reason in EVIDENCE_REASONS:
                    said.add(one.receiver_id)


Chains.TestCase.settings = settings(max_examples=120, stateful_step_count=50, deadline=None)
TestChains = Chains.TestCase
