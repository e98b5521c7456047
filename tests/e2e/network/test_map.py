"""The map of the network by keyboard: time, a unit, its links, and the pictures for print."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import Playwright, expect

from tests.e2e.conftest import FLAGS, OpenWindow, chromium
from tests.e2e.windows import Window, open_window

MANAGER = "paivi-salonen"
WAIT = 90_000


async def shown(window: Window, path: str = "/network") -> None:
    await window.go(path)
    await expect(window.page.locator("[data-drawn]")).to_be_visible(timeout=WAIT)


async def test_the_map_by_keyboard_and_the_address_that_holds_it(window: OpenWindow) -> None:
    manager = await window(person=MANAGER)
    await shown(manager)
    page = manager.page
    time = page.get_by_role("slider", name="Time")
    await expect(time).to_have_attribute("aria-valuetext", "The whole period")
    await time.focus()
    await page.keyboard.press("ArrowRight")
    await expect(time).to_have_attribute("aria-valuetext", re.compile(r"\d{4} – "))
    await expect(page).to_have_url(re.compile(r"months=\d+$"))
    table = page.get_by_role("region", name="Map", exact=False).get_by_role("table")
    unit = table.get_by_role("button").first
    name = await unit.inner_text()
    await unit.focus()
    await page.keyboard.press("Enter")
    opened = page.get_by_role("group", name=name)
    await expect(opened).to_be_visible()
    await expect(page).to_have_url(re.compile(r"months=\d+&by=units&unit="))
    assert await manager.axe() == []

    # the address holds the time and the unit
    span = await time.get_attribute("aria-valuetext")
    await page.reload()
    await expect(opened).to_be_visible(timeout=WAIT)
    await expect(time).to_have_attribute("aria-valuetext", span or "")
    close = opened.get_by_role("button", name="Close")
    await close.focus()
    await page.keyboard.press("Enter")
    await expect(opened).to_have_count(0)


async def test_the_pictures_for_print_are_pictures(window: OpenWindow, tmp_path: Path) -> None:
    manager = await window(person=MANAGER)
    await shown(manager)
    page = manager.page
    found = {}
    for kind in ("SVG", "PNG"):
        button = page.locator(".map-files").get_by_role("button", name=kind)
        await button.focus()
        async with page.expect_download() as download:
            await page.keyboard.press("Enter")
        file = await download.value
        path = tmp_path / file.suggested_filename
        await file.save_as(path)
        found[path.name] = path.read_bytes()
    assert sorted(found) == ["map-all.png", "map-all.svg"]
    assert found["map-all.svg"].startswith(b"<svg xmlns=")
    assert found["map-all.png"].startswith(b"\x89PNG")
    # three points a pixel of 1100: the width in the header of the file
    assert int.from_bytes(found["map-all.png"][16:20], "big") == 3300


@pytest.mark.parametrize(
    ("language", "scheme", "width"),
    [("FI", "light", 1280), ("SV", "dark", 1280), ("EN", "dark", 360)],
)
async def test_the_map_in_every_language_and_width(
    language: Literal["FI", "SV", "EN"],
    scheme: Literal["light", "dark"],
    width: int,
    window: OpenWindow,
) -> None:
    manager = await window(person=MANAGER, language=language, scheme=scheme, width=width)
    await shown(manager)
    assert await manager.axe() == []
    assert await manager.overflow() == 0


async def test_the_map_can_be_moved_where_there_is_webgl(window: OpenWindow) -> None:
    manager = await window(person=MANAGER)
    await shown(manager)
    page = manager.page
    drawn = page.locator("[data-drawn=webgl]")
    await expect(drawn.locator("canvas").first).to_be_visible()
    for name in ("Closer", "Further away", "Whole map"):
        await page.get_by_role("button", name=name).focus()
        await page.keyboard.press("Enter")


async def test_the_map_is_a_still_picture_where_there_is_no_webgl(
    playwright: Playwright, service: str
) -> None:
    browser = await playwright.chromium.launch(
        executable_path=chromium(), args=[*FLAGS, "--disable-3d-apis"]
    )
    manager = await open_window(browser, service, person=MANAGER)
    await shown(manager)
    page = manager.page
    await expect(page.locator("img[data-drawn=still]")).to_be_visible()
    await expect(page.get_by_text("here is a still picture of it")).to_be_visible()
    assert await manager.axe() == []
    assert (manager.errors, manager.foreign) == ([], [])
    await browser.close()


async def test_an_opened_unit_names_its_people_in_order_without_figures(
    window: OpenWindow,
) -> None:
    manager = await window(person=MANAGER)
    await shown(manager, "/network?unit=service-helsinki")
    opened = manager.page.get_by_role("group", name="Helsinki contact centre")
    people = opened.get_by_text(re.compile(r"^People: \d+$"))
    count = int((await people.inner_text()).removeprefix("People: "))
    await people.press("Enter")
    listed = opened.get_by_role("list", name="People of Helsinki contact centre, by name")
    await expect(listed.get_by_role("link")).to_have_count(count)
    names = await listed.get_by_role("link").all_inner_texts()
    assert count >= 5
    assert names == sorted(names)
    assert await manager.axe() == []
