"""Cases, contacts and redirects."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from netsvc.api.operations.common import Node, PageInfo
from netsvc.api.operations.context import Info
from netsvc.api.operations.directory import (
    Expert,
    IssueType,
    Unit,
    expert_or_none,
    issue_type_or_none,
    unit_or_none,
)
from netsvc.api.operations.ids import Kind, to_global
from netsvc.cases import model
from netsvc.cases.model import CaseState, Channel, RedirectReason
from netsvc.directory.model import Language
from netsvc.errors import NotFoundError

if TYPE_CHECKING:
    from netsvc.api.operations.asks import Ask
    from netsvc.api.operations.handovers import Handover
    from netsvc.api.operations.promises import Promise


@strawberry.type(
    description="A pseudonym; the graph holds no identity number, name or phone number."
)
class Customer(Node):
    pseudonym: str

    @classmethod
    def of(cls, pseudonym: str) -> Customer:
        return cls(id=to_global(Kind.CUSTOMER, pseudonym), pseudonym=pseudonym)


@strawberry.type
class Exclusion:
    reason: str
    at: datetime


@strawberry.type
class Case(Node):
    known: strawberry.Private[model.Case]
    number: str
    state: CaseState
    words: str
    language: Language
    channel: Channel
    opened_at: datetime
    resolved_at: datetime | None

    @classmethod
    def of(cls, case: model.Case) -> Case:
        return cls(
            id=to_global(Kind.CASE, case.id),
            known=case,
            number=case.number,
            state=case.state,
            words=case.words,
            language=case.language,
            channel=case.channel,
            opened_at=case.opened_at,
            resolved_at=case.resolved_at,
        )

    @strawberry.field
    async def issue_type(self, info: Info) -> IssueType | None:
        return await issue_type_or_none(info, self.known.issue_type_id)

    @strawberry.field
    def customer(self) -> Customer:
        return Customer.of(self.known.customer_id or "unknown")

    @strawberry.field
    async def owner(self, info: Info) -> Expert | None:
        return await expert_or_none(info, self.known.owner_id)

    @strawberry.field
    async def opened_by(self, info: Info) -> Expert | None:
        return await expert_or_none(info, self.known.opened_by_id)

    @strawberry.field
    async def resolved_by(self, info: Info) -> Expert | None:
        return await expert_or_none(info, self.known.resolved_by_id)

    @strawberry.field
    async def contact(self, info: Info) -> Contact | None:
        if not self.known.contact_ids:
            return None
        latest = await info.context.load.contacts.load(self.known.contact_ids[-1])
        return Contact.of(latest) if latest is not None else None

    @strawberry.field
    async def contacts(self, info: Info) -> list[Contact]:
        found = await info.context.load.contacts.load_many(list(self.known.contact_ids))
        return [Contact.of(contact) for contact in found if contact is not None]

    @strawberry.field
    async def handovers(
        self, info: Info
    ) -> list[Annotated[Handover, strawberry.lazy("netsvc.api.operations.handovers")]]:
        from netsvc.api.operations.handovers import handovers_of  # noqa: PLC0415 - handovers know cases

        return await handovers_of(info, self.known.handover_ids)

    @strawberry.field
    async def redirects(self, info: Info) -> list[Redirect]:
        found = await info.context.load.redirects.load_many(list(self.known.redirect_ids))
        return [Redirect.of(redirect) for redirect in found if redirect is not None]

    @strawberry.field(  # type: ignore[untyped-decorator]  # as in directory
        description="Questions about it to colleagues, in order of time."
    )
    async def asks(
        self, info: Info
    ) -> list[Annotated[Ask, strawberry.lazy("netsvc.api.operations.asks")]]:
        from netsvc.api.operations.asks import asks_of_case  # noqa: PLC0415 - asks know cases

        return await asks_of_case(info, self.known.id)

    @strawberry.field(  # type: ignore[untyped-decorator]  # as in directory
        description="What the customer was promised, soonest due first."
    )
    async def promises(
        self, info: Info
    ) -> list[Annotated[Promise, strawberry.lazy("netsvc.api.operations.promises")]]:
        from netsvc.api.operations.promises import Promise as Shown  # noqa: PLC0415 - they know each other

        found = await info.context.load.promises.load(self.known.id)
        return [Shown.of(one) for one in found or ()]

    @strawberry.field
    def excluded_from_net(self) -> Exclusion | None:
        exclusion = self.known.exclusion
        if exclusion is None:
            return None
        return Exclusion(reason=exclusion.reason, at=exclusion.at)


@strawberry.type
class Contact(Node):
    known: strawberry.Private[model.Contact]
    started_at: datetime
    ended_at: datetime | None
    channel: Channel
    queue_seconds: int | None

    @classmethod
    def of(cls, contact: model.Contact) -> Contact:
        return cls(
            id=to_global(Kind.CONTACT, contact.id),
            known=contact,
            started_at=contact.started_at,
            ended_at=contact.ended_at,
            channel=contact.channel,
            queue_seconds=contact.queue_seconds,
        )

    @strawberry.field
    async def handled_by(self, info: Info) -> Expert | None:
        return await expert_or_none(info, self.known.handled_by_id)

    @strawberry.field
    async def cases(self, info: Info) -> list[Case]:
        found = await info.context.load.cases.load_many(list(self.known.case_ids))
        return [Case.of(case) for case in found if case is not None]


@strawberry.type
class Redirect(Node):
    known: strawberry.Private[model.Redirect]
    at: datetime
    reason: RedirectReason
    note: str | None

    @classmethod
    def of(cls, redirect: model.Redirect) -> Redirect:
        return cls(
            id=to_global(Kind.REDIRECT, redirect.id),
            known=redirect,
            at=redirect.at,
            reason=redirect.reason,
            note=redirect.note,
        )

    @strawberry.field
    async def by(self, info: Info) -> Expert | None:
        return await expert_or_none(info, self.known.by_id)

    @strawberry.field
    async def toward(self, info: Info) -> Unit | None:
        return await unit_or_none(info, self.known.toward_unit_id)

    @strawberry.field
    async def case(self, info: Info) -> Case:
        return await whole_case(info, self.known.case_id)


@strawberry.type
class CaseEdge:
    cursor: str
    node: Case


@strawberry.type
class CaseConnection:
    edges: list[CaseEdge]
    page_info: PageInfo


async def case_or_none(info: Info, id_: str | None) -> Case | None:
    case = await info.context.load.cases.load(id_) if id_ else None
    return Case.of(case) if case is not None else None


async def whole_case(info: Info, id_: str) -> Case:
    """Raises ``NotFoundError`` where the case was removed meanwhile."""
    case = await case_or_none(info, id_)
    if case is None:
        raise NotFoundError("The case is no longer there.", action="Load the page again.")
    return case
