"""A pilot lead takes the last look, decides and prints by keyboard; the board reads by a link.

A plan is sealed before it starts and looked at on days that were planned, so no browser can live
through both: `test_pilots.py` seals one, and here one that the services led on past days is due.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator

import pytest
from playwright.async_api import Browser, Page, expect

from tests.e2e.conftest import OpenWindow
from tests.e2e.pilot_house import LEAD, PilotHouse, start_house
from tests.e2e.windows import Window, open_window
from tests.serving import Serving


@pytest.fixture(scope="module")
def pilot_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PilotHouse]:
    """E2E_PILOTS names one that runs already: its address and the pilot."""
    if running := os.environ.get("E2E_PILOTS"):
        yield PilotHouse(*running.split())
        return
    patience = {"NETSVC_READ_DEADLINE": "30", "NETSVC_WRITE_DEADLINE": "30"}
    serving = Serving(tmp_path_factory.mktemp("pilots") / "data", environ=patience)
    try:
        yield PilotHouse(serving.url, start_house(serving))
    finally:
        serving.stop()


@pytest.fixture
async def at_house(browser: Browser, pilot_house: PilotHouse) -> AsyncIterator[OpenWindow]:
    opened: list[Window] = []

    async def open_(**options: object) -> Window:
        opened.append(await open_window(browser, pilot_house.url, **options))  # type: ignore[arg-type]  # passed on
        return opened[-1]

    yield open_
    for one in opened:
        await one.page.context.close()
    for one in opened:
        assert one.errors == []
        assert one.foreign == []


async def picture(page: Page, name: str) -> None:
    """Only for whoever looks at them."""
    if folder := os.environ.get("PICTURES"):
        await page.screenshot(path=f"{folder}/{name}.png", full_page=True)


async def test_the_pulse_is_answered_by_keyboard(at_house: OpenWindow) -> None:
    agent = await at_house(person="t1-p0", language="SV", width=320)
    page = agent.page
    await agent.go("/pilots/mine")
    form = page.get_by_role("form", name="Puls: Hemmen i nätverk")
    await expect(form).to_be_visible()
    assert await agent.axe() == []
    assert await agent.overflow() == 0
    await picture(page, "pulse-320")
    await form.get_by_role("button").press("Enter")
    await expect(form.get_by_role("alert")).to_have_text("Svara på alla tre.")
    for question in ("tydliga", "verktyg", "påverka"):
        group = form.get_by_role("group", name=question)
        await group.get_by_label("3").focus()
        await agent.press("Space", "ArrowRight")
        await expect(group.get_by_label("4")).to_be_checked()
    await form.get_by_role("button").press("Enter")
    await expect(page.get_by_text("Tack. Nästa frågor")).to_be_visible()
    assert await agent.axe() == []
    await page.reload()
    await expect(page.get_by_role("heading", name="Hemmen i nätverk")).to_be_visible()
    await expect(form).to_have_count(0)


async def make_standard(page: Page) -> None:
    """The agreement of the network's page becomes the standard, by keyboard."""
    await page.get_by_role("button", name="Make it the standard").press("Enter")
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_role("combobox", name="Owner")).to_have_value("Pia Palo")
    await dialog.get_by_role("button", name="Make it the standard").press("Enter")
    await expect(page.get_by_text("Version 1 is the standard. Owner: Pia Palo.")).to_be_visible()


