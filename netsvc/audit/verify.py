"""Walk the chain of every case and name the first broken link."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import orjson

from netsvc.audit.chain import Break
from netsvc.audit.repository import AuditRepository


@dataclass(frozen=True)
class Verified:
    """What was walked; ``anchor`` is SHA-256 over the ends of all chains.

    Who could write to the database could make a whole new chain. Noting the anchor somewhere else
    tells that too: while nobody works it stays the same. ``before`` counts records from before
    chains were kept; ``unchained`` cases without any audit, such as sample and imported history.
    """

    cases: int
    records: int
    before: int
    unchained: dict[str, int]
    first_broken: Break | None
    anchor: str


async def verify(repository: AuditRepository) -> Verified:
    """All cases in order of their ids, up to the first break."""
    cases = records = before = 0
    broken: Break | None = None
    ends = hashlib.sha256()
    async for trail in repository.all():
        cases += 1
        records += len(trail.links)
        before += len(trail.earlier)
        broken = trail.first_break()
        if broken is not None:
            break
        ends.update(orjson.dumps([trail.case_id, trail.head.seq, trail.head.hash]) + b"\n")
    if broken is None:
        orphans = await repository.orphans()
        if orphans:
            case_id, seq = orphans[0]
            broken = Break(case_id, seq, None, "the case of these records is gone")
    unchained = await repository.unchained()
    return Verified(cases, records, before, unchained, broken, ends.hexdigest())
