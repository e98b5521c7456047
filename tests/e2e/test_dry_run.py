"""A manager reads the last dry run: the answer first, then what proves it, in three languages."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.e2e.conftest import OpenWindow

WORDS = {
    "EN": ("Dry run", "How often the suggestion was right", "On the same cases its first place"),
    "FI": ("Koeajo", "Kuinka usein ehdotus oli oikea", "Samoissa asioissa sen ensimmäinen"),
    "SV": ("Provkörning", "Hur ofta förslaget var rätt", "I samma ärenden hade dess första"),
}


@pytest.mark.parametrize("language", ["EN", "FI", "SV"])
async def test_the_answer_stands_first_and_the_table_says_what_the_picture_does(
    language: str, window: OpenWindow
) -> None:
    manager = (await (await window()).people("", "MANAGER"))[0]["id"]
    scheme = "dark" if language == "FI" else "light"
    shown = await window(person=manager, language=language, scheme=scheme)
    page = shown.page
    title, rates, pairs = WORDS[language]
    await shown.go("/network")
    await page.get_by_role("navigation").get_by_role("link", name=title).click()

    await expect(page.get_by_role("heading", level=1)).to_contain_text("%")
    await expect(page.get_by_role("heading", name=rates)).to_be_visible()
    await expect(page.get_by_text(pairs)).to_be_visible()
    picture = page.locator("svg.dryrun-diagram")
    await expect(picture).to_be_visible()
    points = await picture.locator("circle").count()
    rows = page.locator(".dryrun-sureness tbody tr")
    assert points == await rows.count() > 1
    assert await shown.axe() == []


async def test_it_fits_a_narrow_window(window: OpenWindow) -> None:
    manager = (await (await window()).people("", "MANAGER"))[0]["id"]
    shown = await window(person=manager, width=320, height=640)
    await shown.go("/dryrun")
    await expect(shown.page.locator("svg.dryrun-diagram")).to_be_visible()
    wide = await shown.page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert wide == 0
    assert await shown.axe() == []


async def test_agents_are_told_whose_page_it_is(window: OpenWindow) -> None:
    shown = await window(person="aino-virtanen")
    await shown.go("/dryrun")
    await expect(shown.page.get_by_text("pilot lead")).to_be_visible()
    await expect(shown.page.locator("svg.dryrun-diagram")).to_have_count(0)
