"""From rows of the graph to facts: of the whole history, or of some cases in place of before.

What is decided of a case depends on that case and on those of the same customer, and on the
directory, and on nothing else. So a history that is read bit by bit is the one read at once: every
kind of facts stands in one order, by time and case.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter, itemgetter
from typing import Any, Protocol, TypeVar

from netsvc.directory.model import LocalText
from netsvc.directory.packets import packet_fields_from_json
from netsvc.measures.asking import RawAsk, ask_facts
from netsvc.measures.facts import (
    Facts,
    RawCase,
    RawContact,
    RawLeg,
    case_facts,
)
from netsvc.measures.packets import RawPacket, packet_facts
from netsvc.measures.shortage import RawShortage, shortage_facts
from netsvc.measures.steps import RawRedirect, step_facts
from netsvc.measures.teams import teams
from netsvc.measures.tree import tops
from netsvc.measures.verdicts import RawVerdict, as_of, verdict_facts

Rows = Mapping[str, list[list[Any]]]
"""Rows by their kind in ``reading.HISTORY``; the first value of each is the id of its case."""


@dataclass(frozen=True)
class Directory:
    """Units and issue types as they were read, people's units (the first one first), and who has
    asked to be left out. It is small and is read as a whole every time."""

    units: Sequence[Mapping[str, Any]] = ()
    issue_types: Sequence[Mapping[str, Any]] = ()
    members: Sequence[Sequence[str]] = ()
    left_out: Sequence[str] = ()

    @property
    def grounds(self) -> object:
        """What is decided of cases depends on this much of it."""
        return (
            [(row["id"], row["parent"], row["zone"]) for row in self.units],
            [(row["id"], row["parent"], row["responsible"]) for row in self.issue_types],
        )


def derived(
    rows: MutableMapping[str, list[list[Any]]], directory: Directory, *, now: int, window: int
) -> Facts:
    """The facts of all rows; ``window`` is the repeat window in milliseconds.

    Rows are taken out of the mapping as it goes: they need as much memory as the facts do.
    """

    def taken(kind: str) -> Iterator[list[Any]]:
        mine = rows.pop(kind, [])
        mine.sort(key=itemgetter(0), reverse=True)
        while mine:
            same = [mine.pop()]
            while mine and mine[-1][0] == same[0][0]:
                same.append(mine.pop())
            # in one order however they were read; all of them by that would need too much memory
            yield from sorted(same, key=repr) if len(same) > 1 else same

    # by id: a case with two units, should there be one, is still one case
    known: dict[str, RawCase] = {}
    for row in taken("cases"):
        known.setdefault(row[0], RawCase(*row))
    cases = list(known.values())
    contacts = [RawContact(*row) for row in taken("contacts")]
    legs = [RawLeg(*row) for row in taken("legs")]
    redirects = [RawRedirect(*row) for row in taken("redirects")]
    asks = [RawAsk.of(row) for row in taken("asks")]
    packets = [RawPacket(*row) for row in taken("packets")]
    answered = {ask.case for ask in asks if ask.answered is not None}
    parents = {row["id"]: row["parent"] for row in directory.units}
    broader = {row["id"]: row["parent"] for row in directory.issue_types}
    team = teams()
    return Facts(
        now=now,
        window=window,
        cases=_ordered(
            case_facts(cases, contacts, legs, [one.case for one in redirects], answered, team=team)
        ),
        asks=_ordered(ask_facts(asks)),
        shortages=_ordered(
            shortage_facts(
                map(RawShortage.of, taken("shortages")),
                responsible={row["id"]: row["responsible"] for row in directory.issue_types},
                broader=broader,
                zones={row["id"]: row["zone"] for row in directory.units},
            )
        ),
        steps=_ordered(
            step_facts(
                cases, legs, redirects, asks, silo_of=tops(parents), window=window, team=team
            )
        ),
        verdicts=_ordered(verdict_facts((RawVerdict(*row) for row in taken("verdicts")), now)),
        sent_fields=_ordered(packet_facts(packets, by_receiver=False)),
        received_fields=_ordered(packet_facts(packets, by_receiver=True)),
        members={row[0]: row[1] for row in reversed(directory.members)},
        left_out=frozenset(directory.left_out),
        field_names={
            field.name: field.label
            for row in directory.issue_types
            for field in packet_fields_from_json(row["fields"])
        },
        unit_names={row["id"]: _name(row) for row in directory.units},
        unit_parents=parents,
        issue_type_names={row["id"]: _name(row) for row in directory.issue_types},
        issue_type_parents=broader,
    )


def shared(rows: list[list[Any]], known: dict[str, str]) -> list[list[Any]]:
    """The same rows, in place, with each text once in memory, of those that are ``known``."""
    for row in rows:
        for place, value in enumerate(row):
            if type(value) is str:
                row[place] = known.setdefault(value, value)
    return rows


def updated(
    before: Facts,
    cases: Collection[str],
    rows: MutableMapping[str, list[list[Any]]],
    directory: Directory,
    *,
    now: int,
) -> Facts:
    """``before`` with the rows of ``cases`` in place of what was known of them.

    ``cases`` holds with each case those of the same customer, and ``directory`` has the grounds of
    before: otherwise everything is to be derived again.
    """
    fresh = derived(rows, directory, now=now, window=before.window)
    changed = frozenset(cases)
    return replace(
        fresh,
        cases=_put(before.cases, fresh.cases, changed),
        asks=_put(before.asks, fresh.asks, changed),
        shortages=_put(before.shortages, fresh.shortages, changed),
        steps=_put(before.steps, fresh.steps, changed),
        verdicts=as_of(_put(before.verdicts, fresh.verdicts, changed), now),
        sent_fields=_put(before.sent_fields, fresh.sent_fields, changed),
        received_fields=_put(before.received_fields, fresh.received_fields, changed),
    )


class _OfCase(Protocol):
    @property
    def at(self) -> int: ...

    @property
    def case(self) -> str: ...


Fact = TypeVar("Fact", bound=_OfCase)

_when_and_which = attrgetter("at", "case")


def _ordered(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple(sorted(facts, key=_when_and_which))


def _put(
    before: tuple[Fact, ...], fresh: tuple[Fact, ...], changed: frozenset[str]
) -> tuple[Fact, ...]:
    if not changed:
        return before
    left = [one for one in before if one.case not in changed]
    # a day's facts into a history of millions: sorting all of them again would take seconds
    found: list[Fact] = []
    place = 0
    for one in fresh:
        until = bisect_right(left, _when_and_which(one), lo=place, key=_when_and_which)
        found += left[place:until]
        found.append(one)
        place = until
    found += left[place:]
    return tuple(found)


def _name(row: Mapping[str, Any]) -> LocalText:
    fallback = row["fi"] or row["en"] or row["id"]
    return LocalText(fallback, row["sv"] or fallback, row["en"] or fallback)
