"""What can be asked."""

from __future__ import annotations

from datetime import datetime

import strawberry

from netsvc.api.operations.cases import Case, CaseConnection, CaseEdge, case_or_none
from netsvc.api.operations.common import Node, PageInfo
from netsvc.api.operations.context import Info
from netsvc.api.operations.directory import (
    Expert,
    ExpertConnection,
    ExpertEdge,
    IssueType,
    IssueTypeConnection,
    IssueTypeEdge,
    MiniNetwork,
    Unit,
    UnitConnection,
    UnitEdge,
    expert_or_none,
    issue_type_or_none,
    unit_or_none,
)
from netsvc.api.operations.finding import ExpertMatches, IssueTypeMatches
from netsvc.api.operations.handovers import Handover
from netsvc.api.operations.ids import (
    Kind,
    case_cursor,
    from_case_cursor,
    from_name_cursor,
    name_cursor,
    plain_id,
)
from netsvc.api.operations.node import node as any_node
from netsvc.api.operations.problems import (
    FindExpertsResult,
    InvalidInput,
    MatchResult,
    NotFound,
    problem,
)
from netsvc.cases.model import CaseFilter, CasePosition, Channel
from netsvc.directory.model import Language
from netsvc.errors import BadInputError, NotFoundError, NotSignedInError
from netsvc.events.answers import invalid, not_found
from netsvc.handover import repository as legs
from netsvc.identity.roles import Role

MAX_CASES = 100
MAX_SEARCH = 200


@strawberry.type
class Viewer:
    expert: Expert
    roles: list[Role]
    language: Language
    demo: bool
    server_time: datetime

    @strawberry.field(  # type: ignore[untyped-decorator]  # strawberry types it only without arguments
        description="Mini-networks whose standard is the caller's and waits for its review."
    )
    async def standards_to_review(self, info: Info) -> list[MiniNetwork]:
        services = info.context.services
        ids = await services.networks.to_review(info.context.actor, services.clock().date())
        found = await info.context.load.mini_networks.load_many(ids)
        return [MiniNetwork.of(network) for network in found if network is not None]


@strawberry.type
class Inbox:
    known: strawberry.Private[legs.Inbox]
    last_seq: int = strawberry.field(description="Resume the subscription from here.")

    @strawberry.field
    async def offers(self, info: Info) -> list[Handover]:
        return await _handovers(info, self.known.offer_ids)

    @strawberry.field
    async def sent(self, info: Info) -> list[Handover]:
        return await _handovers(info, self.known.sent_ids)

    @strawberry.field
    async def my_cases(self, info: Info) -> list[Case]:
        found = await info.context.load.cases.load_many(list(self.known.case_ids))
        return [Case.of(case) for case in found if case is not None]


async def _handovers(info: Info, ids: tuple[str, ...]) -> list[Handover]:
    found = await info.context.load.handovers.load_many(list(ids))
    return [Handover.of(handover) for handover in found if handover is not None]


