"""The health of a mini-network through the API: on the graph, with exact figures."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from netsvc.api.operations.ids import Kind, to_global
from netsvc.graph.driver import Graph
from netsvc.measures import health
from tests.api.desk import Desk, expert, issue_type, make_desk
from tests.api.test_mininetworks import CHANGE, ROTA, facts, rota
from tests.organisation import load_organisation

HOMES = to_global(Kind.MINI_NETWORK, "homes")
HEALTH = """query($id: ID!) { networkHealth(id: $id) { starts ends
  responses { kind offers answered medianSeconds p90Seconds }
  load { taken people asIf units { unit { id } share } }
  own { offers taken medianSeconds }
  hours { weekPromised weekCovered aheadPromised aheadCovered }
  joined { expert { id } since until } left { expert { id name } since until } } }"""
OFFERS = """
MATCH (t:IssueType {id: 'housing-allowance'}), (n:MiniNetwork {id: 'homes'}),
  (front:Unit {id: 'front'}), (aino:Expert {id: 'aino'})
UNWIND $rows AS row
MERGE (e:Expert {id: row.who})
ON CREATE SET e.name = row.who, e.languages = ['fi'], e.roles = ['EXPERT'], e.active = true,
  e.presence = 'AVAILABLE', e.capacity = 5, e.openCases = 0, e.uiLanguage = 'fi'
MERGE (e)-[i:IN_NETWORK]->(n) ON CREATE SET i.onDuty = false, i.since = $since
WITH row, e, t, front, aino
MATCH (u:Unit {id: row.unit})
MERGE (e)-[m:MEMBER_OF]->(u) ON CREATE SET m.since = $since
CREATE (c:Case {id: randomUUID(), state: 'RESOLVED', openedAt: row.at})-[:ABOUT]->(t)
CREATE (h:Handover {id: randomUUID(), kind: row.kind, state: row.state, offeredAt: row.at,
  decidedAt: row.at + duration({seconds: row.seconds})})
CREATE (h)-[:OF_CASE]->(c), (h)-[:TO]->(e), (h)-[:FROM]->(aino), (h)-[:FROM_UNIT]->(front),
  (h)-[:TO_UNIT]->(u)
"""
NAMES = ("eeva", "emil", "x1", "x2", "x3")


@pytest.fixture
async def desk(graph: Graph) -> Desk:
    await load_organisation(graph)
    return make_desk(graph)


def offer(who: str, at: datetime, seconds: int, **more: Any) -> dict[str, Any]:
    return {"who": who, "unit": "housing", "kind": "WARM", "state": "ACCEPTED", "at": at,
            "seconds": seconds, **more}  # fmt: skip


async def test_figures_of_offers_to_members_while_they_were_members(desk: Desk) -> None:
    period = health.latest_period(datetime.now(UTC).date())
    at = period.moments[0].astimezone(UTC) + timedelta(days=3)
    since = at - timedelta(days=400)
    rows = [offer(who, at, 10 * n) for n, who in enumerate(NAMES, start=1)]
    rows += [
        offer("eeva", at, 45, state="EXPIRED"),
        offer("eeva", at, 5, state="DECLINED"),
        # within one unit nothing is bridged, and outside the blocks nothing counts
        offer("arvid", at, 999, unit="front"),
        offer("eeva", at - timedelta(days=10), 999),
        offer("eeva", at, 999, state="WITHDRAWN"),
    ]
    await desk.graph.run(OFFERS, rows=rows, since=since)
    seen = await desk.get("eeva", HEALTH, id=HOMES)
    assert (seen["starts"], seen["ends"]) == (str(period.first), str(period.until))
    assert seen["responses"] == [
        {"kind": "WARM", "offers": 7, "answered": 6, "medianSeconds": 25.0, "p90Seconds": 45.0}
    ]
    # one share, of everybody: the unit is the only one
    assert seen["load"] == {
        "taken": 5, "people": 6, "asIf": pytest.approx(5.0),
        "units": [{"unit": {"id": to_global(Kind.UNIT, "housing")}, "share": 1.0}],
    }  # fmt: skip
    assert seen["own"] == {"offers": 3, "taken": 1, "medianSeconds": 7.5}
    assert (await desk.get("aino", HEALTH, id=HOMES))["own"] is None
    # four people are too few for any figure, but for their own
    await desk.graph.run("MATCH (:Expert {id: 'x3'})<-[:TO]-(h:Handover) DETACH DELETE h")
    few = await desk.get("eeva", HEALTH, id=HOMES)
    assert (few["responses"], few["load"]) == ([], None)
    assert few["own"]["offers"] == 3
    assert await desk.get("aino", HEALTH, id=to_global(Kind.MINI_NETWORK, "none")) is None
    assert await desk.cost("eeva", HEALTH, id=HOMES) == 4


async def test_who_leaves_leaves_a_trace_and_is_no_member(desk: Desk) -> None:
    await desk.get("pia", CHANGE, id=HOMES, i=facts(memberIds=[expert("eeva"), expert("arvid")],
                   issueTypeIds=[issue_type("housing-allowance")]), k=desk.key())  # fmt: skip
    before = datetime.now(UTC)
    changed = await desk.get("pia", CHANGE, id=HOMES, i=facts(
        memberIds=[expert("emil"), expert("arvid")],
        issueTypeIds=[issue_type("housing-allowance")]), k="c")  # fmt: skip
    assert [one["id"] for one in changed["members"]] == [expert("arvid"), expert("emil")]
    seen = await desk.get("aino", HEALTH, id=HOMES)
    (left,), (joined,) = seen["left"], seen["joined"]
    assert left["expert"] == {"id": expert("eeva"), "name": "Eeva Eskola"}
    assert before <= datetime.fromisoformat(left["until"]) <= datetime.now(UTC)
    assert (joined["expert"]["id"], joined["until"]) == (expert("emil"), None)
    # the same change again adds nothing; who comes back has both spells
    await desk.get("pia", CHANGE, id=HOMES, i=facts(
        memberIds=[expert("emil"), expert("arvid")],
        issueTypeIds=[issue_type("housing-allowance")]), k="c")  # fmt: skip
    await desk.get("pia", CHANGE, id=HOMES, i=facts(
        memberIds=[expert("eeva"), expert("arvid")],
        issueTypeIds=[issue_type("housing-allowance")]), k=desk.key())  # fmt: skip
    back = await desk.get("aino", HEALTH, id=HOMES)
    assert [one["expert"]["id"] for one in back["left"]] == [expert("emil"), expert("eeva")]
    assert [one["expert"]["id"] for one in back["joined"]] == [expert("eeva"), expert("emil")]
    me = await desk.get("aino", "query($id: ID!) { miniNetwork(id: $id) { members { id } } }",
                        id=HOMES)  # fmt: skip
    assert {one["id"] for one in me["members"]} == {expert("arvid"), expert("eeva")}


async def test_hours_are_those_of_the_rota(desk: Desk) -> None:
    assert (await desk.get("aino", HEALTH, id=HOMES))["hours"] is None
    await desk.get("pia", ROTA, id=HOMES, i=rota(("08:00", "20:00", "eeva")), k=desk.key())
    seen = await desk.get("aino", HEALTH, id=HOMES)
    assert seen["hours"] == {
        "weekPromised": 168.0, "weekCovered": 84.0, "aheadPromised": 672.0,
        "aheadCovered": pytest.approx(336.0),
    }  # fmt: skip
