"""What the whole method does when the truth is known: type-I error, coverage, power.

One repetition: unit-week success rates are Beta with the wanted mean and ICC, joined by a Gaussian
AR(1) copula over weeks; case numbers are Poisson, results binomial; three looks, CR2 with
Bell-McCaffrey df at the nominal p of each look; it stops where the boundary is crossed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats

from netsvc.experiments.statistics.cells import did_cells
from netsvc.experiments.statistics.power import Design, design_of, minimum_detectable_effect, power
from netsvc.experiments.statistics.sums import Bools, Floats, Ints
from netsvc.experiments.statistics.variance import Layout, Noise
from netsvc.intervals import wilson

GRID = 2001
BATCH = 500


@dataclass(frozen=True)
class Cell:
    """One cell of the table. ``effect`` None: the effect for which the planner promises 80 %."""

    clusters: int
    icc: float
    autocorrelation: float = 0.7
    base_rate: float = 0.65
    weeks_before: int = 12
    weeks_after: int = 12
    cases_per_week: int = 30
    looks: int = 3
    alpha: float = 0.05
    effect: float | None = None

    @property
    def noise(self) -> Noise:
        return Noise(self.base_rate, self.icc, self.autocorrelation)

    @property
    def treated(self) -> Bools:
        result: Bools = np.arange(self.clusters) % 2 == 0
        return result

    @property
    def after(self) -> Bools:
        return np.arange(self.weeks_before + self.weeks_after) >= self.weeks_before

    @property
    def weeks_at_look(self) -> tuple[int, ...]:
        steps = np.arange(1, self.looks + 1) * self.weeks_after / self.looks
        return tuple(int(self.weeks_before + step) for step in steps)

    @property
    def expected_cases(self) -> Floats:
        """(G, W): units differ in size from 0.7 to 1.3 of the mean, alike on both sides."""
        half = self.clusters // 2
        sizes = np.repeat(np.linspace(0.7, 1.3, half), 2)[: self.clusters]
        weeks = np.ones(self.weeks_before + self.weeks_after)
        return np.outer(sizes * self.cases_per_week, weeks)

    def design(self) -> Design:
        layout = Layout(self.expected_cases, self.after, self.treated, self.weeks_at_look)
        return design_of(layout, self.noise, self.alpha)


@dataclass(frozen=True)
class Counts:
    """Counts over ``repetitions``: rejections of a true null, intervals that hold the truth."""

    repetitions: int
    false_alarms: int
    covered_null: int
    found: int
    covered_effect: int

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.repetitions + other.repetitions,
            self.false_alarms + other.false_alarms,
            self.covered_null + other.covered_null,
            self.found + other.found,
            self.covered_effect + other.covered_effect,
        )


def chosen_effect(cell: Cell, design: Design) -> float:
    """The effect simulated: the cell's own, else the planner's for 80 % power, at most 0.25."""
    if cell.effect is not None:
        return cell.effect
    return min(0.25, round(minimum_detectable_effect(design) or 0.25, 3))


def predicted_power(cell: Cell, design: Design) -> float:
    return power(design, chosen_effect(cell, design))


def batches(repetitions: int) -> list[int]:
    """Sizes of the batches that make up ``repetitions``; each can run in a process of its own."""
    full, rest = divmod(repetitions, BATCH)
    return [BATCH] * full + ([rest] if rest else [])


def simulate_batch(
    cell: Cell, design: Design, effect: float, count: int, seed: tuple[int, int]
) -> Counts:
    """One batch; ``seed`` is the table's seed and the number of the batch."""
    rng = np.random.default_rng([seed[0], cell.clusters, round(cell.icc * 10_000), seed[1]])
    alarms, covered = _run(cell, design, 0.0, count, rng)
    found, held = _run(cell, design, effect, count, rng)
    return Counts(count, alarms, covered, found, held)


def simulate(cell: Cell, repetitions: int, seed: int) -> Counts:
    """Run ``repetitions`` with and without the effect; the same seed gives the same counts."""
    design = cell.design()
    effect = chosen_effect(cell, design)
    total = Counts(0, 0, 0, 0, 0)
    for batch, count in enumerate(batches(repetitions)):
        total += simulate_batch(cell, design, effect, count, (seed, batch))
    return total


def band(share: float, repetitions: int, confidence: float = 0.99) -> tuple[float, float]:
    """The simulation's own error: Wilson's interval (1927, JASA 22) of a share of repetitions."""
    z = float(stats.norm.isf((1 - confidence) / 2))
    return wilson(share, repetitions, z)


def _run(
    cell: Cell, design: Design, effect: float, count: int, rng: np.random.Generator
) -> tuple[int, int]:
    """Rejections of zero and intervals holding ``effect``, both at the look where it stopped."""
    cases = rng.poisson(cell.expected_cases, size=(count, *cell.expected_cases.shape))
    rates = _rates(cell, effect, count, rng)
    resolved = rng.binomial(cases, rates)
    stopped = np.zeros(count, dtype=np.bool_)
    rejected = covered = 0
    for index, (weeks, nominal) in enumerate(zip(cell.weeks_at_look, design.nominal, strict=True)):
        estimate, se, df = did_cells(
            _periods(cases[:, :, :weeks], cell.weeks_before),
            _periods(resolved[:, :, :weeks], cell.weeks_before),
            cell.treated,
        )
        half = stats.t.isf(nominal / 2, df) * se
        reject = np.abs(estimate) > half
        last = index == cell.looks - 1
        stop = ~stopped if last else reject & ~stopped
        rejected += int(np.sum(reject & stop))
        covered += int(np.sum((np.abs(estimate - effect) <= half) & stop))
        stopped |= stop
    return rejected, covered


def _periods(values: Ints, before: int) -> Floats:
    return np.stack(
        [values[:, :, :before].sum(axis=2), values[:, :, before:].sum(axis=2)], axis=2
    ).astype(np.float64)


def _rates(cell: Cell, effect: float, count: int, rng: np.random.Generator) -> Floats:
    """Unit-week success rates (count, G, W)."""
    weeks = cell.weeks_before + cell.weeks_after
    shocks = rng.standard_normal((count, cell.clusters, weeks))
    rho = cell.autocorrelation
    latent = shocks.copy()
    for week in range(1, weeks):
        latent[:, :, week] = rho * latent[:, :, week - 1] + np.sqrt(1 - rho**2) * shocks[:, :, week]
    grid = np.linspace(-5, 5, GRID)

    def beta(mean: float) -> Floats:
        size = 1 / cell.icc - 1
        levels = stats.beta.ppf(stats.norm.cdf(grid), mean * size, (1 - mean) * size)
        result: Floats = np.interp(latent, grid, levels)
        return result

    rates = beta(cell.base_rate)
    if effect:
        changed = np.logical_and.outer(cell.treated, cell.after)
        rates = np.where(changed[None], beta(cell.base_rate + effect), rates)
    return rates
