"""`netsvc insights`: network measures on tables of ties, without a database; `show` with one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import orjson
import typer
from rich.console import Console
from rich.table import Table

from netsvc.cli.insights_show import show
from netsvc.cli.insights_snapshot import snapshot
from netsvc.directory.model import Language
from netsvc.errors import BadInputError, NotFoundError
from netsvc.measures import registry as service_measures
from netsvc.silos import tables
from netsvc.silos.contract import Cell, Measure, Options, Result, Source
from netsvc.silos.registry import discover

app = typer.Typer(
    no_args_is_help=True, help="Bridges or silos: measure who hands over to whom across units."
)
app.command("show")(show)
app.command("snapshot")(snapshot)
SHOWN = 40


@app.command("list")
def list_measures(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List every measure, each with one sentence in three languages.

    `compute` measures two tables of your own; `show` answers from the service's graph.

    Example: netsvc insights list
    """
    of_tables, of_service = discover(), service_measures.discover()
    if as_json:
        _print_json([*map(_described, of_tables), *map(_of_service, of_service)])
        return
    table = Table("command", "measure", "suomi", "svenska", "English", show_lines=True)
    told: list[tuple[str, Measure | service_measures.Measure]] = [
        *(("compute", one) for one in of_tables),
        *(("show", one) for one in of_service),
    ]
    for command, measure in told:
        names, texts = measure.names, measure.explanation
        table.add_row(
            command,
            measure.id,
            f"[bold]{names.fi}[/bold]\n{texts.fi}",
            f"[bold]{names.sv}[/bold]\n{texts.sv}",
            f"[bold]{names.en}[/bold]\n{texts.en}",
        )
    Console().print(table)


