"""A ticket log in the graph: what it becomes, twice the same, and nothing after a refusal."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Awaitable, Callable
from itertools import pairwise
from pathlib import Path

import pytest

from netsvc.errors import BadInputError
from netsvc.graph.driver import Graph
from netsvc.identity.pseudonyms import Pseudonyms
from netsvc.importers import incident_service
from netsvc.importers.incident_service import ImportSummary, IncidentImporter
from netsvc.importers.mapping import EXAMPLE, LogMapping, read_mapping
from netsvc.measures.repository import MeasuresRepository
from netsvc.measures.steps import handovers

DATA = Path(__file__).parent.parent / "data"
UCI = DATA / "incidents_uci498.csv"
Digest = Callable[[], Awaitable[str]]
KEY = Pseudonyms(b"a key for tests only")


class Stopped(Exception):
    """Stands for Ctrl-C, which the event loop of the tests would not survive."""


def silent(_step: str, _done: int, _total: int) -> None:
    pass


async def imported(
    graph: Graph, path: Path, rejects: Path, mapping: LogMapping | None = None
) -> ImportSummary:
    importer = IncidentImporter(graph, KEY)
    form = mapping or read_mapping(EXAMPLE)
    return await importer.run(path, form, rejects=rejects, progress=silent)


async def one(graph: Graph, cypher: str) -> dict[str, object]:
    return (await graph.run_implicit(cypher))[0]


async def test_uci_log_becomes_cases_legs_and_people(graph: Graph, tmp_path: Path) -> None:
    rows = list(csv.DictReader(UCI.read_text(encoding="utf-8").splitlines()))
    summary = await imported(graph, UCI, tmp_path / "rejected.csv")
    cases: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        cases.setdefault(row["number"], []).append(row)
    changes = bounces = 0
    for events in cases.values():
        groups = [e["assignment_group"] for e in events if e["assignment_group"] != "?"]
        legs = sum(a != b for a, b in pairwise(groups))
        changes += legs
        bounces += max(0, legs - 1)
    assert (summary.lines, summary.cases) == (len(rows), len(cases))
    assert (summary.handovers, summary.bounces) == (changes, bounces)
    assert (summary.rejected, summary.rejects) == (0, None)
    assert not (tmp_path / "rejected.csv").exists()
    counts = await one(
        graph,
        """
        RETURN COUNT { (:Case {source: 'incidents:uci-498'}) } AS cases,
          COUNT { (:Handover {kind: 'COLD'}) } AS legs,
          COUNT { (:Handover {bounced: true, state: 'FORWARDED'}) } AS bounces,
          COUNT { (:Customer) } AS customers,
          COUNT { (e:Expert) WHERE e.roles = ['EXPERT'] } AS resolvers,
          COUNT { (e:Expert) WHERE e.roles = ['AGENT'] } AS openers,
          COUNT { (:Unit)<-[:FROM_UNIT]-(:Handover)-[:TO_UNIT]->(:Unit) } AS between,
          COUNT { (:Case {state: 'RESOLVED'}) } AS resolved
        """,
    )
    known = [events[-1] for events in cases.values()]
    assert counts == {
        "cases": len(cases),
        "legs": changes,
        "bounces": bounces,
        "customers": len({e["caller_id"] for e in known}),
        "resolvers": len({e["resolved_by"] for e in known} - {"?"}),
        "openers": len({e["opened_by"] for e in known} - {"?"}),
        "between": changes,
        "resolved": len(cases),
    }


async def test_one_incident_in_full(graph: Graph, tmp_path: Path) -> None:
    rows = list(csv.DictReader(UCI.read_text(encoding="utf-8").splitlines()))
    number = next(
        r["number"]
        for r in rows
        if r["reopen_count"] != "0" and r["resolved_by"] != "?" and r["subcategory"] != "?"
    )
    last = [r for r in rows if r["number"] == number][-1]
    await imported(graph, UCI, tmp_path / "rejected.csv")
    found = await one(
        graph,
        f"""
        MATCH (k:Case {{id: 'uci-498:case:{number}'}})-[:ABOUT]->(t)-[:BROADER]->(b)
        MATCH (k)-[:RESOLVED_BY]->(e), (k)-[:OPENED_BY]->(o), (k)-[:OF]->(c)
        MATCH (k)-[:RESOLVED_IN]->(u)
        RETURN k.reopenCount > 0 AS reopened, k.channel AS channel, k.location AS location,
          t.id AS type, b.nameSv AS area, e.name AS resolver, o.name AS opener, c.id AS customer,
          u.nameFi AS unit, EXISTS {{ (e)-[:MEMBER_OF]->() }} AS member
        """,
    )
    assert found == {
        "reopened": True,
        "channel": "PHONE",
        "location": last["location"],
        "type": f"uci-498:type:{last['category']}/{last['subcategory']}",
        "area": f"Kategori {last['category']}",
        "resolver": f"Resolver {last['resolved_by']}",
        "opener": f"Opener {last['opened_by']}",
        "customer": KEY.customer(last["caller_id"], "incidents:uci-498"),
        "unit": f"Ryhmä {last['assignment_group']}",
        "member": True,
    }


async def test_evidence_is_counted(graph: Graph, tmp_path: Path) -> None:
    await imported(graph, UCI, tmp_path / "rejected.csv")
    pairs = await graph.read(
        """
        MATCH (e:Expert)<-[:RESOLVED_BY]-(k:Case)-[:ABOUT]->(t:IssueType)
        WITH e, t, count(*) AS resolved
        MATCH (e)-[r:RESOLVES]->(t)
        RETURN resolved, r.resolved AS counted, r.received AS received, r.bounced AS bounced
        """
    )
    assert pairs
    assert all(p["resolved"] == p["counted"] == p["received"] for p in pairs)
    units = await graph.read(
        """
        MATCH (u:Unit)-[r:RESOLVES]->(t:IssueType)
        RETURN r.received AS received, r.resolved AS resolved, r.bounced AS bounced
        """
    )
    assert any(u["bounced"] for u in units)
    assert all(u["received"] >= max(u["resolved"], u["bounced"]) for u in units)


async def test_twice_is_the_same_graph(graph: Graph, digest: Digest, tmp_path: Path) -> None:
    await imported(graph, UCI, tmp_path / "rejected.csv")
    first = await digest()
    await imported(graph, UCI, tmp_path / "rejected.csv")
    assert await digest() == first
    packed = tmp_path / "log.csv.gz"
    packed.write_bytes(gzip.compress(UCI.read_bytes()))
    await imported(graph, packed, tmp_path / "rejected.csv")
    assert await digest() == first


async def test_shorter_file_clears_what_is_stale(
    graph: Graph, digest: Digest, tmp_path: Path
) -> None:
    lines = UCI.read_text().splitlines(keepends=True)
    short = tmp_path / "short.csv"
    short.write_text("".join(lines[:40]))
    await imported(graph, short, tmp_path / "rejected.csv")
    alone = await digest()
    await imported(graph, UCI, tmp_path / "rejected.csv")
    assert await digest() != alone
    await imported(graph, short, tmp_path / "rejected.csv")
    assert await digest() == alone


async def test_what_the_service_uses_outlives_a_file_that_lacks_it(
    graph: Graph, digest: Digest, tmp_path: Path
) -> None:
    lines = UCI.read_text().splitlines(keepends=True)
    short = tmp_path / "short.csv"
    short.write_text("".join(lines[:40]))
    await imported(graph, short, tmp_path / "rejected.csv")
    in_short = await graph.read("MATCH (n) WHERE n.importRun IS NOT NULL RETURN n.id AS id")
    await imported(graph, UCI, tmp_path / "rejected.csv")
    used = await one(
        graph,
        """
        MATCH (k:Case)-[:RESOLVED_BY]->(e), (k)-[:ABOUT]->(t), (k)-[:OF]->(c),
          (k)-[:RESOLVED_IN]->(u)
        WITH k, e, t, c, u ORDER BY k.number DESC LIMIT 1
        RETURN e.id AS expert, t.id AS type, c.id AS customer, u.id AS unit
        """,
    )
    assert not {used["expert"], used["type"], used["customer"]} & {row["id"] for row in in_short}
    await graph.run(
        """
        MATCH (e:Expert {id: $expert}), (t:IssueType {id: $type}), (c:Customer {id: $customer}),
          (u:Unit {id: $unit})
        CREATE (k:Case {id: 'live', number: 'live', source: 'service', state: 'WAITING'})
        CREATE (k)-[:OF]->(c), (k)-[:ABOUT]->(t), (k)-[:OWNED_BY]->(e), (k)-[:OPENED_IN]->(u)
        CREATE (h:Handover {id: 'offer', state: 'OFFERED', source: 'service'})
        CREATE (h)-[:OF_CASE]->(k), (h)-[:TO]->(e), (h)-[:TO_UNIT]->(u)
        """,
        **used,
    )
    whole = await digest()
    await imported(graph, short, tmp_path / "rejected.csv")
    assert await one(
        graph,
        """
        MATCH (k:Case {id: 'live'})-[:OWNED_BY]->(e), (k)-[:ABOUT]->(t), (k)-[:OF]->(c),
          (k)-[:OPENED_IN]->(u), (:Handover {id: 'offer'})-[:TO]->(e)
        RETURN e.id AS expert, t.id AS type, c.id AS customer, u.id AS unit
        """,
    ) == used  # fmt: skip
    state = await one(
        graph,
        "MATCH (:Case {id: 'live'})-[:OWNED_BY]->(e), (:Case {id: 'live'})-[:ABOUT]->(t) "
        "RETURN e.active AS active, t.retired AS retired",
    )
    assert state == {"active": False, "retired": True}
    await imported(graph, UCI, tmp_path / "rejected.csv")
    assert await digest() == whole


async def test_imported_legs_and_contacts_claim_no_times_that_the_log_lacks(
    graph: Graph, tmp_path: Path
) -> None:
    await imported(graph, UCI, tmp_path / "rejected.csv")
    counts = await one(
        graph,
        """
        RETURN COUNT { (h:Handover) WHERE h.decidedAt IS NOT NULL } AS decided,
          COUNT { (h:Handover) WHERE h.offeredAt IS NULL } AS unoffered,
          COUNT { (c:Contact) WHERE c.endedAt IS NOT NULL } AS ended
        """,
    )
    assert counts == {"decided": 0, "unoffered": 0, "ended": 0}
    facts = await MeasuresRepository(graph).facts()
    assert facts.cases
    assert handovers(facts)
    assert not any(case.judged or case.strict or case.customer for case in facts.cases)
    assert {leg.waited for leg in handovers(facts)} == {None}


async def test_the_log_is_never_its_own_file_of_rejected_lines(
    graph: Graph, digest: Digest, tmp_path: Path
) -> None:
    log = tmp_path / "log.csv"
    log.write_bytes(UCI.read_bytes())
    before = await digest()
    with pytest.raises(BadInputError, match="is the file that is to be read"):
        await imported(graph, log, tmp_path / "." / "log.csv")
    assert log.read_bytes() == UCI.read_bytes()
    assert await digest() == before


async def test_other_sources_are_left_alone(graph: Graph, tmp_path: Path) -> None:
    await graph.run("CREATE (:Unit {id: 'own', source: 'service'})<-[:RESOLVED_IN]-"
                    "(:Case {id: 'k', number: 'n', source: 'service'})")  # fmt: skip
    await imported(graph, UCI, tmp_path / "rejected.csv")
    assert await one(graph, "MATCH (k:Case {id: 'k'})-[:RESOLVED_IN]->(u) RETURN u.id AS u") == {
        "u": "own"
    }


async def test_stopped_run_is_completed_by_the_next(
    graph: Graph, digest: Digest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await imported(graph, UCI, tmp_path / "rejected.csv")
    whole = await digest()
    await graph.run_implicit(
        "MATCH (n) WHERE NOT n:Migration AND NOT n:MigrationLock DETACH DELETE n"
    )
    monkeypatch.setattr(incident_service, "BATCH", 10)

    def after_two_batches(step: str, done: int, _total: int) -> None:
        if step == "cases" and done >= 20:
            raise Stopped

    importer = IncidentImporter(graph, KEY)
    with pytest.raises(Stopped):
        await importer.run(
            UCI,
            read_mapping(EXAMPLE),
            rejects=tmp_path / "rejected.csv",
            progress=after_two_batches,
        )
    assert await one(graph, "MATCH (k:Case) RETURN count(*) AS n") == {"n": 20}
    await imported(graph, UCI, tmp_path / "rejected.csv")
    assert await digest() == whole


async def test_other_log_by_mapping(graph: Graph, tmp_path: Path) -> None:
    mapping = read_mapping(DATA / "helpdesk.toml")
    rejected = tmp_path / "rejected.csv"
    summary = await imported(graph, DATA / "helpdesk.csv", rejected, mapping)
    assert (summary.cases, summary.handovers, summary.bounces, summary.rejected) == (3, 1, 0, 2)
    assert list(csv.reader(rejected.read_text(encoding="utf-8").splitlines())) == [
        ["line", "column", "seen", "expected"],
        ["5", "Avattu", "32.3.2026", "a date as %d.%m.%Y klo %H.%M or %Y-%m-%dT%H:%M:%S%z"],
        ["6", "Tiketti", "T-1", "the rows of one case one after the other"],
    ]
    cases = await graph.read(
        """
        MATCH (k:Case)
        RETURN k.number AS number, k.state AS state, k.words AS words, k.channel AS channel,
          toString(k.openedAt) AS opened, toString(k.resolvedAt) AS resolved,
          head(COLLECT { MATCH (k)-[:RESOLVED_IN]->(u) RETURN u.nameFi }) AS unit
        ORDER BY number
        """
    )
    assert cases == [
        {
            "number": "helpdesk/T-1",
            "state": "RESOLVED",
            "words": "Vuokra nousi; hetu [identity number], puh. [phone number], [e-mail]",
            "channel": "PHONE",
            "opened": "2026-03-02T07:15:00Z",
            "resolved": "2026-03-02T10:30:00Z",
            "unit": "Tiimi Tulot",
        },
        {
            "number": "helpdesk/T-2",
            "state": "WAITING",
            "words": "Kysymys",
            "channel": "CHAT",
            "opened": "2026-03-03T08:00:00Z",
            "resolved": None,
            "unit": None,
        },
        {
            "number": "helpdesk/T-4",
            "state": "RESOLVED",
            "words": "Toinen asia",
            "channel": "OTHER",
            "opened": "2026-03-04T08:00:00Z",
            "resolved": "2026-03-04T08:00:00Z",
            "unit": "Tiimi Vuokrat",
        },
    ]


HEADER = UCI.read_text().splitlines()[0]
ROW = UCI.read_text().splitlines()[1]


@pytest.mark.parametrize(
    ("content", "seen"),
    [
        (b"", "is empty"),
        (b"number,incident_state\n1,New\n", "has no column"),
        (HEADER.encode() + b"\n", "has a header and no rows"),
        (b"\x7fELF\x00\x00\x01\x00" * 100, "holds binary data on line 1"),
        (b"a" * 2_000_000, "no line end within 256 KiB"),
        (f"{HEADER}\n".encode() + b"x" * 2_000_000, "on line 2 no line end within 256 KiB"),
        (f"{HEADER}\n{ROW.replace('Phone', 'Rätt')}\n".encode("latin-1"), "is not utf-8 on line 2"),
        (f"{HEADER}\n{ROW}\n".encode("utf-16"), "binary data|is not utf-8"),
        (gzip.compress(f"{HEADER}\n{ROW}\n".encode() * 5000)[:200], "gzip file that breaks off"),
        (f"{HEADER}\n{ROW.replace('/2016', '')}\n".encode(), "No line of log.csv can be used"),
        (f'{HEADER}\n"{ROW}\n{ROW}\n'.encode(), "line 3"),
    ],
    ids=["empty", "column", "no rows", "binary", "endless", "endless row", "latin", "utf-16",
         "gzip", "dates", "quotes"],
)  # fmt: skip
async def test_file_of_another_format_changes_nothing(
    graph: Graph, digest: Digest, tmp_path: Path, content: bytes, seen: str
) -> None:
    await graph.run("CREATE (:Unit {id: 'own', source: 'service'})")
    before = await digest()
    path = tmp_path / "log.csv"
    path.write_bytes(content)
    with pytest.raises(BadInputError, match=seen):
        await imported(graph, path, tmp_path / "rejected.csv")
    assert await digest() == before
    assert not (tmp_path / "rejected.csv").exists()


async def test_missing_file_is_refused(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="can't be read: No such file"):
        await imported(graph, tmp_path / "none.csv", tmp_path / "rejected.csv")


async def test_pseudonyms_only(graph: Graph, tmp_path: Path) -> None:
    await imported(graph, UCI, tmp_path / "rejected.csv")
    callers = {r["caller_id"] for r in csv.DictReader(UCI.read_text(encoding="utf-8").splitlines())}
    ids = {row["id"] for row in await graph.read("MATCH (c:Customer) RETURN c.id AS id")}
    assert len(ids) == len(callers)
    assert not ids & callers
    assert all(len(identity) == 32 for identity in ids)
