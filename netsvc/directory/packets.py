"""What an issue type declares to travel with a handover: typed fields, and what fits into them.

A value is a text in one form whatever the reader's language, so that it can be compared and
written anew: a number and an amount of euros with a point, a day as ISO 8601 (2026-01-31),
``yes`` or ``no``, an option by its value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

import orjson

from netsvc.directory.texts import LocalText

MAX_FIELDS = 30
MAX_OPTIONS = 40
MAX_LABEL = 120
MAX_HELP = 400
MAX_TEXT = 500
MAX_LONG_TEXT = 4000
YES, NO = "yes", "no"

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,59}")
# Nine digits before the point and no leading zero: no telephone or account number fits.
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,8})(?:\.\d{1,6})?", re.ASCII)
_MONEY = re.compile(r"(?:0|[1-9]\d{0,8})(?:\.\d{1,2})?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_FIRST_YEAR, _LAST_YEAR = 1900, 2200


class FieldType(StrEnum):
    TEXT = "TEXT"
    LONG_TEXT = "LONG_TEXT"
    NUMBER = "NUMBER"
    MONEY = "MONEY"
    DATE = "DATE"
    YES_NO = "YES_NO"
    CHOICE = "CHOICE"


WRITTEN = frozenset({FieldType.TEXT, FieldType.LONG_TEXT})
"""Types whose values are free text, which is scrubbed before it is kept."""


@dataclass(frozen=True)
class FieldOption:
    """One answer of a choice; ``value`` is what is kept."""

    value: str
    label: LocalText


@dataclass(frozen=True)
class PacketField:
    """One field of the context packet that travels with a handover.

    ``help`` says how to fill it in, ``why`` what the receiver needs it for. A ``sensitive`` value
    is shown to who has to do with the handover, and to nobody else.
    """

    name: str
    label: LocalText
    required: bool
    type: FieldType = FieldType.TEXT
    help: LocalText | None = None
    why: LocalText | None = None
    sensitive: bool = False
    options: tuple[FieldOption, ...] = ()


@dataclass(frozen=True)
class FieldFault:
    """What is wrong with a declaration: where, what was seen, and the name of the sentence."""

    field: str
    seen: str
    words: str


def fault_in(fields: Sequence[PacketField]) -> FieldFault | None:
    """The first thing that makes the declaration unusable; ``field`` is a path as ``2.label.sv``,
    the fields counted from 0."""
    if len(fields) > MAX_FIELDS:
        return FieldFault("", str(len(fields)), "fields_too_many")
    seen: set[str] = set()
    for place, field in enumerate(fields):
        if not _NAME.fullmatch(field.name):
            return FieldFault(f"{place}.name", field.name, "field_name")
        if field.name in seen:
            return FieldFault(f"{place}.name", field.name, "field_twice")
        seen.add(field.name)
        fault = _texts_fault(field) or _options_fault(field)
        if fault is not None:
            return FieldFault(f"{place}.{fault.field}", fault.seen, fault.words)
    return None


def _texts_fault(field: PacketField) -> FieldFault | None:
    for language, text in _languages(field.label):
        if not text.strip() or len(text) > MAX_LABEL:
            return FieldFault(f"label.{language}", text, "field_label")
    for part, said in (("help", field.help), ("why", field.why)):
        for language, text in _languages(said) if said is not None else ():
            if not text.strip() or len(text) > MAX_HELP:
                return FieldFault(f"{part}.{language}", text, "field_help")
    return None


def _options_fault(field: PacketField) -> FieldFault | None:
    many = len(field.options)
    if field.type is not FieldType.CHOICE:
        return FieldFault("options", str(many), "field_no_options") if many else None
    if not 2 <= many <= MAX_OPTIONS:
        return FieldFault("options", str(many), "field_options")
    seen: set[str] = set()
    for place, option in enumerate(field.options):
        if not _NAME.fullmatch(option.value) or option.value in seen:
            return FieldFault(f"options.{place}.value", option.value, "field_option")
        seen.add(option.value)
        for language, text in _languages(option.label):
            if not text.strip() or len(text) > MAX_LABEL:
                return FieldFault(f"options.{place}.label.{language}", text, "field_label")
    return None


def _languages(text: LocalText) -> tuple[tuple[str, str], ...]:
    return ("fi", text.fi), ("sv", text.sv), ("en", text.en)


def fitting(field: PacketField, text: str) -> str | None:
    """The value in the form that is kept, or None where the text is no value of the field.

    What was kept fits again and stays as it is.
    """
    text = text.strip()
    fits: str | None = None
    match field.type:
        case FieldType.TEXT:
            text = " ".join(text.split())
            fits = text if text and len(text) <= MAX_TEXT else None
        case FieldType.LONG_TEXT:
            fits = text if text and len(text) <= MAX_LONG_TEXT else None
        case FieldType.NUMBER:
            fits = _plain(Decimal(text)) if _NUMBER.fullmatch(text) else None
        case FieldType.MONEY:
            fits = f"{Decimal(text):.2f}" if _MONEY.fullmatch(text) else None
        case FieldType.DATE:
            fits = text if _is_day(text) else None
        case FieldType.YES_NO:
            fits = text if text in (YES, NO) else None
        case FieldType.CHOICE:
            fits = text if any(option.value == text for option in field.options) else None
    return fits


def _plain(number: Decimal) -> str:
    if number == 0:
        return "0"
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _is_day(text: str) -> bool:
    if not _DAY.fullmatch(text):
        return False
    try:
        return _FIRST_YEAR <= date.fromisoformat(text).year <= _LAST_YEAR
    except ValueError:
        return False


def packet_fields_from_json(text: str | None) -> tuple[PacketField, ...]:
    """Read ``[{"name", "label": {"fi", "sv", "en"}, "required", ...}]``; nothing gives no fields.

    What may be left out: ``type`` (TEXT), ``help``, ``why``, ``sensitive`` (false), ``options``.
    Raises ``KeyError``, ``TypeError``, ``ValueError`` or ``AttributeError`` for anything else.
    """
    return tuple(_field(raw) for raw in orjson.loads(text)) if text else ()


def _field(raw: dict[str, Any]) -> PacketField:
    return PacketField(
        name=raw["name"],
        label=_text(raw["label"]),
        required=bool(raw["required"]),
        type=FieldType(raw.get("type", FieldType.TEXT)),
        help=_text(raw["help"]) if raw.get("help") else None,
        why=_text(raw["why"]) if raw.get("why") else None,
        sensitive=bool(raw.get("sensitive", False)),
        options=tuple(
            FieldOption(option["value"], _text(option["label"]))
            for option in raw.get("options", ())
        ),
    )


def _text(raw: dict[str, Any]) -> LocalText:
    for said in (raw["fi"], raw["sv"], raw["en"]):
        if not isinstance(said, str):
            raise TypeError(said)
    return LocalText(raw["fi"], raw["sv"], raw["en"])


def packet_fields_to_json(fields: Iterable[PacketField]) -> str:
    """The text that the graph keeps; what is as usual is left out."""
    return orjson.dumps([_raw(field) for field in fields]).decode()


def _raw(field: PacketField) -> dict[str, Any]:
    raw: dict[str, Any] = {
        "name": field.name,
        "label": dict(_languages(field.label)),
        "required": field.required,
    }
    if field.type is not FieldType.TEXT:
        raw["type"] = field.type.value
    if field.help is not None:
        raw["help"] = dict(_languages(field.help))
    if field.why is not None:
        raw["why"] = dict(_languages(field.why))
    if field.sensitive:
        raw["sensitive"] = True
    if field.options:
        raw["options"] = [
            {"value": option.value, "label": dict(_languages(option.label))}
            for option in field.options
        ]
    return raw
