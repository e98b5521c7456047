"""Which issue types stand behind a group, and by which key a fact belongs to one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Protocol

from netsvc.measures.facts import Facts
from netsvc.measures.registry import Dimension, IssueTypeName
from netsvc.measures.small_groups import anywhere, enough

MOST = 3


class _Typed(Protocol):
    @property
    def issue_type(self) -> str | None: ...

    @property
    def employees(self) -> frozenset[str]: ...


class _Placed(Protocol):
    @property
    def issue_type(self) -> str: ...

    @property
    def unit(self) -> str: ...


def type_or_unit(fact: _Placed, by: Dimension) -> str:
    """The key of a fact: its issue type, or else the unit that it is counted in."""
    return fact.issue_type if by is Dimension.ISSUE_TYPE else fact.unit


def commonest(items: Iterable[_Typed], facts: Facts) -> Sequence[IssueTypeName]:
    """The commonest issue types, at most three, of those that enough employees met."""
    counts: Counter[str] = Counter()
    people: dict[str, set[str]] = defaultdict(set)
    for item in items:
        if item.issue_type is not None:
            counts[item.issue_type] += 1
            people[item.issue_type] |= anywhere(item.employees)
    ordered = sorted(counts, key=lambda key: (-counts[key], key))
    named = [key for key in ordered if enough(people[key]) and key in facts.issue_type_names]
    return [IssueTypeName(key, facts.issue_type_names[key]) for key in named[:MOST]]
