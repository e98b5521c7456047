"""Evidence counted with each outcome and evidence counted afresh are the same."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from netsvc.cases.model import RedirectReason
from netsvc.directory.evidence import rebuild_evidence
from netsvc.graph.driver import Graph
from netsvc.handover.model import DeclineReason, HandoverKind
from tests.graph.handover_desk import Clock, Desk, build, done
from tests.organisation import load_organisation

COLD = HandoverKind.COLD
EVIDENCE = """
MATCH (who)-[r:RESOLVES]->(t:IssueType)
RETURN who.id AS who, t.id AS type, properties(r) AS found ORDER BY who, type
"""


async def _evidence(graph: Graph) -> list[dict[str, Any]]:
    return await graph.read(EVIDENCE)


async def _played(desk: Desk) -> None:
    """Each outcome once, and every one that must count for nothing."""
    closing, handovers = desk.closing, desk.handovers

    async def declined(case: str, who: str, reason: DeclineReason) -> None:
        offer = await desk.offered(case, who, kind=COLD)
        done(await handovers.decline(who, desk.key(), offer, reason, None))

    # pointed to somebody better, not mine, no capacity; then accepted and resolved
    # (each in a case of its own: who refused one as not theirs is not asked about it again)
    for reason in (
        DeclineReason.SOMEBODY_BETTER,
        DeclineReason.NOT_MY_MATTER,
        DeclineReason.NO_CAPACITY,
    ):
        case = await desk.opened()
        await declined(case, "emil", reason)
    taken = await desk.offered(case, "eeva")
    done(await handovers.accept("eeva", desk.key(), taken))
    desk.clock.at += timedelta(hours=1)
    done(await closing.resolve("eeva", desk.key(), case))
    # accepted and passed on unresolved, then in hand still: only who passed it on has an outcome
    case = await desk.opened()
    done(await handovers.accept("eeva", desk.key(), await desk.offered(case, "eeva", kind=COLD)))
    passed = await desk.offered(case, "emil", who="eeva", kind=COLD)
    done(await handovers.accept("emil", desk.key(), passed))
    # solved by the one who opened it; withdrawn before; then one sent elsewhere
    case = await desk.opened("arvid", issue_type="moving-out")
    done(await closing.resolve("arvid", desk.key(), case))
    case = await desk.opened("arvid")
    withdrawn = await desk.offered(case, "eeva", who="arvid", kind=COLD)
    done(await handovers.withdraw("arvid", desk.key(), withdrawn))
    why = RedirectReason.NOBODY_FREE
    done(
        await closing.redirect("arvid", desk.key(), case, why, toward_unit_id="housing", note=None)
    )


async def test_live_and_rebuilt_evidence_are_the_same(graph: Graph) -> None:
    await load_organisation(graph)
    await graph.run("MATCH ()-[r:RESOLVES]->() DELETE r")
    await _played(build(graph, Clock()))
    live = await _evidence(graph)
    counts = {
        (row["who"], row["type"]): tuple(
            row["found"][name] for name in ("resolved", "received", "bounced", "notMine")
        )
        for row in live
    }
    assert counts == {
        ("arvid", "moving-out"): (1, 1, 0, 0),
        ("eeva", "housing-allowance"): (1, 2, 1, 0),
        ("emil", "housing-allowance"): (0, 2, 2, 1),
        ("front", "moving-out"): (1, 1, 0, 0),
        ("housing", "housing-allowance"): (1, 4, 3, 1),
    }
    await rebuild_evidence(graph)
    assert await _evidence(graph) == live
    await rebuild_evidence(graph)
    assert await _evidence(graph) == live


async def test_what_was_returned_counts_for_who_had_it(graph: Graph) -> None:
    await load_organisation(graph)
    await graph.run("MATCH ()-[r:RESOLVES]->() DELETE r")
    desk = build(graph, Clock())
    case = await desk.opened()
    offer = await desk.offered(case, "eeva", kind=COLD)
    await graph.run("MATCH (h:Handover {id: $id}) SET h.state = 'RETURNED'", id=offer)
    await rebuild_evidence(graph)
    found = [(row["who"], row["found"]) for row in await _evidence(graph)]
    one = {"resolved": 0, "received": 1, "bounced": 1, "notMine": 0, "weight": 0.0}
    # nothing resolved: no place in the index of who is strongest
    assert found == [("eeva", {**one, "typeId": "housing-allowance"}), ("housing", one)]
