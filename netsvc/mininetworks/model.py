"""Mini-networks as frozen values, and who of them is on duty when. Pure; moments are aware."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

import orjson

from netsvc.availability.hours import (
    WEEKDAYS,
    PublicHolidays,
    Span,
    WorkingHours,
    is_clock,
    is_zone,
    open_spans,
    span_of,
    uncovered,
)
from netsvc.directory.model import LocalText
from netsvc.errors import BadInputError
from netsvc.mininetworks.standard import AgreementStandard

MAX_MEMBERS = 100
MAX_COVERS = 100
MAX_TURNS = 200
MAX_NAME = 120
MAX_AGREEMENT = 2000
LONGEST_LOOK = timedelta(days=100)


@dataclass(frozen=True)
class Turn:
    """One person's turn of a day by the clock of the rota; it may run over midnight."""

    starts: str
    ends: str
    expert_id: str


@dataclass(frozen=True)
class Swapped:
    """The turn of a day that begins at ``starts`` went from one person to another."""

    day: date
    starts: str
    from_id: str
    to_id: str


@dataclass(frozen=True)
class Duty:
    """A turn on a date: when it is, in UTC, and whose."""

    day: date
    turn: Turn
    starts_at: datetime
    ends_at: datetime

    @property
    def expert_id(self) -> str:
        return self.turn.expert_id


