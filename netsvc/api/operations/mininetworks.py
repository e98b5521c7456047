"""Asking for, making and changing mini-networks."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, cast

import strawberry

from netsvc.api.operations.context import Info
from netsvc.api.operations.directory import MiniNetwork
from netsvc.api.operations.given import Given, refused_answer, there
from netsvc.api.operations.ids import MAX_PLAIN_ID, Kind, plain_id
from netsvc.api.operations.networks import Weekday
from netsvc.api.operations.problems import InvalidInput, KeyReused, NotFound
from netsvc.availability.hours import PublicHolidays, WorkingHours
from netsvc.directory import model as directory
from netsvc.events.answers import Answer, Done, Refusal, invalid
from netsvc.mininetworks.facts import NetworkFacts
from netsvc.mininetworks.model import MAX_TURNS, Rota, Turn
from netsvc.mininetworks.service import NewAgreement, NewSwap

MiniNetworkResult = Annotated[
    MiniNetwork | InvalidInput | NotFound | KeyReused, strawberry.union("MiniNetworkResult")
]


@strawberry.input
class LocalTextInput:
    fi: str
    sv: str
    en: str

    def plain(self) -> directory.LocalText:
        return directory.LocalText(self.fi, self.sv, self.en)


@strawberry.input(description="What a mini-network is; a change gives all of it again.")
class MiniNetworkInput:
    name: LocalTextInput
    member_ids: list[strawberry.ID]
    issue_type_ids: list[strawberry.ID]
    active_from: datetime | None = None
    active_to: datetime | None = None
    draft: bool = strawberry.field(
        default=False,
        description="Not found, asked or on duty until a change without it starts the network; "
        "one that has started is no draft again.",
    )


@strawberry.input(description="How fast members answer, what travels, how one declines.")
class AgreementInput:
    answering: LocalTextInput
    travels: LocalTextInput
    declining: LocalTextInput


@strawberry.input
class OpenHoursInput:
    weekday: Weekday
    starts: str
    ends: str


@strawberry.input
class RotaTurnInput:
    weekday: Weekday
    starts: str
    ends: str
    expert_id: strawberry.ID


@strawberry.input
class DayTurnInput:
    starts: str
    ends: str
    expert_id: strawberry.ID


@strawberry.input(description="A date that has these turns and no others.")
class RotaExceptionInput:
    day: date
    turns: list[DayTurnInput]


@strawberry.input
class RotaInput:
    time_zone: str
    hours: list[OpenHoursInput] = strawberry.field(
        description="When somebody must be on duty; what is not covered is a gap."
    )
    turns: list[RotaTurnInput]
    exceptions: list[RotaExceptionInput] = strawberry.field(default_factory=list)
    holidays: str = strawberry.field(
        default="FI",
        description="Where public holidays are kept: FI, FI-01 (Åland), SE; empty for none.",
    )


@strawberry.type
class MiniNetworkQuery:
    @strawberry.field
    async def mini_network(
        self,
        info: Info,
        id: strawberry.ID,  # noqa: A002
    ) -> MiniNetwork | None:
        network = await info.context.load.mini_networks.load(plain_id(Kind.MINI_NETWORK, id))
        return MiniNetwork.of(network) if network is not None else None

    @strawberry.field(description="All of them, in order of name.")  # type: ignore[untyped-decorator]  # strawberry types it only without arguments
    async def mini_networks(self, info: Info) -> list[MiniNetwork]:
        found = (await info.context.services.directory.mini_networks()).values()
        ordered = sorted(found, key=lambda network: (network.name.fi, network.id))
        return [MiniNetwork.of(network) for network in ordered]


@strawberry.type
class MiniNetworkMutation:
    @strawberry.mutation
    async def create_mini_network(
        self,
        info: Info,
        input: MiniNetworkInput,  # noqa: A002
        key: str,
    ) -> MiniNetworkResult:
        given = Given()
        facts = _facts(given, input)
        commands = info.context.services.network_commands
        answer = given.refusal or await commands.save(info.context.actor, key, None, facts)
        return await _network(info, answer, given)

    @strawberry.mutation
    async def change_mini_network(
        self,
        info: Info,
        id: strawberry.ID,  # noqa: A002
        input: MiniNetworkInput,  # noqa: A002
        key: str,
    ) -> MiniNetworkResult:
        given = Given()
        network = given.plain("id", Kind.MINI_NETWORK, id)
        facts = _facts(given, input)
        commands = info.context.services.network_commands
        answer = given.refusal or await commands.save(info.context.actor, key, network, facts)
        return await _network(info, answer, given)

    @strawberry.mutation(description="The next version; earlier ones are kept.")  # type: ignore[untyped-decorator]  # as above
    async def publish_agreement(
        self,
        info: Info,
        mini_network_id: strawberry.ID,
        input: AgreementInput,  # noqa: A002
        key: str,
    ) -> MiniNetworkResult:
        given = Given()
        network = given.plain("miniNetworkId", Kind.MINI_NETWORK, mini_network_id)
        new = NewAgreement(input.answering.plain(), input.travels.plain(), input.declining.plain())
        commands = info.context.services.network_commands
        answer = given.refusal or await commands.publish_agreement(
            info.context.actor, key, network, new
        )
        return await _network(info, answer, given)

    @strawberry.mutation(  # type: ignore[untyped-decorator]  # as above
        description="The agreement in force becomes the standard, with an owner and a day of "
        "review; again, once it was reviewed."
    )
    async def make_standard(
        self,
        info: Info,
        *,
        mini_network_id: strawberry.ID,
        owner_id: strawberry.ID,
        review_on: date,
        key: str,
    ) -> MiniNetworkResult:
        given = Given()
        network = given.plain("miniNetworkId", Kind.MINI_NETWORK, mini_network_id)
        owner = given.plain("ownerId", Kind.EXPERT, owner_id)
        commands = info.context.services.standard_commands
        answer = given.refusal or await commands.make(
            info.context.actor, key, network, owner, review_on
        )
        return await _network(info, answer, given)

    @strawberry.mutation(description="Who is on duty when; the whole rota at once.")  # type: ignore[untyped-decorator]  # as above
    async def set_rota(
        self,
        info: Info,
        mini_network_id: strawberry.ID,
        input: RotaInput,  # noqa: A002
        key: str,
    ) -> MiniNetworkResult:
        given = Given()
        network = given.plain("miniNetworkId", Kind.MINI_NETWORK, mini_network_id)
        rota = _rota(given, input)
        commands = info.context.services.network_commands
        if isinstance(rota, Refusal):
            return await _network(info, rota, given)
        answer = given.refusal or await commands.set_rota(info.context.actor, key, network, rota)
        return await _network(info, answer, given)

    @strawberry.mutation(description="Ask a colleague to take my turn, or to change turns.")  # type: ignore[untyped-decorator]  # as above
    async def propose_swap(
        self,
        info: Info,
        *,
        mini_network_id: strawberry.ID,
        day: date,
        starts: str,
        with_expert_id: strawberry.ID,
        key: str,
        return_day: date | None = None,
        return_starts: str | None = None,
    ) -> MiniNetworkResult:
        given = Given()
        new = NewSwap(
            given.plain("miniNetworkId", Kind.MINI_NETWORK, mini_network_id),
            day,
            starts,
            given.plain("withExpertId", Kind.EXPERT, with_expert_id),
            return_day,
            return_starts,
        )
        commands = info.context.services.network_commands
        answer = given.refusal or await commands.propose_swap(info.context.actor, key, new)
        return await _network(info, answer, given)

    @strawberry.mutation(description="Only who was asked answers; once agreed, the rota has it.")  # type: ignore[untyped-decorator]  # as above
    async def answer_swap(
        self, info: Info, swap_id: strawberry.ID, agree: bool, key: str
    ) -> MiniNetworkResult:
        commands = info.context.services.network_commands
        if len(swap_id) > MAX_PLAIN_ID:
            return await _network(info, invalid("swapId", swap_id, "bad_id"), Given())
        answer = await commands.answer_swap(info.context.actor, key, swap_id, agree)
        return await _network(info, answer, Given())


async def _network(info: Info, answer: Answer, given: Given) -> MiniNetworkResult:
    refused = await refused_answer(info, answer, given)
    if refused is not None or not isinstance(answer, Done):
        return cast(MiniNetworkResult, refused)
    return MiniNetwork.of(there(await info.context.load.mini_networks.load(answer.id)))


def _facts(given: Given, raw: MiniNetworkInput) -> NetworkFacts:
    name = raw.name.plain()
    return NetworkFacts(
        directory.LocalText(name.fi.strip(), name.sv.strip(), name.en.strip()),
        tuple(given.plain("input.memberIds", Kind.EXPERT, id_) for id_ in raw.member_ids),
        tuple(
            given.plain("input.issueTypeIds", Kind.ISSUE_TYPE, id_) for id_ in raw.issue_type_ids
        ),
        raw.active_from,
        raw.active_to,
        raw.draft,
    )


def _rota(given: Given, raw: RotaInput) -> Rota | Refusal:
    if max(len(raw.turns), len(raw.hours), len(raw.exceptions)) > MAX_TURNS:
        return invalid("input", len(raw.turns), "rota_long")
    days = list(Weekday)
    week: list[list[Turn]] = [[] for _ in days]
    for turn in raw.turns:
        expert = given.plain("input.turns.expertId", Kind.EXPERT, turn.expert_id)
        week[days.index(turn.weekday)].append(Turn(turn.starts, turn.ends, expert))
    hours: list[list[tuple[str, str]]] = [[] for _ in days]
    for span in raw.hours:
        hours[days.index(span.weekday)].append((span.starts, span.ends))
    exceptions: dict[date, tuple[Turn, ...]] = {}
    for one in raw.exceptions:
        if one.day in exceptions:
            return invalid("input.exceptions", one.day, "rota_day_twice")
        exceptions[one.day] = tuple(
            Turn(
                turn.starts,
                turn.ends,
                given.plain("input.exceptions.expertId", Kind.EXPERT, turn.expert_id),
            )
            for turn in one.turns
        )
    return Rota(
        raw.time_zone,
        PublicHolidays(raw.holidays),
        WorkingHours(tuple(tuple(spans) for spans in hours)),
        tuple(tuple(turns) for turns in week),
        exceptions,
    )
