"""Matched issue types, suggested experts and their reasons."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import strawberry

from netsvc.api.operations.absences import stand_in_of
from netsvc.api.operations.common import LocalText, PageInfo
from netsvc.api.operations.context import Info
from netsvc.api.operations.directory import Expert, IssueType, MiniNetwork, Unit
from netsvc.directory import model
from netsvc.finding.model import (
    FoundExperts,
    FoundIssueType,
    FoundLine,
    FoundReason,
    FoundSuggestion,
)
from netsvc.matching.model import Certainty, Matches
from netsvc.ranking.explaining import LEAST
from netsvc.ranking.model import ReasonKind, Source


@strawberry.type
class IssueTypeMatch:
    issue_type: IssueType
    confidence: float = strawberry.field(description="Probability between 0 and 1.")


@strawberry.type
class IssueTypeMatches:
    certainty: Certainty
    matches: list[IssueTypeMatch] = strawberry.field(
        description="Best first; with DONT_KNOW the likeliest guesses, to be asked about."
    )

    @classmethod
    async def of(cls, info: Info, matches: Matches) -> IssueTypeMatches:
        ids = [match.issue_type_id for match in matches.matches]
        types = await info.context.load.issue_types.load_many(ids)
        return cls.among(matches, {type_.id: type_ for type_ in types if type_ is not None})

    @classmethod
    def among(
        cls, matches: Matches, types: Mapping[str, model.IssueType | FoundIssueType]
    ) -> IssueTypeMatches:
        """Those that are among the types in use."""
        return cls(
            certainty=matches.certainty,
            matches=[
                IssueTypeMatch(issue_type=IssueType.of(type_), confidence=match.confidence)
                for match in matches.matches
                if (type_ := types.get(match.issue_type_id)) is not None
            ],
        )


@strawberry.type
class Reason:
    kind: ReasonKind
    count: int | None = strawberry.field(
        description="Numbers behind the sentence: of `total` such matters `count` were resolved."
    )
    total: int | None
    hours: float | None
    subject: LocalText | None
    text: LocalText = strawberry.field(description="The sentence, in the reader's language.")

    @classmethod
    def of(cls, reason: FoundReason) -> Reason:
        return cls(
            kind=reason.kind,
            count=reason.count,
            total=reason.total,
            hours=reason.hours,
            subject=LocalText.of(reason.subject) if reason.subject else None,
            text=LocalText.of(reason.text),
        )


@strawberry.type(description="A part of the score and what was counted for it.")
class Contribution:
    source: Source
    value: float = strawberry.field(
        description="In natural logarithms; all of a suggestion sum to its score."
    )
    text: LocalText


@strawberry.type
class ExpertSuggestion:
    expert: Expert
    unit: Unit
    issue_type: IssueType
    free_now: bool
    speaks_language: bool
    mini_network: MiniNetwork | None
    reasons: list[Reason]
    score: float = strawberry.field(description="Only for ordering; never shown bare.")
    found: strawberry.Private[FoundSuggestion]

    @strawberry.field(  # type: ignore[untyped-decorator]  # strawberry types it only without arguments
        description="What moved this person up or down, in full; parts of nothing are left out."
    )
    def contributions(self) -> list[Contribution]:
        return [
            Contribution(source=c.source, value=c.value, text=LocalText.of(c.text))
            for c in self.found.contributions
            if abs(c.value) > LEAST
        ]

    @strawberry.field(description="Whom they named to stand in, while they are away as planned.")  # type: ignore[untyped-decorator]  # strawberry types it only without arguments
    async def stand_in(self, info: Info) -> Expert | None:
        return await stand_in_of(info, self.expert.key) if self.found.away else None

    @classmethod
    def of(cls, found: FoundSuggestion) -> ExpertSuggestion:
        network = found.mini_network
        return cls(
            expert=Expert.of(found.expert),
            unit=Unit.of(found.unit),
            issue_type=IssueType.of(found.issue_type),
            free_now=found.free_now,
            speaks_language=found.speaks_language,
            mini_network=MiniNetwork.of(network) if network is not None else None,
            reasons=[Reason.of(reason) for reason in found.reasons],
            score=found.score,
            found=found,
        )


@strawberry.type(description="Somebody on duty in a mini-network.")
class DutyPerson:
    expert: Expert
    unit: Unit
    free_now: bool


@strawberry.type(description="Whose turn begins next.")
class NextDuty:
    expert: Expert
    starts_at: datetime


@strawberry.type(
    description="A mini-network that covers the matter: one line, the people on duty behind it."
)
class MiniNetworkLine:
    mini_network: MiniNetwork
    issue_type: IssueType
    on_duty: list[DutyPerson] = strawberry.field(description="Those who are free first.")
    free_now: bool = strawberry.field(description="Whether somebody on duty is free now.")
    answering: LocalText | None = strawberry.field(
        description="What its working agreement says of how fast its members answer."
    )
    next_duty: NextDuty | None = strawberry.field(description="Told where nobody is free now.")

    @classmethod
    def of(cls, line: FoundLine) -> MiniNetworkLine:
        roster = line.roster
        follows = roster.next_duty
        return cls(
            mini_network=MiniNetwork.of(roster.network),
            issue_type=IssueType.of(line.issue_type),
            on_duty=[
                DutyPerson(
                    expert=Expert.of(one.expert), unit=Unit.of(one.unit), free_now=one.free_now
                )
                for one in roster.on_duty
            ],
            free_now=roster.free,
            answering=LocalText.of(roster.answering) if roster.answering else None,
            next_duty=NextDuty(expert=Expert.of(follows.expert), starts_at=follows.starts_at)
            if follows
            else None,
        )


@strawberry.type
class ExpertSuggestionEdge:
    cursor: str
    node: ExpertSuggestion


@strawberry.type
class ExpertSuggestionConnection:
    edges: list[ExpertSuggestionEdge]
    page_info: PageInfo


@strawberry.type
class ExpertMatches:
    matter: IssueTypeMatches
    mini_networks: list[MiniNetworkLine] = strawberry.field(
        description="Those that cover the matter; they come before the people. First page only."
    )
    experts: ExpertSuggestionConnection

    @classmethod
    def of(cls, found: FoundExperts) -> ExpertMatches:
        edges = [
            ExpertSuggestionEdge(cursor=one.cursor, node=ExpertSuggestion.of(one))
            for one in found.suggestions
        ]
        page_info = PageInfo.of(
            [edge.cursor for edge in edges],
            has_next=found.has_next,
            has_previous=found.has_previous,
        )
        return cls(
            matter=IssueTypeMatches.among(found.matches, found.types),
            mini_networks=[MiniNetworkLine.of(line) for line in found.lines],
            experts=ExpertSuggestionConnection(edges=edges, page_info=page_info),
        )