@dataclass(frozen=True)
class Rota:
    """``hours`` is when somebody must be on duty; ``week`` whose turn it is, from Monday.

    A date in ``exceptions`` has those turns and no others. On a public holiday nobody is on duty
    unless the date is an exception.
    """

    time_zone: str
    holidays: PublicHolidays
    hours: WorkingHours
    week: tuple[tuple[Turn, ...], ...]
    exceptions: Mapping[date, tuple[Turn, ...]] = field(default_factory=dict)
    swaps: tuple[Swapped, ...] = ()

    def turns(self) -> Iterator[Turn]:
        """Every turn that was written down."""
        for turns in (*self.week, *self.exceptions.values()):
            yield from turns

    def on(self, day: date) -> tuple[Turn, ...]:
        """The turns of a date, swaps made."""
        if day in self.exceptions:
            turns = self.exceptions[day]
        elif self.holidays.on(day):
            turns = ()
        else:
            turns = self.week[day.weekday()]
        for swap in self.swaps:
            if swap.day == day:
                turns = tuple(
                    replace(turn, expert_id=swap.to_id)
                    if (turn.starts, turn.expert_id) == (swap.starts, swap.from_id)
                    else turn
                    for turn in turns
                )
        return turns

    def duties(self, start: datetime, end: datetime) -> Iterator[Duty]:
        """Those that have a moment in common with ``start`` to ``end``, by date."""
        place = ZoneInfo(self.time_zone)
        day = start.astimezone(place).date() - timedelta(days=2)
        last = end.astimezone(place).date()
        while day <= last:
            for turn in self.on(day):
                starts_at, ends_at = span_of(day, turn.starts, turn.ends, place)
                if starts_at < end and start < ends_at:
                    yield Duty(day, turn, starts_at, ends_at)
            day += timedelta(days=1)

    def duty(self, day: date, starts: str, expert_id: str) -> Duty | None:
        """The person's turn that begins then."""
        for turn in self.on(day):
            if (turn.starts, turn.expert_id) == (starts, expert_id):
                span = span_of(day, turn.starts, turn.ends, ZoneInfo(self.time_zone))
                return Duty(day, turn, *span)
        return None

    def on_duty_at(self, at: datetime) -> tuple[str, ...]:
        """Whose turn it is at that moment, each once."""
        found = self.duties(at, at + timedelta(microseconds=1))
        return tuple(dict.fromkeys(duty.expert_id for duty in found))

    def gaps(
        self, start: datetime, end: datetime, away: Mapping[str, Sequence[Span]]
    ) -> tuple[Span, ...]:
        """When somebody must be on duty and nobody is; ``away`` holds absences by person."""
        covering = [
            present
            for duty in self.duties(start, end)
            for present in uncovered(
                (duty.starts_at, duty.ends_at), list(away.get(duty.expert_id, ()))
            )
        ]
        bare: list[Span] = []
        for opens_at, closes_at in open_spans(start, self.hours, self.time_zone, self.holidays):
            if opens_at >= end:
                break
            bare += uncovered((max(opens_at, start), min(closes_at, end)), covering)
        return tuple(bare)

    def only(self, members: Sequence[str]) -> Rota:
        """The rota without the turns of people who are no members (any more)."""
        known = frozenset(members)

        def kept(turns: tuple[Turn, ...]) -> tuple[Turn, ...]:
            return tuple(turn for turn in turns if turn.expert_id in known)

        return replace(
            self,
            week=tuple(kept(turns) for turns in self.week),
            exceptions={day: kept(turns) for day, turns in self.exceptions.items()},
            swaps=tuple(swap for swap in self.swaps if swap.to_id in known),
        )

    def to_json(self) -> str:
        """The text that the graph keeps."""

        def rows(turns: tuple[Turn, ...]) -> list[list[str]]:
            return [[turn.starts, turn.ends, turn.expert_id] for turn in turns]

        return orjson.dumps(
            {
                "timeZone": self.time_zone,
                "holidays": self.holidays.place,
                "hours": dict(zip(WEEKDAYS, self.hours.days, strict=True)),
                "week": [rows(turns) for turns in self.week],
                "exceptions": {d.isoformat(): rows(t) for d, t in self.exceptions.items()},
                "swaps": [[s.day.isoformat(), s.starts, s.from_id, s.to_id] for s in self.swaps],
            }
        ).decode()

    @classmethod
    def from_json(cls, text: str) -> Rota:
        """Raises ``BadInputError`` for what is no rota."""
        try:
            raw: dict[str, Any] = orjson.loads(text)
            return cls(
                raw["timeZone"],
                PublicHolidays.of(raw["holidays"]),
                WorkingHours.from_json(orjson.dumps(raw["hours"]).decode()),
                tuple(tuple(Turn(*row) for row in rows) for rows in raw["week"]),
                {
                    date.fromisoformat(day): tuple(Turn(*row) for row in rows)
                    for day, rows in raw["exceptions"].items()
                },
                tuple(Swapped(date.fromisoformat(s[0]), *s[1:]) for s in raw["swaps"]),
            )
        except (orjson.JSONDecodeError, KeyError, TypeError, ValueError) as error:
            raise BadInputError(
                f"This is no rota: {text[:60]!r}.", action="Set the rota again."
            ) from error


def unusable_rota(rota: Rota) -> tuple[str, str] | None:
    """What is wrong with a rota that came in: the name of its sentence, and what was seen."""
    if not is_zone(rota.time_zone):
        return "rota_zone", rota.time_zone
    turns = list(rota.turns())
    if len(turns) > MAX_TURNS or len(rota.exceptions) > MAX_TURNS:
        return "rota_long", str(len(turns))
    clocks = [clock for turn in turns for clock in (turn.starts, turn.ends)]
    clocks += [clock for day in rota.hours.days for span in day for clock in span]
    for clock in clocks:
        if not is_clock(clock):
            return "rota_clock", clock
    for of_day in (*rota.week, *rota.exceptions.values()):
        for number, turn in enumerate(of_day):
            for other in of_day[number + 1 :]:
                if turn.expert_id == other.expert_id and _meet(turn, other):
                    return "rota_overlap", f"{turn.starts}–{turn.ends}, {other.starts}–{other.ends}"
    return None


def _meet(one: Turn, other: Turn) -> bool:
    def ends(turn: Turn) -> str:
        return turn.ends if turn.starts < turn.ends else "48:00"

    return one.starts < ends(other) and other.starts < ends(one)


