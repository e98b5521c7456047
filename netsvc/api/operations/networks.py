"""What a mini-network shows of its agreement and its rota."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import strawberry

from netsvc.api.operations.common import LocalText
from netsvc.api.operations.context import Info
from netsvc.availability.hours import WorkingHours
from netsvc.errors import BadInputError, NotFoundError
from netsvc.mininetworks import model
from netsvc.mininetworks.model import LONGEST_LOOK, NetworkDetails

if TYPE_CHECKING:
    from netsvc.api.operations.directory import Expert


@strawberry.enum
class Weekday(StrEnum):
    MON = "MON"
    TUE = "TUE"
    WED = "WED"
    THU = "THU"
    FRI = "FRI"
    SAT = "SAT"
    SUN = "SUN"


@strawberry.type(description="One version of how the members work together.")
class Agreement:
    version: int
    answering: LocalText
    travels: LocalText
    declining: LocalText
    at: datetime
    author: Annotated[Expert, strawberry.lazy("netsvc.api.operations.directory")] | None


@strawberry.type(description="The agreement's version that everybody works by, until its review.")
class AgreementStandard:
    version: int
    review_on: date
    review_due: bool
    at: datetime
    owner: Annotated[Expert, strawberry.lazy("netsvc.api.operations.directory")] | None
    by: Annotated[Expert, strawberry.lazy("netsvc.api.operations.directory")] | None


@strawberry.type
class OpenHours:
    weekday: Weekday
    starts: str
    ends: str


@strawberry.type(description="Whose turn, by the clock of the rota.")
class RotaTurn:
    weekday: Weekday | None
    day: date | None
    starts: str
    ends: str
    expert: Annotated[Expert, strawberry.lazy("netsvc.api.operations.directory")] | None


@strawberry.type(description="A date that has turns of its own instead of the weekly ones.")
class RotaException:
    day: date
    turns: list[RotaTurn]


@strawberry.type
class Rota:
    time_zone: str
    holidays: str
    hours: list[OpenHours]
    turns: list[RotaTurn]
    exceptions: list[RotaException]


@strawberry.type(description="Somebody must be on duty then, and nobody is.")
class DutyGap:
    starts_at: datetime
    ends_at: datetime


@strawberry.type
class Duty:
    day: date
    starts_at: datetime
    ends_at: datetime
    expert: Annotated[Expert, strawberry.lazy("netsvc.api.operations.directory")] | None


@strawberry.type(description="A turn that a member asks a colleague to take.")
class DutySwap:
    id: strawberry.ID
    day: date
    starts: str
    return_day: date | None
    return_starts: str | None
    by: Annotated[Expert, strawberry.lazy("netsvc.api.operations.directory")] | None
    to: Annotated[Expert, strawberry.lazy("netsvc.api.operations.directory")] | None


@strawberry.type
class NetworkFields:
    """The part of a mini-network that is about working together."""

    key: strawberry.Private[str]

    async def _details(self, info: Info) -> NetworkDetails:
        details = await info.context.load.networks.load(self.key)
        if details is None:
            raise NotFoundError(
                "The mini-network is no longer in the directory.", action="Load the page again."
            )
        return details

    @strawberry.field
    async def active_from(self, info: Info) -> datetime | None:
        return (await self._details(info)).active_from

    @strawberry.field
    async def active_to(self, info: Info) -> datetime | None:
        return (await self._details(info)).active_to

    @strawberry.field(description="Not started: nobody is found or asked through it.")  # type: ignore[untyped-decorator]  # as below
    async def draft(self, info: Info) -> bool:
        return (await self._details(info)).draft

    @strawberry.field
    async def active_now(self, info: Info) -> bool:
        return (await self._details(info)).active_at(info.context.services.clock())

    @strawberry.field(description="The agreement in force: its latest version.")  # type: ignore[untyped-decorator]  # strawberry types it only without arguments
    async def agreement(self, info: Info) -> Agreement | None:
        agreements = (await self._details(info)).agreements
        return (await _agreements(info, agreements[:1]))[0] if agreements else None

    @strawberry.field(description="Every version, latest first.")  # type: ignore[untyped-decorator]  # as above
    async def agreements(self, info: Info) -> list[Agreement]:
        return await _agreements(info, (await self._details(info)).agreements)

    @strawberry.field(description="None before an agreement was made the standard.")  # type: ignore[untyped-decorator]  # as above
    async def standard(self, info: Info) -> AgreementStandard | None:
        known = (await self._details(info)).standard
        if known is None:
            return None
        people = await _people(info, (id_ for id_ in (known.owner_id, known.by_id) if id_))
        return AgreementStandard(
            version=known.version,
            review_on=known.review_on,
            review_due=known.due(info.context.services.clock().date()),
            at=known.at,
            owner=people.get(known.owner_id or ""),
            by=people.get(known.by_id or ""),
        )

    @strawberry.field
    async def rota(self, info: Info) -> Rota | None:
        rota = (await self._details(info)).rota
        return await _rota(info, rota) if rota is not None else None

    @strawberry.field(description="Whose turn it is and who is not away.")  # type: ignore[untyped-decorator]  # as above
    async def on_duty_now(
        self, info: Info
    ) -> list[Annotated[Expert, strawberry.lazy("netsvc.api.operations.directory")]]:
        ids = (await self._details(info)).on_duty_at(info.context.services.clock())
        people = await _people(info, ids)
        return [person for id_ in ids if (person := people[id_]) is not None]

    @strawberry.field(description="The turns from one moment to another, swaps made.")  # type: ignore[untyped-decorator]  # as above
    async def duties(
        self,
        info: Info,
        from_: Annotated[datetime, strawberry.argument(name="from")],
        to: datetime,
    ) -> list[Duty]:
        _check_look(from_, to)
        details = await self._details(info)
        if details.rota is None:
            return []
        found = list(details.rota.only(details.member_ids).duties(from_, to))
        people = await _people(info, (duty.expert_id for duty in found))
        return [
            Duty(
                day=duty.day,
                starts_at=duty.starts_at,
                ends_at=duty.ends_at,
                expert=people[duty.expert_id],
            )
            for duty in sorted(found, key=lambda duty: (duty.starts_at, duty.expert_id))
        ]

    @strawberry.field(description="When somebody must be on duty and nobody is.")  # type: ignore[untyped-decorator]  # as above
    async def gaps(
        self,
        info: Info,
        from_: Annotated[datetime, strawberry.argument(name="from")],
        to: datetime,
    ) -> list[DutyGap]:
        _check_look(from_, to)
        found = (await self._details(info)).gaps(from_, to)
        return [DutyGap(starts_at=starts_at, ends_at=ends_at) for starts_at, ends_at in found]

    @strawberry.field(description="Swaps that wait for an answer.")  # type: ignore[untyped-decorator]  # as above
    async def swaps(self, info: Info) -> list[DutySwap]:
        found = (await self._details(info)).swaps
        people = await _people(info, (id_ for swap in found for id_ in (swap.by_id, swap.to_id)))
        return [
            DutySwap(
                id=strawberry.ID(swap.id),
                day=swap.day,
                starts=swap.starts,
                return_day=swap.return_day,
                return_starts=swap.return_starts,
                by=people[swap.by_id],
                to=people[swap.to_id],
            )
            for swap in found
        ]


def _check_look(start: datetime, end: datetime) -> None:
    usable = start.tzinfo is not None and end.tzinfo is not None
    if not usable or not 2000 <= start.year <= 2200 or not start < end <= start + LONGEST_LOOK:
        raise BadInputError(
            "These times can't be looked at.",
            action=f"Ask for at most {LONGEST_LOOK.days} days, from an earlier to a later moment.",
        )


async def _people(info: Info, ids: Iterable[str]) -> dict[str, Expert | None]:
    """All at once; a mini-network and its people name each other."""
    from netsvc.api.operations.directory import Expert as Noun  # noqa: PLC0415 - a circle

    wanted = list(dict.fromkeys(ids))
    found = await info.context.load.experts.load_many(wanted)
    return {
        id_: Noun.of(one) if one is not None else None
        for id_, one in zip(wanted, found, strict=True)
    }


async def _agreements(info: Info, agreements: tuple[model.Agreement, ...]) -> list[Agreement]:
    people = await _people(info, (one.author_id for one in agreements if one.author_id))
    return [
        Agreement(
            version=one.version,
            answering=LocalText.of(one.answering),
            travels=LocalText.of(one.travels),
            declining=LocalText.of(one.declining),
            at=one.at,
            author=people.get(one.author_id or ""),
        )
        for one in agreements
    ]


def open_hours(hours: WorkingHours) -> list[OpenHours]:
    return [
        OpenHours(weekday=day, starts=starts, ends=ends)
        for day, spans in zip(Weekday, hours.days, strict=True)
        for starts, ends in spans
    ]


async def _rota(info: Info, rota: model.Rota) -> Rota:
    people = await _people(info, (turn.expert_id for turn in rota.turns()))
    days = list(Weekday)

    def turn(of: model.Turn, weekday: Weekday | None, day: date | None) -> RotaTurn:
        expert = people[of.expert_id]
        return RotaTurn(weekday=weekday, day=day, starts=of.starts, ends=of.ends, expert=expert)

    return Rota(
        time_zone=rota.time_zone,
        holidays=rota.holidays.place,
        hours=open_hours(rota.hours),
        turns=[
            turn(of, weekday, None)
            for weekday, turns in zip(days, rota.week, strict=True)
            for of in turns
        ],
        exceptions=[
            RotaException(day=day, turns=[turn(of, None, day) for of in turns])
            for day, turns in sorted(rota.exceptions.items())
        ],
    )
