"""Units with a history for tests of pilots: a known level, a known effect from a known day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np

from netsvc.graph.driver import Graph
from tests.organisation import ALWAYS_OPEN, load_organisation

FIRST = date(2026, 3, 16)
TODAY = date(2026, 6, 1)
BASELINE = date(2026, 3, 16)
START = date(2026, 6, 8)
END = date(2026, 8, 31)
LOOKS = (date(2026, 7, 20), date(2026, 8, 17), date(2026, 9, 7))
PEOPLE = 5
TREATED = tuple(f"t{number}" for number in range(1, 6))
COMPARISON = tuple(f"c{number}" for number in range(1, 6))

UNITS = """
UNWIND $rows AS row
MATCH (p:Unit {id: 'service'})
CREATE (u:Unit {id: row.id, nameFi: row.id, nameSv: row.id, nameEn: row.id,
  timeZone: 'Europe/Helsinki', workingHours: $hours, publicHolidays: '', source: 'test'})
CREATE (u)-[:PART_OF]->(p)
WITH u, row
UNWIND row.people AS person
CREATE (e:Expert {id: person, name: person, languages: ['fi'], roles: ['AGENT'],
  presence: 'AVAILABLE', capacity: 3, openCases: 0, inboxSeq: 0, uiLanguage: 'fi', active: true,
  source: 'test'})
CREATE (e)-[:MEMBER_OF {since: datetime('2020-01-01T00:00:00Z')}]->(u)
"""
CASES = """
UNWIND $rows AS row
MATCH (t:IssueType {id: row.type}), (u:Unit {id: row.unit}), (a:Expert {id: row.who})
CREATE (k:Customer {id: 'k' + row.id})
CREATE (c:Case {id: row.id, number: row.id, state: 'RESOLVED', words: 'x', language: 'fi',
  channel: 'PHONE', openedAt: row.at, resolvedAt: row.resolved, source: 'test'})
CREATE (c)-[:OF]->(k), (c)-[:ABOUT]->(t), (c)-[:OPENED_BY]->(a), (c)-[:OPENED_IN]->(u),
  (c)-[:RESOLVED_BY]->(a), (c)-[:RESOLVED_IN]->(u)
CREATE (n:Contact {id: 'n' + row.id, startedAt: row.at, endedAt: row.ended, channel: 'PHONE',
  source: 'test'})
CREATE (n)-[:HOLDS]->(c), (n)-[:WITH]->(k), (n)-[:HANDLED_BY]->(a), (n)-[:AT]->(u)
WITH c, a, u, row WHERE row.warm
MATCH (b:Expert {id: 'eeva'})-[:MEMBER_OF]->(v:Unit)
CREATE (h:Handover {id: 'h' + row.id, kind: 'WARM', state: 'ACCEPTED', offeredAt: row.at,
  decidedAt: row.ended, source: 'test'})
CREATE (h)-[:OF_CASE]->(c), (h)-[:FROM]->(a), (h)-[:TO]->(b), (h)-[:FROM_UNIT]->(u),
  (h)-[:TO_UNIT]->(v)
"""


@dataclass
class Clock:
    """A day that tests move."""

    day: date = TODAY

    def __call__(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 6, tzinfo=UTC)


async def load_pilot_world(
    graph: Graph,
    *,
    effect: float = 0.2,
    weekly: int = 16,
    seed: int = 1,
    until: date = END,
    later: timedelta = timedelta(),
) -> None:
    """Ten units of five people; treated ones gain ``effect`` from the start on.

    ``later`` moves all of it, in whole weeks.
    """
    await load_organisation(graph)
    units = [
        {"id": unit, "people": [f"{unit}-p{number}" for number in range(PEOPLE)]}
        for unit in (*TREATED, *COMPARISON)
    ]
    await graph.run(UNITS, rows=units, hours=ALWAYS_OPEN)
    rows = _rows(effect, weekly, seed, until, later)
    for place in range(0, len(rows), 2000):
        await graph.run(CASES, rows=rows[place : place + 2000], deadline=60)


def _rows(
    effect: float, weekly: int, seed: int, until: date, later: timedelta
) -> list[dict[str, Any]]:
    rng = np.random.default_rng(seed)
    found: list[dict[str, Any]] = []
    for unit in (*TREATED, *COMPARISON):
        for week in range((until - FIRST).days // 7):
            for number in range(weekly):
                day = FIRST + timedelta(weeks=week, days=number % 5)
                at = datetime(day.year, day.month, day.day, 8, tzinfo=UTC)
                at += later + timedelta(minutes=int(rng.integers(0, 400)))
                gained = effect if unit in TREATED and day >= START else 0.0
                solved = bool(rng.random() < 0.5 + gained)
                warm = bool(gained and solved and rng.random() < 0.4)
                found.append(
                    {
                        "id": f"{unit}w{week}n{number}",
                        "unit": unit,
                        "who": f"{unit}-p{number % PEOPLE}",
                        "type": "housing-allowance",
                        "at": at,
                        "ended": at + timedelta(minutes=10),
                        "resolved": at + (timedelta(minutes=9) if solved else timedelta(days=1)),
                        "warm": warm,
                    }
                )
    return found
