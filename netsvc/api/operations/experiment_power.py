"""What a draft can and can't find, and which units are like the treated ones."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Annotated, cast

import strawberry

from netsvc.api.operations.common import LocalText
from netsvc.api.operations.context import Info
from netsvc.api.operations.directory import Unit
from netsvc.api.operations.experiment_inputs import ExperimentMeasureInput
from netsvc.api.operations.experiment_parts import (
    ExperimentAssumptions,
    ExperimentUnit,
    units_of,
)
from netsvc.api.operations.experiment_results import ExperimentDecidability
from netsvc.api.operations.given import Given, refused_answer
from netsvc.api.operations.ids import Kind
from netsvc.api.operations.problems import InvalidInput, KeyReused, NotFound, WrongState
from netsvc.errors import BadInputError
from netsvc.events.answers import invalid, not_found
from netsvc.experiments.exports import cases_csv, pulse_csv, unit_weeks_csv
from netsvc.experiments.figures import Considered
from netsvc.experiments.model import MOST_UNITS
from netsvc.experiments.plan import Measure
from netsvc.experiments.planning import Likeness, Proposal
from netsvc.experiments.report import decidability_data
from netsvc.experiments.repository import plan_text
from netsvc.experiments.service import wrong_state_on

MOST_WEEKS = 52
MOST_PROPOSED = 20


@strawberry.type(description="An estimate from the past, with its 95 % interval.")
class ExperimentRange:
    estimate: float
    low: float
    high: float


@strawberry.type(
    description="The smallest effect found with the wanted power, with what is not known of the "
    "noise carried over; empty where nothing would be found."
)
class ExperimentDetectable:
    low: float | None
    median: float | None
    high: float | None


@strawberry.type(
    description="Pilots pretended in a past where nothing changed, and how many cried wolf."
)
class ExperimentPastAlarms:
    runs: int
    alarms: int


@strawberry.type(description="What a draft can and can't find, from the organisation's own past.")
class ExperimentPower:
    known: strawberry.Private[Considered]
    lacks: list[str] = strawberry.field(description="What it lacks to be locked.")

    @strawberry.field
    def sides(self) -> list[ExperimentUnit]:
        return units_of(self.known.clusters)

    @strawberry.field(description="Empty while units or dates are missing.")  # type: ignore[untyped-decorator]  # strawberry types it only without arguments
    def decidability(self) -> ExperimentDecidability | None:
        power = self.known.power
        if power is None:
            return None
        return ExperimentDecidability.of(decidability_data(power.found, power.plan.power))

    @strawberry.field
    def assumptions(self) -> ExperimentAssumptions | None:
        power = self.known.power
        if power is None:
            return None
        return ExperimentAssumptions(**power.plan.assumptions.model_dump())

    @strawberry.field(description="How alike cases of one unit are; empty: too short a past.")  # type: ignore[untyped-decorator]  # as above
    def icc(self) -> ExperimentRange | None:
        learnt = self.known.power.learnt if self.known.power else None
        return None if learnt is None else ExperimentRange(**vars(learnt.icc))

    @strawberry.field
    def detectable(self) -> ExperimentDetectable | None:
        found = self.known.power.detectable if self.known.power else None
        return None if found is None else ExperimentDetectable(**vars(found))

    @strawberry.field(description="Empty where the past is shorter than the pilot.")  # type: ignore[untyped-decorator]  # as above
    def past_alarms(self) -> ExperimentPastAlarms | None:
        found = self.known.power.alarms if self.known.power else None
        return None if found is None else ExperimentPastAlarms(runs=found.runs, alarms=found.alarms)


@strawberry.type(description="A unit with what it is compared by; shares of net cases.")
class ExperimentLikeness:
    known: strawberry.Private[str]
    weekly_cases: float
    level: float

    @strawberry.field
    async def unit(self, info: Info) -> Unit | None:
        unit = await info.context.load.units.load(self.known)
        return Unit.of(unit) if unit is not None else None


@strawberry.type(
    description="`volume`, `level` or `mix:` and an issue type; means of both sides and their "
    "difference in standard deviations (above 0.25 is large)."
)
class ExperimentBalance:
    known: strawberry.Private[str]
    treated: float
    comparison: float
    standardised: float | None

    @strawberry.field
    def figure(self) -> str:
        return self.known.partition(":")[0]

    @strawberry.field(description="For `mix`: the issue type whose share it is.")  # type: ignore[untyped-decorator]  # as above
    async def name(self, info: Info) -> LocalText | None:
        type_id = self.known.partition(":")[2]
        if not type_id:
            return None
        found = await info.context.load.issue_types.load(type_id)
        return LocalText.of(found.name) if found is not None else None


@strawberry.type(description="Comparison units, most like the treated ones first.")
class ExperimentComparison:
    units: list[ExperimentLikeness]
    treated: list[ExperimentLikeness]
    balance: list[ExperimentBalance]

    @classmethod
    def of(cls, found: Proposal) -> ExperimentComparison:
        return cls(
            units=[_likeness(one) for one in found.units],
            treated=[_likeness(one) for one in found.treated],
            balance=[
                ExperimentBalance(
                    known=row.name,
                    treated=row.treated,
                    comparison=row.comparison,
                    standardised=row.standardised,
                )
                for row in found.balance
            ],
        )


def _likeness(one: Likeness) -> ExperimentLikeness:
    return ExperimentLikeness(known=one.unit, weekly_cases=one.volume, level=one.level)


PlanPowerResult = Annotated[
    ExperimentPower | InvalidInput | NotFound | KeyReused | WrongState,
    strawberry.union("PlanPowerResult"),
]
ComparisonUnitsResult = Annotated[
    ExperimentComparison | InvalidInput | NotFound | KeyReused | WrongState,
    strawberry.union("ComparisonUnitsResult"),
]


@strawberry.type(
    description="All that anybody needs to compute the latest look again: "
    "`netsvc pilots analyse --plan plan.json --cases cases.csv --pulse pulse.csv --as-of asOf "
    "--json`."
)
class ExperimentExport:
    as_of: date = strawberry.field(description="The day of the latest look that was taken.")
    plan_json: str
    cases_csv: str = strawberry.field(description="Cases of units without people, up to that day.")
    unit_weeks_csv: str
    pulse_csv: str = strawberry.field(description="What people had said by that day, in groups.")


PilotExportResult = Annotated[
    ExperimentExport | InvalidInput | NotFound | KeyReused | WrongState,
    strawberry.union("ExperimentExportResult"),
]


@strawberry.type
class ExperimentPlanQuery:
    @strawberry.field(description="Only what a planned look has shown already.")  # type: ignore[untyped-decorator]  # as above
    async def experiment_export(
        self,
        info: Info,
        id: strawberry.ID,  # noqa: A002
    ) -> PilotExportResult:
        given = Given()
        plain = given.plain("id", Kind.EXPERIMENT, id)
        services = info.context.services
        known = None if given.refusal else await services.experiments.one(plain)
        if known is None:
            return cast(
                PilotExportResult,
                await refused_answer(info, given.refusal or not_found(plain), given),
            )
        plan = known.plan
        if plan is None or not known.looks:
            today = services.experiment_figures.today()
            refusal = wrong_state_on(known, "experiment_no_such_look", today)
            return cast(PilotExportResult, await refused_answer(info, refusal, given))
        on = plan.looks[known.looks[-1].number - 1]
        seen = (await services.experiment_figures.observe(plan)).cases
        try:
            weeks = await asyncio.to_thread(unit_weeks_csv, plan, seen, on)
        except BadInputError:
            refusal = invalid("id", plain, "experiment_not_analysable")
            return cast(PilotExportResult, await refused_answer(info, refusal, given))
        return ExperimentExport(
            as_of=on,
            plan_json=plan_text(plan),
            cases_csv=await asyncio.to_thread(cases_csv, plan, seen, on),
            unit_weeks_csv=weeks,
            pulse_csv=pulse_csv(await services.pulse.figures(known, on)),
        )

    @strawberry.field(  # type: ignore[untyped-decorator]  # as above
        description="What a draft, as it was saved, can and can't find. Takes seconds the first "
        "time."
    )
    async def plan_power(
        self,
        info: Info,
        id: strawberry.ID,  # noqa: A002
    ) -> PlanPowerResult:
        given = Given()
        plain = given.plain("id", Kind.EXPERIMENT, id)
        services = info.context.services
        known = None if given.refusal else await services.experiments.one(plain)
        if known is None:
            return cast(
                PlanPowerResult,
                await refused_answer(info, given.refusal or not_found(plain), given),
            )
        if known.plan is not None:
            today = services.experiment_figures.today()
            refusal = wrong_state_on(known, "experiment_locked", today)
            return cast(PlanPowerResult, await refused_answer(info, refusal, given))
        found = await services.experiment_figures.consider(known.id, known.draft)
        if found.refusal is not None:
            return cast(PlanPowerResult, await refused_answer(info, found.refusal, given))
        return ExperimentPower(known=found, lacks=list(found.gaps))

    @strawberry.field(  # type: ignore[untyped-decorator]  # as above
        description="Units like the treated ones by volume, level and mix of issue types, in the "
        "latest weeks."
    )
    async def comparison_units(
        self,
        info: Info,
        *,
        treated_unit_ids: list[strawberry.ID],
        issue_type_ids: list[strawberry.ID] | None = None,
        mini_network_ids: list[strawberry.ID] | None = None,
        measure: ExperimentMeasureInput | None = None,
        weeks: int = 26,
        count: int = 4,
    ) -> ComparisonUnitsResult:
        given = Given()

        def ids(field: str, kind: Kind, values: list[strawberry.ID]) -> list[str]:
            return [given.plain(field, kind, value) for value in values]

        treated = ids("treatedUnitIds", Kind.UNIT, treated_unit_ids)
        types = ids("issueTypeIds", Kind.ISSUE_TYPE, issue_type_ids or [])
        networks = ids("miniNetworkIds", Kind.MINI_NETWORK, mini_network_ids or [])
        refusal = given.refusal
        if not 0 < len(treated) <= MOST_UNITS:
            refusal = refusal or invalid("treatedUnitIds", len(treated), "experiment_units")
        if not 1 <= weeks <= MOST_WEEKS:
            refusal = refusal or invalid("weeks", weeks, "experiment_input")
        if not 1 <= count <= MOST_PROPOSED:
            refusal = refusal or invalid("count", count, "experiment_input")
        if refusal is not None:
            return cast(ComparisonUnitsResult, await refused_answer(info, refusal, given))
        try:
            found = await info.context.services.experiment_figures.proposals(
                treated,
                types,
                networks,
                measure=measure.plain() if measure else Measure(),
                weeks=weeks,
                count=count,
            )
        except BadInputError:
            refusal = invalid("treatedUnitIds", len(treated), "experiment_no_cases")
            return cast(ComparisonUnitsResult, await refused_answer(info, refusal, given))
        return ExperimentComparison.of(found)
