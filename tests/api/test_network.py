"""The network measures over a small real graph: exact figures, roles and the small-group rule."""

from __future__ import annotations

from typing import Any

import pytest

from netsvc.api.operations.ids import Kind, to_global
from netsvc.graph.driver import Graph
from netsvc.identity.roles import Role
from netsvc.measures.facts import DAY
from tests.api.test_insights import DIRECTORY, NOW, ask, service_over

PEOPLE = """
UNWIND $rows AS row
MATCH (u:Unit {id: row.unit})
CREATE (e:Expert {id: row.id, name: row.id})-[:MEMBER_OF {since: datetime('2026-01-01')}]->(u)
"""
TYPE = """
MERGE (:IssueType {id: 'arrears', nameFi: 'Perintä', nameSv: 'Indrivning', nameEn: 'Arrears'})
"""
LEG = """
UNWIND $rows AS row
MATCH (a:Expert {id: row.sender})-[:MEMBER_OF]->(u:Unit), (t:IssueType {id: 'arrears'})
MATCH (b:Expert {id: row.receiver})-[:MEMBER_OF]->(v:Unit)
MERGE (c:Case {id: row.case})
ON CREATE SET c.number = row.case, c.state = 'RESOLVED',
  c.openedAt = datetime({epochMillis: row.at}),
  c.resolvedAt = datetime({epochMillis: row.at + 86400000})
MERGE (c)-[:ABOUT]->(t)
MERGE (c)-[:OPENED_IN]->(u)
CREATE (h:Handover {id: row.id, kind: 'COLD', state: row.state, bounced: row.bounced,
  offeredAt: datetime({epochMillis: row.at}),
  decidedAt: datetime({epochMillis: row.at + row.minutes * 60000})})
CREATE (h)-[:OF_CASE]->(c), (h)-[:FROM]->(a), (h)-[:TO]->(b), (h)-[:FROM_UNIT]->(u),
  (h)-[:TO_UNIT]->(v)
"""
UNITS = {"d": "desk", "b": "benefits"}
CREW = [{"id": f"{side}{n}", "unit": UNITS[side]} for side in "db" for n in range(6)]


def leg(case: int, sender: str, receiver: str, **more: Any) -> dict[str, Any]:
    """One handover; ``step`` is which one of its case, ten hours after the one before."""
    step = more.pop("step", 0)
    plain = {"state": "ACCEPTED", "bounced": False, "minutes": 30}
    at = NOW * 1000 - 40 * DAY + case * 1000 + step * 36_000_000
    ends = {"case": f"c{case}", "sender": sender, "receiver": receiver, "at": at}
    return {**plain, **ends, "id": f"c{case}-{step}", **more}


@pytest.fixture
async def crew(graph: Graph) -> Graph:
    await graph.run(DIRECTORY)
    await graph.run(TYPE)
    await graph.run(PEOPLE, rows=CREW)
    return graph


async def data(graph: Graph, query: str, role: Role = Role.MANAGER) -> dict[str, Any]:
    body = await ask(service_over(graph), query, role)
    assert "errors" not in body, body
    found: dict[str, Any] = body["data"]
    return found


WHY = "{ siloedness { suppressed rows { key crossing { n } ei { n } } } }"
UNDER_CARE = "MATCH (m:Unit {id: 'money'}), (c:Unit {id: 'care'}) CREATE (m)-[:PART_OF]->(c)"


async def test_nothing_handed_over_one_silo_and_too_few_are_told_apart(crew: Graph) -> None:
    nothing = {"suppressed": False, "rows": []}
    assert (await data(crew, WHY))["siloedness"] == nothing
    await crew.run(LEG, rows=[leg(0, "d0", "b0")])
    too_few = {"suppressed": True, "rows": []}
    assert (await data(crew, WHY))["siloedness"] == too_few
    await crew.run(UNDER_CARE)
    assert (await data(crew, WHY))["siloedness"] == too_few
    await crew.run(LEG, rows=[leg(1 + n, f"d{n}", f"b{n}") for n in range(5)])
    (row,) = (await data(crew, WHY))["siloedness"]["rows"]
    assert (row["crossing"], row["ei"]) == (None, None)


SILOEDNESS = """{
  siloedness { suppressed measure { id } rows {
    crossing { value n } ei { value expected n } segregation { value expected } } }
  silo: siloedness(by: SILO) { rows { key crossing { value n } ei { value expected p } } }
  month: siloedness(by: MONTH) { rows { label { en } crossing { value } } }
  siloChange { rows { turn before after change { value } } }
}"""


