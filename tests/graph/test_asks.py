"""Asking in a real graph: each command, its events, its refusals, and what ends a question."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from netsvc.asks.model import MAX_OPEN, AskBox, AskState, CloseReason, Effort, PassReason
from netsvc.asks.repository import AskRepository
from netsvc.asks.service import AskService, NewAsk
from netsvc.cases.model import RedirectReason
from netsvc.directory.evidence import rebuild_evidence
from netsvc.events.answers import Answer, Done, RefusalKind
from netsvc.graph.driver import Graph
from netsvc.handover.afterwards import ReturnReason
from netsvc.handover.returning import ReturningService
from tests.graph.handover_desk import Clock, Desk, build, done, refused
from tests.organisation import load_organisation


class Asking:
    """A desk with the asks of it."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.desk: Desk = build(graph, Clock())
        self.commands = AskService(self.desk.runner, scrub=lambda t: t.replace("131052-308T", "*"))
        self.reads = AskRepository(graph)

    async def ask(
        self, case: str, *people: str, who: str = "aino", network: str | None = None
    ) -> str:
        new = NewAsk(case, "saako vuokrasta tukea?", people, network)
        return done(await self.commands.ask(who, self.desk.key(), new))

    async def try_ask(self, who: str, new: NewAsk) -> Answer:
        return await self.commands.ask(who, self.desk.key(), new)

    async def answer(self, who: str, ask: str, text: str = "saa") -> Answer:
        return await self.commands.answer(who, self.desk.key(), ask, text)

    async def helped(self, ask: str, whose: str, who: str = "aino") -> Answer:
        return await self.commands.mark_helped(who, self.desk.key(), ask, whose)

    async def state(self, ask: str) -> AskState:
        return (await self.reads.asks([ask]))[ask].state

    async def events(self, who: str) -> list[tuple[str, str | None]]:
        rows = await self.graph.read(
            "MATCH (v:Event {recipient: $who}) "
            "RETURN v.kind AS kind, v.askId AS ask ORDER BY v.seq",
            who=who,
        )
        return [(row["kind"], row["ask"]) for row in rows]

    async def edges(self, who: str) -> dict[str, Any]:
        rows = await self.graph.read(
            "MATCH ({id: $who})-[r:HELPED_WITH]->(:IssueType {id: 'housing-allowance'}) "
            "RETURN properties(r) AS r",
            who=who,
        )
        return dict(rows[0]["r"]) if rows else {}


@pytest.fixture
async def asking(graph: Graph) -> Asking:
    await load_organisation(graph)
    return Asking(graph)


async def test_asked_answered_helped_and_resolved_by_the_asker(asking: Asking) -> None:
    case = await asking.desk.opened()
    ask = await asking.ask(case, "eeva", "emil")
    assert await asking.events("eeva") == [("ASKED", ask)]
    assert await asking.events("emil") == [("ASKED", ask)]
    assert (await asking.reads.box("eeva", asking.desk.clock.at)).to_me == (ask,)
    assert (await asking.reads.box("aino", asking.desk.clock.at)).mine == (ask,)
    known = (await asking.reads.asks([ask]))[ask]
    assert (known.case_id, known.asker_id, known.asker_unit_id) == (case, "aino", "front")
    assert known.issue_type_id == "housing-allowance"
    assert known.contact_id == await asking.desk.contact_of(case)

    done(await asking.answer("eeva", ask, "Saa, tunnus 131052-308T"))
    assert await asking.state(ask) is AskState.ANSWERED
    assert await asking.events("aino") == [("ANSWERED", ask)]
    replies = {r.expert_id: r for r in (await asking.reads.asks([ask]))[ask].replies}
    assert replies["eeva"].text == "Saa, tunnus *"
    assert replies["eeva"].unit_id == "housing"
    assert (await asking.reads.box("eeva", asking.desk.clock.at)).to_me == ()
    assert (await asking.reads.box("emil", asking.desk.clock.at)).to_me == (ask,)

    done(await asking.helped(ask, "eeva"))
    assert await asking.state(ask) is AskState.HELPED
    assert await asking.edges("eeva") == {"count": 1}
    assert await asking.edges("housing") == {"count": 1}
    assert await asking.events("eeva") == [("ASKED", ask), ("HELPED", ask)]
    assert await asking.events("emil") == [("ASKED", ask), ("ASK_CLOSED", ask)]
    assert await asking.reads.box("emil", asking.desk.clock.at) == AskBox((), ())
    assert await asking.reads.effort("eeva") == Effort(1, 1)
    assert await asking.reads.effort("emil") == Effort(0, 0)

    # the case never left: it is resolved by its opener, with no handover
    done(await asking.desk.closing.resolve("aino", asking.desk.key(), case))
    found = (await asking.desk.read_cases.cases([case]))[case]
    assert (found.resolved_by_id, found.handover_ids) == ("aino", ())
    assert await asking.state(ask) is AskState.HELPED


