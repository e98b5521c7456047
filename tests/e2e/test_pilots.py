"""A pilot lead plans a pilot by keyboard, is told that it can't be decided, and seals it."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from tests.e2e.conftest import OpenWindow
from tests.e2e.windows import Window

LEAD = "eeva-karjalainen"
NEXT = "Tallenna ja jatka"


async def pick(page: Page, label: str, typed: str) -> None:
    """Searches a field by its label and takes the first that is found, by keyboard."""
    await page.get_by_role("combobox", name=label).focus()
    await page.keyboard.type(typed)
    await expect(page.get_by_role("option").first).to_be_visible()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("option")).to_have_count(0)


async def go_on(shown: Window, step: int, name: str) -> None:
    """Enter in the last button of the step; the next step has the focus."""
    await shown.page.get_by_role("button", name=NEXT).focus()
    await shown.press("Enter")
    heading = shown.page.get_by_role("heading", name=f"Vaihe {step}/6: {name}")
    await expect(heading).to_be_focused()
    assert await shown.axe() == []


async def test_from_a_question_to_a_sealed_plan_by_keyboard(window: OpenWindow) -> None:
    shown = await window(person=LEAD, language="FI")
    page = shown.page
    await shown.go("/pilots")
    await page.get_by_role("link", name="Suunnittele kokeilu").focus()
    await shown.press("Enter")
    await page.get_by_label("Kokeilun nimi").focus()
    await page.keyboard.type("Kaksi kahta vastaan")
    await shown.press("Tab")
    await page.keyboard.type("Ratkeaako useampi asia kerralla?")
    await shown.press("Tab")
    await page.keyboard.type("Oulu ja Vaasa tuovat asiat verkostoon.")
    await go_on(shown, 2, "Yksiköt")
    for unit in ("Oulun yh", "Vaasan yh"):
        await pick(page, "Yksiköt, jotka kokeilevat", unit)
    await page.get_by_role("button", name="Ehdota samankaltaisia").focus()
    await shown.press("Enter")
    table = page.get_by_role("table", name="Miten samanlaisia")
    await expect(table.get_by_role("row")).to_have_count(9)
    compared = page.get_by_role("list", name="Yksiköt, joihin verrataan")
    await expect(compared.get_by_role("listitem")).to_have_count(3)
    await compared.get_by_role("button").last.focus()
    await shown.press("Enter")
    await expect(compared.get_by_role("listitem")).to_have_count(2)
    await go_on(shown, 3, "Aika")
    await expect(page.get_by_text("Tarkastelut ")).to_be_visible()
    await go_on(shown, 4, "Tavoite ja rajat")
    await page.get_by_label("Pienin tavoiteltava vaikutus").fill("4,5")
    await go_on(shown, 5, "Ihmiset")
    await page.get_by_label("Rooli: palveluasiantuntija").fill("Soitat verkostolle.")
    await go_on(shown, 6, "Tarkista ja lukitse")
    await expect(page.get_by_text("Ei ratkaistavissa: kun kokeiluyksiköitä on 2")).to_be_visible(
        timeout=90_000
    )
    assert await shown.axe() == []
    assert await shown.overflow() == 0

    # the draft is kept with all that was typed
    await page.reload()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Kaksi kahta vastaan")
    sealing = page.get_by_role("button", name="Lukitse, vaikka se ei ratkea")
    await sealing.focus(timeout=90_000)
    await shown.press("Enter")
    await expect(page.get_by_text("Suunnitelma on lukittu. Kokeilu alkaa")).to_be_visible(
        timeout=60_000
    )
    await expect(page.get_by_text("4,5 %-yks.")).to_be_visible()
    await expect(page.get_by_role("row", name="ei näytetä ennen päiväänsä")).to_have_count(3)
    assert await shown.axe() == []


@pytest.mark.parametrize("width", [320, 1280])
async def test_the_first_step_fits(window: OpenWindow, width: int) -> None:
    shown = await window(person=LEAD, width=width)
    await shown.go("/pilots/new")
    await expect(shown.page.get_by_role("heading", name="Step 1 of 6")).to_be_focused()
    assert await shown.overflow() == 0
    assert await shown.axe() == []
