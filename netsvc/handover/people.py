"""People as they are within a transaction: free places, presence, and when their unit is open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from netsvc.directory.model import Presence
from netsvc.graph.driver import Row, Tx
from netsvc.handover import writes
from netsvc.handover.model import Person
from netsvc.handover.times import NO_UNIT, Opening, opening_from
from netsvc.identity.roles import DESK
from netsvc.mininetworks.model import KeptRotas


@dataclass(frozen=True)
class LockedPerson:
    """A person as the rules see them, their first unit, and when it is open."""

    rules: Person
    unit_id: str | None
    opening: Opening = NO_UNIT


async def lock_people(tx: Tx, ids: Iterable[str], at: datetime) -> dict[str, LockedPerson]:
    """By id, locked in order of their ids; unknown ones are left out."""
    rows = await tx.run(writes.LOCK_PEOPLE, ids=sorted(set(ids)), at=at)
    return {row["id"]: _person(row, at) for row in rows}


async def see_people(tx: Tx, ids: Iterable[str], at: datetime) -> dict[str, LockedPerson]:
    """By id, as they are just now: what is decided on them must be looked at again once locked."""
    rows = await tx.run(writes.SEE_PEOPLE, ids=sorted(set(ids)), at=at)
    return {row["id"]: _person(row, at) for row in rows}


def _person(row: Row, at: datetime) -> LockedPerson:
    unit = row["unit"]
    opening = opening_from(unit)
    return LockedPerson(
        Person(
            row["id"],
            row["active"],
            # who planned to be away is away, whatever their switch says
            Presence.AWAY if row["absent"] else Presence(row["presence"]),
            row["capacity"],
            row["openCases"],
            row["ringing"],
            answers=not DESK.isdisjoint(row["roles"]),
            absent=row["absent"],
            # whose turn it is by a rota is at work, also outside the unit's hours
            at_work=opening.open_at(at) or _on_turn(row, at),
            missed=row["missed"],
        ),
        unit["id"] if unit else None,
        opening,
    )


def _on_turn(row: Row, at: datetime) -> bool:
    rotas = KeptRotas()
    return any(rotas.turn(text, row["id"], at) for text in row["rotas"])
