"""Who may do what: roles and the caller of an operation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from netsvc.errors import NotAllowedError, NotSignedInError


class Role(StrEnum):
    AGENT = "AGENT"
    EXPERT = "EXPERT"
    MANAGER = "MANAGER"
    PILOT_LEAD = "PILOT_LEAD"
    ADMINISTRATOR = "ADMINISTRATOR"


EVERYBODY = frozenset(Role)
DESK = frozenset({Role.AGENT, Role.EXPERT})
"""Who has customers' cases in hand; managers see how work flows, not whose case it is."""


@dataclass(frozen=True)
class Caller:
    """The person behind a request, as their token says."""

    expert_id: str
    roles: frozenset[Role]


def authorize(caller: Caller | None, allowed: Iterable[Role]) -> Caller:
    """The caller, if one of their roles is allowed.

    Raises ``NotSignedInError`` without a caller and ``NotAllowedError`` with too small a role.
    """
    if caller is None:
        raise NotSignedInError("You are not signed in.", action="Sign in and ask again.")
    wanted = frozenset(allowed)
    if not caller.roles & wanted:
        names = ", ".join(sorted(role.value.lower().replace("_", " ") for role in wanted))
        raise NotAllowedError(
            "Your role does not cover this.", action=f"It is for these roles: {names}."
        )
    return caller
