"""From rows of the graph to facts: of the whole history, or of some cases in place of before.

What is decided of a case depends on that case and on those of the same customer, and on the
directory, and on nothing else. So a history that is read bit by bit is the one read at once: every
kind of facts stands in one order, by time and case.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any, Protocol, TypeVar

import orjson

from netsvc.directory.model import LocalText
from netsvc.directory.packets import packet_fields_from_json
from netsvc.measures.asking import RawAsk, ask_facts
from netsvc.measures.facts import (
    Facts,
    RawCase,
    RawContact,
    RawLeg,
    case_facts,
    leg_facts,
)
from netsvc.measures.packets import RawPacket, packet_facts
from netsvc.measures.shortage import RawShortage, shortage_facts
from netsvc.measures.steps import RawRedirect, step_facts
from netsvc.measures.tree import tops
from netsvc.measures.verdicts import RawVerdict, as_of, verdict_facts

Rows = Mapping[str, Sequence[Sequence[Any]]]
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


def derived(rows: Rows, directory: Directory, *, now: int, window: int) -> Facts:
    """The facts of all rows; ``window`` is the repeat window in milliseconds."""
    found = {kind: sorted(mine, key=orjson.dumps) for kind, mine in rows.items()}
    # by id: a case with two units, should there be one, is still one case
    cases = list({row[0]: RawCase(*row) for row in reversed(found.get("cases", ()))}.values())
    contacts = [RawContact(*row) for row in found.get("contacts", ())]
    legs = [RawLeg(*row) for row in found.get("legs", ())]
    redirects = [RawRedirect(*row) for row in found.get("redirects", ())]
    asks = [RawAsk.of(row) for row in found.get("asks", ())]
    packets = [RawPacket(*row) for row in found.get("packets", ())]
    answered = {ask.case for ask in asks if ask.answered is not None}
    parents = {row["id"]: row["parent"] for row in directory.units}
    broader = {row["id"]: row["parent"] for row in directory.issue_types}
    resolved_by = {case.id: case.resolved_by for case in cases}
    return Facts(
        now=now,
        window=window,
        cases=_ordered(
            case_facts(cases, contacts, legs, [one.case for one in redirects], answered)
        ),
        legs=_ordered(leg_facts(legs, resolved_by)),
        asks=_ordered(ask_facts(asks)),
        shortages=_ordered(
            shortage_facts(
                map(RawShortage.of, found.get("shortages", ())),
                responsible={row["id"]: row["responsible"] for row in directory.issue_types},
                broader=broader,
                zones={row["id"]: row["zone"] for row in directory.units},
            )
        ),
        steps=_ordered(
            step_facts(cases, legs, redirects, asks, silo_of=tops(parents), window=window)
        ),
        verdicts=_ordered(
            verdict_facts((RawVerdict(*row) for row in found.get("verdicts", ())), now)
        ),
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


def updated(
    before: Facts, cases: Collection[str], rows: Rows, directory: Directory, *, now: int
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
        legs=_put(before.legs, fresh.legs, changed),
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
    return _ordered([*(one for one in before if one.case not in changed), *fresh])


def _name(row: Mapping[str, Any]) -> LocalText:
    fallback = row["fi"] or row["en"] or row["id"]
    return LocalText(fallback, row["sv"] or fallback, row["en"] or fallback)
