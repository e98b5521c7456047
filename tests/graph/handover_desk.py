"""The services of a desk over a small organisation, with a clock that tests set."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from netsvc.cases.model import Case
from netsvc.cases.repository import CaseRepository
from netsvc.cases.service import CaseService, NewCase
from netsvc.directory.model import Language, LocalText
from netsvc.errors import DatabaseUnavailableError, DeadlineExceededError
from netsvc.events.answers import Answer, Done, Refusal, RefusalKind
from netsvc.events.commands import CommandRunner
from netsvc.graph.driver import Graph
from netsvc.handover.closing import ClosingService
from netsvc.handover.model import HandoverKind
from netsvc.handover.promises import PromiseRepository, PromiseService
from netsvc.handover.repository import HandoverRepository, WhyReason
from netsvc.handover.service import HandoverService, NewOffer
from netsvc.handover.sweeper import Sweeper, Timer

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
WARM = HandoverKind.WARM
WHY = WhyReason(
    "EXPERT_RESOLVED",
    LocalText("Ratkaissut 40.", "Har löst 40.", "Resolved 40."),
    count=40,
    total=44,
    subject=LocalText("Asumistuki", "Bostadsbidrag", "Housing allowance"),
)


class Clock:
    """The time of the test."""

    def __init__(self) -> None:
        self.at = MONDAY

    def __call__(self) -> datetime:
        return self.at


async def _why(_case: Case, _among: Sequence[str]) -> dict[str, tuple[WhyReason, ...]]:
    return {"eeva": (WHY,)}


@dataclass
class Desk:
    """The services of one process."""

    graph: Graph
    clock: Clock
    cases: CaseService
    handovers: HandoverService
    closing: ClosingService
    read_cases: CaseRepository
    read_handovers: HandoverRepository
    sweeper: Sweeper
    runner: CommandRunner
    owed: PromiseRepository
    promises: PromiseService
    keys: int = 0

    def key(self) -> str:
        self.keys += 1
        return f"k{self.keys}"

    async def opened(self, who: str = "aino", issue_type: str | None = "housing-allowance") -> str:
        new = NewCase("vuokra nousi", Language.FI, issue_type_id=issue_type)
        return done(await self.cases.open_case(who, self.key(), new))

    async def offered(
        self, case: str, to: str, who: str = "aino", kind: HandoverKind = WARM
    ) -> str:
        return done(await self.handovers.offer(who, self.key(), NewOffer(case, to, kind)))

    async def chained(
        self,
        case: str,
        *people: str,
        who: str = "aino",
        kind: HandoverKind = WARM,
        at_once: int = 1,
    ) -> str:
        """Offered to the first of them, then to the others, in order."""
        first, *rest = people
        new = NewOffer(case, first, kind, next_expert_ids=tuple(rest), at_once=at_once)
        return done(await self.handovers.offer(who, self.key(), new))

    async def legs_of(self, case: str) -> list[tuple[str, str, str]]:
        """Who was asked, why, and what became of it, in order of time."""
        rows = await self.graph.read(
            "MATCH (:Case {id: $id})<-[:OF_CASE]-(h:Handover)-[:TO]->(e:Expert) "
            "RETURN e.id AS id, h.askedAs AS asked, h.state AS state ORDER BY h.offeredAt, h.id",
            id=case,
        )
        return [(row["id"], row["asked"], row["state"]) for row in rows]

    async def open_leg(self, who: str) -> str:
        """The only offer that waits for that person."""
        (offer,) = (await self.read_handovers.inbox(who, self.clock())).offer_ids
        return offer

    async def heard(self, who: str) -> list[str]:
        """The kinds of what came to the person's inbox, in order."""
        rows = await self.graph.read(
            "MATCH (v:Event {recipient: $who}) RETURN v.kind AS kind ORDER BY v.seq", who=who
        )
        return [row["kind"] for row in rows]

    async def offering_state(self, case: str) -> str:
        """That of the latest offering."""
        rows = await self.graph.read(
            "MATCH (o:Offering)-[:HANDS_OVER]->(:Case {id: $id}) "
            "RETURN o.state AS state ORDER BY o.beganAt DESC, o.id DESC LIMIT 1",
            id=case,
        )
        return str(rows[0]["state"])

    async def contact_of(self, case: str) -> str:
        return (await self.read_cases.cases([case]))[case].contact_ids[0]

    async def person(self, expert_id: str) -> dict[str, Any]:
        rows = await self.graph.read(
            "MATCH (e:Expert {id: $id}) RETURN properties(e) AS e", id=expert_id
        )
        return dict(rows[0]["e"])

    async def evidence(self, label_id: str) -> tuple[int, int, int, int]:
        rows = await self.graph.read(
            "MATCH (n {id: $id})-[r:RESOLVES]->(:IssueType {id: 'housing-allowance'}) "
            "RETURN r.resolved AS a, r.received AS b, r.bounced AS c, r.notMine AS d",
            id=label_id,
        )
        return tuple(rows[0].values())


async def asked(ask: Callable[[], Awaitable[Answer]]) -> Answer:
    """As a client does: what did not come back in time is asked again with the same key."""
    for _ in range(20):
        try:
            return await ask()
        except (DatabaseUnavailableError, DeadlineExceededError):
            await asyncio.sleep(0.2)
    raise AssertionError("never answered")


def done(answer: Answer) -> str:
    assert isinstance(answer, Done), answer
    return answer.id


def refused(answer: Answer, kind: RefusalKind) -> Refusal:
    assert isinstance(answer, Refusal), answer
    assert answer.kind is kind, answer
    return answer


def build(graph: Graph, clock: Clock) -> Desk:
    runner = CommandRunner(graph, clock=clock)
    cases = CaseRepository(graph)
    handovers = HandoverService(runner, cases, why=_why, scrub=lambda text: text, offer_seconds=45)
    reads = HandoverRepository(graph)
    owed = PromiseRepository(graph)
    promises = PromiseService(runner)
    return Desk(
        graph,
        clock,
        CaseService(runner, pseudonym=lambda n: f"p-{n}", scrub=lambda text: text),
        handovers,
        ClosingService(runner, scrub=lambda text: text),
        cases,
        reads,
        Sweeper(
            reads, handovers, clock, also=(Timer("promise", owed.overdue, promises.break_overdue),)
        ),
        runner,
        owed,
        promises,
    )
