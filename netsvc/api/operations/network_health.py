"""The health of a mini-network: answers, hours on duty, spread of load, who joined and left."""

from __future__ import annotations

from datetime import date, datetime

import strawberry

from netsvc.api.operations.context import Info
from netsvc.api.operations.directory import Expert, Unit
from netsvc.api.operations.ids import Kind, plain_id
from netsvc.handover.model import HandoverKind
from netsvc.measures import health


@strawberry.type(
    description="Answers to offers from other units. Without a kind they are of both kinds, "
    "because too few people were asked in one of them."
)
class NetworkResponses:
    kind: HandoverKind | None
    offers: int
    answered: int
    median_seconds: float | None
    p90_seconds: float | None


@strawberry.type(description="Without a unit: those too small to stand alone.")
class NetworkUnitShare:
    unit: Unit | None
    share: float


@strawberry.type(
    description="How what members took is spread: as if so many people took the same each."
)
class NetworkLoad:
    taken: int
    people: int
    as_if: float
    units: list[NetworkUnitShare]


@strawberry.type(description="Of the person who asks, and shown to nobody else.")
class OwnNetworkLoad:
    offers: int
    taken: int
    median_seconds: float | None


@strawberry.type(
    description="Hours on duty, promised and covered: in an ordinary week, and in the four weeks "
    "to come with holidays and absences."
)
class NetworkHours:
    week_promised: float
    week_covered: float
    ahead_promised: float
    ahead_covered: float


@strawberry.type
class NetworkMembership:
    expert: Expert | None
    since: datetime | None
    until: datetime | None


@strawberry.type(
    description="Three blocks of four weeks that are over; figures of fewer than five people in a "
    "block are not shown. Who joined and left is of the last year."
)
class NetworkHealth:
    starts: date
    ends: date = strawberry.field(description="The first day after.")
    responses: list[NetworkResponses]
    load: NetworkLoad | None
    own: OwnNetworkLoad | None
    hours: NetworkHours | None = strawberry.field(description="None where no hours are promised.")
    joined: list[NetworkMembership]
    left: list[NetworkMembership]


@strawberry.type
class NetworkHealthQuery:
    @strawberry.field(description="None for an unknown mini-network.")  # type: ignore[untyped-decorator]  # strawberry types it only without arguments
    async def network_health(self, info: Info, id: strawberry.ID) -> NetworkHealth | None:  # noqa: A002
        key = plain_id(Kind.MINI_NETWORK, id)
        found = await info.context.services.network_health.health(key, info.context.actor)
        return None if found is None else await _health(info, found)


async def _health(info: Info, found: health.Health) -> NetworkHealth:
    load = info.context.load
    people = list(dict.fromkeys(one.expert for one in (*found.joined, *found.left)))
    known = dict(zip(people, await load.experts.load_many(people), strict=True))
    units = [one.unit for one in found.load.units if one.unit] if found.load else []
    named = dict(zip(units, await load.units.load_many(units), strict=True))

    def memberships(of: tuple[health.Membership, ...]) -> list[NetworkMembership]:
        return [
            NetworkMembership(
                expert=Expert.of(expert) if (expert := known[one.expert]) is not None else None,
                since=one.since,
                until=one.until,
            )
            for one in of
        ]

    def share(of: health.UnitShare) -> NetworkUnitShare:
        unit = named.get(of.unit or "")
        return NetworkUnitShare(unit=Unit.of(unit) if unit is not None else None, share=of.share)

    return NetworkHealth(
        starts=found.period.first,
        ends=found.period.until,
        responses=[
            NetworkResponses(
                kind=HandoverKind(one.kind) if one.kind else None,
                offers=one.offers,
                answered=one.answered,
                median_seconds=one.median,
                p90_seconds=one.p90,
            )
            for one in found.responses
        ],
        load=NetworkLoad(
            taken=found.load.taken,
            people=found.load.people,
            as_if=found.load.as_if,
            units=[share(one) for one in found.load.units],
        )
        if found.load
        else None,
        own=OwnNetworkLoad(
            offers=found.own.offers, taken=found.own.taken, median_seconds=found.own.median
        )
        if found.own
        else None,
        hours=NetworkHours(
            week_promised=found.hours.week_promised,
            week_covered=found.hours.week_covered,
            ahead_promised=found.hours.ahead_promised,
            ahead_covered=found.hours.ahead_covered,
        )
        if found.hours
        else None,
        joined=memberships(found.joined),
        left=memberships(found.left),
    )
