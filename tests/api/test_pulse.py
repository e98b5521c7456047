"""The pulse of a pilot: three questions a fortnight, unlinkable, hidden under five."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from netsvc.api.operations.ids import Kind, to_global
from netsvc.graph.driver import Graph
from tests.api.test_experiments import PilotDesk, desk_of, locked
from tests.pilots import START, load_pilot_world

ANSWER = """mutation($x: ID!, $c: Int! = 4, $t: Int! = 3, $i: Int! = 2, $k: String!) {
  answerPulse(id: $x, clear: $c, tools: $t, influence: $i, key: $k) { __typename
    ... on Problem { message { en } } ... on InvalidInput { field }
    ... on PulseCounted { experimentId } } }"""
SEEN = """query($x: ID!) { experimentPulse(id: $x) {
  starts side answers clear tools influence } }"""
DUE = "{ myExperiments { id pulseDue } }"


@pytest.fixture
async def desk(graph: Graph) -> PilotDesk:
    await load_pilot_world(graph)
    return desk_of(graph)


async def answer(desk: PilotDesk, who: str, x: str, **more: Any) -> Any:
    return await desk.get(who, ANSWER, x=x, **{"k": desk.key(), **more})


async def test_once_a_fortnight_and_shown_in_groups(desk: PilotDesk) -> None:
    x = (await locked(desk))["id"]
    early = await answer(desk, "t1-p0", x)
    assert (early["__typename"], early["message"]["en"][:13]) == ("WrongState", "The questions")
    assert await desk.get("t1-p0", DUE) == [{"id": x, "pulseDue": False}]
    desk.clock.day = START + timedelta(days=3)
    assert await desk.get("t1-p0", DUE) == [{"id": x, "pulseDue": True}]
    for given, field in (({"c": 0}, "clear"), ({"t": 6}, "tools"), ({"i": -1}, "influence")):
        refused = await answer(desk, "t1-p0", x, **given)
        assert (refused["__typename"], refused["field"]) == ("InvalidInput", field)
    stranger = await answer(desk, "maija", x)
    assert (stranger["__typename"], stranger["field"]) == ("InvalidInput", "id")
    none = await answer(desk, "t1-p0", to_global(Kind.EXPERIMENT, "none"))
    assert none["__typename"] == "NotFound"
    assert await desk.graph.read("MATCH (n:PulseTally|PulseMark) RETURN n") == []

    counted = {"__typename": "PulseCounted", "experimentId": x}
    for number in range(5):
        assert await answer(desk, f"t1-p{number}", x, c=number % 2 + 4, k="once") == counted
    for number in range(4):
        assert await answer(desk, f"c1-p{number}", x) == counted
    assert await answer(desk, "eeva", x) == counted
    assert await desk.get("t1-p0", DUE) == [{"id": x, "pulseDue": False}]
    # the same key is the same answer, whatever it says; another one comes too late
    assert await answer(desk, "t1-p0", x, c=1, k="once") == counted
    twice = await answer(desk, "t1-p0", x)
    assert (twice["__typename"], twice["message"]["en"][:17]) == ("WrongState", "You have answered")
    # nobody sees a fortnight that goes on, nor what four people said
    assert await desk.get("pia", SEEN, x=x) == []
    desk.clock.day = START + timedelta(days=14)
    assert await desk.get("maija", SEEN, x=x) == [
        {"starts": str(START), "side": "TREATED", "answers": 5, "clear": 4.4, "tools": 3.0,
         "influence": 2.0}
    ]  # fmt: skip
    assert await desk.get("t1-p0", DUE) == [{"id": x, "pulseDue": True}]


async def test_nothing_joins_a_person_and_an_answer(desk: PilotDesk) -> None:
    x = (await locked(desk))["id"]
    desk.clock.day = START
    await answer(desk, "t1-p0", x, c=1, t=5, i=1)
    kept = await desk.graph.read(
        "MATCH (n:PulseTally|PulseMark) RETURN labels(n)[0] AS label, properties(n) AS kept, "
        "COLLECT { MATCH (n)--(o) RETURN labels(o)[0] } AS beside ORDER BY label"
    )
    mark, tally = kept
    assert (list(mark["kept"]), len(mark["kept"]["hash"]), mark["beside"]) == (["hash"], 64, [])
    assert tally["beside"] == ["Experiment"]
    assert set(tally["kept"]) == {
        "id", "fortnight", "side", "answers", "clear", "tools", "influence", "squares",
    }  # fmt: skip
    assert await desk.graph.read("MATCH (a:Audit {action: 'answerPulse'}) RETURN a.id AS id") == []
    assert await desk.graph.read("MATCH (e:Event) RETURN e.id AS id") == []


async def test_one_of_many_answers_at_a_time_counts(desk: PilotDesk) -> None:
    x = (await locked(desk))["id"]
    desk.clock.day = START
    answers = await asyncio.gather(*(answer(desk, "t1-p0", x) for _ in range(8)))
    assert sorted(one["__typename"] for one in answers) == ["PulseCounted", *["WrongState"] * 7]
    (tally,) = await desk.graph.read("MATCH (t:PulseTally) RETURN t.answers AS answers")
    assert tally == {"answers": 1}
