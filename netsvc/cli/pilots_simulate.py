"""The table that proves the method of pilots: cells in parallel processes, progress on stderr."""

from __future__ import annotations

import multiprocessing
import sys
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from typing import Any

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from netsvc.errors import BadInputError
from netsvc.experiments.statistics.power import Design, power
from netsvc.experiments.statistics.simulate import (
    Cell,
    Counts,
    band,
    batches,
    chosen_effect,
    simulate_batch,
)

CLUSTERS = (4, 8, 16)
ICCS = (0.02, 0.05, 0.10)


@dataclass(frozen=True)
class Row:
    """One cell: shares of repetitions, each with the simulation's own 99 % band."""

    cell: Cell
    effect: float
    predicted_power: float
    counts: Counts

    @property
    def false_alarms(self) -> float:
        return self.counts.false_alarms / self.counts.repetitions

    @property
    def coverage(self) -> float:
        """The lower of coverage without and with the effect."""
        both = (self.counts.covered_null, self.counts.covered_effect)
        return min(both) / self.counts.repetitions

    @property
    def power(self) -> float:
        return self.counts.found / self.counts.repetitions

    def band(self, share: float) -> tuple[float, float]:
        return band(share, self.counts.repetitions)

    @property
    def passed(self) -> bool:
        """Type-I error .03-.06 and coverage >= .94 up to the band; power within 5 points."""
        low, high = self.band(self.false_alarms)
        return (
            low <= 0.06
            and high >= 0.03
            and self.band(self.coverage)[1] >= 0.94
            and abs(self.power - self.predicted_power) <= 0.05
        )

    def as_json(self) -> dict[str, Any]:
        shares = {
            "typeOneError": self.false_alarms,
            "coverage": self.coverage,
            "power": self.power,
        }
        return {
            "clusters": self.cell.clusters,
            "icc": self.cell.icc,
            "weeklyAutocorrelation": self.cell.autocorrelation,
            "looks": self.cell.looks,
            "effect": self.effect,
            "counts": asdict(self.counts),
            **{name: {"value": v, "band99": self.band(v)} for name, v in shares.items()},
            "predictedPower": self.predicted_power,
            "passed": self.passed,
        }


def parse_cells(text: str | None) -> list[Cell]:
    """``4:0.02,16:0.1`` as cells; None gives all nine. Raises BadInputError."""
    if text is None:
        return [Cell(clusters, icc) for clusters in CLUSTERS for icc in ICCS]
    found = []
    for part in text.split(","):
        try:
            clusters, icc = part.split(":")
            cell = Cell(int(clusters), float(icc))
        except ValueError:
            raise BadInputError(
                f"{part!r} is not a cell.", action="Write units:ICC, such as 8:0.05."
            ) from None
        if cell.clusters < 4 or cell.clusters % 2 or not 0 < cell.icc < 0.5:
            raise BadInputError(
                f"{part!r} can't be simulated.",
                action="Units are even and at least 4, ICC lies between 0 and 0.5.",
            )
        found.append(cell)
    return found


def run(cells: list[Cell], repetitions: int, seed: int, processes: int) -> list[Row]:
    """Simulate every cell; the counts don't depend on the number of processes."""
    with (
        Progress(console=Console(file=sys.stderr), disable=not sys.stderr.isatty()) as progress,
        # Spawned, not forked: numpy's threads don't survive a fork.
        ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn")) as pool,
    ):
        task = progress.add_task("Simulating", total=len(cells) * (len(batches(repetitions)) + 1))
        planned = []
        for prepared in [pool.submit(_prepare, cell) for cell in cells]:
            planned.append(prepared.result())
            progress.advance(task)
        running: dict[Future[Counts], int] = {
            pool.submit(simulate_batch, cell, design, effect, count, (seed, batch)): index
            for index, (cell, (design, effect, _)) in enumerate(zip(cells, planned, strict=True))
            for batch, count in enumerate(batches(repetitions))
        }
        totals = [Counts(0, 0, 0, 0, 0)] * len(cells)
        done = 0
        for future in as_completed(running):
            part = future.result()
            totals[running[future]] += part
            progress.advance(task)
            _say(len(cells), done, done + part.repetitions, repetitions)
            done += part.repetitions
    return [
        Row(cell, effect, predicted, total)
        for cell, (_, effect, predicted), total in zip(cells, planned, totals, strict=True)
    ]


def table(rows: list[Row]) -> Table:
    """The table of docs/pilots.md."""
    found = Table(
        "units",
        "ICC",
        "effect",
        "type-I error (99 % band)",
        "coverage (99 % band)",
        "power (99 % band)",
        "planner's power",
        "as promised",
    )
    for row in rows:
        found.add_row(
            str(row.cell.clusters),
            f"{row.cell.icc:.2f}",
            f"{row.effect:.3f}",
            *(_with_band(row, v) for v in (row.false_alarms, row.coverage, row.power)),
            f"{row.predicted_power:.3f}",
            "yes" if row.passed else "NO",
        )
    return found


def _prepare(cell: Cell) -> tuple[Design, float, float]:
    design = cell.design()
    effect = chosen_effect(cell, design)
    return design, effect, power(design, effect)


def _with_band(row: Row, share: float) -> str:
    low, high = row.band(share)
    return f"{share:.4f} ({low:.3f}-{high:.3f})"


def _say(cells: int, before: int, now: int, repetitions: int) -> None:
    """A line for each cell's worth of repetitions, where no bar can be drawn."""
    if not sys.stderr.isatty() and before // repetitions != now // repetitions:
        print(f"{now} of {cells * repetitions} repetitions", file=sys.stderr)
