"""Rows of a ticket log become cases with their legs; pure, one case at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from netsvc.identity.scrubbing import scrub
from netsvc.importers.mapping import LogMapping
from netsvc.importers.reading import Line
from netsvc.importers.rejects import Reject

T = TypeVar("T")


class Event(NamedTuple):
    """One usable row; None is not known."""

    line: int
    case: str
    state: str | None
    unit: str | None
    opened_at: datetime
    updated_at: datetime | None
    resolved_at: datetime | None
    closed_at: datetime | None
    resolver: str | None
    opener: str | None
    customer: str | None
    area: str | None
    issue_type: str | None
    location: str | None
    channel: str | None
    reopened: int
    words: str | None


class Leg(NamedTuple):
    """A change of unit; ``bounced`` where the receiver passed it on."""

    from_unit: str
    to_unit: str
    at: datetime
    bounced: bool


@dataclass(frozen=True)
class Incident:
    """One case of the log, in the log's own ids."""

    case: str
    state: str
    words: str
    opened_at: datetime
    resolved_at: datetime | None
    closed_at: datetime | None
    reopened: int
    unit: str | None
    resolver: str | None
    opener: str | None
    customer: str | None
    area: str | None
    issue_type: str | None
    location: str | None
    channel: str
    legs: tuple[Leg, ...]


class EventParser:
    """Turns lines into events by a mapping; a line that can't be used becomes a reject."""

    def __init__(self, mapping: LogMapping) -> None:
        self._mapping = mapping
        self._moment = lru_cache(maxsize=8192)(_moment_reader(mapping))

    def parse(self, line: Line) -> Event | Reject:
        if line.problem is not None:
            return Reject(line.number, "", line.problem, "as many fields as the header")
        columns = self._mapping.columns
        case = self._value(line, columns.case)
        if case is None:
            return Reject(line.number, columns.case, line.values[columns.case], "a case number")
        moments: list[datetime | None] = []
        for column in (
            columns.opened_at, columns.updated_at, columns.resolved_at, columns.closed_at
        ):  # fmt: skip
            text = self._value(line, column)
            moment = None if text is None else self._moment(text)
            if text is not None and moment is None:
                formats = " or ".join(self._mapping.date_formats)
                return Reject(line.number, str(column), text, f"a date as {formats}")
            moments.append(moment)
        opened, updated, resolved, closed = moments
        if opened is None:
            return Reject(
                line.number, columns.opened_at, line.values[columns.opened_at], "a date of opening"
            )
        reopened = self._value(line, columns.reopened) or "0"
        if not (reopened.isascii() and reopened.isdigit() and len(reopened) < 7):
            return Reject(line.number, str(columns.reopened), reopened, "a whole number")
        words = self._value(line, columns.words)
        return Event(
            line=line.number,
            case=case,
            state=self._value(line, columns.state),
            unit=self._value(line, columns.unit),
            opened_at=opened,
            updated_at=updated,
            resolved_at=resolved,
            closed_at=closed,
            resolver=self._value(line, columns.resolver),
            opener=self._value(line, columns.opener),
            customer=self._value(line, columns.customer),
            area=self._value(line, columns.area),
            issue_type=self._value(line, columns.issue_type),
            location=self._value(line, columns.location),
            channel=self._value(line, columns.channel),
            reopened=int(reopened),
            words=None if words is None else scrub(words),
        )

    def _value(self, line: Line, column: str | None) -> str | None:
        if column is None:
            return None
        text = line.values[column].strip()
        return None if text in self._mapping.missing else text


def _moment_reader(mapping: LogMapping) -> Callable[[str], datetime | None]:
    zone = ZoneInfo(mapping.time_zone)

    def read(text: str) -> datetime | None:
        for form in mapping.date_formats:
            try:
                moment = datetime.strptime(text, form)  # noqa: DTZ007  # the zone follows
            except ValueError:
                continue
            local = moment if moment.tzinfo else moment.replace(tzinfo=zone)
            try:
                return local.astimezone(UTC)
            except OverflowError:
                return None
        return None

    return read


def grouped(
    events: Iterable[Event | Reject], first_time: Callable[[str], bool], column: str
) -> Iterator[list[Event] | Reject]:
    """Runs of rows of one case; a case that comes again after another one is rejected row by row.

    ``first_time`` says whether a case starts for the first time; ``column`` is the file's name of
    the column that holds its number. Holds one case at a time.
    """
    run: list[Event] = []
    refused: str | None = None
    for event in events:
        if isinstance(event, Reject):
            yield event
            continue
        if run and event.case != run[0].case:
            yield run
            run = []
        if not run and event.case != refused and not first_time(event.case):
            refused = event.case
        if event.case == refused:
            yield Reject(event.line, column, event.case, "the rows of one case one after the other")
            continue
        refused = None
        run.append(event)
    if run:
        yield run


def to_incident(events: list[Event], mapping: LogMapping) -> Incident:
    """The case that the rows of one ticket tell of, in the order of the log."""
    last = events[-1]
    legs, unit = _legs(events)
    resolver = _last(e.resolver for e in events)
    resolved_at = _last(e.resolved_at for e in events)
    closed_at = _last(e.closed_at for e in events)
    if last.state is not None:
        done = last.state in mapping.resolved_states
    else:
        done = resolved_at is not None or closed_at is not None
    was_done = any(e.state in mapping.resolved_states for e in events)
    reopened = max(e.reopened for e in events)
    open_state = "REOPENED" if was_done or reopened else "WAITING"
    channel = _last(e.channel for e in events)
    return Incident(
        case=last.case,
        state="RESOLVED" if done else open_state,
        words=_last(e.words for e in events) or "",
        opened_at=events[0].opened_at,
        resolved_at=(resolved_at or closed_at or last.updated_at) if done else None,
        closed_at=closed_at if done else None,
        reopened=max(reopened, _comebacks(events, mapping)),
        unit=unit,
        resolver=resolver if done else None,
        opener=_last(e.opener for e in events),
        customer=_last(e.customer for e in events),
        area=_last(e.area for e in events),
        issue_type=_last(e.issue_type for e in events),
        location=_last(e.location for e in events),
        channel=mapping.channels.get(channel or "", "OTHER"),
        legs=legs,
    )


def _legs(events: list[Event]) -> tuple[tuple[Leg, ...], str | None]:
    """The changes of unit and the last unit known; a row without a unit changes nothing."""
    stops: list[tuple[str, datetime]] = []
    for event in events:
        if event.unit is not None and (not stops or stops[-1][0] != event.unit):
            stops.append((event.unit, event.updated_at or event.opened_at))
    legs = tuple(
        Leg(here[0], there[0], there[1], bounced=index + 2 < len(stops))
        for index, (here, there) in enumerate(pairwise(stops))
    )
    return legs, stops[-1][0] if stops else None


def _comebacks(events: list[Event], mapping: LogMapping) -> int:
    done = [e.state in mapping.resolved_states for e in events if e.state is not None]
    return sum(a and not b for a, b in pairwise(done))


def _last(values: Iterable[T | None]) -> T | None:
    found = None
    for value in values:
        if value is not None:
            found = value
    return found