async def test_live_and_rebuilt_evidence_are_the_same(asking: Asking) -> None:
    case = await asking.desk.opened()
    for expert in ("eeva", "emil", "eeva"):
        ask = await asking.ask(case, expert)
        done(await asking.answer(expert, ask))
        done(await asking.helped(ask, expert))
    unmarked = await asking.ask(case, "emil")
    done(await asking.answer("emil", unmarked))
    done(await asking.desk.closing.resolve("aino", asking.desk.key(), case))
    live = [await asking.edges(who) for who in ("eeva", "emil", "housing", "aino", "front")]
    assert live == [{"count": 2}, {"count": 1}, {"count": 3}, {}, {}]
    await rebuild_evidence(asking.graph)
    again = [await asking.edges(who) for who in ("eeva", "emil", "housing", "aino", "front")]
    assert again == live


async def test_a_network_asks_whoever_is_on_duty_else_the_available(asking: Asking) -> None:
    case = await asking.desk.opened()
    ask = await asking.ask(case, network="homes")
    found = (await asking.reads.asks([ask]))[ask]
    assert [r.expert_id for r in found.replies] == ["eeva"]
    assert found.mini_network_id == "homes"
    await asking.graph.run("MATCH ()-[i:IN_NETWORK]->() SET i.onDuty = false")
    await asking.graph.run("MATCH (e:Expert {id: 'eeva'}) SET e.presence = 'BUSY'")
    ask = await asking.ask(case, network="homes")
    assert [r.expert_id for r in (await asking.reads.asks([ask]))[ask].replies] == ["arvid"]
    await asking.graph.run("MATCH (e:Expert {id: 'arvid'}) SET e.presence = 'AWAY'")
    asks = await asking.graph.read("MATCH (a:Ask|AskReply|Event) RETURN a.id ORDER BY a.id")
    answer = await asking.try_ask("aino", NewAsk(case, "?", (), "homes"))
    assert refused(answer, RefusalKind.INVALID_INPUT).words == "ask_network_empty"
    gone = await asking.try_ask("aino", NewAsk(case, "?", (), "nowhere"))
    assert refused(gone, RefusalKind.NOT_FOUND).seen == "nowhere"
    after = await asking.graph.read("MATCH (a:Ask|AskReply|Event) RETURN a.id ORDER BY a.id")
    assert after == asks


REFUSED = [
    ("emil", NewAsk("CASE", "?", ("eeva",)), RefusalKind.NOT_YOURS, "case_not_yours"),
    ("aino", NewAsk("CASE", " ", ("eeva",)), RefusalKind.INVALID_INPUT, "question_empty"),
    ("aino", NewAsk("CASE", "x" * 1001, ("eeva",)), RefusalKind.INVALID_INPUT, "question_long"),
    ("aino", NewAsk("CASE", "?", ()), RefusalKind.INVALID_INPUT, "ask_nobody"),
    ("aino", NewAsk("CASE", "?", ("eeva",), "homes"), RefusalKind.INVALID_INPUT, "ask_both"),
    ("aino", NewAsk("CASE", "?", ("aino",)), RefusalKind.INVALID_INPUT, "ask_oneself"),
    ("aino", NewAsk("CASE", "?", ("eeva", "nobody")), RefusalKind.NOT_FOUND, "not_found"),
    ("aino", NewAsk("CASE", "?", ("maija",)), RefusalKind.EXPERT_UNAVAILABLE, "takes_no_cases"),
    ("aino", NewAsk("CASE", "?", ("emil",)), RefusalKind.EXPERT_UNAVAILABLE, "left"),
    ("aino", NewAsk("other", "?", ("eeva",)), RefusalKind.NOT_FOUND, "not_found"),
]


