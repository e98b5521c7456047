"""After an acceptance: returned, asked about, about something else, opened again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from netsvc.cases.model import Channel
from netsvc.events.answers import RefusalKind
from netsvc.graph.driver import Graph
from netsvc.handover.afterwards import ReturnReason
from netsvc.handover.model import DeclineReason
from tests.organisation import digest, load_organisation

from .after_desk import After, build_after
from .handover_desk import done, refused


@pytest.fixture
async def after(graph: Graph) -> After:
    await load_organisation(graph)
    return build_after(graph)


@pytest.mark.parametrize(
    ("reason", "counted"),
    [
        (ReturnReason.NOT_MY_MATTER, (40, 45, 5, 2)),
        (ReturnReason.INFORMATION_MISSING, (40, 44, 4, 1)),
        (ReturnReason.NO_CAPACITY, (40, 44, 4, 1)),
        (ReturnReason.ABSENT, (40, 44, 4, 1)),
        (ReturnReason.CONFLICT_OF_INTEREST, (40, 44, 4, 1)),
    ],
)
async def test_a_returned_case_is_its_senders_again(
    after: After, reason: ReturnReason, counted: tuple[int, ...]
) -> None:
    desk = after.desk
    handover = await after.accepted()
    case_id = await after.case_of(handover)
    note = "kuuluu 131052-308T muualle"
    done(await after.returning.give_back("eeva", desk.key(), handover, reason, note))
    case = (await desk.read_cases.cases([case_id]))[case_id]
    assert (case.owner_id, case.state) == ("aino", "IN_CONTACT")
    assert (await desk.person("eeva"))["openCases"] == 0
    assert (await desk.person("aino"))["openCases"] == 0
    assert await desk.evidence("eeva") == counted
    rows = await desk.graph.read(
        "MATCH (h:Handover {id: $id}) RETURN h.state AS s, h.returnReason AS r, h.returnNote AS n,"
        " h.bounced AS b",
        id=handover,
    )
    assert list(rows[0].values()) == ["RETURNED", reason, "kuuluu […] muualle", True]
    assert (await after.told())[-1] == ("aino", "RETURNED")
    again = await after.returning.give_back("eeva", desk.key(), handover, reason, None)
    assert refused(again, RefusalKind.WRONG_STATE).owner_id == "aino"


async def test_who_may_return(after: After) -> None:
    desk = after.desk
    handover = await after.accepted()
    before = await digest(desk.graph)
    reason = ReturnReason.NOT_MY_MATTER
    other = await after.returning.give_back("emil", "x", handover, reason, None)
    assert refused(other, RefusalKind.NOT_YOURS).owner_id == "eeva"
    await desk.graph.run("MATCH (e:Expert {id: 'aino'}) SET e.active = false")
    gone = await after.returning.give_back("eeva", "y", handover, reason, None)
    nobody = refused(gone, RefusalKind.EXPERT_UNAVAILABLE)
    assert (nobody.expert_id, nobody.owner_id) == ("aino", "eeva")
    await desk.graph.run("MATCH (e:Expert {id: 'aino'}) SET e.active = true")
    await desk.graph.run("MATCH (k:Command) WHERE k.key IN ['emil:x', 'eeva:y'] DELETE k")
    assert await digest(desk.graph) == before
    done(await desk.closing.resolve("eeva", desk.key(), await after.case_of(handover)))
    late = await after.returning.give_back("eeva", desk.key(), handover, reason, None)
    assert refused(late, RefusalKind.WRONG_STATE).state == "RESOLVED"


async def test_returning_takes_back_an_offer_on_the_way(after: After) -> None:
    desk = after.desk
    handover = await after.accepted()
    case_id = await after.case_of(handover)
    onward = await desk.offered(case_id, "emil", who="eeva")
    reason = ReturnReason.CONFLICT_OF_INTEREST
    done(await after.returning.give_back("eeva", desk.key(), handover, reason, None))
    legs = await desk.read_handovers.handovers([handover, onward])
    assert (legs[handover].state, legs[onward].state) == ("RETURNED", "WITHDRAWN")
    told = (await after.told())[-2:]
    assert sorted(told) == [("aino", "RETURNED"), ("emil", "WITHDRAWN")]


async def test_the_sender_is_asked_and_answers_once(after: After) -> None:
    desk = after.desk
    handover = await after.accepted()
    ask = after.returning.ask_sender
    refused(await ask("emil", desk.key(), handover, "?"), RefusalKind.NOT_YOURS)
    refused(await ask("eeva", desk.key(), handover, " "), RefusalKind.INVALID_INPUT)
    refused(await ask("eeva", desk.key(), handover, "x" * 501), RefusalKind.INVALID_INPUT)
    question = done(await ask("eeva", desk.key(), handover, "Koska 131052-308T muutti?"))
    twice = await ask("eeva", desk.key(), handover, "Entä vuokra?")
    assert refused(twice, RefusalKind.WRONG_STATE).words == "question_open"
    answer = after.returning.answer_question
    foreign = await answer("eeva", desk.key(), question, "maaliskuussa")
    assert refused(foreign, RefusalKind.NOT_YOURS).owner_id == "aino"
    done(await answer("aino", desk.key(), question, "Maaliskuussa."))
    late = await answer("aino", desk.key(), question, "Huhtikuussa.")
    assert refused(late, RefusalKind.WRONG_STATE).words == "question_answered"
    refused(await answer("aino", desk.key(), "none", "x"), RefusalKind.NOT_FOUND)
    rows = await desk.graph.read(
        "MATCH (q:SenderQuestion) RETURN q.question AS q, q.answer AS a,"
        " q.answeredAt = $at AS then",
        at=desk.clock.at,
    )
    assert [tuple(row.values()) for row in rows] == [("Koska […] muutti?", "Maaliskuussa.", True)]
    assert (await after.told())[-2:] == [("aino", "SENDER_ASKED"), ("eeva", "SENDER_ANSWERED")]
    done(await ask("eeva", desk.key(), handover, "Entä vuokra?"))


async def test_another_issue_type_is_evidence_about_the_words(after: After) -> None:
    desk = after.desk
    handover = await after.accepted()
    case_id = await after.case_of(handover)
    change = after.retyping.change_type
    refused(await change("aino", desk.key(), case_id, "moving-out"), RefusalKind.NOT_YOURS)
    same = await change("eeva", desk.key(), case_id, "housing-allowance")
    assert refused(same, RefusalKind.INVALID_INPUT).words == "type_same"
    refused(await change("eeva", desk.key(), case_id, "none"), RefusalKind.NOT_FOUND)
    done(await change("eeva", desk.key(), case_id, "moving-out"))
    assert (await desk.read_cases.cases([case_id]))[case_id].issue_type_id == "moving-out"
    rows = await desk.graph.read(
        "MATCH (k:TypeChange)-[:FROM_TYPE]->(a), (k)-[:TO_TYPE]->(b), (k)-[:CHANGED_BY]->(e),"
        " (k)-[:OF_CASE]->(c)"
        " RETURN a.id AS a, b.id AS b, e.id AS e, k.wordsOf = c.id AS words, k.at = $at AS at",
        at=desk.clock.at,
    )
    assert [tuple(r.values()) for r in rows] == [
        ("housing-allowance", "moving-out", "eeva", True, True)
    ]
    await desk.graph.run("MATCH (t:IssueType {id: 'housing-allowance'}) SET t.retired = true")
    retired = await change("eeva", desk.key(), case_id, "housing-allowance")
    assert refused(retired, RefusalKind.INVALID_INPUT).words == "type_retired"


async def test_a_case_is_opened_again_by_who_meets_the_customer(after: After) -> None:
    desk = after.desk
    handover = await after.accepted()
    case_id = await after.case_of(handover)
    early = await after.retyping.reopen("arvid", desk.key(), case_id, None)
    assert refused(early, RefusalKind.WRONG_STATE).owner_id == "eeva"
    resolved_at = desk.clock.at
    done(await desk.closing.resolve("eeva", desk.key(), case_id))
    desk.clock.at += timedelta(days=2)
    done(await after.retyping.reopen("arvid", desk.key(), case_id, Channel.VISIT))
    case = (await desk.read_cases.cases([case_id]))[case_id]
    assert (case.owner_id, case.state, case.resolved_at, case.resolved_by_id) == (
        "arvid",
        "IN_CONTACT",
        None,
        None,
    )
    assert len(case.contact_ids) == 2
    rows = await desk.graph.read(
        "MATCH (r:Reopening)-[:ENDED_BY]->(e), (r)-[:OF_CASE]->(c)"
        " RETURN r.endedAt = $then AS then, e.id AS by, r.endedState AS state, c.reopenCount AS n",
        then=resolved_at,
    )
    assert [tuple(r.values()) for r in rows] == [(True, "eeva", "RESOLVED", 1)]
    told = await after.told()
    assert sorted(told[-2:]) == [("aino", "REOPENED"), ("eeva", "REOPENED")]
    done(await desk.offered(case_id, "eeva", who="arvid") and await _resolved(after, case_id))


async def _resolved(after: After, case_id: str) -> object:
    """Resolved by whoever opened it again, the open offer taken back."""
    return await after.desk.closing.resolve("arvid", after.desk.key(), case_id)


async def test_declined_by_undone(after: After) -> None:
    """Evidence that a slip left is taken back with it, also the first of its kind."""
    desk = after.desk
    await desk.graph.run("MATCH (:Expert {id: 'arvid'})-[r:RESOLVES]->() DELETE r")
    handover = await desk.offered(await desk.opened(), "arvid")
    reason = DeclineReason.NOT_MY_MATTER
    done(await desk.handovers.decline("arvid", "slip", handover, reason, None))
    assert await desk.evidence("arvid") == (0, 1, 1, 1)
    done(await after.undoing.undo("arvid", desk.key(), "slip"))
    rows = await desk.graph.read(
        "MATCH (:Expert {id: 'arvid'})-[r:RESOLVES]->() RETURN count(r) AS n"
    )
    assert rows[0]["n"] == 0
    assert (await desk.read_handovers.handovers([handover]))[handover].state == "OFFERED"
