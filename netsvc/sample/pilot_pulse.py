"""What people of the sample's pilots answered each fortnight: drawn, and kept as sums only."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date
from typing import Any, LiteralString

from netsvc.experiments.plan import Plan
from netsvc.experiments.pulse import fortnight_of
from netsvc.experiments.pulses import PulseSide
from netsvc.graph.driver import Graph

ANSWERING = 0.6
"""Share of people who answer in a fortnight."""
TEMPER = {"clear": 3.6, "tools": 3.3, "influence": 3.2}
LIFT = {"clear": 0.3, "tools": 0.1, "influence": 0.4}
"""What a mini-network adds for those who work in one: duties are clear, and one is asked."""

ADD: LiteralString = """
MATCH (x:Experiment {id: $id})
UNWIND $tallies AS row
CREATE (t:PulseTally {id: $id + ' ' + row.fortnight + ' ' + row.side})-[:PULSE_OF]->(x)
SET t += row
"""


async def answer_pulses(graph: Graph, plan: Plan, until: date, seed: str) -> None:
    """Each fortnight that is over on the day ``until``, of both sides."""
    rng = random.Random(f"pulse {seed}")
    sides = Counter(
        PulseSide.TREATED if cluster in plan.treated_units else PulseSide.COMPARISON
        for cluster in plan.membership.values()
    )
    over = fortnight_of(plan.start, min(until, plan.end))
    tallies = [
        _tally(rng, fortnight, side, sides[side])
        for fortnight in range(over)
        for side in (PulseSide.TREATED, PulseSide.COMPARISON)
    ]
    await graph.run(ADD, id=plan.id, tallies=tallies)


def _tally(rng: random.Random, fortnight: int, side: PulseSide, people: int) -> dict[str, Any]:
    sums = dict.fromkeys((*TEMPER, "squares"), 0)
    answers = sum(rng.random() < ANSWERING for _ in range(people))
    for _ in range(answers):
        mood = rng.gauss(0, 0.6)
        given = {
            name: min(5, max(1, round(rng.gauss(usual + mood + _lift(name, side), 0.6))))
            for name, usual in TEMPER.items()
        }
        for name, one in given.items():
            sums[name] += one
        sums["squares"] += sum(given.values()) ** 2
    return {"fortnight": fortnight, "side": side.value, "answers": answers, **sums}


def _lift(name: str, side: PulseSide) -> float:
    return LIFT[name] if side is PulseSide.TREATED else 0.0
