"""The expansion plan: which units next, by expected gain."""

from __future__ import annotations

from typing import Annotated, cast

import strawberry

from netsvc.api.operations.context import Info
from netsvc.api.operations.directory import Unit
from netsvc.api.operations.given import Given, refused_answer
from netsvc.api.operations.ids import Kind
from netsvc.api.operations.problems import InvalidInput, KeyReused, NotFound, WrongState
from netsvc.events.answers import Refusal
from netsvc.experiments import expansion


@strawberry.type(description="Matters a week, or a share, with the interval of the effect.")
class ExpectedGain:
    estimate: float
    low: float
    high: float

    @classmethod
    def of(cls, known: expansion.Effect) -> ExpectedGain:
        return cls(estimate=known.estimate, low=known.low, high=known.high)


@strawberry.type(description="A unit, or several units of few people together.")
class ExpansionUnit:
    known: strawberry.Private[expansion.NextUnit]
    compared: bool = strawberry.field(description="It was a comparison unit of the pilot.")
    weekly_cases: float
    level: float = strawberry.field(description="Share resolved at first contact now.")
    gain: ExpectedGain = strawberry.field(description="More matters resolved a week.")

    @strawberry.field
    async def units(self, info: Info) -> list[Unit]:
        found = await info.context.load.units.load_many(list(self.known.units))
        return [Unit.of(unit) for unit in found if unit is not None]


@strawberry.type(
    description="Units that are not in the pilot, most to gain first. It assumes that the effect "
    "would be the same there and that the latest weeks are like those to come."
)
class ExperimentExpansion:
    effect: ExpectedGain
    weeks: int = strawberry.field(description="The volume is of so many latest mature weeks.")
    units: list[ExpansionUnit]
    hidden: int = strawberry.field(description="Units of so few people that they are left out.")

    @classmethod
    def of(cls, known: expansion.Expansion) -> ExperimentExpansion:
        return cls(
            effect=ExpectedGain.of(known.effect),
            weeks=known.weeks,
            units=[
                ExpansionUnit(
                    known=one,
                    compared=one.compared,
                    weekly_cases=one.weekly,
                    level=one.level,
                    gain=ExpectedGain.of(one.gain),
                )
                for one in known.units
            ],
            hidden=known.hidden,
        )


ExperimentExpansionResult = Annotated[
    ExperimentExpansion | InvalidInput | NotFound | KeyReused | WrongState,
    strawberry.union("ExperimentExpansionResult"),
]


@strawberry.type
class ExpansionQuery:
    @strawberry.field(description="Once a pilot has ended with a verdict to scale or adjust.")  # type: ignore[untyped-decorator]  # strawberry types it only without arguments
    async def experiment_expansion(
        self,
        info: Info,
        id: strawberry.ID,  # noqa: A002
    ) -> ExperimentExpansionResult:
        given = Given()
        plain = given.plain("id", Kind.EXPERIMENT, id)
        found = given.refusal or await info.context.services.widening.expansion(plain)
        if isinstance(found, Refusal):
            return cast(ExperimentExpansionResult, await refused_answer(info, found, given))
        return ExperimentExpansion.of(found)
