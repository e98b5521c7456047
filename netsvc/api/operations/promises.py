"""What customers were promised, and how long offers wait."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, cast

import strawberry

from netsvc.api.operations.cases import Case, whole_case
from netsvc.api.operations.common import Node
from netsvc.api.operations.context import Info
from netsvc.api.operations.directory import Expert, expert_or_none
from netsvc.api.operations.given import Given, refused_answer, there
from netsvc.api.operations.ids import Kind, plain_id, to_global
from netsvc.api.operations.problems import InvalidInput, KeyReused, NotFound, NotYours, WrongState
from netsvc.errors import NotFoundError
from netsvc.events.answers import Done
from netsvc.handover import promise as model
from netsvc.handover.promise import PromiseState
from netsvc.handover.times import OfferTimes as KnownTimes


@strawberry.type(description="What the customer was promised; owed by whoever has the case.")
class Promise(Node):
    known: strawberry.Private[model.Promise]
    what: str
    due_at: datetime
    state: PromiseState
    made_at: datetime
    fulfilled_at: datetime | None

    @classmethod
    def of(cls, promise: model.Promise) -> Promise:
        return cls(
            id=to_global(Kind.PROMISE, promise.id),
            known=promise,
            what=promise.what,
            due_at=promise.due_at,
            state=promise.state,
            made_at=promise.made_at,
            fulfilled_at=promise.fulfilled_at,
        )

    @strawberry.field
    async def case(self, info: Info) -> Case:
        return await whole_case(info, self.known.case_id)

    @strawberry.field
    async def owner(self, info: Info) -> Expert | None:
        return await expert_or_none(info, self.known.owner_id)

    @strawberry.field
    async def made_by(self, info: Info) -> Expert | None:
        return await expert_or_none(info, self.known.made_by_id)


@strawberry.type(description="A time that can be promised, on the receiving unit's clock.")
class PromiseChoice:
    working_hours: float
    by: datetime
    proposed: bool


@strawberry.type(description="How long offers wait, and how long a promise is proposed to take.")
class OfferTimes:
    warm_seconds: float
    cold_hours: float
    promise_hours: float

    @classmethod
    def of(cls, times: KnownTimes) -> OfferTimes:
        return cls(
            warm_seconds=times.warm_seconds,
            cold_hours=times.cold_hours,
            promise_hours=times.promise_hours,
        )


PromiseResult = Annotated[
    Promise | InvalidInput | NotFound | KeyReused | NotYours | WrongState,
    strawberry.union("PromiseResult"),
]
OfferTimesResult = Annotated[
    OfferTimes | InvalidInput | NotFound | KeyReused, strawberry.union("OfferTimesResult")
]


@strawberry.type
class PromiseQuery:
    @strawberry.field(description="What I owe customers, soonest due first.")  # type: ignore[untyped-decorator]  # strawberry types it only without arguments
    async def my_promises(self, info: Info) -> list[Promise]:
        found = await info.context.services.promises.owed_by(info.context.actor)
        return [Promise.of(one) for one in found]

    @strawberry.field(description="By when something can be promised if that person takes it.")  # type: ignore[untyped-decorator]  # as above
    async def promise_choices(
        self,
        info: Info,
        to_expert_id: strawberry.ID,
        issue_type_id: strawberry.ID | None = None,
    ) -> list[PromiseChoice]:
        services = info.context.services
        found = await services.promises.choices(
            plain_id(Kind.EXPERT, to_expert_id),
            plain_id(Kind.ISSUE_TYPE, issue_type_id) if issue_type_id is not None else None,
            services.clock(),
        )
        return [
            PromiseChoice(working_hours=one.working_hours, by=one.by, proposed=one.proposed)
            for one in found
        ]

    @strawberry.field(description="How long offers of such matters wait.")  # type: ignore[untyped-decorator]  # as above
    async def offer_times(
        self, info: Info, issue_type_id: strawberry.ID | None = None
    ) -> OfferTimes:
        plain = plain_id(Kind.ISSUE_TYPE, issue_type_id) if issue_type_id is not None else None
        times = await info.context.services.offer_times.times(plain)
        if times is None:
            raise NotFoundError("There is no such issue type.", action="Choose another.")
        return OfferTimes.of(times)


@strawberry.type
class PromiseMutation:
    @strawberry.mutation(description="I did what was promised; late, it stays broken.")  # type: ignore[untyped-decorator]  # as above
    async def keep_promise(self, info: Info, promise_id: strawberry.ID, key: str) -> PromiseResult:
        given = Given()
        plain = given.plain("promiseId", Kind.PROMISE, promise_id)
        commands = info.context.services.promise_commands
        answer = given.refusal or await commands.keep(info.context.actor, key, plain)
        refused = await refused_answer(info, answer, given)
        if refused is not None or not isinstance(answer, Done):
            return cast(PromiseResult, refused)
        found = await info.context.services.promises.promises([answer.id])
        return Promise.of(there(found.get(answer.id)))

    @strawberry.mutation(description="What is left out takes the default again.")  # type: ignore[untyped-decorator]  # as above
    async def set_offer_times(
        self,
        info: Info,
        *,
        issue_type_id: strawberry.ID,
        key: str,
        warm_seconds: float | None = None,
        cold_hours: float | None = None,
        promise_hours: float | None = None,
    ) -> OfferTimesResult:
        given = Given()
        plain = given.plain("issueTypeId", Kind.ISSUE_TYPE, issue_type_id)
        commands = info.context.services.offer_times
        answer = given.refusal or await commands.set_times(
            info.context.actor,
            key,
            plain,
            warm_seconds=warm_seconds,
            cold_hours=cold_hours,
            promise_hours=promise_hours,
        )
        refused = await refused_answer(info, answer, given)
        if refused is not None or not isinstance(answer, Done):
            return cast(OfferTimesResult, refused)
        return OfferTimes.of(there(await commands.times(plain)))
