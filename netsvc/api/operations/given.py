"""What every mutation does: read the ids that came in, and turn a refusal into a problem."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from netsvc.api.operations.cases import case_or_none
from netsvc.api.operations.context import Info
from netsvc.api.operations.handovers import handover_or_none
from netsvc.api.operations.ids import Kind, plain_id
from netsvc.api.operations.problems import problem
from netsvc.errors import BadInputError, NotFoundError
from netsvc.events.answers import Answer, Refusal, invalid

T = TypeVar("T")


class Given:
    """The ids that came in, as plain ones; the first malformed one becomes a refusal."""

    def __init__(self) -> None:
        self.ids: dict[str, str] = {}
        self.about: dict[Kind, str] = {}
        self.refusal: Refusal | None = None

    def plain(self, field: str, kind: Kind, value: str) -> str:
        try:
            plain = plain_id(kind, value)
        except BadInputError:
            self.refusal = self.refusal or invalid(field, value, "bad_id")
            return ""
        self.ids[plain] = value
        self.about[kind] = plain
        return plain

    def optional(self, field: str, kind: Kind, value: str | None) -> str | None:
        return None if value is None else self.plain(field, kind, value)


async def refused_answer(info: Info, answer: Answer, given: Given) -> object | None:
    """The problem to show, or None where the command was done; loads are fresh from here on."""
    info.context.forget()
    if not isinstance(answer, Refusal):
        return None
    return await problem(info, await with_owner(info, answer, given), given.ids)


async def with_owner(info: Info, refusal: Refusal, given: Given) -> Refusal:
    """The refusal with who has the case now, whatever of the command could not be used."""
    if refusal.owner_id is not None:
        return refusal
    case_id = refusal.case_id or given.about.get(Kind.CASE)
    handover_id = given.about.get(Kind.HANDOVER)
    if case_id is None and handover_id is not None:
        handover = await handover_or_none(info, handover_id)
        case_id = handover.known.case_id if handover is not None else None
    case = await case_or_none(info, case_id)
    return replace(refusal, owner_id=case.known.owner_id) if case is not None else refusal


def there(thing: T | None) -> T:
    """Raises ``NotFoundError`` where the thing was removed since the command was done."""
    if thing is None:
        raise NotFoundError("It was removed meanwhile.", action="Load the page again.")
    return thing
