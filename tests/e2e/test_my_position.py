"""One's own position on the evidence page, and being left out by keyboard."""

from __future__ import annotations

from playwright.async_api import expect

from tests.e2e.conftest import OpenWindow
from tests.e2e.test_pages import somebody_with_evidence


async def test_an_expert_sees_their_position_and_is_left_out_and_in_again(
    window: OpenWindow,
) -> None:
    mine = await window(person=await somebody_with_evidence(window), width=360)
    await mine.go("/evidence")
    page = mine.page
    section = page.get_by_role("region", name="My position in the network")
    leave = section.get_by_role("button", name="Leave me out")
    await expect(leave).to_be_visible(timeout=90_000)
    assert await mine.axe() == []
    assert await mine.overflow() == 0
    await leave.focus()
    await mine.press("Enter")
    await expect(section.get_by_role("status")).to_contain_text("You are left out")
    await expect(section.locator("dl")).to_have_count(0)
    again = section.get_by_role("button", name="Count me in again")
    await again.focus()
    await mine.press("Enter")
    await expect(leave).to_be_visible()
    await expect(section.get_by_role("status")).to_have_count(0)
