"""An expert contests a line, an administrator decides, and both see it."""

from __future__ import annotations

from playwright.async_api import expect

from tests.e2e.conftest import OpenWindow
from tests.e2e.test_pages import somebody_with_evidence


async def test_a_line_is_contested_and_decided_with_reasons(window: OpenWindow) -> None:
    asked = await window()
    expert = await somebody_with_evidence(window)
    administrator = (await asked.people("", "ADMINISTRATOR"))[0]
    mine = await window(person=expert)
    await mine.go("/evidence")
    page = mine.page
    line = page.locator(".evidence-line").first
    await expect(line).to_be_visible()
    name = await line.get_by_role("heading").inner_text()

    # by keyboard alone
    await line.get_by_role("button", name="This is wrong").focus()
    await mine.press("Enter")
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_role("heading", name=name)).to_be_visible()
    await page.wait_for_timeout(250)
    assert await mine.axe() == []
    await dialog.get_by_role("button", name="Ask for a correction").click()
    await expect(dialog.get_by_text("Say why.")).to_be_visible()
    await dialog.get_by_label("Why?").fill("These were clearing-up days, not my work.")
    await dialog.get_by_role("button", name="Ask for a correction").click()
    await expect(page.get_by_text("Sent. You see the decision here.")).to_be_visible()
    await expect(page.get_by_role("heading", name="Corrections you asked for")).to_be_visible()

    decides = await window(person=administrator["id"], language="FI")
    await decides.go("/evidence")
    request = decides.page.locator(".evidence-line").first
    person = (await mine.ask("{me{expert{name}}}"))["me"]["expert"]["name"]
    await expect(request).to_contain_text(person)
    assert await decides.axe() == []
    await request.get_by_label("Perustelusi").fill("Totta, korjataan.")
    await request.get_by_role("button", name="Korjaa luvut").click()
    await expect(decides.page.get_by_text("Korjattu.")).to_be_visible()
    await expect(decides.page.get_by_text("Mikään ei odota sinua.")).to_be_visible()

    await page.reload()
    await expect(page.get_by_text("Totta, korjataan.")).to_be_visible()
    headings = await page.locator("#mine ~ ul").first.get_by_role("heading").all_inner_texts()
    assert name not in headings
