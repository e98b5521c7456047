"""kill -9 of netsvc and of Neo4j in the middle of writes: what was acknowledged is there, once."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx

from netsvc import settings as settings_module
from netsvc.api.operations.ids import Kind, to_global
from netsvc.graph.session import open_graph
from netsvc.sample.service import load_sample
from tests.serving import Serving

CLIENTS = 8
WRITES_EACH = 25

OPEN_CASE = """
mutation Open($words: String!, $key: String!) {
  openCase(input: {words: $words, language: FI}, key: $key) {
    __typename
    ... on Case { id words }
    ... on Problem { message { en } }
  }
}
"""


async def _write_until_acknowledged(
    client: httpx.AsyncClient, words: str, key: str, on_acknowledged: Callable[[], None]
) -> str:
    """The id that the service acknowledged; the same key is asked again after any bad answer."""
    body = {"query": OPEN_CASE, "variables": {"words": words, "key": key}}
    for _ in range(400):
        try:
            response = await client.post("/graphql", json=body, timeout=15)
            data: dict[str, Any] = response.json()
        except (httpx.TransportError, json.JSONDecodeError):
            await asyncio.sleep(0.2)
            continue
        case = (data.get("data") or {}).get("openCase")
        if case is not None:
            assert case["__typename"] == "Case", case
            on_acknowledged()
            return str(case["id"])
        codes = {error["extensions"]["code"] for error in data["errors"]}
        assert codes <= {"DATABASE_UNAVAILABLE", "DEADLINE_EXCEEDED"}, data
        await asyncio.sleep(0.2)
    raise AssertionError(f"{key} was never acknowledged")


async def test_acknowledged_writes_survive_kills(tmp_path: Path) -> None:
    settings = settings_module.load({"NETSVC_DATA_DIR": str(tmp_path)})
    async with open_graph(settings) as graph:
        await load_sample(graph, cases=500)
    serving = Serving(tmp_path)
    await asyncio.to_thread(serving.start)
    acknowledged = 0
    half_way = [asyncio.Event(), asyncio.Event()]

    def count() -> None:
        nonlocal acknowledged
        acknowledged += 1
        if acknowledged == 60:
            half_way[0].set()
        if acknowledged == 130:
            half_way[1].set()

    async def bad_day() -> None:
        await half_way[0].wait()
        serving.kill()
        await asyncio.to_thread(serving.start)
        await half_way[1].wait()
        status = json.loads(await asyncio.to_thread(serving.command, "db", "status", "--json"))
        os.kill(status["pid"], signal.SIGKILL)

    token = await asyncio.to_thread(
        serving.command, "token", "--expert", "aino-virtanen", "--role", "agent"
    )

    async def one_client(number: int) -> dict[str, str]:
        async with httpx.AsyncClient(
            base_url=serving.url, headers={"Authorization": f"Bearer {token.strip()}"}
        ) as http:
            return {
                f"chaos {number}.{write}": await _write_until_acknowledged(
                    http, f"chaos {number}.{write}", f"key-{number}-{write}", count
                )
                for write in range(WRITES_EACH)
            }

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(bad_day())
            tasks = [group.create_task(one_client(number)) for number in range(CLIENTS)]
        acknowledged_ids = {words: id_ for task in tasks for words, id_ in task.result().items()}
    finally:
        await asyncio.to_thread(serving.stop)
    async with open_graph(settings) as graph:
        rows = await graph.read(
            "MATCH (c:Case) WHERE c.words STARTS WITH 'chaos ' "
            "RETURN c.id AS id, c.words AS words, count{(c)-[:OWNED_BY]->()} AS owners"
        )
    assert len(acknowledged_ids) == CLIENTS * WRITES_EACH
    assert len(rows) == CLIENTS * WRITES_EACH
    there = {row["words"]: to_global(Kind.CASE, row["id"]) for row in rows}
    assert there == acknowledged_ids
    assert {row["owners"] for row in rows} == {1}
