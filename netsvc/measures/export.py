"""An answer as a table or a graph for other programs: CSV, JSON, GraphML.

What is written is what may be shown: it starts from a ``Result``, after the small-group rule.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import networkx as nx
import orjson

from netsvc.directory.model import Language, LocalText
from netsvc.errors import BadInputError
from netsvc.measures.labels import Place
from netsvc.measures.map import NetworkMap
from netsvc.measures.publishing import Result, Row
from netsvc.measures.registry import (
    PAIRED,
    AgainstChance,
    Column,
    Dimension,
    Estimate,
    Kind,
    Value,
)
from netsvc.measures.small_groups import OTHER

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
Plain = str | int | float | bool | None


class Format(StrEnum):
    CSV = "csv"
    JSON = "json"
    GRAPHML = "graphml"


MEDIA: Mapping[Format, str] = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.JSON: "application/json",
    Format.GRAPHML: "application/graphml+xml",
}


@dataclass(frozen=True)
class Spot:
    """What the map shows of a unit: its silo, and where it stands (x, y from -1 to 1)."""

    silo: LocalText
    position: tuple[float, float]


def stands_on_map(form: Format | None, by: Dimension) -> bool:
    """Whether such a file says where units stand; silos as a whole stand nowhere on the map."""
    return form is Format.GRAPHML and by in {Dimension.FLOW, Dimension.PAIR}


def spots_of(drawn: NetworkMap) -> Mapping[str, Spot]:
    """By the key of the place; what is small together in all silos has no place on the map."""
    return {
        node.place.key: Spot(node.silo, node.position)
        for node in drawn.nodes
        if node.place.key != OTHER
    }


def written(
    result: Result, form: Format, language: Language, spots: Mapping[str, Spot] | None = None
) -> str:
    """The answer in a format; a graph of units stands as ``spots`` say.

    Raises ``BadInputError`` for a graph of what has no two ends.
    """
    writers: Mapping[Format, Callable[[Result, Language], str]] = {
        Format.CSV: _csv,
        Format.JSON: _json,
        Format.GRAPHML: lambda answer, names: _graphml(answer, names, spots or {}),
    }
    return writers[form](result, language)


def rows(result: Result, language: Language) -> list[dict[str, Plain]]:
    """Flat rows; an interval is four columns: its own name, and with _low, _high and _n."""
    return [_flat(result, row, language) for row in result.rows]


def _flat(result: Result, row: Row, language: Language) -> dict[str, Plain]:
    found: dict[str, Plain] = {
        "key": row.key,
        "label": row.label.in_language(language),
        "merged": row.merged,
    }
    if row.source and row.target:
        found["source"] = row.source.label.in_language(language)
        found["target"] = row.target.label.in_language(language)
    for column in result.measure.columns:
        found |= _figures(column, row.values.get(column.name), language)
    return found


_PARTS: Mapping[Kind, tuple[str, ...]] = {
    Kind.ESTIMATE: ("low", "high", "n"),
    Kind.AGAINST_CHANCE: ("low", "high", "n", "expected", "expected_low", "expected_high", "p"),
}


def _names(result: Result) -> list[str]:
    """The columns of every row, also where there is none: other programs look for them."""
    ends = ("source", "target") if result.by in PAIRED else ()
    figures = [name for column in result.measure.columns for name in _names_of(column)]
    return ["key", "label", "merged", *ends, *figures]


def _names_of(column: Column) -> list[str]:
    return [column.name, *(f"{column.name}_{part}" for part in _PARTS.get(column.kind, ()))]


def _figures(column: Column, value: Value, language: Language) -> dict[str, Plain]:
    """The same columns whether the figure is there or hidden, so that the table is a table."""
    name = column.name
    parts = _PARTS.get(column.kind, ())
    if isinstance(value, (Estimate, AgainstChance)):
        return {name: value.value, **{f"{name}_{part}": getattr(value, part) for part in parts}}
    if isinstance(value, date):
        return {name: value.isoformat()}
    if value is None or isinstance(value, (int, float)):
        return {**dict.fromkeys(_names_of(column)), name: value}
    return {name: "; ".join(one.label.in_language(language) for one in value)}


def _csv(result: Result, language: Language) -> str:
    names = _names(result)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(names)
    for line in rows(result, language):
        writer.writerow(_cell(line[name]) for name in names)
    return out.getvalue()


def _cell(value: Plain) -> Plain:
    """A name that a spreadsheet would take for a formula is kept from being one."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _json(result: Result, language: Language) -> str:
    answer = {**_about(result, language), "rows": rows(result, language)}
    return orjson.dumps(answer, option=orjson.OPT_INDENT_2).decode()


def _about(result: Result, language: Language) -> dict[str, Any]:
    measure = result.measure
    return {
        "measure": measure.id,
        "name": measure.names.in_language(language),
        "as_of": result.as_of.isoformat(),
        "from": result.since.isoformat() if result.since else None,
        "to": result.until.isoformat() if result.until else None,
        "suppressed": result.suppressed,
        "left_out": result.left_out,
        "formula": measure.formula,
        "source": measure.source,
    }


def _graphml(result: Result, language: Language, spots: Mapping[str, Spot]) -> str:
    if not result.measure.of_pairs or any(row.source is None for row in result.rows):
        raise BadInputError(
            f"{result.measure.id} is not about pairs here, so it is no graph.",
            action="Ask by FLOW, SILO_FLOW or PAIR, or take CSV or JSON.",
        )
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    about = {
        key: str(value) for key, value in _about(result, language).items() if value is not None
    }
    graph.graph.update(about)
    for row, flat in zip(result.rows, rows(result, language), strict=True):
        for place in (row.source, row.target):
            if place is not None:
                graph.add_node(place.key, **_node(place, language, spots.get(place.key)))
        if row.source and row.target:
            known = {name: value for name, value in flat.items() if value is not None}
            del known["key"], known["source"], known["target"]
            known |= _weight(result, row)
            graph.add_edge(row.source.key, row.target.key, key=row.key, **known)
    return "\n".join(nx.generate_graphml(graph)) + "\n"


def _node(place: Place, language: Language, spot: Spot | None) -> dict[str, Plain]:
    """What Gephi takes by itself: a name, and where the node stands."""
    found: dict[str, Plain] = {"label": place.label.in_language(language)}
    if spot is not None:
        x, y = spot.position
        found |= {"silo": spot.silo.in_language(language), "x": x, "y": y}
    return found


def _weight(result: Result, row: Row) -> dict[str, int]:
    """The first count of the measure, by the name that programs for graphs look for."""
    for column in result.measure.columns:
        count = row.values.get(column.name)
        if column.kind is Kind.INTEGER and isinstance(count, int):
            return {"weight": count}
    return {}
