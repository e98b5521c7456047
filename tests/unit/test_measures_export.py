"""Exports of the measures: the same rows as the API, as files, for who may see them."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import Any

import httpx
import networkx as nx
import pytest
from starlette.applications import Starlette
from typer.testing import CliRunner

from netsvc.api.http.authentication import Authenticator
from netsvc.api.insights.export import ExportRoutes
from netsvc.api.insights.schema import build_schema
from netsvc.cli.insights_show import list_all
from netsvc.cli.main import build
from netsvc.directory.model import Language, LocalText
from netsvc.errors import BadInputError
from netsvc.identity.roles import Role
from netsvc.identity.tokens import Tokens
from netsvc.measures.catalogue import flows, lone_bridges, loops, siloedness
from netsvc.measures.export import Format, rows, written
from netsvc.measures.facts import Facts
from netsvc.measures.map import network_map
from netsvc.measures.publishing import Publisher, Question, Result
from netsvc.measures.registry import Dimension, Registry, discover
from netsvc.measures.service import MeasuresService
from netsvc.settings import load
from tests.unit.handovers import handover
from tests.unit.test_measures_ways import MONDAY, facts_of, step


def facts() -> Facts:
    to_another = [
        handover(MONDAY, "a1", "c", f"a1{n}", f"c{n}", case=f"to c {n}") for n in range(6)
    ]
    round_trips = [
        one
        for n in range(6)
        for one in (
            step(str(n), "a1-b1", who=(f"a{n}", f"b{n}")),
            step(str(n), "b1-a1", 5, who=(f"b{n}", f"a{n}")),
        )
    ]
    known = facts_of(*round_trips, *to_another)
    return replace(known, unit_names={**known.unit_names, "c": LocalText("=c", "=c", "=c")})


def answer(measure: Any, by: Dimension) -> Result:
    return Publisher(facts()).answer(measure, Question(by))


def test_the_graph_can_be_read_back() -> None:
    result = answer(flows.MEASURE, Dimension.FLOW)
    graph = nx.parse_graphml(written(result, Format.GRAPHML, Language.SV))
    assert set(graph.nodes) == {"a1", "b1", "c"}
    assert graph.nodes["c"]["label"] == "=c"
    assert "x" not in graph.nodes["c"]
    assert graph.graph["measure"] == "flows"
    assert graph.graph["as_of"] == result.as_of.isoformat()
    found = {(a, b): data for a, b, data in graph.edges(data=True)}
    assert set(found) == {("a1", "b1"), ("b1", "a1"), ("a1", "c")}
    assert found["a1", "b1"]["count"] == found["a1", "b1"]["weight"] == 6
    assert found["a1", "b1"]["against_expected"] == pytest.approx(12 * 6 / 18)
    assert found["a1", "b1"]["medianSeconds"] == 3600.0


async def test_units_stand_in_the_graph_as_on_the_map_and_silos_stand_nowhere() -> None:
    response, _ = await get("/insights/export/flows.graphml?by=FLOW&language=sv", Role.MANAGER)
    graph = nx.parse_graphml(response.text)
    drawn = network_map(Publisher(facts()), flows.MEASURE)
    assert {key: (one["silo"], one["x"], one["y"]) for key, one in graph.nodes(data=True)} == {
        node.place.key: (node.silo.sv, *node.position) for node in drawn.nodes
    }
    assert {one["weight"] for _, _, one in graph.edges(data=True)} == {6}
    silos, _ = await get("/insights/export/flows.graphml?by=SILO_FLOW", Role.MANAGER)
    known = nx.parse_graphml(silos.text)
    assert [set(one) for _, one in known.nodes(data=True)] == [{"label"}] * len(known)


def test_a_lone_bridge_is_an_edge_without_a_figure() -> None:
    alone = [step(str(n), "a1-b1", who=("only", f"b{n}")) for n in range(3)]
    result = Publisher(facts_of(*alone)).answer(lone_bridges.MEASURE, Question(Dimension.PAIR))
    graph = nx.parse_graphml(written(result, Format.GRAPHML, Language.EN))
    ((_, _, data),) = graph.edges(data=True)
    assert data == {"label": "a1 – b1", "merged": False, "id": "a1→b1"}


def test_the_table_is_the_answer_and_holds_no_formula() -> None:
    result = answer(flows.MEASURE, Dimension.FLOW)
    lines = list(csv.DictReader(io.StringIO(written(result, Format.CSV, Language.EN), newline="")))
    assert [line["key"] for line in lines] == [row.key for row in result.rows]
    by_key = {line["key"]: line for line in lines}
    assert by_key["a1→c"]["target"] == "'=c"
    assert by_key["a1→b1"]["share_n"] == "18"
    read = json.loads(written(result, Format.JSON, Language.FI))
    # the month that holds that week
    assert read["from"] == "1969-12-29"
    assert read["formula"] == flows.MEASURE.formula
    assert [row["count"] for row in read["rows"]] == [6, 6, 6]
    ways = json.loads(written(answer(loops.MEASURE, Dimension.LOOP), Format.JSON, Language.FI))
    assert ways["rows"][0]["issueTypes"] == "t fi"


def test_a_table_without_rows_says_its_columns() -> None:
    nothing = Publisher(Facts(now=MONDAY))

    def table(measure: Any, by: Dimension) -> str:
        return written(nothing.answer(measure, Question(by)), Format.CSV, Language.EN)

    assert table(loops.MEASURE, Dimension.LOOP) == (
        "key,label,merged,times,share,share_low,share_high,share_n,hours,hoursWaited,issueTypes\r\n"
    )
    assert table(lone_bridges.MEASURE, Dimension.PAIR) == "key,label,merged,source,target\r\n"
    # as the columns of rows, and in their order
    for measure in discover():
        for by in measure.dimensions:
            for row in rows(answer(measure, by), Language.EN):
                assert table(measure, by) == ",".join(row) + "\r\n"


def test_what_is_no_pair_is_no_graph() -> None:
    with pytest.raises(BadInputError, match="not about pairs"):
        written(answer(siloedness.MEASURE, Dimension.TOTAL), Format.GRAPHML, Language.EN)


SETTINGS = load({}, token_key="x" * 40)


async def get(
    path: str, *roles: Role, registry: Registry | None = None
) -> tuple[httpx.Response, int]:
    reads: list[int] = []

    async def read() -> Facts:
        reads.append(1)
        return facts()

    tokens = Tokens(SETTINGS)
    service = MeasuresService(read, registry or discover())
    app = Starlette(routes=ExportRoutes(service, Authenticator(tokens)).routes())
    transport = httpx.ASGITransport(app=app)
    headers = {}
    if roles:
        token = tokens.issue("e1", roles)
        headers = {"authorization": f"Bearer {token}"}
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        return await client.get(path, headers=headers), len(reads)


async def test_a_file_for_who_may_see_it() -> None:
    response, _ = await get("/insights/export/flows.csv?by=flow&language=sv", Role.MANAGER)
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert response.headers["content-disposition"] == 'attachment; filename="flows.csv"'
    assert response.text == written(answer(flows.MEASURE, Dimension.FLOW), Format.CSV, Language.SV)


@pytest.mark.parametrize(
    ("path", "roles", "status", "code"),
    [
        ("/insights/export/flows.csv", (), 401, "NOT_SIGNED_IN"),
        ("/insights/export/flows.csv", (Role.AGENT,), 403, "NOT_ALLOWED"),
        ("/insights/export/nothing.csv", (Role.MANAGER,), 404, "NOT_FOUND"),
        ("/insights/export/flows.xls", (Role.MANAGER,), 404, "NOT_FOUND"),
        ("/insights/export/flows", (Role.MANAGER,), 404, "NOT_FOUND"),
        ("/insights/export/flows.csv?by=WEEK", (Role.MANAGER,), 400, "BAD_INPUT"),
        ("/insights/export/flows.csv?from=soon", (Role.MANAGER,), 400, "BAD_INPUT"),
        ("/insights/export/flows.csv?language=de", (Role.MANAGER,), 400, "BAD_INPUT"),
    ],
)
async def test_who_may_not_and_what_is_not(
    path: str, roles: tuple[Role, ...], status: int, code: str
) -> None:
    response, reads = await get(path, *roles)
    assert response.status_code == status
    assert response.json()["errors"][0]["extensions"]["code"] == code
    assert reads == 0


async def test_a_measure_that_is_added_is_found_everywhere(
    capsys: pytest.CaptureFixture[str],
) -> None:
    added = replace(flows.MEASURE, id="queueing", names=LocalText("Jonotus", "Köande", "Queueing"))
    registry = Registry([*discover(), added])
    # the API and, from its list, the page
    assert "queueing" in build_schema(registry).query_type.fields  # type: ignore[union-attr]
    # the file
    response, _ = await get("/insights/export/queueing.json", Role.MANAGER, registry=registry)
    assert response.json()["name"] == "Queueing"
    # the command line
    list_all(registry, Language.SV)
    assert "Köande" in capsys.readouterr().out


def test_the_command_names_every_measure_and_what_there_is_not() -> None:
    runner = CliRunner()
    shown = runner.invoke(build(["insights"]), ["insights", "show"], env={"COLUMNS": "200"})
    assert shown.exit_code == 0
    for measure in discover():
        assert measure.id in shown.output
