"""Webhooks, notification addresses and audit trails through the API, and their commands."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from typing import Any

import orjson
import pytest
from standardwebhooks.webhooks import Webhook as Verifier

from netsvc.api.operations.ids import Kind, to_global
from netsvc.graph.driver import Graph
from netsvc.graph.embedded import Connection
from netsvc.outside.secrets import Secrets
from netsvc.outside.wired import OutsideConfig
from netsvc.wiring import wire_operations
from tests.api.desk import Desk, expert, make_desk, make_endpoint
from tests.organisation import digest, load_organisation
from tests.receiver import Receiver, receiving

PROBLEM = "__typename ... on Problem { message { fi sv en } } ... on InvalidInput { field seen }"
CREATE = f"""
mutation($url: String!, $events: [WebhookEventKind!]!, $k: String!) {{
  createWebhook(url: $url, events: $events, key: $k) {{
    {PROBLEM} ... on Webhook {{ id url events secret retiredAt createdBy {{ id }} }}
  }}
}}
"""
RETIRE = f"""
mutation($id: ID!, $k: String!) {{
  retireWebhook(webhookId: $id, key: $k) {{ {PROBLEM} ... on Webhook {{ id secret retiredAt }} }}
}}
"""
WEBHOOKS = """
{ webhooks { id url secret retiredAt
  deliveries { eventId event state attempts status error nextAt endedAt } } }
