"""The context packet: what may travel, and what must."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import orjson

from netsvc.directory.model import PacketField
from netsvc.events.answers import Refusal, invalid
from netsvc.handover.repository import PacketEntry

MAX_PACKET_BYTES = 64 * 1024
MAX_ENTRIES = 100
MAX_NAME = 100


def unusable(packet: tuple[PacketEntry, ...]) -> Refusal | None:
    """Why the packet can't travel at all, whatever the issue type."""
    size = sum(len(e.name.encode()) + len(e.value.encode()) for e in packet)
    if size > MAX_PACKET_BYTES:
        return invalid("packet", f"{size} bytes", "packet_too_large")
    if len(packet) > MAX_ENTRIES:
        return invalid("packet", len(packet), "packet_too_many")
    seen: set[str] = set()
    for entry in packet:
        if not entry.name.strip() or len(entry.name) > MAX_NAME:
            return invalid("packet.name", entry.name, "packet_bad_name")
        if entry.name in seen:
            return invalid(f"packet.{entry.name}", entry.name, "packet_twice")
        seen.add(entry.name)
    return None


def missing(packet: tuple[PacketEntry, ...], fields: Iterable[PacketField]) -> Refusal | None:
    """The first field that the issue type requires and that is not filled in."""
    filled = {entry.name for entry in packet if entry.value.strip()}
    for field in fields:
        if field.required and field.name not in filled:
            return invalid(f"packet.{field.name}", "", "packet_missing")
    return None


def to_json(packet: tuple[PacketEntry, ...], scrub: Callable[[str], str]) -> str:
    """The text that the graph keeps, scrubbed."""
    return orjson.dumps([{"name": e.name, "value": scrub(e.value)} for e in packet]).decode()
