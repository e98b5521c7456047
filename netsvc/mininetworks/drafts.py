"""Drafts of mini-networks that come many at a time: all of them, or none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from netsvc.events.answers import Audit, Done, Outcome, Refusal, invalid
from netsvc.events.commands import CommandRunner
from netsvc.graph.driver import Tx
from netsvc.mininetworks import repository as cypher
from netsvc.mininetworks.facts import NetworkFacts, told, unusable, write_facts


class _RefusedError(Exception):
    """Undoes the transaction in which one of them was refused."""


async def bring_drafts(
    runner: CommandRunner, actor: str, drafts: Mapping[str, NetworkFacts]
) -> dict[str, Refusal]:
    """Write the drafts by their ids; what was refused, by id. With a refusal nothing is written.

    The id of a draft that is there gets these facts; one that has started is refused.
    """
    refused = {id_: why for id_, one in drafts.items() if (why := unusable(one)) is not None}
    if refused:
        return refused

    async def work(tx: Tx, at: datetime) -> Outcome:
        refused.clear()  # the transaction may run again
        for id_, facts in drafts.items():
            before = await tx.one(cypher.LOCK, id=id_)
            if before is not None and not before["network"]["draft"]:
                refused[id_] = invalid("input.draft", id_, "network_started")
            elif why := await write_facts(tx, at, id_, facts):
                refused[id_] = why
        if refused:
            raise _RefusedError
        audits = [Audit(actor, "importMiniNetwork", detail=told(*one)) for one in drafts.items()]
        return Outcome(Done(""), tuple(audits))

    try:
        await runner.run_unasked(work)
    except _RefusedError:
        return refused
    return {}
