"""What an outcome says about who resolves which issue type, counted with the outcome itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from netsvc.cases.repository import maybe_moment
from netsvc.graph.driver import Tx
from netsvc.handover import writes
from netsvc.ranking.fading import weight_at


@dataclass(frozen=True)
class Was:
    """Median, last time and faded count before one matter, in hours and ISO 8601."""

    hours: float | None
    last_at: str | None
    weight: float | None = None


@dataclass(frozen=True)
class Counted:
    """One matter as it was counted; ``person`` and ``unit`` are None where nothing was before."""

    issue_type_id: str
    expert_id: str
    unit_id: str | None
    resolved: int
    not_mine: int
    timed: bool
    person: Was | None
    person_now: float | None
    unit: Was | None
    unit_now: float | None
    weight: float = 0.0
    person_weight: float | None = None
    unit_weight: float | None = None

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Counted:
        was = {name: Was(**raw[name]) if raw[name] else None for name in ("person", "unit")}
        return cls(**{**raw, **was})


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
) -> tuple[Counted, ...]:
    """Count one matter that the person and the unit had in hand: resolved, or else bounced.

    ``hours`` is the time from opening to resolving. "No capacity" and "absent" are never counted.
    The answer is what ``take_back`` needs; empty where nothing was counted.
    """
    if issue_type_id is None:
        return ()
    weight = weight_at(at)
    row = await tx.one(
        writes.EVIDENCE,
        type=issue_type_id,
        expert=expert_id,
        unit=unit_id or "",
        resolved=int(resolved),
        received=1,
        bounced=int(not resolved),
        notMine=int(not_mine),
        hours=hours,
        weight=weight,
        at=at,
    )
    if row is None:
        return ()
    unit_now = row["unitNow"] or {"medianHours": None, "weight": None}
    return (
        Counted(
            issue_type_id,
            expert_id,
            unit_id,
            int(resolved),
            int(not_mine),
            hours is not None,
            _was(row["person"]),
            row["personNow"]["medianHours"],
            _was(row["unit"]),
            unit_now["medianHours"],
            weight,
            row["personNow"]["weight"],
            unit_now["weight"],
        ),
    )


async def take_back(tx: Tx, counted: Counted) -> None:
    """The counters as if the matter had not been counted."""
    await tx.run(
        writes.EVIDENCE_BACK,
        type=counted.issue_type_id,
        expert=counted.expert_id,
        unit=counted.unit_id or "",
        resolved=counted.resolved,
        received=1,
        bounced=1 - counted.resolved,
        notMine=counted.not_mine,
        timed=counted.timed,
        weight=counted.weight,
        person=_graph(counted.person),
        personNow={"medianHours": counted.person_now, "weight": counted.person_weight},
        unitWas=_graph(counted.unit),
        unitNow={"medianHours": counted.unit_now, "weight": counted.unit_weight},
    )


def _was(raw: Mapping[str, Any] | None) -> Was | None:
    if raw is None:
        return None
    last = maybe_moment(raw["lastAt"])
    return Was(raw["medianHours"], last.isoformat() if last else None, raw["weight"])


def _graph(was: Was | None) -> dict[str, Any] | None:
    if was is None:
        return None
    last = datetime.fromisoformat(was.last_at) if was.last_at else None
    return {"medianHours": was.hours, "lastAt": last, "weight": was.weight}
