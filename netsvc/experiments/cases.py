"""The cases of a pilot as frozen rows, and the file they come from."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from netsvc.errors import BadInputError

REQUIRED = (
    "case_id",
    "unit",
    "worker",
    "issue_type",
    "opened_at",
    "resolved_at",
    "first_contact",
    "strict",
    "repeat_at",
    "reopened_at",
    "excluded_reason",
    "redirects",
    "used_network",
)
OPTIONAL = ("handovers",)
"""Files that were written before a guardrail needed it lack it."""
COLUMNS = (*REQUIRED, *OPTIONAL)
WRONG_ROWS_SHOWN = 5


@dataclass(frozen=True)
class PilotCase:
    """One case. Times carry a zone; ``first_contact`` and ``strict`` are before any repeat counts.

    ``repeat_at``: the same customer came back for the same issue type; ``reopened_at``: the case
    itself was opened again. ``excluded_reason`` empty: the case belongs to the net figure.
    ``handovers`` that somebody took up; None where the file does not say.
    """

    case_id: str
    unit: str
    worker: str
    issue_type: str
    opened_at: datetime
    resolved_at: datetime | None
    first_contact: bool
    strict: bool
    repeat_at: datetime | None
    reopened_at: datetime | None
    excluded_reason: str
    redirects: int
    used_network: bool
    handovers: int | None = None


def read_cases(path: Path) -> tuple[PilotCase, ...]:
    """Read ``cases.csv`` (columns in docs/pilots.md); the order of columns is free.

    Raises BadInputError that names the first wrong rows: missing columns, times without an offset,
    negative durations, doubled case ids, flags that are not 0 or 1.
    """
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            return parse_cases(csv.reader(file, strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadInputError(
            f"The cases {path.name} can't be read: {error}.", action="Give a CSV file in UTF-8."
        ) from error


def parse_cases(lines: Iterable[list[str]]) -> tuple[PilotCase, ...]:
    """Rows of a CSV file, header first, as cases."""
    rows = iter(lines)
    header = next(rows, [])
    missing = [name for name in REQUIRED if name not in header]
    if missing:
        raise BadInputError(
            f"The cases lack the columns {', '.join(missing)}.", action="See docs/pilots.md."
        )
    known = [*REQUIRED, *(name for name in OPTIONAL if name in header)]
    places = [header.index(name) for name in known]
    found: list[PilotCase] = []
    wrong: list[str] = []
    seen: set[str] = set()
    for number, row in _numbered(rows):
        try:
            found.append(_case(row, places, len(header), seen))
        except ValueError as error:
            wrong.append(f"line {number} {error}")
    if wrong:
        shown = "; ".join(wrong[:WRONG_ROWS_SHOWN])
        raise BadInputError(
            f"{len(wrong)} rows of the cases can't be used: {shown}.",
            action="Correct them; no row is left out silently.",
        )
    if not found:
        raise BadInputError("The cases hold no row.", action="Export the cases of the pilot.")
    return tuple(found)


def _numbered(rows: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    return ((number, row) for number, row in enumerate(rows, start=2) if row)


def _case(row: list[str], places: list[int], width: int, seen: set[str]) -> PilotCase:
    if len(row) != width:
        raise ValueError(f"has {len(row)} fields, the header {width}")
    fields = [row[place].strip() for place in places]
    case_id, unit, worker, issue_type = fields[:4]
    if case_id in seen:
        raise ValueError(f"brings case {case_id} a second time")
    seen.add(case_id)
    if not (case_id and unit and issue_type):
        raise ValueError("lacks case_id, unit or issue_type")
    opened = _time(fields[4], "opened_at")
    if opened is None:
        raise ValueError("lacks opened_at")
    later = [_time(fields[i], REQUIRED[i]) for i in (5, 8, 9)]
    for name, moment in zip(("resolved_at", "repeat_at", "reopened_at"), later, strict=True):
        if moment is not None and moment < opened:
            raise ValueError(f"has {name} before opened_at (a negative duration)")
    first, strict = _flag(fields[6], "first_contact"), _flag(fields[7], "strict")
    if strict and not first:
        raise ValueError("is strict but not first_contact")
    return PilotCase(
        case_id,
        unit,
        worker,
        issue_type,
        opened,
        later[0],
        first,
        strict,
        later[1],
        later[2],
        fields[10],
        _count(fields[11], "redirects"),
        _flag(fields[12], "used_network"),
        _count(fields[13], "handovers") if fields[13:] and fields[13] else None,
    )


def _count(text: str, name: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise ValueError(f"{name} is not a whole number of at least 0")
    return int(text)


def _time(text: str, name: str) -> datetime | None:
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{name} is not an ISO 8601 time") from None
    if moment.tzinfo is None:
        # Without it the doubled hour of a clock change can't be told apart.
        raise ValueError(f"{name} lacks its offset from UTC")
    return moment


def _flag(text: str, name: str) -> bool:
    if text not in {"0", "1"}:
        raise ValueError(f"{name} is neither 0 nor 1")
    return text == "1"
