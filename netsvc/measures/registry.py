"""The contract of a measure, and the registry of them: one file in ``catalogue`` each.

A measure says what it is in three languages, which facts it takes and how it sums them up. It
never groups, filters by date or hides anything itself: that is done for all of them in
``publishing``, so that no measure can forget the small-group rule.
"""

from __future__ import annotations

import importlib
import keyword
import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from operator import attrgetter
from typing import Any

from netsvc.directory.model import LocalText
from netsvc.errors import ConfigurationError
from netsvc.identity.roles import Role
from netsvc.measures.facts import Facts

_ID = re.compile(r"[a-z][A-Za-z0-9]{1,40}")
_TAKEN = frozenset({"measures", "networkMap", "myPosition", "typeMoved", "unitPeople"})
"""Fields of the API that are no measures."""


class MeasureUnit(StrEnum):
    """What the main figure is counted in."""

    SHARE = "SHARE"
    PER_CASE = "PER_CASE"
    HANDOVERS = "HANDOVERS"
    CASES = "CASES"
    INDEX = "INDEX"
    HOURS = "HOURS"
    PAIRS = "PAIRS"
    PEOPLE = "PEOPLE"


class Better(StrEnum):
    """Which direction is better."""

    HIGHER = "HIGHER"
    LOWER = "LOWER"
    NEITHER = "NEITHER"


class Dimension(StrEnum):
    """What a figure may be split by. FIELD is one of the context packet; FLOW and SILO_FLOW are
    ordered pairs of units, PAIR is one whichever way, LOOP the units that cases came round by,
    WAY those that they went by from first to last.
    UNIT_HOUR is a unit and an hour of its day, or several in a row. MONTH is a stretch of months
    that is large enough to be shown."""

    TOTAL = "TOTAL"
    UNIT = "UNIT"
    SILO = "SILO"
    UNIT_HOUR = "UNIT_HOUR"
    ISSUE_TYPE = "ISSUE_TYPE"
    FIELD = "FIELD"
    WEEK = "WEEK"
    FLOW = "FLOW"
    SILO_FLOW = "SILO_FLOW"
    MONTH = "MONTH"
    PAIR = "PAIR"
    LOOP = "LOOP"
    WAY = "WAY"


MANY = frozenset({Dimension.PAIR, Dimension.LOOP, Dimension.WAY})
"""Splits of which a large organisation has more rows than anybody looks at."""
MOST = 500
"""Rows of such a split that are answered: the weightiest."""
PAGE_FLOWS = 1_000
"""Flows from unit to unit that a page shows at most; whole they are in the exports."""
PAIRED = frozenset({Dimension.FLOW, Dimension.SILO_FLOW, Dimension.PAIR})
"""Splits whose rows have two ends."""


class Kind(StrEnum):
    """Shape of a column's value."""

    ESTIMATE = "ESTIMATE"
    """A figure with its 95 % interval and the count behind it."""
    INTEGER = "INTEGER"
    NUMBER = "NUMBER"
    AGAINST_CHANCE = "AGAINST_CHANCE"
    """A figure with what chance alone would give: never the one without the other."""
    DAY = "DAY"
    ISSUE_TYPES = "ISSUE_TYPES"
    """Issue types, the commonest first."""


@dataclass(frozen=True)
class Estimate:
    """A figure, its 95 % interval and how many cases are behind it."""

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True)
class AgainstChance:
    """A figure beside its expectation under chance, each with its 95 % interval where there is one.

    ``p`` is two-sided: how often chance alone is at least as far from the expectation.
    """

    value: float
    low: float | None
    high: float | None
    n: int
    expected: float
    expected_low: float | None = None
    expected_high: float | None = None
    p: float | None = None


@dataclass(frozen=True)
class IssueTypeName:
    """An issue type by its plain id."""

    key: str
    label: LocalText


Value = Estimate | AgainstChance | int | float | date | Sequence[IssueTypeName] | None


