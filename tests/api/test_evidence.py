"""One's own evidence: seen, contested, decided, and at once in finding."""

from __future__ import annotations

from typing import Any

import pytest

from netsvc.directory.evidence import rebuild_evidence
from netsvc.graph.driver import Graph
from tests.api.desk import Desk, expert, issue_type, make_desk
from tests.organisation import digest, load_organisation

CONTEST = """
__typename
... on Problem { message { fi sv en } }
... on InvalidInput { field }
... on WrongState { found: state }
... on EvidenceContest { id kind state reason resolved received decision
  expert { id } issueType { id } decidedBy { id } }
"""
SAY = """
mutation($t: ID!, $kind: EvidenceContestKind!, $why: String!, $k: String!) {
  contestEvidence(issueTypeId: $t, kind: $kind, reason: $why, key: $k) { CONTEST }
}
""".replace("CONTEST", CONTEST)
DECIDE = """
mutation($c: ID!, $yes: Boolean!, $why: String!, $k: String!) {
  decideEvidenceContest(contestId: $c, uphold: $yes, reason: $why, key: $k) { CONTEST }
}
""".replace("CONTEST", CONTEST)
OPEN = "{ evidenceContests { id reason } }"
MINE = """
{ myEvidence {
  lines { issueType { id } resolved received missed recent declaredLevel askSkill }
  contests { id state decision }
} }
"""
DECLARE = """
mutation($t: ID!, $level: Int!, $k: String!) {
  declareSkill(issueTypeId: $t, level: $level, key: $k) {
    __typename
    ... on Problem { message { en } }
    ... on Expert { id skills { level issueType { id } } }
  }
}
"""
FIND = """
query($t: ID!) { findExperts(issueTypeId: $t) { ... on ExpertMatches { experts { edges { node {
  score expert { id } contributions { source value text { en } }
} } } } } }
"""
AUDITS = """
MATCH (a:Audit) RETURN a.actor AS actor, a.action AS action, a.toState AS state ORDER BY a.at, a.id
"""
HOUSING = issue_type("housing-allowance")


@pytest.fixture
async def desk(graph: Graph) -> Desk:
    await load_organisation(graph)
    return make_desk(graph)


async def found(desk: Desk) -> dict[str, dict[str, Any]]:
    edges = (await desk.get("aino", FIND, t=HOUSING))["experts"]["edges"]
    return {edge["node"]["expert"]["id"]: edge["node"] for edge in edges}


async def say(desk: Desk, kind: str, who: str = "eeva", **more: Any) -> dict[str, Any]:
    given = {"t": HOUSING, "why": "It was a clearing-up by 131052-308T.", "k": desk.key(), **more}
    contest: dict[str, Any] = await desk.get(who, SAY, kind=kind, **given)
    return contest


async def test_what_is_counted_is_seen_by_the_person_alone(desk: Desk) -> None:
    own = await desk.get("eeva", MINE)
    assert own["lines"] == [
        {
            "issueType": {"id": HOUSING},
            "resolved": 40,
            "received": 44,
            "missed": 4,
            "recent": 0,
            "declaredLevel": 3,
            "askSkill": False,
        }
    ]
    assert await desk.get("aino", MINE) == {"lines": [], "contests": []}
    assert await desk.cost("eeva", MINE) == 2


async def test_an_upheld_contest_changes_finding_at_once_and_stays(desk: Desk) -> None:
    before = await found(desk)
    first = before[expert("eeva")]
    assert sum(part["value"] for part in first["contributions"]) == pytest.approx(
        first["score"], abs=1e-5
    )
    assert "Resolved such matters: 40" in {p["text"]["en"] for p in first["contributions"]}

    contest = await say(desk, "NOT_MY_WORK")
    assert (contest["state"], contest["resolved"], contest["received"]) == ("OPEN", 40, 44)
    assert contest["reason"] == "It was a clearing-up by […]."
    again = await say(desk, "NOT_MY_MISSES")
    assert "already asked" in again["message"]["en"]
    assert [c["id"] for c in await desk.get("maija", OPEN)] == [contest["id"]]

    decided = await desk.get(
        "maija", DECIDE, c=contest["id"], yes=True, why="Right, she only cleared up.", k="d1"
    )
    assert (decided["state"], decided["decidedBy"]) == ("UPHELD", {"id": expert("maija")})
    assert await desk.get("maija", OPEN) == []
    after = await found(desk)
    assert after[expert("eeva")]["score"] < first["score"]
    assert not any(p["source"] == "EXPERT" for p in after[expert("eeva")]["contributions"])
    assert after[expert("emil")] == before[expert("emil")]
    own = await desk.get("eeva", MINE)
    assert own["lines"] == []
    assert own["contests"] == [
        {"id": contest["id"], "state": "UPHELD", "decision": "Right, she only cleared up."}
    ]
    late = await desk.get("ada", DECIDE, c=contest["id"], yes=False, why="No.", k="d2")
    assert (late["__typename"], late["found"]) == ("WrongState", "UPHELD")
    assert await desk.graph.read(AUDITS) == [
        {"actor": "eeva", "action": "contestEvidence", "state": "OPEN"},
        {"actor": "maija", "action": "decideEvidenceContest", "state": "UPHELD"},
    ]


