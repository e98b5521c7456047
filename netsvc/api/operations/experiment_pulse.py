"""The pulse of a running pilot: three anonymous questions a fortnight."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, cast

import strawberry

from netsvc.api.operations.context import Info
from netsvc.api.operations.given import Given, refused_answer
from netsvc.api.operations.ids import Kind, plain_id
from netsvc.api.operations.problems import InvalidInput, KeyReused, NotFound, WrongState
from netsvc.experiments.pulse import Pulse
from netsvc.experiments.pulses import PulseFigure, PulseSide

strawberry.enum(PulseSide, name="ExperimentPulseSide")


@strawberry.type(
    description="Means from 1 (not at all) to 5 (fully) of five people or more, of a fortnight "
    "that is over. The guardrail PULSE compares the sides."
)
class ExperimentPulse:
    starts: date
    side: PulseSide
    answers: int
    clear: float = strawberry.field(description="My duties are clear.")
    tools: float = strawberry.field(description="I have the right tools.")
    influence: float = strawberry.field(description="I can influence how we work.")

    @classmethod
    def of(cls, known: PulseFigure) -> ExperimentPulse:
        return cls(
            starts=known.starts,
            side=known.side,
            answers=known.answers,
            clear=known.clear,
            tools=known.tools,
            influence=known.influence,
        )

    @classmethod
    def kept(cls, row: Mapping[str, Any]) -> ExperimentPulse:
        """As a look's report holds it."""
        starts, side = date.fromisoformat(row["starts"]), PulseSide(row["side"])
        means = (row[name] for name in ("clear", "tools", "influence"))
        return cls.of(PulseFigure(starts, side, row["answers"], *means))


@strawberry.type(description="Counted among the others; nobody can tell which answer was yours.")
class PulseCounted:
    experiment_id: strawberry.ID


PulseResult = Annotated[
    PulseCounted | InvalidInput | NotFound | KeyReused | WrongState,
    strawberry.union("PulseResult"),
]


@strawberry.type
class PulseQuery:
    @strawberry.field(description="Oldest first; what fewer than five answered is left out.")  # type: ignore[untyped-decorator]  # strawberry types it only without arguments
    async def experiment_pulse(
        self,
        info: Info,
        id: strawberry.ID,  # noqa: A002
    ) -> list[ExperimentPulse]:
        services = info.context.services
        known = await services.experiments.one(plain_id(Kind.EXPERIMENT, id))
        found = await services.pulse.figures(known) if known is not None else ()
        return [ExperimentPulse.of(one) for one in found]


@strawberry.type
class PulseMutation:
    @strawberry.mutation(  # type: ignore[untyped-decorator]  # as above
        description="Once a fortnight, by people whom a running pilot touches; 1 to 5 each. Who "
        "answered what is kept nowhere."
    )
    async def answer_pulse(
        self,
        info: Info,
        *,
        id: strawberry.ID,  # noqa: A002
        clear: int,
        tools: int,
        influence: int,
        key: str,
    ) -> PulseResult:
        given = Given()
        plain = given.plain("id", Kind.EXPERIMENT, id)
        answer = given.refusal or await info.context.services.pulse.answer(
            info.context.actor, key, plain, Pulse(clear, tools, influence)
        )
        refused = await refused_answer(info, answer, given)
        if refused is not None:
            return cast(PulseResult, refused)
        return PulseCounted(experiment_id=id)
