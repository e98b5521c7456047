"""People of a benchmark beside the sample's: always at work, always with a free place."""

from __future__ import annotations

import os

from netsvc.cases.service import NewCase
from netsvc.directory.model import Language
from netsvc.events.answers import Done
from netsvc.graph.driver import Graph
from netsvc.identity.roles import Role
from netsvc.ids import new_id
from netsvc.wiring import Wired
from tests.organisation import ALWAYS_OPEN

MAKE = """
MERGE (u:Unit {id: 'bench-unit'})
SET u.nameFi = 'Mittaus', u.nameSv = 'Mätning', u.nameEn = 'Benchmark', u.source = 'bench',
  u.timeZone = 'Europe/Helsinki', u.workingHours = $hours, u.publicHolidays = ''
WITH u
UNWIND range(1, $number) AS n
MERGE (e:Expert {id: $prefix + n})
SET e.name = $prefix + n, e.languages = ['fi'], e.roles = $roles, e.presence = 'AVAILABLE',
  e.capacity = 1000, e.openCases = 0, e.inboxSeq = coalesce(e.inboxSeq, 0), e.uiLanguage = 'fi',
  e.active = true, e.source = 'bench', e.missedOffers = 0
MERGE (e)-[m:MEMBER_OF]->(u) ON CREATE SET m.since = datetime('2020-01-01T00:00:00Z')
"""


async def make_people(graph: Graph, prefix: str, number: int, role: Role) -> list[str]:
    """Their plain ids."""
    await graph.run(
        MAKE, prefix=prefix, number=number, roles=[role.value], hours=ALWAYS_OPEN, deadline=60
    )
    return [f"{prefix}{n}" for n in range(1, number + 1)]


async def open_cases(wired: Wired, agent: str, number: int) -> list[str]:
    """Plain ids of new cases, each of a customer on the line."""
    opened = []
    for _ in range(number):
        new = NewCase("asumistuen maksu jäi tulematta", Language.FI)
        answer = await wired.operations.case_commands.open_case(agent, new_id(), new)
        if not isinstance(answer, Done):
            raise TypeError(f"A case could not be opened: {answer}")
        opened.append(answer.id)
    return opened


def machine() -> str:
    """How busy the machine is meanwhile."""
    one, five, _fifteen = os.getloadavg()
    return f"{os.cpu_count()} processors, load {one:.1f} (1 min), {five:.1f} (5 min)"
