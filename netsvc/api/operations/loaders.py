"""Per request: one query for all things of a kind that one level of an answer needs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import TypeVar

from strawberry.dataloader import DataLoader

from netsvc.asks.model import Ask
from netsvc.asks.repository import AskRepository
from netsvc.availability.connection import Connection
from netsvc.availability.connections import ConnectionRepository
from netsvc.availability.model import Absence
from netsvc.availability.repository import AvailabilityRepository
from netsvc.availability.units import UnitService
from netsvc.cases.model import Case, Contact, Redirect
from netsvc.cases.repository import CaseRepository
from netsvc.directory.members import Members, MembersAsked, MembersRepository
from netsvc.directory.model import Expert, IssueType, MiniNetwork, Unit
from netsvc.directory.service import DirectoryService
from netsvc.handover.promise import Promise
from netsvc.handover.promises import PromiseRepository
from netsvc.handover.repository import Handover, HandoverRepository, WholeOffering
from netsvc.mininetworks.model import NetworkDetails
from netsvc.mininetworks.repository import NetworkRepository
from netsvc.notes.model import Note
from netsvc.notes.repository import NoteRepository

T = TypeVar("T")


def _loader(
    look_up: Callable[[list[str]], Awaitable[Mapping[str, T]]],
) -> DataLoader[str, T | None]:
    async def load(keys: list[str]) -> list[T | None]:
        found = await look_up(keys)
        return [found.get(key) for key in keys]

    return DataLoader(load_fn=load)


class Loaders:
    """Made for one operation (or one live event) and thrown away with it."""

    def __init__(
        self,
        directory: DirectoryService,
        members: MembersRepository,
        cases: CaseRepository,
        handovers: HandoverRepository,
        *,
        availability: AvailabilityRepository,
        networks: NetworkRepository,
        connections: ConnectionRepository,
        asks: AskRepository,
        notes: NoteRepository,
        promises: PromiseRepository,
        units: UnitService,
        clock: Callable[[], datetime],
    ) -> None:
        async def connected(asked: list[tuple[str, str]]) -> list[Connection | None]:
            viewers = {viewer for viewer, _id in asked}
            found = {
                viewer: await connections.of_handovers(
                    [id_ for one, id_ in asked if one == viewer], viewer
                )
                for viewer in viewers
            }
            return [found[viewer].get(id_) for viewer, id_ in asked]

        async def changeable(asked: list[tuple[str, str]]) -> list[bool]:
            found = {
                actor: await notes.changeable([id_ for one, id_ in asked if one == actor], actor)
                for actor in {actor for actor, _id in asked}
            }
            return [id_ in found[actor] for actor, id_ in asked]

        async def details(ids: list[str]) -> Mapping[str, NetworkDetails]:
            return await networks.details(ids, clock())

        async def absences(ids: list[str]) -> Mapping[str, tuple[Absence, ...]]:
            return await availability.absences(ids, clock())

        async def ringing(ids: list[str]) -> Mapping[str, int]:
            return await availability.ringing(ids, clock())

        self.ringing: DataLoader[str, int | None] = _loader(ringing)
        self.units: DataLoader[str, Unit | None] = _loader(directory.units)
        self.experts: DataLoader[str, Expert | None] = _loader(directory.experts)
        self.issue_types: DataLoader[str, IssueType | None] = _loader(directory.issue_types)
        self.mini_networks: DataLoader[str, MiniNetwork | None] = _loader(directory.mini_networks)
        self.cases: DataLoader[str, Case | None] = _loader(cases.cases)
        self.contacts: DataLoader[str, Contact | None] = _loader(cases.contacts)
        self.redirects: DataLoader[str, Redirect | None] = _loader(cases.redirects)
        self.handovers: DataLoader[str, Handover | None] = _loader(handovers.handovers)
        self.offerings: DataLoader[str, WholeOffering | None] = _loader(handovers.offerings)
        self.asks: DataLoader[str, Ask | None] = _loader(asks.asks)
        self.asks_of_cases: DataLoader[str, tuple[str, ...] | None] = _loader(asks.of_cases)
        self.notes: DataLoader[str, Note | None] = _loader(notes.notes)
        self.notes_of_types: DataLoader[str, tuple[str, ...] | None] = _loader(notes.of_types)
        self.may_change: DataLoader[tuple[str, str], bool] = DataLoader(load_fn=changeable)
        self.promises: DataLoader[str, tuple[Promise, ...] | None] = _loader(promises.of_cases)
        self.absences: DataLoader[str, tuple[Absence, ...] | None] = _loader(absences)
        self.connections: DataLoader[tuple[str, str], Connection | None] = DataLoader(
            load_fn=connected
        )
        self.direct_lines: DataLoader[str, Connection | None] = _loader(connections.kept)
        self.networks: DataLoader[str, NetworkDetails | None] = _loader(details)
        self.backups: DataLoader[str, str | None] = _loader(availability.backups)
        self.unit_backups: DataLoader[str, str | None] = _loader(units.backups)
        self.members: DataLoader[MembersAsked, Members] = DataLoader(load_fn=members.members)
