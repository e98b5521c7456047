"""What the measures are computed from: cases as plain values, and the other kinds of facts.

Times are milliseconds since 1970 (UTC). First-contact resolution is decided here once, exactly as
docs and domain define it, so that every measure and experiment means the same by it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from netsvc.directory.model import LocalText
from netsvc.measures.asking import AskFact
from netsvc.measures.packets import PacketFact
from netsvc.measures.shortage import ShortageFact
from netsvc.measures.steps import StepFact
from netsvc.measures.teams import Team, team_of
from netsvc.measures.verdicts import VerdictFact

HOUR = 3_600_000
DAY = 24 * HOUR
MOVED = frozenset({"ACCEPTED", "RETURNED", "FORWARDED"})
"""States of a leg in which the case really changed hands."""
UNKNOWN = "unknown"
_NOBODY = frozenset[str]()


@dataclass(frozen=True, slots=True)
class RawContact:
    case: str
    started: int
    ended: int | None
    handled_by: str | None
    unit: str | None


@dataclass(frozen=True, slots=True)
class RawLeg:
    case: str
    kind: str
    state: str
    offered: int
    decided: int | None
    sender: str | None
    receiver: str | None
    from_unit: str | None
    to_unit: str | None
    bounced: bool = False


@dataclass(frozen=True, slots=True)
class RawCase:
    id: str
    opened: int
    resolved: int | None
    state: str
    customer: str | None
    issue_type: str | None
    unit: str | None
    opened_by: str | None
    resolved_by: str | None
    resolved_in: str | None
    excluded: bool
    reopened: bool = False


@dataclass(frozen=True, slots=True)
class CaseFact:
    """One case as the measures see it.

    ``employees`` opened the case: whose unit and work the figures are about. ``helpers`` are the
    others to whom the customer view owes that it counts the case as resolved at first contact.
    ``judged``: the end of the first contact is known, so that resolution in it can be told at all.
    ``strict`` and ``customer`` are the two views before a comeback voids them. ``settled`` is
    when the first contact was over; a case is mature one repeat window later. ``comeback`` is
    the time from ``resolved`` to the same customer's next contact about the same issue type.
    ``alone``: resolved in the unit it was opened in, with no handover, no redirect and no answer of
    anybody who was asked.
    """

    at: int
    unit: str
    issue_type: str
    employees: frozenset[str]
    judged: bool
    strict: bool
    customer: bool
    settled: int
    comeback: int | None
    excluded: bool
    redirects: int
    hops: int | None
    helpers: frozenset[str] = frozenset()
    id: str = ""
    alone: bool = False
    resolved: int | None = None

    @property
    def case(self) -> str:
        """The case itself, as other facts name theirs."""
        return self.id

    def mature(self, now: int, window: int) -> bool:
        return now >= self.settled + window

    def holds(self, window: int) -> bool:
        """Whether nobody came back within the window."""
        return self.comeback is None or self.comeback > window


@dataclass(frozen=True)
class Facts:
    """One snapshot. ``window`` is the repeat window in force; parents lead to the top level.

    ``members`` is the home unit of everybody who has one: the one they joined first. ``left_out``
    have asked that their position is not worked out.
    """

    now: int
    window: int = 7 * DAY
    cases: tuple[CaseFact, ...] = ()
    asks: tuple[AskFact, ...] = ()
    shortages: tuple[ShortageFact, ...] = ()
    steps: tuple[StepFact, ...] = ()
    members: Mapping[str, str] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    verdicts: tuple[VerdictFact, ...] = ()
    sent_fields: tuple[PacketFact, ...] = ()
    received_fields: tuple[PacketFact, ...] = ()
    field_names: Mapping[str, LocalText] = field(default_factory=dict)
    unit_names: Mapping[str, LocalText] = field(default_factory=dict)
    unit_parents: Mapping[str, str | None] = field(default_factory=dict)
    issue_type_names: Mapping[str, LocalText] = field(default_factory=dict)
    issue_type_parents: Mapping[str, str | None] = field(default_factory=dict)


def case_facts(
    cases: Sequence[RawCase],
    contacts: Iterable[RawContact],
    legs: Iterable[RawLeg],
    redirects: Iterable[str],
    answered: Collection[str] = (),
    *,
    team: Team = team_of,
) -> tuple[CaseFact, ...]:
    """Decide each case. ``redirects`` names the case of every redirect, once a redirect;
    ``answered`` the cases in which somebody who was asked has answered."""
    contacts_of: dict[str, list[RawContact]] = defaultdict(list)
    for contact in contacts:
        contacts_of[contact.case].append(contact)
    legs_of: dict[str, list[RawLeg]] = defaultdict(list)
    for leg in legs:
        if leg.state in MOVED:
            legs_of[leg.case].append(leg)
    redirects_of: dict[str, int] = defaultdict(int)
    for case in redirects:
        redirects_of[case] += 1
    for found in contacts_of.values():
        found.sort(key=lambda contact: contact.started)
    visits = _visits(cases, contacts_of)
    return tuple(
        _decide(
            case,
            contacts_of.get(case.id, ()),
            legs_of.get(case.id, ()),
            redirects_of.get(case.id, 0),
            visits,
            answered=case.id in answered,
            team=team,
        )
        for case in cases
    )


def _visits(
    cases: Iterable[RawCase], contacts_of: Mapping[str, Sequence[RawContact]]
) -> dict[tuple[str, str], list[int]]:
    """When each customer was in touch about each issue type, in order."""
    visits: dict[tuple[str, str], list[int]] = defaultdict(list)
    for case in cases:
        if case.customer is not None and case.issue_type is not None:
            starts = [contact.started for contact in contacts_of.get(case.id, ())] or [case.opened]
            visits[case.customer, case.issue_type] += starts
    for times in visits.values():
        times.sort()
    return visits


def _decide(
    case: RawCase,
    contacts: Sequence[RawContact],
    moved: Sequence[RawLeg],
    redirects: int,
    visits: Mapping[tuple[str, str], Sequence[int]],
    *,
    answered: bool,
    team: Team,
) -> CaseFact:
    first = contacts[0] if contacts else None
    settled = case.opened
    in_first = False
    if first is not None:
        end = first.ended
        settled = end if end is not None else max(first.started, case.resolved or 0)
        in_first = (
            case.state == "RESOLVED"
            and not case.reopened
            and case.resolved is not None
            and end is not None
            and case.resolved <= end
            and not any(c.started <= case.resolved for c in contacts[1:])
        )
    warm_only = all(
        leg.kind == "WARM" and first is not None and _within(leg.decided, first) for leg in moved
    )
    strict = in_first and not moved and not redirects
    customer = in_first and warm_only and not redirects
    took_part = {case.resolved_by, *(leg.receiver for leg in moved)} - {None}
    who = case.opened_by or (first.handled_by if first else None) or case.resolved_by
    unit = case.unit or (first.unit if first else None) or case.resolved_in or UNKNOWN
    return CaseFact(
        at=case.opened,
        unit=unit,
        issue_type=case.issue_type or UNKNOWN,
        employees=team(who),
        judged=first is not None and first.ended is not None,
        strict=strict,
        customer=customer,
        settled=settled,
        comeback=_comeback(case, visits),
        excluded=case.excluded,
        redirects=redirects,
        hops=_hops(case, contacts, moved),
        helpers=team(*took_part) if customer and not strict else _NOBODY,
        id=case.id,
        alone=(
            case.state == "RESOLVED"
            and not case.reopened
            and not (moved or answered or redirects)
            and case.resolved_in in (None, unit)
        ),
        resolved=case.resolved,
    )


def _within(moment: int | None, contact: RawContact) -> bool:
    return (
        moment is not None
        and contact.ended is not None
        and contact.started <= moment <= contact.ended
    )


def _comeback(case: RawCase, visits: Mapping[tuple[str, str], Sequence[int]]) -> int | None:
    if case.resolved is None or case.customer is None or case.issue_type is None:
        return None
    times = visits[case.customer, case.issue_type]
    after = bisect_right(times, case.resolved)
    return times[after] - case.resolved if after < len(times) else None


def _hops(case: RawCase, contacts: Sequence[RawContact], moved: Sequence[RawLeg]) -> int | None:
    """Different units that a resolved case passed; None while it is not resolved."""
    if case.resolved is None:
        return None
    passed = {case.unit, case.resolved_in}
    passed |= {contact.unit for contact in contacts}
    passed |= {leg.to_unit for leg in moved}
    return len(passed - {None})
