"""Offers are told where people work: their language, the issue type, a link, and nothing more."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta

import orjson
import pytest

from netsvc.asks.service import AskService, NewAsk
from netsvc.directory.model import Language
from netsvc.errors import BadInputError, ConfigurationError
from netsvc.events.answers import RefusalKind
from netsvc.graph.driver import Graph
from netsvc.handover.model import HandoverKind
from netsvc.handover.service import NewOffer
from netsvc.handover.undoing import UndoService
from netsvc.outside.deliveries import DeliveryState
from netsvc.outside.notifications import AddressKind, AppriseNotifier, question_words, words
from netsvc.outside.secrets import Secrets
from netsvc.outside.wired import Outside, OutsideConfig, wire_outside
from tests.organisation import digest, load_organisation
from tests.receiver import Receiver, receiving

from .handover_desk import Clock, Desk, build, done, refused

SECRETS = Secrets(b"s" * 32)
URL = "https://netsvc.example"


@dataclass
class Kept:
    """A notifier that keeps what it is asked to send."""

    taken: bool = True
    messages: list[tuple[str, str, str]] = field(default_factory=list)

    async def look_at(self, address: str) -> AddressKind:
        if not address.startswith("kept://"):
            raise BadInputError("Not an address.")
        return AddressKind("Kept", "kept://***")

    async def notify(self, address: str, title: str, body: str) -> bool:
        self.messages.append((address, title, body))
        return self.taken


@dataclass
class Office:
    desk: Desk
    kept: Kept
    outside: Outside

    async def listed(self) -> list[tuple[str, str | None]]:
        found = await self.outside.deliveries.listed()
        return [(one.state.value, one.error) for one in found]


@pytest.fixture
async def office(graph: Graph) -> Office:
    await load_organisation(graph)
    desk, kept = build(graph, Clock()), Kept()
    config = OutsideConfig(SECRETS, public_url=URL)
    outside = wire_outside(
        graph,
        desk.runner,
        config,
        public_id=lambda kind, plain: f"{kind}:{plain}",
        clock=desk.clock,
        notifier=kept,
    )
    done(await outside.commands.set_address("eeva", "address", "kept://secret-word/x"))
    return Office(desk, kept, outside)


async def test_an_offer_is_told_in_the_persons_language(office: Office) -> None:
    case = await office.desk.opened()
    new = NewOffer(case, "eeva", HandoverKind.WARM, note="salainen viesti")
    offer = done(await office.desk.handovers.offer("aino", "o", new))
    assert await office.outside.dispatcher.drain() == 1
    ((address, title, body),) = office.kept.messages
    assert (address, title) == ("kept://secret-word/x", "Sinulle tarjotaan asiaa: Asumistuki")
    link = re.search(rf"{URL}/answer/(\S+)", body)
    assert link is not None
    # 09:00:45 UTC where the unit is, in Helsinki
    assert body == (
        "Asiakas odottaa linjalla.\n" + f"Vastaa viimeistään 11.00.45: {URL}/answer/{link[1]}"
    )
    claim = office.outside.answer_tokens.read(link[1])
    assert claim is not None
    assert (claim.person_id, claim.handover_id) == ("eeva", offer)
    assert claim.expires_at == office.desk.clock.at + timedelta(seconds=45)
    assert await office.listed() == [("DELIVERED", None)]


@pytest.mark.parametrize(
    ("language", "title", "last"),
    [
        (Language.FI, "Sinulle tarjotaan asiaa: muu asia", "Vastaa tästä: L"),
        (Language.SV, "Du erbjuds ett ärende: annat ärende", "Svara här: L"),
        (Language.EN, "You are offered a case: another matter", "Answer here: L"),
    ],
)
def test_three_languages(language: Language, title: str, last: str) -> None:
    assert words(language, None, None, "L", False) == (title, last)


async def test_a_question_is_told_in_the_persons_language(office: Office) -> None:
    asks = AskService(office.desk.runner, scrub=lambda text: text)
    case = await office.desk.opened()
    new = NewAsk(case, "salainen kysymys vuokrasta", ("eeva", "emil"))
    ask = done(await asks.ask("aino", "a1", new))
    # emil has no address
    assert await office.outside.dispatcher.drain() == 1
    assert office.kept.messages == [
        (
            "kept://secret-word/x",
            "Kollega kysyy sinulta: Asumistuki",
            f"Asiakas on paikalla.\nVastaa tästä: {URL}/inbox",
        )
    ]
    assert await office.listed() == [("DELIVERED", None)]
    # what is answered, or closed, meanwhile is not told
    done(await asks.answer("eeva", "a2", ask, "saa"))
    await office.desk.graph.run("MATCH (e:Expert {id: 'eeva'}) SET e.uiLanguage = 'sv'")
    office.kept.taken = False
    second = done(await asks.ask("aino", "a3", new))
    await office.outside.dispatcher.drain()
    assert office.kept.messages[1][1:] == (
        "En kollega frågar dig: Bostadsbidrag",
        f"Kunden är på plats.\nSvara här: {URL}/inbox",
    )
    done(await asks.withdraw("aino", "a4", second))
    office.desk.clock.at += timedelta(seconds=10)
    await office.outside.dispatcher.drain()
    assert sorted(await office.listed()) == [
        ("DELIVERED", None),
        ("DROPPED", "The question or the address is gone."),
    ]
    assert len(office.kept.messages) == 2


async def test_a_question_that_waits_again_is_told_again(office: Office) -> None:
    desk = office.desk
    asks = AskService(desk.runner, scrub=lambda text: text)
    case = await desk.opened()
    done(await asks.ask("aino", "a1", NewAsk(case, "saako?", ("eeva",))))
    done(await desk.closing.resolve("aino", "slip", case))
    await office.outside.dispatcher.drain()
    assert office.kept.messages == []
    done(await UndoService(desk.runner).undo("aino", "undo", "slip"))
    assert await office.outside.dispatcher.drain() == 1
    assert [title for _, title, _ in office.kept.messages] == ["Kollega kysyy sinulta: Asumistuki"]


@pytest.mark.parametrize(
    ("language", "title", "body"),
    [
        (Language.FI, "Kollega kysyy sinulta: muu asia", "Vastaa tästä: L"),
        (Language.SV, "En kollega frågar dig: annat ärende", "Svara här: L"),
        (Language.EN, "A colleague asks you: another matter", "Answer here: L"),
    ],
)
def test_a_question_in_three_languages(language: Language, title: str, body: str) -> None:
    assert question_words(language, None, "L", False) == (title, body)


async def test_what_was_answered_or_ran_out_is_not_told(office: Office) -> None:
    case = await office.desk.opened()
    offer = await office.desk.offered(case, "eeva")
    done(await office.desk.handovers.withdraw("aino", "w", offer))
    await office.outside.dispatcher.drain()
    await office.desk.offered(case, "eeva")
    office.kept.taken = False
    await office.outside.dispatcher.drain()
    assert sorted(await office.listed()) == [
        ("DROPPED", "The offer or the address is gone."),
        ("WAITING", "The service did not take the message."),
    ]
    office.desk.clock.at += timedelta(seconds=45)
    await office.outside.dispatcher.drain()
    assert {state for state, _ in await office.listed()} == {"DROPPED"}
    assert len(office.kept.messages) == 1


async def test_who_has_no_address_is_not_told(office: Office) -> None:
    case = await office.desk.opened()
    await office.desk.offered(case, "emil")
    done(await office.outside.commands.set_address("eeva", "none", None))
    assert await office.outside.addresses.of_person("eeva") is None
    done(await office.desk.handovers.withdraw("aino", "w", await _open_offer(office)))
    await office.desk.offered(case, "eeva")
    assert await office.outside.dispatcher.drain() == 0
    assert office.kept.messages == []


async def _open_offer(office: Office) -> str:
    rows = await office.desk.graph.read("MATCH (h:Handover {state: 'OFFERED'}) RETURN h.id AS id")
    return str(rows[0]["id"])


async def test_an_address_is_sealed_and_never_shown(office: Office) -> None:
    shown = await office.outside.addresses.of_person("eeva")
    assert shown is not None
    assert (shown.service, shown.masked) == ("Kept", "kept://***")
    rows = await office.desk.graph.read("MATCH (n) RETURN properties(n) AS v")
    assert "secret-word" not in repr(rows)
    (sealed,) = await office.desk.graph.read("MATCH (n:NotificationAddress) RETURN n.sealed AS s")
    assert SECRETS.unseal(sealed["s"]) == "kept://secret-word/x"
    with pytest.raises(ConfigurationError, match="another NETSVC_TOKEN_KEY"):
        Secrets(b"t" * 32).unseal(sealed["s"])


async def test_a_refused_address_changes_nothing_and_is_not_repeated(office: Office) -> None:
    before = await digest(office.desk.graph)
    answer = await office.outside.commands.set_address("eeva", "bad", "other://user:password@host")
    refusal = refused(answer, RefusalKind.INVALID_INPUT)
    assert (refusal.field, refusal.seen) == ("address", "other")
    assert await digest(office.desk.graph) == before


@pytest.mark.parametrize(
    "address",
    [
        "json://127.0.0.1/x",
        "file:///etc/passwd",
        "syslog://",
        "https://example.org",
        "slack://",
        "",
        "msteams://x\n",
        "mailto://u:p@example.org/" + "x" * 1000,
    ],
)
async def test_only_listed_services(address: str) -> None:
    with pytest.raises(BadInputError):
        await AppriseNotifier(allow_private=False).look_at(address)


async def test_what_is_shown_of_an_address_has_no_password() -> None:
    kind = await AppriseNotifier(allow_private=False).look_at("mailtos://me:topsecret@example.org")
    assert kind.service == "E-Mail"
    assert "topsecret" not in kind.masked


async def test_a_mail_server_of_the_own_network_is_refused() -> None:
    with pytest.raises(BadInputError, match="no address of the open internet"):
        await AppriseNotifier(allow_private=False).notify(
            "mailto://me:word@example.org?smtp=127.0.0.1", "t", "b"
        )


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with receiving() as one:
        yield one


async def test_apprise_sends_to_a_real_receiver(graph: Graph, receiver: Receiver) -> None:
    await load_organisation(graph)
    desk = build(graph, Clock())
    outside = wire_outside(
        graph,
        desk.runner,
        OutsideConfig(SECRETS, allow_private=True, public_url=URL),
        public_id=lambda kind, plain: f"{kind}:{plain}",
        clock=desk.clock,
    )
    address = f"json://127.0.0.1:{receiver.port}/teams"
    done(await outside.commands.set_address("eeva", "a", address))
    await graph.run("MATCH (e:Expert {id: 'eeva'}) SET e.uiLanguage = 'sv'")
    await desk.offered(await desk.opened(), "eeva", kind=HandoverKind.COLD)
    assert await outside.dispatcher.drain() == 1
    told = orjson.loads(receiver.got[0].body)
    assert told["title"] == "Du erbjuds ett ärende: Bostadsbidrag"
    assert told["message"].startswith(f"Svara senast 2/3 19:00: {URL}/answer/")
    assert "vuokra" not in repr(told)
    receiver.statuses = [500]
    case = await desk.opened()
    await desk.offered(case, "eeva", kind=HandoverKind.COLD)
    await outside.dispatcher.drain()
    (waiting,) = await outside.deliveries.listed([DeliveryState.WAITING])
    assert waiting.error == "The service did not take the message."
