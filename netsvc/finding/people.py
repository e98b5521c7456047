"""Rows of the finding statement as people and units, and whether they are free at a moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from netsvc.availability.hours import PublicHolidays, WorkingHours, open_at
from netsvc.availability.model import hindrance
from netsvc.directory.model import Language, LocalText, Presence
from netsvc.finding.model import FoundExpert, FoundNetwork, FoundUnit
from netsvc.graph.driver import Row
from netsvc.mininetworks.model import KeptRotas, on_duty


@dataclass(frozen=True)
class Now:
    """The moment that an answer is about; each unit and rota is read once for it."""

    at: datetime
    rotas: KeptRotas = field(default_factory=KeptRotas)
    units: dict[str, FoundUnit] = field(default_factory=dict)

    def unit(self, row: Row) -> FoundUnit:
        if row["id"] not in self.units:
            hours = WorkingHours.kept(row["workingHours"])
            zone = row["timeZone"] or "Europe/Helsinki"
            holidays = PublicHolidays.kept(row["publicHolidays"])
            open_now = open_at(self.at, hours, zone, holidays)
            self.units[row["id"]] = FoundUnit(row["id"], name_of(row), zone, hours, open_now)
        return self.units[row["id"]]

    def free(
        self, expert: FoundExpert, unit: FoundUnit, networks: Sequence[Row], *, absent: bool
    ) -> bool:
        """Whose turn it is by a rota is at work, also outside the unit's hours."""
        against = hindrance(
            active=True,
            presence=expert.presence,
            free_places=expert.free_places,
            at_work=unit.open_now
            or any(self.rotas.turn(row["rota"], expert.id, self.at) for row in networks),
            absent=absent,
        )
        return against is None

    def network(
        self, expert_id: str, networks: Sequence[Row], *, absent: bool
    ) -> FoundNetwork | None:
        """The covering mini-network of a person; one where it is their turn goes first."""
        found = [
            FoundNetwork(
                row["id"],
                name_of(row),
                not absent and on_duty(self.rotas, row["rota"], row["onDuty"], expert_id, self.at),
            )
            for row in networks
            if row["covers"]
        ]
        return min(found, key=lambda network: not network.on_duty, default=None)


def expert_of(row: Row) -> FoundExpert:
    return FoundExpert(
        id=row["id"],
        name=row["name"],
        languages=tuple(Language(code) for code in row["languages"] or ()),
        presence=Presence(row["presence"] or Presence.AWAY),
        capacity=row["capacity"] or 0,
        open_cases=row["openCases"] or 0,
        ringing=row["ringing"],
        away=row.get("absent") or False,
    )


def name_of(row: Row) -> LocalText:
    known = row["nameFi"] or row["nameEn"] or row["nameSv"] or row["id"]
    return LocalText(row["nameFi"] or known, row["nameSv"] or known, row["nameEn"] or known)
