"""A mini-network made on its page takes the next offer; gaps are shown; a swap in two windows."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from playwright.async_api import Page, expect

from tests.e2e.conftest import OpenWindow
from tests.e2e.test_two_windows import find
from tests.e2e.windows import Window

MATTER = "opintotuen takaisinperintä tulovalvonta"
SET_ROTA = """
mutation($n: ID!, $i: RotaInput!, $k: String!) {
  setRota(miniNetworkId: $n, input: $i, key: $k) { __typename ... on Problem { message { en } } } }
"""
CREATE = """
mutation($i: MiniNetworkInput!, $k: String!) {
  createMiniNetwork(input: $i, key: $k) {
    __typename ... on MiniNetwork { id } ... on Problem { message { en } } } }
"""
# names are taken once; a service that runs already may have seen an earlier run
RUN = secrets.token_hex(2)
FI, SV, EN = (
    f"Takaisinperinnän verkosto {RUN}",
    f"Återkravsnätverket {RUN}",
    f"Recovery network {RUN}",
)
LEAD, AGENT, EXPERT, OTHER = (
    "eeva-karjalainen",
    "aino-virtanen",
    "henrik-lindholm",
    "tuula-heikkinen",
)


async def ids_of(window: Window, *names: str) -> list[str]:
    found = []
    for name in names:
        data = await window.ask(
            "query($s: String) { experts(search: $s, first: 5) { edges { node { id name } } } }",
            s=name,
        )
        edges = data["experts"]["edges"]
        found.append(next(one["node"]["id"] for one in edges if one["node"]["name"] == name))
    return found


async def pick(page: Page, label: str, typed: str, name: str) -> None:
    await page.get_by_label(label, exact=True).fill(typed)
    await page.get_by_role("option", name=name).first.click()


async def fill_turns(page: Page, who: str) -> None:
    """Every day of the week belongs to one person, round the clock."""
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"):
        await page.get_by_role("button", name=f"{day}: Add a turn").click()
        await page.get_by_label(f"{day}, turn 1, from").fill("00:00")
        await page.get_by_label(f"{day}, turn 1, to").fill("24:00")
        await page.get_by_label(f"{day}, turn 1, who").select_option(label=who)


async def test_made_on_its_page_it_takes_the_next_offer(window: OpenWindow) -> None:
    lead = await window(person=LEAD)
    page = lead.page
    await lead.go("/mininetworks")
    await page.get_by_role("link", name="New mini-network").click()
    await page.get_by_role("button", name="Make it").click()
    await expect(page.get_by_role("alert").last).to_have_text(
        "Give the mini-network a name in each language."
    )
    for language, name in (("Finnish", FI), ("Swedish", SV), ("English", EN)):
        await page.get_by_label(language, exact=True).fill(name)
    await pick(page, "Add a member", "Henrik", "Henrik Lindholm")
    await expect(page.get_by_text("All are of one unit.")).to_be_visible()
    await pick(page, "Add a member", "Tuula", "Tuula Heikkinen")
    await expect(page.get_by_text("2 members from 2 units")).to_be_visible()
    agent = await window(person=AGENT, language="FI")
    await agent.go("/desk")
    await find(agent, MATTER)
    about = await agent.page.locator(".matter-line strong").inner_text()
    english = (
        await agent.ask(
            "query($s: String) { issueTypes(search: $s, first: 1) "
            "{ edges { node { name { en } } } } }",
            s=about,
        )
    )["issueTypes"]["edges"][0]["node"]["name"]["en"]
    await pick(page, "Add an issue type", english, english)
    await page.get_by_role("button", name="Make it").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text(EN)
    await expect(page.get_by_text("Nobody is on duty now.")).to_be_visible()

    await page.get_by_role("link", name="Make the rota").first.click()
    await fill_turns(page, "Henrik Lindholm")
    await page.get_by_label("Public holidays").select_option("")
    await page.get_by_role("button", name="Save the rota").click()
    await expect(page.get_by_text("Henrik Lindholm is on duty now.")).to_be_visible()
    await expect(page.locator(".rota-table").get_by_role("row")).to_have_count(8)

    await page.get_by_role("link", name="Write the agreement").first.click()
    for part in range(3):
        for language, text in (("Finnish", "heti"), ("Swedish", "genast"), ("English", "at once")):
            await page.locator("fieldset").nth(part).get_by_label(language).fill(text)
    await page.get_by_role("button", name="Publish").click()
    await expect(page.get_by_role("article", name="Version 1")).to_contain_text("at once")

    expert = await window(person=EXPERT, language="SV")
    await expert.go("/inbox")
    await expect(expert.page.get_by_role("heading", level=1)).to_contain_text("Inkorg.")
    # the desk remembers the words; the answer is asked for anew
    await agent.go("/desk")
    await expect(agent.page.locator("#matter")).to_have_value(MATTER)
    await agent.page.locator(f"[data-words='{MATTER}']").wait_for()
    line = agent.page.locator("#experts").get_by_role("option").first
    await expect(line).to_contain_text(FI)
    await expect(line).to_contain_text("1 päivystää, vapaana")
    await expect(line).to_contain_text("Sovittu: heti")
    await agent.press("ArrowDown", "Enter")
    await fill_packet(agent)
    status = agent.page.locator(".status-title")
    await expect(status).to_have_text("Tarjottu: Henrik Lindholm")
    # nobody sees how Henrik is connected before he accepts
    await expect(agent.page.locator(".connect")).to_have_count(0)
    offer = expert.page.get_by_role("article").filter(has_text=MATTER)
    await offer.get_by_role("button", name="Ta emot").click()
    await expect(status).to_have_text("Henrik Lindholm otti asian")
    await expect(agent.page.get_by_role("link", name="Yhdistä: Henrik Lindholm")).to_have_attribute(
        "href", "sip:henrik.lindholm@voice.example.org"
    )
    await agent.press("Alt+n")


async def fill_packet(window: Window) -> None:
    """Whatever must travel is asked for before the offer goes out."""
    for _ in range(6):
        if await window.page.locator("[data-stage='offered'] h3, [aria-busy='true']").count():
            break
        if (await window.focused()).startswith("packet-"):
            await window.page.keyboard.type("1.11.2026")
            await window.press("Control+Enter")
        await window.page.wait_for_timeout(100)
    await window.page.locator("[data-stage='offered'] h3").wait_for()


async def made(lead: Window, name: str, rota: dict[str, Any]) -> str:
    """A mini-network of the two experts with this rota; its id."""
    members = await ids_of(lead, "Henrik Lindholm", "Tuula Heikkinen")
    types = await lead.ask('{ issueTypes(search: "parental", first: 1) { edges { node { id } } } }')
    answer = await lead.ask(
        CREATE,
        i={
            "name": {"fi": name, "sv": f"{name} sv", "en": f"{name} en"},
            "memberIds": members,
            "issueTypeIds": [types["issueTypes"]["edges"][0]["node"]["id"]],
        },
        k=f"make {name}",
    )
    network: str = answer["createMiniNetwork"]["id"]
    set_ = await lead.ask(SET_ROTA, n=network, i=rota, k=f"rota {name}")
    assert set_["setRota"] == {"__typename": "MiniNetwork"}
    return network


async def test_a_gap_shows_before_it_happens(window: OpenWindow) -> None:
    lead = await window(person=LEAD)
    (henrik,) = await ids_of(lead, "Henrik Lindholm")
    every = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")
    network = await made(
        lead,
        f"Gaps {RUN}",
        {
            "timeZone": "Europe/Helsinki",
            "holidays": "",
            "hours": [{"weekday": d, "starts": "08:00", "ends": "16:00"} for d in every],
            "turns": [
                {"weekday": d, "starts": "08:00", "ends": "12:00", "expertId": henrik}
                for d in every
            ],
        },
    )
    await lead.go(f"/mininetworks/{network}")
    page = lead.page
    await expect(page.locator(".gaps-ahead")).to_contain_text("gaps within four weeks. The first:")
    await page.get_by_role("button", name="Week after").click()
    table = page.locator(".rota-table")
    await expect(table.get_by_text("12:00–16:00")).to_have_count(7)
    await page.get_by_role("link", name="Change the rota").click()
    await expect(page.locator(".rota-editor").get_by_text("12:00–16:00")).to_have_count(7)
    await page.get_by_label("Monday, turn 1, to").fill("16")
    await page.get_by_role("button", name="Make Tuesday to Friday like Monday").click()
    await expect(page.locator(".rota-editor").get_by_text("12:00–16:00")).to_have_count(2)


async def test_a_swap_is_agreed_in_two_windows(window: OpenWindow) -> None:
    lead = await window(person=LEAD)
    (henrik,) = await ids_of(lead, "Henrik Lindholm")
    day = (datetime.now(ZoneInfo("Europe/Helsinki")) + timedelta(days=7)).date()
    network = await made(
        lead,
        f"Swaps {RUN}",
        {
            "timeZone": "Europe/Helsinki",
            "holidays": "",
            "hours": [],
            "turns": [],
            "exceptions": [
                {
                    "day": day.isoformat(),
                    "turns": [{"starts": "09:00", "ends": "12:00", "expertId": henrik}],
                }
            ],
        },
    )
    mine = await window(person=EXPERT)
    await mine.go(f"/mininetworks/{network}")
    page = mine.page
    await page.get_by_role("button", name="Week after").click()
    await page.get_by_role("button", name="Swap,").click()
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_label("Who takes it")).to_have_value(
        (await ids_of(mine, "Tuula Heikkinen"))[0]
    )
    await dialog.get_by_role("button", name="Ask").click()
    await expect(page.get_by_text("You asked. The rota changes once they agree.")).to_be_visible()
    await expect(page.get_by_text("waits for an answer")).to_be_visible()

    theirs = await window(person=OTHER, width=390, height=844)
    await theirs.go("/availability")
    swap = theirs.page.get_by_role("listitem").filter(has_text="Henrik Lindholm asks you to take")
    await swap.get_by_role("button", name="Agree").click()
    await expect(theirs.page.get_by_text("Agreed. The rota has changed.")).to_be_visible()
    await expect(swap).to_have_count(0)

    await mine.go(f"/mininetworks/{network}")
    await page.get_by_role("button", name="Week after").click()
    await expect(page.locator(".rota-table").get_by_text("Tuula Heikkinen")).to_be_visible()
    await expect(page.get_by_role("button", name="Swap,")).to_have_count(0)


async def test_an_absence_is_planned_and_cancelled(window: OpenWindow) -> None:
    mine = await window(person=OTHER)
    await mine.go("/availability")
    page = mine.page
    await page.get_by_role("button", name="Plan an absence").click()
    plan = page.get_by_role("button", name="Plan it")
    await plan.click()
    alert = page.get_by_role("alert").filter(has_text="Give the day and time")
    await expect(alert).to_be_visible()
    day = (datetime.now(ZoneInfo("UTC")) + timedelta(days=30)).date().isoformat()
    await page.get_by_label("From", exact=True).fill(f"{day}T16:00")
    await page.get_by_label("To", exact=True).fill(f"{day}T08:00")
    await plan.click()
    await expect(page.get_by_text("The absence ends before it begins.")).to_be_visible()
    await page.get_by_label("To", exact=True).fill(f"{day}T18:00")
    await pick(page, "Who stands in for you (optional)", "Henrik", "Henrik Lindholm")
    await plan.click()
    await expect(page.get_by_text("Planned. Offers go to others meanwhile.")).to_be_visible()
    line = page.get_by_role("listitem").filter(has_text="Henrik Lindholm stands in")
    await line.get_by_role("button", name="Cancel it").click()
    await expect(line).to_have_count(0)
