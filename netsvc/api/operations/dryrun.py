"""The last dry run: would the suggestions have been right on the organisation's own history?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import strawberry

from netsvc.api.operations.context import Info

Data = Mapping[str, Any]


@strawberry.type(description="So many of the cases; the interval is Wilson's, 95 %.")
class HitRate:
    hits: int
    cases: int
    share: float
    low: float
    high: float

    @classmethod
    def of(cls, data: Data) -> HitRate:
        low, high = data["interval"]
        return cls(hits=data["hits"], cases=data["cases"], share=data["share"], low=low, high=high)


@strawberry.type(
    description="The first suggestion against the organisation's own first choice, on the same "
    "cases: a difference of shares, -1 to 1; the interval is Newcombe's for pairs, 95 %."
)
class ChoiceDifference:
    share: float
    low: float
    high: float
    only_suggested: int = strawberry.field(description="Cases in which it alone was right.")
    only_own: int = strawberry.field(description="Cases in which the own choice alone was right.")

    @classmethod
    def of(cls, data: Data) -> ChoiceDifference:
        low, high = data["interval"]
        return cls(
            share=data["difference"],
            low=low,
            high=high,
            only_suggested=data["only_suggested"],
            only_own=data["only_own"],
        )


@strawberry.type(description="How often the right one was in the first place, three and five.")
class HitRates:
    first: HitRate
    first_three: HitRate
    first_five: HitRate

    @classmethod
    def of(cls, data: Data) -> HitRates:
        return cls(
            first=HitRate.of(data["first_1"]),
            first_three=HitRate.of(data["first_3"]),
            first_five=HitRate.of(data["first_5"]),
        )


@strawberry.type(description="A unit or an issue type as the log calls it.")
class DryRunGroup:
    name: str | None = strawberry.field(
        description="Empty for the groups of fewer than five people, which are shown together."
    )
    first: HitRate
    first_three: HitRate
    own_first: HitRate

    @classmethod
    def of(cls, data: Data) -> DryRunGroup:
        return cls(
            name=None if data["small"] else data["name"],
            first=HitRate.of(data["first_1"]),
            first_three=HitRate.of(data["first_3"]),
            own_first=HitRate.of(data["own_first_assignment"]),
        )


@strawberry.type(description="Cases in which the first suggestion was about as sure as this.")
class SurenessBin:
    said: float = strawberry.field(description="The mean chance that was given, 0 to 1.")
    right: HitRate


@strawberry.type(description="Moves between units, had the suggestions been followed in order.")
class MovesSaved:
    cases: int
    moves: int
    moves_then: int
    saved_a_case: float
    low: float
    high: float
    bounced: int
    bounced_then: int


@strawberry.type(description="An issue type whose right unit is seldom among the first three.")
class WeakIssueType:
    issue_type: str
    first_three: HitRate
    units: list[str] = strawberry.field(description="Those that resolved it most.")


@strawberry.type(description="Each case was ranked from what was known when it was opened.")
class DryRun:
    data: strawberry.Private[Data]
    at: datetime
    log: str
    cases: int
    scored_after: datetime | None = strawberry.field(
        description="Scored are the cases opened after this, by the log's clock; else all."
    )
    unit: HitRates
    person: HitRates
    own_first: HitRate = strawberry.field(description="The organisation's own first choice.")
    against_own_first: ChoiceDifference | None = strawberry.field(
        description="Empty for a dry run that was kept before pairs were compared."
    )
    moved_unit: HitRates = strawberry.field(description="Of the cases that were moved.")
    moved_own_first: HitRate
    calibration_error: float

    @strawberry.field
    def sureness(self) -> list[SurenessBin]:
        return [
            SurenessBin(said=one["said"], right=HitRate.of(one["right"]))
            for one in self.data["reliability"]
        ]

    @strawberry.field
    def moves(self) -> MovesSaved:
        return MovesSaved(**{k: v for k, v in self.data["moves"].items() if k != "assumption"})

    @strawberry.field
    def by_unit(self) -> list[DryRunGroup]:
        return [DryRunGroup.of(one) for one in self.data["by_unit"]]

    @strawberry.field
    def by_issue_type(self) -> list[DryRunGroup]:
        return [DryRunGroup.of(one) for one in self.data["by_issue_type"]]

    @strawberry.field
    def weak(self) -> list[WeakIssueType]:
        return [
            WeakIssueType(
                issue_type=one["issue_type"],
                first_three=HitRate.of(one["first_3"]),
                units=list(one["units"]),
            )
            for one in self.data["weak"]
        ]


@strawberry.type
class DryRunQuery:
    @strawberry.field(description="The last one that was kept; empty where there is none.")  # type: ignore[untyped-decorator]  # strawberry types it only without arguments
    async def dry_run(self, info: Info) -> DryRun | None:
        kept = await info.context.services.dry_runs.last()
        if kept is None:
            return None
        data = kept.figures
        until = data["train_until"]
        against = data.get("against_own_first")
        return DryRun(
            data=data,
            at=kept.at,
            log=data["log"],
            cases=data["cases"],
            scored_after=datetime.fromisoformat(until) if until else None,
            unit=HitRates.of(data["unit"]),
            person=HitRates.of(data["person"]),
            own_first=HitRate.of(data["own_first_assignment"]),
            against_own_first=None if against is None else ChoiceDifference.of(against),
            moved_unit=HitRates.of(data["bounced"]["unit"]),
            moved_own_first=HitRate.of(data["bounced"]["own_first_assignment"]),
            calibration_error=data["calibration_error"],
        )
