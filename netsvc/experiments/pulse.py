"""Three anonymous questions a fortnight to the people whom a running pilot touches.

No answer is kept: only sums of a side and fortnight are, and of squares, for an interval. That
somebody has answered is kept as a keyed hash (BLAKE2b, RFC 7693) of person, pilot and fortnight,
apart from the sums and without a time; the idempotency key's body names the pilot alone, and no
audit record says who answered. Sums of fewer than five people are shown to nobody, and those of a
fortnight only once it is over, so that no answer can be had by looking before and after it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import sqrt
from typing import LiteralString

from netsvc.events.answers import Answer, Done, Outcome, Refusal, invalid
from netsvc.events.commands import CommandRunner
from netsvc.experiments.model import Experiment, ExperimentState
from netsvc.experiments.pulses import FEWEST, FORTNIGHT, WIDEST, PulseFigure, PulseSide
from netsvc.experiments.repository import ExperimentRepository
from netsvc.experiments.service import HOME, wrong_state
from netsvc.graph.driver import Graph, Row, Tx

ASKED = frozenset({ExperimentState.RUNNING, ExperimentState.LOOKED})

MARKED: LiteralString = "MATCH (m:PulseMark) WHERE m.hash IN $hashes RETURN m.hash AS hash"
# Made by the constraint once; somebody who answers twice at a time waits here.
MARK: LiteralString = """
MERGE (m:PulseMark {hash: $hash}) ON CREATE SET m.fresh = true
WITH m, coalesce(m.fresh, false) AS fresh
REMOVE m.fresh
RETURN fresh
"""
ADD: LiteralString = """
MATCH (x:Experiment {id: $experiment})
MERGE (t:PulseTally {id: $id})
ON CREATE SET t.fortnight = $fortnight, t.side = $side, t.answers = 0, t.clear = 0, t.tools = 0,
  t.influence = 0, t.squares = 0
MERGE (t)-[:PULSE_OF]->(x)
SET t.answers = t.answers + 1, t.clear = t.clear + $clear, t.tools = t.tools + $tools,
  t.influence = t.influence + $influence,
  t.squares = t.squares + ($clear + $tools + $influence) * ($clear + $tools + $influence)
RETURN t.id AS id
"""
SIDE: LiteralString = """
MATCH (e:Expert {id: $expert, active: true}), (x:Experiment {id: $id})
RETURN head(COLLECT {
    MATCH (e)-[:MEMBER_OF]->(:Unit)-[:PART_OF*0..12]->(:Unit)<-[i:INVOLVES]-(x)
    RETURN i.treated ORDER BY i.treated DESC
  }) AS treated,
  EXISTS { (e)-[:IN_NETWORK]->(:MiniNetwork)<-[:TRIES]-(x) } AS network
"""
TALLIES: LiteralString = """
MATCH (t:PulseTally)-[:PULSE_OF]->(x:Experiment {id: $id})
WHERE t.answers >= $fewest AND t.fortnight < $before
RETURN t { .fortnight, .side, .answers, .clear, .tools, .influence, .squares } AS tally
ORDER BY t.fortnight, t.side
"""


@dataclass(frozen=True)
class Pulse:
    """1 (not at all) to 5 (fully): duties are clear, I have the right tools, I can influence."""

    clear: int
    tools: int
    influence: int


def fortnight_of(start: date, today: date) -> int:
    """0 in the first fortnight of a pilot."""
    return (today - start) // FORTNIGHT


class PulseReading:
    """What people said, in groups of five or more."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def on(self, id_: str, start: date, day: date) -> tuple[PulseFigure, ...]:
        """Fortnights that are over on the morning of that day."""
        rows = await self._graph.read(
            TALLIES, id=id_, fewest=FEWEST, before=fortnight_of(start, day)
        )
        tallies = [found["tally"] for found in rows]
        spread = _spread(tallies)
        return tuple(
            PulseFigure(
                start + FORTNIGHT * row["fortnight"],
                PulseSide(row["side"]),
                row["answers"],
                row["clear"] / row["answers"],
                row["tools"] / row["answers"],
                row["influence"] / row["answers"],
                spread,
            )
            for row in tallies
        )


