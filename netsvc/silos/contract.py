"""What a network measure is: what it is called, what it needs, what it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from netsvc.directory.model import LocalText
from netsvc.silos.legs import Legs
from netsvc.silos.network import Network


class Better(StrEnum):
    """The direction in which a figure improves."""

    HIGHER = "HIGHER"
    LOWER = "LOWER"
    NEITHER = "NEITHER"


class Needs(StrEnum):
    """What a measure is computed from."""

    TIES = "TIES"
    LEGS = "LEGS"


class SmallGroup(StrEnum):
    """How the care for people applies to a measure's answer.

    ``CELLS``: every cell carries its number of distinct employees, and a cell with too few is
    merged before anybody sees it. ``OWN``: one row a person; a person sees their own row, others
    only how many there are. ``FACT``: says that something hangs on one person, without a figure.
    """

    CELLS = "CELLS"
    OWN = "OWN"
    FACT = "FACT"


@dataclass(frozen=True, slots=True)
class Options:
    """How to compute: ``seed`` of every random draw, ``permutations`` of the labels,
    ``pivots`` sampled where exact is too slow, ``exact_up_to`` nodes computed exactly."""

    seed: int = 1
    permutations: int = 999
    pivots: int = 256
    exact_up_to: int = 3000
    window_days: int = 7


Figure = float | int | str | bool | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One row of an answer: ``keys`` say of what, ``figures`` how much.

    ``employees`` is the number of distinct employees behind the figures, for the small-group
    rule; None where the row is one person or the input has no people.
    """

    keys: tuple[str, ...]
    figures: Mapping[str, Figure]
    employees: int | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """The answer of one measure.

    ``value`` is one number, or numbers by name; ``expectation`` is what chance alone would give
    (same shape), ``expected_interval`` its central 95 %; ``interval`` is the 95 % interval of the
    value itself; ``p`` the two-sided permutation p. ``key_names`` name the keys of ``cells``.
    """

    value: float | Mapping[str, float | None] | None
    sentence: LocalText
    expectation: float | Mapping[str, float] | None = None
    expected_interval: tuple[float, float] | None = None
    interval: tuple[float, float] | None = None
    p: float | None = None
    details: Mapping[str, Figure] = field(default_factory=dict)
    key_names: tuple[str, ...] = ()
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """What a measure computes from; a measure takes the one it needs."""

    network: Network
    legs: Legs | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """One network measure, complete: adding one is one file in ``netsvc/silos/measures``.

    ``id`` is a field name (camel case); ``unit`` is of the value ("index", "share", "hours",
    "count"); ``source`` names the publication that ``formula`` is from.
    """

    id: str
    names: LocalText
    explanation: LocalText
    unit: str
    better: Better
    needs: Needs
    formula: str
    source: str
    small_group: SmallGroup
    compute: Callable[[Source, Options], Result]
