"""How a customer on the line or a colleague is connected to somebody. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

MAX_ADDRESS = 300
_NUMBER = re.compile(r"\+?[0-9]{2,15}")
_SIP = re.compile(
    r"[A-Za-z0-9_.!~*'()+-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,253})(?::[0-9]{1,5})?"
)
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?")
_PLAIN = re.compile(r"[!-~]+")


class ConnectionKind(StrEnum):
    EXTENSION = "EXTENSION"
    SIP = "SIP"
    CHAT = "CHAT"
    QUEUE = "QUEUE"


@dataclass(frozen=True)
class Connection:
    """``uri`` has one of three schemes: ``tel:``, ``sip:`` and ``https:``."""

    kind: ConnectionKind
    uri: str

    @property
    def address(self) -> str:
        """As one would write it: without ``tel:`` and ``sip:``."""
        return self.uri.removeprefix("tel:").removeprefix("sip:")


def read_connection(kind: ConnectionKind, address: str) -> Connection | None:
    """A number, a SIP address or a chat link, with or without its scheme; None where it is none."""
    text = address.strip()
    if not text or len(text) > MAX_ADDRESS:
        return None
    match kind:
        case ConnectionKind.EXTENSION | ConnectionKind.QUEUE:
            number = re.sub(r"[ -]", "", text.removeprefix("tel:"))
            return Connection(kind, f"tel:{number}") if _NUMBER.fullmatch(number) else None
        case ConnectionKind.SIP:
            name = text.removeprefix("sip:")
            return Connection(kind, f"sip:{name}") if _SIP.fullmatch(name) else None
        case ConnectionKind.CHAT:
            return Connection(kind, text) if _is_link(text) else None


def _is_link(text: str) -> bool:
    if not _PLAIN.fullmatch(text) or not text.startswith("https://"):
        return False
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return False
    return parts.username is None and host is not None and _HOST.fullmatch(host) is not None
