"""Customers' own verdicts as facts of the measures; times are milliseconds since 1970 (UTC)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class RawVerdict:
    case: str
    asked: int
    state: str
    solved: bool | None
    repeated: bool | None
    expires: int | None
    employee: str | None
    unit: str | None
    issue_type: str | None


@dataclass(frozen=True, slots=True)
class VerdictFact:
    """One customer who was asked, by the unit that their case was opened in.

    ``over``: whether the answer is known or can come no more; before that it says nothing of how
    many answer.
    """

    at: int
    case: str
    unit: str
    issue_type: str
    employees: frozenset[str]
    answered: bool
    over: bool
    solved: bool | None
    repeated: bool | None
    expires: int | None = None


def verdict_facts(verdicts: Iterable[RawVerdict], now: int) -> tuple[VerdictFact, ...]:
    return tuple(
        VerdictFact(
            at=one.asked,
            case=one.case,
            unit=one.unit or UNKNOWN,
            issue_type=one.issue_type or UNKNOWN,
            employees=frozenset({one.employee} if one.employee else ()),
            answered=one.state == "ANSWERED",
            # a link counts once it has run out, answered or not: early answers come first
            over=one.expires <= now if one.expires is not None else one.state != "ASKED",
            solved=one.solved,
            repeated=one.repeated,
            expires=one.expires,
        )
        for one in verdicts
    )


def as_of(verdicts: Iterable[VerdictFact], now: int) -> tuple[VerdictFact, ...]:
    """The same verdicts at a later moment: by then more links may have run out."""
    return tuple(
        replace(one, over=True)
        if not one.over and one.expires is not None and one.expires <= now
        else one
        for one in verdicts
    )
