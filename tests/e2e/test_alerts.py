"""A new offer is told of by sound and on the desktop, only to who asked for it."""

from __future__ import annotations

import secrets
from typing import Any, cast

from playwright.async_api import expect

from tests.e2e.conftest import OpenWindow
from tests.e2e.people import FIND, people_of
from tests.e2e.test_two_windows import choose_free, find, hand_over
from tests.e2e.windows import Window

AGENT = "aino-virtanen"
MATTER = "verokortti ja etuuden verotus"
OPEN = """mutation($w: String!, $t: ID!, $k: String!) { openCase(
  input: {words: $w, language: FI, issueTypeId: $t}, key: $k) { ... on Case { id } } }"""
ASK = """mutation($c: ID!, $e: [ID!], $k: String!) { askExperts(
  caseId: $c, question: "Which card?", expertIds: $e, key: $k) { __typename } }"""
# The desktop and the loudspeaker are the world outside: what reaches them is written down.
OUTSIDE = """
window.told = []; window.notes = 0; window.mayTell = 'default';
class Desktop {
  constructor(title, options) { window.told.push({ title, ...options }); window.last = this; }
  close() {}
  static get permission() { return window.mayTell; }
  static async requestPermission() { window.mayTell = window.answer; return window.answer; }
}
window.Notification = Desktop;
const begin = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (...at) {
  window.notes += 1;
  return begin.apply(this, at);
};
"""


async def switch(expert: Window, name: str) -> None:
    """Presses one of the switches in the personal menu by keyboard."""
    page = expert.page
    button = page.get_by_role("button", name="Change your presence")
    await button.focus()
    await expert.press("Enter")
    # an opened menu takes the keyboard a moment later; a key before that goes to the button
    await expect(page.get_by_role("menu").locator(":focus")).to_have_count(1)
    item = page.get_by_role("menuitem", name=name)
    for _ in range(await page.get_by_role("menuitem").count()):
        await expert.press("ArrowDown")
        if await item.evaluate("one => one === document.activeElement"):
            break
    await expect(item).to_be_focused()
    await expert.press("Enter")


async def leave_menu(expert: Window) -> None:
    await expert.press("Escape")
    await expect(expert.page.get_by_role("menu")).to_be_hidden()
    await expect(expert.page.get_by_role("button", name="Change your presence")).to_be_focused()


async def offered(agent: Window) -> None:
    await find(agent, f"{MATTER} {secrets.token_hex(2)}")
    await choose_free(agent)
    await hand_over(agent)
    await agent.press("Alt+t")


async def test_told_only_to_who_asked_for_it(window: OpenWindow) -> None:
    agent = await window(person=AGENT, language="FI")
    async with people_of(agent.address) as people:
        kind, [free] = await people.only_free(AGENT, MATTER)
        await people.offers_wait(kind, 240)
        expert = await window(person=free)
        page = expert.page
        await page.add_init_script(OUTSIDE)
        await expert.go("/inbox")
        await expect(page.get_by_role("heading", level=1)).to_contain_text("Inbox")
        await agent.go("/desk")

        async def heard() -> tuple[list[dict[str, Any]], int]:
            told = await page.evaluate("window.told")
            return cast(list[dict[str, Any]], told), cast(int, await page.evaluate("window.notes"))

        # nothing was asked for: nothing is told, and the browser is not asked either
        await offered(agent)
        await expect(page.get_by_role("article")).to_have_count(1)
        assert await heard() == ([], 0)
        assert await page.evaluate("window.mayTell") == "default"

        # forbidden by the browser: the switch says so and stays off
        await page.evaluate("window.answer = 'denied'")
        await switch(expert, "A notice on the desktop")
        forbidden = page.get_by_role("menuitem", name="Your browser does not allow it")
        await expect(forbidden).to_be_disabled()
        await leave_menu(expert)

        await page.evaluate("window.mayTell = 'default'; window.answer = 'granted'")
        await expert.go("/inbox")
        await page.evaluate("window.answer = 'granted'")
        await switch(expert, "A notice on the desktop")
        await expect(page.get_by_role("menuitem", name="A notice on the desktop")).to_contain_text(
            "✓"
        )
        await leave_menu(expert)
        await switch(expert, "A short sound")
        await expect(page.get_by_role("menuitem", name="A short sound")).to_contain_text("✓")
        # this is how it will sound: two notes
        await page.wait_for_function("() => window.notes === 2")
        await leave_menu(expert)

        # the page is behind another one
        await page.evaluate("document.hasFocus = () => false")
        await offered(agent)
        await expect(page.get_by_role("article")).to_have_count(2)
        await page.wait_for_function("() => window.told.length === 1 && window.notes === 4")
        [told], _ = await heard()
        assert told["title"] == "New offer from Aino Virtanen"
        # the issue type and nothing of the case
        assert told["body"] == "Tax card and taxation of benefits"
        await page.evaluate("window.last.onclick()")
        await expect(page).to_have_url(f"{agent.address}/inbox")

        # a question while the customer waits calls too, and in its own words
        asked = f"{MATTER} {secrets.token_hex(2)}"
        opened = await people.ask(AGENT, OPEN, w=asked, t=kind, k=secrets.token_hex(8))
        found = await people.ask(AGENT, FIND, m=MATTER)
        edges = found["findExperts"]["experts"]["edges"]
        people_asked = [e["node"]["expert"]["id"] for e in edges if e["node"]["freeNow"]]
        given = {"c": opened["openCase"]["id"], "e": people_asked, "k": secrets.token_hex(8)}
        put = await people.ask(AGENT, ASK, **given)
        assert put["askExperts"]["__typename"] == "Ask"
        await page.wait_for_function("() => window.told.length === 2 && window.notes === 6")
        _, told = (await heard())[0]
        assert told["title"] == "Aino Virtanen asks, the customer waits"
        assert told["body"] == "Tax card and taxation of benefits"
