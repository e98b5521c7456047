"""Hundreds of mixed questions at once on a real Neo4j: each caller gets their own answer."""

from __future__ import annotations

import asyncio
import random
from datetime import UTC, datetime

from netsvc.directory.model import Language
from netsvc.errors import NotFoundError
from netsvc.finding.model import FoundExperts
from netsvc.finding.service import FindingService
from netsvc.graph.driver import Graph, queries_run
from tests.organisation import ALWAYS_OPEN, rank_evidence

NOON = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)
TYPES, PEOPLE, CUSTOMERS = 14, 40, 12
LOAD = """
CREATE (:DirectoryVersion {id: 'directory', value: 1})
CREATE (u:Unit {id: 'u', nameFi: 'Y', nameSv: 'E', nameEn: 'U', timeZone: 'Europe/Helsinki',
  workingHours: $hours, publicHolidays: ''})
CREATE (n:MiniNetwork {id: 'n', nameFi: 'V', nameSv: 'N', nameEn: 'N'})
WITH u, n
CALL (u, n) {
  UNWIND range(0, $people - 1) AS p
  CREATE (e:Expert {id: 'e' + p, name: 'E' + p, languages: [['fi'], ['sv']][p % 2],
    roles: ['AGENT', 'EXPERT'], active: true, presence: 'AVAILABLE', capacity: 3, openCases: 0})
  CREATE (e)-[:MEMBER_OF {since: $at}]->(u)
  FOREACH (_ IN CASE WHEN p < 5 THEN [1] ELSE [] END |
    CREATE (e)-[:IN_NETWORK {onDuty: true}]->(n))
}
CALL (u, n) {
  UNWIND range(0, $types - 1) AS t
  CREATE (x:IssueType {id: 't' + t, nameFi: $words[t], nameSv: $words[t], nameEn: $words[t],
    retired: t = $types - 1})
  FOREACH (_ IN CASE WHEN t < 3 THEN [1] ELSE [] END | CREATE (n)-[:COVERS]->(x))
  WITH x, t
  MATCH (e:Expert) WHERE toInteger(substring(e.id, 1)) % $types IN [t, (t + 1) % $types]
  WITH x, e, toInteger(substring(e.id, 1)) AS p
  CREATE (e)-[:RESOLVES {resolved: 2 + p, received: 60, contextKeys: ['unit:u', 'channel:PHONE',
    'location:Oulu', 'opener:e' + ((p + 1) % $people), 'opener:e' + ((p + 2) % $people)],
    contextCounts: [2, p, 1, 1, 1 + p], contextWeights: [1000.0, 999.0, 998.0, 997.0, 996.0]}]->(x)
}
UNWIND range(0, $customers - 1) AS c
CREATE (k:Customer {id: 'c' + c})
WITH k, c UNWIND range(0, c % 3) AS n
MATCH (e:Expert {id: 'e' + ((c * 3 + n) % $people)})
CREATE (a:Case {id: 'k' + c + '-' + n})-[:OF]->(k)
CREATE (a)-[:RESOLVED_BY]->(e)
SET a.channel = 'CHAT', a.location = [null, 'Oulu'][n % 2]
WITH a, c MATCH (u:Unit {id: 'u'}), (o:Expert {id: 'e' + c})
CREATE (a)-[:OPENED_IN]->(u), (a)-[:OPENED_BY]->(o)
"""
WORDS = """
    asumistuki sairauspäiväraha vanhempainraha opintotuki eläke työttömyys kuntoutus vammaistuki
    perhevapaa lapsilisä takaisinperintä matkakorvaus lääkekorvaus lakkautettu
"""


def _own_matters(caller_id: str, case_id: object, found: FoundExperts) -> int:
    """How often it is said that somebody resolved matters that "you" opened; truly each time."""
    own = int(caller_id[1:])
    told = 0
    for suggestion in found.suggestions:
        person = int(suggestion.expert.id[1:])
        counts = {(person + 1) % PEOPLE: 1, (person + 2) % PEOPLE: 1 + person}
        said = [reason.count for reason in suggestion.reasons if reason.kind == "OPENER"]
        if case_id is not None and case_id != f"k{own}-0":
            # another's case: whose matters somebody resolves is told to nobody else
            assert said == []
        elif suggestion.reasons[0].kind == "EXPERT_RESOLVED":
            assert said == ([counts[own]] if own in counts else [])
        told += len(said)
    return told


async def test_hundreds_at_once_get_each_what_they_get_alone(graph: Graph) -> None:
    await graph.run(
        LOAD,
        hours=ALWAYS_OPEN,
        at=NOON,
        types=TYPES,
        people=PEOPLE,
        customers=CUSTOMERS,
        words=WORDS.split(),
    )
    await rank_evidence(graph)
    words = WORDS.split()
    finding = FindingService(graph, clock=lambda: NOON)
    draw = random.Random(7)  # noqa: S311 - no secret
    questions: list[dict[str, object]] = [
        {
            **draw.choice(
                [
                    {"issue_type_id": f"t{draw.randrange(TYPES)}"},
                    {"matter": draw.choice(words)},
                    {"issue_type_id": "no such type"},
                ]
            ),
            "caller_id": f"e{draw.randrange(PEOPLE)}",
            "customer_id": draw.choice([None, f"c{draw.randrange(CUSTOMERS)}"]),
            "language": draw.choice([None, Language.FI, Language.SV]),
            "case_id": draw.choice([None, None, f"k{draw.randrange(CUSTOMERS)}-0"]),
            "channel": draw.choice([None, "PHONE", "CHAT"]),
            "limit": draw.choice([3, 10, 30]),
        }
        for _ in range(300)
    ]

    async def ask(question: dict[str, object]) -> object:
        try:
            return await finding.find_experts(**question)  # type: ignore[arg-type]
        except NotFoundError as error:
            return str(error)

    alone = [await ask(question) for question in questions]
    counted: list[int] = []
    queries_run.set(counted)
    together = await asyncio.gather(*map(ask, questions))

    assert together == alone
    # each case is read by itself; all else is shared
    cases = sum(question["case_id"] is not None for question in questions)
    assert sum(counted) - cases < len(questions) / 4
    told = 0
    for question, found in zip(questions, together, strict=True):
        if isinstance(found, FoundExperts):
            shown = {s.expert.id for s in found.suggestions}
            shown |= {one.expert.id for line in found.lines for one in line.roster.on_duty}
            assert question["caller_id"] not in shown
            told += _own_matters(str(question["caller_id"]), question["case_id"], found)
    assert told > 10
    assert any(
        reason.kind == "KNOWS_CUSTOMER"
        for found in together
        if isinstance(found, FoundExperts)
        for s in found.suggestions
        for reason in s.reasons
    )
