"""Who may be asked next, and what travels with the case to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from netsvc.graph.driver import Row, Tx
from netsvc.handover import offering_writes as cypher
from netsvc.handover.model import available
from netsvc.handover.offering import Candidate, Offering, waiting
from netsvc.handover.people import see_people
from netsvc.mininetworks.repository import rota_from

MARGIN = 2
"""So many more than are needed are locked, for those who are taken meanwhile."""


@dataclass(frozen=True)
class Ahead:
    """``candidates`` could take the case when they were looked at; ``whys`` holds, by person, why
    they were suggested, as it stood when the agent chose."""

    candidates: tuple[Candidate, ...]
    packet: Mapping[str, Any]
    note: str | None
    whys: Mapping[str, Any]

    def likely(self, at_once: int) -> list[str]:
        """Whom to lock."""
        return [one.expert_id for one in self.candidates[: at_once + MARGIN]]


async def look_ahead(
    tx: Tx, offering: Offering, at: datetime, *, also: Sequence[str] = ()
) -> Ahead:
    """Those in the offering's order, then who is on duty, then who stands in for whom was asked,
    and last who stands in for their units.

    ``also`` were pointed to in this very command.
    """
    # who was asked or seen, in order: the backup of the first of them comes first
    away = list(dict.fromkeys([*offering.asked, *offering.order]))
    row = await tx.one(cypher.LOOK, offering=offering.id, at=at, away=away) or {}
    duty = [id_ for network in row.get("networks", ()) for id_ in on_duty_in(network, at)]
    pointed = tuple(dict.fromkeys([*also, *offering.pointed]))
    wanted = list(
        waiting(
            Offering(**{**vars(offering), "pointed": pointed}),
            duty,
            row.get("backups") or (),
            row.get("unitBackups") or (),
        )
    )
    people = await see_people(tx, [one.expert_id for one in wanted], at) if wanted else {}
    return Ahead(
        tuple(
            one
            for one in wanted
            if one.expert_id in people
            and available(people[one.expert_id].rules, offering.kind) is None
        ),
        row.get("packet") or {},
        row.get("note"),
        orjson.loads(row.get("whys") or "{}"),
    )


def on_duty_in(network: Row, at: datetime) -> tuple[str, ...]:
    """Whose turn it is: by the rota where there is one, else who is marked."""
    rota = rota_from(network["rota"])
    if network["rota"] is None or rota is None:
        return tuple(network["marked"]) if network["rota"] is None else ()
    return rota.only(network["members"]).on_duty_at(at)
