"""Everything before somebody accepts, as agent and experts live it."""

from __future__ import annotations

import re
import secrets

from playwright.async_api import expect

from tests.e2e.conftest import OpenWindow
from tests.e2e.people import people_of
from tests.e2e.test_two_windows import choose_free, find, hand_over
from tests.e2e.windows import Window


async def inbox_of(agent: Window, window: OpenWindow, name: str, **options: object) -> Window:
    people = [one for one in await agent.people(name) if one["name"] == name]
    expert = await window(person=people[0]["id"], language="FI", **options)
    await expert.go("/inbox")
    await expect(expert.page.get_by_role("heading", level=1)).to_contain_text("Saapuneet")
    return expert


async def test_three_at_once_and_the_first_has_it(window: OpenWindow) -> None:
    matter = f"lapsilisä toiselle tilille {secrets.token_hex(2)}"
    agent = await window(person="aino-virtanen", language="FI")
    async with people_of(agent.address) as people:
        kind, free = await people.only_free("aino-virtanen", matter, but=3)
        await people.offers_wait(kind, 120)
        for id_ in free:
            await (await window(person=id_, language="FI")).go("/inbox")
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


async def test_a_time_that_ran_out_is_seen_by_both(window: OpenWindow) -> None:
    matter = f"verokortti ja etuuden verotus {secrets.token_hex(2)}"
    agent = await window(person="aino-virtanen", language="FI")
    async with people_of(agent.address) as people:
        kind, [free] = await people.only_free("aino-virtanen", matter)
        await people.offers_wait(kind, 15)
        expert = await window(person=free, language="FI")
        await expert.go("/inbox")
        await expect(expert.page.get_by_role("heading", level=1)).to_contain_text("Saapuneet")
        await agent.go("/desk")
        await find(agent, matter)
        name = await choose_free(agent)
        await hand_over(agent)
        await expect(expert.page.get_by_role("article").filter(has_text=matter)).to_have_count(1)

        await expect(expert.page.locator(".inbox-news")).to_contain_text(
            "Et ehtinyt vastata ajoissa"
        )
        await expect(expert.page.get_by_role("article").filter(has_text=matter)).to_have_count(0)
        await expect(agent.page.locator(".status-title")).to_contain_text(
            re.compile(f"{re.escape(name)} ei vastannut ajoissa|Kukaan ei ehtinyt ottaa asiaa nyt")
        )
        await agent.press("Alt+x")
        await agent.page.get_by_role("dialog").get_by_role("button").nth(1).click()
        await expect(agent.page.locator("#matter")).to_have_value("")
