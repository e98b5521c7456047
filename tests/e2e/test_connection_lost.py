"""The connection goes in the middle of handing over: it is shown, and nothing is done twice."""

from __future__ import annotations

import asyncio

from playwright.async_api import Browser, expect

from tests.e2e.conftest import OpenWindow
from tests.e2e.test_two_windows import choose_free, find
from tests.e2e.windows import open_window
from tests.tcp_proxy import TcpProxy, tcp_proxy

MATTER = "asumistuen maksu jäi tulematta yhteyden katketessa"
CASES = """query($s: String) { cases(filter: ALL, search: $s) { edges { node {
  words state handovers { state } } } } }"""


class Wire:
    """What is between the browser and the service: it breaks at the answer to ``operation``."""

    def __init__(self, proxy: TcpProxy, operation: bytes) -> None:
        self.proxy = proxy
        self.operation = operation
        self.asked = 0
        self.broken = False
        self.broke = asyncio.Event()
        proxy.on_request = self._request
        proxy.on_response = self._response

    def _request(self, data: bytes) -> bool:
        if not self.broken and self.operation in data:
            self.asked += 1
        return not self.broken

    def _response(self, _data: bytes) -> bool:
        if self.asked == 1 and not self.broke.is_set():
            # it was done, and the browser will not hear of it
            self.broken = True
            self.broke.set()
            asyncio.get_running_loop().call_soon(self.proxy.cut)
        return not self.broken

    def mend(self) -> None:
        self.broken = False


async def test_an_offer_whose_answer_was_lost(
    browser: Browser, service: str, window: OpenWindow
) -> None:
    async with tcp_proxy(int(service.rpartition(":")[2])) as proxy:
        # the console says that requests fail, as it should: so not by the fixture
        address = f"http://127.0.0.1:{proxy.port}"
        agent = await open_window(browser, address, person="aino-virtanen", language="EN")
        await agent.go("/desk")
        await find(agent, MATTER)
        name = await choose_free(agent)
        wire = Wire(proxy, b"mutation OfferHandover")
        await agent.press("Enter")
        for _ in range(6):
            if wire.broke.is_set():
                break
            if (await agent.focused()).startswith("packet-"):
                await agent.page.keyboard.type("1.11.2026")
            await agent.press("Control+Enter")
            await agent.page.wait_for_timeout(300)
        async with asyncio.timeout(60):
            await wire.broke.wait()

        await expect(agent.page.get_by_text("No connection. Reconnecting…")).to_be_visible()
        await expect(
            agent.page.get_by_text("We can’t tell whether it went through.")
        ).to_be_visible()
        # what was written is there, and pressing again meanwhile does no harm
        await expect(agent.page.locator("#matter")).to_have_value(MATTER)
        await agent.press("Control+Enter")
        await agent.page.wait_for_timeout(500)

        wire.mend()
        await expect(agent.page.get_by_text("No connection. Reconnecting…")).to_have_count(0)
        status = agent.page.locator(".status-title")
        for _ in range(10):
            if await status.count():
                break
            await agent.press("Control+Enter")
            await agent.page.wait_for_timeout(500)
        await expect(status).to_have_text(f"Offered to {name}")

        people = [one for one in await agent.people(name) if one["name"] == name]
        expert = await window(person=people[0]["id"])
        await expert.go("/inbox")
        offer = expert.page.get_by_role("article").filter(has_text=MATTER)
        await expect(offer).to_have_count(1)
        await offer.get_by_role("button", name="Accept").click()
        await expect(status).to_contain_text(name)
        found = (await expert.ask(CASES, s=MATTER))["cases"]["edges"]
        cases = [edge["node"] for edge in found if edge["node"]["words"] == MATTER]
        assert [[leg["state"] for leg in case["handovers"]] for case in cases] == [["ACCEPTED"]]
        await agent.page.context.close()
