"""What an expert shows of being away: to themselves and to the people of their units."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from netsvc.api.operations.context import Info
from netsvc.availability.model import AbsenceKind, absent_at

if TYPE_CHECKING:
    from netsvc.api.operations.directory import Expert

strawberry.enum(AbsenceKind)


@strawberry.type(description="A fact about duty only; it never says why.")
class Absence:
    id: strawberry.ID
    starts_at: datetime
    ends_at: datetime
    kind: AbsenceKind
    backup: Annotated[Expert, strawberry.lazy("netsvc.api.operations.directory")] | None


@strawberry.type
class AbsenceFields:
    """The part of an expert that is about being away."""

    key: strawberry.Private[str]

    @strawberry.field(  # type: ignore[untyped-decorator]  # strawberry types it only without arguments
        description="What holds now or is to come; null for people of other units."
    )
    async def absences(self, info: Info) -> list[Absence] | None:
        load = info.context.load
        if not await self._of_my_unit(info):
            return None
        return [
            Absence(
                id=strawberry.ID(absence.id),
                starts_at=absence.starts_at,
                ends_at=absence.ends_at,
                kind=absence.kind,
                backup=await expert_lazily(info, absence.backup_id),
            )
            for absence in await load.absences.load(self.key) or ()
        ]

    @strawberry.field(description="Who stands in where no absence names somebody else.")  # type: ignore[untyped-decorator]  # as above
    async def backup(
        self, info: Info
    ) -> Annotated[Expert, strawberry.lazy("netsvc.api.operations.directory")] | None:
        return await expert_lazily(info, await info.context.load.backups.load(self.key))

    async def _of_my_unit(self, info: Info) -> bool:
        actor = info.context.actor
        if self.key == actor:
            return True
        me, them = await info.context.load.experts.load_many([actor, self.key])
        return bool(me and them and not set(me.unit_ids).isdisjoint(them.unit_ids))


async def stand_in_of(info: Info, expert_id: str) -> Expert | None:
    """Who stands in now for somebody who is away: by the absence, else as they said for always."""
    at, load = info.context.services.clock(), info.context.load
    absence = absent_at(await load.absences.load(expert_id) or (), at)
    if absence is None:
        return None
    return await expert_lazily(info, absence.backup_id or await load.backups.load(expert_id))


async def expert_lazily(info: Info, id_: str | None) -> Expert | None:
    """The expert, or None; an expert and their absences name each other."""
    from netsvc.api.operations.directory import expert_or_none  # noqa: PLC0415 - a circle

    return await expert_or_none(info, id_)
