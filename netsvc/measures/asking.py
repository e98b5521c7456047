"""Questions to colleagues as facts of the measures; times are milliseconds since 1970 (UTC)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

NOWHERE = "unknown"


@dataclass(frozen=True, slots=True)
class RawReply:
    expert: str
    unit: str | None
    state: str
    helped: bool


@dataclass(frozen=True, slots=True)
class RawAsk:
    """As it was read. ``in_contact``: asked while the customer was there, until ``ended``."""

    case: str
    asked: int
    answered: int | None
    helped: int | None
    in_contact: bool
    ended: int | None
    asker: str | None
    unit: str | None
    issue_type: str | None
    replies: tuple[RawReply, ...]

    @classmethod
    def of(cls, row: Sequence[Any]) -> RawAsk:
        return cls(*(*row[:9], tuple(RawReply(*reply) for reply in row[9])))


@dataclass(frozen=True, slots=True)
class AskFact:
    """One question. ``employees`` asked it, ``helpers`` answered it; ``unit`` is the asker's.

    ``within``: answered while the customer of the question was still there; None where it was not
    asked in a contact, or where that contact goes on and nobody has answered yet. ``helped_at`` is
    when an answer was said to have helped.
    """

    at: int
    case: str
    unit: str
    issue_type: str
    employees: frozenset[str]
    helpers: frozenset[str]
    answered: bool
    within: bool | None
    helped_at: int | None
    answers: tuple[AnswerFact, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerFact:
    """One of those asked: their unit, whether they answered, and whether it helped."""

    at: int
    unit: str
    issue_type: str
    employees: frozenset[str]
    answered: bool
    helped: bool


def ask_facts(asks: Iterable[RawAsk]) -> tuple[AskFact, ...]:
    return tuple(_fact(ask) for ask in asks)


def _fact(ask: RawAsk) -> AskFact:
    issue_type = ask.issue_type or NOWHERE
    return AskFact(
        at=ask.asked,
        case=ask.case,
        unit=ask.unit or NOWHERE,
        issue_type=issue_type,
        employees=frozenset({ask.asker} if ask.asker else ()),
        helpers=frozenset(one.expert for one in ask.replies if one.state == "ANSWERED"),
        answered=ask.answered is not None,
        within=_within(ask),
        helped_at=ask.helped,
        answers=tuple(
            AnswerFact(
                ask.asked,
                one.unit or NOWHERE,
                issue_type,
                frozenset({one.expert}),
                one.state == "ANSWERED",
                one.helped,
            )
            for one in ask.replies
        ),
    )


def _within(ask: RawAsk) -> bool | None:
    if not ask.in_contact:
        return None
    if ask.answered is None:
        return None if ask.ended is None else False
    return ask.ended is None or ask.answered <= ask.ended
