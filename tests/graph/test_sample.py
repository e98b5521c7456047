"""The sample in a real graph: loaded once and whole, alive, and true to what was planted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from netsvc.directory.repository import DirectoryRepository
from netsvc.errors import ConflictError
from netsvc.graph.driver import Graph
from netsvc.mininetworks.repository import NetworkRepository
from netsvc.sample.duty import LEADS
from netsvc.sample.service import load_sample, sample_loaded

UNTIL = date(2026, 3, 31)
Digest = Callable[[], Awaitable[str]]


async def test_load_leaves_a_living_organisation(graph: Graph, digest: Digest) -> None:
    steps: list[str] = []
    summary = await load_sample(
        graph, cases=1500, until=UNTIL, progress=lambda step, _d, _t: steps.append(step)
    )
    assert summary.loaded
    assert await sample_loaded(graph)
    assert (summary.units, summary.issue_types, summary.cases) == (30, 72, 1500)
    assert summary.experts >= 150
    assert list(dict.fromkeys(steps)) == [
        "generate", "customers", "cases", "resolutions", "owners", "contacts", "handovers",
        "redirects", "asks", "notes", "verdicts", "evidence",
    ]  # fmt: skip
    wrong = (
        await graph.read(
            """
            RETURN
              COUNT { (k:Case) WHERE COUNT { (k)-[:OF]->() } <> 1
                OR COUNT { (k)-[:ABOUT]->() } <> 1 OR COUNT { (k)<-[:HOLDS]-() } < 1 } AS loose,
              COUNT { (k:Case {state: 'WAITING'})
                WHERE COUNT { (k)-[:OWNED_BY]->() } <> 1 } AS ownerless,
              COUNT { (k:Case) WHERE k.state <> 'WAITING'
                AND EXISTS { (k)-[:OWNED_BY]->() } } AS owned_when_done,
              COUNT { (e:Expert) WHERE e.openCases <> COUNT { (e)<-[:OWNED_BY]-() } } AS miscounted,
              COUNT { (h:Handover) WHERE COUNT { (h)-[:TO]->() } <> 1
                OR COUNT { (h)-[:FROM_UNIT]->() } <> 1 } AS one_sided,
              COUNT { (n:MiniNetwork) WHERE COUNT {
                MATCH (n)<-[:IN_NETWORK]-()-[:MEMBER_OF]->(u) RETURN DISTINCT u } < 2 } AS narrow
            """
        )
    )[0]
    assert wrong == dict.fromkeys(wrong, 0)
    people = await DirectoryRepository(graph).experts(["aino-virtanen", "maija-korhonen"])
    assert all(p.free_places > 0 and p.presence == "AVAILABLE" for p in people.values())
    waiting = await graph.read(
        "MATCH (h:Handover {state: 'OFFERED'})-[:TO]->(:Expert {id: 'maija-korhonen'}) "
        "RETURN count(*) AS n"
    )
    assert waiting[0]["n"] >= 2

    networks = await NetworkRepository(graph).details(
        ["network-housing", "network-families"], datetime(2026, 4, 1, 9, tzinfo=UTC)
    )
    wednesday, next_week = datetime(2026, 4, 1, tzinfo=UTC), datetime(2026, 4, 8, tzinfo=UTC)
    housing, families = networks["network-housing"], networks["network-families"]
    on_duty = [housing.on_duty_at(wednesday + timedelta(hours=hour)) for hour in range(24)]
    assert {len(ids) for ids in on_duty} == {2}
    assert all(not set(LEADS).isdisjoint(ids) for ids in on_duty)
    assert housing.gaps(wednesday, next_week) == ()
    assert families.agreements[0].answering.en == "answers within two minutes"
    # Good Friday and Easter Monday are no working days; the Friday after has its gap
    assert [gap[0].day for gap in families.gaps(wednesday, next_week + timedelta(days=7))] == [10]
    lines = await graph.read("MATCH (n) WHERE n.connectionUri IS NOT NULL RETURN labels(n)[0] AS l")
    assert Counter(row["l"] for row in lines) == {"Unit": 30, "Expert": 4, "MiniNetwork": 2}

    before = await digest()
    again = await load_sample(graph, cases=1500, until=UNTIL)
    assert not again.loaded
    assert (again.cases, again.until) == (1500, UNTIL)
    assert await digest() == before

    # what a load that was stopped half way leaves is cleared away by the next one
    await graph.run("MATCH (s:SampleLoad) SET s.state = 'LOADING'")
    await graph.run("MATCH (k:Case) WITH k LIMIT 200 DETACH DELETE k")
    assert not await sample_loaded(graph)
    assert (await load_sample(graph, cases=1500, until=UNTIL)).loaded
    assert await digest() == before


async def test_evidence_matches_history(graph: Graph) -> None:
    await load_sample(graph, cases=600, until=UNTIL)
    rows = await graph.read(
        """
        MATCH (who:Expert|Unit)-[r:RESOLVES]->(t:IssueType)
        RETURN r.resolved AS resolved, r.received AS received, r.bounced AS bounced,
          r.medianHours AS hours, COUNT {
            MATCH (t)<-[:ABOUT]-(:Case)-[:RESOLVED_BY|RESOLVED_IN]->(who) } AS counted
        """
    )
    assert rows
    for row in rows:
        assert row["resolved"] == row["counted"]
        assert row["received"] >= row["resolved"]
        assert row["received"] >= row["bounced"]
        assert (row["hours"] is None) is (row["resolved"] == 0)


async def test_other_data_is_not_mixed_with(graph: Graph, digest: Digest) -> None:
    await graph.run("CREATE (:Unit {id: 'own', source: 'service'})")
    before = await digest()
    with pytest.raises(ConflictError, match="not the sample's"):
        await load_sample(graph, cases=600, until=UNTIL)
    assert await digest() == before
    assert not await sample_loaded(graph)
