"""Questions that the owner of a case asked colleagues (netsvc/asks), once the case is elsewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from netsvc.asks.closing import close_all
from netsvc.asks.model import CloseReason
from netsvc.graph.driver import Tx
from netsvc.handover.locked import LockedCase


async def passed_on(tx: Tx, locked: LockedCase, at: datetime, actor: str) -> LockedCase:
    """Close those still waiting: the new owner asks for themselves."""
    audits, events = await close_all(tx, at, locked.case.id, actor, CloseReason.CASE_PASSED_ON)
    return replace(locked, audits=(*locked.audits, *audits), events=(*locked.events, *events))