async def test_siloedness_stands_beside_what_chance_would_give(crew: Graph) -> None:
    inside = [leg(n, f"d{n}", f"d{(n + 1) % 6}") for n in range(6)]
    inside += [leg(6 + n, f"b{n}", f"b{(n + 1) % 6}") for n in range(6)]
    across = [leg(12 + n, f"d{n}", f"b{n}") for n in range(4)]
    waiting = [leg(30, "d0", "b0", state="OFFERED"), leg(31, "d0", "b0", state="WITHDRAWN")]
    await crew.run(LEG, rows=[*inside, *across, *waiting])
    found = await data(crew, SILOEDNESS)
    # of 12 people the 5 others of the own silo among 11: a handover stays by chance in 5/11
    expected = pytest.approx(1 - 2 * 5 / 11)
    (row,) = found["siloedness"]["rows"]
    assert found["siloedness"]["suppressed"] is False
    assert row["crossing"] == {"value": 0.25, "n": 16}
    assert row["ei"] == {"value": -0.5, "expected": expected, "n": 16}
    segregation = pytest.approx(1 - 0.5 / (2 - 10 / 11))
    assert row["segregation"] == {"value": segregation, "expected": 0.0}
    # of ten who receive 4, 5 or 6 are of six in twelve: 6 or as far below in 10 of 22 shuffles; of
    # six who receive all are in 1 of 924, and none is in another
    assert found["silo"]["rows"] == [
        {
            "key": "care",
            "crossing": {"value": 0.4, "n": 10},
            "ei": {"value": pytest.approx(-0.2), "expected": expected, "p": 0.46},
        },
        {
            "key": "money",
            "crossing": {"value": 0.0, "n": 6},
            "ei": {"value": -1.0, "expected": expected, "p": 0.002},
        },
    ]
    assert found["month"]["rows"] == [{"label": {"en": "2026-08"}, "crossing": {"value": 0.25}}]
    # one month can't be divided
    nothing = {"turn": None, "before": None, "after": None, "change": None}
    assert found["siloChange"]["rows"] == [nothing]


async def test_two_months_are_compared_at_the_border_between_them(crew: Graph) -> None:
    early = [leg(n, f"d{n}", f"d{(n + 1) % 6}") for n in range(6)]
    late = [{**leg(10 + n, f"d{n}", f"b{n}"), "at": NOW * 1000 - 10 * DAY + n} for n in range(6)]
    await crew.run(LEG, rows=[*early, *late])
    (row,) = (await data(crew, SILOEDNESS))["siloChange"]["rows"]
    assert row == {"turn": "2026-08-31", "before": 0.0, "after": 1.0, "change": {"value": 1.0}}


async def test_four_people_are_shown_nothing(crew: Graph) -> None:
    await crew.run(LEG, rows=[leg(n, f"d{n}", f"b{n}") for n in range(2)])
    found = await data(crew, SILOEDNESS)
    assert found["siloedness"] == {
        "suppressed": True, "measure": {"id": "siloedness"}, "rows": [],
    }  # fmt: skip
    assert [found[name]["rows"] for name in ("silo", "month", "siloChange")] == [[], [], []]


async def test_an_organisation_without_handovers_or_with_one_silo_has_an_answer(
    graph: Graph,
) -> None:
    assert (await data(graph, SILOEDNESS))["siloedness"]["suppressed"] is False
    await graph.run("CREATE (:Unit {id: 'desk', nameFi: 'desk'})")
    await graph.run(TYPE)
    await graph.run(PEOPLE, rows=CREW[:6])
    await graph.run(LEG, rows=[leg(n, f"d{n}", f"d{(n + 1) % 6}") for n in range(6)])
    found = await data(graph, SILOEDNESS)
    nothing = {"crossing": None, "ei": None, "segregation": None}
    assert found["siloedness"]["rows"] == [nothing]


WAYS = """{
  loops { suppressed rows { key times hours hoursWaited issueTypes { label { en } }
    share { value n } } }
  outcomes(by: SILO_FLOW) { rows { key handovers accepted { value } bounced { value } } }
  proposals { rows { key label { sv } cases hoursSaved { value n } issueTypes { id label { fi } }
    source { key silo unitId } target { key silo } promised { n } realised } }
  missingLinks { suppressed rows { key } }
  loneBridges { suppressed rows { label { en } } }
  flows { rows { key count against { value expected } } }
}"""


async def test_loops_outcomes_and_proposals_come_from_the_graph(crew: Graph) -> None:
    there_and_back = [
        one
        for n in range(6)
        for one in (
            leg(n, f"d{n}", f"b{n}", bounced=True, minutes=120),
            leg(n, f"b{n}", f"d{n}", step=1),
        )
    ]
    came_home = await _told(crew, there_and_back)
    assert came_home["loops"]["rows"] == [
        {
            "key": "benefits→desk",
            "times": 6,
            # ten hours after the first offer it was offered back, and taken up in half an hour
            "hours": 63.0,
            "hoursWaited": 15.0,
            "issueTypes": [{"label": {"en": "Arrears"}}],
            "share": {"value": 1.0, "n": 6},
        }
    ]
    shares = {"handovers": 6, "accepted": {"value": 0.0}, "bounced": {"value": 1.0}}
    assert came_home["outcomes"]["rows"][0] == {"key": "care⇒money", **shares}
    assert came_home["flows"]["rows"] == [
        {"key": "benefits→desk", "count": 6, "against": {"value": 6.0, "expected": 3.0}},
        {"key": "desk→benefits", "count": 6, "against": {"value": 6.0, "expected": 3.0}},
    ]
    # who came home needed nobody else
    assert came_home["proposals"]["rows"] == []
    assert came_home["missingLinks"] == {"suppressed": False, "rows": []}
    assert came_home["loneBridges"] == {"suppressed": False, "rows": []}


