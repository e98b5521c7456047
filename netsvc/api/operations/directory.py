"""Units, experts, issue types and mini-networks.

Each holds what an answer already knows of it; the rest is loaded once for all of its kind.
"""

from __future__ import annotations

import asyncio
from datetime import date
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import strawberry

from netsvc.api.operations.absences import AbsenceFields
from netsvc.api.operations.common import LocalText, Node, PageInfo
from netsvc.api.operations.context import Info
from netsvc.api.operations.ids import Kind, from_name_cursor, name_cursor, to_global
from netsvc.api.operations.lines import OwnLine, SharedLine
from netsvc.api.operations.networks import NetworkFields, OpenHours, open_hours
from netsvc.api.operations.packet_types import PacketField
from netsvc.availability.hours import PublicHolidays
from netsvc.availability.model import absent_at
from netsvc.directory import model
from netsvc.directory.members import MembersAsked
from netsvc.directory.model import Language, Presence
from netsvc.errors import NotFoundError
from netsvc.finding.model import FoundExpert, FoundIssueType, FoundNetwork, FoundUnit
from netsvc.identity.roles import Role

if TYPE_CHECKING:
    from netsvc.api.operations.notes import Note


def _gone(kind: Kind) -> NotFoundError:
    return NotFoundError(
        f"The {kind} is no longer in the directory.", action="Load the page again."
    )


@strawberry.type
class Unit(Node, SharedLine):
    key: strawberry.Private[str]
    known: strawberry.Private[model.Unit | FoundUnit]

    @classmethod
    def of(cls, unit: model.Unit | FoundUnit) -> Unit:
        return cls(id=to_global(Kind.UNIT, unit.id), key=unit.id, known=unit)

    async def _whole(self, info: Info) -> model.Unit:
        if isinstance(self.known, model.Unit):
            return self.known
        unit = await info.context.load.units.load(self.key)
        if unit is None:
            raise _gone(Kind.UNIT)
        return unit

    @strawberry.field
    def name(self) -> LocalText:
        return LocalText.of(self.known.name)

    @strawberry.field
    async def parent(self, info: Info) -> Unit | None:
        return await unit_or_none(info, (await self._whole(info)).parent_id)

    @strawberry.field(description="The top-level unit above this one; itself where it is one.")  # type: ignore[untyped-decorator]  # strawberry types it only without arguments
    async def silo(self, info: Info) -> Unit:
        return await unit_or_none(info, (await self._whole(info)).silo_id) or self

    @strawberry.field
    def time_zone(self) -> str:
        return self.known.time_zone

    @strawberry.field
    async def open_now(self, info: Info) -> bool:
        return (await self._whole(info)).open_at(info.context.services.clock())

    @strawberry.field(description="When it is open, by its own clock.")  # type: ignore[untyped-decorator]  # as above
    async def hours(self, info: Info) -> list[OpenHours]:
        return open_hours((await self._whole(info)).working_hours)

    @strawberry.field(description="Where its public holidays are kept: FI, FI-01, SE; or empty.")  # type: ignore[untyped-decorator]  # as above
    async def holidays(self, info: Info) -> str:
        return (await self._whole(info)).public_holidays

    @strawberry.field(description="The next four public holidays, on which it is closed.")  # type: ignore[untyped-decorator]  # as above
    async def next_holidays(self, info: Info) -> list[date]:
        whole = await self._whole(info)
        today = info.context.services.clock().astimezone(ZoneInfo(whole.time_zone)).date()
        return list(PublicHolidays.kept(whole.public_holidays).following(today, 4))

    @strawberry.field(description="Who is asked last where nobody of the unit took a case.")  # type: ignore[untyped-decorator]  # as above
    async def backup(self, info: Info) -> Expert | None:
        return await expert_or_none(info, await info.context.load.unit_backups.load(self.key))

    @strawberry.field(description="Whether I may change its hours and its backup.")  # type: ignore[untyped-decorator]  # as above
    async def may_change(self, info: Info) -> bool:
        commands = info.context.services.unit_commands
        return self.key in await commands.changeable([self.key], info.context.caller)

    @strawberry.field(description="Issue types whose disputes this unit decides.")  # type: ignore[untyped-decorator]  # as above
    async def responsible_for(self, info: Info) -> list[IssueType]:
        whole = await self._whole(info)
        found = await info.context.load.issue_types.load_many(list(whole.responsible_for))
        return [IssueType.of(type_) for type_ in found if type_ is not None]

    @strawberry.field
    async def children(self, info: Info) -> list[Unit]:
        whole = await self._whole(info)
        found = await info.context.load.units.load_many(list(whole.child_ids))
        return [Unit.of(unit) for unit in found if unit is not None]

    @strawberry.field
    async def experts(
        self, info: Info, first: int | None = 50, after: str | None = None
    ) -> ExpertConnection:
        asked = MembersAsked(self.key, 50 if first is None else first, from_name_cursor(after))
        page = await info.context.load.members.load(asked)
        found = await info.context.load.experts.load_many([place.id for place in page.positions])
        edges = [
            ExpertEdge(cursor=name_cursor(place), node=Expert.of(expert))
            for place, expert in zip(page.positions, found, strict=True)
            if expert is not None
        ]
        return ExpertConnection.of(edges, has_next=page.has_next, has_previous=after is not None)


