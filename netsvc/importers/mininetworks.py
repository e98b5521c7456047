"""Drafts of mini-networks from one CSV file: all of its lines, or none.

Columns: ``id``, ``nameFi``, ``nameSv``, ``nameEn``, ``members`` and ``issueTypes`` (ids with |
between them), and ``activeFrom`` and ``activeTo``, which may be missing or empty: moments with a
zone. A line whose id is a draft already says anew what it is; the same file twice gives the same
graph.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from netsvc.directory.model import LocalText
from netsvc.errors import BadInputError
from netsvc.events.answers import Refusal, RefusalKind
from netsvc.events.commands import CommandRunner
from netsvc.importers.reading import Line, TableReader
from netsvc.importers.rejects import SHOWN, Reject
from netsvc.mininetworks.drafts import bring_drafts
from netsvc.mininetworks.facts import NetworkFacts

COLUMNS = ("id", "nameFi", "nameSv", "nameEn", "members", "issueTypes")
MOST_LINES = 500
LONGEST_ID = 80
ACTOR = "netsvc import mini-networks"
_FIELDS = {
    "input.memberIds": ("members", "experts of at least two units who take cases, each once"),
    "input.issueTypeIds": ("issueTypes", "issue types in use, each once"),
    "input.activeFrom": ("activeFrom", "a moment with a zone from 2000 to 2200"),
    "input.activeTo": ("activeTo", "a moment with a zone after activeFrom"),
    "input.draft": ("id", "a new mini-network, or one that is still a draft"),
}


@dataclass(frozen=True)
class DraftSummary:
    """``drafts``: ids that the file brought. With a reject there are none: nothing was changed."""

    drafts: tuple[str, ...]
    rejects: tuple[Reject, ...]


async def import_drafts(runner: CommandRunner, file: Path) -> DraftSummary:
    """Bring the drafts in, in one transaction.

    Raises ``BadInputError``, before anything is changed, for what is no such table.
    """
    numbers, drafts, rejects = await asyncio.to_thread(_read, file)
    if rejects:
        return DraftSummary((), tuple(rejects))
    refused = await bring_drafts(runner, ACTOR, drafts)
    if refused:
        found = tuple(_reject(numbers[id_], id_, why) for id_, why in refused.items())
        return DraftSummary((), found)
    return DraftSummary(tuple(drafts), ())


def _read(file: Path) -> tuple[dict[str, int], dict[str, NetworkFacts], list[Reject]]:
    numbers: dict[str, int] = {}
    drafts: dict[str, NetworkFacts] = {}
    rejects: list[Reject] = []
    for line in TableReader(file, COLUMNS):
        if len(numbers) >= MOST_LINES:
            raise BadInputError(
                f"{file.name} has more than {MOST_LINES} mini-networks.",
                action="Bring them in parts. Nothing was changed.",
            )
        if line.problem:
            rejects.append(Reject(line.number, "", "", line.problem))
            continue
        id_ = line.values["id"].strip()
        if not id_ or len(id_) > LONGEST_ID or id_ in numbers:
            expected = f"an id of 1 to {LONGEST_ID} characters that no other line has"
            rejects.append(Reject(line.number, "id", id_, expected))
            continue
        numbers[id_] = line.number
        try:
            drafts[id_] = _facts(line)
        except ValueError as problem:
            column = str(problem)
            seen = line.values[column]
            rejects.append(Reject(line.number, column, seen, "a moment such as 2026-01-31T08:00Z"))
    return numbers, drafts, rejects


def _facts(line: Line) -> NetworkFacts:
    """Raises ``ValueError`` with the name of a column that holds no moment."""
    values = line.values
    name = LocalText(*(values[column].strip() for column in ("nameFi", "nameSv", "nameEn")))
    return NetworkFacts(
        name,
        _ids(values["members"]),
        _ids(values["issueTypes"]),
        _moment(values, "activeFrom"),
        _moment(values, "activeTo"),
        draft=True,
    )


def _ids(text: str) -> tuple[str, ...]:
    return tuple(id_.strip() for id_ in text.split("|") if id_.strip())


def _moment(values: Mapping[str, str], column: str) -> datetime | None:
    text = values.get(column, "").strip()
    if not text:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(column) from None
    if at.tzinfo is None:
        raise ValueError(column)
    return at


def _reject(number: int, id_: str, why: Refusal) -> Reject:
    if why.kind is RefusalKind.NOT_FOUND:
        return Reject(number, "", why.seen[:SHOWN], "a person or an issue type of the organisation")
    if why.field.startswith("input.name"):
        column = "name" + why.field.removeprefix("input.name").removeprefix(".").capitalize()
        return Reject(number, column, why.seen, "a name of 1 to 120 characters that no other has")
    column, expected = _FIELDS.get(why.field, ("", why.field))
    return Reject(number, column, why.expert_id or why.seen or id_, expected)