async def test_from_a_mini_network_to_a_look_to_a_verdict_to_paper(
    pilot_house: PilotHouse, at_house: OpenWindow
) -> None:
    lead = await at_house(person=LEAD, language="EN")
    page = lead.page
    await lead.go("/mininetworks")
    await page.get_by_role("link", name="Homes").press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Homes")
    assert await lead.axe() == []
    await page.get_by_role("link", name="Homes in the network").press("Enter")
    await expect(page.get_by_text("Look 3 is due.")).to_be_visible()
    assert await lead.axe() == []

    await page.get_by_role("button", name="Take look 3").press("Enter")
    await expect(page.get_by_role("status").filter(has_text="The look is taken.")).to_be_visible()
    effect = page.get_by_role("region", name="The effect, against what was worth having")
    await expect(effect.locator("tbody tr")).to_have_count(3)
    assert await lead.axe() == []

    await page.get_by_role("button", name="End the pilot").press("Enter")
    await expect(page.get_by_role("dialog")).to_be_visible()
    await page.get_by_role("dialog").get_by_role("button", name="End the pilot").press("Enter")
    await page.get_by_role("button", name="Record the decision").press("Enter")
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_role("combobox")).to_have_value("Scale (the rule)")
    assert await lead.axe() == []
    await dialog.get_by_role("button", name="Record the decision").press("Enter")
    await expect(page.get_by_text("Decided: Scale. Pia Palo")).to_be_visible()
    assert await lead.axe() == []
    await picture(page, "pilot-decided")

    await expect(
        page.get_by_role("region", name="Which units next?").locator("tbody tr")
    ).to_have_count(5)
    await page.get_by_role("region", name="Which units next?").get_by_role("link").press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Homes")
    await make_standard(page)
    assert await lead.axe() == []
    await picture(page, "network-standard")
    await page.go_back()
    await expect(page.get_by_text("Decided: Scale. Pia Palo")).to_be_visible()

    await page.emulate_media(media="print", color_scheme="light")
    await expect(page.get_by_role("navigation").first).not_to_be_visible()
    for name in ("Print or save as PDF", "Make a link"):
        await expect(page.get_by_role("button", name=name)).not_to_be_visible()
    await expect(page.get_by_text("Decided: Scale. Pia Palo")).to_be_visible()
    await expect(effect).to_be_visible()
    assert await lead.axe() == []
    await picture(page, "pilot-print")
    paper = await page.pdf(format="A4")
    assert paper.startswith(b"%PDF-")
    assert 1 <= paper.count(b"/Type /Page\n") <= 6


async def test_a_link_opens_one_pilot_without_signing_in(
    pilot_house: PilotHouse, at_house: OpenWindow
) -> None:
    lead = await at_house(person=LEAD, language="EN")
    await lead.go(f"/pilots/{pilot_house.pilot}")
    section = lead.page.get_by_role("region", name="A link for the board")
    await section.get_by_label("Days").fill("7")
    await section.get_by_role("button", name="Make a link").press("Enter")
    address = section.get_by_role("textbox", name="Good until")
    await expect(address).to_have_count(1)
    url = await address.input_value()
    await section.get_by_role("button", name="Copy the link").press("Enter")
    await expect(section.get_by_role("status")).not_to_have_text("The link is made.")
    assert await lead.axe() == []
    await picture(lead.page, "pilot-share")

    for language, width, says in (("FI", 320, "Luet tätä kokeilua"), ("SV", 1280, "Du läser")):
        board = await at_house(language=language, width=width)
        await board.page.goto(url)
        await expect(board.page.get_by_text(says)).to_be_visible()
        await expect(board.page.get_by_role("heading", level=1)).not_to_have_text("")
        assert await board.page.get_by_role("link").count() == 0
        assert await board.axe() == []
        assert await board.overflow() == 0
        await picture(board.page, f"pilot-shared-{width}")
    assert (await board.page.request.get(f"{board.address}/auth/session")).ok
    refused = await board.page.request.post(
        f"{board.address}/graphql", data={"query": "{ experiments { id } }"}
    )
    assert (await refused.json())["errors"][0]["extensions"]["code"] == "NOT_SIGNED_IN"

    await section.get_by_role("button", name="Withdraw").press("Enter")
    await expect(section.get_by_role("status")).to_contain_text("withdrawn")
    await expect(address).to_have_count(0)
    await board.page.reload()
    await expect(board.page.get_by_role("heading", level=1)).to_have_text("Länken har dragits in")
    await board.page.goto(url[:-3] + "abc")
    await expect(board.page.get_by_role("heading", level=1)).to_have_text("Länken är okänd")
    assert await board.axe() == []
    board.errors.clear()  # the browser says 410 and 404 itself


@pytest.mark.parametrize("width", [1280, 360])
async def test_a_network_with_one_receiver_says_so_and_shows_what_it_may(
    width: int, at_house: OpenWindow
) -> None:
    lead = await at_house(person=LEAD, width=width)
    page = lead.page
    await lead.go("/network")
    flows = page.locator("section").filter(has=page.locator("h2#flows"))
    await expect(flows).to_contain_text("fewer than five people stand behind the handovers")
    await expect(flows.locator("table")).to_have_count(0)
    # that each hangs on one person is no figure
    await expect(page.get_by_text("joined by one person only")).to_have_count(5)
    assert await lead.axe() == []
    assert await lead.overflow() == 0
    await page.get_by_role("button", name="A unit is gone").press("Enter")
    await expect(page.locator(".what-if").get_by_role("status")).to_be_visible()
    assert await lead.axe() == []
