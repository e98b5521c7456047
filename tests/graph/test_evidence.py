"""Evidence counted with each outcome and evidence counted afresh are the same."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from netsvc.cases.model import Channel, RedirectReason
from netsvc.cases.service import NewCase
from netsvc.directory.evidence import rebuild_evidence
from netsvc.directory.model import Language
from netsvc.graph.driver import Graph
from netsvc.handover.model import DeclineReason, HandoverKind
from netsvc.settings import SCHEMA_DIR
from tests.graph.after_desk import build_after
from tests.graph.handover_desk import Clock, Desk, build, done
from tests.organisation import load_organisation

COLD = HandoverKind.COLD
EVIDENCE = """
MATCH (who)-[r:RESOLVES]->(t:IssueType)
RETURN who.id AS who, t.id AS type, properties(r) AS found ORDER BY who, type
"""


async def _evidence(graph: Graph) -> list[dict[str, Any]]:
    return await graph.read(EVIDENCE)


def _around(rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """Only the lists of circumstances: the median goes another way when counted afresh."""
    names = ("contextKeys", "contextCounts", "contextWeights")
    return [(row["who"], *(row["found"][name] for name in names)) for row in rows]


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
    around = {(row["who"], row["type"]): row["found"].get("contextKeys") for row in live}
    assert around == {
        # nobody's own opening counts for themselves
        ("arvid", "moving-out"): ["channel:PHONE", "unit:front"],
        ("eeva", "housing-allowance"): ["channel:PHONE", "opener:aino", "unit:front"],
        ("emil", "housing-allowance"): None,
        ("front", "moving-out"): ["channel:PHONE", "opener:arvid", "unit:front"],
        ("housing", "housing-allowance"): ["channel:PHONE", "opener:aino", "unit:front"],
    }
    await rebuild_evidence(graph)
    assert await _evidence(graph) == live
    await rebuild_evidence(graph)
    assert await _evidence(graph) == live


async def _resolved_variously(desk: Desk) -> None:
    """Twelve matters over a year, of two openers, three channels and three places."""
    for number in range(12):
        desk.clock.at += timedelta(days=30)
        opener, channel = ("aino", "arvid")[number % 2], list(Channel)[number % 3]
        new = NewCase("vuokra nousi", Language.FI, channel, issue_type_id="housing-allowance")
        case = done(await desk.cases.open_case(opener, desk.key(), new))
        if number % 3:
            place = ("Tampere", "Turku")[number % 3 - 1]
            await desk.graph.run(
                "MATCH (c:Case {id: $id}) SET c.location = $place", id=case, place=place
            )
        offer = await desk.offered(case, "eeva", who=opener, kind=COLD)
        done(await desk.handovers.accept("eeva", desk.key(), offer))
        done(await desk.closing.resolve("eeva", desk.key(), case))


async def test_circumstances_counted_live_afresh_and_by_the_migration_are_the_same(
    graph: Graph,
) -> None:
    await load_organisation(graph)
    await graph.run("MATCH ()-[r:RESOLVES]->() DELETE r")
    desk = build(graph, Clock())
    await _resolved_variously(desk)
    live = await _evidence(graph)
    (eeva,) = (row["found"] for row in live if row["who"] == "eeva")
    counts = dict(zip(eeva["contextKeys"], eeva["contextCounts"], strict=True))
    assert counts == {
        "location:Tampere": 4,
        "location:Turku": 4,
        "unit:front": 4,
        "opener:aino": 6,
        "opener:arvid": 6,
        **{f"channel:{channel}": 4 for channel in list(Channel)[:3]},
    }
    assert eeva["contextWeights"] == sorted(eeva["contextWeights"], reverse=True)
    around = [
        (
            row["who"],
            *(row["found"].pop(f"context{part}") for part in ("Keys", "Counts", "Weights")),
        )
        for row in live
    ]
    await rebuild_evidence(graph)
    again = await _evidence(graph)
    assert [
        (
            row["who"],
            *(row["found"].pop(f"context{part}") for part in ("Keys", "Counts", "Weights")),
        )
        for row in again
    ] == around
    await graph.run(
        "MATCH ()-[r:RESOLVES]->() SET r.contextKeys = null, r.contextCounts = null, "
        "r.contextWeights = null"
    )
    text = (SCHEMA_DIR / "graph" / "0023_circumstances.cypher").read_text("utf-8")
    _names, backfill = text.split("db.createProperty(name);")
    await graph.run_implicit(backfill.rstrip().removesuffix(";"))
    assert [
        (
            row["who"],
            *(row["found"].pop(f"context{part}") for part in ("Keys", "Counts", "Weights")),
        )
        for row in await _evidence(graph)
    ] == around


async def test_what_was_opened_again_was_not_resolved(graph: Graph) -> None:
    await load_organisation(graph)
    await graph.run("MATCH ()-[r:RESOLVES]->() DELETE r")
    after = build_after(graph)
    await _resolved_variously(after.desk)
    before = await _counts(graph)
    case = await after.desk.opened("arvid")
    offer = await after.desk.offered(case, "emil", who="arvid", kind=COLD)
    done(await after.desk.handovers.accept("emil", after.desk.key(), offer))
    done(await after.desk.closing.resolve("emil", after.desk.key(), case))
    assert {row[0] for row in await _counts(graph)} == {"eeva", "emil", "housing"}
    done(await after.retyping.reopen("arvid", after.desk.key(), case, None))
    assert await _counts(graph) == before
    await rebuild_evidence(graph)
    assert await _counts(graph) == before

    # one of many; then a contest has taken away what was resolved before it
    (first, second) = (
        row["id"]
        for row in await graph.read(
            "MATCH (c:Case {state: 'RESOLVED'}) RETURN c.id AS id ORDER BY c.openedAt LIMIT 2"
        )
    )
    done(await after.retyping.reopen("arvid", after.desk.key(), first, None))
    live = await _counts(graph)
    assert [row[2:4] for row in live] == [(11, 11), (11, 11)]
    await rebuild_evidence(graph)
    assert await _counts(graph) == live
    await graph.run(
        "MATCH (e:Expert {id: 'eeva'})-[r:RESOLVES]->(t) CREATE (e)<-[:CONTESTED_BY]-"
        "(:EvidenceContest {state: 'UPHELD', kind: 'NOT_MY_WORK', decidedAt: $at})-[:CONCERNS]->(t)"
        " SET r.resolved = 0, r.received = 0",
        at=after.desk.clock.at,
    )
    done(await after.retyping.reopen("arvid", after.desk.key(), second, None))
    assert [row[2:4] for row in await _counts(graph)] == [(0, 0), (10, 10)]


async def _counts(graph: Graph) -> list[tuple[Any, ...]]:
    """Without the median and the last time, which do not go back."""
    names = ["resolved", "received", "bounced", "weight", "areaResolved", "areaWeight"]
    names += ["contextKeys", "contextCounts", "contextWeights"]
    return [
        (row["who"], row["type"], *(row["found"].get(name) for name in names))
        for row in await _evidence(graph)
    ]


async def test_a_slip_takes_its_circumstances_back_and_the_lightest_fall_out(
    graph: Graph,
) -> None:
    await load_organisation(graph)
    await graph.run("MATCH ()-[r:RESOLVES]->() DELETE r")
    after = build_after(graph)
    desk = after.desk
    await _resolved_variously(desk)
    before = await _evidence(graph)
    case = await desk.opened("arvid")
    offer = await desk.offered(case, "eeva", who="arvid", kind=COLD)
    done(await desk.handovers.accept("eeva", desk.key(), offer))
    key = desk.key()
    done(await desk.closing.resolve("eeva", key, case))
    assert await _evidence(graph) != before
    done(await after.undoing.undo("eeva", desk.key(), key))
    assert await _evidence(graph) == before
    # as many as are kept, each heavier than all of those
    await graph.run(
        "MATCH (:Expert {id: 'eeva'})-[r:RESOLVES]->() SET "
        "r.contextKeys = [i IN range(10, 69) | 'location:' + i], "
        "r.contextCounts = [i IN range(10, 69) | i], "
        "r.contextWeights = [i IN range(10, 69) | 1.0 * (80 - i)]"
    )
    done(await desk.closing.resolve("eeva", desk.key(), case))
    (eeva,) = (row["found"] for row in await _evidence(graph) if row["who"] == "eeva")
    assert len(eeva["contextKeys"]) == len(eeva["contextCounts"]) == len(eeva["contextWeights"])
    assert len(eeva["contextKeys"]) == 60
    assert eeva["contextKeys"][:3] == ["channel:PHONE", "opener:arvid", "unit:front"]
    assert eeva["contextKeys"][-1] == "location:66"


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
