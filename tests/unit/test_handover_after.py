"""What happens after an acceptance, together with the machine of offers; and when a case loops."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from netsvc.cases.model import CaseState, CaseStep
from netsvc.handover import loops
from netsvc.handover.afterwards import (
    ReturnReason,
    may_ask,
    may_reopen,
    may_return,
    named,
    reopened,
    returned,
)
from netsvc.handover.loops import LoopKind, Naming, Passage, Stop, StopKind
from netsvc.handover.model import DeclineReason, HandoverState, HandoverStep, may_change
from tests.unit.test_handover_model import Net, numbers, people


class NetAfter(Net):
    """The same people and cases, who also return, reopen and name owners."""

    @rule(number=numbers, who=people)
    def give_back(self, number: int, who: str) -> None:
        picked = self._pick(number)
        if picked is None:
            return
        case_id, situation, offer = picked
        sender = self.people[offer.sender_id or ""]
        if may_return(situation, offer, who, sender) is not None:
            return
        assert situation.owner_id == who == offer.receiver_id
        assert offer.state is HandoverState.ACCEPTED
        for open_offer in situation.open_offers:
            self._close(case_id, open_offer, HandoverStep.WITHDRAW)
        self.offers[offer.id] = (case_id, replace(offer, state=HandoverState.RETURNED))
        self._counts(case_id, who, offer.sender_id)
        self.cases[case_id] = returned(self.cases[case_id], offer)
        assert self.cases[case_id].owner_id == offer.sender_id

    @rule(case=st.sampled_from("12"), who=people)
    def reopen(self, case: str, who: str) -> None:
        if may_reopen(self.cases[case]) is None:
            self.cases[case] = reopened(self.cases[case], who)
            assert self.cases[case].state is CaseState.REOPENED

    @rule(case=st.sampled_from("12"), owner=people, who=people)
    def name(self, case: str, owner: str, who: str) -> None:
        if may_change(self.cases[case], owner, CaseStep.RESOLVE) is not None:
            return
        for open_offer in self.cases[case].open_offers:
            self._close(case, open_offer, HandoverStep.WITHDRAW)
        before = self.cases[case]
        if who != owner:
            self._counts(case, owner, who)
            for id_, (of, offer) in list(self.offers.items()):
                if of == case and offer.state is HandoverState.ACCEPTED:
                    self.offers[id_] = (of, replace(offer, state=HandoverState.FORWARDED))
        self.cases[case] = named(before, who)
        assert self.cases[case].connected == (before.connected and who == owner)

    def _counts(self, case_id: str, before: str, after: str | None) -> None:
        """The place goes along where there is one; a case is with somebody in any event."""
        if case_id in self.counted:
            self._place(before, -1)
            self.counted.discard(case_id)
        person = self.people[after or ""]
        if person.open_cases < person.capacity:
            self._place(after, +1)
            self.counted.add(case_id)

    @invariant()
    def only_a_receiver_of_this_case_may_ask(self) -> None:
        for case_id, offer in self.offers.values():
            for who in self.people:
                if may_ask(self.cases[case_id], offer, who) is None:
                    assert offer.receiver_id == who


NetAfter.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
TestNetAfter = NetAfter.TestCase

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
OPENED = Stop(StopKind.OPENED, START, "aino", "front")
MINE = DeclineReason.NOT_MY_MATTER


def leg(
    n: int,
    frm: str,
    to: str,
    state: HandoverState = HandoverState.FORWARDED,
    **more: object,
) -> Passage:
    """The n-th handover, between people named as their units with a number: ``housing1``."""
    at = START + timedelta(minutes=n)
    return Passage(state, at, frm, frm.rstrip("12"), to, to.rstrip("12"), at, **more)  # type: ignore[arg-type]


def test_a_case_that_never_moved_does_not_loop() -> None:
    kind = loops.loop([], owner_unit_id="front", receiver_id="x", receiver_unit_id="housing")
    assert kind is None


@pytest.mark.parametrize(
    ("legs", "owner", "to", "kind"),
    [
        # A to B and back to A
        ([leg(1, "front1", "housing1", HandoverState.ACCEPTED)], "housing", "front2", "BACK"),
        # given back as not theirs, and offered there again
        (
            [
                leg(
                    1,
                    "front1",
                    "housing1",
                    HandoverState.RETURNED,
                    return_reason=ReturnReason.NOT_MY_MATTER,
                )
            ],
            "front",
            "housing2",
            "BACK",
        ),
        # something was missing: the same unit may have it once it is there
        (
            [
                leg(
                    1,
                    "front1",
                    "housing1",
                    HandoverState.RETURNED,
                    return_reason=ReturnReason.INFORMATION_MISSING,
                )
            ],
            "front",
            "housing1",
            None,
        ),
        # a colleague of the same unit is no detour
        ([leg(1, "front1", "housing1", HandoverState.ACCEPTED)], "housing", "housing2", None),
        # three hands, and a fourth
        (
            [leg(1, "a1", "b1"), leg(2, "b1", "c1"), leg(3, "c1", "d1", HandoverState.ACCEPTED)],
            "d",
            "e1",
            "HOP",
        ),
        (
            [leg(1, "a1", "b1"), leg(2, "b1", "c1", HandoverState.ACCEPTED)],
            "c",
            "d1",
            None,
        ),
        # who said that it is not theirs is asked again
        (
            [leg(1, "a1", "b1", HandoverState.DECLINED, decline_reason=MINE)],
            "a",
            "b1",
            "CYCLE",
        ),
        (
            [leg(1, "a1", "b1", HandoverState.DECLINED, decline_reason=DeclineReason.NO_CAPACITY)],
            "a",
            "b1",
            None,
        ),
        # three units said so
        (
            [leg(n, "a1", f"{u}1", HandoverState.DECLINED, decline_reason=MINE)
             for n, u in enumerate("bcd")],
            "a",
            "e1",
            "CYCLE",
        ),
    ],
)  # fmt: skip
def test_loops(legs: list[Passage], owner: str, to: str, kind: str | None) -> None:
    found = loops.loop(
        legs, owner_unit_id=owner, receiver_id=to, receiver_unit_id=to.rstrip("12"), limit=3
    )
    wanted = {
        "BACK": LoopKind.BACK_TO_UNIT,
        "HOP": LoopKind.HOP_LIMIT,
        "CYCLE": LoopKind.DECLINE_CYCLE,
        None: None,
    }
    assert found is wanted[kind]


def test_the_count_begins_anew_with_a_named_owner() -> None:
    legs = [leg(1, "front1", "housing1"), leg(2, "housing1", "front1")]
    naming = Naming(START + timedelta(minutes=2, seconds=30), "housing1", "housing")
    assert loops.since(legs, naming) == ()
    later = [*legs, leg(3, "housing1", "benefits1", HandoverState.ACCEPTED)]
    assert loops.since(later, naming) == (later[2],)
    path = loops.path(OPENED, later, naming)
    assert [(stop.kind, stop.unit_id) for stop in path] == [
        ("NAMED", "housing"),
        ("HANDED_OVER", "benefits"),
    ]


def test_the_path_names_every_stop_in_order() -> None:
    legs = [
        leg(1, "front1", "housing1", HandoverState.DECLINED, decline_reason=MINE),
        leg(2, "front1", "housing2", HandoverState.DECLINED,
            decline_reason=DeclineReason.NO_CAPACITY),
        leg(3, "front1", "benefits1", HandoverState.RETURNED,
            returned_at=START + timedelta(minutes=5), return_reason=ReturnReason.ABSENT),
        leg(6, "front1", "housing2", HandoverState.EXPIRED),
    ]  # fmt: skip
    assert [(stop.kind, stop.expert_id) for stop in loops.path(OPENED, legs)] == [
        ("OPENED", "aino"),
        ("DECLINED", "housing1"),
        ("HANDED_OVER", "benefits1"),
        ("RETURNED", "front1"),
    ]


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=8), st.integers(1, 5))
def test_no_case_changes_hands_more_often_than_the_limit(
    moves: list[tuple[int, int]], limit: int
) -> None:
    """Whatever anybody tries, a walk that obeys the rule is short and visits no unit twice."""
    legs: list[Passage] = []
    owner = "unit0-1"
    for n, (to, person) in enumerate(moves):
        receiver = f"unit{to}-{person}"
        blocked = loops.loop(
            legs,
            owner_unit_id=owner.partition("-")[0],
            receiver_id=receiver,
            receiver_unit_id=f"unit{to}",
            limit=limit,
        )
        if blocked is not None or receiver == owner:
            continue
        at = START + timedelta(minutes=n)
        if legs:
            legs[-1] = replace(legs[-1], state=HandoverState.FORWARDED)
        legs.append(
            Passage(
                HandoverState.ACCEPTED,
                at,
                owner,
                owner.partition("-")[0],
                receiver,
                f"unit{to}",
                at,
            )
        )
        owner = receiver
    units = [legs[0].sender_unit_id, *(one.receiver_unit_id for one in legs)] if legs else []
    stays = [unit for n, unit in enumerate(units) if n == 0 or units[n - 1] != unit]
    assert len(stays) == len(set(stays))
    between = [one for one in legs if one.sender_unit_id != one.receiver_unit_id]
    assert len(between) <= limit