@dataclass(frozen=True)
class Column:
    """One figure of a row. Where it is not ``required`` it may be missing or hidden."""

    name: str
    names: LocalText
    kind: Kind
    required: bool = True


@dataclass(frozen=True)
class Scope:
    """What a group is a part of: the snapshot, and how many facts the whole period has.

    ``starts`` are the first moments of the stretches of time in the period: where it may be
    divided, because each stretch is large enough. ``begin`` and ``end`` are the first moment and
    the one after the last, of the part of the period in which the snapshot has anything.
    """

    facts: Facts
    size: int
    by: Dimension = Dimension.TOTAL
    starts: tuple[int, ...] = ()
    begin: int = 0
    end: int = 0


@dataclass(frozen=True)
class Part:
    """Columns over a part of the facts.

    Whole minus part is a figure too: they are shown only where the facts outside the part, and
    those inside it, each come from nobody or from a large enough group.
    """

    columns: tuple[str, ...]
    outside: Callable[[Any, Facts], bool]


@dataclass(frozen=True)
class Helped:
    """Columns that measure what others than the contributing employees did as well.

    ``helpers`` are those of one fact. They count apart from its employees: nobody or a large
    enough group of them in every group, else the columns are hidden.
    """

    columns: tuple[str, ...]
    helpers: Callable[[Any], frozenset[str]]


Ends = tuple[str, str]


@dataclass(frozen=True)
class Volumes:
    """How much units send and receive, of those of which it may be told, and all in all.

    Sent times received by all is what is expected; where nothing can stay within a unit, they are
    scaled so that it is (quasi-independence, Goodman 1968).
    """

    sent: Mapping[str, float]
    received: Mapping[str, float]
    total: int


Across = Callable[
    [Sequence[Ends | None], Sequence[Mapping[str, Value]], Volumes], Sequence[Mapping[str, Value]]
]


Done = tuple[str, Callable[[], frozenset[str]]]
"""A key, and who is behind it, which is asked only where it matters."""


@dataclass(frozen=True, eq=False)
class Beside:
    """Another measure, that tells of the same things: what its rows that stand alone leave of a
    row can be had by subtraction, and must be the work of nobody or of enough people too.

    ``parts`` gives of a fact the keys by which the other counts it, each with how to find out who
    is behind it. ``rest`` gives of one that only the other counts of which kind it is (from 0) and
    who is behind it; nobody is behind such a fact otherwise.
    """

    measure: Measure
    by: Dimension
    parts: Callable[[Any], Iterable[Done]]
    rest: Callable[[Any], Iterable[tuple[int, frozenset[str]]]] = lambda _fact: ()


@dataclass(frozen=True)
class Measure:
    """Everything that the API, the command line and the pages need to know about a measure.

    ``select`` gives the facts it counts; ``summarise`` turns the facts of one group into its
    columns. Both are pure. ``stretches`` is into how many stretches of time the facts are cut at
    most: the fewer, the finer may the groups be that have enough employees in each. ``across`` adds
    columns that need all rows, from what may be shown of them and nothing else: the ends (None of
    what is told together) and the values of each row that is answered, and the volumes of units.
    A ``fact`` is what a directory says as well, such as that two units are joined by one person:
    its rows have no figures and are always over all time, and none is merged. One that is
    ``timeless`` has figures, over all time whatever is asked. ``weight`` says of the facts of a
    row which ones are answered where a split has more rows than ``MOST``; the more the sooner.
    One that is ``apart`` counts nothing that stays within a unit.
    """

    id: str
    names: LocalText
    explanation: LocalText
    unit: MeasureUnit
    better: Better
    inputs: tuple[str, ...]
    formula: str
    source: str
    small_groups: LocalText
    roles: frozenset[Role]
    dimensions: tuple[Dimension, ...]
    columns: tuple[Column, ...]
    select: Callable[[Facts], Sequence[Any]]
    summarise: Callable[[Sequence[Any], Scope], Mapping[str, Value]]
    keys: Callable[[Any, Dimension], str]
    parts: tuple[Part, ...] = ()
    helped: Helped | None = None
    stretches: int = 20
    across: Across | None = None
    fact: bool = False
    timeless: bool = False
    weight: Callable[[Sequence[Any]], float] = len
    behind: Callable[[Any], frozenset[str]] = attrgetter("employees")
    beside: Beside | None = None
    apart: bool = False

    @property
    def of_pairs(self) -> bool:
        return not PAIRED.isdisjoint(self.dimensions)

    @property
    def of_hours(self) -> bool:
        return Dimension.UNIT_HOUR in self.dimensions


