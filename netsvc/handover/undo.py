"""Taking a slip back, pure: how a case was, how it is, and what leads from the one to the other.

What belongs to a case is the case itself and everything that points at it (handovers, contacts,
redirects, questions). Each is a ``Thing``: its properties and the relationships that start at it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import orjson

from netsvc.cases.repository import moment
from netsvc.handover.evidence import Counted

WINDOW = timedelta(seconds=10)
"""How long a slip can be taken back."""

# Never changed by what can be taken back: large or private, or the chain of the audit itself.
_LEFT_OUT = frozenset({"id", "packet", "why", "whys", "words", "auditSeq", "auditHash", "_lock"})
_AT = "$at"
OWNED_BY = "OWNED_BY"


@dataclass(frozen=True)
class Link:
    """A relationship to ``id``, with its properties."""

    type: str
    id: str
    properties: Mapping[str, Any]

    @property
    def counted(self) -> bool:
        return bool(self.properties.get("counted", True))


@dataclass(frozen=True)
class Thing:
    label: str
    properties: Mapping[str, Any]
    links: tuple[Link, ...]

    def one(self, type_: str) -> Link | None:
        """The first relationship of the type."""
        return next((link for link in self.links if link.type == type_), None)


Snapshot = Mapping[str, Thing]
"""Things by their id."""


@dataclass(frozen=True)
class Back:
    """What has to be written so that everything is as it was.

    ``properties`` gives each thing the values that differ, with None for what was not there;
    ``gone`` are the relationships to remove and ``missing`` those to make again, each with the id
    of the thing that it starts at; ``new`` are things that were not there, with their labels.
    """

    properties: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    gone: tuple[tuple[str, Link], ...] = ()
    missing: tuple[tuple[str, Link], ...] = ()
    new: tuple[tuple[str, str], ...] = ()


def snapshot(rows: Iterable[Mapping[str, Any]]) -> dict[str, Thing]:
    """The things of a case from rows of ``SNAPSHOT``."""
    return {
        row["id"]: Thing(
            row["label"],
            {
                name: _plain(value)
                for name, value in row["properties"].items()
                if name not in _LEFT_OUT
            },
            tuple(
                Link(type_, id_, {name: _plain(value) for name, value in found.items()})
                for type_, id_, found in row["links"]
            ),
        )
        for row in rows
    }


def back(before: Snapshot, now: Snapshot) -> Back:
    """What leads from ``now`` to ``before``; things that are gone can't be made again."""
    properties: dict[str, dict[str, Any]] = {}
    gone: list[tuple[str, Link]] = []
    missing: list[tuple[str, Link]] = []
    for id_, thing in now.items():
        was = before.get(id_)
        if was is None:
            continue
        names = was.properties.keys() | thing.properties.keys()
        changed = {
            name: was.properties.get(name)
            for name in names
            if was.properties.get(name) != thing.properties.get(name)
        }
        if changed:
            properties[id_] = changed
        gone += [(id_, link) for link in thing.links if link not in was.links]
        missing += [(id_, link) for link in was.links if link not in thing.links]
    new = tuple((id_, thing.label) for id_, thing in now.items() if id_ not in before)
    return Back(properties, tuple(gone), tuple(missing), new)


def to_json(before: Snapshot, counted: Iterable[Counted] = ()) -> str:
    """The text that a command keeps."""
    things = [
        [id_, thing.label, thing.properties, [[t.type, t.id, t.properties] for t in thing.links]]
        for id_, thing in before.items()
    ]
    return orjson.dumps(
        {"things": things, "counted": [one.to_json() for one in counted]},
        default=str,
        option=orjson.OPT_PASSTHROUGH_DATETIME,
    ).decode()


def from_json(text: str) -> tuple[dict[str, Thing], tuple[Counted, ...]]:
    raw: dict[str, Any] = orjson.loads(text)
    things = {
        id_: Thing(label, properties, tuple(Link(*link) for link in links))
        for id_, label, properties, links in raw["things"]
    }
    return things, tuple(Counted.from_json(one) for one in raw["counted"])


def stored(values: Mapping[str, Any]) -> dict[str, Any]:
    """Kept values as the graph takes them."""
    return {
        name: datetime.fromisoformat(value[_AT]) if isinstance(value, Mapping) else value
        for name, value in values.items()
    }


def _plain(value: Any) -> Any:
    """A point in time as a map that JSON keeps; everything else as it is."""
    return {_AT: moment(value).isoformat()} if hasattr(value, "to_native") else value
