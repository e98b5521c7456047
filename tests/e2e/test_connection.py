"""A network on a bad day: said on every page, work goes on, nothing is lost, nothing is doubled."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, expect

from tests.e2e.conftest import OpenWindow
from tests.e2e.people import people_of
from tests.e2e.test_two_windows import choose_free, find, hand_over
from tests.e2e.test_warm import at_inbox, name_of
from tests.e2e.windows import Window, open_window
from tests.tcp_proxy import TcpProxy, Trap

AGENT = "aino-virtanen"
MATTER = "verokortti ja etuuden verotus"
# what the browser itself says of a network that is gone, beside the pages' own words
LOST = ("ERR_INTERNET_DISCONNECTED", "ERR_CONNECTION", "ERR_EMPTY_RESPONSE", "WebSocket connection")
OF_MINE = """query($s: String) { cases(filter: MINE, search: $s) { edges { node {
  state owner { name } handovers { state receiver { name } } } } } }"""


def forgive(*windows: Window) -> None:
    """Leaves only the errors that a lost network does not explain."""
    for one in windows:
        one.errors[:] = [said for said in one.errors if not any(why in said for why in LOST)]


@pytest.fixture
async def proxy(service: str) -> AsyncIterator[TcpProxy]:
    """A way to the service that can be cut."""
    between = TcpProxy(int(service.rpartition(":")[2]))
    await between.listen()
    yield between
    await between.refuse()


async def test_lost_in_the_middle_of_an_offer(window: OpenWindow) -> None:
    agent = await window(person=AGENT, language="FI")
    page = agent.page
    # others may have offered the same matter to the same people
    matter = f"{MATTER} {secrets.token_hex(3)}"
    async with people_of(agent.address) as people:
        kind, free = await people.only_free(AGENT, MATTER, but=2)
        await people.offers_wait(kind, 240)
        inboxes = {await name_of(one): one for one in [await at_inbox(window, id_) for id_ in free]}
        await agent.go("/desk")
        await find(agent, matter)
        name = await choose_free(agent)
        await hand_over(agent)
        status = page.locator(".status-title")
        await expect(status).to_have_text(f"Tarjottu: {name}")
        number = (await page.get_by_role("heading", name="Asia ").first.inner_text())[5:]

        await page.context.set_offline(True)
        lost = page.get_by_role("status").filter(has_text="Ei yhteyttä.")
        await expect(lost).to_contain_text("Kirjoittamasi säilyy tässä.")
        # what is pressed meanwhile is said to be unsure, and nothing moves
        await agent.press("Alt+w")
        alert = page.locator(".status .panel-message")
        await expect(alert).to_contain_text("Emme tiedä, menikö se perille.")
        await expect(status).to_have_text(f"Tarjottu: {name}")
        # the next customer can be written down
        words = f"{MATTER} {secrets.token_hex(3)}"
        await agent.press("Alt+t")
        await page.keyboard.type(words)

        other = inboxes[name].page
        offer = other.get_by_role("article").filter(has_text=matter)
        await offer.get_by_role("button", name="Otan asian").click()
        await expect(other.get_by_role("region", name="Omat asiani")).to_contain_text(matter)
        await page.context.set_offline(False)
        await expect(lost).to_have_count(0)
        await expect(page.get_by_role("tab").nth(0)).to_contain_text("jotain uutta")
        await expect(page.locator("#matter")).to_have_value(words)
        await page.locator(f"[data-words='{words}']").wait_for()
        await agent.press("Alt+j")
        await expect(status).to_have_text(f"{name} otti asian")
        await expect(alert).to_be_empty()
        [case] = (await agent.ask(OF_MINE, s=number))["cases"]["edges"]
        assert [leg["state"] for leg in case["node"]["handovers"]] == ["ACCEPTED"]
        assert case["node"]["owner"]["name"] == name
        await agent.press("Alt+n")
    forgive(agent)


async def test_pressed_twice_around_a_gap_is_done_once(window: OpenWindow) -> None:
    agent = await window(person=AGENT)
    page = agent.page
    words = f"moving abroad with a pension {secrets.token_hex(3)}"
    await agent.go("/desk")
    await find(agent, words)
    await page.context.set_offline(True)
    resolve = page.get_by_role("button", name="I resolved it myself")
    message = page.locator(".panel .panel-message")
    for _ in range(2):
        await resolve.click()
        await expect(message).to_contain_text("it can’t happen twice")
    await page.context.set_offline(False)
    await expect(page.get_by_role("status").filter(has_text="No connection.")).to_have_count(0)
    await resolve.click()
    await expect(page.locator(".status-title")).to_contain_text("Resolved by you")
    [case] = (await agent.ask(OF_MINE, s=words))["cases"]["edges"]
    assert case["node"]["state"] == "RESOLVED"

    # the contact can't be ended now: the case stays in hand, and says so
    await page.context.set_offline(True)
    await agent.press("Alt+n")
    alert = page.locator(".status").get_by_role("alert").filter(has_text="could not be ended")
    await expect(alert).to_contain_text("so the case stays here")
    await expect(page.locator("#matter")).to_have_value(words)
    await agent.press("Alt+x")
    await expect(page.locator("#matter")).to_have_value(words)
    await page.context.set_offline(False)
    await expect(page.get_by_role("status").filter(has_text="No connection.")).to_have_count(0)
    await agent.press("Alt+n", "Alt+n")
    await expect(page.locator("#matter")).to_have_value("")
    await expect(page.locator("#matter")).to_be_focused()
    forgive(agent)


async def test_an_answer_that_got_lost_is_asked_for_again(
    window: OpenWindow, browser: Browser, proxy: TcpProxy
) -> None:
    agent = await window(person=AGENT)
    words = f"{MATTER} {secrets.token_hex(3)}"
    async with people_of(agent.address) as people:
        kind, [free] = await people.only_free(AGENT, words)
        await people.offers_wait(kind, 240)
        expert = await open_window(browser, f"http://127.0.0.1:{proxy.port}", person=free)
        page = expert.page
        await expert.go("/inbox")
        await expect(page.get_by_role("heading", level=1)).to_contain_text("Inbox")
        await agent.go("/desk")
        await find(agent, words)
        name = await choose_free(agent)
        await hand_over(agent)
        offer = page.get_by_role("article").filter(has_text=words)
        await expect(offer).to_have_count(1)

        # everything is cut once: the offer is there after it, once
        proxy.cut()
        await expect(page.get_by_role("status").filter(has_text="No connection.")).to_have_count(0)
        await expect(offer).to_have_count(1)

        # the service accepts, and its answer never arrives
        lost = Trap(b"AcceptHandover", answer=True, freeze=False)
        proxy.trap = lost
        await offer.get_by_role("button", name="Accept", exact=True).click()
        await expect(page.locator(".inbox-news")).to_contain_text("You accepted.")
        assert lost.sprung.is_set()
        await expect(agent.page.locator(".status-title")).to_have_text(f"{name} accepted")
        mine = page.get_by_role("region", name="My cases").get_by_role("listitem")
        await expect(mine.filter(has_text=words).first).to_be_visible()
        await agent.press("Alt+n")
        forgive(expert)
        await page.context.close()
        assert expert.errors == []


PAGES = {
    AGENT: ["desk", "inbox", "cases", "notes", "mininetworks", "evidence", "availability"],
    "MANAGER": ["network", "taxonomy"],
}


@pytest.mark.parametrize("person", PAGES)
async def test_a_lost_connection_is_said_on_every_page(person: str, window: OpenWindow) -> None:
    who = person
    if person == "MANAGER":
        who = (await (await window()).people("", "MANAGER"))[0]["id"]
    shown = await window(person=who)
    lost = shown.page.get_by_role("status").filter(has_text="No connection.")
    for path in PAGES[person]:
        await shown.go(f"/{path}")
        await expect(shown.page.get_by_role("heading", level=1)).to_be_attached()
        await expect(lost).to_have_count(0)
        await shown.page.context.set_offline(True)
        await expect(lost).to_contain_text("What you have written stays here.")
        await shown.page.context.set_offline(False)
        await expect(lost).to_have_count(0)
    forgive(shown)
