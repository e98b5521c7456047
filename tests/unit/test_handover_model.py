"""The state machines: whatever anybody does in whatever order, the invariants hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from netsvc.cases.model import ENDED, IN_HAND, CaseState, CaseStep, next_state
from netsvc.cases.model import TRANSITIONS as CASE_TRANSITIONS
from netsvc.directory.model import Presence
from netsvc.events.answers import Refusal, RefusalKind
from netsvc.handover.model import (
    TRANSITIONS,
    CaseSituation,
    HandoverKind,
    HandoverState,
    HandoverStep,
    Offer,
    Person,
    accepted,
    after,
    available,
    ended,
    may_answer,
    may_change,
    may_offer,
    may_withdraw,
)
from netsvc.handover.times import NO_UNIT, OfferTimes, expiry, opening_from, times_from

PEOPLE = ("a", "b", "c")
people = st.sampled_from(PEOPLE)
numbers = st.integers(0, 40)


class Net(RuleBasedStateMachine):
    """Three people, two cases; the rules decide, the machine only does what they allow."""

    @initialize()
    def start(self) -> None:
        self.people = {p: Person(p, True, Presence.AVAILABLE, 2, 0) for p in PEOPLE}
        self.cases = {
            "1": CaseSituation("1", CaseState.IN_CONTACT, "a", connected=True),
            "2": CaseSituation("2", CaseState.IN_CONTACT, "b", connected=True),
        }
        self.counted: set[str] = set()
        self.offers: dict[str, tuple[str, Offer]] = {}

    def _place(self, who: str | None, change: int) -> None:
        if who is not None:
            person = self.people[who]
            self.people[who] = replace(person, open_cases=person.open_cases + change)

    def _pick(self, number: int) -> tuple[str, CaseSituation, Offer] | None:
        if not self.offers:
            return None
        case_id, offer = list(self.offers.values())[number % len(self.offers)]
        return case_id, self.cases[case_id], offer

    def _close(self, case_id: str, offer: Offer, step: HandoverStep) -> None:
        state = after(offer.state, step)
        assert state is not None
        self.offers[offer.id] = (case_id, replace(offer, state=state))
        self.cases[case_id] = self.cases[case_id].without(offer)
        if offer.kind is HandoverKind.WARM and offer.receiver_id is not None:
            person = self.people[offer.receiver_id]
            self.people[offer.receiver_id] = replace(person, ringing=person.ringing - 1)

    @rule(case=st.sampled_from("12"), who=people, to=people, kind=st.sampled_from(HandoverKind))
    def offer(self, case: str, who: str, to: str, kind: HandoverKind) -> None:
        situation = self.cases[case]
        if may_offer(situation, who, self.people[to], kind) is not None:
            return
        assert situation.owner_id == who
        assert to != who
        assert situation.connected or kind is HandoverKind.COLD
        offer = Offer(f"h{len(self.offers)}", kind, HandoverState.OFFERED, who, to)
        self.offers[offer.id] = (case, offer)
        self.cases[case] = replace(situation, open_offers=(offer,))
        if kind is HandoverKind.WARM:
            self.people[to] = replace(self.people[to], ringing=self.people[to].ringing + 1)

    @rule(number=numbers, who=people, step=st.sampled_from(["ACCEPT", "DECLINE"]))
    def answer(self, number: int, who: str, step: str) -> None:
        picked = self._pick(number)
        if picked is None:
            return
        case_id, situation, offer = picked
        wanted = HandoverStep(step)
        if may_answer(situation, offer, who, wanted, self.people[who]) is not None:
            return
        assert offer.receiver_id == who
        self._close(case_id, offer, wanted)
        if wanted is HandoverStep.ACCEPT:
            if case_id in self.counted:
                self._place(situation.owner_id, -1)
            self.counted.add(case_id)
            self._place(who, +1)
            self.cases[case_id] = accepted(situation, offer)
            assert self.cases[case_id].owner_id == who

    @rule(number=numbers, who=people)
    def withdraw(self, number: int, who: str) -> None:
        picked = self._pick(number)
        if picked is not None and may_withdraw(picked[1], picked[2], who) is None:
            assert picked[2].sender_id == who
            self._close(picked[0], picked[2], HandoverStep.WITHDRAW)

    @rule(number=numbers)
    def expire(self, number: int) -> None:
        picked = self._pick(number)
        if picked is not None and after(picked[2].state, HandoverStep.EXPIRE) is not None:
            self._close(picked[0], picked[2], HandoverStep.EXPIRE)

    @rule(
        case=st.sampled_from("12"),
        who=people,
        step=st.sampled_from([CaseStep.RESOLVE, CaseStep.REDIRECT]),
    )
    def end(self, case: str, who: str, step: CaseStep) -> None:
        situation = self.cases[case]
        if may_change(situation, who, step) is not None:
            return
        if situation.open_offer is not None:
            self._close(case, situation.open_offer, HandoverStep.WITHDRAW)
        if case in self.counted:
            self._place(who, -1)
            self.counted.discard(case)
        self.cases[case] = ended(situation, step)

    @rule(who=people, presence=st.sampled_from(Presence))
    def presence(self, who: str, presence: Presence) -> None:
        self.people[who] = replace(self.people[who], presence=presence)

    @invariant()
    def one_owner_while_in_hand(self) -> None:
        for case in self.cases.values():
            assert (case.owner_id is not None) == (case.state in IN_HAND)

    @invariant()
    def the_sender_owns_until_somebody_accepts(self) -> None:
        for case_id, offer in self.offers.values():
            if offer.state is HandoverState.OFFERED:
                assert self.cases[case_id].owner_id == offer.sender_id

    @invariant()
    def one_open_offer_a_case(self) -> None:
        for case_id, case in self.cases.items():
            open_offers = [
                offer
                for of, offer in self.offers.values()
                if of == case_id and offer.state is HandoverState.OFFERED
            ]
            assert open_offers == ([case.open_offer] if case.open_offer else [])

    @invariant()
    def places_are_neither_negative_nor_too_many(self) -> None:
        for person in self.people.values():
            assert 0 <= person.open_cases <= person.capacity
            assert person.ringing >= 0


Net.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
TestNet = Net.TestCase


def test_what_is_over_stays_over() -> None:
    over = set(HandoverState) - {HandoverState.OFFERED, HandoverState.ACCEPTED}
    assert not any(state in over for state, _step in TRANSITIONS)
    for state in ENDED:
        assert {step for of, step in CASE_TRANSITIONS if of is state} == {CaseStep.REOPEN}


@pytest.mark.parametrize("state", list(CaseState))
@pytest.mark.parametrize("step", list(CaseStep))
def test_each_step_leads_to_a_state_or_is_refused(state: CaseState, step: CaseStep) -> None:
    reached = next_state(state, step)
    assert reached is None or reached in CaseState
    if step in {CaseStep.RESOLVE, CaseStep.REDIRECT, CaseStep.TAKEN_OVER_LATER}:
        assert (reached is not None) == (state in IN_HAND)


def _march(day: int, second: int = 0) -> datetime:
    return datetime(2026, 3, day, 9, 0, second, tzinfo=UTC)


def test_an_offer_is_due_from_the_moment_it_ran_out() -> None:
    expires = _march(6, 45)
    offer = Offer("h", HandoverKind.WARM, HandoverState.OFFERED, "a", "b", expires)
    assert not offer.due(expires - timedelta(microseconds=1))
    assert offer.due(expires)
    assert not replace(offer, state=HandoverState.ACCEPTED).due(expires)


@pytest.mark.parametrize(
    ("kind", "offered", "expires"),
    [
        (HandoverKind.WARM, _march(6), _march(6, 45)),
        # Helsinki is two hours ahead: five hours are left of that day, three of the next
        (HandoverKind.COLD, _march(5), datetime(2026, 3, 6, 9, 0, tzinfo=UTC)),
        (HandoverKind.COLD, _march(6), datetime(2026, 3, 9, 9, 0, tzinfo=UTC)),
        (HandoverKind.COLD, _march(7), datetime(2026, 3, 9, 14, 0, tzinfo=UTC)),
    ],
)
def test_offers_live_until(kind: HandoverKind, offered: datetime, expires: datetime) -> None:
    assert expiry(kind, offered, OfferTimes(), NO_UNIT) == expires


def test_a_unit_that_never_opens_lets_offers_run_out() -> None:
    closed = opening_from({"workingHours": "{}", "timeZone": None, "publicHolidays": None})
    assert expiry(HandoverKind.COLD, _march(5), OfferTimes(), closed) == _march(5) + timedelta(
        hours=8
    )
    damaged = opening_from({"workingHours": "[", "timeZone": None, "publicHolidays": "XX"})
    assert damaged == NO_UNIT


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ({}, OfferTimes(20, 8, 8)),
        ({"warmSeconds": 90, "coldHours": None, "promiseHours": 16}, OfferTimes(90, 8, 16)),
    ],
)
def test_an_issue_type_says_how_long_offers_wait(said: dict[str, float], meant: OfferTimes) -> None:
    assert times_from(said, 20) == meant


@pytest.mark.parametrize(
    ("person", "warm", "cold"),
    [
        (Person("b", True, Presence.AVAILABLE, 2, 1), None, None),
        (Person("b", True, Presence.AVAILABLE, 2, 1, ringing=1), "no_free_place", None),
        (Person("b", True, Presence.AVAILABLE, 2, 2), "no_free_place", None),
        (Person("b", True, Presence.BUSY, 2, 0), "not_available", None),
        (Person("b", True, Presence.AVAILABLE, 2, 0, at_work=False), "outside_hours", None),
        (Person("b", True, Presence.AWAY, 2, 0, absent=True), "absent", "absent"),
        (Person("b", False, Presence.AVAILABLE, 2, 0), "left", "left"),
        (
            Person("b", True, Presence.AVAILABLE, 2, 0, answers=False),
            "takes_no_cases",
            "takes_no_cases",
        ),
    ],
)
def test_who_can_be_offered_a_case(person: Person, warm: str | None, cold: str | None) -> None:
    for kind, words in ((HandoverKind.WARM, warm), (HandoverKind.COLD, cold)):
        refusal = available(person, kind)
        assert (refusal.words if isinstance(refusal, Refusal) else None) == words
        if refusal is not None:
            assert refusal.kind is RefusalKind.EXPERT_UNAVAILABLE
