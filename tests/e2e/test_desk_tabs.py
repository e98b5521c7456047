"""Several customers at once, a tab each: by keyboard, across a reload, gone after sign-out."""

from __future__ import annotations

from playwright.async_api import Page, expect

from tests.e2e.conftest import OpenWindow
from tests.e2e.people import People
from tests.e2e.test_two_windows import choose_free, expert_window, find, hand_over


async def kept(page: Page) -> str | None:
    value: str | None = await page.evaluate("sessionStorage.getItem('netsvc.desk')")
    return value


async def test_an_answer_marks_the_tab_in_the_background(
    window: OpenWindow, people: People
) -> None:
    agent = await window(person="aino-virtanen", language="FI")
    await people.some_free("aino-virtanen", "asumistuki muutto vuokra")
    await agent.go("/desk")
    matter = agent.page.locator("#matter")
    tabs = agent.page.get_by_role("tab")
    await find(agent, "asumistuki muutto vuokra")
    name = await choose_free(agent)
    expert = await expert_window(agent, window, name)
    await hand_over(agent)

    await agent.press("Alt+t")
    await expect(tabs).to_have_count(2)
    await expect(matter).to_be_focused()
    await expect(matter).to_have_value("")
    await agent.page.keyboard.type("opintotuki loppui")
    await expect(tabs.nth(0)).to_contain_text("s jäljellä")
    assert await agent.axe() == []

    offers = expert.page.get_by_role("article").filter(has_text="s kvar")
    await offers.get_by_role("button", name="Ta emot").click()
    await expect(tabs.nth(0)).to_contain_text("jotain uutta")
    await expect(matter).to_have_value("opintotuki loppui")

    await agent.press("Alt+k")
    await expect(agent.page.locator(".status-title")).to_have_text(f"{name} otti asian")
    await expect(tabs.nth(0)).not_to_contain_text("jotain uutta")
    # accepted: nothing of it is in this hand any more, so closing asks nothing
    await agent.press("Alt+x")
    await expect(tabs).to_have_count(1)
    await expect(matter).to_have_value("opintotuki loppui")


async def test_a_draft_survives_a_reload_and_not_a_sign_out(window: OpenWindow) -> None:
    agent = await window(person="aino-virtanen")
    await agent.go("/desk")
    page = agent.page
    matter = page.locator("#matter")
    await find(agent, "child benefit to another account")
    await page.get_by_label("Customer’s number").fill("010190-9876")
    await agent.press("Alt+t")
    await expect(matter).to_have_value("")
    await page.keyboard.type("rent support")
    await expect(page.get_by_role("tab")).to_have_count(2)
    await page.reload()
    await expect(matter).to_have_value("rent support")
    await agent.press("Alt+j")
    await expect(matter).to_have_value("child benefit to another account")
    await expect(page.get_by_label("Customer’s number")).to_have_value("")
    assert "9876" not in (await kept(page) or "9876")

    await agent.press("Alt+x")
    dialog = page.get_by_role("dialog")
    await expect(dialog).to_contain_text("Throw away what you wrote?")
    assert await agent.axe() == []
    await agent.press("Escape")
    await expect(dialog).to_have_count(0)
    await expect(matter).to_have_value("child benefit to another account")
    await agent.press("Alt+x")
    await dialog.get_by_role("button", name="Throw away").click()
    await expect(page.get_by_role("tab")).to_have_count(1)
    await expect(matter).to_have_value("rent support")

    await page.get_by_role("button", name="Change your presence").click()
    await page.get_by_role("menuitem", name="Sign out").click()
    await expect(page.get_by_role("option").first).to_be_visible()
    assert await kept(page) is None


async def test_closing_a_case_in_hand_asks_and_ends_the_contact(
    window: OpenWindow, people: People
) -> None:
    agent = await window(person="aino-virtanen")
    matter = "sickness allowance from the fourth day"
    await people.some_free("aino-virtanen", matter)
    await agent.go("/desk")
    await find(agent, matter)
    await choose_free(agent)
    await hand_over(agent)
    heading = agent.page.get_by_role("heading", name="Case ")
    number = (await heading.inner_text()).removeprefix("Case ")
    await agent.press("Alt+x")
    dialog = agent.page.get_by_role("dialog")
    await expect(dialog).to_contain_text(f"Case {number} is still yours.")
    await dialog.get_by_role("button", name="End the contact and close").click()
    await expect(agent.page.locator("#matter")).to_have_value("")
    found = await agent.ask(
        "query($s:String){cases(filter:MINE,search:$s){edges{node{state"
        " contact{endedAt} handovers{state}}}}}",
        s=number,
    )
    case = found["cases"]["edges"][0]["node"]
    assert case["state"] == "WAITING"
    assert case["contact"]["endedAt"] is not None
    assert case["handovers"] == [{"state": "WITHDRAWN"}]
