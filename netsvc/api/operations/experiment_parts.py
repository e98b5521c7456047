"""The parts of a pilot as people see them."""

from __future__ import annotations

from datetime import date, datetime

import strawberry

from netsvc.api.operations.common import LocalText
from netsvc.api.operations.context import Info
from netsvc.api.operations.directory import Expert, Unit, expert_or_none
from netsvc.experiments import model
from netsvc.experiments.model import Allocation, Clusters, ExperimentState
from netsvc.experiments.plan import Denominator, Guardrail, View, unit_of
from netsvc.experiments.verdict import VerdictKind
from netsvc.identity.roles import Role

strawberry.enum(ExperimentState)
strawberry.enum(Allocation, name="ExperimentAllocation")
strawberry.enum(View, name="ExperimentView")
strawberry.enum(Denominator, name="ExperimentDenominator")

WRITERS = frozenset({Role.PILOT_LEAD})


@strawberry.type(description="A unit, or a team of one, that stands on a side.")
class ExperimentUnit:
    key: str = strawberry.field(description="As the plan names it: `unit` or `unit/number`.")
    treated: bool
    people: int = strawberry.field(description="Who belonged to it when it was frozen; 5 or more.")
    team: int | None

    @strawberry.field
    async def unit(self, info: Info) -> Unit | None:
        unit = await info.context.load.units.load(unit_of(self.key))
        return Unit.of(unit) if unit is not None else None

    @strawberry.field(description="The unit's name, with the number of the team.")  # type: ignore[untyped-decorator]  # strawberry types it only without arguments
    async def name(self, info: Info) -> LocalText:
        unit = await info.context.load.units.load(unit_of(self.key))
        if unit is None:
            return LocalText(fi=self.key, sv=self.key, en=self.key)
        tail = f" {self.team}" if self.team else ""
        return LocalText(fi=unit.name.fi + tail, sv=unit.name.sv + tail, en=unit.name.en + tail)


def units_of(clusters: Clusters) -> list[ExperimentUnit]:
    def one(key: str, *, treated: bool) -> ExperimentUnit:
        number = key.partition("/")[2]
        return ExperimentUnit(
            key=key,
            treated=treated,
            people=clusters.people(key),
            team=int(number) if number else None,
        )

    treated = [one(key, treated=True) for key in clusters.treated]
    return treated + [one(key, treated=False) for key in clusters.comparison]


@strawberry.type
class ExperimentMeasure:
    view: View
    denominator: Denominator
    window_days: int


@strawberry.type(description="The worst change accepted, in the guardrail's unit: share or hours.")
class ExperimentLimit:
    guardrail: Guardrail
    name: LocalText
    tolerance: float


@strawberry.type(description="What the planner took for granted.")
class ExperimentAssumptions:
    base_rate: float
    icc: float
    weekly_autocorrelation: float
    cases_per_unit_week: float


@strawberry.type(description="What the pilot means for people of one role.")
class ExperimentMeaning:
    role: Role
    text: LocalText


@strawberry.type(description="A dated change or deviation after the lock.")
class ExperimentAmendment:
    on: date
    text: str


@strawberry.type(description="Weeks of a unit left out, with the reason; dates are inclusive.")
class ExperimentExclusion:
    unit_key: str
    reason: str
    first: date | None
    last: date | None


@strawberry.type(description="The verdict that was taken, beside that of the registered rule.")
class ExperimentDecision:
    known: strawberry.Private[model.Decision]
    kind: VerdictKind
    by_rule: VerdictKind
    name: LocalText
    reason: str
    at: datetime

    @strawberry.field
    async def by(self, info: Info) -> Expert | None:
        return await expert_or_none(info, self.known.by_id)


@strawberry.type(description="A link by which anybody who has it reads one pilot.")
class ExperimentShare:
    id: strawberry.ID
    path: str = strawberry.field(description="To be opened in a browser, below this service.")
    at: datetime
    expires_at: datetime
