"""Everything before somebody accepts, as agent and experts live it."""

from __future__ import annotations

from playwright.async_api import expect

from tests.e2e.conftest import OpenWindow
from tests.e2e.test_two_windows import choose_free, find, hand_over
from tests.e2e.windows import Window


async def inbox_of(agent: Window, window: OpenWindow, name: str, **options: object) -> Window:
    people = [one for one in await agent.people(name) if one["name"] == name]
    expert = await window(person=people[0]["id"], language="FI", **options)
    await expert.go("/inbox")
    await expect(expert.page.get_by_role("heading", level=1)).to_contain_text("Saapuneet")
    return expert


async def test_three_at_once_and_the_first_has_it(window: OpenWindow) -> None:
    matter = "lapsilisä toiselle tilille"
    agent = await window(person="aino-virtanen", language="FI")
    await agent.go("/desk")
    await find(agent, matter)
    first = await choose_free(agent)
    await agent.press("Alt+b")
    await expect(agent.page.get_by_role("checkbox")).to_be_checked()
    await hand_over(agent)
    title = agent.page.locator(".status-title")
    await expect(title).to_contain_text(first)
    names = (await title.inner_text()).removeprefix("Tarjottu: ").split(", ")
    assert len(names) == 3, names
    winner, loser = [await inbox_of(agent, window, name) for name in names[1:]]
    await expect(loser.page.get_by_role("article").filter(has_text=matter)).to_have_count(1)
    offer = winner.page.get_by_role("article").filter(has_text=matter)
    await offer.get_by_role("button", name="Otan asian").click()
    await expect(title).to_have_text(f"{names[1]} otti asian")
    await expect(loser.page.get_by_role("article").filter(has_text=matter)).to_have_count(0)
    await agent.press("Alt+n")
