"""Tells people of offers where they work, in their language; of the case only its issue type.

apprise speaks to the services (Teams, Slack, e-mail); its URLs hold secrets, so they are sealed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, LiteralString, Protocol
from zoneinfo import ZoneInfo

import apprise

from netsvc.directory.model import Language, LocalText
from netsvc.errors import BadInputError
from netsvc.graph.driver import Graph
from netsvc.outside.addresses import resolve
from netsvc.outside.deliveries import Leased
from netsvc.outside.dispatcher import Sent
from netsvc.outside.secrets import Secrets

MAX_ADDRESS = 1000
PUBLIC_SCHEMES = frozenset(
    {"msteams", "workflow", "workflows", "slack", "gchat", "wxteams", "webex", "mailto", "mailtos"}
)
"""Services of the open internet, as apprise names them."""
OWN_SCHEMES = frozenset(
    {"mmost", "mmosts", "rocket", "rockets", "matrix", "matrixs", "ntfy", "ntfys", "json", "jsons"}
)
"""Services that run on a network of one's own; only where private addresses are allowed."""

FIND: LiteralString = """
MATCH (e:Expert {id: $person})-[:NOTIFIED_AT]->(n:NotificationAddress)
MATCH (h:Handover {id: $handover})-[:TO]->(e)
RETURN n.sealed AS sealed, coalesce(e.uiLanguage, 'fi') AS language, h.state AS state,
  h.expiresAt AS expiresAt, h.kind = 'WARM' AS warm,
  head(COLLECT {
    MATCH (h)-[:OF_CASE]->(:Case)-[:ABOUT]->(t:IssueType)
    RETURN t { .nameFi, .nameSv, .nameEn }
  }) AS type,
  head(COLLECT {
    MATCH (e)-[m:MEMBER_OF]->(u:Unit) RETURN u.timeZone ORDER BY m.since, u.id
  }) AS timeZone
"""
FIND_QUESTION: LiteralString = """
MATCH (e:Expert {id: $person})-[:NOTIFIED_AT]->(n:NotificationAddress)
MATCH (e)<-[:REPLY_OF]-(r:AskReply)-[:REPLY_TO]->(q:Ask {id: $ask})
RETURN n.sealed AS sealed, coalesce(e.uiLanguage, 'fi') AS language, q.state AS state,
  r.state AS reply,
  EXISTS { MATCH (q)-[:ASKED_DURING]->(c:Contact) WHERE c.endedAt IS NULL } AS connected,
  head(COLLECT {
    MATCH (q)-[:ASK_ABOUT]->(t:IssueType) RETURN t { .nameFi, .nameSv, .nameEn }
  }) AS type
"""
OF_PERSON: LiteralString = """
MATCH (n:NotificationAddress {expertId: $person})
RETURN n.service AS service, n.masked AS masked, n.setAt AS setAt
"""
SET: LiteralString = """
MATCH (e:Expert {id: $person})
MERGE (n:NotificationAddress {expertId: $person})
SET n.sealed = $sealed, n.service = $service, n.masked = $masked, n.setAt = $at
MERGE (e)-[:NOTIFIED_AT]->(n)
RETURN n.expertId AS id
"""
CLEAR: LiteralString = """
OPTIONAL MATCH (n:NotificationAddress {expertId: $person}) DETACH DELETE n
"""

TITLE = LocalText(
    "Sinulle tarjotaan asiaa: {type}",
    "Du erbjuds ett ärende: {type}",
    "You are offered a case: {type}",
)
WAITING = LocalText(
    "Asiakas odottaa linjalla.",
    "Kunden väntar på linjen.",
    "The customer is waiting on the line.",
)
UNTIL = LocalText(
    "Vastaa viimeistään {time}: {link}",
    "Svara senast {time}: {link}",
    "Answer by {time}: {link}",
)
ANSWER = LocalText("Vastaa tästä: {link}", "Svara här: {link}", "Answer here: {link}")
QUESTION = LocalText(
    "Kollega kysyy sinulta: {type}",
    "En kollega frågar dig: {type}",
    "A colleague asks you: {type}",
)
THERE = LocalText("Asiakas on paikalla.", "Kunden är på plats.", "The customer is there now.")
UNNAMED = LocalText("muu asia", "annat ärende", "another matter")


@dataclass(frozen=True)
class AddressKind:
    """What may be shown of an address: the service, and the URL without its secrets."""

    service: str
    masked: str


@dataclass(frozen=True)
class NotificationAddress:
    service: str
    masked: str
    set_at: datetime


class Notifier(Protocol):
    """Sends one message to one address."""

    async def look_at(self, address: str) -> AddressKind:
        """Raises ``BadInputError`` for what can't be an address."""
        ...

    async def notify(self, address: str, title: str, body: str) -> bool:
        """Whether the message was taken; raises ``BadInputError`` as ``look_at``."""
        ...