class SwapState(StrEnum):
    PROPOSED = "PROPOSED"
    AGREED = "AGREED"
    DECLINED = "DECLINED"


@dataclass(frozen=True)
class Swap:
    """Somebody asks a colleague to take a turn, perhaps for one of theirs in return."""

    id: str
    state: SwapState
    day: date
    starts: str
    by_id: str
    to_id: str
    return_day: date | None
    return_starts: str | None

    def made(self) -> tuple[Swapped, ...]:
        """What changes in the rota once both agree."""
        there = Swapped(self.day, self.starts, self.by_id, self.to_id)
        if self.return_day is None or self.return_starts is None:
            return (there,)
        return (there, Swapped(self.return_day, self.return_starts, self.to_id, self.by_id))


@dataclass(frozen=True)
class Agreement:
    """One version of how the members work together; versions are kept for ever."""

    version: int
    answering: LocalText
    travels: LocalText
    declining: LocalText
    at: datetime
    author_id: str | None


@dataclass(frozen=True)
class NetworkDetails:
    """What a mini-network's page shows beyond its name, members and matters."""

    id: str
    active_from: datetime | None
    active_to: datetime | None
    member_ids: tuple[str, ...]
    marked_on_duty: tuple[str, ...]
    rota: Rota | None
    agreements: tuple[Agreement, ...]
    swaps: tuple[Swap, ...]
    away: Mapping[str, tuple[Span, ...]]
    standard: AgreementStandard | None = None
    draft: bool = False

    def active_at(self, at: datetime) -> bool:
        """Never before its owner has started it; then between its dates."""
        return not self.draft and active_at(self.active_from, self.active_to, at)

    def on_duty_at(self, at: datetime) -> tuple[str, ...]:
        """Members whose turn it is and who are not away; none while it is not active."""
        if not self.active_at(at):
            return ()
        ids = self.marked_on_duty
        if self.rota is not None:
            ids = self.rota.only(self.member_ids).on_duty_at(at)
        return tuple(id_ for id_ in ids if not any(a <= at < b for a, b in self.away.get(id_, ())))

    def turn_of(self, expert_id: str, at: datetime) -> bool:
        """Whether the rota has the person at work at that moment."""
        rota = self.rota if self.active_at(at) else None
        return rota is not None and expert_id in rota.on_duty_at(at)

    def gaps(self, start: datetime, end: datetime) -> tuple[Span, ...]:
        """When somebody must be on duty and nobody is, in order."""
        if self.rota is None:
            return ()
        return self.rota.only(self.member_ids).gaps(start, end, self.away)


def active_at(active_from: datetime | None, active_to: datetime | None, at: datetime) -> bool:
    """From (included) to (not included); what is not said is open."""
    return (active_from is None or active_from <= at) and (active_to is None or at < active_to)


class KeptRotas:
    """Rotas as the graph keeps them, each text read once."""

    def __init__(self) -> None:
        self._rotas: dict[str, Rota | None] = {}
        self._turns: dict[tuple[str, datetime], tuple[str, ...]] = {}

    def read(self, text: str) -> Rota | None:
        """None for a damaged one: it must not take the desk away from everybody."""
        if text not in self._rotas:
            try:
                self._rotas[text] = Rota.from_json(text)
            except BadInputError:
                self._rotas[text] = None
        return self._rotas[text]

    def turn(self, text: str | None, expert_id: str, at: datetime) -> bool:
        """Whether the rota says that it is the person's turn; without a rota it does not."""
        if not text:
            return False
        if (text, at) not in self._turns:
            rota = self.read(text)
            self._turns[text, at] = rota.on_duty_at(at) if rota else ()
        return expert_id in self._turns[text, at]


def on_duty(rotas: KeptRotas, text: str | None, marked: bool, expert_id: str, at: datetime) -> bool:
    """Whether it is the person's turn: by the rota where there is one, else by the mark."""
    return marked if text is None else rotas.turn(text, expert_id, at)
