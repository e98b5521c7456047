"""The organisation as CSV files: what the columns are, and values to and from text."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from netsvc.directory.model import (
    Language,
    Presence,
    WorkingHours,
    packet_fields_from_json,
    packet_fields_to_json,
)
from netsvc.directory.packets import fault_in
from netsvc.errors import BadInputError
from netsvc.identity.roles import Role

Parse = Callable[[str], Any]
Show = Callable[[Any], str]


@dataclass(frozen=True)
class Column:
    """One column; ``parse`` raises ``ValueError`` for a text that is not ``expected``."""

    name: str
    parse: Parse
    show: Show
    expected: str


@dataclass(frozen=True)
class Table:
    """One file; ``keys`` name the columns that together may appear once."""

    file: str
    columns: tuple[Column, ...]
    keys: tuple[str, ...]


def _text(name: str) -> Column:
    return Column(name, lambda text: text, lambda value: value or "", "text")


def _filled(text: str) -> str:
    if not text or len(text) > 500:
        raise ValueError(text)
    return text


def _needed(name: str) -> Column:
    return Column(name, _filled, str, "text of 1 to 500 characters")


def _reference(name: str) -> Column:
    return Column(name, lambda text: text or None, lambda value: value or "", "an id, or nothing")


def split_bars(text: str) -> list[str]:
    """``a|b\\|c`` gives ``a`` and ``b|c``; a backslash keeps the sign after it."""
    if not text:
        return []
    parts, current, escaped = [], [], False
    for sign in text:
        if escaped:
            current.append("" if sign == "0" else sign)
            escaped = False
        elif sign == "\\":
            escaped = True
        elif sign == "|":
            parts.append("".join(current))
            current = []
        else:
            current.append(sign)
    if escaped:
        raise ValueError(text)
    return [*parts, "".join(current)]


def join_bars(values: Iterable[str]) -> str:
    """The opposite of ``split_bars``; an empty item is written ``\\0``."""
    escaped = (value.replace("\\", "\\\\").replace("|", "\\|") or "\\0" for value in values)
    return "|".join(escaped)


def _bars(name: str) -> Column:
    return Column(name, split_bars, lambda v: join_bars(v or ()), "texts separated by bars")


def _closed_set(name: str, kind: type[Language] | type[Presence] | type[Role]) -> Column:
    allowed = ", ".join(member.value for member in kind)
    return Column(name, lambda text: kind(text).value, lambda v: str(v or ""), f"one of {allowed}")


def _closed_sets(name: str, kind: type[Language] | type[Role]) -> Column:
    allowed = ", ".join(member.value for member in kind)
    return Column(
        name,
        lambda text: [kind(part).value for part in split_bars(text)],
        lambda v: join_bars(v or ()),
        f"some of {allowed}, separated by bars",
    )


def _flag(name: str) -> Column:
    return Column(
        name,
        lambda text: {"true": True, "false": False}[text],
        lambda v: "true" if v else "false",
        "true or false",
    )


def _number(name: str, low: int, high: int) -> Column:
    def parse(text: str) -> int:
        if not re.fullmatch(r"\d{1,9}", text, re.ASCII) or not low <= int(text) <= high:
            raise ValueError(text)
        return int(text)

    return Column(name, parse, str, f"a whole number from {low} to {high}")


def _moment(name: str) -> Column:
    def parse(text: str) -> datetime:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            raise ValueError(text)
        return moment.astimezone(UTC)

    return Column(
        name,
        parse,
        lambda v: v.to_native().astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "a time with its zone, as 2026-01-31T08:00:00Z",
    )


def _hours(text: str) -> str:
    try:
        return WorkingHours.from_json(text).to_json()
    except BadInputError as error:
        raise ValueError(text) from error


def _packet(text: str) -> str:
    try:
        fields = packet_fields_from_json(text)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ValueError(text) from error
    if fault_in(fields) is not None:
        raise ValueError(text)
    return packet_fields_to_json(fields)


def _in_three(kind: Callable[[str], Column], prefix: str) -> tuple[Column, ...]:
    return tuple(kind(f"{prefix}{code}") for code in ("Fi", "Sv", "En"))


UNITS = Table(
    "units.csv",
    (
        _needed("id"), *_in_three(_needed, "name"), _reference("parent"),
        Column("timeZone", lambda text: ZoneInfo(text).key, str, "a time zone as Europe/Helsinki"),
        Column("workingHours", _hours, str, 'hours as {"mon":[["08:00","16:00"]]}'),
    ),
    ("id",),
)  # fmt: skip
ISSUE_TYPES = Table(
    "issue_types.csv",
    (
        _needed("id"), *_in_three(_needed, "name"), _reference("broader"),
        *_in_three(_text, "description"), *_in_three(_bars, "synonyms"),
        *_in_three(_bars, "examples"), _flag("retired"),
        Column("packetFields", _packet, lambda v: v or "[]", "a JSON list of packet fields"),
    ),
    ("id",),
)  # fmt: skip
EXPERTS = Table(
    "experts.csv",
    (
        _needed("id"), _needed("name"), _closed_sets("languages", Language),
        _closed_sets("roles", Role), _closed_set("presence", Presence),
        _number("capacity", 0, 1000), _closed_set("uiLanguage", Language), _flag("active"),
    ),
    ("id",),
)  # fmt: skip
MEMBERS = Table(
    "memberships.csv", (_needed("expert"), _needed("unit"), _moment("since")), ("expert", "unit")
)
RESPONSIBLE = Table(
    "responsibilities.csv", (_needed("unit"), _needed("issueType")), ("unit", "issueType")
)
SKILLS = Table(
    "skills.csv",
    (_needed("expert"), _needed("issueType"), _number("level", 1, 3), _moment("at")),
    ("expert", "issueType"),
)
NETWORKS = Table(
    "mini_networks.csv", (_needed("id"), *_in_three(_needed, "name"), _moment("since")), ("id",)
)
NETWORK_MEMBERS = Table(
    "mini_network_members.csv",
    (_needed("miniNetwork"), _needed("expert"), _flag("onDuty")),
    ("miniNetwork", "expert"),
)
COVERS = Table(
    "mini_network_issue_types.csv",
    (_needed("miniNetwork"), _needed("issueType")),
    ("miniNetwork", "issueType"),
)
TABLES = (
    UNITS, ISSUE_TYPES, EXPERTS, MEMBERS, RESPONSIBLE, SKILLS, NETWORKS, NETWORK_MEMBERS, COVERS,
)  # fmt: skip

# column -> the table whose id it names
REFERENCES: Mapping[tuple[str, str], Table] = {
    (UNITS.file, "parent"): UNITS,
    (ISSUE_TYPES.file, "broader"): ISSUE_TYPES,
    (MEMBERS.file, "expert"): EXPERTS,
    (MEMBERS.file, "unit"): UNITS,
    (RESPONSIBLE.file, "unit"): UNITS,
    (RESPONSIBLE.file, "issueType"): ISSUE_TYPES,
    (SKILLS.file, "expert"): EXPERTS,
    (SKILLS.file, "issueType"): ISSUE_TYPES,
    (NETWORK_MEMBERS.file, "miniNetwork"): NETWORKS,
    (NETWORK_MEMBERS.file, "expert"): EXPERTS,
    (COVERS.file, "miniNetwork"): NETWORKS,
    (COVERS.file, "issueType"): ISSUE_TYPES,
}


def write_table(table: Table, path: Path, rows: Iterable[Mapping[str, Any]]) -> int:
    """Write the rows in the given order; how many there were."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        # Everything but plain words is quoted, so that a lone carriage return survives.
        writer = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL)
        writer.writerow([column.name for column in table.columns])
        for row in rows:
            writer.writerow([column.show(row[column.name]) for column in table.columns])
            count += 1
    return count


def parents_first(rows: Iterable[dict[str, Any]], above: str) -> Iterator[dict[str, Any]]:
    """Rows so that each comes after the one it names in ``above``; raises on a circle."""
    waiting = {row["id"]: row for row in rows}
    while waiting:
        ready = [row for row in waiting.values() if row[above] not in waiting]
        if not ready:
            circle = ", ".join(sorted(waiting)[:5])
            raise BadInputError(
                f"These stand above each other in a circle: {circle}.",
                action=f"Break the circle in the column {above}. Nothing was changed.",
            )
        for row in ready:
            yield waiting.pop(row["id"])