@app.command("compute")
def compute(
    *,
    edges: Annotated[Path, typer.Option(help="CSV with the columns from,to.")],
    membership: Annotated[Path, typer.Option(help="CSV with the columns node,group.")],
    measure: Annotated[str, typer.Option(help="Which one; see `netsvc insights list`.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    weight: Annotated[str | None, typer.Option(help="Column of weights; else a row is 1.")] = None,
    undirected: Annotated[bool, typer.Option("--undirected", help="Ties go both ways.")] = False,
    node: Annotated[str | None, typer.Option(help="Answer for this node only.")] = None,
    seed: Annotated[int, typer.Option(help="Seed of every random draw.")] = 1,
    permutations: Annotated[int, typer.Option(min=1, help="Shuffles of the membership.")] = 999,
    language: Annotated[Language, typer.Option(help="Language of the sentence.")] = Language.EN,
) -> None:
    """Compute one measure, beside what chance alone would give.

    With the columns case and at (and, if known, issue_type, outcome and hours) the edges also
    tell loops, hops and missing links.

    Example: netsvc insights compute --edges edges.csv --membership units.csv --measure ei
    """
    registry = discover()
    chosen = registry.get(measure)
    groups = tables.membership(_table(membership, ("node", "group")))
    source = tables.source(
        _table(edges, ("from", "to")), groups, weight=weight, directed=not undirected
    )
    options = Options(seed=seed, permutations=permutations)
    result = registry.compute(chosen.id, source, options)
    if as_json:
        _print_json(_answer(chosen, source, result, node))
    else:
        _print_table(chosen, source, result, node, language)


def _table(path: Path, required: tuple[str, ...]) -> tables.TieTable:
    if not path.is_file():
        raise NotFoundError(f"There is no file {path}.", action="Check the path.")
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            return tables.read_table(lines, path.name, required)
    except UnicodeDecodeError as error:
        raise BadInputError(
            f"{path.name} is not UTF-8 text.", action="Save it as CSV in UTF-8."
        ) from error


def _answer(measure: Measure, source: Source, result: Result, node: str | None) -> dict[str, Any]:
    network = source.network
    value: Any = result.value
    cells = result.cells
    if node is not None:
        cells = _of_node(result, network.nodes, node)
        value = cells[0].figures.get("value", dict(cells[0].figures)) if cells else None
    return {
        "measure": measure.id,
        "value": value,
        "expectation": result.expectation,
        "expectation_interval": result.expected_interval,
        "interval": result.interval,
        "p": result.p,
        "unit": measure.unit,
        "better": measure.better,
        "nodes": network.size,
        "edges": network.edges,
        "groups": len(network.groups),
        "directed": network.directed,
        "self_handovers_dropped": network.self_ties,
        "details": dict(result.details),
        "rows": [_row(result, cell) for cell in cells],
        "sentence": _texts(result.sentence),
    }


def _of_node(result: Result, nodes: tuple[str, ...], node: str) -> tuple[Cell, ...]:
    if node not in nodes:
        raise NotFoundError(f"There is no node {node!r}.", action="Check the membership.")
    if not result.key_names or result.key_names[0] != "node":
        raise BadInputError(
            "This measure is about the whole network, not about one node.",
            action="Leave out --node.",
        )
    return tuple(cell for cell in result.cells if cell.keys[0] == node)


def _row(result: Result, cell: Cell) -> dict[str, Any]:
    named = dict(zip(result.key_names, cell.keys, strict=True))
    people = {} if cell.employees is None else {"employees": cell.employees}
    return named | dict(cell.figures) | people


def _print_table(
    measure: Measure, source: Source, result: Result, node: str | None, language: Language
) -> None:
    console = Console()
    network = source.network
    head = Table(title=measure.names.in_language(language), show_header=False)
    facts: dict[str, Any] = {
        "nodes": network.size,
        "ties": network.edges,
        "self-handovers dropped": network.self_ties,
    }
    if not isinstance(result.value, dict):
        facts["value"] = result.value
    elif not result.key_names or result.key_names[0] != "node" or measure.id == "brokerage":
        facts |= {str(key): value for key, value in result.value.items()}
    if isinstance(result.expectation, dict):
        facts |= {f"{key}, by chance": value for key, value in result.expectation.items()}
    elif result.expectation is not None:
        facts["by chance"] = result.expectation
    facts |= {
        "by chance, 95 %": result.expected_interval,
        "95 % interval": result.interval,
        "p": result.p,
    }
    for name, figure in (facts | dict(result.details)).items():
        if figure is not None:
            head.add_row(name.replace("_", " "), _shown(figure))
    console.print(head)
    cells = result.cells if node is None else _of_node(result, network.nodes, node)
    if cells:
        _print_cells(console, result, cells)
    console.print(result.sentence.in_language(language))


def _print_cells(console: Console, result: Result, cells: tuple[Cell, ...]) -> None:
    rows = [_row(result, cell) for cell in cells[:SHOWN]]
    table = Table()
    for name in rows[0]:
        table.add_column(name.replace("_", " "), overflow="fold")
    for row in rows:
        table.add_row(*(_shown(figure) for figure in row.values()))
    console.print(table)
    if len(cells) > SHOWN:
        console.print(f"{len(cells) - SHOWN} more rows: --json prints all.")


def _shown(figure: object) -> str:
    if isinstance(figure, tuple):
        return " to ".join(_shown(part) for part in figure)
    if isinstance(figure, float):
        return f"{figure:.6g}"
    return "-" if figure is None else str(figure)


def _described(measure: Measure) -> dict[str, Any]:
    return {
        "command": "compute",
        **_alike(measure),
        "needs": measure.needs,
        "small_group": measure.small_group,
    }


def _of_service(measure: service_measures.Measure) -> dict[str, Any]:
    return {
        "command": "show",
        **_alike(measure),
        "needs": measure.inputs,
        "small_group": _texts(measure.small_groups),
        "by": measure.dimensions,
    }


def _alike(measure: Measure | service_measures.Measure) -> dict[str, Any]:
    """What both kinds of measures say of themselves."""
    return {
        "id": measure.id,
        "names": _texts(measure.names),
        "explanation": _texts(measure.explanation),
        "unit": measure.unit,
        "better": measure.better,
        "formula": measure.formula,
        "source": measure.source,
    }


def _texts(text: Any) -> dict[str, str]:
    return {"fi": text.fi, "sv": text.sv, "en": text.en}


def _print_json(answer: object) -> None:
    print(orjson.dumps(answer, option=orjson.OPT_INDENT_2).decode())