@pytest.mark.parametrize(("who", "new", "kind", "words"), REFUSED)
async def test_what_can_not_be_asked(
    asking: Asking, who: str, new: NewAsk, kind: RefusalKind, words: str
) -> None:
    case = await asking.desk.opened()
    await asking.graph.run("MATCH (e:Expert {id: 'emil'}) SET e.active = false")
    given = NewAsk(
        case if new.case_id == "CASE" else new.case_id,
        new.question,
        new.expert_ids,
        new.mini_network_id,
    )
    assert refused(await asking.try_ask(who, given), kind).words == words
    assert await asking.graph.read("MATCH (a:Ask|AskReply|Event) RETURN a") == []


async def test_not_more_questions_than_can_be_followed(asking: Asking) -> None:
    case = await asking.desk.opened()
    for _ in range(MAX_OPEN):
        ask = await asking.ask(case, "eeva")
    answer = await asking.try_ask("aino", NewAsk(case, "?", ("eeva",)))
    assert refused(answer, RefusalKind.WRONG_STATE).words == "ask_many_open"
    done(await asking.commands.withdraw("aino", asking.desk.key(), ask))
    await asking.ask(case, "eeva")


async def test_answers_and_marks_that_come_too_late_or_from_others(asking: Asking) -> None:
    case = await asking.desk.opened()
    ask = await asking.ask(case, "eeva", "emil")
    assert refused(await asking.answer("arvid", ask), RefusalKind.NOT_YOURS).owner_id == "aino"
    assert refused(await asking.answer("eeva", "none"), RefusalKind.NOT_FOUND).seen == "none"
    empty = refused(await asking.answer("eeva", ask, " "), RefusalKind.INVALID_INPUT)
    assert (empty.field, empty.words) == ("answer", "answer_empty")
    early = refused(await asking.helped(ask, "eeva"), RefusalKind.WRONG_STATE)
    assert early.words == "ask_no_answer"

    passed = PassReason.CANT_NOW
    done(await asking.commands.pass_on("eeva", asking.desk.key(), ask, passed))
    assert await asking.events("aino") == [("ASK_PASSED", ask)]
    again = await asking.commands.pass_on("eeva", asking.desk.key(), ask, passed)
    assert refused(again, RefusalKind.WRONG_STATE).words == "ask_passed_already"
    assert await asking.state(ask) is AskState.OPEN
    # who passed may answer after all; only once
    done(await asking.answer("eeva", ask))
    twice = refused(await asking.answer("eeva", ask, "vielä"), RefusalKind.WRONG_STATE)
    assert twice.words == "ask_answered_already"
    refused(await asking.helped(ask, "eeva", "emil"), RefusalKind.NOT_YOURS)
    done(await asking.helped(ask, "eeva"))
    late = refused(await asking.answer("emil", ask), RefusalKind.WRONG_STATE)
    assert (late.words, late.state) == ("ask_helped_already", "HELPED")
    more = refused(await asking.helped(ask, "eeva"), RefusalKind.WRONG_STATE)
    assert more.words == "ask_helped_already"
    assert await asking.edges("eeva") == {"count": 1}
    kept = await asking.commands.withdraw("aino", asking.desk.key(), ask)
    assert refused(kept, RefusalKind.WRONG_STATE).words == "ask_helped_already"


async def test_taken_back(asking: Asking) -> None:
    case = await asking.desk.opened()
    ask = await asking.ask(case, "eeva")
    other = await asking.commands.withdraw("emil", asking.desk.key(), ask)
    assert refused(other, RefusalKind.NOT_YOURS).words == "ask_not_yours"
    done(await asking.commands.withdraw("aino", asking.desk.key(), ask))
    found = (await asking.reads.asks([ask]))[ask]
    assert (found.state, found.close_reason) == (AskState.CLOSED, CloseReason.WITHDRAWN)
    assert await asking.events("eeva") == [("ASKED", ask), ("ASK_CLOSED", ask)]
    late = refused(await asking.answer("eeva", ask), RefusalKind.WRONG_STATE)
    assert (late.words, late.state) == ("ask_closed", "CLOSED")
    assert (await asking.reads.asks([ask]))[ask].replies[0].text is None


