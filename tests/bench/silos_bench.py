"""Network measures and snapshots at 10 k, 100 k and 1 M generated handovers: time and memory.

Run with ``python -m tests.bench silos_bench``, or with ``python -m tests.bench.silos_bench arrays
SIZE`` (the pure measures) or ``service SIZE`` (what the service does from the rows of the database
on) for one part. Each runs in a process of its own, so that its resident peak is its own. Beside
each promised figure stands whether it was kept, and at the end how times grew.
"""

from __future__ import annotations

import json
import math
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from netsvc.silos import brandes, positions
from netsvc.silos.contract import Options, Source
from netsvc.silos.legs import UNKNOWN, Legs, Outcome, from_columns
from netsvc.silos.links import lone_bridges, missing_links
from netsvc.silos.measures import ei
from netsvc.silos.network import from_codes
from netsvc.silos.paths import hops, loops, visits
from netsvc.silos.proposals import replay
from tests.bench import silos_service
from tests.bench.promises import CannotRunError, kept

UNITS, PEOPLE, TYPES, DAYS = 2_000, 50_000, 300, 365
START = 29_000_000
SIZES = (10_000, 100_000, 1_000_000)
RESULT = "times: "


def generate(count: int, seed: int = 1) -> Legs:
    """Cases of 1 to 6 legs; busy units and people are busier than others by a heavy tail."""
    generator = np.random.default_rng(seed)
    lengths = np.minimum(generator.geometric(0.5, count), 6)
    case = np.repeat(np.arange(count), lengths)[:count]
    first = np.r_[True, case[1:] != case[:-1]]
    begins = np.flatnonzero(first)
    place = np.arange(count) - np.repeat(begins, np.diff(np.r_[begins, count]))
    busy = generator.permutation(UNITS)
    draw = (generator.random(count) ** 2 * UNITS).astype(np.int64)
    near = generator.random(count) < 0.6
    to_unit = busy[draw]
    from_unit = np.where(first, busy[(generator.random(count) ** 2 * UNITS).astype(np.int64)], 0)
    back = generator.random(count) < 0.15
    for step in range(1, 6):
        later = np.flatnonzero(~first & (np.arange(count) >= step))
        from_unit[later] = to_unit[later - 1]
        to_unit[later] = np.where(back[later], from_unit[later - 1], to_unit[later])
    to_unit = np.where(near & first, from_unit // 20 * 20 + draw % 20, to_unit)
    per_unit = PEOPLE // UNITS
    person = (generator.random((2, count)) ** 1.5 * per_unit).astype(np.int64)
    started = generator.integers(0, DAYS * 1440 - 360, count)[case]
    outcome = generator.choice(len(Outcome), count, p=[0.7, 0.08, 0.1, 0.04, 0.02, 0.04, 0.02])
    waited = np.where(
        generator.random(count) < 0.1, UNKNOWN, generator.lognormal(4, 1.5, count).astype(np.int64)
    )
    return from_columns(
        {
            "case": case,
            "at": START + started + place * 60,
            "from_unit": from_unit,
            "to_unit": to_unit,
            "from_expert": from_unit * per_unit + person[0],
            "to_expert": to_unit * per_unit + person[1],
            "issue_type": generator.integers(0, TYPES, count),
            "outcome": outcome,
            "waited": waited,
        },
        tuple(f"unit-{number:04}" for number in range(UNITS)),
        tuple(f"type-{number:03}" for number in range(TYPES)),
    )


TIMES: dict[str, float] = {}
"""Seconds of each step so far, by its name without figures."""
BUSY: dict[str, float] = {}
"""The same of processors: how these grow does not hang on who else was busy meanwhile."""


def timed(name: str, work: Callable[[], Any]) -> Any:
    """Print what it took by the clock and of processors, which others on the machine don't share
    in, and the resident peak so far."""
    start, worked = time.perf_counter(), time.process_time()
    done = work()
    took, busy = time.perf_counter() - start, time.process_time() - worked
    TIMES[name.partition(" (")[0]] = took
    BUSY[name.partition(" (")[0]] = busy
    print(f"  {name:<52} {took:8.2f} s {busy:8.2f} s of CPU   peak {peak():6.0f} MB", flush=True)
    return done


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def service(count: int) -> None:
    """In a process of its own: what it needs in memory is what a service needs."""

    def parts() -> tuple[Legs, Legs]:
        legs = generate(count)
        began = np.full(int(legs.case.max()) + 1, np.iinfo(np.int64).max)
        np.minimum.at(began, legs.case, legs.at)
        last = (began[legs.case] - START) // 1440 >= DAYS - 1
        return legs.where(~last), legs.where(last)

    silos_service.measure(parts, PEOPLE, timed)
    if count == SIZES[-1]:
        silos_service.promised(TIMES, peak())


def grown(times: Sequence[Mapping[str, float]]) -> None:
    """Print by how much each step's seconds of CPU grew, beside what n log n allows."""
    for (small, large), (less, more) in zip(pairwise(SIZES), pairwise(times), strict=True):
        allowed = large * math.log(large) / (small * math.log(small))
        print(f"from {small:,} to {large:,} handovers; n log n allows x {allowed:.1f}")
        for name, took in more.items():
            # below a tenth of a second it is the start that is measured
            if less.get(name, 0) >= 0.1:
                ratio = took / less[name]
                print(f"  {name:<52} x {ratio:6.1f}   {kept(ratio <= allowed)}")


def one(count: int) -> None:
    print(f"{count:,} handovers, {UNITS:,} units, {PEOPLE:,} people", flush=True)
    legs = timed("(generate)", lambda: generate(count))
    found = timed("ways of the cases", lambda: visits(legs))
    timed("hops", lambda: hops(found))
    timed("loops", lambda: loops(found))
    timed("missing links", lambda: missing_links(legs))
    timed("replay of detours", lambda: replay(legs))
    timed("lone bridges", lambda: lone_bridges(legs))
    people = from_codes(
        tuple(f"{number:05}" for number in range(PEOPLE)),
        legs.units,
        np.arange(PEOPLE) // (PEOPLE // UNITS),
        senders=legs.from_expert,
        receivers=legs.to_expert,
    )
    timed(
        "E-I over people, 199 shuffles",
        lambda: ei.compute(Source(people), Options(permutations=199)),
    )
    timed("constraint of people", lambda: positions.constraint(people))
    timed("effective size of people", lambda: positions.effective_size(people))
    timed("core of people", lambda: positions.core_numbers(people))
    guess = timed(
        "betweenness of people, 64 pivots",
        lambda: brandes.betweenness(people, exact_up_to=3000, pivots=64, seed=1),
    )
    top = int(np.argmax(guess.values))
    print(f"  largest betweenness {guess.values[top]:.3g} +- {guess.errors[top]:.2g}")


def main() -> None:
    times: list[dict[str, float]] = []
    began = time.perf_counter()
    print(f"  {os.cpu_count()} processors, load {_load()}")
    for size in SIZES:
        found: dict[str, float] = {}
        # a process each, so that one's peak memory is not another's
        for what in PARTS:
            command = [sys.executable, "-m", "tests.bench.silos_bench", what, str(size)]
            run = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
            for line in run.stdout or ():
                if line.startswith(RESULT):
                    found |= json.loads(line.removeprefix(RESULT))
                else:
                    print(line, end="", flush=True)
            if run.wait():
                raise CannotRunError(f"{what} {size} ended with {run.returncode}")
        times.append(found)
    grown(times)
    print(f"  {time.perf_counter() - began:.0f} s in all, load {_load()}")


def _load() -> str:
    """How many processes wanted a processor, over 1, 5 and 15 minutes: others make times longer."""
    return " ".join(f"{one:.1f}" for one in os.getloadavg())


PARTS: Mapping[str, Callable[[int], None]] = {"arrays": one, "service": service}

if __name__ == "__main__":
    PARTS[sys.argv[1]](int(sys.argv[2]))
    print(f"{RESULT}{json.dumps(BUSY)}", flush=True)
