"""The plan of a pilot: what was promised before it started. The JSON form is an open contract.

``schema/plan.schema.json`` is generated from :class:`Plan` (a test compares the two).
"""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Self
from zoneinfo import ZoneInfo, available_timezones

import orjson
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic.alias_generators import to_camel

from netsvc.directory.model import LocalText
from netsvc.errors import BadInputError, ConflictError
from netsvc.identity.roles import Role

Text = Annotated[str, Field(min_length=1, max_length=2_000)]
Identifier = Annotated[str, Field(min_length=1, max_length=200)]
Share = Annotated[float, Field(gt=0, lt=1)]

UNLOCKED = frozenset({"lockedHash", "amendments", "exclusions"})
"""Parts that may change after the start; everything else is under the hash."""


class View(StrEnum):
    """STRICT: resolved in the first contact, no handover. CUSTOMER: a warm handover counts."""

    CUSTOMER = "CUSTOMER"
    STRICT = "STRICT"


class Denominator(StrEnum):
    """NET leaves out cases that could not have been solved at first contact; GROSS keeps all."""

    NET = "NET"
    GROSS = "GROSS"


class Guardrail(StrEnum):
    """Figures that must not get worse. More is worse for each.

    EXPERT_LOAD: handovers that somebody took up, a case. COMPARISON_UNITS: how much the registered
    measure fell in the comparison units themselves, from before to after the start. PULSE: by how
    many points (of 1 to 5) the people whom the pilot touches answer below those of comparison
    units; it needs what they said, beside the cases.
    """

    REDIRECTS = "REDIRECTS"
    REPEAT_CONTACTS = "REPEAT_CONTACTS"
    HOURS_TO_RESOLUTION = "HOURS_TO_RESOLUTION"
    EXPERT_LOAD = "EXPERT_LOAD"
    COMPARISON_UNITS = "COMPARISON_UNITS"
    PULSE = "PULSE"


class Part(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=to_camel, populate_by_name=True, strict=False
    )


class Measure(Part):
    """First-contact resolution in one view, denominator and repeat window."""

    view: View = View.CUSTOMER
    denominator: Denominator = Denominator.NET
    window_days: Annotated[int, Field(ge=1, le=90)] = 7


class Assumptions(Part):
    """What the planner took for granted; the looks' information times use it."""

    base_rate: Share
    icc: Annotated[float, Field(ge=0, lt=1)]
    weekly_autocorrelation: Annotated[float, Field(ge=0, lt=1)]
    cases_per_unit_week: Annotated[float, Field(gt=0)]


class Limit(Part):
    """``tolerance``: the worst change accepted, in the guardrail's unit: a share or number a case,
    hours, or points of the pulse."""

    guardrail: Guardrail
    tolerance: Annotated[float, Field(ge=0)] = 0.0


TOLERANCES = {
    Guardrail.REDIRECTS: 0.0,
    Guardrail.REPEAT_CONTACTS: 0.0,
    Guardrail.HOURS_TO_RESOLUTION: 0.0,
    # a mini-network is meant to bring experts matters, and seasons move every unit
    Guardrail.EXPERT_LOAD: 0.5,
    Guardrail.COMPARISON_UNITS: 0.05,
    # sides differ before a pilot too, and nobody was asked then
    Guardrail.PULSE: 0.5,
}
"""What each guardrail tolerates unless the plan says otherwise."""


def usual_limits() -> tuple[Limit, ...]:
    return tuple(Limit(guardrail=name, tolerance=size) for name, size in TOLERANCES.items())


class Amendment(Part):
    """A dated change or deviation after the start; every report shows it."""

    on: date
    text: Text


class Exclusion(Part):
    """Weeks of a unit (or the whole unit) left out, with the reason. Dates are inclusive."""

    unit: Identifier
    reason: Text
    first: date | None = None
    last: date | None = None


class Said(Part):
    """What people read, in the languages of the house; at least one where it is asked for."""

    fi: Annotated[str, Field(max_length=2_000)] = ""
    sv: Annotated[str, Field(max_length=2_000)] = ""
    en: Annotated[str, Field(max_length=2_000)] = ""

    @property
    def text(self) -> LocalText:
        """Each language, with another one where it was left out."""
        some = self.fi or self.sv or self.en
        return LocalText(self.fi or some, self.sv or some, self.en or some)

    @property
    def empty(self) -> bool:
        return not (self.fi or self.sv or self.en).strip()


class Meaning(Part):
    """What the pilot means for people of one role, told to them before it starts."""

    role: Role
    text: Said


