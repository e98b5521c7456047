"""`netsvc insights show`: a measure of the service, under the small-group rule, from the graph."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from netsvc import settings as settings_module
from netsvc.directory.model import Language
from netsvc.errors import BadInputError, NotFoundError
from netsvc.graph.session import open_graph
from netsvc.measures.export import Format, Spot, rows, spots_of, stands_on_map, written
from netsvc.measures.map import network_map
from netsvc.measures.publishing import Publisher, Question, Result
from netsvc.measures.registry import Dimension, Measure, Registry, discover
from netsvc.measures.repository import MeasuresRepository
from netsvc.measures.warming import MAPPED
from netsvc.settings import Settings

SHOWN = 40


def show(  # noqa: PLR0917 - one argument an option
    measure: Annotated[
        str | None, typer.Argument(help="Which one; without it all are listed.")
    ] = None,
    by: Annotated[str | None, typer.Option(help="How to split it, such as UNIT or FLOW.")] = None,
    since: Annotated[
        datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="First day.")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Last day, included.")
    ] = None,
    form: Annotated[
        Format | None, typer.Option("--format", help="csv, json or graphml; else a table.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Write to this file.")] = None,
    language: Annotated[Language, typer.Option(help="Language of the names.")] = Language.EN,
) -> None:
    """Answer a measure of the service from the graph, as the pages do.

    Fewer than five employees are never shown. The days are widened to whole stretches of months.

    Example: netsvc insights show flows --by FLOW --format graphml --out flows.graphml
    """
    registry = discover()
    if measure is None:
        list_all(registry, language)
        return
    chosen = registry.get(measure)
    if chosen is None:
        known = ", ".join(one.id for one in registry)
        raise NotFoundError(f"There is no measure {measure!r}.", action=f"Use one of: {known}.")
    question = Question(
        _dimension(chosen, by), since.date() if since else None, until.date() if until else None
    )
    mapped = registry.get(MAPPED) if stands_on_map(form, question.by) else None
    result, spots = asyncio.run(_answer(settings_module.load(), chosen, question, mapped))
    if form is None and out is None:
        _print(result, language)
        return
    text = written(result, form or Format.CSV, language, spots)
    if out is None:
        print(text, end="")
        return
    out.write_text(text, encoding="utf-8", newline="")
    print(f"Wrote {len(result.rows)} rows as of {_moment(result)} to {out}.")


async def _answer(
    settings: Settings, measure: Measure, question: Question, mapped: Measure | None
) -> tuple[Result, Mapping[str, Spot]]:
    """The answer, and where units stand where a map of ``mapped`` is wanted."""
    async with open_graph(settings) as graph:
        repository = MeasuresRepository(graph, window_days=settings.repeat_window_days)
        publisher = Publisher(await repository.facts())
        spots = spots_of(network_map(publisher, mapped)) if mapped else {}
        return publisher.answer(measure, question), spots


def _dimension(measure: Measure, asked: str | None) -> Dimension:
    if asked is None:
        return measure.dimensions[0]
    if asked.upper() not in Dimension.__members__:
        known = ", ".join(measure.dimensions)
        raise BadInputError(f"There is no split {asked!r}.", action=f"Use one of: {known}.")
    return Dimension(asked.upper())


def list_all(registry: Registry, language: Language) -> None:
    """Print every measure that there is, and how it may be split."""
    table = Table("measure", "name", "by", "what it says", show_lines=True)
    for measure in registry:
        table.add_row(
            measure.id,
            measure.names.in_language(language),
            ", ".join(measure.dimensions),
            measure.explanation.in_language(language),
        )
    Console().print(table)


def _print(result: Result, language: Language) -> None:
    console = Console()
    days = f", {result.since} to {result.until}" if result.since else ""
    console.print(
        f"[bold]{result.measure.names.in_language(language)}[/bold]{days}, as of {_moment(result)}"
    )
    if result.suppressed:
        console.print("All together were fewer than five employees: nothing is shown.")
        return
    lines = rows(result, language)
    if not lines:
        console.print("There is nothing to show in this period.")
        return
    table = Table()
    shown = [name for name in lines[0] if name not in {"key", "source", "target", "merged"}]
    for name in shown:
        table.add_column(name.replace("_", " "), overflow="fold")
    for line in lines[:SHOWN]:
        table.add_row(*(_text(line[name]) for name in shown))
    console.print(table)
    if len(lines) > SHOWN:
        console.print(f"{len(lines) - SHOWN} more rows: --format csv prints all.")
    if result.left_out:
        console.print(f"{result.left_out} rows that weigh less are not told.")


def _text(value: object) -> str:
    if value is None:
        return "-"
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def _moment(result: Result) -> str:
    return result.as_of.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
