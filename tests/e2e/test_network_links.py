"""The page Network: from a missing link onwards, states that stand in the address, and order."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from tests.e2e.conftest import OpenWindow

MANAGER = "paivi-salonen"
WAIT = 90_000


async def test_a_missing_link_leads_to_its_cell_and_to_what_opening_it_would_change(
    window: OpenWindow,
) -> None:
    shown = await window(person=MANAGER)
    await shown.go("/network?by=silos")
    page = shown.page
    section = page.locator("section").filter(has=page.locator("h2#missingLinks"))
    named = section.locator("li").filter(has=page.get_by_role("button", name="What if"))
    await expect(named.first).to_contain_text("never once handed over directly", timeout=WAIT)
    pair = named.first.get_by_role("button").first
    name = await pair.inner_text()
    await pair.press("Enter")
    await expect(page).to_have_url(re.compile(r"\?by=units&from=[^&]+&to=[^&]+$"))
    cell = page.locator("#cell")
    await expect(cell).to_be_focused()
    await expect(cell.get_by_role("heading")).to_have_text(name.replace(" – ", " → "))
    await expect(cell).to_contain_text("No handover from the one to the other is shown.")
    assert await shown.axe() == []
    await cell.get_by_role("button", name="What if this link opened?").press("Enter")
    await expect(page.get_by_role("heading", name="What if?")).to_be_focused()
    await expect(page).to_have_url(re.compile("&whatif=open&one="))
    said = page.locator(".what-if").get_by_role("status")
    await expect(said).to_contain_text(re.compile("went around between"))


async def test_splits_and_whole_lists_stand_in_the_address(window: OpenWindow) -> None:
    shown = await window(person=MANAGER)
    await shown.go("/network?by=units&figure=load")
    page = shown.page
    split = page.get_by_role("button", name="By silo", exact=True)
    await split.press("Enter", timeout=WAIT)
    await expect(page).to_have_url(re.compile("&split=SILO$"))
    whole = page.get_by_role("button", name=re.compile(r"^Show all \d+ units$"))
    if await whole.count():
        await whole.press("Enter")
        await expect(page).to_have_url(re.compile("&all=map$"))
    await page.reload()
    await expect(split).to_have_attribute("aria-pressed", "true", timeout=WAIT)
    await expect(whole).to_have_count(0)
    figure = page.locator("section").filter(has=split).last
    file = figure.get_by_role("link", name="CSV", include_hidden=True)
    await expect(file).to_have_attribute("href", re.compile("/load.csv.*by=SILO"))


@pytest.mark.parametrize(("width", "first"), [(390, "table"), (1280, "picture")])
async def test_the_table_is_first_on_a_narrow_screen_for_the_tab_key_too(
    width: int, first: str, window: OpenWindow
) -> None:
    shown = await window(person=MANAGER, width=width)
    await shown.go("/network?by=silos")
    page = shown.page
    await expect(page.locator(".matrix")).to_be_visible(timeout=WAIT)
    await expect(page.locator(".map-words table")).to_be_visible(timeout=WAIT)
    order = """([picture, table]) => {
      const [one, other] = [picture, table].map((name) => document.querySelector(name));
      const after = one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
      return after ? 'picture' : 'table';
    }"""
    assert await page.evaluate(order, [".matrix", ".flows"]) == first
    assert await page.evaluate(order, [".map-files", ".map-words"]) == first
    assert await shown.axe() == []
    assert await shown.overflow() == 0
