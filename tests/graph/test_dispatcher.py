"""Several dispatchers on one Neo4j, real receivers: once when all is well, never not at all."""

from __future__ import annotations

import asyncio
import ipaddress
from collections.abc import AsyncIterator, Awaitable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import jsonschema_rs
import orjson
import pytest
from standardwebhooks.webhooks import Webhook as Verifier

from netsvc.cases.model import Channel, RedirectReason
from netsvc.errors import BadInputError
from netsvc.events.answers import Answer
from netsvc.graph.driver import Graph
from netsvc.handover.afterwards import ReturnReason
from netsvc.handover.model import DeclineReason, HandoverKind
from netsvc.handover.returning import ReturningService
from netsvc.handover.retyping import RetypingService
from netsvc.handover.undoing import UndoService
from netsvc.outside import webhooks as hooks
from netsvc.outside.addresses import is_public, resolve
from netsvc.outside.deliveries import DeliveryRepository, DeliveryState, Leased
from netsvc.outside.dispatcher import LEASE, PAUSES, Dispatcher, Sender, Sent
from netsvc.outside.kinds import OutsideKind
from netsvc.outside.secrets import Secrets
from netsvc.outside.sending import WebhookSender, parse_url
from netsvc.outside.webhooks import WebhookRepository
from netsvc.settings import SCHEMA_DIR
from tests.organisation import digest, load_organisation
from tests.receiver import Receiver, receiving

from .handover_desk import Clock, Desk, build, done

SECRETS = Secrets(b"s" * 32)
KINDS = [kind.value for kind in OutsideKind]


@dataclass
class House:
    """A desk, a clock for the dispatchers, and a receiver."""

    desk: Desk
    receiver: Receiver
    clock: Clock
    deliveries: DeliveryRepository

    def dispatcher(self, sender: Sender | None = None) -> Dispatcher:
        real = WebhookSender(WebhookRepository(self.desk.graph), SECRETS, allow_private=True)
        return Dispatcher(
            self.deliveries,
            {"webhook": sender or real},
            public_id=lambda kind, plain: f"{kind}:{plain}",
            clock=self.clock,
            jitter=lambda _low, _high: 1.0,
        )

    async def webhook(self, id_: str = "w1", *, path: str = "", kinds: list[str] = KINDS) -> None:
        await self.desk.graph.run(
            hooks.CREATE,
            id=id_,
            url=self.receiver.url + path,
            kinds=kinds,
            mark=SECRETS.mark_of_webhook(id_),
            at=self.clock(),
            actor="ada",
        )

    async def states(self) -> list[tuple[str, int]]:
        return [(one.state.value, one.attempts) for one in await self.deliveries.listed()]


@pytest.fixture
async def house(graph: Graph) -> AsyncIterator[House]:
    await load_organisation(graph)
    clock = Clock()
    clock.at = datetime.now(UTC)
    async with receiving() as receiver:
        yield House(build(graph, Clock()), receiver, clock, DeliveryRepository(graph))


async def test_two_dispatchers_send_each_event_once_to_each_receiver(house: House) -> None:
    await house.webhook("w1")
    await house.webhook("w2", path="/two", kinds=["case.resolved"])
    for number in range(8):
        case = await house.desk.opened()
        done(await house.desk.closing.resolve("aino", f"r{number}", case))
    one, two = house.dispatcher(), house.dispatcher()
    await asyncio.gather(one.drain(), two.drain(), house.dispatcher().drain())
    pairs = [(got.path, got.headers["webhook-id"]) for got in house.receiver.got]
    assert len(pairs) == len(set(pairs)) == 8 * 2 + 8
    assert sum(path == "/hook/two" for path, _ in pairs) == 8
    assert set(await house.states()) == {("DELIVERED", 1)}
    assert await one.drain() == 0
    assert len(house.receiver.got) == 24


async def test_a_receiver_verifies_the_signature(house: House) -> None:
    await house.webhook()
    await house.desk.opened()
    await house.dispatcher().drain()
    got = house.receiver.got[0]
    told = Verifier(SECRETS.of_webhook("w1")).verify(got.body, got.headers)
    assert told["type"] == "case.opened"
    audit = await house.desk.graph.read("MATCH (a:Audit) RETURN a.id AS id")
    assert got.headers["webhook-id"] == audit[0]["id"]
    with pytest.raises(Exception, match="No matching signature"):
        Verifier(SECRETS.of_webhook("w2")).verify(got.body, got.headers)


