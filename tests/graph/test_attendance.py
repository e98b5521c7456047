"""Who is connected to no process any more becomes away, once; and available again once back."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from netsvc.availability.attendance import Attendance
from netsvc.directory.model import Presence
from netsvc.events.repository import EventRepository
from netsvc.graph.driver import Graph
from tests.graph.handover_desk import Clock, Desk, build, done
from tests.organisation import digest, load_organisation

GRACE = timedelta(seconds=60)


class House:
    """Two processes over one graph, and the clock of both."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.clock = Clock()
        self.desk: Desk = build(graph, self.clock)
        self.windows: tuple[set[str], set[str]] = (set(), set())
        self.attendances = [self.process(here) for here in self.windows]

    def process(self, here: set[str]) -> Attendance:
        return Attendance(self.graph, self.desk.runner, lambda: set(here), self.clock, grace=GRACE)

    async def pass_time(self, seconds: int) -> None:
        """Second by second, both processes at the same time."""
        for _ in range(seconds):
            self.clock.at += timedelta(seconds=1)
            await asyncio.gather(*(one.round() for one in self.attendances))

    async def presence(self, person: str) -> str:
        return str((await self.desk.person(person))["presence"])

    async def told(self, person: str) -> list[str]:
        events = await EventRepository(self.graph).after({person: 0})
        return [event.kind for event in events]

    async def set_by_hand(self, person: str, presence: Presence) -> None:
        done(await self.desk.closing.set_presence(person, self.desk.key(), presence))


@pytest.fixture
async def house(graph: Graph) -> House:
    await load_organisation(graph)
    return House(graph)


async def test_a_lost_connection_makes_away_once_and_the_next_makes_available(
    house: House,
) -> None:
    house.windows[0].add("eeva")
    await house.pass_time(80)
    house.windows[0].clear()
    await house.pass_time(59)
    assert await house.presence("eeva") == "AVAILABLE"
    await house.pass_time(25)
    assert await house.presence("eeva") == "AWAY"
    assert await house.told("eeva") == ["CONNECTION_LOST"]
    await house.pass_time(100)
    house.windows[1].add("eeva")
    await house.pass_time(1)
    assert await house.presence("eeva") == "AVAILABLE"
    assert await house.told("eeva") == ["CONNECTION_LOST", "CONNECTION_BACK"]
    rows = await house.graph.read(
        "MATCH (a:Audit {action: 'setPresence'}) RETURN a.actor AS actor, a.fromState AS before, "
        "a.toState AS after, a.detail AS detail ORDER BY a.at"
    )
    assert [tuple(row.values()) for row in rows] == [
        ("netsvc", "AVAILABLE", "AWAY", "CONNECTION_LOST"),
        ("netsvc", "AWAY", "AVAILABLE", "CONNECTION_BACK"),
    ]


async def test_a_window_at_the_other_process_is_enough(house: House) -> None:
    house.windows[0].add("eeva")
    house.windows[1].add("eeva")
    await house.pass_time(80)
    house.windows[0].clear()
    await house.pass_time(100)
    assert await house.presence("eeva") == "AVAILABLE"
    house.windows[1].clear()
    house.windows[0].add("eeva")
    await house.pass_time(100)
    assert await house.told("eeva") == []


@pytest.mark.parametrize("presence", [Presence.BUSY, Presence.AWAY, Presence.DO_NOT_DISTURB])
async def test_what_was_set_by_hand_stays(house: House, presence: Presence) -> None:
    house.windows[0].add("eeva")
    await house.pass_time(80)
    await house.set_by_hand("eeva", presence)
    house.windows[0].clear()
    await house.pass_time(100)
    house.windows[0].add("eeva")
    await house.pass_time(15)
    assert await house.presence("eeva") == presence
    assert await house.told("eeva") == ["PRESENCE_CHANGED"]


async def test_available_said_by_hand_without_a_window_stays(house: House) -> None:
    house.windows[0].add("eeva")
    await house.pass_time(80)
    house.windows[0].clear()
    await house.pass_time(20)
    await house.set_by_hand("eeva", Presence.AVAILABLE)
    await house.pass_time(200)
    assert await house.presence("eeva") == "AVAILABLE"


async def test_by_hand_after_the_loss_is_by_hand(house: House) -> None:
    house.windows[0].add("eeva")
    await house.pass_time(80)
    house.windows[0].clear()
    await house.pass_time(100)
    await house.set_by_hand("eeva", Presence.AWAY)
    house.windows[0].add("eeva")
    await house.pass_time(15)
    assert await house.presence("eeva") == "AWAY"
    assert await house.told("eeva") == ["CONNECTION_LOST", "PRESENCE_CHANGED"]


async def test_a_service_that_was_away_takes_nobody_for_gone(house: House) -> None:
    house.windows[0].add("eeva")
    await house.pass_time(80)
    house.windows[0].clear()
    house.clock.at += timedelta(minutes=30)
    house.attendances = [house.process(here) for here in house.windows]
    await house.pass_time(50)
    house.windows[1].add("eeva")
    await house.pass_time(60)
    assert await house.presence("eeva") == "AVAILABLE"
    assert await house.told("eeva") == []


async def test_a_process_that_is_killed_is_noticed_by_the_other(house: House) -> None:
    house.windows[0].add("eeva")
    await house.pass_time(80)
    del house.attendances[0]
    await house.pass_time(59)
    assert await house.presence("eeva") == "AVAILABLE"
    await house.pass_time(25)
    assert await house.presence("eeva") == "AWAY"


async def test_who_was_never_connected_is_left_alone(house: House) -> None:
    before = await digest(house.graph)
    await house.pass_time(120)
    assert await digest(house.graph) == before
