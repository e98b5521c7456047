"""One key each to resolve a matter at the desk and to record why a customer was sent elsewhere."""

from __future__ import annotations

import asyncio
import secrets

import pytest
from playwright.async_api import Page, Route, expect

from tests.e2e.conftest import OpenWindow
from tests.e2e.people import People
from tests.e2e.test_two_windows import MATTER, choose_free, expert_window, fill_in, find

CASES = """query($s: String) { cases(filter: MINE, search: $s) { edges { node {
  state redirects { reason toward { id } } } } } }"""

MINE = "query($s: String) { cases(filter: MINE, search: $s) { edges { node { id state } } } }"
REOPEN = """mutation($c: ID!, $k: String!) { reopenCase(caseId: $c, key: $k) {
  ... on Case { state } } }"""
OFFERS = """query($s: String) { cases(filter: MINE, search: $s) { edges { node {
  handovers { state } } } } }"""


async def test_resolved_and_redirected_by_one_key_each(window: OpenWindow) -> None:
    agent = await window(person="aino-virtanen")
    page = agent.page
    await agent.go("/desk")
    # nothing is written: nothing is opened
    await expect(page.locator("#matter")).to_be_focused()
    await agent.press("Alt+r", "Alt+l")
    await expect(page.get_by_role("dialog")).to_have_count(0)

    solved, sent = (f"asumistuki kun vuokra nousee {secrets.token_hex(3)}" for _ in range(2))
    await find(agent, solved)
    await expect(page.locator("kbd", has_text="Alt L").first).to_be_visible()
    await expect(page.locator("kbd", has_text="Alt R").first).to_be_visible()
    await agent.press("Alt+l")
    status = page.locator(".status-title")
    await expect(status).to_have_text("Resolved by you, at the first contact")
    await agent.press("Alt+n")

    await find(agent, sent)
    await agent.press("Alt+r")
    dialog = page.get_by_role("dialog")
    await expect(dialog).to_contain_text("Keys 1 to 6 record that reason at once.")
    await expect(dialog.get_by_role("radio").first).to_be_focused()
    assert await agent.axe() == []
    # in a line of text a digit is a digit
    note = dialog.get_by_role("textbox")
    await note.focus()
    await agent.press("2")
    await expect(note).to_have_value("2")
    await note.fill("")
    await dialog.get_by_role("radio").first.focus()
    await agent.press("2")
    await expect(status).to_have_text("Recorded. The customer was directed elsewhere.")
    await expect(dialog).to_have_count(0)
    await agent.press("Alt+n")
    await expect(page.locator("#matter")).to_have_value("")

    [one] = (await agent.ask(CASES, s=solved))["cases"]["edges"]
    assert one["node"] == {"state": "RESOLVED", "redirects": []}
    [one] = (await agent.ask(CASES, s=sent))["cases"]["edges"]
    assert one["node"]["redirects"] == [{"reason": "NOBODY_FREE", "toward": None}]


class Lost:
    """The first answer to this mutation never comes to the window, though netsvc carried it out;
    then the page is loaded again, so that whoever waited for the answer is gone."""

    def __init__(self, page: Page, mutation: str) -> None:
        self.done = asyncio.Event()
        self._page = page
        self._mutation = f"{mutation}("

    async def _lose(self, route: Route) -> None:
        sent = self._mutation in (route.request.post_data or "")
        if not sent or self.done.is_set():
            await route.continue_()
            return
        await route.fetch()
        self.done.set()

    async def __aenter__(self) -> Lost:
        await self._page.route("**/graphql", self._lose)
        return self

    async def __aexit__(self, *_error: object) -> None:
        async with asyncio.timeout(30):
            await self.done.wait()
        await self._page.reload()
        # not before: a request that waits here is let go, and the page would get its answer
        await self._page.unroute("**/graphql", self._lose)


