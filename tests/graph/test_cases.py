"""Cases and contacts on a real Neo4j: opening, joining, ending, excluding, and the pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from netsvc.cases.model import CaseFilter, CasePosition, Channel
from netsvc.cases.repository import CaseRepository
from netsvc.cases.search import CaseSearch
from netsvc.cases.service import CaseService, NewCase
from netsvc.directory.model import Language
from netsvc.events.answers import Answer, Done, Refusal, RefusalKind
from netsvc.events.commands import CommandRunner
from netsvc.graph.driver import Graph
from netsvc.handover.closing import ClosingService
from netsvc.identity.pseudonyms import Pseudonyms
from netsvc.identity.scrubbing import IDENTITY, scrub
from tests.organisation import digest, load_organisation

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> datetime:
        return self.at


@dataclass
class Desk:
    graph: Graph
    clock: Clock
    commands: CaseService
    closing: ClosingService
    read: CaseRepository
    keys: int = 0

    def key(self) -> str:
        self.keys += 1
        return f"k{self.keys}"

    async def open(self, who: str = "aino", words: str = "vuokra", **more: object) -> Answer:
        new = NewCase(words, Language.FI, **more)  # type: ignore[arg-type]  # named per test
        return await self.commands.open_case(who, self.key(), new)


@pytest.fixture
async def desk(graph: Graph) -> Desk:
    await load_organisation(graph)
    clock = Clock()
    runner = CommandRunner(graph, clock=clock)
    commands = CaseService(
        runner,
        pseudonym=Pseudonyms(b"a key of tests only").customer,
        scrub=scrub,
    )
    return Desk(graph, clock, commands, ClosingService(runner, scrub=scrub), CaseRepository(graph))


def done(answer: Answer) -> str:
    assert isinstance(answer, Done), answer
    return answer.id


def refused(answer: Answer, kind: RefusalKind, words: str) -> Refusal:
    assert isinstance(answer, Refusal), answer
    assert (answer.kind, answer.words) == (kind, words)
    return answer


async def test_a_case_with_everything(desk: Desk) -> None:
    case_id = done(
        await desk.open(
            words="  tunnus 131052-308T, vuokra nousi ",
            channel=Channel.CHAT,
            issue_type_id="housing-allowance",
            customer_number="4711",
            queue_seconds=95,
        )
    )
    case = (await desk.read.cases([case_id]))[case_id]
    assert case.words == f"tunnus {IDENTITY}, vuokra nousi"
    assert (case.state, case.channel, case.opened_at) == ("IN_CONTACT", "CHAT", START)
    assert (case.owner_id, case.opened_by_id) == ("aino", "aino")
    assert case.issue_type_id == "housing-allowance"
    assert case.customer_id == Pseudonyms(b"a key of tests only").customer("4711")
    contact = (await desk.read.contacts(case.contact_ids))[case.contact_ids[0]]
    assert (contact.queue_seconds, contact.handled_by_id, contact.case_ids) == (
        95,
        "aino",
        (case_id,),
    )
    rows = await desk.graph.read(
        "MATCH (c:Case)-[:OPENED_IN]->(u:Unit) MATCH (:Contact)-[:AT]->(v:Unit) "
        "RETURN u.id AS u, v.id AS v"
    )
    assert rows == [{"u": "front", "v": "front"}]
    stored = await desk.graph.read("MATCH (n) RETURN properties(n) AS p")
    assert not any("4711" in str(row["p"]) or "308T" in str(row["p"]) for row in stored)


async def test_one_contact_holds_several_cases_of_one_customer(desk: Desk) -> None:
    first = done(await desk.open(customer_number="1"))
    one = (await desk.read.cases([first]))[first]
    contact = one.contact_ids[0]
    second = done(await desk.open(contact_id=contact))
    third = done(await desk.open(contact_id=contact, customer_number="1"))
    cases = await desk.read.cases([first, second, third])
    assert {case.customer_id for case in cases.values()} == {one.customer_id}
    assert {case.contact_ids for case in cases.values()} == {(contact,)}
    before = await digest(desk.graph)
    other = await desk.commands.open_case(
        "aino", "same", NewCase("x", Language.FI, contact_id=contact, customer_number="2")
    )
    refused(other, RefusalKind.INVALID_INPUT, "other_customer")
    assert await digest(desk.graph) != before  # only the key and its answer were kept
    assert len(await desk.graph.read("MATCH (c:Case) RETURN c.id AS id")) == 3
    theirs = refused(
        await desk.open("arvid", contact_id=contact), RefusalKind.NOT_YOURS, "contact_not_yours"
    )
    assert theirs.owner_id == "aino"


async def test_what_can_not_be_opened_changes_nothing(desk: Desk) -> None:
    before = await digest(desk.graph)
    refused(await desk.open(words="  "), RefusalKind.INVALID_INPUT, "empty_words")
    refused(await desk.open(words="x" * 4001), RefusalKind.INVALID_INPUT, "long_words")
    refused(await desk.open(queue_seconds=-1), RefusalKind.INVALID_INPUT, "bad_queue_seconds")
    long = await desk.open(customer_number="1" * 65)
    assert "1" not in refused(long, RefusalKind.INVALID_INPUT, "long_customer_number").seen
    assert await digest(desk.graph) == before
    refused(await desk.open(issue_type_id="nothing"), RefusalKind.NOT_FOUND, "not_found")
    refused(await desk.open(contact_id="nothing"), RefusalKind.NOT_FOUND, "not_found")
    await desk.graph.run("MATCH (t:IssueType {id: 'moving-out'}) SET t.retired = true")
    retired = await desk.open(issue_type_id="moving-out")
    refused(retired, RefusalKind.INVALID_INPUT, "type_retired")
    assert await desk.graph.read("MATCH (c:Case) RETURN c.id AS id") == []


async def test_ending_a_contact_leaves_its_cases_waiting(desk: Desk) -> None:
    first = done(await desk.open())
    contact = (await desk.read.cases([first]))[first].contact_ids[0]
    desk.clock.at += timedelta(minutes=4)
    foreign = await desk.closing.end_contact("arvid", desk.key(), contact)
    refused(foreign, RefusalKind.NOT_YOURS, "contact_not_yours")
    assert done(await desk.closing.end_contact("aino", desk.key(), contact)) == contact
    assert (await desk.read.contacts([contact]))[contact].ended_at == desk.clock.at
    case = (await desk.read.cases([first]))[first]
    assert (case.state, case.owner_id) == ("WAITING", "aino")
    again = await desk.closing.end_contact("aino", desk.key(), contact)
    refused(again, RefusalKind.WRONG_STATE, "contact_ended")
    refused(await desk.open(contact_id=contact), RefusalKind.WRONG_STATE, "contact_ended")


async def test_excluding_needs_a_reason_and_a_hand_in_the_case(desk: Desk) -> None:
    case_id = done(await desk.open())
    exclude = desk.commands.exclude_from_net
    refused(
        await exclude("aino", desk.key(), case_id, " "), RefusalKind.INVALID_INPUT, "bad_reason"
    )
    refused(
        await exclude("emil", desk.key(), case_id, "no"), RefusalKind.NOT_YOURS, "case_not_yours"
    )
    done(await exclude("aino", desk.key(), case_id, "waits for a court"))
    exclusion = (await desk.read.cases([case_id]))[case_id].exclusion
    assert exclusion is not None
    assert (exclusion.reason, exclusion.at) == ("waits for a court", START)


async def test_pages_go_through_equal_times_once(desk: Desk) -> None:
    ids = [done(await desk.open(words=f"case {n}")) for n in range(5)]
    seen: list[str] = []
    after: CasePosition | None = None
    while True:
        page = await desk.read.page(CaseFilter.MINE, "aino", first=2, after=after)
        seen += [case.id for case in page.cases]
        if not page.has_next:
            break
        after = CasePosition(page.cases[-1].opened_at, page.cases[-1].id)
    assert seen == ids[::-1]
    assert (await desk.read.page(CaseFilter.MY_UNIT, "arvid", first=9)).cases != ()
    assert (await desk.read.page(CaseFilter.MY_UNIT, "emil", first=9)).cases == ()


async def test_search_by_number_customer_and_parts_of_words(desk: Desk) -> None:
    pseudonym = Pseudonyms(b"a key of tests only").customer
    search = CaseSearch(desk.graph, desk.read, pseudonym=pseudonym)
    rent = done(await desk.open(words="Asumistukihakemukseni jäi kesken"))
    child = done(await desk.open(words="lapsilisä ja asumistuki", customer_number="131052-308T"))
    pension = done(await desk.open("arvid", words="eläke ulkomailla", customer_number="4711"))
    cases = await desk.read.cases([rent, child, pension])

    async def found(text: str, filter_: CaseFilter = CaseFilter.ALL, who: str = "eeva") -> set[str]:
        page = await search.page(filter_, who, search=text, first=10)
        return {case.id for case in page.cases}

    assert await found("tukihak") == {rent}
    assert await found("ASUMISTUKI") == {rent, child}
    assert await found("asumis lapsi") == {child}
    assert await found("Eläke") == {pension}
    assert await found(cases[child].number.lower()) == {child}
    assert await found(cases[child].number[:6]) == {child}
    assert await found(" 131052-308T ") == {child}
    assert await found("4711") == {pension}
    assert await found(cases[pension].customer_id or "") == {pension}
    assert await found((cases[pension].customer_id or "")[:12].upper()) == {pension}
    assert await found("asumistuki", CaseFilter.MINE, "aino") == {rent, child}
    assert await found("asumistuki", CaseFilter.MINE, "arvid") == set()
    assert await found("asumistuki", CaseFilter.MY_UNIT, "arvid") == {rent, child}
    assert await found("asumistuki", CaseFilter.MY_UNIT, "emil") == set()
    assert await found("asumistuki", CaseFilter.WAITING) == set()
    for nothing in ("*", '") OR *:*', "~", "nobody", "\\", "a:b AND"):
        assert await found(nothing) == set()
    first = await search.page(CaseFilter.ALL, "eeva", search="asumistuki", first=1)
    assert first.has_next
    last = first.cases[0]
    after = CasePosition(last.opened_at, last.id)
    rest = await search.page(CaseFilter.ALL, "eeva", search="asumistuki", first=1, after=after)
    assert {first.cases[0].id, rest.cases[0].id} == {rent, child}
    assert not rest.has_next
    assert await search.page(CaseFilter.ALL, "eeva", first=2) == await desk.read.page(
        CaseFilter.ALL, "eeva", first=2
    )
