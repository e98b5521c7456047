"""The customer's own verdict: told to the agent, or given once by a link without signing in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from netsvc.api.http.verdict_page import VerdictRoutes
from netsvc.api.http.verdict_words import WORDS
from netsvc.graph.driver import Graph
from netsvc.wiring import wire_operations
from tests.api.desk import Desk, issue_type, make_endpoint
from tests.organisation import digest, load_organisation

FIELDS = """
__typename
... on Problem { message { en } }
... on NotYours { owner { name } }
... on Verdict { state via solved repeated path }
"""
RECORD = """
mutation($c: ID!, $s: Boolean, $r: Boolean, $k: String!) {
  recordVerdict(caseId: $c, solved: $s, repeated: $r, key: $k) { FIELDS }
}
""".replace("FIELDS", FIELDS)
ASK = "mutation($c: ID!, $k: String!) { askVerdict(caseId: $c, key: $k) { FIELDS } }".replace(
    "FIELDS", FIELDS
)
SEEN = "query($c: ID!) { verdict(caseId: $c) { state via solved repeated path } }"
OPEN = """mutation($t: ID, $k: String!) { openCase(input: {words: "vuokra", language: SV,
  issueTypeId: $t}, key: $k) { ... on Case { id } } }"""
RESOLVE = "mutation($c: ID!, $k: String!) { resolveCase(caseId: $c, key: $k) { __typename } }"
NOON = datetime(2026, 3, 2, 10, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> datetime:
        return self.at


@dataclass
class House:
    desk: Desk
    clock: Clock
    web: httpx.AsyncClient
    case: str

    async def verdict(self) -> Any:
        return await self.desk.get("aino", SEEN, c=self.case)

    async def link(self) -> str:
        return str((await self.desk.get("aino", ASK, c=self.case, k=self.desk.key()))["path"])


@pytest.fixture
async def house(graph: Graph) -> AsyncIterator[House]:
    await load_organisation(graph)
    clock = Clock()
    wired = wire_operations(graph, pseudonym=str, scrub=str, offer_seconds=45, clock=clock)
    desk = Desk(graph, wired, make_endpoint(wired))
    made = await desk.get("aino", OPEN, t=issue_type("housing-allowance"), k="open")
    await desk.get("aino", RESOLVE, c=made["id"], k="resolve")
    services = wired.operations
    routes = VerdictRoutes(
        services.verdict_links, services.verdicts, services.verdict_commands, clock
    ).routes()
    transport = httpx.ASGITransport(Starlette(routes=routes))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as web:
        yield House(desk, clock, web, made["id"])


async def test_the_agent_records_it_once(house: House) -> None:
    assert await house.verdict() is None
    told = await house.desk.get("aino", RECORD, c=house.case, s=True, r=False, k="a")
    assert told == {
        "__typename": "Verdict",
        "state": "ANSWERED",
        "via": "AGENT",
        "solved": True,
        "repeated": False,
        "path": None,
    }
    assert await house.desk.get("aino", RECORD, c=house.case, s=True, r=False, k="a") == told
    before = await digest(house.desk.graph)
    for query, more in ((RECORD, {"s": False}), (ASK, {})):
        again = await house.desk.get("aino", query, c=house.case, k=house.desk.key(), **more)
        assert again["message"]["en"].startswith("The customer has answered already")
    assert (await house.verdict())["solved"] is True
    assert await digest(house.desk.graph) != before  # the keys alone
    rows = await house.desk.graph.read("MATCH (v:Verdict) RETURN v.solved AS solved")
    assert rows == [{"solved": True}]


async def test_who_would_not_say_was_asked(house: House) -> None:
    told = await house.desk.get("aino", RECORD, c=house.case, k="a")
    assert (told["state"], told["solved"], told["repeated"]) == ("DECLINED", None, None)


async def test_only_for_those_who_had_the_case(house: House) -> None:
    for query in (RECORD, ASK):
        answer = await house.desk.get("emil", query, c=house.case, k=house.desk.key())
        assert answer["__typename"] == "NotYours"
    assert await house.verdict() is None


async def test_a_link_is_answered_once_without_signing_in(house: House) -> None:
    path = await house.link()
    assert await house.link() == path
    before = await digest(house.desk.graph)
    shown = await house.web.get(path)
    assert (shown.status_code, shown.headers["cache-control"]) == (200, "no-store")
    assert WORDS["solved"].sv in shown.text
    assert "vuokra" not in shown.text
    assert "Bostadsbidrag" not in shown.text
    half = await house.web.post(path, data={"solved": "yes"})
    assert half.status_code == 400
    assert WORDS["both"].sv in half.text
    assert await digest(house.desk.graph) == before
    given = await house.web.post(path, data={"solved": "no", "repeated": "yes"})
    assert (given.status_code, WORDS["thanks"].sv in given.text) == (200, True)
    seen = await house.verdict()
    assert seen == {
        "state": "ANSWERED", "via": "LINK", "solved": False, "repeated": True, "path": None,
    }  # fmt: skip
    after = await digest(house.desk.graph)
    for again in (
        await house.web.get(path),
        await house.web.post(path, data={"solved": "yes", "repeated": "no"}),
    ):
        assert (again.status_code, WORDS["used"].sv in again.text) == (410, True)
    assert await digest(house.desk.graph) == after
    audit = "MATCH (a:Audit {action: 'verdict'}) RETURN a.actor AS who, a.toState AS state"
    assert await house.desk.graph.read(audit + " ORDER BY a.seq") == [
        {"who": "aino", "state": "ASKED"},
        {"who": "aino", "state": "ASKED"},
        {"who": "customer", "state": "ANSWERED"},
    ]


async def test_a_link_runs_out(house: House) -> None:
    path = await house.link()
    house.clock.at += timedelta(days=14)
    before = await digest(house.desk.graph)
    late = await house.web.post(path, data={"solved": "yes", "repeated": "no"})
    assert (late.status_code, WORDS["expired"].sv in late.text) == (410, True)
    assert await digest(house.desk.graph) == before
    assert (await house.verdict())["path"] is None


@pytest.mark.parametrize("token", ["x", "a.b", "a" * 500, "ä.b", "%00.%ff"])
async def test_a_link_of_nobodys(house: House, token: str) -> None:
    before = await digest(house.desk.graph)
    for answer in (
        await house.web.get(f"/verdict/{token}", headers={"accept-language": "fi"}),
        await house.web.post(f"/verdict/{token}", data={"solved": "yes"}),
    ):
        assert answer.status_code == 404
    link = await house.link()
    forged = link[:-1] + ("y" if link.endswith("x") else "x")
    assert (await house.web.get(forged)).status_code == 404
    assert before != ""


async def test_the_agent_may_write_what_was_first_asked_by_a_link(house: House) -> None:
    path = await house.link()
    told = await house.desk.get("aino", RECORD, c=house.case, s=True, r=True, k="a")
    assert (told["state"], told["via"]) == ("ANSWERED", "AGENT")
    assert (await house.web.get(path)).status_code == 410
