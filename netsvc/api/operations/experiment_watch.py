"""How a running pilot goes between its looks: use, contamination, harm, data quality."""

from __future__ import annotations

from datetime import date

import strawberry

from netsvc.api.operations.common import LocalText
from netsvc.api.operations.context import Info
from netsvc.api.operations.experiment_results import ExperimentContamination, ExperimentQuality
from netsvc.api.operations.ids import Kind, plain_id
from netsvc.experiments.plan import Guardrail
from netsvc.experiments.report import ready
from netsvc.experiments.words import GUARDRAILS


@strawberry.type(
    description="Harmed: surely worse than tolerated, at a level of 0.001 that bears looking every "
    "day. It is the rule to stop."
)
class ExperimentHarm:
    guardrail: Guardrail
    name: LocalText
    harmed: bool
    told: bool = strawberry.field(description="False where it can't be said yet.")


@strawberry.type(description="As of this morning, from mature whole weeks; never the effect.")
class ExperimentWatch:
    as_of: date
    weeks: int = strawberry.field(description="Mature whole weeks since the start.")
    dose: float | None
    contamination: list[ExperimentContamination]
    guardrails: list[ExperimentHarm]
    quality: ExperimentQuality | None


@strawberry.type
class ExperimentWatchQuery:
    @strawberry.field(description="None unless the pilot runs.")  # type: ignore[untyped-decorator]  # strawberry types it only without arguments
    async def experiment_watch(
        self,
        info: Info,
        id: strawberry.ID,  # noqa: A002
    ) -> ExperimentWatch | None:
        services = info.context.services
        known = await services.experiments.one(plain_id(Kind.EXPERIMENT, id))
        found = await services.experiment_watch.of(known) if known is not None else None
        if found is None:
            return None
        return ExperimentWatch(
            as_of=found.as_of,
            weeks=found.weeks,
            dose=found.dose,
            contamination=[
                ExperimentContamination(unit_key=unit, cases=count)
                for unit, count in found.contamination
            ],
            guardrails=[
                ExperimentHarm(
                    guardrail=one.guardrail,
                    name=LocalText.of(GUARDRAILS[one.guardrail]),
                    harmed=one.harmed,
                    told=one.told,
                )
                for one in found.guardrails
            ],
            quality=ExperimentQuality.of(ready(found.quality)) if found.quality else None,
        )
