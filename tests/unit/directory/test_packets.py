"""Typed fields of the context packet: what they declare, and which values fit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netsvc.directory.packets import (
    FieldOption,
    FieldType,
    PacketField,
    fault_in,
    fitting,
    packet_fields_from_json,
    packet_fields_to_json,
)
from netsvc.directory.texts import LocalText

LABEL = LocalText("Vuokra", "Hyra", "Rent")
OPTIONS = (FieldOption("owned", LABEL), FieldOption("rented", LABEL))


def field(type_: FieldType, **more: object) -> PacketField:
    options = OPTIONS if type_ is FieldType.CHOICE else ()
    return replace(PacketField("f", LABEL, True, type_, options=options), **more)


words = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=30)
texts = st.builds(LocalText, words, words, words)
names = st.from_regex(r"[A-Za-z][A-Za-z0-9_-]{0,9}", fullmatch=True)
fields = st.builds(
    PacketField,
    name=names,
    label=texts,
    required=st.booleans(),
    type=st.sampled_from(FieldType),
    help=st.none() | texts,
    why=st.none() | texts,
    sensitive=st.booleans(),
    options=st.lists(st.builds(FieldOption, names, texts), max_size=3).map(tuple),
)


@given(st.lists(fields, max_size=5).map(tuple))
def test_what_is_written_is_read_again(declared: tuple[PacketField, ...]) -> None:
    text = packet_fields_to_json(declared)
    assert packet_fields_from_json(text) == declared
    assert packet_fields_to_json(packet_fields_from_json(text)) == text


def test_fields_of_before_there_were_types_stay_as_they_were() -> None:
    text = '[{"name":"r","label":{"fi":"a","sv":"b","en":"c"},"required":true}]'
    assert packet_fields_from_json(text) == (PacketField("r", LocalText("a", "b", "c"), True),)
    assert packet_fields_to_json(packet_fields_from_json(text)) == text
    assert packet_fields_from_json(None) == ()


@pytest.mark.parametrize(
    "broken",
    ["{", "[1]", "[{}]", '[{"name":"r","label":{"fi":1,"sv":"b","en":"c"},"required":true}]',
     '[{"name":"r","label":{"fi":"a","sv":"b","en":"c"},"required":true,"type":"TIME"}]'],
)  # fmt: skip
def test_what_is_no_declaration_is_refused(broken: str) -> None:
    with pytest.raises((KeyError, TypeError, AttributeError, ValueError)):
        packet_fields_from_json(broken)


@pytest.mark.parametrize(
    ("type_", "given_", "kept"),
    [
        (FieldType.TEXT, "  a \n b ", "a b"),
        (FieldType.TEXT, " ", None),
        (FieldType.TEXT, "x" * 501, None),
        (FieldType.LONG_TEXT, " a\nb ", "a\nb"),
        (FieldType.LONG_TEXT, "x" * 4001, None),
        (FieldType.NUMBER, "012", None),
        (FieldType.NUMBER, "0401234567", None),
        (FieldType.NUMBER, "2.50", "2.5"),
        (FieldType.NUMBER, "-0", "0"),
        (FieldType.NUMBER, "100", "100"),
        (FieldType.NUMBER, "2,5", None),
        (FieldType.NUMBER, "1e3", None),
        (FieldType.NUMBER, "٣", None),
        (FieldType.MONEY, "845.5", "845.50"),
        (FieldType.MONEY, "845", "845.00"),
        (FieldType.MONEY, "-1", None),
        (FieldType.MONEY, "1.234", None),
        (FieldType.DATE, "2026-02-28", "2026-02-28"),
        (FieldType.DATE, "2026-02-29", None),
        (FieldType.DATE, "20260228", None),
        (FieldType.DATE, "1899-12-31", None),
        (FieldType.DATE, "28.2.2026", None),
        (FieldType.YES_NO, "yes", "yes"),
        (FieldType.YES_NO, "true", None),
        (FieldType.CHOICE, "rented", "rented"),
        (FieldType.CHOICE, "lent", None),
    ],
)
def test_values(type_: FieldType, given_: str, kept: str | None) -> None:
    assert fitting(field(type_), given_) == kept


@given(st.sampled_from(FieldType), st.text(max_size=40))
def test_any_text_fits_or_not_and_what_fits_stays(type_: FieldType, text: str) -> None:
    kept = fitting(field(type_), text)
    if kept is not None:
        assert fitting(field(type_), kept) == kept


@given(st.decimals(-999_999_999, 999_999_999, places=6))
def test_numbers_keep_their_value(number: Decimal) -> None:
    kept = fitting(field(FieldType.NUMBER), f"{number:f}")
    assert kept is not None
    assert Decimal(kept) == number


@given(st.decimals(0, 999_999_999, places=2), st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_money_and_days_keep_theirs(amount: Decimal, day: date) -> None:
    assert Decimal(fitting(field(FieldType.MONEY), f"{amount:f}") or "-1") == amount
    assert fitting(field(FieldType.DATE), day.isoformat()) == day.isoformat()


EMPTY = LocalText("a", " ", "c")


@pytest.mark.parametrize(
    ("declared", "where", "words_"),
    [
        ((field(FieldType.TEXT),) * 2, "1.name", "field_twice"),
        ((field(FieldType.TEXT, name="1x"),), "0.name", "field_name"),
        ((field(FieldType.TEXT, label=EMPTY),), "0.label.sv", "field_label"),
        ((field(FieldType.TEXT, help=EMPTY),), "0.help.sv", "field_help"),
        ((field(FieldType.TEXT, why=LocalText("a", "b", "c" * 401)),), "0.why.en", "field_help"),
        ((field(FieldType.DATE, options=OPTIONS),), "0.options", "field_no_options"),
        ((field(FieldType.CHOICE, options=OPTIONS[:1]),), "0.options", "field_options"),
        ((field(FieldType.CHOICE, options=OPTIONS[:1] * 2),), "0.options.1.value", "field_option"),
        (
            (field(FieldType.CHOICE, options=(OPTIONS[0], FieldOption("b", EMPTY))),),
            "0.options.1.label.sv",
            "field_label",
        ),
    ],
)
def test_faults_name_their_place(
    declared: tuple[PacketField, ...], where: str, words_: str
) -> None:
    fault = fault_in(declared)
    assert fault is not None
    assert (fault.field, fault.words) == (where, words_)


def test_a_whole_declaration_has_no_fault() -> None:
    declared = tuple(field(type_, name=f"f{at}") for at, type_ in enumerate(FieldType))
    assert fault_in(declared) is None
    many = fault_in(tuple(field(FieldType.TEXT, name=f"f{n}") for n in range(31)))
    assert many is not None
    assert many.words == "fields_too_many"
