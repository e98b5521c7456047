"""Who has the customer, and when an encounter is over, on a real Neo4j."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from netsvc.cases.model import CaseState, Channel, RedirectReason
from netsvc.cases.service import NewCase
from netsvc.directory.model import Language
from netsvc.events.answers import RefusalKind
from netsvc.graph.driver import Graph
from netsvc.graph.migrations import read_folder
from netsvc.handover import contacts
from netsvc.handover.lapsing import ContactSweeper
from netsvc.handover.model import HandoverKind, HandoverState
from netsvc.handover.service import NewOffer
from netsvc.measures.facts import CaseFact
from netsvc.measures.repository import MeasuresRepository
from netsvc.settings import SCHEMA_DIR
from tests.organisation import digest, load_organisation

from .after_desk import build_after
from .handover_desk import MONDAY, WARM, Clock, Desk, build, done, refused


@pytest.fixture
async def desk(graph: Graph) -> Desk:
    await load_organisation(graph)
    return build(graph, Clock())


async def taken_over(desk: Desk, case: str, by: str = "eeva", of: str = "aino") -> None:
    handover = await desk.offered(case, by, who=of)
    done(await desk.handovers.accept(by, desk.key(), handover))


async def end_contact(desk: Desk, who: str, contact: str) -> None:
    assert done(await desk.closing.end_contact(who, desk.key(), contact)) == contact


async def fact(desk: Desk) -> CaseFact:
    facts = await MeasuresRepository(desk.graph, clock=desk.clock.at.timestamp).facts()
    assert len(facts.cases) == 1
    return facts.cases[0]


@pytest.mark.parametrize("agent_goes_on", [True, False])
async def test_what_the_receiver_resolves_in_the_call_is_resolved_for_the_customer(
    desk: Desk, agent_goes_on: bool
) -> None:
    case_id = await desk.opened()
    contact = await desk.contact_of(case_id)
    await taken_over(desk, case_id)
    if agent_goes_on:
        desk.clock.at += timedelta(minutes=1)
        await end_contact(desk, "aino", contact)
        assert (await desk.read_cases.contacts([contact]))[contact].ended_at is None
        case = (await desk.read_cases.cases([case_id]))[case_id]
        assert (case.state, case.owner_id) == (CaseState.IN_CONTACT, "eeva")
    desk.clock.at += timedelta(minutes=6)
    done(await desk.closing.resolve("eeva", desk.key(), case_id))
    ended = (await desk.read_cases.contacts([contact]))[contact]
    assert (ended.ended_at, ended.handled_by_id) == (desk.clock.at, "aino")
    seen = await fact(desk)
    assert (seen.customer, seen.strict, seen.judged) == (True, False, True)
    late = await desk.closing.end_contact("aino", desk.key(), contact)
    refused(late, RefusalKind.WRONG_STATE)


async def test_what_is_resolved_after_the_receiver_ended_the_call_is_not(desk: Desk) -> None:
    case_id = await desk.opened()
    contact = await desk.contact_of(case_id)
    await taken_over(desk, case_id)
    await end_contact(desk, "aino", contact)
    desk.clock.at += timedelta(minutes=6)
    ended_at = desk.clock.at
    await end_contact(desk, "eeva", contact)
    assert (await desk.read_cases.cases([case_id]))[case_id].state is CaseState.WAITING
    desk.clock.at += timedelta(hours=1)
    done(await desk.closing.resolve("eeva", desk.key(), case_id))
    assert (await desk.read_cases.contacts([contact]))[contact].ended_at == ended_at
    seen = await fact(desk)
    assert (seen.customer, seen.strict) == (False, False)


async def test_the_contact_goes_on_with_each_who_has_a_case_of_it(desk: Desk) -> None:
    first = await desk.opened()
    contact = await desk.contact_of(first)
    await taken_over(desk, first)
    new = NewCase("muutto", Language.FI, contact_id=contact)
    second = done(await desk.cases.open_case("aino", desk.key(), new))
    done(await desk.closing.resolve("eeva", desk.key(), first))
    assert (await desk.read_cases.contacts([contact]))[contact].ended_at is None
    done(await desk.closing.resolve("aino", desk.key(), second))
    third = done(await desk.cases.open_case("aino", desk.key(), new))
    desk.clock.at += timedelta(minutes=3)
    await end_contact(desk, "aino", contact)
    assert (await desk.read_cases.cases([third]))[third].state is CaseState.WAITING
    assert (await desk.read_cases.contacts([contact]))[contact].ended_at == desk.clock.at


async def test_who_received_the_customer_may_open_another_matter(desk: Desk) -> None:
    case_id = await desk.opened()
    contact = await desk.contact_of(case_id)
    new = NewCase("muutto", Language.FI, contact_id=contact)
    refused(await desk.cases.open_case("arvid", desk.key(), new), RefusalKind.NOT_YOURS)
    await taken_over(desk, case_id, by="arvid")
    another = done(await desk.cases.open_case("arvid", desk.key(), new))
    assert (await desk.read_cases.cases([another]))[another].contact_ids == (contact,)
    rows = await desk.graph.read(
        "MATCH (n:Contact) RETURN [(n)-[:HANDLED_BY]->(e) | e.id] AS handled, "
        "[(n)-[o:CONTINUED_BY]->(e) | [e.id, o.since.epochSeconds]] AS continued, "
        "[(n)-[:AT]->(u) | u.id] AS units"
    )
    since = int(MONDAY.timestamp())
    assert rows == [{"handled": ["aino"], "continued": [["arvid", since]], "units": ["front"]}]


async def test_a_receiver_who_passes_it_on_to_later_ends_the_contact(desk: Desk) -> None:
    case_id = await desk.opened()
    contact = await desk.contact_of(case_id)
    await taken_over(desk, case_id)
    await end_contact(desk, "aino", contact)
    handover = await desk.offered(case_id, "emil", who="eeva", kind=HandoverKind.COLD)
    desk.clock.at += timedelta(minutes=2)
    done(await desk.handovers.accept("emil", desk.key(), handover))
    assert (await desk.read_cases.contacts([contact]))[contact].ended_at == desk.clock.at
    assert (await desk.read_cases.cases([case_id]))[case_id].state is CaseState.WAITING


async def test_a_receiver_who_redirects_ends_the_contact(desk: Desk) -> None:
    case_id = await desk.opened()
    contact = await desk.contact_of(case_id)
    await taken_over(desk, case_id)
    reason = RedirectReason.NOT_OUR_MATTER
    done(
        await desk.closing.redirect(
            "eeva", desk.key(), case_id, reason, toward_unit_id=None, note=None
        )
    )
    assert (await desk.read_cases.contacts([contact]))[contact].ended_at == desk.clock.at
    during = await desk.graph.read("MATCH (:Redirect)-[:DURING]->(n:Contact) RETURN n.id AS id")
    assert during == [{"id": contact}]
    seen = await fact(desk)
    assert (seen.customer, seen.redirects) == (False, 1)


async def test_ending_the_contact_takes_warm_offers_back_and_leaves_cold_ones(desk: Desk) -> None:
    first = await desk.opened()
    contact = await desk.contact_of(first)
    new = NewCase("muutto", Language.FI, contact_id=contact)
    second = done(await desk.cases.open_case("aino", desk.key(), new))
    warm = await desk.offered(first, "eeva")
    cold = await desk.offered(second, "eeva", kind=HandoverKind.COLD)
    await end_contact(desk, "aino", contact)
    offers = await desk.read_handovers.handovers([warm, cold])
    assert (offers[warm].state, offers[cold].state) == (
        HandoverState.WITHDRAWN,
        HandoverState.OFFERED,
    )
    events = await desk.graph.read(
        "MATCH (v:Event {kind: 'WITHDRAWN'}) RETURN v.recipient AS r, v.handoverId AS h"
    )
    assert events == [{"r": "eeva", "h": warm}]
    audits = await desk.graph.read(
        "MATCH (a:Audit {action: 'withdrawHandover'}) RETURN a.actor AS a, a.handoverId AS h"
    )
    assert audits == [{"a": "aino", "h": warm}]
    late = await desk.handovers.accept("eeva", desk.key(), warm)
    assert refused(late, RefusalKind.WRONG_STATE).state == "WITHDRAWN"


async def test_a_warm_offer_needs_a_customer_who_is_there(desk: Desk) -> None:
    case_id = await desk.opened()
    await end_contact(desk, "aino", await desk.contact_of(case_id))
    answer = await desk.handovers.offer("aino", desk.key(), NewOffer(case_id, "eeva", WARM))
    refusal = refused(answer, RefusalKind.WRONG_STATE)
    assert (refusal.words, refusal.state) == ("not_connected", "WAITING")
    assert await desk.graph.read("MATCH (h:Handover) RETURN h.id AS id") == []
    await desk.offered(case_id, "eeva", kind=HandoverKind.COLD)


async def test_strangers_end_no_contact(desk: Desk) -> None:
    case_id = await desk.opened()
    contact = await desk.contact_of(case_id)
    await desk.offered(case_id, "eeva")
    foreign = await desk.closing.end_contact("eeva", "foreign", contact)
    assert refused(foreign, RefusalKind.NOT_YOURS).owner_id == "aino"
    before = await digest(desk.graph)
    assert await desk.closing.end_contact("eeva", "foreign", contact) == foreign
    assert await digest(desk.graph) == before
    assert (await desk.read_cases.cases([case_id]))[case_id].state is CaseState.IN_CONTACT


def sweeper(desk: Desk) -> ContactSweeper:
    return ContactSweeper(desk.graph, desk.runner, desk.clock)


async def test_a_contact_that_nobody_ended_is_over_with_its_last_action(desk: Desk) -> None:
    """Accepted warm and resolved days later is not resolved in the first contact."""
    case_id = await desk.opened()
    contact = await desk.contact_of(case_id)
    desk.clock.at += timedelta(minutes=3)
    await taken_over(desk, case_id)
    accepted_at = desk.clock.at
    await end_contact(desk, "aino", contact)
    desk.clock.at = accepted_at + contacts.IDLE
    assert await sweeper(desk).sweep() == 0
    desk.clock.at += timedelta(seconds=1)
    assert await sweeper(desk).sweep() == 1
    assert await sweeper(desk).sweep() == 0
    assert (await desk.read_cases.contacts([contact]))[contact].ended_at == accepted_at
    case = (await desk.read_cases.cases([case_id]))[case_id]
    assert (case.state, case.owner_id) == (CaseState.WAITING, "eeva")
    audits = await desk.graph.read(
        "MATCH (a:Audit {action: 'endContact', actor: 'netsvc'}) "
        "RETURN a.caseId AS case, a.fromState AS before, a.toState AS after, a.detail AS detail "
        "ORDER BY a.caseId"
    )
    assert audits == [
        {"case": case_id, "before": "IN_CONTACT", "after": "WAITING", "detail": ""},
        {"case": None, "before": "", "after": "ENDED", "detail": contact},
    ]
    events = await desk.graph.read(
        "MATCH (v:Event {kind: 'CONTACT_ENDED'}) RETURN v.recipient AS r"
    )
    assert events == [{"r": "eeva"}]
    desk.clock.at += timedelta(days=3)
    done(await desk.closing.resolve("eeva", desk.key(), case_id))
    seen = await fact(desk)
    assert (seen.customer, seen.strict, seen.judged) == (False, False, True)
    assert seen.settled == int(accepted_at.timestamp() * 1000)


@pytest.mark.parametrize(("hours", "customer"), [(1, True), (3, False)])
async def test_a_late_resolution_does_not_flatter_before_the_sweeper_comes(
    desk: Desk, hours: int, customer: bool
) -> None:
    case_id = await desk.opened()
    contact = await desk.contact_of(case_id)
    await taken_over(desk, case_id)
    desk.clock.at = MONDAY + timedelta(hours=hours)
    done(await desk.closing.resolve("eeva", desk.key(), case_id))
    ended = (await desk.read_cases.contacts([contact]))[contact].ended_at
    assert ended == (desk.clock.at if customer else MONDAY)
    assert (await fact(desk)).customer is customer


async def test_an_agent_who_resolves_and_forgets_has_resolved_in_the_contact(desk: Desk) -> None:
    case_id = await desk.opened()
    contact = await desk.contact_of(case_id)
    desk.clock.at += timedelta(minutes=9)
    resolved_at = desk.clock.at
    done(await desk.closing.resolve("aino", desk.key(), case_id))
    assert (await fact(desk)).judged is False
    desk.clock.at += timedelta(hours=5)
    assert await sweeper(desk).sweep() == 1
    assert (await desk.read_cases.contacts([contact]))[contact].ended_at == resolved_at
    seen = await fact(desk)
    assert (seen.customer, seen.strict, seen.judged) == (True, True, True)


async def test_what_an_agent_does_after_a_long_silence_is_outside_the_contact(desk: Desk) -> None:
    case_id = await desk.opened()
    contact = await desk.contact_of(case_id)
    desk.clock.at += timedelta(hours=26)
    done(await desk.closing.resolve("aino", desk.key(), case_id))
    assert await sweeper(desk).sweep() == 1
    assert (await desk.read_cases.contacts([contact]))[contact].ended_at == MONDAY
    assert (await fact(desk)).strict is False


async def test_only_where_the_customer_is_there_does_a_silence_end_it(desk: Desk) -> None:
    new = NewCase("muutto", Language.FI, channel=Channel.FORM)
    form = done(await desk.cases.open_case("aino", desk.key(), new))
    contact = await desk.contact_of(form)
    desk.clock.at += timedelta(days=2)
    assert await sweeper(desk).sweep() == 0
    await end_contact(desk, "aino", contact)
    assert (await desk.read_cases.contacts([contact]))[contact].ended_at == desk.clock.at
    desk.clock.at += timedelta(minutes=11)
    assert await sweeper(desk).sweep() == 0
    underway = await desk.graph.read("MATCH (n:Contact:Underway) RETURN n.id AS id")
    assert underway == []


async def test_of_two_sweepers_one_ends_it(desk: Desk) -> None:
    await desk.opened()
    desk.clock.at += timedelta(hours=3)
    ended = await asyncio.gather(*(sweeper(desk).sweep() for _ in range(4)))
    assert sum(ended) == 1
    rows = await desk.graph.read("MATCH (a:Audit {action: 'endContact'}) RETURN count(a) AS n")
    assert rows == [{"n": 2}]


@pytest.mark.parametrize("mended", [False, True])
async def test_a_contact_that_a_case_opened_again_began_ends_by_itself(
    graph: Graph, mended: bool
) -> None:
    await load_organisation(graph)
    after = build_after(graph)
    desk = after.desk
    case_id = await desk.opened()
    await end_contact(desk, "aino", await desk.contact_of(case_id))
    done(await desk.closing.resolve("aino", desk.key(), case_id))
    desk.clock.at += timedelta(days=1)
    begun_at = desk.clock.at
    done(await after.retyping.reopen("arvid", desk.key(), case_id, Channel.PHONE))
    if mended:
        # as those were that began before the label was set
        await graph.run("MATCH (n:Contact) REMOVE n:Underway")
        (migration,) = [
            m for m in read_folder(SCHEMA_DIR / "graph") if m.name == "contacts_begun_again"
        ]
        for statement in migration.statements:
            await graph.run_implicit(statement)
    begun = await graph.read("MATCH (n:Contact:Underway) WHERE n.endedAt IS NULL RETURN n.id AS id")
    assert len(begun) == 1
    desk.clock.at += contacts.IDLE + timedelta(seconds=1)
    assert await sweeper(desk).sweep() == 1
    contact = begun[0]["id"]
    assert (await desk.read_cases.contacts([contact]))[contact].ended_at == begun_at
    case = (await desk.read_cases.cases([case_id]))[case_id]
    assert (case.state, case.owner_id) == (CaseState.WAITING, "arvid")
