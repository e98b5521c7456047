"""Commands about planned absence and who stands in."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, cast

import strawberry

from netsvc.api.operations.context import Info
from netsvc.api.operations.directory import (
    Expert,
    MiniNetwork,
    Unit,
    expert_or_none,
    unit_or_none,
)
from netsvc.api.operations.given import Given, refused_answer, there
from netsvc.api.operations.ids import MAX_PLAIN_ID, Kind, from_global
from netsvc.api.operations.problems import InvalidInput, KeyReused, NotFound
from netsvc.availability.connection import ConnectionKind
from netsvc.availability.connections import ConnectionOf
from netsvc.availability.model import AbsenceKind
from netsvc.availability.service import NewAbsence
from netsvc.errors import BadInputError
from netsvc.events.answers import Answer, Done, invalid

AbsenceResult = Annotated[
    Expert | InvalidInput | NotFound | KeyReused, strawberry.union("AbsenceResult")
]


ConnectionResult = Annotated[
    Expert | Unit | MiniNetwork | InvalidInput | NotFound | KeyReused,
    strawberry.union("ConnectionResult"),
]


@strawberry.input(description="A number, a SIP address, or the https: link of a chat.")
class DirectLineInput:
    kind: ConnectionKind
    address: str


async def _expert(info: Info, answer: Answer, given: Given) -> AbsenceResult:
    refused = await refused_answer(info, answer, given)
    if refused is not None or not isinstance(answer, Done):
        return cast(AbsenceResult, refused)
    return there(await expert_or_none(info, answer.id))


@strawberry.type
class AvailabilityMutation:
    @strawberry.mutation(description="Plan to be away; offers go to others meanwhile.")  # type: ignore[untyped-decorator]  # strawberry types it only without arguments
    async def plan_absence(
        self,
        info: Info,
        *,
        from_: Annotated[datetime, strawberry.argument(name="from")],
        to: datetime,
        key: str,
        kind: AbsenceKind = AbsenceKind.AWAY,
        backup_expert_id: strawberry.ID | None = None,
    ) -> AbsenceResult:
        given = Given()
        backup = given.optional("backupExpertId", Kind.EXPERT, backup_expert_id)
        commands = info.context.services.availability_commands
        answer = given.refusal or await commands.plan_absence(
            info.context.actor, key, NewAbsence(from_, to, kind, backup)
        )
        return await _expert(info, answer, given)

    @strawberry.mutation(description="One that has not begun goes; one that holds ends now.")  # type: ignore[untyped-decorator]  # as above
    async def cancel_absence(
        self, info: Info, absence_id: strawberry.ID, key: str
    ) -> AbsenceResult:
        commands = info.context.services.availability_commands
        if len(absence_id) > MAX_PLAIN_ID:
            return await _expert(info, invalid("absenceId", absence_id, "bad_id"), Given())
        answer = await commands.cancel_absence(info.context.actor, key, absence_id)
        return await _expert(info, answer, Given())

    @strawberry.mutation(description="Name who stands in for me; without an id, nobody.")  # type: ignore[untyped-decorator]  # as above
    async def set_backup(
        self, info: Info, key: str, backup_expert_id: strawberry.ID | None = None
    ) -> AbsenceResult:
        given = Given()
        backup = given.optional("backupExpertId", Kind.EXPERT, backup_expert_id)
        commands = info.context.services.availability_commands
        answer = given.refusal or await commands.set_backup(info.context.actor, key, backup)
        return await _expert(info, answer, given)

    @strawberry.mutation(  # type: ignore[untyped-decorator]  # as above
        description="How I, a unit or a mini-network is connected; without a line, no more."
    )
    async def set_connection(
        self,
        info: Info,
        id: strawberry.ID,  # noqa: A002
        key: str,
        line: DirectLineInput | None = None,
    ) -> ConnectionResult:
        given = Given()
        try:
            kind, plain = from_global(id)
            of = ConnectionOf(kind.value)
        except (BadInputError, ValueError):
            refused = await refused_answer(info, invalid("id", id, "bad_id"), given)
            return cast(ConnectionResult, refused)
        given.ids[plain] = id
        said = (line.kind, line.address) if line is not None else None
        commands = info.context.services.connection_commands
        answer = await commands.set_connection(info.context.caller, key, of, plain, said)
        refused = await refused_answer(info, answer, given)
        if refused is not None:
            return cast(ConnectionResult, refused)
        match of:
            case ConnectionOf.EXPERT:
                return there(await expert_or_none(info, plain))
            case ConnectionOf.UNIT:
                return there(await unit_or_none(info, plain))
            case ConnectionOf.MINI_NETWORK:
                return MiniNetwork.of(there(await info.context.load.mini_networks.load(plain)))