class Registry:
    """The measures in the order of their ids; raises ``ConfigurationError`` for a bad one."""

    def __init__(self, measures: Iterable[Measure]) -> None:
        self._measures: dict[str, Measure] = {}
        for measure in sorted(measures, key=lambda one: one.id):
            problem = _problem(measure, self._measures)
            if problem:
                raise ConfigurationError(f"Measure {measure.id!r} {problem}.", action="Correct it.")
            self._measures[measure.id] = measure

    def __iter__(self) -> Iterator[Measure]:
        return iter(self._measures.values())

    def __len__(self) -> int:
        return len(self._measures)

    def get(self, measure_id: str) -> Measure | None:
        return self._measures.get(measure_id)


def _problem(measure: Measure, known: Mapping[str, Measure]) -> str | None:
    names = [column.name for column in measure.columns]
    optional = {column.name for column in measure.columns if not column.required}
    texts = (measure.names, measure.explanation, measure.small_groups)
    usable = _ID.fullmatch(measure.id) and measure.id not in _TAKEN
    checks = (
        (bool(usable) and not keyword.iskeyword(measure.id), "has an id that is no field name"),
        (measure.id not in known, "is there twice"),
        (
            bool(names) != measure.fact and all(map(_ID.fullmatch, names)),
            "has no columns or unusable names",
        ),
        (len(set(names)) == len(names), "has a column twice"),
        (bool(measure.roles), "is for nobody"),
        (bool(measure.dimensions), "is split by nothing, not even TOTAL"),
        (
            all(set(part.columns) <= optional for part in measure.parts),
            "has a part whose columns are missing or required",
        ),
        (
            measure.helped is None or set(measure.helped.columns) <= optional,
            "is helped in columns that are missing or required",
        ),
        (
            all(text for one in texts for text in (one.fi, one.sv, one.en)),
            "lacks a text in one of the three languages",
        ),
    )
    return next((problem for holds, problem in checks if not holds), None)


def discover() -> Registry:
    """Every measure in ``netsvc.measures.catalogue``: a module there has a ``MEASURE``."""
    catalogue = importlib.import_module("netsvc.measures.catalogue")
    modules = [
        importlib.import_module(f"{catalogue.__name__}.{found.name}")
        for found in pkgutil.iter_modules(catalogue.__path__)
    ]
    return Registry([module.MEASURE for module in modules])


LEADING = frozenset({Role.MANAGER, Role.PILOT_LEAD, Role.ADMINISTRATOR})
"""Who may see how units work together; what is told to everybody is for ``EVERYBODY``."""

SMALL_GROUPS = LocalText(
    fi=(
        "Ryhmä, jonka lukuun on vaikuttanut alle viisi työntekijää, yhdistetään ylempään "
        "yksikköön tai muihin pieniin, eikä lukua voi laskea erotuksena."
    ),
    sv=(
        "En grupp vars siffra färre än fem anställda har bidragit till slås samman med enheten "
        "ovanför eller med övriga små, och siffran kan inte räknas fram som en skillnad."
    ),
    en=(
        "A group to whose figure fewer than five employees contributed is merged into the unit "
        "above or with other small ones, and the figure can't be had by subtraction."
    ),
)
