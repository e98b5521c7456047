"""Every page in both themes: axe-core finds nothing, and it fits narrow and enlarged windows."""

from __future__ import annotations

from typing import Literal
from urllib.parse import quote

import pytest
from playwright.async_api import expect

from tests.e2e.conftest import OpenWindow
from tests.e2e.people import plain
from tests.e2e.test_two_windows import MATTER, find
from tests.e2e.windows import Window

PAGES = [
    "signin",
    "desk",
    "found",
    "inbox",
    "cases",
    "case",
    "person",
    "unit",
    "palette",
    "network",
    "evidence",
    "mininetworks",
    "mininetwork",
    "availability",
    "pilots",
    "notes",
    "nowhere",
    "issuetypes",
    "issuetype",
    "newtype",
    "newnetwork",
    "change",
    "rota",
    "agreement",
    "newpilot",
    "mypilots",
]
LEAD = "eeva-karjalainen"

OF_LEADS = ("mininetwork", "pilots", "newnetwork", "change", "rota", "agreement", "newpilot")
# where it is, and what can be seen once it is complete; {} is the id of the first of some things
PLAIN = {
    "notes": ("/notes", "main h1"),
    "nowhere": ("/nowhere", "main h1"),
    "issuetypes": ("/issue-types", ".issue-types section"),
    "issuetype": ("/issue-types/{}", "#travels"),
    "newtype": ("/taxonomy/new", "form button[type=submit]"),
    "newnetwork": ("/mininetworks/new", "form button[type=submit]"),
    "change": ("/mininetworks/{}/change", "form button[type=submit]"),
    "rota": ("/mininetworks/{}/rota", ".rota-editor"),
    "agreement": ("/mininetworks/{}/agreement", "form button[type=submit]"),
    "newpilot": ("/pilots/new", "main h2"),
    "mypilots": ("/pilots/mine", "main h1"),
}


async def show(name: str, window: OpenWindow, **options: object) -> Window:
    """Opens a page as somebody whose it is, and waits until it is complete."""
    person = await whose(name, window)
    shown = await window(person=person, **options)
    page = shown.page
    if name in PLAIN:
        await show_plain(name, shown)
    elif name == "signin":
        await shown.go("/")
        await expect(page.get_by_role("option").first).to_be_visible()
    elif name in ("desk", "found", "palette"):
        await shown.go("/desk")
        await expect(page.locator("#matter")).to_be_focused()
        if name == "found":
            await find(shown)
            # the first of the list, free or not: earlier tests may have taken everybody's time
            await shown.press("ArrowDown")
            first = page.locator("#experts").get_by_role("option").first
            await expect(first).to_have_attribute("aria-selected", "true")
        if name == "palette":
            await shown.press("Control+k")
            await expect(page.get_by_role("dialog").get_by_role("combobox")).to_be_focused()
            await page.keyboard.type("ma")
            await expect(page.get_by_role("dialog").get_by_role("option").nth(2)).to_be_visible()
    elif name == "inbox":
        await shown.go("/inbox")
        await expect(page.get_by_role("region").nth(2)).to_be_visible()
    elif name == "evidence":
        await shown.go("/evidence")
        await expect(page.locator(".evidence-line").first).to_be_visible()
    elif name == "network":
        await shown.go("/network")
        await expect(page.get_by_role("table").nth(2)).to_be_visible(timeout=60_000)
    elif name in ("mininetworks", "mininetwork", "availability", "pilots"):
        await show_duty(name, shown)
    else:
        await shown.go(await address_of(name, shown))
        await expect(page.locator("table, dl.facts").first).to_be_visible()
    # Opening dialogs and menus fade in; contrast is measured when they are there.
    await page.wait_for_timeout(250)
    return shown


async def whose(name: str, window: OpenWindow) -> str | None:
    """Who is signed in; nobody at the sign-in, and somebody who may see the page elsewhere."""
    if name == "signin":
        return None
    if name == "evidence":
        return await somebody_with_evidence(window)
    if name == "network":
        return await somebody("MANAGER", window)
    if name == "newtype":
        return await somebody("ADMINISTRATOR", window)
    return LEAD if name in OF_LEADS else "aino-virtanen"