async def test_a_lone_bridge_is_told_though_it_is_one_person(crew: Graph) -> None:
    told = await _told(crew, [leg(n, "d0", f"b{n}") for n in range(3)])
    assert told["loneBridges"]["rows"] == [{"label": {"en": "benefits en – desk en"}}]
    assert told["flows"]["rows"] == []


async def test_a_proposal_names_the_pair_and_what_it_saves(crew: Graph) -> None:
    await crew.run(PEOPLE, rows=[{"id": f"c{n}", "unit": "tiny"} for n in range(6)])
    detours = [
        one
        for n in range(6)
        for one in (
            leg(n, f"d{n}", f"c{n}", bounced=True, minutes=120),
            leg(n, f"c{n}", f"b{n}", step=1),
        )
    ]
    told = await _told(crew, detours)
    assert told["proposals"]["rows"] == [
        {
            "key": "benefits→desk",
            "label": {"sv": "benefits sv – desk sv"},
            "cases": 6,
            "hoursSaved": {"value": 12.0, "n": 6},
            "issueTypes": [
                {"id": to_global(Kind.ISSUE_TYPE, "arrears"), "label": {"fi": "Perintä"}}
            ],
            "source": {
                "key": "benefits",
                "silo": "money",
                "unitId": to_global(Kind.UNIT, "benefits"),
            },
            "target": {"key": "desk", "silo": "care"},
            # one stretch of time: nothing can be held out
            "promised": None,
            "realised": None,
        }
    ]
    assert told["missingLinks"]["rows"] == [{"key": "benefits→desk"}]


async def _told(graph: Graph, legs: list[dict[str, Any]]) -> dict[str, Any]:
    await graph.run(LEG, rows=legs)
    return await data(graph, WAYS)


WHAT_IF = """{
  withoutUnit { rows { key cases stranded apart hopsChange { value n } hoursChange { value } } }
  linkOpened { rows { key cases hopsChange { value } hoursChange { value } } }
  linkClosed { rows { key cases stranded hopsChange { value } hoursChange { value } } }
  movedTypes { rows { key cases handovers { value } hours { value } } }
  load { rows { key received hours { value n } } }
  chains { rows { label { en } cases } }
  hops { rows { hopsPerCase { value n } } }
}"""


async def test_what_if_is_answered_from_the_graph(crew: Graph) -> None:
    await crew.run(PEOPLE, rows=[{"id": f"c{n}", "unit": "tiny"} for n in range(6)])
    detours = [
        one
        for n in range(6)
        for one in (
            leg(n, f"d{n}", f"c{n}", bounced=True, minutes=120),
            leg(n, f"c{n}", f"b{n}", step=1),
        )
    ]
    await crew.run(LEG, rows=detours)
    told = await data(crew, WHAT_IF)
    through = {"hopsChange": {"value": -6.0, "n": 6}, "hoursChange": {"value": -12.0}}
    left = {"hopsChange": {"value": 0.0, "n": 0}, "hoursChange": {"value": 0.0}}
    assert told["withoutUnit"]["rows"] == [
        {"key": "benefits", "cases": 6, "stranded": 6, "apart": 0, **left},
        {"key": "tiny", "cases": 6, "stranded": 0, "apart": 1, **through},
    ]
    saved = {"hopsChange": {"value": -6.0}, "hoursChange": {"value": -12.0}}
    assert told["linkOpened"]["rows"] == [{"key": "benefits→desk", "cases": 6, **saved}]
    # two links in a row: without either there is no way left
    nothing = {"stranded": 6, "hopsChange": {"value": 0.0}, "hoursChange": {"value": 0.0}}
    assert told["linkClosed"]["rows"] == [
        {"key": "benefits→tiny", "cases": 6, **nothing},
        {"key": "desk→tiny", "cases": 6, **nothing},
    ]
    assert told["movedTypes"]["rows"] == [
        {"key": "arrears", "cases": 6, "handovers": {"value": 12.0}, "hours": {"value": 15.0}}
    ]
    assert told["load"]["rows"] == [
        {"key": "benefits", "received": 6, "hours": {"value": 0.5, "n": 6}},
        {"key": "tiny", "received": 6, "hours": {"value": 2.0, "n": 6}},
    ]
    way = "desk en → tiny en → benefits en"
    assert told["chains"]["rows"] == [{"label": {"en": way}, "cases": 6}]
    # nobody is known who opened or resolved them: no figure of anybody
    assert told["hops"]["rows"] == []
