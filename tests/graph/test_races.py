"""Races over two connections to one Neo4j, as two processes run them, again and again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from functools import partial

import pytest

from netsvc.events.answers import Done, Refusal, RefusalKind
from netsvc.graph.driver import Graph
from netsvc.graph.embedded import Connection
from netsvc.handover.service import NewOffer
from tests.graph.handover_desk import WARM, Clock, Desk, asked, build, done
from tests.organisation import load_organisation

ROUNDS = 3
PEOPLE = ("eeva", "emil", "arvid")


@pytest.fixture
async def desks(graph: Graph, neo4j_server: Connection) -> AsyncIterator[tuple[Desk, Desk]]:
    await load_organisation(graph)
    clock = Clock()
    other = Graph.connect(
        neo4j_server.uri,
        neo4j_server.user,
        neo4j_server.password,
        read_deadline=60,
        write_deadline=60,
    )
    yield build(graph, clock), build(other, clock)
    await other.close()


async def test_one_hundred_accepts_by_three_people_have_one_winner(
    desks: tuple[Desk, Desk],
) -> None:
    here, _there = desks
    for again in range(ROUNDS):
        case_id = await here.opened()
        await here.chained(case_id, *PEOPLE, at_once=3)
        rows = await here.graph.read(
            "MATCH (h:Handover {state: 'OFFERED'})-[:OF_CASE]->(:Case {id: $id}) "
            "MATCH (h)-[:TO]->(e:Expert) RETURN e.id AS person, h.id AS id",
            id=case_id,
        )
        offers = {row["person"]: row["id"] for row in rows}
        assert set(offers) == set(PEOPLE)
        answers = await asyncio.gather(
            *(
                asked(
                    partial(
                        desks[n % 2].handovers.accept,
                        PEOPLE[n % 3],
                        f"race-{again}-{n}",
                        offers[PEOPLE[n % 3]],
                    )
                )
                for n in range(100)
            )
        )
        wins = [n for n, answer in enumerate(answers) if isinstance(answer, Done)]
        assert len(wins) == 1
        winner = PEOPLE[wins[0] % 3]
        lost = [answer for answer in answers if isinstance(answer, Refusal)]
        assert len(lost) == 99
        assert {(one.kind, one.owner_id) for one in lost} == {(RefusalKind.WRONG_STATE, winner)}
        open_cases = {one: (await here.person(one))["openCases"] for one in PEOPLE}
        assert open_cases == {one: int(one == winner) for one in PEOPLE}
        done(await here.closing.resolve(winner, here.key(), case_id))


async def test_one_free_place_takes_one_of_one_hundred_offers(desks: tuple[Desk, Desk]) -> None:
    here, _there = desks
    cases = [await here.opened() for _ in range(100)]
    for again in range(ROUNDS):
        answers = await asyncio.gather(
            *(
                asked(
                    partial(
                        desks[n % 2].handovers.offer,
                        "aino",
                        f"offer-{again}-{n}",
                        NewOffer(case_id, "emil", WARM),
                    )
                )
                for n, case_id in enumerate(cases)
            )
        )
        stands = [answer.id for answer in answers if isinstance(answer, Done)]
        assert len(stands) == 1
        rest = [answer for answer in answers if isinstance(answer, Refusal)]
        assert len(rest) == 99
        assert {(one.kind, one.expert_id, one.free_places) for one in rest} == {
            (RefusalKind.EXPERT_UNAVAILABLE, "emil", 0)
        }
        done(await here.handovers.withdraw("aino", here.key(), stands[0]))
