"""A browser window of one person, and what tests do in it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Literal, cast
from uuid import uuid4

from playwright.async_api import Browser, ConsoleMessage, Error, Page, Request

from netsvc.settings import ROOT

NOISE = "GL Driver Message"
"""What a WebGL without a graphics card says to the console of how fast it is."""
WITHDRAW = """mutation($h: ID!, $k: String!) { withdrawHandover(handoverId: $h, key: $k) {
  __typename } }"""
SENT = "{ inbox { sent { id state } } }"
AXE = ROOT / "netsvc" / "web" / "node_modules" / "axe-core" / "axe.min.js"


@dataclass
class Window:
    """``errors`` are the console's, ``foreign`` the requests to any other origin."""

    page: Page
    address: str
    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    async def go(self, path: str) -> None:
        await self.page.goto(self.address + path)

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.page.keyboard.press(key)

    async def focused(self) -> str:
        """The id of the element that has the focus."""
        return cast(str, await self.page.evaluate("document.activeElement.id"))

    async def overflow(self) -> int:
        """By how many pixels the page is wider than the window."""
        script = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        return cast(int, await self.page.evaluate(script))

    async def people(self, search: str, role: str = "") -> list[dict[str, Any]]:
        """People of the demo sign-in by name or unit."""
        response = await self.page.request.get(
            f"{self.address}/auth/demo/people", params={"search": search, "role": role}
        )
        return cast(list[dict[str, Any]], (await response.json())["people"])

    async def ask(self, query: str, **variables: object) -> dict[str, Any]:
        """The data of a GraphQL operation as this window's person."""
        response = await self.page.request.post(
            f"{self.address}/graphql", data={"query": query, "variables": variables}
        )
        return cast(dict[str, Any], (await response.json())["data"])

    async def close(self) -> None:
        """Closes the window and withdraws what its person, if any, has offered and nobody took."""
        await self.page.close()
        # the session outlives the page
        answer = await self.page.request.post(f"{self.address}/graphql", data={"query": SENT})
        inbox = ((await answer.json()).get("data") or {}).get("inbox") or {"sent": []}
        for one in inbox["sent"]:
            if one["state"] == "OFFERED":
                await self.ask(WITHDRAW, h=one["id"], k=uuid4().hex)
        await self.page.context.close()

    async def axe(self) -> list[str]:
        """What axe-core finds wrong, one line a finding."""
        await self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = await self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{violation['id']}: {node['html'][:200]} {json.dumps(node['any'])[:300]}"
            for violation in found["violations"]
            for node in violation["nodes"]
        ]


async def open_window(
    browser: Browser,
    address: str,
    *,
    person: str | None = None,
    language: Literal["FI", "SV", "EN"] = "EN",
    scheme: Literal["light", "dark"] = "light",
    width: int = 1440,
    height: int = 900,
) -> Window:
    """A window of its own profile; ``person`` (a plain id) is signed in already."""
    context = await browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme
    )
    await context.add_init_script(f"localStorage.setItem('netsvc.language', '{language}')")
    page = await context.new_page()
    new = Window(page, address)

    def on_console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and NOISE not in message.text:
            new.errors.append(message.text)

    def on_error(error: Error) -> None:
        new.errors.append(str(error))

    def on_request(request: Request) -> None:
        if not request.url.startswith((address, "data:", "blob:")):
            new.foreign.append(request.url)

    page.on("console", on_console)
    page.on("pageerror", on_error)
    page.on("request", on_request)
    if person is not None:
        for _ in range(10):
            answer = await page.request.post(f"{address}/auth/demo", data={"expertId": person})
            # a machine that is busy with other tests
            if answer.status not in (503, 504):
                break
        assert answer.ok, (answer.status, await answer.text())
    return new
