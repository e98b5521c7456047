"""The page Network by keyboard: from the matrix to a cell, to a proposal, to a mini-network."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from playwright.async_api import Locator, Page, expect

from tests.e2e.conftest import OpenWindow

MANAGER = "paivi-salonen"
WAIT = 90_000


async def test_from_a_cell_to_a_proposal_to_a_mini_network(window: OpenWindow) -> None:
    shown = await window(person=MANAGER)
    await shown.go("/network?by=silos")
    page = shown.page
    matrix = page.get_by_role("table", name="Handovers from the unit")
    await expect(matrix).to_be_visible(timeout=WAIT)
    await cell_of(page, "Customer service to Benefit handling").focus()
    await page.keyboard.press("ArrowLeft")
    await expect(cell_of(page, "Customer service to Customer service")).to_be_focused()
    await page.keyboard.press("ArrowRight")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="Customer service → Benefit")).to_be_visible()
    await expect(page).to_have_url(re.compile(r"by=silos&from=service&to=benefits$"))
    assert await shown.axe() == []

    # the address holds the whole state, and everything below is about those two
    await page.reload()
    draft = page.get_by_role("link", name="Draft a mini-network:").first
    await expect(draft).to_be_visible(timeout=WAIT)
    await expect(page.get_by_role("heading", name="Customer service → Benefit")).to_be_visible()
    pair = (await draft.inner_text()).removeprefix("Draft a mini-network: ")
    await draft.focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("textbox", name="English")).to_have_value(pair)
    await expect(page.get_by_role("button", name=re.compile("^Remove "))).not_to_have_count(0)
    assert await shown.axe() == []
    await page.get_by_role("button", name="Make it").focus()
    await page.keyboard.press("Enter")
    await expect(page).to_have_url(re.compile(r"/mininetworks/(?!new)"))
    await expect(page.get_by_role("heading", level=1)).to_have_text(pair)


@pytest.mark.parametrize(
    ("language", "scheme", "width", "level"),
    [
        ("FI", "light", 1280, "Yksiköittäin"),
        ("SV", "dark", 1280, "Per enhet"),
        ("EN", "dark", 360, "Units"),
    ],
)
async def test_units_are_shown_in_every_language_and_width(
    language: Literal["FI", "SV", "EN"],
    scheme: Literal["light", "dark"],
    width: int,
    level: str,
    window: OpenWindow,
) -> None:
    shown = await window(person=MANAGER, language=language, scheme=scheme, width=width)
    await shown.go("/network")
    page = shown.page
    await page.get_by_role("button", name=level, exact=True).click(timeout=WAIT)
    await expect(page).to_have_url(re.compile("by=units"))
    await expect(page.locator(".matrix tbody tr").nth(5)).to_be_visible()
    assert await shown.axe() == []
    assert await shown.overflow() == 0


def cell_of(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=re.compile(f"^{name}: "))
