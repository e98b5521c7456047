"""How a mini-network is doing: answers, hours on duty, how its load is spread, who came and left.

Pure. Figures are about offers from other units on the matters that it covers, made to who was a
member then, over the latest three blocks of four weeks that are over. The blocks are the same for
everybody at any time, and each holds nobody or five people in every figure: figures of two days
differ by whole blocks, so that nothing about fewer can be had by subtraction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from netsvc.availability.hours import open_spans, span_of
from netsvc.measures.facts import MOVED
from netsvc.measures.small_groups import OTHER, Strata, enough, partition
from netsvc.mininetworks.model import NetworkDetails, Rota

HOME = ZoneInfo("Europe/Helsinki")
BLOCK = timedelta(weeks=4)
BLOCKS = 3
FIRST_MONDAY = date(1970, 1, 5)
AHEAD = timedelta(weeks=4)


@dataclass(frozen=True)
class Period:
    """``first`` to ``until`` (not included), three blocks of four weeks."""

    first: date
    until: date

    @property
    def moments(self) -> tuple[datetime, datetime]:
        return (
            datetime.combine(self.first, time(), HOME),
            datetime.combine(self.until, time(), HOME),
        )


def latest_period(today: date) -> Period:
    """The three latest blocks that are over."""
    until = FIRST_MONDAY + (today - FIRST_MONDAY) // BLOCK * BLOCK
    return Period(until - BLOCKS * BLOCK, until)


@dataclass(frozen=True)
class Offer:
    """An offer to a member. ``decided`` None where it rang out; times in ms since 1970."""

    receiver: str
    unit: str
    kind: str
    state: str
    offered: int
    decided: int | None

    @property
    def taken(self) -> bool:
        return self.state in MOVED

    @property
    def seconds(self) -> float | None:
        """From the offer to its answer, whatever that was."""
        if self.decided is None or self.state == "EXPIRED":
            return None
        return max(0, self.decided - self.offered) / 1000


@dataclass(frozen=True)
class Responses:
    """Answers to offers. ``kind`` None: of both kinds, where either alone has too few people.

    ``median`` and ``p90`` in seconds (linear interpolation, Hyndman & Fan 1996, type 7).
    """

    kind: str | None
    offers: int
    answered: int
    median: float | None
    p90: float | None


@dataclass(frozen=True)
class UnitShare:
    """Share (0-1) of what members took. ``unit`` None: units too small to stand alone."""

    unit: str | None
    share: float


@dataclass(frozen=True)
class Load:
    """``as_if``: as spread out as if so many people took the same each, 1 / sum of squared shares
    (Hill 1973, order 2). ``people``: how many members there were to take."""

    taken: int
    people: int
    as_if: float
    units: tuple[UnitShare, ...]


@dataclass(frozen=True)
class Own:
    """What the person who asks took themselves, for themselves; ``median`` in seconds."""

    offers: int
    taken: int
    median: float | None


@dataclass(frozen=True)
class Hours:
    """Hours that somebody must be on duty and hours that somebody is: in an ordinary week, and in
    the four weeks to come with holidays, absences, exceptions and swaps counted."""

    week_promised: float
    week_covered: float
    ahead_promised: float
    ahead_covered: float


@dataclass(frozen=True)
class Membership:
    """``until`` None while it lasts; ``since`` None where nobody wrote it down."""

    expert: str
    since: datetime | None
    until: datetime | None


@dataclass(frozen=True)
class Health:
    """``responses`` and ``load`` are empty where too few people were asked to be shown."""

    period: Period
    responses: tuple[Responses, ...]
    load: Load | None
    own: Own | None
    hours: Hours | None
    joined: tuple[Membership, ...]
    left: tuple[Membership, ...]


def responses(offers: Sequence[Offer], period: Period) -> tuple[Responses, ...]:
    """By kind, or of both kinds together, or nothing: as the small-group rule allows."""
    found = []
    for members in _groups(offers, period, lambda offer: offer.kind, {}).values():
        own = [offer for offer in offers if offer.kind in members]
        seconds = [offer.seconds for offer in own if offer.seconds is not None]
        shown = enough({offer.receiver for offer in own if offer.seconds is not None})
        median, p90 = np.percentile(seconds, (50, 90)) if shown else (None, None)
        found.append(
            Responses(
                next(iter(members)) if len(members) == 1 else None,
                len(own),
                len(seconds),
                None if median is None else float(median),
                None if p90 is None else float(p90),
            )
        )
    return tuple(sorted(found, key=lambda one: one.kind or "", reverse=True))


def load(
    offers: Sequence[Offer], people: int, period: Period, parents: Mapping[str, str | None]
) -> Load | None:
    """None where fewer than five people took anything in one of the blocks."""
    taken = [offer for offer in offers if offer.taken]
    groups = _groups(taken, period, lambda offer: offer.unit, parents)
    if not groups:
        return None
    of_people: dict[str, int] = defaultdict(int)
    for offer in taken:
        of_people[offer.receiver] += 1
    shares = [count / len(taken) for count in of_people.values()]
    units = [
        UnitShare(
            None if key == OTHER else key,
            sum(offer.unit in members for offer in taken) / len(taken),
        )
        for key, members in groups.items()
    ]
    return Load(
        len(taken),
        max(people, len(of_people)),
        1 / sum(share * share for share in shares),
        tuple(sorted(units, key=lambda one: (one.unit is None, -one.share, one.unit or ""))),
    )


def own(offers: Sequence[Offer], expert: str) -> Own | None:
    """None for who was never asked."""
    mine = [offer for offer in offers if offer.receiver == expert]
    if not mine:
        return None
    seconds = [offer.seconds for offer in mine if offer.seconds is not None]
    return Own(
        len(mine),
        sum(offer.taken for offer in mine),
        float(np.median(seconds)) if seconds else None,
    )


def hours(details: NetworkDetails, at: datetime) -> Hours | None:
    """None without a rota, or with one that promises no hours."""
    if details.rota is None or not any(details.rota.hours.days):
        return None
    rota = details.rota.only(details.member_ids)
    until = at + AHEAD
    promised = sum(
        (min(end, until) - max(start, at)) / timedelta(hours=1)
        for start, end in _open(rota, at, until)
    )
    bare = sum((end - start) / timedelta(hours=1) for start, end in details.gaps(at, until))
    week, covered = ordinary_week(rota)
    return Hours(week, covered, promised, promised - bare)


def ordinary_week(rota: Rota) -> tuple[float, float]:
    """Hours promised in a week without any exception, and how many of them turns cover.

    A turn or an opening over the end of Sunday goes on on Monday, as the next week's.
    """
    needed = _minutes((day, *span) for day, spans in enumerate(rota.hours.days) for span in spans)
    there = _minutes(
        (day, turn.starts, turn.ends) for day, turns in enumerate(rota.week) for turn in turns
    )
    return len(needed) / 60, len(needed & there) / 60


def memberships(
    found: Iterable[Membership], since: datetime
) -> tuple[tuple[Membership, ...], tuple[Membership, ...]]:
    """Who joined and who left from ``since`` on, latest first; whoever came back did both."""
    known = list(found)
    joined = [one for one in known if one.since is not None and one.since >= since]
    left = [one for one in known if one.until is not None and one.until >= since]
    joined.sort(key=lambda one: (one.since or since, one.expert), reverse=True)
    left.sort(key=lambda one: (one.until or since, one.expert), reverse=True)
    return tuple(joined), tuple(left)


def _groups(
    offers: Sequence[Offer],
    period: Period,
    key: Callable[[Offer], str],
    parents: Mapping[str, str | None],
) -> dict[str, frozenset[str]]:
    """The keys that are shown together, by the name of the group; nothing where all are too few."""
    cells: dict[str, Strata] = defaultdict(dict)
    start = period.moments[0].timestamp() * 1000
    for offer in offers:
        block = int((offer.offered - start) / (BLOCK / timedelta(milliseconds=1)))
        cells[key(offer)].setdefault(block, set()).add(offer.receiver)
    if not cells:
        return {}
    return {group.key: group.members for group in partition(cells, parents) or ()}


def _open(rota: Rota, start: datetime, end: datetime) -> Iterable[tuple[datetime, datetime]]:
    for opens_at, closes_at in open_spans(start, rota.hours, rota.time_zone, rota.holidays):
        if opens_at >= end:
            return
        yield opens_at, closes_at


_ANY_WEEK = date(2024, 1, 1)
_WEEK_MINUTES = 7 * 24 * 60


def _minutes(spans: Iterable[tuple[int, str, str]]) -> set[int]:
    """Minutes of the week, from Monday, that the spans hold."""
    zone = ZoneInfo("UTC")
    monday = datetime.combine(_ANY_WEEK, time(), zone)
    found: set[int] = set()
    for day, starts, ends in spans:
        first, last = span_of(_ANY_WEEK + timedelta(days=day), starts, ends, zone)
        whole = range(*(int((at - monday) / timedelta(minutes=1)) for at in (first, last)))
        found.update(minute % _WEEK_MINUTES for minute in whole)
    return found
