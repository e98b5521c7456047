"""The mini-networks that cover a matter come first, with who is on duty and free behind them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from netsvc.availability.hours import NO_HOLIDAYS, OFFICE_HOURS
from netsvc.finding.model import FoundRoster
from netsvc.finding.service import FindingService
from netsvc.graph.driver import Graph, queries_run
from netsvc.mininetworks.model import Rota, Turn
from tests.organisation import load_organisation

WEDNESDAY_NOON = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)
EVENING = WEDNESDAY_NOON + timedelta(hours=8)
ROTA = Rota(
    "Europe/Helsinki",
    NO_HOLIDAYS,
    OFFICE_HOURS,
    tuple(
        (Turn("08:00", "16:00", "arvid"), Turn("08:00", "12:00", "eeva")) if day < 5 else ()
        for day in range(7)
    ),
)
AGREE = """
MATCH (n:MiniNetwork {id: 'homes'})
CREATE (n)-[:HAS_AGREEMENT]->(:Agreement {id: 'a' + $version, version: $version,
  answeringFi: $text, answeringSv: $text, answeringEn: $text})
"""


@pytest.fixture
async def at(graph: Graph) -> Callable[[datetime], FindingService]:
    await load_organisation(graph)
    return lambda moment: FindingService(graph, clock=lambda: moment)


async def lines(service: FindingService, caller: str = "aino") -> tuple[FoundRoster, ...]:
    found = await service.find_experts(issue_type_id="housing-allowance", caller_id=caller)
    return tuple(line.roster for line in found.lines)


def duty(line: FoundRoster) -> list[tuple[str, bool]]:
    return [(one.expert.id, one.free_now) for one in line.on_duty]


async def test_one_line_with_the_people_on_duty_and_the_agreement(
    graph: Graph, at: Callable[[datetime], FindingService]
) -> None:
    for version, text in ((1, "an hour"), (2, "a minute")):
        await graph.run(AGREE, version=version, text=text)
    (line,) = await lines(at(WEDNESDAY_NOON))
    assert (line.network.id, line.network.name.sv) == ("homes", "Hemmen")
    assert line.answering is not None
    assert line.answering.en == "a minute"
    assert duty(line) == [("eeva", True)]
    assert line.on_duty[0].unit.name.en == "Housing"
    assert (line.free, line.next_duty) == (True, None)


async def test_who_covers_a_broader_matter_covers_the_narrower_too(
    graph: Graph, at: Callable[[datetime], FindingService]
) -> None:
    """Once, also where both are covered; and not the other way round."""
    await graph.run(
        "MATCH (n:MiniNetwork {id: 'homes'})-[c:COVERS]->(t:IssueType {id: 'housing-allowance'}) "
        "CREATE (t)-[:BROADER]->(b:IssueType {id: 'homes-of-all-kinds', nameFi: 'Kodit', "
        "nameSv: 'Hem', nameEn: 'Homes of all kinds'}), (n)-[:COVERS]->(b)"
    )
    assert [one.network.id for one in await lines(at(WEDNESDAY_NOON))] == ["homes"]
    await graph.run("MATCH ()-[c:COVERS]->(:IssueType {id: 'housing-allowance'}) DELETE c")
    (line,) = await lines(at(WEDNESDAY_NOON))
    assert (line.network.id, duty(line)) == ("homes", [("eeva", True)])
    await graph.run(
        "MATCH (n:MiniNetwork)-[c:COVERS]->(b:IssueType), (t:IssueType {id: 'housing-allowance'}) "
        "MATCH (b)<-[up:BROADER]-(t) DELETE up CREATE (b)-[:BROADER]->(t)"
    )
    assert await lines(at(WEDNESDAY_NOON)) == ()


async def test_the_rota_says_who_and_those_who_are_free_come_first(
    graph: Graph, at: Callable[[datetime], FindingService]
) -> None:
    await graph.run("MATCH (n:MiniNetwork) SET n.rota = $rota", rota=ROTA.to_json())
    morning = at(WEDNESDAY_NOON - timedelta(hours=1))
    assert duty((await lines(morning))[0]) == [("arvid", True), ("eeva", True)]
    assert duty((await lines(at(WEDNESDAY_NOON)))[0]) == [("arvid", True)]
    await graph.run("MATCH (e:Expert {id: 'arvid'}) SET e.openCases = e.capacity")
    assert duty((await lines(morning))[0]) == [("eeva", True), ("arvid", False)]
    assert duty((await lines(morning, caller="eeva"))[0]) == [("arvid", False)]


async def test_nobody_free_tells_whose_turn_is_next(
    graph: Graph, at: Callable[[datetime], FindingService]
) -> None:
    await graph.run("MATCH (n:MiniNetwork) SET n.rota = $rota", rota=ROTA.to_json())
    evening = at(EVENING)
    (line,) = await lines(evening)
    assert (line.free, line.on_duty) == (False, ())
    assert line.next_duty is not None
    thursday = datetime(2026, 3, 5, 6, 0, tzinfo=UTC)
    assert (line.next_duty.expert.id, line.next_duty.starts_at) == ("arvid", thursday)

    await graph.run(
        "MATCH (e:Expert {id: 'arvid'}) CREATE (e)-[:HAS_ABSENCE]->"
        "(:Absence {id: 'a', startsAt: $at, endsAt: $at + duration('P1D'), kind: 'AWAY'})",
        at=EVENING,
    )
    (line,) = await lines(evening)
    assert line.next_duty is not None
    assert line.next_duty.expert.id == "eeva"
    await graph.run("MATCH (n:MiniNetwork) SET n.rota = 'damaged'")
    (line,) = await lines(evening)
    assert (line.on_duty, line.next_duty) == ((), None)


async def test_a_turn_is_work_also_outside_the_units_hours(
    graph: Graph, at: Callable[[datetime], FindingService]
) -> None:
    await graph.run("MATCH (u:Unit) SET u.workingHours = $hours", hours=OFFICE_HOURS.to_json())
    late = replace(ROTA, week=((Turn("16:00", "22:00", "eeva"),),) * 7)
    await graph.run("MATCH (n:MiniNetwork) SET n.rota = $rota", rota=late.to_json())
    service = at(EVENING)
    assert duty((await lines(service))[0]) == [("eeva", True)]
    found = await service.find_experts(issue_type_id="housing-allowance", caller_id="aino")
    assert {s.expert.id: s.free_now for s in found.suggestions} == {
        "eeva": True,
        "emil": False,
        "arvid": False,
    }


async def test_an_offer_that_rings_holds_a_place(
    graph: Graph, at: Callable[[datetime], FindingService]
) -> None:
    await graph.run("MATCH (e:Expert {id: 'eeva'}) SET e.openCases = e.capacity - 1")
    service = at(WEDNESDAY_NOON)
    assert duty((await lines(service))[0]) == [("eeva", True)]
    ring = (
        "MATCH (e:Expert {id: 'eeva'}) CREATE (:Handover {id: 'h', state: 'OFFERED', kind: $kind,"
        " expiresAt: $at + duration('PT45S')})-[:TO]->(e)"
    )
    await graph.run(ring, kind="WARM", at=WEDNESDAY_NOON)
    assert duty((await lines(service))[0]) == [("eeva", False)]
    assert duty((await lines(at(WEDNESDAY_NOON + timedelta(minutes=1))))[0]) == [("eeva", True)]
    await graph.run("MATCH (h:Handover) SET h.kind = 'COLD'")
    assert duty((await lines(service))[0]) == [("eeva", True)]


async def test_only_active_networks_of_an_understood_matter_on_the_first_page(
    graph: Graph, at: Callable[[datetime], FindingService]
) -> None:
    service = at(WEDNESDAY_NOON)
    assert (await service.find_experts("😀😀 12345")).lines == ()
    assert len((await service.find_experts("vuokra nousi asumistuki")).lines) == 1
    first = await service.find_experts(issue_type_id="housing-allowance", limit=1)
    assert len(first.lines) == 1
    after = first.suggestions[-1].cursor
    second = await service.find_experts(issue_type_id="housing-allowance", limit=1, after=after)
    assert second.lines == ()
    assert (await service.find_experts(issue_type_id="moving-out")).lines == ()
    await graph.run("MATCH (n:MiniNetwork) SET n.activeTo = $at", at=WEDNESDAY_NOON)
    assert await lines(service) == ()


async def test_still_one_statement_whatever_the_number_of_networks(
    graph: Graph, at: Callable[[datetime], FindingService]
) -> None:
    await graph.run(
        "MATCH (t:IssueType) UNWIND range(1, 6) AS i MATCH (e:Expert {id: 'eeva'}) "
        "CREATE (t)<-[:COVERS]-(n:MiniNetwork {id: t.id + i, nameFi: 'V' + i})"
        "<-[:IN_NETWORK {onDuty: i > 2}]-(e)"
    )
    service = at(WEDNESDAY_NOON)
    counted: list[int] = []
    token = queries_run.set(counted)
    try:
        found = await lines(service)
    finally:
        queries_run.reset(token)
    assert sum(counted) == 1
    assert [line.network.id for line in found] == [
        "homes",
        "housing-allowance3",
        "housing-allowance4",
    ]
