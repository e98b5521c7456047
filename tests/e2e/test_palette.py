"""Ctrl K finds people, units, issue types, mini-networks, cases and pages, by keyboard alone."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.e2e.conftest import OpenWindow
from tests.e2e.windows import Window

AGENT = "aino-virtanen"
ONE_CASE = "{cases(filter:ALL,first:1){edges{node{number}}}}"


async def choose(window: Window, typed: str, group: str, entry: str) -> None:
    """Types, goes down to the entry of that group by the arrows and presses Enter."""
    page = window.page
    await expect(page.get_by_role("heading", level=1)).to_be_attached()
    await window.press("Control+k")
    field = page.get_by_role("dialog").get_by_role("combobox")
    await expect(field).to_be_focused()
    await page.keyboard.type(typed)
    wanted = page.get_by_role("group", name=group).get_by_role("option").filter(has_text=entry)
    await expect(wanted.first).to_be_visible()
    await expect(page.get_by_role("listbox", name="Find anything")).to_have_attribute(
        "aria-busy", "false"
    )
    for _ in range(40):
        # a kind that arrives later moves the places of those below
        if await wanted.first.get_attribute("aria-selected") == "true":
            break
        await window.press("ArrowDown")
    await expect(wanted.first).to_have_attribute("aria-selected", "true")
    await window.press("Enter")
    await expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize(
    ("typed", "group", "entry", "path"),
    [
        ("Maija", "People", "Maija", "/people/"),
        ("family", "Units", "Family", "/units/"),
        ("network", "Mini-networks", "network", "/mininetworks/"),
        ("availability", "Pages", "availability", "/availability"),
    ],
)
async def test_what_is_found_opens(
    typed: str, group: str, entry: str, path: str, window: OpenWindow
) -> None:
    shown = await window(person=AGENT)
    await shown.go("/cases")
    await choose(shown, typed, group, entry)
    await shown.page.wait_for_url(f"**{path}*")
    await expect(shown.page.get_by_role("heading", level=1)).to_contain_text(entry)


async def test_a_case_opens_by_its_number_and_a_type_goes_to_the_desk(window: OpenWindow) -> None:
    shown = await window(person=AGENT)
    page = shown.page
    await shown.go("/cases")
    number = (await shown.ask(ONE_CASE))["cases"]["edges"][0]["node"]["number"]
    await choose(shown, number, "Cases", number)
    await page.wait_for_url("**/cases/*")
    await expect(page.get_by_text(number)).to_be_visible()
    await choose(shown, "pension", "Issue types", "ension")
    await expect(page.locator("#matter")).to_be_focused()
    await expect(page.locator(".matter-line")).to_contain_text("chosen by you")
    await shown.press("Control+k")
    await expect(page.get_by_role("dialog").get_by_role("combobox")).to_be_focused()
    await page.keyboard.type("zzzzqq")
    await expect(page.get_by_role("dialog")).to_contain_text("Nothing")
    await shown.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