def _spread(tallies: Sequence[Row]) -> float:
    """Pooled standard deviation of a person's mean of the three, to one decimal and at least .1.

    Tallies that were begun before squares were kept (they lack them) make it the widest possible.
    """
    if not tallies or any(row["squares"] is None for row in tallies):
        return WIDEST
    squares = sum(
        row["squares"] - (row["clear"] + row["tools"] + row["influence"]) ** 2 / row["answers"]
        for row in tallies
    )
    spare = sum(row["answers"] - 1 for row in tallies)
    return max(0.1, round(sqrt(squares / 9 / spare), 1))


class PulseService:
    """``key`` is a secret of the house: without it nobody can tell whose a hash is."""

    def __init__(
        self,
        runner: CommandRunner,
        graph: Graph,
        experiments: ExperimentRepository,
        *,
        key: bytes,
        clock: Callable[[], datetime],
    ) -> None:
        self._runner = runner
        self._graph = graph
        self._said = PulseReading(graph)
        self._experiments = experiments
        self._key = key
        self._clock = clock

    def _hash(self, expert: str, experiment: str, fortnight: int) -> str:
        text = f"{fortnight}\n{experiment}\n{expert}".encode()
        return hashlib.blake2b(text, key=self._key, digest_size=32).hexdigest()

    async def due(self, expert: str, experiments: Sequence[Experiment]) -> frozenset[str]:
        """Ids of running pilots whose questions the person has not answered this fortnight."""
        today = self._clock().astimezone(HOME).date()
        hashes = {
            one.id: self._hash(expert, one.id, fortnight_of(one.plan.start, today))
            for one in experiments
            if one.plan is not None and one.state_on(today) in ASKED
        }
        rows = await self._graph.read(MARKED, hashes=list(hashes.values()))
        given = {row["hash"] for row in rows}
        return frozenset(id_ for id_, mark in hashes.items() if mark not in given)

    async def answer(self, actor: str, key: str, id_: str, pulse: Pulse) -> Answer:
        """Done with the pilot's id; once a fortnight, by whom the pilot touches, while it runs."""
        for name in ("clear", "tools", "influence"):
            if not 1 <= getattr(pulse, name) <= 5:
                return invalid(name, getattr(pulse, name), "pulse_scale")

        async def work(tx: Tx, at: datetime) -> Outcome:
            found = await self._experiments.held(tx, id_)
            if isinstance(found, Refusal):
                return Outcome(found)
            today = at.astimezone(HOME).date()
            if found.plan is None or found.state_on(today) not in ASKED:
                return Outcome(wrong_state(found, "pulse_not_running", at))
            side = await _side(tx, actor, found)
            if side is None:
                return Outcome(invalid("id", "", "pulse_not_touched"))
            number = fortnight_of(found.plan.start, today)
            marked = await tx.guarded(MARK, hash=self._hash(actor, id_, number))
            if not marked["fresh"]:
                return Outcome(wrong_state(found, "pulse_given", at))
            await tx.guarded(
                ADD,
                experiment=id_,
                id=f"{id_} {number} {side}",
                fortnight=number,
                side=side.value,
                clear=pulse.clear,
                tools=pulse.tools,
                influence=pulse.influence,
            )
            return Outcome(Done(id_))

        # what was answered stays out of the kept hash of the body: 125 answers are soon tried
        return await self._runner.run("answerPulse", actor, key, {"id": id_}, work)

    async def figures(self, known: Experiment, on: date | None = None) -> tuple[PulseFigure, ...]:
        """Fortnights that are over on the morning of that day (today), oldest first."""
        if known.plan is None:
            return ()
        day = on or self._clock().astimezone(HOME).date()
        return await self._said.on(known.id, known.plan.start, day)


async def _side(tx: Tx, expert: str, known: Experiment) -> PulseSide | None:
    """Where the person belongs; as frozen in the plan before as of today."""
    assert known.plan is not None  # noqa: S101 - asked only of pilots that run
    cluster = known.plan.membership.get(expert)
    if cluster is not None:
        treated = cluster in known.plan.treated_units
        return PulseSide.TREATED if treated else PulseSide.COMPARISON
    row = await tx.one(SIDE, expert=expert, id=known.id)
    if row is None:
        return None
    if row["treated"] is not None:
        return PulseSide.TREATED if row["treated"] else PulseSide.COMPARISON
    return PulseSide.NETWORK if row["network"] else None
