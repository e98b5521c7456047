"""What people answered to a pilot's three questions, as figures, a file and a guardrail. Pure."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from math import sqrt
from operator import attrgetter
from pathlib import Path

from netsvc.errors import BadInputError
from netsvc.experiments.statistics.clustered import Inference

FEWEST = 5
FORTNIGHT = timedelta(days=14)
LOWEST, HIGHEST = 1, 5
WIDEST = (HIGHEST - LOWEST) / 2
"""No standard deviation of such answers is larger (Popoviciu 1935)."""


class PulseSide(StrEnum):
    """NETWORK: experts of the mini-network who belong to no unit of the pilot."""

    TREATED = "TREATED"
    COMPARISON = "COMPARISON"
    NETWORK = "NETWORK"


@dataclass(frozen=True)
class PulseFigure:
    """Means (1-5) of five people or more of one side in one fortnight that is over.

    ``spread``: standard deviation of a person's mean of the three, over all sides and fortnights
    told, to one decimal, so that no group's own is given away.
    """

    starts: date
    side: PulseSide
    answers: int
    clear: float
    tools: float
    influence: float
    spread: float = WIDEST

    @property
    def mean(self) -> float:
        return (self.clear + self.tools + self.influence) / 3

    @property
    def ends(self) -> date:
        return self.starts + FORTNIGHT


COLUMNS = tuple(part.name for part in fields(PulseFigure))


def until(figures: Iterable[PulseFigure], day: date) -> tuple[PulseFigure, ...]:
    """Those of fortnights that are over on the morning of that day."""
    return tuple(one for one in figures if one.ends <= day)


def fall_behind(figures: Sequence[PulseFigure]) -> Inference:
    """By how many points (of 1-5) the people whom the pilot touches lie below those of comparison
    units, experts of the mini-network with the former; positive is worse.

    Fortnights are weighted by how much they say, n_t n_c / (n_t + n_c). The same people answer
    again and again, so the standard errors of fortnights are averaged as if they moved together,
    which is the largest that they can be. Nobody was asked before the start, so this is a
    difference and no change; how alike people of a unit are is not known, since sums are kept by
    side. Raises BadInputError where no fortnight has five answers of both sides.
    """
    found: list[tuple[float, float, float, int]] = []
    by_start = attrgetter("starts")
    for _, rows in groupby(sorted(figures, key=by_start), key=by_start):
        sides: dict[bool, list[PulseFigure]] = {True: [], False: []}
        for row in rows:
            sides[row.side is not PulseSide.COMPARISON].append(row)
        touched, others = (sum(one.answers for one in sides[side]) for side in (True, False))
        if touched and others:
            means = [
                sum(one.answers * one.mean for one in sides[side]) / size
                for side, size in ((True, touched), (False, others))
            ]
            spread = max(one.spread for one in (*sides[True], *sides[False]))
            weight = touched * others / (touched + others)
            found.append((weight, means[1] - means[0], spread / sqrt(weight), touched + others))
    if not found:
        raise BadInputError(
            "The pulse can't be told: no fortnight has five answers of both sides.",
            action="Remind people of the three questions, on the page of the pilots they work in.",
        )
    total = sum(weight for weight, *_ in found)
    estimate, error, people = (
        sum(row[0] * row[place] for row in found) / total for place in (1, 2, 3)
    )
    return Inference(estimate, error, people - 2)


def read_pulse(path: Path) -> tuple[PulseFigure, ...]:
    """Raises BadInputError that names the first wrong line, and the group that is too small."""
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            rows = csv.reader(file, strict=True)
            if tuple(next(rows, ())) != COLUMNS:
                raise BadInputError(
                    f"The pulse {path.name} does not begin with {','.join(COLUMNS)}.",
                    action="See docs/pilots.md.",
                )
            return tuple(_figure(row, number) for number, row in enumerate(rows, start=2) if row)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadInputError(
            f"The pulse {path.name} can't be read: {error}.", action="Give a CSV file in UTF-8."
        ) from error


def _figure(row: list[str], number: int) -> PulseFigure:
    try:
        starts, side, answers, *means = row
        clear, tools, influence, spread = (float(text) for text in means)
        found = PulseFigure(
            date.fromisoformat(starts), PulseSide(side), int(answers), clear, tools, influence,
            spread,
        )  # fmt: skip
    except ValueError as error:
        raise BadInputError(
            f"Line {number} of the pulse can't be used: {error}.", action="See docs/pilots.md."
        ) from None
    inside = all(LOWEST <= mean <= HIGHEST for mean in (clear, tools, influence))
    if not inside or not 0 < spread <= WIDEST or found.answers < FEWEST:
        raise BadInputError(
            f"Line {number} of the pulse can't be used: it takes at least {FEWEST} answers, means "
            f"from {LOWEST} to {HIGHEST} and a spread above 0 and up to {WIDEST:g}.",
            action="Export the pulse again.",
        )
    return found
