"""`netsvc evaluate`: would it have been right on our own history, and on our own words?"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import orjson
import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from netsvc import settings as settings_module
from netsvc.errors import BadInputError
from netsvc.evaluation import output
from netsvc.evaluation.findings import find
from netsvc.evaluation.log import History, parse_time, read_history
from netsvc.evaluation.rates import Difference, Rate
from netsvc.evaluation.report import html_report
from netsvc.evaluation.routing import Result, evaluate_routing

if TYPE_CHECKING:
    from netsvc.evaluation.matching import Quality

app = typer.Typer(
    no_args_is_help=True, help="Try ranking and matching on a history of your own; no database."
)


@app.command()
def routing(  # noqa: PLR0917 - one argument an option
    log: Annotated[Path, typer.Argument(help="Ticket log: CSV, plain or gzipped.")],
    train_until: Annotated[
        str | None,
        typer.Option(
            help="Score the cases opened after this time, such as 15/4/2016 or 2016-04-15T00:00."
        ),
    ] = None,
    predictions: Annotated[
        Path | None, typer.Option(help="Write case,kind,rank,id of those cases here.")
    ] = None,
    html: Annotated[
        Path | None, typer.Option(help="Write a report to read in a browser here.")
    ] = None,
    keep: Annotated[
        bool,
        typer.Option("--keep", help="Keep the figures for the page Dry run (needs the database)."),
    ] = False,
    additive: Annotated[
        bool, typer.Option("--additive", help="Use counts and their weights alone.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Rank every case of LOG as it would have been ranked when it was opened.

    Example: netsvc evaluate routing incident_log.csv.gz --train-until 15/4/2016
    """
    after = _time(train_until)
    started = time.monotonic()
    with _progress() as step:
        read = step("Reading", None)
        history = read_history(log, progress=read)
        rank = step("Ranking", len(history.cases))
        result = evaluate_routing(history, after=after, corrections=not additive, progress=rank)
    if predictions is not None:
        output.write_routing(predictions, result.ranked)
    which = f"opened after {after:%Y-%m-%d %H:%M}" if after else "all"
    findings = find(result.ranked) if html is not None or as_json or keep else None
    if html is not None and findings is not None:
        page = html_report(result, findings, log=log.name, cases=len(history.cases), since=which)
        output.write_text(html, page)
        print(f"netsvc: the report is in {html}", file=sys.stderr)
    if history.rejected:
        _say_rejected(history)
    seconds = time.monotonic() - started
    if as_json or keep:
        figures: dict[str, Any] = {
            "log": log.name,
            "cases": len(history.cases),
            "rows": history.rows,
            "rejected_rows": history.rejected,
            "train_until": None if after is None else after.isoformat(),
            "mode": "additive" if additive else "learned",
            **output.routing_figures(result),
            **(output.findings_figures(findings) if findings is not None else {}),
            "seconds": round(seconds, 1),
        }
        if keep:
            asyncio.run(_keep(figures))
            print("netsvc: kept for the page Dry run", file=sys.stderr)
        if as_json:
            print(orjson.dumps(figures, option=orjson.OPT_INDENT_2).decode())
            return
    _print_routing(history, result, which)


async def _keep(figures: dict[str, Any]) -> None:
    # the only part of this command that needs the driver
    from netsvc.evaluation.repository import DryRunRepository  # noqa: PLC0415
    from netsvc.graph.session import open_graph  # noqa: PLC0415

    async with open_graph(settings_module.load()) as graph:
        await DryRunRepository(graph).keep(datetime.now(UTC), figures)


def _time(text: str | None) -> Any:
    if text is None:
        return None
    try:
        return parse_time(text)
    except ValueError as error:
        raise BadInputError(
            f"--train-until: {error}.",
            action="Write it as in the log (15/4/2016 09:30) or as 2016-04-15T09:30.",
        ) from error


def _say_rejected(history: History) -> None:
    print(f"netsvc: {history.rejected} rows of the log were left out:", file=sys.stderr)
    for line, reason in history.rejections:
        print(f"  line {line}: {reason}", file=sys.stderr)


def _print_routing(history: History, result: Result, which: str) -> None:
    console = Console()
    console.print(
        f"{len(history.cases)} cases in {history.rows} rows; ranked: {len(result.ranked)} ({which})"
    )
    table = Table("who resolved it", "cases", "first place", "first three", "first five")
    table.add_row("unit, as ranked", *_cells(result.unit))
    table.add_row("unit, organisation's own first", *_cells({1: result.own_first}), "", "")
    table.add_row("person, as ranked", *_cells(result.person))
    table.add_section()
    table.add_row("unit, of bounced cases", *_cells(result.bounced_unit))
    table.add_row("  organisation's own first", *_cells({1: result.bounced_own_first}), "", "")
    table.add_row("person, of bounced cases", *_cells(result.bounced_person))
    console.print(table)
    console.print(_against_own(result.against_own))
    console.print(
        "In brackets the hits, below them the 95 % interval (Wilson). "
        "Bounced: more than one unit had the case."
    )


