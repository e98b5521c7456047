"""What was worked out comes back as it was, and where units stand outlives a restart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import orjson
import pytest

from netsvc.measures.catalogue import bounce_change, flows
from netsvc.measures.facts import DAY, Facts
from netsvc.measures.map import network_map
from netsvc.measures.publishing import Publisher, Question, page_question
from netsvc.measures.registry import PAGE_FLOWS, Dimension, Registry, discover
from netsvc.measures.service import MeasuresService
from netsvc.measures.steps import StepFact
from netsvc.measures.warming import work_out_halves
from netsvc.measures.worked import NAME, Worked, WorkedFile
from netsvc.silos.legs import Outcome
from tests.unit.test_measures_ways import UNITS, facts_of

TOTAL = Question(Dimension.TOTAL)
PAIRS = (("a1", "b1"), ("b1", "a1"), ("a1", "a2"), ("c", "a2"))


def organisation(days: int = 200) -> Facts:
    """Cases that go round between units of several people, for more than a few months."""
    steps = []
    for number in range(days * 4):
        source, target = PAIRS[number % len(PAIRS)]
        at = 100 * DAY + number * DAY // 4
        sender, receiver = f"{source}-{number // 4 % 7}", f"{target}-{number // 4 % 6}"
        people = frozenset({sender, receiver})
        outcome = Outcome.BOUNCED if number % 5 == 0 else Outcome.ACCEPTED
        steps.append(
            StepFact(
                at, f"c{number // 2}", source, target, sender, receiver, "t", outcome,
                (number % 50) * 60_000, people,
            )
        )  # fmt: skip
    return facts_of(*steps)


@pytest.fixture(scope="module")
def publisher() -> Publisher:
    assert {"a1", "a2", "b1", "c"} <= set(UNITS)
    found = Publisher(organisation())
    for measure in discover():
        for by in measure.dimensions:
            found.answer(measure, page_question(by))
    return found


def test_every_answer_and_the_map_come_back_as_they_were(
    publisher: Publisher, tmp_path: Path
) -> None:
    registry = discover()
    drawn = network_map(publisher, flows.MEASURE)
    worked = Worked(publisher.whole(registry), drawn, {"a1": (0.25, -1.0)})
    assert len(worked.answers) == sum(len(one.dimensions) for one in registry)
    assert any(result.rows for result in worked.answers.values())
    WorkedFile(tmp_path, "test", registry).save(worked)
    # of the same measures, found again
    found = WorkedFile(tmp_path, "test", registry).load()
    assert found == worked
    assert [one.name for one in tmp_path.iterdir()] == [NAME]
    assert (tmp_path / NAME).stat().st_mode & 0o077 == 0


def test_what_is_damaged_or_of_something_else_gives_no_answers(
    publisher: Publisher, tmp_path: Path
) -> None:
    registry = discover()
    file = WorkedFile(tmp_path, "test", registry)
    assert file.load() == Worked()
    file.save(Worked(publisher.whole(registry), None, {"a1": (0.25, -1.0)}))
    assert WorkedFile(tmp_path, "other", registry).load() == Worked()
    # with another measure there may be other figures, but units stand where they stood
    fewer = Registry([replace(flows.MEASURE, formula="another")])
    assert WorkedFile(tmp_path, "test", fewer).load() == Worked(positions={"a1": (0.25, -1.0)})
    whole = file.path.read_bytes()
    for content in (b"", whole[:-1], whole[: len(whole) // 2], b"[]", b"{}", b"null"):
        file.path.write_bytes(content)
        assert file.load() == Worked()
    raw = orjson.loads(whole)
    raw["answers"][0]["rows"] = [{"key": "x"}]
    file.path.write_bytes(orjson.dumps(raw))
    assert file.load() == Worked()


async def test_units_stand_after_a_restart_where_they_stood(tmp_path: Path) -> None:
    facts = organisation(60)
    registry = Registry([flows.MEASURE])
    file = WorkedFile(tmp_path, "test", registry)

    async def read() -> Facts:
        return facts

    async def places() -> dict[str, tuple[float, float]]:
        service = MeasuresService(read, registry, worked=file)
        await service.start()
        drawn = await service.map()
        await service.close()
        return {node.place.key: node.position for node in drawn.nodes}

    first = await places()
    assert set(first) == {"a1", "a2", "b1", "c"}
    assert await places() == first
    # moved by hand: a map that is drawn afresh would not know of it
    moved = {key: (round(-x, 4), y) for key, (x, y) in first.items()}
    assert moved != first
    file.save(Worked(positions=moved))
    assert await places() == moved


def test_flows_before_and_after_the_turn_are_worked_out_before_the_page_asks() -> None:
    publisher, registry = Publisher(organisation()), discover()
    work_out_halves(publisher, registry)
    (row,) = publisher.answer(bounce_change.MEASURE, TOTAL).rows
    turn = row.values["turn"]
    assert isinstance(turn, date)
    before = Question(Dimension.FLOW, until=turn - timedelta(days=1), most=PAGE_FLOWS)
    after = Question(Dimension.FLOW, since=turn, most=PAGE_FLOWS)
    for question in (before, after):
        found = publisher.answered(flows.MEASURE, question)
        assert found is not None
        assert found.rows
    # of an organisation without a history, and of measures that are not there, nothing
    work_out_halves(Publisher(facts_of()), registry)
    work_out_halves(publisher, Registry([flows.MEASURE]))


async def test_the_answers_of_an_earlier_run_are_given_before_any_facts_are_there(
    tmp_path: Path,
) -> None:
    facts = organisation(60)
    registry = Registry([flows.MEASURE])
    file = WorkedFile(tmp_path, "test", registry)
    reads: list[int] = []

    async def read() -> Facts:
        reads.append(1)
        return replace(facts, now=facts.now + len(reads) * DAY)

    first = MeasuresService(read, registry, worked=file)
    await first.start()
    known = await first.answer("flows", page_question(Dimension.FLOW))
    drawn = await first.map()
    await first.close()

    again = MeasuresService(read, registry, worked=file)
    assert await again.answer("flows", page_question(Dimension.FLOW)) == known
    assert await again.map() == drawn
    await again.start()
    later = await again.answer("flows", page_question(Dimension.FLOW))
    assert (later.as_of - known.as_of).days == 1
    await again.close()
