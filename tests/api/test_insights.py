"""The insights API over a real graph: figures, roles, the small-group rule, a measure added."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from graphql import GraphQLObjectType

from netsvc.api.http import GraphQLEndpoint, RequestInfo
from netsvc.api.http.endpoint import Params
from netsvc.api.insights.context import InsightsContext
from netsvc.api.insights.quick import QuickExecution
from netsvc.api.insights.roles import insights_roles
from netsvc.api.insights.schema import build_schema, export
from netsvc.directory.model import LocalText
from netsvc.errors import ConfigurationError, DatabaseUnavailableError, NotFoundError
from netsvc.graph.driver import Graph
from netsvc.identity.roles import Caller, Role
from netsvc.measures.catalogue import flows, redirect_rate
from netsvc.measures.facts import DAY, Facts
from netsvc.measures.publishing import Question
from netsvc.measures.registry import Dimension, Registry, discover
from netsvc.measures.repository import MeasuresRepository
from netsvc.measures.service import MeasuresService
from netsvc.settings import SCHEMA_DIR

NOW = 1_790_000_000
"""Seconds; a Monday in September 2026."""

DIRECTORY = """
UNWIND [['care', null], ['desk', 'care'], ['tiny', 'care'], ['money', null], ['benefits', 'money']]
  AS row
MERGE (u:Unit {id: row[0]})
SET u.nameFi = row[0] + ' fi', u.nameSv = row[0] + ' sv', u.nameEn = row[0] + ' en'
WITH u, row WHERE row[1] IS NOT NULL
MATCH (p:Unit {id: row[1]}) MERGE (u)-[:PART_OF]->(p)
"""
TYPES = """
CREATE (:IssueType {id: 'housing', nameFi: 'Asumistuki', nameSv: 'Bostadsbidrag',
  nameEn: 'Housing allowance'})
"""
CASE = """
UNWIND $rows AS row
MATCH (u:Unit {id: row.unit}), (t:IssueType {id: 'housing'})
MERGE (a:Expert {id: row.agent})
CREATE (k:Customer {id: row.id})
CREATE (c:Case {id: row.id, number: row.id, state: 'RESOLVED',
  openedAt: datetime({epochMillis: row.at}),
  resolvedAt: datetime({epochMillis: row.at + 60000})})
CREATE (n:Contact {id: row.id, startedAt: datetime({epochMillis: row.at}),
  endedAt: datetime({epochMillis: row.at + 90000})})
CREATE (c)-[:OF]->(k), (c)-[:ABOUT]->(t), (c)-[:OPENED_IN]->(u), (c)-[:OPENED_BY]->(a),
  (c)-[:RESOLVED_BY]->(a), (c)-[:RESOLVED_IN]->(u), (n)-[:HOLDS]->(c), (n)-[:HANDLED_BY]->(a),
  (n)-[:AT]->(u)
FOREACH (_ IN CASE WHEN row.redirected THEN [1] ELSE [] END |
  CREATE (:Redirect {id: row.id, at: c.openedAt, reason: 'NOBODY_FREE'})-[:OF_CASE]->(c))
FOREACH (_ IN CASE WHEN row.warm THEN [1] ELSE [] END |
  MERGE (b:Unit {id: 'benefits'})
  MERGE (e:Expert {id: 'x' + row.agent})
  CREATE (h:Handover {id: row.id, kind: 'WARM', state: 'ACCEPTED', offeredAt: c.openedAt,
    decidedAt: datetime({epochMillis: row.at + 20000})})
  CREATE (h)-[:OF_CASE]->(c), (h)-[:FROM]->(a), (h)-[:TO]->(e), (h)-[:FROM_UNIT]->(u),
    (h)-[:TO_UNIT]->(b))