@strawberry.type
class Expert(Node, AbsenceFields, OwnLine):
    key: strawberry.Private[str]
    known: strawberry.Private[model.Expert | FoundExpert]

    @classmethod
    def of(cls, expert: model.Expert | FoundExpert) -> Expert:
        return cls(id=to_global(Kind.EXPERT, expert.id), key=expert.id, known=expert)

    async def _whole(self, info: Info) -> model.Expert:
        if isinstance(self.known, model.Expert):
            return self.known
        expert = await info.context.load.experts.load(self.key)
        if expert is None:
            raise _gone(Kind.EXPERT)
        return expert

    @strawberry.field
    def name(self) -> str:
        return self.known.name

    @strawberry.field
    def languages(self) -> list[Language]:
        return list(self.known.languages)

    @strawberry.field
    async def roles(self, info: Info) -> list[Role]:
        roles = (await self._whole(info)).roles
        return [role for role in Role if role in roles]

    @strawberry.field
    def presence(self) -> Presence:
        return self.known.presence

    @strawberry.field
    async def free_now(self, info: Info) -> bool:
        whole = await self._whole(info)
        load, at = info.context.load, info.context.services.clock()
        # the hours that count for an offer are those of the first unit
        units, found, ringing = await asyncio.gather(
            load.units.load_many(list(whole.unit_ids[:1])),
            load.absences.load(self.key),
            load.ringing.load(self.key),
        )
        at_work = any(unit.open_at(at) for unit in units if unit is not None)
        if not at_work:
            # whose turn it is by a rota is at work, also outside the unit's hours
            networks = await load.networks.load_many(list(whole.mini_network_ids))
            at_work = any(n is not None and n.turn_of(self.key, at) for n in networks)
        absent = absent_at(found or (), at) is not None
        return model.free_now(whole, at_work, absent=absent, ringing=ringing or 0)

    @strawberry.field(description="How many more cases fit now.")  # type: ignore[untyped-decorator]  # strawberry types it only without arguments
    def free_places(self) -> int:
        return self.known.free_places

    @strawberry.field
    def capacity(self) -> int:
        return self.known.capacity

    @strawberry.field
    async def units(self, info: Info) -> list[Unit]:
        ids = (await self._whole(info)).unit_ids
        found = await info.context.load.units.load_many(list(ids))
        return [Unit.of(unit) for unit in found if unit is not None]

    @strawberry.field
    async def skills(self, info: Info) -> list[DeclaredSkill]:
        declared = (await self._whole(info)).skills
        types = await info.context.load.issue_types.load_many([s.issue_type_id for s in declared])
        return [
            DeclaredSkill(issue_type=IssueType.of(type_), level=skill.level)
            for skill, type_ in zip(declared, types, strict=True)
            if type_ is not None
        ]

    @strawberry.field
    async def mini_networks(self, info: Info) -> list[MiniNetwork]:
        ids = (await self._whole(info)).mini_network_ids
        found = await info.context.load.mini_networks.load_many(list(ids))
        return [MiniNetwork.of(network) for network in found if network is not None]


@strawberry.type
class DeclaredSkill:
    issue_type: IssueType
    level: int


