"""A service with one pilot whose last look is due: led by the services, on past days."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from netsvc import settings
from netsvc.api.operations.ids import Kind, to_global
from netsvc.events.answers import Answer, Done
from netsvc.events.commands import CommandRunner
from netsvc.experiments.figures import ExperimentFigures
from netsvc.experiments.model import Draft
from netsvc.experiments.observed import ObservedRepository
from netsvc.experiments.plan import Meaning, Said
from netsvc.experiments.pulse import PulseReading
from netsvc.experiments.repository import ExperimentRepository
from netsvc.experiments.service import ExperimentService
from netsvc.graph.driver import Graph
from netsvc.graph.session import open_graph
from netsvc.identity.roles import Role
from tests.pilots import (
    BASELINE,
    COMPARISON,
    END,
    LOOKS,
    START,
    TREATED,
    Clock,
    load_pilot_world,
)
from tests.serving import Serving

LEAD = "pia"
NAME = Said(fi="Kodit verkostossa", sv="Hemmen i nätverk", en="Homes in the network")
# people of a sample may sign in without a password, and nobody else
AS_SAMPLE = """
MATCH (e:Expert) SET e.source = 'sample'
MERGE (s:SampleLoad {id: 'sample'}) SET s.state = 'DONE'
"""
AGREEMENT = """
MATCH (n:MiniNetwork {id: 'homes'}), (e:Expert {id: 'pia'})
CREATE (n)-[:HAS_AGREEMENT]->(g:Agreement {id: 'g1', version: 1, at: $at}), (g)-[:WRITTEN_BY]->(e)
SET g += {answeringFi: 'Minuutissa.', answeringSv: 'Inom en minut.', answeringEn: 'In a minute.',
  travelsFi: 'Osoite.', travelsSv: 'Adressen.', travelsEn: 'The address.',
  decliningFi: 'Syy.', decliningSv: 'Orsak.', decliningEn: 'A reason.'}
"""


@dataclass(frozen=True)
class PilotHouse:
    url: str
    pilot: str


def start_house(serving: Serving) -> str:
    """Lead a pilot and start the service; the pilot's id as the API says it."""
    return to_global(Kind.EXPERIMENT, asyncio.run(_load(serving)))


async def _load(serving: Serving) -> str:
    async with open_graph(settings.load({}, data_dir=serving.data_dir)) as graph:
        pilot = await lead_pilot(graph, datetime.now(UTC).date())
        # only now, on the same Neo4j, so that its first figures are of all that there is
        await asyncio.to_thread(serving.start)
        return pilot


async def lead_pilot(graph: Graph, today: date) -> str:
    """A pilot with two looks taken and the last one due since a few days."""
    later = timedelta(weeks=(today - LOOKS[-1]).days // 7)
    await load_pilot_world(graph, later=later)
    await graph.run(AS_SAMPLE)
    await graph.run(AGREEMENT, at=datetime(2026, 1, 1, tzinfo=UTC))
    clock = Clock(START + later - timedelta(days=7))
    runner = CommandRunner(graph, clock=clock)
    repository = ExperimentRepository(graph)
    commands = ExperimentService(runner, repository, scrub=str)
    figures = ExperimentFigures(
        runner, repository, ObservedRepository(graph), pulse=PulseReading(graph).on, clock=clock
    )
    draft = Draft(
        name=NAME,
        question=Said(fi="Ratkeaako asia?", sv="Löses ärendet?", en="Is it resolved?"),
        change=Said(fi="Tuo asia.", sv="För ärendet.", en="Bring the matter."),
        mini_networks=("homes",),
        treated_units=TREATED,
        comparison_units=COMPARISON,
        smallest_effect=0.15,
        baseline_start=BASELINE + later,
        start=START + later,
        end=END + later,
        looks=tuple(day + later for day in LOOKS),
        meaning=(
            Meaning(
                role=Role.AGENT,
                text=Said(fi="Soitat.", sv="Du ringer.", en="You call."),
            ),
        ),
    )
    id_ = _done(await commands.draft(LEAD, "draft", draft))
    _done(await figures.lock(LEAD, "lock", id_, acknowledged=False))
    for number, day in enumerate(LOOKS[:2], start=1):
        clock.day = day + later
        _done(await figures.take_look(LEAD, f"look {number}", id_, number))
    return id_


def _done(answer: Answer) -> str:
    assert isinstance(answer, Done), answer
    return answer.id
