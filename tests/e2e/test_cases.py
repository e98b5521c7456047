"""The list of cases, by keyboard alone."""

from __future__ import annotations

from playwright.async_api import expect

from tests.e2e.conftest import OpenWindow


async def test_cases_by_keyboard(window: OpenWindow) -> None:
    shown = await window(person="aino-virtanen")
    await shown.go("/cases?show=ALL")
    page = shown.page
    rows = page.locator("[data-row]")
    await expect(rows).to_have_count(25)
    first = await rows.first.inner_text()
    await page.get_by_role("button", name="Show more").click()
    await expect(rows).to_have_count(50)
    assert len(set(await rows.all_inner_texts())) == 50
    await page.locator("h1").click()
    await shown.press("j", "j", "k")
    await expect(rows.first).to_be_focused()
    await shown.press("/")
    await expect(page.get_by_role("searchbox")).to_be_focused()
    await page.keyboard.type(first.lower())
    await expect(rows).to_have_count(1)
    assert await shown.axe() == []
    await shown.press("Enter", "Enter")
    await expect(page.get_by_text(first)).to_be_visible()
    assert "/cases/" in page.url
    assert first.lower() not in page.url