"""


def _rows() -> list[dict[str, Any]]:
    """Desk: six agents with two cases each, one redirected and one warm. Tiny: two agents."""
    at = NOW * 1000 - 40 * DAY
    rows = [
        {"id": f"d{n}", "unit": "desk", "agent": f"a{n % 6}", "at": at + n, "warm": n == 1}
        for n in range(12)
    ]
    rows[0]["redirected"] = True
    rows += [
        {"id": f"t{n}", "unit": "tiny", "agent": f"t{n}", "at": at + n, "warm": False}
        for n in range(2)
    ]
    return [{"redirected": False, **row} for row in rows]


@pytest.fixture
async def filled(graph: Graph) -> Graph:
    await graph.run(DIRECTORY)
    await graph.run(TYPES)
    await graph.run(CASE, rows=_rows())
    return graph


def service_over(graph: Graph) -> MeasuresService:
    repository = MeasuresRepository(graph, clock=lambda: NOW)
    return MeasuresService(repository.facts, discover())


def endpoint_over(service: MeasuresService) -> GraphQLEndpoint:
    return GraphQLEndpoint(
        build_schema(service.registry),
        roles=insights_roles(service.registry),
        context_factory=lambda info: InsightsContext(service, info),
        execution=QuickExecution,
    )


def who(*roles: Role) -> RequestInfo:
    return RequestInfo("r1", Caller("e1", frozenset(roles)) if roles else None)


async def ask(service: MeasuresService, query: str, *roles: Role) -> dict[str, Any]:
    answer = await endpoint_over(service).run(Params(query), who(*(roles or [Role.AGENT])))
    return answer.body


async def test_figures_come_from_the_graph(filled: Graph) -> None:
    body = await ask(
        service_over(filled),
        """{
          redirectRate { asOf from to suppressed measure { id names { sv } }
            rows { key merged label { fi } redirectsPerCase { value n } unitsPerCase { n } } }
          firstContactResolution { rows { strictGross { value low high n }
            customerGross { value n } strictNet { n } strictGross30d { n } } }
        }""",
    )
    assert body == {
        "data": {
            "redirectRate": {
                "asOf": "2026-09-21T14:13:20+00:00",
                "from": "2026-08-03",
                "to": "2026-08-30",
                "suppressed": False,
                "measure": {"id": "redirectRate", "names": {"sv": "Hänvisningar vidare"}},
                "rows": [
                    {
                        "key": "total",
                        "merged": False,
                        "label": {"fi": "Koko organisaatio"},
                        "redirectsPerCase": {"value": 1 / 14, "n": 14},
                        "unitsPerCase": {"n": 14},
                    }
                ],
            },
            "firstContactResolution": {
                "rows": [
                    {
                        "strictGross": {
                            "value": 12 / 14,
                            "low": pytest.approx(0.6006, abs=1e-4),
                            "high": pytest.approx(0.9599, abs=1e-4),
                            "n": 14,
                        },
                        # one expert solved the one case that a warm handover solved
                        "customerGross": None,
                        "strictNet": {"n": 14},
                        "strictGross30d": {"n": 14},
                    }
                ]
            },
        }
    }


async def test_a_small_unit_is_merged_and_few_people_are_not_shown(filled: Graph) -> None:
    service = service_over(filled)
    body = await ask(
        service,
        """{ unit: redirectRate(by: UNIT) { rows { key merged redirectedShare { n } } }
             silo: redirectRate(by: SILO) { rows { key merged label { en } } }
             type: redirectRate(by: ISSUE_TYPE) { rows { label { sv } } }
             flows { suppressed rows { count } } }""",
        Role.MANAGER,
    )
    assert body["data"]["unit"]["rows"] == [
        {"key": "care", "merged": True, "redirectedShare": {"n": 14}}
    ]
    assert body["data"]["silo"]["rows"] == [
        {"key": "care", "merged": False, "label": {"en": "care en"}}
    ]
    assert body["data"]["type"]["rows"] == [{"label": {"sv": "Bostadsbidrag"}}]
    # one handover, by two people
    assert body["data"]["flows"] == {"suppressed": True, "rows": []}


async def test_a_large_flow_is_shown_with_its_times(filled: Graph) -> None:
    at = NOW * 1000 - 40 * DAY
    rows = [
        {"id": f"w{n}", "unit": "desk", "agent": f"a{n}", "at": at + n, "warm": True}
        for n in range(5)
    ]
    await filled.run(CASE, rows=[{"redirected": False, **row} for row in rows])
    body = await ask(
        service_over(filled),
        """{ flows { rows { label { en } source { key } target { key label { fi } } count
             share { value n } medianSeconds p90Seconds } } }""",
        Role.PILOT_LEAD,
    )
    assert body["data"]["flows"]["rows"] == [
        {
            "label": {"en": "desk en → benefits en"},
            "source": {"key": "desk"},
            "target": {"key": "benefits", "label": {"fi": "benefits fi"}},
            "count": 6,
            "share": {"value": 1.0, "n": 6},
            "medianSeconds": 20.0,
            "p90Seconds": 20.0,
        }
    ]


@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.parametrize(
    "field",
    [
        "measures { id }",
        "myPosition { asOf }",
        "redirectRate { asOf }",
        "firstContactResolution { asOf }",
        "flows { asOf }",
        "networkMap { asOf }",
        "siloedness { asOf }",
        "siloChange { asOf }",
        "loops { asOf }",
        "loneBridges { asOf }",
        "missingLinks { asOf }",
        "outcomes { asOf }",
        "proposals { asOf }",
        "assortativity { asOf }",
        "chains { asOf }",
        "hops { asOf }",
        "modularity { asOf }",
        "reciprocity { asOf }",
        "segregation { asOf }",
        "withoutUnit { asOf }",
        "linkOpened { asOf }",
        "linkClosed { asOf }",
        "movedTypes { asOf }",
        "load { asOf }",
        "positions { asOf }",
        'typeMoved(issueType: "x", unit: "y") { asOf }',
    ],
)
async def test_every_field_as_every_caller(field: str, role: Role | None) -> None:
    reads = []

    async def read() -> Facts:
        reads.append(1)
        return Facts(now=0)

    endpoint = endpoint_over(MeasuresService(read, discover()))
    answer = await endpoint.run(Params(f"{{ {field} }}"), who(*([role] if role else [])))
    leading = role in (Role.MANAGER, Role.PILOT_LEAD, Role.ADMINISTRATOR)
    if role is None:
        assert answer.body["errors"][0]["extensions"]["code"] == "NOT_SIGNED_IN"
    elif not field.startswith(("measures", "my", "redirect", "first")) and not leading:
        assert answer.body["errors"][0]["extensions"]["code"] == "NOT_ALLOWED"
    else:
        assert "errors" not in answer.body
        return
    assert "data" not in answer.body
    assert reads == []


def test_the_exported_schema_is_the_one_that_is_served() -> None:
    exported = (SCHEMA_DIR / "insights.graphql").read_text(encoding="utf-8")
    assert export(build_schema(discover())) == exported


async def test_a_measure_that_is_added_is_there_at_once() -> None:
    added = replace(
        flows.MEASURE,
        id="queueing",
        names=LocalText("Jonotus", "Köande", "Queueing"),
        dimensions=(Dimension.TOTAL,),
        select=lambda facts: facts.steps,
        roles=frozenset({Role.AGENT}),
    )

    async def read() -> Facts:
        return Facts(now=0)

    registry = Registry([*discover(), added])
    schema = build_schema(registry)
    kind = schema.type_map["QueueingRow"]
    assert isinstance(kind, GraphQLObjectType)
    assert str(kind.fields["count"].type) == "Int!"
    assert "source" not in kind.fields
    body = await ask(
        MeasuresService(read, registry),
        "{ queueing(by: TOTAL) { measure { names { sv } } rows { count } } measures { id } }",
    )
    assert registry.get("queueing") is added
    assert body["data"] == {
        "queueing": {"measure": {"names": {"sv": "Köande"}}, "rows": []},
        # each measure there is, by id, and the one that was added among them
        "measures": [{"id": one.id} for one in registry],
    }


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"id": "class"}, "no field name"),
        ({"id": "measures"}, "no field name"),
        ({"id": "networkMap"}, "no field name"),
        ({"id": "myPosition"}, "no field name"),
        ({"id": "unitPeople"}, "no field name"),
        ({"id": "typeMoved"}, "no field name"),
        ({"id": "redirectRate"}, "twice"),
        ({"columns": ()}, "no columns"),
        ({"dimensions": ()}, "split by nothing"),
        ({"roles": frozenset()}, "for nobody"),
        ({"names": LocalText("a", "", "c")}, "lacks a text"),
    ],
)
def test_a_measure_that_breaks_the_contract_stops_the_start(
    changes: dict[str, Any], problem: str
) -> None:
    with pytest.raises(ConfigurationError, match=problem):
        Registry([*discover(), replace(redirect_rate.MEASURE, **{"id": "other", **changes})])


async def test_a_split_that_a_measure_does_not_have_is_a_readable_error() -> None:
    async def read() -> Facts:
        return Facts(now=0)

    body = await ask(
        MeasuresService(read, discover()), "{ flows(by: WEEK) { asOf } }", Role.MANAGER
    )
    assert "Value 'WEEK' does not exist in 'FlowsBy' enum." in body["errors"][0]["message"]


async def test_a_snapshot_answers_while_a_newer_one_is_read() -> None:
    now = 0.0
    reads: list[int] = []
    go_on = asyncio.Event()

    async def read() -> Facts:
        reads.append(1)
        if len(reads) > 1:
            await go_on.wait()
        if len(reads) > 2:
            raise DatabaseUnavailableError("No database.")
        return Facts(now=len(reads) * 1000)

    service = MeasuresService(read, discover(), refresh_seconds=10, clock=lambda: now)

    async def as_of() -> float:
        result = await service.answer("redirectRate", Question(Dimension.TOTAL))
        return result.as_of.timestamp()

    assert await asyncio.gather(as_of(), as_of()) == [1, 1]
    assert len(reads) == 1
    now = 10
    assert await as_of() == 1
    go_on.set()
    await service.refresh()
    assert await as_of() == 2
    now = 20
    assert await as_of() == 2
    with pytest.raises(DatabaseUnavailableError):
        await service.refresh()
    assert await as_of() == 2
    with pytest.raises(NotFoundError):
        await service.answer("nothing", Question(Dimension.TOTAL))
    await service.close()
