"""From the lines of two tables (ties and membership) to a network and, if they say, legs."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from netsvc.errors import BadInputError
from netsvc.silos.contract import Source
from netsvc.silos.legs import COLUMNS, HANDOVERS, UNKNOWN, Legs, Outcome, from_columns
from netsvc.silos.network import build, require_groups

Row = Mapping[str, str]
NO_HANDOVER = frozenset(outcome.name for outcome in Outcome) - {one.name for one in HANDOVERS}


@dataclass(frozen=True, slots=True)
class TieTable:
    """Rows with at least ``from`` and ``to``; ``name`` is what messages call the table."""

    name: str
    rows: tuple[Row, ...]
    columns: frozenset[str]


def read_table(lines: Iterable[str], name: str, required: Sequence[str]) -> TieTable:
    """Rows of a CSV with a header. Raises ``BadInputError`` where empty, ragged or incomplete."""
    reader = csv.DictReader(lines, strict=True)
    try:
        columns = [column.strip().removeprefix("\ufeff") for column in reader.fieldnames or ()]
        if not columns:
            raise BadInputError(f"{name} is empty.", action=f"It needs {_header(required)}.")
        missing = [column for column in required if column not in columns]
        if missing:
            raise BadInputError(
                f"{name} has no column {' and no column '.join(missing)}; its first line is "
                f"{','.join(columns)[:80]!r}.",
                action=f"It needs {_header(required)}.",
            )
        reader.fieldnames = columns
        rows = []
        for row in reader:
            if None in row or None in row.values():
                raise BadInputError(
                    f"{name}, line {reader.line_num}: not {len(columns)} fields as in the header.",
                    action="Correct the line.",
                )
            rows.append({key: value.strip() for key, value in row.items()})
            if not all(rows[-1][column] for column in required):
                raise BadInputError(
                    f"{name}, line {reader.line_num}: {' or '.join(required)} is empty.",
                    action="Fill it in, or take the line out.",
                )
    except csv.Error as error:
        raise BadInputError(
            f"{name}, line {reader.line_num}: {error}.", action="Save the table as CSV again."
        ) from error
    if not rows:
        raise BadInputError(
            f"{name} has a header and no rows.", action="Choose a longer window, or another file."
        )
    return TieTable(name, tuple(rows), frozenset(columns))


def membership(table: TieTable) -> dict[str, str]:
    """Group by node; ``BadInputError`` for a node that stands in two groups."""
    groups: dict[str, str] = {}
    for row in table.rows:
        node, group = row["node"], row["group"]
        if groups.setdefault(node, group) != group:
            raise BadInputError(
                f"{table.name} has {node} in two groups, {groups[node]} and {group}.",
                action="Keep one: a measure needs one group a node.",
            )
    return groups


def source(
    ties: TieTable, groups: Mapping[str, str], *, weight: str | None, directed: bool
) -> Source:
    """The network, and the legs where the table has the columns ``case`` and ``at``.

    Where the table has the column ``outcome``, redirects, second contacts and asks are legs but
    no ties: nobody handed anything over.
    """
    weights = [1.0] * len(ties.rows) if weight is None else _weights(ties, weight)
    handed = [
        (row["from"], row["to"], value)
        for row, value in zip(ties.rows, weights, strict=True)
        if row.get("outcome", "").upper() not in NO_HANDOVER
    ]
    require_groups((row[end] for row in ties.rows for end in ("from", "to")), groups)
    senders, receivers = [one[0] for one in handed], [one[1] for one in handed]
    weights = [one[2] for one in handed]
    network = build(senders, receivers, groups, weights=weights, directed=directed)
    if not {"case", "at"} <= ties.columns:
        return Source(network)
    return Source(network, _legs(ties, groups, network.nodes, network.groups))


def _weights(ties: TieTable, column: str) -> list[float]:
    if column not in ties.columns:
        raise BadInputError(
            f"{ties.name} has no column {column}.",
            action=f"Its columns are {', '.join(sorted(ties.columns))}.",
        )
    found = []
    for number, row in enumerate(ties.rows, start=2):
        value = _number(row[column])
        if value is None or value < 0:
            raise BadInputError(
                f"{ties.name}, line {number}: weight {row[column]!r} is not a number from 0 up.",
                action="Correct the line.",
            )
        found.append(value)
    return found


def _legs(
    ties: TieTable, groups: Mapping[str, str], nodes: tuple[str, ...], units: tuple[str, ...]
) -> Legs:
    unit = {name: number for number, name in enumerate(units)}
    node = {name: number for number, name in enumerate(nodes)}
    types = tuple(sorted({row.get("issue_type", "") for row in ties.rows} - {""}))
    type_code = {name: number for number, name in enumerate(types)}
    case_code: dict[str, int] = {}
    rows = [
        (
            case_code.setdefault(row["case"], len(case_code)),
            _minutes(ties.name, number, row["at"]),
            unit[groups[row["from"]]],
            unit[groups[row["to"]]],
            node[row["from"]],
            node[row["to"]],
            type_code.get(row.get("issue_type", ""), UNKNOWN),
            _outcome(ties.name, number, row.get("outcome", "")),
            _waited(ties.name, number, row.get("hours", "")),
        )
        for number, row in enumerate(ties.rows, start=2)
    ]
    columns = dict(zip(COLUMNS, np.array(rows, dtype=np.int64).T, strict=True))
    return from_columns(columns, units, types)


def _minutes(name: str, line: int, text: str) -> int:
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadInputError(
            f"{name}, line {line}: {text!r} is not an ISO time.",
            action="Write it as 2026-03-02T08:15:00Z.",
        ) from error
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at
    return int(at.timestamp() // 60)


def _outcome(name: str, line: int, text: str) -> int:
    if not text:
        return Outcome.ACCEPTED
    try:
        return Outcome[text.upper()]
    except KeyError as error:
        raise BadInputError(
            f"{name}, line {line}: there is no outcome {text!r}.",
            action=f"Use one of {', '.join(outcome.name for outcome in Outcome)}.",
        ) from error


def _waited(name: str, line: int, text: str) -> int:
    if not text:
        return UNKNOWN
    hours = _number(text)
    if hours is None or hours < 0:
        raise BadInputError(
            f"{name}, line {line}: hours {text!r} is not a number from 0 up.",
            action="Correct the line, or leave it empty where the log does not say.",
        )
    return round(hours * 60)


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _header(required: Sequence[str]) -> str:
    return f"a header and rows: {','.join(required)}"
