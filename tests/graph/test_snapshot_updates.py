"""A snapshot that reads what changed is the one that reads everything, on a real Neo4j."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from netsvc.cases.model import Channel
from netsvc.cases.service import NewCase
from netsvc.directory.model import Language
from netsvc.graph.driver import Graph, queries_run
from netsvc.measures.facts import HOUR, Facts
from netsvc.measures.kept import SnapshotFile
from netsvc.measures.repository import WHOLE_EVERY, MeasuresRepository
from netsvc.silos.legs import Outcome
from tests.conftest import wipe
from tests.organisation import load_organisation

from .after_desk import After, build_after
from .handover_desk import done
from .test_any_sequence import Walk


class Grown:
    """A repository that goes on from what it has, beside one that never saw the graph before."""

    def __init__(self, after: After, folder: Path) -> None:
        self.after, self.desk, self.graph = after, after.desk, after.desk.graph
        self.file = SnapshotFile(folder, "test")
        self.grown = self.repository(self.file)

    def repository(self, file: SnapshotFile | None = None) -> MeasuresRepository:
        return MeasuresRepository(
            self.graph, clock=lambda: self.desk.clock().timestamp(), file=file
        )

    async def check(self) -> Facts:
        grown = await self.grown.facts()
        assert grown == await self.repository().facts()
        return grown

    async def check_kept(self) -> None:
        """The file gives the same to a service that starts again, which then goes on from it."""
        known = await self.check()
        again = self.repository(SnapshotFile(self.file.path.parent, "test"))
        assert await again.kept() == known
        assert await again.facts() == known
        assert (again.wholes, again.updates) == (0, 1)


@pytest.fixture
async def grown(graph: Graph, tmp_path: Path) -> Grown:
    await load_organisation(graph)
    return Grown(build_after(graph), tmp_path)


async def came(grown: Grown, customer: str, who: str = "aino") -> str:
    new = NewCase(
        "vuokra nousi", Language.FI, issue_type_id="housing-allowance", customer_number=customer
    )
    return done(await grown.desk.cases.open_case(who, grown.desk.key(), new))


async def test_any_sequence_of_commands_adds_up_to_the_whole(graph: Graph, tmp_path: Path) -> None:
    accepted = 0
    for seed in range(2):
        await wipe(graph)
        await load_organisation(graph)
        await graph.run("MATCH (e:Expert) SET e.capacity = 4")
        walk = Walk(build_after(graph), seed)
        grown = Grown(walk.after, tmp_path / str(seed))
        await grown.check()
        for _ in range(3):
            await (await walk.open(walk.desk.key()))[1]()
        for number in range(80):
            await walk.step()
            if number % 8 == 0:
                await grown.check()
        await grown.check_kept()
        assert grown.grown.wholes == 1
        assert grown.grown.updates == 11
        accepted += walk.made["accept"]
    assert accepted > 0


async def test_who_comes_again_changes_what_is_known_of_the_case_before(grown: Grown) -> None:
    desk = grown.desk
    first = await came(grown, "7")
    done(await desk.closing.resolve("aino", desk.key(), first))
    (before,) = (await grown.check()).cases
    assert before.comeback is None
    desk.clock.at += timedelta(hours=20)
    await came(grown, "7", who="eeva")
    after = {one.id: one for one in (await grown.check()).cases}
    assert after[first].comeback == 20 * HOUR
    await grown.check_kept()
    assert grown.grown.wholes == 1


async def test_a_case_that_is_reopened_and_corrected_is_told_anew(grown: Grown) -> None:
    after, desk = grown.after, grown.desk
    case = await came(grown, "7")
    done(await desk.closing.resolve("aino", desk.key(), case))
    assert [one.strict for one in (await grown.check()).cases] == [False]
    desk.clock.at += timedelta(minutes=10)
    done(await after.retyping.reopen("aino", desk.key(), case, Channel.PHONE))
    done(await after.retyping.change_type("aino", desk.key(), case, "moving-out"))
    (told,) = (await grown.check()).cases
    assert (told.issue_type, told.strict) == ("moving-out", False)
    assert grown.grown.wholes == 1


async def test_a_day_later_costs_as_many_statements_whatever_the_history(grown: Grown) -> None:
    counts = []
    for _ in range(2):
        for number in range(3):
            await came(grown, str(number))
        queries_run.set([])
        await grown.grown.facts()
        counts.append(len(queries_run.get() or ()))
    # an update asks besides what has changed, and how the graph stands when all is read
    assert counts == [13, 15]


async def test_when_units_merge_everything_is_read_again(graph: Graph, grown: Grown) -> None:
    desk = grown.desk
    first = await came(grown, "7")
    done(await desk.closing.resolve("aino", desk.key(), first))
    desk.clock.at += timedelta(hours=1)
    second = await came(grown, "7", who="eeva")
    done(await desk.closing.resolve("eeva", desk.key(), second))
    apart = [one.outcome for one in (await grown.check()).steps]
    assert apart == [Outcome.SECOND_CONTACT]
    await graph.run("MATCH (u:Unit) OPTIONAL MATCH (u)-[r:PART_OF]->() DELETE r")
    await graph.run("CREATE (:Unit {id: 'one', nameFi: 'Yksi'})")
    await graph.run("MATCH (u:Unit), (o:Unit {id: 'one'}) WHERE u <> o CREATE (u)-[:PART_OF]->(o)")
    assert (await grown.check()).steps == ()
    assert grown.grown.wholes == 2
    await grown.check_kept()


async def test_what_was_written_past_the_audit_is_read_with_everything(
    graph: Graph, grown: Grown
) -> None:
    await came(grown, "7")
    await grown.check()
    # more cases than are known of: an import
    await graph.run("CREATE (:Case {id: 'x', state: 'OPEN', openedAt: datetime('2026-03-01')})")
    assert len((await grown.check()).cases) == 2
    # the import is over
    await graph.run("MATCH (c:Case {id: 'x'}) SET c.excludedReason = 'test'")
    await graph.run("MERGE (d:DirectoryVersion {id: 'directory'}) SET d.value = 99")
    assert any(one.excluded for one in (await grown.check()).cases)
    assert grown.grown.wholes == 3
    # and once a day in any case
    await graph.run("MATCH (c:Case {id: 'x'}) REMOVE c.excludedReason")
    grown.desk.clock.at += timedelta(milliseconds=WHOLE_EVERY)
    assert not any(one.excluded for one in (await grown.check()).cases)
    assert grown.grown.wholes == 4


async def test_an_update_that_was_interrupted_is_made_again(grown: Grown) -> None:
    await came(grown, "7")
    known = await grown.check()
    await came(grown, "8")
    await grown.check()
    content = grown.file.path.read_bytes()
    grown.file.path.write_bytes(content[:-5])
    again = grown.repository(SnapshotFile(grown.file.path.parent, "test"))
    assert await again.kept() == known
    assert len((await again.facts()).cases) == 2
    assert again.wholes == 0
    # what it added lies over what had been cut
    assert await grown.repository(SnapshotFile(grown.file.path.parent, "test")).kept() is not None
    await grown.check()
