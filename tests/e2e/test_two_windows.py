"""Agent in Finnish, expert in Swedish, from words to resolved; the agent by keyboard alone."""

from __future__ import annotations

import secrets

from playwright.async_api import Locator, expect

from tests.e2e.conftest import OpenWindow
from tests.e2e.people import People, people_of
from tests.e2e.windows import Window

MATTER = "asumistuen maksu jäi tulematta kun muutin"


async def sign_in_by_keyboard(window: Window) -> None:
    await window.go("/")
    await expect(window.page.get_by_role("combobox")).to_be_focused()
    await window.page.keyboard.type("Aino Virtanen")
    await expect(window.page.get_by_role("option")).to_have_count(1)
    await window.press("Enter")
    await expect(window.page.locator("#matter")).to_be_focused()


async def find(window: Window, matter: str = MATTER) -> None:
    await expect(window.page.locator("#matter")).to_be_focused()
    await window.page.keyboard.type(matter)
    await window.page.locator(f"[data-words='{matter}']").wait_for()


async def choose_free(window: Window) -> str:
    """Moves to the first free person by the arrows and returns their name."""
    options = window.page.locator("#experts").get_by_role("option")
    for index in range(await options.count()):
        await window.press("ArrowDown")
        option = options.nth(index)
        await expect(option).to_have_attribute("aria-selected", "true")
        network = await option.locator(".network-line").count()
        if not network and await option.locator(".mark-free").count():
            return await option.locator(".expert-name").inner_text()
    raise AssertionError("Nobody in the list is free.")


async def fill_in(window: Window) -> None:
    """Something that fits the packet field that has the focus."""
    field = window.page.locator(":focus")
    match await field.evaluate("field => field.type"):
        case "date":
            await field.fill("2026-11-01")
        case "select-one":
            await window.press("ArrowDown")
        case "radio":
            await window.press("Space")
        case _:
            await window.page.keyboard.type("2")


async def hand_over(window: Window) -> None:
    """Enter hands over; whatever must travel is asked for and filled in first."""
    offered = window.page.locator("[data-stage='offered'] h3")
    under_way = window.page.locator(".panel[aria-busy='true']")
    await window.press("Enter")
    for _ in range(300):
        if await offered.count():
            break
        # the list may be busy for reasons of its own; only the panel says that the offer is
        if not await under_way.count():
            if (await window.focused()).startswith("packet-"):
                await fill_in(window)
            await window.press("Control+Enter")
        await window.page.wait_for_timeout(100)
    await offered.wait_for()


async def expert_window(agent: Window, window: OpenWindow, name: str, **options: object) -> Window:
    people = [one for one in await agent.people(name) if one["name"] == name]
    expert = await window(person=people[0]["id"], language="SV", **options)
    await expert.go("/inbox")
    await expect(expert.page.get_by_role("heading", level=1)).to_contain_text("Inkorg.")
    return expert


async def test_from_words_to_resolved(window: OpenWindow, people: People) -> None:
    agent = await window(language="FI")
    await sign_in_by_keyboard(agent)
    # words of this test alone: the same person may still have another test's case
    words = f"{MATTER} {secrets.token_hex(2)}"
    await people.some_free("aino-virtanen", words)
    await find(agent, words)
    name = await choose_free(agent)
    expert = await expert_window(agent, window, name, width=390, height=844)

    await hand_over(agent)
    status = agent.page.locator(".status-title")
    await expect(status).to_have_text(f"Tarjottu: {name}")
    await expect(status).to_be_focused()
    panel = agent.page.get_by_role("tabpanel")
    await expect(panel.get_by_text("s jäljellä")).to_be_visible()

    offer = expert.page.get_by_role("article").filter(has_text="s kvar")
    await expect(offer).to_contain_text("Aino Virtanen")
    await expect(offer).to_contain_text("på finska")
    await expect(offer).to_contain_text(words)
    await expect(offer).to_contain_text("s kvar")
    await offer.get_by_role("button", name="Ta emot").click()

    await expect(status).to_have_text(f"{name} otti asian")
    mine = expert.page.get_by_role("region", name="Mina ärenden")
    line = mine.get_by_role("listitem").filter(has_text=words)
    number = await line.get_by_role("link").first.inner_text()
    await line.get_by_role("button", name="Löst").click()
    await expect(expert.page.get_by_text(f"Ärende {number} är löst.")).to_be_visible()
    await expect(line).to_have_count(0)
    # the customer is still there: whoever resolved it asks how it went
    asked = expert.page.get_by_role("region", name="Innan kunden går")
    await asked.get_by_role("group").nth(0).get_by_role("button", name="Ja").press("Enter")
    await asked.get_by_role("group").nth(1).get_by_role("button", name="Nej").press("Enter")
    await expect(asked.get_by_role("status")).to_be_visible()
    assert await expert.axe() == []

    await agent.press("Alt+n")
    matter = agent.page.locator("#matter")
    await expect(matter).to_be_focused()
    await expect(matter).to_have_value("")
    found = await agent.ask(
        "query($s:String){cases(filter:ALL,search:$s){edges{node{state resolvedBy{name}"
        " contact{endedAt} handovers{state kind}}}}}",
        s=number,
    )
    case = found["cases"]["edges"][0]["node"]
    assert case["state"] == "RESOLVED"
    assert case["resolvedBy"] == {"name": name}
    assert case["handovers"] == [{"state": "ACCEPTED", "kind": "WARM"}]
    assert case["contact"]["endedAt"] is not None


