"""What a mini-network is as it comes in: whether it can be, and how it is written."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from netsvc.directory.model import LocalText
from netsvc.events.answers import Refusal, RefusalKind, invalid, not_found
from netsvc.graph.driver import Row, Tx
from netsvc.identity.roles import DESK
from netsvc.mininetworks import repository as cypher
from netsvc.mininetworks.model import MAX_COVERS, MAX_MEMBERS, MAX_NAME


@dataclass(frozen=True)
class NetworkFacts:
    """What a mini-network is; a change gives all of it again.

    A ``draft`` is nobody's colleague yet: it is not found, asked or on duty until a change says
    that it is none any more.
    """

    name: LocalText
    member_ids: tuple[str, ...]
    covers: tuple[str, ...]
    active_from: datetime | None = None
    active_to: datetime | None = None
    draft: bool = False


async def write_facts(tx: Tx, at: datetime, id_: str, facts: NetworkFacts) -> Refusal | None:
    """Write them under that id, new or not; None once it is done, and nothing where refused."""
    names = {"fi": facts.name.fi, "sv": facts.name.sv, "en": facts.name.en}
    members, covers = list(facts.member_ids), list(facts.covers)
    found = await tx.guarded(cypher.FIT, id=id_, members=members, covers=covers, **names)
    refusal = _unfit(facts, found)
    if refusal is not None:
        return refusal
    await tx.guarded(
        cypher.SAVE,
        id=id_,
        at=at,
        members=members,
        covers=covers,
        activeFrom=facts.active_from and facts.active_from.astimezone(UTC),
        activeTo=facts.active_to and facts.active_to.astimezone(UTC),
        draft=facts.draft,
        **names,
    )
    return None


def told(id_: str, facts: NetworkFacts) -> str:
    """The words of the audit record."""
    draft = " draft" if facts.draft else ""
    return f"{id_}{draft} members {' '.join(facts.member_ids)} covers {' '.join(facts.covers)}"


def unusable(facts: NetworkFacts) -> Refusal | None:
    """What can be told without the graph."""
    for language, said in asdict(facts.name).items():
        if not said.strip() or len(said) > MAX_NAME:
            return invalid(f"input.name.{language}", said, "network_name")
    for field, ids, limit in (
        ("input.memberIds", facts.member_ids, MAX_MEMBERS),
        ("input.issueTypeIds", facts.covers, MAX_COVERS),
    ):
        if not ids or len(ids) > limit or len(set(ids)) != len(ids):
            return invalid(field, len(ids), "network_list")
    for field, moment in (("activeFrom", facts.active_from), ("activeTo", facts.active_to)):
        if moment is not None and (moment.tzinfo is None or not 2000 <= moment.year <= 2200):
            return invalid(f"input.{field}", moment, "network_times")
    if facts.active_from and facts.active_to and facts.active_to <= facts.active_from:
        return invalid("input.activeTo", facts.active_to, "network_times")
    return None


def _unfit(facts: NetworkFacts, found: Row) -> Refusal | None:
    people = {person["id"]: person for person in found["people"]}
    for id_ in facts.member_ids:
        if id_ not in people:
            return not_found(id_)
        words = None
        if not people[id_]["active"]:
            words = "left"
        elif DESK.isdisjoint(people[id_]["roles"] or ()):
            words = "takes_no_cases"
        if words is not None:
            return Refusal(RefusalKind.INVALID_INPUT, words, field="input.memberIds", expert_id=id_)
    for id_ in facts.covers:
        if id_ not in found["types"]:
            return not_found(id_)
    if len({person["unit"] for person in people.values() if person["unit"]}) < 2:
        return invalid("input.memberIds", len(people), "network_one_unit")
    if found["named"]:
        return invalid("input.name", facts.name.fi, "network_same_name")
    return None
