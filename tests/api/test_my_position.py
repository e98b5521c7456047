"""One's own position: for the person alone, among five colleagues, and not at all if asked."""

from __future__ import annotations

from typing import Any

import pytest

from netsvc.api.http import RequestInfo
from netsvc.api.http.endpoint import Params
from netsvc.graph.driver import Graph
from netsvc.identity.roles import Caller, Role
from netsvc.measures.registry import discover
from netsvc.measures.repository import MeasuresRepository
from netsvc.measures.service import MeasuresService
from tests.api.desk import make_desk
from tests.api.test_insights import DIRECTORY, NOW, endpoint_over
from tests.api.test_network import CREW, LEG, PEOPLE, TYPE, leg
from tests.organisation import load_organisation

MINE = """{ myPosition { leftOut group { en } colleagues figures { id value low high error } } }"""


@pytest.fixture
async def service(graph: Graph) -> MeasuresService:
    """A ring inside the desk (six people), and d0 with all of benefits (four of whom have ties)."""
    await graph.run(DIRECTORY)
    await graph.run(TYPE)
    await graph.run(PEOPLE, rows=CREW)
    ring = [leg(n, f"d{n}", f"d{(n + 1) % 6}") for n in range(6)]
    star = [leg(10 + n, "d0", f"b{n}") for n in range(4)]
    await graph.run(LEG, rows=[*ring, *star])
    repository = MeasuresRepository(graph, clock=lambda: NOW)
    return MeasuresService(repository.facts, discover(), is_left_out=repository.is_left_out)


async def mine(service: MeasuresService, person: str) -> dict[str, Any]:
    info = RequestInfo("r1", Caller(person, frozenset({Role.EXPERT})))
    body = (await endpoint_over(service).run(Params(MINE), info)).body
    assert "errors" not in body, body
    found: dict[str, Any] = body["data"]["myPosition"]
    return found


def figures(found: dict[str, Any]) -> dict[str, tuple[float | None, float | None, float | None]]:
    return {one["id"]: (one["value"], one["low"], one["high"]) for one in found["figures"]}


async def test_i_see_where_i_stand_among_five_colleagues(service: MeasuresService) -> None:
    found = await mine(service, "d0")
    assert (found["leftOut"], found["group"], found["colleagues"]) == (False, {"en": "desk en"}, 5)
    # so few people are worked out exactly
    assert {one["error"] for one in found["figures"]} == {None}
    shown = figures(found)
    # every way from the ring to benefits goes over d0: 5 people x 4, and 10 pairs round the ring
    assert shown["betweenness"][0] == 30
    assert shown["core"] == (2.0, 2.0, 2.0)
    value, low, high = shown["effectiveSize"]
    assert (value, low, high) == (6.0, 2.0, 2.0)


async def test_too_few_colleagues_have_no_spread_nor_do_those_without_handovers(
    service: MeasuresService,
) -> None:
    found = await mine(service, "b0")
    # three others of benefits, and of money, have ties: too few, however far up
    assert (found["group"], found["colleagues"]) == (None, None)
    for value, low, high in figures(found).values():
        assert value is not None
        assert (low, high) == (None, None)
    alone = figures(await mine(service, "b5"))
    assert {value for value, _, _ in alone.values()} == {None}
    assert figures(await mine(service, "nobody"))["core"] == (None, None, None)


async def test_who_asked_is_left_out_at_once_and_of_what_others_see_with_the_next_snapshot(
    graph: Graph, service: MeasuresService
) -> None:
    assert (await mine(service, "d0"))["colleagues"] == 5
    await graph.run("MATCH (e:Expert {id: 'd3'}) SET e.leftOutOfMap = true")
    assert await mine(service, "d3") == {
        "leftOut": True, "group": None, "colleagues": None, "figures": [],
    }  # fmt: skip
    await service.refresh()
    # four others are too few
    left = await mine(service, "d0")
    assert (left["group"], left["colleagues"]) == (None, None)
    await service.close()


LEAVE = """mutation($left: Boolean!, $k: String!) { leaveMap(left: $left, key: $k) {
  __typename ... on Expert { name } } }"""


async def test_leaving_the_map_is_done_once_a_key_and_is_in_the_audit(graph: Graph) -> None:
    await load_organisation(graph)
    desk = make_desk(graph)
    key = desk.key()
    done = await desk.get("eeva", LEAVE, left=True, k=key)
    assert done["__typename"] == "Expert"
    assert await desk.get("eeva", LEAVE, left=True, k=key) == done
    repository = MeasuresRepository(graph)
    assert await repository.is_left_out("eeva")
    assert not await repository.is_left_out("aino")
    rows = await graph.read(
        "MATCH (a:Audit {action: 'leaveMap'}) RETURN a.actor AS actor, a.toState AS state"
    )
    assert rows == [{"actor": "eeva", "state": "LEFT_OUT"}]
    other = await desk.get("eeva", LEAVE, left=False, k=key)
    assert other["__typename"] == "KeyReused"
    assert await repository.is_left_out("eeva")
    await desk.get("eeva", LEAVE, left=False, k=desk.key())
    assert not await repository.is_left_out("eeva")


WITHOUT = """{ myPosition { without { handovers apart alone { one { en } other { en } } } } }"""


async def test_i_see_what_would_fall_apart_without_me_and_nobody_else_does(
    service: MeasuresService,
) -> None:
    async def without(person: str) -> Any:
        info = RequestInfo("r1", Caller(person, frozenset({Role.EXPERT})))
        body = (await endpoint_over(service).run(Params(WITHOUT), info)).body
        assert "errors" not in body, body
        return body["data"]["myPosition"]["without"]

    # five round the ring still reach each other; each of four in benefits nobody any more
    assert await without("d0") == {
        "handovers": 6,
        "apart": 9 * 8 // 2 - 5 * 4 // 2,
        "alone": [{"one": {"en": "benefits en"}, "other": {"en": "desk en"}}],
    }
    assert await without("d1") == {"handovers": 2, "apart": 0, "alone": []}
    assert await without("b5") is None