async def test_declined_goes_to_the_next(window: OpenWindow, people: People) -> None:
    agent = await window(person="aino-virtanen", language="FI")
    matter = "opintotuen takaisinperintä tulovalvonta"
    await people.some_free("aino-virtanen", matter, 2)
    await agent.go("/desk")
    await find(agent, matter)
    name = await choose_free(agent)
    expert = await expert_window(agent, window, name)
    await hand_over(agent)

    await expert.page.get_by_role("button", name="Någon annan vet").click()
    dialog = expert.page.get_by_role("dialog")
    await dialog.get_by_role("button", name="Avböj").click()
    await expect(dialog).to_contain_text("Berätta vem som vet bättre.")
    await dialog.get_by_label("Vem, eller vilket team?").fill("Opintotuen takaisinperintä")
    await dialog.get_by_role("button", name="Avböj").click()
    await expect(expert.page.get_by_text("Avböjt.")).to_be_visible()

    title = agent.page.locator(".status-title")
    await expect(title).not_to_contain_text(name)
    await expect(title).to_contain_text("Tarjottu: ")
    second = (await title.inner_text()).removeprefix("Tarjottu: ")
    steps = agent.page.get_by_role("list", name="Keneltä on kysytty").get_by_role("listitem")
    await expect(steps.nth(0)).to_contain_text(name)
    await expect(steps.nth(0)).to_contain_text("joku muu tietää paremmin")
    await expect(steps.nth(1)).to_contain_text(second)
    await agent.press("Alt+w")
    await expect(title).to_have_text("Peruit tarjouksen")
    inbox = await agent.ask("{inbox{myCases{words handovers{state}}}}")
    kept = [one for one in inbox["inbox"]["myCases"] if one["words"].startswith("opintotuen")]
    assert sorted(leg["state"] for leg in kept[0]["handovers"]) == ["DECLINED", "WITHDRAWN"]


async def test_what_travels_is_asked_by_type_skipped_and_marked(window: OpenWindow) -> None:
    agent = await window(person="aino-virtanen", language="FI")
    matter = "vuokra nousee ja muutan uuteen asuntoon, asumistuki"
    async with people_of(agent.address) as people:
        await people.only_free("aino-virtanen", matter, but=3)
        await agent.go("/desk")
        await find(agent, matter)
        name = await choose_free(agent)
        await agent.press("Enter")

        def field(label: str) -> Locator:
            return agent.page.get_by_label(label).and_(agent.page.locator("input"))

        day = field("Mistä päivästä alkaen")
        await expect(day).to_be_focused()
        await expect(day).to_have_attribute("type", "date")
        await day.fill("2026-12-01")
        # Enter in a line goes on to what is still missing
        await agent.press("Enter")
        rent = field("Uusi vuokra kuukaudessa")
        await expect(rent).to_be_focused()
        await agent.page.keyboard.type("paljon")
        await agent.press("Control+Enter")
        alert = agent.page.locator(".panel .panel-message")
        await expect(alert).to_contain_text("euroina")
        # a reason instead, by keyboard
        await agent.press("Alt+s")
        reason = agent.page.locator("#packet-newRent")
        await expect(reason).to_be_focused()
        await reason.select_option(label="Ei ehditty kysyä")
        size = field("Ruokakunnan koko")
        await size.fill("2,5")
        # what is filled in stays while somebody else is chosen
        await agent.press("Alt+2")
        await expect(day).to_have_value("2026-12-01")
        await agent.page.get_by_role("option").filter(has_text=name).first.click()
        expert = await expert_window(agent, window, name)
        await agent.press("Control+Enter")
        await agent.page.locator("[data-stage='offered'] h3").wait_for()

        offer = expert.page.get_by_role("article").filter(has_text="vuokra nousee ja muutan")
        await expect(offer).to_contain_text("1 december 2026")
        await expect(offer).to_contain_text("Bortlämnad: det fanns inte tid att fråga")
        await expect(offer).to_contain_text("2,5")
        await offer.get_by_role("button", name="Ta emot").click()
        mine = expert.page.get_by_role("region", name="Mina ärenden")
        line = mine.get_by_role("listitem").filter(has_text="vuokra nousee ja muutan")
        link = await line.get_by_role("link").first.get_attribute("href")
        await expert.go(str(link))
        missing = expert.page.get_by_role("button", name="Ny hyra per månad: Behövdes men saknades")
        await missing.focus()
        await expert.press("Space")
        await expect(missing).to_have_attribute("aria-pressed", "true")
        await expect(expert.page.get_by_text("Noterat, tack.")).to_be_visible()
        assert await expert.axe() == []
        await expert.page.reload()
        await expect(missing).to_have_attribute("aria-pressed", "true")


async def test_nobody_fits_is_recorded(window: OpenWindow) -> None:
    agent = await window(person="aino-virtanen")
    await agent.go("/desk")
    await find(agent, "child benefit to another account")
    await agent.page.get_by_role("button", name="Nobody fits?").click()
    dialog = agent.page.get_by_role("dialog")
    await dialog.get_by_label("Another organisation handles it").check()
    await dialog.get_by_role("button", name="Record it").click()
    await expect(agent.page.locator(".status-title")).to_contain_text("Recorded.")


async def test_another_role_is_told_whose_the_page_is(window: OpenWindow) -> None:
    guest = await window()
    manager = (await guest.people("", "MANAGER"))[0]
    boss = await window(person=manager["id"])
    await boss.go("/desk")
    await expect(boss.page.get_by_role("heading", level=1)).to_have_text(
        "This page is not for your role"
    )
    await expect(boss.page.get_by_text("It is for: agent.")).to_be_visible()
    await expect(boss.page.get_by_role("navigation").get_by_role("link")).to_have_text(
        ["Network", "Mini-networks", "Pilots", "Issue types", "Evidence", "Dry run"]
    )
