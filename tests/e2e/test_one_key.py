"""One key each to resolve a matter at the desk and to record why a customer was sent elsewhere."""

from __future__ import annotations

import asyncio
import secrets

from playwright.async_api import Route, expect

from tests.e2e.conftest import OpenWindow
from tests.e2e.test_two_windows import find

CASES = """query($s: String) { cases(filter: MINE, search: $s) { edges { node {
  state redirects { reason toward { id } } } } } }"""


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


async def test_loaded_again_while_a_case_is_being_opened(window: OpenWindow) -> None:
    """The answer never came to this window; the same press again finds the case that it opened."""
    agent = await window(person="aino-virtanen")
    page = agent.page
    words = f"asumistuki kun vuokra nousee {secrets.token_hex(3)}"
    opened = asyncio.Event()

    async def lose(route: Route) -> None:
        if "openCase(" not in (route.request.post_data or ""):
            await route.continue_()
            return
        await route.fetch()
        opened.set()

    await page.route("**/graphql", lose)
    await agent.go("/desk")
    await find(agent, words)
    await agent.press("Alt+l")
    async with asyncio.timeout(30):
        await opened.wait()
    await page.unroute("**/graphql", lose)
    await page.reload()
    await expect(page.locator("#matter")).to_have_value(words)
    await page.locator(f"[data-words='{words}']").wait_for()
    await agent.press("Alt+l")
    await expect(page.locator(".status-title")).to_have_text(
        "Resolved by you, at the first contact"
    )
    [one] = (await agent.ask(CASES, s=words))["cases"]["edges"]
    assert one["node"] == {"state": "RESOLVED", "redirects": []}
    await agent.press("Alt+n")
