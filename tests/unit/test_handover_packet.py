"""What travels, what may be skipped, and what its receiver may say of it."""

from __future__ import annotations

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netsvc.cases.model import CaseState
from netsvc.directory.packets import FieldType, PacketField, fitting
from netsvc.directory.texts import LocalText
from netsvc.events.answers import Refusal, RefusalKind
from netsvc.handover.model import CaseSituation, HandoverKind, HandoverState, Offer
from netsvc.handover.packet import (
    HIDDEN,
    PacketEntry,
    PacketMark,
    PacketSkipReason,
    from_json,
    marked,
    marks_from,
    may_mark,
    pairs,
    to_json,
    travelling,
    unusable,
)

LABEL = LocalText("a", "b", "c")
RENT = PacketField("rent", LABEL, True, FieldType.MONEY)
SINCE = PacketField("since", LABEL, False, FieldType.DATE)
ILLNESS = PacketField("illness", LABEL, False, FieldType.NUMBER, sensitive=True)
NOTE = PacketField("note", LABEL, False)
FIELDS = (RENT, SINCE, ILLNESS, NOTE)
SKIP = PacketSkipReason.CUSTOMER_DOES_NOT_KNOW


def refusal(of: object) -> tuple[str, str, str]:
    assert isinstance(of, Refusal), of
    assert of.kind is RefusalKind.INVALID_INPUT
    return of.field, of.seen, of.words


def test_entries_come_in_the_order_of_the_fields_in_their_kept_form() -> None:
    given_ = (PacketEntry("since", "2026-03-02"), PacketEntry("rent", "845.5"), PacketEntry("note"))
    assert travelling(given_, FIELDS) == (
        PacketEntry("rent", "845.50"),
        PacketEntry("since", "2026-03-02"),
    )


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ((), ("packet.rent", "", "packet_missing")),
        ((PacketEntry("rent", " "),), ("packet.rent", "", "packet_missing")),
        ((PacketEntry("rent", "much"),), ("packet.rent", "much", "packet_not_money")),
        ((PacketEntry("who", "x"),), ("packet.who", "who", "packet_unknown")),
        (
            (PacketEntry("rent", "1"), PacketEntry("illness", "F32")),
            ("packet.illness", HIDDEN, "packet_not_number"),
        ),
    ],
)
def test_what_does_not_fit_is_named(
    entries: tuple[PacketEntry, ...], said: tuple[str, str, str]
) -> None:
    assert refusal(travelling(entries, FIELDS)) == said


def test_a_required_field_is_skipped_with_a_reason_only() -> None:
    skipped = PacketEntry("rent", " ", SKIP, "asks her sister")
    assert travelling((skipped,), FIELDS) == (PacketEntry("rent", "", SKIP, "asks her sister"),)
    full = (PacketEntry("rent", "1", SKIP),)
    assert refusal(unusable(full)) == ("packet.rent", SKIP, "packet_skipped_full")
    long = (PacketEntry("rent", "", SKIP, "x" * 201),)
    assert refusal(unusable(long)) == ("packet.rent", "201", "packet_skip_note")


@pytest.mark.parametrize(
    ("packet", "words"),
    [
        ((PacketEntry("rent", "x" * 1_000_000),), "packet_too_large"),
        ((PacketEntry("rent", "", SKIP, "x" * 1_000_000),), "packet_too_large"),
        (tuple(PacketEntry(f"f{n}") for n in range(101)), "packet_too_many"),
        ((PacketEntry("rent"), PacketEntry("rent")), "packet_twice"),
        ((PacketEntry(" "),), "packet_bad_name"),
        ((PacketEntry("x" * 101),), "packet_bad_name"),
    ],
)
def test_unusable_packets(packet: tuple[PacketEntry, ...], words: str) -> None:
    assert refusal(unusable(packet))[2] == words


def test_free_text_is_scrubbed_and_nothing_else() -> None:
    entries = (
        PacketEntry("rent", "845.00"),
        PacketEntry("note", "call 845.00"),
        PacketEntry("since", "", SKIP, " at 845.00 "),
    )
    text = to_json(entries, FIELDS, lambda said: said.replace("845.00", "[…]"))
    assert from_json(text) == (
        PacketEntry("rent", "845.00"),
        PacketEntry("note", "call […]"),
        PacketEntry("since", "", SKIP, "at […]"),
    )
    assert orjson.loads(text)[0] == {"name": "rent", "value": "845.00"}
    assert from_json(None) == ()


names = st.sampled_from(["rent", "since", "illness", "note", "who"])
entries = st.builds(
    PacketEntry,
    names,
    st.sampled_from(["", " ", "1", "845.5", "2026-03-02", "much"]),
    st.none() | st.sampled_from(PacketSkipReason),
)


@given(st.lists(entries, max_size=6).map(tuple))
def test_what_travels_is_whole(packet: tuple[PacketEntry, ...]) -> None:
    """Either nothing travels and the answer names the field, or everything that must does."""
    if unusable(packet) is not None:
        return
    found = travelling(packet, FIELDS)
    if isinstance(found, Refusal):
        assert found.field.removeprefix("packet.") in {f.name for f in FIELDS} | {"who"}
        return
    by_name = {entry.name: entry for entry in found}
    assert len(by_name) == len(found)
    assert "rent" in by_name
    for field in FIELDS:
        entry = by_name.get(field.name)
        if entry is not None and entry.skipped is None:
            assert fitting(field, entry.value) == entry.value
    assert travelling(found, FIELDS) == found
    assert from_json(to_json(found, FIELDS, str)) == found


CASE = CaseSituation("c", CaseState.IN_CONTACT, "eeva")
OFFER = Offer("h", HandoverKind.WARM, HandoverState.ACCEPTED, "aino", "eeva")


def test_only_the_receiver_of_an_accepted_handover_marks_until_the_case_ends() -> None:
    assert may_mark(CASE, OFFER, "eeva") is None
    other = may_mark(CASE, OFFER, "aino")
    assert other is not None
    assert (other.kind, other.owner_id) == (RefusalKind.NOT_YOURS, "eeva")
    for state in set(HandoverState) - {HandoverState.ACCEPTED}:
        early = may_mark(CASE, Offer("h", HandoverKind.WARM, state, "aino", "eeva"), "eeva")
        assert early is not None
        assert (early.kind, early.state) == (RefusalKind.WRONG_STATE, state)
    late = may_mark(CaseSituation("c", CaseState.RESOLVED, None), OFFER, "eeva")
    assert late is not None
    assert (late.kind, late.words) == (RefusalKind.WRONG_STATE, "case_ended")


def test_marks_fit_what_travelled() -> None:
    asked, filled = ("rent", "since"), ("rent",)
    good = [("rent", PacketMark.ASKED_AGAIN), ("since", PacketMark.MISSING)]
    found = marked(good, asked, filled)
    assert found == dict(good)
    assert isinstance(found, dict)
    assert marks_from(pairs(found)) == found
    assert marked((), asked, filled) == {}
    for wrong, words in (
        (("who", PacketMark.MISSING), "packet_unknown"),
        (("rent", PacketMark.MISSING), "mark_filled"),
        (("since", PacketMark.NEVER_USED), "mark_empty"),
        (("since", PacketMark.ASKED_AGAIN), "mark_empty"),
    ):
        assert refusal(marked([wrong], asked, filled))[2] == words
    assert refusal(marked([good[0], good[0]], asked, filled))[2] == "packet_twice"
