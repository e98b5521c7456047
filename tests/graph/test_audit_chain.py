"""The hash chain of a case: whole after real work, and every way of tampering is named."""

from __future__ import annotations

from typing import Any, LiteralString

import pytest

from netsvc.audit.chain import Head
from netsvc.audit.repository import AuditRepository
from netsvc.audit.verify import Verified, verify
from netsvc.cli.audit import words
from netsvc.graph.driver import Graph
from netsvc.handover.model import DeclineReason
from tests.organisation import load_organisation

from .handover_desk import Clock, Desk, build, done


@pytest.fixture
async def desk(graph: Graph) -> Desk:
    await load_organisation(graph)
    return build(graph, Clock())


async def worked(desk: Desk) -> str:
    """A case with four records: opened, offered, declined, resolved."""
    case = await desk.opened()
    offer = await desk.offered(case, "eeva")
    done(await desk.handovers.decline("eeva", "d", offer, DeclineReason.ABSENT, None))
    done(await desk.closing.resolve("aino", "r", case))
    return case


async def checked(desk: Desk) -> Verified:
    return await verify(AuditRepository(desk.graph))


async def broken(desk: Desk) -> tuple[str, int, str]:
    first = (await checked(desk)).first_broken
    assert first is not None
    return first.case_id, first.seq, first.reason


async def tamper(desk: Desk, cypher: LiteralString, **values: Any) -> None:
    assert await desk.graph.run(cypher + " RETURN 1 AS done", **values)


async def test_the_chain_is_whole_after_real_work(desk: Desk) -> None:
    case = await worked(desk)
    other = await desk.opened()
    trail = await AuditRepository(desk.graph).of_case(case)
    assert trail is not None
    assert [(link.seq, link.record.action) for link in trail.links] == [
        (1, "openCase"),
        (2, "offerHandover"),
        (3, "declineHandover"),
        (4, "resolveCase"),
    ]
    assert trail.head == Head(4, trail.links[-1].hash)
    found = await checked(desk)
    assert (found.cases, found.records, found.before) == (2, 5, 0)
    assert (found.first_broken, found.unchained) == (None, {})
    assert words(found).startswith("Whole: 5 records of 2 cases.\nAnchor ")
    # a second walk finds the same anchor; one more record makes it another
    assert (await checked(desk)).anchor == found.anchor
    done(await desk.closing.resolve("aino", "r2", other))
    assert (await checked(desk)).anchor != found.anchor


@pytest.mark.parametrize(
    ("change", "value"),
    [
        ("actor", "emil"),
        ("action", "acceptHandover"),
        ("toState", "ACCEPTED"),
        ("detail", "NOT_MY_MATTER"),
        ("handoverId", "another"),
        ("seen", "another"),
    ],
)
async def test_a_changed_record_is_named(desk: Desk, change: str, value: str) -> None:
    case = await worked(desk)
    await tamper(
        desk,
        "MATCH (a:Audit {caseId: $case, seq: 3}) SET a += $change",
        case=case,
        change={change: value},
    )
    assert await broken(desk) == (case, 3, "its content was changed")


@pytest.mark.parametrize(
    "change",
    ["h.packet = '[]x'", "h.note = 'another'", "h.why = null", "o.order = ['arvid']"],
)
async def test_what_was_shown_can_not_be_changed_afterwards(
    desk: Desk, change: LiteralString
) -> None:
    """Neither what the receiver read nor whom else the sender saw."""
    case = await desk.opened()
    await desk.chained(case, "eeva", "emil")
    trail = await AuditRepository(desk.graph).of_case(case)
    assert trail is not None
    assert [len(link.record.seen) for link in trail.links] == [0, 64]
    assert trail.first_break() is None
    await tamper(desk, "MATCH (h:Handover)-[:IN_OFFERING]->(o:Offering) SET " + change)
    assert await broken(desk) == (case, 2, "what was shown was changed since")


async def test_a_moved_time_is_named(desk: Desk) -> None:
    case = await worked(desk)
    await tamper(
        desk,
        "MATCH (a:Audit {caseId: $case, seq: 1}) SET a.at = a.at - duration('PT0.000001S')",
        case=case,
    )
    assert await broken(desk) == (case, 1, "its content was changed")


@pytest.mark.parametrize("seq", [1, 3, 4])
async def test_a_deleted_record_is_named(desk: Desk, seq: int) -> None:
    case = await worked(desk)
    await tamper(desk, "MATCH (a:Audit {caseId: $case, seq: $seq}) DELETE a", case=case, seq=seq)
    assert await broken(desk) == (case, seq, "the record is missing")


async def test_two_swapped_records_are_named(desk: Desk) -> None:
    case = await worked(desk)
    await tamper(
        desk,
        "MATCH (a:Audit {caseId: $case, seq: 2}), (b:Audit {caseId: $case, seq: 3}) "
        "SET a.seq = 3, b.seq = 2",
        case=case,
    )
    assert await broken(desk) == (case, 2, "it does not follow the one before")
    found = await checked(desk)
    assert words(found).startswith(f"Broken: case {case}, record 2 (audit ")


async def test_a_doubled_record_and_a_lost_case_are_named(desk: Desk) -> None:
    case = await worked(desk)
    await tamper(
        desk,
        "MATCH (a:Audit {caseId: $case, seq: 2}) WITH a {.*, id: 'twin'} AS twin "
        "CREATE (b:Audit) SET b = twin WITH b",
        case=case,
    )
    assert await broken(desk) == (case, 2, "two records have this number")
    await tamper(desk, "MATCH (c:Case {id: $case}) DETACH DELETE c", case=case)
    assert await broken(desk) == (case, 1, "the case of these records is gone")


async def test_a_rewritten_end_does_not_match_the_case(desk: Desk) -> None:
    case = await worked(desk)
    await tamper(desk, "MATCH (c:Case {id: $case}) SET c.auditHash = 'f'", case=case)
    assert await broken(desk) == (case, 4, "the case names another record as its latest")


async def test_history_without_a_chain_is_said_so(desk: Desk) -> None:
    await desk.graph.run("CREATE (:Case {id: 's1', number: 's1', source: 'sample'})")
    await desk.graph.run("CREATE (:Case {id: 'i1', number: 'i1', source: 'incidents:desk'})")
    case = await desk.opened()
    # as they were written before chains were kept
    await desk.graph.run(
        "MATCH (a:Audit {caseId: $case}) REMOVE a.seq, a.previous, a.hash "
        "WITH a MATCH (c:Case {id: $case}) REMOVE c.auditSeq, c.auditHash",
        case=case,
    )
    done(await desk.closing.resolve("aino", "r", case))
    found = await checked(desk)
    assert (found.first_broken, found.records, found.before) == (None, 1, 1)
    assert found.unchained == {"incidents": 1, "sample": 1}
    assert words(found).splitlines()[2:] == [
        "1 records are from before chains were kept.",
        "1 cases from incidents have no audit, so no chain.",
        "1 cases from sample have no audit, so no chain.",
    ]
