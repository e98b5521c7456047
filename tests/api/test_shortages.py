"""Where nobody was free, from the graph to the insights API: who may see it and what it counts."""

from __future__ import annotations

from typing import Any

import pytest

from netsvc.graph.driver import Graph
from netsvc.identity.roles import Role
from tests.api.test_insights import DIRECTORY, TYPES, ask, service_over

RESPONSIBLE = """
MATCH (t:IssueType {id: 'housing'}), (u:Unit {id: 'benefits'}), (m:Unit {id: 'money'})
SET u.timeZone = 'Europe/Helsinki', m.timeZone = 'Europe/Stockholm'
CREATE (u)-[:RESPONSIBLE_FOR]->(t), (:IssueType {id: 'moving', nameFi: 'Muutto'})-[:BROADER]->(t)
"""
CASES = """
UNWIND $rows AS row
MATCH (u:Unit {id: 'desk'})
OPTIONAL MATCH (t:IssueType {id: row.type})
MERGE (a:Expert {id: row.agent})
CREATE (c:Case {id: row.id, number: row.id, state: 'OPEN', openedAt: datetime($at)})
CREATE (c)-[:OPENED_IN]->(u), (c)-[:OPENED_BY]->(a)
FOREACH (_ IN CASE WHEN t IS NULL THEN [] ELSE [1] END | CREATE (c)-[:ABOUT]->(t))
"""
REDIRECTS = """
UNWIND $rows AS row
MATCH (c:Case {id: row.case})-[:OPENED_BY]->(a)
CREATE (r:Redirect {id: row.case + row.reason, at: datetime(row.at), reason: row.reason})
CREATE (r)-[:OF_CASE]->(c), (r)-[:BY]->(a)
WITH r, row MATCH (u:Unit {id: row.toward}) CREATE (r)-[:TOWARD]->(u)
"""
CHAINS = """
UNWIND $rows AS row
MATCH (c:Case {id: row.case})-[:OPENED_BY]->(a), (u:Unit {id: 'benefits'})
FOREACH (_ IN CASE WHEN row.state IS NULL THEN [] ELSE [1] END |
  CREATE (:Offering {id: row.case, state: row.state, endedAt: datetime(row.at)})-[:HANDS_OVER]->(c))
WITH c, a, u, row OPTIONAL MATCH (o:Offering {id: row.case})
WITH c, a, u, row, o UNWIND range(0, size(row.asked) - 1) AS place
MERGE (e:Expert {id: row.asked[place]})
CREATE (h:Handover {id: row.case + place, kind: 'WARM', state: row.legs[place],
  offeredAt: datetime(row.at) + duration({seconds: 45 * place - 90}), decidedAt: datetime(row.at)})
CREATE (h)-[:OF_CASE]->(c), (h)-[:FROM]->(a), (h)-[:TO]->(e), (h)-[:TO_UNIT]->(u)
FOREACH (_ IN CASE WHEN o IS NULL THEN [] ELSE [1] END | CREATE (h)-[:IN_OFFERING]->(o))
"""
NINE = "2026-08-05T06:30:00Z"
TEN = "2026-08-05T07:00:00Z"


@pytest.fixture
async def filled(graph: Graph) -> Graph:
    """Six cases found nobody at nine, six at ten; others found somebody, or nobody looked."""
    await graph.run(DIRECTORY)
    await graph.run(TYPES)
    await graph.run(RESPONSIBLE)
    cases = [
        {"id": f"{group}{n}", "agent": f"a{n}", "type": kind}
        for group, kind in (("r", "moving"), ("c", "housing"), ("o", "housing"), ("n", None))
        for n in range(6)
    ]
    await graph.run(CASES, rows=cases, at=NINE)
    redirects = [
        {"case": f"r{n}", "reason": "NOBODY_FREE", "at": NINE, "toward": "tiny"} for n in range(6)
    ]
    # of a matter for which nobody is responsible, and for another reason
    redirects += [
        {"case": f"n{n}", "reason": "NOBODY_FREE", "at": NINE, "toward": "money"} for n in range(6)
    ]
    redirects += [
        {"case": f"o{n}", "reason": "OWN_WORK_FIRST", "at": NINE, "toward": "money"}
        for n in range(6)
    ]
    await graph.run(REDIRECTS, rows=redirects)
    chains: list[dict[str, Any]] = [
        {"case": f"c{n}", "state": "NOBODY_LEFT", "at": TEN, "asked": [f"x{n}", f"y{n}"],
         "legs": ["EXPIRED", "DECLINED"]}
        for n in range(5)
    ]  # fmt: skip
    # an offer that ran out before there were chains; one after which somebody was asked
    chains += [
        {"case": "c5", "state": None, "at": TEN, "asked": ["x5"], "legs": ["EXPIRED"]},
        {"case": "o1", "state": None, "at": TEN, "asked": ["x1", "x2"],
         "legs": ["EXPIRED", "ACCEPTED"]},
        {"case": "o2", "state": "ACCEPTED", "at": TEN, "asked": ["x1", "x2"],
         "legs": ["EXPIRED", "ACCEPTED"]},
        {"case": "o3", "state": "TAKEN_BACK", "at": TEN, "asked": ["x1"], "legs": ["WITHDRAWN"]},
    ]  # fmt: skip
    await graph.run(CHAINS, rows=chains)
    return graph


async def test_shortages_by_unit_and_hour(filled: Graph) -> None:
    body = await ask(
        service_over(filled),
        """{ shortages(by: UNIT_HOUR) { asOf measure { unit }
             rows { key label { en } unit { key label { sv } } fromHour untilHour
               cases redirected nobodyTook } }
           total: shortages { rows { cases redirected nobodyTook unit { key } fromHour } } }""",
        Role.MANAGER,
    )
    assert body["data"]["shortages"] == {
        "asOf": "2026-09-21T14:13:20+00:00",
        "measure": {"unit": "CASES"},
        "rows": [
            {
                "key": "benefits@09",
                "label": {"en": "benefits en · 9:00–10:00"},
                "unit": {"key": "benefits", "label": {"sv": "benefits sv"}},
                "fromHour": 9,
                "untilHour": 10,
                "cases": 6,
                "redirected": 6,
                "nobodyTook": 0,
            },
            {
                "key": "benefits@10",
                "label": {"en": "benefits en · 10:00–11:00"},
                "unit": {"key": "benefits", "label": {"sv": "benefits sv"}},
                "fromHour": 10,
                "untilHour": 11,
                "cases": 6,
                "redirected": 0,
                "nobodyTook": 6,
            },
            {
                "key": "money@08",
                "label": {"en": "money en · 8:00–9:00"},
                "unit": {"key": "money", "label": {"sv": "money sv"}},
                "fromHour": 8,
                "untilHour": 9,
                "cases": 6,
                "redirected": 6,
                "nobodyTook": 0,
            },
        ],
    }
    assert body["data"]["total"]["rows"] == [
        {"cases": 18, "redirected": 12, "nobodyTook": 6, "unit": None, "fromHour": None}
    ]


async def test_only_who_leads_sees_shortages(filled: Graph) -> None:
    service = service_over(filled)
    leading = (Role.MANAGER, Role.PILOT_LEAD, Role.ADMINISTRATOR)
    for role in leading:
        body = await ask(service, "{ shortages { suppressed } }", role)
        assert body == {"data": {"shortages": {"suppressed": False}}}
    for role in set(Role) - {*leading}:
        body = await ask(service, "{ shortages { suppressed } }", role)
        assert "data" not in body
        assert body["errors"][0]["extensions"]["code"] == "NOT_ALLOWED"
