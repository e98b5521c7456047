"""The figures of the service from generated history: facts, an update, the page of the network.

The same code as in the service from the rows of the database on: what the graph itself takes to
answer is measured with the sample (docs/network-measures.md) and is not in these figures.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from netsvc.api.insights.schema import build_schema
from netsvc.measures.catalogue import flows
from netsvc.measures.collecting import uncollected
from netsvc.measures.facts import DAY, Facts
from netsvc.measures.history import Directory, derived, shared, updated
from netsvc.measures.kept import Segment, SnapshotFile, Standing
from netsvc.measures.map import network_map
from netsvc.measures.publishing import Publisher, page_question
from netsvc.measures.registry import Dimension, discover
from netsvc.measures.service import MeasuresService
from netsvc.measures.warming import in_turn
from netsvc.measures.worked import Worked, WorkedFile
from netsvc.silos.legs import Legs, Outcome
from tests.bench import page_queries
from tests.bench.promises import verdict

MINUTE = 60_000
WINDOW = 7 * DAY
SILOS = 20
STATES = {
    Outcome.ACCEPTED: "ACCEPTED",
    Outcome.DECLINED: "DECLINED",
    Outcome.BOUNCED: "RETURNED",
    Outcome.EXPIRED: "EXPIRED",
}
PAGE = (
    ("siloedness", Dimension.TOTAL),
    ("siloedness", Dimension.SILO),
    ("siloChange", Dimension.TOTAL),
    ("bounceChange", Dimension.TOTAL),
    ("outcomes", Dimension.TOTAL),
    ("redirectRate", Dimension.TOTAL),
    ("redirectRate", Dimension.UNIT),
    ("firstContactResolution", Dimension.TOTAL),
    ("firstContactResolution", Dimension.UNIT),
    ("customerSolved", Dimension.TOTAL),
    ("customerSolved", Dimension.UNIT),
    ("customerRepeated", Dimension.TOTAL),
    ("customerRepeated", Dimension.UNIT),
    ("verdictAnswerRate", Dimension.TOTAL),
    ("flows", Dimension.SILO_FLOW),
    ("flows", Dimension.FLOW),
    ("outcomes", Dimension.FLOW),
    ("outcomes", Dimension.SILO_FLOW),
    ("repeatAskingFlows", Dimension.FLOW),
    ("repeatAskingFlows", Dimension.SILO_FLOW),
    ("loops", Dimension.LOOP),
    ("missingLinks", Dimension.PAIR),
    ("proposals", Dimension.PAIR),
    ("loneBridges", Dimension.PAIR),
)
"""What the page of the network shows when it is opened."""

Timed = Callable[[str, Callable[[], Any]], Any]


def rows_of(legs: Legs) -> dict[str, list[list[Any]]]:
    """The legs as the graph would answer: a case each with a contact, and its handovers."""
    cases: dict[str, list[Any]] = {}
    found: dict[str, list[list[Any]]] = {"contacts": [], "legs": [], "redirects": []}
    unit = legs.units
    columns = zip(
        legs.case.tolist(), legs.at.tolist(), legs.from_unit.tolist(), legs.to_unit.tolist(),
        legs.from_expert.tolist(), legs.to_expert.tolist(), legs.issue_type.tolist(),
        legs.outcome.tolist(), legs.waited.tolist(), strict=True,
    )  # fmt: skip
    for case, minute, source, target, sender, receiver, kind, outcome, waited in columns:
        id_, at = f"c{case:07}", minute * MINUTE
        who, whom = f"e{sender:05}", f"e{receiver:05}"
        if id_ not in cases:
            cases[id_] = [
                id_, at, None, "RESOLVED", f"k{case // 2:07}", legs.issue_types[kind],
                unit[source], who, None, None, False, False,
            ]  # fmt: skip
            found["contacts"].append([id_, at, at + 10 * MINUTE, who, unit[source]])
        mine = cases[id_]
        done = at + max(waited, 0) * MINUTE
        mine[2], mine[8], mine[9] = done + 30 * MINUTE, whom, unit[target]
        if outcome == Outcome.REDIRECTED:
            found["redirects"].append([id_, at, who, unit[source], unit[target]])
        elif outcome in STATES:
            found["legs"].append(
                [id_, "COLD", STATES[Outcome(outcome)], at, done, who, whom, unit[source],
                 unit[target], False]
            )  # fmt: skip
    return {**found, "cases": list(cases.values())}


def directory_of(legs: Legs, people: int) -> Directory:
    """Units in silos, and everybody in the unit whose number theirs gives."""
    size = len(legs.units)
    name = {"fi": "n", "sv": "n", "en": "n"}
    silos = [{"id": f"silo-{n:02}", "parent": None, "zone": None, **name} for n in range(SILOS)]
    units = [
        {"id": unit, "parent": f"silo-{n * SILOS // size:02}", "zone": None, **name}
        for n, unit in enumerate(legs.units)
    ]
    types = [
        {"id": kind, "parent": None, "responsible": None, "fields": "[]", **name}
        for kind in legs.issue_types
    ]
    members = [[f"e{n:05}", legs.units[n // (people // size)]] for n in range(people)]
    return Directory([*silos, *units], types, members, [])


def measure(parts: Callable[[], tuple[Legs, Legs]], people: int, timed: Timed) -> None:
    """Print what each step costs. ``parts`` makes a history, and whole cases that come after it."""
    legs, last_day = parts()
    rows, more, texts = rows_of(legs), rows_of(last_day), dict[str, str]()
    for mine in (*rows.values(), *more.values()):
        shared(mine, texts)
    directory = directory_of(legs, people)
    now = int(last_day.at.max()) * MINUTE + 20 * DAY
    # no service has these beside its rows
    del legs, last_day, texts
    with TemporaryDirectory() as folder:
        file = SnapshotFile(Path(folder), "bench")
        standing = Standing(now, len(rows["cases"]), 0, 0, now)
        timed("service: keep the snapshot", lambda: file.keep(Segment(standing, rows, directory)))
        facts: Facts = timed(
            "service: facts of the whole history",
            lambda: _derived(rows, directory, now),
        )
        gc.freeze()
        ids = {row[0] for row in more["cases"]}
        timed(
            f"service: one more day ({len(more['legs']):,}) into file and facts",
            lambda: (
                file.keep(Segment(standing, more, directory, tuple(ids))),
                updated(facts, ids, dict(more), directory, now=now + DAY),
            ),
        )
        asyncio.run(_pages(facts, Path(folder), timed))


def _derived(rows: dict[str, list[list[Any]]], directory: Directory, now: int) -> Facts:
    """As the repository does it."""
    with uncollected():
        return derived(rows, directory, now=now, window=WINDOW)


def promised(times: Mapping[str, float], peak: float) -> None:
    """Print what was promised of a million handovers beside what was measured."""
    made = ("keep the snapshot", "facts of the whole history")
    full = sum(times[f"service: {name}"] for name in made)
    day = times["service: one more day"]
    page = times["service: open the page after a restart"]
    shown = full + times["service: work out the page"] + times["service: draw the map"]
    answered = page + times["service: the page's queries answered once"]
    print(f"  full snapshot, facts and file: {full:.0f} s, {verdict(full, 120, 's')}")
    print(f"  the same with all that the page shows: {shown:.0f} s, {verdict(shown, 120, 's')}")
    print(f"  memory: {peak:.0f} MB, {verdict(peak, 2048, 'MB')}")
    print(f"  one more day: {day:.1f} s, {verdict(day, 5, 's')}")
    print(f"  opening the page, its figures: {page:.2f} s, {verdict(page, 1, 's')}")
    print(f"  the same with the API's answers: {answered:.2f} s, {verdict(answered, 1, 's')}")


async def _pages(facts: Facts, folder: Path, timed: Timed) -> None:
    registry = discover()
    publisher = Publisher(facts)

    def work_out() -> None:
        with uncollected():
            for measure in in_turn(registry):
                for by in measure.dimensions:
                    if (measure.id, by) in PAGE:
                        publisher.answer(measure, page_question(by))

    timed("service: work out the page", work_out)
    drawn = timed("service: draw the map", lambda: network_map(publisher, flows.MEASURE))
    worked = WorkedFile(folder, "bench", registry)
    timed(
        "service: keep what was worked out",
        lambda: worked.save(Worked(publisher.whole(registry), drawn, {})),
    )
    print(f"  answers: {worked.path.stat().st_size / 2**20:.1f} MB", flush=True)

    # one that starts again holds none of this yet: its collector has nothing to look through
    gc.freeze()

    async def read() -> Facts:
        return facts

    schema = build_schema(registry)
    service = MeasuresService(read, registry, worked=worked)

    def open_page() -> None:
        async def asked() -> None:
            for id_, by in PAGE:
                await service.answer(id_, page_question(by))
            await service.map()

        asyncio.run(asked())

    await asyncio.to_thread(timed, "service: open the page after a restart", open_page)
    for time in ("once", "again"):
        rows = await asyncio.to_thread(
            timed,
            f"service: the page's queries answered {time}",
            lambda: asyncio.run(page_queries.ask(schema, service)),
        )
    print(f"  rows of the page: {rows:,}", flush=True)