@strawberry.type
class IssueType(Node):
    key: strawberry.Private[str]
    known: strawberry.Private[model.IssueType | FoundIssueType]

    @classmethod
    def of(cls, type_: model.IssueType | FoundIssueType) -> IssueType:
        return cls(id=to_global(Kind.ISSUE_TYPE, type_.id), key=type_.id, known=type_)

    async def _whole(self, info: Info) -> model.IssueType:
        if isinstance(self.known, model.IssueType):
            return self.known
        type_ = await info.context.load.issue_types.load(self.key)
        if type_ is None:
            raise _gone(Kind.ISSUE_TYPE)
        return type_

    @strawberry.field
    def name(self) -> LocalText:
        return LocalText.of(self.known.name)

    @strawberry.field
    async def description(self, info: Info) -> LocalText:
        return LocalText.of((await self._whole(info)).description)

    @strawberry.field
    async def broader(self, info: Info) -> IssueType | None:
        return await issue_type_or_none(info, (await self._whole(info)).broader_id)

    @strawberry.field
    async def narrower(self, info: Info) -> list[IssueType]:
        ids = (await self._whole(info)).narrower_ids
        found = await info.context.load.issue_types.load_many(list(ids))
        return [IssueType.of(type_) for type_ in found if type_ is not None]

    @strawberry.field
    async def synonyms(self, info: Info, language: Language) -> list[str]:
        return list((await self._whole(info)).synonyms.in_language(language))

    @strawberry.field
    async def examples(self, info: Info, language: Language) -> list[str]:
        return list((await self._whole(info)).examples.in_language(language))

    @strawberry.field
    async def retired(self, info: Info) -> bool:
        return (await self._whole(info)).retired

    @strawberry.field(  # type: ignore[untyped-decorator]  # strawberry types it only without arguments
        description="What colleagues noted on it, latest changed first; at most ten."
    )
    async def notes(
        self, info: Info
    ) -> list[Annotated[Note, strawberry.lazy("netsvc.api.operations.notes")]]:
        from netsvc.api.operations.notes import notes_of_type  # noqa: PLC0415 - notes know types

        return await notes_of_type(info, self.key)

    @strawberry.field(description="What must travel with a handover of this issue type.")  # type: ignore[untyped-decorator]  # strawberry types it only without arguments
    async def packet_fields(self, info: Info) -> list[PacketField]:
        return [PacketField.of(field) for field in (await self._whole(info)).packet_fields]


@strawberry.type
class MiniNetwork(Node, NetworkFields, SharedLine):
    key: strawberry.Private[str]
    known: strawberry.Private[model.MiniNetwork | FoundNetwork]

    @classmethod
    def of(cls, network: model.MiniNetwork | FoundNetwork) -> MiniNetwork:
        return cls(id=to_global(Kind.MINI_NETWORK, network.id), key=network.id, known=network)

    async def _whole(self, info: Info) -> model.MiniNetwork:
        if isinstance(self.known, model.MiniNetwork):
            return self.known
        network = await info.context.load.mini_networks.load(self.key)
        if network is None:
            raise _gone(Kind.MINI_NETWORK)
        return network

    @strawberry.field
    def name(self) -> LocalText:
        return LocalText.of(self.known.name)

    @strawberry.field
    async def members(self, info: Info) -> list[Expert]:
        ids = (await self._whole(info)).member_ids
        found = await info.context.load.experts.load_many(list(ids))
        return [Expert.of(expert) for expert in found if expert is not None]

    @strawberry.field
    async def covers(self, info: Info) -> list[IssueType]:
        ids = (await self._whole(info)).covers
        found = await info.context.load.issue_types.load_many(list(ids))
        return [IssueType.of(type_) for type_ in found if type_ is not None]


@strawberry.type
class ExpertEdge:
    cursor: str
    node: Expert


@strawberry.type
class ExpertConnection:
    edges: list[ExpertEdge]
    page_info: PageInfo

    @classmethod
    def of(cls, edges: list[ExpertEdge], *, has_next: bool, has_previous: bool) -> ExpertConnection:
        cursors = [edge.cursor for edge in edges]
        info = PageInfo.of(cursors, has_next=has_next, has_previous=has_previous)
        return cls(edges=edges, page_info=info)


@strawberry.type
class UnitEdge:
    cursor: str
    node: Unit


@strawberry.type
class UnitConnection:
    edges: list[UnitEdge]
    page_info: PageInfo


@strawberry.type
class IssueTypeEdge:
    cursor: str
    node: IssueType


@strawberry.type
class IssueTypeConnection:
    edges: list[IssueTypeEdge]
    page_info: PageInfo


async def unit_or_none(info: Info, id_: str | None) -> Unit | None:
    unit = await info.context.load.units.load(id_) if id_ else None
    return Unit.of(unit) if unit is not None else None


async def expert_or_none(info: Info, id_: str | None) -> Expert | None:
    expert = await info.context.load.experts.load(id_) if id_ else None
    return Expert.of(expert) if expert is not None else None


async def issue_type_or_none(info: Info, id_: str | None) -> IssueType | None:
    type_ = await info.context.load.issue_types.load(id_) if id_ else None
    return IssueType.of(type_) if type_ is not None else None
