"""Signing in where no sample is: by token, beside a database of one's own and in production."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from netsvc.graph.driver import Graph
from netsvc.graph.embedded import Connection
from netsvc.identity.roles import Role
from netsvc.identity.tokens import Tokens
from netsvc.settings import load
from tests.e2e.windows import Window, open_window
from tests.organisation import load_organisation
from tests.serving import Serving

KEY = "0123456789abcdef0123456789abcdef"
WORDS = "vuokra nousi"
# a browser reports each refusal of a token as an error of the network
REFUSED = "the server responded with a status of 4"


@pytest.fixture(params=["development", "production"])
async def beside(
    request: pytest.FixtureRequest, graph: Graph, neo4j_server: Connection, tmp_path: Path
) -> AsyncIterator[Serving]:
    """netsvc on a Neo4j that it did not start, asking for the demo sign-in that it must refuse."""
    await load_organisation(graph)
    serving = Serving(
        tmp_path / "data",
        environ={
            "NETSVC_ENV": request.param,
            "NETSVC_NEO4J_URI": neo4j_server.uri,
            "NETSVC_NEO4J_USER": neo4j_server.user,
            "NETSVC_NEO4J_PASSWORD": neo4j_server.password,
            "NETSVC_TOKEN_KEY": KEY,
            "NETSVC_PSEUDONYM_KEY": KEY,
            "NETSVC_DEMO_SIGN_IN": "true",
            "NETSVC_READ_DEADLINE": "30",
            "NETSVC_WRITE_DEADLINE": "30",
        },
    )
    await asyncio.to_thread(serving.start)
    yield serving
    assert await asyncio.to_thread(serving.stop) == 0


def token(folder: Path, *, seconds: int = 3600, ago: int = 0) -> str:
    """One of that service's, for ``seconds`` from ``ago`` seconds before now."""
    settings = load({}, data_dir=folder, token_key=KEY)
    issuer = Tokens(settings, clock=lambda: datetime.now(UTC).timestamp() - ago)
    return issuer.issue("aino", [Role.AGENT], seconds)


async def enter(page: Page, text: str) -> None:
    await page.locator("input[type=password]").fill(text)
    await page.keyboard.press("Enter")


async def finish(window: Window) -> None:
    await window.page.context.close()
    assert [said for said in window.errors if REFUSED not in said] == []
    assert window.foreign == []


async def test_a_token_opens_the_desk_and_nothing_else_does(
    browser: Browser, beside: Serving, tmp_path: Path
) -> None:
    window = await open_window(browser, beside.url)
    page = window.page
    await window.go("/")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    # nobody is there to be chosen
    await expect(page.get_by_role("combobox")).to_have_count(0)
    assert (await page.request.get(f"{beside.url}/auth/demo/people")).status == 404
    field = page.locator("input[type=password]")
    await expect(field).to_be_focused()
    assert await window.axe() == []
    good = token(tmp_path)
    for bad in ("nonsense", good[:-4], token(tmp_path, seconds=60, ago=600)):
        await enter(page, bad)
        await expect(page.get_by_text("This token is wrong or has run out.")).to_be_visible()
        await expect(field).to_be_focused()
        await field.fill("")
    assert await window.axe() == []
    assert (await page.request.get(f"{beside.url}/auth/session")).ok
    await enter(page, good)
    await expect(page.locator("#matter")).to_be_focused()
    await expect(page.get_by_role("button", name="Aino Aalto")).to_be_visible()
    await finish(window)


@pytest.mark.parametrize("beside", ["production"], indirect=True)
async def test_a_sign_in_that_runs_out_keeps_what_was_written(
    browser: Browser, beside: Serving, tmp_path: Path
) -> None:
    window = await open_window(browser, beside.url)
    page = window.page
    await window.go("/")
    await enter(page, token(tmp_path, seconds=12))
    await expect(page.locator("#matter")).to_be_focused()
    await page.keyboard.type(WORDS)
    await expect(page.get_by_role("status").filter(has_text="has run out")).to_contain_text(
        "what you wrote in this window is kept"
    )
    await enter(page, token(tmp_path))
    await expect(page.locator("#matter")).to_have_value(WORDS)
    await expect(page.locator("#experts").get_by_role("option").first).to_be_visible()
    await finish(window)