async def test_a_failing_receiver_is_tried_again_then_dead_and_replayed(house: House) -> None:
    await house.webhook(kinds=["case.opened"])
    await house.desk.opened()
    attempts = len(PAUSES) + 1
    house.receiver.statuses = [500] * attempts
    dispatcher = house.dispatcher()
    for pause in PAUSES:
        assert await dispatcher.drain() == 1
        house.clock.at += timedelta(seconds=pause - 1)
        assert await dispatcher.drain() == 0
        house.clock.at += timedelta(seconds=1)
    assert await dispatcher.drain() == 1
    (dead,) = await house.deliveries.listed([DeliveryState.DEAD])
    assert (dead.attempts, dead.status, dead.error) == (attempts, 500, "The receiver said 500.")
    house.clock.at += timedelta(days=60)
    assert await dispatcher.drain() == 0
    (again,) = await house.deliveries.replay([dead.event_id], house.clock())
    assert (again.state, again.attempts) == (DeliveryState.WAITING, 0)
    assert await house.dispatcher().drain() == 1
    assert await house.states() == [("DELIVERED", 1)]
    assert house.receiver.ids() == [dead.event_id] * (attempts + 1)
    assert len({got.body for got in house.receiver.got}) == 1


@dataclass
class Killed:
    """A sender whose process dies while it sends."""

    begun: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, delivery: Leased, at: datetime) -> Sent:
        self.begun.set()
        await asyncio.Event().wait()
        raise AssertionError


async def test_the_lease_of_a_killed_process_runs_out(house: House) -> None:
    await house.webhook(kinds=["case.opened"])
    await house.desk.opened()
    killed = Killed()
    task = asyncio.get_running_loop().create_task(house.dispatcher(killed).run())
    await killed.begun.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    other = house.dispatcher()
    assert await other.drain() == 0
    house.clock.at += LEASE
    assert await other.drain() == 1
    assert await house.states() == [("DELIVERED", 2)]
    assert len(house.receiver.got) == 1


async def test_who_is_gone_or_sends_elsewhere_gets_nothing_more(house: House) -> None:
    await house.webhook(kinds=["case.opened"])
    house.receiver.statuses = [302, 410]
    await house.desk.opened()
    dispatcher = house.dispatcher()
    await dispatcher.drain()
    assert await house.states() == [("WAITING", 1)]
    house.clock.at += timedelta(seconds=PAUSES[0])
    await dispatcher.drain()
    assert await house.states() == [("DEAD", 2)]
    assert [got.path for got in house.receiver.got] == ["/hook", "/hook"]


async def test_a_receiver_that_hangs_holds_up_nobody_else(house: House) -> None:
    await house.webhook(kinds=["case.opened"])
    house.receiver.pause = 1.0
    await house.desk.opened()
    impatient = WebhookSender(
        WebhookRepository(house.desk.graph), SECRETS, allow_private=True, seconds=0.2
    )
    await house.dispatcher(impatient).drain()
    (waiting,) = await house.deliveries.listed()
    assert (waiting.state, waiting.error) == (DeliveryState.WAITING, "No answer within 0.2 s.")


async def test_what_happens_without_receivers_leaves_no_deliveries(house: House) -> None:
    await house.desk.opened()
    dispatcher = house.dispatcher()
    assert await dispatcher.drain() == 0
    before = await digest(house.desk.graph)
    assert await dispatcher.drain() == 0
    assert await digest(house.desk.graph) == before
    # a webhook made later is not told of the past
    await house.webhook()
    assert await dispatcher.drain() == 0


async def test_each_kind_fits_its_schema_and_tells_no_secret(house: House) -> None:
    await house.webhook()
    desk = house.desk
    for key, reason in (("d", DeclineReason.NOT_MY_MATTER), ("d2", DeclineReason.NO_CAPACITY)):
        offer = await desk.offered(await desk.opened(), "eeva")
        done(await desk.handovers.decline("eeva", key, offer, reason, "salainen viesti"))
    case = await desk.opened()
    done(await desk.handovers.withdraw("aino", "w", await desk.offered(case, "eeva")))
    await desk.offered(case, "eeva")
    desk.clock.at += timedelta(seconds=46)
    await desk.sweeper.sweep()
    cold = await desk.offered(case, "emil", kind=HandoverKind.COLD)
    done(await desk.handovers.accept("emil", "a", cold))
    done(await desk.closing.resolve("emil", "r", case))
    lost = await desk.opened(issue_type=None)
    done(
        await desk.closing.redirect(
            "aino", "x", lost, RedirectReason.NOBODY_FREE, toward_unit_id=None, note="salainen"
        )
    )
    returning = ReturningService(desk.runner, scrub=lambda text: text)
    retyping = RetypingService(desk.runner)
    leg = await desk.offered(await desk.opened(), "eeva")
    done(await desk.handovers.accept("eeva", "b", leg))
    no = ReturnReason.NOT_MY_MATTER
    done(await returning.give_back("eeva", "g", leg, no, "salainen viesti"))
    done(await retyping.reopen("aino", "o", lost, Channel.PHONE))
    await take_back_each(desk)
    await house.dispatcher().drain()
    seen, undone = set(), []
    for got in house.receiver.got:
        told = orjson.loads(got.body)
        schema = orjson.loads((SCHEMA_DIR / "events" / f"{told['type']}.json").read_bytes())
        jsonschema_rs.Draft202012Validator(schema, validate_formats=True).validate(told)
        seen.add(told["type"])
        if told["type"] == "case.undone":
            undone.append(
                (told["data"]["undone"], told["data"]["state"], "handover" in told["data"])
            )
        for word in ("vuokra", "salainen", "aino", "eeva", "emil", "Aalto", "p-"):
            assert word.encode() not in got.body
    assert seen == set(KINDS)
    files = {path.stem for path in (SCHEMA_DIR / "events").glob("*.json")}
    assert files == seen
    assert sorted(undone) == [
        ("case.redirected", "IN_CONTACT", False),
        ("case.resolved", "IN_CONTACT", False),
        ("handover.accepted", "OFFERED", True),
        ("handover.declined", "OFFERED", True),
        ("handover.returned", "ACCEPTED", True),
    ]


