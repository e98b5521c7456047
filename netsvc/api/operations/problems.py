"""Expected failures as members of the result unions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import strawberry

from netsvc.api.operations.cases import Case, Contact, Redirect, case_or_none, whole_case
from netsvc.api.operations.common import LocalText
from netsvc.api.operations.conference_types import LoopStop
from netsvc.api.operations.context import Info
from netsvc.api.operations.directory import Expert, expert_or_none
from netsvc.api.operations.experiment_problems import ExperimentUndecidable, UnitsTaken
from netsvc.api.operations.finding import ExpertMatches, IssueTypeMatches
from netsvc.api.operations.handovers import Handover, handover_or_none
from netsvc.api.operations.ids import Kind, to_global
from netsvc.api.operations.problems_base import Problem
from netsvc.api.operations.words import sentence
from netsvc.directory.model import Presence
from netsvc.events.answers import Refusal, RefusalKind
from netsvc.handover.loops import LoopKind


@strawberry.type
class InvalidInput(Problem):
    field: str
    seen: str
    owner: Expert | None = strawberry.field(
        default=None, description="Who has the case now, where it is about one."
    )


@strawberry.type
class NotFound(Problem):
    id: strawberry.ID


@strawberry.type
class KeyReused(Problem):
    key: str


@strawberry.type
class ExpertUnavailable(Problem):
    expert: Expert
    presence: Presence
    free_places: int
    owner: Expert | None = strawberry.field(
        default=None, description="Who has the case now, where it is about one."
    )


@strawberry.type
class CaseAlreadyHandedOver(Problem):
    case: Case
    owner: Expert | None
    handover: Handover | None


@strawberry.type
class NotYours(Problem):
    owner: Expert | None


@strawberry.type(description="The thing is in another state than the command needs.")
class WrongState(Problem):
    case: Case | None
    handover: Handover | None
    state: str
    owner: Expert | None


@strawberry.type(
    description="One more offer would send the case round in a circle. `openConference` leads on."
)
class WouldLoop(Problem):
    loop: LoopKind | None = strawberry.field(description="None where a conference is open already.")
    case: Case
    path: list[LoopStop]
    owner: Expert | None
    toward: Expert | None = strawberry.field(description="To whom it would have gone.")


AnyProblem = (
    InvalidInput
    | NotFound
    | KeyReused
    | ExpertUnavailable
    | CaseAlreadyHandedOver
    | NotYours
    | WrongState
    | WouldLoop
    | ExperimentUndecidable
    | UnitsTaken
)
FindExpertsResult = Annotated[
    ExpertMatches | InvalidInput | NotFound, strawberry.union("FindExpertsResult")
]
MatchResult = Annotated[IssueTypeMatches | InvalidInput, strawberry.union("MatchResult")]
CaseResult = Annotated[
    Case | InvalidInput | NotFound | KeyReused | NotYours | WrongState,
    strawberry.union("CaseResult"),
]
HandoverResult = Annotated[
    Handover
    | ExpertUnavailable
    | CaseAlreadyHandedOver
    | InvalidInput
    | NotFound
    | KeyReused
    | NotYours
    | WrongState
    | WouldLoop,
    strawberry.union("HandoverResult"),
]
RedirectResult = Annotated[
    Redirect | InvalidInput | NotFound | KeyReused | NotYours | WrongState,
    strawberry.union("RedirectResult"),
]
ContactResult = Annotated[
    Contact | InvalidInput | NotFound | KeyReused | NotYours | WrongState,
    strawberry.union("ContactResult"),
]
PresenceResult = Annotated[
    Expert | InvalidInput | NotFound | KeyReused, strawberry.union("PresenceResult")
]


async def problem(  # noqa: PLR0911 - one return a kind
    info: Info, refusal: Refusal, given: Mapping[str, str]
) -> AnyProblem:
    """The refusal as the caller sees it; ``given`` leads from plain ids to those that came in."""
    expert = await expert_or_none(info, refusal.expert_id)
    named = expert or await expert_or_none(info, refusal.owner_id)
    message = LocalText.of(
        sentence(
            refusal.words,
            field=refusal.field,
            seen=refusal.seen,
            places=refusal.free_places,
            person=named.known.name if named else "",
        )
    )
    if refusal.said is not None:
        message = LocalText(fi=refusal.said[0], sv=refusal.said[1], en=refusal.said[2])
    match refusal.kind:
        case RefusalKind.UNDECIDABLE:
            return ExperimentUndecidable(message=message)
        case RefusalKind.UNITS_TAKEN:
            return UnitsTaken(
                message=message,
                unit_key=refusal.seen,
                experiment_id=to_global(Kind.EXPERIMENT, refusal.experiment_id or ""),
            )
        case RefusalKind.INVALID_INPUT:
            return InvalidInput(
                message=message,
                field=refusal.field,
                seen=refusal.seen,
                owner=await expert_or_none(info, refusal.owner_id),
            )
        case RefusalKind.NOT_FOUND:
            id_ = strawberry.ID(given.get(refusal.seen, refusal.seen))
            return NotFound(message=message, id=id_)
        case RefusalKind.KEY_REUSED:
            return KeyReused(message=message, key=refusal.seen)
        case RefusalKind.EXPERT_UNAVAILABLE if expert is not None:
            return ExpertUnavailable(
                message=message,
                expert=expert,
                presence=Presence(refusal.presence or Presence.AWAY),
                free_places=refusal.free_places,
                owner=await expert_or_none(info, refusal.owner_id),
            )
        case RefusalKind.CASE_ALREADY_HANDED_OVER if refusal.case_id is not None:
            return CaseAlreadyHandedOver(
                message=message,
                case=await whole_case(info, refusal.case_id),
                owner=await expert_or_none(info, refusal.owner_id),
                handover=await handover_or_none(info, refusal.handover_id),
            )
        case RefusalKind.WOULD_LOOP if refusal.case_id is not None:
            path = await info.context.services.after.conferences.path(refusal.case_id)
            return WouldLoop(
                message=message,
                loop=LoopKind(refusal.state) if refusal.state else None,
                case=await whole_case(info, refusal.case_id),
                path=[LoopStop.of(stop) for stop in path],
                owner=await expert_or_none(info, refusal.owner_id),
                toward=expert,
            )
        case RefusalKind.NOT_YOURS:
            return NotYours(message=message, owner=await expert_or_none(info, refusal.owner_id))
        case _:
            return WrongState(
                message=message,
                case=await case_or_none(info, refusal.case_id),
                handover=await handover_or_none(info, refusal.handover_id),
                state=refusal.state,
                owner=await expert_or_none(info, refusal.owner_id),
            )
