"""The circumstances of the matter that is asked about, and what the people resolved in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from netsvc.directory.model import LocalText
from netsvc.finding.people import name_of
from netsvc.graph.driver import Row
from netsvc.ranking.fading import faded
from netsvc.ranking.model import Candidate, Circumstance, Counts

Counted = Mapping[str, Counts]
"""What was resolved, by the key of the circumstance."""


@dataclass(frozen=True)
class Around:
    """Keys as in netsvc/directory/circumstances.py, of one caller's matter; None is not known.

    ``place`` is what ``location`` is called.
    """

    location: str | None = None
    channel: str | None = None
    opener: str | None = None
    place: LocalText | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(key for key in (self.location, self.channel, self.opener) if key is not None)

    def at(self, unit: Row | None) -> Around:
        """The same where nothing is said of the place: then it is the unit of who asks."""
        if self.location is not None or unit is None:
            return self
        return replace(self, location=f"unit:{unit['id']}", place=name_of(unit))


NOTHING_KNOWN = Around()


def asked_by(caller_id: str, channel: str | None) -> Around:
    """What is known before there is a case: who asks, and the channel if they said it."""
    return Around(
        channel=f"channel:{channel}" if channel else None,
        opener=f"opener:{caller_id}" if caller_id else None,
    )


def of_case(row: Row, caller_id: str) -> Around:
    """From a row of ``CASE``. Who opened it counts only for themselves: whose matters somebody
    resolves is nothing that others are told."""
    keys = {key.partition(":")[0]: key for key in row["around"]}
    named = row["location"]
    return Around(
        keys.get("location") or keys.get("unit"),
        keys.get("channel"),
        opener if (opener := keys.get("opener")) == f"opener:{caller_id}" else None,
        LocalText(named, named, named) if named else name_of(row["unit"]) if row["unit"] else None,
    )


def counted(rows: Sequence[Sequence[Any]], now: datetime) -> Counted:
    """From triples of key, count and weight."""
    return {
        key: Counts(times, times, faded=faded(times, weight, now)) for key, times, weight in rows
    }


def seen_in(candidate: Candidate, around: Around, person: Counted, unit: Counted) -> Candidate:
    """The candidate with what they and their unit resolved in these circumstances."""

    def one(key: str | None) -> Circumstance:
        return Circumstance(person.get(key or "", Counts()), unit.get(key or "", Counts()))

    return replace(
        candidate,
        location=one(around.location),
        channel=one(around.channel),
        opener=one(around.opener),
    )
