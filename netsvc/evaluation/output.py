"""What a dry run hands out: predictions as CSV, figures as plain values for JSON and tables."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from netsvc.errors import BadInputError
from netsvc.evaluation.routing import Kind, Ranked, Rate, Result

ROUTING_COLUMNS = ("case", "kind", "rank", "id")


def write_routing(path: Path, ranked: Iterable[Ranked]) -> None:
    """One row a case, kind and rank (1 to 5); ids as in the log. Replaces the file whole."""
    write_rows(
        path,
        ROUTING_COLUMNS,
        (
            (row.case.number, kind.value, rank, found)
            for row in ranked
            for kind, ids in ((Kind.UNIT, row.units), (Kind.PERSON, row.persons))
            for rank, found in enumerate(ids, start=1)
        ),
    )


def write_rows(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A CSV file that is there whole or not at all."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(header)
            writer.writerows(rows)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise BadInputError(
            f"{path} can't be written: {error.strerror or error}.",
            action="Choose a folder that exists and may be written.",
        ) from error


def routing_figures(result: Result) -> dict[str, Any]:
    """For JSON: counts, shares and 95 % intervals, by ``first_1``, ``first_3``, ``first_5``."""
    return {
        "ranked_cases": len(result.ranked),
        "unit": _by_depth(result.unit),
        "person": _by_depth(result.person),
        "own_first_assignment": rate_figures(result.own_first),
        "bounced": {
            "unit": _by_depth(result.bounced_unit),
            "person": _by_depth(result.bounced_person),
            "own_first_assignment": rate_figures(result.bounced_own_first),
        },
    }


def _by_depth(rates: dict[int, Rate]) -> dict[str, dict[str, Any]]:
    return {f"first_{depth}": rate_figures(rate) for depth, rate in rates.items()}


def rate_figures(rate: Rate) -> dict[str, Any]:
    low, high = rate.interval
    return {
        "hits": rate.hits,
        "cases": rate.cases,
        "share": round(rate.share, 4),
        "interval": [round(low, 4), round(high, 4)],
    }
