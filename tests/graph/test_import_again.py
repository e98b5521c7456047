"""A log that comes again after the service has worked on its cases: the service's work stays."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from netsvc.cases.model import Channel
from netsvc.graph.driver import Graph
from netsvc.handover.retyping import RetypingService
from tests.organisation import load_organisation

from .handover_desk import Clock, Desk, build, done
from .test_import_incidents import UCI, imported

Digest = Callable[[], Awaitable[str]]
STATE = """
MATCH (k:Case {id: $id})
RETURN properties(k) AS case,
  COLLECT { MATCH (k)-[r]->(n) RETURN type(r) + ' ' + n.id ORDER BY type(r), n.id } AS out,
  COLLECT { MATCH (k)<-[r]-(n) RETURN type(r) + ' ' + n.id ORDER BY type(r), n.id } AS into
"""


@pytest.fixture
async def desk(graph: Graph) -> Desk:
    await load_organisation(graph)
    return build(graph, Clock())


async def state_of(desk: Desk, cases: list[str]) -> list[dict[str, Any]]:
    found = [(await desk.graph.read(STATE, id=case))[0] for case in cases]
    for row in found:
        del row["case"]["importRun"]
    return found


async def acted_on(desk: Desk) -> list[str]:
    """Two imported cases: one that eeva has accepted, and one that aino reopened and resolved."""
    rows = await desk.graph.read("MATCH (k:Case) RETURN k.id AS id ORDER BY k.number DESC LIMIT 2")
    handed, ended = (str(row["id"]) for row in rows)
    retyping = RetypingService(desk.runner)
    for case in (handed, ended):
        done(await retyping.reopen("aino", desk.key(), case, Channel.PHONE))
    handover = await desk.offered(handed, "eeva")
    done(await desk.handovers.accept("eeva", desk.key(), handover))
    done(await desk.closing.resolve("aino", desk.key(), ended))
    return [handed, ended]


async def open_cases(desk: Desk) -> dict[str, int]:
    return {who: (await desk.person(who))["openCases"] for who in ("aino", "eeva")}


async def test_what_the_service_did_to_an_imported_case_stays(
    desk: Desk, digest: Digest, tmp_path: Path
) -> None:
    rejects = tmp_path / "rejected.csv"
    first = await imported(desk.graph, UCI, rejects)
    assert first.left_alone == 0
    cases = await acted_on(desk)
    before = await state_of(desk, cases)
    assert "OWNED_BY eeva" in before[0]["out"]
    assert "RESOLVED_BY aino" in before[1]["out"]
    assert await open_cases(desk) == {"aino": 0, "eeva": 1}

    again = await imported(desk.graph, UCI, rejects)
    assert (again.cases, again.left_alone) == (first.cases, 2)
    assert await state_of(desk, cases) == before
    assert await open_cases(desk) == {"aino": 0, "eeva": 1}
    whole = await digest()
    await imported(desk.graph, UCI, rejects)
    assert await digest() == whole

    short = tmp_path / "short.csv"
    short.write_text("".join(UCI.read_text().splitlines(keepends=True)[:40]))
    assert (await imported(desk.graph, short, rejects)).left_alone == 0
    assert await state_of(desk, cases) == before
    assert await open_cases(desk) == {"aino": 0, "eeva": 1}
    done(await desk.closing.resolve("eeva", desk.key(), cases[0]))
    assert await open_cases(desk) == {"aino": 0, "eeva": 0}


async def test_a_membership_that_somebody_stated_outlives_the_log(
    graph: Graph, desk: Desk, digest: Digest, tmp_path: Path
) -> None:
    rejects = tmp_path / "rejected.csv"
    await imported(graph, UCI, rejects)
    moved = (
        await graph.run(
            """
            MATCH (e:Expert {source: 'incidents:uci-498'})-[m:MEMBER_OF]->(:Unit)
            WITH e, m ORDER BY e.id LIMIT 1
            DELETE m
            WITH e MATCH (u:Unit {id: 'housing'})
            CREATE (e)-[:MEMBER_OF {since: datetime('2026-01-01'), source: 'organisation'}]->(u)
            RETURN e.id AS id
            """
        )
    )[0]["id"]
    before = await digest()
    await imported(graph, UCI, rejects)
    assert await digest() == before
    units = await graph.read(
        "MATCH (:Expert {id: $id})-[:MEMBER_OF]->(u) RETURN u.id AS id", id=moved
    )
    assert units == [{"id": "housing"}]
