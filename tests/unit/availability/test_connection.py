"""Only three schemes, and only what they can carry."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netsvc.availability.connection import Connection, ConnectionKind, read_connection

EXTENSION, SIP, CHAT, QUEUE = ConnectionKind


@pytest.mark.parametrize(
    ("kind", "address", "uri"),
    [
        (EXTENSION, " 4711 ", "tel:4711"),
        (QUEUE, "tel:+358 20-634 0200", "tel:+358206340200"),
        (SIP, "eeva@voice.example.org", "sip:eeva@voice.example.org"),
        (SIP, "sip:eeva@voice.example.org:5061", "sip:eeva@voice.example.org:5061"),
        (CHAT, "https://teams.example.com/l/chat/0/0?users=e", None),
    ],
)
def test_what_can_be_connected(kind: ConnectionKind, address: str, uri: str | None) -> None:
    assert read_connection(kind, address) == Connection(kind, uri or address)


@pytest.mark.parametrize(
    ("kind", "address"),
    [
        (EXTENSION, ""),
        (EXTENSION, "4711;phone-context=x"),
        (EXTENSION, "tel:tel:47"),
        (QUEUE, "+" + "1" * 16),
        (SIP, "eeva"),
        (SIP, "eeva@host?Replaces=1"),
        (SIP, "javascript:alert@x"),
        (CHAT, "http://teams.example.com"),
        (CHAT, "javascript:alert(1)"),
        (CHAT, "https://"),
        (CHAT, "https://me:secret@example.com"),
        (CHAT, "https://example.com:99999"),
        (CHAT, "https://example.com/a b"),
        (CHAT, "https://example.com/\n"),
        (CHAT, "https://example.com/" + "x" * 300),
    ],
)
def test_what_can_not(kind: ConnectionKind, address: str) -> None:
    if address == "https://example.com/\n":
        # space around an address is not part of it
        assert read_connection(kind, address) == Connection(kind, address.strip())
    else:
        assert read_connection(kind, address) is None


@given(st.sampled_from(list(ConnectionKind)), st.text(max_size=40))
def test_nothing_else_comes_through(kind: ConnectionKind, address: str) -> None:
    found = read_connection(kind, address)
    assert found is None or found.uri.startswith(("tel:", "sip:", "https://"))
