"""What a pilot's draft is given as."""

from __future__ import annotations

from datetime import date

import strawberry
from pydantic import ValidationError
from pydantic.alias_generators import to_camel

from netsvc.api.operations.given import Given
from netsvc.api.operations.ids import Kind
from netsvc.events.answers import Refusal, invalid
from netsvc.experiments.model import SMALLEST_TEAM, Allocation, Draft
from netsvc.experiments.plan import (
    Assumptions,
    Denominator,
    Guardrail,
    Limit,
    Meaning,
    Measure,
    Said,
    View,
)
from netsvc.identity.roles import Role


@strawberry.input(description="In one language or more; the others then show one of them.")
class ExperimentTextInput:
    fi: str = ""
    sv: str = ""
    en: str = ""

    def plain(self) -> Said:
        return Said(fi=self.fi.strip(), sv=self.sv.strip(), en=self.en.strip())


@strawberry.input
class ExperimentMeasureInput:
    view: View = View.CUSTOMER
    denominator: Denominator = Denominator.NET
    window_days: int = 7

    def plain(self) -> Measure:
        return Measure(view=self.view, denominator=self.denominator, window_days=self.window_days)


@strawberry.input(description="The worst change accepted: a share (0.02 = 2 points), or hours.")
class ExperimentLimitInput:
    guardrail: Guardrail
    tolerance: float = 0.0


@strawberry.input(description="What the pilot means for people of the role, in two sentences.")
class ExperimentMeaningInput:
    role: Role
    text: ExperimentTextInput


@strawberry.input(description="Where the past is too short to learn from.")
class ExperimentAssumptionsInput:
    base_rate: float
    icc: float
    weekly_autocorrelation: float
    cases_per_unit_week: float


@strawberry.input(
    description="A draft; a change gives all of it again. What is not known is left out."
)
class ExperimentInput:
    name: ExperimentTextInput
    question: ExperimentTextInput | None = None
    change: ExperimentTextInput | None = None
    mini_network_ids: list[strawberry.ID] = strawberry.field(default_factory=list)
    issue_type_ids: list[strawberry.ID] = strawberry.field(
        default_factory=list, description="Empty: what the mini-networks cover; else all cases."
    )
    treated_unit_ids: list[strawberry.ID] = strawberry.field(default_factory=list)
    comparison_unit_ids: list[strawberry.ID] = strawberry.field(default_factory=list)
    team_size: int | None = strawberry.field(
        default=None, description="Split units by lot into teams of at least so many, 5 or more."
    )
    allocation: Allocation = Allocation.CHOSEN
    seed: int = 1
    measure: ExperimentMeasureInput | None = None
    smallest_effect: float | None = strawberry.field(
        default=None, description="The smallest worth having; 0.05 = 5 percentage points."
    )
    alpha: float = 0.05
    power: float = 0.8
    guardrails: list[ExperimentLimitInput] | None = None
    baseline_start: date | None = None
    start: date | None = None
    end: date | None = strawberry.field(default=None, description="First day after the pilot.")
    looks: list[date] = strawberry.field(default_factory=list)
    meaning: list[ExperimentMeaningInput] = strawberry.field(default_factory=list)
    assumptions: ExperimentAssumptionsInput | None = None


def draft_of(given: Given, raw: ExperimentInput) -> Draft | Refusal:
    """The draft, or the first thing in it that can't be used."""

    def ids(field: str, kind: Kind, values: list[strawberry.ID]) -> tuple[str, ...]:
        return tuple(given.plain(f"input.{field}", kind, value) for value in values)

    if raw.team_size is not None and not SMALLEST_TEAM <= raw.team_size <= 50:
        return invalid("input.teamSize", raw.team_size, "experiment_team_size")
    units = ids("treatedUnitIds", Kind.UNIT, raw.treated_unit_ids)
    others = ids("comparisonUnitIds", Kind.UNIT, raw.comparison_unit_ids)
    networks = ids("miniNetworkIds", Kind.MINI_NETWORK, raw.mini_network_ids)
    types = ids("issueTypeIds", Kind.ISSUE_TYPE, raw.issue_type_ids)
    if given.refusal is not None:
        return given.refusal
    try:
        limits = raw.guardrails
        return Draft(
            name=raw.name.plain(),
            question=raw.question.plain() if raw.question else Said(),
            change=raw.change.plain() if raw.change else Said(),
            mini_networks=networks,
            issue_types=types,
            treated_units=units,
            comparison_units=others,
            team_size=raw.team_size,
            allocation=raw.allocation,
            seed=raw.seed,
            measure=raw.measure.plain() if raw.measure else Measure(),
            smallest_effect=raw.smallest_effect,
            alpha=raw.alpha,
            power=raw.power,
            guardrails=tuple(
                Limit(guardrail=limit.guardrail, tolerance=limit.tolerance) for limit in limits
            )
            if limits is not None
            else Draft().guardrails,
            baseline_start=raw.baseline_start,
            start=raw.start,
            end=raw.end,
            looks=tuple(raw.looks),
            meaning=tuple(Meaning(role=part.role, text=part.text.plain()) for part in raw.meaning),
            assumptions=Assumptions(
                base_rate=raw.assumptions.base_rate,
                icc=raw.assumptions.icc,
                weekly_autocorrelation=raw.assumptions.weekly_autocorrelation,
                cases_per_unit_week=raw.assumptions.cases_per_unit_week,
            )
            if raw.assumptions
            else None,
        )
    except ValidationError as error:
        wrong = error.errors()[0]
        field = ".".join(to_camel(str(part)) for part in wrong["loc"]) or "input"
        return invalid(f"input.{field}", str(wrong["input"])[:60], "experiment_input")
