"""Load the sample organisation: once, whole, and only into a graph of its own."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any, LiteralString

from netsvc.directory.evidence import rebuild_evidence
from netsvc.directory.model import packet_fields_to_json
from netsvc.directory.repository import BUMP_VERSION
from netsvc.errors import ConflictError
from netsvc.graph.driver import Graph
from netsvc.graph.moments import with_texts
from netsvc.mininetworks.repository import texts_of
from netsvc.sample import repository as cypher
from netsvc.sample.calendar import HELSINKI
from netsvc.sample.duty import AGREEMENTS, connections, rota_of
from netsvc.sample.generator import DEFAULT_CASES, DEFAULT_SEED, generate
from netsvc.sample.model import SampleOrganisation
from netsvc.sample.pilots import ENOUGH_CASES, load_pilots

BATCH = 4000
BATCH_SECONDS = 60.0
AUTHOR = "eeva-karjalainen"
"""The pilot lead, who has written the working agreements."""

Progress = Callable[[str, int, int], None]
"""Called with a step's name, rows written and rows in all."""


@dataclass(frozen=True)
class SampleSummary:
    """What a load left in the graph; ``loaded`` is False where it was there already."""

    loaded: bool
    seed: int
    until: date
    units: int
    experts: int
    issue_types: int
    cases: int
    contacts: int
    handovers: int
    redirects: int


def silent(_step: str, _done: int, _total: int) -> None:
    """A progress that shows nothing."""


async def sample_loaded(graph: Graph) -> bool:
    """Whether a whole sample is in the graph."""
    state = (await graph.read(cypher.STATE))[0]
    return bool(state["load"] and state["load"]["state"] == "DONE")


async def load_sample(
    graph: Graph,
    *,
    cases: int = DEFAULT_CASES,
    seed: int = DEFAULT_SEED,
    until: date | None = None,
    progress: Progress = silent,
) -> SampleSummary:
    """Generate and write the sample; ``until`` is its last day, yesterday unless given.

    Does nothing where a whole sample is there; clears away what an interrupted load left. Raises
    ``ConflictError`` where the graph holds other data, and then changes nothing.
    """
    state = (await graph.read(cypher.STATE))[0]
    if state["load"] and state["load"]["state"] == "DONE":
        return await _summary(graph, state["load"])
    if state["others"]:
        raise ConflictError(
            "This database already holds data that is not the sample's.",
            action="Load the sample into an empty database.",
        )
    last_day = until or datetime.now(UTC).astimezone(HELSINKI).date() - timedelta(days=1)
    progress("generate", 0, cases)
    organisation = await asyncio.to_thread(generate, seed, last_day, cases)
    mark: dict[str, Any] = {"seed": seed, "until": last_day, "cases": cases}
    if state["load"]:
        for statement in cypher.WIPE:
            await graph.run_implicit(statement, deadline=BATCH_SECONDS * 2)
    await graph.run(cypher.MARK, state="LOADING", **mark)
    await _write_directory(graph, organisation)
    await _write_history(graph, organisation, progress)
    progress("evidence", 0, 1)
    await rebuild_evidence(graph)
    await graph.run(BUMP_VERSION)
    progress("evidence", 1, 1)
    if cases >= ENOUGH_CASES:
        await load_pilots(graph, last_day, progress=progress)
    await graph.run(cypher.MARK, state="DONE", **mark)
    return SampleSummary(
        loaded=True,
        seed=seed,
        until=last_day,
        units=len(organisation.units),
        experts=len(organisation.people),
        issue_types=sum(t.broader_id is not None for t in organisation.issue_types),
        cases=len(organisation.cases),
        contacts=len(organisation.contacts),
        handovers=len(organisation.handovers),
        redirects=len(organisation.redirects),
    )


_COUNTS: LiteralString = """
RETURN COUNT { (n:Unit) } AS units, COUNT { (n:Expert) } AS experts,
  COUNT { (n:IssueType) WHERE EXISTS { (n)-[:BROADER]->() } } AS issue_types,
  COUNT { (n:Case) } AS cases, COUNT { (n:Contact) } AS contacts,
  COUNT { (n:Handover) } AS handovers, COUNT { (n:Redirect) } AS redirects
"""


