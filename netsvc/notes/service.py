"""Writing, changing and retiring notes on an issue type."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime

from netsvc.events.answers import (
    Answer,
    Audit,
    Done,
    Outcome,
    Refusal,
    RefusalKind,
    invalid,
    not_found,
)
from netsvc.events.commands import CommandRunner
from netsvc.graph.driver import Tx
from netsvc.ids import new_id
from netsvc.notes import writes
from netsvc.notes.model import (
    REVIEW_AFTER,
    NoteState,
    NoteText,
    change_refusal,
    review_refusal,
    text_refusal,
)


@dataclass(frozen=True)
class NewNote:
    """A note; from the answer that ``expert_id`` gave to ``ask_id``, where it grew from one.

    ``mini_network_id``: it was learnt in that mini-network, and its page shows it.
    """

    issue_type_id: str
    text: NoteText
    review_on: date | None = None
    ask_id: str | None = None
    expert_id: str | None = None
    mini_network_id: str | None = None


class NoteService:
    """Every command answers Done with the note's id, or a Refusal. ``scrub`` takes identity
    numbers, telephone numbers and addresses out of what is written."""

    def __init__(self, runner: CommandRunner, *, scrub: Callable[[str], str]) -> None:
        self._runner = runner
        self._scrub = scrub

    async def write(self, actor: str, key: str, new: NewNote) -> Answer:
        """The author is the actor; from an answer, only who gave it or asked for it writes."""
        refusal = text_refusal(new.text)
        if refusal is not None:
            return refusal

        async def work(tx: Tx, at: datetime) -> Outcome:
            review_on = new.review_on or at.date() + REVIEW_AFTER
            found = await tx.one(writes.TYPE, id=new.issue_type_id)
            if found is None:
                return Outcome(not_found(new.issue_type_id))
            refusal = review_refusal(review_on, at.date())
            if found["retired"]:
                refusal = invalid("issueTypeId", new.issue_type_id, "type_retired")
            refusal = refusal or await _not_learnt_there(tx, actor, new)
            if refusal is not None:
                return Outcome(refusal)
            reply = await _source(tx, actor, new)
            if isinstance(reply, Refusal):
                return Outcome(reply)
            note_id = new_id()
            written = await tx.one(
                writes.WRITE,
                type=new.issue_type_id,
                actor=actor,
                id=note_id,
                at=at,
                reviewOn=review_on,
                reply=reply,
                network=new.mini_network_id or "",
                **self._kept(new.text),
            )
            if written is None:
                return Outcome(not_found(actor))
            audit = Audit(actor, "writeNote", to_state=NoteState.ACTIVE, detail=note_id)
            return Outcome(Done(note_id), (audit,))

        return await self._runner.run("writeNote", actor, key, asdict(new), work)

    async def change(
        self,
        actor: str,
        key: str,
        note_id: str,
        text: NoteText,
        review_on: date | None,
        *,
        keeper: bool,
    ) -> Answer:
        """New texts and a new day of review. ``keeper``: the actor may change any note."""
        refusal = text_refusal(text)
        if refusal is not None:
            return refusal

        async def work(tx: Tx, at: datetime) -> Outcome:
            next_review = review_on or at.date() + REVIEW_AFTER
            refusal = review_refusal(next_review, at.date()) or await _locked(
                tx, note_id, actor, keeper=keeper
            )
            if refusal is not None:
                return Outcome(refusal)
            await tx.guarded(
                writes.CHANGE,
                id=note_id,
                actor=actor,
                at=at,
                reviewOn=next_review,
                **self._kept(text),
            )
            audit = Audit(
                actor,
                "changeNote",
                from_state=NoteState.ACTIVE,
                to_state=NoteState.ACTIVE,
                detail=note_id,
            )
            return Outcome(Done(note_id), (audit,))

        body = {"note": note_id, "review": review_on, **asdict(text)}
        return await self._runner.run("changeNote", actor, key, body, work)

    async def retire(self, actor: str, key: str, note_id: str, *, keeper: bool) -> Answer:
        """It is shown on no desk any more."""

        async def work(tx: Tx, at: datetime) -> Outcome:
            refusal = await _locked(tx, note_id, actor, keeper=keeper)
            if refusal is not None:
                return Outcome(refusal)
            await tx.guarded(writes.RETIRE, id=note_id, at=at)
            audit = Audit(
                actor,
                "retireNote",
                from_state=NoteState.ACTIVE,
                to_state=NoteState.RETIRED,
                detail=note_id,
            )
            return Outcome(Done(note_id), (audit,))

        return await self._runner.run("retireNote", actor, key, {"note": note_id}, work)

    def _kept(self, text: NoteText) -> dict[str, str | None]:
        kept = asdict(text.trimmed())
        return {code: self._scrub(said) if said else None for code, said in kept.items()}


async def _source(tx: Tx, actor: str, new: NewNote) -> str | Refusal:
    """The reply that the note grew from, empty where from none."""
    if new.ask_id is None:
        return ""
    found = await tx.one(writes.SOURCE, ask=new.ask_id, expert=new.expert_id or "")
    if found is None:
        return not_found(new.ask_id)
    if actor not in (found["expertId"], found["askerId"]):
        return Refusal(RefusalKind.NOT_YOURS, "note_not_your_answer", owner_id=found["askerId"])
    return str(found["replyId"])


async def _not_learnt_there(tx: Tx, actor: str, new: NewNote) -> Refusal | None:
    """Only members share what they learnt, about the matters that their network covers."""
    if new.mini_network_id is None:
        return None
    found = await tx.one(
        writes.NETWORK, id=new.mini_network_id, actor=actor, type=new.issue_type_id
    )
    if found is None:
        return not_found(new.mini_network_id)
    if not found["member"]:
        return invalid("miniNetworkId", new.mini_network_id, "note_not_member")
    if not found["covered"]:
        return invalid("issueTypeId", new.issue_type_id, "note_not_covered")
    return None


async def _locked(tx: Tx, note_id: str, actor: str, *, keeper: bool) -> Refusal | None:
    row = await tx.one(writes.LOCK, id=note_id, actor=actor)
    if row is None:
        return not_found(note_id)
    return change_refusal(
        NoteState(row["state"]), may=keeper or row["may"], author_id=row["authorId"]
    )