async def show_plain(name: str, shown: Window) -> None:
    path, there = PLAIN[name]
    id_ = ""
    if name == "issuetype":
        data = await shown.ask("{issueTypes(first:1){edges{node{id}}}}")
        id_ = data["issueTypes"]["edges"][0]["node"]["id"]
    elif "{}" in path:
        id_ = (await shown.ask("{miniNetworks{id}}"))["miniNetworks"][0]["id"]
    await shown.go(path.format(quote(id_, safe="")))
    await expect(shown.page.locator(there).first).to_be_visible()
    if name != "nowhere":
        nothing = shown.page.get_by_role("heading", name="There is nothing at this address")
        await expect(nothing).to_have_count(0)
    await expect(shown.page.locator("[aria-busy=true]")).to_have_count(0)


async def somebody(role: str, window: OpenWindow) -> str:
    person: str = (await (await window()).people("", role))[0]["id"]
    return person


async def show_duty(name: str, shown: Window) -> None:
    """Who is on duty: the list of mini-networks, one of them, and one's own availability."""
    page = shown.page
    if name == "availability":
        await shown.go("/availability")
        await expect(page.get_by_role("radio")).to_have_count(4)
        return
    if name == "pilots":
        await shown.go("/pilots")
        await expect(page.get_by_role("heading", level=1)).to_be_visible()
        await expect(page.locator("[aria-busy=true]")).to_have_count(0)
        return
    await shown.go("/mininetworks")
    await expect(page.get_by_role("table")).to_be_visible()
    if name == "mininetwork":
        await page.get_by_role("table").get_by_role("link").first.click()
        await expect(page.locator(".rota-table").get_by_role("row")).to_have_count(8)
        await expect(page.get_by_role("article", name="Version 1")).to_be_visible()


async def somebody_with_evidence(window: OpenWindow) -> str:
    """Of those whom the desk suggests, the first who resolved something: a newcomer, or whoever is
    suggested for a declared skill, has nothing to show yet."""
    asked = await window(person="aino-virtanen")
    found = await asked.ask(
        """{findExperts(matter:"asumistuki",first:8){...on ExpertMatches{
          experts{edges{node{expert{id}}}}}}}"""
    )
    for edge in found["findExperts"]["experts"]["edges"]:
        person = plain(edge["node"]["expert"]["id"])
        own = await window(person=person)
        if (await own.ask("{myEvidence{lines{resolved}}}"))["myEvidence"]["lines"]:
            return person
    pytest.fail("nobody who is suggested has resolved anything")


async def address_of(name: str, window: Window) -> str:
    if name == "case":
        data = await window.ask("{cases(filter:ALL,first:1){edges{node{id}}}}")
        return f"/cases/{data['cases']['edges'][0]['node']['id']}"
    if name in ("person", "unit"):
        me = (await window.ask("{me{expert{id units{id}}}}"))["me"]["expert"]
        return f"/people/{me['id']}" if name == "person" else f"/units/{me['units'][0]['id']}"
    return f"/{name}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
async def test_axe_finds_nothing(
    name: str, scheme: Literal["light", "dark"], window: OpenWindow
) -> None:
    shown = await show(name, window, scheme=scheme)
    assert await shown.axe() == []


@pytest.mark.parametrize("name", PAGES)
async def test_fits_320_pixels(name: str, window: OpenWindow) -> None:
    shown = await show(name, window, width=320, height=640)
    assert await shown.overflow() == 0


@pytest.mark.parametrize("name", ["found", "inbox", "cases"])
async def test_fits_text_of_200_percent(name: str, window: OpenWindow) -> None:
    shown = await show(name, window, width=1280)
    await shown.page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert await shown.overflow() == 0


@pytest.mark.parametrize(
    ("language", "tag", "label"),
    [("FI", "fi", "Mistä on kyse?"), ("SV", "sv", "Vad gäller det?"), ("EN", "en", "What is the")],
)
async def test_language_follows_the_switch(
    language: str, tag: str, label: str, window: OpenWindow
) -> None:
    shown = await show("desk", window)
    await shown.page.get_by_role("group").get_by_role("button", name=f"{language},").click()
    await expect(shown.page.locator("html")).to_have_attribute("lang", tag)
    await expect(shown.page.get_by_label(label)).to_be_visible()


async def test_results_are_never_older_than_the_words(window: OpenWindow) -> None:
    shown = await show("found", window)
    await shown.page.keyboard.type(" ja vuokra nousi")
    busy = shown.page.get_by_role("listbox")
    await expect(busy).to_have_attribute("aria-busy", "true")
    await expect(busy).not_to_have_attribute("data-words", MATTER)
    await shown.page.locator(f"[data-words='{MATTER} ja vuokra nousi']").wait_for()
