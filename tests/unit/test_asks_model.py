"""Asks: whatever anybody does in whatever order, the invariants hold."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from netsvc.asks.model import (
    MAX_ASKED,
    MAX_OPEN,
    TRANSITIONS,
    Askable,
    AskState,
    AskStep,
    CaseInHand,
    Member,
    Reply,
    ReplyState,
    Situation,
    after,
    case_refusal,
    help_refusal,
    person_refusal,
    replied,
    reply_refusal,
    text_refusal,
    to_ask_of,
    withdraw_refusal,
)
from netsvc.cases.model import ENDED, IN_HAND, CaseState
from netsvc.directory.model import Presence
from netsvc.events.answers import RefusalKind

ASKED = ("b", "c")
people = st.sampled_from(("a", "b", "c", "d"))


class Asking(RuleBasedStateMachine):
    """``a`` asks ``b`` and ``c``; the rules decide, the machine only does what they allow."""

    @initialize()
    def start(self) -> None:
        waiting = ReplyState.WAITING
        self.ask = Situation(
            "1", AskState.OPEN, "a", "k", tuple(Reply(f"r{p}", p, "u", waiting) for p in ASKED)
        )
        self.answered: set[str] = set()
        self.helped: list[str] = []
        self.closed = False

    @rule(who=people)
    def answer(self, who: str) -> None:
        if reply_refusal(self.ask, who, AskStep.ANSWER) is not None:
            return
        assert who in ASKED
        assert who not in self.answered
        assert not self.helped
        assert not self.closed
        self.answered.add(who)
        self.ask = replied(self.ask, who, AskStep.ANSWER)

    @rule(who=people)
    def pass_on(self, who: str) -> None:
        if reply_refusal(self.ask, who, AskStep.PASS) is not None:
            return
        assert who in ASKED
        before = self.ask.state
        self.ask = replied(self.ask, who, AskStep.PASS)
        assert self.ask.state is before

    @rule(who=people, whose=people)
    def help(self, who: str, whose: str) -> None:
        if help_refusal(self.ask, who, whose) is not None:
            return
        assert who == "a"
        self.helped.append(whose)
        state = after(self.ask.state, AskStep.HELP)
        assert state is AskState.HELPED
        self.ask = replace(self.ask, state=state)

    @rule(who=people)
    def withdraw(self, who: str) -> None:
        if withdraw_refusal(self.ask, who) is not None:
            return
        assert who == "a"
        self.closed = True
        self.ask = replace(self.ask, state=AskState.CLOSED)

    @invariant()
    def holds(self) -> None:
        if not hasattr(self, "ask"):
            return
        assert len(self.helped) <= 1
        assert set(self.helped) <= self.answered
        said = {r.expert_id for r in self.ask.replies if r.state is ReplyState.ANSWERED}
        assert said == self.answered
        assert set(self.ask.waiting_ids) <= set(ASKED) - self.answered
        if self.helped:
            assert self.ask.state is AskState.HELPED
        elif self.closed:
            assert self.ask.state is AskState.CLOSED
        else:
            assert self.ask.state is (AskState.ANSWERED if self.answered else AskState.OPEN)


Asking.TestCase.settings = settings(max_examples=200, stateful_step_count=20, deadline=None)
TestAsking = Asking.TestCase


def test_every_step_has_an_answer() -> None:
    assert set(TRANSITIONS) == {
        (state, step) for state in AskState for step in AskStep if after(state, step) is not None
    }
    assert all(after(AskState.HELPED, step) is None for step in AskStep)


@pytest.mark.parametrize("state", list(CaseState))
def test_only_the_owner_of_a_case_in_hand_asks(state: CaseState) -> None:
    case = CaseInHand("k", state, "a" if state in IN_HAND else None)
    refusal = case_refusal(case, "a")
    if state in ENDED:
        assert refusal is not None
        assert (refusal.kind, refusal.words) == (RefusalKind.WRONG_STATE, "case_ended")
        return
    assert refusal is None
    other = case_refusal(case, "b")
    assert other is not None
    assert (other.kind, other.owner_id) == (RefusalKind.NOT_YOURS, "a")
    many = case_refusal(replace(case, waiting=MAX_OPEN), "a")
    assert many is not None
    assert many.words == "ask_many_open"


AWAKE = Askable("b", active=True, answers=True, presence=Presence.AVAILABLE)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, None),
        ({"presence": Presence.BUSY}, None),
        ({"presence": Presence.AWAY}, None),
        ({"presence": Presence.DO_NOT_DISTURB}, "ask_not_disturbed"),
        ({"active": False}, "left"),
        ({"answers": False}, "takes_no_cases"),
        ({"id": "a"}, "ask_oneself"),
    ],
)
def test_who_can_be_asked(change: dict[str, object], words: str | None) -> None:
    refusal = person_refusal(replace(AWAKE, **change), "a")
    assert (refusal.words if refusal else None) == words


def _member(id_: str, presence: Presence, on_duty: bool) -> Member:
    return Member(replace(AWAKE, id=id_, presence=presence), on_duty)


def test_a_network_is_asked_where_somebody_is() -> None:
    duty = _member("b", Presence.BUSY, True)
    free = _member("c", Presence.AVAILABLE, False)
    away = _member("d", Presence.AWAY, True)
    me = _member("a", Presence.AVAILABLE, True)
    assert [p.id for p in to_ask_of((duty, free, away, me), "a")] == ["b"]
    assert [p.id for p in to_ask_of((free, away, me), "a")] == ["c"]
    assert to_ask_of((away, me), "a") == ()
    many = tuple(_member(f"p{n:02}", Presence.AVAILABLE, True) for n in range(MAX_ASKED + 5))
    assert len(to_ask_of(many, "a")) == MAX_ASKED


def test_what_can_be_sent() -> None:
    assert text_refusal("question", "x" * 10, 10) is None
    for text, words in (("", "question_empty"), (" \n", "question_empty"), ("x" * 11, None)):
        refusal = text_refusal("question", text, 10)
        assert refusal is not None
        assert refusal.words == (words or "question_long")
