"""The rules of an ask, pure: a question about a case that stays with who asks it.

Whoever was asked may answer, or pass; the asker marks the first answer that helped.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from netsvc.cases.model import IN_HAND, CaseState
from netsvc.directory.model import Presence
from netsvc.events.answers import Refusal, RefusalKind, invalid

MAX_QUESTION = 1000
MAX_ANSWER = 2000
MAX_ASKED = 20
MAX_OPEN = 10
"""So many questions of one case may wait at a time."""


class AskState(StrEnum):
    OPEN = "OPEN"
    ANSWERED = "ANSWERED"
    HELPED = "HELPED"
    CLOSED = "CLOSED"


class AskStep(StrEnum):
    """What can happen to an ask; passing changes the reply only."""

    ANSWER = "ANSWER"
    PASS = "PASS"  # noqa: S105 - not a password
    HELP = "HELP"
    CLOSE = "CLOSE"


class ReplyState(StrEnum):
    """Where one of those asked stands."""

    WAITING = "WAITING"
    ANSWERED = "ANSWERED"
    PASSED = "PASSED"


class PassReason(StrEnum):
    """Why somebody does not answer; neither counts against them."""

    CANT_NOW = "CANT_NOW"
    NOT_MINE = "NOT_MINE"


class CloseReason(StrEnum):
    """Why nobody waits for an answer any more."""

    WITHDRAWN = "WITHDRAWN"
    CASE_ENDED = "CASE_ENDED"
    CASE_PASSED_ON = "CASE_PASSED_ON"


TRANSITIONS: Mapping[tuple[AskState, AskStep], AskState] = MappingProxyType(
    {
        (AskState.OPEN, AskStep.ANSWER): AskState.ANSWERED,
        (AskState.OPEN, AskStep.PASS): AskState.OPEN,
        (AskState.OPEN, AskStep.CLOSE): AskState.CLOSED,
        (AskState.ANSWERED, AskStep.ANSWER): AskState.ANSWERED,
        (AskState.ANSWERED, AskStep.PASS): AskState.ANSWERED,
        (AskState.ANSWERED, AskStep.HELP): AskState.HELPED,
        (AskState.ANSWERED, AskStep.CLOSE): AskState.CLOSED,
        # an answer that came in time may be said to have helped once the matter is solved
        (AskState.CLOSED, AskStep.HELP): AskState.HELPED,
    }
)
LIVE = frozenset({AskState.OPEN, AskState.ANSWERED})
"""The states in which those asked may still answer."""


def after(state: AskState, step: AskStep) -> AskState | None:
    """The state after ``step``, or None where the step does not fit the state."""
    return TRANSITIONS.get((state, step))


@dataclass(frozen=True)
class Reply:
    """One of those asked, as the rules see them."""

    id: str
    expert_id: str
    unit_id: str | None
    state: ReplyState


@dataclass(frozen=True)
class Situation:
    """An ask with its case and everybody asked, as the rules see them."""

    id: str
    state: AskState
    asker_id: str | None
    case_id: str
    replies: tuple[Reply, ...]

    def reply_of(self, expert_id: str) -> Reply | None:
        return next((reply for reply in self.replies if reply.expert_id == expert_id), None)

    @property
    def waiting_ids(self) -> tuple[str, ...]:
        """Those who have neither answered nor passed, in order of id."""
        return tuple(
            sorted(one.expert_id for one in self.replies if one.state is ReplyState.WAITING)
        )


@dataclass(frozen=True)
class CaseInHand:
    """The case of a question: whose it is, and how many questions of it wait already."""

    id: str
    state: CaseState
    owner_id: str | None
    waiting: int = 0


@dataclass(frozen=True)
class Askable:
    """Somebody who may be asked. ``answers``: their role has cases at all."""

    id: str
    active: bool
    answers: bool
    presence: Presence
    unit_id: str | None = None


@dataclass(frozen=True)
class Member:
    """A member of a mini-network, with what decides who of them is asked."""

    person: Askable
    on_duty: bool


def case_refusal(case: CaseInHand, actor: str) -> Refusal | None:
    """Whether the actor, as its owner, may ask about the case."""
    if case.state not in IN_HAND:
        return _case(RefusalKind.WRONG_STATE, "case_ended", case)
    if case.owner_id != actor:
        return _case(RefusalKind.NOT_YOURS, "case_not_yours", case)
    if case.waiting >= MAX_OPEN:
        return _case(RefusalKind.WRONG_STATE, "ask_many_open", case)
    return None


def _case(kind: RefusalKind, words: str, case: CaseInHand) -> Refusal:
    return Refusal(kind, words, state=case.state, case_id=case.id, owner_id=case.owner_id)


def person_refusal(person: Askable, actor: str) -> Refusal | None:
    """Whether the person can be asked now; busy ones can, they answer when they come to it."""
    if person.id == actor:
        return invalid("expertIds", person.id, "ask_oneself")
    if not person.active:
        words = "left"
    elif not person.answers:
        words = "takes_no_cases"
    elif person.presence is Presence.DO_NOT_DISTURB:
        words = "ask_not_disturbed"
    else:
        return None
    return Refusal(
        RefusalKind.EXPERT_UNAVAILABLE,
        words,
        expert_id=person.id,
        presence=person.presence,
    )


def to_ask_of(members: tuple[Member, ...], actor: str) -> tuple[Askable, ...]:
    """Whom a question to a mini-network goes to: those on duty, else those available.

    At most ``MAX_ASKED``, in the order given; the asker is never asked.
    """
    can = [one for one in members if person_refusal(one.person, actor) is None]
    there = [one for one in can if one.on_duty and one.person.presence is not Presence.AWAY]
    there = there or [one for one in can if one.person.presence is Presence.AVAILABLE]
    return tuple(one.person for one in there[:MAX_ASKED])


def text_refusal(field: str, text: str, limit: int) -> Refusal | None:
    """Whether what was written can be sent; ``limit`` is in characters."""
    if not text.strip():
        return invalid(field, "", f"{field}_empty")
    if len(text) > limit:
        return invalid(field, len(text), f"{field}_long")
    return None


def reply_refusal(ask: Situation, actor: str, step: AskStep) -> Refusal | None:
    """Whether the actor may answer or pass."""
    reply = ask.reply_of(actor)
    if reply is None:
        return _ask(RefusalKind.NOT_YOURS, "ask_not_to_you", ask)
    if reply.state is ReplyState.ANSWERED:
        return _ask(RefusalKind.WRONG_STATE, "ask_answered_already", ask)
    if after(ask.state, step) is None:
        words = "ask_helped_already" if ask.state is AskState.HELPED else "ask_closed"
        return _ask(RefusalKind.WRONG_STATE, words, ask)
    if reply.state is ReplyState.PASSED and step is AskStep.PASS:
        return _ask(RefusalKind.WRONG_STATE, "ask_passed_already", ask)
    return None


def help_refusal(ask: Situation, actor: str, expert_id: str) -> Refusal | None:
    """Whether the actor may say that this person's answer helped."""
    if ask.asker_id != actor:
        return _ask(RefusalKind.NOT_YOURS, "ask_not_yours", ask)
    if ask.state is AskState.HELPED:
        return _ask(RefusalKind.WRONG_STATE, "ask_helped_already", ask)
    reply = ask.reply_of(expert_id)
    if reply is None or reply.state is not ReplyState.ANSWERED:
        return _ask(RefusalKind.WRONG_STATE, "ask_no_answer", ask)
    return None