async def test_misses_alone_can_be_taken_away(desk: Desk) -> None:
    before = (await found(desk))[expert("eeva")]["score"]
    contest = await say(desk, "NOT_MY_MISSES")
    await desk.get("ada", DECIDE, c=contest["id"], yes=True, why="The rota was wrong.", k="d")
    (line,) = (await desk.get("eeva", MINE))["lines"]
    assert (line["resolved"], line["received"], line["missed"]) == (40, 40, 0)
    assert (await found(desk))[expert("eeva")]["score"] > before
    nothing_left = await say(desk, "NOT_MY_MISSES")
    assert nothing_left["field"] == "issueTypeId"


async def test_a_rejected_contest_changes_no_count(desk: Desk) -> None:
    before = await found(desk)
    contest = await say(desk, "NOT_MY_WORK")
    answer = await desk.get("maija", DECIDE, c=contest["id"], yes=False, why="It is.", k="d")
    assert answer["state"] == "REJECTED"
    assert await found(desk) == before
    assert (await say(desk, "NOT_MY_WORK"))["state"] == "OPEN"


async def test_who_may_not_decide_changes_nothing(desk: Desk) -> None:
    contest = await say(desk, "NOT_MY_WORK", who="emil")
    # a manager of another branch is neither supervisor nor owner
    await desk.graph.run(
        "MATCH (m:Expert {id: 'maija'})-[r:MEMBER_OF]->() DELETE r WITH m "
        "MATCH (u:Unit {id: 'service'}) CREATE (m)-[:MEMBER_OF {since: datetime()}]->(u)"
    )
    assert await desk.get("maija", OPEN) == []
    kept = await digest(desk.graph)
    for who, code in (("eeva", "NOT_ALLOWED"), ("aino", "NOT_ALLOWED")):
        body = await desk.ask(who, DECIDE, c=contest["id"], yes=True, why="x", k=desk.key())
        assert body["errors"][0]["extensions"]["code"] == code
    assert await digest(desk.graph) == kept
    refused = await desk.get("maija", DECIDE, c=contest["id"], yes=True, why="x", k=desk.key())
    assert refused["__typename"] == "NotYours"
    rows = await desk.graph.read("MATCH (c:EvidenceContest) RETURN c.state AS state")
    assert rows == [{"state": "OPEN"}]


@pytest.mark.parametrize("why", ["", "   ", "x" * 1001])
async def test_a_contest_needs_a_reason(desk: Desk, why: str) -> None:
    refused = await say(desk, "NOT_MY_WORK", why=why)
    assert (refused["__typename"], refused["field"]) == ("InvalidInput", "reason")
    nothing = await say(desk, "NOT_MY_WORK", who="arvid")
    assert nothing["field"] == "issueTypeId"
    assert await desk.graph.read("MATCH (c:EvidenceContest) RETURN c.id AS id") == []


async def test_what_was_taken_away_stays_away_when_counted_afresh(desk: Desk) -> None:
    await desk.graph.run(
        "MATCH (t:IssueType {id: 'housing-allowance'}), (e:Expert {id: 'emil'}) "
        "UNWIND range(1, 6) AS n "
        "CREATE (:Case {id: 'k' + n, number: 'K' + n, openedAt: datetime() - duration('P9D'), "
        "resolvedAt: datetime() - duration('P8D')})-[:ABOUT]->(t) "
        "WITH DISTINCT e MATCH (k:Case) SET k.location = 'Turku' CREATE (k)-[:RESOLVED_BY]->(e)"
    )
    around = """
    MATCH (:Expert {id: 'emil'})-[r:RESOLVES]->(:IssueType {id: 'housing-allowance'})
    RETURN r.contextKeys AS keys, r.contextCounts AS counts
    """
    await rebuild_evidence(desk.graph)
    assert await desk.graph.read(around) == [{"keys": ["location:Turku"], "counts": [6]}]
    (line,) = (await desk.get("emil", MINE))["lines"]
    assert (line["resolved"], line["recent"], line["askSkill"]) == (6, 6, True)
    contest = await say(desk, "NOT_MY_WORK", who="emil")
    await desk.get("ada", DECIDE, c=contest["id"], yes=True, why="Agreed.", k="d")
    assert await desk.graph.read(around) == [{"keys": None, "counts": None}]
    await rebuild_evidence(desk.graph)
    assert (await desk.get("emil", MINE))["lines"] == []


async def test_a_skill_is_declared_confirmed_and_taken_back(desk: Desk) -> None:
    async def declared(level: int, who: str = "emil") -> dict[str, Any]:
        answer: dict[str, Any] = await desk.get(who, DECLARE, t=HOUSING, level=level, k=desk.key())
        return answer

    before = (await found(desk))[expert("emil")]["score"]
    assert (await declared(2))["skills"] == [{"level": 2, "issueType": {"id": HOUSING}}]
    assert (await found(desk))[expert("emil")]["score"] > before
    assert (await declared(0))["skills"] == []
    assert (await found(desk))[expert("emil")]["score"] == before
    assert (await declared(4))["__typename"] == "InvalidInput"
    unknown = await desk.get("emil", DECLARE, t=issue_type("none"), level=1, k=desk.key())
    assert unknown["__typename"] == "NotFound"
