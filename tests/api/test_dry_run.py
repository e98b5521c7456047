"""The last dry run is kept whole and read by those who decide, and by nobody else."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
import pytest
from typer.testing import CliRunner

from netsvc.cli.evaluate import app
from netsvc.evaluation.repository import DryRunRepository
from netsvc.graph.driver import Graph
from tests.api.desk import Desk, make_desk
from tests.organisation import digest, load_organisation

LOG = Path(__file__).resolve().parents[1] / "data" / "routing_small.csv"
RATE = "hits cases share low high"
ASK = (
    """{ dryRun {
  at log cases scoredAfter calibrationError
  unit { first { RATE } firstThree { RATE } firstFive { RATE } }
  person { first { RATE } }
  ownFirst { RATE } movedUnit { firstThree { RATE } } movedOwnFirst { RATE }
  againstOwnFirst { share low high onlySuggested onlyOwn }
  sureness { said right { RATE } }
  moves { cases moves movesThen savedACase low high bounced bouncedThen }
  byUnit { name first { RATE } firstThree { RATE } ownFirst { RATE } }
  byIssueType { name first { RATE } }
  weak { issueType units firstThree { RATE } }
} }"""
).replace("RATE", RATE)
AT = datetime(2026, 11, 26, 14, 0, tzinfo=UTC)


@pytest.fixture
async def desk(graph: Graph) -> Desk:
    await load_organisation(graph)
    return make_desk(graph)


def figures(*more: str) -> dict[str, Any]:
    run = CliRunner().invoke(app, ["routing", str(LOG), "--json", *more])
    assert run.exit_code == 0, run.output
    found: dict[str, Any] = orjson.loads(run.stdout)
    return found


def rate(raw: dict[str, Any]) -> dict[str, Any]:
    low, high = raw["interval"]
    return {**{k: raw[k] for k in ("hits", "cases", "share")}, "low": low, "high": high}


async def test_what_was_kept_is_what_is_read(desk: Desk) -> None:
    assert await desk.get("maija", ASK) is None
    kept = figures("--train-until", "2016-02-29T12:00")
    runs = DryRunRepository(desk.graph)
    await runs.keep(AT, figures())
    await runs.keep(AT, kept)

    shown = await desk.get("pia", ASK)

    assert await desk.cost("pia", ASK) == 1
    assert (shown["at"], shown["log"]) == ("2026-11-26T14:00:00+00:00", "routing_small.csv")
    assert shown["scoredAfter"] == "2016-02-29T12:00:00"
    assert shown["unit"]["firstThree"] == rate(kept["unit"]["first_3"])
    assert shown["person"]["first"] == rate(kept["person"]["first_1"])
    assert shown["ownFirst"] == rate(kept["own_first_assignment"])
    against = kept["against_own_first"]
    assert shown["againstOwnFirst"] == {
        "share": against["difference"],
        "low": against["interval"][0],
        "high": against["interval"][1],
        "onlySuggested": against["only_suggested"],
        "onlyOwn": against["only_own"],
    }
    assert [bin_["said"] for bin_ in shown["sureness"]] == [b["said"] for b in kept["reliability"]]
    assert shown["moves"]["movesThen"] == kept["moves"]["moves_then"]
    names = [None if group["small"] else group["name"] for group in kept["by_unit"]]
    assert [group["name"] for group in shown["byUnit"]] == names
    assert await desk.graph.read("MATCH (d:DryRun) RETURN count(d) AS n") == [{"n": 1}]


async def test_one_kept_before_pairs_were_compared_is_still_read(desk: Desk) -> None:
    old = figures()
    del old["against_own_first"]
    await DryRunRepository(desk.graph).keep(AT, old)

    shown = await desk.get("pia", ASK)

    assert shown["againstOwnFirst"] is None
    assert shown["ownFirst"] == rate(old["own_first_assignment"])


@pytest.mark.parametrize("who", ["aino", "eeva", None])
async def test_others_may_not_read_it(desk: Desk, who: str | None) -> None:
    await DryRunRepository(desk.graph).keep(AT, figures())
    before = await digest(desk.graph)
    body = await desk.ask(who, ASK)
    assert "data" not in body or body["data"] is None
    assert body["errors"][0]["extensions"]["code"] in {"NOT_ALLOWED", "NOT_SIGNED_IN"}
    assert await digest(desk.graph) == before