async def test_the_end_of_a_case_closes_its_questions(asking: Asking) -> None:
    case = await asking.desk.opened()
    answered = await asking.ask(case, "eeva")
    waiting = await asking.ask(case, "emil")
    done(await asking.answer("eeva", answered))
    done(await asking.desk.closing.resolve("aino", asking.desk.key(), case))
    found = await asking.reads.asks([answered, waiting])
    assert {one.close_reason for one in found.values()} == {CloseReason.CASE_ENDED}
    assert await asking.events("emil") == [("ASKED", waiting), ("ASK_CLOSED", waiting)]
    assert await asking.events("eeva") == [("ASKED", answered)]
    late = refused(await asking.answer("emil", waiting), RefusalKind.WRONG_STATE)
    assert late.words == "ask_closed"
    # an answer that came in time may still be said to have helped; one that never came can't
    done(await asking.helped(answered, "eeva"))
    none = refused(await asking.helped(waiting, "emil"), RefusalKind.WRONG_STATE)
    assert none.words == "ask_no_answer"
    ended = await asking.try_ask("aino", NewAsk(case, "?", ("eeva",)))
    assert refused(ended, RefusalKind.WRONG_STATE).words == "case_ended"

    case = await asking.desk.opened()
    sent = await asking.ask(case, "eeva")
    reason = RedirectReason.NOBODY_FREE
    done(
        await asking.desk.closing.redirect(
            "aino", asking.desk.key(), case, reason, toward_unit_id=None, note=None
        )
    )
    assert await asking.state(sent) is AskState.CLOSED


async def test_a_case_that_is_passed_on_takes_no_answers_for_its_sender(asking: Asking) -> None:
    case = await asking.desk.opened()
    ask = await asking.ask(case, "emil")
    offer = await asking.desk.offered(case, "eeva")
    assert await asking.state(ask) is AskState.OPEN
    done(await asking.desk.handovers.accept("eeva", asking.desk.key(), offer))
    found = (await asking.reads.asks([ask]))[ask]
    assert (found.state, found.close_reason) == (AskState.CLOSED, CloseReason.CASE_PASSED_ON)
    assert await asking.events("emil") == [("ASKED", ask), ("ASK_CLOSED", ask)]
    assert ("ASK_CLOSED", ask) in await asking.events("aino")
    mine = await asking.ask(case, "arvid", who="eeva")
    assert (await asking.reads.of_cases([case]))[case] == (ask, mine)


async def test_the_same_key_is_one_question_and_races_have_one_winner(asking: Asking) -> None:
    case = await asking.desk.opened()
    new = NewAsk(case, "saako?", ("eeva", "emil"))
    first, second = await asyncio.gather(
        asking.commands.ask("aino", "same", new), asking.commands.ask("aino", "same", new)
    )
    assert first == second
    ask = done(first)
    assert len(await asking.graph.read("MATCH (a:Ask) RETURN a")) == 1
    done(await asking.answer("eeva", ask))
    done(await asking.answer("emil", ask))
    marks = await asyncio.gather(asking.helped(ask, "eeva"), asking.helped(ask, "emil"))
    assert sum(isinstance(mark, Done) for mark in marks) == 1
    helped = await asking.graph.read("MATCH (r:AskReply {helped: true}) RETURN r")
    counted = await asking.graph.read(
        "MATCH (:Expert)-[r:HELPED_WITH]->() RETURN sum(r.count) AS n"
    )
    assert (len(helped), counted[0]["n"]) == (1, 1)


async def test_a_case_that_is_given_back_closes_the_receivers_questions(asking: Asking) -> None:
    giving = ReturningService(asking.desk.runner, scrub=lambda text: text)
    case = await asking.desk.opened()
    offer = await asking.desk.offered(case, "eeva")
    done(await asking.desk.handovers.accept("eeva", asking.desk.key(), offer))
    ask = await asking.ask(case, "emil", who="eeva")
    reason = ReturnReason.NOT_MY_MATTER
    done(await giving.give_back("eeva", asking.desk.key(), offer, reason, None))
    found = (await asking.reads.asks([ask]))[ask]
    assert (found.state, found.close_reason) == (AskState.CLOSED, CloseReason.CASE_PASSED_ON)
    assert await asking.events("emil") == [("ASKED", ask), ("ASK_CLOSED", ask)]
    await asking.ask(case, "emil")
