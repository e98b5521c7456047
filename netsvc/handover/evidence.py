"""What an outcome says about who resolves which issue type, counted with the outcome itself."""

from __future__ import annotations

from datetime import datetime

from netsvc.graph.driver import Tx
from netsvc.handover import writes


async def count(
    tx: Tx,
    at: datetime,
    *,
    issue_type_id: str | None,
    expert_id: str,
    unit_id: str | None,
    resolved: bool = False,
    not_mine: bool = False,
    hours: float | None = None,
) -> None:
    """Count one matter that the person and the unit had in hand: resolved, or else bounced.

    ``hours`` is the time from opening to resolving. "No capacity" and "absent" are never counted.
    """
    if issue_type_id is None:
        return
    await tx.run(
        writes.EVIDENCE,
        type=issue_type_id,
        expert=expert_id,
        unit=unit_id or "",
        resolved=int(resolved),
        received=1,
        bounced=int(not resolved),
        notMine=int(not_mine),
        hours=hours,
        at=at,
    )
