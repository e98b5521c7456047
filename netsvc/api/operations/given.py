"""What every mutation does: read the ids that came in, and turn a refusal into a problem."""

from __future__ import annotations

from typing import TypeVar

from netsvc.api.operations.context import Info
from netsvc.api.operations.ids import Kind, plain_id
from netsvc.api.operations.problems import problem
from netsvc.errors import BadInputError, NotFoundError
from netsvc.events.answers import Answer, Refusal, invalid

T = TypeVar("T")


class Given:
    """The ids that came in, as plain ones; the first malformed one becomes a refusal."""

    def __init__(self) -> None:
        self.ids: dict[str, str] = {}
        self.refusal: Refusal | None = None

    def plain(self, field: str, kind: Kind, value: str) -> str:
        try:
            plain = plain_id(kind, value)
        except BadInputError:
            self.refusal = self.refusal or invalid(field, value, "bad_id")
            return ""
        self.ids[plain] = value
        return plain

    def optional(self, field: str, kind: Kind, value: str | None) -> str | None:
        return None if value is None else self.plain(field, kind, value)


async def refused_answer(info: Info, answer: Answer, given: Given) -> object | None:
    """The problem to show, or None where the command was done; loads are fresh from here on."""
    info.context.forget()
    return await problem(info, answer, given.ids) if isinstance(answer, Refusal) else None


def there(thing: T | None) -> T:
    """Raises ``NotFoundError`` where the thing was removed since the command was done."""
    if thing is None:
        raise NotFoundError("It was removed meanwhile.", action="Load the page again.")
    return thing
