"""What a dry run hands out: predictions as CSV, figures as plain values for JSON and tables."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from netsvc.errors import BadInputError
from netsvc.evaluation.findings import Findings, Group
from netsvc.evaluation.rates import Difference, Rate
from netsvc.evaluation.routing import Kind, Ranked, Result

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
        "against_own_first": difference_figures(result.against_own),
        "bounced": {
            "unit": _by_depth(result.bounced_unit),
            "person": _by_depth(result.bounced_person),
            "own_first_assignment": rate_figures(result.bounced_own_first),
        },
    }


def findings_figures(findings: Findings) -> dict[str, Any]:
    """For JSON: groups, reliability, moves saved with their assumption, weak issue types."""

    def groups(shown: Sequence[Group], small: str) -> list[dict[str, Any]]:
        return [
            {
                "name": group.name or small,
                "small": not group.name,
                "first_1": rate_figures(group.first),
                "first_3": rate_figures(group.three),
                "own_first_assignment": rate_figures(group.own_first),
            }
            for group in shown
        ]

    return {
        "by_unit": groups(findings.by_unit, "other small units"),
        "by_issue_type": groups(findings.by_issue_type, "other small issue types"),
        "reliability": [
            {"said": round(one.said, 4), "right": rate_figures(one.right)}
            for one in findings.reliability
        ],
        "calibration_error": round(findings.calibration_error, 4),
        "moves": {
            "assumption": "suggested units are asked in order; each wrong one is one move",
            **{k: round(v, 4) for k, v in asdict(findings.saved).items()},
        },
        "weak": [
            {"issue_type": one.issue_type, "first_3": rate_figures(one.three), "units": one.units}
            for one in findings.weak
        ],
    }


def write_text(path: Path, text: str) -> None:
    """A file that is there whole or not at all. Raises ``BadInputError``."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise BadInputError(
            f"{path} can't be written: {error.strerror or error}.",
            action="Choose a folder that exists and may be written.",
        ) from error


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


def difference_figures(difference: Difference) -> dict[str, Any]:
    """``difference`` and its interval are shares of the cases, -1 to 1."""
    low, high = difference.interval
    return {
        "cases": difference.cases,
        "only_suggested": difference.only_one,
        "only_own": difference.only_other,
        "difference": round(difference.share, 4),
        "interval": [round(low, 4), round(high, 4)],
    }