class Plan(Part):
    """One pilot as registered. Weeks are counted from ``baselineStart`` in ``timeZone``."""

    version: Annotated[int, Field(ge=1, le=1)] = 1
    id: Identifier
    question: Text
    name: Said | None = None
    change: Annotated[Said | None, Field(description="What treated units do differently.")] = None
    asked: Annotated[Said | None, Field(description="The question in several languages.")] = None
    mini_networks: tuple[Identifier, ...] = ()
    issue_types: Annotated[
        tuple[Identifier, ...],
        Field(description="Only cases of these count; empty: all cases of the units."),
    ] = ()
    meaning: tuple[Meaning, ...] = ()
    time_zone: Identifier = "Europe/Helsinki"
    baseline_start: date
    start: date
    end: Annotated[date, Field(description="First day after the pilot.")]
    treated_units: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    comparison_units: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    membership: Annotated[
        dict[Identifier, Identifier],
        Field(description="Worker to unit, frozen at the baseline. Moves later change nothing."),
    ] = Field(default_factory=dict)
    random_allocation_seed: int | None = None
    measure: Measure = Measure()
    smallest_effect: Annotated[Share, Field(description="0.05 = 5 percentage points.")]
    alpha: Annotated[float, Field(gt=0, le=0.2)] = 0.05
    power: Annotated[float, Field(ge=0.5, lt=1)] = 0.8
    looks: Annotated[
        tuple[date, ...],
        Field(min_length=1, max_length=10, description="Days on which the effect may be seen."),
    ]
    assumptions: Assumptions
    guardrails: tuple[Limit, ...] = usual_limits()
    amendments: tuple[Amendment, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    locked_hash: Annotated[str, Field(pattern="^[0-9a-f]{64}$")] | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        window = timedelta(days=self.measure.window_days)
        both = set(self.treated_units) & set(self.comparison_units)
        units = (*self.treated_units, *self.comparison_units)
        wrong = {
            f"time zone {self.time_zone} is unknown": self.time_zone not in available_timezones(),
            f"units on both sides: {', '.join(sorted(both))}": bool(both),
            "a unit is named twice": len(set(units)) + len(both) != len(units),
            "baselineStart, start and end don't follow each other": not (
                self.baseline_start < self.start < self.end
            ),
            "the baseline must be whole weeks": bool((self.start - self.baseline_start).days % 7),
            "looks are not in order": list(self.looks) != sorted(set(self.looks)),
            "the last look comes before the last case is mature": self.looks[-1]
            < self.end + window,
            "the first look needs a mature week after the start, each later look one more": (
                not _grows([self.weeks_before, *(self.weeks_in(day) for day in self.looks)])
            ),
        }
        found = [reason for reason, holds in wrong.items() if holds]
        if found:
            raise ValueError("; ".join(found))
        return self

    @property
    def weeks_before(self) -> int:
        return (self.start - self.baseline_start).days // 7

    @property
    def weeks(self) -> int:
        """Weeks of baseline and pilot; the last may be short."""
        return -(-(self.end - self.baseline_start).days // 7)

    def weeks_in(self, on: date, window_days: int | None = None) -> int:
        """How many leading weeks are wholly mature on the morning of ``on``.

        Whole weeks only, so that every look holds each weekday equally often.
        """
        window = timedelta(days=self.measure.window_days if window_days is None else window_days)
        if on - window >= self.end:
            return self.weeks
        return max(0, (on - window - self.baseline_start).days // 7)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def units(self) -> tuple[str, ...]:
        return (*self.treated_units, *self.comparison_units)

    def digest(self) -> str:
        """SHA-256 over everything that was registered, in canonical JSON."""
        body = {k: v for k, v in self.as_json().items() if k not in UNLOCKED}
        return hashlib.sha256(orjson.dumps(body, option=orjson.OPT_SORT_KEYS)).hexdigest()

    def locked(self) -> Plan:
        """The same plan with its hash."""
        return self.model_copy(update={"locked_hash": self.digest()})

    def as_json(self) -> dict[str, Any]:
        return self.model_dump(mode="json", by_alias=True)


def _grows(weeks: list[int]) -> bool:
    return all(before < after for before, after in pairwise(weeks))


def parse_plan(raw: bytes) -> Plan:
    """Read a plan.

    Raises BadInputError naming the fields that are wrong, ConflictError where a locked plan was
    changed after it was locked.
    """
    try:
        plan = Plan.model_validate_json(raw)
    except ValidationError as error:
        reasons = "; ".join(
            f"{'.'.join(str(part) for part in item['loc']) or 'plan'}: {item['msg']}"
            for item in error.errors()[:8]
        )
        raise BadInputError(
            f"The plan can't be used: {reasons}.",
            action="See docs/pilots.md and schema/plan.schema.json.",
        ) from error
    if plan.locked_hash is not None and plan.locked_hash != plan.digest():
        raise ConflictError(
            "The plan was changed after it was locked: its hash does not match.",
            action="Restore the locked plan and record the change as a dated amendment.",
        )
    return plan


def read_plan(path: Path) -> Plan:
    try:
        return parse_plan(path.read_bytes())
    except OSError as error:
        raise BadInputError(
            f"The plan {path.name} can't be read: {error.strerror}.", action="Check the path."
        ) from error


def refuse_overlap(plan: Plan, others: list[Plan]) -> None:
    """Raise ConflictError where another pilot uses a unit of this one at the same time."""
    for other in others:
        shared = shared_units(plan, other)
        if shared:
            raise ConflictError(
                f"Pilot {other.id} uses {', '.join(shared)} in the same period.",
                action="Choose other units or wait until the other pilot has ended.",
            )


def shared_units(plan: Plan, other: Plan) -> tuple[str, ...]:
    """Units of both pilots whose cases would count in both: same period and same issue types.

    A team belongs to its unit. Pilots about different issue types share no case, so a unit may
    take part in both: it belongs to as many mini-networks as it has kinds of matters.
    """
    together = plan.baseline_start < other.end and other.baseline_start < plan.end
    types = set(plan.issue_types) & set(other.issue_types)
    apart = bool(plan.issue_types and other.issue_types and not types)
    if other.id == plan.id or not together or apart:
        return ()
    mine = {unit_of(cluster) for cluster in plan.units}
    return tuple(sorted(mine & {unit_of(cluster) for cluster in other.units}))


def unit_of(cluster: str) -> str:
    """The unit that a treated or comparison unit belongs to: itself, unless it is a team of one."""
    return cluster.partition("/")[0]


def json_schema() -> dict[str, Any]:
    """The JSON Schema of the plan file."""
    schema = Plan.model_json_schema(by_alias=True, mode="validation")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "netsvc pilot plan",
        **{key: value for key, value in schema.items() if key != "title"},
    }
