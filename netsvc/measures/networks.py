"""From steps to the network of people that the pure measures take."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from netsvc.measures.facts import Facts
from netsvc.measures.steps import StepFact, handovers
from netsvc.measures.tree import tops
from netsvc.silos.network import IntArray, Network, from_codes

_UNIT = "\0"


def handed_from_home(facts: Facts) -> tuple[StepFact, ...]:
    """The handovers, each from and to the home units of its people, where they are known."""
    return tuple(_from_home(step, facts.members) for step in handovers(facts))


def _from_home(step: StepFact, members: Mapping[str, str]) -> StepFact:
    source = members.get(step.sender or "", step.source)
    target = members.get(step.receiver or "", step.target)
    # most people work where they belong, and a million steps more need as much memory again
    if source == step.source and target == step.target:
        return step
    return StepFact(
        step.at,
        step.case,
        source,
        target,
        step.sender,
        step.receiver,
        step.issue_type,
        step.outcome,
        step.waited,
        step.employees,
        step.resolved,
        step.resolver,
        (step.source, step.target),
    )


def halves(
    steps: Sequence[StepFact], starts: Sequence[int]
) -> tuple[int | None, list[StepFact], list[StepFact]]:
    """The steps before and from the start of the stretch of time nearest to the middle.

    Only there: each stretch is a large enough group, a part of one may not be.
    """
    if len(starts) < 2 or not steps:
        return None, list(steps), []
    middle = (starts[0] + max(step.at for step in steps)) / 2
    turn = min(starts[1:], key=lambda start: abs(start - middle))
    earlier = [step for step in steps if step.at < turn]
    return turn, earlier, [step for step in steps if step.at >= turn]


def network_of(
    steps: Sequence[StepFact], facts: Facts, among: Sequence[StepFact] | None = None
) -> Network:
    """Everybody with a home unit, in groups by silo, and the steps between them.

    Where a log does not name somebody, the unit stands for them. Who handed nothing over is in
    the network too, because chance could have brought a case to them. ``among`` are
    the steps whose people are in it, where these are a part of them.
    """
    people, known = _members(facts), steps if among is None else among
    senders, receivers = [_sender(step) for step in known], [_receiver(step) for step in known]
    if not people.code.keys() >= {*senders, *receivers}:
        people = _with_others(facts, known)
    if known is not steps:
        senders, receivers = [_sender(step) for step in steps], [_receiver(step) for step in steps]
    return from_codes(
        people.nodes,
        people.groups,
        people.group_of,
        senders=np.fromiter(map(people.code.__getitem__, senders), np.int64, len(steps)),
        receivers=np.fromiter(map(people.code.__getitem__, receivers), np.int64, len(steps)),
    )


@dataclass(frozen=True)
class _People:
    """Everybody in a network by name, in groups by silo; ``code`` is the position of each."""

    nodes: tuple[str, ...]
    code: Mapping[str, int]
    groups: tuple[str, ...]
    group_of: IntArray


_latest_members: list[tuple[Facts, _People]] = []


def _members(facts: Facts) -> _People:
    """Who has a home unit; made once for all networks of the latest snapshot."""
    for known, found in _latest_members:
        if known is facts:
            return found
    made = _people(_home(facts))
    _latest_members[:] = [(facts, made)]
    return made


def _with_others(facts: Facts, steps: Iterable[StepFact]) -> _People:
    """Those, and who has none: they count where they stood."""
    silo_of, home = tops(facts.unit_parents), _home(facts)
    for step in steps:
        home.setdefault(_sender(step), silo_of.get(step.source, step.source))
        home.setdefault(_receiver(step), silo_of.get(step.target, step.target))
    return _people(home)


def _home(facts: Facts) -> dict[str, str]:
    silo_of = tops(facts.unit_parents)
    return {person: silo_of.get(unit, unit) for person, unit in facts.members.items()}


def _people(home: Mapping[str, str]) -> _People:
    nodes, groups = tuple(sorted(home)), tuple(sorted(set(home.values())))
    group_code = {group: number for number, group in enumerate(groups)}
    return _People(
        nodes,
        {node: number for number, node in enumerate(nodes)},
        groups,
        np.array([group_code[home[node]] for node in nodes], dtype=np.int64),
    )


def _sender(step: StepFact) -> str:
    return step.sender or _UNIT + step.source


def _receiver(step: StepFact) -> str:
    return step.receiver or _UNIT + step.target