@strawberry.type
class Query:
    @strawberry.field
    async def me(self, info: Info) -> Viewer:
        caller = info.context.caller
        expert = await info.context.load.experts.load(caller.expert_id)
        if expert is None:
            raise NotSignedInError(
                "You are not in the directory of this service.", action="Sign in again."
            )
        return Viewer(
            expert=Expert.of(expert),
            roles=[role for role in Role if role in caller.roles],
            language=expert.ui_language,
            demo=info.context.demo,
            server_time=info.context.services.clock(),
        )

    @strawberry.field
    async def node(self, info: Info, id: strawberry.ID) -> Node | None:  # noqa: A002
        return await any_node(info, id)

    @strawberry.field
    async def match_issue_types(
        self, info: Info, matter: str, language: Language | None = None, first: int | None = 5
    ) -> MatchResult:
        size = 5 if first is None else first
        try:
            matches = await info.context.services.finding.match(matter, language, size)
        except BadInputError:
            return await _unusable(info, matter, size, None)
        return await IssueTypeMatches.of(info, matches)

    @strawberry.field
    async def find_experts(
        self,
        info: Info,
        *,
        matter: str | None = None,
        issue_type_id: strawberry.ID | None = None,
        language: Language | None = None,
        case_id: strawberry.ID | None = None,
        channel: Channel | None = None,
        first: int | None = 10,
        after: str | None = None,
    ) -> FindExpertsResult:
        size = 10 if first is None else first
        plain_case = None
        if case_id is not None:
            try:
                plain_case = plain_id(Kind.CASE, case_id)
            except BadInputError:
                return await _invalid(info, "caseId", case_id, "bad_id")
            if await info.context.load.cases.load(plain_case) is None:
                return await _not_found(info, plain_case, case_id)
        plain = None
        if issue_type_id is not None:
            try:
                plain = plain_id(Kind.ISSUE_TYPE, issue_type_id)
            except BadInputError:
                return await _invalid(info, "issueTypeId", issue_type_id, "bad_id")
        try:
            found = await info.context.services.finding.find_experts(
                matter,
                plain,
                language,
                caller_id=info.context.actor,
                case_id=plain_case,
                channel=channel,
                limit=size,
                after=after,
            )
        except BadInputError:
            return await _unusable(info, matter if plain is None or matter else "x", size, after)
        except NotFoundError:
            return await _not_found(info, plain or "", issue_type_id or "")
        return ExpertMatches.of(found)

    @strawberry.field
    async def case(self, info: Info, id: strawberry.ID) -> Case | None:  # noqa: A002
        return await case_or_none(info, plain_id(Kind.CASE, id))

    @strawberry.field
    async def cases(
        self,
        info: Info,
        filter: CaseFilter | None = CaseFilter.MINE,  # noqa: A002
        search: str | None = None,
        first: int | None = 25,
        after: str | None = None,
    ) -> CaseConnection:
        size = 25 if first is None else first
        if not 1 <= size <= MAX_CASES:
            raise BadInputError(
                f"A page of {size} was asked for.", action=f"Ask for 1 to {MAX_CASES} at a time."
            )
        if search is not None and len(search) > MAX_SEARCH:
            raise BadInputError(
                f"The search has {len(search)} characters.",
                action=f"Use {MAX_SEARCH} characters or fewer.",
            )
        page = await info.context.services.case_search.page(
            filter or CaseFilter.MINE,
            info.context.actor,
            search=search or "",
            first=size,
            after=from_case_cursor(after),
        )
        edges = [
            CaseEdge(cursor=case_cursor(CasePosition(one.opened_at, one.id)), node=Case.of(one))
            for one in page.cases
        ]
        return CaseConnection(
            edges=edges,
            page_info=PageInfo.of(
                [edge.cursor for edge in edges],
                has_next=page.has_next,
                has_previous=after is not None,
            ),
        )

    @strawberry.field
    async def expert(self, info: Info, id: strawberry.ID) -> Expert | None:  # noqa: A002
        return await expert_or_none(info, plain_id(Kind.EXPERT, id))

    @strawberry.field
    async def experts(
        self,
        info: Info,
        search: str | None = None,
        first: int | None = 25,
        after: str | None = None,
    ) -> ExpertConnection:
        page = await info.context.services.directory.experts_page(
            25 if first is None else first, from_name_cursor(after), search=search or ""
        )
        edges = [
            ExpertEdge(cursor=name_cursor(place), node=Expert.of(expert))
            for expert, place in zip(page.items, page.positions, strict=True)
        ]
        return ExpertConnection.of(edges, has_next=page.has_next, has_previous=after is not None)

    @strawberry.field
    async def unit(self, info: Info, id: strawberry.ID) -> Unit | None:  # noqa: A002
        return await unit_or_none(info, plain_id(Kind.UNIT, id))

    @strawberry.field
    async def units(
        self, info: Info, first: int | None = 100, after: str | None = None
    ) -> UnitConnection:
        page = await info.context.services.directory.units_page(
            100 if first is None else first, from_name_cursor(after)
        )
        edges = [
            UnitEdge(cursor=name_cursor(place), node=Unit.of(unit))
            for unit, place in zip(page.items, page.positions, strict=True)
        ]
        cursors = [edge.cursor for edge in edges]
        page_info = PageInfo.of(cursors, has_next=page.has_next, has_previous=after is not None)
        return UnitConnection(edges=edges, page_info=page_info)

    @strawberry.field
    async def issue_type(
        self,
        info: Info,
        id: strawberry.ID,  # noqa: A002
    ) -> IssueType | None:
        return await issue_type_or_none(info, plain_id(Kind.ISSUE_TYPE, id))

    @strawberry.field
    async def issue_types(
        self,
        info: Info,
        search: str | None = None,
        first: int | None = 100,
        after: str | None = None,
    ) -> IssueTypeConnection:
        page = await info.context.services.directory.issue_types_page(
            100 if first is None else first, from_name_cursor(after), search=search or ""
        )
        edges = [
            IssueTypeEdge(cursor=name_cursor(place), node=IssueType.of(type_))
            for type_, place in zip(page.items, page.positions, strict=True)
        ]
        cursors = [edge.cursor for edge in edges]
        page_info = PageInfo.of(cursors, has_next=page.has_next, has_previous=after is not None)
        return IssueTypeConnection(edges=edges, page_info=page_info)

    @strawberry.field
    async def inbox(self, info: Info) -> Inbox:
        services = info.context.services
        known = await services.handovers.inbox(info.context.actor, services.clock())
        return Inbox(known=known, last_seq=known.last_seq)


async def _not_found(info: Info, plain: str, seen: str) -> NotFound:
    refused = await problem(info, not_found(plain), {plain: seen})
    assert isinstance(refused, NotFound)  # noqa: S101 - what not_found makes
    return refused


async def _invalid(info: Info, field: str, seen: object, words: str) -> InvalidInput:
    refused = await problem(info, invalid(field, seen, words), {})
    assert isinstance(refused, InvalidInput)  # noqa: S101 - what invalid makes
    return refused


async def _unusable(info: Info, matter: str | None, first: int, after: str | None) -> InvalidInput:
    """Which of the arguments the finder could not use."""
    if not (matter or "").strip():
        return await _invalid(info, "matter", matter or "", "empty_matter")
    if not 1 <= first <= 50:
        return await _invalid(info, "first", first, "bad_request")
    return await _invalid(info, "after", after, "bad_request")
