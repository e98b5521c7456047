"""Saying what travels with an issue type, and what a packet was worth."""

from __future__ import annotations

from typing import Annotated, cast

import strawberry

from netsvc.api.operations.context import Info
from netsvc.api.operations.directory import IssueType, issue_type_or_none
from netsvc.api.operations.given import Given, refused_answer, there
from netsvc.api.operations.handovers import handover_or_none
from netsvc.api.operations.ids import Kind
from netsvc.api.operations.mininetworks import LocalTextInput
from netsvc.api.operations.problems import HandoverResult, InvalidInput, KeyReused, NotFound
from netsvc.directory import packets
from netsvc.directory.packets import FieldType
from netsvc.events.answers import Done
from netsvc.handover.packet import PacketMark

IssueTypeResult = Annotated[
    IssueType | InvalidInput | NotFound | KeyReused, strawberry.union("IssueTypeResult")
]


@strawberry.input
class PacketOptionInput:
    value: str
    label: LocalTextInput


@strawberry.input(description="A field of the context packet; only a choice has options.")
class PacketFieldInput:
    name: str
    label: LocalTextInput
    required: bool
    type: FieldType = FieldType.TEXT
    help: LocalTextInput | None = None
    why: LocalTextInput | None = None
    sensitive: bool = False
    options: list[PacketOptionInput] | None = None

    def plain(self) -> packets.PacketField:
        return packets.PacketField(
            name=self.name,
            label=self.label.plain(),
            required=self.required,
            type=self.type,
            help=self.help.plain() if self.help else None,
            why=self.why.plain() if self.why else None,
            sensitive=self.sensitive,
            options=tuple(
                packets.FieldOption(option.value, option.label.plain())
                for option in self.options or ()
            ),
        )


@strawberry.input
class PacketMarkInput:
    name: str
    mark: PacketMark


@strawberry.type
class PacketMutation:
    @strawberry.mutation(  # type: ignore[untyped-decorator]  # as in directory
        description="All fields of the issue type anew, in their order; offers already made keep "
        "theirs."
    )
    async def set_packet_fields(
        self, info: Info, issue_type_id: strawberry.ID, fields: list[PacketFieldInput], key: str
    ) -> IssueTypeResult:
        given = Given()
        plain = given.plain("issueTypeId", Kind.ISSUE_TYPE, issue_type_id)
        commands = info.context.services.packet_commands
        answer = given.refusal or await commands.set_fields(
            info.context.actor, key, plain, tuple(field.plain() for field in fields)
        )
        refused = await refused_answer(info, answer, given)
        if refused is not None or not isinstance(answer, Done):
            return cast(IssueTypeResult, refused)
        return there(await issue_type_or_none(info, answer.id))

    @strawberry.mutation(  # type: ignore[untyped-decorator]  # as in directory
        description="What the receiver of an accepted handover says of its packet, until the case "
        "ends: all marks each time; none says that nothing had to be asked and all was used."
    )
    async def mark_packet(
        self, info: Info, handover_id: strawberry.ID, marks: list[PacketMarkInput], key: str
    ) -> HandoverResult:
        given = Given()
        plain = given.plain("handoverId", Kind.HANDOVER, handover_id)
        commands = info.context.services.marking
        answer = given.refusal or await commands.mark(
            info.context.actor, key, plain, tuple((mark.name, mark.mark) for mark in marks)
        )
        refused = await refused_answer(info, answer, given)
        if refused is not None or not isinstance(answer, Done):
            return cast(HandoverResult, refused)
        return there(await handover_or_none(info, answer.id))
