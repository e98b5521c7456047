"""What makes the audit of a case tamper-evident, pure: each record carries the hash before it.

A record's hash is SHA-256 (FIPS 180-4) over its canonical form: one JSON object with sorted keys,
UTF-8, holding the record, its number in the case and the hash of the record before. The case keeps
the number and hash of its latest record, so that a missing end is seen too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import orjson

GENESIS = "0" * 64
"""The hash before the first record."""


@dataclass(frozen=True)
class Record:
    """Who did what to a case, as it is hashed; ``at`` in microseconds."""

    id: str
    at: datetime
    actor: str
    action: str
    case_id: str
    handover_id: str | None
    from_state: str
    to_state: str
    detail: str
    seen: str = ""
    """The fingerprint of what the two were shown, for an offer; see :func:`fingerprint`."""


@dataclass(frozen=True)
class Shown:
    """What people were shown with an offer, as the graph keeps it.

    ``packet`` and ``why`` are what its receiver read, ``order`` is who else its sender saw.
    """

    packet: str
    note: str
    why: str
    order: tuple[str, ...] = ()


@dataclass(frozen=True)
class Head:
    """The end of a case's chain; the number 0 before the first record."""

    seq: int = 0
    hash: str = GENESIS


@dataclass(frozen=True)
class Linked:
    """A record with its place in the chain, as it was saved."""

    record: Record
    seq: int
    previous: str
    hash: str


@dataclass(frozen=True)
class Break:
    """The first place where a chain does not hold; ``seq`` is the number that is concerned."""

    case_id: str
    seq: int
    audit_id: str | None
    reason: str


def canonical(record: Record, seq: int, previous: str) -> bytes:
    """The bytes that are hashed."""
    form = {
        "id": record.id,
        "at": record.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": record.actor,
        "action": record.action,
        "caseId": record.case_id,
        "handoverId": record.handover_id,
        "fromState": record.from_state,
        "toState": record.to_state,
        "detail": record.detail,
        "seq": seq,
        "previous": previous,
    }
    if record.seen:
        # records from before it was kept are hashed as they were
        form["seen"] = record.seen
    return orjson.dumps(form, option=orjson.OPT_SORT_KEYS)


def fingerprint(shown: Shown) -> str:
    """SHA-256 of what was shown: the audit proves it and repeats nothing sensitive."""
    form = [shown.packet, shown.note, shown.why, list(shown.order)]
    return hashlib.sha256(orjson.dumps(form)).hexdigest()


def append(head: Head, record: Record) -> Linked:
    """The record as the next link after ``head``."""
    seq = head.seq + 1
    digest = hashlib.sha256(canonical(record, seq, head.hash)).hexdigest()
    return Linked(record, seq, head.hash, digest)


def first_break(
    case_id: str, head: Head, links: Sequence[Linked], shown: Mapping[str, Shown]
) -> Break | None:
    """The first broken link of a case, or None; ``links`` ordered by their number.

    ``shown`` is by handover what the graph says was shown with it.
    """
    end = Head()
    for link in links:
        if link.seq != end.seq + 1:
            doubled = link.seq <= end.seq
            reason = "two records have this number" if doubled else "the record is missing"
            number, audit_id = (link.seq, link.record.id) if doubled else (end.seq + 1, None)
            return Break(case_id, number, audit_id, reason)
        if link.previous != end.hash:
            return Break(case_id, link.seq, link.record.id, "it does not follow the one before")
        changed = _changed(end, link, shown)
        if changed is not None:
            return Break(case_id, link.seq, link.record.id, changed)
        end = Head(link.seq, link.hash)
    if end.seq < head.seq:
        return Break(case_id, end.seq + 1, None, "the record is missing")
    if end != head:
        return Break(case_id, end.seq, None, "the case names another record as its latest")
    return None


def _changed(end: Head, link: Linked, shown: Mapping[str, Shown]) -> str | None:
    """What of the record, or of what it proves was shown, is not as it was saved."""
    record = link.record
    if append(end, record).hash != link.hash:
        return "its content was changed"
    if not record.seen:
        return None
    kept = shown.get(record.handover_id or "")
    same = kept is not None and fingerprint(kept) == record.seen
    return None if same else "what was shown was changed since"