@pytest.mark.parametrize("mutation", ["openCase", "resolveCase"])
async def test_loaded_again_before_the_answer_came(window: OpenWindow, mutation: str) -> None:
    """The same press again finds what the first one did, however far that had come."""
    agent = await window(person="aino-virtanen")
    page = agent.page
    words = f"asumistuki kun vuokra nousee {secrets.token_hex(3)}"
    await agent.go("/desk")
    await find(agent, words)
    async with Lost(page, mutation):
        await agent.press("Alt+l")
    await expect(page.locator("#matter")).to_have_value(words)
    await page.locator(f"[data-words='{words}']").wait_for()
    await agent.press("Alt+l")
    await expect(page.locator(".status-title")).to_have_text(
        "Resolved by you, at the first contact"
    )
    [one] = (await agent.ask(CASES, s=words))["cases"]["edges"]
    assert one["node"] == {"state": "RESOLVED", "redirects": []}
    await agent.press("Alt+n")


async def test_what_was_opened_again_since_is_resolved_again(window: OpenWindow) -> None:
    agent = await window(person="aino-virtanen")
    page = agent.page
    words = f"asumistuki kun vuokra nousee {secrets.token_hex(3)}"
    await agent.go("/desk")
    await find(agent, words)
    async with Lost(page, "resolveCase"):
        await agent.press("Alt+l")
    await page.locator(f"[data-words='{words}']").wait_for()
    [one] = (await agent.ask(MINE, s=words))["cases"]["edges"]
    assert one["node"]["state"] == "RESOLVED"
    answer = await agent.ask(REOPEN, c=one["node"]["id"], k=secrets.token_hex(8))
    assert answer["reopenCase"]["state"] == "REOPENED"
    await agent.press("Alt+l")
    await expect(page.locator(".status-title")).to_contain_text("Resolved by you")
    [one] = (await agent.ask(MINE, s=words))["cases"]["edges"]
    assert one["node"]["state"] == "RESOLVED"


@pytest.mark.parametrize("again", ["2", "3"])
async def test_why_is_told_once_and_another_reason_is_another_press(
    window: OpenWindow, again: str
) -> None:
    agent = await window(person="aino-virtanen")
    page = agent.page
    dialog = page.get_by_role("dialog")
    words = f"asumistuki kun vuokra nousee {secrets.token_hex(3)}"
    await agent.go("/desk")
    await find(agent, words)
    async with Lost(page, "recordRedirect"):
        await agent.press("Alt+r")
        await expect(dialog.get_by_role("radio").first).to_be_focused()
        await agent.press("2")
    await page.locator(f"[data-words='{words}']").wait_for()
    await agent.press("Alt+r")
    await expect(dialog.get_by_role("radio").first).to_be_focused()
    await agent.press(again)
    if again == "2":
        recorded = "Recorded. The customer was directed elsewhere."
        await expect(page.locator(".status-title")).to_have_text(recorded)
    else:
        await expect(dialog.get_by_role("alert")).to_have_text("The case has already ended.")
    [one] = (await agent.ask(CASES, s=words))["cases"]["edges"]
    assert one["node"]["redirects"] == [{"reason": "NOBODY_FREE", "toward": None}]


async def test_an_offer_whose_answer_was_lost_is_found(window: OpenWindow, people: People) -> None:
    agent = await window(person="aino-virtanen")
    page = agent.page
    words = f"{MATTER} {secrets.token_hex(3)}"
    await people.some_free("aino-virtanen", words)
    await agent.go("/desk")
    await find(agent, words)
    name = await choose_free(agent)
    await expert_window(agent, window, name)
    under_way = page.locator(".panel[aria-busy='true']")
    async with Lost(page, "offerHandover") as lost:
        await agent.press("Enter")
        while not lost.done.is_set():
            # what is typed while it is under way would make another packet of it
            if not await under_way.count():
                if (await agent.focused()).startswith("packet-"):
                    await fill_in(agent)
                await agent.press("Control+Enter")
            await page.wait_for_timeout(200)
    await page.locator(f"[data-words='{words}']").wait_for()
    await agent.press("Control+Enter")
    await expect(page.locator(".status-title")).to_have_text(f"Offered to {name}")
    [one] = (await agent.ask(OFFERS, s=words))["cases"]["edges"]
    assert one["node"] == {"handovers": [{"state": "OFFERED"}]}
