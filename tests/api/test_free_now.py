"""Whether somebody is free now: what is shown before and what is decided at the offer agree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from netsvc.availability.hours import NO_HOLIDAYS, OFFICE_HOURS
from netsvc.cases.service import NewCase
from netsvc.directory.model import Language
from netsvc.events.answers import Done, Refusal, RefusalKind
from netsvc.graph.driver import Graph
from netsvc.handover.model import HandoverKind
from netsvc.handover.service import NewOffer
from netsvc.mininetworks.model import Rota, Turn
from netsvc.wiring import wire_operations
from tests.api.desk import Desk, expert, issue_type, make_endpoint
from tests.organisation import load_organisation

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SEEN = """
query($t: ID!, $e: ID!) {
  findExperts(issueTypeId: $t) { ... on ExpertMatches {
    experts { edges { node { freeNow expert { id } } } }
    miniNetworks { onDuty { freeNow expert { id } } }
  } }
  expert(id: $e) { freeNow }
}
"""
CLOSED = "MATCH (u:Unit {id: 'housing'}) SET u.workingHours = '{}'"
ROTA = Rota(
    "Europe/Helsinki",
    NO_HOLIDAYS,
    OFFICE_HOURS,
    ((Turn("08:00", "16:00", "emil"),), *((),) * 6),
).to_json()


class Clock:
    def __init__(self) -> None:
        self.at = MONDAY

    def __call__(self) -> datetime:
        return self.at


@dataclass
class House:
    desk: Desk
    clock: Clock

    async def shown(self) -> set[bool]:
        """What each place says of Emil: the suggestion, his mini-network's line, and his page."""
        found = await self.desk.get(
            "aino", SEEN, t=issue_type("housing-allowance"), e=expert("emil")
        )
        lists = found["findExperts"]
        nodes = [edge["node"] for edge in lists["experts"]["edges"]]
        nodes += [one for line in lists["miniNetworks"] for one in line["onDuty"]]
        said = {node["freeNow"] for node in nodes if node["expert"]["id"] == expert("emil")}
        return said | {found["expert"]["freeNow"]}

    async def opened(self) -> str:
        commands = self.desk.wired.operations.case_commands
        new = NewCase("vuokra nousi", Language.FI, issue_type_id="housing-allowance")
        answer = await commands.open_case("aino", self.desk.key(), new)
        assert isinstance(answer, Done)
        return answer.id

    async def offered(self, kind: HandoverKind = HandoverKind.WARM) -> str | None:
        """Why Emil can't be offered a case; None where he was."""
        commands = self.desk.wired.operations.handover_commands
        new = NewOffer(await self.opened(), "emil", kind)
        answer = await commands.offer("aino", self.desk.key(), new)
        if isinstance(answer, Refusal):
            assert answer.kind is RefusalKind.EXPERT_UNAVAILABLE
            return answer.words
        return None


@pytest.fixture
async def house(graph: Graph) -> House:
    """Emil has one place, and is on duty in the mini-network."""
    await load_organisation(graph)
    await graph.run(
        "MATCH (e:Expert {id: 'emil'}), (n:MiniNetwork {id: 'homes'}) "
        "CREATE (e)-[:IN_NETWORK {onDuty: true}]->(n)"
    )
    clock = Clock()
    wired = wire_operations(graph, pseudonym=str, scrub=str, offer_seconds=45, clock=clock)
    return House(Desk(graph, wired, make_endpoint(wired)), clock)


@pytest.mark.parametrize(
    ("cause", "warm", "cold"),
    [
        ("RETURN 1", None, None),
        ("MATCH (e:Expert {id: 'emil'}) SET e.presence = 'BUSY'", "not_available", None),
        ("MATCH (e:Expert {id: 'emil'}) SET e.presence = 'AWAY'", "not_available", None),
        ("MATCH (e:Expert {id: 'emil'}) SET e.presence = 'DO_NOT_DISTURB'", "not_available", None),
        ("MATCH (e:Expert {id: 'emil'}) SET e.openCases = 1", "no_free_place", None),
        (CLOSED, "outside_hours", None),
        (
            "MATCH (e:Expert {id: 'emil'}) CREATE (e)-[:HAS_ABSENCE]->(:Absence {id: 'a', "
            "startsAt: $at, endsAt: $at + duration('PT1H'), kind: 'AWAY'})",
            "absent",
            "absent",
        ),
        (
            "MATCH (e:Expert {id: 'emil'}) CREATE (e)-[:HAS_ABSENCE]->(:Absence {id: 'a', "
            "startsAt: $at - duration('PT1H'), endsAt: $at, kind: 'AWAY'})",
            None,
            None,
        ),
        ("MATCH (e:Expert {id: 'emil'}) SET e.active = false", "left", "left"),
        (
            "MATCH (e:Expert {id: 'emil'}) SET e.roles = ['MANAGER']",
            "takes_no_cases",
            "takes_no_cases",
        ),
        # the hours that count are those of the first unit
        (
            CLOSED + " WITH u MATCH (e:Expert {id: 'emil'}), (v:Unit {id: 'front'}) "
            "CREATE (e)-[:MEMBER_OF {since: $at}]->(v)",
            "outside_hours",
            None,
        ),
        # whose turn it is by a rota is at work
        (CLOSED + " WITH u MATCH (n:MiniNetwork) SET n.rota = $rota", None, None),
    ],
)
async def test_what_is_shown_is_what_is_decided(
    house: House, cause: str, warm: str | None, cold: str | None
) -> None:
    await house.desk.graph.run(cause, at=MONDAY, rota=ROTA)
    assert await house.shown() == {warm is None}
    assert await house.offered(HandoverKind.COLD) == cold
    assert await house.offered() == warm


async def test_a_public_holiday_closes_the_unit(house: House) -> None:
    await house.desk.graph.run("MATCH (u:Unit) SET u.publicHolidays = 'FI'")
    assert (await house.shown(), await house.offered()) == ({True}, None)
    house.clock.at = datetime(2026, 1, 6, 9, 0, tzinfo=UTC)
    assert (await house.shown(), await house.offered()) == ({False}, "outside_hours")


async def test_a_ringing_offer_holds_the_place_until_it_has_run_out(house: House) -> None:
    assert await house.offered() is None
    assert (await house.shown(), await house.offered()) == ({False}, "no_free_place")
    house.clock.at += timedelta(seconds=44)
    assert (await house.shown(), await house.offered()) == ({False}, "no_free_place")
    # nobody has swept it away yet: its time alone counts
    house.clock.at += timedelta(seconds=1)
    assert (await house.shown(), await house.offered()) == ({True}, None)