def withdraw_refusal(ask: Situation, actor: str) -> Refusal | None:
    """Whether the actor may take the question back."""
    if ask.asker_id != actor:
        return _ask(RefusalKind.NOT_YOURS, "ask_not_yours", ask)
    if after(ask.state, AskStep.CLOSE) is None:
        words = "ask_helped_already" if ask.state is AskState.HELPED else "ask_closed"
        return _ask(RefusalKind.WRONG_STATE, words, ask)
    return None


def _ask(kind: RefusalKind, words: str, ask: Situation) -> Refusal:
    return Refusal(kind, words, state=ask.state, case_id=ask.case_id, owner_id=ask.asker_id)


def replied(ask: Situation, expert_id: str, step: AskStep) -> Situation:
    """The ask after that person answered or passed."""
    state = after(ask.state, step)
    there = ReplyState.ANSWERED if step is AskStep.ANSWER else ReplyState.PASSED
    return replace(
        ask,
        state=state or ask.state,
        replies=tuple(
            replace(one, state=there) if one.expert_id == expert_id else one for one in ask.replies
        ),
    )


# What is read of an ask: plain values for who shows it.


@dataclass(frozen=True)
class AskReply:
    """What one of those asked said; ``text`` is scrubbed."""

    id: str
    expert_id: str
    unit_id: str | None
    state: ReplyState
    pass_reason: PassReason | None
    text: str | None
    at: datetime | None
    helped: bool


@dataclass(frozen=True)
class Ask:
    """A question about a case. ``contact_id``: the contact that went on when it was asked."""

    id: str
    case_id: str
    issue_type_id: str | None
    question: str
    state: AskState
    asked_at: datetime
    answered_at: datetime | None
    closed_at: datetime | None
    close_reason: CloseReason | None
    asker_id: str | None
    asker_unit_id: str | None
    mini_network_id: str | None
    contact_id: str | None
    replies: tuple[AskReply, ...]


@dataclass(frozen=True)
class AskBox:
    """What waits for a person, and what they asked; ids in order of time, oldest first."""

    to_me: tuple[str, ...]
    mine: tuple[str, ...]


@dataclass(frozen=True)
class Effort:
    """A person's own figures: questions answered, and answers that helped."""

    answered: int
    helped: int