def _against_own(difference: Difference) -> str:
    low, high = difference.interval
    return (
        f"First place against the organisation's own first, on the same cases: "
        f"{difference.share:+.3f} ({low:+.3f} to {high:+.3f}, Newcombe's interval for pairs); "
        f"right alone in {difference.only_one} and {difference.only_other} cases."
    )


def _cells(rates: dict[int, Rate]) -> list[str]:
    cells = [str(rates[1].cases)]
    for rate in rates.values():
        low, high = rate.interval
        cells.append(f"{rate.share:.3f} ({rate.hits})\n{low:.3f}-{high:.3f}")
    return cells


@app.command("matching")
def evaluate_matching(  # noqa: PLR0917 - one argument an option
    test: Annotated[Path, typer.Option(help="Sentences to match: text,category[,language].")],
    taxonomy: Annotated[
        Path | None, typer.Option(help="Issue types: id,parent,name_fi,synonyms_fi, ...")
    ] = None,
    examples: Annotated[
        Path | None, typer.Option(help="Example sentences of the taxonomy's issue types.")
    ] = None,
    train: Annotated[
        Path | None, typer.Option(help="Instead of a taxonomy: text,category to learn from.")
    ] = None,
    predictions: Annotated[
        Path | None, typer.Option(help="Write text,rank,issue_type,confidence,known here.")
    ] = None,
    by_letters: Annotated[
        bool, typer.Option("--by-letters", help="Leave the sentence vectors out.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Match every sentence of a test file and say how often it was right.

    Example: netsvc evaluate matching --taxonomy taxonomy.csv --test sentences.csv
    """
    # scikit-learn takes seconds to import, and every other command would pay for it
    from netsvc.evaluation import matching  # noqa: PLC0415
    from netsvc.finding.meaning import open_meaning  # noqa: PLC0415

    if (taxonomy is None) == (train is None):
        raise BadInputError(
            "Issue types come from --taxonomy or from --train, from one of them.",
            action="Give either --taxonomy FILE or --train FILE.",
        )
    if taxonomy is not None:
        types = matching.read_taxonomy(taxonomy)
    else:
        types = matching.types_from(matching.read_sentences(train or Path()))
    if examples is not None:
        types = matching.with_examples(types, matching.read_sentences(examples))
    sentences = matching.read_sentences(test)
    started = time.monotonic()
    meaning = None if by_letters else open_meaning()
    matcher = matching.build(types, meaning)
    built = time.monotonic() - started
    result = matching.evaluate_matching(matcher, frozenset(t.id for t in types), sentences)
    a_sentence = (time.monotonic() - started - built) / len(sentences)
    if predictions is not None:
        output.write_rows(
            predictions,
            ("text", "rank", "issue_type", "confidence", "known"),
            (
                (m.sentence.text, rank, match.issue_type_id, match.confidence, m.matches.known)
                for m in result.matched
                for rank, match in enumerate(m.matches.matches, start=1)
            ),
        )
    qualities = {"all": result.whole, **result.by_language}
    if as_json:
        figures = {
            "issue_types": len(types),
            "sentences": len(sentences),
            "parts": ["letters"] if meaning is None else ["letters", "sentence vectors"],
            "build_seconds": round(built, 3),
            "milliseconds_a_sentence": round(a_sentence * 1e3, 2),
            "quality": {name: _quality_figures(quality) for name, quality in qualities.items()},
        }
        print(orjson.dumps(figures, option=orjson.OPT_INDENT_2).decode())
        return
    table = Table(
        "sentences", "first place", "first three", "don't-know AUROC", "calibration error"
    )
    for name, quality in qualities.items():
        table.add_row(
            name,
            *(_cells(quality.hits)[1:]),
            "-" if quality.auroc is None else f"{quality.auroc:.3f}",
            f"{quality.calibration_error:.3f}",
        )
    Console().print(table)
    print(f"{len(types)} issue types, built in {built:.2f} s, {a_sentence * 1e3:.1f} ms a sentence")


def _quality_figures(quality: Quality) -> dict[str, Any]:
    return {
        "hits": {f"first_{d}": output.rate_figures(rate) for d, rate in quality.hits.items()},
        "auroc": quality.auroc,
        "calibration_error": round(quality.calibration_error, 4),
        "known_kept": output.rate_figures(quality.known_kept),
        "others_refused": output.rate_figures(quality.others_refused),
    }


@contextmanager
def _progress() -> Iterator[Callable[[str, int | None], Callable[[int], None]]]:
    """Bars on stderr, so that stdout stays the answer."""
    with Progress(console=Console(stderr=True), transient=True) as bars:

        def step(title: str, total: int | None) -> Callable[[int], None]:
            task = bars.add_task(title, total=total)
            return lambda done: bars.update(task, completed=done)

        yield step