"""
ADDRESS = f"""
mutation($a: String, $k: String!) {{
  setNotificationAddress(address: $a, key: $k) {{
    {PROBLEM} ... on NotificationSetting {{ address {{ service masked }} }}
  }}
}}
"""
TRAIL = """
query($id: ID!) {
  auditTrail(caseId: $id) {
    chain brokenAt
    records { seq action fromState toState actor { id } handover { id state } hash }
  }
}
"""
OPEN = """
mutation($k: String!) {
  openCase(input: {words: "vuokra", language: FI}, key: $k) { ... on Case { id } }
}
"""
OFFER = """
mutation($c: ID!, $to: ID!, $k: String!) {
  offerHandover(caseId: $c, toExpertId: $to, kind: COLD, key: $k) { ... on Handover { id } }
}
"""


@pytest.fixture
async def desk(graph: Graph) -> Desk:
    await load_organisation(graph)
    wired = wire_operations(
        graph,
        pseudonym=lambda number: f"pseudonym-{len(number)}",
        scrub=lambda text: text,
        offer_seconds=45,
        outside=OutsideConfig(Secrets(b"s" * 32), allow_private=True),
    )
    return Desk(graph, wired, make_endpoint(wired))


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with receiving() as one:
        yield one


async def create(desk: Desk, url: str, key: str = "c") -> dict[str, Any]:
    made: dict[str, Any] = await desk.get("ada", CREATE, url=url, events=["CASE_OPENED"], k=key)
    return made


async def test_from_registering_a_webhook_to_retiring_it(desk: Desk, receiver: Receiver) -> None:
    made = await create(desk, receiver.url)
    assert (made["url"], made["events"]) == (receiver.url, ["CASE_OPENED"])
    assert made["createdBy"] == {"id": expert("ada")}
    # an answer that got lost is asked for again with its key; afterwards the secret is not shown
    assert await create(desk, receiver.url) == made
    await desk.get("aino", OPEN, k="o1")
    dispatcher = desk.wired.outside.dispatcher
    assert await dispatcher.drain() == 1
    told = Verifier(made["secret"]).verify(receiver.got[0].body, receiver.got[0].headers)
    cases = await desk.get("aino", "{ cases { edges { node { id number } } } }")
    known = cases["edges"][0]["node"]
    assert (told["data"]["case"]["id"], told["data"]["case"]["number"]) == tuple(known.values())
    (shown,) = await desk.get("ada", WEBHOOKS)
    assert shown["secret"] is None
    (delivery,) = shown["deliveries"]
    assert (delivery["state"], delivery["status"], delivery["event"]) == (
        "DELIVERED",
        204,
        "case.opened",
    )
    assert delivery["eventId"] == receiver.got[0].headers["webhook-id"]

    receiver.statuses = [503]
    await desk.get("aino", OPEN, k="o2")
    await dispatcher.drain()
    retired = await desk.get("ada", RETIRE, id=made["id"], k="r")
    assert retired["secret"] is None
    assert retired["retiredAt"] is not None
    (shown,) = await desk.get("ada", WEBHOOKS)
    assert {one["state"] for one in shown["deliveries"]} == {"DELIVERED", "CANCELLED"}
    await desk.get("aino", OPEN, k="o3")
    assert await dispatcher.drain() == 0
    again = await desk.get("ada", RETIRE, id=made["id"], k="r2")
    assert again["__typename"] == "NotFound"


async def test_the_same_press_again_looks_no_name_up(desk: Desk, receiver: Receiver) -> None:
    """The first answer stands, also where the address may not be sent to any more."""
    hook = await create(desk, receiver.url)
    address = f"json://127.0.0.1:{receiver.port}/"
    shown = await desk.get("aino", ADDRESS, a=address, k="a")
    wired = wire_operations(
        desk.graph,
        pseudonym=lambda number: f"pseudonym-{len(number)}",
        scrub=lambda text: text,
        offer_seconds=45,
        outside=OutsideConfig(Secrets(b"s" * 32), allow_private=False),
    )
    stricter = Desk(desk.graph, wired, make_endpoint(wired))
    before = await digest(desk.graph)
    assert await create(stricter, receiver.url) == hook
    assert await stricter.get("aino", ADDRESS, a=address, k="a") == shown
    assert await digest(desk.graph) == before
    for refused in (
        await create(stricter, receiver.url, key="new"),
        await stricter.get("aino", ADDRESS, a=address, k="new"),
    ):
        assert refused["__typename"] == "InvalidInput"
    assert await digest(desk.graph) == before


@pytest.mark.parametrize(
    ("url", "seen"),
    [
        ("https://127.0.0.1/hook", "127.0.0.1"),
        ("https://user:secret@example.org/x", "example.org"),
        ("http://example.org/token-in-path", "example.org"),
        ("nonsense", ""),
    ],
)
async def test_an_address_that_may_not_be_sent_to(graph: Graph, url: str, seen: str) -> None:
    await load_organisation(graph)
    desk = make_desk(graph)
    before = await digest(graph)
    refused = await create(desk, url)
    assert (refused["__typename"], refused["field"]) == ("InvalidInput", "url")
    assert refused["seen"] == seen
    assert await digest(graph) == before
    none = await desk.get("ada", CREATE, url="https://example.org", events=[], k="n")
    assert none["field"] == "kinds"


async def test_only_administrators_have_webhooks(desk: Desk, receiver: Receiver) -> None:
    before = await digest(desk.graph)
    for who in ("aino", "eeva", "maija", "pia"):
        for body in (
            await desk.ask(who, CREATE, url=receiver.url, events=["CASE_OPENED"], k="x"),
            await desk.ask(who, RETIRE, id="x", k="y"),
            await desk.ask(who, WEBHOOKS),
        ):
            assert body["errors"][0]["extensions"]["code"] == "NOT_ALLOWED"
    assert await digest(desk.graph) == before


async def test_a_notification_address_of_ones_own(desk: Desk, receiver: Receiver) -> None:
    address = f"json://user:hidden@127.0.0.1:{receiver.port}/x"
    done = await desk.get("eeva", ADDRESS, a=address, k="a")
    assert done["address"]["service"] == "JSON"
    assert "hidden" not in done["address"]["masked"]
    assert await desk.get("eeva", "{ notificationAddress { service } }") == {"service": "JSON"}
    assert await desk.get("emil", "{ notificationAddress { service } }") is None
    case = await desk.get("aino", OPEN, k="o")
    await desk.get("aino", OFFER, c=case["id"], to=expert("eeva"), k="f")
    assert await desk.wired.outside.dispatcher.drain() == 1
    told = orjson.loads(receiver.got[0].body)
    assert told["title"] == "Sinulle tarjotaan asiaa: muu asia"
    bad = await desk.get("eeva", ADDRESS, a="file:///etc/passwd", k="b")
    assert (bad["__typename"], bad["seen"]) == ("InvalidInput", "file")
    off = await desk.get("eeva", ADDRESS, k="c")
    assert off["address"] is None


async def test_the_audit_trail_of_a_case(desk: Desk) -> None:
    case = await desk.get("aino", OPEN, k="o")
    offer = await desk.get("aino", OFFER, c=case["id"], to=expert("eeva"), k="f")
    for who in ("aino", "eeva", "maija", "ada"):
        trail = await desk.get(who, TRAIL, id=case["id"])
        assert (trail["chain"], trail["brokenAt"]) == ("WHOLE", None)
        assert [
            (r["seq"], r["action"], r["toState"], r["actor"]["id"]) for r in trail["records"]
        ] == [
            (1, "openCase", "IN_CONTACT", expert("aino")),
            (2, "offerHandover", "OFFERED", expert("aino")),
        ]
        assert trail["records"][1]["handover"] == {"id": offer["id"], "state": "OFFERED"}
    before = await digest(desk.graph)
    for who in ("emil", "arvid", "pia"):
        for id_ in (case["id"], to_global(Kind.CASE, "no-such-case")):
            body = await desk.ask(who, TRAIL, id=id_)
            assert body["errors"][0]["extensions"]["code"] == "NOT_ALLOWED"
    assert await desk.get("maija", TRAIL, id=to_global(Kind.CASE, "no-such-case")) is None
    assert await digest(desk.graph) == before
    await desk.graph.run("MATCH (a:Audit {seq: 2}) SET a.actor = 'emil'")
    trail = await desk.get("maija", TRAIL, id=case["id"])
    assert (trail["chain"], trail["brokenAt"]) == ("BROKEN", 2)
    await desk.graph.run("CREATE (:Case {id: 'sample-1', number: 's', source: 'sample'})")
    sample = await desk.get("maija", TRAIL, id=to_global(Kind.CASE, "sample-1"))
    assert sample == {"chain": "NONE", "brokenAt": None, "records": []}


async def test_an_audit_trail_costs_few_statements(desk: Desk) -> None:
    case = await desk.get("aino", OPEN, k="o")
    few = await desk.cost("maija", TRAIL, id=case["id"])
    for key, person in (("1", "eeva"), ("2", "emil"), ("3", "arvid")):
        await desk.get("aino", OFFER, c=case["id"], to=expert(person), k=key)
    assert few <= 2
    assert await desk.cost("maija", TRAIL, id=case["id"]) <= few + 1


async def netsvc(server: Connection, *arguments: str) -> tuple[int, str]:
    """Exit status and what it printed."""
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith("NETSVC_")},
        "NETSVC_NEO4J_URI": server.uri,
        "NETSVC_NEO4J_USER": server.user,
        "NETSVC_NEO4J_PASSWORD": server.password,
    }
    done = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-m", "netsvc", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


async def test_the_commands(desk: Desk, receiver: Receiver, neo4j_server: Connection) -> None:
    await create(desk, receiver.url)
    receiver.statuses = [410]
    case = await desk.get("aino", OPEN, k="o")
    await desk.wired.outside.dispatcher.drain()
    status, text = await netsvc(neo4j_server, "events", "dead", "--json")
    (dead,) = orjson.loads(text)
    assert (status, dead["state"], dead["status"]) == (0, "DEAD", 410)
    status, text = await netsvc(neo4j_server, "events", "replay", dead["event_id"])
    assert (status, text) == (0, "1 will be sent again.\n")
    assert await desk.wired.outside.dispatcher.drain() == 1
    assert receiver.ids() == [dead["event_id"]] * 2
    status, text = await netsvc(neo4j_server, "events", "list", "--state", "delivered")
    assert (status, "1 deliveries." in text) == (0, True)
    assert (await netsvc(neo4j_server, "events", "replay", "no-such"))[0] == 1

    status, text = await netsvc(neo4j_server, "audit", "verify")
    assert (status, text.startswith("Whole: 1 records of 1 cases.")) == (0, True)
    await desk.graph.run("MATCH (a:Audit {seq: 1}) SET a.detail = 'another'")
    status, text = await netsvc(neo4j_server, "audit", "verify", "--json")
    broken = orjson.loads(text)["first_broken"]
    assert (status, to_global(Kind.CASE, broken["case_id"])) == (1, case["id"])
    assert (broken["seq"], broken["reason"]) == (1, "its content was changed")
