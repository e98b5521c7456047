"""What an outcome says about who resolves which issue type, counted with the outcome itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from netsvc.cases.repository import maybe_moment, moment
from netsvc.graph.driver import Tx
from netsvc.handover import writes
from netsvc.ranking.fading import weight_at


@dataclass(frozen=True)
class Was:
    """Median, last time and faded count before or after one matter, in hours and ISO 8601."""

    hours: float | None
    last_at: str | None
    weight: float | None


@dataclass(frozen=True)
class Counted:
    """One matter as it was counted; ``person`` and ``unit`` are None where nothing was before,
    and ``unit_now`` where no unit counts."""

    issue_type_id: str
    expert_id: str
    unit_id: str | None
    resolved: int
    not_mine: int
    timed: bool
    person: Was | None
    person_now: Was | None
    unit: Was | None
    unit_now: Was | None
    weight: float
    around: tuple[str, ...] = ()
    """The circumstances that were counted (netsvc/directory/circumstances.py)."""

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Counted:
        stood = ("person", "person_now", "unit", "unit_now")
        was = {name: Was(**raw[name]) if raw[name] else None for name in stood}
        return cls(**{**raw, **was, "around": tuple(raw.get("around", ()))})


async def count(
    tx: Tx,
    at: datetime,
    *,
    issue_type_id: str | None,
    expert_id: str,
    unit_id: str | None,
    case_id: str = "",
    resolved: bool = False,
    not_mine: bool = False,
    hours: float | None = None,
) -> tuple[Counted, ...]:
    """Count one matter that the person and the unit had in hand: resolved, or else bounced.

    ``hours`` is the time from opening to resolving; of a resolved case ``case_id`` tells where it
    came from, by which channel and whose it was. "No capacity" and "absent" are never counted.
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
        case=case_id,
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
    return (
        Counted(
            issue_type_id,
            expert_id,
            unit_id,
            int(resolved),
            int(not_mine),
            hours is not None,
            _was(row["person"]),
            _was(row["personNow"]),
            _was(row["unit"]),
            _was(row["unitNow"]),
            weight,
            tuple(row["around"]),
        ),
    )


async def take_back(tx: Tx, counted: Counted) -> None:
    """The counters as if the matter had not been counted."""
    asked = {
        "type": counted.issue_type_id,
        "resolved": counted.resolved,
        "received": 1,
        "bounced": 1 - counted.resolved,
        "notMine": counted.not_mine,
        "timed": counted.timed,
        "weight": counted.weight,
        "around": list(counted.around),
    }
    if counted.expert_id:
        await tx.run(
            writes.PERSON_BACK,
            **asked,
            expert=counted.expert_id,
            person=_graph(counted.person),
            personNow=_graph(counted.person_now),
        )
    if counted.unit_id:
        await tx.run(
            writes.UNIT_BACK,
            **asked,
            unit=counted.unit_id,
            unitWas=_graph(counted.unit),
            unitNow=_graph(counted.unit_now),
        )


async def reopened(tx: Tx, case_id: str) -> None:
    """A case that is opened again was not resolved after all; called before it is opened.

    The median stays: it moved towards each matter in turn, and keeps no single one.
    """
    row = await tx.one(writes.RESOLVED_BEFORE, case=case_id)
    if row is None:
        return
    await take_back(
        tx,
        Counted(
            row["type"],
            row["expert"] or "",
            row["unit"],
            resolved=1,
            not_mine=0,
            timed=False,
            person=None,
            person_now=None,
            unit=None,
            unit_now=None,
            weight=weight_at(moment(row["at"])),
            around=tuple(row["around"]),
        ),
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
