"""What was worked out of a snapshot, kept beside it, so that pages open at once after a restart.

One file of JSON: the answers that pages ask for, the map, and where units stand on it. It is
written beside and moved into place when it is whole. One that is damaged, of another database or
of other measures gives no answers, and everything is worked out again; where units stand is kept
as long as it can be read at all.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson
import structlog

from netsvc.directory.model import LocalText
from netsvc.measures.collecting import uncollected
from netsvc.measures.labels import Place
from netsvc.measures.map import MapFlow, MapNode, MapPeriod, NetworkMap
from netsvc.measures.publishing import Question, Result, Row, page_question
from netsvc.measures.registry import (
    AgainstChance,
    Dimension,
    Estimate,
    IssueTypeName,
    Kind,
    Measure,
    Registry,
    Value,
)
from netsvc.settings import Settings
from netsvc.silos.layout import Position

NAME = "insights.answers"
FORMAT = 4

_log = structlog.get_logger("netsvc.measures")

Answers = Mapping[tuple[str, Question], Result]


@dataclass(frozen=True)
class Worked:
    """Answers to whole questions by measure, the map, and the place of every unit so far."""

    answers: Answers = field(default_factory=dict)
    map: NetworkMap | None = None
    positions: Mapping[str, Position] = field(default_factory=dict)


class WorkedFile:
    """Of one database and one registry of measures."""

    @classmethod
    def of_settings(cls, settings: Settings, registry: Registry) -> WorkedFile:
        """In the user's data folder."""
        database = f"{settings.neo4j_uri or 'embedded'} {settings.neo4j_database}"
        return cls(settings.data_dir, database, registry)

    def __init__(self, folder: Path, database: str, registry: Registry) -> None:
        self.path = folder / NAME
        self._database = database
        self._registry = registry

    def load(self) -> Worked:
        """What can be used of it; the log says why where that is nothing."""
        # tens of thousands of rows are made at once, and none of them is to be thrown away
        with uncollected():
            return self._load()

    def _load(self) -> Worked:
        try:
            raw = orjson.loads(self.path.read_bytes())
            if raw["format"] != FORMAT or raw["database"] != self._database:
                _log.warning("answers_not_used", reason="of another version or database")
                return Worked()
            positions = {key: (float(x), float(y)) for key, (x, y) in raw["positions"].items()}
            if raw["measures"] != _fingerprint(self._registry):
                return Worked(positions=positions)
            answers = dict(self._answer(one) for one in raw["answers"])
            drawn = raw["map"]
            return Worked(answers, self._map(drawn) if drawn else None, positions)
        except FileNotFoundError:
            return Worked()
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            _log.warning("answers_not_used", reason=str(error)[:80])
            return Worked()

    def save(self, worked: Worked) -> None:
        """Put it in place of the file before; raises ``OSError`` where that can't be written."""
        content = orjson.dumps(
            {
                "format": FORMAT,
                "database": self._database,
                "measures": _fingerprint(self._registry),
                "positions": worked.positions,
                "map": _plain(worked.map) if worked.map else None,
                "answers": [
                    {"id": id_, **_plain(result)} for (id_, _), result in worked.answers.items()
                ],
            },
            option=orjson.OPT_SERIALIZE_NUMPY,
        )
        self.path.parent.mkdir(parents=True, exist_ok=True)
        beside = self.path.with_name(f"{NAME}.{os.getpid()}.part")
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as out:
                out.write(content)
                out.flush()
                os.fsync(out.fileno())
            beside.replace(self.path)
        finally:
            beside.unlink(missing_ok=True)

    def _measure(self, id_: str) -> Measure:
        found = self._registry.get(id_)
        if found is None:
            raise KeyError(id_)
        return found

    def _answer(self, raw: dict[str, Any]) -> tuple[tuple[str, Question], Result]:
        measure = self._measure(raw["id"])
        by = Dimension(raw["by"])
        return (measure.id, page_question(by)), Result(
            measure,
            by,
            datetime.fromisoformat(raw["as_of"]),
            tuple(_row(measure, one) for one in raw["rows"]),
            raw["suppressed"],
            _day(raw["since"]),
            _day(raw["until"]),
            raw["left_out"],
        )

    def _map(self, raw: dict[str, Any]) -> NetworkMap:
        nodes = tuple(
            MapNode(_known(one["place"]), LocalText(**one["silo"]), (*one["position"],))
            for one in raw["nodes"]
        )
        periods = tuple(
            MapPeriod(
                one["key"],
                LocalText(**one["label"]),
                _day(one["since"]),
                _day(one["until"]),
                tuple(MapFlow(**flow) for flow in one["flows"]),
                one["left_out"],
            )
            for one in raw["periods"]
        )
        return NetworkMap(
            self._measure("flows"),
            datetime.fromisoformat(raw["as_of"]),
            _day(raw["since"]),
            _day(raw["until"]),
            raw["suppressed"],
            nodes,
            periods,
        )


def _plain(found: Result | NetworkMap) -> dict[str, Any]:
    """Its fields but for the measure, which holds functions."""
    return {name: value for name, value in vars(found).items() if name != "measure"}


def _fingerprint(registry: Registry) -> str:
    """Changes with what measures count and how they are answered."""
    known = [
        (one.id, one.formula, one.dimensions, [(c.name, c.kind) for c in one.columns])
        for one in registry
    ]
    return hashlib.sha256(orjson.dumps(known)).hexdigest()


def _row(measure: Measure, raw: dict[str, Any]) -> Row:
    kinds = {column.name: column.kind for column in measure.columns}
    hours = raw["hours"]
    return Row(
        raw["key"],
        LocalText(**raw["label"]),
        raw["merged"],
        {name: _value(kinds[name], value) for name, value in raw["values"].items()},
        _place(raw["source"]),
        _place(raw["target"]),
        _place(raw["unit"]),
        (hours[0], hours[1]) if hours else None,
    )


def _value(kind: Kind, raw: Any) -> Value:
    if raw is None or kind in (Kind.INTEGER, Kind.NUMBER):
        number: float | None = raw
        return number
    if kind is Kind.DAY:
        return _day(raw)
    if kind is Kind.ISSUE_TYPES:
        return [IssueTypeName(one["key"], LocalText(**one["label"])) for one in raw]
    return AgainstChance(**raw) if kind is Kind.AGAINST_CHANCE else Estimate(**raw)


def _day(raw: str | None) -> date | None:
    return date.fromisoformat(raw) if raw else None


def _place(raw: dict[str, Any] | None) -> Place | None:
    return _known(raw) if raw else None


def _known(raw: dict[str, Any]) -> Place:
    return _one_place(raw["key"], LocalText(**raw["label"]), raw["silo"], raw["single"])


@lru_cache(maxsize=10_000)
def _one_place(key: str, label: LocalText, silo: str | None, single: bool) -> Place:
    """Each unit stands at the ends of many rows."""
    return Place(key, label, silo, single)
