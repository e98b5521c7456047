"""Making and changing mini-networks; the answers are Done with the network's id."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta

from netsvc.availability.hours import PublicHolidays
from netsvc.directory.model import LocalText
from netsvc.errors import BadInputError
from netsvc.events.answers import (
    Answer,
    Audit,
    Done,
    Event,
    EventKind,
    Outcome,
    Refusal,
    RefusalKind,
    invalid,
    not_found,
)
from netsvc.events.commands import CommandRunner
from netsvc.graph.driver import Tx
from netsvc.ids import new_id
from netsvc.mininetworks import repository as cypher
from netsvc.mininetworks.facts import NetworkFacts, told, unusable, write_facts
from netsvc.mininetworks.model import (
    MAX_AGREEMENT,
    Duty,
    Rota,
    Swap,
    SwapState,
    unusable_rota,
)
from netsvc.mininetworks.repository import rota_from, swap_from, texts_of

_FAR = timedelta(days=800)


@dataclass(frozen=True)
class NewAgreement:
    """How fast members answer, what travels with a matter, how one declines."""

    answering: LocalText
    travels: LocalText
    declining: LocalText


@dataclass(frozen=True)
class NewSwap:
    """My turn of that day for a colleague; with a return, one of theirs for me."""

    network_id: str
    day: date
    starts: str
    to_id: str
    return_day: date | None = None
    return_starts: str | None = None


class NetworkService:
    """Who may make and change is checked before; swaps are checked to be among members here."""

    def __init__(self, runner: CommandRunner) -> None:
        self._runner = runner

    async def save(
        self, actor: str, key: str, network_id: str | None, facts: NetworkFacts
    ) -> Answer:
        """A new one without ``network_id``; else that one gets these facts."""
        name = "createMiniNetwork" if network_id is None else "changeMiniNetwork"
        refusal = unusable(facts)
        if refusal is not None:
            return refusal

        async def work(tx: Tx, at: datetime) -> Outcome:
            before = await tx.one(cypher.LOCK, id=network_id) if network_id else None
            if network_id and before is None:
                return Outcome(not_found(network_id))
            if facts.draft and before is not None and not before["network"]["draft"]:
                return Outcome(invalid("input.draft", "true", "network_started"))
            id_ = network_id or new_id()
            refusal = await write_facts(tx, at, id_, facts)
            if refusal is not None:
                return Outcome(refusal)
            return Outcome(Done(id_), (Audit(actor, name, detail=told(id_, facts)),))

        body = {"network": network_id, **asdict(facts)}
        return await self._runner.run(name, actor, key, body, work)

    async def publish_agreement(
        self, actor: str, key: str, network_id: str, new: NewAgreement
    ) -> Answer:
        """The next version; earlier ones stay as they were."""
        for field, text in asdict(new).items():
            for language, said in text.items():
                if not said.strip():
                    return invalid(f"{field}.{language}", said, "agreement_empty")
                if len(said) > MAX_AGREEMENT:
                    return invalid(f"{field}.{language}", len(said), "agreement_long")

        async def work(tx: Tx, at: datetime) -> Outcome:
            row = await tx.one(cypher.LOCK, id=network_id)
            if row is None:
                return Outcome(not_found(network_id))
            version = row["network"]["version"] + 1
            texts = texts_of(answering=new.answering, travels=new.travels, declining=new.declining)
            published = await tx.one(
                cypher.PUBLISH,
                id=network_id,
                actor=actor,
                agreement=new_id(),
                version=version,
                at=at,
                texts={name: said.strip() for name, said in texts.items()},
            )
            if published is None:
                return Outcome(not_found(actor))
            audit = Audit(actor, "publishAgreement", detail=f"{network_id} version {version}")
            return Outcome(Done(network_id), (audit,))

        body = {"network": network_id, **asdict(new)}
        return await self._runner.run("publishAgreement", actor, key, body, work)

    async def set_rota(self, actor: str, key: str, network_id: str, rota: Rota) -> Answer:
        """Swaps agreed before stay where their turns are still there."""
        wrong = unusable_rota(rota)
        if wrong is not None:
            return invalid("input", wrong[1], wrong[0])
        try:
            PublicHolidays.of(rota.holidays.place)
        except BadInputError:
            return invalid("input.holidays", rota.holidays.place, "rota_holidays")

        async def work(tx: Tx, _at: datetime) -> Outcome:
            row = await tx.one(cypher.LOCK, id=network_id)
            if row is None:
                return Outcome(not_found(network_id))
            members = row["network"]["members"]
            for turn in rota.turns():
                if turn.expert_id not in members:
                    return Outcome(
                        Refusal(
                            RefusalKind.INVALID_INPUT,
                            "rota_stranger",
                            field="input",
                            seen=turn.expert_id[:80],
                            expert_id=turn.expert_id,
                        )
                    )
            before = rota_from(row["network"]["rota"])
            whole = replace(rota, swaps=before.swaps if before else ())
            await tx.guarded(cypher.SET_ROTA, id=network_id, rota=whole.to_json())
            audit = Audit(actor, "setRota", detail=network_id)
            return Outcome(Done(network_id), (audit,))

        body = {"network": network_id, "rota": rota.to_json()}
        return await self._runner.run("setRota", actor, key, body, work)

    async def propose_swap(self, actor: str, key: str, new: NewSwap) -> Answer:
        """Nothing changes before the colleague agrees."""

        async def work(tx: Tx, at: datetime) -> Outcome:
            row = await tx.one(cypher.LOCK, id=new.network_id)
            if row is None:
                return Outcome(not_found(new.network_id))
            refusal = _unfit_swap(actor, new, row["network"]["members"], at)
            if refusal is not None:
                return Outcome(refusal)
            swap = Swap(
                new_id(),
                SwapState.PROPOSED,
                new.day,
                new.starts,
                actor,
                new.to_id,
                new.return_day,
                new.return_starts,
            )
            duties = _duties(rota_from(row["network"]["rota"]), swap)
            refusal = _no_swap(duties, at)
            if refusal is not None:
                return Outcome(refusal)
            await tx.guarded(
                cypher.PROPOSE,
                network=new.network_id,
                id=swap.id,
                by=actor,
                to=new.to_id,
                day=new.day.isoformat(),
                starts=new.starts,
                endsAt=min(duty.starts_at for duty in duties if duty is not None),
                returnDay=new.return_day.isoformat() if new.return_day else None,
                returnStarts=new.return_starts,
                at=at,
            )
            detail = f"{new.network_id} {swap.id} {new.day} {new.starts} {new.to_id}"
            told = Event(new.to_id, EventKind.SWAP_PROPOSED, network_id=new.network_id)
            audit = Audit(actor, "proposeSwap", detail=detail)
            return Outcome(Done(new.network_id), (audit,), (told,))

        return await self._runner.run("proposeSwap", actor, key, asdict(new), work)

    async def answer_swap(self, actor: str, key: str, swap_id: str, agree: bool) -> Answer:
        """Only who was asked; once agreed, the rota has it."""

        async def work(tx: Tx, at: datetime) -> Outcome:
            row = await tx.one(cypher.FIND_SWAP, id=swap_id)
            swap = swap_from(row["swap"]) if row else None
            if row is None or swap is None or swap.to_id != actor:
                return Outcome(not_found(swap_id))
            if swap.state is not SwapState.PROPOSED:
                return Outcome(invalid("swapId", swap.state, "swap_answered"))
            state = SwapState.AGREED if agree else SwapState.DECLINED
            if agree:
                rota = rota_from(row["rota"])
                refusal = _no_swap(_duties(rota, swap), at)
                if rota is None or refusal is not None:
                    return Outcome(refusal or invalid("swapId", swap_id, "swap_no_duty"))
                swapped = replace(rota, swaps=(*rota.swaps, *swap.made()))
                await tx.guarded(cypher.SET_ROTA, id=row["network"], rota=swapped.to_json())
            await tx.guarded(cypher.ANSWER_SWAP, id=swap_id, state=state.value, at=at)
            audit = Audit(
                actor, "answerSwap", None, None, swap.state, state, f"{row['network']} {swap_id}"
            )
            kind = EventKind.SWAP_AGREED if agree else EventKind.SWAP_DECLINED
            told = Event(swap.by_id, kind, network_id=row["network"])
            return Outcome(Done(row["network"]), (audit,), (told,))

        body = {"swap": swap_id, "agree": agree}
        return await self._runner.run("answerSwap", actor, key, body, work)


def _unfit_swap(actor: str, new: NewSwap, members: list[str], at: datetime) -> Refusal | None:
    if actor not in members:
        return invalid("miniNetworkId", new.network_id, "swap_not_member")
    if new.to_id not in members or new.to_id == actor:
        return invalid("withExpertId", new.to_id, "swap_with_whom")
    if any(abs(day - at.date()) > _FAR for day in (new.day, new.return_day or new.day)):
        return invalid("day", new.day, "swap_no_duty")
    if (new.day, new.starts) == (new.return_day, new.return_starts):
        # the turns of the same hour would be swapped into each other
        return invalid("returnDay", new.return_day, "swap_no_duty")
    return None


def _duties(rota: Rota | None, swap: Swap) -> tuple[Duty | None, ...]:
    """The turns that would change hands; None for one that is not (or no longer) there."""
    if rota is None:
        return (None,)
    return tuple(rota.duty(made.day, made.starts, made.from_id) for made in swap.made())


def _no_swap(duties: tuple[Duty | None, ...], at: datetime) -> Refusal | None:
    if any(duty is None or duty.starts_at <= at for duty in duties):
        return invalid("day", "", "swap_no_duty")
    return None
