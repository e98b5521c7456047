"""Context packets as facts of the measures; times are milliseconds since 1970 (UTC)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

UNKNOWN = "unknown"
_AGAIN = ("ASKED_AGAIN", "MISSING")


@dataclass(frozen=True, slots=True)
class PacketFact:
    """One field that was asked for in a handover that was accepted, from ``source`` to ``target``.

    ``sender`` filled it in or left it out; the receiver marked it, where ``reviewed``. The figures
    are about the field, and ``employees`` are who made them: the one or the other.
    """

    at: int
    case: str
    issue_type: str
    name: str
    employees: frozenset[str]
    skipped: str | None
    mark: str | None
    reviewed: bool
    source: str = UNKNOWN
    target: str = UNKNOWN
    sender: str | None = None

    @property
    def again(self) -> bool:
        """Whether the customer had to be asked for it once more."""
        return self.mark in _AGAIN


@dataclass(frozen=True, slots=True)
class RawPacket:
    """``skipped`` and ``marks`` as ``name=WORD``."""

    case: str
    at: int
    issue_type: str | None
    sender: str | None
    receiver: str | None
    asked: Sequence[str]
    skipped: Sequence[str]
    marks: Sequence[str]
    reviewed: bool
    from_unit: str | None = None
    to_unit: str | None = None


def packet_facts(packets: Iterable[RawPacket], *, by_receiver: bool) -> tuple[PacketFact, ...]:
    """A fact a field: of all packets by who sent them, or of the marked ones by who received."""
    facts = []
    for packet in packets:
        if by_receiver and not packet.reviewed:
            continue
        who = packet.receiver if by_receiver else packet.sender
        skipped = dict(pair.rsplit("=", 1) for pair in packet.skipped)
        marks = dict(pair.rsplit("=", 1) for pair in packet.marks)
        facts += [
            PacketFact(
                at=packet.at,
                case=packet.case,
                issue_type=packet.issue_type or UNKNOWN,
                name=name,
                employees=frozenset({who} if who else ()),
                skipped=skipped.get(name),
                mark=marks.get(name),
                reviewed=packet.reviewed,
                source=packet.from_unit or UNKNOWN,
                target=packet.to_unit or UNKNOWN,
                sender=packet.sender,
            )
            for name in packet.asked
        ]
    return tuple(facts)
