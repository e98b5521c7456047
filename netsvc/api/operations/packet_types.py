"""Context packets as the API shows them."""

from __future__ import annotations

from collections.abc import Mapping

import strawberry

from netsvc.api.operations.common import LocalText
from netsvc.directory import packets
from netsvc.directory.packets import FieldType
from netsvc.handover import packet
from netsvc.handover.packet import HIDDEN, PacketMark, PacketSkipReason

strawberry.enum(FieldType, name="PacketFieldType")
strawberry.enum(PacketMark)
strawberry.enum(PacketSkipReason)


@strawberry.type(description="One answer of a choice; its value is what travels.")
class PacketOption:
    value: str
    label: LocalText


@strawberry.type
class PacketField:
    name: str
    label: LocalText
    required: bool
    type: FieldType
    help: LocalText | None = strawberry.field(description="How to fill it in.")
    why: LocalText | None = strawberry.field(description="What the receiver needs it for.")
    sensitive: bool = strawberry.field(
        description="Shown to who has to do with the handover, and sent nowhere outside."
    )
    options: list[PacketOption]

    @classmethod
    def of(cls, field: packets.PacketField) -> PacketField:
        return cls(
            name=field.name,
            label=LocalText.of(field.label),
            required=field.required,
            type=field.type,
            help=LocalText.of(field.help) if field.help else None,
            why=LocalText.of(field.why) if field.why else None,
            sensitive=field.sensitive,
            options=[
                PacketOption(value=option.value, label=LocalText.of(option.label))
                for option in field.options
            ],
        )


@strawberry.type(
    description="A field that was filled in, or skipped with a reason. A value is a text in one "
    "form: a number with a point, a day as 2026-01-31, yes or no, the value of an option."
)
class PacketEntry:
    name: str
    value: str
    hidden: bool = strawberry.field(description="The value is sensitive and not for the caller.")
    skipped: PacketSkipReason | None
    skip_note: str | None

    @classmethod
    def of(cls, entry: packet.PacketEntry, *, hidden: bool) -> PacketEntry:
        return cls(
            name=entry.name,
            value=HIDDEN if hidden else entry.value,
            hidden=hidden,
            skipped=entry.skipped,
            skip_note=None if hidden else entry.skip_note,
        )


@strawberry.type(description="What the receiver said of a field.")
class MarkedField:
    name: str
    mark: PacketMark

    @classmethod
    def all_of(cls, marks: Mapping[str, PacketMark]) -> list[MarkedField]:
        return [cls(name=name, mark=mark) for name, mark in sorted(marks.items())]
