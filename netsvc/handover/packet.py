"""The context packet, pure: what may travel, what must, and what its receiver says of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import orjson

from netsvc.cases.model import CaseStep, next_state
from netsvc.directory.packets import WRITTEN, PacketField, fitting, packet_fields_to_json
from netsvc.events.answers import Refusal, RefusalKind, invalid
from netsvc.handover.model import CaseSituation, HandoverState, Offer

MAX_PACKET_BYTES = 64 * 1024
MAX_ENTRIES = 100
MAX_NAME = 100
MAX_SKIP_NOTE = 200
HIDDEN = "•••"
"""What stands for a sensitive value wherever it may not be repeated."""


class PacketSkipReason(StrEnum):
    """Why a field that must travel was left empty."""

    CUSTOMER_DOES_NOT_KNOW = "CUSTOMER_DOES_NOT_KNOW"
    NO_TIME = "NO_TIME"
    REFUSED = "REFUSED"
    NOT_RELEVANT = "NOT_RELEVANT"


class PacketMark(StrEnum):
    """What the receiver says of a field once they worked with it."""

    ASKED_AGAIN = "ASKED_AGAIN"
    MISSING = "MISSING"
    NEVER_USED = "NEVER_USED"


@dataclass(frozen=True)
class PacketEntry:
    """One field as it was filled in, or skipped with a reason."""

    name: str
    value: str = ""
    skipped: PacketSkipReason | None = None
    skip_note: str | None = None


def unusable(packet: tuple[PacketEntry, ...]) -> Refusal | None:
    """Why the packet can't travel at all, whatever the issue type."""
    size = sum(
        len(e.name.encode()) + len(e.value.encode()) + len((e.skip_note or "").encode())
        for e in packet
    )
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
        skip = _unusable_skip(entry)
        if skip is not None:
            return skip
    return None


def _unusable_skip(entry: PacketEntry) -> Refusal | None:
    where = f"packet.{entry.name}"
    if entry.skipped is not None and entry.value.strip():
        return invalid(where, entry.skipped, "packet_skipped_full")
    if len(entry.skip_note or "") > MAX_SKIP_NOTE:
        return invalid(where, len(entry.skip_note or ""), "packet_skip_note")
    return None


def travelling(
    packet: Iterable[PacketEntry], fields: tuple[PacketField, ...]
) -> tuple[PacketEntry, ...] | Refusal:
    """The entries in the order of the fields with each value in its kept form, or what is wrong.

    An empty entry without a reason is as none. A sensitive value is never repeated.
    """
    known = {field.name: field for field in fields}
    given: dict[str, PacketEntry] = {}
    for entry in packet:
        if entry.name not in known:
            return invalid(f"packet.{entry.name}", entry.name, "packet_unknown")
        if entry.value.strip() or entry.skipped is not None:
            given[entry.name] = entry
    fit: list[PacketEntry] = []
    for field in fields:
        filled = given.get(field.name)
        where = f"packet.{field.name}"
        if filled is None:
            if field.required:
                return invalid(where, "", "packet_missing")
        elif filled.skipped is not None:
            fit.append(replace(filled, value=""))
        else:
            value = fitting(field, filled.value)
            if value is None:
                seen = HIDDEN if field.sensitive else filled.value
                return invalid(where, seen, f"packet_not_{field.type.lower()}")
            fit.append(PacketEntry(field.name, value))
    return tuple(fit)


def kept(
    entries: tuple[PacketEntry, ...], fields: tuple[PacketField, ...], scrub: Callable[[str], str]
) -> dict[str, Any]:
    """What the graph keeps of it with each offer: the packet, the fields as they stood, and by
    name what was asked, filled in and skipped, for who counts without reading values."""
    return {
        "packet": to_json(entries, fields, scrub),
        "packetFields": packet_fields_to_json(fields) if fields else None,
        "packetAsked": [field.name for field in fields],
        "packetFilled": [entry.name for entry in entries if entry.skipped is None],
        "packetSkipped": pairs({e.name: e.skipped for e in entries if e.skipped is not None}),
    }


def to_json(
    packet: Iterable[PacketEntry], fields: Iterable[PacketField], scrub: Callable[[str], str]
) -> str:
    """The text that the graph keeps; what was written freely is scrubbed."""
    written = {field.name for field in fields if field.type in WRITTEN}
    return orjson.dumps([_raw(entry, entry.name in written, scrub) for entry in packet]).decode()


def _raw(entry: PacketEntry, written: bool, scrub: Callable[[str], str]) -> dict[str, str]:
    value = scrub(entry.value) if written else entry.value
    raw = {"name": entry.name, "value": value}
    if entry.skipped is not None:
        raw["skipped"] = entry.skipped.value
        if entry.skip_note and entry.skip_note.strip():
            raw["note"] = scrub(entry.skip_note.strip())
    return raw


def from_json(text: str | None) -> tuple[PacketEntry, ...]:
    """The packet as the graph keeps it."""
    entries: list[dict[str, Any]] = orjson.loads(text or "[]")
    return tuple(
        PacketEntry(
            raw["name"],
            raw["value"],
            PacketSkipReason(raw["skipped"]) if raw.get("skipped") else None,
            raw.get("note"),
        )
        for raw in entries
    )


def pairs(told: Mapping[str, StrEnum]) -> list[str]:
    """``name=WORD`` in order of the name, as the graph keeps marks and reasons."""
    return [f"{name}={word.value}" for name, word in sorted(told.items())]


def marks_from(pairs_: Iterable[str]) -> dict[str, PacketMark]:
    """What :func:`pairs` wrote of marks."""
    parted = (pair.rpartition("=") for pair in pairs_)
    return {name: PacketMark(word) for name, _, word in parted}


def may_mark(case: CaseSituation, offer: Offer, actor: str) -> Refusal | None:
    """Only who received an accepted handover, until the case ends."""
    if offer.receiver_id != actor:
        kind, words, state = RefusalKind.NOT_YOURS, "marks_not_yours", str(offer.state)
    elif offer.state is not HandoverState.ACCEPTED:
        kind, words, state = RefusalKind.WRONG_STATE, "marks_not_accepted", str(offer.state)
    elif next_state(case.state, CaseStep.RESOLVE) is None:
        kind, words, state = RefusalKind.WRONG_STATE, "case_ended", str(case.state)
    else:
        return None
    return Refusal(
        kind, words, state=state, case_id=case.id, handover_id=offer.id, owner_id=case.owner_id
    )


def marked(
    marks: Iterable[tuple[str, PacketMark]], asked: Iterable[str], filled: Iterable[str]
) -> dict[str, PacketMark] | Refusal:
    """The marks by name, or what is wrong with them.

    What travelled may have been asked again or never used; what did not may have been missing.
    """
    asked, filled = set(asked), set(filled)
    found: dict[str, PacketMark] = {}
    for name, mark in marks:
        where = f"marks.{name[:MAX_NAME]}"
        if name not in asked:
            return invalid(where, name, "packet_unknown")
        if name in found:
            return invalid(where, name, "packet_twice")
        if (mark is PacketMark.MISSING) is (name in filled):
            words = "mark_filled" if name in filled else "mark_empty"
            return invalid(where, mark, words)
        found[name] = mark
    return found
