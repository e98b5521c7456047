"""What a look at a pilot found, as it was kept: the same for everybody."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import orjson
import strawberry

from netsvc.api.operations.common import LocalText
from netsvc.api.operations.context import Info
from netsvc.api.operations.directory import Expert, expert_or_none
from netsvc.api.operations.experiment_pulse import ExperimentPulse
from netsvc.experiments.model import LookTaken
from netsvc.experiments.plan import Guardrail
from netsvc.experiments.statistics.decidability import Obstacle
from netsvc.experiments.verdict import Because, VerdictKind
from netsvc.experiments.words import GUARDRAILS, VERDICTS

Data = Mapping[str, Any]

strawberry.enum(Guardrail, name="ExperimentGuardrail")
strawberry.enum(Obstacle, name="ExperimentObstacle")
strawberry.enum(VerdictKind, name="ExperimentVerdictKind")
strawberry.enum(Because, name="ExperimentBecause")


def texts(data: Data) -> LocalText:
    return LocalText(fi=data["fi"], sv=data["sv"], en=data["en"])


@strawberry.type(description="Change of treated units minus that of comparison units; shares.")
class ExperimentEstimate:
    estimate: float
    low: float
    high: float
    se: float
    df: float
    p: float

    @classmethod
    def of(cls, data: Data | None) -> ExperimentEstimate | None:
        return None if data is None else cls(**{name: float(data[name]) for name in _ESTIMATE})


_ESTIMATE = ("estimate", "low", "high", "se", "df", "p")


@strawberry.type(
    description="A figure beside the registered one; `effect` empty where not to be had."
)
class ExperimentFigure:
    name: str
    effect: ExperimentEstimate | None
    reason: str

    @classmethod
    def of(cls, data: Data) -> ExperimentFigure:
        effect = ExperimentEstimate.of(data["effect"])
        return cls(name=data["name"], effect=effect, reason=data["reason"])


@strawberry.type
class ExperimentGuardrailResult:
    guardrail: Guardrail
    name: LocalText
    tolerance: float
    effect: ExperimentEstimate | None
    harmed: bool
    warned: bool

    @classmethod
    def of(cls, data: Data) -> ExperimentGuardrailResult:
        guardrail = Guardrail(data["guardrail"])
        return cls(
            guardrail=guardrail,
            name=LocalText.of(GUARDRAILS[guardrail]),
            tolerance=data["tolerance"],
            effect=ExperimentEstimate.of(data["effect"]),
            harmed=data["harmed"],
            warned=data["warned"],
        )


@strawberry.type
class ExperimentSide:
    cases: int
    resolved: int


@strawberry.type(description="One week of both sides: the picture of the trend, as a table.")
class ExperimentWeek:
    week: int
    starts: date
    after: bool
    treated: ExperimentSide
    comparison: ExperimentSide


@strawberry.type(description="The estimates of each look so far, with the level it had.")
class ExperimentLookEstimate:
    number: int
    on: date
    weeks: int
    information: float
    nominal_p: float
    effect: ExperimentEstimate | None
    crossed: bool


@strawberry.type(description="Whether a plan can be decided, and what would make it so.")
class ExperimentDecidability:
    decidable: bool
    obstacle: Obstacle
    treated: int
    comparison: int
    smallest_p: float
    detectable: float | None
    smallest_effect: float
    units_a_side: int | None = strawberry.field(description="Cheapest remedy: units on each side.")
    weeks: int | None = strawberry.field(description="Cheapest remedy: weeks after the start.")
    sentence: LocalText

    @classmethod
    def of(cls, data: Data) -> ExperimentDecidability:
        return cls(
            decidable=data["decidable"],
            obstacle=Obstacle(data["obstacle"]),
            treated=data["treated"],
            comparison=data["comparison"],
            smallest_p=data["smallestP"],
            detectable=data["detectable"],
            smallest_effect=data["smallestEffect"],
            units_a_side=data["remedies"]["unitsASide"],
            weeks=data["remedies"]["weeks"],
            sentence=texts(data["sentence"]),
        )


@strawberry.type(description="What if other units had been chosen?")
class ExperimentRandomisation:
    p: float
    extreme: int
    allocations: int
    exact: bool
    enough: bool
    smallest_p: float
    random_allocation: bool


@strawberry.type(description="What was left out or moved, counted.")
class ExperimentQuality:
    immature: int
    not_in_whole_weeks: int
    moved: int
    newcomers: int
    excluded_by_plan: int
    not_net: int
    voided_by_repeat: int
    voided_by_reopening: int
    empty_unit_weeks: int
    negative_durations: int = strawberry.field(
        description="Resolved before they were opened; left out."
    )
    unjudged: int = strawberry.field(
        description="The end of their first contact is not known; left out."
    )

    @classmethod
    def of(cls, found: Data) -> ExperimentQuality:
        return cls(
            immature=found["immature"],
            not_in_whole_weeks=found["notInWholeWeeks"],
            moved=found["moved"],
            newcomers=found["newcomers"],
            excluded_by_plan=found["excludedByPlan"],
            not_net=found["notNet"],
            voided_by_repeat=found["voidedByRepeat"],
            voided_by_reopening=found["voidedByReopening"],
            empty_unit_weeks=len(found["emptyUnitWeeks"]),
            # looks that were taken before these were counted
            negative_durations=found.get("negativeDurations", 0),
            unjudged=found.get("unjudged", 0),
        )


@strawberry.type
class ExperimentContamination:
    unit_key: str
    cases: int


@strawberry.type(description="Everything that one look says; the same for everybody.")
class ExperimentResult:
    data: strawberry.Private[Data]

    @strawberry.field
    def verdict(self) -> VerdictKind:
        return VerdictKind(self.data["verdict"]["kind"])

    @strawberry.field
    def verdict_name(self) -> LocalText:
        return LocalText.of(VERDICTS[VerdictKind(self.data["verdict"]["kind"])])

    @strawberry.field
    def because(self) -> Because:
        return Because(self.data["verdict"]["because"])

    @strawberry.field(description="The verdict, the interval, why, and what would change it.")  # type: ignore[untyped-decorator]  # strawberry types it only without arguments
    def sentence(self) -> LocalText:
        return texts(self.data["verdict"]["sentence"])

    @strawberry.field(description="The registered estimate of this look.")  # type: ignore[untyped-decorator]  # as above
    def effect(self) -> ExperimentEstimate | None:
        return ExperimentEstimate.of(self.data["looks"][-1]["effect"])

    @strawberry.field
    def looks(self) -> list[ExperimentLookEstimate]:
        return [
            ExperimentLookEstimate(
                number=look["number"],
                on=date.fromisoformat(look["on"]),
                weeks=look["weeks"],
                information=look["information"],
                nominal_p=look["nominalP"],
                effect=ExperimentEstimate.of(look["effect"]),
                crossed=look["crossed"],
            )
            for look in self.data["looks"]
        ]

    @strawberry.field
    def weeks(self) -> list[ExperimentWeek]:
        return [
            ExperimentWeek(
                week=row["week"],
                starts=date.fromisoformat(row["starts"]),
                after=row["after"],
                treated=ExperimentSide(**row["treated"]),
                comparison=ExperimentSide(**row["comparison"]),
            )
            for row in self.data["weeks"]
        ]

    @strawberry.field(description="With a column for each common issue type.")  # type: ignore[untyped-decorator]  # as above
    def adjusted(self) -> ExperimentFigure:
        return ExperimentFigure.of(self.data["adjusted"])

    @strawberry.field(description="Other windows, views and denominators; each unit left out.")  # type: ignore[untyped-decorator]  # as above
    def sensitivity(self) -> list[ExperimentFigure]:
        return [ExperimentFigure.of(row) for row in self.data["sensitivity"]]

    @strawberry.field(description="Did the sides drift apart before the start? Change a week.")  # type: ignore[untyped-decorator]  # as above
    def trend_before(self) -> ExperimentFigure:
        return ExperimentFigure.of(self.data["trendBefore"])

    @strawberry.field
    def guardrails(self) -> list[ExperimentGuardrailResult]:
        return [ExperimentGuardrailResult.of(row) for row in self.data["guardrails"]]

    @strawberry.field
    def randomisation(self) -> ExperimentRandomisation:
        found = self.data["randomisation"]
        return ExperimentRandomisation(
            p=found["p"],
            extreme=found["extreme"],
            allocations=found["allocations"],
            exact=found["exact"],
            enough=found["enough"],
            smallest_p=found["smallestP"],
            random_allocation=found["randomAllocation"],
        )

    @strawberry.field(description="Share of treated cases that used the network.")  # type: ignore[untyped-decorator]  # as above
    def dose(self) -> float:
        return float(self.data["dose"])

    @strawberry.field(description="Comparison units that used the network.")  # type: ignore[untyped-decorator]  # as above
    def contamination(self) -> list[ExperimentContamination]:
        return [
            ExperimentContamination(unit_key=row["unit"], cases=row["cases"])
            for row in self.data["contamination"]
        ]

    @strawberry.field
    def quality(self) -> ExperimentQuality:
        return ExperimentQuality.of(self.data["quality"])

    @strawberry.field(description="What people said by the day of the look, oldest first.")  # type: ignore[untyped-decorator]  # as above
    def pulse(self) -> list[ExperimentPulse]:
        # looks that were taken before it was kept have none
        return [ExperimentPulse.kept(row) for row in self.data.get("pulse", ())]

    @strawberry.field
    def decidability(self) -> ExperimentDecidability:
        return ExperimentDecidability.of(self.data["decidability"])

    @strawberry.field(description="The whole report as JSON, as `netsvc pilots analyse` prints it.")  # type: ignore[untyped-decorator]  # as above
    def json(self) -> str:
        return orjson.dumps(self.data, option=orjson.OPT_SORT_KEYS).decode()


@strawberry.type(description="A planned look; `result` once it was taken.")
class ExperimentLook:
    taken: strawberry.Private[LookTaken | None]
    number: int
    on: date
    due: bool = strawberry.field(description="May be taken now.")

    @strawberry.field
    def taken_at(self) -> datetime | None:
        return self.taken.at if self.taken else None

    @strawberry.field
    async def taken_by(self, info: Info) -> Expert | None:
        return await expert_or_none(info, self.taken.by_id) if self.taken else None

    @strawberry.field(description="SHA-256 of the kept report.")  # type: ignore[untyped-decorator]  # as above
    def hash(self) -> str | None:
        return self.taken.hash if self.taken else None

    @strawberry.field
    def result(self) -> ExperimentResult | None:
        return ExperimentResult(data=self.taken.report) if self.taken else None
