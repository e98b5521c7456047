"""The customer's own verdict in real browsers: asked at the desk, given by a link on a phone."""

from __future__ import annotations

import os

from playwright.async_api import Browser, Page, expect

from tests.e2e.conftest import OpenWindow
from tests.e2e.test_two_windows import find
from tests.e2e.windows import Window


async def _picture(page: Page, name: str) -> None:
    """Only for whoever looks at them."""
    if folder := os.environ.get("PICTURES"):
        await page.screenshot(path=f"{folder}/{name}.png", full_page=True)


async def _solved(agent: Window, matter: str) -> None:
    await agent.go("/desk")
    await find(agent, matter)
    await agent.page.get_by_role("button", name="Ratkaisin itse").click()
    await expect(agent.page.locator(".status-title")).to_be_visible()


async def test_two_presses_at_the_desk(window: OpenWindow) -> None:
    agent = await window(person="aino-virtanen", language="FI")
    await _solved(agent, "vuokra nousi")
    asked = agent.page.get_by_role("region", name="Vielä lopuksi")
    solved = asked.get_by_role("group", name="Ratkesiko asia?")
    repeated = asked.get_by_role("group", name="Joutuiko asiakas toistamaan asiaansa?")
    await solved.get_by_role("button", name="Kyllä").press("Enter")
    await expect(solved.get_by_role("button", name="Kyllä")).to_have_attribute(
        "aria-pressed", "true"
    )
    await _picture(agent.page, "verdict-desk")
    assert await agent.axe() == []
    await repeated.get_by_role("button", name="Ei").press("Enter")
    await expect(asked.get_by_role("status")).to_contain_text("Kiitos, tallennettu.")
    await agent.press("Alt+n")


async def test_a_link_on_the_customers_phone(window: OpenWindow, browser: Browser) -> None:
    agent = await window(person="aino-virtanen", language="FI")
    await _solved(agent, "opintotuki ja tulot")
    asked = agent.page.get_by_role("region", name="Vielä lopuksi")
    await asked.get_by_role("button", name="Anna linkki sen sijaan").click()
    url = await asked.get_by_role("textbox").input_value()
    assert url.startswith(f"{agent.address}/verdict/")

    context = await browser.new_context(viewport={"width": 320, "height": 720}, color_scheme="dark")
    customer = Window(await context.new_page(), agent.address)
    await customer.page.goto(url)
    page = customer.page
    await expect(page.get_by_role("heading", level=1)).to_have_text("Miten asiointi sujui?")
    await _picture(page, "verdict-phone")
    assert await customer.axe() == []
    assert await customer.overflow() == 0
    # opening it was no answer, and half an answer is none
    await page.get_by_role("group", name="Ratkesiko asiasi?").get_by_label("Kyllä").check()
    await page.get_by_role("button", name="Lähetä vastaus").press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Miten asiointi sujui?")
    await page.get_by_role("group", name="Jouduitko kertomaan").get_by_label("Ei").check()
    await page.get_by_role("button", name="Lähetä vastaus").press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Kiitos vastauksestasi")
    assert await customer.axe() == []
    await page.goto(url)
    await expect(page.get_by_role("heading", level=1)).to_have_text("Tähän on jo vastattu")
    await context.close()


async def test_beside_the_computed_figures(window: OpenWindow) -> None:
    people = await (await window()).people("", "MANAGER")
    manager = await window(person=people[0]["id"], language="FI")
    await manager.go("/network")
    section = manager.page.locator("section[aria-labelledby=firstContactResolution]")
    await expect(section).to_contain_text("sanoo asian ratkenneen")
    await section.scroll_into_view_if_needed()
    await _picture(manager.page, "verdict-network")
