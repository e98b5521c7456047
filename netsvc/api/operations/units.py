"""Commands about units: when they are open, and who stands in for all of them."""

from __future__ import annotations

from typing import Annotated, cast

import strawberry

from netsvc.api.operations.context import Info
from netsvc.api.operations.directory import Unit, unit_or_none
from netsvc.api.operations.given import Given, refused_answer, there
from netsvc.api.operations.ids import Kind
from netsvc.api.operations.mininetworks import OpenHoursInput
from netsvc.api.operations.networks import Weekday
from netsvc.api.operations.problems import InvalidInput, KeyReused, NotFound
from netsvc.availability.hours import WorkingHours
from netsvc.availability.units import UnitHours
from netsvc.events.answers import Answer, Done, invalid

MAX_HOURS = 50

UnitResult = Annotated[Unit | InvalidInput | NotFound | KeyReused, strawberry.union("UnitResult")]


async def _unit(info: Info, answer: Answer, given: Given) -> UnitResult:
    refused = await refused_answer(info, answer, given)
    if refused is not None or not isinstance(answer, Done):
        return cast(UnitResult, refused)
    return there(await unit_or_none(info, answer.id))


@strawberry.type
class UnitMutation:
    @strawberry.mutation(  # type: ignore[untyped-decorator]  # strawberry types it only without arguments
        description="When a unit is open, all of its week anew; by its managers."
    )
    async def set_unit_hours(
        self,
        info: Info,
        *,
        unit_id: strawberry.ID,
        hours: list[OpenHoursInput],
        time_zone: str,
        key: str,
        holidays: Annotated[
            str, strawberry.argument(description="FI, FI-01 (Åland), SE; empty for none.")
        ] = "FI",
    ) -> UnitResult:
        given = Given()
        plain = given.plain("unitId", Kind.UNIT, unit_id)
        if len(hours) > MAX_HOURS:
            return await _unit(info, invalid("hours", len(hours), "hours_many"), given)
        days = list(Weekday)
        week: list[list[tuple[str, str]]] = [[] for _ in days]
        for span in hours:
            week[days.index(span.weekday)].append((span.starts, span.ends))
        new = UnitHours(WorkingHours(tuple(tuple(day) for day in week)), time_zone, holidays)
        commands = info.context.services.unit_commands
        answer = given.refusal or await commands.set_hours(info.context.caller, key, plain, new)
        return await _unit(info, answer, given)

    @strawberry.mutation(  # type: ignore[untyped-decorator]  # as above
        description="Who is asked last where nobody of a unit took a case; without an id, nobody."
    )
    async def set_unit_backup(
        self,
        info: Info,
        unit_id: strawberry.ID,
        key: str,
        backup_expert_id: strawberry.ID | None = None,
    ) -> UnitResult:
        given = Given()
        plain = given.plain("unitId", Kind.UNIT, unit_id)
        backup = given.optional("backupExpertId", Kind.EXPERT, backup_expert_id)
        commands = info.context.services.unit_commands
        answer = given.refusal or await commands.set_backup(info.context.caller, key, plain, backup)
        return await _unit(info, answer, given)
