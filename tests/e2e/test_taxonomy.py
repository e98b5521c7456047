"""An administrator adds an issue type, words and parts, and takes it out of use."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.async_api import expect

from tests.e2e.conftest import OpenWindow
from tests.e2e.windows import Window


async def opened(window: OpenWindow, **options: object) -> Window:
    administrator = (await (await window()).people("", "ADMINISTRATOR"))[0]
    shown: Window = await window(person=administrator["id"], **options)
    await shown.go("/taxonomy")
    await expect(shown.page.locator(".areas a").first).to_be_visible()
    await expect(shown.page.locator("#gaps")).to_be_visible()
    return shown


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing_and_it_fits(
    scheme: Literal["light", "dark"], window: OpenWindow
) -> None:
    shown = await opened(window, scheme=scheme)
    assert await shown.axe() == []
    await shown.page.locator(".areas a").first.click()
    await expect(shown.page.get_by_role("button", name="Save")).to_be_visible()
    assert await shown.axe() == []
    await shown.page.set_viewport_size({"width": 320, "height": 640})
    assert await shown.overflow() == 0


async def test_a_type_is_added_split_and_taken_out_of_use(window: OpenWindow) -> None:
    shown = await opened(window)
    page = shown.page
    await page.get_by_role("link", name="Add an issue type").click()
    for language, name in (("Finnish", "Lomaraha"), ("Swedish", "Semester"), ("English", "Leave")):
        group = page.get_by_role("group", name=language)
        await group.get_by_label("Name").fill(name)
    await page.get_by_role("group", name="English").get_by_label("Synonyms").fill("holiday pay")
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_role("heading", level=1, name="Leave")).to_be_visible()

    await page.get_by_text("Split into parts").click()
    for number, names in ((1, ("Loma", "Ledighet", "Days off")), (2, ("Raha", "Pengar", "Pay"))):
        part = page.get_by_role("group", name=f"Part {number}")
        for field, name in zip(("fi", "sv", "en"), names, strict=True):
            await part.get_by_label(f"Name ({field})").fill(name)
    await page.get_by_role("button", name="Split", exact=True).click()
    await expect(page.get_by_role("link", name="Days off")).to_be_visible()

    await page.get_by_role("button", name="Take out of use").click()
    await expect(page.get_by_role("alert")).to_contain_text("2 narrower issue types")
    await page.get_by_role("link", name="Days off").click()
    await expect(page.get_by_role("heading", level=1, name="Days off")).to_be_visible()
    await page.get_by_role("button", name="Take out of use").click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("out of use")
