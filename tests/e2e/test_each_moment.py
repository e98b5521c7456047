"""Each moment of an offer: one button to press, said aloud, the focus where one works."""

from __future__ import annotations

import re
import secrets

from playwright.async_api import Page, expect

from tests.e2e.conftest import OpenWindow
from tests.e2e.people import people_of
from tests.e2e.test_two_windows import choose_free, find, hand_over
from tests.e2e.test_warm import at_inbox
from tests.e2e.windows import Window

AGENT = "aino-virtanen"
# a link that connects the customer is drawn as the button to press
PRIMARY = "main .mantine-Button-root[data-variant='filled'], main a.button"
MATTER = "opintotuen takaisinperintä tulovalvonta"


async def only_button(page: Page, name: str | re.Pattern[str] | None) -> None:
    """The one primary button on the page; None where nothing is to be pressed."""
    filled = page.locator(PRIMARY)
    await expect(filled).to_have_count(0 if name is None else 1)
    if name is not None:
        await expect(filled).to_have_accessible_name(name)


async def says(window: Window, text: str) -> None:
    """A live region that is on the page now says so."""
    live = window.page.locator("[role='status'], [role='alert'], [aria-live]")
    await expect(live.filter(has_text=text).first).to_be_attached()


async def test_one_button_one_sentence_and_the_focus(window: OpenWindow) -> None:
    agent = await window(person=AGENT)
    page = agent.page
    words = f"{MATTER} {secrets.token_hex(2)}"
    async with people_of(agent.address) as people:
        kind, [free] = await people.only_free(AGENT, MATTER)
        await people.offers_wait(kind, 240)
        expert = await at_inbox(window, free)
        await agent.go("/desk")
        await only_button(page, None)
        await find(agent, words)
        await only_button(page, "Hand over, customer stays")
        name = await choose_free(agent)
        await agent.press("Alt+a")
        await only_button(page, "Ask")
        await expect(page.locator("#ask-question")).to_be_focused()
        await agent.press("Escape")
        await expect(page.locator("#matter")).to_be_focused()
        await only_button(page, "Hand over, customer stays")

        await hand_over(agent)
        title = page.locator(".status-title")
        await says(agent, f"Offered to {name}")
        await says(expert, "Uusi siirto, lähettäjä Aino Virtanen")
        await expect(title).to_be_focused()
        await only_button(page, None)
        await only_button(expert.page, "Otan asian")
        await agent.press("Alt+w")
        await says(agent, "You withdrew the offer")
        await says(expert, "Siirto peruttiin")
        await only_button(page, "Hand over, customer stays")
        await only_button(expert.page, None)

        # a second time, taken by keyboard: whoever answers stays on the page, at its heading
        await agent.press("Control+Enter")
        take = expert.page.get_by_role("button", name="Otan asian")
        await take.focus()
        await expert.press("Enter")
        await says(expert, "Otit asian")
        await expect(expert.page.get_by_role("heading", level=1)).to_be_focused()
        await says(agent, f"{name} accepted")
        await expect(title).to_be_focused()
        await only_button(page, re.compile(f"Connect to {name}|Contact over, next customer"))
        await agent.press("Alt+n")
        await expect(page.locator("#matter")).to_be_focused()
        await only_button(page, None)


async def test_several_offers_have_one_primary_button(window: OpenWindow) -> None:
    agent = await window(person=AGENT)
    async with people_of(agent.address) as people:
        kind, [free] = await people.only_free(AGENT, MATTER)
        await people.offers_wait(kind, 240)
        expert = await at_inbox(window, free)
        await agent.go("/desk")
        for count in (1, 2):
            await find(agent, f"{MATTER} {secrets.token_hex(2)}")
            await choose_free(agent)
            await hand_over(agent)
            await expect(expert.page.get_by_role("article")).to_have_count(count)
            await agent.press("Alt+t")
        accept = expert.page.get_by_role("button", name="Otan asian")
        await expect(accept).to_have_count(2)
        await only_button(expert.page, "Otan asian")
        await expect(accept.nth(0)).to_have_attribute("data-variant", "filled")
        await accept.nth(0).click()
        await expect(accept).to_have_count(1)
        await only_button(expert.page, "Otan asian")
        await accept.click()
        await only_button(expert.page, None)


async def test_a_reopened_case_is_back_on_the_desk(window: OpenWindow) -> None:
    agent = await window(person=AGENT)
    page = agent.page
    words = f"moving abroad with a pension {secrets.token_hex(3)}"
    await agent.go("/desk")
    await find(agent, words)
    await page.get_by_role("button", name="I resolved it myself").click()
    await expect(page.locator(".status-title")).to_contain_text("Resolved by you")
    number = (await page.get_by_role("heading", name="Case ").first.inner_text())[5:]
    await page.get_by_role("link", name="Look at the case").click()
    await expect(page.get_by_role("heading", level=1)).to_be_focused()
    await page.get_by_role("button", name="Open again").focus()
    await agent.press("Enter")
    await expect(page.get_by_role("checkbox", name="The customer is with me now")).to_be_focused()
    await agent.press("Enter")
    # the customer is there: it goes on where one works with customers
    await expect(page).to_have_url(f"{agent.address}/desk")
    await expect(page.locator("#matter")).to_have_value(words)
    await expect(page.get_by_role("heading", name=f"Case {number}")).to_be_visible()
    await expect(page.get_by_role("tab")).to_have_count(1)
    await page.get_by_role("link", name="Look at the case").click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("You have this now")
    await page.get_by_role("button", name="Take to the desk").click()
    await expect(page.get_by_role("tab")).to_have_count(1)
    await page.get_by_role("button", name="I resolved it myself").click()
    await expect(page.locator(".status-title")).to_contain_text("Resolved by you")
    await agent.press("Alt+n")
    await expect(page.locator("#matter")).to_have_value("")


async def test_no_motion_where_the_system_asks_for_none(window: OpenWindow) -> None:
    shown = await window(person=AGENT)
    await shown.page.emulate_media(reduced_motion="reduce")
    await shown.go("/desk")
    await expect(shown.page.locator("#matter")).to_be_focused()
    await shown.press("Control+k")
    await expect(shown.page.get_by_role("dialog").get_by_role("combobox")).to_be_focused()
    moving = """() => document.getAnimations().filter((one) => {
      const { duration, iterations } = one.effect.getTiming();
      return Number(duration) > 1 || iterations === Infinity;
    }).length"""
    assert await shown.page.evaluate(moving) == 0
