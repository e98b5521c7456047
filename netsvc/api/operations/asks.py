"""Asking an expert while keeping the case: what is shown of it, and its commands."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, cast

import strawberry

from netsvc.api.operations.cases import Case, whole_case
from netsvc.api.operations.common import Node
from netsvc.api.operations.context import Info
from netsvc.api.operations.directory import (
    Expert,
    IssueType,
    MiniNetwork,
    Unit,
    expert_or_none,
    issue_type_or_none,
    unit_or_none,
)
from netsvc.api.operations.given import Given, refused_answer, there
from netsvc.api.operations.ids import Kind, to_global
from netsvc.api.operations.problems import (
    ExpertUnavailable,
    InvalidInput,
    KeyReused,
    NotFound,
    NotYours,
    WrongState,
)
from netsvc.asks import model
from netsvc.asks.model import AskState, CloseReason, PassReason, ReplyState
from netsvc.asks.service import NewAsk
from netsvc.events.answers import Answer, Done


@strawberry.type(description="One of those asked, and what they said.")
class AskReply:
    known: strawberry.Private[model.AskReply]
    state: ReplyState
    pass_reason: PassReason | None
    text: str | None
    at: datetime | None
    helped: bool

    @classmethod
    def of(cls, reply: model.AskReply) -> AskReply:
        return cls(
            known=reply,
            state=reply.state,
            pass_reason=reply.pass_reason,
            text=reply.text,
            at=reply.at,
            helped=reply.helped,
        )

    @strawberry.field
    async def expert(self, info: Info) -> Expert | None:
        return await expert_or_none(info, self.known.expert_id)

    @strawberry.field
    async def unit(self, info: Info) -> Unit | None:
        return await unit_or_none(info, self.known.unit_id)


@strawberry.type(description="A question about a case that stays with who asks it.")
class Ask(Node):
    known: strawberry.Private[model.Ask]
    question: str
    state: AskState
    asked_at: datetime
    answered_at: datetime | None
    closed_at: datetime | None
    close_reason: CloseReason | None
    replies: list[AskReply]

    @classmethod
    def of(cls, ask: model.Ask) -> Ask:
        return cls(
            id=to_global(Kind.ASK, ask.id),
            known=ask,
            question=ask.question,
            state=ask.state,
            asked_at=ask.asked_at,
            answered_at=ask.answered_at,
            closed_at=ask.closed_at,
            close_reason=ask.close_reason,
            replies=[AskReply.of(reply) for reply in ask.replies],
        )

    @strawberry.field
    async def case(self, info: Info) -> Case:
        return await whole_case(info, self.known.case_id)

    @strawberry.field
    async def issue_type(self, info: Info) -> IssueType | None:
        return await issue_type_or_none(info, self.known.issue_type_id)

    @strawberry.field
    async def asker(self, info: Info) -> Expert | None:
        return await expert_or_none(info, self.known.asker_id)

    @strawberry.field
    async def asker_unit(self, info: Info) -> Unit | None:
        return await unit_or_none(info, self.known.asker_unit_id)

    @strawberry.field
    async def mini_network(self, info: Info) -> MiniNetwork | None:
        id_ = self.known.mini_network_id
        network = await info.context.load.mini_networks.load(id_) if id_ else None
        return MiniNetwork.of(network) if network is not None else None

    @strawberry.field(  # type: ignore[untyped-decorator]  # as in directory
        description="Whether the customer of the question is still there."
    )
    async def customer_waits(self, info: Info) -> bool:
        id_ = self.known.contact_id
        contact = await info.context.load.contacts.load(id_) if id_ else None
        return contact is not None and contact.ended_at is None


@strawberry.type(description="A person's own figures; nobody else is shown them.")
class AskEffort:
    answered: int
    helped: int


@strawberry.type
class AskBox:
    known: strawberry.Private[model.AskBox]

    @strawberry.field(description="Questions that wait for me, oldest first.")  # type: ignore[untyped-decorator]  # as in directory
    async def to_me(self, info: Info) -> list[Ask]:
        return await _asks(info, self.known.to_me)

    @strawberry.field(  # type: ignore[untyped-decorator]  # as in directory
        description="Those I asked that still wait, and those of the last 12 hours; oldest first."
    )
    async def mine(self, info: Info) -> list[Ask]:
        return await _asks(info, self.known.mine)

    @strawberry.field
    async def effort(self, info: Info) -> AskEffort:
        found = await info.context.services.asks.effort(info.context.actor)
        return AskEffort(answered=found.answered, helped=found.helped)


AskResult = Annotated[
    Ask | ExpertUnavailable | InvalidInput | NotFound | KeyReused | NotYours | WrongState,
    strawberry.union("AskResult"),
]


@strawberry.type
class AskQuery:
    @strawberry.field(description="Questions to me and from me.")  # type: ignore[untyped-decorator]  # as in directory
    async def asks(self, info: Info) -> AskBox:
        services = info.context.services
        return AskBox(known=await services.asks.box(info.context.actor, services.clock()))


@strawberry.type
class AskMutation:
    @strawberry.mutation(  # type: ignore[untyped-decorator]  # as in directory
        description="Ask named people, or whoever of a mini-network is there; the case stays."
    )
    async def ask_experts(
        self,
        info: Info,
        *,
        case_id: strawberry.ID,
        question: str,
        key: str,
        expert_ids: list[strawberry.ID] | None = None,
        mini_network_id: strawberry.ID | None = None,
    ) -> AskResult:
        given = Given()
        new = NewAsk(
            case_id=given.plain("caseId", Kind.CASE, case_id),
            question=question,
            expert_ids=tuple(
                given.plain("expertIds", Kind.EXPERT, id_)
                for id_ in (expert_ids or [])[: model.MAX_ASKED + 1]
            ),
            mini_network_id=given.optional("miniNetworkId", Kind.MINI_NETWORK, mini_network_id),
        )
        commands = info.context.services.ask_commands
        answer = given.refusal or await commands.ask(info.context.actor, key, new)
        return await _ask(info, answer, given)

    @strawberry.mutation
    async def answer_ask(
        self, info: Info, ask_id: strawberry.ID, answer: str, key: str
    ) -> AskResult:
        given = Given()
        plain = given.plain("askId", Kind.ASK, ask_id)
        commands = info.context.services.ask_commands
        done = given.refusal or await commands.answer(info.context.actor, key, plain, answer)
        return await _ask(info, done, given)

    @strawberry.mutation(description="Leave it to the others who were asked.")  # type: ignore[untyped-decorator]  # as in directory
    async def pass_ask(
        self, info: Info, ask_id: strawberry.ID, reason: PassReason, key: str
    ) -> AskResult:
        given = Given()
        plain = given.plain("askId", Kind.ASK, ask_id)
        commands = info.context.services.ask_commands
        done = given.refusal or await commands.pass_on(info.context.actor, key, plain, reason)
        return await _ask(info, done, given)

    @strawberry.mutation(description="This person's answer helped; once a question.")  # type: ignore[untyped-decorator]  # as in directory
    async def mark_helped(
        self, info: Info, ask_id: strawberry.ID, expert_id: strawberry.ID, key: str
    ) -> AskResult:
        given = Given()
        plain = given.plain("askId", Kind.ASK, ask_id)
        expert = given.plain("expertId", Kind.EXPERT, expert_id)
        commands = info.context.services.ask_commands
        done = given.refusal or await commands.mark_helped(info.context.actor, key, plain, expert)
        return await _ask(info, done, given)

    @strawberry.mutation
    async def withdraw_ask(self, info: Info, ask_id: strawberry.ID, key: str) -> AskResult:
        given = Given()
        plain = given.plain("askId", Kind.ASK, ask_id)
        commands = info.context.services.ask_commands
        done = given.refusal or await commands.withdraw(info.context.actor, key, plain)
        return await _ask(info, done, given)


async def ask_or_none(info: Info, id_: str | None) -> Ask | None:
    ask = await info.context.load.asks.load(id_) if id_ else None
    return Ask.of(ask) if ask is not None else None


async def asks_of_case(info: Info, case_id: str) -> list[Ask]:
    return await _asks(info, await info.context.load.asks_of_cases.load(case_id) or ())


async def _asks(info: Info, ids: tuple[str, ...]) -> list[Ask]:
    found = await info.context.load.asks.load_many(list(ids))
    return [Ask.of(ask) for ask in found if ask is not None]


async def _ask(info: Info, answer: Answer, given: Given) -> AskResult:
    refused = await refused_answer(info, answer, given)
    if refused is not None or not isinstance(answer, Done):
        return cast(AskResult, refused)
    return there(await ask_or_none(info, answer.id))