class AppriseNotifier:
    """Messages through apprise; only the schemes that are listed here."""

    def __init__(self, *, allow_private: bool) -> None:
        self._allow_private = allow_private
        self._schemes = PUBLIC_SCHEMES | (OWN_SCHEMES if allow_private else frozenset())
        self._asset = apprise.AppriseAsset(
            app_id="netsvc", app_desc="netsvc", app_url="", image_url_mask="", secure_logging=True
        )

    async def look_at(self, address: str) -> AddressKind:
        plugin = await self._plugin(address)
        return AddressKind(str(plugin.service_name), _masked(plugin))

    async def notify(self, address: str, title: str, body: str) -> bool:
        plugin = await self._plugin(address)
        for host in self._hosts(plugin, address):
            await resolve(host, 443, allow_private=self._allow_private)
        sender = apprise.Apprise(asset=self._asset)
        sender.add(plugin)
        return bool(await sender.async_notify(body=body, title=title))

    async def _plugin(self, address: str) -> apprise.NotifyBase:
        scheme = address.partition("://")[0].lower()
        plugin = None
        if scheme in self._schemes and len(address) <= MAX_ADDRESS and address.isprintable():
            # the first time it imports every service that it knows, which takes seconds
            plugin = await asyncio.to_thread(
                apprise.Apprise.instantiate, address, asset=self._asset
            )
        if plugin is None:
            raise BadInputError(
                "The address is none that notifications can go to.",
                action=f"Use an apprise URL of {', '.join(sorted(self._schemes))}.",
            )
        return plugin

    @staticmethod
    def _hosts(plugin: apprise.NotifyBase, address: str) -> list[str]:
        """Where the message will go, as far as the address says it itself."""
        smtp = getattr(plugin, "smtp_host", None)
        if smtp:
            return [str(smtp)]
        scheme = address.partition("://")[0].lower()
        named = scheme in OWN_SCHEMES | {"workflow", "workflows"}
        return [str(plugin.host)] if named and plugin.host else []


def _masked(plugin: Any) -> str:
    # apprise has no type for it
    return str(plugin.url(privacy=True)).partition("?")[0][:200]


class AddressRepository:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def of_person(self, person: str) -> NotificationAddress | None:
        """The address as it may be shown to the person."""
        rows = await self._graph.read(OF_PERSON, person=person)
        if not rows:
            return None
        row = rows[0]
        set_at = row["setAt"].to_native().astimezone(UTC)
        return NotificationAddress(row["service"], row["masked"], set_at)


Link = Callable[[str, str, str, datetime | None], str]
"""(person, handover, token id, expiry) -> where the offer can be answered."""


class PersonSender:
    """Sends the deliveries of offers and questions to people; what is answered is told no more.

    ``inbox`` is where questions are answered.
    """

    def __init__(
        self, graph: Graph, notifier: Notifier, secrets: Secrets, link: Link, inbox: str
    ) -> None:
        self._inbox = inbox
        self._graph = graph
        self._notifier = notifier
        self._secrets = secrets
        self._link = link

    async def send(self, delivery: Leased, at: datetime) -> Sent:  # noqa: ARG002 - protocol
        if delivery.ask_id is not None:
            return await self._send_question(delivery)
        rows = await self._graph.read(
            FIND, person=delivery.expert_id, handover=delivery.handover_id
        )
        if not rows or rows[0]["state"] != "OFFERED":
            return Sent(ok=False, dropped=True, error="The offer or the address is gone.")
        row = rows[0]
        language = Language(row["language"])
        expires = row["expiresAt"].to_native().astimezone(UTC) if row["expiresAt"] else None
        link = self._link(
            delivery.expert_id or "", delivery.handover_id or "", delivery.event_id, expires
        )
        zone = ZoneInfo(row["timeZone"] or "UTC")
        title, body = words(
            language, row["type"], expires.astimezone(zone) if expires else None, link, row["warm"]
        )
        return await self._notify(row["sealed"], title, body)

    async def _send_question(self, delivery: Leased) -> Sent:
        rows = await self._graph.read(FIND_QUESTION, person=delivery.expert_id, ask=delivery.ask_id)
        if (
            not rows
            or rows[0]["reply"] != "WAITING"
            or rows[0]["state"] not in ("OPEN", "ANSWERED")
        ):
            return Sent(ok=False, dropped=True, error="The question or the address is gone.")
        row = rows[0]
        title, body = question_words(
            Language(row["language"]), row["type"], self._inbox, row["connected"]
        )
        return await self._notify(row["sealed"], title, body)

    async def _notify(self, sealed: str, title: str, body: str) -> Sent:
        taken = await self._notifier.notify(self._secrets.unseal(sealed), title, body)
        return Sent(ok=taken, error="" if taken else "The service did not take the message.")


def words(
    language: Language,
    type_names: Mapping[str, str] | None,
    expires: datetime | None,
    link: str,
    warm: bool,
) -> tuple[str, str]:
    """Title and text of an offer; ``expires`` in the person's time zone."""
    title = said(TITLE, language).format(type=_named(type_names, language))
    lines = [said(WAITING, language)] if warm else []
    if expires is None:
        lines.append(said(ANSWER, language).format(link=link))
    else:
        shown = written(expires, language, seconds=warm)
        lines.append(said(UNTIL, language).format(time=shown, link=link))
    return title, "\n".join(lines)


def question_words(
    language: Language, type_names: Mapping[str, str] | None, link: str, connected: bool
) -> tuple[str, str]:
    """Title and text of a question to the person; ``connected``: the customer is there."""
    title = said(QUESTION, language).format(type=_named(type_names, language))
    lines = [said(THERE, language)] if connected else []
    return title, "\n".join([*lines, said(ANSWER, language).format(link=link)])


def _named(type_names: Mapping[str, str] | None, language: Language) -> str:
    names = MappingProxyType(dict(type_names or {}))
    return names.get(f"name{language.value.capitalize()}") or said(UNNAMED, language)


def said(text: LocalText, language: Language) -> str:
    """The text in one language."""
    return {Language.FI: text.fi, Language.SV: text.sv, Language.EN: text.en}[language]


def written(at: datetime, language: Language, *, seconds: bool = False) -> str:
    """A moment as people of the language write it; a warm offer's time of day to the second."""
    separator = "." if language is Language.FI else ":"
    clock = at.strftime(f"%H{separator}%M{separator}%S" if seconds else f"%H{separator}%M")
    if seconds:
        return clock
    return (
        f"{at.day}.{at.month}. {clock}"
        if language is Language.FI
        else f"{at.day}/{at.month} {clock}"
    )
