"""The steps that cases took from unit to unit, as facts of the network measures.

Times are milliseconds since 1970 (UTC). A step is a handover that reached somebody and was decided,
a redirect, an answer of another unit that helped, or the same customer's coming again elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from netsvc.measures.asking import RawAsk
from netsvc.measures.teams import Team, team_of
from netsvc.silos.legs import HANDOVERS, Outcome

if TYPE_CHECKING:
    from netsvc.measures.facts import Facts, RawCase, RawLeg

NOT_DECIDED = frozenset({"OFFERED", "WITHDRAWN"})
_ENDS: Mapping[str, Outcome] = {"DECLINED": Outcome.DECLINED, "EXPIRED": Outcome.EXPIRED}


@dataclass(frozen=True, slots=True)
class RawRedirect:
    """``by`` sent the customer of the case away, ``toward`` a unit where it was said which."""

    case: str
    at: int
    by: str | None
    from_unit: str | None
    toward: str | None


@dataclass(frozen=True, slots=True)
class StepFact:
    """One step of a case. ``waited`` is the time from offer to acceptance, where known.

    ``sender`` and ``receiver`` are the people at its ends, where known. ``employees`` are both,
    or whoever stands for them where a log names nobody. Of a handover, ``resolved`` is the time
    from the offer until the case was resolved, by ``resolver``. ``handed`` are the units that it
    went between, where ``source`` and ``target`` are the home units of its people instead.
    """

    at: int
    case: str
    source: str
    target: str
    sender: str | None
    receiver: str | None
    issue_type: str | None
    outcome: Outcome
    waited: int | None
    employees: frozenset[str]
    resolved: int | None = None
    resolver: str | None = None
    handed: tuple[str, str] | None = None

    @property
    def ends(self) -> tuple[str, str]:
        """The units that it really went between."""
        return self.handed or (self.source, self.target)


def step_facts(
    cases: Sequence[RawCase],
    legs: Iterable[RawLeg],
    redirects: Iterable[RawRedirect],
    asks: Iterable[RawAsk],
    *,
    silo_of: Mapping[str, str],
    window: int,
    team: Team = team_of,
) -> tuple[StepFact, ...]:
    """All steps between known units. ``silo_of`` gives the top-level unit of each unit."""
    known = {case.id: case for case in cases}
    return (
        *_handed(legs, known, team),
        *_redirected(redirects, known, team),
        *_helped(asks, team),
        *_came_again(cases, silo_of, window, team),
    )


def _handed(legs: Iterable[RawLeg], cases: Mapping[str, RawCase], team: Team) -> Iterable[StepFact]:
    """Decided handovers, but for the withdrawn ones, which reached nobody.

    One that was passed on or returned later was accepted first, and keeps when. Where the moment
    of acceptance is not known, as in an imported log, there is no time. Where such a log names no
    people at a handover, who resolved the case stands for them.
    """
    for leg in legs:
        if leg.state in NOT_DECIDED or leg.from_unit is None or leg.to_unit is None:
            continue
        case = cases.get(leg.case)
        bounced = leg.bounced or leg.state in ("RETURNED", "FORWARDED")
        outcome = _ENDS.get(leg.state, Outcome.BOUNCED if bounced else Outcome.ACCEPTED)
        decided = leg.decided if outcome in (Outcome.ACCEPTED, Outcome.BOUNCED) else None
        yield StepFact(
            at=leg.offered,
            case=leg.case,
            source=leg.from_unit,
            target=leg.to_unit,
            sender=leg.sender,
            receiver=leg.receiver,
            issue_type=case.issue_type if case else None,
            outcome=outcome,
            waited=None if decided is None else decided - leg.offered,
            employees=team(leg.sender, leg.receiver) or team(case.resolved_by if case else None),
            resolved=_since(leg.offered, case.resolved if case else None),
            resolver=case.resolved_by if case else None,
        )


def _since(start: int, end: int | None) -> int | None:
    """The time between; None where it has not ended, or ended before a case was reopened."""
    return None if end is None or end < start else end - start


def _redirected(
    redirects: Iterable[RawRedirect], cases: Mapping[str, RawCase], team: Team
) -> Iterable[StepFact]:
    for redirect in redirects:
        if redirect.from_unit is None or redirect.toward is None:
            continue
        case = cases.get(redirect.case)
        yield StepFact(
            at=redirect.at,
            case=redirect.case,
            source=redirect.from_unit,
            target=redirect.toward,
            sender=redirect.by,
            receiver=None,
            issue_type=case.issue_type if case else None,
            outcome=Outcome.REDIRECTED,
            waited=None,
            employees=team(redirect.by) or team(case.resolved_by if case else None),
        )


def _helped(asks: Iterable[RawAsk], team: Team) -> Iterable[StepFact]:
    for ask in asks:
        for reply in ask.replies:
            if reply.helped and ask.unit and reply.unit and reply.unit != ask.unit:
                yield StepFact(
                    at=ask.asked,
                    case=ask.case,
                    source=ask.unit,
                    target=reply.unit,
                    sender=ask.asker,
                    receiver=reply.expert,
                    issue_type=ask.issue_type,
                    outcome=Outcome.ASK_HELPED,
                    waited=None,
                    employees=team(ask.asker, reply.expert),
                )


def _came_again(
    cases: Sequence[RawCase], silo_of: Mapping[str, str], window: int, team: Team
) -> Iterable[StepFact]:
    """The customer came with the same matter to another silo and it was resolved there.

    Units of one silo share their queues, so that who answers next time says nothing there.
    """
    matters: dict[tuple[str, str], list[RawCase]] = defaultdict(list)
    for case in cases:
        if case.customer is not None and case.issue_type is not None:
            matters[case.customer, case.issue_type].append(case)
    for same in matters.values():
        same.sort(key=lambda case: case.opened)
        for earlier, later in pairwise(same):
            here, there = earlier.unit, later.resolved_in
            if here is None or there is None or later.unit != there:
                continue
            soon = earlier.opened < later.opened <= (earlier.resolved or earlier.opened) + window
            if soon and silo_of.get(here) != silo_of.get(there):
                yield StepFact(
                    at=later.opened,
                    case=earlier.id,
                    source=here,
                    target=there,
                    sender=earlier.opened_by,
                    receiver=later.resolved_by,
                    issue_type=earlier.issue_type,
                    outcome=Outcome.SECOND_CONTACT,
                    waited=None,
                    employees=team(earlier.opened_by, later.resolved_by),
                )


def of(steps: Iterable[StepFact], outcomes: Collection[Outcome]) -> list[StepFact]:
    """The steps that ended so."""
    return [step for step in steps if step.outcome in outcomes]


def handovers(facts: Facts) -> list[StepFact]:
    """The decided handovers of a snapshot; measures that ask here look at them once together."""
    return of(facts.steps, HANDOVERS)
