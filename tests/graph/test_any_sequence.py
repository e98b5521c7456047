"""Any sequence of commands by anybody, fitting or not, on a real graph keeps what must hold."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import LiteralString

from netsvc.audit.repository import AuditRepository
from netsvc.audit.verify import verify
from netsvc.cases.model import Channel, RedirectReason
from netsvc.cases.service import NewCase
from netsvc.directory.model import Language, Presence
from netsvc.events.answers import Answer, Done
from netsvc.graph.driver import Graph
from netsvc.handover.afterwards import ReturnReason
from netsvc.handover.model import DeclineReason, HandoverKind
from netsvc.handover.promise import NewPromise
from netsvc.handover.service import NewOffer
from tests.conftest import wipe
from tests.organisation import load_organisation

from .after_desk import After, build_after

Step = tuple[str, Callable[[], Awaitable[Answer]]]
PEOPLE = ("aino", "arvid", "eeva", "emil")
PROMISE = NewPromise("We call back", working_hours=2)
# Each statement finds what may not be; `held` is what a person's free places are counted by.
NEVER: dict[str, LiteralString] = {
    "a case in hand without exactly one owner, or one that ended with any": (
        "MATCH (c:Case) WITH c, count{(c)-[:OWNED_BY]->()} AS owners, "
        "c.state IN ['RESOLVED', 'CLOSED_UNRESOLVED'] AS ended "
        "WHERE owners <> CASE WHEN ended THEN 0 ELSE 1 END RETURN c.id AS id"
    ),
    "an offer of a case that ended": (
        "MATCH (c:Case)<-[:OF_CASE]-(:Handover {state: 'OFFERED'}) "
        "WHERE c.state IN ['RESOLVED', 'CLOSED_UNRESOLVED'] RETURN c.id AS id"
    ),
    "more offers at once than were asked for": (
        "MATCH (o:Offering) WITH o, count{(o)<-[:IN_OFFERING]-(:Handover {state: 'OFFERED'})} AS n "
        "WHERE n > o.atOnce OR (n > 0 AND o.state <> 'OPEN') RETURN o.id AS id"
    ),
    "two open offerings of a case": (
        "MATCH (c:Case) WHERE count{(c)<-[:HANDS_OVER]-(:Offering {state: 'OPEN'})} > 1 "
        "RETURN c.id AS id"
    ),
    "two who accepted in one offering": (
        "MATCH (o:Offering) WHERE count{(o)<-[:IN_OFFERING]-(h:Handover) "
        "WHERE h.state IN ['ACCEPTED', 'FORWARDED', 'RETURNED']} > 1 RETURN o.id AS id"
    ),
    "an offer to whoever makes it": (
        "MATCH (a)<-[:FROM]-(h:Handover)-[:TO]->(b) WHERE a = b RETURN h.id AS id"
    ),
    "a person asked twice in one offering": (
        "MATCH (o:Offering)<-[:IN_OFFERING]-(h:Handover)-[:TO]->(e) "
        "WITH o, e, count(h) AS n WHERE n > 1 RETURN o.id AS id"
    ),
    "a place that is held twice or lost": (
        "MATCH (e:Expert) WITH e, count{(e)<-[:OWNED_BY {counted: true}]-()} AS held "
        "WHERE coalesce(e.openCases, 0) <> held OR held > e.capacity RETURN e.id AS id"
    ),
    "an inbox with a hole or a line twice": (
        "MATCH (v:Event) WITH v.recipient AS id, count(v) AS n, count(DISTINCT v.seq) AS seqs, "
        "max(v.seq) AS last WHERE n <> seqs OR n <> last RETURN id"
    ),
    "an expiry that was written more than once": (
        "MATCH (a:Audit {action: 'expireHandover'}) WITH a.handoverId AS id, count(a) AS n "
        "WHERE n > 1 RETURN id"
    ),
    "a conference that is open on a case that ended": (
        "MATCH (k:Conference {state: 'OPEN'})-[:OF_CASE]->(c:Case) "
        "WHERE c.state IN ['RESOLVED', 'CLOSED_UNRESOLVED'] RETURN c.id AS id"
    ),
}


class Walk:
    """One walk: steps choose from what there is, mostly by whom they fit; nothing is checked."""

    def __init__(self, after: After, seed: int) -> None:
        self.after, self.desk = after, after.desk
        self.dice = random.Random(seed)  # noqa: S311 - a fixed walk, no secret
        self.keys: list[tuple[str, str]] = []
        self.made: Counter[str] = Counter()

    def one(self, of: Sequence[str]) -> str:
        """One of the latest, or an id that never was."""
        return self.dice.choice(of[-6:]) if of and self.dice.random() < 0.95 else "none"

    def mostly(self, fitting: str | None) -> str:
        """Whom it fits, or anybody."""
        anybody = self.dice.choice(PEOPLE)
        return fitting if fitting and self.dice.random() < 0.8 else anybody

    async def some(self, statement: LiteralString) -> dict[str, str | None]:
        rows = await self.desk.graph.read(statement)
        chosen = self.one([row["id"] for row in rows])
        return next((row for row in rows if row["id"] == chosen), {"id": chosen, "who": None})

    async def step(self) -> None:
        if self.dice.random() < 0.15:
            self.desk.clock.at += timedelta(seconds=self.dice.choice((5, 46, 9000)))
            await self.desk.sweeper.sweep()
            return
        name, make = self.dice.choice(STEPS)
        key = self.desk.key()
        who, command = await make(self, key)
        answer = await command()
        if isinstance(answer, Done):
            self.made[name] += 1
            self.keys.append((who, key))
            before = await self.count_audits()
            # the same key again is the same answer, and changes nothing
            assert await command() == answer
            assert await self.count_audits() == before

    async def count_audits(self) -> int:
        rows = await self.desk.graph.read("MATCH (a:Audit) RETURN count(a) AS n")
        return int(rows[0]["n"])

    async def open(self, key: str) -> Step:
        who = self.dice.choice(PEOPLE)
        new = NewCase("vuokra nousi", Language.FI, issue_type_id="housing-allowance")
        return who, partial(self.desk.cases.open_case, who, key, new)

    async def offer(self, key: str) -> Step:
        case = await self.some(CASES)
        who = self.mostly(case["who"])
        kind = self.dice.choice(list(HandoverKind))
        order = tuple(self.dice.sample(PEOPLE, self.dice.randint(0, 3)))
        new = NewOffer(
            str(case["id"]),
            self.one(PEOPLE),
            kind,
            next_expert_ids=order or None,
            at_once=self.dice.randint(1, 3),
            promise=PROMISE if kind is HandoverKind.COLD else None,
        )
        return who, partial(self.desk.handovers.offer, who, key, new)

    async def accept(self, key: str) -> Step:
        leg = await self.some(OFFERED)
        who = self.mostly(leg["who"])
        return who, partial(self.desk.handovers.accept, who, key, leg["id"])

    async def decline(self, key: str) -> Step:
        leg = await self.some(OFFERED)
        who = self.mostly(leg["who"])
        reason = self.dice.choice(list(DeclineReason))
        better = self.one(PEOPLE) if reason is DeclineReason.SOMEBODY_BETTER else None
        decline = self.desk.handovers.decline
        return who, partial(decline, who, key, leg["id"], reason, None, better_id=better)

    async def withdraw(self, key: str) -> Step:
        leg = await self.some(SENT)
        who = self.mostly(leg["who"])
        return who, partial(self.desk.handovers.withdraw, who, key, leg["id"])

    async def give_back(self, key: str) -> Step:
        leg = await self.some(HELD)
        who, reason = self.mostly(leg["who"]), self.dice.choice(list(ReturnReason))
        return who, partial(self.after.returning.give_back, who, key, leg["id"], reason, None)

    async def ask_sender(self, key: str) -> Step:
        leg = await self.some(HELD)
        who = self.mostly(leg["who"])
        return who, partial(self.after.returning.ask_sender, who, key, leg["id"], "Koska?")

    async def change_type(self, key: str) -> Step:
        case = await self.some(CASES)
        who, kind = self.mostly(case["who"]), self.one(("housing-allowance", "moving-out"))
        return who, partial(self.after.retyping.change_type, who, key, case["id"], kind)

    async def resolve(self, key: str) -> Step:
        case = await self.some(CASES)
        who = self.mostly(case["who"])
        return who, partial(self.desk.closing.resolve, who, key, case["id"])

    async def redirect(self, key: str) -> Step:
        case = await self.some(CASES)
        who, reason = self.mostly(case["who"]), self.dice.choice(list(RedirectReason))
        redirect = self.desk.closing.redirect
        return who, partial(redirect, who, key, case["id"], reason, toward_unit_id=None, note=None)

    async def reopen(self, key: str) -> Step:
        case, who = await self.some(ENDED), self.dice.choice(PEOPLE)
        channel = self.dice.choice(list(Channel))
        return who, partial(self.after.retyping.reopen, who, key, case["id"], channel)

    async def confer(self, key: str) -> Step:
        case = await self.some(CASES)
        who, toward = self.mostly(case["who"]), self.one(PEOPLE)
        return who, partial(self.after.conference.open, who, key, case["id"], toward)

    async def name(self, key: str) -> Step:
        conference, owner = await self.some(CONFERENCES), self.one(PEOPLE)
        who = self.mostly(conference["who"])
        name_owner = self.after.conference.name_owner
        return who, partial(name_owner, who, key, conference["id"], owner, None)

    async def be_available(self, key: str) -> Step:
        who = self.dice.choice(PEOPLE)
        return who, partial(self.desk.closing.set_presence, who, key, Presence.AVAILABLE)

    async def undo(self, key: str) -> Step:
        who, slip = self.keys[-1] if self.keys else (self.one(PEOPLE), "none")
        who = self.mostly(who)
        return who, partial(self.after.undoing.undo, who, key, slip)


CASES: LiteralString = (
    "MATCH (c:Case) RETURN c.id AS id, head([(c)-[:OWNED_BY]->(e) | e.id]) AS who "
    "ORDER BY who IS NOT NULL, id"
)
ENDED: LiteralString = (
    "MATCH (c:Case) WHERE c.state IN ['RESOLVED', 'CLOSED_UNRESOLVED'] "
    "RETURN c.id AS id, null AS who ORDER BY id"
)
OFFERED: LiteralString = (
    "MATCH (h:Handover {state: 'OFFERED'})-[:TO]->(e) RETURN h.id AS id, e.id AS who ORDER BY id"
)
SENT: LiteralString = (
    "MATCH (h:Handover {state: 'OFFERED'})-[:FROM]->(e) RETURN h.id AS id, e.id AS who ORDER BY id"
)
HELD: LiteralString = (
    "MATCH (h:Handover {state: 'ACCEPTED'})-[:TO]->(e) RETURN h.id AS id, e.id AS who ORDER BY id"
)
CONFERENCES: LiteralString = (
    "MATCH (k:Conference) RETURN k.id AS id, "
    "head([(k)-[:ASKS]->()<-[:IN_NETWORK|MEMBER_OF]-(e) | e.id]) AS who ORDER BY id"
)
# what moves a case on comes up more often than what ends it
STEPS = tuple(
    (make.__name__, make)
    for make, times in (
        (Walk.open, 1),
        (Walk.be_available, 2),
        (Walk.offer, 9),
        (Walk.accept, 9),
        (Walk.decline, 2),
        (Walk.withdraw, 1),
        (Walk.give_back, 3),
        (Walk.ask_sender, 1),
        (Walk.change_type, 1),
        (Walk.resolve, 1),
        (Walk.redirect, 1),
        (Walk.reopen, 2),
        (Walk.confer, 4),
        (Walk.name, 3),
        (Walk.undo, 3),
    )
    for _ in range(times)
)


async def test_any_sequence_keeps_the_graph_whole(graph: Graph) -> None:
    made: Counter[str] = Counter()
    for seed in range(5):
        await wipe(graph)
        await load_organisation(graph)
        await graph.run("MATCH (e:Expert) SET e.capacity = 4")
        walk = Walk(build_after(graph), seed)
        for _ in range(3):
            await (await walk.open(walk.desk.key()))[1]()
        for _ in range(80):
            await walk.step()
            for never, statement in NEVER.items():
                assert [row["id"] for row in await graph.read(statement)] == [], (never, seed)
        found = await verify(AuditRepository(graph))
        assert (found.first_broken, found.unchained) == (None, {})
        made += walk.made
    # a walk on which nothing happens proves nothing
    assert set(made) == {name for name, _ in STEPS}, made
    assert made["accept"] > 10
