"""The page Network: from a missing link onwards, states that stand in the address, and order."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from tests.e2e.conftest import OpenWindow

MANAGER = "paivi-salonen"
SILO = "Benefit handling"
UNITS = "{ units(first: 100) { edges { node { name { en } silo { name { en } } } } } }"
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


async def test_a_unit_of_the_map_and_a_loop_narrow_every_view(window: OpenWindow) -> None:
    shown = await window(person=MANAGER)
    await shown.go("/network?by=silos")
    page = shown.page
    cell = page.locator("#cell")
    loops = page.locator("section").filter(has=page.locator("h2#loops"))
    proposals = page.locator("section").filter(has=page.locator("h2#proposals"))
    flows = page.locator(".flows tbody th")

    await page.get_by_role("button", name="Show its cell").press("Enter", timeout=WAIT)
    await expect(cell).to_be_focused()
    await expect(page).to_have_url(re.compile(r"by=units&from=[^&]+&to=[^&]+$"))

    name = f"{SILO}: small units together"
    unit = page.locator(".map-words table").get_by_role("button", name=name)
    await unit.press("Enter")
    await expect(page).to_have_url(re.compile(r"\?by=units&unit=benefits\*$"))
    await expect(cell.get_by_role("heading")).to_have_text(name)
    await expect(cell).to_contain_text("Every view is about this unit.")
    assert await flows.count() > 1
    for text in await flows.all_inner_texts():
        assert name in text
    # the small units among them are told where more people stand behind them
    units = [edge["node"] for edge in (await shown.ask(UNITS))["units"]["edges"]]
    names = [one["name"]["en"] for one in units if one["silo"]["name"]["en"] == SILO]
    assert 1 < len(names) < len(units)
    for named in (loops.locator("tbody th"), proposals.locator("h3")):
        for text in await named.all_inner_texts():
            assert any(one in text for one in names), text
    # one row and one column of the matrix
    size = await page.locator(".matrix tbody tr").count()
    assert await page.locator(".matrix .marked").count() == 2 * size - 1
    assert await shown.axe() == []

    await cell.get_by_role("button", name="Show everything again").press("Enter")
    await loops.get_by_role("button").first.press("Enter")
    await expect(cell).to_be_focused()
    await expect(page).to_have_url(re.compile(r"\?by=units&loop=[^&]+$"))
    await expect(cell).to_contain_text("times round")
    way = await cell.get_by_role("heading").inner_text()
    there, back = (name.strip() for name in way.split("→")[:2])
    for text in await proposals.locator("h3").all_inner_texts():
        assert there in text
        assert back in text
    await page.reload()
    pressed = loops.get_by_role("button", pressed=True)
    await expect(pressed).to_have_text(way, timeout=WAIT)
    assert await shown.axe() == []
    await cell.get_by_role("button", name="Show everything again").press("Enter")
    await expect(page).to_have_url(re.compile(r"\?by=units$"))
    await expect(page.locator(".matrix .marked")).to_have_count(0)


async def test_who_opens_up_where_nobody_can_be_told_apart(window: OpenWindow) -> None:
    shown = await window(person=MANAGER)
    await shown.go("/network?apart=units")
    page = shown.page
    level = page.get_by_role("group", name="Handed over from")
    # few people in few cases: they come together, and one row would say again what stands above
    together = page.get_by_text("No silo or unit can be told apart here")
    await expect(together).to_be_visible(timeout=WAIT)
    await expect(page.get_by_role("region", name="Handed over from")).to_have_count(0)
    assert await shown.axe() == []
    await level.get_by_role("button", name="Silos").press("Enter")
    await expect(page).to_have_url(re.compile("/network$"))
    await expect(together).to_be_visible()


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
