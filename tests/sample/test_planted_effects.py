"""What was planted in the sample is found in it: 25,000 cases and the pilots that look at them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from netsvc.experiments.plan import unit_of
from netsvc.experiments.repository import ExperimentRepository
from netsvc.graph.driver import Graph
from netsvc.sample.service import load_sample

UNTIL = date(2026, 3, 31)


@pytest.mark.timeout(900)  # loads the whole sample, beside other suites
async def test_pilots_find_the_effects_that_were_planted(graph: Graph) -> None:
    """Each look's interval holds the truth of ``docs/sample.md``."""
    await load_sample(graph, until=UNTIL)
    found = {one.draft.name.en: one for one in await ExperimentRepository(graph).all()}
    states = {
        "Housing mini-network in Oulu and Vaasa": "ENDED",
        "A list of names, nobody on duty": "ENDED",
        "Families mini-network in Turku": "LOOKED",
        "Social assistance: two centres against two": "DRAFT",
    }
    today = UNTIL + timedelta(days=1)
    assert {name: one.state_on(today) for name, one in found.items()} == states
    housing, names, families, draft = (found[name] for name in states)
    assert len(families.looks) == 2
    assert families.next_look() == 3
    assert draft.plan is None
    for pilot, planted in ((housing, 0.24), (names, 0.0), (families, 0.14)):
        assert pilot.plan is not None
        seen = (
            await graph.read(
                """
                MATCH (u:Unit)<-[:OPENED_IN]-(c:Case)-[:ABOUT]->(t:IssueType)
                WHERE u.id IN $units AND t.id IN $types AND c.openedAt >= datetime($start)
                RETURN avg(CASE WHEN c.channel IN ['PHONE', 'CHAT', 'VISIT'] THEN 1.0 ELSE 0 END)
                  AS live
                """,
                units=sorted({unit_of(unit) for unit in pilot.plan.treated_units}),
                types=list(pilot.plan.issue_types),
                start=f"{pilot.plan.start}T00:00:00Z",
            )
        )[0]
        # repeats void what .07 of the cases gained
        truth = planted * seen["live"] * 0.93
        for look in pilot.looks:
            effect = look.report["looks"][-1]["effect"]
            assert effect["low"] < truth < effect["high"], (pilot.draft.name.en, truth, effect)
    assert housing.decision is not None
    assert housing.decision.kind == "SCALE"
    assert names.decision is not None
    assert names.decision.kind == "STOP"