async def take_back_each(desk: Desk) -> None:
    """Every slip that is told outside, and one that is not, taken back one after the other."""
    undoing = UndoService(desk.runner)
    returning = ReturningService(desk.runner, scrub=lambda text: text)
    leg = await desk.offered(case := await desk.opened(), "eeva")

    async def slip(said: Awaitable[Answer], key: str, who: str = "eeva") -> None:
        done(await said)
        done(await undoing.undo(who, desk.key(), key))

    await slip(desk.handovers.accept("eeva", "s1", leg), "s1")
    reason = DeclineReason.NOT_MY_MATTER
    await slip(desk.handovers.decline("eeva", "s2", leg, reason, None), "s2")
    done(await desk.handovers.accept("eeva", desk.key(), leg))
    no = ReturnReason.NO_CAPACITY
    await slip(returning.give_back("eeva", "s3", leg, no, None), "s3")
    await slip(desk.closing.resolve("eeva", "s4", case), "s4")
    redirect = desk.closing.redirect(
        "eeva", "s5", case, RedirectReason.OWN_WORK_FIRST, toward_unit_id=None, note=None
    )
    await slip(redirect, "s5")
    retyping = RetypingService(desk.runner)
    await slip(retyping.change_type("eeva", "s6", case, "moving-out"), "s6")


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "0.0.0.1",
        "100.64.0.1", "224.0.0.1", "::1", "fe80::1", "fc00::1", "::ffff:127.0.0.1",
        "64:ff9b::7f00:1", "2002:7f00:1::", "ff02::1",
    ],
)  # fmt: skip
def test_no_address_of_our_own_network(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


def test_addresses_of_the_open_internet() -> None:
    for address in ("93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::808:808"):
        assert is_public(ipaddress.ip_address(address))


async def test_a_private_address_is_refused_when_it_is_sent_to(house: House) -> None:
    await house.webhook(kinds=["case.opened"])
    # as after DNS rebinding: it was public when it was registered
    await house.desk.graph.run(
        "MATCH (w:Webhook) SET w.url = 'https://localhost:' + $port", port=str(house.receiver.port)
    )
    await house.desk.opened()
    strict = WebhookSender(WebhookRepository(house.desk.graph), SECRETS, allow_private=False)
    await house.dispatcher(strict).drain()
    (waiting,) = await house.deliveries.listed()
    assert waiting.error == "'localhost' is no address of the open internet."
    assert house.receiver.got == []
    with pytest.raises(BadInputError, match="has no address"):
        await resolve("no-such-name.invalid", 443, allow_private=True)


@pytest.mark.parametrize(
    "url",
    ["http://example.org", "ftp://example.org", "https://u:p@example.org", "https://", "x", ""],
)
def test_only_https_without_a_password(url: str) -> None:
    with pytest.raises(BadInputError):
        parse_url(url, allow_private=False)


async def test_a_changed_key_is_said_instead_of_signing_wrongly(house: House) -> None:
    await house.webhook(kinds=["case.opened"])
    await house.desk.opened()
    repository = WebhookRepository(house.desk.graph)
    other = WebhookSender(repository, Secrets(b"t" * 32), allow_private=True)
    await house.dispatcher(other).drain()
    (waiting,) = await house.deliveries.listed()
    assert waiting.error == "The webhook was made under another NETSVC_TOKEN_KEY."
    assert house.receiver.got == []
