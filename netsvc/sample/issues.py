"""The sample's issue types, read from the data files beside this module."""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import orjson

from netsvc.directory.model import (
    IssueType,
    LocalText,
    LocalWords,
    PacketField,
    packet_fields_from_json,
)

DATA = Path(__file__).parent / "data"


@cache
def issue_types() -> tuple[IssueType, ...]:
    """13 areas and 72 issue types below them, in the order of the file."""
    phrases = toml("phrases.toml")
    packets = toml("packet_fields.toml")
    with (DATA / "issue_types.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    narrower: dict[str, list[str]] = {}
    for row in rows:
        narrower.setdefault(row["parent"], []).append(row["id"])
    return tuple(
        IssueType(
            id=row["id"],
            name=_text(row, "name"),
            description=_text(row, "description"),
            synonyms=LocalWords(
                *(tuple(row[f"synonyms_{code}"].split("|")) for code in ("fi", "sv", "en"))
            ),
            examples=LocalWords(
                *(tuple(phrases.get(row["id"], {}).get(code, ())) for code in ("fi", "sv", "en"))
            ),
            broader_id=row["parent"] or None,
            narrower_ids=tuple(narrower.get(row["id"], ())),
            retired=False,
            packet_fields=_packet(packets, row["id"], row["parent"]),
            source="sample",
        )
        for row in rows
    )


def _text(row: dict[str, str], prefix: str) -> LocalText:
    return LocalText(row[f"{prefix}_fi"], row[f"{prefix}_sv"], row[f"{prefix}_en"])


def _packet(packets: dict[str, Any], identity: str, area: str) -> tuple[PacketField, ...]:
    if not area:
        return ()
    names = packets["types"].get(identity) or packets["areas"][area]
    declared = [
        {
            **packets["fields"][marked.removesuffix("!")],
            "name": marked.removesuffix("!"),
            "required": marked.endswith("!"),
        }
        for marked in names
    ]
    return packet_fields_from_json(orjson.dumps(declared).decode())


def toml(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))
