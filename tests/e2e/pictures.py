"""Makes the README's pictures anew, from the app as it is: ``python -m tests.e2e.pictures``.

It starts a service of its own with a sample of its own and needs the built web app and a Chromium
(CHROMIUM names one). Each picture is written to ``docs/images`` and is at most 200 kB.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, async_playwright, expect

from netsvc.settings import ROOT
from tests.e2e.conftest import FLAGS, chromium
from tests.e2e.people import people_of
from tests.e2e.test_two_windows import choose_free, find, hand_over
from tests.e2e.windows import Window, open_window
from tests.serving import Serving

FOLDER = ROOT / "docs" / "images"
MOST = 200_000
CASES = "2000"
AGENT = "aino-virtanen"
MATTER = "my rent went up and I moved to a new flat"
WIDE: dict[str, Any] = {"width": 1180, "height": 720}
PHONE: dict[str, Any] = {"width": 360, "height": 740}


async def save(window: Window, name: str) -> None:
    """Writes what the window shows; a picture that is too large is an error."""
    # somebody who just came is told that they were away
    news = window.page.locator(".presence-news").get_by_role("button")
    if await news.count():
        await news.click()
    # what fades in has to be there
    await window.page.wait_for_timeout(300)
    path = FOLDER / f"{name}.png"
    await window.page.screenshot(path=path)
    size = path.stat().st_size
    print(f"{path.relative_to(ROOT)}: {size:,} bytes")
    if size > MOST:
        raise SystemExit(f"{path.name} has {size:,} bytes; {MOST:,} is the most.")


class Photographer:
    """Opens windows on one service."""

    def __init__(self, browser: Browser, address: str) -> None:
        self._browser = browser
        self.address = address

    async def window(self, path: str, **options: Any) -> Window:
        window = await open_window(self._browser, self.address, **options)
        await window.go(path)
        await expect(window.page.get_by_role("heading", level=1)).to_be_attached()
        return window

    async def one(self, name: str, path: str, shows: str, **options: Any) -> None:
        """A page that needs nothing to be done on it."""
        window = await self.window(path, **options)
        await expect(window.page.locator(shows).first).to_be_visible(timeout=120_000)
        await save(window, name)
        await window.page.context.close()

    async def handover(self) -> None:
        """The desk and the inbox from the words to the acceptance."""
        async with people_of(self.address) as people:
            kind, _ = await people.only_free(AGENT, MATTER, but=3)
            await people.offers_wait(kind, 90)
            agent = await self.window("/desk", person=AGENT, **WIDE)
            await find(agent, MATTER)
            name = await choose_free(agent)
            await save(agent, "desk-light")
            id_ = (await agent.people(name))[0]["id"]
            expert = await self.window("/inbox", person=id_, **PHONE)
            wide = await self.window("/inbox", person=id_, **WIDE)
            for extra, options in (
                ("desk-dark", {**WIDE, "scheme": "dark"}),
                ("desk-narrow", PHONE),
            ):
                other = await self.window("/desk", person=AGENT, **options)
                await find(other, MATTER)
                await choose_free(other)
                await save(other, extra)
                await other.page.context.close()
            await agent.page.get_by_label("From which day").first.fill("2026-12-01")
            await agent.page.get_by_label("New rent a month").first.fill("640")
            await hand_over(agent)
            await save(agent, "desk-offered")
            offer = expert.page.get_by_role("article").filter(has_text=MATTER)
            await expect(offer).to_be_visible()
            await save(expert, "inbox-narrow")
            await save(wide, "inbox")
            await offer.get_by_role("button", name="Accept", exact=True).click()
            await expect(agent.page.locator(".status-title")).to_have_text(f"{name} accepted")
            await save(agent, "desk-accepted")
            await agent.page.get_by_role("link", name="Look at the case").click()
            await expect(agent.page.locator("dl.facts").first).to_be_visible()
            await save(agent, "case")
            for one in (agent, expert, wide):
                await one.page.context.close()

    async def map_of(self, manager: str) -> None:
        """The matrix and the map below it, with the largest flow chosen."""
        window = await self.window("/network?by=silos", person=manager, **WIDE)
        await window.page.get_by_role("button", name="Show its cell").click(timeout=120_000)
        drawn = window.page.locator("[data-drawn]")
        await drawn.scroll_into_view_if_needed()
        await window.page.mouse.wheel(0, 40)
        await save(window, "network-map")
        await window.page.context.close()

    async def all(self) -> None:
        await self.one("signin", "/", "[role=option]", **WIDE)
        await self.handover()
        guest = await open_window(self._browser, self.address)
        manager = (await guest.people("", "MANAGER"))[0]["id"]
        await guest.page.context.close()
        await self.one("network", "/network", "table", person=manager, **WIDE)
        await self.map_of(manager)
        await self.one("mininetworks", "/mininetworks", "table", person=manager, **WIDE)


@asynccontextmanager
async def served() -> AsyncIterator[str]:
    """E2E_SERVICE, or a service started for this."""
    if running := os.environ.get("E2E_SERVICE"):
        yield running
        return
    with tempfile.TemporaryDirectory() as folder:
        patience = {"NETSVC_READ_DEADLINE": "30", "NETSVC_WRITE_DEADLINE": "30"}
        serving = Serving(Path(folder) / "data", environ=patience)
        await asyncio.to_thread(serving.command, "sample", "load", "--cases", CASES)
        await asyncio.to_thread(serving.start, 240)
        try:
            yield serving.url
        finally:
            await asyncio.to_thread(serving.stop)


async def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    async with served() as address, async_playwright() as playwright:
        path = chromium()
        browser = (
            await playwright.chromium.launch(executable_path=path, args=FLAGS)
            if path
            else await playwright.chromium.launch(args=FLAGS)
        )
        await Photographer(browser, address).all()
        await browser.close()


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