async def _summary(graph: Graph, load: dict[str, Any]) -> SampleSummary:
    counts = (await graph.read(_COUNTS))[0]
    return SampleSummary(loaded=False, seed=load["seed"], until=load["until"].to_native(), **counts)


async def _write_directory(graph: Graph, org: SampleOrganisation) -> None:
    units = [
        {"id": u.id, "parent": u.parent, "hours": u.working_hours, **asdict(u.name)}
        for u in org.units
    ]
    await graph.run(cypher.UNITS, rows=units)
    await graph.run(
        cypher.ISSUE_TYPES,
        rows=[
            {
                "id": t.id,
                "broader": t.broader_id,
                "properties": {
                    **_in_three("name", t.name),
                    **_in_three("description", t.description),
                    **_in_three("synonyms", t.synonyms),
                    **_in_three("examples", t.examples),
                    "retired": t.retired,
                    "packetFields": packet_fields_to_json(t.packet_fields),
                    "source": "sample",
                },
            }
            for t in org.issue_types
        ],
    )
    responsible = [{"unit": u.id, "type": t} for u in org.units for t in u.responsible_for]
    await graph.run(cypher.RESPONSIBLE, rows=responsible)
    owned = Counter(row.owner for row in org.cases if row.owner)
    await graph.run(
        cypher.EXPERTS,
        rows=[
            {
                "id": p.id,
                "unit": p.unit,
                "since": p.since,
                "skills": [list(skill) for skill in p.skills],
                "properties": {
                    "name": p.name,
                    "languages": list(p.languages),
                    "roles": list(p.roles),
                    "presence": p.presence,
                    "capacity": p.capacity,
                    "openCases": owned[p.id],
                    "inboxSeq": 0,
                    "uiLanguage": p.ui_language,
                    "active": True,
                    "source": "sample",
                },
            }
            for p in org.people
        ],
    )
    networks = [
        {
            "id": n.id,
            "since": n.since,
            "members": [list(member) for member in n.members],
            "covers": list(n.covers),
            **asdict(n.name),
        }
        for n in org.networks
    ]
    await graph.run(cypher.NETWORKS, rows=networks)
    await graph.run(
        cypher.WORKING,
        rows=[
            {
                "id": n.id,
                "since": n.since,
                "author": AUTHOR,
                "rota": rota_of(n).to_json(),
                "texts": texts_of(**vars(AGREEMENTS[n.id])),
            }
            for n in org.networks
        ],
    )
    await graph.run(cypher.CONNECTED, rows=connections(org.units, org.people))


async def _write_history(graph: Graph, org: SampleOrganisation, progress: Progress) -> None:
    resolved = [row for row in org.cases if row.resolved_by]
    owned = [row for row in org.cases if row.owner]
    steps: tuple[tuple[str, LiteralString, Sequence[Any]], ...] = (
        ("customers", cypher.CUSTOMERS, org.customers),
        ("cases", cypher.CASES, org.cases),
        ("resolutions", cypher.RESOLVED, resolved),
        ("owners", cypher.OWNED, owned),
        ("contacts", cypher.CONTACTS, org.contacts),
        ("handovers", cypher.HANDOVERS, org.handovers),
        ("redirects", cypher.REDIRECTS, org.redirects),
        ("asks", cypher.ASKS, org.asks),
        ("notes", cypher.NOTES, org.notes),
        ("verdicts", cypher.VERDICTS, org.verdicts),
    )
    for name, statement, rows in steps:
        done = 0
        for batch in _batches(rows):
            plain = [row if isinstance(row, str) else row._asdict() for row in batch]
            await graph.run(statement, rows=with_texts(plain), deadline=BATCH_SECONDS)
            done += len(batch)
            progress(name, done, len(rows))


def _batches(rows: Iterable[Any]) -> Iterable[list[Any]]:
    source = iter(rows)
    while batch := list(islice(source, BATCH)):
        yield batch


def _in_three(prefix: str, value: Any) -> dict[str, Any]:
    return {
        f"{prefix}{code}": list(text) if isinstance(text, tuple) else text
        for code, text in (("Fi", value.fi), ("Sv", value.sv), ("En", value.en))
    }
